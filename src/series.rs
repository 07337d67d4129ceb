//! The run of a bulletin series: each period once, and none left out in between.

use chrono::Days;

use crate::config::Rhythm;
use crate::date::{Date, Language};
use crate::diagnostic::{Diagnostic, Span};
use crate::document::{Document, Withheld, bulletin};
use crate::site::{Scope, Site};

/// Checks the periods of every series: two bulletins for one period are an error, a gap is a warning, one a series.
///
/// A bulletin that is still to be published counts: its period is neither free nor missing.
pub fn check(site: &Site) -> Vec<Diagnostic> {
    (0..).zip(&site.config.series).flat_map(|(i, _)| run(site, i)).collect()
}

/// How many of the missing periods are named, the newest ones.
const NAMED: usize = 5;

fn run(site: &Site, series: u16) -> Vec<Diagnostic> {
    let own = |d: &Document| d.bulletin.as_ref().filter(|b| b.series == series).map(|b| b.span);
    let waiting = site.held.iter().filter(|h| matches!(h.reason, Withheld::Future(_))).map(|h| &*h.document);
    let public = site.list(Scope::Series(series)).iter().map(|id| &**site.article(*id));
    let mut run: Vec<(bulletin::Span, &Document)> = public.chain(waiting).filter_map(|d| Some((own(d)?, d))).collect();
    run.sort_by(|(a, x), (b, y)| (a, x.date.utc, &x.path).cmp(&(b, y.date.utc, &y.path)));
    let config = &site.config.series[usize::from(series)];
    let language = site.config.wording();
    let mut problems = Vec::new();
    let mut missing: Vec<(bulletin::Span, &Document)> = Vec::new();
    for pair in run.windows(2) {
        let [(before, first), (span, second)] = pair else { continue };
        if before.first == span.first {
            let twice = Diagnostic::error("E0601", Span::file(&second.path)).also(Span::file(&first.path));
            problems.push(twice.with("series", &config.title).with("period", span.long(config.rhythm, language)));
        }
        missing.extend(between(before.last, span.first, config.rhythm).map(|period| (period, *second)));
    }
    if let Some((_, after)) = missing.last() {
        let newest = missing.iter().rev().take(NAMED).map(|(period, _)| period.long(config.rhythm, language));
        let periods = newest.collect::<Vec<_>>().join(if language == Language::Chinese { "、" } else { ", " });
        let gap = Diagnostic::warning("W0602", Span::file(&after.path)).with("series", &config.title);
        problems.push(gap.with("count", missing.len()).with("periods", periods));
    }
    problems
}

/// Returns the periods between the end of one and the start of another.
fn between(end: Date, start: Date, rhythm: Rhythm) -> impl Iterator<Item = bulletin::Span> {
    let next = move |last: Date| bulletin::Span::holding(last.checked_add_days(Days::new(1))?, rhythm);
    let inside = move |period: &bulletin::Span| period.last < start;
    std::iter::successors(next(end), move |period| next(period.last)).take_while(inside)
}
