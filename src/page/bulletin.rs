//! A bulletin: its figures, each beside those of other periods, in a sentence, a table and charts.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use crate::base::date::{Language, Period};
use crate::base::id::{ArticleId, SeriesId};
use crate::content::config::{FigureSpec, Series};
use crate::content::document::bulletin::{Amount, Bulletin, Figure, Part, Topic};
use crate::page::around::{self, Around};
use crate::page::card::text;
use crate::page::data::{
    BulletinCard, BulletinData, ChangeData, FigureData, Link, PartData, TopicData,
};
use crate::page::reader::Reader;
use crate::page::series_charts::share;
use crate::page::{dataset, series_charts};
use crate::site::Scope;
use crate::site::series::rule::rounded;
use crate::site::series::run::bulletin;
use crate::site::series::{RunEntry, sentence};

/// Reads a bulletin for its own page.
pub(super) fn data(r: Reader<'_>, id: ArticleId) -> Option<BulletinData> {
    let own = bulletin(r.site, id)?;
    let around = around::around(r, id)?;
    let config = &r.site.config;
    let series = &config.series[own.series];
    let rules = &r.runs.rules[own.series];
    let data = figures_of(r, own, around, true);
    Some(BulletinData {
        figures: merged(r, own, data.figures),
        lead: sentence::write(own, series, rules, config.wording()),
        year_ago: around.year_ago.map(|e| period_link(r, series, e)),
        previous: around.previous.map(|e| period_link(r, series, e)),
        next: around.next.map(|e| period_link(r, series, e)),
        charts: series_charts::of_bulletin(r, own, around.window),
        files: dataset::links(r, own.series, Period::All)
            .into_iter()
            .filter(|f| f.kind == "data")
            .collect(),
        ..data
    })
}

/// Returns the newest bulletin of a series as a card.
pub(super) fn latest(r: Reader<'_>, series: SeriesId) -> Option<BulletinCard> {
    let id = *r.site.list(Scope::Series(series)).last()?;
    let document = r.site.article(id);
    let own = document.bulletin.as_deref()?;
    let around = around::around(r, id)?;
    let mut data = figures_of(r, own, around, false);
    for figure in data.figures.iter_mut().filter(|f| f.parts.is_empty()) {
        figure.spark =
            series_charts::spark(r, own.series, &figure.id, &figure.label, around.window);
    }
    Some(BulletinCard {
        title: document.title.to_string(),
        href: r.href(&r.site.url(document)),
        bulletin: data,
    })
}

/// Reads figures and topics; `is_whole` asks for what a year ago was as well.
fn figures_of(r: Reader<'_>, own: &Bulletin, around: Around<'_>, is_whole: bool) -> BulletinData {
    let language = r.site.config.wording();
    let series = &r.site.config.series[own.series];
    let year_ago = around.year_ago.filter(|_| is_whole);
    let [before, year_ago] =
        [around.before, year_ago].map(|entry| entry.and_then(|e| bulletin(r.site, e.id)));
    let figures = own.figures.iter().map(|figure| FigureData {
        before: before.and_then(|then| change_since(r, own.series, figure, then)),
        year_ago: year_ago.and_then(|then| change_since(r, own.series, figure, then)),
        ..figure_data(r, own, figure)
    });
    BulletinData {
        series: r.series(own.series),
        period: own.span.long(series.rhythm, language),
        period_iso: own.span.iso(series.rhythm),
        figures: figures.collect(),
        topics: own.topics.iter().map(|t| topic(t, series)).collect(),
        lead: String::new(),
        before: around.before.map(|e| period_link(r, series, e)),
        year_ago: None,
        previous: None,
        next: None,
        charts: Vec::new(),
        files: Vec::new(),
    }
}

/// Reads a figure without what it was in other periods.
fn figure_data(r: Reader<'_>, own: &Bulletin, figure: &Figure) -> FigureData {
    let specs = &r.site.config.series[own.series].figures;
    let spec = &specs[figure.spec];
    let total = figure.amount.total();
    let language = r.site.config.wording();
    let whole = whole_of(r, own, figure);
    let share = whole.and_then(|whole| share(total, whole.amount.total(), language));
    let (share, share_text) = share.unzip();
    FigureData {
        id: spec.id.clone(),
        label: spec.label.clone(),
        unit: spec.unit.clone(),
        value: total.to_string(),
        parts: parts(&figure.amount, language),
        parts_of: None,
        share,
        share_text,
        share_of: whole.map(|whole| specs[whole.spec].label.clone()),
        before: None,
        year_ago: None,
        spark: None,
    }
}

