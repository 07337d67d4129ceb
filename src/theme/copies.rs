//! Copies that a theme has of built-in files, and whether the built-in ones have changed since.
//!
//! A copy that the program made says in its first line which file it was made of, and that file is
//! kept beside the theme: so it can be told what the program has changed since, whatever the theme
//! has changed.

use std::fmt::Write;

use super::files::{BUILT_IN_FILES, DEFAULT, Files, ORIGINALS, root};
use super::scan::Names;
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::content::config::Config;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::Source;

/// Stands in the first line of a copy, before the version and the hash of its original.
const MARK: &str = "dateline-original:";

/// The version of the program.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A copy of a built-in file in the site's theme.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Its path below the folder of the theme.
    pub name: String,
    /// Its path in the site.
    pub path: SitePath,
    /// Its text.
    pub text: String,
    /// How it stands to the built-in file of today.
    pub standing: Standing,
}

/// How a copy stands to the built-in file of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The built-in file is the one that it was made of.
    Current,
    /// The built-in file has changed since.
    Behind {
        /// The version of the program that it was made by.
        version: String,
        /// The text that it was made of, if it is still kept.
        original: Option<String>,
    },
    /// It does not say what it was made of.
    Unmarked,
}

/// Finds the copies in the theme of a site.
pub fn copies(source: &Source, config: &Config) -> Vec<Copy> {
    // What is wrong with the theme is told by a check.
    of(&Files::read(source, config, &mut Vec::new()))
}

/// Returns the path of the built-in file that is meant, below the folder of a theme: it may be
/// named with or without the folder that it is in.
pub fn built_in_name(config: &Config, named: &str) -> Option<String> {
    let named = named.replace('\\', "/");
    let named = named.trim_start_matches("./");
    let below = named.strip_prefix(&path_of(config, "")).unwrap_or(named);
    let folders = ["", "templates/", "assets/"];
    let mut paths = folders.iter().map(|folder| format!("{folder}{below}"));
    paths.find(|path| is_copied(path) && BUILT_IN_FILES.get(path).is_some())
}

/// Returns the names of the built-in files that can be copied.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    let names = BUILT_IN_FILES.iter().map(|(name, _)| name);
    names.filter(|name| is_copied(name))
}

/// Returns the bytes of a built-in file.
pub fn built_in(name: &str) -> &'static [u8] {
    BUILT_IN_FILES.get(name).unwrap_or_default()
}

/// Returns where the original of a copy is kept.
pub fn original_of(config: &Config, name: &str) -> String {
    path_of(config, &format!("{ORIGINALS}{name}"))
}

/// Returns the path of a file of the site's theme, there or not.
pub fn path_of(config: &Config, name: &str) -> String {
    format!("{}/{name}", root(config))
}

/// Returns the text of a copy with the mark of the built-in file of today, in the place of one that
/// it has.
pub fn marked(name: &str, text: &[u8]) -> Vec<u8> {
    let rest = match std::str::from_utf8(text) {
        Ok(text) => unmarked(text).as_bytes(),
        Err(_) => text,
    };
    let hash = hash(built_in(name));
    let mut marked = String::new();
    if let Some([open, close]) = comment(name) {
        // A `String` takes everything.
        writeln!(marked, "{open} {MARK} {VERSION} {hash} {close}").ok();
    }
    [marked.as_bytes(), rest].concat()
}

/// Reports the copies that have fallen behind, all in one message.
pub(super) fn behind(files: &Files) -> Option<Diagnostic> {
    let copies = of(files).into_iter();
    let behind: Vec<Copy> = copies
        .filter(|copy| matches!(copy.standing, Standing::Behind { .. }))
        .collect();
    let names: Vec<&str> = behind.iter().map(|copy| copy.name.as_str()).collect();
    let problem = Diagnostic::new(code::THEME_COPY_BEHIND, Span::file(&behind.first()?.path));
    Some(problem.with("files", names.join(", ")))
}

/// Finds the copies among the files of a theme.
fn of(files: &Files) -> Vec<Copy> {
    let own = files.paths.own.iter().filter(|name| is_copied(name));
    own.filter_map(|name| copy(files, name)).collect()
}

fn copy(files: &Files, name: &str) -> Option<Copy> {
    let built_in = BUILT_IN_FILES.get(name)?;
    let text = std::str::from_utf8(files.get(name)?).ok()?;
    let standing = match mark(text) {
        Some((_, known)) if known == hash(built_in) => Standing::Current,
        Some((version, known)) => Standing::Behind {
            version: version.to_owned(),
            original: files
                .original(name)
                .filter(|text| hash(text.as_bytes()) == known),
        },
        // What stands on the built-in file of today is no copy of it.
        None if stands_on(name, text) => return None,
        None => Standing::Unmarked,
    };
    Some(Copy {
        name: name.to_owned(),
        path: files.paths.path(name),
        text: unmarked(text).to_owned(),
        standing,
    })
}

/// Returns true if a template extends or includes the built-in one that it replaces.
fn stands_on(name: &str, text: &str) -> bool {
    let Some(template) = name.strip_prefix("templates/") else {
        return false;
    };
    let named = Names::of(text).templates;
    named
        .iter()
        .any(|named| named.name.strip_prefix(DEFAULT) == Some(template))
}

/// Returns true for a file that replaces a built-in one as a whole; words are merged.
fn is_copied(name: &str) -> bool {
    name.starts_with("templates/") || name.starts_with("assets/")
}

/// Returns version and hash of the file that a copy was made of.
fn mark(text: &str) -> Option<(&str, &str)> {
    let (_, mark) = text.lines().next()?.split_once(MARK)?;
    let mut words = mark.split_whitespace();
    Some((words.next()?, words.next()?))
}

/// Returns a text without the line that says what it was made of.
fn unmarked(text: &str) -> &str {
    match text.split_once('\n') {
        Some((_, rest)) if mark(text).is_some() => rest,
        _ => text,
    }
}

fn hash(bytes: &[u8]) -> String {
    Digest::of(bytes).short(16)
}

/// Returns how a comment starts and ends in a file; `None` where the program knows of none.
fn comment(name: &str) -> Option<[&'static str; 2]> {
    match name.rsplit_once('.')?.1 {
        // The hyphens take the line away from the page.
        "html" => Some(["{#-", "-#}"]),
        "css" => Some(["/*", "*/"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_read_as_it_is_written_and_replaced() {
        for name in ["templates/base.html", "assets/style.css"] {
            let text = String::from_utf8(marked(name, built_in(name))).unwrap();
            assert_eq!(mark(&text), Some((VERSION, &*hash(built_in(name)))));
            assert_eq!(unmarked(&text).as_bytes(), built_in(name));
            let old = text.replace(VERSION, "0.0.9");
            assert_eq!(marked(name, old.as_bytes()), text.as_bytes());
        }
        assert_eq!(mark("{#- a comment -#}\n"), None);
        assert_eq!(unmarked("雪\n雪"), "雪\n雪");
    }
}
