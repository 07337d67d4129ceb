//! The plan: in which steps files move into place, and what has to be out of the way before.

use std::collections::BTreeSet;

use super::disk::{Disk, Kind};

/// Finds the steps that move files into place, in order of path: one for a whole folder that is not
/// there yet.
///
/// Files that are `leaving` are out of the way by then. An error is what else is in the way: a file
/// or a link where a folder is to be, a folder with other files where a file is to be.
pub(super) fn steps<'a>(
    disk: &Disk,
    files: &[&'a str],
    leaving: &BTreeSet<&str>,
) -> Result<Vec<&'a str>, &'a str> {
    let mut steps = Vec::new();
    add_steps(disk, files, 0, leaving, &mut steps)?;
    Ok(steps)
}

/// Adds the steps of files that share their first `start` bytes, which name a folder that is there.
fn add_steps<'a>(
    disk: &Disk,
    files: &[&'a str],
    start: usize,
    leaving: &BTreeSet<&str>,
    steps: &mut Vec<&'a str>,
) -> Result<(), &'a str> {
    for group in files.chunk_by(|a, b| part(a, start) == part(b, start)) {
        let path = part(group[0], start);
        let is_file = path.len() == group[0].len();
        let is_free = match disk.kind(path) {
            Kind::Nothing => true,
            Kind::File => is_file || leaving.contains(path),
            Kind::Folder if is_file => disk.holds_only(path, leaving),
            Kind::Folder => {
                add_steps(disk, group, path.len() + 1, leaving, steps)?;
                continue;
            }
        };
        if !is_free {
            return Err(path);
        }
        steps.push(path);
    }
    Ok(())
}

/// Returns a path up to the end of the part that begins at `start`.
fn part(file: &str, start: usize) -> &str {
    file[start..].find('/').map_or(file, |i| &file[..start + i])
}

/// Returns true if a file that left stands where a folder is to be, or in a folder where a file is
/// to be. The files to be moved are in order.
pub(super) fn is_in_the_way(file: &str, moves: &[&str]) -> bool {
    let at = moves.partition_point(|m| *m < file);
    let mut longer = moves[at..].iter().take_while(|m| m.starts_with(file));
    longer.any(|m| m[file.len()..].starts_with('/'))
        || folders(file).any(|folder| moves.binary_search(&folder).is_ok())
}

/// Returns the folders above a file, the outermost first.
pub(super) fn folders(file: &str) -> impl Iterator<Item = &str> {
    file.match_indices('/').map(|(i, _)| &file[..i])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_into_place_is_a_new_folder_or_a_file() {
        let folder = std::env::temp_dir().join(format!("dateline-steps-{}", std::process::id()));
        let disk = Disk::open(&folder).unwrap();
        for file in ["index.html", "news/index.html", "old/x.html", "tags"] {
            disk.create(file).unwrap();
        }
        disk.make_folder("empty").unwrap();
        type Case<'a> = (&'a [&'a str], &'a [&'a str], Result<&'a [&'a str], &'a str>);
        let cases: [Case<'_>; 8] = [
            (
                &["about.html", "index.html"],
                &[],
                Ok(&["about.html", "index.html"]),
            ),
            (&["docs/a.html", "docs/b/c.html"], &[], Ok(&["docs"])),
            (
                &["news/2024/a.html", "news/index.html"],
                &[],
                Ok(&["news/2024", "news/index.html"]),
            ),
            (&["empty"], &[], Ok(&["empty"])),
            (&["old"], &[], Err("old")),
            (&["old"], &["old/x.html"], Ok(&["old"])),
            (&["news/a.html", "tags/a.html"], &[], Err("tags")),
            (&["tags/a.html"], &["tags"], Ok(&["tags"])),
        ];
        for (files, leaving, expected) in cases {
            let found = steps(&disk, files, &leaving.iter().copied().collect());
            assert_eq!(
                found.as_deref(),
                expected.as_ref().map(|steps| *steps),
                "{files:?}"
            );
        }
        disk.remove_all("").unwrap();
    }

    #[test]
    fn a_file_is_in_the_way_of_a_folder_and_of_the_file_in_the_place_of_its_folder() {
        let moves = ["a", "a.html", "b/c/d", "e"];
        for file in ["b", "b/c", "a/x", "e/f/g"] {
            assert!(is_in_the_way(file, &moves), "{file}");
        }
        for file in ["a", "b/c/d", "b/c/e", "a.htm", "c", "f/e"] {
            assert!(!is_in_the_way(file, &moves), "{file}");
        }
    }
}
