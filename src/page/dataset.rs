//! The open data of a series, or of a year of it.

use crate::base::date::Period;
use crate::base::id::{ArticleId, SeriesId};
use crate::base::url::Url;
use crate::page::data::FileLink;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::scope;
use crate::site::series::DataFile;
use crate::site::series::data::{Dataset, Row};
use crate::site::series::run::bulletin;
use crate::site::view::View;
use crate::site::{Scope, Site};

/// Lists the data of every series: all of it, and each year, so that a new bulletin leaves the past
/// years alone.
pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for id in site.config.series.ids() {
        let years = site.parts(Scope::Series(id), Period::All);
        let years = years.into_iter().map(|(year, _)| year);
        for period in std::iter::once(Period::All).chain(years) {
            for file in files(site, id) {
                out.push((url(site, id, period, file), View::Data(id, period, file)));
            }
        }
    }
}

fn files(site: &Site, series: SeriesId) -> impl Iterator<Item = DataFile> {
    let own = &site.config.series[series];
    DataFile::ALL.into_iter().filter(|file| file.is_of(own))
}

fn url(site: &Site, series: SeriesId, period: Period, file: DataFile) -> Url {
    let list = site.list_url(Scope::Series(series), period);
    Url::new(format!("{list}{}", file.name()))
}

/// Writes a file of data.
pub(super) fn page(r: Reader<'_>, series: SeriesId, period: Period, file: DataFile) -> String {
    let config = &r.site.config;
    let scope = Scope::Series(series);
    let own = &config.series[series];
    let ids = r.site.select(scope, period).iter();
    let data = Dataset {
        series: own,
        title: match period {
            Period::All => own.title.clone(),
            Period::Year(_) | Period::Month(..) | Period::Day(..) => {
                format!("{} {}", own.title, period.long(config.wording()))
            }
        },
        description: scope::series_description(r, series),
        language: &config.language,
        publisher: &config.publisher,
        url: r.full(&r.site.list_url(scope, period)),
        rows: ids.filter_map(|id| row(r, *id)).collect(),
    };
    data.draw(file)
}

pub(super) fn dependencies(
    r: Reader<'_>,
    series: SeriesId,
    period: Period,
    out: &mut Dependencies,
) {
    out.articles(r.site, r.site.select(Scope::Series(series), period));
}

pub(super) fn may_show(
    r: Reader<'_>,
    series: SeriesId,
    period: Period,
    sought: &Sought<'_>,
) -> bool {
    sought.is_listed(r.site, Scope::Series(series), period)
}

fn row<'a>(r: Reader<'a>, id: ArticleId) -> Option<Row<'a>> {
    let document = r.site.article(id);
    Some(Row {
        bulletin: bulletin(r.site, id)?,
        title: &document.title,
        url: r.full(&r.site.url(document)),
        published: r.site.date(id).rfc3339(),
    })
}

/// Returns the files of data of a series, or of a year of it; there are none of months.
pub(super) fn links(r: Reader<'_>, series: SeriesId, period: Period) -> Vec<FileLink> {
    match period {
        Period::All | Period::Year(_) => files(r.site, series)
            .map(|file| link(r, series, period, file))
            .collect(),
        Period::Month(..) | Period::Day(..) => Vec::new(),
    }
}

fn link(r: Reader<'_>, series: SeriesId, period: Period, file: DataFile) -> FileLink {
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
        href: r.href(&url(r.site, series, period, file)),
    }
}
