//! The language server, spoken to over stdio as an editor does.

mod completion;
mod disk;
mod fixes;
mod places;
mod protocol;
mod typing;

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{self, Site};

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/\ncategories:\n  news: { title: 新闻, kind: news }\n  bulletins: { title: 公报, kind: bulletin }\ncolumns:\n  lu: { title: 路 }\nseries:\n  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }\n";

/// An editor with one server.
struct Editor {
    site: Site,
    server: Child,
    input: ChildStdin,
    said: Receiver<Value>,
    /// What the server said by itself while an answer was waited for.
    kept: VecDeque<Value>,
    last: i64,
}

/// A site with one article.
fn site() -> Site {
    Site::new(&[
        ("content/site.yaml", SETTINGS),
        (
            "content/news/初雪.md",
            "---\ntitle: 初雪\ndate: 2024-01-18\ntags: [天气]\n---\n正文在这里。\n",
        ),
    ])
}

impl Editor {
    fn start() -> Editor {
        Editor::at_site(site())
    }

    fn at_site(site: Site) -> Editor {
        let mut command = support::dateline(&["lsp", "--lang", "zh", "--root"]);
        command.arg(&site.root);
        let (editor, found) = Editor::launch(site, command, json!({ "capabilities": {} }));
        assert_eq!(found["capabilities"]["positionEncoding"], "utf-16");
        editor
    }

    /// Starts an editor that can do this.
    fn able(site: Site, capabilities: Value) -> Editor {
        let mut command = support::dateline(&["lsp", "--lang", "zh", "--root"]);
        command.arg(&site.root);
        Editor::launch(site, command, json!({ "capabilities": capabilities })).0
    }

    /// Starts a server and begins to talk; returns what it says of itself, too.
    fn launch(site: Site, mut command: Command, initialize: Value) -> (Editor, Value) {
        let mut server = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, mut output) = (
            server.stdin.take().unwrap(),
            BufReader::new(server.stdout.take().unwrap()),
        );
        let (sender, said) = channel();
        // It ends with the server, or with the test.
        std::thread::spawn(
            move || while message(&mut output).is_some_and(|m| sender.send(m).is_ok()) {},
        );
        let mut editor = Editor {
            site,
            server,
            input,
            said,
            kept: VecDeque::new(),
            last: 0,
        };
        let found = editor.ask("initialize", initialize);
        editor.tell("initialized", json!({}));
        (editor, found)
    }

    fn uri(&self, name: &str) -> String {
        uri(&self.site.at(name))
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    /// Receives what the server says by itself.
    fn receive(&mut self) -> Value {
        let kept = self.kept.pop_front();
        kept.unwrap_or_else(|| self.said.recv_timeout(Duration::from_secs(60)).unwrap())
    }

    /// Receives the next message of the server's own with this name.
    fn heard(&mut self, method: &str) -> Value {
        std::iter::repeat_with(|| self.receive())
            .find(|message| message["method"] == method)
            .unwrap()
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and returns the whole answer.
    fn answer(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        self.send(json!({ "jsonrpc": "2.0", "id": self.last, "method": method, "params": params }));
        loop {
            let said = self.said.recv_timeout(Duration::from_secs(60)).unwrap();
            if said.get("method").is_none() {
                assert_eq!(said["id"], self.last, "{said}");
                return said;
            }
            self.kept.push_back(said);
        }
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.answer(method, params)["result"].clone()
    }

    /// Opens a text.
    fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Receives the codes of the problems of a text, when they are these; else the last.
    fn codes(&mut self, uri: &str, expected: &[&str]) -> Vec<String> {
        let mut found = Vec::new();
        for _ in 0..3 {
            let Some(note) = self.note_on(uri) else {
                break;
            };
            let problems = note["params"]["diagnostics"].as_array().unwrap();
            let codes = problems
                .iter()
                .map(|d| d["code"].as_str().unwrap().to_owned());
            found = codes.collect();
            if found == expected {
                break;
            }
        }
        found
    }

    /// Receives the next report on a text; `None` if there is none for a while.
    fn note_on(&mut self, uri: &str) -> Option<Value> {
        loop {
            let wait = Duration::from_secs(20);
            let note = match self.kept.pop_front() {
                Some(note) => note,
                None => self.said.recv_timeout(wait).ok()?,
            };
            if note["params"]["uri"] == uri {
                return Some(note);
            }
        }
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
            self.open(&uri, text);
        }
        let note = self.heard("textDocument/publishDiagnostics");
        let shown = |d: &Value| {
            let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
            format!(
                "{} {}:{}-{}",
                d["code"].as_str().unwrap(),
                start["line"],
                start["character"],
                end["character"]
            )
        };
        note["params"]["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(shown)
            .collect()
    }

    fn at(&self, name: &str, line: u32, character: u32) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "position": { "line": line, "character": character } })
    }

    fn labels(&mut self, name: &str, line: u32, character: u32) -> Vec<String> {
        let at = self.at(name, line, character);
        let found = self.ask("textDocument/completion", at);
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|i| i["label"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// Writes the address of a file.
fn uri(path: &Path) -> String {
    let encode = |b: u8| {
        if b.is_ascii_alphanumeric() || b"/-._".contains(&b) {
            (b as char).to_string()
        } else {
            format!("%{b:02X}")
        }
    };
    let path = path.to_str().unwrap();
    format!("file://{}", path.bytes().map(encode).collect::<String>())
}

/// Reads one message of the server; none when it has gone.
fn message(output: &mut BufReader<ChildStdout>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if output.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim().is_empty() {
            break;
        }
        if let Some(n) = line.strip_prefix("Content-Length:") {
            length = n.trim().parse().ok()?;
        }
    }
    let mut bytes = vec![0; length];
    output.read_exact(&mut bytes).ok()?;
    serde_json::from_slice(&bytes).ok()
}

impl Drop for Editor {
    fn drop(&mut self) {
        self.server.kill().ok();
        self.server.wait().ok();
    }
}

const NAME: &str = "content/news/a.md";
