//! A clock that is wrong by all that the site and its output say.

use chrono::DateTime;

use super::environment::Clock;
use crate::base::date::Date;
use crate::base::path::SitePath;
use crate::content::config;
use crate::content::document::Withheld;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::edition::Edition;

impl Clock {
    /// Adds a warning to an edition if the clock lies before every article: nothing is public then.
    pub(super) fn warn(self, edition: &mut Edition) {
        if let Some(problem) = self.before_all(edition) {
            let mut found = vec![problem];
            edition.locate(&mut found);
            edition.problems.append(&mut found);
        }
    }

    fn before_all(self, edition: &Edition) -> Option<Diagnostic> {
        let site = &edition.site;
        let articles = site.held.iter().filter(|h| h.document.category.is_some());
        let final_ones =
            articles.filter(|h| !matches!(h.reason, Withheld::Draft | Withheld::Unreviewed));
        let dates = final_ones.map(|held| match held.reason {
            Withheld::Future(date) => Some(date),
            Withheld::Draft | Withheld::Unreviewed | Withheld::Expired(_) => None,
        });
        // One that has expired says that the clock is not that wrong.
        let dates: Option<Vec<_>> = dates.collect();
        let first = dates?
            .into_iter()
            .min()
            .filter(|_| site.articles.is_empty())?;
        let problem = self.problem(code::CLOCK_BEFORE_ALL_ARTICLES, edition);
        Some(problem.with("first", first.minute()))
    }

    /// Reports that the clock lies before the day of the last build into this output.
    pub(super) fn before_last(self, edition: &Edition, last: Date) -> Diagnostic {
        self.problem(code::CLOCK_BEFORE_LAST_BUILD, edition)
            .with("last", last)
    }

    fn problem(self, code: Code, edition: &Edition) -> Diagnostic {
        let now = DateTime::from_timestamp(self.now, 0).unwrap_or_default();
        Diagnostic::new(code, Span::file(&SitePath::new(config::PATH)))
            .with("clock", self.source)
            .with("now", edition.site.config.zone.at(now).minute())
    }
}
