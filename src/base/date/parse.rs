//! Dates and times as front matter has them.

use std::str::FromStr;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};

use super::{Date, Moment, Zone};

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
    /// Addresses and the archive have four digits for it, and begin with the year 1.
    Year,
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
        let moment = zone.at(instant.to_utc());
        // The site's zone may have an earlier or a later year.
        return within_years(moment.date()).map(|_| moment);
    }
    let reading = match text.split_once([' ', 'T', 't']) {
        Some((day, time)) => parse_date(day).and_then(|day| parse_time(day, time.trim())),
        None => parse_date(text).map(|day| day.and_time(NaiveTime::MIN)),
    };
    match reading {
        Ok(reading) => Ok(zone.local(reading)),
        Err(error @ DateError::Impossible(_)) => Err(error),
        // The day alone was looked at; date and time together are to be typed.
        Err(DateError::Chinese(_) | DateError::Form) => Err(hinted(as_people_write(text))),
    }
}

/// Returns the error for a text that is no date: what to type, if that can be read out of it.
fn hinted(as_people_write: Result<String, DateError>) -> DateError {
    as_people_write.map_or_else(|error| error, DateError::Chinese)
}

/// Reads a time of `day`.
///
/// One with an offset from Greenwich gets here only if it is no RFC 3339: it is searched for what
/// is impossible.
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
        // The next day of a different zone is not that of the site's.
        Err(DateError::Impossible(Part::Midnight(_))) if !offset.is_empty() => {
            Err(DateError::Impossible(Part::Hour(24)))
        }
        time => time,
    }
}

/// Returns a time of `day`, or what is wrong with it.
fn time_of(day: Date, hour: u32, minute: u32, second: u32) -> Result<NaiveDateTime, DateError> {
    if let Some(time) = day.and_hms_opt(hour, minute, second) {
        return Ok(time);
    }
    let part = match (hour, minute.max(second), day.checked_add_days(Days::new(1))) {
        (24, 0, Some(next)) => Part::Midnight(next),
        (24.., ..) => Part::Hour(hour),
        _ => Part::Minute(minute.max(second)),
    };
    Err(DateError::Impossible(part))
}

/// Returns a day of the calendar, or what is wrong with it.
fn day_of(year: i32, month: u32, day: u32) -> Result<Date, DateError> {
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day) {
        return within_years(date);
    }
    let part = match NaiveDate::from_ymd_opt(year, month, 1) {
        Some(first) => Part::Day(first, u32::from(first.num_days_in_month()), day),
        None => Part::Month(month),
    };
    Err(DateError::Impossible(part))
}

/// Returns a day if its year has an address in the archive.
fn within_years(day: Date) -> Result<Date, DateError> {
    if (1..=9999).contains(&day.year()) {
        Ok(day)
    } else {
        Err(DateError::Impossible(Part::Year))
    }
}

/// Reads a day: `2024-01-18`, with two digits for month and day.
pub fn parse_date(text: &str) -> Result<Date, DateError> {
    let numbers = numbers(text, '-').filter(|_| text.len() == 10);
    let Some([year, month, day]) = numbers.as_deref() else {
        return Err(hinted(chinese_date(text)));
    };
    let year = i32::try_from(*year).map_err(|_| DateError::Form)?;
    day_of(year, *month, *day)
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
    let numbers: Option<Vec<u32>> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .map(|n| n.parse().ok())
        .collect();
    let numbers = numbers
        .filter(|_| text.chars().all(is_written_in_dates))
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
        // At night the hour can be of this day or of the next.
        0..=12 if text.contains('晚') => return Err(DateError::Form),
        1..=11 if text.contains('下') => hour + 12,
        _ => hour,
    };
    Ok(time_of(date, hour, minute, 0)?
        .format("%Y-%m-%d %H:%M")
        .to_string())
}

/// Returns true if dates and times as people write them hold this character.
fn is_written_in_dates(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || "年月日号/.-－．:：时点分秒Tt上下中午晚".contains(c)
}

/// Reads a date as people write it (2024年1月18日, 2024/1/18, 2024.1.8, 2024-1-8) for a hint.
fn chinese_date(text: &str) -> Result<String, DateError> {
    let text = text.split_whitespace().next().ok_or(DateError::Form)?;
    let parts: Vec<&str> = text
        .split(['年', '月', '日', '/', '.', '-', '－', '．'])
        .filter(|p| !p.is_empty())
        .collect();
    let [year, month, day] = parts[..] else {
        return Err(DateError::Form);
    };
    if year.len() != 4 {
        return Err(DateError::Form);
    }
    let date = day_of(number(year)?, number(month)?, number(day)?)?;
    Ok(date.to_string())
}

/// Reads a number of a date as people write it.
fn number<T: FromStr>(text: &str) -> Result<T, DateError> {
    text.parse().map_err(|_| DateError::Form)
}
