//! Where the server is started, which folders are open, and which site a text belongs to.

use std::path::Path;

use serde_json::{Value, json};

use super::{Editor, SETTINGS, site, uri};
use crate::support::{self, Folder, Site};

const ARTICLE: &str = "content/news/a.md";

/// Has one mistake.
const TEXT: &str = "---\ntitle: 题\ndate: 2024-01-19\n---\n[无](no.md)\n";

/// Starts a server in a folder, which is told of other ones.
fn elsewhere(site: Site, here: &Path, folders: Value) -> Editor {
    let mut command = support::dateline(&["lsp", "--lang", "zh"]);
    command.current_dir(here);
    let mut initialize = json!({ "processId": null, "capabilities": {} });
    for (name, folder) in folders.as_object().unwrap() {
        initialize[name] = folder.clone();
    }
    Editor::launch(site, command, initialize).0
}

#[test]
fn the_server_starts_in_any_folder_and_finds_the_site_of_a_text() {
    let named = |path: &Path| json!({ "uri": uri(path), "name": "x" });
    type Folders = fn(&Site, &Path) -> Value;
    let cases: [(&str, Folders); 8] = [
        ("no folder", |_, _| json!({})),
        (
            "none",
            |_, _| json!({ "rootUri": null, "rootPath": null, "workspaceFolders": null }),
        ),
        ("the site", |site, _| json!({ "rootUri": uri(&site.root) })),
        ("its path", |site, _| json!({ "rootPath": site.root })),
        (
            "a folder above it",
            |site, _| json!({ "rootUri": uri(site.root.parent().unwrap()) }),
        ),
        (
            "one below it",
            |site, _| json!({ "rootUri": uri(&site.at("content/news")) }),
        ),
        ("one elsewhere", |_, other| json!({ "rootUri": uri(other) })),
        (
            "no file",
            |_, _| json!({ "rootUri": "untitled:x", "workspaceFolders": [{ "uri": 7 }] }),
        ),
    ];
    let other = Folder::new();
    for (name, folders) in cases {
        let site = site();
        let folders = folders(&site, other.path());
        let mut editor = elsewhere(site, other.path(), folders);
        assert_eq!(
            editor.write(ARTICLE, TEXT, false),
            ["E0301 4:4-9"],
            "{name}"
        );
    }
    let site = site();
    let folders = json!({ "workspaceFolders": [named(other.path()), named(&site.root)] });
    let mut editor = elsewhere(site, other.path(), folders);
    assert_eq!(editor.write(ARTICLE, TEXT, false), ["E0301 4:4-9"]);
}

#[test]
fn a_text_belongs_to_the_nearest_site_above_it() {
    let site = site();
    site.write("drafts/content/site.yaml", SETTINGS);
    site.write(
        "drafts/content/news/no.md",
        "---\ntitle: 无\ndate: 2024-01-18\n---\n文\n",
    );
    let here = site.root.clone();
    let mut editor = elsewhere(site, &here, json!({ "rootUri": uri(&here) }));
    assert_eq!(editor.write(ARTICLE, TEXT, false), ["E0301 4:4-9"]);
    assert_eq!(
        editor.write("drafts/content/news/a.md", TEXT, false),
        [""; 0]
    );
    // The folder of one is closed, that of the other stays open.
    let folder = json!({ "uri": uri(&here), "name": "x" });
    let event = json!({ "event": { "added": [], "removed": [folder] } });
    editor.tell("workspace/didChangeWorkspaceFolders", event);
    assert_eq!(editor.write(ARTICLE, TEXT, true), ["E0301 4:4-9"]);
}

#[test]
fn a_site_that_appears_later_takes_the_texts_that_wait() {
    let site = Site::new(&[("content/news/b.md", "x")]);
    let here = site.root.clone();
    let mut editor = elsewhere(site, &here, json!({ "rootUri": uri(&here) }));
    let name = editor.uri(ARTICLE);
    editor.open(&name, TEXT);
    let log = editor.heard("window/logMessage");
    assert_eq!(log["params"]["type"], 3);
    let at = json!({ "textDocument": { "uri": name }, "position": { "line": 0, "character": 0 } });
    assert_eq!(editor.ask("textDocument/hover", at), Value::Null);
    editor.site.write("content/site.yaml", SETTINGS);
    let made = json!({ "uri": editor.uri("content/site.yaml"), "type": 1 });
    editor.tell(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [made] }),
    );
    assert_eq!(editor.codes(&name, &["E0301"]), ["E0301"]);
}

#[test]
fn a_folder_that_is_opened_later_is_a_site_as_well() {
    let other = Folder::new();
    let mut editor = elsewhere(
        site(),
        other.path(),
        json!({ "rootUri": uri(other.path()) }),
    );
    let folder = json!({ "uri": uri(&editor.site.root), "name": "x" });
    let added = json!({ "event": { "added": [folder], "removed": [] } });
    editor.tell("workspace/didChangeWorkspaceFolders", added);
    assert_eq!(editor.write(ARTICLE, TEXT, false), ["E0301 4:4-9"]);
    let name = editor.uri(ARTICLE);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": name } }),
    );
    let removed = json!({ "event": { "added": [], "removed": [folder] } });
    editor.tell("workspace/didChangeWorkspaceFolders", removed);
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
}

