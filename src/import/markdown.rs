//! Plain text as Markdown that reads the same.

/// Writes a line of plain text: what Markdown would take for markup is escaped.
pub(super) fn line(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let first = text.chars().next().unwrap_or(' ');
    let (head, rest) = match text[digits..].chars().next() {
        // A number that starts a line would start a list, which counts for itself.
        Some('.' | ')') if digits > 0 => text.split_at(digits),
        _ if "#+-=:".contains(first) => ("", text),
        _ => return inline(text),
    };
    format!("{head}\\{}", inline(rest))
}

/// Writes plain text within a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\`*_[]<>&~|$".contains(c) {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// Writes an item of a numbered list; `rest` is what stands behind the number.
pub(super) fn item(number: u32, rest: &str) -> String {
    format!("{number}. {}", line(rest))
}

/// Writes lines as verse: each stays a line.
pub(super) fn verse(lines: &[&str]) -> String {
    let lines: Vec<String> = lines.iter().map(|text| line(text)).collect();
    lines.join("\\\n")
}

/// Writes rows of cells as a table, the first as its head; a row has at most as many cells.
pub(super) fn table(rows: &[Vec<&str>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        for column in 0..width {
            let cell = row.get(column).copied().unwrap_or_default();
            out.push_str("| ");
            out.push_str(&inline(cell.trim()));
            out.push(' ');
        }
        out.push_str("|\n");
        if i == 0 {
            out.push_str(&"| --- ".repeat(width));
            out.push_str("|\n");
        }
    }
    out.truncate(out.trim_end().len());
    out
}
