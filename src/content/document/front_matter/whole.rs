//! Reads on behind what keeps front matter from being read, so that all that is wrong with it is
//! reported at once.
//!
//! A mistake with one sure fix is taken as fixed, and any other entry is left out; what is then
//! found is reported at its place in the file as it is. Nothing is guessed: what may be missing
//! only because an entry was left out is not reported, nor what cannot be read even then.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::fence;
use crate::base::path::SitePath;
use crate::content::copy::{self, Terms};
use crate::content::document::Document;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Edit, Span};

/// How often front matter is read again: a line has seldom more such mistakes.
const ROUNDS: usize = 8;

/// Whoever has more mistakes at once did not make them by hand.
const MOST: usize = 100;

/// A longer text was written by a program, and is not read again.
const LONGEST: usize = 200_000;

/// Codes of what is not there, which may be only because an entry was left out.
const ABSENT: [Code; 8] = [
    code::MISSING_KEY,
    code::MISSING_SERIES,
    code::MISSING_FIGURE,
    code::MISSING_PROFILE_KEY,
    code::UNUSABLE_FILE_NAME,
    code::REQUIRED_BY_POLICY,
    code::MISSING_REVIEW,
    code::INCOMPLETE_REPRINT,
];

/// A document as far as it can be read.
pub(super) struct Attempt {
    /// `None` if the start of the body cannot be found.
    pub(super) document: Option<Document>,
    /// The byte at which the body starts.
    pub(super) body: usize,
    pub(super) problems: Vec<Diagnostic>,
    /// Those of the problems for which the front matter was not read.
    pub(super) obstacles: Vec<Diagnostic>,
    /// True if the YAML itself cannot be understood, and the place at which it cannot may be a
    /// different one from that of the mistake.
    pub(super) is_garbled: bool,
}

/// Returns what else is wrong with a file whose front matter was not read; `first` is what is
/// known, `attempt` reads a changed text of the file.
pub(super) fn beyond(
    file: &SitePath,
    text: &str,
    terms: &Terms,
    first: &Attempt,
    attempt: impl Fn(&str) -> Attempt,
) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    if text.len() > LONGEST {
        return found;
    }
    let mut draft = Draft {
        text: text.to_owned(),
        steps: Vec::new(),
        is_cut: false,
    };
    let mut told = Told::default();
    for problem in &first.problems {
        told.add(text, problem, true);
    }
    let mut has_body = first.document.is_some();
    let mut obstacles = first.obstacles.clone();
    for _ in 0..ROUNDS {
        if obstacles.is_empty() || obstacles.len() > MOST || !draft.clear(file, &obstacles) {
            break;
        }
        let read = attempt(&draft.text);
        // It may be that only for what was changed.
        if read.is_garbled {
            break;
        }
        let keys: BTreeSet<Key> = read.obstacles.iter().map(key).collect();
        for problem in read
            .problems
            .iter()
            .cloned()
            .chain(findings(file, terms, &read))
        {
            let is_in_body = problem
                .span
                .as_ref()
                .is_some_and(|s| s.start as usize >= read.body);
            let is_absent = draft.is_cut && ABSENT.contains(&problem.code);
            // A warning of what was put in is about the fix, and not about what was written.
            let is_of_fix = !problem.is_error() && !draft.was_there(&problem);
            if is_in_body && has_body || is_absent || is_of_fix {
                continue;
            }
            let is_obstacle = keys.contains(&key(&problem));
            let problem = draft.at_its_place(problem);
            if told.add(text, &problem, is_obstacle) {
                found.push(problem);
            }
        }
        has_body |= read.document.is_some();
        obstacles = read.obstacles;
    }
    found
}

/// What a problem says, and where.
type Key = (Option<Span>, Code, Vec<(Cow<'static, str>, String)>);

fn key(problem: &Diagnostic) -> Key {
    (problem.span.clone(), problem.code, problem.args.clone())
}

/// The problems that are reported already.
#[derive(Default)]
struct Told {
    keys: BTreeSet<Key>,
    /// The codes of typing errors with the bytes at which their lines start.
    lines: BTreeSet<(Code, usize)>,
}

impl Told {
    /// Adds a problem; returns false if it is there, or is a typing error of which its line has one
    /// already.
    fn add(&mut self, text: &str, problem: &Diagnostic, is_typo: bool) -> bool {
        let start = problem.span.as_ref().map_or(0, |span| span.start as usize);
        let before = text.get(..start).unwrap_or(text);
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let is_first = !is_typo || self.lines.insert((problem.code, line));
        self.keys.insert(key(problem)) && is_first
    }
}

/// Returns what is wrong with a text by the copy rules.
fn findings<'r>(
    file: &'r SitePath,
    terms: &'r Terms,
    read: &'r Attempt,
) -> impl Iterator<Item = Diagnostic> + use<'r> {
    let findings = read.document.iter().flat_map(|d| &d.details().findings);
    findings.map(move |finding| copy::problem(finding, file, terms))
}

