//! How what was staged moves into its place.

use std::fs::{self, File};
use std::io;

use super::disk::{Disk, Kind};
use crate::base::digest::Digest;

#[expect(
    clippy::disallowed_methods,
    reason = "publish/ is the writer of the disk"
)]
impl Disk {
    /// Moves a file, or a whole new folder, into place in one step.
    ///
    /// If there is a file already, the two change places: to a reader that is the same, but some
    /// file systems write a file to the disk at once if it replaces one by its new name (ext4,
    /// auto_da_alloc).
    pub(super) fn settle(&self, from: &str, to: &str) -> io::Result<()> {
        let both_files = self.stat(to).is_some() && self.stat(from).is_some();
        if !both_files && self.kind(from) == Kind::File {
            // An empty folder in the place of a file may be removed: nobody loses anything.
            self.remove_if_empty(to);
        }
        if both_files && self.exchange(from, to) {
            return Ok(());
        }
        match self.rename(from, to) {
            // A folder of the output may be a disk of its own.
            Err(e) if e.kind() == io::ErrorKind::CrossesDevices => self.carry(from, to),
            moved => moved,
        }
    }

    /// Copies a file, or a whole folder, to a different disk; each file is written beside its place
    /// and moved into that in one step.
    fn carry(&self, from: &str, to: &str) -> io::Result<()> {
        if self.kind(from) == Kind::Folder {
            self.make_folder(to)?;
            for entry in fs::read_dir(self.path(from))? {
                let name = entry?.file_name();
                // All that is staged has a path that is text.
                let name = name.to_string_lossy();
                self.settle(&format!("{from}/{name}"), &format!("{to}/{name}"))?;
            }
            return Ok(());
        }
        let folder = to.rfind('/').map_or("", |end| &to[..=end]);
        let hash = Digest::of(to.as_bytes()).short(10);
        let temporary = format!("{folder}.dateline-new-{hash}");
        let mut file = File::open(self.path(from))?;
        self.replace_by_way_of(temporary.as_ref(), to.as_ref(), |new| {
            io::copy(&mut file, new)?;
            Ok(())
        })
    }

    #[cfg(target_os = "linux")]
    fn exchange(&self, from: &str, to: &str) -> bool {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(
            CWD,
            self.path(from),
            CWD,
            self.path(to),
            RenameFlags::EXCHANGE,
        )
        .is_ok()
    }

    #[cfg(not(target_os = "linux"))]
    fn exchange(&self, _: &str, _: &str) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test sets the stage on disk")]

    use super::*;

    #[test]
    fn what_is_carried_to_a_different_disk_is_whole_and_leaves_nothing_beside_it() {
        let folder = std::env::temp_dir().join(format!("dateline-carry-{}", std::process::id()));
        let disk = Disk::open(&folder).unwrap();
        for (path, text) in [
            ("stage/2024/01/a.html", "new"),
            ("stage/2024/b.html", "b"),
            ("stage/news/index.html", "new"),
            ("news/index.html", "old"),
            ("news/by-hand.html", "hand"),
        ] {
            fs::create_dir_all(disk.path(path).parent().unwrap()).unwrap();
            fs::write(disk.path(path), text).unwrap();
        }
        disk.carry("stage/2024", "2024").unwrap();
        disk.carry("stage/news/index.html", "news/index.html")
            .unwrap();
        disk.remove_all("stage").unwrap();
        let mut found: Vec<(String, String)> = walkdir::WalkDir::new(&folder)
            .sort_by_file_name()
            .into_iter()
            .map(|entry| entry.unwrap().into_path())
            .filter(|path| path.is_file())
            .map(|path| {
                let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
                (name.replace('\\', "/"), fs::read_to_string(&path).unwrap())
            })
            .collect();
        found.sort();
        let expected = [
            ("2024/01/a.html", "new"),
            ("2024/b.html", "b"),
            ("news/by-hand.html", "hand"),
            ("news/index.html", "new"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
        fs::remove_dir_all(folder).unwrap();
    }
}
