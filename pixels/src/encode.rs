//! From pixels to the bytes of a file that holds nothing else, but for a label that the law asks
//! for and who has a right to it.

use std::collections::BTreeMap;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::fault::Fault;
use super::label::Label;
use super::recipe::Encoding;
use super::shrink::Shown;

/// Writes a picture.
pub(crate) fn encode(
    shown: Shown,
    encoding: Encoding,
    quality: u8,
    label: &Label,
) -> Result<Vec<u8>, Fault> {
    match encoding {
        Encoding::Jpeg => jpeg(shown, quality, label),
        Encoding::Png => png(&shown, label).map_err(|_| Fault::Broken),
    }
}

fn jpeg(shown: Shown, quality: u8, label: &Label) -> Result<Vec<u8>, Fault> {
    let shown = on_white(shown);
    let size = (u16::try_from(shown.width), u16::try_from(shown.height));
    let (Ok(width), Ok(height)) = size else {
        return Err(Fault::Broken);
    };
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, quality);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    if let Some(packet) = label.packet() {
        let segment = [b"http://ns.adobe.com/xap/1.0/\0", packet.as_bytes()].concat();
        let added = encoder.add_app_segment(1, segment);
        added.map_err(|_| Fault::Broken)?;
    }
    let kind = if shown.samples == 1 {
        ColorType::Luma
    } else {
        ColorType::Rgb
    };
    let encoded = encoder.encode(&shown.data, width, height, kind);
    encoded.map_err(|_| Fault::Broken)?;
    Ok(out)
}

/// Lays a picture that can be seen through on white.
fn on_white(shown: Shown) -> Shown {
    if shown.samples != 4 {
        return shown;
    }
    let mut data = Vec::with_capacity(shown.data.len() / 4 * 3);
    for pixel in shown.data.chunks_exact(4) {
        let cover = u32::from(pixel[3]);
        for sample in &pixel[..3] {
            let mixed = (u32::from(*sample) * cover + 255 * (255 - cover) + 127) / 255;
            data.push(u8::try_from(mixed).unwrap_or(u8::MAX));
        }
    }
    Shown {
        samples: 3,
        data,
        ..shown
    }
}

fn png(shown: &Shown, label: &Label) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, shown.width, shown.height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    if let Some(packet) = label.packet() {
        encoder.add_itxt_chunk("XML:com.adobe.xmp".to_owned(), packet)?;
    }
    let listed = listed(shown);
    match &listed {
        Some((colours, _)) => {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_filter(png::Filter::NoFilter);
            let parts = colours.iter().flat_map(|colour| &colour[..3]);
            encoder.set_palette(parts.copied().collect::<Vec<u8>>());
            if colours.iter().any(|colour| colour[3] != 255) {
                let covers = colours.iter().map(|colour| colour[3]);
                encoder.set_trns(covers.collect::<Vec<u8>>());
            }
        }
        None => encoder.set_color(match shown.samples {
            1 => png::ColorType::Grayscale,
            3 => png::ColorType::Rgb,
            _ => png::ColorType::Rgba,
        }),
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(listed.as_ref().map_or(&shown.data, |(_, places)| places))?;
    writer.finish()?;
    Ok(out)
}

/// Returns the colours of a picture, if they are at most 256, and the place of each pixel's among
/// them.
fn listed(shown: &Shown) -> Option<(Vec<[u8; 4]>, Vec<u8>)> {
    let mut found: BTreeMap<[u8; 4], u8> = BTreeMap::new();
    for pixel in shown.data.chunks_exact(shown.samples) {
        found.insert(colour(pixel), 0);
        if found.len() > 256 {
            return None;
        }
    }
    for (place, slot) in (0..=u8::MAX).zip(found.values_mut()) {
        *slot = place;
    }
    let pixels = shown.data.chunks_exact(shown.samples);
    let places = pixels.map(|pixel| found.get(&colour(pixel)).copied().unwrap_or_default());
    let places = places.collect();
    Some((found.into_keys().collect(), places))
}

/// Returns the colour of a pixel, with what hides the ground.
fn colour(pixel: &[u8]) -> [u8; 4] {
    match *pixel {
        [gray] => [gray, gray, gray, 255],
        [red, green, blue] => [red, green, blue, 255],
        // What is not seen has no colour.
        [_, _, _, 0] => [0; 4],
        [red, green, blue, cover] => [red, green, blue, cover],
        _ => [0; 4],
    }
}
