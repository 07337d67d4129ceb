//! Adds to a page on its way out the panel of problems, the bar, and the script that reloads.
//!
//! All of it stands between two marks, so that a page less what is between them is what a build
//! writes. The panel has a root of its own (a shadow root): neither the theme nor the panel changes
//! the other's looks.

use std::fmt::Write;

use super::find::Found;
use super::problems::{counts, escape, lang, list, say};
use super::state::State;
use crate::base::digest::Digest;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::digest;
use crate::diagnostic::wording::Word;

/// Stands before what is added, and [`END`] after it.
const BEGIN: &str = "<!--dateline-live-->";
/// Stands after what is added.
const END: &str = "<!--/dateline-live-->";

/// Keeps the end of a page free of the bar, on screens.
const ROOM: &str = "<style>@media screen{html{padding-bottom:var(--dateline-live,2.5rem)}}</style>";

const STYLE: &str = include_str!("assets/live.css");

/// Number of problems that a panel shows; the desk has all of them.
const SHOWN: usize = 50;

/// Adds the panel and the script to a page.
///
/// `print` is the hash of all that the page depends on, by which it learns that it has changed.
pub(super) fn into(mut html: Vec<u8>, print: Digest, state: &State, found: &Found) -> Vec<u8> {
    let panel = panel(state, found);
    let away = say(state, "preview-away");
    let desk = state.desk();
    let looks = looks_of_stand_ins(state);
    let added = format!(
        "{BEGIN}{ROOM}{looks}<dateline-live data-print=\"{print:?}\" data-panel=\"{:?}\" data-away=\"{away}\">\
        <template shadowrootmode=\"open\">{panel}</template></dateline-live>\
        <script src=\"{desk}live.js\" defer></script>{END}",
        Digest::of(panel.as_bytes())
    );
    let end = html
        .windows(7)
        .rposition(|w| w.eq_ignore_ascii_case(b"</body>"))
        .unwrap_or(html.len());
    html.splice(end..end, added.into_bytes());
    html
}

/// Writes how links to articles look that cannot be read: grey, and as if they waited.
fn looks_of_stand_ins(state: &State) -> String {
    let prefix = &state.public.site.config.prefix;
    let links: Vec<String> = state
        .broken
        .keys()
        .map(|url| format!("a[href=\"{}\"]", escape(&url.href(prefix))))
        .collect();
    if links.is_empty() {
        return String::new();
    }
    format!(
        "<style>{}{{color:GrayText!important;text-decoration:underline dashed!important}}</style>",
        links.join(",")
    )
}

/// Writes the foot of every page: the problems, and a bar.
///
/// Those of the page's own file come first, and are unfolded if an error is among them. The desk
/// has all of them itself, and no need to lead to itself.
pub(super) fn panel(state: &State, found: &Found) -> String {
    let inner = match found {
        Found::Desk(_) => AWAY.to_owned(),
        _ => inner(state, found),
    };
    let name = say(state, "preview-name");
    let lang = lang(state);
    format!("<style>{STYLE}</style><aside lang=\"{lang}\" aria-label=\"{name}\">{inner}</aside>")
}

fn inner(state: &State, found: &Found) -> String {
    if !state.shows_works {
        return bar(state, found);
    }
    let file = found.file();
    let (first, rest): (Vec<&Diagnostic>, Vec<&Diagnostic>) = state
        .problems
        .iter()
        .partition(|p| p.span.as_ref().is_some_and(|s| Some(&s.file) == file));
    // A page that is nothing but its problems shows them itself.
    let is_open = !matches!(found, Found::Broken(_)) && first.iter().any(|p| p.is_error());
    let all: Vec<&Diagnostic> = first.into_iter().chain(rest).collect();
    let details = if all.is_empty() {
        String::new()
    } else {
        details(state, &all, is_open)
    };
    format!("{details}{}", bar(state, found))
}

/// Stands where it is said that the preview has gone.
const AWAY: &str = "<p class=\"away\" role=\"alert\" hidden></p>";

/// Writes the links to the desk and to other screens, and the moment that is shown if it is not
/// now.
fn bar(state: &State, found: &Found) -> String {
    let mut html = "<div class=\"bar\">".to_owned();
    if let Some(now) = found.as_of() {
        let moment = state.moment(now).minute();
        let words = state
            .wording
            .say("preview-as-of", &[("moment", Word::Text(&moment))]);
        let _ = write!(
            html,
            "<p class=\"as-of\">{} <a href=\"?\">{}</a></p>",
            escape(&words),
            say(state, "preview-now")
        );
    }
    html.push_str(AWAY);
    if state.shows_works {
        let desk = state.desk();
        if let Found::View { url, .. } = found
            && !url.as_str().ends_with("/404.html")
        {
            let page = url.href(&state.public.site.config.prefix);
            let query: String = form_urlencoded::Serializer::new(String::new())
                .append_pair("page", &page)
                .finish();
            let looks = say(state, "preview-looks");
            let query = escape(&query);
            let _ = write!(
                html,
                "<a class=\"looks\" href=\"{desk}look/?{query}\">{looks}</a>"
            );
        }
        let title = say(state, "desk-title");
        let _ = write!(html, "<a class=\"desk\" href=\"{desk}\">{title}</a>");
    }
    html + "</div>"
}

/// Writes problems that unfold, with their number.
fn details(state: &State, all: &[&Diagnostic], is_open: bool) -> String {
    let is_error = all.iter().any(|p| p.is_error());
    let (open, kind) = (
        if is_open { " open" } else { "" },
        if is_error { "error" } else { "warning" },
    );
    let mut html = format!(
        "<details class=\"panel {kind}\"{open}><summary><span role=\"status\">{}</span></summary><div class=\"said-all\">",
        counts(state, all.iter().copied())
    );
    if is_error {
        let _ = write!(html, "<p class=\"note\">{}</p>", say(state, "preview-held"));
    }
    let shown = digest::first_of_each(all.iter().copied(), usize::MAX);
    html.push_str(&list(state, shown.into_iter().take(SHOWN)));
    if all.len() > SHOWN {
        let more = [("more", Word::Count((all.len() - SHOWN) as u64))];
        let more = escape(&state.wording.say("preview-more", &more));
        let desk = state.desk();
        let _ = write!(
            html,
            "<p class=\"note\"><a href=\"{desk}#problems\">{more}</a></p>"
        );
    }
    html + "</div></details>"
}
