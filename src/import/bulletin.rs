//! The sentence of a bulletin as front matter, and what of it a person has to decide.

use std::fmt::Write;

use super::note::Note;
use crate::content::config::Series;
use crate::content::document::bulletin::Amount;
use crate::content::yaml::quoted;
use crate::site::series::parse::{Doubt, Parsed};

/// Writes the keys of a bulletin; what was not found is left open. `newest` is a period to correct.
pub fn write(parsed: &Parsed, series: &Series, newest: &str, text: &mut String) {
    let Parsed {
        span,
        figures,
        topics,
        ..
    } = parsed;
    // Writing to a string does not fail.
    let _ = writeln!(text, "series: {}", series.id);
    let _ = match span {
        Some(span) => writeln!(text, "period: {}", span.written(series.rhythm)),
        None => writeln!(text, "period:  # {newest}"),
    };
    text.push_str("figures:\n");
    for (i, spec) in series.figures.enumerate() {
        match figures
            .iter()
            .find(|(f, _)| *f == i)
            .map(|(_, amount)| amount)
        {
            Some(Amount::Number(number)) => _ = writeln!(text, "  {}: {number}", spec.id),
            Some(Amount::Parts(parts)) => {
                let _ = writeln!(text, "  {}:", spec.id);
                for part in parts {
                    let _ = writeln!(text, "    {}: {}", quoted(&part.name), part.number);
                }
            }
            None if spec.optional => {}
            None => _ = writeln!(text, "  {}:  # {}", spec.id, spec.label),
        }
    }
    if !topics.is_empty() {
        text.push_str("topics:\n");
    }
    for topic in topics {
        let _ = writeln!(text, "  - name: {}", quoted(&topic.name));
        if let Some(count) = &topic.count {
            let _ = writeln!(text, "    count: {count}");
        }
        if let Some(note) = &topic.note {
            let _ = writeln!(text, "    note: {}", quoted(note));
        }
    }
}

/// Says what a person has to decide.
pub fn doubt(doubt: &Doubt) -> Note {
    match doubt {
        Doubt::Period => Note::new("doubt-period"),
        Doubt::Year(year) => Note::new("doubt-year").with("year", year),
        Doubt::YearOfMonday { year, latest } => Note::new("doubt-year-of-monday")
            .with("year", year)
            .with("latest", latest),
        Doubt::Missing(label) => Note::new("doubt-missing").with("label", label),
        Doubt::Number(text) => Note::new("doubt-number").with("text", text),
        Doubt::Several(label, values) => Note::new("doubt-several")
            .with("label", label)
            .with("values", values),
    }
}
