//! The manifest: which files of the output are the site's, and what they were made from.
//!
//! It travels with the output and holds nothing of the machine, so that the same site gives the
//! same bytes. What the disk said of each file (its times) is kept apart, in [`Stats`], beside the
//! site: that only saves reading a file again to see if somebody changed it.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::{Deserialize, Serialize, Serializer};

use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::gallop;
use crate::base::name::fits;
use crate::source::{Size, Stamp};

/// Name of the manifest in the output folder.
pub const NAME: &str = ".dateline-manifest";

/// Names kind and version of its files.
pub const MARK: &envelope::Mark = b"dateline manif 4";
const STATS: &envelope::Mark = b"dateline stats 3";

/// One published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item<'a> {
    /// Path below the output folder, `/` between parts; of a million most are the addresses of the
    /// site, held once.
    pub file: Cow<'a, str>,
    /// Hash of what may have been read for it: while this is the same, so is the fingerprint.
    pub reads: u64,
    /// What is known of it; `None` while it is about to be written.
    pub drawn: Option<Drawn>,
}

/// What is known of a published file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// Hash of everything that it depends on.
    pub fingerprint: Digest,
    /// Hash of its bytes.
    pub content: Digest,
    /// Its size.
    pub size: Size,
}

/// Every published file, in order of path, and when it was published.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The clock of the build. It is no closer than a day, so that a site that did not change keeps
    /// its manifest all day.
    pub day: Day,
    /// The files.
    pub items: Vec<Item<'static>>,
}

/// A day by UTC, in days since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day(pub i64);

impl Day {
    /// Returns the day of a moment, in seconds since 1970.
    pub fn of(moment: i64) -> Day {
        Day(moment.div_euclid(SECONDS))
    }

    /// Returns the first moment after it, in seconds since 1970.
    pub fn end(self) -> i64 {
        self.0.saturating_add(1).saturating_mul(SECONDS)
    }

    /// Returns true if a clock lies more than a day before one of this day.
    pub fn is_long_after(self, other: Day) -> bool {
        self.0.saturating_sub(other.0) > 1
    }
}

const SECONDS: i64 = 24 * 60 * 60;

/// The state of every file of a manifest when it was known to be whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stats {
    /// Hash of the manifest that this belongs to.
    pub manifest: Digest,
    /// One for each item; `None` for a file that somebody has changed since.
    pub stats: Vec<Option<Stamp>>,
}

/// An item to be written into a manifest.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) item: &'a Item<'a>,
    /// Its file is about to change: it is named without what is known of it.
    pub(super) is_pending: bool,
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.is_pending {
            true => Item {
                file: (&*self.item.file).into(),
                drawn: None,
                ..*self.item
            }
            .serialize(serializer),
            false => self.item.serialize(serializer),
        }
    }
}

/// Returns the hash of the manifest of a day's items, which are in order of path.
pub(super) fn digest(day: Day, rows: &[Row<'_>]) -> Digest {
    // A tuple is written as a struct is.
    envelope::digest(&(day, rows))
}

/// Writes the manifest of a day's items, whose hash this is.
pub(super) fn write(
    day: Day,
    rows: &[Row<'_>],
    digest: Digest,
    file: &mut dyn Write,
) -> io::Result<()> {
    envelope::write(MARK, &(day, rows), digest, file)
}

impl Manifest {
    /// Puts the items of several manifests in order, the latest of which is of this day. Newer ones count more than older ones; of a
    /// file of which newer ones say different things nothing is known.
    pub fn of(day: Day, mut newer: Vec<Item<'static>>, older: Vec<Item<'static>>) -> Manifest {
        newer.sort_by(|a, b| a.file.cmp(&b.file));
        newer.dedup_by(|other, first| {
            let is_same_file = other.file == first.file;
            if is_same_file && other != first {
                first.drawn = None;
            }
            is_same_file
        });
        newer.extend(older);
        // Stable: the newer one of a file comes first.
        newer.sort_by(|a, b| a.file.cmp(&b.file));
        newer.dedup_by(|other, first| other.file == first.file);
        Manifest { day, items: newer }
    }

    /// Returns the place of a file, sought from `guess` on.
    pub fn find(&self, file: &str, guess: usize) -> Option<usize> {
        gallop::near(&self.items, guess, |item| (*item.file).cmp(file))
    }

    /// Reads a manifest; `None` for bytes that are not a whole one of this version.
    ///
    /// It comes with its hash.
    pub fn from_bytes(bytes: &[u8]) -> Option<(Manifest, Digest)> {
        let payload = envelope::open(MARK, bytes)?;
        let manifest: Manifest = postcard::from_bytes(payload).ok()?;
        let ordered = manifest.items.windows(2).all(|w| w[0].file < w[1].file);
        (ordered && manifest.items.iter().all(|i| is_inside(&i.file)))
            .then_some((manifest, Digest::of(payload)))
    }
}

impl Stats {
    /// Writes the states.
    pub fn to_bytes(&self) -> Vec<u8> {
        envelope::seal(STATS, self)
    }

    /// Reads states; `None` for bytes that are not whole ones of this version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Stats> {
        postcard::from_bytes(envelope::open(STATS, bytes)?).ok()
    }
}

/// Returns true if a path stays below the output folder, so that a forged manifest can remove
/// nothing else.
pub(super) fn is_inside(file: &str) -> bool {
    !file.is_empty()
        && !file.contains('\\')
        && file.split('/').all(|part| !matches!(part, "" | "." | ".."))
        && (!cfg!(windows) || fits(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(file: &'static str, print: u128) -> Item<'static> {
        let drawn = Drawn {
            fingerprint: Digest(print),
            content: Digest(print),
            size: Size::from(0),
        };
        Item {
            file: file.into(),
            reads: 0,
            drawn: Some(drawn),
        }
    }

    #[test]
    fn newer_items_count_more_and_what_they_contradict_is_unknown() {
        let newer = [("d", 4), ("b", 2), ("c", 3), ("c", 5), ("a", 1), ("a", 1)];
        let older = [("b", 9), ("c", 3), ("e", 6)];
        let [newer, older] =
            [&newer[..], &older].map(|list| list.iter().map(|(file, n)| item(file, *n)).collect());
        let unknown = Item {
            drawn: None,
            ..item("c", 0)
        };
        let expected = [
            item("a", 1),
            item("b", 2),
            unknown,
            item("d", 4),
            item("e", 6),
        ];
        assert_eq!(Manifest::of(Day(1), newer, older).items, expected);
    }

    #[test]
    fn a_clock_is_known_to_the_day() {
        let last = Day::of(10 * SECONDS + 5);
        assert_eq!((last, last.end()), (Day(10), 11 * SECONDS));
        for (now, expected) in [
            (10 * SECONDS, false),
            (9 * SECONDS, false),
            (9 * SECONDS - 1, true),
            (-1, true),
            (i64::MIN, true),
            (i64::MAX, false),
        ] {
            assert_eq!(last.is_long_after(Day::of(now)), expected, "{now}");
        }
    }

    #[test]
    fn a_forged_path_is_not_inside() {
        for file in ["a", "a/b.html", "a/..b", ".htaccess"] {
            assert!(is_inside(file), "{file}");
        }
        for file in ["", "/a", "a/", "a//b", "..", "a/../b", "./a", "a\\b"] {
            assert!(!is_inside(file), "{file}");
        }
    }
}
