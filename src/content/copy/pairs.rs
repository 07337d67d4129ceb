//! Marks that come in pairs: “”, （）, 《》, 【】, 「」, 『』, and straight quotes and brackets.

use super::han::{ends_chinese, is_han, starts_chinese};
use super::passage::{BLANK, Passage};
use super::rule::{Finding, Rule};

/// The mark that opens each pair.
const OPENING: [char; 6] = ['“', '（', '《', '【', '「', '『'];

/// A mark that opened.
struct Open {
    index: usize,
    mark: char,
}

/// Marks that are open, and how many there are of each pair.
///
/// The counts spare a look at all of them for a mark that closes none.
#[derive(Default)]
struct Opened {
    marks: Vec<Open>,
    counts: [usize; OPENING.len()],
}

impl Opened {
    fn has(&self, pair: usize) -> bool {
        self.counts[pair] > 0
    }

    fn open(&mut self, pair: usize, index: usize, mark: char) {
        self.counts[pair] += 1;
        self.marks.push(Open { index, mark });
    }

    /// Takes off the last open mark of a pair, and what was opened after it.
    fn close(&mut self, pair: usize) -> Option<(Open, Vec<Open>)> {
        if !self.has(pair) {
            return None;
        }
        let at = self
            .marks
            .iter()
            .rposition(|o| pair_of(o.mark) == Some(pair))?;
        let inner = self.marks.split_off(at + 1);
        for mark in self.marks.last().into_iter().chain(&inner) {
            self.counts[pair_of(mark.mark).unwrap_or(pair)] -= 1;
        }
        Some((self.marks.pop()?, inner))
    }
}

/// Returns the pair that a mark is of; round brackets are one, whether they are half-width or
/// full-width.
fn pair_of(c: char) -> Option<usize> {
    match c {
        '“' | '”' => Some(0),
        '（' | '）' | '(' | ')' => Some(1),
        '《' | '》' => Some(2),
        '【' | '】' => Some(3),
        '「' | '」' => Some(4),
        '『' | '』' => Some(5),
        _ => None,
    }
}

/// Brackets further apart are not replaced: with many within each other, the text in them would be
/// written once for each.
const FARTHEST: usize = 500;

/// What the check of a passage's pairs found.
#[derive(Default)]
pub(super) struct Outcome {
    /// Findings other than a missing partner.
    pub(super) findings: Vec<Finding>,
    /// The first mark without a partner.
    pub(super) unpaired: Option<(usize, char)>,
}

/// Looks for partners within one passage; only the first mark without one is reported.
pub(super) fn check(passage: &Passage) -> Outcome {
    let mut outcome = Outcome::default();
    let mut open = Opened::default();
    for (index, c) in passage.signs() {
        let Some(pair) = pair_of(c) else { continue };
        // The mouth of a face may close a remark as well: （真好：）.
        let is_free = !open.has(pair)
            || passage
                .at(index + 1)
                .is_some_and(|c| pair_of(c) == Some(pair));
        if is_free && is_face(passage, index) {
            continue;
        }
        if c == '(' || OPENING[pair] == c {
            if c == '“' && open.has(pair) {
                if !is_nested(passage, index) {
                    outcome.unpaired.get_or_insert((index, c));
                    break;
                }
                let inner = passage.finding(Rule::NestedQuotes, index, index + 1, None);
                outcome.findings.push(inner);
            }
            open.open(pair, index, c);
        } else {
            close(passage, index, c, open.close(pair), &mut outcome);
        }
    }
    if let Some(left) = open.marks.iter().find(|o| o.mark != '(') {
        outcome.unpaired.get_or_insert((left.index, left.mark));
    }
    straight(passage, &mut outcome.findings);
    outcome
}

/// Returns true if a quotation that starts within another one ends before that does: “甲“乙”丙”; in
/// “甲“和”乙” two marks face the wrong way.
fn is_nested(passage: &Passage, index: usize) -> bool {
    let after = passage.chars.iter().skip(index + 1).map(|(c, _)| *c);
    let near = after.take(FARTHEST);
    let is_word = passage.at(index + 2) == Some('”')
        && passage
            .at(index + 1)
            .is_some_and(|c| "和与或及、，".contains(c));
    let marks = near.filter(|c| matches!(c, '“' | '”'));
    !is_word && marks.take(2).eq(['”', '”'])
}

/// Takes a mark that closes, and what it closed.
fn close(
    passage: &Passage,
    index: usize,
    c: char,
    closed: Option<(Open, Vec<Open>)>,
    outcome: &mut Outcome,
) {
    let is_bracket = matches!(c, ')' | '）');
    match closed {
        Some((first, inner)) => {
            if let Some(left) = inner.iter().find(|o| o.mark != '(') {
                outcome.unpaired.get_or_insert((left.index, left.mark));
            }
            if is_bracket && index - first.index <= FARTHEST {
                brackets(passage, first.index, index, &mut outcome.findings);
            }
        }
        None if c == ')' || is_bracket && is_numbering(passage, index) => {}
        None if c == '”' && is_inch(passage, index) => {}
        None => {
            outcome.unpaired.get_or_insert((index, c));
        }
    }
}

