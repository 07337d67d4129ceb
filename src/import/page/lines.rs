//! The lines of a page as pasted.

/// A line that is not blank, without white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Byte of the source at which it starts.
    pub(super) at: usize,
    pub(super) text: &'a str,
    /// Blank lines stand before it.
    pub(super) gap: bool,
    /// It was set with an indent.
    pub(super) indented: bool,
}

/// Parts a source into its lines; blank ones are gaps.
pub(super) fn of(source: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut at, mut gap) = (0, true);
    for whole in source.split_inclusive('\n') {
        let start = whole.trim_start_matches(is_blank);
        let text = start.trim_end_matches(is_blank);
        let indent = whole.len() - start.len();
        if text.is_empty() {
            gap = true;
        } else {
            lines.push(Line {
                at: at + indent,
                text,
                gap,
                indented: indent > 0,
            });
            gap = false;
        }
        at += whole.len();
    }
    lines
}

/// Returns true for what stands around a text and is none: a byte order mark, too.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || c == '\u{feff}'
}
