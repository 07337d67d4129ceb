//! Bulletins and their series: figures, charts, tables and data to download.

use std::sync::Arc;

use serde::Serialize;

use super::link::{Link, SeriesRef};
use crate::theme::Ready;

/// One figure of a bulletin.
#[derive(Clone, Debug, Serialize)]
pub struct FigureData {
    /// Name in front matter.
    pub id: String,
    /// Name for readers.
    pub label: String,
    /// Unit; may be empty.
    pub unit: String,
    /// The number as printed; for a figure with parts their sum.
    pub value: String,
    /// Parts in the order written; empty for a plain figure.
    pub parts: Vec<PartData>,
    /// Name of the figure whose parts these are, where a rule says that this one is their sum: that
    /// one has no row of its own. `null` for a figure with its own parts, and on cards.
    pub parts_of: Option<String>,
    /// Share in percent of the figure that a rule splits into this one and others, as a number.
    pub share: Option<String>,
    /// The share for readers: `34.2%`, `不足0.1%`.
    pub share_text: Option<String>,
    /// Name of that figure.
    pub share_of: Option<String>,
    /// Against the period before.
    pub before: Option<ChangeData>,
    /// Against the same period a year ago; `null` on cards.
    pub year_ago: Option<ChangeData>,
    /// The last periods as a small line, an SVG ready to be set; on cards only, and only where enough
    /// periods have a value for a line to be seen.
    pub spark: Option<String>,
}

/// A figure against that of a different period.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeData {
    /// What it was then.
    pub value: String,
    /// The difference with its sign: `+12`, `−0.4个百分点`, `0`.
    pub difference: String,
    /// The difference in percent of what it was: `+1.4%`; `null` for rates and where it was zero.
    pub percent: Option<String>,
    /// `up`, `down` or `same`.
    pub direction: &'static str,
}

/// A chart.
#[derive(Clone, Debug, Serialize)]
pub struct ChartData {
    /// What it shows.
    pub title: String,
    /// An SVG with title and description, ready to be set.
    pub svg: String,
}

/// One part of a figure.
#[derive(Clone, Debug, Serialize)]
pub struct PartData {
    /// Name.
    pub name: String,
    /// The number as printed.
    pub value: String,
    /// Share of the sum in percent with one decimal, as a number; `null` when the sum is zero.
    pub share: Option<String>,
    /// The share for readers: `34.2%`, `不足0.1%`.
    pub share_text: Option<String>,
}

/// One ranked topic of a bulletin.
#[derive(Clone, Debug, Serialize)]
pub struct TopicData {
    /// Name.
    pub name: String,
    /// How many.
    pub count: Option<String>,
    /// Unit of the figure that it is a part of; may be empty.
    pub unit: String,
    /// What was said of it.
    pub note: Option<String>,
}

/// What a bulletin reports.
#[derive(Clone, Debug, Serialize)]
pub struct BulletinData {
    /// Its series.
    pub series: Arc<Ready<SeriesRef>>,
    /// Period for readers: `2024年1月8日至14日`.
    pub period: String,
    /// Period in ISO 8601: `2024-01-08/2024-01-14`.
    pub period_iso: String,
    /// Figures in the order of the series.
    pub figures: Vec<FigureData>,
    /// Ranked topics.
    pub topics: Vec<TopicData>,
    /// The figures in a sentence; empty on cards.
    pub lead: String,
    /// The period before, where the figures are held against it.
    pub before: Option<Link>,
    /// The same period a year ago, where the figures are held against it; `null` on cards.
    pub year_ago: Option<Link>,
    /// The bulletin of the nearest earlier period; `null` on cards.
    pub previous: Option<Link>,
    /// The bulletin of the nearest later period; `null` on cards.
    pub next: Option<Link>,
    /// Charts of the figures; empty on cards.
    pub charts: Vec<ChartData>,
    /// The data of the series to download; empty on cards.
    pub files: Vec<FileLink>,
}

/// A bulletin series, or a year or month of it, as `page.list.series`.
#[derive(Clone, Debug, Serialize)]
pub struct SeriesData {
    /// One sentence on what it counts.
    pub description: String,
    /// Charts of its figures.
    pub charts: Vec<ChartData>,
    /// The bulletins, newest first; `null` where the page shows its parts instead (list rule).
    pub table: Option<TableData>,
    /// When the next bulletin is to be expected; `null` on the pages of years.
    pub expected: Option<ExpectedData>,
    /// Its data to download.
    pub files: Vec<FileLink>,
    /// Address of the licence of the data.
    pub license: Option<String>,
}

/// Bulletins as a table.
#[derive(Clone, Debug, Serialize)]
pub struct TableData {
    /// A column a figure.
    pub columns: Vec<ColumnData>,
    /// A row a bulletin, and one for every run of missing periods.
    pub rows: Vec<RowData>,
    /// The sum of each column; `null` for rates and for what no row has. Empty where there is but one
    /// row.
    pub sums: Vec<Option<String>>,
}

/// Head of a column.
#[derive(Clone, Debug, Serialize)]
pub struct ColumnData {
    /// Name of the figure.
    pub label: String,
    /// Its unit; may be empty.
    pub unit: String,
}

/// A row of a table of bulletins.
#[derive(Clone, Debug, Serialize)]
pub struct RowData {
    /// The period, or the missing ones, for readers.
    pub period: String,
    /// Address of the bulletin; `null` for missing periods.
    pub href: Option<String>,
    /// A number for each column, `null` where it is not given; empty for missing periods.
    pub cells: Vec<Option<String>>,
    /// How many periods are missing here; 0 for a bulletin.
    pub missing: usize,
}

/// The bulletin that comes next.
#[derive(Clone, Debug, Serialize)]
pub struct ExpectedData {
    /// Its period for readers.
    pub period: String,
    /// The day for readers, if it takes as long as the last one did.
    pub day: String,
    /// The day in ISO 8601.
    pub day_iso: String,
}

/// A file to download.
#[derive(Clone, Debug, Serialize)]
pub struct FileLink {
    /// `CSV` or `JSON`.
    pub form: &'static str,
    /// `data`, `parts` or `metadata`: the key of its name is `data_` and this.
    pub kind: &'static str,
    /// Media type.
    pub media: &'static str,
    /// Address.
    pub href: String,
}

/// A bulletin in the home page's figures box.
#[derive(Clone, Debug, Serialize)]
pub struct BulletinCard {
    /// Headline.
    pub title: String,
    /// Address.
    pub href: String,
    /// What it reports.
    pub bulletin: BulletinData,
}
