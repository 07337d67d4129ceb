//! Quick fixes.

use serde_json::{Value, json};

use super::{Editor, NAME, SETTINGS, site};
use crate::support::Site;

#[test]
fn a_quick_fix_mends_the_text() {
    let mut editor = Editor::start();
    let text = "---\ntitle：𠮷祥\ndate: 2024-01-18\n---\n𠮷祥(初雪)下了。\n";
    editor.write(NAME, text, false);
    let place = |l: u32, c: u32| json!({ "start": { "line": l, "character": c }, "end": { "line": l, "character": c } });
    let ask = |editor: &mut Editor, l, c| {
        let uri = editor.uri(NAME);
        let params = json!({ "textDocument": { "uri": uri }, "range": place(l, c), "context": { "diagnostics": [] } });
        let found = editor.ask("textDocument/codeAction", params);
        (found.clone(), found[0]["edit"]["changes"][&uri].clone())
    };
    let (_, edits) = ask(&mut editor, 1, 5);
    let range =
        json!({ "start": { "line": 1, "character": 5 }, "end": { "line": 1, "character": 6 } });
    assert_eq!(edits, json!([{ "range": range, "newText": ": " }]));
    editor.write(NAME, &text.replace("：", ": "), true);
    let (actions, edits) = ask(&mut editor, 4, 4);
    assert_eq!(edits[0]["newText"], "（初雪）");
    assert_eq!(edits[0]["range"]["start"]["character"], 3);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(ask(&mut editor, 2, 0).0, json!([]));
}

impl Editor {
    /// Returns the actions at the place of `|` in a text, or in all of it without one, and the text
    /// without that mark.
    fn actions(&mut self, name: &str, marked: &str, only: Value) -> (Vec<Value>, String) {
        let text = marked.replacen('|', "", 1);
        let uri = self.uri(name);
        self.open(&uri, &text);
        let before = &marked[..marked.find('|').unwrap_or(0)];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |i| i + 1);
        let at = json!({ "line": line, "character": before[start..].encode_utf16().count() });
        let end = if marked == text {
            json!({ "line": 9999, "character": 0 })
        } else {
            at.clone()
        };
        let mut params = json!({ "textDocument": { "uri": uri }, "range": { "start": at, "end": end }, "context": { "diagnostics": [] } });
        if !only.is_null() {
            params["context"]["only"] = only;
        }
        let found = self.ask("textDocument/codeAction", params);
        (found.as_array().unwrap().clone(), text)
    }

    /// Returns the text after the first action at the place of `|`, and true if it is preferred;
    /// "nothing" without any.
    fn fixed(&mut self, name: &str, marked: &str) -> (String, bool) {
        let (actions, text) = self.actions(name, marked, Value::Null);
        let Some(action) = actions.first() else {
            return ("nothing".to_owned(), false);
        };
        assert_eq!(action["kind"], "quickfix");
        let edits = &action["edit"]["changes"][&self.uri(name)];
        (edited(&text, edits), action["isPreferred"] == true)
    }
}

/// Applies edits, which are in order and do not touch.
fn edited(text: &str, edits: &Value) -> String {
    let mut new = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        let byte = |end: &str| super::completion::byte(text, &edit["range"][end]);
        new.replace_range(
            byte("start")..byte("end"),
            edit["newText"].as_str().unwrap(),
        );
    }
    new
}

/// A site with an article that has headings and a file with a name of its own.
fn library() -> Site {
    let site = site();
    site.write(
        "content/news/c.md",
        "---\ntitle: 丙\ndate: 2024-01-18\n---\n文\n\n## 小节\n\n文\n",
    );
    site.write(
        "content/news/b c(1).md",
        "---\ntitle: 丁\ndate: 2024-01-18\n---\n文\n",
    );
    site
}

