//! Something in the place of an article that cannot be read: lists show where it will stand.
//!
//! A build publishes nothing while there is an error, so no page that it would write is shown
//! otherwise than it would.

use super::broken::{LINES, value};
use crate::base::id::CategoryId;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::Config;
use crate::content::document;
use crate::content::yaml::quoted;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, nearest};
use crate::edition::load;

/// Writes the text of such an article, from its address and the lines that can be read; `None` if
/// it would not be in lists.
pub(super) fn of(
    wording: &Wording,
    config: &Config,
    url: &Url,
    path: &SitePath,
    text: &str,
) -> Option<String> {
    let is_draft = value(text, "draft").is_some_and(|draft| draft != "false");
    // Standing pages have no day, and are in no list.
    let (day, slug) = day_and_slug(url)?;
    if is_draft {
        return None;
    }
    let title = title(text).unwrap_or(path.name());
    let title = wording.say("preview-stand-in", &[("title", Word::Text(title))]);
    let category = load::folder_of(path, config).flatten();
    let written = |kept: &[(&str, String)]| {
        let lines: String = kept.iter().map(|(_, lines)| lines.as_str()).collect();
        let policy = of_policy(config, category, kept);
        format!(
            "---\ntitle: {}\ndate: {day}\nslug: {slug}\n{lines}{policy}---\n",
            quoted(&title)
        )
    };
    // What puts it in the lists of columns, tags and authors, unless that is what is wrong.
    let mut kept = Vec::new();
    for key in ["column", "tags", "byline"] {
        if let Some(lines) = lines_of(text, key) {
            kept.push((key, lines));
            let read = document::parse(path, &written(&kept), category, config);
            if read.problems.iter().any(Diagnostic::is_error) {
                kept.pop();
            }
        }
    }
    Some(written(&kept))
}

/// Returns the lines of a key: its own, and those below that are indented or items.
fn lines_of(text: &str, key: &str) -> Option<String> {
    let mut lines = text.lines().take(LINES);
    let is_own = |line: &&str| {
        line.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(':'))
    };
    let mut own = lines.find(is_own)?.to_owned() + "\n";
    for line in lines.take_while(|line| line.starts_with([' ', '-']) && *line != "---") {
        own.push_str(line);
        own.push('\n');
    }
    Some(own)
}

/// Writes what the newsroom's policy asks of every article, besides what was kept: it shall not be
/// the reason to leave this one out. A key with nothing behind it is there.
fn of_policy(config: &Config, category: Option<CategoryId>, kept: &[(&str, String)]) -> String {
    let Some(category) = category else {
        return String::new();
    };
    let is_kept = |key: &&str| kept.iter().any(|(kept, _)| kept == key);
    let required = config.policy.require.get(category).into_iter().flatten();
    let mut lines: Vec<String> = required
        .filter(|key| !["title", "date", "slug", "review"].contains(key) && !is_kept(key))
        .map(|key| format!("{key}:\n"))
        .collect();
    if config
        .policy
        .review
        .get(category)
        .copied()
        .flatten()
        .is_some()
    {
        lines.push("review: { first: 一, second: 二, final: 三 }\n".to_owned());
    }
    lines.concat()
}

/// Reads the title, also where its key is misspelt: that may be what is wrong.
fn title(text: &str) -> Option<&str> {
    let mut lines = text.lines().take(LINES);
    let title = lines.find_map(|line| {
        let (key, title) = line.split_once(':')?;
        nearest(key.trim(), ["title"]).map(|_| title)
    });
    let title = title?.trim().trim_matches(['"', '\'']);
    Some(title).filter(|title| !title.is_empty())
}

/// Reads day and slug out of an address: `/2024/01/18/slug.html`.
fn day_and_slug(url: &Url) -> Option<(String, &str)> {
    let parts: Vec<&str> = url.as_str().split('/').collect();
    let ["", year, month, day, file] = parts.as_slice() else {
        return None;
    };
    let is_day = [year, month, day].into_iter().all(|part| is_number(part));
    let slug = file.strip_suffix(".html").filter(|_| is_day)?;
    Some((format!("{year}-{month}-{day}"), slug))
}

fn is_number(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}
