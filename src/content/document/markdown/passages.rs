//! The text of a body as passages for the copy rules: code, HTML, addresses and pictures are
//! blanks.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, bytes};
use super::indent::indent;
use super::link::spaced;
use crate::content::address;
use crate::content::copy::{BLANK, Form, Passage};

/// Takes the passages out of the events of `body`, which starts at byte `offset` of its file.
pub(super) fn passages(events: &[Placed<'_>], body: &str, offset: usize) -> Vec<Passage> {
    let count = events.iter().filter(|(event, _)| is_passage(event)).count();
    let mut gather = Gather {
        body,
        offset,
        // To grow would take twice of what is needed for a large table.
        done: Vec::with_capacity(count),
        open: Vec::new(),
        depth: 0,
        hidden: 0,
    };
    for (event, place) in events {
        gather.event(event, &bytes(place));
    }
    gather.done
}

/// Returns true if a passage starts with an event.
fn is_passage(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Paragraph | Tag::Heading(..) | Tag::TableCell | Tag::Item)
    )
}

/// Walks the events and gathers passages.
struct Gather<'a> {
    body: &'a str,
    offset: usize,
    done: Vec<Passage>,
    /// Passages that are being read; the text of a picture stands within one.
    open: Vec<Passage>,
    /// Lists, quotations and notes around.
    depth: usize,
    /// Blocks of code and addresses around.
    hidden: usize,
}

impl Gather<'_> {
    fn at(&self, byte: usize) -> u32 {
        u32::try_from(self.offset + byte).unwrap_or(u32::MAX)
    }

    fn event(&mut self, event: &Event<'_>, place: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(end) => self.end(end),
            Event::Text(text) if self.hidden == 0 => self.text(text, place),
            Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                self.mark(BLANK, place)
            }
            Event::SoftBreak | Event::HardBreak => self.mark('\n', place),
            Event::Rule | Event::Html(_) => self.done.push(Passage::new(Form::Gap)),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, place: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.begin(if self.depth == 0 {
                Form::Paragraph
            } else {
                Form::Inner
            }),
            Tag::Heading(..) => self.begin(Form::Name),
            Tag::TableCell => self.begin(Form::Line),
            Tag::Image(_) => {
                self.mark(BLANK, place);
                self.open.push(Passage::new(Form::Line));
            }
            Tag::CodeBlock(_) => {
                self.done.push(Passage::new(Form::Gap));
                self.hidden += 1;
            }
            // The copy rules know where an address ends that was typed into a text, with what may
            // be a part of it; a mail address or one in `<…>` is a sign of its own.
            Tag::Link(link) if link.is_bare && self.hidden == 0 => {
                let rest = self.body.get(place.start..).unwrap_or_default();
                let address = address::first(rest).filter(|_| !rest.starts_with('<'));
                if address.is_none_or(|address| address.is_mail()) {
                    self.mark(BLANK, place);
                    self.hidden += 1;
                }
            }
            Tag::Link(_) if self.hidden > 0 => self.hidden += 1,
            Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => {
                self.finish();
                self.depth += 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, end: &TagEnd) {
        match end {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell => self.finish(),
            TagEnd::Image => {
                let text = self.open.pop();
                self.done.extend(text.filter(|t| !t.chars.is_empty()));
            }
            TagEnd::CodeBlock => self.hidden -= 1,
            TagEnd::Link => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition => {
                self.finish();
                self.depth = self.depth.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Starts a passage.
    fn begin(&mut self, form: Form) {
        self.finish();
        self.open.push(Passage::new(form));
    }

    /// Ends the passages that are being read.
    fn finish(&mut self) {
        // An empty paragraph counts: no sentence goes on behind it.
        let ended = self.open.drain(..);
        self.done
            .extend(ended.filter(|p| !p.chars.is_empty() || p.form == Form::Paragraph));
    }

    fn text(&mut self, text: &str, place: &Range<usize>) {
        let source = &self.body[place.clone()];
        // The intake of the parser takes it away where the theme sets its own.
        let taken = if text.starts_with(char::is_whitespace) {
            0
        } else {
            indent(&self.body[place.start..]).min(source.len())
        };
        let after = self.at(place.start + taken);
        self.current().push(text, &source[taken..], after);
        for (dest, end) in spaced(source) {
            let hidden = self.at(place.start + dest.start)..self.at(place.start + end);
            let chars = &mut self.current().chars;
            let from = chars.partition_point(|(_, at)| *at < hidden.start);
            let inside = chars[from..].iter_mut();
            for (c, _) in inside.take_while(|(_, at)| hidden.contains(at)) {
                *c = BLANK;
            }
        }
    }

    fn mark(&mut self, c: char, place: &Range<usize>) {
        let at = self.at(place.start);
        if self.hidden == 0 {
            self.current().mark(c, at);
        }
    }

    /// Returns the passage at hand; the items of a tight list have no paragraphs.
    fn current(&mut self) -> &mut Passage {
        if self.open.is_empty() {
            self.open.push(Passage::new(Form::Inner));
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }
}
