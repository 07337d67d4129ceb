//! Publishing an edition: writes what changed, removes what left, touches nothing else.
//!
//! Everything new is first written beside the output, then moved into place file by file, so that
//! at any moment every published file is its old or its new version, and an error found while
//! drawing the last page leaves all of them old. A manifest is saved before the first move, naming
//! all files old and new, and another after the last: a run that was killed in between is repaired
//! by the next.

mod disk;
pub mod manifest;
mod previous;
pub mod shard;

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use self::disk::{Disk, Kind};
pub use self::disk::{create, overwrite, overwrite_own, rewrite, write_given};
use self::manifest::{Drawn, Item, Row, Stats};
use self::previous::{Found, Old};
use self::shard::Shard;
use crate::base::digest::Digest;
use crate::base::gallop;
use crate::base::path::SitePath;
use crate::base::progress::Progress;
use crate::base::url::Url;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Failure};
use crate::edition::Edition;
use crate::edition::cache;
use crate::page::render::{Output, changed, fingerprint, render};
use crate::site::route::View;
use crate::source::Stamp;

/// Folder for what is being written, inside of the output so that a move never crosses a file
/// system. Files lie in it as they will in the output, so that whole new folders are moved in one
/// step.
const STAGE: &str = ".dateline-new";

/// After this many faulty pages no further ones are drawn: the fault is the template's.
const ENOUGH: usize = 20;

/// What a build did. Paths are those of files below the output folder, in order.
#[derive(Debug, Default)]
pub struct Published<'a> {
    /// Files that are new or have new bytes.
    pub written: Vec<Cow<'a, str>>,
    /// Files that were right already and were not touched.
    pub unchanged: Vec<Cow<'a, str>>,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: Vec<Cow<'a, str>>,
    /// A manifest was there but could not be read: what earlier builds left is kept.
    pub manifest_lost: bool,
}

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

/// What is to be published where.
#[derive(Clone, Copy)]
pub struct Order<'a> {
    /// The output folder.
    pub output: &'a Path,
    /// The file, beside the site, that remembers the states of the output's files: see
    /// [`record_of`].
    pub record: &'a Path,
    /// The part of the site; none for all of it.
    pub shard: Option<Shard>,
    /// Is told how far the work has come.
    pub progress: &'a dyn Progress,
}

/// Publishes an edition.
pub fn publish<'a>(edition: &'a Edition, order: Order<'_>) -> Result<Published<'a>, Stop> {
    let failed = |e: io::Error| write_failure(order.output, &e);
    let disk = Disk::open(order.output).map_err(failed)?;
    if let Some(odd) = disk
        .names()
        .iter()
        .find(|name| is_own(name) && disk.is_odd(name))
    {
        return Err(Failure::new(code::SPECIAL_OUTPUT_FILE)
            .with("path", order.output.join(odd).display())
            .into());
    }
    let Some(lock) = disk.lock().map_err(failed)? else {
        return Err(Failure::new(code::OUTPUT_LOCKED)
            .with("path", order.output.display())
            .into());
    };
    disk.remove_all(STAGE).map_err(failed)?;
    let old = Old::read(&disk, order);
    let stage = Stage {
        edition,
        disk: &disk,
        old: &old,
        order,
    };
    let result = stage
        .draw()
        .and_then(|states| stage.commit(states).map_err(Stop::Failure));
    disk.remove_all(STAGE).map_err(failed)?;
    if result.is_err() && old.digest.is_none() && !old.is_lost {
        // Leaves no trace of a first build that came to nothing.
        disk.remove(disk::LOCK).ok();
        disk.remove_if_empty("");
    }
    let (stats, published) = result?;
    old.remember(order.record, stats);
    drop(lock);
    Ok(published)
}

/// Returns true if a name in the output folder is that of a file which says what is the program's
/// there.
fn is_own(name: &str) -> bool {
    name == disk::LOCK || name == manifest::NAME || Shard::of_manifest(name).is_some()
}

/// Words a failure to write.
fn write_failure(output: &Path, error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::StorageFull {
        code::DISK_FULL
    } else {
        code::UNWRITABLE_FILE
    };
    Failure::io(code, output.display(), error)
}

