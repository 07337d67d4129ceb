//! A bulletin: its figures, each beside those of other periods, in a sentence, a table and charts.

use rust_decimal::Decimal;

use crate::base::date::{Language, Period};
use crate::base::id::{ArticleId, SeriesId};
use crate::content::config::{FigureSpec, Rhythm, Series};
use crate::content::document::bulletin::{Amount, Bulletin, Figure, Topic};
use crate::page::Reader;
use crate::page::article::text;
use crate::page::data::{
    BulletinCard, BulletinData, ChangeData, FigureData, Link, PartData, TopicData,
};
use crate::site::Scope;
use crate::site::series::rule::rounded;
use crate::site::series::run::bulletin;
use crate::site::series::{Entry, Run, sentence};

/// The periods that a bulletin is shown among.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    /// The bulletin with those before it that its charts show, oldest first.
    pub(super) window: &'a [Entry],
    /// The one of the period just before.
    pub(super) before: Option<Entry>,
    /// The one of the same period a year ago.
    pub(super) year_ago: Option<Entry>,
    /// The nearest earlier one.
    pub(super) previous: Option<Entry>,
    /// The nearest later one.
    pub(super) next: Option<Entry>,
}

/// Returns how many periods the charts of a bulletin show: a month of days, half a year of weeks …
fn window(rhythm: Rhythm) -> usize {
    match rhythm {
        Rhythm::Day => 30,
        Rhythm::Week => 26,
        Rhythm::Month => 25,
        Rhythm::Quarter => 13,
        Rhythm::Year => 10,
    }
}

