//! Raw HTML, and what of it may stay.
//!
//! Two guards, each enough against scripts. [`tokens`] takes raw HTML apart and [`Element::keep`]
//! writes anew only listed elements with listed attributes, so that an unfinished tag or comment
//! swallows nothing of the text after it, and so that the author gets a report of what is left out.
//! Then [`clean`] runs ammonia, a parser as browsers have it, over the whole text: it closes what
//! was left open and drops whatever the first guard may have misread.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::ops::Range;
use std::sync::LazyLock;

use super::link::{Kind, kind};

/// Elements that raw HTML may hold. Nothing that runs, loads, submits, styles or frames.
const ELEMENTS: [&str; 58] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
];

/// Attributes that they may have. Addresses have to be absolute: links and pictures of the site are
/// written in Markdown, where they are checked.
const ATTRIBUTES: [(&str, &[&str]); 17] = [
    ("a", &["href"]),
    ("abbr", &["title"]),
    ("bdo", &["dir"]),
    ("del", &["datetime"]),
    ("details", &["open"]),
    ("dfn", &["title"]),
    ("img", &["src", "alt", "title", "width", "height"]),
    ("ins", &["datetime"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed"]),
    ("p", &["dir"]),
    ("span", &["dir"]),
    ("td", &["colspan", "rowspan"]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("time", &["datetime"]),
    ("div", &["dir"]),
    ("blockquote", &["dir"]),
];

/// Elements whose content goes with them.
const HIDDEN: [&str; 14] = [
    "script",
    "style",
    "iframe",
    "object",
    "svg",
    "math",
    "template",
    "noscript",
    "noembed",
    "noframes",
    "title",
    "textarea",
    "select",
    "plaintext",
];

/// Attributes that only the program's own elements have.
const OWN: [&str; 14] = [
    "id",
    "class",
    "role",
    "aria-label",
    "aria-labelledby",
    "aria-describedby",
    "tabindex",
    "rel",
    "loading",
    "decoding",
    "type",
    "checked",
    "disabled",
    "scope",
];

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// What is between tags.
    Text(&'a str),
    /// A start tag.
    Start(Element<'a>),
    /// An end tag with its name in lower case.
    End(String),
}

/// A start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Element<'a> {
    /// Name in lower case.
    pub(super) name: String,
    /// The first of each name, and no more than one beyond [`MOST_ATTRIBUTES`].
    attributes: Vec<Attribute<'a>>,
    /// Byte of its `<`.
    pub(super) at: usize,
}

/// An attribute as written, its name in lower case.
#[derive(Debug, PartialEq)]
struct Attribute<'a> {
    name: String,
    value: &'a str,
    /// Byte at which the name starts.
    at: usize,
    /// Byte at which the value starts.
    value_at: usize,
}

/// What a start tag loses.
#[derive(Debug, PartialEq)]
pub(super) enum Loss {
    /// An element (`<script>`) or an attribute that is not listed.
    Unlisted(String),
    /// An address of a forbidden scheme.
    Scheme(String),
}

/// How many attributes a tag may have. Nobody writes more; such a tag is left out.
const MOST_ATTRIBUTES: usize = 100;

impl Element<'_> {
    /// Writes the tag with what may stay, `None` if the element may not; and what is lost, with its
    /// bytes.
    ///
    /// A picture without an address is none.
    pub(super) fn keep(&self) -> (Option<String>, Vec<(Loss, Range<usize>)>) {
        if !ELEMENTS.contains(&self.name.as_str()) || self.attributes.len() > MOST_ATTRIBUTES {
            return (
                None,
                vec![(Loss::Unlisted(format!("<{}>", self.name)), self.place())],
            );
        }
        let listed = ATTRIBUTES
            .iter()
            .find(|(name, _)| *name == self.name)
            .map_or(&[][..], |(_, list)| list);
        let mut tag = format!("<{}", self.name);
        let mut losses = Vec::new();
        for Attribute {
            name,
            value,
            at,
            value_at,
        } in &self.attributes
        {
            if name == "lang" || listed.contains(&name.as_str()) && fits(name, value) {
                let _ = write!(
                    tag,
                    " {name}=\"{}\"",
                    value.replace('"', "&quot;").replace('<', "&lt;")
                );
            } else if matches!(name.as_str(), "href" | "src") && kind(value) == Kind::Forbidden {
                losses.push((
                    Loss::Scheme((*value).to_owned()),
                    *value_at..value_at + value.len(),
                ));
            } else {
                losses.push((Loss::Unlisted(name.clone()), *at..at + name.len()));
            }
        }
        tag.push('>');
        let is_bare = self.name == "img" && !tag.contains(" src=\"");
        ((!is_bare).then_some(tag), losses)
    }

    /// Returns the addresses of the web that stay, with their bytes.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&str, Range<usize>)> {
        let of_web =
            self.attributes
                .iter()
                .filter(|a| match (self.name.as_str(), a.name.as_str()) {
                    ("a", "href") | ("img", "src") => {
                        fits(&a.name, a.value) && kind(a.value) == Kind::Web
                    }
                    _ => false,
                });
        of_web.map(|a| (a.value, a.value_at..a.value_at + a.value.len()))
    }

    /// Returns the bytes of its `<` and name.
    pub(super) fn place(&self) -> Range<usize> {
        self.at..self.at + 1 + self.name.len()
    }

    /// Returns true if the element's content goes with it.
    fn hides(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }
}

