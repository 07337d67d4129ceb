//! The commit: what was staged moves into place, and what left is removed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rayon::prelude::*;

use super::backwards;
use super::disk::{Disk, Kind, STAGE};
use super::draw::State;
use super::manifest::{self, Day, Item, Row, Stats};
use super::options::Options;
use super::plan;
use super::previous::Previous;
use super::respell;
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::gallop;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::source::Stamp;

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
    /// The day of the last build, if the clock lies more than a day before it.
    pub last: Option<Date>,
    /// The disk knows no locks: a second build at the same time would not have been noticed.
    pub is_unlocked: bool,
}

/// Moves what was staged into place and removes what left; returns the states to remember, if they
/// changed, and what was done.
pub(super) fn commit<'a>(
    disk: &Disk,
    previous: &Previous,
    options: Options<'_>,
    day: Day,
    states: Vec<State<'a>>,
) -> Result<(Option<Stats>, Published<'a>), Failure> {
    let change = Change::new(disk, previous, options, day, &states);
    let mut published = Published {
        removed: change.gone.iter().map(|item| item.file.clone()).collect(),
        manifest_lost: previous.is_lost,
        last: backwards::last(previous, day),
        ..Published::default()
    };
    if change.is_none() {
        published.unchanged = states.into_iter().map(|s| s.item.file).collect();
        return Ok((None, published));
    }
    let moved = change.apply()?;
    let stats = change.record(&moved)?;
    for state in states {
        let list = if state.is_staged {
            &mut published.written
        } else {
            &mut published.unchanged
        };
        list.push(state.item.file);
    }
    Ok((Some(stats), published))
}

/// The changes of the output.
struct Change<'a, 'b> {
    disk: &'b Disk,
    previous: &'b Previous,
    options: Options<'b>,
    /// The clock.
    day: Day,
    states: &'b [State<'a>],
    /// Files of an earlier build that are no longer part of the site.
    gone: Vec<&'b Item<'static>>,
    /// Files to be moved into place, in order.
    moves: Vec<&'b str>,
}

