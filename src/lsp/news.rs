//! What the editor tells of texts, files and folders.

use std::path::PathBuf;

use lsp_types::Range;
use serde::Deserialize;
use serde_json::Value;

use super::position::{self, Encoding};
use super::session::Text;
use super::{client, uri};

/// What happened in the editor, or on disk.
pub(super) enum News {
    /// A text was opened.
    Opened(Text),
    /// A text was changed.
    Changed {
        uri: String,
        version: Option<i64>,
        changes: Vec<Change>,
    },
    /// A text was saved; the editor may say what it is now.
    Saved { uri: String, text: Option<String> },
    /// A text was closed: what is on disk counts again.
    Closed { uri: String },
    /// These files were made, changed or deleted by anybody.
    Files(Vec<PathBuf>),
    /// Folders or files were made, moved or deleted in the editor.
    Moved,
    /// Folders were opened and closed in the editor.
    Folders {
        added: Vec<PathBuf>,
        removed: Vec<PathBuf>,
    },
}

/// A change of a text: of a part, or of the whole if it has no range.
#[derive(Deserialize)]
pub(super) struct Change {
    range: Option<Range>,
    text: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Of<Document> {
    text_document: Document,
    content_changes: Option<Vec<Change>>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    uri: String,
    version: Option<i64>,
}

#[derive(Deserialize)]
struct Item {
    uri: String,
    version: Option<i64>,
    text: String,
}

impl News {
    /// Reads what the editor tells; `None` for what does not matter, or cannot be read.
    pub(super) fn of(method: &str, params: Value) -> Option<News> {
        Some(match method {
            "textDocument/didOpen" => {
                let item: Of<Item> = serde_json::from_value(params).ok()?;
                let Item { uri, version, text } = item.text_document;
                News::Opened(Text {
                    file: uri::file(&uri)?,
                    uri,
                    version,
                    text,
                })
            }
            "textDocument/didChange" => {
                let named: Of<Named> = serde_json::from_value(params).ok()?;
                News::Changed {
                    uri: named.text_document.uri,
                    version: named.text_document.version,
                    changes: named.content_changes?,
                }
            }
            "textDocument/didSave" => {
                let named: Of<Named> = serde_json::from_value(params).ok()?;
                News::Saved {
                    uri: named.text_document.uri,
                    text: named.text,
                }
            }
            "textDocument/didClose" => {
                let named: Of<Named> = serde_json::from_value(params).ok()?;
                News::Closed {
                    uri: named.text_document.uri,
                }
            }
            "workspace/didChangeWatchedFiles" => News::Files(client::listed(&params["changes"])),
            "workspace/didCreateFiles"
            | "workspace/didRenameFiles"
            | "workspace/didDeleteFiles" => News::Moved,
            "workspace/didChangeWorkspaceFolders" => News::Folders {
                added: client::listed(&params["event"]["added"]),
                removed: client::listed(&params["event"]["removed"]),
            },
            _ => return None,
        })
    }
}

impl Text {
    /// Applies changes in their order.
    pub(super) fn change(&mut self, version: Option<i64>, changes: Vec<Change>, by: Encoding) {
        self.version = version.or(self.version);
        for change in changes {
            let Some(range) = change.range else {
                self.text = change.text;
                continue;
            };
            let start = position::byte(&self.text, range.start, by);
            let end = position::byte(&self.text, range.end, by);
            self.text
                .replace_range(start.min(end)..start.max(end), &change.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Returns "甲𠮷\nb" after changes.
    fn changed(changes: &Value) -> String {
        let mut text = Text {
            uri: String::new(),
            file: PathBuf::new(),
            version: Some(1),
            text: "甲𠮷\nb".to_owned(),
        };
        let params =
            json!({ "textDocument": { "uri": "x", "version": 2 }, "contentChanges": changes });
        let Some(News::Changed {
            version, changes, ..
        }) = News::of("textDocument/didChange", params)
        else {
            return "no change".to_owned();
        };
        text.change(version, changes, Encoding::Utf16);
        assert_eq!(text.version, Some(2));
        text.text
    }

    fn part(from: [i64; 2], to: [i64; 2], text: &str) -> Value {
        let place = |[line, character]: [i64; 2]| json!({ "line": line, "character": character });
        json!({ "range": { "start": place(from), "end": place(to) }, "text": text })
    }

    #[test]
    fn parts_are_changed_one_after_the_other_wherever_they_are() {
        for (changes, expected) in [
            (json!([]), "甲𠮷\nb"),
            (json!([{ "text": "" }]), ""),
            (json!([{ "text": "x" }, { "text": "y" }]), "y"),
            (json!([part([0, 0], [0, 1], "乙")]), "乙𠮷\nb"),
            // Each counts in what the one before made.
            (
                json!([part([0, 1], [0, 3], ""), part([0, 1], [1, 0], "-")]),
                "甲-b",
            ),
            (json!([{ "text": "cd" }, part([0, 1], [0, 1], "x")]), "cxd"),
            // From back to front, beyond the end, and within a pair of units.
            (json!([part([1, 1], [0, 1], "c")]), "甲c"),
            (json!([part([7, 0], [9, 9], "c")]), "甲𠮷\nbc"),
            (json!([part([0, 99], [0, 99], "c")]), "甲𠮷c\nb"),
            (json!([part([0, 2], [0, 2], "c")]), "甲𠮷c\nb"),
            (json!([part([0, -1], [0, 2], "c")]), "no change"),
            (json!([{}]), "no change"),
            (json!("x"), "no change"),
        ] {
            assert_eq!(changed(&changes), expected, "{changes}");
        }
    }
}
