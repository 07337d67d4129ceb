//! Single marks: half-width ones, dots and hyphens, repetitions, spaces.

use super::han::{ends_chinese, is_han, starts_chinese};
use super::passage::{Form, Passage};
use super::rule::{Finding, Rule};

/// Words beside which a space parts names: 记者 晴空 摄.
const CREDITS: [&str; 14] = [
    "记者",
    "通讯员",
    "摄影",
    "编辑",
    "责编",
    "作者",
    "供图",
    "制图",
    "摄",
    "文",
    "图",
    "审核",
    "校对",
    "评论员",
];

pub(super) fn check(passage: &Passage, found: &mut Vec<Finding>) {
    // More than one gap is a way of setting a line, not a mistake.
    let gaps = passage.signs().filter(|(i, c)| is_gap(passage, *i, *c));
    let is_alone = passage.form == Form::Paragraph && gaps.take(2).count() == 1;
    passage.each_sign(|i, c| match c {
        ',' | ';' | ':' | '?' | '!' => half_width(passage, i, found),
        '.' => dots(passage, i, found),
        '。' | '，' | '、' | '；' | '：' => repeated_mark(passage, i, c, found),
        '-' | '－' => hyphens(passage, i, c, found),
        '的' | '了' | '们' => repeated_word(passage, i, c, found),
        ' ' | '\t' | '\u{3000}' if is_alone => space(passage, i, found),
        _ => i + 1,
    });
}

/// Returns true if a character is a space between Han characters.
fn is_gap(passage: &Passage, i: usize, c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{3000}')
        && passage.before(i).is_some_and(is_han)
        && passage.at(i + 1).is_some_and(is_han)
}

/// Counts how often `c` stands from `at` on.
fn run(passage: &Passage, at: usize, c: char) -> usize {
    passage.run(at, |d| d == c)
}

/// Reports `, : ; ? !` between Han characters, also with a space after; at the end of a paragraph
/// after one.
fn half_width(passage: &Passage, i: usize, found: &mut Vec<Finding>) -> usize {
    if !passage.before(i).is_some_and(ends_chinese) {
        return i + 1;
    }
    let gap = run(passage, i + 1, ' ').min(2);
    let is_end = matches!(passage.at(i + 1), None | Some('\n')) && passage.form == Form::Paragraph;
    let is_between = passage.at(i + 1 + gap).is_some_and(starts_chinese);
    let right = match passage.at(i) {
        Some(',') => "，",
        Some(';') => "；",
        Some(':') => "：",
        Some('?') => "？",
        _ => "！",
    };
    if (is_between || is_end) && !is_foreign(passage, i, gap) {
        let end = if is_between { i + 1 + gap } else { i + 1 };
        let mut finding = passage.finding(Rule::HalfWidth, i, end, Some(right.to_owned()));
        finding.text = passage.text(i, i + 1).into();
        found.push(finding);
    }
    i + 1
}

/// Returns true if a mark and a space stand between two quotations that are not Chinese.
fn is_foreign(passage: &Passage, i: usize, gap: usize) -> bool {
    let quotes = (passage.before(i), passage.at(i + 1 + gap));
    let inner = [passage.before(i.saturating_sub(1)), passage.at(i + 2 + gap)];
    let is_latin = inner
        .iter()
        .all(|c| c.is_some_and(|c| c.is_ascii_graphic()));
    gap > 0 && quotes == (Some('”'), Some('“')) && is_latin
}

/// Reports `...` for ……, and a half-width full stop.
fn dots(passage: &Passage, i: usize, found: &mut Vec<Finding>) -> usize {
    let count = run(passage, i, '.');
    let before = passage.before(i).is_some_and(ends_chinese);
    let after = passage.at(i + count);
    let is_between = after.is_some_and(starts_chinese);
    let is_end = matches!(after, None | Some('\n')) && passage.form == Form::Paragraph;
    // x1, x2, ..., xn
    let gap = usize::from(passage.before(i) == Some(' '));
    let is_row = passage.before(i - gap) == Some(',');
    if count >= 3 && (before || is_between) && !is_row {
        found.push(passage.finding(Rule::Ellipsis, i, i + count, Some("……".to_owned())));
    } else if count == 1 && before && (is_between || is_end) {
        // Between Han characters it may also be meant for the dot of a foreign name: 列夫·托尔斯泰.
        found.push(passage.finding(Rule::HalfWidth, i, i + 1, is_end.then(|| "。".to_owned())));
    }
    i + count
}

/// Reports `。。。` for ……; any of 。，、；： twice.
fn repeated_mark(passage: &Passage, i: usize, c: char, found: &mut Vec<Finding>) -> usize {
    let count = run(passage, i, c);
    if c == '。' && count >= 3 {
        found.push(passage.finding(Rule::Ellipsis, i, i + count, Some("……".to_owned())));
    } else if count > 1 {
        found.push(passage.finding(Rule::Repeated, i, i + count, Some(c.to_string())));
    }
    i + count
}

