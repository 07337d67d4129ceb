//! Segments: which articles lie together, and the number that each has there.

use chrono::{Datelike, NaiveDate};

use crate::base::date::Date;

/// Years that lie together once all of them are closed.
const GROUP: i32 = 5;

/// Articles of neighbouring days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// `day`, `2024-06`, `2024` or `2015-2019`.
    pub id: String,
    /// Its first day by the calendar: numbers count from there.
    pub from: Date,
    /// Its last day by the calendar.
    pub to: Date,
    /// Places of its articles among all, which are in order of day.
    pub first: usize,
    /// How many there are.
    pub count: usize,
    /// What it is.
    pub kind: Kind,
}

/// What a segment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The newest day, which has texts only.
    Day,
    /// The rest of its month.
    Month,
    /// The rest of its year, or older years.
    Years,
}

/// Parts the days of all articles, in order, into segments, the newest first. The newest day that
/// has articles decides, not the clock. A segment without articles does not exist.
pub fn segments(days: &[Date]) -> Vec<Segment> {
    let Some(newest) = days.last().copied() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut end = days.len();
    while let Some(last) = end.checked_sub(1).and_then(|at| days.get(at)) {
        let (kind, id, from, to) = around(*last, newest);
        let first = days[..end].partition_point(|day| *day < from);
        found.push(Segment {
            kind,
            id,
            from,
            to,
            first,
            count: end - first,
        });
        end = first;
    }
    found
}

/// Returns the segment that a day lies in: what it is, its name, its first and its last day.
fn around(day: Date, newest: Date) -> (Kind, String, Date, Date) {
    let year = newest.year();
    let month = NaiveDate::from_ymd_opt(year, newest.month(), 1).unwrap_or(newest);
    if day == newest {
        return (Kind::Day, "day".to_owned(), newest, newest);
    }
    if day >= month {
        let id = newest.format("%Y-%m").to_string();
        return (Kind::Month, id, month, before(newest));
    }
    if day.year() == year {
        let id = format!("{year:04}");
        return (Kind::Years, id, new_year(year), before(month));
    }
    let group = day.year().div_euclid(GROUP) * GROUP;
    let last = group + GROUP - 1;
    if last < year {
        let id = format!("{group:04}-{last:04}");
        return (Kind::Years, id, new_year(group), before(new_year(last + 1)));
    }
    let year = day.year();
    let id = format!("{year:04}");
    (Kind::Years, id, new_year(year), before(new_year(year + 1)))
}

fn before(day: Date) -> Date {
    day.pred_opt().unwrap_or(day)
}

fn new_year(year: i32) -> Date {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

/// Returns how many numbers a day has: 1, 2, 3, 4, 6, 8, 12 …, with room for the fullest one.
///
/// There are few steps, so that one article more or less seldom moves all numbers.
pub fn capacity(days: &[Date]) -> u32 {
    let fullest = days.chunk_by(|a, b| a == b).map(<[Date]>::len).max();
    let fullest = u32::try_from(fullest.unwrap_or(1)).unwrap_or(1 << 16);
    let power = fullest.next_power_of_two();
    let step_before = power / 4 * 3;
    if fullest <= step_before {
        step_before
    } else {
        power
    }
}

/// Numbers the articles of a segment: for each of `days`, in order, with the hash of its address.
///
/// A slot is the next free one from that of the hash. The articles of a day take theirs in order of
/// hash, so that the order in which they are given makes no difference.
pub fn numbers(days: &[Date], hashes: &[u64], from: Date, capacity: u32) -> Vec<u32> {
    let mut numbers = vec![0; days.len()];
    let mut start = 0;
    for same in days.chunk_by(|a, b| a == b) {
        let places = start..start + same.len();
        start = places.end;
        let ordinal = (same[0] - from).num_days();
        let base = u32::try_from(ordinal).unwrap_or_default() * capacity;
        let mut order: Vec<usize> = places.collect();
        order.sort_by_key(|place| hashes[*place]);
        let mut taken = vec![false; capacity as usize];
        for place in order {
            let mut slot = (hashes[place] % u64::from(capacity)) as usize;
            while taken[slot] {
                slot = (slot + 1) % taken.len();
            }
            taken[slot] = true;
            numbers[place] = base + slot as u32;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_newest_day_its_month_its_year_and_fives_of_years_are_apart() {
        let days = [
            "2014-12-31",
            "2015-01-01",
            "2019-12-31",
            "2020-01-01",
            "2025-05-05",
            "2026-01-31",
            "2026-03-01",
            "2026-03-02",
            "2026-03-02",
        ];
        let found = segments(&days.map(day));
        let found: Vec<_> = found
            .iter()
            .map(|s| {
                (
                    &*s.id,
                    s.from.to_string(),
                    s.to.to_string(),
                    s.first,
                    s.count,
                )
            })
            .collect();
        let expected = [
            ("day", "2026-03-02", "2026-03-02", 7, 2),
            ("2026-03", "2026-03-01", "2026-03-01", 6, 1),
            ("2026", "2026-01-01", "2026-02-28", 5, 1),
            ("2025", "2025-01-01", "2025-12-31", 4, 1),
            ("2020-2024", "2020-01-01", "2024-12-31", 3, 1),
            ("2015-2019", "2015-01-01", "2019-12-31", 1, 2),
            ("2010-2014", "2010-01-01", "2014-12-31", 0, 1),
        ];
        let expected: Vec<_> = expected
            .iter()
            .map(|(id, from, to, first, count)| {
                (*id, (*from).to_owned(), (*to).to_owned(), *first, *count)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_day_has_room_for_the_fullest_one() {
        let of = |count: usize| capacity(&vec![day("2024-01-01"); count]);
        let found: Vec<u32> = [1, 2, 3, 4, 5, 6, 7, 9, 12, 13, 28].map(of).to_vec();
        assert_eq!(found, [1, 2, 3, 4, 6, 6, 8, 12, 12, 16, 32]);
    }

    #[test]
    fn a_number_stays_when_others_of_other_days_come_and_go() {
        let from = day("2024-01-01");
        let days = [day("2024-01-01"), day("2024-01-01"), day("2024-01-03")];
        assert_eq!(numbers(&days, &[9, 5, 2], from, 4), [2, 1, 10]);
        assert_eq!(numbers(&days[1..], &[5, 2], from, 4), [1, 10]);
        assert_eq!(numbers(&days, &[5, 9, 2], from, 4), [1, 2, 10]);
    }
}
