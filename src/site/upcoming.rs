//! What the clock alone changes next.

use crate::base::date::Moment;
use crate::base::path::SitePath;
use crate::content::document::{Document, NEWS_SECONDS, Withheld};
use crate::site::{Held, Site};

/// The first moment after now at which a build would differ without a change of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// The moment, in the site's zone.
    pub moment: Moment,
    /// What changes then, in order of path; never empty.
    pub turns: Vec<Turn>,
}

/// What happens to a document at a moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// The file of the document.
    pub path: SitePath,
    /// What happens.
    pub reason: Reason,
}

/// Why a build differs from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It comes out.
    Embargo,
    /// It goes.
    Expiry,
    /// It leaves the sitemap of news after 48 hours.
    NewsSitemap,
    /// It is a topic whose time is over, so that the home page lists it no longer.
    Period,
}

impl Reason {
    /// Returns its name in reports, as the contract has it.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Embargo => "embargo",
            Reason::Expiry => "expiry",
            Reason::NewsSitemap => "news-sitemap",
            Reason::Period => "period",
        }
    }
}

impl Site {
    /// Finds what the clock changes next; `None` if it changes nothing any more.
    ///
    /// Its cost is one look at the dates of each document.
    pub fn upcoming(&self) -> Option<Upcoming> {
        self.first_turns(|_| true)
    }

    /// Finds what the clock changes next of one document.
    pub fn upcoming_of(&self, path: &SitePath) -> Option<Upcoming> {
        self.first_turns(|turn| turn.path == *path)
    }

    /// Returns the first of the turns that are wanted, with all of the same moment.
    fn first_turns(&self, is_wanted: impl Fn(&Turn) -> bool) -> Option<Upcoming> {
        let coming = self.held.iter().filter_map(embargo);
        let public = self.articles.iter().chain(&self.pages);
        let going = public.filter_map(|document| self.expiry(document));
        let closing = self.pages.iter().filter_map(|page| self.closing(page));
        let mut first: Option<Upcoming> = None;
        let all = coming.chain(going).chain(closing).chain(self.old_news());
        for (moment, turn) in all.filter(|(_, turn)| is_wanted(turn)) {
            match &mut first {
                Some(found) if found.moment.utc < moment.utc => {}
                Some(found) if found.moment.utc == moment.utc => found.turns.push(turn),
                _ => {
                    first = Some(Upcoming {
                        moment,
                        turns: vec![turn],
                    });
                }
            }
        }
        let mut found = first?;
        found.turns.sort();
        // A date may have been written with an offset of its own; this is what clocks show here.
        found.moment = self.config.zone.at_second(found.moment.utc);
        Some(found)
    }

    /// Returns when a public document goes. One that `--drafts` or `--future` shows never does.
    fn expiry(&self, document: &Document) -> Option<(Moment, Turn)> {
        let moment = document.details().expires?;
        let turns = document.turns(self.now()).any(|turn| turn == moment.utc);
        turns.then(|| (moment, Turn::of(document, Reason::Expiry)))
    }

    /// Returns when a topic that is open closes.
    fn closing(&self, document: &Document) -> Option<(Moment, Turn)> {
        let until = document.details().topic.as_ref()?.until?;
        (until.utc > self.now()).then(|| (until, Turn::of(document, Reason::Period)))
    }

    /// Returns when each article of the sitemap of news is too old for it.
    fn old_news(&self) -> impl Iterator<Item = (Moment, Turn)> {
        self.news().map(|id| {
            let date = self.date(id);
            let moment = Moment {
                utc: date.utc + NEWS_SECONDS,
                ..date
            };
            (moment, Turn::of(self.article(id), Reason::NewsSitemap))
        })
    }
}

impl Turn {
    fn of(document: &Document, reason: Reason) -> Turn {
        Turn {
            path: document.path.clone(),
            reason,
        }
    }
}

/// Returns when a document comes out, if it does.
fn embargo(held: &Held) -> Option<(Moment, Turn)> {
    let Withheld::Future(moment) = held.reason else {
        return None;
    };
    let expires = held.document.details().expires;
    let comes = expires.is_none_or(|end| moment.utc < end.utc);
    comes.then(|| (moment, Turn::of(&held.document, Reason::Embargo)))
}
