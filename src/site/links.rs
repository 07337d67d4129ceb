//! The check of every link: articles, headings, pictures, attachments, pages of the site.

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::base::id::HeldId;
use crate::base::path::SitePath;
use crate::base::url::{Authority, Url, bare, is_web, split_scheme};
use crate::content::config;
use crate::content::document::{Document, Reference, Withheld, markdown, slug_of, user_name};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::route::Routes;
use crate::site::series::request::{self, Fault};
use crate::site::view::View;
use crate::site::{Site, Slot};
use crate::source::Entry;

/// What is not in the site, each for an error of its own that is told.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Documents as far as they could be read, in order of path.
    pub documents: Vec<Arc<Document>>,
    /// Files of documents of which nothing could be read, and whatever else cannot be read in
    /// `content/`, in order.
    pub unread: Vec<SitePath>,
    /// Last parts of their addresses without `.html`, and old addresses; gathered when first asked
    /// for.
    addresses: OnceLock<HashSet<String>>,
}

impl LeftOut {
    /// Tells whether an address is missing, it may be, for no other reason: it is that of a
    /// document, or of a list that may have no other article.
    fn may_have(&self, address: &str) -> bool {
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
        let name = name(address);
        if name.is_empty() {
            let is_list = address.starts_with("/tags/") || address.split('/').any(is_year);
            return is_list && !(self.documents.is_empty() && self.unread.is_empty());
        }
        let addresses = self.addresses.get_or_init(|| {
            let slugs = self.documents.iter().map(|d| d.slug.to_string());
            let old = self
                .documents
                .iter()
                .flat_map(|d| &d.details().aliases)
                .map(|a| a.text.to_string());
            slugs
                .chain(old)
                .chain(self.unread.iter().map(slug_of))
                .collect()
        });
        addresses.contains(address)
            || name
                .strip_suffix(".html")
                .is_some_and(|slug| addresses.contains(slug))
    }
}

/// The files of `content/` by what a mistaken link may have in common with them; made when a link
/// is mistaken.
struct Names<'a> {
    files: &'a [Entry],
    /// The first file of each path in small letters.
    lower: OnceLock<HashMap<String, &'a Entry>>,
    /// The first file of each name.
    names: OnceLock<HashMap<&'a str, &'a Entry>>,
}

impl<'a> Names<'a> {
    fn new(files: &'a [Entry]) -> Names<'a> {
        Names {
            files,
            lower: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// Returns a file whose path differs in capitals only.
    fn in_capitals(&self, path: &SitePath) -> Option<&'a Entry> {
        let gather = || {
            self.files
                .iter()
                .rev()
                .map(|f| (f.path.as_str().to_lowercase(), f))
                .collect()
        };
        self.lower
            .get_or_init(gather)
            .get(&path.as_str().to_lowercase())
            .copied()
    }

    /// Returns a file of a name, wherever it lies.
    fn named(&self, name: &str) -> Option<&'a Entry> {
        let gather = || {
            self.files
                .iter()
                .rev()
                .filter(is_linked)
                .map(|f| (f.path.name(), f))
                .collect()
        };
        self.names.get_or_init(gather).get(name).copied()
    }

    /// Returns the files in the folder of a path.
    fn neighbours(&self, path: &SitePath) -> impl Iterator<Item = &'a Entry> {
        let folder = path.folder().to_owned();
        let below = format!("{folder}/");
        let start = self
            .files
            .partition_point(|f| f.path.as_str() < below.as_str());
        let files = self.files.get(start..).unwrap_or_default().iter();
        let files = files.take_while(move |f| f.path.as_str().starts_with(&below));
        files
            .filter(move |f| f.path.folder() == folder)
            .filter(is_linked)
    }
}

/// Returns true if an article may link to a file.
fn is_linked(file: &&Entry) -> bool {
    !config::is_settings(&file.path)
}

/// How many mistaken links are told what is nearest to them: to find it takes a look at every
/// address, or at every file of a folder.
const SUGGESTIONS: usize = 100;

