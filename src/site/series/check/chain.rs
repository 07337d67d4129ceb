//! The bulletins that the check of a series goes through.

use crate::base::id::SeriesId;
use crate::content::document::bulletin::{DateRange, Figure};
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Span;
use crate::site::{Scope, Site};

/// Bulletins of a series in order of period.
pub(super) type Chain<'a> = Vec<(DateRange, &'a Document)>;

/// Returns the bulletins of a series that are public or to come.
pub(super) fn of(site: &Site, series: SeriesId) -> Chain<'_> {
    chain(site, series, |reason| matches!(reason, Withheld::Future(_)))
}

/// Returns them with those that have expired; `None` if none has.
pub(super) fn with_expired(site: &Site, series: SeriesId) -> Option<Chain<'_>> {
    let has_any = site.held.iter().any(|held| {
        let bulletin = held.document.bulletin.as_ref();
        let is_expired = matches!(held.reason, Withheld::Expired(_));
        is_expired && bulletin.is_some_and(|bulletin| bulletin.series == series)
    });
    if !has_any {
        return None;
    }
    let all = chain(site, series, |reason| {
        matches!(reason, Withheld::Future(_) | Withheld::Expired(_))
    });
    Some(all)
}

fn chain(site: &Site, series: SeriesId, is_wanted: impl Fn(Withheld) -> bool) -> Chain<'_> {
    let public = site
        .list(Scope::Series(series))
        .iter()
        .map(|id| &**site.article(*id));
    let waiting = site
        .held
        .iter()
        .filter(|h| is_wanted(h.reason))
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
