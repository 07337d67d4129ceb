//! Where front matter starts and ends, and what is wrong with the two lines of `---`.

use std::ops::Range;

use super::typos::{key_of, typos};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// The two parts of a file.
pub(super) struct Parts {
    /// The bytes of the YAML.
    pub(super) yaml: Range<usize>,
    /// The byte at which the body starts.
    pub(super) body: usize,
    /// Typing errors in the lines of the YAML; with an error among them it is something else than
    /// was meant.
    pub(super) problems: Vec<Diagnostic>,
}

/// Finds front matter and body.
///
/// A byte order mark, empty lines before the fence and CRLF line ends are accepted.
pub(super) fn split(file: &SitePath, text: &str) -> Result<Parts, Diagnostic> {
    let mark = head(text);
    if text[mark..].is_empty() {
        return Err(Diagnostic::new(code::EMPTY_FILE, Span::new(file, 0..0)));
    }
    let first = text[mark..].lines().next().unwrap_or_default();
    let Some(start) = opened(text, mark) else {
        let end = mark + first.trim_end().len();
        if is_dashes(first) {
            return Err(not_a_fence(file, mark..end));
        }
        return Err(without_fence(file, text, mark, end));
    };
    let mut at = start;
    let mut suspect = None;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if is_closing(bare) {
            return closed(file, text, start..at, at + line.len());
        }
        if suspect.is_none() && is_dashes(bare) && bare.chars().count() > 1 {
            suspect = Some(at..at + bare.len());
        }
        at += line.len();
    }
    Err(suspect.map_or_else(
        || unclosed(file, text, mark, start),
        |at| not_a_fence(file, at),
    ))
}

/// Returns the bytes of the YAML in a text that is still being written: to the end where no fence
/// closes it, `None` where none opens it.
pub(crate) fn yaml_of(text: &str) -> Option<Range<usize>> {
    let start = opened(text, head(text))?;
    let lines = text[start..].split_inclusive('\n');
    let length: usize = lines
        .take_while(|line| !is_closing(line.trim_end()))
        .map(str::len)
        .sum();
    Some(start..start + length)
}

/// Returns the byte of the first line that is not empty.
fn head(text: &str) -> usize {
    let mark = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
    let empty = text[mark..]
        .split_inclusive('\n')
        .take_while(|l| l.trim().is_empty());
    mark + empty.map(str::len).sum::<usize>()
}

/// Returns the byte behind the line at `mark` where that is a fence.
fn opened(text: &str, mark: usize) -> Option<usize> {
    let first = text[mark..].lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        return None;
    }
    let end = mark + first.len();
    Some(end + line_end(&text[end..]))
}

fn is_closing(line: &str) -> bool {
    line == "---" || line == "..."
}

/// Looks at front matter whose end was found: a fence too many, then the typing errors of its
/// lines.
fn closed(
    file: &SitePath,
    text: &str,
    yaml: Range<usize>,
    body: usize,
) -> Result<Parts, Diagnostic> {
    let next = text[body..].lines().next().unwrap_or_default();
    if text[yaml.clone()].trim().is_empty() && key_of(next).is_some() {
        let fence = yaml.end..yaml.end + text[yaml.end..body].trim_end().len();
        return Err(extra_fence(file, fence, yaml.end..body));
    }
    if next.trim_end() == "---" {
        let line = body..body + next.len() + line_end(&text[body + next.len()..]);
        let fence = body..body + next.trim_end().len();
        return Err(extra_fence(file, fence, line));
    }
    let problems = typos(file, text, yaml.clone());
    Ok(Parts {
        yaml,
        body,
        problems,
    })
}

/// Reports a second fence at one end; `line` is what to delete.
fn extra_fence(file: &SitePath, fence: Range<usize>, line: Range<usize>) -> Diagnostic {
    Diagnostic::new(code::EXTRA_FENCE, Span::new(file, fence)).replace(line, "")
}

/// Reports a line of other dashes, or too few or many, where a fence is meant.
fn not_a_fence(file: &SitePath, at: Range<usize>) -> Diagnostic {
    Diagnostic::new(code::MALFORMED_FENCE, Span::new(file, at.clone())).replace(at, "---")
}

