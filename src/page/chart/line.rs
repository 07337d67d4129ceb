//! Lines over time, whose gaps are gaps, and the same without axes.

use std::fmt::Write;

use chrono::{Datelike, Days, Months, NaiveDate};
use rust_decimal::Decimal;

use super::scale::{Scale, written};
use super::svg::{Caption, FAINT, em, length, percent, start, text};
use crate::base::date::{Date, Language, Period, short_date};

/// Height of a line chart, of its plot, and where that starts, in pixels.
const HEIGHT: i64 = 216;
const PLOT: i64 = 156;
const TOP: i64 = 26;

/// Where the plot starts, in percent of the width; before it are the marks of the axis.
const LEFT: u32 = 13;

/// Font size of the marks, and of the newest value, in pixels.
const SMALL: i64 = 12;
const LARGE: i64 = 14;

/// Keeps the width of a line where its drawing is stretched, and draws it where no style sheet
/// does.
const STILL: &str = "vector-effect=\"non-scaling-stroke\" fill=\"none\" stroke=\"currentColor\"";

/// The same for a dot, a line of no length, which is a circle by its round ends.
const ROUND: &str = "stroke-width=\"5\" stroke-linecap=\"round\"";

/// Up to so many points each has a dot.
const DOTTED: usize = 40;

/// A value of a period.
#[derive(Clone, Copy, Debug)]
pub struct Point {
    /// First day of the period.
    pub first: Date,
    /// Last day of it.
    pub last: Date,
    /// The value.
    pub value: Decimal,
}

/// The days that an axis of time spans, both included.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    /// First day.
    pub first: Date,
    /// Start of the last period.
    pub last: Date,
}

/// A line over time.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// For those who do not see it.
    pub caption: Caption,
    /// The values, oldest first.
    pub points: &'a [Point],
    /// What the axis spans.
    pub axis: Axis,
    /// Unit of the values.
    pub unit: &'a str,
    /// Language of the marks.
    pub language: Language,
}

impl Axis {
    fn days(self) -> i64 {
        (self.last - self.first).num_days().max(1)
    }

    /// Returns how far along the plot a day is, as a percentage of the whole chart.
    fn along(self, day: Date) -> String {
        let days = Decimal::from(self.days());
        let plot = Decimal::from(100 - LEFT);
        let at = Decimal::from((day - self.first).num_days())
            .saturating_mul(plot)
            .checked_div(days);
        percent(
            at.unwrap_or_default().saturating_add(Decimal::from(LEFT)),
            Decimal::ONE_HUNDRED,
        )
    }
}

/// Draws a line over time with its axes; the last value is written at its point.
pub fn line(trend: &Trend<'_>) -> String {
    let mut out = String::new();
    let scale = scale(trend.points);
    let ticks = ticks(trend.axis, trend.language);
    let cut = (!scale.has_zero()).then(|| cut(trend.language));
    let mut caption = trend.caption.clone();
    if let Some((_, sentence)) = cut {
        caption.description.push_str(sentence);
    }
    start(&mut out, "line", HEIGHT, &caption);
    grid(&mut out, &scale);
    tick_lines(&mut out, trend.axis, &ticks);
    _ = write!(
        out,
        "<svg x=\"{LEFT}%\" y=\"{}\" width=\"{}%\" height=\"{}\" viewBox=\"0 0 {} 1000\" preserveAspectRatio=\"none\" overflow=\"visible\">",
        em(TOP),
        100 - LEFT,
        em(PLOT),
        trend.axis.days()
    );
    gaps(&mut out, trend);
    curve(&mut out, trend.points, trend.axis, &scale, DOTTED);
    out.push_str("</svg>");
    last_dot(&mut out, trend, &scale);
    out.push_str("<g font-size=\".75em\">");
    if let Some((note, _)) = cut {
        let y = length(13, SMALL);
        _ = write!(out, "<text class=\"from\" y=\"{y}\">{note}</text>");
    }
    marks(&mut out, trend, &scale);
    days(&mut out, trend.axis, &ticks);
    out.push_str("</g>");
    newest(&mut out, trend);
    out.push_str("</svg>");
    out
}

