//! What must be known of a picture before any of it is decoded: whether it can be published, how,
//! and what is to be said of it.

use serde::{Deserialize, Serialize};

use super::colour;
use super::fault::Fault;
use super::label::Label;
use super::parts::{Format, Parts};
use super::recipe::Encoding;

/// The most pixels that a picture may have, and the most bytes.
pub const MOST: (u64, u64) = (120_000_000, 100_000_000);

/// What is known of a picture from which others are made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raster {
    /// The form that suits what is made of it.
    pub encoding: Encoding,
    /// It carries nothing but pixels that every screen shows as they are meant.
    pub is_clean: bool,
    /// It moves, so that it can only be published as it is.
    pub is_animated: bool,
    /// It says that a program made it (GB 45438-2025).
    pub is_labelled: bool,
    /// Its colours are those of print, without saying of which.
    pub is_guessed: bool,
    /// It is drawn in few colours and few bytes: made smaller it has more of both.
    pub is_sparse: bool,
    /// The quality of a JPEG, 1 to 100.
    pub quality: Option<u8>,
}

/// Looks at a picture by its first bytes; `length` is that of the file, and `size` what the head
/// says. `None` if others are not made from its format.
pub fn look(head: &[u8], length: u64, size: Option<(u32, u32)>) -> Result<Option<Raster>, Fault> {
    let Some(parts) = Parts::of(head) else {
        return Ok(None);
    };
    if parts.is_foreign {
        // Some browsers may show it, so it is published as it is, if that gives nothing away.
        let is_bare = parts.is_whole && !parts.is_noted;
        return if is_bare {
            Ok(None)
        } else {
            Err(Fault::Broken)
        };
    }
    let (width, height) = size.ok_or(Fault::Broken)?;
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MOST.0 {
        return Err(Fault::Pixels(width, height));
    }
    if length > MOST.1 {
        return Err(Fault::Bytes(length));
    }
    let is_all = head.len() as u64 == length;
    if is_all && !parts.is_whole {
        return Err(Fault::Cut(super::decode::share(head)));
    }
    if parts.is_animated && (parts.is_noted || !is_all) {
        return Err(Fault::Noted);
    }
    let is_light = parts.is_exact && length * 2 < pixels;
    let is_drawing = parts.is_drawn || is_light;
    let is_print = parts.components == 4;
    let is_true = parts.icc.as_deref().is_none_or(colour::is_srgb);
    Ok(Some(Raster {
        encoding: match (parts.format, is_drawing) {
            (Format::Jpeg, _) | (_, false) => Encoding::Jpeg,
            (Format::Png | Format::WebP | Format::Gif, true) => Encoding::Png,
        },
        is_clean: is_all && is_true && !is_print && !parts.is_noted && parts.orientation == 1,
        is_animated: parts.is_animated,
        is_labelled: Label::of(&parts).is_made_by_a_program(),
        is_guessed: is_print && parts.icc.is_none(),
        is_sparse: parts.is_listed || is_light,
        quality: parts.quality,
    }))
}
