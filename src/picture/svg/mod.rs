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

mod lists;
mod value;
mod weight;

use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use quick_xml::name::{Namespace, PrefixDeclaration, ResolveResult};
use quick_xml::reader::NsReader;

use crate::base::path::SitePath;
use crate::base::url::split_scheme;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use value::{reference, start, style};
use weight::Weight;

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Namespaces whose elements are pieces of a web page.
const PAGES: [&str; 2] = [
    "http://www.w3.org/1999/xhtml",
    "http://www.w3.org/1998/Math/MathML",
];

/// Elements within each other beyond which no drawing is known: browsers give up at some depth,
/// too.
const DEEPEST: usize = 500;

/// What keeps an SVG from being published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// `E0313` of what would run or load something, `E0342` of what cannot be vouched for.
    pub code: Code,
    /// What it is, as the message names it.
    pub reason: &'static str,
    /// Name or value that is meant.
    pub text: String,
    /// Where it stands.
    pub at: Range<usize>,
}

impl Fault {
    /// Makes the problem that it is of the file at `path`.
    pub fn problem(self, path: &SitePath) -> Diagnostic {
        let problem = Diagnostic::new(self.code, Span::new(path, self.at)).with("path", path);
        problem.with("reason", self.reason).with("text", self.text)
    }

    fn active(reason: &'static str, text: impl Into<String>) -> Fault {
        Fault {
            code: code::UNPUBLISHABLE_FILE,
            reason,
            text: text.into(),
            at: 0..0,
        }
    }

    fn unknown(reason: &'static str, text: impl Into<String>) -> Fault {
        Fault {
            code: code::UNSUPPORTED_SVG,
            reason,
            text: text.into(),
            at: 0..0,
        }
    }

    fn at(self, at: Range<usize>) -> Fault {
        Fault { at, ..self }
    }
}

/// Reads an SVG and returns its size in pixels, that of `width` and `height` or of the `viewBox`,
/// if it has one.
///
/// Time and memory grow with its length.
pub fn read(bytes: &[u8]) -> Result<Option<(u32, u32)>, Fault> {
    let mark = if bytes.starts_with(b"\xef\xbb\xbf") {
        3
    } else {
        0
    };
    let shift = |fault: Fault| Fault {
        at: fault.at.start + mark..fault.at.end + mark,
        ..fault
    };
    let text = std::str::from_utf8(&bytes[mark..]).map_err(|error| {
        let at = error.valid_up_to();
        shift(Fault::unknown("encoding", "").at(at..at))
    })?;
    let mut scan = Scan {
        text,
        size: None,
        depth: 0,
        is_begun: false,
        style: None,
        weight: Weight::default(),
    };
    scan.whole().map_err(shift)?;
    Ok(scan.size)
}

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
        style(&self.css).map_err(|fault| {
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
        // Characters that XML does not have: browsers stop there.
        let is_bad = |b: u8| b < b' ' && !b.is_ascii_whitespace() || b == b'\x0c';
        if let Some(at) = self.text.bytes().position(is_bad) {
            return Err(Fault::unknown("damaged", "").at(at..at));
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
                Err(_) => return Err(Fault::unknown("damaged", "").at(start..start)),
            }
        }
    }

    fn event(
        &mut self,
        reader: &NsReader<&[u8]>,
        event: &Event<'a>,
        at: Range<usize>,
    ) -> Result<(), Fault> {
        let damaged = || Err(Fault::unknown("damaged", "").at(at.start..at.start));
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
                _ => damaged(),
            },
            Event::Comment(_) => Ok(()),
            Event::Decl(head) if at.start == 0 => {
                declaration(head, self.text).map_err(|fault| fault.at(at))
            }
            Event::DocType(_) if !self.is_begun => match is_plain(&self.text[at.clone()]) {
                true => Ok(()),
                false => Err(Fault::unknown("doctype", "").at(at)),
            },
            Event::PI(instruction) => match instruction.target() {
                // Notes of programs to themselves: of Adobe's around a description, of PlantUML its
                // version.
                "xpacket" | "adobe-xap-filters" | "plantuml" | "plantuml-src" => Ok(()),
                "xml-stylesheet" => Err(Fault::active("load", "xml-stylesheet").at(at)),
                name => Err(Fault::unknown("element", format!("?{name}")).at(at)),
            },
            _ => damaged(),
        }
    }

    /// Adds text to the style sheet that is open; outside of the root there is only white space.
    fn add(&mut self, text: &str, at: usize) -> Result<(), Fault> {
        if self.depth == 0 && !text.trim_ascii().is_empty() {
            return Err(Fault::unknown("damaged", "").at(at..at));
        }
        if let Some(style) = &mut self.style {
            style.push(text, at);
        }
        Ok(())
    }

    fn element(
        &mut self,
        reader: &NsReader<&[u8]>,
        element: &BytesStart<'_>,
        at: Range<usize>,
    ) -> Result<(), Fault> {
        let name = element.name().as_ref().to_owned();
        let (namespace, local) = reader.resolver().resolve_element(element.name());
        let local = local.into_inner();
        let namespace = match &namespace {
            ResolveResult::Bound(Namespace(namespace)) => *namespace,
            ResolveResult::Unbound | ResolveResult::Unknown(_) => "",
        };
        let is_svg = namespace == SVG;
        let is_root = self.depth == 0;
        let tag = at.start..at.start + 1 + name.len();
        if is_root && (self.is_begun || !is_svg || local != "svg") {
            return Err(Fault::unknown("root", name).at(tag));
        }
        if self.depth == DEEPEST {
            return Err(Fault::unknown("deep", name).at(tag));
        }
        if PAGES.contains(&namespace) || is_svg && lists::PAGES.contains(local) {
            return Err(Fault::active("page", name).at(tag));
        }
        if is_svg && lists::PROGRAMS.contains(local) {
            return Err(Fault::active("program", name).at(tag));
        }
        let is_known = if is_svg {
            lists::ELEMENTS.contains(local)
        } else {
            lists::INERT.contains(namespace)
        };
        if !is_known || self.style.is_some() {
            return Err(Fault::unknown("element", name).at(tag));
        }
        let mut values = Vec::new();
        for attribute in element.attributes() {
            let Ok(attribute) = attribute else {
                return Err(Fault::unknown("damaged", "").at(tag));
            };
            let start = place_in(self.text, attribute.key.as_ref()).unwrap_or(tag.start);
            let at = start..start + attribute.key.as_ref().len();
            check(reader, (is_svg, local), &attribute).map_err(|fault| fault.at(at))?;
            // Only that of XLink means the same with a prefix.
            let plain = attribute.key.local_name().into_inner();
            if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0)
                && (attribute.key.prefix().is_none() || plain == "href")
            {
                values.push((plain, value));
            }
        }
        let (name, values) = if is_svg {
            (local, values)
        } else {
            ("", Vec::new())
        };
        self.weight.open(name, &values, at.start);
        if is_root {
            self.size = size(element);
        }
        if is_svg && local == "style" {
            self.style = Some(Style::default());
        }
        self.is_begun = true;
        self.depth += 1;
        Ok(())
    }
}

