//! The file of a draft: its name, made of a title, and its creation.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use crate::base::path::SitePath;
use crate::base::slug::slugify;
use crate::content::config::Category;
use crate::content::headline;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::publish;
use crate::source::Source;

/// A slug made of a title is cut between two words before this many characters.
const SLUG_LENGTH: usize = 60;

/// Returns the path of an article of a day.
pub(super) fn file(category: &Category, day: NaiveDate, slug: &str) -> String {
    format!("content/{}/{}/{day}-{slug}.md", category.id, day.year())
}

/// Writes a draft that must not be there, and returns its place.
pub(super) fn create(
    source: &Source,
    root: &Path,
    path: &str,
    text: &str,
) -> Result<PathBuf, Failure> {
    let place = root.join(path);
    // A folder of the site may be a link, which is not followed out of it.
    source
        .place(&SitePath::new(path))
        .map_err(|e| Failure::io(code::UNWRITABLE_FILE, place.display(), &e))?;
    match publish::create(&place, text.as_bytes()) {
        Ok(()) => Ok(place),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::new(code::FILE_EXISTS).with("path", path))
        }
        Err(e) => Err(Failure::io(code::UNWRITABLE_FILE, place.display(), &e)),
    }
}

/// Makes the last part of an address of a title; empty if none of its letters is known.
pub(super) fn slug_of_title(title: &str) -> String {
    let slug = slugify(&headline::plain(title));
    if slug.len() <= SLUG_LENGTH {
        return slug;
    }
    let cut = &slug[..SLUG_LENGTH];
    cut[..cut.rfind('-').unwrap_or(cut.len())].to_owned()
}
