//! The numbers with units in the words of a bulletin, each with the figure that it is labelled as.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::id::FigureId;
use crate::content::config::Series;
use crate::content::document::bulletin::numeral;

/// Units of counting, each of which may stand for any other.
const COUNTS: [&str; 4] = ["件次", "人次", "件", "次"];

/// What may stand between a name and its number.
pub(super) const BETWEEN: [char; 8] = [' ', '为', '共', '达', '约', '：', ':', '有'];

/// A number with a unit in the text.
pub(super) struct Count {
    /// Bytes of the number.
    pub(super) place: Range<usize>,
    /// Byte after the unit.
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) unit: String,
    pub(super) is_about: bool,
    /// The figure whose label stands before it.
    pub(super) figure: Option<FigureId>,
    /// It is a part or a topic.
    pub(super) is_taken: bool,
}

/// Finds every number with a unit, and the label before it.
pub(super) fn find(text: &str, series: &Series) -> Vec<Count> {
    let mut counts = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let Some(number) = numeral::read(&text[at..]) else {
            // Of digits that are no number, no part is one either.
            at += numeral::length_of_digits(&text[at..]).max(c.len_utf8());
            continue;
        };
        let after = at + number.length;
        let rest = text[after..].trim_start_matches(' ');
        let Some(unit) = unit(rest, series) else {
            at = if number.is_chinese {
                at + c.len_utf8()
            } else {
                after
            };
            continue;
        };
        let before = &text[..at];
        let end = text.len() - rest.len() + unit.len();
        counts.push(Count {
            place: at..after,
            end,
            value: number.value,
            unit: unit.replace('％', "%"),
            is_about: number.is_about || before.trim_end().ends_with('约'),
            figure: label(before, unit, series),
            is_taken: false,
        });
        at = end;
    }
    counts
}

/// Finds the unit that a text starts with: one of the series, or a common one. The longest counts.
fn unit<'a>(text: &str, series: &'a Series) -> Option<&'a str> {
    let own = series
        .figures
        .iter()
        .map(|f| f.unit.as_str())
        .filter(|u| !u.is_empty());
    own.chain(COUNTS)
        .chain(["%", "％"])
        .filter(|u| text.starts_with(*u))
        .max_by_key(|u| u.len())
}

/// Finds the figure whose label ends a text; of several labels the longest.
fn label(text: &str, unit: &str, series: &Series) -> Option<FigureId> {
    let text = text.trim_end_matches(BETWEEN);
    let labels = series
        .figures
        .enumerate()
        .filter(|(_, f)| !f.parts && alike(&f.unit, unit))
        .flat_map(|(id, f)| {
            let names = std::iter::once(&f.label).chain(&f.names);
            names.map(move |name| (id, name.as_str()))
        });
    let ending = labels.filter(|(_, name)| !name.is_empty() && text.ends_with(name));
    ending.max_by_key(|(_, name)| name.len()).map(|(id, _)| id)
}

/// Returns true if a number with one unit may be a figure of the other: 件 and 件次 are used for
/// each other.
pub(super) fn alike(one: &str, other: &str) -> bool {
    one.replace('％', "%") == other.replace('％', "%")
        || COUNTS.contains(&one) && COUNTS.contains(&other)
}
