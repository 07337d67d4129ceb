//! What of a file could make others read it differently: its encoding, its document type, and text
//! that hides its end.

use quick_xml::events::BytesDecl;

use super::fault::Fault;

/// Checks that the file is read in the same way by everybody: as UTF-8, or in a superset of ASCII
/// where it has ASCII only.
pub(super) fn declaration(head: &BytesDecl<'_>, text: &str) -> Result<(), Fault> {
    const SUPERSETS: [&str; 8] = [
        "ascii",
        "gb18030",
        "gb2312",
        "gbk",
        "iso-8859-1",
        "latin1",
        "us-ascii",
        "windows-1252",
    ];
    let encoding = match head.encoding() {
        None if !head.contains("encoding") => return Ok(()),
        Some(Ok(name)) => name.to_ascii_lowercase(),
        None | Some(Err(_)) => String::new(),
    };
    let is_same = matches!(&*encoding, "utf-8" | "utf8")
        || SUPERSETS.contains(&&*encoding) && text.is_ascii();
    if is_same {
        Ok(())
    } else {
        Err(Fault::unknown("encoding", encoding))
    }
}

/// Checks that a document type only names SVG: browsers do not fetch it, and it has no entities of
/// its own.
pub(super) fn doctype(text: &str) -> Result<(), Fault> {
    if is_plain(text) {
        Ok(())
    } else {
        Err(Fault::unknown("doctype", ""))
    }
}

/// Returns true if a document type names SVG and nothing else.
///
/// The reader of XML does not mind quotation marks in it, as browsers do, who would see it end
/// elsewhere.
fn is_plain(doctype: &str) -> bool {
    let rest = doctype
        .strip_prefix("<!DOCTYPE")
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or_default();
    let Some(rest) = rest.trim_ascii().strip_prefix("svg") else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    let system = match rest.strip_prefix("PUBLIC").map(quoted) {
        // The entities of HTML come with its public names, not with those of SVG.
        Some(Some((name, rest))) if name.starts_with("-//W3C//DTD SVG ") => rest,
        Some(_) => return false,
        None if rest.is_empty() => return true,
        None => rest.strip_prefix("SYSTEM").unwrap_or_default(),
    };
    quoted(system)
        .is_some_and(|(address, rest)| rest.is_empty() && !address.contains(['<', '>', '[']))
}

/// Returns what stands between the quotation marks that a text begins with, and what is behind.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_ascii_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    text[1..].split_once(quote)
}

/// Returns the character of a CDATA section that hides its end from those who read the file in a
/// different encoding, as hosts that name one make browsers do.
///
/// In GBK, Big5 and Shift_JIS the last byte of a character beyond ASCII may take the next one with
/// it, from 0x40 on: `]`, and the backslash of CSS. The other signs that begin or end something in
/// XML (`"`, `&`, `'`, `-`, `/`, `<`, `>`, `?`) are below that, as the digits are that GB 18030
/// takes. UTF-16 and UTF-32 have bytes of zero in their signs, and ISO-2022 the control character
/// ESC, which no file has here.
pub(super) fn hiding(section: &str) -> Option<String> {
    let mut ends = section.match_indices(']');
    ends.find_map(|(at, _)| section[..at].chars().next_back().filter(|c| !c.is_ascii()))
        .map(|c| format!("{c}]"))
}
