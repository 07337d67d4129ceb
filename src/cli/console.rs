//! Problems for a terminal, for a program that reads JSON, and for GitHub's annotations.

use std::fmt;
use std::io;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::base::visible;
use crate::diagnostic::code::{Code, Severity};
use crate::diagnostic::wording::{Worded, Wording};
use crate::diagnostic::{Diagnostic, Failure, Place, Span};

/// Format of printed problems.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the place in the file, marked, and what to do.
    #[default]
    Human,
    /// One JSON object a line.
    Json,
    /// Workflow commands that GitHub shows at the line.
    Github,
}

/// Prints problems in one format and language.
pub struct Console<'a> {
    /// The texts.
    pub wording: &'a Wording,
    /// The format.
    pub format: Format,
    /// True if colours are wanted; for people only.
    pub colour: bool,
    /// Columns of the terminal; longer lines of a file are shown in part. For people only.
    pub width: usize,
}

impl Console<'_> {
    /// Writes located problems in the order given.
    pub fn problems<'p>(
        &self,
        out: &mut dyn io::Write,
        problems: impl IntoIterator<Item = &'p Diagnostic>,
    ) -> io::Result<()> {
        for problem in problems {
            let worded = self.wording.diagnostic(problem);
            match self.format {
                Format::Human => self.human(out, problem, &worded)?,
                Format::Json => {
                    let line = Line {
                        also: also(problem),
                        clock: problem.by_clock,
                        ..Line::of(problem.code, &worded, where_is(problem))
                    };
                    json(out, &line)?;
                }
                Format::Github => {
                    let worded = self.with_others(worded, problem);
                    github(
                        out,
                        problem.code.severity,
                        problem.code.id,
                        &worded,
                        where_is(problem),
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Writes a failure, which has no place.
    pub fn failure(&self, out: &mut dyn io::Write, failure: &Failure) -> io::Result<()> {
        let worded = self.wording.failure(failure);
        match self.format {
            Format::Human => {
                let hint = Level::HELP.with_name(self.wording.say("hint", &[]));
                let hints = worded.hints.iter().map(|h| hint.clone().secondary_title(h));
                let head = self.group(Severity::Error, failure.code.id, &worded.message);
                // Each by itself: a group of one report would be tied to the next by a rule.
                let mut groups = std::iter::once(head).chain(hints.map(Group::with_title));
                groups.try_for_each(|group| writeln!(out, "{}", self.drawn(group)))
            }
            Format::Json => json(out, &Line::of(failure.code, &worded, Where::default())),
            Format::Github => github(
                out,
                Severity::Error,
                failure.code.id,
                &worded,
                Where::default(),
            ),
        }
    }

    /// Adds the other places of a problem to its hints, for a format that has no field for them.
    fn with_others(&self, mut worded: Worded, problem: &Diagnostic) -> Worded {
        let label = self.wording.say("place-other", &[]);
        worded
            .hints
            .extend(also(problem).into_iter().map(|at| format!("{label}: {at}")));
        worded
    }

    fn human(
        &self,
        out: &mut dyn io::Write,
        problem: &Diagnostic,
        worded: &Worded,
    ) -> io::Result<()> {
        let mut group = self.group(problem.code.severity, problem.code.id, &worded.message);
        if let Some(span) = &problem.span {
            group = self.placed(
                group,
                span,
                problem.place.as_ref(),
                AnnotationKind::Primary,
                self.label(problem, "place-here"),
            );
        }
        let mut places = problem.also_places.iter();
        for span in &problem.also {
            group = self.placed(
                group,
                span,
                places.next(),
                AnnotationKind::Context,
                self.label(problem, "place-other"),
            );
        }
        writeln!(out, "{}\n", self.drawn(self.hinted(group, worded)))
    }

    /// Returns the label of a place, if the problem has several.
    fn label(&self, problem: &Diagnostic, id: &str) -> Option<String> {
        if problem.also.is_empty() {
            return None;
        }
        Some(self.wording.say(id, &[]))
    }

    fn group<'g>(&self, severity: Severity, code: &'g str, message: &'g str) -> Group<'g> {
        let level = match severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        Group::with_title(
            level
                .with_name(self.wording.severity(severity))
                .primary_title(message)
                .id(code),
        )
    }

    fn hinted<'g>(&self, group: Group<'g>, worded: &'g Worded) -> Group<'g> {
        let level = Level::HELP.with_name(self.wording.say("hint", &[]));
        group.elements(worded.hints.iter().map(|h| level.clone().message(h)))
    }

    /// Adds a place: the line with a mark if there is one to show, else only its position.
    fn placed<'g>(
        &self,
        group: Group<'g>,
        span: &'g Span,
        place: Option<&'g Place>,
        kind: AnnotationKind,
        label: Option<String>,
    ) -> Group<'g> {
        let path = visible::line(span.file.as_str());
        let Some((place, (line, mark))) = place.and_then(|p| Some((p, p.excerpt(span)?))) else {
            let (line, column) = place.map_or((1, 1), |p| (p.line as usize, p.column as usize));
            return group.element(Origin::path(path).line(line).char_column(column));
        };
        let (line, mark) = visible::marked(line, mark);
        let snippet = Snippet::source(line)
            .line_start(place.line as usize)
            .path(path);
        group.element(snippet.annotation(kind.span(mark).label(label)))
    }

    fn drawn(&self, group: Group<'_>) -> String {
        let renderer = if self.colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        renderer.term_width(self.width.max(40)).render(&[group])
    }
}

/// Place of a problem for machines.
#[derive(Default, Serialize)]
struct Where<'a> {
    path: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
}

impl<'a> Where<'a> {
    fn of(span: Option<&'a Span>, place: Option<&Place>) -> Where<'a> {
        Where {
            path: span.map(|s| s.file.as_str()),
            line: place.map(|p| p.line),
            column: place.map(|p| p.column),
        }
    }
}

impl fmt::Display for Where<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&visible::line(self.path.unwrap_or_default()))?;
        self.line
            .iter()
            .chain(&self.column)
            .try_for_each(|n| write!(f, ":{n}"))
    }
}

