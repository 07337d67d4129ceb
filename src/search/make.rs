//! Making the files of a segment.
//!
//! Texts are read once, some thousand at a time, the newest first. Their blocks are files at once;
//! their grams become a run. When all are read, the runs are joined, a group of shards at a time:
//! never more than a run and some groups are in memory, where the workshop keeps runs elsewhere.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use super::FOREIGN;
use super::gram::{Gram, Hash, class};
use super::layout::Layout;
use super::list::{self, Posting};
use super::normal::NormalForm;
use super::runs::{self, Lists};
use super::script::{File, quote};
use super::text::{Text, block};

/// Articles of a run.
const RUN: usize = 1024;

const _: () = assert!(RUN <= runs::MOST);

/// Blocks that one thread makes at a time.
const BLOCKS: usize = 16;

/// Groups of shards at most.
const GROUPS: u32 = 256;

/// Longer lists are cut into pieces.
const LONG: usize = 2048;

/// How many articles are kept of a single character.
const SINGLES: usize = 32;

/// How many of the commonest bigrams are told.
const TOP: usize = 1000;

/// What a segment is made with.
pub trait Workshop: Sync {
    /// What may go wrong.
    type Error: Send;

    /// Names an article.
    type Article: Copy + Sync;

    /// Reads the text of an article.
    fn text(&self, article: Self::Article) -> Result<Text, Self::Error>;

    /// Takes a file that is made.
    fn file(&self, file: File) -> Result<(), Self::Error>;

    /// Puts bytes aside; returns where they are.
    fn put_aside(&self, bytes: Vec<u8>) -> Result<u64, Self::Error>;

    /// Returns a part of bytes that were put aside.
    fn fetch(&self, at: u64, range: Range<usize>) -> Result<Vec<u8>, Self::Error>;
}

/// A segment to be made.
pub struct Job<'a, A> {
    /// How it is cut into files.
    pub layout: &'a Layout,
    /// The normal form.
    pub form: &'a NormalForm,
    /// The numbers of its articles, ascending.
    pub numbers: &'a [u32],
    /// The articles.
    pub articles: &'a [A],
}

/// A group of shards of a run.
struct Packed {
    bytes: Vec<u8>,
    /// Single characters, with the number of their articles.
    singles: Vec<(char, usize)>,
}

/// A run that was put aside.
struct Aside {
    at: u64,
    /// Where each group starts; one more for the end.
    starts: Vec<usize>,
    /// The numbers of its articles, by their places in the run.
    numbers: Vec<u32>,
}

