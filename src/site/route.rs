//! Every address of the site, exactly once, and what is shown there.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::Period;
use crate::base::url::Url;
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::site::view::View;
use crate::site::{Scope, Site, alias};

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

/// Puts every address of the site in order; two claims on one address are a problem that names
/// both, and the first one is kept.
pub fn routes(site: &Site, mut routes: Vec<(Url, View)>) -> Checked<Routes> {
    // Stable: of two claims on one address the same one comes first on every run.
    routes.par_sort_by(|a, b| a.0.cmp(&b.0));
    let mut problems = claims(site, &mut routes);
    let long = routes.iter().filter(|(url, _)| is_too_long(url));
    problems.extend(long.filter_map(|(url, view)| too_long(site, url, view)));
    let capitals = with_capitals(&routes);
    problems.extend(case_twins(site, &routes, &capitals));
    let found = redirects(site, &routes, &capitals, &mut problems);
    if !found.is_empty() {
        routes.extend(found);
        routes.par_sort_by(|a, b| a.0.cmp(&b.0));
    }
    Checked {
        value: Routes { routes },
        problems,
    }
}

/// Reports addresses that are claimed twice and keeps the first claim.
fn claims(site: &Site, routes: &mut Vec<(Url, View)>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for same in routes.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, first), others @ ..] = same {
            problems.extend(others.iter().filter_map(|later| double(site, first, later)));
        }
    }
    routes.dedup_by(|later, first| later.0 == first.0);
    problems
}

fn double(site: &Site, first: &View, later: &(Url, View)) -> Option<Diagnostic> {
    // Two tags that claim one address are reported where tags are gathered.
    if let (View::List(Scope::Tag(_), _), View::List(Scope::Tag(_), _)) = (first, &later.1) {
        return None;
    }
    // If both are made of names in site.yaml, the one that is taken is reported there.
    let problem = claim(site, first, later)?;
    Some(if problem.code == code::DUPLICATE_URL {
        problem.entry("slug", "")
    } else {
        problem
    })
}

/// Reports that two routes claim one address, at the later one; `None` if neither is of a file.
fn claim(site: &Site, first: &View, (url, later): &(Url, View)) -> Option<Diagnostic> {
    let (place, also) = match (first.origin(site), later.origin(site)) {
        (Some(first), Some(later)) => (later, Some(Span::file(&first))),
        (first, later) => (first.or(later)?, None),
    };
    let are_files = matches!((first, later), (View::Attachment(_), View::Attachment(_)));
    let code = if are_files {
        code::DUPLICATE_ATTACHMENT_URL
    } else {
        code::DUPLICATE_URL
    };
    let mut problem = Diagnostic::new(code, Span::file(&place)).with("url", url);
    problem.also.extend(also);
    Some(problem)
}

/// Finds the route of an address.
fn find(routes: &[(Url, View)], url: &Url) -> Option<usize> {
    routes.binary_search_by(|(r, _)| r.cmp(url)).ok()
}

/// Returns old addresses; one that is a page of the site, or claimed twice, is a problem.
fn redirects(
    site: &Site,
    routes: &[(Url, View)],
    capitals: &[(usize, Url)],
    problems: &mut Vec<Diagnostic>,
) -> Vec<(Url, View)> {
    let mut taken = Taken {
        site,
        routes,
        capitals: capitals.iter().map(|(i, small)| (small, *i)).collect(),
        aliases: BTreeMap::new(),
        small: BTreeMap::new(),
    };
    let mut found = Vec::new();
    for document in site.articles.iter().chain(&site.pages) {
        for (url, alias) in alias::of(document) {
            let span = alias.span(&document.path);
            if is_too_long(&url) {
                problems.push(Diagnostic::new(code::URL_TOO_LONG, span).with("url", &url));
                continue;
            }
            let small = in_small(&url);
            if let Some(problem) = taken.clash(&url, &small, &span) {
                problems.push(problem);
                continue;
            }
            taken.small.insert(small, span.clone());
            taken.aliases.insert(url.clone(), span);
            found.push((url, View::Redirect(site.url(document))));
        }
    }
    found
}

/// The addresses that an old one cannot have.
struct Taken<'a> {
    site: &'a Site,
    /// Those of pages, in order.
    routes: &'a [(Url, View)],
    /// The routes with capitals by their address in small letters.
    capitals: BTreeMap<&'a Url, usize>,
    /// Old ones, with where each is written.
    aliases: BTreeMap<Url, Span>,
    /// The same in small letters.
    small: BTreeMap<Url, Span>,
}

