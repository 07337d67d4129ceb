//! What the editor says of itself, and what it is told of the server.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::position::Encoding;
use super::uri;

/// What an editor can do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Client {
    /// What columns count.
    pub(super) encoding: Encoding,
    /// It takes a list of what may be written as an object that says whether it is whole.
    pub(super) takes_lists: bool,
    /// It lets its user choose whether the rest of a word is replaced.
    pub(super) replaces: bool,
    /// It takes changes with the version of the text that they are for.
    pub(super) takes_versions: bool,
    /// It reports changed files if it is asked to.
    pub(super) watches: bool,
    /// Its process.
    pub(super) process: Option<i32>,
}

impl Client {
    /// Reads the arguments of `initialize`.
    pub(super) fn of(params: &Value) -> Client {
        let can = &params["capabilities"];
        Client {
            encoding: Encoding::agreed(&can["general"]["positionEncodings"]),
            takes_lists: can["textDocument"]["completion"].is_object(),
            replaces: is_set(
                can,
                "/textDocument/completion/completionItem/insertReplaceSupport",
            ),
            takes_versions: is_set(can, "/workspace/workspaceEdit/documentChanges"),
            watches: is_set(can, "/workspace/didChangeWatchedFiles/dynamicRegistration"),
            process: params["processId"]
                .as_i64()
                .and_then(|id| i32::try_from(id).ok())
                // Its number may be that of a different machine, as that of a container.
                .filter(|id| is_running(*id)),
        }
    }
}

/// Returns true if the capability at a JSON pointer is there.
fn is_set(capabilities: &Value, pointer: &str) -> bool {
    capabilities.pointer(pointer) == Some(&Value::Bool(true))
}

/// Returns true if there is a process of this number.
#[cfg(unix)]
pub(super) fn is_running(process: i32) -> bool {
    use rustix::process::{Pid, test_kill_process};
    Pid::from_raw(process).is_some_and(|pid| test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}

/// Returns true: elsewhere the end of the pipe has to be enough.
#[cfg(not(unix))]
pub(super) fn is_running(_: i32) -> bool {
    true
}

/// Returns the folders that are open in the editor, by the arguments of `initialize`.
pub(super) fn folders(params: &Value) -> Vec<PathBuf> {
    let of_workspace = listed(&params["workspaceFolders"]);
    if !of_workspace.is_empty() {
        return of_workspace;
    }
    // Both are older ways to say it; the first of them counts.
    let by_uri = params["rootUri"].as_str().and_then(uri::file);
    let by_path = params["rootPath"].as_str().map(PathBuf::from);
    by_uri.or(by_path).into_iter().collect()
}

/// Returns the folders of a list of the protocol.
pub(super) fn listed(folders: &Value) -> Vec<PathBuf> {
    let folders = folders.as_array().into_iter().flatten();
    folders
        .filter_map(|folder| uri::file(folder["uri"].as_str()?))
        .collect()
}

/// Returns what the server can do, and which it is; `kinds` are those of its code actions.
pub(super) fn greeting(client: Client, kinds: &[&str]) -> Value {
    let any = json!({ "filters": [{ "scheme": "file", "pattern": { "glob": "**/*" } }] });
    let capabilities = json!({
        "positionEncoding": client.encoding.name(),
        "textDocumentSync": { "openClose": true, "change": 1, "save": true },
        "codeActionProvider": { "codeActionKinds": kinds },
        "completionProvider": { "triggerCharacters": [":", " ", "(", "/", "[", ","] },
        "hoverProvider": true,
        "definitionProvider": true,
        "workspace": {
            "workspaceFolders": { "supported": true, "changeNotifications": true },
            "fileOperations": { "didCreate": any, "didRename": any, "didDelete": any },
        },
    });
    let info = json!({ "name": "dateline", "version": env!("CARGO_PKG_VERSION") });
    json!({ "capabilities": capabilities, "serverInfo": info })
}

/// Returns the request to report changed files: what an article is made of and may link to, and
/// what a theme is made of.
pub(super) fn watchers() -> Value {
    let globs = [
        "**/*.md",
        "**/*.{yaml,yml}",
        "**/*.{png,jpg,jpeg,gif,webp,avif,svg}",
        "**/*.{pdf,doc,docx,xls,xlsx,ppt,pptx,csv,json,txt,zip,mp3,mp4}",
        "**/themes/**",
    ];
    let watchers = globs.map(|glob| json!({ "globPattern": glob }));
    json!({ "registrations": [{
        "id": "files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": watchers },
    }] })
}
