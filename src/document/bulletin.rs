//! Bulletins: period, figures and topics as the front matter gives them.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::config::{Config, FigureSpec, Rhythm, Series};
use crate::date::{Date, Language, Period, long_date, parse_date, short_date};
use crate::diagnostic::Diagnostic;
use crate::yaml::{Fields, Node, Value};

/// What a bulletin of a series reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Index of its series in the configuration.
    pub series: u16,
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
    pub spec: u16,
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
    pub name: Box<str>,
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

    pub(super) fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&number.serialize())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let bytes = <Vec<u8>>::deserialize(deserializer)?;
        let bytes: [u8; 16] = bytes.try_into().map_err(|_| serde::de::Error::custom("a decimal has 16 bytes"))?;
        Ok(Decimal::deserialize(bytes))
    }
}

impl Amount {
    /// Returns the number, or the sum of the parts.
    pub fn total(&self) -> Decimal {
        match self {
            Amount::Number(n) => *n,
            Amount::Parts(parts) => parts.iter().fold(Decimal::ZERO, |sum, p| sum.saturating_add(p.number)),
        }
    }
}

impl Span {
    /// Reads a period as FORMAT.md 4 writes it for a series of this rhythm.
    pub fn parse(text: &str, rhythm: Rhythm) -> Option<Span> {
        let number = |s: &str| s.bytes().all(|b| b.is_ascii_digit()).then(|| s.parse::<u32>().ok()).flatten();
        let year = |s: &str| if s.len() == 4 { number(s).and_then(|y| i32::try_from(y).ok()) } else { None };
        match rhythm {
            Rhythm::Day => parse_date(text).ok().map(|day| Span { first: day, last: day }),
            Rhythm::Week => {
                let (first, last) = text.split_once("..")?;
                let span = Span { first: parse_date(first.trim()).ok()?, last: parse_date(last.trim()).ok()? };
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
            Rhythm::Day => Some(Span { first: day, last: day }),
            Rhythm::Week => {
                let first = day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                Some(Span { first, last: first.checked_add_days(Days::new(6))? })
            }
            Rhythm::Month => Span::of(Period::of_month(day)),
            Rhythm::Quarter => {
                let start = day.month0() / 3 * 3 + 1;
                let first = Span::of(Period::Month(day.year(), start))?;
                Some(Span { first: first.first, last: Span::of(Period::Month(day.year(), start + 2))?.last })
            }
            Rhythm::Year => Span::of(Period::Year(day.year())),
        }
    }

    fn of(period: Period) -> Option<Span> {
        let (first, after) = period.days()?;
        Some(Span { first, last: after.pred_opt()? })
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
            (Rhythm::Week, Language::Chinese) => format!("{}至{}", long_date(first, language), rest_of(first, last)),
            (Rhythm::Week, Language::English) => {
                format!("{} – {}", short_date(first, language), long_date(last, language))
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

/// Reads the keys of a bulletin; `None` when it belongs to no series. A draft may lack figures still.
pub(super) fn read(fields: &mut Fields<'_>, config: &Config, draft: bool) -> Option<Box<Bulletin>> {
    let series = series(fields, config);
    let period = fields.take("period");
    let figures = fields.take("figures");
    let topics = topics(fields);
    let Some((index, series)) = series else {
        if fields.key_span("series").is_none() {
            for key in ["period", "figures", "topics"] {
                if let Some(span) = fields.key_span(key) {
                    fields.report(Diagnostic::error("E0209", span).with("key", key));
                    break;
                }
            }
        }
        return None;
    };
    let span = read_period(fields, period, series);
    let figures = read_figures(fields, figures, series, draft);
    Some(Box::new(Bulletin { series: index, span: span?, figures: figures.into(), topics: topics.into() }))
}

fn series<'c>(fields: &mut Fields<'_>, config: &'c Config) -> Option<(u16, &'c Series)> {
    let id = fields.text("series")?;
    let found = config.series.iter().position(|s| s.id == id);
    if found.is_none()
        && let Some(node) = fields.take("series")
    {
        let problem = Diagnostic::error("E0208", fields.at(node)).with("id", id);
        fields.report(problem.nearest(id, config.series.iter().map(|s| s.id.as_str())));
    }
    found.and_then(|i| Some((u16::try_from(i).ok()?, &config.series[i])))
}

fn read_period(fields: &mut Fields<'_>, node: Option<&Node>, series: &Series) -> Option<Span> {
    let Some(node) = node else {
        let span = fields.key_span("series").unwrap_or_else(|| fields.span());
        fields.report(Diagnostic::error("E0112", span).with("key", "period"));
        return None;
    };
    let span = Span::parse(node.as_text().unwrap_or_default().trim(), series.rhythm);
    if span.is_none() {
        let name = Rhythm::ALL.iter().find(|(_, r)| *r == series.rhythm).map_or("", |(n, _)| n);
        let text = node.as_text().unwrap_or_default();
        let problem = Diagnostic::error("E0214", fields.at(node)).with("text", text).with("rhythm", name);
        fields.report(problem);
    }
    span
}

fn read_figures(fields: &mut Fields<'_>, node: Option<&Node>, series: &Series, draft: bool) -> Vec<Figure> {
    let none = Node { value: Value::Map(Vec::new()), span: 0..0 };
    let node = node.unwrap_or(&none);
    let Value::Map(pairs) = &node.value else {
        fields.expected("figures", node, "map");
        return Vec::new();
    };
    let mut figures = Vec::new();
    for (name, value) in pairs {
        let id = name.as_text().unwrap_or_default();
        match series.figures.iter().position(|f| f.id == id) {
            Some(_) if draft && value.value == Value::Null => {}
            Some(i) => figures.extend(figure(fields, i, &series.figures[i], value)),
            None => {
                let problem = Diagnostic::error("E0210", fields.at(name)).with("id", id).with("series", &series.title);
                fields.report(problem.nearest(id, series.figures.iter().map(|f| f.id.as_str())));
            }
        }
    }
    for spec in &series.figures {
        if !spec.optional && !draft && !pairs.iter().any(|(k, _)| k.as_text() == Some(&spec.id)) {
            let span =
                fields.key_span("figures").or_else(|| fields.key_span("series")).unwrap_or_else(|| fields.span());
            fields.report(Diagnostic::error("E0211", span).with("id", &spec.id).with("label", &spec.label));
        }
    }
    figures.sort_by_key(|f: &Figure| f.spec);
    figures
}

fn figure(fields: &mut Fields<'_>, index: usize, spec: &FigureSpec, node: &Node) -> Option<Figure> {
    let amount = match (&node.value, spec.parts) {
        (Value::Map(pairs), true) => {
            let mut parts = Vec::new();
            for (name, value) in pairs {
                let number = number(fields, value)?;
                parts.push(Part { name: name.as_text().unwrap_or_default().into(), number });
            }
            Amount::Parts(parts.into())
        }
        (Value::Text(_), false) => Amount::Number(number(fields, node)?),
        _ => {
            let wanted = if spec.parts { "parts" } else { "number" };
            fields.expected(&spec.id, node, wanted);
            return None;
        }
    };
    let span = fields.at(node);
    Some(Figure { spec: u16::try_from(index).ok()?, amount, start: span.start, end: span.end })
}

/// Reads an exact decimal; a sign, digits and a point, nothing else.
fn number(fields: &mut Fields<'_>, node: &Node) -> Option<Decimal> {
    let text = node.as_text().unwrap_or_default();
    let plain = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let found = Some(text).filter(|t| t.chars().all(plain)).and_then(|t| Decimal::from_str_exact(t).ok());
    if found.is_none() {
        let problem = Diagnostic::error("E0212", fields.at(node)).with("text", text);
        fields.report(problem);
    }
    found
}

fn topics(fields: &mut Fields<'_>) -> Vec<Topic> {
    let file = fields.file();
    let mut topics = Vec::new();
    for item in fields.list("topics", false) {
        let mut inner = Fields::new(file, item, fields.problems());
        let name = inner.required("name");
        let count = inner.take("count").and_then(|n| number(&mut inner, n));
        let note = inner.text("note");
        inner.finish();
        topics.extend(name.map(|name| Topic {
            name: name.into(),
            count: count.map(|c| c.to_string().into()),
            note: note.map(Into::into),
        }));
    }
    topics
}
