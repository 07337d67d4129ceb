//! What stands in a passage and is no text: addresses, paths, names of files, code, formulas,
//! references.
//!
//! They become blanks, so that no rule looks into them and no fix changes them.

use std::ops::Range;

use super::han::is_han;
use super::markup::{ENDINGS, PICTURES};
use super::passage::{BLANK, Passage};

/// Kinds of sources by GB/T 7714-2015, annex B.
const SOURCES: [&str; 17] = [
    "M", "C", "G", "N", "J", "D", "R", "S", "P", "A", "CM", "DS", "Z", "K", "DB", "CP", "EB",
];

/// Media by GB/T 7714-2015, annex B.
const MEDIA: [&str; 4] = ["MT", "DK", "CD", "OL"];

/// A formula, a call and what is looked at of a reference have no more characters.
const LONGEST: usize = 500;

/// Makes all that is no text blanks.
pub(super) fn blank(passage: &mut Passage) {
    passage.blank(token);
}

/// Returns the characters of what is no text and has its sign at `i`.
fn token(passage: &Passage, i: usize, c: char) -> Option<Range<usize>> {
    match c {
        ':' => address(passage, i),
        'w' | 'W' => host(passage, i),
        '/' | '\\' => path(passage, i, c),
        '.' => file(passage, i).or_else(|| dated(passage, i)),
        '(' => call(passage, i),
        '$' => formula(passage, i),
        // Escaped brackets are blanks.
        '[' | '［' | BLANK => source(passage, i),
        ',' => published(passage, i),
        _ => None,
    }
}

/// Finds an address with its scheme: `https://…`.
fn address(passage: &Passage, i: usize) -> Option<Range<usize>> {
    if passage.at(i + 1) != Some('/') || passage.at(i + 2) != Some('/') {
        return None;
    }
    let start = start_of(passage, i, |c| c.is_ascii_alphanumeric());
    Some(start..end_of_address(passage, i))
}

/// Finds an address without a scheme: `www.…`.
fn host(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let before = passage.before(i);
    if before.is_some_and(|c| c.is_ascii_alphanumeric()) || passage.at(i + 3) != Some('.') {
        return None;
    }
    let is_host = passage.text(i, i + 3).eq_ignore_ascii_case("www")
        && passage.at(i + 4).is_some_and(|c| c.is_ascii_alphanumeric());
    is_host.then(|| i..end_of_address(passage, i))
}

/// Finds a path that has its first stroke at `i`: `C:\…`, `\…`, `/home/…`, `news.example.cn/…`.
fn path(passage: &Passage, i: usize, stroke: char) -> Option<Range<usize>> {
    let before = passage.before(i);
    let start = match before {
        Some(':') => {
            let drive = i.checked_sub(2)?;
            let is_drive = passage.at(drive)?.is_ascii_alphabetic()
                && passage
                    .before(drive)
                    .is_none_or(|c| !c.is_ascii_alphanumeric());
            is_drive.then_some(drive)?
        }
        Some(c) if c.is_ascii_alphanumeric() => {
            let start = start_of(passage, i, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
            });
            let host = passage.text(start, i);
            let (_, top) = host.rsplit_once('.')?;
            let is_host = top.len() > 1 && top.chars().all(|c| c.is_ascii_alphabetic());
            (stroke == '/' && is_host).then_some(start)?
        }
        Some(c) if c == BLANK || is_han(c) => return None,
        _ => i,
    };
    let is_path = match stroke {
        '/' => passage.at(i + 1).is_some_and(|c| c.is_ascii_alphanumeric()) || start < i,
        _ => passage.at(i + 1).is_some_and(char::is_alphanumeric),
    };
    is_path.then(|| start..end_of_address(passage, i))
}

/// Returns the index after the address or path that holds `i`: white space, a mark of Chinese text
/// and markup end it, and so does a bracket that it did not open.
///
/// A comma or a Han character ends none: `https://news.example.cn/搜索?词=雪(一),雨`.
pub(super) fn end_of_address(passage: &Passage, i: usize) -> usize {
    let mut depth = 0;
    let mut end = i;
    while let Some(c) = passage.at(end).filter(|c| is_of_address(*c)) {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            _ => {}
        }
        end += 1;
        if !passage.is_joined(end) {
            break;
        }
    }
    end
}

fn is_of_address(c: char) -> bool {
    let is_mark = "\"<>，。；：？！、（）《》〈〉【】“”‘’「」『』…—～".contains(c);
    !is_mark && !c.is_whitespace() && !c.is_control() && c != BLANK
}

/// Finds the name of a file that has the dot of its ending at `i`: `雪(一).png`.
fn file(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let length = passage.run(i + 1, |c| c.is_ascii_alphanumeric());
    if !(2..=4).contains(&length) || !passage.before(i).is_some_and(is_of_name) {
        return None;
    }
    let ending = passage.text(i + 1, i + 1 + length).to_ascii_lowercase();
    let is_known = ENDINGS.iter().chain(&PICTURES).any(|e| *e == ending);
    is_known.then(|| start_of(passage, i, is_of_name)..i + 1 + length)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || is_han(c) || matches!(c, '_' | '-' | '(' | ')' | '&' | '+' | '.')
}

