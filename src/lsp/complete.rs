//! What may be written at a place: names of entries, columns, tags, series and their figures,
//! targets of links.

use lsp_types::CompletionItemKind;
use serde_json::Value;

use super::offer::{Offer, Typed, as_list, written};
use super::session::Session;
use crate::base::path::SitePath;
use crate::content::config::{self, FigureSpec, Kind};
use crate::content::document;
use crate::content::document::keys::{self, Item, Shape};
use crate::content::yaml::quoted;
use crate::site::links::relative;
use crate::site::schema::schema;

/// How many targets of links are offered at once.
const MOST: usize = 200;

/// Returns the bytes of the front matter; to the end of the text if it is still open.
pub(super) fn front(text: &str) -> std::ops::Range<usize> {
    document::yaml_of(text).unwrap_or_default()
}

/// Offers what fits at byte `at` of a document.
pub(super) fn complete(desk: &Session, path: &SitePath, text: &str, at: usize) -> Value {
    let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let typed = Typed::new(text, start, at);
    let is_front = document::yaml_of(text).is_some_and(|f| f.start <= at && at <= f.end);
    let (typed, offers) = if is_front {
        entry(desk, path, typed)
    } else {
        target(desk, path, typed)
    };
    as_list(desk, &typed, offers)
}

/// Offers what fits in a line of front matter.
fn entry<'t>(desk: &Session, path: &SitePath, line: Typed<'t>) -> (Typed<'t>, Vec<Offer>) {
    let word = line.word();
    if let Some((key, _)) = word.split_once(':') {
        let value = line.from(key.len() + 1);
        let name = key.trim_start().trim_start_matches("- ");
        let Some(key) = keys::find(name) else {
            return (value, Vec::new());
        };
        let (value, mut offers) = after(desk, path, key.shape, value);
        if word.ends_with(':') {
            // YAML takes the colon for a part of the name if there is no space behind it.
            for offer in &mut offers {
                offer.put_in.insert(0, ' ');
            }
        }
        return (value, offers);
    }
    let front = front(line.text);
    let above = line.text.get(front.start..line.start).unwrap_or_default();
    match parent(above, word) {
        Some(key) => {
            let indent = word.len() - word.trim_start_matches([' ', '-']).len();
            let item = line.from(indent);
            match keys::find(key) {
                Some(key) => below(desk, path, key.shape, item),
                None => (item, Vec::new()),
            }
        }
        None => {
            let offers = missing(desk, path, &line);
            (line.up_to(&[':', ' ']), offers)
        }
    }
}

/// Offers what may stand behind a key, in its line.
fn after<'t>(
    desk: &Session,
    path: &SitePath,
    shape: Shape,
    value: Typed<'t>,
) -> (Typed<'t>, Vec<Offer>) {
    let config = &desk.edition.site.config;
    let offers = match shape {
        Shape::Column => {
            let columns = config.columns.iter();
            columns.map(|c| choice(&c.id, &c.title)).collect()
        }
        Shape::Series => {
            let series = config.series.iter();
            series.map(|s| choice(&s.id, &s.title)).collect()
        }
        Shape::Layout => {
            let layouts = desk.edition.theme.layouts();
            layouts.map(|name| choice(name, "")).collect()
        }
        Shape::List(_) => {
            let item = value.behind(&['[', ',']).up_to(&[',', ']']);
            let (item, mut offers) = items(desk, path, shape, item);
            if !value.word().starts_with(['[', '"', '\'']) {
                for offer in &mut offers {
                    offer.put_in = format!("[{}]", offer.put_in);
                }
            }
            return (item, offers);
        }
        Shape::Bool => ["true", "false"].map(|word| choice(word, "")).into(),
        Shape::Figures if value.word().contains('{') => {
            let name = value.behind(&['{', ',']).up_to(&[':', ',', '}']);
            let offers = figures(desk, &name);
            return (name, offers);
        }
        _ => Vec::new(),
    };
    match value.unquoted() {
        (within, true) => (within, offers),
        (value, false) => (value.up_to(&['#']), offers),
    }
}

/// Offers what may stand in an indented line below a key.
fn below<'t>(
    desk: &Session,
    path: &SitePath,
    shape: Shape,
    item: Typed<'t>,
) -> (Typed<'t>, Vec<Offer>) {
    match shape {
        Shape::List(_) => items(desk, path, shape, item.up_to(&['#'])),
        Shape::Figures => {
            let name = item.up_to(&[':']);
            let offers = figures(desk, &name);
            (name, offers)
        }
        _ => (item, Vec::new()),
    }
}

/// Offers what may be an item of a list.
fn items<'t>(
    desk: &Session,
    path: &SitePath,
    shape: Shape,
    item: Typed<'t>,
) -> (Typed<'t>, Vec<Offer>) {
    let (item, is_quoted) = item.unquoted();
    let offers = match shape {
        Shape::List(Item::Tag) => tags(desk, is_quoted),
        Shape::List(Item::Path) => documents(desk, path, item.word()),
        _ => Vec::new(),
    };
    (item, offers)
}

fn choice(id: &str, title: &str) -> Offer {
    Offer::new(id, title, CompletionItemKind::ENUM_MEMBER)
}

/// Returns the key that an indented line belongs to.
fn parent<'t>(before: &'t str, line: &str) -> Option<&'t str> {
    if !line.starts_with([' ', '-']) {
        return None;
    }
    let head = before
        .lines()
        .rev()
        .find(|l| !l.starts_with([' ', '-', '#']) && !l.trim().is_empty())?;
    head.split_once(':').map(|(key, _)| key)
}