/// Checks an attribute of an element, which is one of SVG with this name, or an inert one.
fn check(
    reader: &NsReader<&[u8]>,
    element: (bool, &str),
    attribute: &Attribute<'_>,
) -> Result<(), Fault> {
    let name = attribute.key.as_ref();
    let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
        return Err(Fault::unknown("damaged", ""));
    };
    // In another encoding two names beyond ASCII could be one.
    if name.starts_with("xmlns:") && !name.is_ascii() {
        return Err(Fault::unknown("attribute", name));
    }
    // What is declared counts where it is used.
    if matches!(
        attribute.key.as_namespace_binding(),
        Some(PrefixDeclaration::Default | PrefixDeclaration::Named(_))
    ) {
        return Ok(());
    }
    let (namespace, local) = reader.resolver().resolve_attribute(attribute.key);
    let local = local.into_inner();
    match namespace {
        ResolveResult::Bound(Namespace(XLINK)) if local == "href" => reference(element.1, &value),
        ResolveResult::Bound(Namespace(XLINK)) if lists::XLINK.contains(local) => Ok(()),
        ResolveResult::Bound(Namespace(XML)) if matches!(local, "id" | "lang" | "space") => Ok(()),
        ResolveResult::Bound(Namespace(XML)) if local == "base" => {
            Err(Fault::active("load", &*value))
        }
        ResolveResult::Bound(Namespace(other)) if lists::INERT.contains(other) => Ok(()),
        ResolveResult::Bound(_) | ResolveResult::Unknown(_) => {
            Err(Fault::unknown("attribute", name))
        }
        // An attribute without a prefix means something to browsers only on an element that does.
        ResolveResult::Unbound if !element.0 => Ok(()),
        ResolveResult::Unbound if name.to_ascii_lowercase().starts_with("on") => {
            Err(Fault::active("program", name))
        }
        ResolveResult::Unbound => known(element.1, name, &value),
    }
}