/// Finds a call in code that has its bracket at `i`: `read_csv(文件)`, `n=f(雪)`; a name without a
/// sign of code may be a word with a remark: `Linux(操作系统)`.
fn call(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let start = start_of(passage, i, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '=' | ':' | '$' | '@')
    });
    let name = passage.text(start, i);
    let is_code = name.contains(['_', '=']) && name.ends_with(|c: char| c.is_ascii_alphanumeric());
    if !is_code {
        return None;
    }
    let mut depth = 0;
    let inside = passage.run(i, |_| true).min(LONGEST);
    let close = (i..i + inside).find(|at| {
        match passage.at(*at) {
            Some('(') => depth += 1,
            Some(')') => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some(start..close + 1)
}

/// Finds a formula in TeX between dollars; those of `5$和6$` are none.
fn formula(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let signs = if passage.at(i + 1) == Some('$') { 2 } else { 1 };
    let from = i + signs;
    let inside = passage.run(from, |c| c != '$' && (signs == 2 || c != '\n'));
    let end = from + inside;
    let closes = (end..end + signs).all(|at| passage.at(at) == Some('$'));
    if inside == 0 || inside > LONGEST || !closes {
        return None;
    }
    let edges = [passage.at(from), passage.before(end)];
    let is_tight = !edges.into_iter().flatten().any(char::is_whitespace);
    let after = passage.at(end + signs);
    let is_price = after.is_some_and(|c| c.is_ascii_digit());
    let has_han = passage.chars[from..end].iter().any(|(c, _)| is_han(*c));
    let has_sign = passage.chars[from..end]
        .iter()
        .any(|(c, _)| matches!(c, '\\' | '_' | '^' | '{' | '='));
    let is_formula = signs == 2 || is_tight && !is_price && (!has_han || has_sign);
    is_formula.then(|| i..end + signs)
}

/// Finds the line of a reference by the kind of its source, `张三. 书名[M].`, or by its number and
/// its year.
fn source(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let length = passage.run(i + 1, |c| {
        c.is_ascii_alphanumeric() || matches!(c, '/' | ' ')
    });
    if length == 0 || !matches!(passage.at(i + 1 + length), Some(']' | '］' | BLANK)) {
        return None;
    }
    let text = passage.text(i + 1, i + 1 + length);
    let before = start_of(passage, i, |c| matches!(c, ' ' | '\u{3000}'));
    let is_first = matches!(passage.before(before), None | Some('\n'));
    let is_reference = if is_first {
        text.bytes().all(|b| b.is_ascii_digit()) && has_year(passage, i)
    } else {
        let after = passage.at(i + 2 + length);
        let is_sure = after.is_none_or(|c| "\n./:．。：".contains(c));
        is_kind(text.trim()) && (is_sure || has_year(passage, i))
    };
    is_reference.then(|| line_of(passage, i))
}

/// Returns true if `text` is a kind of source, with its medium or without: `J`, `EB/OL`.
fn is_kind(text: &str) -> bool {
    match text.split_once('/') {
        Some((kind, medium)) => SOURCES.contains(&kind.trim()) && MEDIA.contains(&medium.trim()),
        None => SOURCES.contains(&text),
    }
}

/// Returns true if a year stands between marks behind `i` on its line, as in references: `, 2008, `.
fn has_year(passage: &Passage, i: usize) -> bool {
    let line = passage.chars[i..].iter().take(LONGEST);
    let length = line.take_while(|(c, _)| *c != '\n').count();
    (i..i + length).any(|at| is_year(passage, at) && is_between_marks(passage, at))
}

/// Returns true if there is a mark on both sides of the four digits at `i`.
fn is_between_marks(passage: &Passage, i: usize) -> bool {
    let before = i - usize::from(passage.before(i) == Some(' '));
    passage.before(before).is_some_and(is_mark) && passage.at(i + 4).is_none_or(is_mark)
}

fn is_mark(c: char) -> bool {
    ".,:;()．，：；（）".contains(c)
}

/// Returns true if a year stands at `i`, from 1800 on.
fn is_year(passage: &Passage, i: usize) -> bool {
    let century = (passage.at(i), passage.at(i + 1));
    let is_late = matches!(
        century,
        (Some('1'), Some('8' | '9')) | (Some('2'), Some('0'))
    );
    let rest = passage.chars.iter().skip(i + 2).take(3);
    is_late && rest.take_while(|(c, _)| c.is_ascii_digit()).count() == 2
}

/// Finds the line of a reference by its publisher and its year: `某某出版社, 2008`.
fn published(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let start = i.checked_sub(3)?;
    let year = i + 1 + passage.run(i + 1, |c| c == ' ');
    let is_reference = passage.text(start, i) == "出版社" && is_year(passage, year);
    is_reference.then(|| line_of(passage, i))
}

/// Finds the line of a reference by the year behind its authors: `陈雪, 李雨. 2008. `, `陈雪. (2008). `.
fn dated(passage: &Passage, i: usize) -> Option<Range<usize>> {
    let start = i + 1 + usize::from(passage.at(i + 1) == Some(' '));
    let is_bracket = passage.at(start) == Some('(');
    let year = start + usize::from(is_bracket);
    let after = year + 4 + usize::from(is_bracket && passage.at(year + 4) == Some(')'));
    let is_reference = is_year(passage, year)
        && passage.at(after) == Some('.')
        && passage.before(i).is_some_and(char::is_alphabetic);
    is_reference.then(|| line_of(passage, i))
}

/// Returns the characters of the line that holds `i`.
fn line_of(passage: &Passage, i: usize) -> Range<usize> {
    start_of(passage, i, |c| c != '\n')..i + passage.run(i, |c| c != '\n')
}

/// Returns the index of the first of the characters of a kind that stand in a row before `i`.
fn start_of(passage: &Passage, i: usize, is_of_kind: impl Fn(char) -> bool) -> usize {
    i - passage.run_before(i, is_of_kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::copy::Form;

    /// Returns a text with `_` for each run of blanks.
    fn blanked(text: &str) -> String {
        let mut passage = Passage::new(Form::Paragraph);
        passage.push(text, text, 0);
        passage.find_signs();
        blank(&mut passage);
        passage
            .chars
            .dedup_by(|(c, _), (before, _)| *c == BLANK && *before == BLANK);
        passage.text(0, passage.chars.len()).replace(BLANK, "_")
    }

    #[test]
    fn addresses_and_names_of_files_are_no_text() {
        for (text, expected) in [
            ("见https://a.cn/b。", "见_。"),
            ("见 http://a.cn/搜?词=雪(一),雨 中", "见 _ 中"),
            ("（见https://a.cn/b)", "（见_)"),
            ("见www.a.cn/雪,雨，", "见_，"),
            ("见a.cn/雪,雨，", "见_，"),
            ("见https://a.cn/列夫·雪,１２，", "见_，"),
            ("写信给a@b.cn,谢谢", "写信给a@b.cn,谢谢"),
            ("在C:\\照片(一)\\雪 里", "在_ 里"),
            ("在 /opt/雪(一) 里", "在 _ 里"),
            ("和/或(一)", "和/或(一)"),
            ("高/km,低", "高/km,低"),
            ("下载 雪(一).png 吧", "下载 _ 吧"),
            ("下载:雪(一).docx,打印", "下载:_,打印"),
            ("第3.docs(一)", "第3.docs(一)"),
        ] {
            assert_eq!(blanked(text), expected, "{text}");
        }
    }

    #[test]
    fn code_and_formulas_are_no_text() {
        for (text, expected) in [
            ("用read_csv(文件)读", "用_读"),
            ("令n=f(雪)为", "令_为"),
            ("用Linux(系统)读", "用Linux(系统)读"),
            ("设$a_1,...，a_n$为", "设_为"),
            ("设$\\text{雪,雨}$为", "设_为"),
            ("要5$,或者6$,", "要5$,或者6$,"),
            ("要$5,或者$6,", "要$5,或者$6,"),
        ] {
            assert_eq!(blanked(text), expected, "{text}");
        }
    }

    #[test]
    fn references_are_no_text() {
        for text in [
            "[1] 陈雪. 雪的历史[M]. 湟州: 湟水出版社, 2008: 12-15.",
            "陈雪,李雨.雪与雨[J].气象,2008,(3):12-20.",
            "陈雪. 雪 [EB/OL]. (2020-01-02)[2021-03-04]. 湟水网.",
            "[12] 陈雪, 李雨. 雪与雨. 气象, 2008, 3: 1-2.",
            "陈雪: 《雪》, 湟州: 湟水出版社, 2008.",
            "陈雪．雪［J］．气象，2008",
            "陈雪, 李雨. 2008. 雪与雨: 一百年. 湟州.",
            "陈雪. (2008). 雪的历史, 上. 湟州.",
            "陈雪,李雨.雪\u{fffc}J\u{fffc}.气象.2008",
        ] {
            assert_eq!(blanked(text), "_");
            let lines = format!("前,后\n{text}\n前,后");
            assert_eq!(blanked(&lines), "前,后\n_\n前,后");
        }
        for text in [
            "[1] 山上先白,河边后白。",
            "语言有[C]、[R],都好。",
            "湟水出版社,去年成立。",
            "[M] 山上先白,河边后白。",
            "下雪,2008.1.18.这一天。",
        ] {
            assert_eq!(blanked(text), text);
        }
    }
}
