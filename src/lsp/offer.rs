//! What is being typed, and what is offered instead, as the protocol has it.

use std::fmt::Write;

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionTextEdit, InsertReplaceEdit, TextEdit,
};
use serde_json::{Value, json};

use super::session::Session;
use crate::base::visible;

/// A part of a line that is being typed.
#[derive(Clone, Copy)]
pub(super) struct Typed<'t> {
    /// The whole text.
    pub(super) text: &'t str,
    /// First byte of what an offer replaces.
    pub(super) start: usize,
    /// Byte of the cursor.
    pub(super) at: usize,
    /// Byte behind what belongs to it after the cursor.
    end: usize,
}

impl<'t> Typed<'t> {
    pub(super) fn new(text: &'t str, start: usize, at: usize) -> Typed<'t> {
        let end = at;
        Typed {
            text,
            start,
            at,
            end,
        }
    }

    /// Returns what is before the cursor.
    pub(super) fn word(&self) -> &'t str {
        self.text.get(self.start..self.at).unwrap_or_default()
    }

    /// Returns what follows the cursor in its line.
    pub(super) fn rest(&self) -> &'t str {
        let rest = self.text.get(self.at..).unwrap_or_default();
        &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())]
    }

    /// Returns the part from a byte of the word on, without the spaces there.
    #[must_use]
    pub(super) fn from(self, byte: usize) -> Typed<'t> {
        let rest = self.word().get(byte..).unwrap_or_default();
        let start = self.at - rest.trim_start_matches(' ').len();
        Typed { start, ..self }
    }

    /// Returns the part behind the last of these marks.
    #[must_use]
    pub(super) fn behind(self, marks: &[char]) -> Typed<'t> {
        let found = self.word().rfind(marks);
        self.from(found.map_or(0, |i| i + 1))
    }

    /// Returns the part up to the first of these marks behind the cursor, or the end of the line.
    #[must_use]
    pub(super) fn up_to(self, marks: &[char]) -> Typed<'t> {
        let rest = self.rest();
        let rest = &rest[..rest.find(marks).unwrap_or(rest.len())];
        let end = self.at + rest.trim_end().len();
        Typed { end, ..self }
    }

    /// Returns the part within quotation marks, and true if there are some.
    pub(super) fn unquoted(self) -> (Typed<'t>, bool) {
        let quote = self.word().chars().next();
        match quote.filter(|c| ['"', '\''].contains(c)) {
            Some(quote) => (self.from(1).up_to(&[quote]), true),
            None => (self, false),
        }
    }
}

/// Something that may be written.
pub(super) struct Offer {
    /// What is shown.
    label: String,
    /// What it means.
    about: String,
    kind: CompletionItemKind,
    /// What is put into the text.
    pub(super) put_in: String,
    /// What else it is called.
    pub(super) names: String,
}

impl Offer {
    pub(super) fn new(label: &str, about: &str, kind: CompletionItemKind) -> Offer {
        Offer {
            label: label.to_owned(),
            about: about.to_owned(),
            kind,
            put_in: label.to_owned(),
            names: String::new(),
        }
    }

    /// Returns the text by which an editor decides if the offer still fits, and how well it does;
    /// `None` if it does not.
    ///
    /// Editors look for what was typed at the start of words, and a word of Chinese has none. So
    /// what was typed stands at the start itself where it is found anywhere.
    fn filter(&self, typed: &str) -> Option<(Fit, String)> {
        let all = [&*self.put_in, &self.label, &self.about, &self.names].join(" ");
        let (small, known) = (typed.to_lowercase(), all.to_lowercase());
        if known.starts_with(&small) {
            Some((Fit::Start, all))
        } else if known.split(' ').any(|word| word.starts_with(&small)) {
            Some((Fit::Word, format!("{typed} {all}")))
        } else if known.contains(&small) || self.kind == CompletionItemKind::FILE {
            Some((Fit::Part, format!("{typed} {all}")))
        } else {
            typed.is_ascii().then_some((Fit::Unlike, all))
        }
    }
}

/// How an offer fits what was typed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It starts like that.
    Start,
    /// It is called like that.
    Word,
    /// That is somewhere in it.
    Part,
    /// There may be a typing error that the editor forgives.
    Unlike,
}

/// Writes offers in their order, as the editor takes them.
pub(super) fn as_list(desk: &Session, typed: &Typed<'_>, offers: Vec<Offer>) -> Value {
    let insert = desk.walk(typed.text).range(typed.start..typed.at);
    let replace = desk.walk(typed.text).range(typed.start..typed.end);
    let mut fitting = Vec::new();
    for offer in offers {
        if let Some((fit, filter)) = offer.filter(typed.word()) {
            fitting.push((fit, filter, offer));
        }
    }
    fitting.sort_by_key(|(fit, ..)| *fit);
    let mut items = Vec::new();
    for (_, filter, offer) in fitting {
        let new_text = offer.put_in;
        let edit = if desk.client.replaces {
            CompletionTextEdit::InsertAndReplace(InsertReplaceEdit {
                new_text,
                insert,
                replace,
            })
        } else {
            CompletionTextEdit::Edit(TextEdit::new(insert, new_text))
        };
        items.push(CompletionItem {
            label: visible::line(&offer.label).into_owned(),
            detail: Some(visible::line(&offer.about).into_owned()).filter(|d| !d.is_empty()),
            kind: Some(offer.kind),
            sort_text: Some(format!("{:04}", items.len())),
            filter_text: Some(filter),
            text_edit: Some(edit),
            ..CompletionItem::default()
        });
    }
    if desk.client.takes_lists {
        // What fits depends on what was typed, so the editor has to ask again.
        json!({ "isIncomplete": true, "items": items })
    } else {
        json!(items)
    }
}

/// Writes a path as a destination that Markdown and YAML take as it is.
pub(super) fn written(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for c in path.chars() {
        if c.is_ascii() && !c.is_ascii_alphanumeric() && !"/-._~+=".contains(c) {
            // Writing to a string cannot fail.
            let _ = write!(text, "%{:02X}", c as u32);
        } else {
            text.push(c);
        }
    }
    text
}