/// One file of the site, before it is moved into place.
struct State<'a> {
    item: Item<'a>,
    /// What is on disk: in the output, or in the stage.
    stamp: Stamp,
    /// It is in the stage, to be moved into place.
    is_staged: bool,
    /// Nothing of what is remembered of it has changed.
    is_known: bool,
}

struct Stage<'a, 'b> {
    edition: &'a Edition,
    disk: &'b Disk,
    old: &'b Old,
    order: Order<'b>,
}

impl<'a> Stage<'a, '_> {
    /// Draws every stale page, in parallel, and writes it beside the output.
    fn draw(&self) -> Result<Vec<State<'a>>, Stop> {
        self.disk
            .make_folder(STAGE)
            .map_err(|e| write_failure(self.order.output, &e))?;
        let faults: Mutex<Vec<Stop>> = Mutex::new(Vec::new());
        let count = AtomicUsize::new(0);
        let routes = self.edition.routes.as_slice();
        let parts = self.order.shard.map_or(1, |s| s.count as usize);
        self.order.progress.stage("publish", routes.len() / parts);
        let draw = |(index, (url, view)): (usize, &'a (Url, View))| {
            let file = url.file();
            if self.order.shard.is_some_and(|s| !s.holds(&file))
                || count.load(Ordering::Relaxed) >= ENOUGH
            {
                return None;
            }
            self.order.progress.step();
            let note = |stop| {
                count.fetch_add(1, Ordering::Relaxed);
                faults
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(stop);
            };
            self.state(file, index, view).map_err(note).ok()
        };
        // Each has its place in the list from the start, so that a million are never held twice.
        let drawn: Vec<Option<State<'a>>> = routes.par_iter().enumerate().map(draw).collect();
        #[expect(
            clippy::filter_map_identity,
            reason = "unlike flatten, it collects into the place of the other list"
        )]
        let mut states: Vec<State<'a>> = drawn.into_iter().filter_map(|state| state).collect();
        let faults = faults.into_inner().unwrap_or_else(PoisonError::into_inner);
        if faults.is_empty() {
            states.par_sort_unstable_by(|a, b| a.item.file.cmp(&b.item.file));
            return Ok(states);
        }
        let mut problems = Vec::new();
        for stop in faults {
            match stop {
                Stop::Problems(found) => problems.extend(found),
                failure @ Stop::Failure(_) => return Err(failure),
            }
        }
        problems.sort_by(|a, b| (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args)));
        problems.dedup_by(|a, b| (&a.span, a.code, &a.args) == (&b.span, b.code, &b.args));
        Err(Stop::Problems(problems))
    }

    fn state(&self, file: Cow<'a, str>, place: usize, view: &View) -> Result<State<'a>, Stop> {
        let reader = self.edition.reader();
        let reads = reader.reads(view, self.edition.base);
        let index = self.old.manifest.find(&file, place);
        let old = index
            .map(|i| &self.old.manifest.items[i])
            .and_then(|item| Some((item, item.drawn?)));
        let found = LazyCell::new(|| index.map_or(Found::Wrong, |i| self.old.found(self.disk, i)));
        let known = old.filter(|(item, _)| item.reads == reads);
        #[cfg(debug_assertions)]
        if let Some((_, drawn)) = known {
            let print = fingerprint(&reader.page(view), self.edition.base);
            assert_eq!(print, drawn.fingerprint, "{file} reads more than it says");
        }
        if let Some(state) = known.and_then(|(item, _)| {
            kept(
                Item {
                    file: file.clone(),
                    ..*item
                },
                item,
                *found,
            )
        }) {
            return Ok(state);
        }
        let page = reader.page(view);
        let fingerprint = fingerprint(&page, self.edition.base);
        let same = old.filter(|(_, drawn)| drawn.fingerprint == fingerprint);
        if let Some(state) = same.and_then(|(item, _)| {
            kept(
                Item {
                    file: file.clone(),
                    reads,
                    ..*item
                },
                item,
                *found,
            )
        }) {
            return Ok(state);
        }
        let output = render(page, &self.edition.theme, &self.edition.source)
            .map_err(|p| Stop::Problems(vec![p]))?;
        let content = match &output {
            Output::Bytes(bytes) => Digest::of(bytes),
            Output::Copy(_, digest) => *digest,
        };
        let item = |size| Item {
            file: file.clone(),
            reads,
            drawn: Some(Drawn {
                fingerprint,
                content,
                size,
            }),
        };
        let right = old.filter(|(_, drawn)| drawn.content == content);
        if let Some(state) = right.and_then(|(old, drawn)| kept(item(drawn.size), old, *found)) {
            return Ok(state);
        }
        let stamp = self.write(&file, &output)?;
        Ok(State {
            item: item(stamp.size),
            stamp,
            is_staged: true,
            is_known: false,
        })
    }

    /// Writes a file beside the output; returns what the disk says of it.
    fn write(&self, file: &str, output: &Output) -> Result<Stamp, Stop> {
        let failed = |e: io::Error| Stop::Failure(write_failure(self.order.output, &e));
        if !manifest::is_inside(file) {
            return Err(failed(io::ErrorKind::InvalidFilename.into()));
        }
        let mut new = self
            .disk
            .create(&format!("{STAGE}/{file}"))
            .map_err(failed)?;
        match output {
            Output::Bytes(bytes) => new.write_all(bytes).map_err(failed)?,
            Output::Copy(path, digest) => self.copy(path, *digest, &mut new, &failed)?,
        }
        Stamp::of(&new.metadata().map_err(failed)?)
            .ok_or_else(|| failed(io::ErrorKind::Unsupported.into()))
    }

    /// Copies a file of the site. Other bytes than those that the site was made of are a problem.
    fn copy(
        &self,
        path: &SitePath,
        digest: Digest,
        new: &mut File,
        failed: &dyn Fn(io::Error) -> Stop,
    ) -> Result<(), Stop> {
        let unreadable =
            |e: io::Error| Stop::Problems(vec![self.edition.source.unreadable(path, &e)]);
        let mut pieces = self.edition.source.pieces(path).map_err(unreadable)?;
        while let Some(piece) = pieces.piece().map_err(unreadable)? {
            new.write_all(piece).map_err(failed)?;
        }
        if pieces.digest() == digest {
            Ok(())
        } else {
            Err(Stop::Problems(vec![changed(path)]))
        }
    }

    /// Moves what was staged into place and removes what left.
    fn commit(&self, states: Vec<State<'a>>) -> Result<Done<'a>, Failure> {
        let Stage {
            disk, old, order, ..
        } = self;
        let failed = |e: io::Error| write_failure(order.output, &e);
        let failed_at = |file: &str, e: &io::Error| write_failure(&order.output.join(file), e);
        let is_gone = |(guess, item): &(usize, &Item<'_>)| {
            gallop::near(&states, *guess, |s| s.item.file.cmp(&item.file)).is_none()
        };
        let gone: Vec<&Item<'_>> = old
            .manifest
            .items
            .iter()
            .enumerate()
            .filter(is_gone)
            .map(|(_, item)| item)
            .collect();
        let moves: Vec<&str> = states
            .iter()
            .filter(|s| s.is_staged)
            .map(|s| &*s.item.file)
            .collect();
        let is_same = old.digest.is_some() && gone.is_empty() && states.iter().all(|s| s.is_known);
        let removed = gone.iter().map(|item| item.file.clone()).collect();
        let mut published = Published {
            removed,
            manifest_lost: old.is_lost,
            ..Published::default()
        };
        if is_same {
            published.unchanged = states.into_iter().map(|s| s.item.file).collect();
            return Ok((None, published));
        }
        let leaving: BTreeSet<&str> = gone.iter().map(|item| &*item.file).collect();
        let plan = || {
            let mut steps = Vec::new();
            let hindrance = settling(disk, &moves, 0, &leaving, &mut steps);
            let failure = |path| {
                Failure::new(code::OUTPUT_OBSTRUCTED)
                    .with("path", order.output.join(path).display())
            };
            hindrance.map_or(Ok(steps), |path| Err(failure(path)))
        };
        let mut steps = plan()?;
        if !(moves.is_empty() && gone.is_empty()) {
            let rows = interim(&gone, &states);
            disk.replace_by(&old.name, |file| {
                manifest::write(&rows, manifest::digest(&rows), file)
            })
            .map_err(failed)?;
        }
        let (first, last): (Vec<&str>, Vec<&str>) =
            leaving.iter().partition(|f| is_in_the_way(f, &moves));
        if !first.is_empty() {
            remove(disk, &first, &failed_at)?;
            steps = plan()?;
        }
        let settle = |path: &&str| {
            disk.settle(&format!("{STAGE}/{path}"), path)
                .map_err(|e| failed_at(path, &e))
        };
        steps.par_iter().try_for_each(settle)?;
        remove(disk, &last, &failed_at)?;
        // Moving a file changes the time of its entry; moving the folder that it is in does not.
        let moved: BTreeSet<&str> = steps.into_iter().collect();
        let stamp = |s: &State<'_>| match moved.contains(&*s.item.file) {
            // A file that somebody has changed since is none that is known.
            true => disk.stat(&s.item.file).filter(|found| found.is_of(s.stamp)),
            false => Some(s.stamp),
        };
        let stats = states.par_iter().map(stamp).collect();
        let rows: Vec<Row<'_>> = states
            .iter()
            .map(|s| Row {
                item: &s.item,
                is_pending: false,
            })
            .collect();
        let digest = manifest::digest(&rows);
        if old.digest != Some(digest) || !(moves.is_empty() && gone.is_empty()) {
            disk.replace_by(&old.name, |file| manifest::write(&rows, digest, file))
                .map_err(failed)?;
        }
        for state in states {
            let list = if state.is_staged {
                &mut published.written
            } else {
                &mut published.unchanged
            };
            list.push(state.item.file);
        }
        old.parts
            .iter()
            .try_for_each(|part| disk.remove(part))
            .map_err(failed)?;
        Ok((
            Some(Stats {
                manifest: digest,
                stats,
            }),
            published,
        ))
    }
}

