//! The words of front matter that readers see, as passages for the copy rules: the table of keys
//! says which they are.

use crate::content::config::Config;
use crate::content::copy::{self, Finding, Form, Passage};
use crate::content::document::keys::{KEYS, Key};
use crate::content::document::markdown::Copy;
use crate::content::yaml::{Node, Value};

/// Returns where a document breaks the copy rules: in its front matter, then in the passages of its
/// text.
pub(super) fn findings(text: &str, front: &Node, body: Copy, config: &Config) -> Vec<Finding> {
    let mut shown = Vec::new();
    gather(text, front, KEYS, None, &mut shown);
    copy::check(
        text,
        shown,
        body.passages,
        body.findings,
        &config.terms,
        |rule| !config.silent.contains(&rule),
    )
}

/// Gathers the texts of `node`, a text of the form `shown` or a map with `keys`.
fn gather(text: &str, node: &Node, keys: &[Key], shown: Option<Form>, passages: &mut Vec<Passage>) {
    match &node.value {
        Value::Null => {}
        Value::List(items) => {
            for item in items {
                gather(text, item, keys, shown, passages);
            }
        }
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let name = key.as_text().unwrap_or_default();
                if let Some(key) = keys.iter().find(|key| key.name == name) {
                    gather(text, value, key.shape.keys(), key.copy, passages);
                }
            }
        }
        Value::Plain(value) | Value::Text(value) => {
            let Some(form) = shown else { return };
            let source = &text[node.span.clone()];
            let mut passage = Passage::new(form);
            // A value that was written with escapes or over several lines is placed as a whole.
            let (at, source) = source
                .find(value.as_str())
                .map_or((0, source), |i| (i, value.as_str()));
            passage.push(
                value,
                source,
                u32::try_from(node.span.start + at).unwrap_or(u32::MAX),
            );
            passages.push(passage);
        }
    }
}
