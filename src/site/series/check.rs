//! What has to hold of a series: its rules, and that each period is there once, whole, and in its
//! place.

use std::collections::VecDeque;
use std::ops::Range;

use rust_decimal::Decimal;

use super::explain::Explainer;
use super::rule::{Expression, Numbers, Rule, rounded};
use super::run::{Runs, between};
use super::syntax::{Operator, Relation};
use crate::base::date::Language;
use crate::base::id::{FigureId, List, SeriesId};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::{self, Amount, Bulletin, Figure};
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::site::{Scope, Site};

/// How many of the missing periods are named, the newest ones.
const NAMED: usize = 5;

/// How many periods a figure is held against, and how many there have to be at least.
const WINDOW: usize = 30;
const ENOUGH: usize = 7;

/// A figure that is off by less than this may be as many times the usual as it likes: ten calls
/// after one are none.
const SMALL: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// Checks every series; a bulletin that is still to be published counts: its period is neither free
/// nor missing.
///
/// Whether one is missing at all can be said only if no document was left out.
pub fn check(site: &Site, runs: &Runs, is_complete: bool) -> Vec<Diagnostic> {
    let chains: List<SeriesId, Chain<'_>> =
        site.config.series.ids().map(|i| chain(site, i)).collect();
    let mut problems = Vec::new();
    for (chain, series) in chains.iter().zip(&site.config.series) {
        overlaps(site, series, chain, &mut problems);
        if is_complete {
            problems.extend(gaps(site, series, chain));
        }
        jumps(series, chain, &mut problems);
    }
    let held = site
        .held
        .iter()
        .filter(|h| !matches!(h.reason, Withheld::Expired(_)))
        .map(|h| &h.document);
    for document in site.articles.iter().chain(held) {
        let Some(bulletin) = document.bulletin.as_deref() else {
            continue;
        };
        let series = &site.config.series[bulletin.series];
        let numbers = Of {
            bulletin,
            chains: &chains,
        };
        let explainer = Explainer {
            series,
            config: &site.config,
        };
        for rule in &runs.rules[bulletin.series] {
            problems.extend(
                Held {
                    document,
                    bulletin,
                    rule,
                    numbers: &numbers,
                    explainer: &explainer,
                }
                .problem(),
            );
        }
    }
    problems
}

/// The bulletins of a series, public or to come, in order of period.
type Chain<'a> = Vec<(bulletin::DateRange, &'a Document)>;

fn chain(site: &Site, series: SeriesId) -> Chain<'_> {
    let own = |d: &Document| {
        d.bulletin
            .as_ref()
            .filter(|b| b.series == series)
            .map(|b| b.span)
    };
    let waiting = site
        .held
        .iter()
        .filter(|h| matches!(h.reason, Withheld::Future(_)))
        .map(|h| &*h.document);
    let public = site
        .list(Scope::Series(series))
        .iter()
        .map(|id| &**site.article(*id));
    let mut chain: Chain<'_> = public
        .chain(waiting)
        .filter_map(|d| Some((own(d)?, d)))
        .collect();
    chain.sort_by(|(a, x), (b, y)| (a, x.date, &x.path).cmp(&(b, y.date, &y.path)));
    chain
}

/// Finds periods that are there twice, or overlap.
fn overlaps(site: &Site, series: &Series, chain: &Chain<'_>, problems: &mut Vec<Diagnostic>) {
    let long = |span: &bulletin::DateRange| span.long(series.rhythm, site.config.wording());
    for pair in chain.windows(2) {
        let [(before, first), (span, second)] = pair else {
            continue;
        };
        let code = if before.first == span.first {
            code::DUPLICATE_BULLETIN
        } else {
            code::OVERLAPPING_BULLETINS
        };
        if span.first <= before.last {
            let problem =
                Diagnostic::new(code, Span::file(&second.path)).also(Span::file(&first.path));
            let problem = problem
                .with("series", &series.title)
                .with("period", long(span))
                .with("other", long(before));
            problems.push(problem.entry("period", ""));
        }
    }
}

