//! The figures of a bulletin beside its text: where the two differ, and a summary made of them.

use crate::base::date::Language;
use crate::content::config::Config;
use crate::content::document::{Bulletin, Document, bulletin};
use crate::content::yaml::Fields;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reports figures that the text of a bulletin gives otherwise than its data.
pub(super) fn differing_figures(
    fields: &mut Fields<'_>,
    bulletin: Option<&Bulletin>,
    config: &Config,
    text: &str,
    body: usize,
) {
    let Some(bulletin) = bulletin else { return };
    let series = &config.series[bulletin.series];
    for found in bulletin::differing(&text[body..], bulletin, series) {
        let span = Span::new(
            fields.file(),
            body + found.place.start..body + found.place.end,
        );
        let problem =
            Diagnostic::new(code::FIGURE_DIFFERS_FROM_TEXT, span).with("label", found.label);
        fields.report(
            problem
                .with("written", found.written)
                .with("figure", found.figure),
        );
    }
}

/// Words the figures of a bulletin for its summary: `来电诉求877件次，直接办理523件`.
pub(super) fn figures_in_words(document: &Document, config: &Config) -> String {
    let Some(bulletin) = &document.bulletin else {
        return String::new();
    };
    let series = &config.series[bulletin.series];
    let language = config.wording();
    let mut words = vec![bulletin.span.long(series.rhythm, language)];
    for figure in bulletin.said(series) {
        words.push(figure.in_words(series, language));
    }
    match language {
        Language::Chinese => format!("{}。", words.join("，")),
        Language::English => format!("{}.", words.join(", ")),
    }
}
