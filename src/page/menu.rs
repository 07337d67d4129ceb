//! The menu and the footer's entries, of the configuration: what is not there now is left out.

use crate::base::url::Url;
use crate::content::config::menu::Entry;
use crate::page::data::{MenuItem, SectionRef};
use crate::page::reader::Reader;
use crate::page::scope;
use crate::site::menu::Place;
use crate::site::view::Index;
use crate::site::{Scope, Slot};

/// Makes the entries of the menu: those of the configuration, or the categories.
pub(super) fn menu(r: Reader<'_>) -> Vec<MenuItem> {
    match &r.site.config.menu {
        Some(entries) => items(r, entries),
        None => r.shared.sections.iter().map(|s| section(s)).collect(),
    }
}

/// Makes the entries at the end of the menu: none where the configuration has one.
pub(super) fn end(r: Reader<'_>) -> Vec<MenuItem> {
    let config = &r.site.config;
    if config.menu.is_some() {
        return Vec::new();
    }
    let columns = (!config.columns.is_empty()).then(|| ("columns", Index::Columns.url()));
    let series = (!config.series.is_empty()).then(|| ("series", Index::Series.url()));
    let archive = Some(("archive", Url::new("/archive/")));
    let found = [columns, series, archive].into_iter().flatten();
    found
        .map(|(word, url)| MenuItem {
            title: r.theme.word(word).to_owned(),
            href: Some(r.href(&url)),
            ..MenuItem::default()
        })
        .collect()
}

/// Makes the entries of the footer; none where the configuration has none.
pub(super) fn footer(r: Reader<'_>) -> Vec<MenuItem> {
    let entries = r.site.config.footer.as_deref();
    items(r, entries.unwrap_or_default())
}

fn section(section: &SectionRef) -> MenuItem {
    MenuItem {
        id: Some(section.id.clone()),
        title: section.title.clone(),
        href: Some(section.href.clone()),
        ..MenuItem::default()
    }
}

fn items(r: Reader<'_>, entries: &[Entry]) -> Vec<MenuItem> {
    entries.iter().filter_map(|entry| item(r, entry)).collect()
}

/// Makes an entry; `None` if neither it nor any below it leads anywhere.
fn item(r: Reader<'_>, entry: &Entry) -> Option<MenuItem> {
    let items = items(r, &entry.items);
    let led = entry.to.as_ref().and_then(|to| led(r, &to.text));
    if led.is_none() && items.is_empty() {
        return None;
    }
    let (id, own, href) = match led {
        Some(Led { id, title, href }) => (id, title, Some(href)),
        None => (None, None, None),
    };
    Some(MenuItem {
        id,
        title: entry.title.clone().or(own)?,
        href,
        items,
    })
}

/// Where an entry leads.
struct Led {
    /// Id of the category that it is.
    id: Option<String>,
    /// Its own title.
    title: Option<String>,
    href: String,
}

/// Finds where an entry leads; `None` if that is not there now.
fn led(r: Reader<'_>, to: &str) -> Option<Led> {
    let place = r.site.place(to)?;
    let (id, title) = match &place {
        Place::Outside(href) => {
            return Some(Led {
                id: None,
                title: None,
                href: (*href).to_owned(),
            });
        }
        Place::Document(_, Slot::Held(_)) => return None,
        Place::Document(document, _) => (None, Some(document.title.to_string())),
        Place::Address(..) => (None, None),
        Place::List(scope) => {
            let id = match scope {
                Scope::Category(id) => Some(r.site.config.categories[*id].id.clone()),
                Scope::All
                | Scope::Tag(_)
                | Scope::Column(_)
                | Scope::Series(_)
                | Scope::Person(_) => None,
            };
            (id, Some(scope::title(r, *scope)))
        }
    };
    let (url, _) = r.routes.lookup(&r.site.place_url(&place)?)?;
    let mut href = r.href(url);
    if let Place::Address(_, rest) = &place {
        href.push_str(rest);
    }
    Some(Led { id, title, href })
}
