//! `dateline lsp`: the same problems while typing, with quick fixes, completion, hover and
//! definitions.
//!
//! A change reads the one document anew and checks it against the site as it was last opened. Then,
//! when the editor has nothing to say for a moment, the site is opened again beside all that, with
//! the texts that are open in place of their files, and what `check` would say of them is reported.
//! <https://microsoft.github.io/language-server-protocol/>, 3.17.

mod answer;
mod complete;
pub mod pipe;
mod position;
mod report;
mod session;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::Arc;

use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use lsp_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams,
};
use serde_json::{Value, json};

use self::pipe::Fault;
use self::report::{PAUSE, POLL};
pub use self::session::Clock;
use self::session::{Gone, Served, Session, options};
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Failure, reason};
use crate::edition::{Changes, Edition};
use crate::source::Overlay;

/// Stage of the talk between editor and server.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The editor has not begun: `initialize` comes first.
    Early,
    Open,
    /// The editor has said `shutdown`: only `exit` comes then.
    Shut,
}

/// Serves the site in `root` until the editor goes; returns true if it went as agreed.
pub fn run(root: &Path, clock: Clock, wording: &Wording) -> Result<bool, Failure> {
    let edition = Arc::new(Edition::open(root, &options(clock, Overlay::new())?)?);
    let mut session = Session {
        clock,
        wording,
        edition,
        open: BTreeMap::new(),
        changes: None,
        next: None,
        has_failed: false,
        pause: PAUSE,
        of_place: BTreeMap::new(),
        reported: BTreeMap::new(),
    };
    let (connection, threads) = pipe::open().map_err(|e| broken(&e))?;
    let served = session.serve(&connection);
    drop(connection);
    // The fault of the pipe is nearer to the cause than the errors that follow from it.
    threads.join().map_err(|fault| match fault {
        Fault::Pipe(error) => broken(&error),
        Fault::Form(form) => {
            Failure::new(code::INVALID_EDITOR_MESSAGE).with("reason", form.reason())
        }
    })?;
    served.map_err(|Gone| gone())
}

fn gone() -> Failure {
    Failure::new(code::EDITOR_GONE).with("reason", "reason-editor-gone")
}

fn broken(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::BrokenPipe => gone(),
        _ => Failure::new(code::EDITOR_GONE).with("reason", reason(error)),
    }
}

/// Returns what the server can do.
fn capabilities() -> Value {
    json!({
        "positionEncoding": "utf-16",
        "textDocumentSync": { "openClose": true, "change": 1, "save": true },
        "codeActionProvider": { "codeActionKinds": ["quickfix"] },
        "completionProvider": { "triggerCharacters": [":", " ", "(", "/", "[", ","] },
        "hoverProvider": true,
        "definitionProvider": true,
    })
}

impl Session<'_> {
    /// Answers the editor until it goes; returns true if it went as agreed.
    fn serve(&mut self, connection: &Connection) -> Served<bool> {
        let mut stage = Stage::Early;
        while let Some(message) = self.next(connection)? {
            match message {
                Message::Request(request) => {
                    let response = self.respond(request, &mut stage);
                    connection.sender.send(response.into())?;
                }
                Message::Notification(note) if note.method == "exit" => {
                    return Ok(stage == Stage::Shut);
                }
                Message::Notification(note) if stage == Stage::Open => {
                    for path in self.note(note).unwrap_or_default() {
                        self.report(connection, &path)?;
                    }
                }
                Message::Notification(_) | Message::Response(_) => {}
            }
        }
        if stage == Stage::Early {
            Err(Gone)
        } else {
            Ok(true)
        }
    }

    /// Answers a request if it has its turn.
    fn respond(&self, request: Request, stage: &mut Stage) -> Response {
        let id = request.id.clone();
        match (request.method.as_str(), *stage) {
            ("initialize", Stage::Early) => {
                *stage = Stage::Open;
                Response::new_ok(id, json!({ "capabilities": capabilities() }))
            }
            (_, Stage::Early) => refused(
                id,
                ErrorCode::ServerNotInitialized,
                "initialize comes first",
            ),
            (_, Stage::Shut) => refused(id, ErrorCode::InvalidRequest, "after shutdown comes exit"),
            ("initialize", Stage::Open) => {
                refused(id, ErrorCode::InvalidRequest, "initialize comes once")
            }
            ("shutdown", Stage::Open) => {
                *stage = Stage::Shut;
                Response::new_ok(id, Value::Null)
            }
            (_, Stage::Open) => Response::new_ok(id, self.answer(request).unwrap_or(Value::Null)),
        }
    }

    /// Returns what the editor says next; `None` if it has gone. While it says nothing, keeps up
    /// with what it said.
    fn next(&mut self, connection: &Connection) -> Served<Option<Message>> {
        loop {
            self.adopt(connection)?;
            let wait = match (&self.next, &self.changes) {
                (None, None) => return Ok(connection.receiver.recv().ok()),
                (None, Some(_)) => self.pause,
                (Some(_), _) => POLL,
            };
            match connection.receiver.recv_timeout(wait) {
                Ok(message) => return Ok(Some(message)),
                Err(e) if e.is_timeout() => self.catch_up(),
                Err(_) => return Ok(None),
            }
        }
    }

    /// Takes in what happened to a text; returns the files whose problems may be
    /// different now.
    fn note(&mut self, note: Notification) -> Option<Vec<SitePath>> {
        match note.method.as_str() {
            "textDocument/didOpen" => {
                let document = serde_json::from_value::<DidOpenTextDocumentParams>(note.params)
                    .ok()?
                    .text_document;
                let path = self.path(&document.uri)?;
                self.open
                    .insert(path.clone(), (document.uri, document.text));
                self.changes.get_or_insert_with(Changes::none);
                Some(vec![path])
            }
            "textDocument/didChange" => {
                let mut params =
                    serde_json::from_value::<DidChangeTextDocumentParams>(note.params).ok()?;
                let path = self.path(&params.text_document.uri)?;
                let open = self.open.get_mut(&path)?;
                open.1 = params.content_changes.pop()?.text;
                self.changes.get_or_insert_with(Changes::none);
                Some(vec![path])
            }
            "textDocument/didSave" => {
                serde_json::from_value::<DidSaveTextDocumentParams>(note.params).ok()?;
                self.changes = Some(Changes::Unknown);
                Some(self.open.keys().cloned().collect())
            }
            "textDocument/didClose" => {
                let params =
                    serde_json::from_value::<DidCloseTextDocumentParams>(note.params).ok()?;
                let path = self.path(&params.text_document.uri)?;
                self.open.remove(&path);
                self.of_place.remove(&path);
                self.changes.get_or_insert_with(Changes::none);
                None
            }
            _ => None,
        }
    }
}

fn refused(id: RequestId, code: ErrorCode, why: &str) -> Response {
    Response::new_err(id, code as i32, why.to_owned())
}