/// Checks the links of all documents that are published, or will be; drafts and expired ones may be
/// broken.
///
/// A link to nothing is an error; one to an article that is not public yet is a warning, and is set
/// as plain text until that article is out. A link to one of `files` that could not be read is
/// neither: what is wrong with that file is told there.
///
/// Documents that are left out are checked with the rest, drafts among them where `drafts` are
/// shown.
pub fn check(
    site: &Site,
    routes: &Routes,
    files: &[Entry],
    left_out: &LeftOut,
    drafts: bool,
) -> Vec<Diagnostic> {
    let is_shown = |document: &&Arc<Document>| match document.withheld(site.now) {
        Some(Withheld::Draft) => drafts,
        Some(Withheld::Expired(_)) => false,
        _ => true,
    };
    let documents: Vec<_> = site
        .documents()
        .chain(left_out.documents.iter().filter(is_shown))
        .collect();
    let names = &Names::new(files);
    let check = |document: &Document, hints: Hints| {
        let headings = &OnceCell::new();
        let problems = Check {
            site,
            routes,
            names,
            left_out,
            document,
            headings,
            hints: &hints,
        }
        .checked();
        (problems, hints)
    };
    let found: Vec<_> = documents
        .par_iter()
        .map(|document| check(document, Hints::up_to(0)))
        .collect();
    let mut left = SUGGESTIONS;
    let mut problems = Vec::new();
    for (document, (found, hints)) in documents.into_iter().zip(found) {
        if left == 0 || !hints.wanted.get() {
            problems.extend(found);
            continue;
        }
        let (found, hints) = check(document, Hints::up_to(left));
        left = hints.left.get();
        problems.extend(found);
    }
    problems
}

/// Checks the links of one document.
pub fn check_one(
    site: &Site,
    routes: &Routes,
    files: &[Entry],
    left_out: &LeftOut,
    document: &Document,
) -> Vec<Diagnostic> {
    let (names, headings, hints) = (
        &Names::new(files),
        &OnceCell::new(),
        &Hints::up_to(SUGGESTIONS),
    );
    Check {
        site,
        routes,
        names,
        left_out,
        document,
        headings,
        hints,
    }
    .checked()
}

fn is_held(site: &Site, document: &Document) -> bool {
    matches!(site.find(&document.path), Some(Slot::Held(_)))
}

/// How many mistakes may still be told what is nearest to them.
struct Hints {
    left: Cell<usize>,
    /// There was a mistake that would have been.
    wanted: Cell<bool>,
}

impl Hints {
    fn up_to(left: usize) -> Hints {
        Hints {
            left: Cell::new(left),
            wanted: Cell::new(false),
        }
    }

    /// Returns true if one more mistake may.
    fn take(&self) -> bool {
        let left = self.left.get();
        self.wanted.set(true);
        self.left.set(left.saturating_sub(1));
        left > 0
    }
}

#[derive(Clone, Copy)]
struct Check<'a, 'f> {
    site: &'a Site,
    routes: &'a Routes,
    names: &'a Names<'f>,
    left_out: &'a LeftOut,
    document: &'a Document,
    /// Headings of the document; gathered when one is asked for.
    headings: &'a OnceCell<HashSet<&'a str>>,
    hints: &'a Hints,
}

impl Check<'_, '_> {
    fn checked(self) -> Vec<Diagnostic> {
        match self.document.withheld(self.site.now) {
            Some(Withheld::Draft | Withheld::Expired(_)) if is_held(self.site, self.document) => {
                Vec::new()
            }
            _ => self.all(),
        }
    }

    fn all(self) -> Vec<Diagnostic> {
        let details = self.document.details();
        let links = self.document.body.links.iter().filter_map(|l| self.link(l));
        let picture = details
            .image
            .as_ref()
            .and_then(|image| self.main_picture(&image.src));
        links
            .chain(picture)
            .chain(details.related.iter().filter_map(|r| self.related(r)))
            .collect()
    }

    fn problem(self, code: Code, reference: &Reference) -> Diagnostic {
        Diagnostic::new(code, self.span(reference)).with("dest", &reference.text)
    }

    fn span(self, reference: &Reference) -> Span {
        reference.span(&self.document.path)
    }

