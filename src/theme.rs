//! Templates, assets and wording: the built-in theme under the site's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use rust_embed::Embed;
use tera::{ErrorKind, Tera};

use crate::config::Config;
use crate::diagnostic::{Checked, Diagnostic, Span};
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
}

/// A theme, ready to set pages.
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Asset>,
    words: BTreeMap<String, String>,
    texts: BTreeMap<SitePath, Arc<str>>,
    digest: Digest,
    root: String,
}

/// Every file of a theme by its path below the theme's folder.
type Files = BTreeMap<String, Vec<u8>>;

impl Theme {
    /// Loads the site's theme over the built-in one.
    pub fn load(source: &Source, config: &Config) -> Checked<Theme> {
        let mut problems = Vec::new();
        let root = format!("themes/{}", config.theme);
        let files = files(source, config, &root, &mut problems);
        let mut theme = Theme {
            tera: Tera::new(),
            assets: BTreeMap::new(),
            words: BTreeMap::new(),
            texts: BTreeMap::new(),
            digest: digest(&files),
            root,
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
    pub fn render(&self, template: &str, context: &tera::Context) -> Result<String, Diagnostic> {
        self.tera.render(template, context).map_err(|e| self.problem("E0502", template, &e))
    }

    fn path(&self, name: &str) -> SitePath {
        SitePath::new(format!("{}/{name}", self.root))
    }

    fn read_words(&mut self, files: &Files, config: &Config, problems: &mut Vec<Diagnostic>) {
        let primary = config.language.split('-').next().unwrap_or_default();
        // A language without wording of its own is set in Chinese.
        let names = ["zh", config.wording().code(), primary].map(|l| format!("words/{l}.yaml"));
        for name in names {
            let Some(bytes) = files.get(&name) else { continue };
            let path = self.path(&name);
            let read = source::text(&path, bytes.clone());
            let node = read.and_then(|text| yaml::parse(&path, &text, 0..text.len()));
            match node.map(|n| n.value) {
                Ok(Value::Map(pairs)) => self.words.extend(pairs.iter().filter_map(|(k, v)| {
                    Some((k.as_text()?.to_owned(), v.as_text().unwrap_or_default().to_owned()))
                })),
                Ok(_) => problems.push(Diagnostic::error("E0505", Span::file(&path))),
                Err(problem) => problems.push(problem),
            }
        }
    }

    fn read_assets(&mut self, files: &Files, problems: &mut Vec<Diagnostic>) {
        for (path, bytes) in files {
            let Some(name) = path.strip_prefix("assets/") else { continue };
            let mut bytes = bytes.clone();
            if name.ends_with(".css") {
                match minify(&String::from_utf8_lossy(&bytes)) {
                    Ok(css) => bytes = css.into_bytes(),
                    Err(reason) => {
                        let problem = Diagnostic::error("E0503", Span::file(&self.path(path)));
                        problems.push(problem.with("reason", reason));
                    }
                }
            }
            let hash = Digest::of(&bytes).short(10);
            let (stem, end) = name.rsplit_once('.').unwrap_or((name, "bin"));
            let url = Url::new(format!("/assets/{stem}.{hash}.{end}"));
            self.assets.insert(name.to_owned(), Asset { url, bytes: bytes.into() });
        }
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
            _ => (template.to_owned(), 0..0, error.to_string()),
        };
        let path = self.path(&format!("templates/{name}"));
        Diagnostic::error(code, Span::new(&path, range)).with("template", name).with("reason", reason)
    }
}

/// Gathers the built-in files and, over them, the site's own of the same name.
fn files(source: &Source, config: &Config, root: &str, problems: &mut Vec<Diagnostic>) -> Files {
    let mut files: Files =
        BuiltIn::iter().filter_map(|name| Some((name.to_string(), BuiltIn::get(&name)?.data.into_owned()))).collect();
    let own = source.walk(root).into_value(problems);
    if own.is_empty() && config.theme != "default" {
        let at = SitePath::new(crate::config::PATH);
        problems.push(Diagnostic::error("E0504", Span::file(&at)).with("theme", &config.theme));
    }
    for entry in own {
        let name = entry.path.as_str()[root.len() + 1..].to_owned();
        match source.read(&entry.path) {
            Ok(bytes) => {
                files.insert(name, bytes);
            }
            Err(error) => problems.push(Diagnostic::error("E0002", Span::file(&entry.path)).with("reason", error)),
        }
    }
    files
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

fn minify(css: &str) -> Result<String, String> {
    let mut sheet = StyleSheet::parse(css, ParserOptions::default()).map_err(|e| e.to_string())?;
    sheet.minify(MinifyOptions::default()).map_err(|e| e.to_string())?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|c| c.code).map_err(|e| e.to_string())
}
