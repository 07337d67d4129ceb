//! Typing errors that make YAML read something else: full-width marks, no space after a colon.
//!
//! They are looked for before the lines are read as YAML, whose own complaints come late and at
//! another place. Text of a block (`|`, `>`), of a quotation over several lines and comments are
//! left alone.

use std::ops::Range;

use super::quotation::{certain, closing, end_of_flow, meanings, quoted, without_comment};
use crate::base::path::SitePath;
use crate::content::document::keys::{self, NAMES, Shape};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};

/// Finds the typing errors of front matter; each line has at most one.
pub(super) fn typos(file: &SitePath, text: &str, yaml: Range<usize>) -> Vec<Diagnostic> {
    let mut scan = Scan {
        file,
        text,
        yaml: yaml.clone(),
        found: Vec::new(),
        block: None,
        open: None,
        list: None,
        tabs: None,
    };
    let mut at = yaml.start;
    for line in text[yaml].split_inclusive('\n') {
        scan.line(at, line.trim_end_matches(['\n', '\r']));
        at += line.len();
    }
    let mut found = scan.found;
    found.extend(scan.tabs);
    found
}

/// Returns the key at the head of a line that is not indented, with either colon after it.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let key = &line[..line.find([':', '：'])?];
    (is_word(key) || !(NAMES.chinese)(key).is_empty()).then_some(key)
}

/// Returns true if a text is a word as keys are.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

struct Scan<'a> {
    file: &'a SitePath,
    text: &'a str,
    yaml: Range<usize>,
    found: Vec<Diagnostic>,
    /// Within the text of a block: the indent of its key.
    block: Option<usize>,
    /// Within a value of several lines: what ends it.
    open: Option<char>,
    /// Below a key without a value: the key, and how far its items are indented.
    list: Option<(&'a str, Option<usize>)>,
    /// The first tab, with the fix of all.
    tabs: Option<Diagnostic>,
}

impl<'a> Scan<'a> {
    fn report(&mut self, problem: Diagnostic) {
        self.found.push(problem);
    }

    fn problem(&self, code: Code, at: Range<usize>) -> Diagnostic {
        Diagnostic::new(code, Span::new(self.file, at))
    }

    fn line(&mut self, at: usize, line: &'a str) {
        let body = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - body.len();
        if let Some(end) = self.open {
            self.open = Some(end).filter(|end| !line.contains(*end));
            return;
        }
        if body.trim().is_empty()
            || self.block.is_some_and(|key| indent > key)
            || body.starts_with('#')
        {
            return;
        }
        self.block = None;
        if line[..indent].contains('\t') {
            self.tab(at, &line[..indent]);
            return;
        }
        if self.hyphen(at + indent, body, indent) {
            return;
        }
        let item = body.len() - body.trim_start_matches("- ").trim_start().len();
        self.entry(at + indent + item, &body[item..], indent);
    }

    /// Looks for an item whose hyphen has no space after it; a text below its key may start with
    /// one.
    fn hyphen(&mut self, at: usize, body: &'a str, indent: usize) -> bool {
        let Some((key, items)) = self.list else {
            return false;
        };
        let is_inside = items.is_none_or(|items| indent == items);
        let rest = body
            .strip_prefix('-')
            .filter(|_| is_inside)
            .unwrap_or_default();
        if rest.starts_with(' ') {
            self.list = Some((key, Some(indent)));
            return false;
        }
        let is_item =
            !rest.is_empty() && !rest.starts_with(|c: char| c == '-' || c.is_ascii_digit());
        if !is_item || indent > 0 && items.is_none() && !has(key, Shape::has_items) {
            self.list = self
                .list
                .filter(|_| items.is_some_and(|items| indent > items));
            return false;
        }
        self.list = Some((key, Some(indent)));
        let problem = self
            .problem(code::YAML_SYNTAX, at..at + 1)
            .with("reason", "reason-hyphen")
            .with("form", "hyphen");
        self.report(
            problem
                .with("text", rest.trim_end())
                .replace(at + 1..at + 1, " "),
        );
        true
    }

    fn tab(&mut self, at: usize, indent: &str) {
        let first = at + indent.find('\t').unwrap_or_default();
        let problem = match self.tabs.take() {
            Some(problem) => problem,
            None => self.problem(code::TAB_INDENTATION, first..first + 1),
        };
        self.tabs = Some(problem.replace(at..at + indent.len(), indent.replace('\t', "  ")));
    }

