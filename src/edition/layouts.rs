//! What documents and style sheets name, and the theme or the site does not have.

use crate::content::document::Document;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::site::Site;
use crate::site::part::Elsewhen;
use crate::site::route::Routes;
use crate::theme::Theme;

/// Checks the layouts of every document, withheld ones too: their day will come.
pub(super) fn check(site: &Site, theme: &Theme) -> Vec<Diagnostic> {
    let documents = site.documents();
    documents
        .filter_map(|document| check_one(theme, document))
        .collect()
}

/// Reports a layout that the theme does not have.
pub(super) fn check_one(theme: &Theme, document: &Document) -> Option<Diagnostic> {
    let named = document.details().layout.as_ref()?;
    if theme.layout(&named.text).is_some() {
        return None;
    }
    let problem = Diagnostic::new(code::UNKNOWN_LAYOUT, named.span(&document.path));
    let problem = problem.with("name", &named.text);
    Some(problem.nearest(&named.text, theme.layouts()))
}

/// Reports what the style sheets of a theme name and the site has at no time.
pub(super) fn missing(theme: &Theme, routes: &Routes, elsewhen: &Elsewhen) -> Vec<Diagnostic> {
    theme.missing(|url| routes.lookup(url).is_some() || !elsewhen.part().lookup(url).is_empty())
}
