//! Slips in the site's own theme that the template engine passes over, and circles that it does
//! not.
//!
//! What lies in the folder of a theme and is not used does no harm, so it is told only where it
//! looks like something that was meant to be used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::scan::{Named, Names, Read};
use super::style::circular;
use super::{BuiltIn, Files, OwnWords, Theme, words};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, nearest};

/// The folders of a theme.
const FOLDERS: [&str; 3] = ["templates", "assets", "words"];

/// Checks a theme whose templates fit together.
pub(super) fn check(theme: &Theme, files: &Files, own: &OwnWords, problems: &mut Vec<Diagnostic>) {
    if theme.own.is_empty() {
        return;
    }
    let texts = files.iter().filter_map(|(path, bytes)| {
        Some((
            path.strip_prefix("templates/")?,
            std::str::from_utf8(bytes).ok()?,
        ))
    });
    let templates: BTreeMap<&str, Names> =
        texts.map(|(name, text)| (name, Names::of(text))).collect();
    let slips = Slips {
        theme,
        files,
        templates,
        words: own,
    };
    problems.extend(slips.unused_files());
    problems.extend(slips.unread_words());
    problems.extend(slips.absent_words());
    problems.extend(slips.absent_assets());
}

struct Slips<'a> {
    theme: &'a Theme,
    files: &'a Files,
    /// What every template names.
    templates: BTreeMap<&'a str, Names>,
    words: &'a OwnWords,
}

