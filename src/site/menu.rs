//! Where the entries of the menu and of the footer lead.

use super::{Scope, Site, Slot};
use crate::base::date::Period;
use crate::base::path::SitePath;
use crate::base::url::{Url, is_web, split_scheme};
use crate::content::config;
use crate::content::document::Document;

/// What an entry of the menu leads to.
pub enum Place<'s> {
    /// An address of the web, of a mailbox or of a telephone.
    Outside(&'s str),
    /// An address of the site, with what stands behind its path.
    Address(Url, &'s str),
    /// The articles of a category, a column, a series or a tag.
    List(Scope),
    /// An article or a standing page.
    Document(&'s Document, Slot),
}

impl Site {
    /// Finds what an entry of the menu leads to by what is written; `None` if the site, as it is
    /// now, has nothing of that name.
    pub fn place<'s>(&'s self, to: &'s str) -> Option<Place<'s>> {
        if to.starts_with('/') && !to.starts_with("//") {
            let end = to.find(['?', '#']).unwrap_or(to.len());
            return Some(Place::Address(Url::parse(&to[..end])?, &to[end..]));
        }
        if let Some((scheme, _)) = split_scheme(to) {
            let is_known = is_web(to) || ["mailto", "tel"].contains(&scheme);
            return is_known.then_some(Place::Outside(to));
        }
        let mut topics = self.pages.enumerate().filter(|(_, page)| page.is_topic());
        let topic = to.strip_prefix("topics/");
        if let Some((id, page)) = topics.find(|(_, page)| Some(&*page.slug) == topic) {
            return Some(Place::Document(page, Slot::Page(id)));
        }
        if let Some(file) = named(to) {
            let slot = self.find(&file)?;
            return Some(Place::Document(self.document(slot)?, slot));
        }
        let config = &self.config;
        Some(match to.split_once('/') {
            Some(("columns", id)) => {
                Place::List(Scope::Column(config.columns.position(|c| c.id == id)?))
            }
            Some(("series", id)) => {
                Place::List(Scope::Series(config.series.position(|s| s.id == id)?))
            }
            Some(("tags", tag)) => Place::List(Scope::Tag(self.tag(tag)?)),
            Some(_) => return None,
            None => Place::List(Scope::Category(config.categories.position(|c| c.id == to)?)),
        })
    }

    /// Returns the address of a place within the site.
    pub fn place_url(&self, place: &Place<'_>) -> Option<Url> {
        match place {
            Place::Outside(_) => None,
            Place::Address(url, _) => Some(url.clone()),
            Place::List(scope) => Some(self.list_url(*scope, Period::All)),
            Place::Document(document, _) => Some(self.url(document)),
        }
    }
}

/// Returns the file that an entry names: from `content/`, or with it, or a topic by its name.
pub(super) fn named(to: &str) -> Option<SitePath> {
    let below = to.strip_prefix("content/").unwrap_or(to);
    let settings = SitePath::new(config::PATH);
    if below.ends_with(".md") {
        return settings.resolve(below);
    }
    let topic = below.strip_prefix("topics/")?;
    settings.resolve(&format!("topics/{topic}.md"))
}
