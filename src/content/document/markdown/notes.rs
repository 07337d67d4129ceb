//! Footnotes: numbered in the order in which the text refers to them.

use std::collections::HashMap;
use std::fmt::Write;
use std::ops::Range;

use super::events::{Event, Placed, Tag, end_of};
use crate::base::html::escape;

/// The notes of a text.
pub(super) struct Notes<'e> {
    /// The first definition of each label.
    definitions: HashMap<&'e str, Definition>,
    /// Notes that are referred to, in order.
    notes: Vec<Note>,
    /// How many of them are written.
    written: usize,
}

struct Definition {
    /// Events of its content.
    content: Range<usize>,
    /// Index of its note, once there is a reference.
    note: Option<usize>,
}

struct Note {
    content: Range<usize>,
    references: usize,
    html: String,
}

impl<'e> Notes<'e> {
    /// Finds the definitions of a text.
    pub(super) fn of(events: &'e [Placed<'e>]) -> Notes<'e> {
        let mut definitions = HashMap::new();
        for (i, (event, _)) in events.iter().enumerate() {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                definitions.entry(&**label).or_insert_with(|| Definition {
                    content: i + 1..end_of(events, i),
                    note: None,
                });
            }
        }
        Notes {
            definitions,
            notes: Vec::new(),
            written: 0,
        }
    }

    /// Returns the mark of a reference. The parser makes no link of what holds one, so it never
    /// nests.
    pub(super) fn reference(&mut self, label: &str) -> String {
        let Some(definition) = self.definitions.get_mut(label) else {
            return String::new();
        };
        let at = *definition.note.get_or_insert(self.notes.len());
        if at == self.notes.len() {
            self.notes.push(Note {
                content: definition.content.clone(),
                references: 0,
                html: String::new(),
            });
        }
        let note = &mut self.notes[at];
        note.references += 1;
        let id = reference_id(at + 1, note.references);
        format!(
            "<sup id=\"{id}\"><a href=\"#fn-{n}\" role=\"doc-noteref\">{n}</a></sup>",
            n = at + 1
        )
    }

    /// Returns the content of the next note to write.
    pub(super) fn next_to_write(&self) -> Option<Range<usize>> {
        self.notes
            .get(self.written)
            .map(|note| note.content.clone())
    }

    /// Takes the content of that note.
    pub(super) fn written(&mut self, html: String) {
        if let Some(note) = self.notes.get_mut(self.written) {
            note.html = html;
            self.written += 1;
        }
    }

    /// Returns the section that holds the notes, each with the ways back to its references.
    pub(super) fn section<'w>(&self, words: &dyn Fn(&'static str) -> &'w str) -> String {
        let mut section = String::new();
        if self.notes.is_empty() {
            return section;
        }
        section.push_str("<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"part-footnotes\">\n");
        section.push_str("<h2 id=\"part-footnotes\">");
        escape(&mut section, words("footnotes"));
        section.push_str("</h2>\n<ol>\n");
        for (i, note) in self.notes.iter().enumerate() {
            let (text, end) = match note.html.strip_suffix("</p>\n") {
                Some(text) => (text, "</p>\n"),
                None => (note.html.as_str(), ""),
            };
            _ = write!(section, "<li id=\"fn-{}\">{text}", i + 1);
            for k in 1..=note.references {
                section.push_str(&way_back(i + 1, k, words("back_to_text")));
            }
            _ = writeln!(section, "{end}</li>");
        }
        section.push_str("</ol>\n</section>\n");
        section
    }
}

fn reference_id(note: usize, reference: usize) -> String {
    if reference == 1 {
        format!("fnref-{note}")
    } else {
        format!("fnref-{note}-{reference}")
    }
}

/// Writes the link from a note to its k-th reference; U+FE0E keeps the arrow from being set as an
/// emoji.
fn way_back(note: usize, k: usize, label: &str) -> String {
    let mut link = format!(
        "<a href=\"#{}\" role=\"doc-backlink\" aria-label=\"",
        reference_id(note, k)
    );
    escape(&mut link, label);
    if k == 1 {
        link.push_str("\">↩\u{fe0e}</a>");
    } else {
        _ = write!(link, " {k}\">↩\u{fe0e}<sup>{k}</sup></a>");
    }
    link
}
