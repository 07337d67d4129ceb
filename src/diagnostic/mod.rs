//! What was found wrong, as a value: drawn later, by whoever shows it.
//!
//! A [`Diagnostic`] holds a stable code, the arguments of its message and the place in the site's
//! files. Its wording lives in `src/diagnostic/messages/*.ftl`, one entry a code, in Chinese and
//! English.

pub mod code;
pub mod counts;
pub mod index;
pub mod wording;

use std::cmp::Ordering;
use std::io;
use std::ops::Range;
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::diagnostic::code::{Code, Severity};

/// Bytes of one file of the site; `range` counts from the start of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: SitePath,
    /// First byte.
    pub start: u32,
    /// Byte after the last one; equal to `start` where a point is meant.
    pub end: u32,
}

impl Span {
    /// Makes the span of `range` bytes in `file`; offsets beyond 4 GiB are clamped.
    pub fn new(file: &SitePath, range: Range<usize>) -> Span {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Span {
            file: file.clone(),
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// Makes the span of the whole file's first character.
    pub fn file(file: &SitePath) -> Span {
        Span::new(file, 0..0)
    }
}

/// Where a span lies, for people: found when the problem is about to be shown.
#[derive(Clone, Debug)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The file's whole text; empty where it could not be read as text.
    pub text: Arc<str>,
    /// Bytes of the line, without its end and without a byte order mark; none where it is not
    /// shown.
    line_bytes: Option<Range<u32>>,
}

/// A line of more bytes is not shown: it was written by a program, and would be shown once for each
/// of its problems.
const LONGEST: usize = 10_000;

/// A line of more bytes is shown for its first [`SHOWN`] problems only: to draw it takes its
/// length, for each.
const LONG: usize = 1_000;

/// See [`LONG`].
const SHOWN: usize = 20;

impl Place {
    /// Returns the line of a span and what is to be marked in it; none where a whole file is meant.
    ///
    /// A mark ends with its line: a list or a map is marked by its first line.
    pub fn excerpt(&self, span: &Span) -> Option<(&str, Range<usize>)> {
        let text = &*self.text;
        if text.is_empty() || span.end == 0 {
            return None;
        }
        let bytes = self.line_bytes.clone()?;
        let line = text.get(bytes.start as usize..bytes.end as usize)?;
        let clip = |at: u32| line.floor_char_boundary(at.saturating_sub(bytes.start) as usize);
        Some((line, clip(span.start)..clip(span.end).max(clip(span.start))))
    }
}

/// A piece of a file and what should stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// First byte.
    pub start: u32,
    /// Byte after the last one; equal to `start` where something is only put in.
    pub end: u32,
    /// The new text.
    pub text: String,
}

/// An entry of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its key.
    pub key: &'static str,
    /// The item that is meant, where its value is a list.
    pub item: String,
}

