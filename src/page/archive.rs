//! The archive: all years, with their months.

use crate::base::date::Period;
use crate::base::url::Url;
use crate::page::data::{HtmlPage, YearData};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::{head, list, scope};
use crate::site::view::View;
use crate::site::{Scope, Site};

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((url(), View::Archive));
}

fn url() -> Url {
    Url::new("/archive/")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    let language = r.site.config.wording();
    let years = r.site.parts(Scope::All, Period::All).into_iter().rev();
    let years = years.map(|(year, count)| YearData {
        title: year.long(language),
        href: r.href(&r.site.list_url(Scope::All, year)),
        count,
        months: list::part_links(r, Scope::All, year),
    });
    let url = url();
    let title = r.theme.word("archive");
    let crumbs = head::crumbs(r, vec![(title.to_owned(), None)]);
    let head = head::list(
        r,
        Scope::All,
        title,
        &scope::description(r, Scope::All),
        &url,
        &crumbs,
    );
    HtmlPage {
        template: "archive.html",
        head,
        href: r.href(&url),
        breadcrumb: crumbs,
        title: title.to_owned(),
        years: Some(years.collect()),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, out: &mut Dependencies) {
    counts(r.site, Period::All, out);
}

/// Adds how many articles each year and each month holds.
fn counts(site: &Site, period: Period, out: &mut Dependencies) {
    for (part, count) in site.parts(Scope::All, period) {
        out.text(&part.path());
        out.number(count as u64);
        if period == Period::All {
            counts(site, part, out);
        }
    }
}
