//! Marks that come in pairs: “”, （）, 《》, 【】, 「」, 『』, and straight quotes and brackets.

use super::{BLANK, Passage, Rule, Slip, ends_chinese, is_han, is_plain, starts_chinese};

const PAIRS: [(char, char); 6] = [('“', '”'), ('（', '）'), ('《', '》'), ('【', '】'), ('「', '」'), ('『', '』')];

/// A mark that opened and what should close it.
struct Open {
    index: usize,
    mark: char,
}

/// What the check of a passage's pairs found.
#[derive(Default)]
pub(super) struct Outcome {
    /// Slips other than a missing partner.
    pub(super) slips: Vec<Slip>,
    /// The first mark without a partner.
    pub(super) unpaired: Option<(usize, char)>,
}

/// Looks for partners within one passage; only the first mark without one is told.
pub(super) fn check(passage: &Passage) -> Outcome {
    let mut outcome = Outcome::default();
    let mut open: Vec<Open> = Vec::new();
    for (index, &(c, _)) in passage.chars.iter().enumerate() {
        if is_plain(c) {
            continue;
        }
        if c == '(' || PAIRS.iter().any(|(mark, _)| *mark == c) {
            if c == '“' && open.iter().any(|o| o.mark == '“') {
                outcome.unpaired.get_or_insert((index, c));
                break;
            }
            open.push(Open { index, mark: c });
        } else if c == ')' || PAIRS.iter().any(|(_, mark)| *mark == c) {
            close(passage, index, c, &mut open, &mut outcome);
        }
    }
    let left = open.iter().find(|o| o.mark != '(');
    if let Some(left) = left {
        outcome.unpaired.get_or_insert((left.index, left.mark));
    }
    straight(passage, &mut outcome.slips);
    outcome
}

fn close(passage: &Passage, index: usize, c: char, open: &mut Vec<Open>, outcome: &mut Outcome) {
    let is_bracket = |c: char| matches!(c, '(' | '（' | ')' | '）');
    let fits = |o: &Open| is_bracket(c) && is_bracket(o.mark) || PAIRS.contains(&(o.mark, c));
    match open.iter().rposition(fits) {
        Some(at) => {
            if let Some(left) = open[at + 1..].iter().find(|o| o.mark != '(') {
                outcome.unpaired.get_or_insert((left.index, left.mark));
            }
            let first = open[at].index;
            open.truncate(at);
            if is_bracket(c) {
                brackets(passage, first, index, &mut outcome.slips);
            }
        }
        // A number before its item: 1）, 一）, a).
        None if is_bracket(c) && (c == ')' || index <= 3) => {}
        None => {
            outcome.unpaired.get_or_insert((index, c));
        }
    }
}

/// `(…)` with Chinese inside and beside it, and a pair of one half-width and one full-width bracket.
fn brackets(passage: &Passage, first: usize, last: usize, found: &mut Vec<Slip>) {
    let (open, close) = (passage.at(first), passage.at(last));
    let is_mixed = (open == Some('（')) != (close == Some('）'));
    let is_half = open == Some('(') && close == Some(')');
    let inner = &passage.chars[first + 1..last];
    let has_han = inner.iter().any(|(c, _)| is_han(*c));
    let edge = |at: Option<&(char, u32)>| at.is_some_and(|(c, _)| ends_chinese(*c) || starts_chinese(*c));
    let beside = passage.before(first).is_some_and(ends_chinese) || passage.at(last + 1).is_some_and(starts_chinese);
    if is_mixed || is_half && has_han && (beside || edge(inner.first()) && edge(inner.last())) {
        let right = format!("（{}）", passage.text(first + 1, last));
        let mut slip = passage.slip(Rule::HalfWidth, first, last + 1, Some(right));
        slip.text = if is_mixed && open == Some('（') { ")".into() } else { "(".into() };
        found.push(slip);
    }
}

/// `"…"` with Chinese inside; an odd number of them is told once and not mended.
fn straight(passage: &Passage, found: &mut Vec<Slip>) {
    let marks: Vec<usize> =
        passage.chars.iter().enumerate().filter(|(_, (c, _))| matches!(c, '"' | '＂')).map(|(i, _)| i).collect();
    if marks.len() % 2 == 1 {
        let beside =
            |i: usize| passage.before(i).is_some_and(ends_chinese) && passage.at(i + 1).is_some_and(starts_chinese);
        found
            .extend(marks.into_iter().find(|i| beside(*i)).map(|i| passage.slip(Rule::StraightQuotes, i, i + 1, None)));
        return;
    }
    for pair in marks.chunks_exact(2) {
        let [first, last] = [pair[0], pair[1]];
        let inner = &passage.chars[first + 1..last];
        let edge = |at: Option<&(char, u32)>| at.is_some_and(|(c, _)| is_han(*c) || "，。！？《》（）".contains(*c));
        if edge(inner.first()) || edge(inner.last()) {
            let text = passage.text(first + 1, last);
            let right = (!text.contains(['“', '”', BLANK])).then(|| format!("“{text}”"));
            found.push(passage.slip(Rule::StraightQuotes, first, last + 1, right));
        }
    }
}
