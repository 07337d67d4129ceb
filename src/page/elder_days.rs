//! What the edition for older readers has, and where.
//!
//! Its days are counted back from that of the newest article, not from the clock, so that a site whose
//! files do not change stays as it is.

use chrono::Days;

use crate::base::date::{Date, Period};
use crate::base::id::{ArticleId, CategoryId};
use crate::base::url::Url;
use crate::page::reader::Reader;
use crate::site::{Scope, Site};

/// How many days it goes back, the newest one among them.
const DAYS: u64 = 90;

/// Returns the address of its home page.
pub(super) fn home() -> Url {
    Url::new("/elder/")
}

/// Returns the address of the page that it has of a category.
pub(super) fn category(site: &Site, id: CategoryId) -> Url {
    below(&site.list_url(Scope::Category(id), Period::All))
}

/// Returns the address of the page that it has of an article, if it has one.
pub(super) fn url(site: &Site, id: ArticleId) -> Url {
    below(&site.url(site.article(id)))
}

fn below(url: &Url) -> Url {
    Url::new(["/elder", url.as_str()].concat())
}

/// Returns the address of the page that it has of an article.
pub(super) fn href(r: Reader<'_>, id: ArticleId) -> Option<String> {
    has(r.site, id).then(|| r.href(&url(r.site, id)))
}

/// Returns true if it has a page of an article.
pub(super) fn has(site: &Site, id: ArticleId) -> bool {
    site.config.elder && Some(site.day(id)) >= first_day(site)
}

/// Returns the first of its days.
fn first_day(site: &Site) -> Option<Date> {
    let newest = site.day(*site.list(Scope::All).last()?);
    Some(
        newest
            .checked_sub_days(Days::new(DAYS - 1))
            .unwrap_or(newest),
    )
}

/// Returns the articles of a scope that are of its days, oldest first.
pub(super) fn recent(site: &Site, scope: Scope) -> &[ArticleId] {
    let list = site.list(scope);
    let Some(first) = first_day(site) else {
        return &[];
    };
    &list[list.partition_point(|id| site.day(*id) < first)..]
}
