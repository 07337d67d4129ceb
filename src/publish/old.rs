//! What earlier builds left in the output: which files are theirs, and whether these still are what they were.

use std::path::Path;

use super::disk::Disk;
use super::manifest::{self, Manifest, Stats};
use super::shard::Shard;
use super::{Order, overwrite};
use crate::source::{Digest, Stamp};

/// What an earlier build left.
pub(super) struct Old {
    /// Name of the manifest.
    pub(super) name: String,
    /// Manifests of shards that were put together in this folder; the new one takes their place.
    pub(super) parts: Vec<String>,
    pub(super) manifest: Manifest,
    /// Hash of the manifest; none where there is no manifest.
    pub(super) digest: Option<Digest>,
    /// A manifest was there but could not be read.
    pub(super) is_lost: bool,
    /// The state of each item when it was known to be whole; empty where nothing is known.
    stats: Vec<Stamp>,
    /// The stamp of the file that they are from.
    record: Stamp,
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
    pub(super) fn read(disk: &Disk, order: Order<'_>) -> Old {
        let name = order.shard.map_or_else(|| manifest::NAME.to_owned(), Shard::manifest);
        let bytes = disk.read(&name);
        let manifest = bytes.as_deref().and_then(Manifest::from_bytes);
        let is_lost = bytes.is_some() && manifest.is_none();
        let (manifest, own) = manifest.unzip();
        let (stats, record) = read_record(order.record).unwrap_or_default();
        let stats = if Some(stats.manifest) == own { stats.stats } else { Vec::new() };
        let joined = if bytes.is_none() && order.shard.is_none() { joined(disk) } else { None };
        let (parts, joined) = joined.unzip();
        Old {
            name,
            parts: parts.unwrap_or_default(),
            manifest: manifest.or(joined).unwrap_or_default(),
            digest: own,
            is_lost,
            stats,
            record,
        }
    }

    /// Tells whether a file on disk still is what the manifest says.
    pub(super) fn found(&self, disk: &Disk, index: usize) -> Found {
        let item = &self.manifest.items[index];
        let Some(stat) = disk.stat(&item.file).filter(|s| s.size == item.size) else { return Found::Wrong };
        if self.stats.get(index).is_some_and(|s| *s == stat && stat.is_settled(self.record)) {
            return Found::Known(stat);
        }
        if disk.digest(&item.file) == Some(item.content) { Found::Right(stat) } else { Found::Wrong }
    }

    /// Saves the states of all files, where they are not those saved already. Failing at it is no failure:
    /// the next build reads the files instead.
    pub(super) fn remember(&self, record: &Path, stats: Option<Stats>) {
        if let Some(stats) = stats {
            overwrite(record, &stats.to_bytes()).ok();
        }
    }
}

/// Reads the states of an output's files, and the stamp of the file that holds them.
fn read_record(record: &Path) -> Option<(Stats, Stamp)> {
    let folder = Disk::open(record.parent()?).ok()?;
    let name = record.file_name()?.to_str()?;
    Some((Stats::from_bytes(&folder.read(name)?)?, folder.stat(name)?))
}

/// Puts the manifests of a full set of shards together, where one lies in the output.
fn joined(disk: &Disk) -> Option<(Vec<String>, Manifest)> {
    let shards =
        disk.names().into_iter().filter_map(|n| n.strip_prefix(manifest::NAME)?.strip_prefix('-')?.parse().ok());
    let count = shards.map(|s: Shard| s.count).max()?;
    let names: Vec<String> = (1..=count).filter_map(|i| Some(Shard::new(i, count)?.manifest())).collect();
    let mut items = Vec::new();
    for name in &names {
        items.extend(Manifest::from_bytes(&disk.read(name)?)?.0.items);
    }
    items.sort_by(|a, b| a.file.cmp(&b.file));
    items.dedup_by(|a, b| a.file == b.file);
    Some((names, Manifest { items }))
}