/// Returns the state of a file that is left as it is; none when what is on disk is wrong.
fn kept<'a>(item: Item<'a>, old: &Item<'_>, found: Found) -> Option<State<'a>> {
    let is_known = item == *old;
    match found {
        Found::Known(stamp) => Some(State {
            item,
            stamp,
            is_staged: false,
            is_known,
        }),
        Found::Right(stamp) => Some(State {
            item,
            stamp,
            is_staged: false,
            is_known: false,
        }),
        Found::Wrong => None,
    }
}

/// The states to remember where they changed, and what was done.
type Done<'a> = (Option<Stats>, Published<'a>);

/// Finds the steps that move staged files into place: one for a whole folder that is not there yet.
///
/// `files` are in order and share their first `start` bytes, which name a folder that is there.
/// Those that are `leaving` are out of the way by then. Returns what is in the way, if anything is:
/// a file or a link where a folder is to be, a folder with other files where a file is to be.
fn settling<'a>(
    disk: &Disk,
    files: &[&'a str],
    start: usize,
    leaving: &BTreeSet<&str>,
    steps: &mut Vec<&'a str>,
) -> Option<&'a str> {
    let end = |file: &str| file[start..].find('/').map_or(file.len(), |i| start + i);
    files
        .chunk_by(|a, b| a[..end(a)] == b[..end(b)])
        .find_map(|group| {
            let path = &group[0][..end(group[0])];
            let is_file = path.len() == group[0].len();
            let is_free = match disk.kind(path) {
                Kind::Nothing => true,
                Kind::File => is_file || leaving.contains(path),
                Kind::Folder if is_file => disk.holds_only(path, leaving),
                Kind::Folder => return settling(disk, group, path.len() + 1, leaving, steps),
            };
            steps.push(path);
            (!is_free).then_some(path)
        })
}

