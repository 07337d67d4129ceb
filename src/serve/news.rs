//! News of the preview, for the person who started it.

use std::net::SocketAddr;
use std::time::Duration;

use crate::base::path::SitePath;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;

/// Something that the preview reports.
pub enum News<'a> {
    /// It listens here; everybody who can reach the address sees what the preview shows.
    Listening(SocketAddr),
    /// The site was opened.
    Opened(&'a Edition),
    /// The first page is ready to be asked for, this long after the start.
    Ready(Duration),
    /// The system cannot watch these files, or no more of them: they are polled instead.
    Polling(Option<String>),
    /// Files changed: what is wrong now, what of it is new, and how long it took until it was
    /// served.
    Changed {
        /// The files, in order; empty if it is not known which.
        paths: Vec<SitePath>,
        /// Everything that is wrong now.
        problems: &'a [Diagnostic],
        /// The problems that were not there before.
        found: Vec<&'a Diagnostic>,
        /// Time since the change was first noticed.
        time: Duration,
    },
    /// Time passed and something came or went by itself.
    Turned,
}

/// Takes the news.
pub type Report = Box<dyn Fn(&News<'_>) + Send + Sync>;
