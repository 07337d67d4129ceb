//! What a text tells without being set: summary, destinations, heading ids, problems.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::{Placed, headings, parse, text_of, vanishes};
use super::link::{Kind, kind};
use super::passages::passages;
use super::raw::{Depth, Loss, Token, tokens};
use super::summary::Opening;
use super::{Facts, Link, Problem, ProblemKind};
use crate::copy::Passage;
use crate::document::cjk::{MARK, amend};

/// Reads `body`, the Markdown after the front matter, without setting it.
pub fn facts(body: &str) -> Facts {
    of_events(body, &parse(&amend(body)))
}

/// Reads `body`, which starts at byte `offset` of its file, with its passages for the copy rules.
pub fn read(body: &str, offset: usize) -> (Facts, Vec<Passage>) {
    let amended = amend(body);
    let events = parse(&amended);
    (of_events(body, &events), passages(&events, body, offset))
}

fn of_events(body: &str, events: &[Placed<'_>]) -> Facts {
    let mut reader = Reader { body, events, facts: Facts::default(), depth: Depth::default() };
    reader.noncharacters();
    for (i, (event, place)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => reader.destination(dest_url, place, false),
            Event::Start(Tag::Image { dest_url, .. }) => reader.picture(i, dest_url, place),
            Event::Html(html) | Event::InlineHtml(html) => reader.raw(html, place),
            _ => {}
        }
    }
    reader.missing_footnotes();
    reader.spaced_links();
    let mut facts = reader.facts;
    facts.problems.sort_by_key(|p| (p.start, p.end));
    facts.summary = summary(events);
    facts.headings = headings(events).into_iter().map(|(_, id)| id).collect();
    facts
}

struct Reader<'a> {
    body: &'a str,
    events: &'a [Placed<'a>],
    facts: Facts,
    depth: Depth,
}

