//! Code actions: the changes that fix what is wrong, and those that are only likely to.

use std::ops::Range;

use serde_json::{Value, json};

use super::complete;
use super::offer::written;
use super::session::{Session, Text};
use crate::base::path::SitePath;
use crate::content::config::is_settings;
use crate::diagnostic::code::Severity;
use crate::diagnostic::{Diagnostic, Edit};
use crate::edition::fix;

/// The kind of actions that fix one problem.
const QUICK: &str = "quickfix";

/// The kind of the action that fixes all that is certain, which editors do at a save.
const ALL: &str = "source.fixAll.dateline";

/// The kinds of actions that there are.
pub(super) const KINDS: [&str; 2] = [QUICK, ALL];

/// How often the text is looked at for further fixes.
const ROUNDS: usize = 10;

impl Session {
    /// Offers the changes that fix what is wrong in these bytes; `only` names the kinds that are
    /// asked for.
    pub(super) fn actions(
        &self,
        path: &SitePath,
        bytes: Range<usize>,
        only: Option<&[String]>,
    ) -> Value {
        let Some(open) = self.open.get(path) else {
            return Value::Null;
        };
        let mut actions = Vec::new();
        if is_asked(QUICK, only) {
            for problem in self.problems(path, &open.text) {
                if touches(&problem, &bytes) {
                    actions.extend(self.action(path, open, &problem));
                }
            }
        }
        // It changes more than what is pointed at, so it has to be asked for.
        if only.is_some() && is_asked(ALL, only) {
            actions.extend(self.fix_all(path, open));
        }
        Value::Array(actions)
    }

    /// Offers what fixes a problem: for certain, or by what is probably meant.
    fn action(&self, path: &SitePath, open: &Text, problem: &Diagnostic) -> Option<Value> {
        let is_certain = !problem.fix.is_empty();
        let edit = if is_certain {
            self.edit(open, &problem.fix)
        } else {
            self.edit(open, &[self.meant(path, &open.text, problem)?])
        };
        let worded = self.wording.diagnostic(problem);
        Some(json!({
            "title": worded.hints.into_iter().next().unwrap_or(worded.message),
            "kind": QUICK,
            "diagnostics": [self.shown(&mut self.walk(&open.text), problem)],
            // An editor may take what is preferred without a question.
            "isPreferred": is_certain,
            "edit": edit,
        }))
    }

    /// Returns the change to what a problem says is probably meant, if the problem is gone then and
    /// no error has come.
    fn meant(&self, path: &SitePath, text: &str, problem: &Diagnostic) -> Option<Edit> {
        let mut edits = candidates(text, problem).into_iter().peekable();
        edits.peek()?;
        let before = self.own(path, text);
        if !before.iter().any(|p| is_same(p, problem)) {
            return None;
        }
        edits.find(|edit| {
            let (new, _) = fix::apply(text.as_bytes(), std::iter::once(std::slice::from_ref(edit)));
            let after = String::from_utf8(new).map(|new| self.own(path, &new));
            after.is_ok_and(|after| {
                let end = edit.start as usize + edit.text.len();
                let stays = after
                    .iter()
                    .any(|p| p.code == problem.code && touches(p, &(edit.start as usize..end)));
                !stays && errors(&after) <= errors(&before)
            })
        })
    }

    /// Offers to fix all that is certain; `None` if there is nothing, or no end to it.
    fn fix_all(&self, path: &SitePath, open: &Text) -> Option<Value> {
        let mut text = open.text.clone();
        let mut round = 0;
        loop {
            let problems = self.problems(path, &text);
            let fixes = problems.iter().map(|p| p.fix.as_slice());
            let (new, _) = fix::apply(text.as_bytes(), fixes.filter(|fix| !fix.is_empty()));
            if new == text.as_bytes() {
                break;
            }
            if round == ROUNDS {
                return None;
            }
            text = String::from_utf8(new).ok()?;
            round += 1;
        }
        let edit = difference(&open.text, &text)?;
        Some(json!({
            "title": self.wording.say("lsp-fix-all", &[]),
            "kind": ALL,
            "edit": self.edit(open, &[edit]),
        }))
    }

    /// Writes changes of an open text as the protocol has them.
    fn edit(&self, open: &Text, edits: &[Edit]) -> Value {
        let mut shown = Vec::new();
        for edit in edits {
            let bytes = edit.start as usize..edit.end as usize;
            let range = self.walk(&open.text).range(bytes);
            shown.push(json!({ "range": range, "newText": edit.text }));
        }
        if self.client.takes_versions {
            let document = json!({ "uri": open.uri, "version": open.version });
            json!({ "documentChanges": [{ "textDocument": document, "edits": shown }] })
        } else {
            json!({ "changes": { open.uri.clone(): shown } })
        }
    }
}

