//! Days, instants in the site's zone, and periods of the archive.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike, Utc,
};
use serde::{Deserialize, Serialize};

use super::format::{Language, long_date, month_name, push_date, push_time, push_two, push_year};

/// A calendar day in the site's zone.
pub type Date = NaiveDate;

/// The site's time zone, an IANA name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Default for Zone {
    fn default() -> Zone {
        Zone(chrono_tz::Tz::UTC)
    }
}

impl FromStr for Zone {
    type Err = ();
    fn from_str(name: &str) -> Result<Zone, ()> {
        name.parse().map(Zone).map_err(|_| ())
    }
}

impl Zone {
    /// Returns every IANA name, for hints.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|z| z.name())
    }

    /// Places a clock reading of this zone in time.
    ///
    /// A reading that occurs twice (end of summer time) is its first occurrence; one that never
    /// occurs (start of summer time) is the instant that a clock not yet put forward would show.
    pub fn local(self, reading: NaiveDateTime) -> Moment {
        let instant = self
            .0
            .from_local_datetime(&reading)
            .earliest()
            .map(|t| t.to_utc());
        self.at(instant.unwrap_or_else(|| {
            let before = self
                .0
                .offset_from_utc_datetime(&(reading - chrono::TimeDelta::hours(24)))
                .fix();
            (reading - before).and_utc()
        }))
    }

    /// Expresses a second since 1970 in this zone.
    pub fn at_second(self, utc: i64) -> Moment {
        self.at(DateTime::from_timestamp(utc, 0).unwrap_or_default())
    }

    /// Expresses an instant in this zone.
    pub fn at(self, instant: DateTime<Utc>) -> Moment {
        let offset = self
            .0
            .offset_from_utc_datetime(&instant.naive_utc())
            .fix()
            .local_minus_utc();
        Moment {
            utc: instant.timestamp(),
            offset,
        }
    }
}

/// A second in time, with the offset that the site's zone had then.
///
/// Packed, so that one that may be missing takes no more room than one that is there would
/// otherwise.
#[repr(C, packed(4))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub utc: i64,
    /// Seconds east of Greenwich.
    pub offset: i32,
}

impl Moment {
    fn local(self) -> DateTime<FixedOffset> {
        let offset = FixedOffset::east_opt(self.offset).unwrap_or_else(|| Utc.fix());
        DateTime::from_timestamp(self.utc, 0)
            .unwrap_or_default()
            .with_timezone(&offset)
    }

    /// Returns the day in the site's zone.
    pub fn date(self) -> Date {
        self.local().date_naive()
    }

    /// Returns true if the clock showed exactly midnight, which counts as no time given.
    pub fn is_midnight(self) -> bool {
        self.local().time() == NaiveTime::MIN
    }

    /// Writes the time of day, `06:00`; `None` where no time was given.
    pub fn time(self) -> Option<String> {
        if self.is_midnight() {
            return None;
        }
        let mut text = String::with_capacity(5);
        push_time(&mut text, self.local().time());
        Some(text)
    }

    /// Writes RFC 3339 with the zone's offset: `2024-01-18T06:00:00+08:00`.
    ///
    /// Before 1901 clocks went by the sun, Shanghai's 8:05:43 ahead of Greenwich; no form of dates
    /// has seconds of an offset, so they are left out in all of them.
    pub fn rfc3339(self) -> String {
        let local = self.local().naive_local();
        let mut text = String::with_capacity(25);
        push_date(&mut text, local.date());
        text.push('T');
        push_time(&mut text, local.time());
        text.push(':');
        push_two(&mut text, local.second());
        self.push_offset(&mut text, ":");
        text
    }

    fn push_offset(self, text: &mut String, separator: &str) {
        text.push(if self.offset < 0 { '-' } else { '+' });
        let offset = self.offset.unsigned_abs();
        push_two(text, offset / 3600);
        text.push_str(separator);
        push_two(text, offset / 60 % 60);
    }

    /// Writes RFC 822 as RSS 2.0 wants it: `Thu, 18 Jan 2024 06:00:00 +0800`.
    pub fn rfc822(self) -> String {
        let mut text = self.local().format("%a, %d %b %Y %H:%M:%S ").to_string();
        self.push_offset(&mut text, "");
        text
    }

    /// Writes `2024-01-18 06:00`.
    pub fn minute(self) -> String {
        let local = self.local().naive_local();
        let mut text = String::with_capacity(16);
        push_date(&mut text, local.date());
        text.push(' ');
        push_time(&mut text, local.time());
        text
    }

