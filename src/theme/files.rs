//! The files of a theme: the built-in ones and, over them, the site's own of the same name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::embedded::Embedded;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::{self, Config};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, reason};
use crate::source::{Entry, LARGEST_TEXT, Source};

/// The files of `themes/default/`, in the program.
pub(super) const BUILT_IN_FILES: Embedded =
    Embedded(include!(concat!(env!("OUT_DIR"), "/theme.rs")));

/// Where the built-in theme lies in the program's own repository.
pub(super) const BUILT_IN: &str = "themes/default";

/// The folder of templates in which the built-in ones are always found, replaced or not.
pub(super) const DEFAULT: &str = "default/";

/// The folder of what copies of built-in files were made of.
pub(super) const ORIGINALS: &str = "_originals/";

/// The folder of templates that an article may choose, and how their names end.
pub(super) const LAYOUTS: &str = "pages/";
pub(super) const TEMPLATE: &str = ".html";

/// How large a font or picture of a theme may be, in bytes: all of them are in memory.
const LARGEST_ASSET: u64 = 64 * 1024 * 1024;

/// A file of the theme that pages load.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Address, with the hash of the bytes in its name.
    pub url: Url,
    /// The bytes as published.
    pub bytes: Arc<[u8]>,
    /// Hash of the bytes.
    pub digest: Digest,
}

impl Asset {
    /// Makes a file of the theme an asset, by its name below `assets/`.
    pub(super) fn new(name: &str, bytes: Vec<u8>) -> Asset {
        let asset = Asset::made(name, Digest::of(&bytes));
        Asset {
            bytes: bytes.into(),
            ..asset
        }
    }

    /// Makes an asset whose bytes are made when they are asked for, of what has this hash.
    pub(super) fn made(name: &str, digest: Digest) -> Asset {
        let hash = digest.short(10);
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
        Asset {
            url: Url::new(format!("/assets/{stem}.{hash}.{end}")),
            bytes: Arc::default(),
            digest,
        }
    }
}

/// Where the files of a theme lie.
#[derive(Clone)]
pub(super) struct Paths {
    /// The folder of the site's own theme.
    pub(super) root: String,
    /// Files that the site's theme has itself, by their path below its folder.
    pub(super) own: BTreeSet<String>,
}

impl Paths {
    /// Returns true if a file is of the site's own theme.
    pub(super) fn is_own(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// Returns the path of a file of the theme: that of the site's own, or that of the built-in
    /// one.
    pub(super) fn path(&self, name: &str) -> SitePath {
        let root = if self.is_own(name) {
            &self.root
        } else {
            BUILT_IN
        };
        SitePath::new(format!("{root}/{name}"))
    }

    /// Returns the name of a template by its path.
    pub(super) fn template<'p>(&self, path: &'p SitePath) -> Option<&'p str> {
        let path = path.as_str();
        let below = path
            .strip_prefix(&self.root)
            .or_else(|| path.strip_prefix(BUILT_IN))?;
        below.strip_prefix("/templates/")
    }
}

/// Every file of a theme.
pub(super) struct Files {
    pub(super) paths: Paths,
    /// Their bytes, by their path below the theme's folder.
    bytes: BTreeMap<String, Vec<u8>>,
    /// What copies in the site's theme were made of: no part of it.
    originals: BTreeMap<String, Vec<u8>>,
}

/// Returns the folder of a site's theme.
pub(super) fn root(config: &Config) -> String {
    // A configuration that could not be read names no theme, and is reported already.
    let name = if config.theme.is_empty() {
        "default"
    } else {
        &config.theme
    };
    format!("themes/{name}")
}

impl Files {
    /// Gathers the built-in files and, over them, the site's own of the same name.
    pub(super) fn read(source: &Source, config: &Config, problems: &mut Vec<Diagnostic>) -> Files {
        let built_in = BUILT_IN_FILES.iter();
        let built_in = built_in.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
        let mut files = Files {
            bytes: built_in.collect(),
            originals: BTreeMap::new(),
            paths: Paths {
                root: root(config),
                own: BTreeSet::new(),
            },
        };
        files.read_own(source, config, problems);
        files
    }

    /// Returns the templates that the site's theme has itself, by their names.
    pub(super) fn own_templates(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let below = self.below("templates");
        below
            .filter(|(name, _)| self.paths.is_own(&format!("templates/{name}")))
            .map(|(name, bytes)| (name, String::from_utf8_lossy(bytes)))
    }

