//! What the preview adds to a page on its way out: the panel of problems, the bar, the script that
//! reloads.
//!
//! All of it stands between two marks, so that a page less what is between them is what a build
//! writes. The panel has a root of its own (a shadow root): neither the theme nor the panel changes
//! the other's looks.

use std::fmt::Write;

use serde_json::json;

use super::answer::{DESK, Found};
use super::state::State;
use crate::base::date::Language;
use crate::base::digest::Digest;
use crate::base::html;
use crate::base::visible;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::wording::Word;

/// Stands before what is added, and [`END`] after it.
const BEGIN: &str = "<!--dateline-live-->";
/// Stands after what is added.
const END: &str = "<!--/dateline-live-->";

const STYLE: &str = include_str!("assets/live.css");

/// How many problems a panel shows; the desk has all of them.
const SHOWN: usize = 50;

/// Writes text for HTML, attributes included, with nothing in it that cannot be seen.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    html::escape(&mut escaped, &visible::line(text));
    escaped
}

/// Adds the panel and the script to a page.
pub(super) fn into(mut html: Vec<u8>, state: &State, found: &Found) -> Vec<u8> {
    let print = found.print(state);
    let panel = panel(state, found);
    let away = escape(&state.wording.say("preview-away", &[]));
    let added = format!(
        "{BEGIN}<dateline-live data-print=\"{print:?}\" data-panel=\"{:?}\" data-away=\"{away}\">\
        <template shadowrootmode=\"open\">{panel}</template></dateline-live>\
        <script src=\"{DESK}live.js\" defer></script>{END}",
        Digest::of(panel.as_bytes())
    );
    let end = html
        .windows(7)
        .rposition(|w| w.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    html.splice(end..end, added.into_bytes());
    html
}

/// Sets what stands at the foot of every page: a bar, and above it the problems.
///
/// Those of the page's own file come first, and are unfolded where an error is among them.
pub(super) fn panel(state: &State, found: &Found) -> String {
    if !state.shows_works {
        return format!("<style>{STYLE}</style>{}", bar(state, None));
    }
    let file = found.file();
    let is_own = |p: &&Diagnostic| {
        p.span
            .as_ref()
            .is_some_and(|s| Some(&s.file) == file.as_ref())
    };
    let (first, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        state.problems.iter().partition(is_own);
    // A page that is nothing but its problems shows them itself.
    let is_open = !matches!(found, Found::Broken(_)) && first.iter().any(|p| p.is_error());
    let all: Vec<&Diagnostic> = first.into_iter().chain(rest).collect();
    let details = if all.is_empty() {
        String::new()
    } else {
        details(state, &all, is_open)
    };
    format!(
        "<style>{STYLE}</style>{}{details}",
        bar(state, found.as_of())
    )
}

/// Sets the way to the desk, and the moment that is shown where it is not now.
fn bar(state: &State, as_of: Option<i64>) -> String {
    let say = |id: &str| escape(&state.wording.say(id, &[]));
    let mut html = format!("<div class=\"bar\" lang=\"{}\">", lang(state));
    if let Some(now) = as_of {
        let moment = state.moment(now).minute();
        let words = state
            .wording
            .say("preview-as-of", &[("moment", Word::Text(&moment))]);
        let _ = write!(
            html,
            "<p class=\"as-of\">{} <a href=\"?\">{}</a></p>",
            escape(&words),
            say("preview-now")
        );
    }
    html.push_str("<p class=\"away\" role=\"alert\" hidden></p>");
    if state.shows_works {
        let _ = write!(
            html,
            "<a class=\"desk\" href=\"{DESK}\">{}</a>",
            say("desk-title")
        );
    }
    html + "</div>"
}

/// Sets problems that unfold, with how many there are.
fn details(state: &State, all: &[&Diagnostic], is_open: bool) -> String {
    let is_error = all.iter().any(|p| p.is_error());
    let (open, kind) = (
        if is_open { " open" } else { "" },
        if is_error { "error" } else { "warning" },
    );
    let mut html = format!(
        "<details class=\"panel {kind}\" lang=\"{}\"{open}><summary><span role=\"status\">{}</span></summary>",
        lang(state),
        escape(&counts(state, all))
    );
    if is_error {
        let _ = write!(
            html,
            "<p class=\"note\">{}</p>",
            escape(&state.wording.say("preview-held", &[]))
        );
    }
    html.push_str(&list(state, all.iter().copied().take(SHOWN)));
    if all.len() > SHOWN {
        let more = [("more", Word::Count((all.len() - SHOWN) as u64))];
        let more = escape(&state.wording.say("preview-more", &more));
        let _ = write!(
            html,
            "<p class=\"note\"><a href=\"{DESK}#problems\">{more}</a></p>"
        );
    }
    html + "</details>"
}

/// Returns the panel of a page as an event for its script.
pub(super) fn panel_event(panel: &str) -> String {
    json!({ "html": panel, "panel": format!("{:?}", Digest::of(panel.as_bytes())) }).to_string()
}

/// Makes a page of its own of what is wrong.
pub(super) fn faulty(state: &State, title: &str, problems: &[Diagnostic]) -> String {
    let list = if state.shows_works {
        list(state, problems)
    } else {
        String::new()
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
        <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{DESK}desk.css\"></head>\
        <body><main class=\"alone\"><h1>{title}</h1><p>{}</p>{list}</main></body></html>\n",
        lang(state),
        escape(&state.wording.say("preview-mend", &[])),
        title = escape(title),
    )
}

/// Sets problems as a list.
pub(super) fn list<'a>(
    state: &State,
    problems: impl IntoIterator<Item = &'a Diagnostic>,
) -> String {
    format!(
        "<ol class=\"problems\">{}</ol>",
        self::problems(state, problems)
    )
}

/// Sets problems, each with its place, its line and what to do.
pub(super) fn problems<'a>(
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
        html.push_str(&place(problem));
        for hint in &worded.hints {
            let _ = write!(html, "<p class=\"hint\">{}</p>", escape(hint));
        }
        html.push_str("</li>");
    }
    html
}

/// Sets the place of a problem, and its line with what is meant marked.
fn place(problem: &Diagnostic) -> String {
    let Some(span) = &problem.span else {
        return String::new();
    };
    let (line, column) = problem
        .place
        .as_ref()
        .map_or((1, 1), |p| (p.line, p.column));
    let mut html = format!(
        "<p class=\"place\"><code>{}:{line}:{column}</code></p>",
        escape(span.file.as_str())
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
            "<pre><code><span class=\"line\">{line}</span>{}<mark>{}</mark>{}</code></pre>",
            escape(&before),
            escape(&marked),
            escape(&after)
        );
    }
    html
}

/// How many characters of a long line are shown on each side of what is meant.
const LONGEST: usize = 120;

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

/// Tells how many problems there are.
pub(super) fn counts(state: &State, problems: &[&Diagnostic]) -> String {
    let errors = problems.iter().filter(|p| p.is_error()).count();
    let count = |n: usize| Word::Count(n as u64);
    state.wording.say(
        "problems",
        &[
            ("errors", count(errors)),
            ("warnings", count(problems.len() - errors)),
        ],
    )
}

/// Returns the language of panel and desk.
pub(super) fn lang(state: &State) -> &'static str {
    match state.wording.language() {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    }
}
