//! Instants in the site's zone, periods of the archive, and their Chinese, English and ISO forms.

use std::fmt;
use std::str::FromStr;

use chrono::{
    DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike, Utc,
};
use serde::{Deserialize, Serialize};

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

    /// Tells whether the clock showed exactly midnight: as good as no time given.
    pub fn is_midnight(self) -> bool {
        self.local().time() == NaiveTime::MIN
    }

    /// Writes RFC 3339 with the zone's offset: `2024-01-18T06:00:00+08:00`.
    pub fn rfc3339(self) -> String {
        let local = self.local().naive_local();
        let mut text = String::with_capacity(25);
        push_date(&mut text, local.date());
        text.push('T');
        push_time(&mut text, local.time());
        text.push(':');
        push_two(&mut text, local.second());
        text.push(if self.offset < 0 { '-' } else { '+' });
        let offset = self.offset.unsigned_abs();
        push_two(&mut text, offset / 3600);
        text.push(':');
        push_two(&mut text, offset / 60 % 60);
        text
    }

    /// Writes RFC 822 as RSS 2.0 wants it: `Thu, 18 Jan 2024 06:00:00 +0800`.
    pub fn rfc822(self) -> String {
        self.local().format("%a, %d %b %Y %H:%M:%S %z").to_string()
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

// Dates are written several times for every article on every list: chrono's format strings would be
// read again each time, and those of the language cost ten times as much as these.

fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

fn push_number(text: &mut String, number: impl itoa::Integer) {
    text.push_str(itoa::Buffer::new().format(number));
}

fn push_year(text: &mut String, year: i32) {
    let year = year.unsigned_abs();
    push_two(text, year / 100);
    push_two(text, year % 100);
}

fn push_time(text: &mut String, time: NaiveTime) {
    push_two(text, time.hour());
    text.push(':');
    push_two(text, time.minute());
}

fn push_date(text: &mut String, date: Date) {
    push_year(text, date.year());
    text.push('-');
    push_two(text, date.month());
    text.push('-');
    push_two(text, date.day());
}

/// Languages that have built-in wording; any other language tag is set in Chinese.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// Chinese, and every tag that is not English.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Tells the language of built-in wording for a BCP 47 tag or a POSIX locale name.
    pub fn of(tag: &str) -> Language {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("en") {
            Language::English
        } else {
            Language::Chinese
        }
    }

    /// Returns its ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It has the form of a date, but no such day or time exists because of this part.
    Impossible(Part),
    /// A date as people write it, such as 2024年1月18日 9:30; the value is what to type.
    Chinese(String),
    /// Anything else.
    Form,
}

/// The part of a date that is beyond the calendar or the clock, as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// There are twelve.
    Month(u32),
    /// The first of the month and how many days it has, then the day.
    Day(Date, u32, u32),
    /// There are none after 23.
    Hour(u32),
    /// 24:00, which is this day's 00:00.
    Midnight(Date),
    /// A minute or a second; there are none after 59.
    Minute(u32),
}

/// Reads a date as front matter has it; without an offset it is a clock reading in `zone`.
///
/// Accepted: `2024-01-18`, `2024-01-18 09:30`, `2024-01-18 09:30:00` and RFC 3339.
pub fn parse_moment(text: &str, zone: Zone) -> Result<Moment, DateError> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text) {
        return Ok(zone.at(instant.to_utc()));
    }
    let (day, time) = match text.split_once([' ', 'T', 't']) {
        Some((day, time)) => (day, Some(time.trim())),
        None => (text, None),
    };
    let read = || {
        let day = parse_date(day)?;
        Ok(
            zone.local(time.map_or(Ok(day.and_time(NaiveTime::MIN)), |time| {
                parse_time(day, time)
            })?),
        )
    };
    read().map_err(|error| match error {
        DateError::Impossible(_) => error,
        _ => as_people_write(text).map_or_else(|error| error, DateError::Chinese),
    })
}

/// Reads a time of `day`; one with an offset from Greenwich is looked through for what is
/// impossible.
fn parse_time(day: Date, text: &str) -> Result<NaiveDateTime, DateError> {
    let (clock, offset) = text.split_at(text.find(['+', '-', 'Z', 'z']).unwrap_or(text.len()));
    let numbers = numbers(clock, ':')
        .filter(|n| n.len() == 2 || n.len() == 3)
        .ok_or(DateError::Form)?;
    let time = time_of(
        day,
        numbers[0],
        numbers[1],
        numbers.get(2).copied().unwrap_or(0),
    );
    match time {
        Ok(_) if !offset.is_empty() => Err(DateError::Form),
        // The next day of another zone is not that of the site's.
        Err(DateError::Impossible(Part::Midnight(_))) if !offset.is_empty() => {
            Err(DateError::Impossible(Part::Hour(24)))
        }
        time => time,
    }
}

/// Returns a time of `day`, or what is wrong with it.
fn time_of(day: Date, hour: u32, minute: u32, second: u32) -> Result<NaiveDateTime, DateError> {
    let part = || match (hour, minute.max(second), day.checked_add_days(Days::new(1))) {
        (24, 0, Some(next)) => Part::Midnight(next),
        (24.., ..) => Part::Hour(hour),
        _ => Part::Minute(minute.max(second)),
    };
    day.and_hms_opt(hour, minute, second)
        .ok_or_else(|| DateError::Impossible(part()))
}

