//! What machines read: feeds, sitemaps, rules for crawlers.

use crate::base::date::{Moment, Period};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::NEWS_SECONDS;
use crate::page::Reader;
use crate::page::feed::{FeedData, FeedEntry, NewsData, SitemapData, SitemapUrl};
use crate::site::Scope;
use crate::site::route;
use crate::site::route::FeedForm;

/// How many articles a feed holds (FORMAT.md 5).
pub(super) const FEED_LENGTH: usize = 50;

/// How many articles the sitemap of news may hold (Google: 1,000).
const NEWS_LENGTH: usize = 1_000;

impl Reader<'_> {
    pub(super) fn feed(self, scope: Scope, form: FeedForm) -> FeedData {
        let config = &self.site.config;
        let file = match form {
            FeedForm::Atom => "feed.xml",
            FeedForm::Rss => "rss.xml",
            FeedForm::Json => "feed.json",
        };
        let home = self.site.list_url(scope, Period::All);
        let title = self.scope_title(scope);
        let newest = self.newest(scope, FEED_LENGTH);
        FeedData {
            form,
            title: if scope == Scope::All {
                title
            } else {
                format!("{} – {title}", config.title)
            },
            description: if scope == Scope::All {
                self.site.sentence()
            } else {
                self.scope_description(scope)
            },
            language: config.language.clone(),
            home: self.full(&home),
            url: self.full(&Url::new(format!("{home}{file}"))),
            publisher: config.publisher.clone(),
            entries: newest.into_iter().map(|id| self.feed_entry(id)).collect(),
        }
    }

    /// Returns the articles of a scope that were published last, newest first.
    pub(super) fn newest(self, scope: Scope, count: usize) -> Vec<ArticleId> {
        let list = self.site.list(scope);
        if !matches!(scope, Scope::Series(_)) {
            return list.iter().rev().take(count).copied().collect();
        }
        // A series is in order of period; a bulletin that came late is news all the same.
        let mut ids = list.to_vec();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        ids.truncate(count);
        ids
    }

    fn feed_entry(self, id: ArticleId) -> FeedEntry {
        let document = self.site.article(id);
        let names: Vec<String> = document
            .credits()
            .iter()
            .map(|c| c.name.to_string())
            .collect();
        let category = self.scope_title(Scope::Category(self.site.category(id)));
        FeedEntry {
            url: self.full(&self.site.url(document)),
            title: document.title.to_string(),
            summary: document.summary.to_string(),
            published: self.site.date(id),
            updated: self.site.modified(id),
            authors: if names.is_empty() {
                vec![self.site.config.publisher.clone()]
            } else {
                names
            },
            terms: std::iter::once(category)
                .chain(document.tags.iter().map(|t| t.to_string()))
                .collect(),
            image: self.main_image(document).map(|i| i.url),
        }
    }

    /// Lists the sitemaps: of lists and standing pages, and of each month with its newest change.
    pub(super) fn sitemap_index(self) -> SitemapData {
        let months = self.site.parts(Scope::All, Period::All).into_iter();
        let months = months.flat_map(|(year, _)| self.site.parts(Scope::All, year));
        let mut maps = vec![(self.full(&Url::new("/sitemaps/pages.xml")), None)];
        for (month, _) in months {
            let newest = self.newest_change(self.site.select(Scope::All, month));
            maps.push((
                self.full(&route::sitemap_url(month)),
                newest.map(Moment::rfc3339),
            ));
        }
        SitemapData::Index(maps)
    }

    fn newest_change(self, ids: &[ArticleId]) -> Option<Moment> {
        ids.iter().map(|id| self.site.modified(*id)).max()
    }

    /// Lists a month: its own page, its days, its articles.
    pub(super) fn sitemap_month(self, year: i32, month: u32) -> SitemapData {
        let period = Period::Month(year, month);
        let list = |p| SitemapUrl {
            url: self.full(&self.site.list_url(Scope::All, p)),
            ..SitemapUrl::default()
        };
        let days = self
            .site
            .parts(Scope::All, period)
            .into_iter()
            .map(|(day, _)| list(day));
        let articles = self
            .site
            .select(Scope::All, period)
            .iter()
            .map(|id| SitemapUrl {
                url: self.full(&self.site.url(self.site.article(*id))),
                modified: Some(self.site.modified(*id).rfc3339()),
                news: None,
            });
        SitemapData::Pages(
            std::iter::once(list(period))
                .chain(days)
                .chain(articles)
                .collect(),
        )
    }

    /// Lists every page that is in the sitemap of no month: home, indexes, lists, standing pages.
    pub(super) fn sitemap_pages(self) -> SitemapData {
        let urls = self
            .routes
            .iter()
            .filter(|(_, view)| route::is_landing(view));
        SitemapData::Pages(
            urls.map(|(url, _)| SitemapUrl {
                url: self.full(url),
                ..SitemapUrl::default()
            })
            .collect(),
        )
    }

    /// Returns the articles of the last 48 hours, newest first.
    pub(super) fn recent(self) -> impl Iterator<Item = ArticleId> {
        let since = self.site.now - NEWS_SECONDS;
        let newest = self.site.list(Scope::All).iter().rev().copied();
        newest
            .take_while(move |id| self.site.date(*id).utc > since)
            .take(NEWS_LENGTH)
    }

    /// Lists the articles of the last 48 hours.
    pub(super) fn news_sitemap(self) -> SitemapData {
        let config = &self.site.config;
        let language = match config.language.to_ascii_lowercase() {
            l if l.starts_with("zh-tw") || l.starts_with("zh-hant") => "zh-tw".to_owned(),
            l if l.starts_with("zh") => "zh-cn".to_owned(),
            l => l.split('-').next().unwrap_or_default().to_owned(),
        };
        let url = |id: ArticleId| SitemapUrl {
            url: self.full(&self.site.url(self.site.article(id))),
            modified: None,
            news: Some(NewsData {
                publication: config.title.clone(),
                language: language.clone(),
                title: self.site.article(id).title.to_string(),
                date: self.site.date(id).rfc3339(),
            }),
        };
        SitemapData::Pages(self.recent().map(url).collect())
    }

    /// Allows everything. The sitemap of news is for services that it is handed to: its pages are
    /// listed already.
    pub(super) fn robots(self) -> String {
        format!(
            "User-agent: *\nAllow: /\nSitemap: {}\n",
            self.full(&Url::new("/sitemap.xml"))
        )
    }
}
