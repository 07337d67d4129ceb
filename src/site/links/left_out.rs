//! Documents and files that are not in the site, since they have errors.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::base::path::SitePath;
use crate::content::document::{Document, slug_of};
use crate::diagnostic::Diagnostic;

/// What is not in the site; each has an error of its own, which is reported.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Documents as far as they could be read, in order of path.
    pub documents: Vec<Arc<Document>>,
    /// Files of documents of which nothing could be read, and whatever else cannot be read in
    /// `content/`, in order.
    pub unread: Vec<SitePath>,
    /// Addresses of files of `static/` that cannot be published.
    fixed: HashSet<String>,
    /// Last parts of their addresses without `.html`, and old addresses; gathered when first asked
    /// for.
    addresses: OnceLock<HashSet<String>>,
}

impl LeftOut {
    /// Leaves out the files of `static/` that have these problems.
    pub fn leave_out(&mut self, problems: &[Diagnostic]) {
        let files = problems.iter().filter_map(|p| p.span.as_ref());
        let addresses = files.filter_map(|span| span.file.as_str().strip_prefix("static"));
        self.fixed.extend(addresses.map(str::to_owned));
    }

    /// Returns true if only a left-out document may be to blame for a missing address: it is that
    /// of the document, or of a list that may have no other article.
    pub(super) fn may_have(&self, address: &str) -> bool {
        if self.fixed.contains(address) {
            return true;
        }
        let name = address.rsplit('/').next().unwrap_or(address);
        if name.is_empty() {
            let is_list = address.starts_with("/tags/") || address.split('/').any(is_year);
            return is_list && !(self.documents.is_empty() && self.unread.is_empty());
        }
        let addresses = self.addresses.get_or_init(|| self.addresses());
        addresses.contains(address)
            || name
                .strip_suffix(".html")
                .is_some_and(|slug| addresses.contains(slug))
    }

    fn addresses(&self) -> HashSet<String> {
        let slugs = self.documents.iter().map(|d| d.slug.to_string());
        let old = self
            .documents
            .iter()
            .flat_map(|d| &d.details().aliases)
            .map(|alias| alias.text.to_string());
        slugs
            .chain(old)
            .chain(self.unread.iter().map(slug_of))
            .collect()
    }
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit())
}
