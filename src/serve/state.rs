//! The state that is served at a moment: the edition that a build would publish, and what is in the
//! works.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::DateTime;

use super::broken;
use super::editor::Editor;
use super::made::Making;
use super::search::Index;
use super::stand_in;
use super::target::{DESK, EVENTS, Target};
use super::turns::{Drawings, Turns};
use crate::base::date::Moment;
use crate::base::html::escape;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config;
use crate::content::document::Withheld;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, Failure, Span};
use crate::edition::{Changes, Edition, Options};
use crate::site::Visibility;
use crate::source::Overlay;

/// Number of sites as of other moments that are kept.
const KEPT: usize = 3;

/// Seconds before its first article and after its last change in which a site can be looked at.
const BEYOND: i64 = 366 * 24 * 3600;

/// How a preview shows what it shows, as long as it runs.
#[derive(Clone)]
pub(super) struct Manner {
    /// Texts of panel and desk.
    pub(super) wording: Arc<Wording>,
    /// True if drafts, articles to come and problems are shown.
    pub(super) shows_works: bool,
    /// The editor that links to files open.
    pub(super) editor: Option<Arc<Editor>>,
}

/// A snapshot of everything that requests are answered from.
pub(super) struct State {
    /// The edition that a build would publish.
    pub(super) public: Arc<Edition>,
    /// The problems now; also if `public` is older because the site cannot be opened as it is.
    pub(super) problems: Vec<Diagnostic>,
    /// Addresses of articles that cannot be read as they are.
    pub(super) broken: BTreeMap<Url, SitePath>,
    /// The site with something in the place of each of them, made when it is first asked for.
    stand_ins: OnceLock<Option<Arc<Edition>>>,
    /// Texts of panel and desk.
    pub(super) wording: Arc<Wording>,
    /// The site with drafts and articles to come, made when it is first asked for.
    works: OnceLock<Option<Arc<Edition>>>,
    /// True if drafts, articles to come and problems are shown.
    pub(super) shows_works: bool,
    /// The editor that links to files open.
    pub(super) editor: Option<Arc<Editor>>,
    /// Who may ask for the site as of a different moment.
    pub(super) turns: Turns,
    /// Who may draw.
    pub(super) drawings: Drawings,
    /// The pictures that are being made.
    pub(super) making: Making,
    /// The site as of other moments: the last ones that were asked for, the newest at the end.
    others: Mutex<Vec<(i64, Arc<Edition>)>>,
    /// Moments at which the site can be looked at, found when they are first asked for.
    moments: OnceLock<RangeInclusive<i64>>,
    /// The search index of `public`.
    pub(super) index: Index,
}

/// The site after a change.
struct Opened {
    public: Arc<Edition>,
    /// The site with what is in the works, as [`State::works`] returns it; `None` if it is not made
    /// yet.
    works: Option<Option<Arc<Edition>>>,
    problems: Vec<Diagnostic>,
}

impl State {
    /// Makes the state that a preview starts with.
    pub(super) fn first(edition: Edition, manner: Manner) -> State {
        let Manner {
            wording,
            shows_works,
            editor,
        } = manner;
        let problems = edition.problems.clone();
        let broken = if shows_works {
            broken::find(&edition, &problems, None)
        } else {
            BTreeMap::new()
        };
        State {
            public: Arc::new(edition),
            problems,
            broken,
            stand_ins: OnceLock::new(),
            wording,
            works: OnceLock::new(),
            shows_works,
            editor,
            turns: Turns::new(),
            drawings: Drawings::default(),
            making: Making::default(),
            others: Mutex::default(),
            moments: OnceLock::new(),
            index: Index::default(),
        }
    }

