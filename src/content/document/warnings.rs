//! The warnings of a document that are found by reading its own file, and kept with it.

use super::{Details, Document};
use crate::content::config::Config;
use crate::content::copy;
use crate::diagnostic::{Diagnostic, Kept};

impl Document {
    /// Takes over the problems of its file, if all of them are warnings about the file itself;
    /// otherwise returns them with the document as it was.
    #[must_use]
    pub fn keeping(mut self, problems: Vec<Diagnostic>) -> (Document, Vec<Diagnostic>) {
        if problems.is_empty() {
            return (self, problems);
        }
        let kept = problems.iter().map(|p| Kept::of(p, &self.path));
        let Some(warnings) = kept.collect::<Option<Box<[Kept]>>>() else {
            return (self, problems);
        };
        let details = self.details.take().unwrap_or_default();
        let details = Details {
            warnings,
            ..*details
        };
        let document = Document {
            details: Some(Box::new(details)),
            ..self
        };
        (document, Vec::new())
    }

    /// Returns the warnings that are kept with it: those of the copy rules, and all others.
    pub fn warnings(&self, config: &Config) -> Vec<Diagnostic> {
        let mut warnings = self.copy_problems(config);
        let kept = self.details().warnings.iter();
        warnings.extend(kept.map(|kept| kept.problem(&self.path)));
        warnings
    }

    /// Returns what is wrong by the copy rules.
    pub fn copy_problems(&self, config: &Config) -> Vec<Diagnostic> {
        self.details()
            .findings
            .iter()
            .map(|finding| copy::problem(finding, &self.path, &config.terms))
            .collect()
    }
}
