//! Drawing, of the pictures that are made of others: all of one file together.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::draw::{Drawing, Faults, State, Stop};
use super::manifest::{Drawn, Item};
use super::pictures::{Store, millions};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::page::render::{Output, fingerprint};
use crate::site::view::{Derived, View};
use crate::source::Size;

/// A picture that is to be made.
struct Missing<'a> {
    item: Item<'a>,
    derived: &'a Derived,
    url: &'a Url,
}

impl<'a> Drawing<'a, '_> {
    /// Returns the files of all pictures that are made of others; those that are missing are made.
    pub(super) fn pictures(&self, faults: &Faults) -> Vec<State<'a>> {
        let mut kept = Vec::new();
        let mut missing: BTreeMap<&SitePath, Vec<Missing<'a>>> = BTreeMap::new();
        for (place, (url, view)) in self.edition.routes.iter().enumerate() {
            let View::Picture(derived) = view else {
                continue;
            };
            let file = url.file();
            if self.options.shard.is_some_and(|s| !s.holds(&file)) {
                continue;
            }
            match self.known_picture(file, place, view) {
                Ok(state) => kept.push(state),
                Err(item) => {
                    missing
                        .entry(&derived.path)
                        .or_default()
                        .push(Missing { item, derived, url })
                }
            }
        }
        if missing.is_empty() {
            return kept;
        }
        let total: u64 = missing.keys().map(|path| self.weight(path)).sum();
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        self.options.progress.stage("pictures", total);
        let store = Store::open(&self.edition.source);
        let groups: Vec<_> = missing.into_iter().collect();
        let made: Vec<Vec<State<'a>>> = groups
            .into_par_iter()
            .map(|(path, wanted)| {
                let result = self.made(&store, path, wanted);
                for _ in 0..self.weight(path) {
                    self.options.progress.step();
                }
                match result {
                    Ok(states) => states,
                    Err(stop) => {
                        faults.add(stop);
                        Vec::new()
                    }
                }
            })
            .collect();
        kept.extend(made.into_iter().flatten());
        kept
    }

    /// Returns the state of a picture that is in the output, or else what is known of it.
    fn known_picture(
        &self,
        file: Cow<'a, str>,
        place: usize,
        view: &View,
    ) -> Result<State<'a>, Item<'a>> {
        let (reader, base) = (self.edition.reader(), self.edition.base);
        let reads = reader.dependencies(view, base);
        let drawn = Drawn {
            fingerprint: fingerprint(&reader.page(view), base),
            content: Digest::default(),
            size: Size::from(0),
        };
        let item = Item {
            file,
            reads,
            drawn: Some(drawn),
        };
        let Some(index) = self.previous.manifest.find(&item.file, place) else {
            return Err(item);
        };
        let old = &self.previous.manifest.items[index];
        match old.drawn.filter(|old| old.fingerprint == drawn.fingerprint) {
            Some(drawn) => match self.previous.found(self.disk, index) {
                Some(found) => {
                    let item = Item {
                        drawn: Some(drawn),
                        ..item
                    };
                    Ok(State::kept(item, old, found))
                }
                None => Err(item),
            },
            None => Err(item),
        }
    }

    /// Returns the millions of pixels of a file.
    fn weight(&self, path: &SitePath) -> u64 {
        let attachment = self.edition.site.attachments.get(path);
        millions(attachment.and_then(|a| a.pixels).unwrap_or((1, 1)))
    }

    /// Returns a picture that lies in an output of which nothing is known, or on the site that
    /// readers see.
    fn lying(&self, url: &str) -> Option<Vec<u8>> {
        let url = Url::new(url);
        if self.previous.digest.is_none()
            && let Some(bytes) = self.disk.read(&url.file())
        {
            return Some(bytes);
        }
        (self.options.fetch)(&url.href(""))
    }

    /// Makes the pictures that are missing of one file, and writes them into the stage.
    fn made(
        &self,
        store: &Store<'_>,
        path: &SitePath,
        wanted: Vec<Missing<'a>>,
    ) -> Result<Vec<State<'a>>, Stop> {
        let Some(attachment) = self.edition.site.attachments.get(path) else {
            return Ok(Vec::new());
        };
        let names: Vec<(&Derived, &str)> = wanted
            .iter()
            .map(|missing| (missing.derived, missing.url.as_str()))
            .collect();
        let all = store.all(path, attachment.digest, &names, &|url| self.lying(url));
        let all = all.map_err(|problem| Stop::Problems(vec![problem]))?;
        let mut states = Vec::new();
        for (missing, bytes) in wanted.into_iter().zip(all) {
            let content = Digest::of(&bytes);
            let item = missing.item;
            let stamp = self.write(&item.file, &Output::Bytes(bytes))?;
            let drawn = item.drawn.map(|drawn| Drawn {
                content,
                size: stamp.size,
                ..drawn
            });
            states.push(State::staged(Item { drawn, ..item }, stamp));
        }
        Ok(states)
    }
}
