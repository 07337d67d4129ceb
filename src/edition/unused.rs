//! Files beside articles that are of no use to the site, and what they seem to be.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rayon::prelude::*;

use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::code::Code;
use crate::diagnostic::{Diagnostic, Span};
use crate::source::Entry;

/// Endings of the documents of word processors.
const WORD: [&str; 7] = ["docx", "doc", "wps", "odt", "rtf", "pages", "docm"];

/// Endings that programs put behind a whole name, to keep a file as it was before a change.
const KEPT: [&str; 3] = ["orig", "bak", "old"];

/// Words by which programs name a copy, in lower case, each behind one of [`SEPARATORS`]: Windows
/// and WPS, macOS, and then Dropbox, Nutstore, Nextcloud, Seafile and Syncthing for two versions of
/// one file.
const COPIED: [&str; 8] = [
    "副本",
    "- copy",
    " copy",
    "冲突",
    "conflicted",
    "(conflict",
    "(sfconflict",
    "sync-conflict",
];

/// What stands between the name of a file and the word that makes it one of a copy.
const SEPARATORS: [char; 7] = [' ', '-', '_', '.', '(', '（', '的'];

/// Finds any of [`COPIED`].
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let builder = AhoCorasick::builder().ascii_case_insensitive(true).clone();
    builder.build(COPIED).ok()
});

/// Returns the warnings of articles that seem to be copies of others; `files` are in order of path.
pub(super) fn copies(files: &[Entry]) -> Vec<Diagnostic> {
    files
        .par_iter()
        .filter(|entry| entry.path.as_str().ends_with(".md"))
        .filter_map(|entry| copy(&entry.path, files))
        .collect()
}

/// Returns the warning of a file that no document names, if it is worth one; `files` are in order
/// of path.
pub(super) fn file(path: &SitePath, files: &[Entry]) -> Option<Diagnostic> {
    if let Some(problem) = copy(path, files) {
        return Some(problem);
    }
    let ending = path.extension();
    if path.name().starts_with('_') || ending.is_empty() {
        None
    } else if WORD.contains(&&*ending) {
        Some(warning(code::WORD_DOCUMENT, path))
    } else {
        Some(warning(code::UNUSED_FILE, path).with("form", "other"))
    }
}

fn warning(code: Code, path: &SitePath) -> Diagnostic {
    Diagnostic::new(code, Span::file(path)).with("path", path)
}

/// Returns the warning of a file that seems to be a copy of one beside it.
fn copy(path: &SitePath, files: &[Entry]) -> Option<Diagnostic> {
    let name = originals(path.name()).find(|name| is_beside(path, name, files))?;
    Some(warning(code::STRAY_COPY, path).with("name", name))
}

/// Returns true if a file of this name is in the folder of `path`.
fn is_beside(path: &SitePath, name: &str, files: &[Entry]) -> bool {
    let beside = format!("{}/{name}", path.folder());
    let found = files.binary_search_by(|f| f.path.as_str().cmp(&beside));
    found.is_ok()
}

/// Returns the names, the longest first, that the original of a copy by this name may have.
fn originals(name: &str) -> impl Iterator<Item = String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let kept = KEPT.iter().any(|k| ending.eq_ignore_ascii_case(k));
    let ends = marked(stem).into_iter().chain(numbered(stem));
    kept.then(|| stem.to_owned())
        .into_iter()
        .chain(ends.map(move |end| format!("{}.{ending}", &stem[..end])))
}

/// Returns where the name of the original ends in that of a copy with a number: `x 2` (macOS),
/// `x (1)` (browsers, Windows, Google Drive), `x(1)` (WeChat, QQ).
fn numbered(stem: &str) -> Option<usize> {
    let bracketed = stem.strip_suffix([')', '）']);
    let digits = bracketed.unwrap_or(stem);
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    let count = digits.len() - before.len();
    let rest = match bracketed {
        Some(_) => before.strip_suffix(['(', '（'])?,
        None => before.strip_suffix(' ')?,
    };
    let rest = rest.trim_end();
    // Four digits are a year.
    ((1..=2).contains(&count) && !rest.is_empty()).then_some(rest.len())
}

/// Returns where the name of the original may end in that of a copy that is called one, the last
/// place first.
fn marked(stem: &str) -> Vec<usize> {
    let mark = MARKS.as_ref().and_then(|marks| marks.find(stem));
    let Some(mark) = mark else { return Vec::new() };
    // The separator may stand before the name of a person or a computer, which is before the word.
    let ends = stem[..mark.end()]
        .char_indices()
        .filter(|(at, c)| *at <= mark.start() && SEPARATORS.contains(c))
        .map(|(at, _)| stem[..at].trim_end().len());
    let mut ends: Vec<usize> = ends.filter(|end| *end > 0).collect();
    ends.dedup();
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_the_name_of_its_original_and_a_word_or_number_behind_it() {
        let is_copy = |name: &str, original: &str| originals(name).any(|found| found == original);
        for (name, original) in [
            ("雪 2.md", "雪.md"),
            ("雪 (1).md", "雪.md"),
            ("雪(1).md", "雪.md"),
            ("雪（12）.md", "雪.md"),
            ("雪 - 副本.md", "雪.md"),
            ("雪 - 副本 (2).md", "雪.md"),
            ("雪 副本 2.md", "雪.md"),
            ("snow copy.md", "snow.md"),
            ("snow - Copy (3).md", "snow.md"),
            ("雪 的冲突副本 2026-11-30.md", "雪.md"),
            ("雪 (何青禾 的冲突副本 2026-11-30).md", "雪.md"),
            ("雪(冲突文件_何青禾_2026-11-30).md", "雪.md"),
            ("雪的冲突副本.md", "雪.md"),
            ("a b (PC’s conflicted copy 2026-11-30).png", "a b.png"),
            ("snow (conflicted copy 2026-11-30 101010).md", "snow.md"),
            ("snow.sync-conflict-20261130-101010-ABCDEFG.md", "snow.md"),
            ("snow (SFConflict he@news 2026-11-30).md", "snow.md"),
            ("2026-11-29-snow 2.md", "2026-11-29-snow.md"),
            ("snow.md.orig", "snow.md"),
            ("snow.md.bak", "snow.md"),
        ] {
            assert!(is_copy(name, original), "{name}");
        }
        for (name, original) in [
            ("年报 2026.md", "年报.md"),
            ("武装冲突.md", "武装.md"),
            ("营业执照副本.pdf", "营业执照.pdf"),
            ("snow2.md", "snow.md"),
            ("photocopy.md", "photo.md"),
            ("city-conflict.md", "city.md"),
            ("雪 2.md", "雪.png"),
            (" 2.md", ".md"),
            ("(1).md", ".md"),
            ("2.md", ".md"),
            ("snow.md", "snow.md"),
            ("orig", ""),
        ] {
            assert!(!is_copy(name, original), "{name}");
        }
    }
}
