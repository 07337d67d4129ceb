//! The next edition after a change of a few documents' words: it costs what is changed, not what
//! there is.

use std::collections::BTreeSet;

use super::{Clock, Edition, Options};
use crate::base::path::SitePath;
use crate::diagnostic::code::Depends;
use crate::diagnostic::{Diagnostic, order};
use crate::edition::cache::Cache;
use crate::edition::load::{Read, Reading, fit};
use crate::site::links;
use crate::site::{Site, Visibility};

impl Edition {
    /// Returns the edition after a change of no more than the words of a few documents.
    ///
    /// It shares the theme and all addresses, and costs what is changed, not what there is.
    pub(super) fn revised(&self, options: &Options, paths: &BTreeSet<SitePath>) -> Option<Edition> {
        const FEW: usize = 16;
        let same = Options {
            visibility: Visibility {
                now: options.visibility.now,
                ..self.options.visibility
            },
            ..self.options.clone()
        };
        if *options != same || paths.is_empty() || paths.len() > FEW {
            return None;
        }
        // What an editor wrote for a moment while saving has gone, and was never known.
        let paths: BTreeSet<&SitePath> = paths
            .iter()
            .filter(|p| self.source.is_there(p) || self.had(p))
            .collect();
        let mut clock = Clock::start();
        let mut edition = Edition {
            source: self.source.clone(),
            site: Site::default(),
            theme: self.theme.clone(),
            routes: self.routes.clone(),
            shared: self.shared.clone(),
            runs: self.runs.clone(),
            base: self.base,
            problems: Vec::new(),
            stages: Vec::new(),
            is_cache_stale: false,
            is_cache_lost: false,
            left_out: self.left_out.clone(),
            files: self.files.clone(),
            touched: paths
                .iter()
                .copied()
                .chain(&self.touched)
                .cloned()
                .collect(),
            key: self.key,
            options: options.clone(),
        };
        let mut found = Vec::new();
        let mut documents = Vec::new();
        for path in &paths {
            let read = self.reread(path)?;
            documents.push(fit(&read)?.clone());
            found.extend(read.problems);
        }
        // A bulletin is held to others, and others show it.
        if documents.iter().any(|d| d.bulletin.is_some())
            || paths.iter().any(|p| self.is_bulletin(p))
        {
            return None;
        }
        clock.mark("read");
        edition.site = self.site.revised(&documents, options.visibility.now)?;
        clock.mark("collect");
        for document in &documents {
            found.extend(document.copy_problems(&edition.site.config));
            let left_out = &edition.left_out;
            found.extend(links::check_one(
                &edition.site,
                &edition.routes,
                &edition.files.value,
                left_out,
                document,
            ));
        }
        edition.locate(&mut found);
        let kept = self
            .problems
            .iter()
            .filter(|p| !p.span.as_ref().is_some_and(|s| paths.contains(&s.file)));
        found.extend(kept.cloned());
        found.sort_by(order);
        edition.problems = found;
        clock.mark("check");
        edition.stages = clock.stages;
        Some(edition)
    }

    fn is_bulletin(&self, path: &SitePath) -> bool {
        self.site
            .find(path)
            .and_then(|place| self.site.document(place))
            .is_some_and(|d| d.bulletin.is_some())
    }

    /// Tells whether there was a file at `path`, or in a folder there.
    fn had(&self, path: &SitePath) -> bool {
        let files = &self.files.value;
        let folder = format!("{path}/");
        let below = files.get(files.partition_point(|f| f.path.as_str() < folder.as_str()));
        files.binary_search_by(|f| f.path.cmp(path)).is_ok()
            || below.is_some_and(|f| f.path.as_str().starts_with(&folder))
            || !path.as_str().starts_with("content/")
    }

    /// Reads a document again; none where what else is known of its file may be of another kind
    /// now.
    fn reread(&self, path: &SitePath) -> Option<Read> {
        let is_own = |p: &Diagnostic| p.span.as_ref().is_some_and(|s| s.file == *path);
        let is_elsewhere = |p: &&Diagnostic| {
            p.also.iter().any(|s| s.file == *path) || is_own(p) && p.code.depends == Depends::Site
        };
        let was_there =
            self.site.find(path).is_some() && self.problems.iter().find(is_elsewhere).is_none();
        if !was_there || path.extension() != "md" {
            return None;
        }
        let (source, config, cache) = (&self.source, &self.site.config, &Cache::default());
        let reading = Reading {
            source,
            config,
            cache,
            faulty: false,
            progress: &(),
        };
        Some(reading.document(path))
    }
}
