//! What is seen only from one paragraph to the next: sentences cut in two, quotations over several.

use super::han::is_han;
use super::pairs;
use super::passage::{Form, Passage};
use super::rule::{Finding, Rule};

/// Marks that end a paragraph.
const ENDS: &str = "。！？…：；”’）》】」』—~～.!?:;)\"";

/// A line of verse has fewer characters.
const SHORT: usize = 20;

/// A sentence of a paragraph without a full stop has so many characters at least.
const SENTENCE: usize = 25;

/// The label of a line that is no sentence ends within so many characters.
const LABEL: usize = 15;

/// What follows the last mark of a sentence has so many characters at least.
const TAIL: usize = 4;

/// A quotation goes over no more paragraphs.
const FARTHEST: usize = 20;

pub(super) fn check(passages: &[Passage], text: &str, found: &mut Vec<Finding>) {
    let mut i = 0;
    // The paragraph that ends the quotation at hand.
    let mut quotation_end = None;
    while let Some(passage) = passages.get(i) {
        let next = passages.get(i + 1);
        let mut outcome = pairs::check(passage);
        if let Some(next) = next.filter(|next| is_cut(passage, next, outcome.unpaired)) {
            found.push(at_end(passage, Rule::ColumnBreak));
            // A pair that was cut in two is whole in the sentence.
            let whole = passage.joined(next);
            let rejoined = pairs::check(&whole);
            found.extend(rejoined.findings);
            found.extend(rejoined.unpaired.map(|(at, _)| unpaired(&whole, at)));
            i += 2;
            continue;
        }
        let is_headline = i > 0 && is_headline(&passages[i - 1], passage);
        if !is_headline && next.is_some_and(|next| lacks_stop(passage, next, text)) {
            found.push(at_end(passage, Rule::MissingStop));
        }
        found.append(&mut outcome.findings);
        match outcome.unpaired {
            // GB/T 15834-2011, 4.8.3.5: of a quotation over several paragraphs each opens, and the
            // last one closes.
            Some((_, '“')) if next.is_some_and(|next| next.at(0) == Some('“')) => {}
            Some((_, '”')) if quotation_end == Some(i) => {}
            Some((at, mark)) => {
                quotation_end = last_of_quotation(passages, i).filter(|_| mark == '“');
                found.push(match next.filter(|_| quotation_end.is_some()) {
                    Some(next) => next.finding(Rule::QuotedParagraphs, 0, 1, None),
                    None => unpaired(passage, at),
                });
            }
            None => {}
        }
        i += 1;
    }
}

/// Returns the paragraph that closes a quotation which `first` opens, if none in between opens one.
fn last_of_quotation(passages: &[Passage], first: usize) -> Option<usize> {
    let form = passages.get(first)?.form;
    let is_text = matches!(form, Form::Paragraph | Form::Inner);
    let after = passages.iter().enumerate().skip(first + 1).take(FARTHEST);
    let mut after = after.take_while(|(_, p)| is_text && p.form == form && !has(&p.chars, &['“']));
    after.find(|(_, p)| has(&p.chars, &['”'])).map(|(i, _)| i)
}

/// Reports the last character of a paragraph.
fn at_end(passage: &Passage, rule: Rule) -> Finding {
    let last = trimmed(passage);
    passage.finding(rule, last.saturating_sub(1), last, None)
}

fn unpaired(passage: &Passage, at: usize) -> Finding {
    passage.finding(Rule::Unpaired, at, at + 1, None)
}

/// Returns true if a paragraph stops in the middle of a sentence that the next one ends.
fn is_cut(passage: &Passage, next: &Passage, unpaired: Option<(usize, char)>) -> bool {
    if !is_followed(passage, next) {
        return false;
    }
    let length = trimmed(passage);
    let last = passage.before(length).unwrap_or(' ');
    // Lines of verse are short, and each may end with a comma.
    let is_verse = length < SHORT && next.chars.len() < SHORT;
    let is_open = "，、".contains(last) && length >= 12 && !is_verse && !is_salutation(passage);
    is_open
        || unpaired.is_some_and(|(at, mark)| {
            let is_near = last == '：' && length - at < SHORT;
            (is_near || !ENDS.contains(last)) && is_split(mark, next, is_near)
        })
}

