//! The check of the links of one document.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::left_out::LeftOut;
use super::near::{FileIndex, Suggestions, fixed};
use super::place::Place;
use crate::base::path::SitePath;
use crate::base::url::{Authority, Url, bare, is_of_computer, split_scheme};
use crate::content::attachment::Attachment;
use crate::content::config;
use crate::content::document::{Document, Image, Reference, Withheld, user_name};
use crate::content::notes::Notes;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::life::Life;
use crate::site::part::Elsewhen;
use crate::site::route::Routes;
use crate::site::series::request;
use crate::site::view::View;
use crate::site::{Site, Slot, changes};

/// What a link may lead to.
pub(super) struct Targets<'f> {
    pub(super) site: &'f Site,
    pub(super) routes: &'f Routes,
    pub(super) files: FileIndex<'f>,
    pub(super) left_out: &'f LeftOut,
    pub(super) elsewhen: &'f Elsewhen,
}

impl Targets<'_> {
    /// Checks the links of a document, and the dates of its changes; those of one that no date
    /// brings out may be wrong.
    pub(super) fn check(&self, document: &Document, suggestions: &Suggestions) -> Vec<Diagnostic> {
        if let Some(Withheld::Draft | Withheld::Expired(_)) = document.withheld(self.site.now())
            && let Some(Slot::Held(_)) = self.site.find(&document.path)
        {
            return Vec::new();
        }
        let check = Check {
            targets: self,
            document,
            life: self
                .site
                .visibility
                .life(document)
                .unwrap_or_else(|| Life::by_dates(document)),
            headings: OnceCell::new(),
            suggestions,
        };
        let mut problems = check.all();
        if document.details.is_some() {
            problems.extend(changes::check(document, self.site.now()));
        }
        problems
    }
}

/// There is no such address, at any time.
pub(super) struct Never;

/// The links of one document held against the targets.
pub(super) struct Check<'a, 'f> {
    pub(super) targets: &'a Targets<'f>,
    pub(super) document: &'a Document,
    /// When the document is public, or would be as soon as it is final.
    pub(super) life: Life,
    /// Headings of the document; gathered when one is asked for.
    headings: OnceCell<HashSet<&'a str>>,
    pub(super) suggestions: &'a Suggestions,
}

impl Check<'_, '_> {
    fn all(&self) -> Vec<Diagnostic> {
        let details = self.document.details();
        let links = self.document.body.links.iter().filter_map(|l| self.link(l));
        let picture = details
            .image
            .as_ref()
            .and_then(|image| self.main_picture(&image.src));
        links
            .chain(picture)
            .chain(self.picks(&details.related, Place::Related))
            .chain(self.document.blocks().iter().flat_map(|b| self.block(b)))
            .collect()
    }

    /// Makes a problem at a link, with its destination.
    pub(super) fn problem(&self, code: Code, reference: &Reference) -> Diagnostic {
        Diagnostic::new(code, self.span(reference)).with("dest", &reference.text)
    }

    pub(super) fn span(&self, reference: &Reference) -> Span {
        reference.span(&self.document.path)
    }

    fn link(&self, link: &Reference) -> Option<Diagnostic> {
        let path = bare(&link.text);
        let fragment = link
            .text
            .split_once('#')
            .map(|(_, f)| f)
            .filter(|f| !f.is_empty());
        if link.image
            && let Some(asked) = request::parse(&link.text, &self.targets.site.config)
        {
            return asked.err().map(|fault| self.chart(link, fault));
        }
        if is_of_computer(&link.text) && self.address(link, path).is_err() {
            return Some(self.of_computer(link));
        }
        if split_scheme(&link.text).is_some() || link.text.starts_with("//") {
            return self
                .own_host(link)
                .or_else(|| self.incomplete(link))
                .or_else(|| user_name(&link.text, self.span(link)));
        }
        if path.is_empty() && (link.image || fragment.is_none()) {
            return Some(self.cut_off(link));
        }
        if path.is_empty() {
            return fragment.and_then(|f| self.heading(link, self.document, f));
        }
        if path.starts_with('/') {
            return if link.image {
                self.rooted_picture(link, path)
            } else {
                self.page(link, path)
                    .or_else(|| self.heading_at(link, path, fragment?))
            };
        }
        let Some(file) = self.document.path.resolve(path) else {
            return Some(self.problem(code::LINK_OUT_OF_CONTENT, link));
        };
        if file == self.document.path && !link.image {
            return fragment.and_then(|f| self.heading(link, self.document, f));
        }
        match self.targets.site.find(&file) {
            Some(_) if link.image => Some(self.problem(code::UNREADABLE_PICTURE, link)),
            Some(slot) => self.document(link, slot, fragment, Place::Text),
            None => self.file(link, &file),
        }
    }

