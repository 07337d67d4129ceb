//! From the bytes of a file to its pixels, as they are stored.

use std::io::Cursor;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::fault::Fault;
use super::parts::{Format, Parts};

/// What the samples of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Model {
    Gray,
    Rgb,
    Rgba,
    /// Ink, 255 for all of it.
    Cmyk,
}

impl Model {
    pub(crate) fn samples(self) -> usize {
        match self {
            Model::Gray => 1,
            Model::Rgb => 3,
            Model::Rgba | Model::Cmyk => 4,
        }
    }
}

/// The pixels of a picture, row by row, eight bits a sample.
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) model: Model,
    pub(crate) data: Vec<u8>,
}

/// Decodes a picture, of an animation the first frame. One whose end is missing is none.
pub(crate) fn decode(bytes: &[u8], parts: &Parts) -> Result<Pixels, Fault> {
    let pixels = match parts.format {
        Format::Jpeg => jpeg(bytes, parts),
        Format::Png => png(bytes),
        Format::WebP => webp(bytes),
        Format::Gif => gif(bytes),
    };
    let pixels = pixels.ok_or_else(|| match share(bytes) {
        100 => Fault::Broken,
        // It has its end, so nothing was lost on the way.
        0 if parts.is_whole => Fault::Broken,
        share => Fault::Cut(share),
    })?;
    let expected = pixels.width as usize * pixels.height as usize * pixels.model.samples();
    if expected == 0 || pixels.data.len() != expected {
        return Err(Fault::Broken);
    }
    Ok(pixels)
}

/// Returns how many hundredths of a picture's lines can be decoded.
pub(crate) fn share(bytes: &[u8]) -> u8 {
    let Some(parts) = Parts::of(bytes) else {
        return 0;
    };
    let (there, all) = match parts.format {
        Format::Jpeg => lines_of_jpeg(bytes).unwrap_or_default(),
        Format::Png => lines_of_png(bytes).unwrap_or_default(),
        Format::WebP => {
            let size = bytes.get(4..8).and_then(<[u8]>::first_chunk);
            let all = size.map_or(1, |size| u32::from_le_bytes(*size) as usize);
            (bytes.len().saturating_sub(8), all)
        }
        Format::Gif => (usize::from(parts.is_whole), 1),
    };
    let share = there.min(all) * 100 / all.max(1);
    u8::try_from(share).unwrap_or(100)
}

fn lines_of_jpeg(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.set_incremental_mode(true);
    decoder.decode_headers().ok()?;
    let height = usize::from(decoder.info()?.height);
    let is_whole = decoder.decode().is_ok();
    let lines = decoder.decoded_scanlines().unwrap_or_default();
    Some((if is_whole { height } else { lines }, height))
}

fn lines_of_png(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut reader = png::Decoder::new(Cursor::new(bytes)).read_info().ok()?;
    let mut lines = 0;
    while let Ok(Some(_)) = reader.next_row() {
        lines += 1;
    }
    Some((lines, reader.info().height as usize))
}

fn options() -> DecoderOptions {
    // The size was looked at before.
    DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
}

fn jpeg(bytes: &[u8], parts: &Parts) -> Option<Pixels> {
    let (space, model) = match parts.components {
        1 => (ColorSpace::Luma, Model::Gray),
        3 => (ColorSpace::RGB, Model::Rgb),
        // Asked for RGB, decoders take the ink of print for light.
        4 => (ColorSpace::CMYK, Model::Cmyk),
        _ => return None,
    };
    let options = options().jpeg_set_out_colorspace(space);
    let strict = options.set_strict_mode(true);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), strict);
    let mut data = decoder.decode();
    if data.is_err() && parts.is_whole {
        // Cameras leave bytes between the parts, which browsers pass over; an end that is missing
        // stays an error in this mode.
        decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.set_incremental_mode(true);
        data = decoder.decode();
    }
    let mut data = data.ok()?;
    let info = decoder.info()?;
    if model == Model::Cmyk {
        // All programs that write such files store paper as 255, whether they say so or not.
        for sample in &mut data {
            *sample = 255 - *sample;
        }
    }
    Some(Pixels {
        width: info.width.into(),
        height: info.height.into(),
        model,
        data,
    })
}

fn png(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_limits(png::Limits { bytes: usize::MAX });
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let info = reader.next_frame(&mut data).ok()?;
    data.truncate(info.buffer_size());
    let (model, data) = match info.color_type {
        png::ColorType::Grayscale => (Model::Gray, data),
        png::ColorType::Rgb => (Model::Rgb, data),
        png::ColorType::Rgba => (Model::Rgba, data),
        png::ColorType::GrayscaleAlpha => {
            let pairs = data.chunks_exact(2);
            (
                Model::Rgba,
                pairs.flat_map(|p| [p[0], p[0], p[0], p[1]]).collect(),
            )
        }
        png::ColorType::Indexed => return None,
    };
    Some(Pixels {
        width: info.width,
        height: info.height,
        model,
        data,
    })
}

fn webp(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    let mut data = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut data).ok()?;
    Some(Pixels {
        width,
        height,
        model: if decoder.has_alpha() {
            Model::Rgba
        } else {
            Model::Rgb
        },
        data,
    })
}

/// Decodes the first frame of a GIF onto a canvas that can be seen through.
fn gif(bytes: &[u8]) -> Option<Pixels> {
    let mut options = gif::DecodeOptions::new();
    options.set_color_output(gif::ColorOutput::RGBA);
    options.check_frame_consistency(true);
    let mut decoder = options.read_info(Cursor::new(bytes)).ok()?;
    let (width, height) = (decoder.width(), decoder.height());
    let mut data = vec![0; usize::from(width) * usize::from(height) * 4];
    let frame = decoder.read_next_frame().ok()??;
    let line = usize::from(frame.width) * 4;
    let top = usize::from(frame.top);
    for (row, pixels) in frame.buffer.chunks_exact(line.max(1)).enumerate() {
        let start = ((top + row) * usize::from(width) + usize::from(frame.left)) * 4;
        if let Some(place) = data.get_mut(start..start + line) {
            place.copy_from_slice(pixels);
        }
    }
    Some(Pixels {
        width: width.into(),
        height: height.into(),
        model: Model::Rgba,
        data,
    })
}
