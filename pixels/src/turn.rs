//! Turns what is shown as the camera was held (Exif 3.0, 4.6.5).

use super::shrink::Shown;

/// Returns the part (left, top, width and height) of a picture as it is stored that is one of it as
/// it is shown; the size is that as it is shown.
pub(crate) fn stored(part: [f64; 4], (width, height): (u32, u32), orientation: u16) -> [f64; 4] {
    let [left, top, across, down] = part;
    let from_right = (f64::from(width) - left - across).max(0.0);
    let from_bottom = (f64::from(height) - top - down).max(0.0);
    match orientation {
        2 => [from_right, top, across, down],
        3 => [from_right, from_bottom, across, down],
        4 => [left, from_bottom, across, down],
        5 => [top, left, down, across],
        6 => [top, from_right, down, across],
        7 => [from_bottom, from_right, down, across],
        8 => [from_bottom, left, down, across],
        _ => part,
    }
}

/// Returns width and height as they change places where a picture is turned by a quarter.
pub(crate) fn swapped((width, height): (u32, u32), orientation: u16) -> (u32, u32) {
    if orientation >= 5 {
        (height, width)
    } else {
        (width, height)
    }
}

/// Returns a picture upright.
pub(crate) fn upright(shown: Shown, orientation: u16) -> Shown {
    if !(2..=8).contains(&orientation) {
        return shown;
    }
    let (width, height) = (shown.width as usize, shown.height as usize);
    let (new_width, new_height) = swapped((shown.width, shown.height), orientation);
    let mut data = Vec::with_capacity(shown.data.len());
    for y in 0..new_height as usize {
        for x in 0..new_width as usize {
            let (column, row) = match orientation {
                2 => (width - 1 - x, y),
                3 => (width - 1 - x, height - 1 - y),
                4 => (x, height - 1 - y),
                5 => (y, x),
                6 => (y, height - 1 - x),
                7 => (width - 1 - y, height - 1 - x),
                _ => (width - 1 - y, x),
            };
            let at = (row * width + column) * shown.samples;
            data.extend_from_slice(&shown.data[at..at + shown.samples]);
        }
    }
    Shown {
        width: new_width,
        height: new_height,
        data,
        ..shown
    }
}
