//! The address that a site is published under.

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::base::url::split_scheme;

/// Returns scheme and host of an absolute http(s) URL, and its path, both without a slash at the
/// end; `None` for anything else.
pub(super) fn parts(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = split_scheme(url)?;
    // Scheme and host are the same in any capitals (RFC 3986, 6.2.2.1).
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "https" | "http") {
        return None;
    }
    let rest = rest.strip_prefix("//")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_host = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    if host.is_empty() || !is_host || path.contains(['?', '#', ' ', '"', '<', '>', '\\']) {
        return None;
    }
    let path = path.trim_end_matches('/');
    let mut folders = path.split('/').skip(1);
    if folders.any(|folder| matches!(folder, "" | "." | "..")) {
        return None;
    }
    let origin = format!("{scheme}://{}", host.to_ascii_lowercase());
    // Sitemaps and feeds want addresses in ASCII.
    Some((origin, utf8_percent_encode(path, CONTROLS).to_string()))
}
