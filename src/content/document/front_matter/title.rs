//! The headline: its text, the editor's breaks, the words that stay whole.

use crate::content::config::Config;
use crate::content::document::Document;
use crate::content::headline::{self, Names, Title};
use crate::content::yaml::Fields;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;

/// Reads the headline as it is written.
pub(super) fn written<'a>(fields: &mut Fields<'a>) -> &'a str {
    let Some((text, node)) = fields.required_at("title") else {
        return "";
    };
    if headline::looks_shown(text) {
        let right = text.replace(headline::BAR, "｜");
        let problem = Diagnostic::new(code::BAR_IN_TITLE, fields.at(node));
        fields.report(problem.with("text", text).with("right", right));
    }
    text
}

/// Finds where the headline of a document may be broken: names of the site, and of the document
/// itself, stay whole. Only Chinese headlines need it.
pub(super) fn title(written: &str, document: &Document, config: &Config) -> Title {
    if !config.is_chinese() {
        return Title::plain(written);
    }
    let details = document.details();
    let place = details
        .dateline
        .as_deref()
        .and_then(|line| line.place.as_deref());
    let credits = document.byline.iter().map(|credit| &*credit.name);
    let tags = document.tags.iter().map(|tag| &**tag);
    let own = Names::of(tags.chain(credits).chain(place));
    Title::chinese(written, [&config.names, &own])
}
