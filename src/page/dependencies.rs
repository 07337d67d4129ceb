//! What a page depends on, gathered into one hash.

use xxhash_rust::xxh3::Xxh3Default;

use crate::base::digest::Digest;
use crate::base::id::ArticleId;
use crate::site::Site;

/// Gathers what a page depends on.
pub(super) struct Dependencies(Xxh3Default);

impl Dependencies {
    /// Starts from the hash of what all pages depend on.
    pub(super) fn new(base: Digest) -> Dependencies {
        let mut new = Dependencies(Xxh3Default::new());
        new.digest(base);
        new
    }

    pub(super) fn number(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    pub(super) fn digest(&mut self, digest: Digest) {
        self.0.update(&digest.0.to_le_bytes());
    }

    /// Adds all that can be shown of an article besides where its links lead.
    pub(super) fn article(&mut self, site: &Site, id: ArticleId) {
        self.number(site.shown_hash(id));
    }

    /// Adds the same of an article that may be missing.
    pub(super) fn maybe(&mut self, site: &Site, id: Option<ArticleId>) {
        self.number(id.map_or(0, |id| site.shown_hash(id)));
    }

    /// Adds articles: all that can be shown of them, so their days and how many they are as well.
    pub(super) fn articles(&mut self, site: &Site, ids: &[ArticleId]) {
        self.number(ids.len() as u64);
        for id in ids {
            self.article(site, *id);
        }
    }

    /// Returns the hash.
    pub(super) fn finish(self) -> u64 {
        self.0.digest()
    }
}
