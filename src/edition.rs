//! `open(root, options)`: the whole pipeline on one screen, from the site's files to a snapshot to publish.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::cache::{self, Attachment, Cache};
use crate::config::{self, Config};
use crate::copy::{Terms, terms};
use crate::diagnostic::{Checked, Diagnostic, Failure, Span, locate, order, reason};
use crate::document::{self, Document};
use crate::links::{self, LeftOut};
use crate::page::{Reader, Shared};
use crate::path::SitePath;
use crate::picture::{self, Picture};
use crate::progress::Progress;
use crate::render;
use crate::route::{self, Routes};
use crate::sealed;
use crate::series::{self, Runs};
use crate::site::{Site, Visibility};
use crate::source::{self, Digest, Entry, Overlay, Source, Stamp};
use crate::theme::Theme;

/// What a site is opened with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The clock, and what counts as public.
    pub visibility: Visibility,
    /// Address instead of the site's own.
    pub base_url: Option<String>,
    /// Files that count otherwise than they are on disk.
    pub overlay: Overlay,
}

/// What changed on disk since an edition was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changes {
    /// These files and folders, or what is in them, and nothing else.
    Paths(BTreeSet<SitePath>),
    /// Anything.
    Unknown,
}

impl Changes {
    /// Nothing changed, as far as is known.
    pub fn none() -> Changes {
        Changes::Paths(BTreeSet::new())
    }
}

/// An immutable snapshot of a site: everything that a build publishes.
pub struct Edition {
    /// The site's files.
    pub source: Source,
    /// The site.
    pub site: Site,
    /// Its theme, ready to set pages.
    pub theme: Arc<Theme>,
    /// Every address.
    pub routes: Arc<Routes>,
    /// What many pages show of the configuration.
    pub shared: Arc<Shared>,
    /// The bulletins of every series in order of period.
    pub runs: Arc<Runs>,
    /// Hash of what all pages share.
    pub base: Digest,
    /// Everything that was found wrong, with its place, in order of file.
    pub problems: Vec<Diagnostic>,
    /// How long each stage took.
    pub stages: Vec<(&'static str, Duration)>,
    /// What was read differs from what is kept for the next run: see [`Edition::write_cache`].
    pub is_cache_stale: bool,
    /// There was a cache that could not be read.
    pub is_cache_lost: bool,
    /// What is not in the site for an error.
    left_out: Arc<LeftOut>,
    /// The files of `content/`.
    files: Arc<Checked<Vec<Entry>>>,
    /// Files of which `files` knows less than their documents do.
    touched: BTreeSet<SitePath>,
    /// Hash of what the reading of every other file depends on.
    key: Digest,
    options: Options,
}

impl Edition {
    /// Opens the site at `root`. A bad file is left out and reported; only the environment makes this fail.
    pub fn open(root: &Path, options: &Options) -> Result<Edition, Failure> {
        Edition::open_watched(root, options, &())
    }

    /// Opens the site as [`Edition::open`] does, and tells how far it has come.
    pub fn open_watched(root: &Path, options: &Options, progress: &dyn Progress) -> Result<Edition, Failure> {
        let clock = Clock::start();
        let source = Source::with(root, options.overlay.clone());
        let source = source.map_err(|e| Failure::io("F0002", root.display(), &e))?;
        let (key, config) = config(&source, options)?;
        let (cache, is_cache_lost) = cache(&source, key);
        let theme = Theme::load(&source, &config.value);
        let files = source.walk("content");
        let opening = Opening { source, key, config, cache, theme, files, is_kept: true, clock };
        Ok(Edition { is_cache_lost, ..opening.edition(options, progress) })
    }

