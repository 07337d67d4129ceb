//! What is served at a moment: the edition that a build would publish, and what is in the works.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::DateTime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::base::date::{Moment, Period, parse_date};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::{Url, is_slug, slugify};
use crate::content::config;
use crate::content::document::Withheld;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, Failure, Span};
use crate::edition::{Changes, Edition, Options};
use crate::site::Visibility;
use crate::theme::Theme;

/// How many sites as of other moments are kept.
const KEPT: usize = 3;

/// How many requests for other moments wait for their turn at most.
const WAITING: usize = 8;

/// How far before its first article and after its last change a site can be looked at, in seconds.
const BEYOND: i64 = 366 * 24 * 3600;

/// A snapshot of everything that requests are answered from.
pub(super) struct State {
    /// What a build would publish.
    pub(super) public: Arc<Edition>,
    /// What is wrong now; also where `public` is older because the site cannot be opened as it is.
    pub(super) problems: Vec<Diagnostic>,
    /// Addresses of articles that cannot be read as they are.
    pub(super) broken: BTreeMap<Url, SitePath>,
    /// Words of panel and desk.
    pub(super) wording: Arc<Wording>,
    /// The site with drafts and articles to come, made when it is first asked for.
    works: OnceLock<Option<Arc<Edition>>>,
    /// What is not public, and what is wrong, is for those who look to see.
    pub(super) shows_works: bool,
    /// Who may ask for the site as of another moment.
    pub(super) turns: Turns,
    /// Who may draw.
    pub(super) drawings: Drawings,
    /// The site as of other moments: the last ones that were asked for, the newest at the end.
    others: Mutex<Vec<(i64, Arc<Edition>)>>,
    /// Moments at which the site can be looked at, found when they are first asked for.
    moments: OnceLock<RangeInclusive<i64>>,
}

/// Lets one request at a time make the site as of another moment, which takes as long as it takes
/// to open it.
///
/// Whoever waits holds no thread.
#[derive(Clone)]
pub(super) struct Turns {
    places: Arc<Semaphore>,
    turn: Arc<Semaphore>,
}

/// A turn: it is over when this is dropped.
pub(super) struct Turn {
    _place: Option<OwnedSemaphorePermit>,
    _turn: OwnedSemaphorePermit,
}

impl Turns {
    fn new() -> Turns {
        Turns {
            places: Arc::new(Semaphore::new(WAITING)),
            turn: Arc::new(Semaphore::new(1)),
        }
    }

    /// Waits for a turn; none where too many wait already.
    pub(super) async fn ask(&self) -> Option<Turn> {
        let place = self.places.clone().try_acquire_owned().ok()?;
        Some(Turn {
            _place: Some(place),
            _turn: self.turn.clone().acquire_owned().await.ok()?,
        })
    }

    /// Waits for a turn, however many wait.
    pub(super) async fn wait(&self) -> Option<Turn> {
        Some(Turn {
            _place: None,
            _turn: self.turn.clone().acquire_owned().await.ok()?,
        })
    }
}

/// Lets one request at a time draw by a template of the site's own theme, which may not come to an
/// end: while the first finds that out, the others hold no thread and draw nothing.
#[derive(Clone, Default)]
pub(super) struct Drawings(Arc<Mutex<BTreeMap<Drawing, Arc<Semaphore>>>>);

