//! Articles that a document names for a list: related ones, and those of the blocks of a topic page.

use std::collections::BTreeSet;

use super::document::Check;
use super::place::Place;
use crate::base::path::SitePath;
use crate::base::url::is_of_computer;
use crate::content::document::{Block, Document, Holding, Reference};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::site::Slot;

impl Check<'_, '_> {
    /// Checks a block of a topic page.
    pub(super) fn block(&self, block: &Block) -> Vec<Diagnostic> {
        match &block.holds {
            Holding::Picked(articles) => self.picks(articles, Place::Topic),
            Holding::Tag(tag) => self.tag(tag).into_iter().collect(),
            Holding::Category(_) | Holding::Column(_) | Holding::Series(_) => Vec::new(),
        }
    }

    /// Checks a list of articles, each of which is to be there once.
    pub(super) fn picks(&self, articles: &[Reference], place: Place) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut seen: BTreeSet<&SitePath> = BTreeSet::new();
        for reference in articles {
            problems.extend(self.pick(reference, place));
            let named = self.named(reference);
            if named.is_some_and(|document| !seen.insert(&document.path)) {
                problems.push(self.problem(code::REPEATED_ARTICLE, reference));
            }
        }
        problems
    }

    fn named(&self, reference: &Reference) -> Option<&Document> {
        let site = self.targets.site;
        let slot = site.related(self.document, &reference.text)?;
        site.document(slot).map(|document| &**document)
    }

    /// Reports a tag of a block that no article has, at any time.
    fn tag(&self, tag: &Reference) -> Option<Diagnostic> {
        let site = self.targets.site;
        let mut held = site.held.iter().flat_map(|held| held.document.tags.iter());
        if site.tag(&tag.text).is_some() || held.any(|own| **own == *tag.text) {
            return None;
        }
        let problem = Diagnostic::new(code::UNKNOWN_TAG, self.span(tag)).with("text", &tag.text);
        Some(problem.nearest(&tag.text, site.tags.iter().map(|tag| &*tag.title)))
    }

    /// Checks an article of a list.
    fn pick(&self, reference: &Reference, place: Place) -> Option<Diagnostic> {
        let site = self.targets.site;
        match site.related(self.document, &reference.text) {
            // A standing page is no related article, nor will it be one.
            Some(slot) if self.is_article(slot) => self.document(reference, slot, None, place),
            Some(_) => Some(self.unfit_pick(reference, "page", place)),
            None if is_of_computer(&reference.text) => Some(self.of_computer(reference)),
            None if self.named_by(&reference.text, |file| {
                file.extension() == "md" && self.is_there(file)
            }) =>
            {
                None
            }
            None if self.named_by(&reference.text, |file| self.is_there(file)) => {
                Some(self.unfit_pick(reference, "file", place))
            }
            None => Some(self.missing_pick(reference, place)),
        }
    }

    fn is_article(&self, slot: Slot) -> bool {
        let document = self.targets.site.document(slot);
        document.is_some_and(|document| document.category.is_some())
    }

    /// Returns true if a path, from the folder of the document or from `content/`, is that of a
    /// file as asked for.
    fn named_by(&self, path: &str, is_asked: impl Fn(&SitePath) -> bool) -> bool {
        let near = self.document.path.resolve(path);
        let far = SitePath::new(format!("content/{path}"));
        near.into_iter().chain([far]).any(|file| is_asked(&file))
    }
}
