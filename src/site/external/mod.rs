//! The check of links to other sites, politely: one request at a time to a host, and none twice
//! within days.
//!
//! A site that is slow, refuses programs or fails for the moment is no mistake of the editor's:
//! only pages that are gone, and hosts that are not there at all, are reported.
//!
//! Links come from whoever writes an article, and are asked for from within the newsroom's network:
//! hosts of that network, or of the machine itself, are not asked unless that is wanted, whichever
//! way a link leads there.

mod private;

use std::collections::BTreeMap;
use std::time::Duration;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::http::Uri;
use ureq::unversioned::transport::DefaultConnector;

use self::private::{Private, Public, is_private};
use crate::content::document::Document;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::Site;

/// Where answers are kept between runs, in the site's folder.
pub const PATH: &str = ".dateline/external.json";

/// Time between two requests to one host.
const PAUSE: Duration = Duration::from_millis(300);

/// Time after which an answer counts as none.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often a host may give no answer before it is not asked again in the same run.
const SILENCES: usize = 2;

/// Seconds for which a good answer counts, and a bad one.
const FRESH: (i64, i64) = (7 * 24 * 3600, 3600);

/// Hosts that are asked at the same time.
const HOSTS: usize = 16;

/// Redirects that are followed from one address to the next.
const REDIRECTS: u32 = 5;

/// What a host said of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Status of HTTP; 0 if there is no such host, or nobody listens.
    pub status: u16,
    /// When, in seconds since 1970.
    pub asked: i64,
}

/// Answers by address.
pub type Answers = BTreeMap<String, Known>;

/// What came of asking for an address.
#[derive(Clone, Copy, Debug)]
enum Outcome {
    /// This status of HTTP; 0 if there is no such host, or nobody listens.
    Status(u16),
    /// It leads into the network of the newsroom, and was not asked for.
    Private,
}

/// Whether addresses of this machine and its network are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// They are not.
    Public,
    /// They are.
    Everywhere,
}

/// Asks for every address that is linked to and not known well enough; returns problems and all
/// answers.
pub fn check(site: &Site, known: &Answers, now: i64, reach: Reach) -> (Vec<Diagnostic>, Answers) {
    let mut links: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    for document in site.articles.iter().chain(&site.pages) {
        gather(document, &site.config.origin, &mut links);
    }
    let mut found: BTreeMap<String, Outcome> = BTreeMap::new();
    let mut answers = Answers::new();
    let mut by_host: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for url in links.keys() {
        if let Some(known) = known.get(url).filter(|known| is_fresh(known, now)) {
            answers.insert(url.clone(), *known);
            found.insert(url.clone(), Outcome::Status(known.status));
        } else if let Some(host) = host(url) {
            by_host.entry(host).or_default().push(url);
        }
    }
    let about = format!(
        "dateline/{} (link check of {})",
        env!("CARGO_PKG_VERSION"),
        site.config.origin
    );
    let hosts = by_host.into_iter().collect();
    found.extend(asked(hosts, &agent(&about, reach), reach));
    let mut problems = Vec::new();
    for (url, found) in found {
        let (code, status) = match found {
            Outcome::Private => (Some(code::LINK_TO_PRIVATE_NETWORK), 0),
            Outcome::Status(status) => (code(status), status),
        };
        if let Some(code) = code {
            for span in links.get(&url).into_iter().flatten() {
                let problem = Diagnostic::new(code, span.clone());
                problems.push(problem.with("url", &url).with("status", status));
            }
        }
        if let Outcome::Status(status) = found {
            answers.entry(url).or_insert(Known { status, asked: now });
        }
    }
    (problems, answers)
}

/// Returns true if an answer is not too old to count, nor of the future.
fn is_fresh(known: &Known, now: i64) -> bool {
    let (good, bad) = FRESH;
    let most = if is_good(known.status) { good } else { bad };
    now - known.asked < most && known.asked <= now
}

/// Adds the links of a document to other sites, with where they stand.
fn gather(document: &Document, origin: &str, links: &mut BTreeMap<String, Vec<Span>>) {
    for link in &document.body.links {
        let url = link.text.split('#').next().unwrap_or_default();
        let is_web = url.starts_with("http://") || url.starts_with("https://");
        let is_own = url
            .strip_prefix(origin)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        // A name before the host is reported by every check, and is sent to nobody.
        if is_web && !is_own && host(url).is_some() {
            links
                .entry(url.to_owned())
                .or_default()
                .push(link.span(&document.path));
        }
    }
}

