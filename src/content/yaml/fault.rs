//! What is wrong if YAML cannot be read, or means something else than was meant: in terms that
//! editors know.

use std::ops::Range;

use super::names::Names;
use super::node::{Node, Value};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Turns the parser's error into one that an editor understands.
pub(super) fn syntax(
    file: &SitePath,
    text: &str,
    base: usize,
    most: usize,
    names: &Names,
    error: &serde_saphyr::Error,
) -> Diagnostic {
    use serde_saphyr::Error;
    use serde_saphyr::budget::BudgetBreach;
    // The scanner's errors know their place in characters only.
    let characters = error
        .location()
        .and_then(|l| usize::try_from(l.span().offset()).ok())
        .unwrap_or(0);
    let at = text[base..]
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| base + at);
    let message = error.without_snippet().to_string();
    let problem = |code, at| Diagnostic::new(code, Span::new(file, at));
    let point = |code| problem(code, at..at);
    match error.without_snippet() {
        Error::DuplicateMappingKey { key, .. } => {
            point(code::DUPLICATE_KEY).with("key", key.clone().unwrap_or_default())
        }
        error if is_of_tag(error) => unsupported_tag(file, &text[base..], base, at),
        Error::Budget { breach, .. } => match breach {
            BudgetBreach::Nodes { .. } => point(code::TOO_MANY_ENTRIES).with("most", most),
            BudgetBreach::Documents { .. } => point(code::SECOND_DOCUMENT),
            _ => point(code::YAML_TOO_COMPLEX),
        },
        // Wrapped if an alias led to it.
        _ if message.contains("budget breached") || message.contains("recursion limit") => {
            point(code::YAML_TOO_COMPLEX)
        }
        _ if message.contains("tab") => tab(text, base, at).map_or_else(
            || point(code::TAB_INDENTATION),
            |at| problem(code::TAB_INDENTATION, at),
        ),
        _ if ["escape", "surrogate", "hexadecimal"]
            .iter()
            .any(|w| message.contains(w)) =>
        {
            point(code::UNKNOWN_ESCAPE)
        }
        _ if message.contains("quote") => point(code::UNCLOSED_QUOTE),
        _ if let Some((key, colon)) = wide_colon(text, base, at) => {
            problem(code::FULL_WIDTH_COLON, colon).with("key", key)
        }
        _ if let Some(problem) = without_colon(file, text, base, at, &message, names) => problem,
        _ if message.contains("mapping values are not allowed") => point(code::MISPLACED_COLON),
        _ => point(code::YAML_SYNTAX)
            .with("reason", reason(&message))
            .with("form", "other"),
    }
}

/// Returns true if the parser cannot read a value as the tag before it says.
fn is_of_tag(error: &serde_saphyr::Error) -> bool {
    use serde_saphyr::Error;
    matches!(
        error,
        Error::UnsupportedTag { .. }
            | Error::InvalidScalar { .. }
            | Error::InvalidBooleanStrict { .. }
            | Error::TaggedScalarCannotDeserializeIntoString { .. }
    )
}

/// Reports the tag of the value at `at`, by its name.
///
/// It stands before the value, or is where the value should be.
pub(super) fn unsupported_tag(file: &SitePath, yaml: &str, base: usize, at: usize) -> Diagnostic {
    let here = at - base;
    let last = yaml[..here].rfind('!');
    let start = match last {
        Some(last) if !yaml[here..].starts_with('!') => {
            let head = yaml[..last].rfind(|c: char| c.is_whitespace() || ",[{".contains(c));
            head.map_or(0, |i| i + 1)
        }
        Some(_) | None => here,
    };
    let rest = &yaml[start..];
    let length = rest.find(|c: char| c.is_whitespace() || ",[]{}".contains(c));
    let tag = &rest[..length.unwrap_or(rest.len())];
    let span = Span::new(file, base + start..base + start + tag.len());
    Diagnostic::new(code::UNSUPPORTED_TAG, span).with("tag", tag)
}

