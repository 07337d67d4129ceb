//! The check of every link: articles, headings, pictures, attachments, pages of the site.

mod document;
mod left_out;
mod menu;
mod missing;
mod near;
mod picks;
mod place;
mod timing;

use std::sync::Arc;

use rayon::prelude::*;

use self::document::Targets;
pub use self::left_out::LeftOut;
pub(crate) use self::near::relative;
use self::near::{FileIndex, Suggestions};
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Diagnostic;
use crate::site::part::Elsewhen;
use crate::site::route::Routes;
use crate::site::{Site, Visibility};
use crate::source::Entry;

/// How many mistaken links get a suggestion: finding one takes a look at every address, or at every
/// file of a folder.
const SUGGESTIONS: usize = 100;

/// Checks the links of all documents that are published, or will be; drafts and expired ones may be
/// broken.
///
/// A link to what is never there is an error. One to what is not there at all times at which its
/// document is public, by file or by address, is a warning, and is printed as plain text at the
/// others: so no clock makes an error of a link. A link to one of `files` that could not be read is
/// neither: that file has a problem of its own.
///
/// Documents that are left out are checked with the rest, drafts among them if drafts are shown.
pub fn check(
    site: &Site,
    routes: &Routes,
    files: &[Entry],
    left_out: &LeftOut,
    elsewhen: &Elsewhen,
) -> Vec<Diagnostic> {
    let visibility = site.visibility;
    let targets = Targets {
        site,
        routes,
        files: FileIndex::new(files),
        left_out,
        elsewhen,
    };
    let left_out = left_out.documents.iter();
    let documents: Vec<&Arc<Document>> = site
        .documents()
        .chain(left_out.filter(|document| is_or_will_be_shown(document, visibility)))
        .collect();
    let found: Vec<(Vec<Diagnostic>, bool)> = documents
        .par_iter()
        .map(|document| {
            let none = Suggestions::up_to(0);
            let problems = targets.check(document, &none);
            (problems, none.are_wanted())
        })
        .collect();
    // Suggestions are given one document after the other, to the same mistakes on every run.
    let suggestions = Suggestions::up_to(SUGGESTIONS);
    let mut problems = targets.menu();
    for (document, (found, wants_suggestions)) in documents.into_iter().zip(found) {
        if wants_suggestions && suggestions.are_left() {
            problems.extend(targets.check(document, &suggestions));
        } else {
            problems.extend(found);
        }
    }
    problems
}

/// Checks the links of one document.
pub fn check_one(
    site: &Site,
    routes: &Routes,
    files: &[Entry],
    left_out: &LeftOut,
    elsewhen: &Elsewhen,
    document: &Document,
) -> Vec<Diagnostic> {
    let targets = Targets {
        site,
        routes,
        files: FileIndex::new(files),
        left_out,
        elsewhen,
    };
    targets.check(document, &Suggestions::up_to(SUGGESTIONS))
}

/// Returns true if a document would be shown, now or later, were it not left out.
fn is_or_will_be_shown(document: &Document, visibility: Visibility) -> bool {
    match document.withheld(visibility.now) {
        Some(Withheld::Draft) => visibility.drafts,
        Some(Withheld::Expired(_)) => false,
        Some(Withheld::Future(_) | Withheld::Unreviewed) | None => true,
    }
}
