//! A headline while it is cut into pieces: its characters, and the units that it has so far.

use super::names::Names;
use super::segment;
use crate::content::copy::is_han;

/// How wide a piece is at most, in halves of a character: no column for headlines is narrower.
const WIDEST: usize = 16;

/// Characters of numbers.
pub(super) const NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Chinese characters.
    Word,
    /// A number that waits for what it counts.
    Number,
    /// A number with what it counts.
    Count,
    /// Letters and figures.
    Latin,
    /// A group in brackets or quotation marks.
    Group,
    /// A mark that joins what is on both sides.
    Joint,
    /// Any other mark, or space.
    Mark,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// A headline and its units, which are joined step by step.
pub(super) struct Line {
    pub(super) chars: Vec<char>,
    pub(super) units: Vec<Unit>,
}

/// Says whether a unit belongs to those before it: to how many, and what they are together. The
/// unit behind it may matter.
pub(super) type Rule = fn(&Line, &[Unit], Unit, Option<Unit>) -> Option<(usize, Kind)>;

/// Returns how wide a text is, in halves of a character.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(half_widths).sum()
}

/// Returns how wide a character is, in halves.
fn half_widths(c: char) -> usize {
    if c < '\u{2e80}' && !matches!(c, '\u{2010}'..='\u{2027}') {
        1
    } else {
        2
    }
}

impl Line {
    /// Reads the words, numbers and marks of a headline.
    pub(super) fn read(text: &str, own: [&Names; 2]) -> Line {
        let mut line = Line {
            chars: text.chars().collect(),
            units: Vec::new(),
        };
        line.read_all(own);
        line
    }

    pub(super) fn text(&self, unit: Unit) -> &[char] {
        &self.chars[unit.start..unit.end]
    }

    /// Returns true if a unit is one of the words in a text.
    pub(super) fn is_of(&self, unit: Unit, words: &str) -> bool {
        let own = self.text(unit).iter().copied();
        words.split(' ').any(|word| word.chars().eq(own.clone()))
    }

    /// Returns the character of a unit that has but one.
    pub(super) fn single(&self, unit: Unit) -> Option<char> {
        match self.text(unit) {
            [c] => Some(*c),
            _ => None,
        }
    }

    fn width(&self, start: usize, end: usize) -> usize {
        self.chars[start..end]
            .iter()
            .copied()
            .map(half_widths)
            .sum()
    }

    /// Returns true if what two units begin and end fits on every line.
    pub(super) fn fits(&self, first: Unit, last: Unit) -> bool {
        self.width(first.start, last.end) <= WIDEST
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        self.units.push(Unit { start, end, kind });
    }

    fn read_all(&mut self, own: [&Names; 2]) {
        let mut at = 0;
        while at < self.chars.len() {
            let c = self.chars[at];
            let end = if is_han(c) {
                let end = self.end_of(at, is_han);
                self.read_han(at, end, own);
                end
            } else if c.is_alphanumeric() {
                let end = self.end_of_latin(at);
                let is_number = self.chars[at..end].iter().all(is_of_number);
                self.push(at, end, if is_number { Kind::Number } else { Kind::Latin });
                end
            } else {
                let kind = if matches!(c, '·' | '—' | '–' | '～' | '~' | '-') {
                    Kind::Joint
                } else {
                    Kind::Mark
                };
                self.push(at, at + 1, kind);
                at + 1
            };
            at = end;
        }
    }

    fn end_of(&self, start: usize, holds: impl Fn(char) -> bool) -> usize {
        let rest = self.chars[start..].iter();
        start + rest.take_while(|c| holds(**c)).count()
    }

    /// Returns the end of letters and figures, with the marks between them.
    fn end_of_latin(&self, start: usize) -> usize {
        let mut end = self.end_of(start, is_latin);
        while let [mark, after, ..] = self.chars[end..]
            && is_latin(after)
            && matches!(
                mark,
                '.' | ',' | ':' | '/' | '-' | '\'' | '’' | '&' | '+' | '_' | '@'
            )
        {
            end = self.end_of(end + 1, is_latin);
        }
        self.end_of(end, |c| matches!(c, '%' | '％' | '‰' | '℃' | '°' | '+'))
    }

    /// Reads Chinese characters: numbers, and the words between them.
    fn read_han(&mut self, start: usize, end: usize, own: [&Names; 2]) {
        let (mut at, mut from) = (start, start);
        while at < end {
            let number = self.end_of(at, |c| NUMERALS.contains(c));
            if number - at < 2 {
                at = number.max(at + 1);
                continue;
            }
            self.read_words(from, at, own);
            self.push(at, number, Kind::Number);
            (at, from) = (number, number);
        }
        self.read_words(from, end, own);
    }

    fn read_words(&mut self, mut start: usize, end: usize, own: [&Names; 2]) {
        let run: String = self.chars[start..end].iter().collect();
        for length in segment::words(&run, own) {
            let is_number = length == 1 && NUMERALS.contains(self.chars[start]);
            let kind = if is_number { Kind::Number } else { Kind::Word };
            self.push(start, start + length, kind);
            start += length;
        }
    }

    /// Joins units with those before them, as a rule says, where they fit on every line.
    pub(super) fn join(&mut self, rule: Rule) {
        let units = std::mem::take(&mut self.units);
        let mut out: Vec<Unit> = Vec::with_capacity(units.len());
        for (i, unit) in units.iter().enumerate() {
            let mut unit = *unit;
            if let Some((count, kind)) = rule(self, &out, unit, units.get(i + 1).copied())
                && let Some(first) = out.len().checked_sub(count)
                && self.fits(out[first], unit)
            {
                unit.start = out[first].start;
                unit.kind = kind;
                out.truncate(first);
            }
            out.push(unit);
        }
        self.units = out;
    }

    /// Makes one unit of several that follow each other.
    pub(super) fn merge(&mut self, first: usize, last: usize, kind: Kind) {
        let unit = Unit {
            start: self.units[first].start,
            end: self.units[last].end,
            kind,
        };
        self.units.splice(first..=last, [unit]);
    }
}

/// Returns true for a letter or a figure.
fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// Returns true for what numbers are made of.
fn is_of_number(c: &char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | ':' | '%' | '％')
}
