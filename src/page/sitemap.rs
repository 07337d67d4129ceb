//! Sitemaps (sitemaps.org protocol 0.9, Google's news extension 0.9). Every address is absolute.

use std::io;

use serde::Serialize;

use crate::base::date::{Moment, Period};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::xml::{Xml, document, element, text};
use crate::site::view::{Sitemap, View};
use crate::site::{Scope, Site};

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for map in [Sitemap::Index, Sitemap::Pages] {
        out.push((url(map), View::Sitemap(map)));
    }
    // A sitemap has one address at least (sitemaps.org, the schema of `urlset`).
    if site.news().next().is_some() {
        out.push((url(Sitemap::News), View::Sitemap(Sitemap::News)));
    }
    for (year, month) in months(site) {
        let map = Sitemap::Month(year, month);
        out.push((url(map), View::Sitemap(map)));
    }
}

/// Returns the months that hold articles, oldest first.
fn months(site: &Site) -> Vec<(i32, u32)> {
    let mut months = Vec::new();
    for (year, _) in site.parts(Scope::All, Period::All) {
        for (part, _) in site.parts(Scope::All, year) {
            if let Period::Month(year, month) = part {
                months.push((year, month));
            }
        }
    }
    months
}

/// Returns the address of a sitemap.
pub(super) fn url(map: Sitemap) -> Url {
    match map {
        Sitemap::Index => Url::new("/sitemap.xml"),
        Sitemap::Pages => Url::new("/sitemaps/pages.xml"),
        Sitemap::News => Url::new("/news-sitemap.xml"),
        Sitemap::Month(y, m) => Url::new(format!("/sitemaps/{}.xml", Period::Month(y, m).iso())),
    }
}

pub(super) fn page(r: Reader<'_>, map: Sitemap) -> SitemapData {
    match map {
        Sitemap::Index => index(r),
        Sitemap::Pages => pages(r),
        Sitemap::Month(y, m) => month(r, Period::Month(y, m)),
        Sitemap::News => news(r),
    }
}

pub(super) fn dependencies(r: Reader<'_>, map: Sitemap, out: &mut Dependencies) {
    match map {
        Sitemap::Index => out.articles(r.site, r.site.list(Scope::All)),
        Sitemap::Pages => {
            for (url, _) in r.routes.iter().filter(|(_, view)| view.is_landing()) {
                out.text(url.as_str());
            }
        }
        Sitemap::Month(y, m) => {
            out.articles(r.site, r.site.select(Scope::All, Period::Month(y, m)));
        }
        Sitemap::News => {
            for id in r.site.news() {
                out.article(r.site, id);
            }
        }
    }
}

pub(super) fn may_show(r: Reader<'_>, map: Sitemap, sought: &Sought<'_>) -> bool {
    match map {
        Sitemap::Index => false,
        Sitemap::Pages => sought.id.is_none(),
        Sitemap::Month(y, m) => sought.is_listed(r.site, Scope::All, Period::Month(y, m)),
        Sitemap::News => sought.id.is_some(),
    }
}

/// Lists the sitemaps: of lists and standing pages, and of each month with its newest change.
fn index(r: Reader<'_>) -> SitemapData {
    let mut maps = vec![(r.full(&url(Sitemap::Pages)), None)];
    for (year, month) in months(r.site) {
        let ids = r.site.select(Scope::All, Period::Month(year, month));
        let newest = ids.iter().map(|id| r.site.modified(*id)).max();
        maps.push((
            r.full(&url(Sitemap::Month(year, month))),
            newest.map(Moment::rfc3339),
        ));
    }
    SitemapData::Index(maps)
}

/// Lists a month: its own page, its days, its articles.
fn month(r: Reader<'_>, month: Period) -> SitemapData {
    let days = r.site.parts(Scope::All, month);
    let days = days.into_iter().map(|(day, _)| day);
    let lists = std::iter::once(month).chain(days);
    let mut urls: Vec<SitemapUrl> = lists
        .map(|period| plain(r, &r.site.list_url(Scope::All, period)))
        .collect();
    for id in r.site.select(Scope::All, month) {
        let document = r.site.article(*id);
        urls.push(SitemapUrl {
            modified: Some(r.site.modified(*id).rfc3339()),
            ..plain(r, &r.site.url(document))
        });
    }
    SitemapData::Pages(urls)
}

/// Lists every page that is in the sitemap of no month: home, indexes, lists, standing pages.
fn pages(r: Reader<'_>) -> SitemapData {
    let landings = r.routes.iter().filter(|(_, view)| view.is_landing());
    SitemapData::Pages(landings.map(|(url, _)| plain(r, url)).collect())
}

