//! `dateline lsp`: the same problems while typing, with quick fixes, completion, hover and
//! definitions.
//!
//! A change reads the one document anew and checks it against the site as it was last opened. Then,
//! when the editor has nothing to say for a moment, the site is opened again beside all that, with
//! the texts that are open in place of their files, and what `check` would say of them is told.
//! <https://microsoft.github.io/language-server-protocol/>, 3.17.

mod complete;
pub mod pipe;
mod position;
mod tell;

use std::collections::{BTreeMap, HashMap};
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::SendError;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, Response};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CompletionParams, DidChangeTextDocumentParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    GotoDefinitionParams, Hover, HoverContents, HoverParams, Location, MarkedString, TextEdit, Uri,
    WorkspaceEdit,
};
use serde_json::{Value, json};

use self::pipe::Fault;
use self::tell::{PAUSE, POLL};
use crate::base::path::SitePath;
use crate::base::url::bare;
use crate::content::document;
use crate::diagnostic::code;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, Failure, reason};
use crate::edition::load;
use crate::edition::{Changes, Edition, Options};
use crate::site::Visibility;
use crate::source::Overlay;

/// What comes of talking to the editor.
type Served<T> = Result<T, Gone>;

/// The editor has gone before its time.
struct Gone;

impl From<SendError<Message>> for Gone {
    fn from(_: SendError<Message>) -> Gone {
        Gone
    }
}

/// How far the editor and the server have come with each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The editor has not begun: `initialize` comes first.
    Early,
    Open,
    /// The editor has said `shutdown`: only `exit` comes then.
    Shut,
}

/// What is known of the site and of the texts that are open.
pub(super) struct Desk<'a> {
    clock: Clock,
    wording: &'a Wording,
    edition: Arc<Edition>,
    open: BTreeMap<SitePath, (Uri, String)>,
    /// What changed since the edition was opened, or the next one began to be; none where nothing
    /// did.
    changes: Option<Changes>,
    /// The next edition, and when it began to be opened.
    next: Option<(Instant, JoinHandle<Option<Edition>>)>,
    /// The last time it could not be opened.
    has_failed: bool,
    /// How long the editor says nothing before the next one is opened.
    pause: Duration,
    /// What is wrong with an open text for its place in the site, as far as was known before it was
    /// changed.
    of_place: BTreeMap<SitePath, Vec<Diagnostic>>,
    /// What the editor was told last.
    told: BTreeMap<SitePath, Value>,
}

/// Serves the site in `root` until the editor goes; returns whether it went as agreed.
pub fn run(root: &Path, clock: Clock, wording: &Wording) -> Result<bool, Failure> {
    let edition = Arc::new(Edition::open(root, &options(clock, Overlay::new())?)?);
    let mut desk = Desk {
        clock,
        wording,
        edition,
        open: BTreeMap::new(),
        changes: None,
        next: None,
        has_failed: false,
        pause: PAUSE,
        of_place: BTreeMap::new(),
        told: BTreeMap::new(),
    };
    let gone = || Failure::new(code::EDITOR_GONE).with("reason", "reason-editor-gone");
    let broken = |e: &std::io::Error| match e.kind() {
        ErrorKind::BrokenPipe => gone(),
        _ => Failure::new(code::EDITOR_GONE).with("reason", reason(e)),
    };
    let (connection, threads) = pipe::open().map_err(|e| broken(&e))?;
    let served = desk.serve(&connection);
    drop(connection);
    // What the pipe says is nearer to the cause than what came of it.
    threads.join().map_err(|fault| match fault {
        Fault::Pipe(error) => broken(&error),
        Fault::Form(form) => {
            Failure::new(code::INVALID_EDITOR_MESSAGE).with("reason", form.reason())
        }
    })?;
    served.map_err(|Gone| gone())
}

/// Reads what counts as now, in seconds since 1970.
pub type Clock = fn() -> Result<i64, Failure>;

fn options(clock: Clock, overlay: Overlay) -> Result<Options, Failure> {
    let visibility = Visibility {
        now: clock()?,
        ..Visibility::default()
    };
    Ok(Options {
        visibility,
        overlay,
        ..Options::default()
    })
}

/// What the server can do.
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

