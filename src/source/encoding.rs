//! Bytes as text: UTF-8, or a report of what they seem to be.

use std::borrow::Cow;

use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reads bytes as UTF-8, several times as fast as the standard library reads Chinese; fails with
/// the first bad byte.
pub fn valid(bytes: &[u8]) -> Result<&str, usize> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Ok(text),
        _ => Err(encoding_rs::Encoding::utf8_valid_up_to(bytes)),
    }
}

/// Reads bytes as UTF-8; anything else is named by its likely encoding.
///
/// A byte order mark at the head stays in the text, so that offsets count bytes of the file.
pub fn text(file: &SitePath, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    valid(&bytes).map(str::to_owned).map_err(|at| {
        if is_damaged(&bytes) {
            return Diagnostic::new(code::DAMAGED_TEXT, Span::new(file, at..at));
        }
        let encoding = encoding_of(&bytes);
        let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(at);
        let name = match encoding.name() {
            "gb18030" => "GB18030",
            name if name.starts_with("UTF-16") => "UTF-16",
            name => name,
        };
        let problem = Diagnostic::new(code::UNSUPPORTED_ENCODING, Span::new(file, first..first))
            .with("encoding", name);
        match converted(&bytes, encoding, |text| text.starts_with("---")) {
            Some(text) => problem.replace(0..bytes.len(), text),
            None => problem,
        }
    })
}

/// Reads a text that was handed over, such as a sentence out of a letter: as UTF-8, or in a
/// different encoding if there is no doubt which.
pub fn decoded(bytes: &[u8]) -> Option<String> {
    if let Ok(text) = valid(bytes) {
        return Some(text.to_owned());
    }
    if is_damaged(bytes) {
        return None;
    }
    // A sentence is often too short for the guess, which then is some encoding of the West.
    [encoding_of(bytes), encoding_rs::GBK]
        .into_iter()
        .find_map(|encoding| converted(bytes, encoding, |_| true))
}

/// Returns true if bytes are UTF-8 but for a few: a torn copy, not a different encoding.
fn is_damaged(bytes: &[u8]) -> bool {
    let (mut whole, mut torn) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        torn += usize::from(!chunk.invalid().is_empty());
    }
    mark_of(bytes) == 0 && whole > 4 * torn
}

/// Returns the likely encoding of bytes that are not UTF-8.
fn encoding_of(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    // GBK is GB18030 less its sequences of four bytes.
    if guess == encoding_rs::GBK && bytes.windows(4).any(is_of_four_bytes) {
        encoding_rs::GB18030
    } else {
        guess
    }
}

/// Returns true for a sequence of four bytes that GB18030 has and GBK does not.
fn is_of_four_bytes(w: &[u8]) -> bool {
    w[0] >= 0x81 && w[1].is_ascii_digit() && w[2] >= 0x81 && w[3].is_ascii_digit()
}

/// Converts text of a different encoding if there is no doubt: UTF-16 with its mark, and what is
/// GB2312 throughout.
///
/// GB18030 takes nearly any bytes for something; only a text of a known form in common characters
/// is beyond doubt.
fn converted(
    bytes: &[u8],
    encoding: &'static encoding_rs::Encoding,
    has_form: fn(&str) -> bool,
) -> Option<String> {
    let text = encoding
        .decode_without_bom_handling_and_without_replacement(&bytes[mark_of(bytes)..])?
        .into_owned();
    let is_utf16 = mark_of(bytes) > 0 && !text.contains('\0');
    let is_chinese = [encoding_rs::GBK, encoding_rs::GB18030].contains(&encoding)
        && has_form(&text)
        && text.chars().all(is_common)
        && encoding_rs::GBK.encode(&text).0 == bytes;
    (is_utf16 || is_chinese).then_some(text)
}

/// Returns true for a character that Chinese texts are mostly made of.
fn is_common(c: char) -> bool {
    c.is_ascii_graphic()
        || matches!(c, ' ' | '\n' | '\r' | '\u{3000}'..='\u{3015}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}')
        || "“”‘’—…·×°℃".contains(c)
}

/// Returns the length of a byte order mark of UTF-16.
fn mark_of(bytes: &[u8]) -> usize {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        2
    } else {
        0
    }
}
