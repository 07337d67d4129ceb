//! The protocol to the letter: bytes, messages, and whose turn it is.

use std::io::{Read, Write};
use std::process::Stdio;

use serde_json::{Value, json};

use super::{Editor, SETTINGS};
use crate::support::{self, Site};

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
        (
            begun.clone() + &ask("shutdown") + &note("textDocument/didClose") + &note("exit"),
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

impl Editor {
    /// Sends a text as a message and returns the answer.
    fn exchange(&mut self, text: &str) -> Value {
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
        self.receive()
    }

    /// Returns the number of the error that a message is answered with, and its id.
    fn refused(&mut self, text: &str) -> (Value, Value) {
        let answer = self.exchange(text);
        assert_eq!(answer["jsonrpc"], "2.0");
        (answer["error"]["code"].clone(), answer["id"].clone())
    }
}

#[test]
fn what_is_no_request_is_refused_and_the_talk_goes_on() {
    let mut editor = Editor::start();
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for (text, code, id) in [
        ("nonsense", -32700, Value::Null),
        (r#"{"id":1,"#, -32700, Value::Null),
        (&deep, -32700, Value::Null),
        (r#"{"a":1}"#, -32600, Value::Null),
        (r#"{"id":4}"#, -32600, json!(4)),
        ("[]", -32600, Value::Null),
        (r#"{"id":5,"method":"textDocument/x"}"#, -32601, json!(5)),
        (r#"{"id":"六","method":"$/x"}"#, -32601, json!("六")),
        (
            r#"{"id":7,"method":"textDocument/hover"}"#,
            -32602,
            json!(7),
        ),
        (
            r#"{"id":8,"method":"textDocument/completion","params":{"textDocument":{"uri":"file:///x"},"position":{"line":-1,"character":0}}}"#,
            -32602,
            json!(8),
        ),
        (
            r#"{"id":9,"method":"textDocument/codeAction","params":[]}"#,
            -32602,
            json!(9),
        ),
    ] {
        assert_eq!(editor.refused(text), (json!(code), id), "{:.60}", text);
    }
    // None of these is answered.
    for method in ["$/x", "x", "textDocument/didChange", "$/cancelRequest"] {
        editor.tell(method, json!({ "id": 99 }));
    }
    editor.send(json!({ "jsonrpc": "2.0", "id": "watch", "result": null }));
    assert_eq!(editor.ask("shutdown", Value::Null), Value::Null);
}

#[test]
fn messages_at_once_are_answered_at_once() {
    let mut editor = Editor::start();
    let found = editor
        .exchange(r#"[{"id":1,"method":"x"},{"method":"x"},7,{"id":"b","method":"shutdown"}]"#);
    let codes: Vec<String> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|a| format!("{} {}", a["id"], a["error"]["code"]))
        .collect();
    assert_eq!(codes, ["1 -32601", "null -32600", "\"b\" null"]);
    // Of news alone nothing comes back.
    editor.send(json!([{ "method": "x" }, { "method": "exit" }]));
    assert!(editor.server.wait().unwrap().success());
}

#[test]
fn the_server_says_what_it_is_and_can() {
    let capabilities = json!({ "general": { "positionEncodings": ["utf-7", "utf-32", "utf-16"] } });
    let mut command = support::dateline(&["lsp", "--root"]);
    let site = super::site();
    command.arg(&site.root);
    let (_, found) = Editor::launch(site, command, json!({ "capabilities": capabilities }));
    assert_eq!(found["serverInfo"]["name"], "dateline");
    assert_eq!(found["serverInfo"]["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(found["capabilities"]["positionEncoding"], "utf-32");
    let site = super::site();
    let mut command = support::dateline(&["lsp", "--root"]);
    command.arg(&site.root);
    let mut server = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = server.stdin.take().unwrap();
    let text = r#"{"id":1,"method":"initialize","params":[]}"#;
    write!(
        input,
        "content-length:{}\r\nContent-Type: x\r\n\r\n{text}",
        text.len()
    )
    .unwrap();
    drop(input);
    let mut output = std::io::BufReader::new(server.stdout.take().unwrap());
    let found = super::message(&mut output).unwrap();
    assert_eq!(found["error"]["code"], -32602);
    server.wait().unwrap();
}

#[test]
fn places_are_counted_as_the_editor_does() {
    for (encoding, expected) in [("utf-8", "7-8"), ("utf-16", "3-4"), ("utf-32", "2-3")] {
        let able = json!({ "general": { "positionEncodings": [encoding] } });
        let mut editor = Editor::able(super::site(), able);
        let text = "---\ntitle: 雪\ndate: 2024-01-18\n---\n𠮷雪,山。\n";
        let mut expected: Vec<String> = vec![format!("W0701 4:{expected}")];
        assert_eq!(editor.write(super::NAME, text, false), expected);
        // A part of the text is changed by the same places.
        let place: u32 = expected[0][8..9].parse().unwrap();
        let at = |character| json!({ "line": 4, "character": character });
        let change = json!({ "range": { "start": at(place + 1), "end": at(place) }, "text": "，" });
        let uri = editor.uri(super::NAME);
        let named = json!({ "uri": uri, "version": 5 });
        editor.tell(
            "textDocument/didChange",
            json!({ "textDocument": named, "contentChanges": [change] }),
        );
        let note = editor.note_on(&uri).unwrap();
        assert_eq!(note["params"]["diagnostics"], json!([]), "{encoding}");
        assert_eq!(note["params"]["version"], 5);
        expected.clear();
        assert_eq!(
            editor.write(super::NAME, &text.replace(',', "，"), true),
            expected
        );
    }
}

#[test]
#[cfg(unix)]
fn the_server_ends_with_the_process_of_its_editor() {
    let mut process = std::process::Command::new("sleep")
        .arg("60")
        .spawn()
        .unwrap();
    let site = super::site();
    let mut command = support::dateline(&["lsp", "--root"]);
    command.arg(&site.root);
    let initialize = json!({ "processId": process.id(), "capabilities": {} });
    let (mut editor, _) = Editor::launch(site, command, initialize);
    assert!(editor.server.try_wait().unwrap().is_none());
    process.kill().unwrap();
    process.wait().unwrap();
    // Its end of the pipe is still open.
    assert!(editor.server.wait().unwrap().success());
}
