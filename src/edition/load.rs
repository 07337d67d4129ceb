//! Reads the files of `content/`: documents, from the cache if they did not change, and what they
//! name.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::id::CategoryId;
use crate::base::path::SitePath;
use crate::base::progress::Progress;
use crate::base::url::bare;
use crate::content::attachment::{self, Attachment};
use crate::content::config::{self, Config};
use crate::content::document::{self, Document};
use crate::content::notes;
use crate::content::unusable::unusable;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::edition::cache::Cache;
use crate::edition::clock::Clock;
use crate::edition::files::Files;
use crate::edition::heavy;
use crate::edition::unused;
use crate::picture;
use crate::picture::svg;
use crate::site::links::LeftOut;
use crate::source::{self, Entry, LARGEST_TEXT, Source};

/// Reads the files of `content/`.
pub struct Reading<'a> {
    /// The site's files.
    pub source: &'a Source,
    /// The settings for all of them.
    pub config: &'a Config,
    /// What earlier runs read.
    pub cache: &'a Cache,
    /// Receives how far the work has come.
    pub progress: &'a dyn Progress,
    /// True if site.yaml has an error: a folder without a category may be that of one which could
    /// not be read.
    pub faulty: bool,
}

/// A document, if it could be read, and what is wrong with its file.
pub type Read = Checked<Option<Arc<Document>>>;

/// Returns the document of a file if the file has no error.
pub fn without_error(read: &Read) -> Option<&Arc<Document>> {
    read.value
        .as_ref()
        .filter(|_| !read.problems.iter().any(Diagnostic::is_error))
}

/// Returns what is known of a document that could not be read.
fn unread(problem: Diagnostic) -> Read {
    Checked {
        value: None,
        problems: vec![problem],
    }
}

/// What the files of `content/` hold.
pub(super) struct Content {
    /// The documents without an error, in order of path.
    pub documents: Vec<Arc<Document>>,
    /// The files that documents name, and those at fixed addresses.
    pub attachments: BTreeMap<SitePath, Attachment>,
    /// What cannot be in the site.
    pub left_out: LeftOut,
    /// True if no document was left out. Otherwise a file that seems unused, or a page that seems
    /// missing, may well be a matter of one that was.
    pub is_complete: bool,
}

/// Parts files that were read from the problems of those that were not.
pub(super) fn gathered(
    read: Vec<(SitePath, Result<Attachment, Diagnostic>)>,
) -> Checked<BTreeMap<SitePath, Attachment>> {
    let mut found: Checked<BTreeMap<SitePath, Attachment>> = Checked::default();
    for (path, attachment) in read {
        match attachment {
            Ok(attachment) => _ = found.value.insert(path, attachment),
            Err(problem) => found.problems.push(problem),
        }
    }
    found
}

