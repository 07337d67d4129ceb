//! Links of the file system: where they are in the site, and over what a path leads.

use std::path::{Component, Path, PathBuf};

use super::folder::is_hidden;
use super::reader::Source;
use crate::base::path::SitePath;

/// A path that leads over more links than these goes in a circle; systems have the same limit.
const MOST: usize = 40;

impl Source {
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
