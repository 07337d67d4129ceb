//! A series: its table, its charts, the bulletin that is to be expected.

use chrono::Days;
use rust_decimal::Decimal;

use crate::base::date::{Language, Period, iso_date, long_date};
use crate::base::id::{ArticleId, FigureId, SeriesId};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::{Bulletin, DateRange};
use crate::page::data::{ColumnData, ExpectedData, RowData, SeriesData, TableData};
use crate::page::reader::Reader;
use crate::page::{dataset, scope, series_charts};
use crate::site::series::run::{between, bulletin};
use crate::site::{LIST_LIMIT, Scope, Site};

/// Reads a series, or a year or month of it, for its page; `newest` is how many rows a table
/// that is cut has.
pub(super) fn data(r: Reader<'_>, series: SeriesId, period: Period, newest: usize) -> SeriesData {
    let ids = r.site.select(Scope::Series(series), period);
    let rows = match (ids.len() <= LIST_LIMIT, period) {
        (true, _) => ids,
        (false, Period::All) => &ids[ids.len().saturating_sub(newest)..],
        (false, Period::Year(_) | Period::Month(..) | Period::Day(..)) => &[],
    };
    let entries = match period.days() {
        None => series_charts::last_year(r, series),
        // By the first days of their periods, as the list is.
        Some((first, after)) => {
            let entries = &r.runs.run(series).entries;
            let [start, end] =
                [first, after].map(|day| entries.partition_point(|e| e.span.first < day));
            &entries[start..end]
        }
    };
    let own = &r.site.config.series[series];
    SeriesData {
        description: scope::series_description(r, series),
        charts: series_charts::of_series(r, series, entries),
        table: (!rows.is_empty()).then(|| table(r, series, rows)),
        expected: if period == Period::All {
            expected(r, series)
        } else {
            None
        },
        files: dataset::links(r, series, period),
        license: own.license.clone(),
    }
}

fn table(r: Reader<'_>, id: SeriesId, ids: &[ArticleId]) -> TableData {
    let language = r.site.config.wording();
    let series = &r.site.config.series[id];
    let repeated = repeated(r, id, ids);
    let figures = series.figures.ids();
    let shown: Vec<FigureId> = figures.filter(|id| !repeated.contains(id)).collect();
    let mut rows = Vec::new();
    let mut after: Option<DateRange> = None;
    for id in ids.iter().rev() {
        let Some(own) = bulletin(r.site, *id) else {
            continue;
        };
        if let Some(after) = after {
            rows.extend(missing(r, series, own.span, after));
        }
        rows.push(RowData {
            period: own.span.long(series.rhythm, language),
            href: Some(r.href(&r.site.url(r.site.article(*id)))),
            cells: shown.iter().map(|id| cell(own, *id)).collect(),
            missing: 0,
        });
        after = Some(own.span);
    }
    TableData {
        columns: shown
            .iter()
            .map(|id| column(&series.figures[*id]))
            .collect(),
        rows,
        sums: if ids.len() > 1 {
            let sums = shown.iter();
            sums.map(|id| sum(r.site, ids, *id, &series.figures[*id]))
                .collect()
        } else {
            Vec::new()
        },
    }
}

/// Finds the figures with parts whose column would be that of the figure which they add up to: a
/// rule says so, and the bulletins keep it.
fn repeated(r: Reader<'_>, series: SeriesId, ids: &[ArticleId]) -> Vec<FigureId> {
    let mut repeated = Vec::new();
    let figures = &r.site.config.series[series].figures;
    let owners = r.runs.rules[series].iter().filter_map(|r| r.owner());
    for (whole, parts) in owners {
        let bulletins = ids.iter().filter_map(|id| bulletin(r.site, *id));
        let is_same = figures[whole].unit == figures[parts].unit
            && bulletins
                .map(|b| (cell(b, whole), cell(b, parts)))
                .all(is_kept);
        if is_same {
            repeated.push(parts);
        }
    }
    repeated
}

/// Returns true if a sum of parts says nothing that the figure beside it does not.
fn is_kept((whole, parts): (Option<String>, Option<String>)) -> bool {
    parts.is_none() || parts == whole
}

fn column(spec: &FigureSpec) -> ColumnData {
    ColumnData {
        label: spec.label.clone(),
        unit: spec.unit.clone(),
    }
}

fn cell(own: &Bulletin, figure: FigureId) -> Option<String> {
    let found = own.figures.iter().find(|f| f.spec == figure)?;
    Some(found.amount.total().to_string())
}

/// Adds up a figure of some bulletins; none for a rate, nor for one that no bulletin reports.
fn sum(site: &Site, ids: &[ArticleId], figure: FigureId, spec: &FigureSpec) -> Option<String> {
    if spec.is_rate() {
        return None;
    }
    let bulletins = ids.iter().filter_map(|id| bulletin(site, *id));
    let figures = bulletins
        .flat_map(|b| &b.figures)
        .filter(|f| f.spec == figure);
    let sum = figures
        .map(|f| f.amount.total())
        .reduce(Decimal::saturating_add)?;
    Some(sum.to_string())
}

/// Makes the row of the periods that are missing between two, if there are any.
fn missing(r: Reader<'_>, series: &Series, before: DateRange, after: DateRange) -> Option<RowData> {
    let language = r.site.config.wording();
    let gap = between(before.last, after.first, series.rhythm);
    let count = gap.len();
    let mut spans = gap.filter_map(|number| DateRange::nth(number, series.rhythm));
    let first = spans.next()?;
    let last = spans.next_back().unwrap_or(first);
    let [one, other] = [first, last].map(|span| span.long(series.rhythm, language));
    let period = match (count, language) {
        (1, _) => one,
        (_, Language::Chinese) => format!("{one}至{other}"),
        (_, Language::English) => format!("{one} – {other}"),
    };
    Some(RowData {
        period,
        href: None,
        cells: Vec::new(),
        missing: count,
    })
}

/// Returns when the next bulletin is to be expected: as long after its period as the newest one
/// came.
fn expected(r: Reader<'_>, series: SeriesId) -> Option<ExpectedData> {
    let language = r.site.config.wording();
    let rhythm = r.site.config.series[series].rhythm;
    let newest = r.runs.run(series).entries.last()?;
    let next = DateRange::holding(newest.span.last.succ_opt()?, rhythm)?;
    let after = r.site.day(newest.id) - newest.span.last;
    let day = next
        .last
        .checked_add_days(Days::new(u64::try_from(after.num_days()).ok()?))?;
    let period = next.long(rhythm, language);
    Some(ExpectedData {
        period,
        day: long_date(day, language),
        day_iso: iso_date(day),
    })
}
