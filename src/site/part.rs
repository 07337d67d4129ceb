//! Documents with the addresses that they make: the site as it is now, or those that are withheld
//! now as a small site of their own. And when each of these addresses is there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::base::date::Period;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::attachment::Attachment;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Checked;
use crate::site::alias;
use crate::site::life::{Life, Lives};
use crate::site::view::{Elder, Index, Sitemap, View};
use crate::site::{LIST_LIMIT, Scope, Site};

/// A site with its addresses, in order. Of one that holds documents of different times, an address
/// may be there several times.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The documents.
    pub site: &'a Site,
    /// The addresses.
    pub routes: &'a [(Url, View)],
}

/// Withheld documents as a site of their own, as if all of them were public.
#[derive(Debug, Default)]
pub struct Aside {
    /// The documents.
    pub site: Site,
    /// The addresses that they make, in order; one may be there several times.
    pub routes: Vec<(Url, View)>,
}

impl Site {
    /// Returns the article or standing page that a page is of.
    pub fn shown_by(&self, view: &View) -> Option<&Document> {
        match view {
            View::Article(id) => self.articles.get(*id).map(|document| &**document),
            View::Page(id) => self.pages.get(*id).map(|document| &**document),
            View::Home | View::List(..) | View::Archive | View::Index(_) | View::NotFound => None,
            View::Latest | View::Map | View::Search => None,
            View::Redirect(_) | View::Data(..) | View::Attachment(_) | View::Static(_) => None,
            View::Picture(_) | View::Asset(_) => None,
            View::Feed(..) | View::Sitemap(_) | View::Robots => None,
            View::Elder(_) => None,
        }
    }
}

/// What was public before or will be, to be made when it is asked for: that is seldom.
pub type Elsewhen = LazyLock<Aside, Box<dyn FnOnce() -> Aside + Send>>;

impl Site {
    /// Returns a site of the documents alone that are withheld for some reasons, as if all of them
    /// were public.
    ///
    /// Its cost is that of these documents, not of the archive.
    pub fn aside(&self, is_wanted: impl Fn(Withheld) -> bool) -> Checked<Site> {
        let held = self.held.iter().filter(|held| is_wanted(held.reason));
        let documents: Vec<_> = held.map(|held| held.document.clone()).collect();
        if documents.is_empty() {
            return Checked::default();
        }
        let files = documents.iter().flat_map(|d| self.named_files(d));
        let attachments: BTreeMap<SitePath, Attachment> = files
            .filter_map(|path| Some((path.clone(), self.attachments.get(&path)?.clone())))
            .collect();
        Site::of_all(self.config.clone(), documents, attachments, self.visibility)
    }
}

impl Aside {
    /// Makes it of a site and the addresses of its pages.
    pub fn new(site: Site, mut routes: Vec<(Url, View)>) -> Aside {
        // Stable: of two claims on one address the same one comes first on every run.
        routes.sort_by(|a, b| a.0.cmp(&b.0));
        Aside { site, routes }
    }

    /// Adds the old addresses of its documents.
    #[must_use]
    pub fn with_old_addresses(mut self) -> Aside {
        for document in self.site.articles.iter().chain(&self.site.pages) {
            for (url, _) in alias::of(document) {
                let target = self.site.url(document);
                self.routes.push((url, View::Redirect(target)));
            }
        }
        Aside::new(self.site, self.routes)
    }

    /// Returns it as a part of a site.
    pub fn part(&self) -> Part<'_> {
        Part {
            site: &self.site,
            routes: &self.routes,
        }
    }
}

