//! A tree of YAML.

use std::ops::Range;

/// A value with its place: bytes from the start of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it is.
    pub span: Range<usize>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing written after the key, or `null` or `~`.
    Null,
    /// A number or a boolean, in its spelling: a word without quotation marks that may be one.
    Plain(String),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// A map in the order written.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Returns the text of a scalar.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Plain(text) | Value::Text(text) => Some(text),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// Returns a boolean, also one in quotation marks.
    pub fn as_boolean(&self) -> Option<bool> {
        self.as_text().and_then(boolean)
    }
}

/// Reads a boolean in one of the spellings that YAML has (1.2.2, 10.3.2).
pub(super) fn boolean(word: &str) -> Option<bool> {
    match word {
        "true" | "True" | "TRUE" => Some(true),
        "false" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}
