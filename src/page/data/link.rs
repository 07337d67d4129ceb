//! Titled addresses: of pages, categories, columns, series, feeds.

use serde::Serialize;

/// A titled address.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// Text to show.
    pub title: String,
    /// Address.
    pub href: String,
}

/// An entry of the menu or of the footer.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MenuItem {
    /// Folder name of the category that it leads to.
    pub id: Option<String>,
    /// Text to show.
    pub title: String,
    /// Address; `null` for the head of a group that leads nowhere itself.
    pub href: Option<String>,
    /// The entries below it, which have none themselves.
    pub items: Vec<MenuItem>,
}

/// A part of a line of contact data.
#[derive(Clone, Debug, Serialize)]
pub struct ContactPart {
    /// Text to show.
    pub text: String,
    /// Address that dials, writes or opens it: `tel:`, `mailto:`, `https:`.
    pub href: Option<String>,
}

/// A headline and its address.
#[derive(Clone, Debug, Serialize)]
pub struct HeadlineLink {
    /// Headline.
    pub title: String,
    /// Headline as HTML, ready to be set: words are kept whole.
    pub title_html: String,
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

/// A topic page.
#[derive(Clone, Debug, Serialize)]
pub struct TopicRef {
    /// Its headline.
    pub title: String,
    /// Address.
    pub href: String,
    /// Its second line.
    pub tagline: Option<String>,
    /// Its summary.
    pub summary: String,
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
