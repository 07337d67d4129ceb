//! Walks and reads the site's files: the only reader of the disk.
//!
//! A path of the site is a [`SitePath`] from here on: relative, with `/` between its parts. Symbolic
//! links are followed while they stay inside the site's folder and are a problem when they leave it: every
//! file is opened through the folder itself, which refuses the others.

mod folder;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Checked, Diagnostic, Span, reason};
use crate::path::SitePath;

use self::folder::Folder;
pub(crate) use self::folder::{is_outside, open_regular};

/// 128-bit content hash (xxh3): for telling change, not for security.
///
/// Packed to the alignment of its neighbours: there are two in every document.
#[repr(C, packed(8))]
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest(pub u128);

impl Digest {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// Returns the first `n` hex digits, for file names.
    pub fn short(self, n: usize) -> String {
        let mut hex = format!("{:032x}", { self.0 });
        hex.truncate(n);
        hex
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", { self.0 })
    }
}

/// What the disk says of a file: it changes whenever the file does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Size in bytes.
    pub size: u64,
    /// Last change of its bytes, in nanoseconds since 1970.
    pub modified: i64,
    /// Last change of its entry, in nanoseconds since 1970; 0 where the system does not tell.
    pub changed: i64,
    /// Which file it is: another one in its place may have the same size and times; 0 where the system does not tell.
    pub inode: u64,
}

/// How long before a moment a file must have changed last, in nanoseconds, so that a change after the moment is sure to
/// show in its times: they go forward in ticks. git minds the same of its index.
const TICK: i64 = 50_000_000;

/// The same where the disk keeps whole seconds, or every other one (FAT).
const COARSE_TICK: i64 = 2_000_000_000;

impl Stamp {
    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(unix)]
    pub fn of(metadata: &fs::Metadata) -> Option<Stamp> {
        use std::os::unix::fs::MetadataExt;
        let nanos = |seconds: i64, nanos: i64| seconds.saturating_mul(1_000_000_000).saturating_add(nanos);
        metadata.is_file().then(|| Stamp {
            size: metadata.len(),
            modified: nanos(metadata.mtime(), metadata.mtime_nsec()),
            changed: nanos(metadata.ctime(), metadata.ctime_nsec()),
            inode: metadata.ino(),
        })
    }

    /// Reads the stamp of a regular file; `None` for anything else.
    #[cfg(not(unix))]
    pub fn of(metadata: &fs::Metadata) -> Option<Stamp> {
        let modified = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        let modified = i64::try_from(modified.as_nanos()).unwrap_or(i64::MAX);
        metadata.is_file().then(|| Stamp { size: metadata.len(), modified, changed: 0, inode: 0 })
    }

    /// Returns true if it can be that of the file which had the stamp `earlier`, moved and not written since.
    pub fn is_of(self, earlier: Stamp) -> bool {
        Stamp { changed: earlier.changed, ..self } == earlier
    }

    /// Tells whether the stamp of a file, equal to this one now, says that the file is as it was when it was read,
    /// which was not before `since`, in nanoseconds since 1970.
    pub fn is_settled(self, since: i64) -> bool {
        let newest = self.modified.max(self.changed);
        let tick = if newest % 1_000_000_000 == 0 { COARSE_TICK } else { TICK };
        newest < since.saturating_sub(tick)
    }
}

/// One file of the site as the walk found it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Where it lies.
    pub path: SitePath,
    /// What the disk says of it.
    pub stamp: Stamp,
}

/// The site's folder on disk.
#[derive(Clone, Debug)]
pub struct Source {
    folder: Arc<Folder>,
    overlay: Overlay,
    /// When it was opened, in nanoseconds since 1970.
    opened: i64,
}

/// How large a file of text may be, in bytes. The longest book has as many characters; a program is what writes more.
pub const LARGEST_TEXT: u64 = 4_000_000;

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// Bytes that count instead of those on disk: a file that is open in an editor, or is about to be mended.
pub type Overlay = BTreeMap<SitePath, Arc<[u8]>>;