    /// Opens the site again after `changes`, sharing every document that is as it was.
    pub fn next(&self, options: &Options, changes: &Changes) -> Result<Edition, Failure> {
        let clock = Clock::start();
        if let Changes::Paths(paths) = changes
            && let Some(edition) = self.revised(options, paths)
        {
            return Ok(edition);
        }
        let source = self.source.overlaid(options.overlay.clone());
        let overlaid = || self.options.overlay.keys().chain(options.overlay.keys());
        let (key, config) = config(&source, options)?;
        let (files, changed) = match changes {
            Changes::Paths(paths) => {
                let content =
                    paths.iter().chain(&self.touched).chain(overlaid()).filter(|p| p.as_str().starts_with("content/"));
                (source.walk_again(&self.files, &content.cloned().collect()), paths.clone())
            }
            Changes::Unknown => (source.walk("content"), BTreeSet::new()),
        };
        let changed = changed.iter().chain(overlaid()).cloned().collect();
        let cache = if key == self.key { self.known_without(&changed) } else { Cache::default() };
        let theme = Theme::load(&source, &config.value);
        let opening = Opening { source, key, config, cache, theme, files, is_kept: false, clock };
        Ok(opening.edition(options, &()))
    }

    /// Returns what is known of all files but these.
    fn known_without(&self, changed: &BTreeSet<SitePath>) -> Cache {
        let documents = self.site.documents().filter(|d| !changed.contains(&d.path)).cloned().collect();
        let mut attachments = self.site.attachments.clone();
        attachments.retain(|path, _| !changed.contains(path));
        Cache::of(documents, attachments)
    }

    /// Tells whether another edition of the same site publishes the same, with the same problems.
    pub fn is_same(&self, other: &Edition) -> bool {
        let same = |(a, b): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(a, b) || a == b;
        let (own, others) = (self.site.documents(), other.site.documents());
        (self.key, self.base, self.site.until) == (other.key, other.base, other.site.until)
            && self.options.visibility.drafts == other.options.visibility.drafts
            && self.options.visibility.future == other.options.visibility.future
            && self.site.held.len() == other.site.held.len()
            && self.routes.iter().len() == other.routes.iter().len()
            && self.site.attachments == other.site.attachments
            && own.count() == others.clone().count()
            && self.site.documents().zip(others).all(same)
            && self.problems.len() == other.problems.len()
            && self.problems.iter().zip(&other.problems).all(|(a, b)| a.tells_same(b))
    }

    /// Returns the edition after a change of no more than the words of a few documents.
    ///
    /// It shares the theme and all addresses, and costs what is changed, not what there is.
    fn revised(&self, options: &Options, paths: &BTreeSet<SitePath>) -> Option<Edition> {
        const FEW: usize = 16;
        let same = Options {
            visibility: Visibility { now: options.visibility.now, ..self.options.visibility },
            ..self.options.clone()
        };
        if *options != same || paths.is_empty() || paths.len() > FEW {
            return None;
        }
        // What an editor wrote for a moment while saving has gone, and was never known.
        let paths: BTreeSet<&SitePath> = paths.iter().filter(|p| self.source.is_there(p) || self.had(p)).collect();
        let mut clock = Clock::start();
        let mut edition = Edition {
            source: self.source.clone(),
            site: Site::default(),
            theme: self.theme.clone(),
            routes: self.routes.clone(),
            shared: self.shared.clone(),
            runs: self.runs.clone(),
            base: self.base,
            problems: Vec::new(),
            stages: Vec::new(),
            is_cache_stale: false,
            is_cache_lost: false,
            left_out: self.left_out.clone(),
            files: self.files.clone(),
            touched: paths.iter().copied().chain(&self.touched).cloned().collect(),
            key: self.key,
            options: options.clone(),
        };
        let mut found = Vec::new();
        let mut documents = Vec::new();
        for path in &paths {
            let read = self.reread(path)?;
            documents.push(fit(&read)?.clone());
            found.extend(read.problems);
        }
        // A bulletin is held to others, and others show it.
        if documents.iter().any(|d| d.bulletin.is_some()) || paths.iter().any(|p| self.is_bulletin(p)) {
            return None;
        }
        clock.mark("read");
        edition.site = self.site.revised(&documents, options.visibility.now)?;
        clock.mark("collect");
        for document in &documents {
            found.extend(document.copy_problems(&edition.site.config));
            let left_out = &edition.left_out;
            found.extend(links::check_one(&edition.site, &edition.routes, &edition.files.value, left_out, document));
        }
        edition.locate(&mut found);
        let kept = self.problems.iter().filter(|p| !p.span.as_ref().is_some_and(|s| paths.contains(&s.file)));
        found.extend(kept.cloned());
        found.sort_by(order);
        edition.problems = found;
        clock.mark("check");
        edition.stages = clock.stages;
        Some(edition)
    }

