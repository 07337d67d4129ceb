//! The next day on the desk: what goes out and what goes down, and which pages of the paper still
//! have nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::Arc;

use super::entries::Desk;
use super::problems::escape;
use crate::base::date::{Date, Moment};
use crate::base::url::Url;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::wording::Word;

/// A page of the paper, and how many articles it has.
type Pages<'a> = BTreeMap<&'a str, usize>;

impl Desk<'_> {
    /// Writes what happens on the next day.
    pub(super) fn tomorrow(self) -> String {
        let site = &self.state.public.site;
        let Some(day) = self.state.moment(site.now()).date().succ_opt() else {
            return String::new();
        };
        let mut html = format!("<section id=\"tomorrow\"><h2>{}</h2>", self.day(day));
        let home = escape(&Url::new("/").href(&site.config.prefix));
        let look = self.say("desk-tomorrow-look");
        let _ = write!(html, "<p><a href=\"{home}?at={day}T23:59\">{look}</a></p>");
        let mut turns = self.turns_of(day);
        turns.sort_by_key(|(document, moment, _)| (moment.utc, &document.path));
        if turns.is_empty() {
            let _ = write!(
                html,
                "<p class=\"none\">{}</p>",
                self.say("desk-tomorrow-none")
            );
        } else {
            let items = turns.iter();
            let items = items
                .map(|(document, moment, note)| self.item(document, Some(self.at(note, *moment))));
            let _ = write!(html, "<ul>{}</ul>", items.collect::<String>());
        }
        html + &self.pages_of(day) + "</section>"
    }

    /// Returns the articles that go out or down on a day, each with the moment and what happens.
    fn turns_of(&self, day: Date) -> Vec<(&Arc<Document>, Moment, &'static str)> {
        let site = &self.state.public.site;
        let coming = self.withheld(|w| matches!(w, Withheld::Future(_)));
        let public = site.articles.iter();
        let out = coming
            .iter()
            .filter_map(|d| Some((*d, d.date?, "desk-out")));
        let down = coming
            .iter()
            .copied()
            .chain(public)
            .filter_map(|d| Some((d, d.details().expires?, "desk-down")));
        let all = out.chain(down);
        all.filter(|(_, moment, _)| moment.date() == day).collect()
    }

    /// Writes how full the pages of a day's paper are, and which of the last one's are empty.
    fn pages_of(self, day: Date) -> String {
        let mut issues: BTreeMap<Date, Pages<'_>> = BTreeMap::new();
        for document in self.state.public.site.documents() {
            if let Some(print) = document.details().print.as_deref()
                && let Some(page) = print.page.as_deref()
                && print.issue <= day
            {
                *issues
                    .entry(print.issue)
                    .or_default()
                    .entry(page)
                    .or_default() += 1;
            }
        }
        let own = issues.remove(&day).unwrap_or_default();
        let last = issues
            .pop_last()
            .map(|(_, pages)| pages)
            .unwrap_or_default();
        let names: BTreeSet<&str> = own.keys().chain(last.keys()).copied().collect();
        if names.is_empty() {
            return String::new();
        }
        let pages: Vec<String> = names
            .into_iter()
            .map(|name| {
                let count = own.get(name).copied().unwrap_or_default();
                let words = [
                    ("page", Word::Text(name)),
                    ("count", Word::Count(count as u64)),
                ];
                let id = if count == 0 {
                    "desk-page-empty"
                } else {
                    "desk-page"
                };
                let kind = if count == 0 { "empty" } else { "full" };
                let said = escape(&self.state.wording.say(id, &words));
                format!("<li class=\"{kind}\">{said}</li>")
            })
            .collect();
        let head = self.say("desk-pages");
        format!("<h3>{head}</h3><ul class=\"pages\">{}</ul>", pages.concat())
    }
}