    /// Looks at `key: value`, whose first byte is `at`.
    fn entry(&mut self, at: usize, entry: &'a str, indent: usize) {
        let key_end = entry
            .find([':', '：', ' ', '\t', '"', '\''])
            .unwrap_or(entry.len());
        let (key, rest) = entry.split_at(key_end);
        let special = ['#', '-', '[', ']', '{', '}', '&', '*', '!', '|', '>'];
        if key.is_empty() || key.starts_with(special) {
            return;
        }
        let is_word = is_word(key);
        let colon = at + key_end;
        let after = rest.trim_start_matches(' ');
        if after.starts_with('：') && (is_word || indent == 0 && rest.starts_with('：')) {
            let start = colon + rest.len() - after.len();
            return self.wide_colon(key, at, start, after);
        }
        let Some(value) = rest.strip_prefix(':') else {
            return;
        };
        if !value.is_empty() && !value.starts_with([' ', '\t']) {
            if indent == 0 || is_word && !value.starts_with('/') {
                let problem = self
                    .problem(code::MISSING_SPACE_AFTER_COLON, colon..colon + 1)
                    .with("key", key);
                self.report(problem.replace(colon + 1..colon + 1, " "));
            }
            return;
        }
        let bare = value.trim_start_matches([' ', '\t']);
        let start = colon + 1 + value.len() - bare.len();
        let value = without_comment(bare).trim_end();
        if value.is_empty() && self.list.is_none() {
            self.list = Some((key, None));
        }
        if has(key, Shape::is_text) {
            self.comment(key, start, bare, value.len());
        }
        self.value(key, start, value, indent);
    }

    /// Looks at what YAML takes for a comment after `length` bytes of a text without quotation
    /// marks.
    ///
    /// Whoever writes a comment leaves a space after the `#`; in `#1` and `#话题#` it belongs to the
    /// text.
    fn comment(&mut self, key: &str, at: usize, line: &str, length: usize) {
        let line = line.trim_end();
        let Some(from) = line[length..].find('#').map(|i| length + i) else {
            return;
        };
        let comment = &line[from..];
        let is_spaced = comment[1..]
            .chars()
            .next()
            .is_none_or(|c| c.is_whitespace() || c == '#');
        if is_spaced
            || line.starts_with(['"', '\'', '|', '>'])
            || is_flow(line[..length].trim_end())
        {
            return;
        }
        let problem = match (length, key) {
            (0, "title") => {
                let problem = self
                    .problem(code::RESERVED_CHARACTER, at..at + 1)
                    .with("text", '#')
                    .with("key", key);
                problem.with("nearest", quoted(line))
            }
            _ => {
                let span = Span::new(self.file, at + from..at + line.len());
                Diagnostic::new(code::UNINTENDED_COMMENT, span)
                    .with("key", key)
                    .with("text", comment)
                    .with("nearest", quoted(line))
                    .hint("nearest")
            }
        };
        let is_text = is_number(comment) || comment[1..].contains('#');
        self.report(if is_text {
            problem.replace(at..at + line.len(), quoted(line))
        } else {
            problem
        });
    }

    /// Reports `title：` by its colon, and `标题：` by the key, which is wrong too.
    fn wide_colon(&mut self, key: &str, at: usize, colon: usize, after: &str) {
        let end = colon + '：'.len_utf8();
        let space = if after['：'.len_utf8()..].starts_with([' ', '\t']) || after == "：" {
            ""
        } else {
            " "
        };
        let unknown = self
            .problem(code::UNKNOWN_KEY, at..at + key.len())
            .with("key", key);
        let problem = match (NAMES.chinese)(key)[..] {
            [] => self
                .problem(code::FULL_WIDTH_COLON, colon..end)
                .with("key", key)
                .replace(colon..end, format!(":{space}")),
            [near] => {
                let problem = unknown.with("nearest", near);
                match self.other(near, at) {
                    Some(other) => problem.hint("both").also(Span::new(self.file, other)),
                    None => problem
                        .hint("nearest")
                        .replace(at..end, format!("{near}:{space}")),
                }
            }
            ref several => unknown.with("known", several.join(", ")).hint("either"),
        };
        self.report(problem);
    }

    /// Finds the line that has the entry `key` already, in whatever spelling, beside the line of
    /// `at`.
    fn other(&self, key: &str, at: usize) -> Option<Range<usize>> {
        let mut start = self.yaml.start;
        self.text[self.yaml.clone()]
            .split_inclusive('\n')
            .find_map(|line| {
                let found =
                    key_of(line).filter(|k| *k == key || start < at && NAMES.one(k) == Some(key));
                let place = found
                    .map(|k| start..start + k.len())
                    .filter(|place| place.start != at);
                start += line.len();
                place
            })
    }