    fn link(self, link: &Reference) -> Option<Diagnostic> {
        let path = bare(&link.text);
        let fragment = link
            .text
            .split_once('#')
            .map(|(_, f)| f)
            .filter(|f| !f.is_empty());
        if let Some(asked) = request::parse(&link.text, &self.site.config).filter(|_| link.image) {
            return asked.err().map(|fault| self.chart(link, fault));
        }
        if split_scheme(&link.text).is_some() || link.text.starts_with("//") {
            return self
                .own(link)
                .or_else(|| self.whole(link))
                .or_else(|| user_name(&link.text, self.span(link)));
        }
        if path.is_empty() {
            return fragment.and_then(|f| self.heading(link, self.document, f));
        }
        if path.starts_with('/') {
            return if link.image {
                self.rooted_picture(link, path)
            } else {
                self.page(link, path)
            };
        }
        let Some(file) = self.document.path.resolve(path) else {
            return Some(self.problem(code::LINK_OUT_OF_CONTENT, link));
        };
        if file == self.document.path && !link.image {
            return fragment.and_then(|f| self.heading(link, self.document, f));
        }
        match self.site.find(&file) {
            Some(_) if link.image => Some(self.problem(code::UNREADABLE_PICTURE, link)),
            Some(slot) => self.document(link, slot, fragment),
            None => self.file(link, &file),
        }
    }

    /// Checks the main picture, which is shown only where it is a file of the site, named from its
    /// article.
    fn main_picture(self, picture: &Reference) -> Option<Diagnostic> {
        let is_address = split_scheme(&picture.text).is_some()
            || picture.text.starts_with('/')
            || picture.text.contains(['?', '#']);
        if is_address {
            Some(self.problem(code::INVALID_MAIN_PICTURE, picture))
        } else {
            self.link(picture)
        }
    }

    /// Reports a chart that cannot be drawn.
    fn chart(self, link: &Reference, fault: Fault) -> Diagnostic {
        let all = &self.site.config.series;
        let unknown = |name: String, known: Vec<&str>| {
            let problem = self
                .problem(code::UNKNOWN_CHART_FIGURE, link)
                .with("name", &name)
                .with("known", known.join("、"));
            problem.nearest(&name, known)
        };
        match fault {
            Fault::Series(id) => unknown(id, all.iter().map(|s| s.id.as_str()).collect()),
            Fault::Figure(series, id) => unknown(
                id,
                all[series].figures.iter().map(|f| f.id.as_str()).collect(),
            ),
            Fault::Query(query) => self
                .problem(code::INVALID_CHART_QUERY, link)
                .with("query", query),
        }
    }

    /// Reports a link that names the site's own host; where it leads is written as a path of the
    /// site.
    fn own(self, link: &Reference) -> Option<Diagnostic> {
        let config = &self.site.config;
        let own = Authority::of(&config.origin)?;
        Authority::of(&link.text)
            .filter(|place| place.user.is_none() && place.is_same_place(own))?;
        let rest = link.text.split_once("//")?.1;
        let rest = &rest[rest.find(['/', '?', '#']).unwrap_or(rest.len())..];
        let path = rest.strip_prefix(&config.prefix)?;
        let (bare, tail) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
        let found = Url::parse(if bare.is_empty() { "/" } else { bare })
            .and_then(|url| self.routes.lookup(&url));
        let warning =
            Diagnostic::new(code::ABSOLUTE_OWN_URL, self.span(link)).with("url", &link.text);
        let Some((url, view)) = found.filter(|_| !link.image) else {
            return Some(warning);
        };
        let near = match view {
            View::Article(id) => relative(
                self.document.path.folder(),
                self.site.article(*id).path.as_str(),
            ),
            View::Page(i) => relative(
                self.document.path.folder(),
                self.site.pages[*i].path.as_str(),
            ),
            _ => url.as_str().to_owned(),
        };
        let near = format!("{near}{tail}");
        Some(self.mended(warning.with("nearest", &near).hint("nearest"), link, near))
    }

