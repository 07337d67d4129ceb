//! Markdown that a Chinese keyboard spoilt, so that its signs are printed as they were typed.
//!
//! What the parser understood is gone from a passage: a bracket or a star that is still there is
//! text.

use std::ops::Range;

use super::han::{is_han, starts_chinese};
use super::passage::{BLANK, Form, Passage};
use super::rule::{Finding, Rule};
use super::tables;

/// Endings of files that articles link to.
pub(super) const ENDINGS: [&str; 19] = [
    "md", "html", "htm", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "zip", "rar",
    "csv", "json", "txt", "mp3", "mp4", "mov",
];

/// Endings of pictures.
pub(super) const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"];

/// Kinds of boxes, and what the built-in theme calls them.
const ALERTS: [(&str, &str); 5] = [
    ("NOTE", "注意"),
    ("TIP", "提示"),
    ("IMPORTANT", "重要"),
    ("WARNING", "警告"),
    ("CAUTION", "小心"),
];

/// The text of a link has no more bytes.
const LONGEST: usize = 1000;

/// Checks a passage of Markdown; `text` is the file that holds it.
pub(super) fn check(passage: &Passage, text: &str, found: &mut Vec<Finding>) {
    let has_lines = matches!(passage.form, Form::Paragraph | Form::Inner);
    if has_lines {
        line(passage, 0, text, found);
    }
    for (i, c) in passage.signs() {
        match c {
            '\n' if has_lines => line(passage, i + 1, text, found),
            '（' | '(' => found.extend(link(passage, i, text)),
            '！' => found.extend(picture(passage, i, text)),
            '*' => found.extend(stars(passage, i, text)),
            '＊' => found.extend(wide_stars(passage, i, text)),
            '～' => found.extend(tildes(passage, i)),
            _ => {}
        }
    }
}

/// Checks for what only counts at the start of a line.
fn line(passage: &Passage, start: usize, text: &str, found: &mut Vec<Finding>) {
    let Some(first @ ('#' | '＃' | '[' | '【' | '［' | '-' | '*' | '+' | '|' | '｜')) =
        passage.at(start)
    else {
        return;
    };
    // An indent that was typed goes first.
    if !is_at_start(passage, start, text) {
        return;
    }
    match first {
        '[' if passage.at(start + 1) == Some('^') => found.extend(note(passage, start)),
        '[' | '【' | '［' => found.extend(alert(passage, start, text)),
        '-' | '*' | '+' => found.extend(list(passage, start, text)),
        '|' | '｜' => found.extend(tables::check(passage, start, text)),
        _ => found.extend(heading(passage, start)),
    }
}

/// Returns true if nothing but the signs of quotations and lists stands before a character on its
/// line.
fn is_at_start(passage: &Passage, i: usize, text: &str) -> bool {
    let before = text
        .get(..passage.bytes(i, i + 1).0 as usize)
        .unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.chars()
        .all(|c| c.is_ascii_digit() || " \t>-*+.)\u{feff}".contains(c))
}

/// Returns the index of the first character of the line that holds `i`, or of the one that `i`
/// ends.
fn start_of_line(passage: &Passage, i: usize) -> usize {
    passage.chars[..i]
        .iter()
        .rposition(|(c, _)| *c == '\n')
        .map_or(0, |newline| newline + 1)
}

/// Returns the index after the line that holds `i`.
fn end_of_line(passage: &Passage, i: usize) -> usize {
    i + passage.run(i, |c| c != '\n')
}

