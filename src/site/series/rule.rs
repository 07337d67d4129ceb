//! Rules: statements on figures, whose sides can be computed.

use rust_decimal::{Decimal, RoundingStrategy};

use super::syntax::{Operator, Relation};
use crate::base::id::{FigureId, SeriesId};

/// A rule of a series.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Left side.
    pub left: Expression,
    /// Between the sides.
    pub relation: Relation,
    /// Right side.
    pub right: Expression,
    /// Breaking it is a warning, not an error.
    pub is_warning: bool,
}

/// An expression of numbers and figures, each by its index.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    /// A number.
    Number(Decimal),
    /// A figure of the bulletin.
    Figure(FigureId),
    /// A whole count that no figure gives; `~` asks whether there is one that fits.
    Count,
    /// The sum of a figure's parts.
    Sum(FigureId),
    /// A number rounded to so many decimals, halves away from zero (四舍五入).
    Round(Box<Expression>, u32),
    /// The same in the bulletin of the period before.
    Previous(Box<Expression>),
    /// The sum of a different series' figure over the period, by the indexes of both.
    Total(SeriesId, FigureId),
    /// `-x`
    Negative(Box<Expression>),
    /// `x + y`
    Binary(Operator, Box<Expression>, Box<Expression>),
}

impl Rule {
    /// Returns a figure and those that it is the sum of, if the rule says that and nothing else.
    pub fn split(&self) -> Option<(FigureId, Vec<FigureId>)> {
        let (whole, parts) = match (self.relation, &self.left, &self.right) {
            (Relation::Equal, Expression::Figure(whole), parts)
            | (Relation::Equal, parts, Expression::Figure(whole)) => (*whole, parts.summands()?),
            _ => return None,
        };
        (parts.len() > 1).then_some((whole, parts))
    }

    /// Returns a figure and the one whose parts add up to it, if the rule says that and nothing
    /// else.
    pub fn owner(&self) -> Option<(FigureId, FigureId)> {
        match (self.relation, &self.left, &self.right) {
            (Relation::Equal, Expression::Figure(whole), Expression::Sum(parts))
            | (Relation::Equal, Expression::Sum(parts), Expression::Figure(whole)) => {
                Some((*whole, *parts))
            }
            _ => None,
        }
    }
}

/// The source of the numbers of an expression; `None` stands for a number that is not there.
pub trait Numbers {
    /// Returns a figure of the bulletin, or the sum of its parts.
    fn figure(&self, figure: FigureId) -> Option<Decimal>;
    /// Returns the numbers of the bulletin of the period before.
    fn previous(&self) -> Option<Box<dyn Numbers + '_>>;
    /// Returns the sum of a different series' figure over the period, if none of it is missing.
    fn total(&self, series: SeriesId, figure: FigureId) -> Option<Decimal>;
}

impl Expression {
    /// Computes it; `None` if a number is missing, or there is no such number.
    pub fn value(&self, numbers: &dyn Numbers) -> Option<Decimal> {
        match self {
            Expression::Number(n) => Some(*n),
            Expression::Figure(i) | Expression::Sum(i) => numbers.figure(*i),
            Expression::Count => None,
            Expression::Round(inner, digits) => Some(rounded(inner.value(numbers)?, *digits)),
            Expression::Previous(inner) => inner.value(&*numbers.previous()?),
            Expression::Total(series, figure) => numbers.total(*series, *figure),
            Expression::Negative(inner) => Some(-inner.value(numbers)?),
            Expression::Binary(operator, a, b) => {
                let (a, b) = (a.value(numbers)?, b.value(numbers)?);
                match operator {
                    Operator::Plus => a.checked_add(b),
                    Operator::Minus => a.checked_sub(b),
                    Operator::Times => a.checked_mul(b),
                    Operator::Over => a.checked_div(b),
                }
            }
        }
    }

    /// Adds the figures of the bulletin that it reads, in the order written.
    pub fn figures(&self, found: &mut Vec<FigureId>) {
        match self {
            Expression::Figure(i) | Expression::Sum(i) => found.push(*i),
            Expression::Round(inner, _) | Expression::Negative(inner) => inner.figures(found),
            Expression::Binary(_, a, b) => {
                a.figures(found);
                b.figures(found);
            }
            Expression::Number(_)
            | Expression::Count
            | Expression::Previous(_)
            | Expression::Total(..) => {}
        }
    }

    /// Returns the figures of a sum of two figures or more and nothing else.
    pub fn summands(&self) -> Option<Vec<FigureId>> {
        match self {
            Expression::Figure(i) => Some(vec![*i]),
            Expression::Binary(Operator::Plus, a, b) => {
                let mut found = a.summands()?;
                found.extend(b.summands()?);
                Some(found)
            }
            _ => None,
        }
    }
}

/// Rounds halves away from zero, as 四舍五入 does.
pub fn rounded(number: Decimal, digits: u32) -> Decimal {
    number.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}