    /// Checks the main picture, which is shown only if it is a file of the site, named from its
    /// article.
    fn main_picture(&self, picture: &Reference) -> Option<Diagnostic> {
        let is_address = split_scheme(&picture.text).is_some()
            || picture.text.starts_with('/')
            || picture.text.contains(['?', '#']);
        if is_of_computer(&picture.text) {
            Some(self.of_computer(picture))
        } else if is_address && self.named_literally(picture).is_none() {
            Some(self.problem(code::INVALID_MAIN_PICTURE, picture))
        } else {
            self.link(picture)
        }
    }

    /// Reports a link that names the site's own host, with the path of the site that it should be.
    fn own_host(&self, link: &Reference) -> Option<Diagnostic> {
        let config = &self.targets.site.config;
        let own = Authority::of(&config.origin)?;
        let named = Authority::of(&link.text)?;
        // Where the address is the text, readers are to see it as it is.
        if link.bare || named.user.is_some() || !named.is_same_place(own) {
            return None;
        }
        let rest = link.text.split_once("//")?.1;
        let rest = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
        let path = rest.strip_prefix(&config.prefix)?;
        let (bare, tail) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        let found = Url::parse(if bare.is_empty() { "/" } else { bare })
            .and_then(|url| self.targets.routes.lookup(&url));
        let warning =
            Diagnostic::new(code::ABSOLUTE_OWN_URL, self.span(link)).with("url", &link.text);
        let Some((url, view)) = found.filter(|_| !link.image) else {
            return Some(warning);
        };
        let near = match view {
            View::Article(id) => self.path_to(&self.targets.site.article(*id).path),
            View::Page(id) => self.path_to(&self.targets.site.pages[*id].path),
            _ => url.as_str().to_owned(),
        };
        let near = format!("{near}{tail}");
        Some(fixed(
            warning.with("nearest", &near).hint("nearest"),
            link,
            near,
        ))
    }

    /// Checks what leads to a document.
    pub(super) fn document(
        &self,
        link: &Reference,
        slot: Slot,
        fragment: Option<&str>,
        place: Place,
    ) -> Option<Diagnostic> {
        let target = self.targets.site.document(slot)?;
        let Some(life) = self.targets.site.visibility.life(target) else {
            return Some(self.unfinished(link, target, place));
        };
        let is_met = self.life.common(life).is_some();
        let heading = fragment.filter(|_| is_met);
        heading
            .and_then(|fragment| self.heading(link, target, fragment))
            .or_else(|| self.timing(link, &life.into(), place))
    }

    /// Checks a heading that is named behind the address of a page: in each document that is there
    /// while this one is.
    fn heading_at(&self, link: &Reference, path: &str, fragment: &str) -> Option<Diagnostic> {
        let url = Url::parse(path)?;
        let mut shown = self.targets.documents_at(&url);
        shown.find_map(|(target, life)| {
            self.life.common(life)?;
            self.heading(link, target, fragment)
        })
    }

    /// Checks a link to a heading of a document.
    fn heading(&self, link: &Reference, target: &Document, fragment: &str) -> Option<Diagnostic> {
        let id = percent_encoding::percent_decode_str(fragment)
            .decode_utf8()
            .unwrap_or_default();
        let is_known = if std::ptr::eq(target, self.document) {
            // A text may name many headings of its own.
            self.headings
                .get_or_init(|| self.document.body.headings.lines().collect())
                .contains(&*id)
        } else {
            target.body.headings.lines().any(|h| h == id)
        };
        if is_known {
            return None;
        }
        let problem = self
            .problem(code::LINK_TO_MISSING_HEADING, link)
            .with("id", &id);
        Some(if self.suggestions.take() {
            problem.nearest(&id, target.body.headings.lines())
        } else {
            problem
        })
    }

