//! What is said of an import, as values: they are worded when they are shown.

use crate::diagnostic::wording::{Word, Wording};

/// A sentence of the program with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Id of the message.
    pub id: &'static str,
    /// Arguments of the message.
    pub args: Vec<(&'static str, String)>,
}

impl Note {
    /// Makes a sentence without arguments.
    pub fn new(id: &'static str) -> Note {
        Note {
            id,
            args: Vec::new(),
        }
    }

    /// Adds an argument of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Note {
        self.args.push((name, value.to_string()));
        self
    }

    /// Words the sentence.
    pub fn say(&self, wording: &Wording) -> String {
        let args = self.args.iter();
        let args: Vec<(&str, Word<'_>)> = args.map(|(n, value)| (*n, Word::Text(value))).collect();
        wording.say(self.id, &args)
    }
}

/// What a remark is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A decision that is sure.
    Decided,
    /// A guess, or something that a person has to look at.
    Unsure,
    /// Characters that are in no draft.
    LeftOut,
    /// A text that could not be taken over.
    Lost,
}

/// A remark with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Byte of the source at which it starts.
    pub at: usize,
    /// What it is about.
    pub sort: Sort,
    /// What it says.
    pub note: Note,
}
