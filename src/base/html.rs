//! Text that HTML holds as text: nothing that could be taken for a tag, nothing that is forbidden.

use std::ops::Range;

use super::steps::Steps;

/// Writes text so that it stays text in an element, or in an attribute between double quotation
/// marks.
///
/// What HTML may not hold is left out.
pub(crate) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = position(rest) {
        out.push_str(&rest[..at]);
        let mut chars = rest[at..].chars();
        out.push_str(match chars.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&quot;",
            _ => "",
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
}

/// Finds the first character that cannot stay as it is.
///
/// Few bytes begin such a character, so that most text is passed over without being taken apart.
fn position(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at = SUSPECT.next(text, at)?;
        let c = text[at..].chars().next()?;
        if matches!(c, '&' | '<' | '>' | '"') || !is_fit(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Bytes that may begin a character which cannot stay.
static SUSPECT: Steps = Steps::to(&[
    (0, 0x1f),
    (b'"', b'"'),
    (b'&', b'&'),
    (b'<', b'<'),
    (b'>', b'>'),
    (0x7f, 0x7f),
    (0xc2, 0xc2),
    (0xef, 0xff),
]);

/// Returns true if HTML may hold `c`: no control character but white space, no noncharacter (HTML,
/// 13.2.3.5).
pub(crate) fn is_fit(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    !is_noncharacter && (!c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

/// Writes text as [`escape`] does, with the ends of every range in one piece.
///
/// A line begins with no connector (Requirements for Chinese Text Layout, 3.1.3), but browsers
/// break before some of them: `8:00～18:00`, `5–7`. A character that joins would be copied and
/// searched for with the text; an element is not.
pub(crate) fn joined(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(range) = find_range(rest) {
        escape(out, &rest[..range.start]);
        out.push_str("<span class=\"range\">");
        escape(out, &rest[range.clone()]);
        out.push_str("</span>");
        rest = &rest[range.end..];
    }
    escape(out, rest);
}

/// Returns true if a text may hold a range.
pub(crate) fn may_have_range(text: &str) -> bool {
    connectors(text).next().is_some()
}

/// Finds the first range: a connector beside a digit, with the numbers at both sides.
///
/// Of a dash two make a mark of their own (破折号), which stands beside digits only by chance.
fn find_range(text: &str) -> Option<Range<usize>> {
    connectors(text).find_map(|(at, connector)| {
        let (before, after) = (&text[..at], &text[at + connector.len_utf8()..]);
        let is_wave = matches!(connector, '～' | '〜');
        let [left, right] = [before.chars().next_back()?, after.chars().next()?];
        let is_range = right.is_ascii_digit() || is_wave && left.is_ascii_digit();
        let is_lone = !is_connector(left) && !is_connector(right);
        if !is_range || !is_lone || left.is_whitespace() {
            return None;
        }
        let number = before.trim_end_matches(is_of_number).len();
        let start = number.min(at - left.len_utf8());
        let more = after.trim_start_matches(|c| is_of_number(c) || is_connector(c));
        let more = text.len() - more.len();
        // What ends the clause is no part of the number.
        let end = text[..more].trim_end_matches(is_clause_end).len();
        Some(start..end)
    })
}

/// Returns every connector with its byte.
fn connectors(text: &str) -> impl Iterator<Item = (usize, char)> {
    static STARTS: Steps = Steps::to(&[(0xe2, 0xe3), (0xef, 0xef)]);
    let mut at = 0;
    let candidates = std::iter::from_fn(move || {
        let next = STARTS.next(text, at)?;
        let c = text[next..].chars().next()?;
        at = next + c.len_utf8();
        Some((next, c))
    });
    candidates.filter(|(_, c)| is_connector(*c))
}

fn is_connector(c: char) -> bool {
    matches!(c, '～' | '〜' | '–' | '—')
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || is_clause_end(c) || matches!(c, '+' | '−' | '%' | '％' | '‰' | '°' | '℃')
}

fn is_clause_end(c: char) -> bool {
    matches!(c, '.' | ',' | ':' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_range_stay_together() {
        for (text, expected) in [
            ("每日8:00～18:00开放", "每日[8:00～18:00]开放"),
            ("11月16日～22日", "11月16[日～22]日"),
            ("8:00～次日6:00", "[8:00～]次日6:00"),
            ("气温5–7℃，3—4级", "气温[5–7℃]，[3—4]级"),
            ("第1～2～3组", "第[1～2～3]组"),
            ("占10%～15.5%.", "占[10%～15.5%]."),
            ("1～2<3", "[1～2]&lt;3"),
            ("他来了——3次", "他来了——3次"),
            ("嗯～好", "嗯～好"),
            ("～3", "～3"),
            ("3～", "3～"),
            ("a ～3", "a ～3"),
            ("—3——4—", "—3——4—"),
        ] {
            let mut out = String::new();
            joined(&mut out, text);
            let out = out.replace("<span class=\"range\">", "[");
            assert_eq!(out.replace("</span>", "]"), expected);
        }
    }

    #[test]
    fn every_character_is_kept_escaped_or_left_out() {
        for c in ('\0'..=char::MAX).filter(|c| *c != 'x') {
            let mut out = String::new();
            escape(&mut out, &format!("文{c}x{c}"));
            let right = match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                c if is_fit(c) => c.to_string(),
                _ => String::new(),
            };
            assert_eq!(out, format!("文{right}x{right}"), "{:?}", c);
        }
    }
}
