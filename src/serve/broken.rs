//! Addresses of articles that cannot be read as they are.

use std::collections::BTreeMap;

use crate::base::date::{Date, parse_date};
use crate::base::path::SitePath;
use crate::base::slug::is_slug;
use crate::base::url::Url;
use crate::content::document::slug_of;
use crate::diagnostic::Diagnostic;
use crate::edition::{Edition, load};
use crate::site;

/// Number of lines that are looked through for keys of front matter, whose end may be what is
/// missing.
pub(super) const LINES: usize = 40;

/// Finds the addresses of articles that have an error and were not read: those `before` it, as far
/// as they are known, else the likely ones.
pub(super) fn find(
    edition: &Edition,
    problems: &[Diagnostic],
    before: Option<(&Edition, &BTreeMap<Url, SitePath>)>,
) -> BTreeMap<Url, SitePath> {
    let mut found = BTreeMap::new();
    for problem in problems.iter().filter(|p| p.is_error()) {
        let Some(path) = problem.span.as_ref().map(|s| &s.file) else {
            continue;
        };
        if path.extension() != "md" || edition.site.find(path).is_some() {
            continue;
        }
        let known = before.and_then(|(edition, broken)| known(edition, broken, path));
        let text = problem.place.as_ref().map_or("", |p| &p.text);
        if let Some(url) = known.or_else(|| likely(edition, path, text)) {
            found.insert(url, path.clone());
        }
    }
    found
}

/// Returns the address that an article had, be it public or not, or be it broken already.
fn known(edition: &Edition, broken: &BTreeMap<Url, SitePath>, path: &SitePath) -> Option<Url> {
    if let Some((url, _)) = broken.iter().find(|(_, broken)| *broken == path) {
        return Some(url.clone());
    }
    let site = &edition.site;
    let document = site.document(site.find(path)?)?;
    Some(site.url(document))
}

/// Guesses the address of an article from its name and from the lines that can be read.
fn likely(edition: &Edition, path: &SitePath, text: &str) -> Option<Url> {
    let slug = match value(text, "slug").filter(|slug| is_slug(slug)) {
        Some(slug) => slug.to_owned(),
        None => slug_of(path),
    };
    if slug.is_empty() {
        return None;
    }
    if load::folder_of(path, &edition.site.config) == Some(None) {
        return Some(site::address(None, &slug));
    }
    let written = value(text, "date").and_then(day);
    Some(site::address(
        Some(written.or_else(|| day(path.name()))?),
        &slug,
    ))
}

/// Returns the value of a key that starts a line.
pub(super) fn value<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut lines = text.lines().take(LINES);
    lines.find_map(|line| Some(line.strip_prefix(key)?.strip_prefix(':')?.trim()))
}

/// Reads the day at the start of a text.
fn day(text: &str) -> Option<Date> {
    parse_date(text.get(..10)?).ok()
}
