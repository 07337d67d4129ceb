//! The bulletins that the check of a series goes through.

use crate::base::id::SeriesId;
use crate::content::document::bulletin::{DateRange, Figure};
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Span;
use crate::site::{Scope, Site};

/// The bulletins of a series, public or to come, in order of period.
pub(super) type Chain<'a> = Vec<(DateRange, &'a Document)>;

pub(super) fn of(site: &Site, series: SeriesId) -> Chain<'_> {
    let public = site
        .list(Scope::Series(series))
        .iter()
        .map(|id| &**site.article(*id));
    let waiting = site
        .held
        .iter()
        .filter(|h| matches!(h.reason, Withheld::Future(_)))
        .map(|h| &*h.document);
    let mut chain: Chain<'_> = public
        .chain(waiting)
        .filter_map(|document| {
            let bulletin = document.bulletin.as_ref()?;
            (bulletin.series == series).then_some((bulletin.span, document))
        })
        .collect();
    chain.sort_by(|(a, x), (b, y)| (a, x.date, &x.path).cmp(&(b, y.date, &y.path)));
    chain
}

/// Returns where a document has a figure.
pub(super) fn place(document: &Document, figure: &Figure) -> Span {
    Span {
        file: document.path.clone(),
        start: figure.start,
        end: figure.end,
    }
}
