//! What is at an address: found first, which is cheap and tells the fingerprint, then drawn.

use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::state::State;
use super::{desk, inject};
use crate::base::date::parse_moment;
use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::page::Page;
use crate::page::render::{self, Output};
use crate::site::route::View;
use crate::source::Stamp;

/// Where the preview's own pages lie.
pub(super) const DESK: &str = "/_desk/";

/// An address as a browser asks for it, still encoded.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) path: String,
    pub(super) query: Option<String>,
}

impl Target {
    /// Reads `path?query`.
    pub(super) fn new(text: &str) -> Target {
        match text.split_once('?') {
            Some((path, query)) => Target {
                path: path.to_owned(),
                query: Some(query.to_owned()),
            },
            None => Target {
                path: text.to_owned(),
                query: None,
            },
        }
    }

    /// Returns a value of the query, decoded.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        let pairs = form_urlencoded::parse(self.query.as_deref().unwrap_or_default().as_bytes());
        pairs
            .into_iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    }

    /// Returns the moment that is asked for, as it was typed.
    pub(super) fn at(&self) -> Option<String> {
        self.value("at").filter(|at| !at.is_empty())
    }
}

/// What is at an address.
pub(super) enum Found {
    /// A page, or a file, of an edition.
    View {
        edition: Arc<Edition>,
        url: Url,
        view: View,
        status: StatusCode,
        /// The moment that was asked for, where it is not now.
        as_of: Option<i64>,
    },
    /// The address of a folder without its slash, or the site's where there is a path prefix.
    Moved(String),
    /// An article that cannot be read as it is.
    Broken(SitePath),
    /// The desk.
    Desk(Box<desk::Asked>),
    /// A file of the preview itself: its type and text.
    Own(&'static str, &'static str),
    /// Nothing that is answered, with the name of the words that say why.
    Refused(StatusCode, &'static str),
}

/// What is sent.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Type of the content, as HTTP has it.
    pub(super) kind: String,
    /// Where it is instead.
    pub(super) location: Option<String>,
    pub(super) content: Content,
    /// What a browser may do with it (Content Security Policy).
    pub(super) policy: Option<&'static str>,
}

/// The preview's own pages need nothing from anywhere else, and are shown in no other page.
const OWN: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A file that somebody put beside an article runs nothing, whatever is in it, and is of no site,
/// so that it can read none. Pictures within pages and PDF are shown all the same.
const COPY: &str = "sandbox";

/// The bytes of an answer.
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// A file of the site, with the hash that it had, and what the disk said of it then.
    File(Arc<Edition>, SitePath, Digest, Option<Stamp>),
}

/// Why a page is drawn later.
pub(super) enum Later {
    /// Its text is a newer one than that of the edition: the next edition is on its way.
    Stale,
    /// Its template is drawing: this is the turn to wait for.
    Busy(Arc<Semaphore>),
}

