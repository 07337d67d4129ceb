//! Values out of a fixed list.

use crate::content::yaml::{Fields, Node};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// What the values of lists are called in Chinese.
const CHINESE: [(&str, &str); 22] = [
    ("评论", "commentary"),
    ("公报", "bulletin"),
    ("新闻", "news"),
    ("日", "day"),
    ("每日", "day"),
    ("每天", "day"),
    ("周", "week"),
    ("每周", "week"),
    ("月", "month"),
    ("每月", "month"),
    ("季", "quarter"),
    ("季度", "quarter"),
    ("每季", "quarter"),
    ("年", "year"),
    ("每年", "year"),
    ("开", "on"),
    ("关", "off"),
    ("警告", "warning"),
    ("错误", "error"),
    ("暂缓", "withhold"),
    ("报纸", "broadsheet"),
    ("列表", "list"),
];

/// Reads a required value out of a list.
pub(super) fn one_of<T: Copy>(
    fields: &mut Fields<'_>,
    key: &'static str,
    all: &[(&str, T)],
) -> Option<T> {
    let word = fields.required_at(key)?;
    choice(fields, key, word, all)
}

/// Looks up a value in a list; reports one that is not there, with the nearest that is.
pub(crate) fn choice<T: Copy>(
    fields: &mut Fields<'_>,
    key: &str,
    (word, node): (&str, &Node),
    all: &[(&str, T)],
) -> Option<T> {
    let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
    named(fields, key, (word, node), all, meant(word, &names))
}

/// Looks up a value in a list in the same way; `meant` is the one that the word can only mean.
pub(super) fn named<T: Copy>(
    fields: &mut Fields<'_>,
    key: &str,
    (word, node): (&str, &Node),
    all: &[(&str, T)],
    meant: Option<&str>,
) -> Option<T> {
    let found = all.iter().find(|(name, _)| *name == word);
    if found.is_none() {
        let names: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let problem = Diagnostic::new(code::UNKNOWN_CHOICE, fields.at(node))
            .with("key", key)
            .with("word", word)
            .with("known", names.join(", "));
        fields.report(match meant.filter(|name| names.contains(name)) {
            Some(name) => problem
                .with("nearest", name)
                .hint("nearest")
                .replace(node.span.clone(), name),
            None => problem.nearest(word, names),
        });
    }
    found.map(|(_, value)| *value)
}

/// Returns the value that a Chinese word means, if it is one of `names`.
fn meant<'n>(word: &str, names: &[&'n str]) -> Option<&'n str> {
    let (_, meant) = CHINESE.iter().find(|(chinese, _)| *chinese == word)?;
    names.iter().find(|name| *name == meant).copied()
}