/// A theme, by its hash, and the name of one of its templates.
type Drawing = (Digest, &'static str);

impl Drawings {
    /// Takes the turn of a template, which is the one that was waited for where it still fits; or
    /// else returns what to wait for. The built-in templates need none.
    pub(super) fn turn(
        &self,
        theme: &Theme,
        template: &'static str,
        waited_for: Option<OwnedSemaphorePermit>,
    ) -> Result<Option<OwnedSemaphorePermit>, Arc<Semaphore>> {
        if !theme.is_watched() {
            return Ok(None);
        }
        let turns = {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            // Those of a theme that is no more, and that nobody waits for.
            known.retain(|(digest, _), turns| {
                *digest == theme.digest() || Arc::strong_count(turns) > 1
            });
            known
                .entry((theme.digest(), template))
                .or_insert_with(|| Arc::new(Semaphore::new(1)))
                .clone()
        };
        match waited_for.filter(|turn| Arc::ptr_eq(turn.semaphore(), &turns)) {
            Some(turn) => Ok(Some(turn)),
            None => turns
                .clone()
                .try_acquire_owned()
                .map(Some)
                .map_err(|_| turns),
        }
    }
}

impl State {
    /// Makes the state that a preview starts with.
    pub(super) fn first(edition: Edition, wording: Arc<Wording>, shows_works: bool) -> State {
        let problems = edition.problems.clone();
        let mut state = State {
            public: Arc::new(edition),
            problems,
            broken: BTreeMap::new(),
            wording,
            works: OnceLock::new(),
            shows_works,
            turns: Turns::new(),
            drawings: Drawings::default(),
            others: Mutex::default(),
            moments: OnceLock::new(),
        };
        state.broken = state.find_broken(&BTreeMap::new(), None);
        state
    }

    /// Makes the state after a change; none where nothing is another.
    pub(super) fn next(&self, visibility: Visibility, changes: &Changes) -> Option<State> {
        let options = Options {
            visibility,
            ..Options::default()
        };
        let (public, works, problems) = match self.public.next(&options, changes) {
            Err(failure) => (
                self.public.clone(),
                self.works.get().cloned(),
                vec![as_problem(&failure)],
            ),
            // A mistake in site.yaml would take away all articles: they are shown as they were
            // before it.
            Ok(edition) if is_lost(&edition) => (
                self.public.clone(),
                self.works.get().cloned(),
                edition.problems,
            ),
            Ok(edition) => {
                let works = self
                    .works
                    .get()
                    .cloned()
                    .flatten()
                    .filter(|_| has_works(&edition));
                // What cannot be made now is made when it is asked for.
                let next =
                    works.and_then(|works| works.next(&in_the_works(visibility), changes).ok());
                let works = next.map(|works| Some(Arc::new(works)));
                let problems = edition.problems.clone();
                let edition = if edition.is_same(&self.public) {
                    self.public.clone()
                } else {
                    Arc::new(edition)
                };
                (edition, works, problems)
            }
        };
        if Arc::ptr_eq(&public, &self.public) && same(&problems, &self.problems) {
            return None;
        }
        let works = works.map_or_else(OnceLock::new, OnceLock::from);
        let mut state = State {
            public,
            problems,
            broken: BTreeMap::new(),
            wording: self.wording.clone(),
            works,
            shows_works: self.shows_works,
            turns: self.turns.clone(),
            drawings: self.drawings.clone(),
            others: Mutex::default(),
            moments: OnceLock::new(),
        };
        state.broken = state.find_broken(&self.broken, Some(self));
        Some(state)
    }

    /// Returns the site with drafts and articles to come; none where there are none.
    pub(super) fn works(&self) -> Option<Arc<Edition>> {
        let make = || {
            let options = in_the_works(Visibility {
                now: self.public.site.now,
                ..Visibility::default()
            });
            let edition =
                has_works(&self.public).then(|| self.public.next(&options, &Changes::none()));
            edition.and_then(Result::ok).map(Arc::new)
        };
        self.works.get_or_init(make).clone()
    }

    /// Returns the site as of another moment. Whoever asks has a [`Turn`].
    pub(super) fn as_of(&self, now: i64) -> Option<Arc<Edition>> {
        let mut others = self.others.lock().unwrap_or_else(PoisonError::into_inner);
        let other = match others.iter().position(|(moment, _)| *moment == now) {
            Some(known) => others.remove(known),
            None => {
                let options = Options {
                    visibility: Visibility {
                        now,
                        ..Visibility::default()
                    },
                    ..Options::default()
                };
                (
                    now,
                    Arc::new(self.public.next(&options, &Changes::none()).ok()?),
                )
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
            let (first, last) = moments.fold((site.now, site.now), |(first, last), m| {
                (first.min(m), last.max(m))
            });
            first.saturating_sub(BEYOND)..=last.saturating_add(BEYOND)
        })
    }

    /// Finds where articles with a mistake that keeps them from being read would be, or were before
    /// it.
    fn find_broken(
        &self,
        known: &BTreeMap<Url, SitePath>,
        before: Option<&State>,
    ) -> BTreeMap<Url, SitePath> {
        let mut found = BTreeMap::new();
        if !self.shows_works {
            return found;
        }
        let errors = self.problems.iter().filter(|p| p.is_error());
        for problem in errors {
            let Some(path) = problem
                .span
                .as_ref()
                .map(|s| &s.file)
                .filter(|p| p.extension() == "md")
            else {
                continue;
            };
            if self.public.site.find(path).is_some() {
                continue;
            }
            let was = known
                .iter()
                .find(|(_, p)| *p == path)
                .map(|(url, _)| url.clone());
            let was = was.or_else(|| before.and_then(|b| b.address(path)));
            let text = problem.place.as_ref().map_or("", |p| &p.text);
            if let Some(url) = was.or_else(|| likely(path, text)) {
                found.insert(url, path.clone());
            }
        }
        found
    }

    /// Returns the address of a document's page, whether it is public or not.
    pub(super) fn address(&self, path: &SitePath) -> Option<Url> {
        let site = &self.public.site;
        site.find(path)
            .and_then(|place| site.document(place))
            .map(|d| site.url(d))
    }

    /// Returns a moment, given in seconds since 1970, in the site's zone.
    pub(super) fn moment(&self, utc: i64) -> Moment {
        self.public
            .site
            .config
            .zone
            .at(DateTime::from_timestamp(utc, 0).unwrap_or_default())
    }

    /// Tells whether the page at an address is that of a draft or of an article to come.
    pub(super) fn is_in_the_works(&self, url: &Url) -> bool {
        let site = &self.public.site;
        self.shows_works
            && site
                .held
                .iter()
                .any(|h| !matches!(h.reason, Withheld::Expired(_)) && site.url(&h.document) == *url)
    }

    /// Finds what is wrong with a file.
    pub(super) fn problems_of<'a>(
        &'a self,
        path: &'a SitePath,
    ) -> impl Iterator<Item = &'a Diagnostic> {
        self.problems
            .iter()
            .filter(move |p| p.span.as_ref().is_some_and(|s| s.file == *path))
    }
}