/// Returns true if a pair that `mark` opens is closed by the next paragraph; of a name that goes on
/// behind a colon, near its start: 《雪与雨：
fn is_split(mark: char, next: &Passage, is_name: bool) -> bool {
    let Some((at, closing)) = pairs::check(next).unpaired else {
        return false;
    };
    let is_partner = matches!(
        (mark, closing),
        ('“', '”') | ('（', '）') | ('《', '》') | ('【', '】')
    );
    let goes_on = next.at(at + 1).is_some_and(is_han);
    is_partner && (!is_name || at < SHORT && goes_on)
}

/// Returns true if a paragraph greets the readers of a letter: 亲爱的读者们，
fn is_salutation(passage: &Passage) -> bool {
    let start = passage.text(0, passage.chars.len().min(2));
    ["亲爱", "敬爱", "尊敬", "各位"].contains(&&*start) && passage.chars.len() < SHORT
}

/// Returns true if a paragraph of prose ends without a mark before another one: its full stop was
/// forgotten, or it was cut.
fn lacks_stop(passage: &Passage, next: &Passage, text: &str) -> bool {
    let length = trimmed(passage);
    let chars = &passage.chars[..length];
    let Some(last) = passage.before(length) else {
        return false;
    };
    if length < SENTENCE || !last.is_alphanumeric() || !is_followed(passage, next) {
        return false;
    }
    // A caption follows its picture, and verse has lines.
    let is_prose = !has(chars, &['\n']) && !is_emphasized(passage, text);
    // 主办方：…；本文作者：…
    let is_label = has(&chars[..LABEL], &['：']) && !has(chars, &['。', '！', '？']);
    let han = chars.iter().filter(|(c, _)| is_han(*c)).count();
    let is_sentence = has(chars, &['，', '。'])
        && !has(
            &chars[length - TAIL..],
            &['，', '。', '！', '？', '；', '：', '、', '…'],
        );
    is_prose && !is_label && !is_item(passage) && is_sentence && han * 2 > length
}

/// Returns true if a paragraph without a full stop follows a heading or another line without a mark
/// at its end: headlines of several lines are set so.
fn is_headline(before: &Passage, passage: &Passage) -> bool {
    let is_after_line = match before.form {
        Form::Name => true,
        Form::Paragraph => before
            .before(trimmed(before))
            .is_some_and(|c| !ENDS.contains(c)),
        Form::Inner | Form::Line | Form::Gap => false,
    };
    is_after_line && !has(&passage.chars, &['。', '！', '？'])
}

/// Returns true if a paragraph starts with a number, as an item of a list does: `1）`, `（2）`, `③`.
fn is_item(passage: &Passage) -> bool {
    let digits = passage.run(0, |c| c.is_ascii_digit());
    match passage.at(digits) {
        Some(c) if digits == 0 => c == '（' || c == '(' || c.is_numeric(),
        Some(c) => matches!(c, '）' | ')' | '、' | '.' | '．'),
        None => false,
    }
}

/// Returns true if one of the signs stands among characters.
fn has(chars: &[(char, u32)], signs: &[char]) -> bool {
    chars.iter().any(|(c, _)| signs.contains(c))
}

/// Returns true if one paragraph of running text follows another.
fn is_followed(passage: &Passage, next: &Passage) -> bool {
    let is_running = [passage, next].iter().all(|p| p.form == Form::Paragraph);
    // By this length, a corpus of 10,000 articles had no false alarm.
    let is_long = next.chars.len() >= 8;
    let end = next.before(trimmed(next));
    is_running && is_long && next.at(0).is_some_and(is_han) && end.is_some_and(|c| ENDS.contains(c))
}

/// Returns true if a paragraph is emphasized as a whole, as a standfirst or a caption is.
fn is_emphasized(passage: &Passage, text: &str) -> bool {
    let (start, _) = passage.bytes(0, 1);
    let before = text.get(..start as usize).unwrap_or_default();
    before.ends_with(['*', '_'])
}

/// Returns the number of characters less white space at the end.
fn trimmed(passage: &Passage) -> usize {
    passage
        .chars
        .iter()
        .rposition(|(c, _)| !c.is_whitespace())
        .map_or(0, |i| i + 1)
}
