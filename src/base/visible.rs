//! Makes text of others fit to be shown: nothing that cannot be seen, nothing that a terminal or
//! the log of a CI obeys.
//!
//! Names, texts and arguments pass here before they leave for a terminal, a log, an editor or a
//! page of the preview. What cannot be seen is written as `\u{…}`: control characters, marks that
//! turn the direction of text or part lines, other format characters (Cf), fillers, and what has no
//! agreed look, which are private use (Co) and unassigned (Cn). Joiners, variation selectors and
//! tags stay if they have work to do: within an emoji, after a character that they vary, between
//! letters of a script that joins, in the flag of a region. The marks that open a command in a log
//! are broken in the same way.

use std::borrow::Cow;
use std::fmt::Write;
use std::ops::Range;

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

/// Returns text for a place within a line.
pub fn line(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|b| (b' '..=b'~').contains(&b) && b != b'[')
    {
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
        let bare = whole.strip_suffix('\n').unwrap_or(whole);
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

/// Returns every character with its place; true if it is not to be shown as it is.
fn chars(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    text.char_indices().map(move |(at, c)| {
        let is_hidden = is_invisible(text, at, c) || c == '[' && is_command(&text[..at]);
        (at, c, is_hidden)
    })
}

/// Returns true if a bracket after this text begins a command: `##[` of GitHub's runner, `##vso[`
/// of Azure Pipelines, `##teamcity[`; all of them are found within a line too.
fn is_command(before: &str) -> bool {
    before
        .trim_end_matches(|c: char| c.is_ascii_alphabetic())
        .ends_with("##")
}

/// Returns true if the character `c` at a place of a text has nothing to do there that could be
/// seen.
pub(super) fn is_invisible(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    let last = before.chars().next_back();
    match c {
        ' '..='~' | '\t' => false,
        '\u{200c}' | '\u{200d}' => !is_joined(before, c, after.chars().next()),
        // It separates the last vowel of a word from its stem.
        '\u{180e}' => {
            !(last.is_some_and(is_mongolian) && after.chars().next().is_some_and(is_mongolian))
        }
        '\u{e0020}'..='\u{e007f}' => !is_of_flag(before, &text[at..]),
        _ if is_selector(c) => {
            !last.is_some_and(|b| !b.is_whitespace() && !is_selector(b) && !is_blank(b))
        }
        _ => is_blank(c),
    }
}

fn is_mongolian(c: char) -> bool {
    matches!(c, '\u{1820}'..='\u{18aa}') && !is_blank(c)
}

/// Returns true if what stands between these is within the flag of a region: a black flag, three to
/// six tags and the one that ends them (UTS 51, ED-14a and annex C). Longer runs hide text.
fn is_of_flag(before: &str, rest: &str) -> bool {
    let tags_before = before
        .chars()
        .rev()
        .take(7)
        .take_while(|c| is_tag(*c))
        .count();
    let tags = rest.chars().take(7).take_while(|c| is_tag(*c)).count();
    (3..=6).contains(&(tags_before + tags))
        && before.chars().rev().nth(tags_before) == Some('\u{1f3f4}')
        && rest.chars().nth(tags) == Some('\u{e007f}')
}

/// Returns true for a letter or digit of the name of a region in its flag.
fn is_tag(c: char) -> bool {
    matches!(c, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}')
}

/// Returns true if a character has no look of its own.
fn is_blank(c: char) -> bool {
    // Signs of Arabic, Syriac and Kaithi that are drawn around the numbers behind them
    // (Prepended_Concatenation_Mark).
    if matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6dd}'
                | '\u{70f}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8e2}'
                | '\u{110bd}'
                | '\u{110cd}'
    ) {
        return false;
    }
    match c.general_category() {
        Category::Control
        | Category::Format
        | Category::LineSeparator
        | Category::ParagraphSeparator
        | Category::PrivateUse
        | Category::Surrogate
        | Category::Unassigned => true,
        // Letters, marks and a symbol by name, and nothing to the eye
        // (Default_Ignorable_Code_Point, blank Braille).
        _ => matches!(
            c,
            '\u{34f}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{ffa0}'
        ),
    }
}

/// Returns true if a character chooses a form of the one before it.
fn is_selector(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180d}' | '\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Returns true if a joiner, or what keeps from joining, changes how its neighbours look.
fn is_joined(before: &str, joiner: char, after: Option<char>) -> bool {
    let mut last = before.chars().rev();
    let Some(letter) = last.next() else {
        return false;
    };
    // At the end of a word, behind a sign without vowel or behind letters that one joins, it says
    // how they are drawn.
    if is_virama(letter) || is_indic(letter) && last.next().is_some_and(is_virama) {
        return true;
    }
    let Some(after) = after else { return false };
    is_joining(letter) && is_joining(after)
        || joiner == '\u{200d}' && (is_symbol(letter) || letter == '\u{fe0f}') && is_symbol(after)
}

