//! A text of a page as a bulletin.

use super::given::Given;
use crate::base::date::Date;
use crate::base::id::SeriesId;
use crate::content::config::{Kind, Series};
use crate::import::bulletin;
use crate::import::{Entry, Note};
use crate::site::series::parse::{self, Doubt, Parsed};

/// Reads a text as a bulletin of the series that it fits best; `None` if it is none.
///
/// It is one if all figures of the series are there, or if a headline is the title of the series.
pub(super) fn read(
    text: &str,
    heads: &[&str],
    given: &Given<'_>,
    day: Date,
) -> Option<(SeriesId, Parsed)> {
    /// No bulletin is longer, in bytes.
    const LONGEST: usize = 30_000;
    let Given { config, rules, .. } = given;
    let has_category = config.categories.iter().any(|c| c.kind == Kind::Bulletin);
    if text.len() > LONGEST || !has_category {
        return None;
    }
    let mut best: Option<(bool, SeriesId, Parsed)> = None;
    for id in config.series.ids() {
        let series = &config.series[id];
        let parsed = parse::read(text, series, &rules[id], day);
        let is_titled = heads.contains(&series.title.as_str());
        let is_better = best.as_ref().is_none_or(|(titled, _, other)| {
            (!is_titled, parsed.misfit()) < (!titled, other.misfit())
        });
        if is_one(&parsed, is_titled) && is_better {
            best = Some((is_titled, id, parsed));
        }
    }
    best.map(|(_, id, parsed)| (id, parsed))
}

fn is_one(parsed: &Parsed, is_titled: bool) -> bool {
    let mut doubts = parsed.doubts.iter();
    let lacks = doubts.any(|doubt| matches!(doubt, Doubt::Missing(_)));
    let is_whole = !lacks && parsed.span.is_some() && parsed.figures.len() > 1;
    is_whole || is_titled && !parsed.figures.is_empty()
}

/// Makes the keys of a bulletin, each doubt at its line.
pub(super) fn entries(parsed: &Parsed, series: &Series) -> Vec<Entry> {
    let mut yaml = String::new();
    bulletin::write(parsed, series, "", &mut yaml);
    let (period, others): (Vec<&Doubt>, Vec<&Doubt>) =
        parsed.doubts.iter().partition(|doubt| is_of_period(doubt));
    let (head, rest) = yaml.split_once("figures:").unwrap_or((&yaml, ""));
    let mut entries = Vec::new();
    for line in head.lines() {
        let mut entry = Entry::new(line);
        if line.starts_with("period:") {
            entry.notes = notes(&period);
        } else {
            entry
                .notes
                .push(Note::new("import-series").with("title", &series.title));
        }
        entries.push(entry);
    }
    let mut entry = Entry::new(format!("figures:{rest}"));
    entry.notes = notes(&others);
    entries.push(entry);
    entries
}

fn is_of_period(doubt: &Doubt) -> bool {
    match doubt {
        Doubt::Period | Doubt::Year(_) | Doubt::YearOfMonday { .. } => true,
        Doubt::Missing(_) | Doubt::Several(..) | Doubt::Number(_) => false,
    }
}

fn notes(doubts: &[&Doubt]) -> Vec<Note> {
    doubts.iter().map(|doubt| bulletin::doubt(doubt)).collect()
}
