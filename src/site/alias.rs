//! Old addresses of a document.

use crate::base::url::Url;
use crate::content::document::{Document, Reference};

/// Returns the old addresses of a document, each with where it is written.
pub(super) fn of(document: &Document) -> impl DoubleEndedIterator<Item = (Url, &Reference)> {
    let aliases = document.details().aliases.iter();
    aliases.filter_map(|alias| Some((Url::parse(&alias.text).map(file_like)?, alias)))
}

/// Gives an old address without an ending the slash of a folder, so that a host serves it as a
/// page.
fn file_like(url: Url) -> Url {
    let name = url.as_str().rsplit('/').next().unwrap_or_default();
    if name.is_empty() || name.contains('.') {
        url
    } else {
        Url::new(format!("{url}/"))
    }
}
