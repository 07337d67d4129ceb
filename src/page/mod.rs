//! `page(site, theme, view)`: what a page shows, as plain data. The only reader of [`Site`].

pub mod article;
mod bulletin;
pub mod chart;
mod charts;
pub mod data;
pub mod head;
pub mod list;
pub mod machine;
mod json_ld;
mod dependencies;
pub mod feed;
pub mod render;
mod series;
mod gov_cn;
pub mod dependents;

use std::sync::Arc;

use serde::Serialize;

use self::data::{
    ColumnRef, FeedRef, HtmlPage, IndexEntry, Link, OrganizationData, SectionRef, SeriesRef,
    SiteData,
};
use crate::base::date::Period;
use crate::base::digest::Digest;
use crate::base::id::{CategoryId, ColumnId, List, SeriesId, TagId};
use crate::base::path::SitePath;
use crate::base::url::{Url, bare};
use crate::content::config::{Category, Column, Config, Profile, Series};
use crate::content::document::Document;
use crate::content::document::markdown::Target;
use crate::page::feed::{FeedData, SitemapData};
use crate::site::route::{Routes, View, attachment_url};
use crate::site::series::{Runs, request};
use crate::site::{Place, Scope, Site};
use crate::theme::{Ready, Theme};

/// A page before it is drawn.
#[derive(Clone, Debug, Serialize)]
pub enum Page {
    /// Set by a template.
    Html(Box<HtmlPage>),
    /// A feed.
    Feed(FeedData),
    /// A sitemap or an index of sitemaps.
    Sitemap(SitemapData),
    /// Text as it stands.
    Text(String),
    /// The bytes of a file of the site.
    Copy(SitePath, Digest),
    /// A file of the theme: its name and the hash of its bytes.
    Asset(String, Digest),
}

/// What many pages show of the configuration, made once.
#[derive(Debug, Default)]
pub struct Shared {
    sections: List<CategoryId, Arc<Ready<SectionRef>>>,
    columns: List<ColumnId, Arc<Ready<ColumnRef>>>,
    series: List<SeriesId, Arc<Ready<SeriesRef>>>,
    /// The home page's address in full.
    home: String,
}

impl Shared {
    /// Makes it for a site.
    pub fn new(site: &Site) -> Shared {
        let Config {
            categories,
            columns,
            series,
            prefix,
            ..
        } = &site.config;
        let href = |scope| site.list_url(scope, Period::All).href(prefix);
        let section = |(i, c): (CategoryId, &Category)| SectionRef {
            id: c.id.clone(),
            title: c.title.clone(),
            kind: c.kind.name(),
            href: href(Scope::Category(i)),
        };
        let column = |(i, c): (ColumnId, &Column)| ColumnRef {
            id: c.id.clone(),
            title: c.title.clone(),
            tagline: c.tagline.clone(),
            description: c.description.clone(),
            href: href(Scope::Column(i)),
        };
        let one = |(i, s): (SeriesId, &Series)| SeriesRef {
            id: s.id.clone(),
            title: s.title.clone(),
            href: href(Scope::Series(i)),
        };
        Shared {
            sections: categories
                .enumerate()
                .map(section)
                .map(Ready::shared)
                .collect(),
            columns: columns.enumerate().map(column).map(Ready::shared).collect(),
            series: series.enumerate().map(one).map(Ready::shared).collect(),
            home: format!("{}{}", site.config.origin, Url::new("/").href(prefix)),
        }
    }
}

/// Reads the site for one page.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme, for its words and the addresses of its assets.
    pub theme: &'a Theme,
    /// Every address, for root-relative links.
    pub routes: &'a Routes,
    /// What many pages show of the configuration.
    pub shared: &'a Shared,
    /// The bulletins of every series in order of period.
    pub runs: &'a Runs,
}