    fn value(&mut self, key: &str, at: usize, value: &'a str, indent: usize) {
        let Some(first) = value.chars().next() else {
            return;
        };
        match first {
            '"' | '\'' => self.quoted(key, at, value, first),
            '[' | '{' => self.flow(key, at, value),
            '-' if value.starts_with("- ") => self.item(key, at, value),
            '|' | '>' => self.block = Some(indent),
            '［' | '【' if has(key, Shape::is_list) => self.brackets(at, value, ['[', ']']),
            '｛' if has(key, Shape::is_map) => self.brackets(at, value, ['{', '}']),
            '“' | '”' | '‘' | '’' | '＂' if has(key, Shape::is_plain) => {
                self.curly(key, at, value)
            }
            '@' | '`' | '%' | '*' | '&' | '!' if has(key, Shape::is_text) => {
                self.sign(key, at, value, first);
            }
            // The name of an anchor or a tag stands before the value.
            '&' | '!' => {
                let rest = value.split_once(' ').map_or("", |(_, rest)| rest);
                let rest = rest.trim_start();
                self.value(key, at + value.len() - rest.len(), rest, indent);
            }
            _ => self.plain(key, at, value),
        }
    }

    /// Reports a text that starts with a sign which means something else there.
    fn sign(&mut self, key: &str, at: usize, value: &str, first: char) {
        let problem = self
            .problem(code::RESERVED_CHARACTER, at..at + 1)
            .with("text", first)
            .with("key", key);
        let problem = problem.with("nearest", quoted(value));
        // The rest of the line may be text too, and the line below may go on with it.
        let rest = self.text[at + value.len()..self.yaml.end]
            .lines()
            .next()
            .unwrap_or_default()
            .trim();
        let is_whole = (rest.is_empty() || rest.starts_with("# ")) && !self.goes_on(at);
        self.report(if is_whole {
            problem.replace(at..at + value.len(), quoted(value))
        } else {
            problem
        });
    }

    /// Returns true if the line below that of `at` belongs to it.
    fn goes_on(&self, at: usize) -> bool {
        let mut below = self.text[at..self.yaml.end]
            .lines()
            .skip(1)
            .filter(|line| !line.trim().is_empty());
        below
            .next()
            .is_some_and(|line| line.starts_with([' ', '\t']))
    }

    /// Reports an item of a list in the line of its key.
    fn item(&mut self, key: &str, at: usize, value: &str) {
        if has(key, Shape::is_one_text) {
            return self.sign(key, at, value, '-');
        }
        let form = if value.contains(": ") {
            "item"
        } else {
            "items"
        };
        let list = value[1..].trim_start().replace(" - ", ", ");
        let problem = self
            .problem(code::YAML_SYNTAX, at..at + 1)
            .with("reason", "reason-item")
            .with("form", form);
        self.report(
            problem
                .with("key", key)
                .with("text", value)
                .with("nearest", format!("[{list}]")),
        );
    }

    /// Looks at a value without quotation marks: a colon with a space after it begins a new entry.
    fn plain(&mut self, key: &str, at: usize, value: &str) {
        let colon = value
            .find(": ")
            .or_else(|| value.ends_with(':').then(|| value.len() - 1));
        if let Some(colon) = colon {
            let problem = self.problem(code::MISPLACED_COLON, at + colon..at + colon + 1);
            let is_text = has(key, Shape::is_text);
            self.report(if is_text {
                problem.replace(at..at + value.len(), quoted(value))
            } else {
                problem
            });
        }
    }

    fn quoted(&mut self, key: &str, at: usize, value: &'a str, mark: char) {
        let Some(end) = closing(value, mark) else {
            let next = self.text[at..self.yaml.end]
                .split_once('\n')
                .map_or("", |(_, rest)| rest);
            if self.goes_on(at) && next.contains(mark) {
                self.open = Some(mark);
            } else {
                let problem = self.problem(code::UNCLOSED_QUOTE, at..at + 1);
                let curly = value.ends_with(['”', '“', '’', '＂']);
                self.report(if curly {
                    problem.hint("curly")
                } else {
                    problem
                });
            }
            return;
        };
        let rest = &value[end + 1..];
        if rest.trim().is_empty() {
            return;
        }
        let problem = self
            .problem(code::TEXT_AFTER_QUOTE, at + end..at + end + 1)
            .with("key", key);
        self.report(
            match certain(value, end, mark).filter(|_| has(key, Shape::is_text)) {
                Some(meant) => problem.replace(at..at + value.len(), meant),
                None => meanings(problem, value, mark),
            },
        );
    }

    /// Reports full-width brackets around a value; the fix takes the commas within, too.
    fn brackets(&mut self, at: usize, value: &str, plain: [char; 2]) {
        let first = value.chars().next().map_or(0, char::len_utf8);
        let problem = self.problem(code::FULL_WIDTH_BRACKETS, at..at + first);
        let last = value
            .chars()
            .next_back()
            .filter(|c| matches!(c, '］' | '】' | '｝' | ']' | '}'));
        let Some(last) = last.filter(|_| value.chars().count() > 1) else {
            return self.report(problem);
        };
        let inner = value[first..value.len() - last.len_utf8()].trim();
        let inner = inner.replace(['，', '、'], ", ").replace(",  ", ", ");
        let [open, close] = plain;
        self.report(problem.replace(at..at + value.len(), format!("{open}{inner}{close}")));
    }

