//! The walk: which files there are.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::folder::{is_hidden, is_left_out};
use super::reader::Source;
use super::stamp::Stamp;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span, reason};

/// One file of the site as the walk found it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its path.
    pub path: SitePath,
    /// What the disk says of it; `None` if that is unknown, and for a file of the overlay.
    pub stamp: Option<Stamp>,
}

impl Source {
    /// Lists the files below `folder`, sorted by path; hidden files and folders are left out, and
    /// so are files that programs leave behind.
    ///
    /// A link that leads out of the site, a folder that cannot be read, a name that is not UTF-8
    /// and one with a backslash or a control character, which no address can have, are problems,
    /// and so is a pipe or a device; a missing `folder` is an empty list. Folders two levels down
    /// are walked in parallel.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn walk(&self, folder: &str) -> Checked<Vec<Entry>> {
        const LEVELS: usize = 2;
        let start = self.root().join(folder);
        if !start.exists() {
            return Checked::default();
        }
        let mut deeper = Vec::new();
        let mut found = self.walk_from(&start, folder, LEVELS, &mut deeper);
        let below: Vec<Checked<Vec<Entry>>> = deeper
            .par_iter()
            .map(|start| self.walk_from(start, folder, usize::MAX, &mut Vec::new()))
            .collect();
        found
            .value
            .reserve_exact(below.iter().map(|part| part.value.len()).sum());
        for part in below {
            let entries = part.into_value(&mut found.problems);
            found.value.extend(entries);
        }
        for entry in &mut found.value {
            if self.overlay.contains_key(&entry.path) {
                entry.stamp = None;
            }
        }
        found.value.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        found
    }

    /// Walks `levels` levels down; the folders at the last one are left to be walked, in `deeper`.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn walk_from(
        &self,
        start: &Path,
        folder: &str,
        levels: usize,
        deeper: &mut Vec<PathBuf>,
    ) -> Checked<Vec<Entry>> {
        let mut found: Checked<Vec<Entry>> = Checked::default();
        let walk = walkdir::WalkDir::new(start)
            .follow_links(true)
            .max_depth(levels)
            .into_iter();
        let mut walk = walk.filter_entry(|e| e.depth() == 0 || is_part(e));
        while let Some(item) = walk.next() {
            let entry = match item {
                Ok(entry) => entry,
                // Emacs marks a file that is being edited with a hidden link to nowhere.
                Err(error) if error.path().is_some_and(|p| p != start && is_left_out(p)) => {
                    continue;
                }
                Err(error) => {
                    found.problems.push(self.walk_problem(folder, &error));
                    continue;
                }
            };
            let is_folder = entry.file_type().is_dir();
            let Some(path) = self.site_path(entry.path()) else {
                // A folder of such a name is walked all the same, so that each file is reported.
                found.problems.push(self.undecodable(entry.path()));
                continue;
            };
            if let Some(problem) = self.refusal(&entry, &path) {
                found.problems.push(problem);
                if is_folder {
                    walk.skip_current_dir();
                }
            } else if is_folder && entry.depth() == levels {
                deeper.push(entry.into_path());
            } else if !is_folder {
                let stamp = entry.metadata().ok().and_then(|m| Stamp::of(&m));
                found.value.push(Entry { path, stamp });
            }
        }
        found
    }

    /// Returns why something that the walk found can be no part of the site, if so.
    fn refusal(&self, entry: &walkdir::DirEntry, path: &SitePath) -> Option<Diagnostic> {
        if path.as_str().contains(is_unsafe) {
            let shown = SitePath::new(path.as_str().replace(char::is_control, "?"));
            return Some(Diagnostic::new(code::UNSAFE_FILE_NAME, Span::file(&shown)));
        }
        let (kind, is_link) = (entry.file_type(), entry.path_is_symlink());
        let code = if is_link && kind.is_dir() && self.is_below_link(entry.path()) {
            code::NESTED_SYMLINK
        } else if is_link && !self.folder.holds(entry.path()) {
            code::ESCAPING_SYMLINK
        } else if !kind.is_dir() && !kind.is_file() {
            code::SPECIAL_FILE
        } else {
            return None;
        };
        Some(Diagnostic::new(code, Span::file(path)))
    }

    /// Reports a name that is not UTF-8.
    fn undecodable(&self, path: &Path) -> Diagnostic {
        let shown = path.strip_prefix(self.root()).unwrap_or(path);
        let shown = SitePath::new(shown.to_string_lossy());
        Diagnostic::new(code::UNDECODABLE_FILE_NAME, Span::file(&shown))
    }

    /// Returns true if a folder above `path` is a link.
    ///
    /// A linked folder inside of a linked folder is not followed: a few folders that link to each
    /// other would make more paths than there are atoms.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    fn is_below_link(&self, path: &Path) -> bool {
        let above = path
            .parent()
            .and_then(|p| Some((p.canonicalize().ok()?, p.strip_prefix(self.root()).ok()?)));
        above.is_none_or(|(real, relative)| real != self.real_root().join(relative))
    }

    /// Lists the files again after a change of `paths`, files or folders; all others are as `old`
    /// has them.
    pub fn walk_again(
        &self,
        old: &Checked<Vec<Entry>>,
        paths: &BTreeSet<SitePath>,
    ) -> Checked<Vec<Entry>> {
        let files = &old.value;
        // The ranges to leave out are searched for, since of a million files few are among them.
        let mut gone: Vec<Range<usize>> = Vec::new();
        for path in paths {
            gone.extend(places_of(files, path));
        }
        gone.sort_unstable_by_key(|range| range.start);
        let mut found: Checked<Vec<Entry>> = Checked::default();
        let mut at = 0;
        for range in gone {
            let kept = files.get(at..range.start).unwrap_or_default();
            found.value.extend_from_slice(kept);
            at = at.max(range.end);
        }
        let kept = files.get(at..).unwrap_or_default();
        found.value.extend_from_slice(kept);
        for problem in &old.problems {
            let file = problem.span.as_ref().map_or("", |s| s.file.as_str());
            if !paths.contains(file) && !is_below(file, paths) {
                found.problems.push(problem.clone());
            }
        }
        for path in paths {
            let mut parts = path.as_str().split('/');
            let is_hidden = parts.any(|part| is_hidden(part.as_ref()));
            let is_left_behind = is_left_out(path.as_str().as_ref()) && !self.is_folder(path);
            // What is below a different one of the paths is found there.
            if is_hidden || is_left_behind || is_below(path.as_str(), paths) {
                continue;
            }
            let again = self.walk(path.as_str());
            found.value.extend(again.value);
            found.problems.extend(again.problems);
        }
        found.value.par_sort_unstable_by(|a, b| a.path.cmp(&b.path));
        found
    }

    pub(super) fn site_path(&self, path: &Path) -> Option<SitePath> {
        let relative = path.strip_prefix(self.root()).ok()?;
        let parts: Option<Vec<&str>> = relative
            .components()
            .map(|c| c.as_os_str().to_str())
            .collect();
        Some(SitePath::new(parts?.join("/")))
    }

    fn walk_problem(&self, folder: &str, error: &walkdir::Error) -> Diagnostic {
        let path = error
            .path()
            .and_then(|p| self.site_path(p))
            .unwrap_or_else(|| SitePath::new(folder));
        // Without an error of the system it is a link that leads to a folder above it.
        let reason = error
            .io_error()
            .map_or_else(|| "reason-loop".to_owned(), reason);
        Diagnostic::new(code::UNREADABLE_FILE, Span::file(&path)).with("reason", reason)
    }
}

/// Returns where the file at a path stands in a list, and where the files below it stand.
fn places_of(files: &[Entry], path: &SitePath) -> [Range<usize>; 2] {
    let own = files.partition_point(|f| f.path < *path);
    let is_file = files.get(own).is_some_and(|f| f.path == *path);
    let folder = format!("{path}/");
    let first = files.partition_point(|f| f.path.as_str() < folder.as_str());
    let count = files[first..].partition_point(|f| f.path.as_str().starts_with(&folder));
    [own..own + usize::from(is_file), first..first + count]
}

/// Returns true if one of the paths is a folder above this one.
fn is_below(path: &str, paths: &BTreeSet<SitePath>) -> bool {
    path.match_indices('/')
        .any(|(i, _)| paths.contains(&path[..i]))
}

/// Returns true if what the walk found can be a part of the site by its name; folders of any name
/// but a hidden one may hold articles.
fn is_part(entry: &walkdir::DirEntry) -> bool {
    if entry.file_type().is_dir() {
        !is_hidden(entry.file_name())
    } else {
        !is_left_out(entry.path())
    }
}

/// Returns true for a character that no address can have.
fn is_unsafe(c: char) -> bool {
    c == '\\' || c.is_control()
}
