//! `dateline init DIR`: a new site that builds at once and shows each kind of article.

use std::path::Path;

use chrono::{DateTime, Days};

use super::environment::now;
use super::status::Status;
use super::terminal::say;
use crate::base::date::{Date, Language, Zone};
use crate::base::embedded::Embedded;
use crate::base::path::SitePath;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::publish;
use crate::source::Source;

/// Sites to start from, one a language. `@TODAY@` and `@YESTERDAY@` stand for days, in names too.
const STARTER: Embedded = Embedded(include!(concat!(env!("OUT_DIR"), "/starter.rs")));

/// File of a new site that a folder of git may have already.
const IGNORED: &str = ".gitignore";

pub(super) fn run(folder: &Path, wording: &Wording) -> Result<Status, Failure> {
    if !is_free(folder) {
        return Err(Failure::new(code::FOLDER_NOT_EMPTY).with("path", folder.display()));
    }
    // The zone that both samples name.
    let zone: Zone = "Asia/Shanghai".parse().unwrap_or_default();
    let today = zone
        .at(DateTime::from_timestamp(now(None)?, 0).unwrap_or_default())
        .date();
    let language = match wording.language() {
        Language::Chinese => "zh/",
        Language::English => "en/",
    };
    let kept = Source::open(folder)
        .ok()
        .filter(|source| source.is_there(&SitePath::new(IGNORED)));
    for (name, bytes) in STARTER.iter() {
        let Some(path) = name.strip_prefix(language) else {
            continue;
        };
        let text = dated(&String::from_utf8_lossy(bytes), today);
        let path = match path {
            // A folder of git may have one, which is not the program's to change.
            "gitignore" if kept.is_some() => continue,
            "gitignore" => folder.join(IGNORED),
            path => folder.join(dated(path, today)),
        };
        publish::create(&path, text.as_bytes())
            .map_err(|e| Failure::io(code::UNWRITABLE_FILE, path.display(), &e))?;
    }
    if kept.is_some_and(|source| !ignores_all(&source, language)) {
        say(wording, "left-gitignore", &[]);
    }
    say(
        wording,
        "made-site",
        &[("path", Word::Text(&folder.display().to_string()))],
    );
    Ok(Status::Well)
}

/// Puts the days of a new site where its texts and names stand for them.
fn dated(text: &str, today: Date) -> String {
    let yesterday = today.checked_sub_days(Days::new(1)).unwrap_or(today);
    text.replace("@TODAY@", &today.to_string())
        .replace("@YESTERDAY@", &yesterday.to_string())
}

/// Returns true if the site's own `.gitignore` has every line of the one that a new site gets.
fn ignores_all(source: &Source, language: &str) -> bool {
    let text = source.read(&SitePath::new(IGNORED)).unwrap_or_default();
    let own: Vec<&[u8]> = lines(&text).collect();
    STARTER
        .get(&format!("{language}gitignore"))
        .is_some_and(|bytes| {
            lines(bytes)
                .filter(|line| !line.is_empty())
                .all(|line| own.contains(&line))
        })
}

fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|b| *b == b'\n').map(<[u8]>::trim_ascii)
}

/// Returns true if a folder is missing or holds nothing but hidden files, such as those of git.
#[expect(
    clippy::disallowed_methods,
    reason = "asks whether a folder is there, and reads nothing"
)]
fn is_free(folder: &Path) -> bool {
    match Source::open(folder) {
        Ok(source) => {
            let found = source.walk("");
            found.value.is_empty() && found.problems.is_empty()
        }
        // A fault of the name is reported when the folder is made.
        Err(_) => !folder.exists(),
    }
}
