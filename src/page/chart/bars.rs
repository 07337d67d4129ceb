//! Bars: named parts one below the other, and a whole split along one bar.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::svg::{Caption, percent, start, text};

/// Height of a bar with its name above it, in pixels.
const ROW: usize = 38;

/// Names longer than this many full-width characters are cut: the table beside the chart has them
/// in full.
const LONGEST: usize = 18;

/// How many textures there are; a bar split into more has the rest in the last one.
const TEXTURES: usize = 5;

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
    start(&mut out, "bars", height(parts.len()), caption);
    let most = parts
        .iter()
        .map(|p| p.value.abs())
        .max()
        .filter(|m| !m.is_zero())
        .unwrap_or(Decimal::ONE);
    for (i, part) in parts.iter().enumerate() {
        let y = i * ROW;
        named(&mut out, part, "0", y + 14);
        // A part that is not nothing is seen, however small it is.
        let width = if part.value.is_zero() {
            "0".to_owned()
        } else {
            percent(part.value.abs(), most)
        };
        _ = write!(
            out,
            "<rect class=\"track\" y=\"{0}\" width=\"100%\" height=\"10\"/>",
            y + 21
        );
        _ = write!(
            out,
            "<rect class=\"fill c1\" y=\"{}\" width=\"{width}\" height=\"10\"/>",
            y + 21
        );
        if !part.value.is_zero() {
            _ = write!(
                out,
                "<rect class=\"fill c1\" y=\"{}\" width=\"1\" height=\"10\"/>",
                y + 21
            );
        }
    }
    out.push_str("</svg>");
    out
}

/// Draws a whole as one bar, split into its parts, with a line below for each.
///
/// Parts differ by texture and order, not by colour alone.
pub fn stacked(caption: &Caption, parts: &[Bar]) -> String {
    const BAR: usize = 28;
    let mut out = String::new();
    let rows = parts.len() * 24;
    start(
        &mut out,
        "stacked",
        u32::try_from(BAR + 8 + rows).unwrap_or(u32::MAX),
        caption,
    );
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
        let frame = format!("<svg x=\"{x}\" width=\"{width}\" height=\"{BAR}\">");
        out.push_str(&frame);
        textured(&mut out, i, BAR);
        out.push_str("</svg>");
        if i > 0 {
            _ = write!(
                out,
                "<line class=\"cut\" x1=\"{x}\" x2=\"{x}\" y1=\"0\" y2=\"{BAR}\"/>"
            );
        }
    }
    for (i, part) in parts.iter().enumerate() {
        let y = BAR + 8 + i * 24;
        _ = write!(out, "<svg y=\"{}\" width=\"16\" height=\"16\">", y + 3);
        textured(&mut out, i, 16);
        out.push_str("</svg>");
        named(&mut out, part, "24", y + 16);
    }
    out.push_str("</svg>");
    out
}

/// Fills a frame with colour and texture of a part: plain, or crossed by lines of the paper's
/// colour.
fn textured(out: &mut String, index: usize, height: usize) {
    let number = index.min(TEXTURES - 1) + 1;
    _ = write!(
        out,
        "<rect class=\"fill c{number}\" width=\"100%\" height=\"{height}\"/>"
    );
    let dashes = match number {
        2 => "1 4",
        3 => "2 6",
        4 => "1 9",
        5 => "3 3",
        _ => return,
    };
    let middle = height / 2;
    _ = write!(
        out,
        "<line class=\"texture\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\" stroke-width=\"{height}\" stroke-dasharray=\"{dashes}\"/>"
    );
}

/// Writes name and value of a part on one line.
fn named(out: &mut String, part: &Bar, x: &str, y: usize) {
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

fn height(rows: usize) -> u32 {
    u32::try_from(rows.max(1) * ROW).unwrap_or(u32::MAX)
}
