//! Reading the keys of a bulletin, with every mistake in them.

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use rust_decimal::Decimal;

use super::date_range::DateRange;
use super::figures::{Amount, Bulletin, Figure, Part, Topic};
use super::numeral;
use crate::base::id::{FigureId, SeriesId};
use crate::content::config::{Config, FigureSpec, Rhythm, Series};
use crate::content::yaml::{Fields, Node, Value, unparted};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reads the keys of a bulletin; `None` if it belongs to no series.
///
/// A draft may lack its period and figures.
pub(in crate::content::document) fn read(
    fields: &mut Fields<'_>,
    config: &Config,
    draft: bool,
) -> Option<Box<Bulletin>> {
    let series = series(fields, config);
    let period = fields.take("period");
    let figures = fields.take("figures");
    let topics = topics(fields);
    let Some((index, series)) = series else {
        if fields
            .peek("series")
            .and_then(Node::as_text)
            .is_none_or(is_blank)
        {
            for key in ["period", "figures", "topics"] {
                if let Some(span) = fields.key_span(key) {
                    fields.report(Diagnostic::new(code::MISSING_SERIES, span).with("key", key));
                    break;
                }
            }
        }
        return None;
    };
    let span = read_period(fields, period, series, draft);
    let figures = read_figures(fields, figures, series, draft);
    above_the_total(fields, series, &figures, &topics);
    let topics = topics
        .into_iter()
        .map(|(topic, _)| topic)
        .collect::<Vec<_>>();
    Some(Box::new(Bulletin {
        series: index,
        span: span?,
        figures: figures.into(),
        topics: topics.into(),
    }))
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn series<'c>(fields: &mut Fields<'_>, config: &'c Config) -> Option<(SeriesId, &'c Series)> {
    let (id, node) = fields.text_at("series")?;
    let found = config.series.position(|s| s.id == id);
    if found.is_none() {
        let ids: Vec<&str> = config.series.iter().map(|s| &*s.id).collect();
        let problem = Diagnostic::new(code::UNKNOWN_SERIES, fields.at(node))
            .with("id", id)
            .with("known", ids.join(", "));
        let problem = problem.nearest_id(id, config.series.iter().map(|s| (&*s.id, &*s.title)));
        fields.report(problem);
    }
    found.map(|i| (i, &config.series[i]))
}

fn read_period(
    fields: &mut Fields<'_>,
    node: Option<&Node>,
    series: &Series,
    draft: bool,
) -> Option<DateRange> {
    let Some(node) = node else {
        if draft {
            return None;
        }
        match fields
            .key_span("series")
            .filter(|_| fields.key_span("period").is_none())
        {
            Some(span) => {
                let problem = Diagnostic::new(code::MISSING_KEY, span).with("key", "period");
                fields.report(problem.with("missing", "period"));
            }
            None => fields.missing("period"),
        }
        return None;
    };
    let span = DateRange::parse(node.as_text().unwrap_or_default().trim(), series.rhythm);
    if let Some(span) = span
        && series.rhythm == Rhythm::Week
        && span.first.weekday() != Weekday::Mon
    {
        let monday = DateRange::holding(span.first, Rhythm::Week)
            .map(|s| format!("{}..{}", s.first, s.last));
        let problem = Diagnostic::new(code::WEEK_NOT_FROM_MONDAY, fields.at(node))
            .with("text", node.as_text().unwrap_or_default());
        fields.report(problem.with("monday", monday.unwrap_or_default()));
    }
    if span.is_none() {
        let name = Rhythm::ALL
            .iter()
            .find(|(_, r)| *r == series.rhythm)
            .map_or("", |(n, _)| n);
        let text = node.as_text().unwrap_or_default();
        let problem = Diagnostic::new(code::INVALID_PERIOD, fields.at(node))
            .with("text", text)
            .with("rhythm", name);
        fields.report(problem);
    }
    span
}

