//! Numbers as Chinese texts write them: 5868, ５８６８, 5,868, 1.2万, 三百二十; percent signs are left to
//! the caller.
//!
//! They are read as they stand and exactly, and one that is written as a guess (余, 多) says so.

use rust_decimal::Decimal;

/// A number at the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral {
    /// What it says.
    pub value: Decimal,
    /// How many bytes of the text it is.
    pub length: usize,
    /// Written in Chinese characters, which may as well be part of a word.
    pub is_chinese: bool,
    /// Followed by 余 or 多: a guess.
    pub is_about: bool,
}

/// How many characters a number may have: no [`Decimal`] has as many digits, and nobody writes one
/// out in words that long.
const LONGEST: usize = 40;

/// Reads the longest number that `text` starts with; one of more than 40 characters is none.
pub fn read(text: &str) -> Option<Numeral> {
    let (digits, length, is_chinese) = match arabic(text) {
        Some((value, length)) => (value, length, false),
        None => chinese(text).map(|(value, length)| (value, length, true))?,
    };
    let (value, length) = if is_chinese {
        (digits, length)
    } else {
        scaled(text, digits, length)?
    };
    let tail = if text[length..].starts_with(['余', '多']) {
        '余'.len_utf8()
    } else {
        0
    };
    Some(Numeral {
        value,
        length: length + tail,
        is_chinese,
        is_about: tail > 0,
    })
}

/// Reads a whole text as a number, with its unit or without; `None` if it may be a different number
/// or a guess.
///
/// Behind a number without a known unit one of the common measure words may stand.
pub fn meant(text: &str, unit: Option<&str>) -> Option<Decimal> {
    const MEASURES: [&str; 11] = [
        "件", "件次", "次", "人", "人次", "个", "起", "条", "户", "家", "%",
    ];
    let text = text.trim().replace('％', "%");
    let unit = unit.unwrap_or_default();
    let bare = text.strip_suffix(unit).unwrap_or(&text).trim_end();
    let numeral = read(bare)?;
    let rest = bare[numeral.length..].trim_start();
    let is_unit = rest.is_empty()
        || MEASURES.contains(&rest)
            && (unit.is_empty() || rest.starts_with(unit) || unit.starts_with(rest));
    // In a figure of 万元 3万 may be three, or thirty thousand.
    let is_clear = !(unit.contains(['万', '亿']) && bare.contains(['万', '亿']));
    (is_unit && is_clear && !numeral.is_about).then_some(numeral.value)
}

/// Applies 万 and 亿 after digits: 1.2万, 3亿.
fn scaled(text: &str, digits: Decimal, length: usize) -> Option<(Decimal, usize)> {
    let power = match text[length..].chars().next() {
        Some('万') => 10_000,
        Some('亿') => 100_000_000,
        _ => return Some((digits, length)),
    };
    let value = digits.checked_mul(Decimal::from(power))?;
    // 1.2万 is 12000 and no longer has a decimal.
    let value = if value.fract().is_zero() {
        value.trunc()
    } else {
        value
    };
    Some((value, length + '万'.len_utf8()))
}

/// Returns how many bytes of digits `text` starts with, whether they are a number or not.
pub fn length_of_digits(text: &str) -> usize {
    digits(text, usize::MAX).1
}

/// Reads a number in digits, without a unit behind it.
fn arabic(text: &str) -> Option<(Decimal, usize)> {
    let (digits, length) = digits(text, LONGEST);
    let is_number = (1..=LONGEST).contains(&digits.len());
    let number = Decimal::from_str_exact(&digits)
        .ok()
        .filter(|_| is_number)?;
    Some((number, length))
}

