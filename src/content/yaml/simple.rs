//! YAML of the common form, read without a parser: words with a value in one line, lists, maps.
//!
//! Front matter is nearly always such, and the parser takes ten times as long for it. What is not
//! plainly of this form (an escape, a text over several lines, an anchor, a mistake) is
//! left to the parser as a whole, so that nothing is read in two ways: a property test holds both
//! to the same tree.

use std::ops::Range;

use super::node::{Node, Value};
use super::scalar::{self, is_key};

/// Longer text goes to the parser, which counts what it holds.
const LONGEST: usize = 16 * 1024;

/// Deeper trees go to the parser.
const DEEPEST: usize = 12;

/// Larger maps go to the parser, which looks for keys that are there twice by their hash.
const MOST_KEYS: usize = 64;

/// Reads `yaml`, which starts at byte `base` of its file; `None` if it is not plainly of the common
/// form.
pub(super) fn read(yaml: &str, base: usize) -> Option<Node> {
    if yaml.len() > LONGEST || !scalar::is_printable(yaml) {
        return None;
    }
    let mut lines = Lines {
        yaml,
        base,
        rest: 0,
    };
    let node = lines.map(0, 0)?;
    lines.next().is_none().then_some(node)
}

/// A line that is not empty and no remark: its indent, and its bytes without that and without spaces at its end.
#[derive(Clone, Debug)]
struct Line {
    indent: usize,
    text: Range<usize>,
    /// Where the next one starts.
    next: usize,
}

/// The lines that are not read yet.
struct Lines<'a> {
    yaml: &'a str,
    base: usize,
    rest: usize,
}

impl<'a> Lines<'a> {
    /// Returns the next line that is not empty and no remark, without taking it.
    fn next(&self) -> Option<Line> {
        let mut at = self.rest;
        loop {
            let rest = self.yaml.get(at..).filter(|rest| !rest.is_empty())?;
            let end = memchr::memchr(b'\n', rest.as_bytes());
            let next = at + end.map_or(rest.len(), |end| end + 1);
            let line = &rest[..end.unwrap_or(rest.len())];
            let text = line.trim_end_matches(['\r', ' ']);
            let indent = text.len() - text.trim_start_matches(' ').len();
            if indent < text.len() && text.as_bytes()[indent] != b'#' {
                let text = at + indent..at + text.len();
                return Some(Line { indent, text, next });
            }
            at = next;
        }
    }

    /// Reads a map whose keys stand `indent` characters from the left.
    fn map(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        while let Some(line) = self.next().filter(|line| line.indent >= indent) {
            if line.indent > indent {
                return None;
            }
            self.rest = line.next;
            self.pair(&mut pairs, line.text, indent, depth)?;
        }
        self.block(pairs)
    }

    /// Reads the key in `text`, and its value there or in the lines below.
    fn pair(
        &mut self,
        pairs: &mut Vec<(Node, Node)>,
        text: Range<usize>,
        indent: usize,
        depth: usize,
    ) -> Option<()> {
        let (key, value) = self.key(text)?;
        let value = if value.is_empty() {
            self.below(indent, depth + 1)?
        } else {
            self.inline(value)?
        };
        add(pairs, key, value)
    }

    /// Parts a line at its key; what follows has no spaces at its ends.
    fn key(&self, text: Range<usize>) -> Option<(Node, Range<usize>)> {
        let line = &self.yaml[text.clone()];
        let colon = memchr::memchr(b':', line.as_bytes())?;
        let (key, rest) = (&line[..colon], &line[colon + 1..]);
        if !is_key(key) || !rest.is_empty() && !rest.starts_with(' ') {
            return None;
        }
        let start = text.end - rest.trim_start_matches(' ').len();
        let key = self.text(key, text.start..text.start + colon);
        Some((key, start..text.end))
    }

    /// Reads what stands in the lines below a key that is `indent` characters from the left.
    fn below(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let line = self.next()?;
        let is_list = self.yaml[line.text.clone()].starts_with("- ");
        if depth > DEEPEST || line.indent < indent || line.indent == indent && !is_list {
            return None;
        }
        if !is_list {
            return self.map(line.indent, depth);
        }
        let items = self.items(line.indent, depth)?;
        // To the parser a list that is not indented starts behind its first dash.
        let start = if line.indent == indent {
            items.first()?.span.start - self.base
        } else {
            line.text.start
        };
        Some(self.node(Value::List(items), start..start))
    }

    /// Reads the items of a list whose dashes stand `indent` characters from the left.
    fn items(&mut self, indent: usize, depth: usize) -> Option<Vec<Node>> {
        let mut items: Vec<Node> = Vec::new();
        while let Some(line) = self.next().filter(|line| line.indent >= indent) {
            let text = &self.yaml[line.text.clone()];
            let Some(item) = text.strip_prefix("- ").filter(|_| line.indent == indent) else {
                // A list may stand as far from the left as the key above it.
                break;
            };
            self.rest = line.next;
            let item = line.text.end - item.trim_start_matches(' ').len()..line.text.end;
            items.push(self.item(item, indent, &line, depth)?);
        }
        Some(items)
    }

