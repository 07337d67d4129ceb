//! Places in a text as the protocol counts them: lines from 0, and columns in UTF-16 units.

use std::ops::Range;

use lsp_types::Position;

/// Returns the position of a byte.
pub(super) fn position(text: &str, byte: usize) -> Position {
    let byte = text.floor_char_boundary(byte);
    let before = &text[..byte];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Position {
        line: count(before.matches('\n').count()),
        character: count(before[start..].chars().map(char::len_utf16).sum()),
    }
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
    lsp_types::Range { start: position(text, bytes.start), end: position(text, bytes.end) }
}
