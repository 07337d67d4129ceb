//! One text of a page as a draft.

use chrono::{Datelike, NaiveDate};

use super::credit::{at_end, byline, from_before, head, month_and_day, onward};
use super::figures;
use super::given::Given;
use super::joins::Piece;
use super::shape::item;
use super::texts::{Block, Text};
use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::id::SeriesId;
use crate::content::config::{Column, Kind};
use crate::content::headline::BAR;
use crate::content::yaml::quoted;
use crate::import::note::{Note, Remark, Sort};
use crate::import::{Draft, Entry, Imported, bulletin, markdown};
use crate::site::series::parse::Parsed;

/// A subtitle starts with a dash.
const DASHES: [char; 3] = ['—', '─', '-'];

/// A report is no more days older than its issue.
const FURTHEST: i64 = 31;

/// What is known of the issue and the page that a text stood on.
pub(super) struct Issue<'a> {
    pub(super) given: &'a Given<'a>,
    pub(super) day: Date,
    /// The page itself says the day.
    pub(super) is_found: bool,
    /// Number of the page.
    pub(super) page: Option<&'a str>,
    /// The columns whose banners are on it.
    pub(super) columns: Vec<&'a Column>,
}

impl Issue<'_> {
    /// Makes the draft of a text, or says why there is none.
    pub(super) fn take(&self, text: &Text<'_>, imported: &mut Imported) {
        if text.blocks.is_empty() {
            for piece in [&text.head, &text.bylines, &text.captions]
                .into_iter()
                .flatten()
            {
                let note = Note::new("import-no-text").with("text", &piece.text);
                imported.remarks.push(remark(piece.at, Sort::Lost, note));
            }
            return;
        }
        let mut making = Making::of(self, text);
        making.titles();
        making.body();
        making.kinds();
        imported.remarks.append(&mut making.remarks);
        imported.drafts.push(making.draft);
    }

    /// Returns the day that a report in the issue means; none if it is not shortly before it.
    fn resolve(&self, (month, day): (u32, u32)) -> Option<Date> {
        let years = [self.day.year(), self.day.year() - 1];
        let days = years
            .into_iter()
            .filter_map(|y| NaiveDate::from_ymd_opt(y, month, day));
        days.into_iter()
            .find(|day| (0..=FURTHEST).contains(&(self.day - *day).num_days()))
    }
}

/// A draft that is being made.
struct Making<'a, 't> {
    issue: &'a Issue<'a>,
    text: &'a Text<'t>,
    draft: Draft,
    remarks: Vec<Remark>,
    /// Bylines as front matter has them, and as they stood in the source.
    bylines: Vec<(String, String)>,
    /// The head of the report.
    dateline: Option<Entry>,
    /// Paragraphs as plain text, for the reader of bulletins.
    plain: Vec<String>,
}

impl<'a, 't> Making<'a, 't> {
    fn of(issue: &'a Issue<'a>, text: &'a Text<'t>) -> Making<'a, 't> {
        let blocks = text.blocks.iter().flat_map(|block| block.pieces());
        let pieces = text.head.iter().chain(&text.bylines).chain(blocks);
        let words: Vec<&str> = pieces.map(|piece| piece.text.as_str()).collect();
        let draft = Draft {
            at: text.at(),
            digest: Digest::of(words.join("\n").as_bytes()),
            day: issue.day,
            kind: Kind::News,
            title: String::new(),
            entries: Vec::new(),
            body: String::new(),
        };
        Making {
            issue,
            text,
            draft,
            remarks: Vec::new(),
            bylines: Vec::new(),
            dateline: None,
            plain: Vec::new(),
        }
    }

    fn unsure(&mut self, at: usize, note: Note) {
        self.remarks.push(remark(at, Sort::Unsure, note));
    }

