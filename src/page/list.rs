//! Lists: the home page, the archive, categories, tags, columns, series and their years, months and
//! days.

use chrono::{Datelike, Days};

use crate::base::date::{Date, Language, Period, long_date, weekday};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::page::Reader;
use crate::page::data::{
    Calendar, CalendarDay, Group, HomeData, HomeSection, HtmlPage, IndexEntry, Link, ListData,
    PartLink, YearData,
};
use crate::site::route::View;
use crate::site::{LIST_LIMIT, Scope};

/// How many of its newest articles a category's first page shows (FORMAT.md 5), and any list that
/// is too long.
const NEWEST: usize = 30;

/// How many articles the home page looks at to find the most important ones.
pub(super) const HOME_WINDOW: usize = 60;

/// How many days with articles the home page's lead story may be old.
const LEAD_DAYS: usize = 3;

/// How many articles the home page shows beside the lead story, and how many of each category.
pub(super) const HOME_TOP: usize = 6;

/// How many articles of a category the home page shows.
pub(super) const HOME_SECTION: usize = 6;

impl Reader<'_> {
    pub(super) fn list_page(self, scope: Scope, period: Period) -> HtmlPage {
        let list = self.list(scope, period);
        let url = self.site.list_url(scope, period);
        let crumbs = self.list_crumbs(scope, period);
        let description = match period {
            Period::All => self.scope_description(scope),
            _ => self.period_description(&list),
        };
        HtmlPage {
            template: match (scope, period) {
                (Scope::Series(_), _) => "series.html",
                (_, Period::Day(..)) => "day.html",
                (Scope::All, Period::Month(..)) => "month.html",
                _ => "list.html",
            },
            head: self.list_head(scope, &list.title, &description, &url, &crumbs),
            href: self.href(&url),
            section: match scope {
                Scope::Category(i) => Some(self.section(i).id.clone()),
                _ => None,
            },
            breadcrumb: crumbs,
            title: list.title.clone(),
            list: Some(list),
            ..HtmlPage::default()
        }
    }

    fn list(self, scope: Scope, period: Period) -> ListData {
        let language = self.site.config.wording();
        let count = self.site.select(scope, period).len();
        let whole = self.scope_title(scope);
        let title = match (scope, period) {
            (_, Period::All) => whole,
            (Scope::All, _) => period.long(language),
            _ => format!("{whole} {}", period.long(language)),
        };
        ListData {
            title,
            scope: match scope {
                Scope::All => "all",
                Scope::Category(_) => "category",
                Scope::Tag(_) => "tag",
                Scope::Column(_) => "column",
                Scope::Series(_) => "series",
            },
            period: match period {
                Period::All => "all",
                Period::Year(_) => "year",
                Period::Month(..) => "month",
                Period::Day(..) => "day",
            },
            period_title: period.long(language),
            description: match (scope, period) {
                (Scope::All, _) | (_, Period::Year(_) | Period::Month(..) | Period::Day(..)) => {
                    None
                }
                (Scope::Category(i), _) => self.site.config.categories[i].description.clone(),
                (Scope::Column(i), _) => self.site.config.columns[i].description.clone(),
                (Scope::Tag(_) | Scope::Series(_), _) => None,
            },
            column: match scope {
                Scope::Column(i) => Some(self.column(i)),
                _ => None,
            },
            latest: match (scope, period) {
                (Scope::Series(i), Period::All) => self.latest_bulletin(i),
                _ => None,
            },
            series: match scope {
                Scope::Series(i) => Some(self.series_data(i, period, NEWEST)),
                _ => None,
            },
            count,
            groups: self.groups(scope, period),
            parts: self.part_links(scope, period),
            calendar: match (scope, period) {
                (Scope::All, Period::Month(y, m)) => self.calendar(y, m),
                _ => None,
            },
            previous: self.beside(scope, period, false),
            next: self.beside(scope, period, true),
        }
    }

    /// Describes a list of a period: what it holds, in a sentence.
    fn period_description(self, list: &ListData) -> String {
        let site = &self.site.config.title;
        match self.site.config.wording() {
            Language::Chinese => format!("{site}：{}，共{}篇。", list.title, list.count),
            Language::English => format!("{site}: {}, {} articles.", list.title, list.count),
        }
    }

    /// Returns the articles of a list, newest first; none where the list rule has it show its parts
    /// only.
    fn groups(self, scope: Scope, period: Period) -> Vec<Group> {
        let ids = self.site.select(scope, period);
        let newest = ids.iter().rev().copied();
        let short = ids.len() <= LIST_LIMIT;
        match (scope, period) {
            (Scope::All, Period::Day(..)) => self.sheet(ids),
            (_, Period::Day(..)) => self.one_group(newest.collect()),
            (_, Period::All) if short && !matches!(scope, Scope::Category(_)) => {
                self.one_group(newest.collect())
            }
            (_, Period::All) => self.one_group(newest.take(NEWEST).collect()),
            _ if short => self.by_part(scope, period, newest),
            _ => Vec::new(),
        }
    }

    fn one_group(self, ids: Vec<ArticleId>) -> Vec<Group> {
        let items = ids.into_iter().map(|id| self.card(id)).collect::<Vec<_>>();
        if items.is_empty() {
            Vec::new()
        } else {
            vec![Group {
                title: String::new(),
                href: None,
                items,
            }]
        }
    }

    /// Groups articles by the month of a year, or the day of a month.
    fn by_part(
        self,
        scope: Scope,
        period: Period,
        newest: impl Iterator<Item = ArticleId>,
    ) -> Vec<Group> {
        let language = self.site.config.wording();
        let mut groups: Vec<(Period, Group)> = Vec::new();
        for id in newest {
            let part = period.part_of(self.site.day_in(scope, id));
            if groups.last().is_none_or(|(p, _)| *p != part) {
                let href = self
                    .site
                    .has_list(scope, part)
                    .then(|| self.href(&self.site.list_url(scope, part)));
                groups.push((
                    part,
                    Group {
                        title: part.short(language),
                        href,
                        items: Vec::new(),
                    },
                ));
            }
            if let Some((_, group)) = groups.last_mut() {
                group.items.push(self.card(id));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// Lays out a day as that day's paper: by category, the most important first.
    fn sheet(self, ids: &[ArticleId]) -> Vec<Group> {
        let mut ids = ids.to_vec();
        ids.sort_by_key(|id| {
            let document = self.site.article(*id);
            (
                self.site.category(*id),
                document.priority,
                std::cmp::Reverse(*id),
            )
        });
        ids.chunk_by(|a, b| self.site.category(*a) == self.site.category(*b))
            .map(|group| {
                let section = self.section(self.site.category(group[0]));
                let items = group.iter().map(|id| self.card(*id)).collect();
                Group {
                    title: section.title.clone(),
                    href: Some(section.href.clone()),
                    items,
                }
            })
            .collect()
    }

    fn part_links(self, scope: Scope, period: Period) -> Vec<PartLink> {
        let language = self.site.config.wording();
        let link = |(part, count): (Period, usize)| PartLink {
            title: part.short(language),
            href: self
                .site
                .has_list(scope, part)
                .then(|| self.href(&self.site.list_url(scope, part))),
            count,
        };
        self.site
            .parts(scope, period)
            .into_iter()
            .rev()
            .map(link)
            .collect()
    }

    /// Returns the page of the nearest period of the same length, older or newer.
    fn beside(self, scope: Scope, period: Period, newer: bool) -> Option<Link> {
        let found = self.period_beside(scope, period, newer)?;
        Some(Link {
            title: found.long(self.site.config.wording()),
            href: self.href(&self.site.list_url(scope, found)),
        })
    }

    pub(super) fn period_beside(self, scope: Scope, period: Period, newer: bool) -> Option<Period> {
        let (first, after) = period.days()?;
        let list = self.site.list(scope);
        let day = |id: &ArticleId| self.site.day_in(scope, *id);
        let at = if newer {
            list.partition_point(|id| day(id) < after)
        } else {
            list.partition_point(|id| day(id) < first).checked_sub(1)?
        };
        let found = period.sibling(day(list.get(at)?));
        self.site.has_list(scope, found).then_some(found)
    }

    fn calendar(self, year: i32, month: u32) -> Option<Calendar> {
        let language = self.site.config.wording();
        let period = Period::Month(year, month);
        let (first, after) = period.days()?;
        let counts = self.site.parts(Scope::All, period);
        let day = |date: Date| {
            let part = Period::of_day(date);
            let count = counts
                .iter()
                .find(|(p, _)| *p == part)
                .map_or(0, |(_, n)| *n);
            CalendarDay {
                day: date.day(),
                title: format!("{} {}", long_date(date, language), weekday(date, language)),
                href: (count > 0).then(|| self.href(&self.site.list_url(Scope::All, part))),
                count,
            }
        };
        let lead = u64::from(first.weekday().num_days_from_monday());
        let mut weeks = Vec::new();
        let mut monday = first.checked_sub_days(Days::new(lead))?;
        while monday < after {
            let in_month = |n: u64| {
                monday
                    .checked_add_days(Days::new(n))
                    .filter(|d| *d >= first && *d < after)
            };
            weeks.push(std::array::from_fn(|n| in_month(n as u64).map(day)));
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

    pub(super) fn home(self) -> HtmlPage {
        let home = self.home_data();
        HtmlPage {
            template: "home.html",
            head: self.home_head(&self.site.sentence()),
            href: self.href(&Url::new("/")),
            title: self.site.config.title.clone(),
            home: Some(home),
            ..HtmlPage::default()
        }
    }

    /// Chooses what the home page shows.
    ///
    /// The lead is the most important article of the newest three days with articles; a bulletin,
    /// which has its box of figures, never is. What leads or stands beside the lead is not shown
    /// again below.
    fn home_data(self) -> HomeData {
        let newest: Vec<ArticleId> = self
            .site
            .list(Scope::All)
            .iter()
            .rev()
            .take(HOME_WINDOW)
            .copied()
            .collect();
        let mut ranked: Vec<ArticleId> = newest
            .iter()
            .copied()
            .filter(|id| self.site.article(*id).bulletin.is_none())
            .collect();
        let mut days: Vec<Date> = ranked.iter().map(|id| self.site.day(*id)).collect();
        days.dedup();
        let oldest = days.get(LEAD_DAYS - 1).or(days.last()).copied();
        ranked.sort_by_key(|id| {
            let document = self.site.article(*id);
            let old = Some(self.site.day(*id)) < oldest;
            (
                old,
                if old { 0 } else { document.priority },
                std::cmp::Reverse(*id),
            )
        });
        ranked.truncate(HOME_TOP + 1);
        let mut top = ranked.iter().map(|id| self.card(*id));
        let lead = top.next();
        let sections = self.site.config.categories.ids().map(|i| {
            let ids = self.site.list(Scope::Category(i)).iter().rev();
            let ids = ids.filter(|id| !ranked.contains(id)).take(HOME_SECTION);
            HomeSection {
                category: self.section(i),
                items: ids.map(|id| self.card(*id)).collect(),
            }
        });
        let figures = self
            .site
            .config
            .series
            .ids()
            .filter_map(|i| self.latest_bulletin(i));
        HomeData {
            lead,
            top: top.collect(),
            sections: sections.collect(),
            figures: figures.collect(),
        }
    }

    pub(super) fn archive(self) -> HtmlPage {
        let language = self.site.config.wording();
        let years = self.site.parts(Scope::All, Period::All).into_iter().rev();
        let years = years.map(|(year, count)| YearData {
            title: year.long(language),
            href: self.href(&self.site.list_url(Scope::All, year)),
            count,
            months: self.part_links(Scope::All, year),
        });
        let url = Url::new("/archive/");
        let title = self.theme.word("archive");
        let crumbs = self.crumbs(vec![(title.to_owned(), None)]);
        let head = self.list_head(
            Scope::All,
            title,
            &self.scope_description(Scope::All),
            &url,
            &crumbs,
        );
        HtmlPage {
            template: "archive.html",
            head,
            href: self.href(&url),
            breadcrumb: crumbs,
            title: title.to_owned(),
            years: Some(years.collect()),
            ..HtmlPage::default()
        }
    }

    /// Makes an index of tags, columns or series.
    pub(super) fn index(self, url: &Url, title: &str, entries: Vec<IndexEntry>) -> HtmlPage {
        let crumbs = self.crumbs(vec![(title.to_owned(), None)]);
        let description = match self.site.config.wording() {
            Language::Chinese => format!(
                "{}：{title}，共{}个。",
                self.site.config.title,
                entries.len()
            ),
            Language::English => format!(
                "{}: {title}, {} in all.",
                self.site.config.title,
                entries.len()
            ),
        };
        HtmlPage {
            template: "index.html",
            head: self.list_head(Scope::All, title, &description, url, &crumbs),
            href: self.href(url),
            breadcrumb: crumbs,
            title: title.to_owned(),
            index: Some(entries),
            ..HtmlPage::default()
        }
    }

    pub(super) fn not_found(self) -> HtmlPage {
        let url = Url::new("/404.html");
        let title = self.theme.word("not_found");
        HtmlPage {
            template: "404.html",
            head: self.hidden_head(title, &url),
            href: self.href(&url),
            title: title.to_owned(),
            ..HtmlPage::default()
        }
    }

    /// Makes the page at an old address; its canonical address is the new one.
    pub(super) fn redirect(self, target: &Url) -> HtmlPage {
        let title = match self.routes.get(target) {
            Some(View::Article(id)) => &*self.site.article(*id).title,
            Some(View::Page(i)) => &*self.site.pages[*i].title,
            _ => self.theme.word("moved"),
        };
        HtmlPage {
            template: "redirect.html",
            head: self.hidden_head(title, target),
            href: self.href(target),
            title: title.to_owned(),
            target: Some(self.href(target)),
            ..HtmlPage::default()
        }
    }
}
