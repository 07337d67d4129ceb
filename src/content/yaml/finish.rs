//! The end of reading a map: what nobody took, and what says nothing.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::fault::unparted;
use super::fields::Fields;
use super::node::{Node, Value};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, nearest};

impl<'a> Fields<'a> {
    /// Reports every key that nobody took, with the nearest that is known, and every one that has
    /// no value.
    ///
    /// A key that is missing because it was misspelt is not reported as missing too.
    pub fn finish(mut self) {
        let mut meant: Vec<String> = Vec::new();
        let spellings = OnceCell::new();
        for (key, value) in self.pairs {
            let name = key.as_text().unwrap_or_default();
            if self.known.contains(&name) {
                if value.value == Value::Null && !self.may_be_empty {
                    self.without_value(key, name);
                }
                continue;
            }
            if let Some(problem) = unparted(self.file, key, value) {
                meant.extend(problem.args.iter().map(|(_, key)| key.clone()));
                self.problems.push(problem);
            } else {
                let spellings = spellings.get_or_init(|| self.spellings());
                let (problem, near) = self.unknown(key, name, spellings);
                meant.extend(near.map(str::to_owned));
                self.problems.push(problem);
            }
        }
        let own = self.problems.split_off(self.before);
        for problem in own {
            let is_misspelt = problem.args.iter().any(|(_, key)| meant.contains(key));
            if problem.code != code::MISSING_KEY || self.is_map && !is_misspelt {
                self.problems.push(problem);
            }
        }
    }

    /// Reports a key that says nothing, unless that was found wrong already.
    fn without_value(&mut self, key: &Node, name: &str) {
        let span = Some(self.at(key));
        if self.problems[self.before..].iter().all(|p| p.span != span) {
            let problem = Diagnostic::new(code::KEY_WITHOUT_VALUE, self.at(key));
            self.report(problem.with("key", name));
        }
    }

    /// Returns the problem of a key that nobody took, and the key that was meant.
    fn unknown(
        &self,
        key: &Node,
        name: &str,
        spellings: &Spellings<'a>,
    ) -> (Diagnostic, Option<&'static str>) {
        let problem = Diagnostic::new(code::UNKNOWN_KEY, self.at(key)).with("key", name);
        let same = match self.same_keys(name)[..] {
            [] => None,
            [key] => Some(key),
            ref several => {
                let problem = problem.with("known", several.join(", "));
                return (problem.hint("either"), None);
            }
        };
        if let Some(near) = same
            && let Some(other) = spellings.twin(key, near)
        {
            let problem = problem.with("nearest", near).hint("both");
            return (problem.also(self.at(other)), None);
        }
        let Some(near) = same.or_else(|| nearest(name, self.known.iter().copied())) else {
            let problem = problem.with("known", self.known.join(", "));
            return (problem.hint("known"), None);
        };
        let problem = problem.with("nearest", near).hint("nearest");
        let is_certain = !(self.names.chinese)(name).is_empty() || name.eq_ignore_ascii_case(near);
        if is_certain {
            (problem.replace(key.span.clone(), near), Some(near))
        } else {
            (problem, Some(near))
        }
    }

    /// Returns the known keys that `name` is: in Chinese, in capitals or in other programs.
    fn same_keys(&self, name: &str) -> Vec<&'static str> {
        let mut meant = (self.names.chinese)(name);
        if meant.is_empty() {
            meant.extend((self.names.elsewhere)(name));
        }
        let known = self.known.iter().copied();
        if meant.is_empty() {
            known.filter(|key| key.eq_ignore_ascii_case(name)).collect()
        } else {
            known.filter(|key| meant.contains(key)).collect()
        }
    }

    /// Finds where each known key stands, in whatever spelling.
    fn spellings(&self) -> Spellings<'a> {
        let mut spellings = Spellings::default();
        for (node, _) in self.pairs {
            let text = node.as_text().unwrap_or_default();
            let key = match self.known.iter().find(|key| **key == text) {
                Some(key) => {
                    spellings.right.insert(key, node);
                    key
                }
                None => match self.same_keys(text)[..] {
                    [key] => key,
                    _ => continue,
                },
            };
            spellings.first.entry(key).or_insert(node);
        }
        spellings
    }
}

/// Where known keys stand.
#[derive(Default)]
struct Spellings<'a> {
    /// Under their own names.
    right: BTreeMap<&'static str, &'a Node>,
    /// For the first time, under whatever name.
    first: BTreeMap<&'static str, &'a Node>,
}

impl<'a> Spellings<'a> {
    /// Returns the entry that is `near` too: under its own name, or earlier under a different one.
    fn twin(&self, key: &Node, near: &str) -> Option<&'a Node> {
        let first = self.first.get(near);
        let earlier = first.filter(|other| other.span.start < key.span.start);
        earlier.or_else(|| self.right.get(near)).copied()
    }
}
