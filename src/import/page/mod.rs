//! The page of a newspaper, as its text was pasted.
//!
//! `lines` parts it, `furniture` sets apart what is no text, `joins` puts together what
//! columns broke, `texts` finds where each text starts, and `article` makes a draft of it,
//! with `figures` if it is a bulletin. `shape` and `credit` say what a line looks like.

mod article;
mod credit;
mod figures;
mod furniture;
mod given;
mod joins;
mod lines;
mod shape;
mod texts;

pub use self::given::Given;

use chrono::NaiveDate;

use self::article::Issue;
use self::furniture::Furniture;
use self::joins::Join;
use self::lines::Line;
use super::note::{Note, Remark, Sort};
use super::{Entry, Imported};
use crate::content::config::{Column, Config};

/// Neither the page nor anybody else says of which day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDay;

/// Makes drafts of a page.
pub fn read(source: &str, given: &Given<'_>) -> Result<Imported, NoDay> {
    let lines = lines::of(source);
    let columns = given.config.columns.iter();
    let banners: Vec<(&str, Option<&str>)> = columns
        .map(|column| (column.title.as_str(), column.tagline.as_deref()))
        .collect();
    let page = furniture::find(&lines, &banners);
    let found = page
        .day
        .and_then(|(year, month, day, _)| NaiveDate::from_ymd_opt(year, month, day));
    let issue = Issue {
        given,
        day: given.day.or(found).ok_or(NoDay)?,
        is_found: given.day.is_none(),
        page: page.number,
        columns: columns_of(given.config, &lines, &page.lines),
    };
    let (pieces, joins) = joins::pieces(&lines, &page);
    let series = |title: &str| {
        given
            .config
            .series
            .iter()
            .any(|series| series.title == title)
    };
    let mut imported = Imported::default();
    for join in &joins {
        imported.remarks.push(joined(join));
    }
    let mut left_out = left_out(&lines, &page.lines);
    imported.remarks.append(&mut left_out);
    for text in texts::part(&pieces, &series) {
        issue.take(&text, &mut imported);
    }
    imported.drafts.sort_by_key(|draft| draft.at);
    for (i, draft) in imported.drafts.iter_mut().enumerate() {
        draft.entries.push(issue.printed(i + 1));
    }
    imported.remarks.sort_by_key(|remark| remark.at);
    Ok(imported)
}

impl Issue<'_> {
    /// Makes the line that says where a text stood in the paper.
    fn printed(&self, position: usize) -> Entry {
        let page = self
            .page
            .map_or_else(String::new, |page| format!(" page: {page},"));
        let day = self.day;
        Entry::new(format!(
            "print: {{ issue: {day},{page} position: {position} }}"
        ))
        .noted(Note::new("import-position"))
    }
}

/// Says where a paragraph was put together.
fn joined(join: &Join) -> Remark {
    let (sort, id) = match (join.between_digits, join.across) {
        (true, _) => (Sort::Unsure, "import-joined-digits"),
        (false, true) => (Sort::Unsure, "import-joined-across"),
        (false, false) => (Sort::Decided, "import-joined"),
    };
    let note = Note::new(id)
        .with("before", &join.before)
        .with("after", &join.after);
    Remark {
        at: join.at,
        sort,
        note,
    }
}

/// Returns the columns whose banners are on the page.
fn columns_of<'c>(
    config: &'c Config,
    lines: &[Line<'_>],
    found: &[Option<Furniture>],
) -> Vec<&'c Column> {
    let both = lines.iter().zip(found);
    let banners = both.filter(|(_, found)| **found == Some(Furniture::Banner));
    let banners: Vec<&str> = banners.map(|(line, _)| line.text).collect();
    let columns = config.columns.iter();
    columns
        .filter(|column| banners.iter().any(|text| text.starts_with(&column.title)))
        .collect()
}

/// Lists what is in no draft.
fn left_out(lines: &[Line<'_>], found: &[Option<Furniture>]) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for (line, found) in lines.iter().zip(found) {
        let Some(found) = found else { continue };
        let id = match found {
            Furniture::Folio => "import-left-folio",
            Furniture::Banner => "import-left-banner",
            Furniture::Editors => "import-left-editors",
            Furniture::Advertisement => "import-left-advertisement",
            Furniture::Guide => "import-left-guide",
        };
        remarks.push(Remark {
            at: line.at,
            sort: Sort::LeftOut,
            note: Note::new(id).with("text", line.text),
        });
    }
    remarks
}
