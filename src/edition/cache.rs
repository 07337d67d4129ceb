//! The parse cache: what was read of each file, so that an unchanged file is not read again.
//!
//! It is kept beside the site, may be deleted at any time, and never changes what is published: a
//! file counts as unchanged only if size, times and path are those recorded, and not too young.

use std::collections::BTreeMap;
use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::gallop;
use crate::base::path::SitePath;
use crate::content::attachment::Attachment;
use crate::content::document::Document;
use crate::source::{Entry, Source, Stamp};

/// Its place in the site's folder.
pub const PATH: &str = ".dateline/documents";

/// Names kind and version of its files.
pub const MARK: &envelope::Mark = b"dateline cache 9";

/// The cache is left as it is while at most one file in this many differs from it.
const FEW: usize = 512;

/// How many documents are written, and read, as one piece of work.
const CHUNK: usize = 2048;

/// How many such pieces are held at once.
const AT_ONCE: u64 = 8;

/// What earlier runs read.
#[derive(Debug, Default)]
pub struct Cache {
    /// In order of path.
    documents: Vec<Arc<Document>>,
    attachments: BTreeMap<SitePath, Attachment>,
    /// Moment before which none of it was read, in nanoseconds since 1970.
    since: i64,
}

impl Cache {
    /// Makes a cache of what is in memory: documents, in order of path, and attachments.
    ///
    /// None of them was read before `since`.
    pub fn of(
        documents: Vec<Arc<Document>>,
        attachments: BTreeMap<SitePath, Attachment>,
        since: i64,
    ) -> Cache {
        Cache {
            documents,
            attachments,
            since,
        }
    }

    /// Opens what earlier runs of a site kept; also returns true if there is a cache that is of no
    /// use.
    pub fn open(source: &Source, key: Digest) -> (Cache, bool) {
        let Ok((file, _)) = source.reader(&SitePath::new(PATH)) else {
            return (Cache::default(), false);
        };
        let cache = Cache::read(&mut BufReader::new(file), key);
        let is_lost = cache.is_none();
        (cache.unwrap_or_default(), is_lost)
    }

    /// Reads a cache file; `None` if it is damaged or something else.
    ///
    /// The key is a hash of everything besides the files that their reading depends on: a file with
    /// a different key is read as an empty cache. The file is read piece by piece, so that it is
    /// never held whole beside what it becomes.
    pub fn read(file: &mut dyn Read, key: Digest) -> Option<Cache> {
        let mut head = [0; HEAD];
        file.read_exact(&mut head).ok()?;
        let (own, rest) = envelope::open(MARK, &head)?.split_first_chunk::<16>()?;
        let (count, since) = rest.split_first_chunk::<8>()?;
        if *own != key.0.to_le_bytes() {
            return Some(Cache::default());
        }
        let attachments = postcard::from_bytes(envelope::open(MARK, &piece(file)?)?).ok()?;
        let mut left = u64::from_le_bytes(*count);
        let since = i64::from_le_bytes(since.try_into().ok()?);
        let mut documents: Vec<Arc<Document>> = Vec::new();
        while left > 0 {
            let pieces: Option<Vec<Vec<u8>>> =
                (0..left.min(AT_ONCE)).map(|_| piece(file)).collect();
            let pieces = pieces?;
            left -= pieces.len() as u64;
            let read: Option<Vec<Vec<Document>>> = pieces
                .par_iter()
                .map(|bytes| postcard::from_bytes(envelope::open(MARK, bytes)?).ok())
                .collect();
            documents.extend(read?.into_iter().flatten().map(Arc::new));
        }
        let ordered = documents.is_sorted_by(|a, b| a.path < b.path);
        ordered.then_some(Cache {
            documents,
            attachments,
            since,
        })
    }

