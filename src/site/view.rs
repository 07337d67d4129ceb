//! What is shown at an address.
//!
//! It stands below the room that makes the pages, since links and routes need to know what an
//! address shows, not how.

use crate::base::date::Period;
use crate::base::id::{ArticleId, CategoryId, PageId, SeriesId};
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::picture::Recipe;
use crate::site::series::DataFile;
use crate::site::{Scope, Site};

/// Form of a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum FeedForm {
    /// RFC 4287.
    Atom,
    /// RSS 2.0.
    Rss,
    /// JSON Feed 1.1.
    Json,
}

/// What an index lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Index {
    /// All tags.
    Tags,
    /// All columns.
    Columns,
    /// All bulletin series.
    Series,
    /// All topic pages.
    Topics,
    /// All who are named in bylines.
    People,
}

/// What a sitemap lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Sitemap {
    /// The other sitemaps, but for that of news.
    Index,
    /// Lists and standing pages.
    Pages,
    /// A month.
    Month(i32, u32),
    /// The last 48 hours.
    News,
}

/// A picture that is made of one beside an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Derived {
    /// The file that it is made of.
    pub path: SitePath,
    /// What is made of it.
    pub recipe: Recipe,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// A page of the edition for older readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Elder {
    /// Its home page.
    Home,
    /// The newest of a category.
    Category(CategoryId),
    /// An article.
    Article(ArticleId),
}

/// What is shown at an address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum View {
    /// The home page.
    Home,
    /// An article.
    Article(ArticleId),
    /// A standing page.
    Page(PageId),
    /// Articles of a scope and period.
    List(Scope, Period),
    /// All years.
    Archive,
    /// The newest articles with their times.
    Latest,
    /// A map of the site for readers.
    Map,
    /// The page that searches.
    Search,
    /// All tags, columns or series.
    Index(Index),
    /// What a host shows for an address that is none.
    NotFound,
    /// An old address that leads to an article or page.
    Redirect(Url),
    /// A page of the edition for older readers.
    Elder(Elder),
    /// A file of data of a series, or of a year of it.
    Data(SeriesId, Period, DataFile),
    /// A feed of the newest articles of a scope.
    Feed(Scope, FeedForm),
    /// A sitemap, or the index of sitemaps.
    Sitemap(Sitemap),
    /// Rules for crawlers.
    Robots,
    /// A file beside an article.
    Attachment(SitePath),
    /// A file at a fixed address.
    Static(SitePath),
    /// A picture made of such a file.
    Picture(Box<Derived>),
    /// A file of the theme, by its name.
    Asset(String),
}

impl Index {
    /// Returns its address.
    pub fn url(self) -> Url {
        Url::new(match self {
            Index::Tags => "/tags/",
            Index::Columns => "/columns/",
            Index::Series => "/series/",
            Index::Topics => "/topics/",
            Index::People => "/people/",
        })
    }
}

impl View {
    /// Returns the file that it comes from, if it is one file.
    pub fn origin(&self, site: &Site) -> Option<SitePath> {
        match self {
            View::Article(id) => Some(site.article(*id).path.clone()),
            View::Page(id) => Some(site.pages[*id].path.clone()),
            View::Attachment(path) | View::Static(path) => Some(path.clone()),
            View::Picture(derived) => Some(derived.path.clone()),
            View::Home | View::List(..) | View::Archive | View::Index(_) | View::NotFound => None,
            View::Latest | View::Map | View::Search => None,
            View::Redirect(_) | View::Data(..) | View::Asset(_) => None,
            View::Feed(..) | View::Sitemap(_) | View::Robots | View::Elder(_) => None,
        }
    }

    /// Returns true if it is listed in the sitemap of pages, not in that of a month.
    ///
    /// Both leave out the months and days of categories, tags, columns and series and the years of
    /// tags: they hold nothing that the archive does not, and would pass the 50,000 that
    /// a sitemap may list.
    pub fn is_landing(&self) -> bool {
        match self {
            View::Home | View::Page(_) | View::Archive | View::Index(_) => true,
            View::Latest | View::Map => true,
            View::List(scope, period) => match period {
                Period::All => true,
                Period::Year(_) => !matches!(scope, Scope::Tag(_) | Scope::Person(_)),
                Period::Month(..) | Period::Day(..) => false,
            },
            View::Article(_) | View::NotFound | View::Search | View::Redirect(_) => false,
            View::Data(..) | View::Attachment(_) | View::Static(_) | View::Asset(_) => false,
            View::Picture(_) => false,
            // Each leads search engines to the standard page.
            View::Elder(_) => false,
            View::Feed(..) | View::Sitemap(_) | View::Robots => false,
        }
    }
}
