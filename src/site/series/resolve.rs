//! The names in the rules of a series looked up.

use super::rule::{Expression, Rule};
use super::syntax::{self, Operator, Relation, Term, TermKind};
use crate::base::id::{FigureId, List, SeriesId};
use crate::content::config::{Config, RuleText, Series};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

/// The functions that a rule may use.
const FUNCTIONS: [&str; 4] = ["sum", "round", "prev", "total"];

/// Reads the rules of every series; those that cannot be read are left out and reported at their
/// places in `site.yaml`.
pub fn rules(config: &Config, problems: &mut Vec<Diagnostic>) -> List<SeriesId, Vec<Rule>> {
    let mut all: List<SeriesId, Vec<Rule>> = List::default();
    for series in &config.series {
        let mut rules = Vec::new();
        for text in &series.rules {
            let resolver = Resolver {
                config,
                series,
                text,
            };
            match resolver.rule() {
                Ok(rule) => rules.push(rule),
                Err(problem) => problems.push(problem),
            }
        }
        all.push(rules);
    }
    all
}

struct Resolver<'a> {
    config: &'a Config,
    series: &'a Series,
    text: &'a RuleText,
}

impl Resolver<'_> {
    fn rule(&self) -> Result<Rule, Diagnostic> {
        let statement = syntax::parse(&self.text.text).map_err(|at| self.syntax(at, at))?;
        let left = self.expression(&statement.left)?;
        let right = match (&statement.right.kind, statement.relation) {
            (TermKind::Binary(Operator::Over, count, whole), Relation::Rounds) => {
                let (count, whole) = (self.count(count)?, self.expression(whole)?);
                Expression::Binary(Operator::Over, Box::new(count), Box::new(whole))
            }
            _ => self.expression(&statement.right)?,
        };
        Ok(Rule {
            left,
            relation: statement.relation,
            right,
            is_warning: self.text.is_warning,
        })
    }

    /// Looks up the names of a term that may be a count which no figure gives.
    fn count(&self, term: &Term) -> Result<Expression, Diagnostic> {
        match &term.kind {
            TermKind::Name(name) if !self.is_nearly_figure(name) => Ok(Expression::Count),
            _ => self.expression(term),
        }
    }

    /// Looks up the names of a term.
    fn expression(&self, term: &Term) -> Result<Expression, Diagnostic> {
        Ok(match &term.kind {
            TermKind::Number(n) => Expression::Number(*n),
            TermKind::Name(name) => {
                let figure = self.figure(term, name)?;
                let spec = &self.series.figures[figure];
                if spec.parts {
                    return Err(self
                        .at(code::FIGURE_WITH_PARTS, term)
                        .with("id", name)
                        .with("label", &spec.label));
                }
                Expression::Figure(figure)
            }
            TermKind::Other(series, figure) => {
                return Err(self.unknown_figure(term, &format!("{series}.{figure}")));
            }
            TermKind::Call(name, arguments) => self.call(term, name, arguments)?,
            TermKind::Negative(inner) => Expression::Negative(self.boxed(inner)?),
            TermKind::Binary(operator, a, b) => {
                Expression::Binary(*operator, self.boxed(a)?, self.boxed(b)?)
            }
        })
    }

    fn boxed(&self, term: &Term) -> Result<Box<Expression>, Diagnostic> {
        self.expression(term).map(Box::new)
    }

    fn call(&self, term: &Term, name: &str, arguments: &[Term]) -> Result<Expression, Diagnostic> {
        match (name, arguments) {
            ("sum", [parts]) if let TermKind::Name(id) = &parts.kind => {
                self.figure(parts, id).map(Expression::Sum)
            }
            ("round", [number, digits]) if let TermKind::Number(n) = &digits.kind => {
                let n = u32::try_from(*n).ok().filter(|n| *n <= 20);
                let n = n.ok_or_else(|| self.syntax_at(digits))?;
                Ok(Expression::Round(self.boxed(number)?, n))
            }
            ("round", [number]) => Ok(Expression::Round(self.boxed(number)?, 0)),
            ("prev", [inner]) => Ok(Expression::Previous(self.boxed(inner)?)),
            ("total", [other]) if let TermKind::Other(series, figure) = &other.kind => {
                self.total(other, series, figure)
            }
            _ if FUNCTIONS.contains(&name) => Err(self.syntax_at(term)),
            _ => Err(self.unknown(term, name, FUNCTIONS.to_vec())),
        }
    }

    fn total(&self, term: &Term, series: &str, figure: &str) -> Result<Expression, Diagnostic> {
        let all = &self.config.series;
        let Some(at) = all.position(|s| s.id == series) else {
            let known = all.iter().map(|s| s.id.as_str()).collect();
            return Err(self.unknown(term, series, known));
        };
        match all[at].figures.position(|f| f.id == figure) {
            Some(found) => Ok(Expression::Total(at, found)),
            None => Err(self.unknown(term, figure, ids(&all[at]))),
        }
    }

    fn figure(&self, term: &Term, name: &str) -> Result<FigureId, Diagnostic> {
        let found = self.series.figures.position(|f| f.id == name);
        found.ok_or_else(|| self.unknown_figure(term, name))
    }

    /// Returns true if a name is that of a figure, or one typing error away from it.
    fn is_nearly_figure(&self, name: &str) -> bool {
        ids(self.series)
            .into_iter()
            .any(|known| strsim::damerau_levenshtein(name, known) <= 1)
    }

    fn unknown_figure(&self, term: &Term, name: &str) -> Diagnostic {
        self.unknown(term, name, ids(self.series))
    }

    fn unknown(&self, term: &Term, name: &str, known: Vec<&str>) -> Diagnostic {
        self.at(code::UNKNOWN_RULE_FIGURE, term)
            .with("name", name)
            .with("known", known.join("、"))
            .nearest(name, known)
    }

    fn syntax_at(&self, term: &Term) -> Diagnostic {
        self.syntax(term.place.start, term.place.end)
    }

    fn syntax(&self, start: usize, end: usize) -> Diagnostic {
        self.problem(code::RULE_SYNTAX, start, end)
            .with("rule", &self.text.text)
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

fn ids(series: &Series) -> Vec<&str> {
    series.figures.iter().map(|f| f.id.as_str()).collect()
}
