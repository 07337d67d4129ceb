//! The template engine: reads the templates, and reports its errors at their places.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, Value};

use super::builtin;
use super::files::{DEFAULT, Files, Paths, offset};
use super::lint;
use super::scan::Names;
use crate::base::html;
use crate::base::path::SitePath;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::source;

/// The templates of a theme as the engine takes them in: what all of them see is not there yet.
#[derive(Default)]
pub struct Engine(pub(super) Tera);

/// The texts of the templates.
pub(super) struct Texts {
    pub(super) paths: Paths,
    texts: BTreeMap<SitePath, Arc<str>>,
}

impl Texts {
    /// Reads the templates and hands them to the engine, which has none if they name each other in
    /// a circle.
    pub(super) fn read(files: &Files) -> Checked<(Texts, Engine)> {
        let mut problems = Vec::new();
        let mut texts = Texts {
            paths: files.paths.clone(),
            texts: BTreeMap::new(),
        };
        let mut templates = Vec::new();
        for (name, bytes) in files.below("templates") {
            let path = files.paths.path(&format!("templates/{name}"));
            match source::text(&path, bytes.to_vec()) {
                Ok(text) => {
                    let is_own = files.paths.is_own(&format!("templates/{name}"));
                    let text = if is_own { text } else { flush(&text) };
                    texts.texts.insert(path, Arc::from(text.as_str()));
                    templates.push((name.to_owned(), text));
                }
                Err(problem) => problems.push(problem),
            }
        }
        // The engine finds some circles only by running out of memory, and names the wrong file for
        // the others.
        let circles = lint::circles(files, &templates);
        let has_circle = !circles.is_empty();
        problems.extend(circles);
        let mut engine = Engine::default();
        engine.0.register_filter("joined", joined);
        match engine.0.add_raw_templates(templates) {
            Err(error) if !(has_circle && is_circle(&error)) => {
                problems.push(texts.problem(code::TEMPLATE_SYNTAX, "base.html", &error));
            }
            _ if has_circle => engine = Engine::default(),
            Ok(()) | Err(_) => {}
        }
        Checked {
            value: (texts, engine),
            problems,
        }
    }

    /// Returns the text of a template, by its path in the site.
    pub(super) fn get(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }

    /// Returns the templates by name.
    pub(super) fn templates(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts
            .iter()
            .filter_map(|(path, text)| Some((self.paths.template(path)?, &**text)))
    }

    /// Returns the templates that one which is not there may be meant for.
    fn known(&self, asked: &str) -> Vec<String> {
        if asked.starts_with(DEFAULT) {
            return builtin::names().collect();
        }
        self.templates().map(|(name, _)| name.to_owned()).collect()
    }

    /// Reports an error of the template engine, at its place in the template.
    pub(super) fn problem(&self, code: Code, template: &str, error: &tera::Error) -> Diagnostic {
        let (name, range, reason) = match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
                report.filename().to_owned(),
                report.span().range.clone(),
                report.message().to_owned(),
            ),
            ErrorKind::MissingParent { current, parent } => (
                current.clone(),
                self.naming(current, parent).unwrap_or_default(),
                format!("Unknown template `{parent}`"),
            ),
            _ => self.placed(template, &error.to_string()),
        };
        let path = self.paths.path(&format!("templates/{name}"));
        let problem = Diagnostic::new(code, Span::new(&path, range)).with("template", name);
        let asked = reason
            .strip_prefix("Unknown template `")
            .and_then(|rest| rest.strip_suffix('`'));
        let problem = match asked {
            Some(asked) => problem.nearest(asked, self.known(asked).iter().map(String::as_str)),
            None => problem,
        };
        problem.with("reason", reason)
    }

    /// Returns the place where a template names a parent.
    fn naming(&self, template: &str, parent: &str) -> Option<Range<usize>> {
        let (_, text) = self.templates().find(|(name, _)| *name == template)?;
        let mut named = Names::of(text).templates.into_iter();
        Some(named.find(|named| named.name == parent)?.range)
    }

    /// Returns name, place and reason of an error that the engine hands over as text; without a
    /// place it is that of the template of the site that it names, or else of the one drawn.
    fn placed(&self, template: &str, text: &str) -> (String, Range<usize>, String) {
        if let Some(reported) = self.reported(text) {
            return reported;
        }
        let own = self.paths.own.iter();
        let named = own
            .filter_map(|path| path.strip_prefix("templates/"))
            .find(|name| text.contains(&format!("`{name}`")));
        (named.unwrap_or(template).to_owned(), 0..0, text.to_owned())
    }

    /// Finds name and place in the text of an error: `error: …\n --> name:line:column`.
    fn reported(&self, text: &str) -> Option<(String, Range<usize>, String)> {
        let (reason, rest) = text.split_once("--> ")?;
        let mut place = rest.lines().next()?.trim().rsplitn(3, ':');
        let column: usize = place.next()?.parse().ok()?;
        let line: usize = place.next()?.parse().ok()?;
        let name = place.next()?.to_owned();
        let source = self
            .texts
            .get(&self.paths.path(&format!("templates/{name}")))?;
        let at = offset(source, line.checked_sub(1)?, column);
        let reason = reason.trim().trim_start_matches("error: ").to_owned();
        Some((name, at..at, reason))
    }
}

/// The filter `joined`: the ends of every range of a text stay on one line.
fn joined(text: Cow<'_, str>, _: Kwargs, _: &State) -> Value {
    if !html::may_have_range(&text) {
        return Value::from(&*text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    html::joined(&mut out, &text);
    Value::safe_string(&out)
}

/// Returns a built-in template without the indentation of its lines, which every page would carry.
/// Lines stay lines; no built-in template has text that is set as it stands.
fn flush(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    lines
        .map(|line| line.trim_start_matches([' ', '\t']))
        .collect()
}

/// Returns true if templates name each other in a circle.
fn is_circle(error: &tera::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::CircularExtend { .. } | ErrorKind::CircularInclude { .. }
    )
}
