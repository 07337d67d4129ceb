//! Charts asked for in Markdown: `![近90天来电](series:hotline-daily/calls?last=90d)`.

use chrono::{Days, Months};

use crate::base::date::Date;
use crate::base::id::{FigureId, SeriesId};
use crate::content::config::Config;

/// Start of the destination of a chart.
pub const SCHEME: &str = "series:";

/// A chart of one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Index of the series.
    pub series: SeriesId,
    /// Index of the figure in it.
    pub figure: FigureId,
    /// How far back it goes.
    pub last: Last,
}

/// A length of time back from a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// So many days.
    Days(u32),
    /// So many months.
    Months(u32),
}

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such series.
    Series(String),
    /// The series, by its index, has no such figure.
    Figure(SeriesId, String),
    /// What follows the question mark is not `last=90d`, `12w`, `12m` or `5y`.
    Query(String),
}

/// Reads the destination of a chart; `None` if it is none.
pub fn parse(destination: &str, config: &Config) -> Option<Result<Request, Fault>> {
    destination
        .strip_prefix(SCHEME)
        .map(|rest| request(rest, config))
}

fn request(rest: &str, config: &Config) -> Result<Request, Fault> {
    let (path, query) = rest
        .split_once('?')
        .map_or((rest, None), |(path, query)| (path, Some(query)));
    let (id, figure) = path.split_once('/').unwrap_or((path, ""));
    let series = config
        .series
        .position(|s| s.id == id)
        .ok_or_else(|| Fault::Series(id.to_owned()))?;
    let figures = &config.series[series].figures;
    let figure = figures
        .position(|f| f.id == figure)
        .ok_or_else(|| Fault::Figure(series, figure.to_owned()))?;
    let last = match query {
        None => Last::Months(12),
        Some(query) => last(query).ok_or_else(|| Fault::Query(query.to_owned()))?,
    };
    Ok(Request {
        series,
        figure,
        last,
    })
}

fn last(query: &str) -> Option<Last> {
    let value = query.strip_prefix("last=")?;
    let unit = value.chars().next_back()?;
    let number: u32 = value[..value.len() - unit.len_utf8()]
        .parse()
        .ok()
        .filter(|n| (1..=4000).contains(n))?;
    Some(match unit {
        'd' => Last::Days(number),
        'w' => Last::Days(number * 7),
        'm' => Last::Months(number),
        'y' => Last::Months(number * 12),
        _ => return None,
    })
}

impl Last {
    /// Returns the first day of the time that ends with `day`.
    pub fn start(self, day: Date) -> Date {
        let before = match self {
            Last::Days(days) => day.checked_sub_days(Days::new(u64::from(days))),
            Last::Months(months) => day.checked_sub_months(Months::new(months)),
        };
        before.and_then(|d| d.succ_opt()).unwrap_or(day)
    }
}
