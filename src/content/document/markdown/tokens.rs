//! Raw HTML, taken apart into tags and what is between them.

use std::ops::Range;

/// Elements whose content goes with them.
pub(super) const HIDDEN: [&str; 14] = [
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

/// How many attributes a tag may have. Nobody writes more; such a tag is left out.
pub(super) const MOST_ATTRIBUTES: usize = 100;

/// A piece of raw HTML.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// What is between tags.
    Text(&'a str),
    /// A start tag.
    Start(Element<'a>),
    /// An end tag with its name in lower case.
    End(String),
    /// A declaration, which is left out, with its first byte; a comment is nothing at all.
    Declaration(usize),
    /// What is not finished, and takes the rest with it: its first byte.
    Unfinished(usize),
}

/// A start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Element<'a> {
    /// Name in lower case.
    pub(super) name: String,
    /// The first of each name, and no more than one beyond [`MOST_ATTRIBUTES`].
    pub(super) attributes: Vec<Attribute<'a>>,
    /// Byte of its `<`.
    pub(super) at: usize,
    /// Byte after its `>`.
    pub(super) end: usize,
}

/// An attribute as written, its name in lower case.
#[derive(Debug, PartialEq)]
pub(super) struct Attribute<'a> {
    pub(super) name: String,
    pub(super) value: &'a str,
    /// Byte at which the name starts.
    pub(super) at: usize,
    /// Byte at which the value starts.
    pub(super) value_at: usize,
}

impl Element<'_> {
    /// Returns the bytes of its `<` and name.
    pub(super) fn place(&self) -> Range<usize> {
        self.at..self.at + 1 + self.name.len()
    }

    /// Returns true if the element's content goes with it.
    fn hides(&self) -> bool {
        HIDDEN.contains(&self.name.as_str())
    }
}

/// Takes raw HTML apart. Comments, the content of declarations and hidden content are left out, and
/// so is everything from an unfinished tag or comment on.
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
        let at = html.len() - rest.len();
        if let Some(end) = declaration(rest) {
            let is_comment = rest.starts_with("<!--");
            let after = rest[2..].split_once(end);
            match after {
                None => tokens.push(Token::Unfinished(at)),
                Some(_) if is_comment => {}
                Some(_) => tokens.push(Token::Declaration(at)),
            }
            // `<!-->` is a whole comment (HTML, 13.2.5.43).
            rest = after.map_or("", |(_, after)| after);
            continue;
        }
        let closes = rest[1..].starts_with('/');
        let name_at = if closes { 2 } else { 1 };
        if !rest[name_at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            tokens.push(Token::Text(&rest[..1]));
            rest = &rest[1..];
            continue;
        }
        let Some((element, after)) = tag(html, at, name_at) else {
            tokens.push(Token::Unfinished(at));
            break;
        };
        rest = after;
        if closes {
            tokens.push(Token::End(element.name));
        } else if element.hides() {
            rest = after_hidden(after, &element.name);
            tokens.push(Token::Start(element));
            if rest.is_empty() && !after.trim().is_empty() {
                tokens.push(Token::Unfinished(at));
            }
        } else {
            tokens.push(Token::Start(element));
        }
    }
    tokens
}

/// Returns how the comment, declaration or processing instruction ends that `html` starts with.
fn declaration(html: &str) -> Option<&'static str> {
    if html.starts_with("<!--") {
        Some("-->")
    } else if html.starts_with("<![CDATA[") {
        Some("]]>")
    } else if html.starts_with("<!") || html.starts_with("<?") {
        Some(">")
    } else {
        None
    }
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
        end: at,
    };
    let mut rest = &named[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            element.end = html.len() - after.len();
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

/// Returns the element whose content is left out after `tag`, when it was `hidden` before.
pub(super) fn hides(tag: &str, hidden: Option<String>) -> Option<String> {
    match (tokens(tag).into_iter().next(), hidden) {
        (Some(Token::Start(element)), None) => element.hides().then_some(element.name),
        (Some(Token::End(name)), Some(hidden)) if name == hidden => None,
        (_, hidden) => hidden,
    }
}

/// Returns true if a link is open after `tag`, when one was or was not before.
pub(super) fn is_in_anchor(tag: &str, before: bool) -> bool {
    match tokens(tag).pop() {
        Some(Token::Start(element)) if element.name == "a" => true,
        Some(Token::End(name)) if name == "a" => false,
        _ => before,
    }
}

/// Returns true if a text starts so, in whatever case.
pub(super) fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|t| t.eq_ignore_ascii_case(start))
}
