//! Reports what is wrong: at once with a text by itself, and a moment later with its place in the
//! site.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification};
use lsp_types::{DiagnosticSeverity, NumberOrString, PublishDiagnosticsParams, Uri};
use serde_json::json;

use super::position::Walk;
use super::session::{Clock, Served, Session, options};
use crate::base::path::SitePath;
use crate::content::config::{self, Config};
use crate::content::document::{self, Withheld};
use crate::diagnostic::{Diagnostic, order};
use crate::edition::load;
use crate::edition::{Changes, Edition};
use crate::source::Overlay;

/// Silence of the editor before the site is opened again: shorter than between two keys.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

/// Time between two checks if the site has been opened.
pub(super) const POLL: Duration = Duration::from_millis(2);

/// The most problems of one text that are reported: nobody reads more, and each change sends them
/// again.
const MOST: usize = 1000;

impl Session<'_> {
    /// Begins to open the site again, with the open texts in place of their files, unless it is
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
        let next = thread::spawn(move || open(&edition, clock, overlay, &changes));
        self.next = Some((Instant::now(), next));
    }

    /// Takes over the site that has been opened, and reports what is known by it.
    pub(super) fn adopt(&mut self, connection: &Connection) -> Served<()> {
        let Some((start, next)) = self.next.take_if(|(_, next)| next.is_finished()) else {
            return Ok(());
        };
        let edition = next.join().ok().flatten();
        self.has_failed = edition.is_none();
        // If it cannot be opened now, the known one stays.
        let Some(edition) = edition else {
            return Ok(());
        };
        // A site that is large is not opened at every key.
        self.pause = PAUSE.max(start.elapsed() / 4);
        self.edition = Arc::new(edition);
        let mut of_place = BTreeMap::new();
        for path in self.open.keys() {
            if let Some(problems) = self.problems_of_place(path) {
                of_place.insert(path.clone(), problems);
            }
        }
        self.of_place = of_place;
        self.report_changed(connection)
    }

    /// Returns the problems that an open file has for its place in the site, by the text that the
    /// site was opened with.
    fn problems_of_place(&self, path: &SitePath) -> Option<Vec<Diagnostic>> {
        let text = String::from_utf8(self.edition.source.read(path).ok()?).ok()?;
        let own = self.own(path, &text);
        let mut problems = self.known(path, &text)?;
        problems.retain(|p| own.binary_search_by(|o| order(o, p)).is_err());
        for problem in &mut problems {
            // Where they are is a different place when the text has changed: good enough to look
            // at, not to change the text there.
            problem.fix.clear();
        }
        Some(problems)
    }

    /// Returns the problems of an open text, as far as they are known at once.
    pub(super) fn problems(&self, path: &SitePath, text: &str) -> Vec<Diagnostic> {
        self.known(path, text).unwrap_or_else(|| {
            let mut problems = self.own(path, text);
            problems.extend(self.of_place.get(path).into_iter().flatten().cloned());
            problems.sort_by(order);
            problems
        })
    }

    /// Returns what `check` says of a file; `None` if the site was opened with a different text.
    fn known(&self, path: &SitePath, text: &str) -> Option<Vec<Diagnostic>> {
        self.edition
            .files()
            .binary_search_by(|f| f.path.cmp(path))
            .ok()?;
        let bytes = self.edition.source.read(path).ok()?;
        if bytes != text.as_bytes() {
            return None;
        }
        let problems = self.edition.problems.iter();
        let of_file = problems.filter(|p| p.span.as_ref().is_some_and(|s| s.file == *path));
        Some(of_file.cloned().collect())
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
                document.withheld(self.edition.site.now()),
                Some(Withheld::Draft | Withheld::Expired(_))
            ) {
                problems.extend(self.edition.check_links(&document));
            }
        }
        problems.sort_by(order);
        problems
    }

    /// Reports the problems of an open text.
    pub(super) fn report(&mut self, connection: &Connection, path: &SitePath) -> Served<()> {
        let Some((uri, text)) = self.open.get(path) else {
            return Ok(());
        };
        let shown = self.shown_all(text, &self.problems(path, text));
        self.publish(connection, path, uri.clone(), shown)
    }

    /// Reports the problems of every file of which the editor knows different ones: those that are
    /// open, and those that stand in the way of one that is.
    fn report_changed(&mut self, connection: &Connection) -> Served<()> {
        for (path, (uri, shown)) in self.all_shown() {
            if self.reported.get(&path) != Some(&json!(shown)) {
                self.publish(connection, &path, uri, shown)?;
            }
            if !self.open.contains_key(&path) && self.reported.get(&path) == Some(&json!([])) {
                self.reported.remove(&path);
            }
        }
        Ok(())
    }

    /// Returns the problems of every file that is open, stands in the way of one that is, or was
    /// reported on.
    fn all_shown(&self) -> BTreeMap<SitePath, (Uri, Vec<lsp_types::Diagnostic>)> {
        let mut files = BTreeMap::new();
        for path in self.reported.keys() {
            if let Some(uri) = self.uri(path) {
                files.insert(path.clone(), (uri, Vec::new()));
            }
        }
        for (path, (uri, text)) in &self.open {
            let shown = self.shown_all(text, &self.problems(path, text));
            files.insert(path.clone(), (uri.clone(), shown));
        }
        for problem in &self.edition.problems {
            let Some(span) = problem.span.as_ref() else {
                continue;
            };
            if self.open.contains_key(&span.file)
                || !problem.also.iter().any(|s| self.open.contains_key(&s.file))
            {
                continue;
            }
            let Some(uri) = self.uri(&span.file) else {
                continue;
            };
            let (_, shown) = files
                .entry(span.file.clone())
                .or_insert_with(|| (uri, Vec::new()));
            if shown.len() < MOST {
                let bytes = self.edition.source.read(&span.file).unwrap_or_default();
                let text = String::from_utf8_lossy(&bytes);
                shown.push(self.shown(&mut Walk::new(&text), problem));
            }
        }
        files
    }

    fn publish(
        &mut self,
        connection: &Connection,
        path: &SitePath,
        uri: Uri,
        shown: Vec<lsp_types::Diagnostic>,
    ) -> Served<()> {
        self.reported.insert(path.clone(), json!(shown));
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
        let mut some: Vec<&Diagnostic> = problems.iter().collect();
        if some.len() > MOST {
            // No error is lost behind warnings.
            some.sort_by_key(|p| !p.is_error());
            some.truncate(MOST);
        }
        some.into_iter().map(|p| self.shown(&mut walk, p)).collect()
    }

    /// Returns a problem as the protocol has it; `walk` goes through the text that it is in.
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

/// Opens the site again; `None` if it cannot be opened now.
fn open(edition: &Edition, clock: Clock, overlay: Overlay, changes: &Changes) -> Option<Edition> {
    edition.next(&options(clock, overlay).ok()?, changes).ok()
}
