//! Lines of a paragraph that were meant to stand by themselves: items with signs that are none of
//! Markdown's, quotations with a full-width sign.

use std::ops::Range;

use super::han::{is_han, starts_chinese};
use super::passage::{BLANK, Form, Passage};
use super::rule::{Finding, Rule};

/// Signs that stand before the items of a list; the last one is that of Word.
const BULLETS: &str = "•●○◆◇■□▪▫·▶➢\u{f06c}\u{f0b7}";

/// Chinese numerals from one on.
const NUMERALS: &str = "一二三四五六七八九十";

/// What a line starts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    /// `•`.
    Bullet(char),
    /// `1.`.
    Dot,
    /// A number of its own form, `1、` `1）` `（一）` `一、` `①`: what stands before and behind it.
    Number(char, char),
    /// `＞`.
    Quote,
}

/// The start of a line: its sign, its number, and the characters that they take.
struct Start {
    sign: Sign,
    number: usize,
    place: Range<usize>,
}

/// Finds the lines of a passage; `text` is the file that holds it.
pub(super) fn check(passage: &Passage, text: &str, found: &mut Vec<Finding>) {
    if !matches!(passage.form, Form::Paragraph | Form::Inner) {
        return;
    }
    let mut at = 0;
    while at < passage.chars.len() {
        let run = run(passage, at, text);
        let end = run.last().map_or(at, |start| start.place.end);
        found.extend(finding(passage, &run, text));
        at = passage.end_of_line(end) + 1;
    }
}

/// Returns the starts of lines from `at` on that have the same sign, and numbers in order.
fn run(passage: &Passage, mut at: usize, text: &str) -> Vec<Start> {
    let mut run: Vec<Start> = Vec::new();
    while let Some(start) = start(passage, at) {
        let goes_on = run.last().is_none_or(|last| {
            last.sign == start.sign && (last.number == 0 || last.number + 1 == start.number)
        });
        if !goes_on {
            break;
        }
        let end = passage.end_of_line(start.place.end);
        run.push(start);
        // Lines that were ended on purpose are set one below the other.
        let (line_end, _) = passage.bytes(end, end + 1);
        let (line, rest) = text.split_at_checked(line_end as usize).unwrap_or_default();
        if end >= passage.chars.len() || !rest.starts_with(['\n', '\r']) || line.ends_with('>') {
            break;
        }
        at = end + 1;
    }
    run
}

/// Reads the start of the line that begins with the character `at`.
fn start(passage: &Passage, at: usize) -> Option<Start> {
    let first = passage.at(at)?;
    let (sign, number, end) = match first {
        '＞' => (Sign::Quote, 0, at + 1),
        c if BULLETS.contains(c) => (Sign::Bullet(c), 0, at + 1),
        '①'..='⑳' => (
            Sign::Number('①', '①'),
            first as usize - '①' as usize + 1,
            at + 1,
        ),
        '(' | '（' => {
            let (number, after) = number(passage, at + 1)?;
            let close = passage.at(after).filter(|c| matches!(c, ')' | '）'))?;
            (Sign::Number(first, close), number, after + 1)
        }
        _ => {
            let (number, after) = number(passage, at)?;
            let close = passage.at(after)?;
            let is_arabic = first.is_ascii_digit();
            match close {
                '.' if is_arabic => (Sign::Dot, number, after + 1),
                '、' => (
                    Sign::Number(if is_arabic { '1' } else { '一' }, close),
                    number,
                    after + 1,
                ),
                ')' | '）' | '．' if is_arabic => (Sign::Number('1', close), number, after + 1),
                _ => return None,
            }
        }
    };
    let space = passage.run(end, |c| matches!(c, ' ' | '\t' | '\u{3000}' | '\u{a0}'));
    let next = passage.at(end + space)?;
    let is_text = is_han(next) || starts_chinese(next) || next.is_alphabetic() || next == BLANK;
    let is_item = is_text || !matches!(sign, Sign::Dot | Sign::Quote) && next.is_alphanumeric();
    is_item.then_some(Start {
        sign,
        number,
        place: at..end + space,
    })
}

/// Reads a number below a hundred in Arabic or Chinese numerals, and returns the index behind it.
fn number(passage: &Passage, at: usize) -> Option<(usize, usize)> {
    let length = passage.run(at, |c| c.is_ascii_digit());
    if (1..=2).contains(&length) {
        let number = passage.text(at, at + length).parse().ok()?;
        return Some((number, at + length)).filter(|_| number > 0);
    }
    let length = passage.run(at, |c| NUMERALS.contains(c));
    let digits: Vec<usize> = passage
        .text(at, at + length.min(4))
        .chars()
        .filter_map(|c| NUMERALS.chars().position(|n| n == c))
        .map(|i| i + 1)
        .collect();
    let number = match digits[..] {
        [ones] => ones,
        [10, ones] if ones < 10 => 10 + ones,
        [tens, 10] if tens < 10 => 10 * tens,
        [tens, 10, ones] if tens < 10 && ones < 10 => 10 * tens + ones,
        _ => return None,
    };
    Some((number, at + length))
}

/// Reports a run of lines, with what should stand from the sign of the first to that of the last.
fn finding(passage: &Passage, run: &[Start], text: &str) -> Option<Finding> {
    let (first, last) = (run.first()?, run.last()?);
    let rule = match first.sign {
        Sign::Quote => Rule::WideQuote,
        Sign::Bullet(_) | Sign::Dot | Sign::Number(..) => Rule::MergedLines,
    };
    if run.len() < 2 && rule == Rule::MergedLines {
        return None;
    }
    let (start, _) = passage.bytes(first.place.start, first.place.end);
    let (_, end) = passage.bytes(last.place.start, last.place.end);
    let (from, to) = passage.bytes(first.place.start, first.place.end);
    Some(Finding {
        rule,
        start,
        end,
        text: text.get(from as usize..to as usize)?.trim_end().into(),
        right: right(passage, run, text).map(Into::into),
    })
}

fn right(passage: &Passage, run: &[Start], text: &str) -> Option<String> {
    let first = run.first()?;
    let is_head = first.place.start == 0;
    let mut right = String::new();
    let mut at = passage.bytes(first.place.start, first.place.end).0 as usize;
    for start in run {
        let (from, to) = passage.bytes(start.place.start, start.place.end);
        let is_first = start.place.start == first.place.start;
        right.push_str(text.get(at..from as usize)?);
        // A list that starts with another number than 1 does not interrupt a paragraph.
        let is_parted = match start.sign {
            Sign::Bullet(_) | Sign::Quote => false,
            Sign::Dot => is_first && !is_head && start.number != 1,
            Sign::Number(..) => !(is_first && is_head),
        };
        if is_parted && passage.form != Form::Paragraph {
            return None;
        }
        if is_parted {
            right.push('\n');
        }
        match start.sign {
            Sign::Bullet(_) => right.push_str("- "),
            Sign::Quote => right.push_str("> "),
            Sign::Dot => right.push_str(&format!("{}. ", start.number)),
            Sign::Number(..) => right.push_str(text.get(from as usize..to as usize)?),
        }
        at = to as usize;
    }
    Some(right)
}
