//! Who may ask: what keeps other machines, and pages of other sites, from reading the preview.

use std::net::IpAddr;

use hyper::header::{self, HeaderMap, HeaderValue};
use hyper::http::uri::Authority;
use hyper::{Method, Request, StatusCode, Uri};

use super::target::{EVENTS, Target};

/// The hosts that requests may be for.
///
/// A page on some other site can make a name of its own point to this machine, and would then read
/// everything (DNS rebinding). Its requests name that host.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// The address that the server is bound to.
    pub(super) bound: IpAddr,
    /// Further names.
    pub(super) allowed: Vec<String>,
}

impl Hosts {
    /// Returns true if a request names one host, and one that it may be for.
    fn allow(&self, headers: &HeaderMap, uri: &Uri) -> bool {
        let mut named = headers.get_all(header::HOST).iter();
        let (Some(host), None) = (named.next(), named.next()) else {
            return false;
        };
        let Some(host) = host.to_str().ok().and_then(|h| h.parse::<Authority>().ok()) else {
            return false;
        };
        self.is_ours(&host) && uri.authority().is_none_or(|a| self.is_ours(a))
    }

    fn is_ours(&self, authority: &Authority) -> bool {
        let host = authority
            .host()
            .trim_start_matches('[')
            .trim_end_matches(']')
            .trim_end_matches('.');
        if authority.as_str().contains('@') {
            return false;
        }
        match host.parse::<IpAddr>() {
            // An address in numbers cannot be made to point elsewhere.
            Ok(ip) => {
                self.bound.is_unspecified()
                    || ip == self.bound
                    || ip.is_loopback() && self.bound.is_loopback()
            }
            Err(_) => {
                host.eq_ignore_ascii_case("localhost")
                    || self.allowed.iter().any(|a| a.eq_ignore_ascii_case(host))
            }
        }
    }
}

/// Returns why a request is refused, if it is: a status and the name of its message.
pub(super) fn allowed<B>(
    request: &Request<B>,
    target: &Target,
    hosts: &Hosts,
) -> Result<(), (StatusCode, &'static str)> {
    if !hosts.allow(request.headers(), request.uri()) {
        return Err((StatusCode::FORBIDDEN, "preview-other-host"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err((StatusCode::METHOD_NOT_ALLOWED, "preview-method"));
    }
    if !is_from_here(request, target) {
        return Err((StatusCode::FORBIDDEN, "preview-other-site"));
    }
    Ok(())
}

/// Returns true if a request comes from a page of the preview, or from the user of the browser
/// (<https://www.w3.org/TR/fetch-metadata/>; other programs do not say).
///
/// A page of a different site can make a browser ask for anything. It gets no answer, and no work
/// is done for it, except for a link that somebody follows, as in a message to a colleague; no link
/// leads to what is costly.
fn is_from_here<B>(request: &Request<B>, target: &Target) -> bool {
    let headers = request.headers();
    match named(headers, "sec-fetch-site") {
        // Browsers say nothing of it to an address without TLS that is not this machine's.
        b"" => headers
            .get_all(header::ORIGIN)
            .iter()
            .all(|origin| is_own(origin, named(headers, "host"))),
        b"same-origin" | b"none" => true,
        _ => {
            request.method() == Method::GET
                && named(headers, "sec-fetch-mode") == b"navigate"
                && named(headers, "sec-fetch-dest") == b"document"
                && !target.path.ends_with(EVENTS)
                && target.at().is_none()
        }
    }
}

/// Returns the value of a header; nothing if it is missing.
fn named<'h>(headers: &'h HeaderMap, name: &str) -> &'h [u8] {
    headers.get(name).map_or(&b""[..], HeaderValue::as_bytes)
}

/// Returns true if an origin is that of the preview, which a request names as its host.
fn is_own(origin: &HeaderValue, host: &[u8]) -> bool {
    origin
        .as_bytes()
        .strip_prefix(b"http://")
        .is_some_and(|own| own.eq_ignore_ascii_case(host))
}
