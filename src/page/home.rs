//! The home page.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::base::date::{Date, Period, iso_date, long_date, weekday};
use crate::base::id::{ArticleId, CategoryId};
use crate::base::url::Url;
use crate::content::config::HomeLayout;
use crate::page::card::LineDate;
use crate::page::cards::CardDate;
use crate::page::data::{Card, EditionData, Group, HomeData, HomeSection, HtmlPage};
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::{around, bulletin, card, head, latest, scope, topic};
use crate::site::view::View;
use crate::site::{Scope, Site};
use crate::theme::Ready;

/// How many of the newest articles are looked at to find the most important ones.
const WINDOW: usize = 60;

/// How many days with articles the lead story may be old.
const LEAD_DAYS: usize = 3;

/// How many articles stand beside the lead story.
const TOP: usize = 6;

/// How many articles the layout of a list shows.
const NEWEST: usize = 30;

/// How many articles of a category are shown.
const SECTION: usize = 6;

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((url(), View::Home));
}

fn url() -> Url {
    Url::new("/")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    HtmlPage {
        template: "home.html",
        head: head::home(r, &scope::site_sentence(r)),
        href: r.href(&url()),
        title: r.site.config.title.clone(),
        home: Some(data(r)),
        ..HtmlPage::default()
    }
}

/// Chooses what the home page shows.
fn data(r: Reader<'_>) -> HomeData {
    let layout = r.site.config.home;
    let series = r.site.config.series.ids();
    let edition = edition_day(r.site);
    let data = HomeData {
        layout: layout.name(),
        edition: edition.map(|day| edition_data(r, day)),
        topics_index: topic::index(r),
        topics: topic::open(r.site)
            .into_iter()
            .map(|id| topic::link(r, id))
            .collect(),
        figures: series.filter_map(|id| bulletin::latest(r, id)).collect(),
        ..HomeData::default()
    };
    match layout {
        HomeLayout::Broadsheet | HomeLayout::Bulletin => ranks(r, data),
        HomeLayout::List => HomeData {
            days: days(r),
            ..data
        },
    }
}

/// Adds the lead, the second rank and the sections. What leads or stands beside the lead is not
/// shown again below.
fn ranks(r: Reader<'_>, data: HomeData) -> HomeData {
    let ranked = ranked(r.site);
    let mut top = ranked.iter().map(|id| front_card(r, *id));
    let lead = top.next();
    let categories = r.site.config.categories.ids();
    HomeData {
        lead,
        top: top.collect(),
        sections: categories.map(|id| section(r, id, &ranked)).collect(),
        ..data
    }
}

/// Returns the newest articles by day.
fn days(r: Reader<'_>) -> Vec<Group> {
    let all = r.site.list(Scope::All);
    let newest = &all[all.len().saturating_sub(NEWEST)..];
    let days = newest.chunk_by(|a, b| r.site.day(*a) == r.site.day(*b));
    days.rev().map(|ids| day(r, ids)).collect()
}

fn day(r: Reader<'_>, ids: &[ArticleId]) -> Group {
    let newest = ids.iter().rev();
    Group {
        items: newest
            .map(|id| card::card(r, *id, CardDate::Time))
            .collect(),
        ..latest::head_of(r, r.site.day(ids[0]))
    }
}

/// Returns the day of the edition: that of the newest article, whatever the clock says.
fn edition_day(site: &Site) -> Option<Date> {
    let newest = site.list(Scope::All).last()?;
    Some(site.day(*newest))
}

fn edition_data(r: Reader<'_>, day: Date) -> EditionData {
    let language = r.site.config.wording();
    EditionData {
        day: long_date(day, language),
        day_iso: iso_date(day),
        weekday: weekday(day, language),
        href: r.href(&r.site.list_url(Scope::All, Period::of_day(day))),
    }
}

fn front_card(r: Reader<'_>, id: ArticleId) -> Arc<Ready<Card>> {
    let edition = edition_day(r.site).map_or(CardDate::Day, CardDate::Edition);
    card::card(r, id, edition)
}

/// Returns the lead and the articles beside it.
///
/// The lead is the most important article of the newest three days with articles; a bulletin,
/// which has its box of figures, never is.
fn ranked(site: &Site) -> Vec<ArticleId> {
    let newest = site.list(Scope::All).iter().rev().take(WINDOW).copied();
    let mut ranked: Vec<ArticleId> = newest
        .filter(|id| site.article(*id).bulletin.is_none())
        .collect();
    let mut days: Vec<Date> = ranked.iter().map(|id| site.day(*id)).collect();
    days.dedup();
    let oldest = days.get(LEAD_DAYS - 1).or(days.last()).copied();
    // Among older ones none is more important: the newest comes first.
    ranked.sort_by_key(|id| {
        let document = site.article(*id);
        let is_old = Some(site.day(*id)) < oldest;
        (
            is_old,
            if is_old { 0 } else { document.priority },
            Reverse(*id),
        )
    });
    ranked.truncate(TOP + 1);
    ranked
}

fn section(r: Reader<'_>, category: CategoryId, above: &[ArticleId]) -> HomeSection {
    let scope = Scope::Category(category);
    let newest = r.site.list(scope).iter().rev();
    let shown = newest
        .copied()
        .filter(|id| !above.contains(id))
        .take(SECTION);
    let is_short = r.site.config.home == HomeLayout::Bulletin;
    let (lines, items): (Vec<ArticleId>, Vec<ArticleId>) = shown.partition(|_| is_short);
    HomeSection {
        category: r.section(category),
        items: items.into_iter().map(|id| front_card(r, id)).collect(),
        lines: lines
            .into_iter()
            .map(|id| card::line(r, scope, id, LineDate::Day))
            .collect(),
    }
}

pub(super) fn dependencies(r: Reader<'_>, out: &mut Dependencies) {
    out.text(&topic::index(r).unwrap_or_default());
    for id in topic::open(r.site) {
        out.number(r.site.page_shown_hash(id));
    }
    newest(r.site, Scope::All, WINDOW, out);
    for id in r.site.config.categories.ids() {
        // As many as are shown, and those that are left out because they stand above.
        newest(r.site, Scope::Category(id), SECTION + TOP + 1, out);
    }
    for id in r.site.config.series.ids() {
        if let Some(id) = r.site.list(Scope::Series(id)).last() {
            around::dependencies(r, *id, out);
        }
    }
}

fn newest(site: &Site, scope: Scope, count: usize, out: &mut Dependencies) {
    let list = site.list(scope);
    out.articles(site, &list[list.len().saturating_sub(count)..]);
}

pub(super) fn may_show(sought: &Sought<'_>) -> bool {
    sought.id.is_some() || sought.document.is_topic()
}
