//! The page that searches: a form, and a script that finds the answers in the files below it.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::base::url::Url;
use crate::page::data::{HtmlPage, SearchData};
use crate::page::head;
use crate::page::reader::Reader;
use crate::site::Site;
use crate::site::view::View;

/// Its script, by its name in the theme.
const SCRIPT: &str = "search.js";

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    if site.config.search.is_some() {
        out.push((url(), View::Search));
    }
}

pub(super) fn url() -> Url {
    Url::new("/search/")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    let title = r.theme.word("search");
    HtmlPage {
        template: "search.html",
        head: head::hidden(r, title, &url()),
        href: r.href(&url()),
        breadcrumb: head::crumbs(r, vec![(title.to_owned(), None)]),
        title: title.to_owned(),
        search: Some(data(r)),
        ..HtmlPage::default()
    }
}

fn data(r: Reader<'_>) -> SearchData {
    let config = &r.site.config;
    let script = r.theme.asset(SCRIPT).map(|asset| asset.url.href(".."));
    let host = format!("{}{}", config.host(), config.prefix);
    SearchData {
        script: script.unwrap_or_default(),
        host: utf8_percent_encode(&host, NON_ALPHANUMERIC).to_string(),
    }
}
