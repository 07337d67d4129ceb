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
    /// Text as written; a number or a boolean keeps its spelling.
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
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Turns the node into plain data for templates: numbers and booleans are known by their
    /// spelling.
    ///
    /// What would not be written the same as a number stays text: a telephone number starts with 0.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Text(text) => match text.as_str() {
                "true" => true.into(),
                "false" => false.into(),
                word => number(word).unwrap_or_else(|| word.into()),
            },
            Value::List(items) => items.iter().map(Node::to_json).collect(),
            Value::Map(pairs) => pairs
                .iter()
                .map(|(k, v)| (k.as_text().unwrap_or_default().to_owned(), v.to_json()))
                .collect(),
        }
    }
}

/// Reads a whole or decimal number that is spelt as such.
fn number(word: &str) -> Option<serde_json::Value> {
    if let Ok(whole) = word.parse::<i64>()
        && whole.to_string() == word
    {
        return Some(whole.into());
    }
    let decimal = word.parse::<f64>().ok().filter(|n| n.is_finite())?;
    (decimal.to_string() == word).then(|| decimal.into())
}
