//! The places on disk at which changes of a site are seen, and which of its files they stand for.
//!
//! Most of them are the site's own folders. A link in the site is reported by the system when it is
//! changed itself, not when the file is to which it leads. So the folders in which that file and
//! each link on the way to it lie are watched as well, and so are those of the links on the way to
//! the site itself, which some programs set to a new folder for every version.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use notify::RecursiveMode;

use crate::base::path::SitePath;
use crate::base::stray;
use crate::source::{self, Source};

/// Folders of a site that are watched.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// The places at which changes of a site are seen.
pub(super) struct Places {
    /// The site's folder as it was named.
    root: PathBuf,
    /// The links on the way to it, and at last its place without any.
    way: Vec<PathBuf>,
    /// The links in the site, each with the links on its way, and at last the place where it ends.
    links: BTreeMap<SitePath, Vec<PathBuf>>,
}

/// What a place stands for.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A file or a folder of the site.
    Inside(SitePath),
    /// A whole folder that is watched, or a name that is not UTF-8.
    Unknown,
    /// The site's own folder, or a link on the way to it.
    Root,
}

impl Places {
    /// Finds the places of the site at `root`; its links are found by [`Places::find_links`], but
    /// for whole folders that are one.
    pub(super) fn of(root: &Path) -> Places {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
        let mut places = Places {
            way: source::way(&root),
            root,
            links: BTreeMap::new(),
        };
        for folder in FOLDERS {
            places.add(SitePath::new(folder));
        }
        places
    }

    /// Returns the site's folder as it was named.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Returns the site's folder without any link.
    pub(super) fn real_root(&self) -> &Path {
        self.way.last().unwrap_or(&self.root)
    }

    /// Finds the links of the whole site; returns true if there are any.
    pub(super) fn find_links(&mut self) -> bool {
        self.links.clear();
        for folder in FOLDERS {
            self.find_links_at(&SitePath::new(folder));
        }
        !self.links.is_empty()
    }

    /// Finds the links at paths that changed, and below them; returns true if there may be others
    /// than before.
    pub(super) fn follow(&mut self, paths: &BTreeSet<SitePath>) -> bool {
        let mut may_differ = false;
        for path in paths {
            let place = self.root.join(path.as_str());
            if self.links.keys().any(|link| is_at(link, path)) || is_link_or_folder(&place) {
                self.links.retain(|link, _| !is_at(link, path));
                self.find_links_at(path);
                may_differ = true;
            }
        }
        may_differ
    }

    fn find_links_at(&mut self, path: &SitePath) {
        let links = Source::open(&self.root).map(|source| source.links(path));
        for link in links.unwrap_or_default() {
            self.add(link);
        }
    }

    /// Adds a path of the site if it is a link.
    fn add(&mut self, path: SitePath) {
        let way = source::way(&self.real_root().join(path.as_str()));
        if way.len() > 1 {
            self.links.insert(path, way);
        }
    }

    /// Returns the folders to be watched, without any link, and how.
    pub(super) fn watched(&self) -> BTreeMap<PathBuf, RecursiveMode> {
        let root = self.real_root();
        let ends = self.links.values().filter_map(|way| way.last());
        let whole = FOLDERS
            .into_iter()
            .filter(|name| !self.links.contains_key(*name))
            .map(|name| root.join(name))
            .chain(ends.cloned())
            .filter(|place| place.starts_with(root) && is_folder(place));
        let mut watched: BTreeMap<PathBuf, RecursiveMode> = BTreeMap::new();
        for folder in whole {
            watched.insert(folder, RecursiveMode::Recursive);
        }
        // A folder within one that is watched whole is watched with it.
        let all: BTreeSet<PathBuf> = watched.keys().cloned().collect();
        watched.retain(|place, _| !is_within(place, &all));
        let of_links = self.links.values().flatten();
        let of_links = of_links.filter(|place| place.starts_with(root));
        // The site's own folder reports when one of the others comes or goes.
        let single = of_links
            .chain(&self.way)
            .filter_map(|place| place.parent())
            .chain([root]);
        for folder in single {
            if !all.contains(folder) && !is_within(folder, &all) && is_folder(folder) {
                watched.insert(folder.to_path_buf(), RecursiveMode::NonRecursive);
            }
        }
        watched
    }

    /// Returns what a place stands for: nothing if it is in no folder that matters, or hidden.
    pub(super) fn at(&self, place: &Path) -> Vec<Place> {
        if self.way.iter().any(|on_way| on_way == place) {
            return vec![Place::Root];
        }
        let root = self.real_root();
        let mut found = Vec::new();
        for folder in FOLDERS {
            found.extend(within(folder, &root.join(folder), place));
        }
        for (link, way) in &self.links {
            let end = way.last().map(PathBuf::as_path).unwrap_or(root);
            if way.iter().any(|on_way| on_way == place) {
                found.push(whole(link.as_str()));
            } else {
                found.extend(within(link.as_str(), end, place));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Returns true if a link is at a path, or below it.
fn is_at(link: &SitePath, path: &SitePath) -> bool {
    let rest = link.as_str().strip_prefix(path.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Returns true if a folder above a place is among these.
fn is_within(place: &Path, folders: &BTreeSet<PathBuf>) -> bool {
    let above = place.ancestors().skip(1);
    above.into_iter().any(|folder| folders.contains(folder))
}

/// Returns what a place stands for if it is in the folder at `end`, which is `path` in the site.
fn within(path: &str, end: &Path, place: &Path) -> Option<Place> {
    let mut parts = vec![path];
    for part in place.strip_prefix(end).ok()?.components() {
        let Component::Normal(name) = part else {
            return None;
        };
        match name.to_str() {
            Some(name) if stray::is_hidden(name.as_bytes()) => return None,
            Some(name) => parts.push(name),
            None => return Some(Place::Unknown),
        }
    }
    Some(whole(&parts.join("/")))
}

/// Returns the place of a whole file or folder of the site.
fn whole(path: &str) -> Place {
    if FOLDERS.contains(&path) {
        Place::Unknown
    } else {
        Place::Inside(SitePath::new(path))
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "asks whether a folder is there, and reads nothing"
)]
fn is_folder(place: &Path) -> bool {
    place.is_dir()
}

#[expect(
    clippy::disallowed_methods,
    reason = "asks whether a link is there, and reads nothing"
)]
fn is_link_or_folder(place: &Path) -> bool {
    place.is_symlink() || place.is_dir()
}
