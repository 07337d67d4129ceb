//! Publishing an edition: writes what changed, removes what left, touches nothing else.
//!
//! Everything new is first written beside the output, then moved into place file by file, so that
//! at any moment every published file is its old or its new version, and an error found while
//! drawing the last page leaves all of them old. A manifest is saved before the first move, naming
//! all files old and new, and a second one after the last: a run that was killed in between is
//! repaired by the next.

mod backwards;
mod commit;
mod derived;
mod disk;
mod draw;
pub mod manifest;
mod options;
pub mod pictures;
mod plan;
mod previous;
mod respell;
mod search;
mod settle;
pub mod shard;

use std::path::Path;

pub use self::commit::Published;
use self::disk::{Disk, LOCK, Lock, STAGE};
pub use self::disk::{create, overwrite, overwrite_own, rewrite, write_given};
use self::draw::Drawing;
pub use self::draw::Stop;
use self::manifest::Day;
pub use self::options::{Options, record_of};
use self::pictures::Store;
use self::previous::Previous;
use self::shard::Shard;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::edition::Edition;
use crate::edition::cache;
use crate::site::view::View;

/// Publishes an edition.
pub fn publish<'a>(edition: &'a Edition, options: Options<'_>) -> Result<Published<'a>, Stop> {
    let disk = Disk::open(options.output).map_err(|e| options.failure(&e))?;
    refuse_odd(&disk, options)?;
    let lock = disk.lock().map_err(|e| options.failure(&e))?;
    if let Lock::Taken = lock {
        return Err(Failure::new(code::OUTPUT_LOCKED)
            .with("path", options.output.display())
            .into());
    }
    // A run that was killed may have left one.
    disk.remove_all(STAGE).map_err(|e| options.failure(&e))?;
    let previous = Previous::read(&disk, options);
    let drawing = Drawing {
        edition,
        disk: &disk,
        previous: &previous,
        options,
    };
    let day = Day::of(edition.site.now());
    let allowed = backwards::refuse(edition, &previous, day, options).map_err(Stop::Failure);
    let drawn = allowed.and_then(|()| drawing.draw());
    let result = drawn.and_then(|states| {
        commit::commit(&disk, &previous, options, day, states).map_err(Stop::Failure)
    });
    disk.remove_all(STAGE).map_err(|e| options.failure(&e))?;
    if result.is_err() && previous.digest.is_none() && !previous.is_lost {
        // Leaves no trace of a first build that came to nothing.
        disk.remove(LOCK).ok();
        disk.remove_if_empty("");
    }
    let (stats, mut published) = result?;
    if options.shard.is_none() && Store::is_there(&edition.source) {
        let made = edition.routes.iter().filter_map(|(url, view)| match view {
            View::Picture(_) => Some(url.as_str()),
            _ => None,
        });
        Store::open(&edition.source).keep_only(made);
    }
    published.is_unlocked = matches!(lock, Lock::Unsupported);
    if let Some(stats) = stats {
        previous::remember(options.record, &stats);
    }
    drop(lock);
    Ok(published)
}

/// Refuses an output folder that has something else in the place of a file of the program's own:
/// to open a pipe means to wait for its other end.
fn refuse_odd(disk: &Disk, options: Options<'_>) -> Result<(), Failure> {
    for name in disk.names() {
        let is_own =
            [LOCK, manifest::NAME].contains(&&*name) || Shard::of_manifest(&name).is_some();
        if is_own && disk.is_odd(&name) {
            return Err(Failure::new(code::SPECIAL_OUTPUT_FILE)
                .with("path", options.output.join(name).display()));
        }
    }
    Ok(())
}

/// Keeps what was read of the site at `root` for the next run, if it differs from what is kept.
/// Failing at it is no failure: the next run reads all files again.
pub fn keep(edition: &Edition, root: &Path) {
    let (folder, name) = cache::PATH.split_at(cache::PATH.rfind('/').unwrap_or_default());
    if edition.is_cache_stale
        && let Ok(disk) = Disk::open_own(&root.join(folder))
        && let Ok(lock) = disk.lock()
        && !matches!(lock, Lock::Taken)
    {
        disk.replace_by(name.trim_start_matches('/'), |file| {
            edition.write_cache(file)
        })
        .ok();
        drop(lock);
    }
}
