//! Code actions: the changes that fix what is wrong.

use std::ops::Range;

use serde_json::{Value, json};

use super::session::{Session, Text};
use crate::base::path::SitePath;
use crate::diagnostic::{Diagnostic, Edit};

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
        for problem in self.problems(path, &open.text) {
            if touches(&problem, &bytes) && !problem.fix.is_empty() && is_asked("quickfix", only) {
                actions.push(self.action(open, &problem));
            }
        }
        Value::Array(actions)
    }

    fn action(&self, open: &Text, problem: &Diagnostic) -> Value {
        let worded = self.wording.diagnostic(problem);
        json!({
            "title": worded.hints.into_iter().next().unwrap_or(worded.message),
            "kind": "quickfix",
            "diagnostics": [self.shown(&mut self.walk(&open.text), problem)],
            "isPreferred": true,
            "edit": self.edit(open, &problem.fix),
        })
    }

    /// Writes changes of an open text as the protocol has them.
    fn edit(&self, open: &Text, edits: &[Edit]) -> Value {
        let edits: Vec<Value> = edits
            .iter()
            .map(|edit| {
                let range = self
                    .walk(&open.text)
                    .range(edit.start as usize..edit.end as usize);
                json!({ "range": range, "newText": edit.text })
            })
            .collect();
        if self.client.takes_versions {
            let document = json!({ "uri": open.uri, "version": open.version });
            json!({ "documentChanges": [{ "textDocument": document, "edits": edits }] })
        } else {
            json!({ "changes": { open.uri.clone(): edits } })
        }
    }
}

/// Returns true if actions of a kind are asked for: kinds are above others by dots.
fn is_asked(kind: &str, only: Option<&[String]>) -> bool {
    let Some(only) = only else {
        return true;
    };
    only.iter().any(|asked| {
        let rest = kind.strip_prefix(asked.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || asked.is_empty())
    })
}

/// Returns true if a problem is at these bytes.
fn touches(problem: &Diagnostic, bytes: &Range<usize>) -> bool {
    let span = problem.span.as_ref();
    span.is_some_and(|span| span.start as usize <= bytes.end && span.end as usize >= bytes.start)
}
