//! Bulletins: period, figures and topics as the front matter gives them.

pub mod numeral;
mod read;
mod text;

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::base::date::{Date, Language, Period, long_date, parse_date, short_date};
use crate::base::id::{FigureId, SeriesId};
use crate::base::intern::Name;
use crate::content::config::Rhythm;

pub(super) use read::read;
pub(super) use text::differing;

/// What a bulletin of a series reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Index of its series in the configuration.
    pub series: SeriesId,
    /// The time it reports on.
    pub span: Span,
    /// Figures in the order of the series' declaration.
    pub figures: Box<[Figure]>,
    /// Ranked topics.
    pub topics: Box<[Topic]>,
}

/// First and last day of a bulletin's period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First day.
    pub first: Date,
    /// Last day, itself included.
    pub last: Date,
}

/// One figure with its place in the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Index in the series' figures.
    pub spec: FigureId,
    /// What it says.
    pub amount: Amount,
    /// First byte of the value in the file.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

/// A number, or named parts of one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// One number, with the decimals that were written.
    Number(#[serde(with = "decimal")] Decimal),
    /// Parts in the order written.
    Parts(Box<[Part]>),
}

/// One named part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Name.
    pub name: Name,
    /// Number.
    #[serde(with = "decimal")]
    pub number: Decimal,
}

/// A ranked topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Name.
    pub name: Box<str>,
    /// How many, as written.
    pub count: Option<Box<str>>,
    /// What was said of it.
    pub note: Option<Box<str>>,
}

/// Exact decimals keep their digits in every format.
mod decimal {
    use super::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        number: &Decimal,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&number.serialize())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Decimal, D::Error> {
        let bytes = <Vec<u8>>::deserialize(deserializer)?;
        let bytes: [u8; 16] = bytes
            .try_into()
            .map_err(|_| serde::de::Error::custom("a decimal has 16 bytes"))?;
        Ok(Decimal::deserialize(bytes))
    }
}

impl Part {
    /// Returns true if a spreadsheet takes a name that stands in a cell for a formula, and runs it.
    ///
    /// The signs, and that some programs read them when they are full-width: OWASP, CSV Injection.
    /// <https://owasp.org/www-community/attacks/CSV_Injection>
    pub fn is_formula(name: &str) -> bool {
        name.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'])
    }
}

impl Amount {
    /// Returns the number, or the sum of the parts.
    pub fn total(&self) -> Decimal {
        match self {
            Amount::Number(n) => *n,
            Amount::Parts(parts) => parts
                .iter()
                .fold(Decimal::ZERO, |sum, p| sum.saturating_add(p.number)),
        }
    }
}

impl Span {
    /// Reads a period as FORMAT.md 4 writes it for a series of this rhythm.
    pub fn parse(text: &str, rhythm: Rhythm) -> Option<Span> {
        let number = |s: &str| {
            s.bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| s.parse::<u32>().ok())
                .flatten()
        };
        let year = |s: &str| {
            if s.len() == 4 {
                number(s).and_then(|y| i32::try_from(y).ok())
            } else {
                None
            }
        };
        match rhythm {
            Rhythm::Day => parse_date(text).ok().map(|day| Span {
                first: day,
                last: day,
            }),
            Rhythm::Week => {
                let (first, last) = text.split_once("..")?;
                let span = Span {
                    first: parse_date(first.trim()).ok()?,
                    last: parse_date(last.trim()).ok()?,
                };
                (span.first.checked_add_days(Days::new(6))? == span.last).then_some(span)
            }
            Rhythm::Month => {
                let (y, m) = text.split_once('-').filter(|(_, m)| m.len() == 2)?;
                Span::of(Period::Month(year(y)?, number(m)?))
            }
            Rhythm::Quarter => {
                let (y, q) = text.split_once("-Q")?;
                let quarter = number(q).filter(|q| (1..=4).contains(q))?;
                let month = Span::of(Period::Month(year(y)?, quarter * 3))?;
                Span::holding(month.first, rhythm)
            }
            Rhythm::Year => Span::of(Period::Year(year(text)?)),
        }
    }

    /// Returns the period of this rhythm that holds `day`; a week counts from its Monday.
    pub fn holding(day: Date, rhythm: Rhythm) -> Option<Span> {
        match rhythm {
            Rhythm::Day => Some(Span {
                first: day,
                last: day,
            }),
            Rhythm::Week => {
                let first = day
                    .checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                Some(Span {
                    first,
                    last: first.checked_add_days(Days::new(6))?,
                })
            }
            Rhythm::Month => Span::of(Period::of_month(day)),
            Rhythm::Quarter => {
                let start = day.month0() / 3 * 3 + 1;
                let first = Span::of(Period::Month(day.year(), start))?;
                Some(Span {
                    first: first.first,
                    last: Span::of(Period::Month(day.year(), start + 2))?.last,
                })
            }
            Rhythm::Year => Span::of(Period::Year(day.year())),
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

    /// Returns the period of a number; see [`Span::number`].
    pub fn nth(number: i32, rhythm: Rhythm) -> Option<Span> {
        let month = |number: i32| {
            NaiveDate::from_ymd_opt(number.div_euclid(12), number.rem_euclid(12) as u32 + 1, 1)
        };
        let day = match rhythm {
            Rhythm::Day => NaiveDate::from_num_days_from_ce_opt(number),
            Rhythm::Week => NaiveDate::from_num_days_from_ce_opt(number * 7 + 1),
            Rhythm::Month => month(number),
            Rhythm::Quarter => month(number * 3),
            Rhythm::Year => NaiveDate::from_ymd_opt(number, 1, 1),
        };
        Span::holding(day?, rhythm)
    }

    fn of(period: Period) -> Option<Span> {
        let (first, after) = period.days()?;
        Some(Span {
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

/// Writes the end of a span without what it shares with the start: `14日`, `2月4日`.
fn rest_of(first: NaiveDate, last: NaiveDate) -> String {
    if first.year() != last.year() {
        long_date(last, Language::Chinese)
    } else if first.month() != last.month() {
        short_date(last, Language::Chinese)
    } else {
        format!("{}日", last.day())
    }
}
