//! Texts of front matter that were written over several lines: each is taken as one line.
//!
//! YAML puts a space where a line of a folded or plain text ends, and keeps the line break of a
//! literal one. Chinese has no spaces between characters, so both vanish there, as they do in
//! Markdown.

use crate::content::document::cjk::joins;
use crate::content::document::keys::Key;
use crate::content::yaml::{Node, Value};

/// Joins the lines of the sentences that `node`, a map with `keys` which stands in `text`, holds.
///
/// Names are left as they are: one stands in each line.
pub(super) fn join_lines(node: &mut Node, text: &str, keys: &[Key]) {
    match &mut node.value {
        Value::Null | Value::Plain(_) | Value::Text(_) => {}
        Value::List(items) => {
            for item in items {
                join_lines(item, text, keys);
            }
        }
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let name = key.as_text().unwrap_or_default();
                if let Some(key) = keys.iter().find(|key| key.name == name) {
                    join_value(value, text, key);
                }
            }
        }
    }
}

/// Joins the lines of the value of a key.
fn join_value(node: &mut Node, text: &str, key: &Key) {
    let is_sentence = key.copy.is_some() && key.shape.is_one_text();
    match &mut node.value {
        Value::Text(value) if is_sentence => {
            let source = text.get(node.span.clone()).unwrap_or_default();
            if source.contains('\n') {
                *value = joined(value, source);
            }
        }
        _ => join_lines(node, text, key.shape.keys()),
    }
}

/// Returns `value`, which is written as `source`, as one line.
fn joined(value: &str, source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let lines = lines.map(|line| line.trim_matches(['"', '\'']));
    let lines = lines.filter(|line| !line.is_empty());
    let of_source: Vec<&str> = lines.collect();
    let is_block = source.starts_with(['>', '|']);
    let lines = of_source.get(usize::from(is_block)..).unwrap_or_default();
    // With escapes or comments the value is different, and only its own line breaks are known.
    let whole = join(value, lines.iter().copied());
    whole.unwrap_or_else(|| {
        let lines = value.lines().map(str::trim).filter(|l| !l.is_empty());
        join(value, lines).unwrap_or_else(|| value.to_owned())
    })
}

/// Joins the lines that `value` consists of, with a space where one belongs; `None` if it consists
/// of something else.
fn join<'l>(value: &str, lines: impl Iterator<Item = &'l str>) -> Option<String> {
    let mut rest = value.trim();
    let mut joined = String::with_capacity(rest.len());
    for line in lines {
        rest = rest.trim_start().strip_prefix(line)?;
        if !joins(joined.chars().rev(), line.chars()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    rest.trim().is_empty().then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn a_line_break_leaves_no_gap_between_chinese_characters() {
        for (value, source, expected) in [
            (
                "山上先白， 河边后白。",
                ">-\n  山上先白，\n  河边后白。",
                "山上先白，河边后白。",
            ),
            (
                "山上先白，\n河边后白。\n",
                "|\n  山上先白，\n  河边后白。",
                "山上先白，河边后白。",
            ),
            ("山上 先白， 河边", "山上 先白，\n  河边", "山上 先白，河边"),
            (
                "山上 “先白”， 河边",
                "\"山上 “先白”，\n  河边\"",
                "山上 “先白”，河边",
            ),
            (
                "甲 snow 3 天\n乙",
                ">\n  甲 snow\n  3 天\n\n  乙",
                "甲 snow 3 天乙",
            ),
            ("山上\n河边 abc", "\"山上\\n河边\n  abc\"", "山上河边 abc"),
            ("a b", "a\n  b", "a b"),
        ] {
            assert_eq!(joined(value, source), expected, "{source}");
        }
    }
}
