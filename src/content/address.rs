//! Addresses that stand in a text as they are: `https://…`, `www.…`, mail addresses.
//!
//! They are found by the rules of GitHub Flavored Markdown (GFM 0.29, 6.9, autolinks), with what
//! Chinese text asks for: an address ends before a Han character or a full-width mark, and may
//! start right behind one.

use std::ops::Range;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthChar;

use crate::base::url::is_web;

/// An address in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Bytes of the address.
    pub range: Range<usize>,
    /// Byte after what may still be meant as a part of it: a path goes on with Han characters.
    pub end: usize,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// With `http://`, `https://` or `mailto:`.
    Whole,
    /// With `www.`
    Www,
    Mail,
}

impl Address {
    /// Returns true for a mail address.
    pub fn is_mail(&self) -> bool {
        self.kind == Kind::Mail
    }

    /// Returns where it leads; `text` is the one that it was found in.
    pub fn destination(&self, text: &str) -> String {
        let written = &text[self.range.clone()];
        match self.kind {
            Kind::Whole => written.to_owned(),
            Kind::Www => format!("http://{written}"),
            Kind::Mail => format!("mailto:{written}"),
        }
    }
}

/// Finds the addresses in a text, in order.
pub fn find(text: &str) -> Addresses<'_> {
    Addresses {
        text,
        from: 0,
        at: 0,
    }
}

/// The addresses in a text.
#[derive(Clone, Debug)]
pub struct Addresses<'t> {
    text: &'t str,
    /// Byte after the last address.
    from: usize,
    /// Byte that is looked at next.
    at: usize,
}

impl Iterator for Addresses<'_> {
    type Item = Address;

    fn next(&mut self) -> Option<Address> {
        let bytes = self.text.as_bytes();
        while let Some(next) = memchr::memchr3(b':', b'@', b'w', &bytes[self.at..]) {
            let at = self.at + next;
            let address = match bytes[at] {
                b':' => web(self.text, self.from, at),
                b'@' => mail(self.text, self.from, at),
                _ => www(self.text, self.from, at),
            };
            self.at = at + 1;
            if let Some(address) = address {
                self.from = address.range.end;
                self.at = self.at.max(address.end);
                return Some(address);
            }
        }
        None
    }
}

/// Returns the address that a text starts with; it has to start with one.
pub fn first(text: &str) -> Option<Address> {
    find(text.lines().next()?).next()
}

/// Reads the address whose scheme ends at byte `colon`; the scheme starts at `from` or after.
fn web(text: &str, from: usize, colon: usize) -> Option<Address> {
    let host = text[colon..].strip_prefix("://").map(|_| colon + 3)?;
    let before = &text.as_bytes()[from..colon];
    let is_scheme = |scheme: &&[u8]| before.len() >= scheme.len() && ends_with(before, scheme);
    let scheme = [&b"https"[..], b"http"].into_iter().find(is_scheme)?;
    let start = colon - scheme.len();
    let is_word = text[..start].ends_with(|c: char| c.is_ascii_alphanumeric());
    (!is_word)
        .then(|| of_web(text, start, host, Kind::Whole))
        .flatten()
}

fn ends_with(text: &[u8], end: &[u8]) -> bool {
    text[text.len() - end.len()..].eq_ignore_ascii_case(end)
}

/// Reads the address that starts with `www.` at a byte.
fn www(text: &str, from: usize, start: usize) -> Option<Address> {
    let last = text[from..start].chars().next_back();
    let is_start =
        last.is_none_or(|c| !c.is_ascii() || c.is_ascii_whitespace() || "*_~(\"'[|,;:".contains(c));
    if !is_start || !text[start..].starts_with("www.") {
        return None;
    }
    of_web(text, start, start, Kind::Www)
}

