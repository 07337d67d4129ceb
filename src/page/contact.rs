//! What a line of contact data leads to: telephones, mailboxes, addresses of the web.

use crate::content::address;
use crate::page::data::ContactPart;

/// The fewest digits of a telephone number with its area: shorter ones may be times or houses.
const FEWEST: usize = 7;

/// The most digits of one (ITU-T E.164, with the prefix of a call abroad).
const MOST: usize = 17;

/// Splits a text at what can be dialled, written to or opened.
pub(super) fn parts(text: &str) -> Vec<ContactPart> {
    let mut parts = Vec::new();
    let mut at = 0;
    for found in address::find(text) {
        telephones(&text[at..found.range.start], &mut parts);
        let href = found.destination(text);
        push(&mut parts, &text[found.range.clone()], Some(href));
        at = found.range.end;
    }
    telephones(&text[at..], &mut parts);
    parts
}

/// Adds a text, with the telephone numbers in it.
fn telephones(text: &str, parts: &mut Vec<ContactPart>) {
    let mut plain = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(is_of_number).map(|i| at + i) {
        let end = text[start..]
            .find(|c| !is_of_number(c))
            .map_or(text.len(), |i| start + i);
        let number = text[start..end].trim_end_matches(['-', ' ', '(']);
        let number_start =
            start + (number.len() - number.trim_start_matches([' ', '-', ')']).len());
        let number_end = start + number.len();
        at = end;
        let Some(number) = text.get(number_start..number_end) else {
            continue;
        };
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if !(FEWEST..=MOST).contains(&digits) || number[1..].contains('+') {
            continue;
        }
        push(parts, &text[plain..number_start], None);
        let dialled = number.chars().filter(|c| c.is_ascii_digit() || *c == '+');
        let href = format!("tel:{}", dialled.collect::<String>());
        push(parts, number, Some(href));
        plain = number_end;
    }
    push(parts, &text[plain..], None);
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')')
}

fn push(parts: &mut Vec<ContactPart>, text: &str, href: Option<String>) {
    if !text.is_empty() {
        parts.push(ContactPart {
            text: text.to_owned(),
            href,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    fn links(text: &str) -> Vec<String> {
        let parts = parts(text);
        let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(whole, text);
        parts.into_iter().filter_map(|part| part.href).collect()
    }

    #[test]
    fn what_can_be_dialled_or_written_to_is_found() {
        for (text, expected) in [
            ("0971-0000000", &["tel:09710000000"][..]),
            ("电话：0971 000 0000（8:30—17:30）", &["tel:09710000000"]),
            ("+86 971 0000000", &["tel:+869710000000"]),
            ("(0971)0000000", &["tel:09710000000"]),
            ("400-000-0000、a@e.cn", &["tel:4000000000", "mailto:a@e.cn"]),
            ("湟州市东街 12 号 5 楼，810000", &[]),
            ("https://e.cn/lianxi", &["https://e.cn/lianxi"]),
            ("", &[]),
            ("- ( ) +", &[]),
            ("123456789012345678", &[]),
            ("1+2345678", &[]),
        ] {
            assert_eq!(links(text), expected, "{text}");
        }
    }
}
