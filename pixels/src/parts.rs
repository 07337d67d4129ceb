//! The parts of a picture file: what it carries besides pixels, and whether all of it is there.
//!
//! Nothing is decoded.

use super::exif;

/// The formats that pictures are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Jpeg,
    Png,
    WebP,
    Gif,
}

/// What a file says of its picture.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) format: Format,
    /// As Exif has it, 1 to 8.
    pub(crate) orientation: u16,
    /// The profile of its colours.
    pub(crate) icc: Option<Vec<u8>>,
    pub(crate) xmp: Option<Vec<u8>>,
    /// Other notes that may hold a statutory label.
    pub(crate) notes: Vec<u8>,
    /// It carries something besides pixels, the profile and how it stands.
    pub(crate) is_noted: bool,
    /// Its end is there.
    pub(crate) is_whole: bool,
    /// It has more than one frame.
    pub(crate) is_animated: bool,
    /// It has colours in a list, or places that can be seen through.
    pub(crate) is_drawn: bool,
    /// All its colours are in a list.
    pub(crate) is_listed: bool,
    /// The quality with which a JPEG was packed, as most programs count it.
    pub(crate) quality: Option<u8>,
    /// It is packed without loss.
    pub(crate) is_exact: bool,
    /// Colours of a JPEG.
    pub(crate) components: u8,
    /// Its pixels are coded in a way that no decoder of the program reads.
    pub(crate) is_foreign: bool,
}

impl Parts {
    fn new(format: Format) -> Parts {
        Parts {
            format,
            orientation: 1,
            icc: None,
            xmp: None,
            notes: Vec::new(),
            is_noted: false,
            is_whole: false,
            is_animated: false,
            is_drawn: false,
            is_listed: format == Format::Gif,
            quality: None,
            is_exact: matches!(format, Format::Png | Format::Gif),
            components: 3,
            is_foreign: false,
        }
    }

    /// Reads the parts of a file; `None` if pictures are not made from its format.
    pub(crate) fn of(bytes: &[u8]) -> Option<Parts> {
        match bytes {
            [0xff, 0xd8, ..] => Some(jpeg(bytes)),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, rest @ ..] => Some(png(bytes, rest)),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                a,
                b,
                c,
                d,
                b'W',
                b'E',
                b'B',
                b'P',
                rest @ ..,
            ] => Some(webp(u32::from_le_bytes([*a, *b, *c, *d]), rest)),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', rest @ ..] => Some(gif(rest)),
            _ => None,
        }
    }

    fn exif(&mut self, tiff: &[u8]) {
        let turned = exif::orientation(tiff).filter(|turned| (1..=8).contains(turned));
        self.orientation = turned.unwrap_or(1);
        self.is_noted |= !exif::is_bare(tiff);
        self.notes.extend_from_slice(tiff);
    }

    fn noted(&mut self, notes: &[u8]) {
        self.is_noted = true;
        self.notes.extend_from_slice(notes);
    }

    fn with_xmp(&mut self, xmp: &[u8]) {
        self.is_noted = true;
        if self.xmp.is_none() {
            self.xmp = Some(xmp.to_vec());
        }
    }
}

