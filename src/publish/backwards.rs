//! A clock that lies before that of the last build: nix-shell sets it to 1980, and a machine
//! without a battery starts in 1970. By such a clock no article is out, and a build would take all
//! away.

use chrono::DateTime;

use super::manifest::Day;
use super::options::Options;
use super::previous::Previous;
use crate::base::date::Date;
use crate::content::document::Withheld;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::edition::Edition;

/// Returns the day of the last build, if the clock lies more than a day before it.
pub(super) fn last(previous: &Previous, day: Day) -> Option<Date> {
    let last = previous.manifest.day;
    let is_wrong = last.is_long_after(day) && !previous.manifest.items.is_empty();
    let first_moment = last.end().saturating_sub(1);
    DateTime::from_timestamp(first_moment, 0)
        .filter(|_| is_wrong)
        .map(|moment| moment.date_naive())
}

/// Refuses to remove pages of articles that were out by the clock of the last build, and are not by
/// this one.
///
/// An article that has expired is none of them, nor one that an editor has postponed.
pub(super) fn refuse(
    edition: &Edition,
    previous: &Previous,
    day: Day,
    options: Options<'_>,
) -> Result<(), Failure> {
    let Some(last) = last(previous, day).filter(|_| !options.allows_removals) else {
        return Ok(());
    };
    let site = &edition.site;
    let gone = site.held.iter().filter(|held| {
        let was_out =
            matches!(held.reason, Withheld::Future(date) if date.utc < previous.manifest.day.end());
        let url = site.url(&held.document);
        was_out
            && previous.manifest.find(&url.file(), 0).is_some()
            && edition.routes.get(&url).is_none()
    });
    let count = gone.count();
    if count == 0 {
        return Ok(());
    }
    let now = DateTime::from_timestamp(site.now(), 0).unwrap_or_default();
    Err(Failure::new(code::CLOCK_RUNS_BACKWARDS)
        .with("clock", options.clock)
        .with("now", site.config.zone.at(now).minute())
        .with("last", last)
        .with("count", count))
}