    fn is_bulletin(&self, path: &SitePath) -> bool {
        self.site.find(path).and_then(|place| self.site.document(place)).is_some_and(|d| d.bulletin.is_some())
    }

    /// Tells whether there was a file at `path`, or in a folder there.
    fn had(&self, path: &SitePath) -> bool {
        let files = &self.files.value;
        let folder = format!("{path}/");
        let below = files.get(files.partition_point(|f| f.path.as_str() < folder.as_str()));
        files.binary_search_by(|f| f.path.cmp(path)).is_ok()
            || below.is_some_and(|f| f.path.as_str().starts_with(&folder))
            || !path.as_str().starts_with("content/")
    }

    /// Reads a document again; none where what else is known of its file may be of another kind now.
    fn reread(&self, path: &SitePath) -> Option<Read> {
        let is_own = |p: &Diagnostic| p.span.as_ref().is_some_and(|s| s.file == *path);
        let is_elsewhere = |p: &&Diagnostic| p.also.iter().any(|s| s.file == *path) || is_own(p) && is_of_place(p.code);
        let was_there = self.site.find(path).is_some() && self.problems.iter().find(is_elsewhere).is_none();
        let at = self.source.has_file(path) && path.extension() == "md";
        let stamp = self.source.stamp(path).filter(|_| was_there && at)?;
        let (source, config, cache) = (&self.source, &self.site.config, &Cache::default());
        let reading = Reading { source, config, cache, faulty: false, progress: &() };
        Some(reading.document(&Entry { path: path.clone(), stamp }))
    }

    /// Returns the reader of its pages.
    pub fn reader(&self) -> Reader<'_> {
        Reader { site: &self.site, theme: &self.theme, routes: &self.routes, shared: &self.shared, runs: &self.runs }
    }

    /// Writes what was read, to be kept for the next run.
    pub fn write_cache(&self, file: &mut dyn Write) -> io::Result<()> {
        Cache::write(file, self.site.documents(), &self.site.attachments, self.key)
    }

    /// Finds the places of problems and puts them in order.
    pub fn locate(&self, problems: &mut [Diagnostic]) {
        locate(problems, |file| {
            let on_disk = || self.source.read(file).ok().map(|b| Arc::from(String::from_utf8_lossy(&b)));
            self.theme.text(file).or_else(on_disk)
        });
    }
}

/// Tells whether a problem is not one of a document alone but of its place among others.
fn is_of_place(code: &str) -> bool {
    matches!(code.get(1..3), Some("00" | "04" | "06"))
}

/// A site that is being opened: what was read of the disk so far.
struct Opening {
    source: Source,
    key: Digest,
    config: Checked<Config>,
    cache: Cache,
    theme: Checked<Theme>,
    files: Checked<Vec<Entry>>,
    /// What is read is to be kept for the next run.
    is_kept: bool,
    clock: Clock,
}