fn read_figures(
    fields: &mut Fields<'_>,
    node: Option<&Node>,
    series: &Series,
    draft: bool,
) -> Vec<Figure> {
    let none = Node {
        value: Value::Map(Vec::new()),
        span: 0..0,
    };
    let node = node.unwrap_or(&none);
    let Value::Map(pairs) = &node.value else {
        fields.expected("figures", node, "map");
        return Vec::new();
    };
    let mut figures = Vec::new();
    for (name, value) in pairs {
        let id = name.as_text().unwrap_or_default();
        match series.figures.position(|f| f.id == id) {
            Some(_) if draft && value.value == Value::Null => {}
            Some(i) => figures.extend(figure(fields, (i, &series.figures[i]), name, value)),
            None if let Some(problem) = unparted(fields.file(), name, value) => {
                fields.report(problem)
            }
            None => {
                let problem = Diagnostic::new(code::UNKNOWN_FIGURE, fields.at(name))
                    .with("id", id)
                    .with("series", &series.title);
                fields.report(problem.nearest(id, series.figures.iter().map(|f| f.id.as_str())));
            }
        }
    }
    for spec in &series.figures {
        if !spec.optional && !draft && !pairs.iter().any(|(k, _)| k.as_text() == Some(&spec.id)) {
            let span = fields
                .key_span("figures")
                .or_else(|| fields.key_span("series"))
                .unwrap_or_else(|| fields.span());
            fields.report(
                Diagnostic::new(code::MISSING_FIGURE, span)
                    .with("id", &spec.id)
                    .with("label", &spec.label),
            );
        }
    }
    figures.sort_by_key(|f: &Figure| f.spec);
    figures
}

fn figure(
    fields: &mut Fields<'_>,
    (id, spec): (FigureId, &FigureSpec),
    name: &Node,
    node: &Node,
) -> Option<Figure> {
    let amount = match (&node.value, spec.parts) {
        (Value::Map(pairs), true) => {
            let mut parts = Vec::new();
            for (name, value) in pairs {
                if let Some(problem) = unparted(fields.file(), name, value) {
                    fields.report(problem);
                    return None;
                }
                let number = figure_number(fields, spec, value)?;
                let text = name.as_text().unwrap_or_default();
                if text.trim().is_empty() {
                    let problem = Diagnostic::new(code::PART_WITHOUT_NAME, fields.at(name));
                    fields.report(problem.with("label", &spec.label));
                } else if Part::is_formula(text) {
                    fields.report(
                        Diagnostic::new(code::FORMULA_IN_PART_NAME, fields.at(name))
                            .with("name", text),
                    );
                }
                parts.push(Part {
                    name: text.into(),
                    number,
                });
            }
            Amount::Parts(parts.into())
        }
        (Value::Plain(_) | Value::Text(_), false) => {
            Amount::Number(figure_number(fields, spec, node)?)
        }
        _ => {
            let wanted = if spec.parts { "parts" } else { "number" };
            fields.expected(&spec.id, node, wanted);
            return None;
        }
    };
    // Parts fill several lines; their name is one word.
    let span = fields.at(if spec.parts { name } else { node });
    Some(Figure {
        spec: id,
        amount,
        start: span.start,
        end: span.end,
    })
}

/// Reads an exact decimal; a sign, digits and a point, nothing else.
///
/// What is no more than that in a different spelling, or with the unit behind it, is put right.
fn number(fields: &mut Fields<'_>, node: &Node, unit: Option<&str>) -> Option<Decimal> {
    let text = node.as_text().unwrap_or_default();
    // The library also reads `1_000` and `+1`.
    let is_plain = text
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    let found = Decimal::from_str_exact(text).ok().filter(|_| is_plain);
    if found.is_none() {
        let problem = Diagnostic::new(code::INVALID_NUMBER, fields.at(node)).with("text", text);
        fields.report(match numeral::meant(text, unit) {
            Some(meant) => problem
                .with("nearest", meant)
                .hint("nearest")
                .replace(node.span.clone(), meant.to_string()),
            None => problem,
        });
    }
    found
}

/// Reads a number of a figure; one below zero, or with more decimals than declared, is a problem.
fn figure_number(fields: &mut Fields<'_>, spec: &FigureSpec, node: &Node) -> Option<Decimal> {
    let found = number(fields, node, Some(&spec.unit))?;
    if found < Decimal::ZERO && !spec.negative {
        let problem = Diagnostic::new(code::NEGATIVE_FIGURE, fields.at(node))
            .with("label", &spec.label)
            .with("value", found);
        fields.report(problem.with("id", &spec.id));
    }
    if let Some(decimals) = spec.decimals.filter(|d| found.scale() > *d) {
        let problem = Diagnostic::new(code::TOO_MANY_DECIMALS, fields.at(node))
            .with("label", &spec.label)
            .with("value", found);
        fields.report(problem.with("decimals", decimals));
    } else if spec.is_whole() && !is_whole(found) {
        let problem = odd_count(fields.at(node), &spec.label, found, "fraction");
        fields.report(problem.with("id", &spec.id).hint("decimals"));
    }
    Some(found)
}

