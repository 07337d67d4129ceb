//! Raw HTML: what of it may stay.
//!
//! Two guards, each enough against scripts. [`tokens`] takes raw HTML apart and [`Element::keep`]
//! writes anew only listed elements with listed attributes, so that an unfinished tag or comment
//! swallows nothing of the text after it, and so that what is left out can be told to the author. Then
//! [`clean`] runs ammonia, a parser as browsers have it, over the whole text: it closes what was left
//! open and drops whatever the first guard may have misread.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
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
    /// Attributes as written, names in lower case.
    attributes: Vec<(String, &'a str)>,
}

/// What a start tag loses.
#[derive(Debug, PartialEq)]
pub(super) enum Loss {
    /// An element (`<script>`) or an attribute that is not listed.
    Unlisted(String),
    /// An address of a forbidden scheme.
    Scheme(String),
}

impl Element<'_> {
    /// Writes the tag with what may stay, none if the element may not; and what is lost.
    ///
    /// A picture without an address is none.
    pub(super) fn keep(&self) -> (Option<String>, Vec<Loss>) {
        if !ELEMENTS.contains(&self.name.as_str()) {
            return (None, vec![Loss::Unlisted(format!("<{}>", self.name))]);
        }
        let listed = ATTRIBUTES.iter().find(|(name, _)| *name == self.name).map_or(&[][..], |(_, list)| list);
        let mut tag = format!("<{}", self.name);
        let mut losses = Vec::new();
        for (name, value) in &self.attributes {
            if name == "lang" || listed.contains(&name.as_str()) && fits(name, value) {
                let _ = write!(tag, " {name}=\"{}\"", value.replace('"', "&quot;").replace('<', "&lt;"));
            } else if matches!(name.as_str(), "href" | "src") && kind(value) == Kind::Forbidden {
                losses.push(Loss::Scheme((*value).to_owned()));
            } else {
                losses.push(Loss::Unlisted(name.clone()));
            }
        }
        tag.push('>');
        let is_bare = self.name == "img" && !tag.contains(" src=\"");
        ((!is_bare).then_some(tag), losses)
    }

    /// Tells whether the element's content goes with it.
    fn hides(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }
}

/// Tells whether a listed attribute's value may stay.
fn fits(name: &str, value: &str) -> bool {
    match name {
        "href" => ["http://", "https://", "mailto:", "tel:"].iter().any(|s| starts_with(value, s)),
        "src" => ["http://", "https://"].iter().any(|s| starts_with(value, s)),
        "width" | "height" | "colspan" | "rowspan" | "value" | "start" => value.parse::<u32>().is_ok(),
        "dir" => matches!(value, "ltr" | "rtl" | "auto"),
        "scope" => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        _ => true,
    }
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|t| t.eq_ignore_ascii_case(start))
}

/// Returns the element whose content is left out after `tag`, when it was `hidden` before.
pub(super) fn hides(tag: &str, hidden: Option<String>) -> Option<String> {
    match (tokens(tag).pop(), hidden) {
        (Some(Token::Start(element)), None) => element.hides().then_some(element.name),
        (Some(Token::End(name)), Some(hidden)) if name == hidden => None,
        (_, hidden) => hidden,
    }
}

/// Tells whether an end tag may stay.
pub(super) fn is_listed(name: &str) -> bool {
    ELEMENTS.contains(&name)
}

/// How deep raw HTML may be nested. Nobody writes more, and cleaning takes the square of the depth.
const DEPTH: usize = 200;

/// How deep raw HTML is nested at a place of the text.
#[derive(Debug, Default)]
pub(super) struct Depth(usize);

impl Depth {
    /// Follows a token; false for a start tag that would be nested too deep, and is left out.
    pub(super) fn admits(&mut self, token: &Token<'_>) -> bool {
        match token {
            Token::Start(element) if matches!(element.name.as_str(), "br" | "hr" | "img" | "wbr") => true,
            Token::Start(_) if self.0 == DEPTH => false,
            Token::Start(_) => {
                self.0 += 1;
                true
            }
            Token::End(_) => {
                self.0 = self.0.saturating_sub(1);
                true
            }
            Token::Text(_) => true,
        }
    }
}

/// Takes raw HTML apart. Comments, declarations and hidden content are left out, and so is everything
/// from an unfinished tag or comment on.
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
        let Some((element, after)) = tag(&rest[name_at..]) else { break };
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
    Some(html[2..].find(end).map_or("", |at| &html[2 + at + end.len()..]))
}

/// Reads name and attributes of a tag up to its `>`; none if it is unfinished.
fn tag(html: &str) -> Option<(Element<'_>, &str)> {
    let end = html.find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')?;
    let name = html[..end].to_ascii_lowercase();
    let mut attributes: Vec<(String, &str)> = Vec::new();
    let mut rest = &html[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return Some((Element { name, attributes }, after));
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || "/>=".contains(c)).filter(|at| *at > 0);
        let attribute = &rest[..end.or_else(|| rest.starts_with('=').then_some(1))?];
        rest = rest[attribute.len()..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(assigned) = rest.strip_prefix('=') {
            (value, rest) = attribute_value(assigned.trim_start_matches(|c: char| c.is_ascii_whitespace()))?;
        }
        let attribute = attribute.to_ascii_lowercase();
        if !attributes.iter().any(|(name, _)| *name == attribute) {
            attributes.push((attribute, value));
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
    let ends = html.match_indices("</").find(|(at, _)| starts_with(&html[at + 2..], name));
    ends.map_or("", |(at, _)| &html[at..])
}

/// Cleans a whole text that holds raw HTML.
pub(super) fn clean(html: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);
    CLEANER.clean(html).to_string()
}

fn cleaner() -> ammonia::Builder<'static> {
    let own_elements = ["section", "input"];
    let mut attributes: HashMap<&str, HashSet<&str>> =
        ATTRIBUTES.iter().map(|(name, list)| (*name, list.iter().copied().collect())).collect();
    attributes.entry("th").or_default().insert("scope");
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.into_iter().chain(own_elements).collect())
        .clean_content_tags(HIDDEN.into_iter().collect())
        .generic_attributes(OWN.into_iter().chain(["lang"]).collect())
        .tag_attributes(attributes)
        .url_schemes(["http", "https", "mailto", "tel", "data"].into_iter().collect())
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
