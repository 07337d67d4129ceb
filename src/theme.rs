//! Templates, assets and wording: the built-in theme under the site's own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use lightningcss::dependencies::{Dependency, DependencyOptions};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use rust_embed::Embed;
use tera::{ErrorKind, Tera};

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Span, reason};
use crate::path::SitePath;
use crate::source::{self, Digest, Source};
use crate::url::Url;
use crate::yaml::{self, Value};

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

/// A theme, ready to set pages.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Asset>,
    words: BTreeMap<String, String>,
    texts: BTreeMap<SitePath, Arc<str>>,
    digest: Digest,
    root: String,
    /// Files that the site's theme has itself, by their path below its folder.
    own: BTreeSet<String>,
}

/// Where the built-in theme lies in the program's own repository.
const BUILT_IN: &str = "themes/default";

/// Every file of a theme by its path below the theme's folder.
type Files = BTreeMap<String, Vec<u8>>;

impl Theme {
    /// Loads the site's theme over the built-in one.
    pub fn load(source: &Source, config: &Config) -> Checked<Theme> {
        let mut problems = Vec::new();
        // A configuration that could not be read names no theme, and that is told already.
        let name = if config.theme.is_empty() { "default" } else { &config.theme };
        let root = format!("themes/{name}");
        let (files, own) = files(source, config, &root, &mut problems);
        let mut theme = Theme {
            tera: Tera::new(),
            assets: BTreeMap::new(),
            words: BTreeMap::new(),
            texts: BTreeMap::new(),
            digest: digest(&files),
            root,
            own,
        };
        theme.read_words(&files, config, &mut problems);
        theme.read_assets(&files, &mut problems);
        theme.read_templates(files, &mut problems);
        Checked { value: theme, problems }
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

    /// Returns the text of a file of the theme, for excerpts.
    pub fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }

    /// Makes what every template sees besides its page.
    pub fn share(&mut self, site: &impl serde::Serialize) {
        let words = self.words.clone();
        let global = self.tera.global_context();
        global.insert("site", site);
        global.insert("words", &words);
    }

