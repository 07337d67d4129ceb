//! Files of the theme.

use crate::base::digest::Digest;
use crate::base::url::Url;
use crate::page::reader::Reader;
use crate::site::view::View;
use crate::theme::Theme;

pub(super) fn urls(theme: &Theme, out: &mut Vec<(Url, View)>) {
    for (name, asset) in theme.published() {
        out.push((asset.url.clone(), View::Asset(name.clone())));
    }
}

/// Returns the hash of its bytes, which is all that its page depends on.
pub(super) fn digest(r: Reader<'_>, name: &str) -> Digest {
    r.theme
        .asset(name)
        .map_or_else(Digest::default, |a| a.digest)
}