    /// Returns the lines of the head.
    fn heads(&self) -> Vec<&'a str> {
        let head = self.text.head.iter();
        head.map(|piece| piece.text.as_str()).collect()
    }

    /// Writes kicker, headline and subtitle.
    fn titles(&mut self) {
        let head = self.heads();
        let (kicker, title, subtitle) = match head.as_slice() {
            [] => (None, None, None),
            [title] => (None, Some(*title), None),
            [title, below] if below.starts_with(DASHES) => {
                (None, Some(*title), Some((*below).to_owned()))
            }
            [kicker, title] => (Some(*kicker), Some(*title), None),
            [kicker, title, rest @ ..] => (Some(*kicker), Some(*title), Some(rest.join(" "))),
        };
        let at = self.draft.at;
        let mut own = Vec::new();
        if self.text.is_unsure {
            own.push(Note::new("import-unsure-start"));
        }
        if title.is_none() {
            own.push(Note::new("import-headless"));
        }
        let guess = kicker.map(|_| Note::new("import-heads"));
        let name = self.text.is_name_guessed.then(|| Note::new("import-name"));
        for note in own.iter().chain(&guess).chain(&name) {
            self.unsure(at, note.clone());
        }
        let written = title.map_or_else(|| opening(self.text), str::to_owned);
        // A bar in a title asks for a line break; here it is a character of the paper's.
        self.draft.title = written.replace(BAR, "｜");
        let mut line = Entry::new(format!("title: {}", quoted(&self.draft.title)));
        line.notes = own;
        if self.draft.title != written {
            line = line.noted(Note::new("import-written").with("text", written));
        }
        self.draft.entries.push(line);
        if let Some(kicker) = kicker {
            let mut line = Entry::new(format!("kicker: {}", quoted(kicker)));
            line.notes.extend(guess);
            self.draft.entries.push(line);
        }
        if let Some(subtitle) = subtitle {
            self.draft
                .entries
                .push(Entry::new(format!("subtitle: {}", quoted(&subtitle))));
        }
        let mut day = Entry::new(format!("date: {}", self.issue.day));
        if self.issue.is_found {
            day = day.noted(Note::new("import-day"));
        }
        self.draft.entries.push(day);
        self.draft
            .entries
            .push(Entry::new("draft: true").noted(Note::new("new-draft")));
        for piece in &self.text.bylines {
            let read = byline(&piece.text).unwrap_or(&piece.text);
            self.bylines.push((read.to_owned(), piece.text.clone()));
        }
    }

    /// Writes the text.
    fn body(&mut self) {
        let mut blocks = Vec::new();
        let mut last_item = 0;
        let count = self.text.blocks.len();
        for (i, block) in self.text.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(piece) => {
                    let place = Place {
                        is_first: i == 0,
                        is_last: i + 1 == count,
                    };
                    let text = self.paragraph(piece, place);
                    if text.is_empty() {
                        continue;
                    }
                    let numbered = item(&text).filter(|(n, _)| is_next(*n, last_item, &text));
                    last_item = numbered.map_or(0, |(number, _)| number);
                    blocks.push(match numbered {
                        Some((number, rest)) => markdown::item(number, rest),
                        None => markdown::line(&text),
                    });
                    self.plain.push(text);
                }
                Block::Heading(piece) => blocks.push(format!("## {}", markdown::line(&piece.text))),
                Block::Verse(lines) => {
                    let lines: Vec<&str> = lines.iter().map(|p| p.text.as_str()).collect();
                    blocks.push(markdown::verse(&lines));
                }
                Block::Table(rows) => {
                    let rows = rows.iter().map(|row| row.text.split('\t').collect());
                    let rows: Vec<Vec<&str>> = rows.collect();
                    blocks.push(markdown::table(&rows));
                    self.unsure(block.pieces()[0].at, Note::new("import-table"));
                }
            }
        }
        for label in &self.text.labels {
            let note = Note::new("import-label").with("text", &label.text);
            self.unsure(label.at, note);
        }
        self.draft.body = blocks.join("\n\n");
    }

    /// Takes from a paragraph what is none of its text: the head of a report, who wrote it, and
    /// notes that lead to a different page.
    fn paragraph(&mut self, piece: &Piece, place: Place) -> String {
        let mut text = piece.text.as_str();
        if let Some((note, rest)) = from_before(text) {
            self.leave(piece.at, "import-from-before", note);
            text = rest;
        }
        if let Some((rest, note)) = onward(text) {
            self.leave(piece.at + rest.len(), "import-onward", note);
            text = rest;
        }
        if place.is_last
            && let Some(end) = at_end(text)
        {
            self.bylines
                .push((end.byline.to_owned(), end.written.to_owned()));
            text = end.text;
        }
        if place.is_first {
            return self.without_head(piece.at, text).to_owned();
        }
        text.to_owned()
    }

    /// Writes the dateline, and returns the text behind it.
    fn without_head<'s>(&mut self, at: usize, text: &'s str) -> &'s str {
        let Some(found) = head(text) else { return text };
        let mut parts = vec![format!("agency: {}", quoted(&found.agency))];
        if let Some(place) = found.place {
            parts.push(format!("place: {}", quoted(place)));
        }
        let day = found.day.or_else(|| month_and_day(found.rest));
        let meant = day.and_then(|day| self.issue.resolve(day));
        if let Some(day) = meant {
            parts.push(format!("date: {day}"));
        }
        if let Some(byline) = found.byline {
            self.bylines.push((byline.to_owned(), byline.to_owned()));
        }
        let line = Entry::new(format!("dateline: {{ {} }}", parts.join(", ")));
        let mut line = line.noted(Note::new("import-written").with("text", found.written));
        if let (Some((month, day)), None) = (day, meant) {
            let note = Note::new("import-far-day")
                .with("month", month)
                .with("day", day);
            self.unsure(at, note.clone());
            line = line.noted(note);
        }
        self.dateline = Some(line);
        found.rest
    }

    /// Says what is left out of a paragraph; it is kept in a comment, too.
    fn leave(&mut self, at: usize, id: &'static str, text: &str) {
        let id = if self.text.is_resumed {
            "import-resumed"
        } else {
            id
        };
        let note = Note::new(id).with("text", text);
        self.unsure(at, note.clone());
        self.draft.entries.push(Entry::new("#").noted(note));
    }

    /// Finds the kind, and writes what depends on it.
    fn kinds(&mut self) {
        let read = self.bulletin();
        let speaks = self
            .bylines
            .iter()
            .any(|(byline, _)| byline.contains("评论员"));
        self.draft.kind = match &read {
            Some(_) => Kind::Bulletin,
            None if speaks || self.is_editorial() => Kind::Commentary,
            None => Kind::News,
        };
        if let Some(line) = self.byline() {
            self.draft.entries.push(line);
        }
        self.draft.entries.extend(self.dateline.take());
        self.draft.entries.extend(self.column());
        if let Some((series, parsed)) = read {
            self.figures(series, &parsed);
        }
        for piece in &self.text.captions {
            let line = format!(
                "# image: {{ src: , alt: , caption: {} }}",
                quoted(&piece.text)
            );
            self.draft
                .entries
                .push(Entry::new(line).noted(Note::new("import-caption")));
        }
        for piece in &self.text.captions {
            let note = Note::new("import-caption-left").with("text", &piece.text);
            self.unsure(piece.at, note);
        }
    }

    fn is_editorial(&self) -> bool {
        const NAMES: [&str; 6] = ["社论", "本报社论", "时评", "短评", "快评", "评论"];
        self.text
            .head
            .iter()
            .any(|piece| NAMES.contains(&piece.text.as_str()))
    }

    fn byline(&self) -> Option<Entry> {
        if self.bylines.is_empty() {
            return None;
        }
        let read: Vec<&str> = self.bylines.iter().map(|(read, _)| read.as_str()).collect();
        let written: Vec<&str> = self
            .bylines
            .iter()
            .map(|(_, written)| written.as_str())
            .collect();
        let mut line = Entry::new(format!("byline: {}", quoted(&read.join(" "))));
        if self.text.is_name_guessed {
            line = line.noted(Note::new("import-name"));
        }
        Some(if read == written {
            line
        } else {
            line.noted(Note::new("import-written").with("text", written.join(" ")))
        })
    }

    /// Guesses the column: its banner stands on the page, and the text speaks of it.
    fn column(&self) -> Option<Entry> {
        let mut columns = self.issue.columns.iter();
        let column = columns.find(|column| self.speaks_of(&column.title))?;
        let note = Note::new("import-column").with("title", &column.title);
        Some(Entry::new(format!("column: {}", column.id)).noted(note))
    }

    /// Returns true if the words occur in a headline or in the text.
    fn speaks_of(&self, words: &str) -> bool {
        let mut head = self.text.head.iter();
        head.any(|piece| piece.text.contains(words))
            || self.plain.iter().any(|text| text.contains(words))
    }

    /// Reads the text as a bulletin of the series that it fits best; `None` if it is none.
    fn bulletin(&self) -> Option<(SeriesId, Parsed)> {
        figures::read(
            &self.plain.join("\n"),
            &self.heads(),
            self.issue.given,
            self.issue.day,
        )
    }

    /// Writes the keys of a bulletin, and says what of it is not sure.
    fn figures(&mut self, id: SeriesId, parsed: &Parsed) {
        let series = &self.issue.given.config.series[id];
        for doubt in &parsed.doubts {
            self.unsure(self.draft.at, bulletin::doubt(doubt));
        }
        self.draft.entries.extend(figures::entries(parsed, series));
    }
}

/// Where a paragraph stands in its text.
#[derive(Clone, Copy)]
struct Place {
    is_first: bool,
    is_last: bool,
}

fn remark(at: usize, sort: Sort, note: Note) -> Remark {
    Remark { at, sort, note }
}

/// Returns true if a line is the next of a list that Markdown counts as it is written.
fn is_next(number: u32, last: u32, text: &str) -> bool {
    let is_plain = text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('.');
    let is_pointed = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with('.');
    is_plain && is_pointed && number == last + 1 && !text.starts_with('0')
}

/// Returns the first words of a text that has no headline.
fn opening(text: &Text<'_>) -> String {
    const LONGEST: usize = 20;
    let first = text.blocks.first().and_then(|block| block.pieces().first());
    let words = first.map_or("", |piece| piece.text.as_str());
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let clause = words
        .split(['，', '。', '！', '？', '；', '：', '、'])
        .next()
        .filter(|clause| !clause.is_empty());
    clause.unwrap_or("……").chars().take(LONGEST).collect()
}
