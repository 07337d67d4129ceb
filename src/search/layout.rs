//! How a segment is cut into files: from the number of its articles and the size of their texts,
//! before any text is read.

use super::segment::{Kind, Segment};

/// Texts of the newest day in a file.
const DAY: u32 = 32;

/// Texts in a file, on average and about.
const TOGETHER: u64 = 5;

/// Texts in a file at most.
const MOST_TOGETHER: u32 = 64;

/// How many bytes of texts fill a shard with their lists, up to so many bytes in all. The more there
/// are, the more of their strings are in lists already; and there would be too many files.
const SHARD: [(u64, u64); 3] = [
    (4 << 20, 5 * 1024),
    (16 << 20, 8 * 1024),
    (u64::MAX, 20 * 1024),
];

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
        let span = u32::try_from(nearest_power(span)).unwrap_or(most);
        let shards = shards_of(bytes) / fewer;
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

/// Returns how many shards the lists of so many bytes of texts fill.
fn shards_of(bytes: u64) -> u64 {
    let (mut shards, mut before) = (0, 0);
    for (up_to, each) in SHARD {
        shards += bytes.min(up_to).saturating_sub(before).div_ceil(each);
        before = up_to;
    }
    shards
}

/// Returns the power of two whose logarithm is nearest.
fn nearest_power(number: u64) -> u64 {
    let power = number.next_power_of_two();
    if 2 * number * number < power * power {
        power / 2
    } else {
        power
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_more_text_takes_a_shard_more_at_most() {
        let mut last = 0;
        for bytes in (0..64 << 20).step_by(4096) {
            let shards = shards_of(bytes);
            assert!(shards == last || shards == last + 1, "{bytes}");
            last = shards;
        }
    }

    #[test]
    fn powers_are_rounded_to_the_nearest() {
        let found = [1, 2, 3, 5, 6, 11, 12, 23].map(nearest_power);
        assert_eq!(found, [1, 2, 4, 4, 8, 8, 16, 32]);
    }
}
