//! What is reported while a text is being written.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::{Value, json};

use super::{Editor, NAME, SETTINGS};
use crate::support::Site;

#[test]
fn problems_are_told_while_typing_in_utf16() {
    let mut editor = Editor::start();
    assert_eq!(
        editor.write(
            NAME,
            "---\ntitle: 雪\ndate: 2024-01-18\n---\n今天下雪。\n",
            false
        ),
        [""; 0]
    );
    // 𠮷 is two units of UTF-16, and one character.
    let text = "---\ntitle: 雪\ndate: 2024-01-18\n---\n𠮷祥下雪,山上先白，见[稿件](初雪.md)和[没有](无.md)。\n";
    assert_eq!(
        editor.write(NAME, text, true),
        ["W0701 4:5-6", "E0301 4:29-33"]
    );
    assert_eq!(
        editor.write(NAME, "---\ntitle：雪\ndate: 2024-01-18\n---\n", true),
        ["E0109 1:5-6"]
    );
    assert_eq!(editor.write(NAME, "", true), ["E0100 0:0-0"]);
    assert_eq!(
        editor.write(
            "content/site.yaml",
            &SETTINGS.replace("title: 湟", "titel: 湟"),
            false
        ),
        ["E0113 0:0-5"]
    );
}

/// Problems of a file as `code line message`.
type Problems = Vec<String>;

impl Editor {
    /// Changes an open text and returns its problems when all are told, as they are those of
    /// `expected`; else the last.
    fn settle(&mut self, name: &str, text: &str, expected: &Problems) -> Problems {
        let uri = self.uri(name);
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] }),
        );
        let mut found = self.told(name);
        if found != *expected {
            found = self.told(name);
        }
        found
    }

    /// Receives the problems of a file.
    fn told(&mut self, name: &str) -> Problems {
        let uri = self.uri(name);
        let note = std::iter::repeat_with(|| self.receive())
            .find(|note| note["params"]["uri"] == uri)
            .unwrap();
        let shown = |d: &Value| {
            let line = d["range"]["start"]["line"].as_u64().unwrap() + 1;
            format!(
                "{} {line} {}",
                d["code"].as_str().unwrap(),
                d["message"].as_str().unwrap()
            )
        };
        let mut problems: Problems = note["params"]["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(shown)
            .collect();
        problems.sort();
        problems
    }

    /// Returns what `check` says of files, by name, where `name` holds `text`; the file is put
    /// back.
    fn checked(&self, name: &str, text: &str) -> BTreeMap<String, Problems> {
        let old = self.site.read(name);
        self.site.write(name, text);
        let run = self
            .site
            .run(&["check", "--format", "json", "--lang", "zh"]);
        self.site.write(name, old);
        let mut found: BTreeMap<String, Problems> = BTreeMap::new();
        for line in run.stdout.lines() {
            let problem: Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| problem[key].as_str().unwrap().to_owned();
            let hints = problem["hints"]
                .as_array()
                .unwrap()
                .iter()
                .map(|h| h.as_str().unwrap().to_owned());
            let words: Vec<String> = std::iter::once(text("message")).chain(hints).collect();
            let shown = format!("{} {} {}", text("code"), problem["line"], words.join("\n"));
            found.entry(text("path")).or_default().push(shown);
        }
        found.values_mut().for_each(|problems| problems.sort());
        found
    }
}

/// A site of some hundred articles and bulletins.
pub(super) fn archive() -> Site {
    let rules = "figures: { calls: { label: 来电, unit: 件 }, direct: { label: 直办, unit: 件 } }, rules: [direct <= calls]";
    let plain = "figures: { calls: { label: 来电, unit: 件 } }";
    let site = Site::new(&[("content/site.yaml", &SETTINGS.replace(plain, rules))]);
    for i in 0..300 {
        let front = format!(
            "title: 第{i}条\ndate: 2023-{:02}-{:02}\ntags: [标签{}]",
            1 + i / 28,
            1 + i % 28,
            i % 9
        );
        site.write(
            &format!("content/news/n{i}.md"),
            format!("---\n{front}\n---\n见[旧稿](n{}.md)。\n", i / 2),
        );
    }
    for i in 1..29 {
        let front =
            format!("title: 日报{i}\ndate: 2023-02-{i:02}\nseries: daily\nperiod: 2023-02-{i:02}");
        let figures = format!("figures: {{ calls: {}, direct: {i} }}", i + 3);
        site.write(
            &format!("content/bulletins/d{i}.md"),
            format!("---\n{front}\n{figures}\n---\n"),
        );
    }
    site
}