impl<'a> Reader<'a> {
    /// Finds the periods that a bulletin is shown among. Older ones only, but for the one that
    /// comes next.
    pub(super) fn around(self, id: ArticleId) -> Option<Around<'a>> {
        let bulletin = bulletin(self.site, id)?;
        let run: &Run = self.runs.run(bulletin.series);
        let at = run.find(bulletin.span, id)?;
        let rhythm = self.site.config.series[bulletin.series].rhythm;
        Some(Around {
            window: &run.entries[(at + 1).saturating_sub(window(rhythm))..=at],
            before: run.before(bulletin.span),
            year_ago: run.year_ago(bulletin.span),
            previous: at.checked_sub(1).map(|i| run.entries[i]),
            next: run.entries.get(at + 1).copied(),
        })
    }

    /// Reads a bulletin for its own page.
    pub(super) fn bulletin(self, id: ArticleId) -> Option<BulletinData> {
        let own = bulletin(self.site, id)?;
        let around = self.around(id)?;
        let config = &self.site.config;
        let series = &config.series[own.series];
        let rules = &self.runs.rules[own.series];
        let data = self.figures_of(own, around, true);
        Some(BulletinData {
            lead: sentence::write(own, series, rules, config.wording()),
            year_ago: around.year_ago.map(|e| self.period_link(series, e)),
            previous: around.previous.map(|e| self.period_link(series, e)),
            next: around.next.map(|e| self.period_link(series, e)),
            charts: self.bulletin_charts(own, around),
            files: self
                .files(own.series, Period::All)
                .into_iter()
                .filter(|f| f.kind == "data")
                .collect(),
            ..data
        })
    }

    /// Returns the newest bulletin of a series as a card.
    pub(super) fn latest_bulletin(self, series: SeriesId) -> Option<BulletinCard> {
        let id = *self.site.list(Scope::Series(series)).last()?;
        let document = self.site.article(id);
        let own = document.bulletin.as_deref()?;
        let around = self.around(id)?;
        let mut data = self.figures_of(own, around, false);
        for figure in data.figures.iter_mut().filter(|f| f.parts.is_empty()) {
            figure.spark = self.spark(own.series, &figure.id, &figure.label, around.window);
        }
        Some(BulletinCard {
            title: document.title.to_string(),
            href: self.href(&self.site.url(document)),
            bulletin: data,
        })
    }

    /// Reads figures and topics; `is_whole` asks for what a year ago was as well.
    fn figures_of(self, own: &Bulletin, around: Around<'_>, is_whole: bool) -> BulletinData {
        let language = self.site.config.wording();
        let series = &self.site.config.series[own.series];
        let then = |entry: Option<Entry>| entry.and_then(|e| bulletin(self.site, e.id));
        let (before, year_ago) = (
            then(around.before),
            then(around.year_ago).filter(|_| is_whole),
        );
        let figure = |f: &Figure| {
            let spec = &series.figures[f.spec];
            let change = |then: Option<&Bulletin>| {
                let old = then?.figures.iter().find(|o| o.spec == f.spec)?;
                Some(change(spec, f.amount.total(), old.amount.total(), language))
            };
            let whole = self.whole_of(own, f);
            FigureData {
                id: spec.id.clone(),
                label: spec.label.clone(),
                unit: spec.unit.clone(),
                value: f.amount.total().to_string(),
                parts: parts(&f.amount),
                share: whole.and_then(|w| share(f.amount.total(), w.amount.total())),
                share_of: whole.map(|w| series.figures[w.spec].label.clone()),
                before: change(before),
                year_ago: change(year_ago),
                spark: None,
            }
        };
        BulletinData {
            series: self.series(own.series),
            period: own.span.long(series.rhythm, language),
            period_iso: own.span.iso(series.rhythm),
            figures: own.figures.iter().map(figure).collect(),
            topics: own.topics.iter().map(topic).collect(),
            lead: String::new(),
            before: around.before.map(|e| self.period_link(series, e)),
            year_ago: None,
            previous: None,
            next: None,
            charts: Vec::new(),
            files: Vec::new(),
        }
    }

    /// Finds the figure that a rule splits into this one and others.
    fn whole_of<'b>(self, own: &'b Bulletin, figure: &Figure) -> Option<&'b Figure> {
        let splits = self.runs.rules[own.series]
            .iter()
            .filter_map(|rule| rule.split());
        let whole = splits
            .into_iter()
            .find(|(_, parts)| parts.contains(&figure.spec))?
            .0;
        own.figures.iter().find(|f| f.spec == whole)
    }

    fn period_link(self, series: &Series, entry: Entry) -> Link {
        let language = self.site.config.wording();
        let document = self.site.article(entry.id);
        Link {
            title: entry.span.long(series.rhythm, language),
            href: self.href(&self.site.url(document)),
        }
    }
}

fn topic(topic: &Topic) -> TopicData {
    TopicData {
        name: topic.name.to_string(),
        count: text(&topic.count),
        note: text(&topic.note),
    }
}

fn parts(amount: &Amount) -> Vec<PartData> {
    let total = amount.total();
    match amount {
        Amount::Number(_) => Vec::new(),
        Amount::Parts(parts) => {
            let part = |p: &crate::content::document::bulletin::Part| PartData {
                name: p.name.to_string(),
                value: p.number.to_string(),
                share: share(p.number, total),
            };
            parts.iter().map(part).collect()
        }
    }
}

/// Writes a share in percent with one decimal; none of nothing.
pub(super) fn share(part: Decimal, whole: Decimal) -> Option<String> {
    let share = part.checked_div(whole)?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some(format!("{:.1}", rounded(share, 1)))
}

/// Holds a number against an older one.
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
            std::cmp::Ordering::Greater => "up",
            std::cmp::Ordering::Less => "down",
            std::cmp::Ordering::Equal => "same",
        },
    }
}

/// Writes a number with its sign; zero has none.
fn signed(number: Decimal) -> String {
    let size = number.abs().normalize();
    match number.cmp(&Decimal::ZERO) {
        std::cmp::Ordering::Greater => format!("+{size}"),
        std::cmp::Ordering::Less => format!("−{size}"),
        std::cmp::Ordering::Equal => "0".to_owned(),
    }
}
