//! The words of a theme, by language.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::files::{BUILT_IN, BUILT_IN_FILES, Files};
use crate::base::path::SitePath;
use crate::content::config::Config;
use crate::content::copy::characters;
use crate::content::yaml::{self, Value};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::source;

/// The words of a theme, for the language of the site.
pub(super) struct Words {
    /// Every word by its key.
    pub(super) texts: BTreeMap<String, String>,
    /// The files that are read for the language of the site, there or not.
    pub(super) files: BTreeSet<String>,
    /// Keys of the built-in ones.
    pub(super) built_in: BTreeSet<String>,
    /// Keys of the site's own theme, with their places.
    pub(super) own: Vec<(String, Span)>,
}

impl Words {
    /// Reads the built-in words of the site's language over the Chinese ones, and the site's own
    /// over these.
    pub(super) fn read(files: &Files, config: &Config, problems: &mut Vec<Diagnostic>) -> Words {
        let primary = config.language.split('-').next().unwrap_or_default();
        let names = ["zh", config.wording().code(), primary].map(|l| format!("words/{l}.yaml"));
        let mut texts = BTreeMap::new();
        for name in &names {
            if let Some(bytes) = BUILT_IN_FILES.get(name) {
                let path = SitePath::new(format!("{BUILT_IN}/{name}"));
                for word in list(&path, bytes, problems) {
                    texts.insert(word.key, word.text);
                }
            }
        }
        let mut words = Words {
            built_in: texts.keys().cloned().collect(),
            texts,
            files: names.into(),
            own: Vec::new(),
        };
        for name in words.files.iter().filter(|name| files.paths.is_own(name)) {
            let path = files.paths.path(name);
            for word in list(&path, files.get(name).unwrap_or_default(), problems) {
                words
                    .own
                    .push((word.key.clone(), Span::new(&path, word.range)));
                words.texts.insert(word.key, word.text);
            }
        }
        words
    }
}

/// A line of a list of words.
pub(super) struct Word {
    pub(super) key: String,
    text: String,
    /// Place of the key.
    range: Range<usize>,
}

/// Reads a list of words.
pub(super) fn list(path: &SitePath, bytes: &[u8], problems: &mut Vec<Diagnostic>) -> Vec<Word> {
    let text = source::text(path, bytes.to_vec());
    let parsed = text.and_then(|text| {
        let node = yaml::parse_file(path, &text, &yaml::Names::NONE)?;
        Ok((text, node))
    });
    let node = match parsed {
        Ok((text, node)) => {
            problems.extend(characters::problems(path, &text, 0..text.len()));
            node
        }
        Err(problem) => {
            problems.push(problem);
            return Vec::new();
        }
    };
    let Value::Map(pairs) = node.value else {
        problems.push(Diagnostic::new(code::INVALID_WORD_LIST, Span::file(path)));
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in pairs {
        let range = key.span.clone();
        if matches!(value.value, Value::List(_) | Value::Map(_)) {
            let span = Span::new(path, range.clone());
            problems.push(Diagnostic::new(code::INVALID_WORD_LIST, span));
        }
        if let Some(key) = key.as_text() {
            found.push(Word {
                key: key.to_owned(),
                text: value.as_text().unwrap_or_default().to_owned(),
                range,
            });
        }
    }
    found
}
