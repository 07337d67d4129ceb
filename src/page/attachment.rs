//! Files beside articles and standing pages.

use std::collections::BTreeSet;

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::page::picture;
use crate::page::reader::Reader;
use crate::site::Site;
use crate::site::view::View;

/// Lists the files that articles and pages name, each beside every document that names it.
pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    if site.attachments.is_empty() {
        return;
    }
    let mut found = BTreeSet::new();
    for document in site.articles.iter().chain(&site.pages) {
        for path in site.named_files(document) {
            found.extend(picture::urls(site, document, &path));
        }
    }
    out.extend(found);
}

/// Returns the hash of its bytes, which is all that its page depends on.
pub(super) fn digest(r: Reader<'_>, path: &SitePath) -> Digest {
    let found = r.site.attachments.get(path);
    found.map_or_else(Digest::default, |a| a.digest)
}
