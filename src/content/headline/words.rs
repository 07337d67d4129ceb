//! The list of words, as `build.rs` laid it out from `words.txt`.

/// `n: u32`, then `n` heads in order of character (see [`Word::of`]), then the blocks.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// How many bytes a head has: its character (16 bits), how often it occurs alone (8 bits), and
/// where its block starts (24 bits), or [`NO_BLOCK`].
const HEAD: usize = 6;

/// Stands for the place of a block that is not there.
const NO_BLOCK: u32 = 0x00ff_ffff;

/// The most characters that a word of the list has.
pub(super) const LONGEST: usize = 4;

/// What a character costs that occurs nearly never, or a word that does; each step less is twice
/// as often.
pub(super) const RARE: u32 = 24;

/// The words that start with one character.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// What the character costs alone.
    pub(super) alone: u32,
    /// Where the block starts.
    block: Option<usize>,
}

impl Words {
    /// Finds the words that start with a character.
    pub(super) fn of(first: char) -> Words {
        let none = Words {
            alone: RARE,
            block: None,
        };
        let Ok(wanted) = u16::try_from(u32::from(first)) else {
            return none;
        };
        let count = usize::from(number(0));
        let Some(at) = search(count, |i| number(2 + i * HEAD).cmp(&wanted)) else {
            return none;
        };
        let at = 2 + at * HEAD + 2;
        let place = u32::from_le_bytes([byte(at + 1), byte(at + 2), byte(at + 3), 0]);
        Words {
            alone: RARE - u32::from(byte(at)),
            block: (place != NO_BLOCK).then_some(place as usize),
        }
    }

    /// Returns what a word costs, given the characters after its first; none if the list lacks it.
    ///
    /// A block has the numbers of words of two, three and four characters (16 bits each), and then
    /// for each length the rest of every word in order (16 bits a character), and how often each
    /// occurs (4 bits).
    pub(super) fn cost(self, rest: &[u16]) -> Option<u32> {
        let block = self.block?;
        let mut at = block + 6;
        for length in 1..rest.len() {
            let count = usize::from(number(block + 2 * (length - 1)));
            at += count * 2 * length + count.div_ceil(2);
        }
        let count = usize::from(number(block + 2 * (rest.len() - 1)));
        let size = 2 * rest.len();
        let found = search(count, |i| {
            let own = (0..rest.len()).map(|k| number(at + i * size + 2 * k));
            own.cmp(rest.iter().copied())
        })?;
        let often = byte(at + count * size + found / 2) >> (4 * (found % 2)) & 0xf;
        Some(RARE - u32::from(often))
    }
}

fn byte(at: usize) -> u8 {
    TABLE.get(at).copied().unwrap_or_default()
}

fn number(at: usize) -> u16 {
    u16::from_le_bytes([byte(at), byte(at + 1)])
}

/// Finds the place of what is sought among `count` things in order.
fn search(count: usize, mut compare: impl FnMut(usize) -> std::cmp::Ordering) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = usize::midpoint(low, high);
        match compare(middle) {
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
            std::cmp::Ordering::Equal => return Some(middle),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{RARE, Words};

    fn cost(word: &str) -> Option<u32> {
        let mut chars = word.chars();
        let first = chars.next()?;
        let rest: Vec<u16> = chars
            .filter_map(|c| u16::try_from(u32::from(c)).ok())
            .collect();
        Words::of(first).cost(&rest)
    }

    #[test]
    fn words_of_the_list_are_found_with_their_frequency() {
        for word in ["城市", "图书馆", "人工智能", "台账", "一一", "高新区"] {
            assert!(cost(word).is_some(), "{word}");
        }
        for word in ["城湟", "图书雪", "人工市民", "雪州", "㐂子"] {
            assert_eq!(cost(word), None, "{word}");
        }
        assert!(cost("中国") < cost("中尉"));
        assert!(Words::of('的').alone < Words::of('湟').alone);
        assert_eq!(Words::of('A').alone, RARE);
    }
}
