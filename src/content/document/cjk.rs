//! Chinese text in Markdown: emphasis beside full-width punctuation, and line breaks without a gap.
//!
//! CommonMark decides by the characters around a run of `*` whether it opens or closes emphasis,
//! and takes `：` for a punctuation mark like any other, so `**重点：**内容` stays literal
//! (commonmark-spec issue 650). The amendment by tats-u (markdown-cjk-friendly) lets CJK characters
//! stand beside punctuation. The parser does not know the amendment; [`amend`] puts a noncharacter
//! between a run and the punctuation where only the amended rule holds. It is neither white space
//! nor punctuation, so the parser's own rule then gives the amended result, and it is taken out of
//! everything that the parser returns. So is the backslash before a sign that stands for itself.
//! Nothing here has to know what is code or HTML.

use std::borrow::Cow;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

use crate::content::address;

/// Noncharacter that [`amend`] puts into a source; Unicode reserves it for such internal use.
pub const MARK: char = '\u{fdd0}';

const MARKED: &str = "\u{fdd0}";

/// Noncharacter and backslash that [`amend`] puts before a sign which stands for itself. The
/// parser takes the backslash away in text, and leaves it in code and in HTML.
const ESCAPE: &str = "\u{fdd1}\\";

/// What is left of an `ESCAPE` in text.
const ESCAPED: char = '\u{fdd1}';

/// A source with the marks that make the parser follow the amended rule.
#[derive(Clone, Debug)]
pub struct Amended<'a> {
    /// The source; borrowed when nothing had to be put in.
    pub text: Cow<'a, str>,
    /// Bytes of the text at which something was put in, ascending, with its length and the length
    /// of all that was put in before.
    added: Vec<(usize, usize, usize)>,
}

impl Amended<'_> {
    /// Returns the byte of the original that `offset` in the amended text stands for.
    pub fn original(&self, offset: usize) -> usize {
        let after = self.added.partition_point(|(at, ..)| *at < offset);
        match after.checked_sub(1).map(|last| self.added[last]) {
            Some((at, length, before)) => offset - before - length.min(offset - at),
            None => offset,
        }
    }
}

/// Takes what [`amend`] put in out of a piece of an amended source.
pub fn without_additions(piece: &str) -> Cow<'_, str> {
    /// How the bytes of both noncharacters begin.
    static HEAD: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\xef\xb7"));
    // Nearly every text has none.
    if HEAD.find(piece.as_bytes()).is_none() || !piece.contains([MARK, ESCAPED]) {
        return Cow::Borrowed(piece);
    }
    Cow::Owned(piece.replace(ESCAPE, "").replace([MARK, ESCAPED], ""))
}

/// Returns true for what [`amend`] puts in, less the backslash of an `ESCAPE`.
pub fn is_addition(c: char) -> bool {
    c == MARK || c == ESCAPED
}

/// Puts a [`MARK`] beside every run of `*` or `~` that the amended rule of emphasis sees
/// differently, and an `ESCAPE` before each sign that stands for itself.
///
/// A single `~` gets one on both sides where it could open or close: it is the Chinese sign of a
/// range (1月8日~14日) and never strikes text. A `*` between digits is a sign of multiplication or
/// hides digits (3*4*5, 138****1234); in an address every sign is a part of it. A colon gets a mark
/// where the definition of a link would swallow Chinese text: `[编者按]: 本文略有删节。`
pub fn amend(source: &str) -> Amended<'_> {
    let mut additions = Vec::new();
    delimiters(source, &mut additions);
    addresses(source, &mut additions);
    additions.extend(spoken(source).map(|colon| (colon, MARKED)));
    if additions.is_empty() {
        return Amended {
            text: Cow::Borrowed(source),
            added: Vec::new(),
        };
    }
    additions.sort_unstable();
    additions.dedup();
    let length: usize = additions.iter().map(|(_, addition)| addition.len()).sum();
    let mut text = String::with_capacity(source.len() + length);
    let mut added = Vec::with_capacity(additions.len());
    let mut from = 0;
    for (at, addition) in additions {
        text.push_str(&source[from..at]);
        added.push((text.len(), addition.len(), text.len() - at));
        text.push_str(addition);
        from = at;
    }
    text.push_str(&source[from..]);
    Amended {
        text: Cow::Owned(text),
        added,
    }
}