/// Returns true if a number has no fraction; `5.0` has none.
fn is_whole(number: Decimal) -> bool {
    number.fract().is_zero()
}

/// Reports a number that cannot count anything.
fn odd_count(at: Span, label: &str, value: Decimal, reason: &'static str) -> Diagnostic {
    let problem = Diagnostic::new(code::ODD_COUNT, at).with("label", label);
    problem.with("value", value).with("reason", reason)
}

/// A topic with its number and the place of that.
type Placed = (Topic, Option<(Decimal, Span)>);

/// Reads the topics; one that counts more than the one before it is a problem, and so is one that
/// is there twice.
fn topics(fields: &mut Fields<'_>) -> Vec<Placed> {
    let mut topics: Vec<Placed> = Vec::new();
    let mut names = BTreeSet::new();
    for item in fields.maps("topics") {
        let Some((topic, count)) = topic(fields, item, &mut names) else {
            continue;
        };
        let before = topics
            .iter()
            .rev()
            .find_map(|(topic, count)| Some((topic, count.as_ref()?.0)));
        if let (Some((other, before)), Some((count, span))) = (before, &count)
            && *count > before
        {
            let problem = Diagnostic::new(code::UNORDERED_TOPICS, span.clone())
                .with("name", &topic.name)
                .with("count", count);
            fields.report(problem.with("other", &other.name).with("before", before));
        }
        topics.push((topic, count));
    }
    topics
}

/// Reads a topic; `names` are those of the ones before it.
fn topic(fields: &mut Fields<'_>, item: &Node, names: &mut BTreeSet<Box<str>>) -> Option<Placed> {
    let mut inner = fields.inner(item, "topics");
    let name = inner.required_at("name");
    let count = inner
        .take("count")
        .and_then(|n| Some((number(&mut inner, n, None)?, inner.at(n))));
    let note: Option<Box<str>> = inner.text("note").map(Into::into);
    if let Some((name, node)) = name
        && !names.insert(name.into())
    {
        let span = inner.at(node);
        inner.report(Diagnostic::new(code::REPEATED_TOPIC, span).with("name", name));
    }
    let name: Option<Box<str>> = name.map(|(name, _)| name.into());
    if let Some((count, span)) = &count
        && *count < Decimal::ZERO
    {
        let label = name.as_deref().unwrap_or_default();
        let problem = odd_count(span.clone(), label, *count, "negative");
        inner.report(problem);
    }
    inner.finish();
    let text = count.as_ref().map(|(c, _)| c.to_string().into());
    let topic = Topic {
        name: name?,
        count: text,
        note,
    };
    Some((topic, count))
}

/// Finds topics that count more than the whole that they are of.
///
/// That is the figure which the series names; without one it is the largest, rates left aside.
fn above_the_total(
    fields: &mut Fields<'_>,
    series: &Series,
    figures: &[Figure],
    topics: &[Placed],
) {
    let whole = match series.topics_of {
        Some(index) => figures.iter().find(|f| f.spec == index),
        None => figures
            .iter()
            .filter(|f| !series.figures[f.spec].is_rate())
            .max_by_key(|f| f.amount.total()),
    };
    let Some(whole) = whole else { return };
    let total = whole.amount.total();
    for (topic, count) in topics {
        if let Some((count, span)) = count
            && !is_whole(*count)
            && is_whole(total)
        {
            let problem = odd_count(span.clone(), &topic.name, *count, "fraction");
            fields.report(problem);
        }
        if let Some((count, span)) = count.as_ref().filter(|(count, _)| *count > total) {
            let label = &series.figures[whole.spec].label;
            let problem = Diagnostic::new(code::TOPIC_EXCEEDS_TOTAL, span.clone())
                .with("name", &topic.name)
                .with("count", count);
            fields.report(problem.with("label", label).with("total", total));
        }
    }
}
