//! Reports to an open page that it has become a different one, as server-sent events.
//!
//! A page names itself, its fingerprint and the hash of its panel when it connects, so that a page
//! which was drawn before the last change, or by a preview that has been restarted since, learns of
//! it at once.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;
use serde_json::json;
use tokio::sync::watch as current;

use super::answer::{bare_html, print};
use super::find::{Found, find};
use super::inject::panel;
use super::state::State;
use super::target::Target;
use crate::base::digest::Digest;
use crate::edition::Edition;
use crate::site::view::View;

/// Time between two signs of life, so that a connection nobody reads from is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// Stands in the place of the hash of a page that is there no more.
const GONE: &str = "gone";

/// A page that listens.
pub(super) struct Page {
    target: Target,
    print: String,
    panel: String,
}

impl Page {
    /// Reads what a page says of itself.
    pub(super) fn new(query: &Target) -> Page {
        Page {
            target: Target::new(&query.value("page").unwrap_or_default()),
            print: query.value("print").unwrap_or_default(),
            panel: query.value("panel").unwrap_or_default(),
        }
    }

    /// Compares what the page shows with what it would show now, and says what there is to do.
    fn compare(&mut self, state: &State, before: Option<&State>) -> String {
        let found = find(state, &self.target);
        let print = match print(state, &found) {
            Some(print) => format!("{print:?}"),
            None => GONE.to_owned(),
        };
        let mut events = String::new();
        if print != self.print {
            let sheets = before.and_then(|before| new_sheets(before, state, &self.target));
            events += &match sheets {
                Some(sheets) => event("style", &json!({ "print": print, "sheets": sheets })),
                None => event("reload", &json!({})),
            };
            self.print = print;
        }
        let html = panel(state, &found);
        let hash = format!("{:?}", Digest::of(html.as_bytes()));
        if hash != self.panel {
            events += &event("panel", &json!({ "html": html, "panel": hash }));
            self.panel = hash;
        }
        events
    }
}

fn event(name: &str, data: &serde_json::Value) -> String {
    format!("event: {name}\ndata: {data}\n\n")
}

/// Returns the style sheets, old and new address, if a page is the same but for them.
fn new_sheets(before: &State, state: &State, target: &Target) -> Option<Vec<(String, String)>> {
    let (a, was) = view(find(before, target))?;
    let (b, is) = view(find(state, target))?;
    let mut sheets = Vec::new();
    for (name, asset) in a.theme.assets().filter(|(name, _)| name.ends_with(".css")) {
        let prefix = &b.site.config.prefix;
        let old = asset.url.href(prefix);
        let Some(new) = b.theme.asset(name).map(|asset| asset.url.href(prefix)) else {
            continue;
        };
        if old != new {
            sheets.push((old, new));
        }
    }
    if sheets.is_empty() {
        return None;
    }
    let (mut old_html, new_html) = (bare_html(&a, &was)?, bare_html(&b, &is)?);
    for (old, new) in &sheets {
        old_html = old_html.replace(old, new);
    }
    (old_html == new_html).then_some(sheets)
}

fn view(found: Found) -> Option<(Arc<Edition>, View)> {
    match found {
        Found::View { edition, view, .. } => Some((edition, view)),
        Found::Search(..)
        | Found::Moved(_)
        | Found::Broken(_)
        | Found::Desk(_)
        | Found::Look(_)
        | Found::Own(..)
        | Found::Refused(..) => None,
    }
}

/// Starts to report changes to a page.
pub(super) fn stream(
    page: Page,
    states: current::Receiver<Arc<State>>,
) -> Channel<Bytes, std::io::Error> {
    let (sender, body) = Channel::new(4);
    tokio::spawn(async move {
        follow(page, states, sender).await;
    });
    body
}

async fn follow(
    mut page: Page,
    mut states: current::Receiver<Arc<State>>,
    mut sender: Sender<Bytes, std::io::Error>,
) -> Option<Infallible> {
    sender
        .send_data(Bytes::from_static(b"retry: 500\n\n"))
        .await
        .ok()?;
    let mut before: Option<Arc<State>> = None;
    loop {
        let state = states.borrow_and_update().clone();
        let (now, was) = (state.clone(), before.take());
        let turn = if page.target.at().is_some() {
            state.turns.wait().await
        } else {
            None
        };
        let compared = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let events = page.compare(&now, was.as_deref());
            (page, events)
        });
        let (compared, events) = compared.await.ok()?;
        page = compared;
        before = Some(state);
        if !events.is_empty() {
            sender.send_data(Bytes::from(events)).await.ok()?;
        }
        while let Err(_pulse) = tokio::time::timeout(PULSE, states.changed()).await {
            sender
                .send_data(Bytes::from_static(b": here\n\n"))
                .await
                .ok()?;
        }
    }
}
