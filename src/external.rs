//! The check of links to other sites, politely: one request at a time to a host, and none twice within days.
//!
//! A site that is slow, refuses programs or fails for the moment is no mistake of the editor's: only what
//! is gone, and hosts that are not there at all, are told.

use std::collections::BTreeMap;
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Span};
use crate::document::Document;
use crate::site::Site;

/// Where answers are kept between runs, in the site's folder.
pub const PATH: &str = ".dateline/external.json";

/// Between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// An answer that a host takes longer for is none.
const PATIENCE: Duration = Duration::from_secs(15);

/// Seconds for which a good answer counts, and a bad one.
const FRESH: (i64, i64) = (7 * 24 * 3600, 3600);

/// Hosts that are asked at the same time.
const HOSTS: usize = 16;

/// What a host said of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Status of HTTP; 0 where there is no such host, or nobody listens.
    pub status: u16,
    /// When, in seconds since 1970.
    pub asked: i64,
}

/// Answers by address.
pub type Answers = BTreeMap<String, Known>;

/// Asks for every address that is linked to and not known well enough; returns problems and all answers.
pub fn check(site: &Site, known: &Answers, now: i64) -> (Vec<Diagnostic>, Answers) {
    let mut links: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for document in site.articles.iter().chain(&site.pages) {
        gather(document, &site.config.origin, &mut links);
    }
    let is_fresh = |k: &Known| now - k.asked < if is_good(k.status) { FRESH.0 } else { FRESH.1 } && k.asked <= now;
    let mut answers: Answers =
        links.keys().filter_map(|u| Some((u.clone(), *known.get(u).filter(|k| is_fresh(k))?))).collect();
    let mut by_host: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for url in links.keys().filter(|u| !answers.contains_key(*u)) {
        by_host.entry(host(url)).or_default().push(url);
    }
    let about = format!("dateline/{} (link check of {})", env!("CARGO_PKG_VERSION"), site.config.origin);
    let found = asked(by_host.into_values().collect(), &about);
    answers.extend(found.into_iter().map(|(url, status)| (url, Known { status, asked: now })));
    let told = links.iter().filter_map(|(url, spans)| Some((url, spans, code(answers.get(url)?.status)?)));
    let problem = |(url, spans, code): (&String, &Vec<Span>, &'static str)| -> Vec<Diagnostic> {
        let status = answers.get(url).map_or(0, |k| k.status);
        let one = |span: &Span| Diagnostic::warning(code, span.clone()).with("url", url).with("status", status);
        spans.iter().map(one).collect()
    };
    (told.flat_map(problem).collect(), answers)
}

fn gather(document: &Document, origin: &str, links: &mut BTreeMap<String, Vec<Span>>) {
    for link in &document.body.links {
        let url = link.text.split('#').next().unwrap_or_default();
        let is_web = url.starts_with("http://") || url.starts_with("https://");
        if is_web && !url.starts_with(origin) {
            links.entry(url.to_owned()).or_default().push(link.span(&document.path));
        }
    }
}

fn host(url: &str) -> &str {
    url.split("//").nth(1).and_then(|rest| rest.split(['/', '?']).next()).unwrap_or_default()
}

fn is_good(status: u16) -> bool {
    (200..400).contains(&status)
}

/// Returns the message for a status, if it deserves one.
fn code(status: u16) -> Option<&'static str> {
    match status {
        404 | 410 => Some("W0320"),
        0 => Some("W0321"),
        _ => None,
    }
}

/// Asks hosts side by side, and each for one address after the other.
fn asked(hosts: Vec<Vec<&str>>, about: &str) -> Vec<(String, u16)> {
    let config = ureq::Agent::config_builder();
    let config = config.timeout_global(Some(PATIENCE)).http_status_as_error(false).user_agent(about).max_redirects(5);
    let agent = ureq::Agent::new_with_config(config.build());
    let ask_all = |urls: &Vec<&str>| {
        let mut found = Vec::new();
        for (i, url) in urls.iter().enumerate() {
            if i > 0 {
                std::thread::sleep(PAUSE);
            }
            found.extend(ask(&agent, url).map(|status| ((*url).to_owned(), status)));
        }
        found
    };
    let all = || hosts.par_iter().flat_map_iter(ask_all).collect();
    // Waiting needs threads, not cores.
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS).build() {
        Ok(pool) => pool.install(all),
        Err(_) => all(),
    }
}

/// Asks for an address without its text, and with it where a host does not answer that; `None` is no answer.
fn ask(agent: &ureq::Agent, url: &str) -> Option<u16> {
    match agent.head(url).call() {
        Ok(answer) if is_good(answer.status().as_u16()) => Some(answer.status().as_u16()),
        // Some hosts do not know HEAD and say so in any way they like.
        Ok(_) => agent.get(url).call().ok().map(|answer| answer.status().as_u16()),
        Err(ureq::Error::HostNotFound | ureq::Error::ConnectionFailed) => Some(0),
        Err(ureq::Error::Io(e)) if e.kind() == std::io::ErrorKind::ConnectionRefused => Some(0),
        Err(_) => None,
    }
}
