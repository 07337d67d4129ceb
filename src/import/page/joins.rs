//! Lines as the paragraphs that they were before columns broke them.

use super::credit::{from_before, onward};
use super::furniture::Page;
use super::lines::Line;
use super::shape::{goes_on, is_broken_off, is_caption, opens_caption};

/// A paragraph, a headline, or any other line of a text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Byte of the source at which it starts.
    pub(super) at: usize,
    pub(super) text: String,
    /// Blank lines stand before it.
    pub(super) gap: bool,
    /// Something that is no text stands before it.
    pub(super) after_furniture: bool,
    /// The same behind it, or the page ends.
    pub(super) before_furniture: bool,
}

/// A place where a paragraph was put together again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Join {
    /// Byte of the source at which the rest starts.
    pub(super) at: usize,
    /// The last characters before it.
    pub(super) before: String,
    /// The first ones behind it.
    pub(super) after: String,
    /// Digits stand on both sides: it may be one number, or two.
    pub(super) between_digits: bool,
    /// Banners or the like stand between the two.
    pub(super) across: bool,
}

/// Puts together what columns broke.
pub(super) fn pieces(lines: &[Line<'_>], page: &Page<'_>) -> (Vec<Piece>, Vec<Join>) {
    let wrapped = wrapped(lines, page);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut joins = Vec::new();
    // The last line of the last piece, which alone says whether it was broken off.
    let mut last: Option<&str> = None;
    let mut after_furniture = false;
    for (i, line) in lines.iter().enumerate() {
        if page.lines[i].is_some() {
            after_furniture = true;
            if let Some(piece) = pieces.last_mut() {
                piece.before_furniture = true;
            }
            continue;
        }
        let is_elsewhere =
            last.is_some_and(|l| onward(l).is_some()) || from_before(line.text).is_some();
        let is_wrapped = wrapped[i] && !after_furniture && !is_elsewhere;
        let is_rest = !is_elsewhere && last.is_some_and(|last| is_rest_of(last, line.text));
        match pieces.last_mut().filter(|_| is_wrapped || is_rest) {
            Some(piece) => {
                if !is_wrapped {
                    joins.push(join(&piece.text, line, after_furniture));
                }
                add(&mut piece.text, line.text);
                piece.before_furniture = false;
            }
            None => pieces.push(Piece {
                at: line.at,
                text: line.text.to_owned(),
                gap: line.gap,
                after_furniture,
                before_furniture: false,
            }),
        }
        last = Some(line.text);
        after_furniture = false;
    }
    if let Some(piece) = pieces.last_mut() {
        piece.before_furniture = true;
    }
    (pieces, joins)
}

/// Returns true if a line is the rest of what the line before broke off; a caption has none.
fn is_rest_of(last: &str, text: &str) -> bool {
    is_broken_off(last) && !is_caption(last) && !opens_caption(text) && goes_on(text)
}

const DIGITS: [char; 10] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// Says where the rest of a paragraph is added.
fn join(before: &str, line: &Line<'_>, across: bool) -> Join {
    const SHOWN: usize = 8;
    let start = before
        .char_indices()
        .rev()
        .nth(SHOWN - 1)
        .map_or(0, |(at, _)| at);
    Join {
        at: line.at,
        before: before[start..].to_owned(),
        after: line.text.chars().take(SHOWN).collect(),
        between_digits: before.ends_with(DIGITS) && line.text.starts_with(DIGITS),
        across,
    }
}

/// Adds the rest of a paragraph; between words of letters stands a space.
fn add(text: &mut String, rest: &str) {
    let ends_word = text.ends_with(|c: char| c.is_ascii_alphabetic() || ",.;:".contains(c));
    if ends_word && rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        text.push(' ');
    }
    text.push_str(rest);
}

/// Finds the lines that run on from the one before: each line of a column was pasted as one, so
/// that nearly all of them are of one width.
fn wrapped(lines: &[Line<'_>], page: &Page<'_>) -> Vec<bool> {
    let mut wrapped = vec![false; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let mut end = start + 1;
        while end < lines.len() && !lines[end].gap && page.lines[end] == page.lines[start] {
            end += 1;
        }
        if page.lines[start].is_none() {
            mark_run(&lines[start..end], &mut wrapped[start..end]);
        }
        start = end;
    }
    wrapped
}

/// Marks the lines of a run without gaps that run on, if it is a column.
fn mark_run(run: &[Line<'_>], wrapped: &mut [bool]) {
    /// Of fewer lines nobody can tell.
    const FEWEST: usize = 4;
    /// A line of a column is no shorter, in halves of a character.
    const NARROWEST: usize = 20;
    /// Marks are set closer at the end of a line.
    const SLACK: usize = 5;
    let widths: Vec<usize> = run.iter().map(width).collect();
    let widest = widths.iter().copied().max().unwrap_or_default();
    if run.len() < FEWEST || widest < NARROWEST {
        return;
    }
    let is_full: Vec<bool> = widths.iter().map(|width| width + SLACK >= widest).collect();
    let full = run.iter().zip(&is_full).filter(|(_, is_full)| **is_full);
    let (mut count, mut open) = (0, 0);
    for (line, _) in full {
        count += 1;
        open += usize::from(!line.text.ends_with(END_MARKS));
    }
    // In a column three of five lines are full, and half of these break a clause.
    if count * 5 < run.len() * 3 || open * 2 < count {
        return;
    }
    for i in 1..run.len() {
        wrapped[i] = is_full[i - 1] && !run[i].indented;
    }
}

/// Marks at which a line ends of itself.
const END_MARKS: [char; 9] = ['，', '、', '；', '：', '。', '！', '？', '”', '）'];

/// Returns how wide a line is set, in halves of a character; an indent is two characters.
fn width(line: &Line<'_>) -> usize {
    let indent = if line.indented { 4 } else { 0 };
    let widths = line.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
    indent + widths.sum::<usize>()
}
