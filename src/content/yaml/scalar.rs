//! Scalars of YAML that can be told at a glance: the reader of the common form leaves others alone.

use super::node::{Value, boolean};
use crate::base::steps::{Steps, length};

/// Words that are, or in some YAML were, something else than text, in small letters.
const WORDS: [&str; 13] = [
    "true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf", "infinity", "nil",
];

/// Longer numbers are left to the parser.
const LONGEST_NUMBER: usize = 15;

/// Returns true if a text has no tab, no control character, and nothing that is no character or
/// ends a line elsewhere.
pub(super) fn is_printable(text: &str) -> bool {
    static SOUGHT: Steps = Steps::to(&[
        (0, 0x09),
        (0x0b, 0x1f),
        (0x7f, 0x7f),
        (0xc2, 0xc2),
        (0xe2, 0xe2),
        (0xef, 0xff),
    ]);
    let mut at = 0;
    while let Some(next) = SOUGHT.next(text, at) {
        let rest = &text.as_bytes()[next..];
        let is_fine = match rest {
            [b'\r', b'\n', ..] | [0xc2, 0xa0..=0xff, ..] => true,
            // Private use, byte order mark, noncharacters.
            [0xe2, 0x80, 0xa8 | 0xa9, ..] | [0xef, 0xb7 | 0xbf, ..] | [0xef, 0xbb, 0xbf, ..] => {
                false
            }
            [0xe2 | 0xef, ..] => true,
            _ => false,
        };
        if !is_fine {
            return false;
        }
        at = next + length(rest[0]);
    }
    true
}

/// Returns true if a word is a key that no YAML takes for anything but text.
pub(super) fn is_key(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(is_letter)
        && bytes.all(|b| is_letter(b) || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
        && !is_word(word)
        && word.trim().len() == word.len()
}

/// Returns the length of the text in quotation marks at the start of a line, if it has no escape.
pub(super) fn quoted(line: &str) -> Option<usize> {
    let mark = *line.as_bytes().first()?;
    let end = 1 + memchr::memchr(mark, &line.as_bytes()[1..])?;
    let is_plain = if mark == b'"' {
        !line[1..end].contains('\\')
    } else {
        // Two of them are one in the text.
        !line[end + 1..].starts_with('\'')
    };
    is_plain.then_some(end + 1)
}

/// Reads a scalar without quotation marks; in brackets more characters part it from the next.
pub(super) fn plain(word: &str, is_in_brackets: bool) -> Option<Value> {
    let bytes = word.as_bytes();
    let first = *bytes.first()?;
    let is_number = first.is_ascii_digit() || first == b'-';
    let is_fine =
        is_letter(first) || is_number || word.starts_with("../") || word.starts_with("./");
    if !is_fine || !is_one(bytes, is_in_brackets) {
        return None;
    }
    if word.is_ascii() && is_number {
        if is_date(bytes) {
            return Some(Value::Text(word.to_owned()));
        }
        return is_decimal(bytes).then(|| Value::Plain(word.to_owned()));
    }
    // A dash starts a list, or a number.
    if first == b'-' {
        return None;
    }
    if boolean(word).is_some() {
        return Some(Value::Plain(word.to_owned()));
    }
    (!is_word(word)).then(|| Value::Text(word.to_owned()))
}

/// Returns true for a byte of a letter, or of any character beyond ASCII.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte >= 0x80
}

/// Returns true if the characters of a word do not part it, or start a remark.
fn is_one(word: &[u8], is_in_brackets: bool) -> bool {
    let mut pairs = word.windows(2);
    !pairs.any(|pair| matches!(pair, b": " | b" #"))
        && word.last() != Some(&b':')
        && !(is_in_brackets && word.iter().any(|b| b"[]{}\"'#&*!|>%@`?,".contains(b)))
}

fn is_word(word: &str) -> bool {
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Returns true for a number in decimal notation: `3`, `-0.5`.
fn is_decimal(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"-").unwrap_or(word);
    let dot = digits.iter().position(|b| *b == b'.');
    let (whole, rest) = digits.split_at(dot.unwrap_or(digits.len()));
    let is_counted = whole.len() == 1 || !whole.starts_with(b"0");
    digits.len() <= LONGEST_NUMBER
        && is_digits(whole)
        && is_counted
        && (dot.is_none() || is_digits(&rest[1..]))
}

fn is_digits(word: &[u8]) -> bool {
    !word.is_empty() && word.iter().all(u8::is_ascii_digit)
}

/// How days are written, with a time or without; 0 is any digit.
const DATES: [&[u8]; 6] = [
    b"0000-00-00",
    b"0000-00-00 00:00",
    b"0000-00-00 00:00:00",
    b"0000-00-00T00:00:00",
    b"0000-00-00T00:00:00+00:00",
    b"0000-00-00 00:00:00+00:00",
];

/// Returns true for a day, with a time or without: `2026-11-11`, `2026-11-11T06:00:00+08:00`.
fn is_date(word: &[u8]) -> bool {
    DATES.iter().any(|shape| has_shape(word, shape))
}

fn has_shape(word: &[u8], shape: &[u8]) -> bool {
    let mut pairs = word.iter().zip(shape);
    word.len() == shape.len()
        && pairs.all(|(b, s)| match s {
            b'0' => b.is_ascii_digit(),
            s => b == s,
        })
}
