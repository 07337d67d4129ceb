//! The typed reading of a map: each entry once, all mistakes on the way.

use std::ops::Range;

use super::fault::no_map;
use super::meant::{are_certain, boolean_meant, is_one_line, items_meant};
use super::names::Names;
use super::node::{Node, Value};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// What a key was found to have.
pub enum Found<T> {
    /// Nothing: the key is not there, or has nothing after it.
    Absent,
    /// Something else than was meant, which is reported.
    Bad,
    /// A value.
    Good(T),
}

impl<T> Found<T> {
    /// Returns the value, if there is a good one.
    pub fn good(self) -> Option<T> {
        match self {
            Found::Good(value) => Some(value),
            Found::Absent | Found::Bad => None,
        }
    }
}

/// Reads the keys of one map, collecting every mistake on the way.
///
/// Each reader method takes a key, which is known from then on; [`Fields::finish`] reports the keys
/// that nobody took.
pub struct Fields<'a> {
    pub(super) file: &'a SitePath,
    pub(super) pairs: &'a [(Node, Node)],
    /// There was a map to read; nothing else is reported to lack a key.
    pub(super) is_map: bool,
    span: Range<usize>,
    pub(super) names: &'a Names,
    pub(super) known: Vec<&'static str>,
    pub(super) problems: &'a mut Vec<Diagnostic>,
    /// How many problems there were before this map was read.
    pub(super) before: usize,
    /// Keys may wait for their values, as those of a draft do.
    pub(super) may_be_empty: bool,
}

