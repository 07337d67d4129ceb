//! What charts show: the figures of a series over time, and how a whole is split.

use chrono::Months;
use rust_decimal::Decimal;

use crate::base::date::{Date, Language};
use crate::base::id::{FigureId, SeriesId};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::Document;
use crate::content::document::bulletin::{Amount, Bulletin, Span};
use crate::page::Reader;
use crate::page::bulletin::{Around, share};
use crate::page::chart::{self, Axis, Bar, Caption, Point, Trend};
use crate::page::data::ChartData;
use crate::site::series::Entry;
use crate::site::series::request::Request;
use crate::site::series::run::bulletin;

/// How many parts a chart of bars shows; the rest are gathered in one.
const BARS: usize = 12;

impl<'a> Reader<'a> {
    /// Draws the charts of one bulletin: its first figure over the last periods, and how a rule
    /// splits it.
    pub(super) fn bulletin_charts(self, own: &Bulletin, around: Around<'_>) -> Vec<ChartData> {
        let series = &self.site.config.series[own.series];
        let trend = main_figure(series).filter(|_| around.window.len() > 1);
        let trend = trend.and_then(|i| self.trend(own.series, i, around.window));
        trend.into_iter().chain(self.split(own)).collect()
    }

    /// Draws the charts of a series: a year of its first figure, and of its parts.
    pub(super) fn series_charts(self, series: SeriesId, entries: &[Entry]) -> Vec<ChartData> {
        let own = &self.site.config.series[series];
        let trend = main_figure(own)
            .filter(|_| entries.len() > 1)
            .and_then(|i| self.trend(series, i, entries));
        let parts = own.figures.enumerate().filter(|(_, f)| f.parts);
        trend
            .into_iter()
            .chain(parts.filter_map(|(i, _)| self.parts_chart(series, i, entries)))
            .collect()
    }

    /// Returns the bulletins of the twelve months up to the newest one.
    pub(super) fn last_year(self, series: SeriesId) -> &'a [Entry] {
        let run = self.runs.run(series);
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
    pub(super) fn asked_chart(self, asked: Request, document: &Document) -> Option<String> {
        let run = self.runs.run(asked.series);
        let day = document
            .day()
            .or_else(|| Some(run.entries.last()?.span.last))?;
        let entries = run.within(asked.last.start(day), day);
        let spec = &self.site.config.series[asked.series].figures[asked.figure];
        let chart = match spec.parts {
            true => self.parts_chart(asked.series, asked.figure, entries),
            false => self.trend(asked.series, asked.figure, entries),
        };
        Some(chart?.svg)
    }

    fn points(self, figure: FigureId, entries: &[Entry]) -> Vec<Point> {
        let point = |e: &Entry| {
            let figures = &bulletin(self.site, e.id)?.figures;
            let value = figures.iter().find(|f| f.spec == figure)?.amount.total();
            Some(Point {
                first: e.span.first,
                last: e.span.last,
                value,
            })
        };
        entries.iter().filter_map(point).collect()
    }

    /// Draws a figure over time.
    pub(super) fn trend(
        self,
        series: SeriesId,
        figure: FigureId,
        entries: &[Entry],
    ) -> Option<ChartData> {
        let language = self.site.config.wording();
        let own = &self.site.config.series[series];
        let spec = &own.figures[figure];
        let points = self.points(figure, entries);
        let axis = axis(&points)?;
        let title = self.over(own, spec, entries);
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
        self,
        series: SeriesId,
        id: &str,
        label: &str,
        entries: &[Entry],
    ) -> Option<String> {
        let own = &self.site.config.series[series];
        let figure = own.figures.position(|f| f.id == id)?;
        let points = self.points(figure, entries);
        let title = match self.site.config.wording() {
            Language::Chinese => format!("{label}最近{}期走势", points.len()),
            Language::English => format!("{label}, last {} issues", points.len()),
        };
        (points.len() > 2)
            .then(|| Some(chart::spark(&points, axis(&points)?, &title)))
            .flatten()
    }

