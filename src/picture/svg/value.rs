//! What the value of an attribute, or a style sheet, refers to: nothing outside of the file.

use super::fault::Fault;
use super::lists;

/// Returns the start of an address in the form in which browsers read it: without white space, in
/// small letters.
pub(super) fn start(value: &str) -> String {
    value
        .chars()
        .filter(|c| *c > ' ')
        .take(64)
        .collect::<String>()
        .to_ascii_lowercase()
}

/// Checks what an element refers to: a part of the drawing, or the pixels of a picture.
pub(super) fn reference(element: &str, value: &str) -> Result<(), Fault> {
    let start = start(value);
    match element {
        _ if start.starts_with('#') => Ok(()),
        "image" | "feImage" if is_pixels(&start) => Ok(()),
        "a" => Err(Fault::active("link", value)),
        _ => Err(Fault::active("load", value)),
    }
}

/// Returns true if an address holds a picture of pixels itself.
fn is_pixels(start: &str) -> bool {
    let kind = start
        .strip_prefix("data:image/")
        .and_then(|rest| rest.split([';', ',']).next());
    kind.is_some_and(|kind| {
        matches!(
            kind,
            "avif" | "bmp" | "gif" | "jpeg" | "jpg" | "png" | "webp"
        )
    })
}

/// Returns true if an address holds a font itself.
fn is_font(start: &str) -> bool {
    let kinds = [
        "font/",
        "application/font",
        "application/x-font",
        "application/vnd.ms-fontobject",
    ];
    start
        .strip_prefix("data:")
        .is_some_and(|rest| kinds.iter().any(|kind| rest.starts_with(kind)))
}

/// Checks a style: a browser loads something for `url()` and a few newer functions and rules, which
/// are not on the lists.
///
/// It is taken apart as CSS Syntax has it: a comment or a string holds neither.
pub(super) fn style(css: &str) -> Result<(), Fault> {
    let mut at = 0;
    while let Some(found) = css[at..].find(['\\', '@', '(', '"', '\'', '/']) {
        at += found;
        at += sign(&css[..at], &css[at..]).map_err(|fault| fault.at(at..at))?;
    }
    Ok(())
}

/// Checks what a sign of CSS begins after the text `before` it, and returns its length.
fn sign(before: &str, rest: &str) -> Result<usize, Fault> {
    let after = &rest[1..];
    match rest.as_bytes()[0] {
        b'/' if after.starts_with('*') => match after[1..].find("*/") {
            Some(end) => Ok("/**/".len() + end),
            None => Err(fault("/*")),
        },
        b'/' => Ok(1),
        quote @ (b'"' | b'\'') => string(rest, char::from(quote)).ok_or_else(|| fault(&rest[..1])),
        // What names are made of could spell a function or a rule.
        b'\\' if is_harmless(before, after) => Ok(2),
        b'@' => {
            let rule = &after[..after.find(|c| !is_word(c)).unwrap_or(after.len())];
            let is_known = rule.is_empty() || lists::RULES.contains(&*rule.to_ascii_lowercase());
            if is_known {
                Ok(1 + rule.len())
            } else {
                Err(fault(&format!("@{rule}")))
            }
        }
        b'(' => {
            let start = before.trim_end_matches(is_word).len();
            let name = before[start..].to_ascii_lowercase();
            // A name goes on before an escape, and that of a colour or an element is no function:
            // what looks like `url(` there would not be read up to its bracket.
            let mut outside = before[..start].chars().rev();
            let last = outside.next();
            match &*name {
                name if !name.is_empty() && (last == Some('#') || outside.next() == Some('\\')) => {
                    Err(fault(name))
                }
                "url" => Ok(1 + address(after)?),
                name if name.is_empty() || lists::FUNCTIONS.contains(name) => Ok(1),
                name => Err(fault(&format!("{name}()"))),
            }
        }
        _ => Err(fault("\\")),
    }
}

fn fault(text: &str) -> Fault {
    Fault::active("style", text)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii()
}

/// Returns true if a backslash stands before a sign which it makes a letter, such as the colon of a
/// name.
///
/// After a character beyond ASCII, other encodings take the backslash for a part of that.
fn is_harmless(before: &str, after: &str) -> bool {
    !before.ends_with(|c: char| !c.is_ascii())
        && after.starts_with(|c: char| c.is_ascii_punctuation())
}

/// Returns the length of a string with its quotation marks, if it is closed in its line.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut before = quote;
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if !before.is_ascii() => return None,
            '\\' => is_escaped = true,
            '\n' | '\r' => return None,
            c if c == quote => return Some(at + 1),
            _ => {}
        }
        before = c;
    }
    None
}

/// Checks the address of a `url(`, and returns the length of what belongs to it: a string, or all
/// up to the bracket.
fn address(text: &str) -> Result<usize, Fault> {
    let space = text.len() - text.trim_ascii_start().len();
    let quote = text[space..]
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''));
    let end = match quote {
        Some(quote) => string(&text[space..], quote).map(|length| space + length),
        None => text.find(')').map(|length| length + 1),
    };
    let whole = &text[..end.unwrap_or(text.len())];
    let start = start(whole[space..].trim_start_matches(['"', '\'']));
    let is_inside = start.starts_with('#') || is_pixels(&start) || is_font(&start);
    match end {
        Some(end) if is_inside && !whole.contains('\\') => Ok(end),
        _ => Err(Fault::active(
            "load",
            whole.trim_matches(['"', '\'', ')', ' ']),
        )),
    }
}
