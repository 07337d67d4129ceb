//! The files of a site as walks find them.

use std::collections::BTreeSet;

use crate::base::path::SitePath;
use crate::diagnostic::{Checked, Diagnostic, order};
use crate::source::{Entry, Source};

/// The files of a site, in order of path.
pub(super) struct Files {
    /// Those of `content/`.
    pub content: Checked<Vec<Entry>>,
    /// Those of `static/`.
    pub fixed: Checked<Vec<Entry>>,
}

impl Files {
    /// Finds them.
    pub(super) fn walk(source: &Source) -> Files {
        Files {
            content: source.walk("content"),
            fixed: source.walk("static"),
        }
    }

    /// Finds them again after a change of `paths`; all others are as they were.
    pub(super) fn walk_again(&self, source: &Source, paths: &BTreeSet<SitePath>) -> Files {
        Files {
            content: source.walk_again(&self.content, &below("content/", paths)),
            fixed: source.walk_again(&self.fixed, &below("static/", paths)),
        }
    }

    /// Adds what was found wrong on the way, each problem once.
    ///
    /// A site.yaml that is a link out of the site is found twice: by its reader, and by the walk.
    pub(super) fn report(&self, problems: &mut Vec<Diagnostic>) {
        let found = self.content.problems.iter().chain(&self.fixed.problems);
        problems.retain(|problem| found.clone().all(|other| order(other, problem).is_ne()));
        problems.extend(found.cloned());
    }
}

fn below(folder: &str, paths: &BTreeSet<SitePath>) -> BTreeSet<SitePath> {
    let found = paths.iter().filter(|p| p.as_str().starts_with(folder));
    found.cloned().collect()
}
