//! Scales: round numbers along an axis.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A range of values with its marks, the lowest first.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Scale {
    pub(super) low: Decimal,
    pub(super) high: Decimal,
    pub(super) marks: Vec<Decimal>,
}

impl Scale {
    /// Makes a scale of three to five marks that holds all values.
    ///
    /// It starts at zero, unless everything happens in the upper fifth: rates between 90 and 95
    /// would be one line.
    pub(super) fn of(least: Decimal, most: Decimal) -> Scale {
        let low = if least >= most.saturating_mul(Decimal::new(8, 1))
            && least > Decimal::ZERO
            && least != most
        {
            least
        } else {
            least.min(Decimal::ZERO)
        };
        let most = if most < Decimal::ZERO {
            Decimal::ZERO
        } else {
            most
        };
        let high = if most > low {
            most
        } else {
            low.saturating_add(Decimal::ONE)
        };
        let step = step(high.saturating_sub(low));
        let first = low
            .checked_div(step)
            .unwrap_or_default()
            .floor()
            .saturating_mul(step);
        let mut marks = vec![first];
        let mut at = first;
        while at < high && marks.len() < 8 {
            at = at.saturating_add(step);
            marks.push(at);
        }
        Scale {
            low: first,
            high: at,
            marks,
        }
    }

    /// Returns true if zero is on it.
    pub(super) fn has_zero(&self) -> bool {
        self.low <= Decimal::ZERO && self.high >= Decimal::ZERO
    }

    /// Returns how far below the top a value is, in thousandths of the scale.
    pub(super) fn place(&self, value: Decimal) -> i64 {
        let span = self.high.saturating_sub(self.low);
        let down = self
            .high
            .saturating_sub(value)
            .saturating_mul(Decimal::ONE_THOUSAND);
        down.checked_div(span)
            .unwrap_or_default()
            .round()
            .to_i64()
            .unwrap_or(0)
    }
}

/// Returns 1, 2 or 5 times a power of ten, of which two to four fill the span.
fn step(span: Decimal) -> Decimal {
    let wanted = span.checked_div(Decimal::from(4)).unwrap_or(Decimal::ONE);
    let mut power = Decimal::ONE;
    while power.saturating_mul(Decimal::TEN) <= wanted {
        power = power.saturating_mul(Decimal::TEN);
    }
    while power > wanted && power.scale() < 12 {
        power = power.checked_div(Decimal::TEN).unwrap_or(power);
    }
    let steps = [1, 2, 5, 10].map(|n| power.saturating_mul(Decimal::from(n)));
    steps
        .into_iter()
        .find(|s| *s >= wanted)
        .unwrap_or(power)
        .normalize()
}

/// Writes a mark: whole ten thousands as 万 in Chinese, thousands as k in English.
pub(super) fn written(mark: Decimal, most: Decimal, is_chinese: bool) -> String {
    let (unit, name) = if is_chinese {
        (10_000, "万")
    } else {
        (1_000, "k")
    };
    let unit = Decimal::from(unit);
    if most.abs() < unit.saturating_mul(Decimal::from(2)) || mark.is_zero() {
        return mark.normalize().to_string();
    }
    format!(
        "{}{name}",
        mark.checked_div(unit).unwrap_or_default().normalize()
    )
}