    /// Checks a link to an address of the site.
    fn page(&self, link: &Reference, path: &str) -> Option<Diagnostic> {
        if let Ok(problem) = self.address(link, path) {
            return problem;
        }
        let problem = self
            .problem(code::LINK_TO_MISSING_PAGE, link)
            .with("url", path);
        // Looking for the nearest address compares with every address of the site.
        let is_small = self.targets.site.articles.len() < 20_000;
        if !is_small || !self.suggestions.take() {
            return Some(problem);
        }
        let addresses = self.targets.routes.iter().map(|(url, _)| url.as_str());
        let known = addresses.filter(|url| url.len() <= path.len() + 8);
        Some(problem.nearest(path, known))
    }

    /// Checks a picture that is named by its address on the site.
    fn rooted_picture(&self, link: &Reference, path: &str) -> Option<Diagnostic> {
        match self.address(link, path) {
            Ok(problem) => problem,
            Err(Never) => Some(self.problem(code::MISSING_PICTURE, link)),
        }
    }

    /// Checks a link to a file that is no document.
    fn file(&self, link: &Reference, file: &SitePath) -> Option<Diagnostic> {
        match self.targets.site.attachments.get(file) {
            Some(found) if link.image && found.pixels.is_none() => {
                let problem = self.problem(code::UNREADABLE_PICTURE, link);
                let is_of_telephone = matches!(&*file.extension(), "heic" | "heif");
                Some(if is_of_telephone {
                    problem.hint("phone")
                } else {
                    problem
                })
            }
            Some(found) if link.image => self.undeclared(link, file, found),
            Some(found) => self.noted(link, &found.notes),
            None if config::is_settings(file) => Some(
                self.problem(code::UNPUBLISHABLE_FILE, link)
                    .with("path", file)
                    .with("reason", "own")
                    .with("text", ""),
            ),
            None if self.is_there(file) => None,
            None => Some(self.missing_file(link, file)),
        }
    }

    /// Reports a picture that says that a program made it, where the article does not.
    fn undeclared(
        &self,
        link: &Reference,
        file: &SitePath,
        found: &Attachment,
    ) -> Option<Diagnostic> {
        let raster = found.raster.as_ref()?;
        if !raster.is_labelled || link.is_declared {
            return None;
        }
        let image = self.document.details().image.as_deref();
        // What is said of the main picture is said of it where it stands in the text, too.
        let is_main =
            |image: &Image| self.document.path.resolve(&image.src.text).as_ref() == Some(file);
        if image.is_some_and(|image| image.ai.is_some() && is_main(image)) {
            return None;
        }
        let problem = self.problem(code::UNNAMED_AI_PICTURE, link);
        Some(if image.is_some_and(|image| image.src == *link) {
            problem
        } else {
            problem.hint("text")
        })
    }

    /// Reports a file to download that says where it was taken, or who wrote it where the article
    /// does not.
    fn noted(&self, link: &Reference, notes: &Notes) -> Option<Diagnostic> {
        if notes.is_placed {
            return Some(self.problem(code::PLACE_IN_FILE, link));
        }
        let mut authors = notes.authors.iter();
        let author = authors.find(|name| !self.is_credited(name))?;
        Some(
            self.problem(code::AUTHOR_IN_FILE, link)
                .with("name", author),
        )
    }

    /// Returns true if the article names somebody, or the publisher is meant.
    fn is_credited(&self, name: &str) -> bool {
        let details = self.document.details();
        let image = details.image.as_deref().and_then(|i| i.credit.as_deref());
        let original = details
            .original
            .as_deref()
            .and_then(|o| o.author.as_deref());
        let publisher = Some(&*self.targets.site.config.publisher);
        let texts = [
            details.source.as_deref(),
            details.editor.as_deref(),
            image,
            original,
            publisher,
        ];
        let review = details.review.iter().flat_map(|names| names.iter());
        let mut reviewers = review.map(|name| &**name);
        let mut credits = self.document.byline.iter();
        credits.any(|credit| credit.name.contains(name))
            || reviewers.any(|text| text.contains(name))
            || texts.into_iter().flatten().any(|text| text.contains(name))
    }

    /// Returns true if there is such a file, whatever is wrong with it.
    pub(super) fn is_there(&self, file: &SitePath) -> bool {
        self.targets.files.has(file) || self.targets.left_out.unread.binary_search(file).is_ok()
    }
}
