//! The desk: what is in the works, what is wrong, what changed last; search, and a clock.

use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;

use super::problems::{counts, escape, lang, list};
use super::state::State;
use super::target::Target;
use crate::base::date::Moment;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::Word;

/// How many articles a search and a list show.
const SHOWN: usize = 50;
/// How many of the latest changes are shown.
const LATEST: usize = 20;

/// What the desk is asked for.
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

/// Sets the desk.
pub(super) fn page(state: &State, asked: &Asked) -> String {
    let desk = Desk { state };
    let title = desk.say("desk-title");
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title} · {site}</title>\
        <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"/_desk/desk.css\"></head>\
        <body><header><h1>{title}</h1><p><a href=\"{home}\">{site}</a></p></header><main>",
        lang(state),
        site = escape(&state.public.site.config.title),
        home = escape(&crate::base::url::Url::new("/").href(&state.public.site.config.prefix)),
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

    /// Sets the search and the clock.
    fn forms(self, asked: &Asked) -> String {
        let site = &self.state.public.site;
        let now = self.state.moment(site.now);
        format!(
            "<div class=\"forms\"><form role=\"search\" action=\"/_desk/\"><label for=\"q\">{}</label>\
            <input id=\"q\" name=\"q\" type=\"search\" value=\"{}\"><button>{}</button></form>\
            <form action=\"{}\"><label for=\"at\">{}</label>\
            <input id=\"at\" name=\"at\" type=\"datetime-local\" value=\"{}\" required><button>{}</button></form></div>",
            self.say("desk-search"),
            escape(&asked.words),
            self.say("desk-find"),
            escape(&crate::base::url::Url::new("/").href(&site.config.prefix)),
            self.say("desk-clock"),
            escape(&now.rfc3339()[..16]),
            self.say("desk-look"),
        )
    }

    /// Sets the articles whose titles hold the words, newest first.
    fn results(self, words: &str) -> String {
        let wanted: Vec<String> = words
            .to_lowercase()
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let holds = |d: &&Arc<Document>| {
            let title = d.title.to_lowercase();
            wanted.iter().all(|w| title.contains(w))
        };
        let mut found: Vec<&Arc<Document>> =
            self.state.public.site.documents().filter(holds).collect();
        found.sort_by_key(|d| std::cmp::Reverse(d.date));
        let count = [("count", Word::Count(found.len() as u64))];
        let head = escape(&self.state.wording.say("desk-found", &count));
        let items: Vec<String> = found
            .iter()
            .take(SHOWN)
            .map(|d| self.item(d, None))
            .collect();
        section("results", &head, &items, "")
    }

    /// Sets what is not public yet, or will not be for long.
    fn works(self) -> String {
        let site = &self.state.public.site;
        let marked = site
            .marks
            .keys()
            .copied()
            .collect::<std::collections::BTreeSet<_>>();
        let marked = marked.into_iter().map(|id| site.article(id));
        let all: Vec<&Arc<Document>> = site
            .held
            .iter()
            .map(|h| &h.document)
            .chain(marked)
            .collect();
        let of = |wanted: fn(&Withheld) -> bool| -> Vec<&Arc<Document>> {
            all.iter()
                .copied()
                .filter(|d| d.withheld(site.now).as_ref().is_some_and(wanted))
                .collect()
        };
        let mut drafts = of(|w| matches!(w, Withheld::Draft | Withheld::Unreviewed));
        drafts.sort_by(last_saved_first);
        let mut coming = of(|w| matches!(w, Withheld::Future(_)));
        coming.sort_by(|a, b| (a.date, &a.path).cmp(&(b.date, &b.path)));
        let mut expired = of(|w| matches!(w, Withheld::Expired(_)));
        expired.sort_by_key(|d| std::cmp::Reverse(d.details().expires));
        let mut leaving: Vec<&Arc<Document>> = site
            .articles
            .iter()
            .filter(|d| d.details().expires.is_some())
            .collect();
        leaving.sort_by(|a, b| (a.details().expires, &a.path).cmp(&(b.details().expires, &b.path)));
        let lists = [
            ("drafts", "desk-drafts", drafts, None),
            ("coming", "desk-coming", coming, Some("desk-out")),
            ("leaving", "desk-leaving", leaving, Some("desk-down")),
            ("expired", "desk-expired", expired, Some("desk-gone")),
        ];
        let mut html = String::new();
        for (id, head, documents, words) in lists {
            let moment = |d: &Document| match id {
                "coming" => d.date,
                _ => d.details().expires,
            };
            let note = |d: &Document| words.and_then(|w| Some(self.at(w, moment(d)?)));
            let mut items: Vec<String> = documents
                .iter()
                .take(SHOWN)
                .map(|d| self.item(d, note(d)))
                .collect();
            if documents.len() > SHOWN {
                let more = [("more", Word::Count((documents.len() - SHOWN) as u64))];
                items.push(format!(
                    "<li>{}</li>",
                    escape(&self.state.wording.say("desk-more", &more))
                ));
            }
            html.push_str(&section(
                id,
                &self.say(head),
                &items,
                &self.say("desk-none"),
            ));
        }
        html
    }

    fn at(self, id: &str, moment: Moment) -> String {
        escape(
            &self
                .state
                .wording
                .say(id, &[("moment", Word::Text(&moment.minute()))]),
        )
    }

    /// Sets an article: its title, which leads to its page where it has one, its file, and a note.
    fn item(self, document: &Document, note: Option<String>) -> String {
        let site = &self.state.public.site;
        let title = escape(&document.title);
        let name = match document.withheld(site.now) {
            Some(Withheld::Expired(_)) => title,
            _ => format!(
                "<a href=\"{}\">{title}</a>",
                escape(&site.url(document).href(&site.config.prefix))
            ),
        };
        let mark = match document.withheld(site.now) {
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

    /// Sets everything that is wrong, file by file.
    fn problems(self) -> String {
        let all: Vec<&Diagnostic> = self.state.problems.iter().collect();
        let mut html = format!(
            "<section id=\"problems\"><h2>{}</h2>",
            self.say("desk-problems")
        );
        let _ = write!(
            html,
            "<p role=\"status\">{}</p>",
            counts(self.state, &self.state.problems)
        );
        let file = |p: &Diagnostic| p.span.as_ref().map(|s| s.file.clone());
        for group in all.chunk_by(|a, b| file(a) == file(b)) {
            let name = group
                .first()
                .and_then(|p| file(p))
                .map(|f| escape(f.as_str()))
                .unwrap_or_default();
            let _ = write!(
                html,
                "<h3><code>{name}</code></h3>{}",
                list(self.state, group.iter().copied())
            );
        }
        html.push_str("</section>");
        html
    }

    /// Sets the articles whose files were saved last.
    fn latest(self) -> String {
        let site = &self.state.public.site;
        let mut newest: Vec<&Arc<Document>> =
            site.documents().filter(|d| d.stamp.is_some()).collect();
        if newest.len() > LATEST {
            newest.select_nth_unstable_by(LATEST, last_saved_first);
            newest.truncate(LATEST);
        }
        newest.sort_by(last_saved_first);
        let saved = |d: &Document| {
            Some(self.at(
                "desk-saved",
                self.state.moment(d.stamp?.modified / 1_000_000_000),
            ))
        };
        let items: Vec<String> = newest.iter().map(|d| self.item(d, saved(d))).collect();
        section(
            "latest",
            &self.say("desk-latest"),
            &items,
            &self.say("desk-none"),
        )
    }
}

/// Puts the document that was saved last first; after all others those that are read on every run.
fn last_saved_first(a: &&Arc<Document>, b: &&Arc<Document>) -> Ordering {
    let saved = |document: &Document| document.stamp.map(|stamp| stamp.modified);
    saved(b).cmp(&saved(a)).then_with(|| a.path.cmp(&b.path))
}

fn section(id: &str, head: &str, items: &[String], none: &str) -> String {
    let list = if items.is_empty() {
        format!("<p class=\"none\">{none}</p>")
    } else {
        format!("<ul>{}</ul>", items.concat())
    };
    format!("<section id=\"{id}\"><h2>{head}</h2>{list}</section>")
}
