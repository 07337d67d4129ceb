//! Shards: a part of a site's files, so that several machines can build one site.

use std::fmt;
use std::str::FromStr;

use super::manifest::NAME;
use crate::base::digest::Digest;

/// One of several parts of a site; every file belongs to exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which, from 1.
    pub index: u32,
    /// Of how many.
    pub count: u32,
}

impl Shard {
    /// Makes a shard; `None` unless 1 ≤ `index` ≤ `count`.
    pub fn new(index: u32, count: u32) -> Option<Shard> {
        (1 <= index && index <= count).then_some(Shard { index, count })
    }

    /// Returns true if a file belongs to this part, which depends on its path and the count alone.
    ///
    /// The files of a segment of the search index are made together, so they belong together.
    pub fn holds(self, file: &str) -> bool {
        let segment = file.strip_prefix("search/").and_then(|name| name.find('/'));
        let file = segment.map_or(file, |at| &file[..at + "search/".len()]);
        let part = Digest::of(file.as_bytes()).0 % u128::from(self.count);
        part + 1 == u128::from(self.index)
    }

    /// Returns the part whose manifest has this name.
    pub fn of_manifest(name: &str) -> Option<Shard> {
        let shard: Shard = name.strip_prefix(NAME)?.strip_prefix('-')?.parse().ok()?;
        (shard.manifest() == name).then_some(shard)
    }

    /// Names the manifest of this part. Each part has its own, so that all can lie in one folder.
    pub fn manifest(self) -> String {
        format!("{NAME}-{self}")
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-of-{}", self.index, self.count)
    }
}

impl FromStr for Shard {
    type Err = ();

    /// Reads `2/3`, as `--shard` has it, or `2-of-3`, as manifests are named.
    fn from_str(text: &str) -> Result<Shard, ()> {
        let (index, count) = text
            .split_once('/')
            .or_else(|| text.split_once("-of-"))
            .ok_or(())?;
        let index = index.parse().map_err(|_| ())?;
        let count = count.parse().map_err(|_| ())?;
        Shard::new(index, count).ok_or(())
    }
}
