//! What every drawing has: its caption, escaped text, percentages.

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::base::html::escape;

/// Title and description of a chart, for those who do not see it.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// What there is to see in it.
    pub description: String,
}

/// Starts a drawing of a height in pixels.
pub(super) fn start(out: &mut String, class: &str, height: u32, caption: &Caption) {
    // Writing to a string does not fail.
    _ = write!(
        out,
        "<svg class=\"chart chart-{class}\" width=\"100%\" height=\"{height}\" role=\"img\"><title>"
    );
    text(out, &caption.title);
    out.push_str("</title>");
    if !caption.description.is_empty() {
        out.push_str("<desc>");
        text(out, &caption.description);
        out.push_str("</desc>");
    }
}

/// Writes text in one line, escaped.
pub(super) fn text(out: &mut String, text: &str) {
    escape(out, &text.replace(char::is_control, " "));
}

/// Writes a percentage with at most two decimals.
pub(super) fn percent(part: Decimal, whole: Decimal) -> String {
    let share = part
        .saturating_mul(Decimal::ONE_HUNDRED)
        .checked_div(whole)
        .unwrap_or_default();
    format!("{}%", share.round_dp(2).normalize())
}
