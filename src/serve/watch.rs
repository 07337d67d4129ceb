//! Notices changed files: the system reports them, or all of them are polled.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RemoveKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, Watcher};

use super::places::{Place, Places};
use crate::base::path::SitePath;
use crate::diagnostic::reason;
use crate::edition::Changes;
use crate::source;

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
    places: Places,
    /// `None` if files are polled.
    watcher: Option<RecommendedWatcher>,
    sender: Sender<notify::Result<Event>>,
    events: Receiver<notify::Result<Event>>,
    /// Reason for that, if it is not what was asked for.
    reason: Option<String>,
    /// Moment at which they are polled next.
    due: Instant,
}

impl Watch {
    /// Starts to watch; if the limits of the system do not allow it, files are polled.
    pub(super) fn start(root: &Path, polls: bool) -> Watch {
        let places = Places::of(root);
        let (sender, events) = channel();
        let (watcher, reason) = match (!polls).then(|| watcher(&places, sender.clone())) {
            None => (None, None),
            Some(Ok(watcher)) => (Some(watcher), None),
            Some(Err(error)) => (None, Some(worded(&error))),
        };
        Watch {
            places,
            watcher,
            sender,
            events,
            reason,
            due: Instant::now() + POLL,
        }
    }

    /// Returns why files are polled and not watched, if they are.
    pub(super) fn polling(&self) -> Option<&Option<String>> {
        self.watcher.is_none().then_some(&self.reason)
    }

    /// Finds the links of the site, to watch the files to which they lead; returns what may have
    /// changed there meanwhile.
    ///
    /// A large site is shown before all of its folders have been looked through for links.
    pub(super) fn find_links(&mut self) -> Option<Seen> {
        if self.watcher.is_none() || !self.places.find_links() {
            return None;
        }
        let failure = self.watch_places();
        Some(Seen {
            failure,
            ..Seen::anything()
        })
    }

    /// Watches the site anew: a different folder has taken its place.
    pub(super) fn start_again(&mut self) -> Seen {
        let failure = self.renew();
        Seen {
            failure,
            ..Seen::anything()
        }
    }

    /// Watches the folder in which the site is now; returns why the system cannot.
    fn renew(&mut self) -> Option<String> {
        self.watcher.as_ref()?;
        self.places = Places::of(self.places.root());
        self.places.find_links();
        match watcher(&self.places, self.sender.clone()) {
            Ok(watcher) => {
                self.watcher = Some(watcher);
                None
            }
            Err(error) => self.give_up(&error),
        }
    }

    /// Watches all places, since some may be new ones; returns why the system cannot.
    fn watch_places(&mut self) -> Option<String> {
        let watched = watch_all(self.watcher.as_mut()?, &self.places);
        watched.err().and_then(|error| self.give_up(&error))
    }

    /// Polls from now on.
    fn give_up(&mut self, error: &notify::Error) -> Option<String> {
        self.watcher = None;
        Some(worded(error))
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
            gathered.add(&self.places, event);
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
                Ok(event) => gathered.add(&self.places, event),
                Err(_) => break,
            }
            if since.elapsed() > LONGEST {
                break;
            }
        }
        let mut failure = gathered.failure.take();
        if failure.is_some() {
            self.watcher = None;
        } else if gathered.is_root {
            failure = self.renew();
        } else if gathered.is_unknown {
            // One of the folders may be a new one.
            self.places.find_links();
            failure = self.watch_places();
        } else if self.places.follow(&gathered.paths) {
            failure = self.watch_places();
        }
        let is_unknown = gathered.is_unknown || gathered.is_root;
        let changes = if is_unknown || failure.is_some() {
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
        std::fs::metadata(self.places.root().join(path.as_str())).is_ok_and(|m| m.len() > 0)
    }
}

fn watcher(
    places: &Places,
    sender: Sender<notify::Result<Event>>,
) -> notify::Result<RecommendedWatcher> {
    // A link may lead anywhere, to the root of the disk as well.
    let config = Config::default().with_follow_symlinks(false);
    let mut watcher = RecommendedWatcher::new(sender, config)?;
    watch_all(&mut watcher, places)?;
    Ok(watcher)
}

fn watch_all(watcher: &mut RecommendedWatcher, places: &Places) -> notify::Result<()> {
    for (folder, mode) in places.watched() {
        match watcher.watch(&folder, mode) {
            // What lies around the site need not be ours to watch.
            Err(error) if !folder.starts_with(places.real_root()) && !is_limit(&error) => {}
            // It has gone since, and comes back with a change of the folder that it was in.
            Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
            watched => watched?,
        }
    }
    Ok(())
}

fn is_limit(error: &notify::Error) -> bool {
    matches!(error.kind, ErrorKind::MaxFilesWatch)
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
    /// A different folder may be in the place of the site's.
    is_root: bool,
    has_folders: bool,
    failure: Option<String>,
}

impl Gathered {
    fn is_empty(&self) -> bool {
        self.paths.is_empty() && !self.is_unknown && !self.is_root && self.failure.is_none()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "asks what a path is, and reads nothing"
    )]
    fn add(&mut self, places: &Places, event: notify::Result<Event>) {
        let event = match event {
            Ok(event) => event,
            Err(error) if is_limit(&error) => {
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
        let is_of_entry = matches!(event.kind, EventKind::Modify(ModifyKind::Metadata(_)));
        for path in &event.paths {
            // Word, vim and others come and go with files of their own beside the one that is open.
            if source::is_left_out(path) && path.is_file() {
                continue;
            }
            for place in places.at(path) {
                match place {
                    Place::Inside(path) => drop(self.paths.insert(path)),
                    Place::Unknown => self.is_unknown = true,
                    // Its own times and permissions do not matter.
                    Place::Root => self.is_root |= !is_of_entry,
                }
            }
        }
    }
}