/// Says that an axis leaves out zero: on the drawing, and in its description.
fn cut(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Chinese => ("纵轴不从0起", "纵轴不从0起。"),
        Language::English => ("axis not from 0", " The axis does not start at 0."),
    }
}

fn scale(points: &[Point]) -> Scale {
    let least = points.iter().map(|p| p.value).min();
    let most = points.iter().map(|p| p.value).max();
    Scale::of(least.unwrap_or_default(), most.unwrap_or_default())
}

/// Draws a line without axes, its last point marked.
pub fn spark(points: &[Point], axis: Axis, title: &str) -> String {
    let mut out = String::new();
    let scale = scale(points);
    let days = axis.days();
    _ = write!(
        out,
        "<svg class=\"chart chart-spark\" width=\"112\" height=\"28\" viewBox=\"0 0 {days} 1000\" preserveAspectRatio=\"none\" overflow=\"visible\" role=\"img\"><title>"
    );
    text(&mut out, title);
    out.push_str("</title>");
    curve(&mut out, points, axis, &scale, 0);
    if let Some(last) = points.last() {
        let x = (last.first - axis.first).num_days();
        _ = write!(
            out,
            "<path class=\"dot\" {STILL} {ROUND} d=\"M{x} {}h0\"/>",
            scale.place(last.value)
        );
    }
    out.push_str("</svg>");
    out
}

/// Draws a line across the plot for each mark.
fn grid(out: &mut String, scale: &Scale) {
    for mark in &scale.marks {
        let y = em(height_of(*mark, scale));
        let class = if mark.is_zero() {
            " class=\"zero\""
        } else {
            ""
        };
        _ = write!(
            out,
            "<line{class} stroke=\"{FAINT}\" x1=\"{LEFT}%\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\"/>"
        );
    }
}

/// Returns how far below the top of the chart a value is, in pixels.
fn height_of(value: Decimal, scale: &Scale) -> i64 {
    TOP + scale.place(value) * PLOT / 1000
}

/// Writes what each line of the grid stands for.
fn marks(out: &mut String, trend: &Trend<'_>, scale: &Scale) {
    for mark in &scale.marks {
        let label = written(*mark, scale.high, trend.language == Language::Chinese);
        _ = write!(
            out,
            "<text x=\"{}%\" y=\"{}\" text-anchor=\"end\">{label}</text>",
            LEFT - 2,
            length(height_of(*mark, scale) + 4, SMALL)
        );
    }
}

/// Draws a short line below the axis for each day that is named.
fn tick_lines(out: &mut String, axis: Axis, ticks: &[(Date, String)]) {
    let [top, end] = [TOP + PLOT, TOP + PLOT + 5].map(em);
    for (day, _) in ticks {
        let x = axis.along(*day);
        _ = write!(
            out,
            "<line class=\"tick\" stroke=\"currentColor\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{end}\"/>"
        );
    }
}

/// Writes days or months below the axis, at most five.
fn days(out: &mut String, axis: Axis, ticks: &[(Date, String)]) {
    let y = length(TOP + PLOT + 22, SMALL);
    for (i, (day, label)) in ticks.iter().enumerate() {
        let x = axis.along(*day);
        let anchor = match i {
            0 if *day == axis.first => "start",
            i if i + 1 == ticks.len() && *day == axis.last => "end",
            _ => "middle",
        };
        _ = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">");
        text(out, label);
        out.push_str("</text>");
    }
}

