//! Reading the sentence of a bulletin back into figures: what stands in it and nothing else.
//!
//! A number counts where it is followed by a unit and preceded by the label of a figure, or by a
//! name in a list of parts: in brackets after its figure, after 其中, or after the label of the
//! parts. What is left over, what is there twice with two values, and what is a guess (余, 多, 约) is
//! told, not taken.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::base::date::Date;
use crate::base::id::FigureId;
use crate::content::config::Series;
use crate::content::document::bulletin::{Amount, DateRange, Part, Topic, numeral};
use crate::site::series::period;
use crate::site::series::rule::Rule;

/// What was read of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The period.
    pub span: Option<DateRange>,
    /// Figures by their index in the series, in its order.
    pub figures: Vec<(FigureId, Amount)>,
    /// Topics in the order written.
    pub topics: Vec<Topic>,
    /// What is left to the editor.
    pub doubts: Vec<Doubt>,
}

/// Something that a person has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No period of the series' length was found.
    Period,
    /// The text has no year; this one is the latest that is over.
    Year(i32),
    /// A figure that each bulletin has was not found: its label.
    Missing(String),
    /// A figure is there with several values: its label and the values.
    Several(String, String),
    /// A number that belongs to nothing that is known, with the words before it.
    Number(String),
}

/// Units of counting, any of which may stand for another.
const COUNTS: [&str; 4] = ["件次", "人次", "件", "次"];

/// What may stand between a name and its number.
const BETWEEN: [char; 8] = [' ', '为', '共', '达', '约', '：', ':', '有'];

/// Ends of a list, or of a sentence.
const ENDS: [char; 4] = ['。', '；', '\n', ';'];

/// A number with a unit in the text.
struct Count {
    /// Bytes of the number.
    place: Range<usize>,
    /// Byte after the unit.
    end: usize,
    value: Decimal,
    unit: String,
    is_about: bool,
    /// The figure whose label stands before it.
    figure: Option<FigureId>,
    /// It is a part or a topic.
    is_taken: bool,
}

/// Reads a text; `today` decides the year where the text has none.
pub fn read(text: &str, series: &Series, rules: &[Rule], today: Date) -> Reading {
    let text = joined(text);
    let mut reader = Reader {
        text: &text,
        series,
        rules,
        counts: Vec::new(),
        found: Reading::default(),
    };
    reader.period(today);
    reader.count();
    reader.topics();
    reader.parts();
    reader.figures();
    reader.rest();
    reader.found
}

/// Joins what a layout in columns has cut: a line that does not end a sentence runs on in the next.
fn joined(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let ends = joined.ends_with(['。', '；', '：', '！', '？', ':']) || joined.is_empty();
        let digits = joined.ends_with(|c: char| c.is_ascii_digit())
            && line.starts_with(|c: char| c.is_ascii_digit());
        if !joined.is_empty() && (ends || digits || listed(line).is_some()) {
            joined.push('\n');
        }
        joined.push_str(line);
    }
    joined
}

/// Returns a line without its number in a list: `1. `, `2、`, `（3）`.
fn listed(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches(['(', '（']);
    let number = numeral::read(bare)?;
    let rest = bare[number.length..].strip_prefix(['.', '．', '、', ')', '）'])?;
    // 1.2万 is a number, not a place in a list.
    (!rest.starts_with(|c: char| c.is_ascii_digit())).then(|| rest.trim_start())
}

struct Reader<'a> {
    text: &'a str,
    series: &'a Series,
    rules: &'a [Rule],
    counts: Vec<Count>,
    found: Reading,
}

impl<'a> Reader<'a> {
    fn period(&mut self, today: Date) {
        match period::find(self.text, self.series.rhythm, today) {
            Some(found) => {
                self.found.span = Some(found.span);
                self.found.doubts.extend(found.guessed.map(Doubt::Year));
            }
            None => self.found.doubts.push(Doubt::Period),
        }
    }

