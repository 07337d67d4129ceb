//! The rules of a series, held against each bulletin.

use rust_decimal::Decimal;

use super::chain::{Chain, place};
use crate::base::id::{FigureId, List, SeriesId};
use crate::content::document::Document;
use crate::content::document::bulletin::{Amount, Bulletin, Figure};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::series::explain::Explainer;
use crate::site::series::rule::{Expression, Numbers, Rule, rounded};
use crate::site::series::syntax::{Operator, Relation};

/// The numbers of one bulletin among all.
pub(super) struct ChainNumbers<'a> {
    pub(super) bulletin: &'a Bulletin,
    pub(super) chains: &'a List<SeriesId, Chain<'a>>,
}

impl Numbers for ChainNumbers<'_> {
    fn figure(&self, figure: FigureId) -> Option<Decimal> {
        self.bulletin
            .figures
            .iter()
            .find(|f| f.spec == figure)
            .map(|f| f.amount.total())
    }

    fn previous(&self) -> Option<Box<dyn Numbers + '_>> {
        let chain = &self.chains[self.bulletin.series];
        let first = self.bulletin.span.first;
        let at = chain
            .partition_point(|(span, _)| span.first < first)
            .checked_sub(1)?;
        let (span, document) = chain[at];
        let bulletin = document
            .bulletin
            .as_deref()
            .filter(|_| span.last.succ_opt() == Some(first))?;
        Some(Box::new(ChainNumbers {
            bulletin,
            chains: self.chains,
        }))
    }

    fn total(&self, series: SeriesId, figure: FigureId) -> Option<Decimal> {
        let chain = &self.chains[series];
        let whole = self.bulletin.span;
        let mut at = chain.partition_point(|(span, _)| span.first < whole.first);
        let (mut sum, mut next) = (Decimal::ZERO, whole.first);
        while next <= whole.last {
            let (span, document) = chain
                .get(at)
                .filter(|(span, _)| span.first == next && span.last <= whole.last)?;
            let figures = &document.bulletin.as_deref()?.figures;
            sum = sum.checked_add(figures.iter().find(|f| f.spec == figure)?.amount.total())?;
            next = span.last.succ_opt()?;
            at += 1;
        }
        Some(sum)
    }
}

/// A bulletin held against a rule.
pub(super) struct RuleCheck<'a> {
    pub(super) document: &'a Document,
    pub(super) rule: &'a Rule,
    pub(super) numbers: &'a ChainNumbers<'a>,
    pub(super) explainer: &'a Explainer<'a>,
}

