//! The next edition after a change in the text of a few documents: it costs what changed, not what
//! there is.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::content::document::Document;
use crate::diagnostic::code::Depends;
use crate::diagnostic::{Checked, Diagnostic, order};
use crate::edition::cache::Cache;
use crate::edition::clock::Clock;
use crate::edition::load::{Reading, without_error};
use crate::edition::{Edition, Options, elsewhen};

/// After a change of more documents than these, the site is opened anew.
const FEW: usize = 16;

impl Edition {
    /// Returns the edition after a change in no more than the text of a few documents.
    ///
    /// It shares the theme and all addresses.
    pub(super) fn revised(&self, options: &Options, paths: &BTreeSet<SitePath>) -> Option<Edition> {
        if !self.is_opened_with(options) || paths.is_empty() || paths.len() > FEW {
            return None;
        }
        // An editor may write files for a moment while it saves: they are gone, and were not known.
        let paths: BTreeSet<&SitePath> = paths
            .iter()
            .filter(|path| self.source.is_there(path) || self.had(path))
            .collect();
        if self
            .problems
            .iter()
            .any(|problem| takes_more(problem, &paths))
        {
            return None;
        }
        let mut clock = Clock::start();
        let Checked {
            value: documents,
            problems: mut found,
        } = self.reread(&paths)?;
        clock.mark("read");
        let site = Arc::new(self.site.revised(&documents, options.visibility.now)?);
        let mut edition = Edition {
            elsewhen: elsewhen(&site, &self.theme),
            shared: Arc::new(self.shared.revised()),
            site,
            options: options.clone(),
            is_cache_stale: false,
            is_cache_lost: false,
            ..self.clone()
        };
        edition.touched.extend(paths.iter().copied().cloned());
        clock.mark("collect");
        for document in &documents {
            found.extend(document.warnings(&edition.site.config));
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

    /// Returns true if these options are its own, but for the clock.
    fn is_opened_with(&self, options: &Options) -> bool {
        let mut own = self.options.clone();
        own.visibility.now = options.visibility.now;
        own == *options
    }

    /// Returns true if there was a file at `path`, or in a folder there.
    fn had(&self, path: &SitePath) -> bool {
        let files = &self.files.content.value;
        let folder = format!("{path}/");
        let below = files.get(files.partition_point(|f| f.path.as_str() < folder.as_str()));
        files.binary_search_by(|f| f.path.cmp(path)).is_ok()
            || below.is_some_and(|f| f.path.as_str().starts_with(&folder))
            || !path.as_str().starts_with("content/")
    }

    /// Reads documents again; `None` if one of them was not in the site, has an error, or is or was
    /// a bulletin, which is compared with others and shown by them.
    fn reread(&self, paths: &BTreeSet<&SitePath>) -> Option<Checked<Vec<Arc<Document>>>> {
        let mut found: Checked<Vec<Arc<Document>>> = Checked::default();
        let reading = Reading {
            source: &self.source,
            config: &self.site.config,
            cache: &Cache::default(),
            progress: &(),
            faulty: false,
        };
        for path in paths {
            let known = self.site.document(self.site.find(path)?)?;
            if path.extension() != "md" || known.bulletin.is_some() {
                return None;
            }
            let read = reading.document(path);
            let document = without_error(&read)?.clone();
            if document.bulletin.is_some() {
                return None;
            }
            found.value.push(document);
            found.problems.extend(read.problems);
        }
        Some(found)
    }
}

/// Returns true if a problem is in one of these files.
fn is_within(problem: &Diagnostic, paths: &BTreeSet<&SitePath>) -> bool {
    problem
        .span
        .as_ref()
        .is_some_and(|span| paths.contains(&span.file))
}

/// Returns true if more than these files is needed to see if a problem of theirs is still there.
fn takes_more(problem: &Diagnostic, paths: &BTreeSet<&SitePath>) -> bool {
    let depends = match problem.code.depends {
        Depends::OwnFile => false,
        Depends::Site => is_within(problem, paths),
    };
    depends || problem.also.iter().any(|span| paths.contains(&span.file))
}
