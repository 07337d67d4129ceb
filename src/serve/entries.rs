//! What the parts of the desk are made of: articles with their files, by day.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::sync::Arc;

use super::problems::{escape, opened};
use super::state::State;
use crate::base::date::{Date, Moment, long_date, weekday};
use crate::base::id::ArticleId;
use crate::base::path::SitePath;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::wording::Word;

/// Number of articles that a search and a list show.
pub(super) const SHOWN: usize = 50;

/// What writes the desk of a state.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) state: &'a State,
}

impl<'a> Desk<'a> {
    pub(super) fn say(self, id: &str) -> String {
        escape(&self.state.wording.say(id, &[]))
    }

    /// Returns the documents that are withheld for a reason that is wanted.
    pub(super) fn withheld(self, wanted: fn(&Withheld) -> bool) -> Vec<&'a Arc<Document>> {
        let site = &self.state.public.site;
        // The preview may show some of them as public ones, and marks these.
        let marked: BTreeSet<ArticleId> = site.marks.keys().copied().collect();
        let held = site.held.iter().map(|h| &h.document);
        held.chain(marked.into_iter().map(|id| site.article(id)))
            .filter(|d| d.withheld(site.now()).as_ref().is_some_and(wanted))
            .collect()
    }

    /// Writes a list of articles, as far as they are shown.
    pub(super) fn list(self, id: &str, head: &str, documents: &[&Arc<Document>]) -> String {
        let shown = documents.iter().take(SHOWN);
        let mut items: Vec<String> = shown.map(|d| self.item(d, None)).collect();
        items.extend(self.more(documents.len()));
        section(id, &self.say(head), &items, &self.say("desk-none"))
    }

    /// Writes how many articles of a list are not shown.
    pub(super) fn more(self, count: usize) -> Option<String> {
        let more = count.checked_sub(SHOWN).filter(|more| *more > 0)?;
        let more = [("more", Word::Count(more as u64))];
        let more = escape(&self.state.wording.say("desk-more", &more));
        Some(format!("<li>{more}</li>"))
    }

    /// Writes articles by the day of a moment that each has, with what it is, as far as they are
    /// shown.
    pub(super) fn days(
        self,
        id: &str,
        head: &str,
        documents: &[&Arc<Document>],
        moment: impl Fn(&Document) -> Option<(Moment, &'static str)>,
    ) -> String {
        let head = self.say(head);
        let known = documents.iter().take(SHOWN);
        let known: Vec<_> = known.filter_map(|d| Some((*d, moment(d)?))).collect();
        if known.is_empty() {
            return section(id, &head, &[], &self.say("desk-none"));
        }
        let mut html = format!("<section id=\"{id}\"><h2>{head}</h2>");
        for day in known.chunk_by(|a, b| a.1.0.date() == b.1.0.date()) {
            let Some((_, (first, _))) = day.first() else {
                continue;
            };
            let items: String = day
                .iter()
                .map(|(document, (moment, note))| self.item(document, Some(self.at(note, *moment))))
                .collect();
            let day = self.day(first.date());
            let _ = write!(html, "<h3>{day}</h3><ul>{items}</ul>");
        }
        if let Some(more) = self.more(documents.len()) {
            let _ = write!(html, "<ul>{more}</ul>");
        }
        html + "</section>"
    }

    /// Writes a day for readers, by its name if it is near.
    pub(super) fn day(self, day: Date) -> String {
        let language = self.state.wording.language();
        let today = self.state.moment(self.state.public.site.now()).date();
        let date = format!("{} {}", long_date(day, language), weekday(day, language));
        let near = match (day - today).num_days() {
            -1 => "desk-yesterday",
            0 => "desk-today",
            1 => "desk-tomorrow",
            _ => return escape(&date),
        };
        format!("{} <small>{}</small>", self.say(near), escape(&date))
    }

    pub(super) fn at(self, id: &str, moment: Moment) -> String {
        escape(
            &self
                .state
                .wording
                .say(id, &[("moment", Word::Text(&moment.minute()[11..]))]),
        )
    }

    /// Writes an article: its title, which leads to its page if it has one, its file, and a note.
    pub(super) fn item(self, document: &Document, note: Option<String>) -> String {
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
        let path = self.file(&document.path);
        format!("<li><p class=\"title\">{name}{mark}</p>{note}<p class=\"place\">{path}</p></li>")
    }

    /// Writes a file, which opens in an editor.
    pub(super) fn file(self, file: &SitePath) -> String {
        let shown = format!("<code>{}</code>", escape(file.as_str()));
        opened(self.state, file.as_str(), 1, 1, &shown)
    }
}

/// Writes a part of the desk.
pub(super) fn section(id: &str, head: &str, items: &[String], none: &str) -> String {
    let list = if items.is_empty() {
        format!("<p class=\"none\">{none}</p>")
    } else {
        format!("<ul>{}</ul>", items.concat())
    };
    format!("<section id=\"{id}\"><h2>{head}</h2>{list}</section>")
}
