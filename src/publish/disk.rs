//! What is done to the output's disk, each thing in one place.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::base::digest::Digest;
use crate::base::name::fits;
use crate::base::path::SitePath;
use crate::source::{Source, Stamp, open_regular};

/// Folder for what is being written, inside of the output so that a move never crosses a file
/// system. Files lie in it as they will in the output, so that whole new folders are moved in one
/// step.
pub(super) const STAGE: &str = ".dateline-new";

/// Name of the lock in the output folder: an empty file, locked as long as a build runs.
pub(super) const LOCK: &str = ".dateline-lock";

/// What a path of the output is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing is there.
    Nothing,
    /// A folder.
    Folder,
    /// A file, a link, or anything else but a folder.
    File,
}

/// The lock of a folder.
#[derive(Debug)]
pub(super) enum Lock {
    /// It is this process's while this lasts.
    Held(#[expect(dead_code, reason = "it is held as long as this is")] File),
    /// A different process has it.
    Taken,
    /// The disk knows no locks, as some that are shared over a network.
    Unsupported,
}

/// The output folder.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    root: PathBuf,
}

#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
impl Disk {
    /// Opens the output folder, making it if it is missing.
    pub(super) fn open(root: &Path) -> io::Result<Disk> {
        fs::create_dir_all(root)?;
        Ok(Disk {
            root: root.to_path_buf(),
        })
    }

    pub(super) fn path(&self, file: impl AsRef<Path>) -> PathBuf {
        self.root.join(file)
    }

    /// Opens a folder of the site, making it if it is missing; refuses a link, which may lead
    /// anywhere.
    pub(super) fn open_own(folder: &Path) -> io::Result<Disk> {
        let is_link = fs::symlink_metadata(folder).is_ok_and(|m| m.is_symlink());
        if is_link {
            Err(io::ErrorKind::NotADirectory.into())
        } else {
            Disk::open(folder)
        }
    }

    /// Takes the lock, which ends with the returned value or with the process.
    pub(super) fn lock(&self) -> io::Result<Lock> {
        let path = self.path(LOCK);
        // A build must not lock, or make, the file that a link leads to.
        if fs::symlink_metadata(&path).is_ok_and(|m| m.is_symlink()) {
            fs::remove_file(&path)?;
        }
        let file = open_to_append(&path)?;
        Ok(match file.try_lock() {
            Ok(()) => Lock::Held(file),
            Err(TryLockError::WouldBlock) => Lock::Taken,
            // Which error that is depends on the disk (NFS, Lustre, SMB, FUSE).
            Err(TryLockError::Error(_)) => Lock::Unsupported,
        })
    }