impl Opening {
    fn edition(self, options: &Options, progress: &dyn Progress) -> Edition {
        let Opening { source, key, config, cache, theme, files, is_kept, mut clock } = self;
        let mut problems = Vec::new();
        let config = config.into_value(&mut problems);
        let theme = theme.into_value(&mut problems);
        problems.extend(files.problems.iter().cloned());
        clock.mark("walk");
        let faulty = !problems.is_empty();
        let reading = Reading { source: &source, config: &config, cache: &cache, faulty, progress };
        let (documents, mut left_out) = reading.documents(&files.value).into_value(&mut problems);
        left_out.unread.extend(files.problems.iter().filter_map(|p| Some(p.span.as_ref()?.file.clone())));
        left_out.unread.sort_unstable();
        clock.mark("read");
        let complete = documents.len() == files.value.iter().filter(|f| f.path.extension() == "md").count();
        let all = || documents.iter().chain(&left_out.documents);
        let attachments = reading.attachments(&files.value, all()).into_value(&mut problems);
        let is_cache_stale = is_kept && !cache.holds(&documents, &attachments);
        drop(cache);
        problems.extend(all().flat_map(|d| d.copy_problems(&config)));
        let site = Site::collect(config, documents, attachments, options.visibility).into_value(&mut problems);
        let shared = Shared::new(&site);
        let runs = Runs::of(&site, &mut problems);
        let routes = route::routes(&site, &theme).into_value(&mut problems);
        clock.mark("collect");
        problems.extend(series::check(&site, &runs));
        problems.extend(links::check(&site, &routes, &files.value, &left_out, options.visibility.drafts));
        if !complete {
            // What nobody uses, or seems to be missing, may well be a matter of an article that was left out.
            problems.retain(|p| !matches!(p.code, "W0406" | "W0602"));
        }
        clock.mark("check");
        let mut theme = theme;
        let reader = Reader { site: &site, theme: &theme, routes: &routes, shared: &shared, runs: &runs };
        let data = reader.site_data();
        // Pages depend on what the site is opened with, too.
        let base = render::base(theme.digest(), &((key, &options.base_url), &data));
        theme.share(&data);
        let theme = Arc::new(theme);
        let (shared, routes, files, runs) = (Arc::new(shared), Arc::new(routes), Arc::new(files), Arc::new(runs));
        let mut edition = Edition {
            source,
            site,
            theme,
            routes,
            shared,
            runs,
            base,
            problems: Vec::new(),
            stages: clock.stages,
            is_cache_stale,
            is_cache_lost: false,
            left_out: Arc::new(left_out),
            files,
            touched: BTreeSet::new(),
            key,
            options: options.clone(),
        };
        edition.locate(&mut problems);
        edition.problems = problems;
        edition
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
    let list = SitePath::new(terms::PATH);
    let words = source.read(&list).ok();
    let key = sealed::digest(&(sealed::PROGRAM, &bytes, &words));
    let mut config = match source::text(&path, bytes) {
        Ok(text) => Config::read(&path, &text),
        Err(problem) => Checked { value: Config::default(), problems: vec![problem] },
    };
    if let Some(words) = words {
        match source::text(&list, words).map(|text| Terms::read(&list, &text)) {
            Ok(read) => config.value.terms = read.into_value(&mut config.problems),
            Err(problem) => config.problems.push(problem),
        }
    }
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
    let Some((stamp, file)) = source.stamp(&path).and_then(|stamp| Some((stamp, source.reader(&path).ok()?))) else {
        return (Cache::default(), false);
    };
    let cache = Cache::read(&mut BufReader::new(file), stamp, key);
    let is_lost = cache.is_none();
    (cache.unwrap_or_default(), is_lost)
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

/// A document as it was read, if it could be, and what is wrong with its file.
type Read = Checked<Option<Arc<Document>>>;

/// Returns the document of a file without an error.
fn fit(read: &Read) -> Option<&Arc<Document>> {
    read.value.as_ref().filter(|_| !read.problems.iter().any(Diagnostic::is_error))
}

impl Reading<'_> {
    /// Reads every document, in parallel, in the order of `files`; those with an error are set apart.
    fn documents(&self, files: &[Entry]) -> Checked<(Vec<Arc<Document>>, LeftOut)> {
        let markdown: Vec<&Entry> = files.iter().filter(|f| f.path.extension() == "md").collect();
        self.progress.stage("read", markdown.len());
        let read = |entry: &&Entry| {
            self.progress.step();
            match self.cache.document(entry) {
                Some(document) => Checked { value: Some(document.clone()), problems: Vec::new() },
                None => self.document(entry),
            }
        };
        let read: Vec<Read> = markdown.par_iter().map(read).collect();
        let mut found: Checked<(Vec<Arc<Document>>, LeftOut)> = Checked::default();
        for (entry, read) in markdown.iter().zip(read) {
            let (documents, left_out) = &mut found.value;
            let is_fit = fit(&read).is_some();
            match read.into_value(&mut found.problems) {
                Some(document) if is_fit => documents.push(document),
                Some(document) => left_out.documents.push(document),
                None => left_out.unread.push(entry.path.clone()),
            }
        }
        found
    }

    fn document(&self, entry: &Entry) -> Read {
        let path = &entry.path;
        let fail = |problem| Checked { value: None, problems: vec![problem] };
        let category = match folder_of(path, self.config) {
            Some(category) => category,
            None if self.faulty => return Checked::default(),
            None => return fail(self.outside(path)),
        };
        let read =
            self.source.read(path).map_err(|e| Diagnostic::error("E0002", Span::file(path)).with("reason", reason(&e)));
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
    fn attachments<'d>(
        &self,
        files: &[Entry],
        documents: impl Iterator<Item = &'d Arc<Document>>,
    ) -> Checked<BTreeMap<SitePath, Attachment>> {
        let others = files.iter().filter(|f| f.path.extension() != "md" && f.path.as_str() != config::PATH);
        let others: Vec<&Entry> = others.collect();
        let named = if others.is_empty() { BTreeSet::new() } else { named(documents) };
        let (used, unused): (Vec<&Entry>, Vec<&Entry>) = others.into_iter().partition(|f| named.contains(&f.path));
        let read: Vec<_> = used.par_iter().map(|f| (f.path.clone(), self.attachment(f))).collect();
        let mut found: Checked<BTreeMap<SitePath, Attachment>> = Checked::default();
        for (path, attachment) in read {
            match attachment {
                Ok(attachment) => {
                    found.problems.extend(weight(&path, &attachment));
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
        let unreadable = |e| Diagnostic::error("E0002", Span::file(path)).with("reason", reason(&e));
        let (digest, first) = self.source.digest(path, picture::head(&extension)).map_err(unreadable)?;
        let pixels = match picture::examine(&extension, &first) {
            Picture::Pixels(width, height) => Some((width, height)),
            Picture::Unknown => None,
            Picture::Unsafe => return Err(Diagnostic::error("E0313", Span::file(path)).with("path", path)),
        };
        let format = picture::other_format(&extension, &first).map(Into::into);
        Ok(Attachment { digest, stamp: entry.stamp, pixels, format })
    }
}

/// Warns of a picture that is not what its name says, or too large for a telephone.
fn weight(path: &SitePath, attachment: &Attachment) -> Option<Diagnostic> {
    let warning = |code| Diagnostic::warning(code, Span::file(path)).with("path", path);
    let (bytes, pixels) = picture::LARGEST;
    if let Some(format) = &attachment.format {
        return Some(warning("W0317").with("text", format));
    }
    let (width, height) = attachment.pixels?;
    if path.extension() != "svg" && width.max(height) > pixels {
        return Some(warning("W0319").with("width", width).with("height", height));
    }
    let megabytes = format!("{:.1}", attachment.stamp.size as f64 / (1024.0 * 1024.0));
    (attachment.stamp.size > bytes).then(|| warning("W0318").with("size", megabytes))
}

/// Tells the category of a file in `content/` by its first folder; `Some(None)` for a standing page.
pub(crate) fn folder_of(path: &SitePath, config: &Config) -> Option<Option<u16>> {
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
fn named<'d>(documents: impl Iterator<Item = &'d Arc<Document>>) -> BTreeSet<SitePath> {
    let links = |document: &Arc<Document>| -> Vec<SitePath> {
        let image = document.image.as_ref().map(|i| &i.src);
        let links = document.body.links.iter().chain(image);
        links.filter_map(|l| Site::resolve(&document.path, route::bare(&l.text))).collect()
    };
    documents.flat_map(links).collect()
}