/// Returns a day of the calendar, or what is wrong with it.
fn day_of(year: i32, month: u32, day: u32) -> Result<Date, DateError> {
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let part = || match first {
        Some(first) => Part::Day(first, u32::from(first.num_days_in_month()), day),
        None => Part::Month(month),
    };
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| DateError::Impossible(part()))
}

/// Reads a day: `2024-01-18`, with two digits for month and day.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let form = || chinese_date(text).map_or_else(|error| error, DateError::Chinese);
    if text.len() != 10 {
        return Err(form());
    }
    let numbers = numbers(text, '-')
        .filter(|n| n.len() == 3)
        .ok_or_else(form)?;
    let year = i32::try_from(numbers[0]).map_err(|_| DateError::Form)?;
    day_of(year, numbers[1], numbers[2])
}

/// Reads numbers between separators; every number has two digits or more and nothing but digits.
fn numbers(text: &str, separator: char) -> Option<Vec<u32>> {
    text.split(separator)
        .map(|n| {
            if n.len() >= 2 && n.bytes().all(|b| b.is_ascii_digit()) {
                n.parse().ok()
            } else {
                None
            }
        })
        .collect()
}

/// Reads date and time as people write them (2024/1/18 9:30, 2024年1月18日下午3点20分) for a hint.
///
/// A time that is not understood is no reason to leave it out: the article would come out at
/// midnight.
fn as_people_write(text: &str) -> Result<String, DateError> {
    let is_part = |c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || "年月日号/.-－．:：时点分秒Tt上下中午晚".contains(c)
    };
    let numbers: Option<Vec<u32>> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .map(|n| n.parse().ok())
        .collect();
    let numbers = numbers
        .filter(|_| text.chars().all(is_part))
        .ok_or(DateError::Form)?;
    let (&[year, month, day], time) = numbers.split_first_chunk().ok_or(DateError::Form)?;
    let year = i32::try_from(year)
        .ok()
        .filter(|y| (1000..=9999).contains(y))
        .ok_or(DateError::Form)?;
    let date = day_of(year, month, day)?;
    let (hour, minute) = match *time {
        [] => return Ok(date.to_string()),
        [hour] if text.contains(['时', '点']) => (hour, 0),
        [hour, minute] | [hour, minute, _] => (hour, minute),
        _ => return Err(DateError::Form),
    };
    let hour = match hour {
        1..=2 if text.contains('中') => hour + 12,
        5..=11 if text.contains('晚') => hour + 12,
        // At night it may be of this day or the next.
        0..=12 if text.contains('晚') => return Err(DateError::Form),
        1..=11 if text.contains('下') => hour + 12,
        _ => hour,
    };
    Ok(time_of(date, hour, minute, 0)?
        .format("%Y-%m-%d %H:%M")
        .to_string())
}

/// Reads a date as people write it (2024年1月18日, 2024/1/18, 2024.1.8, 2024-1-8) for a hint.
fn chinese_date(text: &str) -> Result<String, DateError> {
    let text = text.split_whitespace().next().ok_or(DateError::Form)?;
    let parts: Vec<&str> = text
        .split(['年', '月', '日', '/', '.', '-', '－', '．'])
        .filter(|p| !p.is_empty())
        .collect();
    let number = |part: &str| part.parse().map_err(|_| DateError::Form);
    let [year, month, day] = parts[..] else {
        return Err(DateError::Form);
    };
    let whole = year
        .parse()
        .ok()
        .filter(|_| year.len() == 4)
        .ok_or(DateError::Form)?;
    Ok(day_of(whole, number(month)?, number(day)?)?.to_string())
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

    /// Returns first day and the day after the last one; `None` for the whole archive.
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

/// Writes a day for readers: `2024年1月18日`, `18 January 2024`.
pub fn long_date(day: Date, language: Language) -> String {
    match language {
        Language::Chinese => {
            let mut text = String::with_capacity(17);
            push_number(&mut text, day.year());
            text.push('年');
            push_month_and_day(&mut text, day);
            text
        }
        Language::English => format!("{} {} {}", day.day(), month_name(day.month()), day.year()),
    }
}

/// Writes a day without its year: `1月18日`, `18 January`.
pub fn short_date(day: Date, language: Language) -> String {
    match language {
        Language::Chinese => {
            let mut text = String::with_capacity(10);
            push_month_and_day(&mut text, day);
            text
        }
        Language::English => format!("{} {}", day.day(), month_name(day.month())),
    }
}

fn push_month_and_day(text: &mut String, day: Date) {
    push_number(text, day.month());
    text.push('月');
    push_number(text, day.day());
    text.push('日');
}

/// Writes the day of the week: `星期四`, `Thursday`.
pub fn weekday(day: Date, language: Language) -> &'static str {
    let index = day.weekday().num_days_from_monday() as usize;
    match language {
        Language::Chinese => [
            "星期一",
            "星期二",
            "星期三",
            "星期四",
            "星期五",
            "星期六",
            "星期日",
        ][index],
        Language::English => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ][index],
    }
}

fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES
        .get((month as usize).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}
