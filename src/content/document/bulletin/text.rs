//! Figures that the text of a bulletin states otherwise than its data.

use std::ops::Range;

use rust_decimal::Decimal;

use super::numeral;
use super::{Amount, Bulletin};
use crate::content::config::Series;

/// A number in the text that is not that of the data.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::content::document) struct Differing {
    /// What is counted.
    pub(in crate::content::document) label: String,
    /// The number in the text.
    pub(in crate::content::document) written: Decimal,
    /// The number in the data.
    pub(in crate::content::document) figure: Decimal,
    /// Its bytes in the text.
    pub(in crate::content::document) place: Range<usize>,
}

/// Words that say that a sentence speaks of another time, another place, or a difference.
const ELSEWHERE: [&str; 32] = [
    "上期", "上周", "上一", "上月", "上年", "上季", "昨日", "前日", "去年", "前年", "同期", "同比",
    "环比", "比上", "较上", "累计", "今年", "全年", "本年", "本月", "当月", "以来", "截至", "增加",
    "减少", "增长", "下降", "上升", "平均", "约", "last ", "year",
];

/// Finds figures that the text gives otherwise: the label, a number and the unit, one after the
/// other.
///
/// Only what is sure is told: the sentence speaks of nothing else, and the text has the number of
/// the data nowhere beside that label.
pub(in crate::content::document) fn differing(
    body: &str,
    bulletin: &Bulletin,
    series: &Series,
) -> Vec<Differing> {
    let mut found = Vec::new();
    for figure in &bulletin.figures {
        let spec = &series.figures[figure.spec];
        let names =
            || std::iter::once(spec.label.as_str()).chain(spec.names.iter().map(String::as_str));
        match &figure.amount {
            Amount::Number(number) => {
                let stated = names()
                    .flat_map(|name| stated(body, name, &spec.unit))
                    .collect();
                found.extend(other(stated, *number, &spec.label));
            }
            Amount::Parts(parts) => {
                for part in parts {
                    found.extend(other(
                        stated(body, &part.name, &spec.unit),
                        part.number,
                        &part.name,
                    ));
                }
            }
        }
    }
    found
}

/// Chooses the number to tell of: the first, where none is that of the data.
fn other(stated: Vec<(Decimal, Range<usize>)>, figure: Decimal, label: &str) -> Option<Differing> {
    if stated.iter().any(|(number, _)| *number == figure) {
        return None;
    }
    let (written, place) = stated.into_iter().next()?;
    Some(Differing {
        label: label.to_owned(),
        written,
        figure,
        place,
    })
}

/// Finds the numbers, with the unit after them, that stand directly after a name.
fn stated(body: &str, name: &str, unit: &str) -> Vec<(Decimal, Range<usize>)> {
    if name.is_empty() || unit.is_empty() {
        return Vec::new();
    }
    let number = |(at, _): (usize, &str)| {
        let start = at + name.len();
        let rest = &body[start..];
        let start =
            start + rest.len() - rest.trim_start_matches([' ', '为', '共', '达', '：']).len();
        let found = numeral::read(&body[start..]).filter(|n| !n.is_about && !n.is_chinese)?;
        let end = start + found.length;
        let is_whole = body[end..].trim_start_matches(' ').starts_with(unit);
        (is_whole && !is_elsewhere(&body[..start])).then_some((found.value, start..end))
    };
    body.match_indices(name).filter_map(number).collect()
}

/// Tells whether the sentence that ends here speaks of something else than the bulletin's own
/// period.
fn is_elsewhere(before: &str) -> bool {
    let start = before.rfind(['。', '！', '？', '\n', '；']).unwrap_or(0);
    ELSEWHERE.iter().any(|word| before[start..].contains(word))
}
