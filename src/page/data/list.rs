//! Lists of articles, by scope and period, and the home page.

use std::sync::Arc;

use serde::Serialize;

use super::article::{Card, Line};
use super::bulletin::{BulletinCard, SeriesData};
use super::link::{ColumnRef, Link, SectionRef, TopicRef};
use crate::theme::Ready;

/// A page of articles in one scope and period, as `page.list`.
#[derive(Clone, Debug, Serialize)]
pub struct ListData {
    /// Heading: `科技 2024年1月`.
    pub title: String,
    /// `all`, `category`, `tag`, `column`, `series` or `person`.
    pub scope: &'static str,
    /// `all`, `year`, `month` or `day`.
    pub period: &'static str,
    /// Period for readers; empty for all.
    pub period_title: String,
    /// What the scope is for, if the site says so.
    pub description: Option<String>,
    /// Picture of a tag, on its first page, if the site gives one.
    pub image: Option<ListImage>,
    /// Banner of a column.
    pub column: Option<Arc<Ready<ColumnRef>>>,
    /// The newest of the scope that hold figures, for a series: its latest bulletin.
    pub latest: Option<BulletinCard>,
    /// Figures of a series.
    pub series: Option<SeriesData>,
    /// How many articles scope and period hold.
    pub count: usize,
    /// The articles, in groups. Of a year or month that has more than a list shows, each group
    /// holds the newest of a part (list rule).
    pub groups: Vec<Group>,
    /// Periods one step finer with their counts; empty where there are none.
    pub parts: Vec<PartLink>,
    /// Where the list goes on: the month, or the year, of the newest article that is left out;
    /// `null` where the page shows all of them or leads to them by the headings of its groups.
    pub older: Option<PartLink>,
    /// Calendar of a month.
    pub calendar: Option<Calendar>,
    /// The page of the period before.
    pub previous: Option<Link>,
    /// The page of the period after.
    pub next: Option<Link>,
}

/// The picture of a list.
#[derive(Clone, Debug, Serialize)]
pub struct ListImage {
    /// Address.
    pub src: String,
    /// The same, absolute.
    pub url: String,
    /// Text that stands for the picture.
    pub alt: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Articles under one heading.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Group {
    /// Heading; empty for a list without headings.
    pub title: String,
    /// Where the heading leads.
    pub href: Option<String>,
    /// How many articles stand there, where the group holds the newest of them only.
    pub count: Option<usize>,
    /// The articles of a front: a day, the newest of a category or column.
    pub items: Vec<Arc<Ready<Card>>>,
    /// The articles of an archive: a year, a month, a tag, what is older than the items of a front.
    pub lines: Vec<Line>,
}

/// A finer period of a list.
#[derive(Clone, Debug, Serialize)]
pub struct PartLink {
    /// `2024年`, `1月`, `18日`.
    pub title: String,
    /// Address; `null` where the page itself shows the part's articles and no page of its own
    /// exists.
    pub href: Option<String>,
    /// How many articles it holds.
    pub count: usize,
}

/// A month as weeks from Monday to Sunday.
#[derive(Clone, Debug, Serialize)]
pub struct Calendar {
    /// Caption: `2024年1月`.
    pub title: String,
    /// Names of the days, Monday first, one character or three letters.
    pub weekdays: [&'static str; 7],
    /// Weeks; a day outside of the month is `null`.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

/// A day of a calendar.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    /// Day of the month.
    pub day: u32,
    /// The full date for readers.
    pub title: String,
    /// Address of the day's page; `null` when nothing was published.
    pub href: Option<String>,
    /// How many articles.
    pub count: usize,
}

/// A year of the archive.
#[derive(Clone, Debug, Serialize)]
pub struct YearData {
    /// `2024年`.
    pub title: String,
    /// Address.
    pub href: String,
    /// How many articles.
    pub count: usize,
    /// Months that hold articles, newest first.
    pub months: Vec<PartLink>,
}

/// The map of the site, besides what every page knows of the site.
#[derive(Clone, Debug, Serialize)]
pub struct MapData {
    /// Topic pages, the open ones first.
    pub topics: Vec<TopicRef>,
    /// The list of them; empty without any.
    pub topics_index: String,
    /// Years of the archive, newest first.
    pub years: Vec<Link>,
    /// Every tag; empty where there are more than a list shows.
    pub tags: Vec<Link>,
}

/// An entry of an index of tags, columns or series.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    /// Name.
    pub title: String,
    /// The letter of the alphabet that begins with it, `#` where it is none: of tags, which are in
    /// order of their pinyin. `null` for those that follow.
    pub letter: Option<String>,
    /// Address.
    pub href: String,
    /// How many articles; `null` where it isn't shown.
    pub count: Option<usize>,
    /// Second line.
    pub tagline: Option<String>,
}

/// Home page, as `page.home`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeData {
    /// How it is laid out: `broadsheet`, `bulletin` or `list`. Only what the layout shows is filled.
    pub layout: &'static str,
    /// Day of the edition; `null` while there is no article.
    pub edition: Option<EditionData>,
    /// The lead story.
    pub lead: Option<Arc<Ready<Card>>>,
    /// The next most important ones.
    pub top: Vec<Arc<Ready<Card>>>,
    /// Categories in menu order with their newest articles, without the ones above.
    pub sections: Vec<HomeSection>,
    /// The newest articles by day, newest first: of the layout `list`.
    pub days: Vec<Group>,
    /// Topic pages that are open, newest first.
    pub topics: Vec<TopicRef>,
    /// The list of topic pages; `null` without any.
    pub topics_index: Option<String>,
    /// Latest bulletin of each series that has one.
    pub figures: Vec<BulletinCard>,
}

/// The day that the home page is of: that of the newest article.
#[derive(Clone, Debug, Serialize)]
pub struct EditionData {
    /// `2024年1月18日`.
    pub day: String,
    /// The same, ISO 8601.
    pub day_iso: String,
    /// `星期四`.
    pub weekday: &'static str,
    /// The page of the day.
    pub href: String,
}

/// A category on the home page.
#[derive(Clone, Debug, Serialize)]
pub struct HomeSection {
    /// The category.
    pub category: Arc<Ready<SectionRef>>,
    /// Its newest articles: of the layout `broadsheet`.
    pub items: Vec<Arc<Ready<Card>>>,
    /// Its newest articles, a line each: of the layout `bulletin`.
    pub lines: Vec<Line>,
}
