//! A text as words: what a search finds.

use std::borrow::Cow;
use std::collections::HashSet;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, end_of, text_of, vanishes};
use super::media::resolved;
use super::nest::Nest;
use super::notes::Notes;
use super::parse::{in_turn, parse};
use super::tokens::{Token, tokens};
use crate::content::document::cjk::amend;

/// The words of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What is read, its blocks parted by line breaks; footnotes come last.
    pub text: String,
    /// What is said of pictures: the texts that stand for them, and their captions.
    pub pictures: Vec<String>,
}

/// The longest character reference, in bytes.
const LONGEST: usize = 40;

/// Returns the words of `body`, as its page has them.
pub fn words(body: &str) -> Words {
    let _turn = in_turn(body);
    let amended = amend(body);
    let events = parse(&amended).events;
    let mut reading = Reading {
        events: &events,
        notes: Notes::of(&events),
        known: HashSet::new(),
        nest: Nest::default(),
        words: Words {
            text: String::with_capacity(body.len()),
            pictures: Vec::new(),
        },
    };
    reading.read(0, events.len());
    while let Some(note) = reading.notes.next_to_write() {
        reading.end_block();
        reading.read(note.start, note.end);
        reading.notes.written(String::new());
    }
    let mut words = reading.words;
    words.text.truncate(words.text.trim_end().len());
    words
}

/// Walks the events.
struct Reading<'e> {
    events: &'e [Placed<'e>],
    notes: Notes<'e>,
    /// Labels of notes that are referred to already.
    known: HashSet<&'e str>,
    nest: Nest,
    words: Words,
}

impl Reading<'_> {
    fn read(&mut self, start: usize, end: usize) {
        let events = self.events;
        let mut at = start;
        while at < end {
            match &events[at].0 {
                Event::Start(Tag::FootnoteDefinition(_)) => at = end_of(events, at),
                Event::Start(Tag::Image(image)) => {
                    self.picture(&text_of(events, at));
                    self.picture(&image.title);
                    at = end_of(events, at);
                }
                Event::Text(text) | Event::Code(text) => self.words.text.push_str(text),
                Event::Html(html) => self.raw(&html.text),
                Event::InlineHtml(html) => self.raw(html),
                Event::FootnoteReference(label) => {
                    if self.known.insert(label) {
                        self.notes.reference(label);
                    }
                }
                Event::SoftBreak if vanishes(events, at) => {}
                Event::SoftBreak => self.words.text.push(' '),
                Event::HardBreak | Event::Rule => self.end_block(),
                Event::End(
                    TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
                ) => {}
                Event::End(_) => self.end_block(),
                Event::Start(_) | Event::TaskListMarker(_) => {}
            }
            at += 1;
        }
    }

    fn end_block(&mut self) {
        let text = &mut self.words.text;
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    }

    fn picture(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.words.pictures.push(text.to_owned());
        }
    }

    /// Reads what of raw HTML is shown.
    fn raw(&mut self, html: &str) {
        for token in tokens(html) {
            if !self.nest.admits(&token) {
                continue;
            }
            match token {
                Token::Text("<") => self.words.text.push('<'),
                Token::Text(text) if text.trim().is_empty() && text.contains('\n') => {
                    self.end_block();
                }
                Token::Text(text) => self.words.text.push_str(&unescaped(text)),
                Token::Start(element) if element.name == "img" => {
                    for name in ["alt", "title"] {
                        let found = element.attributes.iter().find(|a| a.name == name);
                        self.picture(&found.map_or(Cow::Borrowed(""), |a| resolved(a.value)));
                    }
                }
                Token::Start(element) if is_inline(&element.name) => {}
                Token::End(name) if is_inline(&name) => {}
                Token::Start(_) | Token::End(_) => self.end_block(),
                Token::Declaration(_) | Token::Unfinished(_) => {}
            }
        }
    }
}

/// Returns true for an element that stands within a line.
fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 26] = [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
        "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "u",
    ];
    INLINE.contains(&name) || matches!(name, "time" | "var" | "wbr")
}

/// Resolves the character references of a text of raw HTML.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let near = &rest[..rest.floor_char_boundary(LONGEST)];
        let end = near.find(';').map_or(1, |end| end + 1);
        out.push_str(&resolved(&rest[..end]));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.into()
}
