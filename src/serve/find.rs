//! Finds what is at an address, without drawing anything.

use std::sync::Arc;

use hyper::StatusCode;

use super::desk;
use super::look;
use super::state::State;
use super::target::{DESK, Target};
use crate::base::date::parse_moment;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::document::Document;
use crate::edition::Edition;
use crate::site::view::View;

/// Something at an address.
pub(super) enum Found {
    /// A page, or a file, of an edition.
    View {
        edition: Arc<Edition>,
        url: Url,
        view: View,
        status: StatusCode,
        /// The moment that was asked for, if it is not now.
        as_of: Option<i64>,
    },
    /// A file of the search index, by its name below `/search/`, with its address.
    Search(Url, String),
    /// The address of a folder without its slash, or the site's if there is a path prefix.
    Moved(String),
    /// An article that cannot be read as it is.
    Broken(SitePath),
    /// The desk.
    Desk(desk::Asked),
    /// The site on other screens: the address that is shown.
    Look(String),
    /// A file of the preview itself: its type and text.
    Own(&'static str, &'static str),
    /// Nothing that is answered, with the name of the message that says why.
    Refused(StatusCode, &'static str),
}

impl Found {
    /// Returns the file that the page shows.
    pub(super) fn file(&self) -> Option<&SitePath> {
        match self {
            Found::View { edition, view, .. } => match view {
                View::Article(id) => Some(&edition.site.article(*id).path),
                View::Page(id) => edition.site.pages.get(*id).map(|d| &d.path),
                _ => None,
            },
            Found::Broken(path) => Some(path),
            Found::Search(..)
            | Found::Moved(_)
            | Found::Desk(_)
            | Found::Look(_)
            | Found::Own(..)
            | Found::Refused(..) => None,
        }
    }

    /// Returns the moment as of which the page is shown, if it is not now.
    pub(super) fn as_of(&self) -> Option<i64> {
        match self {
            Found::View { as_of, .. } => *as_of,
            Found::Search(..)
            | Found::Moved(_)
            | Found::Broken(_)
            | Found::Desk(_)
            | Found::Look(_)
            | Found::Own(..)
            | Found::Refused(..) => None,
        }
    }
}

/// Finds what is at an address.
pub(super) fn find(state: &State, target: &Target) -> Found {
    let Some(url) = Url::parse(&target.path) else {
        return Found::Refused(StatusCode::BAD_REQUEST, "preview-no-address");
    };
    if let Some((own, is_prefixed)) = state.below_desk(&url) {
        return find_own(state, target, own, is_prefixed);
    }
    let as_of = target
        .at()
        .and_then(|at| parse_moment(&at, state.public.site.config.zone).ok())
        .map(|m| m.utc);
    match as_of {
        // What is not public at this moment is at a different one.
        Some(_) if !state.shows_works => {
            return Found::Refused(StatusCode::FORBIDDEN, "preview-no-moments");
        }
        Some(now) if !state.moments().contains(&now) => {
            return Found::Refused(StatusCode::BAD_REQUEST, "preview-far-moment");
        }
        _ => {}
    }
    let edition = as_of
        .and_then(|now| state.as_of(now))
        .unwrap_or_else(|| state.public.clone());
    // What cannot be read has its place in lists, and a page of its own problems.
    let lists = match as_of {
        None if !state.broken.is_empty() => state.stand_ins(),
        _ => None,
    };
    let prefix = &edition.site.config.prefix;
    let inner = match url.below(prefix) {
        Some(inner) if inner.starts_with('/') => Url::new(inner),
        Some("") => return moved(&edition, &Url::new("/"), target),
        _ if url.as_str() == "/" => return moved(&edition, &Url::new("/"), target),
        _ => return missing(edition, as_of),
    };
    if let Some(lists) = lists
        && let Some((url, view)) = lists.routes.lookup(&inner)
        && url == &inner
        && shows_stand_ins(&lists, view)
        && let Some(found) = find_in(&lists, &inner, target, None)
    {
        return found;
    }
    if let Some(found) = find_in(&edition, &inner, target, as_of) {
        return found;
    }
    if let Some(name) = inner.as_str().strip_prefix("/search/")
        && edition.site.config.search.is_some()
    {
        return Found::Search(inner.clone(), name.to_owned());
    }
    if state.is_in_the_works(&inner)
        && let Some(found) = state
            .works()
            .and_then(|works| find_in(&works, &inner, target, as_of))
    {
        return found;
    }
    match state.broken.get(&inner) {
        Some(path) => Found::Broken(path.clone()),
        None => missing(edition, as_of),
    }
}

/// Returns true for a page that lists articles for readers.
fn shows_stand_ins(lists: &Edition, view: &View) -> bool {
    let is_list = matches!(view, View::Home | View::List(..) | View::Latest);
    is_list || lists.site.shown_by(view).is_some_and(Document::is_topic)
}

/// Finds what an edition has at an address of the site.
fn find_in(
    edition: &Arc<Edition>,
    inner: &Url,
    target: &Target,
    as_of: Option<i64>,
) -> Option<Found> {
    let (url, view) = edition.routes.lookup(inner)?;
    if url != inner {
        return Some(moved(edition, url, target));
    }
    Some(Found::View {
        edition: edition.clone(),
        url: url.clone(),
        view: view.clone(),
        status: StatusCode::OK,
        as_of,
    })
}

/// Finds the preview's own pages and files by what follows `/_desk`.
fn find_own(state: &State, target: &Target, path: &str, is_prefixed: bool) -> Found {
    match path {
        "" | "/" if !state.shows_works => missing(state.public.clone(), None),
        "" => moved(&state.public, &desk(), target),
        "/" if !is_prefixed => moved(&state.public, &desk(), target),
        "/" => Found::Desk(desk::Asked::new(target)),
        "/look/" if state.shows_works => Found::Look(look::page_of(state, target)),
        "/live.js" => Found::Own(
            "text/javascript; charset=utf-8",
            include_str!("assets/live.js"),
        ),
        "/look.js" => Found::Own(
            "text/javascript; charset=utf-8",
            include_str!("assets/look.js"),
        ),
        "/desk.css" => Found::Own("text/css; charset=utf-8", include_str!("assets/desk.css")),
        _ => missing(state.public.clone(), None),
    }
}

fn desk() -> Url {
    Url::new(format!("{DESK}/"))
}

fn moved(edition: &Edition, to: &Url, target: &Target) -> Found {
    let href = to.href(&edition.site.config.prefix);
    Found::Moved(format!("{href}{}", target.suffix()))
}

fn missing(edition: Arc<Edition>, as_of: Option<i64>) -> Found {
    Found::View {
        edition,
        url: Url::new("/404.html"),
        view: View::NotFound,
        status: StatusCode::NOT_FOUND,
        as_of,
    }
}
