//! Telling what is wrong: at once what a text says of itself, and what its place in the site makes
//! of it a moment later.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification};
use lsp_types::{DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Uri};
use serde_json::json;

use super::position::Walk;
use super::{Desk, Served, options};
use crate::base::path::SitePath;
use crate::content::config::{self, Config};
use crate::content::document::{self, Withheld};
use crate::diagnostic::{Diagnostic, order};
use crate::edition::Changes;
use crate::edition::load;

/// How long nothing is said before the site is opened again: shorter than between two keys.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

/// How often it is asked for whether the site has been opened.
pub(super) const POLL: Duration = Duration::from_millis(2);

/// How many problems of one text are told: nobody reads more, and each change sends them again.
const MOST: usize = 1000;

impl Desk<'_> {
    /// Begins to open the site again, with the open texts in place of their files, where it is not
    /// being opened already.
    pub(super) fn catch_up(&mut self) {
        let Some(changes) = self.changes.take_if(|_| self.next.is_none()) else {
            return;
        };
        let documents = self
            .open
            .iter()
            .filter(|(path, _)| path.extension() == "md");
        let overlay = documents
            .map(|(path, (_, text))| (path.clone(), text.as_bytes().into()))
            .collect();
        let changes = if self.has_failed {
            Changes::Unknown
        } else {
            changes
        };
        let edition = self.edition.clone();
        let clock = self.clock;
        let open = move || {
            options(clock, overlay)
                .and_then(|options| edition.next(&options, &changes))
                .ok()
        };
        self.next = Some((Instant::now(), thread::spawn(open)));
    }

    /// Takes in the site that has been opened, and tells what that makes known.
    pub(super) fn adopt(&mut self, connection: &Connection) -> Served<()> {
        let Some((start, next)) = self.next.take_if(|(_, next)| next.is_finished()) else {
            return Ok(());
        };
        let edition = next.join().ok().flatten();
        self.has_failed = edition.is_none();
        // What is known stays where it cannot be opened now.
        let Some(edition) = edition else {
            return Ok(());
        };
        // A site that is large is not opened at every key.
        self.pause = PAUSE.max(start.elapsed() / 4);
        self.edition = Arc::new(edition);
        let of_place = |path: &SitePath| {
            let text = String::from_utf8(self.edition.source.read(path).ok()?).ok()?;
            let own = self.own(path, &text);
            let mut problems = self.known(path, &text)?;
            problems.retain(|p| own.binary_search_by(|o| order(o, p)).is_err());
            // Where they are is another place when the text has changed: good enough to look at,
            // not to mend.
            problems.iter_mut().for_each(|p| p.fix.clear());
            Some((path.clone(), problems))
        };
        self.of_place = self.open.keys().filter_map(of_place).collect();
        self.tell_news(connection)
    }

    /// Returns everything that is wrong with an open text, as far as it is known at once.
    pub(super) fn problems(&self, path: &SitePath, text: &str) -> Vec<Diagnostic> {
        self.known(path, text).unwrap_or_else(|| {
            let mut problems = self.own(path, text);
            problems.extend(self.of_place.get(path).into_iter().flatten().cloned());
            problems.sort_by(order);
            problems
        })
    }

    /// Returns what `check` says of a file, where the site was opened with this very text.
    fn known(&self, path: &SitePath, text: &str) -> Option<Vec<Diagnostic>> {
        self.edition
            .files()
            .binary_search_by(|f| f.path.cmp(path))
            .ok()?;
        let is_same = self
            .edition
            .source
            .read(path)
            .is_ok_and(|bytes| bytes == text.as_bytes());
        let of_file = |p: &&Diagnostic| p.span.as_ref().is_some_and(|s| s.file == *path);
        is_same.then(|| {
            self.edition
                .problems
                .iter()
                .filter(of_file)
                .cloned()
                .collect()
        })
    }

    /// Reads a text and returns what is wrong with itself and with its links.
    fn own(&self, path: &SitePath, text: &str) -> Vec<Diagnostic> {
        if path.as_str() == config::PATH {
            let mut problems = Config::read(path, text).problems;
            problems.sort_by(order);
            return problems;
        }
        let config = &self.edition.site.config;
        let Some(category) = load::folder_of(path, config).filter(|_| path.extension() == "md")
        else {
            return Vec::new();
        };
        let read = document::parse(path, text, category, config);
        let mut problems = read.problems;
        if let Some(document) = read.value {
            problems.extend(document.copy_problems(config));
            if !matches!(
                document.withheld(self.edition.site.now),
                Some(Withheld::Draft | Withheld::Expired(_))
            ) {
                problems.extend(self.edition.check_links(&document));
            }
        }
        problems.sort_by(order);
        problems
    }

    /// Tells the problems of an open text.
    pub(super) fn tell(&mut self, connection: &Connection, path: &SitePath) -> Served<()> {
        let Some((uri, text)) = self.open.get(path) else {
            return Ok(());
        };
        let shown = self.shown_all(text, &self.problems(path, text));
        self.publish(connection, path, uri.clone(), shown)
    }

    /// Tells the problems of every file of which the editor knows others: those that are open, and
    /// those that stand in the way of one that is.
    fn tell_news(&mut self, connection: &Connection) -> Served<()> {
        let mut files: BTreeMap<SitePath, (Uri, Vec<lsp_types::Diagnostic>)> = BTreeMap::new();
        let told = self
            .told
            .keys()
            .filter(|path| !self.open.contains_key(*path));
        let uris = told.filter_map(|path| Some((path.clone(), (self.uri(path)?, Vec::new()))));
        files.extend(uris.collect::<Vec<_>>());
        for (path, (uri, text)) in &self.open {
            files.insert(
                path.clone(),
                (
                    uri.clone(),
                    self.shown_all(text, &self.problems(path, text)),
                ),
            );
        }
        for problem in &self.edition.problems {
            let Some(span) = problem
                .span
                .as_ref()
                .filter(|s| !self.open.contains_key(&s.file))
            else {
                continue;
            };
            if !problem.also.iter().any(|s| self.open.contains_key(&s.file)) {
                continue;
            }
            let Some(uri) = self.uri(&span.file) else {
                continue;
            };
            if files
                .get(&span.file)
                .is_some_and(|(_, shown)| shown.len() >= MOST)
            {
                continue;
            }
            let bytes = self.edition.source.read(&span.file).unwrap_or_default();
            let shown = self.shown(&mut Walk::new(&String::from_utf8_lossy(&bytes)), problem);
            files
                .entry(span.file.clone())
                .or_insert_with(|| (uri, Vec::new()))
                .1
                .push(shown);
        }
        for (path, (uri, shown)) in files {
            if self.told.get(&path) != Some(&json!(shown)) {
                self.publish(connection, &path, uri, shown)?;
            }
            if !self.open.contains_key(&path) && self.told.get(&path) == Some(&json!([])) {
                self.told.remove(&path);
            }
        }
        Ok(())
    }

    fn publish(
        &mut self,
        connection: &Connection,
        path: &SitePath,
        uri: Uri,
        shown: Vec<lsp_types::Diagnostic>,
    ) -> Served<()> {
        self.told.insert(path.clone(), json!(shown));
        let params = PublishDiagnosticsParams {
            uri,
            diagnostics: shown,
            version: None,
        };
        let note = Notification::new("textDocument/publishDiagnostics".to_owned(), params);
        Ok(connection.sender.send(Message::Notification(note))?)
    }

    fn shown_all(&self, text: &str, problems: &[Diagnostic]) -> Vec<lsp_types::Diagnostic> {
        let mut walk = Walk::new(text);
        let mut told: Vec<&Diagnostic> = problems.iter().collect();
        if told.len() > MOST {
            // No error is lost behind warnings.
            told.sort_by_key(|p| !p.is_error());
            told.truncate(MOST);
        }
        told.into_iter().map(|p| self.shown(&mut walk, p)).collect()
    }

    /// Words a problem; `walk` goes through the text that it is in.
    pub(super) fn shown(&self, walk: &mut Walk<'_>, problem: &Diagnostic) -> lsp_types::Diagnostic {
        let span = problem
            .span
            .as_ref()
            .map_or(0..0, |s| s.start as usize..s.end as usize);
        let worded = self.wording.diagnostic(problem);
        let lines = std::iter::once(worded.message).chain(worded.hints);
        lsp_types::Diagnostic {
            range: walk.range(span),
            severity: Some(match problem.is_error() {
                true => DiagnosticSeverity::ERROR,
                false => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(problem.code.id.to_owned())),
            source: Some("dateline".to_owned()),
            message: lines.collect::<Vec<_>>().join("\n"),
            ..lsp_types::Diagnostic::default()
        }
    }
}
