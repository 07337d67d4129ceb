//! The events of a text, and what both readers ask of a list of them.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use pulldown_cmark as parser;
use pulldown_cmark::{Alignment, BlockQuoteKind, CowStr, LinkType, TagEnd};

use crate::content::document::cjk;

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

impl<'a> Piece<'a> {
    /// Returns a part of it.
    pub(super) fn slice(&self, range: Range<usize>) -> Piece<'a> {
        match self {
            Piece::Plain(text) => Piece::Plain(&text[range]),
            Piece::Other(text) => Piece::Other(Box::new(text[range].into())),
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
    /// The address itself was written, between angle brackets or as a part of the text.
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
    /// Adds the next line, which stands at byte `at` of the source.
    pub(super) fn add(&mut self, line: &str, at: u32) {
        self.lines.push((self.text.len(), at));
        self.text.push_str(line);
    }

    /// Returns the place in the source of the bytes `range` of the text, which are of one line.
    pub(super) fn place(&self, range: Range<usize>) -> Range<u32> {
        let line = self
            .lines
            .partition_point(|(at, _)| *at <= range.start)
            .saturating_sub(1);
        let (at, source) = self.lines.get(line).copied().unwrap_or_default();
        let start = source.saturating_add(clamp(range.start.saturating_sub(at)));
        let end = source.saturating_add(clamp(range.end.saturating_sub(at)));
        start..end
    }
}

/// Returns a byte as the events hold it; no text is longer.
pub(super) fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Returns a place as a range of bytes.
pub(super) fn bytes(place: &Range<u32>) -> Range<usize> {
    place.start as usize..place.end as usize
}

/// Takes the marks out of a piece of an amended source.
pub(super) fn without_marks(text: CowStr<'_>) -> CowStr<'_> {
    match cjk::without_additions(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(bare) => bare.into(),
    }
}

/// Makes an event of one of the parser's, which starts at byte `at`, with the marks taken out.
pub(super) fn own(event: parser::Event<'_>, at: u32) -> Event<'_> {
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
            Event::FootnoteReference(name_of_note(label).into())
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

/// Returns the name of a footnote; capitals make no difference (GFM, footnotes).
fn name_of_note(label: CowStr<'_>) -> CowStr<'_> {
    if label.contains(char::is_uppercase) {
        without_marks(label.to_lowercase().into())
    } else {
        without_marks(label)
    }
}

fn boxed(text: CowStr<'_>) -> Box<str> {
    without_marks(text).into_string().into_boxed_str()
}

fn own_tag(tag: parser::Tag<'_>) -> Tag<'_> {
    use pulldown_cmark::CodeBlockKind::{Fenced, Indented};
    match tag {
        parser::Tag::Paragraph => Tag::Paragraph,
        parser::Tag::Heading { level, id, .. } => Tag::Heading(level as u8, id.map(boxed)),
        parser::Tag::BlockQuote(kind) => Tag::BlockQuote(kind),
        parser::Tag::CodeBlock(Fenced(info)) => Tag::CodeBlock(Some(boxed(info))),
        parser::Tag::CodeBlock(Indented) => Tag::CodeBlock(None),
        parser::Tag::List(first) => Tag::List(first),
        parser::Tag::Item => Tag::Item,
        parser::Tag::FootnoteDefinition(label) => {
            Tag::FootnoteDefinition(boxed(name_of_note(label)))
        }
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

/// Returns true if the soft break `events[at]` leaves no space; looks through the marks of inline
/// elements.
pub(super) fn vanishes(events: &[Placed<'_>], at: usize) -> bool {
    let before = events[..at]
        .iter()
        .rev()
        .take_while(is_inside)
        .flat_map(|(event, _)| characters(event).rev());
    let after = events[at + 1..]
        .iter()
        .take_while(is_inside)
        .flat_map(|(event, _)| characters(event));
    cjk::joins(before, after)
}

/// Returns true if an event does not start or end a paragraph.
fn is_inside((event, _): &&Placed<'_>) -> bool {
    !matches!(
        event,
        Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)
    )
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_takes_as_little_as_it_may() {
        assert_eq!((size_of::<Piece<'_>>(), size_of::<Placed<'_>>()), (16, 32));
    }
}
