//! The names that a site's configuration has: its headlines keep them whole.

use super::Config;
use crate::content::headline::Names;

/// Gathers the names of the site, its categories, columns, series, figures and tags.
pub(super) fn names(config: &Config) -> Names {
    let own = [&config.title, &config.publisher];
    let categories = config.categories.iter().map(|c| &c.title);
    let columns = config.columns.iter().map(|c| &c.title);
    let series = config.series.iter().map(|s| &s.title);
    let figures = config.series.iter().flat_map(|s| &s.figures);
    let texts = own
        .into_iter()
        .chain(categories)
        .chain(columns)
        .chain(series);
    let texts = texts.chain(figures.map(|f| &f.label));
    Names::of(texts.chain(config.tags.keys()).map(String::as_str))
}
