//! Reports what is wrong: at once with a text by itself, and a moment later with its place in the
//! site.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use lsp_types::{DiagnosticSeverity, NumberOrString};
use serde_json::json;

use super::message::note;
use super::position::Walk;
use super::session::{Clock, Served, Session, Text, options};
use crate::base::date::Language;
use crate::base::path::SitePath;
use crate::content::config::{self, Config};
use crate::content::document::{self, Withheld};
use crate::diagnostic::wording::Wording;
use crate::diagnostic::{Diagnostic, order};
use crate::edition::load;
use crate::edition::locate::enter;
use crate::edition::{Changes, Edition};
use crate::source::Overlay;

/// Silence of the editor before the site is opened again: shorter than between two keys.
pub(super) const PAUSE: Duration = Duration::from_millis(10);

/// Time between two checks if the site has been opened.
pub(super) const POLL: Duration = Duration::from_millis(2);

/// The most problems of one text that are reported: nobody reads more, and each change sends them
/// again.
const MOST: usize = 1000;

impl Session {
    /// Takes in a text that was opened.
    pub(super) fn opened(&mut self, path: SitePath, text: Text) -> Served<()> {
        self.open.insert(path.clone(), text);
        self.touch(Changes::none());
        self.report(&path)
    }

    /// Changes an open text.
    pub(super) fn change(&mut self, path: &SitePath, edit: impl FnOnce(&mut Text)) -> Served<()> {
        if let Some(text) = self.open.get_mut(path) {
            edit(text);
        }
        self.touch(Changes::none());
        self.report(path)
    }

    /// Takes in that a text was saved, with what it is now if that was said.
    pub(super) fn saved(&mut self, path: &SitePath, text: Option<String>) -> Served<()> {
        if let (Some(new), Some(text)) = (text, self.open.get_mut(path)) {
            text.text = new;
        }
        self.touch(Changes::Unknown);
        let open: Vec<SitePath> = self.open.keys().cloned().collect();
        open.iter().try_for_each(|path| self.report(path))
    }

    /// Forgets a text: what is on disk counts again.
    pub(super) fn close(&mut self, path: &SitePath) {
        self.open.remove(path);
        self.of_place.remove(path);
        self.touch(Changes::none());
    }

    /// Takes back every report.
    pub(super) fn withdraw(&mut self) -> Served<()> {
        for path in std::mem::take(&mut self.reported).into_keys() {
            if let Some(uri) = self.uri(&path) {
                self.publish(&path, &uri, Vec::new())?;
            }
        }
        Ok(())
    }

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
            .map(|(path, text)| (path.clone(), text.text.as_bytes().into()))
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

    /// Takes over the site that has been opened, and reports what is known by it, in this language
    /// or else its own.
    pub(super) fn adopt(&mut self, language: Option<Language>) -> Served<()> {
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
        let language = language.unwrap_or_else(|| self.edition.site.config.wording());
        if language != self.wording.language() {
            self.wording = Wording::new(language);
        }
        let mut of_place = BTreeMap::new();
        for path in self.open.keys() {
            if let Some(problems) = self.problems_of_place(path) {
                of_place.insert(path.clone(), problems);
            }
        }
        self.of_place = of_place;
        self.report_changed()
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
    pub(super) fn own(&self, path: &SitePath, text: &str) -> Vec<Diagnostic> {
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
        for problem in &mut problems {
            enter(problem, |file| (file == path).then(|| Arc::from(text)));
        }
        problems.sort_by(order);
        problems
    }

    /// Reports the problems of an open text.
    fn report(&mut self, path: &SitePath) -> Served<()> {
        let Some(text) = self.open.get(path) else {
            return Ok(());
        };
        let shown = self.shown_all(&text.text, &self.problems(path, &text.text));
        let uri = text.uri.clone();
        self.publish(path, &uri, shown)
    }

    /// Reports the problems of every file of which the editor knows different ones: those that are
    /// open, and those that stand in the way of one that is.
    fn report_changed(&mut self) -> Served<()> {
        for (path, (uri, shown)) in self.all_shown() {
            if self.reported.get(&path) != Some(&json!(shown)) {
                self.publish(&path, &uri, shown)?;
            }
            if !self.open.contains_key(&path) && self.reported.get(&path) == Some(&json!([])) {
                self.reported.remove(&path);
            }
        }
        Ok(())
    }

    /// Returns the problems of every file that is open, stands in the way of one that is, or was
    /// reported on.
    fn all_shown(&self) -> BTreeMap<SitePath, (String, Vec<lsp_types::Diagnostic>)> {
        let mut files = BTreeMap::new();
        for path in self.reported.keys() {
            if let Some(uri) = self.uri(path) {
                files.insert(path.clone(), (uri, Vec::new()));
            }
        }
        for (path, text) in &self.open {
            let shown = self.shown_all(&text.text, &self.problems(path, &text.text));
            files.insert(path.clone(), (text.uri.clone(), shown));
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
                shown.push(self.shown(&mut self.walk(&text), problem));
            }
        }
        files
    }

    fn publish(
        &mut self,
        path: &SitePath,
        uri: &str,
        shown: Vec<lsp_types::Diagnostic>,
    ) -> Served<()> {
        let shown = json!(shown);
        let mut params = json!({ "uri": uri, "diagnostics": shown });
        if let Some(version) = self.open.get(path).and_then(|text| text.version) {
            params["version"] = version.into();
        }
        self.reported.insert(path.clone(), shown);
        Ok(self
            .sender
            .send(note("textDocument/publishDiagnostics", params))?)
    }

    fn shown_all(&self, text: &str, problems: &[Diagnostic]) -> Vec<lsp_types::Diagnostic> {
        let mut walk = self.walk(text);
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