    /// Writes documents, in order of path, and attachments; piece by piece, too.
    ///
    /// None of them was read before `since`.
    pub fn write<'a>(
        file: &mut dyn Write,
        documents: impl Iterator<Item = &'a Arc<Document>> + Clone,
        attachments: &BTreeMap<SitePath, Attachment>,
        key: Digest,
        since: i64,
    ) -> io::Result<()> {
        let count = documents.clone().count().div_ceil(CHUNK) as u64;
        // Arrays of bytes are written as they are: so the head has the same length for all numbers.
        let head = (
            key.0.to_le_bytes(),
            count.to_le_bytes(),
            since.to_le_bytes(),
        );
        file.write_all(&envelope::seal(MARK, &head))?;
        write_piece(file, &envelope::seal(MARK, attachments))?;
        let mut documents = documents.peekable();
        while documents.peek().is_some() {
            let some: Vec<&Document> = documents
                .by_ref()
                .take(CHUNK * AT_ONCE as usize)
                .map(|d| &**d)
                .collect();
            let pieces: Vec<Vec<u8>> = some
                .par_chunks(CHUNK)
                .map(|chunk| envelope::seal(MARK, &chunk))
                .collect();
            for bytes in &pieces {
                write_piece(file, bytes)?;
            }
        }
        Ok(())
    }

    /// Returns the document of a file that has not changed and had no error.
    ///
    /// The search starts at `guess`, in the order of path.
    pub fn known(&self, entry: &Entry, guess: usize) -> Option<&Arc<Document>> {
        let index = gallop::near(&self.documents, guess, |d| d.path.cmp(&entry.path))?;
        let document = &self.documents[index];
        self.is_current(document.stamp?, entry).then_some(document)
    }

    /// Returns the attachment of a file that has not changed.
    pub fn attachment(&self, entry: &Entry) -> Option<&Attachment> {
        self.attachments
            .get(&entry.path)
            .filter(|a| self.is_current(a.stamp, entry))
    }

    /// Returns true if it need not be written again for the next run of the same site.
    ///
    /// One file in a few hundred may differ: to read those on every run costs less than to write
    /// what is known of all others.
    pub fn serves(
        &self,
        documents: &[Arc<Document>],
        attachments: &BTreeMap<SitePath, Attachment>,
    ) -> bool {
        let mut known = self.documents.iter().peekable();
        let mut changes = 0;
        for document in documents {
            if known.next_if(|k| Arc::ptr_eq(k, document)).is_some() {
                continue;
            }
            while known.next_if(|k| k.path < document.path).is_some() {
                changes += 1;
            }
            let found = known.next_if(|k| k.path == document.path);
            if !found.is_some_and(|known| is_kept(known, document)) {
                changes += 1;
            }
        }
        changes += known.count();
        changes += attachments
            .iter()
            .filter(|(path, a)| self.attachments.get(*path) != Some(a))
            .count();
        changes += self
            .attachments
            .keys()
            .filter(|path| !attachments.contains_key(*path))
            .count();
        changes <= (documents.len() + attachments.len()) / FEW
    }

    /// Returns true if a file is as it was when it had the stamp `known`.
    fn is_current(&self, known: Stamp, entry: &Entry) -> bool {
        entry.stamp == Some(known) && known.is_settled(self.since)
    }
}

/// Returns true if a document is the one that the cache knows.
///
/// A document that was taken from the cache is the same value; one with a problem that is not kept,
/// which is read on every run, an equal one.
fn is_kept(known: &Arc<Document>, document: &Arc<Document>) -> bool {
    Arc::ptr_eq(known, document) || known.stamp.is_none() && known == document
}

/// Size of the sealed head: mark, hash, key, the number of pieces of documents that follow, the
/// moment before which none was read.
const HEAD: usize = 32 + 16 + 8 + 8;

/// Writes a piece with its length before it.
fn write_piece(file: &mut dyn Write, bytes: &[u8]) -> io::Result<()> {
    file.write_all(&(bytes.len() as u64).to_le_bytes())?;
    file.write_all(bytes)
}

/// Reads a piece that has its length before it; of a damaged file, whose length may be anything, no
/// more than there is.
fn piece(file: &mut dyn Read) -> Option<Vec<u8>> {
    let mut length = [0; 8];
    file.read_exact(&mut length).ok()?;
    let length = u64::from_le_bytes(length);
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == length).then_some(bytes)
}
