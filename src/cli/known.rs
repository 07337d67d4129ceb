//! The list of known problems that is named by `--baseline`, or written by `--write-baseline`.

use std::path::Path;

use super::terminal::say;
use crate::base::path::SitePath;
use crate::diagnostic::baseline::{Baseline, Compared};
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure};
use crate::publish;
use crate::source;

/// Number of entries that are gone which are named one by one.
const LISTED: usize = 20;

/// A list of known problems, and where it is from.
pub(super) struct Known<'a> {
    file: &'a Path,
    list: Baseline,
}

impl<'a> Known<'a> {
    /// Reads the list, if one is named.
    pub(super) fn read(file: Option<&'a Path>) -> Result<Option<Known<'a>>, Failure> {
        let Some(file) = file else { return Ok(None) };
        let bytes = source::read_list(file)
            .map_err(|e| Failure::io(code::UNREADABLE_BASELINE, file.display(), &e))?;
        let list = Baseline::read(&String::from_utf8_lossy(&bytes)).map_err(|line| {
            Failure::new(code::MALFORMED_BASELINE)
                .with("path", file.display())
                .with("line", line)
        })?;
        Ok(Some(Known { file, list }))
    }

    /// Parts problems into new and known ones; see [`Baseline::compare`].
    pub(super) fn compare(
        &self,
        problems: impl IntoIterator<Item = Diagnostic>,
        covers: impl Fn(&SitePath) -> bool,
    ) -> Compared {
        self.list.compare(problems, covers)
    }

    /// Says how many problems were not reported, and which of the list are gone.
    pub(super) fn report(&self, compared: &Compared, wording: &Wording) {
        let file = self.file.display().to_string();
        let path = ("path", Word::Text(&file));
        let known = &compared.known;
        if !known.is_empty() {
            say(
                wording,
                "baseline-known",
                &[("count", count(known.len())), path],
            );
        }
        let errors = Counts::of(known).errors;
        if errors > 0 {
            say(wording, "baseline-errors", &[("count", count(errors))]);
        }
        let gone: usize = compared.gone.iter().map(|(_, _, count)| count).sum();
        if gone == 0 {
            return;
        }
        say(wording, "baseline-gone", &[("count", count(gone)), path]);
        for (path, code, number) in compared.gone.iter().take(LISTED) {
            let words = [
                ("path", Word::Text(path)),
                ("code", Word::Text(code)),
                ("count", count(*number)),
            ];
            say(wording, "baseline-gone-entry", &words);
        }
    }
}

/// Writes the list of these problems.
pub(super) fn write(
    file: &Path,
    problems: &[Diagnostic],
    wording: &Wording,
) -> Result<(), Failure> {
    let text = Baseline::of(problems).text();
    publish::write_given(file, text.as_bytes())
        .map_err(|e| Failure::io(code::UNWRITABLE_FILE, file.display(), &e))?;
    let path = file.display().to_string();
    let words = [
        ("count", count(problems.len())),
        ("path", Word::Text(&path)),
    ];
    say(wording, "baseline-written", &words);
    Ok(())
}

fn count(n: usize) -> Word<'static> {
    Word::Count(n as u64)
}
