//! From a page to its bytes, and the fingerprint that changes when these would. Pure.

use serde::Serialize;

use crate::base::digest::Digest;
use crate::base::envelope::{PROGRAM, digest};
use crate::base::path::SitePath;
use crate::content::document::markdown;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::page::data::HtmlPage;
use crate::page::feed::FeedData;
use crate::page::sitemap::SitemapData;
use crate::picture;
use crate::site::view::Derived;
use crate::source::{Source, valid};
use crate::theme::{Here, Templates};

/// How large a page of the edition for older readers may be, in bytes: with its style sheet it is to
/// stay below 50 kB.
const MOST_FOR_ELDERS: usize = 45_000;

/// A page before it is drawn.
#[derive(Clone, Debug, Serialize)]
pub enum Page {
    /// Set by a template.
    Html(Box<HtmlPage>),
    /// A feed.
    Feed(FeedData),
    /// A sitemap or an index of sitemaps.
    Sitemap(SitemapData),
    /// Text as it stands.
    Text(String),
    /// The bytes of a file of the site.
    Copy(SitePath, Digest),
    /// A picture made of such a file, whose bytes have this hash.
    Picture(Box<Derived>, Digest),
    /// A file of the theme: its name and the hash of its bytes.
    Asset(String, Digest),
}

/// What a route is on disk.
#[derive(Debug)]
pub enum Output {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The bytes of a file of the site, and their hash.
    Copy(SitePath, Digest),
    /// A picture to be made of such a file.
    Picture(Box<Derived>, Digest),
}

/// Hashes everything that the bytes of a page depend on.
///
/// `base` is the hash of what all templates see besides their page: see [`base`]. Two equal
/// fingerprints mean equal bytes; the reverse need not hold.
pub fn fingerprint(page: &Page, base: Digest) -> Digest {
    match page {
        Page::Html(page) => {
            let body = page.article.as_ref().map(|a| &a.body);
            digest(&("html", base, page.drawn_by(), page, body))
        }
        Page::Copy(_, bytes) => *bytes,
        Page::Picture(made, bytes) => {
            // The name says all that the bytes depend on.
            let key = picture::key(&made.recipe, *bytes);
            let name = picture::name(&made.recipe, "", &key, made.width);
            digest(&("picture", name))
        }
        Page::Feed(feed) => digest(&("feed", PROGRAM, feed)),
        Page::Sitemap(map) => digest(&("sitemap", PROGRAM, map)),
        Page::Text(text) => digest(&("text", PROGRAM, text)),
        Page::Asset(name, bytes) => digest(&("asset", name, bytes)),
    }
}

/// Hashes what all templates see besides their page: the theme and the site's own data; and the
/// program.
pub fn base(theme: Digest, site: &impl Serialize) -> Digest {
    digest(&(PROGRAM, theme, site))
}

/// Draws a page. A body that no longer is what the site was made of is a problem, as is a faulty
/// template.
pub fn render(page: Page, templates: &Templates, source: &Source) -> Result<Output, Diagnostic> {
    match page {
        Page::Html(page) => html(*page, templates, source).map(Output::Bytes),
        Page::Feed(feed) => feed
            .draw()
            .map(Output::Bytes)
            .map_err(|e| drawing("feed", &e)),
        Page::Sitemap(map) => map
            .draw()
            .map(Output::Bytes)
            .map_err(|e| drawing("sitemap", &e)),
        Page::Text(text) => Ok(Output::Bytes(text.into_bytes())),
        Page::Copy(path, digest) => Ok(Output::Copy(path, digest)),
        Page::Picture(made, digest) => Ok(Output::Picture(made, digest)),
        Page::Asset(name, _) => templates.theme().bytes(&name).map(Output::Bytes),
    }
}

fn drawing(what: &str, error: &std::io::Error) -> Diagnostic {
    let file = SitePath::new(crate::content::config::PATH);
    Diagnostic::new(code::DRAWING_FAILED, Span::file(&file))
        .with("what", what)
        .with("reason", error)
}

fn html(mut page: HtmlPage, templates: &Templates, source: &Source) -> Result<Vec<u8>, Diagnostic> {
    if let Some(article) = &mut page.article
        && let Some(path) = article.body.path.take()
    {
        let bytes = body(&path, article.body.offset, article.body.digest, source)?;
        let text = valid(&bytes).map_err(|_| changed(&path))?;
        let html = markdown::html(text, &article.body.targets, &|key| {
            templates.theme().word(key)
        });
        match html
            .strip_prefix("<p>")
            .filter(|_| !article.dateline.is_empty())
        {
            Some(rest) => page.html_run_in = Some(rest.to_owned()),
            None => page.html = Some(html),
        }
    }
    let here = Here {
        href: page.href.clone(),
        section: page.section.clone(),
        home: page.home.is_some(),
        trail: trail(&page),
    };
    let drawn = templates.render(page.drawn_by(), here.clone(), &page)?;
    match &mut page.elder {
        Some(elder) if page.article.is_some() && drawn.len() > MOST_FOR_ELDERS => {
            elder.is_cut = true;
            templates.render(page.drawn_by(), here, &page)
        }
        Some(_) | None => Ok(drawn),
    }
}

/// Returns the addresses of the lists that a page belongs to: the steps that lead to it, but for the
/// home page, and the column and the series of an article.
fn trail(page: &HtmlPage) -> Vec<String> {
    let steps = page.breadcrumb.iter().skip(1);
    let steps = steps.filter_map(|crumb| crumb.href.clone());
    let article = page.article.as_ref();
    let column = article.and_then(|article| article.column.as_ref());
    let bulletin = article.and_then(|article| article.bulletin.as_ref());
    steps
        .chain(column.map(|column| column.href.clone()))
        .chain(bulletin.map(|bulletin| bulletin.series.href.clone()))
        .collect()
}

/// Reports a file that no longer is what the site was made of.
pub fn changed(path: &SitePath) -> Diagnostic {
    Diagnostic::new(code::CHANGED_DURING_BUILD, Span::file(path))
}

/// Returns true if a problem met while pages are drawn says that a file has changed, or gone, since
/// the site was opened: the next edition may be without it.
pub fn is_stale(problem: &Diagnostic) -> bool {
    matches!(
        problem.code,
        code::UNREADABLE_FILE | code::ESCAPING_SYMLINK | code::CHANGED_DURING_BUILD
    )
}

/// Reads a body again and holds it to the hash that the site was made with.
pub(super) fn body(
    path: &SitePath,
    offset: u32,
    digest: Digest,
    source: &Source,
) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = source.read(path).map_err(|e| source.unreadable(path, &e))?;
    if bytes.len() < offset as usize {
        return Err(changed(path));
    }
    let body = bytes.split_off(offset as usize);
    if Digest::of(&body) == digest {
        Ok(body)
    } else {
        Err(changed(path))
    }
}
