//! Bulletin series as `site.yaml` declares them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::base_url;
use super::choice::{choice, one_of};
use crate::base::id::{FigureId, List};
use crate::content::yaml::Fields;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// How many times the usual a figure may be, unless its declaration says otherwise.
const JUMP: Decimal = Decimal::TEN;

/// Length of a bulletin's period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rhythm {
    /// A day.
    Day,
    /// Seven days from a Monday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl Rhythm {
    /// Every rhythm with its name.
    pub const ALL: [(&'static str, Rhythm); 5] = [
        ("day", Rhythm::Day),
        ("week", Rhythm::Week),
        ("month", Rhythm::Month),
        ("quarter", Rhythm::Quarter),
        ("year", Rhythm::Year),
    ];
}

/// One figure that the bulletins of a series give.
#[derive(Clone, Debug)]
pub struct FigureSpec {
    /// Name in front matter and rules.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Unit for readers; may be empty.
    pub unit: String,
    /// True for a map of parts instead of one number.
    pub parts: bool,
    /// True if it may be left out.
    pub optional: bool,
    /// How many decimals it may have; `None` for any number.
    pub decimals: Option<u32>,
    /// True if it may be below zero without a warning.
    pub negative: bool,
    /// How many times the usual it may be before that is a warning; zero asks for none.
    pub jump: Decimal,
    /// Other words that announce it in a sentence.
    pub names: Vec<String>,
}

/// Units that come whole: there is no half of a call or of a person.
const WHOLE: [&str; 24] = [
    "个", "人", "人次", "件", "件次", "份", "例", "单", "台", "名", "场", "家", "宗", "封", "户",
    "批", "条", "次", "班", "起", "趟", "车次", "辆", "项",
];

impl FigureSpec {
    /// Returns true if it counts things that come whole, unless the series gives it decimals.
    pub fn is_whole(&self) -> bool {
        self.decimals.is_none() && WHOLE.contains(&self.unit.as_str())
    }

    /// Returns true if it is a share and not a count: shares do not add up.
    pub fn is_rate(&self) -> bool {
        matches!(self.unit.as_str(), "%" | "％" | "‰")
    }
}

/// A rule as written.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// The expression.
    pub text: String,
    /// Its place.
    pub span: Span,
    /// True if it is a warning to break it, and not an error.
    pub is_warning: bool,
}

/// A bulletin series.
#[derive(Clone, Debug)]
pub struct Series {
    /// Last part of its address.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Length of a period.
    pub rhythm: Rhythm,
    /// Figures in the order declared.
    pub figures: List<FigureId, FigureSpec>,
    /// Rules as written, with their places.
    pub rules: Vec<RuleText>,
    /// One sentence on what it counts.
    pub description: Option<String>,
    /// Address of the licence that its data are given away under.
    pub license: Option<String>,
    /// The figure that no topic may pass; `None` for the largest one.
    pub topics_of: Option<FigureId>,
}

pub(super) fn read(id: &str, fields: &mut Fields<'_>) -> Option<Series> {
    let title = fields.required("title");
    let rhythm = one_of(fields, "period", &Rhythm::ALL);
    let figures = figures(fields);
    let rules = rules(fields);
    let description = fields.text("description").map(str::to_owned);
    let license = address(fields, "license");
    let topics_of = topics_of(fields, &figures);
    let title = title?.to_owned();
    Some(Series {
        id: id.to_owned(),
        title,
        rhythm: rhythm?,
        figures,
        rules,
        description,
        license,
        topics_of,
    })
}

/// Reads rules: each a text, or a map of the text and how bad it is to break it.
fn rules(fields: &mut Fields<'_>) -> Vec<RuleText> {
    let mut rules = Vec::new();
    for item in fields.list("rules") {
        if let Some(text) = item.as_text() {
            rules.push(RuleText {
                text: text.trim().to_owned(),
                span: fields.at(item),
                is_warning: false,
            });
            continue;
        }
        let mut inner = fields.inner(item, "rules");
        let rule = inner.required_at("rule");
        let is_warning = severity(&mut inner);
        if let Some((text, node)) = rule {
            rules.push(RuleText {
                text: text.to_owned(),
                span: inner.at(node),
                is_warning,
            });
        }
        inner.finish();
    }
    rules
}

/// Reads how bad it is to break a rule; returns true for a warning.
fn severity(fields: &mut Fields<'_>) -> bool {
    let levels = [("error", false), ("warning", true)];
    let Some(word) = fields.text_at("severity") else {
        return false;
    };
    choice(fields, "severity", word, &levels).unwrap_or(false)
}

/// Reads an absolute web address.
fn address(fields: &mut Fields<'_>, key: &'static str) -> Option<String> {
    let (url, node) = fields.text_at(key)?;
    if base_url::parts(url).is_none() {
        let problem = Diagnostic::new(code::INVALID_URL, fields.at(node)).with("url", url);
        fields.report(problem);
    }
    Some(url.to_owned())
}

/// Reads which figure the topics are a part of.
fn topics_of(fields: &mut Fields<'_>, figures: &List<FigureId, FigureSpec>) -> Option<FigureId> {
    let (id, node) = fields.text_at("topics")?;
    let found = figures.position(|f| f.id == id);
    if found.is_none() {
        let ids: Vec<&str> = figures.iter().map(|f| f.id.as_str()).collect();
        let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(node))
            .with("key", "topics")
            .with("word", id);
        fields.report(problem.with("known", ids.join(", ")).nearest(id, ids));
    }
    found
}

fn figures(fields: &mut Fields<'_>) -> List<FigureId, FigureSpec> {
    let mut specs = List::default();
    for (name, node) in fields.map("figures") {
        let id = name.as_text().unwrap_or_default();
        if !is_figure_id(id) {
            let problem = Diagnostic::new(code::INVALID_FIGURE_ID, fields.at(name)).with("id", id);
            fields.report(problem);
        }
        let mut inner = fields.inner(node, "figures");
        specs.push(FigureSpec {
            id: id.to_owned(),
            label: inner.required("label").unwrap_or(id).to_owned(),
            unit: inner.text("unit").unwrap_or_default().to_owned(),
            parts: inner.boolean("parts").unwrap_or(false),
            optional: inner.boolean("optional").unwrap_or(false),
            decimals: decimal(&mut inner, "decimals").and_then(|n| n.to_u32()),
            negative: inner.boolean("negative").unwrap_or(false),
            jump: decimal(&mut inner, "jump").unwrap_or(JUMP),
            names: inner
                .texts("names")
                .into_iter()
                .map(|(name, _)| name.to_owned())
                .collect(),
        });
        inner.finish();
    }
    specs
}

/// Returns true if a text can be the name of a figure in a rule.
fn is_figure_id(id: &str) -> bool {
    let is_word = id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    is_word && id.starts_with(|c: char| !c.is_ascii_digit())
}

/// Reads a number that is not below zero.
fn decimal(fields: &mut Fields<'_>, key: &'static str) -> Option<Decimal> {
    let node = fields.take(key)?;
    let number = node
        .as_text()
        .and_then(|t| Decimal::from_str_exact(t).ok())
        .filter(|n| !n.is_sign_negative());
    if number.is_none() {
        fields.expected(key, node, "number");
    }
    number
}
