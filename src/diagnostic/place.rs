//! Where a problem is in its file, for people: line, column, and the text of the line.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::span::{Span, clamp};

/// The place of a span, for people: found when the problem is about to be shown.
#[derive(Clone, Debug)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The file's whole text; empty if it could not be read as text.
    pub text: Arc<str>,
    /// Bytes of the line, without its end and without a byte order mark; `None` if it is too
    /// long to be shown.
    line_bytes: Option<Range<u32>>,
}

/// A line of more bytes is not shown: it was written by a program, and would be shown once for each
/// of its problems.
const LONGEST: usize = 10_000;

/// A line of more bytes is shown for its first [`SHOWN`] problems only: the work of drawing it
/// grows with its length, for each of them.
const LONG: usize = 1_000;

/// See [`LONG`].
const SHOWN: usize = 20;

impl Place {
    /// Returns the line of a span and what is to be marked in it; `None` for a whole file.
    ///
    /// A mark ends with its line: a list or a map is marked by its first line.
    pub fn excerpt(&self, span: &Span) -> Option<(&str, Range<usize>)> {
        let text = &*self.text;
        if text.is_empty() || span.end == 0 {
            return None;
        }
        let bytes = self.line_bytes.clone()?;
        let line = text.get(bytes.start as usize..bytes.end as usize)?;
        let start = clip(line, span.start.saturating_sub(bytes.start));
        let end = clip(line, span.end.saturating_sub(bytes.start));
        Some((line, start..end.max(start)))
    }
}

/// Returns the start of the character at a byte of a line, or the end of the line.
fn clip(line: &str, at: u32) -> usize {
    line.floor_char_boundary(at as usize)
}

/// The lines of a file, so that many problems in it are found without counting from its head, nor
/// from that of a long line, for each.
pub(super) struct Lines {
    text: Arc<str>,
    /// Byte at which each line starts.
    starts: Vec<usize>,
    /// The last place that was counted: its byte and its column, from 1.
    last: (usize, usize),
    /// The last line of which there was a place, and how many there were.
    places: (usize, usize),
}

impl Lines {
    pub(super) fn new(text: Arc<str>) -> Lines {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Lines {
            text,
            starts,
            last: (0, 1),
            places: (0, 0),
        }
    }

    pub(super) fn place(&mut self, span: &Span) -> Place {
        let at = self.text.floor_char_boundary(span.start as usize);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.starts.get(line))
            .copied()
            .unwrap_or_default();
        let (from, column) = if (start..=at).contains(&self.last.0) {
            self.last
        } else {
            (start, 1)
        };
        // A byte order mark at the file's head is no character that an editor sees.
        let column = column
            + self.text[from..at]
                .chars()
                .filter(|c| *c != '\u{feff}')
                .count();
        self.last = (at, column);
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let shown = self.text[start..end]
            .strip_suffix('\r')
            .unwrap_or(&self.text[start..end]);
        let mark = shown.len() - shown.strip_prefix('\u{feff}').unwrap_or(shown).len();
        self.places = if self.places.0 == line {
            (line, self.places.1 + 1)
        } else {
            (line, 1)
        };
        let is_shown = shown.len() <= if self.places.1 > SHOWN { LONG } else { LONGEST };
        Place {
            line: clamp(line),
            column: clamp(column),
            text: self.text.clone(),
            line_bytes: is_shown.then(|| clamp(start + mark)..clamp(start + shown.len())),
        }
    }
}
