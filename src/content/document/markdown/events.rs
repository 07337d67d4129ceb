//! The parsed text as a list of events, and what both readers ask of it.

use std::collections::HashMap;
use std::ops::{Deref, Range};
use std::sync::{Mutex, MutexGuard, PoisonError};

use pulldown_cmark as parser;
use pulldown_cmark::{
    Alignment, BlockQuoteKind, CowStr, LinkType, Options, Parser, TagEnd, TextMergeWithOffset,
};
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::raw;
use crate::content::document::cjk::{self, Amended, MARK};

/// An event with its place in the original text.
pub(super) type Placed<'a> = (Event<'a>, Range<u32>);

/// What the text holds next, as far as the readers look at it.
///
/// A text of many small pieces is mostly events, and these are a third as large as the parser's.
#[derive(Debug)]
pub(super) enum Event<'a> {
    Start(Tag<'a>),
    End(TagEnd),
    Text(Piece<'a>),
    Code(Piece<'a>),
    /// A whole block of raw HTML.
    Html(Box<Html>),
    InlineHtml(Piece<'a>),
    FootnoteReference(Piece<'a>),
    SoftBreak,
    HardBreak,
    Rule,
    TaskListMarker(bool),
}

/// A piece of the text, or what an escape or an entity made of one: no larger than a reference.
#[derive(Debug)]
pub(super) enum Piece<'a> {
    Plain(&'a str),
    Other(Box<Box<str>>),
}

impl<'a> From<CowStr<'a>> for Piece<'a> {
    fn from(text: CowStr<'a>) -> Piece<'a> {
        match text {
            CowStr::Borrowed(text) => Piece::Plain(text),
            other => Piece::Other(Box::new(other.into_string().into_boxed_str())),
        }
    }
}

impl Deref for Piece<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Piece::Plain(text) => text,
            Piece::Other(text) => text,
        }
    }
}

/// What starts there.
#[derive(Debug)]
pub(super) enum Tag<'a> {
    Paragraph,
    /// A heading with its level and the id that is written in it.
    Heading(u8, Option<Box<str>>),
    BlockQuote(Option<BlockQuoteKind>),
    /// A block of code with what follows its fence.
    CodeBlock(Option<Box<str>>),
    /// A list with its first number.
    List(Option<u64>),
    Item,
    FootnoteDefinition(Box<str>),
    Table(Box<[Alignment]>),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Link(Box<Link<'a>>),
    Image(Box<Link<'a>>),
    /// What has no tag of its own.
    Other,
}

/// A link or picture.
#[derive(Debug)]
pub(super) struct Link<'a> {
    pub(super) dest: CowStr<'a>,
    pub(super) title: CowStr<'a>,
    /// The address itself was written, between angle brackets.
    pub(super) is_bare: bool,
}

/// A block of raw HTML: its text, without the signs of the containers that it stands in.
#[derive(Debug)]
pub(super) struct Html {
    pub(super) text: String,
    /// For every line the byte of the text at which it starts, and that of the source.
    lines: Vec<(usize, u32)>,
}

impl Html {
    /// Returns the place in the source of the bytes `range` of the text, which are of one line.
    pub(super) fn place(&self, range: Range<usize>) -> Range<u32> {
        let line = self
            .lines
            .partition_point(|(at, _)| *at <= range.start)
            .saturating_sub(1);
        let (at, source) = self.lines.get(line).copied().unwrap_or_default();
        let place = |byte: usize| source.saturating_add(clamp(byte.saturating_sub(at)));
        place(range.start)..place(range.end)
    }
}

/// The events of a text.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) events: Vec<Placed<'a>>,
    /// Where the text is nested deeper than [`DEPTH`]; what is deeper is left out.
    pub(super) too_deep: Option<Range<u32>>,
}

/// How deep quotations, lists, notes and emphasis may be nested. Nobody writes more, and what
/// cleans raw HTML takes the square of the depth.
pub(super) const DEPTH: usize = 100;

/// Beginnings of ids that the theme's and the program's own elements have.
const RESERVED: [&str; 4] = ["part-", "section-", "fn-", "fnref-"];

const EXTENSIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// Is held while a text of more than [`LARGE`] bytes is read, so that not every thread holds the
/// events of one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const LARGE: usize = 256 * 1024;

/// Waits until no other large text is being read, where this one is large.
pub(super) fn in_turn(body: &str) -> Option<MutexGuard<'static, ()>> {
    (body.len() > LARGE).then(|| ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Returns the first line that opens more than twice [`DEPTH`] containers by itself; the parser
/// would look at all of them in every line after it.
fn crowded_line(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (count, length) = containers(line);
        // A row of one sign is a rule (CommonMark 0.31, 4.1).
        let first = line.trim_start().chars().next();
        let is_rule = || {
            matches!(first, Some('-' | '*'))
                && line.chars().all(|c| Some(c) == first || c.is_whitespace())
        };
        if count > 2 * DEPTH && !is_rule() {
            return Some(at..at + length);
        }
        at += line.len();
    }
    None
}

/// Counts the signs at the start of a line that may open containers, and their bytes.
fn containers(line: &str) -> (usize, usize) {
    let (mut count, mut rest) = (0, line);
    loop {
        rest = rest.trim_start_matches([' ', '\t']);
        let after = match rest.as_bytes().first() {
            Some(b'>') => Some(&rest[1..]),
            Some(b'-' | b'*' | b'+') => {
                Some(&rest[1..]).filter(|after| after.starts_with(char::is_whitespace))
            }
            Some(b'0'..=b'9') => rest
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .strip_prefix(['.', ')'])
                .filter(|after| after.starts_with(' ')),
            Some(b'[') => rest
                .strip_prefix("[^")
                .and_then(|label| Some(label.split_once("]:")?.1)),
            _ => None,
        };
        let Some(after) = after else {
            return (count, line.len() - rest.len());
        };
        (count, rest) = (count + 1, after);
    }
}

/// Parses an amended source into the events that both readers walk.
///
/// No event holds a [`MARK`]; a block of raw HTML is one event; text within a hidden element of raw
/// HTML (`<script>`) is left out, and so is an indent that was typed: it is the theme's.
pub(super) fn parse<'a>(source: &'a Amended<'_>) -> Parsed<'a> {
    let crowded = crowded_line(&source.text);
    let text = &source.text[..crowded
        .as_ref()
        .map_or(source.text.len(), |line| line.start)];
    let parser = Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    let original = |place: Range<usize>| {
        clamp(source.original(place.start))..clamp(source.original(place.end))
    };
    let mut parsed = Parsed {
        events: Vec::new(),
        too_deep: crowded.map(original),
    };
    if text.len() > LARGE {
        // There are at most two events a byte. What is not used of the room is not taken from the
        // system; to grow would take twice of what is.
        parsed.events.reserve_exact(2 * text.len());
    }
    let mut braces = None;
    let mut hidden = None;
    let mut depth = 0;
    for (event, range) in TextMergeWithOffset::new(parser) {
        let place = original(range.clone());
        let is_end = matches!(&event, parser::Event::End(end) if end_nests(*end));
        depth += usize::from(matches!(&event, parser::Event::Start(tag) if nests(tag)));
        let is_deeper = depth > DEPTH;
        depth -= usize::from(is_end);
        if is_deeper {
            parsed.too_deep.get_or_insert(place);
            continue;
        }
        let events = &mut parsed.events;
        let event = own(event, place.start);
        match (&event, events.last_mut()) {
            (Event::Html(line), Some((Event::Html(block), at))) => {
                block.lines.push((block.text.len(), place.start));
                block.text.push_str(&line.text);
                at.end = place.end;
                continue;
            }
            (Event::Text(_) | Event::Code(_), _) if hidden.is_some() => continue,
            (
                Event::Text(text),
                Some((Event::Start(Tag::Paragraph) | Event::SoftBreak | Event::HardBreak, _)),
            ) if text.starts_with('\u{3000}') => {
                let text = text.trim_start_matches('\u{3000}').to_owned();
                events.push((Event::Text(CowStr::from(text).into()), place));
                continue;
            }
            (Event::InlineHtml(tag), _) => hidden = raw::hides(tag, hidden),
            (Event::Start(Tag::Heading(_, None)), _) => {
                braces = braces_without_id(&source.text[range])
            }
            (Event::End(end), _) => {
                let is_heading = matches!(end, TagEnd::Heading(_));
                let text = braces
                    .take_if(|_| is_heading)
                    .map(|text| Event::Text(text.into()));
                events.extend(text.map(|text| (text, place.clone())));
                hidden = hidden.filter(|_| {
                    matches!(
                        end,
                        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
                    )
                });
            }
            _ => {}
        }
        events.push((event, place));
    }
    parsed
}

