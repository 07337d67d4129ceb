//! The newsroom's own rules, `policy:` in `site.yaml`: what every article must have before readers
//! see it.
//!
//! ```yaml
//! policy:
//!   require: { scitech: [editor, summary] }
//!   review: error              # or withhold; or by category: { commentary: error, community: withhold }
//!   reprints: error            # a text of another source names author, original title and editor
//!   own_sources: [湟水融媒]     # sources besides the publisher that are no reprints
//! ```

use crate::base::id::{CategoryId, List};
use crate::content::yaml::{Fields, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Keys that may be required.
pub const REQUIRABLE: [&str; 12] = [
    "kicker", "subtitle", "column", "tags", "byline", "dateline", "source", "editor", "summary",
    "image", "print", "review",
];

/// What happens to an article that lacks its three reviews.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gate {
    /// Nothing is published.
    Error,
    /// The article is left out until it has them.
    Withhold,
}

impl Gate {
    const ALL: [(&'static str, Option<Gate>); 3] = [
        ("error", Some(Gate::Error)),
        ("withhold", Some(Gate::Withhold)),
        ("off", None),
    ];
}

/// The rules.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Keys that the articles of a category must have.
    pub require: List<CategoryId, Vec<&'static str>>,
    /// 三审: three names, none twice and none in the byline.
    pub review: List<CategoryId, Option<Gate>>,
    /// Reprints name source, author, original title and editor (互联网新闻信息服务管理规定, 2017, 15).
    pub reprints: bool,
    /// Sources of the newsroom's own texts, besides the publisher.
    pub own_sources: Vec<String>,
}

/// Reads `policy`, with the ids of the categories.
pub fn read(fields: &mut Fields<'_>, categories: &List<CategoryId, &str>) -> Policy {
    let mut policy = Policy {
        require: categories.iter().map(|_| Vec::new()).collect(),
        review: categories.iter().map(|_| None).collect(),
        ..Policy::default()
    };
    let file = fields.file();
    let Some(node) = fields.take("policy") else {
        return policy;
    };
    let mut inner = Fields::new(file, node, "policy", fields.problems());
    for (category, keys) in inner.map("require") {
        let Some(index) = category_of(&mut inner, category, categories) else {
            continue;
        };
        let items = match &keys.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(keys),
        };
        for item in items {
            policy.require[index].extend(word(
                &mut inner,
                "require",
                item,
                &REQUIRABLE.map(|k| (k, k)),
            ));
        }
    }
    if let Some(node) = inner.take("review") {
        match &node.value {
            Value::Map(pairs) => {
                for (category, value) in pairs {
                    let index = category_of(&mut inner, category, categories);
                    let gate = word(&mut inner, "review", value, &Gate::ALL).flatten();
                    if let Some(index) = index {
                        policy.review[index] = gate;
                    }
                }
            }
            _ => {
                let gate = word(&mut inner, "review", node, &Gate::ALL).flatten();
                policy.review = categories.iter().map(|_| gate).collect();
            }
        }
    }
    if let Some(node) = inner.take("reprints") {
        policy.reprints = word(
            &mut inner,
            "reprints",
            node,
            &[("error", true), ("off", false)],
        )
        .unwrap_or(false);
    }
    policy.own_sources = inner
        .texts("own_sources")
        .into_iter()
        .map(|(t, _)| t.to_owned())
        .collect();
    inner.finish();
    policy
}

fn category_of(
    fields: &mut Fields<'_>,
    node: &Node,
    categories: &List<CategoryId, &str>,
) -> Option<CategoryId> {
    let known: Vec<(&str, CategoryId)> = categories
        .enumerate()
        .map(|(category, id)| (*id, category))
        .collect();
    word(fields, "policy", node, &known)
}

/// Reads one word out of a list; another one is a problem that names the nearest.
fn word<T: Copy>(fields: &mut Fields<'_>, key: &str, node: &Node, all: &[(&str, T)]) -> Option<T> {
    let word = node.as_text().unwrap_or_default();
    // `off` is a word here, though YAML may take it for a boolean.
    let word = if word == "false" { "off" } else { word };
    let found = all
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value);
    if found.is_none() {
        let names = || all.iter().map(|(name, _)| *name);
        let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(node))
            .with("key", key)
            .with("word", word);
        let problem = problem
            .with("known", names().collect::<Vec<_>>().join(", "))
            .nearest(word, names());
        fields.report(problem);
    }
    found
}
