//! How raw HTML is nested, as a browser's parser would have it (HTML, 13.2.4.2 and 13.2.4.3).
//!
//! The cleaner of the text builds its tree as that parser does, which takes the square of the
//! depth. An element that is not closed costs more: one of formatting (`<b>`) is opened again in
//! every paragraph, and what stands in a table but in no cell is moved before the table, past all
//! that is there. So there are limits, beyond which an element is left out or the text refused;
//! what people write stays far below all of them.

use super::tokens::Token;

/// How deep raw HTML may be nested.
const DEPTH: usize = 200;

/// How often elements may be opened again.
const REOPENED: usize = 20_000;

/// How much may be moved out of tables.
const MOVED: usize = 1_000;

/// Elements that are opened again where they were not closed.
const FORMATTING: [&str; 9] = ["a", "b", "code", "em", "i", "s", "small", "strong", "u"];

/// Elements whose start also ends others, if these are innermost: their end tags may be left out.
const IMPLIED: [(&[&str], &[&str]); 6] = [
    (&["li"], &["li", "p"]),
    (&["dt", "dd"], &["dt", "dd", "p"]),
    (&["rt", "rp"], &["rt", "rp"]),
    (&["td", "th"], &["td", "th", "p"]),
    (&["tr"], &["td", "th", "tr", "p"]),
    (
        &["thead", "tbody", "tfoot"],
        &["td", "th", "tr", "thead", "tbody", "tfoot", "p"],
    ),
];

/// Elements that hold other parts of a table only.
const ROWS: [&str; 5] = ["table", "thead", "tbody", "tfoot", "tr"];

/// Parts of a table.
const PARTS: [&str; 8] = [
    "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "table",
];

/// How raw HTML is nested at a place of the text.
#[derive(Debug, Default)]
pub(super) struct Nest {
    open: Vec<Open>,
    /// Elements of formatting that are open, or are opened again in what follows; each is one of
    /// [`FORMATTING`].
    formatting: Vec<&'static str>,
    reopened: usize,
    moved: usize,
    /// The element that was not closed where there is too much of either.
    left_open: Option<String>,
}

#[derive(Debug)]
struct Open {
    name: String,
    /// How many elements of formatting there were before it.
    formatting: usize,
}

impl Open {
    fn is_cell(&self) -> bool {
        matches!(self.name.as_str(), "td" | "th" | "caption")
    }
}

impl Nest {
    /// Follows a token; returns false for a start tag that would be nested too deep, and is left
    /// out.
    pub(super) fn admits(&mut self, token: &Token<'_>) -> bool {
        match token {
            Token::Text(text) => {
                if !text.trim().is_empty() {
                    self.moves();
                }
                true
            }
            Token::Start(element) => self.start(&element.name),
            Token::End(name) => {
                self.end(name);
                true
            }
            Token::Declaration(_) | Token::Unfinished(_) => true,
        }
    }

    /// Follows the start or the end of an element of Markdown.
    pub(super) fn passes(&mut self) {
        self.reopens();
        self.moves();
    }

    /// Returns the element that was not closed, where that makes too much work.
    pub(super) fn left_open(&self) -> Option<&str> {
        self.left_open.as_deref()
    }

    /// Counts the elements of formatting, which may have to be opened again here.
    fn reopens(&mut self) {
        self.reopened += self.formatting.len();
        if self.reopened > REOPENED && self.left_open.is_none() {
            self.left_open = self.formatting.last().map(|name| (*name).to_owned());
        }
    }

    /// Counts what is moved out of a table, where that is open and no cell.
    fn moves(&mut self) {
        let Some(rows) = self
            .open
            .last()
            .filter(|open| ROWS.contains(&open.name.as_str()))
        else {
            return;
        };
        self.moved += 1;
        if self.moved > MOVED && self.left_open.is_none() {
            self.left_open = Some(rows.name.clone());
        }
    }

    fn start(&mut self, name: &str) -> bool {
        if let Some((_, ended)) = IMPLIED.iter().find(|(names, _)| names.contains(&name)) {
            while self
                .open
                .last()
                .is_some_and(|open| ended.contains(&open.name.as_str()))
            {
                self.pop(self.open.len() - 1);
            }
        }
        self.reopens();
        if !PARTS.contains(&name) {
            self.moves();
        }
        if matches!(name, "br" | "hr" | "img" | "wbr") {
            return true;
        }
        if self.open.len().max(self.formatting.len()) >= DEPTH {
            return false;
        }
        self.open.push(Open {
            name: name.to_owned(),
            formatting: self.formatting.len(),
        });
        self.formatting
            .extend(FORMATTING.iter().find(|f| **f == name));
        true
    }

    fn end(&mut self, name: &str) {
        self.reopens();
        if let Some(at) = self.formatting.iter().rposition(|f| *f == name) {
            self.formatting.remove(at);
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.pop(at);
        }
    }

    /// Ends the elements from `at` on. Formatting goes on behind them, but not out of a cell (HTML,
    /// 13.2.4.3).
    fn pop(&mut self, at: usize) {
        if let Some(cell) = self.open[at..].iter().find(|open| open.is_cell()) {
            self.formatting.truncate(cell.formatting);
        }
        self.open.truncate(at);
    }
}
