//! JSON Schema (2020-12) of front matter for each kind of article of one site, from the table of
//! keys: its columns, tags and series.
//!
//! Editors with a YAML language server complete and check by it. It finds less than `dateline
//! check`, which knows the calendar and the other files, and accepts all that the command accepts:
//! `tests/it/agreement.rs` holds both against each other.

use serde_json::{Map, Value, json};

use crate::content::config::{FigureSpec, Kind, Rhythm, Series};
use crate::content::document::Made;
use crate::content::document::keys::{Item, KEYS, Key, Required, Shape};
use crate::site::Site;

/// Text for readers, and anything else that is read as it is spelt.
const SCALAR: [&str; 3] = ["string", "number", "boolean"];

/// A text that says something.
const SOMETHING: &str = r"\S";

/// The form of a day.
const DAY: &str = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";

/// Returns the schema of the front matter of `kind`; `None` for standing pages. `layouts` are the
/// names of the theme's.
pub fn schema(site: &Site, layouts: &[&str], kind: Option<Kind>) -> Value {
    let config = &site.config;
    let is_bulletin = kind == Some(Kind::Bulletin);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for key in KEYS.iter().filter(|key| is_of(key, kind)) {
        let is_required = is_required(key, kind);
        let mut value = property(site, key, is_required);
        if matches!(key.shape, Shape::Layout) && !layouts.is_empty() {
            let names = layouts.iter().map(|name| Some(*name));
            value["enum"] = names.chain([None]).collect();
        }
        properties.insert(key.name.to_owned(), value);
        if is_required {
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
        // What a bulletin reports belongs to a series; a notice without one is an article.
        let keys = ["period", "figures", "topics"];
        let of_series = json!({
            "required": ["series"],
            "properties": { "series": { "type": SCALAR, "pattern": SOMETHING } },
        });
        let dependent = keys.map(|key| (key.to_owned(), of_series.clone()));
        schema["dependentSchemas"] = dependent.into_iter().collect::<Map<_, _>>().into();
        if !config.series.is_empty() {
            schema["allOf"] = config.series.iter().map(one_series).collect();
        }
    }
    schema
}

/// Returns true if documents of a kind may have a key; standing pages and topic pages are of one.
fn is_of(key: &Key, kind: Option<Kind>) -> bool {
    (kind == Some(Kind::Bulletin) || !key.of_bulletins) && (kind.is_none() || !key.of_topics)
}

fn is_required(key: &Key, kind: Option<Kind>) -> bool {
    match key.required {
        Required::No => false,
        Required::Articles => kind.is_some(),
        Required::Always => true,
    }
}

/// Returns the schema of one key, with its help; one that need not be there may also wait for its
/// value, but not `draft`.
fn property(site: &Site, key: &Key, is_required: bool) -> Value {
    let mut value = value(site, key.shape);
    if is_required {
        if matches!(key.shape, Shape::Headline | Shape::Text | Shape::Word) {
            value["pattern"] = SOMETHING.into();
        }
    } else if !matches!(key.shape, Shape::Bool) {
        value = or_nothing(value);
    }
    if !key.about().is_empty() {
        value["description"] = key.about().into();
    }
    value
}

/// Lets a value be missing after its key.
fn or_nothing(mut value: Value) -> Value {
    if let Some(all) = value.get_mut("anyOf").and_then(Value::as_array_mut) {
        all.push(json!({ "type": "null" }));
    } else if let Some(all) = value.get_mut("enum").and_then(Value::as_array_mut) {
        all.push(Value::Null);
    } else {
        match value.get_mut("type") {
            Some(Value::Array(types)) => types.push("null".into()),
            Some(one) => *one = Value::Array(vec![one.take(), "null".into()]),
            None => {}
        }
    }
    value
}

/// Returns the schema of the value of a key of a shape.
fn value(site: &Site, shape: Shape) -> Value {
    let config = &site.config;
    match shape {
        Shape::Headline | Shape::Text | Shape::Word => json!({ "type": SCALAR }),
        Shape::Date => json!({ "type": "string", "pattern": date() }),
        Shape::Day => json!({ "type": "string", "pattern": format!("^{DAY}$") }),
        Shape::Web => {
            json!({ "type": "string", "pattern": "^\\s*([Hh][Tt][Tt][Pp][Ss]?://[^\\s\"<>\\\\]+\\s*)?$" })
        }
        Shape::Bool => {
            json!({ "enum": [true, false, "true", "True", "TRUE", "false", "False", "FALSE"] })
        }
        Shape::Slug => json!({
            "type": ["string", "integer", "boolean"],
            "pattern": r"^\s*[a-z0-9-]*\s*$",
            "not": { "enum": devices() },
        }),
        Shape::Priority => json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": 5 },
            { "type": "string", "pattern": r"^\+?0*[1-5]$" },
        ] }),
        Shape::Position => json!({ "anyOf": [
            { "type": "integer", "minimum": 1, "maximum": u32::MAX },
            { "type": "string", "pattern": r"^\+?0*[1-9]\d{0,8}$" },
        ] }),
        Shape::Amount => number(),
        Shape::Point => json!({
            "type": "array", "minItems": 2, "maxItems": 2,
            "items": { "anyOf": [
                { "type": "number", "minimum": 0, "maximum": 1 },
                { "type": "string", "pattern": r"^(0(\.\d{1,9})?|1(\.0{1,9})?)$" },
            ] },
        }),
        Shape::Made => {
            let names: Vec<&str> = Made::ALL.iter().map(|(name, _)| *name).collect();
            json!({ "anyOf": [{ "enum": names }, { "type": "string", "pattern": r"^\s*$" }] })
        }
        Shape::Column => named(config.columns.iter().map(|c| (&*c.id, &*c.title))),
        Shape::Series => named(config.series.iter().map(|s| (&*s.id, &*s.title))),
        // The form of period and figures depends on the series, and layouts are the theme's.
        Shape::Period | Shape::Layout => json!({ "type": SCALAR }),
        Shape::Figures | Shape::Free => json!({ "type": "object" }),
        Shape::List(of) => json!({ "type": "array", "items": item(site, of) }),
        Shape::Credits(keys) => {
            let mut person = map(site, keys);
            person["description"] = "署名 / credit".into();
            let credit = json!({ "anyOf": [{ "type": SCALAR }, person] });
            json!({ "anyOf": [{ "type": SCALAR }, person, { "type": "array", "items": credit }] })
        }
        Shape::Map(keys) => map(site, keys),
        Shape::Maps(about, keys) => {
            let mut one = map(site, keys);
            one["description"] = about.into();
            json!({ "type": "array", "items": one })
        }
    }
}

