//! The parsed text as a list of events, and what both readers ask of it.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::raw;
use crate::document::cjk::{self, Amended, MARK};

/// An event with its place in the original text.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// Beginnings of ids that the theme's and the program's own elements have.
const RESERVED: [&str; 4] = ["part-", "section-", "fn-", "fnref-"];

const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Parses an amended source into the events that both readers walk.
///
/// No event holds a [`MARK`]; a block of raw HTML is one event; text within a hidden element of raw
/// HTML (`<script>`) is left out, and so is an indent that was typed: it is the theme's.
pub(super) fn parse<'a>(source: &'a Amended<'_>) -> Vec<Placed<'a>> {
    let parser = Parser::new_ext(&source.text, EXTENSIONS).into_offset_iter();
    let mut events: Vec<Placed<'a>> = Vec::new();
    let mut braces = None;
    let mut hidden = None;
    for (event, range) in TextMergeWithOffset::new(parser) {
        let place = source.original(range.start)..source.original(range.end);
        let event = clean(event);
        match (&event, events.last_mut()) {
            (Event::Html(line), Some((Event::Html(block), at))) => {
                *block = format!("{block}{line}").into();
                at.end = place.end;
                continue;
            }
            (Event::Text(_) | Event::Code(_), _) if hidden.is_some() => continue,
            (Event::Text(text), Some((Event::Start(Tag::Paragraph) | Event::SoftBreak | Event::HardBreak, _)))
                if text.starts_with('\u{3000}') =>
            {
                let text = text.trim_start_matches('\u{3000}').to_owned();
                events.push((Event::Text(text.into()), place));
                continue;
            }
            (Event::InlineHtml(tag), _) => hidden = raw::hides(tag, hidden),
            (Event::Start(Tag::Heading { id: None, .. }), _) => braces = braces_without_id(&source.text[range]),
            (Event::End(end), _) => {
                let is_heading = matches!(end, TagEnd::Heading(_));
                let text = braces.take_if(|_| is_heading).map(Event::Text);
                events.extend(text.map(|text| (text, place.clone())));
                hidden = hidden.filter(|_| {
                    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
                });
            }
            _ => {}
        }
        events.push((event, place));
    }
    events
}

/// Returns the braces at the end of a heading that the parser took for attributes though they hold no id.
///
/// Only `{#id}` is part of the dialect; other braces are text: 关于《条例{草案}》 or `# 条例 {草案}`.
fn braces_without_id(heading: &str) -> Option<CowStr<'static>> {
    let line = heading.lines().rfind(|l| !l.trim_matches([' ', '=', '-', '>', '\t']).is_empty())?;
    let line = line.trim_end().trim_end_matches('#').trim_end();
    let braces = &line[line.rfind('{')?..];
    let attributes = braces.len() > 1 && braces.ends_with('}') && !braces[..braces.len() - 1].contains('}');
    let space = if line[..line.len() - braces.len()].ends_with([' ', '\t']) { " " } else { "" };
    attributes.then(|| without_marks(format!("{space}{braces}").into()).into_static())
}

fn without_marks(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) { text.replace(MARK, "").into() } else { text }
}

/// Takes the marks out of an event.
fn clean(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Text(text) => Event::Text(without_marks(text)),
        Event::Code(text) => Event::Code(without_marks(text)),
        Event::Html(text) => Event::Html(without_marks(text)),
        Event::InlineHtml(text) => Event::InlineHtml(without_marks(text)),
        Event::FootnoteReference(label) => Event::FootnoteReference(without_marks(label)),
        Event::Start(tag) => Event::Start(clean_tag(tag)),
        event => event,
    }
}

