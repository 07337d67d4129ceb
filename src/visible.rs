//! Text of others made fit to be shown: nothing that cannot be seen, nothing that a terminal or the log of a CI obeys.
//!
//! Names, texts and arguments pass here before they leave for a terminal, a log, an editor or a page of the preview.
//! What cannot be seen is written as `\u{…}`: control characters, marks that turn the direction of text or part lines,
//! other format characters (Cf), fillers, and what has no agreed look, which are private use (Co) and unassigned (Cn).
//! Joiners and variation selectors stay where they have work to do: within an emoji, after a character that they
//! vary, between letters of a script that joins. The marks that open a command in a log are broken in the same way.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

/// Returns text for a place within a line.
pub fn line(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (b' '..=b'~').contains(&b) && b != b'[') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(marked(text, 0..0).0)
}

/// Returns a line, and where the bytes `mark` of it stand then.
pub fn marked(line: &str, mark: Range<usize>) -> (String, Range<usize>) {
    let mut shown = String::with_capacity(line.len());
    let (mut start, mut end) = (None, None);
    for (at, c, is_hidden) in chars(line) {
        if at == mark.start {
            start = Some(shown.len());
        }
        if at == mark.end {
            end = Some(shown.len());
        }
        push(&mut shown, c, is_hidden);
    }
    let mark = start.unwrap_or(shown.len())..end.unwrap_or(shown.len());
    (shown, mark)
}

/// Returns whole lines of text.
pub fn lines(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for whole in text.split_inclusive('\n') {
        let bare = whole.strip_suffix('\n').map_or(whole, |bare| bare.strip_suffix('\r').unwrap_or(bare));
        let line = line(bare);
        let rest = line.trim_start();
        if rest.starts_with("::") {
            // GitHub's runner takes white space away and obeys what starts like this.
            shown.push_str(&line[..line.len() - rest.len()]);
            push(&mut shown, ':', true);
            shown.push_str(&rest[1..]);
        } else {
            shown.push_str(&line);
        }
        shown.push_str(&whole[bare.len()..]);
    }
    shown
}

/// Returns JSON with the same values.
pub fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for (_, c, is_hidden) in chars(text) {
        if is_hidden && c != '\n' {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    shown
}

fn push(shown: &mut String, c: char, is_hidden: bool) {
    if is_hidden {
        shown.extend(c.escape_unicode());
    } else {
        shown.push(c);
    }
}

/// Goes through text: every character with its place, and whether it is not to be shown as it is.
fn chars(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, c) = rest.next()?;
        let after = rest.peek().map(|(_, after)| *after);
        let is_hidden = is_invisible(before, c, after) || c == '[' && is_command(&text[..at]);
        before = Some(c);
        Some((at, c, is_hidden))
    })
}

/// Returns true if a bracket after this text begins a command: `##[` of GitHub's runner, `##vso[` of Azure
/// Pipelines, `##teamcity[`; all of them are found within a line too.
fn is_command(before: &str) -> bool {
    before.trim_end_matches(|c: char| c.is_ascii_alphabetic()).ends_with("##")
}

fn is_invisible(before: Option<char>, c: char, after: Option<char>) -> bool {
    match c {
        ' '..='~' | '\t' => false,
        '\u{200c}' | '\u{200d}' => !before.zip(after).is_some_and(|(before, after)| is_joined(before, c, after)),
        _ if is_selector(c) => !before.is_some_and(|b| !b.is_whitespace() && !is_selector(b) && !is_blank(b)),
        _ => is_blank(c),
    }
}

/// Returns true if a character has no look of its own.
fn is_blank(c: char) -> bool {
    match c.general_category() {
        Category::Control
        | Category::Format
        | Category::LineSeparator
        | Category::ParagraphSeparator
        | Category::PrivateUse
        | Category::Surrogate
        | Category::Unassigned => true,
        // Letters, marks and a symbol by name, and nothing to the eye (Default_Ignorable_Code_Point, blank Braille).
        _ => matches!(
            c,
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}'
        ),
    }
}

