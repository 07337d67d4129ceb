//! The reader of the site for one page, and what many pages show of the configuration.

use std::sync::Arc;

use crate::base::date::Period;
use crate::base::id::{CategoryId, ColumnId, List, SeriesId};
use crate::base::url::Url;
use crate::page::cards::Cards;
use crate::page::data::{ColumnRef, SectionRef, SeriesRef};
use crate::site::route::Routes;
use crate::site::series::Runs;
use crate::site::{Scope, Site};
use crate::theme::{Ready, Theme};

/// What many pages show of the configuration, made once.
#[derive(Debug, Default)]
pub struct Shared {
    /// Every category.
    pub(super) sections: List<CategoryId, Arc<Ready<SectionRef>>>,
    /// Every column.
    pub(super) columns: List<ColumnId, Arc<Ready<ColumnRef>>>,
    /// Every series.
    pub(super) series: List<SeriesId, Arc<Ready<SeriesRef>>>,
    /// The home page's address in full.
    pub(super) home: String,
    /// The cards that were made last.
    pub(super) cards: Cards,
}

impl Shared {
    /// Returns what is left of it in the next edition, whose documents say something else.
    pub fn revised(&self) -> Shared {
        Shared {
            sections: self.sections.clone(),
            columns: self.columns.clone(),
            series: self.series.clone(),
            home: self.home.clone(),
            cards: Cards::default(),
        }
    }

    /// Makes it for a site.
    pub fn new(site: &Site) -> Shared {
        let config = &site.config;
        let sections = config.categories.ids().map(|id| section(site, id));
        let columns = config.columns.ids().map(|id| column(site, id));
        let series = config.series.ids().map(|id| series(site, id));
        Shared {
            sections: sections.map(Ready::shared).collect(),
            columns: columns.map(Ready::shared).collect(),
            series: series.map(Ready::shared).collect(),
            home: format!("{}{}", config.origin, Url::new("/").href(&config.prefix)),
            cards: Cards::default(),
        }
    }
}

fn section(site: &Site, id: CategoryId) -> SectionRef {
    let category = &site.config.categories[id];
    SectionRef {
        id: category.id.clone(),
        title: category.title.clone(),
        kind: category.kind.name(),
        href: list_href(site, Scope::Category(id)),
    }
}

fn column(site: &Site, id: ColumnId) -> ColumnRef {
    let column = &site.config.columns[id];
    ColumnRef {
        id: column.id.clone(),
        title: column.title.clone(),
        tagline: column.tagline.clone(),
        description: column.description.clone(),
        href: list_href(site, Scope::Column(id)),
    }
}

fn series(site: &Site, id: SeriesId) -> SeriesRef {
    let series = &site.config.series[id];
    SeriesRef {
        id: series.id.clone(),
        title: series.title.clone(),
        href: list_href(site, Scope::Series(id)),
    }
}

fn list_href(site: &Site, scope: Scope) -> String {
    site.list_url(scope, Period::All).href(&site.config.prefix)
}

/// Reads the site for one page.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The site.
    pub site: &'a Site,
    /// The theme, for its words and the addresses of its assets.
    pub theme: &'a Theme,
    /// Every address, for root-relative links.
    pub routes: &'a Routes,
    /// What many pages show of the configuration.
    pub shared: &'a Shared,
    /// The bulletins of every series in order of period.
    pub runs: &'a Runs,
}

impl Reader<'_> {
    /// Writes an address for an attribute.
    pub(super) fn href(self, url: &Url) -> String {
        url.href(&self.site.config.prefix)
    }

    /// Writes an address in full.
    pub(super) fn full(self, url: &Url) -> String {
        [&*self.site.config.origin, &self.href(url)].concat()
    }

    /// Returns the address in full of the picture that stands for pages without one.
    pub(super) fn share(self) -> Option<String> {
        let share = self.theme.face().share.as_ref()?;
        Some(self.full(&share.url))
    }

    pub(super) fn section(self, category: CategoryId) -> Arc<Ready<SectionRef>> {
        self.shared.sections[category].clone()
    }

    pub(super) fn column(self, column: ColumnId) -> Arc<Ready<ColumnRef>> {
        self.shared.columns[column].clone()
    }

    pub(super) fn series(self, series: SeriesId) -> Arc<Ready<SeriesRef>> {
        self.shared.series[series].clone()
    }
}
