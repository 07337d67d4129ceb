//! The normal form: what of a text counts for a search, in one table for the program and the
//! script.
//!
//! Character by character, full-width and half-width forms become the usual ones, letters lower
//! case, and white space, punctuation, controls and format characters nothing. What is left is put
//! into Unicode's form C, which joins a half-width kana and its voiced mark. `normal.txt` is the
//! table: runs of characters that change, parted by `;`. A run is `gap,length,distance,step` in
//! base 36: characters that stay since the last run, characters of this run, how far each moves
//! (nothing: it is dropped), and of how many one is meant (1 unless said).

use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What becomes of characters.
pub const TABLE: &str = include_str!("normal.txt");

/// Traditional characters, each before its simplified one (OpenCC 1.4.2,
/// `TSCharacters`, Apache-2.0).
pub const PAIRS: &str = include_str!("hans.txt");

/// Marks a character that is dropped.
const DROPPED: u32 = u32::MAX;

/// Characters that share one part of the table.
const PART: usize = 256;

/// What becomes of each character.
pub struct NormalForm {
    /// For every [`PART`] characters, the number of their part; those at the end stay as they are.
    places: Vec<u16>,
    parts: Vec<[u32; PART]>,
}

static STANDARD: LazyLock<NormalForm> = LazyLock::new(|| NormalForm::of(""));
static SIMPLIFIED: LazyLock<NormalForm> = LazyLock::new(|| NormalForm::of(PAIRS));

impl NormalForm {
    /// Returns the normal form of a site; with `simplified`, traditional characters are as their
    /// simplified ones.
    pub fn new(simplified: bool) -> &'static NormalForm {
        match simplified {
            true => &SIMPLIFIED,
            false => &STANDARD,
        }
    }

    /// Returns the table as the script reads it: the runs, and behind `|` the pairs of characters
    /// where traditional and simplified ones are the same.
    pub fn table(simplified: bool) -> String {
        let mut table = TABLE.trim_end().to_owned();
        if simplified {
            table.push('|');
            table.push_str(PAIRS.trim_end());
        }
        table
    }

    fn of(pairs: &str) -> NormalForm {
        let mut form = NormalForm {
            places: Vec::new(),
            parts: Vec::new(),
        };
        let mut at = 0;
        for run in TABLE.trim_end().split(';') {
            let mut numbers = run.split(',').map(number);
            at += numbers.next().flatten().unwrap_or_default();
            let length = numbers.next().flatten().unwrap_or_default();
            let distance = numbers.next().flatten();
            let step = numbers.next().flatten().unwrap_or(1);
            for c in (at..at + length * step).step_by(usize::try_from(step).unwrap_or(1)) {
                form.set(c, distance.map(|distance| c + distance));
            }
            at += length * step;
        }
        let mut letters = pairs.trim_end().chars();
        while let (Some(from), Some(to)) = (letters.next(), letters.next()) {
            form.set(i64::from(u32::from(from)), Some(i64::from(u32::from(to))));
        }
        form
    }

    fn set(&mut self, from: i64, to: Option<i64>) {
        let from = usize::try_from(from).unwrap_or_default();
        let place = from / PART;
        while self.places.len() <= place {
            self.places.push(u16::MAX);
        }
        if self.places[place] == u16::MAX {
            let first = u32::try_from(place * PART).unwrap_or_default();
            let mut part = [0; PART];
            for (c, to) in (first..).zip(&mut part) {
                *to = c;
            }
            self.places[place] = u16::try_from(self.parts.len()).unwrap_or(u16::MAX);
            self.parts.push(part);
        }
        let to = to.map_or(DROPPED, |to| u32::try_from(to).unwrap_or(DROPPED));
        self.parts[usize::from(self.places[place])][from % PART] = to;
    }

    /// Returns what becomes of a character.
    fn map(&self, c: char) -> Option<char> {
        let at = u32::from(c) as usize;
        let part = self.places.get(at / PART).map(|place| usize::from(*place));
        match part.and_then(|part| self.parts.get(part)) {
            Some(part) => char::from_u32(part[at % PART]),
            None => Some(c),
        }
    }

    /// Appends the normal form of a text.
    pub fn write(&self, text: &str, out: &mut Vec<char>) {
        let start = out.len();
        let mut may_compose = false;
        for c in text.chars() {
            if let Some(c) = self.map(c) {
                may_compose |= !is_plain(c);
                out.push(c);
            }
        }
        if may_compose {
            let made = out[start..].iter().copied();
            if is_nfc_quick(made.clone()) != IsNormalized::Yes {
                let composed: Vec<char> = made.nfc().collect();
                out.truncate(start);
                out.extend(composed);
            }
        }
    }

    /// Returns the normal form of a text.
    pub fn text(&self, text: &str) -> String {
        let mut out = Vec::new();
        self.write(text, &mut out);
        out.into_iter().collect()
    }
}

/// Returns true for a character that form C leaves alone next to any other: no need to ask.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{4e00}'..='\u{9fff}')
}

fn number(text: &str) -> Option<i64> {
    i64::from_str_radix(text, 36).ok()
}