impl<A: Copy + Sync> Job<'_, A> {
    /// Makes all files of the segment.
    pub fn make<W: Workshop<Article = A>>(&self, workshop: &W) -> Result<(), W::Error> {
        let mut runs = Vec::new();
        let mut seen = Seen::default();
        let mut blocks = self.blocks();
        while let Some(last) = blocks.last() {
            let end = last.end;
            let first = blocks.partition_point(|block| block.start + RUN < end);
            let run = blocks.split_off(first);
            runs.extend(self.run(workshop, &run, &mut seen)?);
        }
        if self.layout.has_index {
            self.join(workshop, &runs)?;
        }
        Ok(())
    }

    /// Returns the places of the articles of each block.
    fn blocks(&self) -> Vec<Range<usize>> {
        let span = self.layout.span;
        let mut start = 0;
        let same = self.numbers.chunk_by(|a, b| a / span == b / span);
        same.map(|block| {
            start += block.len();
            start - block.len()..start
        })
        .collect()
    }

    /// Makes neighbouring blocks of texts, and the run of their grams.
    fn run<W: Workshop<Article = A>>(
        &self,
        workshop: &W,
        blocks: &[Range<usize>],
        seen: &mut Seen,
    ) -> Result<Option<Aside>, W::Error> {
        let end = blocks.last().map_or(0, |block| block.end);
        let start = blocks.first().map_or(0, |block| block.start);
        let known: &Seen = seen;
        let found: Vec<Vec<Vec<u64>>> = blocks
            .par_chunks(BLOCKS)
            .map(|blocks| {
                let mut grams = Grams::new(self.layout, known);
                for block in blocks {
                    self.block(workshop, block.clone(), end, &mut grams)?;
                }
                Ok::<_, W::Error>(grams.groups)
            })
            .collect::<Result<_, _>>()?;
        if !self.layout.has_index {
            return Ok(None);
        }
        let packed: Vec<Packed> = (0..groups(self.layout) as usize)
            .into_par_iter()
            .map(|group| {
                let parts: Vec<&[u64]> = found.iter().map(|groups| &*groups[group]).collect();
                let mut singles = Vec::new();
                let bytes = runs::pack(parts.concat(), &mut |c, count| singles.push((c, count)));
                Packed { bytes, singles }
            })
            .collect();
        drop(found);
        let mut starts = vec![0];
        let mut bytes = Vec::new();
        for group in &packed {
            bytes.extend_from_slice(&group.bytes);
            starts.push(bytes.len());
            for (c, count) in &group.singles {
                seen.add(*c, *count);
            }
        }
        Ok(Some(Aside {
            at: workshop.put_aside(bytes)?,
            starts,
            numbers: self.numbers[start..end].iter().rev().copied().collect(),
        }))
    }

    /// Makes a block of texts, and gathers their grams; the run ends before the place `end`.
    fn block<W: Workshop<Article = A>>(
        &self,
        workshop: &W,
        places: Range<usize>,
        end: usize,
        grams: &mut Grams<'_>,
    ) -> Result<(), W::Error> {
        let mut texts = Vec::with_capacity(places.len());
        for place in places {
            let text = workshop.text(self.articles[place])?;
            if self.layout.has_index {
                for field in text.normal(self.form) {
                    grams.add(&field, end - 1 - place);
                }
            }
            texts.push((self.numbers[place], text));
        }
        let number = texts
            .first()
            .map_or(0, |(number, _)| number / self.layout.span);
        workshop.file(block(&self.layout.id, number, &texts))
    }

    /// Joins the runs, and makes the shards and all that comes with them.
    fn join<W: Workshop<Article = A>>(&self, workshop: &W, runs: &[Aside]) -> Result<(), W::Error> {
        let shards: Vec<u32> = (0..self.layout.shards).collect();
        let groups: Vec<&[u32]> = shards
            .chunk_by(|a, b| group_of(self.layout, *a) == group_of(self.layout, *b))
            .collect();
        let commonest: Vec<Vec<(usize, Gram)>> = groups
            .into_par_iter()
            .enumerate()
            .map(|(group, shards)| self.group(workshop, runs, group, shards))
            .collect::<Result<_, _>>()?;
        workshop.file(self.top(commonest.concat()))
    }

    /// Makes the shards of a group; returns its commonest pairs.
    fn group<W: Workshop<Article = A>>(
        &self,
        workshop: &W,
        runs: &[Aside],
        group: usize,
        shards: &[u32],
    ) -> Result<Vec<(usize, Gram)>, W::Error> {
        let mut lists = Lists::default();
        for run in runs {
            let packed = workshop.fetch(run.at, run.starts[group]..run.starts[group + 1])?;
            lists.add(&packed, &run.numbers);
        }
        let mut texts: BTreeMap<u32, String> = BTreeMap::new();
        for shard in shards {
            texts.insert(*shard, String::new());
        }
        let mut commonest = Vec::new();
        let mut pieces = Vec::new();
        lists.each(|gram, list| {
            let hash = gram.chars().fold(Hash::START, Hash::and);
            let text = texts.entry(hash.shard(self.layout.shards)).or_default();
            text.extend(gram.chars());
            self.list(text, gram, list, &mut pieces);
            if gram.is_pair() {
                commonest.push((list.len(), gram));
            }
        });
        drop(lists);
        for file in pieces {
            workshop.file(file)?;
        }
        for (shard, text) in texts {
            let mut json = String::with_capacity(text.len() + 2);
            quote(&mut json, &text);
            workshop.file(File::new(&format!("{}/s{shard}", self.layout.id), &json))?;
        }
        keep_commonest(&mut commonest);
        Ok(commonest)
    }

    /// Writes the list of a gram, or its pieces.
    fn list(&self, out: &mut String, gram: Gram, list: &[Posting], pieces: &mut Vec<File>) {
        if gram.is_single() {
            out.push_str(if list.len() > SINGLES { "!:" } else { ":" });
            list::write(out, &list[..list.len().min(SINGLES)], false);
        } else if list.len() > LONG {
            let width = self.width(list.len());
            out.push('*');
            out.push_str(itoa::Buffer::new().format(width));
            let mut mark = ':';
            for piece in list.chunk_by(|a, b| a.0 >> width == b.0 >> width) {
                let number = piece[0].0 >> width;
                out.push(mark);
                out.push_str(itoa::Buffer::new().format(number));
                mark = ',';
                let mut text = String::new();
                list::write_as(&mut text, piece, true);
                let name = format!("{}/l-{}-{number}", self.layout.id, gram.hex());
                pieces.push(File::new(&name, &format!("\"{text}\"")));
            }
        } else {
            out.push(':');
            list::write(out, list, true);
        }
        out.push(';');
    }

    /// Returns the number of bits that the numbers of a piece differ in, of a list of so many.
    fn width(&self, count: usize) -> u32 {
        let numbers = u64::from(self.layout.capacity) * u64::from(self.layout.days);
        let wanted = numbers * u64::from(self.layout.piece) / count as u64;
        wanted.max(1).next_power_of_two().trailing_zeros()
    }

    /// Makes the file that names the commonest pairs.
    fn top(&self, mut commonest: Vec<(usize, Gram)>) -> File {
        keep_commonest(&mut commonest);
        commonest.sort_by_key(|(count, gram)| (std::cmp::Reverse(count.ilog2()), *gram));
        let mut json = String::from("[");
        for same in commonest.chunk_by(|a, b| a.0.ilog2() == b.0.ilog2()) {
            if json.len() > 1 {
                json.push(',');
            }
            json.push('[');
            json.push_str(itoa::Buffer::new().format(same[0].0.ilog2()));
            json.push(',');
            let pairs: String = same.iter().flat_map(|(_, gram)| gram.chars()).collect();
            quote(&mut json, &pairs);
            json.push(']');
        }
        json.push(']');
        File::new(&format!("{}/top", self.layout.id), &json)
    }
}