    fn curly(&mut self, key: &str, at: usize, value: &str) {
        let inner = value.trim_matches(['“', '”', '‘', '’', '＂']);
        let first = value.chars().next().map_or(0, char::len_utf8);
        let problem = self
            .problem(code::CURLY_QUOTED_VALUE, at..at + first)
            .with("key", key);
        let is_plain = !inner.is_empty()
            && inner
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "-:.+ ".contains(c));
        self.report(if is_plain {
            problem.replace(at..at + value.len(), inner)
        } else {
            problem
        });
    }

    /// Looks into a list or map on one line for full-width commas, colons and brackets.
    fn flow(&mut self, key: &str, at: usize, value: &'a str) {
        let close = if value.starts_with('[') { ']' } else { '}' };
        let end = end_of_flow(value);
        if has(key, Shape::is_one_text) && end.map_or(!self.goes_on(at), |end| end < value.len()) {
            return self.sign(key, at, value, if close == ']' { '[' } else { '{' });
        }
        if let Some(end) = end.filter(|end| *end < value.len()) {
            let problem = self
                .problem(code::YAML_SYNTAX, at + end - 1..at + end)
                .with("reason", "reason-after");
            return self.report(problem.with("form", "after"));
        }
        if let Some(wide) = value
            .chars()
            .next_back()
            .filter(|c| matches!(c, '］' | '】' | '｝'))
        {
            let last = at + value.len() - wide.len_utf8();
            let problem = self.problem(code::FULL_WIDTH_BRACKETS, last..at + value.len());
            return self.report(problem.replace(last..at + value.len(), close));
        }
        let mut quote = None;
        for (i, c) in value.char_indices() {
            match (quote, c) {
                (Some(q), c) if q == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if value[..i].trim_end().ends_with(['[', '{', ',', ':']) => {
                    quote = Some(c)
                }
                (None, '，' | '、') if self.parts(key, value, i) => {
                    let end = i + c.len_utf8();
                    let space = if value[end..].starts_with(' ') {
                        ""
                    } else {
                        " "
                    };
                    let problem = self
                        .problem(code::FULL_WIDTH_SEPARATOR, at + i..at + end)
                        .with("text", c);
                    return self.report(problem.replace(at + i..at + end, format!(",{space}")));
                }
                (None, '：') if is_key(&value[..i]) => {
                    let name = value[..i]
                        .rsplit(['{', ',', ' '])
                        .next()
                        .unwrap_or_default();
                    let name = name.to_owned();
                    return self.wide_colon(&name, at + i - name.len(), at + i, &value[i..]);
                }
                _ => {}
            }
        }
        let open = if close == ']' { '[' } else { '{' };
        let is_open = value.matches(open).count() > value.matches(close).count();
        if is_open && self.text[at + value.len()..self.yaml.end].contains(close) {
            self.open = Some(close);
        }
    }

    /// Returns true if a full-width comma parts two entries: in a list of tags, or before a key.
    fn parts(&self, key: &str, value: &str, comma: usize) -> bool {
        if value.starts_with('[') {
            return has(key, Shape::is_list);
        }
        let rest = value[comma..].trim_start_matches(['，', '、', ' ']);
        key_of(rest).is_some_and(|k| k.is_ascii())
    }
}

/// Returns true if there is such a key, and its shape is of a kind.
fn has(key: &str, is_of_kind: fn(Shape) -> bool) -> bool {
    keys::find(key).is_some_and(|key| is_of_kind(key.shape))
}

/// Returns true if a text ends in a key of a map on one line: `{ src`, `, alt`.
fn is_key(before: &str) -> bool {
    let name = before.rsplit(['{', ',', ' ']).next().unwrap_or_default();
    let head = before[..before.len() - name.len()].trim_end();
    is_word(name) && head.ends_with(['{', ','])
}

/// Returns true if a text starts with a number as `#1`, `#1 机组` and `#1号机组` do; `#2稿` may be a note
/// of the newsroom.
fn is_number(text: &str) -> bool {
    let rest = text[1..].trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() + 1 < text.len() && (rest.is_empty() || rest.starts_with([' ', '号']))
}

/// Returns true if a text is a list or a map on one line, even if its bracket is not closed.
fn is_flow(text: &str) -> bool {
    text.starts_with(['[', '{']) && end_of_flow(text).is_none_or(|end| end == text.len())
}
