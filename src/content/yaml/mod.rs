//! YAML as a tree in which every key and value knows its place in the file.
//!
//! `serde-saphyr` parses; the typed reading of front matter and configuration is done on the tree
//! by [`Fields`], so that all mistakes of a file are found in one pass and worded for editors.

mod fault;
mod fields;
mod finish;
mod free;
mod meant;
mod names;
mod node;
mod scalar;
mod simple;
mod write;

use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::{Location, NonFiniteFloatPolicy, Spanned};

use crate::base::html::is_fit;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

pub(crate) use self::fault::{no_map, unparted};
use self::fault::{syntax, unsupported_tag};
pub use self::fields::{Fields, Found};
pub use self::free::Free;
pub use self::names::Names;
pub use self::node::{Node, Value};
pub(crate) use self::write::{double_quoted, quoted};

/// Tree as the parser hands it over: places count from the start of the YAML text.
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    /// A plain number or boolean, whose spelling is taken from the text.
    Plain,
    Text(String),
    List(Vec<Raw>),
    Map(Vec<(Raw, Raw)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        Spanned::deserialize(deserializer).map(Raw)
    }
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawValue, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = RawValue;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a YAML value")
            }
            fn visit_unit<E>(self) -> Result<RawValue, E> {
                Ok(RawValue::Null)
            }
            fn visit_none<E>(self) -> Result<RawValue, E> {
                Ok(RawValue::Null)
            }
            fn visit_bool<E>(self, _: bool) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_i64<E>(self, _: i64) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_u64<E>(self, _: u64) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_i128<E>(self, _: i128) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_u128<E>(self, _: u128) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_f64<E>(self, _: f64) -> Result<RawValue, E> {
                Ok(RawValue::Plain)
            }
            fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
                Ok(RawValue::Text(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
                Ok(RawValue::Text(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RawValue, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(RawValue::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RawValue, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(RawValue::Map(pairs))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

/// How many keys, values, lists and maps front matter may have.
const MOST_IN_FRONT: usize = 20_000;

/// The same of a file of settings or words, which may list a hundred thousand.
const MOST_IN_FILE: usize = 200_000;

/// Parses `text[range]` as one YAML document; the tree's places count from the start of `text`.
///
/// An empty document is an empty map. Aliases are counted and kept to a small budget: front matter
/// is a few lines, and a bomb of nested aliases is an error like any other.
///
/// `names` are those of the keys that the text may have.
pub fn parse(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    names: &Names,
) -> Result<Node, Diagnostic> {
    parse_within(file, text, range, MOST_IN_FRONT, names)
}

/// Parses a whole file, which may be much longer than front matter.
pub fn parse_file(file: &SitePath, text: &str, names: &Names) -> Result<Node, Diagnostic> {
    parse_within(file, text, 0..text.len(), MOST_IN_FILE, names)
}

fn parse_within(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    most: usize,
    names: &Names,
) -> Result<Node, Diagnostic> {
    let yaml = &text[range.clone()];
    if yaml
        .trim_start_matches('\u{feff}')
        .lines()
        .all(|l| l.trim().is_empty() || l.trim_start().starts_with('#'))
    {
        return Ok(Node {
            value: Value::Map(Vec::new()),
            span: range.start..range.start,
        });
    }
    // The parser skips a byte order mark and does not count it.
    let mark = if yaml.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let base = range.start + mark;
    if let Some(node) = simple::read(&yaml[mark..], base) {
        return Ok(node);
    }
    general(file, text, base..range.end, most, names)
}

/// Parses `text[range]`, whatever its form.
fn general(
    file: &SitePath,
    text: &str,
    range: Range<usize>,
    most: usize,
    names: &Names,
) -> Result<Node, Diagnostic> {
    let base = range.start;
    let options = serde_saphyr::options! {
        with_snippet: false,
        reject_unsupported_tags: true,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        budget: serde_saphyr::budget! {
            max_nodes: most,
            max_events: 3 * most,
            max_depth: 40,
            max_aliases: 100,
            max_documents: 1,
        },
    };
    let raw: Raw = serde_saphyr::from_str_with_options(&text[range.clone()], options)
        .map_err(|e| syntax(file, text, base, most, names, &e))?;
    let source = Source {
        file,
        yaml: &text[range],
        base,
    };
    let node = source.place(raw)?;
    match invisible(&node) {
        Some((at, c)) => {
            let problem =
                Diagnostic::new(code::FORBIDDEN_CHARACTER, Span::new(file, at.span.clone()));
            Err(problem.with("text", format!("U+{:04X}", u32::from(c))))
        }
        None => Ok(node),
    }
}

/// Finds a character that neither HTML nor XML can hold; only an escape such as `"\u0001"` brings
/// one in.
fn invisible(node: &Node) -> Option<(&Node, char)> {
    match &node.value {
        Value::Null | Value::Plain(_) => None,
        Value::Text(text) => text.chars().find(|c| !is_fit(*c)).map(|c| (node, c)),
        Value::List(items) => items.iter().find_map(invisible),
        Value::Map(pairs) => pairs
            .iter()
            .find_map(|(k, v)| invisible(k).or_else(|| invisible(v))),
    }
}

/// Returns a number of the parser, or 0 if it does not know.
fn number(n: Option<u64>) -> usize {
    n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
}

/// What the parser's places count in.
#[derive(Clone, Copy)]
struct Source<'a> {
    file: &'a SitePath,
    yaml: &'a str,
    /// Where the YAML starts in the file.
    base: usize,
}

impl Source<'_> {
    /// Turns the parser's tree into one with places in the file.
    fn place(self, raw: Raw) -> Result<Node, Diagnostic> {
        let Spanned {
            value,
            referenced,
            defined,
        } = raw.0;
        let span = self.range(referenced);
        let value = match value {
            RawValue::Null => Value::Null,
            // What an alias stands for is written elsewhere.
            RawValue::Plain => Value::Plain(self.spelling(self.range(defined))?),
            RawValue::Text(text) => Value::Text(text),
            RawValue::List(items) => {
                let items: Result<_, _> = items.into_iter().map(|item| self.place(item)).collect();
                Value::List(items?)
            }
            RawValue::Map(pairs) => {
                let pairs: Result<Vec<_>, _> =
                    pairs.into_iter().map(|pair| self.entry(pair)).collect();
                let pairs = pairs?;
                self.same_keys(&pairs)?;
                Value::Map(pairs)
            }
        };
        let span = self.base + span.start..self.base + span.end;
        Ok(Node { value, span })
    }

    fn range(self, at: Location) -> Range<usize> {
        let start = number(at.span().byte_offset()).min(self.yaml.len());
        let end = (start + number(at.span().byte_len())).min(self.yaml.len());
        // A block's span reaches to the next key; only its text is meant.
        match self.yaml.get(start..end) {
            Some(slice) => start..start + slice.trim_end().len(),
            None => start..end,
        }
    }

    /// Returns a number or a boolean as it is spelt; a text gets to be one only by a tag.
    fn spelling(self, at: Range<usize>) -> Result<String, Diagnostic> {
        let start = self.base + at.start;
        let word = self.yaml.get(at).unwrap_or_default().trim();
        if word.starts_with(['"', '\'', '|', '>']) {
            return Err(unsupported_tag(self.file, self.yaml, self.base, start));
        }
        Ok(word.to_owned())
    }

    /// Places an entry; a key that is no word is a problem.
    fn entry(self, (key, value): (Raw, Raw)) -> Result<(Node, Node), Diagnostic> {
        let mut key = self.place(key)?;
        let at = key.span.start - self.base..key.span.end - self.base;
        let word = self.yaml.get(at).unwrap_or_default();
        match key.value {
            // As keys these are words like any other.
            Value::Null if !word.is_empty() => key.value = Value::Plain(word.to_owned()),
            Value::Null | Value::List(_) | Value::Map(_) => {
                let span = Span::new(self.file, key.span);
                return Err(Diagnostic::new(code::KEY_NOT_A_WORD, span));
            }
            Value::Plain(_) | Value::Text(_) => {}
        }
        Ok((key, self.place(value)?))
    }

    /// Reports a key that is there twice: in the parser's eyes the number 1 and the text "1" are
    /// two.
    fn same_keys(self, pairs: &[(Node, Node)]) -> Result<(), Diagnostic> {
        let mut seen = BTreeSet::new();
        let mut keys = pairs.iter().map(|(key, _)| &key.value);
        if keys.all(|key| matches!(key, Value::Text(_))) {
            return Ok(());
        }
        for (key, _) in pairs {
            let name = key.as_text().unwrap_or_default();
            if !seen.insert(name) {
                let span = Span::new(self.file, key.span.clone());
                return Err(Diagnostic::new(code::DUPLICATE_KEY, span).with("key", name));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod alike;