/// Returns true if a bracket ends the number of an item, wherever that stands: `1）`, `a）`, `一）`;
/// at the start of a line also `第一步）`.
fn is_numbering(passage: &Passage, index: usize) -> bool {
    if index <= 4 && !passage.chars[..index].iter().any(|(c, _)| *c == '\n') {
        return true;
    }
    let digits = passage.run_before(index, |c| matches!(c, '0'..='9' | '０'..='９'));
    let letters = passage.run_before(index, |c| c.is_ascii_alphabetic());
    let numerals = passage.run_before(index, |c| "一二三四五六七八九十".contains(c));
    let before = passage.before(index - digits.max(letters).max(numerals));
    let is_after_latin = before.is_some_and(|c| c.is_ascii_alphanumeric());
    match (digits, letters, numerals) {
        (1 | 2, _, _) => !is_after_latin && before != Some('.'),
        (_, 1, _) => !is_after_latin,
        // Roman numbers.
        (_, 2..=4, _) => {
            !is_after_latin && passage.text(index - letters, index).chars().all(is_roman)
        }
        (_, _, 1..=3) => !before.is_some_and(char::is_alphanumeric),
        _ => false,
    }
}

fn is_roman(c: char) -> bool {
    matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X')
}

/// Returns true if a bracket is the mouth of a face: `：）`, `:-）`, `：（` before a mark or at an end.
fn is_face(passage: &Passage, index: usize) -> bool {
    let nose = index - usize::from(passage.before(index) == Some('-'));
    let has_eyes = passage
        .before(nose)
        .is_some_and(|c| matches!(c, ':' | '：' | ';' | '；' | '=' | '^'));
    match passage.at(index) {
        Some('）' | ')') => has_eyes,
        Some('（') => {
            let after = passage.at(index + 1);
            has_eyes && after.is_none_or(|c| c.is_whitespace() || "，。！？、…".contains(c))
        }
        _ => false,
    }
}

/// Returns true if a quotation mark stands for inches: `27”`.
fn is_inch(passage: &Passage, index: usize) -> bool {
    passage.before(index).is_some_and(|c| c.is_ascii_digit())
}

/// Reports `(…)` with Chinese inside and beside it, and a pair of one half-width and one full-width
/// bracket.
fn brackets(passage: &Passage, first: usize, last: usize, found: &mut Vec<Finding>) {
    let (open, close) = (passage.at(first), passage.at(last));
    let is_mixed = (open == Some('（')) != (close == Some('）'));
    let is_half = open == Some('(') && close == Some(')');
    let inner = &passage.chars[first + 1..last];
    let has_han = inner.iter().any(|(c, _)| is_han(*c));
    let edges = [inner.first(), inner.last()];
    let is_chinese = edges
        .iter()
        .all(|edge| edge.is_some_and(|(c, _)| ends_chinese(*c) || starts_chinese(*c)));
    let beside = passage.before(first).is_some_and(ends_chinese)
        || passage.at(last + 1).is_some_and(starts_chinese);
    if is_mixed || is_half && has_han && (beside || is_chinese) {
        let right = format!("（{}）", passage.text(first + 1, last));
        let (from, to) = with_spaces(passage, first, last + 1);
        let mut finding = passage.finding(Rule::HalfWidth, from, to, Some(right));
        finding.text = if is_mixed && open == Some('（') {
            ")".into()
        } else {
            "(".into()
        };
        found.push(finding);
    }
}

/// Returns true if a quotation is of words in Latin letters, and at most names in it are Chinese.
fn is_latin(inner: &[(char, u32)]) -> bool {
    let han = inner.iter().filter(|(c, _)| is_han(*c)).count();
    let latin = inner
        .iter()
        .filter(|(c, _)| c.is_ascii_alphabetic())
        .count();
    let spaces = inner.iter().filter(|(c, _)| *c == ' ').count();
    latin > 3 * han && spaces > 2
}

/// Returns true if a quotation is a value in code: `name="雪"`, `print("雪")`.
fn is_value(passage: &Passage, first: usize) -> bool {
    let Some(sign) = first.checked_sub(1) else {
        return false;
    };
    let name = passage.before(sign);
    let is_name = name.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    is_name && matches!(passage.at(sign), Some('=' | '(' | '['))
}

/// Returns the characters `from..to` with the spaces around them: a full-width bracket has its own.
fn with_spaces(passage: &Passage, from: usize, to: usize) -> (usize, usize) {
    let before = passage.run_before(from, |c| c == ' ');
    let after = passage.run(to, |c| c == ' ');
    // `[文] (注)` would become a link that a Chinese keyboard spoilt, and an indent stays one.
    let is_kept = passage
        .before(from - before)
        .is_none_or(|c| matches!(c, '\n' | ']' | '】' | '］'));
    let is_end = passage.at(to + after).is_none_or(|c| c == '\n');
    let from = if is_kept { from } else { from - before };
    (from, if is_end { to } else { to + after })
}

/// Reports `"…"` with Chinese inside; an odd number of them is reported once, without a fix.
fn straight(passage: &Passage, found: &mut Vec<Finding>) {
    let marks = passage.signs().filter(|(_, c)| matches!(c, '"' | '＂'));
    let marks: Vec<usize> = marks.map(|(i, _)| i).collect();
    if marks.len() % 2 == 1 {
        let within = marks.into_iter().find(|i| {
            passage.before(*i).is_some_and(ends_chinese)
                && passage.at(i + 1).is_some_and(starts_chinese)
        });
        found.extend(within.map(|i| passage.finding(Rule::StraightQuotes, i, i + 1, None)));
        return;
    }
    for pair in marks.chunks_exact(2) {
        let [first, last] = [pair[0], pair[1]];
        let inner = &passage.chars[first + 1..last];
        let mut edges = [inner.first(), inner.last()].into_iter().flatten();
        let is_chinese = edges.any(|(c, _)| is_han(*c) || "，。！？《》（）".contains(*c));
        if is_chinese && !is_latin(inner) && !is_value(passage, first) {
            let text = passage.text(first + 1, last);
            let right = (!text.contains(['“', '”', BLANK])).then(|| format!("“{text}”"));
            found.push(passage.finding(Rule::StraightQuotes, first, last + 1, right));
        }
    }
}
