//! What may be written at a place, what a key means, and where a link leads.

use serde_json::Value;

use super::{Editor, NAME};
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
    assert_eq!(item.unwrap()["insertText"], "x\u{202e}fdp.pdf", "{found}");
}