    /// Draws how rules split a figure of a bulletin into others.
    fn split(self, own: &Bulletin) -> Option<ChartData> {
        let language = self.site.config.wording();
        let series = &self.site.config.series[own.series];
        let (whole, parts) = self.runs.rules[own.series]
            .iter()
            .find_map(|rule| rule.split())?;
        let find = |i: FigureId| own.figures.iter().find(|f| f.spec == i);
        let total = find(whole)?.amount.total();
        let bar = |i: &FigureId| {
            let spec = &series.figures[*i];
            let value = find(*i)?.amount.total();
            let share = share(value, total)
                .map(|s| format!("  {s}%"))
                .unwrap_or_default();
            Some(Bar {
                name: spec.label.clone(),
                value,
                label: format!("{value}{}{share}", spec.unit),
            })
        };
        let parts: Vec<Bar> = parts.iter().filter_map(bar).collect();
        let spec = &series.figures[whole];
        let title = match language {
            Language::Chinese => format!("{}{total}{}的构成", spec.label, spec.unit),
            Language::English => format!("What makes up {total} {}", spec.label),
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

    /// Draws the parts of a figure, added up over some periods, the largest first.
    pub(super) fn parts_chart(
        self,
        series: SeriesId,
        figure: FigureId,
        entries: &[Entry],
    ) -> Option<ChartData> {
        let language = self.site.config.wording();
        let own = &self.site.config.series[series];
        let spec = &own.figures[figure];
        let mut sums: Vec<(&str, Decimal)> = Vec::new();
        for entry in entries {
            let figures = bulletin(self.site, entry.id)
                .map(|b| &b.figures)
                .into_iter()
                .flatten();
            for part in figures
                .filter(|f| f.spec == figure)
                .flat_map(|f| parts_of(&f.amount))
            {
                match sums.iter_mut().find(|(name, _)| *name == &*part.name) {
                    Some((_, sum)) => *sum = sum.saturating_add(part.number),
                    None => sums.push((&part.name, part.number)),
                }
            }
        }
        sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
        let rest = sums.split_off(sums.len().min(BARS));
        let other = rest
            .iter()
            .fold(Decimal::ZERO, |sum, (_, n)| sum.saturating_add(*n));
        if !rest.is_empty() {
            sums.push((self.theme.word("other_parts"), other));
        }
        let bar = |(name, value): &(&str, Decimal)| Bar {
            name: (*name).to_owned(),
            value: *value,
            label: format!("{value}{}", spec.unit),
        };
        let bars: Vec<Bar> = sums.iter().map(bar).collect();
        let title = self.over(own, spec, entries);
        let caption = Caption {
            title: title.clone(),
            description: listed(&bars, language),
        };
        (!bars.is_empty()).then(|| ChartData {
            title,
            svg: chart::bars(&caption, &bars),
        })
    }

    /// Names a figure and the periods of a chart.
    fn over(self, series: &Series, spec: &FigureSpec, entries: &[Entry]) -> String {
        let language = self.site.config.wording();
        let spans = (
            entries.first().map(|e| e.span),
            entries.last().map(|e| e.span),
        );
        let (Some(first), Some(last)) = spans else {
            return spec.label.clone();
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
}

fn between(first: Span, last: Span, language: Language) -> String {
    Span {
        first: first.first,
        last: last.last,
    }
    .long(crate::content::config::Rhythm::Week, language)
}

fn axis(points: &[Point]) -> Option<Axis> {
    Some(Axis {
        first: points.first()?.first,
        last: points.last()?.first,
    })
}

fn parts_of(amount: &Amount) -> &[crate::content::document::bulletin::Part] {
    match amount {
        Amount::Parts(parts) => parts,
        Amount::Number(_) => &[],
    }
}

/// Returns the figure that a series is mostly about: the first count.
pub(super) fn main_figure(series: &Series) -> Option<FigureId> {
    let plain = || series.figures.enumerate().filter(|(_, f)| !f.parts);
    plain()
        .find(|(_, f)| !f.is_rate())
        .or_else(|| plain().next())
        .map(|(i, _)| i)
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

/// Says what there is to see in a line: its ends, its highest and its lowest point, its gaps.
fn describe(series: &Series, spec: &FigureSpec, points: &[Point], language: Language) -> String {
    let at = |p: &Point| {
        Span {
            first: p.first,
            last: p.last,
        }
        .long(series.rhythm, language)
    };
    let value = |p: &Point| format!("{}{}", p.value, spec.unit);
    let ends = (points.first(), points.last());
    let extremes = (
        points.iter().max_by_key(|p| p.value),
        points.iter().min_by_key(|p| p.value),
    );
    let ((Some(first), Some(last)), (Some(most), Some(least))) = (ends, extremes) else {
        return String::new();
    };
    let next = |day: Date| day.succ_opt();
    let gaps = points
        .windows(2)
        .filter(|p| next(p[0].last) < Some(p[1].first))
        .count();
    match language {
        Language::Chinese => {
            let gaps = if gaps > 0 {
                format!("，中间有{gaps}处缺期")
            } else {
                String::new()
            };
            format!(
                "从{}的{}到{}的{}；最高{}（{}），最低{}（{}）{gaps}。",
                at(first),
                value(first),
                at(last),
                value(last),
                value(most),
                at(most),
                value(least),
                at(least)
            )
        }
        Language::English => {
            let gaps = if gaps > 0 {
                format!("; {gaps} gaps")
            } else {
                String::new()
            };
            format!(
                "From {} ({}) to {} ({}); highest {} ({}), lowest {} ({}){gaps}.",
                value(first),
                at(first),
                value(last),
                at(last),
                value(most),
                at(most),
                value(least),
                at(least)
            )
        }
    }
}
