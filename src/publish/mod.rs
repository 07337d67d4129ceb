//! Publishing an edition: writes what changed, removes what left, touches nothing else.
//!
//! Everything new is first written beside the output, then moved into place file by file, so that at
//! any moment every published file is its old or its new version, and an error found while drawing the
//! last page leaves all of them old. A manifest is saved before the first move, naming all files old and
//! new, and another after the last: a run that was killed in between is repaired by the next.

mod disk;
pub mod manifest;

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};

use rayon::prelude::*;

use self::disk::Disk;
pub use self::disk::{create, overwrite};
use self::manifest::{Item, Manifest, Stats};
use crate::diagnostic::{Diagnostic, Failure};
use crate::edition::Edition;
use crate::render::{Output, fingerprint, render};
use crate::route::View;
use crate::source::{Digest, Stamp};
use crate::url::Url;

/// Folder for what is being written, inside of the output so that a move never crosses a file system.
const STAGE: &str = ".dateline-new";

/// How many files one folder of the stage holds.
const STAGE_FOLDER: u32 = 4096;

/// After this many faulty pages no further ones are drawn: the fault is the template's.
const ENOUGH: usize = 20;

/// What a build did. Paths are those of files below the output folder, in order.
#[derive(Debug, Default)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: Vec<Box<str>>,
    /// Files that were right already and were not touched.
    pub unchanged: Vec<Box<str>>,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: Vec<Box<str>>,
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

/// Publishes an edition into `output`; `record` is the file, beside the site, that remembers the states of the output's files.
pub fn publish(edition: &Edition, output: &Path, record: &Path) -> Result<Published, Stop> {
    let failed = |e: io::Error| write_failure(output, &e);
    let disk = Disk::open(output).map_err(failed)?;
    let Some(_lock) = disk.lock().map_err(failed)? else {
        return Err(Failure::new("F0004").with("path", output.display()).into());
    };
    disk.remove_all(STAGE).map_err(failed)?;
    let (old, manifest_lost) = Old::read(&disk, record);
    let staged = AtomicU32::new(0);
    let stage = Stage { edition, disk: &disk, old: &old, staged: &staged, output };
    let result = stage.draw().and_then(|states| commit(&disk, &old, states).map_err(|e| failed(e).into()));
    disk.remove_all(STAGE).map_err(failed)?;
    let (mut published, manifest) = result?;
    published.manifest_lost = manifest_lost;
    remember(&disk, record, &manifest);
    Ok(published)
}

/// Words a failure to write.
fn write_failure(output: &Path, error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::StorageFull { "F0005" } else { "F0003" };
    Failure::io(code, output.display(), error)
}

/// What an earlier build left.
struct Old {
    manifest: Manifest,
    /// The state of each item when it was known to be whole; empty where nothing is known.
    stats: Vec<Stamp>,
    /// The stamp of the file that they are from.
    record: Stamp,
}

impl Old {
    fn read(disk: &Disk, record: &Path) -> (Old, bool) {
        let bytes = disk.read(manifest::NAME);
        let manifest = bytes.as_deref().and_then(Manifest::from_bytes);
        let lost = bytes.is_some() && manifest.is_none();
        let (stats, saved) = match Disk::open(record.parent().unwrap_or(Path::new("."))) {
            Ok(folder) => {
                let name = record.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let saved = folder.stat(&name).unwrap_or_default();
                (folder.read(&name).as_deref().and_then(Stats::from_bytes), saved)
            }
            Err(_) => (None, Stamp::default()),
        };
        let own = bytes.as_deref().map(Digest::of);
        let stats = stats.filter(|s| Some(s.manifest) == own).map(|s| s.stats).unwrap_or_default();
        (Old { manifest: manifest.unwrap_or_default(), stats, record: saved }, lost)
    }

    /// Tells whether a file on disk still is what the manifest says.
    fn is_whole(&self, disk: &Disk, index: usize) -> bool {
        let item = &self.manifest.items[index];
        let Some(stat) = disk.stat(&item.file).filter(|s| s.size == item.size) else { return false };
        let known = self.stats.get(index).is_some_and(|s| *s == stat && stat.is_settled(self.record));
        known || disk.digest(&item.file) == Some(item.content)
    }
}

/// One file of the site, before it is moved into place.
struct State {
    item: Item,
    /// Number of the staged file; none when what is on disk is right.
    staged: Option<u32>,
}

