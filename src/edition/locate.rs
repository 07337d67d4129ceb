//! The places of problems, in the files of the site and of its theme.

use std::sync::Arc;

use crate::base::path::SitePath;
use crate::content::document;
use crate::diagnostic::{self, Diagnostic, Span};
use crate::source::Source;
use crate::theme::Theme;

/// Finds the places of problems and puts them in order.
pub(super) fn locate(problems: &mut [Diagnostic], source: &Source, theme: &Theme) {
    for problem in problems.iter_mut() {
        enter(problem, |file| text(file, source, theme));
    }
    diagnostic::locate(problems, |file| text(file, source, theme));
}

/// Finds the entry of front matter that a problem means.
pub(crate) fn enter(problem: &mut Diagnostic, text_of: impl Fn(&SitePath) -> Option<Arc<str>>) {
    let Some(entry) = problem.entry.take() else {
        return;
    };
    for span in problem.span.iter_mut().chain(&mut problem.also) {
        let text = text_of(&span.file);
        let place = text.and_then(|text| document::place_of(&span.file, &text, &entry));
        if let Some(place) = place {
            *span = Span::new(&span.file, place);
        }
    }
}

/// Returns the text of a file; the theme has those of its own in memory.
fn text(file: &SitePath, source: &Source, theme: &Theme) -> Option<Arc<str>> {
    theme.text(file).or_else(|| {
        let bytes = source.read(file).ok()?;
        Some(Arc::from(String::from_utf8_lossy(&bytes)))
    })
}
