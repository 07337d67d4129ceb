//! Chinese text in Markdown: emphasis beside full-width punctuation, and line breaks without a gap.
//!
//! CommonMark decides by the characters around a run of `*` whether it opens or closes emphasis,
//! and takes `：` for a punctuation mark like any other, so `**重点：**内容` stays literal
//! (commonmark-spec issue 650). The amendment by tats-u (markdown-cjk-friendly) lets CJK characters
//! stand beside punctuation. The parser does not know the amendment; [`amend`] puts a noncharacter
//! between a run and the punctuation where only the amended rule holds. It is neither white space
//! nor punctuation, so the parser's own rule then gives the amended result, and it is taken out of
//! everything that the parser returns. Nothing here has to know what is code or HTML.

use std::borrow::Cow;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

/// Noncharacter that [`amend`] puts into a source; Unicode reserves it for such internal use.
pub const MARK: char = '\u{fdd0}';

/// A source with the marks that make the parser follow the amended rule.
#[derive(Clone, Debug)]
pub struct Amended<'a> {
    /// The source; borrowed when nothing had to be put in.
    pub text: Cow<'a, str>,
    /// Bytes of the text at which a [`MARK`] stands, ascending.
    marks: Vec<usize>,
}

impl Amended<'_> {
    /// Returns the byte of the original that `offset` in the amended text stands for.
    pub fn original(&self, offset: usize) -> usize {
        offset - self.marks.partition_point(|mark| *mark < offset) * MARK.len_utf8()
    }
}

/// Puts a [`MARK`] beside every run of `*` or `~` that the amended rule of emphasis sees
/// differently.
///
/// A single `~` gets one on both sides where it could open or close: it is the Chinese sign of a
/// range (1月8日~14日) and never strikes text. A colon gets one where the definition of a link would
/// swallow Chinese text: `[编者按]: 本文略有删节。`
pub fn amend(source: &str) -> Amended<'_> {
    let bytes = source.as_bytes();
    let mut marks = spoken(source);
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'*', b'~', &bytes[at..]) {
        let mut start = at + found;
        let delimiter = bytes[start];
        let end = start
            + bytes[start..]
                .iter()
                .take_while(|b| **b == delimiter)
                .count();
        let backslashes = bytes[..start]
            .iter()
            .rev()
            .take_while(|b| **b == b'\\')
            .count();
        start += backslashes % 2;
        if start < end {
            let run = Run {
                before: &source[..start],
                after: &source[end..],
            };
            let (opens, closes) = if delimiter == b'~' && end - start == 1 {
                run.single_tilde()
            } else {
                run.amended()
            };
            marks.extend(closes.then_some(start));
            marks.extend(opens.then_some(end));
        }
        at = end;
    }
    if marks.is_empty() {
        return Amended {
            text: Cow::Borrowed(source),
            marks,
        };
    }
    marks.sort_unstable();
    let mut text = String::with_capacity(source.len() + marks.len() * MARK.len_utf8());
    let mut from = 0;
    for mark in &mut marks {
        text.push_str(&source[from..*mark]);
        from = *mark;
        *mark = text.len();
        text.push(MARK);
    }
    text.push_str(&source[from..]);
    Amended {
        text: Cow::Owned(text),
        marks,
    }
}

/// Returns the bytes of the colons behind names in brackets that introduce text and no address.
fn spoken(source: &str) -> Vec<usize> {
    memchr::memmem::find_iter(source.as_bytes(), "]:")
        .filter(|at| is_name(&source[..*at]) && introduces_text(&source[at + 2..]))
        .map(|at| at + 1)
        .collect()
}

/// Returns true if a text ends with a bracket that opens a name, and that name: of a footnote it is
/// none.
fn is_name(text: &str) -> bool {
    // No name is longer (CommonMark 0.31, 4.7).
    let near = &text[text.floor_char_boundary(text.len().saturating_sub(1000))..];
    let name = near.rsplit_once('[').map(|(_, name)| name);
    name.is_some_and(|name| !name.starts_with('^') && !name.trim().is_empty())
}

/// Returns true if what a colon is followed by, on the same line or the next, has a Chinese
/// character and no sign of an address.
fn introduces_text(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '\t']);
    let line = rest.strip_prefix("\r\n").or(rest.strip_prefix('\n'));
    let rest = line.map_or(rest, |line| line.trim_start_matches([' ', '\t']));
    let word = rest
        .split([' ', '\t', '\r', '\n'])
        .next()
        .unwrap_or_default();
    word.contains(is_wide) && !word.contains(['/', '.', '#', ':', '?', '%', '<'])
}

/// What is around a run of delimiters.
struct Run<'a> {
    before: &'a str,
    after: &'a str,
}

