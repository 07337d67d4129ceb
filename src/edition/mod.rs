//! `open(root, options)`: the whole pipeline on one screen, from the site's files to a snapshot to
//! publish.

pub mod backlinks;
pub mod cache;
pub mod fix;
pub mod load;
mod next;

use std::collections::BTreeSet;
use std::io::{self, BufReader, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::base::progress::Progress;
use crate::content::config::{self, Config};
use crate::content::copy::{Terms, terms};
use crate::content::document::{self, Document};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Failure, Span, locate, order};
use crate::edition::cache::Cache;
use crate::edition::load::Reading;
use crate::page::render;
use crate::page::{self, Reader, Shared};
use crate::site::links::{self, LeftOut};
use crate::site::route::{self, Routes};
use crate::site::series::{self, Runs};
use crate::site::{Site, Visibility};
use crate::source::{self, Entry, Overlay, Source};
use crate::theme::{Engine, Templates, Theme};

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
#[derive(Clone)]
pub struct Edition {
    /// The site's files.
    pub source: Source,
    /// The site.
    pub site: Arc<Site>,
    /// The words and assets of its theme.
    pub theme: Arc<Theme>,
    /// The templates of its theme.
    pub templates: Arc<Templates>,
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
    /// What was read differs much from what is kept for the next run: see [`Edition::write_cache`].
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
    /// Opens the site at `root`. A bad file is left out and reported; only the environment makes
    /// this fail.
    pub fn open(root: &Path, options: &Options) -> Result<Edition, Failure> {
        Edition::open_watched(root, options, &())
    }

    /// Opens the site as [`Edition::open`] does, and tells how far it has come.
    pub fn open_watched(
        root: &Path,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Edition, Failure> {
        let clock = Clock::start();
        let source = Source::with(root, options.overlay.clone());
        let source =
            source.map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?;
        let (key, config) = config(&source, options)?;
        // What each waits for on the disk is done by the others.
        let load = || {
            rayon::join(
                || source.walk("content"),
                || Theme::load(&source, &config.value),
            )
        };
        let ((cache, is_cache_lost), (files, theme)) = rayon::join(|| cache(&source, key), load);
        let opening = Opening {
            source,
            key,
            config,
            cache,
            theme,
            files,
            is_kept: true,
            clock,
        };
        Ok(Edition {
            is_cache_lost,
            ..opening.edition(options, progress)
        })
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
                let content = paths
                    .iter()
                    .chain(&self.touched)
                    .chain(overlaid())
                    .filter(|p| p.as_str().starts_with("content/"));
                (
                    source.walk_again(&self.files, &content.cloned().collect()),
                    paths.clone(),
                )
            }
            Changes::Unknown => (source.walk("content"), BTreeSet::new()),
        };
        let changed = changed.iter().chain(overlaid()).cloned().collect();
        let cache = if key == self.key {
            self.known_without(&changed)
        } else {
            Cache::default()
        };
        let theme = Theme::load(&source, &config.value);
        let opening = Opening {
            source,
            key,
            config,
            cache,
            theme,
            files,
            is_kept: false,
            clock,
        };
        Ok(opening.edition(options, &()))
    }

    /// Returns what is known of all files but these.
    fn known_without(&self, changed: &BTreeSet<SitePath>) -> Cache {
        let documents = self
            .site
            .documents()
            .filter(|d| !changed.contains(&d.path))
            .cloned()
            .collect();
        let mut attachments = self.site.attachments.clone();
        attachments.retain(|path, _| !changed.contains(path));
        Cache::of(documents, attachments, self.source.opened())
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
            && self
                .problems
                .iter()
                .zip(&other.problems)
                .all(|(a, b)| a.says_same(b))
    }

    /// Returns the reader of its pages.
    pub fn reader(&self) -> Reader<'_> {
        Reader {
            site: &self.site,
            theme: &self.theme,
            routes: &self.routes,
            shared: &self.shared,
            runs: &self.runs,
        }
    }

    /// Returns the files of `content/`, in order of path.
    pub fn files(&self) -> &[Entry] {
        &self.files.value
    }

    /// Checks the links of a document, which need not be the one that the site holds: it may be
    /// open in an editor.
    pub fn check_links(&self, document: &Document) -> Vec<Diagnostic> {
        links::check_one(
            &self.site,
            &self.routes,
            &self.files.value,
            &self.left_out,
            document,
        )
    }

    /// Writes what was read, to be kept for the next run.
    pub fn write_cache(&self, file: &mut dyn Write) -> io::Result<()> {
        Cache::write(
            file,
            self.site.documents(),
            &self.site.attachments,
            self.key,
            self.source.opened(),
        )
    }

    /// Finds the places of problems and puts them in order.
    pub fn locate(&self, problems: &mut [Diagnostic]) {
        locate_all(problems, &self.source, &self.theme);
    }
}

