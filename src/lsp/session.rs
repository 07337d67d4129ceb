//! The work at one site: what is known of it, and its texts that are open in the editor.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{SendError, Sender};
use lsp_types::Position;
use serde_json::Value;

use super::client::Client;
use super::position::{self, Walk};
use super::uri;
use crate::base::path::SitePath;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, Failure};
use crate::edition::{Changes, Edition, Options};
use crate::site::{Slot, Visibility};
use crate::source::{self, Overlay};

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

impl From<SendError<Value>> for Gone {
    fn from(_: SendError<Value>) -> Gone {
        Gone
    }
}

/// A text that is open in the editor.
pub(super) struct Text {
    /// Its address as the editor writes it.
    pub(super) uri: String,
    /// The file of that address.
    pub(super) file: PathBuf,
    /// Number of its state in the editor.
    pub(super) version: Option<i64>,
    pub(super) text: String,
}

/// The site and the texts that are open, as far as they are known.
pub(super) struct Session {
    pub(super) clock: Clock,
    pub(super) client: Client,
    pub(super) wording: Wording,
    pub(super) sender: Sender<Value>,
    pub(super) edition: Arc<Edition>,
    pub(super) open: BTreeMap<SitePath, Text>,
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

impl Session {
    /// Returns the path in the site of a file, which may be reached through links; `None` for one
    /// that is outside of it.
    pub(super) fn path(&self, file: &Path) -> Option<SitePath> {
        let inside = self.inside(file)?;
        if is_watched(&inside) {
            return Some(inside);
        }
        Some(self.linked(file).unwrap_or(inside))
    }

    /// Returns the path in the site's folder of a file: as it is written if it counts by that name,
    /// else when all links are followed.
    fn inside(&self, file: &Path) -> Option<SitePath> {
        let source = &self.edition.source;
        let root = std::path::absolute(source.root()).unwrap_or_default();
        let by_name = [&*root, source.real_root()]
            .into_iter()
            .find_map(|root| written(file, root))
            .filter(|path| is_watched(path) && source.place(path).is_ok());
        by_name.or_else(|| source.path_of(file))
    }

    /// Returns the path below `content/` of a file that lies elsewhere in the site's folder, if
    /// links lead to it.
    fn linked(&self, file: &Path) -> Option<SitePath> {
        let source = &self.edition.source;
        let (real, name) = (source::real(file), file.file_name()?.to_str()?);
        let files = self.edition.files().iter().map(|f| &f.path);
        let mut same = files.clone().filter(|path| path.name() == name);
        if let Some(path) = same.find(|path| source.place(path).is_ok_and(|place| place == real)) {
            return Some(path.clone());
        }
        let folders: BTreeSet<&str> = files.map(SitePath::folder).collect();
        let folder = folders.into_iter().find(|folder| {
            let place = source.place(&SitePath::new(folder));
            place.is_ok_and(|place| Some(&*place) == real.parent())
        })?;
        Some(SitePath::new(format!("{folder}/{name}")))
    }

    /// Returns the path of an open text by its address.
    pub(super) fn path_of(&self, uri: &str) -> Option<&SitePath> {
        let mut open = self.open.iter();
        open.find(|(_, text)| text.uri == uri).map(|(path, _)| path)
    }

    /// Notes that something changed.
    pub(super) fn touch(&mut self, changes: Changes) {
        let known = self.changes.take().unwrap_or_else(Changes::none);
        self.changes = Some(match (known, changes) {
            (Changes::Paths(mut known), Changes::Paths(paths)) => {
                known.extend(paths);
                Changes::Paths(known)
            }
            (Changes::Unknown, _) | (_, Changes::Unknown) => Changes::Unknown,
        });
    }

    /// Notes that a file on disk changed, if it is one that the site is made of.
    pub(super) fn touch_file(&mut self, file: &Path) {
        let Some(path) = self.inside(file) else {
            return;
        };
        if is_watched(&path) {
            self.touch(Changes::Paths([path].into()));
        } else if path.extension() == "md" {
            // A link may lead there. To look at everything is cheaper than to look for that link.
            self.touch(Changes::Unknown);
        }
    }

    /// Returns a walk through a text as the editor counts its places.
    pub(super) fn walk<'t>(&self, text: &'t str) -> Walk<'t> {
        Walk::new(text, self.client.encoding)
    }

    /// Returns the byte of a position in a text.
    pub(super) fn byte(&self, text: &str, position: Position) -> usize {
        position::byte(text, position, self.client.encoding)
    }

    /// Returns the headline of a file, for completion.
    pub(super) fn title(&self, path: &SitePath) -> &str {
        let site = &self.edition.site;
        match site.find(path) {
            Some(Slot::Article(id)) => &site.article(id).title,
            Some(Slot::Page(i)) => &site.pages[i].title,
            Some(Slot::Held(i)) => site
                .held
                .get(i)
                .map(|h| &*h.document.title)
                .unwrap_or_default(),
            None => "",
        }
    }

    /// Writes the address of a file of the site: that which the editor uses if it is open.
    pub(super) fn uri(&self, path: &SitePath) -> Option<String> {
        match self.open.get(path) {
            Some(text) => Some(text.uri.clone()),
            None => uri::of(&self.edition.source.real_root().join(path.as_str())),
        }
    }
}

/// Returns the path of a file below a folder, as it is written.
fn written(file: &Path, folder: &Path) -> Option<SitePath> {
    let inside = file.strip_prefix(folder).ok()?;
    let parts = inside.components().map(|part| match part {
        std::path::Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = parts.collect();
    Some(SitePath::new(parts?.join("/")))
}

/// Returns true for a file that a change of counts.
fn is_watched(path: &SitePath) -> bool {
    let path = path.as_str();
    ["content", "themes"]
        .into_iter()
        .any(|folder| path.split('/').next() == Some(folder))
}