impl RuleCheck<'_> {
    /// Reports what does not hold; `None` also if a number that the rule needs is missing.
    pub(super) fn problem(&self) -> Option<Diagnostic> {
        let left = self.rule.left.value(self.numbers)?;
        if self.rule.relation == Relation::Rounds {
            return self.rate(left);
        }
        let right = self.rule.right.value(self.numbers)?;
        let mark = match self.rule.relation {
            Relation::Equal if left != right => "≠",
            Relation::AtMost if left > right => ">",
            Relation::AtLeast if left < right => "<",
            _ => return None,
        };
        let left_side = self.explainer.side(&self.rule.left, self.numbers);
        let right_side = self.explainer.side(&self.rule.right, self.numbers);
        // What was computed comes before what was stated.
        let is_turned = mark == "≠" && matches!(self.rule.left, Expression::Figure(_));
        let (first, second, difference) = if is_turned {
            (right_side, left_side, right.checked_sub(left)?)
        } else {
            (left_side, right_side, left.checked_sub(right)?)
        };
        let problem = self.broken(first, mark, second, difference);
        Some(match self.parts() {
            Some(parts) => problem.with("parts", parts).hint("parts"),
            None => problem,
        })
    }

    fn broken(&self, first: String, mark: &str, second: String, difference: Decimal) -> Diagnostic {
        let sign = if difference.is_sign_negative() {
            ""
        } else {
            "+"
        };
        self.report(code::RULE_BROKEN, code::SOFT_RULE_BROKEN)
            .with("first", first)
            .with("mark", mark)
            .with("second", second)
            .with("difference", format!("{sign}{}", difference.normalize()))
    }

    /// Makes the problem at the first figure of the rule, with the others as further places.
    fn report(&self, error: Code, warning: Code) -> Diagnostic {
        let mut ids = self.figures();
        ids.dedup();
        let figures = ids.into_iter().filter_map(|id| self.figure(id));
        let mut places = figures.map(|figure| place(self.document, figure));
        let first = places
            .next()
            .unwrap_or_else(|| Span::file(&self.document.path));
        let code = if self.rule.is_warning { warning } else { error };
        let problem = Diagnostic::new(code, first.clone());
        places
            .filter(|place| *place != first)
            .fold(problem, Diagnostic::also)
    }

    /// Lists the parts of the sums that the rule takes.
    fn parts(&self) -> Option<String> {
        let mut texts = Vec::new();
        for figure in self.figures().into_iter().filter_map(|id| self.figure(id)) {
            if let Amount::Parts(parts) = &figure.amount {
                let parts: Vec<String> = parts
                    .iter()
                    .map(|p| format!("{} {}", p.name, p.number))
                    .collect();
                texts.push(parts.join(" + "));
            }
        }
        (!texts.is_empty()).then(|| texts.join("；"))
    }

    /// Returns the figures that the rule names, in its order.
    fn figures(&self) -> Vec<FigureId> {
        let mut ids = Vec::new();
        self.rule.left.figures(&mut ids);
        self.rule.right.figures(&mut ids);
        ids
    }

    fn figure(&self, id: FigureId) -> Option<&Figure> {
        let figures = &self.numbers.bulletin.figures;
        figures.iter().find(|f| f.spec == id)
    }

    /// Holds a printed rate against what it is of: the count given, or any whole count.
    fn rate(&self, printed: Decimal) -> Option<Diagnostic> {
        let scale = self.scale();
        let Some(exact) = self.rule.right.value(self.numbers) else {
            return self.impossible_rate(printed);
        };
        let exact = exact.checked_mul(scale)?;
        if exact.checked_sub(printed)?.abs() <= half_of_last_digit(printed) {
            return None;
        }
        let stated = self.explainer.side(&self.rule.left, self.numbers);
        let computed = self.explainer.write(&self.rule.right, self.numbers);
        let exact = rounded(exact, printed.scale() + 2).normalize();
        let difference = (rounded(exact, printed.scale()) - printed).normalize();
        Some(self.broken(format!("{computed} = {exact}"), "≠", stated, difference))
    }

    /// Reports a rate that no whole count has.
    fn impossible_rate(&self, printed: Decimal) -> Option<Diagnostic> {
        let Expression::Binary(Operator::Over, _, whole) = &self.rule.right else {
            return None;
        };
        let scale = self.scale();
        let total = whole.value(self.numbers).filter(|n| *n > Decimal::ZERO)?;
        let half = half_of_last_digit(printed);
        let low = printed
            .checked_sub(half)?
            .checked_mul(total)?
            .checked_div(scale)?
            .ceil();
        let high = printed
            .checked_add(half)?
            .checked_mul(total)?
            .checked_div(scale)?
            .floor();
        if low <= high {
            return None;
        }
        let near = |count: Decimal| {
            let rate = count.checked_mul(scale)?.checked_div(total)?;
            let rate = rounded(rate, printed.scale() + 1).normalize();
            Some(format!("{count} ÷ {total} = {rate}"))
        };
        Some(
            self.report(code::IMPOSSIBLE_RATE, code::SOFT_IMPOSSIBLE_RATE)
                .with("rate", self.explainer.side(&self.rule.left, self.numbers))
                .with("whole", self.explainer.write(whole, self.numbers))
                .with("below", near(high)?)
                .with("above", near(low)?),
        )
    }

    /// Returns what a quotient is multiplied by before it is held against a rate in percent or per
    /// mille.
    fn scale(&self) -> Decimal {
        let is_quotient = matches!(self.rule.right, Expression::Binary(Operator::Over, ..));
        let unit = match self.rule.left {
            Expression::Figure(i) if is_quotient => self.explainer.series.figures[i].unit.as_str(),
            _ => "",
        };
        match unit {
            "%" | "％" => Decimal::ONE_HUNDRED,
            "‰" => Decimal::ONE_THOUSAND,
            _ => Decimal::ONE,
        }
    }
}

/// Returns how far a number may be from the one that it is rounded from.
fn half_of_last_digit(number: Decimal) -> Decimal {
    // A number has 28 decimals at most: one that has all of them is not rounded from any other.
    Decimal::try_new(5, number.scale() + 1).unwrap_or(Decimal::ZERO)
}