/// Returns the number of groups of shards.
fn groups(layout: &Layout) -> u32 {
    layout.shards.min(GROUPS)
}

/// Returns the group of a shard.
fn group_of(layout: &Layout, shard: u32) -> usize {
    let (shard, groups) = (u64::from(shard), u64::from(groups(layout)));
    (shard * groups / u64::from(layout.shards)) as usize
}

/// Keeps the pairs with the longest lists; of equals the first.
fn keep_commonest(pairs: &mut Vec<(usize, Gram)>) {
    pairs.sort_by_key(|(count, gram)| (std::cmp::Reverse(*count), *gram));
    pairs.truncate(TOP);
}

/// How often single characters were seen in newer articles, as far as that matters.
#[derive(Default)]
struct Seen(Vec<u8>);

impl Seen {
    fn is_enough(&self, c: char) -> bool {
        let seen = self.0.get(u32::from(c) as usize);
        seen.is_some_and(|count| usize::from(*count) > SINGLES)
    }

    fn add(&mut self, c: char, count: usize) {
        let at = u32::from(c) as usize;
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let more = u8::try_from(count).unwrap_or(u8::MAX);
        self.0[at] = self.0[at].saturating_add(more);
    }
}

/// Gathers grams by group of shards.
struct Grams<'a> {
    layout: &'a Layout,
    seen: &'a Seen,
    groups: Vec<Vec<u64>>,
}

impl<'a> Grams<'a> {
    fn new(layout: &'a Layout, seen: &'a Seen) -> Grams<'a> {
        Grams {
            layout,
            seen,
            groups: vec![Vec::new(); groups(layout) as usize],
        }
    }

    /// Adds the grams of a field of the article at a place of the run.
    fn add(&mut self, field: &[char], place: usize) {
        for (at, c) in field.iter().enumerate() {
            let hash = Hash::START.and(*c);
            if !self.seen.is_enough(*c) {
                self.push(Gram::single(*c), hash, place, None);
            }
            let Some(next) = field.get(at + 1) else {
                return;
            };
            let hash = hash.and(*next);
            let third = field.get(at + 2).copied();
            self.push(Gram::pair(*c, *next), hash, place, third.map(class));
            if *c < FOREIGN
                && let Some(third) = third
                && let Some(gram) = Gram::triple([*c, *next, third])
            {
                let after = field.get(at + 3).copied();
                self.push(gram, hash.and(third), place, after.map(class));
            }
        }
    }

    fn push(&mut self, gram: Gram, hash: Hash, place: usize, class: Option<u64>) {
        let shard = hash.shard(self.layout.shards);
        let group = group_of(self.layout, shard);
        self.groups[group].push(runs::entry(gram, place, class));
    }
}
