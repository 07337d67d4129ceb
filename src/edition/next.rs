//! The next edition after a change of a few documents' words: it costs what is changed, not what
//! there is.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Clock, Edition, Options};
use crate::base::path::SitePath;
use crate::diagnostic::code::Depends;
use crate::diagnostic::{Diagnostic, order};
use crate::edition::cache::Cache;
use crate::edition::load::{Read, Reading, fit};
use crate::site::Visibility;

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
        if self
            .problems
            .iter()
            .any(|problem| takes_more(problem, &paths))
        {
            return None;
        }
        let mut clock = Clock::start();
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
        let site = self.site.revised(&documents, options.visibility.now)?;
        let mut edition = Edition {
            site: Arc::new(site),
            options: options.clone(),
            is_cache_stale: false,
            is_cache_lost: false,
            ..self.clone()
        };
        edition.touched.extend(paths.iter().copied().cloned());
        clock.mark("collect");
        for document in &documents {
            found.extend(document.copy_problems(&edition.site.config));
            found.extend(edition.check_links(document));
        }
        edition.locate(&mut found);
        edition
            .problems
            .retain(|problem| !is_within(problem, &paths));
        edition.problems.extend(found);
        edition.problems.sort_by(order);
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

    /// Reads a document again; none where there was no document.
    fn reread(&self, path: &SitePath) -> Option<Read> {
        if self.site.find(path).is_none() || path.extension() != "md" {
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

/// Returns true if a problem is in one of these files.
fn is_within(problem: &Diagnostic, paths: &BTreeSet<&SitePath>) -> bool {
    problem
        .span
        .as_ref()
        .is_some_and(|span| paths.contains(&span.file))
}

/// Returns true if these files alone cannot show whether a problem of theirs is still there.
fn takes_more(problem: &Diagnostic, paths: &BTreeSet<&SitePath>) -> bool {
    let depends = match problem.code.depends {
        Depends::OwnFile => false,
        Depends::Site => is_within(problem, paths),
    };
    depends || problem.also.iter().any(|span| paths.contains(&span.file))
}
