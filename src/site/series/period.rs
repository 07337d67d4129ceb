//! Finding the period in the words of a bulletin: 1月17日, 1月8日至14日, 2024年第一季度.

use chrono::{Datelike, NaiveDate, Weekday};
use rust_decimal::prelude::ToPrimitive;

use crate::base::date::{Date, Period};
use crate::content::config::Rhythm;
use crate::content::document::bulletin::{DateRange, numeral};

/// A period that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedPeriod {
    pub(super) span: DateRange,
    /// The year, if the text has none.
    pub(super) guessed: Option<GuessedYear>,
}

/// The year of a period whose text has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct GuessedYear {
    /// That of the period: of a week the latest in which it starts on a Monday.
    pub(super) year: i32,
    /// The latest in which the period is over.
    pub(super) latest: i32,
}

/// How many years back a period is looked for: a 29 February may be years ago, and a week starts on
/// a Monday at least once in so many.
const YEARS: i32 = 12;

/// A date as written: any of its parts may be missing.
#[derive(Clone, Copy, Debug, Default)]
struct Written {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    quarter: Option<u32>,
}

/// Finds the first period of a rhythm; without a year it is the latest one that is over by `today`,
/// of weeks the latest that starts on a Monday.
pub(super) fn find(text: &str, rhythm: Rhythm, today: Date) -> Option<NamedPeriod> {
    text.char_indices().find_map(|(at, _)| {
        let (first, length) = written(&text[at..]).filter(|_| is_start(text, at))?;
        let rest = &text[at + length..];
        match rhythm {
            Rhythm::Week => week(first, rest, today),
            // The first day of a span of days is no period.
            _ if leads_to_day(rest) => None,
            _ => resolved(first.year, today, |year| span(first, year, rhythm)),
        }
    })
}

fn leads_to_day(rest: &str) -> bool {
    let last = to(rest).and_then(written);
    last.is_some_and(|(last, _)| last.day.is_some())
}

/// Returns true if a date may start here: not within a number, nor at the end of a span.
fn is_start(text: &str, at: usize) -> bool {
    let before = &text[..at];
    !before
        .trim_end()
        .ends_with(['至', '到', '—', '–', '～', '~'])
        && !before.ends_with(|c: char| {
            c.is_ascii_digit()
                || ('０'..='９').contains(&c)
                || "零〇一二三四五六七八九十".contains(c)
        })
}

fn week(first: Written, rest: &str, today: Date) -> Option<NamedPeriod> {
    let (last, _) = written(to(rest)?)?;
    let (month, day) = (first.month?, first.day?);
    let (last_month, last_day) = (last.month.unwrap_or(month), last.day?);
    let span = |year| {
        let end_year = if last_month < month { year + 1 } else { year };
        let first = NaiveDate::from_ymd_opt(year, month, day)?;
        let last = NaiveDate::from_ymd_opt(end_year, last_month, last_day)?;
        ((last - first).num_days() == 6).then_some(DateRange { first, last })
    };
    let named = resolved(first.year.or(last.year), today, span)?;
    let Some(GuessedYear { latest, .. }) = named.guessed else {
        return Some(named);
    };
    // The weekday says which year it is, since the weeks of a newspaper start on Mondays.
    let Some((year, span)) = latest_over(today, |year| span(year).filter(is_of_monday)) else {
        return Some(named);
    };
    let guessed = Some(GuessedYear { year, latest });
    Some(NamedPeriod { span, guessed })
}

fn is_of_monday(week: &DateRange) -> bool {
    week.first.weekday() == Weekday::Mon
}

/// Returns the latest year in which a period is over, with the period.
fn latest_over(today: Date, span: impl Fn(i32) -> Option<DateRange>) -> Option<(i32, DateRange)> {
    let mut years = (0..YEARS).map(|back| today.year() - back);
    years.find_map(|year| Some((year, span(year).filter(|s| s.last <= today)?)))
}

fn span(written: Written, year: i32, rhythm: Rhythm) -> Option<DateRange> {
    match rhythm {
        Rhythm::Day => {
            let day = NaiveDate::from_ymd_opt(year, written.month?, written.day?)?;
            Some(DateRange {
                first: day,
                last: day,
            })
        }
        Rhythm::Month if written.day.is_none() => {
            DateRange::parse(&Period::Month(year, written.month?).iso(), rhythm)
        }
        Rhythm::Quarter => DateRange::parse(&format!("{year:04}-Q{}", written.quarter?), rhythm),
        Rhythm::Year if written.month.is_none() && written.quarter.is_none() => {
            DateRange::parse(&format!("{:04}", written.year?), rhythm)
        }
        _ => None,
    }
}

/// Returns a period in the year that is written, or in the latest in which it is over.
fn resolved(
    year: Option<i32>,
    today: Date,
    span: impl Fn(i32) -> Option<DateRange>,
) -> Option<NamedPeriod> {
    if let Some(year) = year {
        return Some(NamedPeriod {
            span: span(year)?,
            guessed: None,
        });
    }
    let (year, span) = latest_over(today, span)?;
    let guessed = Some(GuessedYear { year, latest: year });
    Some(NamedPeriod { span, guessed })
}

/// Skips the word that leads from the first day to the last.
fn to(rest: &str) -> Option<&str> {
    let rest = rest.trim_start();
    let marks = ["至", "到", "——", "—", "–", "-", "－", "~", "～"];
    marks
        .iter()
        .find_map(|mark| rest.strip_prefix(mark))
        .map(str::trim_start)
}

/// Reads a date that a text starts with, and how many bytes it takes.
fn written(text: &str) -> Option<(Written, usize)> {
    let mut found = Written::default();
    let mut at = 0;
    if let Some((year, length)) = before(text, "年").filter(|(y, _)| (1900..=2200).contains(y)) {
        found.year = Some(i32::try_from(year).ok()?);
        at += length;
    }
    let quarter = text[at..].strip_prefix('第').unwrap_or(&text[at..]);
    let skipped = text[at..].len() - quarter.len();
    if let Some((number, length)) = before(quarter, "季度").filter(|(q, _)| (1..=4).contains(q)) {
        found.quarter = Some(number);
        return Some((found, at + skipped + length));
    }
    if let Some((month, length)) = before(&text[at..], "月") {
        found.month = Some(month);
        at += length;
    }
    if let Some((day, length)) = before(&text[at..], "日") {
        found.day = Some(day);
        at += length;
    }
    (at > 0).then_some((found, at))
}

/// Reads a number with a word after it, and how many bytes both take.
fn before(text: &str, word: &str) -> Option<(u32, usize)> {
    let number = numeral::read(text).filter(|n| !n.is_about)?;
    let rest = text[number.length..].strip_prefix(word)?;
    Some((number.value.to_u32()?, text.len() - rest.len()))
}
