//! What is known of a text without writing it: summary, destinations, heading ids, problems.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{Event, Html, Piece, Placed, Tag, bytes, clamp, text_of};
use super::flattened::flattened;
use super::headings::headings;
use super::indent::indents;
use super::link::{Kind, kind, spaced};
use super::literal::{markdown_in, unfinished};
use super::lost::{Lost, LostKind, lost};
use super::media::{Media, is_one_picture, resolved};
use super::nest::Nest;
use super::parse::{Parsed, in_turn, parse};
use super::passages::passages;
use super::raw::Loss;
use super::slips;
use super::summary::summary;
use super::tokens::{Element, Token, tokens};
use crate::base::url::{Authority, is_of_computer};
use crate::content::copy::{Finding, Passage};
use crate::content::document::cjk::{MARK, amend};

/// What is known of a text without writing it. All places count from the start of the text.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Analysis {
    /// Opening of the text, at most 120 characters; empty when it has no paragraph.
    pub summary: String,
    /// Links and pictures in the order of the text; none that are forbidden.
    pub links: Vec<Link>,
    /// Ids of the headings in the order of the text.
    pub headings: Vec<String>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// Where code stands.
    pub code: Vec<Range<u32>>,
    /// Text that an escape or an entity made, with its place.
    pub escaped: Vec<(Range<u32>, Box<str>)>,
}

/// A destination as written, with its place.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Link {
    /// Destination, with character references and escapes resolved.
    pub dest: String,
    /// First byte: of the destination, or of the whole link where the destination stands elsewhere.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// A picture, not a link.
    pub image: bool,
    /// The address itself is the text of the link.
    pub bare: bool,
    /// A picture whose caption says that a program made it.
    pub is_declared: bool,
}

/// Something wrong in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// The words of the text that are meant: a destination, `[^1]`, `<script>`, `onclick`.
    pub text: String,
    /// What should stand in the place instead, where that is sure.
    pub right: Option<String>,
}

/// Kinds of problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// A link or picture of a scheme other than http, https, mailto and tel.
    ForbiddenScheme,
    /// U+FDD0, which the program keeps for itself.
    Noncharacter,
    /// A picture without a text that stands for it.
    MissingAlt,
    /// A reference to a footnote that is not defined.
    MissingFootnote,
    /// An element or attribute of raw HTML that is left out.
    RawHtml,
    /// What was meant for a link or picture, but has a space in its destination.
    SpacedLink,
    /// A comment without an end, which takes the rest of the text with it.
    OpenComment,
    /// Quotations, lists, notes or emphasis nested deeper than anybody writes.
    TooDeep,
    /// An element of raw HTML that is not closed, and would be opened again in all that follows.
    LeftOpen,
    /// More charts than a page can hold.
    ManyCharts,
    /// An address in raw HTML with a user name before its host.
    UserName,
    /// A tag, comment or the like that is not finished, and takes text with it.
    Unfinished,
    /// Markdown in raw HTML, which prints it as it was typed.
    MarkdownInHtml,
    /// Text that is swallowed or taken for something else.
    Lost(LostKind),
    /// A link without a text.
    EmptyLink,
    /// Stars that were taken for marks of emphasis.
    Stars,
    /// An element of raw HTML that shows what stands at an address, which is left out.
    LostMedia(Media),
}

/// How many problems of one kind are reported: nobody reads as many, and each takes the memory of a
/// page of text.
const MOST_PROBLEMS: usize = 10_000;

/// How many charts a text may have: each is a drawing of its own in the page, of the size of a
/// short article.
const MOST_CHARTS: usize = 100;

/// No more bytes of what is not finished are told.
const LONGEST_TAG: usize = 20;

/// Text of more bytes is not searched for what an escape or an entity may have made of it.
const LONGEST: usize = 10_000;

/// Reads `body`, the Markdown after the front matter.
pub fn analyze(body: &str) -> Analysis {
    of_events(body, &parse(&amend(body)))
}