/// Reads an address of the web from byte `start` on, whose host starts at byte `host`.
fn of_web(text: &str, start: usize, host: usize, kind: Kind) -> Option<Address> {
    let after_host = host + length(&text[host..], |c| is_of_name(c) || c == '.');
    if !is_domain(text[host..after_host].trim_end_matches('.')) {
        return None;
    }
    let written = start + length(&text[start..], is_of_address);
    let end = start + trimmed(&text[start..written]).len();
    let address = Address {
        range: start..end,
        end: written.max(end) + tail(&text[written..], &text[after_host..written]),
        kind,
    };
    (end > host && is_web(&address.destination(text))).then_some(address)
}

/// Reads the mail address whose `@` is at a byte.
fn mail(text: &str, from: usize, at: usize) -> Option<Address> {
    let local = text.as_bytes()[from..at]
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_alphanumeric() || b".-_+".contains(b))
        .count();
    let domain = length(&text[at + 1..], |c| {
        c.is_ascii_alphanumeric() || ".-_".contains(c)
    });
    let domain = text[at + 1..at + 1 + domain].trim_end_matches('.');
    // Behind a slash it is a part of a path, or of an address with a user name.
    let is_mail = local > 0
        && !text[..at - local].ends_with('/')
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && !domain.ends_with(['-', '_']);
    if !is_mail {
        return None;
    }
    let start = at - local;
    let end = at + 1 + domain.len();
    let has_scheme = text[from..start].ends_with("mailto:");
    Some(Address {
        range: start - if has_scheme { "mailto:".len() } else { 0 }..end,
        end,
        kind: if has_scheme { Kind::Whole } else { Kind::Mail },
    })
}

/// Returns how many bytes at the start of a text are of a kind.
fn length(text: &str, is_of_kind: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_of_kind(c)).unwrap_or(text.len())
}

/// Returns true if a domain is valid to GFM: two parts at least, and no underscores in the last
/// two.
fn is_domain(domain: &str) -> bool {
    let mut parts = domain.rsplit('.');
    let is_plain = |part: Option<&str>| part.is_some_and(|p| !p.is_empty() && !p.contains('_'));
    is_plain(parts.next()) && is_plain(parts.next()) && parts.all(|part| !part.is_empty())
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || is_foreign(c)
}

/// Returns true if an address may hold a character as people write it: one of RFC 3986, or a letter
/// outside of it that is not as wide as a Han character.
fn is_of_address(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c) || is_foreign(c)
}

fn is_foreign(c: char) -> bool {
    let is_letter = || {
        matches!(
            c.general_category_group(),
            GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark
        )
    };
    !c.is_ascii() && c.width() != Some(2) && is_letter()
}

/// Takes away what belongs to the sentence: marks at the end, an entity, brackets that the address
/// does not open (GFM 0.29, 6.9, extended autolink path validation).
fn trimmed(address: &str) -> &str {
    let count = |c: u8| memchr::memchr_iter(c, address.as_bytes()).count();
    let mut round = count(b')').saturating_sub(count(b'('));
    let mut square = count(b']').saturating_sub(count(b'['));
    let mut rest = address;
    loop {
        rest = match rest.as_bytes().last() {
            Some(b'?' | b'!' | b'.' | b',' | b':' | b'*' | b'_' | b'~' | b'\'') => {
                &rest[..rest.len() - 1]
            }
            Some(b';') => without_entity(&rest[..rest.len() - 1]),
            Some(b')') if round > 0 => {
                round -= 1;
                &rest[..rest.len() - 1]
            }
            Some(b']') if square > 0 => {
                square -= 1;
                &rest[..rest.len() - 1]
            }
            _ => return rest,
        };
    }
}

/// Takes `&name` away from the end.
fn without_entity(address: &str) -> &str {
    let bare = address.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    match bare.strip_suffix('&') {
        Some(rest) if bare.len() < address.len() => rest,
        _ => address,
    }
}

/// Returns how many bytes behind an address may be meant as a part of it: `path` is what it has
/// behind its host.
fn tail(text: &str, path: &str) -> usize {
    if !path.contains(['/', '?', '#']) || !text.starts_with(is_han_like) {
        return 0;
    }
    length(text, |c| {
        !c.is_whitespace() && c != '<' && (c.is_ascii() || !is_mark(c))
    })
}

