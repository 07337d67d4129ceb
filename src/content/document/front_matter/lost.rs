//! The problems of text that is swallowed, printed as it was typed or taken for something else.

use crate::content::document::markdown::LostKind;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Makes the problem of Markdown in HTML; right below a line of tags it lacks an empty line.
pub(super) fn markdown_in_html(text: &str, span: Span) -> Diagnostic {
    let start = span.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let is_below =
        text[..line].trim_end().ends_with('>') && !text[line..start].contains(['<', '>']);
    let problem = Diagnostic::new(code::MARKDOWN_IN_HTML, span);
    if is_below {
        problem.replace(line..line, "\n")
    } else {
        problem
    }
}

/// Makes the problem of text that is swallowed or taken for something else.
pub(super) fn lost_text(kind: LostKind, span: Span) -> Diagnostic {
    match kind {
        LostKind::UnusedDefinition => Diagnostic::new(code::UNUSED_LINK_DEFINITION, span),
        LostKind::RepeatedDefinition => {
            Diagnostic::new(code::UNUSED_LINK_DEFINITION, span).hint("twice")
        }
        LostKind::RepeatedFootnote => Diagnostic::new(code::REPEATED_FOOTNOTE, span),
        LostKind::UnusedFootnote => Diagnostic::new(code::UNUSED_FOOTNOTE, span),
        LostKind::OpenFence => Diagnostic::new(code::UNCLOSED_FENCE, span).with("form", "end"),
        LostKind::FenceText => Diagnostic::new(code::UNCLOSED_FENCE, span).with("form", "text"),
        LostKind::ConflictMark => Diagnostic::new(code::CONFLICT_MARK, span),
        LostKind::UnfitId => Diagnostic::new(code::UNUSABLE_HEADING_ID, span),
        LostKind::RepeatedId => Diagnostic::new(code::UNUSABLE_HEADING_ID, span).hint("twice"),
    }
}
