//! Charts as static SVG that is set within a page: its font, its colours in light and dark, no
//! script.
//!
//! A chart is as wide as the page gives it. Lengths along it are percentages and its lines do not
//! scale, so that text stays legible at 360 pixels and is not blown up at 1280; no `viewBox` could
//! do both. Lengths across it are in `em`, so that it grows with the font size of the reader (and
//! not in `rem`, which not every browser takes in an attribute).
//!
//! Colours are classes, which the theme maps to custom properties; nothing is shown by colour
//! alone. Each has a size and colours as attributes as well, which lose to any style sheet: a chart
//! stays a chart where none is loaded. The libraries at hand (plotters, charming, poloto) draw at a fixed size with their
//! own fonts and colours.
//!
//! Coordinates are computed in decimals and written as whole numbers: the same bytes on any
//! machine.

mod bars;
mod line;
mod scale;
mod svg;

pub use bars::{Bar, bars, stacked};
pub use line::{Axis, Point, Trend, line, spark};
pub use svg::Caption;
