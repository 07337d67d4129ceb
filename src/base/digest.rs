//! Hashes of content.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 128-bit content hash (xxh3): shows change, and is no protection from forgery.
///
/// Packed to the alignment of its neighbours: there are two in every document.
#[repr(C, packed(8))]
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub u128);

impl Digest {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// Returns the first `n` hex digits, for file names.
    pub fn short(self, n: usize) -> String {
        let mut hex = format!("{:032x}", { self.0 });
        hex.truncate(n);
        hex
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", { self.0 })
    }
}
