//! Characters that should not stand in a text: the one table of them.
//!
//! They come with what is pasted: from the web, from a PDF, from typesetting systems and word
//! processors. [`find`] goes over a text once and passes over most bytes without taking them
//! apart. What is invisible, and where a joiner, a selector or a tag has work to do, says
//! [`visible`](super::visible); what HTML may not hold at all, `html::is_fit`.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_width::UnicodeWidthChar;

use super::form::{assigned, meant};
use super::html::is_fit;
use super::steps::{Steps, length};
use super::visible::is_invisible;

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No page may have it: a noncharacter.
    Forbidden,
    /// A control character.
    Control,
    /// It ends a line in a way that no editor shows.
    Line,
    /// It changes the direction of text where nothing is written from the right.
    Direction,
    /// It has no width, and nothing to do where it stands.
    Invisible,
    /// It has no meaning to others: private use.
    Private,
    /// It stands for something that was lost when the text was copied.
    Object,
    /// An accent without a letter below it.
    Accent,
    /// A different character looks the same and is the one that is meant.
    Form,
    /// A space other than those that are typed, in Chinese text.
    Space,
}

impl Fault {
    /// Returns its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Forbidden => "forbidden",
            Fault::Control => "control",
            Fault::Line => "line",
            Fault::Direction => "direction",
            Fault::Invisible => "invisible",
            Fault::Private => "private",
            Fault::Object => "object",
            Fault::Accent => "accent",
            Fault::Form => "form",
            Fault::Space => "space",
        }
    }
}

/// A character that should not stand where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Its bytes; those of the letter below too, where that is one with it.
    pub range: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
    /// What should stand there instead, where there is one reading.
    pub right: Option<String>,
}

/// How many are found at most: nobody reads as many.
const MOST: usize = 10_000;

/// Returns the name of a character as Unicode writes it: `U+E5E5`.
pub fn point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Returns the character that is meant by what was found somewhere, and what is wrong with it.
pub fn described(found: &str) -> Option<(char, Fault)> {
    let c = found
        .chars()
        .find(|c| !c.is_alphanumeric() && *c != ' ')
        .or_else(|| found.chars().next())?;
    // Which of the two it is found in depends on what stands before it.
    let fault = [format!("甲{found}乙"), format!(" {found}甲")]
        .iter()
        .find_map(|text| find(text).first().map(|odd| odd.fault))?;
    Some((c, fault))
}

/// Finds the characters that should not stand in a text, in order. A byte order mark at its start
/// is none.
pub fn find(text: &str) -> Vec<Odd> {
    let mut found: Vec<Odd> = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    while found.len() < MOST
        && let Some(next) = SUSPECT.next(text, at)
    {
        at = next;
        let bytes = &text.as_bytes()[at..];
        if !may_begin_odd(bytes) {
            at += length(bytes[0]);
            continue;
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        if let Some(odd) = odd(text, at, c) {
            at = odd.range.end;
            found.push(odd);
        } else {
            at += fine(&text[at..], c);
        }
    }
    found
}

/// Returns how many bytes are judged with the character that a text starts with: accents and spaces
/// go together, so that a long row of them is not looked at for each.
fn fine(text: &str, c: char) -> usize {
    let end = if is_combining_mark(c) {
        text.find(|c| !is_combining_mark(c))
    } else if c.is_whitespace() {
        text.find(|c| !is_space(c))
    } else {
        None
    };
    let is_row = is_combining_mark(c) || is_space(c);
    end.unwrap_or(if is_row { text.len() } else { c.len_utf8() })
        .max(c.len_utf8())
}

/// Returns true for a space within a line.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n' | '\r')
}

/// Bytes that may begin a character of the table.
static SUSPECT: Steps = Steps::to(&[
    (0, 0x08),
    (0x0b, 0x0c),
    (0x0e, 0x1f),
    (0x7f, 0x7f),
    (0xc2, 0xc2),
    (0xcc, 0xcd),
    (0xd8, 0xd8),
    (0xe1, 0xe3),
    (0xee, 0xff),
]);

/// Looks at a second byte, so that the marks of Chinese text are passed over: ，。“”—…·.
fn may_begin_odd(bytes: &[u8]) -> bool {
    let rest = (bytes.get(1).copied(), bytes.get(2).copied());
    match (bytes[0], rest.0, rest.1) {
        (0xc2, Some(second), _) => second <= 0xa0 || second == 0xad,
        (0xe2, Some(0x80), Some(third)) => third <= 0x8f || third >= 0xa8,
        (0xe2, Some(second), _) => matches!(second, 0x81 | 0xa0 | 0xba..=0xbf),
        (0xe3, Some(second), _) => matches!(second, 0x82 | 0x85),
        (0xef, Some(second), _) => !matches!(second, 0xbc | 0xbd),
        _ => true,
    }
}