fn plain(r: Reader<'_>, url: &Url) -> SitemapUrl {
    SitemapUrl {
        url: r.full(url),
        ..SitemapUrl::default()
    }
}

/// Lists the articles of the last 48 hours.
fn news(r: Reader<'_>) -> SitemapData {
    let language = language(&r.site.config.language);
    SitemapData::Pages(r.site.news().map(|id| news_url(r, id, &language)).collect())
}

/// Writes a language as the extension wants it: ISO 639, but for Chinese `zh-cn` and `zh-tw`, which
/// are the simplified and the traditional script.
fn language(tag: &str) -> String {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    if primary != "zh" {
        return primary.to_owned();
    }
    let mut parts = parts.filter_map(|part| match part {
        "hans" | "cn" | "sg" | "my" => Some("zh-cn"),
        "hant" | "tw" | "hk" | "mo" => Some("zh-tw"),
        _ => None,
    });
    // A script stands before a region.
    parts.next().unwrap_or("zh-cn").to_owned()
}

fn news_url(r: Reader<'_>, id: ArticleId, language: &str) -> SitemapUrl {
    let document = r.site.article(id);
    SitemapUrl {
        news: Some(NewsData {
            publication: r.site.config.title.clone(),
            language: language.to_owned(),
            title: document.title.to_string(),
            date: r.site.date(id).rfc3339(),
        }),
        ..plain(r, &r.site.url(document))
    }
}

/// A sitemap before it is drawn (sitemaps.org protocol 0.9).
#[derive(Clone, Debug, Serialize)]
pub enum SitemapData {
    /// Addresses of sitemaps, each with its newest change.
    Index(Vec<(String, Option<String>)>),
    /// Addresses of pages.
    Pages(Vec<SitemapUrl>),
}

/// One page of a sitemap.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SitemapUrl {
    /// Address.
    pub url: String,
    /// Last change.
    pub modified: Option<String>,
    /// For the sitemap of news.
    pub news: Option<NewsData>,
}

/// What the sitemap of news says of an article (Google's news extension 0.9).
#[derive(Clone, Debug, Serialize)]
pub struct NewsData {
    /// Name of the paper.
    pub publication: String,
    /// Language as the extension wants it: `zh-cn`, `zh-tw`, otherwise ISO 639.
    pub language: String,
    /// Headline.
    pub title: String,
    /// Publication.
    pub date: String,
}

impl SitemapData {
    /// Draws the sitemap.
    pub fn draw(&self) -> io::Result<Vec<u8>> {
        const SITEMAP: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");
        const NEWS: (&str, &str) = (
            "xmlns:news",
            "http://www.google.com/schemas/sitemap-news/0.9",
        );
        match self {
            SitemapData::Index(maps) => document(|w| {
                element(w, "sitemapindex", &[SITEMAP], |w| {
                    maps.iter().try_for_each(|(url, modified)| {
                        element(w, "sitemap", &[], |w| {
                            text(w, "loc", url)?;
                            modified.iter().try_for_each(|m| text(w, "lastmod", m))
                        })
                    })
                })
            }),
            SitemapData::Pages(urls) => document(|w| {
                let news = urls.iter().any(|u| u.news.is_some());
                let attributes: &[_] = if news { &[SITEMAP, NEWS] } else { &[SITEMAP] };
                element(w, "urlset", attributes, |w| {
                    urls.iter().try_for_each(|u| u.draw(w))
                })
            }),
        }
    }
}

impl SitemapUrl {
    fn draw(&self, w: &mut Xml) -> io::Result<()> {
        element(w, "url", &[], |w| {
            text(w, "loc", &self.url)?;
            self.modified
                .iter()
                .try_for_each(|m| text(w, "lastmod", m))?;
            let Some(news) = &self.news else {
                return Ok(());
            };
            element(w, "news:news", &[], |w| {
                element(w, "news:publication", &[], |w| {
                    text(w, "news:name", &news.publication)?;
                    text(w, "news:language", &news.language)
                })?;
                text(w, "news:publication_date", &news.date)?;
                text(w, "news:title", &news.title)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_named_by_its_script() {
        for (tag, name) in [
            ("zh-CN", "zh-cn"),
            ("zh", "zh-cn"),
            ("zh-Hans-HK", "zh-cn"),
            ("zh-HK", "zh-tw"),
            ("zh-MO", "zh-tw"),
            ("zh-Hant", "zh-tw"),
            ("zh-Hant-CN", "zh-tw"),
            ("en-GB", "en"),
            ("bo", "bo"),
            ("zha", "zha"),
        ] {
            assert_eq!(language(tag), name, "{tag}");
        }
    }
}