/// Returns the changes that a problem with the hint `nearest` may mean, the most likely first.
fn candidates(text: &str, problem: &Diagnostic) -> Vec<Edit> {
    let nearest = problem.args.iter().find(|(name, _)| *name == "nearest");
    let (Some((_, near)), Some(span)) = (nearest, &problem.span) else {
        return Vec::new();
    };
    let bytes = span.start as usize..span.end as usize;
    let Some(part) = text.get(bytes.clone()).filter(|part| !part.is_empty()) else {
        return Vec::new();
    };
    if !problem.hints.iter().any(|hint| hint == "nearest") {
        return Vec::new();
    }
    // A value in quotation marks stands for the same without, which may be more than is wrong.
    let quotes = near.chars().next().filter(|c| ['"', '\''].contains(c));
    if let Some(quote) = quotes.filter(|quote| !part.starts_with(*quote)) {
        let inner = near.trim_matches(quote);
        let start = text[..bytes.start].rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next().unwrap_or_default();
        let found = line
            .rfind(inner)
            .map(|i| start + i..start + i + inner.len());
        let found = found.filter(|found| found.start <= bytes.start && bytes.end <= found.end);
        return found
            .map(|found| Edit::new(found, near))
            .into_iter()
            .collect();
    }
    // The word that is wrong is the smallest part.
    let mut places = Vec::new();
    for (name, word) in &problem.args {
        let mut found = part.match_indices(word.as_str());
        if let (Some((i, _)), None) = (found.next(), found.next())
            && *name != "nearest"
        {
            places.push(bytes.start + i..bytes.start + i + word.len());
        }
    }
    places.retain(|place| !place.is_empty() && *place != bytes);
    places.sort_by_key(Range::len);
    if let Some(tail) = part.find(['?', '#']).filter(|_| !near.contains(['?', '#'])) {
        // What is behind the path of a link stays.
        places.push(bytes.start..bytes.start + tail);
    }
    places.push(bytes.clone());
    let near = if complete::front(text).contains(&bytes.start) || is_settings(&span.file) {
        near.clone()
    } else if near.contains([' ', '(', ')', '<']) {
        // Markdown takes it for no destination as it is.
        written(near)
    } else {
        near.clone()
    };
    let edits = places.into_iter().map(|place| Edit::new(place, &*near));
    edits.collect()
}

/// Returns the one change that makes of a text a different one; `None` if they are the same.
fn difference(old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let same = old.char_indices().zip(new.chars());
    let start = same
        .take_while(|((_, a), b)| a == b)
        .map(|((i, a), _)| i + a.len_utf8())
        .last()
        .unwrap_or(0);
    let same = old[start..].chars().rev().zip(new[start..].chars().rev());
    let tail: usize = same
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let text = &new[start..new.len() - tail];
    Some(Edit::new(start..old.len() - tail, text))
}

/// Returns true if actions of a kind are asked for: a kind is above those that go on with a dot.
fn is_asked(kind: &str, only: Option<&[String]>) -> bool {
    let Some(only) = only else {
        return true;
    };
    only.iter().any(|asked| {
        let rest = kind.strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.is_empty())
    })
}

/// Returns true if two problems are the same at the same place.
fn is_same(a: &Diagnostic, b: &Diagnostic) -> bool {
    (a.code, &a.span) == (b.code, &b.span)
}

fn errors(problems: &[Diagnostic]) -> usize {
    let mut count = 0;
    for problem in problems {
        count += usize::from(problem.code.severity == Severity::Error);
    }
    count
}

/// Returns true if a problem is at these bytes.
fn touches(problem: &Diagnostic, bytes: &Range<usize>) -> bool {
    let span = problem.span.as_ref();
    span.is_some_and(|span| span.start as usize <= bytes.end && span.end as usize >= bytes.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_asked_for_by_its_name_or_one_above_it() {
        let asked = |kind: &str, only: &str| is_asked(kind, Some(&[only.to_owned()]));
        assert!(is_asked(QUICK, None) && asked(QUICK, "quickfix") && asked(QUICK, ""));
        assert!(asked(ALL, "source") && asked(ALL, "source.fixAll") && asked(ALL, ALL));
        assert!(!asked(QUICK, "source") && !asked(ALL, "source.fix") && !asked(ALL, QUICK));
        assert!(!is_asked(QUICK, Some(&[])));
    }

    #[test]
    fn the_difference_of_two_texts_is_one_change() {
        for (old, new) in [
            ("", "雪"),
            ("雪", ""),
            ("甲乙", "甲丙乙"),
            ("甲甲", "甲"),
            ("aba", "ababa"),
            ("甲，乙", "甲,乙"),
        ] {
            let edit = difference(old, new).unwrap();
            let fix = std::iter::once(std::slice::from_ref(&edit));
            let (found, _) = fix::apply(old.as_bytes(), fix);
            assert_eq!(found, new.as_bytes(), "{old} {new}");
        }
        assert_eq!(difference("雪", "雪"), None);
    }
}
