//! Templates, assets and wording: the built-in theme under the site's own.

pub(crate) mod limits;
mod scan;
mod lint;
mod style;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rust_embed::Embed;
use serde::{Serialize, Serializer};
use tera::{ErrorKind, Tera};

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::Config;
use crate::content::yaml::{self, Value};
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Checked, Diagnostic, Span, reason};
use crate::source::{self, LARGEST_TEXT, Source};

use self::limits::Fault;
use self::scan::Names;
use self::style::{Lost, Sheets};

/// The files of `themes/default/`, in the program.
#[derive(Embed)]
#[folder = "themes/default/"]
struct BuiltIn;

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
    fn new(name: &str, bytes: Vec<u8>) -> Asset {
        let digest = Digest::of(&bytes);
        let hash = digest.short(10);
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
        Asset {
            url: Url::new(format!("/assets/{stem}.{hash}.{end}")),
            bytes: bytes.into(),
            digest,
        }
    }
}

/// A theme, ready to set pages.
pub struct Theme {
    tera: Arc<Tera>,
    /// It has templates of its own, which may not come to an end.
    is_watched: bool,
    /// Templates that did not.
    endless: Mutex<BTreeMap<String, Code>>,
    assets: BTreeMap<String, Asset>,
    words: BTreeMap<String, String>,
    texts: BTreeMap<SitePath, Arc<str>>,
    digest: Digest,
    root: String,
    /// Files that the site's theme has itself, by their path below its folder.
    own: BTreeSet<String>,
    /// What its style sheets name and it does not have.
    lost: Vec<Lost>,
}

/// Data that many pages show, which the template engine takes in once and not for each of them.
#[derive(Clone, Debug)]
pub struct Ready<T> {
    data: T,
    value: tera::Value,
}

impl<T: Serialize> Ready<T> {
    /// Takes data in.
    pub fn shared(data: T) -> Arc<Ready<T>> {
        // Plain structs of texts: the engine has a value for each.
        let value = tera::Value::from_serializable(&data);
        Arc::new(Ready { data, value })
    }
}

impl<T> Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.data
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// The words of the site's own theme, as far as they are read.
struct OwnWords {
    /// The files that are read for the language of the site, there or not.
    files: BTreeSet<String>,
    /// Keys of the built-in ones.
    built_in: BTreeSet<String>,
    /// Keys of its own, with their places.
    keys: Vec<(String, Span)>,
}

/// Where the built-in theme lies in the program's own repository.
const BUILT_IN: &str = "themes/default";

/// How large a font or picture of a theme may be, in bytes: all of them are in memory.
const LARGEST_ASSET: u64 = 64 * 1024 * 1024;

/// Every file of a theme by its path below the theme's folder.
type Files = BTreeMap<String, Vec<u8>>;

impl Theme {
    /// Loads the site's theme over the built-in one.
    pub fn load(source: &Source, config: &Config) -> Checked<Theme> {
        let mut problems = Vec::new();
        // A configuration that could not be read names no theme, and that is told already.
        let name = if config.theme.is_empty() {
            "default"
        } else {
            &config.theme
        };
        let root = format!("themes/{name}");
        let (files, own) = files(source, config, &root, &mut problems);
        let mut theme = Theme {
            tera: Arc::default(),
            is_watched: own.iter().any(|name| name.starts_with("templates/")),
            endless: Mutex::default(),
            assets: BTreeMap::new(),
            words: BTreeMap::new(),
            texts: BTreeMap::new(),
            digest: digest(&files),
            root,
            own,
            lost: Vec::new(),
        };
        let words = theme.read_words(&files, config, &mut problems);
        theme.read_assets(&files, config, &mut problems);
        if theme.read_templates(&files, &mut problems) {
            lint::check(&theme, &files, &words, &mut problems);
        }
        Checked {
            value: theme,
            problems,
        }
    }

    /// Returns the assets by name.
    pub fn assets(&self) -> impl Iterator<Item = (&String, &Asset)> {
        self.assets.iter()
    }

    /// Returns an asset.
    pub fn asset(&self, name: &str) -> Option<&Asset> {
        self.assets.get(name)
    }

    /// Returns a built-in word; its key where it has none.
    pub fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// Returns all built-in words.
    pub fn words(&self) -> &BTreeMap<String, String> {
        &self.words
    }

