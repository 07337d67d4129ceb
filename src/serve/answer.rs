//! Draws what is at an address, with what the preview adds.

use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::find::{Found, find};
use super::made::Making;
use super::state::State;
use super::target::Target;
use super::{desk, inject, look, problems};
use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::diagnostic::Diagnostic;
use crate::edition::Edition;
use crate::page::Page;
use crate::page::render::{self, Output};
use crate::site::view::{Derived, View};
use crate::source::Stamp;

/// The longest wait for the next edition when the text of a page is newer than the current one.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);

/// The preview's own pages need nothing from anywhere else, and are shown in no other page.
const OWN: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The page that shows others in a frame runs a script of its own; these are of this site.
const FRAMING: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    frame-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

/// A file that somebody put beside an article runs nothing, with any content, and is of no site,
/// so that it can read none. Pictures within pages and PDF are shown all the same. A file at a
/// fixed address is trusted as a theme is.
const COPY: &str = "sandbox";

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// An answer as it is sent.
pub(super) struct Answer {
    pub(super) status: StatusCode,
    /// Type of the content, as HTTP has it.
    pub(super) kind: String,
    /// Address at which it is instead.
    pub(super) location: Option<String>,
    pub(super) content: Content,
    /// Limits for what a browser does with it (Content Security Policy).
    pub(super) policy: Option<&'static str>,
}

/// The bytes of an answer.
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// A file of the site, with the hash that it had, and what the disk said of it then.
    File(Arc<Edition>, SitePath, Digest, Option<Stamp>),
}

/// Reason to draw a page later.
pub(super) enum Later {
    /// Its text is a newer one than that of the edition: the next edition is on its way.
    Stale,
    /// Its template is drawing: this is the turn to wait for.
    Busy(Arc<Semaphore>),
}

/// A page as it is without what the preview adds.
struct Drawn {
    /// Hash of everything that it depends on.
    print: Digest,
    html: Vec<u8>,
}

impl Drawn {
    /// Draws the desk.
    fn desk(state: &State, asked: &desk::Asked) -> Drawn {
        let html = desk::page(state, asked).into_bytes();
        Drawn {
            print: Digest::of(&html),
            html,
        }
    }
}

/// Hashes everything that a page depends on, for an open page to compare; `None` if no page is
/// there.
pub(super) fn print(state: &State, found: &Found) -> Option<Digest> {
    match found {
        Found::View { edition, view, .. } => {
            let page = edition.reader().page(view);
            Some(render::fingerprint(&page, edition.base))
        }
        Found::Broken(path) => Some(print_of_broken(state, path)),
        Found::Desk(asked) => Some(Drawn::desk(state, asked).print),
        Found::Search(..) | Found::Moved(_) | Found::Look(_) => None,
        Found::Own(..) | Found::Refused(..) => None,
    }
}

fn print_of_broken(state: &State, path: &SitePath) -> Digest {
    envelope::digest(&problems::items(state, state.problems_of(path)))
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
    Ok(match &found {
        Found::Moved(to) => Answer {
            location: Some(to.clone()),
            ..plain(StatusCode::MOVED_PERMANENTLY, TEXT, Vec::new())
        },
        Found::Search(url, name) => match state.index.file(&state.public, name) {
            Ok(Some(bytes)) => plain(StatusCode::OK, &kind_of(url), bytes),
            Ok(None) => refused(state, StatusCode::NOT_FOUND, "preview-no-address"),
            Err(problem) if render::is_stale(&problem) && !is_last => return Err(Later::Stale),
            Err(_) => refused(state, StatusCode::NOT_FOUND, "preview-no-address"),
        },
        Found::Refused(status, id) => refused(state, *status, id),
        Found::Own(kind, text) => plain(StatusCode::OK, kind, text.as_bytes().to_vec()),
        Found::Broken(path) => {
            let title = state.wording.say("preview-broken", &[]);
            let own: Vec<Diagnostic> = state.problems_of(path).cloned().collect();
            let print = print_of_broken(state, path);
            faulty(state, &found, print, &title, &own)
        }
        Found::Desk(asked) => Answer {
            policy: Some(OWN),
            ..page(state, &found, StatusCode::OK, Drawn::desk(state, asked))
        },
        Found::Look(address) => Answer {
            policy: Some(FRAMING),
            ..plain(
                StatusCode::OK,
                HTML,
                look::page(state, address).into_bytes(),
            )
        },
        Found::View {
            edition,
            url,
            view,
            status,
            ..
        } => {
            let made = edition.reader().page(view);
            let print = render::fingerprint(&made, edition.base);
            match draw(state, edition, made, turn)? {
                Ok(Output::Copy(path, digest)) => Answer {
                    policy: (!matches!(view, View::Static(_))).then_some(COPY),
                    ..copy(edition, url, *status, path, digest)
                },
                Ok(Output::Picture(derived, digest)) => {
                    let making = &state.making;
                    picture(making, edition, url, *status, &derived, digest)
                }
                Ok(Output::Bytes(html)) if kind_of(url).starts_with("text/html") => {
                    page(state, &found, *status, Drawn { print, html })
                }
                Ok(Output::Bytes(bytes)) => plain(*status, &kind_of(url), bytes),
                Err(problem) if render::is_stale(&problem) && !is_last => {
                    return Err(Later::Stale);
                }
                Err(problem) => {
                    let mut problems = vec![problem];
                    edition.locate(&mut problems);
                    let title = state.wording.say("preview-undrawn", &[]);
                    faulty(state, &found, print, &title, &problems)
                }
            }
        }
    })
}

