//! The site on other screens: a page in a frame, as wide as a telephone or a desk, in the dark, or
//! on paper.

use std::fmt::Write;

use super::problems::{escape, lang, say};
use super::state::State;
use super::target::Target;
use crate::base::url::Url;

/// The sizes of the frame; the first is chosen at first.
const SIZES: [&str; 3] = ["phone", "tablet", "desktop"];
/// What the page is shown as; the first is chosen at first.
const MODES: [&str; 3] = ["light", "dark", "print"];

/// Returns the address in the frame: a page of this site, and no other.
pub(super) fn page_of(state: &State, target: &Target) -> String {
    let prefix = &state.public.site.config.prefix;
    let asked = target.value("page").unwrap_or_default();
    let url = Url::parse(&asked).filter(|url| {
        let is_inside = url
            .below(prefix)
            .is_some_and(|inner| inner.starts_with('/'));
        is_inside && state.below_desk(url).is_none() && !asked.starts_with("//")
    });
    match url {
        Some(url) => url.href(""),
        None => Url::new("/").href(prefix),
    }
}

/// Writes the page with the frame and its switches.
pub(super) fn page(state: &State, address: &str) -> String {
    let (title, desk) = (say(state, "preview-looks"), state.desk());
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
        <meta name=\"viewport\" content=\"width=device-width\"><link rel=\"stylesheet\" href=\"{desk}desk.css\">\
        <script src=\"{desk}look.js\" defer></script></head>\
        <body class=\"wide\"><header><h1>{title}</h1><p><a href=\"{desk}\">{}</a></p></header><main class=\"alone\">\
        <form class=\"switches\">",
        lang(state),
        say(state, "desk-title"),
    );
    for (group, names) in [("size", SIZES), ("mode", MODES)] {
        let legend = say(state, &format!("look-{group}"));
        let _ = write!(html, "<fieldset><legend>{legend}</legend>");
        for (at, name) in names.into_iter().enumerate() {
            let words = say(state, &format!("look-{name}"));
            let checked = if at == 0 { " checked" } else { "" };
            let _ = write!(
                html,
                "<label><input type=\"radio\" name=\"{group}\" value=\"{name}\"{checked}> {words}</label>"
            );
        }
        html.push_str("</fieldset>");
    }
    let address = escape(address);
    let _ = writeln!(
        html,
        "</form><div class=\"stage\" tabindex=\"0\" role=\"region\" aria-label=\"{title}\"><iframe title=\"{title}\" src=\"{address}\"></iframe></div></main></body></html>"
    );
    html
}
