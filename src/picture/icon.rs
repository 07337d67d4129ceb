//! Icons: a square PNG made smaller.

use std::io::Cursor;

/// The smallest picture that icons are made from: as wide as the largest of them.
pub const SMALLEST: u32 = 512;

/// The largest: more is decoded for nothing.
pub const LARGEST: u32 = 2048;

/// Raised by hand whenever the code here would make other bytes of the same picture: addresses of
/// icons are made of it.
pub const VERSION: u32 = 1;

/// Pixels row by row, each red, green, blue and what hides the ground.
struct Pixels {
    size: u32,
    data: Vec<u8>,
}

/// Returns true if the bytes are a whole PNG that is square.
pub fn is_whole(bytes: &[u8]) -> bool {
    decode(bytes).is_some()
}

/// Returns a square PNG at a size, as PNG; `None` if it is damaged.
pub fn at(bytes: &[u8], size: u32) -> Option<Vec<u8>> {
    encode(&shrink(&decode(bytes)?, size))
}

fn decode(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if width != height || !(1..=LARGEST).contains(&width) {
        return None;
    }
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let pixels = match frame.color_type {
        png::ColorType::Rgba => data,
        png::ColorType::Rgb => data.chunks_exact(3).flat_map(opaque).collect(),
        png::ColorType::Grayscale => data.iter().flat_map(|g| opaque(&[*g; 3])).collect(),
        png::ColorType::GrayscaleAlpha => data
            .chunks_exact(2)
            .flat_map(|pixel| [pixel[0], pixel[0], pixel[0], pixel[1]])
            .collect(),
        png::ColorType::Indexed => return None,
    };
    Some(Pixels {
        size: width,
        data: pixels,
    })
}

fn opaque(pixel: &[u8]) -> [u8; 4] {
    [pixel[0], pixel[1], pixel[2], 255]
}

/// Makes each pixel the mean of the area that it covers, as light.
///
/// Light is the square of a sample here, which is near enough for an icon. Only sums, products and
/// roots are taken, which are the same on every machine.
fn shrink(pixels: &Pixels, size: u32) -> Pixels {
    let rows = spans(pixels.size, size);
    let mut data = Vec::with_capacity((size * size * 4) as usize);
    for down in &rows {
        for across in &rows {
            let mut sums = [0_f64; 4];
            for (y, height) in down {
                for (x, width) in across {
                    let at = ((y * pixels.size + x) * 4) as usize;
                    let pixel = &pixels.data[at..at + 4];
                    let cover = f64::from(pixel[3]) * width * height;
                    for (sum, sample) in sums.iter_mut().zip(&pixel[..3]) {
                        *sum += f64::from(*sample) * f64::from(*sample) * cover;
                    }
                    sums[3] += cover;
                }
            }
            let area = f64::from(pixels.size) * f64::from(pixels.size);
            let [red, green, blue, cover] = sums;
            // Of what cannot be seen at all there is no mean.
            let seen = cover.max(f64::MIN_POSITIVE);
            data.extend([red, green, blue].map(|sum| sample((sum / seen).sqrt())));
            data.push(sample(cover / area));
        }
    }
    Pixels { size, data }
}

/// Returns a value as a sample.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "it is rounded and between 0 and 255"
)]
fn sample(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

/// Returns for each of `to` pixels of a line which of `from` it covers, and how much of each, in
/// parts of one `to`-th.
fn spans(from: u32, to: u32) -> Vec<Vec<(u32, f64)>> {
    (0..to).map(|place| span(place, from, to)).collect()
}

/// Returns the span of one of them.
fn span(place: u32, from: u32, to: u32) -> Vec<(u32, f64)> {
    let (start, end) = (place * from, (place + 1) * from);
    let covers = (start / to)..=((end - 1) / to);
    covers
        .map(|s| (s, f64::from(end.min((s + 1) * to) - start.max(s * to))))
        .collect()
}

fn encode(pixels: &Pixels) -> Option<Vec<u8>> {
    let is_opaque = pixels.data.chunks_exact(4).all(|pixel| pixel[3] == 255);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.size, pixels.size);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = if is_opaque {
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().ok()?
    } else {
        encoder.set_color(png::ColorType::Rgba);
        encoder.write_header().ok()?
    };
    if is_opaque {
        let pixels = pixels.data.chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]);
        writer.write_image_data(&pixels.collect::<Vec<u8>>()).ok()?;
    } else {
        writer.write_image_data(&pixels.data).ok()?;
    }
    writer.finish().ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square whose left half has one colour and whose right half a different one.
    fn halves(size: u32, left: [u8; 4], right: [u8; 4]) -> Vec<u8> {
        let row = (0..size).flat_map(|x| if x < size / 2 { left } else { right });
        let row: Vec<u8> = row.collect();
        encode(&Pixels {
            size,
            data: row.repeat(size as usize),
        })
        .unwrap()
    }

    #[test]
    fn a_smaller_icon_shows_the_same() {
        let (red, blue) = ([200, 0, 0, 255], [0, 0, 200, 255]);
        let small = decode(&at(&halves(512, red, blue), 192).unwrap()).unwrap();
        assert_eq!(small.size, 192);
        assert_eq!(small.data[..4], red);
        assert_eq!(small.data[191 * 4..192 * 4], blue);
        // 180 does not divide 512: the pixels in the middle meet at their edge all the same.
        let small = decode(&at(&halves(512, red, blue), 180).unwrap()).unwrap();
        assert_eq!(small.data[89 * 4..90 * 4], red);
        assert_eq!(small.data[90 * 4..91 * 4], blue);
    }

    #[test]
    fn what_cannot_be_seen_has_no_colour_to_give() {
        let (red, none) = ([200, 0, 0, 255], [0, 255, 0, 0]);
        let small = decode(&at(&halves(3, red, none), 1).unwrap()).unwrap();
        assert_eq!(small.data, [200, 0, 0, 85]);
    }

    #[test]
    fn what_is_no_whole_square_is_none() {
        let whole = halves(512, [1, 2, 3, 255], [1, 2, 3, 255]);
        assert!(is_whole(&whole) && !is_whole(&whole[..whole.len() / 2]) && !is_whole(b""));
    }
}
