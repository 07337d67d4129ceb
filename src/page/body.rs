//! The body of an article or standing page, and where its links lead.

use crate::base::envelope::digest;
use crate::base::url::Url;
use crate::base::url::bare;
use crate::content::document::markdown::Target;
use crate::content::document::{Document, Reference};
use crate::page::data::BodyData;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::{picture, series_charts};
use crate::site::Slot;
use crate::site::series::request;
use crate::site::view::View;

pub(super) fn data(r: Reader<'_>, document: &Document) -> BodyData {
    BodyData {
        path: (!document.body.is_empty()).then(|| document.path.clone()),
        offset: document.body.offset,
        digest: document.body.digest,
        targets: targets(r, document),
    }
}

/// Returns where each destination of a body leads, in order of destination.
fn targets(r: Reader<'_>, document: &Document) -> Vec<(String, Target)> {
    let first = first_picture(document);
    let mut links: Vec<&Reference> = document.body.links.iter().collect();
    // One that is shown as a picture somewhere needs more than its address.
    links.sort_by(|a, b| (&a.text, !a.image).cmp(&(&b.text, !b.image)));
    links.dedup_by(|a, b| a.text == b.text);
    let mut targets = Vec::new();
    for link in links {
        if let Some(mut found) = target(r, document, link) {
            if let Target::Image { is_first, .. } = &mut found {
                *is_first = first == Some(&*link.text);
            }
            targets.push((link.text.to_string(), found));
        }
    }
    targets
}

/// Returns the destination of the picture that readers see first: the first of the text, where no
/// main picture stands above it.
fn first_picture(document: &Document) -> Option<&str> {
    if document.details().image.is_some() {
        return None;
    }
    let first = document.body.links.iter().find(|link| link.image)?;
    Some(&first.text)
}

/// Resolves a destination written in a document; none when it is no path of the site.
fn target(r: Reader<'_>, document: &Document, link: &Reference) -> Option<Target> {
    let destination = &*link.text;
    if let Some(asked) = request::parse(destination, &r.site.config) {
        let chart = series_charts::asked(r, asked.ok()?, document)?;
        return Some(Target::Chart(chart));
    }
    let path = bare(destination);
    let rest = &destination[path.len()..];
    if path.is_empty() {
        return None;
    }
    if path.starts_with('/') {
        let (url, view) = r.routes.lookup(&Url::parse(path)?)?;
        let pixels = match view {
            View::Static(file) => r.site.attachments.get(file).and_then(|a| a.pixels),
            _ => None,
        };
        return Some(file_at(r.href(url), rest, pixels));
    }
    let file = document.path.resolve(path)?;
    if let Some(slot) = r.site.find(&file) {
        let found = match slot {
            Slot::Article(id) => r.site.article(id),
            Slot::Page(id) => &r.site.pages[id],
            Slot::Held(_) => return Some(Target::Withheld),
        };
        return Some(Target::Href(r.href(&r.site.url(found)) + rest));
    }
    r.site.attachments.get(&file)?;
    let source = if link.image {
        picture::source(r, document, &file)
    } else {
        None
    };
    Some(match source {
        Some(source) => Target::Image {
            src: source.src,
            srcset: source.srcset,
            large: source.large,
            width: source.width,
            height: source.height,
            is_first: false,
        },
        None => Target::Href(picture::href(r, document, &file) + rest),
    })
}

/// Returns what stands at the address of a file: a picture, if it has pixels.
fn file_at(src: String, rest: &str, pixels: Option<(u32, u32)>) -> Target {
    match pixels {
        Some((width, height)) => Target::Image {
            large: src.clone(),
            srcset: String::new(),
            src,
            width,
            height,
            is_first: false,
        },
        None => Target::Href(src + rest),
    }
}

/// Adds where the links of a body lead.
pub(super) fn dependencies(r: Reader<'_>, document: &Document, out: &mut Dependencies) {
    if !document.body.links.is_empty() {
        out.digest(digest(&targets(r, document)));
    }
}

/// Returns true if a document leads to the one that is looked for, in its text or in its front
/// matter.
pub(super) fn leads_to(document: &Document, sought: &Sought<'_>) -> bool {
    let details = document.details();
    let original = details.original.as_deref().and_then(|o| o.url.as_deref());
    let texts = [details.extra.as_deref(), original].into_iter().flatten();
    let mut links = document.body.links.iter().map(|link| &*link.text);
    links.any(|link| link.contains(&sought.href) || is_of(link, document, sought))
        || texts.into_iter().any(|text| text.contains(&sought.href))
}

fn is_of(link: &str, document: &Document, sought: &Sought<'_>) -> bool {
    let path = bare(link);
    if path.starts_with('/') {
        Url::parse(path).as_ref() == Some(&sought.url)
    } else {
        document.path.resolve(path).as_ref() == Some(&sought.document.path)
    }
}