fn is_han_like(c: char) -> bool {
    c.width() == Some(2) && !is_mark(c)
}

fn is_mark(c: char) -> bool {
    !matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Letter | GeneralCategoryGroup::Mark | GeneralCategoryGroup::Number
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        find(text).map(|a| a.destination(text)).collect()
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        for (text, expected) in [
            (
                "报名网址：https://bm.example.cn/2024。",
                "https://bm.example.cn/2024",
            ),
            ("请看https://a.example.cn/x了解", "https://a.example.cn/x"),
            ("（http://a.example.cn/x）", "http://a.example.cn/x"),
            ("“https://a.example.cn/x”", "https://a.example.cn/x"),
            ("HTTPS://A.example.cn/", "HTTPS://A.example.cn/"),
            (
                "https://a.example.cn/x_y_/*z*?q=1&r=2#s-3",
                "https://a.example.cn/x_y_/*z*?q=1&r=2#s-3",
            ),
            ("https://a.example.cn:8080/x", "https://a.example.cn:8080/x"),
            ("(https://a.example.cn/x_(y))", "https://a.example.cn/x_(y)"),
            ("[https://a.example.cn/x]", "https://a.example.cn/x"),
            (
                "https://a.example.cn/x?y=1&copy;",
                "https://a.example.cn/x?y=1",
            ),
            ("https://a.example.cn/x;!?.,:*_~'", "https://a.example.cn/x"),
            ("https://a.example.cn/x<b>", "https://a.example.cn/x"),
            ("https://a.example.cn/x|y", "https://a.example.cn/x"),
            ("https://a.example.cn/Café", "https://a.example.cn/Café"),
            ("https://a.example.cn/x\u{200b}y", "https://a.example.cn/x"),
            ("网址:www.example.cn,欢迎", "http://www.example.cn"),
            ("官网www.example.cn。", "http://www.example.cn"),
            (
                "邮箱：bj_a.b+c@mail.example.cn。",
                "mailto:bj_a.b+c@mail.example.cn",
            ),
            ("mailto:a@example.cn", "mailto:a@example.cn"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_whole_address_is_text() {
        for text in [
            "http://",
            "http://a",
            "https://。",
            "https://例子.中国/",
            "xhttp://a.example.cn/",
            "ftp://a.example.cn/",
            "http://a_b.example_x.cn/",
            "http://.cn/",
            "www.",
            "www.。",
            "awww.example.cn",
            "a.www.example.cn",
            "@a.cn",
            "a@b",
            "a@b.c-",
            "a@b.c_",
            "a@.cn",
            "a@b..cn",
            "比分3:2",
            "12:30",
            "https://a.example.cn:99999999/",
            "https://u@a.example.cn/x",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn several_addresses_are_found_in_order() {
        assert_eq!(
            found("https://a.example.cn/、b@example.cn、www.example.cn"),
            [
                "https://a.example.cn/",
                "mailto:b@example.cn",
                "http://www.example.cn"
            ]
        );
        assert_eq!(
            found("https://b.example.cn@a.example.cn/x"),
            ["https://b.example.cn@a.example.cn/x"]
        );
    }

    #[test]
    fn a_path_may_go_on_in_chinese() {
        for (text, whole) in [
            (
                "https://a.example.cn/搜?词=雪(一) 后",
                "https://a.example.cn/搜?词=雪(一)",
            ),
            (
                "https://a.example.cn/甲,乙，丙",
                "https://a.example.cn/甲,乙",
            ),
            (
                "https://a.example.cn/x,甲(乙)",
                "https://a.example.cn/x,甲(乙)",
            ),
            ("https://a.example.cn了解(甲)", "https://a.example.cn"),
            ("https://a.example.cn/x。甲", "https://a.example.cn/x"),
        ] {
            let address = first(text).unwrap();
            assert_eq!(&text[address.range.start..address.end], whole);
        }
    }
}
