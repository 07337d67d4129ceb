//! Whether an SVG is safe to publish, and its size.
//!
//! An SVG is published as it is, and can be opened by itself: then a browser runs what it finds in
//! it with the rights of the site. So it is accepted for what is known to be harmless, not refused
//! for what is known to harm.
//!
//! - Its root is `svg`, and every element is one of SVG that draws. What drawing programs and those
//!   who describe a picture add in namespaces of their own (Inkscape, Illustrator, RDF, Dublin
//!   Core) is accepted where browsers neither show nor run it, in `metadata` and elsewhere: that is
//!   a list, too. What XHTML or MathML such an element may hold is looked at like all else.
//! - Every attribute is on a list, and refers to nothing but parts of the drawing, pictures of
//!   pixels and fonts within it. Styles have functions and rules that load nothing.
//! - What it repeats and paints over again stays within what a browser draws at once (`weight`).
//! - Nothing in the file changes how the rest is read: no entities, no style sheet, no encoding
//!   besides UTF-8.
//!
//! The reader of XML takes more than browsers do, who stop at the first fault; nowhere must it take
//! for a comment or a text what is an element to them. Namespaces are compared as they are written,
//! so that one with a character reference is unknown.

mod attribute;
mod encoding;
mod fault;
mod lists;
mod size;
mod value;
mod weight;

pub use fault::Fault;

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;

use encoding::{declaration, doctype, hiding};
use size::size;
use weight::Weight;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Namespaces whose elements are pieces of a web page.
const PAGES: [&str; 2] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
];

/// Elements within each other beyond which no drawing is known: browsers give up at some depth,
/// too.
const DEEPEST: usize = 500;

/// Reads an SVG and returns its size in pixels, that of `width` and `height` or of the `viewBox`,
/// if it has one.
///
/// Time and memory grow with its length.
pub fn read(bytes: &[u8]) -> Result<Option<(u32, u32)>, Fault> {
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mark = bytes.len() - rest.len();
    of_text(rest).map_err(|fault| Fault {
        at: fault.at.start + mark..fault.at.end + mark,
        ..fault
    })
}

/// Reads an SVG that begins without the mark of UTF-8.
fn of_text(bytes: &[u8]) -> Result<Option<(u32, u32)>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Fault::unknown("encoding", "").at(at..at)
    })?;
    let mut scan = Scan {
        text,
        size: None,
        depth: 0,
        is_begun: false,
        style: None,
        weight: Weight::default(),
    };
    scan.whole()?;
    Ok(scan.size)
}

/// What has been read.
struct Scan<'a> {
    text: &'a str,
    size: Option<(u32, u32)>,
    /// Elements that are open.
    depth: usize,
    /// The root was there.
    is_begun: bool,
    /// The style sheet that is open.
    style: Option<Style>,
    weight: Weight,
}

/// Text of a style sheet, which references, comments and CDATA may part, and where each part stands
/// in the file.
#[derive(Default)]
struct Style {
    css: String,
    parts: Vec<(usize, usize)>,
}

impl Style {
    fn push(&mut self, text: &str, at: usize) {
        self.parts.push((self.css.len(), at));
        self.css.push_str(text);
    }

    fn check(&self) -> Result<(), Fault> {
        value::style(&self.css).map_err(|fault| {
            let part = self
                .parts
                .iter()
                .rev()
                .find(|(start, _)| *start <= fault.at.start);
            let (start, at) = part.copied().unwrap_or_default();
            let at = at + fault.at.start - start;
            fault.at(at..at)
        })
    }
}