    /// Returns the names of what is in the output folder itself, in no order.
    pub(super) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries
            .filter_map(|e| e.file_name().into_string().ok())
            .collect()
    }

    pub(super) fn read(&self, file: &str) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        open_regular(&self.path(file))
            .and_then(|mut file| file.read_to_end(&mut bytes))
            .ok()?;
        Some(bytes)
    }

    /// Reads some bytes of a file that this program has just written.
    pub(super) fn read_part(&self, file: &str, range: Range<usize>) -> io::Result<Vec<u8>> {
        let mut file = open_regular(&self.path(file))?;
        file.seek(SeekFrom::Start(range.start as u64))?;
        let mut bytes = vec![0; range.len()];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Returns true if there is something at a path that is no file: a pipe, a device, a folder.
    pub(super) fn is_odd(&self, path: &str) -> bool {
        fs::metadata(self.path(path)).is_ok_and(|found| !found.is_file())
    }

    /// Returns what the disk says of a regular file; `None` if it is missing or is something
    /// else.
    pub(super) fn stat(&self, file: &str) -> Option<Stamp> {
        Stamp::of(&fs::symlink_metadata(self.path(file)).ok()?)
    }

    /// Returns what a path is, not following a link.
    pub(super) fn kind(&self, path: impl AsRef<Path>) -> Kind {
        match fs::symlink_metadata(self.path(path)) {
            Err(_) => Kind::Nothing,
            Ok(found) if found.is_dir() => Kind::Folder,
            Ok(_) => Kind::File,
        }
    }

    /// Returns true if two paths are one file to the disk, which takes their names for the same.
    #[cfg(unix)]
    pub(super) fn is_one_file(&self, one: &str, other: &str) -> bool {
        use std::os::unix::fs::MetadataExt;
        let found = [one, other].map(|file| fs::symlink_metadata(self.path(file)));
        let [Ok(a), Ok(b)] = found else { return false };
        // A file may have two names that are none to each other (a hard link).
        let has_one_name = a.nlink() == 1 || one.to_lowercase() == other.to_lowercase();
        (a.dev(), a.ino()) == (b.dev(), b.ino()) && a.is_file() && has_one_name
    }

    /// Returns true if two paths are one file to the disk, which takes their names for the same.
    #[cfg(not(unix))]
    pub(super) fn is_one_file(&self, one: &str, other: &str) -> bool {
        let found = [one, other].map(|file| self.stat(file));
        found[0].is_some() && found[0] == found[1] && one.to_lowercase() == other.to_lowercase()
    }

    /// Returns true if all files below a folder are among `files`.
    pub(super) fn holds_only(&self, folder: &str, files: &BTreeSet<&str>) -> bool {
        let Ok(entries) = fs::read_dir(self.path(folder)) else {
            return false;
        };
        entries.into_iter().all(|entry| {
            let name = entry.ok().and_then(|e| e.file_name().into_string().ok());
            let path = name.map(|name| format!("{folder}/{name}"));
            path.is_some_and(|path| match self.kind(&path) {
                Kind::Folder => self.holds_only(&path, files),
                Kind::File | Kind::Nothing => files.contains(&*path),
            })
        })
    }

    /// Hashes a file's bytes.
    pub(super) fn digest(&self, file: &str) -> Option<Digest> {
        self.read(file).map(|bytes| Digest::of(&bytes))
    }

    pub(super) fn make_folder(&self, folder: &str) -> io::Result<()> {
        fs::create_dir_all(self.path(folder))
    }

    /// Makes a file to be written, with the folder that it is in.
    pub(super) fn create(&self, file: &str) -> io::Result<File> {
        // `C:/x` would lead out of the output there.
        if cfg!(windows) && !fits(file) {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        let path = self.path(file);
        match File::create(&path) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(path.parent().unwrap_or(&self.root))?;
                File::create(&path)
            }
            created => created,
        }
    }

    pub(super) fn rename(&self, from: impl AsRef<Path>, to: impl AsRef<Path>) -> io::Result<()> {
        fs::rename(self.path(from), self.path(to))
    }

    /// Removes a file, if there is one; of a folder in its place no more than an empty one.
    pub(super) fn remove(&self, file: impl AsRef<Path>) -> io::Result<()> {
        let file = file.as_ref();
        match fs::remove_file(self.path(file)) {
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(())
            }
            Err(_) if self.kind(file) == Kind::Folder => {
                self.remove_if_empty(file);
                Ok(())
            }
            done => done,
        }
    }

    /// Removes a folder if it is empty.
    pub(super) fn remove_if_empty(&self, folder: impl AsRef<Path>) {
        fs::remove_dir(self.path(folder)).ok();
    }

    /// Removes a folder with all that is in it, or anything else in its place.
    pub(super) fn remove_all(&self, folder: &str) -> io::Result<()> {
        match fs::remove_dir_all(self.path(folder)) {
            Err(e) if e.kind() == io::ErrorKind::NotADirectory => self.remove(folder),
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
            _ => Ok(()),
        }
    }

    /// Makes a file in the place of anything that is there, so that a link is never followed.
    fn create_anew(&self, file: &Path) -> io::Result<File> {
        self.remove(file)?;
        File::create_new(self.path(file))
    }

    /// Replaces a file in one step: readers see the old bytes or the new ones.
    pub(super) fn replace(&self, file: &str, bytes: &[u8]) -> io::Result<()> {
        self.replace_by(file, |new| new.write_all(bytes))
    }

    /// Replaces a file in one step by what is written piece by piece.
    pub(super) fn replace_by(
        &self,
        file: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let temporary = format!("{file}.dateline-new");
        self.replace_by_way_of(temporary.as_ref(), file.as_ref(), write)
    }

    /// Replaces a file in one step by what is written piece by piece, into `temporary` at first.
    pub(super) fn replace_by_way_of(
        &self,
        temporary: &Path,
        file: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let written = self.write_anew(temporary, write);
        let replaced = written.and_then(|()| self.rename(temporary, file));
        if replaced.is_err() {
            self.remove(temporary).ok();
        }
        replaced
    }

    /// Writes a file in the place of anything that is there.
    fn write_anew(
        &self,
        file: &Path,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut new = BufWriter::new(self.create_anew(file)?);
        write(&mut new)?;
        new.flush()
    }
}

