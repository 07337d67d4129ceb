//! Feeds and sitemaps: their data, and the drawers that turn it into Atom, RSS, JSON Feed and
//! sitemap XML.
//!
//! Every address here is absolute. Dates are RFC 3339 in the site's zone; RSS has them in RFC 822
//! as well.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use serde::Serialize;
use serde_json::json;

use crate::base::date::Moment;
use crate::site::route::FeedForm;

/// A feed before it is drawn.
#[derive(Clone, Debug, Serialize)]
pub struct FeedData {
    /// How it is drawn.
    pub form: FeedForm,
    /// Name of the feed.
    pub title: String,
    /// What it holds, in a sentence.
    pub description: String,
    /// BCP 47 tag.
    pub language: String,
    /// Address of the page that it is the feed of.
    pub home: String,
    /// Address of the feed itself.
    pub url: String,
    /// Who publishes it.
    pub publisher: String,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// One article of a feed.
#[derive(Clone, Debug, Serialize)]
pub struct FeedEntry {
    /// Address, which is its id as well: the addresses of articles never change.
    pub url: String,
    /// Headline.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Publication.
    pub published: Moment,
    /// Last change or correction; the publication where there was none.
    pub updated: Moment,
    /// Who wrote it; the publisher where nobody is named.
    pub authors: Vec<String>,
    /// Category and tags.
    pub terms: Vec<String>,
    /// Address of its picture.
    pub image: Option<String>,
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

impl FeedData {
    /// Returns the newest change of its entries; 1970 for an empty feed, so that no clock is read.
    fn updated(&self) -> Moment {
        self.entries
            .iter()
            .map(|e| e.updated)
            .max()
            .unwrap_or(Moment { utc: 0, offset: 0 })
    }

    /// Draws the feed.
    pub fn draw(&self) -> io::Result<Vec<u8>> {
        match self.form {
            FeedForm::Atom => xml(|w| self.atom(w)),
            FeedForm::Rss => xml(|w| self.rss(w)),
            FeedForm::Json => self.json(),
        }
    }

    fn atom(&self, w: &mut Xml) -> io::Result<()> {
        let attributes = [
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", self.language.as_str()),
        ];
        element(w, "feed", &attributes, |w| {
            text(w, "id", &self.url)?;
            text(w, "title", &self.title)?;
            text(w, "subtitle", &self.description)?;
            text(w, "updated", &self.updated().rfc3339())?;
            empty(
                w,
                "link",
                &[
                    ("rel", "self"),
                    ("type", "application/atom+xml"),
                    ("href", &self.url),
                ],
            )?;
            empty(
                w,
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", "text/html"),
                    ("href", &self.home),
                ],
            )?;
            element(w, "author", &[], |w| text(w, "name", &self.publisher))?;
            self.entries.iter().try_for_each(|e| e.atom(w))
        })
    }

    fn rss(&self, w: &mut Xml) -> io::Result<()> {
        let attributes = [
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ];
        element(w, "rss", &attributes, |w| {
            element(w, "channel", &[], |w| {
                text(w, "title", &self.title)?;
                text(w, "link", &self.home)?;
                text(w, "description", &self.description)?;
                text(w, "language", &self.language)?;
                text(w, "lastBuildDate", &self.updated().rfc822())?;
                empty(
                    w,
                    "atom:link",
                    &[
                        ("rel", "self"),
                        ("type", "application/rss+xml"),
                        ("href", &self.url),
                    ],
                )?;
                self.entries.iter().try_for_each(|e| e.rss(w))
            })
        })
    }

    fn json(&self) -> io::Result<Vec<u8>> {
        let items: Vec<_> = self.entries.iter().map(FeedEntry::json).collect();
        let feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            "description": self.description,
            "home_page_url": self.home,
            "feed_url": self.url,
            "language": self.language,
            "authors": [{ "name": self.publisher }],
            "items": items,
        });
        let mut bytes = serde_json::to_vec_pretty(&feed).map_err(io::Error::other)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

impl FeedEntry {
    fn atom(&self, w: &mut Xml) -> io::Result<()> {
        element(w, "entry", &[], |w| {
            text(w, "id", &self.url)?;
            text(w, "title", &self.title)?;
            empty(
                w,
                "link",
                &[
                    ("rel", "alternate"),
                    ("type", "text/html"),
                    ("href", &self.url),
                ],
            )?;
            text(w, "published", &self.published.rfc3339())?;
            text(w, "updated", &self.updated.rfc3339())?;
            for author in &self.authors {
                element(w, "author", &[], |w| text(w, "name", author))?;
            }
            for term in &self.terms {
                empty(w, "category", &[("term", term)])?;
            }
            text(w, "summary", &self.summary)
        })
    }

    fn rss(&self, w: &mut Xml) -> io::Result<()> {
        element(w, "item", &[], |w| {
            text(w, "title", &self.title)?;
            text(w, "link", &self.url)?;
            element(w, "guid", &[("isPermaLink", "true")], |w| {
                characters(w, &self.url)
            })?;
            text(w, "pubDate", &self.published.rfc822())?;
            for author in &self.authors {
                text(w, "dc:creator", author)?;
            }
            for term in &self.terms {
                text(w, "category", term)?;
            }
            text(w, "description", &self.summary)
        })
    }

    fn json(&self) -> serde_json::Value {
        let authors: Vec<_> = self
            .authors
            .iter()
            .map(|name| json!({ "name": name }))
            .collect();
        let mut item = json!({
            "id": self.url,
            "url": self.url,
            "title": self.title,
            "content_text": self.summary,
            "summary": self.summary,
            "date_published": self.published.rfc3339(),
            "date_modified": self.updated.rfc3339(),
            "authors": authors,
            "tags": self.terms,
        });
        if let (Some(map), Some(image)) = (item.as_object_mut(), &self.image) {
            map.insert("image".to_owned(), json!(image));
        }
        item
    }
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
            SitemapData::Index(maps) => xml(|w| {
                element(w, "sitemapindex", &[SITEMAP], |w| {
                    maps.iter().try_for_each(|(url, modified)| {
                        element(w, "sitemap", &[], |w| {
                            text(w, "loc", url)?;
                            modified.iter().try_for_each(|m| text(w, "lastmod", m))
                        })
                    })
                })
            }),
            SitemapData::Pages(urls) => xml(|w| {
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

type Xml = Writer<Vec<u8>>;

fn xml(draw: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut w = Writer::new_with_indent(Vec::new(), b' ', 1);
    w.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    draw(&mut w)?;
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn element(
    w: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    w.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inner)
        .map(|_| ())
}

fn empty(w: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    w.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_empty()
        .map(|_| ())
}

fn text(w: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    w.create_element(name)
        .write_text_content(BytesText::new(&plain(content)))
        .map(|_| ())
}

fn characters(w: &mut Xml, content: &str) -> io::Result<()> {
    w.write_event(Event::Text(BytesText::new(&plain(content))))
}

/// Leaves out the control characters that XML 1.0 cannot hold.
fn plain(content: &str) -> String {
    content
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\t' | '\n'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
