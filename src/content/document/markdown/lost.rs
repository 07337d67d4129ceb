//! Text that Markdown swallows or takes for something else: notes and definitions that nothing
//! refers to, fences without an end, marks of a merge that was not finished.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, bytes, clamp, end_of};
use super::headings::headings;
use super::parse::{Definition, Parsed};
use crate::content::document::cjk::is_wide;

/// The name of a definition has no more bytes (CommonMark 0.31, 4.7).
const LONGEST_NAME: usize = 1000;

/// What is wrong at a place, and the words of the text that are meant.
pub(super) struct Lost {
    pub(super) kind: LostKind,
    pub(super) place: Range<u32>,
    pub(super) text: String,
}

/// Kinds of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostKind {
    /// A definition of a link that nothing refers to.
    UnusedDefinition,
    /// A second definition of a link by the same name.
    RepeatedDefinition,
    /// A second footnote by the same name.
    RepeatedFootnote,
    /// A footnote that nothing refers to.
    UnusedFootnote,
    /// A fence of code without an end.
    OpenFence,
    /// Chinese text right behind a fence of code, where a language is named.
    FenceText,
    /// A mark that git left where two changes met.
    ConflictMark,
    /// The id of a heading that is not set as it was written.
    UnfitId,
    /// The id of a heading that an earlier one has.
    RepeatedId,
}

/// Finds what is lost of `body` in its events.
pub(super) fn lost(body: &str, parsed: &Parsed<'_>) -> Vec<Lost> {
    let mut found = Vec::new();
    definitions(body, parsed, &mut found);
    footnotes(&parsed.events, &mut found);
    fences(body, &parsed.events, &mut found);
    conflicts(body, &parsed.events, &mut found);
    ids(body, &parsed.events, &mut found);
    found
}

/// Finds definitions of links, `[name]: address`, that print nothing and lead nowhere.
fn definitions(body: &str, parsed: &Parsed<'_>, found: &mut Vec<Lost>) {
    if parsed.definitions.is_empty() {
        return;
    }
    let leaves: Vec<&Range<u32>> = parsed
        .events
        .iter()
        .filter(|(event, _)| is_leaf(event))
        .map(|(_, place)| place)
        .collect();
    let mut last = 0;
    for at in memchr::memmem::find_iter(body.as_bytes(), "]:") {
        let near = body.floor_char_boundary(at.saturating_sub(LONGEST_NAME));
        let Some(start) = body[near..at].rfind('[').map(|i| near + i) else {
            continue;
        };
        let byte = clamp(start);
        let after = leaves.partition_point(|place| place.start <= byte);
        let is_printed = after.checked_sub(1).is_some_and(|i| leaves[i].end > byte);
        if is_printed || !is_at_start(body, start) || body[start..].starts_with("[^") {
            continue;
        }
        let after = parsed
            .definitions
            .partition_point(|d| d.place.start <= byte);
        let own = after.checked_sub(1).map(|i| &parsed.definitions[i]);
        let own = own.filter(|definition| definition.place.end > byte);
        let name = &body[start + 1..at];
        let kind = match own {
            Some(definition) if definition.is_used || is_remark(name, definition) => continue,
            Some(definition) => {
                // Of definitions one below the other the first one is told.
                let gap = body.get(last..start).unwrap_or_default();
                let goes_on = last > 0 && gap.trim().is_empty();
                last = bytes(&definition.place).end;
                if goes_on {
                    continue;
                }
                LostKind::UnusedDefinition
            }
            None if !name.contains(char::is_alphanumeric) => continue,
            None => LostKind::RepeatedDefinition,
        };
        found.push(Lost {
            kind,
            place: byte..clamp(at + 1),
            text: body[start..=at].to_owned(),
        });
    }
}

/// Returns true if nothing but the signs of quotations and lists stands before a byte on its line.
fn is_at_start(body: &str, at: usize) -> bool {
    let near = &body[body.floor_char_boundary(at.saturating_sub(LONGEST_NAME))..at];
    let line = near.rsplit('\n').next().unwrap_or_default();
    line.chars()
        .all(|c| c.is_ascii_digit() || " \t>-*+.)".contains(c))
}

/// Returns true if a definition stands for a remark that nobody is to see: `[//]: # (待核实)`.
fn is_remark(name: &str, definition: &Definition) -> bool {
    matches!(&*definition.dest, "" | "#") || !name.contains(char::is_alphanumeric)
}

/// Returns true if an event prints what stands at its place.
fn is_leaf(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Text(_) | Event::Code(_) | Event::Html(_) | Event::InlineHtml(_)
    )
}

/// Finds footnotes that are not printed: the first one of a name is, where the text refers to it.
fn footnotes(events: &[Placed<'_>], found: &mut Vec<Lost>) {
    let mut notes: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    let mut repeated: Vec<(&str, &Range<u32>)> = Vec::new();
    for (i, (event, place)) in events.iter().enumerate() {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            if notes.contains_key(&**label) {
                repeated.push((label, place));
            } else {
                notes.insert(label, i..end_of(events, i));
            }
        }
    }
    if notes.is_empty() {
        return;
    }
    let printed = printed_notes(events, &notes);
    let unused = notes
        .iter()
        .filter(|(label, _)| !printed.contains(*label))
        .map(|(label, events_of)| (*label, &events[events_of.start].1));
    let lists = [
        (LostKind::UnusedFootnote, unused.collect()),
        (LostKind::RepeatedFootnote, repeated),
    ];
    for (kind, list) in lists {
        for (label, place) in list {
            let text = format!("[^{label}]");
            found.push(Lost {
                kind,
                place: place.start..place.start.saturating_add(clamp(text.len())),
                text,
            });
        }
    }
}