/// What the copy rules read of a text.
pub struct Copy {
    /// Its passages.
    pub passages: Vec<Passage>,
    /// Where its blocks break a rule, which no passage shows.
    pub findings: Vec<Finding>,
}

/// Reads `body`, which starts at byte `offset` of its file, with what the copy rules read of it.
pub fn read(body: &str, offset: usize) -> (Analysis, Copy) {
    let _turn = in_turn(body);
    let amended = amend(body);
    let parsed = parse(&amended);
    let mut findings = indents(&parsed.events, body, offset);
    findings.extend(flattened(&parsed.events, body, offset));
    let copy = Copy {
        passages: passages(&parsed.events, body, offset),
        findings,
    };
    (of_events(body, &parsed), copy)
}

fn of_events(body: &str, parsed: &Parsed<'_>) -> Analysis {
    let events = &parsed.events;
    let mut reader = Reader {
        body,
        events,
        found: Analysis::default(),
        counts: BTreeMap::new(),
        open: Vec::new(),
        pictures: 0,
        nest: Nest::default(),
    };
    reader.noncharacters();
    if let Some(place) = &parsed.too_deep {
        reader.report(ProblemKind::TooDeep, place.clone(), "");
    }
    reader.destinations();
    for found in slips::stars(events, body) {
        let text = body.get(bytes(&found.place)).unwrap_or_default();
        reader.report_with(ProblemKind::Stars, found.place, text, found.right);
    }
    reader.raw_html();
    reader.missing_footnotes();
    reader.spaced_links();
    reader.code_and_escapes();
    for Lost { kind, place, text } in lost(body, parsed) {
        reader.report(ProblemKind::Lost(kind), place, &text);
    }
    let mut found = reader.found;
    found.problems.sort_by_key(|p| (p.start, p.end));
    found.summary = summary(events);
    found.headings = headings(events).into_iter().map(|(_, id)| id).collect();
    found
}

/// Returns true if a caption says that a program made the picture, in the words that readers know.
fn is_declaration(caption: &str) -> bool {
    let lower = caption.to_ascii_lowercase();
    let mut words = lower.split(|c: char| !c.is_ascii_alphanumeric());
    lower.contains("人工智能")
        || lower.contains("artificial intelligence")
        || words.any(|word| matches!(word, "ai" | "aigc"))
}

/// Walks the events and notes what it finds.
struct Reader<'a> {
    body: &'a str,
    events: &'a [Placed<'a>],
    found: Analysis,
    /// How many problems of each kind there are.
    counts: BTreeMap<ProblemKind, usize>,
    /// Links and pictures around.
    open: Vec<Noted>,
    /// Pictures around.
    pictures: usize,
    nest: Nest,
}

/// How a destination was written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Link,
    /// The address itself is the text.
    Bare,
    Image,
    /// A picture whose caption says that a program made it.
    DeclaredImage,
}

/// What was noted of a link or picture: its index.
enum Noted {
    Link(usize),
    Problem(usize),
    Nothing,
}

