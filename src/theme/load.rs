//! A theme as it is read: words and assets, which pages show, and the texts of its templates.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builtin;
use super::copies;
use super::engine::{Engine, Texts};
use super::face::Face;
use super::files::{Asset, Files, LAYOUTS, TEMPLATE};
use super::lint;
use super::style::{self, Missing};
use super::words::Words;
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::Config;
use crate::diagnostic::{Checked, Diagnostic};
use crate::source::Source;

/// The site's theme over the built-in one.
pub struct Theme {
    assets: BTreeMap<String, Asset>,
    words: BTreeMap<String, String>,
    pub(super) texts: Texts,
    digest: Digest,
    /// The pictures of the publisher.
    face: Face,
    /// It has templates of its own, which may not come to an end.
    is_watched: bool,
    /// What its style sheets name and it does not have.
    missing: Vec<Missing>,
}

impl Theme {
    /// Loads the site's theme over the built-in one, and its templates into an engine.
    pub fn load(source: &Source, config: &Config) -> Checked<(Theme, Engine)> {
        let mut problems = Vec::new();
        let mut files = Files::read(source, config, &mut problems);
        problems.extend(builtin::add(&mut files));
        problems.extend(copies::behind(&files));
        let words = Words::read(&files, config, &mut problems);
        let (assets, missing) = style::assets(&files, config, &mut problems);
        let face = Face::read(&files, source, config, &mut problems);
        let read = Texts::read(&files);
        let fits = read.problems.is_empty();
        let (texts, engine) = read.into_value(&mut problems);
        if fits {
            lint::check(&files, &words, &mut problems);
        }
        let own = &files.paths.own;
        let theme = Theme {
            assets,
            words: words.texts,
            texts,
            digest: files.digest(),
            face,
            is_watched: own.iter().any(|name| name.starts_with("templates/")),
            missing,
        };
        Checked {
            value: (theme, engine),
            problems,
        }
    }

    /// Returns the assets by name.
    pub fn assets(&self) -> impl Iterator<Item = (&String, &Asset)> {
        self.assets.iter()
    }

    /// Returns the pictures of the publisher.
    pub fn face(&self) -> &Face {
        &self.face
    }

    /// Returns everything that is published by its bytes, by name.
    pub fn published(&self) -> impl Iterator<Item = (&String, &Asset)> {
        self.assets.iter().chain(&self.face.assets)
    }

    /// Returns an asset, or a picture of the publisher.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name).or_else(|| self.face.assets.get(name))
    }

    /// Returns the bytes of an asset; a problem if it cannot be made.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, Diagnostic> {
        match self.face.icon(name) {
            Some(icon) => icon,
            None => Ok(self.asset(name).map_or_else(Vec::new, |a| a.bytes.to_vec())),
        }
    }

    /// Returns a word; its key if there is none.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Returns all words.
    pub fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// Returns the template that draws the documents of a layout, if there is one.
    pub fn layout(&self, name: &str) -> Option<String> {
        let is_there = self.layouts().any(|known| known == name);
        is_there.then(|| format!("{LAYOUTS}{name}{TEMPLATE}"))
    }

    /// Returns the names of all layouts.
    pub fn layouts(&self) -> impl Iterator<Item = &str> {
        let names = self.texts.templates().map(|(name, _)| name);
        names.filter_map(|name| name.strip_prefix(LAYOUTS)?.strip_suffix(TEMPLATE))
    }

    /// Returns the hash of everything that the theme is.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Returns true if it has templates of its own, which may not come to an end.
    pub(crate) fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Returns the text of a file of the theme, for excerpts.
    pub fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path)
    }

    /// Reports what the style sheets name and neither theme nor site has.
    pub fn missing(&self, is_there: impl Fn(&Url) -> bool) -> Vec<Diagnostic> {
        self.missing
            .iter()
            .filter_map(|missing| missing.problem(&is_there))
            .collect()
    }
}