/// Finds `##小标题`, `＃＃ 小标题`, `##　小标题`; a topic (`#初雪#`) and a sentence are no headings.
fn heading(passage: &Passage, start: usize) -> Option<Finding> {
    let end = end_of_line(passage, start);
    let level = passage.run(start, |c| matches!(c, '#' | '＃'));
    let space = passage.run(start + level, |c| matches!(c, ' ' | '\u{3000}' | '\u{a0}'));
    let after = start + level + space;
    let signs = passage.text(start, after);
    let rest = &passage.chars[after..end];
    let first = rest.first().map(|(c, _)| *c)?;
    let is_heading = signs.ends_with(' ') && !signs.contains(['＃', '\u{3000}', '\u{a0}']);
    let has_signs = rest.iter().any(|(c, _)| "#＃".contains(*c));
    if level > 6 || is_heading || !first.is_alphabetic() && !starts_chinese(first) {
        return None;
    }
    // One `#` by itself may belong to a topic or a colour; more, or a space after it, cannot be
    // mistaken.
    let is_single = level == 1 && after == start + 1;
    let is_word = rest.iter().all(|(c, _)| c.is_ascii());
    let is_sentence = rest.iter().any(|(c, _)| "，。；".contains(*c));
    if is_single && (has_signs || is_word || is_sentence) {
        return None;
    }
    let right = (!is_single && !has_signs).then(|| format!("{} ", "#".repeat(level)));
    Some(passage.finding(Rule::Heading, start, after, right))
}

/// Finds `-项目`, `*项目` on several lines in a row, or on a line that goes on an item of a list.
fn list(passage: &Passage, first: usize, text: &str) -> Option<Finding> {
    let sign = passage.at(first)?;
    if first > 0 && item(passage, start_of_line(passage, first - 1), sign).is_some() {
        // Reported with the first one.
        return None;
    }
    let (start, _) = passage.bytes(first, first + 1);
    let (mut right, mut at, mut count) = (String::new(), start, 0);
    let mut i = first;
    while let Some(after) = item(passage, i, sign) {
        let (dash, _) = passage.bytes(i, i + 1);
        right.push_str(text.get(range(at, dash))?);
        right.extend([sign, ' ']);
        at = passage.bytes(i, after).1;
        count += 1;
        let end = end_of_line(passage, i);
        // Lines that were ended on purpose are set one below the other.
        let (line_end, _) = passage.bytes(end, end + 1);
        if end == passage.chars.len() || !text.get(line_end as usize..)?.starts_with(['\n', '\r']) {
            break;
        }
        i = end + 1;
    }
    let head = text.get(..passage.bytes(0, 1).0 as usize)?;
    let goes_on = first > 0 && passage.form == Form::Inner && head.ends_with(&*format!("{sign} "));
    let line = &passage.chars[first..end_of_line(passage, first)];
    let has_han = line.iter().any(|(c, _)| is_han(*c));
    let is_list = has_han && (count > 1 || count > 0 && goes_on);
    is_list.then(|| Finding {
        rule: Rule::List,
        start,
        end: at,
        text: sign.to_string().into(),
        right: Some(right.into()),
    })
}

/// Returns the index after the `sign` of an item, and after a space that is none to Markdown.
fn item(passage: &Passage, start: usize, sign: char) -> Option<usize> {
    let after = start + 1 + usize::from(passage.at(start + 1) == Some('\u{3000}'));
    let first = passage.at(after)?;
    let is_text = first.is_alphabetic() || starts_chinese(first) || first == BLANK;
    (passage.at(start) == Some(sign) && is_text).then_some(after)
}

/// Finds `> [!注意]`, `> 【！NOTE】`: what a quotation opens with, and is no kind of box.
fn alert(passage: &Passage, start: usize, text: &str) -> Option<Finding> {
    let is_quotation = text
        .get(..passage.bytes(0, 1).0 as usize)?
        .trim_end_matches(' ')
        .ends_with('>');
    if start > 0 || !is_quotation || !matches!(passage.at(1), Some('!' | '！')) {
        return None;
    }
    let word: String = passage.chars[2..]
        .iter()
        .map(|(c, _)| *c)
        .take_while(|c| c.is_alphabetic())
        .collect();
    let end = 2 + word.chars().count() + 1;
    if word.is_empty() || !matches!(passage.at(end - 1), Some(']' | '】' | '］')) {
        return None;
    }
    let is_line = matches!(passage.at(end), None | Some('\n'));
    let right = ALERTS
        .iter()
        .find(|(kind, name)| kind.eq_ignore_ascii_case(&word) || *name == word)
        .filter(|_| is_line)
        .map(|(kind, _)| format!("[!{kind}]"));
    Some(passage.finding(Rule::Alert, start, end, right))
}