/// Reads digits, half or full width, with separators of thousands and a decimal point; stops once
/// there are more than `most`.
fn digits(text: &str, most: usize) -> (String, usize) {
    let mut digits = String::new();
    let mut length = 0;
    let mut rest = text.chars().peekable();
    let mut is_fraction = false;
    while digits.len() <= most
        && let Some(c) = rest.next()
    {
        match half_width(c) {
            Some(d @ '0'..='9') => digits.push(d),
            Some('.') if !is_fraction && !digits.is_empty() && next_is_digit(&mut rest) => {
                is_fraction = true;
                digits.push('.');
            }
            Some(',') if !is_fraction && thousands(&text[length..], &digits) => {}
            _ => break,
        }
        length += c.len_utf8();
    }
    (digits, length)
}

/// Returns true if a comma stands before exactly three digits, after one to three or a group before
/// it.
///
/// A full-width comma parts sentences and is never one of these.
fn thousands(rest: &str, before: &str) -> bool {
    let mut after = rest
        .chars()
        .skip(1)
        .map(|c| half_width(c).is_some_and(|d| d.is_ascii_digit()));
    let three = (0..3).all(|_| after.next() == Some(true)) && after.next() != Some(true);
    rest.starts_with(',') && three && !before.is_empty() && !before.starts_with('0')
}

fn next_is_digit(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    rest.peek()
        .and_then(|c| half_width(*c))
        .is_some_and(|c| c.is_ascii_digit())
}

fn half_width(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' | ',' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '．' => Some('.'),
        _ => None,
    }
}

/// Reads a Chinese numeral up to 万: 三, 十五, 三百二十, 一千零五, 两万三千.
fn chinese(text: &str) -> Option<(Decimal, usize)> {
    let (mut whole, mut section, mut digit) = (0u64, 0u64, None::<u64>);
    let mut length = 0;
    let mut last_unit = u64::MAX;
    for c in text.chars().take(LONGEST) {
        match (numeral_digit(c), numeral_unit(c)) {
            (Some(d), _) if digit.is_none() || digit == Some(0) => digit = Some(d),
            (_, Some(10_000)) if length > 0 && whole == 0 => {
                whole = (section + digit.take().unwrap_or(0)) * 10_000;
                (section, last_unit) = (0, u64::MAX);
            }
            // 十五 has no digit before its 十.
            (_, Some(unit)) if unit < last_unit && (digit.is_some_and(|d| d > 0) || unit == 10) => {
                section += digit.take().unwrap_or(1) * unit;
                last_unit = unit;
            }
            _ => break,
        }
        length += c.len_utf8();
    }
    // Two digits side by side (二三) are a guess or a name, not a number.
    let is_broken = text[length..]
        .chars()
        .next()
        .is_some_and(|c| numeral_digit(c).is_some() || numeral_unit(c).is_some());
    (length > 0 && !is_broken)
        .then(|| (Decimal::from(whole + section + digit.unwrap_or(0)), length))
}

fn numeral_digit(c: char) -> Option<u64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn numeral_unit(c: char) -> Option<u64> {
    Some(match c {
        '十' => 10,
        '百' => 100,
        '千' => 1_000,
        '万' => 10_000,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_through_its_spelling_if_it_can_be_no_other() {
        for (text, unit, expected) in [
            ("877件次", "件次", Some("877")),
            ("877 件次", "件", Some("877")),
            ("877件", "件次", Some("877")),
            ("1,354", "件", Some("1354")),
            ("１３５４", "", Some("1354")),
            ("98.50%", "%", Some("98.50")),
            ("98.5％", "%", Some("98.5")),
            ("1.2万", "件", Some("12000")),
            ("1.2万元", "万元", Some("1.2")),
            ("三百二十", "件", Some("320")),
            ("45户", "", Some("45")),
            ("1.2万", "万元", None),
            ("800余件", "件", None),
            ("877件", "分钟", None),
            ("12分30秒", "分", None),
            ("1,35", "", None),
            ("约30", "", None),
            ("-3件", "件", None),
            ("", "件", None),
        ] {
            let found = meant(text, Some(unit)).map(|n| n.to_string());
            assert_eq!(found.as_deref(), expected, "{text} {unit}");
        }
    }
}
