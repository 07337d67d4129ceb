//! Walks and reads the site's files: the only reader of the disk.
//!
//! A path of the site is a [`SitePath`] from here on: relative, with `/` between its parts.
//! Symbolic links are followed while they stay inside the site's folder and are a problem when they
//! leave it: every file is opened through the folder itself, which refuses the others.

mod encoding;
mod folder;
mod walk;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::num::NonZero;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, reason};

pub use self::encoding::{text, valid};
use self::folder::Folder;
pub(crate) use self::folder::{is_outside, open_regular};

/// Size of a file in bytes.
///
/// It is kept as its complement, which is never zero: so a stamp that may be missing takes no more
/// room than one that is there, and there are several for every file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "u64", into = "u64")]
pub struct Size(NonZero<u64>);

impl From<u64> for Size {
    fn from(bytes: u64) -> Size {
        Size(NonZero::new(!bytes).unwrap_or(NonZero::<u64>::MIN))
    }
}

impl Size {
    /// Returns it as a number.
    pub fn bytes(self) -> u64 {
        !self.0.get()
    }
}

impl From<Size> for u64 {
    fn from(size: Size) -> u64 {
        size.bytes()
    }
}

/// What the disk says of a file: it changes whenever the file does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size.
    pub size: Size,
    /// Last change of its bytes, in nanoseconds since 1970.
    pub modified: i64,
    /// Last change of its entry, in nanoseconds since 1970; 0 where the system does not tell.
    pub changed: i64,
    /// Which file it is: another one in its place may have the same size and times; 0 where the
    /// system does not tell.
    pub inode: u64,
}

/// How long before a moment a file must have changed last, in nanoseconds, so that a change after
/// the moment is sure to show in its times: they go forward in ticks. git minds the same of its
/// index.
const TICK: i64 = 50_000_000;

/// The same where the disk keeps whole seconds, or every other one (FAT).
const COARSE_TICK: i64 = 2_000_000_000;

impl Stamp {
    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(unix)]
    pub fn of(metadata: &fs::Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let nanos =
            |seconds: i64, nanos: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanos);
        metadata.is_file().then(|| Stamp {
            size: metadata.len().into(),
            modified: nanos(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanos(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        })
    }

    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(not(unix))]
    pub fn of(metadata: &fs::Metadata) -> Option<Stamp> {
        let modified = metadata
            .modified()
            .ok()?
            .duration_since(std::time::UNIX_EPOCH)
            .ok()?;
        let modified = i64::try_from(modified.as_nanos()).unwrap_or(i64::MAX);
        metadata.is_file().then(|| Stamp {
            size: metadata.len().into(),
            modified,
            changed: 0,
            inode: 0,
        })
    }

    /// Returns true if it can be that of the file which had the stamp `earlier`, moved and not
    /// written since.
    pub fn is_of(self, earlier: Stamp) -> bool {
        Stamp {
            changed: earlier.changed,
            ..self
        } == earlier
    }

    /// Tells whether the stamp of a file, equal to this one now, says that the file is as it was
    /// when it was read, which was not before `since`, in nanoseconds since 1970.
    pub fn is_settled(self, since: i64) -> bool {
        let newest = self.modified.max(self.changed);
        let tick = if newest % 1_000_000_000 == 0 {
            COARSE_TICK
        } else {
            TICK
        };
        newest < since.saturating_sub(tick)
    }
}

/// One file of the site as the walk found it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it lies.
    pub path: SitePath,
    /// What the disk says of it; none where that is unknown, and of a file that counts otherwise
    /// than it is on disk.
    pub stamp: Option<Stamp>,
}

/// The site's folder on disk.
#[derive(Clone, Debug)]
pub struct Source {
    folder: Arc<Folder>,
    overlay: Overlay,
    /// When it was opened, in nanoseconds since 1970.
    opened: i64,
}

/// How large a file of text may be, in bytes. The longest book has as many characters; a program is
/// what writes more.
pub const LARGEST_TEXT: u64 = 4_000_000;

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Bytes that count instead of those on disk: a file that is open in an editor, or is about to be
/// mended.
pub type Overlay = BTreeMap<SitePath, Arc<[u8]>>;