    /// Returns the hash of everything that the theme is.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// Returns true if it has templates of its own, which may not come to an end.
    pub(crate) fn is_watched(&self) -> bool {
        self.is_watched
    }

    /// Returns the text of a file of the theme, for excerpts.
    pub fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }

    /// Makes what every template sees besides its page.
    pub fn share(&mut self, site: &impl Serialize) {
        let words = self.words.clone();
        let global = Arc::make_mut(&mut self.tera).global_context();
        global.insert("site", site);
        global.insert("words", &words);
    }

    /// Sets a page.
    pub fn render(&self, template: &str, context: tera::Context) -> Result<Vec<u8>, Diagnostic> {
        if self.is_watched
            && let Some(code) = self.endless().get(template).copied()
        {
            return Err(self.excess(code, template));
        }
        let page = match self.is_watched {
            true => limits::draw_watched(&self.tera, template, context),
            false => limits::draw(&self.tera, template, &context),
        };
        page.map_err(|fault| {
            let code = match fault {
                Fault::Template(error) => {
                    return self.problem(code::TEMPLATE_FAILED, template, &error);
                }
                Fault::Size => return self.excess(code::PAGE_TOO_LARGE, template),
                Fault::Time => code::TEMPLATE_TIMEOUT,
                Fault::Memory => code::TEMPLATE_OUT_OF_MEMORY,
            };
            // Its thread goes on, so none is given to it again.
            self.endless().insert(template.to_owned(), code);
            self.excess(code, template)
        })
    }

    fn endless(&self) -> MutexGuard<'_, BTreeMap<String, Code>> {
        self.endless.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Words that a template makes or takes too much.
    fn excess(&self, code: Code, template: &str) -> Diagnostic {
        let path = self.path(&format!("templates/{template}"));
        Diagnostic::new(code, Span::file(&path)).with("template", template)
    }

    /// Returns the path of a file of the theme: that of the site's own, or that of the built-in
    /// one.
    fn path(&self, name: &str) -> SitePath {
        let root = if self.own.contains(name) {
            &self.root
        } else {
            BUILT_IN
        };
        SitePath::new(format!("{root}/{name}"))
    }

    /// Finds what the style sheets name and neither theme nor site has.
    pub fn missing(&self, is_there: impl Fn(&Url) -> bool) -> Vec<Diagnostic> {
        self.lost
            .iter()
            .filter_map(|lost| lost.problem(&is_there))
            .collect()
    }

    /// Reads the built-in words of the site's language over the Chinese ones, and the site's own
    /// over these.
    fn read_words(
        &mut self,
        files: &Files,
        config: &Config,
        problems: &mut Vec<Diagnostic>,
    ) -> OwnWords {
        let primary = config.language.split('-').next().unwrap_or_default();
        let names = ["zh", config.wording().code(), primary].map(|l| format!("words/{l}.yaml"));
        for name in &names {
            if let Some(bytes) = BuiltIn::get(name) {
                let path = SitePath::new(format!("{BUILT_IN}/{name}"));
                self.words.extend(
                    words(&path, &bytes.data, problems)
                        .into_iter()
                        .map(|w| (w.key, w.text)),
                );
            }
        }
        let mut own = OwnWords {
            files: names.into(),
            built_in: self.words.keys().cloned().collect(),
            keys: Vec::new(),
        };
        for name in own.files.iter().filter(|n| self.own.contains(*n)) {
            let path = self.path(name);
            for word in words(&path, files.get(name).map_or(&[], Vec::as_slice), problems) {
                own.keys
                    .push((word.key.clone(), Span::new(&path, word.range)));
                self.words.insert(word.key, word.text);
            }
        }
        own
    }

    /// Names every asset by its bytes; style sheets last, since they name other assets.
    fn read_assets(&mut self, files: &Files, config: &Config, problems: &mut Vec<Diagnostic>) {
        let assets = || {
            files
                .iter()
                .filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, bytes)))
        };
        let is_style = |name: &str| name.ends_with(".css");
        let plain = assets().filter(|(name, _)| !is_style(name));
        let mut found: BTreeMap<String, Asset> = plain
            .map(|(name, bytes)| (name.to_owned(), Asset::new(name, bytes.clone())))
            .collect();
        let mut lost = Vec::new();
        let mut sheets = Sheets {
            files,
            path: &|name| self.path(name),
            prefix: &config.prefix,
            assets: &mut found,
            lost: &mut lost,
            problems,
            open: Vec::new(),
            done: BTreeSet::new(),
        };
        assets()
            .filter(|(name, _)| is_style(name))
            .for_each(|(name, _)| sheets.add(name));
        (self.assets, self.lost) = (found, lost);
    }

    /// Hands the templates to the engine; tells whether they fit together.
    fn read_templates(&mut self, files: &Files, problems: &mut Vec<Diagnostic>) -> bool {
        let before = problems.len();
        let mut templates = Vec::new();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("templates/") else {
                continue;
            };
            match source::text(&self.path(path), bytes.clone()) {
                Ok(text) => {
                    self.texts.insert(self.path(path), Arc::from(text.as_str()));
                    templates.push((name.to_owned(), text));
                }
                Err(problem) => problems.push(problem),
            }
        }
        // The engine finds some circles only by running out of memory, and names the wrong file for
        // the others.
        let circles = lint::circles(self, &templates);
        let has_circle = !circles.is_empty();
        problems.extend(circles);
        match Arc::make_mut(&mut self.tera).add_raw_templates(templates) {
            Err(error) if !(has_circle && is_circle(&error)) => {
                problems.push(self.problem(code::TEMPLATE_SYNTAX, "base.html", &error));
            }
            _ if has_circle => self.tera = Arc::default(),
            _ => {}
        }
        problems.len() == before
    }

    /// Words an error of the template engine, at its place in the template.
    fn problem(&self, code: Code, template: &str, error: &tera::Error) -> Diagnostic {
        let text = || error.to_string();
        let (name, range, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename().to_owned(),
                report.span().range.clone(),
                report.message().to_owned(),
            ),
            ErrorKind::MissingParent { current, parent } => {
                let names = self
                    .templates()
                    .find(|(name, _)| name == current)
                    .map(|(_, text)| Names::of(text));
                let named =
                    names.and_then(|n| n.templates.into_iter().find(|named| named.name == *parent));
                (
                    current.clone(),
                    named.map_or(0..0, |named| named.range),
                    format!("Unknown template `{parent}`"),
                )
            }
            _ => self.reported(&text()).unwrap_or_else(|| {
                let is_named = |name: &&str| text().contains(&format!("`{name}`"));
                let own = self
                    .own
                    .iter()
                    .filter_map(|path| path.strip_prefix("templates/"))
                    .find(is_named);
                (own.unwrap_or(template).to_owned(), 0..0, text())
            }),
        };
        let path = self.path(&format!("templates/{name}"));
        let problem = Diagnostic::new(code, Span::new(&path, range)).with("template", name);
        let asked = reason
            .strip_prefix("Unknown template `")
            .and_then(|rest| rest.strip_suffix('`'));
        let problem = match asked {
            Some(asked) => problem.nearest(asked, self.templates().map(|(name, _)| name)),
            None => problem,
        };
        problem.with("reason", reason)
    }

    /// Returns the templates by name.
    fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().filter_map(|(path, text)| {
            let below = path
                .as_str()
                .strip_prefix(&self.root)
                .or_else(|| path.as_str().strip_prefix(BUILT_IN))?;
            Some((below.strip_prefix("/templates/")?, &**text))
        })
    }

    /// Finds name and place in an error that the engine hands over as text: `error: …\n -->
    /// name:line:column`.
    fn reported(&self, text: &str) -> Option<(String, Range<usize>, String)> {
        let (reason, rest) = text.split_once("--> ")?;
        let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
        let column: usize = place.next()?.parse().ok()?;
        let line: usize = place.next()?.parse().ok()?;
        let name = place.next()?.to_owned();
        let source = self.texts.get(&self.path(&format!("templates/{name}")))?;
        let at = offset(source, line.checked_sub(1)?, column);
        Some((
            name,
            at..at,
            reason.trim().trim_start_matches("error: ").to_owned(),
        ))
    }
}

