//! Blocks that take more than was meant: a heading of a paragraph, a cell of the line below a
//! table; and cells that a table has no column for.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, bytes, clamp, end_of};
use crate::content::copy::{Finding, Rule, is_han};

/// Finds such blocks in the events of `body`, which starts at byte `offset` of its file.
pub(super) fn flattened(events: &[Placed<'_>], body: &str, offset: usize) -> Vec<Finding> {
    let mut finder = Finder {
        body,
        offset,
        found: Vec::new(),
        depth: 0,
    };
    for (i, (event, place)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading(..)) => finder.heading(bytes(place)),
            Event::Start(Tag::Table(columns)) => {
                let rows = &events[i..end_of(events, i)];
                finder.table(rows, columns.len());
            }
            Event::Start(
                Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_),
            ) => finder.depth += 1,
            Event::End(
                TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition,
            ) => finder.depth = finder.depth.saturating_sub(1),
            _ => {}
        }
    }
    finder.found
}

/// Walks the blocks and notes what they take.
struct Finder<'a> {
    body: &'a str,
    offset: usize,
    found: Vec<Finding>,
    /// Lists, quotations and notes around: no line is put into these.
    depth: usize,
}

impl Finder<'_> {
    /// Reports `range`; `right` should stand in its place.
    fn report(&mut self, rule: Rule, range: Range<usize>, text: &str, right: Option<String>) {
        self.found.push(Finding {
            rule,
            start: clamp(self.offset + range.start),
            end: clamp(self.offset + range.end),
            text: text.into(),
            right: right.filter(|_| self.depth == 0).map(Into::into),
        });
    }

    /// Looks at a heading that is one by the line of `-` or `=` below it.
    fn heading(&mut self, place: Range<usize>) {
        let source = self.body[place.clone()].trim_end();
        let Some(newline) = source.rfind('\n') else {
            return;
        };
        let text = source[..newline].trim_end();
        let line = &source[newline + 1..];
        let under = line.trim_start_matches([' ', '\t', '>']);
        if text.contains("<<<<<<< ") {
            // Git put both there, which is an error of its own.
            return;
        }
        let is_sentence = ends_sentence(text, under);
        let is_paragraph = is_sentence || text.contains('\n') || under.len() < 3;
        if !is_paragraph || !text.contains(is_han) {
            return;
        }
        let end = if text.len() < newline && source[..newline].ends_with('\r') {
            "\r\n"
        } else {
            "\n"
        };
        let is_rule = under.len() >= 3 && under.starts_with('-') && is_sentence;
        let start = place.start + newline + 1;
        let right = is_rule.then(|| format!("{end}{under}"));
        let start = start + (line.len() - under.len()) * usize::from(!is_rule);
        let range = start..place.start + source.len();
        self.report(Rule::HeadingByLine, range, under, right);
    }

    /// Looks at the rows of a table of so many columns.
    fn table(&mut self, events: &[Placed<'_>], columns: usize) {
        let body = self.body;
        let rows = events.iter().filter_map(|(event, place)| match event {
            Event::Start(Tag::TableRow) => Some(bytes(place)),
            _ => None,
        });
        let rows: Vec<Range<usize>> = rows.collect();
        let below = rows.iter().position(|row| !body[row.clone()].contains('|'));
        for row in &rows[..below.unwrap_or(rows.len())] {
            if let Some(rest) = beyond(&body[row.clone()], columns) {
                let range = row.start + rest.start..row.start + rest.end;
                let text = &body[range.clone()];
                self.report(Rule::Cells, range, text, None);
            }
        }
        let Some(below) = below else { return };
        let is_end = rows[below..]
            .iter()
            .all(|row| !body[row.clone()].contains('|'));
        let row = &rows[below];
        let text = body[row.clone()].trim_end();
        let Some(first) = text.chars().next() else {
            return;
        };
        let right = is_end.then(|| format!("\n{first}"));
        let range = row.start..row.start + first.len_utf8();
        self.report(Rule::Cells, range, "\n", right);
    }
}

/// Returns true if a text ends as a sentence does, and as no heading above the line `under`.
fn ends_sentence(text: &str, under: &str) -> bool {
    let end = text.trim_end_matches(['”', '’', '）', '」', '』', '*']);
    let last = end.chars().next_back().map_or(0, char::len_utf8);
    // A heading may be a question or an exclamation, but hardly two sentences.
    let is_several =
        under.starts_with('-') && end[..end.len() - last].contains(['。', '；', '！', '？']);
    end.ends_with(['。', '；', '，', '、']) || is_several && end.ends_with(['！', '？'])
}

/// Returns what a row of a table holds beyond its columns, if that is more than white space.
fn beyond(row: &str, columns: usize) -> Option<Range<usize>> {
    let row_end = row.trim_end().len();
    let start = row.len() - row.trim_start().len();
    let start = start + usize::from(row[start..].starts_with('|'));
    let mut cells = 0;
    let mut is_escaped = false;
    for (i, b) in row.bytes().enumerate().take(row_end).skip(start) {
        if b == b'|' && !is_escaped {
            cells += 1;
            if cells == columns {
                let rest = row[i + 1..row_end].trim_end_matches('|');
                let text = rest.trim_matches([' ', '\t', '|']);
                let at = i + 1 + rest.find(text)?;
                return (!text.is_empty()).then_some(at..at + text.len());
            }
        }
        is_escaped = b == b'\\' && !is_escaped;
    }
    None
}
