//! What a block of raw HTML does to the text in it: takes it away where a tag is not finished, and
//! prints Markdown as it was typed (CommonMark 0.31, 4.6).

use std::ops::Range;

use super::tokens::{Token, starts_with, tokens};

/// Beginnings of blocks that hold no Markdown.
const OTHERS: [&str; 5] = ["<pre", "<script", "<style", "<textarea", "<?"];

/// Returns the first Markdown in the text of a block: `**bold**`, `[text](address)`, `## heading`.
pub(super) fn markdown_in(html: &str) -> Option<Range<usize>> {
    let has_signs = html.contains("**") || html.contains("](") || html.contains("\n#");
    if !has_signs || OTHERS.iter().any(|start| starts_with(html, start)) {
        return None;
    }
    // What stands in a line with a comment is HTML as well.
    let mut at = match html.starts_with("<!") {
        true => html.find("-->")? + 3,
        false => 0,
    };
    for line in html[at..].split_inclusive('\n') {
        if let Some(found) = markdown_in_line(line) {
            return Some(at + found.start..at + found.end);
        }
        at += line.len();
    }
    None
}

/// Returns the first byte of what is not finished in a block, and takes the rest of it away.
pub(super) fn unfinished(html: &str) -> Option<usize> {
    // A comment does not stand in a comment: the first one was not finished.
    let comment = html.strip_prefix("<!--").unwrap_or_default();
    let comment = comment.split("-->").next().unwrap_or_default();
    if comment.contains("<!--") {
        return Some(0);
    }
    tokens(html).into_iter().find_map(|token| match token {
        Token::Unfinished(at) => Some(at),
        Token::Text(_) | Token::Start(_) | Token::End(_) | Token::Declaration(_) => None,
    })
}

fn markdown_in_line(line: &str) -> Option<Range<usize>> {
    let found = bold(line)
        .or_else(|| link(line))
        .or_else(|| heading(line))?;
    // Not within a tag, and not in code.
    let before = &line[..found.start];
    let is_text = before.matches('<').count() == before.matches('>').count();
    (is_text && !before.contains("<code")).then_some(found)
}

fn bold(line: &str) -> Option<Range<usize>> {
    let start = line.find("**")?;
    let inner = &line[start + 2..];
    let end = inner.find("**").filter(|end| *end > 0)?;
    let is_tight = !inner.starts_with(char::is_whitespace)
        && !inner[..end].ends_with(char::is_whitespace)
        && !inner.starts_with('*');
    is_tight.then_some(start..start + end + 4)
}

fn link(line: &str) -> Option<Range<usize>> {
    let middle = line.find("](")?;
    let start = line[..middle].rfind('[')?;
    let end = middle + line[middle..].find(')')?;
    (end > middle + 2).then_some(start..end + 1)
}

fn heading(line: &str) -> Option<Range<usize>> {
    let level = line.len() - line.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&level) && line[level..].starts_with(' ');
    is_heading.then_some(0..line.trim_end().len())
}
