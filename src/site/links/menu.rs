//! The check of the menu and of the footer: each entry leads to something, at all times.
//!
//! What is not there at some time is left out of the menu at that time, so no link of it is ever
//! broken. An editor is told all the same, since readers will miss it.

use percent_encoding::percent_decode_str;

use super::document::Targets;
use super::timing::Presence;
use crate::base::date::Moment;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config;
use crate::content::config::menu::{Destination, Entry};
use crate::content::document::Document;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::Site;
use crate::site::life::Lives;
use crate::site::menu::{Place, named};

impl Targets<'_> {
    /// Checks the entries of the menu and of the footer.
    pub(super) fn menu(&self) -> Vec<Diagnostic> {
        let config = &self.site.config;
        let all = config.menu.iter().chain(&config.footer).flatten();
        all.flat_map(|entry| std::iter::once(entry).chain(&entry.items))
            .filter_map(|entry: &Entry| self.entry(entry.to.as_ref()?))
            .collect()
    }

    fn entry(&self, to: &Destination) -> Option<Diagnostic> {
        let later = &self.elsewhen.site;
        let place = self.site.place(&to.text);
        if let Some(Place::Address(url, tail)) = &place
            && let Some(problem) = self.heading(to, url, tail)
        {
            return Some(problem);
        }
        let lives = match &place {
            Some(Place::Outside(_)) => return None,
            Some(Place::Document(document, _)) => match self.site.visibility.life(document) {
                Some(life) => life.into(),
                None => return Some(unfinished(to, document)),
            },
            // A tag may be one of articles to come, or of those that are over.
            found => {
                let now = found.as_ref().and_then(|place| self.site.place_url(place));
                let url = now.or_else(|| later.place_url(&later.place(&to.text)?));
                match url.map(|url| self.presence(&url)) {
                    Some(Presence::Stays) => return None,
                    Some(Presence::At(lives)) => lives,
                    Some(Presence::Few) => return Some(withheld(to, "few", None).by_clock()),
                    Some(Presence::Never) | None => return self.never(to),
                }
            }
        };
        timing(to, &lives, self.site.now())
    }

    /// Checks a heading that is named behind the address of a page.
    fn heading(&self, to: &Destination, url: &Url, tail: &str) -> Option<Diagnostic> {
        let (_, fragment) = tail.split_once('#')?;
        let id = percent_decode_str(fragment).decode_utf8_lossy();
        let is_missing =
            |target: &Document| !id.is_empty() && !target.body.headings.lines().any(|h| h == id);
        let (target, _) = self
            .documents_at(url)
            .find(|(target, _)| is_missing(target))?;
        let problem = Diagnostic::new(code::LINK_TO_MISSING_HEADING, span(to))
            .with("dest", &to.text)
            .with("id", &id);
        Some(problem.nearest(&id, target.body.headings.lines()))
    }

    /// Reports an entry that leads to nothing, unless a file with an error may be to blame.
    fn never(&self, to: &Destination) -> Option<Diagnostic> {
        let file = named(&to.text);
        let left_out = self.left_out;
        let is_unread = |file: &SitePath| {
            let unread = left_out.unread.binary_search(file).is_ok();
            unread || left_out.documents.iter().any(|d| d.path == *file)
        };
        let is_tag = to.text.starts_with("tags/");
        let is_incomplete = !(left_out.documents.is_empty() && left_out.unread.is_empty());
        if left_out.may_have(&to.text) || file.is_some_and(|f| is_unread(&f)) {
            return None;
        }
        if is_tag && is_incomplete {
            return None;
        }
        let problem = Diagnostic::new(code::MENU_TARGET_MISSING, span(to)).with("text", &to.text);
        let known = known(
            self.site,
            &to.text,
            self.routes.iter().map(|(url, _)| url.as_str()),
        );
        Some(problem.nearest(&to.text, known.iter().map(String::as_str)))
    }
}

/// Returns what may be written in the place of a text of this kind.
fn known<'u>(site: &Site, text: &str, urls: impl Iterator<Item = &'u str>) -> Vec<String> {
    if text.starts_with('/') {
        // Looking for the nearest address compares with every address of the site.
        if site.articles.len() >= 20_000 {
            return Vec::new();
        }
        let near = urls.filter(|url| url.len().abs_diff(text.len()) <= 8);
        return near.map(str::to_owned).collect();
    }
    if text.ends_with(".md") {
        let paths = site.pages.iter().map(|page| page.path.as_str());
        let paths = paths.filter_map(|path| path.strip_prefix("content/"));
        return paths.map(str::to_owned).collect();
    }
    let config = &site.config;
    let categories = config.categories.iter().map(|c| c.id.clone());
    let columns = config.columns.iter().map(|c| format!("columns/{}", c.id));
    let series = config.series.iter().map(|s| format!("series/{}", s.id));
    let tags = site.tags.iter().map(|t| format!("tags/{}", t.title));
    let topics = site.pages.iter().filter(|page| page.is_topic());
    let topics = topics.map(|topic| format!("topics/{}", topic.slug));
    categories
        .chain(topics)
        .chain(columns)
        .chain(series)
        .chain(tags)
        .collect()
}

/// Reports an entry that leads to what is not there now, or will not be there for ever.
fn timing(to: &Destination, lives: &Lives, now: i64) -> Option<Diagnostic> {
    if let Some(there) = lives.at(now) {
        let until = there.until?;
        return Some(withheld(to, "expiring", Some(until)).by_clock());
    }
    Some(match (lives.next(now), lives.end()) {
        (Some(from), _) => withheld(to, "future", Some(from)).by_clock(),
        (None, until) => withheld(to, "expired", until).by_clock(),
    })
}

fn unfinished(to: &Destination, document: &Document) -> Diagnostic {
    let reason = if document.draft {
        "draft"
    } else {
        "unreviewed"
    };
    withheld(to, reason, None)
}

fn withheld(to: &Destination, reason: &'static str, moment: Option<Moment>) -> Diagnostic {
    Diagnostic::new(code::MENU_TARGET_WITHHELD, span(to))
        .with("text", &to.text)
        .with("reason", reason)
        .with("moment", moment.map(|m| m.minute()).unwrap_or_default())
}

fn span(to: &Destination) -> Span {
    Span::new(&SitePath::new(config::PATH), to.at.clone())
}
