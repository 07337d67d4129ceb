//! Problems as HTML: for the panel, the desk, and a page that cannot be shown.

use std::fmt::Write;

use super::state::State;
use crate::base::date::Language;
use crate::base::html;
use crate::base::visible;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::counts::Counts;

/// Number of characters of a long line that are shown on each side of what is meant.
const LONGEST: usize = 120;

/// Escapes text for HTML, also for attributes, and leaves out what cannot be seen.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    html::escape(&mut escaped, &visible::line(text));
    escaped
}

/// Returns one of the preview's own sentences for HTML.
pub(super) fn say(state: &State, id: &str) -> String {
    escape(&state.wording.say(id, &[]))
}

/// Returns the language of panel and desk.
pub(super) fn lang(state: &State) -> &'static str {
    match state.wording.language() {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}

/// Writes a whole page of problems.
pub(super) fn page(state: &State, title: &str, problems: &[Diagnostic]) -> String {
    let list = if state.shows_works {
        list(state, problems)
    } else {
        String::new()
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
        <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{desk}desk.css\"></head>\
        <body><main class=\"alone\"><h1>{title}</h1><p>{}</p>{list}</main></body></html>\n",
        lang(state),
        say(state, "preview-mend"),
        title = escape(title),
        desk = state.desk(),
    )
}

/// Returns the number of problems as a sentence.
pub(super) fn counts<'a>(
    state: &State,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
) -> String {
    escape(&Counts::of(problems).worded(&state.wording))
}

/// Writes problems as a list.
pub(super) fn list<'a>(
    state: &State,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
) -> String {
    format!("<ol class=\"problems\">{}</ol>", items(state, problems))
}

/// Writes problems, each with its place, its line and what to do.
pub(super) fn items<'a>(
    state: &State,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
) -> String {
    let mut html = String::new();
    for problem in problems {
        let worded = state.wording.diagnostic(problem);
        let kind = problem.code.severity.name();
        let severity = escape(&state.wording.severity(problem.code.severity));
        let _ = write!(
            html,
            "<li class=\"{kind}\"><p class=\"said\"><strong>{severity} {}</strong> {}</p>",
            problem.code.id,
            escape(&worded.message)
        );
        html.push_str(&place(state, problem));
        for hint in &worded.hints {
            let _ = write!(html, "<p class=\"hint\">{}</p>", escape(hint));
        }
        html.push_str("</li>");
    }
    html
}

/// Writes the place of a problem, and its line with a mark.
fn place(state: &State, problem: &Diagnostic) -> String {
    let Some(span) = &problem.span else {
        return String::new();
    };
    let (line, column) = problem
        .place
        .as_ref()
        .map_or((1, 1), |p| (p.line, p.column));
    let file = span.file.as_str();
    let shown = format!("<code>{}:{line}:{column}</code>", escape(file));
    let mut html = format!(
        "<p class=\"place\">{}</p>",
        opened(state, file, line, column, &shown)
    );
    if let Some((text, mark)) = problem.place.as_ref().and_then(|p| p.excerpt(span)) {
        let (before, marked, after) = (
            cut(&text[..mark.start], true),
            &text[mark.clone()],
            cut(&text[mark.end..], false),
        );
        let marked: String = if marked.is_empty() {
            "\u{2038}".to_owned()
        } else {
            marked.chars().take(LONGEST).collect()
        };
        let _ = write!(
            html,
            "<pre tabindex=\"0\"><code><span class=\"line\">{line}</span>{}<mark>{}</mark>{}</code></pre>",
            escape(&before),
            escape(&marked),
            escape(&after)
        );
    }
    html
}

/// Makes a link of the place of a file, if this preview opens an editor.
pub(super) fn opened(state: &State, file: &str, line: u32, column: u32, shown: &str) -> String {
    match &state.editor {
        Some(editor) => {
            let link = escape(&editor.link(file, line, column));
            format!("<a href=\"{link}\">{shown}</a>")
        }
        None => shown.to_owned(),
    }
}

/// Cuts text to its end, or to its beginning.
fn cut(text: &str, is_end: bool) -> String {
    let count = text.chars().count();
    match (count > LONGEST, is_end) {
        (false, _) => text.to_owned(),
        (true, true) => format!(
            "…{}",
            text.chars().skip(count - LONGEST).collect::<String>()
        ),
        (true, false) => format!("{}…", text.chars().take(LONGEST).collect::<String>()),
    }
}
