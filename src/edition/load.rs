//! Reads the files of `content/`: documents, from the cache where they did not change, and what
//! they name.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::id::CategoryId;
use crate::base::path::SitePath;
use crate::base::progress::Progress;
use crate::base::url::bare;
use crate::content::attachment;
use crate::content::attachment::Attachment;
use crate::content::config::{self, Config};
use crate::content::document::{self, Document};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::edition::cache::Cache;
use crate::picture;
use crate::picture::svg;
use crate::site::links::LeftOut;
use crate::source::{self, Entry, LARGEST_TEXT, Source};

/// Reads the files of `content/`.
pub struct Reading<'a> {
    /// The site's files.
    pub source: &'a Source,
    /// What is said of all of them.
    pub config: &'a Config,
    /// What earlier runs read.
    pub cache: &'a Cache,
    /// Is told how far the work has come.
    pub progress: &'a dyn Progress,
    /// site.yaml is faulty: a folder that is no category may be one that could not be read.
    pub faulty: bool,
}

/// A document as it was read, if it could be, and what is wrong with its file.
pub type Read = Checked<Option<Arc<Document>>>;

/// Returns the document of a file without an error.
pub fn fit(read: &Read) -> Option<&Arc<Document>> {
    read.value
        .as_ref()
        .filter(|_| !read.problems.iter().any(Diagnostic::is_error))
}

impl Reading<'_> {
    /// Reads every document, in parallel, in the order of `files`; those with an error are set
    /// apart.
    pub fn documents(&self, files: &[Entry]) -> Checked<(Vec<Arc<Document>>, LeftOut)> {
        let markdown: Vec<&Entry> = files
            .iter()
            .filter(|f| f.path.extension() == "md")
            .collect();
        self.progress.stage("read", markdown.len());
        let read = |(guess, entry): (usize, &&Entry)| {
            self.progress.step();
            match self.known(entry, guess) {
                Some(known) => Checked {
                    value: Some(known.clone()),
                    problems: Vec::new(),
                },
                None => self.document(&entry.path),
            }
        };
        let read: Vec<Read> = markdown.par_iter().enumerate().map(read).collect();
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

    /// Returns the document of a file from the cache, where the disk says that the file is the one
    /// which was read.
    ///
    /// Anybody may have written the cache, whoever made the branch that is built too: so a hash of
    /// the text, which they know as well, proves nothing. Which file it is to the disk, and when
    /// its entry changed, they cannot know; and a document that the file could not have become is
    /// not taken for it.
    fn known(&self, entry: &Entry, guess: usize) -> Option<&Arc<Document>> {
        let known = self.cache.known(entry, guess)?;
        (folder_of(&entry.path, self.config) == Some(known.category) && known.is_sound(self.config))
            .then_some(known)
    }

    /// Reads one document.
    pub fn document(&self, path: &SitePath) -> Read {
        let fail = |problem| Checked {
            value: None,
            problems: vec![problem],
        };
        let category = match folder_of(path, self.config) {
            Some(category) => category,
            None if self.faulty => return Checked::default(),
            None => return fail(self.outside(path)),
        };
        let read = self
            .source
            .read_stamped(path, LARGEST_TEXT)
            .map_err(|e| self.source.unreadable(path, &e));
        match read.and_then(|(bytes, stamp)| Ok((source::text(path, bytes)?, stamp))) {
            Ok((text, stamp)) => {
                let Checked { value, problems } =
                    document::parse(path, &text, category, self.config);
                // What was found wrong is told on every run, so such a file is read on every run.
                let stamp = stamp.filter(|_| problems.is_empty());
                Checked {
                    value: value.map(|d| Arc::new(Document { stamp, ..d })),
                    problems,
                }
            }
            Err(problem) => fail(problem),
        }
    }

    /// Reports a document that is in no category's folder.
    fn outside(&self, path: &SitePath) -> Diagnostic {
        let known = self.config.categories.iter().map(|c| c.id.as_str());
        let problem =
            Diagnostic::new(code::OUTSIDE_CATEGORIES, Span::file(path)).with("path", path);
        let folder = path.as_str().split('/').nth(1).unwrap_or_default();
        let problem = problem.nearest(folder, known.clone().chain(["pages"]));
        problem.with("known", known.collect::<Vec<_>>().join(", "))
    }

    /// Reads what must be known of the files that documents name; a file that none names is a
    /// warning, if the documents are all that there are.
    pub fn attachments<'d>(
        &self,
        files: &[Entry],
        documents: impl Iterator<Item = &'d Arc<Document>>,
        is_complete: bool,
    ) -> Checked<BTreeMap<SitePath, Attachment>> {
        let others = files
            .iter()
            .filter(|f| f.path.extension() != "md" && !config::is_settings(&f.path));
        let others: Vec<&Entry> = others.collect();
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
        for entry in unused {
            match self.right_name(&entry.path, files) {
                Some(name) => found.problems.push(misnamed(&entry.path, name)),
                None if is_complete && entry.path.is_stray() => {
                    found.problems.push(unused_file(&entry.path))
                }
                None => {}
            }
        }
        found
    }

    /// Returns the name that a file should have which opens as an article does, and is none for its
    /// name.
    fn right_name(&self, path: &SitePath, files: &[Entry]) -> Option<String> {
        /// Endings that other programs give to such a text, or none.
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
            // Others are to download: no browser shows a TIFF.
            picture if picture::is_picture(picture) => picture::size(&first),
            _ => None,
        };
        let format = picture::other_format(&extension, &first).map(Into::into);
        Ok(Attachment {
            digest,
            stamp,
            pixels,
            format,
        })
    }
}