impl Reading<'_> {
    /// Reads the site, after a walk through it that found `files`.
    pub(super) fn content(&self, files: &mut Files, clock: &mut Clock) -> Checked<Content> {
        let fixed = self.fixed(&files.fixed.value);
        let refused = files.fixed.problems.iter().chain(&fixed.problems);
        let unfixed: Vec<Diagnostic> = refused.cloned().collect();
        let mut found = self.documents_and_files(&mut files.content, clock);
        found.value.left_out.leave_out(&unfixed);
        let fixed = fixed.into_value(&mut found.problems);
        found.value.attachments.extend(fixed);
        found
    }

    fn documents_and_files(
        &self,
        files: &mut Checked<Vec<Entry>>,
        clock: &mut Clock,
    ) -> Checked<Content> {
        let mut problems = Vec::new();
        let (documents, mut left_out) = self.documents(&files.value).into_value(&mut problems);
        share_paths(&mut files.value, &documents);
        problems.extend(unused::copies(&files.value));
        let is_complete = left_out.documents.is_empty() && left_out.unread.is_empty();
        let refused = files.problems.iter().filter_map(|p| p.span.as_ref());
        left_out
            .unread
            .extend(refused.map(|span| span.file.clone()));
        left_out.unread.sort_unstable();
        clock.mark("read");
        let all = documents.iter().chain(&left_out.documents);
        let attachments = self
            .attachments(&files.value, all.clone(), is_complete)
            .into_value(&mut problems);
        problems.extend(all.flat_map(|d| d.warnings(self.config)));
        Checked {
            value: Content {
                documents,
                attachments,
                left_out,
                is_complete,
            },
            problems,
        }
    }

    /// Reads every document, in parallel, in the order of `files`; those with an error are left
    /// out.
    fn documents(&self, files: &[Entry]) -> Checked<(Vec<Arc<Document>>, LeftOut)> {
        let markdown: Vec<&Entry> = files
            .iter()
            .filter(|f| f.path.extension() == "md")
            .collect();
        self.progress.stage("read", markdown.len());
        let read: Vec<Read> = markdown
            .par_iter()
            .enumerate()
            .map(|(guess, entry)| self.known_or_read(entry, guess))
            .collect();
        let mut found: Checked<(Vec<Arc<Document>>, LeftOut)> = Checked::default();
        for (entry, read) in markdown.iter().zip(read) {
            let (documents, left_out) = &mut found.value;
            let is_whole = without_error(&read).is_some();
            match read.into_value(&mut found.problems) {
                Some(document) if is_whole => documents.push(document),
                Some(document) => left_out.documents.push(document),
                None => left_out.unread.push(entry.path.clone()),
            }
        }
        found
    }

    /// Returns the document of a file, from the cache if the file is the one that was read.
    fn known_or_read(&self, entry: &Entry, guess: usize) -> Read {
        self.progress.step();
        match self.known(entry, guess) {
            Some(known) => Checked {
                value: Some(known.clone()),
                problems: Vec::new(),
            },
            None => self.document(&entry.path),
        }
    }

    /// Returns the document of a file from the cache, if the disk says that the file is the one
    /// that was read.
    ///
    /// Anybody may have written the cache, also the author of the branch that is built. So a hash
    /// of the text, which the author knows, would prove nothing. The author cannot know which file
    /// it is to the disk, and when its entry changed; and no document is taken from the cache that
    /// the file could not have become.
    fn known(&self, entry: &Entry, guess: usize) -> Option<&Arc<Document>> {
        let known = self.cache.known(entry, guess)?;
        (folder_of(&entry.path, self.config) == Some(known.category) && known.is_sound(self.config))
            .then_some(known)
    }

    /// Reads one document.
    pub fn document(&self, path: &SitePath) -> Read {
        let category = match folder_of(path, self.config) {
            Some(category) => category,
            None if self.faulty => return Checked::default(),
            None => return unread(self.outside(path)),
        };
        let read = self
            .source
            .read_stamped(path, LARGEST_TEXT)
            .map_err(|e| self.source.unreadable(path, &e));
        match read.and_then(|(bytes, stamp)| Ok((source::text(path, bytes)?, stamp))) {
            Ok((text, stamp)) => {
                let Checked { value, problems } =
                    document::parse(path, &text, category, self.config);
                let (value, problems) = match value {
                    Some(document) => {
                        let (document, problems) = document.keeping(problems);
                        (Some(document), problems)
                    }
                    None => (None, problems),
                };
                // What is not kept is reported on every run, so its file is read on every run.
                let stamp = stamp.filter(|_| problems.is_empty());
                Checked {
                    value: value.map(|d| Arc::new(Document { stamp, ..d })),
                    problems,
                }
            }
            Err(problem) => unread(problem),
        }
    }

    /// Returns the problem of a document that is in no category's folder.
    fn outside(&self, path: &SitePath) -> Diagnostic {
        let known = self.config.categories.iter().map(|c| c.id.as_str());
        let problem =
            Diagnostic::new(code::OUTSIDE_CATEGORIES, Span::file(path)).with("path", path);
        let folder = path.as_str().split('/').nth(1).unwrap_or_default();
        let problem = problem.nearest(folder, known.clone().chain(["pages", "topics"]));
        problem.with("known", known.collect::<Vec<_>>().join(", "))
    }

    /// Reads what must be known of the files that documents name.
    ///
    /// A file that no document names gets a warning, unless a document is missing in `documents`.
    fn attachments<'d>(
        &self,
        files: &[Entry],
        documents: impl Iterator<Item = &'d Arc<Document>>,
        is_complete: bool,
    ) -> Checked<BTreeMap<SitePath, Attachment>> {
        let others: Vec<&Entry> = files
            .iter()
            .filter(|f| f.path.extension() != "md" && !config::is_settings(&f.path))
            .collect();
        let named = if others.is_empty() {
            BTreeSet::new()
        } else {
            named(documents, &others)
        };
        let (used, unused): (Vec<&Entry>, Vec<&Entry>) =
            others.into_iter().partition(|f| named.contains(&f.path));
        let read: Vec<_> = used
            .par_iter()
            .map(|f| (f.path.clone(), self.attachment(f)))
            .collect();
        let mut found = gathered(read);
        for (path, attachment) in &found.value {
            found.problems.extend(heavy::warning(path, attachment));
        }
        let unused = unused.into_iter().filter(|f| !self.config.shows(&f.path));
        for entry in unused {
            match self.right_name(&entry.path, files) {
                Some(name) => found.problems.push(misnamed(&entry.path, name)),
                None if is_complete => found.problems.extend(unused::file(&entry.path, files)),
                None => {}
            }
        }
        found
    }

    /// Returns the name that an article should have which is not read for its name.
    fn right_name(&self, path: &SitePath, files: &[Entry]) -> Option<String> {
        /// Extensions that other programs give to such a text.
        const ENDINGS: [&str; 6] = ["", "txt", "text", "markdown", "mdown", "mkd"];
        let extension = path.extension();
        if !ENDINGS.contains(&extension.as_str()) || folder_of(path, self.config).is_none() {
            return None;
        }
        let stem = if extension.is_empty() {
            path.name()
        } else {
            path.name().rsplit_once('.')?.0
        };
        let name = format!("{}.md", stem.strip_suffix(".md").unwrap_or(stem));
        let right = SitePath::new(format!("{}/{name}", path.folder()));
        let is_free = files.binary_search_by(|f| f.path.cmp(&right)).is_err();
        let mut head = Vec::new();
        let read = self
            .source
            .reader(path)
            .and_then(|(file, _)| file.take(64).read_to_end(&mut head));
        (is_free && read.is_ok() && opens_as_an_article(&head)).then_some(name)
    }

    fn attachment(&self, entry: &Entry) -> Result<Attachment, Diagnostic> {
        let path = &entry.path;
        if let Some(problem) = attachment::refusal(path, &self.config.attachments) {
            return Err(problem);
        }
        if let Some(known) = self.cache.attachment(entry) {
            return Ok(known.clone());
        }
        let extension = path.extension();
        let read = self.source.digest(path, attachment::head(&extension));
        let (digest, first, stamp) = read.map_err(|e| self.source.unreadable(path, &e))?;
        if let Some(problem) = attachment::mismatch(path, &first) {
            return Err(problem);
        }
        let pixels = match &*extension {
            "svg" => svg::read(&first).map_err(|fault| fault.problem(path))?,
            // All others are there to download: no browser shows a TIFF.
            picture if picture::is_picture(picture) => picture::size(&first),
            _ => None,
        };
        // One whose size cannot be read is told where it is shown.
        let raster = if pixels.is_some() {
            let looked = picture::look(&first, stamp.size.bytes(), pixels);
            looked.map_err(|fault| unusable(path, &fault))?
        } else {
            None
        };
        let format = picture::other_format(&extension, &first).map(Into::into);
        let file = self.source.reader(path);
        let (mut file, _) = file.map_err(|e| self.source.unreadable(path, &e))?;
        let notes = notes::read(&extension, &first, &mut file);
        Ok(Attachment {
            digest,
            stamp,
            pixels,
            format,
            raster,
            notes,
        })
    }
}