/// Returns the host of an address, as it is asked for; `None` if there is anything but a host and
/// its port.
fn host(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let (authority, host) = (uri.authority()?.as_str(), uri.host()?);
    let rest = authority.strip_prefix(host)?;
    (rest.is_empty() || is_port(rest)).then(|| host.to_ascii_lowercase())
}

fn is_port(rest: &str) -> bool {
    rest.strip_prefix(':')
        .is_some_and(|port| port.bytes().all(|b| b.is_ascii_digit()))
}

fn is_good(status: u16) -> bool {
    (200..400).contains(&status)
}

/// Returns the message for a status, if it deserves one.
fn code(status: u16) -> Option<Code> {
    match status {
        404 | 410 => Some(code::EXTERNAL_PAGE_GONE),
        0 => Some(code::EXTERNAL_SITE_UNREACHABLE),
        _ => None,
    }
}

/// Makes the client: within limits of time and size, and only for hosts that may be asked.
fn agent(about: &str, reach: Reach) -> Agent {
    let proxy = ureq::Proxy::try_from_env();
    // Where a redirect leads to is found out by the proxy, which may belong to the network: it is
    // not followed there.
    let redirects = match reach {
        Reach::Public if proxy.is_some() => 0,
        Reach::Public | Reach::Everywhere => REDIRECTS,
    };
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .user_agent(about)
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .proxy(proxy)
        .build();
    match reach {
        Reach::Everywhere => Agent::new_with_config(config),
        Reach::Public => {
            Agent::with_parts(config, DefaultConnector::default(), <Public>::default())
        }
    }
}

/// Asks hosts side by side, and each for one address after the other.
fn asked(hosts: Vec<(String, Vec<&str>)>, agent: &Agent, reach: Reach) -> Vec<(String, Outcome)> {
    let ask_all = || {
        hosts
            .par_iter()
            .flat_map_iter(|(host, urls)| ask_host(host, urls, agent, reach))
            .collect()
    };
    // Waiting needs threads, not cores.
    match rayon::ThreadPoolBuilder::new().num_threads(HOSTS).build() {
        Ok(pool) => pool.install(ask_all),
        Err(_) => ask_all(),
    }
}

fn ask_host(host: &str, urls: &[&str], agent: &Agent, reach: Reach) -> Vec<(String, Outcome)> {
    if reach == Reach::Public && is_private(host) {
        return urls
            .iter()
            .map(|url| ((*url).to_owned(), Outcome::Private))
            .collect();
    }
    let (mut found, mut silences) = (Vec::new(), 0);
    for (i, url) in urls.iter().enumerate() {
        if i > 0 {
            std::thread::sleep(PAUSE);
        }
        match ask(agent, url) {
            Ok(answer) => found.push(((*url).to_owned(), answer)),
            Err(ureq::Error::Timeout(_)) => silences += 1,
            Err(_) => {}
        }
        if silences == SILENCES {
            break;
        }
    }
    found
}

/// Asks for the head of an address, and for the whole of it if a host does not answer that.
fn ask(agent: &Agent, url: &str) -> Result<Outcome, ureq::Error> {
    match outcome(agent.head(url).call()) {
        // Some hosts do not know HEAD and say so in any way they like.
        Ok(Outcome::Status(status)) if status != 0 && !is_good(status) => {
            outcome(agent.get(url).call())
        }
        found => found,
    }
}

