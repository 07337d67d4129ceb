//! Assets, named by their bytes; style sheets are minified and lead to the names of others.

use std::collections::{BTreeMap, BTreeSet};

use super::files::{Asset, Files, last};
use super::minify::{Link, Sheet};
use super::script;
use crate::base::path::SitePath;
use crate::base::url::{Url, split_scheme};
use crate::content::config::Config;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span, nearest};

/// What a style sheet names and the theme does not have; the site may have it.
pub(super) struct Missing {
    /// Where it is named.
    span: Span,
    /// As it is written.
    text: String,
    /// The address that it leads to; `None` if that is out of the site.
    url: Option<Url>,
    /// What seems to be meant.
    near: Option<String>,
}

impl Missing {
    /// Reports it, if the site does not have it either.
    pub(super) fn problem(&self, is_there: impl Fn(&Url) -> bool) -> Option<Diagnostic> {
        if self.url.as_ref().is_some_and(is_there) {
            return None;
        }
        let problem = Diagnostic::new(code::MISSING_STYLE_SHEET_FILE, self.span.clone())
            .with("url", &self.text);
        Some(match &self.near {
            Some(near) => problem.with("nearest", near).hint("nearest"),
            None => problem,
        })
    }
}

/// Names every asset by its bytes; style sheets last, since they name other assets.
pub(super) fn assets(
    files: &Files,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Asset>, Vec<Missing>) {
    let mut sheets = Sheets {
        files,
        prefix: &config.prefix,
        assets: BTreeMap::new(),
        missing: Vec::new(),
        problems,
        open: Vec::new(),
        done: BTreeSet::new(),
    };
    let (styles, others): (Vec<_>, Vec<_>) = files
        .below("assets")
        .filter(|(name, _)| !is_left_out(name, files, config))
        .partition(|(name, _)| name.ends_with(".css"));
    for (name, bytes) in others {
        let is_own = files.paths.is_own(&format!("assets/{name}"));
        let bytes = if name.ends_with(".js") && !is_own {
            script::slim(bytes)
        } else {
            bytes.to_vec()
        };
        let asset = Asset::new(name, bytes);
        sheets.assets.insert(name.to_owned(), asset);
    }
    for (name, _) in styles {
        sheets.add(name);
    }
    (sheets.assets, sheets.missing)
}

/// Returns true if an asset of the built-in theme belongs to what the site does not have.
fn is_left_out(name: &str, files: &Files, config: &Config) -> bool {
    let is_wanted = match name {
        "aids.js" => config.reading_aids,
        "elder.css" => config.elder,
        "search.js" => config.search.is_some(),
        _ => true,
    };
    !is_wanted && !files.paths.is_own(&format!("assets/{name}"))
}

/// Adds style sheets to the assets: one that is imported before the one that imports it, since the
/// name of the second holds the name of the first.
struct Sheets<'a> {
    files: &'a Files,
    /// The path prefix of the site.
    prefix: &'a str,
    /// Where they are added; all other assets are there.
    assets: BTreeMap<String, Asset>,
    /// What was not found.
    missing: Vec<Missing>,
    problems: &'a mut Vec<Diagnostic>,
    /// Those that import the one at hand.
    open: Vec<String>,
    /// Those that were read.
    done: BTreeSet<String>,
}

impl Sheets<'_> {
    /// Adds one, by its name below `assets/`, after those that it imports.
    fn add(&mut self, name: &str) {
        let Some(bytes) = self.files.get(&format!("assets/{name}")) else {
            return;
        };
        if !self.done.insert(name.to_owned()) {
            return;
        }
        let text = String::from_utf8_lossy(bytes);
        let file = self.files.paths.path(&format!("assets/{name}"));
        let sheet = match Sheet::read(&text) {
            Ok(sheet) => sheet,
            Err((reason, at)) => {
                let problem = Diagnostic::new(code::STYLE_SHEET_SYNTAX, Span::new(&file, at..at))
                    .with("reason", reason);
                return self.problems.push(problem);
            }
        };
        self.open.push(name.to_owned());
        let mut urls = Vec::new();
        for link in &sheet.links {
            let published = self.published(name, link, &file);
            urls.push(published.unwrap_or_else(|| link.url.clone()));
        }
        self.open.pop();
        let css = sheet.with(&urls).into_bytes();
        self.assets.insert(name.to_owned(), Asset::new(name, css));
    }

    /// Returns the published address of what a style sheet names, relative to it; `None` if
    /// that is no asset.
    fn published(&mut self, name: &str, link: &Link, file: &SitePath) -> Option<String> {
        let written = link.url.as_str();
        if written.is_empty() || written.starts_with(['#', '?']) || written.starts_with("//") {
            return None;
        }
        if split_scheme(written).is_some() {
            return None;
        }
        let url = if let Some(rest) = written
            .strip_prefix(self.prefix)
            .filter(|rest| rest.starts_with('/'))
        {
            Url::parse(rest)
        } else if written.starts_with('/') {
            // What is beside the folder of the site is not the site's.
            return None;
        } else {
            Url::parse(&format!(
                "/assets/{}/{written}",
                SitePath::new(name).folder()
            ))
        };
        let asset = url
            .as_ref()
            .and_then(|url| url.as_str().strip_prefix("/assets/"));
        let is_known =
            asset.is_some_and(|asset| self.files.get(&format!("assets/{asset}")).is_some());
        if let Some(asset) = asset.filter(|_| is_known && !written.starts_with('/')) {
            if let Some(start) = self.open.iter().position(|open| open == asset) {
                let circle: Vec<&str> = self.open[start..].iter().map(String::as_str).collect();
                self.problems
                    .push(circular(Span::new(file, link.range.clone()), &circle));
                return None;
            }
            if asset.ends_with(".css") {
                self.add(asset);
            }
            // Style sheets and what they name all lie below /assets/: relative addresses need no
            // prefix.
            let up = "../".repeat(name.matches('/').count());
            let published = self.assets.get(asset)?.url.href("");
            let rest = &written[written.find(['?', '#']).unwrap_or(written.len())..];
            return Some(format!(
                "{up}{}{rest}",
                published.trim_start_matches("/assets/")
            ));
        }
        let near = asset.and_then(|asset| self.near(name, asset));
        let span = Span::new(file, link.range.clone());
        // A rule that is printed twice, with prefixes of browsers say, names it twice.
        if !self.missing.iter().any(|missing| missing.span == span) {
            self.missing.push(Missing {
                span,
                text: written.to_owned(),
                url,
                near,
            });
        }
        None
    }

    /// Finds the asset that seems to be meant, as it is written in the style sheet `name`: one of
    /// the same name in a different folder, or the nearest.
    fn near(&self, name: &str, asset: &str) -> Option<String> {
        let known: Vec<&str> = self.files.below("assets").map(|(name, _)| name).collect();
        let same_name = known.iter().find(|k| last(k) == last(asset)).copied();
        let near = same_name.or_else(|| nearest(asset, known.iter().copied()))?;
        let folder = SitePath::new(name).folder().to_owned();
        Some(match near.strip_prefix(&format!("{folder}/")) {
            Some(below) => below.to_owned(),
            None => format!("{}{near}", "../".repeat(name.matches('/').count())),
        })
    }
}

/// Reports a circle of files, each of which names the next and the last one the first, at the place
/// that closes it; the chain starts with the file of that place.
pub(super) fn circular(span: Span, circle: &[&str]) -> Diagnostic {
    let chain: Vec<&str> = circle.last().into_iter().chain(circle).copied().collect();
    Diagnostic::new(code::CIRCULAR_INCLUDE, span).with("chain", chain.join(" → "))
}
