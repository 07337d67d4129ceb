//! What is made of a picture: its shape, its size and its form, and the name that says so.

use std::fmt::Display;

use serde::{Deserialize, Serialize};

/// Raised by hand whenever the code here would make other bytes of the same picture: addresses of
/// pictures are made of it.
const EDITION: u32 = 1;

/// The form that a picture is published in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// Photographs.
    Jpeg,
    /// Drawings of few colours, and what is transparent in places.
    Png,
}

impl Encoding {
    /// Returns the ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Encoding::Jpeg => "jpg",
            Encoding::Png => "png",
        }
    }
}

/// How much of a picture is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Shape {
    /// All of it.
    Whole,
    /// 16:9.
    Wide,
    /// 4:3.
    Standard,
    /// 1:1.
    Square,
    /// 1200×630, as chat programs show a link.
    Share,
}

impl Shape {
    /// Returns width and height of a crop.
    fn ratio(self) -> Option<(u64, u64)> {
        match self {
            Shape::Whole => None,
            Shape::Wide => Some((16, 9)),
            Shape::Standard => Some((4, 3)),
            Shape::Square => Some((1, 1)),
            Shape::Share => Some((40, 21)),
        }
    }

    /// Returns the widest that it can be without being enlarged, of a picture of this size.
    pub fn widest(self, (width, height): (u32, u32)) -> u32 {
        let Some((across, down)) = self.ratio() else {
            return width;
        };
        let by_height = u64::from(height) * across / down;
        u32::try_from(by_height).unwrap_or(u32::MAX).min(width)
    }

    /// Returns its height at a width, of a picture of this size; at least 1.
    pub fn height(self, width: u32, size: (u32, u32)) -> u32 {
        let (across, down) = self
            .ratio()
            .unwrap_or((u64::from(size.0), u64::from(size.1)));
        let height = (2 * u64::from(width) * down + across) / (2 * across.max(1));
        u32::try_from(height).unwrap_or(u32::MAX).max(1)
    }

    /// Returns the part of a picture that it shows: left, top, width and height.
    pub(crate) fn part(self, focus: Focus, (width, height): (u32, u32)) -> [f64; 4] {
        let size = (f64::from(width), f64::from(height));
        let Some((across, down)) = self.ratio() else {
            return [0.0, 0.0, size.0, size.1];
        };
        let (across, down) = (across as f64, down as f64);
        let own = if size.0 * down > size.1 * across {
            (size.1 * across / down, size.1)
        } else {
            (size.0, size.0 * down / across)
        };
        [
            start(focus.across, size.0, own.0),
            start(focus.down, size.1, own.1),
            own.0,
            own.1,
        ]
    }
}

/// Returns where a part begins on a side so that it holds a point, as near its middle as it can.
fn start(point: u16, whole: f64, part: f64) -> f64 {
    let middle = whole * f64::from(point) / f64::from(Focus::WHOLE);
    (middle - part / 2.0).clamp(0.0, whole - part)
}

/// The point that a crop keeps, in ten-thousandths from the left and the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Focus {
    /// From the left.
    pub across: u16,
    /// From the top.
    pub down: u16,
}

impl Focus {
    /// The far edge.
    pub const WHOLE: u16 = 10_000;

    /// The middle.
    pub const MIDDLE: Focus = Focus {
        across: Focus::WHOLE / 2,
        down: Focus::WHOLE / 2,
    };
}

impl Default for Focus {
    fn default() -> Focus {
        Focus::MIDDLE
    }
}

/// What is made of a picture, but for its width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Recipe {
    /// How much of it is shown.
    pub shape: Shape,
    /// What a crop keeps.
    pub focus: Focus,
    /// Of a JPEG, 1 to 100.
    pub quality: u8,
    /// Its form.
    pub encoding: Encoding,
}

impl Recipe {
    /// Returns a text that says all that the bytes depend on which are made by it of a source, but
    /// for their width: the source is named by its bytes.
    pub fn text(&self, source: impl Display) -> String {
        let ending = self.encoding.ending();
        let focus = match self.shape {
            // What shows all has nothing to keep.
            Shape::Whole => Focus::MIDDLE,
            Shape::Wide | Shape::Standard | Shape::Square | Shape::Share => self.focus,
        };
        format!(
            "{EDITION} {source} {:?} {} {} {} {ending}",
            self.shape, focus.across, focus.down, self.quality
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crop_is_as_large_as_it_can_be_and_holds_the_focus() {
        let size = (4000, 3000);
        assert_eq!(Shape::Wide.widest(size), 4000);
        assert_eq!(Shape::Square.widest(size), 3000);
        assert_eq!(Shape::Share.height(1200, size), 630);
        assert_eq!(Shape::Whole.height(360, size), 270);
        let right = Focus {
            across: 10_000,
            down: 0,
        };
        assert_eq!(
            Shape::Square.part(right, size),
            [1000.0, 0.0, 3000.0, 3000.0]
        );
        let middle = Shape::Wide.part(Focus::default(), size);
        assert_eq!(middle, [0.0, 375.0, 4000.0, 2250.0]);
    }
}
