//! Which charts a series and its bulletins have: figures over time, and how a whole is split.

use std::cmp::Reverse;

use chrono::Months;
use rust_decimal::Decimal;

use crate::base::date::Language;
use crate::base::id::{FigureId, SeriesId};
use crate::content::config::{FigureSpec, Rhythm, Series};
use crate::content::document::Document;
use crate::content::document::bulletin::{Amount, Bulletin, DateRange, Part};
use crate::page::chart::{self, Axis, Bar, Caption, Point, Trend};
use crate::page::data::ChartData;
use crate::page::reader::Reader;
use crate::site::Site;
use crate::site::series::RunEntry;
use crate::site::series::request::Request;
use crate::site::series::rule::rounded;
use crate::site::series::run::bulletin;

/// How many parts a chart of bars shows; the rest are gathered in one.
const BARS: usize = 12;

/// Draws the charts of one bulletin: its first figure over the last periods, and how a rule
/// splits it.
pub(super) fn of_bulletin(r: Reader<'_>, own: &Bulletin, window: &[RunEntry]) -> Vec<ChartData> {
    let main = main_trend(r, own.series, window);
    main.into_iter().chain(split(r, own)).collect()
}

/// Draws the charts of a series: a year of its first figure, and of its parts.
pub(super) fn of_series(r: Reader<'_>, series: SeriesId, entries: &[RunEntry]) -> Vec<ChartData> {
    let figures = r.site.config.series[series].figures.enumerate();
    let split = figures.filter(|(_, spec)| spec.parts);
    let main = main_trend(r, series, entries);
    main.into_iter()
        .chain(split.filter_map(|(id, _)| parts(r, series, id, entries)))
        .collect()
}

/// Draws the figure that a series is mostly about; none of a single bulletin.
fn main_trend(r: Reader<'_>, series: SeriesId, entries: &[RunEntry]) -> Option<ChartData> {
    if entries.len() < 2 {
        return None;
    }
    let figure = main_figure(&r.site.config.series[series])?;
    trend(r, series, figure, entries)
}

/// Returns the bulletins of the twelve months up to the newest one.
pub(super) fn last_year<'a>(r: Reader<'a>, series: SeriesId) -> &'a [RunEntry] {
    let run = r.runs.run(series);
    let Some(last) = run.entries.last() else {
        return &[];
    };
    let after = last
        .span
        .first
        .checked_sub_months(Months::new(12))
        .unwrap_or(last.span.first);
    let start = run.entries.partition_point(|e| e.span.first <= after);
    &run.entries[start..]
}

/// Draws a chart that an article asks for: up to the article's own day, so that an old article
/// stays as it was.
///
/// On a standing page, which has no day, it goes up to the newest bulletin.
pub(super) fn asked(r: Reader<'_>, asked: Request, document: &Document) -> Option<String> {
    let run = r.runs.run(asked.series);
    let day = document
        .day()
        .or_else(|| Some(run.entries.last()?.span.last))?;
    let entries = run.within(asked.last.start(day), day);
    let spec = &r.site.config.series[asked.series].figures[asked.figure];
    let draw = if spec.parts { parts } else { trend };
    Some(draw(r, asked.series, asked.figure, entries)?.svg)
}

fn points(r: Reader<'_>, figure: FigureId, entries: &[RunEntry]) -> Vec<Point> {
    let mut points = Vec::new();
    for RunEntry { span, id } in entries {
        if let Some(value) = bulletin(r.site, *id).and_then(|own| total(own, figure)) {
            points.push(Point {
                first: span.first,
                last: span.last,
                value,
            });
        }
    }
    points
}

/// Returns what a bulletin has of a figure.
fn total(own: &Bulletin, figure: FigureId) -> Option<Decimal> {
    let found = own.figures.iter().find(|f| f.spec == figure)?;
    Some(found.amount.total())
}

/// Draws a figure over time.
fn trend(
    r: Reader<'_>,
    series: SeriesId,
    figure: FigureId,
    entries: &[RunEntry],
) -> Option<ChartData> {
    let language = r.site.config.wording();
    let own = &r.site.config.series[series];
    let spec = &own.figures[figure];
    let points = points(r, figure, entries);
    let axis = axis(&points)?;
    let title = over(r, own, spec, entries);
    let caption = Caption {
        title: title.clone(),
        description: describe(own, spec, &points, language),
    };
    let svg = chart::line(&Trend {
        caption,
        points: &points,
        axis,
        unit: &spec.unit,
        language,
    });
    Some(ChartData { title, svg })
}

