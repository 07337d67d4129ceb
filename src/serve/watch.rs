//! Notices changed files: the system reports them, or all of them are polled.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::base::path::SitePath;
use crate::diagnostic::reason;
use crate::edition::Changes;
use crate::source;

/// Folders of a site that are watched.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// Changes belong together while they follow each other within this time.
const QUIET: Duration = Duration::from_millis(6);

/// A file that has just gone, or is empty, is likely to be on its way back: some programs save like
/// that.
const RETURN: Duration = Duration::from_millis(150);

/// Changes that do not end are taken up in pieces of this length.
const LONGEST: Duration = Duration::from_millis(500);

/// Time between two looks at all files if the system cannot watch them.
const POLL: Duration = Duration::from_secs(1);

/// Changes that were noticed.
pub(super) struct Seen {
    pub(super) changes: Changes,
    /// Moment at which the first one was noticed.
    pub(super) since: Option<Instant>,
    /// True if folders came or went.
    pub(super) has_folders: bool,
    /// Reason for which the system cannot watch any longer.
    pub(super) failure: Option<String>,
}

impl Seen {
    /// Returns that nothing changed but the time.
    pub(super) fn nothing() -> Seen {
        Seen {
            changes: Changes::none(),
            since: None,
            has_folders: false,
            failure: None,
        }
    }

    /// Returns that anything may have changed.
    pub(super) fn anything() -> Seen {
        Seen {
            changes: Changes::Unknown,
            since: Some(Instant::now()),
            ..Seen::nothing()
        }
    }
}

/// The watch over a site's files.
pub(super) struct Watch {
    root: PathBuf,
    /// `None` if files are polled.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// Reason for that, if it is not what was asked for.
    reason: Option<String>,
    /// Moment at which they are polled next.
    due: Instant,
}

impl Watch {
    /// Starts to watch; if the limits of the system do not allow it, files are polled.
    pub(super) fn start(root: &Path, polls: bool) -> Watch {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
        let (sender, events) = channel();
        let (watcher, reason) = match (!polls).then(|| watcher(&root, sender)) {
            None => (None, None),
            Some(Ok(watcher)) => (Some(watcher), None),
            Some(Err(error)) => (None, Some(worded(&error))),
        };
        Watch {
            root,
            watcher,
            events,
            reason,
            due: Instant::now() + POLL,
        }
    }

    /// Returns why files are polled and not watched, if they are.
    pub(super) fn polling(&self) -> Option<&Option<String>> {
        self.watcher.is_none().then_some(&self.reason)
    }

    /// Waits for a change, at most this long; `is_known` returns true for files of which a
    /// document was read.
    pub(super) fn next(
        &mut self,
        wait: Duration,
        is_known: impl Fn(&SitePath) -> bool,
    ) -> Option<Seen> {
        if self.watcher.is_none() {
            std::thread::sleep(wait.min(self.due.saturating_duration_since(Instant::now())));
            if Instant::now() < self.due {
                return None;
            }
            self.due = Instant::now() + POLL;
            return Some(Seen::anything());
        }
        let end = Instant::now() + wait;
        loop {
            let event = match self
                .events
                .recv_timeout(end.saturating_duration_since(Instant::now()))
            {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => return None,
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return None;
                }
            };
            let mut gathered = Gathered::default();
            gathered.add(&self.root, event);
            if !gathered.is_empty() {
                return Some(self.gather(gathered, is_known));
            }
        }
    }

    /// Gathers what follows a first change until it is quiet.
    fn gather(&mut self, mut gathered: Gathered, is_known: impl Fn(&SitePath) -> bool) -> Seen {
        let since = Instant::now();
        loop {
            let paths = &gathered.paths;
            let may_return = since.elapsed() < RETURN
                && paths
                    .iter()
                    .any(|p| p.extension() == "md" && is_known(p) && !self.has_text(p));
            let quiet = if may_return { RETURN } else { QUIET };
            match self.events.recv_timeout(quiet) {
                Ok(event) => gathered.add(&self.root, event),
                Err(_) => break,
            }
            if since.elapsed() > LONGEST {
                break;
            }
        }
        let mut failure = gathered.failure.take();
        if let (true, None, Some(watcher)) = (gathered.is_unknown, &failure, &mut self.watcher) {
            // One of the folders may be a new one.
            failure = watch_folders(watcher, &self.root).err().map(|e| worded(&e));
        }
        if failure.is_some() {
            self.watcher = None;
        }
        let changes = if gathered.is_unknown || failure.is_some() {
            Changes::Unknown
        } else {
            Changes::Paths(gathered.paths)
        };
        Seen {
            changes,
            since: Some(since),
            has_folders: gathered.has_folders,
            failure,
        }
    }

    /// Returns true if there is a file with something in it.
    #[expect(
        clippy::disallowed_methods,
        reason = "asks whether a file is there, and reads nothing"
    )]
    fn has_text(&self, path: &SitePath) -> bool {
        std::fs::metadata(self.root.join(path.as_str())).is_ok_and(|m| m.len() > 0)
    }
}

