//! The newest articles, each with its time, under their days.

use crate::base::date::{Date, Period, long_date, weekday};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::page::card::{self, LineDate};
use crate::page::data::{Group, HtmlPage};
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::{head, scope};
use crate::site::view::View;
use crate::site::{Scope, Site};

/// How many articles are shown.
const NEWEST: usize = 60;

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((url(), View::Latest));
}

pub(super) fn url() -> Url {
    Url::new("/latest/")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    let url = url();
    let title = r.theme.word("latest");
    let crumbs = head::crumbs(r, vec![(title.to_owned(), None)]);
    let description = scope::description(r, Scope::All);
    HtmlPage {
        template: "latest.html",
        head: head::list(r, Scope::All, title, &description, &url, &crumbs),
        href: r.href(&url),
        breadcrumb: crumbs,
        title: title.to_owned(),
        latest: Some(days(r)),
        ..HtmlPage::default()
    }
}

/// Returns the newest articles by day, the newest first.
fn days(r: Reader<'_>) -> Vec<Group> {
    let days = newest(r.site).chunk_by(|a, b| r.site.day(*a) == r.site.day(*b));
    days.rev().map(|ids| day(r, ids)).collect()
}

/// Lists the articles of one day, the newest first.
fn day(r: Reader<'_>, ids: &[ArticleId]) -> Group {
    let newest = ids.iter().rev();
    Group {
        lines: newest
            .map(|id| card::line(r, Scope::All, *id, LineDate::Time))
            .collect(),
        ..head_of(r, r.site.day(ids[0]))
    }
}

/// Makes the head of what came out on a day, which leads to the page of that day.
pub(super) fn head_of(r: Reader<'_>, day: Date) -> Group {
    let language = r.site.config.wording();
    Group {
        title: format!("{} {}", long_date(day, language), weekday(day, language)),
        href: Some(r.href(&r.site.list_url(Scope::All, Period::of_day(day)))),
        ..Group::default()
    }
}

fn newest(site: &Site) -> &[ArticleId] {
    let all = site.list(Scope::All);
    &all[all.len().saturating_sub(NEWEST)..]
}

pub(super) fn dependencies(r: Reader<'_>, out: &mut Dependencies) {
    out.articles(r.site, newest(r.site));
}

pub(super) fn may_show(sought: &Sought<'_>) -> bool {
    sought.id.is_some()
}
