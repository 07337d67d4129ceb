//! Every address of the site, exactly once, and what is shown there.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::Period;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::site::view::View;
use crate::site::{Scope, Site};

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

    /// Finds an address as somebody wrote it: that of a folder may lack its slash.
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
///
/// Two tags that claim one address are reported where tags are gathered.
fn claims(site: &Site, routes: &mut Vec<(Url, View)>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    routes.dedup_by(|later, first| {
        if later.0 != first.0 {
            return false;
        }
        if matches!(
            (&first.1, &later.1),
            (View::List(Scope::Tag(_), _), View::List(Scope::Tag(_), _))
        ) {
            return true;
        }
        // Where both are made of names in site.yaml the one that cannot be had is told there.
        let problem = claim(site, &first.1, later);
        problems.extend(problem.map(|p| {
            if p.code == code::DUPLICATE_URL {
                p.entry("slug", "")
            } else {
                p
            }
        }));
        true
    });
    problems
}

/// Reports that two routes claim one address, at the later one; none where neither is of a file.
fn claim(site: &Site, first: &View, (url, later): &(Url, View)) -> Option<Diagnostic> {
    let (one, two) = (first.origin(site), later.origin(site));
    let files = matches!((first, later), (View::Attachment(_), View::Attachment(_)));
    let code = if files {
        code::DUPLICATE_ATTACHMENT_URL
    } else {
        code::DUPLICATE_URL
    };
    let problem = |place: SitePath| Diagnostic::new(code, Span::file(&place)).with("url", url);
    match (one, two) {
        (Some(one), Some(two)) => Some(problem(two).also(Span::file(&one))),
        (one, two) => one.or(two).map(problem),
    }
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
    let mut taken: BTreeMap<Url, Span> = BTreeMap::new();
    let mut taken_small: BTreeMap<Url, Span> = BTreeMap::new();
    let capitals: BTreeMap<&Url, usize> = capitals.iter().map(|(i, small)| (small, *i)).collect();
    let mut found = Vec::new();
    for document in site.articles.iter().chain(&site.pages) {
        for alias in &document.details().aliases {
            let Some(url) = Url::parse(&alias.text).map(file_like) else {
                continue;
            };
            let span = alias.span(&document.path);
            if is_too_long(&url) {
                problems.push(Diagnostic::new(code::URL_TOO_LONG, span).with("url", &url));
                continue;
            }
            let real = in_the_way(&url, |u| {
                Some(
                    routes
                        .get(routes.partition_point(|(r, _)| r < u))?
                        .0
                        .clone(),
                )
            });
            let real = real.and_then(|u| find(routes, &u));
            let other = in_the_way(&url, |u| Some(taken.range::<Url, _>(u..).next()?.0.clone()))
                .and_then(|u| taken.get(&u).cloned());
            let small = in_small(&url);
            let twin = capitals
                .get(&small)
                .copied()
                .or_else(|| find(routes, &small));
            let taken_twin = taken_small.get(&small).cloned();
            if real.is_some() || other.is_some() || twin.is_some() || taken_twin.is_some() {
                let is_same = real.is_some() || other.is_some();
                let real = real.or(twin).and_then(|i| routes[i].1.origin(site));
                let problem = Diagnostic::new(code::ALIAS_IN_USE, span).with("url", &url);
                let mut problem = if is_same {
                    problem
                } else {
                    problem.hint("case")
                };
                let other = other.or(taken_twin);
                problem
                    .also
                    .extend(other.or_else(|| real.map(|p| Span::file(&p))));
                problems.push(problem);
                continue;
            }
            taken_small.insert(small, span.clone());
            taken.insert(url.clone(), span);
            found.push((url, View::Redirect(site.url(document))));
        }
    }
    found
}

/// Finds the address that `url` cannot stand beside: the same one, a file where it needs a folder,
/// or one in a folder where it is a file. `next` returns the first address that is not before
/// another.
fn in_the_way(url: &Url, next: impl Fn(&Url) -> Option<Url>) -> Option<Url> {
    let above = url
        .as_str()
        .match_indices('/')
        .skip(1)
        .map(|(i, _)| Url::new(&url.as_str()[..i]));
    let same = above
        .chain([url.clone()])
        .find(|u| next(u).as_ref() == Some(u));
    let folder = Url::new(format!("{url}/"));
    same.or_else(|| {
        next(&folder)
            .filter(|u| !url.as_str().ends_with('/') && u.as_str().starts_with(folder.as_str()))
    })
}

/// Returns the routes with capitals in their address, by their index, with the address in small
/// letters.
fn with_capitals(routes: &[(Url, View)]) -> Vec<(usize, Url)> {
    let has_capitals = |url: &Url| url.as_str().bytes().any(|b| b.is_ascii_uppercase());
    let capitals = routes
        .par_iter()
        .enumerate()
        .filter(|(_, (url, _))| has_capitals(url));
    capitals.map(|(i, (url, _))| (i, in_small(url))).collect()
}

fn in_small(url: &Url) -> Url {
    Url::new(url.as_str().to_ascii_lowercase())
}

/// Finds addresses that differ only in capitals: one file on a disk that does not tell these apart
/// (macOS, Windows).
fn case_twins<'c>(
    site: &Site,
    routes: &[(Url, View)],
    capitals: &'c [(usize, Url)],
) -> Vec<Diagnostic> {
    let mut taken: BTreeMap<&Url, usize> = BTreeMap::new();
    let twin = |(i, small): &'c (usize, Url)| {
        let other = find(routes, small).or_else(|| taken.insert(small, *i))?;
        claim(site, &routes[other].1, &routes[*i]).map(|problem| problem.hint("case"))
    };
    capitals.iter().filter_map(twin).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    const TAKEN: [&str; 4] = ["/a.html", "/b/", "/c/d.html", "/e/f/"];

    fn next(url: &Url) -> Option<Url> {
        TAKEN.into_iter().map(Url::new).find(|taken| taken >= url)
    }

    #[test]
    fn an_address_is_no_file_and_folder_at_once() {
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
                in_the_way(&Url::new(url), next),
                expected.map(Url::new),
                "{url}"
            );
        }
    }
}
