//! What changes on disk while texts are open.

use serde_json::{Value, json};

use super::{Editor, NAME, site};

/// Links to an article that is not there yet.
const TEXT: &str = "---\ntitle: 题\ndate: 2024-01-19\n---\n[乙](b.md)\n";
const TARGET: &str = "---\ntitle: 乙\ndate: 2024-01-18\n---\n文\n";

#[test]
fn files_that_come_go_and_move_are_heard_of() {
    let mut editor = Editor::start();
    editor.site.write(NAME, TEXT);
    assert_eq!(editor.write(NAME, TEXT, false), ["E0301 4:4-8"]);
    let (name, target) = (editor.uri(NAME), "content/news/b.md");
    let changed = |editor: &mut Editor, names: &[(&str, u8)]| {
        let changes = names
            .iter()
            .map(|(name, kind)| json!({ "uri": editor.uri(name), "type": kind }));
        let changes: Vec<Value> = changes.collect();
        editor.tell(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": changes }),
        );
    };
    editor.site.write(target, TARGET);
    changed(&mut editor, &[(target, 1)]);
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
    editor.site.rename(target, "content/news/c.md");
    changed(&mut editor, &[(target, 3), ("content/news/c.md", 1)]);
    assert_eq!(editor.codes(&name, &["E0301"]), ["E0301"]);
    // A whole folder.
    editor
        .site
        .rename("content/news/c.md", "content/news/old/b.md");
    let text = TEXT.replace("b.md", "old/b.md");
    assert_eq!(editor.write(NAME, &text, true), ["E0301 4:4-12"]);
    changed(&mut editor, &[("content/news/old", 1)]);
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
    editor.site.rename("content/news/old", "content/news/new");
    let moved = json!({ "oldUri": editor.uri("content/news/old"), "newUri": editor.uri("content/news/new") });
    editor.tell("workspace/didRenameFiles", json!({ "files": [moved] }));
    assert_eq!(editor.codes(&name, &["E0301"]), ["E0301"]);
    // The settings.
    let text = "---\ntitle: 题\ndate: 2024-01-19\ncolumn: xue\n---\n文\n";
    assert_eq!(editor.write(NAME, text, true), ["E0206 3:8-11"]);
    editor.site.edit(
        "content/site.yaml",
        "columns:",
        "columns:\n  xue: { title: 雪 }",
    );
    changed(&mut editor, &[("content/site.yaml", 2), ("public/x.md", 1)]);
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
}

#[test]
fn changed_files_are_asked_for_where_the_editor_can() {
    let able = json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut editor = Editor::able(site(), able);
    let asked = editor.receive();
    assert_eq!(asked["method"], "client/registerCapability");
    let wanted = &asked["params"]["registrations"][0];
    assert_eq!(wanted["method"], "workspace/didChangeWatchedFiles");
    let globs = wanted["registerOptions"]["watchers"].to_string();
    for glob in ["**/*.md", "**/*.{yaml,yml}", "png", "**/themes/**"] {
        assert!(globs.contains(glob), "{globs}");
    }
    let id = asked["id"].clone();
    editor.send(json!({ "jsonrpc": "2.0", "id": id, "error": { "code": -1, "message": "" } }));
    assert_eq!(editor.write(NAME, TEXT, false), ["E0301 4:4-8"]);
}

#[test]
fn a_text_counts_while_it_is_open_and_then_the_disk() {
    // It is there before the server opens the site, which it does beside the talk.
    let site = site();
    site.write("content/news/b.md", TARGET);
    let mut editor = Editor::at_site(site);
    assert_eq!(editor.write(NAME, TEXT, false), [""; 0]);
    let (name, target) = (editor.uri(NAME), editor.uri("content/news/b.md"));
    editor.open(&target, &TARGET.replace("date", "draft: true\ndate"));
    assert_eq!(editor.codes(&name, &["W0309"]), ["W0309"]);
    editor.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": target } }),
    );
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
    // A save says what the text is now.
    let text = TEXT.replace("b.md", "no.md");
    editor.tell(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": name }, "text": text }),
    );
    assert_eq!(editor.codes(&name, &["E0301"]), ["E0301"]);
}

#[test]
#[cfg(unix)]
fn a_file_behind_a_link_is_heard_of_by_its_own_place() {
    let site = site();
    site.write("texts/x.md", TARGET);
    site.link("content/news", "../texts");
    let mut editor = Editor::at_site(site);
    assert_eq!(editor.write(NAME, TEXT, false), ["E0301 4:4-8"]);
    editor.site.write("texts/b.md", TARGET);
    let made = json!({ "uri": editor.uri("texts/b.md"), "type": 1 });
    editor.tell(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": [made] }),
    );
    let name = editor.uri(NAME);
    assert_eq!(editor.codes(&name, &[]), [""; 0]);
}
