//! `open(root, options)`: the whole pipeline, from the site's files to a snapshot to publish.

pub mod backlinks;
pub mod cache;
mod clock;
mod files;
pub mod fix;
mod fixed;
mod heavy;
pub mod load;
pub(crate) mod locate;
mod layouts;
mod next;
mod settings;
mod unused;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::progress::Progress;
use crate::content::config::Config;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Failure};
use crate::edition::cache::Cache;
use crate::edition::clock::Clock;
use crate::edition::files::Files;
use crate::edition::load::Reading;
use crate::edition::locate::locate;
use crate::page::render;
use crate::page::{self, Reader, Shared};
use crate::site::links::{self, LeftOut};
use crate::site::part::{Aside, Elsewhen};
use crate::site::route::{self, Routes};
use crate::site::series::{self, Runs};
use crate::site::{Site, Visibility};
use crate::source::{Entry, Overlay, Source};
use crate::theme::{Engine, Templates, Theme};

/// What a site is opened with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The clock, and what counts as public.
    pub visibility: Visibility,
    /// Address instead of the site's own.
    pub base_url: Option<String>,
    /// Files that count instead of those on disk.
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
    /// Returns that nothing changed, as far as is known.
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
    /// True if what was read differs much from what is kept for the next run: see
    /// [`Edition::write_cache`].
    pub is_cache_stale: bool,
    /// True if there was a cache that could not be read.
    pub is_cache_lost: bool,
    /// What is not in the site because of an error.
    left_out: Arc<LeftOut>,
    /// What is not in the site because of the clock.
    elsewhen: Arc<Elsewhen>,
    /// The site's files as they were found.
    files: Arc<Files>,
    /// Files that changed after the walk that found `files`.
    touched: BTreeSet<SitePath>,
    /// Hash of what the reading of every other file depends on.
    key: Digest,
    options: Options,
}

impl Edition {
    /// Opens the site at `root`.
    ///
    /// A bad file is left out and reported; only the environment makes this fail.
    pub fn open(root: &Path, options: &Options) -> Result<Edition, Failure> {
        Edition::open_watched(root, options, &())
    }

