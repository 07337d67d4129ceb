//! Free data of a file: what the program hands on to templates without knowing what it is.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::Number;

use super::node::{Node, Value, boolean};

/// A value as templates see it; the entries of a map are in the order written.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Free {
    /// Nothing.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number or a decimal.
    Number(Number),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Free>),
    /// A map.
    Map(Entries),
}

/// The entries of a map, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries(pub Vec<(String, Free)>);

impl Free {
    /// Takes a node for free data: numbers and booleans are those of the core schema of YAML 1.2.
    pub fn of(node: &Node) -> Free {
        match &node.value {
            Value::Null => Free::Null,
            Value::Plain(word) => scalar(word),
            Value::Text(text) => Free::Text(text.clone()),
            Value::List(items) => Free::List(items.iter().map(Free::of).collect()),
            Value::Map(pairs) => Free::Map(Entries(pairs.iter().map(entry).collect())),
        }
    }
}

fn entry((key, value): &(Node, Node)) -> (String, Free) {
    (
        key.as_text().unwrap_or_default().to_owned(),
        Free::of(value),
    )
}

/// Reads a word by the core schema (YAML 1.2.2, 10.3.2).
///
/// What would lose digits as a number stays text: one that starts with a zero is a telephone
/// number, and was an octal one in YAML 1.1; one of more than 64 bits has too many. So do `.inf`
/// and `.nan`, which JSON lacks.
fn scalar(word: &str) -> Free {
    if let Some(found) = boolean(word) {
        return Free::Boolean(found);
    }
    number(word).map_or_else(|| Free::Text(word.to_owned()), Free::Number)
}

fn number(word: &str) -> Option<Number> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = word.strip_prefix(prefix) {
            let is_plain = digits.bytes().all(|b| b.is_ascii_alphanumeric());
            let whole = u64::from_str_radix(digits, radix).ok();
            return whole.filter(|_| is_plain).map(Number::from);
        }
    }
    let digits = word.strip_prefix(['+', '-']).unwrap_or(word);
    if digits.starts_with('0') && digits[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        let whole = word.parse::<i64>().map(Number::from);
        return whole
            .or_else(|_| word.parse::<u64>().map(Number::from))
            .ok();
    }
    // The library also reads `inf` and `nan`.
    let is_decimal = digits
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'e' | b'E' | b'+' | b'-'));
    let decimal = word.parse().ok().filter(|_| is_decimal)?;
    Number::from_f64(decimal)
}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Entries, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Entries;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_the_core_schema_says() {
        for (word, json) in [
            ("FALSE", "false"),
            ("True", "true"),
            ("yes", "\"yes\""),
            ("5", "5"),
            ("-5", "-5"),
            ("+5", "5"),
            ("0", "0"),
            ("-0", "0"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("0b11", "\"0b11\""),
            ("1e3", "1000.0"),
            ("1.50", "1.5"),
            ("1.", "1.0"),
            (".5", "0.5"),
            ("0.1", "0.1"),
            ("-1E-2", "-0.01"),
            ("18446744073709551615", "18446744073709551615"),
            ("18446744073709551616", "\"18446744073709551616\""),
            ("0971", "\"0971\""),
            ("00", "\"00\""),
            ("1_000", "\"1_000\""),
            ("0x1_F", "\"0x1_F\""),
            ("0x-1", "\"0x-1\""),
            (".inf", "\".inf\""),
            (".nan", "\".nan\""),
            ("inf", "\"inf\""),
            ("1e999", "\"1e999\""),
            ("", "\"\""),
            ("-", "\"-\""),
        ] {
            assert_eq!(
                serde_json::to_string(&scalar(word)).unwrap(),
                json,
                "{word}"
            );
        }
    }

    #[test]
    fn the_order_of_a_map_is_kept() {
        let json = r#"{"z":1,"a":{"y":[null,true,"x"],"b":2.5}}"#;
        let free: Free = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&free).unwrap(), json);
    }
}
