//! From an amended source to the events that both readers walk.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use pulldown_cmark as parser;
use pulldown_cmark::{CowStr, Options, Parser, RefDefs, TagEnd, TextMergeWithOffset};

use super::events::{Event, Piece, Placed, Tag, clamp, own, without_marks};
use super::indent::indent;
use super::{bare, tokens};
use crate::content::document::cjk::Amended;

/// The events of a text.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    pub(super) events: Vec<Placed<'a>>,
    /// Where the text is nested deeper than [`DEPTH`]; what is deeper is left out.
    pub(super) too_deep: Option<Range<u32>>,
    /// Definitions of links, in the order of the text: the first one of each name.
    pub(super) definitions: Vec<Definition>,
}

/// A definition of a link, `[name]: address`.
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) place: Range<u32>,
    pub(super) dest: Box<str>,
    /// A link or picture refers to it.
    pub(super) is_used: bool,
}

/// How deep quotations, lists, notes and emphasis may be nested. Nobody writes more, and what
/// cleans raw HTML takes the square of the depth.
pub(super) const DEPTH: usize = 100;

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
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    for end in ends.chain([text.len()]) {
        let line = &text[at..end];
        let (count, length) = containers(line);
        if count > 2 * DEPTH && !is_rule(line) {
            return Some(at..at + length);
        }
        at = end;
    }
    None
}

