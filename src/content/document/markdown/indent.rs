//! Indents that were typed: the theme's own takes their place (CLREQ, 3.2).
//!
//! A paste from Word or WeChat has an indent for every paragraph and no empty lines between them,
//! so that the lines become one paragraph to Markdown. Four spaces or a tab become code.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, bytes, clamp};
use crate::content::copy::{Finding, Rule};
use crate::content::document::cjk::is_wide;

/// Character references by which people indent text.
const REFERENCES: [&str; 11] = [
    "&emsp;", "&ensp;", "&nbsp;", "&thinsp;", "&#160;", "&#8194;", "&#8195;", "&#12288;",
    "&#x2003;", "&#x3000;", "&#xa0;",
];

/// Signs that stand in code and not in a sentence.
const OF_CODE: &str = "{};=<>|\\`$";

/// Returns how many bytes at the start of `line`, the text of a paragraph or of a line of one, are
/// an indent that was typed.
///
/// U+3000 is one wherever it stands; other white space is one before Chinese text.
pub(super) fn indent(line: &str) -> usize {
    let wide = line.len() - line.trim_start_matches('\u{3000}').len();
    if !line.starts_with(|c: char| c == '&' || c.is_whitespace()) {
        return 0;
    }
    let rest = after_space(line);
    let text = rest.trim_start_matches(|c: char| c.is_ascii_punctuation() && !"&<".contains(c));
    if text.starts_with(is_chinese) {
        line.len() - rest.len()
    } else {
        wide
    }
}

/// Returns a line without the white space at its start, written as itself or as references.
fn after_space(line: &str) -> &str {
    let mut rest = line;
    loop {
        let after = if rest.starts_with('&') {
            let reference = REFERENCES.iter().find(|r| is_prefix(rest, r));
            reference.and_then(|reference| rest.get(reference.len()..))
        } else {
            rest.strip_prefix(|c: char| c.is_whitespace() && c != '\n')
        };
        let Some(after) = after else { return rest };
        rest = after;
    }
}

fn is_prefix(text: &str, reference: &str) -> bool {
    let start = text.as_bytes().get(..reference.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(reference.as_bytes()))
}

/// Returns true if Chinese text may start with `c`.
fn is_chinese(c: char) -> bool {
    is_wide(c) && !c.is_whitespace() || matches!(c, '“' | '‘')
}

/// Finds the indents in the events of `body`, which starts at byte `offset` of its file.
pub(super) fn indents(events: &[Placed<'_>], body: &str, offset: usize) -> Vec<Finding> {
    let mut finder = Finder {
        body,
        offset,
        found: Vec::new(),
        paragraph: 0,
        depth: 0,
    };
    for (i, (event, place)) in events.iter().enumerate() {
        let before = i.checked_sub(1).map(|i| &events[i].0);
        match event {
            Event::Start(Tag::Paragraph) => finder.paragraph = place.start as usize,
            Event::Start(Tag::CodeBlock(None)) if finder.depth == 0 => finder.code(bytes(place)),
            Event::Start(tag) => finder.depth += usize::from(is_container(tag)),
            Event::End(
                TagEnd::List(_) | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition,
            ) => finder.depth = finder.depth.saturating_sub(1),
            Event::SoftBreak if goes_on(&events[i + 1..]) => finder.blank(bytes(place).end),
            Event::Text(_) => match before {
                Some(Event::Start(Tag::Paragraph)) => finder.head(bytes(place).start),
                // A tight list has no paragraphs.
                Some(Event::Start(Tag::Item)) => {
                    finder.paragraph = place.start as usize;
                    finder.head(finder.paragraph);
                }
                Some(Event::SoftBreak) => finder.line(bytes(place).start),
                _ => {}
            },
            _ => {}
        }
    }
    finder.found
}

/// Returns true if the paragraph goes on behind the line that starts with these events.
fn goes_on(events: &[Placed<'_>]) -> bool {
    let mut after = events.iter().map(|(event, _)| event);
    match after.next() {
        Some(Event::SoftBreak) => true,
        Some(Event::Text(_)) => matches!(after.next(), Some(Event::SoftBreak)),
        _ => false,
    }
}

fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_) | Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)
    )
}

/// Walks the events and notes indents.
struct Finder<'a> {
    body: &'a str,
    offset: usize,
    found: Vec<Finding>,
    /// Byte at which the paragraph at hand starts.
    paragraph: usize,
    /// Lists, quotations and notes around.
    depth: usize,
}