impl<'a> Reader<'a> {
    /// Reads what `view` shows.
    pub fn page(self, view: &View) -> Page {
        match view {
            View::Home => self.html(self.home()),
            View::Article(id) => self.html(self.article_page(*id)),
            View::Page(i) => self.html(self.standing_page(*i)),
            View::List(scope, period) => self.html(self.list_page(*scope, *period)),
            View::Archive => self.html(self.archive()),
            View::Tags => self.html(self.index(
                &Url::new("/tags/"),
                self.theme.word("tags"),
                self.tag_entries(),
            )),
            View::Columns => self.html(self.index(
                &Url::new("/columns/"),
                self.theme.word("columns"),
                self.column_entries(),
            )),
            View::SeriesIndex => self.html(self.index(
                &Url::new("/series/"),
                self.theme.word("series"),
                self.series_entries(),
            )),
            View::NotFound => self.html(self.not_found()),
            View::Redirect(target) => self.html(self.redirect(target)),
            View::Data(series, period, file) => {
                Page::Text(self.dataset(*series, *period).draw(*file))
            }
            View::Feed(scope, form) => Page::Feed(self.feed(*scope, *form)),
            View::SitemapIndex => Page::Sitemap(self.sitemap_index()),
            View::SitemapMonth(y, m) => Page::Sitemap(self.sitemap_month(*y, *m)),
            View::SitemapPages => Page::Sitemap(self.sitemap_pages()),
            View::NewsSitemap => Page::Sitemap(self.news_sitemap()),
            View::Robots => Page::Text(self.robots()),
            View::Attachment(path) => {
                let digest = self
                    .site
                    .attachments
                    .get(path)
                    .map_or_else(Digest::default, |a| a.digest);
                Page::Copy(path.clone(), digest)
            }
            View::Asset(name) => {
                let digest = self
                    .theme
                    .asset(name)
                    .map_or_else(Digest::default, |a| a.digest);
                Page::Asset(name.clone(), digest)
            }
        }
    }

    fn html(self, page: HtmlPage) -> Page {
        Page::Html(Box::new(page))
    }

    /// Writes an address for an attribute.
    pub(crate) fn href(self, url: &Url) -> String {
        url.href(&self.site.config.prefix)
    }

    /// Writes an address in full.
    pub(crate) fn full(self, url: &Url) -> String {
        [&*self.site.config.origin, &self.href(url)].concat()
    }

    pub(crate) fn section(self, category: CategoryId) -> Arc<Ready<SectionRef>> {
        self.shared.sections[category].clone()
    }

    pub(crate) fn column(self, column: ColumnId) -> Arc<Ready<ColumnRef>> {
        self.shared.columns[column].clone()
    }

    pub(crate) fn series(self, series: SeriesId) -> Arc<Ready<SeriesRef>> {
        self.shared.series[series].clone()
    }

    /// Reads what every template sees as `site`: the configuration, the theme's assets, the
    /// standing pages.
    pub fn site_data(self) -> SiteData {
        let config = &self.site.config;
        let link = |path: &str| self.href(&Url::new(path));
        let organization = &config.organization;
        SiteData {
            title: config.title.clone(),
            language: config.language.clone(),
            publisher: config.publisher.clone(),
            home: link("/"),
            archive: link("/archive/"),
            tags: link("/tags/"),
            columns_index: (!config.columns.is_empty()).then(|| link("/columns/")),
            series_index: (!config.series.is_empty()).then(|| link("/series/")),
            menu: self.shared.sections.to_vec(),
            columns: self.shared.columns.to_vec(),
            series: self.shared.series.to_vec(),
            feeds: self.feeds(Scope::All),
            pages: self
                .site
                .pages
                .iter()
                .map(|p| Link {
                    title: p.title.to_string(),
                    href: self.href(&self.site.url(p)),
                })
                .collect(),
            profile: config.profile.map(|Profile::GovCn| "gov-cn"),
            organization: OrganizationData {
                id_code: organization.id_code.clone(),
                icp: organization.icp.clone(),
                police: organization.police.clone(),
                contact: organization.contact.clone(),
            },
            assets: self
                .theme
                .assets()
                .map(|(name, asset)| (name.clone(), self.href(&asset.url)))
                .collect(),
        }
    }

