//! The site, as every template sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use super::link::{ColumnRef, ContactPart, FeedRef, Link, MenuItem, SectionRef, SeriesRef};
use crate::content::yaml::Free;
use crate::theme::Ready;

/// Data that every template sees as `site`; it reads the configuration and the theme only.
#[derive(Clone, Debug, Serialize)]
pub struct SiteData {
    /// Name of the site.
    pub title: String,
    /// BCP 47 tag.
    pub language: String,
    /// Language and territory as Open Graph has them, `zh_CN`; `null` if the tag names no territory.
    pub locale: Option<String>,
    /// Default source of articles.
    pub publisher: String,
    /// The home page.
    pub home: String,
    /// The archive by year.
    pub archive: String,
    /// The newest articles.
    pub latest: String,
    /// The map of the site.
    pub map: String,
    /// The page that searches; `null` without one.
    pub search: Option<String>,
    /// The list of tags.
    pub tags: String,
    /// The list of those who are named in bylines; `null` unless the site has one.
    pub people_index: Option<String>,
    /// The list of columns; `null` without columns.
    pub columns_index: Option<String>,
    /// The list of series; `null` without series.
    pub series_index: Option<String>,
    /// Entries of the menu, of `menu` in `site.yaml`; the default is the categories.
    pub menu: Vec<MenuItem>,
    /// Entries at its end: columns, series and the archive; none where `site.yaml` has a menu.
    pub menu_end: Vec<MenuItem>,
    /// Entries of the footer, of `footer` in `site.yaml`; none without.
    pub footer: Vec<MenuItem>,
    /// Categories in the order written.
    pub sections: Vec<Arc<Ready<SectionRef>>>,
    /// Columns in the order written.
    pub columns: Vec<Arc<Ready<ColumnRef>>>,
    /// Bulletin series in the order written.
    pub series: Vec<Arc<Ready<SeriesRef>>>,
    /// The site's own feeds.
    pub feeds: Vec<FeedRef>,
    /// Standing pages (关于我们 …).
    pub pages: Vec<Link>,
    /// `gov-cn` or `null`.
    pub profile: Option<&'static str>,
    /// The home page of the edition for older readers; `null` without one.
    pub elder: Option<String>,
    /// Pages have aids for reading, unless the site leaves them out.
    pub reading_aids: bool,
    /// Registrations for the footer.
    pub organization: OrganizationData,
    /// The nameplate as a picture; `null` where the title is set as text.
    pub logo: Option<LogoData>,
    /// Icons for browsers and telephones; `null` without `organization.icon`.
    pub icons: Option<IconsData>,
    /// Absolute address of the picture that is shown where a page is shared that has none.
    pub share: Option<String>,
    /// Free data of `extra` in `site.yaml`; `null` without one.
    pub extra: Free,
    /// Published address of each asset by its name in the theme: `site.assets["style.css"]`.
    pub assets: BTreeMap<String, String>,
}

impl SiteData {
    /// Returns the addresses of pages that it has: a fragment may compare them with that of its
    /// page.
    pub fn named(&self) -> BTreeSet<String> {
        let fixed = [
            &self.home,
            &self.archive,
            &self.latest,
            &self.map,
            &self.tags,
        ];
        let indexes = [
            &self.columns_index,
            &self.series_index,
            &self.people_index,
            &self.elder,
            &self.search,
        ];
        let found = fixed.into_iter().chain(indexes.into_iter().flatten());
        let found = found.chain(self.sections.iter().map(|section| &section.href));
        let entries = self.menu.iter().chain(&self.menu_end).chain(&self.footer);
        let entries = entries.flat_map(|entry| std::iter::once(entry).chain(&entry.items));
        let found = found.chain(entries.filter_map(|entry| entry.href.as_ref()));
        let found = found.chain(self.columns.iter().map(|column| &column.href));
        let found = found.chain(self.series.iter().map(|series| &series.href));
        let found = found.chain(self.pages.iter().map(|page| &page.href));
        found.cloned().collect()
    }
}

/// The nameplate as a picture.
#[derive(Clone, Debug, Serialize)]
pub struct LogoData {
    /// Its address.
    pub src: String,
    /// Its address on a dark page; `null` where it is the same.
    pub dark: Option<String>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Addresses of icons.
#[derive(Clone, Debug, Serialize)]
pub struct IconsData {
    /// For browsers, 192 by 192 pixels.
    pub icon: String,
    /// For the home screen of an iPhone, 180 by 180 pixels.
    pub touch: String,
    /// The manifest that names icons for other telephones.
    pub manifest: String,
}

/// Registrations of the publisher, each `null` when not given.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OrganizationData {
    /// 网站标识码.
    pub id_code: Option<String>,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案号.
    pub police: Option<String>,
    /// 联系方式.
    pub contact: Option<String>,
    /// The same in parts, with what can be dialled or written to.
    pub contact_parts: Vec<ContactPart>,
    /// Where readers report a mistake (我为政府网站找错).
    pub report: Option<String>,
    /// The record of 公安机关备案号 at the ministry.
    pub police_href: Option<String>,
}
