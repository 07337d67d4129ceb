//! What was found wrong, as a value; its text and its drawing come later.
//!
//! A [`Diagnostic`] holds a stable code, the arguments of its message and the place in the site's
//! files. Its wording lives in `src/diagnostic/messages/*.ftl`, one entry a code, in Chinese and
//! English.

pub mod baseline;
pub mod code;
pub mod counts;
pub mod digest;
mod failure;
pub mod index;
mod kept;
mod place;
mod span;
pub mod wording;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::diagnostic::code::Code;
pub use crate::diagnostic::failure::{Failure, reason};
pub use crate::diagnostic::kept::Kept;
use crate::diagnostic::place::Lines;
pub use crate::diagnostic::place::Place;
pub use crate::diagnostic::span::{Edit, Span};

/// An entry of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: &'static str,
    /// The item that is meant, if its value is a list.
    pub item: String,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Arguments of the message and its hints.
    pub args: Vec<(Cow<'static, str>, String)>,
    /// The place, if the problem has one.
    pub span: Option<Span>,
    /// A second place that explains the first (the other claimant of a URL, say).
    pub also: Vec<Span>,
    /// The entry that is meant if `span` and `also` are whole files. Its place is found only when
    /// the problem is about to be shown, since no document keeps the places of its entries.
    pub entry: Option<Box<Entry>>,
    /// Names of the hint attributes of the message that apply; `hint` is always tried.
    pub hints: Vec<Cow<'static, str>>,
    /// Changes to the file of `span` that are sure to fix it; empty if a person has to decide.
    pub fix: Vec<Edit>,
    /// The clock alone brought it about: nobody could have done anything before, and nobody has to
    /// do anything now.
    pub by_clock: bool,
    /// Filled by [`locate`].
    pub place: Option<Place>,
    /// Filled by [`locate`]: places of `also`.
    pub also_places: Vec<Place>,
}

impl Diagnostic {
    /// Makes the problem `code` at `span`.
    pub fn new(code: Code, span: Span) -> Diagnostic {
        Diagnostic {
            code,
            args: Vec::new(),
            span: Some(span),
            also: Vec::new(),
            entry: None,
            hints: Vec::new(),
            fix: Vec::new(),
            by_clock: false,
            place: None,
            also_places: Vec::new(),
        }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.args.push((name.into(), value.to_string()));
        self
    }

    /// Adds the hint attribute `name`.
    #[must_use]
    pub fn hint(mut self, name: &'static str) -> Diagnostic {
        self.hints.push(name.into());
        self
    }

    /// Adds the hint `nearest` with the known word closest to `word`, if one is close.
    #[must_use]
    pub fn nearest<'a>(self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
        match nearest(word, known) {
            Some(near) => self.with("nearest", near).hint("nearest"),
            None => self,
        }
    }

    /// Adds the hint `nearest` with the id that has `word` for its title, or else that is closest
    /// to it, of ids with their titles; the hint `none` if there are no ids.
    ///
    /// The title of one id, and of no other, can only mean that id: its place is filled with it.
    #[must_use]
    pub fn nearest_id<'a>(
        self,
        word: &str,
        known: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Diagnostic {
        let mut titled = known.clone().filter(|(_, title)| *title == word);
        match titled.next() {
            Some((id, _)) => {
                let problem = self.with("nearest", id).hint("nearest");
                match problem.span.as_ref().filter(|_| titled.next().is_none()) {
                    Some(span) => {
                        let range = span.start as usize..span.end as usize;
                        problem.replace(range, id)
                    }
                    None => problem,
                }
            }
            None if known.clone().next().is_none() => self.hint("none"),
            None => self.nearest(word, known.map(|(id, _)| id)),
        }
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, span: Span) -> Diagnostic {
        self.also.push(span);
        self
    }

    /// Sets the entry that is meant: `key`, and of a list its item `item`.
    #[must_use]
    pub fn entry(mut self, key: &'static str, item: impl Into<String>) -> Diagnostic {
        let item = item.into();
        self.entry = Some(Box::new(Entry { key, item }));
        self
    }

    /// Says that the clock alone brought it about: `--deny-warnings` lets such a warning pass.
    #[must_use]
    pub fn by_clock(mut self) -> Diagnostic {
        self.by_clock = true;
        self
    }

    /// Returns true if `other` says the same of the same place.
    pub fn says_same(&self, other: &Diagnostic) -> bool {
        order(self, other).is_eq() && self.also == other.also && self.shown() == other.shown()
    }

    /// Returns what is shown of its place: line, column and the text of the line.
    fn shown(&self) -> Option<(u32, u32, Option<&str>)> {
        let (span, place) = (self.span.as_ref()?, self.place.as_ref()?);
        Some((
            place.line,
            place.column,
            place.excerpt(span).map(|(line, _)| line),
        ))
    }

    /// Adds a change that fixes it: `text` in the place of the bytes `range`.
    #[must_use]
    pub fn replace(mut self, range: Range<usize>, text: impl Into<String>) -> Diagnostic {
        self.fix.push(Edit::new(range, text));
        self
    }

    /// Returns true if it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.code.is_error()
    }
}

/// Returns the known word closest to `word` within a third of its length (at least one edit).
///
/// A comparison takes the product of both lengths, so a word longer than any that people type is
/// compared with none.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST_WORD: usize = 200;
    let length = word.chars().count();
    if length > LONGEST_WORD {
        return None;
    }
    let limit = (length / 3).max(1) + 1;
    known
        .into_iter()
        // A character has at most four bytes: most words are ruled out without counting theirs.
        .filter(|k| k.len() <= 4 * (length + limit) && k.chars().count().abs_diff(length) <= limit)
        .map(|k| (strsim::damerau_levenshtein(word, k), k))
        .filter(|(d, _)| *d <= limit)
        .min()
        .map(|(_, k)| k)
}

/// A value with the problems that were met on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made in spite of the problems.
    pub value: T,
    /// The problems, in the order met.
    pub problems: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// Returns the value and moves its problems to `sink`.
    pub fn into_value(self, sink: &mut Vec<Diagnostic>) -> T {
        sink.extend(self.problems);
        self.value
    }
}

/// Finds line and column of every problem and sorts them by file and place.
///
/// `text_of` reads a file again.
pub fn locate(problems: &mut [Diagnostic], text_of: impl Fn(&SitePath) -> Option<Arc<str>>) {
    problems.sort_by(order);
    let mut last = None;
    for problem in problems {
        let also = problem.also.iter();
        problem.also_places = also.map(|span| place(span, &mut last, &text_of)).collect();
        let span = problem.span.as_ref();
        problem.place = span.map(|span| place(span, &mut last, &text_of));
    }
}

/// Returns the place of a span; `last` keeps the lines of the file that was read last, since most
/// problems are in the same file as the one before.
fn place(
    span: &Span,
    last: &mut Option<(SitePath, Lines)>,
    text_of: impl Fn(&SitePath) -> Option<Arc<str>>,
) -> Place {
    let read = match last.take() {
        Some(read) if read.0 == span.file => read,
        _ => {
            let text = text_of(&span.file).unwrap_or_else(|| Arc::from(""));
            (span.file.clone(), Lines::new(text))
        }
    };
    last.insert(read).1.place(span)
}

/// Compares problems by file and place.
pub fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args))
}