impl Run<'_> {
    /// Returns the characters on both sides; the edges of the source count as line ends.
    fn sides(&self) -> (char, char) {
        (
            self.before.chars().next_back().unwrap_or('\n'),
            self.after.chars().next().unwrap_or('\n'),
        )
    }

    /// Returns on which sides a mark is needed: (after the run, so that it opens; before it, so
    /// that it closes).
    ///
    /// Left- and right-flanking of CommonMark 0.31, 6.2, against the amendment. Beside the `|` of a
    /// table and the `>` of a quote the parser has a rule of its own, which stands.
    fn amended(&self) -> (bool, bool) {
        let (before, after) = self.sides();
        if before.is_whitespace()
            || after.is_whitespace()
            || before == '|'
            || after == '|'
            || self.opens_quote()
        {
            return (false, false);
        }
        let (base, varied) = self.base();
        let quoted = varied == Some('\u{fe01}') && matches!(base, '‘' | '’' | '“' | '”');
        let beside = is_cjk(base) || quoted || (varied.is_some() && is_punctuation(base));
        let left = !is_punctuation(after) || is_punctuation(before);
        let right = !is_punctuation(before) || is_punctuation(after);
        (
            !left && (is_cjk(after) || beside),
            !right && (is_cjk(after) || is_cjk(before)),
        )
    }

    /// Returns true twice if a single tilde could open or close, and so needs a mark on both sides.
    fn single_tilde(&self) -> (bool, bool) {
        let (before, after) = self.sides();
        let opens = !after.is_whitespace() && is_edge(before);
        let closes = !before.is_whitespace() && is_edge(after);
        (opens || closes, opens || closes)
    }

    /// Returns the character before the run less a variation selector, and that selector.
    fn base(&self) -> (char, Option<char>) {
        let mut chars = self.before.chars().rev();
        let last = chars.next().unwrap_or('\n');
        match last {
            '\u{fe00}'..='\u{fe0e}' => (chars.next().unwrap_or('\n'), Some(last)),
            '\u{e0100}'..='\u{e01ef}' => ('\u{4e00}', Some(last)),
            _ => (last, None),
        }
    }

    /// Returns true if only the marks of block quotes stand before the run on its line.
    fn opens_quote(&self) -> bool {
        let line = self.before.trim_end_matches(['>', ' ']);
        self.before.ends_with('>') && (line.is_empty() || line.ends_with('\n'))
    }
}

fn is_edge(c: char) -> bool {
    c.is_whitespace() || is_punctuation(c)
}

/// Returns true if CommonMark 0.31, 2.1, takes `c` for punctuation: general categories P and S.
fn is_punctuation(c: char) -> bool {
    matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Punctuation | GeneralCategoryGroup::Symbol
    )
}

/// Returns true if the amendment counts `c` as CJK: East Asian Width W, F or H (UAX 11), or Hangul,
/// no emoji.
fn is_cjk(c: char) -> bool {
    match c {
        ..'\u{1100}' => false,
        // Conjoining jamo, combining tone and sound marks, half-width forms: narrow or without
        // width.
        '\u{1100}'..='\u{11ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' => true,
        '\u{20a9}'
        | '\u{2329}'
        | '\u{232a}'
        | '\u{ff61}'..='\u{ffdc}'
        | '\u{ffe8}'..='\u{ffee}' => true,
        ..'\u{2e80}' | '\u{1f000}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}' => false,
        c => c.width() == Some(2),
    }
}

/// Returns true if `c` is as wide as a Han character and set without spaces: Han, kana, full-width
/// marks.
///
/// Hangul is wide but its words are spaced.
pub fn is_wide(c: char) -> bool {
    let hangul = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}');
    !hangul && is_cjk(c)
}

/// Returns true if `c` is a mark that Chinese sets full-width and Western text narrow (East Asian
/// Width A).
fn is_ambiguous(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”' | '—' | '…' | '·' | '⸺')
}

/// Returns true if a line break between two texts leaves no space.
///
/// `before` gives the characters before the break from the last one back, `after` those that
/// follow. The break goes between Han characters, kana and full-width marks (CSS Text 4, segment
/// break transformation; CLREQ 3.1: Chinese sets no spaces between characters), and it stays beside
/// Latin letters, digits and Hangul. Quotes, dashes and ellipses are full-width beside a wide
/// character; between two of them the text before decides.
pub fn joins(
    before: impl IntoIterator<Item = char>,
    after: impl IntoIterator<Item = char>,
) -> bool {
    let mut before = before.into_iter();
    let (Some(last), Some(first)) = (before.next(), after.into_iter().next()) else {
        return true;
    };
    match (is_wide(last), is_wide(first)) {
        (true, true) => true,
        (true, false) => is_ambiguous(first),
        (false, true) => is_ambiguous(last),
        (false, false) => {
            let both = is_ambiguous(last) && is_ambiguous(first);
            both && before.find(|c| !is_ambiguous(*c)).is_some_and(is_wide)
        }
    }
}
