//! Old addresses: which of them are taken.

use std::collections::BTreeMap;

use crate::base::url::Url;
use crate::content::document::Document;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::alias;
use crate::site::clash::{Book, Claim, from_day, in_small, in_the_way, is_of_search, is_too_long};
use crate::site::life::{Life, Lives};
use crate::site::part::{self, Part};
use crate::site::view::View;

/// The addresses that an old one cannot have.
pub(super) struct Taken<'a> {
    /// Those of pages: now, and to come.
    books: Vec<Book<'a>>,
    /// Old ones.
    aliases: BTreeMap<Url, Alias>,
    /// The same by their address in small letters.
    small: BTreeMap<Url, Url>,
    /// The site as it is, and the documents to come: together they may have longer lists.
    parts: [Part<'a>; 2],
}

/// An old address.
struct Alias {
    /// Where it is written.
    span: Span,
    /// When it is there.
    life: Life,
}

/// What an old address cannot stand beside.
struct Holder {
    place: Option<Span>,
    lives: Lives,
}

impl From<Claim<'_>> for Holder {
    fn from(claim: Claim<'_>) -> Holder {
        Holder {
            place: claim.origin().map(|path| Span::file(&path)),
            lives: claim.lives(),
        }
    }
}

impl From<&Alias> for Holder {
    fn from(alias: &Alias) -> Holder {
        Holder {
            place: Some(alias.span.clone()),
            lives: alias.life.into(),
        }
    }
}

impl<'a> Taken<'a> {
    pub(super) fn new(book: Book<'a>, parts: [Part<'a>; 2]) -> Taken<'a> {
        Taken {
            books: vec![book],
            aliases: BTreeMap::new(),
            small: BTreeMap::new(),
            parts,
        }
    }

    /// Returns the addresses of pages that are there now.
    pub(super) fn now(&self) -> &Book<'a> {
        &self.books[0]
    }

    /// Adds the addresses of the pages to come.
    pub(super) fn add(&mut self, book: Book<'a>) {
        self.books.push(book);
    }

    /// Takes the old addresses of a document, and returns those that lead to it; one that is a page
    /// of the site, or claimed twice, is a problem.
    pub(super) fn take(
        &mut self,
        part: Part<'_>,
        document: &Document,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<(Url, View)> {
        let mut found = Vec::new();
        for (url, alias) in alias::of(document) {
            // A document may name one old address twice, in capitals or percent signs.
            let twin = self.old_twin(&url);
            if twin.is_some_and(|twin| twin.span.file == document.path) {
                continue;
            }
            let alias = Alias {
                span: alias.span(&document.path),
                life: part.site.visibility.life(document).unwrap_or_default(),
            };
            if let Some(problem) = self.problem(&url, &alias) {
                problems.push(problem);
                continue;
            }
            self.small.insert(in_small(&url), url.clone());
            self.aliases.insert(url.clone(), alias);
            found.push((url, View::Redirect(part.site.url(document))));
        }
        found
    }

    /// Reports an old address that is too long, that is taken, or that differs only in capitals
    /// from one that is.
    fn problem(&self, url: &Url, alias: &Alias) -> Option<Diagnostic> {
        if is_too_long(url) {
            let problem = Diagnostic::new(code::URL_TOO_LONG, alias.span.clone()).with("url", url);
            return Some(from_day(problem, alias.life, self.clock()));
        }
        let same = self.books.iter().flat_map(|book| book.in_the_way(url));
        let same = self
            .old_in_the_way(url)
            .map(Holder::from)
            .into_iter()
            .chain(same.map(Holder::from));
        if let Some(problem) = self.first(url, alias, same) {
            return Some(problem);
        }
        let twins = self.books.iter().flat_map(|book| book.twins(url));
        let twins = self
            .old_twin(url)
            .map(Holder::from)
            .into_iter()
            .chain(twins.map(Holder::from));
        if let Some(problem) = self.first(url, alias, twins) {
            return Some(problem.hint("case"));
        }
        let is_used = part::is_split(self.parts, url) || is_of_search(self.parts[0].site, url);
        is_used.then(|| Diagnostic::new(code::ALIAS_IN_USE, alias.span.clone()).with("url", url))
    }

    /// Reports that an address of a page that is to come is an old one, or differs from one in
    /// capitals only.
    pub(super) fn clash(&self, claim: Claim<'_>) -> Option<Diagnostic> {
        let url = claim.url();
        if let Some(old) = self.old_in_the_way(url) {
            return self.used(url, old, claim.into());
        }
        let problem = self.used(url, self.old_twin(url)?, claim.into())?;
        Some(problem.hint("case"))
    }

    fn first(
        &self,
        url: &Url,
        alias: &Alias,
        mut holders: impl Iterator<Item = Holder>,
    ) -> Option<Diagnostic> {
        holders.find_map(|holder| self.used(url, alias, holder))
    }

    /// Reports an old address that something else has; `None` if the two are never there at once.
    fn used(&self, url: &Url, alias: &Alias, holder: Holder) -> Option<Diagnostic> {
        let both = holder.lives.common(&alias.life.into())?;
        let problem = Diagnostic::new(code::ALIAS_IN_USE, alias.span.clone()).with("url", url);
        let mut problem = from_day(problem, both, self.clock());
        problem.also.extend(holder.place);
        Some(problem)
    }

    fn old_in_the_way(&self, url: &Url) -> Option<&Alias> {
        let next = |url: &Url| {
            self.aliases
                .range::<Url, _>(url..)
                .next()
                .map(|(old, _)| old)
        };
        in_the_way(url, next).and_then(|url| self.aliases.get(url))
    }

    /// Finds an old address that is the same in small letters.
    fn old_twin(&self, url: &Url) -> Option<&Alias> {
        self.aliases.get(self.small.get(&in_small(url))?)
    }

    fn clock(&self) -> i64 {
        self.parts[0].site.now()
    }
}
