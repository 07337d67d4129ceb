//! The settings of the newsroom for all documents: site.yaml and the list of terms.

use std::io;

use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::content::config::{self, Config};
use crate::content::copy::{Terms, terms};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Failure};
use crate::source::{self, Source};

/// Reads the configuration, with the hash of what the reading of every other file depends on.
///
/// `base_url` counts instead of the site's own address.
pub(super) fn read(
    source: &Source,
    base_url: Option<&str>,
) -> Result<(Digest, Checked<Config>), Failure> {
    let path = SitePath::new(config::PATH);
    let bytes = source.read(&path);
    if let Err(error) = &bytes
        && !is_refused(error)
    {
        return Err(Failure::io(
            code::UNREADABLE_FOLDER,
            source.on_disk(&path).display(),
            error,
        ));
    }
    let list = SitePath::new(terms::PATH);
    let words = source.read(&list);
    let key = envelope::digest(&(envelope::PROGRAM, bytes.as_ref().ok(), words.as_ref().ok()));
    let mut config = match text(source, &path, bytes) {
        Ok(text) => Config::read(&path, &text),
        Err(problem) => Checked {
            value: Config::default(),
            problems: vec![problem],
        },
    };
    // A site need not have a list of terms; a folder in its place is reported with the other files.
    if words.as_ref().err().is_none_or(is_refused) {
        match text(source, &list, words).map(|text| Terms::read(&list, &text)) {
            Ok(read) => config.value.terms = read.into_value(&mut config.problems),
            Err(problem) => config.problems.push(problem),
        }
    }
    if let Some(url) = base_url
        && !config.value.set_base_url(url)
    {
        return Err(Failure::new(code::INVALID_BASE_URL).with("text", url));
    }
    Ok((key, config))
}

/// Returns true if a file is there, but not one that the program reads.
fn is_refused(error: &io::Error) -> bool {
    source::is_outside(error) || error.kind() == io::ErrorKind::FileTooLarge
}

/// Returns the text of a file.
fn text(source: &Source, path: &SitePath, read: io::Result<Vec<u8>>) -> Result<String, Diagnostic> {
    let bytes = read.map_err(|error| source.unreadable(path, &error))?;
    source::text(path, bytes)
}