/// A line of a list of words.
struct Word {
    key: String,
    text: String,
    /// Place of the key.
    range: Range<usize>,
}

/// Reads a list of words.
fn words(path: &SitePath, bytes: &[u8], problems: &mut Vec<Diagnostic>) -> Vec<Word> {
    let read = source::text(path, bytes.to_vec());
    let mut found = Vec::new();
    match read
        .and_then(|text| yaml::parse_file(path, &text))
        .map(|n| n.value)
    {
        Ok(Value::Map(pairs)) => {
            for (key, value) in pairs {
                let range = key.span.clone();
                if matches!(value.value, Value::List(_) | Value::Map(_)) {
                    problems.push(Diagnostic::new(
                        code::INVALID_WORD_LIST,
                        Span::new(path, range.clone()),
                    ));
                }
                let text = value.as_text().unwrap_or_default().to_owned();
                found.extend(key.as_text().map(|key| Word {
                    key: key.to_owned(),
                    text,
                    range,
                }));
            }
        }
        Ok(_) => problems.push(Diagnostic::new(code::INVALID_WORD_LIST, Span::file(path))),
        Err(problem) => problems.push(problem),
    }
    found
}

/// Tells whether templates name each other in a circle.
fn is_circle(error: &tera::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::CircularExtend { .. } | ErrorKind::CircularInclude { .. }
    )
}

