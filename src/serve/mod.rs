//! The live preview: an edition in memory, one page drawn on request, the next edition when a file
//! changes.
//!
//! It serves what a build would write, with what `inject` adds on the way out. The one value
//! that changes is the current `State`, a snapshot itself: a request keeps the one that it began
//! with. A thread of its own watches the files and makes the next one (`watch`, `follow`).

mod allowed;
mod answer;
mod broken;
mod desk;
mod editor;
mod entries;
mod events;
mod find;
mod follow;
mod http;
mod inject;
mod look;
mod made;
mod news;
mod places;
mod problems;
mod search;
mod send;
mod stand_in;
mod state;
mod target;
mod tomorrow;
mod turns;
mod upcoming;
mod watch;

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch as current;

use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::Wording;
use crate::edition::{Edition, Options};
use crate::site::Visibility;

use self::allowed::Hosts;
pub use self::editor::{Editor, USUAL, Unknown};
use self::follow::Follow;
pub use self::news::{News, Report};
use self::state::{Manner, State};
use self::watch::Watch;

/// Port that is tried first.
pub const PORT: u16 = 1313;

/// Number of ports after the first one that are tried if none was asked for.
const PORTS: u16 = 50;

/// Options of the preview.
pub struct Serving {
    /// The site's folder.
    pub root: PathBuf,
    /// Rules for what counts as public, besides the clock.
    pub visibility: Visibility,
    /// The clock: seconds since 1970; the same all the time if a moment was asked for.
    pub clock: Box<dyn Fn() -> i64 + Send + Sync>,
    /// Host name or address to bind to.
    pub host: String,
    /// The port, if one was asked for.
    pub port: Option<u16>,
    /// Names of hosts, besides the bound address and `localhost`, that requests may be for.
    pub allowed: Vec<String>,
    /// True if drafts, articles to come, the desk and problems are shown.
    pub shows_works: bool,
    /// The editor that links to files open.
    pub editor: Option<Editor>,
    /// True if files are polled, and the system is not asked to watch them.
    pub polls: bool,
}

/// Runs the preview until the process is asked to end.
pub fn run(serving: Serving, wording: Wording, report: Report) -> Result<(), Failure> {
    let start = Instant::now();
    let listener = bind(&serving.host, serving.port)?;
    let address = listener
        .local_addr()
        .map_err(|e| unusable(&serving.host, &e))?;
    // The watch comes first, so that no change is missed while the site is read.
    let watch = Watch::start(&serving.root, serving.polls);
    let visibility = Visibility {
        now: (serving.clock)(),
        ..serving.visibility
    };
    let options = Options {
        visibility,
        ..Options::default()
    };
    let edition = Edition::open(&serving.root, &options)?;
    report(&News::Opened(&edition));
    // Others on the network learn nothing of this machine's folders, and could open none.
    let editor = serving.editor.filter(|_| address.ip().is_loopback());
    let manner = Manner {
        wording: Arc::new(wording),
        shows_works: serving.shows_works,
        editor: editor.map(Arc::new),
    };
    let (sender, receiver) = current::channel(Arc::new(State::first(edition, manner)));
    report(&News::Listening(address));
    if let Some(reason) = watch.polling() {
        report(&News::Polling(reason.to_owned()));
    }
    report(&News::Ready(start.elapsed()));
    let hosts = Hosts {
        bound: address.ip(),
        allowed: serving.allowed,
    };
    let follow = Follow {
        watch,
        visibility: serving.visibility,
        clock: serving.clock,
        report,
    };
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || follow.run(&sender))
        .map_err(|e| unusable(&serving.host, &e))?;
    http::serve(listener, hosts, receiver).map_err(|e| unusable(&serving.host, &e))
}

fn unusable(address: impl ToString, error: &io::Error) -> Failure {
    Failure::io(code::UNUSABLE_ADDRESS, address, error)
}

/// Binds to the port that was asked for, else to the first free one from [`PORT`] on.
fn bind(host: &str, port: Option<u16>) -> Result<TcpListener, Failure> {
    let ports = port.map_or(PORT..=PORT + PORTS, |port| port..=port);
    let first = *ports.start();
    let mut failure = Failure::new(code::PORT_IN_USE).with("port", first);
    for port in ports {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let mut addresses = (bare, port)
            .to_socket_addrs()
            .map_err(|e| unusable(host, &e))?;
        // Of the two addresses that a name may have, IPv4 comes first: it is what people type.
        let address = addresses
            .clone()
            .find(SocketAddr::is_ipv4)
            .or_else(|| addresses.next());
        let address = address.ok_or_else(|| {
            Failure::new(code::UNUSABLE_ADDRESS)
                .with("path", host)
                .with("reason", "")
        })?;
        match TcpListener::bind(address) {
            Ok(listener) => return Ok(listener),
            Err(e) if e.kind() == io::ErrorKind::AddrInUse => {}
            Err(e) => {
                failure = unusable(address, &e);
                break;
            }
        }
    }
    Err(failure)
}

/// Returns the address by which this machine itself opens the preview.
pub fn own_address(bound: SocketAddr) -> SocketAddr {
    let ip = match bound.ip() {
        IpAddr::V4(Ipv4Addr::UNSPECIFIED) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(Ipv6Addr::UNSPECIFIED) => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, bound.port())
}

/// Returns the addresses by which other machines open the preview: those of this machine's networks
/// if it listens at all of them; none if only this machine does, or if it has no network.
pub fn network_addresses(bound: SocketAddr) -> Vec<SocketAddr> {
    let own = if bound.ip().is_unspecified() {
        if_addrs::get_if_addrs().unwrap_or_default()
    } else {
        Vec::new()
    };
    let own = own.iter().map(if_addrs::Interface::ip);
    let mut found: Vec<SocketAddr> = own
        // An address of a link only means something together with the name of the link.
        .filter(|ip| !matches!(ip, IpAddr::V6(v6) if v6.is_unicast_link_local()))
        .filter(|ip| bound.is_ipv6() || ip.is_ipv4())
        .chain([bound.ip()])
        .filter(|ip| !is_private(*ip) && !ip.is_unspecified())
        .map(|ip| SocketAddr::new(ip, bound.port()))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns true if only this machine can reach an address.
pub fn is_private(address: IpAddr) -> bool {
    address.is_loopback()
}