    /// Returns the text of the built-in file that a copy was made of, if it is kept.
    pub(super) fn original(&self, name: &str) -> Option<String> {
        String::from_utf8(self.originals.get(name)?.clone()).ok()
    }

    /// Sets the bytes of a file.
    pub(super) fn set(&mut self, name: String, bytes: Vec<u8>) {
        self.bytes.insert(name, bytes);
    }

    fn read_own(&mut self, source: &Source, config: &Config, problems: &mut Vec<Diagnostic>) {
        let root = &self.paths.root;
        let walked = source.walk(root);
        let is_walked = walked.problems.is_empty();
        let own = walked.into_value(problems);
        // A file in the place of the folder is no theme.
        let own: Vec<(&Entry, &str)> = own
            .iter()
            .filter_map(|f| Some((f, f.path.as_str().strip_prefix(root)?.strip_prefix('/')?)))
            .collect();
        if own.is_empty() && root != BUILT_IN && is_walked {
            problems.push(absent(source, config, root));
        }
        for (entry, name) in own {
            let is_text = !name.starts_with("assets/") || name.ends_with(".css");
            let most = if is_text { LARGEST_TEXT } else { LARGEST_ASSET };
            match source.read_stamped(&entry.path, most) {
                Ok((bytes, _)) => self.keep(name, bytes),
                // An asset may be larger than a text, and what is said of a text names the size of
                // one.
                Err(error) if !is_text && error.kind() == io::ErrorKind::FileTooLarge => {
                    problems.push(
                        Diagnostic::new(code::UNREADABLE_FILE, Span::file(&entry.path))
                            .with("reason", reason(&error)),
                    );
                }
                Err(error) => problems.push(source.unreadable(&entry.path, &error)),
            }
        }
    }

    /// Keeps a file of the site's theme, or what one was made of.
    fn keep(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some(copy) = name.strip_prefix(ORIGINALS) {
            self.originals.insert(copy.to_owned(), bytes);
        } else {
            self.paths.own.insert(name.to_owned());
            self.bytes.insert(name.to_owned(), bytes);
        }
    }

    /// Returns the bytes of a file.
    pub(super) fn get(&self, name: &str) -> Option<&[u8]> {
        self.bytes.get(name).map(Vec::as_slice)
    }

    /// Returns the files below a folder, by their names there.
    pub(super) fn below<'f>(
        &'f self,
        folder: &'static str,
    ) -> impl Iterator<Item = (&'f str, &'f [u8])> {
        self.bytes.iter().filter_map(move |(path, bytes)| {
            let name = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((name, bytes.as_slice()))
        })
    }

    /// Returns the hash of all names and bytes.
    pub(super) fn digest(&self) -> Digest {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        for (name, bytes) in &self.bytes {
            hasher.update(&(name.len() as u64).to_le_bytes());
            hasher.update(name.as_bytes());
            hasher.update(&(bytes.len() as u64).to_le_bytes());
            hasher.update(bytes);
        }
        Digest(hasher.digest128())
    }
}

/// Reports that a theme is not there, or has no file.
fn absent(source: &Source, config: &Config, root: &str) -> Diagnostic {
    let at = SitePath::new(config::PATH);
    let span = config
        .theme_at
        .clone()
        .map_or_else(|| Span::file(&at), |range| Span::new(&at, range));
    if source.is_folder(&SitePath::new(root)) {
        return Diagnostic::new(code::EMPTY_THEME, span).with("theme", &config.theme);
    }
    let files = source.walk("themes").value;
    let folders = files
        .iter()
        .filter_map(|f| Some(f.path.as_str().strip_prefix("themes/")?.split_once('/')?.0));
    Diagnostic::new(code::UNKNOWN_THEME, span)
        .with("theme", &config.theme)
        .nearest(&config.theme, folders.chain(["default"]))
}

/// Returns the last part of a path, in lower case.
pub(super) fn last(path: &str) -> String {
    path.rsplit('/').next().unwrap_or_default().to_lowercase()
}

/// Returns the byte of a line, counted from 0, and a column, counted in characters from 1.
pub(super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text[start..].char_indices().nth(column.saturating_sub(1));
    rest.map_or(text.len(), |(i, _)| start + i)
}