/// Finds `[^1]：据…`: the mark of a footnote with a full-width colon.
fn note(passage: &Passage, start: usize) -> Option<Finding> {
    let label = passage.run(start + 1, |c| !c.is_whitespace() && !matches!(c, '[' | ']'));
    let colon = start + 1 + label + 1;
    if label < 2 || passage.text(colon - 1, (colon + 1).min(passage.chars.len())) != "]：" {
        return None;
    }
    let space = passage.run(colon + 1, |c| matches!(c, ' ' | '\u{3000}'));
    let end = colon + 1 + space;
    let mark = passage.text(start, colon);
    let right = format!("{mark}: ");
    Some(Finding {
        text: mark.into(),
        ..passage.finding(Rule::WideNote, start, end, Some(right))
    })
}

/// Finds `[文]（b.md）`, `【文】(b.md)`: brackets of which one at least is full-width, with a
/// destination in the second pair.
fn link(passage: &Passage, i: usize, text: &str) -> Option<Finding> {
    let last = i
        .checked_sub(1)
        .filter(|last| matches!(passage.at(*last), Some(']' | '】' | '］')))?;
    let first = position_on_line(passage, (0..last).rev(), "[]【】［］")?;
    let end = position_on_line(passage, i + 1..passage.chars.len(), "()（）")?;
    let marks = [
        passage.at(first)?,
        passage.at(last)?,
        passage.at(i)?,
        passage.at(end)?,
    ];
    let is_pairs = "[【［".contains(marks[0]) && ")）".contains(marks[3]) && last - first > 1;
    if !is_pairs || marks == ['[', ']', '(', ')'] || passage.at(first + 1) == Some('^') {
        return None;
    }
    let inner = raw(passage, first + 1, last, text)?;
    let dest = raw(passage, i + 1, end, text).filter(|dest| *dest == passage.text(i + 1, end))?;
    if !is_destination(dest) {
        return None;
    }
    // A heading in 【】 with an address or a file's name after it may be meant to be read as it is.
    let is_sure = !marks.contains(&'【') || !dest.contains("://") && dest.is_ascii();
    let (start, end) = passage.bytes(first, end + 1);
    let right = is_sure.then(|| format!("[{inner}]({dest})").into());
    Some(Finding {
        rule: Rule::WideLink,
        start,
        end,
        text: text[range(start, end)].into(),
        right,
    })
}

/// Returns the first of the places that holds one of the signs, if no line ends before it.
pub(super) fn position_on_line(
    passage: &Passage,
    mut places: impl Iterator<Item = usize>,
    signs: &str,
) -> Option<usize> {
    places
        .find(|i| {
            passage
                .at(*i)
                .is_none_or(|c| c == '\n' || signs.contains(c))
        })
        .filter(|i| passage.at(*i) != Some('\n'))
}

/// Returns true if `text` is what a link leads to, and not a remark in brackets.
pub(super) fn is_destination(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    if let Some(fragment) = text.strip_prefix('#') {
        // #话题# is a topic, #3 a number.
        return fragment.starts_with(char::is_alphabetic) && !fragment.contains('#');
    }
    if text.starts_with("http://")
        || text.starts_with("https://")
        || text.strip_prefix('/').is_some_and(is_path)
    {
        return true;
    }
    ends_with(text, &ENDINGS) || ends_with(text, &PICTURES)
}

/// Returns true if what stands behind a slash is a path of the site: `/km` is a unit.
fn is_path(path: &str) -> bool {
    path.starts_with(|c: char| c.is_ascii_alphanumeric()) && path.contains(['/', '.'])
}

/// Returns true if a destination names a file with one of the endings.
fn ends_with(dest: &str, endings: &[&str]) -> bool {
    let path = dest.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(name, ending)| {
        name.ends_with(char::is_alphanumeric)
            && endings.iter().any(|e| e.eq_ignore_ascii_case(ending))
    })
}