/// Walks through the segments of a JPEG (ISO/IEC 10918-1, annex B).
fn jpeg(bytes: &[u8]) -> Parts {
    let mut parts = Parts::new(Format::Jpeg);
    let mut profile: Vec<(u8, &[u8])> = Vec::new();
    let mut has_exif = false;
    let (mut has_tables, mut is_known) = (false, false);
    let mut at = 2;
    while let Some(marker) = next_marker(bytes, &mut at) {
        if marker == 0xd9 {
            parts.is_whole = true;
            parts.is_noted |= at < bytes.len();
            break;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        let Some(length) = bytes.get(at..).and_then(<[u8]>::first_chunk) else {
            break;
        };
        let length = usize::from(u16::from_be_bytes(*length));
        let Some(segment) = bytes.get(at + 2..at + length) else {
            break;
        };
        at += length.max(2);
        match (marker, segment) {
            (0xe0, [b'J', b'F', b'I', b'F', 0, _, _, _, _, _, _, _, 0, 0]) => {}
            (0xe1, [b'E', b'x', b'i', b'f', 0, 0, tiff @ ..]) if !has_exif => {
                has_exif = true;
                parts.exif(tiff);
            }
            (0xe1, _) => match segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                Some(xmp) => parts.with_xmp(xmp),
                None => parts.noted(segment),
            },
            (0xe2, _) => match segment.strip_prefix(b"ICC_PROFILE\0") {
                Some([number, _, part @ ..]) => profile.push((*number, part)),
                _ => parts.noted(&[]),
            },
            (0xee, [b'A', b'd', b'o', b'b', b'e', ..]) if segment.len() == 12 => {}
            (0xe0..=0xef | 0xfe, _) => parts.noted(segment),
            (0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf, _) => {
                parts.components = segment.get(5).copied().unwrap_or(3);
                // Neither without loss, in layers, nor by arithmetic; eight bits a sample.
                is_known = matches!(marker, 0xc0..=0xc2) && segment.first() == Some(&8);
            }
            (0xc4, _) => has_tables = true,
            (0xdb, [0, steps @ ..]) => parts.quality = steps.first_chunk().map(quality),
            // A scan without the tables of its code is of a film, or has no pixels at all.
            (0xda, _) => parts.is_foreign |= !(is_known && has_tables),
            _ => {}
        }
    }
    if !profile.is_empty() {
        profile.sort_by_key(|(number, _)| *number);
        let whole = profile.iter().flat_map(|(_, part)| part.iter().copied());
        parts.icc = Some(whole.collect());
    }
    parts
}

/// Returns the quality that the steps of brightness stand for: 50 for those of ISO/IEC 10918-1,
/// table K.1, and 100 where no step is left (as the library of the IJG counts).
fn quality(steps: &[u8; 64]) -> u8 {
    /// The sum of the steps of that table.
    const USUAL: u32 = 3688;
    let sum: u32 = steps.iter().map(|step| u32::from(*step)).sum();
    let scale = (sum * 100 + USUAL / 2) / USUAL;
    let quality = if scale <= 100 {
        100 - scale / 2
    } else {
        5000 / scale
    };
    u8::try_from(quality.clamp(1, 100)).unwrap_or(100)
}

/// Finds the next marker, also behind the packed pixels of a scan; moves `at` behind it.
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        *at += memchr::memchr(0xff, bytes.get(*at..)?)? + 1;
        match bytes.get(*at)? {
            // A byte of the pixels, or one that fills.
            0 | 0xff => {}
            marker => {
                *at += 1;
                return Some(*marker);
            }
        }
    }
}

/// Walks through the chunks of a PNG (W3C Portable Network Graphics, 5).
fn png(bytes: &[u8], mut rest: &[u8]) -> Parts {
    let mut parts = Parts::new(Format::Png);
    let mut has_profile = false;
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        let length = u32::from_be_bytes(*length) as usize;
        let Some((kind, after)) = after.split_first_chunk::<4>() else {
            break;
        };
        let Some((data, after)) = after.split_at_checked(length) else {
            break;
        };
        let Some((_, after)) = after.split_first_chunk::<4>() else {
            break;
        };
        rest = after;
        match kind {
            b"IHDR" => {
                parts.is_drawn |= matches!(data.get(9), Some(3 | 4 | 6));
                parts.is_listed = data.get(9) == Some(&3);
            }
            b"tRNS" => parts.is_drawn = true,
            b"acTL" => parts.is_animated = true,
            b"iCCP" => has_profile = true,
            b"eXIf" => parts.exif(data),
            b"iTXt" => match data.strip_prefix(b"XML:com.adobe.xmp\0\0\0") {
                Some(text) => {
                    let mut fields = text.splitn(3, |byte| *byte == 0);
                    parts.with_xmp(fields.nth(2).unwrap_or_default());
                }
                None => parts.noted(data),
            },
            b"tEXt" | b"zTXt" => parts.noted(data),
            b"IEND" => {
                parts.is_whole = true;
                parts.is_noted |= !rest.is_empty();
                break;
            }
            b"PLTE" | b"IDAT" | b"fcTL" | b"fdAT" | b"gAMA" | b"cHRM" | b"sRGB" | b"sBIT"
            | b"bKGD" | b"pHYs" | b"hIST" => {}
            _ => parts.is_noted = true,
        }
    }
    if has_profile {
        let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info();
        let icc = reader.ok().and_then(|r| r.info().icc_profile.clone());
        parts.icc = Some(icc.map(std::borrow::Cow::into_owned).unwrap_or_default());
    }
    parts
}

