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
