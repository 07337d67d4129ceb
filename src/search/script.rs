//! The files as scripts: one call with one value of JSON.

use std::fmt::Write;

/// A file below `/search/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below `/search/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl File {
    /// Makes the file of a value; `name` has no ending.
    pub fn new(name: &str, json: &str) -> File {
        File {
            name: format!("{name}.js"),
            bytes: format!("dl(\"{name}\",{json})\n").into_bytes(),
        }
    }
}

/// Writes a text as a string of JSON that is nothing else within HTML, or in an older script.
pub fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\0'..='\u{1f}' | '<' | '\u{7f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                // Writing to a string does not fail.
                _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