    /// Makes the state after a change; `None` if nothing is different.
    pub(super) fn next(&self, visibility: Visibility, changes: &Changes) -> Option<State> {
        let Opened {
            public,
            works,
            problems,
        } = self.open(visibility, changes);
        if Arc::ptr_eq(&public, &self.public) && same(&problems, &self.problems) {
            return None;
        }
        let broken = if self.shows_works {
            broken::find(&public, &problems, Some((&self.public, &self.broken)))
        } else {
            BTreeMap::new()
        };
        Some(State {
            public,
            problems,
            broken,
            stand_ins: OnceLock::new(),
            wording: self.wording.clone(),
            works: works.map_or_else(OnceLock::new, OnceLock::from),
            shows_works: self.shows_works,
            editor: self.editor.clone(),
            turns: self.turns.clone(),
            drawings: self.drawings.clone(),
            making: self.making.clone(),
            others: Mutex::default(),
            moments: OnceLock::new(),
            index: self.index.next(),
        })
    }

    /// Opens the site after a change; what cannot be opened stays as it was.
    fn open(&self, visibility: Visibility, changes: &Changes) -> Opened {
        let edition = match self.public.next(&options(visibility), changes) {
            Ok(edition) => edition,
            Err(failure) => return self.stay(vec![as_problem(&failure)]),
        };
        // A mistake in site.yaml would take away all articles: they are shown as they were before
        // it.
        if is_lost(&edition) {
            return self.stay(edition.problems);
        }
        let works = self.works.get().cloned().flatten();
        // What cannot be made now is made when it is asked for.
        let next = works
            .filter(|_| has_works(&edition))
            .and_then(|works| works.next(&in_the_works(visibility), changes).ok());
        let problems = edition.problems.clone();
        let public = if edition.is_same(&self.public) {
            self.public.clone()
        } else {
            Arc::new(edition)
        };
        Opened {
            public,
            works: next.map(|works| Some(Arc::new(works))),
            problems,
        }
    }

    fn stay(&self, problems: Vec<Diagnostic>) -> Opened {
        Opened {
            public: self.public.clone(),
            works: self.works.get().cloned(),
            problems,
        }
    }

    /// Returns the site with drafts and articles to come, if there are any.
    pub(super) fn works(&self) -> Option<Arc<Edition>> {
        self.works.get_or_init(|| self.make_works()).clone()
    }

    fn make_works(&self) -> Option<Arc<Edition>> {
        if !has_works(&self.public) {
            return None;
        }
        let options = in_the_works(as_of(self.public.site.now()));
        let edition = self.public.next(&options, &Changes::none());
        edition.ok().map(Arc::new)
    }

    /// Returns the site with something in the place of each article that cannot be read, if there
    /// is such a one: lists show where it will stand.
    pub(super) fn stand_ins(&self) -> Option<Arc<Edition>> {
        self.stand_ins.get_or_init(|| self.make_stand_ins()).clone()
    }

    fn make_stand_ins(&self) -> Option<Arc<Edition>> {
        let texts = self.broken.iter().filter_map(|(url, path)| {
            let text = self.problems_of(path).find_map(|p| p.place.as_ref());
            let text = text.map_or("", |place| &place.text);
            let text = stand_in::of(&self.wording, &self.public.site.config, url, path, text)?;
            Some((path.clone(), Arc::from(text.into_bytes())))
        });
        let overlay: Overlay = texts.collect();
        if overlay.is_empty() {
            return None;
        }
        let options = Options {
            overlay,
            ..options(as_of(self.public.site.now()))
        };
        let edition = self.public.next(&options, &Changes::none());
        edition.ok().map(Arc::new)
    }

