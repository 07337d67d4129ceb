//! Reading the sentence of a bulletin back into figures, with nothing that does not stand in it.
//!
//! A number counts if it is followed by a unit and preceded by the label of a figure, or by a
//! name in a list of parts: in brackets after its figure, after 其中, or after the label of the
//! parts. Numbers that are left over, that are there twice with two values, or that are a guess (余,
//! 多, 约) are reported, not taken.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::counts::{self, BETWEEN, Count, alike};
use super::period::{self, GuessedYear};
use super::rule::Rule;
use crate::base::date::Date;
use crate::base::id::FigureId;
use crate::content::config::Series;
use crate::content::document::bulletin::{Amount, DateRange, Part, Topic, numeral};

/// The contents of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// The period.
    pub span: Option<DateRange>,
    /// Figures by their index in the series, in its order.
    pub figures: Vec<(FigureId, Amount)>,
    /// Topics in the order written.
    pub topics: Vec<Topic>,
    /// What is left to the editor.
    pub doubts: Vec<Doubt>,
}

impl Parsed {
    /// Returns how badly a text fits its series: by what was not found, and what is left over.
    pub fn misfit(&self) -> (bool, usize) {
        let doubts = self.doubts.iter();
        let doubts = doubts.filter(|doubt| match doubt {
            Doubt::Missing(_) | Doubt::Several(..) | Doubt::Number(_) => true,
            Doubt::Period | Doubt::Year(_) | Doubt::YearOfMonday { .. } => false,
        });
        (self.span.is_none(), doubts.count())
    }
}

/// Something that a person has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No period of the series' length was found.
    Period,
    /// The text has no year; this one is the latest that is over.
    Year(i32),
    /// The text has no year; this one is the latest in which its week is over and starts on a
    /// Monday.
    YearOfMonday {
        /// That year.
        year: i32,
        /// The latest in which the week is over.
        latest: i32,
    },
    /// A figure that each bulletin has was not found: its label.
    Missing(String),
    /// A figure is there with several values: its label and the values.
    Several(String, String),
    /// A number that belongs to nothing that is known, with the words before it.
    Number(String),
}

impl Doubt {
    fn of_year(GuessedYear { year, latest }: GuessedYear) -> Doubt {
        if year == latest {
            Doubt::Year(year)
        } else {
            Doubt::YearOfMonday { year, latest }
        }
    }
}

/// Ends of a list, or of a sentence.
const ENDS: [char; 4] = ['。', '；', '\n', ';'];

/// Reads a text; `today` decides the year if the text has none.
pub fn read(text: &str, series: &Series, rules: &[Rule], today: Date) -> Parsed {
    let text = joined(text);
    let mut parser = Parser {
        text: &text,
        series,
        rules,
        counts: counts::find(&text, series),
        found: Parsed::default(),
    };
    parser.period(today);
    parser.topics();
    parser.parts();
    parser.figures();
    parser.rest();
    parser.found
}

/// Joins the lines of a layout in columns: one that does not end a sentence runs on in the next.
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

struct Parser<'a> {
    text: &'a str,
    series: &'a Series,
    rules: &'a [Rule],
    counts: Vec<Count>,
    found: Parsed,
}

impl<'a> Parser<'a> {
    /// Finds the period.
    fn period(&mut self, today: Date) {
        match period::find(self.text, self.series.rhythm, today) {
            Some(found) => {
                self.found.span = Some(found.span);
                self.found.doubts.extend(found.guessed.map(Doubt::of_year));
            }
            None => self.found.doubts.push(Doubt::Period),
        }
    }

    /// Reads ranked topics: numbered lines, or a list after 热点 and a colon.
    fn topics(&mut self) {
        let mut start = 0;
        for line in self.text.split_inclusive('\n') {
            let end = start + line.len();
            if let Some(rest) = listed(line) {
                self.numbered_topic(end - rest.len(), end);
            } else if let Some(after) = after_hot_topics(line) {
                for (name, i) in self.items(start + after, end) {
                    self.topic(&name, i, "");
                    self.counts[i].is_taken = true;
                }
            }
            start = end;
        }
    }

