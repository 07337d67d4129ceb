//! The text that is being written as HTML, and how pieces are added to it.

use std::fmt::Write;

use pulldown_cmark::Alignment;

use super::events::{Placed, end_of};
use super::link::Target;
use super::nest::Nest;
use super::notes::Notes;
use crate::base::html::{escape, joined};

/// Stands, with a number and [`CHART_END`] behind, for a chart until that is put in. No text can
/// look like it: raw HTML keeps neither this element nor this attribute, and in all other text `<`
/// and `"` are escaped.
pub(super) const CHART: &str = "<input class=\"chart-";
/// See [`CHART`].
pub(super) const CHART_END: &str = "\">";

/// Walks the events and writes what they stand for.
///
/// What it does for each of them is in `html`, `inline` and `table`.
pub(super) struct Writer<'e, 'w> {
    pub(super) events: &'e [Placed<'e>],
    pub(super) targets: &'e [(String, Target)],
    pub(super) words: &'e dyn Fn(&'static str) -> &'w str,
    /// Index of the event and id of every heading that has one.
    pub(super) headings: Vec<(usize, String)>,
    pub(super) notes: Notes<'e>,
    /// The event that is being written.
    pub(super) at: usize,
    pub(super) out: String,
    /// Whether each link around is set as one.
    pub(super) anchors: Vec<bool>,
    pub(super) table: Table<'e>,
    /// There was raw HTML.
    pub(super) is_raw: bool,
    pub(super) nest: Nest,
    /// Drawings of the charts, in order.
    pub(super) charts: Vec<&'e str>,
}

/// The table that is being set.
#[derive(Default)]
pub(super) struct Table<'e> {
    /// Alignment of its columns.
    pub(super) columns: &'e [Alignment],
    /// Column of the next cell.
    pub(super) column: usize,
    pub(super) in_head: bool,
    /// Element of the cell at hand.
    pub(super) cell: &'static str,
}

impl Writer<'_, '_> {
    /// Writes the start or end of a block on a line of its own.
    pub(super) fn block(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }

    /// Leaves out what the event at hand starts.
    pub(super) fn skip(&mut self) {
        self.at = end_of(self.events, self.at);
    }

    pub(super) fn text(&mut self, text: &str) {
        joined(&mut self.out, text);
    }

    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        _ = write!(self.out, " {name}=\"");
        escape(&mut self.out, value);
        self.out.push('"');
    }
}
