//! Dates of front matter: what is no date is reported by what is wrong with it.

use crate::base::date::{Date, DateError, Moment, Part, parse_date, parse_moment};
use crate::content::config::Config;
use crate::content::document::Document;
use crate::content::yaml::{Fields, Found, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Reads a moment: a day, with or without a time.
pub(super) fn moment(fields: &mut Fields<'_>, key: &'static str, config: &Config) -> Found<Moment> {
    read_date(fields, key, |text| parse_moment(text, config.zone))
}

/// Reads a scalar as a date; what is wrong with it decides the message.
fn read_date<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    parse: impl Fn(&str) -> Result<T, DateError>,
) -> Found<T> {
    let Some(node) = fields.take(key) else {
        return Found::Absent;
    };
    let Some(text) = node.as_text() else {
        fields.expected(key, node, "date");
        return Found::Bad;
    };
    let problem = match parse(text) {
        Ok(value) => return Found::Good(value),
        Err(DateError::Impossible(part)) => impossible(
            Diagnostic::new(code::IMPOSSIBLE_DATE, fields.at(node)),
            part,
        ),
        Err(DateError::Chinese(day)) => {
            Diagnostic::new(code::UNSUPPORTED_DATE_FORMAT, fields.at(node))
                .with("nearest", &day)
                .replace(node.span.clone(), day.to_string())
        }
        Err(DateError::Form) => Diagnostic::new(code::INVALID_DATE, fields.at(node)),
    };
    fields.report(problem.with("key", key).with("text", text));
    Found::Bad
}

/// Words the part of a date that cannot be; the rest may be right.
fn impossible(problem: Diagnostic, part: Part) -> Diagnostic {
    let (name, number) = match part {
        Part::Year => return problem.with("part", "year"),
        Part::Month(month) => ("month", month),
        Part::Hour(hour) => ("hour", hour),
        Part::Minute(minute) => ("minute", minute),
        Part::Day(first, days, day) => {
            let month = first.format("%Y-%m");
            return problem
                .with("part", "day")
                .with("month", month)
                .with("days", days)
                .with("wrong", two_digits(day));
        }
        Part::Midnight(next) => {
            return problem
                .with("part", "midnight")
                .with("nearest", format!("{next} 00:00"));
        }
    };
    problem.with("part", name).with("wrong", two_digits(number))
}

fn two_digits(number: u32) -> String {
    format!("{number:02}")
}

/// Reads a day.
pub(super) fn day(fields: &mut Fields<'_>, key: &'static str) -> Found<Date> {
    read_date(fields, key, parse_date)
}

/// Reports a change, an end or a correction before the publication.
pub(super) fn order_of_dates(fields: &mut Fields<'_>, document: &Document) {
    let Some(date) = document.date else { return };
    let details = document.details();
    if let Some(updated) = details.updated.filter(|updated| *updated < date)
        && let Some(node) = fields.peek("updated")
    {
        let problem = Diagnostic::new(code::UPDATED_BEFORE_PUBLICATION, fields.at(node));
        let problem = problem.with("key", "updated").with("date", date.minute());
        fields.report(problem.with("text", updated.minute()));
    }
    // One that ends as it begins is never there.
    if let Some(end) = details.expires.filter(|end| *end <= date)
        && let Some(node) = fields.peek("expires")
    {
        let problem = Diagnostic::new(code::EXPIRES_BEFORE_PUBLICATION, fields.at(node));
        let problem = problem.with("date", date.minute());
        fields.report(problem.with("text", end.minute()));
    }
    // What is kept is the first moment after the day that was written.
    if let Some(end) = details.topic.as_ref().and_then(|topic| topic.until)
        && end <= date
        && let Some(node) = fields.peek("until")
    {
        let problem = Diagnostic::new(code::TOPIC_OVER_BEFORE_PUBLICATION, fields.at(node));
        fields.report(problem.with("date", date.minute()));
    }
    let corrections = &details.corrections;
    if let Some(at) = corrections.iter().position(|c| is_before(c.date, date))
        && let Some(node) = fields.peek("corrections")
    {
        let items = match &node.value {
            Value::List(items) if items.len() == corrections.len() => items.get(at),
            _ => None,
        };
        let span = fields.at(items.unwrap_or(node));
        let problem = Diagnostic::new(code::UPDATED_BEFORE_PUBLICATION, span);
        let problem = problem
            .with("key", "corrections")
            .with("date", date.minute());
        fields.report(problem.with("text", corrections[at].date.minute()));
    }
}

/// Returns true if a correction is from before the publication; one without a time is of some time
/// of its day.
fn is_before(correction: Moment, date: Moment) -> bool {
    let is_same_day = correction.is_midnight() && correction.date() == date.date();
    correction < date && !is_same_day
}
