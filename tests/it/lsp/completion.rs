//! What may be written at a place, what a key means, and where a link leads.

use serde_json::{Value, json};

use super::{Editor, NAME, SETTINGS, site};
use crate::support::Site;

#[test]
fn what_may_be_written_is_offered() {
    let mut editor = Editor::start();
    editor.write(
        NAME,
        "---\ntitle: 雪\n\ncolumn: \ntags: [\n---\n𠮷见[稿件](\n",
        false,
    );
    let keys = editor.labels(NAME, 2, 0);
    assert!(keys.contains(&"date".to_owned()) && keys.contains(&"byline".to_owned()));
    assert!(
        !keys.contains(&"title".to_owned()) && !keys.contains(&"series".to_owned()),
        "{keys:?}"
    );
    assert_eq!(editor.labels(NAME, 3, 8), ["lu"]);
    assert_eq!(editor.labels(NAME, 4, 7), ["天气"]);
    assert_eq!(editor.labels(NAME, 6, 9), ["初雪.md"]);
    let bulletin = "content/bulletins/b.md";
    editor.write(
        bulletin,
        "---\ntitle: 日报\nseries: daily\nfigures:\n  \n---\n",
        false,
    );
    assert_eq!(editor.labels(bulletin, 2, 8), ["daily"]);
    assert_eq!(editor.labels(bulletin, 4, 2), ["calls"]);
}

#[test]
fn the_layouts_of_the_theme_are_offered() {
    let site = site();
    for name in ["contact", "gallery"] {
        site.write(&format!("themes/default/templates/pages/{name}.html"), "文");
    }
    let mut editor = Editor::at_site(site);
    editor.write(NAME, "---\ntitle: 雪\nlayout: \n---\n文\n", false);
    assert_eq!(editor.labels(NAME, 2, 8), ["contact", "gallery"]);
}

#[test]
fn hover_explains_a_key_and_a_link_leads_to_its_file() {
    let mut editor = Editor::start();
    editor.write(
        NAME,
        "---\ntitle: 雪\ndate: 2024-01-18\n---\n𠮷见[稿件](初雪.md#h)。\n",
        false,
    );
    let at = editor.at(NAME, 2, 2);
    let found = editor.ask("textDocument/hover", at);
    assert!(
        found["contents"].as_str().unwrap().contains("发布时间"),
        "{found}"
    );
    let at = editor.at(NAME, 2, 9);
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null);
    let at = editor.at(NAME, 4, 9);
    let found = editor.ask("textDocument/definition", at);
    assert_eq!(found["uri"], editor.uri("content/news/初雪.md"));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
    editor.tell("exit", Value::Null);
    assert!(editor.server.wait().unwrap().success());
}

#[test]
fn hidden_marks_are_shown_in_problems_and_completion() {
    let mut editor = Editor::start();
    editor.site.write("content/news/x\u{202e}fdp.pdf", "x");
    let mut other = Editor::at_site(std::mem::replace(&mut editor.site, Site::new(&[])));
    let problems = other.write(
        "content/news/2024-01-19-a.md",
        "---\ntitle: 甲\ndate: 2024-01-19\n\u{202e}k: 1\n---\n[x](\n",
        false,
    );
    assert!(!problems.is_empty());
    let at = other.at("content/news/2024-01-19-a.md", 5, 4);
    let found = other.ask("textDocument/completion", at);
    let item = found
        .as_array()
        .unwrap()
        .iter()
        .find(|i| i["label"] == "x\\u{202e}fdp.pdf");
    assert_eq!(
        item.unwrap()["textEdit"]["newText"],
        "x\u{202e}fdp.pdf",
        "{found}"
    );
}

