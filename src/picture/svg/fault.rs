//! What is wrong with an SVG.

use std::ops::Range;

use crate::base::path::SitePath;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

/// What keeps an SVG from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `E0313` of what would run or load something, `E0342` of what cannot be vouched for.
    pub code: Code,
    /// What it is, as the message names it.
    pub reason: &'static str,
    /// Name or value that is meant.
    pub text: String,
    /// Where it stands.
    pub at: Range<usize>,
}

impl Fault {
    /// Makes the problem that it is of the file at `path`.
    pub fn problem(self, path: &SitePath) -> Diagnostic {
        let problem = Diagnostic::new(self.code, Span::new(path, self.at)).with("path", path);
        problem.with("reason", self.reason).with("text", self.text)
    }

    pub(super) fn active(reason: &'static str, text: impl Into<String>) -> Fault {
        Fault {
            code: code::UNPUBLISHABLE_FILE,
            reason,
            text: text.into(),
            at: 0..0,
        }
    }

    pub(super) fn unknown(reason: &'static str, text: impl Into<String>) -> Fault {
        Fault {
            code: code::UNSUPPORTED_SVG,
            reason,
            text: text.into(),
            at: 0..0,
        }
    }

    pub(super) fn at(self, at: Range<usize>) -> Fault {
        Fault { at, ..self }
    }
}