fn clean_tag(tag: Tag<'_>) -> Tag<'_> {
    use pulldown_cmark::CodeBlockKind::Fenced;
    match tag {
        Tag::Heading { level, id, .. } => {
            Tag::Heading { level, id: id.map(without_marks), classes: Vec::new(), attrs: Vec::new() }
        }
        Tag::CodeBlock(Fenced(info)) => Tag::CodeBlock(Fenced(without_marks(info))),
        Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(without_marks(label)),
        Tag::Link { link_type, dest_url, title, id } => {
            let dest_url = match link_type {
                pulldown_cmark::LinkType::Email => format!("mailto:{dest_url}").into(),
                _ => dest_url,
            };
            Tag::Link { link_type, dest_url: without_marks(dest_url), title: without_marks(title), id }
        }
        Tag::Image { link_type, dest_url, title, id } => {
            Tag::Image { link_type, dest_url: without_marks(dest_url), title: without_marks(title), id }
        }
        tag => tag,
    }
}

/// Returns the index of the event that ends what `events[start]` starts.
pub(super) fn end_of(events: &[Placed<'_>], start: usize) -> usize {
    let mut depth = 0usize;
    for (i, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 1 => return i,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events.len().saturating_sub(1)
}

/// Returns the plain text of what `events[start]` starts: headings for their ids, pictures for their alt.
pub(super) fn text_of(events: &[Placed<'_>], start: usize) -> String {
    let mut text = String::new();
    for i in start..end_of(events, start) {
        match &events[i].0 {
            Event::Text(piece) | Event::Code(piece) => text.push_str(piece),
            Event::HardBreak => text.push(' '),
            Event::SoftBreak if !vanishes(events, i) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Tells whether the soft break `events[at]` leaves no space; looks through the marks of inline elements.
pub(super) fn vanishes(events: &[Placed<'_>], at: usize) -> bool {
    let inline = |event: &&Placed<'_>| !matches!(event.0, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    let before = events[..at].iter().rev().take_while(inline).flat_map(|(event, _)| characters(event).rev());
    let after = events[at + 1..].iter().take_while(inline).flat_map(|(event, _)| characters(event));
    cjk::joins(before, after)
}

/// Returns the characters that an event sets; a picture or a line break stands for itself.
fn characters<'e>(event: &'e Event<'_>) -> std::str::Chars<'e> {
    match event {
        Event::Text(text) | Event::Code(text) => text.chars(),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => "\u{fffc}".chars(),
        Event::SoftBreak | Event::HardBreak => "\n".chars(),
        _ => "".chars(),
    }
}

/// Returns the headings that are set, by the index of their events, with their ids.
///
/// A heading without text is none. Headings of footnotes have no id: they stand elsewhere, or nowhere.
pub(super) fn headings(events: &[Placed<'_>]) -> Vec<(usize, String)> {
    let mut used = HashMap::new();
    let mut headings = Vec::new();
    let mut notes = 0;
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Heading { id, .. }) if notes == 0 => {
                let text = text_of(events, i);
                if !text.trim().is_empty() {
                    headings.push((i, unique(&id_of(id.as_deref(), &text), &mut used)));
                }
            }
            _ => {}
        }
    }
    headings
}

/// Makes an id: the one written where it is fit, else the text with hyphens for spaces and punctuation.
fn id_of(written: Option<&str>, text: &str) -> String {
    let is_fit = |id: &str| id.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    let id = match written {
        Some(id) if is_fit(id) => id.to_owned(),
        written => hyphenated(written.unwrap_or(text)),
    };
    match id.as_str() {
        "" => "h".to_owned(),
        id if RESERVED.iter().any(|r| id.starts_with(r)) => format!("h-{id}"),
        _ => id,
    }
}

fn hyphenated(text: &str) -> String {
    let mut id = String::new();
    let mut gap = false;
    for c in text.chars() {
        let is_mark = c.general_category_group() == GeneralCategoryGroup::Mark;
        if c.is_alphanumeric() || is_mark {
            if gap && !id.is_empty() {
                id.push('-');
            }
            id.push(c.to_ascii_lowercase());
        }
        gap = !c.is_alphanumeric() && !is_mark;
    }
    id
}

/// Returns the id, or the first free one with a number; `used` holds the last number of each.
fn unique(id: &str, used: &mut HashMap<String, usize>) -> String {
    let mut number = used.get(id).copied().unwrap_or(0) + 1;
    let mut free = if number == 1 { id.to_owned() } else { format!("{id}-{number}") };
    while used.contains_key(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    used.insert(id.to_owned(), number);
    used.entry(free.clone()).or_insert(1);
    free
}
