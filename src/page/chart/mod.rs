//! Charts as static SVG that is set within a page: its font, its colours in light and dark, no
//! script.
//!
//! A chart is as wide as the page gives it. Lengths along it are percentages and its lines do not
//! scale, so that text stays legible at 360 pixels and is not blown up at 1280; no `viewBox` could
//! do both. Colours are classes, which the theme maps to custom properties; nothing is shown by
//! colour alone. The libraries at hand (plotters, charming, poloto) draw at a fixed size with their
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
