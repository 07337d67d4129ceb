//! The end of a command.

use crate::diagnostic::Diagnostic;
use crate::diagnostic::code::Kind;
#[cfg(not(all(feature = "serve", feature = "lsp", feature = "external")))]
use crate::diagnostic::{Failure, code};

/// Exit status of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// All is well.
    Well = 0,
    /// The content has problems; nothing was written.
    Problems = 1,
    /// The command line was used wrongly.
    Usage = 2,
    /// The environment failed.
    Environment = 3,
}

impl Status {
    /// Returns the status of a command that failed.
    pub(super) fn of_failure(kind: Kind) -> Status {
        match kind {
            Kind::Usage => Status::Usage,
            Kind::Content | Kind::Environment => Status::Environment,
        }
    }
}

/// Returns true if problems keep the site from being published.
///
/// What the clock alone brought about never does: a build that nobody watches would stop, and leave
/// online what has expired.
pub(super) fn stops(problems: &[Diagnostic], deny_warnings: bool) -> bool {
    problems
        .iter()
        .any(|p| p.is_error() || deny_warnings && !p.by_clock)
}

/// Reports that this program was built without a part of it: a feature of `Cargo.toml`.
#[cfg(not(all(feature = "serve", feature = "lsp", feature = "external")))]
pub(super) fn not_built(part: &str) -> Failure {
    Failure::new(code::PART_NOT_BUILT).with("part", part)
}