/// Warns of an article with the name of something else.
fn misnamed(path: &SitePath, name: String) -> Diagnostic {
    Diagnostic::new(code::UNUSED_FILE, Span::file(path))
        .with("path", path)
        .with("form", "article")
        .with("name", name)
}

/// Warns of a file that no document names.
fn unused_file(path: &SitePath) -> Diagnostic {
    Diagnostic::new(code::UNUSED_FILE, Span::file(path))
        .with("path", path)
        .with("form", "other")
}

/// Tells whether a file starts with the fence of front matter, in whichever encoding.
fn opens_as_an_article(head: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let text = marks
        .iter()
        .find_map(|mark| head.strip_prefix(*mark))
        .unwrap_or(head);
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != 0).collect();
    text.trim_ascii_start().starts_with(b"---")
}

/// Warns of a picture that is not what its name says, or too large for a telephone.
fn weight(path: &SitePath, attachment: &Attachment) -> Option<Diagnostic> {
    let warning = |code| Diagnostic::new(code, Span::file(path)).with("path", path);
    let (bytes, pixels) = picture::LARGEST;
    if let Some(format) = &attachment.format {
        return Some(warning(code::PICTURE_FORMAT_MISMATCH).with("text", format));
    }
    let (width, height) = attachment.pixels?;
    if path.extension() != "svg" && width.max(height) > pixels {
        return Some(
            warning(code::OVERSIZED_PICTURE)
                .with("width", width)
                .with("height", height),
        );
    }
    let megabytes = format!(
        "{:.1}",
        attachment.stamp.size.bytes() as f64 / (1024.0 * 1024.0)
    );
    (attachment.stamp.size.bytes() > bytes)
        .then(|| warning(code::HEAVY_PICTURE).with("size", megabytes))
}

/// Tells the category of a file in `content/` by its first folder; `Some(None)` for a standing
/// page.
pub fn folder_of(path: &SitePath, config: &Config) -> Option<Option<CategoryId>> {
    let mut parts = path.as_str().split('/').skip(1);
    let (folder, rest) = (parts.next()?, parts.next());
    rest?;
    if folder == "pages" {
        return Some(None);
    }
    config.categories.position(|c| c.id == folder).map(Some)
}

/// Returns those of `files`, which are in order of path, that a document names.
fn named<'d>(
    documents: impl Iterator<Item = &'d Arc<Document>>,
    files: &[&Entry],
) -> BTreeSet<SitePath> {
    let is_there = |path: &SitePath| files.binary_search_by(|f| f.path.cmp(path)).is_ok();
    let mut named = BTreeSet::new();
    for document in documents {
        // Of a large site's links nearly all lead to other articles.
        let files = document
            .destinations()
            .map(|l| bare(&l.text))
            .filter(|l| !l.ends_with(".md"));
        named.extend(
            files
                .filter_map(|l| document.path.resolve(l))
                .filter(is_there),
        );
    }
    named
}
