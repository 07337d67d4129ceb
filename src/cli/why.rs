//! `dateline why PATH-OR-URL`: whether it is in the output, why or why not, and where it shows.

use std::io;
use std::path::PathBuf;

use super::args::{Args, Asking};
use super::console::Format;
use super::next;
use super::site::options;
use super::status::Status;
use super::terminal::{drawn, emit, print};
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure, nearest};
use crate::edition::Edition;
use crate::edition::backlinks;
use crate::site::view::View;
use crate::site::{Site, Slot};
use crate::source::Source;

pub(super) fn run(args: &Args, asking: &Asking, wording: &Wording) -> Result<Status, Failure> {
    let options = options(asking.now)?;
    let edition = Edition::open(&args.site()?, &options)?;
    let answer = Answer {
        edition: &edition,
        wording,
    };
    match file_of(&edition.source, &asking.what) {
        Some(path) => answer.file(&path),
        None => match url_of(&edition.site, &asking.what) {
            Some(url) => answer.url(&url),
            None => Err(answer.nothing(&asking.what)),
        },
    }
}

/// Finds the file of the site that is meant: from this folder, from the site's, from `content/`, or
/// in full.
fn file_of(source: &Source, what: &str) -> Option<SitePath> {
    let root = source.root();
    let places = [
        what.into(),
        root.join(what.trim_start_matches('/')),
        root.join("content").join(what),
    ];
    places
        .iter()
        .filter_map(|place: &PathBuf| source.linked_path_of(place))
        .find(|path| source.has_file(path))
}

/// Reads an address of the site, in full or from the host on.
fn url_of(site: &Site, what: &str) -> Option<Url> {
    let bare = what.split(['?', '#']).next().unwrap_or_default();
    let path = match bare.split_once("://") {
        Some((_, rest)) => {
            let host = site.config.origin.split_once("://")?.1;
            rest.strip_prefix(host)
                .filter(|r| r.is_empty() || r.starts_with('/'))?
        }
        None => bare,
    };
    let url = Url::parse(if path.is_empty() { "/" } else { path })?;
    Some(match url.below(&site.config.prefix) {
        Some("") => Url::new("/"),
        Some(inner) if inner.starts_with('/') => Url::new(inner),
        _ => url,
    })
}

struct Answer<'a> {
    edition: &'a Edition,
    wording: &'a Wording,
}

