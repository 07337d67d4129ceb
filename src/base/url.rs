//! Addresses on the site: absolute paths from the site's root, and the file that each one is.

use std::borrow::{Borrow, Cow};
use std::fmt;
use std::net::Ipv6Addr;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

/// Characters that a path segment must not hold as they are (RFC 3986, 3.3, less the slash).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A site-absolute address: starts with `/`, decoded, without `.`, `..`, query or fragment.
///
/// An address that ends in `/` is the folder's `index.html`, and is never written as that file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Url(Box<str>);

impl Url {
    /// Makes an address of a path that the program composed itself.
    pub fn new(path: impl Into<String>) -> Url {
        let mut path = path.into();
        debug_assert!(path.starts_with('/'), "{path} is not absolute");
        path.truncate(without_index(&path).len());
        Url(path.into())
    }

    /// Reads an address as somebody wrote it: percent signs decoded, dots resolved.
    ///
    /// Returns `None` if it is not absolute, leaves the site, is no UTF-8, or holds a backslash
    /// or a control character.
    pub fn parse(text: &str) -> Option<Url> {
        let decoded = percent_decode_str(bare(text)).decode_utf8().ok()?;
        if !decoded.starts_with('/') || decoded.contains(|c: char| c.is_control() || c == '\\') {
            return None;
        }
        let mut parts: Vec<&str> = Vec::new();
        for part in decoded.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                p => parts.push(p),
            }
        }
        let folder = decoded.ends_with('/') || decoded.ends_with("/.") || decoded.ends_with("/..");
        let slash = if folder && !parts.is_empty() { "/" } else { "" };
        Some(Url::new(format!("/{}{slash}", parts.join("/"))))
    }

    /// Returns the address as text, not encoded.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns what follows the site's path prefix, which is percent-encoded, as the address is not.
    pub fn below(&self, prefix: &str) -> Option<&str> {
        let prefix = percent_decode_str(prefix).decode_utf8_lossy();
        self.0.strip_prefix(&*prefix)
    }

    /// Returns the address's folder, with its slash.
    pub fn folder(&self) -> &str {
        &self.0[..self.0.rfind('/').map_or(0, |i| i + 1)]
    }

    /// Returns the file below the output folder.
    pub fn file(&self) -> Cow<'_, str> {
        let path = self.0.trim_start_matches('/');
        if self.0.ends_with('/') {
            format!("{path}index.html").into()
        } else {
            path.into()
        }
    }

    /// Writes the address for an attribute: the site's path prefix before it, percent-encoded.
    pub fn href(&self, prefix: &str) -> String {
        let encoded: Cow<'_, str> = utf8_percent_encode(&self.0, PATH).into();
        [prefix.trim_end_matches('/'), &encoded].concat()
    }
}

fn without_index(path: &str) -> &str {
    path.strip_suffix("index.html")
        .filter(|folder| folder.ends_with('/'))
        .unwrap_or(path)
}

impl Borrow<str> for Url {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// Returns a destination without query and fragment.
pub fn bare(destination: &str) -> &str {
    destination.split(['#', '?']).next().unwrap_or_default()
}

/// Splits an address after its scheme (RFC 3986, 3.1): `https:` and the rest; `None` if it has no
/// scheme.
pub fn split_scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some((scheme, rest))
}

/// Returns true if an address is that of a file on somebody's computer or in their network: on a
/// disk (`C:\a.png`), of a server (`\\a\b.png`), in a home folder, `file:`.
pub fn is_of_computer(address: &str) -> bool {
    let scheme = split_scheme(address).map(|(scheme, _)| scheme);
    let is_disk = |scheme: &str| scheme.len() == 1 || scheme.eq_ignore_ascii_case("file");
    let is_home = || {
        let homes = ["~/", "/Users/", "/Volumes/"];
        homes.iter().any(|home| address.starts_with(home))
    };
    // In Markdown one of two backslashes is left.
    scheme.is_some_and(is_disk) || address.starts_with('\\') || is_home()
}

/// What stands between `//` and the path of an address (RFC 3986, 3.2).
#[derive(Clone, Copy, Debug)]
pub struct Authority<'a> {
    /// What stands before the last `@`.
    pub user: Option<&'a str>,
    /// A name, or a number in brackets.
    pub host: &'a str,
    /// Number of the port, if it is written.
    pub port: Option<u16>,
}

impl<'a> Authority<'a> {
    /// Takes apart an address of the web, with or without its scheme; `None` if no browser could
    /// open it.
    pub fn of(address: &'a str) -> Option<Authority<'a>> {
        let whole = address.split_once("//")?.1.split(['/', '?', '#']).next()?;
        let (user, place) = whole
            .rsplit_once('@')
            .map_or((None, whole), |(user, place)| (Some(user), place));
        let end = match place.strip_prefix('[') {
            Some(inner) => {
                let number = inner.split_once(']')?.0;
                number.parse::<Ipv6Addr>().ok()?;
                number.len() + 2
            }
            None => place.find(':').unwrap_or(place.len()),
        };
        let (host, port) = place.split_at(end);
        let port = match port.strip_prefix(':') {
            None if !port.is_empty() => return None,
            None | Some("") => None,
            Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => {
                Some(digits.parse().ok()?)
            }
            Some(_) => return None,
        };
        let is_name = !host.trim_end_matches('.').is_empty()
            && (host.starts_with('[') || !host.contains(['[', ']']));
        is_name.then_some(Authority { user, host, port })
    }

    /// Returns true if both lead to one host and port; the standard ports count as none.
    pub fn is_same_place(self, other: Authority<'_>) -> bool {
        self.place() == other.place()
    }

    /// Returns host and port in the one form in which they are compared.
    fn place(self) -> (String, Option<u16>) {
        let host = self.host.strip_suffix('.').unwrap_or(self.host);
        let port = self.port.filter(|port| ![80, 443].contains(port));
        (host.to_ascii_lowercase(), port)
    }
}

/// Returns true if an address is a whole one of the web, as it can stand in a page: `https://` or
/// `http://`, a host, no space.
pub fn is_web(address: &str) -> bool {
    let Some((scheme, rest)) = split_scheme(address) else {
        return false;
    };
    ["http", "https"]
        .iter()
        .any(|s| scheme.eq_ignore_ascii_case(s))
        && rest.starts_with("//")
        && Authority::of(rest).is_some()
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>\\".contains(c))
}
