//! What a mistaken link may have meant.

use std::cell::Cell;
use std::collections::HashMap;
use std::sync::OnceLock;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::base::path::SitePath;
use crate::base::url::is_web;
use crate::content::config;
use crate::content::document::Reference;
use crate::diagnostic::{Diagnostic, nearest};
use crate::source::Entry;

/// The files of `content/` by what a mistaken link may have in common with them; made when a link
/// is mistaken.
pub(super) struct FileIndex<'a> {
    files: &'a [Entry],
    /// The first file of each path in small letters.
    lower: OnceLock<HashMap<String, &'a Entry>>,
    /// The first file of each name.
    names: OnceLock<HashMap<String, &'a Entry>>,
}

impl<'a> FileIndex<'a> {
    pub(super) fn new(files: &'a [Entry]) -> FileIndex<'a> {
        FileIndex {
            files,
            lower: OnceLock::new(),
            names: OnceLock::new(),
        }
    }

    /// Returns true if there is such a file.
    pub(super) fn has(&self, path: &SitePath) -> bool {
        self.files
            .binary_search_by(|entry| entry.path.cmp(path))
            .is_ok()
    }

    /// Returns a file whose path differs in capitals only, or in how accents are written.
    pub(super) fn in_capitals(&self, path: &SitePath) -> Option<&'a Entry> {
        let lower = self.lower.get_or_init(|| by_lower_path(self.files));
        lower.get(&alike(path.as_str())).copied()
    }

    /// Returns a file of a name, wherever it lies.
    pub(super) fn named(&self, name: &str) -> Option<&'a Entry> {
        let names = self.names.get_or_init(|| by_name(self.files));
        names.get(&composed(name)).copied()
    }

    /// Returns the file of nearly the same name in the same folder.
    pub(super) fn neighbour(&self, path: &SitePath) -> Option<&'a Entry> {
        let near = nearest(path.name(), self.neighbours(path).map(|f| f.path.name()))?;
        self.neighbours(path).find(|f| f.path.name() == near)
    }

    /// Returns the files in the folder of a path.
    fn neighbours(&self, path: &SitePath) -> impl Iterator<Item = &'a Entry> {
        let folder = path.folder().to_owned();
        let below = format!("{folder}/");
        let start = self
            .files
            .partition_point(|f| f.path.as_str() < below.as_str());
        let files = self.files.get(start..).unwrap_or_default().iter();
        let files = files.take_while(move |f| f.path.as_str().starts_with(&below));
        files
            .filter(move |f| f.path.folder() == folder)
            .filter(is_linked)
    }
}

// Both maps are filled from the end, so that the first of several files stays.

fn by_lower_path(files: &[Entry]) -> HashMap<String, &Entry> {
    files
        .iter()
        .rev()
        .map(|f| (alike(f.path.as_str()), f))
        .collect()
}

fn by_name(files: &[Entry]) -> HashMap<String, &Entry> {
    files
        .iter()
        .rev()
        .filter(is_linked)
        .map(|f| (composed(f.path.name()), f))
        .collect()
}

/// Returns what paths have in common that differ in capitals, or in how accents are written.
fn alike(path: &str) -> String {
    composed(&path.to_lowercase())
}

/// Returns a text with its accents written in one way (Unicode normal form C).
fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// Returns true if an article may link to a file.
fn is_linked(file: &&Entry) -> bool {
    !config::is_settings(&file.path)
}

/// How many mistakes may still get a suggestion.
pub(super) struct Suggestions {
    left: Cell<usize>,
    are_wanted: Cell<bool>,
}

impl Suggestions {
    pub(super) fn up_to(left: usize) -> Suggestions {
        Suggestions {
            left: Cell::new(left),
            are_wanted: Cell::new(false),
        }
    }

    /// Takes one, and returns true if there was one.
    pub(super) fn take(&self) -> bool {
        let left = self.left.get();
        self.are_wanted.set(true);
        self.left.set(left.saturating_sub(1));
        left > 0
    }

    pub(super) fn are_left(&self) -> bool {
        self.left.get() > 0
    }

    /// Returns true if one was asked for, whether or not there was one.
    pub(super) fn are_wanted(&self) -> bool {
        self.are_wanted.get()
    }
}

/// Returns the address of a different site that a path seems to mean: it starts with a host, or its
/// colon is full-width.
pub(super) fn web_address(path: &str) -> Option<String> {
    const ENDINGS: [&str; 4] = [".cn", ".com", ".net", ".org"];
    let narrow = path.replace('：', ":").replace('／', "/");
    if is_web(&narrow) {
        return Some(narrow);
    }
    let host = path
        .split(['/', '?', '#'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let is_host = host.starts_with("www.") || ENDINGS.iter().any(|ending| host.ends_with(ending));
    let url = format!("https://{path}");
    (is_host && is_web(&url)).then_some(url)
}

/// Adds the change of a destination, if it stands in the file as it is meant.
pub(super) fn fixed(problem: Diagnostic, link: &Reference, near: String) -> Diagnostic {
    let is_plain =
        (link.end - link.start) as usize == link.text.len() && !near.contains([' ', '(', ')', '<']);
    if is_plain {
        problem.replace(link.start as usize..link.end as usize, near)
    } else {
        problem
    }
}

/// Writes a path as the destination of a link that leads to this file: what Markdown and addresses
/// give a meaning, and accents that are written as characters of their own, are encoded.
pub(super) fn destination(path: &str) -> String {
    let mut written = String::new();
    for c in path.chars() {
        let has_meaning = "%#?\\<>[]`".contains(c) || c.is_control();
        if has_meaning || canonical_combining_class(c) != 0 {
            written.extend(percent_encode(
                c.encode_utf8(&mut [0; 4]).as_bytes(),
                NON_ALPHANUMERIC,
            ));
        } else {
            written.push(c);
        }
    }
    written
}

/// Writes `path` relative to `folder`, both counted from the site's folder.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