#[test]
fn a_named_folder_is_the_only_site_and_its_absence_is_said() {
    let mut editor = Editor::at_site(Site::new(&[("x.md", "x")]));
    let shown = editor.heard("window/showMessage");
    assert_eq!(shown["params"]["type"], 1);
    let text = shown["params"]["message"].as_str().unwrap();
    assert!(text.contains("site.yaml"), "{text}");
    let other = site();
    let elsewhere = uri(&other.at(ARTICLE));
    editor.open(&elsewhere, TEXT);
    editor.site.write("content/site.yaml", SETTINGS);
    assert_eq!(editor.write(ARTICLE, TEXT, false), ["E0301 4:4-9"]);
    let at =
        json!({ "textDocument": { "uri": elsewhere }, "position": { "line": 4, "character": 6 } });
    assert_eq!(editor.ask("textDocument/definition", at), Value::Null);
}

#[test]
#[cfg(unix)]
fn a_text_is_that_of_the_site_through_whatever_links_it_is_opened() {
    let site = site();
    site.write(
        "texts/news/b.md",
        "---\ntitle: 乙\ndate: 2024-01-18\n---\n[无](no.md)\n",
    );
    site.write(
        "texts/one.md",
        "---\ntitle: 丙\ndate: 2024-01-18\n---\n[无](no.md)\n",
    );
    site.link("content/news", "../texts/news");
    site.link("content/pages/one.md", "../../texts/one.md");
    let outside = Folder::new();
    let link = outside.path().join("to-site");
    std::os::unix::fs::symlink(&site.root, &link).unwrap();
    let mut editor = elsewhere(site, outside.path(), json!({}));
    for (path, expected) in [
        ("texts/news/b.md", "E0301"),
        // It is not saved yet.
        ("texts/news/new.md", "E0301"),
        ("texts/one.md", "E0301"),
    ] {
        let name = editor.uri(path);
        editor.open(&name, TEXT);
        assert_eq!(editor.codes(&name, &[expected]), [expected], "{path}");
    }
    let name = uri(&link.join(ARTICLE));
    editor.open(&name, TEXT);
    assert_eq!(editor.codes(&name, &["E0301"]), ["E0301"]);
    // A link leads to the text that is open, by the address that the editor has for it.
    let other = TEXT.replace("no.md", "a.md");
    let second = editor.uri("texts/news/c.md");
    editor.open(&second, &other);
    editor.codes(&second, &[]);
    let at =
        json!({ "textDocument": { "uri": second }, "position": { "line": 4, "character": 6 } });
    assert_eq!(
        editor.ask("textDocument/definition", at),
        Value::Null,
        "it is not saved"
    );
    editor.site.write("texts/news/a.md", TEXT);
    let at =
        json!({ "textDocument": { "uri": second }, "position": { "line": 4, "character": 6 } });
    assert_eq!(editor.ask("textDocument/definition", at)["uri"], name);
}

#[test]
fn a_text_that_is_no_file_is_left_alone() {
    let mut editor = Editor::start();
    for uri in ["untitled:Untitled-1", "git:/a/b.md", "file:///%ff.md", "x"] {
        editor.open(uri, TEXT);
        let at =
            json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } });
        assert_eq!(editor.ask("textDocument/completion", at), Value::Null);
    }
    assert_eq!(editor.write(ARTICLE, TEXT, false), ["E0301 4:4-9"]);
}

#[test]
fn the_language_is_that_of_the_site() {
    let english = Site::new(&[("content/site.yaml", &format!("language: en\n{SETTINGS}"))]);
    let here = Folder::new();
    let mut command = support::dateline(&["lsp"]);
    command
        .current_dir(here.path())
        .env_remove("LANG")
        .env_remove("LC_ALL");
    let (mut editor, _) = Editor::launch(english, command, json!({ "capabilities": {} }));
    let name = editor.uri(ARTICLE);
    editor.open(&name, TEXT);
    let note = editor.note_on(&name).unwrap();
    let text = note["params"]["diagnostics"][0]["message"]
        .as_str()
        .unwrap();
    assert!(text.contains("is not there"), "{text}");
}

#[test]
fn what_is_asked_while_a_site_is_being_opened_is_answered_later() {
    let site = super::typing::archive();
    let here = Folder::new();
    let mut editor = elsewhere(site, here.path(), json!({}));
    let name = editor.uri(ARTICLE);
    let text = "---\ntitle: 题\ndate: 2024-01-19\n---\n[x](n7.m\n";
    editor.open(&name, text);
    let at = json!({ "textDocument": { "uri": name }, "position": { "line": 4, "character": 8 } });
    editor.send(json!({ "id": "gone", "method": "textDocument/completion", "params": at }));
    editor.tell("$/cancelRequest", json!({ "id": "gone" }));
    let found = editor.said.recv().unwrap();
    assert_eq!(
        (&found["id"], &found["error"]["code"]),
        (&json!("gone"), &json!(-32800))
    );
    let found = editor.ask("textDocument/completion", at);
    assert!(found.to_string().contains("n7.md"), "{found}");
}
