//! Changes of a document that are still to come: pages, feeds and sitemaps would say so already.

use crate::base::date::Moment;
use crate::content::document::Document;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reports `updated` and corrections in the future; of a document that is to come itself, those
/// after its date.
pub(super) fn check(document: &Document, now: i64) -> impl Iterator<Item = Diagnostic> {
    let details = document.details();
    let latest = document.date.map_or(now, |date| date.utc.max(now));
    let is_to_come = move |moment: &Moment| moment.utc > latest;
    let updated = details.updated.filter(is_to_come).map(|moment| {
        Diagnostic::new(code::UPDATE_IN_FUTURE, Span::file(&document.path))
            .with("text", moment.minute())
            .entry("updated", "")
    });
    let mut corrections = details.corrections.iter().map(|c| c.date);
    let corrected = corrections.rfind(is_to_come).map(|moment| {
        Diagnostic::new(code::CORRECTION_IN_FUTURE, Span::file(&document.path))
            .with("text", moment.minute())
            .entry("corrections", "")
    });
    updated.into_iter().chain(corrected)
}