/// Finds the places of problems in the files of a site and of its theme, and puts them in order.
fn locate_all(problems: &mut [Diagnostic], source: &Source, theme: &Theme) {
    let text_of = |file: &SitePath| {
        let on_disk = || {
            source
                .read(file)
                .ok()
                .map(|b| Arc::from(String::from_utf8_lossy(&b)))
        };
        theme.text(file).or_else(on_disk)
    };
    for problem in problems.iter_mut() {
        let Some(entry) = problem.entry.take() else {
            continue;
        };
        for span in problem.span.iter_mut().chain(&mut problem.also) {
            let place =
                text_of(&span.file).and_then(|text| document::place_of(&span.file, &text, &entry));
            *span = place.map_or_else(|| span.clone(), |place| Span::new(&span.file, place));
        }
    }
    locate(problems, text_of);
}

/// A site that is being opened: what was read of the disk so far.
struct Opening {
    source: Source,
    key: Digest,
    config: Checked<Config>,
    cache: Cache,
    theme: Checked<(Theme, Engine)>,
    files: Checked<Vec<Entry>>,
    /// What is read is to be kept for the next run.
    is_kept: bool,
    clock: Clock,
}

impl Opening {
    fn edition(self, options: &Options, progress: &dyn Progress) -> Edition {
        let Opening {
            source,
            key,
            config,
            cache,
            theme,
            mut files,
            is_kept,
            mut clock,
        } = self;
        let mut problems = Vec::new();
        let config = config.into_value(&mut problems);
        // A slip elsewhere is no reason to think that a category is missing for a slip.
        let faulty = problems.iter().any(Diagnostic::is_error);
        let (theme, engine) = theme.into_value(&mut problems);
        // That site.yaml leads out of the site is found by whoever reads it, and by whoever lists
        // the files.
        problems.retain(|problem| {
            !files
                .problems
                .iter()
                .any(|found| order(found, problem).is_eq())
        });
        problems.extend(files.problems.iter().cloned());
        clock.mark("walk");
        let reading = Reading {
            source: &source,
            config: &config,
            cache: &cache,
            faulty,
            progress,
        };
        let (documents, mut left_out) = reading.documents(&files.value).into_value(&mut problems);
        share_paths(&mut files.value, &documents);
        // What nobody uses, or seems to be missing, may well be a matter of an article that was
        // left out.
        let is_complete = left_out.documents.is_empty() && left_out.unread.is_empty();
        left_out.unread.extend(
            files
                .problems
                .iter()
                .filter_map(|p| Some(p.span.as_ref()?.file.clone())),
        );
        left_out.unread.sort_unstable();
        clock.mark("read");
        let all = || documents.iter().chain(&left_out.documents);
        let attachments = reading
            .attachments(&files.value, all(), is_complete)
            .into_value(&mut problems);
        let is_cache_stale = is_kept && !cache.serves(&documents, &attachments);
        drop(cache);
        problems.extend(all().flat_map(|d| d.copy_problems(&config)));
        let site = Site::collect(config, documents, attachments, options.visibility)
            .into_value(&mut problems);
        let shared = Shared::new(&site);
        let runs = Runs::of(&site, &mut problems);
        let routes = route::routes(&site, page::urls(&site, &theme)).into_value(&mut problems);
        clock.mark("collect");
        problems.extend(series::check(&site, &runs, is_complete));
        problems.extend(links::check(
            &site,
            &routes,
            &files.value,
            &left_out,
            options.visibility,
        ));
        if is_complete {
            problems.extend(theme.missing(|url| routes.lookup(url).is_some()));
        }
        clock.mark("check");
        let reader = Reader {
            site: &site,
            theme: &theme,
            routes: &routes,
            shared: &shared,
            runs: &runs,
        };
        let data = page::site_data(reader);
        // Pages depend on what the site is opened with, too.
        let base = render::base(theme.digest(), &((key, &options.base_url), &data));
        let theme = Arc::new(theme);
        let templates = Arc::new(Templates::new(theme.clone(), engine, &data));
        let (shared, routes, files, runs) = (
            Arc::new(shared),
            Arc::new(routes),
            Arc::new(files),
            Arc::new(runs),
        );
        locate_all(&mut problems, &source, &theme);
        Edition {
            source,
            site: Arc::new(site),
            theme,
            templates,
            routes,
            shared,
            runs,
            base,
            problems,
            stages: clock.stages,
            is_cache_stale,
            is_cache_lost: false,
            left_out: Arc::new(left_out),
            files,
            touched: BTreeSet::new(),
            key,
            options: options.clone(),
        }
    }
}

