//! `dateline explain CODE`: what a message means, at length, with an example.

use super::status::Status;
use super::terminal::print;
use crate::diagnostic::code;
use crate::diagnostic::index;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Failure, nearest};

pub(super) fn run(code: &str, wording: &Wording) -> Result<Status, Failure> {
    let code = code.trim().trim_matches(['[', ']']).to_ascii_uppercase();
    let entries = index::entries(wording.language());
    let Some(entry) = entries.iter().find(|e| e.code == code) else {
        let failure = Failure::new(code::UNKNOWN_CODE).with("text", &code);
        return Err(match nearest(&code, entries.iter().map(|e| e.code)) {
            Some(near) => failure.with("nearest", near),
            None => failure,
        });
    };
    let mut text = format!("{}: {}\n\n{}\n", entry.code, entry.message, entry.long);
    for hint in &entry.hints {
        text.push_str(&format!("\n{}: {hint}\n", wording.say("hint", &[])));
    }
    for (id, example) in [
        ("explain-wrong", &entry.wrong),
        ("explain-right", &entry.right),
    ] {
        if let Some(example) = example {
            let lines = example
                .lines()
                .map(|l| format!("    {l}").trim_end().to_owned() + "\n");
            text.push_str(&format!(
                "\n{}\n\n{}",
                wording.say(id, &[]),
                lines.collect::<String>()
            ));
        }
    }
    print(&text);
    Ok(Status::Well)
}
