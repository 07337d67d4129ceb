//! What a page is read with.

use crate::base::date::Date;
use crate::base::id::{List, SeriesId};
use crate::content::config::Config;
use crate::site::series::rule::Rule;

/// What a page is read with.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// Columns and series of the site.
    pub config: &'a Config,
    /// The rules of its series.
    pub rules: &'a List<SeriesId, Vec<Rule>>,
    /// The day of the issue; `None` if the page has to say it.
    pub day: Option<Date>,
}
