//! The page that searches.

use serde::Serialize;

/// What the page that searches needs besides what every page knows of the site, as `page.search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchData {
    /// Address of the script, from this page on: it works in a folder of one's own computer too.
    pub script: String,
    /// Host and path of the site, percent-encoded, for the query of a search engine.
    pub host: String,
}
