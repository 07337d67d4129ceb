//! The open data of a series: CSV (RFC 4180), JSON, and what the columns mean (CSVW, W3C Tabular
//! Data 2015).
//!
//! `data.csv` has a row a period and a column a figure. Parts come and go from issue to issue, and
//! a column for each would change the header of the whole file with every new name; so they are in
//! `parts.csv`, a row a part.

use std::borrow::Cow;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::base::id::FigureId;
use crate::content::config::{FigureSpec, Rhythm, Series};
use crate::content::document::bulletin::{Amount, Bulletin, Figure, Part, Topic};

/// The byte order mark by which spreadsheet programs know UTF-8.
const MARK: char = '\u{feff}';

/// A file of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum DataFile {
    /// A row a period.
    Csv,
    /// A row a part of a figure.
    Parts,
    /// Everything.
    Json,
    /// What the columns of both tables mean.
    Metadata,
}

impl DataFile {
    /// Every file.
    pub const ALL: [DataFile; 4] = [
        DataFile::Csv,
        DataFile::Parts,
        DataFile::Json,
        DataFile::Metadata,
    ];

    /// Returns its name; that of the metadata is the one that CSVW readers look for.
    pub fn name(self) -> &'static str {
        match self {
            DataFile::Csv => "data.csv",
            DataFile::Parts => "parts.csv",
            DataFile::Json => "data.json",
            DataFile::Metadata => "data.csv-metadata.json",
        }
    }

    /// Returns true if a series has it.
    pub fn is_of(self, series: &Series) -> bool {
        self != DataFile::Parts || series.figures.iter().any(|f| f.parts)
    }
}

/// A series, or a year of it, as data.
pub struct Dataset<'a> {
    /// The series.
    pub series: &'a Series,
    /// Name, with the year if it is one.
    pub title: String,
    /// One sentence on what it counts.
    pub description: String,
    /// BCP 47 tag.
    pub language: &'a str,
    /// Who publishes it.
    pub publisher: &'a str,
    /// Address of its page in full.
    pub url: String,
    /// The bulletins, oldest first.
    pub rows: Vec<Row<'a>>,
}

/// One bulletin.
pub struct Row<'a> {
    /// What it reports.
    pub bulletin: &'a Bulletin,
    /// Headline.
    pub title: &'a str,
    /// Address in full.
    pub url: String,
    /// Publication, RFC 3339.
    pub published: String,
}

impl Row<'_> {
    fn figure(&self, spec: FigureId) -> Option<&Figure> {
        self.bulletin.figures.iter().find(|f| f.spec == spec)
    }
}

impl Dataset<'_> {
    /// Draws a file.
    pub fn draw(&self, file: DataFile) -> String {
        match file {
            DataFile::Csv => self.csv(),
            DataFile::Parts => self.parts(),
            DataFile::Json => self.json(),
            DataFile::Metadata => self.metadata(),
        }
    }

    fn csv(&self) -> String {
        let mut text = String::from(MARK);
        let ids = self.series.figures.iter().map(|f| f.id.as_str());
        line(
            &mut text,
            ["period", "start", "end"]
                .into_iter()
                .chain(ids)
                .chain(["url"]),
        );
        for row in &self.rows {
            let span = row.bulletin.span;
            let mut cells = vec![
                span.iso(self.series.rhythm),
                span.first.to_string(),
                span.last.to_string(),
            ];
            for id in self.series.figures.ids() {
                let total = row.figure(id).map(|f| f.amount.total().to_string());
                cells.push(total.unwrap_or_default());
            }
            cells.push(row.url.clone());
            line(&mut text, cells.iter().map(String::as_str));
        }
        text
    }

    fn parts(&self) -> String {
        let mut text = String::from(MARK);
        line(&mut text, ["period", "figure", "part", "value"]);
        for row in &self.rows {
            let period = row.bulletin.span.iso(self.series.rhythm);
            for figure in &row.bulletin.figures {
                let Amount::Parts(parts) = &figure.amount else {
                    continue;
                };
                let id = &self.series.figures[figure.spec].id;
                for part in parts {
                    line(
                        &mut text,
                        [
                            period.as_str(),
                            id,
                            &inert(&part.name),
                            &part.number.to_string(),
                        ],
                    );
                }
            }
        }
        text
    }

    /// Writes one bulletin a line, so that a new one leaves the lines of the others as they are.
    fn json(&self) -> String {
        let head = json!({
            "id": self.series.id,
            "title": self.title,
            "description": self.description,
            "url": self.url,
            "publisher": self.publisher,
            "license": self.series.license,
            "language": self.language,
            "period": Rhythm::ALL.iter().find(|(_, r)| *r == self.series.rhythm).map(|(name, _)| name),
            "figures": self.series.figures.iter().map(described).collect::<Vec<_>>(),
        });
        let rows: Vec<String> = self
            .rows
            .iter()
            .map(|row| serde_json::to_string(&self.bulletin(row)).unwrap_or_default())
            .collect();
        format!(
            "{{\"series\":{head},\n\"bulletins\":[\n{}\n]}}\n",
            rows.join(",\n")
        )
    }

    fn bulletin<'b>(&'b self, row: &'b Row<'_>) -> BulletinJson<'b> {
        let span = row.bulletin.span;
        BulletinJson {
            period: span.iso(self.series.rhythm),
            start: span.first.to_string(),
            end: span.last.to_string(),
            title: row.title,
            published: &row.published,
            url: &row.url,
            figures: Figures(self.series, &row.bulletin.figures),
            topics: row.bulletin.topics.iter().map(topic).collect(),
        }
    }

    /// Describes the columns (<https://www.w3.org/TR/tabular-metadata/>).
    fn metadata(&self) -> String {
        let mut columns = vec![
            column("period", &["period"], "string"),
            column("start", &["start"], "date"),
            column("end", &["end"], "date"),
        ];
        for figure in &self.series.figures {
            let mut entry = column(&figure.id, &[&figure.id, &figure.label], "decimal");
            if let Some(map) = entry.as_object_mut() {
                map.insert("required".to_owned(), json!(!figure.optional));
                if !figure.unit.is_empty() {
                    map.insert("schema:unitText".to_owned(), json!(figure.unit));
                }
            }
            columns.push(entry);
        }
        columns.push(column("url", &["url"], "anyURI"));
        let mut tables = vec![json!({
            "url": DataFile::Csv.name(),
            "tableSchema": { "columns": columns, "primaryKey": ["period"] },
        })];
        if DataFile::Parts.is_of(self.series) {
            let reference =
                json!({ "resource": DataFile::Csv.name(), "columnReference": ["period"] });
            tables.push(json!({
                "url": DataFile::Parts.name(),
                "tableSchema": {
                    "columns": [
                        column("period", &["period"], "string"),
                        column("figure", &["figure"], "string"),
                        column("part", &["part"], "string"),
                        column("value", &["value"], "decimal"),
                    ],
                    "primaryKey": ["period", "figure", "part"],
                    "foreignKeys": [{ "columnReference": ["period"], "reference": reference }],
                },
            }));
        }
        let mut metadata = json!({
            "@context": ["http://www.w3.org/ns/csvw", { "@language": self.language }],
            "dc:title": self.title,
            "dc:description": self.description,
            "dc:publisher": { "schema:name": self.publisher },
            "dcat:landingPage": { "@id": self.url },
            "tables": tables,
        });
        if let (Some(map), Some(license)) = (metadata.as_object_mut(), &self.series.license) {
            map.insert("dc:license".to_owned(), json!({ "@id": license }));
        }
        format!("{metadata:#}\n")
    }
}

