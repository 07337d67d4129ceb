//! What was meant for something else: titles in signs of comparison, and the syntax of different
//! generators, which is printed as it stands.

use super::han::is_han;
use super::passage::{Form, Passage};
use super::rule::{Finding, Rule};

/// What stands between two signs has no more characters.
const LONGEST: usize = 300;

/// A title has no more characters.
const LONGEST_TITLE: usize = 40;

/// Endings of titles.
const TITLES: [&str; 24] = [
    "报", "刊", "网", "法", "条例", "规定", "办法", "通知", "意见", "方案", "决定", "公告", "通告",
    "报告", "规划", "纲要", "细则", "标准", "杂志", "日报", "晚报", "周刊", "书", "传",
];

/// Names of WordPress's codes in brackets.
const BRACKETED: [&str; 5] = ["caption", "gallery", "embed", "video", "audio"];

/// Checks a passage; `text` is the file that holds it.
pub(super) fn check(passage: &Passage, text: &str, found: &mut Vec<Finding>) {
    passage.each_sign(|i, c| {
        let outcome = match c {
            '<' | '＜' => title(passage, i),
            '{' | '^' | '[' | ':' | '$' => {
                foreign(passage, i, text).map(|end| passage.finding(Rule::Foreign, i, end, None))
            }
            _ => None,
        };
        let length = match &outcome {
            Some(finding) => finding.text.chars().count().max(1),
            None => 1,
        };
        found.extend(outcome);
        i + length
    });
}

/// Finds `<<书名>>`, `<西宁晚报>`: of single signs only those around what is surely a title are
/// changed.
fn title(passage: &Passage, start: usize) -> Option<Finding> {
    let open = passage.run(start, |c| matches!(c, '<' | '＜'));
    let inner = start + open;
    let length = passage.run(inner, |c| {
        c.is_alphanumeric() || matches!(c, ' ' | '·' | '“' | '”' | '—' | '-')
    });
    let end = inner + length;
    let close = passage.run(end, |c| matches!(c, '>' | '＞'));
    let is_title = open == close && open <= 2 && (2..=LONGEST_TITLE).contains(&length);
    if !is_title {
        return None;
    }
    let name = passage.text(inner, end);
    let is_compared = passage
        .before(start)
        .is_some_and(|c| c.is_ascii_alphanumeric());
    let is_condition = is_compared || name.contains(['且', '或', '与', '和']);
    if !name.contains(is_han) || is_condition && open == 1 {
        return None;
    }
    let is_sure = open == 2 || TITLES.iter().any(|ending| name.ends_with(ending));
    let right = is_sure.then(|| format!("《{}》", name.trim()));
    Some(passage.finding(Rule::AngleTitle, start, end + close, right))
}

/// Returns the index after the syntax of a different generator that starts at an index.
fn foreign(passage: &Passage, i: usize, text: &str) -> Option<usize> {
    let next = passage.at(i + 1)?;
    match (passage.at(i)?, next) {
        ('{', '{') => closing(passage, i + 2, ['}', '}']),
        ('{', '%') => closing(passage, i + 2, ['%', '}']),
        ('{', _) => attributes(passage, i, text),
        ('^', '[') => note(passage, i),
        ('[', '[') => wiki(passage, i),
        ('[', _) => bracketed(passage, i),
        (':', ':') if is_line_start(passage, i) && passage.run(i, |c| c == ':') >= 3 => {
            Some(end_of_line(passage, i))
        }
        ('$', '$') => {
            let is_fence = is_line_start(passage, i) && end_of_line(passage, i) == i + 2;
            let is_formula = || passage.at(i + 2) != Some('$');
            match is_fence {
                true => Some(i + 2),
                false if is_formula() => closing(passage, i + 2, ['$', '$']),
                false => None,
            }
        }
        _ => None,
    }
}

/// Returns the index after two signs on the same line.
fn closing(passage: &Passage, from: usize, signs: [char; 2]) -> Option<usize> {
    let end = (from..from + LONGEST)
        .take_while(|i| passage.at(*i).is_some_and(|c| c != '\n'))
        .find(|i| [passage.at(*i), passage.at(*i + 1)] == signs.map(Some))?;
    Some(end + 2)
}

/// Finds `{: .class}`, `{.class}`, `{#id}`, and behind a link or picture `{width=50%}`.
fn attributes(passage: &Passage, i: usize, text: &str) -> Option<usize> {
    let length = passage.run(i + 1, |c| c.is_ascii() && !matches!(c, '{' | '}' | '\n'));
    let end = i + 1 + length;
    if length == 0 || length > LONGEST || passage.at(end) != Some('}') {
        return None;
    }
    let inner = passage.text(i + 1, end);
    let words = inner.strip_prefix(':').unwrap_or(&inner);
    let is_behind = text
        .get(..passage.bytes(i, i + 1).0 as usize)
        .is_some_and(|before| before.ends_with([')', ']']));
    let mut words = words.split_ascii_whitespace().peekable();
    words.peek()?;
    words
        .all(|word| match word.strip_prefix(['.', '#']) {
            Some(name) => is_name(name),
            None => {
                let name = word.split_once('=').map(|(name, _)| name);
                (is_behind || inner.starts_with(':')) && name.is_some_and(is_name)
            }
        })
        .then_some(end + 1)
}

fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Finds `^[a note]`.
fn note(passage: &Passage, i: usize) -> Option<usize> {
    let end = i + 2 + passage.run(i + 2, |c| !matches!(c, '[' | ']' | '\n'));
    let is_note = end > i + 2 && end - i < LONGEST && passage.at(end) == Some(']');
    (is_note && passage.at(end + 1) != Some('(')).then_some(end + 1)
}

/// Finds `[[a page]]`.
fn wiki(passage: &Passage, i: usize) -> Option<usize> {
    let end = i + 2 + passage.run(i + 2, |c| !matches!(c, '[' | ']' | '\n'));
    let is_page = end > i + 2
        && end - i < LONGEST
        && [passage.at(end), passage.at(end + 1)] == [Some(']'); 2];
    is_page.then_some(end + 2)
}

/// Finds `[toc]` on a line of its own, and `[gallery …]`, `[/caption]`.
fn bracketed(passage: &Passage, i: usize) -> Option<usize> {
    let length = passage.run(i + 1, |c| !matches!(c, '[' | ']' | '\n'));
    let end = i + 1 + length;
    if length > LONGEST || passage.at(end) != Some(']') {
        return None;
    }
    let inner = passage.text(i + 1, end);
    let is_line = is_line_start(passage, i) && end_of_line(passage, i) == end + 1;
    let is_contents = is_line && inner.eq_ignore_ascii_case("toc");
    let word = inner.trim_start_matches('/').split(' ').next()?;
    let is_code = BRACKETED.contains(&word) && (inner.contains('=') || inner.starts_with('/'));
    (is_contents || is_code).then_some(end + 1)
}

fn is_line_start(passage: &Passage, i: usize) -> bool {
    matches!(passage.form, Form::Paragraph | Form::Inner)
        && matches!(passage.before(i), None | Some('\n'))
}

/// Returns the index after the line that holds `i`.
fn end_of_line(passage: &Passage, i: usize) -> usize {
    i + passage.run(i, |c| c != '\n')
}
