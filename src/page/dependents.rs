//! A document that is looked for on the pages that may show it.

use crate::base::date::Period;
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::Document;
use crate::page::reader::Reader;
use crate::page::scope;
use crate::site::{Scope, Site, Slot};

/// A document that is looked for on pages.
pub struct Sought<'a> {
    pub(super) document: &'a Document,
    /// None of a standing page.
    pub(super) id: Option<ArticleId>,
    pub(super) url: Url,
    pub(super) href: String,
}

impl<'a> Sought<'a> {
    /// Looks for an article or standing page; none for what is on no page.
    pub fn of(r: Reader<'a>, slot: Slot) -> Option<Sought<'a>> {
        let id = match slot {
            Slot::Article(id) => Some(id),
            Slot::Page(_) => None,
            Slot::Held(_) => return None,
        };
        let document = r.site.document(slot)?;
        let url = r.site.url(document);
        Some(Sought {
            document,
            id,
            href: r.href(&url),
            url,
        })
    }

    /// Returns true if it is an article of a scope and period.
    pub(super) fn is_listed(&self, site: &Site, scope: Scope, period: Period) -> bool {
        self.id.is_some_and(|id| {
            scope::holds(site, scope, self.document)
                && period
                    .days()
                    .is_none_or(|(first, after)| (first..after).contains(&site.day_in(scope, id)))
        })
    }
}