impl Taken<'_> {
    /// Reports an old address that is taken, or differs only in capitals from one that is.
    fn clash(&self, url: &Url, small: &Url, span: &Span) -> Option<Diagnostic> {
        let page = in_the_way(url, |u| self.next_page(u)).and_then(|u| find(self.routes, u));
        let alias = in_the_way(url, |u| self.next_alias(u)).and_then(|u| self.aliases.get(u));
        let is_same = page.is_some() || alias.is_some();
        let page = page
            .or_else(|| self.capitals.get(small).copied())
            .or_else(|| find(self.routes, small));
        let also = match (alias.or_else(|| self.small.get(small)), page) {
            (Some(alias), _) => Some(alias.clone()),
            (None, Some(page)) => self.routes[page]
                .1
                .origin(self.site)
                .map(|p| Span::file(&p)),
            (None, None) => return None,
        };
        let mut problem = Diagnostic::new(code::ALIAS_IN_USE, span.clone()).with("url", url);
        problem.also.extend(also);
        Some(if is_same {
            problem
        } else {
            problem.hint("case")
        })
    }

    fn next_page(&self, url: &Url) -> Option<&Url> {
        let at = self.routes.partition_point(|(route, _)| route < url);
        self.routes.get(at).map(|(route, _)| route)
    }

    fn next_alias(&self, url: &Url) -> Option<&Url> {
        self.aliases
            .range::<Url, _>(url..)
            .next()
            .map(|(alias, _)| alias)
    }
}

/// Finds the address that `url` cannot stand beside: the same one, a file where it needs a folder,
/// or one in a folder where it is a file. `next` returns the first address that is not before the
/// one it is given.
fn in_the_way<'a>(url: &Url, next: impl Fn(&Url) -> Option<&'a Url>) -> Option<&'a Url> {
    let slashes = url.as_str().match_indices('/').skip(1);
    let above = slashes.map(|(at, _)| Url::new(&url.as_str()[..at]));
    let mut own = above.chain([url.clone()]);
    if let Some(same) = own.find_map(|own| next(&own).filter(|found| **found == own)) {
        return Some(same);
    }
    if url.as_str().ends_with('/') {
        return None;
    }
    let folder = Url::new(format!("{url}/"));
    next(&folder).filter(|found| found.as_str().starts_with(folder.as_str()))
}

/// Returns the routes with capitals in their address, by their index, with the address in small
/// letters.
fn with_capitals(routes: &[(Url, View)]) -> Vec<(usize, Url)> {
    let routes = routes.par_iter().enumerate();
    routes
        .filter(|(_, (url, _))| url.as_str().bytes().any(|b| b.is_ascii_uppercase()))
        .map(|(i, (url, _))| (i, in_small(url)))
        .collect()
}

fn in_small(url: &Url) -> Url {
    Url::new(url.as_str().to_ascii_lowercase())
}

/// Reports addresses that differ only in capitals: one file on a disk that takes these for the same
/// (macOS, Windows).
fn case_twins(site: &Site, routes: &[(Url, View)], capitals: &[(usize, Url)]) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<&Url, usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (i, small) in capitals {
        let before = taken.insert(small, *i);
        if let Some(twin) = find(routes, small).or(before) {
            let problem = claim(site, &routes[twin].1, &routes[*i]);
            problems.extend(problem.map(|problem| problem.hint("case")));
        }
    }
    problems
}

/// Reports an address that is too long, at the file that it is made of.
fn too_long(site: &Site, url: &Url, view: &View) -> Option<Diagnostic> {
    let file = if let View::List(Scope::Tag(tag), Period::All) = view {
        site.article(site.tags[*tag].articles[0]).path.clone()
    } else {
        view.origin(site)?
    };
    Some(Diagnostic::new(code::URL_TOO_LONG, Span::file(&file)).with("url", url))
}

/// Returns true if an address has a part that is longer than the name of a file may be.
fn is_too_long(url: &Url) -> bool {
    url.as_str().len() > 255 && url.as_str().split('/').any(|part| part.len() > 255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_no_file_and_folder_at_once() {
        let taken = ["/a.html", "/b/", "/c/d.html", "/e/f/"].map(Url::new);
        for (url, expected) in [
            ("/a.html", Some("/a.html")),
            ("/a.html/", Some("/a.html")),
            ("/a.html/x/y.html", Some("/a.html")),
            ("/a.htm", None),
            ("/b", Some("/b/")),
            ("/b/", Some("/b/")),
            ("/b/x.html", None),
            ("/c", Some("/c/d.html")),
            ("/c/", None),
            ("/c/d", None),
            ("/e", Some("/e/f/")),
            ("/e/f/g", None),
            ("/z", None),
        ] {
            assert_eq!(
                in_the_way(&Url::new(url), |url| taken
                    .iter()
                    .find(|other| *other >= url)),
                expected.map(Url::new).as_ref(),
                "{url}"
            );
        }
    }
}
