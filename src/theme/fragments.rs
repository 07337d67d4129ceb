//! Fragments: what many pages show alike, drawn once and put into each of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::Value;

use crate::diagnostic::Diagnostic;

/// The fragments by the name that templates read, with the template that draws each.
pub(super) const FRAGMENTS: [(&str, &str); 3] = [
    ("head", "partials/head_site.html"),
    ("masthead", "partials/masthead.html"),
    ("footer", "partials/footer.html"),
];

/// Fields of `page` that a fragment sees, those of [`Here`].
pub(super) const FIELDS: [&str; 4] = ["href", "section", "home", "trail"];

/// What a fragment sees of the page that it is put into, as `page`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Here {
    /// Address of the page; empty unless `site` has it, too.
    pub href: String,
    /// Id of the category that the menu marks as current.
    pub section: Option<String>,
    /// It is the home page.
    pub home: bool,
    /// Addresses of the lists that the page belongs to, as far as `site` has them.
    pub trail: Vec<String>,
}

/// The fragments of an edition, as far as they were asked for.
#[derive(Default)]
pub(super) struct Fragments {
    /// Addresses that `site` has.
    named: BTreeSet<String>,
    /// As many as the site has sections, columns and standing pages, however many pages there are.
    drawn: RwLock<BTreeMap<Here, Value>>,
}

impl Fragments {
    pub(super) fn new(named: BTreeSet<String>) -> Fragments {
        Fragments {
            named,
            drawn: RwLock::default(),
        }
    }

    /// Returns the fragments for a page as a value of the template engine; `draw` draws one that
    /// no page has asked for yet.
    pub(super) fn get(
        &self,
        mut here: Here,
        draw: impl Fn(&str, &Here) -> Result<Vec<u8>, Diagnostic>,
    ) -> Result<Value, Diagnostic> {
        if !self.named.contains(&here.href) {
            here.href.clear();
        }
        here.trail.retain(|href| self.named.contains(href));
        let known = self.drawn.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = known.get(&here) {
            return Ok(value.clone());
        }
        drop(known);
        // Two threads may draw the same, which is the same.
        let mut parts: BTreeMap<&'static str, Value> = BTreeMap::new();
        for (name, template) in FRAGMENTS {
            let text = draw(template, &here)?;
            parts.insert(name, Value::safe_string(&String::from_utf8_lossy(&text)));
        }
        let value = Value::from(parts);
        let mut known = self.drawn.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(here, value.clone());
        Ok(value)
    }
}
