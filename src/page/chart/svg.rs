//! What every drawing has: its caption, escaped text, lengths.

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

/// Colour of what stands behind or between, where no style sheet says it: seen on light and dark.
pub(super) const FAINT: &str = "#8883";

/// Starts a drawing of a height in pixels.
pub(super) fn start(out: &mut String, class: &str, height: i64, caption: &Caption) {
    // Writing to a string does not fail.
    _ = write!(
        out,
        "<svg class=\"chart chart-{class}\" width=\"100%\" height=\"{}\" fill=\"currentColor\" role=\"img\"><title>",
        em(height)
    );
    text(out, &caption.title);
    out.push_str("</title>");
    if !caption.description.is_empty() {
        out.push_str("<desc>");
        text(out, &caption.description);
        out.push_str("</desc>");
    }
}

/// Writes a length of pixels at the usual font size of 16 pixels, to grow with that.
pub(super) fn em(pixels: i64) -> String {
    length(pixels, 16)
}

/// Writes the same inside of a text, whose `em` is its own font size.
pub(super) fn length(pixels: i64, font_size: i64) -> String {
    let em = Decimal::from(pixels).checked_div(Decimal::from(font_size));
    format!("{}em", em.unwrap_or_default().round_dp(4).normalize())
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