/// Returns the names of the notes that are printed: those that the text refers to, and those that
/// these refer to.
fn printed_notes<'e>(
    events: &'e [Placed<'e>],
    notes: &BTreeMap<&'e str, Range<usize>>,
) -> BTreeSet<&'e str> {
    let mut printed = BTreeSet::new();
    let mut open: Vec<&str> = Vec::new();
    let mut depth = 0usize;
    for (event, _) in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::FootnoteDefinition) => depth = depth.saturating_sub(1),
            Event::FootnoteReference(label) if depth == 0 => open.push(label),
            _ => {}
        }
    }
    while let Some(label) = open.pop() {
        let Some((label, content)) = notes.get_key_value(label) else {
            continue;
        };
        if !printed.insert(*label) {
            continue;
        }
        for (event, _) in &events[content.clone()] {
            if let Event::FootnoteReference(label) = event {
                open.push(label);
            }
        }
    }
    printed
}

/// Finds blocks of code whose fence is not closed, so that all that follows is code, or has text
/// behind it, which is not printed.
fn fences(body: &str, events: &[Placed<'_>], found: &mut Vec<Lost>) {
    for (event, place) in events {
        if !matches!(event, Event::Start(Tag::CodeBlock(Some(_)))) {
            continue;
        }
        let block = &body[bytes(place)];
        let sign = if block.starts_with('~') { '~' } else { '`' };
        let length = block.len() - block.trim_start_matches(sign).len();
        let last = block.trim_end().rsplit('\n').next().unwrap_or_default();
        let last = last.trim_start_matches(['>', ' ', '\t']);
        let is_closed = block.trim_end().contains('\n')
            && last.len() >= length
            && last.chars().all(|c| c == sign);
        if !is_closed {
            found.push(Lost {
                kind: LostKind::OpenFence,
                place: place.start..place.start.saturating_add(clamp(length)),
                text: block[..length].to_owned(),
            });
            continue;
        }
        let line = block.lines().next().unwrap_or_default();
        let words = line[length..].trim();
        if words.starts_with(is_wide) {
            let end = place.start.saturating_add(clamp(line.len()));
            found.push(Lost {
                kind: LostKind::FenceText,
                place: place.start..end,
                text: words.to_owned(),
            });
        }
    }
}

/// Finds the lines that git puts into a text where two changes meet; the first of each change.
fn conflicts(body: &str, events: &[Placed<'_>], found: &mut Vec<Lost>) {
    let starts = lines_that_start_with(body, "<<<<<<< ");
    // Seven quotations in each other are nobody's, but may be meant where no other mark is.
    let marks = if starts.is_empty() && has_parting(body) {
        lines_that_start_with(body, ">>>>>>> ")
    } else {
        starts
    };
    if marks.is_empty() {
        return;
    }
    let code = events.iter().filter(|(event, _)| is_code(event));
    let code: Vec<Range<usize>> = code.map(|(_, place)| bytes(place)).collect();
    for at in marks {
        let after = code.partition_point(|place| place.start <= at);
        let is_inside = after.checked_sub(1).is_some_and(|i| code[i].end > at);
        if !is_inside {
            found.push(Lost {
                kind: LostKind::ConflictMark,
                place: clamp(at)..clamp(at + 7),
                text: body[at..at + 7].to_owned(),
            });
        }
    }
}

/// Returns true if a text has the line that git puts between two changes.
fn has_parting(body: &str) -> bool {
    let starts = lines_that_start_with(body, "=======");
    let mut ends = starts.into_iter().map(|at| &body[at + 7..]);
    ends.any(|rest| rest.trim_start_matches('\r').starts_with('\n'))
}

/// Returns where a line of `body` starts with `sign`.
fn lines_that_start_with(body: &str, sign: &str) -> Vec<usize> {
    memchr::memmem::find_iter(body.as_bytes(), sign)
        .filter(|at| *at == 0 || body.as_bytes()[at - 1] == b'\n')
        .collect()
}

fn is_code(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::CodeBlock(_)))
}

fn has_id(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Heading(_, Some(_))))
}

/// Finds ids of headings, `{#id}`, that are set in a different way: readers' links would not find
/// them.
fn ids(body: &str, events: &[Placed<'_>], found: &mut Vec<Lost>) {
    if !events.iter().any(|(event, _)| has_id(event)) {
        return;
    }
    let set = headings(events);
    let mut before: BTreeSet<&str> = BTreeSet::new();
    for (at, id) in &set {
        let (Event::Start(Tag::Heading(_, Some(written))), place) = &events[*at] else {
            before.insert(id);
            continue;
        };
        let is_repeated = before.contains(&**written);
        before.insert(id);
        let source = &body[bytes(place)];
        let braces = source.rfind('{').zip(source.rfind('}'));
        let Some((start, end)) = braces.filter(|(start, end)| start < end) else {
            continue;
        };
        let is_whole = source[start + 1..end].trim() == format!("#{written}");
        let kind = if is_repeated {
            LostKind::RepeatedId
        } else if **id != **written || !is_whole {
            LostKind::UnfitId
        } else {
            continue;
        };
        let place = place.start + clamp(start)..place.start + clamp(end + 1);
        found.push(Lost {
            kind,
            place,
            text: source[start..=end].to_owned(),
        });
    }
}
