//! `open(root, options)`: the whole pipeline on one screen, from the site's files to a snapshot to publish.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::cache::{self, Attachment, Cache};
use crate::config::{self, Config};
use crate::diagnostic::{Checked, Diagnostic, Failure, Span, locate};
use crate::document::{self, Document};
use crate::links;
use crate::page::{Reader, Shared};
use crate::path::SitePath;
use crate::picture::{self, Picture};
use crate::progress::Progress;
use crate::render;
use crate::route::{self, Routes};
use crate::sealed;
use crate::series;
use crate::site::{Site, Visibility};
use crate::source::{self, Digest, Entry, Source, Stamp};
use crate::theme::Theme;

/// What a site is opened with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The clock, and what counts as public.
    pub visibility: Visibility,
    /// Address instead of the site's own.
    pub base_url: Option<String>,
}

/// An immutable snapshot of a site: everything that a build publishes.
pub struct Edition {
    /// The site's files.
    pub source: Source,
    /// The site.
    pub site: Site,
    /// Its theme, ready to set pages.
    pub theme: Theme,
    /// Every address.
    pub routes: Routes,
    /// What many pages show of the configuration.
    pub shared: Shared,
    /// Hash of what all pages share.
    pub base: Digest,
    /// Everything that was found wrong, with its place, in order of file.
    pub problems: Vec<Diagnostic>,
    /// How long each stage took.
    pub stages: Vec<(&'static str, Duration)>,
    /// What is to be kept for the next run, where it differs from what was kept.
    pub cache: Option<Vec<u8>>,
    /// There was a cache that could not be read.
    pub is_cache_lost: bool,
}

impl Edition {
    /// Opens the site at `root`. A bad file is left out and reported; only the environment makes this fail.
    pub fn open(root: &Path, options: &Options) -> Result<Edition, Failure> {
        Edition::open_watched(root, options, &())
    }

    /// Opens the site as [`Edition::open`] does, and tells how far it has come.
    pub fn open_watched(root: &Path, options: &Options, progress: &dyn Progress) -> Result<Edition, Failure> {
        let mut clock = Clock::start();
        let mut problems = Vec::new();
        let source = Source::open(root).map_err(|e| Failure::io("F0002", root.display(), &e))?;
        let (key, config) = config(&source, options)?;
        let config = config.into_value(&mut problems);
        let (cache, is_cache_lost) = cache(&source, key);
        let theme = Theme::load(&source, &config).into_value(&mut problems);
        let files = source.walk("content").into_value(&mut problems);
        clock.mark("walk");
        let reading =
            Reading { source: &source, config: &config, cache: &cache, faulty: !problems.is_empty(), progress };
        let documents = reading.documents(&files).into_value(&mut problems);
        clock.mark("read");
        let complete = documents.len() == files.iter().filter(|f| f.path.extension() == "md").count();
        let attachments = reading.attachments(&files, &documents).into_value(&mut problems);
        let is_known = cache.holds(&documents, &attachments);
        let cache = (!is_known).then(|| Cache::to_bytes(&documents, &attachments, key));
        let site = Site::collect(config, documents, attachments, options.visibility).into_value(&mut problems);
        let shared = Shared::new(&site);
        let routes = route::routes(&site, &theme).into_value(&mut problems);
        clock.mark("collect");
        problems.extend(series::check(&site));
        problems.extend(links::check(&site, &routes, &files));
        if !complete {
            // What nobody uses, or seems to be missing, may well be a matter of an article that was left out.
            problems.retain(|p| !matches!(p.code, "W0406" | "W0602"));
        }
        clock.mark("check");
        let mut edition = Edition {
            source,
            site,
            theme,
            routes,
            shared,
            base: Digest::default(),
            problems,
            stages: clock.stages,
            cache,
            is_cache_lost,
        };
        edition.share(&(key, &options.base_url));
        let mut problems = std::mem::take(&mut edition.problems);
        edition.locate(&mut problems);
        edition.problems = problems;
        Ok(edition)
    }