/// Returns the form of a date, with or without a time: an offset asks for seconds (RFC 3339).
fn date() -> String {
    const CLOCK: &str = r"([01]\d|2[0-3]):[0-5]\d";
    const OFFSET: &str = r"([Zz]|[+-]\d{2}:\d{2})";
    format!(r"^\s*{DAY}([Tt ]\s*{CLOCK}(:[0-5]\d)?|[Tt ]{CLOCK}:([0-5]\d|60)(\.\d+)?{OFFSET})?\s*$")
}

/// Returns the schema of a choice among the names of the site; there may be none.
fn named<'s>(all: impl Iterator<Item = (&'s str, &'s str)>) -> Value {
    let (ids, titles): (Vec<&str>, Vec<&str>) = all.unzip();
    let blank = json!({ "type": "string", "pattern": r"^\s*$" });
    if ids.is_empty() {
        return blank;
    }
    json!({ "anyOf": [{ "enum": ids, "enumDescriptions": titles }, blank] })
}

fn devices() -> Vec<String> {
    let numbered = ["com", "lpt"]
        .into_iter()
        .flat_map(|name| (1..=9).map(move |n| format!("{name}{n}")));
    let plain = ["con", "prn", "aux", "nul"].map(str::to_owned);
    plain.into_iter().chain(numbered).collect()
}

