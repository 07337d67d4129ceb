//! The words of front matter that readers see, as passages for the copy rules.

use crate::content::config::Config;
use crate::content::copy::{self, Finding, Form, Passage};
use crate::content::yaml::{Node, Value};

/// Keys of text for readers, with what that text is.
const SHOWN: [(&str, Form); 9] = [
    ("title", Form::Line),
    ("kicker", Form::Line),
    ("subtitle", Form::Line),
    ("summary", Form::Inner),
    ("alt", Form::Inner),
    ("caption", Form::Inner),
    ("text", Form::Inner),
    ("note", Form::Inner),
    ("tags", Form::Name),
];

/// Returns where a document breaks the copy rules: in its front matter, then in the passages of its
/// text.
pub(super) fn slips(text: &str, front: &Node, body: Vec<Passage>, config: &Config) -> Vec<Finding> {
    let mut shown = Vec::new();
    gather(text, front, None, &mut shown);
    copy::check(text, shown, body, &config.terms, |rule| {
        !config.silent.contains(&rule)
    })
}

fn gather(text: &str, node: &Node, shown: Option<Form>, passages: &mut Vec<Passage>) {
    match &node.value {
        Value::Null => {}
        Value::List(items) => items
            .iter()
            .for_each(|item| gather(text, item, shown, passages)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let name = key.as_text().unwrap_or_default();
                // What is free is the template's business, and an original title is another
                // newsroom's.
                if !matches!(name, "extra" | "original" | "figures") {
                    let form = SHOWN
                        .iter()
                        .find(|(known, _)| *known == name)
                        .map(|(_, form)| *form);
                    gather(text, value, form, passages);
                }
            }
        }
        Value::Text(value) => {
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