    /// Returns the reader of its pages.
    pub fn reader(&self) -> Reader<'_> {
        Reader { site: &self.site, theme: &self.theme, routes: &self.routes, shared: &self.shared }
    }

    /// Finds the places of problems and puts them in order.
    pub fn locate(&self, problems: &mut [Diagnostic]) {
        locate(problems, |file| {
            let on_disk = || self.source.read(file).ok().map(|b| Arc::from(String::from_utf8_lossy(&b)));
            self.theme.text(file).or_else(on_disk)
        });
    }

    /// Hands the theme what all pages share; `settings` is whatever else pages depend on.
    fn share(&mut self, settings: &impl serde::Serialize) {
        let data = self.reader().site_data();
        self.base = render::base(self.theme.digest(), &(settings, &data));
        self.theme.share(&data);
    }
}

struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Clock {
        Clock { last: Instant::now(), stages: Vec::new() }
    }

    fn mark(&mut self, stage: &'static str) {
        self.stages.push((stage, self.last.elapsed()));
        self.last = Instant::now();
    }
}

/// Reads the configuration, with the hash of what the reading of every other file depends on.
fn config(source: &Source, options: &Options) -> Result<(Digest, Checked<Config>), Failure> {
    let path = SitePath::new(config::PATH);
    let bytes = source.read(&path).map_err(|e| Failure::io("F0002", source.on_disk(&path).display(), &e))?;
    let key = sealed::digest(&(sealed::PROGRAM, &bytes));
    let mut config = match source::text(&path, bytes) {
        Ok(text) => Config::read(&path, &text),
        Err(problem) => Checked { value: Config::default(), problems: vec![problem] },
    };
    if let Some(url) = &options.base_url
        && !config.value.set_base_url(url)
    {
        return Err(Failure::new("F0008").with("text", url));
    }
    Ok((key, config))
}

/// Reads what earlier runs read; also tells whether there is a cache that is of no use.
fn cache(source: &Source, key: Digest) -> (Cache, bool) {
    let path = SitePath::new(cache::PATH);
    let found = source.stamp(&path).and_then(|stamp| Some((stamp, source.read(&path).ok()?)));
    match found {
        None => (Cache::default(), false),
        Some((stamp, bytes)) => {
            let cache = Cache::from_bytes(&bytes, stamp, key);
            let is_lost = cache.is_none();
            (cache.unwrap_or_default(), is_lost)
        }
    }
}

/// Reads the files of `content/`.
struct Reading<'a> {
    source: &'a Source,
    config: &'a Config,
    cache: &'a Cache,
    progress: &'a dyn Progress,
    /// site.yaml is faulty: a folder that is no category may be one that could not be read.
    faulty: bool,
}

