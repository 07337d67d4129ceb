//! JSON Schema (2020-12) of front matter for each kind of article of one site: its columns, tags
//! and series.
//!
//! Editors with a YAML language server complete and check by it. It says less than `dateline
//! check`, which knows the calendar and the other files, and never refuses what that accepts.

use serde_json::{Map, Value, json};

use crate::content::config::{Config, Kind, Rhythm, Series};
use crate::site::Site;

/// Returns the schema of the front matter of `kind`; `None` for standing pages.
pub fn schema(site: &Site, kind: Option<Kind>) -> Value {
    let config = &site.config;
    let mut properties = common(site);
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("{} · {}", config.title, kind.map_or("page", Kind::name)),
        "type": "object",
        "additionalProperties": false,
        "required": if kind.is_some() { json!(["title", "date"]) } else { json!(["title"]) },
    });
    if kind == Some(Kind::Bulletin) {
        properties.extend(bulletin(config));
        schema["allOf"] = config.series.iter().map(one_series).collect();
        schema["required"] = json!(["title", "date", "series", "period"]);
    }
    schema["properties"] = Value::Object(properties);
    schema
}

fn text(about: &str) -> Value {
    json!({ "type": ["string", "number", "boolean", "null"], "description": about })
}

fn date(about: &str) -> Value {
    let form =
        r"^\s*\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?\s*$";
    json!({ "type": ["string", "null"], "pattern": form, "description": about })
}

/// A map with these keys only; the first `required` ones must be there.
fn map(about: &str, required: &[&str], properties: Value) -> Value {
    json!({
        "type": "object", "description": about, "additionalProperties": false,
        "required": required, "properties": properties,
    })
}

fn list(about: &str, items: Value) -> Value {
    json!({ "type": ["array", "null"], "description": about, "items": items })
}

/// The keys of every kind.
fn common(site: &Site) -> Map<String, Value> {
    let config = &site.config;
    let columns: Vec<&str> = config.columns.iter().map(|c| c.id.as_str()).collect();
    let titles: Vec<&str> = config.columns.iter().map(|c| c.title.as_str()).collect();
    let tags: Vec<&str> = site.tags.iter().map(|t| &*t.title).collect();
    let person = map(
        "署名 / credit",
        &["name"],
        json!({ "role": text("记者、通讯员、摄影……"), "name": text("名字") }),
    );
    let credit = json!({ "anyOf": [{ "type": "string" }, person] });
    let tag = json!({ "anyOf": [{ "enum": tags }, { "type": ["string", "number"] }] });
    let properties = json!({
        "title": { "type": ["string", "number", "boolean"], "description": "主题 / headline" },
        "kicker": text("引题 / line above the headline"),
        "subtitle": text("副题 / line below the headline"),
        "date": date("发布时间，例如 2024-01-18 09:30 / publication"),
        "updated": date("更新时间 / last change"),
        "expires": date("下线时间 / end of publication"),
        "draft": { "type": ["boolean", "null"], "description": "草稿，不发布 / not published" },
        "slug": { "type": ["string", "number", "null"], "pattern": "^[a-z0-9-]+$", "description": "网址里的名字 / in the address" },
        "column": { "enum": columns, "enumDescriptions": titles, "description": "栏目 / column" },
        "tags": list("标签 / tags", tag),
        "byline": { "description": "署名 / byline", "anyOf": [credit, { "type": "array", "items": credit }, { "type": "null" }] },
        "dateline": map("电头 / dateline", &[], json!({
            "agency": text("本报讯"), "place": text("地点 / place"), "date": date("日期 / day"),
        })),
        "source": text("来源 / source"),
        "editor": text("责任编辑 / editor in charge"),
        "summary": text("摘要 / summary"),
        "image": map("题图 / main picture", &["src", "alt"], json!({
            "src": text("图片文件 / file"), "alt": text("图上有什么 / what it shows"),
            "caption": text("图片说明 / caption"), "credit": text("图片作者 / credit"),
        })),
        "print": map("见报版面 / place in the paper", &["issue"], json!({
            "issue": date("哪天的报纸 / issue"), "page": text("版 / page"),
            "position": { "type": ["integer", "null"], "minimum": 1 }, "section": text("版名 / section"),
        })),
        "review": map("三审 / three reviews", &["first", "second", "final"], json!({
            "first": text("初审"), "second": text("复审"), "final": text("终审"),
        })),
        "original": map("转载的原文 / original of a reprint", &[], json!({
            "title": text("原标题"), "author": text("原作者"), "url": text("原文网址"),
        })),
        "corrections": list("更正，早的在前 / corrections, oldest first",
            map("更正", &["date", "text"], json!({ "date": date("日期"), "text": text("更正了什么") }))),
        "related": list("相关稿件的路径 / paths of related articles", json!({ "type": "string" })),
        "aliases": list("旧网址 / old addresses", json!({ "type": "string", "pattern": "^/[^?#]*$" })),
        "priority": { "type": ["integer", "null"], "minimum": 1, "maximum": 5, "description": "轻重，1 最重要 / 1 comes first" },
        "extra": { "type": ["object", "null"], "description": "给版式的资料 / free data" },
    });
    match properties {
        Value::Object(properties) => properties,
        _ => Map::new(),
    }
}

/// The keys of bulletins; what they hold depends on the series.
fn bulletin(config: &Config) -> Map<String, Value> {
    let ids: Vec<&str> = config.series.iter().map(|s| s.id.as_str()).collect();
    let titles: Vec<&str> = config.series.iter().map(|s| s.title.as_str()).collect();
    let topic = map(
        "热点",
        &["name"],
        json!({
            "name": text("名称"), "count": { "type": ["number", "string", "null"] }, "note": text("说明"),
        }),
    );
    [
        (
            "series",
            json!({ "enum": ids, "enumDescriptions": titles, "description": "系列 / series" }),
        ),
        (
            "period",
            json!({ "type": ["string", "integer"], "description": "期号 / period" }),
        ),
        (
            "figures",
            json!({ "type": ["object", "null"], "description": "数据 / figures" }),
        ),
        ("topics", list("热点，由多到少 / topics, most first", topic)),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

/// What a bulletin of one series holds.
fn one_series(series: &Series) -> Value {
    let period = match series.rhythm {
        Rhythm::Day => r"^\d{4}-\d{2}-\d{2}$",
        Rhythm::Week => r"^\d{4}-\d{2}-\d{2}\s*\.\.\s*\d{4}-\d{2}-\d{2}$",
        Rhythm::Month => r"^\d{4}-\d{2}$",
        Rhythm::Quarter => r"^\d{4}-Q[1-4]$",
        Rhythm::Year => r"^\d{4}$",
    };
    let number = json!({ "type": ["number", "string"] });
    let figure = |parts: bool, about: String| match parts {
        true => json!({ "type": "object", "description": about, "additionalProperties": number }),
        false => json!({ "type": ["number", "string"], "description": about }),
    };
    let figures: Map<String, Value> = series
        .figures
        .iter()
        .map(|f| {
            (
                f.id.clone(),
                figure(
                    f.parts,
                    format!("{} {}", f.label, f.unit).trim_end().to_owned(),
                ),
            )
        })
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