/// Returns the byte of a line, counted from 0, and a column, counted in characters from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text[start..].char_indices().nth(column.saturating_sub(1));
    rest.map_or(text.len(), |(i, _)| start + i)
}

/// Gathers the built-in files and, over them, the site's own of the same name.
fn files(
    source: &Source,
    config: &Config,
    root: &str,
    problems: &mut Vec<Diagnostic>,
) -> (Files, BTreeSet<String>) {
    let mut files: Files = BuiltIn::iter()
        .filter_map(|name| Some((name.to_string(), BuiltIn::get(&name)?.data.into_owned())))
        .collect();
    let mut names = BTreeSet::new();
    let before = problems.len();
    let own = source.walk(root).into_value(problems);
    // A file in the place of the folder is no theme.
    let own: Vec<_> = own
        .iter()
        .filter_map(|f| Some((f, f.path.as_str().strip_prefix(root)?.strip_prefix('/')?)))
        .collect();
    if own.is_empty() && root != BUILT_IN && problems.len() == before {
        problems.push(absent(source, config, root));
    }
    for (entry, name) in own {
        let is_text = !name.starts_with("assets/") || name.ends_with(".css");
        match source.read_stamped(
            &entry.path,
            if is_text { LARGEST_TEXT } else { LARGEST_ASSET },
        ) {
            Ok((bytes, _)) => {
                names.insert(name.to_owned());
                files.insert(name.to_owned(), bytes);
            }
            // An asset may be larger than a text, and what is said of a text names the size of one.
            Err(error) if !is_text && error.kind() == io::ErrorKind::FileTooLarge => {
                problems.push(
                    Diagnostic::new(code::UNREADABLE_FILE, Span::file(&entry.path))
                        .with("reason", reason(&error)),
                );
            }
            Err(error) => problems.push(source.unreadable(&entry.path, &error)),
        }
    }
    (files, names)
}

/// Words that a theme is not there, or has no file.
fn absent(source: &Source, config: &Config, root: &str) -> Diagnostic {
    let at = SitePath::new(crate::content::config::PATH);
    let span = config
        .theme_at
        .clone()
        .map_or_else(|| Span::file(&at), |range| Span::new(&at, range));
    let problem = |code| Diagnostic::new(code, span).with("theme", &config.theme);
    if source.is_folder(&SitePath::new(root)) {
        return problem(code::EMPTY_THEME);
    }
    let files = source.walk("themes").value;
    let folders = files
        .iter()
        .filter_map(|f| Some(f.path.as_str().strip_prefix("themes/")?.split_once('/')?.0));
    problem(code::UNKNOWN_THEME).nearest(&config.theme, folders.chain(["default"]))
}

fn digest(files: &Files) -> Digest {
    let mut hasher = xxhash_rust::xxh3::Xxh3::new();
    for (name, bytes) in files {
        hasher.update(&(name.len() as u64).to_le_bytes());
        hasher.update(name.as_bytes());
        hasher.update(&(bytes.len() as u64).to_le_bytes());
        hasher.update(bytes);
    }
    Digest(hasher.digest128())
}
