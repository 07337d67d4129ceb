//! An article as other pages show it: as a card or a line, by its picture, with its date.

use std::sync::Arc;

use chrono::Datelike;

use crate::base::date::{Moment, iso_date, long_date, short_date};
use crate::base::id::ArticleId;
use crate::content::document::{Credit, Document, Withheld};
use crate::content::headline::Size;
use crate::content::yaml::Free;
use crate::page::cards::CardDate;
use crate::page::data::{Card, DateData, Line, MainFigure};
use crate::page::picture;
use crate::page::reader::Reader;
use crate::site::Scope;
use crate::theme::Ready;

/// Returns the card of an article.
pub(super) fn card(r: Reader<'_>, id: ArticleId, date_shown: CardDate) -> Arc<Ready<Card>> {
    r.shared
        .cards
        .get((id, date_shown), || made(r, id, date_shown))
}

fn made(r: Reader<'_>, id: ArticleId, date_shown: CardDate) -> Card {
    let document = r.site.article(id);
    Card {
        title: document.title.to_string(),
        title_html: document.title.html(),
        title_size: document.title.size().map(Size::name),
        kicker: text(&document.details().kicker),
        href: r.href(&r.site.url(document)),
        date: date(r, r.site.date(id)),
        date_shown: shown(r, id, date_shown),
        category: r.section(r.site.category(id)),
        column: document.column.map(|c| r.column(c)),
        summary: document.summary.to_string(),
        byline: byline(document),
        image: picture::listed(r, document),
        figure: main_figure(r, document),
        priority: document.priority,
        extra: extra(document),
        withheld: r.site.marks.get(&id).copied().map(Withheld::name),
    }
}

/// Writes the date of a card; empty where its page says all that is known.
///
/// It reads the article and the day of the page's edition, never the clock: so a page changes with
/// the first article of a new day or year and not at midnight.
fn shown(r: Reader<'_>, id: ArticleId, shown: CardDate) -> String {
    let language = r.site.config.wording();
    let (moment, day) = (r.site.date(id), r.site.day(id));
    match shown {
        CardDate::Day => long_date(day, language),
        CardDate::Time => moment.time().unwrap_or_default(),
        CardDate::Edition(edition) if day == edition => {
            moment.time().unwrap_or_else(|| short_date(day, language))
        }
        CardDate::Edition(edition) if day.year() == edition.year() => short_date(day, language),
        CardDate::Edition(_) => long_date(day, language),
    }
}

fn main_figure(r: Reader<'_>, document: &Document) -> Option<MainFigure> {
    let bulletin = document.bulletin.as_deref()?;
    let figure = bulletin.figures.first()?;
    let spec = &r.site.config.series[bulletin.series].figures[figure.spec];
    Some(MainFigure {
        label: spec.label.clone(),
        value: figure.amount.total().to_string(),
        unit: spec.unit.clone(),
    })
}

/// How much of its date a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineDate {
    /// The day with its year.
    Day,
    /// Month and day.
    Short,
    /// The time.
    Time,
    /// Nothing.
    None,
}

/// Makes the line of an article in a list of `scope`.
pub(super) fn line(r: Reader<'_>, scope: Scope, id: ArticleId, date: LineDate) -> Line {
    let document = r.site.article(id);
    let language = r.site.config.wording();
    let day = r.site.day(id);
    let category = &r.site.config.categories[r.site.category(id)];
    Line {
        title: document.title.to_string(),
        title_html: document.title.html(),
        href: r.href(&r.site.url(document)),
        date: match date {
            LineDate::Day => Some(long_date(day, language)),
            LineDate::Short => Some(short_date(day, language)),
            LineDate::Time => r.site.date(id).time(),
            LineDate::None => None,
        },
        date_iso: match date {
            LineDate::Time => r.site.date(id).rfc3339(),
            LineDate::Day | LineDate::Short | LineDate::None => iso_date(day),
        },
        category: (!matches!(scope, Scope::Category(_))).then(|| category.title.clone()),
        byline: byline(document),
        extra: extra(document),
        withheld: r.site.marks.get(&id).copied().map(Withheld::name),
    }
}

/// Reads the free data of a document, which most have none of.
pub(super) fn extra(document: &Document) -> Free {
    let extra = document.details().extra.as_deref();
    extra
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or_default()
}

fn byline(document: &Document) -> String {
    let credits: Vec<String> = document.byline.iter().map(Credit::line).collect();
    credits.join("　")
}

pub(super) fn date(r: Reader<'_>, moment: Moment) -> DateData {
    let language = r.site.config.wording();
    DateData {
        iso: moment.rfc3339(),
        long: moment.long(language),
        day: long_date(moment.date(), language),
        short: short_date(moment.date(), language),
    }
}

/// Returns a text of a document that may be missing.
pub(super) fn text(value: &Option<Box<str>>) -> Option<String> {
    value.as_deref().map(str::to_owned)
}