/// Draws a figure as a small line without axes.
pub(super) fn spark(
    r: Reader<'_>,
    series: SeriesId,
    id: &str,
    label: &str,
    entries: &[RunEntry],
) -> Option<String> {
    let own = &r.site.config.series[series];
    let figure = own.figures.position(|f| f.id == id)?;
    let points = points(r, figure, entries);
    let title = match r.site.config.wording() {
        Language::Chinese => format!("{label}最近{}期走势", points.len()),
        Language::English => format!("{label}, last {} issues", points.len()),
    };
    if points.len() < 3 || !is_seen(&points, entries, own.rhythm) {
        return None;
    }
    Some(chart::spark(&points, axis(&points)?, &title))
}

/// Returns true if enough of the periods have a value for a line to be seen: three of five, and not
/// mostly ones without a neighbour, which are dots.
fn is_seen(points: &[Point], entries: &[RunEntry], rhythm: Rhythm) -> bool {
    let [Some(first), Some(last)] = [entries.first(), entries.last()] else {
        return false;
    };
    let [first, last] = [first, last].map(|entry| DateRange::number(entry.span.first, rhythm));
    let periods = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
    let runs = points.chunk_by(|a, b| a.last.succ_opt() >= Some(b.first));
    let is_line = points.len() >= runs.count().saturating_mul(2);
    is_line && points.len().saturating_mul(5) >= periods.saturating_mul(3)
}

/// Draws how rules split a figure of a bulletin into others.
fn split(r: Reader<'_>, own: &Bulletin) -> Option<ChartData> {
    let language = r.site.config.wording();
    let series = &r.site.config.series[own.series];
    let mut rules = r.runs.rules[own.series].iter();
    let (whole, parts) = rules.find_map(|rule| rule.split())?;
    let spec = &series.figures[whole];
    let whole = total(own, whole)?;
    let parts = parts.iter();
    let parts: Vec<Bar> = parts
        .filter_map(|id| split_bar(own, *id, &series.figures[*id], whole, language))
        .collect();
    let title = match language {
        Language::Chinese => format!("{}{whole}{}的构成", spec.label, spec.unit),
        Language::English => format!("What makes up {whole} {}", spec.label),
    };
    let caption = Caption {
        title: title.clone(),
        description: listed(&parts, language),
    };
    (parts.len() > 1).then(|| ChartData {
        title,
        svg: chart::stacked(&caption, &parts),
    })
}

fn split_bar(
    own: &Bulletin,
    id: FigureId,
    spec: &FigureSpec,
    whole: Decimal,
    language: Language,
) -> Option<Bar> {
    let value = total(own, id)?;
    let share = match share(value, whole, language) {
        Some((_, text)) => format!("  {text}"),
        None => String::new(),
    };
    Some(Bar {
        name: spec.label.clone(),
        value,
        label: format!("{value}{}{share}", spec.unit),
    })
}

/// Draws the parts of a figure, added up over some periods, the largest first.
fn parts(
    r: Reader<'_>,
    series: SeriesId,
    figure: FigureId,
    entries: &[RunEntry],
) -> Option<ChartData> {
    let language = r.site.config.wording();
    let own = &r.site.config.series[series];
    let spec = &own.figures[figure];
    let mut sums = sums(r.site, figure, entries);
    let rest = sums.split_off(sums.len().min(BARS));
    if !rest.is_empty() {
        let rest = rest.into_iter().map(|(_, number)| number);
        let other = rest.fold(Decimal::ZERO, Decimal::saturating_add);
        sums.push((r.theme.word("other_parts"), other));
    }
    let bars: Vec<Bar> = sums
        .into_iter()
        .map(|(name, value)| Bar {
            name: name.to_owned(),
            value,
            label: format!("{value}{}", spec.unit),
        })
        .collect();
    let title = over(r, own, spec, entries);
    let caption = Caption {
        title: title.clone(),
        description: listed(&bars, language),
    };
    (!bars.is_empty()).then(|| ChartData {
        title,
        svg: chart::bars(&caption, &bars),
    })
}

/// Adds up the parts of a figure by name, the largest first.
fn sums<'a>(site: &'a Site, figure: FigureId, entries: &[RunEntry]) -> Vec<(&'a str, Decimal)> {
    let mut sums: Vec<(&str, Decimal)> = Vec::new();
    let bulletins = entries.iter().filter_map(|entry| bulletin(site, entry.id));
    let figures = bulletins.flat_map(|own| &own.figures);
    for part in figures
        .filter(|f| f.spec == figure)
        .flat_map(|f| parts_of(&f.amount))
    {
        match sums.iter_mut().find(|(name, _)| *name == &*part.name) {
            Some((_, sum)) => *sum = sum.saturating_add(part.number),
            None => sums.push((&part.name, part.number)),
        }
    }
    sums.sort_by_key(|(_, sum)| Reverse(*sum));
    sums
}