struct Stage<'a> {
    edition: &'a Edition,
    disk: &'a Disk,
    old: &'a Old,
    staged: &'a AtomicU32,
    output: &'a Path,
}

impl Stage<'_> {
    /// Draws every stale page, in parallel, and writes it beside the output.
    fn draw(&self) -> Result<Vec<State>, Stop> {
        self.disk.make_folder(STAGE).map_err(|e| write_failure(self.output, &e))?;
        let faults = AtomicUsize::new(0);
        let draw = |(url, view): &(Url, View)| {
            if faults.load(Ordering::Relaxed) >= ENOUGH {
                return Err(Stop::Problems(Vec::new()));
            }
            self.state(url, view).inspect_err(|_| {
                faults.fetch_add(1, Ordering::Relaxed);
            })
        };
        let drawn: Vec<Result<State, Stop>> = self.edition.routes.as_slice().par_iter().map(draw).collect();
        if faults.into_inner() == 0 {
            let mut states: Vec<State> = drawn.into_iter().filter_map(Result::ok).collect();
            states.sort_unstable_by(|a, b| a.item.file.cmp(&b.item.file));
            return Ok(states);
        }
        let mut problems = Vec::new();
        for stop in drawn.into_iter().filter_map(Result::err) {
            match stop {
                Stop::Problems(found) => problems.extend(found),
                failure @ Stop::Failure(_) => return Err(failure),
            }
        }
        problems.sort_by(|a, b| (&a.span, a.code, &a.args).cmp(&(&b.span, b.code, &b.args)));
        problems.dedup_by(|a, b| (&a.span, a.code, &a.args) == (&b.span, b.code, &b.args));
        Err(Stop::Problems(problems))
    }

    fn state(&self, url: &Url, view: &View) -> Result<State, Stop> {
        let reads = self.edition.reader().reads(view, self.edition.base);
        let file: Box<str> = url.file().into();
        let index = self.old.manifest.find(&file);
        let old = index.map(|i| &self.old.manifest.items[i]).filter(|i| i.fingerprint != Digest::default());
        let whole = || index.is_some_and(|i| self.old.is_whole(self.disk, i));
        let known = old.filter(|item| item.reads == reads);
        #[cfg(debug_assertions)]
        if let Some(item) = known {
            let page = self.edition.reader().page(view);
            assert_eq!(fingerprint(&page, self.edition.base), item.fingerprint, "{url} reads more than it says");
        }
        if let Some(item) = known.filter(|_| whole()) {
            return Ok(State { item: item.clone(), staged: None });
        }
        let page = self.edition.reader().page(view);
        let print = fingerprint(&page, self.edition.base);
        if let Some(item) = old.filter(|item| item.fingerprint == print && whole()) {
            return Ok(State { item: Item { reads, ..item.clone() }, staged: None });
        }
        let output = render(page, &self.edition.theme, &self.edition.source).map_err(|p| Stop::Problems(vec![p]))?;
        let (content, size) = match &output {
            Output::Bytes(bytes) => (Digest::of(bytes), bytes.len() as u64),
            Output::Copy(path, digest) => {
                (*digest, self.edition.site.attachments.get(path).map_or(0, |a| a.stamp.size))
            }
        };
        let item = Item { file, reads, fingerprint: print, content, size };
        if old.is_some_and(|old| old.content == content && whole()) {
            return Ok(State { item, staged: None });
        }
        let number = self.write(&output).map_err(|e| write_failure(self.output, &e))?;
        Ok(State { item, staged: Some(number) })
    }

    fn write(&self, output: &Output) -> io::Result<u32> {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let file = staged_file(number);
        if number.is_multiple_of(STAGE_FOLDER) {
            self.disk.make_folder(&staged_folder(number))?;
        }
        let write = || match output {
            Output::Bytes(bytes) => self.disk.write(&file, bytes),
            Output::Copy(path, _) => self.disk.copy(&self.edition.source, path, &file),
        };
        match write() {
            // Another thread makes the folder at this moment.
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                self.disk.make_folder(&staged_folder(number))?;
                write()?;
            }
            done => done?,
        }
        Ok(number)
    }
}

fn staged_folder(number: u32) -> String {
    format!("{STAGE}/{}", number / STAGE_FOLDER)
}

