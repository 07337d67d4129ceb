//! The parse cache: what was read of each file, so that a file that did not change is not read again.
//!
//! It lies beside the site, may be deleted at any time, and never changes what is published: a file
//! counts as unchanged only when size, times and path are those recorded, and not too young.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::path::SitePath;
use crate::sealed;
use crate::source::{Digest, Entry, Stamp};

/// Where it lies in the site's folder.
pub const PATH: &str = ".dateline/documents";

const MARK: &sealed::Mark = b"dateline cache 1";

/// How many documents are written, and read, as one piece of work.
const CHUNK: usize = 2048;

/// A file beside articles: a picture or a document to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Hash of its bytes.
    pub digest: Digest,
    /// What the disk said of it.
    pub stamp: Stamp,
    /// Width and height in pixels, of a picture.
    pub pixels: Option<(u32, u32)>,
}

/// What earlier runs read.
#[derive(Debug, Default)]
pub struct Cache {
    /// In order of path.
    documents: Vec<Arc<Document>>,
    attachments: BTreeMap<SitePath, Attachment>,
    record: Stamp,
}

impl Cache {
    /// Makes one of what is in memory: documents, which are in order of path, and attachments.
    pub fn of(documents: Vec<Arc<Document>>, attachments: BTreeMap<SitePath, Attachment>) -> Cache {
        // The newest change that was seen stands for the moment at which all of them were: it was not later.
        let stamps = documents.iter().map(|d| d.stamp).chain(attachments.values().map(|a| a.stamp));
        let newest = stamps.map(|s| if s.changed == 0 { s.modified } else { s.changed }).max();
        Cache { documents, attachments, record: Stamp { modified: newest.unwrap_or_default(), ..Stamp::default() } }
    }

    /// Reads a cache file with the stamp `record`; `None` when it is none, or was made with another `key`.
    ///
    /// The key is a hash of everything besides the files that their reading depends on.
    pub fn from_bytes(bytes: &[u8], record: Stamp, key: Digest) -> Option<Cache> {
        let (own, rest) = sealed::open(MARK, bytes)?.split_at_checked(16)?;
        if own != key.0.to_le_bytes() {
            return Some(Cache::default());
        }
        let mut chunks = chunks(rest)?.into_iter();
        let attachments = postcard::from_bytes(chunks.next()?).ok()?;
        let chunks: Vec<&[u8]> = chunks.collect();
        let read = |chunk: &&[u8]| postcard::from_bytes::<Vec<Document>>(chunk).ok();
        let read: Option<Vec<Vec<Document>>> = chunks.par_iter().map(read).collect();
        let documents: Vec<Arc<Document>> = read?.into_iter().flatten().map(Arc::new).collect();
        let ordered = documents.is_sorted_by(|a, b| a.path < b.path);
        ordered.then_some(Cache { documents, attachments, record })
    }

    /// Writes documents, which are in order of path, and attachments.
    pub fn to_bytes(documents: &[Arc<Document>], attachments: &BTreeMap<SitePath, Attachment>, key: Digest) -> Vec<u8> {
        let written: Vec<Vec<u8>> = documents.par_chunks(CHUNK).map(written).collect();
        let first = postcard::to_stdvec(attachments).unwrap_or_default();
        let mut payload = key.0.to_le_bytes().to_vec();
        for chunk in std::iter::once(&first).chain(&written) {
            payload.extend((chunk.len() as u64).to_le_bytes());
            payload.extend(chunk);
        }
        sealed::seal(MARK, &payload)
    }

    /// Returns the document of a file that has not changed.
    pub fn document(&self, entry: &Entry) -> Option<&Arc<Document>> {
        let index = self.documents.binary_search_by(|d| d.path.cmp(&entry.path)).ok()?;
        Some(&self.documents[index]).filter(|d| d.stamp == entry.stamp && self.is_settled(entry.stamp))
    }

    /// Returns the attachment of a file that has not changed.
    pub fn attachment(&self, entry: &Entry) -> Option<&Attachment> {
        self.attachments.get(&entry.path).filter(|a| a.stamp == entry.stamp && self.is_settled(entry.stamp))
    }

    /// Tells whether it holds just these, so that it need not be written again.
    pub fn holds(&self, documents: &[Arc<Document>], attachments: &BTreeMap<SitePath, Attachment>) -> bool {
        // What was taken from here is the same document; what is read on every run, for its problems, an equal one.
        let same = |a: &Arc<Document>, b: &Arc<Document>| Arc::ptr_eq(a, b) || a.stamp == Stamp::default() && a == b;
        self.documents.len() == documents.len()
            && self.documents.iter().zip(documents).all(|(a, b)| same(a, b))
            && self.attachments == *attachments
    }

    fn is_settled(&self, stamp: Stamp) -> bool {
        stamp.is_settled(self.record)
    }
}

fn written(documents: &[Arc<Document>]) -> Vec<u8> {
    let documents: Vec<&Document> = documents.iter().map(|d| &**d).collect();
    postcard::to_stdvec(&documents).unwrap_or_default()
}

/// Takes apart pieces that each have their length before them.
fn chunks(mut bytes: &[u8]) -> Option<Vec<&[u8]>> {
    let mut chunks = Vec::new();
    while !bytes.is_empty() {
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let (chunk, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
        chunks.push(chunk);
        bytes = rest;
    }
    Some(chunks)
}
