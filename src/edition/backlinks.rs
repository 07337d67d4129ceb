//! Where a document shows: the pages that hold its address once they are drawn.
//!
//! The few that may are told by what they read, and drawn; the others are not even made.

use rayon::prelude::*;

use crate::base::url::Url;
use crate::edition::Edition;
use crate::page::Sought;
use crate::page::render::{Output, render};
use crate::site::Slot;
use crate::site::view::View;

/// Returns the addresses of the pages that show a document, in order, besides its own.
///
/// Of a standing page these are the pages that lead to it of their own: see [`on_all`].
pub fn pages(edition: &Edition, slot: Slot) -> Vec<Url> {
    let Some((reader, url)) = edition
        .site
        .document(slot)
        .map(|d| (edition.reader(), edition.site.url(d)))
    else {
        return Vec::new();
    };
    let Some(sought) = Sought::of(reader, slot) else {
        return Vec::new();
    };
    let routes = edition.routes.as_slice().par_iter();
    let shown = routes.filter(|(at, view)| {
        *at != url && reader.may_show(view, &sought) && shows(edition, view, &url)
    });
    shown.map(|(at, _)| at.clone()).collect()
}

/// Tells whether the theme sets a document into every page, as it does the standing pages into the
/// footer.
pub fn on_all(edition: &Edition, slot: Slot) -> bool {
    // The page of no address has nothing to show of its own.
    let url = edition.site.document(slot).map(|d| edition.site.url(d));
    matches!(slot, Slot::Page(_)) && url.is_some_and(|url| shows(edition, &View::NotFound, &url))
}

/// Tells whether a page, drawn, holds an address. One that cannot be drawn would.
fn shows(edition: &Edition, view: &View, url: &Url) -> bool {
    let config = &edition.site.config;
    match render(
        edition.reader().page(view),
        &edition.templates,
        &edition.source,
    ) {
        Ok(Output::Bytes(bytes)) => holds(
            &String::from_utf8_lossy(&bytes),
            &url.href(&config.prefix),
            &config.origin,
        ),
        Ok(Output::Copy(..)) => false,
        Err(_) => true,
    }
}

/// Tells whether a text holds `href` as a whole: after the site's own host or none, and not as a
/// part of a longer one.
fn holds(text: &str, href: &str, origin: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || "-._~%/:@".contains(c);
    text.match_indices(href).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + href.len()..]);
        (before.ends_with(origin) || !before.ends_with(goes_on)) && !after.starts_with(goes_on)
    })
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn an_address_is_found_as_a_whole() {
        for (text, expected) in [
            (r#"<a href="/p/a.html">"#, true),
            (r#"<a href="/p/a.html#h">"#, true),
            ("<loc>https://x.cn/p/a.html</loc>", true),
            ("甲,https://x.cn/p/a.html,2024\n", true),
            ("0; url=/p/a.html", true),
            (r#"<a href="https://y.cn/p/a.html">"#, false),
            (r#"<a href="/q/p/a.html">"#, false),
            (r#"<a href="/p/a.html.pdf">"#, false),
        ] {
            assert_eq!(holds(text, "/p/a.html", "https://x.cn"), expected, "{text}");
        }
    }
}
