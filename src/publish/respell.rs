//! Files whose names change in nothing but their spelling.
//!
//! Most disks of macOS and Windows, and many that are shared, take `Photo.svg` and `photo.svg` for
//! one file. The old name of such a file is no longer part of the site, but to remove it would
//! remove the new one, so it is given the new spelling: hosts that tell capitals apart get a copy.

use std::collections::BTreeMap;

use super::disk::{Disk, Kind};
use super::draw::State;

/// A file that is gone by its old name, and is there by a new one.
pub(super) struct Respelled<'a> {
    pub(super) old: &'a str,
    new: &'a str,
}

/// Finds those of the files that are `gone` which are files of the site by a different spelling.
pub(super) fn find<'a>(
    disk: &Disk,
    gone: &[&'a str],
    states: &'a [State<'_>],
) -> Vec<Respelled<'a>> {
    if gone.is_empty() {
        return Vec::new();
    }
    // On most systems a file has a number, by which it is found by any spelling.
    let numbers: BTreeMap<u64, &str> = gone
        .iter()
        .filter_map(|old| Some((disk.stat(old)?.inode, *old)))
        .filter(|(number, _)| *number != 0)
        .collect();
    let names: BTreeMap<String, &str> = gone.iter().map(|old| (old.to_lowercase(), *old)).collect();
    let mut found = Vec::new();
    for state in states {
        let new = &*state.item.file;
        let old = numbers
            .get(&state.stamp.inode)
            .or_else(|| names.get(&new.to_lowercase()));
        if let Some(old) = old
            && disk.is_one_file(old, new)
        {
            found.push(Respelled { old, new });
        }
    }
    found
}

impl Respelled<'_> {
    /// Gives the file, and the folders that it is in, their new spelling.
    ///
    /// Where that fails the page is there all the same, by its old spelling.
    pub(super) fn apply(&self, disk: &Disk) {
        let (old, new) = (ends(self.old), ends(self.new));
        if old.len() != new.len() {
            return;
        }
        for (old, new) in old.into_iter().zip(new) {
            let (old, new) = (&self.old[..old], &self.new[..new]);
            if old != new && disk.kind(old) != Kind::Nothing {
                disk.rename(old, new).ok();
            }
        }
    }
}

/// Returns where the names of the folders above a file end, and its own.
fn ends(path: &str) -> Vec<usize> {
    let slashes = path.match_indices('/').map(|(at, _)| at);
    slashes.chain([path.len()]).collect()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::disallowed_methods, reason = "a test sets the stage on disk")]

    use std::fs;

    use super::*;
    use crate::publish::manifest::Item;
    use crate::source::Stamp;

    /// Two names for one file (hard links) stand for the two spellings that such a disk takes for
    /// the same.
    #[test]
    fn a_file_that_is_there_by_a_different_spelling_is_not_gone() {
        let folder = std::env::temp_dir().join(format!("dateline-spelling-{}", std::process::id()));
        let disk = Disk::open(&folder).unwrap();
        for new in ["news/photo.svg", "a/b.html", "copy.pdf", "same.html"] {
            fs::create_dir_all(disk.path(new).parent().unwrap()).unwrap();
            fs::write(disk.path(new), new).unwrap();
        }
        for (new, old) in [
            ("news/photo.svg", "News/Photo.SVG"),
            ("copy.pdf", "original.pdf"),
        ] {
            fs::create_dir_all(disk.path(old).parent().unwrap()).unwrap();
            fs::hard_link(disk.path(new), disk.path(old)).unwrap();
        }
        // Where capitals count, this is a different file.
        fs::write(disk.path("SAME.html"), "old").unwrap();
        let files = ["a/b.html", "copy.pdf", "news/photo.svg", "same.html"];
        let states = files.map(|file| State {
            item: Item {
                file: file.into(),
                reads: 0,
                drawn: None,
            },
            stamp: Stamp::of(&fs::metadata(disk.path(file)).unwrap()).unwrap(),
            is_staged: true,
            is_known: false,
        });
        let gone = [
            "News/Photo.SVG",
            "SAME.html",
            "original.pdf",
            "nothing.html",
        ];
        let found = find(&disk, &gone, &states);
        let found: Vec<(&str, &str)> = found.iter().map(|file| (file.old, file.new)).collect();
        assert_eq!(found, [("News/Photo.SVG", "news/photo.svg")]);
        fs::remove_dir_all(folder).unwrap();
    }
}
