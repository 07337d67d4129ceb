//! The files that a check is about: all of them, those that were named, or those that changed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::args::Checking;
use super::git;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Failure};
use crate::source::Source;

/// Folders of the site that have something to check.
const CHECKED: [&str; 2] = ["content", "themes"];

/// The files that a check is about.
pub(super) enum Scope {
    /// The whole site.
    Site,
    /// These files, and what is in these folders.
    Paths(BTreeSet<SitePath>),
}

impl Scope {
    /// Finds the files that were asked for.
    pub(super) fn of(checking: &Checking, root: &Path) -> Result<Scope, Failure> {
        if checking.paths.is_empty() && checking.changed.is_none() {
            return Ok(Scope::Site);
        }
        let source = Source::open(root)
            .map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?;
        let mut paths = BTreeSet::new();
        for named in &checking.paths {
            paths.insert(path_of(&source, named)?);
        }
        if let Some(revision) = &checking.changed {
            let changed = git::changed(root, revision)?.into_iter().map(SitePath::new);
            paths.extend(changed.filter(is_checked));
        }
        Ok(Scope::Paths(paths))
    }

    /// Returns true if no file is asked for, since none has changed.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Scope::Site => false,
            Scope::Paths(paths) => paths.is_empty(),
        }
    }

    /// Returns true if a file is asked for.
    pub(super) fn covers(&self, path: &SitePath) -> bool {
        match self {
            Scope::Site => true,
            Scope::Paths(paths) => {
                let mut part = path.as_str();
                while !part.is_empty() {
                    if paths.contains(part) {
                        return true;
                    }
                    part = part.rsplit_once('/').map_or("", |(folder, _)| folder);
                }
                paths.contains("")
            }
        }
    }

    /// Returns true if a problem is one of these files, or has its other place in them.
    pub(super) fn has(&self, problem: &Diagnostic) -> bool {
        let mut places = problem.span.iter().chain(&problem.also);
        match self {
            Scope::Site => true,
            Scope::Paths(_) => places.any(|span| self.covers(&span.file)),
        }
    }
}

/// Finds the file or folder of the site that is meant: from this folder, from the site's, or from
/// `content/`.
fn path_of(source: &Source, named: &Path) -> Result<SitePath, Failure> {
    let root = source.root();
    let places: [PathBuf; 3] = [
        named.to_path_buf(),
        root.join(named),
        root.join("content").join(named),
    ];
    let found = places.iter().filter_map(|place| source.path_of(place));
    let mut found = found.filter(|path| source.is_there(path) && is_checked(path));
    found
        .next()
        .ok_or_else(|| Failure::new(code::NOTHING_TO_CHECK).with("path", named.display()))
}

/// Returns true if there is something to check in a file, or in a folder, of the site.
fn is_checked(path: &SitePath) -> bool {
    let first = path.as_str().split('/').next().unwrap_or_default();
    first.is_empty() || CHECKED.contains(&first)
}
