//! What the page of an article leads on to besides related ones: older ones of its day, and of its
//! column. Newer ones are not looked for, so that they never change the pages of old ones.

use crate::base::id::ArticleId;
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::site::{Scope, Site};

/// How many older articles of a day or column are looked at.
const OLDER: usize = 3;

/// Returns the articles before one on its day, newest first.
pub(super) fn of_day(site: &Site, id: ArticleId) -> impl Iterator<Item = ArticleId> {
    let older = older(site, Scope::All, id).iter().rev().copied();
    older.take_while(move |other| site.day(*other) == site.day(id))
}

/// Returns the articles before one in its column, newest first.
pub(super) fn of_column(site: &Site, id: ArticleId) -> impl Iterator<Item = ArticleId> {
    let column = site.article(id).column;
    let older = column.map_or(&[] as &[_], |column| older(site, Scope::Column(column), id));
    older.iter().rev().copied()
}

fn older(site: &Site, scope: Scope, id: ArticleId) -> &[ArticleId] {
    let list = site.list(scope);
    let at = list.partition_point(|other| *other < id);
    &list[at.saturating_sub(OLDER)..at]
}

/// Adds the articles that [`of_day`] and [`of_column`] return.
pub(super) fn dependencies(r: Reader<'_>, id: ArticleId, out: &mut Dependencies) {
    let day: Vec<ArticleId> = of_day(r.site, id).collect();
    let column: Vec<ArticleId> = of_column(r.site, id).collect();
    out.articles(r.site, &day);
    out.articles(r.site, &column);
}

/// Returns true if one of the two returns a different article.
pub(super) fn shows(site: &Site, id: ArticleId, other: ArticleId) -> bool {
    of_day(site, id)
        .chain(of_column(site, id))
        .any(|o| o == other)
}
