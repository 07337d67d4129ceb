//! Which pages may show a document, told without making them: the reverse of [`Reader::reads`].
//!
//! [`Reader::may_show`] is true of every page whose data holds the document's address, and of few
//! others.

use crate::base::date::Period;
use crate::base::id::ArticleId;
use crate::content::document::Document;
use crate::page::Reader;

use crate::base::url::{Url, bare};
use crate::site::route::View;
use crate::site::{Place, Scope};

/// A document that is looked for on pages.
pub struct Sought<'a> {
    document: &'a Document,
    /// None of a standing page.
    id: Option<ArticleId>,
    url: Url,
    href: String,
}

impl<'a> Reader<'a> {
    /// Looks for an article or standing page; none for what is on no page.
    pub fn sought(self, place: Place) -> Option<Sought<'a>> {
        let id = match place {
            Place::Article(id) => Some(id),
            Place::Page(_) => None,
            Place::Held(_) => return None,
        };
        let document = self.site.document(place)?;
        let url = self.site.url(document);
        Some(Sought {
            document,
            id,
            href: self.href(&url),
            url,
        })
    }

    /// Tells whether a page other than its own may show a document.
    pub fn may_show(self, view: &View, sought: &Sought<'_>) -> bool {
        let lists = |scope, period| {
            sought
                .id
                .is_some_and(|id| self.is_listed(id, scope, period))
        };
        match view {
            View::Home | View::NewsSitemap => sought.id.is_some(),
            View::SitemapPages => sought.id.is_none(),
            View::SitemapMonth(y, m) => lists(Scope::All, Period::Month(*y, *m)),
            View::List(scope, period) => lists(*scope, *period),
            View::Data(series, period, _) => lists(Scope::Series(*series), *period),
            View::Feed(scope, _) => lists(*scope, Period::All),
            View::Redirect(target) => *target == sought.url,
            View::Article(other) => {
                let document = self.site.article(*other);
                sought
                    .id
                    .is_some_and(|id| self.stands_by(*other, document, id, sought))
                    || self.links(document, sought)
            }
            View::Page(i) => self.links(&self.site.pages[*i], sought),
            View::Archive | View::Tags | View::Columns | View::SeriesIndex | View::NotFound => {
                false
            }
            View::SitemapIndex | View::Robots | View::Attachment(_) | View::Asset(_) => false,
        }
    }

    fn is_listed(self, id: ArticleId, scope: Scope, period: Period) -> bool {
        let document = self.site.article(id);
        let is_of = match scope {
            Scope::All => true,
            Scope::Category(i) => document.category == Some(i),
            Scope::Column(i) => document.column == Some(i),
            Scope::Series(i) => document.bulletin.as_ref().is_some_and(|b| b.series == i),
            Scope::Tag(i) => document
                .tags
                .iter()
                .any(|tag| **tag == *self.site.tags[i].title),
        };
        let day = || self.site.day_in(scope, id);
        is_of
            && period
                .days()
                .is_none_or(|(first, after)| (first..after).contains(&day()))
    }

    /// Tells whether the page of another article shows one beside its text: as its neighbour, as
    /// related, or as the bulletin of another period.
    fn stands_by(
        self,
        other: ArticleId,
        document: &Document,
        id: ArticleId,
        sought: &Sought<'_>,
    ) -> bool {
        let is_sibling = document.category == sought.document.category;
        if other == id || is_sibling && self.neighbours(other).contains(&Some(id)) {
            return other != id;
        }
        let shares_tag = || {
            document
                .tags
                .iter()
                .any(|t| sought.document.tags.contains(t))
        };
        if (!document.details().related.is_empty() || shares_tag())
            && self.related(other, document).contains(&id)
        {
            return true;
        }
        let series = |d: &Document| d.bulletin.as_ref().map(|b| b.series);
        let is_of_series =
            series(document).is_some() && series(document) == series(sought.document);
        is_of_series
            && self.around(other).is_some_and(|around| {
                [around.before, around.year_ago, around.previous, around.next]
                    .iter()
                    .flatten()
                    .any(|e| e.id == id)
            })
    }

    /// Tells whether a document leads to another, in its text or in its front matter.
    fn links(self, document: &Document, sought: &Sought<'_>) -> bool {
        let leads = |link: &str| {
            let path = bare(link);
            match path.starts_with('/') {
                true => Url::parse(path).as_ref() == Some(&sought.url),
                false => document.path.resolve(path).as_ref() == Some(&sought.document.path),
            }
        };
        let names = |text: &str| text.contains(&sought.href);
        let original = document
            .details()
            .original
            .as_deref()
            .and_then(|o| o.url.as_deref());
        document
            .body
            .links
            .iter()
            .any(|l| names(&l.text) || leads(&l.text))
            || document.details().extra.as_deref().is_some_and(names)
            || original.is_some_and(names)
    }
}
