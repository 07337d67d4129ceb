//! The site's folder, to be read file by file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::{Folder, is_outside};
use super::stamp::Stamp;
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, reason};

/// The site's folder on disk.
#[derive(Clone, Debug)]
pub struct Source {
    pub(super) folder: Arc<Folder>,
    pub(super) overlay: Overlay,
    /// When it was opened, in nanoseconds since 1970.
    opened: i64,
}

/// How large a file of text may be, in bytes. The longest book has as many characters; only a
/// program writes more.
pub const LARGEST_TEXT: u64 = 4_000_000;

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Bytes that count instead of those on disk: a file that is open in an editor, or is about to be
/// fixed.
pub type Overlay = BTreeMap<SitePath, Arc<[u8]>>;

impl Source {
    /// Opens the site at `root`; fails if the folder cannot be resolved.
    pub fn open(root: &Path) -> io::Result<Source> {
        Source::with(root, Overlay::new())
    }

    /// Opens the site with some files different from those on disk.
    pub fn with(root: &Path, overlay: Overlay) -> io::Result<Source> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the times of files are held against it, and nothing else"
        )]
        let opened = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap_or_default();
        let opened = i64::try_from(opened.as_nanos()).unwrap_or(i64::MAX);
        Ok(Source {
            folder: Arc::new(Folder::open(root)?),
            overlay,
            opened,
        })
    }

    /// Opens the same site again, with other files different from those on disk.
    #[must_use]
    pub fn overlaid(&self, overlay: Overlay) -> Source {
        // There may be a new folder by the same name. While there is none, nothing is found in the
        // old one.
        Source::with(self.root(), overlay.clone()).unwrap_or_else(|_| Source {
            overlay,
            ..self.clone()
        })
    }

    /// Returns true if `other` is opened on the same folder, and not on one that took its place.
    pub fn is_same_folder(&self, other: &Source) -> bool {
        self.folder.is_same(&other.folder)
    }

    /// Returns true if a different folder has taken the place of the one that was opened.
    pub fn is_replaced(&self) -> bool {
        Source::open(self.root()).is_ok_and(|now| !now.is_same_folder(self))
    }

    /// Returns the moment before which nothing was read of it, in nanoseconds since 1970.
    pub fn opened(&self) -> i64 {
        self.opened
    }

    /// Returns the site's folder.
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// Returns the site's folder by its path without any link.
    pub fn real_root(&self) -> &Path {
        self.folder.real_root()
    }

    /// Returns the place of `path` on disk.
    pub fn on_disk(&self, path: &SitePath) -> PathBuf {
        self.root().join(path.as_str())
    }

    /// Returns the place of `path`, or the one that it would have, when all links are followed;
    /// fails if that is outside of the site.
    pub fn place(&self, path: &SitePath) -> io::Result<PathBuf> {
        self.folder.place(path.as_str())
    }

    /// Returns true if `path` is a file that can be read and lies inside the site's folder.
    pub fn has_file(&self, path: &SitePath) -> bool {
        self.folder.file(path.as_str()).is_ok()
    }

    /// Returns true if there is anything at `path`, a link to nothing included.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn is_there(&self, path: &SitePath) -> bool {
        self.on_disk(path).symlink_metadata().is_ok()
    }

    /// Returns true if `path` is a folder.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn is_folder(&self, path: &SitePath) -> bool {
        self.on_disk(path).is_dir()
    }

    /// Reads a whole file of text; one that is larger than [`LARGEST_TEXT`] is refused.
    pub fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.read_stamped(path, LARGEST_TEXT)
            .map(|(bytes, _)| bytes)
    }

    /// Reads a whole file of at most `most` bytes; of a larger one only enough to see that it is.
    /// Also returns its stamp; `None` for a file of the overlay.
    ///
    /// The stamp is that of the file which was opened, from before it was read: once the file has
    /// changed, it never has this stamp again.
    pub fn read_stamped(&self, path: &SitePath, most: u64) -> io::Result<(Vec<u8>, Option<Stamp>)> {
        let (bytes, stamp) = match self.overlay.get(path) {
            Some(bytes) => (bytes.to_vec(), None),
            None => {
                let (file, stamp) = self.reader(path)?;
                let mut bytes = Vec::new();
                file.take(most + 1).read_to_end(&mut bytes)?;
                (bytes, Some(stamp))
            }
        };
        if bytes.len() as u64 > most {
            Err(io::ErrorKind::FileTooLarge.into())
        } else {
            Ok((bytes, stamp))
        }
    }

    /// Reports a file that could not be read.
    pub fn unreadable(&self, path: &SitePath, error: &io::Error) -> Diagnostic {
        if is_outside(error) {
            return Diagnostic::new(code::ESCAPING_SYMLINK, Span::file(path));
        }
        if error.kind() != io::ErrorKind::FileTooLarge {
            return Diagnostic::new(code::UNREADABLE_FILE, Span::file(path))
                .with("reason", reason(error));
        }
        let size = self.reader(path).map_or(LARGEST_TEXT, |(_, stamp)| {
            stamp.size.bytes().max(LARGEST_TEXT)
        });
        let problem = Diagnostic::new(code::TEXT_TOO_LARGE, Span::file(path))
            .with("size", format!("{:.1}", megabytes(size)));
        let problem = problem.with("most", format!("{:.0}", megabytes(LARGEST_TEXT)));
        if path.extension() == "md" {
            problem.hint("article")
        } else {
            problem
        }
    }

    /// Opens a file for reading; also returns its stamp.
    pub fn reader(&self, path: &SitePath) -> io::Result<(File, Stamp)> {
        self.folder.file(path.as_str())
    }

    /// Opens a file to be read and hashed piece by piece.
    pub fn pieces(&self, path: &SitePath) -> io::Result<Pieces> {
        let (file, stamp) = self.reader(path)?;
        Ok(Pieces {
            file,
            stamp,
            hasher: xxhash_rust::xxh3::Xxh3::new(),
            buffer: vec![0; 64 * 1024],
        })
    }

    /// Hashes a file without holding it in memory; also returns its first `head` bytes and its
    /// stamp.
    pub fn digest(&self, path: &SitePath, head: usize) -> io::Result<(Digest, Vec<u8>, Stamp)> {
        let mut pieces = self.pieces(path)?;
        let mut first = Vec::new();
        while let Some(piece) = pieces.piece()? {
            first.extend_from_slice(&piece[..piece.len().min(head.saturating_sub(first.len()))]);
        }
        Ok((pieces.digest(), first, pieces.stamp))
    }
}

/// A file that is read, and hashed, piece by piece.
pub struct Pieces {
    file: File,
    stamp: Stamp,
    hasher: xxhash_rust::xxh3::Xxh3,
    buffer: Vec<u8>,
}

impl Pieces {
    /// Reads the next piece; `None` at the end.
    pub fn piece(&mut self) -> io::Result<Option<&[u8]>> {
        let n = self.file.read(&mut self.buffer)?;
        let piece = &self.buffer[..n];
        self.hasher.update(piece);
        Ok((n > 0).then_some(piece))
    }

    /// Returns the hash of all pieces that were read.
    pub fn digest(&self) -> Digest {
        Digest(self.hasher.digest128())
    }
}
