//! Something in the place of an article that cannot be read: lists show where it will stand.
//!
//! A build publishes nothing while there is an error, so no page that it would write is shown
//! otherwise than it would.

use super::broken::{LINES, value};
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::Config;
use crate::content::yaml::quoted;
use crate::diagnostic::nearest;
use crate::diagnostic::wording::{Word, Wording};
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
    Some(format!(
        "---\ntitle: {}\ndate: {day}\nslug: {slug}\n{}---\n",
        quoted(&title),
        of_policy(config, path)
    ))
}

/// Writes what the newsroom's policy asks of every article: it shall not be the reason to leave
/// this one out. A key with nothing behind it is there.
fn of_policy(config: &Config, path: &SitePath) -> String {
    let Some(category) = load::folder_of(path, config).flatten() else {
        return String::new();
    };
    let required = config.policy.require.get(category).into_iter().flatten();
    let mut lines: Vec<String> = required
        .filter(|key| !["title", "date", "slug", "review"].contains(key))
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