/// Tells whether two lists tell of the same.
pub(super) fn same(a: &[Diagnostic], b: &[Diagnostic]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.tells_same(b))
}

fn in_the_works(visibility: Visibility) -> Options {
    Options {
        visibility: Visibility {
            drafts: true,
            future: true,
            ..visibility
        },
        ..Options::default()
    }
}

fn has_works(edition: &Edition) -> bool {
    edition
        .site
        .held
        .iter()
        .any(|h| !matches!(h.reason, Withheld::Expired(_)))
}

/// Tells whether the site could not be read for a mistake in its settings.
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
        args: failure.args.clone(),
        ..Diagnostic::new(failure.code, Span::file(&file))
    }
}

/// Guesses the address of an article that cannot be read, from its name and from the lines that
/// can.
fn likely(path: &SitePath, text: &str) -> Option<Url> {
    let value = |key: &str| {
        text.lines()
            .take(40)
            .find_map(|l| l.strip_prefix(key)?.strip_prefix(':').map(str::trim))
    };
    let stem = path.name().strip_suffix(".md")?;
    let dated = stem
        .get(..10)
        .and_then(|d| Some((parse_date(d).ok()?, stem[10..].trim_start_matches('-'))));
    let written = value("date").and_then(|v| parse_date(v.get(..10)?).ok());
    let slug = value("slug").filter(|s| is_slug(s)).map(str::to_owned);
    let slug = slug.unwrap_or_else(|| slugify(dated.map_or(stem, |(_, rest)| rest)));
    if slug.is_empty() {
        return None;
    }
    if path.as_str().starts_with("content/pages/") {
        return Some(Url::new(format!("/{slug}.html")));
    }
    let day = written.or(dated.map(|(day, _)| day))?;
    Some(Url::new(format!(
        "/{}{slug}.html",
        Period::of_day(day).path()
    )))
}