/// Returns the warning of an article that is not read for its name.
fn misnamed(path: &SitePath, name: String) -> Diagnostic {
    warning(code::UNUSED_FILE, path)
        .with("form", "article")
        .with("name", name)
}

/// Returns true if a file starts with the fence of front matter, in any encoding.
fn opens_as_an_article(head: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let text = marks
        .iter()
        .find_map(|mark| head.strip_prefix(*mark))
        .unwrap_or(head);
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
    text.trim_ascii_start().starts_with(b"---")
}

/// Returns the problem `code` of a whole file.
fn warning(code: Code, path: &SitePath) -> Diagnostic {
    Diagnostic::new(code, Span::file(path)).with("path", path)
}

/// Returns the category of a document by its first folder; `Some(None)` for a standing page or a
/// topic page, `None` outside of the folders of categories.
pub fn folder_of(path: &SitePath, config: &Config) -> Option<Option<CategoryId>> {
    let mut parts = path.as_str().split('/').skip(1);
    let (folder, rest) = (parts.next()?, parts.next());
    rest?;
    if ["pages", "topics"].contains(&folder) {
        return Some(None);
    }
    config.categories.position(|c| c.id == folder).map(Some)
}

/// Returns those of `files`, which are in order of path, that a document names.
fn named<'d>(
    documents: impl Iterator<Item = &'d Arc<Document>>,
    files: &[&Entry],
) -> BTreeSet<SitePath> {
    let mut named = BTreeSet::new();
    for document in documents {
        named.extend(
            document
                .destinations()
                .map(|l| bare(&l.text))
                // Of a large site's links nearly all lead to other articles.
                .filter(|l| !l.ends_with(".md"))
                .filter_map(|l| document.path.resolve(l))
                .filter(|path| files.binary_search_by(|f| f.path.cmp(path)).is_ok()),
        );
    }
    named
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