/// Returns true if a text may stand within itself by what starts there.
fn nests(tag: &parser::Tag<'_>) -> bool {
    use parser::Tag::{BlockQuote, Emphasis, FootnoteDefinition, Item, Strikethrough, Strong};
    matches!(
        tag,
        BlockQuote(_) | Item | FootnoteDefinition(_) | Emphasis | Strong | Strikethrough
    )
}

fn end_nests(end: TagEnd) -> bool {
    use TagEnd::{BlockQuote, Emphasis, FootnoteDefinition, Item, Strikethrough, Strong};
    matches!(
        end,
        BlockQuote(_) | Item | FootnoteDefinition | Emphasis | Strong | Strikethrough
    )
}

pub(super) fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Returns a place as a range of bytes.
pub(super) fn bytes(place: &Range<u32>) -> Range<usize> {
    place.start as usize..place.end as usize
}

/// Returns the braces at the end of a heading that the parser took for attributes though they hold
/// no id.
///
/// Only `{#id}` is part of the dialect; other braces are text: 关于《条例{草案}》 or `# 条例 {草案}`.
fn braces_without_id(heading: &str) -> Option<CowStr<'static>> {
    let line = heading
        .lines()
        .rfind(|l| !l.trim_matches([' ', '=', '-', '>', '\t']).is_empty())?;
    let line = line.trim_end().trim_end_matches('#').trim_end();
    let braces = &line[line.rfind('{')?..];
    let attributes =
        braces.len() > 1 && braces.ends_with('}') && !braces[..braces.len() - 1].contains('}');
    let space = if line[..line.len() - braces.len()].ends_with([' ', '\t']) {
        " "
    } else {
        ""
    };
    attributes.then(|| without_marks(format!("{space}{braces}").into()).into_static())
}

