//! Drawing: every page that is not on disk as it should be is written beside the output.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::fs::File;
use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::disk::{Disk, STAGE};
use super::manifest::{self, Drawn, Item};
use super::options::Options;
use super::previous::{Found, Previous};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::diagnostic::{Diagnostic, Failure, order};
use crate::edition::Edition;
use crate::page::render::{Output, changed, fingerprint, render};
use crate::site::view::View;
use crate::source::Stamp;

/// After this many faulty pages no further ones are drawn: the fault is the template's.
const ENOUGH: usize = 20;

/// Why nothing was published.
#[derive(Debug)]
pub enum Stop {
    /// Pages could not be drawn; the problems have no places yet.
    Problems(Vec<Diagnostic>),
    /// The environment failed.
    Failure(Failure),
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Stop {
        Stop::Failure(failure)
    }
}

/// One file of the site, before it is moved into place.
pub(super) struct State<'a> {
    pub(super) item: Item<'a>,
    /// What is on disk: in the output, or in the stage.
    pub(super) stamp: Stamp,
    /// It is in the stage, to be moved into place.
    pub(super) is_staged: bool,
    /// Nothing of what is remembered of it has changed.
    pub(super) is_known: bool,
}

impl<'a> State<'a> {
    /// Returns the state of a file that is left as it is on disk.
    pub(super) fn kept(item: Item<'a>, old: &Item<'_>, found: Found) -> State<'a> {
        let is_known = found.is_known && item == *old;
        State {
            item,
            stamp: found.stamp,
            is_staged: false,
            is_known,
        }
    }

    /// Returns the state of a file that was written into the stage.
    pub(super) fn staged(item: Item<'a>, stamp: Stamp) -> State<'a> {
        State {
            item,
            stamp,
            is_staged: true,
            is_known: false,
        }
    }
}

/// What stopped pages from being drawn, from many threads.
#[derive(Default)]
pub(super) struct Faults {
    stops: Mutex<Vec<Stop>>,
    /// How many there are: asked for each page, so that no thread waits for the list.
    count: AtomicUsize,
}

impl Faults {
    pub(super) fn add(&self, stop: Stop) {
        self.count.fetch_add(1, Ordering::Relaxed);
        let mut stops = self.stops.lock().unwrap_or_else(PoisonError::into_inner);
        stops.push(stop);
    }

    fn are_enough(&self) -> bool {
        self.count.load(Ordering::Relaxed) >= ENOUGH
    }

    /// Returns all of them as one; `Ok` if there is none.
    fn result(self) -> Result<(), Stop> {
        let stops = self
            .stops
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        if stops.is_empty() {
            return Ok(());
        }
        let mut problems = Vec::new();
        for stop in stops {
            match stop {
                Stop::Problems(found) => problems.extend(found),
                Stop::Failure(failure) => return Err(failure.into()),
            }
        }
        // The threads find them in no order; a faulty part of many pages is one problem.
        problems.sort_by(order);
        problems.dedup_by(|a, b| order(a, b).is_eq());
        Err(Stop::Problems(problems))
    }
}

/// An edition to be drawn, and where to.
pub(super) struct Drawing<'a, 'b> {
    pub(super) edition: &'a Edition,
    pub(super) disk: &'b Disk,
    pub(super) previous: &'b Previous,
    pub(super) options: Options<'b>,
}

