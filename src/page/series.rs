//! Series: their data, the figures of a bulletin beside those of other periods, trends and tables.

use chrono::Days;
use rust_decimal::Decimal;

use crate::base::date::{Language, Period, long_date};
use crate::base::id::{ArticleId, FigureId, SeriesId};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::Span;
use crate::page::Reader;
use crate::page::data::{ColumnData, ExpectedData, FileLink, RowData, SeriesData, TableData};
use crate::site::route::data_url;
use crate::site::series::DataFile;
use crate::site::series::data::{Dataset, Row};
use crate::site::series::run::{between, bulletin};
use crate::site::{LIST_LIMIT, Scope};

impl<'a> Reader<'a> {
    /// Reads a series, or a year of it, as data.
    pub(super) fn dataset(self, series: SeriesId, period: Period) -> Dataset<'a> {
        let config = &self.site.config;
        let scope = Scope::Series(series);
        let own = &config.series[series];
        let row = |id: &ArticleId| {
            let document = self.site.article(*id);
            Some(Row {
                bulletin: bulletin(self.site, *id)?,
                title: &document.title,
                url: self.full(&self.site.url(document)),
                published: self.site.date(*id).rfc3339(),
            })
        };
        Dataset {
            series: own,
            title: match period {
                Period::All => own.title.clone(),
                _ => format!("{} {}", own.title, period.long(config.wording())),
            },
            description: self.series_description(series),
            language: &config.language,
            publisher: &config.publisher,
            url: self.full(&self.site.list_url(scope, period)),
            rows: self
                .site
                .select(scope, period)
                .iter()
                .filter_map(row)
                .collect(),
        }
    }

    /// Says what a series counts: in the site's words, or by the names of its figures.
    pub(super) fn series_description(self, series: SeriesId) -> String {
        let own = &self.site.config.series[series];
        let labels = || {
            own.figures
                .iter()
                .map(|f| f.label.as_str())
                .collect::<Vec<_>>()
        };
        own.description
            .clone()
            .unwrap_or_else(|| match self.site.config.wording() {
                Language::Chinese => format!("{}：{}。", own.title, labels().join("、")),
                Language::English => format!("{}: {}.", own.title, labels().join(", ")),
            })
    }

    /// Reads a series, or a year or month of it, for its page; `newest` is how many rows a table
    /// that is cut has.
    pub(super) fn series_data(self, series: SeriesId, period: Period, newest: usize) -> SeriesData {
        let ids = self.site.select(Scope::Series(series), period);
        let rows = match (ids.len() <= LIST_LIMIT, period) {
            (true, _) => ids,
            (false, Period::All) => &ids[ids.len().saturating_sub(newest)..],
            _ => &[],
        };
        let entries = match (period, period.days()) {
            (Period::All, _) | (_, None) => self.last_year(series),
            // By the first days of their periods, as the list is.
            (_, Some((first, after))) => {
                let entries = &self.runs.run(series).entries;
                let before = |day| entries.partition_point(|e| e.span.first < day);
                &entries[before(first)..before(after)]
            }
        };
        let own = &self.site.config.series[series];
        SeriesData {
            description: self.series_description(series),
            charts: self.series_charts(series, entries),
            table: (!rows.is_empty()).then(|| self.table(own, rows)),
            expected: if period == Period::All {
                self.expected(series)
            } else {
                None
            },
            files: self.files(series, period),
            license: own.license.clone(),
        }
    }

    fn table(self, series: &Series, ids: &[ArticleId]) -> TableData {
        let language = self.site.config.wording();
        let mut rows = Vec::new();
        let mut after: Option<Span> = None;
        for id in ids.iter().rev() {
            let Some(own) = bulletin(self.site, *id) else {
                continue;
            };
            if let Some(after) = after {
                rows.extend(self.missing(series, own.span, after));
            }
            let cell = |i: FigureId| own.figures.iter().find(|f| f.spec == i);
            rows.push(RowData {
                period: own.span.long(series.rhythm, language),
                href: Some(self.href(&self.site.url(self.site.article(*id)))),
                cells: series
                    .figures
                    .ids()
                    .map(|i| Some(cell(i)?.amount.total().to_string()))
                    .collect(),
                missing: 0,
            });
            after = Some(own.span);
        }
        let column = |f: &FigureSpec| ColumnData {
            label: f.label.clone(),
            unit: f.unit.clone(),
        };
        let sum = |(i, spec): (FigureId, &FigureSpec)| {
            let figures = ids
                .iter()
                .filter_map(|id| bulletin(self.site, *id))
                .flat_map(|b| &b.figures);
            let own = figures.filter(|f| f.spec == i).map(|f| f.amount.total());
            (!spec.is_rate()).then(|| own.fold(Decimal::ZERO, Decimal::saturating_add).to_string())
        };
        TableData {
            columns: series.figures.iter().map(column).collect(),
            rows,
            sums: if ids.len() > 1 {
                series.figures.enumerate().map(sum).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Makes the row of the periods that are missing between two, if there are any.
    fn missing(self, series: &Series, before: Span, after: Span) -> Option<RowData> {
        let language = self.site.config.wording();
        let gap = between(before.last, after.first, series.rhythm);
        let count = gap.len();
        let mut spans = gap.filter_map(|number| Span::nth(number, series.rhythm));
        let first = spans.next()?;
        let last = spans.next_back().unwrap_or(first);
        let (one, other) = (
            first.long(series.rhythm, language),
            last.long(series.rhythm, language),
        );
        let period = match (count, language) {
            (1, _) => one,
            (_, Language::Chinese) => format!("{one}至{other}"),
            (_, Language::English) => format!("{one} – {other}"),
        };
        Some(RowData {
            period,
            href: None,
            cells: Vec::new(),
            missing: count,
        })
    }

    /// Tells when the next bulletin is to be expected: as long after its period as the newest one
    /// came.
    fn expected(self, series: SeriesId) -> Option<ExpectedData> {
        let language = self.site.config.wording();
        let rhythm = self.site.config.series[series].rhythm;
        let newest = self.runs.run(series).entries.last()?;
        let next = Span::holding(newest.span.last.succ_opt()?, rhythm)?;
        let after = self.site.day(newest.id) - newest.span.last;
        let day = next
            .last
            .checked_add_days(Days::new(u64::try_from(after.num_days()).ok()?))?;
        let period = next.long(rhythm, language);
        Some(ExpectedData {
            period,
            day: long_date(day, language),
            day_iso: day.to_string(),
        })
    }

    /// Lists the files of data of a series, or of a year of it.
    pub(super) fn files(self, series: SeriesId, period: Period) -> Vec<FileLink> {
        let own = &self.site.config.series[series];
        let link = |file: DataFile| {
            let (form, kind, media) = match file {
                DataFile::Csv => ("CSV", "data", "text/csv"),
                DataFile::Parts => ("CSV", "parts", "text/csv"),
                DataFile::Json => ("JSON", "data", "application/json"),
                DataFile::Metadata => ("JSON", "metadata", "application/csvm+json"),
            };
            FileLink {
                form,
                kind,
                media,
                href: self.href(&data_url(self.site, series, period, file)),
            }
        };
        // There are files of the whole and of years, none of months.
        let has_files = matches!(period, Period::All | Period::Year(_));
        DataFile::ALL
            .into_iter()
            .filter(|f| has_files && f.is_of(own))
            .map(link)
            .collect()
    }
}
