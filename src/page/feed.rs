//! Feeds: the newest articles of a scope as Atom, RSS or JSON Feed.
//!
//! Every address here is absolute. Dates are RFC 3339 in the site's zone; RSS has them in RFC 822
//! as well.

use std::io;

use serde::Serialize;
use serde_json::json;

use crate::base::date::{Moment, Period};
use crate::base::html::escape;
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::page::data::FeedRef;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::xml::{Xml, characters, document, element, empty, text};
use crate::page::{picture, scope};
use crate::site::view::{FeedForm, View};
use crate::site::{Scope, Site};

/// How many articles a feed holds.
const LENGTH: usize = 50;

/// How a form of feed is called.
struct Form {
    /// Name of its file in the folder of the scope.
    file: &'static str,
    /// Name for readers.
    name: &'static str,
    /// Media type.
    media: &'static str,
}

fn form(form: FeedForm) -> Form {
    let (file, name, media) = match form {
        FeedForm::Atom => ("feed.xml", "Atom", "application/atom+xml"),
        FeedForm::Rss => ("rss.xml", "RSS", "application/rss+xml"),
        FeedForm::Json => ("feed.json", "JSON Feed", "application/feed+json"),
    };
    Form { file, name, media }
}

/// Returns the feeds of a scope: three forms of the whole site, one of a category, column or
/// series.
fn forms(scope: Scope) -> &'static [FeedForm] {
    match scope {
        Scope::All => &[FeedForm::Atom, FeedForm::Rss, FeedForm::Json],
        Scope::Category(_) | Scope::Column(_) | Scope::Series(_) => &[FeedForm::Atom],
        Scope::Tag(_) | Scope::Person(_) => &[],
    }
}

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for scope in scope::all(site) {
        for form in forms(scope) {
            out.push((url(site, scope, *form), View::Feed(scope, *form)));
        }
    }
}

fn url(site: &Site, scope: Scope, feed: FeedForm) -> Url {
    let list = site.list_url(scope, Period::All);
    Url::new(format!("{list}{}", form(feed).file))
}

/// Returns the feeds of a scope for `<head>`.
pub(super) fn links(r: Reader<'_>, scope: Scope) -> Vec<FeedRef> {
    forms(scope)
        .iter()
        .map(|feed| link(r, scope, *feed))
        .collect()
}

fn link(r: Reader<'_>, scope: Scope, feed: FeedForm) -> FeedRef {
    let Form { name, media, .. } = form(feed);
    FeedRef {
        title: scope::title(r, scope),
        form: name,
        kind: media,
        href: r.href(&url(r.site, scope, feed)),
    }
}

pub(super) fn page(r: Reader<'_>, scope: Scope, form: FeedForm) -> FeedData {
    let config = &r.site.config;
    let title = scope::title(r, scope);
    let (title, description) = if scope == Scope::All {
        (title, scope::site_sentence(r))
    } else {
        let title = format!("{} – {title}", config.title);
        (title, scope::description(r, scope))
    };
    let newest = newest(r.site, scope).into_iter();
    FeedData {
        form,
        title,
        description,
        language: config.language.clone(),
        home: r.full(&r.site.list_url(scope, Period::All)),
        url: r.full(&url(r.site, scope, form)),
        publisher: config.publisher.clone(),
        entries: newest.map(|id| entry(r, id)).collect(),
    }
}

pub(super) fn dependencies(r: Reader<'_>, scope: Scope, out: &mut Dependencies) {
    out.articles(r.site, &newest(r.site, scope));
}

pub(super) fn may_show(r: Reader<'_>, scope: Scope, sought: &Sought<'_>) -> bool {
    sought.is_listed(r.site, scope, Period::All)
}

/// Returns the articles of a scope that were published last, newest first.
fn newest(site: &Site, scope: Scope) -> Vec<ArticleId> {
    let list = site.list(scope);
    match scope {
        Scope::All | Scope::Category(_) | Scope::Tag(_) | Scope::Column(_) | Scope::Person(_) => {
            list.iter().rev().take(LENGTH).copied().collect()
        }
        // A series is in order of period; a bulletin that came late is news all the same.
        Scope::Series(_) => {
            let mut ids = list.to_vec();
            ids.sort_unstable_by(|a, b| b.cmp(a));
            ids.truncate(LENGTH);
            ids
        }
    }
}

fn entry(r: Reader<'_>, id: ArticleId) -> FeedEntry {
    let document = r.site.article(id);
    let names: Vec<String> = document
        .credits()
        .iter()
        .map(|c| c.name.to_string())
        .collect();
    let category = scope::title(r, Scope::Category(r.site.category(id)));
    FeedEntry {
        url: r.full(&r.site.url(document)),
        title: document.title.to_string(),
        summary: document.summary.to_string(),
        published: r.site.date(id),
        updated: r.site.modified(id),
        authors: if names.is_empty() {
            vec![r.site.config.publisher.clone()]
        } else {
            names
        },
        terms: std::iter::once(category)
            .chain(document.tags.iter().map(|t| t.to_string()))
            .collect(),
        image: picture::address(r, document),
    }
}

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
            FeedForm::Atom => document(|w| self.atom(w)),
            FeedForm::Rss => document(|w| self.rss(w)),
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
                    ("type", form(FeedForm::Atom).media),
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
                text(w, "title", &markup(&self.title))?;
                text(w, "link", &self.home)?;
                text(w, "description", &markup(&self.description))?;
                text(w, "language", &self.language)?;
                text(w, "lastBuildDate", &self.updated().rfc822())?;
                empty(
                    w,
                    "atom:link",
                    &[
                        ("rel", "self"),
                        ("type", form(FeedForm::Rss).media),
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
            text(w, "title", &markup(&self.title))?;
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
            text(w, "description", &markup(&self.summary))
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

/// Writes text as HTML, which readers of RSS 2.0 take title and description for: `<head>` would
/// vanish from a headline. The writer of XML escapes it once more.
///
/// Quotation marks need no escape outside of an attribute, and some readers show titles as they
/// are.
fn markup(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(&mut html, text);
    html.replace("&quot;", "\"")
}
