//! The language server, spoken to over stdio as an editor does.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod support;

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Instant;

use serde_json::{Value, json};
use support::Site;

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/\ncategories:\n  news: { title: 新闻, kind: news }\n  bulletins: { title: 公报, kind: bulletin }\ncolumns:\n  lu: { title: 路 }\nseries:\n  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }\n";

/// An editor with one server.
struct Editor {
    site: Site,
    server: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    last: i64,
}

impl Editor {
    fn start() -> Editor {
        let site = Site::new(&[
            ("content/site.yaml", SETTINGS),
            ("content/news/初雪.md", "---\ntitle: 初雪\ndate: 2024-01-18\ntags: [天气]\n---\n正文在这里。\n"),
        ]);
        let mut command = support::dateline(&["lsp", "--lang", "zh", "--root"]);
        let mut server = command.arg(&site.root).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (input, output) = (server.stdin.take().unwrap(), BufReader::new(server.stdout.take().unwrap()));
        let mut editor = Editor { site, server, input, output, last: 0 };
        let found = editor.ask("initialize", json!({ "capabilities": {} }));
        assert_eq!(found["capabilities"]["positionEncoding"], "utf-16");
        editor.tell("initialized", json!({}));
        editor
    }

    fn uri(&self, name: &str) -> String {
        let path = self.site.at(name);
        let encode = |b: u8| {
            if b.is_ascii_alphanumeric() || b"/-._".contains(&b) {
                (b as char).to_string()
            } else {
                format!("%{b:02X}")
            }
        };
        format!("file://{}", path.to_str().unwrap().bytes().map(encode).collect::<String>())
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(self.output.read_line(&mut line).unwrap() > 0, "the server has gone");
            if line.trim().is_empty() {
                break;
            }
            if let Some(n) = line.strip_prefix("Content-Length:") {
                length = n.trim().parse().unwrap();
            }
        }
        let mut bytes = vec![0; length];
        self.output.read_exact(&mut bytes).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        self.send(json!({ "jsonrpc": "2.0", "id": self.last, "method": method, "params": params }));
        let answer = self.receive();
        assert_eq!(answer["id"], self.last, "{answer}");
        answer["result"].clone()
    }

    /// Opens a text, or changes it, and returns its problems as `code line:start-end`.
    fn write(&mut self, name: &str, text: &str, is_open: bool) -> Vec<String> {
        let uri = self.uri(name);
        if is_open {
            self.tell(
                "textDocument/didChange",
                json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] }),
            );
        } else {
            self.tell(
                "textDocument/didOpen",
                json!({ "textDocument": { "uri": uri, "languageId": "markdown", "version": 1, "text": text } }),
            );
        }
        let note = self.receive();
        assert_eq!(note["method"], "textDocument/publishDiagnostics");
        let shown = |d: &Value| {
            let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
            format!("{} {}:{}-{}", d["code"].as_str().unwrap(), start["line"], start["character"], end["character"])
        };
        note["params"]["diagnostics"].as_array().unwrap().iter().map(shown).collect()
    }

    fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    fn labels(&mut self, name: &str, line: u32, character: u32) -> Vec<String> {
        let at = self.at(name, line, character);
        let found = self.ask("textDocument/completion", at);
        found.as_array().unwrap().iter().map(|i| i["label"].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

const NAME: &str = "content/news/a.md";

#[test]
fn problems_are_told_while_typing_in_utf16() {
    let mut editor = Editor::start();
    assert_eq!(editor.write(NAME, "---\ntitle: 雪\ndate: 2024-01-18\n---\n今天下雪。\n", false), [""; 0]);
    // 𠮷 is two units of UTF-16, and one character.
    let text = "---\ntitle: 雪\ndate: 2024-01-18\n---\n𠮷祥下雪,山上先白，见[稿件](初雪.md)和[没有](无.md)。\n";
    assert_eq!(editor.write(NAME, text, true), ["W0701 4:5-6", "E0301 4:29-33"]);
    assert_eq!(editor.write(NAME, "---\ntitle：雪\ndate: 2024-01-18\n---\n", true), ["E0109 1:5-6"]);
    assert_eq!(editor.write(NAME, "", true), ["E0100 0:0-0"]);
    assert_eq!(editor.write("content/site.yaml", &SETTINGS.replace("title: 湟", "titel: 湟"), false), ["E0113 0:0-5"]);
}

#[test]
fn a_quick_fix_mends_the_text() {
    let mut editor = Editor::start();
    let text = "---\ntitle：𠮷祥\ndate: 2024-01-18\n---\n𠮷祥(初雪)下了。\n";
    editor.write(NAME, text, false);
    let place =
        |l: u32, c: u32| json!({ "start": { "line": l, "character": c }, "end": { "line": l, "character": c } });
    let ask = |editor: &mut Editor, l, c| {
        let uri = editor.uri(NAME);
        let params = json!({ "textDocument": { "uri": uri }, "range": place(l, c), "context": { "diagnostics": [] } });
        let found = editor.ask("textDocument/codeAction", params);
        (found.clone(), found[0]["edit"]["changes"][&uri].clone())
    };
    let (_, edits) = ask(&mut editor, 1, 5);
    let range = json!({ "start": { "line": 1, "character": 5 }, "end": { "line": 1, "character": 6 } });
    assert_eq!(edits, json!([{ "range": range, "newText": ": " }]));
    editor.write(NAME, &text.replace("：", ": "), true);
    let (actions, edits) = ask(&mut editor, 4, 4);
    assert_eq!(edits[0]["newText"], "（初雪）");
    assert_eq!(edits[0]["range"]["start"]["character"], 3);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(ask(&mut editor, 2, 0).0, json!([]));
}

#[test]
fn what_may_be_written_is_offered() {
    let mut editor = Editor::start();
    editor.write(NAME, "---\ntitle: 雪\n\ncolumn: \ntags: [\n---\n𠮷见[稿件](\n", false);
    let keys = editor.labels(NAME, 2, 0);
    assert!(keys.contains(&"date".to_owned()) && keys.contains(&"byline".to_owned()));
    assert!(!keys.contains(&"title".to_owned()) && !keys.contains(&"series".to_owned()), "{keys:?}");
    assert_eq!(editor.labels(NAME, 3, 8), ["lu"]);
    assert_eq!(editor.labels(NAME, 4, 7), ["天气"]);
    assert_eq!(editor.labels(NAME, 6, 9), ["初雪.md"]);
    let bulletin = "content/bulletins/b.md";
    editor.write(bulletin, "---\ntitle: 日报\nseries: daily\nfigures:\n  \n---\n", false);
    assert_eq!(editor.labels(bulletin, 2, 8), ["daily"]);
    assert_eq!(editor.labels(bulletin, 4, 2), ["calls"]);
}

#[test]
fn hover_explains_a_key_and_a_link_leads_to_its_file() {
    let mut editor = Editor::start();
    editor.write(NAME, "---\ntitle: 雪\ndate: 2024-01-18\n---\n𠮷见[稿件](初雪.md#h)。\n", false);
    let at = editor.at(NAME, 2, 2);
    let found = editor.ask("textDocument/hover", at);
    assert!(found["contents"].as_str().unwrap().contains("发布时间"), "{found}");
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
fn a_change_is_answered_at_once() {
    let mut editor = Editor::start();
    let text = format!("---\ntitle: 雪\ndate: 2024-01-18\n---\n{}", "今天下雪，山上先白，城里后白。\n\n".repeat(100));
    editor.write(NAME, &text, false);
    let start = Instant::now();
    for _ in 0..20 {
        editor.write(NAME, &text, true);
    }
    // A debug build on a busy machine is a good deal slower than what editors run.
    assert!(start.elapsed().as_millis() < 20 * 500, "{:?}", start.elapsed());
}
