//! The wording of a rule that does not hold.

use rust_decimal::Decimal;

use super::rule::{Expression, Numbers, rounded};
use super::syntax::Operator;
use crate::base::date::Language;
use crate::base::id::FigureId;
use crate::content::config::{Config, Series};

/// Writes expressions with their numbers: `直接办理 523 + 转交 355`.
pub(super) struct Explainer<'a> {
    /// The series that it is of.
    pub series: &'a Series,
    /// The whole configuration, for the titles of other series.
    pub config: &'a Config,
}

impl Explainer<'_> {
    fn label(&self, figure: FigureId) -> &str {
        &self.series.figures[figure].label
    }

    fn in_all(&self) -> &'static str {
        self.either("合计 ", " in all ")
    }

    /// Returns the text in the language of the site.
    fn either(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.config.wording() == Language::Chinese {
            chinese
        } else {
            english
        }
    }

    /// Writes an expression; `numbers` has every number that it needs.
    pub(super) fn write(&self, expression: &Expression, numbers: &dyn Numbers) -> String {
        self.inner(expression, numbers, 0)
    }

    /// Writes an expression that is part of one whose operator binds as tightly as `around` says.
    fn inner(&self, expression: &Expression, numbers: &dyn Numbers, around: u8) -> String {
        match expression {
            Expression::Number(n) => n.to_string(),
            Expression::Figure(id) => format!("{} {}", self.label(*id), figure(numbers, *id)),
            Expression::Count => "?".to_owned(),
            Expression::Sum(id) => {
                let has_several = self.series.figures.iter().filter(|f| f.parts).count() > 1;
                let of = if has_several {
                    self.label(*id)
                } else {
                    self.either("分项", "Parts")
                };
                format!("{of}{}{}", self.in_all(), figure(numbers, *id))
            }
            Expression::Round(inner, _) => format!(
                "{}（{}）",
                self.either("四舍五入", "round "),
                self.inner(inner, numbers, 0)
            ),
            Expression::Previous(inner) => {
                let before = numbers
                    .previous()
                    .map(|p| self.inner(inner, &*p, 9))
                    .unwrap_or_default();
                format!("{}{before}", self.either("上期", "previous "))
            }
            Expression::Total(series, figure) => {
                let series = &self.config.series[*series];
                let label = &series.figures[*figure].label;
                let value = expression
                    .value(numbers)
                    .map_or_else(String::new, |n| n.normalize().to_string());
                format!("{}{label}{}{value}", series.title, self.in_all())
            }
            Expression::Negative(inner) => format!("−{}", self.inner(inner, numbers, 9)),
            Expression::Binary(operator, a, b) => {
                let (mark, own) = binding(*operator);
                let text = format!(
                    "{} {mark} {}",
                    self.inner(a, numbers, own),
                    self.inner(b, numbers, own + 1)
                );
                if own < around {
                    format!("（{text}）")
                } else {
                    text
                }
            }
        }
    }

    /// Writes a side of a rule: an expression that computes something is followed by its value.
    pub(super) fn side(&self, expression: &Expression, numbers: &dyn Numbers) -> String {
        let text = self.write(expression, numbers);
        match expression {
            Expression::Binary(..) | Expression::Round(..) | Expression::Negative(_) => {
                let value = expression.value(numbers).unwrap_or_default();
                format!("{text} = {}", rounded(value, 6).normalize())
            }
            _ => text,
        }
    }
}

fn figure(numbers: &dyn Numbers, figure: FigureId) -> Decimal {
    numbers.figure(figure).unwrap_or_default()
}

/// Returns the mark of an operator and how tightly it binds.
fn binding(operator: Operator) -> (&'static str, u8) {
    match operator {
        Operator::Plus => ("+", 5),
        Operator::Minus => ("−", 5),
        Operator::Times => ("×", 7),
        Operator::Over => ("÷", 7),
    }
}
