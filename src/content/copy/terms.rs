//! `content/_terms.yaml`: words that the newsroom writes differently, each with the right one and a
//! note.
//!
//! ```yaml
//! 登陆网站: 登录网站
//! 帐号: { right: 账号, note: 现代汉语词典 }
//! ```

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::characters;
use super::passage::Passage;
use super::rule::{Finding, Rule};
use crate::base::path::SitePath;
use crate::content::yaml::{self, Fields, Names, Node, Value};
use crate::diagnostic::{Checked, Diagnostic};

/// Where the list lies; the site may have none.
pub const PATH: &str = "content/_terms.yaml";

/// Characters that YAML or Markdown would read as more than text; a word with one is no automatic
/// fix.
const MARKUP: [char; 18] = [
    '[', ']', '{', '}', ',', ':', '#', '"', '\'', '\\', '&', '*', '!', '|', '>', '<', '`', '_',
];

/// One word of the list.
#[derive(Clone, Debug)]
pub struct Term {
    /// As it should not be written.
    pub wrong: String,
    /// As it should be.
    pub right: String,
    /// Why.
    pub note: Option<String>,
}

/// The list, ready to be looked for.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    search: Option<AhoCorasick>,
}

impl Terms {
    /// Reads the list.
    pub fn read(file: &SitePath, text: &str) -> Checked<Terms> {
        let mut problems = Vec::new();
        let mut terms = Vec::new();
        match yaml::parse_file(file, text, &Names::NONE) {
            Ok(node) => match &node.value {
                Value::Null => {}
                Value::Map(pairs) => {
                    for (wrong, value) in pairs {
                        // Only the wrong word may be written with any character.
                        for place in scalars(value) {
                            problems.extend(characters::problems(file, text, place));
                        }
                        terms.extend(term(file, wrong, value, &mut problems));
                    }
                }
                Value::Plain(_) | Value::Text(_) | Value::List(_) => {
                    problems.push(yaml::no_map(file, &node, "top"));
                }
            },
            Err(problem) => problems.push(problem),
        }
        Checked {
            value: Terms::new(terms),
            problems,
        }
    }

    fn new(mut terms: Vec<Term>) -> Terms {
        terms.retain(|t| !t.wrong.is_empty() && t.wrong != t.right);
        let mut search = AhoCorasick::builder();
        let search = search
            .match_kind(MatchKind::LeftmostLongest)
            .build(terms.iter().map(|t| &t.wrong));
        let search = search.ok().filter(|_| !terms.is_empty());
        Terms { terms, search }
    }

    /// Returns the note on a word.
    pub fn note(&self, wrong: &str) -> Option<&str> {
        let found = self
            .search
            .as_ref()?
            .find(wrong)
            .filter(|hit| hit.len() == wrong.len())?;
        self.terms[found.pattern().as_usize()].note.as_deref()
    }

    /// Looks for the words in a passage; a right word that holds a wrong one is left alone.
    pub(super) fn check(&self, passage: &Passage, found: &mut Vec<Finding>) {
        let Some(search) = &self.search else { return };
        let text = passage.text(0, passage.chars.len());
        let (mut byte, mut index) = (0, 0);
        for hit in search.find_iter(&text) {
            let term = &self.terms[hit.pattern().as_usize()];
            index += text[byte..hit.start()].chars().count();
            byte = hit.start();
            if !is_right(&text, hit.start(), term) {
                let is_plain = !term.right.is_empty() && !term.right.contains(MARKUP);
                let right = is_plain.then(|| term.right.clone());
                found.push(passage.finding(
                    Rule::Term,
                    index,
                    index + term.wrong.chars().count(),
                    right,
                ));
            }
        }
    }
}

/// Returns where the texts of a value stand.
fn scalars(value: &Node) -> Vec<Range<usize>> {
    match &value.value {
        Value::Map(pairs) => pairs.iter().map(|(_, value)| value.span.clone()).collect(),
        Value::Null | Value::Plain(_) | Value::Text(_) | Value::List(_) => vec![value.span.clone()],
    }
}

/// Reads one word of the list: the right one alone, or that and a note.
fn term(
    file: &SitePath,
    wrong: &Node,
    value: &Node,
    problems: &mut Vec<Diagnostic>,
) -> Option<Term> {
    let wrong = wrong.as_text().unwrap_or_default().to_owned();
    if let Some(right) = value.as_text() {
        let right = right.to_owned();
        return Some(Term {
            wrong,
            right,
            note: None,
        });
    }
    let mut fields = Fields::new(file, value, "terms", &Names::NONE, problems);
    let right = fields.required("right").map(str::to_owned);
    let note = fields.text("note").map(str::to_owned);
    fields.finish();
    let right = right?;
    Some(Term { wrong, right, note })
}

/// Returns true if the wrong word at byte `at` is a part of the right one: 西宁 in 西宁市.
fn is_right(text: &str, at: usize, term: &Term) -> bool {
    let mut starts = term
        .right
        .match_indices(&term.wrong)
        .filter_map(|(offset, _)| at.checked_sub(offset));
    starts.any(|start| {
        text.get(start..)
            .is_some_and(|rest| rest.starts_with(&term.right))
    })
}
