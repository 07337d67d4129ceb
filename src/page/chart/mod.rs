//! Charts as static SVG that is set within a page: its font, its colours in light and dark, no
//! script.
//!
//! A chart is as wide as the page gives it. Lengths along it are percentages and its lines do not
//! scale, so that text stays legible at 360 pixels and is not blown up at 1280; no `viewBox` could
//! do both. Colours are classes, which the theme maps to custom properties; nothing is told by
//! colour alone. The libraries at hand (plotters, charming, poloto) draw at a fixed size with their
//! own fonts and colours.
//!
//! Coordinates are computed in decimals and written as whole numbers: the same bytes on any
//! machine.

mod bars;
mod line;
mod scale;

use std::fmt::Write;

use rust_decimal::Decimal;

use crate::base::html::escape;

pub use bars::{Bar, bars, stacked};
pub use line::{Axis, Point, Trend, line, spark};

/// Title and description of a chart, for those who do not see it.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    /// What it shows.
    pub title: String,
    /// What there is to see in it.
    pub description: String,
}

/// Starts a drawing of a height in pixels.
fn start(out: &mut String, class: &str, height: u32, caption: &Caption) {
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
fn text(out: &mut String, text: &str) {
    escape(out, &text.replace(char::is_control, " "));
}

/// Writes a percentage with at most two decimals.
fn percent(part: Decimal, whole: Decimal) -> String {
    let share = part
        .saturating_mul(Decimal::ONE_HUNDRED)
        .checked_div(whole)
        .unwrap_or_default();
    format!("{}%", share.round_dp(2).normalize())
}
