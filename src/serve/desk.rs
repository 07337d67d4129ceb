//! The desk: what is in the works, what is wrong, what changed last; search, and a clock.

use std::cmp::{Ordering, Reverse};
use std::fmt::Write;
use std::sync::Arc;

use super::entries::{Desk, SHOWN, section};
use super::problems::{counts, escape, lang, list};
use super::state::State;
use super::target::Target;
use crate::base::date::Moment;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::digest;
use crate::diagnostic::wording::Word;

/// Number of the latest changes that are shown.
const LATEST: usize = 20;

/// The form in which a moment is typed, for the browser to check.
const MOMENT: &str = r"\d{4}-\d{1,2}-\d{1,2}([ T]\d{1,2}:\d{2})?";

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
        <body><header><h1>{title}</h1><p><a href=\"{home}\">{site}</a></p>\
        <p><a href=\"{address}look/\">{looks}</a></p></header><main>",
        lang(state),
        looks = desk.say("preview-looks"),
        address = state.desk(),
        site = escape(&state.public.site.config.title),
        home = escape(&Url::new("/").href(&state.public.site.config.prefix)),
    );
    html.push_str(&desk.forms(asked));
    if !asked.words.is_empty() {
        html.push_str(&desk.results(&asked.words));
    }
    html.push_str(&desk.next());
    html.push_str(&desk.tomorrow());
    html.push_str(&desk.works());
    html.push_str(&desk.problems());
    html.push_str(&desk.latest());
    html.push_str("</main></body></html>\n");
    html
}

impl Desk<'_> {
    /// Writes the search and the clock.
    fn forms(self, asked: &Asked) -> String {
        let site = &self.state.public.site;
        let now = self.state.moment(site.now());
        // A field for dates would speak the language of the browser.
        let clock = now.long(self.state.wording.language());
        format!(
            "<div class=\"forms\"><form role=\"search\" action=\"{}\"><label for=\"q\">{}</label>\
            <input id=\"q\" name=\"q\" type=\"search\" value=\"{}\"><button>{}</button></form>\
            <form action=\"{}\"><label for=\"at\">{}</label>\
            <input id=\"at\" name=\"at\" value=\"{}\" pattern=\"{MOMENT}\" size=\"18\" autocomplete=\"off\" \
            aria-describedby=\"at-form\" required><button>{}</button><p id=\"at-form\" class=\"when\">{}</p></form></div>",
            self.state.desk(),
            self.say("desk-search"),
            escape(&asked.words),
            self.say("desk-find"),
            escape(&Url::new("/").href(&site.config.prefix)),
            self.say("desk-clock"),
            escape(&now.minute()),
            self.say("desk-look"),
            escape(
                &self
                    .state
                    .wording
                    .say("desk-clock-form", &[("moment", Word::Text(&clock))])
            ),
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
            self.list("drafts", "desk-drafts", &drafts),
            self.days("coming", "desk-coming", &coming, out),
            self.days("leaving", "desk-leaving", &leaving, down),
            self.days("expired", "desk-expired", &expired, gone),
        ]
        .concat()
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
                "<h3>{}</h3>{}",
                file.map_or_else(String::new, |file| self.file(file)),
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
        self.days("latest", "desk-latest", &newest, |document| {
            let seconds = document.stamp?.modified / 1_000_000_000;
            Some((self.state.moment(seconds), "desk-saved"))
        })
    }
}

/// Returns the moment at which an article goes out.
fn out(document: &Document) -> Option<(Moment, &'static str)> {
    Some((document.date?, "desk-out"))
}

/// Returns the moment at which an article goes down.
fn down(document: &Document) -> Option<(Moment, &'static str)> {
    Some((document.details().expires?, "desk-down"))
}

/// Returns the moment at which an article went down.
fn gone(document: &Document) -> Option<(Moment, &'static str)> {
    Some((document.details().expires?, "desk-gone"))
}

/// Orders the document whose file was saved later first, and last those that are read on every run.
fn newer(a: &Document, b: &Document) -> Ordering {
    let saved = [b, a].map(|document| document.stamp.map(|stamp| stamp.modified));
    saved[0].cmp(&saved[1]).then_with(|| a.path.cmp(&b.path))
}

fn file_of(problem: &Diagnostic) -> Option<&SitePath> {
    problem.span.as_ref().map(|s| &s.file)
}
