//! The desk: what is in the works, what is wrong, what changed last; search, and a clock.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::problems::{counts, escape, lang, list};
use super::state::State;
use super::target::Target;
use crate::base::date::Moment;
use crate::base::id::ArticleId;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::digest;
use crate::diagnostic::wording::Word;

/// Number of articles that a search and a list show.
const SHOWN: usize = 50;
/// Number of the latest changes that are shown.
const LATEST: usize = 20;

/// A request for the desk.
pub(super) struct Asked {
    /// Words that a title holds.
    pub(super) words: String,
}

impl Asked {
    pub(super) fn new(target: &Target) -> Asked {
        Asked {
            words: target.value("q").unwrap_or_default().trim().to_owned(),
        }
    }
}

/// Writes the desk.
pub(super) fn page(state: &State, asked: &Asked) -> String {
    let desk = Desk { state };
    let title = desk.say("desk-title");
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title} · {site}</title>\
        <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{address}desk.css\"></head>\
        <body><header><h1>{title}</h1><p><a href=\"{home}\">{site}</a></p></header><main>",
        lang(state),
        address = state.desk(),
        site = escape(&state.public.site.config.title),
        home = escape(&Url::new("/").href(&state.public.site.config.prefix)),
    );
    html.push_str(&desk.forms(asked));
    if !asked.words.is_empty() {
        html.push_str(&desk.results(&asked.words));
    }
    html.push_str(&desk.works());
    html.push_str(&desk.problems());
    html.push_str(&desk.latest());
    html.push_str("</main></body></html>\n");
    html
}

#[derive(Clone, Copy)]
struct Desk<'a> {
    state: &'a State,
}

impl<'a> Desk<'a> {
    fn say(self, id: &str) -> String {
        escape(&self.state.wording.say(id, &[]))
    }

    /// Writes the search and the clock.
    fn forms(self, asked: &Asked) -> String {
        let site = &self.state.public.site;
        let now = self.state.moment(site.now());
        format!(
            "<div class=\"forms\"><form role=\"search\" action=\"{}\"><label for=\"q\">{}</label>\
            <input id=\"q\" name=\"q\" type=\"search\" value=\"{}\"><button>{}</button></form>\
            <form action=\"{}\"><label for=\"at\">{}</label>\
            <input id=\"at\" name=\"at\" type=\"datetime-local\" value=\"{}\" required><button>{}</button></form></div>",
            self.state.desk(),
            self.say("desk-search"),
            escape(&asked.words),
            self.say("desk-find"),
            escape(&Url::new("/").href(&site.config.prefix)),
            self.say("desk-clock"),
            escape(&now.rfc3339()[..16]),
            self.say("desk-look"),
        )
    }

    /// Writes the articles whose titles hold the words, newest first.
    fn results(self, words: &str) -> String {
        let wanted = words.to_lowercase();
        let mut found: Vec<&Arc<Document>> = Vec::new();
        for document in self.state.public.site.documents() {
            let title = document.title.to_lowercase();
            if wanted.split_whitespace().all(|word| title.contains(word)) {
                found.push(document);
            }
        }
        found.sort_by_key(|d| Reverse(d.date));
        let count = [("count", Word::Count(found.len() as u64))];
        let head = escape(&self.state.wording.say("desk-found", &count));
        let items: Vec<String> = found
            .iter()
            .take(SHOWN)
            .map(|d| self.item(d, None))
            .collect();
        section("results", &head, &items, "")
    }

    /// Writes the articles that are not public yet, or will not be for long.
    fn works(self) -> String {
        let mut drafts = self.withheld(|w| matches!(w, Withheld::Draft | Withheld::Unreviewed));
        drafts.sort_by(|a, b| newer(a, b));
        let mut coming = self.withheld(|w| matches!(w, Withheld::Future(_)));
        coming.sort_by_key(|d| (d.date, &d.path));
        let articles = self.state.public.site.articles.iter();
        let mut leaving: Vec<&Arc<Document>> =
            articles.filter(|d| d.details().expires.is_some()).collect();
        leaving.sort_by_key(|d| (d.details().expires, &d.path));
        let mut expired = self.withheld(|w| matches!(w, Withheld::Expired(_)));
        expired.sort_by_key(|d| Reverse(d.details().expires));
        [
            self.list("drafts", "desk-drafts", &drafts, |_| None),
            self.list("coming", "desk-coming", &coming, |d| {
                Some(self.at("desk-out", d.date?))
            }),
            self.list("leaving", "desk-leaving", &leaving, |d| {
                Some(self.at("desk-down", d.details().expires?))
            }),
            self.list("expired", "desk-expired", &expired, |d| {
                Some(self.at("desk-gone", d.details().expires?))
            }),
        ]
        .concat()
    }