/// Returns true if a line is a row of one sign (CommonMark 0.31, 4.1).
fn is_rule(line: &str) -> bool {
    let first = line.trim_start().chars().next();
    matches!(first, Some('-' | '*')) && line.chars().all(|c| Some(c) == first || c.is_whitespace())
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
/// No event holds a mark of the amendment; a block of raw HTML is one event; text within a hidden
/// element of raw HTML (`<script>`) is left out, and so is an indent that was typed: it is the
/// theme's.
pub(super) fn parse<'a>(source: &'a Amended<'_>) -> Parsed<'a> {
    let crowded = crowded_line(&source.text);
    let end = crowded
        .as_ref()
        .map_or(source.text.len(), |line| line.start);
    let text = &source.text[..end];
    let mut intake = Intake {
        source,
        parsed: Parsed {
            events: Vec::new(),
            too_deep: crowded.map(|line| original(source, line)),
            definitions: Vec::new(),
        },
        depth: 0,
        braces: None,
        hidden: None,
        named: Vec::new(),
        links: 0,
        is_anchor: false,
    };
    if text.len() > LARGE {
        // There are at most two events a byte. What is not used of the room is not taken from the
        // system; to grow would take twice of what is.
        intake.parsed.events.reserve_exact(2 * text.len());
    }
    let mut parser = Parser::new_ext(text, EXTENSIONS).into_offset_iter();
    for (event, range) in TextMergeWithOffset::new(parser.by_ref()) {
        intake.event(event, range);
    }
    intake.parsed.definitions = definitions(source, parser.reference_definitions(), &intake.named);
    intake.parsed
}

/// Takes over the parser's events, one after the other.
struct Intake<'a, 's> {
    source: &'a Amended<'s>,
    parsed: Parsed<'a>,
    /// How many things that may stand within themselves are open.
    depth: usize,
    /// Braces of the open heading that the parser took away.
    braces: Option<CowStr<'static>>,
    /// The open element of raw HTML whose content is left out.
    hidden: Option<String>,
    /// Names by which links and pictures refer to definitions.
    named: Vec<CowStr<'a>>,
    /// Links, pictures and blocks of code that are open: in them an address is text.
    links: usize,
    /// A link of raw HTML is open.
    is_anchor: bool,
}

impl<'a> Intake<'a, '_> {
    fn event(&mut self, event: parser::Event<'a>, range: Range<usize>) {
        let place = original(self.source, range.clone());
        if self.is_too_deep(&event) {
            self.parsed.too_deep.get_or_insert(place);
            return;
        }
        if let Some(name) = reference(&event) {
            self.named.push(name.clone());
        }
        match (own(event, place.start), self.parsed.events.last_mut()) {
            (Event::Html(line), Some((Event::Html(block), at))) => {
                block.add(&line.text, place.start);
                at.end = place.end;
            }
            (Event::Text(_) | Event::Code(_), _) if self.hidden.is_some() => {}
            (
                Event::Text(text),
                Some((
                    Event::Start(Tag::Paragraph | Tag::Item) | Event::SoftBreak | Event::HardBreak,
                    _,
                )),
            ) if indent(&self.source.text[range.start..]) > 0 => {
                let taken = indent(&self.source.text[range.start..]);
                let start = text.len() - text.trim_start().len();
                self.text(text.slice(start..text.len()), taken, range);
            }
            (Event::Text(text), _) => self.text(text, 0, range),
            (Event::InlineHtml(tag), _) => {
                self.hidden = tokens::hides(&tag, self.hidden.take());
                self.is_anchor = tokens::is_in_anchor(&tag, self.is_anchor);
                self.push(Event::InlineHtml(tag), place);
            }
            (event @ Event::Start(Tag::Heading(_, None)), _) => {
                self.braces = braces_without_id(&self.source.text[range]);
                self.push(event, place);
            }
            (Event::End(end), _) => self.end(end, place),
            (event, _) => {
                self.links += usize::from(matches!(
                    event,
                    Event::Start(Tag::Link(_) | Tag::Image(_) | Tag::CodeBlock(_))
                ));
                self.push(event, place);
            }
        }
    }

    /// Takes over a text, which stands at `range` of the amended source behind an indent of so many
    /// bytes, with the addresses in it as links.
    fn text(&mut self, text: Piece<'a>, indent: usize, range: Range<usize>) {
        let place = original(self.source, range.clone());
        let is_linked = self.links > 0 || self.is_anchor;
        let split = match is_linked {
            true => None,
            false => bare::split(&text, range.start + indent..range.end, self.source),
        };
        let Some(mut pieces) = split else {
            return self.push(Event::Text(text), place);
        };
        if let Some((Event::Text(_), first)) = pieces.first_mut() {
            first.start = place.start;
        }
        self.parsed.events.append(&mut pieces);
    }

    fn end(&mut self, end: TagEnd, place: Range<u32>) {
        if matches!(end, TagEnd::Heading(_))
            && let Some(text) = self.braces.take()
        {
            self.push(Event::Text(text.into()), place.clone());
        }
        if matches!(end, TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock) {
            self.links = self.links.saturating_sub(1);
        }
        // A hidden element that is left open ends with its paragraph.
        if !matches!(
            end,
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link
        ) {
            self.hidden = None;
            self.is_anchor = false;
        }
        self.push(Event::End(end), place);
    }

    fn push(&mut self, event: Event<'a>, place: Range<u32>) {
        self.parsed.events.push((event, place));
    }

    /// Follows how deep the text is nested, and returns true if an event stands too deep.
    fn is_too_deep(&mut self, event: &parser::Event<'_>) -> bool {
        self.depth += usize::from(matches!(event, parser::Event::Start(tag) if nests(tag)));
        let is_too_deep = self.depth > DEPTH;
        self.depth -= usize::from(matches!(event, parser::Event::End(end) if end_nests(*end)));
        is_too_deep
    }
}

/// Returns the name of the definition that a link or picture refers to.
fn reference<'e, 'a>(event: &'e parser::Event<'a>) -> Option<&'e CowStr<'a>> {
    use parser::{Event, LinkType, Tag};
    match event {
        Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) => {
            let refers = matches!(
                link_type,
                LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut
            );
            refers.then_some(id)
        }
        _ => None,
    }
}

/// Returns the definitions that the parser found, of which links refer to those that are `named`.
fn definitions(source: &Amended<'_>, found: &RefDefs<'_>, named: &[CowStr<'_>]) -> Vec<Definition> {
    let used = named.iter().filter_map(|name| found.get(name));
    let used: BTreeSet<usize> = used.map(|definition| definition.span.start).collect();
    let mut definitions: Vec<Definition> = found
        .iter()
        .map(|(_, definition)| Definition {
            place: original(source, definition.span.clone()),
            dest: definition.dest.as_ref().into(),
            is_used: used.contains(&definition.span.start),
        })
        .collect();
    definitions.sort_by_key(|definition| definition.place.start);
    definitions
}

/// Returns the place in the original text of what stands at `place` in the amended one.
fn original(source: &Amended<'_>, place: Range<usize>) -> Range<u32> {
    clamp(source.original(place.start))..clamp(source.original(place.end))
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