/// Chooses the days that are named: starts of months or years over a long time, else four days
/// evenly apart.
fn ticks(axis: Axis, language: Language) -> Vec<(Date, String)> {
    let days = axis.days();
    if axis.first == axis.last {
        return vec![(axis.first, short_date(axis.first, language))];
    }
    if days <= 100 {
        // Four names fit on a narrow page, but not close together.
        let count = if days < 6 { days.min(2) } else { 3 };
        let steps = (0..=count).map(|i| (days * i + count / 2) / count);
        let steps = steps.map(|days| Days::new(u64::try_from(days).unwrap_or(0)));
        return steps
            .filter_map(|days| axis.first.checked_add_days(days))
            .map(|day| (day, short_date(day, language)))
            .collect();
    }
    let months = days / 30;
    let every = [1, 2, 3, 6, 12, 24, 60, 120]
        .into_iter()
        .find(|n| months / n <= 4)
        .unwrap_or(240);
    let first = NaiveDate::from_ymd_opt(axis.first.year(), 1, 1).unwrap_or(axis.first);
    let starts = std::iter::successors(Some(first), |d| {
        d.checked_add_months(Months::new(every as u32))
    });
    let shown = starts
        .take_while(|d| *d <= axis.last)
        .filter(|d| *d >= axis.first);
    shown
        .map(|day| {
            let is_year = every >= 12 || day.month() == 1;
            (day, month_or_year(day, is_year, language))
        })
        .collect()
}

/// Names a month in three characters, which "Sep" needs, or a year.
fn month_or_year(day: Date, is_year: bool, language: Language) -> String {
    if is_year {
        return Period::Year(day.year()).long(language);
    }
    let month = Period::of_month(day).short(language);
    month.chars().take(3).collect()
}

/// Shades the periods that are missing between two points.
fn gaps(out: &mut String, trend: &Trend<'_>) {
    for pair in trend.points.windows(2) {
        let [a, b] = pair else { continue };
        if a.last.succ_opt() < Some(b.first) {
            let x = (a.first - trend.axis.first).num_days();
            let width = (b.first - a.first).num_days();
            _ = write!(
                out,
                "<rect class=\"gap\" fill=\"{FAINT}\" x=\"{x}\" width=\"{width}\" height=\"1000\"/>"
            );
        }
    }
}

/// Draws the line, broken where a period is missing; a point between two gaps is a dot, as are up
/// to `dotted` others.
fn curve(out: &mut String, points: &[Point], axis: Axis, scale: &Scale, dotted: usize) {
    let (mut path, mut dots) = (String::new(), String::new());
    let runs: Vec<&[Point]> = points
        .chunk_by(|a, b| a.last.succ_opt() >= Some(b.first))
        .collect();
    for run in runs {
        let mut command = 'M';
        for point in run {
            let x = (point.first - axis.first).num_days();
            let y = scale.place(point.value);
            if run.len() > 1 {
                _ = write!(path, "{command}{x} {y}");
                command = 'L';
            }
            if run.len() == 1 || points.len() <= dotted {
                _ = write!(dots, "M{x} {y}h0");
            }
        }
    }
    if !path.is_empty() {
        _ = write!(out, "<path class=\"curve\" {STILL} d=\"{path}\"/>");
    }
    if !dots.is_empty() {
        _ = write!(out, "<path class=\"dots\" {STILL} {ROUND} d=\"{dots}\"/>");
    }
}

/// Marks the point of the last value.
fn last_dot(out: &mut String, trend: &Trend<'_>, scale: &Scale) {
    let Some(last) = trend.points.last() else {
        return;
    };
    let (x, y) = (
        trend.axis.along(last.first),
        em(height_of(last.value, scale)),
    );
    _ = write!(
        out,
        "<circle class=\"last\" cx=\"{x}\" cy=\"{y}\" r=\"4\"/>"
    );
}

/// Writes the last value above the plot, where no line can cross it.
fn newest(out: &mut String, trend: &Trend<'_>) {
    let Some(last) = trend.points.last() else {
        return;
    };
    let word = match trend.language {
        Language::Chinese => "最新",
        Language::English => "latest",
    };
    _ = write!(
        out,
        "<text class=\"newest\" font-size=\".875em\" x=\"100%\" y=\"{}\" text-anchor=\"end\">{word} {}",
        length(13, LARGE),
        last.value
    );
    text(out, trend.unit);
    out.push_str("</text>");
}