/// Finds what is at an address.
pub(super) fn find(state: &State, target: &Target) -> Found {
    let Some(url) = Url::parse(&target.path) else {
        return Found::Refused(StatusCode::BAD_REQUEST, "preview-no-address");
    };
    if let Some(own) = url.as_str().strip_prefix("/_desk") {
        return found_own(state, target, own);
    }
    let as_of = target
        .at()
        .and_then(|at| parse_moment(&at, state.public.site.config.zone).ok())
        .map(|m| m.utc);
    match as_of {
        // What is not public at this moment is at another.
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
    let prefix = &edition.site.config.prefix;
    let query = target
        .query
        .as_ref()
        .map(|q| format!("?{q}"))
        .unwrap_or_default();
    let inner = match url.as_str().strip_prefix(prefix.as_str()) {
        Some("") => return Found::Moved(format!("{}{query}", Url::new("/").href(prefix))),
        Some(inner) if inner.starts_with('/') => Url::new(inner),
        _ if url.as_str() == "/" => {
            return Found::Moved(format!("{}{query}", Url::new("/").href(prefix)));
        }
        _ => return missing(edition, as_of),
    };
    let found = |edition: Arc<Edition>| match edition.routes.lookup(&inner).cloned() {
        Some((url, _)) if url != inner => Some(Found::Moved(format!(
            "{}{query}",
            url.href(&edition.site.config.prefix)
        ))),
        Some((url, view)) => Some(Found::View {
            edition,
            url,
            view,
            status: StatusCode::OK,
            as_of,
        }),
        None => None,
    };
    let works = || {
        state
            .is_in_the_works(&inner)
            .then(|| state.works())
            .flatten()
    };
    found(edition.clone())
        .or_else(|| works().and_then(found))
        .or_else(|| {
            state
                .broken
                .get(&inner)
                .map(|path| Found::Broken(path.clone()))
        })
        .unwrap_or_else(|| missing(edition, as_of))
}

fn found_own(state: &State, target: &Target, path: &str) -> Found {
    match path {
        "" | "/" if !state.shows_works => missing(state.public.clone(), None),
        "" => Found::Moved(DESK.to_owned()),
        "/" => Found::Desk(Box::new(desk::Asked::new(target))),
        "/live.js" => Found::Own(
            "text/javascript; charset=utf-8",
            include_str!("assets/live.js"),
        ),
        "/desk.css" => Found::Own("text/css; charset=utf-8", include_str!("assets/desk.css")),
        _ => missing(state.public.clone(), None),
    }
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

impl Found {
    /// Hashes everything that the page depends on.
    pub(super) fn print(&self, state: &State) -> Digest {
        match self {
            Found::View { edition, view, .. } => {
                render::fingerprint(&edition.reader().page(view), edition.base)
            }
            Found::Broken(path) => {
                envelope::digest(&inject::problems(state, state.problems_of(path)))
            }
            Found::Desk(asked) => Digest::of(desk::page(state, asked).as_bytes()),
            Found::Moved(_) | Found::Own(..) | Found::Refused(..) => Digest::default(),
        }
    }

    /// Returns the file that the page shows.
    pub(super) fn file(&self) -> Option<SitePath> {
        match self {
            Found::View {
                edition,
                view: View::Article(id),
                ..
            } => Some(edition.site.article(*id).path.clone()),
            Found::View {
                edition,
                view: View::Page(i),
                ..
            } => edition.site.pages.get(*i).map(|d| d.path.clone()),
            Found::Broken(path) => Some(path.clone()),
            _ => None,
        }
    }

    /// Returns the moment as of which the page is shown, where it is not now.
    pub(super) fn as_of(&self) -> Option<i64> {
        match self {
            Found::View { as_of, .. } => *as_of,
            _ => None,
        }
    }
}

/// Draws what was found, with everything that the preview adds to a page; `turn` is one that was
/// waited for.
pub(super) fn answer(
    state: &State,
    target: &Target,
    is_last: bool,
    turn: Option<OwnedSemaphorePermit>,
) -> Result<Answer, Later> {
    let found = find(state, target);
    match &found {
        Found::Moved(to) => Ok(Answer {
            location: Some(to.clone()),
            ..plain(
                StatusCode::MOVED_PERMANENTLY,
                "text/plain; charset=utf-8",
                Vec::new(),
            )
        }),
        Found::Refused(status, id) => Ok(refused(state, *status, id)),
        Found::Own(kind, text) => Ok(plain(StatusCode::OK, kind, text.as_bytes().to_vec())),
        Found::Broken(path) => {
            let title = state.wording.say("preview-broken", &[]);
            let own: Vec<Diagnostic> = state.problems_of(path).cloned().collect();
            Ok(faulty(state, &found, &title, &own))
        }
        Found::Desk(asked) => {
            let html = desk::page(state, asked);
            Ok(Answer {
                policy: Some(OWN),
                ..html_answer(state, &found, StatusCode::OK, html.into_bytes())
            })
        }
        Found::View {
            edition,
            url,
            view,
            status,
            ..
        } => {
            let page = edition.reader().page(view);
            let turn = match &page {
                Page::Html(page) => state
                    .drawings
                    .turn(&edition.theme, page.template, turn)
                    .map_err(Later::Busy)?,
                _ => None,
            };
            let drawn = render::render(page, &edition.theme, &edition.source);
            drop(turn);
            match drawn {
                Ok(Output::Copy(path, digest)) => {
                    let stamp = edition.site.attachments.get(&path).map(|a| a.stamp);
                    let kind = kind_of(url);
                    let content = Content::File(edition.clone(), path, digest, stamp);
                    Ok(Answer {
                        status: *status,
                        kind,
                        location: None,
                        content,
                        policy: Some(COPY),
                    })
                }
                Ok(Output::Bytes(bytes)) if kind_of(url).starts_with("text/html") => {
                    Ok(html_answer(state, &found, *status, bytes))
                }
                Ok(Output::Bytes(bytes)) => Ok(plain(*status, &kind_of(url), bytes)),
                Err(problem) if render::is_stale(&problem) && !is_last => Err(Later::Stale),
                Err(problem) => {
                    let mut problems = vec![problem];
                    edition.locate(&mut problems);
                    let title = state.wording.say("preview-undrawn", &[]);
                    Ok(faulty(state, &found, &title, &problems))
                }
            }
        }
    }
}

/// How long an answer waits for the next edition when the text of its page is newer than the
/// current one.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

fn plain(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Answer {
    Answer {
        status,
        kind: kind.to_owned(),
        location: None,
        content: Content::Bytes(bytes),
        policy: None,
    }
}

/// Makes the answer to what is refused: its status and why, in words.
pub(super) fn refused(state: &State, status: StatusCode, id: &str) -> Answer {
    let text = format!("{} {}\n", status.as_u16(), state.wording.say(id, &[]));
    plain(status, "text/plain; charset=utf-8", text.into_bytes())
}

fn html_answer(state: &State, found: &Found, status: StatusCode, html: Vec<u8>) -> Answer {
    plain(
        status,
        "text/html; charset=utf-8",
        inject::into(html, state, found),
    )
}

/// Makes the page that stands in the place of one that cannot be shown, with what is wrong.
fn faulty(state: &State, found: &Found, title: &str, problems: &[Diagnostic]) -> Answer {
    let html = inject::faulty(state, title, problems);
    let bytes = inject::into(html.into_bytes(), state, found);
    Answer {
        policy: Some(OWN),
        ..plain(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/html; charset=utf-8",
            bytes,
        )
    }
}

/// Tells the type of the content at an address by its ending, as a plain host does.
fn kind_of(url: &Url) -> String {
    let file = url.file();
    let kind = mime_guess::from_path(&*file).first_or_octet_stream();
    let is_text = kind.type_() == "text"
        || kind.suffix().is_some_and(|s| s == "xml")
        || kind.subtype() == "xml";
    if is_text {
        format!("{}; charset=utf-8", kind.essence_str())
    } else {
        kind.essence_str().to_owned()
    }
}
