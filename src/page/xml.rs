//! XML as feeds and sitemaps need it.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::base::steps::Steps;

/// What XML is written to.
pub(super) type Xml = Writer<Vec<u8>>;

/// Writes a document.
pub(super) fn document(draw: impl FnOnce(&mut Xml) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut w = Writer::new_with_indent(Vec::new(), b' ', 1);
    w.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    draw(&mut w)?;
    let mut bytes = w.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

/// Writes an element with what it holds.
pub(super) fn element(
    w: &mut Xml,
    name: &str,
    attributes: &[(&str, &str)],
    inner: impl FnOnce(&mut Xml) -> io::Result<()>,
) -> io::Result<()> {
    w.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_inner_content(inner)
        .map(|_| ())
}

/// Writes an element that holds nothing.
pub(super) fn empty(w: &mut Xml, name: &str, attributes: &[(&str, &str)]) -> io::Result<()> {
    w.create_element(name)
        .with_attributes(attributes.iter().copied())
        .write_empty()
        .map(|_| ())
}

/// Writes an element that holds a text.
pub(super) fn text(w: &mut Xml, name: &str, content: &str) -> io::Result<()> {
    w.create_element(name)
        .write_text_content(BytesText::new(&plain(content)))
        .map(|_| ())
}

/// Writes a text.
pub(super) fn characters(w: &mut Xml, content: &str) -> io::Result<()> {
    w.write_event(Event::Text(BytesText::new(&plain(content))))
}

/// Leaves out the control characters that XML 1.0 cannot hold.
fn plain(content: &str) -> Cow<'_, str> {
    let mut at = 0;
    while let Some(next) = SUSPECT.next(content, at) {
        let c = content[next..].chars().next().unwrap_or_default();
        if !is_fit(c) {
            return content
                .chars()
                .filter(|c| is_fit(*c))
                .collect::<String>()
                .into();
        }
        at = next + c.len_utf8();
    }
    content.into()
}

fn is_fit(c: char) -> bool {
    (!c.is_control() || matches!(c, '\t' | '\n')) && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Bytes that may begin a character which XML cannot hold.
static SUSPECT: Steps = Steps::to(&[(0, 0x1f), (0x7f, 0x7f), (0xc2, 0xc2), (0xef, 0xef)]);
