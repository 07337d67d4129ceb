//! Mistakes in the site's own theme that the template engine passes over, and circles that it does
//! not find well.
//!
//! An unused file in the folder of a theme does no harm, so it is reported only if it looks like
//! one that was meant to be used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::files::{BUILT_IN_FILES, DEFAULT, Files, LAYOUTS, TEMPLATE, last};
use super::fragments::{FIELDS, FRAGMENTS};
use super::scan::{Named, Names, Read};
use super::style::circular;
use super::words::{self, Words};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, nearest};

/// The folders of a theme.
const FOLDERS: [&str; 3] = ["templates", "assets", "words"];

/// Checks a theme whose templates fit together.
pub(super) fn check(files: &Files, words: &Words, problems: &mut Vec<Diagnostic>) {
    if files.paths.own.is_empty() {
        return;
    }
    let texts = files
        .below("templates")
        .filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)));
    let lint = Lint {
        files,
        templates: texts.map(|(name, text)| (name, Names::of(text))).collect(),
        words,
    };
    problems.extend(lint.unused_files());
    problems.extend(lint.unread_words());
    problems.extend(lint.absent_words());
    problems.extend(lint.absent_assets());
    problems.extend(lint.reads_of_fragments());
}

struct Lint<'a> {
    files: &'a Files,
    /// What every template names.
    templates: BTreeMap<&'a str, Names>,
    words: &'a Words,
}

