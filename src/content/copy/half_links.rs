//! Links and pictures in half-width brackets that are none for what stands inside: a space between
//! the brackets, or full-width quotation marks around the title.

use super::markup::{is_destination, position_on_line, raw};
use super::passage::Passage;
use super::rule::{Finding, Rule};

/// Checks a passage of Markdown; `text` is the file that holds it.
pub(super) fn check(passage: &Passage, text: &str, found: &mut Vec<Finding>) {
    for (i, c) in passage.signs() {
        if c == '(' {
            found.extend(half_link(passage, i, text));
        }
    }
}

/// Finds `[文] (b.md)`, `![雪](snow.png “雪景”)`, whose second bracket is the character `i`.
fn half_link(passage: &Passage, i: usize, text: &str) -> Option<Finding> {
    let gap = passage.chars[..i]
        .iter()
        .rev()
        .take_while(|(c, _)| matches!(c, ' ' | '\u{3000}'))
        .count();
    let last = i
        .checked_sub(gap + 1)
        .filter(|last| passage.at(*last) == Some(']'))?;
    let first = position_on_line(passage, (0..last).rev(), "[]")?;
    let end = position_on_line(passage, i + 1..passage.chars.len(), "()")?;
    let is_link = passage.at(first) == Some('[') && passage.at(end) == Some(')');
    let inner = raw(passage, first + 1, last, text).filter(|_| is_link)?;
    let inside = raw(passage, i + 1, end, text)?.trim();
    let (dest, title) = match inside.split_once(char::is_whitespace) {
        Some((dest, title)) => (dest, Some(title.trim_start())),
        None => (inside, None),
    };
    let title = match title {
        Some(title) => Some(title_of(title)?),
        None => None,
    };
    // `[1] (https://…)` may be a number of the list of sources.
    let is_name = inner.contains(|c: char| !c.is_ascii_digit() && !c.is_whitespace());
    if gap == 0 && title.is_none() || !is_destination(dest) || !is_name {
        return None;
    }
    let title = title
        .map(|title| format!(" \"{title}\""))
        .unwrap_or_default();
    let before = first
        .checked_sub(1)
        .filter(|at| passage.at(*at) == Some('!'));
    let (start, end) = passage.bytes(before.unwrap_or(first), end + 1);
    let sign = if before.is_some() { "!" } else { "" };
    Some(Finding {
        rule: if gap > 0 {
            Rule::LinkSpace
        } else {
            Rule::LinkTitle
        },
        start,
        end,
        text: text.get(start as usize..end as usize)?.into(),
        right: Some(format!("{sign}[{inner}]({dest}{title})").into()),
    })
}

/// Returns the title of a link without its quotation marks, whichever they are.
fn title_of(quoted: &str) -> Option<&str> {
    const MARKS: [char; 7] = ['“', '”', '‘', '’', '＂', '"', '\''];
    let title = quoted.strip_prefix(MARKS)?.strip_suffix(MARKS)?;
    (!title.contains(['"', '\\'])).then_some(title)
}
