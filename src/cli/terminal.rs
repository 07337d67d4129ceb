//! Prints: results on standard output, all else on standard error.

use std::io::{self, IsTerminal, Write};

use super::console::{Console, Format};
use super::environment::{is_set, variable};
use crate::base::visible;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure};

/// Columns of a terminal that does not say how many it has.
const WIDTH: usize = 120;

/// Returns true if somebody may look at standard error.
pub(super) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

fn console(wording: &Wording, format: Format) -> Console<'_> {
    Console {
        wording,
        format,
        // <https://no-color.org>
        colour: stderr_is_terminal() && !is_set("NO_COLOR"),
        width: variable("COLUMNS")
            .and_then(|columns| columns.parse().ok())
            .unwrap_or(WIDTH),
    }
}

/// Draws problems as they are printed.
pub(super) fn drawn<'a>(
    wording: &Wording,
    format: Format,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
) -> String {
    let mut text = Vec::new();
    // Writing to memory does not fail.
    console(wording, format).problems(&mut text, problems).ok();
    String::from_utf8_lossy(&text).into_owned()
}

/// Prints a failure.
pub(super) fn report_failure(wording: &Wording, format: Format, failure: &Failure) {
    let mut text = Vec::new();
    console(wording, format).failure(&mut text, failure).ok();
    print_drawn(format, &String::from_utf8_lossy(&text));
}

/// Prints what the console has drawn; problems that a program is to read are results.
pub(super) fn print_drawn(format: Format, text: &str) {
    match format {
        Format::Human => emit(&mut io::stderr(), text),
        Format::Json | Format::Github => emit(&mut io::stdout(), text),
    }
}

/// Prints one of the program's own sentences.
pub(super) fn say(wording: &Wording, id: &str, args: &[(&str, Word<'_>)]) {
    note(&format!("{}\n", wording.say(id, args)));
}

/// Prints lines on standard error, without characters that cannot be seen or that a terminal obeys.
pub(super) fn note(text: &str) {
    emit(&mut io::stderr(), &visible::lines(text));
}

/// Prints a result, without characters that cannot be seen or that a terminal obeys.
pub(super) fn print(text: &str) {
    emit(&mut io::stdout(), &visible::lines(text));
}

/// Writes text to a stream as it is; ignores broken pipes.
pub(super) fn emit(stream: &mut dyn Write, text: &str) {
    stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
        .ok();
}