    /// Returns the feeds of a scope: three forms of the whole site, one of a category or column.
    pub(crate) fn feeds(self, scope: Scope) -> Vec<FeedRef> {
        let title = self.scope_title(scope);
        let feed = |path: &str, form, kind| FeedRef {
            title: title.clone(),
            form,
            kind,
            href: self.href(&Url::new(format!(
                "{}{path}",
                self.site.list_url(scope, Period::All)
            ))),
        };
        match scope {
            Scope::All => vec![
                feed("feed.xml", "Atom", "application/atom+xml"),
                feed("rss.xml", "RSS", "application/rss+xml"),
                feed("feed.json", "JSON Feed", "application/feed+json"),
            ],
            Scope::Category(_) | Scope::Column(_) | Scope::Series(_) => {
                vec![feed("feed.xml", "Atom", "application/atom+xml")]
            }
            Scope::Tag(_) => Vec::new(),
        }
    }

    /// Names a scope for readers; the site itself for all.
    pub(crate) fn scope_title(self, scope: Scope) -> String {
        let config = &self.site.config;
        match scope {
            Scope::All => config.title.clone(),
            Scope::Category(i) => config.categories[i].title.clone(),
            Scope::Column(i) => config.columns[i].title.clone(),
            Scope::Series(i) => config.series[i].title.clone(),
            Scope::Tag(i) => self.site.tags[i].title.to_string(),
        }
    }

    fn tag_entries(self) -> Vec<IndexEntry> {
        let entry = |(i, tag): (TagId, &crate::site::Tag)| IndexEntry {
            title: tag.title.to_string(),
            href: self.href(&self.site.list_url(Scope::Tag(i), Period::All)),
            count: Some(tag.articles.len()),
            tagline: None,
        };
        self.site.tags.enumerate().map(entry).collect()
    }

    fn column_entries(self) -> Vec<IndexEntry> {
        let entry = |c: &Arc<Ready<ColumnRef>>| IndexEntry {
            title: c.title.clone(),
            href: c.href.clone(),
            count: None,
            tagline: c.tagline.clone().or_else(|| c.description.clone()),
        };
        self.shared.columns.iter().map(entry).collect()
    }

    fn series_entries(self) -> Vec<IndexEntry> {
        let entry = |s: &Arc<Ready<SeriesRef>>| IndexEntry {
            title: s.title.clone(),
            href: s.href.clone(),
            count: None,
            tagline: None,
        };
        self.shared.series.iter().map(entry).collect()
    }

    /// Resolves a destination written in a document; none when it is no path of the site.
    pub(crate) fn target(self, document: &Document, destination: &str) -> Option<Target> {
        if let Some(asked) = request::parse(destination, &self.site.config) {
            return Some(Target::Chart(self.asked_chart(asked.ok()?, document)?));
        }
        let path = bare(destination);
        let rest = &destination[path.len()..];
        if path.is_empty() {
            return None;
        }
        if path.starts_with('/') {
            let (url, _) = self.routes.lookup(&Url::parse(path)?)?;
            return Some(Target::Href(format!("{}{rest}", self.href(url))));
        }
        let file = document.path.resolve(path)?;
        if let Some(place) = self.site.find(&file) {
            let target = match place {
                Place::Article(id) => self.site.article(id),
                Place::Page(i) => &self.site.pages[i],
                Place::Held(_) => return Some(Target::Withheld),
            };
            return Some(Target::Href(format!(
                "{}{rest}",
                self.href(&self.site.url(target))
            )));
        }
        let attachment = self.site.attachments.get(&file)?;
        let src = self.href(&attachment_url(self.site, document, &file));
        Some(match attachment.pixels {
            Some((width, height)) => Target::Image { src, width, height },
            None => Target::Href(format!("{src}{rest}")),
        })
    }
}
