//! Places in a text as the protocol counts them: lines from 0, and columns in the units that were
//! agreed upon.

use std::ops::Range;

use lsp_types::Position;
use serde_json::Value;

/// What columns count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16, which every editor knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// Returns the first of those that an editor offers which is known.
    pub(super) fn agreed(offered: &Value) -> Encoding {
        let known = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];
        let offered = offered.as_array().into_iter().flatten();
        offered
            .filter_map(Value::as_str)
            .find_map(|name| known.into_iter().find(|e| e.name() == name))
            .unwrap_or_default()
    }

    /// Returns its name in the protocol.
    pub(super) fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16 => "utf-16",
            Encoding::Utf32 => "utf-32",
        }
    }

    fn units_of(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
            Encoding::Utf32 => 1,
        }
    }

    /// Counts the units of a text.
    fn units(self, text: &str) -> u32 {
        match self {
            Encoding::Utf8 => count(text.len()),
            Encoding::Utf16 | Encoding::Utf32 => {
                count(text.chars().map(|c| self.units_of(c)).sum())
            }
        }
    }
}

/// Goes through a text and finds the positions of bytes, from the last one on where the next is
/// behind it.
#[derive(Clone)]
pub(super) struct Walk<'t> {
    text: &'t str,
    encoding: Encoding,
    byte: usize,
    position: Position,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str, encoding: Encoding) -> Walk<'t> {
        Walk {
            text,
            encoding,
            byte: 0,
            position: Position::default(),
        }
    }

    /// Returns the range of bytes; the next one is found from its start on.
    pub(super) fn range(&mut self, bytes: Range<usize>) -> lsp_types::Range {
        let start = self.to(bytes.start);
        let end = self.clone().to(bytes.end.max(bytes.start));
        lsp_types::Range { start, end }
    }

    fn to(&mut self, byte: usize) -> Position {
        let mut byte = self.text.floor_char_boundary(byte);
        if byte > 0 && self.text.as_bytes()[byte - 1..].starts_with(b"\r\n") {
            // There is no place within the end of a line.
            byte -= 1;
        }
        if byte < self.byte {
            (self.byte, self.position) = (0, Position::default());
        }
        while let Some(next) = next_line(self.text, self.byte).filter(|next| *next <= byte) {
            self.byte = next;
            self.position = Position::new(self.position.line.saturating_add(1), 0);
        }
        let passed = self.encoding.units(&self.text[self.byte..byte]);
        self.position.character = self.position.character.saturating_add(passed);
        self.byte = byte;
        self.position
    }
}

/// Returns the start of the next line behind a byte; `None` in the last line.
fn next_line(text: &str, byte: usize) -> Option<usize> {
    let rest = text.as_bytes().get(byte..)?;
    let end = memchr::memchr2(b'\n', b'\r', rest)?;
    let length = if rest[end..].starts_with(b"\r\n") {
        2
    } else {
        1
    };
    Some(byte + end + length)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Returns the byte of a position; one beyond the end of a line is the end of that line, and one
/// beyond the last line the end of the text.
pub(super) fn byte(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match next_line(text, start) {
            Some(next) => start = next,
            None => return text.len(),
        }
    }
    let rest = &text[start..];
    let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
    let mut units = 0;
    for (i, c) in rest[..end].char_indices() {
        if units >= position.character as usize {
            return start + i;
        }
        units += encoding.units_of(c);
    }
    start + end
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a𠮷雪\r\n\nb\r雪c";

    #[test]
    fn a_place_is_counted_in_the_units_that_were_agreed_upon() {
        use Encoding::{Utf8, Utf16, Utf32};
        for (encoding, byte, line, character) in [
            (Utf8, 0, 0, 0),
            (Utf8, 5, 0, 5),
            (Utf16, 5, 0, 3),
            (Utf32, 5, 0, 2),
            (Utf16, 8, 0, 4),
            // Within a character, and within the end of a line.
            (Utf16, 3, 0, 1),
            (Utf16, 9, 0, 4),
            (Utf16, 10, 1, 0),
            (Utf16, 11, 2, 0),
            (Utf16, 12, 2, 1),
            // A carriage return alone ends a line, too.
            (Utf8, 13, 3, 0),
            (Utf8, 16, 3, 3),
            (Utf32, 17, 3, 2),
            (Utf32, 99, 3, 2),
        ] {
            let found = Walk::new(TEXT, encoding).to(byte);
            assert_eq!(found, Position::new(line, character), "{encoding:?} {byte}");
            let start = Walk::new(TEXT, encoding).range(byte..99).start;
            assert_eq!(start, found);
        }
        let mut walk = Walk::new(TEXT, Utf16);
        for (from, to) in [(0, 17), (5, 13), (1, 2), (13, 13)] {
            let range = Walk::new(TEXT, Utf16).range(from..to);
            assert_eq!(walk.range(from..to), range, "on from where it is");
        }
    }

    #[test]
    fn a_position_beyond_a_line_or_the_text_is_its_end() {
        for (line, character, expected) in [
            (0, 0, 0),
            (0, 1, 1),
            // Within a pair of units of UTF-16.
            (0, 2, 5),
            (0, 3, 5),
            (0, 99, 8),
            (1, 7, 10),
            (2, u32::MAX, 12),
            (3, 1, 16),
            (4, 0, 17),
            (u32::MAX, u32::MAX, 17),
        ] {
            let found = byte(TEXT, Position::new(line, character), Encoding::Utf16);
            assert_eq!(found, expected, "{line}:{character}");
        }
        assert_eq!(byte(TEXT, Position::new(0, 5), Encoding::Utf8), 5);
        assert_eq!(byte(TEXT, Position::new(0, 2), Encoding::Utf32), 5);
    }

    #[test]
    fn the_first_known_encoding_that_is_offered_is_taken() {
        let agreed = |offered| Encoding::agreed(&offered).name();
        assert_eq!(
            agreed(serde_json::json!(["x", "utf-32", "utf-8"])),
            "utf-32"
        );
        assert_eq!(agreed(serde_json::json!(["utf-8"])), "utf-8");
        assert_eq!(agreed(serde_json::json!([])), "utf-16");
        assert_eq!(agreed(Value::Null), "utf-16");
        assert_eq!(agreed(serde_json::json!("utf-8")), "utf-16");
    }
}
