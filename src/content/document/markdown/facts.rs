//! What a text tells without being set: summary, destinations, heading ids, problems.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{
    Event, Parsed, Placed, Tag, bytes, clamp, headings, in_turn, parse, text_of, vanishes,
};
use super::link::{Kind, kind};
use super::nest::Nest;
use super::passages::passages;
use super::raw::{Loss, Token, tokens};
use super::summary::Opening;
use super::{Facts, Link, Problem, ProblemKind};
use crate::base::url::Authority;
use crate::content::copy::Passage;
use crate::content::document::cjk::{MARK, amend};

/// How many problems of one kind are told. Nobody reads as many, and each takes the memory of a
/// page of text.
const MOST_PROBLEMS: usize = 10_000;

/// How many charts a text may have: each is a drawing of its own in the page, of the size of a
/// short article.
const MOST_CHARTS: usize = 100;

/// Text of more bytes is not sought for what an escape or an entity may have made of it.
const LONGEST: usize = 10_000;

/// Reads `body`, the Markdown after the front matter, without setting it.
pub fn facts(body: &str) -> Facts {
    of_events(body, &parse(&amend(body)))
}

/// Reads `body`, which starts at byte `offset` of its file, with its passages for the copy rules.
pub fn read(body: &str, offset: usize) -> (Facts, Vec<Passage>) {
    let _turn = in_turn(body);
    let amended = amend(body);
    let parsed = parse(&amended);
    (
        of_events(body, &parsed),
        passages(&parsed.events, body, offset),
    )
}

fn of_events(body: &str, parsed: &Parsed<'_>) -> Facts {
    let events = &parsed.events;
    let facts = Facts::default();
    let (open, counts) = (Vec::new(), BTreeMap::new());
    let mut reader = Reader {
        body,
        events,
        facts,
        counts,
        open,
        pictures: 0,
        nest: Nest::default(),
    };
    reader.noncharacters();
    if let Some(place) = &parsed.too_deep {
        reader.report(ProblemKind::TooDeep, place.clone(), "");
    }
    reader.destinations();
    reader.raw_html();
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
    /// How many problems of each kind there are.
    counts: BTreeMap<ProblemKind, usize>,
    /// Links and pictures around.
    open: Vec<Noted>,
    /// Pictures around.
    pictures: usize,
    nest: Nest,
}

/// What was noted of a link or picture: its index.
enum Noted {
    Link(usize),
    Problem(usize),
    Nothing,
}

