//! What a bulletin reports, as values.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::date_range::DateRange;
use crate::base::date::Language;
use crate::base::id::{FigureId, SeriesId};
use crate::base::intern::Name;
use crate::content::config::Series;

/// What a bulletin of a series reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bulletin {
    /// Index of its series in the configuration.
    pub series: SeriesId,
    /// The time it reports on.
    pub span: DateRange,
    /// Figures in the order of the series' declaration.
    pub figures: Box<[Figure]>,
    /// Ranked topics.
    pub topics: Box<[Topic]>,
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

impl Bulletin {
    /// Finds the figures that a sentence says: a sum of parts that repeats the number of a plain
    /// figure in the same unit is left out.
    pub fn said<'b>(&'b self, series: &'b Series) -> impl Iterator<Item = &'b Figure> {
        self.figures
            .iter()
            .filter(move |figure| !self.is_repeated(figure, series))
    }

    fn is_repeated(&self, figure: &Figure, series: &Series) -> bool {
        let unit = &series.figures[figure.spec].unit;
        matches!(figure.amount, Amount::Parts(_))
            && self.figures.iter().any(|whole| {
                matches!(whole.amount, Amount::Number(_))
                    && whole.amount.total() == figure.amount.total()
                    && series.figures[whole.spec].unit == *unit
            })
    }
}

impl Figure {
    /// Says the figure as a sentence does: `来电诉求877件次`, `Calls 877`. `series` is its own.
    pub fn in_words(&self, series: &Series, language: Language) -> String {
        let spec = &series.figures[self.spec];
        let (label, number, unit) = (&spec.label, self.amount.total(), &spec.unit);
        match language {
            Language::Chinese => format!("{label}{number}{unit}"),
            Language::English => format!("{label} {number} {unit}").trim_end().to_owned(),
        }
    }
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
