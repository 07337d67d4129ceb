//! Two claims on one address, by whatever makes them, and whenever both are there.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::date::Period;
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::life::{Life, Lives};
use crate::site::part::Part;
use crate::site::view::View;
use crate::site::{Scope, Site};

/// An address with what claims it.
#[derive(Clone, Copy)]
pub(super) struct Claim<'a> {
    part: Part<'a>,
    route: &'a (Url, View),
}

impl<'a> Claim<'a> {
    pub(super) fn of(part: Part<'a>, route: &'a (Url, View)) -> Claim<'a> {
        Claim { part, route }
    }

    pub(super) fn url(self) -> &'a Url {
        &self.route.0
    }

    pub(super) fn lives(self) -> Lives {
        self.part.lives(self.route)
    }

    pub(super) fn origin(self) -> Option<SitePath> {
        self.route.1.origin(self.part.site)
    }

    /// Returns true if the same thing makes a claim of a different part.
    pub(super) fn is_same(self, other: Claim<'_>) -> bool {
        let [own, others] = [self, other].map(|claim| claim.part.site.shown_by(&claim.route.1));
        if let (Some(own), Some(others)) = (own, others) {
            return own.path == others.path;
        }
        match (self.tag(), other.tag()) {
            (None, None) => {
                let is_made_by_nobody = own.is_none() && others.is_none();
                let is_alias = matches!(self.route.1, View::Redirect(_));
                // The ids of all else are those of the configuration.
                is_made_by_nobody && !is_alias && self.route.1 == other.route.1
            }
            (own, others) => own == others,
        }
    }

    /// Returns name and period of a list that articles make: of a tag, or of somebody.
    pub(super) fn tag(self) -> Option<(&'a str, Period)> {
        match &self.route.1 {
            View::List(Scope::Tag(tag), period) => {
                Some((&self.part.site.tags[*tag].title, *period))
            }
            View::List(Scope::Person(person), period) => {
                Some((&self.part.site.people[*person].name, *period))
            }
            _ => None,
        }
    }

    /// Reports, at this later one, that an earlier claim is on the same address, or on one that
    /// differs in capitals only; `None` if neither is of a file, or they are never there at once.
    pub(super) fn clash(self, first: Claim<'_>) -> Option<Diagnostic> {
        let (place, also) = match (first.origin(), self.origin()) {
            (Some(first), Some(later)) => (later, Some(Span::file(&first))),
            (first, later) => (first.or(later)?, None),
        };
        let both = first.lives().common(&self.lives())?;
        if let (Some(first), Some(later)) = (first.bytes(), self.bytes())
            && first == later
        {
            return None;
        }
        let are_files = [first, self].map(|claim| matches!(claim.route.1, View::Attachment(_)));
        let problem = if self.is_static() || first.is_static() {
            let of = if self.is_static() { self } else { first };
            let other = if self.is_static() { first } else { self };
            return of.static_clash(other, both);
        } else if are_files == [true, true] {
            Diagnostic::new(code::DUPLICATE_ATTACHMENT_URL, Span::file(&place))
        } else {
            let is_index = first.is_index() || self.is_index();
            Diagnostic::new(code::DUPLICATE_URL, Span::file(&place))
                .with("form", if is_index { "index" } else { "other" })
                .entry("slug", "")
        };
        let mut problem = from_day(problem.with("url", self.url()), both, self.part.site.now());
        problem.also.extend(also);
        Some(problem)
    }

    fn is_static(self) -> bool {
        matches!(self.route.1, View::Static(_))
    }

    /// Reports a file of `static/` that cannot stand beside something else.
    fn static_clash(self, other: Claim<'_>, both: Life) -> Option<Diagnostic> {
        let [own, others] = [self.url(), other.url()];
        let is_folder = is_below(own, others) || is_below(others, own);
        let problem = Diagnostic::new(code::STATIC_FILE_CLASH, Span::file(&self.origin()?))
            .with("form", if is_folder { "folder" } else { "same" })
            .with("url", own)
            .with("other", others);
        let mut problem = from_day(problem, both, self.part.site.now());
        problem
            .also
            .extend(other.origin().map(|path| Span::file(&path)));
        Some(problem)
    }

    /// Reports a file of `static/` that is where another address needs a folder, or the other way.
    pub(super) fn static_in_the_way(self, part: Part<'_>) -> Option<Diagnostic> {
        if !self.is_static() {
            return None;
        }
        let next = |url: &Url| {
            let at = part.routes.partition_point(|(route, _)| route < url);
            part.routes.get(at).map(|(route, _)| route)
        };
        let found = beside(self.url(), next)?;
        let other = Claim::of(part, part.at(found).first()?);
        let both = self.lives().common(&other.lives())?;
        self.static_clash(other, both)
    }

    /// Reports a file of `static/` among those of the search index.
    pub(super) fn in_search_index(self) -> Option<Diagnostic> {
        if !self.is_static() || !is_of_search(self.part.site, self.url()) {
            return None;
        }
        let problem = Diagnostic::new(code::STATIC_FILE_CLASH, Span::file(&self.origin()?));
        let problem = problem.with("form", "same").with("url", self.url());
        Some(problem.with("other", self.url()))
    }

    /// Returns the hash of what is at its address, of a file beside an article or what is made of
    /// one: the same is published once.
    fn bytes(self) -> Option<Digest> {
        let path = match &self.route.1 {
            View::Attachment(path) => path,
            View::Picture(derived) => &derived.path,
            _ => return None,
        };
        Some(self.part.site.attachments.get(path)?.digest)
    }

    /// Returns true if it is the page of a document whose slug stands for a folder.
    fn is_index(self) -> bool {
        let document = self.part.site.shown_by(&self.route.1);
        // The page of a topic is a folder whatever it is called.
        self.url().as_str().ends_with('/') && document.is_some_and(|d| d.slug.ends_with("index"))
    }

    /// Reports an address that is too long, at the file that it is made of.
    pub(super) fn too_long(self) -> Option<Diagnostic> {
        if !is_too_long(self.url()) {
            return None;
        }
        let site = self.part.site;
        let file = if let View::List(Scope::Tag(tag), Period::All) = &self.route.1 {
            site.article(site.tags[*tag].articles[0]).path.clone()
        } else {
            self.origin()?
        };
        let problem = Diagnostic::new(code::URL_TOO_LONG, Span::file(&file));
        let life = self.lives().common(&Lives::always())?;
        Some(from_day(problem.with("url", self.url()), life, site.now()))
    }
}

