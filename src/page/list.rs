//! Lists: categories, tags, columns, series, and their years, months and days.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::Datelike;

use crate::base::date::{Language, Period, weekday};
use crate::base::id::{ArticleId, CategoryId};
use crate::base::url::Url;
use crate::page::card::LineDate;
use crate::page::cards::CardDate;
use crate::page::data::{Card, Group, HeadImage, HtmlPage, Link, ListData, PartLink};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::{bulletin, calendar, card, head, scope, series};
use crate::site::view::View;
use crate::site::{LIST_LIMIT, Scope, Site};
use crate::theme::Ready;

/// How many of its newest articles a category's first page shows, and any list that is too long.
const NEWEST: usize = 30;

/// How many headlines of each month a year shows that has too many for a list.
const NEWEST_OF_MONTH: usize = 5;

/// How many of each day such a month shows.
const NEWEST_OF_DAY: usize = 2;

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
    let mut head = head::list(r, scope, &list.title, &description, &url, &crumbs);
    if let Some(image) = &list.image {
        head.image = Some(HeadImage {
            url: image.url.clone(),
            alt: image.alt.clone(),
        });
    }
    HtmlPage {
        template: match (scope, period) {
            (Scope::Series(_), _) => "series.html",
            (_, Period::Day(..)) => "day.html",
            (_, Period::Month(..)) if r.site.splits(scope, period) => "month.html",
            _ => "list.html",
        },
        head,
        href: r.href(&url),
        section: Some(match scope {
            Scope::Category(id) => r.section(id).id.clone(),
            // No category may have these names.
            Scope::All => "archive".to_owned(),
            Scope::Tag(_) => "tags".to_owned(),
            Scope::Person(_) => "people".to_owned(),
            Scope::Column(_) => "columns".to_owned(),
            Scope::Series(_) => "series".to_owned(),
        }),
        breadcrumb: crumbs,
        title: list.title.clone(),
        list: Some(list),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, scope: Scope, period: Period, out: &mut Dependencies) {
    if let Scope::Tag(id) = scope {
        let title = &r.site.tags[id].title;
        out.text(title);
        let picture = r.theme.face().tags.get(&**title);
        out.text(picture.map_or("", |picture| picture.url.as_str()));
    }
    if let Scope::Person(id) = scope {
        out.text(&r.site.people[id].name);
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
        (Scope::All, Period::Day(..)) => day_title(r, period),
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
        image: match period {
            Period::All => scope::image(r, scope),
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
        older: older(r, scope, period),
        calendar: match (scope, period) {
            (_, Period::Month(year, month)) if r.site.splits(scope, period) => {
                calendar::month(r, scope, year, month)
            }
            _ => None,
        },
        previous: beside(r, scope, period, false),
        next: beside(r, scope, period, true),
    }
}

/// Names a day with its day of the week, as the head of a paper does.
fn day_title(r: Reader<'_>, period: Period) -> String {
    let language = r.site.config.wording();
    let day = period.long(language);
    match period.days() {
        Some((first, _)) => format!("{day} {}", weekday(first, language)),
        None => day,
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

/// Returns the articles of a list, newest first; the newest of each part where the list rule has it
/// show its parts, and none of a series, whose page shows a table.
///
/// Fronts show cards: a day, and the newest of a category or column. Archives show lines.
fn groups(r: Reader<'_>, scope: Scope, period: Period) -> Vec<Group> {
    let ids = r.site.select(scope, period);
    let newest = ids.iter().rev().copied();
    let short = ids.len() <= LIST_LIMIT;
    match (scope, period) {
        (Scope::Series(_), _) => Vec::new(),
        (Scope::All, Period::Day(..)) => sheet(r, ids),
        (_, Period::Day(..)) => vec![cards(r, scope, newest, CardDate::Time)],
        (Scope::Category(_) | Scope::Column(_), Period::All) => front(r, scope, ids),
        (_, Period::All) => {
            let most = if short { LIST_LIMIT } else { NEWEST };
            vec![lines(r, scope, newest.take(most))]
        }
        _ if short => by_part(r, scope, period, newest),
        _ => newest_by_part(r, scope, period),
    }
}

/// Returns the newest of a category or column as cards; what is older as lines where the list is
/// short enough to show it all.
fn front(r: Reader<'_>, scope: Scope, ids: &[ArticleId]) -> Vec<Group> {
    let newest = ids.iter().rev().copied();
    let mut groups = vec![cards(r, scope, newest.clone().take(NEWEST), CardDate::Day)];
    if ids.len() <= LIST_LIMIT {
        groups.push(lines(r, scope, newest.skip(NEWEST)));
    }
    groups
}

fn cards(
    r: Reader<'_>,
    scope: Scope,
    ids: impl Iterator<Item = ArticleId>,
    date: CardDate,
) -> Group {
    Group {
        items: ids.map(|id| card_in(r, scope, id, date)).collect(),
        ..Group::default()
    }
}

/// Makes a card on a page of a scope: under its own banner a column is not named again.
fn card_in(r: Reader<'_>, scope: Scope, id: ArticleId, date: CardDate) -> Arc<Ready<Card>> {
    let card = card::card(r, id, date);
    match scope {
        Scope::Column(_) => Ready::shared(Card {
            column: None,
            ..(**card).clone()
        }),
        Scope::All | Scope::Category(_) | Scope::Tag(_) | Scope::Series(_) | Scope::Person(_) => {
            card
        }
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
    let date = line_date(period);
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

/// Returns what a line under the heading of a part of a period says of its date.
fn line_date(period: Period) -> LineDate {
    match period {
        Period::Month(..) => LineDate::None,
        Period::All | Period::Year(_) | Period::Day(..) => LineDate::Short,
    }
}

/// Returns the newest articles of each month of a year, or each day of a month: together no more
/// than a list shows.
fn newest_by_part(r: Reader<'_>, scope: Scope, period: Period) -> Vec<Group> {
    let language = r.site.config.wording();
    let most = match period {
        Period::Month(..) => NEWEST_OF_DAY,
        Period::All | Period::Year(_) | Period::Day(..) => NEWEST_OF_MONTH,
    };
    let parts = r.site.parts(scope, period).into_iter().rev();
    let groups = parts.map(|(part, count)| {
        let newest = r.site.select(scope, part).iter().rev().take(most);
        Group {
            title: part.short(language),
            href: list_href(r, scope, part),
            count: Some(count),
            lines: newest
                .map(|id| card::line(r, scope, *id, line_date(period)))
                .collect(),
            ..Group::default()
        }
    });
    groups.collect()
}

/// Returns where a list goes on that shows its newest only.
fn older(r: Reader<'_>, scope: Scope, period: Period) -> Option<PartLink> {
    let ids = r.site.select(scope, period);
    if period != Period::All || ids.len() <= LIST_LIMIT || matches!(scope, Scope::Series(_)) {
        return None;
    }
    let first_left_out = ids[ids.len() - NEWEST - 1];
    let day = r.site.day_in(scope, first_left_out);
    let month = Period::of_month(day);
    let part = if r.site.has_list(scope, month) {
        month
    } else {
        Period::Year(day.year())
    };
    Some(PartLink {
        title: part.long(r.site.config.wording()),
        href: list_href(r, scope, part),
        count: r.site.select(scope, part).len(),
    })
}

/// Lays out a day as that day's paper: by category, the most important first. A category stands
/// where its first page of the paper is; those that were on none come last, in menu order.
fn sheet(r: Reader<'_>, ids: &[ArticleId]) -> Vec<Group> {
    let mut first_pages: BTreeMap<CategoryId, &str> = BTreeMap::new();
    for id in ids {
        if let Some(page) = printed_on(r, *id) {
            let first = first_pages.entry(r.site.category(*id)).or_insert(page);
            *first = page.min(*first);
        }
    }
    let mut ids = ids.to_vec();
    ids.sort_by_key(|id| {
        let document = r.site.article(*id);
        let category = r.site.category(*id);
        let page = first_pages.get(&category);
        let place = (page.is_none(), page, category);
        (place, document.priority, Reverse(*id))
    });
    ids.chunk_by(|a, b| r.site.category(*a) == r.site.category(*b))
        .map(|ids| section(r, ids))
        .collect()
}

/// Returns the page of the paper that an article stood on.
fn printed_on(r: Reader<'_>, id: ArticleId) -> Option<&str> {
    r.site.article(id).details().print.as_ref()?.page.as_deref()
}

/// Groups articles of one category under its name.
fn section(r: Reader<'_>, ids: &[ArticleId]) -> Group {
    let section = r.section(r.site.category(ids[0]));
    Group {
        title: section.title.clone(),
        href: Some(section.href.clone()),
        ..cards(r, Scope::All, ids.iter().copied(), CardDate::Time)
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
