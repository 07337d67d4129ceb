//! Tells an open page when it has become another, as server-sent events.
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

use super::answer::{Found, Target, find};
use super::inject::{panel, panel_event};
use super::state::State;
use crate::base::digest::Digest;
use crate::page::render::{Output, render};

/// A word is sent this often, so that a connection nobody reads from is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// A page that listens.
pub(super) struct Page {
    target: Target,
    print: String,
    panel: String,
}

impl Page {
    /// Reads what a page says of itself.
    pub(super) fn new(query: &Target) -> Page {
        let value = |name| query.value(name).unwrap_or_default();
        Page {
            target: Target::new(&value("page")),
            print: value("print"),
            panel: value("panel"),
        }
    }

    /// Compares what the page shows with what it would show now, and says what there is to do.
    fn compare(&mut self, state: &State, before: Option<&State>) -> String {
        let found = find(state, &self.target);
        let print = format!("{:?}", found.print(state));
        let mut events = String::new();
        if print != self.print {
            let sheets = before.and_then(|before| new_sheets(before, state, &self.target));
            match sheets {
                Some(sheets) => event(
                    &mut events,
                    "style",
                    &json!({ "print": print, "sheets": sheets }).to_string(),
                ),
                None => event(&mut events, "reload", "{}"),
            }
            self.print = print;
        }
        let html = panel(state, &found);
        let hash = format!("{:?}", Digest::of(html.as_bytes()));
        if hash != self.panel {
            event(&mut events, "panel", &panel_event(&html));
            self.panel = hash;
        }
        events
    }
}

fn event(events: &mut String, name: &str, data: &str) {
    events.push_str(&format!("event: {name}\ndata: {data}\n\n"));
}

/// Returns the style sheets, old and new address, if a page is the same but for them.
fn new_sheets(before: &State, state: &State, target: &Target) -> Option<Vec<(String, String)>> {
    let (old, new) = (find(before, target), find(state, target));
    let (
        Found::View {
            edition: a,
            view: was,
            ..
        },
        Found::View {
            edition: b,
            view: is,
            ..
        },
    ) = (&old, &new)
    else {
        return None;
    };
    let sheets: Vec<(String, String)> = a
        .theme
        .assets()
        .filter(|(name, _)| name.ends_with(".css"))
        .filter_map(|(name, asset)| {
            let prefix = &b.site.config.prefix;
            let (old, new) = (
                asset.url.href(prefix),
                b.theme.asset(name)?.url.href(prefix),
            );
            (old != new).then_some((old, new))
        })
        .collect();
    if sheets.is_empty() {
        return None;
    }
    let drawn = |edition: &crate::edition::Edition, view| match render(
        edition.reader().page(view),
        &edition.theme,
        &edition.source,
    ) {
        Ok(Output::Bytes(bytes)) => String::from_utf8(bytes).ok(),
        _ => None,
    };
    let (mut one, other) = (drawn(a, was)?, drawn(b, is)?);
    for (old, new) in &sheets {
        one = one.replace(old, new);
    }
    (one == other).then_some(sheets)
}

/// Starts to tell a page of changes.
pub(super) fn tell(
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
