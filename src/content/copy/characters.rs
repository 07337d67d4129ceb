//! Characters that should not stand in a text, as findings: the table is that of the base.

use std::ops::Range;

use super::rule::{Finding, Rule};
use crate::base::character::{self, Fault, Odd, point};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Finds such characters in a file, but for those in `code`, and forms of characters in `links`,
/// which have to be those of a file's name. Both are in order.
///
/// Those that no page may have are returned apart: they are an error.
pub fn find(text: &str, code: &[Range<usize>], links: &[Range<usize>]) -> (Vec<Finding>, Vec<Odd>) {
    let mut findings = Vec::new();
    let mut forbidden = Vec::new();
    for odd in character::find(text) {
        let is_form = odd.fault == Fault::Form;
        if is_within(&odd.range, code) || is_form && is_within(&odd.range, links) {
            continue;
        }
        match rule(odd.fault) {
            Some(rule) => findings.push(finding(rule, text, &odd)),
            None => forbidden.push(odd),
        }
    }
    (findings, forbidden)
}

/// Finds such characters in a text that an escape made; it stands at `place` of its file.
pub fn find_escaped(text: &str, place: Range<u32>) -> Vec<Finding> {
    let odd = character::find(text);
    let rules = odd.iter().filter_map(|odd| Some((rule(odd.fault)?, odd)));
    rules
        .map(|(rule, odd)| Finding {
            start: place.start,
            end: place.end,
            right: None,
            ..finding(rule, text, odd)
        })
        .collect()
}

/// Reports such characters in the bytes `range` of a file that is no document.
pub fn problems(file: &SitePath, text: &str, range: Range<usize>) -> Vec<Diagnostic> {
    let part = text.get(range.clone()).unwrap_or_default();
    let (findings, forbidden) = find(part, &[], &[]);
    let findings = findings.iter().map(|finding| {
        let start = range.start + finding.start as usize;
        let place = start..range.start + finding.end as usize;
        let problem = Diagnostic::new(finding.rule.code(), Span::new(file, place.clone()));
        let problem = described(problem.with("text", &finding.text), &finding.text);
        match &finding.right {
            Some(right) => problem.with("right", right).replace(place, &**right),
            None => problem,
        }
    });
    let forbidden = forbidden.iter().map(|odd| {
        let place = range.start + odd.range.start..range.start + odd.range.end;
        error(file, text, place)
    });
    findings.chain(forbidden).collect()
}

/// Makes the error of a character that no page may have.
pub fn error(file: &SitePath, text: &str, place: Range<usize>) -> Diagnostic {
    let c = text[place.clone()].chars().next().unwrap_or_default();
    Diagnostic::new(code::FORBIDDEN_CHARACTER, Span::new(file, place)).with("text", point(c))
}

/// Adds code point and name of the characters in question.
pub(super) fn described(problem: Diagnostic, text: &str) -> Diagnostic {
    let odd = character::described(text);
    problem
        .with("point", odd.map(|(c, _)| point(c)).unwrap_or_default())
        .with("kind", odd.map_or("invisible", |(_, fault)| fault.name()))
}

fn finding(rule: Rule, text: &str, odd: &Odd) -> Finding {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Finding {
        rule,
        start: place(odd.range.start),
        end: place(odd.range.end),
        text: text[odd.range.clone()].into(),
        right: odd.right.as_deref().map(Into::into),
    }
}

/// Returns the rule that a character breaks; none where it is an error.
fn rule(fault: Fault) -> Option<Rule> {
    match fault {
        Fault::Forbidden => None,
        Fault::Control | Fault::Line | Fault::Direction | Fault::Invisible => Some(Rule::Invisible),
        Fault::Private | Fault::Object | Fault::Accent => Some(Rule::Unreadable),
        Fault::Form => Some(Rule::OtherForm),
        Fault::Space => Some(Rule::OddSpace),
    }
}

/// Returns true if a place lies in one of the ranges, which are in order.
fn is_within(place: &Range<usize>, ranges: &[Range<usize>]) -> bool {
    let after = ranges.partition_point(|range| range.start <= place.start);
    let around = after.checked_sub(1).and_then(|i| ranges.get(i));
    around.is_some_and(|range| place.start < range.end)
}
