//! What is to be published where.

use std::io;
use std::path::{Path, PathBuf};

use super::pictures::Fetch;
use super::shard::Shard;
use crate::base::digest::Digest;
use crate::base::progress::Progress;
use crate::diagnostic::Failure;
use crate::diagnostic::code;

/// What is to be published where.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The output folder.
    pub output: &'a Path,
    /// The file, beside the site, that remembers the states of the output's files: see
    /// [`record_of`].
    pub record: &'a Path,
    /// The part of the site; `None` for all of it.
    pub shard: Option<Shard>,
    /// Who says what counts as now, as messages name it.
    pub clock: &'a str,
    /// A clock before that of the last build may take away what it does not have yet.
    pub allows_removals: bool,
    /// Receives how far the work has come.
    pub progress: &'a dyn Progress,
    /// Takes made pictures from elsewhere; returns none where there is nowhere else.
    pub fetch: &'a Fetch<'a>,
}

impl Options<'_> {
    /// Returns the failure to write into the output folder.
    pub(super) fn failure(&self, error: &io::Error) -> Failure {
        failure(self.output, error)
    }

    /// Returns the failure to write a file of the output.
    pub(super) fn failure_at(&self, file: &str, error: &io::Error) -> Failure {
        failure(&self.output.join(file), error)
    }
}

fn failure(path: &Path, error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::StorageFull {
        code::DISK_FULL
    } else {
        code::UNWRITABLE_FILE
    };
    Failure::io(code, path.display(), error)
}

/// Returns the file, beside the site, that remembers the states of the files in `output`.
pub fn record_of(root: &Path, output: &Path, shard: Option<Shard>) -> PathBuf {
    let name = Digest::of(output.as_os_str().as_encoded_bytes()).short(16);
    let shard = shard.map(|s| format!("-{s}")).unwrap_or_default();
    root.join(".dateline").join(format!("output-{name}{shard}"))
}