impl Slips<'_> {
    /// Tells whether a file of the site's theme is used, or may be.
    fn is_used(&self, path: &str) -> bool {
        match path.split_once('/') {
            Some(("assets", _)) => true,
            Some(("templates", name)) => {
                let has_components = self.templates.get(name).is_some_and(|t| t.has_components);
                has_components
                    || BuiltIn::get(path).is_some()
                    || self.named().any(|named| named == name)
            }
            Some(("words", name)) => self.words.files.contains(path) || is_of_language(name),
            _ => false,
        }
    }

    /// Returns the templates that templates name.
    fn named(&self) -> impl Iterator<Item = &str> {
        self.templates
            .values()
            .flat_map(|t| &t.templates)
            .map(|named| named.name.as_str())
    }

    fn unused_files(&self) -> Vec<Diagnostic> {
        let unused = self
            .theme
            .own
            .iter()
            .filter(|path| !self.is_used(path) && !is_kept(path));
        let problem = |path: &String| {
            let near = self.meant(path);
            let (folder, _) = path.split_once('/').unwrap_or_default();
            let ends = |ends: [&str; 2]| ends.iter().any(|end| path.ends_with(end));
            let is_slip = match folder {
                "templates" | "" => ends([".html", ".htm"]),
                "words" => ends([".yaml", ".yml"]),
                _ => false,
            };
            let is_slip = is_slip || near.is_some();
            let problem =
                Diagnostic::new(code::UNUSED_THEME_FILE, Span::file(&self.theme.path(path)));
            is_slip.then(|| match near {
                Some(near) => problem
                    .with("nearest", format!("{}/{near}", self.theme.root))
                    .hint("nearest"),
                None => problem,
            })
        };
        unused.filter_map(problem).collect()
    }

    /// Finds the file that one which nothing uses was meant to be.
    fn meant(&self, path: &str) -> Option<String> {
        let (folder, name) = path.split_once('/').unwrap_or(("", path));
        let own_folder = FOLDERS.contains(&folder);
        let near_folder = nearest(folder, FOLDERS).filter(|_| !own_folder && !folder.is_empty());
        // A file in `template/` is meant as it is called.
        if let Some(near) = near_folder {
            return Some(format!("{near}/{name}"));
        }
        let built_in: Vec<String> = BuiltIn::iter().map(|name| name.to_string()).collect();
        let known = built_in.iter().chain(&self.words.files).map(String::as_str);
        let known: BTreeSet<&str> = known
            .filter(|known| !self.theme.own.contains(*known))
            .collect();
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_lowercase();
        let same_name = || {
            known
                .iter()
                .find(|known| last(known) == last(path))
                .map(|known| (*known).to_owned())
        };
        if folder.is_empty() {
            // Beside the three folders may lie what is no part of a theme; a template is always
            // meant as one.
            let is_template = path.ends_with(".html");
            let stems = || {
                known
                    .iter()
                    .filter_map(|known| stem(known.strip_prefix("templates/")?))
            };
            let near =
                || nearest(stem(path)?, stems()).map(|near| format!("templates/{near}.html"));
            return same_name().or_else(|| near().filter(|_| is_template));
        }
        if !own_folder {
            let is_part = self
                .templates
                .keys()
                .any(|name| name.split_once('/').is_some_and(|(part, _)| part == folder));
            return is_part.then(|| format!("templates/{path}"));
        }
        let below = known
            .iter()
            .filter_map(|known| known.strip_prefix(folder)?.strip_prefix('/'));
        let below: Vec<&str> = below.collect();
        // zh-CN.yaml, zh.yml
        let language = name
            .split(['-', '_', '.'])
            .next()
            .map(|l| format!("{}.yaml", l.to_ascii_lowercase()));
        let by_language = || {
            below
                .iter()
                .find(|b| folder == "words" && Some(**b) == language.as_deref())
                .copied()
        };
        let by_stem = || {
            let near = nearest(stem(name)?, below.iter().filter_map(|b| stem(b)))?;
            below.iter().find(|b| stem(b) == Some(near)).copied()
        };
        by_language()
            .or_else(by_stem)
            .map(|near| format!("{folder}/{near}"))
            .or_else(same_name)
    }

    /// Finds words of the site's theme that no template reads.
    fn unread_words(&self) -> Vec<Diagnostic> {
        let reads: Vec<&Read> = self.templates.values().flat_map(|t| &t.words).collect();
        // Where the built-in templates compute a key, it is that of a built-in word.
        let built_in = BuiltIn::iter()
            .filter(|name| name.starts_with("templates/"))
            .filter_map(|name| BuiltIn::get(&name));
        let built_in: BTreeSet<String> = built_in
            .flat_map(|file| Names::of(&String::from_utf8_lossy(&file.data)).words)
            .filter(|read| read.is_computed)
            .map(|read| read.key)
            .collect();
        if reads
            .iter()
            .any(|read| read.is_computed && !built_in.contains(&read.key))
        {
            return Vec::new();
        }
        let read: BTreeSet<&str> = reads
            .iter()
            .filter(|read| !read.is_computed)
            .map(|read| read.key.as_str())
            .collect();
        let known: BTreeSet<&str> = self
            .words
            .built_in
            .iter()
            .map(String::as_str)
            .chain(read)
            .collect();
        let unread = self
            .words
            .keys
            .iter()
            .filter(|(key, _)| !known.contains(key.as_str()));
        let problem = |(key, span): &(String, Span)| {
            Diagnostic::new(code::UNUSED_WORD, span.clone())
                .with("key", key)
                .nearest(key, known.iter().copied())
        };
        unread.map(problem).collect()
    }

    /// Finds words that a template of the site's theme prints and that are nowhere.
    fn absent_words(&self) -> Vec<Diagnostic> {
        let others = self
            .theme
            .own
            .iter()
            .filter(|path| path.starts_with("words/") && !self.words.files.contains(*path));
        // What is there in another language only is missing on this site, but is no slip.
        let others = others.flat_map(|path| {
            words(
                &self.theme.path(path),
                self.files.get(path).map_or(&[], Vec::as_slice),
                &mut Vec::new(),
            )
        });
        let keys: BTreeSet<String> = self
            .theme
            .words
            .keys()
            .cloned()
            .chain(others.map(|word| word.key))
            .collect();
        self.absent(|names| &names.words, &keys, |key| format!("words.{key}"))
    }

    /// Finds assets that a template of the site's theme prints the address of and that are nowhere.
    fn absent_assets(&self) -> Vec<Diagnostic> {
        let assets = self
            .files
            .keys()
            .filter_map(|path| path.strip_prefix("assets/"));
        let keys: BTreeSet<String> = assets.map(str::to_owned).collect();
        self.absent(
            |names| &names.assets,
            &keys,
            |key| format!("site.assets[\"{key}\"]"),
        )
    }

    /// Finds keys that a template prints without asking whether they are there.
    fn absent(
        &self,
        reads: impl Fn(&Names) -> &Vec<Read>,
        keys: &BTreeSet<String>,
        write: impl Fn(&str) -> String,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let path = |name: &str| format!("templates/{name}");
        let is_own = |name: &str| self.theme.own.contains(&path(name)) && self.is_used(&path(name));
        for (name, names) in self.templates.iter().filter(|(name, _)| is_own(name)) {
            let reads = reads(names);
            let is_asked = |key: &str| {
                reads
                    .iter()
                    .any(|r| !r.is_printed && (r.key == key || r.key.is_empty()))
            };
            for read in reads.iter().filter(|r| r.is_printed && !r.is_computed) {
                if keys.contains(&read.key) || is_asked(&read.key) {
                    continue;
                }
                let span = Span::new(&self.theme.path(&path(name)), read.range.clone());
                let problem = Diagnostic::new(code::MISSING_TEMPLATE_VALUE, span)
                    .with("name", write(&read.key));
                found.push(match nearest(&read.key, keys.iter().map(String::as_str)) {
                    Some(near) => problem.with("nearest", write(near)).hint("nearest"),
                    None => problem,
                });
            }
        }
        found
    }
}

