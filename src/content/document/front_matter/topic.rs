//! What a topic page gathers: `until` and `blocks`.

use chrono::NaiveTime;

use super::dates::day;
use super::parts::{reference, references};
use crate::base::date::Moment;
use crate::base::id::{Id, List};
use crate::base::path::SitePath;
use crate::content::config::Config;
use crate::content::document::keys::KEYS;
use crate::content::document::{Block, Holding, Topic};
use crate::content::yaml::{Fields, Node};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// The folder of topic pages.
const FOLDER: &str = "content/topics/";

/// How many articles of a list a block shows if it does not say.
const LIMIT: u8 = 10;

/// How many it may show.
const MOST: u8 = 30;

/// Reads what a topic page gathers; reports the keys of topic pages anywhere else.
pub(super) fn topic(fields: &mut Fields<'_>, config: &Config) -> Option<Box<Topic>> {
    if !is_topic(fields.file()) {
        for key in KEYS.iter().filter(|key| key.of_topics) {
            fields.take(key.name);
            if let Some(span) = fields.key_span(key.name) {
                let problem = Diagnostic::new(code::TOPIC_ONLY_KEY, span);
                fields.report(problem.with("key", key.name));
            }
        }
        return None;
    }
    let until = until(fields, config);
    let mut blocks = Vec::new();
    for node in fields.maps("blocks") {
        blocks.extend(block(fields, node, config));
    }
    Some(Box::new(Topic {
        until,
        blocks: blocks.into(),
    }))
}

fn is_topic(file: &SitePath) -> bool {
    file.as_str().starts_with(FOLDER)
}

/// Reads the last day of a topic on the home page: it is over when that day is.
fn until(fields: &mut Fields<'_>, config: &Config) -> Option<Moment> {
    let next = day(fields, "until").good()?.succ_opt()?;
    Some(config.zone.local(next.and_time(NaiveTime::MIN)))
}

fn block(fields: &mut Fields<'_>, node: &Node, config: &Config) -> Option<Block> {
    let mut inner = fields.inner(node, "blocks");
    let title = inner.required("title");
    let articles = references(&mut inner, "articles");
    let categories = config.categories.iter();
    let categories = categories.map(|c| (c.id.as_str(), c.title.as_str()));
    let columns = config.columns.iter();
    let columns = columns.map(|c| (c.id.as_str(), c.title.as_str()));
    let series = config.series.iter();
    let series = series.map(|s| (s.id.as_str(), s.title.as_str()));
    let found = [
        (!articles.is_empty()).then_some(Some(Holding::Picked(articles))),
        named(&mut inner, "category", categories)
            .map(|at| nth(&config.categories, at).map(Holding::Category)),
        named(&mut inner, "column", columns)
            .map(|at| nth(&config.columns, at).map(Holding::Column)),
        named(&mut inner, "series", series).map(|at| nth(&config.series, at).map(Holding::Series)),
        tag(&mut inner),
    ];
    let limit = limit(&mut inner);
    inner.finish();
    let mut given = found.into_iter().flatten();
    let (Some(holds), None) = (given.next(), given.next()) else {
        fields.report(Diagnostic::new(code::BLOCK_SOURCE, fields.at(node)));
        return None;
    };
    Some(Block {
        title: title?.into(),
        holds: holds?,
        limit,
    })
}

fn nth<I: Id, T>(list: &List<I, T>, at: Option<usize>) -> Option<I> {
    list.ids().nth(at?)
}

/// Reads the id of a category, column or series; `None` if there is none, and otherwise its place
/// among the known ones, if it is one of them.
fn named<'k>(
    fields: &mut Fields<'_>,
    key: &'static str,
    known: impl Iterator<Item = (&'k str, &'k str)> + Clone,
) -> Option<Option<usize>> {
    let (id, node) = fields.text_at(key)?;
    let found = known.clone().position(|(known, _)| known == id);
    if found.is_none() {
        let ids: Vec<&str> = known.clone().map(|(id, _)| id).collect();
        let problem = Diagnostic::new(code::UNKNOWN_LIST, fields.at(node))
            .with("key", key)
            .with("id", id)
            .with("known", ids.join(", "));
        fields.report(problem.nearest_id(id, known));
    }
    Some(found)
}

fn tag(fields: &mut Fields<'_>) -> Option<Option<Holding>> {
    let (text, node) = fields.text_at("tag")?;
    Some(Some(Holding::Tag(reference(fields, text, node, false))))
}

fn limit(fields: &mut Fields<'_>) -> u8 {
    let Some(node) = fields.take("limit") else {
        return LIMIT;
    };
    let number = node.as_text().and_then(|text| text.parse().ok());
    let number = number.filter(|number| (1..=MOST).contains(number));
    if number.is_none() {
        fields.expected("limit", node, "limit");
    }
    number.unwrap_or(LIMIT)
}