/// Finds what has to be put in at the runs of `*` and `~`.
fn delimiters(source: &str, additions: &mut Vec<(usize, &'static str)>) {
    let bytes = source.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'*', b'~', &bytes[at..]) {
        let mut start = at + found;
        let delimiter = bytes[start];
        let end = start
            + bytes[start..]
                .iter()
                .take_while(|b| **b == delimiter)
                .count();
        at = end;
        start += usize::from(is_escaped(bytes, start));
        if start == end {
            continue;
        }
        let run = Run {
            before: &source[..start],
            after: &source[end..],
        };
        if delimiter == b'*' && run.is_literal(end - start) {
            additions.extend((start..end).map(|sign| (sign, ESCAPE)));
            continue;
        }
        let (opens, closes) = if delimiter == b'~' && end - start == 1 {
            run.single_tilde()
        } else {
            run.amended()
        };
        additions.extend(closes.then_some((start, MARKED)));
        additions.extend(opens.then_some((end, MARKED)));
    }
}

/// Returns the bytes of the colons behind names in brackets that introduce text and no address.
fn spoken(source: &str) -> impl Iterator<Item = usize> {
    memchr::memmem::find_iter(source.as_bytes(), "]:")
        .filter(|at| is_name(&source[..*at]) && introduces_text(&source[at + 2..]))
        .map(|at| at + 1)
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

/// Finds the signs in addresses that could be taken for those of emphasis.
fn addresses(source: &str, additions: &mut Vec<(usize, &'static str)>) {
    let bytes = source.as_bytes();
    for found in address::find(source) {
        let is_letter = |i: Option<usize>| {
            i.and_then(|i| bytes.get(i))
                .is_some_and(u8::is_ascii_alphanumeric)
        };
        for at in found.range.clone() {
            let is_sign = match bytes[at] {
                b'*' | b'~' => true,
                // Within a word it is no emphasis.
                b'_' => !is_letter(at.checked_sub(1)) || !is_letter(at.checked_add(1)),
                _ => false,
            };
            if is_sign && !is_escaped(bytes, at) {
                additions.push((at, ESCAPE));
            }
        }
    }
}

/// Returns true if a backslash takes the meaning from the sign at a byte.
fn is_escaped(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev();
    before.take_while(|b| **b == b'\\').count() % 2 == 1
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

    /// Returns true if a run of so many stars is no emphasis: it stands between two digits
    /// (3*4*5, 138****1234), behind a unit and before a digit (2米*3米), or is the first part of the
    /// name of any file (`*.jpg`).
    fn is_literal(&self, length: usize) -> bool {
        let (last, next) = self.sides();
        if next.is_ascii_digit() {
            return last.is_ascii_digit() || length == 1 && has_unit(self.before);
        }
        length == 1 && !last.is_ascii_alphanumeric() && starts_with_ending(self.after)
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

/// Units of length, which stand before the star in 2米*3米.
const UNITS: [&str; 12] = [
    "米", "厘米", "毫米", "分米", "公里", "公分", "寸", "尺", "m", "cm", "mm", "km",
];

/// Returns true if a text ends with a number and a unit of length.
fn has_unit(text: &str) -> bool {
    UNITS.iter().any(|unit| {
        text.strip_suffix(unit)
            .is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
    })
}

/// Returns true if a text starts with the ending of a file's name.
fn starts_with_ending(text: &str) -> bool {
    let Some(name) = text.strip_prefix('.') else {
        return false;
    };
    let rest = name.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let goes_on = |c: char| c == '*' || c.width() == Some(0);
    (1..=5).contains(&(name.len() - rest.len())) && !rest.starts_with(goes_on)
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