impl<'a> Part<'a> {
    /// Returns everything at an address as written in a link: that of a folder may lack its slash.
    ///
    /// Nothing is at the page of an article in the edition for older readers, which newer articles
    /// take away: a link that is right today would be wrong in a quarter of a year.
    pub fn lookup(self, url: &Url) -> &'a [(Url, View)] {
        let found = self.at(url);
        if let [(_, View::Elder(Elder::Article(_))), ..] = found {
            return &[];
        }
        if found.is_empty() && !url.as_str().ends_with('/') {
            return self.at(&Url::new(format!("{url}/")));
        }
        found
    }

    /// Returns everything at an address.
    pub fn at(self, url: &Url) -> &'a [(Url, View)] {
        let start = self.routes.partition_point(|(at, _)| at < url);
        let rest = &self.routes[start..];
        &rest[..rest.partition_point(|(at, _)| at == url)]
    }

    /// Returns true if an address that is there now stays, whatever the clock says: something that
    /// makes it has no end.
    pub fn stays(self, (url, view): &(Url, View)) -> bool {
        match self.makers(url, view) {
            Makers::Nobody => true,
            // The newest one stays longest.
            Makers::Some(mut documents) => documents.rfind(|d| self.has_no_end(d)).is_some(),
        }
    }

    /// Returns when an address is there.
    pub fn lives(self, (url, view): &(Url, View)) -> Lives {
        match self.makers(url, view) {
            Makers::Nobody => Lives::always(),
            Makers::Some(documents) => Lives::of(documents.filter_map(|d| self.life(d))),
        }
    }

    fn has_no_end(self, document: &Document) -> bool {
        self.life(document).is_some_and(|life| life.until.is_none())
    }

    fn life(self, document: &Document) -> Option<Life> {
        self.site.visibility.life(document)
    }

    /// Returns the documents that make an address, each of them by itself.
    fn makers(self, url: &Url, view: &View) -> Makers<'a> {
        let site = self.site;
        match view {
            View::Article(_) | View::Page(_) => Makers::of(site.shown_by(view).into_iter()),
            View::Redirect(target) => {
                let url = url.clone();
                let found = self.at(target).iter();
                let found = found.filter_map(move |(_, view)| site.shown_by(view));
                Makers::of(found.filter(move |d| alias::of(d).any(|(old, _)| old == url)))
            }
            View::Attachment(path) => Makers::of(self.naming(url, path).into_iter()),
            View::Picture(derived) => Makers::of(self.naming(url, &derived.path).into_iter()),
            View::Elder(Elder::Article(id)) => Makers::of(
                site.articles
                    .get(*id)
                    .map(|document| &**document)
                    .into_iter(),
            ),
            View::Elder(Elder::Home | Elder::Category(_)) => Makers::Nobody,
            View::List(scope, period) => self.listed(*scope, *period),
            View::Data(series, period, _) => self.listed(Scope::Series(*series), *period),
            View::Sitemap(Sitemap::Month(year, month)) => {
                self.listed(Scope::All, Period::Month(*year, *month))
            }
            View::Index(Index::Topics) => {
                let pages = site.pages.iter().map(|page| &**page);
                Makers::of(pages.filter(|page| page.is_topic()))
            }
            View::Home | View::Archive | View::Index(_) | View::NotFound => Makers::Nobody,
            View::Latest | View::Map | View::Search => Makers::Nobody,
            View::Feed(..) | View::Robots | View::Static(_) | View::Asset(_) => Makers::Nobody,
            View::Sitemap(Sitemap::Index | Sitemap::Pages | Sitemap::News) => Makers::Nobody,
        }
    }

    fn listed(self, scope: Scope, period: Period) -> Makers<'a> {
        if period == Period::All && !matches!(scope, Scope::Tag(_) | Scope::Person(_)) {
            return Makers::Nobody;
        }
        let ids = self.site.select(scope, period).iter();
        Makers::of(ids.map(move |id| &**self.site.article(*id)))
    }

    /// Returns the documents beside which a file stands: those of its day, or standing pages.
    fn naming(self, url: &Url, path: &SitePath) -> Vec<&'a Document> {
        let (_, day) = split_period(url.folder());
        let articles = match day {
            Period::Day(..) => self.site.select(Scope::All, day),
            Period::All | Period::Year(_) | Period::Month(..) => &[],
        };
        let articles = articles.iter().map(|id| &**self.site.article(*id));
        let pages = self.site.pages.iter().map(|page| &**page);
        articles
            .chain(pages)
            .filter(|document| self.site.url(document).folder() == url.folder())
            .filter(|document| self.site.named_files(document).contains(path))
            .collect()
    }

    /// Returns how many articles a list holds, of one whose address this is without its period.
    fn count(self, base: &Url, period: Period) -> usize {
        let lists = self.at(base).iter().filter_map(|(_, view)| match view {
            View::List(scope, Period::All) => Some(self.site.select(*scope, period).len()),
            _ => None,
        });
        lists.max().unwrap_or_default()
    }
}

/// Who makes an address.
enum Makers<'a> {
    /// The program itself: it is always there.
    Nobody,
    /// Each of these documents; those of a list are in its order.
    Some(Box<dyn DoubleEndedIterator<Item = &'a Document> + 'a>),
}

impl<'a> Makers<'a> {
    fn of(documents: impl DoubleEndedIterator<Item = &'a Document> + 'a) -> Makers<'a> {
        Makers::Some(Box::new(documents))
    }
}

/// Returns true if a list has a page for a month or a day which has one only while there are many
/// articles, as long as all documents of both parts are public.
///
/// Which moments these are is not worth counting: so no clock makes an error of it.
pub fn is_split(parts: [Part<'_>; 2], url: &Url) -> bool {
    let (base, period) = split_period(url.as_str());
    let above = match period {
        Period::All | Period::Year(_) => return false,
        Period::Month(..) => vec![period.parent()],
        Period::Day(..) => vec![period.parent(), period.parent().parent()],
    };
    let mut above = above.into_iter();
    count(parts, base, period) > 0 && above.all(|period| count(parts, base, period) > LIST_LIMIT)
}

/// Counts the articles of a list in both parts.
fn count(parts: [Part<'_>; 2], base: &str, period: Period) -> usize {
    let base = Url::new(base);
    parts.iter().map(|part| part.count(&base, period)).sum()
}

/// Splits the address of a list into that of its scope and its period.
fn split_period(url: &str) -> (&str, Period) {
    let mut base = url.strip_suffix('/').unwrap_or(url);
    let mut numbers = Vec::new();
    while let Some((rest, part)) = base.rsplit_once('/') {
        let Ok(number) = part.parse::<u32>() else {
            break;
        };
        numbers.push((number, part.len()));
        base = rest;
        if part.len() == 4 {
            break;
        }
    }
    let period = match *numbers {
        [(year, 4)] => i32::try_from(year).ok().map(Period::Year),
        [(month, 2), (year, 4)] => i32::try_from(year).ok().map(|y| Period::Month(y, month)),
        [(day, 2), (month, 2), (year, 4)] => {
            i32::try_from(year).ok().map(|y| Period::Day(y, month, day))
        }
        _ => None,
    };
    match period.filter(|period| period.days().is_some()) {
        Some(period) => (&url[..=base.len()], period),
        None => (url, Period::All),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_in_its_period() {
        for (url, base, period) in [
            ("/tags/x/2024/03/", "/tags/x/", Period::Month(2024, 3)),
            ("/2024/03/01", "/", Period::Day(2024, 3, 1)),
            ("/news/2024/", "/news/", Period::Year(2024)),
            ("/news/", "/news/", Period::All),
            ("/news/24/", "/news/24/", Period::All),
            ("/2024/1/", "/2024/1/", Period::All),
            ("/news/2024/13/", "/news/2024/13/", Period::All),
            ("/", "/", Period::All),
        ] {
            assert_eq!(split_period(url), (base, period), "{url}");
        }
    }
}
