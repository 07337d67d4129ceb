//! `dateline schema` and `dateline check` held against each other: every key of front matter with
//! every kind of value, of each kind of article, in sites with and without columns and series.

use std::collections::{BTreeMap, BTreeSet};

use dateline::base::id::CategoryId;
use dateline::base::path::SitePath;
use dateline::content::config::{Config, Kind};
use dateline::content::document::keys::{KEYS, Key, Required, Shape};
use dateline::content::document::parse;
use dateline::site::schema::schema;
use dateline::site::{Site, Visibility};
use serde_json::Value;

/// Settings, from the barest to the fullest.
const SITES: [&str; 3] = [
    "",
    "columns: { street: { title: 街巷 } }\n",
    "\
columns: { street: { title: 街巷 } }
series:
  daily:
    title: 日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      ways: { label: 渠道, unit: 件, parts: true, optional: true }
  weekly: { title: 周报, period: week, figures: {} }
  monthly: { title: 月报, period: month, figures: { sum: { label: 数, unit: 吨, optional: true } } }
  quarterly: { title: 季报, period: quarter, figures: {} }
  yearly: { title: 年报, period: year, figures: { sum: { label: 数, unit: 吨 } } }
",
];

/// What may stand after a key, as it is written.
const VALUES: [&str; 93] = [
    "",
    "~",
    "null",
    "''",
    "' '",
    "true",
    "False",
    "'true'",
    "yes",
    "0",
    "1",
    "5",
    "6",
    "-1",
    "1.5",
    "1.0",
    "1e3",
    "0x5",
    "0999",
    "'5'",
    "'05'",
    "'1.5'",
    "'-1'",
    "2024",
    "'2024'",
    "2024-01",
    "2024-13",
    "2024-Q1",
    "2024-Q5",
    "2024-01-08..2024-01-14",
    "2024-01-08..2024-01-15",
    "2024-01-18",
    "'2024-01-18'",
    "2024-1-18",
    "2024-00-18",
    "2024-02-30",
    "2024-01-32",
    "2024-01-18 09:30",
    "2024-01-18T09:30",
    "2024-01-18 09:30:00",
    "2024-01-18 25:30",
    "2024-01-18 09:60",
    "2024-01-18t09:30:00z",
    "2024-01-18T09:30:00.5+08:00",
    "2024-01-18T09:30+08:00",
    "2024-01-18T09:30:00.5",
    "昨天",
    "题",
    "' 题 '",
    "a-b",
    "A-b",
    "a b",
    "con",
    "com1",
    "street",
    "nowhere",
    "daily",
    "weekly",
    "/old/a.html",
    "https://x.cn/a",
    "ftp://x.cn/a",
    "x.cn",
    "[]",
    "[题]",
    "[a, 5, true]",
    "['']",
    "[~]",
    "[[题]]",
    "[{ a: 1 }]",
    "[/old/]",
    "[/old/a.html]",
    "[/old/a.pdf]",
    "[/a?b]",
    "[//x.cn/a]",
    "[/]",
    "[old]",
    "{}",
    "{ a: 1 }",
    "{ name: 晴空 }",
    "{ role: 记者 }",
    "{ role: 记者, name: 晴空 }",
    "[{ name: 晴空 }, 丙]",
    "{ src: a.jpg, alt: 图 }",
    "{ src: a.jpg }",
    "{ issue: 2024-01-18 }",
    "{ first: 甲, second: 乙, final: 丙 }",
    "[{ date: 2024-01-18, text: 更正 }]",
    "[{ name: 供暖, count: 3 }]",
    "{ calls: 5 }",
    "{ calls: 1e3 }",
    "{ calls: , ways: { 网: 1 } }",
    "{ calls: 5, ways: { 网: '1', 信: x } }",
    "{ cals: 5 }",
];

