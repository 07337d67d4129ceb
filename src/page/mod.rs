//! What each kind of page shows, as plain data: the only reader of [`Site`].
//!
//! A kind of page is a file. Side by side it holds the addresses of its pages (`urls`), what they
//! show (`page`), right below that what this depends on (`dependencies`), and which documents they
//! may show (`may_show`). The matches here hand each [`View`] to its kind.

mod archive;
mod around;
mod article;
mod asset;
mod attachment;
mod body;
mod bulletin;
mod calendar;
mod card;
mod cards;
pub mod chart;
mod contact;
pub mod data;
mod dataset;
mod dependencies;
mod dependents;
mod elder;
mod elder_days;
mod feed;
mod fixed;
mod gov_cn;
mod head;
mod home;
mod index;
mod json_ld;
mod latest;
mod list;
mod map;
mod menu;
mod not_found;
mod onward;
mod qr;
mod picture;
mod reader;
mod redirect;
pub mod render;
mod robots;
mod scope;
mod search;
pub mod search_index;
mod series;
mod series_charts;
mod site_data;
mod sitemap;
mod standing;
mod topic;
mod xml;

use self::data::HtmlPage;
use self::dependencies::Dependencies;
pub use self::dependents::Sought;
pub use self::reader::{Reader, Shared};
pub use self::render::Page;
pub use self::site_data::site_data;
use crate::base::digest::Digest;
use crate::base::url::Url;
use crate::site::Site;
use crate::site::view::{Index, View};
use crate::theme::Theme;

/// Returns every address of the site but those of redirects, with what is shown there.
///
/// Of two claims on one address the first one is kept: so fixed addresses come before those that
/// are made of what an editor writes.
pub fn urls(site: &Site, theme: &Theme) -> Vec<(Url, View)> {
    let mut out = Vec::new();
    home::urls(&mut out);
    archive::urls(&mut out);
    latest::urls(&mut out);
    map::urls(&mut out);
    search::urls(site, &mut out);
    index::urls(site, &mut out);
    not_found::urls(&mut out);
    feed::urls(site, &mut out);
    sitemap::urls(site, &mut out);
    robots::urls(&mut out);
    fixed::urls(site, &mut out);
    asset::urls(theme, &mut out);
    elder::urls(site, &mut out);
    article::urls(site, &mut out);
    standing::urls(site, &mut out);
    list::urls(site, &mut out);
    dataset::urls(site, &mut out);
    attachment::urls(site, &mut out);
    out
}

impl Reader<'_> {
    /// Reads what a page shows.
    pub fn page(self, view: &View) -> Page {
        match view {
            View::Home => html(home::page(self)),
            View::Article(id) => html(article::page(self, *id)),
            View::Page(id) => html(standing::page(self, *id)),
            View::List(scope, period) => html(list::page(self, *scope, *period)),
            View::Archive => html(archive::page(self)),
            View::Latest => html(latest::page(self)),
            View::Map => html(map::page(self)),
            View::Search => html(search::page(self)),
            View::Index(index) => html(index::page(self, *index)),
            View::NotFound => html(not_found::page(self)),
            View::Elder(elder) => html(elder::page(self, *elder)),
            View::Redirect(target) => html(redirect::page(self, target)),
            View::Data(series, period, file) => {
                Page::Text(dataset::page(self, *series, *period, *file))
            }
            View::Feed(scope, form) => Page::Feed(feed::page(self, *scope, *form)),
            View::Sitemap(map) => Page::Sitemap(sitemap::page(self, *map)),
            View::Robots => Page::Text(robots::page(self)),
            View::Attachment(path) | View::Static(path) => {
                Page::Copy(path.clone(), attachment::digest(self, path))
            }
            View::Picture(derived) => {
                Page::Picture(derived.clone(), attachment::digest(self, &derived.path))
            }
            View::Asset(name) => Page::Asset(name.clone(), asset::digest(self, name)),
        }
    }

    /// Hashes what a page depends on, without making it; `base` is the hash of what all depend on.
    ///
    /// It covers at least what [`Reader::page`] reads for the same view: while it is the same, so
    /// is the page. It costs a few microseconds where making a page costs many, so that a build can
    /// see in passing which of a million pages are worth making. A debug build makes every page all
    /// the same and holds its fingerprint to this promise, and so does every test.
    pub fn dependencies(self, view: &View, base: Digest) -> u64 {
        let mut found = Dependencies::new(base);
        match view {
            View::Home => home::dependencies(self, &mut found),
            View::Article(id) => article::dependencies(self, *id, &mut found),
            View::Page(id) => standing::dependencies(self, *id, &mut found),
            View::List(scope, period) => list::dependencies(self, *scope, *period, &mut found),
            View::Archive => archive::dependencies(self, &mut found),
            View::Latest => latest::dependencies(self, &mut found),
            View::Map => map::dependencies(self, &mut found),
            View::Index(index) => index::dependencies(self, *index, &mut found),
            View::Redirect(target) => redirect::dependencies(self, target, &mut found),
            View::Elder(elder) => elder::dependencies(self, *elder, &mut found),
            View::Data(series, period, _) => {
                dataset::dependencies(self, *series, *period, &mut found);
            }
            View::Feed(scope, _) => feed::dependencies(self, *scope, &mut found),
            View::Sitemap(map) => sitemap::dependencies(self, *map, &mut found),
            View::Attachment(path) | View::Static(path) => {
                found.digest(attachment::digest(self, path));
            }
            View::Picture(derived) => found.digest(attachment::digest(self, &derived.path)),
            View::Asset(name) => found.digest(asset::digest(self, name)),
            View::NotFound | View::Search | View::Robots => {}
        }
        found.finish()
    }

    /// Returns true if a page other than its own may show a document.
    ///
    /// That is so of every page whose data holds the document's address, and of few others: the
    /// reverse of [`Reader::dependencies`], again without making the page.
    pub fn may_show(self, view: &View, sought: &Sought<'_>) -> bool {
        match view {
            View::Home => home::may_show(sought),
            View::Article(id) => article::may_show(self, *id, sought),
            View::Page(id) => standing::may_show(self, *id, sought),
            View::List(scope, period) => sought.is_listed(self.site, *scope, *period),
            View::Redirect(target) => redirect::may_show(target, sought),
            View::Elder(elder) => elder::may_show(self, *elder, sought),
            View::Data(series, period, _) => dataset::may_show(self, *series, *period, sought),
            View::Feed(scope, _) => feed::may_show(self, *scope, sought),
            View::Sitemap(map) => sitemap::may_show(self, *map, sought),
            View::Latest => latest::may_show(sought),
            View::Index(Index::Topics) | View::Map => sought.document.is_topic(),
            View::Archive | View::Index(_) | View::NotFound | View::Search => false,
            View::Robots | View::Attachment(_) | View::Static(_) | View::Asset(_) => false,
            View::Picture(_) => false,
        }
    }
}

fn html(page: HtmlPage) -> Page {
    Page::Html(Box::new(page))
}
