//! Rows that were to be a table: without a line of hyphens, with full-width strokes or tabs.

use super::passage::Passage;
use super::rule::{Finding, Rule};

/// Finds lines in a row that begin and end with a stroke, and hold one more; `first` is the first
/// character of a line, and `text` the file.
pub(super) fn check(passage: &Passage, first: usize, text: &str) -> Option<Finding> {
    let before = passage.chars[..first.saturating_sub(1)]
        .iter()
        .rposition(|(c, _)| *c == '\n')
        .map_or(0, |newline| newline + 1);
    if first > 0 && is_row(passage, before) {
        // Reported with the first one.
        return None;
    }
    let mut last = end_of_line(passage, first);
    let second = last + 1;
    let is_table =
        is_row(passage, first) && (is_row(passage, second) || is_parting(passage, second));
    if !is_table {
        return None;
    }
    while is_row(passage, last + 1) || last + 1 == second && is_parting(passage, second) {
        last = end_of_line(passage, last + 1);
    }
    let (start, end) = passage.bytes(first, last);
    let rows = text.get(start as usize..end as usize)?;
    let right = rows.replace('｜', "|").replace(['\t', '\u{3000}'], " ");
    let mut lines = right
        .lines()
        .map(|line| line.trim_start_matches(['>', ' ']));
    let head = columns(lines.next()?);
    let is_sound = lines
        .next()
        .is_some_and(|line| parts(line) && columns(line) == head);
    let is_fixed = is_sound && right != rows;
    Some(Finding {
        rule: Rule::Table,
        start,
        end: if is_fixed {
            end
        } else {
            passage.bytes(first, second - 1).1
        },
        text: rows.into(),
        right: is_fixed.then(|| right.as_str().into()),
    })
}

/// Returns the index after the line that holds `i`.
fn end_of_line(passage: &Passage, i: usize) -> usize {
    i + passage.run(i, |c| c != '\n')
}

fn is_stroke(c: char) -> bool {
    matches!(c, '|' | '｜')
}

fn is_row(passage: &Passage, start: usize) -> bool {
    let line = passage.chars.get(start..).unwrap_or_default();
    let line = line.iter().map(|(c, _)| *c).take_while(|c| *c != '\n');
    let strokes = line.clone().filter(|c| is_stroke(*c)).count();
    strokes > 2
        && passage.at(start).is_some_and(is_stroke)
        && line
            .filter(|c| !c.is_whitespace())
            .last()
            .is_some_and(is_stroke)
}

/// Returns true if the line from `start` on parts the head of a table from its rows.
fn is_parting(passage: &Passage, start: usize) -> bool {
    let end = end_of_line(passage, start);
    start < passage.chars.len() && parts(&passage.text(start, end).replace('｜', "|"))
}

fn parts(line: &str) -> bool {
    line.contains('-') && line.contains('|') && line.chars().all(|c| " \t|:-".contains(c))
}

/// Counts the cells of a row.
fn columns(row: &str) -> usize {
    row.trim().trim_matches('|').split('|').count()
}