/// A text in which mistakes were taken as fixed.
struct Draft {
    text: String,
    /// What was changed, one step after the other, each in order of place.
    steps: Vec<Vec<Edit>>,
    /// True if an entry was left out.
    is_cut: bool,
}

impl Draft {
    /// Takes away what keeps it from being read; returns false if that takes a guess.
    fn clear(&mut self, file: &SitePath, obstacles: &[Diagnostic]) -> bool {
        let yaml = fence::split(file, &self.text).map(|parts| parts.yaml);
        let mut edits: Vec<Edit> = Vec::new();
        for obstacle in obstacles {
            if !obstacle.fix.is_empty() {
                edits.extend(obstacle.fix.iter().cloned());
            } else if let Ok(yaml) = &yaml
                && let Some(entry) = self.entry(yaml.clone(), obstacle)
            {
                self.is_cut = true;
                edits.push(Edit::new(entry, ""));
            } else {
                return false;
            }
        }
        // Of two that overlap, the first and longer one takes the place of the other.
        edits.sort_by_key(|edit| (edit.start, std::cmp::Reverse(edit.end)));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        edits.retain(|edit| {
            let is_next = edit.start as usize >= at;
            if is_next {
                at = edit.end as usize;
            }
            is_next
        });
        at = 0;
        for edit in &edits {
            let (start, end) = (edit.start as usize, edit.end as usize);
            text.push_str(self.text.get(at..start).unwrap_or_default());
            text.push_str(&edit.text);
            at = end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        self.text = text;
        self.steps.push(edits);
        true
    }

    /// Returns the lines of the entry, with all below it, that a problem of front matter is in.
    fn entry(&self, yaml: Range<usize>, problem: &Diagnostic) -> Option<Range<usize>> {
        let place = problem.span.as_ref()?.start as usize;
        let mut at = yaml.start;
        let mut entry: Option<Range<usize>> = None;
        for line in self.text[yaml].split_inclusive('\n') {
            let is_head = !line.starts_with([' ', '\t', '-', '#', '\n', '\r']);
            if is_head && at > place {
                break;
            }
            match &mut entry {
                Some(entry) if !is_head => entry.end = at + line.len(),
                Some(_) | None if is_head => entry = Some(at..at + line.len()),
                Some(_) | None => {}
            }
            at += line.len();
        }
        entry.filter(|entry| entry.contains(&place))
    }

    /// Returns true if what a problem is about was there at first.
    fn was_there(&self, problem: &Diagnostic) -> bool {
        let ends = problem.span.iter().flat_map(|span| [span.start, span.end]);
        ends.map(|at| self.before(at))
            .all(|(_, was_there)| was_there)
    }

    /// Moves a problem to its place in the text as it was at first.
    fn at_its_place(&self, mut problem: Diagnostic) -> Diagnostic {
        for span in problem.span.iter_mut().chain(&mut problem.also) {
            (span.start, _) = self.before(span.start);
            (span.end, _) = self.before(span.end);
        }
        let mut is_exact = true;
        for edit in &mut problem.fix {
            let (start, end) = (self.before(edit.start), self.before(edit.end));
            is_exact &= start.1 && end.1 && end.0 - start.0 == edit.end - edit.start;
            (edit.start, edit.end) = (start.0, end.0);
        }
        if !is_exact {
            problem.fix.clear();
        }
        problem
    }

    /// Returns the place that a byte had at first; false if it was put in.
    fn before(&self, at: u32) -> (u32, bool) {
        let mut place = (at, true);
        for edits in self.steps.iter().rev() {
            let (at, is_exact) = before(edits, place.0);
            place = (at, place.1 && is_exact);
        }
        place
    }
}

/// Returns the place that a byte had before some changes; false if it was put in.
fn before(edits: &[Edit], at: u32) -> (u32, bool) {
    let (mut old, mut new) = (0, 0);
    for edit in edits {
        let start = new + (edit.start - old);
        if at <= start {
            break;
        }
        let end = start + u32::try_from(edit.text.len()).unwrap_or(u32::MAX);
        if at < end {
            return (edit.end, false);
        }
        (old, new) = (edit.end, end);
    }
    (old + (at - new), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_again_behind_changes() {
        let edits = [
            Edit::new(2..5, ": "),
            Edit::new(10..10, " "),
            Edit::new(20..30, ""),
        ];
        for (at, expected) in [
            (0, (0, true)),
            (2, (2, true)),
            (3, (5, false)),
            (4, (5, true)),
            (9, (10, true)),
            (10, (10, true)),
            (19, (19, true)),
            (20, (20, true)),
            (21, (31, true)),
        ] {
            assert_eq!(before(&edits, at), expected, "{at}");
        }
    }
}