impl Source {
    /// Opens the site at `root`; fails when the folder cannot be resolved.
    pub fn open(root: &Path) -> io::Result<Source> {
        Source::with(root, Overlay::new())
    }

    /// Opens the site with some files otherwise than they are on disk.
    pub fn with(root: &Path, overlay: Overlay) -> io::Result<Source> {
        #[expect(clippy::disallowed_methods, reason = "the times of files are held against it, and nothing else")]
        let opened = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let opened = i64::try_from(opened.as_nanos()).unwrap_or(i64::MAX);
        Ok(Source { folder: Arc::new(Folder::open(root)?), overlay, opened })
    }

    /// Opens the same site again, with other files otherwise than they are on disk.
    #[must_use]
    pub fn overlaid(&self, overlay: Overlay) -> Source {
        // There may be a new folder by the same name. While there is none, nothing is found in the old one.
        Source::with(self.root(), overlay.clone()).unwrap_or_else(|_| Source { overlay, ..self.clone() })
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

    /// Returns where `path` lies, or would lie, when all links are followed; fails where that is outside of the site.
    pub fn place(&self, path: &SitePath) -> io::Result<PathBuf> {
        self.folder.place(path.as_str())
    }

    /// Returns the path in the site of a place on disk; `None` for one that is outside when all links are followed.
    pub fn path_of(&self, place: &Path) -> Option<SitePath> {
        let inside = real(place).strip_prefix(self.real_root()).ok()?.to_str()?.replace('\\', "/");
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
        self.read_stamped(path, LARGEST_TEXT).map(|(bytes, _)| bytes)
    }

    /// Reads a whole file of at most `most` bytes; of a larger one no more is read than shows that it is. Also returns
    /// its stamp, which is nothing for a file that counts otherwise.
    ///
    /// The stamp is that of the file which was opened, from before it was read: what stood in its place before is of no
    /// matter, and once the file has changed, it never has this stamp again.
    pub fn read_stamped(&self, path: &SitePath, most: u64) -> io::Result<(Vec<u8>, Stamp)> {
        let (bytes, stamp) = match self.overlay.get(path) {
            Some(bytes) => (bytes.to_vec(), Stamp::default()),
            None => {
                let (file, stamp) = self.reader(path)?;
                let mut bytes = Vec::new();
                file.take(most + 1).read_to_end(&mut bytes)?;
                (bytes, stamp)
            }
        };
        if bytes.len() as u64 > most { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok((bytes, stamp)) }
    }

    /// Reports a file that could not be read.
    pub fn unreadable(&self, path: &SitePath, error: &io::Error) -> Diagnostic {
        if folder::is_outside(error) {
            return Diagnostic::error("E0003", Span::file(path));
        }
        if error.kind() != io::ErrorKind::FileTooLarge {
            return Diagnostic::error("E0002", Span::file(path)).with("reason", reason(error));
        }
        let size = self.reader(path).map_or(LARGEST_TEXT, |(_, stamp)| stamp.size.max(LARGEST_TEXT));
        let problem = Diagnostic::error("E0351", Span::file(path)).with("size", format!("{:.1}", megabytes(size)));
        let problem = problem.with("most", format!("{:.0}", megabytes(LARGEST_TEXT)));
        if path.extension() == "md" { problem.hint("article") } else { problem }
    }

    /// Opens a file for reading; also returns its stamp.
    pub fn reader(&self, path: &SitePath) -> io::Result<(File, Stamp)> {
        self.folder.file(path.as_str())
    }

    /// Opens a file to be read and hashed piece by piece.
    pub fn pieces(&self, path: &SitePath) -> io::Result<Pieces> {
        let (file, stamp) = self.reader(path)?;
        Ok(Pieces { file, stamp, hasher: xxhash_rust::xxh3::Xxh3::new(), buffer: vec![0; 64 * 1024] })
    }

    /// Hashes a file without holding it in memory; also returns its first `head` bytes and its stamp.
    pub fn digest(&self, path: &SitePath, head: usize) -> io::Result<(Digest, Vec<u8>, Stamp)> {
        let mut pieces = self.pieces(path)?;
        let mut first = Vec::new();
        while let Some(piece) = pieces.piece()? {
            first.extend_from_slice(&piece[..piece.len().min(head.saturating_sub(first.len()))]);
        }
        Ok((pieces.digest(), first, pieces.stamp))
    }

    /// Lists the files below `folder`, sorted by path; hidden files and folders are left out.
    ///
    /// A link that leads out of the site, a folder that cannot be read, a name that is not UTF-8 and one
    /// with a backslash or a control character, which no address can have, are problems, and so is a pipe or a
    /// device; a missing `folder` is an empty list. Folders two levels down are walked in parallel.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn walk(&self, folder: &str) -> Checked<Vec<Entry>> {
        const LEVELS: usize = 2;
        let start = self.root().join(folder);
        if !start.exists() {
            return Checked::default();
        }
        let mut deeper = Vec::new();
        let mut found = self.walk_from(&start, folder, LEVELS, &mut deeper);
        let walk = |below: &PathBuf| self.walk_from(below, folder, usize::MAX, &mut Vec::new());
        let below: Vec<Checked<Vec<Entry>>> = deeper.par_iter().map(walk).collect();
        found.value.reserve_exact(below.iter().map(|part| part.value.len()).sum());
        for part in below {
            let entries = part.into_value(&mut found.problems);
            found.value.extend(entries);
        }
        for entry in &mut found.value {
            if self.overlay.contains_key(&entry.path) {
                entry.stamp = Stamp::default();
            }
        }
        found.value.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// Walks `levels` levels down; the folders at the last one are left to be walked, in `deeper`.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn walk_from(&self, start: &Path, folder: &str, levels: usize, deeper: &mut Vec<PathBuf>) -> Checked<Vec<Entry>> {
        let mut found = Checked { value: Vec::new(), problems: Vec::new() };
        let walk = walkdir::WalkDir::new(start).follow_links(true).max_depth(levels).into_iter();
        let mut walk = walk.filter_entry(|e| e.depth() == 0 || !hidden(e.file_name()));
        while let Some(item) = walk.next() {
            let entry = match item {
                Ok(entry) => entry,
                Err(error) => {
                    found.problems.push(self.walk_problem(folder, &error));
                    continue;
                }
            };
            let Some(path) = self.site_path(entry.path()) else {
                let shown =
                    SitePath::new(entry.path().strip_prefix(self.root()).unwrap_or(entry.path()).to_string_lossy());
                found.problems.push(Diagnostic::error("E0004", Span::file(&shown)));
                continue;
            };
            if path.as_str().contains(|c: char| c == '\\' || c.is_control()) {
                let shown = path.as_str().replace(|c: char| c.is_control(), "?");
                found.problems.push(Diagnostic::error("E0006", Span::file(&SitePath::new(shown))));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let is_link = entry.path_is_symlink();
            let is_nested = is_link && entry.file_type().is_dir() && self.is_below_link(entry.path());
            if is_nested || is_link && !self.folder.holds(entry.path()) {
                let code = if is_nested { "E0007" } else { "E0003" };
                found.problems.push(Diagnostic::error(code, Span::file(&path)));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_dir() && entry.depth() == levels {
                deeper.push(entry.into_path());
            } else if entry.file_type().is_file() {
                let stamp = entry.metadata().ok().and_then(|m| Stamp::of(&m)).unwrap_or_default();
                found.value.push(Entry { path, stamp });
            } else if !entry.file_type().is_dir() {
                found.problems.push(Diagnostic::error("E0009", Span::file(&path)));
            }
        }
        found
    }

    /// Tells whether a folder above `path` is a link. A linked folder inside of a linked folder is not
    /// followed: a few folders that link to each other would make more paths than there are atoms.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn is_below_link(&self, path: &Path) -> bool {
        let above = path.parent().and_then(|p| Some((p.canonicalize().ok()?, p.strip_prefix(self.root()).ok()?)));
        above.is_none_or(|(real, relative)| real != self.real_root().join(relative))
    }

    /// Lists the files again after a change of `paths`, files or folders; all others are as `old` has them.
    pub fn walk_again(&self, old: &Checked<Vec<Entry>>, paths: &BTreeSet<SitePath>) -> Checked<Vec<Entry>> {
        let files = &old.value;
        let mut gone: Vec<Range<usize>> = Vec::new();
        for path in paths {
            let start = files.partition_point(|f| f.path < *path);
            gone.extend(files.get(start).filter(|f| f.path == *path).map(|_| start..start + 1));
            let folder = format!("{path}/");
            let start = files.partition_point(|f| f.path.as_str() < folder.as_str());
            let count = files[start..].partition_point(|f| f.path.as_str().starts_with(&folder));
            gone.push(start..start + count);
        }
        gone.sort_unstable_by_key(|range| range.start);
        let mut found: Checked<Vec<Entry>> = Checked::default();
        let mut at = 0;
        for range in gone {
            found.value.extend_from_slice(files.get(at..range.start).unwrap_or_default());
            at = at.max(range.end);
        }
        found.value.extend_from_slice(files.get(at..).unwrap_or_default());
        let is_below =
            |file: &str| file.match_indices('/').any(|(i, _)| paths.contains(&file[..i])) || paths.contains(file);
        let stays = |p: &&Diagnostic| !p.span.as_ref().is_some_and(|s| is_below(s.file.as_str()));
        found.problems = old.problems.iter().filter(stays).cloned().collect();
        for path in paths {
            let parts = path.as_str().split('/').filter(|p| !p.is_empty());
            let above = path.as_str().match_indices('/').map(|(i, _)| &path.as_str()[..i]);
            // What is below another of the paths is found there.
            if parts.into_iter().any(|p| p.starts_with('.')) || above.into_iter().any(|a| paths.contains(a)) {
                continue;
            }
            let again = self.walk(path.as_str());
            found.value.extend(again.value);
            found.problems.extend(again.problems);
        }
        found.value.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        found
    }

    fn site_path(&self, path: &Path) -> Option<SitePath> {
        let relative = path.strip_prefix(self.root()).ok()?;
        let parts: Option<Vec<&str>> = relative.components().map(|c| c.as_os_str().to_str()).collect();
        Some(SitePath::new(parts?.join("/")))
    }

    fn walk_problem(&self, folder: &str, error: &walkdir::Error) -> Diagnostic {
        let path = error.path().and_then(|p| self.site_path(p)).unwrap_or_else(|| SitePath::new(folder));
        // What is no error of the system is a link that leads to a folder above it.
        let reason = error.io_error().map_or_else(|| "reason-loop".to_owned(), reason);
        Diagnostic::error("E0002", Span::file(&path)).with("reason", reason)
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

fn hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}

/// Reads bytes as UTF-8, several times as fast as the standard library reads Chinese; fails with the first bad byte.
pub fn valid(bytes: &[u8]) -> Result<&str, usize> {
    match encoding_rs::UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(Cow::Borrowed(text)) => Ok(text),
        _ => Err(encoding_rs::Encoding::utf8_valid_up_to(bytes)),
    }
}

/// Reads bytes as UTF-8; anything else is named by its likely encoding.
///
/// A byte order mark at the head stays in the text, so that offsets count bytes of the file.
pub fn text(file: &SitePath, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    valid(&bytes).map(str::to_owned).map_err(|at| {
        if is_damaged(&bytes) {
            return Diagnostic::error("E0008", Span::new(file, at..at));
        }
        let encoding = encoding_of(&bytes);
        let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(at);
        let name = match encoding.name() {
            "gb18030" => "GB18030",
            name if name.starts_with("UTF-16") => "UTF-16",
            name => name,
        };
        let problem = Diagnostic::error("E0001", Span::new(file, first..first)).with("encoding", name);
        match converted(&bytes, encoding) {
            Some(text) => problem.replace(0..bytes.len(), text),
            None => problem,
        }
    })
}

/// Reads a file that was named on the command line, wherever it lies, or standard input where it is `-`; one that is
/// larger than [`LARGEST_TEXT`] is refused.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn read_given(file: &Path) -> io::Result<Vec<u8>> {
    let reader: Box<dyn Read> = match file == Path::new("-") {
        true => Box::new(io::stdin()),
        false => Box::new(File::open(file)?),
    };
    let mut bytes = Vec::new();
    reader.take(LARGEST_TEXT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST_TEXT { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}

/// Tells whether bytes are UTF-8 but for a few: a torn copy, not another encoding.
fn is_damaged(bytes: &[u8]) -> bool {
    let (mut whole, mut torn) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        torn += usize::from(!chunk.invalid().is_empty());
    }
    mark_of(bytes) == 0 && whole > 4 * torn
}

fn encoding_of(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    if let Some((encoding, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Deny);
    // GBK is GB18030 less its sequences of four bytes.
    let four = |w: &[u8]| w[0] >= 0x81 && w[1].is_ascii_digit() && w[2] >= 0x81 && w[3].is_ascii_digit();
    if guess == encoding_rs::GBK && bytes.windows(4).any(four) { encoding_rs::GB18030 } else { guess }
}

/// Converts text of another encoding where there is no doubt: UTF-16 with its mark, and what is GB2312 throughout.
///
/// GB18030 takes nearly any bytes for something; only an article's front in common characters is beyond doubt.
fn converted(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark_of(bytes)..])?.into_owned();
    let is_common = |c: char| {
        c.is_ascii_graphic()
            || matches!(c, ' ' | '\n' | '\r' | '\u{3000}'..='\u{3015}' | '\u{4e00}'..='\u{9fa5}' | '\u{ff01}'..='\u{ff5e}')
            || "“”‘’—…·×°℃".contains(c)
    };
    let is_utf16 = mark_of(bytes) > 0 && !text.contains('\0');
    let is_chinese = [encoding_rs::GBK, encoding_rs::GB18030].contains(&encoding)
        && text.starts_with("---")
        && text.chars().all(is_common)
        && encoding_rs::GBK.encode(&text).0 == bytes;
    (is_utf16 || is_chinese).then_some(text)
}