impl Lint<'_> {
    /// Returns true if a file of the site's theme is used, or can be.
    fn is_used(&self, path: &str) -> bool {
        match path.split_once('/') {
            Some(("assets", _)) => true,
            // It is an error, whatever it was meant for.
            Some(("templates", name)) if name.starts_with(DEFAULT) => true,
            Some(("templates", name)) => {
                let has_components = self
                    .templates
                    .get(name)
                    .is_some_and(|t| !t.components.is_empty());
                has_components
                    || (name.starts_with(LAYOUTS) && name.ends_with(TEMPLATE))
                    || BUILT_IN_FILES.get(path).is_some()
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
        let own = self.files.paths.own.iter();
        own.filter(|path| !self.is_used(path) && !is_kept(path))
            .filter_map(|path| self.unused(path))
            .collect()
    }

    /// Reports a file that nothing uses, if it looks like one that was meant to be used.
    fn unused(&self, path: &str) -> Option<Diagnostic> {
        let paths = &self.files.paths;
        let problem = Diagnostic::new(code::UNUSED_THEME_FILE, Span::file(&paths.path(path)));
        if let Some(near) = self.meant(path) {
            let near = format!("{}/{near}", paths.root);
            return Some(problem.with("nearest", near).hint("nearest"));
        }
        let (folder, _) = path.split_once('/').unwrap_or_default();
        let endings = match folder {
            "templates" | "" => [".html", ".htm"],
            "words" => [".yaml", ".yml"],
            _ => return None,
        };
        let is_meant = endings.iter().any(|end| path.ends_with(end));
        is_meant.then_some(problem)
    }

    /// Finds the file that one which nothing uses was meant to be.
    fn meant(&self, path: &str) -> Option<String> {
        let Some((folder, name)) = path.split_once('/') else {
            return self.meant_beside(path);
        };
        if FOLDERS.contains(&folder) {
            return self.meant_in(folder, name);
        }
        if let Some(near) = nearest(folder, FOLDERS) {
            // A file in `template/` is meant as it is called.
            return Some(format!("{near}/{name}"));
        }
        let mut parts = self
            .templates
            .keys()
            .filter_map(|name| name.split_once('/'));
        let is_part = parts.any(|(part, _)| part == folder);
        is_part.then(|| format!("templates/{path}"))
    }

    /// Finds the file that one beside the three folders was meant to be.
    fn meant_beside(&self, path: &str) -> Option<String> {
        let known = self.known();
        let same_name = same_name(path, &known);
        // Beside the three folders can lie what is no part of a theme; a template is always meant
        // as one.
        if same_name.is_some() || !path.ends_with(".html") {
            return same_name;
        }
        let templates = known
            .iter()
            .filter_map(|known| stem(known.strip_prefix("templates/")?));
        nearest(stem(path)?, templates).map(|near| format!("templates/{near}.html"))
    }

    /// Finds the file that one in a folder of a theme was meant to be.
    fn meant_in(&self, folder: &str, name: &str) -> Option<String> {
        let known = self.known();
        let below = known
            .iter()
            .filter_map(|known| known.strip_prefix(folder)?.strip_prefix('/'));
        let below: Vec<&str> = below.collect();
        let by_language = if folder == "words" {
            by_language(name, &below)
        } else {
            None
        };
        match by_language.or_else(|| by_stem(name, &below)) {
            Some(near) => Some(format!("{folder}/{near}")),
            None => same_name(name, &known),
        }
    }

    /// Returns the files that a theme can have and this one does not.
    fn known(&self) -> BTreeSet<String> {
        let built_in = BUILT_IN_FILES.iter().map(|(name, _)| name.to_owned());
        let known = built_in.chain(self.words.files.iter().cloned());
        known
            .filter(|known| !self.files.paths.is_own(known))
            .collect()
    }

    /// Finds words of the site's theme that no template reads.
    fn unread_words(&self) -> Vec<Diagnostic> {
        let reads: Vec<&Read> = self.templates.values().flat_map(|t| &t.words).collect();
        let built_in = computed_by_built_in();
        if reads
            .iter()
            .any(|read| read.is_computed && !built_in.contains(&read.key))
        {
            return Vec::new();
        }
        let mut known: BTreeSet<&str> = self.words.built_in.iter().map(String::as_str).collect();
        for read in reads.iter().filter(|read| !read.is_computed) {
            known.insert(&read.key);
        }
        let mut problems = Vec::new();
        for (key, span) in &self.words.own {
            if !known.contains(key.as_str()) {
                let problem = Diagnostic::new(code::UNUSED_WORD, span.clone()).with("key", key);
                problems.push(problem.nearest(key, known.iter().copied()));
            }
        }
        problems
    }

    /// Finds words that a template of the site's theme prints and that are nowhere.
    fn absent_words(&self) -> Vec<Diagnostic> {
        let mut keys: BTreeSet<String> = self.words.texts.keys().cloned().collect();
        // What is there in a different language only is missing on this site, but is no mistake.
        for name in self
            .files
            .paths
            .own
            .iter()
            .filter(|path| path.starts_with("words/") && !self.words.files.contains(*path))
        {
            let path = self.files.paths.path(name);
            let bytes = self.files.get(name).unwrap_or_default();
            let list = words::list(&path, bytes, &mut Vec::new());
            keys.extend(list.into_iter().map(|word| word.key));
        }
        self.absent(|names| &names.words, &keys, |key| format!("words.{key}"))
    }

    /// Finds assets that a template of the site's theme prints the address of and that are nowhere.
    fn absent_assets(&self) -> Vec<Diagnostic> {
        let assets = self.files.below("assets");
        let keys: BTreeSet<String> = assets.map(|(name, _)| name.to_owned()).collect();
        self.absent(
            |names| &names.assets,
            &keys,
            |key| format!("site.assets[\"{key}\"]"),
        )
    }

    /// Finds what a fragment reads of the page that it is put into, and has not: it is drawn once
    /// for many pages.
    fn reads_of_fragments(&self) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let mut open: Vec<&str> = FRAGMENTS.iter().map(|(_, template)| *template).collect();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        while let Some(name) = open.pop() {
            let Some(names) = self.templates.get(name).filter(|_| seen.insert(name)) else {
                continue;
            };
            open.extend(names.templates.iter().map(|named| named.name.as_str()));
            let path = format!("templates/{name}");
            if !self.files.paths.is_own(&path) {
                continue;
            }
            for read in &names.page {
                if read.is_computed || !FIELDS.contains(&read.key.as_str()) {
                    let span = Span::new(&self.files.paths.path(&path), read.range.clone());
                    let problem = Diagnostic::new(code::FRAGMENT_READS_PAGE, span);
                    problems.push(
                        problem
                            .with("name", read.key.as_str())
                            .with("template", name),
                    );
                }
            }
        }
        problems
    }

    /// Finds keys that a template prints without asking whether they are there.
    fn absent(
        &self,
        reads: impl Fn(&Names) -> &Vec<Read>,
        keys: &BTreeSet<String>,
        write: impl Fn(&str) -> String,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (name, names) in &self.templates {
            let path = format!("templates/{name}");
            if !self.files.paths.is_own(&path) || !self.is_used(&path) {
                continue;
            }
            let reads = reads(names);
            for read in reads.iter().filter(|r| r.is_printed && !r.is_computed) {
                if keys.contains(&read.key) || is_asked(reads, &read.key) {
                    continue;
                }
                let span = Span::new(&self.files.paths.path(&path), read.range.clone());
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

/// Returns the keys of words that the built-in templates compute: each is that of a built-in word.
fn computed_by_built_in() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    let built_in = BUILT_IN_FILES.iter();
    for (_, bytes) in built_in.filter(|(name, _)| name.starts_with("templates/")) {
        let words = Names::of(&String::from_utf8_lossy(bytes)).words;
        let computed = words.into_iter().filter(|read| read.is_computed);
        keys.extend(computed.map(|read| read.key));
    }
    keys
}

/// Returns true if a template asks whether a key is there.
fn is_asked(reads: &[Read], key: &str) -> bool {
    reads
        .iter()
        .any(|r| !r.is_printed && (r.key == key || r.key.is_empty()))
}

/// Finds the file of the same name, in any folder.
fn same_name(path: &str, known: &BTreeSet<String>) -> Option<String> {
    known
        .iter()
        .find(|known| last(known) == last(path))
        .cloned()
}

/// Finds the list of words for a language that is named with more, or ends differently:
/// `zh-CN.yaml`, `zh.yml`.
fn by_language<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let language = name.split(['-', '_', '.']).next()?;
    let list = format!("{}.yaml", language.to_ascii_lowercase());
    known.iter().find(|known| **known == list).copied()
}

/// Finds the file whose name is nearest, with any ending.
fn by_stem<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = nearest(stem(name)?, known.iter().filter_map(|known| stem(known)))?;
    known
        .iter()
        .find(|known| stem(known) == Some(near))
        .copied()
}

/// Returns true if a list of words is one of a different language, by its name: `bo.yaml`.
fn is_of_language(name: &str) -> bool {
    // ISO 639 gives two or three letters; cn is a country.
    name.strip_suffix(".yaml").is_some_and(|code| {
        matches!(code.len(), 2 | 3) && code.bytes().all(|b| b.is_ascii_lowercase()) && code != "cn"
    })
}

/// Returns true if a file is kept on purpose, or by an editor, and not meant to be used.
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

/// A circle of templates, each with the place where it names the next.
type Circle<'a> = [(&'a str, Range<usize>)];