    /// Returns the site as of a different moment. Whoever asks has a [`Turn`](super::turns::Turn).
    pub(super) fn as_of(&self, now: i64) -> Option<Arc<Edition>> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let other = match others.iter().position(|(moment, _)| *moment == now) {
            Some(known) => others.remove(known),
            None => {
                let edition = self.public.next(&options(as_of(now)), &Changes::none());
                (now, Arc::new(edition.ok()?))
            }
        };
        let edition = other.1.clone();
        others.push(other);
        let over = others.len().saturating_sub(KEPT);
        others.drain(..over);
        Some(edition)
    }

    /// Returns the moments at which the site can be looked at: from a year before its first article
    /// to a year after the last moment at which anything comes or goes, or after now.
    pub(super) fn moments(&self) -> &RangeInclusive<i64> {
        self.moments.get_or_init(|| {
            let site = &self.public.site;
            // Standing pages have no date of their own.
            let articles = site.documents().filter(|d| d.category.is_some());
            let moments =
                articles.flat_map(|d| d.date.into_iter().chain(d.details().expires).map(|m| m.utc));
            let (first, last) = moments.fold((site.now(), site.now()), |(first, last), m| {
                (first.min(m), last.max(m))
            });
            first.saturating_sub(BEYOND)..=last.saturating_add(BEYOND)
        })
    }

    /// Returns a moment, given in seconds since 1970, in the site's zone.
    pub(super) fn moment(&self, utc: i64) -> Moment {
        self.public
            .site
            .config
            .zone
            .at(DateTime::from_timestamp(utc, 0).unwrap_or_default())
    }

    /// Returns true if the page at an address is that of a draft or of an article to come.
    pub(super) fn is_in_the_works(&self, url: &Url) -> bool {
        let site = &self.public.site;
        self.shows_works
            && site
                .held
                .iter()
                .any(|h| !matches!(h.reason, Withheld::Expired(_)) && site.url(&h.document) == *url)
    }

    /// Returns the address of the desk, for an attribute.
    pub(super) fn desk(&self) -> String {
        let prefix = &self.public.site.config.prefix;
        let mut address = String::new();
        escape(&mut address, &Url::new(format!("{DESK}/")).href(prefix));
        address
    }

    /// Returns what follows the address of the desk in one that is below it, and whether the site's
    /// path prefix stands before that.
    pub(super) fn below_desk<'u>(&self, url: &'u Url) -> Option<(&'u str, bool)> {
        let inner = url.below(&self.public.site.config.prefix);
        let (own, is_prefixed) = match inner.and_then(|inner| inner.strip_prefix(DESK)) {
            Some(own) => (own, true),
            None => (url.as_str().strip_prefix(DESK)?, false),
        };
        (own.is_empty() || own.starts_with('/')).then_some((own, is_prefixed))
    }

    /// Returns true for the address at which open pages listen.
    pub(super) fn is_events(&self, target: &Target) -> bool {
        let url = Url::parse(&target.path);
        let own = url.as_ref().and_then(|url| self.below_desk(url));
        own.is_some_and(|(own, _)| EVENTS.strip_prefix(DESK) == Some(own))
    }

    /// Returns the problems of a file.
    pub(super) fn problems_of<'a>(
        &'a self,
        path: &'a SitePath,
    ) -> impl Iterator<Item = &'a Diagnostic> {
        self.problems
            .iter()
            .filter(move |p| p.span.as_ref().is_some_and(|s| s.file == *path))
    }
}

/// Returns true if two lists say the same.
fn same(a: &[Diagnostic], b: &[Diagnostic]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.says_same(b))
}

fn options(visibility: Visibility) -> Options {
    Options {
        visibility,
        ..Options::default()
    }
}

/// Returns what counts as public at a moment.
fn as_of(now: i64) -> Visibility {
    Visibility {
        now,
        ..Visibility::default()
    }
}

fn in_the_works(visibility: Visibility) -> Options {
    options(Visibility {
        drafts: true,
        future: true,
        ..visibility
    })
}

fn has_works(edition: &Edition) -> bool {
    edition
        .site
        .held
        .iter()
        .any(|h| !matches!(h.reason, Withheld::Expired(_)))
}

/// Returns true if the site could not be read for a mistake in its settings.
fn is_lost(edition: &Edition) -> bool {
    edition.problems.iter().any(|p| {
        p.is_error()
            && p.span
                .as_ref()
                .is_some_and(|s| s.file.as_str() == config::PATH)
    })
}

fn as_problem(failure: &Failure) -> Diagnostic {
    let file = SitePath::new(config::PATH);
    Diagnostic {
        args: failure
            .args
            .iter()
            .map(|(name, value)| ((*name).into(), value.clone()))
            .collect(),
        ..Diagnostic::new(failure.code, Span::file(&file))
    }
}
