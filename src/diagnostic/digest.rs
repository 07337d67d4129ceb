//! The gist of many problems: errors first, of each kind the first ones, and how many there are.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Diagnostic;
use super::code::Code;

/// How many problems of one code are shown where not all are asked for.
pub const SHOWN: usize = 20;

/// Returns the problems to show: errors before warnings, each in the order given, and of each code
/// no more than `most`.
pub fn first_of_each<'a>(
    problems: impl IntoIterator<Item = &'a Diagnostic>,
    most: usize,
) -> Vec<&'a Diagnostic> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for problem in problems {
        let count = counts.entry(problem.code).or_default();
        *count += 1;
        if *count <= most {
            shown.push(problem);
        }
    }
    shown.sort_by_key(|problem| problem.code.severity);
    shown
}

/// Returns how many problems there are of each code: of errors first, then what occurs most.
pub fn by_code<'a>(problems: impl IntoIterator<Item = &'a Diagnostic>) -> Vec<(Code, usize)> {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for problem in problems {
        *counts.entry(problem.code).or_default() += 1;
    }
    let mut counts: Vec<(Code, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(code, count)| (code.severity, Reverse(*count), code.id));
    counts
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
        let few = first_of_each(&problems, 20);
        let ids: Vec<&str> = few.iter().map(|p| p.code.id).collect();
        assert_eq!((ids.len(), ids[0], ids[21]), (22, "E0113", "W0312"));
        assert_eq!(first_of_each(&problems, usize::MAX).len(), 32);
        let counts = by_code(&problems);
        let counts: Vec<_> = counts.iter().map(|(code, n)| (code.id, *n)).collect();
        assert_eq!(counts, [("E0113", 1), ("W0315", 30), ("W0312", 1)]);
    }
}
