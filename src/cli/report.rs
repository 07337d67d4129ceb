//! Problems as a command reports them: for people, errors before warnings, and of what occurs very
//! often the first ones with a table of all.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::console::Format;
use super::terminal::{drawn, note, print_drawn, say};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code::{Code, Severity};
use crate::diagnostic::counts::Counts;
use crate::diagnostic::index;
use crate::diagnostic::wording::{Word, Wording};

/// How many problems of one code are shown, unless all are asked for.
const SHOWN: usize = 20;

/// How problems are to be reported.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// The format; in those for programs every problem is reported.
    pub(super) format: Format,
    /// True if people are shown every problem, too.
    pub(super) all: bool,
}

/// Reports problems and how many there are.
pub(super) fn report(wording: &Wording, style: Style, problems: &[Diagnostic]) {
    let shown = match style.format {
        Format::Human => shown(problems, style.all),
        Format::Json | Format::Github => problems.iter().collect(),
    };
    print_drawn(
        style.format,
        &drawn(wording, style.format, shown.iter().copied()),
    );
    if problems.is_empty() {
        return;
    }
    let left_out = shown.len() < problems.len();
    if left_out {
        note(&table(problems, wording));
    }
    note(&format!("{}\n", Counts::of(problems).worded(wording)));
    if left_out {
        say(
            wording,
            "report-more",
            &[("most", Word::Count(SHOWN as u64))],
        );
    }
}

/// Returns the problems to show: errors before warnings, each in order of file, and of each code no
/// more than [`SHOWN`] unless `all` are wanted.
fn shown(problems: &[Diagnostic], all: bool) -> Vec<&Diagnostic> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for problem in problems {
        let count = counts.entry(problem.code).or_default();
        *count += 1;
        if all || *count <= SHOWN {
            shown.push(problem);
        }
    }
    shown.sort_by_key(|problem| problem.code.severity);
    shown
}

/// Returns a line for each code with the number of its problems and what it is about: errors first,
/// then what occurs most.
fn table(problems: &[Diagnostic], wording: &Wording) -> String {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    for problem in problems {
        *counts
            .entry((problem.code.severity, problem.code.id))
            .or_default() += 1;
    }
    let mut rows: Vec<_> = counts.into_iter().collect();
    rows.sort_by_key(|((severity, id), count)| (*severity, Reverse(*count), *id));
    let entries = index::entries(wording.language());
    let mut text = String::new();
    for ((_, id), count) in rows {
        let entry = entries.iter().find(|entry| entry.code == id);
        let about = entry.map_or("", |entry| &entry.message);
        text.push_str(&format!("{count:>8}  {id}  {about}\n"));
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SitePath;
    use crate::diagnostic::Span;
    use crate::diagnostic::code;

    #[test]
    fn errors_come_first_and_what_is_frequent_is_cut() {
        let at = |code: Code, place: usize| {
            Diagnostic::new(code, Span::new(&SitePath::new("a.md"), place..place))
        };
        let mut problems: Vec<_> = (0..30).map(|n| at(code::DROPPED_HTML, n)).collect();
        problems.push(at(code::UNKNOWN_KEY, 40));
        problems.push(at(code::MISSING_ALT_TEXT, 50));
        let few: Vec<&str> = shown(&problems, false).iter().map(|p| p.code.id).collect();
        assert_eq!((few.len(), few[0], few[21]), (22, "E0113", "W0312"));
        assert_eq!(shown(&problems, true).len(), 32);
        let table = table(
            &problems,
            &Wording::new(crate::base::date::Language::English),
        );
        let ids: Vec<&str> = table
            .lines()
            .filter_map(|l| l.split_whitespace().nth(1))
            .collect();
        assert_eq!(ids, ["E0113", "W0315", "W0312"]);
    }
}