#[test]
fn an_open_text_has_the_problems_that_check_finds() {
    let mut editor = Editor::at_site(archive());
    let name = "content/news/n200.md";
    let text = editor.site.read(name);
    editor.write(name, &text, false);
    let twin = text.replace(
        "title: 第200条\ndate: 2023-08-05",
        "title: 第200条\nslug: n199\ndate: 2023-08-04",
    );
    assert_ne!(twin, text);
    for (new, codes) in [
        (
            format!("{text}\n又见[没有](n999.md)和[别处](/2023/01/01/n1.html)。\n"),
            vec!["E0301", "E0303"],
        ),
        (
            format!("{text}\n下雪,又见[小节](n3.md#x)，[改名](N4.md)。\n"),
            vec!["E0304", "E0316", "W0701"],
        ),
        // Two articles at one address: the later in the list is the one that is told.
        (twin.clone(), vec!["E0401"]),
        (
            twin.replace("标签", "标签 ").replace("又", "也"),
            vec!["E0401"],
        ),
        (
            text.replace("tags: [标签2]", "tags: [标签2]\naliases: [/news/]"),
            vec!["E0405"],
        ),
        (text.replace("tags: ", "tgas: "), vec!["E0113"]),
        (
            text.replace("---\n见", "draft: true\n---\n见[没有](n999.md)"),
            vec![],
        ),
        (text.clone(), vec![]),
    ] {
        let expected = editor.checked(name, &new).remove(name).unwrap_or_default();
        let found: Vec<&str> = expected.iter().map(|p| &p[..5]).collect();
        assert_eq!(found, codes, "{new}");
        assert_eq!(editor.settle(name, &new, &expected), expected, "{new}");
    }
    // What a bulletin says is held to the rules of its series.
    let name = "content/bulletins/d9.md";
    let text = editor.site.read(name);
    assert_eq!(editor.write(name, &text, false), [""; 0]);
    let wrong = text.replace("direct: 9", "direct: 90");
    let expected = editor.checked(name, &wrong).remove(name).unwrap();
    assert_eq!(editor.settle(name, &wrong, &expected), expected);
    assert!(expected[0].starts_with("E06"), "{expected:?}");
}

#[test]
fn another_file_is_told_of_when_an_open_one_takes_its_address() {
    let mut editor = Editor::at_site(archive());
    let (name, other) = ("content/news/n60.md", "content/news/n99.md");
    let text = editor.site.read(name);
    editor.write(name, &text, false);
    let new = text.replace(
        "title: 第60条\ndate: 2023-03-05",
        "title: 第60条\nslug: n99\ndate: 2023-04-16",
    );
    let expected = editor.checked(name, &new);
    assert!(
        expected[other][0].starts_with("E0401") && !expected.contains_key(name),
        "{expected:?}"
    );
    let uri = editor.uri(name);
    let change = |text: &str| json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] });
    editor.tell("textDocument/didChange", change(&new));
    assert_eq!(editor.told(other), expected[other]);
    editor.tell("textDocument/didChange", change(&text));
    assert_eq!(editor.told(other), [""; 0]);
    // A text that is closed has no problems any more.
    editor.tell(
        "textDocument/didChange",
        change(&text.replace("tags", "tgas")),
    );
    assert_eq!(editor.told(name).len(), 1);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": uri } }),
    );
    assert_eq!(editor.told(name), [""; 0]);
}

#[test]
fn a_change_is_answered_at_once() {
    let mut editor = Editor::start();
    let text = format!(
        "---\ntitle: 雪\ndate: 2024-01-18\n---\n{}",
        "今天下雪，山上先白，城里后白。\n\n".repeat(100)
    );
    editor.write(NAME, &text, false);
    let start = Instant::now();
    for _ in 0..20 {
        editor.write(NAME, &text, true);
    }
    // A debug build on a busy machine is a good deal slower than what editors run.
    assert!(
        start.elapsed().as_millis() < 20 * 500,
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn no_more_problems_are_told_than_anybody_reads() {
    let mut editor = Editor::start();
    let mistake = "[无](no.md)\n\n";
    let text = format!(
        "---\ntitle: 题\ndate: 2024-01-19\n---\n{}{mistake}",
        "<font>甲</font>\n\n".repeat(3000)
    );
    let told = editor.write(NAME, &text, false);
    assert_eq!(told.len(), 1000);
    let last = format!(" {}:", 4 + 2 * 3000);
    assert!(
        told[0].starts_with('E') && told[0].contains(&last),
        "an error comes before warnings: {}",
        told[0]
    );
    assert_eq!(
        editor.write(NAME, "---\ntitle: 题\ndate: 2024-01-19\n---\n甲\n", true),
        [""; 0]
    );
}
