//! The typed reading of a map: each entry once, all mistakes on the way.

use std::borrow::Cow;
use std::ops::Range;

use super::fault::{no_map, unparted};
use super::{Node, Value};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, nearest};

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
        Fields {
            file,
            pairs,
            is_map,
            span: node.span.clone(),
            known: Vec::new(),
            problems,
            before,
        }
    }

    /// Starts to read `node`, the whole YAML of a file, in the same way.
    pub fn whole(
        file: &'a SitePath,
        node: &'a Node,
        problems: &'a mut Vec<Diagnostic>,
    ) -> Fields<'a> {
        Fields::new(file, node, "top", problems)
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
        let found = self
            .pairs
            .iter()
            .find(|(k, _)| k.as_text() == Some(key))
            .map(|(_, v)| v);
        found.filter(|v| v.value != Value::Null)
    }

    /// Returns the value of `key` without taking it for known.
    pub fn value(&self, key: &str) -> Option<&'a Node> {
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
            Some(span) => Diagnostic::new(code::MISSING_KEY, span)
                .with("empty", key)
                .hint("empty"),
            None => Diagnostic::new(code::MISSING_KEY, self.span()).with("missing", key),
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
        let Some(node) = self.take(key) else {
            return &[];
        };
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
            let is_one_line =
                text.len() == node.span.len() && !text.starts_with(['-', '－', '•', '·']);
            is_one_line && !text.contains(['[', ']', '{', '}', '#', '：']) && !text.contains(": ")
        };
        let text = node
            .as_text()
            .filter(is_plain)
            .map(|text| text.replace(['，', '、', '；'], ", "));
        let (form, text) = match (key, text) {
            ("corrections", _) => ("corrections", String::new()),
            ("topics", _) => ("topics", String::new()),
            (_, Some(text)) => ("list", text),
            (_, None) => ("items", String::new()),
        };
        let problem = Diagnostic::new(code::WRONG_TYPE, self.at(node))
            .with("key", key)
            .with("expected", form);
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
        let Some(node) = self.take(key) else {
            return &[];
        };
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
            let mut problem =
                Diagnostic::new(code::UNKNOWN_KEY, Span::new(self.file, key.span.clone()))
                    .with("key", name);
            let same = |name| same_key(name, known());
            let other = |near| {
                self.pairs.iter().map(|(other, _)| other).find(|other| {
                    let text = other.as_text().unwrap_or_default();
                    text == near || other.span.start < key.span.start && same(text) == Some(near)
                })
            };
            problem = match same(name).or_else(|| nearest(name, known())) {
                Some(near) if let Some(other) = same(name).and_then(other) => problem
                    .with("nearest", near)
                    .hint("both")
                    .also(self.at(other)),
                Some(near) => {
                    meant.push(near.to_owned());
                    if chinese_key(name).is_some() || name.eq_ignore_ascii_case(near) {
                        problem = problem.replace(key.span.clone(), near);
                    }
                    problem.with("nearest", near).hint("nearest")
                }
                None => problem
                    .with("known", known().collect::<Vec<_>>().join(", "))
                    .hint("known"),
            };
            self.problems.push(problem);
        }
        let is_map = self.is_map;
        let misspelt = |p: &Diagnostic| {
            p.code == code::MISSING_KEY
                && (!is_map || p.args.iter().any(|(_, key)| meant.contains(key)))
        };
        let mut index = 0;
        self.problems.retain(|p| {
            index += 1;
            index <= self.before || !misspelt(p)
        });
    }
}

/// Returns the one of the `known` keys that `name` is, in Chinese, in capitals or in another
/// program.
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
