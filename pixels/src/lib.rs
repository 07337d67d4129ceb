//! What the bytes of a picture say of it, and the pictures that are made from it: upright, in the
//! colours of every screen, as wide as they are shown, and with nothing in them but what they show.
//!
//! Pure functions of bytes, with the same result on every machine. They are a crate of their own
//! because the libraries below are generic: their code is compiled into the crate that calls them,
//! which here takes long and seldom happens, and is as fast as theirs in a debug build, too.

mod colour;
mod decode;
mod derive;
mod encode;
mod exif;
mod fault;
mod label;
mod look;
mod parts;
mod recipe;
mod shrink;
mod tables;
mod turn;

pub use self::derive::derive;
pub use self::fault::Fault;
pub use self::look::{MOST, Raster, look};
pub use self::recipe::{Encoding, Focus, Recipe, Shape};

/// Returns the usual ending of the picture that the bytes are.
pub fn format(head: &[u8]) -> Option<&'static str> {
    use imagesize::{Compression, ImageType};
    Some(match imagesize::image_type(head).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Bmp => "bmp",
        ImageType::Heif(Compression::Av1) => "avif",
        ImageType::Heif(Compression::Hevc | Compression::Jpeg) => "heic",
        ImageType::Tiff => "tiff",
        _ => return None,
    })
}

/// Returns width and height in pixels, at least 1 each, from the first bytes of a picture: those
/// that it has on a screen, where a camera that was held upright turns it.
pub fn size(head: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(head).ok()?;
    let size = (
        u32::try_from(size.width).ok()?,
        u32::try_from(size.height).ok()?,
    );
    let size = if is_turned(head) {
        (size.1, size.0)
    } else {
        size
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Returns true if a picture is turned by a quarter before it is shown.
fn is_turned(head: &[u8]) -> bool {
    match head {
        [0xff, 0xd8, ..] => exif::lies_on_its_side(head),
        _ => parts::Parts::of(head).is_some_and(|parts| parts.orientation >= 5),
    }
}