/// Names a figure and the periods of a chart.
fn over(r: Reader<'_>, series: &Series, spec: &FigureSpec, entries: &[RunEntry]) -> String {
    let language = r.site.config.wording();
    let [first, last] = match entries {
        [] => return spec.label.clone(),
        [one] => [one.span, one.span],
        [first, .., last] => [first.span, last.span],
    };
    let unit = match (spec.unit.is_empty(), language) {
        (true, _) => String::new(),
        (false, Language::Chinese) => format!("（{}）", spec.unit),
        (false, Language::English) => format!(" ({})", spec.unit),
    };
    let time = if entries.len() == 1 {
        first.long(series.rhythm, language)
    } else {
        between(first, last, language)
    };
    match language {
        Language::Chinese => format!("{}{unit}，{time}", spec.label),
        Language::English => format!("{}{unit}, {time}", spec.label),
    }
}

fn between(first: DateRange, last: DateRange, language: Language) -> String {
    DateRange {
        first: first.first,
        last: last.last,
    }
    .long(Rhythm::Week, language)
}

fn axis(points: &[Point]) -> Option<Axis> {
    Some(Axis {
        first: points.first()?.first,
        last: points.last()?.first,
    })
}

fn parts_of(amount: &Amount) -> &[Part] {
    match amount {
        Amount::Parts(parts) => parts,
        Amount::Number(_) => &[],
    }
}

/// Returns the figure that a series is mostly about: the first count.
pub(super) fn main_figure(series: &Series) -> Option<FigureId> {
    let plain = series.figures.enumerate().filter(|(_, f)| !f.parts);
    // Of equals the first one: so a rate only where there is no count.
    plain.min_by_key(|(_, f)| f.is_rate()).map(|(id, _)| id)
}

fn listed(bars: &[Bar], language: Language) -> String {
    let items: Vec<String> = bars
        .iter()
        .map(|b| format!("{} {}", b.name, b.label))
        .collect();
    items.join(if language == Language::Chinese {
        "；"
    } else {
        "; "
    })
}

/// Writes a share in percent with one decimal, as a number and for readers; none of nothing.
///
/// Readers are never told that something is nothing, nor that a part is all.
pub(super) fn share(part: Decimal, whole: Decimal, language: Language) -> Option<(String, String)> {
    let share = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let least = Decimal::new(1, 1);
    let most = Decimal::ONE_HUNDRED.saturating_sub(least);
    let number = format!("{:.1}", rounded(share, 1));
    let text = match language {
        Language::Chinese if share > Decimal::ZERO && share < least => "不足0.1%".to_owned(),
        Language::English if share > Decimal::ZERO && share < least => "<0.1%".to_owned(),
        Language::Chinese if share > most && part < whole => "超过99.9%".to_owned(),
        Language::English if share > most && part < whole => ">99.9%".to_owned(),
        Language::Chinese | Language::English => format!("{number}%"),
    };
    Some((number, text))
}

/// Describes a line: its ends, its highest and its lowest point, its gaps.
fn describe(series: &Series, spec: &FigureSpec, points: &[Point], language: Language) -> String {
    let ends = points.first().zip(points.last());
    let most = points.iter().max_by_key(|p| p.value);
    let least = points.iter().min_by_key(|p| p.value);
    let (Some((first, last)), Some((most, least))) = (ends, most.zip(least)) else {
        return String::new();
    };
    let pairs = points.windows(2);
    let gaps = pairs
        .filter(|pair| pair[0].last.succ_opt() < Some(pair[1].first))
        .count();
    let named = [first, last, most, least];
    let [first_at, last_at, most_at, least_at] = named.map(|point| at(point, series, language));
    let [first, last, most, least] = named.map(|point| format!("{}{}", point.value, spec.unit));
    let gaps = match (gaps, language) {
        (0, _) => String::new(),
        (_, Language::Chinese) => format!("，中间有{gaps}处缺期"),
        (_, Language::English) => format!("; {gaps} gaps"),
    };
    match language {
        Language::Chinese => format!(
            "从{first_at}的{first}到{last_at}的{last}；最高{most}（{most_at}），最低{least}（{least_at}）{gaps}。"
        ),
        Language::English => format!(
            "From {first} ({first_at}) to {last} ({last_at}); highest {most} ({most_at}), lowest {least} ({least_at}){gaps}."
        ),
    }
}

fn at(point: &Point, series: &Series, language: Language) -> String {
    let span = DateRange {
        first: point.first,
        last: point.last,
    };
    span.long(series.rhythm, language)
}
