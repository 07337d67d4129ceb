//! The period of the next bulletin of a series.

use std::collections::BTreeSet;

use crate::base::date::Date;
use crate::base::id::SeriesId;
use crate::content::config::{Config, Kind};
use crate::content::document::bulletin::DateRange;
use crate::content::document::parse;
use crate::source::{self, Source};

/// Returns the newest period that is over on `day`, or the first one after it that no bulletin of
/// the series has: two for one period would be an error.
pub(super) fn next(source: &Source, config: &Config, series: SeriesId, day: Date) -> String {
    let rhythm = config.series[series].rhythm;
    let taken = taken(source, config, series);
    let over = DateRange::number(day, rhythm) - 1;
    let mut later = (over..).map_while(|number| DateRange::nth(number, rhythm));
    later
        .find(|span| !taken.contains(span))
        .map_or_else(String::new, |span| span.written(rhythm))
}

/// Returns the periods of the bulletins of a series, those of drafts too. A file that cannot be
/// read takes none: that is told by a check.
fn taken(source: &Source, config: &Config, series: SeriesId) -> BTreeSet<DateRange> {
    let mut taken = BTreeSet::new();
    let categories = config.categories.enumerate();
    for (id, category) in categories.filter(|(_, category)| category.kind == Kind::Bulletin) {
        let files = source.walk(&format!("content/{}", category.id)).value;
        for entry in files.iter().filter(|entry| entry.path.extension() == "md") {
            let bytes = source.read(&entry.path).unwrap_or_default();
            let Ok(text) = source::valid(&bytes) else {
                continue;
            };
            let document = parse(&entry.path, text, Some(id), config).value;
            let bulletin = document.and_then(|document| document.bulletin);
            taken.extend(
                bulletin
                    .filter(|bulletin| bulletin.series == series)
                    .map(|bulletin| bulletin.span),
            );
        }
    }
    taken
}