    /// Reports a link out of the site that is no whole address: the page would show its text only.
    fn whole(self, link: &Reference) -> Option<Diagnostic> {
        if markdown::is_external(&link.text) {
            return None;
        }
        let (scheme, rest) = split_scheme(&link.text).unwrap_or(("https", &link.text));
        let near = format!("{scheme}://{}", rest.trim_start_matches('/'));
        let problem = self.problem(code::INCOMPLETE_LINK, link);
        let is_other = near != *link.text && markdown::is_external(&near);
        Some(if is_other {
            problem.with("nearest", near).hint("nearest")
        } else {
            problem
        })
    }

    /// Adds the change of a destination, where it stands in the file as it is meant.
    fn mended(self, problem: Diagnostic, link: &Reference, near: String) -> Diagnostic {
        let is_plain = (link.end - link.start) as usize == link.text.len()
            && !near.contains([' ', '(', ')', '<']);
        if is_plain {
            problem.replace(link.start as usize..link.end as usize, near)
        } else {
            problem
        }
    }

    /// Reports a path that differs from a file's in capitals only, which some disks take for the
    /// same.
    fn capitals(self, link: &Reference, file: &SitePath) -> Option<Diagnostic> {
        let found = self.names.in_capitals(file)?;
        let tail = &link.text[bare(&link.text).len()..];
        let near = format!(
            "{}{tail}",
            relative(self.document.path.folder(), found.path.as_str())
        );
        let problem = self
            .problem(code::LINK_CASE_MISMATCH, link)
            .with("nearest", &near)
            .hint("nearest");
        Some(self.mended(problem, link, near))
    }

    fn document(self, link: &Reference, slot: Slot, fragment: Option<&str>) -> Option<Diagnostic> {
        match slot {
            Slot::Article(id) => {
                fragment.and_then(|f| self.heading(link, self.site.article(id), f))
            }
            Slot::Page(i) => fragment.and_then(|f| self.heading(link, &self.site.pages[i], f)),
            Slot::Held(i) => Some(self.withheld(link, i)),
        }
    }

    fn withheld(self, link: &Reference, id: HeldId) -> Diagnostic {
        let reason = self.site.held[id].reason;
        let moment = reason.moment().map(|m| m.minute()).unwrap_or_default();
        let warning = Diagnostic::new(code::LINK_TO_WITHHELD_ARTICLE, self.span(link))
            .with("dest", &link.text);
        warning.with("reason", reason.name()).with("moment", moment)
    }

    fn heading(self, link: &Reference, target: &Document, fragment: &str) -> Option<Diagnostic> {
        let id = percent_encoding::percent_decode_str(fragment)
            .decode_utf8()
            .unwrap_or_default();
        let known = || target.body.headings.lines();
        // A text may name many headings of its own.
        let own = || {
            self.headings
                .get_or_init(|| self.document.body.headings.lines().collect())
        };
        let found = if std::ptr::eq(target, self.document) {
            own().contains(&*id)
        } else {
            known().any(|h| h == id)
        };
        if found {
            return None;
        }
        let problem = self
            .problem(code::LINK_TO_MISSING_HEADING, link)
            .with("id", &id);
        Some(if self.hints.take() {
            problem.nearest(&id, known())
        } else {
            problem
        })
    }

    fn page(self, link: &Reference, path: &str) -> Option<Diagnostic> {
        let url = Url::parse(path);
        let found = url
            .as_ref()
            .is_some_and(|u| self.routes.lookup(u).is_some());
        let known = || {
            self.routes
                .iter()
                .map(|(u, _)| u.as_str())
                .filter(|u| u.len() <= path.len() + 8)
        };
        if found || self.left_out.may_have(path) {
            return None;
        }
        let problem = self
            .problem(code::LINK_TO_MISSING_PAGE, link)
            .with("url", path);
        // Looking for the nearest address compares with every address of the site.
        let suggests = self.site.articles.len() < 20_000 && self.hints.take();
        Some(if suggests {
            problem.nearest(path, known())
        } else {
            problem
        })
    }

