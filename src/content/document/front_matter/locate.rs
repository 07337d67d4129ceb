//! Where an entry of front matter stands: found again in the file for a problem that is about to be
//! shown.

use std::ops::Range;

use super::fence;
use crate::base::path::SitePath;
use crate::content::document::keys::NAMES;
use crate::content::yaml::{self, Value};
use crate::diagnostic::Entry;

/// Returns the bytes of an entry's value; `None` if the front matter cannot be read or does not
/// have it.
pub fn place_of(file: &SitePath, text: &str, entry: &Entry) -> Option<Range<usize>> {
    let front = yaml::parse(file, text, fence::split(file, text).ok()?.yaml, &NAMES).ok()?;
    let Value::Map(pairs) = &front.value else {
        return None;
    };
    let (_, node) = pairs
        .iter()
        .find(|(key, _)| key.as_text() == Some(entry.key))?;
    let items = if let Value::List(items) = &node.value {
        items.as_slice()
    } else {
        &[]
    };
    let item = items
        .iter()
        .find(|item| item.as_text().map(str::trim) == Some(&entry.item));
    Some(item.unwrap_or(node).span.clone()).filter(|_| node.value != Value::Null)
}