/// Names all files, old and new, in order; those that are about to change as such.
fn interim<'a>(gone: &[&'a Item<'a>], states: &'a [State<'a>]) -> Vec<Row<'a>> {
    let states = states.iter().map(|s| Row {
        item: &s.item,
        is_pending: s.is_staged,
    });
    let mut rows: Vec<Row<'_>> = states
        .chain(gone.iter().map(|item| Row {
            item,
            is_pending: false,
        }))
        .collect();
    rows.sort_by(|a, b| a.item.file.cmp(&b.item.file));
    rows
}

/// Tells whether a file that left stands where a folder is to be, or in a folder where a file is to
/// be.
fn is_in_the_way(file: &str, moves: &[&str]) -> bool {
    let below = |inner: &str, outer: &str| {
        inner
            .strip_prefix(outer)
            .is_some_and(|rest| rest.starts_with('/'))
    };
    let at = moves.partition_point(|m| *m < file);
    let holds = moves
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|m| m.starts_with(file));
    let ancestors = file.match_indices('/').map(|(i, _)| &file[..i]);
    holds.into_iter().any(|m| below(m, file))
        || ancestors
            .into_iter()
            .any(|a| moves.binary_search(&a).is_ok())
}

/// Removes files, and the folders that they leave empty; never through a link, beyond which nothing
/// is ours.
fn remove(
    disk: &Disk,
    files: &[&str],
    failed: &dyn Fn(&str, &io::Error) -> Failure,
) -> Result<(), Failure> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        let mut above = file.match_indices('/').map(|(i, _)| &file[..i]);
        if above.all(|folder| {
            folders.contains(folder) || disk.kind(folder) == Kind::Folder && folders.insert(folder)
        }) {
            disk.remove(file).map_err(|e| failed(file, &e))?;
        }
    }
    for folder in folders.into_iter().rev() {
        disk.remove_if_empty(folder);
    }
    Ok(())
}

