//! Rules for crawlers.

use crate::base::url::Url;
use crate::page::reader::Reader;
use crate::page::sitemap;
use crate::site::view::{Sitemap, View};

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((Url::new("/robots.txt"), View::Robots));
}

/// Allows everything. The sitemap of news is for services that it is handed to: its pages are
/// listed already.
pub(super) fn page(r: Reader<'_>) -> String {
    format!(
        "User-agent: *\nAllow: /\nSitemap: {}\n",
        r.full(&sitemap::url(Sitemap::Index))
    )
}
