//! How a segment is cut into files: from the number of its articles and the size of their texts,
//! before any text is read.

use super::segment::{Kind, Segment};

/// Texts of the newest day in a file.
const DAY: u32 = 32;

/// Texts in a file, on average at least.
const TOGETHER: u64 = 4;

/// Texts in a file at most.
const MOST_TOGETHER: u32 = 64;

/// Bytes of texts whose lists fill a shard, as long as there are less than [`PLENTY`].
const SHARD: u64 = 8 * 1024;

/// Bytes of texts beyond which shards are twice as large, as there would be too many.
const PLENTY: u64 = 16 * 1024 * 1024;

/// Shards of the current month: the first article of a day puts all of the day before into them.
const MOST_OF_MONTH: u64 = 56;

/// How much fewer files there are where few are wanted.
const FEWER: u64 = 4;

/// A segment cut into files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The segment.
    pub id: String,
    /// It has an index besides the texts.
    pub has_index: bool,
    /// Numbers of a day.
    pub capacity: u32,
    /// Days that numbers are kept for.
    pub days: u32,
    /// Numbers of a file of texts, a power of two.
    pub span: u32,
    /// Number of shards.
    pub shards: u32,
    /// Articles in a piece of a long list, on average at least.
    pub piece: u32,
}

impl Layout {
    /// Cuts a segment whose days have so many numbers and whose texts so many bytes.
    pub fn new(segment: &Segment, capacity: u32, bytes: u64, has_few_files: bool) -> Layout {
        let days = u32::try_from((segment.to - segment.from).num_days() + 1).unwrap_or(1);
        let fewer = if has_few_files { FEWER } else { 1 };
        let count = segment.count as u64;
        let span = (u64::from(capacity) * u64::from(days) * TOGETHER * fewer).div_ceil(count);
        let most = MOST_TOGETHER * fewer as u32;
        let span = u32::try_from(span.next_power_of_two()).unwrap_or(most);
        let shards = match bytes.checked_sub(PLENTY) {
            Some(more) => PLENTY / (SHARD * fewer) + more / (2 * SHARD * fewer),
            None => bytes.div_ceil(SHARD * fewer),
        };
        let shards = if segment.kind == Kind::Month {
            shards.min(MOST_OF_MONTH)
        } else {
            shards
        };
        Layout {
            id: segment.id.clone(),
            has_index: segment.kind != Kind::Day,
            capacity,
            days,
            span: match segment.kind {
                Kind::Day => DAY,
                Kind::Month | Kind::Years => span.min(most),
            },
            shards: u32::try_from(shards.max(1)).unwrap_or(u32::MAX),
            piece: 4096 * fewer as u32,
        }
    }
}