impl Editor {
    /// Puts the cursor where `|` stands in a text, and returns what the text becomes by taking the
    /// first offer, with what an editor compares with what was typed.
    fn taken(&mut self, name: &str, text: &str, part: &str) -> (String, String) {
        let at = text.find('|').unwrap();
        let bare = text.replacen('|', "", 1);
        let (line, column) = place(&bare, at);
        let uri = self.uri(name);
        self.open(&uri, &bare);
        let at = self.at(name, line, column);
        let found = self.ask("textDocument/completion", at);
        let items = found["items"].as_array().or(found.as_array()).unwrap();
        let Some(item) = items.first() else {
            return ("nothing".to_owned(), String::new());
        };
        let edit = &item["textEdit"];
        let range = if edit.get(part).is_some() {
            &edit[part]
        } else {
            &edit["range"]
        };
        let byte = |end: &str| byte(&bare, &range[end]);
        let mut new = bare.clone();
        new.replace_range(
            byte("start")..byte("end"),
            edit["newText"].as_str().unwrap(),
        );
        (new, item["filterText"].as_str().unwrap().to_owned())
    }
}

/// Returns line and column of a byte, in units of UTF-16.
fn place(text: &str, at: usize) -> (u32, u32) {
    let line = text[..at].matches('\n').count();
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let column = text[start..at].encode_utf16().count();
    (line.try_into().unwrap(), column.try_into().unwrap())
}

/// Returns the byte of a position.
pub(super) fn byte(text: &str, position: &Value) -> usize {
    let wanted = (
        position["line"].as_u64().unwrap(),
        position["character"].as_u64().unwrap(),
    );
    let mut places = text.char_indices().map(|(i, _)| i).chain([text.len()]);
    let found = places.find(|i| {
        let (line, column) = place(text, *i);
        (u64::from(line), u64::from(column)) == wanted
    });
    found.unwrap()
}

/// A site with a few articles, the categories of which are folders beside each other.
fn library() -> Site {
    let site = site();
    site.write(
        "content/site.yaml",
        SETTINGS.replace("columns:", "columns:\n  xue: { title: 初雪时节 }"),
    );
    let article = |title: &str| {
        format!("---\ntitle: {title}\ndate: 2024-01-18\ntags: [天气, \"1: 2\"]\n---\n文\n")
    };
    site.write("content/news/2024/b c(1).md", article("空格"));
    site.write("content/pages/about.md", "---\ntitle: 关于我们\n---\n文\n");
    site
}