/// What a schema cannot say: key, value, and why.
const BEYOND: [(&str, &str, &str); 22] = [
    // JSON has the value of a number or a boolean; the check sees its spelling, which it keeps.
    ("slug", "False", "JSON has false, which is a slug"),
    ("slug", "1.0", "an integer to JSON Schema"),
    ("priority", "1.0", "an integer to JSON Schema"),
    ("priority", "0x5", "JSON has 5"),
    ("print.position", "1.0", "an integer to JSON Schema"),
    ("print.position", "0x5", "JSON has 5"),
    ("print.position", "1e3", "JSON has 1000"),
    ("topics.count", "0x5", "JSON has 5"),
    ("topics.count", "1e3", "JSON has 1000"),
    ("figures", "{ calls: 1e3 }", "JSON has 1000"),
    ("period", "1e3", "JSON has 1000"),
    ("period", "0999", "JSON has 999"),
    // A pattern knows no calendar.
    ("date", "2024-02-30", "February"),
    ("updated", "2024-02-30", "February"),
    ("expires", "2024-02-30", "February"),
    ("dateline.date", "2024-02-30", "February"),
    ("print.issue", "2024-02-30", "February"),
    ("corrections.date", "2024-02-30", "February"),
    ("period", "2024-02-30", "February"),
    ("period", "2024-01-08..2024-01-15", "a week has seven days"),
    // Nor does one key know the value of a different one.
    ("expires", "2024-01-18", "the day of publication"),
    ("expires", "'2024-01-18'", "the day of publication"),
];

/// A kind of article with lines of front matter that it must have.
struct Frame {
    category: Option<CategoryId>,
    kind: Option<Kind>,
    lines: Vec<(&'static str, String)>,
}

fn frames(config: &Config) -> Vec<Frame> {
    let ids: Vec<CategoryId> = config.categories.ids().collect();
    let line = |key, value: &str| (key, value.to_owned());
    let article = || vec![line("title", "题"), line("date", "2024-01-18")];
    let mut frames = vec![
        Frame {
            category: None,
            kind: None,
            lines: vec![line("title", "题")],
        },
        Frame {
            category: Some(ids[0]),
            kind: Some(Kind::News),
            lines: article(),
        },
        Frame {
            category: Some(ids[1]),
            kind: Some(Kind::Commentary),
            lines: article(),
        },
        Frame {
            category: Some(ids[2]),
            kind: Some(Kind::Bulletin),
            lines: article(),
        },
    ];
    for (series, period, figures) in [
        ("daily", "2024-01-17", "{ calls: 9999 }"),
        ("weekly", "2024-01-08..2024-01-14", "{}"),
        ("monthly", "2024-01", "{}"),
        ("quarterly", "2024-Q1", "{}"),
        ("yearly", "2024", "{ sum: 9999.5 }"),
    ] {
        if config.series.iter().any(|s| s.id == series) {
            // What a draft may lack does not depend on the rhythm.
            let drafts = [None, Some("true")];
            for draft in drafts.into_iter().take(1 + usize::from(series == "daily")) {
                let mut lines = article();
                lines.push(line("series", series));
                lines.push(line("period", period));
                lines.push(line("figures", figures));
                lines.extend(draft.map(|draft| line("draft", draft)));
                frames.push(Frame {
                    category: Some(ids[2]),
                    kind: Some(Kind::Bulletin),
                    lines,
                });
            }
        }
    }
    frames
}

/// Returns front matter with one key set, or left out.
fn front(frame: &Frame, key: &str, value: Option<&str>) -> String {
    let mut text = String::new();
    for (name, given) in frame.lines.iter().filter(|(name, _)| *name != key) {
        text += &format!("{name}: {given}\n");
    }
    if let Some(value) = value {
        text += &format!("{key}: {value}\n");
    }
    text
}

/// A value of a key, or of one within it.
struct Case {
    /// `print.issue`
    path: String,
    /// The value that is tried.
    spelt: String,
    /// What stands after the outermost key; `None` if it is not there.
    value: Option<String>,
}

/// Returns every value of a key; with `is_deep` of each key within it too, the others as they must
/// be.
fn cases(key: &Key, is_deep: bool) -> Vec<Case> {
    let mut cases = vec![Case {
        path: key.name.to_owned(),
        spelt: String::new(),
        value: None,
    }];
    cases.extend(VALUES.map(|spelt| Case {
        path: key.name.to_owned(),
        spelt: spelt.to_owned(),
        value: Some(spelt.to_owned()),
    }));
    let keys = key.shape.keys();
    for inner in keys.iter().filter(|_| is_deep) {
        let others = keys.iter().filter(|other| other.name != inner.name);
        let others = others.filter(|other| other.required != Required::No);
        let others: String = others.map(good).collect();
        for spelt in VALUES {
            let map = format!("{{ {others}{}: {spelt} }}", inner.name);
            let is_list = matches!(key.shape, Shape::Maps(..));
            cases.push(Case {
                path: format!("{}.{}", key.name, inner.name),
                spelt: spelt.to_owned(),
                value: Some(if is_list { format!("[{map}]") } else { map }),
            });
        }
    }
    cases
}

/// Returns the entry of a key that has to be there.
fn good(key: &Key) -> String {
    let value = match key.shape {
        Shape::Date | Shape::Day => "2024-01-18",
        _ => "词",
    };
    format!("{}: {value}, ", key.name)
}

/// Reads YAML as an editor's server does that goes by YAML 1.2.
fn json(yaml: &str) -> Option<Value> {
    let options = serde_saphyr::options! { strict_booleans: true };
    serde_saphyr::from_str_with_options(yaml, options).ok()
}

/// Returns a site without articles, with more settings.
fn site(more: &str) -> Site {
    let settings = format!(
        "title: 湟水日报\nbase_url: https://x.cn/\ncategories:\n  a: {{ title: 甲, kind: news }}\n  \
         b: {{ title: 乙, kind: commentary }}\n  c: {{ title: 丙, kind: bulletin }}\n{more}"
    );
    let config = Config::read(&SitePath::new("content/site.yaml"), &settings);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let visibility = Visibility {
        now: 0,
        drafts: false,
        future: false,
    };
    Site::collect(config.value, Vec::new(), BTreeMap::new(), visibility).value
}

/// Returns the codes of the errors that a check finds in front matter.
fn errors(yaml: &str, frame: &Frame, config: &Config) -> Vec<&'static str> {
    let file = SitePath::new("content/a/a.md");
    let text = format!("---\n{yaml}---\n正文。\n");
    let checked = parse(&file, &text, frame.category, config);
    let errors = checked.problems.iter().filter(|p| p.is_error());
    errors.map(|p| p.code.id).collect()
}

