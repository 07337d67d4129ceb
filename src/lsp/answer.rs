//! Answers to the editor: completion, hover, definitions and quick fixes.

use lsp_types::{Hover, HoverContents, MarkedString, Position, Range};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::complete;
use super::session::Session;
use crate::base::path::SitePath;
use crate::base::url::bare;
use crate::content::document;
use crate::edition::load;

/// A question about a text.
pub(super) enum Question {
    /// What may be written at a place.
    Completion(At),
    /// What a place means.
    Hover(At),
    /// Where a place leads.
    Definition(At),
    /// What mends a part.
    Actions(Part),
}

#[derive(Deserialize)]
struct Named {
    uri: String,
}

/// A place in a text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct At {
    text_document: Named,
    position: Position,
}

/// A part of a text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Part {
    text_document: Named,
    range: Range,
    #[serde(default)]
    context: Context,
}

#[derive(Default, Deserialize)]
struct Context {
    /// The kinds of actions that are asked for.
    only: Option<Vec<String>>,
}

impl Question {
    /// Reads a question; `None` if there is none of that name.
    pub(super) fn of(method: &str, params: Value) -> Option<serde_json::Result<Question>> {
        Some(match method {
            "textDocument/completion" => read(params).map(Question::Completion),
            "textDocument/hover" => read(params).map(Question::Hover),
            "textDocument/definition" => read(params).map(Question::Definition),
            "textDocument/codeAction" => read(params).map(Question::Actions),
            _ => return None,
        })
    }

    /// Returns the address of the text.
    pub(super) fn uri(&self) -> &str {
        match self {
            Question::Completion(at) | Question::Hover(at) | Question::Definition(at) => {
                &at.text_document.uri
            }
            Question::Actions(part) => &part.text_document.uri,
        }
    }
}

fn read<T: DeserializeOwned>(params: Value) -> serde_json::Result<T> {
    serde_json::from_value(params)
}

impl Session {
    /// Answers a question about an open text; `None` if there is nothing to say.
    pub(super) fn answer(&self, asked: &Question, path: &SitePath) -> Option<Value> {
        let open = self.open.get(path)?;
        let text = &open.text;
        match asked {
            Question::Completion(at) => {
                let byte = self.byte(text, at.position);
                Some(complete::complete(self, path, text, byte))
            }
            Question::Hover(at) => self.hover(path, text, self.byte(text, at.position)),
            Question::Definition(at) => self.definition(path, text, self.byte(text, at.position)),
            Question::Actions(part) => {
                let (start, end) = (
                    self.byte(text, part.range.start),
                    self.byte(text, part.range.end),
                );
                let only = part.context.only.as_deref();
                Some(self.actions(path, start.min(end)..start.max(end), only))
            }
        }
    }

    /// Explains the key of front matter at a byte.
    fn hover(&self, path: &SitePath, text: &str, byte: usize) -> Option<Value> {
        if !complete::front(text).contains(&byte) {
            return None;
        }
        let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next()?;
        let key = line.split(':').next()?;
        if byte > start + key.len() {
            return None;
        }
        let (key, about) = complete::properties(self, path)
            .into_iter()
            .find(|(known, _)| known == key)?;
        let contents = HoverContents::Scalar(MarkedString::String(format!("**{key}** {about}")));
        let range = Some(self.walk(text).range(start..start + key.len()));
        serde_json::to_value(Hover { contents, range }).ok()
    }

    /// Finds the file that a link at a byte leads to.
    fn definition(&self, path: &SitePath, text: &str, byte: usize) -> Option<Value> {
        let byte = u32::try_from(byte).ok()?;
        let config = &self.edition.site.config;
        let category = load::folder_of(path, config)?;
        let document = document::parse(path, text, category, config).value?;
        let link = document
            .destinations()
            .chain(&document.details().related)
            .find(|l| l.start <= byte && byte <= l.end)?;
        let file = path
            .resolve(bare(&link.text))
            .filter(|f| self.edition.source.has_file(f))?;
        Some(json!({ "uri": self.uri(&file)?, "range": Range::default() }))
    }
}