    /// Sets a page.
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::with_capacity(16 * 1024);
        self.tera.render_to(template, context, &mut bytes).map_err(|e| self.problem("E0502", template, &e))?;
        Ok(bytes)
    }

    /// Returns the path of a file of the theme: that of the site's own, or that of the built-in one.
    fn path(&self, name: &str) -> SitePath {
        let root = if self.own.contains(name) { &self.root } else { BUILT_IN };
        SitePath::new(format!("{root}/{name}"))
    }

    /// Reads the built-in words of the site's language over the Chinese ones, and the site's own over these.
    fn read_words(&mut self, files: &Files, config: &Config, problems: &mut Vec<Diagnostic>) {
        let primary = config.language.split('-').next().unwrap_or_default();
        let names = ["zh", config.wording().code(), primary].map(|l| format!("words/{l}.yaml"));
        for name in &names {
            if let Some(bytes) = BuiltIn::get(name) {
                self.add_words(&SitePath::new(format!("{BUILT_IN}/{name}")), bytes.data.into_owned(), problems);
            }
        }
        for name in names.iter().filter(|n| self.own.contains(*n)).cloned().collect::<BTreeSet<_>>() {
            let bytes = files.get(&name).cloned().unwrap_or_default();
            self.add_words(&self.path(&name), bytes, problems);
        }
    }

    fn add_words(&mut self, path: &SitePath, bytes: Vec<u8>, problems: &mut Vec<Diagnostic>) {
        let read = source::text(path, bytes);
        match read.and_then(|text| yaml::parse(path, &text, 0..text.len())).map(|n| n.value) {
            Ok(Value::Map(pairs)) => self.words.extend(
                pairs
                    .iter()
                    .filter_map(|(k, v)| Some((k.as_text()?.to_owned(), v.as_text().unwrap_or_default().to_owned()))),
            ),
            Ok(_) => problems.push(Diagnostic::error("E0505", Span::file(path))),
            Err(problem) => problems.push(problem),
        }
    }

    /// Names every asset by its bytes; style sheets last, since they name other assets.
    fn read_assets(&mut self, files: &Files, problems: &mut Vec<Diagnostic>) {
        let assets = || files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("assets/")?, bytes)));
        for (name, bytes) in assets().filter(|(name, _)| !name.ends_with(".css")) {
            self.add_asset(name, bytes.clone());
        }
        for (name, bytes) in assets().filter(|(name, _)| name.ends_with(".css")) {
            let css = String::from_utf8_lossy(bytes);
            match self.minify(name, &css) {
                Ok(css) => self.add_asset(name, css.into_bytes()),
                Err((reason, at)) => {
                    let path = self.path(&format!("assets/{name}"));
                    problems.push(Diagnostic::error("E0503", Span::new(&path, at..at)).with("reason", reason));
                }
            }
        }
    }

    fn add_asset(&mut self, name: &str, bytes: Vec<u8>) {
        let digest = Digest::of(&bytes);
        let hash = digest.short(10);
        let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let url = Url::new(format!("/assets/{stem}.{hash}.{end}"));
        self.assets.insert(name.to_owned(), Asset { url, bytes: bytes.into(), digest });
    }

    /// Minifies a style sheet and puts the published names of the assets that it names; an error has its byte.
    fn minify(&self, name: &str, css: &str) -> Result<String, (String, usize)> {
        let whole = |e: String| (e, 0);
        let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|e| {
            let at = e.loc.as_ref().map_or(0, |l| offset(css, l.line as usize, l.column as usize));
            (e.kind.to_string(), at)
        })?;
        sheet.minify(MinifyOptions::default()).map_err(|e| whole(e.to_string()))?;
        let dependencies = Some(DependencyOptions { remove_imports: false });
        let options = PrinterOptions { minify: true, analyze_dependencies: dependencies, ..PrinterOptions::default() };
        let printed = sheet.to_css(options).map_err(|e| whole(e.to_string()))?;
        let mut css = printed.code;
        let folder = SitePath::new(name);
        for dependency in printed.dependencies.unwrap_or_default() {
            let (url, placeholder) = match &dependency {
                Dependency::Url(found) => (&found.url, &found.placeholder),
                Dependency::Import(found) => (&found.url, &found.placeholder),
            };
            let asset = folder.join(url).and_then(|path| self.assets.get(path.as_str()));
            // Style sheets and what they name all lie below /assets/: relative addresses need no prefix.
            let up = "../".repeat(name.matches('/').count());
            let published = asset.map(|a| format!("{up}{}", a.url.as_str().trim_start_matches("/assets/")));
            css = css.replace(placeholder, published.as_deref().unwrap_or(url));
        }
        Ok(css)
    }

    fn read_templates(&mut self, files: Files, problems: &mut Vec<Diagnostic>) {
        let mut templates = Vec::new();
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("templates/") else { continue };
            match source::text(&self.path(&path), bytes) {
                Ok(text) => {
                    self.texts.insert(self.path(&path), Arc::from(text.as_str()));
                    templates.push((name.to_owned(), text));
                }
                Err(problem) => problems.push(problem),
            }
        }
        if let Err(error) = self.tera.add_raw_templates(templates) {
            problems.push(self.problem("E0501", "base.html", &error));
        }
    }

    /// Words an error of the template engine, at its place in the template.
    fn problem(&self, code: &'static str, template: &str, error: &tera::Error) -> Diagnostic {
        let (name, range, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                (report.filename().to_owned(), report.span().range.clone(), report.message().to_owned())
            }
            ErrorKind::MissingParent { current, .. } => (current.clone(), 0..0, error.to_string()),
            _ => self.reported(&error.to_string()).unwrap_or_else(|| (template.to_owned(), 0..0, error.to_string())),
        };
        let path = self.path(&format!("templates/{name}"));
        Diagnostic::error(code, Span::new(&path, range)).with("template", name).with("reason", reason)
    }

    /// Finds name and place in an error that the engine hands over as text: `error: …\n --> name:line:column`.
    fn reported(&self, text: &str) -> Option<(String, Range<usize>, String)> {
        let (reason, rest) = text.split_once("--> ")?;
        let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
        let column: usize = place.next()?.parse().ok()?;
        let line: usize = place.next()?.parse().ok()?;
        let name = place.next()?.to_owned();
        let source = self.texts.get(&self.path(&format!("templates/{name}")))?;
        let at = offset(source, line.checked_sub(1)?, column);
        Some((name, at..at, reason.trim().trim_start_matches("error: ").to_owned()))
    }
}

/// Returns the byte of a line, counted from 0, and a column, counted in characters from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let rest = text[start..].char_indices().nth(column.saturating_sub(1));
    rest.map_or(text.len(), |(i, _)| start + i)
}

/// Gathers the built-in files and, over them, the site's own of the same name.
fn files(source: &Source, config: &Config, root: &str, problems: &mut Vec<Diagnostic>) -> (Files, BTreeSet<String>) {
    let mut files: Files =
        BuiltIn::iter().filter_map(|name| Some((name.to_string(), BuiltIn::get(&name)?.data.into_owned()))).collect();
    let mut names = BTreeSet::new();
    let own = source.walk(root).into_value(problems);
    if own.is_empty() && root != BUILT_IN {
        let at = SitePath::new(crate::config::PATH);
        problems.push(Diagnostic::error("E0504", Span::file(&at)).with("theme", &config.theme));
    }
    for entry in own {
        let name = entry.path.as_str()[root.len() + 1..].to_owned();
        match source.read(&entry.path) {
            Ok(bytes) => {
                names.insert(name.clone());
                files.insert(name, bytes);
            }
            Err(error) => {
                problems.push(Diagnostic::error("E0002", Span::file(&entry.path)).with("reason", reason(&error)))
            }
        }
    }
    (files, names)
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
