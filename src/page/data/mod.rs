//! What templates may read: plain data, serialised as it stands.
//!
//! Every `href` is root-relative, percent-encoded and carries the site's path prefix; every `url`
//! is absolute. Every text is plain (templates escape it) except the fields named `html`,
//! `html_run_in`, `json_ld`, `svg` and `spark`, which are ready to be set as they are. Texts that
//! may be missing are `null`.

mod article;
mod bulletin;
mod list;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

pub use self::article::*;
pub use self::bulletin::*;
pub use self::list::*;
use crate::theme::Ready;

/// Data that every template sees as `site`; it reads the configuration and the theme only.
#[derive(Clone, Debug, Serialize)]
pub struct SiteData {
    /// Name of the site.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// Default source of articles.
    pub publisher: String,
    /// The home page.
    pub home: String,
    /// The archive by year.
    pub archive: String,
    /// The list of tags.
    pub tags: String,
    /// The list of columns; `null` without columns.
    pub columns_index: Option<String>,
    /// The list of series; `null` without series.
    pub series_index: Option<String>,
    /// Categories in menu order.
    pub menu: Vec<Arc<Ready<SectionRef>>>,
    /// Columns in the order written.
    pub columns: Vec<Arc<Ready<ColumnRef>>>,
    /// Bulletin series in the order written.
    pub series: Vec<Arc<Ready<SeriesRef>>>,
    /// The site's own feeds.
    pub feeds: Vec<FeedRef>,
    /// Standing pages (关于我们 …).
    pub pages: Vec<Link>,
    /// `gov-cn` or `null`.
    pub profile: Option<&'static str>,
    /// Registrations for the footer.
    pub organization: OrganizationData,
    /// Published address of each asset by its name in the theme: `site.assets["style.css"]`.
    pub assets: BTreeMap<String, String>,
}

/// Registrations of the publisher, each `null` when not given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrganizationData {
    /// 网站标识码.
    pub id_code: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
}

/// A titled address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Text to show.
    pub title: String,
    /// Address.
    pub href: String,
}

/// A category, as menus and labels show it.
#[derive(Clone, Debug, Serialize)]
pub struct SectionRef {
    /// Folder name.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// `commentary`, `bulletin` or `news`.
    pub kind: &'static str,
    /// Address of its list.
    pub href: String,
}

/// A column, as banners and labels show it.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnRef {
    /// Its id.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Second line of the banner.
    pub tagline: Option<String>,
    /// One sentence on what it is for.
    pub description: Option<String>,
    /// Address of its list.
    pub href: String,
}

/// A bulletin series.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesRef {
    /// Its id.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Address of its list.
    pub href: String,
}

/// A feed for `<link rel="alternate">`.
#[derive(Clone, Debug, Serialize)]
pub struct FeedRef {
    /// Name for readers.
    pub title: String,
    /// `Atom`, `RSS` or `JSON Feed`.
    pub form: &'static str,
    /// Media type.
    pub kind: &'static str,
    /// Address.
    pub href: String,
}

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
    /// Absolute address of the picture.
    pub image: Option<String>,
    /// Text that stands for the picture.
    pub image_alt: Option<String>,
    /// RFC 3339, articles only.
    pub published: Option<String>,
    /// RFC 3339, articles only.
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
    /// Heading of a page that has no article.
    pub title: String,
    /// The older neighbour in the category.
    pub previous: Option<Link>,
    /// The newer neighbour in the category.
    pub next: Option<Link>,
    /// Related articles: those named, then older ones that share tags.
    pub related: Vec<Card>,
    /// `redirect.html`: where it leads.
    pub target: Option<String>,
    /// The article's body as HTML, ready to be set; filled when the page is rendered.
    pub html: Option<String>,
    /// The same less its opening `<p>`, in the place of `html`, where the article's dateline is to
    /// run into that paragraph.
    pub html_run_in: Option<String>,
}
