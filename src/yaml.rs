//! YAML as a tree in which every key and value knows its place in the file.
//!
//! `serde-saphyr` parses; the typed reading of front matter and configuration is done on the tree by
//! [`Fields`], so that all mistakes of a file are found in one pass and worded for editors.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;

use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::path::SitePath;

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

    /// Turns the node into plain data for templates: numbers and booleans are told by their spelling.
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
            Value::Map(pairs) => {
                pairs.iter().map(|(k, v)| (k.as_text().unwrap_or_default().to_owned(), v.to_json())).collect()
            }
        }
    }
}

/// Reads a whole or decimal number that is spelt as such.
fn number(word: &str) -> Option<serde_json::Value> {
    let same = |spelt: String| spelt == word;
    let whole = word.parse::<i64>().ok().filter(|n| same(n.to_string())).map(Into::into);
    whole.or_else(|| word.parse::<f64>().ok().filter(|n| n.is_finite() && same(n.to_string())).map(Into::into))
}

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

/// Parses `text[range]` as one YAML document; the tree's places count from the start of `text`.
///
/// An empty document is an empty map. Aliases are counted and kept to a small budget: front matter
/// is a few lines, and a bomb of nested aliases is an error like any other.
pub fn parse(file: &SitePath, text: &str, range: Range<usize>) -> Result<Node, Diagnostic> {
    let yaml = &text[range.clone()];
    if yaml.trim_start_matches('\u{feff}').lines().all(|l| l.trim().is_empty() || l.trim_start().starts_with('#')) {
        return Ok(Node { value: Value::Map(Vec::new()), span: range.start..range.start });
    }
    // The parser skips a byte order mark and does not count it.
    let mark = if yaml.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let base = range.start + mark;
    let options = serde_saphyr::options! {
        with_snippet: false,
        budget: serde_saphyr::budget! {
            max_nodes: 20_000,
            max_events: 60_000,
            max_depth: 40,
            max_aliases: 100,
            max_documents: 1,
        },
    };
    let raw: Raw =
        serde_saphyr::from_str_with_options(&yaml[mark..], options).map_err(|e| syntax(file, text, base, &e))?;
    let node = place(raw, &text[base..range.end], base);
    match invisible(&node) {
        Some((at, c)) => {
            let problem = Diagnostic::error("E0310", Span::new(file, at.span.clone()));
            Err(problem.with("text", format!("U+{:04X}", u32::from(c))))
        }
        None => Ok(node),
    }
}

/// Finds a character that neither HTML nor XML can hold; only an escape such as `"\u0001"` brings one in.
fn invisible(node: &Node) -> Option<(&Node, char)> {
    let is_noncharacter = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe;
    let is_bad = |c: &char| is_noncharacter(*c) || c.is_control() && !matches!(c, '\t' | '\n' | '\r');
    match &node.value {
        Value::Null => None,
        Value::Text(text) => text.chars().find(is_bad).map(|c| (node, c)),
        Value::List(items) => items.iter().find_map(invisible),
        Value::Map(pairs) => pairs.iter().find_map(|(k, v)| invisible(k).or_else(|| invisible(v))),
    }
}

fn place(raw: Raw, yaml: &str, base: usize) -> Node {
    let at = raw.0.referenced.span();
    let number = |n: Option<u64>| n.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let start = number(at.byte_offset()).min(yaml.len());
    let mut end = (start + number(at.byte_len())).min(yaml.len());
    // A block's span reaches to the next key; only its text is meant.
    if let Some(slice) = yaml.get(start..end) {
        end = start + slice.trim_end().len();
    }
    let span = base + start..base + end;
    let value = match raw.0.value {
        RawValue::Null => Value::Null,
        RawValue::Plain => Value::Text(yaml.get(start..end).unwrap_or_default().trim().to_owned()),
        RawValue::Text(text) => Value::Text(text),
        RawValue::List(items) => Value::List(items.into_iter().map(|i| place(i, yaml, base)).collect()),
        RawValue::Map(pairs) => {
            Value::Map(pairs.into_iter().map(|(k, v)| (place(k, yaml, base), place(v, yaml, base))).collect())
        }
    };
    Node { value, span }
}

