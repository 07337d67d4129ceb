//! What may be written at a place: names of entries, columns, tags, series and their figures,
//! targets of links.

use lsp_types::{CompletionItem, CompletionItemKind};
use serde_json::Value;

use super::session::Session;
use crate::base::path::SitePath;
use crate::base::visible;
use crate::content::config::{FigureSpec, Kind};
use crate::content::document;
use crate::content::document::keys::{self, Item, Shape};
use crate::site::links::relative;
use crate::site::schema::schema;

/// How many targets of links are offered at once.
const MOST: usize = 200;

/// Returns the bytes of the front matter; to the end of the text if it is still open.
pub(super) fn front(text: &str) -> std::ops::Range<usize> {
    document::yaml_of(text).unwrap_or_default()
}

/// Offers what fits at byte `at` of a document.
pub(super) fn complete(
    desk: &Session,
    path: &SitePath,
    text: &str,
    at: usize,
) -> Vec<CompletionItem> {
    let line_start = text[..at].rfind('\n').map_or(0, |i| i + 1);
    let line = &text[line_start..at];
    let front = front(text);
    if !(front.start..=front.end).contains(&at) {
        return target(desk, path, line);
    }
    let value = line
        .trim_start()
        .split_once(':')
        .map(|(key, _)| key.trim_start_matches("- "));
    if let Some(key) = value {
        return keys::find(key).map_or(Vec::new(), |key| after(desk, key.shape, line, text));
    }
    match parent(&text[front.start..line_start], line) {
        Some(key) => {
            let shape = keys::find(key).map(|key| key.shape);
            shape.map_or(Vec::new(), |shape| below(desk, path, shape, line, text))
        }
        None => missing(desk, path, text),
    }
}

/// Offers what may stand behind a key, in its line.
fn after(desk: &Session, shape: Shape, line: &str, text: &str) -> Vec<CompletionItem> {
    let config = &desk.edition.site.config;
    match shape {
        Shape::Column => {
            let columns = config.columns.iter();
            columns
                .map(|c| item(&c.id, &c.title, CompletionItemKind::ENUM_MEMBER))
                .collect()
        }
        Shape::Series => {
            let series = config.series.iter();
            series
                .map(|s| item(&s.id, &s.title, CompletionItemKind::ENUM_MEMBER))
                .collect()
        }
        Shape::List(Item::Tag) => tags(desk),
        Shape::Bool => ["true", "false"]
            .map(|word| item(word, "", CompletionItemKind::VALUE))
            .into(),
        Shape::Figures if line.contains('{') => figures(desk, text),
        _ => Vec::new(),
    }
}

/// Offers what may stand in an indented line below a key.
fn below(
    desk: &Session,
    path: &SitePath,
    shape: Shape,
    line: &str,
    text: &str,
) -> Vec<CompletionItem> {
    match shape {
        Shape::List(Item::Tag) => tags(desk),
        Shape::List(Item::Path) => documents(desk, path, line.trim_start_matches([' ', '-'])),
        Shape::Figures => figures(desk, text),
        _ => Vec::new(),
    }
}

fn item(label: &str, detail: &str, kind: CompletionItemKind) -> CompletionItem {
    let detail = Some(visible::line(detail).into_owned()).filter(|d| !d.is_empty());
    let shown = visible::line(label).into_owned();
    let insert_text = (shown != label).then(|| label.to_owned());
    CompletionItem {
        label: shown,
        insert_text,
        detail,
        kind: Some(kind),
        ..CompletionItem::default()
    }
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
    let schema = schema(&desk.edition.site, kind(desk, path));
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
fn missing(desk: &Session, path: &SitePath, text: &str) -> Vec<CompletionItem> {
    let lines = text[front(text)].lines();
    let there: Vec<&str> = lines.filter_map(|line| line.split(':').next()).collect();
    let keys = properties(desk, path)
        .into_iter()
        .filter(|(key, _)| !there.contains(&key.as_str()));
    keys.map(|(key, about)| CompletionItem {
        insert_text: Some(format!("{key}: ")),
        ..item(&key, &about, CompletionItemKind::PROPERTY)
    })
    .collect()
}

fn tags(desk: &Session) -> Vec<CompletionItem> {
    let tags = desk.edition.site.tags.iter();
    tags.map(|t| {
        item(
            &t.title,
            &t.articles.len().to_string(),
            CompletionItemKind::VALUE,
        )
    })
    .collect()
}

fn figures(desk: &Session, text: &str) -> Vec<CompletionItem> {
    let named = text
        .lines()
        .find_map(|l| l.strip_prefix("series:"))
        .map(str::trim)
        .unwrap_or_default();
    let series = desk
        .edition
        .site
        .config
        .series
        .iter()
        .filter(|s| s.id == named);
    series.flat_map(|s| &s.figures).map(figure).collect()
}

fn figure(spec: &FigureSpec) -> CompletionItem {
    let about = format!("{} {}", spec.label, spec.unit);
    CompletionItem {
        insert_text: Some(format!("{}: ", spec.id)),
        ..item(&spec.id, about.trim_end(), CompletionItemKind::FIELD)
    }
}

/// Offers articles and files after `](`.
fn target(desk: &Session, path: &SitePath, line: &str) -> Vec<CompletionItem> {
    match line.rfind("](") {
        Some(open) if !line[open..].contains(')') => documents(desk, path, &line[open + 2..]),
        _ => Vec::new(),
    }
}

fn documents(desk: &Session, path: &SitePath, typed: &str) -> Vec<CompletionItem> {
    let typed = typed.trim_start_matches("../").to_lowercase();
    let files = desk
        .edition
        .files()
        .iter()
        .map(|f| &f.path)
        .filter(|p| *p != path && !p.name().starts_with('_'));
    let fits = files.filter(|p| {
        p.as_str() != crate::content::config::PATH && p.as_str().to_lowercase().contains(&typed)
    });
    fits.take(MOST)
        .map(|file| {
            let label = relative(path.folder(), file.as_str());
            item(&label, desk.title(file), CompletionItemKind::FILE)
        })
        .collect()
}
