//! The headings of a text and their ids.

use std::collections::HashMap;

use pulldown_cmark::TagEnd;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::events::{Event, Placed, Tag, text_of};

/// Beginnings of ids that the theme's and the program's own elements have.
const RESERVED: [&str; 4] = ["part-", "section-", "fn-", "fnref-"];

/// Returns the headings that are set, by the index of their events, with their ids.
///
/// A heading without text is none. Headings of footnotes have no id: they stand elsewhere, or
/// nowhere.
pub(super) fn headings(events: &[Placed<'_>]) -> Vec<(usize, String)> {
    let mut used = HashMap::new();
    let mut headings = Vec::new();
    let mut notes = 0;
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Heading(_, id)) if notes == 0 => {
                let text = text_of(events, i);
                if !text.trim().is_empty() {
                    headings.push((i, unique(&id_of(id.as_deref(), &text), &mut used)));
                }
            }
            _ => {}
        }
    }
    headings
}

/// Makes an id: the written one if it is valid, else the text with hyphens for spaces and
/// punctuation.
fn id_of(written: Option<&str>, text: &str) -> String {
    let id = match written {
        Some(id) if id.chars().all(is_of_id) => id.to_owned(),
        written => hyphenated(written.unwrap_or(text)),
    };
    match id.as_str() {
        "" => "h".to_owned(),
        id if RESERVED.iter().any(|r| id.starts_with(r)) => format!("h-{id}"),
        _ => id,
    }
}

fn is_of_id(c: char) -> bool {
    c.is_alphanumeric() || "-_.".contains(c)
}

fn hyphenated(text: &str) -> String {
    let mut id = String::new();
    let mut gap = false;
    for c in text.chars() {
        let is_kept =
            c.is_alphanumeric() || c.general_category_group() == GeneralCategoryGroup::Mark;
        if is_kept {
            if gap && !id.is_empty() {
                id.push('-');
            }
            id.push(c.to_ascii_lowercase());
        }
        gap = !is_kept;
    }
    id
}

/// Returns the id, or the first free one with a number; `used` holds the last number of each.
fn unique(id: &str, used: &mut HashMap<String, usize>) -> String {
    let mut number = used.get(id).copied().unwrap_or(0) + 1;
    let mut free = if number == 1 {
        id.to_owned()
    } else {
        format!("{id}-{number}")
    };
    while used.contains_key(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    used.insert(id.to_owned(), number);
    used.entry(free.clone()).or_insert(1);
    free
}