/// Reports a file that does not start with a fence; a fence is put in where keys follow and end in
/// one.
fn without_fence(file: &SitePath, text: &str, mark: usize, end: usize) -> Diagnostic {
    let problem = Diagnostic::new(code::MISSING_FRONT_MATTER, Span::new(file, mark..end));
    let mut lines = text[mark..].lines();
    let keys = lines
        .by_ref()
        .take_while(|l| l.trim_end() != "---")
        .all(is_front);
    let has_end = text[mark..].lines().any(|l| l.trim_end() == "---");
    let is_front = keys
        && has_end
        && text[mark..]
            .lines()
            .next()
            .is_some_and(|l| key_of(l).is_some());
    if is_front {
        problem.replace(mark..mark, format!("---{}", line_break(text)))
    } else {
        problem
    }
}

/// Reports front matter without an end; a fence is put in where an empty line parts keys from text.
fn unclosed(file: &SitePath, text: &str, mark: usize, start: usize) -> Diagnostic {
    let problem = Diagnostic::new(code::UNCLOSED_FRONT_MATTER, Span::new(file, mark..mark + 3));
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            let after = text[at..].lines().find(|l| !l.trim().is_empty());
            let is_text =
                after.is_some_and(|l| key_of(l).is_none() && !l.starts_with([' ', '\t', '-', '#']));
            let is_end = at > start && is_text;
            return if is_end {
                problem.replace(at..at, format!("---{}", line_break(text)))
            } else {
                problem
            };
        }
        if !is_front(line) {
            return problem;
        }
        at += line.len();
    }
    problem
}

/// Returns true if a line can be one of front matter: a key, something below it, or a comment.
fn is_front(line: &str) -> bool {
    key_of(line).is_some() || line.starts_with([' ', '-', '#'])
}

fn is_dashes(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|c| "-—–－―─".contains(c))
}

fn line_end(rest: &str) -> usize {
    rest.find('\n').map_or(rest.len(), |i| i + 1)
}

/// Returns the line break that the file uses.
fn line_break(text: &str) -> &'static str {
    if text
        .split_inclusive('\n')
        .next()
        .is_some_and(|l| l.ends_with("\r\n"))
    {
        "\r\n"
    } else {
        "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns YAML and body, or what is wrong.
    fn parts(text: &str) -> Result<(&str, &str), String> {
        let parts =
            split(&SitePath::new("a.md"), text).map_err(|problem| problem.code.id.to_owned())?;
        Ok((&text[parts.yaml], &text[parts.body..]))
    }

    #[test]
    fn two_lines_of_dashes_part_yaml_from_text() {
        for (text, expected) in [
            ("---\ntitle: 题\n---\n文\n", ("title: 题\n", "文\n")),
            ("---\r\ntitle: 题\r\n---\r\n文", ("title: 题\r\n", "文")),
            (
                "\u{feff}\n \n---  \ntitle: 题\n...\n文",
                ("title: 题\n", "文"),
            ),
            ("---\ntitle: 题\n---", ("title: 题\n", "")),
            ("---\n---\n文", ("", "文")),
            (
                "---\ntitle: 题\n---\n文\n\n---\n",
                ("title: 题\n", "文\n\n---\n"),
            ),
        ] {
            assert_eq!(parts(text), Ok(expected), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_front_matter_is_reported() {
        for (text, code) in [
            ("", "E0100"),
            ("\u{feff} \n", "E0100"),
            ("文\n", "E0101"),
            ("---\ntitle: 题\n\n文\n", "E0102"),
            ("---\n", "E0102"),
            ("———\ntitle: 题\n---\n", "E0117"),
            ("---\ntitle: 题\n--\n文\n", "E0117"),
            ("---\n---\ntitle: 题\n---\n", "E0130"),
            ("---\ntitle: 题\n---\n---\n文\n", "E0130"),
        ] {
            assert_eq!(parts(text), Err(code.to_owned()), "{text:?}");
        }
    }
}
