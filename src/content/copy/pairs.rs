//! Marks that come in pairs: “”, （）, 《》, 【】, 「」, 『』, and straight quotes and brackets.

use super::han::{ends_chinese, is_han, is_plain, starts_chinese};
use super::passage::{BLANK, Passage};
use super::rule::{Finding, Rule};

const PAIRS: [(char, char); 6] = [
    ('“', '”'),
    ('（', '）'),
    ('《', '》'),
    ('【', '】'),
    ('「', '」'),
    ('『', '』'),
];

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
    counts: [usize; PAIRS.len()],
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
    let c = match c {
        '(' => '（',
        ')' => '）',
        c => c,
    };
    PAIRS
        .iter()
        .position(|(open, close)| *open == c || *close == c)
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
    for (index, &(c, _)) in passage.chars.iter().enumerate() {
        if is_plain(c) {
            continue;
        }
        let Some(pair) = pair_of(c) else { continue };
        if c == '(' || PAIRS[pair].0 == c {
            if c == '“' && open.has(pair) {
                outcome.unpaired.get_or_insert((index, c));
                break;
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
        // A number before its item: 1）, 一）, a).
        None if is_bracket && (c == ')' || index <= 3) => {}
        None => {
            outcome.unpaired.get_or_insert((index, c));
        }
    }
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
        let mut finding = passage.finding(Rule::HalfWidth, first, last + 1, Some(right));
        finding.text = if is_mixed && open == Some('（') {
            ")".into()
        } else {
            "(".into()
        };
        found.push(finding);
    }
}

/// Reports `"…"` with Chinese inside; an odd number of them is reported once, without a fix.
fn straight(passage: &Passage, found: &mut Vec<Finding>) {
    let marks: Vec<usize> = passage
        .chars
        .iter()
        .enumerate()
        .filter(|(_, (c, _))| matches!(c, '"' | '＂'))
        .map(|(i, _)| i)
        .collect();
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
        if edges.any(|(c, _)| is_han(*c) || "，。！？《》（）".contains(*c)) {
            let text = passage.text(first + 1, last);
            let right = (!text.contains(['“', '”', BLANK])).then(|| format!("“{text}”"));
            found.push(passage.finding(Rule::StraightQuotes, first, last + 1, right));
        }
    }
}
