//! What earlier builds left in the output: which files are theirs, and whether these still are what
//! they were.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;

use super::Order;
use super::disk::Disk;
use super::manifest::{self, Item, Manifest, Stats};
use super::shard::Shard;
use crate::base::digest::Digest;
use crate::source::Stamp;

/// What an earlier build left.
pub(super) struct Old {
    /// Name of the manifest.
    pub(super) name: String,
    /// Other manifests, whose place the new one takes.
    pub(super) parts: Vec<String>,
    pub(super) manifest: Manifest,
    /// Hash of the manifest; none where there is none of this name, or it is not all.
    pub(super) digest: Option<Digest>,
    /// A manifest was there but could not be read, or one that belongs to others is missing.
    pub(super) is_lost: bool,
    /// The state of each item when it was known to be whole, and the stamp of the file that they
    /// are from.
    record: Option<(Vec<Option<Stamp>>, Stamp)>,
}

/// How a published file is found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    /// Just as it was left.
    Known(Stamp),
    /// With the right bytes, which had to be read to tell.
    Right(Stamp),
    /// Missing, or with other bytes.
    Wrong,
}

impl Old {
    /// Reads all manifests that lie in the output, and takes over what is this build's.
    ///
    /// A whole build takes over everything. A shard takes over the files that it holds of a whole
    /// site; in a folder of parts it takes over all that shards of another count left, so that a
    /// part whose count has changed keeps no file that another part now has, and leaves its own
    /// fellows alone.
    pub(super) fn read(disk: &Disk, order: Order<'_>) -> Old {
        let name = order
            .shard
            .map_or_else(|| manifest::NAME.to_owned(), Shard::manifest);
        let read_own = || disk.read(&name).map(|bytes| Manifest::from_bytes(&bytes));
        let (own, record) = rayon::join(read_own, || read_record(order.record));
        let mut is_lost = own.as_ref().is_some_and(Option::is_none);
        let (own, digest) = own.flatten().unzip();
        let names = disk.names();
        let is_whole = names.iter().any(|n| n == manifest::NAME);
        let shards: Vec<Shard> = names.iter().filter_map(|n| Shard::of_manifest(n)).collect();
        let others: Vec<String> = match order.shard {
            None => shards.iter().map(|s| s.manifest()).collect(),
            Some(_) if is_whole => vec![manifest::NAME.to_owned()],
            Some(own) => shards
                .iter()
                .filter(|s| s.count != own.count)
                .map(|s| s.manifest())
                .collect(),
        };
        if others.is_empty() {
            let record = record.filter(|(stats, _)| Some(stats.manifest) == digest);
            let record = record.map(|(stats, stamp)| (stats.stats, stamp));
            let manifest = own.unwrap_or_default();
            return Old {
                name,
                parts: others,
                manifest,
                digest,
                is_lost,
                record,
            };
        }
        let mut read = |name: &String| {
            let manifest = disk.read(name).as_deref().and_then(Manifest::from_bytes);
            is_lost |= manifest.is_none();
            manifest.map(|(manifest, _)| manifest.items)
        };
        let mut items: Vec<Item<'static>> = others.iter().filter_map(&mut read).flatten().collect();
        let own = own.unwrap_or_default().items;
        // A whole build takes the place of all parts: those that lie beside its manifest came after
        // it.
        let (newer, older, parts) = match order.shard {
            None => {
                // A part that is missing may have left files that nobody knows of.
                let fellows = |s: &Shard| shards.iter().filter(|o| o.count == s.count).count();
                is_lost |= shards.iter().any(|s| fellows(s) < s.count as usize);
                (items, own, others)
            }
            Some(shard) if is_whole => {
                items.retain(|item| shard.holds(&item.file));
                (own, items, Vec::new())
            }
            Some(shard) => {
                let fellows = shards
                    .iter()
                    .filter(|s| s.count == shard.count && **s != shard)
                    .map(|s| s.manifest());
                let fellows: Vec<String> = fellows.collect();
                let theirs: BTreeSet<Cow<'_, str>> = fellows
                    .iter()
                    .filter_map(&mut read)
                    .flatten()
                    .map(|item| item.file)
                    .collect();
                items.retain(|item| !theirs.contains(&item.file));
                items.extend(own);
                (items, Vec::new(), others)
            }
        };
        let manifest = Manifest::of(newer, older);
        Old {
            name,
            parts,
            manifest,
            digest: None,
            is_lost,
            record: None,
        }
    }

    /// Tells whether a file on disk still is what the manifest says.
    pub(super) fn found(&self, disk: &Disk, index: usize) -> Found {
        let item = &self.manifest.items[index];
        let Some(drawn) = item.drawn else {
            return Found::Wrong;
        };
        let Some(stat) = disk.stat(&item.file).filter(|s| s.size == drawn.size) else {
            return Found::Wrong;
        };
        let is_known = |(stats, record): &(Vec<Option<Stamp>>, Stamp)| {
            stats.get(index) == Some(&Some(stat)) && stat.is_settled(record.modified)
        };
        if self.record.as_ref().is_some_and(is_known) {
            return Found::Known(stat);
        }
        if disk.digest(&item.file) == Some(drawn.content) {
            Found::Right(stat)
        } else {
            Found::Wrong
        }
    }

    /// Saves the states of all files, where they are not those saved already. Failing at it is no
    /// failure: the next build reads the files instead.
    pub(super) fn remember(&self, record: &Path, stats: Option<Stats>) {
        let folder = record
            .parent()
            .and_then(|folder| Disk::open_own(folder).ok());
        if let (Some(stats), Some(disk), Some(name)) =
            (stats, folder, record.file_name().and_then(|n| n.to_str()))
        {
            disk.replace(name, &stats.to_bytes()).ok();
        }
    }
}

/// Reads the states of an output's files, and the stamp of the file that holds them.
fn read_record(record: &Path) -> Option<(Stats, Stamp)> {
    let folder = Disk::open_own(record.parent()?).ok()?;
    let name = record.file_name()?.to_str()?;
    Some((Stats::from_bytes(&folder.read(name)?)?, folder.stat(name)?))
}
