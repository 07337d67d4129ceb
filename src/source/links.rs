//! Links of the file system: where they are in the site, and over what a path leads.

use std::path::{Component, Path, PathBuf};

use super::folder::{is_hidden, real};
use super::reader::Source;
use crate::base::path::SitePath;

/// Folders of a site that have its files.
const FOLDERS: [&str; 2] = ["content", "themes"];

/// A path that leads over more links than these goes in a circle; systems have the same limit.
const MOST: usize = 40;

impl Source {
    /// Returns the path in the site of a place on disk; `None` for one that is outside when all
    /// links are followed.
    ///
    /// A place that is named by way of a link in the site is what the site has there; one that is
    /// named by what `content` or `themes` leads to is in these folders.
    pub fn path_of(&self, place: &Path) -> Option<SitePath> {
        if let Some(path) = self.path_as_named(place) {
            return Some(path);
        }
        let real_place = real(place);
        let linked = FOLDERS.map(SitePath::new).into_iter().find_map(|folder| {
            let end = real(&self.on_disk(&folder));
            below(&folder, real_place.strip_prefix(end).ok()?)
        });
        let path = linked.or_else(|| {
            let inside = real_place.strip_prefix(self.real_root()).ok()?;
            below(&SitePath::new(""), inside)
        })?;
        self.place(&path).is_ok().then_some(path)
    }

    /// Returns the path in the site of a place on disk as [`Source::path_of`] does, also if that is
    /// named by what any other link in the site leads to: all of them are looked for.
    pub fn linked_path_of(&self, place: &Path) -> Option<SitePath> {
        let path = self.path_of(place)?;
        let is_in_folders = FOLDERS
            .iter()
            .any(|folder| path.as_str().split('/').next() == Some(folder));
        if is_in_folders {
            return Some(path);
        }
        let real_place = real(place);
        let links = FOLDERS.map(|folder| self.links(&SitePath::new(folder)));
        let linked = links.into_iter().flatten().find_map(|link| {
            let end = real(&self.on_disk(&link));
            below(&link, real_place.strip_prefix(end).ok()?)
        });
        Some(linked.unwrap_or(path))
    }

    /// Returns the path of something that is there by this name, which leads over no `..`.
    fn path_as_named(&self, place: &Path) -> Option<SitePath> {
        let place = std::path::absolute(place).ok()?;
        let root = std::path::absolute(self.root()).ok()?;
        let inside = place
            .strip_prefix(root)
            .or_else(|_| place.strip_prefix(self.real_root()))
            .ok()?;
        let path = below(&SitePath::new(""), inside)?;
        (self.is_there(&path) && self.place(&path).is_ok()).then_some(path)
    }

    /// Returns the links at and below a path that lead to a part of the site, or would if that were
    /// there. Nothing that lies outside is looked at.
    #[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
    pub fn links(&self, at: &SitePath) -> Vec<SitePath> {
        let mut links = Vec::new();
        let mut walk = walkdir::WalkDir::new(self.on_disk(at))
            .follow_links(true)
            .into_iter();
        while let Some(item) = walk.next() {
            let (path, is_folder, is_link) = match &item {
                Ok(entry) => (
                    entry.path(),
                    entry.file_type().is_dir(),
                    entry.path_is_symlink(),
                ),
                // A link to nowhere, or in a circle.
                Err(error) => match error.path() {
                    Some(path) => (path, false, path.is_symlink()),
                    None => continue,
                },
            };
            let is_hidden = path.file_name().is_some_and(is_hidden);
            let link = if is_link && !is_hidden {
                self.site_path(path).filter(|path| self.place(path).is_ok())
            } else {
                None
            };
            if is_folder && (is_hidden || is_link && link.is_none()) {
                walk.skip_current_dir();
            }
            links.extend(link);
        }
        links
    }
}

/// Returns the path of what is at `rest` below a folder of the site; `None` if that is not text, or
/// goes upwards.
fn below(folder: &SitePath, rest: &Path) -> Option<SitePath> {
    let mut parts: Vec<&str> = Vec::new();
    if !folder.as_str().is_empty() {
        parts.push(folder.as_str());
    }
    for part in rest.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str()?),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(SitePath::new(parts.join("/")))
}

/// Returns the links over which a path leads, each by a place without links, and at last the place
/// where it ends, whether there is anything or not.
#[expect(clippy::disallowed_methods, reason = "this is the reader of the disk")]
pub fn way(path: &Path) -> Vec<PathBuf> {
    let mut way = Vec::new();
    let mut place = PathBuf::new();
    let mut rest = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    loop {
        let mut parts = rest.components();
        let Some(part) = parts.next() else { break };
        let after = parts.as_path().to_path_buf();
        rest = match part {
            Component::CurDir => after,
            Component::ParentDir => {
                place.pop();
                after
            }
            part => {
                let here = place.join(part);
                match std::fs::read_link(&here) {
                    Ok(target) if way.len() < MOST => {
                        way.push(here);
                        target.join(after)
                    }
                    _ => {
                        place = here;
                        after
                    }
                }
            }
        };
    }
    way.push(place);
    way
}
