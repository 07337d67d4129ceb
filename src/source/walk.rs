//! The walk: which files there are.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Entry, Source, Stamp};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span, reason};

impl Source {
    /// Lists the files below `folder`, sorted by path; hidden files and folders are left out.
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
        let walk = |below: &PathBuf| self.walk_from(below, folder, usize::MAX, &mut Vec::new());
        let below: Vec<Checked<Vec<Entry>>> = deeper.par_iter().map(walk).collect();
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
        let mut found = Checked {
            value: Vec::new(),
            problems: Vec::new(),
        };
        let walk = walkdir::WalkDir::new(start)
            .follow_links(true)
            .max_depth(levels)
            .into_iter();
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
                let shown = SitePath::new(
                    entry
                        .path()
                        .strip_prefix(self.root())
                        .unwrap_or(entry.path())
                        .to_string_lossy(),
                );
                found.problems.push(Diagnostic::new(
                    code::UNDECODABLE_FILE_NAME,
                    Span::file(&shown),
                ));
                continue;
            };
            if path
                .as_str()
                .contains(|c: char| c == '\\' || c.is_control())
            {
                let shown = path.as_str().replace(|c: char| c.is_control(), "?");
                found.problems.push(Diagnostic::new(
                    code::UNSAFE_FILE_NAME,
                    Span::file(&SitePath::new(shown)),
                ));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            let is_link = entry.path_is_symlink();
            let is_nested =
                is_link && entry.file_type().is_dir() && self.is_below_link(entry.path());
            if is_nested || is_link && !self.folder.holds(entry.path()) {
                let code = if is_nested {
                    code::NESTED_SYMLINK
                } else {
                    code::ESCAPING_SYMLINK
                };
                found
                    .problems
                    .push(Diagnostic::new(code, Span::file(&path)));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            } else if entry.file_type().is_dir() && entry.depth() == levels {
                deeper.push(entry.into_path());
            } else if entry.file_type().is_file() {
                let stamp = entry.metadata().ok().and_then(|m| Stamp::of(&m));
                found.value.push(Entry { path, stamp });
            } else if !entry.file_type().is_dir() {
                found
                    .problems
                    .push(Diagnostic::new(code::SPECIAL_FILE, Span::file(&path)));
            }
        }
        found
    }

    /// Tells whether a folder above `path` is a link. A linked folder inside of a linked folder is
    /// not followed: a few folders that link to each other would make more paths than there are
    /// atoms.
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
        let mut gone: Vec<Range<usize>> = Vec::new();
        for path in paths {
            let start = files.partition_point(|f| f.path < *path);
            gone.extend(
                files
                    .get(start)
                    .filter(|f| f.path == *path)
                    .map(|_| start..start + 1),
            );
            let folder = format!("{path}/");
            let start = files.partition_point(|f| f.path.as_str() < folder.as_str());
            let count = files[start..].partition_point(|f| f.path.as_str().starts_with(&folder));
            gone.push(start..start + count);
        }
        gone.sort_unstable_by_key(|range| range.start);
        let mut found: Checked<Vec<Entry>> = Checked::default();
        let mut at = 0;
        for range in gone {
            found
                .value
                .extend_from_slice(files.get(at..range.start).unwrap_or_default());
            at = at.max(range.end);
        }
        found
            .value
            .extend_from_slice(files.get(at..).unwrap_or_default());
        let is_below = |file: &str| {
            file.match_indices('/')
                .any(|(i, _)| paths.contains(&file[..i]))
                || paths.contains(file)
        };
        let stays = |p: &&Diagnostic| !p.span.as_ref().is_some_and(|s| is_below(s.file.as_str()));
        found.problems = old.problems.iter().filter(stays).cloned().collect();
        for path in paths {
            let parts = path.as_str().split('/').filter(|p| !p.is_empty());
            let above = path
                .as_str()
                .match_indices('/')
                .map(|(i, _)| &path.as_str()[..i]);
            // What is below another of the paths is found there.
            if parts.into_iter().any(|p| p.starts_with('.'))
                || above.into_iter().any(|a| paths.contains(a))
            {
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
        // What is no error of the system is a link that leads to a folder above it.
        let reason = error
            .io_error()
            .map_or_else(|| "reason-loop".to_owned(), reason);
        Diagnostic::new(code::UNREADABLE_FILE, Span::file(&path)).with("reason", reason)
    }
}

/// Returns true for the name of a file or folder that is hidden, and so no part of a site.
pub(super) fn hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().first() == Some(&b'.')
}
