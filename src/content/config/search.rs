//! The search of the site, `search:` in `site.yaml`.
//!
//! ```yaml
//! search: { fold: hans, files: few }    # or true, or false
//! ```

use super::choice::choice;
use crate::content::yaml::{Fields, Value};

/// How readers search the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Search {
    /// Traditional characters are found as their simplified ones.
    pub simplified: bool,
    /// Into how many files the index is cut.
    pub files: Files,
}

/// Into how many files an index is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub enum Files {
    /// As many as let a search load little.
    #[default]
    Many,
    /// A quarter as many, for hosts that count files.
    Few,
}

const FOLDS: [(&str, bool); 2] = [("hans", true), ("none", false)];

const FILES: [(&str, Files); 2] = [("many", Files::Many), ("few", Files::Few)];

/// Reads `search`; `None` if the site has none.
pub(super) fn read(fields: &mut Fields<'_>) -> Option<Search> {
    let is_map = fields
        .peek("search")
        .is_some_and(|node| matches!(node.value, Value::Map(_)));
    if !is_map {
        let is_on = fields.boolean("search").unwrap_or(true);
        return is_on.then(Search::default);
    }
    let mut search = Search::default();
    let node = fields.take("search")?;
    let mut inner = fields.inner(node, "search");
    let fold = inner.text_at("fold");
    if let Some(simplified) = fold.and_then(|word| choice(&mut inner, "fold", word, &FOLDS)) {
        search.simplified = simplified;
    }
    let files = inner.text_at("files");
    if let Some(files) = files.and_then(|word| choice(&mut inner, "files", word, &FILES)) {
        search.files = files;
    }
    inner.finish();
    Some(search)
}