    /// Reads an item of a list, which may be a map that starts behind the dash.
    fn item(
        &mut self,
        item: Range<usize>,
        indent: usize,
        line: &Line,
        depth: usize,
    ) -> Option<Node> {
        if self.key(item.clone()).is_none() {
            return self.inline(item);
        }
        let indent = indent + item.start - line.text.start;
        let mut pairs = Vec::new();
        self.pair(&mut pairs, item, indent, depth + 1)?;
        while let Some(line) = self.next().filter(|line| line.indent >= indent) {
            if line.indent > indent {
                return None;
            }
            self.rest = line.next;
            self.pair(&mut pairs, line.text, indent, depth + 1)?;
        }
        self.block(pairs)
    }

    /// Makes the node of a map over several lines; the parser knows where it starts.
    fn block(&self, pairs: Vec<(Node, Node)>) -> Option<Node> {
        let start = pairs.first()?.0.span.start - self.base;
        Some(self.node(Value::Map(pairs), start..start))
    }

    /// Reads a value that ends with its line.
    fn inline(&self, text: Range<usize>) -> Option<Node> {
        let line = &self.yaml[text.clone()];
        if line.starts_with(['[', '{']) {
            let mut at = text.start;
            let node = self.flow(&mut at, text.end, 0)?;
            return (at == text.end).then_some(node);
        }
        if line.starts_with(['"', '\'']) {
            let length = scalar::quoted(line)?;
            return (length == line.len()).then(|| self.text(&line[1..length - 1], text));
        }
        let value = scalar::plain(line, false)?;
        let span = text.start..text.start + line.trim_end().len();
        Some(self.node(value, span))
    }

    /// Reads a list or map in brackets, or one of their scalars, from `at` on.
    fn flow(&self, at: &mut usize, end: usize, depth: usize) -> Option<Node> {
        let line = &self.yaml[*at..end];
        let start = *at;
        let length = match line.as_bytes().first()? {
            b'[' | b'{' => return self.brackets(at, end, depth),
            b'"' | b'\'' => {
                let length = scalar::quoted(line)?;
                *at += length;
                return Some(self.text(&line[1..length - 1], start..start + length));
            }
            _ => line.find([',', ']', '}'])?,
        };
        let word = line[..length].trim_end_matches(' ');
        *at += length;
        let value = scalar::plain(word, true)?;
        Some(self.node(value, start..start + word.trim_end().len()))
    }

    /// Reads a list or map in brackets.
    fn brackets(&self, at: &mut usize, end: usize, depth: usize) -> Option<Node> {
        let start = *at;
        let is_list = self.yaml[start..].starts_with('[');
        let close = if is_list { ']' } else { '}' };
        let (mut items, mut pairs) = (Vec::new(), Vec::new());
        *at += 1;
        self.skip(at, end);
        while depth < DEEPEST && !self.yaml[*at..end].starts_with(close) {
            if is_list {
                items.push(self.flow(at, end, depth + 1)?);
            } else {
                let (key, value) = self.key(*at..end)?;
                *at = value.start;
                let value = self.flow(at, end, depth + 1)?;
                add(&mut pairs, key, value)?;
            }
            self.skip(at, end);
            match self.yaml[*at..end].chars().next()? {
                ',' => {
                    *at += 1;
                    self.skip(at, end);
                    // An empty item is no item, and one of a map is a key.
                    self.yaml[*at..end].chars().next().filter(|c| *c != close)?;
                }
                c if c == close => {}
                _ => return None,
            }
        }
        if !self.yaml[*at..end].starts_with(close) {
            return None;
        }
        *at += 1;
        let value = if is_list {
            Value::List(items)
        } else {
            Value::Map(pairs)
        };
        Some(self.node(value, start..start + 1))
    }

    /// Steps over spaces.
    fn skip(&self, at: &mut usize, end: usize) {
        let rest = &self.yaml[*at..end];
        *at += rest.len() - rest.trim_start_matches(' ').len();
    }

    fn text(&self, text: &str, span: Range<usize>) -> Node {
        self.node(Value::Text(text.to_owned()), span)
    }

    fn node(&self, value: Value, span: Range<usize>) -> Node {
        Node {
            value,
            span: self.base + span.start..self.base + span.end,
        }
    }
}

/// Adds an entry to a map; `None` if it has the key, or too many.
fn add(pairs: &mut Vec<(Node, Node)>, key: Node, value: Node) -> Option<()> {
    let is_new = pairs.iter().all(|(known, _)| known.value != key.value);
    if !is_new || pairs.len() >= MOST_KEYS {
        return None;
    }
    pairs.push((key, value));
    Some(())
}