impl Reading<'_> {
    /// Reads every document, in parallel, in the order of `files`.
    fn documents(&self, files: &[Entry]) -> Checked<Vec<Arc<Document>>> {
        let markdown: Vec<&Entry> = files.iter().filter(|f| f.path.extension() == "md").collect();
        self.progress.stage("read", markdown.len());
        let read = |entry: &&Entry| {
            self.progress.step();
            match self.cache.document(entry) {
                Some(document) => Checked { value: Some(document.clone()), problems: Vec::new() },
                None => self.document(entry),
            }
        };
        let read: Vec<Checked<Option<Arc<Document>>>> = markdown.par_iter().map(read).collect();
        let mut found: Checked<Vec<Arc<Document>>> = Checked::default();
        for document in read {
            found.value.extend(document.into_value(&mut found.problems));
        }
        found
    }

    fn document(&self, entry: &Entry) -> Checked<Option<Arc<Document>>> {
        let path = &entry.path;
        let fail = |problem| Checked { value: None, problems: vec![problem] };
        let category = match folder_of(path, self.config) {
            Some(category) => category,
            None if self.faulty => return Checked::default(),
            None => return fail(self.outside(path)),
        };
        let read = self.source.read(path).map_err(|e| Diagnostic::error("E0002", Span::file(path)).with("reason", e));
        match read.and_then(|bytes| source::text(path, bytes)) {
            Ok(text) => {
                let Checked { value, problems } = document::parse(path, &text, category, self.config);
                // What was found wrong is told on every run, so such a file is read on every run.
                let stamp = if problems.is_empty() { entry.stamp } else { Stamp::default() };
                Checked { value: value.map(|d| Arc::new(Document { stamp, ..d })), problems }
            }
            Err(problem) => fail(problem),
        }
    }

    /// Reports a document that is in no category's folder.
    fn outside(&self, path: &SitePath) -> Diagnostic {
        let known = self.config.categories.iter().map(|c| c.id.as_str());
        let problem = Diagnostic::error("E0404", Span::file(path)).with("path", path);
        let folder = path.as_str().split('/').nth(1).unwrap_or_default();
        let problem = problem.nearest(folder, known.clone().chain(["pages"]));
        problem.with("known", known.collect::<Vec<_>>().join(", "))
    }

    /// Reads what must be known of the files that documents name; a file that none names is a warning.
    fn attachments(&self, files: &[Entry], documents: &[Arc<Document>]) -> Checked<BTreeMap<SitePath, Attachment>> {
        let others = files.iter().filter(|f| f.path.extension() != "md" && f.path.as_str() != config::PATH);
        let others: Vec<&Entry> = others.collect();
        let named = if others.is_empty() { BTreeSet::new() } else { named(documents) };
        let (used, unused): (Vec<&Entry>, Vec<&Entry>) = others.into_iter().partition(|f| named.contains(&f.path));
        let read: Vec<_> = used.par_iter().map(|f| (f.path.clone(), self.attachment(f))).collect();
        let mut found: Checked<BTreeMap<SitePath, Attachment>> = Checked::default();
        for (path, attachment) in read {
            match attachment {
                Ok(attachment) => {
                    found.value.insert(path, attachment);
                }
                Err(problem) => found.problems.push(problem),
            }
        }
        let stray = unused.into_iter().filter(|f| links::is_stray(&f.path));
        found.problems.extend(stray.map(|f| Diagnostic::warning("W0406", Span::file(&f.path)).with("path", &f.path)));
        found
    }

    fn attachment(&self, entry: &Entry) -> Result<Attachment, Diagnostic> {
        if let Some(known) = self.cache.attachment(entry) {
            return Ok(known.clone());
        }
        let path = &entry.path;
        let extension = path.extension();
        let unreadable = |e| Diagnostic::error("E0002", Span::file(path)).with("reason", e);
        let (digest, first) = self.source.digest(path, picture::head(&extension)).map_err(unreadable)?;
        let pixels = match picture::examine(&extension, &first) {
            Picture::Pixels(width, height) => Some((width, height)),
            Picture::Unknown => None,
            Picture::Unsafe => return Err(Diagnostic::error("E0313", Span::file(path)).with("path", path)),
        };
        Ok(Attachment { digest, stamp: entry.stamp, pixels })
    }
}

/// Tells the category of a file in `content/` by its first folder; `Some(None)` for a standing page.
fn folder_of(path: &SitePath, config: &Config) -> Option<Option<u16>> {
    let mut parts = path.as_str().split('/').skip(1);
    let (folder, rest) = (parts.next()?, parts.next());
    rest?;
    if folder == "pages" {
        return Some(None);
    }
    let index = config.categories.iter().position(|c| c.id == folder)?;
    Some(u16::try_from(index).ok())
}

/// Returns every file that a document names, there or not.
fn named(documents: &[Arc<Document>]) -> BTreeSet<SitePath> {
    let links = |document: &Arc<Document>| -> Vec<SitePath> {
        let image = document.image.as_ref().map(|i| &i.src);
        let links = document.body.links.iter().chain(image);
        links.filter_map(|l| Site::resolve(&document.path, route::bare(&l.text))).collect()
    };
    documents.iter().flat_map(links).collect()
}
