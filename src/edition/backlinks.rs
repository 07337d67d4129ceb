//! The pages that show a document: those that have its address in their text.
//!
//! A page is drawn only if what it depends on says that it may show the document.

use rayon::prelude::*;

use crate::base::url::Url;
use crate::edition::Edition;
use crate::page::Sought;
use crate::page::render::{Output, render};
use crate::site::Slot;
use crate::site::view::View;

/// Returns the addresses of the pages that show a document, in order, without its own.
///
/// The footer, which leads to the standing pages, does not count: see [`on_all`].
pub fn pages(edition: &Edition, slot: Slot) -> Vec<Url> {
    let reader = edition.reader();
    let document = edition.site.document(slot);
    let (Some(document), Some(sought)) = (document, Sought::of(reader, slot)) else {
        return Vec::new();
    };
    let url = edition.site.url(document);
    let routes = edition.routes.as_slice().par_iter();
    let shown = routes.filter(|(at, view)| {
        *at != url && reader.may_show(view, &sought) && shows(edition, view, &url)
    });
    shown.map(|(at, _)| at.clone()).collect()
}

/// Returns true if the theme puts a document into every page, as it does the standing pages into
/// the footer.
pub fn on_all(edition: &Edition, slot: Slot) -> bool {
    // The page for a missing address shows nothing of its own.
    let url = edition.site.document(slot).map(|d| edition.site.url(d));
    matches!(slot, Slot::Page(_)) && url.is_some_and(|url| shows(edition, &View::NotFound, &url))
}

/// Returns true if a page has an address in its text, or cannot be drawn.
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
        Ok(Output::Copy(..) | Output::Picture(..)) => false,
        Err(_) => true,
    }
}

/// Returns true if a text has `href` as a whole: after the site's own host or none, and not as a
/// part of a longer address.
fn holds(text: &str, href: &str, origin: &str) -> bool {
    text.match_indices(href).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + href.len()..]);
        (before.ends_with(origin) || !before.ends_with(goes_on)) && !after.starts_with(goes_on)
    })
}

/// Returns true if an address goes on with a character.
fn goes_on(c: char) -> bool {
    c.is_alphanumeric() || "-._~%/:@".contains(c)
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
