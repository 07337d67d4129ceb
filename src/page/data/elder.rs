//! The edition for older readers.

use serde::Serialize;

use super::article::Line;

/// What a page of the edition for older readers shows besides its article, as `page.elder`.
#[derive(Clone, Debug, Serialize)]
pub struct ElderData {
    /// Address of the page that readers of the standard edition have in its place.
    pub standard: String,
    /// The categories in menu order, with their pages in this edition.
    pub menu: Vec<ElderLink>,
    /// The newest articles, of all categories or of one; empty on the page of an article.
    pub lines: Vec<Line>,
    /// The page of the article would be too heavy with its text: it leads to the standard one.
    pub is_cut: bool,
}

/// A category in the edition for older readers.
#[derive(Clone, Debug, Serialize)]
pub struct ElderLink {
    /// Id of the category.
    pub id: String,
    /// Its name.
    pub title: String,
    /// Its page.
    pub href: String,
}
