//! The normal form of searches: the table is what Unicode says.

use std::fmt::Write;

use dateline::search::normal::{NormalForm, PAIRS};
use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

use crate::support::assert_golden;

/// Returns what becomes of a character by Unicode's own data.
fn by_unicode(c: char) -> Option<char> {
    let usual = usual_width(c);
    let lower = match usual {
        // The only one whose lower case is two characters; UnicodeData has the simple one.
        'İ' => 'i',
        other => other.to_lowercase().next().unwrap(),
    };
    if is_selector(lower) {
        return None;
    }
    match lower.general_category() {
        Category::SpaceSeparator | Category::LineSeparator | Category::ParagraphSeparator => None,
        Category::ConnectorPunctuation
        | Category::DashPunctuation
        | Category::OpenPunctuation
        | Category::ClosePunctuation
        | Category::InitialPunctuation
        | Category::FinalPunctuation
        | Category::OtherPunctuation => None,
        Category::Control | Category::Format => None,
        _ => Some(lower),
    }
}

/// Undoes `<wide>` and `<narrow>`.
fn usual_width(c: char) -> char {
    let one = |c: char| {
        let mut form = c.nfkc();
        (form.next().unwrap(), form.next().is_some())
    };
    match c {
        '\u{ffe3}' => '\u{af}',
        // Jamo for compatibility have forms of their own, which are not meant.
        '\u{ffa0}'..='\u{ffdc}' => ('\u{3131}'..='\u{3164}')
            .find(|full| one(*full) == one(c))
            .unwrap_or(c),
        '\u{3000}' | '\u{ff01}'..='\u{ffee}' if !one(c).1 => one(c).0,
        other => other,
    }
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A run of characters of which every `step`th moves by the same distance.
struct Run {
    first: i64,
    count: i64,
    /// None where they are dropped.
    distance: Option<i64>,
    step: i64,
}

impl Run {
    /// Takes one more character in, if it goes on as the run does.
    fn takes(&mut self, at: i64, distance: Option<i64>) -> bool {
        let step = if self.count == 1 {
            at - self.first
        } else {
            self.step
        };
        let goes_on = step <= 2 && distance == self.distance
            && at == self.first + self.count * step
            // Of two neighbours that are dropped none stands between.
            && (step == 1 || distance.is_some());
        if goes_on {
            self.step = step;
            self.count += 1;
        }
        goes_on
    }
}

/// Writes the table out of Unicode's data.
fn table() -> String {
    let mut runs: Vec<Run> = Vec::new();
    for c in '\0'..=char::MAX {
        let to = by_unicode(c);
        if to == Some(c) {
            continue;
        }
        let at = i64::from(u32::from(c));
        let distance = to.map(|to| i64::from(u32::from(to)) - at);
        if !runs.last_mut().is_some_and(|run| run.takes(at, distance)) {
            runs.push(Run {
                first: at,
                count: 1,
                distance,
                step: 1,
            });
        }
    }
    let mut table = String::new();
    let mut end = 0;
    for run in &runs {
        // The last of a run of every second character ends with the one after it.
        write!(table, "{},{}", base_36(run.first - end), base_36(run.count)).unwrap();
        if let Some(distance) = run.distance {
            write!(table, ",{}", base_36(distance)).unwrap();
        }
        if run.step != 1 {
            write!(table, ",{}", base_36(run.step)).unwrap();
        }
        table.push(';');
        end = run.first + run.count * run.step;
    }
    table.pop();
    table.push('\n');
    table
}

fn base_36(number: i64) -> String {
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.push(char::from_digit((rest % 36) as u32, 36).unwrap());
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
}

#[test]
fn the_table_is_what_unicode_says() {
    assert_golden("src/search/normal.txt", &table());
}

#[test]
fn every_character_becomes_what_unicode_says() {
    let form = NormalForm::new(false);
    for c in '\0'..=char::MAX {
        let expected: String = by_unicode(c).into_iter().nfc().collect();
        assert_eq!(form.text(&c.to_string()), expected, "{c:?}");
    }
}

#[test]
fn a_text_loses_what_is_no_matter_of_words() {
    let form = NormalForm::new(false);
    for (text, expected) in [
        ("ＡＢＣ，１２３！", "abc123"),
        ("5,868 件（次）", "5868件次"),
        ("2024-01-18", "20240118"),
        ("ｶﾞｷﾞﾊﾟ ｳﾞ", "ガギパヴ"),
        ("か\u{3099}", "が"),
        ("Cafe\u{301} ÉCOLE", "caféécole"),
        ("བོད་ཡིག བོད༌ཡིག", "བོདཡིགབོདཡིག"),
        ("C++ <b>", "c++<b>"),
        ("零\u{200b}宽\u{fe0f}\u{e0101}", "零宽"),
        ("\u{2028}\"\\/'", ""),
        ("İI", "ii"),
        ("滙\u{f900}", "滙豈"),
    ] {
        assert_eq!(form.text(text), expected, "{text}");
    }
}

#[test]
fn a_site_may_take_traditional_and_simplified_characters_for_one() {
    let (plain, simplified) = (NormalForm::new(false), NormalForm::new(true));
    assert_eq!(plain.text("臺灣與後來"), "臺灣與後來");
    assert_eq!(simplified.text("臺灣與後來"), "台湾与后来");
    assert_eq!(simplified.text("台湾与后来"), "台湾与后来");
    let pairs: Vec<char> = PAIRS.trim_end().chars().collect();
    assert!(pairs.len() > 6000 && pairs.len().is_multiple_of(2));
    for pair in pairs.chunks(2) {
        assert_eq!(simplified.text(&pair[0].to_string()), pair[1].to_string());
    }
}
