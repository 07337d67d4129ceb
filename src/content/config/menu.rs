//! `menu` and `footer` of `site.yaml`: entries with their titles, and where they lead.

use std::ops::Range;

use crate::base::url::split_scheme;
use crate::content::yaml::{Fields, Node};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// An entry of the menu or of the footer.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name for readers; the default is that of what it leads to.
    pub title: Option<String>,
    /// Where it leads; `None` for the head of a group.
    pub to: Option<Destination>,
    /// The entries below it, which have none themselves.
    pub items: Vec<Entry>,
}

/// Where an entry leads, as it is written.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The text.
    pub text: String,
    /// Its place in `site.yaml`.
    pub at: Range<usize>,
}

/// Reads the entries of `menu` or `footer`; `None` if there is no such key.
pub(super) fn read(fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<Entry>> {
    let is_there = fields.peek(key).is_some();
    let mut entries = Vec::new();
    for node in fields.maps(key) {
        entries.extend(entry(fields, node, true));
    }
    is_there.then_some(entries)
}

fn entry(fields: &mut Fields<'_>, node: &Node, may_have_items: bool) -> Option<Entry> {
    let mut inner = fields.inner(node, "menu");
    let title = inner.text("title").map(str::to_owned);
    let to = inner.text_at("to").map(|(text, node)| Destination {
        text: text.to_owned(),
        at: node.span.clone(),
    });
    let mut items = Vec::new();
    if may_have_items {
        for node in inner.maps("items") {
            items.extend(entry(&mut inner, node, false));
        }
    } else if inner.peek("items").is_some()
        && let Some(node) = inner.take("items")
    {
        let problem = Diagnostic::new(code::MENU_TOO_DEEP, inner.at(node));
        inner.report(problem);
    }
    let is_named = to.as_ref().is_some_and(|to| has_title(&to.text));
    if to.is_none() && items.is_empty() {
        inner.missing("to");
    } else if title.is_none() && !is_named {
        inner.missing("title");
    }
    inner.finish();
    let title_or_named = title.is_some() || is_named;
    title_or_named.then_some(Entry { title, to, items })
}

/// Returns true if what an entry leads to has a title that can stand in a menu: it is no address,
/// and no article, whose headline would change every page with it.
fn has_title(to: &str) -> bool {
    let below = to.strip_prefix("content/").unwrap_or(to);
    let is_article = to.ends_with(".md") && !below.starts_with("pages/");
    !to.starts_with('/') && split_scheme(to).is_none() && !is_article
}
