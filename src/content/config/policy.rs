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
use crate::content::config::choice::{choice, named};
use crate::content::document::keys::{KEYS, NAMES};
use crate::content::yaml::{Fields, Node, Value};

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

/// Reads `policy`, with the ids and titles of the categories.
pub fn read(fields: &mut Fields<'_>, categories: &List<CategoryId, (&str, &str)>) -> Policy {
    let mut policy = Policy {
        require: categories.iter().map(|_| Vec::new()).collect(),
        review: categories.iter().map(|_| None).collect(),
        ..Policy::default()
    };
    let Some(node) = fields.take("policy") else {
        return policy;
    };
    let mut inner = fields.inner(node, "policy");
    require(&mut inner, categories, &mut policy);
    review(&mut inner, categories, &mut policy);
    if let Some(node) = inner.take("reprints") {
        let words = [("error", true), ("off", false)];
        policy.reprints = word(&mut inner, "reprints", node, &words).unwrap_or(false);
    }
    let sources = inner.texts("own_sources").into_iter();
    policy.own_sources = sources.map(|(text, _)| text.to_owned()).collect();
    inner.finish();
    policy
}

/// Reads which keys the articles of a category must have: one, or a list.
fn require(
    fields: &mut Fields<'_>,
    categories: &List<CategoryId, (&str, &str)>,
    policy: &mut Policy,
) {
    // Those of the main picture are asked of articles that have one.
    let inner = KEYS.iter().filter(|key| key.name == "image");
    let keys = KEYS.iter().chain(inner.flat_map(|key| key.shape.keys()));
    let keys = keys.filter(|key| key.requirable);
    let requirable: Vec<(&str, &'static str)> = keys.map(|key| (key.name, key.name)).collect();
    for (category, keys) in fields.map("require") {
        let Some(index) = category_of(fields, category, categories) else {
            continue;
        };
        let items = match &keys.value {
            Value::List(items) => items.as_slice(),
            Value::Null | Value::Plain(_) | Value::Text(_) | Value::Map(_) => {
                std::slice::from_ref(keys)
            }
        };
        for item in items {
            let word = item.as_text().unwrap_or_default();
            let meant = NAMES.one(word);
            let key = named(fields, "require", (word, item), &requirable, meant);
            policy.require[index].extend(key);
        }
    }
}

/// Reads what happens without three reviews: in every category, or by category.
fn review(
    fields: &mut Fields<'_>,
    categories: &List<CategoryId, (&str, &str)>,
    policy: &mut Policy,
) {
    let Some(node) = fields.take("review") else {
        return;
    };
    if let Value::Map(pairs) = &node.value {
        for (category, value) in pairs {
            let index = category_of(fields, category, categories);
            let gate = word(fields, "review", value, &Gate::ALL).flatten();
            if let Some(index) = index {
                policy.review[index] = gate;
            }
        }
    } else {
        let gate = word(fields, "review", node, &Gate::ALL).flatten();
        policy.review = categories.iter().map(|_| gate).collect();
    }
}

fn category_of(
    fields: &mut Fields<'_>,
    node: &Node,
    categories: &List<CategoryId, (&str, &str)>,
) -> Option<CategoryId> {
    let known: Vec<(&str, CategoryId)> = categories
        .enumerate()
        .map(|(category, (id, _))| (*id, category))
        .collect();
    let word = node.as_text().unwrap_or_default();
    let mut titled = categories.iter().filter(|(_, title)| *title == word);
    let meant = titled.next().map(|(id, _)| *id);
    let meant = meant.filter(|_| titled.next().is_none());
    named(fields, "policy", (word, node), &known, meant)
}

/// Reads one value out of a list; `off` is text here, though YAML may take it for a boolean.
fn word<T: Copy>(fields: &mut Fields<'_>, key: &str, node: &Node, all: &[(&str, T)]) -> Option<T> {
    let word = node.as_text().unwrap_or_default();
    let word = match node.as_boolean() {
        Some(false) => "off",
        Some(true) | None => word,
    };
    choice(fields, key, (word, node), all)
}