#[test]
fn what_is_probably_meant_is_offered_wherever_a_message_says_it() {
    let mut editor = Editor::at_site(library());
    let front = |line: &str| format!("---\ntitle: 题\ndate: 2024-01-19\n{line}\n---\n文\n");
    let body = |line: &str| format!("---\ntitle: 题\ndate: 2024-01-19\n---\n{line}\n");
    for (text, expected, is_certain) in [
        (front("sumary|: 文"), front("summary: 文"), false),
        (front("摘要|: 文"), front("summary: 文"), true),
        (front("column: |lo"), front("column: lu"), false),
        (front("column: |路"), front("column: lu"), true),
        (front("column: '|lo'"), front("column: 'lu'"), false),
        // The value is wrong too; that is a matter of its own.
        (front("colum|: 没有"), front("column: 没有"), false),
        (
            front("summary: 见  |#话题 说"),
            front("summary: \"见  #话题 说\""),
            false,
        ),
        (
            front("related: [|初学.md]"),
            front("related: [初雪.md]"),
            false,
        ),
        (body("[x](|初学.md)"), body("[x](初雪.md)"), false),
        (
            body("[x](初学|.md#h)。[x](c.md)"),
            body("[x](初雪.md#h)。[x](c.md)"),
            false,
        ),
        (body("[x](c.md#小|书)"), body("[x](c.md#小节)"), false),
        (body("[x](|C.md)"), body("[x](c.md)"), true),
        (
            body("[x](<b c(2)|.md>)"),
            body("[x](<b%20c%281%29.md>)"),
            false,
        ),
        (
            body("[x](b%20c(2)|.md)"),
            body("[x](b%20c%281%29.md)"),
            false,
        ),
        // Nothing is near, or the name is there already.
        (body("[x](|什么都没有.md)"), "nothing".to_owned(), false),
        (front("栏目|: lu\ncolumn: lu"), "nothing".to_owned(), false),
        (front("summary: 文|"), "nothing".to_owned(), false),
    ] {
        assert_eq!(editor.fixed(NAME, &text), (expected, is_certain), "{text}");
    }
    let daily = "---\ntitle: 日报\ndate: 2024-01-19\nseries: daily\nperiod: 2024-01-18\nfigures: { calls: 3 }\n---\n文\n";
    for (right, wrong) in [
        ("series: daily", "series: daili|"),
        ("calls: 3", "|cals: 3"),
    ] {
        let text = daily.replace(right, wrong);
        assert_eq!(
            editor.fixed("content/bulletins/b.md", &text),
            (daily.to_owned(), false)
        );
    }
    for (right, wrong) in [
        ("columns:", "colums|:"),
        ("kind: news", "kind: |newz"),
        ("period: day", "period: |dy"),
    ] {
        let text = SETTINGS.replace(right, wrong);
        assert_eq!(
            editor.fixed("content/site.yaml", &text),
            (SETTINGS.to_owned(), false)
        );
    }
}

#[test]
fn all_that_is_certain_is_fixed_where_it_is_asked_for() {
    let able = json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } });
    let mut editor = Editor::able(site(), able);
    let text = "---\n标题: 𠮷祥\ndate: 2024年1月19日\ncolumn: lo\n---\n𠮷祥下雪,山白。\n";
    for only in ["source.fixAll", "source.fixAll.dateline", "source"] {
        let (actions, _) = editor.actions(NAME, text, json!([only]));
        assert_eq!(actions.len(), 1, "{actions:?}");
        assert_eq!(actions[0]["kind"], "source.fixAll.dateline");
        let change = &actions[0]["edit"]["documentChanges"][0];
        assert_eq!(
            change["textDocument"],
            json!({ "uri": editor.uri(NAME), "version": 1 })
        );
        assert_eq!(
            edited(text, &change["edits"]),
            "---\ntitle: 𠮷祥\ndate: 2024-01-19\ncolumn: lo\n---\n𠮷祥下雪，山白。\n"
        );
    }
    let kinds = |actions: &[Value]| -> Vec<String> {
        actions
            .iter()
            .map(|a| a["kind"].as_str().unwrap().to_owned())
            .collect()
    };
    let (actions, _) = editor.actions(NAME, text, json!(["quickfix"]));
    assert_eq!(kinds(&actions), ["quickfix"; 4]);
    let (actions, _) = editor.actions(NAME, text, Value::Null);
    assert_eq!(kinds(&actions), ["quickfix"; 4]);
    let (actions, _) = editor.actions(NAME, text, json!(["refactor"]));
    assert_eq!(kinds(&actions), [""; 0]);
    let right = "---\ntitle: 题\ndate: 2024-01-19\n---\n文\n";
    assert_eq!(
        editor.actions(NAME, right, json!(["source"])).0,
        [Value::Null; 0]
    );
}
