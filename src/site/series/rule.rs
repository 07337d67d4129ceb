//! Rules: the names of a statement looked up, its sides computed and worded.

use rust_decimal::{Decimal, RoundingStrategy};

use super::syntax::{self, Kind, Operator, Relation, Term};
use crate::base::date::Language;
use crate::base::id::{FigureId, List, SeriesId};
use crate::content::config::{Config, FigureSpec, RuleText, Series};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

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
    /// The sum of another series' figure over the period, by the indexes of both.
    Total(SeriesId, FigureId),
    /// `-x`
    Negative(Box<Expression>),
    /// `x + y`
    Binary(Operator, Box<Expression>, Box<Expression>),
}

impl Rule {
    /// Returns a figure and those that it is the sum of, where the rule says that and nothing else.
    pub fn split(&self) -> Option<(FigureId, Vec<FigureId>)> {
        let (whole, parts) = match (self.relation, &self.left, &self.right) {
            (Relation::Equal, Expression::Figure(whole), parts)
            | (Relation::Equal, parts, Expression::Figure(whole)) => (*whole, parts.summands()?),
            _ => return None,
        };
        (parts.len() > 1).then_some((whole, parts))
    }

    /// Returns a figure and the one whose parts add up to it, where the rule says that and nothing
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

/// Where the numbers of an expression come from. `None` stands for a number that is not there.
pub trait Numbers {
    /// Returns a figure of the bulletin, or the sum of its parts.
    fn figure(&self, figure: FigureId) -> Option<Decimal>;
    /// Returns the numbers of the bulletin of the period before.
    fn previous(&self) -> Option<Box<dyn Numbers + '_>>;
    /// Returns the sum of another series' figure over the period, where none of it is missing.
    fn total(&self, series: SeriesId, figure: FigureId) -> Option<Decimal>;
}

impl Expression {
    /// Computes it; `None` where a number is missing, or there is no such number.
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

/// Reads the rules of every series; what cannot be read is left out and reported at its place in
/// `site.yaml`.
pub fn read(config: &Config, problems: &mut Vec<Diagnostic>) -> List<SeriesId, Vec<Rule>> {
    let of = |series: &Series| {
        let rules = series.rules.iter();
        rules
            .filter_map(|text| {
                Reading {
                    config,
                    series,
                    text,
                }
                .rule()
                .map_err(|p| problems.push(p))
                .ok()
            })
            .collect()
    };
    config.series.iter().map(of).collect()
}

struct Reading<'a> {
    config: &'a Config,
    series: &'a Series,
    text: &'a RuleText,
}

impl Reading<'_> {
    fn rule(&self) -> Result<Rule, Diagnostic> {
        let found = syntax::parse(&self.text.text);
        let statement = found.map_err(|at| {
            self.problem(code::RULE_SYNTAX, at, at)
                .with("rule", &self.text.text)
        })?;
        let relation = statement.relation;
        let left = self.expression(&statement.left, false)?;
        let right = match (&statement.right.kind, relation) {
            (Kind::Binary(Operator::Over, count, whole), Relation::Rounds) => {
                let count = self.expression(count, true)?;
                Expression::Binary(
                    Operator::Over,
                    Box::new(count),
                    Box::new(self.expression(whole, false)?),
                )
            }
            _ => self.expression(&statement.right, false)?,
        };
        Ok(Rule {
            left,
            relation,
            right,
            is_warning: self.text.is_warning,
        })
    }

    /// Looks up the names of a term; one that is free may be a count that no figure gives.
    fn expression(&self, term: &Term, is_free: bool) -> Result<Expression, Diagnostic> {
        Ok(match &term.kind {
            Kind::Number(n) => Expression::Number(*n),
            Kind::Name(name) => match self.series.figures.position(|f| f.id == *name) {
                Some(i) if self.series.figures[i].parts => {
                    return Err(self
                        .at(code::FIGURE_WITH_PARTS, term)
                        .with("id", name)
                        .with("label", &self.series.figures[i].label));
                }
                Some(i) => Expression::Figure(i),
                None if is_free && !self.is_slip(name) => Expression::Count,
                None => return Err(self.unknown(term, name)),
            },
            Kind::Other(series, figure) => {
                return Err(self.unknown(term, &format!("{series}.{figure}")));
            }
            Kind::Call(name, arguments) => self.call(term, name, arguments)?,
            Kind::Negative(inner) => Expression::Negative(Box::new(self.expression(inner, false)?)),
            Kind::Binary(operator, a, b) => {
                let (a, b) = (self.expression(a, false)?, self.expression(b, false)?);
                Expression::Binary(*operator, Box::new(a), Box::new(b))
            }
        })
    }

    fn call(&self, term: &Term, name: &str, arguments: &[Term]) -> Result<Expression, Diagnostic> {
        match (name, arguments) {
            (
                "sum",
                [
                    Term {
                        kind: Kind::Name(parts),
                        ..
                    },
                ],
            ) => {
                let found = self.series.figures.position(|f| f.id == *parts);
                let found = found.ok_or_else(|| self.unknown(&arguments[0], parts))?;
                Ok(Expression::Sum(found))
            }
            (
                "round",
                [
                    number,
                    Term {
                        kind: Kind::Number(digits),
                        ..
                    },
                ],
            ) => {
                let digits = u32::try_from(*digits).ok().filter(|d| *d <= 20);
                let digits = digits.ok_or_else(|| {
                    self.at(code::RULE_SYNTAX, &arguments[1])
                        .with("rule", &self.text.text)
                })?;
                Ok(Expression::Round(
                    Box::new(self.expression(number, false)?),
                    digits,
                ))
            }
            ("round", [number]) => Ok(Expression::Round(
                Box::new(self.expression(number, false)?),
                0,
            )),
            ("prev", [inner]) => Ok(Expression::Previous(Box::new(
                self.expression(inner, false)?,
            ))),
            (
                "total",
                [
                    Term {
                        kind: Kind::Other(series, figure),
                        place,
                    },
                ],
            ) => {
                let term = Term {
                    kind: Kind::Name(String::new()),
                    place: place.clone(),
                };
                self.total(&term, series, figure)
            }
            ("sum" | "round" | "prev" | "total", _) => Err(self
                .at(code::RULE_SYNTAX, term)
                .with("rule", &self.text.text)),
            _ => {
                let known = ["sum", "round", "prev", "total"];
                let problem = self
                    .at(code::UNKNOWN_RULE_FIGURE, term)
                    .with("name", name)
                    .with("known", known.join("、"));
                Err(problem.nearest(name, known))
            }
        }
    }