/// Returns the schema of a number that is read digit by digit.
fn number() -> Value {
    json!({ "anyOf": [
        { "type": "number" },
        { "type": "string", "pattern": r"^-?(\d+\.?\d*|\.\d+)$" },
    ] })
}

/// Returns the schema of an item of a list.
fn item(site: &Site, item: Item) -> Value {
    match item {
        Item::Tag => {
            let tags: Vec<&str> = site.tags.iter().map(|t| &*t.title).collect();
            let any = json!({ "type": SCALAR, "pattern": SOMETHING });
            if tags.is_empty() {
                any
            } else {
                json!({ "anyOf": [{ "enum": tags }, any] })
            }
        }
        Item::Path => json!({ "type": SCALAR, "pattern": SOMETHING }),
        Item::Address => json!({
            "type": "string",
            "pattern": r"^\s*/([^/?#][^?#]*/)?([^./?#]+|[^/?#]+\.(html?|shtml))?\s*$",
            "not": { "const": "/" },
        }),
    }
}

/// Returns the schema of a map with these keys only.
fn map(site: &Site, keys: &[Key]) -> Value {
    let required = keys.iter().filter(|key| is_always_there(key));
    let required: Vec<&str> = required.map(|key| key.name).collect();
    let properties = keys.iter().map(|key| {
        let value = property(site, key, is_always_there(key));
        (key.name.to_owned(), value)
    });
    json!({
        "type": "object", "additionalProperties": false,
        "required": required, "properties": properties.collect::<Map<_, _>>(),
    })
}

fn is_always_there(key: &Key) -> bool {
    key.required == Required::Always
}

/// Returns the schema of the period and figures of a bulletin of one series; those of a draft may
/// be missing.
fn one_series(series: &Series) -> Value {
    let period = match series.rhythm {
        Rhythm::Day => format!("^{DAY}$"),
        Rhythm::Week => format!(r"^{DAY}\s*\.\.\s*{DAY}$"),
        Rhythm::Month => r"^\d{4}-(0[1-9]|1[0-2])$".to_owned(),
        Rhythm::Quarter => r"^\d{4}-Q[1-4]$".to_owned(),
        Rhythm::Year => r"^\d{4}$".to_owned(),
    };
    let mut period = json!({ "type": "string", "pattern": period });
    if series.rhythm == Rhythm::Year {
        period["type"] = json!(["string", "integer"]);
        period["minimum"] = 1000.into();
        period["maximum"] = 9999.into();
    }
    let required = series.figures.iter().filter(|f| !f.optional);
    let required: Vec<&str> = required.map(|f| f.id.as_str()).collect();
    let mut whole = json!({
        "required": ["period"],
        "properties": { "period": period, "figures": figures(series, false, &required) },
    });
    if !required.is_empty() {
        whole["required"] = json!(["period", "figures"]);
        whole["properties"]["figures"]["type"] = "object".into();
    }
    let draft = json!({ "properties": {
        "period": or_nothing(period),
        "figures": figures(series, true, &[]),
    } });
    let is_draft = json!({
        "required": ["draft"],
        "properties": { "draft": { "enum": [true, "true", "True", "TRUE"] } },
    });
    json!({
        "if": { "properties": { "series": { "const": series.id } }, "required": ["series"] },
        "then": { "if": is_draft, "then": draft, "else": whole },
    })
}

/// Returns the schema of the figures of a series.
fn figures(series: &Series, is_draft: bool, required: &[&str]) -> Value {
    let figures = series.figures.iter().map(|spec| {
        let figure = figure(spec);
        let figure = if is_draft { or_nothing(figure) } else { figure };
        (spec.id.clone(), figure)
    });
    json!({
        "type": ["object", "null"], "additionalProperties": false,
        "required": required, "properties": figures.collect::<Map<_, _>>(),
    })
}

fn figure(spec: &FigureSpec) -> Value {
    let about = format!("{} {}", spec.label, spec.unit);
    let mut value = if spec.parts {
        json!({ "type": "object", "additionalProperties": number() })
    } else {
        number()
    };
    value["description"] = about.trim_end().into();
    value
}