/// Turns the parser's error into one that an editor understands.
fn syntax(file: &SitePath, text: &str, base: usize, error: &serde_saphyr::Error) -> Diagnostic {
    use serde_saphyr::Error;
    // The scanner's errors know their place in characters only.
    let characters = error.location().and_then(|l| usize::try_from(l.span().offset()).ok()).unwrap_or(0);
    let at = text[base..].char_indices().nth(characters).map_or(text.len(), |(at, _)| base + at);
    let point = |code| Diagnostic::error(code, Span::new(file, at..at));
    let message = error.without_snippet().to_string();
    let in_line = |code, at| Diagnostic::error(code, Span::new(file, at));
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, .. } => point("E0103").with("key", key.clone().unwrap_or_default()),
        Error::Budget { .. } => point("E0104"),
        // Wrapped where an alias led to it.
        _ if message.contains("budget breached") || message.contains("recursion limit") => point("E0104"),
        _ if message.contains("tab") => tab(text, base, at).map_or_else(|| point("E0105"), |at| in_line("E0105", at)),
        _ if ["escape", "surrogate", "hexadecimal"].iter().any(|w| message.contains(w)) => point("E0133"),
        _ if message.contains("quote") => point("E0106"),
        _ if let Some((key, colon)) = wide_colon(text, base, at) => in_line("E0109", colon).with("key", key),
        _ if let Some(problem) = without_colon(file, text, base, at, &message) => problem,
        _ if message.contains("mapping values are not allowed") => point("E0107"),
        _ => point("E0108").with("reason", reason(&message)).with("form", "other"),
    }
}

/// Tells of a line without its colon, which the parser takes for text that goes on: it complains of the next colon.
fn without_colon(file: &SitePath, text: &str, base: usize, at: usize, message: &str) -> Option<Diagnostic> {
    let this = text[base..at].rfind('\n').map_or(base, |i| base + i + 1);
    let head = match message {
        m if m.contains("simple key expected") => this,
        m if m.contains("mapping values are not allowed") && !text[this..at].contains(": ") => {
            first_of_block(text, base, this)?
        }
        _ => return None,
    };
    let line = text[head..].lines().next()?;
    let start = head + indent(line);
    let line = line[indent(line)..].trim_end();
    if line.contains(": ")
        || line.ends_with(':')
        || line.starts_with(['-', '?', '"', '\'', '[', '{', '|', '>', '&', '!'])
    {
        return None;
    }
    let problem = Diagnostic::error("E0108", Span::new(file, start..start + line.len())).with("reason", "reason-colon");
    colon_of_line(file, line, start).or_else(|| match entry_meant(line) {
        Some((key, value)) => Some(problem.with("form", "colon").with("key", key).with("text", value)),
        // Below a key it may be text whose next line has a colon too many.
        None => (head == this || start == head).then(|| problem.with("form", "other")),
    })
}

/// Returns where the first line of the block is that the line at `this` belongs to, unless the block is that line only.
///
/// A block is below a key without a value, or at the top of the file.
fn first_of_block(text: &str, base: usize, this: usize) -> Option<usize> {
    let wanted = indent(text[this..].lines().next()?);
    let mut first = None;
    let mut end = this;
    while end > base {
        let head = text[base..end - 1].rfind('\n').map_or(base, |i| base + i + 1);
        let line = text[head..end].trim_end();
        end = head;
        let is_aside = line.trim_start().is_empty() || line.trim_start().starts_with('#') || indent(line) > wanted;
        if indent(line) < wanted && !is_aside {
            // Text that goes over several lines may have a colon of its own.
            let is_text = ["summary:", "text:", "note:", "caption:"].contains(&line.trim_start_matches([' ', '-']));
            return first.filter(|_| line.ends_with(':') && !is_text);
        }
        if !is_aside {
            first = Some(head);
            if line.trim_start().starts_with("- ") {
                return first;
            }
        }
    }
    first
}