/// Checks an attribute of SVG.
fn known(element: &str, name: &str, value: &str) -> Result<(), Fault> {
    match name {
        "href" => reference(element, value),
        "style" => style(value),
        // A name, whatever stands in it: `url()` or a function is none that a browser takes.
        "font-family" => Ok(()),
        // Each is read by itself.
        "values" if value.contains(';') => value
            .split(';')
            .try_for_each(|value| known(element, name, value)),
        "attributeName" if !lists::ATTRIBUTES.contains(value) => {
            Err(Fault::active("animation", value))
        }
        "attributeName" => Ok(()),
        name if lists::TEXTS.contains(name) || is_free(name) => Ok(()),
        name if !lists::ATTRIBUTES.contains(name) => Err(Fault::unknown("attribute", name)),
        _ if split_scheme(&start(value)).is_some() => Err(Fault::active("load", value)),
        _ => style(value),
    }
}

/// Returns true if an attribute belongs to a program, or to readers with a screen reader: browsers
/// read nothing from it.
fn is_free(name: &str) -> bool {
    ["data-", "aria-", "ecmeta_"]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Returns the character of a CDATA section that hides its end from who reads the file in another
/// encoding, as hosts that name one make browsers do.
///
/// In GBK, Big5 and Shift_JIS the last byte of a character beyond ASCII may take the next one with
/// it, from 0x40 on: `]`, and the backslash of CSS. The other signs that begin or end something in
/// XML (`"`, `&`, `'`, `-`, `/`, `<`, `>`, `?`) are below that, as the digits are that GB 18030
/// takes. UTF-16 and UTF-32 have bytes of zero in their signs, and ISO-2022 the control character
/// ESC, which no file has here.
fn hiding(section: &str) -> Option<String> {
    let end = section
        .match_indices(']')
        .find_map(|(at, _)| section[..at].chars().next_back().filter(|c| !c.is_ascii()));
    end.map(|c| format!("{c}]"))
}

/// Resolves a reference to a character: browsers know no others without a list of entities.
fn resolved(name: &BytesRef<'_>) -> Option<String> {
    match name.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) => resolve_predefined_entity(name).map(str::to_owned),
        Err(_) => None,
    }
}

/// Checks that the file is read in the same way by everybody: as UTF-8, or in another encoding
/// where it has ASCII only.
fn declaration(head: &BytesDecl<'_>, text: &str) -> Result<(), Fault> {
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

/// Returns true if a document type only names SVG: browsers do not fetch it, and it has no entities
/// of its own.
///
/// The reader of XML does not mind quotation marks in it, as browsers do, who would see it end
/// elsewhere.
fn is_plain(doctype: &str) -> bool {
    let rest = doctype
        .strip_prefix("<!DOCTYPE")
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or_default();
    let quoted = |rest: &str| -> Option<(String, String)> {
        let rest = rest.trim_ascii_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (literal, rest) = rest[1..].split_once(quote)?;
        Some((literal.to_owned(), rest.to_owned()))
    };
    let Some(rest) = rest.trim_ascii().strip_prefix("svg") else {
        return false;
    };
    let rest = rest.trim_ascii_start();
    let system = match rest.strip_prefix("PUBLIC").map(quoted) {
        // The entities of HTML come with its public names, not with those of SVG.
        Some(Some((name, rest))) if name.starts_with("-//W3C//DTD SVG ") => rest,
        Some(_) => return false,
        None if rest.is_empty() => return true,
        None => rest.strip_prefix("SYSTEM").unwrap_or_default().to_owned(),
    };
    quoted(&system)
        .is_some_and(|(address, rest)| rest.is_empty() && !address.contains(['<', '>', '[']))
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

/// Returns the size that the root gives, as browsers compute it: one that it leaves to the page
/// counts as none, and what has no proportions either is 300 by 150 pixels (CSS 2.2, 10.3.2 and
/// 10.6.2).
fn size(element: &BytesStart<'_>) -> Option<(u32, u32)> {
    let text = |name: &str| {
        let attribute = element.try_get_attribute(name).ok().flatten()?;
        Some(attribute.value.into_owned())
    };
    let view: Vec<f64> = text("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse().ok())
        .collect();
    let length = |name: &str| pixels(text(name)?.trim());
    let size = match (length("width"), length("height"), view.as_slice()) {
        (Some(w), Some(h), _) => (w, h),
        (Some(w), None, [_, _, x, y]) => (w, w * y / x),
        (None, Some(h), [_, _, x, y]) => (h * x / y, h),
        (None, None, [_, _, x, y]) => (*x, *y),
        (w, h, _) => (w.unwrap_or(300.0), h.unwrap_or(150.0)),
    };
    let whole =
        |n: f64| (n.is_finite() && (0.5..=100_000.0).contains(&n)).then(|| n.round() as u32);
    Some((whole(size.0)?, whole(size.1)?))
}

/// Returns a length in pixels, if it does not depend on the page.
fn pixels(length: &str) -> Option<f64> {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = match length[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    digits.parse::<f64>().ok().map(|number| number * unit)
}