/// One problem.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// What is wrong.
    pub code: Code,
    /// Arguments of the message and its hints.
    pub args: Vec<(&'static str, String)>,
    /// The place, if the problem has one.
    pub span: Option<Span>,
    /// A second place that explains the first (the other claimant of a URL, say).
    pub also: Vec<Span>,
    /// The entry that is meant where `span` and `also` are whole files: sought when the problem is
    /// about to be shown, since no document keeps the places of its entries.
    pub entry: Option<Entry>,
    /// Names of the hint attributes of the message that apply; `hint` is always tried.
    pub hints: Vec<&'static str>,
    /// Changes to the file of `span` that mend it for certain; none where a person has to decide.
    pub fix: Vec<Edit>,
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
            place: None,
            also_places: Vec::new(),
        }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Diagnostic {
        self.args.push((name, value.to_string()));
        self
    }

    /// Adds the hint attribute `name`.
    #[must_use]
    pub fn hint(mut self, name: &'static str) -> Diagnostic {
        self.hints.push(name);
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
    /// to it, of ids with their titles; the hint `none` where there are no ids.
    #[must_use]
    pub fn nearest_id<'a>(
        self,
        word: &str,
        known: impl Iterator<Item = (&'a str, &'a str)> + Clone,
    ) -> Diagnostic {
        match known.clone().find(|(_, title)| *title == word) {
            Some((id, _)) => self.with("nearest", id).hint("nearest"),
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

    /// Means the entry `key` of the files that are its places; of a list its item `item`.
    #[must_use]
    pub fn entry(mut self, key: &'static str, item: impl Into<String>) -> Diagnostic {
        self.entry = Some(Entry {
            key,
            item: item.into(),
        });
        self
    }

    /// Tells whether another one says the same of the same place.
    pub fn tells_same(&self, other: &Diagnostic) -> bool {
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

    /// Adds a change that mends it: `text` in the place of the bytes `range`.
    #[must_use]
    pub fn replace(mut self, range: Range<usize>, text: impl Into<String>) -> Diagnostic {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.fix.push(Edit {
            start: clamp(range.start),
            end: clamp(range.end),
            text: text.into(),
        });
        self
    }

    /// Tells whether it keeps the site from being published.
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// Returns the known word closest to `word` within a third of its length (at least one edit).
///
/// To compare two words takes the product of their lengths, so a word that is longer than any that
/// is typed has none.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const LONGEST_WORD: usize = 200;
    let length = word.chars().count();
    let limit = (length / 3).max(1) + 1;
    // A character has at most four bytes.
    let may_be_near =
        |k: &&str| k.len() <= 4 * (length + limit) && k.chars().count().abs_diff(length) <= limit;
    known
        .into_iter()
        .filter(|k| length <= LONGEST_WORD && may_be_near(k))
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

/// Finds line and column of every problem and sorts them by file and place; `text_of` reads a file
/// again.
pub fn locate(problems: &mut [Diagnostic], text_of: impl Fn(&SitePath) -> Option<Arc<str>>) {
    problems.sort_by(order);
    let mut last: Option<(SitePath, Lines)> = None;
    let mut place = |span: &Span| {
        if last.as_ref().is_none_or(|(file, _)| *file != span.file) {
            last = Some((
                span.file.clone(),
                Lines::new(text_of(&span.file).unwrap_or_else(|| Arc::from(""))),
            ));
        }
        last.as_mut().map(|(_, lines)| lines.place(span))
    };
    for problem in problems {
        problem.also_places = problem.also.iter().filter_map(&mut place).collect();
        problem.place = problem.span.as_ref().and_then(&mut place);
    }
}

/// Compares problems by file and place.
pub fn order(a: &Diagnostic, b: &Diagnostic) -> Ordering {
    (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args))
}

/// The lines of a file, so that many problems in it are found without counting from its head, nor
/// from that of a long line, for each.
struct Lines {
    text: Arc<str>,
    /// Byte at which each line starts.
    starts: Vec<usize>,
    /// The last place that was counted: its byte and its column, from 1.
    last: (usize, usize),
    /// The last line of which there was a place, and how many there were.
    places: (usize, usize),
}

impl Lines {
    fn new(text: Arc<str>) -> Lines {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Lines {
            text,
            starts,
            last: (0, 1),
            places: (0, 0),
        }
    }

    fn place(&mut self, span: &Span) -> Place {
        let at = self.text.floor_char_boundary(span.start as usize);
        let line = self.starts.partition_point(|start| *start <= at);
        let start = line
            .checked_sub(1)
            .and_then(|line| self.starts.get(line))
            .copied()
            .unwrap_or_default();
        let (from, column) = if (start..=at).contains(&self.last.0) {
            self.last
        } else {
            (start, 1)
        };
        // A byte order mark at the file's head is no character that an editor sees.
        let column = column
            + self.text[from..at]
                .chars()
                .filter(|c| *c != '\u{feff}')
                .count();
        self.last = (at, column);
        let end = self
            .starts
            .get(line)
            .map_or(self.text.len(), |next| next - 1);
        let shown = self.text[start..end]
            .strip_suffix('\r')
            .unwrap_or(&self.text[start..end]);
        let mark = shown.len() - shown.strip_prefix('\u{feff}').unwrap_or(shown).len();
        self.places = if self.places.0 == line {
            (line, self.places.1 + 1)
        } else {
            (line, 1)
        };
        let is_shown = shown.len() <= if self.places.1 > SHOWN { LONG } else { LONGEST };
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place {
            line: count(line),
            column: count(column),
            text: self.text.clone(),
            line_bytes: is_shown.then(|| count(start + mark)..count(start + shown.len())),
        }
    }
}

/// Returns the argument `reason` of a message: the name of words for what commonly goes wrong with
/// files, or what the system itself says, in quotation marks.
pub fn reason(error: &io::Error) -> String {
    use io::ErrorKind;
    // Rust has no stable kinds for these (POSIX: ELOOP, EMFILE, ENFILE, EIO; the number of the
    // first depends on the system).
    let special = match error.raw_os_error().filter(|_| cfg!(unix)) {
        Some(40) if cfg!(target_os = "linux") => Some("reason-loop"),
        Some(62) if cfg!(target_vendor = "apple") => Some("reason-loop"),
        Some(23 | 24) => Some("reason-too-many"),
        Some(5) => Some("reason-broken"),
        _ => None,
    };
    let name = special.or(match error.kind() {
        ErrorKind::NotFound => Some("reason-missing"),
        ErrorKind::PermissionDenied => Some("reason-denied"),
        ErrorKind::StorageFull => Some("reason-full"),
        ErrorKind::QuotaExceeded => Some("reason-quota"),
        ErrorKind::ReadOnlyFilesystem => Some("reason-read-only"),
        ErrorKind::IsADirectory => Some("reason-folder"),
        ErrorKind::NotADirectory => Some("reason-no-folder"),
        ErrorKind::InvalidFilename => Some("reason-name"),
        ErrorKind::FileTooLarge => Some("reason-large"),
        ErrorKind::AlreadyExists => Some("reason-there"),
        // So says the program's own reader of the disk of a pipe or a device.
        ErrorKind::Unsupported if error.raw_os_error().is_none() => Some("reason-special"),
        // And so of a link that leads out of the site's folder.
        ErrorKind::CrossesDevices if error.raw_os_error().is_none() => Some("reason-outside"),
        ErrorKind::AddrNotAvailable => Some("reason-address"),
        _ => None,
    });
    name.map_or_else(|| format!("“{error}”"), str::to_owned)
}

/// The environment failed: disk, permission, lock, usage. Not a problem of the content.
#[derive(Debug)]
pub struct Failure {
    /// What failed.
    pub code: Code,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Failure {
    /// Makes a failure with the message `code`.
    pub fn new(code: Code) -> Failure {
        Failure {
            code,
            args: Vec::new(),
        }
    }

    /// Makes a failure of the file system at `path`.
    pub fn io(code: Code, path: impl ToString, error: &io::Error) -> Failure {
        Failure::new(code)
            .with("path", path)
            .with("reason", reason(error))
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Failure {
        self.args.push((name, value.to_string()));
        self
    }
}
