//! What is made of pictures, `pictures:` in `site.yaml`.
//!
//! ```yaml
//! pictures: { widths: [360, 720, 1080, 1600], quality: 80, formats: [jpeg] }
//! ```

use std::ops::RangeInclusive;

use crate::content::yaml::{Fields, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// What is made of pictures.
#[derive(Clone, Debug)]
pub struct Pictures {
    /// Widths in pixels, the narrowest first; at least one.
    pub widths: Vec<u32>,
    /// Quality of a JPEG, 1 to 100.
    pub quality: u8,
}

impl Default for Pictures {
    fn default() -> Pictures {
        Pictures {
            widths: vec![360, 720, 1080, 1600],
            quality: 80,
        }
    }
}

/// Widths that a picture on a page may have.
const WIDTHS: RangeInclusive<u32> = 16..=4096;

/// A width more is a file more of every picture.
const MOST: usize = 8;

/// The forms that are offered; drawings are PNG all the same.
const FORMATS: [&str; 2] = ["jpeg", "png"];

/// Reads `pictures`.
pub(super) fn read(fields: &mut Fields<'_>) -> Pictures {
    let mut pictures = Pictures::default();
    let Some(node) = fields.take("pictures") else {
        return pictures;
    };
    let mut inner = fields.inner(node, "pictures");
    if let Some(widths) = widths(&mut inner) {
        pictures.widths = widths;
    }
    if let Some(node) = inner.take("quality") {
        match number(node, 1..=100).map(u8::try_from) {
            Some(Ok(quality)) => pictures.quality = quality,
            _ => inner.expected("quality", node, "quality"),
        }
    }
    let node = inner.peek("formats");
    let formats = inner.texts("formats");
    if let Some(node) = node.filter(|node| matches!(&node.value, Value::List(l) if l.is_empty())) {
        inner.expected("formats", node, "formats");
    }
    for (format, node) in formats {
        if !FORMATS.contains(&format) {
            let problem = Diagnostic::new(code::PICTURE_FORMAT_NOT_MADE, inner.at(node));
            inner.report(problem.with("text", format));
        }
    }
    inner.finish();
    pictures
}

fn widths(fields: &mut Fields<'_>) -> Option<Vec<u32>> {
    let node = fields.peek("widths");
    let nodes = fields.list_or_one("widths");
    let is_fit = (1..=MOST).contains(&nodes.len());
    if let Some(node) = node.filter(|_| !is_fit) {
        fields.expected("widths", node, "widths");
        return None;
    }
    let mut widths = Vec::new();
    for node in nodes {
        match number(node, WIDTHS) {
            Some(width) => widths.push(width),
            None => fields.expected("widths", node, "width"),
        }
    }
    widths.sort_unstable();
    widths.dedup();
    (!widths.is_empty()).then_some(widths)
}

fn number(node: &Node, range: RangeInclusive<u32>) -> Option<u32> {
    let number = node.as_text()?.trim().parse().ok()?;
    range.contains(&number).then_some(number)
}
