//! Problems as a command reports them: for people, errors before warnings, and of what occurs very
//! often the first ones with a table of all.

use super::console::Format;
use super::terminal::{drawn, note, print_drawn, say};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::digest::{self, SHOWN};
use crate::diagnostic::index;
use crate::diagnostic::wording::{Word, Wording};

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
        Format::Human if style.all => digest::first_of_each(problems, usize::MAX),
        Format::Human => digest::first_of_each(problems, SHOWN),
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

/// Returns a line for each code with the number of its problems and what it is about: errors first,
/// then what occurs most.
fn table(problems: &[Diagnostic], wording: &Wording) -> String {
    let entries = index::entries(wording.language());
    let mut text = String::new();
    for (code, count) in digest::by_code(problems) {
        let id = code.id;
        let entry = entries.iter().find(|entry| entry.code == id);
        let about = entry.map_or("", |entry| &entry.message);
        text.push_str(&format!("{count:>8}  {id}  {about}\n"));
    }
    text.push('\n');
    text
}
