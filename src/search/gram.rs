//! Grams: the strings of one, two or three characters that lists are kept of.

use super::FOREIGN;

/// A gram in one number, in order of length and then of its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gram(pub(super) u64);

/// Bits of a gram.
pub(super) const BITS: u32 = 44;

/// Bits of a character, and of one of three.
const WIDE: u32 = 21;
const NARROW: u32 = 14;

const KIND: u32 = 42;

impl Gram {
    pub(super) fn single(c: char) -> Gram {
        Gram(u64::from(u32::from(c)))
    }

    pub(super) fn pair(a: char, b: char) -> Gram {
        Gram(1 << KIND | u64::from(u32::from(a)) << WIDE | u64::from(u32::from(b)))
    }

    /// Makes the gram of three characters; none if one of them is not a foreign one.
    pub(super) fn triple(chars: [char; 3]) -> Option<Gram> {
        if chars.iter().any(|c| *c >= FOREIGN) {
            return None;
        }
        let [a, b, c] = chars.map(|c| u64::from(u32::from(c)));
        Some(Gram(2 << KIND | a << (2 * NARROW) | b << NARROW | c))
    }

    pub(super) fn is_single(self) -> bool {
        self.0 >> KIND == 0
    }

    pub(super) fn is_pair(self) -> bool {
        self.0 >> KIND == 1
    }

    /// Returns its characters.
    pub(super) fn chars(self) -> impl Iterator<Item = char> {
        let (count, width) = match self.0 >> KIND {
            0 => (1, WIDE),
            1 => (2, WIDE),
            _ => (3, NARROW),
        };
        (0..count).rev().filter_map(move |at| {
            let letter = self.0 >> (at * width) & ((1 << width) - 1);
            char::from_u32(letter as u32)
        })
    }

    /// Returns its characters as the name of a file has them.
    pub(super) fn hex(self) -> String {
        let hex: Vec<String> = self
            .chars()
            .map(|c| format!("{:x}", u32::from(c)))
            .collect();
        hex.join("_")
    }
}

/// The hash by which grams fall into shards: FNV-1a over UTF-16 units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hash(u32);

impl Hash {
    pub(super) const START: Hash = Hash(0x811c_9dc5);

    /// Returns the hash of a text with one character more.
    pub(super) fn and(self, c: char) -> Hash {
        let mut hash = self.0;
        for unit in c.encode_utf16(&mut [0; 2]) {
            hash = (hash ^ u32::from(*unit)).wrapping_mul(0x0100_0193);
        }
        Hash(hash)
    }

    /// Returns the shard, of so many.
    pub(super) fn shard(self, shards: u32) -> u32 {
        let hash = self.0 ^ self.0 >> 15;
        let power = shards.next_power_of_two();
        match hash & (power - 1) {
            shard if shard < shards => shard,
            _ => hash & (power / 2 - 1),
        }
    }
}

/// Returns the class of a character that follows a gram, of eight.
pub(super) fn class(c: char) -> u64 {
    u64::from(u32::from(c).wrapping_mul(0x9e37_79b1) >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gram_is_its_characters() {
        for text in ["甲", "甲乙", "𠀀z", "a1é"] {
            let chars: Vec<char> = text.chars().collect();
            let gram = match chars[..] {
                [a] => Gram::single(a),
                [a, b] => Gram::pair(a, b),
                _ => Gram::triple([chars[0], chars[1], chars[2]]).unwrap(),
            };
            assert_eq!(gram.chars().collect::<String>(), text);
            assert!(gram.0 >> BITS == 0);
        }
        assert_eq!(Gram::triple(['a', 'b', '甲']), None);
        assert_eq!(Gram::pair('a', '甲').hex(), "61_7532");
    }

    #[test]
    fn one_shard_more_moves_grams_of_one_other_only() {
        for shards in 1..70u32 {
            let mut from = std::collections::BTreeSet::new();
            for n in 0..2000u32 {
                let hash = Hash::START.and(char::from_u32(0x4e00 + n).unwrap());
                let (before, after) = (hash.shard(shards), hash.shard(shards + 1));
                if before != after {
                    assert_eq!(after, shards);
                    from.insert(before);
                }
            }
            assert!(from.len() <= 1, "{shards}: {from:?}");
        }
    }
}
