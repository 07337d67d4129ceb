//! Figures that differ between the text of a bulletin and its data.

use std::ops::Range;

use rust_decimal::Decimal;

use super::figures::{Amount, Bulletin};
use super::numeral;
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

/// Words by which a sentence speaks of a different time or place, or of a change.
const ELSEWHERE: [&str; 32] = [
    "上期", "上周", "上一", "上月", "上年", "上季", "昨日", "前日", "去年", "前年", "同期", "同比",
    "环比", "比上", "较上", "累计", "今年", "全年", "本年", "本月", "当月", "以来", "截至", "增加",
    "减少", "增长", "下降", "上升", "平均", "约", "last ", "year",
];

/// Finds figures that the text gives differently: the label, a number and the unit, one after the
/// other.
///
/// Only a sure difference is reported: the sentence speaks of nothing else, and the text has the
/// number of the data nowhere beside that label.
pub(in crate::content::document) fn differing(
    body: &str,
    bulletin: &Bulletin,
    series: &Series,
) -> Vec<Differing> {
    let mut found = Vec::new();
    for figure in &bulletin.figures {
        let spec = &series.figures[figure.spec];
        match &figure.amount {
            Amount::Number(number) => {
                let names = std::iter::once(&spec.label).chain(&spec.names);
                let stated = names.flat_map(|name| stated(body, name, &spec.unit));
                found.extend(other(stated.collect(), *number, &spec.label));
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

/// Chooses the number to report: the first, if none is that of the data.
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
    let ends = memchr::memmem::find_iter(body.as_bytes(), name).map(|at| at + name.len());
    ends.filter_map(|end| stated_at(body, end, unit)).collect()
}

/// Reads a number, with the unit after it, that stands behind a name which ends at byte `at`.
fn stated_at(body: &str, at: usize, unit: &str) -> Option<(Decimal, Range<usize>)> {
    let rest = body[at..].trim_start_matches([' ', '为', '共', '达', '：']);
    let start = body.len() - rest.len();
    let found = numeral::read(rest).filter(|n| !n.is_about && !n.is_chinese)?;
    let end = start + found.length;
    let is_whole = body[end..].trim_start_matches(' ').starts_with(unit);
    (is_whole && !is_elsewhere(&body[..start])).then_some((found.value, start..end))
}

/// Returns true if the sentence that ends here speaks of something besides the bulletin's own
/// period.
fn is_elsewhere(before: &str) -> bool {
    let start = before.rfind(['。', '！', '？', '\n', '；']).unwrap_or(0);
    ELSEWHERE.iter().any(|word| before[start..].contains(word))
}