/// Reports `--` for ——, beside a Han character; spaces around it go with it.
fn hyphens(passage: &Passage, i: usize, c: char, found: &mut Vec<Finding>) -> usize {
    let count = run(passage, i, c);
    if !(2..=4).contains(&count) {
        return i + count;
    }
    let start = if passage.before(i) == Some(' ') {
        i - 1
    } else {
        i
    };
    let end = if passage.at(i + count) == Some(' ') {
        i + count + 1
    } else {
        i + count
    };
    let before = passage
        .before(start)
        .is_some_and(|c| ends_chinese(c) || "，。！？；：".contains(c));
    let after = passage.at(end).is_some_and(starts_chinese);
    if before && after && !is_path(passage, i, c) {
        let mut finding = passage.finding(Rule::Dash, start, end, Some("——".to_owned()));
        finding.text = passage.text(i, i + count).into();
        found.push(finding);
    }
    i + count
}

/// Returns true if hyphens part the steps of a path, each of a few words: 设置 -- 通知 -- 声音.
fn is_path(passage: &Passage, i: usize, hyphen: char) -> bool {
    /// No step is longer.
    const LONGEST: usize = 12;
    /// So much of a passage is looked at, on either side.
    const NEAR: usize = 100;
    let before = passage.chars[..i].iter().rev().take(NEAR);
    let before = before.take_while(|(c, _)| is_of_clause(*c)).count();
    let after = passage.chars[i..].iter().take(NEAR);
    let after = after.take_while(|(c, _)| is_of_clause(*c)).count();
    let clause = passage.text(i - before, i + after);
    let parts = clause.split(hyphen).filter(|part| !part.is_empty());
    let (count, longest) = parts.fold((0, 0), |(count, longest), part| {
        (count + 1, longest.max(part.trim().chars().count()))
    });
    count > 2 && longest <= LONGEST
}

fn is_of_clause(c: char) -> bool {
    !"，。；：！？、,;:?!\n".contains(c)
}

/// Reports 的的, 了了, 们们, less the words in which they are right: 目的的, 的的确确, 的的士, 不了了之, 为了了解.
fn repeated_word(passage: &Passage, i: usize, c: char, found: &mut Vec<Finding>) -> usize {
    let count = run(passage, i, c);
    if count == 1 {
        return i + 1;
    }
    let (before, after) = (
        passage.before(i).unwrap_or(' '),
        passage.at(i + count).unwrap_or(' '),
    );
    let is_word = match c {
        // 目的的, 一语破的的, 打的的; 的的确确, 的的喀喀湖.
        '的' => "目标鹄破之打摩".contains(before) || "确士哥喀".contains(after),
        // 明了了, 受得了了, 没完没了了, 可惜了了; 了了解, 了了断.
        '了' => {
            "不未小时明得完没末惜解".contains(before) || "解结断却然事如无得不".contains(after)
        }
        // 哥们们.
        _ => "哥爷姐娘".contains(before),
    };
    if !is_word {
        found.push(passage.finding(Rule::Repeated, i, i + count, None));
    }
    i + count
}

/// Reports a space within a sentence; between names, within brackets and in headlines it may be
/// meant.
fn space(passage: &Passage, i: usize, found: &mut Vec<Finding>) -> usize {
    let end = i + passage.run(i, |c| matches!(c, ' ' | '\t' | '\u{3000}'));
    let is_between = passage.before(i).is_some_and(is_han) && passage.at(end).is_some_and(is_han);
    // Beside a link or bold text a space is meant.
    let is_beside_markup = !passage.is_joined(i) || !passage.is_joined(end);
    if is_between && !is_beside_markup && is_running(passage, i, end) {
        found.push(passage.finding(Rule::Space, i, end, None));
    }
    end
}

/// Returns true if a space stands in a sentence and in nothing that is set with spaces.
fn is_running(passage: &Passage, start: usize, end: usize) -> bool {
    let chars = &passage.chars;
    let near = passage.text(start.saturating_sub(6), (end + 6).min(chars.len()));
    let depth = chars[..start].iter().fold(0i32, |depth, (c, _)| match c {
        '（' | '(' | '《' | '“' | '【' | '〈' => depth + 1,
        '）' | ')' | '》' | '”' | '】' | '〉' => depth - 1,
        _ => depth,
    });
    // The lines of a paragraph may be headlines.
    let line = start - passage.run_before(start, |c| c != '\n');
    let line_end = end + passage.run(end, |c| c != '\n');
    let is_sentence = has_mark(&chars[line..start]) && has_mark(&chars[end..line_end]);
    is_sentence && depth <= 0 && !CREDITS.iter().any(|word| near.contains(word))
}

fn has_mark(chars: &[(char, u32)]) -> bool {
    chars
        .iter()
        .any(|(c, _)| matches!(c, '，' | '。' | '！' | '？' | '；'))
}