/// Returns true if a listed attribute's value may stay.
fn fits(name: &str, value: &str) -> bool {
    match name {
        "href" => ["http://", "https://", "mailto:", "tel:"]
            .iter()
            .any(|s| starts_with(value, s)),
        "src" => ["http://", "https://"]
            .iter()
            .any(|s| starts_with(value, s)),
        "width" | "height" | "colspan" | "rowspan" | "value" | "start" => {
            value.parse::<u32>().is_ok()
        }
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        _ => true,
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|t| t.eq_ignore_ascii_case(start))
}

/// Returns the element whose content is left out after `tag`, when it was `hidden` before.
pub(super) fn hides(tag: &str, hidden: Option<String>) -> Option<String> {
    match (tokens(tag).pop(), hidden) {
        (Some(Token::Start(element)), None) => element.hides().then_some(element.name),
        (Some(Token::End(name)), Some(hidden)) if name == hidden => None,
        (_, hidden) => hidden,
    }
}

/// Returns true if an end tag may stay.
pub(super) fn is_listed(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// Takes raw HTML apart. Comments, declarations and hidden content are left out, and so is
/// everything from an unfinished tag or comment on.
pub(super) fn tokens(html: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let text = rest.find('<').unwrap_or(rest.len());
        if text > 0 {
            tokens.push(Token::Text(&rest[..text]));
            rest = &rest[text..];
            continue;
        }
        if let Some(after) = declaration(rest) {
            rest = after;
            continue;
        }
        let closes = rest[1..].starts_with('/');
        let name_at = if closes { 2 } else { 1 };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            tokens.push(Token::Text(&rest[..1]));
            rest = &rest[1..];
            continue;
        }
        let Some((element, after)) = tag(html, html.len() - rest.len(), name_at) else {
            break;
        };
        rest = after;
        if closes {
            tokens.push(Token::End(element.name));
        } else {
            if element.hides() {
                rest = after_hidden(rest, &element.name);
            }
            tokens.push(Token::Start(element));
        }
    }
    tokens
}

/// Skips a comment, declaration or processing instruction; an unfinished one takes all.
fn declaration(html: &str) -> Option<&str> {
    let end = if html.starts_with("<!--") {
        "-->"
    } else if html.starts_with("<![CDATA[") {
        "]]>"
    } else if html.starts_with("<!") || html.starts_with("<?") {
        ">"
    } else {
        return None;
    };
    // `<!-->` is a whole comment (HTML, 13.2.5.43).
    Some(
        html[2..]
            .find(end)
            .map_or("", |at| &html[2 + at + end.len()..]),
    )
}

/// Reads name and attributes of the tag at byte `at`, whose name is `name_at` bytes on, up to its
/// `>`; `None` if it is unfinished.
fn tag(html: &str, at: usize, name_at: usize) -> Option<(Element<'_>, &str)> {
    let named = &html[at + name_at..];
    let end = named.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
    let mut element = Element {
        name: named[..end].to_ascii_lowercase(),
        attributes: Vec::new(),
        at,
    };
    let mut rest = &named[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((element, after));
        }
        let end = rest
            .find(|c: char| c.is_ascii_whitespace() || "/>=".contains(c))
            .filter(|at| *at > 0);
        let attribute = &rest[..end.or_else(|| rest.starts_with('=').then_some(1))?];
        let at = html.len() - rest.len();
        rest = rest[attribute.len()..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let (mut value, mut value_at) = ("", at);
        if let Some(assigned) = rest.strip_prefix('=') {
            let assigned = assigned.trim_start_matches(|c: char| c.is_ascii_whitespace());
            value_at = html.len() - assigned.len() + usize::from(assigned.starts_with(['"', '\'']));
            (value, rest) = attribute_value(assigned)?;
        }
        let name = attribute.to_ascii_lowercase();
        let attributes = &mut element.attributes;
        if attributes.len() <= MOST_ATTRIBUTES && !attributes.iter().any(|a| a.name == name) {
            attributes.push(Attribute {
                name,
                value,
                at,
                value_at,
            });
        }
    }
}

fn attribute_value(html: &str) -> Option<(&str, &str)> {
    for quote in ['"', '\''] {
        if let Some(quoted) = html.strip_prefix(quote) {
            return quoted.split_once(quote);
        }
    }
    Some(html.split_at(html.find(|c: char| c.is_ascii_whitespace() || c == '>')?))
}

/// Skips what a hidden element holds; its end tag stays. Without one nothing is left.
fn after_hidden<'a>(html: &'a str, name: &str) -> &'a str {
    let ends = html
        .match_indices("</")
        .find(|(at, _)| starts_with(&html[at + 2..], name));
    ends.map_or("", |(at, _)| &html[at..])
}

/// Cleans a whole text that holds raw HTML.
pub(super) fn clean(html: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);
    CLEANER.clean(html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let own_elements = ["section", "input"];
    let mut attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES
        .iter()
        .map(|(name, list)| (*name, list.iter().copied().collect()))
        .collect();
    attributes.entry("th").or_default().insert("scope");
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().chain(own_elements).collect())
        .clean_content_tags(HIDDEN.into_iter().collect())
        .generic_attributes(OWN.into_iter().chain(["lang"]).collect())
        .tag_attributes(attributes)
        .url_schemes(
            ["http", "https", "mailto", "tel", "data"]
                .into_iter()
                .collect(),
        )
        .link_rel(None)
        .attribute_filter(|_, attribute, value| {
            let is_fit = match attribute {
                "href" => !matches!(kind(value), Kind::Forbidden | Kind::Inline),
                "src" => !matches!(kind(value), Kind::Forbidden | Kind::Contact),
                _ => true,
            };
            is_fit.then(|| value.into())
        });
    builder
}