fn outcome(
    result: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
) -> Result<Outcome, ureq::Error> {
    match result {
        Ok(answer) => Ok(Outcome::Status(answer.status().as_u16())),
        Err(ureq::Error::Other(e)) if e.is::<Private>() => Ok(Outcome::Private),
        Err(ureq::Error::HostNotFound | ureq::Error::ConnectionFailed) => Ok(Outcome::Status(0)),
        Err(ureq::Error::Io(e)) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
            Ok(Outcome::Status(0))
        }
        Err(e) => Err(e),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{SocketAddr, TcpListener};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use ureq::config::Config;
    use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
    use ureq::unversioned::transport::NextTimeout;

    use super::*;

    /// Starts a server that leads every request to `target` and counts them.
    fn leads_to(target: &str) -> (SocketAddr, Arc<AtomicU32>) {
        let (listener, asked) = (
            TcpListener::bind("127.0.0.1:0").unwrap(),
            Arc::new(AtomicU32::new(0)),
        );
        let (address, count, target) = (
            listener.local_addr().unwrap(),
            asked.clone(),
            target.to_owned(),
        );
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                count.fetch_add(1, Ordering::SeqCst);
                let head = BufReader::new(&stream)
                    .lines()
                    .map_while(Result::ok)
                    .take_while(|l| !l.is_empty());
                head.for_each(drop);
                let answer = "Content-Length: 0\r\nConnection: close";
                write!(
                    &stream,
                    "HTTP/1.1 302 Found\r\nLocation: {target}\r\n{answer}\r\n\r\n"
                )
                .ok();
            }
        });
        (address, asked)
    }

    /// Has the server of a test for the address of one public name.
    #[derive(Debug)]
    struct Named(SocketAddr, Public);

    impl Resolver for Named {
        fn resolve(
            &self,
            uri: &Uri,
            config: &Config,
            wait: NextTimeout,
        ) -> Result<ResolvedSocketAddrs, ureq::Error> {
            if uri.host() != Some("public.example") {
                return self.1.resolve(uri, config, wait);
            }
            let mut found = self.empty();
            found.push(self.0);
            Ok(found)
        }
    }

    fn found(address: SocketAddr) -> Result<Outcome, ureq::Error> {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(REDIRECTS);
        let config = config.max_redirects_will_error(false).proxy(None).build();
        let agent = Agent::with_parts(
            config,
            DefaultConnector::default(),
            Named(address, <Public>::default()),
        );
        ask(
            &agent,
            &format!("http://public.example:{}/", address.port()),
        )
    }

    #[test]
    fn a_redirect_into_the_network_is_not_followed() {
        let (inner, asked_inner) = leads_to("/");
        for target in [
            format!("http://{inner}/"),
            format!("http://localhost:{}/", inner.port()),
            "//2130706433/".into(),
        ] {
            let (outer, asked) = leads_to(&target);
            assert!(matches!(found(outer), Ok(Outcome::Private)), "{target}");
            assert_eq!(
                (
                    asked.load(Ordering::SeqCst),
                    asked_inner.load(Ordering::SeqCst)
                ),
                (1, 0),
                "{target}"
            );
        }
    }

    #[test]
    fn no_more_than_five_redirects_are_followed() {
        let (address, asked) = leads_to("/next");
        assert!(matches!(found(address), Ok(Outcome::Status(302))));
        assert_eq!(asked.load(Ordering::SeqCst), 1 + REDIRECTS);
        let (other, _) = leads_to("ftp://public.example/");
        assert!(found(other).is_err());
    }

    #[test]
    fn a_host_is_what_is_asked() {
        for (url, expected) in [
            ("http://News.example.cn:8080/a?b", Some("news.example.cn")),
            ("http://[::1]:80/", Some("[::1]")),
            ("http://a.cn?x", Some("a.cn")),
            ("http://[::1]x:80/", None),
            ("http://[::1]x.cn/", None),
            ("http://a@b.cn/", None),
            ("http://a.cn\\@b.cn/", None),
            ("http:///a", None),
        ] {
            assert_eq!(host(url).as_deref(), expected, "{url}");
        }
        for url in ["http://[::1%25lo]:80/", "http://[::ffff:127.0.0.1%25lo]/"] {
            assert!(host(url).is_none_or(|host| is_private(&host)), "{url}");
        }
    }

    #[test]
    fn a_host_that_does_not_answer_is_asked_twice() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let (address, count) = (listener.local_addr().unwrap(), Arc::new(AtomicU32::new(0)));
        let counted = count.clone();
        std::thread::spawn(move || {
            // They stay open, and silent.
            let mut open = Vec::new();
            for stream in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
                open.push(stream);
            }
        });
        let wait = Some(Duration::from_millis(200));
        let agent = Agent::new_with_config(
            Agent::config_builder()
                .timeout_global(wait)
                .proxy(None)
                .build(),
        );
        let urls: Vec<String> = (0..5).map(|i| format!("http://{address}/{i}")).collect();
        let host = (
            address.ip().to_string(),
            urls.iter().map(String::as_str).collect(),
        );
        assert!(asked(vec![host], &agent, Reach::Everywhere).is_empty());
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}