    /// Checks a picture that is named by its address on the site.
    fn rooted_picture(self, link: &Reference, path: &str) -> Option<Diagnostic> {
        let found = Url::parse(path).and_then(|url| self.routes.lookup(&url));
        (found.is_none() && !self.left_out.may_have(path))
            .then(|| self.problem(code::MISSING_PICTURE, link))
    }

    fn file(self, link: &Reference, file: &SitePath) -> Option<Diagnostic> {
        match self.site.attachments.get(file) {
            Some(found) if link.image && found.pixels.is_none() => {
                Some(self.problem(code::UNREADABLE_PICTURE, link))
            }
            Some(_) => None,
            None if config::is_settings(file) => Some(
                self.problem(code::UNPUBLISHABLE_FILE, link)
                    .with("path", file)
                    .with("reason", "own")
                    .with("text", ""),
            ),
            None if self.is_there(file) => None,
            None => {
                if let Some(problem) = self.capitals(link, file) {
                    return Some(problem);
                }
                let problem = self.problem(
                    if link.image {
                        code::MISSING_PICTURE
                    } else {
                        code::LINK_TO_MISSING_FILE
                    },
                    link,
                );
                Some(match web_address(&link.text) {
                    Some(url) => problem.with("url", url).hint("web"),
                    None => self.nearest_file(problem, file),
                })
            }
        }
    }

    /// Tells whether there is such a file, whatever is wrong with it.
    fn is_there(self, file: &SitePath) -> bool {
        self.names
            .files
            .binary_search_by(|entry| entry.path.cmp(file))
            .is_ok()
            || self.left_out.unread.binary_search(file).is_ok()
    }

    /// Adds a file of the same name elsewhere, or of nearly the same name in the same folder, as a
    /// hint.
    fn nearest_file(self, problem: Diagnostic, file: &SitePath) -> Diagnostic {
        let nearest = || {
            let neighbours = || self.names.neighbours(file);
            let near =
                crate::diagnostic::nearest(file.name(), neighbours().map(|f| f.path.name()))?;
            neighbours().find(|f| f.path.name() == near)
        };
        let near = self
            .names
            .named(file.name())
            .or_else(|| if self.hints.take() { nearest() } else { None });
        match near {
            Some(near) => {
                let near = relative(self.document.path.folder(), near.path.as_str());
                problem.with("nearest", near).hint("nearest")
            }
            None => problem,
        }
    }

    /// Tells whether a path names an article, from the folder of the document or from `content/`,
    /// that is left out.
    fn is_left_out(self, path: &str) -> bool {
        let near = self.document.path.resolve(path);
        let far = SitePath::new(format!("content/{path}"));
        near.into_iter()
            .chain([far])
            .any(|file| file.extension() == "md" && self.is_there(&file))
    }

    fn related(self, reference: &Reference) -> Option<Diagnostic> {
        let file = self.document.path.resolve(&reference.text);
        match self.site.related(self.document, &reference.text) {
            Some(Slot::Article(_)) => None,
            Some(Slot::Held(i)) => Some(self.withheld(reference, i)),
            None if self.is_left_out(&reference.text) => None,
            Some(Slot::Page(_)) | None => {
                if let Some(problem) = file.as_ref().and_then(|f| self.capitals(reference, f)) {
                    return Some(problem);
                }
                let problem = self.problem(code::MISSING_RELATED_ARTICLE, reference);
                Some(match file {
                    Some(file) => self.nearest_file(problem, &file),
                    None => problem,
                })
            }
        }
    }
}

/// Returns the address of another site that a path is meant for, it may be: it starts with a host,
/// or its colon is full-width.
fn web_address(path: &str) -> Option<String> {
    const ENDINGS: [&str; 4] = [".cn", ".com", ".net", ".org"];
    let narrow = path.replace('：', ":").replace('／', "/");
    if is_web(&narrow) {
        return Some(narrow);
    }
    let host = path
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_host = host.starts_with("www.") || ENDINGS.iter().any(|ending| host.ends_with(ending));
    is_host
        .then(|| format!("https://{path}"))
        .filter(|url| is_web(url))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Writes `path` relative to `folder`, both counted from the site's folder.
pub(crate) fn relative(from: &str, path: &str) -> String {
    let from: Vec<&str> = from.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
