//! Quick fixes.

use serde_json::json;

use super::{Editor, NAME};

#[test]
fn a_quick_fix_mends_the_text() {
    let mut editor = Editor::start();
    let text = "---\ntitle：𠮷祥\ndate: 2024-01-18\n---\n𠮷祥(初雪)下了。\n";
    editor.write(NAME, text, false);
    let place = |l: u32, c: u32| json!({ "start": { "line": l, "character": c }, "end": { "line": l, "character": c } });
    let ask = |editor: &mut Editor, l, c| {
        let uri = editor.uri(NAME);
        let params = json!({ "textDocument": { "uri": uri }, "range": place(l, c), "context": { "diagnostics": [] } });
        let found = editor.ask("textDocument/codeAction", params);
        (found.clone(), found[0]["edit"]["changes"][&uri].clone())
    };
    let (_, edits) = ask(&mut editor, 1, 5);
    let range =
        json!({ "start": { "line": 1, "character": 5 }, "end": { "line": 1, "character": 6 } });
    assert_eq!(edits, json!([{ "range": range, "newText": ": " }]));
    editor.write(NAME, &text.replace("：", ": "), true);
    let (actions, edits) = ask(&mut editor, 4, 4);
    assert_eq!(edits[0]["newText"], "（初雪）");
    assert_eq!(edits[0]["range"]["start"]["character"], 3);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(ask(&mut editor, 2, 0).0, json!([]));
}
