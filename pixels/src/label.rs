//! What must not be lost of a picture's notes: the label of what a program made, which the law asks
//! for (GB 45438-2025), and whose work it is.

use std::fmt::Write;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::parts::Parts;

/// How the codes of IPTC begin that say what made a picture.
const SOURCES: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/";

/// What stays of a picture's notes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Label {
    /// The statutory label, a text of JSON.
    aigc: Option<String>,
    creators: Vec<String>,
    rights: Option<String>,
    credit: Option<String>,
    /// What made it, as IPTC has it.
    source: Option<String>,
}

/// The properties that are read, by the name behind the prefix of its namespace.
const READ: [&str; 5] = ["AIGC", "creator", "rights", "Credit", "DigitalSourceType"];

impl Label {
    /// Reads it out of what a file carries.
    pub(crate) fn of(parts: &Parts) -> Label {
        let mut label = Label::default();
        if let Some(packet) = parts
            .xmp
            .as_deref()
            .and_then(|xmp| std::str::from_utf8(xmp).ok())
        {
            label.read(packet);
        }
        if label.aigc.is_none() {
            label.aigc = json_in(&parts.notes);
        }
        label
    }

    /// Returns true if it says that a program made the picture, or parts of it.
    pub(crate) fn is_made_by_a_program(&self) -> bool {
        let source = self.source.as_deref().unwrap_or_default();
        self.aigc.is_some() || source.to_ascii_lowercase().contains("trainedalgorithmic")
    }

    /// Reads a packet of XMP (ISO 16684-1); what is damaged ends it.
    fn read(&mut self, packet: &str) {
        let mut reader = Reader::from_str(packet.trim_matches(['\0', '\u{feff}']));
        let mut open: Vec<&'static str> = Vec::new();
        let mut depth: Vec<Option<&'static str>> = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    self.attributes(&element);
                    let name = known(element.local_name().as_ref());
                    depth.push(name);
                    open.extend(name);
                }
                Ok(Event::Empty(element)) => self.attributes(&element),
                Ok(Event::End(_)) => {
                    if depth.pop().flatten().is_some() {
                        open.pop();
                    }
                }
                Ok(Event::Text(text)) => {
                    if let Some(name) = open.last() {
                        self.add(name, &text);
                    }
                }
                Ok(Event::GeneralRef(entity)) => {
                    if let (Some(name), Some(text)) = (open.last(), resolved(&entity)) {
                        self.add(name, &text);
                    }
                }
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.creators.retain(|name| !name.trim().is_empty());
        for text in [
            &mut self.aigc,
            &mut self.rights,
            &mut self.credit,
            &mut self.source,
        ] {
            *text = text.take().filter(|text| !text.trim().is_empty());
        }
    }

    fn attributes(&mut self, element: &BytesStart<'_>) {
        for attribute in element.attributes().flatten() {
            if let Some(name) = known(attribute.key.local_name().as_ref())
                && let Ok(value) = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0)
            {
                self.add(name, &value);
            }
        }
    }

    fn add(&mut self, name: &str, text: &str) {
        let field = match name {
            "AIGC" => &mut self.aigc,
            "rights" => &mut self.rights,
            "Credit" => &mut self.credit,
            "DigitalSourceType" => &mut self.source,
            _ => {
                if !text.trim().is_empty() {
                    self.creators.push(text.trim().to_owned());
                }
                return;
            }
        };
        // White space stands between elements; within a text, each piece counts.
        if field.is_some() || !text.trim().is_empty() {
            field.get_or_insert_default().push_str(text);
        }
    }

    /// Writes a packet of what stays; `None` if nothing does.
    pub(crate) fn packet(&self) -> Option<String> {
        if *self == Label::default() {
            return None;
        }
        let mut packet = concat!(
            "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF ",
            "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description ",
            "rdf:about=\"\" xmlns:TC260=\"http://www.tc260.org.cn/ns/AIGC/1.0/\" ",
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" ",
            "xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\" ",
            "xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\">",
        )
        .to_owned();
        if let Some(aigc) = &self.aigc {
            element(&mut packet, "TC260:AIGC", "", aigc, "");
        }
        if !self.creators.is_empty() {
            // Names are escaped one by one, and the list is no text.
            let names = self.creators.join("; ");
            element(
                &mut packet,
                "dc:creator",
                "<rdf:Seq><rdf:li>",
                &names,
                "</rdf:li></rdf:Seq>",
            );
        }
        if let Some(rights) = &self.rights {
            let start = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
            element(
                &mut packet,
                "dc:rights",
                start,
                rights,
                "</rdf:li></rdf:Alt>",
            );
        }
        if let Some(credit) = &self.credit {
            element(&mut packet, "photoshop:Credit", "", credit, "");
        }
        if let Some(source) = self.source.as_deref().filter(|s| s.starts_with(SOURCES)) {
            element(&mut packet, "Iptc4xmpExt:DigitalSourceType", "", source, "");
        }
        packet.push_str("</rdf:Description></rdf:RDF></x:xmpmeta>");
        Some(packet)
    }
}

fn known(name: &str) -> Option<&'static str> {
    READ.iter().find(|known| **known == name).copied()
}

/// Writes an element of XMP, with what stands around its text.
fn element(packet: &mut String, name: &str, before: &str, text: &str, after: &str) {
    let text = quick_xml::escape::minimal_escape(text.trim());
    _ = write!(packet, "<{name}>{before}{text}{after}</{name}>");
}

/// Returns the character that a reference stands for.
fn resolved(entity: &quick_xml::events::BytesRef<'_>) -> Option<String> {
    if let Ok(Some(character)) = entity.resolve_char_ref() {
        return Some(character.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(entity).map(str::to_owned)
}

/// Finds the label where it stands as JSON in other notes: in Exif, or in a text of a PNG.
fn json_in(notes: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"\"ContentProducer\"";
    let at = memchr::memmem::find(notes, KEY)?;
    let start = memchr::memrchr(b'{', &notes[..at])?;
    let end = at + memchr::memchr(b'}', &notes[at..])?;
    let text = std::str::from_utf8(&notes[start..=end]).ok()?;
    serde_json::from_str::<serde_json::Value>(text).ok()?;
    Some(text.to_owned())
}
