//! The site's folder, from which nothing is opened that lies outside.

use std::ffi::OsStr;
use std::fs::{File, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

use super::stamp::Stamp;
use crate::base::stray;

/// A folder whose files are opened without leaving it.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    real_root: PathBuf,
    /// What the disk says of it.
    metadata: Metadata,
    #[cfg(target_os = "linux")]
    handle: rustix::fd::OwnedFd,
}

impl Folder {
    /// Opens the folder at `root`.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub(super) fn open(root: &Path) -> io::Result<Folder> {
        let real_root = root.canonicalize()?;
        let metadata = real_root.metadata()?;
        if !metadata.is_dir() {
            return Err(io::ErrorKind::NotADirectory.into());
        }
        Ok(Folder {
            root: root.to_path_buf(),
            real_root,
            metadata,
            #[cfg(target_os = "linux")]
            handle: {
                use rustix::fs::{Mode, OFlags, open};
                open(
                    root,
                    OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC,
                    Mode::empty(),
                )?
            },
        })
    }

    /// Returns its path as it was given.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns its path without any link.
    pub(super) fn real_root(&self) -> &Path {
        &self.real_root
    }

    /// Returns true if `other` is the same folder, and not one that took its place.
    pub(super) fn is_same(&self, other: &Folder) -> bool {
        self.real_root == other.real_root && is_same(&self.metadata, &other.metadata)
    }

    /// Returns the place of `path`, or the one that it would have, when all links are followed;
    /// fails if that is outside.
    pub(super) fn place(&self, path: &str) -> io::Result<PathBuf> {
        let place = real(&self.root.join(path));
        self.held_inside(&place, Path::new(path))?;
        Ok(place)
    }

    /// Opens a file for reading; fails for what is no regular file, and for what lies outside.
    pub(super) fn file(&self, path: &str) -> io::Result<(File, Stamp)> {
        let file = self
            .below(Path::new(path))
            .or_else(|_| self.beyond_links(path))?;
        let stamp = regular(&file.metadata()?)?;
        Ok((file, stamp))
    }

    /// Opens a file that is reached through a link: the place to which that leads, without one.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn beyond_links(&self, path: &str) -> io::Result<File> {
        let place = self.root.join(path).canonicalize()?;
        let inside = self.held_inside(&place, Path::new(path))?;
        // A socket cannot be opened at all: the error is to say that it is no regular file.
        regular(&place.metadata()?)?;
        self.below(inside)
    }

    /// Returns the path in the folder of a place to which `path` leads; fails if that is
    /// outside.
    ///
    /// No link leads to what is hidden, which is no part of a site either: `.git` holds the keys of
    /// the job that builds it.
    fn held_inside<'p>(&self, place: &'p Path, path: &Path) -> io::Result<&'p Path> {
        let inside = place.strip_prefix(&self.real_root).map_err(|_| outside())?;
        if inside != path && inside.components().any(|part| is_hidden(part.as_os_str())) {
            Err(outside())
        } else {
            Ok(inside)
        }
    }

    /// Returns true if a link leads to what is a part of the site.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub(super) fn holds(&self, link: &Path) -> bool {
        link.canonicalize()
            .is_ok_and(|place| self.held_inside(&place, link).is_ok())
    }

    /// Opens what is reached from the folder downwards and without a link, which the system itself
    /// checks.
    #[cfg(target_os = "linux")]
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn below(&self, path: &Path) -> io::Result<File> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;
        let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        match openat2(
            &self.handle,
            path,
            flags,
            Mode::empty(),
            ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS,
        ) {
            Ok(file) => Ok(file.into()),
            // Linux before 5.6, and containers that do not let it through.
            Err(Errno::NOSYS | Errno::PERM) => self.held(path),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn below(&self, path: &Path) -> io::Result<File> {
        self.held(path)
    }

    /// Opens a file by its path, and checks that the place to which this leads is in the folder.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn held(&self, path: &Path) -> io::Result<File> {
        let place = self.root.join(path);
        let file = open_at_once(&place)?;
        let real = place.canonicalize()?;
        // The file that is there now need not be the one that was opened a moment ago.
        self.held_inside(&real, path)?;
        if is_same(&file.metadata()?, &real.metadata()?) {
            Ok(file)
        } else {
            Err(outside())
        }
    }
}

/// The error for what lies outside of the folder: see [`crate::diagnostic::reason`].
fn outside() -> io::Error {
    io::ErrorKind::CrossesDevices.into()
}

/// Returns true if a file was refused because it is outside of the folder.
pub(crate) fn is_outside(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::CrossesDevices && error.raw_os_error().is_none()
}

/// Returns the stamp of a regular file; anything else is an error.
fn regular(metadata: &Metadata) -> io::Result<Stamp> {
    let kind = if metadata.is_dir() {
        io::ErrorKind::IsADirectory
    } else {
        io::ErrorKind::Unsupported
    };
    Stamp::of(metadata).ok_or_else(|| kind.into())
}

/// Opens a file for reading; never waits for the writer of a pipe.
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
fn open_at_once(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(rustix::fs::OFlags::NONBLOCK.bits()).unwrap_or_default();
    File::options().read(true).custom_flags(flags).open(path)
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
fn open_at_once(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// Opens a regular file, in any place, for reading; fails for anything else without waiting.
pub(crate) fn open_regular(path: &Path) -> io::Result<File> {
    let file = open_at_once(path)?;
    regular(&file.metadata()?)?;
    Ok(file)
}

/// Returns true for the name of a file or folder that is hidden, and so no part of a site.
pub(super) fn is_hidden(name: &OsStr) -> bool {
    stray::is_hidden(name.as_encoded_bytes())
}

/// Returns true for the path of something that is hidden, or was left behind by a program, by its
/// name.
pub(crate) fn is_left_out(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| is_hidden(name) || stray::is_left_behind(name.as_encoded_bytes()))
}

/// Returns the place to which a path leads when all links are followed.
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

#[cfg(unix)]
fn is_same(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Returns true: without a number for each file, the place is all that can be compared.
#[cfg(not(unix))]
fn is_same(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(all(test, unix))]
#[expect(clippy::disallowed_methods, reason = "a test sets the stage on disk")]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    #[test]
    fn without_help_of_the_system_a_file_outside_is_refused_as_well() {
        let site = std::env::temp_dir().join(format!("dateline-folder-{}", std::process::id()));
        let inside = site.join("inside");
        fs::create_dir_all(inside.join("folder")).unwrap();
        fs::write(inside.join("folder/a"), "a").unwrap();
        fs::write(site.join("secret"), "secret").unwrap();
        symlink(inside.join("folder"), inside.join("full")).unwrap();
        symlink("../secret", inside.join("up")).unwrap();
        symlink("..", inside.join("out")).unwrap();
        let folder = Folder::open(&inside).unwrap();
        let is_refused = |path: &str| folder.held(Path::new(path)).is_err_and(|e| is_outside(&e));
        assert_eq!(
            ["folder/a", "full/a", "full/../folder/a"].map(is_refused),
            [false; 3]
        );
        assert_eq!(
            ["up", "out/secret", "../secret", "folder/../../secret"].map(is_refused),
            [true; 4]
        );
        fs::remove_dir_all(site).unwrap();
    }
}