impl Desk<'_> {
    /// Answers the editor until it goes; returns whether it went as agreed.
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
                        self.tell(connection, &path)?;
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

    /// Answers a request where it has its turn.
    fn respond(&self, request: Request, stage: &mut Stage) -> Response {
        let id = request.id.clone();
        let refused =
            |code: ErrorCode, why: &str| Response::new_err(id.clone(), code as i32, why.to_owned());
        match (request.method.as_str(), *stage) {
            ("initialize", Stage::Early) => {
                *stage = Stage::Open;
                Response::new_ok(id, json!({ "capabilities": capabilities() }))
            }
            (_, Stage::Early) => refused(ErrorCode::ServerNotInitialized, "initialize comes first"),
            (_, Stage::Shut) => refused(ErrorCode::InvalidRequest, "after shutdown comes exit"),
            ("initialize", Stage::Open) => {
                refused(ErrorCode::InvalidRequest, "initialize comes once")
            }
            ("shutdown", Stage::Open) => {
                *stage = Stage::Shut;
                Response::new_ok(id, Value::Null)
            }
            (_, Stage::Open) => Response::new_ok(id, self.answer(request).unwrap_or(Value::Null)),
        }
    }

    /// Returns what the editor says next; none when it has gone. While it says nothing, keeps up
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

    /// Takes in what happened to a text; returns the files whose problems may be others now.
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

    fn answer(&self, request: Request) -> Option<Value> {
        let Request { method, params, .. } = request;
        match method.as_str() {
            "textDocument/codeAction" => self.fixes(serde_json::from_value(params).ok()?),
            "textDocument/completion" => {
                let at = serde_json::from_value::<CompletionParams>(params)
                    .ok()?
                    .text_document_position;
                let (path, text) = self.text(&at.text_document.uri)?;
                serde_json::to_value(complete::complete(
                    self,
                    &path,
                    text,
                    position::byte(text, at.position),
                ))
                .ok()
            }
            "textDocument/hover" => self.hover(&serde_json::from_value(params).ok()?),
            "textDocument/definition" => self.definition(&serde_json::from_value(params).ok()?),
            _ => None,
        }
    }

    /// Finds the file of the site that an address of the protocol means.
    fn path(&self, uri: &Uri) -> Option<SitePath> {
        let path = uri.as_str().strip_prefix("file://")?;
        let path = PathBuf::from(
            percent_encoding::percent_decode_str(path)
                .decode_utf8()
                .ok()?
                .as_ref(),
        );
        self.edition.source.path_of(&path)
    }

    fn text(&self, uri: &Uri) -> Option<(SitePath, &str)> {
        let path = self.path(uri)?;
        let text = &self.open.get(&path)?.1;
        Some((path, text))
    }

    /// Returns the headline of a file, for completion.
    fn title(&self, path: &SitePath) -> String {
        use crate::site::Place;
        let site = &self.edition.site;
        match site.find(path) {
            Some(Place::Article(id)) => site.article(id).title.to_string(),
            Some(Place::Page(i)) => site.pages[i].title.to_string(),
            Some(Place::Held(i)) => site
                .held
                .get(i)
                .map(|h| h.document.title.to_string())
                .unwrap_or_default(),
            None => String::new(),
        }
    }

    fn fixes(&self, params: CodeActionParams) -> Option<Value> {
        let uri = params.text_document.uri;
        let (path, text) = self.text(&uri)?;
        let asked =
            position::byte(text, params.range.start)..position::byte(text, params.range.end);
        let mut actions = Vec::new();
        for problem in self
            .problems(&path, text)
            .iter()
            .filter(|p| !p.fix.is_empty())
        {
            let Some(span) = &problem.span else { continue };
            if (span.start as usize) > asked.end || (span.end as usize) < asked.start {
                continue;
            }
            let edit = |e: &crate::diagnostic::Edit| TextEdit {
                range: position::range(text, e.start as usize..e.end as usize),
                new_text: e.text.clone(),
            };
            #[expect(
                clippy::mutable_key_type,
                reason = "the protocol's own type has an address for its key"
            )]
            let changes = HashMap::from([(uri.clone(), problem.fix.iter().map(edit).collect())]);
            let worded = self.wording.diagnostic(problem);
            actions.push(CodeAction {
                title: worded.hints.into_iter().next().unwrap_or(worded.message),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![self.shown(&mut position::Walk::new(text), problem)]),
                edit: Some(WorkspaceEdit {
                    changes: Some(changes),
                    ..WorkspaceEdit::default()
                }),
                is_preferred: Some(true),
                ..CodeAction::default()
            });
        }
        serde_json::to_value(actions).ok()
    }

    fn hover(&self, params: &HoverParams) -> Option<Value> {
        let at = &params.text_document_position_params;
        let (path, text) = self.text(&at.text_document.uri)?;
        let byte = position::byte(text, at.position);
        if !complete::front(text).contains(&byte) {
            return None;
        }
        let start = text[..byte].rfind('\n').map_or(0, |i| i + 1);
        let line = text[start..].lines().next()?;
        let key = line.split(':').next()?;
        if byte > start + key.len() {
            return None;
        }
        let (key, about) = complete::properties(self, &path)
            .into_iter()
            .find(|(known, _)| known == key)?;
        let contents = HoverContents::Scalar(MarkedString::String(format!("**{key}** {about}")));
        let range = Some(position::range(text, start..start + key.len()));
        serde_json::to_value(Hover { contents, range }).ok()
    }

    fn definition(&self, params: &GotoDefinitionParams) -> Option<Value> {
        let at = &params.text_document_position_params;
        let (path, text) = self.text(&at.text_document.uri)?;
        let byte = u32::try_from(position::byte(text, at.position)).ok()?;
        let config = &self.edition.site.config;
        let category = load::folder_of(&path, config)?;
        let document = document::parse(&path, text, category, config).value?;
        let link = document
            .destinations()
            .chain(&document.details().related)
            .find(|l| l.start <= byte && byte <= l.end)?;
        let file = path
            .resolve(bare(&link.text))
            .filter(|f| self.edition.source.has_file(f))?;
        serde_json::to_value(Location {
            uri: self.uri(&file)?,
            range: lsp_types::Range::default(),
        })
        .ok()
    }

    /// Writes the address of a file of the site as the protocol has it.
    fn uri(&self, path: &SitePath) -> Option<Uri> {
        let place = self.edition.source.real_root().join(path.as_str());
        let encoded = percent_encoding::utf8_percent_encode(place.to_str()?, ADDRESS);
        format!("file://{encoded}").parse().ok()
    }
}

/// Characters that the path of a `file:` address does not hold as they are (RFC 3986, 3.3).
const ADDRESS: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');