/// Walks through the chunks of a WebP (RFC 9649, 2).
fn webp(size: u32, mut rest: &[u8]) -> Parts {
    let mut parts = Parts::new(Format::WebP);
    let body = (size as usize).saturating_sub(4);
    parts.is_whole = body > 0 && rest.len() >= body;
    if rest.len() > body {
        parts.is_noted = true;
        rest = &rest[..body];
    }
    while let Some((kind, after)) = rest.split_first_chunk::<4>() {
        let Some((length, after)) = after.split_first_chunk::<4>() else {
            break;
        };
        let length = u32::from_le_bytes(*length) as usize;
        let data = &after[..length.min(after.len())];
        rest = after.get(length + length % 2..).unwrap_or_default();
        match kind {
            b"VP8X" => parts.is_drawn |= data.first().is_some_and(|flags| flags & 0x10 != 0),
            b"VP8L" => {
                parts.is_exact = true;
                parts.is_drawn |= data.get(4).is_some_and(|byte| byte & 0x10 != 0);
            }
            b"ANIM" => parts.is_animated = true,
            b"ICCP" => parts.icc = Some(data.to_vec()),
            b"EXIF" => parts.exif(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            b"XMP " => parts.with_xmp(data),
            b"VP8 " | b"ALPH" | b"ANMF" => {}
            _ => parts.is_noted = true,
        }
    }
    parts
}

/// Walks through the blocks of a GIF (GIF89a, 17 to 27).
fn gif(rest: &[u8]) -> Parts {
    let mut parts = Parts::new(Format::Gif);
    parts.is_drawn = true;
    let Some(flags) = rest.get(4) else {
        return parts;
    };
    let mut at = 7 + table(*flags);
    let mut frames = 0;
    while let Some(kind) = rest.get(at) {
        match kind {
            0x3b => {
                parts.is_whole = true;
                parts.is_noted |= at + 1 < rest.len();
                break;
            }
            0x2c => {
                frames += 1;
                let Some(flags) = rest.get(at + 9) else { break };
                at += 11 + table(*flags);
            }
            0x21 => {
                let label = rest.get(at + 1);
                let name = rest.get(at + 3..at + 14).unwrap_or_default();
                let is_loop =
                    label == Some(&0xff) && (name == b"NETSCAPE2.0" || name == b"ANIMEXTS1.0");
                parts.is_noted |= label != Some(&0xf9) && !is_loop;
                at += 2;
            }
            _ => break,
        }
        // The pieces of the block, each with its length before it.
        while let Some(length) = rest.get(at) {
            at += 1 + usize::from(*length);
            if *length == 0 {
                break;
            }
        }
    }
    parts.is_animated = frames > 1;
    parts
}

/// Returns the bytes of a list of colours, as flags say.
fn table(flags: u8) -> usize {
    if flags & 0x80 == 0 {
        0
    } else {
        3 << ((flags & 7) + 1)
    }
}
