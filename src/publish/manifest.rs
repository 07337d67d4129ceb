//! The manifest: which files of the output are the site's, and what they were made from.
//!
//! It travels with the output and holds nothing of the machine, so that the same site gives the same
//! bytes. What the disk said of each file (its times) is kept apart, in [`Stats`], beside the site: that
//! only saves reading a file again to see whether somebody changed it.

use serde::{Deserialize, Serialize};

use crate::source::Digest;

/// Name of the manifest in the output folder.
pub const NAME: &str = ".dateline-manifest";

const MANIFEST: &[u8; 16] = b"dateline manif 1";
const STATS: &[u8; 16] = b"dateline stats 1";

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Path below the output folder, `/` between parts.
    pub file: Box<str>,
    /// Hash of everything that it depends on; zero while it is about to be written.
    pub fingerprint: Digest,
    /// Hash of its bytes.
    pub content: Digest,
    /// Its size in bytes.
    pub size: u64,
}

/// Every published file, in order of path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The files.
    pub items: Vec<Item>,
}

/// What the disk says of a file: it changes whenever the file does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Size in bytes.
    pub size: u64,
    /// Last change of its bytes, in nanoseconds since 1970.
    pub modified: i64,
    /// Last change of its entry, in nanoseconds since 1970; 0 where the system does not tell.
    pub changed: i64,
}

/// The state of every file of a manifest when it was known to be whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Hash of the manifest's bytes that this belongs to.
    pub manifest: Digest,
    /// One for each item.
    pub stats: Vec<Stat>,
}

impl Manifest {
    /// Finds a file.
    pub fn find(&self, file: &str) -> Option<usize> {
        self.items.binary_search_by(|item| (*item.file).cmp(file)).ok()
    }

    /// Writes the manifest.
    pub fn to_bytes(&self) -> Vec<u8> {
        seal(MANIFEST, self)
    }

    /// Reads a manifest; `None` for bytes that are not a whole one of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Manifest> {
        let manifest: Manifest = unseal(MANIFEST, bytes)?;
        let ordered = manifest.items.windows(2).all(|w| w[0].file < w[1].file);
        (ordered && manifest.items.iter().all(|i| is_inside(&i.file))).then_some(manifest)
    }
}

impl Stats {
    /// Writes the states.
    pub fn to_bytes(&self) -> Vec<u8> {
        seal(STATS, self)
    }

    /// Reads states; `None` for bytes that are not whole ones of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Stats> {
        unseal(STATS, bytes)
    }
}

/// Tells whether a path stays below the output folder, so that a forged manifest can remove nothing else.
fn is_inside(file: &str) -> bool {
    !file.is_empty() && !file.contains('\\') && file.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

/// Puts a mark and a hash before a value, so that a foreign or a torn file is never taken for a whole one.
fn seal(mark: &[u8; 16], value: &impl Serialize) -> Vec<u8> {
    let payload = postcard::to_stdvec(value).unwrap_or_default();
    let mut bytes = mark.to_vec();
    bytes.extend(Digest::of(&payload).0.to_le_bytes());
    bytes.extend(payload);
    bytes
}

fn unseal<T: for<'de> Deserialize<'de>>(mark: &[u8; 16], bytes: &[u8]) -> Option<T> {
    let rest = bytes.strip_prefix(mark)?;
    let (hash, payload) = rest.split_at_checked(16)?;
    if Digest::of(payload).0.to_le_bytes() != hash {
        return None;
    }
    postcard::from_bytes(payload).ok()
}
