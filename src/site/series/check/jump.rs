//! Figures that are far from what they were: most are typing errors.

use std::collections::VecDeque;

use rust_decimal::Decimal;

use super::chain::{Chain, place};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::Figure;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// How many periods a figure is held against, and how many there have to be at least.
const WINDOW: usize = 30;
const ENOUGH: usize = 7;

/// A figure that is off by less than this may be as many times the usual as it likes: ten calls
/// after one are none.
const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Finds figures that are many times, or a small part of, what they were in the periods before.
///
/// Bulletins that have expired are among those before, so that a figure is not called unusual only
/// since the clock took others away; nothing is said of them.
pub(super) fn check(series: &Series, chain: &Chain<'_>, now: i64, problems: &mut Vec<Diagnostic>) {
    for (i, spec) in series
        .figures
        .enumerate()
        .filter(|(_, f)| !f.parts && !f.jump.is_zero())
    {
        let mut window = Window::default();
        for (_, document) in chain {
            let figures = document.bulletin.iter().flat_map(|b| &b.figures);
            let Some(figure) = figures.into_iter().find(|f| f.spec == i) else {
                continue;
            };
            let value = figure.amount.total();
            if !matches!(document.withheld(now), Some(Withheld::Expired(_))) {
                problems.extend(jump(spec, &window.sorted, figure, value, document));
            }
            window.push(value);
        }
    }
}

/// The values of the last periods, in order of time and in order of size.
#[derive(Default)]
struct Window {
    values: VecDeque<Decimal>,
    sorted: Vec<Decimal>,
}

impl Window {
    fn push(&mut self, value: Decimal) {
        if self.values.len() == WINDOW
            && let Some(oldest) = self.values.pop_front()
            && let Ok(at) = self.sorted.binary_search(&oldest)
        {
            self.sorted.remove(at);
        }
        self.values.push_back(value);
        let at = self.sorted.partition_point(|other| *other < value);
        self.sorted.insert(at, value);
    }
}

/// Holds a value against the sorted ones before it.
fn jump(
    spec: &FigureSpec,
    sorted: &[Decimal],
    figure: &Figure,
    value: Decimal,
    document: &Document,
) -> Option<Diagnostic> {
    if sorted.len() < ENOUGH {
        return None;
    }
    let least = sorted[0];
    let usual = sorted[sorted.len() / 2];
    let most = sorted[sorted.len() - 1];
    let rises = value > most && value > usual.saturating_mul(spec.jump);
    let falls = value < least && value.saturating_mul(spec.jump) < usual;
    let is_large = value.saturating_sub(usual).abs() >= SMALL;
    if !is_large || !(rises || falls) {
        return None;
    }
    Some(
        Diagnostic::new(code::UNUSUAL_FIGURE, place(document, figure))
            .with("label", &spec.label)
            .with("value", value)
            .with("usual", usual)
            .with("least", least)
            .with("most", most)
            .with("count", sorted.len())
            .with("id", &spec.id),
    )
}