    fn total(&self, term: &Term, series: &str, figure: &str) -> Result<Expression, Diagnostic> {
        let all = &self.config.series;
        let ids = || all.iter().map(|s| s.id.as_str());
        let unknown = |name: &str, known: Vec<&str>| {
            self.at(code::UNKNOWN_RULE_FIGURE, term)
                .with("name", name)
                .with("known", known.join("、"))
                .nearest(name, known)
        };
        let at = all
            .position(|s| s.id == series)
            .ok_or_else(|| unknown(series, ids().collect()))?;
        let figures = &all[at].figures;
        let found = figures.position(|f| f.id == figure);
        let found = found
            .ok_or_else(|| unknown(figure, figures.iter().map(|f| f.id.as_str()).collect()))?;
        Ok(Expression::Total(at, found))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.series.figures.iter().map(|f| f.id.as_str())
    }

    /// Tells whether a name is one slip of the finger away from that of a figure.
    fn is_slip(&self, name: &str) -> bool {
        self.names()
            .any(|known| strsim::damerau_levenshtein(name, known) <= 1)
    }

    fn unknown(&self, term: &Term, name: &str) -> Diagnostic {
        let known: Vec<&str> = self.names().collect();
        self.at(code::UNKNOWN_RULE_FIGURE, term)
            .with("name", name)
            .with("known", known.join("、"))
            .nearest(name, known)
    }

    fn at(&self, code: Code, term: &Term) -> Diagnostic {
        self.problem(code, term.place.start, term.place.end)
    }

    /// Places a problem within the rule; a rule in quotes starts one byte later.
    fn problem(&self, code: Code, start: usize, end: usize) -> Diagnostic {
        let span = &self.text.span;
        let length = self.text.text.len();
        let extra = match (span.end - span.start) as usize {
            n if n == length => 0,
            n if n == length + 2 => 1,
            _ => return Diagnostic::new(code, span.clone()),
        };
        let base = span.start as usize + extra;
        Diagnostic::new(
            code,
            Span::new(&span.file, base + start.min(length)..base + end.min(length)),
        )
    }
}

/// Words an expression with its numbers: `直接办理 523 + 转交 355`.
pub struct Words<'a> {
    /// The series that it is of.
    pub series: &'a Series,
    /// The whole configuration, for the titles of other series.
    pub config: &'a Config,
}

impl Words<'_> {
    fn spec(&self, figure: FigureId) -> &FigureSpec {
        &self.series.figures[figure]
    }

    fn word(&self, chinese: &'static str, english: &'static str) -> &'static str {
        if self.config.wording() == Language::Chinese {
            chinese
        } else {
            english
        }
    }

    /// Words an expression; `numbers` has every number that it needs.
    pub fn write(&self, expression: &Expression, numbers: &dyn Numbers) -> String {
        self.inner(expression, numbers, 0)
    }

    fn inner(&self, expression: &Expression, numbers: &dyn Numbers, around: u8) -> String {
        let value = |e: &Expression| {
            e.value(numbers)
                .map_or_else(String::new, |n| n.normalize().to_string())
        };
        match expression {
            Expression::Number(n) => n.to_string(),
            Expression::Figure(i) => format!(
                "{} {}",
                self.spec(*i).label,
                numbers.figure(*i).unwrap_or_default()
            ),
            Expression::Count => "?".to_owned(),
            Expression::Sum(i) => {
                let sum = numbers.figure(*i).unwrap_or_default();
                let several = self.series.figures.iter().filter(|f| f.parts).count() > 1;
                let of = if several {
                    self.spec(*i).label.as_str()
                } else {
                    self.word("分项", "Parts")
                };
                format!("{of}{}{sum}", self.word("合计 ", " in all "))
            }
            Expression::Round(inner, _) => {
                format!(
                    "{}（{}）",
                    self.word("四舍五入", "round "),
                    self.inner(inner, numbers, 0)
                )
            }
            Expression::Previous(inner) => {
                let before = numbers
                    .previous()
                    .map(|p| self.inner(inner, &*p, 9))
                    .unwrap_or_default();
                format!("{}{before}", self.word("上期", "previous "))
            }
            Expression::Total(series, figure) => {
                let series = &self.config.series[*series];
                let label = &series.figures[*figure].label;
                format!(
                    "{}{label}{}{}",
                    series.title,
                    self.word("合计 ", " in all "),
                    value(expression)
                )
            }
            Expression::Negative(inner) => format!("−{}", self.inner(inner, numbers, 9)),
            Expression::Binary(operator, a, b) => {
                let (mark, own) = match operator {
                    Operator::Plus => ("+", 5),
                    Operator::Minus => ("−", 5),
                    Operator::Times => ("×", 7),
                    Operator::Over => ("÷", 7),
                };
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

    /// Words a side of a rule: an expression that computes something is followed by what it comes
    /// to.
    pub fn side(&self, expression: &Expression, numbers: &dyn Numbers) -> String {
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
