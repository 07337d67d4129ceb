//! JSON Schema (2020-12) of front matter for each kind of article of one site, from the table of
//! keys: its columns, tags and series.
//!
//! Editors with a YAML language server complete and check by it. It finds less than `dateline
//! check`, which knows the calendar and the other files, and accepts all that the command accepts.

use serde_json::{Map, Value, json};

use crate::content::config::{FigureSpec, Kind, Rhythm, Series};
use crate::content::document::keys::{Item, KEYS, Key, Required, Shape};
use crate::site::Site;

/// Returns the schema of the front matter of `kind`; `None` for standing pages.
pub fn schema(site: &Site, kind: Option<Kind>) -> Value {
    let config = &site.config;
    let is_bulletin = kind == Some(Kind::Bulletin);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in KEYS.iter().filter(|key| is_bulletin || !key.of_bulletins) {
        properties.insert(key.name.to_owned(), property(site, key));
        if is_required(key, kind) {
            required.push(key.name);
        }
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{} · {}", config.title, kind.map_or("page", Kind::name)),
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    });
    if is_bulletin {
        schema["allOf"] = config.series.iter().map(one_series).collect();
    }
    schema
}

fn is_required(key: &Key, kind: Option<Kind>) -> bool {
    match key.required {
        Required::No => false,
        Required::Articles => kind.is_some(),
        Required::Always => true,
    }
}

/// Returns the schema of one key, with its help.
fn property(site: &Site, key: &Key) -> Value {
    let mut value = value(site, key.shape);
    if !key.about().is_empty() {
        value["description"] = key.about().into();
    }
    value
}

/// Returns the schema of the value of a key of a shape.
fn value(site: &Site, shape: Shape) -> Value {
    let config = &site.config;
    match shape {
        Shape::Headline => json!({ "type": ["string", "number", "boolean"] }),
        Shape::Text | Shape::Word => json!({ "type": ["string", "number", "boolean", "null"] }),
        Shape::Date => json!({ "type": ["string", "null"], "pattern": DATE }),
        Shape::Bool => json!({ "type": ["boolean", "null"] }),
        Shape::Slug => json!({ "type": ["string", "number", "null"], "pattern": "^[a-z0-9-]+$" }),
        Shape::Priority => json!({ "type": ["integer", "null"], "minimum": 1, "maximum": 5 }),
        Shape::Position => json!({ "type": ["integer", "null"], "minimum": 1 }),
        Shape::Amount => json!({ "type": ["number", "string", "null"] }),
        Shape::Column => {
            let ids: Vec<&str> = config.columns.iter().map(|c| c.id.as_str()).collect();
            let titles: Vec<&str> = config.columns.iter().map(|c| c.title.as_str()).collect();
            json!({ "enum": ids, "enumDescriptions": titles })
        }
        Shape::Series => {
            let ids: Vec<&str> = config.series.iter().map(|s| s.id.as_str()).collect();
            let titles: Vec<&str> = config.series.iter().map(|s| s.title.as_str()).collect();
            json!({ "enum": ids, "enumDescriptions": titles })
        }
        // The form of period and figures depends on the series.
        Shape::Period => json!({ "type": ["string", "integer"] }),
        Shape::Figures | Shape::Free => json!({ "type": ["object", "null"] }),
        Shape::List(of) => json!({ "type": ["array", "null"], "items": item(site, of) }),
        Shape::Credits(keys) => {
            let mut person = map(site, keys);
            person["description"] = "署名 / credit".into();
            let credit = json!({ "anyOf": [{ "type": "string" }, person] });
            json!({ "anyOf": [credit, { "type": "array", "items": credit }, { "type": "null" }] })
        }
        Shape::Map(keys) => map(site, keys),
        Shape::Maps(about, keys) => {
            let mut one = map(site, keys);
            one["description"] = about.into();
            json!({ "type": ["array", "null"], "items": one })
        }
    }
}

/// The form of a date, with or without a time.
const DATE: &str =
    r"^\s*\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$";

/// Returns the schema of an item of a list.
fn item(site: &Site, item: Item) -> Value {
    match item {
        Item::Tag => {
            let tags: Vec<&str> = site.tags.iter().map(|t| &*t.title).collect();
            json!({ "anyOf": [{ "enum": tags }, { "type": ["string", "number"] }] })
        }
        Item::Path => json!({ "type": "string" }),
        Item::Address => json!({ "type": "string", "pattern": "^/[^?#]*$" }),
    }
}

/// Returns the schema of a map with these keys only.
fn map(site: &Site, keys: &[Key]) -> Value {
    let required = keys.iter().filter(|key| key.required == Required::Always);
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let properties = keys
        .iter()
        .map(|key| (key.name.to_owned(), property(site, key)));
    json!({
        "type": "object", "additionalProperties": false,
        "required": required, "properties": properties.collect::<Map<_, _>>(),
    })
}

/// Returns the schema of the period and figures of a bulletin of one series.
fn one_series(series: &Series) -> Value {
    let period = match series.rhythm {
        Rhythm::Day => r"^\d{4}-\d{2}-\d{2}$",
        Rhythm::Week => r"^\d{4}-\d{2}-\d{2}\s*\.\.\s*\d{4}-\d{2}-\d{2}$",
        Rhythm::Month => r"^\d{4}-\d{2}$",
        Rhythm::Quarter => r"^\d{4}-Q[1-4]$",
        Rhythm::Year => r"^\d{4}$",
    };
    let figures: Map<String, Value> = series
        .figures
        .iter()
        .map(|spec| (spec.id.clone(), figure(spec)))
        .collect();
    let required: Vec<&str> = series
        .figures
        .iter()
        .filter(|f| !f.optional)
        .map(|f| f.id.as_str())
        .collect();
    json!({
        "if": { "properties": { "series": { "const": series.id } }, "required": ["series"] },
        "then": { "properties": {
            "period": { "type": ["string", "integer"], "pattern": period },
            "figures": { "type": "object", "additionalProperties": false, "properties": figures, "required": required },
        } },
    })
}

fn figure(spec: &FigureSpec) -> Value {
    let about = format!("{} {}", spec.label, spec.unit);
    let about = about.trim_end();
    let number = json!({ "type": ["number", "string"] });
    if spec.parts {
        json!({ "type": "object", "description": about, "additionalProperties": number })
    } else {
        json!({ "type": ["number", "string"], "description": about })
    }
}