impl<'a> Drawing<'a, '_> {
    /// Draws every stale page, in parallel, and writes it into the stage; returns all files in
    /// order of path.
    pub(super) fn draw(&self) -> Result<Vec<State<'a>>, Stop> {
        self.disk
            .make_folder(STAGE)
            .map_err(|e| self.options.failure(&e))?;
        let routes = self.edition.routes.as_slice();
        let parts = self.options.shard.map_or(1, |s| s.count as usize);
        self.options.progress.stage("publish", routes.len() / parts);
        let faults = Faults::default();
        // Each has its place in the list from the start, so that a million are never held twice.
        let drawn: Vec<Option<State<'a>>> = routes
            .par_iter()
            .enumerate()
            .map(|(place, (url, view))| match view {
                // Those that are made of one file are made together, below.
                View::Picture(_) => None,
                _ => self.route(place, url, view, &faults),
            })
            .collect();
        #[expect(
            clippy::filter_map_identity,
            reason = "unlike flatten, it collects into the place of the other list"
        )]
        let mut states: Vec<State<'a>> = drawn.into_iter().filter_map(|state| state).collect();
        if faults.count.load(Ordering::Relaxed) == 0 {
            states.extend(self.pictures(&faults));
        }
        if faults.count.load(Ordering::Relaxed) == 0 {
            states.extend(self.search(&faults));
        }
        faults.result()?;
        states.par_sort_unstable_by(|a, b| a.item.file.cmp(&b.item.file));
        Ok(states)
    }

    /// Draws the page of a route; `None` if it belongs to a different part, or something is faulty.
    fn route(&self, place: usize, url: &'a Url, view: &View, faults: &Faults) -> Option<State<'a>> {
        let file = url.file();
        if self.options.shard.is_some_and(|s| !s.holds(&file)) || faults.are_enough() {
            return None;
        }
        self.options.progress.step();
        match self.state(file, place, view) {
            Ok(state) => Some(state),
            Err(stop) => {
                faults.add(stop);
                None
            }
        }
    }

    /// Returns the state of a file, after writing it unless it is on disk as it should be.
    ///
    /// What costs least is compared first: what the page may read, what it shows, its bytes.
    fn state(&self, file: Cow<'a, str>, place: usize, view: &View) -> Result<State<'a>, Stop> {
        let (reader, base) = (self.edition.reader(), self.edition.base);
        let reads = reader.dependencies(view, base);
        let index = self.previous.manifest.find(&file, place);
        let old = index
            .map(|i| &self.previous.manifest.items[i])
            .and_then(|item| Some((item, item.drawn?)));
        // The disk is asked once, and only of what seems to be right.
        let found = LazyCell::new(|| self.previous.found(self.disk, index?));
        let known = old.filter(|(old, _)| old.reads == reads);
        if cfg!(debug_assertions)
            && let Some((_, drawn)) = known
        {
            let print = fingerprint(&reader.page(view), base);
            assert_eq!(print, drawn.fingerprint, "{file} reads more than it says");
        }
        if let Some((old, _)) = known
            && let Some(found) = *found
        {
            return Ok(State::kept(Item { file, ..*old }, old, found));
        }
        let page = reader.page(view);
        let fingerprint = fingerprint(&page, base);
        let same = old.filter(|(_, drawn)| drawn.fingerprint == fingerprint);
        if let Some((old, _)) = same
            && let Some(found) = *found
        {
            let item = Item {
                file,
                reads,
                ..*old
            };
            return Ok(State::kept(item, old, found));
        }
        let output = render(page, &self.edition.templates, &self.edition.source)
            .map_err(|problem| Stop::Problems(vec![problem]))?;
        let content = content_of(&output);
        if let Some((old, drawn)) = old.filter(|(_, drawn)| drawn.content == content)
            && let Some(found) = *found
        {
            let drawn = Some(Drawn {
                fingerprint,
                ..drawn
            });
            let item = Item { file, reads, drawn };
            return Ok(State::kept(item, old, found));
        }
        let stamp = self.write(&file, &output)?;
        let drawn = Some(Drawn {
            fingerprint,
            content,
            size: stamp.size,
        });
        Ok(State::staged(Item { file, reads, drawn }, stamp))
    }

    /// Writes a file into the stage; returns what the disk says of it.
    pub(super) fn write(&self, file: &str, output: &Output) -> Result<Stamp, Stop> {
        if !manifest::is_inside(file) {
            return Err(self.failed(io::ErrorKind::InvalidFilename.into()));
        }
        let mut new = self
            .disk
            .create(&format!("{STAGE}/{file}"))
            .map_err(|e| self.failed(e))?;
        match output {
            Output::Bytes(bytes) => new.write_all(bytes).map_err(|e| self.failed(e))?,
            Output::Copy(path, digest) => self.copy(path, *digest, &mut new)?,
            // Made with the others of its file, and written as bytes.
            Output::Picture(..) => return Err(self.failed(io::ErrorKind::Unsupported.into())),
        }
        let metadata = new.metadata().map_err(|e| self.failed(e))?;
        Stamp::of(&metadata).ok_or_else(|| self.failed(io::ErrorKind::Unsupported.into()))
    }

    /// Copies a file of the site. Other bytes than those that the site was made of are a problem: a
    /// file that is swapped while a build runs may come from outside of the site.
    fn copy(&self, path: &SitePath, digest: Digest, new: &mut File) -> Result<(), Stop> {
        let source = &self.edition.source;
        let mut pieces = source
            .pieces(path)
            .map_err(|e| Stop::Problems(vec![source.unreadable(path, &e)]))?;
        while let Some(piece) = pieces
            .piece()
            .map_err(|e| Stop::Problems(vec![source.unreadable(path, &e)]))?
        {
            new.write_all(piece).map_err(|e| self.failed(e))?;
        }
        if pieces.digest() == digest {
            Ok(())
        } else {
            Err(Stop::Problems(vec![changed(path)]))
        }
    }

    fn failed(&self, error: io::Error) -> Stop {
        Stop::Failure(self.options.failure(&error))
    }
}

/// Returns the hash of the bytes of a file.
fn content_of(output: &Output) -> Digest {
    match output {
        Output::Bytes(bytes) => Digest::of(bytes),
        Output::Copy(_, digest) | Output::Picture(_, digest) => *digest,
    }
}