    /// Finds every number with a unit, and the label before it.
    fn count(&mut self) {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            let Some(number) = numeral::read(&self.text[at..]) else {
                // Of digits that are no number, no part is one either.
                at += numeral::length_of_digits(&self.text[at..]).max(c.len_utf8());
                continue;
            };
            let after = at + number.length;
            let gap = self.text[after..].len() - self.text[after..].trim_start_matches(' ').len();
            match self.unit(&self.text[after + gap..]) {
                Some(unit) => {
                    let figure = self.label(at, &unit);
                    let end = after + gap + unit.len();
                    let is_about = number.is_about || self.text[..at].trim_end().ends_with('约');
                    let unit = unit.replace('％', "%");
                    let count = Count {
                        place: at..after,
                        end,
                        value: number.value,
                        unit,
                        is_about,
                        figure,
                        is_taken: false,
                    };
                    self.counts.push(count);
                    at = end;
                }
                None if number.is_chinese => at += c.len_utf8(),
                None => at = after,
            }
        }
    }

    /// Finds the unit that a text starts with: one of the series, or a common one. The longest
    /// counts.
    fn unit(&self, text: &str) -> Option<String> {
        let own = self
            .series
            .figures
            .iter()
            .map(|f| f.unit.as_str())
            .filter(|u| !u.is_empty());
        let units = own.chain(COUNTS).chain(["%", "％"]);
        units
            .filter(|u| text.starts_with(*u))
            .max_by_key(|u| u.len())
            .map(str::to_owned)
    }

    /// Finds the figure whose label ends where a number starts; of several labels the longest.
    fn label(&self, at: usize, unit: &str) -> Option<FigureId> {
        let before = self.text[..at].trim_end_matches(BETWEEN);
        let labels = self
            .series
            .figures
            .enumerate()
            .filter(|(_, f)| !f.parts && alike(&f.unit, unit))
            .flat_map(|(i, f)| {
                let names = std::iter::once(&f.label).chain(&f.names);
                names.map(move |name| (i, name.as_str()))
            });
        let ending = labels.filter(|(_, name)| !name.is_empty() && before.ends_with(name));
        ending.max_by_key(|(_, name)| name.len()).map(|(i, _)| i)
    }

    /// Reads ranked topics: numbered lines, or a list after 热点 and a colon.
    fn topics(&mut self) {
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            if let Some(rest) = listed(line) {
                let from = end - rest.len();
                let inside = self.counts_within(from..end);
                if let Some(i) = inside.clone().next() {
                    let (name, note) = (
                        &self.text[from..self.counts[i].place.start],
                        &self.text[self.counts[i].end..end],
                    );
                    self.topic(name, i, note);
                    // What a note counts is no figure.
                    self.counts[inside]
                        .iter_mut()
                        .for_each(|c| c.is_taken = true);
                }
            } else if let Some(from) = line
                .find("热点")
                .and_then(|at| Some(at + line[at..].find(['：', ':'])?))
            {
                let from = start + from + line[from..].chars().next().map_or(0, char::len_utf8);
                for (name, i) in self.items(from, end, false) {
                    self.topic(&name, i, "");
                    self.counts[i].is_taken = true;
                }
            }
            start = end;
        }
    }

    /// Returns the indices of the counts that start in a part of the text.
    fn counts_within(&self, part: Range<usize>) -> Range<usize> {
        let before = |at: usize| self.counts.partition_point(|c| c.place.start < at);
        before(part.start)..before(part.end)
    }

    fn topic(&mut self, name: &str, count: usize, note: &str) {
        let name = name.trim().trim_end_matches(BETWEEN);
        let note = note
            .trim()
            .trim_start_matches(['，', ',', '。', '：', ':', '；', '、'])
            .trim();
        if !name.is_empty() {
            let count = Some(self.counts[count].value.to_string().into());
            self.found.topics.push(Topic {
                name: name.into(),
                count,
                note: Some(note.into()).filter(|_| !note.is_empty()),
            });
        }
    }

    /// Reads `name number unit` after `name number unit`, up to the first piece that is something
    /// else.
    ///
    /// `is_open` tells that figures of the series may follow in the same sentence, and end the
    /// list.
    fn items(&self, start: usize, end: usize, is_open: bool) -> Vec<(String, usize)> {
        let mut items: Vec<(String, usize)> = Vec::new();
        let mut at = start;
        for i in self.counts_within(start..end) {
            let count = &self.counts[i];
            if count.end > end {
                break;
            }
            let name = self.text[at..count.place.start]
                .trim_start_matches(['、', '，', ',', '；', ' ', '和', '\n']);
            let name = name.trim_end_matches(BETWEEN);
            let is_figure = count.figure.is_some_and(|f| self.is_name_of(f, name)) && is_open;
            let is_other = items
                .first()
                .is_some_and(|(_, first)| !alike(&self.counts[*first].unit, &count.unit));
            let is_list =
                !name.is_empty() && !name.contains(['，', '。', '；', '、', '（', '）', '\n']);
            if is_figure || is_other || !is_list || count.is_about {
                break;
            }
            items.push((name.to_owned(), i));
            at = count.end;
        }
        items
    }

    fn is_name_of(&self, figure: FigureId, name: &str) -> bool {
        let spec = &self.series.figures[figure];
        spec.label == name || spec.names.iter().any(|n| n == name)
    }

    fn parts(&mut self) {
        let specs: Vec<FigureId> = self
            .series
            .figures
            .enumerate()
            .filter(|(_, f)| f.parts)
            .map(|(i, _)| i)
            .collect();
        for spec in specs {
            let lists = [self.after_label(spec), self.after_owner(spec)];
            let Some(items) = lists.into_iter().find(|items| !items.is_empty()) else {
                continue;
            };
            let part = |(name, i): &(String, usize)| Part {
                name: name.as_str().into(),
                number: self.counts[*i].value,
            };
            let parts: Vec<Part> = items.iter().map(part).collect();
            items
                .iter()
                .for_each(|(_, i)| self.counts[*i].is_taken = true);
            self.found.figures.push((spec, Amount::Parts(parts.into())));
        }
    }

    /// Reads the list after the label of the parts themselves and a colon.
    fn after_label(&self, spec: FigureId) -> Vec<(String, usize)> {
        let label = &self.series.figures[spec].label;
        let found = self
            .text
            .match_indices(label.as_str())
            .map(|(at, _)| at + label.len());
        let colon = |at: usize| {
            self.text[at..]
                .strip_prefix(['：', ':'])
                .map(|rest| self.text.len() - rest.len())
        };
        let start = found.into_iter().find_map(colon);
        start
            .map(|at| self.items(at, self.end_of(at), true))
            .unwrap_or_default()
    }

    /// Reads the list in brackets, or after 其中, that follows the figure which the parts add up to.
    fn after_owner(&self, spec: FigureId) -> Vec<(String, usize)> {
        let owner = self
            .rules
            .iter()
            .filter_map(Rule::owner)
            .find(|(_, parts)| *parts == spec)
            .map(|(whole, _)| whole);
        let alone = self.series.figures.iter().filter(|f| f.parts).count() == 1;
        let is_owner = |f: FigureId| owner.map_or(alone, |o| o == f);
        for count in self
            .counts
            .iter()
            .filter(|c| !c.is_taken && c.figure.is_some_and(is_owner))
        {
            let rest = &self.text[count.end..];
            let items = match rest.strip_prefix(['（', '(']) {
                Some(inner) => {
                    let start = self.text.len() - inner.len();
                    let end = inner.find(['）', ')']).map_or(start, |i| start + i);
                    self.items(start, end, false)
                }
                None => match rest[..rest.find(ENDS).unwrap_or(rest.len())].find("其中") {
                    Some(at) => {
                        let start = count.end + at + "其中".len();
                        self.items(start, self.end_of(start), true)
                    }
                    None => Vec::new(),
                },
            };
            if !items.is_empty() {
                return items;
            }
        }
        Vec::new()
    }

    fn end_of(&self, start: usize) -> usize {
        self.text[start..]
            .find(ENDS)
            .map_or(self.text.len(), |i| start + i)
    }

    /// Takes each figure that is there once, or several times with one value.
    fn figures(&mut self) {
        for (i, spec) in self.series.figures.enumerate() {
            if spec.parts {
                if !spec.optional && !self.found.figures.iter().any(|(f, _)| *f == i) {
                    self.found.doubts.push(Doubt::Missing(spec.label.clone()));
                }
                continue;
            }
            let own = self
                .counts
                .iter_mut()
                .filter(|c| !c.is_taken && !c.is_about && c.figure == Some(i));
            let mut values: Vec<Decimal> = Vec::new();
            let mut known = HashSet::new();
            for count in own {
                count.is_taken = true;
                if known.insert(count.value) {
                    values.push(count.value);
                }
            }
            match values.as_slice() {
                [] if spec.optional => {}
                [] => self.found.doubts.push(Doubt::Missing(spec.label.clone())),
                [value] => self.found.figures.push((i, Amount::Number(*value))),
                several => {
                    let texts: Vec<String> = several.iter().map(ToString::to_string).collect();
                    self.found
                        .doubts
                        .push(Doubt::Several(spec.label.clone(), texts.join("、")));
                }
            }
        }
        self.found.figures.sort_by_key(|(i, _)| *i);
    }

    /// Lists the numbers that are left.
    fn rest(&mut self) {
        for count in self.counts.iter().filter(|c| !c.is_taken) {
            let before: Vec<char> = self.text[..count.place.start]
                .chars()
                .rev()
                .take(8)
                .collect();
            let before: String = before.into_iter().rev().collect();
            let before = before
                .rsplit(['，', '。', '；', '、', '\n'])
                .next()
                .unwrap_or_default();
            let text = format!("{before}{}", &self.text[count.place.start..count.end]);
            self.found.doubts.push(Doubt::Number(text));
        }
    }
}

/// Tells whether a number with one unit may be a figure of another: 件 and 件次 are said for each
/// other.
fn alike(one: &str, other: &str) -> bool {
    let full = |unit: &str| unit.replace('％', "%");
    full(one) == full(other) || COUNTS.contains(&one) && COUNTS.contains(&other)
}