impl<'a> Scan<'a> {
    fn whole(&mut self) -> Result<(), Fault> {
        if let Some(at) = self.text.bytes().position(is_bad) {
            // Browsers stop there.
            return Err(damaged(at));
        }
        let mut reader = NsReader::from_str(self.text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_comments = true;
        loop {
            let start = position(&reader);
            let event = reader.read_event();
            let at = start..position(&reader);
            match event {
                Ok(Event::Eof) if self.is_begun && self.depth == 0 => return self.weight.check(),
                Ok(event) => self.event(&reader, &event, at)?,
                Err(_) => return Err(damaged(start)),
            }
        }
    }

    fn event(
        &mut self,
        reader: &NsReader<&[u8]>,
        event: &Event<'a>,
        at: Range<usize>,
    ) -> Result<(), Fault> {
        match event {
            Event::Start(element) => self.element(reader, element, at),
            Event::End(_) => {
                self.depth -= 1;
                self.weight.close();
                self.style.take().map_or(Ok(()), |style| style.check())
            }
            Event::Text(text) => self.add(text, at.start),
            Event::CData(text) if self.depth > 0 => {
                let start = at.start + "<![CDATA[".len();
                if let Some(hiding) = hiding(&self.text[start..at.end]) {
                    return Err(Fault::unknown("hiding", hiding).at(start..start));
                }
                self.add(text, start)
            }
            Event::GeneralRef(name) => match resolved(name) {
                Some(text) if self.depth > 0 => self.add(&text, at.start),
                Some(_) | None => Err(damaged(at.start)),
            },
            Event::Comment(_) => Ok(()),
            Event::Decl(head) if at.start == 0 => {
                declaration(head, self.text).map_err(|fault| fault.at(at))
            }
            Event::DocType(_) if !self.is_begun => {
                doctype(&self.text[at.clone()]).map_err(|fault| fault.at(at))
            }
            Event::PI(instruction) => match instruction.target() {
                // Notes of programs to themselves: of Adobe's around a description, of PlantUML its
                // version.
                "xpacket" | "adobe-xap-filters" | "plantuml" | "plantuml-src" => Ok(()),
                "xml-stylesheet" => Err(Fault::active("load", "xml-stylesheet").at(at)),
                name => Err(Fault::unknown("element", format!("?{name}")).at(at)),
            },
            Event::CData(_) | Event::Decl(_) | Event::DocType(_) | Event::Empty(_) | Event::Eof => {
                Err(damaged(at.start))
            }
        }
    }

    /// Adds text to the style sheet that is open; outside of the root there is only white space.
    fn add(&mut self, text: &str, at: usize) -> Result<(), Fault> {
        if self.depth == 0 && !text.trim_ascii().is_empty() {
            return Err(damaged(at));
        }
        if let Some(style) = &mut self.style {
            style.push(text, at);
        }
        Ok(())
    }

    /// Takes the start of an element, with its attributes.
    fn element(
        &mut self,
        reader: &NsReader<&[u8]>,
        element: &BytesStart<'_>,
        at: Range<usize>,
    ) -> Result<(), Fault> {
        let tag = at.start..at.start + 1 + element.name().as_ref().len();
        let local = element.local_name().into_inner();
        let is_svg = self
            .admit(reader, element)
            .map_err(|fault| fault.at(tag.clone()))?;
        let values = self.attributes(reader, element, is_svg, tag)?;
        if is_svg {
            self.weight.open(local, &values, at.start);
        } else {
            self.weight.open("", &[], at.start);
        }
        if self.depth == 0 {
            self.size = size(element);
        }
        if is_svg && local == "style" {
            self.style = Some(Style::default());
        }
        self.is_begun = true;
        self.depth += 1;
        Ok(())
    }

    /// Returns true if an element is one of SVG, false if it is inert; any other is a fault.
    fn admit(&self, reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Result<bool, Fault> {
        let name = element.name().as_ref().to_owned();
        let (namespace, local) = reader.resolver().resolve_element(element.name());
        let local = local.into_inner();
        let namespace = match &namespace {
            ResolveResult::Bound(Namespace(namespace)) => *namespace,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        };
        let is_svg = namespace == SVG;
        if self.depth == 0 && (self.is_begun || !is_svg || local != "svg") {
            return Err(Fault::unknown("root", name));
        }
        if self.depth == DEEPEST {
            return Err(Fault::unknown("deep", name));
        }
        if PAGES.contains(&namespace) || is_svg && lists::PAGES.contains(local) {
            return Err(Fault::active("page", name));
        }
        if is_svg && lists::PROGRAMS.contains(local) {
            return Err(Fault::active("program", name));
        }
        let is_known = if is_svg {
            lists::ELEMENTS.contains(local)
        } else {
            lists::INERT.contains(namespace)
        };
        if !is_known || self.style.is_some() {
            return Err(Fault::unknown("element", name));
        }
        Ok(is_svg)
    }

    /// Checks the attributes of an element, and returns those that say something of the drawing.
    fn attributes<'e>(
        &self,
        reader: &NsReader<&[u8]>,
        element: &'e BytesStart<'_>,
        is_svg: bool,
        tag: Range<usize>,
    ) -> Result<Vec<(&'e str, Cow<'e, str>)>, Fault> {
        let local = element.local_name().into_inner();
        let mut values = Vec::new();
        for attribute in element.attributes() {
            let Ok(attribute) = attribute else {
                return Err(Fault::unknown("damaged", "").at(tag));
            };
            let start = place_in(self.text, attribute.key.as_ref()).unwrap_or(tag.start);
            let at = start..start + attribute.key.as_ref().len();
            attribute::check(reader, (is_svg, local), &attribute).map_err(|fault| fault.at(at))?;
            // Only that of XLink means the same with a prefix.
            let plain = attribute.key.local_name().into_inner();
            if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
                && (attribute.key.prefix().is_none() || plain == "href")
            {
                values.push((plain, value));
            }
        }
        Ok(values)
    }
}

/// Returns true if no XML has the byte.
fn is_bad(byte: u8) -> bool {
    byte < b' ' && !byte.is_ascii_whitespace() || byte == b'\x0c'
}

fn damaged(at: usize) -> Fault {
    Fault::unknown("damaged", "").at(at..at)
}

/// Resolves a reference to a character: browsers know no others without a list of entities.
fn resolved(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(name).map(str::to_owned),
        Err(_) => None,
    }
}

/// Returns how far a text has been read.
fn position(reader: &NsReader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Returns where `part`, a piece of `text`, stands in it.
fn place_in(text: &str, part: &str) -> Option<usize> {
    let at = (part.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (at <= text.len()).then_some(at)
}