    /// Opens the site as [`Edition::open`] does, and reports its progress.
    pub fn open_watched(
        root: &Path,
        options: &Options,
        progress: &dyn Progress,
    ) -> Result<Edition, Failure> {
        let clock = Clock::start();
        let source = Source::with(root, options.overlay.clone());
        let source =
            source.map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?;
        let (key, config) = settings::read(&source, options.base_url.as_deref())?;
        // While one of these waits for the disk, the others work.
        let ((cache, is_cache_lost), (files, theme)) = rayon::join(
            || Cache::open(&source, key),
            || {
                rayon::join(
                    || Files::walk(&source),
                    || Theme::load(&source, &config.value),
                )
            },
        );
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
        let (key, config) = settings::read(&source, options.base_url.as_deref())?;
        let overlays = self.options.overlay.keys().chain(options.overlay.keys());
        let mut changed: BTreeSet<SitePath> = overlays.cloned().collect();
        let files = match changes {
            Changes::Paths(paths) => {
                changed.extend(paths.iter().cloned());
                let again = changed.union(&self.touched).cloned().collect();
                self.files.walk_again(&source, &again)
            }
            Changes::Unknown => Files::walk(&source),
        };
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

    /// Returns what is known of all files but those that changed.
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

    /// Returns true if `other`, of the same site, publishes the same, with the same problems, and
    /// reads from the same folder.
    pub fn is_same(&self, other: &Edition) -> bool {
        let (own, others) = (self.site.documents(), other.site.documents());
        self.source.is_same_folder(&other.source)
            && (self.key, self.base, self.site.until) == (other.key, other.base, other.site.until)
            && self.options.visibility.drafts == other.options.visibility.drafts
            && self.options.visibility.future == other.options.visibility.future
            && self.site.held.len() == other.site.held.len()
            && self.routes.iter().len() == other.routes.iter().len()
            && self.site.attachments == other.site.attachments
            && own.count() == others.clone().count()
            && self
                .site
                .documents()
                .zip(others)
                .all(|(a, b)| Arc::ptr_eq(a, b) || a == b)
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
        &self.files.content.value
    }

    /// Checks the links of a document and the layout that it names, also of one that is open in an editor and differs from that
    /// of the site.
    pub fn check_links(&self, document: &Document) -> Vec<Diagnostic> {
        let mut found = links::check_one(
            &self.site,
            &self.routes,
            &self.files.content.value,
            &self.left_out,
            &self.elsewhen,
            document,
        );
        found.extend(layouts::check_one(&self.theme, document));
        found
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
        locate(problems, &self.source, &self.theme);
    }
}

/// A site that is being opened: what was read from the disk so far.
struct Opening {
    source: Source,
    key: Digest,
    config: Checked<Config>,
    cache: Cache,
    theme: Checked<(Theme, Engine)>,
    files: Files,
    /// True if what is read is kept for the next run.
    is_kept: bool,
    clock: Clock,
}

impl Opening {
    /// Makes the edition: reads the documents, collects the site, finds its addresses, checks it.
    fn edition(mut self, options: &Options, progress: &dyn Progress) -> Edition {
        let mut problems = Vec::new();
        let config = self.config.into_value(&mut problems);
        // An error in site.yaml may be the reason that a category is unknown.
        let faulty = problems.iter().any(Diagnostic::is_error);
        let (theme, engine) = self.theme.into_value(&mut problems);
        self.files.report(&mut problems);
        self.clock.mark("walk");
        let reading = Reading {
            source: &self.source,
            config: &config,
            cache: &self.cache,
            progress,
            faulty,
        };
        let content = reading.content(&mut self.files, &mut self.clock);
        let content = content.into_value(&mut problems);
        let (documents, attachments) = (content.documents, content.attachments);
        let is_cache_stale = self.is_kept && !self.cache.serves(&documents, &attachments);
        drop(self.cache);
        let site = Site::collect(config, documents, attachments, options.visibility);
        let site = Arc::new(site.into_value(&mut problems));
        let theme = Arc::new(theme);
        let elsewhen = elsewhen(&site, &theme);
        let shared = Shared::new(&site);
        let runs = Runs::of(&site, &mut problems);
        let routes = addresses(&site, &theme).into_value(&mut problems);
        self.clock.mark("collect");
        let (files, left_out) = (&self.files.content.value, &content.left_out);
        problems.extend(series::check(&site, &runs, content.is_complete));
        problems.extend(layouts::check(&site, &theme));
        let of_links = links::check(&site, &routes, files, left_out, &elsewhen);
        problems.extend(of_links);
        if content.is_complete {
            problems.extend(layouts::missing(&theme, &routes, &elsewhen));
        }
        self.clock.mark("check");
        let data = page::site_data(Reader {
            site: &site,
            theme: &theme,
            routes: &routes,
            shared: &shared,
            runs: &runs,
        });
        // Pages depend on what the site is opened with, too.
        let base = render::base(theme.digest(), &((self.key, &options.base_url), &data));
        let templates = Templates::new(theme.clone(), engine, &data, data.named());
        let templates = Arc::new(templates);
        locate(&mut problems, &self.source, &theme);
        Edition {
            source: self.source,
            site,
            theme,
            templates,
            routes: Arc::new(routes),
            shared: Arc::new(shared),
            runs: Arc::new(runs),
            base,
            problems,
            stages: self.clock.stages,
            is_cache_stale,
            is_cache_lost: false,
            left_out: Arc::new(content.left_out),
            elsewhen,
            files: Arc::new(self.files),
            touched: BTreeSet::new(),
            key: self.key,
            options: options.clone(),
        }
    }
}

/// Returns every address of a site, with what is wrong with them now or will be.
fn addresses(site: &Site, theme: &Theme) -> Checked<Routes> {
    let coming = aside(site, theme, |reason| matches!(reason, Withheld::Future(_)));
    route::routes(site, page::urls(site, theme), &coming)
}

/// Returns what makes a site of the documents that were public before or will be.
fn elsewhen(site: &Arc<Site>, theme: &Arc<Theme>) -> Arc<Elsewhen> {
    let (site, theme) = (site.clone(), theme.clone());
    Arc::new(Elsewhen::new(Box::new(move || {
        aside(&site, &theme, |reason| {
            matches!(reason, Withheld::Future(_) | Withheld::Expired(_))
        })
        .with_old_addresses()
    })))
}

/// Makes a site of the documents alone that are withheld for some reasons.
fn aside(site: &Site, theme: &Theme, is_wanted: impl Fn(Withheld) -> bool) -> Aside {
    // What is wrong with their addresses is told as such.
    let aside = site.aside(is_wanted).value;
    let routes = page::urls(&aside, theme);
    Aside::new(aside, routes)
}
