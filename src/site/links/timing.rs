//! Links to what is not there at all times.

use super::document::{Check, Never, Targets};
use super::place::Place;
use crate::base::date::Moment;
use crate::base::url::Url;
use crate::content::document::{Document, Reference, Withheld};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::site::life::{Life, Lives};
use crate::site::part::{self, Part};

/// What a link to a withheld document says of it.
enum Absence {
    /// It is still to come.
    Future(Moment),
    /// It is over.
    Expired(Moment),
    /// It will be over before the document comes out that links to it.
    TooEarly(Moment),
}

impl Absence {
    fn words(&self) -> (&'static str, Moment) {
        match *self {
            Absence::Future(moment) => ("future", moment),
            Absence::Expired(moment) => ("expired", moment),
            Absence::TooEarly(moment) => ("early", moment),
        }
    }
}

/// When something is at an address.
pub(super) enum Presence {
    /// Now, and until somebody changes that.
    Stays,
    /// At these times.
    At(Lives),
    /// While a list is long enough.
    Few,
    /// At no time.
    Never,
}

impl<'f> Targets<'f> {
    /// Returns the site as it is now, with its addresses.
    pub(super) fn now(&self) -> Part<'f> {
        Part {
            site: self.site,
            routes: self.routes.as_slice(),
        }
    }

    /// Returns the documents that are at an address at some time, each with when it is there.
    pub(super) fn documents_at(&self, url: &Url) -> impl Iterator<Item = (&Document, Life)> {
        let parts = [self.now(), self.elsewhen.part()];
        parts.into_iter().flat_map(move |part| {
            let routes = part.lookup(url).iter();
            routes.filter_map(move |(_, view)| {
                let shown = part.site.shown_by(view)?;
                Some((shown, self.site.visibility.life(shown)?))
            })
        })
    }

    /// Returns when something is at an address of the site.
    pub(super) fn presence(&self, url: &Url) -> Presence {
        let now = self.now();
        let found = now.lookup(url);
        if found.iter().any(|route| now.stays(route)) {
            return Presence::Stays;
        }
        let later = self.elsewhen.part();
        let lives = [now, later].into_iter().flat_map(|part| {
            let found = part.lookup(url).iter();
            found.map(move |route| part.lives(route))
        });
        let lives = lives.fold(Lives::default(), Lives::and);
        if !lives.is_empty() {
            Presence::At(lives)
        } else if part::is_split([now, later], url) {
            Presence::Few
        } else {
            Presence::Never
        }
    }
}

impl Check<'_, '_> {
    /// Checks a link to an address of the site.
    ///
    /// An address that has something at any moment is one, so that no clock makes an error of it.
    /// So is one that would have something but for a left-out document.
    pub(super) fn address(
        &self,
        link: &Reference,
        path: &str,
    ) -> Result<Option<Diagnostic>, Never> {
        let presence = Url::parse(path).map(|url| self.targets.presence(&url));
        match presence {
            Some(Presence::Stays) => return Ok(None),
            Some(Presence::At(lives)) => return Ok(self.timing(link, &lives, Place::Text)),
            Some(Presence::Few) => return Ok(Some(self.too_few(link))),
            Some(Presence::Never) | None => {}
        }
        if self.targets.left_out.may_have(path) {
            Ok(None)
        } else {
            Err(Never)
        }
    }

    /// Reports a link to something that is not there at all times at which the document is public.
    ///
    /// If the two have no moment in common, an editor is asked to change it. Otherwise nobody could
    /// have done anything before, and nobody has to.
    pub(super) fn timing(
        &self,
        link: &Reference,
        lives: &Lives,
        place: Place,
    ) -> Option<Diagnostic> {
        let now = self.targets.site.now();
        let start = self.life.from.map_or(now, |from| from.utc.max(now));
        if let Some(there) = lives.at(start) {
            let end = there.until?;
            if self.life.until.is_some_and(|until| until <= end) {
                return None;
            }
            let problem = self.problem(code::LINK_TO_EXPIRING_ARTICLE, link);
            let problem = problem.with("place", place.name());
            return Some(problem.with("moment", end.minute()).by_clock());
        }
        let absence = match (lives.next(start), lives.end()) {
            (Some(from), _) => Absence::Future(from),
            (None, Some(until)) if until.utc > now => Absence::TooEarly(until),
            (None, Some(until)) => Absence::Expired(until),
            (None, None) => return None,
        };
        let problem = self.withheld(link, &absence, place);
        let is_met = lives.common(&self.life.into()).is_some();
        Some(if is_met { problem.by_clock() } else { problem })
    }

    fn withheld(&self, link: &Reference, absence: &Absence, place: Place) -> Diagnostic {
        let (reason, moment) = absence.words();
        self.problem(code::LINK_TO_WITHHELD_ARTICLE, link)
            .with("place", place.name())
            .with("reason", reason)
            .with("moment", moment.minute())
    }

    /// Reports a link to a document that is not final.
    pub(super) fn unfinished(
        &self,
        link: &Reference,
        target: &Document,
        place: Place,
    ) -> Diagnostic {
        let reason = if target.draft {
            Withheld::Draft
        } else {
            Withheld::Unreviewed
        };
        self.problem(code::LINK_TO_WITHHELD_ARTICLE, link)
            .with("place", place.name())
            .with("reason", reason.name())
            .with("moment", "")
    }

    /// Reports a link to the page of a month or day which a list has only while it is long.
    fn too_few(&self, link: &Reference) -> Diagnostic {
        self.problem(code::LINK_TO_WITHHELD_ARTICLE, link)
            .with("place", Place::Text.name())
            .with("reason", "few")
            .with("moment", "")
            .by_clock()
    }
}