/// Keeps what was read of the site at `root` for the next run, where that is news. Failing at it is
/// no failure: the next run reads all files again.
pub fn keep(edition: &Edition, root: &Path) {
    let (folder, name) = cache::PATH.split_at(cache::PATH.rfind('/').unwrap_or_default());
    if edition.is_cache_stale
        && let Ok(disk) = Disk::open_own(&root.join(folder))
        && let Ok(Some(_lock)) = disk.lock()
    {
        disk.replace_by(name.trim_start_matches('/'), |file| {
            edition.write_cache(file)
        })
        .ok();
    }
}

/// Returns the file, beside the site, that remembers the states of the files in `output`.
pub fn record_of(root: &Path, output: &Path, shard: Option<Shard>) -> PathBuf {
    let name = Digest::of(output.as_os_str().as_encoded_bytes()).short(16);
    let shard = shard.map(|s| format!("-{s}")).unwrap_or_default();
    root.join(".dateline").join(format!("output-{name}{shard}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_into_place_is_a_new_folder_or_a_file() {
        let folder = std::env::temp_dir().join(format!("dateline-settling-{}", std::process::id()));
        let disk = Disk::open(&folder).unwrap();
        for file in ["index.html", "news/index.html", "old/x.html", "tags"] {
            disk.create(file).unwrap();
        }
        disk.make_folder("empty").unwrap();
        type Case<'a> = (&'a [&'a str], &'a [&'a str], Result<&'a [&'a str], &'a str>);
        let cases: [Case<'_>; 8] = [
            (
                &["about.html", "index.html"],
                &[],
                Ok(&["about.html", "index.html"]),
            ),
            (&["docs/a.html", "docs/b/c.html"], &[], Ok(&["docs"])),
            (
                &["news/2024/a.html", "news/index.html"],
                &[],
                Ok(&["news/2024", "news/index.html"]),
            ),
            (&["empty"], &[], Ok(&["empty"])),
            (&["old"], &[], Err("old")),
            (&["old"], &["old/x.html"], Ok(&["old"])),
            (&["news/a.html", "tags/a.html"], &[], Err("tags")),
            (&["tags/a.html"], &["tags"], Ok(&["tags"])),
        ];
        for (files, leaving, expected) in cases {
            let mut steps = Vec::new();
            let hindrance = settling(
                &disk,
                files,
                0,
                &leaving.iter().copied().collect(),
                &mut steps,
            );
            assert_eq!(hindrance.map_or(Ok(&*steps), Err), expected, "{files:?}");
        }
        disk.remove_all("").unwrap();
    }

    #[test]
    fn a_file_that_leaves_is_in_the_way_of_a_folder_or_below_a_file() {
        for (file, moves, expected) in [
            ("a", &["a/x"][..], true),
            ("a", &["a.html", "a/x"], true),
            ("a/b/c", &["a/b"], true),
            ("a", &["a"], false),
            ("a", &["ab/x"], false),
            ("a/b", &["a/c"], false),
        ] {
            assert_eq!(is_in_the_way(file, moves), expected, "{file} {moves:?}");
        }
    }
}