/// Reports a line without its colon, which the parser takes for text that goes on: it complains of
/// the next colon.
fn without_colon(
    file: &SitePath,
    text: &str,
    base: usize,
    at: usize,
    message: &str,
    names: &Names,
) -> Option<Diagnostic> {
    let this = line_of(text, base, at);
    let head = match message {
        m if m.contains("simple key expected") => this,
        m if m.contains("mapping values are not allowed") && !text[this..at].contains(": ") => {
            first_of_block(text, base, this, names)?
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
    let problem = Diagnostic::new(
        code::YAML_SYNTAX,
        Span::new(file, start..start + line.len()),
    )
    .with("reason", "reason-colon");
    colon_of_line(file, line, start).or_else(|| match entry_meant(line, names) {
        Some((key, value)) => Some(
            problem
                .with("form", "colon")
                .with("key", key)
                .with("text", value),
        ),
        // Below a key it may be text whose next line has a colon too many.
        None => (head == this || start == head).then(|| problem.with("form", "other")),
    })
}

/// Returns the start of the block that the line at `this` belongs to; `None` if the block is that
/// line only.
///
/// A block is below a key without a value, or at the top of the file.
fn first_of_block(text: &str, base: usize, this: usize, names: &Names) -> Option<usize> {
    let wanted = indent(text[this..].lines().next()?);
    let mut first = None;
    let mut end = this;
    while end > base {
        let head = line_of(text, base, end - 1);
        let line = text[head..end].trim_end();
        end = head;
        let is_aside = line.trim_start().is_empty()
            || line.trim_start().starts_with('#')
            || indent(line) > wanted;
        if indent(line) < wanted && !is_aside {
            // Text that goes over several lines may have a colon of its own.
            let key = line.trim_start_matches([' ', '-']).strip_suffix(':');
            return first.filter(|_| key.is_some_and(|key| !(names.is_long)(key)));
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

/// Returns where the line of `at` starts, in a text that starts at `base`.
fn line_of(text: &str, base: usize, at: usize) -> usize {
    text[base..at].rfind('\n').map_or(base, |i| base + i + 1)
}

/// Returns how far a line is indented; the hyphen of an item counts as a space.
fn indent(line: &str) -> usize {
    line.len()
        - line
            .trim_start_matches(' ')
            .trim_start_matches("- ")
            .trim_start_matches(' ')
            .len()
}

/// Reports a line, or an entry within braces, whose colon is a full-width one or has no space after
/// it.
fn wrong_colon(file: &SitePath, entry: &str, start: usize) -> Option<Diagnostic> {
    let (key, colon) = entry.find(['：', ':']).map(|i| (&entry[..i], start + i))?;
    if key.is_empty() || key.contains([' ', '"', '\'', '，', '。', '“']) {
        return None;
    }
    let rest = &entry[key.len()..];
    if let Some(rest) = rest.strip_prefix('：') {
        let end = colon + '：'.len_utf8();
        let space = if rest.starts_with(' ') || rest.is_empty() {
            ""
        } else {
            " "
        };
        let problem =
            Diagnostic::new(code::FULL_WIDTH_COLON, Span::new(file, colon..end)).with("key", key);
        return Some(problem.replace(colon..end, format!(":{space}")));
    }
    if rest.starts_with(":/") {
        return None;
    }
    let problem = Diagnostic::new(
        code::MISSING_SPACE_AFTER_COLON,
        Span::new(file, colon..colon + 1),
    )
    .with("key", key);
    Some(problem.replace(colon + 1..colon + 1, " "))
}

/// Reports the same in a line, without a fix: a line that goes on with the text above looks no
/// different.
fn colon_of_line(file: &SitePath, line: &str, start: usize) -> Option<Diagnostic> {
    wrong_colon(file, line, start).map(|problem| Diagnostic {
        fix: Vec::new(),
        ..problem
    })
}

/// Reports an entry within braces that has no value because of its colon: `{ 市长信箱：6 }` is a key
/// only.
pub(crate) fn unparted(file: &SitePath, key: &Node, value: &Node) -> Option<Diagnostic> {
    let name = key
        .as_text()
        .filter(|name| name.len() == key.span.len() && value.value == Value::Null)?;
    wrong_colon(file, name, key.span.start)
}

/// Returns key and value of a line that has something else in the place of its colon: `title 初雪`,
/// `title；初雪`.
fn entry_meant<'l>(line: &'l str, names: &Names) -> Option<(&'l str, &'l str)> {
    let (word, _) = line.split_once([' ', '；', ';', '=', '＝', '，', ','])?;
    let value = line[word.len()..].trim_start_matches([' ', '；', ';', '=', '＝', '，', ',']);
    let is_word = !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let key = names.one(word).or_else(|| is_word.then_some(word))?;
    (!value.is_empty()).then_some((key, value))
}

/// Returns the name of the text for an error of the parser, or its own text in quotation marks.
fn reason(message: &str) -> String {
    const REASONS: [(&str, &[&str]); 6] = [
        ("reason-block", &["block scalar"]),
        ("reason-colon", &["simple key expected"]),
        (
            "reason-brackets",
            &[
                "flow mapping",
                "flow sequence",
                "bracket",
                "illegal placement",
            ],
        ),
        (
            "reason-align",
            &[
                "block mapping",
                "block collection",
                "block sequence",
                "indent",
            ],
        ),
        ("reason-percent", &["directive"]),
        (
            "reason-sign",
            &[
                "character",
                "tag",
                "handle",
                "anchor",
                "alias",
                "node content",
                "!!",
                "merge",
                "invalid",
                "'-'",
            ],
        ),
    ];
    let named = REASONS
        .iter()
        .find(|(_, words)| words.iter().any(|word| message.contains(word)));
    named
        .map(|(name, _)| (*name).to_owned())
        .unwrap_or_else(|| {
            let said = message.lines().next().unwrap_or_default();
            // The parser counts lines from the start of the YAML text; the place is shown beside
            // the message.
            format!("“{}”", said.split(" at line ").next().unwrap_or_default())
        })
}

/// Finds the first tab among the white space at the head of a line, from the line of `at` on.
fn tab(text: &str, base: usize, at: usize) -> Option<Range<usize>> {
    let mut head = line_of(text, base, at);
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
    let this = line_of(text, base, at);
    let before = (this > base).then(|| line_of(text, base, this - 1));
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
    let is_key = key
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    (is_key && !key.is_empty()).then_some(key)
}

/// Reports something that should have been a map; its colon may be all that is wrong with it.
///
/// `form` names the example that the hint shows; that of a whole file is `top`.
pub(crate) fn no_map(file: &SitePath, node: &Node, form: &'static str) -> Diagnostic {
    let text = node.as_text().unwrap_or_default();
    let entry = if form == "top" || key_before_wide_colon(text).is_some() {
        text
    } else {
        ""
    };
    let problem = colon_of_line(
        file,
        entry.lines().next().unwrap_or_default(),
        node.span.start,
    );
    problem.unwrap_or_else(|| {
        Diagnostic::new(code::EXPECTED_MAPPING, Span::new(file, node.span.clone()))
            .with("form", form)
    })
}
