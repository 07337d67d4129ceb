//! The pictures that are made of others: each is made once, and then taken from where it lies.
//!
//! The name of a made picture says all that its bytes depend on. So one by that name in the output,
//! beside the site, or on the site that readers see is the one that would be made.

use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};

use super::disk::Disk;
use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::unusable::unusable;
use crate::diagnostic::Diagnostic;
use crate::page::render::changed;
use crate::picture::{self, Encoding, Recipe};
use crate::site::view::Derived;
use crate::source::Source;

/// Where they are kept beside the site.
const FOLDER: &str = ".dateline/pictures";

/// Names kind and version of what is kept.
const MARK: &envelope::Mark = b"dateline image 1";

/// Takes a made picture from elsewhere, by its address on the site.
pub type Fetch<'a> = dyn Fn(&str) -> Option<Vec<u8>> + Sync + 'a;

/// How many millions of pixels are decoded at a time, whatever the number of threads.
static POOL: Pool = Pool {
    free: Mutex::new(64),
    freed: Condvar::new(),
};

struct Pool {
    free: Mutex<u64>,
    freed: Condvar,
}

/// A part of the pool that is given back when it is dropped.
struct Permit(u64);

impl Pool {
    /// Waits until so many millions are free; one that needs more than there are gets all.
    fn take(&self, millions: u64) -> Permit {
        let wanted = millions.clamp(1, 64);
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < wanted {
            free = self
                .freed
                .wait(free)
                .unwrap_or_else(PoisonError::into_inner);
        }
        *free -= wanted;
        Permit(wanted)
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut free = POOL.free.lock().unwrap_or_else(PoisonError::into_inner);
        *free += self.0;
        POOL.freed.notify_all();
    }
}

/// Returns the millions of pixels of a picture.
pub(super) fn millions((width, height): (u32, u32)) -> u64 {
    (u64::from(width) * u64::from(height)).div_ceil(1_000_000)
}

/// The made pictures that are kept beside a site.
pub struct Store<'s> {
    source: &'s Source,
    /// None where it cannot be written: then each is made again.
    disk: Option<Disk>,
}

impl<'s> Store<'s> {
    /// Opens that of a site.
    pub fn open(source: &'s Source) -> Store<'s> {
        let disk = Disk::open_own(&source.root().join(FOLDER)).ok();
        Store { source, disk }
    }

    /// Returns true if a site has one.
    pub(super) fn is_there(source: &Source) -> bool {
        source.is_folder(&SitePath::new(FOLDER))
    }

    /// Returns true if there is a place to keep them.
    pub fn can_keep(&self) -> bool {
        self.disk.is_some()
    }

    /// Returns one that is kept, by its address.
    pub fn kept(&self, url: &Url) -> Option<Vec<u8>> {
        self.read(url.as_str())
    }

    fn read(&self, url: &str) -> Option<Vec<u8>> {
        let bytes = self.disk.as_ref()?.read(short(url))?;
        envelope::open(MARK, &bytes).map(<[u8]>::to_vec)
    }

    /// Keeps one. Failing at it is no failure: it is made again.
    fn keep(&self, name: &str, bytes: &[u8]) {
        let digest = Digest::of(bytes).0.to_le_bytes();
        let sealed = [MARK.as_slice(), &digest, bytes].concat();
        if let Some(disk) = &self.disk {
            disk.replace(name, &sealed).ok();
        }
    }

    /// Removes all that are none of these, of which the addresses are given.
    pub(super) fn keep_only<'u>(&self, urls: impl Iterator<Item = &'u str>) {
        let Some(disk) = &self.disk else { return };
        let kept: BTreeSet<&str> = urls.map(short).collect();
        let stale = disk.names().into_iter();
        for name in stale.filter(|name| !kept.contains(name.as_str())) {
            disk.remove(&name).ok();
        }
        if kept.is_empty() {
            disk.remove_if_empty("");
        }
    }

    /// Returns pictures made of one file: those that are kept, and those that `elsewhere` has, as
    /// they are; the others are made together.
    pub fn all(
        &self,
        path: &SitePath,
        digest: Digest,
        wanted: &[(&Derived, &str)],
        elsewhere: &Fetch<'_>,
    ) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let mut found: Vec<Option<Vec<u8>>> = Vec::new();
        for (derived, url) in wanted {
            let kept = self.read(url);
            found.push(kept.or_else(|| {
                let bytes = elsewhere(url).filter(|bytes| is_made(bytes, derived))?;
                self.keep(short(url), &bytes);
                Some(bytes)
            }));
        }
        let missing: Vec<usize> = (0..wanted.len()).filter(|i| found[*i].is_none()).collect();
        if !missing.is_empty() {
            let recipes: Vec<(Recipe, u32)> = missing
                .iter()
                .map(|i| (wanted[*i].0.recipe, wanted[*i].0.width))
                .collect();
            let made = self.make(path, digest, &recipes)?;
            for (place, bytes) in missing.into_iter().zip(made) {
                self.keep(short(wanted[place].1), &bytes);
                found[place] = Some(bytes);
            }
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// Makes pictures of a file, which has to be the one that the site was made of.
    fn make(
        &self,
        path: &SitePath,
        digest: Digest,
        recipes: &[(Recipe, u32)],
    ) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let (_, most) = picture::MOST;
        let head = self
            .source
            .reader(path)
            .map(|(_, stamp)| stamp.size.bytes());
        let size = head.map_err(|e| self.source.unreadable(path, &e))?;
        let read = self.source.read_stamped(path, most.max(size));
        let (bytes, _) = read.map_err(|e| self.source.unreadable(path, &e))?;
        if Digest::of(&bytes) != digest {
            return Err(changed(path));
        }
        let size = picture::size(&bytes).unwrap_or((1, 1));
        let permit = POOL.take(millions(size));
        let made = picture::derive(&bytes, recipes);
        drop(permit);
        made.map_err(|fault| unusable(path, &fault))
    }
}

/// Returns the part of an address by which a made picture is kept: what follows the name of the
/// file that it is made of.
fn short(url: &str) -> &str {
    let mut dots = url.rmatch_indices('.').map(|(at, _)| at + 1);
    dots.nth(2).map_or(url, |at| &url[at..])
}

/// Returns true if bytes are, as far as can be seen, a picture that was made here: whole, without
/// notes, and of the right form and size.
pub(super) fn is_made(bytes: &[u8], derived: &Derived) -> bool {
    let size = picture::size(bytes);
    let looked = picture::look(bytes, bytes.len() as u64, size);
    let form = match derived.recipe.encoding {
        Encoding::Jpeg => "jpg",
        Encoding::Png => "png",
    };
    size == Some((derived.width, derived.height))
        && picture::format(bytes) == Some(form)
        && matches!(looked, Ok(Some(raster)) if raster.is_clean || raster.is_labelled)
}
