//! What earlier builds left in the output: which files are theirs, and whether these still are what
//! they were.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::disk::Disk;
use super::manifest::{self, Day, Item, Manifest, Stats};
use super::options::Options;
use super::shard::Shard;
use crate::base::digest::Digest;
use crate::source::Stamp;

/// What an earlier build left.
pub(super) struct Previous {
    /// Name of the manifest.
    pub(super) name: String,
    /// Other manifests, whose place the new one takes.
    pub(super) parts: Vec<String>,
    pub(super) manifest: Manifest,
    /// Hash of the manifest; `None` if there is none of this name, or it is not all.
    pub(super) digest: Option<Digest>,
    /// A manifest was there but could not be read, or one that belongs to others is missing.
    pub(super) is_lost: bool,
    /// The state of each item when it was known to be whole, and the stamp of the file that they
    /// are from.
    record: Option<(Vec<Option<Stamp>>, Stamp)>,
}

/// A published file that is on disk with the right bytes.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) stamp: Stamp,
    /// It is just as it was left; if not, its bytes had to be read.
    pub(super) is_known: bool,
}

impl Previous {
    /// Reads all manifests that lie in the output, and takes over what is this build's.
    ///
    /// A whole build takes over everything. A shard takes over the files that it holds of a whole
    /// site. In a folder of parts it takes over all that shards of a different count left, so that
    /// a part whose count has changed keeps no file that a different part now has, and leaves the
    /// other parts of its own count alone.
    pub(super) fn read(disk: &Disk, options: Options<'_>) -> Previous {
        let name = options
            .shard
            .map_or_else(|| manifest::NAME.to_owned(), Shard::manifest);
        let (own, record) = rayon::join(
            || disk.read(&name).map(|bytes| Manifest::from_bytes(&bytes)),
            || read_record(options.record),
        );
        let mut manifests = Manifests::of(disk);
        manifests.is_lost = own.as_ref().is_some_and(Option::is_none);
        let (own, digest) = own.flatten().unzip();
        let own: Manifest = own.unwrap_or_default();
        manifests.day = own.day;
        let others = manifests.others(options.shard);
        if others.is_empty() {
            let record = record.filter(|(stats, _)| Some(stats.manifest) == digest);
            return Previous {
                name,
                parts: others,
                manifest: own,
                digest,
                is_lost: manifests.is_lost,
                record: record.map(|(stats, stamp)| (stats.stats, stamp)),
            };
        }
        let manifest = manifests.take_over(options.shard, own.items, &others);
        // The manifest of a whole site stays, since it has the files of all other parts as well.
        let is_part_of_whole = options.shard.is_some() && manifests.is_whole;
        Previous {
            name,
            parts: if is_part_of_whole { Vec::new() } else { others },
            manifest,
            digest: None,
            is_lost: manifests.is_lost,
            record: None,
        }
    }

    /// Returns what is on disk of a file of the manifest; `None` if it is missing or has different
    /// bytes.
    pub(super) fn found(&self, disk: &Disk, index: usize) -> Option<Found> {
        let item = &self.manifest.items[index];
        let drawn = item.drawn?;
        let stamp = disk.stat(&item.file).filter(|s| s.size == drawn.size)?;
        let is_known = self.record.as_ref().is_some_and(|(stats, record)| {
            stats.get(index) == Some(&Some(stamp)) && stamp.is_settled(record.modified)
        });
        let is_right = is_known || disk.digest(&item.file) == Some(drawn.content);
        is_right.then_some(Found { stamp, is_known })
    }
}

/// The manifests in an output folder.
struct Manifests<'d> {
    disk: &'d Disk,
    /// There is one of a whole site.
    is_whole: bool,
    /// Those that there are one of.
    shards: Vec<Shard>,
    /// The latest day of those that were read.
    day: Day,
    /// One could not be read, or is missing.
    is_lost: bool,
}

impl Manifests<'_> {
    fn of(disk: &Disk) -> Manifests<'_> {
        let names = disk.names();
        Manifests {
            disk,
            is_whole: names.iter().any(|n| n == manifest::NAME),
            shards: names.iter().filter_map(|n| Shard::of_manifest(n)).collect(),
            day: Day::default(),
            is_lost: false,
        }
    }

    /// Returns the names of those that a build takes over, besides its own.
    fn others(&self, shard: Option<Shard>) -> Vec<String> {
        let shards = self.shards.iter().copied();
        match shard {
            None => shards.map(Shard::manifest).collect(),
            Some(_) if self.is_whole => vec![manifest::NAME.to_owned()],
            Some(own) => shards
                .filter(|s| s.count != own.count)
                .map(Shard::manifest)
                .collect(),
        }
    }

    /// Returns the parts that belong together with this one, itself included.
    fn fellows(&self, shard: Shard) -> impl Iterator<Item = Shard> {
        let shards = self.shards.iter().copied();
        shards.filter(move |s| s.count == shard.count)
    }

    /// Reads the files that a manifest names.
    fn items(&mut self, name: &str) -> Vec<Item<'static>> {
        let bytes = self.disk.read(name);
        let Some((manifest, _)) = bytes.as_deref().and_then(Manifest::from_bytes) else {
            self.is_lost = true;
            return Vec::new();
        };
        self.day = self.day.max(manifest.day);
        manifest.items
    }

    /// Returns one manifest of a build's own items and those that it takes over.
    fn take_over(
        &mut self,
        shard: Option<Shard>,
        own: Vec<Item<'static>>,
        others: &[String],
    ) -> Manifest {
        let mut items = Vec::new();
        for name in others {
            items.extend(self.items(name));
        }
        match shard {
            None => {
                // A part that is missing may have left files that nobody knows of.
                let mut shards = self.shards.iter();
                self.is_lost |= shards.any(|s| self.fellows(*s).count() < s.count as usize);
                // A whole build takes the place of all parts: those that lie beside its manifest
                // came after it.
                Manifest::of(self.day, items, own)
            }
            Some(shard) if self.is_whole => {
                items.retain(|item| shard.holds(&item.file));
                Manifest::of(self.day, own, items)
            }
            Some(shard) => {
                let fellows: Vec<Shard> = self.fellows(shard).filter(|s| *s != shard).collect();
                let mut theirs: BTreeSet<Cow<'_, str>> = BTreeSet::new();
                for fellow in fellows {
                    theirs.extend(self.items(&fellow.manifest()).into_iter().map(|i| i.file));
                }
                items.retain(|item| !theirs.contains(&item.file));
                items.extend(own);
                Manifest::of(self.day, items, Vec::new())
            }
        }
    }
}

/// Reads the states of an output's files, and the stamp of the file that holds them.
fn read_record(record: &Path) -> Option<(Stats, Stamp)> {
    let folder = Disk::open_own(record.parent()?).ok()?;
    let name = record.file_name()?.to_str()?;
    Some((Stats::from_bytes(&folder.read(name)?)?, folder.stat(name)?))
}

/// Saves the states of an output's files. Failing at it is no failure: the next build reads the
/// files instead.
pub(super) fn remember(record: &Path, stats: &Stats) {
    if let Some(folder) = record.parent()
        && let Some(name) = record.file_name().and_then(|n| n.to_str())
        && let Ok(disk) = Disk::open_own(folder)
    {
        disk.replace(name, &stats.to_bytes()).ok();
    }
}