impl Reader<'_> {
    fn report(&mut self, kind: ProblemKind, place: Range<usize>, text: &str) {
        let (start, end) = (clamp(place.start), clamp(place.end));
        self.facts.problems.push(Problem { kind, start, end, text: text.to_owned() });
    }

    /// Returns the last place of `text` within `place`, where it stands there as it is.
    fn narrow(&self, place: &Range<usize>, text: &str) -> Range<usize> {
        let found = self.body.get(place.clone()).filter(|_| !text.is_empty()).and_then(|source| source.rfind(text));
        found.map_or(place.clone(), |at| place.start + at..place.start + at + text.len())
    }

    fn noncharacters(&mut self) {
        for (at, mark) in self.body.match_indices(MARK) {
            self.report(ProblemKind::Noncharacter, at..at + mark.len(), "U+FDD0");
        }
    }

    fn destination(&mut self, dest: &str, place: &Range<usize>, image: bool) {
        let narrow = self.narrow(place, dest.strip_prefix("mailto:").unwrap_or(dest));
        match kind(dest) {
            Kind::Inline if image => {}
            Kind::Contact if image => self.report(ProblemKind::ForbiddenScheme, narrow, dest),
            Kind::Chart if !image => self.report(ProblemKind::ForbiddenScheme, narrow, dest),
            Kind::Forbidden | Kind::Inline => self.report(ProblemKind::ForbiddenScheme, narrow, dest),
            Kind::Web | Kind::Contact | Kind::Relative | Kind::Chart => {
                let (start, end) = (clamp(narrow.start), clamp(narrow.end));
                self.facts.links.push(Link { dest: dest.to_owned(), start, end, image });
            }
        }
    }

    fn picture(&mut self, at: usize, dest: &str, place: &Range<usize>) {
        if text_of(self.events, at).trim().is_empty() {
            self.report(ProblemKind::MissingAlt, place.clone(), dest);
        }
        self.destination(dest, place, true);
    }

    fn raw(&mut self, html: &str, place: &Range<usize>) {
        if html.starts_with("<!--") && !self.body[place.start..].contains("-->") {
            self.report(ProblemKind::OpenComment, place.start..place.start + 4, "<!--");
        }
        for token in tokens(html) {
            let is_admitted = self.depth.admits(&token);
            let Token::Start(element) = token else { continue };
            if !is_admitted {
                self.report(ProblemKind::RawHtml, place.clone(), &format!("<{}>", element.name));
                continue;
            }
            for loss in element.keep().1 {
                match loss {
                    Loss::Scheme(dest) => {
                        self.report(ProblemKind::ForbiddenScheme, self.narrow(place, &dest), &dest);
                    }
                    Loss::Unlisted(name) => {
                        let word = name.trim_end_matches('>');
                        self.report(ProblemKind::RawHtml, self.narrow(place, word), &name);
                    }
                }
            }
        }
    }

    /// Finds `[^label]` that stayed text: the parser reads it as a reference only when it is defined.
    fn missing_footnotes(&mut self) {
        self.left_as_text("[^", ProblemKind::MissingFootnote, |source| references(source).collect());
    }

    /// Finds `](a destination)` that stayed text for its space.
    fn spaced_links(&mut self) {
        self.left_as_text("](", ProblemKind::SpacedLink, |source| spaced(source).map(|(dest, _)| dest).collect());
    }

    /// Reports what `find` finds in text that holds `mark`, unless a backslash is before it.
    fn left_as_text(&mut self, mark: &str, kind: ProblemKind, find: impl Fn(&str) -> Vec<Range<usize>>) {
        let mut is_code = false;
        for (event, place) in self.events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Text(text) if !is_code && text.contains(mark) => {
                    for found in find(&self.body[place.clone()]) {
                        let place = place.start + found.start..place.start + found.end;
                        let label = &self.body[place.clone()];
                        let before = self.body[..place.start].trim_end_matches("](");
                        if text.contains(label) && !before.ends_with('\\') {
                            self.report(kind, place, label);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Finds destinations of a file or of the web with a space in them, after `](` on one line, with the place of the
/// bracket behind; a title is no part of one.
pub(super) fn spaced(source: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    /// No address is longer, and no bracket is sought further on.
    const LONGEST: usize = 1000;
    source.match_indices("](").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let mut depth = 1;
        let mut line = source[start..].char_indices().take(LONGEST).take_while(|(_, c)| *c != '\n');
        let end = line.find_map(|(i, c)| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            (depth == 0).then_some(start + i)
        })?;
        let inside = &source[start..end];
        let dest = inside.find(" \"").map_or(inside, |title| &inside[..title]).trim();
        let start = start + inside.len() - inside.trim_start().len();
        (dest.contains(' ') && !dest.starts_with('<') && is_file_or_web(dest)).then(|| (start..start + dest.len(), end))
    })
}

/// Tells whether a text names a file by its ending, or starts as an address of the web.
fn is_file_or_web(dest: &str) -> bool {
    let path = dest.split(['?', '#']).next().unwrap_or_default();
    let is_ending = |e: &str| (2..=5).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric());
    kind(dest) == Kind::Web || path.rsplit_once('.').is_some_and(|(_, ending)| is_ending(ending))
}

/// Finds what looks like references to footnotes: `[^label]` on one line.
fn references(source: &str) -> impl Iterator<Item = Range<usize>> {
    source.match_indices("[^").filter_map(|(start, mark)| {
        let label = start + mark.len();
        let end = label + source[label..].find([']', '[', '\n'])?;
        let is_label = source[end..].starts_with(']') && !source[label..end].trim().is_empty();
        is_label.then_some(start..end + 1)
    })
}

fn summary(events: &[Placed<'_>]) -> String {
    let mut opening = Opening::default();
    let mut in_paragraph = false;
    // Notes, pictures' texts and struck text are no part of what the paragraph says.
    let mut silent = 0;
    for (i, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. } | Tag::Strikethrough) => silent += 1,
            Event::End(TagEnd::FootnoteDefinition | TagEnd::Image | TagEnd::Strikethrough) => silent -= 1,
            _ if silent > 0 => {}
            Event::Start(Tag::Paragraph) => {
                in_paragraph = true;
                opening.paragraph();
            }
            Event::End(TagEnd::Paragraph) => in_paragraph = false,
            Event::Text(text) | Event::Code(text) if in_paragraph => opening.push(text),
            Event::SoftBreak if in_paragraph && !vanishes(events, i) => opening.push(" "),
            Event::HardBreak if in_paragraph => opening.push(" "),
            _ => {}
        }
    }
    opening.finish()
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