/// Compares a figure to the same one of an older bulletin, if that has it.
fn change_since(
    r: Reader<'_>,
    series: SeriesId,
    figure: &Figure,
    then: &Bulletin,
) -> Option<ChangeData> {
    let config = &r.site.config;
    let spec = &config.series[series].figures[figure.spec];
    let old = then.figures.iter().find(|f| f.spec == figure.spec)?;
    let (now, then) = (figure.amount.total(), old.amount.total());
    Some(change(spec, now, then, config.wording()))
}

/// Finds the figure that a rule splits into this one and others.
fn whole_of<'b>(r: Reader<'_>, own: &'b Bulletin, figure: &Figure) -> Option<&'b Figure> {
    let rules = r.runs.rules[own.series].iter();
    let mut splits = rules.filter_map(|rule| rule.split());
    let (whole, _) = splits.find(|(_, parts)| parts.contains(&figure.spec))?;
    own.figures.iter().find(|f| f.spec == whole)
}

fn period_link(r: Reader<'_>, series: &Series, entry: RunEntry) -> Link {
    let language = r.site.config.wording();
    let document = r.site.article(entry.id);
    Link {
        title: entry.span.long(series.rhythm, language),
        href: r.href(&r.site.url(document)),
    }
}

/// Puts the parts of a figure under the one that a rule says is their sum, in one row: its own
/// would repeat the number.
///
/// A rule whose breaking is a warning may not hold, and a different unit may be meant.
fn merged(r: Reader<'_>, own: &Bulletin, mut figures: Vec<FigureData>) -> Vec<FigureData> {
    let specs = &r.site.config.series[own.series].figures;
    let owners = r.runs.rules[own.series].iter().filter_map(|r| r.owner());
    for (whole, parts) in owners {
        let [whole, parts] = [whole, parts].map(|id| {
            let id = &specs[id].id;
            figures.iter().position(|figure| figure.id == *id)
        });
        let (Some(whole), Some(parts)) = (whole, parts) else {
            continue;
        };
        let [one, other] = [&figures[whole], &figures[parts]];
        if one.parts.is_empty() && one.value == other.value && one.unit == other.unit {
            figures[whole].parts_of = Some(figures[parts].label.clone());
            figures[whole].parts = std::mem::take(&mut figures[parts].parts);
            figures.remove(parts);
        }
    }
    figures
}

/// Returns the unit in which topics are counted; it may be empty.
pub(super) fn topic_unit(series: &Series) -> &str {
    let figure = series.topics_of.or(series_charts::main_figure(series));
    let spec = figure.map(|id| &series.figures[id]);
    let counted = spec.filter(|spec| !spec.is_rate());
    counted.map_or("", |spec| &spec.unit)
}

/// Reads a topic; it counts what the figure counts that it is a part of.
fn topic(topic: &Topic, series: &Series) -> TopicData {
    TopicData {
        name: topic.name.to_string(),
        unit: topic_unit(series).to_owned(),
        count: text(&topic.count),
        note: text(&topic.note),
    }
}

fn parts(amount: &Amount, language: Language) -> Vec<PartData> {
    let total = amount.total();
    match amount {
        Amount::Number(_) => Vec::new(),
        Amount::Parts(parts) => parts.iter().map(|p| part(p, total, language)).collect(),
    }
}

fn part(part: &Part, total: Decimal, language: Language) -> PartData {
    let (share, share_text) = share(part.number, total, language).unzip();
    PartData {
        name: part.name.to_string(),
        value: part.number.to_string(),
        share,
        share_text,
    }
}

/// Compares a number to an older one.
fn change(spec: &FigureSpec, now: Decimal, then: Decimal, language: Language) -> ChangeData {
    let difference = now.saturating_sub(then);
    let percent = difference
        .checked_div(then.abs())
        .and_then(|d| d.checked_mul(Decimal::ONE_HUNDRED));
    let percent = percent
        .filter(|_| !spec.is_rate())
        .map(|p| format!("{}%", signed(rounded(p, 1))));
    let points = match (
        spec.is_rate() && spec.unit != "‰" && !difference.is_zero(),
        language,
    ) {
        (false, _) => "",
        (true, Language::Chinese) => "个百分点",
        (true, Language::English) => " points",
    };
    ChangeData {
        value: then.to_string(),
        difference: format!("{}{points}", signed(difference)),
        percent,
        direction: match difference.cmp(&Decimal::ZERO) {
            Ordering::Greater => "up",
            Ordering::Less => "down",
            Ordering::Equal => "same",
        },
    }
}

/// Writes a number with its sign; zero has none.
fn signed(number: Decimal) -> String {
    let size = number.abs().normalize();
    match number.cmp(&Decimal::ZERO) {
        Ordering::Greater => format!("+{size}"),
        Ordering::Less => format!("−{size}"),
        Ordering::Equal => "0".to_owned(),
    }
}
