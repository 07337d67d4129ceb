//! An HTML page and its `<head>`.

use std::sync::Arc;

use serde::Serialize;

use super::article::{ArticleData, Card};
use super::elder::ElderData;
use super::link::{FeedRef, HeadlineLink};
use super::list::{Group, HomeData, IndexEntry, ListData, MapData, YearData};
use super::search::SearchData;
use crate::theme::Ready;

// With more than twelve fields the engine would look for each by its hash, for several times as
// long.
/// What the `<head>` of every page needs, as `page.head`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Head {
    /// Text of `<title>`.
    pub title: String,
    /// Text of the description.
    pub description: String,
    /// Absolute address of the page.
    pub canonical: String,
    /// Open Graph type: `website` or `article`.
    pub og_type: &'static str,
    /// Open Graph title: the headline alone.
    pub og_title: String,
    /// Picture of the page.
    pub image: Option<HeadImage>,
    /// RFC 3339, articles only.
    pub published: Option<String>,
    /// RFC 3339, of articles that have changed since.
    pub modified: Option<String>,
    /// Further `<meta name content>`, gov-cn page tags among them.
    pub metas: Vec<Meta>,
    /// Feeds of this page, besides the site's.
    pub feeds: Vec<FeedRef>,
    /// JSON-LD, safe to set inside `<script>`.
    pub json_ld: String,
    /// Not to be indexed.
    pub noindex: bool,
}

/// The picture that `<head>` names.
#[derive(Clone, Debug, Serialize)]
pub struct HeadImage {
    /// Absolute address.
    pub url: String,
    /// Text that stands for the picture.
    pub alt: String,
}

/// One `<meta>`.
#[derive(Clone, Debug, Serialize)]
pub struct Meta {
    /// Its name.
    pub name: &'static str,
    /// Its content.
    pub content: String,
}

/// A step of the breadcrumb; the last one has no address.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Text to show.
    pub title: String,
    /// Address; `null` for the page itself.
    pub href: Option<String>,
}

/// Everything that one HTML page's template reads, as `page`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HtmlPage {
    /// Template that sets it: `home.html`, `article.html` …
    #[serde(skip)]
    pub template: &'static str,
    /// Template that the document chose instead.
    #[serde(skip)]
    pub layout: Option<String>,
    /// For `<head>`.
    pub head: Head,
    /// Address of the page.
    pub href: String,
    /// Id of the category that the menu marks as current.
    pub section: Option<String>,
    /// From home to this page; empty on the home page.
    pub breadcrumb: Vec<Crumb>,
    /// `home.html`
    pub home: Option<HomeData>,
    /// `article.html`, `page.html`
    pub article: Option<ArticleData>,
    /// `list.html`, `month.html`, `day.html`, `series.html`
    pub list: Option<ListData>,
    /// `archive.html`
    pub years: Option<Vec<YearData>>,
    /// `index.html` of tags, columns and series
    pub index: Option<Vec<IndexEntry>>,
    /// `latest.html`: the newest articles by day, newest first.
    pub latest: Option<Vec<Group>>,
    /// `map.html`
    pub map: Option<MapData>,
    /// `search.html`
    pub search: Option<SearchData>,
    /// `topic.html`: what the topic page gathers.
    pub blocks: Option<Vec<Group>>,
    /// Heading of a page that has no article.
    pub title: String,
    /// The older neighbour in the category.
    pub previous: Option<HeadlineLink>,
    /// The newer neighbour in the category.
    pub next: Option<HeadlineLink>,
    /// Related articles: those named, then older ones that share tags.
    pub related: Vec<Arc<Ready<Card>>>,
    /// The articles before it on its day, at most three, less those above.
    pub same_day: Vec<HeadlineLink>,
    /// The articles before it in its column, likewise.
    pub same_column: Vec<HeadlineLink>,
    /// `elder/list.html`, `elder/article.html`
    pub elder: Option<ElderData>,
    /// Where the edition for older readers has this article; `null` without one.
    pub elder_href: Option<String>,
    /// Its address as a QR code, an SVG ready to be set; of articles, if `site.yaml` says `qr: true`.
    pub qr: Option<String>,
    /// `redirect.html`: where it leads.
    pub target: Option<String>,
    /// The article's body as HTML, ready to be set; filled when the page is rendered.
    pub html: Option<String>,
    /// The same less its opening `<p>`, in the place of `html`, where the article's dateline is to
    /// run into that paragraph.
    pub html_run_in: Option<String>,
}

impl HtmlPage {
    /// Returns the template that draws it.
    pub fn drawn_by(&self) -> &str {
        self.layout.as_deref().unwrap_or(self.template)
    }
}