impl Reader<'_> {
    fn report(&mut self, kind: ProblemKind, place: Range<u32>, text: &str) {
        self.report_with(kind, place, text, None);
    }

    fn report_with(
        &mut self,
        kind: ProblemKind,
        place: Range<u32>,
        text: &str,
        right: Option<String>,
    ) {
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        if *count > MOST_PROBLEMS {
            return;
        }
        // In raw HTML the noncharacters of an author are missing, and places are off by them.
        let start = self.body.floor_char_boundary(place.start as usize);
        let end = self.body.ceil_char_boundary(place.end as usize).max(start);
        self.found.problems.push(Problem {
            kind,
            start: clamp(start),
            end: clamp(end),
            text: text.to_owned(),
            right,
        });
    }

    /// Returns the last place of `text` within `place`, where it stands there as it is.
    fn narrow(&self, place: &Range<u32>, text: &str) -> Option<Range<u32>> {
        let source = self.body.get(bytes(place)).filter(|_| !text.is_empty())?;
        let start = place.start + clamp(source.rfind(text)?);
        Some(start..start + clamp(text.len()))
    }

    fn noncharacters(&mut self) {
        let mark = MARK.to_string();
        for at in memchr::memmem::find_iter(self.body.as_bytes(), &mark) {
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
                    self.starts(&link.dest, &found.unwrap_or(place.clone()), Form::Bare);
                }
                Event::Start(Tag::Link(link)) => {
                    if self.is_empty(i) && !link.dest.is_empty() {
                        self.report(ProblemKind::EmptyLink, place.clone(), &link.dest);
                    }
                    self.starts(&link.dest, place, Form::Link);
                }
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
                    let form = if is_declaration(&image.title) {
                        Form::DeclaredImage
                    } else {
                        Form::Image
                    };
                    self.starts(&image.dest, place, form);
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    self.pictures -= usize::from(matches!(event, Event::End(TagEnd::Image)));
                    self.ends(i);
                }
                _ => {}
            }
        }
    }

    /// Returns true if the link `events[start]` has neither text nor picture.
    fn is_empty(&self, start: usize) -> bool {
        let inside = self.events[start + 1..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Link)));
        inside.into_iter().all(|(event, _)| match event {
            Event::Text(text) => text.trim().is_empty(),
            Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => true,
            _ => false,
        })
    }

    /// Notes a destination; its exact place is found at the end of its link.
    fn starts(&mut self, dest: &str, place: &Range<u32>, form: Form) {
        let image = matches!(form, Form::Image | Form::DeclaredImage);
        let is_fit = match kind(dest) {
            Kind::Inline if image => return self.open.push(Noted::Nothing),
            Kind::Contact => !image,
            Kind::Chart => image,
            // That it is of this computer is said where links are checked.
            Kind::Forbidden => is_of_computer(dest),
            Kind::Inline => false,
            Kind::Web | Kind::Relative => true,
        };
        if is_fit {
            self.open.push(Noted::Link(self.found.links.len()));
            self.found.links.push(Link {
                dest: dest.to_owned(),
                start: place.start,
                end: place.end,
                image,
                bare: form == Form::Bare,
                is_declared: form == Form::DeclaredImage,
            });
        } else {
            let index = self.found.problems.len();
            self.report(ProblemKind::ForbiddenScheme, place.clone(), dest);
            // There may be too many of a kind to report.
            let is_reported = self.found.problems.len() > index;
            self.open.push(if is_reported {
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
            Some(Noted::Link(i)) => &self.found.links[i].dest,
            Some(Noted::Problem(i)) => &self.found.problems[i].text,
            Some(Noted::Nothing) | None => return,
        };
        match (self.narrow(&(behind..place.end), dest), noted) {
            (Some(found), Some(Noted::Link(i))) => {
                (self.found.links[i].start, self.found.links[i].end) = (found.start, found.end);
            }
            (Some(found), Some(Noted::Problem(i))) => {
                (self.found.problems[i].start, self.found.problems[i].end) =
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
                    let is_told = self.open_comment(&html.text, place, *last_end);
                    self.raw(&html.text, true, |range| html.place(range));
                    if !is_told {
                        self.taken(html);
                    }
                }
                Event::InlineHtml(html) => {
                    self.open_comment(html, place, *last_end);
                    // Without the signs of containers that may stand in it, its bytes are different
                    // ones.
                    let is_whole = html.len() == bytes(place).len();
                    self.raw(html, false, |range| match is_whole {
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

    /// Reports a comment that is open to the end of the text; returns true if it is.
    fn open_comment(&mut self, html: &str, place: &Range<u32>, last_end: Option<usize>) -> bool {
        let is_open =
            html.starts_with("<!--") && last_end.is_none_or(|end| end < place.start as usize);
        if is_open {
            self.report(
                ProblemKind::OpenComment,
                place.start..place.start + 4,
                "<!--",
            );
        }
        is_open
    }

    /// Reports what a block of raw HTML takes with it, and what it prints as it was typed.
    fn taken(&mut self, html: &Html) {
        let text = &html.text;
        if let Some(at) = unfinished(text) {
            let length = text[at..].find(|c: char| c.is_whitespace() || c == '>');
            let word = &text[at..at + length.unwrap_or(text.len() - at)];
            let word = &word[..word.floor_char_boundary(LONGEST_TAG)];
            self.report(
                ProblemKind::Unfinished,
                html.place(at..at + word.len()),
                word,
            );
        } else if let Some(found) = markdown_in(text) {
            let words = text[found.clone()].to_owned();
            self.report(ProblemKind::MarkdownInHtml, html.place(found), &words);
        }
    }

    /// Reports what raw HTML loses; `place` returns where bytes of it stand.
    fn raw(&mut self, html: &str, is_block: bool, place: impl Fn(Range<usize>) -> Range<u32>) {
        let whole = (is_block && is_one_picture(html)).then(|| 0..html.trim_end().len());
        for token in tokens(html) {
            let is_admitted = self.nest.admits(&token);
            if let Token::Declaration(at) = token {
                let words = if html[at..].starts_with("<?") {
                    "<?"
                } else {
                    "<!"
                };
                self.report(ProblemKind::RawHtml, place(at..at + 2), words);
            }
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
            // Within other HTML a picture of Markdown would not be read.
            let whole = match is_block {
                true => whole.clone(),
                false => Some(element.at..element.end),
            };
            let whole = whole.filter(|whole| {
                let place = bytes(&place(whole.clone()));
                self.body.get(place) == html.get(whole.clone())
            });
            self.losses(&element, whole, &place);
        }
    }

    /// Reports what a start tag loses: what it shows, or else what it may not have. `whole` is what
    /// a picture of Markdown may stand in the place of.
    fn losses(
        &mut self,
        element: &Element<'_>,
        whole: Option<Range<usize>>,
        place: &impl Fn(Range<usize>) -> Range<u32>,
    ) {
        if let Some((lost, address, range)) = element.lost_media() {
            let kind = ProblemKind::LostMedia(lost);
            let picture = whole.filter(|_| lost == Media::Picture);
            let picture = picture.and_then(|whole| Some((element.as_picture(&address)?, whole)));
            match picture {
                Some((right, whole)) => {
                    self.report_with(kind, place(whole), &address, Some(right));
                }
                None => self.report(kind, place(range), &address),
            }
            if lost != Media::Link {
                return;
            }
        }
        let start = place(element.place()).start as usize;
        if element.is_around(self.body.get(start..).unwrap_or_default()) {
            return;
        }
        for (loss, range) in element.keep().1 {
            match loss {
                Loss::Scheme(dest) => {
                    self.report(ProblemKind::ForbiddenScheme, place(range), &dest);
                }
                Loss::Unlisted(name) => self.report(ProblemKind::RawHtml, place(range), &name),
                Loss::Address => {}
            }
        }
    }

    /// Finds `[^label]` that stayed text: the parser reads it as a reference only if it is defined.
    fn code_and_escapes(&mut self) {
        for (event, place) in self.events {
            match event {
                Event::Code(_) | Event::Start(Tag::CodeBlock(_)) => {
                    self.found.code.push(place.clone());
                }
                Event::Text(Piece::Other(text)) => {
                    let source = self.body.get(bytes(place)).unwrap_or_default();
                    // Only an entity makes something else than what stands in the source.
                    if source.contains('&') && !is_within(place, &self.found.code) {
                        self.found.escaped.push((place.clone(), (***text).into()));
                    }
                }
                _ => {}
            }
        }
    }

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
        if !self.body.contains(mark) {
            return;
        }
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

/// Returns true if a place lies in the last of the ranges.
fn is_within(place: &Range<u32>, ranges: &[Range<u32>]) -> bool {
    ranges.last().is_some_and(|last| place.start < last.end)
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