fn where_is(problem: &Diagnostic) -> Where<'_> {
    Where::of(problem.span.as_ref(), problem.place.as_ref())
}

/// Returns the other places of a problem.
fn also(problem: &Diagnostic) -> Vec<Where<'_>> {
    let places = problem
        .also_places
        .iter()
        .map(Some)
        .chain(std::iter::repeat(None));
    problem
        .also
        .iter()
        .zip(places)
        .map(|(span, place)| Where::of(Some(span), place))
        .collect()
}

/// A problem for a program: the keys in the order that the guides give.
#[derive(Serialize)]
struct Line<'a> {
    severity: &'a str,
    code: &'a str,
    message: &'a str,
    path: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    hints: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    also: Vec<Where<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    clock: bool,
}

impl<'a> Line<'a> {
    fn of(code: Code, worded: &'a Worded, at: Where<'a>) -> Line<'a> {
        Line {
            severity: code.severity.name(),
            code: code.id,
            message: &worded.message,
            path: at.path,
            line: at.line,
            column: at.column,
            hints: &worded.hints,
            also: Vec::new(),
            clock: false,
        }
    }
}

fn json(out: &mut dyn io::Write, line: &Line<'_>) -> io::Result<()> {
    writeln!(out, "{}", visible::json(&serde_json::to_string(line)?))
}

/// Writes a workflow command:
/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
fn github(
    out: &mut dyn io::Write,
    severity: Severity,
    code: &str,
    worded: &Worded,
    at: Where<'_>,
) -> io::Result<()> {
    write!(out, "::{} ", severity.name())?;
    if let Some(path) = at.path {
        write!(out, "file={},", Property(&visible::line(path)))?;
    }
    if let (Some(line), Some(column)) = (at.line, at.column) {
        write!(out, "line={line},col={column},")?;
    }
    write!(out, "title={}::{}", Property(code), Data(&worded.message))?;
    for hint in &worded.hints {
        write!(out, "%0A{}", Data(hint))?;
    }
    writeln!(out)
}

/// Text after the second `::` of a workflow command.
struct Data<'a>(&'a str);

/// Value of a property of a workflow command.
struct Property<'a>(&'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            &self
                .0
                .replace('%', "%25")
                .replace('\r', "%0D")
                .replace('\n', "%0A"),
        )
    }
}

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            &Data(self.0)
                .to_string()
                .replace(':', "%3A")
                .replace(',', "%2C"),
        )
    }
}