/// Finds periods that are missing between others.
fn gaps(site: &Site, series: &Series, chain: &Chain<'_>) -> Option<Diagnostic> {
    let language = site.config.wording();
    let mut gaps: Vec<(Range<i32>, &Document)> = Vec::new();
    for pair in chain.windows(2) {
        let [(before, _), (span, after)] = pair else {
            continue;
        };
        let gap = between(before.last, span.first, series.rhythm);
        if !gap.is_empty() {
            gaps.push((gap, *after));
        }
    }
    let (_, after) = gaps.last()?;
    let newest = gaps
        .iter()
        .rev()
        .flat_map(|(gap, _)| gap.clone().rev())
        .take(NAMED);
    let newest = newest.filter_map(|number| bulletin::DateRange::nth(number, series.rhythm));
    let newest: Vec<String> = newest
        .map(|period| period.long(series.rhythm, language))
        .collect();
    let periods = newest.join(if language == Language::Chinese {
        "、"
    } else {
        ", "
    });
    let count: usize = gaps.iter().map(|(gap, _)| gap.len()).sum();
    let problem = Diagnostic::new(code::MISSING_BULLETINS, Span::file(&after.path))
        .with("series", &series.title);
    Some(
        problem
            .with("count", count)
            .with("periods", periods)
            .entry("period", ""),
    )
}

/// Finds figures that are many times, or a small part of, what they were in the periods before.
fn jumps(series: &Series, chain: &Chain<'_>, problems: &mut Vec<Diagnostic>) {
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
            problems.extend(jump(spec, &window.sorted, figure, value, document));
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
    let (least, usual, most) = (
        sorted[0],
        sorted[sorted.len() / 2],
        sorted[sorted.len() - 1],
    );
    let rises = value > most && value > usual.saturating_mul(spec.jump);
    let falls = value < least && value.saturating_mul(spec.jump) < usual;
    let is_large = value.saturating_sub(usual).abs() >= SMALL;
    (is_large && (rises || falls)).then(|| {
        let problem = Diagnostic::new(code::UNUSUAL_FIGURE, place(document, figure))
            .with("label", &spec.label);
        let problem = problem
            .with("value", value)
            .with("usual", usual)
            .with("least", least)
            .with("most", most);
        problem.with("count", sorted.len()).with("id", &spec.id)
    })
}

fn place(document: &Document, figure: &Figure) -> Span {
    Span {
        file: document.path.clone(),
        start: figure.start,
        end: figure.end,
    }
}

/// The numbers of one bulletin among all.
struct Of<'a> {
    bulletin: &'a Bulletin,
    chains: &'a List<SeriesId, Chain<'a>>,
}

