//! What the disk says of a file, to see if it has changed.

use std::fmt;
use std::fs::Metadata;
use std::num::NonZero;

use serde::{Deserialize, Serialize};

/// Size of a file in bytes.
///
/// It is kept as its complement, which is never zero: so a stamp that may be missing takes no more
/// room than one that is there, and there are several for every file.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub struct Size(NonZero<u64>);

impl fmt::Debug for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.bytes())
    }
}

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

/// What the disk says of a file: it changes whenever the file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size.
    pub size: Size,
    /// Last change of its bytes, in nanoseconds since 1970.
    pub modified: i64,
    /// Last change of its entry, in nanoseconds since 1970; 0 if the system does not say.
    pub changed: i64,
    /// Which file it is, since a different one in its place may have the same size and times; 0 if
    /// the system does not say.
    pub inode: u64,
}

/// How long before a moment a file must have changed last, in nanoseconds, so that a change after
/// the moment is sure to show in its times: they go forward in ticks. git takes the same care of
/// its index.
const TICK: i64 = 50_000_000;

/// The same if the disk keeps whole seconds, or every other one (FAT).
const COARSE_TICK: i64 = 2_000_000_000;

impl Stamp {
    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(unix)]
    pub fn of(metadata: &Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        metadata.is_file().then(|| Stamp {
            size: metadata.len().into(),
            modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        })
    }

    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(not(unix))]
    pub fn of(metadata: &Metadata) -> Option<Stamp> {
        let modified = metadata.modified().ok()?;
        // A file may be older than 1970, by a clock that was wrong.
        let since = modified
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let modified = i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
        metadata.is_file().then(|| Stamp {
            size: metadata.len().into(),
            modified,
            changed: 0,
            inode: 0,
        })
    }

    /// Returns true if the file can be the one that had the stamp `earlier`, moved and not written
    /// since.
    pub fn is_of(self, earlier: Stamp) -> bool {
        Stamp {
            changed: earlier.changed,
            ..self
        } == earlier
    }

    /// Returns true if a file that has this stamp now is as it was when it was read, not before
    /// `since`, in nanoseconds since 1970.
    pub fn is_settled(self, since: i64) -> bool {
        let newest = self.modified.max(self.changed);
        let tick = if newest % 1_000_000_000 == 0 {
            COARSE_TICK
        } else {
            TICK
        };
        newest < since.saturating_sub(tick)
    }
}

/// Returns a time in nanoseconds since 1970.
#[cfg(unix)]
fn nanoseconds(seconds: i64, rest: i64) -> i64 {
    seconds.saturating_mul(1_000_000_000).saturating_add(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_settled_when_no_later_change_can_have_it() {
        const SECOND: i64 = 1_000_000_000;
        let at = |time: i64| Stamp {
            size: 1.into(),
            modified: time,
            changed: time,
            inode: 1,
        };
        let read = 100 * SECOND;
        assert!(at(read - TICK - 1).is_settled(read));
        assert!(!at(read - TICK).is_settled(read));
        // A disk that keeps whole seconds says 99 of a change at 99.9, and of one at 100.1 if it
        // keeps every other.
        assert!(!at(99 * SECOND).is_settled(read));
        assert!(!at(98 * SECOND).is_settled(read));
        assert!(at(97 * SECOND).is_settled(read));
    }
}
