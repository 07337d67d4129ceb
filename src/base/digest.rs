//! Hashes of content.

use std::fmt;

use serde::{Deserialize, Serialize};

/// 128-bit content hash (xxh3): for telling change, not for security.
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

/// Size of a file in bytes.
///
/// It is kept as its complement, which is never zero: so a stamp that may be missing takes no more
/// room than one that is there, and there are several for every file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub struct Size(NonZero<u64>);

impl From<u64> for Size {
    fn from(bytes: u64) -> Size {
        Size(NonZero::new(!bytes).unwrap_or(NonZero::<u64>::MIN))
    }
}

impl Size {
    /// Returns it as a number.
    pub fn bytes(self) -> u64 {
        !self.0.get()
    }
}

impl From<Size> for u64 {
    fn from(size: Size) -> u64 {
        size.bytes()
    }
}