/// Draws a page of an edition once its template has a turn.
fn draw(
    state: &State,
    edition: &Edition,
    page: Page,
    turn: Option<OwnedSemaphorePermit>,
) -> Result<Result<Output, Diagnostic>, Later> {
    let _turn = match &page {
        Page::Html(html) => state
            .drawings
            .turn(&edition.theme, html.drawn_by(), turn)
            .map_err(Later::Busy)?,
        Page::Feed(_) | Page::Sitemap(_) | Page::Text(_) | Page::Asset(..) => None,
        Page::Copy(..) | Page::Picture(..) => None,
    };
    Ok(render::render(page, &edition.templates, &edition.source))
}

/// Draws the page at an address as a build would; `None` if it is not drawn.
pub(super) fn bare_html(edition: &Edition, view: &View) -> Option<String> {
    let page = edition.reader().page(view);
    match render::render(page, &edition.templates, &edition.source) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).ok(),
        Ok(Output::Copy(..) | Output::Picture(..)) | Err(_) => None,
    }
}

/// Answers with a file of the site.
fn copy(
    edition: &Arc<Edition>,
    url: &Url,
    status: StatusCode,
    path: SitePath,
    digest: Digest,
) -> Answer {
    let attachment = edition.site.attachments.get(&path);
    let stamp = attachment.map(|a| a.stamp);
    Answer {
        status,
        kind: kind_of(url),
        location: None,
        content: Content::File(edition.clone(), path, digest, stamp),
        policy: None,
    }
}

/// Answers with a picture that is made of a file of the site, as a build makes it; with the file
/// itself until it is there.
fn picture(
    making: &Making,
    edition: &Arc<Edition>,
    url: &Url,
    status: StatusCode,
    derived: &Derived,
    digest: Digest,
) -> Answer {
    match making.find(edition, url, derived, digest) {
        Some(bytes) => Answer {
            policy: Some(COPY),
            ..plain(status, &kind_of(url), bytes)
        },
        None => Answer {
            policy: Some(COPY),
            ..copy(edition, url, status, derived.path.clone(), digest)
        },
    }
}

fn plain(status: StatusCode, kind: &str, bytes: Vec<u8>) -> Answer {
    Answer {
        status,
        kind: kind.to_owned(),
        location: None,
        content: Content::Bytes(bytes),
        policy: None,
    }
}

/// Makes the answer to a refused request: its status, and the reason as text.
pub(super) fn refused(state: &State, status: StatusCode, id: &str) -> Answer {
    let text = format!("{} {}\n", status.as_u16(), state.wording.say(id, &[]));
    plain(status, TEXT, text.into_bytes())
}

/// Answers with a page and what the preview adds to it.
fn page(state: &State, found: &Found, status: StatusCode, drawn: Drawn) -> Answer {
    let html = inject::into(drawn.html, drawn.print, state, found);
    plain(status, HTML, html)
}

/// Makes the page that stands in the place of one that cannot be shown, with what is wrong.
fn faulty(
    state: &State,
    found: &Found,
    print: Digest,
    title: &str,
    problems: &[Diagnostic],
) -> Answer {
    let html = problems::page(state, title, problems).into_bytes();
    let drawn = Drawn { print, html };
    Answer {
        policy: Some(OWN),
        ..page(state, found, StatusCode::INTERNAL_SERVER_ERROR, drawn)
    }
}

/// Returns the type of the content at an address by its ending, as a plain host does.
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
