//! What the value of an attribute, or a style sheet, refers to: nothing outside of the file.

use super::{Fault, lists};

/// Returns the start of an address in the form in which browsers read it: without white space, in small letters.
pub(super) fn start(value: &str) -> String {
    value.chars().filter(|c| *c > ' ').take(64).collect::<String>().to_ascii_lowercase()
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
    let kind = start.strip_prefix("data:image/").and_then(|rest| rest.split([';', ',']).next());
    kind.is_some_and(|kind| matches!(kind, "avif" | "bmp" | "gif" | "jpeg" | "jpg" | "png" | "webp"))
}

/// Returns true if an address holds a font itself.
fn is_font(start: &str) -> bool {
    let kinds = ["font/", "application/font", "application/x-font", "application/vnd.ms-fontobject"];
    start.strip_prefix("data:").is_some_and(|rest| kinds.iter().any(|kind| rest.starts_with(kind)))
}

/// Checks a style: a browser loads something for `url()` and a few newer functions and rules, which are not on the
/// lists, and an escape could spell any of them.
pub(super) fn style(css: &str) -> Result<(), Fault> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
    for (at, sign) in css.match_indices(['\\', '@', '(']) {
        let (before, after) = (&css[..at], &css[at + 1..]);
        let fault = |text: String| Err(Fault::active("style", text).at(at..at));
        match sign {
            "@" => {
                let rule = &after[..after.find(|c| !is_word(c)).unwrap_or(after.len())];
                if !rule.is_empty() && !lists::RULES.contains(&*rule.to_ascii_lowercase()) {
                    return fault(format!("@{rule}"));
                }
            }
            "(" => {
                let word = before.rfind(|c| !is_word(c)).map_or(0, |i| i + 1);
                let name = before[word..].to_ascii_lowercase();
                let start = start(after.trim_start_matches(['"', '\'', ' ', '\t', '\r', '\n']));
                let is_inside = start.starts_with('#') || is_pixels(&start) || is_font(&start);
                if name == "url" && !is_inside {
                    let address = &after[..after.find(')').unwrap_or(after.len())];
                    return Err(Fault::active("load", address).at(at..at));
                }
                if name != "url" && !name.is_empty() && !lists::FUNCTIONS.contains(&*name) {
                    return fault(format!("{name}()"));
                }
            }
            _ => return fault(sign.to_owned()),
        }
    }
    Ok(())
}