/// Returns how far a line is indented; the hyphen of an item counts as a space.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').trim_start_matches("- ").trim_start_matches(' ').len()
}

/// Tells of a line, or an entry within braces, in which the colon is a full-width one or has no space after it.
fn wrong_colon(file: &SitePath, entry: &str, start: usize) -> Option<Diagnostic> {
    let (key, colon) = entry.find(['：', ':']).map(|i| (&entry[..i], start + i))?;
    if key.is_empty() || key.contains([' ', '"', '\'', '，', '。', '“']) {
        return None;
    }
    let rest = &entry[key.len()..];
    if let Some(rest) = rest.strip_prefix('：') {
        let end = colon + '：'.len_utf8();
        let space = if rest.starts_with(' ') || rest.is_empty() { "" } else { " " };
        let problem = Diagnostic::error("E0109", Span::new(file, colon..end)).with("key", key);
        return Some(problem.replace(colon..end, format!(":{space}")));
    }
    if rest.starts_with(":/") {
        return None;
    }
    let problem = Diagnostic::error("E0114", Span::new(file, colon..colon + 1)).with("key", key);
    Some(problem.replace(colon + 1..colon + 1, " "))
}

/// Tells of the same in a line; one that goes on with the text above looks no different, so that it is not mended.
fn colon_of_line(file: &SitePath, line: &str, start: usize) -> Option<Diagnostic> {
    wrong_colon(file, line, start).map(|problem| Diagnostic { fix: Vec::new(), ..problem })
}

/// Tells of an entry within braces that has no value because of its colon: `{ 市长信箱：6 }` is a key only.
pub fn unparted(file: &SitePath, key: &Node, value: &Node) -> Option<Diagnostic> {
    let name = key.as_text().filter(|name| name.len() == key.span.len() && value.value == Value::Null)?;
    wrong_colon(file, name, key.span.start)
}

/// Returns key and value of a line that has something else in the place of its colon: `title 初雪`, `title；初雪`.
fn entry_meant(line: &str) -> Option<(&str, &str)> {
    let (word, _) = line.split_once([' ', '；', ';', '=', '＝', '，', ','])?;
    let value = line[word.len()..].trim_start_matches([' ', '；', ';', '=', '＝', '，', ',']);
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let key = chinese_key(word).or_else(|| is_word.then_some(word))?;
    (!value.is_empty()).then_some((key, value))
}

/// Returns the name of words for what the parser says, or its own words in quotation marks.
fn reason(message: &str) -> String {
    const REASONS: [(&str, &[&str]); 6] = [
        ("reason-block", &["block scalar"]),
        ("reason-colon", &["simple key expected"]),
        ("reason-brackets", &["flow mapping", "flow sequence", "bracket", "illegal placement"]),
        ("reason-align", &["block mapping", "block collection", "block sequence", "indent"]),
        ("reason-percent", &["directive"]),
        (
            "reason-sign",
            &["character", "tag", "handle", "anchor", "alias", "node content", "!!", "merge", "invalid", "'-'"],
        ),
    ];
    let named = REASONS.iter().find(|(_, words)| words.iter().any(|word| message.contains(word)));
    named.map(|(name, _)| (*name).to_owned()).unwrap_or_else(|| {
        let said = message.lines().next().unwrap_or_default();
        // The parser counts lines from the start of the YAML text; the place is told beside the message.
        format!("“{}”", said.split(" at line ").next().unwrap_or_default())
    })
}

/// Finds the first tab among the white space at the head of a line, from the line of `at` on.
fn tab(text: &str, base: usize, at: usize) -> Option<Range<usize>> {
    let mut head = text[base..at].rfind('\n').map_or(base, |i| base + i + 1);
    for line in text[head..].split_inclusive('\n') {
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..blank].find('\t') {
            return Some(head + tab..head + tab + 1);
        }
        head += line.len();
    }
    None
}

