//! Raw HTML, and what of it may stay.
//!
//! Two guards, each enough against scripts. [`tokens`](super::tokens) takes raw HTML apart and
//! [`Element::keep`] writes anew only listed elements with listed attributes, so that an unfinished
//! tag or comment swallows nothing of the text after it, and so that the author gets a report of
//! what is left out. Then [`clean`] runs ammonia, a parser as browsers have it, over the whole
//! text: it closes what was left open and drops whatever the first guard may have misread.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::ops::Range;
use std::sync::LazyLock;

use super::link::{Kind, kind};
use super::tokens::{Attribute, Element, HIDDEN, MOST_ATTRIBUTES, starts_with};
use crate::base::url::is_of_computer;

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

/// Attributes that only the program's own elements have.
const OWN: [&str; 15] = [
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
    "fetchpriority",
    "type",
    "checked",
    "disabled",
    "scope",
];

/// What a start tag loses.
#[derive(Debug, PartialEq)]
pub(super) enum Loss {
    /// An element (`<script>`) or an attribute that is not listed.
    Unlisted(String),
    /// An address of a forbidden scheme.
    Scheme(String),
    /// Where a link or picture leads, which is lost as a whole.
    Address,
}

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
                // What is a reference already stays one.
                let value = value.replace('"', "&quot;").replace('<', "&lt;");
                let _ = write!(tag, " {name}=\"{value}\"");
            } else if matches!(name.as_str(), "href" | "src") && is_forbidden(value) {
                losses.push((
                    Loss::Scheme((*value).to_owned()),
                    *value_at..value_at + value.len(),
                ));
            } else {
                let is_address = listed.contains(&name.as_str())
                    && matches!(name.as_str(), "href" | "src")
                    && !value.trim().is_empty();
                let loss = match is_address {
                    true => Loss::Address,
                    false => Loss::Unlisted(name.clone()),
                };
                losses.push((loss, *at..at + name.len()));
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
}

/// Returns true for an address of a forbidden scheme; that of a disk is none.
fn is_forbidden(value: &str) -> bool {
    kind(value) == Kind::Forbidden && !is_of_computer(value)
}

/// Returns true if a listed attribute's value may stay.
pub(super) fn fits(name: &str, value: &str) -> bool {
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

/// Returns true if an end tag may stay.
pub(super) fn is_listed(name: &str) -> bool {
    ELEMENTS.contains(&name)
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
    let own_of_pictures = ["srcset", "sizes"];
    attributes.entry("img").or_default().extend(own_of_pictures);
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
