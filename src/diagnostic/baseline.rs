//! A list of known problems, kept as a file: those of a site that was brought along from elsewhere,
//! so that a new one is not lost among thousands.
//!
//! A problem is known by its file, its code and what it says, not by its line: text above it may
//! change. The file is sorted text, a line for each, so that a change of it can be read.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::base::path::SitePath;
use crate::diagnostic::Diagnostic;

/// The first line of the file: what it is, and the version of its form.
const HEAD: &str = "# dateline baseline 1";

/// What a problem is known by: file, code, and the arguments of its message.
type Key = (String, String, String);

/// A list of known problems.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// How often each is known to occur.
    counts: BTreeMap<Key, usize>,
}

/// What a list of known problems makes of those that were found.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Those that are not in the list, or more often than in it.
    pub fresh: Vec<Diagnostic>,
    /// Those that are.
    pub known: Vec<Diagnostic>,
    /// Entries of the list that no longer occur as often: file, code, and how many are gone.
    pub gone: Vec<(String, String, usize)>,
}

impl Baseline {
    /// Makes the list of these problems.
    pub fn of<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Baseline {
        let mut counts = BTreeMap::new();
        for problem in problems {
            *counts.entry(key(problem)).or_default() += 1;
        }
        Baseline { counts }
    }

    /// Reads a list; fails with the number of the first line that cannot be read.
    pub fn read(text: &str) -> Result<Baseline, usize> {
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        if lines.next().map(str::trim_end) != Some(HEAD) {
            return Err(1);
        }
        let mut counts = BTreeMap::new();
        for (index, line) in lines.enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (key, count) = entry(line).ok_or(index + 2)?;
            *counts.entry(key).or_default() += count;
        }
        Ok(Baseline { counts })
    }

    /// Returns the list as the text of a file.
    pub fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for ((path, code, args), count) in &self.counts {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{path}\t{code}\t{count}\t{args}");
        }
        text
    }

    /// Parts problems into new and known ones; entries of files that `covers` is false for are not
    /// called gone.
    pub fn compare(
        &self,
        problems: impl IntoIterator<Item = Diagnostic>,
        covers: impl Fn(&SitePath) -> bool,
    ) -> Compared {
        let mut left = self.counts.clone();
        let mut compared = Compared::default();
        for problem in problems {
            match left.get_mut(&key(&problem)).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    compared.known.push(problem);
                }
                None => compared.fresh.push(problem),
            }
        }
        for ((path, code, _), count) in left {
            if count > 0 && covers(&SitePath::new(&path)) {
                compared.gone.push((path, code, count));
            }
        }
        compared
    }
}

/// Returns what a problem is known by.
///
/// What a hint proposes depends on the rest of the site, and is no part of it.
fn key(problem: &Diagnostic) -> Key {
    let path = problem.span.as_ref().map_or("", |span| span.file.as_str());
    let args = problem.args.iter();
    let args = args.filter(|(name, _)| !matches!(&**name, "known" | "nearest"));
    let args: Vec<String> = args
        .map(|(name, value)| format!("{name}={}", escaped(value)))
        .collect();
    (escaped(path), problem.code.id.to_owned(), args.join("\t"))
}

/// Reads a line of the file.
fn entry(line: &str) -> Option<(Key, usize)> {
    let mut parts = line.splitn(4, '\t');
    let (path, code) = (parts.next()?, parts.next()?);
    let count = parts.next()?.parse().ok().filter(|count| *count > 0)?;
    let args = parts.next()?;
    let is_code = code.len() == 5 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    is_code.then(|| ((path.to_owned(), code.to_owned(), args.to_owned()), count))
}

/// Writes a value on one line, without tabs.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\\\"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                escaped.extend(c.escape_default());
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::diagnostic::code;

    fn html(file: &str, line: usize, text: &str) -> Diagnostic {
        Diagnostic::new(
            code::DROPPED_HTML,
            Span::new(&SitePath::new(file), line..line),
        )
        .with("text", text)
    }

    #[test]
    fn a_problem_is_known_by_what_it_says_and_how_often() {
        let old = [
            html("b.md", 1, "a\tb\\n\n"),
            html("a.md", 1, "<div>"),
            html("a.md", 5, "<div>"),
            html("a.md", 9, "<p>"),
        ];
        let list = Baseline::of(&old);
        assert_eq!(
            list.text(),
            "# dateline baseline 1\na.md\tW0315\t2\ttext=<div>\na.md\tW0315\t1\ttext=<p>\n\
             b.md\tW0315\t1\ttext=a\\tb\\\\n\\n\n"
        );
        assert_eq!(Baseline::read(&list.text()), Ok(list.clone()));
        let new = [
            html("a.md", 11, "<div>"),
            html("a.md", 15, "<div>"),
            html("a.md", 19, "<div>"),
            html("b.md", 1, "a\tb\\n\n"),
        ];
        let compared = list.compare(new, |_| true);
        let fresh: Vec<u32> = compared
            .fresh
            .iter()
            .filter_map(|p| Some(p.span.as_ref()?.start))
            .collect();
        assert_eq!((fresh, compared.known.len()), (vec![19], 3));
        assert_eq!(compared.gone, [("a.md".to_owned(), "W0315".to_owned(), 1)]);
        assert!(list.compare([], |path| path.as_str() == "b.md").gone.len() == 1);
    }

    #[test]
    fn a_file_that_is_no_list_is_refused_by_line() {
        for (text, line) in [
            ("", 1),
            ("title: 题\n", 1),
            ("# dateline baseline 2\n", 1),
            ("# dateline baseline 1\n\n# note\na.md\tW0315\t0\t\n", 4),
            ("# dateline baseline 1\n<<<<<<< HEAD\n", 2),
            ("# dateline baseline 1\na.md\tW0315\tx\t\n", 2),
        ] {
            assert_eq!(Baseline::read(text), Err(line), "{text:?}");
        }
    }
}