/// Returns the length of a byte order mark of UTF-16.
fn mark_of(bytes: &[u8]) -> usize {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) { 2 } else { 0 }
}

/// Returns true if a folder is that of a site.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn is_site(folder: &Path) -> bool {
    folder.join("content/site.yaml").is_file()
}

/// Finds the nearest folder at or above `start` that is that of a site.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    start.ancestors().find(|folder| is_site(folder)).map(Path::to_path_buf)
}

/// Returns where a path leads when all links are followed.
///
/// What does not exist yet lies in the nearest folder that does, and holds no links.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let there = path.ancestors().find_map(|above| Some((above.canonicalize().ok()?, path.strip_prefix(above).ok()?)));
    let Some((mut real, rest)) = there else { return path };
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
        let at = |time: i64| Stamp { size: 1, modified: time, changed: time, inode: 1 };
        let read = 100 * SECOND;
        assert!(at(read - TICK - 1).is_settled(read));
        assert!(!at(read - TICK).is_settled(read));
        // A disk that keeps whole seconds says 99 of a change at 99.9, and of one at 100.1 if it keeps every other.
        assert!(!at(99 * SECOND).is_settled(read));
        assert!(!at(98 * SECOND).is_settled(read));
        assert!(at(97 * SECOND).is_settled(read));
    }
}