/// Adds the day from which on there is a problem, if that is still to come.
pub(super) fn from_day(problem: Diagnostic, life: Life, now: i64) -> Diagnostic {
    match life.from.filter(|from| from.utc > now) {
        Some(from) => problem.with("day", from.minute()).hint("later"),
        None => problem,
    }
}

/// Returns true if an address has a part that is longer than the name of a file may be.
pub(super) fn is_too_long(url: &Url) -> bool {
    url.as_str().len() > 255 && url.as_str().split('/').any(|part| part.len() > 255)
}

/// Addresses that are taken, also in small letters.
pub(super) struct Book<'a> {
    part: Part<'a>,
    /// Those with capitals by the same in small letters.
    capitals: BTreeMap<Url, Vec<usize>>,
}

impl<'a> Book<'a> {
    pub(super) fn new(part: Part<'a>) -> Book<'a> {
        let routes = part.routes.par_iter().enumerate();
        let found: Vec<(usize, Url)> = routes
            .filter(|(_, (url, _))| url.as_str().bytes().any(|b| b.is_ascii_uppercase()))
            .map(|(i, (url, _))| (i, in_small(url)))
            .collect();
        let mut capitals: BTreeMap<Url, Vec<usize>> = BTreeMap::new();
        for (i, small) in found {
            capitals.entry(small).or_default().push(i);
        }
        Book { part, capitals }
    }

    /// Returns every claim on an address.
    pub(super) fn at(&self, url: &Url) -> Vec<Claim<'a>> {
        let found = self.part.at(url).iter();
        found.map(|route| Claim::of(self.part, route)).collect()
    }

    /// Returns every claim on an address that is the same in small letters.
    pub(super) fn twins(&self, url: &Url) -> Vec<Claim<'a>> {
        let small = in_small(url);
        let capitals = self.capitals.get(&small).into_iter().flatten();
        let mut found: Vec<Claim<'a>> = capitals
            .map(|i| Claim::of(self.part, &self.part.routes[*i]))
            .collect();
        found.extend(self.at(&small));
        found.retain(|claim| claim.url() != url);
        found
    }

    /// Returns every claim that an address cannot stand beside.
    pub(super) fn in_the_way(&self, url: &Url) -> Vec<Claim<'a>> {
        let routes = self.part.routes;
        let next = |url: &Url| {
            let at = routes.partition_point(|(route, _)| route < url);
            routes.get(at).map(|(route, _)| route)
        };
        in_the_way(url, next).map_or_else(Vec::new, |url| self.at(url))
    }

    /// Reports addresses that differ only in capitals: one file on a disk that takes these for the
    /// same (macOS, Windows).
    pub(super) fn case_twins(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (small, capitals) in &self.capitals {
            let capitals = capitals.iter();
            let mut before = self.at(small);
            for claim in capitals.map(|i| Claim::of(self.part, &self.part.routes[*i])) {
                let others = before.iter().filter(|other| other.url() != claim.url());
                let found = others.rev().find_map(|other| claim.clash(*other));
                problems.extend(found.map(|problem| problem.hint("case")));
                before.push(claim);
            }
        }
        problems
    }
}

/// Returns true for an address among those of the files of the search index.
pub(super) fn is_of_search(site: &Site, url: &Url) -> bool {
    let small = in_small(url);
    let name = small.as_str().strip_prefix("/search/");
    let is_file = name.is_some_and(|name| !matches!(name, "" | "index.html"));
    is_file && site.config.search.is_some()
}

/// Returns true if an address is in the folder that another one is, or would be.
fn is_below(url: &Url, above: &Url) -> bool {
    let rest = url.as_str().strip_prefix(above.as_str());
    rest.is_some_and(|rest| rest.starts_with('/'))
}

pub(super) fn in_small(url: &Url) -> Url {
    Url::new(url.as_str().to_ascii_lowercase())
}

/// Finds the address that `url` cannot stand beside: the same one, or one of [`beside`].
pub(super) fn in_the_way<'a>(url: &Url, next: impl Fn(&Url) -> Option<&'a Url>) -> Option<&'a Url> {
    let same = next(url).filter(|found| *found == url);
    same.or_else(|| beside(url, next))
}

/// Finds an address that is a file where `url` needs a folder, or one in a folder where it is a
/// file. `next` returns the first address that is not before the one it is given.
fn beside<'a>(url: &Url, next: impl Fn(&Url) -> Option<&'a Url>) -> Option<&'a Url> {
    let slashes = url.as_str().match_indices('/').skip(1);
    let mut above = slashes.map(|(at, _)| Url::new(&url.as_str()[..at]));
    let file = above.find_map(|above| next(&above).filter(|found| **found == above));
    if file.is_some() {
        return file;
    }
    if url.as_str().ends_with('/') {
        return None;
    }
    let folder = Url::new(format!("{url}/"));
    next(&folder).filter(|found| found.as_str().starts_with(folder.as_str()))
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
