//! Instants in the site's zone, periods of the archive, and their Chinese, English and ISO forms.

mod calendar;
mod format;
mod parse;

pub use self::calendar::{Date, Moment, Period, Zone};
pub use self::format::{Language, iso_date, long_date, short_date, weekday};
pub use self::parse::{DateError, Part, parse_date, parse_moment};