/// Finds a key that a full-width colon follows, in the line of `at` or the one before.
fn wide_colon(text: &str, base: usize, at: usize) -> Option<(String, Range<usize>)> {
    let head = |at: usize| text[base..at].rfind('\n').map_or(base, |i| base + i + 1);
    let this = head(at);
    let before = (this > base).then(|| head(this - 1));
    [Some(this), before].into_iter().flatten().find_map(|head| {
        let line = text[head..].lines().next()?;
        let start = line.len() - line.trim_start_matches([' ', '-']).len();
        let key = key_before_wide_colon(&line[start..])?;
        let colon = head + start + key.len();
        Some((key.to_owned(), colon..colon + '：'.len_utf8()))
    })
}

/// Returns the key at the head of `text` if a full-width colon follows it at once.
fn key_before_wide_colon(text: &str) -> Option<&str> {
    let (key, _) = text.split_once('：')?;
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    (!key.is_empty() && key.chars().all(is_key)).then_some(key)
}

/// Reports something that should have been a map; its colon may be all that is wrong with it.
///
/// `form` names the example that the hint shows; that of a whole file is `top`.
pub(crate) fn no_map(file: &SitePath, node: &Node, form: &'static str) -> Diagnostic {
    let text = node.as_text().unwrap_or_default();
    let entry = if form == "top" || key_before_wide_colon(text).is_some() { text } else { "" };
    let problem = colon_of_line(file, entry.lines().next().unwrap_or_default(), node.span.start);
    problem.unwrap_or_else(|| Diagnostic::error("E0110", Span::new(file, node.span.clone())).with("form", form))
}

/// Reads the keys of one map, collecting every mistake on the way.
///
/// Each reader method takes a key; [`Fields::finish`] reports the keys that nobody asked for.
pub struct Fields<'a> {
    file: &'a SitePath,
    pairs: &'a [(Node, Node)],
    /// There was a map to read; what is missing is not told of anything else.
    is_map: bool,
    span: Range<usize>,
    known: Vec<Cow<'static, str>>,
    problems: &'a mut Vec<Diagnostic>,
    /// How many problems there were before this map was read.
    before: usize,
}

impl<'a> Fields<'a> {
    /// Starts to read `node`, a value; one that is no map is a problem and reads as an empty one.
    ///
    /// `form` names the example of the hint: the key, or that of the map or list that holds it.
    pub fn new(
        file: &'a SitePath,
        node: &'a Node,
        form: &'static str,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        Fields::start(file, node, problems, form)
    }