impl<'a> Fields<'a> {
    /// Starts to read `node`, a value; one that is no map is a problem and reads as an empty one.
    ///
    /// `form` names the example of the hint: the key, or that of the map or list that holds it.
    pub fn new(
        file: &'a SitePath,
        node: &'a Node,
        form: &'static str,
        names: &'a Names,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        let pairs: &[(Node, Node)] = match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            Value::Plain(_) | Value::Text(_) | Value::List(_) => {
                problems.push(no_map(file, node, form));
                &[]
            }
        };
        let before = problems.len();
        let is_map = matches!(node.value, Value::Map(_) | Value::Null);
        Fields {
            file,
            pairs,
            is_map,
            span: node.span.clone(),
            names,
            known: Vec::new(),
            problems,
            before,
            may_be_empty: false,
        }
    }

    /// Starts to read `node`, the whole YAML of a file, in the same way.
    pub fn whole(
        file: &'a SitePath,
        node: &'a Node,
        names: &'a Names,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        Fields::new(file, node, "top", names, problems)
    }

    /// Starts to read `node`, a part of this map, in the same way.
    pub fn inner<'b>(&'b mut self, node: &'b Node, form: &'static str) -> Fields<'b> {
        Fields {
            may_be_empty: self.may_be_empty,
            ..Fields::new(self.file, node, form, self.names, self.problems)
        }
    }

    /// Lets keys of this map and of those within it wait for their values.
    pub fn let_keys_be_empty(&mut self) {
        self.may_be_empty = true;
    }

    /// Returns the file that is read.
    pub fn file(&self) -> &'a SitePath {
        self.file
    }

    /// Returns the place of the map.
    pub fn span(&self) -> Span {
        Span::new(self.file, self.span.start..self.span.start)
    }

    /// Returns the place of `node`.
    pub fn at(&self, node: &Node) -> Span {
        Span::new(self.file, node.span.clone())
    }

    /// Adds a problem.
    pub fn report(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Takes the value of `key`, if it is there and not empty: each key is taken once.
    pub fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        debug_assert!(!self.known.contains(&key), "{key} is taken twice");
        self.known.push(key);
        self.peek(key)
    }

    /// Returns the value of a key that is taken elsewhere.
    pub fn peek(&self, key: &str) -> Option<&'a Node> {
        let found = self
            .pairs
            .iter()
            .find(|(k, _)| k.as_text() == Some(key))
            .map(|(_, v)| v);
        found.filter(|v| v.value != Value::Null)
    }

    /// Returns the place of the key itself.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.pairs
            .iter()
            .find(|(k, _)| k.as_text() == Some(key))
            .map(|(k, _)| self.at(k))
    }

    /// Reports that `node` should have been something else; `expected` names a message attribute.
    pub fn expected(&mut self, key: &str, node: &Node, expected: &'static str) {
        let problem = Diagnostic::new(code::WRONG_TYPE, self.at(node))
            .with("key", key)
            .with("expected", expected);
        self.report(problem);
    }

    /// Reads text; a number or a boolean counts as its spelling.
    pub fn text(&mut self, key: &'static str) -> Option<&'a str> {
        self.text_at(key).map(|(text, _)| text)
    }

    /// Reads text with its place.
    pub fn text_at(&mut self, key: &'static str) -> Option<(&'a str, &'a Node)> {
        self.find_text(key).good()
    }

    fn find_text(&mut self, key: &'static str) -> Found<(&'a str, &'a Node)> {
        let Some(node) = self.take(key) else {
            return Found::Absent;
        };
        match node.as_text().map(str::trim) {
            Some("") => Found::Absent,
            Some(text) => Found::Good((text, node)),
            None => {
                self.expected(key, node, "text");
                Found::Bad
            }
        }
    }

    /// Reports that `key` is not there, or has nothing after it.
    pub fn missing(&mut self, key: &'static str) {
        let problem = match self.key_span(key) {
            Some(span) => Diagnostic::new(code::MISSING_KEY, span)
                .with("empty", key)
                .hint("empty"),
            None => Diagnostic::new(code::MISSING_KEY, self.span()).with("missing", key),
        };
        self.report(problem.with("key", key));
    }

    /// Reads text that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<&'a str> {
        self.required_at(key).map(|(text, _)| text)
    }

    /// Reads text that must be there, with its place.
    pub fn required_at(&mut self, key: &'static str) -> Option<(&'a str, &'a Node)> {
        let found = self.find_text(key);
        self.must(key, found)
    }

    /// Returns what was found for `key`, and reports the key as missing if there is nothing.
    pub fn must<T>(&mut self, key: &'static str, found: Found<T>) -> Option<T> {
        if let Found::Absent = found {
            self.missing(key);
        }
        found.good()
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        let found = node.as_boolean();
        if found.is_none() {
            let problem = Diagnostic::new(code::WRONG_TYPE, self.at(node))
                .with("key", key)
                .with("expected", "boolean");
            self.report(match node.as_text().and_then(boolean_meant) {
                Some(meant) => problem.replace(node.span.clone(), meant),
                None => problem,
            });
        }
        found
    }

    /// Reads a list of texts, or of texts and maps.
    pub fn list(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.take(key) else {
            return &[];
        };
        if let Value::List(items) = &node.value {
            return items;
        }
        self.no_list(key, node);
        &[]
    }

    /// Reads a list; a lone value counts as a list of one.
    pub fn list_or_one(&mut self, key: &'static str) -> &'a [Node] {
        match self.take(key) {
            None => &[],
            Some(node) => match &node.value {
                Value::List(items) => items,
                Value::Null | Value::Plain(_) | Value::Text(_) | Value::Map(_) => {
                    std::slice::from_ref(node)
                }
            },
        }
    }

    /// Reads a list of maps; the hint of what is no list shows the example of its own key.
    pub fn maps(&mut self, key: &'static str) -> &'a [Node] {
        let Some(node) = self.take(key) else {
            return &[];
        };
        if let Value::List(items) = &node.value {
            return items;
        }
        self.expected_list(key, node, key);
        &[]
    }

    /// Reports what should have been a list; a text only lacks its brackets.
    fn no_list(&mut self, key: &str, node: &Node) {
        match node.as_text().filter(|text| is_one_line(text, node)) {
            Some(text) => {
                let items = items_meant(text);
                let is_certain = are_certain(text, &items);
                let text = items.join(", ");
                let problem = self.no_list_of(key, node, "list", &text);
                self.report(if is_certain {
                    problem.replace(node.span.clone(), format!("[{text}]"))
                } else {
                    problem
                });
            }
            None => self.expected_list(key, node, "items"),
        }
    }

    fn expected_list(&mut self, key: &str, node: &Node, form: &'static str) {
        let problem = self.no_list_of(key, node, form, "");
        self.report(problem);
    }

    /// Returns the problem of what should have been a list; `text` is what stands between its
    /// brackets.
    fn no_list_of(&self, key: &str, node: &Node, form: &'static str, text: &str) -> Diagnostic {
        Diagnostic::new(code::WRONG_TYPE, self.at(node))
            .with("key", key)
            .with("expected", form)
            .with("text", text)
    }

    /// Reads a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'a str, &'a Node)> {
        let mut texts = Vec::new();
        for item in self.list(key) {
            match item.as_text() {
                Some(text) if !text.trim().is_empty() => texts.push((text.trim(), item)),
                Some(_) => self.expected(key, item, "filled"),
                None if item.value == Value::Null => self.expected(key, item, "filled"),
                None => self.expected(key, item, "item"),
            }
        }
        texts
    }

    /// Reads a map.
    pub fn map(&mut self, key: &'static str) -> &'a [(Node, Node)] {
        let Some(node) = self.take(key) else {
            return &[];
        };
        if let Value::Map(pairs) = &node.value {
            return pairs;
        }
        self.expected(key, node, "map");
        &[]
    }
}