fn without_marks(text: CowStr<'_>) -> CowStr<'_> {
    if text.contains(MARK) {
        text.replace(MARK, "").into()
    } else {
        text
    }
}

/// Makes an event of one of the parser's, which starts at byte `at`, with the marks taken out.
fn own(event: parser::Event<'_>, at: u32) -> Event<'_> {
    match event {
        parser::Event::Start(tag) => Event::Start(own_tag(tag)),
        parser::Event::End(end) => Event::End(end),
        parser::Event::Text(text) => Event::Text(without_marks(text).into()),
        parser::Event::Code(text) => Event::Code(without_marks(text).into()),
        parser::Event::Html(text) => {
            let text = without_marks(text).into_string();
            Event::Html(Box::new(Html {
                text,
                lines: vec![(0, at)],
            }))
        }
        parser::Event::InlineHtml(text) => Event::InlineHtml(without_marks(text).into()),
        parser::Event::FootnoteReference(label) => {
            Event::FootnoteReference(without_marks(label).into())
        }
        parser::Event::SoftBreak => Event::SoftBreak,
        parser::Event::HardBreak => Event::HardBreak,
        parser::Event::Rule => Event::Rule,
        parser::Event::TaskListMarker(is_done) => Event::TaskListMarker(is_done),
        // An extension that is off.
        parser::Event::InlineMath(text) | parser::Event::DisplayMath(text) => {
            Event::Text(text.into())
        }
    }
}

fn own_tag(tag: parser::Tag<'_>) -> Tag<'_> {
    use pulldown_cmark::CodeBlockKind::{Fenced, Indented};
    let boxed = |text: CowStr<'_>| without_marks(text).into_string().into_boxed_str();
    match tag {
        parser::Tag::Paragraph => Tag::Paragraph,
        parser::Tag::Heading { level, id, .. } => Tag::Heading(level as u8, id.map(boxed)),
        parser::Tag::BlockQuote(kind) => Tag::BlockQuote(kind),
        parser::Tag::CodeBlock(Fenced(info)) => Tag::CodeBlock(Some(boxed(info))),
        parser::Tag::CodeBlock(Indented) => Tag::CodeBlock(None),
        parser::Tag::List(first) => Tag::List(first),
        parser::Tag::Item => Tag::Item,
        parser::Tag::FootnoteDefinition(label) => Tag::FootnoteDefinition(boxed(label)),
        parser::Tag::Table(columns) => Tag::Table(columns.into()),
        parser::Tag::TableHead => Tag::TableHead,
        parser::Tag::TableRow => Tag::TableRow,
        parser::Tag::TableCell => Tag::TableCell,
        parser::Tag::Emphasis => Tag::Emphasis,
        parser::Tag::Strong => Tag::Strong,
        parser::Tag::Strikethrough => Tag::Strikethrough,
        parser::Tag::Link {
            link_type,
            dest_url,
            title,
            ..
        } => {
            let dest = match link_type {
                LinkType::Email => format!("mailto:{dest_url}").into(),
                _ => dest_url,
            };
            let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
            Tag::Link(Box::new(Link {
                dest: without_marks(dest),
                title: without_marks(title),
                is_bare,
            }))
        }
        parser::Tag::Image {
            dest_url: dest,
            title,
            ..
        } => Tag::Image(Box::new(Link {
            dest: without_marks(dest),
            title: without_marks(title),
            is_bare: false,
        })),
        // Raw HTML has events of its own; the rest are extensions that are off.
        _ => Tag::Other,
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

/// Returns the plain text of what `events[start]` starts: headings for their ids, pictures for
/// their alt.
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

/// Tells whether the soft break `events[at]` leaves no space; looks through the marks of inline
/// elements.
pub(super) fn vanishes(events: &[Placed<'_>], at: usize) -> bool {
    let inline = |event: &&Placed<'_>| {
        !matches!(
            event.0,
            Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
        )
    };
    let before = events[..at]
        .iter()
        .rev()
        .take_while(inline)
        .flat_map(|(event, _)| characters(event).rev());
    let after = events[at + 1..]
        .iter()
        .take_while(inline)
        .flat_map(|(event, _)| characters(event));
    cjk::joins(before, after)
}

/// Returns the characters that an event sets; a picture or a line break stands for itself.
fn characters<'e>(event: &'e Event<'_>) -> std::str::Chars<'e> {
    match event {
        Event::Text(text) | Event::Code(text) => text.chars(),
        Event::Start(Tag::Image(_)) | Event::End(TagEnd::Image) => "\u{fffc}".chars(),
        Event::SoftBreak | Event::HardBreak => "\n".chars(),
        _ => "".chars(),
    }
}

/// Returns the headings that are set, by the index of their events, with their ids.
///
/// A heading without text is none. Headings of footnotes have no id: they stand elsewhere, or
/// nowhere.
pub(super) fn headings(events: &[Placed<'_>]) -> Vec<(usize, String)> {
    let mut used = HashMap::new();
    let mut headings = Vec::new();
    let mut notes = 0;
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Heading(_, id)) if notes == 0 => {
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

/// Makes an id: the one written where it is fit, else the text with hyphens for spaces and
/// punctuation.
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
    let mut free = if number == 1 {
        id.to_owned()
    } else {
        format!("{id}-{number}")
    };
    while used.contains_key(&free) {
        number += 1;
        free = format!("{id}-{number}");
    }
    used.insert(id.to_owned(), number);
    used.entry(free.clone()).or_insert(1);
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_takes_as_little_as_it_may() {
        assert_eq!((size_of::<Piece<'_>>(), size_of::<Placed<'_>>()), (16, 32));
    }
}