impl Numbers for Of<'_> {
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
        Some(Box::new(Of {
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
struct Held<'a> {
    document: &'a Document,
    bulletin: &'a Bulletin,
    rule: &'a Rule,
    numbers: &'a Of<'a>,
    explainer: &'a Explainer<'a>,
}

impl Held<'_> {
    /// Tells what does not hold; nothing where a number that the rule needs is missing.
    fn problem(&self) -> Option<Diagnostic> {
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
        let sides =
            [&self.rule.left, &self.rule.right].map(|e| self.explainer.side(e, self.numbers));
        let [left_side, right_side] = sides;
        // What was computed comes before what was stated.
        let turned = mark == "≠" && matches!(self.rule.left, Expression::Figure(_));
        let (first, second, difference) = match turned {
            true => (right_side, left_side, right.checked_sub(left)?),
            false => (left_side, right_side, left.checked_sub(right)?),
        };
        let sign = if difference.is_sign_negative() {
            ""
        } else {
            "+"
        };
        let problem = self
            .report(code::RULE_BROKEN, code::SOFT_RULE_BROKEN)
            .with("first", first)
            .with("mark", mark)
            .with("second", second);
        let problem = problem.with("difference", format!("{sign}{}", difference.normalize()));
        Some(match self.parts() {
            Some(parts) => problem.with("parts", parts).hint("parts"),
            None => problem,
        })
    }

    /// Makes the problem at the first figure of the rule, with the others as further places.
    fn report(&self, error: Code, warning: Code) -> Diagnostic {
        let mut figures = Vec::new();
        self.rule.left.figures(&mut figures);
        self.rule.right.figures(&mut figures);
        figures.dedup();
        let mut places = figures
            .iter()
            .filter_map(|i| self.bulletin.figures.iter().find(|f| f.spec == *i));
        let first = places.next().map_or_else(
            || Span::file(&self.document.path),
            |f| place(self.document, f),
        );
        let code = if self.rule.is_warning { warning } else { error };
        let problem = Diagnostic::new(code, first.clone());
        places
            .map(|f| place(self.document, f))
            .filter(|p| *p != first)
            .fold(problem, Diagnostic::also)
    }

    /// Lists the parts of the sums that the rule takes.
    fn parts(&self) -> Option<String> {
        let mut figures = Vec::new();
        self.rule.left.figures(&mut figures);
        self.rule.right.figures(&mut figures);
        let lists = figures
            .iter()
            .filter_map(|i| self.bulletin.figures.iter().find(|f| f.spec == *i));
        let lists = lists.filter_map(|f| match &f.amount {
            Amount::Parts(parts) => Some(
                parts
                    .iter()
                    .map(|p| format!("{} {}", p.name, p.number))
                    .collect::<Vec<_>>(),
            ),
            Amount::Number(_) => None,
        });
        let texts: Vec<String> = lists.map(|parts| parts.join(" + ")).collect();
        (!texts.is_empty()).then(|| texts.join("；"))
    }

    /// Holds a printed rate against what it is of: the count given, or any whole count.
    fn rate(&self, printed: Decimal) -> Option<Diagnostic> {
        let half = Decimal::new(5, printed.scale() + 1);
        let scale = self.scale();
        if let Some(exact) = self.rule.right.value(self.numbers) {
            let exact = exact.checked_mul(scale)?;
            if (exact - printed).abs() <= half {
                return None;
            }
            let stated = self.explainer.side(&self.rule.left, self.numbers);
            let computed = self.explainer.write(&self.rule.right, self.numbers);
            let exact = rounded(exact, printed.scale() + 2).normalize();
            let difference = (rounded(exact, printed.scale()) - printed).normalize();
            let sign = if difference.is_sign_negative() {
                ""
            } else {
                "+"
            };
            let problem = self
                .report(code::RULE_BROKEN, code::SOFT_RULE_BROKEN)
                .with("first", format!("{computed} = {exact}"));
            let problem = problem.with("mark", "≠").with("second", stated);
            return Some(problem.with("difference", format!("{sign}{difference}")));
        }
        let Expression::Binary(Operator::Over, _, whole) = &self.rule.right else {
            return None;
        };
        let total = whole.value(self.numbers).filter(|n| *n > Decimal::ZERO)?;
        let count = |rate: Decimal| rate.checked_mul(total)?.checked_div(scale);
        let (low, high) = (
            count(printed - half)?.ceil(),
            count(printed + half)?.floor(),
        );
        if low <= high {
            return None;
        }
        let near = |n: Decimal| {
            let rate = n.checked_mul(scale)?.checked_div(total)?;
            Some(format!(
                "{n} ÷ {total} = {}",
                rounded(rate, printed.scale() + 1).normalize()
            ))
        };
        let problem = self
            .report(code::IMPOSSIBLE_RATE, code::SOFT_IMPOSSIBLE_RATE)
            .with("rate", self.explainer.side(&self.rule.left, self.numbers));
        let problem = problem.with("whole", self.explainer.write(whole, self.numbers));
        Some(problem.with("below", near(high)?).with("above", near(low)?))
    }

    /// Tells what a quotient is multiplied by before it is held against a rate in percent or per
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