/// Judges the character `c` at a byte of a text.
fn odd(text: &str, at: usize, c: char) -> Option<Odd> {
    let place = at..at + c.len_utf8();
    let (before, after) = (&text[..at], &text[place.end..]);
    match c {
        // What ends a line is not taken away: the lines would run into each other.
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            Some(told(place, Fault::Line, None))
        }
        _ if c.is_control() => Some(removed(place, Fault::Control)),
        _ if !is_fit(c) => Some(told(place, Fault::Forbidden, None)),
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            let is_forced = matches!(c, '\u{202d}' | '\u{202e}');
            (is_forced || !has_right_to_left(before, after))
                .then(|| removed(place, Fault::Direction))
        }
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Some(told(place, Fault::Private, assigned(c))),
        '\u{fffc}' => Some(told(place, Fault::Object, None)),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => {
            space(text, at)
        }
        '\u{f900}'..='\u{faff}' | '\u{2e80}'..='\u{2fdf}' | '\u{2f800}'..='\u{2fa1f}' => {
            meant(c).map(|right| told(place, Fault::Form, Some(right)))
        }
        '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' => accent(text, at),
        // Within a word they say where it may be broken.
        '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {
            let beside = [before.chars().next_back(), after.chars().next()];
            let is_chinese = beside.into_iter().flatten().any(is_wide);
            is_chinese.then(|| removed(place, Fault::Invisible))
        }
        _ if is_invisible(text, at, c) && is_known(c) => Some(removed(place, Fault::Invisible)),
        _ => None,
    }
}

/// Makes the report of a character that is taken away.
fn removed(range: Range<usize>, fault: Fault) -> Odd {
    Odd {
        range,
        fault,
        right: Some(String::new()),
    }
}

/// Makes the report of a character in whose place `right` should stand, if that is known.
fn told(range: Range<usize>, fault: Fault, right: Option<char>) -> Odd {
    Odd {
        range,
        fault,
        right: right.map(String::from),
    }
}

/// Returns true if a character is in the Unicode of this program: what is new there may be an
/// emoji.
fn is_known(c: char) -> bool {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    c.general_category() != GeneralCategory::Unassigned
}

/// Returns true if the line around a place holds letters that are written from the right: Hebrew,
/// Arabic and their like.
fn has_right_to_left(before: &str, after: &str) -> bool {
    /// Letters stand no further off.
    const NEAR: usize = 200;
    let is_of_line = |c: &char| *c != '\n';
    let before = before.chars().rev().take(NEAR).take_while(is_of_line);
    let mut line = before.chain(after.chars().take(NEAR).take_while(is_of_line));
    line.any(|c| {
        let is_mark = matches!(c, '\u{61c}' | '\u{64b}'..='\u{669}');
        let is_letter = matches!(
            c,
            '\u{590}'..='\u{8ff}'
                | '\u{fb1d}'..='\u{fdcf}'
                | '\u{fdf0}'..='\u{fdff}'
                | '\u{fe70}'..='\u{fefc}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}'
        );
        is_letter && !is_mark
    })
}

/// Judges the spaces around a byte: in Chinese text a common one stands between characters, and none
/// beside a full-width mark.
fn space(text: &str, at: usize) -> Option<Odd> {
    let before = text[..at].trim_end_matches(is_space);
    let after = text[at..].trim_start_matches(is_space);
    let (last, next) = (before.chars().next_back()?, after.chars().next()?);
    if !is_wide(last) || !is_wide(next) {
        return None;
    }
    let is_mark = |c: char| !c.is_alphanumeric();
    let right = if is_mark(last) || is_mark(next) {
        ""
    } else {
        " "
    };
    Some(Odd {
        range: before.len()..text.len() - after.len(),
        fault: Fault::Space,
        right: Some(right.to_owned()),
    })
}

/// Returns true for Han characters and full-width marks, and for the marks that Chinese text sets
/// full-width.
fn is_wide(c: char) -> bool {
    c.width() == Some(2) || matches!(c, '“' | '”' | '‘' | '’' | '—' | '…')
}

