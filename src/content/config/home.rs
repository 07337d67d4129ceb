//! The layout of the home page.

use super::choice::choice;
use crate::content::yaml::Fields;

/// What the home page is laid out as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HomeLayout {
    /// A newspaper's front page: a lead story, a second rank, sections of cards.
    #[default]
    Broadsheet,
    /// A gazette: the newest figures first, then headlines by category.
    Bulletin,
    /// The newest articles, one after the other, by day.
    List,
}

impl HomeLayout {
    /// Every layout with its name.
    pub const ALL: [(&'static str, HomeLayout); 3] = [
        (HomeLayout::Broadsheet.name(), HomeLayout::Broadsheet),
        (HomeLayout::Bulletin.name(), HomeLayout::Bulletin),
        (HomeLayout::List.name(), HomeLayout::List),
    ];

    /// Returns its name in `site.yaml`.
    pub const fn name(self) -> &'static str {
        match self {
            HomeLayout::Broadsheet => "broadsheet",
            HomeLayout::Bulletin => "bulletin",
            HomeLayout::List => "list",
        }
    }
}

/// Reads `home: { layout: … }`.
pub(super) fn read(fields: &mut Fields<'_>) -> HomeLayout {
    let Some(node) = fields.take("home") else {
        return HomeLayout::default();
    };
    let mut inner = fields.inner(node, "home");
    let word = inner.text_at("layout");
    let layout = word.and_then(|word| choice(&mut inner, "layout", word, &HomeLayout::ALL));
    inner.finish();
    layout.unwrap_or_default()
}
