//! A month as a calendar that leads to its days.

use chrono::{Datelike, Days};

use crate::base::date::{Date, Language, Period, long_date, weekday};
use crate::page::data::{Calendar, CalendarDay};
use crate::page::reader::Reader;
use crate::site::Scope;

/// Lays out a month of a scope, each day with how many articles it holds.
pub(super) fn month(r: Reader<'_>, scope: Scope, year: i32, month: u32) -> Option<Calendar> {
    let language = r.site.config.wording();
    let period = Period::Month(year, month);
    let (first, after) = period.days()?;
    let counts = r.site.parts(scope, period);
    let lead = u64::from(first.weekday().num_days_from_monday());
    let mut weeks = Vec::new();
    let mut monday = first.checked_sub_days(Days::new(lead))?;
    while monday < after {
        let mut week = [const { None }; 7];
        for (n, day) in week.iter_mut().enumerate() {
            let date = monday.checked_add_days(Days::new(n as u64));
            *day = date
                .filter(|date| (first..after).contains(date))
                .map(|date| cell(r, scope, date, &counts));
        }
        weeks.push(week);
        monday = monday.checked_add_days(Days::new(7))?;
    }
    let weekdays = match language {
        Language::Chinese => ["一", "二", "三", "四", "五", "六", "日"],
        Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    Some(Calendar {
        title: period.long(language),
        weekdays,
        weeks,
    })
}

fn cell(r: Reader<'_>, scope: Scope, date: Date, counts: &[(Period, usize)]) -> CalendarDay {
    let language = r.site.config.wording();
    let day = Period::of_day(date);
    let found = counts.iter().find(|(period, _)| *period == day);
    let count = found.map_or(0, |(_, count)| *count);
    CalendarDay {
        day: date.day(),
        title: format!("{} {}", long_date(date, language), weekday(date, language)),
        href: (count > 0).then(|| r.href(&r.site.list_url(scope, day))),
        count,
    }
}