/// Lets entries hold the paths that their documents hold: of a million, each is kept once.
fn share_paths(files: &mut [Entry], documents: &[Arc<Document>]) {
    let mut documents = documents.iter().peekable();
    for entry in files {
        if let Some(document) = documents.next_if(|d| d.path == entry.path) {
            entry.path = document.path.clone();
        }
    }
}

struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Clock {
        Clock {
            last: Instant::now(),
            stages: Vec::new(),
        }
    }

    fn mark(&mut self, stage: &'static str) {
        self.stages.push((stage, self.last.elapsed()));
        self.last = Instant::now();
    }
}

/// Reads the configuration, with the hash of what the reading of every other file depends on.
fn config(source: &Source, options: &Options) -> Result<(Digest, Checked<Config>), Failure> {
    let path = SitePath::new(config::PATH);
    let read = source.read(&path);
    let is_refused = |error: &io::Error| {
        source::is_outside(error) || error.kind() == io::ErrorKind::FileTooLarge
    };
    if let Err(error) = read.as_ref()
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
    let key = envelope::digest(&(envelope::PROGRAM, read.as_ref().ok(), words.as_ref().ok()));
    let text = |path: &SitePath, read: io::Result<Vec<u8>>| {
        read.map_err(|e| source.unreadable(path, &e))
            .and_then(|bytes| source::text(path, bytes))
    };
    let mut config = match text(&path, read) {
        Ok(text) => Config::read(&path, &text),
        Err(problem) => Checked {
            value: Config::default(),
            problems: vec![problem],
        },
    };
    // There need be no list, and what else it may be is told where files are listed.
    if words.as_ref().err().is_none_or(is_refused) {
        match text(&list, words).map(|text| Terms::read(&list, &text)) {
            Ok(read) => config.value.terms = read.into_value(&mut config.problems),
            Err(problem) => config.problems.push(problem),
        }
    }
    if let Some(url) = &options.base_url
        && !config.value.set_base_url(url)
    {
        return Err(Failure::new(code::INVALID_BASE_URL).with("text", url));
    }
    Ok((key, config))
}

/// Reads what earlier runs read; also tells whether there is a cache that is of no use.
fn cache(source: &Source, key: Digest) -> (Cache, bool) {
    let path = SitePath::new(cache::PATH);
    let Ok((file, _)) = source.reader(&path) else {
        return (Cache::default(), false);
    };
    let cache = Cache::read(&mut BufReader::new(file), key);
    let is_lost = cache.is_none();
    (cache.unwrap_or_default(), is_lost)
}
