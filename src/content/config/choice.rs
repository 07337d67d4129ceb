//! Values out of a fixed list.

use crate::content::yaml::{Fields, Node};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Reads a required value out of a list.
pub(super) fn one_of<T: Copy>(
    fields: &mut Fields<'_>,
    key: &'static str,
    all: &[(&str, T)],
) -> Option<T> {
    let word = fields.required_at(key)?;
    choice(fields, key, word, all)
}

/// Looks up a value in a list; reports one that is not there, with the nearest that is.
pub(super) fn choice<T: Copy>(
    fields: &mut Fields<'_>,
    key: &str,
    (word, node): (&str, &Node),
    all: &[(&str, T)],
) -> Option<T> {
    let found = all.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(node))
            .with("key", key)
            .with("word", word)
            .with("known", names.join(", "));
        fields.report(problem.nearest(word, names));
    }
    found.map(|(_, value)| *value)
}
