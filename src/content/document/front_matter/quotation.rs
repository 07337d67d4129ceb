//! Where a value of one line ends, and what its quotation marks mean.

use crate::content::yaml::double_quoted;
use crate::diagnostic::Diagnostic;

/// Returns where the bracket closes that a list or map on one line opens with.
pub(super) fn end_of_flow(value: &str) -> Option<usize> {
    let mut depth = 0;
    let mut quote = None;
    let mut is_escaped = false;
    for (i, c) in value.char_indices() {
        if std::mem::take(&mut is_escaped) {
            continue;
        }
        match (quote, c) {
            (Some('"'), '\\') => is_escaped = true,
            (Some('\''), '\'') if value[i + 1..].starts_with('\'') => is_escaped = true,
            (Some(q), c) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if value[..i].trim_end().ends_with(['[', '{', ',', ':']) => {
                quote = Some(c)
            }
            (None, '[' | '{') => depth += 1,
            (None, ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(i + c.len_utf8());
        }
    }
    None
}

/// Returns the byte at which a quotation ends; `""` and `''` within it are read as YAML has it.
pub(super) fn closing(value: &str, mark: char) -> Option<usize> {
    let (bytes, sign) = (value.as_bytes(), if mark == '"' { b'"' } else { b'\'' });
    let mut i = 1;
    loop {
        i += memchr::memchr2(sign, b'\\', bytes.get(i..)?)?;
        i += match (bytes[i], bytes.get(i + 1)) {
            (b'\\', _) if sign == b'"' => 2,
            (b'\\', _) => 1,
            (b'\'', Some(b'\'')) => 2,
            _ => return Some(i),
        };
    }
}

/// Returns what was meant by a text whose first quotation ends at the byte `end`, if there is no
/// doubt.
///
/// There is one where the marks may stand around the whole: it ends in one, or one is doubled as in
/// a table.
pub(super) fn certain(value: &str, end: usize, mark: char) -> Option<String> {
    let (inner, rest) = (&value[1..end], &value[end + 1..]);
    let is_odd = value.matches(mark).count() % 2 == 1;
    if is_odd
        || inner.is_empty()
        || value.ends_with(mark)
        || rest.starts_with(mark)
        || value.contains('\\')
    {
        return None;
    }
    let has_han = inner
        .chars()
        .any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    let is_plain = mark == '"' && !rest.contains('"') && !rest.contains(": ");
    Some(if has_han && is_plain {
        format!("“{inner}”{rest}")
    } else {
        quoted(value)
    })
}

/// Words what a text in plain quotation marks may mean, so that the editor picks one.
pub(super) fn meanings(problem: Diagnostic, value: &str, mark: char) -> Diagnostic {
    if mark != '"' || value.contains('\\') {
        return problem;
    }
    let within = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    match within {
        Some(within) if !value.contains("\"\"") => {
            let Some((whole, parts)) = curly(within).zip(curly(value)) else {
                return problem;
            };
            problem
                .with("whole", format!("\"{whole}\""))
                .with("parts", format!("\"{parts}\""))
                .hint("both")
        }
        within if value.contains("\"\"") => {
            match curly(&within.unwrap_or(value).replace("\"\"", "\"")) {
                Some(whole) => problem
                    .with("whole", format!("\"{whole}\""))
                    .hint("doubled"),
                None => problem,
            }
        }
        _ => problem,
    }
}

/// Turns the plain quotation marks of a text into curly ones, by pairs.
fn curly(text: &str) -> Option<String> {
    let pieces: Vec<&str> = text.split('"').collect();
    let last = pieces.len() - 1;
    let marked = pieces.iter().enumerate().map(|(i, piece)| match i {
        i if i == last => (*piece).to_owned(),
        i => format!("{piece}{}", if i % 2 == 0 { '“' } else { '”' }),
    });
    last.is_multiple_of(2).then(|| marked.collect())
}

/// Returns a value without the comment behind it.
pub(super) fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    let quoted = value.starts_with(['"', '\'']);
    let from = if quoted {
        closing(value, if value.starts_with('"') { '"' } else { '\'' }).unwrap_or(0)
    } else {
        0
    };
    let bytes = &value.as_bytes()[from..];
    let mut signs = memchr::memchr_iter(b'#', bytes).filter_map(|at| at.checked_sub(1));
    let comment = signs.find(|before| matches!(bytes[*before], b' ' | b'\t'));
    comment.map_or(value, |i| &value[..from + i])
}

/// Puts quotation marks around a value so that YAML reads it as it is.
pub(super) fn quoted(value: &str) -> String {
    if value.contains('\'') {
        double_quoted(value)
    } else if value.contains(['"', '\\']) {
        format!("'{value}'")
    } else {
        format!("\"{value}\"")
    }
}
