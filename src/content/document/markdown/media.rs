//! What raw HTML shows from an address, and is left out: pictures of the site, films, links.

use std::borrow::Cow;
use std::ops::Range;

use super::link::{Kind, kind};
use super::raw::fits;
use super::tokens::{Element, Token, tokens};
use crate::base::url::is_of_computer;

/// What is lost with an element of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Media {
    /// A picture.
    Picture,
    /// A film.
    Video,
    /// Sound.
    Audio,
    /// Where a link leads.
    Link,
    /// Something else that stands in a page.
    Embedded,
}

impl Media {
    /// Returns its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Media::Picture => "picture",
            Media::Video => "video",
            Media::Audio => "audio",
            Media::Link => "link",
            Media::Embedded => "embedded",
        }
    }
}

/// Elements that show what stands at an address, and the attributes that may hold it.
const SHOWN: [(&str, &[&str], Media); 8] = [
    ("img", &["src", "data-src", "data-original"], Media::Picture),
    ("video", &["src"], Media::Video),
    ("audio", &["src"], Media::Audio),
    ("source", &["src"], Media::Embedded),
    ("iframe", &["src"], Media::Embedded),
    ("embed", &["src"], Media::Embedded),
    ("object", &["data"], Media::Embedded),
    ("a", &["href"], Media::Link),
];

/// Elements that hold nothing but the picture in them.
const WRAPPERS: [&str; 5] = ["p", "div", "center", "figure", "span"];

impl Element<'_> {
    /// Returns what is lost with the element, with its address and the bytes of that; `None` if
    /// nothing is, or if the address is of a forbidden scheme.
    pub(super) fn lost_media(&self) -> Option<(Media, Cow<'_, str>, Range<usize>)> {
        let (_, names, lost) = SHOWN.iter().find(|(name, ..)| *name == self.name)?;
        let address = names
            .iter()
            .find_map(|name| self.attributes.iter().find(|a| a.name == *name))?;
        let is_kept = matches!(lost, Media::Picture | Media::Link)
            && fits(&address.name, address.value)
            && !address.name.starts_with("data-");
        let dest = resolved(address.value);
        let is_forbidden = kind(&dest) == Kind::Forbidden && !is_of_computer(&dest);
        if is_kept || is_forbidden || dest.trim().is_empty() {
            return None;
        }
        let place = address.value_at..address.value_at + address.value.len();
        Some((*lost, dest, place))
    }

    /// Writes a picture in Markdown; `None` if its text or address cannot stand there as it is.
    pub(super) fn as_picture(&self, address: &str) -> Option<String> {
        let value = |name: &str| {
            let attribute = self.attributes.iter().find(|a| a.name == name);
            attribute.map_or(Cow::Borrowed(""), |a| resolved(a.value))
        };
        let (alt, title) = (value("alt"), value("title"));
        let is_plain = |text: &str| !text.contains(['[', ']', '\\', '\n', '\r', '"', '<', '`']);
        if !is_plain(&alt) || !is_plain(&title) || !is_plain(address) || is_of_computer(address) {
            return None;
        }
        let dest = if address.contains([' ', '(', ')']) {
            format!("<{address}>")
        } else {
            address.to_owned()
        };
        let title = if title.is_empty() || title == alt {
            String::new()
        } else {
            format!(" \"{title}\"")
        };
        Some(format!("![{alt}]({dest}{title})"))
    }

    /// Returns true if the element holds others, of which each is reported; `source` starts with
    /// it.
    pub(super) fn is_around(&self, source: &str) -> bool {
        /// Nobody writes more between the two.
        const NEAR: usize = 500;
        let near = &source[..source.floor_char_boundary(NEAR)];
        matches!(self.name.as_str(), "video" | "audio" | "picture")
            && ["<source", "<img"].iter().any(|tag| near.contains(tag))
    }
}

/// Returns true if a block of raw HTML holds one picture and nothing else.
pub(super) fn is_one_picture(html: &str) -> bool {
    let mut pictures = 0;
    tokens(html).iter().all(|token| match token {
        Token::Text(text) => text.trim().is_empty(),
        Token::Start(element) if element.name == "img" => {
            pictures += 1;
            pictures == 1
        }
        Token::Start(element) => WRAPPERS.contains(&element.name.as_str()),
        Token::End(name) => WRAPPERS.contains(&name.as_str()),
        Token::Declaration(_) | Token::Unfinished(_) => false,
    }) && pictures == 1
}

/// Resolves the character references of an attribute, as those of a destination are.
pub(super) fn resolved(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return value.into();
    }
    let link = format!("[](<{value}>)");
    let dest = pulldown_cmark::Parser::new(&link).find_map(|event| match event {
        pulldown_cmark::Event::Start(pulldown_cmark::Tag::Link { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    });
    dest.map_or(value.into(), Cow::Owned)
}