    /// Reads the topic of a numbered line: a name, a number and a note.
    fn numbered_topic(&mut self, start: usize, end: usize) {
        let counts = self.counts_within(start..end);
        if counts.is_empty() {
            return;
        }
        let first = &self.counts[counts.start];
        let (name, note) = (
            &self.text[start..first.place.start],
            &self.text[first.end..end],
        );
        self.topic(name, counts.start, note);
        // What a note counts is no figure.
        for count in &mut self.counts[counts] {
            count.is_taken = true;
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
    fn items(&self, start: usize, end: usize) -> Vec<(String, usize)> {
        self.items_until(start, end, |_, _| false)
    }

    /// Reads the same in a sentence in which figures of the series may follow, and end the list.
    fn items_of_sentence(&self, start: usize) -> Vec<(String, usize)> {
        self.items_until(start, self.end_of(start), |count, name| {
            count.figure.is_some_and(|f| self.is_name_of(f, name))
        })
    }

    fn items_until(
        &self,
        start: usize,
        end: usize,
        is_over: impl Fn(&Count, &str) -> bool,
    ) -> Vec<(String, usize)> {
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
            let is_different = items
                .first()
                .is_some_and(|(_, first)| !alike(&self.counts[*first].unit, &count.unit));
            let is_item =
                !name.is_empty() && !name.contains(['，', '。', '；', '、', '（', '）', '\n']);
            if is_over(count, name) || is_different || !is_item || count.is_about {
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

    /// Reads the lists of parts.
    fn parts(&mut self) {
        for (id, spec) in self.series.figures.enumerate() {
            if !spec.parts {
                continue;
            }
            let lists = [self.after_label(&spec.label), self.after_owner(id)];
            let Some(items) = lists.into_iter().find(|items| !items.is_empty()) else {
                continue;
            };
            let mut parts = Vec::new();
            for (name, i) in items {
                let count = &mut self.counts[i];
                count.is_taken = true;
                parts.push(Part {
                    name: name.into(),
                    number: count.value,
                });
            }
            self.found.figures.push((id, Amount::Parts(parts.into())));
        }
    }

    /// Reads the list after the label of the parts themselves and a colon.
    fn after_label(&self, label: &str) -> Vec<(String, usize)> {
        for (at, _) in self.text.match_indices(label) {
            let rest = &self.text[at + label.len()..];
            if let Some(list) = rest.strip_prefix(['：', ':']) {
                return self.items_of_sentence(self.text.len() - list.len());
            }
        }
        Vec::new()
    }

    /// Reads the list in brackets, or after 其中, that follows the figure which the parts add up to.
    fn after_owner(&self, parts: FigureId) -> Vec<(String, usize)> {
        let owners = self
            .counts
            .iter()
            .filter(|c| !c.is_taken && c.figure.is_some_and(|f| self.is_owner(f, parts)));
        for count in owners {
            let rest = &self.text[count.end..];
            let items = if let Some(inner) = rest.strip_prefix(['（', '(']) {
                let start = self.text.len() - inner.len();
                let end = inner.find(['）', ')']).map_or(start, |i| start + i);
                self.items(start, end)
            } else if let Some(at) = self.text[count.end..self.end_of(count.end)].find("其中") {
                self.items_of_sentence(count.end + at + "其中".len())
            } else {
                Vec::new()
            };
            if !items.is_empty() {
                return items;
            }
        }
        Vec::new()
    }

    /// Returns true if parts add up to a figure by a rule, or have to, since there are no others.
    fn is_owner(&self, figure: FigureId, parts: FigureId) -> bool {
        let mut owners = self.rules.iter().filter_map(Rule::owner);
        match owners.find(|(_, owned)| *owned == parts) {
            Some((owner, _)) => owner == figure,
            None => self.series.figures.iter().filter(|f| f.parts).count() == 1,
        }
    }

    /// Returns the end of the sentence, or of the list, that goes on at a place.
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
            let before = words_before(&self.text[..count.place.start]);
            let text = format!("{before}{}", &self.text[count.place.start..count.end]);
            self.found.doubts.push(Doubt::Number(text));
        }
    }
}

/// Returns where a list of topics starts in a line: after 热点 and a colon.
fn after_hot_topics(line: &str) -> Option<usize> {
    let topics = line.find("热点")?;
    let colon = topics + line[topics..].find(['：', ':'])?;
    Some(colon + line[colon..].chars().next().map_or(0, char::len_utf8))
}

/// Returns the last words of a text: about eight characters, of one clause, and no part of a number
/// or of a word in letters.
fn words_before(text: &str) -> &str {
    const ABOUT: usize = 8;
    const MOST: usize = 40;
    let clause = text
        .rsplit(['，', '。', '；', '、', '\n'])
        .next()
        .unwrap_or_default();
    let mut start = clause.len();
    let mut last = None;
    for (count, (at, c)) in clause.char_indices().rev().enumerate() {
        let is_inside = c.is_ascii_alphanumeric()
            && last.is_some_and(|last: char| last.is_ascii_alphanumeric());
        if count >= MOST || count >= ABOUT && !is_inside {
            break;
        }
        (start, last) = (at, Some(c));
    }
    &clause[start..]
}