/// Judges the accent at a byte: it makes one letter with that before it, or has none.
fn accent(text: &str, at: usize) -> Option<Odd> {
    let bare = text[..at].trim_end_matches(is_combining_mark);
    let end = at
        + text[at..]
            .find(|c| !is_combining_mark(c))
            .unwrap_or(text.len() - at);
    let base = bare.chars().next_back();
    let Some(base) = base.filter(|c| !c.is_whitespace() && !c.is_control()) else {
        return Some(Odd {
            range: at..end,
            fault: Fault::Accent,
            right: None,
        });
    };
    let start = bare.len() - base.len_utf8();
    let letter = &text[start..end];
    let composed: String = letter.nfc().collect();
    let is_shorter = composed.chars().count() < letter.chars().count();
    let is_kana = matches!(base, '\u{3040}'..='\u{30ff}');
    if is_shorter {
        Some(Odd {
            range: start..end,
            fault: Fault::Form,
            right: Some(composed),
        })
    } else if base.width() == Some(2) && !is_kana && canonical_combining_class(base) == 0 {
        Some(Odd {
            range: at..end,
            fault: Fault::Accent,
            right: None,
        })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_odd_is_found_and_put_right_where_there_is_one_reading() {
        use Fault::{
            Accent, Control, Direction, Forbidden, Form, Invisible, Line, Object, Private, Space,
        };
        for (text, odd, fault, right) in [
            ("甲\u{1}乙", "\u{1}", Control, Some("")),
            ("甲\0乙", "\0", Control, Some("")),
            ("a\u{7f}b", "\u{7f}", Control, Some("")),
            ("甲\u{b}乙", "\u{b}", Line, None),
            ("甲\u{2028}乙", "\u{2028}", Line, None),
            ("甲\u{fffe}乙", "\u{fffe}", Forbidden, None),
            ("甲\u{fdd1}乙", "\u{fdd1}", Forbidden, None),
            ("甲\u{202e}乙", "\u{202e}", Direction, Some("")),
            ("a\u{200f}b", "\u{200f}", Direction, Some("")),
            ("甲\u{2067}乙", "\u{2067}", Direction, Some("")),
            ("سلام\u{202e}", "\u{202e}", Direction, Some("")),
            ("甲\u{200b}乙", "\u{200b}", Invisible, Some("")),
            ("a\u{ad}甲", "\u{ad}", Invisible, Some("")),
            ("甲\u{feff}", "\u{feff}", Invisible, Some("")),
            ("甲\u{200d}乙", "\u{200d}", Invisible, Some("")),
            (" \u{fe0f}甲", "\u{fe0f}", Invisible, Some("")),
            ("甲\u{3164}乙", "\u{3164}", Invisible, Some("")),
            ("甲\u{e5e5}乙", "\u{e5e5}", Private, Some("\u{3000}")),
            ("甲\u{e001}乙", "\u{e001}", Private, None),
            ("甲\u{f0000}乙", "\u{f0000}", Private, None),
            ("甲\u{fffc}乙", "\u{fffc}", Object, None),
            ("甲\u{301}乙", "\u{301}", Accent, None),
            ("\u{301}", "\u{301}", Accent, None),
            ("Cafe\u{301}店", "e\u{301}", Form, Some("é")),
            ("か\u{3099}", "か\u{3099}", Form, Some("が")),
            ("\u{f965}", "\u{f965}", Form, Some("便")),
            ("\u{2f47}", "\u{2f47}", Form, Some("日")),
            ("⻓江", "⻓", Form, Some("长")),
            ("\u{2f800}", "\u{2f800}", Form, Some("丽")),
            ("甲\u{a0}乙", "\u{a0}", Space, Some(" ")),
            ("甲，\u{2003}乙", "\u{2003}", Space, Some("")),
        ] {
            let found = find(text);
            assert_eq!(found.len(), 1, "{text:?}: {found:?}");
            let one = &found[0];
            assert_eq!(&text[one.range.clone()], odd, "{text:?}");
            assert_eq!(
                (one.fault, one.right.as_deref()),
                (fault, right),
                "{text:?}"
            );
        }
    }

    #[test]
    fn what_has_work_to_do_is_not_odd() {
        for text in [
            "\u{feff}今天，“初雪”——列夫·托尔斯泰……（一）《书》。\t甲\r\n",
            "記者\u{3000}晴空",
            "葛\u{e0100}城 。\u{fe01} ❤\u{fe0f} 1\u{fe0f}\u{20e3} 👨\u{200d}👩\u{200d}👧",
            "می\u{200c}خواهم क\u{94d}\u{200d}ष ᠬᠠᠭ\u{180e}ᠠ བོད་ཡིག",
            "سلام\u{200f}! \u{2067}שלום\u{2069}",
            "co\u{ad}op long\u{200b}word 10\u{a0}km",
            "m\u{302} \u{25cc}\u{301}",
            "﨎﨏⺀𠮷𪚥가각",
            "\u{1fae9}",
        ] {
            assert_eq!(find(text), [], "{text:?}");
        }
    }

    #[test]
    fn every_character_is_judged_where_it_stands_alone() {
        for c in '\0'..=char::MAX {
            let text = format!("甲{c}乙");
            let found = find(&text);
            assert!(found.len() <= 1, "{c:?}");
            let is_asked = !is_fit(c) || c.is_control() && !matches!(c, '\t' | '\n' | '\r');
            assert!(!is_asked || found.len() == 1, "{c:?}");
        }
    }
}