/// Describes a figure.
fn described(figure: &FigureSpec) -> Value {
    json!({
        "id": figure.id,
        "label": figure.label,
        "unit": figure.unit,
        "parts": figure.parts,
        "optional": figure.optional,
    })
}

/// Describes a column of a table.
fn column(name: &str, titles: &[&str], datatype: &str) -> Value {
    json!({ "name": name, "titles": titles, "datatype": datatype })
}

/// Returns a name as a cell that spreadsheets show and do not run: with the apostrophe by which
/// they know text.
///
/// Numbers stay as they are, the negative ones too: the file is read by programs first.
fn inert(name: &str) -> Cow<'_, str> {
    if Part::is_formula(name) {
        format!("'{name}").into()
    } else {
        name.into()
    }
}

/// Writes a line of a table: a cell with a comma, a quote or a line end in quotes, quotes doubled
/// (RFC 4180, 2).
fn line<'c>(text: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (i, cell) in cells.into_iter().enumerate() {
        if i > 0 {
            text.push(',');
        }
        if cell.contains([',', '"', '\r', '\n']) {
            text.push('"');
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(cell);
        }
    }
    text.push_str("\r\n");
}

#[derive(Serialize)]
struct BulletinJson<'a> {
    period: String,
    start: String,
    end: String,
    title: &'a str,
    published: &'a str,
    url: &'a str,
    figures: Figures<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    topics: Vec<TopicJson<'a>>,
}

#[derive(Serialize)]
struct TopicJson<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<Box<RawValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

fn topic(topic: &Topic) -> TopicJson<'_> {
    TopicJson {
        name: &topic.name,
        count: topic.count.as_deref().and_then(exact),
        note: topic.note.as_deref(),
    }
}

/// Writes a decimal as it stands: a number of JSON with all its digits, not the nearest binary
/// fraction.
fn exact(number: &str) -> Option<Box<RawValue>> {
    RawValue::from_string(number.to_owned()).ok()
}

/// Figures by their ids, in order; parts as a map in the order written.
struct Figures<'a>(&'a Series, &'a [Figure]);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.1.len()))?;
        for figure in self.1 {
            let id = &self.0.figures[figure.spec].id;
            match &figure.amount {
                Amount::Number(number) => map.serialize_entry(id, &exact(&number.to_string()))?,
                Amount::Parts(parts) => map.serialize_entry(id, &Parts(parts))?,
            }
        }
        map.end()
    }
}

struct Parts<'a>(&'a [Part]);

impl Serialize for Parts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for part in self.0 {
            map.serialize_entry(&*part.name, &exact(&part.number.to_string()))?;
        }
        map.end()
    }
}