fn watcher(
    root: &Path,
    sender: Sender<notify::Result<Event>>,
) -> notify::Result<RecommendedWatcher> {
    // A link may lead anywhere, to the root of the disk as well.
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(sender, config)?;
    // The folder itself reports when one of the others comes or goes.
    watcher.watch(root, RecursiveMode::NonRecursive)?;
    watch_folders(&mut watcher, root)?;
    Ok(watcher)
}

#[expect(
    clippy::disallowed_methods,
    reason = "asks whether a folder is there, and reads nothing"
)]
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path) -> notify::Result<()> {
    for folder in FOLDERS.map(|name| root.join(name)) {
        if folder.is_dir() {
            watcher.watch(&folder, RecursiveMode::Recursive)?;
        }
    }
    Ok(())
}

fn worded(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::Io(e) => reason(e),
        ErrorKind::MaxFilesWatch => "fs.inotify.max_user_watches".to_owned(),
        kind => format!("{kind:?}"),
    }
}

#[derive(Default)]
struct Gathered {
    paths: BTreeSet<SitePath>,
    is_unknown: bool,
    has_folders: bool,
    failure: Option<String>,
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_unknown && self.failure.is_none()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "asks what a path is, and reads nothing"
    )]
    fn add(&mut self, root: &Path, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) => event,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                self.failure = Some(worded(&error));
                return;
            }
            Err(_) => {
                self.is_unknown = true;
                return;
            }
        };
        if event.need_rescan() {
            self.is_unknown = true;
        }
        match event.kind {
            // Our own reading is reported, too.
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
            EventKind::Access(_) => return,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => {
                self.has_folders = true
            }
            EventKind::Modify(ModifyKind::Name(_)) => {
                self.has_folders |= event.paths.iter().any(|p| p.is_dir());
            }
            _ => {}
        }
        for path in &event.paths {
            // Word, vim and others come and go with files of their own beside the one that is open.
            if source::is_left_out(path) && path.is_file() {
                continue;
            }
            match place(root, path) {
                Place::Inside(path) => {
                    self.paths.insert(path);
                }
                Place::Unknown => self.is_unknown = true,
                Place::Elsewhere => {}
            }
        }
    }
}

/// Place of a change.
enum Place {
    Inside(SitePath),
    /// A whole folder that is watched, or a name that is not UTF-8.
    Unknown,
    /// In no folder that matters, or hidden.
    Elsewhere,
}

fn place(root: &Path, path: &Path) -> Place {
    let Ok(relative) = path.strip_prefix(root) else {
        return Place::Elsewhere;
    };
    let mut parts = Vec::new();
    for part in relative.components() {
        let Component::Normal(name) = part else {
            return Place::Elsewhere;
        };
        match name.to_str() {
            Some(name) if name.starts_with('.') => return Place::Elsewhere,
            Some(name) => parts.push(name),
            None => return Place::Unknown,
        }
    }
    match parts.as_slice() {
        [first] if FOLDERS.contains(first) => Place::Unknown,
        [first, ..] if FOLDERS.contains(first) => Place::Inside(SitePath::new(parts.join("/"))),
        _ => Place::Elsewhere,
    }
}