fn staged_file(number: u32) -> String {
    format!("{}/{number}", staged_folder(number))
}

/// Moves what was staged into place and removes what left.
fn commit(disk: &Disk, old: &Old, states: Vec<State>) -> io::Result<(Published, Manifest)> {
    let current = |file: &str| states.binary_search_by(|s| (*s.item.file).cmp(file)).is_ok();
    let gone: Vec<Box<str>> = old.manifest.items.iter().filter(|i| !current(&i.file)).map(|i| i.file.clone()).collect();
    let moves: Vec<(&str, u32)> = states.iter().filter_map(|s| Some((&*s.item.file, s.staged?))).collect();
    let manifest = Manifest { items: states.iter().map(|s| s.item.clone()).collect() };
    if !(moves.is_empty() && gone.is_empty()) {
        disk.replace(manifest::NAME, &interim(old, &states).to_bytes())?;
    }
    let (first, last): (Vec<&str>, Vec<&str>) = gone.iter().map(|f| &**f).partition(|f| is_in_the_way(f, &moves));
    remove(disk, &first)?;
    let folders: BTreeSet<&str> = moves.iter().filter_map(|(file, _)| Some(file.rsplit_once('/')?.0)).collect();
    folders.into_iter().try_for_each(|folder| disk.make_folder(folder))?;
    moves.par_iter().try_for_each(|(file, number)| disk.rename(&staged_file(*number), file))?;
    remove(disk, &last)?;
    if manifest != old.manifest || !(moves.is_empty() && gone.is_empty()) {
        disk.replace(manifest::NAME, &manifest.to_bytes())?;
    }
    let mut published = Published { removed: gone, ..Published::default() };
    for state in states {
        let list = if state.staged.is_some() { &mut published.written } else { &mut published.unchanged };
        list.push(state.item.file);
    }
    Ok((published, manifest))
}

/// Names all files, old and new, with no fingerprint for those that are about to change.
fn interim(old: &Old, states: &[State]) -> Manifest {
    let mut items: Vec<Item> = states
        .iter()
        .map(|s| match s.staged {
            Some(_) => Item { fingerprint: Digest::default(), content: Digest::default(), ..s.item.clone() },
            None => s.item.clone(),
        })
        .collect();
    let gone = |i: &&Item| states.binary_search_by(|s| s.item.file.cmp(&i.file)).is_err();
    items.extend(old.manifest.items.iter().filter(gone).cloned());
    items.sort_by(|a, b| a.file.cmp(&b.file));
    Manifest { items }
}

/// Tells whether a file that left stands where a folder is to be, or in a folder where a file is to be.
fn is_in_the_way(file: &str, moves: &[(&str, u32)]) -> bool {
    let below = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    let at = moves.partition_point(|(m, _)| *m < file);
    let holds = moves.get(at..).unwrap_or_default().iter().take_while(|(m, _)| m.starts_with(file));
    let ancestors = file.match_indices('/').map(|(i, _)| &file[..i]);
    holds.into_iter().any(|(m, _)| below(m, file))
        || ancestors.into_iter().any(|a| moves.binary_search_by(|(m, _)| (*m).cmp(a)).is_ok())
}

/// Removes files, and the folders that they leave empty.
fn remove(disk: &Disk, files: &[&str]) -> io::Result<()> {
    files.iter().try_for_each(|file| disk.remove(file))?;
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        folders.extend(file.match_indices('/').map(|(i, _)| &file[..i]));
    }
    for folder in folders.into_iter().rev() {
        disk.remove_if_empty(folder);
    }
    Ok(())
}

/// Saves the states of all files. Failing at it is no failure: the next build reads the files instead.
fn remember(disk: &Disk, record: &Path, manifest: &Manifest) {
    let stats = manifest.items.par_iter().map(|i| disk.stat(&i.file).unwrap_or_default()).collect();
    let stats = Stats { manifest: Digest::of(&manifest.to_bytes()), stats };
    overwrite(record, &stats.to_bytes()).ok();
}

/// Returns the file, beside the site, that remembers the states of the files in `output`.
pub fn record_of(root: &Path, output: &Path) -> PathBuf {
    let name = Digest::of(output.as_os_str().as_encoded_bytes()).short(16);
    root.join(".dateline").join(format!("output-{name}"))
}