/// Writes a file that must not exist yet, with the folders above it: for `init`, `new` and reports.
#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    File::create_new(path)?.write_all(bytes)
}

/// Opens a file for writing at its end, making it if it is missing; never waits for the reader of a
/// pipe.
#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
fn open_to_append(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOFOLLOW;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    // Windows locks no file that is open for its end alone.
    #[cfg(windows)]
    options.read(true);
    let file = options.create(true).append(true).open(path)?;
    let is_plain = file.metadata()?.is_file();
    if is_plain {
        Ok(file)
    } else {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Writes a file of the site anew in one step, if it still is what it was; its permissions stay.
/// Returns true if it was.
///
/// A symbolic link stays one: the file that it leads to is written, if that lies inside the site.
#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
pub fn rewrite(source: &Source, file: &SitePath, old: &[u8], new: &[u8]) -> io::Result<bool> {
    let path = source.place(file)?;
    let temporary = path.with_file_name(temporary_of(&path));
    let folder = Disk::open(path.parent().unwrap_or(Path::new(".")))?;
    let written = folder.create_anew(&temporary).and_then(|mut file| {
        file.write_all(new)?;
        file.set_permissions(fs::metadata(&path)?.permissions())?;
        file.sync_all()
    });
    let mut found = Vec::new();
    let read = written.and_then(|()| source.reader(file)?.0.read_to_end(&mut found));
    let is_same = read.map(|_| found == old);
    match is_same {
        Ok(true) => fs::rename(&temporary, &path).map(|()| true),
        other => {
            fs::remove_file(&temporary).ok();
            other
        }
    }
}

/// Writes a file of the program's own in the site's folder in one step, over anything that is
/// there; no folder above it may be a link.
pub fn overwrite_own(source: &Source, file: &str, bytes: &[u8]) -> io::Result<()> {
    for (end, _) in file.match_indices('/') {
        Disk::open_own(&source.root().join(&file[..end]))?;
    }
    overwrite(&source.root().join(file), bytes)
}

/// Writes a file in one step, over anything that is there.
pub fn overwrite(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    Disk::open(folder)?.replace_by_way_of(temporary_of(path).as_ref(), name.as_ref(), |new| {
        new.write_all(bytes)
    })
}

/// Returns the name of the file into which the one at `path` is written at first; it is bytes like
/// that one, which need not be text.
fn temporary_of(path: &Path) -> OsString {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".dateline-new");
    name
}

/// Writes a file that was named on the command line: in one step, but if it is no plain file (a
/// pipe, a device, a link), into it.
#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
pub fn write_given(path: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => File::options()
            .write(true)
            .truncate(true)
            .create(true)
            .open(path)?
            .write_all(bytes),
        _ => overwrite(path, bytes),
    }
}