/// Returns true for a letter of a script that joins: Arabic and Syriac, those of India, Burmese,
/// Khmer, Mongolian.
fn is_joining(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{8ff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{18af}')
        && !is_blank(c)
        || is_indic(c)
}

/// Returns true for emoji and what changes them.
fn is_symbol(c: char) -> bool {
    matches!(
        c.general_category(),
        Category::OtherSymbol | Category::ModifierSymbol
    )
}

fn is_indic(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{dff}') && !is_blank(c)
}

/// Returns true if a sign takes the vowel from a letter of a script of India
/// (Indic_Syllabic_Category: Virama).
fn is_virama(c: char) -> bool {
    matches!(
        c,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{bcd}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
    )
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
            "सूर्य\u{200d}, ന്\u{200d}",
            "ᠬᠠᠭ\u{180e}ᠠ",
            "\u{600}١٢ \u{6dd}١ \u{70f}ܐ \u{8e2} \u{110bd}𑂹 \u{110cd}",
            "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}。",
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
            (
                "gpj.\u{202e}exe\u{2066}\u{61c}\u{200f}",
                "gpj.\\u{202e}exe\\u{2066}\\u{61c}\\u{200f}",
            ),
            ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"),
            (
                "a\u{200b}\u{2060}\u{feff}\u{ad}",
                "a\\u{200b}\\u{2060}\\u{feff}\\u{ad}",
            ),
            ("a\u{200d}b\u{200c}", "a\\u{200d}b\\u{200c}"),
            (
                "\u{fe0f}a\u{fe00}\u{fe01} \u{e0100}",
                "\\u{fe0f}a\u{fe00}\\u{fe01} \\u{e0100}",
            ),
            ("\u{180e}ᠠ\u{180e} ", "\\u{180e}ᠠ\\u{180e} "),
            (
                "क\u{200d} क\u{94d}कक\u{200d}",
                "क\\u{200d} क\u{94d}कक\\u{200d}",
            ),
            (
                "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}",
                "\u{1f3f4}\\u{e0067}\\u{e0062}\\u{e0065}",
            ),
            (
                "\u{1f3f4}\u{e007f}\u{1f3f4}\u{e0041}",
                "\u{1f3f4}\\u{e007f}\u{1f3f4}\\u{e0041}",
            ),
            ("a\u{e0041}\u{e007f}", "a\\u{e0041}\\u{e007f}"),
            (
                "\u{3164}\u{115f}\u{2800}\u{34f}",
                "\\u{3164}\\u{115f}\\u{2800}\\u{34f}",
            ),
            (
                "\u{e000}\u{fdd0}\u{ffff}\u{10ffff}",
                "\\u{e000}\\u{fdd0}\\u{ffff}\\u{10ffff}",
            ),
        ] {
            assert_eq!(line(text), shown, "{text:?}");
            assert_eq!(line(shown), shown, "what is shown is shown as it is");
        }
    }

    #[test]
    fn tags_hide_no_text() {
        let hidden = format!("\u{1f3f4}{}\u{e007f}", "\u{e0061}".repeat(7));
        assert_eq!(
            line(&hidden),
            format!("\u{1f3f4}{}\\u{{e007f}}", "\\u{e0061}".repeat(7))
        );
    }

    #[test]
    fn nothing_begins_a_command_of_a_log() {
        assert_eq!(
            lines("::error::x\n \u{3000}\t::error::y\na ::z\r\n"),
            "\\u{3a}:error::x\n \u{3000}\t\\u{3a}:error::y\na ::z\\u{d}\n"
        );
        assert_eq!(lines("x\r\n::warning::y"), "x\\u{d}\n\\u{3a}:warning::y");
        assert_eq!(lines("a\r::error::x"), "a\\u{d}::error::x");
        assert_eq!(
            line("3 | ##[error]x ##vso[a.b]y"),
            "3 | ##\\u{5b}error]x ##vso\\u{5b}a.b]y"
        );
        assert_eq!(
            json("{\"a\":[\"##[error]\u{202e}\u{e0041}\"]}"),
            "{\"a\":[\"##\\u005berror]\\u202e\\udb40\\udc41\"]}"
        );
    }

    #[test]
    fn a_mark_moves_with_its_text() {
        assert_eq!(
            marked("a\u{1b}b\u{202e}c", 1..2),
            ("a\\u{1b}b\\u{202e}c".to_owned(), 1..7)
        );
        assert_eq!(marked("ab", 2..2), ("ab".to_owned(), 2..2));
    }
}
