//! Text as text: nothing that HTML could take for a tag, nothing that it can't hold.

/// Writes text so that it stays text in an element or a quoted attribute.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>' | '"') || !is_fit(c)) {
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

/// Tells whether HTML may hold `c`: no control character but white space, no noncharacter (HTML, 13.2.3.5).
pub(super) fn is_fit(c: char) -> bool {
    let is_noncharacter = matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    !is_noncharacter && (!c.is_control() || matches!(c, '\t' | '\n' | '\r'))
}
