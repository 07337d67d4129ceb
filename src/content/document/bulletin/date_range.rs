//! The time that a bulletin reports on.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::base::date::{Date, Language, Period, long_date, parse_date, short_date};
use crate::content::config::Rhythm;

/// First and last day of a bulletin's period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DateRange {
    /// First day.
    pub first: Date,
    /// Last day, itself included.
    pub last: Date,
}

impl DateRange {
    /// Reads the period of a bulletin in a series of this rhythm: `2024-01-08`,
    /// `2024-01-08..2024-01-14`, `2024-01`, `2024-Q1` or `2024`.
    pub fn parse(text: &str, rhythm: Rhythm) -> Option<DateRange> {
        match rhythm {
            Rhythm::Day => parse_date(text).ok().map(DateRange::day),
            Rhythm::Week => {
                let (first, last) = text.split_once("..")?;
                let span = DateRange {
                    first: parse_date(first.trim()).ok()?,
                    last: parse_date(last.trim()).ok()?,
                };
                (span.first.checked_add_days(Days::new(6))? == span.last).then_some(span)
            }
            Rhythm::Month => {
                let (y, m) = text.split_once('-').filter(|(_, m)| m.len() == 2)?;
                DateRange::of(Period::Month(year(y)?, number(m)?))
            }
            Rhythm::Quarter => {
                let (y, q) = text.split_once("-Q")?;
                let quarter = number(q).filter(|q| (1..=4).contains(q))?;
                let month = DateRange::of(Period::Month(year(y)?, quarter * 3))?;
                DateRange::holding(month.first, rhythm)
            }
            Rhythm::Year => DateRange::of(Period::Year(year(text)?)),
        }
    }

    /// Returns the period of this rhythm that holds `day`; a week counts from its Monday.
    pub fn holding(day: Date, rhythm: Rhythm) -> Option<DateRange> {
        match rhythm {
            Rhythm::Day => Some(DateRange::day(day)),
            Rhythm::Week => {
                let first = day
                    .checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                Some(DateRange {
                    first,
                    last: first.checked_add_days(Days::new(6))?,
                })
            }
            Rhythm::Month => DateRange::of(Period::of_month(day)),
            Rhythm::Quarter => {
                let start = day.month0() / 3 * 3 + 1;
                let first = DateRange::of(Period::Month(day.year(), start))?;
                Some(DateRange {
                    first: first.first,
                    last: DateRange::of(Period::Month(day.year(), start + 2))?.last,
                })
            }
            Rhythm::Year => DateRange::of(Period::Year(day.year())),
        }
    }

    /// Returns the number of the period of this rhythm that holds `day`; each period has that of
    /// the one before and one.
    pub fn number(day: Date, rhythm: Rhythm) -> i32 {
        match rhythm {
            Rhythm::Day => day.num_days_from_ce(),
            // The first day of the year 1 is a Monday.
            Rhythm::Week => (day.num_days_from_ce() - 1).div_euclid(7),
            Rhythm::Month => day.year() * 12 + day.month0() as i32,
            Rhythm::Quarter => day.year() * 4 + day.month0() as i32 / 3,
            Rhythm::Year => day.year(),
        }
    }

    /// Returns the period of a number; see [`DateRange::number`].
    pub fn nth(number: i32, rhythm: Rhythm) -> Option<DateRange> {
        let day = match rhythm {
            Rhythm::Day => NaiveDate::from_num_days_from_ce_opt(number),
            Rhythm::Week => NaiveDate::from_num_days_from_ce_opt(number * 7 + 1),
            Rhythm::Month => first_of_month(number),
            Rhythm::Quarter => first_of_month(number * 3),
            Rhythm::Year => NaiveDate::from_ymd_opt(number, 1, 1),
        };
        DateRange::holding(day?, rhythm)
    }

    fn day(day: Date) -> DateRange {
        DateRange {
            first: day,
            last: day,
        }
    }

    fn of(period: Period) -> Option<DateRange> {
        let (first, after) = period.days()?;
        Some(DateRange {
            first,
            last: after.pred_opt()?,
        })
    }

    /// Writes the period for readers: `2024年1月8日至14日`, `2024年1月`.
    pub fn long(self, rhythm: Rhythm, language: Language) -> String {
        let (first, last) = (self.first, self.last);
        let quarter = first.month().div_ceil(3);
        match (rhythm, language) {
            (Rhythm::Day, _) => long_date(first, language),
            (Rhythm::Month, _) => Period::of_month(first).long(language),
            (Rhythm::Year, _) => Period::Year(first.year()).long(language),
            (Rhythm::Quarter, Language::Chinese) => format!("{}年第{quarter}季度", first.year()),
            (Rhythm::Quarter, Language::English) => format!("Q{quarter} {}", first.year()),
            (Rhythm::Week, Language::Chinese) => {
                format!("{}至{}", long_date(first, language), rest_of(first, last))
            }
            (Rhythm::Week, Language::English) => {
                format!(
                    "{} – {}",
                    short_date(first, language),
                    long_date(last, language)
                )
            }
        }
    }

    /// Writes the period as front matter has it; see [`DateRange::parse`].
    pub fn written(self, rhythm: Rhythm) -> String {
        match rhythm {
            Rhythm::Week => format!("{}..{}", self.first, self.last),
            Rhythm::Quarter => format!(
                "{}-Q{}",
                self.first.format("%Y"),
                self.first.month().div_ceil(3)
            ),
            Rhythm::Day | Rhythm::Month | Rhythm::Year => self.iso(rhythm),
        }
    }

    /// Writes the period as ISO 8601: a day, month or year, or an interval `first/last`.
    pub fn iso(self, rhythm: Rhythm) -> String {
        match rhythm {
            Rhythm::Day => self.first.to_string(),
            Rhythm::Month => Period::of_month(self.first).iso(),
            Rhythm::Year => Period::Year(self.first.year()).iso(),
            Rhythm::Week | Rhythm::Quarter => format!("{}/{}", self.first, self.last),
        }
    }
}

/// Reads digits and nothing else.
fn number(text: &str) -> Option<u32> {
    let is_number = text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// Reads a year of four digits; the archive has no year 0.
fn year(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text)?).ok()?;
    (text.len() == 4 && year > 0).then_some(year)
}

/// Returns the first day of a month, counted from the beginning of the year 0.
fn first_of_month(month: i32) -> Option<Date> {
    NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}

/// Writes the end of a range without what it shares with the start: `14日`, `2月4日`.
fn rest_of(first: Date, last: Date) -> String {
    if first.year() != last.year() {
        long_date(last, Language::Chinese)
    } else if first.month() != last.month() {
        short_date(last, Language::Chinese)
    } else {
        format!("{}日", last.day())
    }
}