impl Source {
    /// Opens the site at `root`; fails when the folder cannot be resolved.
    pub fn open(root: &Path) -> io::Result<Source> {
        Source::with(root, Overlay::new())
    }

    /// Opens the site with some files otherwise than they are on disk.
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

    /// Opens the same site again, with other files otherwise than they are on disk.
    #[must_use]
    pub fn overlaid(&self, overlay: Overlay) -> Source {
        // There may be a new folder by the same name. While there is none, nothing is found in the
        // old one.
        Source::with(self.root(), overlay.clone()).unwrap_or_else(|_| Source {
            overlay,
            ..self.clone()
        })
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

    /// Returns where `path` lies, or would lie, when all links are followed; fails where that is
    /// outside of the site.
    pub fn place(&self, path: &SitePath) -> io::Result<PathBuf> {
        self.folder.place(path.as_str())
    }

    /// Returns the path in the site of a place on disk; `None` for one that is outside when all
    /// links are followed.
    pub fn path_of(&self, place: &Path) -> Option<SitePath> {
        let inside = real(place)
            .strip_prefix(self.real_root())
            .ok()?
            .to_str()?
            .replace('\\', "/");
        Some(SitePath::new(inside))
    }

    /// Returns true if `path` is a file that can be read and lies inside the site's folder.
    pub fn has_file(&self, path: &SitePath) -> bool {
        self.folder.file(path.as_str()).is_ok()
    }

    /// Tells whether there is anything at `path`, a link to nothing included.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn is_there(&self, path: &SitePath) -> bool {
        self.on_disk(path).symlink_metadata().is_ok()
    }

    /// Tells whether `path` is a folder.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn is_folder(&self, path: &SitePath) -> bool {
        self.on_disk(path).is_dir()
    }

    /// Reads a whole file of text; one that is larger than [`LARGEST_TEXT`] is refused.
    pub fn read(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        self.read_stamped(path, LARGEST_TEXT)
            .map(|(bytes, _)| bytes)
    }

    /// Reads a whole file of at most `most` bytes; of a larger one no more is read than shows that
    /// it is. Also returns its stamp; none for a file that counts otherwise.
    ///
    /// The stamp is that of the file which was opened, from before it was read: what stood in its
    /// place before is of no matter, and once the file has changed, it never has this stamp again.
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
        if folder::is_outside(error) {
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

/// Reads a file that was named on the command line, wherever it lies, or standard input where it is
/// `-`; one that is larger than [`LARGEST_TEXT`] is refused.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn read_given(file: &Path) -> io::Result<Vec<u8>> {
    let reader: Box<dyn Read> = match file == Path::new("-") {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(file)?),
    };
    let mut bytes = Vec::new();
    reader.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_TEXT {
        Err(io::ErrorKind::FileTooLarge.into())
    } else {
        Ok(bytes)
    }
}

/// Returns true if a folder is that of a site.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn is_site(folder: &Path) -> bool {
    folder.join("content/site.yaml").is_file()
}

/// Finds the nearest folder at or above `start` that is that of a site.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start
        .ancestors()
        .find(|folder| is_site(folder))
        .map(Path::to_path_buf)
}

/// Returns where a path leads when all links are followed.
///
/// What does not exist yet lies in the nearest folder that does, and holds no links.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let there = path
        .ancestors()
        .find_map(|above| Some((above.canonicalize().ok()?, path.strip_prefix(above).ok()?)));
    let Some((mut real, rest)) = there else {
        return path;
    };
    for part in rest.components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_settled_when_no_later_change_can_have_it() {
        const SECOND: i64 = 1_000_000_000;
        let at = |time: i64| Stamp {
            size: 1.into(),
            modified: time,
            changed: time,
            inode: 1,
        };
        let read = 100 * SECOND;
        assert!(at(read - TICK - 1).is_settled(read));
        assert!(!at(read - TICK).is_settled(read));
        // A disk that keeps whole seconds says 99 of a change at 99.9, and of one at 100.1 if it
        // keeps every other.
        assert!(!at(99 * SECOND).is_settled(read));
        assert!(!at(98 * SECOND).is_settled(read));
        assert!(at(97 * SECOND).is_settled(read));
    }
}