/// Finds the circles in which templates include and extend each other: drawing one would never end.
///
/// A circle is reported at the file that closes it, as one follows the names from the built-in
/// templates on; if this is a built-in one, at the last file of the site's theme.
pub(super) fn circles(files: &Files, templates: &[(String, String)]) -> Vec<Diagnostic> {
    if files.paths.own.is_empty() {
        return Vec::new();
    }
    let names: BTreeMap<&str, Vec<Named>> = templates
        .iter()
        .map(|(name, text)| (name.as_str(), Names::of(text).templates))
        .collect();
    let (built_in, own): (Vec<&str>, Vec<&str>) = names
        .keys()
        .partition(|name| BUILT_IN_FILES.get(&format!("templates/{name}")).is_some());
    // A partial is drawn as a part of something.
    let (parts, pages): (Vec<&str>, Vec<&str>) =
        built_in.into_iter().partition(|name| name.contains('/'));
    let mut search = Search {
        names: &names,
        open: Vec::new(),
        done: BTreeSet::new(),
        found: Vec::new(),
    };
    for name in pages.into_iter().chain(parts).chain(own) {
        search.visit(name);
    }
    let found = search.found.iter();
    found.map(|circle| closed(files, circle)).collect()
}

/// Reports a circle of templates.
fn closed(files: &Files, circle: &Circle<'_>) -> Diagnostic {
    let closing = circle
        .iter()
        .rposition(|(name, _)| files.paths.is_own(&format!("templates/{name}")))
        .unwrap_or(circle.len() - 1);
    let (name, range) = &circle[closing];
    let (before, after) = circle.split_at(closing + 1);
    let chain: Vec<&str> = after.iter().chain(before).map(|(name, _)| *name).collect();
    let path = files.paths.path(&format!("templates/{name}"));
    let problem = circular(Span::new(&path, range.clone()), &chain);
    // What looks at itself means the built-in one that it replaces.
    let is_built_in = BUILT_IN_FILES.get(&format!("templates/{name}")).is_some();
    if circle.len() == 1 && is_built_in {
        problem.with("name", *name).hint("built-in")
    } else {
        problem
    }
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
