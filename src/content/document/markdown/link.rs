//! Destinations: where they lead, which may be set, and how they are written in an attribute.

use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

use crate::base::url::{Authority, split_scheme};

/// Where a destination leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Target {
    /// An address.
    Href(String),
    /// A picture with its size.
    Image {
        /// Address, for browsers that choose none of the others.
        src: String,
        /// Every address with its width; empty where there is one only.
        srcset: String,
        /// Address of the widest.
        large: String,
        /// Width of the widest in pixels.
        width: u32,
        /// Height of the widest in pixels.
        height: u32,
        /// It is the picture that readers see first, and is loaded at once.
        is_first: bool,
    },
    /// A chart, as an SVG that is safe to be set.
    Chart(String),
    /// An article that is not public (yet): the text is set without a link.
    Withheld,
}

/// What a destination is by its scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `http` or `https`.
    Web,
    /// `mailto` or `tel`.
    Contact,
    /// A picture written into the text itself, `data:image/…`.
    Inline,
    /// A chart of a series, `series:…`.
    Chart,
    /// No scheme: a path of the site or a fragment.
    Relative,
    /// Any other scheme.
    Forbidden,
}

/// Characters that no part of an address holds as they are (WHATWG URL, less `%`, which is looked
/// at apart).
const UNFIT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same for a fragment, in which there is no second `#`.
const UNFIT_FRAGMENT: &AsciiSet = &UNFIT.add(b'#');

/// Returns the kind of a destination as browsers read it: they skip control characters (WHATWG URL,
/// 4.4).
pub(super) fn kind(dest: &str) -> Kind {
    let dest: String = dest
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !c.is_ascii_control())
        .collect();
    let Some((scheme, rest)) = split_scheme(&dest) else {
        return Kind::Relative;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Kind::Web,
        "mailto" | "tel" => Kind::Contact,
        "series" => Kind::Chart,
        "data"
            if rest
                .get(..6)
                .is_some_and(|r| r.eq_ignore_ascii_case("image/")) =>
        {
            Kind::Inline
        }
        _ => Kind::Forbidden,
    }
}

/// Writes an address that leads out of the site; `None` if it is not a valid one.
pub(super) fn external(dest: &str) -> Option<String> {
    let Some((scheme, rest)) = dest.split_once("://") else {
        let rest = dest.split_once(':')?.1;
        return (kind(dest) == Kind::Contact && !rest.is_empty()).then(|| encode(dest));
    };
    let (host, rest) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_web = kind(dest) == Kind::Web
        && Authority::of(dest).is_some()
        && host
            .chars()
            .all(|c| c.is_alphanumeric() || "-._~:@[]".contains(c));
    is_web.then(|| format!("{}://{host}{}", scheme.to_ascii_lowercase(), encode(rest)))
}

/// Returns true if an address that leads out of the site can be set.
pub fn is_external(dest: &str) -> bool {
    external(dest).is_some()
}

/// Percent-encodes what an address can't hold, and leaves what is encoded already.
pub(super) fn encode(text: &str) -> String {
    let (path, fragment) = match text.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (text, None),
    };
    let mut encoded = encode_part(path, UNFIT);
    if let Some(fragment) = fragment {
        encoded.push('#');
        encoded.push_str(&encode_part(fragment, UNFIT_FRAGMENT));
    }
    encoded
}

fn encode_part(text: &str, unfit: &'static AsciiSet) -> String {
    let mut pieces = text.split('%');
    let mut encoded: String =
        utf8_percent_encode(pieces.next().unwrap_or_default(), unfit).collect();
    for piece in pieces {
        let is_encoded = piece.len() >= 2 && piece.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        encoded.push_str(if is_encoded { "%" } else { "%25" });
        encoded.extend(utf8_percent_encode(piece, unfit));
    }
    encoded
}

/// Finds destinations of a file or of the web with a space in them, after `](` on one line, with
/// the place of the bracket behind; a title is no part of one.
pub(super) fn spaced(source: &str) -> impl Iterator<Item = (Range<usize>, usize)> {
    /// No address is longer, and no bracket is sought further on.
    const LONGEST: usize = 1000;
    let brackets = memchr::memchr_iter(b']', source.as_bytes());
    brackets.filter_map(|at| {
        let start = at + "](".len();
        if source.as_bytes().get(at + 1) != Some(&b'(') {
            return None;
        }
        let mut depth = 1;
        let mut line = source[start..]
            .char_indices()
            .take(LONGEST)
            .take_while(|(_, c)| *c != '\n');
        let end = line.find_map(|(i, c)| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            (depth == 0).then_some(start + i)
        })?;
        let inside = &source[start..end];
        let dest = inside
            .find(" \"")
            .map_or(inside, |title| &inside[..title])
            .trim();
        let start = start + inside.len() - inside.trim_start().len();
        (dest.contains(' ') && !dest.starts_with('<') && is_file_or_web(dest))
            .then(|| (start..start + dest.len(), end))
    })
}

/// Returns true if a text names a file by its ending, or starts as an address of the web.
fn is_file_or_web(dest: &str) -> bool {
    let path = dest.split(['?', '#']).next().unwrap_or_default();
    kind(dest) == Kind::Web
        || path.rsplit_once('.').is_some_and(|(_, ending)| {
            (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}
