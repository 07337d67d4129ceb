//! Text as readers see it, in which every character knows its place in the file.

use std::ops::Range;

use super::han::is_plain;
use super::rule::{Finding, Rule};

/// What a passage is: some rules hold for running text only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A paragraph of the text's own.
    Paragraph,
    /// Text within a list, a quotation, a note.
    Inner,
    /// A headline, heading or cell: it may lack marks and be set with spaces.
    Line,
    /// A heading of the text or a tag, whose words make an address: they are not changed unasked.
    Name,
    /// Something between paragraphs that is no text.
    Gap,
}

/// Stands in a passage for what is no text: code, a picture, HTML, an address.
pub const BLANK: char = '\u{fffc}';

/// Text as readers see it, with the place of each character.
#[derive(Clone, Debug)]
pub struct Passage {
    /// What it is.
    pub form: Form,
    /// Characters with their bytes in the file; a line break is `\n`.
    pub chars: Vec<(char, u32)>,
    /// Byte after the last character.
    pub end: u32,
    /// Indexes of the characters that are no plain Han ones, once they were looked for.
    signs: Vec<u32>,
}

impl Passage {
    /// Makes an empty passage.
    pub fn new(form: Form) -> Passage {
        Passage {
            form,
            chars: Vec::new(),
            end: 0,
            signs: Vec::new(),
        }
    }

    /// Makes a passage of two, the one behind the other.
    pub(super) fn joined(&self, next: &Passage) -> Passage {
        let mut whole = Passage {
            chars: self.chars.iter().chain(&next.chars).copied().collect(),
            end: next.end,
            ..Passage::new(self.form)
        };
        whole.find_signs();
        whole
    }

    /// Looks for the characters that rules may be about: four of five are plain Han characters,
    /// which every rule passes over.
    ///
    /// To be called when the passage is whole, before any rule.
    pub(super) fn find_signs(&mut self) {
        self.signs.clear();
        self.signs.reserve(self.chars.len() / 3 + 1);
        for (i, (c, _)) in (0..).zip(&self.chars) {
            if !is_plain(*c) {
                self.signs.push(i);
            }
        }
    }

    /// Returns the characters that are no plain Han ones, each with its index.
    pub(super) fn signs(&self) -> impl Iterator<Item = (usize, char)> {
        let signs = self.signs.iter().map(|i| *i as usize);
        signs.filter_map(|i| Some((i, self.at(i)?)))
    }

    /// Calls `judge` with each sign from the start on, which returns the index to go on from.
    pub(super) fn each_sign(&self, mut judge: impl FnMut(usize, char) -> usize) {
        let mut from = 0;
        for (i, c) in self.signs() {
            if i >= from {
                from = judge(i, c);
            }
        }
    }

    /// Puts a blank in the place of every character that `token` returns with the sign in it; the
    /// lines of a paragraph stay lines.
    pub(super) fn blank(&mut self, token: impl Fn(&Passage, usize, char) -> Option<Range<usize>>) {
        let mut from = 0;
        for sign in 0..self.signs.len() {
            let i = self.signs[sign] as usize;
            let Some(c) = self.at(i).filter(|_| i >= from) else {
                continue;
            };
            if let Some(found) = token(self, i, c) {
                from = found.end;
                for (c, _) in &mut self.chars[found] {
                    *c = if *c == '\n' { '\n' } else { BLANK };
                }
            }
        }
    }

    /// Returns the index of the line break that ends the line of an index, or of the end.
    pub(super) fn end_of_line(&self, from: usize) -> usize {
        let signs = self.signs.partition_point(|i| (*i as usize) < from);
        let mut after = self.signs[signs..].iter().map(|i| *i as usize);
        after
            .find(|i| self.at(*i) == Some('\n'))
            .unwrap_or(self.chars.len())
    }

    /// Adds `text`, which stands as `source` at byte `at` of the file; escaped characters are
    /// blanks.
    ///
    /// Text that cannot be found in the source is a blank as a whole.
    pub fn push(&mut self, text: &str, source: &str, at: u32) {
        if text == source {
            self.push_as_written(text, at);
            return;
        }
        let from = self.chars.len();
        let mut rest = source.char_indices();
        let mut end = 0;
        for c in text.chars() {
            let mut escaped = false;
            loop {
                match rest.next() {
                    Some((i, s)) if s == c => {
                        self.chars
                            .push((if escaped { BLANK } else { c }, place(at, i)));
                        end = i + s.len_utf8();
                        break;
                    }
                    // No entity of HTML is longer.
                    Some((i, '&'))
                        if source.as_bytes()[i..].iter().take(40).any(|b| *b == b';') =>
                    {
                        rest.by_ref().find(|(_, s)| *s == ';');
                        self.chars.push((BLANK, place(at, i)));
                        break;
                    }
                    Some(_) => escaped = true,
                    None => {
                        self.chars.truncate(from);
                        self.chars.push((BLANK, at));
                        self.end = place(at, source.len());
                        return;
                    }
                }
            }
        }
        self.end = place(at, end);
    }