impl<'a, 'b> Change<'a, 'b> {
    fn new(
        disk: &'b Disk,
        previous: &'b Previous,
        options: Options<'b>,
        day: Day,
        states: &'b [State<'a>],
    ) -> Change<'a, 'b> {
        let items = previous.manifest.items.iter().enumerate();
        let gone = items.filter(|(guess, item)| {
            gallop::near(states, *guess, |s| s.item.file.cmp(&item.file)).is_none()
        });
        let staged = states.iter().filter(|s| s.is_staged);
        Change {
            disk,
            previous,
            options,
            day,
            states,
            gone: gone.map(|(_, item)| item).collect(),
            moves: staged.map(|s| &*s.item.file).collect(),
        }
    }

    /// Returns true if the output, the manifest and what is remembered are right as they are.
    fn is_none(&self) -> bool {
        self.previous.digest.is_some()
            && self.previous.manifest.day == self.day
            && self.gone.is_empty()
            && self.states.iter().all(|s| s.is_known)
    }

    fn touches_files(&self) -> bool {
        !(self.moves.is_empty() && self.gone.is_empty())
    }

    /// Moves files into place and removes those that are gone; returns the steps of the moves.
    fn apply(&self) -> Result<BTreeSet<&'b str>, Failure> {
        let leaving: BTreeSet<&str> = self.gone.iter().map(|item| &*item.file).collect();
        // Before the first step it is known that no step is obstructed.
        let mut steps = self.plan(&leaving)?;
        if self.touches_files() {
            // If a run is killed, at any moment, the next one knows all files, old and new.
            let rows = self.interim();
            self.write_manifest(&rows, manifest::digest(self.day, &rows))?;
        }
        let (first, mut last): (Vec<&str>, Vec<&str>) = leaving
            .iter()
            .partition(|file| plan::is_in_the_way(file, &self.moves));
        if !first.is_empty() {
            self.remove(&first)?;
            // The folders that they left empty are gone with them, so that the steps may be others.
            steps = self.plan(&leaving)?;
        }
        steps.par_iter().try_for_each(|path| self.settle(path))?;
        for file in respell::find(self.disk, &last, self.states) {
            file.apply(self.disk);
            last.retain(|old| *old != file.old);
        }
        // Until its page is in its new place, an article stays at the old one.
        self.remove(&last)?;
        Ok(steps.into_iter().collect())
    }

    fn plan(&self, leaving: &BTreeSet<&str>) -> Result<Vec<&'b str>, Failure> {
        plan::steps(self.disk, &self.moves, leaving).map_err(|path| {
            Failure::new(code::OUTPUT_OBSTRUCTED)
                .with("path", self.options.output.join(path).display())
        })
    }

    fn settle(&self, path: &str) -> Result<(), Failure> {
        self.disk
            .settle(&format!("{STAGE}/{path}"), path)
            .map_err(|e| self.options.failure_at(path, &e))
    }

    /// Names all files, old and new, in order; those that are about to change as such.
    fn interim(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::with_capacity(self.states.len() + self.gone.len());
        for state in self.states {
            rows.push(Row {
                item: &state.item,
                is_pending: state.is_staged,
            });
        }
        for item in &self.gone {
            rows.push(Row {
                item,
                is_pending: false,
            });
        }
        rows.sort_by(|a, b| a.item.file.cmp(&b.item.file));
        rows
    }

    fn write_manifest(&self, rows: &[Row<'_>], digest: Digest) -> Result<(), Failure> {
        self.disk
            .replace_by(&self.previous.name, |file| {
                manifest::write(self.day, rows, digest, file)
            })
            .map_err(|e| self.options.failure(&e))
    }

    /// Removes files, and the folders that they leave empty; never through a link, beyond which
    /// nothing is ours.
    fn remove(&self, files: &[&str]) -> Result<(), Failure> {
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for file in files {
            if self.is_below_folders(file, &mut folders) {
                self.disk
                    .remove(file)
                    .map_err(|e| self.options.failure_at(file, &e))?;
            }
        }
        // A folder stands before those in it, which have to be empty first.
        for folder in folders.into_iter().rev() {
            self.disk.remove_if_empty(folder);
        }
        Ok(())
    }

    /// Returns true if all that is above a file are folders, and adds them to those known.
    fn is_below_folders<'f>(&self, file: &'f str, known: &mut BTreeSet<&'f str>) -> bool {
        for folder in plan::folders(file) {
            if !known.contains(folder) && self.disk.kind(folder) != Kind::Folder {
                return false;
            }
            known.insert(folder);
        }
        true
    }

    /// Writes the manifest of what is there now; returns the states to remember.
    fn record(&self, moved: &BTreeSet<&str>) -> Result<Stats, Failure> {
        let stats = self.states.par_iter().map(|s| self.stamp(s, moved));
        let stats = stats.collect();
        let rows = self.states.iter().map(|s| Row {
            item: &s.item,
            is_pending: false,
        });
        let rows: Vec<Row<'_>> = rows.collect();
        let digest = manifest::digest(self.day, &rows);
        if self.previous.digest != Some(digest) || self.touches_files() {
            self.write_manifest(&rows, digest)?;
        }
        // Their files are in the new manifest, so they go last.
        for part in &self.previous.parts {
            self.disk
                .remove(part)
                .map_err(|e| self.options.failure(&e))?;
        }
        Ok(Stats {
            manifest: digest,
            stats,
        })
    }

    /// Returns what the disk says of a file in its place; `None` if somebody has changed it since.
    fn stamp(&self, state: &State<'_>, moved: &BTreeSet<&str>) -> Option<Stamp> {
        // Moving a file changes the time of its entry; moving the folder that it is in does not.
        if !moved.contains(&*state.item.file) {
            return Some(state.stamp);
        }
        self.disk
            .stat(&state.item.file)
            .filter(|found| found.is_of(state.stamp))
    }
}