impl Finder<'_> {
    /// Reports the indent `range`; `right` should stand in its place.
    fn report(&mut self, range: Range<usize>, text: &str, right: Option<String>) {
        self.found.push(Finding {
            rule: Rule::TypedIndent,
            start: clamp(self.offset + range.start),
            end: clamp(self.offset + range.end),
            text: text.into(),
            right: right.map(Into::into),
        });
    }

    /// Looks at the head of a paragraph.
    fn head(&mut self, at: usize) {
        let length = indent(&self.body[at..]);
        if length > 0 {
            self.report(at..at + length, "\u{3000}", Some(String::new()));
        }
    }

    /// Looks at a line within a paragraph: with an indent it was meant for a paragraph of its own.
    fn line(&mut self, at: usize) {
        let start = start_of_line(self.body, at);
        let length = indent(&self.body[at..]);
        if self.body[at + length..].starts_with(['\n', '\r']) {
            return;
        }
        let signs = self.body[at..at + length].matches(['&', '\u{3000}', '\u{2003}']);
        let is_indent = signs.count() > 1 || self.depth == 0 && self.is_set_in(start, at);
        if !is_indent {
            return;
        }
        let after = at + length;
        let right = self.prefix(start, at).map(|prefix| {
            let end = end_of_line(self.body, start);
            format!("{}{end}{prefix}", prefix.trim_end())
        });
        self.report(start..after, "\n", right);
    }

    /// Looks at the line from `start` on within a paragraph: it may look empty, but to Markdown it is
    /// not, and the text above and below it is one paragraph.
    fn blank(&mut self, start: usize) {
        let line = &self.body[start..];
        let at = start + line.len() - line.trim_start_matches(['>', ' ', '\t']).len();
        let Some(next) = after_space(&self.body[at..]).strip_prefix('\n') else {
            return;
        };
        let end = self.body.len() - next.len() - 1;
        let end = at + self.body[at..end].trim_end_matches('\r').len();
        if end > at {
            self.report(at..end, "\n\n", Some(String::new()));
        }
    }

    /// Returns true if four spaces or a tab stand before a line of Chinese text, and a sentence
    /// ends before it.
    fn is_set_in(&self, start: usize, at: usize) -> bool {
        let space = &self.body[start..at];
        let is_deep = space.contains('\t') || space.len() >= 4;
        let is_text = self.body[at..].starts_with(is_chinese);
        is_deep && is_text && ends_sentence(&self.body[..start])
    }

    /// Returns the signs of quotations and lists that the line from `start` on needs before its
    /// text at `at`, to be a paragraph of its own beside the one at hand; none if it lacks some.
    fn prefix(&self, start: usize, at: usize) -> Option<&str> {
        let own = &self.body[start..at];
        if self.depth == 0 {
            return Some("");
        }
        let first = &self.body[start_of_line(self.body, self.paragraph)..self.paragraph];
        let is_whole =
            quotes(own) == quotes(first) && (first.ends_with('>') || own.len() >= first.len());
        is_whole.then_some(own)
    }

    /// Looks at a block of code that is one by its indent: of sentences only, it was meant for
    /// paragraphs.
    fn code(&mut self, place: Range<usize>) {
        let start = start_of_line(self.body, place.start);
        let block = self.body[start..place.end].trim_end();
        let is_text = block.lines().all(|l| l.trim().is_empty() || is_prose(l))
            && block.contains(['。', '！', '？', '，']);
        if !is_text {
            return;
        }
        let mut at = start;
        let mut goes_on = false;
        for line in block.split_inclusive('\n') {
            let space = line.len() - line.trim_start().len();
            let is_blank = space == line.len();
            if !is_blank {
                let right = match goes_on {
                    false => Some(String::new()),
                    true if ends_sentence(&self.body[..at]) => {
                        Some(end_of_line(self.body, at).to_owned())
                    }
                    true => None,
                };
                self.report(at..at + space, "    ", right);
            }
            goes_on = !is_blank;
            at += line.len();
        }
    }
}

/// Counts the quotations that the start of a line stands in.
fn quotes(prefix: &str) -> usize {
    prefix.matches('>').count()
}

/// Returns true if a line is Chinese text and no code.
fn is_prose(line: &str) -> bool {
    let text = line.trim();
    let wide = text.chars().filter(|c| is_wide(*c)).count();
    let is_start = text.starts_with(|c: char| c.is_ascii_digit() || is_chinese(c));
    is_start && 2 * wide >= text.chars().count() && !text.contains(|c| OF_CODE.contains(c))
}

/// Returns true if the last line of `text` ends with a mark that ends a sentence or a paragraph.
fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .ends_with(['。', '！', '？', '；', '：', '…', '”', '」', '』', '）'])
}

/// Returns the byte at which the line of byte `at` starts.
fn start_of_line(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Returns the end of the line before byte `start`, as this file has them.
fn end_of_line(text: &str, start: usize) -> &'static str {
    if text[..start].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    }
}
