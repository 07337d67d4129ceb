//! What is seen only from one paragraph to the next: sentences cut in two, quotations over several.

use super::han::is_han;
use super::pairs;
use super::passage::{Form, Passage};
use super::rule::{Finding, Rule};

/// Marks that end a paragraph.
const ENDS: &str = "。！？…：；”’）》】」』—~～.!?:;)\"";

pub(super) fn check(passages: &[Passage], found: &mut Vec<Finding>) {
    let mut i = 0;
    while let Some(passage) = passages.get(i) {
        let next = passages.get(i + 1);
        let outcome = pairs::check(passage);
        if let Some(next) = next.filter(|next| is_cut(passage, next, outcome.unpaired)) {
            let last = trimmed(passage);
            found.push(passage.finding(Rule::ColumnBreak, last.saturating_sub(1), last, None));
            // A pair that was cut in two is whole in the sentence.
            let whole = joined(passage, next);
            let rejoined = pairs::check(&whole);
            found.extend(rejoined.findings);
            found.extend(rejoined.unpaired.map(|(at, _)| unpaired(&whole, at)));
            i += 2;
            continue;
        }
        found.extend(outcome.findings);
        // GB/T 15834-2011, 4.8.3.5: of a quotation over several paragraphs each opens, and the
        // last one closes.
        let is_quotation = next.is_some_and(|next| next.at(0) == Some('“'));
        let left = outcome
            .unpaired
            .filter(|(_, mark)| *mark != '“' || !is_quotation);
        found.extend(left.map(|(at, _)| unpaired(passage, at)));
        i += 1;
    }
}

fn unpaired(passage: &Passage, at: usize) -> Finding {
    passage.finding(Rule::Unpaired, at, at + 1, None)
}

/// Returns true if a paragraph stops in the middle of a sentence that the next one ends.
fn is_cut(passage: &Passage, next: &Passage, unpaired: Option<(usize, char)>) -> bool {
    if passage.form != Form::Paragraph || next.form != Form::Paragraph {
        return false;
    }
    let length = trimmed(passage);
    let Some(last) = passage.before(length) else {
        return false;
    };
    if ENDS.contains(last) {
        return false;
    }
    let Some(first) = next.at(0) else {
        return false;
    };
    let end = next.before(trimmed(next)).unwrap_or(' ');
    // By these lengths, a corpus of 10,000 articles had no false alarm.
    let runs_on = is_han(first) && next.chars.len() >= 8 && ENDS.contains(end);
    let is_sentence = length >= 30 && passage.chars.iter().any(|(c, _)| "，。；".contains(*c));
    let is_open = (is_han(last) || last.is_ascii_alphanumeric()) && is_sentence
        || "，、".contains(last) && length >= 12;
    let partner = unpaired.and_then(|(_, mark)| {
        pairs::check(next)
            .unpaired
            .map(|(_, closing)| (mark, closing))
    });
    let is_split = matches!(
        partner,
        Some(('“', '”') | ('（', '）') | ('《', '》') | ('【', '】'))
    );
    runs_on && (is_open || is_split)
}

/// Returns the number of characters less white space at the end.
fn trimmed(passage: &Passage) -> usize {
    passage
        .chars
        .iter()
        .rposition(|(c, _)| !c.is_whitespace())
        .map_or(0, |i| i + 1)
}

fn joined(passage: &Passage, next: &Passage) -> Passage {
    let chars = passage.chars.iter().chain(&next.chars).copied().collect();
    Passage {
        chars,
        end: next.end,
        ..passage.clone()
    }
}
