//! Bars: named parts one below the other, and a whole split along one bar.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::svg::{Caption, FAINT, em, length, percent, start, text};

/// Height of a bar with its name above it, in pixels.
const ROW: i64 = 38;

/// Height of a bar that is split, in pixels.
const BAR: i64 = 28;

/// Font size of the names, in pixels; what the drawing says of it is in [`start_texts`].
const FONT: i64 = 14;

/// Names longer than this many full-width characters are cut: the table beside the chart has them
/// in full.
const LONGEST: usize = 18;

/// The colours of parts where no style sheet says them, each seen on light and dark; a bar split
/// into more parts has the rest in the last one.
const COLOURS: [&str; 5] = ["#c8473e", "#4a82b8", "#a87f2a", "#5c9472", "#85858c"];

/// A named part.
#[derive(Clone, Debug)]
pub struct Bar {
    /// Name.
    pub name: String,
    /// The value.
    pub value: Decimal,
    /// The value as it is written, with its unit.
    pub label: String,
}

/// Draws a bar for each part, from one zero.
pub fn bars(caption: &Caption, parts: &[Bar]) -> String {
    let mut out = String::new();
    start(&mut out, "bars", rows(parts.len().max(1)), caption);
    let most = parts
        .iter()
        .map(|p| p.value.abs())
        .max()
        .filter(|m| !m.is_zero())
        .unwrap_or(Decimal::ONE);
    for (i, part) in parts.iter().enumerate() {
        bar(&mut out, part, most, &em(rows(i) + 21));
    }
    start_texts(&mut out);
    for (i, part) in parts.iter().enumerate() {
        named(&mut out, part, 0, rows(i) + 14);
    }
    out.push_str("</g></svg>");
    out
}

fn bar(out: &mut String, part: &Bar, most: Decimal, y: &str) {
    const THICK: &str = "height=\".625em\"";
    _ = write!(
        out,
        "<rect class=\"track\" fill=\"{FAINT}\" y=\"{y}\" width=\"100%\" {THICK}/>"
    );
    let width = percent(part.value.abs(), most);
    _ = write!(
        out,
        "<rect class=\"fill c1\" y=\"{y}\" width=\"{width}\" {THICK}/>"
    );
    // A part that is not nothing is seen, however small it is.
    if !part.value.is_zero() {
        _ = write!(
            out,
            "<rect class=\"fill c1\" y=\"{y}\" width=\"1\" {THICK}/>"
        );
    }
}

/// Draws a whole as one bar, split into its parts, with a line below for each.
///
/// Parts differ by texture and order, not by colour alone.
pub fn stacked(caption: &Caption, parts: &[Bar]) -> String {
    let mut out = String::new();
    let height = tops().nth(parts.len()).unwrap_or_default();
    start(&mut out, "stacked", height, caption);
    let whole: Decimal = parts.iter().fold(Decimal::ZERO, |sum, p| {
        sum.saturating_add(p.value.max(Decimal::ZERO))
    });
    let whole = if whole.is_zero() { Decimal::ONE } else { whole };
    let mut at = Decimal::ZERO;
    for (i, part) in parts.iter().enumerate() {
        let (x, width) = (
            percent(at, whole),
            percent(part.value.max(Decimal::ZERO), whole),
        );
        at = at.saturating_add(part.value.max(Decimal::ZERO));
        let frame = format!("<svg x=\"{x}\" width=\"{width}\" height=\"{}\">", em(BAR));
        out.push_str(&frame);
        textured(&mut out, i, BAR);
        out.push_str("</svg>");
        if i > 0 {
            _ = write!(
                out,
                "<line class=\"cut\" stroke=\"Canvas\" x1=\"{x}\" x2=\"{x}\" y2=\"{}\"/>",
                em(BAR)
            );
        }
    }
    for (i, top) in tops().take(parts.len()).enumerate() {
        _ = write!(
            out,
            "<svg y=\"{}\" width=\"1em\" height=\"1em\">",
            em(top + 3)
        );
        textured(&mut out, i, 16);
        out.push_str("</svg>");
    }
    start_texts(&mut out);
    for (top, part) in tops().zip(parts) {
        named(&mut out, part, 24, top + 16);
    }
    out.push_str("</g></svg>");
    out
}

/// Returns where each line below a split bar starts.
fn tops() -> impl Iterator<Item = i64> {
    (BAR + 8..).step_by(24)
}

/// Fills a frame with colour and texture of a part: plain, or crossed by lines of the paper's
/// colour.
fn textured(out: &mut String, index: usize, height: i64) {
    let number = index.min(COLOURS.len() - 1);
    _ = write!(
        out,
        "<rect class=\"fill c{}\" fill=\"{}\" width=\"100%\" height=\"100%\"/>",
        number + 1,
        COLOURS[number]
    );
    let dashes = match number {
        1 => "1 4",
        2 => "2 6",
        3 => "1 9",
        4 => "3 3",
        _ => return,
    };
    _ = write!(
        out,
        "<line class=\"texture\" stroke=\"Canvas\" x2=\"100%\" y1=\"50%\" y2=\"50%\" stroke-width=\"{}\" stroke-dasharray=\"{dashes}\"/>",
        em(height)
    );
}

/// Opens the group of all names and values.
fn start_texts(out: &mut String) {
    out.push_str("<g font-size=\".875em\">");
}

/// Writes name and value of a part on one line.
fn named(out: &mut String, part: &Bar, x: i64, y: i64) {
    let [x, y] = [x, y].map(|pixels| length(pixels, FONT));
    _ = write!(out, "<text x=\"{x}\" y=\"{y}\">");
    text(out, &shortened(&part.name));
    _ = write!(
        out,
        "</text><text class=\"amount\" x=\"100%\" y=\"{y}\" text-anchor=\"end\">"
    );
    text(out, &part.label);
    out.push_str("</text>");
}

/// Cuts a name to the width that a narrow page has beside its value.
fn shortened(name: &str) -> String {
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
    if name.width() <= LONGEST * 2 {
        return name.to_owned();
    }
    let mut width = 0;
    let kept = name.chars().take_while(|c| {
        width += c.width().unwrap_or(0);
        width <= LONGEST * 2 - 2
    });
    format!("{}…", kept.collect::<String>())
}

fn rows(count: usize) -> i64 {
    i64::try_from(count).map_or(i64::MAX, |count| count.saturating_mul(ROW))
}
