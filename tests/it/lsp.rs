//! The language server, spoken to over stdio as an editor does.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::{self, Site};

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/\ncategories:\n  news: { title: 新闻, kind: news }\n  bulletins: { title: 公报, kind: bulletin }\ncolumns:\n  lu: { title: 路 }\nseries:\n  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }\n";

/// An editor with one server.
struct Editor {
    site: Site,
    server: Child,
    input: ChildStdin,
    said: Receiver<Value>,
    last: i64,
}

impl Editor {
    fn start() -> Editor {
        Editor::at_site(Site::new(&[
            ("content/site.yaml", SETTINGS),
            (
                "content/news/初雪.md",
                "---\ntitle: 初雪\ndate: 2024-01-18\ntags: [天气]\n---\n正文在这里。\n",
            ),
        ]))
    }

    fn at_site(site: Site) -> Editor {
        let mut command = support::dateline(&["lsp", "--lang", "zh", "--root"]);
        let mut server = command
            .arg(&site.root)
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
            last: 0,
        };
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
        format!(
            "file://{}",
            path.to_str()
                .unwrap()
                .bytes()
                .map(encode)
                .collect::<String>()
        )
    }

    fn send(&mut self, message: Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn receive(&mut self) -> Value {
        self.said.recv_timeout(Duration::from_secs(60)).unwrap()
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
fn archive() -> Site {
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

/// Sends bytes to a server and returns its status and what it said to standard error.
fn pipe(bytes: &[u8], is_open: bool) -> (Option<i32>, String) {
    let site = Site::new(&[("content/site.yaml", SETTINGS)]);
    let mut command = support::dateline(&["lsp", "--lang", "en", "--root"]);
    let mut server = command
        .arg(&site.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    // It may have ended before it read everything.
    input.write_all(bytes).and_then(|()| input.flush()).ok();
    let input = Some(input).filter(|_| is_open);
    let mut said = String::new();
    server
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    drop(input);
    (server.wait().unwrap().code(), said)
}

#[test]
fn what_is_no_message_ends_the_server_with_a_word() {
    let framed = |text: &str| format!("Content-Length: {}\r\n\r\n{text}", text.len()).into_bytes();
    let deep = |open: &str, close: &str| {
        let depth = 100_000;
        framed(&format!(
            "{{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}{}}}",
            open.repeat(depth),
            close.repeat(depth)
        ))
    };
    let long = "longer than 64 MB";
    let head = "length before it";
    for (bytes, reason) in [
        (b"Content-Length: 9999999999999\r\n\r\n{}".to_vec(), long),
        (
            b"Content-Length: 99999999999999999999999999999999\r\n\r\n{}".to_vec(),
            long,
        ),
        (b"Content-Length: 4000000000\r\n\r\n".to_vec(), long),
        (b"Content-Length: -1\r\n\r\n{}".to_vec(), head),
        (b"Content-Length: +2\r\n\r\n{}".to_vec(), head),
        (
            b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}".to_vec(),
            head,
        ),
        (b"Content-Length: \r\n\r\n{}".to_vec(), head),
        (b"Content-Type: x\r\n\r\n{}".to_vec(), head),
        (b"\r\n\r\n".to_vec(), head),
        (b"GET / HTTP/1.1\r\n\r\n".to_vec(), head),
        (b"Content-Length: 2\n\n{}".to_vec(), head),
        (vec![b'a'; 100_000], head),
        (b"X: y\r\n".repeat(10_000), head),
        (vec![0xff; 8192], head),
        (framed("nonsense"), "no sense"),
        (framed("{\"a\":1}"), "no sense"),
        (b"Content-Length: 2\r\n\r\n\xff\xfe".to_vec(), "no sense"),
        (deep("[", "]"), "no sense"),
        (deep("{\"a\":", "}"), "no sense"),
    ] {
        let (status, said) = pipe(&bytes, true);
        let shown = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]);
        assert!(
            status == Some(3) && said.contains("F0035") && said.contains(reason),
            "{shown}: {status:?} {said}"
        );
    }
    for bytes in [
        &b"Content-Length: 50000000\r\n\r\n{}"[..],
        b"Content-Le",
        b"Content-Length: 2\r\n",
    ] {
        let (status, said) = pipe(bytes, false);
        assert!(
            status == Some(3) && said.contains("F0035"),
            "{status:?} {said}"
        );
    }
}

#[test]
fn an_editor_that_does_not_begin_or_end_as_agreed_gets_a_status() {
    let framed = |text: &Value| format!("Content-Length: {}\r\n\r\n{text}", text.to_string().len());
    let note = |method: &str| framed(&json!({ "jsonrpc": "2.0", "method": method }));
    let ask = |method: &str| {
        framed(&json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": {} }))
    };
    let begun = ask("initialize") + &note("initialized");
    for (said, status) in [
        (note("exit"), 1),
        (
            ask("textDocument/hover") + &note("initialized") + &note("exit"),
            1,
        ),
        (begun.clone() + &note("exit"), 1),
        (
            begun.clone() + &ask("shutdown") + &ask("textDocument/hover") + &note("exit"),
            0,
        ),
        (
            ask("initialize") + &ask("textDocument/hover") + &ask("shutdown") + &note("exit"),
            0,
        ),
        (begun.clone(), 0),
    ] {
        assert_eq!(
            pipe(said.as_bytes(), false),
            (Some(status), String::new()),
            "{said}"
        );
    }
    for said in [String::new(), note("initialized"), ask("shutdown")] {
        let (status, words) = pipe(said.as_bytes(), false);
        assert!(
            status == Some(3) && words.contains("F0024") && words.contains("the editor closed it"),
            "{words}"
        );
    }
    let mut editor = Editor::start();
    let mut refused = |method| {
        editor.send(json!({ "jsonrpc": "2.0", "id": 9, "method": method, "params": {} }));
        editor.receive()["error"].clone()
    };
    assert_eq!(
        refused("initialize"),
        json!({ "code": -32600, "message": "initialize comes once" })
    );
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
