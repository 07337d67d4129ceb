//! Numbers: full-width digits, and ranges of percentages.

use super::passage::Passage;
use super::rule::{Finding, Rule};

pub(super) fn check(passage: &Passage, found: &mut Vec<Finding>) {
    passage.each_sign(|i, c| match c {
        '０'..='９' => wide(passage, i, found),
        '0'..='9' => range(passage, i, found),
        _ => i + 1,
    });
}

/// Reports full-width digits, with the full-width point between them.
fn wide(passage: &Passage, i: usize, found: &mut Vec<Finding>) -> usize {
    let mut end = i;
    while passage.at(end).is_some_and(is_wide)
        || passage.at(end) == Some('．') && passage.at(end + 1).is_some_and(is_wide)
    {
        end += 1;
    }
    let right = passage.text(i, end).chars().map(narrow).collect();
    found.push(passage.finding(Rule::WideDigits, i, end, Some(right)));
    end
}

fn is_wide(c: char) -> bool {
    ('０'..='９').contains(&c)
}

fn narrow(c: char) -> char {
    match c {
        '．' => '.',
        c => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
    }
}

/// Reports `63~68%`, `5至8%`: a rising range of which only the second number has its sign; 0 needs none.
fn range(passage: &Passage, i: usize, found: &mut Vec<Finding>) -> usize {
    let end = number(passage, i);
    let second = end + 1;
    let is_range = matches!(
        passage.at(end),
        Some('~' | '～' | '-' | '–' | '—' | '－' | '至')
    );
    if !is_range || !is_digit(passage, second) {
        return end;
    }
    let last = number(passage, second);
    let is_alone = passage
        .before(i)
        .is_none_or(|c| !matches!(c, '-' | '.' | '/' | '–') && !c.is_ascii_alphabetic());
    let (low, high) = (value(passage, i, end), value(passage, second, last));
    if passage.at(last) == Some('%') && is_alone && 0.0 < low && low < high && high <= 1000.0 {
        let right = format!("{}%{}%", passage.text(i, end), passage.text(end, last));
        found.push(passage.finding(Rule::PercentRange, i, last + 1, Some(right)));
    }
    last
}

/// Returns the index after a number with or without a decimal point.
fn number(passage: &Passage, mut i: usize) -> usize {
    while is_digit(passage, i) || passage.at(i) == Some('.') && is_digit(passage, i + 1) {
        i += 1;
    }
    i
}

fn is_digit(passage: &Passage, i: usize) -> bool {
    passage.at(i).is_some_and(|c| c.is_ascii_digit())
}

fn value(passage: &Passage, from: usize, to: usize) -> f64 {
    passage.text(from, to).parse().unwrap_or(f64::NAN)
}
