//! What has to hold of a series: its rules, and that each period is there once, whole, and in its
//! place.

mod chain;
mod jump;
mod rule;

use std::collections::BTreeSet;
use std::ops::Range;

use self::chain::Chain;
use self::rule::{ChainNumbers, RuleCheck};
use super::explain::Explainer;
use super::run::{Runs, between};
use crate::base::date::Language;
use crate::base::id::{List, SeriesId};
use crate::content::config::Series;
use crate::content::document::bulletin::DateRange;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::site::Site;

/// How many of the missing periods are named, the newest ones.
const NAMED: usize = 5;

/// Checks every series; a bulletin that is still to be published counts: its period is neither free
/// nor missing.
///
/// A period can be missed only if no document was left out.
pub fn check(site: &Site, runs: &Runs, is_complete: bool) -> Vec<Diagnostic> {
    let chains: List<SeriesId, Chain<'_>> = site
        .config
        .series
        .ids()
        .map(|id| chain::of(site, id))
        .collect();
    let mut problems = Vec::new();
    for ((id, series), chain) in site.config.series.enumerate().zip(&chains) {
        overlaps(site, series, chain, &mut problems);
        // What has expired counts where the clock would change what is said of the others.
        let with_expired = chain::with_expired(site, id);
        let all = with_expired.as_ref().unwrap_or(chain);
        if is_complete {
            problems.extend(gaps(site, series, chain, all));
        }
        jump::check(series, all, site.now(), &mut problems);
    }
    let held = site
        .held
        .iter()
        .filter(|h| !matches!(h.reason, Withheld::Expired(_)))
        .map(|h| &h.document);
    for document in site.articles.iter().chain(held) {
        let Some(bulletin) = document.bulletin.as_deref() else {
            continue;
        };
        let numbers = ChainNumbers {
            bulletin,
            chains: &chains,
        };
        let explainer = Explainer {
            series: &site.config.series[bulletin.series],
            config: &site.config,
        };
        for rule in &runs.rules[bulletin.series] {
            let check = RuleCheck {
                document,
                rule,
                numbers: &numbers,
                explainer: &explainer,
            };
            problems.extend(check.problem());
        }
    }
    problems
}

/// Finds periods that are there twice, or overlap.
fn overlaps(site: &Site, series: &Series, chain: &Chain<'_>, problems: &mut Vec<Diagnostic>) {
    let language = site.config.wording();
    for pair in chain.windows(2) {
        let [(before, first), (span, second)] = pair else {
            continue;
        };
        if span.first > before.last {
            continue;
        }
        let code = if before.first == span.first {
            code::DUPLICATE_BULLETIN
        } else {
            code::OVERLAPPING_BULLETINS
        };
        problems.push(
            Diagnostic::new(code, Span::file(&second.path))
                .also(Span::file(&first.path))
                .with("series", &series.title)
                .with("period", span.long(series.rhythm, language))
                .with("other", before.long(series.rhythm, language))
                .entry("period", ""),
        );
    }
}

/// Finds periods that are missing between others. If all of them are those of bulletins that have
/// expired (`all` has them as well), the clock made the gap.
fn gaps(site: &Site, series: &Series, chain: &Chain<'_>, all: &Chain<'_>) -> Option<Diagnostic> {
    let language = site.config.wording();
    let mut gaps: Vec<(Range<i32>, &Document)> = Vec::new();
    for pair in chain.windows(2) {
        let [(before, _), (span, after)] = pair else {
            continue;
        };
        let gap = between(before.last, span.first, series.rhythm);
        if !gap.is_empty() {
            gaps.push((gap, *after));
        }
    }
    let (_, after) = gaps.last()?;
    let newest: Vec<String> = gaps
        .iter()
        .rev()
        .flat_map(|(gap, _)| gap.clone().rev())
        .take(NAMED)
        .filter_map(|number| DateRange::nth(number, series.rhythm))
        .map(|period| period.long(series.rhythm, language))
        .collect();
    let separator = match language {
        Language::Chinese => "、",
        Language::English => ", ",
    };
    let count: usize = gaps.iter().map(|(gap, _)| gap.len()).sum();
    let problem = Diagnostic::new(code::MISSING_BULLETINS, Span::file(&after.path))
        .with("series", &series.title)
        .with("count", count)
        .with("periods", newest.join(separator))
        .entry("period", "");
    let is_by_clock = all.len() > chain.len() && had_all(series, all, &gaps);
    Some(if is_by_clock {
        problem.by_clock()
    } else {
        problem
    })
}

/// Returns true if there were bulletins of all the periods that are missing.
fn had_all(series: &Series, all: &Chain<'_>, gaps: &[(Range<i32>, &Document)]) -> bool {
    let numbers = all
        .iter()
        .map(|(span, _)| DateRange::number(span.first, series.rhythm));
    let numbers: BTreeSet<i32> = numbers.collect();
    let mut missing = gaps.iter().flat_map(|(gap, _)| gap.clone());
    missing.all(|number| numbers.contains(&number))
}
