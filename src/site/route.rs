//! Every address of the site, exactly once, and what is shown there.

use rayon::prelude::*;

use crate::base::url::Url;
use crate::diagnostic::{Checked, Diagnostic};
use crate::site::clash::{Book, Claim, is_too_long};
use crate::site::old::Taken;
use crate::site::part::{Aside, Part};
use crate::site::view::View;
use crate::site::{Site, coming};

/// All addresses in order, with their views.
#[derive(Debug, Default)]
pub struct Routes {
    routes: Vec<(Url, View)>,
}

impl Routes {
    /// Finds what is shown at an address.
    pub fn get(&self, url: &Url) -> Option<&View> {
        find(&self.routes, url).map(|i| &self.routes[i].1)
    }

    /// Finds an address as written in a link: that of a folder may lack its slash.
    pub fn lookup(&self, url: &Url) -> Option<&(Url, View)> {
        let found =
            find(&self.routes, url).or_else(|| find(&self.routes, &Url::new(format!("{url}/"))));
        found.map(|i| &self.routes[i])
    }

    /// Returns every address with its view, in order of address.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &(Url, View)> {
        self.routes.iter()
    }

    /// Returns the routes as a slice, in order of address.
    pub fn as_slice(&self) -> &[(Url, View)] {
        &self.routes
    }
}

/// Puts every address of the site in order; two claims on one address, now or when what is `coming`
/// is out, are a problem that names both. Of those that are there now the first one is kept.
pub fn routes(site: &Site, mut routes: Vec<(Url, View)>, coming: &Aside) -> Checked<Routes> {
    // Stable: of two claims on one address the same one comes first on every run.
    routes.par_sort_by(|a, b| a.0.cmp(&b.0));
    let mut problems = double(site, &routes);
    routes.dedup_by(|later, first| later.0 == first.0);
    let now = Part {
        site,
        routes: &routes,
    };
    let long = routes.iter().filter(|(url, _)| is_too_long(url));
    problems.extend(long.filter_map(|route| Claim::of(now, route).too_long()));
    let book = Book::new(now);
    problems.extend(book.case_twins());
    if site.statics().next().is_some() {
        let claims = routes.iter().map(|route| Claim::of(now, route));
        let parts = [now, coming.part()];
        let found = claims.flat_map(|claim| parts.map(|part| claim.static_in_the_way(part)));
        problems.extend(found.flatten());
        let claims = routes.iter().map(|route| Claim::of(now, route));
        problems.extend(claims.filter_map(Claim::in_search_index));
    }
    let mut taken = Taken::new(book, [now, coming.part()]);
    let mut found = Vec::new();
    for document in site.articles.iter().chain(&site.pages) {
        found.extend(taken.take(now, document, &mut problems));
    }
    problems.extend(coming::check(now, coming.part(), &mut taken));
    if !found.is_empty() {
        routes.extend(found);
        routes.par_sort_by(|a, b| a.0.cmp(&b.0));
    }
    Checked {
        value: Routes { routes },
        problems,
    }
}

/// Reports addresses that are claimed twice, in order.
fn double(site: &Site, routes: &[(Url, View)]) -> Vec<Diagnostic> {
    let part = Part { site, routes };
    let mut problems = Vec::new();
    for same in routes.chunk_by(|a, b| a.0 == b.0) {
        if let [first, others @ ..] = same {
            let first = Claim::of(part, first);
            let others = others.iter().map(|route| Claim::of(part, route));
            // Two tags that claim one address are reported where tags are gathered; where both are
            // made of names in site.yaml, the one that is taken is reported there.
            let others = others.filter(|later| first.tag().is_none() || later.tag().is_none());
            problems.extend(others.filter_map(|later| later.clash(first)));
        }
    }
    problems
}

/// Finds the route of an address.
fn find(routes: &[(Url, View)], url: &Url) -> Option<usize> {
    routes.binary_search_by(|(r, _)| r.cmp(url)).ok()
}