/// Returns true if a character chooses a form of the one before it.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Returns true if a joiner, or what keeps from joining, changes how its neighbours look.
fn is_joined(before: char, joiner: char, after: char) -> bool {
    let is_symbol = |c: char| matches!(c.general_category(), Category::OtherSymbol | Category::ModifierSymbol);
    // Arabic and Syriac, the scripts of India, Burmese, Khmer, Mongolian.
    let is_letter = |c: char| {
        matches!(c, '\u{600}'..='\u{dff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}') && !is_blank(c)
    };
    is_letter(before) && is_letter(after)
        || joiner == '\u{200d}' && (is_symbol(before) || before == '\u{fe0f}') && is_symbol(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_for_people_stays() {
        for text in [
            "初雪，Snow — 100%",
            "བོད་ཡིག་༌།",
            "ᠮᠣᠩᠭᠣᠯ",
            "ᠠ᠋",
            "👨‍👩‍👧 ❤️ 👩🏽‍⚕️ 1️⃣",
            "葛󠄀城",
            "می‌خواهم",
            "क्‍ष",
            "a\tb",
            "[甲](yi.md) # [ ##",
            "𠮷𪚥",
            "\u{3000}段",
            "é",
        ] {
            assert_eq!(line(text), text);
            assert_eq!(lines(&format!("{text}\n")), format!("{text}\n"));
            assert_eq!(json(text), text);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_written_out() {
        for (text, shown) in [
            ("\u{1b}[2J\u{7}\0\r", "\\u{1b}[2J\\u{7}\\u{0}\\u{d}"),
            ("a\u{7f}\u{85}\u{9b}", "a\\u{7f}\\u{85}\\u{9b}"),
            ("gpj.\u{202e}exe\u{2066}\u{61c}\u{200f}", "gpj.\\u{202e}exe\\u{2066}\\u{61c}\\u{200f}"),
            ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
            ("a\u{200b}\u{2060}\u{feff}\u{ad}", "a\\u{200b}\\u{2060}\\u{feff}\\u{ad}"),
            ("a\u{200d}b\u{200c}", "a\\u{200d}b\\u{200c}"),
            ("\u{fe0f}a\u{fe00}\u{fe01} \u{e0100}", "\\u{fe0f}a\u{fe00}\\u{fe01} \\u{e0100}"),
            ("a\u{e0041}\u{e007f}", "a\\u{e0041}\\u{e007f}"),
            ("\u{3164}\u{115f}\u{2800}\u{34f}", "\\u{3164}\\u{115f}\\u{2800}\\u{34f}"),
            ("\u{e000}\u{fdd0}\u{ffff}\u{10ffff}", "\\u{e000}\\u{fdd0}\\u{ffff}\\u{10ffff}"),
        ] {
            assert_eq!(line(text), shown, "{text:?}");
            assert_eq!(line(shown), shown, "what is shown is shown as it is");
        }
    }

    #[test]
    fn nothing_begins_a_command_of_a_log() {
        assert_eq!(
            lines("::error::x\n \u{3000}\t::error::y\na ::z\r\n"),
            "\\u{3a}:error::x\n \u{3000}\t\\u{3a}:error::y\na ::z\r\n"
        );
        assert_eq!(lines("a\r::error::x"), "a\\u{d}::error::x");
        assert_eq!(line("3 | ##[error]x ##vso[a.b]y"), "3 | ##\\u{5b}error]x ##vso\\u{5b}a.b]y");
        assert_eq!(
            json("{\"a\":[\"##[error]\u{202e}\u{e0041}\"]}"),
            "{\"a\":[\"##\\u005berror]\\u202e\\udb40\\udc41\"]}"
        );
    }

    #[test]
    fn a_mark_moves_with_its_text() {
        assert_eq!(marked("a\u{1b}b\u{202e}c", 1..2), ("a\\u{1b}b\\u{202e}c".to_owned(), 1..7));
        assert_eq!(marked("ab", 2..2), ("ab".to_owned(), 2..2));
    }
}