#[test]
fn an_offer_says_what_it_replaces() {
    let able = json!({ "textDocument": { "completion": { "completionItem": { "insertReplaceSupport": true } } } });
    let mut editor = Editor::able(library(), able);
    let news = "content/news/2024/01/a.md";
    for (text, insert, replace) in [
        // Links, with the start of a path, and with a part of a path or a headline.
        (
            "[x](../../../pa|",
            "[x](../../../pages/about.md",
            "[x](../../../pages/about.md",
        ),
        (
            "[x](../../../pa|ge.md) y",
            "[x](../../../pages/about.mdge.md) y",
            "[x](../../../pages/about.md) y",
        ),
        (
            "[x](about|这里",
            "[x](../../../pages/about.md这里",
            "[x](../../../pages/about.md这里",
        ),
        (
            "雪[雪](关于|)",
            "雪[雪](../../../pages/about.md)",
            "雪[雪](../../../pages/about.md)",
        ),
        (
            "[x](空|)",
            "[x](../b%20c%281%29.md)",
            "[x](../b%20c%281%29.md)",
        ),
        (
            "[x](<../b| c.md>)",
            "[x](<../b%20c%281%29.md c.md>)",
            "[x](<../b%20c%281%29.md>)",
        ),
        (
            "![x](../b|)",
            "![x](../b%20c%281%29.md)",
            "![x](../b%20c%281%29.md)",
        ),
        (
            "[x]: ../b|",
            "[x]: ../b%20c%281%29.md",
            "[x]: ../b%20c%281%29.md",
        ),
        ("[x](about.md) |", "nothing", "nothing"),
        (
            "x](|\n---\n",
            "x](../b%20c%281%29.md\n---\n",
            "x](../b%20c%281%29.md\n---\n",
        ),
    ] {
        let front = "---\ntitle: 题\ndate: 2024-01-19\n---\n";
        let whole = |text: &str| {
            if text == "nothing" {
                text.to_owned()
            } else {
                format!("{front}{text}")
            }
        };
        assert_eq!(
            editor.taken(news, &format!("{front}{text}"), "insert").0,
            whole(insert)
        );
        assert_eq!(
            editor.taken(news, &format!("{front}{text}"), "replace").0,
            whole(replace)
        );
    }
    for (text, insert, replace) in [
        ("tit|", "title: ", "title: "),
        ("tit|x: 题", "titlex: 题", "title: 题"),
        ("标题|", "title: ", "title: "),
        ("column: l|x", "column: lux", "column: lu"),
        ("column: 时节|", "column: xue", "column: xue"),
        ("column:|", "column: xue", "column: xue"),
        (
            "column: \"|\" # x",
            "column: \"xue\" # x",
            "column: \"xue\" # x",
        ),
        (
            "tags: [甲, 天|气]",
            "tags: [甲, 天气气]",
            "tags: [甲, 天气]",
        ),
        ("tags:\n  - 天|", "tags:\n  - 天气", "tags:\n  - 天气"),
        ("tags: 天|", "tags: [天气]", "tags: [天气]"),
        ("tags: [1|]", "tags: [\"1: 2\"]", "tags: [\"1: 2\"]"),
        ("tags: ['1|']", "tags: ['1: 2']", "tags: ['1: 2']"),
        (
            "related:\n  - 关于|",
            "related:\n  - ../../../pages/about.md",
            "related:\n  - ../../../pages/about.md",
        ),
        (
            "related: [../../../p|]",
            "related: [../../../pages/about.md]",
            "related: [../../../pages/about.md]",
        ),
        ("draft: t|", "draft: true", "draft: true"),
        ("extra: t|", "nothing", "nothing"),
        ("nothing: t|", "nothing", "nothing"),
        ("column: 没有|", "nothing", "nothing"),
    ] {
        let whole = |text: &str| {
            if text == "nothing" {
                text.to_owned()
            } else {
                format!("---\n{text}\n---\n")
            }
        };
        assert_eq!(
            editor
                .taken(news, &format!("---\n{text}\n---\n"), "insert")
                .0,
            whole(insert)
        );
        assert_eq!(
            editor
                .taken(news, &format!("---\n{text}\n---\n"), "replace")
                .0,
            whole(replace)
        );
    }
    let daily = "content/bulletins/b.md";
    let whole = |text: &str| format!("---\nseries: daily\n{text}\n---\n");
    for (text, insert) in [
        ("figures: { ca| }", "figures: { calls:  }"),
        ("figures: { x: 1, 来电|: 2 }", "figures: { x: 1, calls: 2 }"),
        ("figures:\n  ca|", "figures:\n  calls: "),
    ] {
        assert_eq!(editor.taken(daily, &whole(text), "insert").0, whole(insert));
    }
}

#[test]
fn an_editor_that_compares_with_the_start_of_an_offer_keeps_it() {
    let able = json!({ "textDocument": { "completion": {} } });
    for mut editor in [
        Editor::able(library(), able),
        Editor::able(library(), json!({})),
    ] {
        for (text, typed) in [
            ("---\ncolumn: 时|\n---\n", "时"),
            ("---\n标|\n---\n", "标"),
            ("---\ntags: [天|]\n---\n", "天"),
            ("---\n---\n[x](我们|)", "我们"),
            ("---\n---\n[x](../p|)", "../p"),
        ] {
            let (new, filter) = editor.taken("content/news/a.md", text, "range");
            assert!(
                filter.starts_with(typed) && new != "nothing",
                "{text}: {filter}"
            );
        }
    }
    let mut editor = Editor::able(library(), json!({ "textDocument": { "completion": {} } }));
    editor.write(NAME, "---\ncolumn: \n---\n", false);
    let at = editor.at(NAME, 1, 8);
    // The editor asks again when more is typed, since what fits depends on it.
    assert_eq!(
        editor.ask("textDocument/completion", at)["isIncomplete"],
        true
    );
}
