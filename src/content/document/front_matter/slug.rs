//! The slug of a document: its own, or that of its file's name.

use crate::base::date::parse_date;
use crate::base::name::is_device;
use crate::base::path::SitePath;
use crate::base::slug::{Slug, is_slug, slugify};
use crate::content::yaml::Fields;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Reads the slug; without one it is that of the file's name.
pub(super) fn slug(fields: &mut Fields<'_>, file: &SitePath) -> Box<str> {
    if let Some((slug, node)) = fields.text_at("slug") {
        if !is_slug(slug) {
            let problem = Diagnostic::new(code::INVALID_SLUG, fields.at(node))
                .with("text", slug)
                .with("nearest", nearest(slug, file));
            fields.report(problem);
        } else if is_device(slug) {
            let problem = Diagnostic::new(code::RESERVED_NAME, fields.at(node));
            fields.report(problem.with("reason", "device").with("text", slug));
        }
        return slug.into();
    }
    let slug = made_slug(file);
    let at = fields.span();
    if slug.text.is_empty() {
        fields.report(Diagnostic::new(code::UNUSABLE_FILE_NAME, at).with("name", file.name()));
    } else if !slug.left_out.is_empty() {
        let problem = Diagnostic::new(code::LETTERS_LEFT_OUT, at).with("name", file.name());
        fields.report(
            problem
                .with("left", &slug.left_out)
                .with("slug", &slug.text),
        );
    } else if is_device(&slug.text) {
        let problem = Diagnostic::new(code::RESERVED_NAME, at);
        fields.report(problem.with("reason", "device").with("text", &slug.text));
    }
    slug.text.into()
}

/// Returns a slug in the place of one that cannot be: one of its letters, or else that of the file.
fn nearest(slug: &str, file: &SitePath) -> String {
    let near = slugify(slug);
    if near.is_empty() || is_device(&near) {
        slug_of(file)
    } else {
        near
    }
}

/// Returns the slug of a file that gives none.
pub(crate) fn slug_of(file: &SitePath) -> String {
    made_slug(file).text
}

/// Makes a slug of the name of a file, less its date and ending.
fn made_slug(file: &SitePath) -> Slug {
    let stem = file
        .name()
        .rsplit_once('.')
        .map_or(file.name(), |(stem, _)| stem);
    let dated = stem.len() > 11 && stem.is_char_boundary(10) && parse_date(&stem[..10]).is_ok();
    Slug::of(if dated { &stem[11..] } else { stem })
}