impl Answer<'_> {
    fn say(&self, id: &str, words: &[(&str, Word<'_>)]) {
        print(&format!("{}\n", self.wording.say(id, words)));
    }

    fn file(&self, path: &SitePath) -> Result<Status, Failure> {
        let site = &self.edition.site;
        let own: Vec<Diagnostic> = self
            .edition
            .problems
            .iter()
            .filter(|p| is_of(p, path))
            .cloned()
            .collect();
        match site.find(path) {
            Some(Slot::Held(i)) => {
                let held = &site.held[i];
                self.held(&held.document, held.reason);
                self.next(&held.document);
                Ok(Status::Well)
            }
            Some(slot) => Ok(self.public(slot)),
            None if is_told_of(path) && !own.is_empty() => {
                self.say("why-errors", &[("path", Word::Text(path.as_str()))]);
                // They are what was asked for: a result.
                let text = drawn(self.wording, Format::Human, &own);
                emit(&mut io::stdout(), &text);
                Ok(Status::Problems)
            }
            None => Ok(self.attachment(path)),
        }
    }

    fn url(&self, url: &Url) -> Result<Status, Failure> {
        let site = &self.edition.site;
        if let Some((found, view)) = self.edition.routes.lookup(url) {
            match view {
                View::Article(id) => return Ok(self.public(Slot::Article(*id))),
                View::Page(i) => return Ok(self.public(Slot::Page(*i))),
                View::Attachment(path) | View::Static(path) => return Ok(self.attachment(path)),
                View::Picture(derived) => return Ok(self.attachment(&derived.path)),
                View::Redirect(target) => {
                    let to = self.full(target);
                    self.say(
                        "why-alias",
                        &[
                            ("url", Word::Text(found.as_str())),
                            ("target", Word::Text(&to)),
                        ],
                    );
                    return self.url(target);
                }
                _ => self.say("why-made", &[("url", Word::Text(&self.full(found)))]),
            }
            return Ok(Status::Well);
        }
        if let Some(held) = site
            .held
            .iter()
            .find(|h| site.url(&h.document) == *url || has_alias(&h.document, url))
        {
            self.held(&held.document, held.reason);
            self.next(&held.document);
            return Ok(Status::Well);
        }
        Err(self.nothing(url.as_str()))
    }

    /// Says that there is nothing of the kind, with the nearest address or file.
    fn nothing(&self, what: &str) -> Failure {
        let site = &self.edition.site;
        let paths = site.paths().map(SitePath::as_str);
        let urls = self.edition.routes.iter().map(|(url, _)| url.as_str());
        let near: Vec<&str> = paths
            .chain(urls)
            .filter(|k| k.len().abs_diff(what.len()) <= what.len() / 3 + 2)
            .collect();
        // A file that is named without its folders.
        let name = site
            .paths()
            .find(|p| p.name() == what || p.name().strip_suffix(".md") == Some(what));
        let failure = Failure::new(code::UNKNOWN_ADDRESS).with("text", what);
        match name.map(SitePath::as_str).or_else(|| nearest(what, near)) {
            Some(near) => failure.with("nearest", near),
            None => failure,
        }
    }

    fn full(&self, url: &Url) -> String {
        let config = &self.edition.site.config;
        format!("{}{}", config.origin, url.href(&config.prefix))
    }

    fn public(&self, slot: Slot) -> Status {
        let Some(document) = self.edition.site.document(slot) else {
            return Status::Well;
        };
        let url = self.edition.site.url(document);
        let path = document.path.as_str();
        self.say(
            "why-public",
            &[
                ("path", Word::Text(path)),
                ("url", Word::Text(&self.full(&url))),
            ],
        );
        if let Some(moment) = document.details().expires {
            self.say("why-until", &[("moment", Word::Text(&moment.minute()))]);
        }
        self.next(document);
        let errors = Counts::of(&self.edition.problems).errors;
        if errors > 0 {
            self.say("why-stopped", &[("errors", Word::Count(errors as u64))]);
        }
        let shown = backlinks::pages(self.edition, slot);
        let on_all = backlinks::on_all(self.edition, slot);
        let head = if on_all {
            "why-shown-by-all"
        } else {
            "why-shown"
        };
        self.say(head, &[("count", Word::Count(shown.len() as u64))]);
        for url in shown {
            print(&format!("  {url}\n"));
        }
        Status::Well
    }

    /// Says what the clock changes next of a document, if it changes anything.
    fn next(&self, document: &Document) {
        let Some(upcoming) = self.edition.site.upcoming_of(&document.path) else {
            return;
        };
        print(&format!("{}\n", next::at(&upcoming.moment, self.wording)));
        for turn in &upcoming.turns {
            print(&format!("{}\n", next::line(turn, self.wording)));
        }
    }

    fn say_public(&self, path: &SitePath, url: &Url) {
        self.say(
            "why-public",
            &[
                ("path", Word::Text(path.as_str())),
                ("url", Word::Text(&self.full(url))),
            ],
        );
    }

    fn held(&self, document: &Document, reason: Withheld) {
        let id = match reason {
            Withheld::Draft => "why-draft",
            Withheld::Future(_) => "why-future",
            Withheld::Expired(_) => "why-expired",
            Withheld::Unreviewed => "why-unreviewed",
        };
        let moment = reason.moment().map(|m| m.minute()).unwrap_or_default();
        let url = self.full(&self.edition.site.url(document));
        let words = [
            ("path", Word::Text(document.path.as_str())),
            ("moment", Word::Text(&moment)),
            ("url", Word::Text(&url)),
        ];
        self.say(id, &words);
    }

    fn attachment(&self, path: &SitePath) -> Status {
        let site = &self.edition.site;
        let routes = self.edition.routes.iter();
        let urls: Vec<&Url> = routes
            .filter(|(_, view)| match view {
                View::Attachment(found) | View::Static(found) => found == path,
                View::Picture(derived) => derived.path == *path,
                _ => false,
            })
            .map(|(u, _)| u)
            .collect();
        let own = self
            .edition
            .problems
            .iter()
            .find(|p| p.code == code::UNUSED_FILE && is_of(p, path));
        if let Some((_, name)) = own.and_then(|p| p.args.iter().find(|(key, _)| *key == "name")) {
            self.say(
                "why-misnamed",
                &[
                    ("path", Word::Text(path.as_str())),
                    ("name", Word::Text(name)),
                ],
            );
            return Status::Well;
        }
        let urls = match self.edition.theme.face().address(path) {
            Some(url) if urls.is_empty() => {
                self.say_public(path, url);
                return Status::Well;
            }
            _ => urls,
        };
        if urls.is_empty() {
            self.say("why-unused", &[("path", Word::Text(path.as_str()))]);
            return Status::Well;
        }
        for url in urls {
            self.say_public(path, url);
        }
        if is_static(path) {
            return Status::Well;
        }
        let users: Vec<&SitePath> = site
            .articles
            .iter()
            .chain(&site.pages)
            .filter(|d| site.named_files(d).contains(path))
            .map(|d| &d.path)
            .collect();
        self.say("why-used", &[("count", Word::Count(users.len() as u64))]);
        for user in users {
            print(&format!("  {user}\n"));
        }
        Status::Well
    }
}

/// Returns true for a file that is published by itself, unless it has an error.
fn is_told_of(path: &SitePath) -> bool {
    path.extension() == "md" || is_static(path)
}

fn is_static(path: &SitePath) -> bool {
    path.as_str().starts_with("static/")
}

fn is_of(problem: &Diagnostic, path: &SitePath) -> bool {
    problem.span.as_ref().is_some_and(|s| s.file == *path)
}

fn has_alias(document: &Document, url: &Url) -> bool {
    document
        .details()
        .aliases
        .iter()
        .any(|a| Url::parse(&a.text).is_some_and(|u| u == *url))
}
