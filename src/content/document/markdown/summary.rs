//! The opening of a text in at most 120 characters.

use std::cmp::Reverse;

use pulldown_cmark::TagEnd;

use super::events::{Event, Placed, Tag, vanishes};
use crate::content::copy::is_han;
use crate::content::document::cjk::{is_wide, joins};

/// Most characters that a summary has.
const LIMIT: usize = 120;

/// With more characters nothing of the summary depends on what follows.
const ENOUGH: usize = LIMIT + 2;

/// Marks that close what stands before them, each with its opening.
const PAIRS: [(char, char); 13] = [
    ('“', '”'),
    ('‘', '’'),
    ('（', '）'),
    ('《', '》'),
    ('〈', '〉'),
    ('「', '」'),
    ('『', '』'),
    ('【', '】'),
    ('〔', '〕'),
    ('［', '］'),
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
];

/// Returns the opening of the paragraphs, or nothing if there are none.
pub(super) fn summary(events: &[Placed<'_>]) -> String {
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

/// Gathers the text of paragraphs until there is enough for a summary.
#[derive(Default)]
struct Opening {
    text: String,
    count: usize,
    starts: bool,
}

impl Opening {
    /// Starts a paragraph.
    fn paragraph(&mut self) {
        self.starts = true;
    }

    /// Adds text of the paragraph; white space but the full-width one counts as one space.
    fn push(&mut self, text: &str) {
        if self.count > LIMIT {
            return;
        }
        let text = if self.starts { text.trim_start() } else { text };
        if text.is_empty() {
            return;
        }
        if self.starts && !self.text.is_empty() && !joins(self.text.chars().rev(), text.chars()) {
            self.put(' ');
        }
        self.starts = false;
        for c in text.chars() {
            let is_space = c.is_whitespace() && c != '\u{3000}';
            self.put(if is_space { ' ' } else { c });
            // White space at the end would be taken away.
            if self.count > ENOUGH && !c.is_whitespace() {
                return;
            }
        }
    }

    /// Adds a character; of several spaces in a row only the first.
    fn put(&mut self, c: char) {
        if c != ' ' || !(self.text.is_empty() || self.text.ends_with(' ')) {
            self.text.push(c);
            self.count += 1;
        }
    }

    /// Cuts the text at the end of a sentence, or else of a clause or word, which an ellipsis
    /// marks.
    fn finish(self) -> String {
        let text = self.text.trim();
        let chars: Vec<char> = text.chars().take(LIMIT + 2).collect();
        if chars.len() <= LIMIT {
            return text.to_owned();
        }
        match best_cut(&chars) {
            Some(Cut {
                kind: Kind::Sentence,
                at: Reverse(at),
                ..
            }) => chars[..at].iter().collect(),
            cut => {
                let text: String = chars[..cut.map_or(LIMIT - 1, |c| c.at.0)].iter().collect();
                format!(
                    "{}…",
                    text.trim_end_matches(|c: char| c.is_whitespace() || "，；、：,;:".contains(c))
                )
            }
        }
    }
}

/// A place at which a text may be cut; the least is the best.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Cut {
    /// A quote or bracket is open there.
    open: bool,
    kind: Kind,
    /// Characters before it: most are best.
    at: Reverse<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Sentence,
    Clause,
    Word,
}

/// Returns the best of the places for a cut that leave at most [`LIMIT`] characters, an ellipsis
/// included.
fn best_cut(chars: &[char]) -> Option<Cut> {
    let mut open: Vec<char> = Vec::new();
    let mut best: Option<Cut> = None;
    for at in 1..=LIMIT {
        nest(&mut open, chars[at - 1]);
        let kind = match (chars[at - 1], chars[at]) {
            _ if ends_sentence(chars, at) => Kind::Sentence,
            _ if at >= LIMIT => continue,
            (_, '，' | '；' | '、' | '：') => Kind::Clause,
            (_, ',' | ';' | ':') if chars[at + 1].is_whitespace() => Kind::Clause,
            (last, next) if is_between_words(last, next) => Kind::Word,
            _ => continue,
        };
        let cut = Cut {
            open: !open.is_empty(),
            kind,
            at: Reverse(at),
        };
        if best.as_ref().is_none_or(|best| cut < *best) {
            best = Some(cut);
        }
    }
    best
}

/// Keeps count of quotes and brackets; a straight quote opens and closes in turn.
fn nest(open: &mut Vec<char>, c: char) {
    if is_han(c) {
        return;
    }
    if let Some((_, close)) = PAIRS.iter().find(|(o, _)| *o == c) {
        open.push(*close);
    } else if let Some(at) = open.iter().rposition(|close| *close == c) {
        open.truncate(at);
    } else if c == '"' {
        open.push(c);
    }
}

fn closes(c: char) -> bool {
    c == '"' || PAIRS.iter().any(|(_, close)| *close == c)
}

/// Returns true if a sentence with the quotes and brackets that close it ends before `chars[at]`.
fn ends_sentence(chars: &[char], at: usize) -> bool {
    if is_han(chars[at - 1]) {
        return false;
    }
    let next = chars[at];
    let mark = chars[..at].iter().rfind(|c| !closes(**c));
    match mark {
        Some('。' | '！' | '？') => {
            !closes(next) && !matches!(next, '。' | '！' | '？' | '，' | '；' | '、')
        }
        Some('.' | '!' | '?') => next.is_whitespace(),
        _ => false,
    }
}

/// Returns true if two characters belong to different words; between Han characters, which have no
/// spaces, a cut is as good as at the end of a word.
fn is_between_words(last: char, next: char) -> bool {
    if is_han(last) && is_han(next) {
        return true;
    }
    let is_mark = !next.is_alphanumeric() && !next.is_whitespace();
    !(is_mark || is_of_word(last) && is_of_word(next))
}

/// Returns true if a character is a part of a word that is set with spaces around it.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !is_wide(c)
}