impl Reader<'_> {
    fn report(&mut self, kind: ProblemKind, place: Range<u32>, text: &str) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count > MOST_PROBLEMS {
            return;
        }
        self.facts.problems.push(Problem {
            kind,
            start: place.start,
            end: place.end,
            text: text.to_owned(),
        });
    }

    /// Returns the last place of `text` within `place`, where it stands there as it is.
    fn narrow(&self, place: &Range<u32>, text: &str) -> Option<Range<u32>> {
        let source = self.body.get(bytes(place)).filter(|_| !text.is_empty())?;
        let start = place.start + clamp(source.rfind(text)?);
        Some(start..start + clamp(text.len()))
    }

    fn noncharacters(&mut self) {
        for (at, mark) in self.body.match_indices(MARK) {
            self.report(
                ProblemKind::Noncharacter,
                clamp(at)..clamp(at + mark.len()),
                "U+FDD0",
            );
        }
    }

    fn destinations(&mut self) {
        let mut charts = 0;
        for (i, (event, place)) in self.events.iter().enumerate() {
            match event {
                Event::Start(Tag::Link(link)) if link.is_bare => {
                    // The text is the address.
                    let found = self.narrow(
                        place,
                        link.dest.strip_prefix("mailto:").unwrap_or(&link.dest),
                    );
                    self.starts(&link.dest, &found.unwrap_or(place.clone()), false);
                }
                Event::Start(Tag::Link(link)) => self.starts(&link.dest, place, false),
                Event::Start(Tag::Image(image)) => {
                    // What stands for a picture is the text of the outermost one.
                    if self.pictures == 0 && text_of(self.events, i).trim().is_empty() {
                        self.report(ProblemKind::MissingAlt, place.clone(), &image.dest);
                    }
                    self.pictures += 1;
                    charts += usize::from(kind(&image.dest) == Kind::Chart);
                    if charts == MOST_CHARTS + 1 {
                        self.report(ProblemKind::ManyCharts, place.clone(), "");
                        charts += 1;
                    }
                    self.starts(&image.dest, place, true);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    self.pictures -= usize::from(matches!(event, Event::End(TagEnd::Image)));
                    self.ends(i);
                }
                _ => {}
            }
        }
    }

    /// Notes a destination; where exactly it stands shows at the end of its link.
    fn starts(&mut self, dest: &str, place: &Range<u32>, image: bool) {
        let is_fit = match kind(dest) {
            Kind::Inline if image => return self.open.push(Noted::Nothing),
            Kind::Contact => !image,
            Kind::Chart => image,
            Kind::Forbidden | Kind::Inline => false,
            Kind::Web | Kind::Relative => true,
        };
        if is_fit {
            self.open.push(Noted::Link(self.facts.links.len()));
            self.facts.links.push(Link {
                dest: dest.to_owned(),
                start: place.start,
                end: place.end,
                image,
            });
        } else {
            let index = self.facts.problems.len();
            self.report(ProblemKind::ForbiddenScheme, place.clone(), dest);
            let is_told = self.facts.problems.len() > index;
            self.open.push(if is_told {
                Noted::Problem(index)
            } else {
                Noted::Nothing
            });
        }
    }

    /// Finds the destination of the link that ends with the event `at`: it stands behind the text.
    fn ends(&mut self, at: usize) {
        let place = &self.events[at].1;
        let behind = match &self.events[at.saturating_sub(1)] {
            (Event::Start(_), _) => place.start,
            (_, last) => last.end.min(place.end),
        };
        let noted = self.open.pop();
        let dest = match noted {
            Some(Noted::Link(i)) => &self.facts.links[i].dest,
            Some(Noted::Problem(i)) => &self.facts.problems[i].text,
            Some(Noted::Nothing) | None => return,
        };
        match (self.narrow(&(behind..place.end), dest), noted) {
            (Some(found), Some(Noted::Link(i))) => {
                (self.facts.links[i].start, self.facts.links[i].end) = (found.start, found.end);
            }
            (Some(found), Some(Noted::Problem(i))) => {
                (self.facts.problems[i].start, self.facts.problems[i].end) =
                    (found.start, found.end);
            }
            _ => {}
        }
    }

    /// Follows how raw HTML is nested, and finds what of it is lost.
    fn raw_html(&mut self) {
        let last_end = LazyCell::new(|| self.body.rfind("-->"));
        let mut is_left_open = false;
        for (event, place) in self.events {
            match event {
                Event::Html(html) => {
                    self.open_comment(&html.text, place, *last_end);
                    self.raw(&html.text, |range| html.place(range));
                }
                Event::InlineHtml(html) => {
                    self.open_comment(html, place, *last_end);
                    // Without the signs of containers, that may stand in it, the bytes are others.
                    let is_whole = html.len() == bytes(place).len();
                    self.raw(html, |range| match is_whole {
                        true => place.start + clamp(range.start)..place.start + clamp(range.end),
                        false => place.clone(),
                    });
                }
                Event::Start(_) | Event::End(_) => self.nest.passes(),
                _ => {}
            }
            if let Some(name) = self
                .nest
                .left_open()
                .filter(|_| !is_left_open)
                .map(|name| format!("<{name}>"))
            {
                is_left_open = true;
                self.report(ProblemKind::LeftOpen, place.clone(), &name);
            }
        }
    }

    fn open_comment(&mut self, html: &str, place: &Range<u32>, last_end: Option<usize>) {
        if html.starts_with("<!--") && last_end.is_none_or(|end| end < place.start as usize) {
            self.report(
                ProblemKind::OpenComment,
                place.start..place.start + 4,
                "<!--",
            );
        }
    }

    /// Reports what raw HTML loses; `place` returns where bytes of it stand.
    fn raw(&mut self, html: &str, place: impl Fn(Range<usize>) -> Range<u32>) {
        for token in tokens(html) {
            let is_admitted = self.nest.admits(&token);
            let Token::Start(element) = token else {
                continue;
            };
            if !is_admitted {
                self.report(
                    ProblemKind::RawHtml,
                    place(element.place()),
                    &format!("<{}>", element.name),
                );
                continue;
            }
            for (address, range) in element.addresses() {
                let address = resolved(address);
                if Authority::of(&address).is_some_and(|place| place.user.is_some()) {
                    self.report(ProblemKind::UserName, place(range), &address);
                }
            }
            for (loss, range) in element.keep().1 {
                match loss {
                    Loss::Scheme(dest) => {
                        self.report(ProblemKind::ForbiddenScheme, place(range), &dest)
                    }
                    Loss::Unlisted(name) => self.report(ProblemKind::RawHtml, place(range), &name),
                }
            }
        }
    }

    /// Finds `[^label]` that stayed text: the parser reads it as a reference only when it is
    /// defined.
    fn missing_footnotes(&mut self) {
        self.left_as_text("[^", ProblemKind::MissingFootnote, |source| {
            references(source).collect()
        });
    }

    /// Finds `](a destination)` that stayed text for its space.
    fn spaced_links(&mut self) {
        self.left_as_text("](", ProblemKind::SpacedLink, |source| {
            spaced(source).map(|(dest, _)| dest).collect()
        });
    }

    /// Reports what `find` finds in text that holds `mark`, unless a backslash is before it.
    fn left_as_text(
        &mut self,
        mark: &str,
        kind: ProblemKind,
        find: impl Fn(&str) -> Vec<Range<usize>>,
    ) {
        let mut is_code = false;
        for (event, place) in self.events {
            match event {
                Event::Start(Tag::CodeBlock(_)) => is_code = true,
                Event::End(TagEnd::CodeBlock) => is_code = false,
                Event::Text(text) if !is_code && text.contains(mark) => {
                    let start = place.start as usize;
                    for found in find(&self.body[bytes(place)]) {
                        let found = start + found.start..start + found.end;
                        let label = &self.body[found.clone()];
                        let before = self.body[..found.start].trim_end_matches("](");
                        // Only an escape or an entity makes a text differ from its source.
                        let is_plain = !label.contains(['\\', '&'])
                            || text.len() > LONGEST
                            || text.contains(label);
                        if is_plain && !before.ends_with('\\') {
                            self.report(kind, clamp(found.start)..clamp(found.end), label);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Resolves the character references of an attribute, as those of a destination are.
fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let link = format!("[](<{value}>)");
    let dest = pulldown_cmark::Parser::new(&link).find_map(|event| match event {
        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    dest.map_or(value.into(), Cow::Owned)
}

/// Finds destinations of a file or of the web with a space in them, after `](` on one line, with
/// the place of the bracket behind; a title is no part of one.
pub(super) fn spaced(source: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    /// No address is longer, and no bracket is sought further on.
    const LONGEST: usize = 1000;
    source.match_indices("](").filter_map(|(at, mark)| {
        let start = at + mark.len();
        let mut depth = 1;
        let mut line = source[start..]
            .char_indices()
            .take(LONGEST)
            .take_while(|(_, c)| *c != '\n');
        let end = line.find_map(|(i, c)| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            (depth == 0).then_some(start + i)
        })?;
        let inside = &source[start..end];
        let dest = inside
            .find(" \"")
            .map_or(inside, |title| &inside[..title])
            .trim();
        let start = start + inside.len() - inside.trim_start().len();
        (dest.contains(' ') && !dest.starts_with('<') && is_file_or_web(dest))
            .then(|| (start..start + dest.len(), end))
    })
}

/// Tells whether a text names a file by its ending, or starts as an address of the web.
fn is_file_or_web(dest: &str) -> bool {
    let path = dest.split(['?', '#']).next().unwrap_or_default();
    let is_ending =
        |e: &str| (2..=5).contains(&e.len()) && e.bytes().all(|b| b.is_ascii_alphanumeric());
    kind(dest) == Kind::Web
        || path
            .rsplit_once('.')
            .is_some_and(|(_, ending)| is_ending(ending))
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
            Event::Start(Tag::FootnoteDefinition(_) | Tag::Image(_) | Tag::Strikethrough) => {
                silent += 1
            }
            Event::End(TagEnd::FootnoteDefinition | TagEnd::Image | TagEnd::Strikethrough) => {
                silent -= 1
            }
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
