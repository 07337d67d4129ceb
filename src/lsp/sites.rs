//! The sites that are worked on, and which of them a text belongs to.
//!
//! A site is opened when a folder or a text of it is, beside the talk. Until then its texts wait.
//! A text that is in no site waits for one to appear.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::Sender;
use serde_json::{Value, json};

use super::answer::Question;
use super::client::Client;
use super::message::note;
use super::news::News;
use super::report::{PAUSE, POLL};
use super::session::{Clock, Served, Session, Text, options};
use crate::base::date::Language;
use crate::base::path::SitePath;
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Failure, code};
use crate::edition::{Changes, Edition};
use crate::source::{self, Overlay};

/// What the server is started with.
pub struct Start {
    /// The site's folder, if it was named: no other site is worked on.
    pub root: Option<PathBuf>,
    /// The folder that the server was started in.
    pub here: Option<PathBuf>,
    /// The clock.
    pub clock: Clock,
    /// Language of messages; `None` is that of the site.
    pub language: Option<Language>,
}

/// After a change of more files than these, each site is looked at as a whole.
const FEW: usize = 100;

/// How grave a message to the editor's user is, in the protocol's numbers.
#[derive(Clone, Copy)]
enum Weight {
    /// It is shown.
    Error = 1,
    /// It goes into the log.
    Info = 3,
}

/// A site that is being opened.
struct Opening {
    /// Its folder without any link.
    root: PathBuf,
    edition: JoinHandle<Result<Edition, Failure>>,
}

/// The sites, and the texts that are in none.
pub(super) struct Sites {
    start: Start,
    sender: Sender<Value>,
    client: Client,
    open: Vec<Session>,
    opening: Vec<Opening>,
    /// Open texts that are in no site that has been opened, by their addresses.
    waiting: BTreeMap<String, Text>,
    /// What the editor's user was told already.
    told: BTreeSet<String>,
}

impl Sites {
    pub(super) fn new(start: Start, sender: Sender<Value>) -> Sites {
        Sites {
            start,
            sender,
            client: Client::default(),
            open: Vec::new(),
            opening: Vec::new(),
            waiting: BTreeMap::new(),
            told: BTreeSet::new(),
        }
    }

    /// Begins, with the folders that are open in the editor.
    pub(super) fn begin(&mut self, client: Client, folders: &[PathBuf]) {
        self.client = client;
        let here = self.start.here.clone().filter(|_| folders.is_empty());
        match self.start.root.clone() {
            Some(root) if source::is_site(&root) => self.open_site(&root),
            Some(_) => {}
            None => {
                self.open_folders(folders);
                self.open_folders(here.as_slice());
            }
        }
    }

    /// Opens the sites that folders are in, or are.
    fn open_folders(&mut self, folders: &[PathBuf]) {
        for root in folders.iter().filter_map(|folder| find_root(folder)) {
            self.open_site(&root);
        }
    }

    /// Begins to open a site, unless it is open or being opened.
    fn open_site(&mut self, root: &Path) {
        let real = source::real(root);
        if self.at(&real).is_some() || self.is_opening(&real) {
            return;
        }
        let (clock, root) = (self.start.clock, root.to_path_buf());
        let edition = thread::spawn(move || Edition::open(&root, &options(clock, Overlay::new())?));
        self.opening.push(Opening {
            root: real,
            edition,
        });
    }

    /// Returns the number of the open site in a folder.
    fn at(&self, real: &Path) -> Option<usize> {
        self.open
            .iter()
            .position(|site| site.edition.source.real_root() == real)
    }

    fn is_opening(&self, real: &Path) -> bool {
        self.opening.iter().any(|opening| opening.root == real)
    }

    /// Returns the folder of the site that a file belongs to.
    fn root_of(&self, file: &Path) -> Option<PathBuf> {
        match &self.start.root {
            Some(root) => Some(root.clone()).filter(|root| source::is_site(root)),
            None => find_root(file),
        }
    }

    /// Returns how long the editor may say nothing before something else is done.
    pub(super) fn patience(&self) -> Option<Duration> {
        if !self.opening.is_empty() || self.open.iter().any(|site| site.next.is_some()) {
            return Some(POLL);
        }
        let changed = self.open.iter().filter(|site| site.changes.is_some());
        changed.map(|site| site.pause).min()
    }

    /// Begins to open the sites again that changed.
    pub(super) fn catch_up(&mut self) {
        for site in &mut self.open {
            site.catch_up();
        }
    }

    /// Takes over what was opened in the meantime; returns true if a site came.
    pub(super) fn adopt(&mut self) -> Served<bool> {
        for site in &mut self.open {
            site.adopt(self.start.language)?;
        }
        let mut has_come = false;
        while let Some(i) = self.opening.iter().position(|o| o.edition.is_finished()) {
            let opening = self.opening.swap_remove(i);
            match opening.edition.join() {
                Ok(Ok(edition)) => {
                    self.add(edition);
                    self.settle()?;
                }
                Ok(Err(failure)) => self.say(Weight::Error, &failure)?,
                // The thread panicked: its texts go without a site.
                Err(_) => {}
            }
            has_come = true;
        }
        Ok(has_come)
    }

    fn add(&mut self, edition: Edition) {
        let language = self.start.language;
        let language = language.unwrap_or_else(|| edition.site.config.wording());
        self.open.push(Session {
            clock: self.start.clock,
            client: self.client,
            wording: Wording::new(language),
            sender: self.sender.clone(),
            edition: Arc::new(edition),
            open: BTreeMap::new(),
            changes: None,
            next: None,
            has_failed: false,
            pause: PAUSE,
            of_place: BTreeMap::new(),
            reported: BTreeMap::new(),
        });
    }

