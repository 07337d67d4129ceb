//! A draft: the values of its front matter, and its Markdown.

use std::fmt::Write;

use super::note::Note;
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::content::config::Kind;
use crate::diagnostic::wording::Wording;

/// One line of front matter, or a key with lines below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What stands before the comment, such as `byline: 记者 晴空`; lines of a block follow.
    pub yaml: String,
    /// What the editor should know of it: the guesses behind it, or how it stood in the source.
    pub notes: Vec<Note>,
}

/// An article to be written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Byte of the source at which it starts.
    pub at: usize,
    /// Hash of the text in the source, by which it is known again.
    pub digest: Digest,
    /// The day of the article.
    pub day: Date,
    /// What it is.
    pub kind: Kind,
    /// Main headline.
    pub title: String,
    /// Front matter behind the title and the date.
    pub entries: Vec<Entry>,
    /// Text as Markdown.
    pub body: String,
}

impl Draft {
    /// Returns the token by which a file shows that it was made of this text.
    pub fn mark(&self) -> String {
        format!("dateline-import {}", self.digest.short(16))
    }

    /// Writes the file; `head` are comments above the front matter's first key.
    pub fn text(&self, head: &[String], wording: &Wording) -> String {
        let mut text = String::from("---\n");
        for line in head {
            // Writing to a string does not fail.
            let _ = writeln!(text, "# {}", one_line(line));
        }
        let _ = writeln!(text, "# {}", self.mark());
        for entry in &self.entries {
            entry.write(&mut text, wording);
        }
        let _ = write!(text, "---\n\n{}\n", self.body.trim_end());
        text
    }
}

impl Entry {
    /// Makes a line without a note.
    pub fn new(yaml: impl Into<String>) -> Entry {
        Entry {
            yaml: yaml.into(),
            notes: Vec::new(),
        }
    }

    /// Adds a note.
    #[must_use]
    pub fn noted(mut self, note: Note) -> Entry {
        self.notes.push(note);
        self
    }

    /// Writes the notes behind the first line.
    fn write(&self, text: &mut String, wording: &Wording) {
        let (first, rest) = self.yaml.split_once('\n').unwrap_or((&self.yaml, ""));
        text.push_str(first);
        let notes = self.notes.iter().map(|note| note.say(wording));
        let notes: Vec<String> = notes
            .map(|said| one_line(said.trim_start_matches("- ")))
            .collect();
        if !notes.is_empty() {
            let mark = if first == "#" { "" } else { "  #" };
            let _ = write!(text, "{mark} {}", notes.join(wording.separator()));
        }
        text.push('\n');
        if !rest.is_empty() {
            text.push_str(rest.trim_end());
            text.push('\n');
        }
    }
}

/// Keeps a comment on its line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
