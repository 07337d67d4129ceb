//! Lists: categories, tags, columns, series, and their years, months and days.

use std::cmp::Reverse;

use chrono::{Datelike, Days};

use crate::base::date::{Date, Language, Period, long_date, weekday};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::page::card::LineDate;
use crate::page::data::{Calendar, CalendarDay, Group, HtmlPage, Link, ListData, PartLink};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::{bulletin, card, head, scope, series};
use crate::site::view::View;
use crate::site::{LIST_LIMIT, Scope, Site};

/// How many of its newest articles a category's first page shows, and any list that is too long.
const NEWEST: usize = 30;

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for scope in scope::all(site) {
        // The archive stands in for the list of everything.
        if scope != Scope::All {
            out.push(claim(site, scope, Period::All));
        }
        let mut open = vec![Period::All];
        while let Some(period) = open.pop() {
            for (part, _) in site.parts(scope, period) {
                out.push(claim(site, scope, part));
                if site.splits(scope, part) {
                    open.push(part);
                }
            }
        }
    }
}

fn claim(site: &Site, scope: Scope, period: Period) -> (Url, View) {
    (site.list_url(scope, period), View::List(scope, period))
}

pub(super) fn page(r: Reader<'_>, scope: Scope, period: Period) -> HtmlPage {
    let list = data(r, scope, period);
    let url = r.site.list_url(scope, period);
    let crumbs = head::list_crumbs(r, scope, period);
    let description = match period {
        Period::All => scope::description(r, scope),
        Period::Year(_) | Period::Month(..) | Period::Day(..) => period_description(r, &list),
    };
    HtmlPage {
        template: match (scope, period) {
            (Scope::Series(_), _) => "series.html",
            (_, Period::Day(..)) => "day.html",
            (Scope::All, Period::Month(..)) => "month.html",
            _ => "list.html",
        },
        head: head::list(r, scope, &list.title, &description, &url, &crumbs),
        href: r.href(&url),
        section: match scope {
            Scope::Category(id) => Some(r.section(id).id.clone()),
            _ => None,
        },
        breadcrumb: crumbs,
        title: list.title.clone(),
        list: Some(list),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, scope: Scope, period: Period, out: &mut Dependencies) {
    if let Scope::Tag(id) = scope {
        out.text(&r.site.tags[id].title);
    }
    out.articles(r.site, r.site.select(scope, period));
    for newer in [false, true] {
        let beside = period_beside(r.site, scope, period, newer);
        out.text(&beside.map(Period::path).unwrap_or_default());
    }
}

fn data(r: Reader<'_>, scope: Scope, period: Period) -> ListData {
    let language = r.site.config.wording();
    let count = r.site.select(scope, period).len();
    let whole = scope::title(r, scope);
    let title = match (scope, period) {
        (_, Period::All) => whole,
        (Scope::All, _) => period.long(language),
        _ => format!("{whole} {}", period.long(language)),
    };
    ListData {
        title,
        scope: scope::kind(scope),
        period: match period {
            Period::All => "all",
            Period::Year(_) => "year",
            Period::Month(..) => "month",
            Period::Day(..) => "day",
        },
        period_title: period.long(language),
        description: match period {
            Period::All => scope::own_description(r, scope),
            Period::Year(_) | Period::Month(..) | Period::Day(..) => None,
        },
        column: match scope {
            Scope::Column(id) => Some(r.column(id)),
            _ => None,
        },
        latest: match (scope, period) {
            (Scope::Series(i), Period::All) => bulletin::latest(r, i),
            _ => None,
        },
        series: match scope {
            Scope::Series(id) => Some(series::data(r, id, period, NEWEST)),
            _ => None,
        },
        count,
        groups: filled(groups(r, scope, period)),
        parts: part_links(r, scope, period),
        calendar: match (scope, period) {
            (Scope::All, Period::Month(y, m)) => calendar(r, y, m),
            _ => None,
        },
        previous: beside(r, scope, period, false),
        next: beside(r, scope, period, true),
    }
}

/// Leaves out groups without articles.
fn filled(mut groups: Vec<Group>) -> Vec<Group> {
    groups.retain(|group| !group.items.is_empty() || !group.lines.is_empty());
    groups
}

/// Describes a list of a period: what it holds, in a sentence.
fn period_description(r: Reader<'_>, list: &ListData) -> String {
    let site = &r.site.config.title;
    match r.site.config.wording() {
        Language::Chinese => format!("{site}：{}，共{}篇。", list.title, list.count),
        Language::English => format!("{site}: {}, {} articles.", list.title, list.count),
    }
}

/// Returns the articles of a list, newest first; none where the list rule has it show its parts
/// only, and none of a series, whose page shows a table.
///
/// Fronts show cards: a day, and the newest of a category or column. Archives show lines.
fn groups(r: Reader<'_>, scope: Scope, period: Period) -> Vec<Group> {
    let ids = r.site.select(scope, period);
    let newest = ids.iter().rev().copied();
    let short = ids.len() <= LIST_LIMIT;
    match (scope, period) {
        (Scope::Series(_), _) => Vec::new(),
        (Scope::All, Period::Day(..)) => sheet(r, ids),
        (_, Period::Day(..)) => vec![cards(r, newest)],
        (Scope::Category(_) | Scope::Column(_), Period::All) => front(r, scope, ids),
        (_, Period::All) => {
            let most = if short { LIST_LIMIT } else { NEWEST };
            vec![lines(r, scope, newest.take(most))]
        }
        _ if short => by_part(r, scope, period, newest),
        _ => Vec::new(),
    }
}

/// Returns the newest of a category or column as cards; what is older as lines where the list is
/// short enough to show it all.
fn front(r: Reader<'_>, scope: Scope, ids: &[ArticleId]) -> Vec<Group> {
    let newest = ids.iter().rev().copied();
    let mut groups = vec![cards(r, newest.clone().take(NEWEST))];
    if ids.len() <= LIST_LIMIT {
        groups.push(lines(r, scope, newest.skip(NEWEST)));
    }
    groups
}

fn cards(r: Reader<'_>, ids: impl Iterator<Item = ArticleId>) -> Group {
    Group {
        items: ids.map(|id| card::card(r, id)).collect(),
        ..Group::default()
    }
}

fn lines(r: Reader<'_>, scope: Scope, ids: impl Iterator<Item = ArticleId>) -> Group {
    Group {
        lines: ids
            .map(|id| card::line(r, scope, id, LineDate::Day))
            .collect(),
        ..Group::default()
    }
}

/// Groups articles by the month of a year, or the day of a month.
fn by_part(
    r: Reader<'_>,
    scope: Scope,
    period: Period,
    newest: impl Iterator<Item = ArticleId>,
) -> Vec<Group> {
    let language = r.site.config.wording();
    let date = match period {
        Period::Month(..) => LineDate::None,
        Period::All | Period::Year(_) | Period::Day(..) => LineDate::Short,
    };
    let mut groups: Vec<(Period, Group)> = Vec::new();
    for id in newest {
        let part = period.part_of(r.site.day_in(scope, id));
        if groups.last().is_none_or(|(p, _)| *p != part) {
            let group = Group {
                title: part.short(language),
                href: list_href(r, scope, part),
                ..Group::default()
            };
            groups.push((part, group));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.lines.push(card::line(r, scope, id, date));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Lays out a day as that day's paper: by category, the most important first.
fn sheet(r: Reader<'_>, ids: &[ArticleId]) -> Vec<Group> {
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| {
        let document = r.site.article(*id);
        (r.site.category(*id), document.priority, Reverse(*id))
    });
    ids.chunk_by(|a, b| r.site.category(*a) == r.site.category(*b))
        .map(|ids| section(r, ids))
        .collect()
}

/// Groups articles of one category under its name.
fn section(r: Reader<'_>, ids: &[ArticleId]) -> Group {
    let section = r.section(r.site.category(ids[0]));
    Group {
        title: section.title.clone(),
        href: Some(section.href.clone()),
        items: ids.iter().map(|id| card::card(r, *id)).collect(),
        lines: Vec::new(),
    }
}

/// Returns the parts of a period, newest first.
pub(super) fn part_links(r: Reader<'_>, scope: Scope, period: Period) -> Vec<PartLink> {
    let language = r.site.config.wording();
    let parts = r.site.parts(scope, period).into_iter().rev();
    parts
        .map(|(part, count)| PartLink {
            title: part.short(language),
            href: list_href(r, scope, part),
            count,
        })
        .collect()
}

/// Returns where a period of a scope has a page of its own.
fn list_href(r: Reader<'_>, scope: Scope, period: Period) -> Option<String> {
    let has_list = r.site.has_list(scope, period);
    has_list.then(|| r.href(&r.site.list_url(scope, period)))
}

/// Returns the page of the nearest period of the same length, older or newer.
fn beside(r: Reader<'_>, scope: Scope, period: Period, newer: bool) -> Option<Link> {
    let found = period_beside(r.site, scope, period, newer)?;
    Some(Link {
        title: found.long(r.site.config.wording()),
        href: r.href(&r.site.list_url(scope, found)),
    })
}

fn period_beside(site: &Site, scope: Scope, period: Period, newer: bool) -> Option<Period> {
    let (first, after) = period.days()?;
    let list = site.list(scope);
    let end = if newer { after } else { first };
    let at = list.partition_point(|id| site.day_in(scope, *id) < end);
    let at = if newer { at } else { at.checked_sub(1)? };
    let found = period.sibling(site.day_in(scope, *list.get(at)?));
    site.has_list(scope, found).then_some(found)
}

fn calendar(r: Reader<'_>, year: i32, month: u32) -> Option<Calendar> {
    let language = r.site.config.wording();
    let period = Period::Month(year, month);
    let (first, after) = period.days()?;
    let counts = r.site.parts(Scope::All, period);
    let lead = u64::from(first.weekday().num_days_from_monday());
    let mut weeks = Vec::new();
    let mut monday = first.checked_sub_days(Days::new(lead))?;
    while monday < after {
        let mut week = [const { None }; 7];
        for (n, day) in week.iter_mut().enumerate() {
            let date = monday.checked_add_days(Days::new(n as u64));
            *day = date
                .filter(|date| (first..after).contains(date))
                .map(|date| calendar_day(r, date, &counts));
        }
        weeks.push(week);
        monday = monday.checked_add_days(Days::new(7))?;
    }
    let weekdays = match language {
        Language::Chinese => ["一", "二", "三", "四", "五", "六", "日"],
        Language::English => ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    };
    Some(Calendar {
        title: period.long(language),
        weekdays,
        weeks,
    })
}

fn calendar_day(r: Reader<'_>, date: Date, counts: &[(Period, usize)]) -> CalendarDay {
    let language = r.site.config.wording();
    let day = Period::of_day(date);
    let found = counts.iter().find(|(period, _)| *period == day);
    let count = found.map_or(0, |(_, count)| *count);
    CalendarDay {
        day: date.day(),
        title: format!("{} {}", long_date(date, language), weekday(date, language)),
        href: (count > 0).then(|| r.href(&r.site.list_url(Scope::All, day))),
        count,
    }
}