    /// Gives the texts that wait to their sites; those that are not open yet begin to be opened.
    fn settle(&mut self) -> Served<()> {
        for (uri, text) in std::mem::take(&mut self.waiting) {
            let Some(root) = self.root_of(&text.file) else {
                self.say_no_site(&text.file)?;
                self.waiting.insert(uri, text);
                continue;
            };
            let site = self.at(&source::real(&root));
            let site = site.and_then(|i| self.open.get_mut(i));
            match site {
                Some(site) => match site.path(&text.file) {
                    Some(path) => site.opened(path, text)?,
                    None => drop(self.waiting.insert(uri, text)),
                },
                None => {
                    self.open_site(&root);
                    self.waiting.insert(uri, text);
                }
            }
        }
        Ok(())
    }

    /// Answers a question; `None` while the site that it is about is being opened.
    pub(super) fn answer(&self, asked: &Question) -> Option<Value> {
        let mut sites = self.open.iter();
        let found = sites.find_map(|site| Some((site, site.path_of(asked.uri())?)));
        if let Some((site, path)) = found {
            return Some(site.answer(asked, path).unwrap_or_default());
        }
        let text = self.waiting.get(asked.uri());
        let root = text.and_then(|text| self.root_of(&text.file));
        match root {
            Some(root) if self.is_opening(&source::real(&root)) => None,
            _ => Some(Value::Null),
        }
    }

    /// Takes in what happened.
    pub(super) fn take_in(&mut self, news: News) -> Served<()> {
        match news {
            News::Opened(text) => {
                self.close(&text.uri);
                self.waiting.insert(text.uri.clone(), text);
            }
            News::Changed {
                uri,
                version,
                changes,
            } => {
                let encoding = self.client.encoding;
                if let Some(text) = self.waiting.get_mut(&uri) {
                    text.change(version, changes, encoding);
                } else if let Some((site, path)) = self.holder(&uri) {
                    site.change(&path, |text| text.change(version, changes, encoding))?;
                }
                return Ok(());
            }
            News::Saved { uri, text } => {
                if let (Some(new), Some(text)) = (&text, self.waiting.get_mut(&uri)) {
                    text.text.clone_from(new);
                }
                if let Some((site, path)) = self.holder(&uri) {
                    site.saved(&path, text)?;
                }
            }
            News::Closed { uri } => self.close(&uri),
            News::Files(files) if files.len() <= FEW => {
                for site in &mut self.open {
                    for file in &files {
                        site.touch_file(file);
                    }
                }
            }
            News::Files(_) | News::Moved => {
                for site in &mut self.open {
                    site.touch(Changes::Unknown);
                }
            }
            News::Folders { added, removed } => {
                self.leave(&removed)?;
                if self.start.root.is_none() {
                    self.open_folders(&added);
                }
            }
        }
        self.settle()
    }

    /// Returns the site that has a text, and its path there.
    fn holder(&mut self, uri: &str) -> Option<(&mut Session, SitePath)> {
        let mut sites = self.open.iter_mut();
        sites.find_map(|site| {
            let path = site.path_of(uri)?.clone();
            Some((site, path))
        })
    }

    /// Forgets a text.
    fn close(&mut self, uri: &str) {
        self.waiting.remove(uri);
        if let Some((site, path)) = self.holder(uri) {
            site.close(&path);
        }
    }

    /// Leaves the sites without an open text that are in folders, or around them.
    fn leave(&mut self, folders: &[PathBuf]) -> Served<()> {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| source::real(folder)).collect();
        for mut site in std::mem::take(&mut self.open) {
            let root = site.edition.source.real_root();
            let mut folders = folders.iter();
            let is_left =
                folders.any(|folder| root.starts_with(folder) || folder.starts_with(root));
            if is_left && site.open.is_empty() {
                site.withdraw()?;
            } else {
                self.open.push(site);
            }
        }
        Ok(())
    }

    /// Says that the named folder is not that of a site, if so.
    pub(super) fn check_named(&mut self) -> Served<()> {
        match &self.start.root {
            Some(root) if !source::is_site(root) => {
                let failure = Failure::new(code::NO_SITE).with("path", root.display());
                self.say(Weight::Error, &failure)
            }
            _ => Ok(()),
        }
    }

    /// Says that a file is in no site.
    fn say_no_site(&mut self, file: &Path) -> Served<()> {
        let folder = file.parent().unwrap_or(file);
        let failure = Failure::new(code::NO_SITE).with("path", folder.display());
        self.say(Weight::Info, &failure)
    }

    /// Says once what failed.
    fn say(&mut self, weight: Weight, failure: &Failure) -> Served<()> {
        let worded = Wording::new(self.start.language.unwrap_or_default()).failure(failure);
        let lines = std::iter::once(worded.message).chain(worded.hints);
        let text = lines.collect::<Vec<_>>().join("\n");
        if !self.told.insert(text.clone()) {
            return Ok(());
        }
        let method = match weight {
            Weight::Error => "window/showMessage",
            Weight::Info => "window/logMessage",
        };
        let params = json!({ "type": weight as i32, "message": text });
        Ok(self.sender.send(note(method, params))?)
    }
}

/// Finds the nearest folder of a site at or above a file, which may be reached through links.
fn find_root(file: &Path) -> Option<PathBuf> {
    source::find_root(file).or_else(|| source::find_root(&source::real(file)))
}
