//! The runs: the public bulletins of every series in order of period, and where one stands among
//! the others.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use super::resolve;
use super::rule::Rule;
use crate::base::date::Date;
use crate::base::id::{ArticleId, List, SeriesId};
use crate::content::config::{Rhythm, Series};
use crate::content::document::bulletin::{Bulletin, DateRange};
use crate::diagnostic::Diagnostic;
use crate::site::{Scope, Site};

/// What is known of all series of a site.
#[derive(Debug, Default)]
pub struct Runs {
    /// The run of each series, in the order of the configuration.
    pub runs: List<SeriesId, Run>,
    /// The rules of each series that could be read.
    pub rules: List<SeriesId, Vec<Rule>>,
}

/// The public bulletins of a series, oldest period first.
#[derive(Debug)]
pub struct Run {
    /// Length of a period.
    pub rhythm: Rhythm,
    /// The bulletins.
    pub entries: Vec<RunEntry>,
}

/// One bulletin of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunEntry {
    /// The period.
    pub span: DateRange,
    /// The article.
    pub id: ArticleId,
}

impl Runs {
    /// Puts the bulletins of a site in order, and reads the rules of its series.
    pub fn of(site: &Site, problems: &mut Vec<Diagnostic>) -> Runs {
        Runs {
            rules: resolve::rules(&site.config, problems),
            runs: site
                .config
                .series
                .enumerate()
                .map(|(id, series)| Run::of(site, id, series))
                .collect(),
        }
    }

    /// Returns the run of a series.
    pub fn run(&self, series: SeriesId) -> &Run {
        &self.runs[series]
    }
}

/// Returns what an article reports.
pub fn bulletin(site: &Site, id: ArticleId) -> Option<&Bulletin> {
    site.article(id).bulletin.as_deref()
}

impl Run {
    fn of(site: &Site, id: SeriesId, series: &Series) -> Run {
        // The site keeps the list of a series in order of period.
        let entries = site
            .list(Scope::Series(id))
            .iter()
            .filter_map(|id| {
                let span = bulletin(site, *id)?.span;
                Some(RunEntry { span, id: *id })
            })
            .collect();
        Run {
            rhythm: series.rhythm,
            entries,
        }
    }

    /// Finds the bulletin of an article; `None` if it is not public.
    pub fn find(&self, span: DateRange, id: ArticleId) -> Option<usize> {
        let start = self.entries.partition_point(|e| e.span < span);
        (start..self.entries.len())
            .take_while(|i| self.entries[*i].span == span)
            .find(|i| self.entries[*i].id == id)
    }

    /// Returns the bulletins of the periods that lie between two days, both included.
    pub fn within(&self, first: Date, last: Date) -> &[RunEntry] {
        let start = self.entries.partition_point(|e| e.span.first < first);
        let end = self
            .entries
            .partition_point(|e| e.span.last <= last)
            .max(start);
        &self.entries[start..end]
    }

    /// Finds the bulletin of the period just before.
    pub fn before(&self, span: DateRange) -> Option<RunEntry> {
        let at = self
            .entries
            .partition_point(|e| e.span.first < span.first)
            .checked_sub(1)?;
        Some(self.entries[at]).filter(|e| e.span.last.succ_opt() == Some(span.first))
    }

    /// Finds the bulletin of the same period a year ago.
    pub fn year_ago(&self, span: DateRange) -> Option<RunEntry> {
        let first = year_before(span.first, self.rhythm)?;
        let at = self
            .entries
            .binary_search_by(|e| e.span.first.cmp(&first))
            .ok()?;
        Some(self.entries[at])
    }
}

/// Returns the start of the same period a year ago: the same day of the calendar, or of the week 52
/// weeks ago.
fn year_before(first: Date, rhythm: Rhythm) -> Option<Date> {
    match rhythm {
        Rhythm::Week => first.checked_sub_days(Days::new(364)),
        _ => NaiveDate::from_ymd_opt(first.year() - 1, first.month(), first.day()),
    }
}

/// Returns the numbers of the periods between the end of one and the start of a later one, for
/// [`DateRange::nth`].
///
/// They are counted, not walked: a mistyped year leaves millions of days between two bulletins.
pub fn between(end: Date, start: Date, rhythm: Rhythm) -> Range<i32> {
    let Some(next) = end.succ_opt() else {
        return 0..0;
    };
    DateRange::number(next, rhythm)..DateRange::number(start, rhythm)
}
