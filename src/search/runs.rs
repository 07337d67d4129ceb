//! Runs: the lists of some neighbouring articles, sorted and short, until those of all are joined.
//!
//! A run is cut by groups of shards, so that a group can be joined alone. For each gram it holds,
//! as numbers of variable length, the distance from the gram before, how many articles follow, and
//! for each of these the distance from the one before and, but for single characters, its mask.

use std::collections::BTreeMap;

use super::gram::{BITS, Gram};
use super::list::Posting;

/// Articles of a run at most: their places in it take as many bits as there are for them.
pub(super) const MOST: usize = 1 << PLACE;

/// Bits of a place, and of the class of the next character or [`NONE`].
const PLACE: u32 = 12;
const CLASS: u32 = 4;

/// No character follows.
const NONE: u64 = 8;

const _: () = assert!(BITS + PLACE + CLASS <= u64::BITS);

/// Returns the entry of a gram in the article at a place of the run.
pub(super) fn entry(gram: Gram, place: usize, class: Option<u64>) -> u64 {
    (gram.0 << PLACE | place as u64) << CLASS | class.unwrap_or(NONE)
}

fn place_of(entry: u64) -> u64 {
    entry >> CLASS & ((1 << PLACE) - 1)
}

fn is_one_article(a: &u64, b: &u64) -> bool {
    place_of(*a) == place_of(*b)
}

fn gram_of(entry: u64) -> u64 {
    entry >> (PLACE + CLASS)
}

/// Sorts entries and packs them; calls `single` for each single character with the number of its
/// articles.
pub(super) fn pack(mut entries: Vec<u64>, single: &mut dyn FnMut(char, usize)) -> Vec<u8> {
    entries.sort_unstable();
    let mut out = Vec::with_capacity(entries.len() * 2);
    let mut last = 0;
    for same in entries.chunk_by(|a, b| gram_of(*a) == gram_of(*b)) {
        let gram = Gram(gram_of(same[0]));
        push(&mut out, gram.0 - last);
        last = gram.0;
        let count = same.chunk_by(is_one_article).count();
        push(&mut out, count as u64);
        let mut before = 0;
        for article in same.chunk_by(is_one_article) {
            let place = place_of(article[0]);
            push(&mut out, place - before);
            before = place;
            if !gram.is_single() {
                let bits = article
                    .iter()
                    .map(|entry| 1u8.checked_shl((entry & 15) as u32));
                out.push(bits.fold(0, |mask, bit| mask | bit.unwrap_or(0)));
            }
        }
        if gram.is_single()
            && let Some(c) = gram.chars().next()
        {
            single(c, count);
        }
    }
    out
}

/// The lists of a group of shards, of all runs.
#[derive(Default)]
pub(super) struct Lists {
    postings: Vec<Posting>,
    /// Where the postings of each gram lie, run by run.
    places: BTreeMap<Gram, Vec<(u32, u32)>>,
}

impl Lists {
    /// Adds what a run has, whose articles have these numbers.
    pub(super) fn add(&mut self, packed: &[u8], numbers: &[u32]) {
        let mut bytes = packed.iter().copied();
        let mut gram = 0;
        while let Some(distance) = pull(&mut bytes) {
            gram += distance;
            let is_single = Gram(gram).is_single();
            let count = pull(&mut bytes).unwrap_or_default();
            let start = self.postings.len() as u32;
            let mut place = 0;
            for _ in 0..count {
                place += pull(&mut bytes).unwrap_or_default() as usize;
                let mask = if is_single {
                    0
                } else {
                    bytes.next().unwrap_or_default()
                };
                self.postings.push((numbers[place], mask));
            }
            let places = self.places.entry(Gram(gram)).or_default();
            places.push((start, self.postings.len() as u32));
        }
    }

    /// Calls `each` with every gram, in order, and its list.
    pub(super) fn each(&self, mut each: impl FnMut(Gram, &[Posting])) {
        let mut whole = Vec::new();
        for (gram, places) in &self.places {
            whole.clear();
            for (start, end) in places {
                whole.extend_from_slice(&self.postings[*start as usize..*end as usize]);
            }
            each(*gram, &whole);
        }
    }
}

fn push(out: &mut Vec<u8>, mut number: u64) {
    while number >= 128 {
        out.push(number as u8 | 128);
        number >>= 7;
    }
    out.push(number as u8);
}

fn pull(bytes: &mut impl Iterator<Item = u8>) -> Option<u64> {
    let mut number = 0;
    for shift in (0..64).step_by(7) {
        let byte = bytes.next()?;
        number |= u64::from(byte & 127) << shift;
        if byte < 128 {
            return Some(number);
        }
    }
    None
}