/// Finds `！[雪](snow.png)`: a link to a picture, after an exclamation mark that ends no sentence.
fn picture(passage: &Passage, i: usize, text: &str) -> Option<Finding> {
    let (start, end) = passage.bytes(i, i + 1);
    let link = text.get(end as usize..)?.strip_prefix('[')?;
    let is_apart = passage
        .before(i)
        .is_none_or(|c| c.is_whitespace() || "，。、；：（".contains(c));
    // The bracket of a link is none of the passage.
    if !is_apart || passage.chars.get(i + 1).is_some_and(|(_, at)| *at == end) {
        return None;
    }
    let near = &link[..link.floor_char_boundary(LONGEST)];
    let (_, dest) = near.lines().next()?.split_once("](")?;
    let dest = dest.split([')', ' ']).next()?;
    ends_with(dest, &PICTURES).then(|| Finding {
        rule: Rule::WidePicture,
        start,
        end,
        text: "！".into(),
        right: Some("!".into()),
    })
}

/// Finds `** 重点：**`: two stars that begin a word, two that end it, and a space on the inner side of
/// a pair.
fn stars(passage: &Passage, i: usize, text: &str) -> Option<Finding> {
    let last = pair(passage, i, '*')?;
    let inner = raw(passage, i + 2, last, text)?;
    let bold = inner.trim();
    let has_han = bold.chars().any(is_han);
    if bold.len() == inner.len() || !has_han || bold.contains('*') {
        return None;
    }
    let (start, end) = passage.bytes(i, last + 2);
    let right = Some(format!("**{bold}**").into());
    Some(Finding {
        rule: Rule::Stars,
        start,
        end,
        text: text[range(start, end)].into(),
        right,
    })
}

/// Finds `＊＊重点＊＊`.
fn wide_stars(passage: &Passage, i: usize, text: &str) -> Option<Finding> {
    let last = pair(passage, i, '＊')?;
    let inner = raw(passage, i + 2, last, text)?;
    let (start, end) = passage.bytes(i, last + 2);
    let is_tight = inner.trim().len() == inner.len() && !inner.contains('*');
    Some(Finding {
        rule: Rule::WideStars,
        start,
        end,
        text: text[range(start, end)].into(),
        right: is_tight.then(|| format!("**{inner}**").into()),
    })
}

/// Finds `～～删去～～` within a line; alone on one it may be an ornament.
fn tildes(passage: &Passage, i: usize) -> Option<Finding> {
    let end = pair(passage, i, '～')? + 2;
    let around = (passage.before(i), passage.at(end));
    let is_whole = matches!(around, (None | Some('\n'), None | Some('\n')));
    (!is_whole).then(|| passage.finding(Rule::WideTildes, i, end, None))
}

/// Returns the index of the two `sign` that close what two at `i` open on the same line, after no
/// letter.
fn pair(passage: &Passage, i: usize, sign: char) -> Option<usize> {
    // 张** has lost a part of its name.
    let is_word = passage
        .before(i)
        .is_some_and(|c| c.is_alphanumeric() || c == sign || c == BLANK);
    if is_word || !is_pair(passage, i, sign) {
        return None;
    }
    let last = i + 2 + passage.run(i + 2, |c| c != sign && c != '\n');
    (last > i + 2 && is_pair(passage, last, sign)).then_some(last)
}

/// Returns true if two signs, and no third one, stand at `i`.
fn is_pair(passage: &Passage, i: usize, sign: char) -> bool {
    passage.run(i, |c| c == sign) == 2
}

/// Returns what stands in the file for the characters `from..to`.
pub(super) fn raw<'t>(passage: &Passage, from: usize, to: usize, text: &'t str) -> Option<&'t str> {
    let start = passage.bytes(from.checked_sub(1)?, from).1;
    text.get(range(start, passage.bytes(to, to + 1).0))
}

fn range(start: u32, end: u32) -> Range<usize> {
    start as usize..end as usize
}