    /// Adds `text`, which stands so at byte `at` of the file.
    fn push_as_written(&mut self, text: &str, at: u32) {
        let from = self.chars.len();
        self.chars
            .resize(from + text.chars().count(), (BLANK, self.end));
        let (bytes, mut i) = (text.as_bytes(), 0);
        for character in &mut self.chars[from..] {
            // Most have three bytes.
            let (c, length) = match bytes[i..] {
                [first @ 0xe0..=0xef, second, third, ..] => {
                    let high = u32::from(first & 0x0f) << 12;
                    let low = u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
                    (char::from_u32(high | low), 3)
                }
                _ => {
                    let c = text[i..].chars().next();
                    (c, c.map_or(1, char::len_utf8))
                }
            };
            *character = (c.unwrap_or(BLANK), place(at, i));
            i += length;
        }
        self.end = place(at, i);
    }

    /// Adds a character that stands for something at byte `at`.
    pub fn mark(&mut self, c: char, at: u32) {
        self.chars.push((c, at));
        self.end = at.saturating_add(1);
    }

    /// Returns the character of an index.
    pub(super) fn at(&self, index: usize) -> Option<char> {
        self.chars.get(index).map(|(c, _)| *c)
    }

    /// Returns the character before the one of an index.
    pub(super) fn before(&self, index: usize) -> Option<char> {
        index.checked_sub(1).and_then(|i| self.at(i))
    }

    /// Returns true if nothing stands in the file between a character and the one before it.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|i| self.chars.get(i));
        let after = self.chars.get(index);
        before
            .zip(after)
            .is_some_and(|((c, at), (_, next))| at + c.len_utf8() as u32 == *next)
    }

    /// Returns the bytes of the characters `from..to`.
    pub(super) fn bytes(&self, from: usize, to: usize) -> (u32, u32) {
        let first = self.chars.get(from).map_or(self.end, |(_, at)| *at);
        let last = self
            .chars
            .get(to.saturating_sub(1))
            .map_or(self.end, |(c, at)| at + c.len_utf8() as u32);
        (first, last.max(first))
    }

    /// Returns how many characters from `from` on are of a kind.
    pub(super) fn run(&self, from: usize, is_of_kind: impl Fn(char) -> bool) -> usize {
        let rest = self.chars.get(from..).unwrap_or_default();
        rest.iter().take_while(|(c, _)| is_of_kind(*c)).count()
    }

    /// Returns how many characters in a row before `to` are of a kind.
    pub(super) fn run_before(&self, to: usize, is_of_kind: impl Fn(char) -> bool) -> usize {
        let before = self.chars.get(..to).unwrap_or_default();
        let before = before.iter().rev();
        before.take_while(|(c, _)| is_of_kind(*c)).count()
    }

    /// Returns the characters `from..to`.
    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.chars[from..to].iter().map(|(c, _)| *c).collect()
    }

    /// Reports the characters `from..to`; `right` should stand in their place.
    pub(super) fn finding(
        &self,
        rule: Rule,
        from: usize,
        to: usize,
        right: Option<String>,
    ) -> Finding {
        let (start, end) = self.bytes(from, to);
        // What holds a blank cannot be written anew.
        let right = right.filter(|r| !r.contains(BLANK) && !self.text(from, to).contains(BLANK));
        let right = right
            .filter(|_| self.form != Form::Name || !matches!(rule, Rule::Term | Rule::WideDigits));
        let is_whole = (end - start) as usize == self.text(from, to).len();
        let right = right.filter(|_| is_whole).map(Into::into);
        Finding {
            rule,
            start,
            end,
            text: self.text(from, to).into(),
            right,
        }
    }
}

/// Returns the byte `i` bytes after `at`.
fn place(at: u32, i: usize) -> u32 {
    at.saturating_add(u32::try_from(i).unwrap_or(u32::MAX))
}
