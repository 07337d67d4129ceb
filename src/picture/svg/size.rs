//! The size of a drawing.

use quick_xml::events::BytesStart;

/// Returns the size that the root gives, as browsers compute it.
///
/// One that it leaves to the page counts as none, and what has no proportions either is 300 by 150
/// pixels (CSS 2.2, 10.3.2 and 10.6.2).
pub(super) fn size(element: &BytesStart<'_>) -> Option<(u32, u32)> {
    let view: Vec<f64> = text(element, "viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse().ok())
        .collect();
    let size = match (
        length(element, "width"),
        length(element, "height"),
        view.as_slice(),
    ) {
        (Some(w), Some(h), _) => (w, h),
        (Some(w), None, [_, _, x, y]) => (w, w * y / x),
        (None, Some(h), [_, _, x, y]) => (h * x / y, h),
        (None, None, [_, _, x, y]) => (*x, *y),
        (w, h, _) => (w.unwrap_or(300.0), h.unwrap_or(150.0)),
    };
    Some((whole(size.0)?, whole(size.1)?))
}

fn text(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

fn length(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    pixels(text(element, name)?.trim())
}

fn whole(number: f64) -> Option<u32> {
    let is_size = number.is_finite() && (0.5..=100_000.0).contains(&number);
    is_size.then(|| number.round() as u32)
}

/// Returns a length in pixels, if it does not depend on the page.
fn pixels(length: &str) -> Option<f64> {
    let digits = length.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let unit = match length[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    digits.parse::<f64>().ok().map(|number| number * unit)
}
