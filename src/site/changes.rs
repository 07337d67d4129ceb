//! Changes of a document that are still to come: pages, feeds and sitemaps would say so already.

use crate::content::document::Document;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reports `updated` and corrections in the future; of a document that is to come itself, those
/// after its date.
pub(super) fn check(document: &Document, now: i64) -> impl Iterator<Item = Diagnostic> {
    let details = document.details();
    let latest = document.date.map_or(now, |date| date.utc.max(now));
    let updated = details.updated.filter(|moment| moment.utc > latest);
    let mut corrections = details.corrections.iter().map(|c| c.date);
    let corrected = corrections.rfind(|moment| moment.utc > latest);
    let found = [
        (updated, code::UPDATE_IN_FUTURE, "updated"),
        (corrected, code::CORRECTION_IN_FUTURE, "corrections"),
    ];
    found.into_iter().filter_map(|(moment, code, key)| {
        let problem = Diagnostic::new(code, Span::file(&document.path));
        Some(problem.with("text", moment?.minute()).entry(key, ""))
    })
}
