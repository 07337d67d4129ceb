//! The lists of a site: which articles they hold, where they split and their addresses.

use super::{LIST_LIMIT, Scope, Site};
use crate::base::date::{Date, Period};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::NEWS_SECONDS;

/// How many articles the sitemap of news may hold (Google: 1,000).
const NEWS_LENGTH: usize = 1_000;

impl Site {
    /// Returns the articles of a scope, oldest first; those of a series in order of period.
    pub fn list(&self, scope: Scope) -> &[ArticleId] {
        match scope {
            Scope::All => &self.all,
            Scope::Category(i) => &self.categories[i],
            Scope::Tag(i) => &self.tags[i].articles,
            Scope::Column(i) => &self.columns[i],
            Scope::Series(i) => &self.series[i],
            Scope::Person(i) => &self.people[i].articles,
        }
    }

    /// Returns the articles of a scope and period, oldest first.
    pub fn select(&self, scope: Scope, period: Period) -> &[ArticleId] {
        let list = self.list(scope);
        match period.days() {
            None => list,
            Some((first, after)) => {
                let before = |day: Date| list.partition_point(|id| self.day_in(scope, *id) < day);
                &list[before(first)..before(after)]
            }
        }
    }

    /// Returns the day by which an article stands in the lists of a scope: a bulletin in those of
    /// its series by the first day of its period, everything else by the day of its publication.
    pub fn day_in(&self, scope: Scope, id: ArticleId) -> Date {
        match (scope, &self.articles[id].bulletin) {
            (Scope::Series(_), Some(bulletin)) => bulletin.span.first,
            _ => self.day(id),
        }
    }

    /// Returns the articles of the last 48 hours, newest first: those of the sitemap of news.
    pub fn news(&self) -> impl Iterator<Item = ArticleId> {
        let since = self.now() - NEWS_SECONDS;
        let newest = self.list(Scope::All).iter().rev().copied();
        newest
            .take_while(move |id| self.date(*id).utc > since)
            .take(NEWS_LENGTH)
    }

    /// Returns the periods one step finer than `period` that hold articles of `scope`, oldest
    /// first, with counts.
    pub fn parts(&self, scope: Scope, period: Period) -> Vec<(Period, usize)> {
        let mut rest = self.select(scope, period);
        let mut parts = Vec::new();
        while let Some(first) = rest.first() {
            let part = period.part_of(self.day_in(scope, *first));
            let Some((_, after)) = part.days() else { break };
            let count = rest.partition_point(|id| self.day_in(scope, *id) < after);
            if count == 0 || part == period {
                break;
            }
            parts.push((part, count));
            rest = &rest[count..];
        }
        parts
    }

    /// Returns true if the parts of a list have pages of their own.
    ///
    /// The archive has a page for every year, month and day; other scopes have one for every year,
    /// and below that only where a list would show more than [`LIST_LIMIT`] articles.
    pub fn splits(&self, scope: Scope, period: Period) -> bool {
        match period {
            Period::Day(..) => false,
            Period::All => true,
            Period::Year(_) | Period::Month(..) => {
                scope == Scope::All || self.select(scope, period).len() > LIST_LIMIT
            }
        }
    }

    /// Returns true if a list has a page of its own.
    pub fn has_list(&self, scope: Scope, period: Period) -> bool {
        period == Period::All
            || self.splits(scope, period.parent()) && !self.select(scope, period).is_empty()
    }

    /// Returns the address of a list.
    pub fn list_url(&self, scope: Scope, period: Period) -> Url {
        let period = &*period.path();
        Url::new(match scope {
            Scope::All => ["/", period].concat(),
            Scope::Category(i) => ["/", &self.config.categories[i].id, "/", period].concat(),
            Scope::Tag(i) => ["/tags/", &self.tags[i].slug, "/", period].concat(),
            Scope::Column(i) => ["/columns/", &self.config.columns[i].id, "/", period].concat(),
            Scope::Series(i) => ["/series/", &self.config.series[i].id, "/", period].concat(),
            Scope::Person(i) => ["/people/", &self.people[i].slug, "/", period].concat(),
        })
    }
}
