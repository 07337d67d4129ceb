//! Text that HTML holds as text: nothing that could be taken for a tag, nothing that is forbidden.

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
        at += text.as_bytes()[at..].iter().position(is_suspect)?;
        let c = text[at..].chars().next()?;
        if matches!(c, '&' | '<' | '>' | '"') || !is_fit(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

/// Returns true if a byte may begin a character that cannot stay.
fn is_suspect(byte: &u8) -> bool {
    matches!(byte, 0..=0x1f | b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xef | 0xf0..)
}

/// Returns true if HTML may hold `c`: no control character but white space, no noncharacter (HTML,
/// 13.2.3.5).
pub(crate) fn is_fit(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    !is_noncharacter && (!c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

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
