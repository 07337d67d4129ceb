//! The words of front matter that readers see, as passages for the copy rules: the table of keys
//! says which they are.

use std::ops::Range;

use crate::base::character::Odd;
use crate::content::config::Config;
use crate::content::copy::{self, Finding, Form, Passage, characters};
use crate::content::document::keys::{KEYS, Key, Shape};
use crate::content::document::markdown::{Analysis, Copy};
use crate::content::headline::BAR;
use crate::content::yaml::{Node, Value};

/// Returns where a document breaks the copy rules: in its front matter, then in the passages of its
/// text.
pub(super) fn findings(text: &str, front: &Node, body: Copy, config: &Config) -> Vec<Finding> {
    let mut shown = Vec::new();
    let mut found = body.findings;
    gather(text, front, KEYS, None, &mut shown, &mut found);
    copy::check(text, shown, body.passages, found, &config.terms, |rule| {
        !config.silent.contains(&rule)
    })
}

/// Finds the characters that should not stand in a document, whose text starts at byte `body`; also
/// returns those that are an error.
pub(super) fn characters(text: &str, body: usize, facts: &Analysis) -> (Vec<Finding>, Vec<Odd>) {
    let place = |start: u32, end: u32| body + start as usize..body + end as usize;
    let code: Vec<Range<usize>> = facts.code.iter().map(|c| place(c.start, c.end)).collect();
    let mut links: Vec<Range<usize>> = facts.links.iter().map(|l| place(l.start, l.end)).collect();
    links.sort_by_key(|link| link.start);
    let (mut found, forbidden) = characters::find(text, &code, &links);
    for (range, made) in &facts.escaped {
        let range = place(range.start, range.end);
        let source = text.get(range.clone()).unwrap_or_default();
        found.extend(escaped(made, range, source));
    }
    (found, forbidden)
}

/// Finds such characters in a text that an escape or an entity made of its source.
fn escaped(made: &str, range: Range<usize>, source: &str) -> Vec<Finding> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let mut found = characters::find_escaped(made, place(range.start)..place(range.end));
    // All stand in one place, and most are the same.
    found.sort_by(|a, b| a.text.cmp(&b.text));
    found.dedup_by(|a, b| a.text == b.text);
    found.retain(|finding| !source.contains(&*finding.text));
    found.truncate(1);
    found
}

/// Returns the passage of a headline with bars, which its readers do not see; none for others.
fn barred(text: &str, node: &Node) -> Option<Passage> {
    let value = node.as_text().filter(|value| value.contains(BAR))?;
    let at = node.span.start + text[node.span.clone()].find(value)?;
    let mut passage = Passage::new(Form::Line);
    let mut place = at;
    for part in value.split(BAR) {
        passage.push(part, part, u32::try_from(place).unwrap_or(u32::MAX));
        place += part.len() + BAR.len_utf8();
    }
    Some(passage)
}

/// Gathers the texts of `node`, a text of the form `shown` or a map with `keys`.
fn gather(
    text: &str,
    node: &Node,
    keys: &[Key],
    shown: Option<Form>,
    passages: &mut Vec<Passage>,
    odd: &mut Vec<Finding>,
) {
    match &node.value {
        Value::Null => {}
        Value::List(items) => {
            for item in items {
                gather(text, item, keys, shown, passages, odd);
            }
        }
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let name = key.as_text().unwrap_or_default();
                if let Some(key) = keys.iter().find(|key| key.name == name) {
                    if let Shape::Headline = key.shape
                        && let Some(headline) = barred(text, value)
                    {
                        passages.push(headline);
                        continue;
                    }
                    gather(text, value, key.shape.keys(), key.copy, passages, odd);
                }
            }
        }
        Value::Plain(value) | Value::Text(value) => {
            let Some(form) = shown else { return };
            let source = &text[node.span.clone()];
            let found = if source == value {
                Some(0)
            } else {
                source.find(value.as_str())
            };
            if found.is_none() {
                odd.extend(escaped(value, node.span.clone(), source));
            }
            let mut passage = Passage::new(form);
            // A value that was written with escapes or over several lines is placed as a whole.
            let (at, source) = found.map_or((0, source), |i| (i, value.as_str()));
            passage.push(
                value,
                source,
                u32::try_from(node.span.start + at).unwrap_or(u32::MAX),
            );
            passages.push(passage);
        }
    }
}
