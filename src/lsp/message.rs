//! Messages of the protocol as values: JSON-RPC 2.0, with batches.

use serde_json::{Value, json};

/// A question of the editor.
pub struct Request {
    /// Its name for the answer: text or a whole number.
    pub id: Value,
    /// What is asked.
    pub method: String,
    /// Its arguments; null without any.
    pub params: Value,
}

/// Something that the editor tells.
pub struct Notification {
    /// What it tells.
    pub method: String,
    /// Its arguments; null without any.
    pub params: Value,
}

/// What came from the editor.
pub enum Heard {
    /// A question.
    Request(Request),
    /// News.
    Notification(Notification),
    /// An answer to a question of the server.
    Answer,
    /// Several messages at once, whose answers go back at once.
    Batch(Vec<Heard>),
    /// No message of the protocol, and the answer to that.
    Wrong(Value),
}

/// Reason for which a request gets no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no JSON.
    Parse,
    /// It is no request, or not one that may come now.
    Request,
    /// There is no such method.
    Method,
    /// Its arguments are not those of its method.
    Params,
    /// `initialize` comes first.
    Early,
    /// The editor does not want the answer any more.
    Cancelled,
}

impl Refusal {
    /// Returns its number in the protocol.
    fn code(self) -> i32 {
        match self {
            Refusal::Parse => -32700,
            Refusal::Request => -32600,
            Refusal::Method => -32601,
            Refusal::Params => -32602,
            Refusal::Early => -32002,
            Refusal::Cancelled => -32800,
        }
    }
}

impl Heard {
    /// Reads the text of a message.
    pub(super) fn of(text: &[u8]) -> Heard {
        // The parser follows brackets to a depth of 128 and no further.
        match serde_json::from_slice(text) {
            Ok(Value::Array(several)) if !several.is_empty() => {
                Heard::Batch(several.into_iter().map(one).collect())
            }
            Ok(value) => one(value),
            Err(_) => Heard::Wrong(refused(Value::Null, Refusal::Parse, "this is no JSON")),
        }
    }

    /// Returns true if nothing comes after it.
    pub(super) fn is_last(&self) -> bool {
        match self {
            Heard::Notification(note) => note.method == "exit",
            Heard::Batch(several) => several.iter().any(Heard::is_last),
            Heard::Request(_) | Heard::Answer | Heard::Wrong(_) => false,
        }
    }
}

fn one(value: Value) -> Heard {
    let Value::Object(mut members) = value else {
        return wrong(Value::Null);
    };
    let id = members.remove("id");
    let has_id = id.as_ref().is_some_and(is_id);
    let params = members.remove("params").unwrap_or_default();
    match (members.remove("method"), id) {
        (Some(Value::String(method)), None) => Heard::Notification(Notification { method, params }),
        (Some(Value::String(method)), Some(id)) if has_id => {
            Heard::Request(Request { id, method, params })
        }
        (None, Some(_)) if members.contains_key("result") || members.contains_key("error") => {
            Heard::Answer
        }
        (_, id) => wrong(id.filter(is_id).unwrap_or_default()),
    }
}

fn wrong(id: Value) -> Heard {
    let why = "this is no request, notification or response";
    Heard::Wrong(refused(id, Refusal::Request, why))
}

fn is_id(id: &Value) -> bool {
    id.is_string() || id.is_i64()
}

/// Writes the answer to a request.
pub(super) fn answered(id: Value, result: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "result": result })
}

/// Writes that a request gets no result.
pub(super) fn refused(id: Value, refusal: Refusal, why: &str) -> Value {
    let error = json!({ "code": refusal.code(), "message": why });
    json!({ "jsonrpc": "2.0", "id": id, "error": error })
}

/// Writes news for the editor.
pub(super) fn note(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

/// Writes a question for the editor.
pub(super) fn question(id: &str, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what a text is read as, in a word.
    fn read(text: &str) -> String {
        word(&Heard::of(text.as_bytes()))
    }

    fn word(heard: &Heard) -> String {
        match heard {
            Heard::Request(r) => format!("{} {}", r.method, r.id),
            Heard::Notification(n) => n.method.clone(),
            Heard::Answer => "answer".to_owned(),
            Heard::Batch(several) => several.iter().map(word).collect::<Vec<_>>().join("; "),
            Heard::Wrong(answer) => format!("{} {}", answer["error"]["code"], answer["id"]),
        }
    }

    #[test]
    fn a_text_is_read_as_the_message_that_it_is() {
        for (text, expected) in [
            (r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#, "a 1"),
            (r#"{"id":-7,"method":"a","params":[1]}"#, "a -7"),
            (r#"{"id":"甲","method":"a"}"#, r#"a "甲""#),
            (r#"{"method":"a","params":{}}"#, "a"),
            (r#"{"id":1,"result":null}"#, "answer"),
            (r#"{"id":"x","error":{"code":1,"message":""}}"#, "answer"),
            (
                r#"[{"id":1,"method":"a"},{"method":"b"},5]"#,
                "a 1; b; -32600 null",
            ),
            ("[]", "-32600 null"),
            ("5", "-32600 null"),
            ("null", "-32600 null"),
            (r#"{"id":3}"#, "-32600 3"),
            (r#"{"id":3,"method":7}"#, "-32600 3"),
            (r#"{"id":1.5,"method":"a"}"#, "-32600 null"),
            (r#"{"id":null,"method":"a"}"#, "-32600 null"),
            (r#"{"id":[1],"method":"a"}"#, "-32600 null"),
            ("", "-32700 null"),
            (r#"{"id":1,"method":"a""#, "-32700 null"),
            ("{} {}", "-32700 null"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(read(&deep), "-32700 null");
    }
}