/// Returns the names of front matter with their meaning.
pub(super) fn properties(desk: &Session, path: &SitePath) -> Vec<(String, String)> {
    let schema = schema(&desk.edition.site, &[], kind(desk, path));
    let Some(Value::Object(properties)) = schema.get("properties") else {
        return Vec::new();
    };
    properties
        .iter()
        .map(|(key, value)| {
            let about = value["description"].as_str().unwrap_or_default();
            (key.clone(), about.to_owned())
        })
        .collect()
}

fn kind(desk: &Session, path: &SitePath) -> Option<Kind> {
    let folder = path.as_str().split('/').nth(1)?;
    desk.edition
        .site
        .config
        .categories
        .iter()
        .find(|c| c.id == folder)
        .map(|c| c.kind)
}

/// Offers the keys that are not there.
fn missing(desk: &Session, path: &SitePath, line: &Typed<'_>) -> Vec<Offer> {
    let front = &line.text[front(line.text)];
    let there: Vec<&str> = front
        .lines()
        .filter_map(|l| l.split_once(':').map(|(key, _)| key))
        .collect();
    let keys = properties(desk, path)
        .into_iter()
        .filter(|(key, _)| !there.contains(&key.as_str()));
    keys.map(|(key, about)| named(&key, &about, CompletionItemKind::PROPERTY, line))
        .collect()
}

/// Offers a name that has a colon behind it.
fn named(name: &str, about: &str, kind: CompletionItemKind, typed: &Typed<'_>) -> Offer {
    let mut offer = Offer::new(name, about, kind);
    if let Some(key) = keys::find(name).filter(|_| kind == CompletionItemKind::PROPERTY) {
        offer.names = [key.zh, key.elsewhere].concat().join(" ");
    }
    let rest = typed.text[typed.at..].lines().next().unwrap_or_default();
    if !rest.contains(':') {
        offer.put_in = format!("{name}: ");
    }
    offer
}

fn tags(desk: &Session, is_quoted: bool) -> Vec<Offer> {
    let mut tags = Vec::new();
    for tag in desk.edition.site.tags.iter() {
        let count = tag.articles.len().to_string();
        let mut offer = Offer::new(&tag.title, &count, CompletionItemKind::VALUE);
        if !is_quoted {
            offer.put_in = quoted(&tag.title);
        }
        tags.push(offer);
    }
    tags
}

fn figures(desk: &Session, typed: &Typed<'_>) -> Vec<Offer> {
    let named = typed
        .text
        .lines()
        .find_map(|l| l.strip_prefix("series:"))
        .map(str::trim)
        .unwrap_or_default();
    let series = &desk.edition.site.config.series;
    let series = series.iter().filter(|s| s.id == named);
    series
        .flat_map(|s| &s.figures)
        .map(|spec| figure(spec, typed))
        .collect()
}

fn figure(spec: &FigureSpec, typed: &Typed<'_>) -> Offer {
    let about = format!("{} {}", spec.label, spec.unit);
    named(&spec.id, about.trim_end(), CompletionItemKind::FIELD, typed)
}

/// Offers articles and files as the destination of a link.
fn target<'t>(desk: &Session, path: &SitePath, line: Typed<'t>) -> (Typed<'t>, Vec<Offer>) {
    let word = line.word();
    let in_text = word.rfind("](").map(|i| i + 2);
    let in_list = Some("]: ").filter(|_| word.starts_with('['));
    let in_list = in_list.and_then(|mark| word.find(mark).map(|i| i + mark.len()));
    let Some(start) = in_text.or(in_list) else {
        return (line, Vec::new());
    };
    let mut typed = line.from(start);
    let is_bracketed = typed.word().starts_with('<');
    if is_bracketed {
        typed = typed.from(1);
    }
    let ends: &[char] = if is_bracketed { &['>'] } else { &[' ', ')'] };
    if typed.word().contains(ends) {
        return (typed, Vec::new());
    }
    // Without an end, what follows may be the text.
    let is_closed = in_text.is_none() || is_bracketed || typed.rest().contains(')');
    if is_closed {
        typed = typed.up_to(ends);
    }
    let offers = documents(desk, path, typed.word());
    (typed, offers)
}

/// Offers articles and files that are meant by the start of a path, or a part of one or of a
/// headline.
fn documents(desk: &Session, path: &SitePath, typed: &str) -> Vec<Offer> {
    let part = typed.trim_start_matches("../");
    let (mut first, mut others) = (Vec::new(), Vec::new());
    for file in desk.edition.files().iter().map(|f| &f.path) {
        if file == path || file.name().starts_with('_') || config::is_settings(file) {
            continue;
        }
        let place = relative(path.folder(), file.as_str());
        if place.starts_with(typed) || written(&place).starts_with(typed) {
            first.push((file, place));
        } else if others.len() < MOST && is_meant(desk, file, part) {
            others.push((file, place));
        }
        if first.len() == MOST {
            break;
        }
    }
    let found = first.into_iter().chain(others).take(MOST);
    found
        .map(|(file, place)| document(desk, file, &place))
        .collect()
}

fn is_meant(desk: &Session, file: &SitePath, part: &str) -> bool {
    file.as_str().to_lowercase().contains(&part.to_lowercase()) || desk.title(file).contains(part)
}

fn document(desk: &Session, file: &SitePath, place: &str) -> Offer {
    let mut offer = Offer::new(place, desk.title(file), CompletionItemKind::FILE);
    offer.put_in = written(place);
    offer
}