    /// Starts to read `node`, the whole YAML of a file, in the same way.
    pub fn whole(file: &'a SitePath, node: &'a Node, problems: &'a mut Vec<Diagnostic>) -> Fields<'a> {
        Fields::start(file, node, problems, "top")
    }

    fn start(file: &'a SitePath, node: &'a Node, problems: &'a mut Vec<Diagnostic>, form: &'static str) -> Fields<'a> {
        let pairs: &[(Node, Node)] = match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            _ => {
                problems.push(no_map(file, node, form));
                &[]
            }
        };
        let before = problems.len();
        let is_map = matches!(node.value, Value::Map(_) | Value::Null);
        Fields { file, pairs, is_map, span: node.span.clone(), known: Vec::new(), problems, before }
    }

    /// Tells whether there was a map to read.
    pub fn is_map(&self) -> bool {
        self.is_map
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

    /// Returns where problems go, for a reader of a part.
    pub fn problems(&mut self) -> &mut Vec<Diagnostic> {
        self.problems
    }

    /// Returns the value of `key`, if it is there and not empty.
    pub fn take(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(Cow::Borrowed(key));
        let found = self.pairs.iter().find(|(k, _)| k.as_text() == Some(key)).map(|(_, v)| v);
        found.filter(|v| v.value != Value::Null)
    }

    /// Returns the value of `key` without taking it for known.
    pub fn value(&self, key: &str) -> Option<&'a Node> {
        let found = self.pairs.iter().find(|(k, _)| k.as_text() == Some(key)).map(|(_, v)| v);
        found.filter(|v| v.value != Value::Null)
    }

    /// Returns the place of the key itself.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.pairs.iter().find(|(k, _)| k.as_text() == Some(key)).map(|(k, _)| self.at(k))
    }

    /// Reports that `node` should have been something else; `expected` names a message attribute.
    pub fn expected(&mut self, key: &str, node: &Node, expected: &'static str) {
        let problem = Diagnostic::error("E0111", self.at(node)).with("key", key).with("expected", expected);
        self.report(problem);
    }

    /// Reads text; a number or a boolean counts as its spelling.
    pub fn text(&mut self, key: &'static str) -> Option<&'a str> {
        let node = self.take(key)?;
        match node.as_text() {
            Some(text) if !text.trim().is_empty() => Some(text.trim()),
            Some(_) => None,
            None => {
                self.expected(key, node, "text");
                None
            }
        }
    }

    /// Reports that `key` is not there, or has nothing after it.
    pub fn missing(&mut self, key: &'static str) {
        let problem = match self.key_span(key) {
            Some(span) => Diagnostic::error("E0112", span).with("empty", key).hint("empty"),
            None => Diagnostic::error("E0112", self.span()).with("missing", key),
        };
        self.report(problem.with("key", key));
    }

    /// Reads text that must be there.
    pub fn required(&mut self, key: &'static str) -> Option<&'a str> {
        let before = self.problems.len();
        let found = self.text(key);
        if found.is_none() && self.is_map && self.problems.len() == before {
            self.missing(key);
        }
        found
    }

    /// Reads `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        let node = self.take(key)?;
        match node.as_text() {
            Some("true" | "True" | "TRUE") => Some(true),
            Some("false" | "False" | "FALSE") => Some(false),
            _ => {
                self.expected(key, node, "boolean");
                None
            }
        }
    }

    /// Reads a list; a lone value counts as a list of one where `lone` allows it.
    pub fn list(&mut self, key: &'static str, lone: bool) -> &'a [Node] {
        let Some(node) = self.take(key) else { return &[] };
        match &node.value {
            Value::List(items) => items,
            Value::Text(_) | Value::Map(_) if lone => std::slice::from_ref(node),
            _ => {
                self.no_list(key, node);
                &[]
            }
        }
    }

    /// Reports what should have been a list; a text only lacks its brackets.
    fn no_list(&mut self, key: &str, node: &Node) {
        // A list under other signs than hyphens is a text of several lines.
        let is_plain = |text: &&str| {
            let is_one_line = text.len() == node.span.len() && !text.starts_with(['-', '－', '•', '·']);
            is_one_line && !text.contains(['[', ']', '{', '}', '#', '：']) && !text.contains(": ")
        };
        let text = node.as_text().filter(is_plain).map(|text| text.replace(['，', '、', '；'], ", "));
        let (form, text) = match (key, text) {
            ("corrections", _) => ("corrections", String::new()),
            ("topics", _) => ("topics", String::new()),
            (_, Some(text)) => ("list", text),
            (_, None) => ("items", String::new()),
        };
        let problem = Diagnostic::error("E0111", self.at(node)).with("key", key).with("expected", form);
        self.report(problem.with("text", text));
    }

    /// Reads a list of texts.
    pub fn texts(&mut self, key: &'static str) -> Vec<(&'a str, &'a Node)> {
        let mut texts = Vec::new();
        for item in self.list(key, false) {
            match item.as_text() {
                Some(text) if !text.trim().is_empty() => texts.push((text.trim(), item)),
                _ => self.expected(key, item, "text"),
            }
        }
        texts
    }

    /// Reads a map.
    pub fn map(&mut self, key: &'static str) -> &'a [(Node, Node)] {
        let Some(node) = self.take(key) else { return &[] };
        if let Value::Map(pairs) = &node.value {
            return pairs;
        }
        self.expected(key, node, "map");
        &[]
    }

    /// Reports every key that was not asked for, with the nearest that is known.
    ///
    /// A key that is missing because it was misspelt is not reported as missing too.
    pub fn finish(self) {
        let mut meant: Vec<String> = Vec::new();
        for (key, value) in self.pairs {
            let name = key.as_text().unwrap_or_default();
            if self.known.iter().any(|k| k == name) {
                continue;
            }
            if let Some(problem) = unparted(self.file, key, value) {
                meant.extend(problem.args.iter().map(|(_, key)| key.clone()));
                self.problems.push(problem);
                continue;
            }
            let known = || self.known.iter().map(AsRef::as_ref);
            let mut problem = Diagnostic::error("E0113", Span::new(self.file, key.span.clone())).with("key", name);
            let same = |name| same_key(name, known());
            let other = |near| {
                self.pairs.iter().map(|(other, _)| other).find(|other| {
                    let text = other.as_text().unwrap_or_default();
                    text == near || other.span.start < key.span.start && same(text) == Some(near)
                })
            };
            problem = match same(name).or_else(|| nearest(name, known())) {
                Some(near) if let Some(other) = same(name).and_then(other) => {
                    problem.with("nearest", near).hint("both").also(self.at(other))
                }
                Some(near) => {
                    meant.push(near.to_owned());
                    if chinese_key(name).is_some() || name.eq_ignore_ascii_case(near) {
                        problem = problem.replace(key.span.clone(), near);
                    }
                    problem.with("nearest", near).hint("nearest")
                }
                None => problem.with("known", known().collect::<Vec<_>>().join(", ")).hint("known"),
            };
            self.problems.push(problem);
        }
        let is_map = self.is_map;
        let misspelt =
            |p: &Diagnostic| p.code == "E0112" && (!is_map || p.args.iter().any(|(_, key)| meant.contains(key)));
        let mut index = 0;
        self.problems.retain(|p| {
            index += 1;
            index <= self.before || !misspelt(p)
        });
    }
}

/// Returns the one of the `known` keys that `name` is, in Chinese, in capitals or in another program.
fn same_key<'k>(name: &str, mut known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let other = other_name(name).unwrap_or(name);
    known.find(|k| k.eq_ignore_ascii_case(other))
}

/// Returns the key that an editor means by its Chinese name, or by that of another program.
fn other_name(name: &str) -> Option<&'static str> {
    chinese_key(name).or(match name {
        "headline" => Some("title"),
        "published" | "pubdate" => Some("date"),
        "lastmod" | "modified" => Some("updated"),
        "keywords" => Some("tags"),
        "author" | "authors" | "auther" => Some("byline"),
        "description" | "abstract" | "excerpt" => Some("summary"),
        "cover" | "thumbnail" => Some("image"),
        _ => None,
    })
}

/// Returns the key that an editor means by its Chinese name.
pub fn chinese_key(name: &str) -> Option<&'static str> {
    Some(match name {
        "标题" | "主题" => "title",
        "引题" => "kicker",
        "副题" | "副标题" => "subtitle",
        "日期" | "时间" | "发布时间" => "date",
        "更新" | "更新时间" => "updated",
        "过期" | "下线时间" => "expires",
        "草稿" => "draft",
        "网址" | "别名" => "slug",
        "栏目" => "column",
        "标签" | "关键词" => "tags",
        "作者" | "记者" | "署名" => "byline",
        "电头" => "dateline",
        "来源" => "source",
        "编辑" | "责任编辑" => "editor",
        "摘要" | "导语" => "summary",
        "图片" | "题图" => "image",
        "版面" => "print",
        "审核" | "三审" => "review",
        "更正" => "corrections",
        "相关" => "related",
        "优先级" => "priority",
        "系列" => "series",
        "期间" | "周期" => "period",
        "数据" => "figures",
        "热点" => "topics",
        "原文" | "转载" => "original",
        _ => return None,
    })
}
