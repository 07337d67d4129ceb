//! The files of the search index, made in memory when they are first asked for.
//!
//! A segment is kept as long as what it is made of stays the same: after a save only the one is
//! made again that the article is in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::base::id::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::page::search_index::Bundle;
use crate::search::make::Workshop;
use crate::search::script::File;
use crate::search::text::Text;

/// Files by their names below `/search/`.
type Files = BTreeMap<String, Vec<u8>>;

/// A segment; made under the lock, so that those who ask for its files at once make it once.
type Segment = Arc<Mutex<Option<Arc<Files>>>>;

/// The segments that were made.
#[derive(Clone, Default)]
pub(super) struct Segments(Arc<Mutex<BTreeMap<u64, Segment>>>);

/// The segments of an edition, found when they are first asked for.
#[derive(Default)]
pub(super) struct Index {
    bundles: OnceLock<Vec<Bundle>>,
    segments: Segments,
}

impl Index {
    /// Returns the index of the next edition, with the segments that were made.
    pub(super) fn next(&self) -> Index {
        Index {
            bundles: OnceLock::new(),
            segments: self.segments.clone(),
        }
    }

    /// Returns a file of the edition that this belongs to; `None` if there is none of this name.
    pub(super) fn file(
        &self,
        edition: &Edition,
        name: &str,
    ) -> Result<Option<Vec<u8>>, Diagnostic> {
        let reader = edition.reader();
        let bundles = self.bundles.get_or_init(|| reader.bundles());
        let Some((segment, _)) = name.split_once('/') else {
            let shared = reader.shared_search_files(bundles);
            let found = shared.into_iter().find(|file| file.name == name);
            return Ok(found.map(|file| file.bytes));
        };
        match bundles.iter().find(|bundle| bundle.name() == segment) {
            Some(bundle) => {
                let files = self.segments.made(edition, bundle, bundles)?;
                Ok(files.get(name).cloned())
            }
            None => Ok(None),
        }
    }
}

impl Segments {
    /// Returns the files of a segment; those that are none of `all` are forgotten.
    fn made(
        &self,
        edition: &Edition,
        bundle: &Bundle,
        all: &[Bundle],
    ) -> Result<Arc<Files>, Diagnostic> {
        let segment = {
            let mut known = locked(&self.0);
            known.retain(|version, _| all.iter().any(|bundle| bundle.version == *version));
            known.entry(bundle.version).or_default().clone()
        };
        let mut segment = locked(&segment);
        if let Some(files) = &*segment {
            return Ok(files.clone());
        }
        let making = Making {
            edition,
            files: Mutex::default(),
            aside: Mutex::default(),
        };
        edition.reader().make_bundle(bundle, &making)?;
        let files = making.files.into_inner();
        let files = Arc::new(files.unwrap_or_else(PoisonError::into_inner));
        *segment = Some(files.clone());
        Ok(files)
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A segment that is being made.
struct Making<'a> {
    edition: &'a Edition,
    files: Mutex<Files>,
    aside: Mutex<Vec<u8>>,
}

impl Workshop for Making<'_> {
    type Error = Diagnostic;
    type Article = ArticleId;

    fn text(&self, id: ArticleId) -> Result<Text, Diagnostic> {
        self.edition.reader().searched(id, &self.edition.source)
    }

    fn file(&self, file: File) -> Result<(), Diagnostic> {
        locked(&self.files).insert(file.name, file.bytes);
        Ok(())
    }

    fn put_aside(&self, bytes: Vec<u8>) -> Result<u64, Diagnostic> {
        let mut aside = locked(&self.aside);
        let at = aside.len() as u64;
        aside.extend(bytes);
        Ok(at)
    }

    fn fetch(&self, at: u64, range: Range<usize>) -> Result<Vec<u8>, Diagnostic> {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        let aside = locked(&self.aside);
        let piece = aside.get(at + range.start..at + range.end);
        Ok(piece.unwrap_or_default().to_vec())
    }
}