#[test]
fn the_schema_accepts_what_the_check_accepts() {
    let mut beyond = BTreeSet::new();
    let mut wrong = BTreeSet::new();
    let mut of_topics = BTreeSet::new();
    let mut count = 0;
    for (number, more) in SITES.into_iter().enumerate() {
        let site = site(more);
        for frame in frames(&site.config) {
            let schema = schema(&site, &[], frame.kind);
            jsonschema::meta::validate(&schema).unwrap();
            let schema = jsonschema::validator_for(&schema).unwrap();
            // The settings matter to the keys that name something of them.
            let of_settings = ["column", "series", "period", "figures", "topics", "draft"];
            let keys = KEYS
                .iter()
                .filter(|key| number == 0 || of_settings.contains(&key.name));
            for key in keys {
                let is_daily = frame.lines.iter().any(|(_, value)| value == "daily");
                let is_deep = number == 0 && frame.kind == Some(Kind::News)
                    || key.name == "topics" && is_daily;
                for case in cases(key, is_deep) {
                    let yaml = front(&frame, key.name, case.value.as_deref());
                    let errors = errors(&yaml, &frame, &site.config);
                    let is_valid = json(&yaml).is_some_and(|json| schema.is_valid(&json));
                    count += 1;
                    if is_valid == errors.is_empty() {
                        continue;
                    }
                    // One schema is for all standing pages; that a topic page lies in a folder of
                    // its own is nothing a schema sees.
                    if frame.kind.is_none() && is_valid && errors == ["E0150"] {
                        of_topics.insert(key.name);
                        continue;
                    }
                    let known = BEYOND
                        .iter()
                        .find(|(path, spelt, _)| *path == case.path && *spelt == case.spelt);
                    match known {
                        Some(known) => _ = beyond.insert(known),
                        None => {
                            let Case { path, spelt, .. } = case;
                            let kind = frame.kind.map(Kind::name);
                            wrong.insert(format!(
                                "{path}: {spelt}  ({kind:?}) schema: {is_valid}, check: {errors:?}"
                            ));
                        }
                    }
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(Vec::from_iter(of_topics), ["blocks", "until"]);
    let agreed: Vec<_> = BEYOND
        .iter()
        .filter(|entry| !beyond.contains(entry))
        .collect();
    assert!(agreed.is_empty(), "no difference any more: {agreed:?}");
    assert!(count > 5_000, "{count}");
}
