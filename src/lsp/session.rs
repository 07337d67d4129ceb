//! A session with an editor: the site, and the texts that are open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::SendError;
use lsp_server::Message;
use lsp_types::Uri;
use serde_json::Value;

use crate::base::path::SitePath;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, Failure};
use crate::edition::{Changes, Edition, Options};
use crate::site::{Slot, Visibility};
use crate::source::Overlay;

/// Reads what counts as now, in seconds since 1970.
pub type Clock = fn() -> Result<i64, Failure>;

/// Returns the options to open the site now, with the open texts in place of their files.
pub(super) fn options(clock: Clock, overlay: Overlay) -> Result<Options, Failure> {
    let visibility = Visibility {
        now: clock()?,
        ..Visibility::default()
    };
    Ok(Options {
        visibility,
        overlay,
        ..Options::default()
    })
}

/// Result of talking to the editor.
pub(super) type Served<T> = Result<T, Gone>;

/// The editor has gone before its time.
pub(super) struct Gone;

impl From<SendError<Message>> for Gone {
    fn from(_: SendError<Message>) -> Gone {
        Gone
    }
}

/// The site and the texts that are open, as far as they are known.
pub(super) struct Session<'a> {
    pub(super) clock: Clock,
    pub(super) wording: &'a Wording,
    pub(super) edition: Arc<Edition>,
    pub(super) open: BTreeMap<SitePath, (Uri, String)>,
    /// What changed since the edition was opened, or the next one began to be; `None` if
    /// nothing did.
    pub(super) changes: Option<Changes>,
    /// The next edition, and when it began to be opened.
    pub(super) next: Option<(Instant, JoinHandle<Option<Edition>>)>,
    /// The last time it could not be opened.
    pub(super) has_failed: bool,
    /// Silence of the editor before the next one is opened.
    pub(super) pause: Duration,
    /// Problems of an open text for its place in the site, as far as they were known before it was
    /// changed.
    pub(super) of_place: BTreeMap<SitePath, Vec<Diagnostic>>,
    /// The last report on each file.
    pub(super) reported: BTreeMap<SitePath, Value>,
}

impl Session<'_> {
    /// Finds the file of the site that an address of the protocol means.
    pub(super) fn path(&self, uri: &Uri) -> Option<SitePath> {
        let path = uri.as_str().strip_prefix("file://")?;
        let path = PathBuf::from(
            percent_encoding::percent_decode_str(path)
                .decode_utf8()
                .ok()?
                .as_ref(),
        );
        self.edition.source.path_of(&path)
    }

    /// Returns the file and the text of an address that is open.
    pub(super) fn text(&self, uri: &Uri) -> Option<(SitePath, &str)> {
        let path = self.path(uri)?;
        let text = &self.open.get(&path)?.1;
        Some((path, text))
    }

    /// Returns the headline of a file, for completion.
    pub(super) fn title(&self, path: &SitePath) -> String {
        let site = &self.edition.site;
        match site.find(path) {
            Some(Slot::Article(id)) => site.article(id).title.to_string(),
            Some(Slot::Page(i)) => site.pages[i].title.to_string(),
            Some(Slot::Held(i)) => site
                .held
                .get(i)
                .map(|h| h.document.title.to_string())
                .unwrap_or_default(),
            None => String::new(),
        }
    }

    /// Writes the address of a file of the site as the protocol has it.
    pub(super) fn uri(&self, path: &SitePath) -> Option<Uri> {
        let place = self.edition.source.real_root().join(path.as_str());
        let encoded = percent_encoding::utf8_percent_encode(place.to_str()?, ADDRESS);
        format!("file://{encoded}").parse().ok()
    }
}

/// Characters that the path of a `file:` address does not hold as they are (RFC 3986, 3.3).
const ADDRESS: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
