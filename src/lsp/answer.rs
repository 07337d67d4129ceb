//! Answers to the editor: completion, hover, definitions and quick fixes.

use std::collections::HashMap;

use lsp_server::Request;
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CompletionParams, GotoDefinitionParams, Hover,
    HoverContents, HoverParams, Location, MarkedString, TextEdit, Uri, WorkspaceEdit,
};
use serde_json::Value;

use super::position::Walk;
use super::session::Session;
use super::{complete, position};
use crate::base::url::bare;
use crate::content::document;
use crate::diagnostic::{Diagnostic, Edit};
use crate::edition::load;

impl Session<'_> {
    /// Answers a request; `None` if there is nothing to say.
    pub(super) fn answer(&self, request: Request) -> Option<Value> {
        let Request { method, params, .. } = request;
        match method.as_str() {
            "textDocument/codeAction" => self.fixes(serde_json::from_value(params).ok()?),
            "textDocument/completion" => {
                let at = serde_json::from_value::<CompletionParams>(params)
                    .ok()?
                    .text_document_position;
                let (path, text) = self.text(&at.text_document.uri)?;
                serde_json::to_value(complete::complete(
                    self,
                    &path,
                    text,
                    position::byte(text, at.position),
                ))
                .ok()
            }
            "textDocument/hover" => self.hover(&serde_json::from_value(params).ok()?),
            "textDocument/definition" => self.definition(&serde_json::from_value(params).ok()?),
            _ => None,
        }
    }

    /// Offers the changes that fix what is wrong at a place.
    fn fixes(&self, params: CodeActionParams) -> Option<Value> {
        let uri = params.text_document.uri;
        let (path, text) = self.text(&uri)?;
        let start = position::byte(text, params.range.start);
        let end = position::byte(text, params.range.end);
        let problems = self.problems(&path, text);
        let actions: Vec<CodeAction> = problems
            .iter()
            .filter(|p| !p.fix.is_empty() && touches(p, start, end))
            .map(|p| self.fix(&uri, text, p))
            .collect();
        serde_json::to_value(actions).ok()
    }

    fn fix(&self, uri: &Uri, text: &str, problem: &Diagnostic) -> CodeAction {
        let edits = problem.fix.iter().map(|e| edit(text, e)).collect();
        #[expect(
            clippy::mutable_key_type,
            reason = "the protocol's own type has an address for its key"
        )]
        let changes = HashMap::from([(uri.clone(), edits)]);
        let worded = self.wording.diagnostic(problem);
        CodeAction {
            title: worded.hints.into_iter().next().unwrap_or(worded.message),
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: Some(vec![self.shown(&mut Walk::new(text), problem)]),
            edit: Some(WorkspaceEdit {
                changes: Some(changes),
                ..WorkspaceEdit::default()
            }),
            is_preferred: Some(true),
            ..CodeAction::default()
        }
    }

    /// Explains the key of front matter at a place.
    fn hover(&self, params: &HoverParams) -> Option<Value> {
        let at = &params.text_document_position_params;
        let (path, text) = self.text(&at.text_document.uri)?;
        let byte = position::byte(text, at.position);
        if !complete::front(text).contains(&byte) {
            return None;
        }
        let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next()?;
        let key = line.split(':').next()?;
        if byte > start + key.len() {
            return None;
        }
        let (key, about) = complete::properties(self, &path)
            .into_iter()
            .find(|(known, _)| known == key)?;
        let contents = HoverContents::Scalar(MarkedString::String(format!("**{key}** {about}")));
        let range = Some(position::range(text, start..start + key.len()));
        serde_json::to_value(Hover { contents, range }).ok()
    }

    /// Finds the file that a link at a place leads to.
    fn definition(&self, params: &GotoDefinitionParams) -> Option<Value> {
        let at = &params.text_document_position_params;
        let (path, text) = self.text(&at.text_document.uri)?;
        let byte = u32::try_from(position::byte(text, at.position)).ok()?;
        let config = &self.edition.site.config;
        let category = load::folder_of(&path, config)?;
        let document = document::parse(&path, text, category, config).value?;
        let link = document
            .destinations()
            .chain(&document.details().related)
            .find(|l| l.start <= byte && byte <= l.end)?;
        let file = path
            .resolve(bare(&link.text))
            .filter(|f| self.edition.source.has_file(f))?;
        serde_json::to_value(Location {
            uri: self.uri(&file)?,
            range: lsp_types::Range::default(),
        })
        .ok()
    }
}

/// Returns true if a problem is at these bytes.
fn touches(problem: &Diagnostic, start: usize, end: usize) -> bool {
    let span = problem.span.as_ref();
    span.is_some_and(|span| span.start as usize <= end && span.end as usize >= start)
}

fn edit(text: &str, edit: &Edit) -> TextEdit {
    TextEdit {
        range: position::range(text, edit.start as usize..edit.end as usize),
        new_text: edit.text.clone(),
    }
}
