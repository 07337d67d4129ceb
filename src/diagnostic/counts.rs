//! How many problems there are.

use super::Diagnostic;
use super::wording::{Word, Wording};

/// Numbers of problems by severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Problems that keep the site from being published.
    pub errors: usize,
    /// All others.
    pub warnings: usize,
}

impl Counts {
    /// Counts problems.
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Counts {
        let mut counts = Counts {
            errors: 0,
            warnings: 0,
        };
        for problem in problems {
            if problem.is_error() {
                counts.errors += 1;
            } else {
                counts.warnings += 1;
            }
        }
        counts
    }

    /// Returns the numbers as a sentence.
    pub fn worded(self, wording: &Wording) -> String {
        let words = [
            ("errors", Word::Count(self.errors as u64)),
            ("warnings", Word::Count(self.warnings as u64)),
        ];
        wording.say("problems", &words)
    }
}