    /// Writes date and, unless it is midnight, time for readers of `language`.
    pub fn long(self, language: Language) -> String {
        let local = self.local().naive_local();
        let mut text = long_date(local.date(), language);
        if local.time() != NaiveTime::MIN {
            text.push(' ');
            push_time(&mut text, local.time());
        }
        text
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}
/// A span of the archive.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Period {
    /// The whole archive.
    #[default]
    All,
    /// A year.
    Year(i32),
    /// A month: year and month from 1.
    Month(i32, u32),
    /// A day, as year, month and day from 1.
    Day(i32, u32, u32),
}

impl Period {
    /// Returns the period of one day.
    pub fn of_day(day: Date) -> Period {
        Period::Day(day.year(), day.month(), day.day())
    }

    /// Returns the month of a day.
    pub fn of_month(day: Date) -> Period {
        Period::Month(day.year(), day.month())
    }

    /// Returns the first day and the day after the last one; `None` for the whole archive.
    pub fn days(self) -> Option<(Date, Date)> {
        let (first, last) = match self {
            Period::All => return None,
            Period::Year(y) => (
                NaiveDate::from_ymd_opt(y, 1, 1)?,
                NaiveDate::from_ymd_opt(y + 1, 1, 1)?,
            ),
            Period::Month(y, m) => {
                let next = if m == 12 {
                    NaiveDate::from_ymd_opt(y + 1, 1, 1)
                } else {
                    NaiveDate::from_ymd_opt(y, m + 1, 1)
                };
                (NaiveDate::from_ymd_opt(y, m, 1)?, next?)
            }
            Period::Day(y, m, d) => {
                let day = NaiveDate::from_ymd_opt(y, m, d)?;
                (day, day.checked_add_days(Days::new(1))?)
            }
        };
        Some((first, last))
    }

    /// Returns the part one step finer that holds `day`; a day has none finer.
    pub fn part_of(self, day: Date) -> Period {
        match self {
            Period::All => Period::Year(day.year()),
            Period::Year(_) => Period::of_month(day),
            Period::Month(..) | Period::Day(..) => Period::of_day(day),
        }
    }

    /// Returns the period of this one's length that holds `day`.
    pub fn sibling(self, day: Date) -> Period {
        match self {
            Period::All => Period::All,
            Period::Year(_) => Period::Year(day.year()),
            Period::Month(..) => Period::of_month(day),
            Period::Day(..) => Period::of_day(day),
        }
    }

    /// Returns the period one step coarser.
    pub fn parent(self) -> Period {
        match self {
            Period::All | Period::Year(_) => Period::All,
            Period::Month(y, _) => Period::Year(y),
            Period::Day(y, m, _) => Period::Month(y, m),
        }
    }

    /// Writes the part of an address: ``, `2024/`, `2024/01/` or `2024/01/18/`.
    pub fn path(self) -> String {
        let (year, parts) = match self {
            Period::All => return String::new(),
            Period::Year(y) => (y, [None, None]),
            Period::Month(y, m) => (y, [Some(m), None]),
            Period::Day(y, m, d) => (y, [Some(m), Some(d)]),
        };
        let mut text = String::with_capacity(11);
        push_year(&mut text, year);
        for part in parts.into_iter().flatten() {
            text.push('/');
            push_two(&mut text, part);
        }
        text.push('/');
        text
    }

    /// Writes the period for readers: `2024年1月`, `January 2024`.
    pub fn long(self, language: Language) -> String {
        match (self, language) {
            (Period::All, _) => String::new(),
            (Period::Year(y), Language::Chinese) => format!("{y}年"),
            (Period::Year(y), Language::English) => y.to_string(),
            (Period::Month(y, m), Language::Chinese) => format!("{y}年{m}月"),
            (Period::Month(y, m), Language::English) => format!("{} {y}", month_name(m)),
            (Period::Day(y, m, d), _) => NaiveDate::from_ymd_opt(y, m, d)
                .map_or_else(String::new, |day| long_date(day, language)),
        }
    }

    /// Writes the period without the years and months that its parent names: `1月`, `18日`.
    pub fn short(self, language: Language) -> String {
        match (self, language) {
            (Period::Month(_, m), Language::Chinese) => format!("{m}月"),
            (Period::Month(_, m), Language::English) => month_name(m).to_owned(),
            (Period::Day(_, _, d), Language::Chinese) => format!("{d}日"),
            (Period::Day(_, _, d), Language::English) => d.to_string(),
            _ => self.long(language),
        }
    }

    /// Writes ISO 8601: `2024`, `2024-01`, `2024-01-18`.
    pub fn iso(self) -> String {
        self.path().trim_end_matches('/').replace('/', "-")
    }
}
