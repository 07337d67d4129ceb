//! Addresses that were written as they are, as links (GFM 0.29, 6.9, autolinks).

use std::ops::Range;

use pulldown_cmark::{CowStr, TagEnd};

use super::events::{Event, Link, Piece, Placed, Tag, clamp};
use super::link::external;
use crate::content::address;
use crate::content::document::cjk::{Amended, is_addition};

/// Takes a text apart where addresses stand in it; `None` if there are none.
///
/// `range` is where the text stands in the amended source.
pub(super) fn split<'a>(
    text: &Piece<'a>,
    range: Range<usize>,
    source: &Amended<'_>,
) -> Option<Vec<Placed<'a>>> {
    let mut addresses = address::find(text).peekable();
    addresses.peek()?;
    let mut walk = Walk {
        text,
        source: &source.text[range.clone()],
        at: 0,
        source_at: 0,
    };
    let mut at = 0;
    let mut start = clamp(source.original(range.start));
    let mut events = Vec::new();
    for found in addresses {
        let dest = found.destination(text);
        if external(&dest).is_none() || is_destination(&text[..found.range.start]) {
            continue;
        }
        let first = clamp(source.original(range.start + walk.to(found.range.start)?));
        let last = clamp(source.original(range.start + walk.to(found.range.end)?));
        if found.range.start > at {
            let before = text.slice(at..found.range.start);
            events.push((Event::Text(before), start..first));
        }
        let link = Link {
            dest: dest.into(),
            title: CowStr::Borrowed(""),
            is_bare: true,
        };
        let place = first..last;
        events.push((Event::Start(Tag::Link(Box::new(link))), place.clone()));
        events.push((Event::Text(text.slice(found.range.clone())), place.clone()));
        events.push((Event::End(TagEnd::Link), place));
        (at, start) = (found.range.end, last);
    }
    walk.to(text.len())?;
    if events.is_empty() {
        return None;
    }
    if at < text.len() {
        let end = clamp(source.original(range.end));
        events.push((Event::Text(text.slice(at..text.len())), start..end));
    }
    Some(events)
}

/// Returns true if what stands behind a text was to be the destination of a link, which is
/// reported.
fn is_destination(before: &str) -> bool {
    let bracket = before.strip_suffix(['(', '（']);
    bracket.is_some_and(|before| before.ends_with([']', '】', '］']))
}

/// Goes through a text and its source, in which escapes and entities stand, side by side.
struct Walk<'t> {
    text: &'t str,
    source: &'t str,
    at: usize,
    source_at: usize,
}

impl Walk<'_> {
    /// Goes on to a byte of the text, and returns that of the source; `None` if the source is not
    /// that of the text.
    fn to(&mut self, byte: usize) -> Option<usize> {
        while self.at < byte {
            let c = self.text[self.at..].chars().next()?;
            self.source_at += self.length(c)?;
            self.at += c.len_utf8();
        }
        Some(self.source_at)
    }

    /// Returns how many bytes of the source stand for the next character.
    fn length(&self, c: char) -> Option<usize> {
        let rest = &self.source[self.source_at..];
        let bare = rest.trim_start_matches(is_addition);
        let added = rest.len() - bare.len();
        if let Some(length) = entity(bare)
            && (!bare.starts_with(c) || is_ampersand(&bare[..length]))
        {
            return Some(added + length);
        }
        if bare.starts_with(c) {
            return Some(added + c.len_utf8());
        }
        let is_escape = bare.strip_prefix('\\').is_some_and(|b| b.starts_with(c));
        is_escape.then_some(added + 1 + c.len_utf8())
    }
}

/// Returns the length of the entity that a source starts with; none is longer than 40 bytes.
fn entity(source: &str) -> Option<usize> {
    let name = source.strip_prefix('&')?;
    let end = name.bytes().take(40).position(|b| b == b';')?;
    name[..end]
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'#')
        .then_some(end + 2)
}

fn is_ampersand(entity: &str) -> bool {
    ["&amp;", "&#38;", "&#x26;"]
        .iter()
        .any(|e| entity.eq_ignore_ascii_case(e))
}
