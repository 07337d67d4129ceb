//! Places in a text as the protocol counts them: lines from 0, and columns in UTF-16 units.

use std::ops::Range;

use lsp_types::Position;

/// Goes through a text and finds the positions of bytes, from the last one on where the next is
/// behind it.
pub(super) struct Walk<'t> {
    text: &'t str,
    byte: usize,
    position: Position,
}

impl<'t> Walk<'t> {
    pub(super) fn new(text: &'t str) -> Walk<'t> {
        Walk {
            text,
            byte: 0,
            position: Position::default(),
        }
    }

    /// Returns the range of bytes; the next one is found from its start on.
    pub(super) fn range(&mut self, bytes: Range<usize>) -> lsp_types::Range {
        let start = self.to(bytes.start);
        let end = Walk {
            text: self.text,
            byte: self.byte,
            position: start,
        }
        .to(bytes.end.max(bytes.start));
        lsp_types::Range { start, end }
    }

    fn to(&mut self, byte: usize) -> Position {
        let byte = self.text.floor_char_boundary(byte);
        if byte < self.byte {
            (self.byte, self.position) = (0, Position::default());
        }
        let passed = &self.text[self.byte..byte];
        self.position = match passed.rsplit_once('\n') {
            Some((lines, line)) => Position {
                line: self.position.line + 1 + count(lines.matches('\n').count()),
                character: units(line),
            },
            None => Position {
                character: self.position.character + units(passed),
                ..self.position
            },
        };
        self.byte = byte;
        self.position
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Counts the UTF-16 units of a text.
fn units(text: &str) -> u32 {
    count(text.chars().map(char::len_utf16).sum())
}

/// Returns the byte of a position; one beyond the end of a line is the end of that line.
pub(super) fn byte(text: &str, position: Position) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        match text[start..].find('\n') {
            Some(end) => start += end + 1,
            None => return text.len(),
        }
    }
    let line = text[start..].lines().next().unwrap_or_default();
    let mut units = 0;
    for (i, c) in line.char_indices() {
        if units >= position.character as usize {
            return start + i;
        }
        units += c.len_utf16();
    }
    start + line.len()
}

/// Returns the range of bytes.
pub(super) fn range(text: &str, bytes: Range<usize>) -> lsp_types::Range {
    Walk::new(text).range(bytes)
}
