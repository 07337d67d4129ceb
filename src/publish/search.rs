//! Drawing, of the search index: all files of a segment together, one segment after the other.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::disk::STAGE;
use super::draw::{Drawing, Faults, State, Stop};
use super::manifest::{Drawn, Item};
use super::previous::Found;
use crate::base::digest::Digest;
use crate::base::envelope::{self, PROGRAM};
use crate::base::id::ArticleId;
use crate::page::render::Output;
use crate::page::search_index::Bundle;
use crate::search::make::Workshop;
use crate::search::script::File;
use crate::search::text::Text;
use crate::source::Stamp;

/// The folder of the index.
const FOLDER: &str = "search";

impl<'a> Drawing<'a, '_> {
    /// Returns the files of the search index; segments of which something has changed are made.
    pub(super) fn search(&self, faults: &Faults) -> Vec<State<'a>> {
        match self.search_states() {
            Ok(states) => states,
            Err(stop) => {
                faults.add(stop);
                Vec::new()
            }
        }
    }

    fn search_states(&self) -> Result<Vec<State<'a>>, Stop> {
        let reader = self.edition.reader();
        let bundles = reader.bundles();
        let mut states = Vec::new();
        for file in reader.shared_search_files(&bundles) {
            let name = format!("{FOLDER}/{}", file.name);
            if self.options.shard.is_none_or(|shard| shard.holds(&name)) {
                let made = self.search_file(file)?;
                states.push(self.search_state(made, 0));
            }
        }
        self.options.progress.stage("search", bundles.len());
        for bundle in &bundles {
            let folder = format!("{FOLDER}/{}/", bundle.name());
            if self.options.shard.is_none_or(|shard| shard.holds(&folder)) {
                let known = self.known_bundle(bundle, &folder);
                if cfg!(debug_assertions)
                    && let Some(known) = &known
                {
                    self.is_as_made(bundle, known)?;
                }
                match known {
                    Some(known) => states.extend(known),
                    None => states.extend(self.bundle(bundle)?),
                }
            }
            self.options.progress.step();
        }
        Ok(states)
    }

    /// Returns the files of a segment, if all are on disk as they should be.
    fn known_bundle(&self, bundle: &Bundle, folder: &str) -> Option<Vec<State<'a>>> {
        let items = &self.previous.manifest.items;
        let start = items.partition_point(|item| *item.file < *folder);
        let count = items[start..].partition_point(|item| item.file.starts_with(folder));
        let reads = reads(bundle, count);
        let known = (start..start + count).into_par_iter().map(|index| {
            let item = &items[index];
            item.drawn.filter(|_| item.reads == reads)?;
            let found = self.previous.found(self.disk, index)?;
            Some(State::kept(item.clone(), item, found))
        });
        let known: Vec<State<'a>> = known.collect::<Option<_>>()?;
        (!known.is_empty()).then_some(known)
    }

    /// Stops where a segment that counts as known would be made differently.
    fn is_as_made(&self, bundle: &Bundle, known: &[State<'_>]) -> Result<(), Stop> {
        let made = self.bundle(bundle)?;
        let mut made: Vec<_> = made.iter().map(|state| &state.item).collect();
        made.sort_by(|a, b| a.file.cmp(&b.file));
        let are_same = made.iter().zip(known).all(|(made, known)| {
            let [made_of, known_of] = [made.drawn, known.item.drawn].map(|d| d.map(|d| d.content));
            made.file == known.item.file && made_of == known_of
        });
        assert!(
            made.len() == known.len() && are_same,
            "the search index reads more than it says"
        );
        Ok(())
    }

    /// Makes the files of a segment; those that have changed are written.
    fn bundle(&self, bundle: &Bundle) -> Result<Vec<State<'a>>, Stop> {
        let making = Making {
            drawing: self,
            files: Mutex::default(),
            aside: Mutex::default(),
        };
        self.edition.reader().make_bundle(bundle, &making)?;
        let files = making.files.into_inner();
        let files = files.unwrap_or_else(PoisonError::into_inner);
        let reads = reads(bundle, files.len());
        let states = files.into_iter().map(|made| self.search_state(made, reads));
        Ok(states.collect())
    }

    /// Writes a file into the stage, unless it is on disk as it is.
    fn search_file(&self, file: File) -> Result<Made, Stop> {
        let name = format!("{FOLDER}/{}", file.name);
        let content = Digest::of(&file.bytes);
        let items = &self.previous.manifest.items;
        let index = items.binary_search_by(|item| (*item.file).cmp(&*name)).ok();
        if let Some(index) = index
            && let Some(drawn) = items[index].drawn
            && drawn.content == content
            && let Some(found) = self.previous.found(self.disk, index)
        {
            return Ok(Made::Kept(index, found));
        }
        let stamp = self.write(&name, &Output::Bytes(file.bytes))?;
        Ok(Made::Written(name, content, stamp))
    }

    /// Returns the state of a file, once it is known what it depends on.
    fn search_state(&self, made: Made, reads: u64) -> State<'a> {
        match made {
            Made::Kept(index, found) => {
                let old = &self.previous.manifest.items[index];
                let item = Item {
                    reads,
                    ..old.clone()
                };
                State::kept(item, old, found)
            }
            Made::Written(file, content, stamp) => {
                let drawn = Some(Drawn {
                    fingerprint: content,
                    content,
                    size: stamp.size,
                });
                let file = file.into();
                State::staged(Item { file, reads, drawn }, stamp)
            }
        }
    }
}

/// Hashes what the files of a segment depend on, and how many there are: if one is missing, or one
/// is there that does not belong to them, none of them is taken for known.
fn reads(bundle: &Bundle, count: usize) -> u64 {
    envelope::digest(&(PROGRAM, bundle.version, count as u64)).0 as u64
}

/// A file of a segment that is being made.
enum Made {
    /// It is on disk: its place in the manifest, and what is there.
    Kept(usize, Found),
    /// It is in the stage: its path and the hash of its bytes.
    Written(String, Digest, Stamp),
}

/// A segment that is being made.
struct Making<'d, 'a, 'b> {
    drawing: &'d Drawing<'a, 'b>,
    files: Mutex<Vec<Made>>,
    /// How many pieces were put aside.
    aside: Mutex<u64>,
}

impl Making<'_, '_, '_> {
    /// Returns where a piece is put aside.
    fn name(at: u64) -> String {
        format!("{STAGE}/.search-{at}")
    }
}

impl Workshop for Making<'_, '_, '_> {
    type Error = Stop;
    type Article = ArticleId;

    fn text(&self, id: ArticleId) -> Result<Text, Stop> {
        let edition = self.drawing.edition;
        let text = edition.reader().searched(id, &edition.source);
        text.map_err(|problem| Stop::Problems(vec![problem]))
    }

    fn file(&self, file: File) -> Result<(), Stop> {
        let made = self.drawing.search_file(file)?;
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.push(made);
        Ok(())
    }

    fn put_aside(&self, bytes: Vec<u8>) -> Result<u64, Stop> {
        let mut aside = self.aside.lock().unwrap_or_else(PoisonError::into_inner);
        *aside += 1;
        let made = self.drawing.disk.replace(&Self::name(*aside), &bytes);
        made.map_err(|e| Stop::Failure(self.drawing.options.failure(&e)))?;
        Ok(*aside)
    }

    fn fetch(&self, at: u64, range: Range<usize>) -> Result<Vec<u8>, Stop> {
        let piece = self.drawing.disk.read_part(&Self::name(at), range);
        piece.map_err(|e| Stop::Failure(self.drawing.options.failure(&e)))
    }
}
