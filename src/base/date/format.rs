//! How days and times are written.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

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
    /// Returns the language of built-in wording for a BCP 47 tag or a POSIX locale name.
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

// Dates are written several times for every article on every list. chrono would read its format
// string again each time, and `format!` costs ten times as much as these.

pub(super) fn push_two(text: &mut String, number: u32) {
    for digit in [number / 10 % 10, number % 10] {
        text.push(char::from(b'0' + digit as u8));
    }
}

fn push_number(text: &mut String, number: impl itoa::Integer) {
    text.push_str(itoa::Buffer::new().format(number));
}

pub(super) fn push_year(text: &mut String, year: i32) {
    let year = year.unsigned_abs();
    push_two(text, year / 100);
    push_two(text, year % 100);
}

pub(super) fn push_time(text: &mut String, time: NaiveTime) {
    push_two(text, time.hour());
    text.push(':');
    push_two(text, time.minute());
}

pub(super) fn push_date(text: &mut String, date: NaiveDate) {
    push_year(text, date.year());
    text.push('-');
    push_two(text, date.month());
    text.push('-');
    push_two(text, date.day());
}

/// Writes a day for machines, as ISO 8601 does: `2024-01-18`.
pub fn iso_date(day: NaiveDate) -> String {
    let mut text = String::with_capacity(10);
    push_date(&mut text, day);
    text
}

/// Writes a day for readers: `2024年1月18日`, `18 January 2024`.
pub fn long_date(day: NaiveDate, language: Language) -> String {
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
pub fn short_date(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Chinese => {
            let mut text = String::with_capacity(10);
            push_month_and_day(&mut text, day);
            text
        }
        Language::English => format!("{} {}", day.day(), month_name(day.month())),
    }
}

fn push_month_and_day(text: &mut String, day: NaiveDate) {
    push_number(text, day.month());
    text.push('月');
    push_number(text, day.day());
    text.push('日');
}

/// Writes the day of the week: `星期四`, `Thursday`.
pub fn weekday(day: NaiveDate, language: Language) -> &'static str {
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

pub(super) fn month_name(month: u32) -> &'static str {
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