/// Tells whether a list of words is one of another language, by its name: `bo.yaml`.
fn is_of_language(name: &str) -> bool {
    // ISO 639 gives two or three letters; cn is a country.
    name.strip_suffix(".yaml").is_some_and(|code| {
        matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase()) && code != "cn"
    })
}

/// Tells whether a file is kept on purpose, or by an editor, and not meant to be used.
fn is_kept(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.starts_with('_')
        || [".bak", ".orig", ".old", ".tmp", "~"]
            .iter()
            .any(|end| name.ends_with(end))
}

/// Returns a name without its ending.
fn stem(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(stem, _)| stem)
}

/// Finds the circles in which templates include and extend each other; to draw one would never end.
///
/// A circle is told at the file that closes it, as one follows the names from the built-in
/// templates on; where this is a built-in one, at the last file of the site's theme.
pub(super) fn circles(theme: &Theme, templates: &[(String, String)]) -> Vec<Diagnostic> {
    if theme.own.is_empty() {
        return Vec::new();
    }
    let names: BTreeMap<&str, Vec<Named>> = templates
        .iter()
        .map(|(name, text)| (name.as_str(), Names::of(text).templates))
        .collect();
    let (built_in, own): (Vec<&str>, Vec<&str>) = names
        .keys()
        .partition(|name| BuiltIn::get(&format!("templates/{name}")).is_some());
    // A partial is drawn as a part of something.
    let (parts, pages): (Vec<&str>, Vec<&str>) =
        built_in.into_iter().partition(|name| name.contains('/'));
    let mut search = Search {
        names: &names,
        open: Vec::new(),
        done: BTreeSet::new(),
        found: Vec::new(),
    };
    pages
        .into_iter()
        .chain(parts)
        .chain(own)
        .for_each(|name| search.visit(name));
    let problem = |circle: &Vec<(&str, Range<usize>)>| {
        let is_own = |name: &str| theme.own.contains(&format!("templates/{name}"));
        let closing = circle
            .iter()
            .rposition(|(name, _)| is_own(name))
            .unwrap_or(circle.len() - 1);
        let (name, range) = &circle[closing];
        let chain: Vec<&str> = circle[closing + 1..]
            .iter()
            .chain(&circle[..=closing])
            .map(|(name, _)| *name)
            .collect();
        circular(
            Span::new(&theme.path(&format!("templates/{name}")), range.clone()),
            &chain,
        )
    };
    search.found.iter().map(problem).collect()
}

/// A search for circles, depth first.
struct Search<'a> {
    names: &'a BTreeMap<&'a str, Vec<Named>>,
    /// Templates from the first one to the one at hand, each with the place where it names the
    /// next.
    open: Vec<(&'a str, Range<usize>)>,
    done: BTreeSet<&'a str>,
    found: Vec<Vec<(&'a str, Range<usize>)>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, name: &'a str) {
        let Some(named) = self.names.get(name) else {
            return;
        };
        if let Some(start) = self.open.iter().position(|(open, _)| *open == name) {
            return self.found.push(self.open[start..].to_vec());
        }
        if !self.done.insert(name) {
            return;
        }
        for next in named {
            self.open.push((name, next.range.clone()));
            self.visit(&next.name);
            self.open.pop();
        }
    }
}
