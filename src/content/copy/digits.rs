//! Numbers: full-width digits, and ranges of percentages.

use super::{Passage, Rule, Slip};

pub(super) fn check(passage: &Passage, found: &mut Vec<Slip>) {
    let mut i = 0;
    while let Some(c) = passage.at(i) {
        i = match c {
            '０'..='９' => wide(passage, i, found),
            '0'..='9' => range(passage, i, found),
            _ => i + 1,
        };
    }
}

/// Full-width digits, with the full-width point between them.
fn wide(passage: &Passage, i: usize, found: &mut Vec<Slip>) -> usize {
    let is_wide = |c: char| ('０'..='９').contains(&c);
    let mut end = i;
    while passage.at(end).is_some_and(is_wide)
        || passage.at(end) == Some('．') && passage.at(end + 1).is_some_and(is_wide)
    {
        end += 1;
    }
    let narrow = |c: char| match c {
        '．' => '.',
        c => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
    };
    let right = passage.text(i, end).chars().map(narrow).collect();
    found.push(passage.slip(Rule::WideDigits, i, end, Some(right)));
    end
}

/// `63~68%`, `5至8%`: a rising range of which only the second number has its sign.
fn range(passage: &Passage, i: usize, found: &mut Vec<Slip>) -> usize {
    let end = number(passage, i);
    let is_sign = |c: char| matches!(c, '~' | '～' | '-' | '–' | '—' | '－' | '至');
    let second = end + 1;
    if !passage.at(end).is_some_and(is_sign)
        || !passage.at(second).is_some_and(|c| c.is_ascii_digit())
    {
        return end;
    }
    let last = number(passage, second);
    let value = |from, to| passage.text(from, to).parse::<f64>().unwrap_or(f64::NAN);
    let is_alone = passage
        .before(i)
        .is_none_or(|c| !matches!(c, '-' | '.' | '/' | '–') && !c.is_ascii_alphabetic());
    let (low, high) = (value(i, end), value(second, last));
    if passage.at(last) == Some('%') && is_alone && low < high && high <= 1000.0 {
        let right = format!("{}%{}%", passage.text(i, end), passage.text(end, last));
        found.push(passage.slip(Rule::PercentRange, i, last + 1, Some(right)));
    }
    last
}

/// Returns the index after a number with or without a decimal point.
fn number(passage: &Passage, mut i: usize) -> usize {
    let is_digit = |i: usize| passage.at(i).is_some_and(|c| c.is_ascii_digit());
    while is_digit(i) || passage.at(i) == Some('.') && is_digit(i + 1) {
        i += 1;
    }
    i
}