    /// Returns the documents that are withheld for a reason that is wanted.
    fn withheld(self, wanted: fn(&Withheld) -> bool) -> Vec<&'a Arc<Document>> {
        let site = &self.state.public.site;
        // The preview may show some of them as public ones, and marks these.
        let marked: BTreeSet<ArticleId> = site.marks.keys().copied().collect();
        let held = site.held.iter().map(|h| &h.document);
        held.chain(marked.into_iter().map(|id| site.article(id)))
            .filter(|d| d.withheld(site.now()).as_ref().is_some_and(wanted))
            .collect()
    }

    /// Writes a list of articles, as far as they are shown, each with its note.
    fn list(
        self,
        id: &str,
        head: &str,
        documents: &[&Arc<Document>],
        note: impl Fn(&Document) -> Option<String>,
    ) -> String {
        let mut items: Vec<String> = documents
            .iter()
            .take(SHOWN)
            .map(|d| self.item(d, note(d)))
            .collect();
        if documents.len() > SHOWN {
            let more = [("more", Word::Count((documents.len() - SHOWN) as u64))];
            let more = escape(&self.state.wording.say("desk-more", &more));
            items.push(format!("<li>{more}</li>"));
        }
        section(id, &self.say(head), &items, &self.say("desk-none"))
    }

    fn at(self, id: &str, moment: Moment) -> String {
        escape(
            &self
                .state
                .wording
                .say(id, &[("moment", Word::Text(&moment.minute()))]),
        )
    }

    /// Writes an article: its title, which leads to its page if it has one, its file, and a note.
    fn item(self, document: &Document, note: Option<String>) -> String {
        let site = &self.state.public.site;
        let title = escape(&document.title);
        let name = match document.withheld(site.now()) {
            Some(Withheld::Expired(_)) => title,
            _ => format!(
                "<a href=\"{}\">{title}</a>",
                escape(&site.url(document).href(&site.config.prefix))
            ),
        };
        let mark = match document.withheld(site.now()) {
            Some(Withheld::Draft) => {
                format!(" <span class=\"mark\">{}</span>", self.say("desk-draft"))
            }
            Some(Withheld::Unreviewed) => format!(
                " <span class=\"mark\">{}</span>",
                self.say("desk-unreviewed")
            ),
            Some(Withheld::Future(_)) => {
                format!(" <span class=\"mark\">{}</span>", self.say("desk-embargo"))
            }
            _ => String::new(),
        };
        let note = note
            .map(|n| format!("<p class=\"when\">{n}</p>"))
            .unwrap_or_default();
        let path = escape(document.path.as_str());
        format!(
            "<li><p class=\"title\">{name}{mark}</p>{note}<p class=\"place\"><code>{path}</code></p></li>"
        )
    }

    /// Writes the problems, errors first, file by file; of what occurs very often the first ones,
    /// with how many there are of each code.
    fn problems(self) -> String {
        let problems = &self.state.problems;
        let shown = digest::first_of_each(problems, digest::SHOWN);
        let mut html = format!(
            "<section id=\"problems\"><h2>{}</h2>",
            self.say("desk-problems")
        );
        let _ = write!(
            html,
            "<p role=\"status\">{}</p>",
            counts(self.state, problems)
        );
        if shown.len() < problems.len() {
            html.push_str(&self.codes());
        }
        for group in shown.chunk_by(|a, b| file_of(a) == file_of(b)) {
            let file = group.first().and_then(|p| file_of(p));
            let _ = write!(
                html,
                "<h3><code>{}</code></h3>{}",
                escape(file.map_or("", SitePath::as_str)),
                list(self.state, group.iter().copied())
            );
        }
        html.push_str("</section>");
        html
    }

    /// Writes how many problems there are of each code, and where to see all.
    fn codes(self) -> String {
        let most = [("most", Word::Count(digest::SHOWN as u64))];
        let more = escape(&self.state.wording.say("report-more", &most));
        let codes = digest::by_code(&self.state.problems).into_iter();
        let codes: Vec<String> = codes
            .map(|(code, count)| format!("{} × {count}", code.id))
            .collect();
        format!("<p>{more}</p><p>{}</p>", codes.join(" · "))
    }

    /// Writes the articles whose files were saved last.
    fn latest(self) -> String {
        let site = &self.state.public.site;
        let mut newest: Vec<&Arc<Document>> =
            site.documents().filter(|d| d.stamp.is_some()).collect();
        if newest.len() > LATEST {
            newest.select_nth_unstable_by(LATEST, |a, b| newer(a, b));
            newest.truncate(LATEST);
        }
        newest.sort_by(|a, b| newer(a, b));
        let items: Vec<String> = newest.iter().map(|d| self.item(d, self.saved(d))).collect();
        section(
            "latest",
            &self.say("desk-latest"),
            &items,
            &self.say("desk-none"),
        )
    }

    fn saved(self, document: &Document) -> Option<String> {
        let seconds = document.stamp?.modified / 1_000_000_000;
        Some(self.at("desk-saved", self.state.moment(seconds)))
    }
}

/// Orders the document whose file was saved later first, and last those that are read on every run.
fn newer(a: &Document, b: &Document) -> Ordering {
    let saved = [b, a].map(|document| document.stamp.map(|stamp| stamp.modified));
    saved[0].cmp(&saved[1]).then_with(|| a.path.cmp(&b.path))
}

fn file_of(problem: &Diagnostic) -> Option<&SitePath> {
    problem.span.as_ref().map(|s| &s.file)
}

fn section(id: &str, head: &str, items: &[String], none: &str) -> String {
    let list = if items.is_empty() {
        format!("<p class=\"none\">{none}</p>")
    } else {
        format!("<ul>{}</ul>", items.concat())
    };
    format!("<section id=\"{id}\"><h2>{head}</h2>{list}</section>")
}
