//! Pictures: what the bytes of one say, whether it is safe to publish, and what those are called
//! that are made from it. How they are made is in the crate `dateline-pixels`.
//!
//! Pure functions of bytes, with the same result on every machine.

mod name;
pub mod svg;

pub use dateline_pixels::{
    Encoding, Fault, Focus, MOST, Raster, Recipe, Shape, derive, format, look, size,
};

pub use self::name::{key, name};

/// Returns true if files of this ending are pictures.
pub fn is_picture(extension: &str) -> bool {
    matches!(
        extension,
        "avif" | "bmp" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp"
    )
}

/// A picture's bytes and pixels beyond which readers on a telephone wait.
pub const LARGEST: (u64, u32) = (1024 * 1024, 4096);

/// Returns the usual ending of the picture that the bytes are, where the file's own ending says a
/// different one.
pub fn other_format(extension: &str, head: &[u8]) -> Option<&'static str> {
    let actual = format(head)?;
    let named = if extension == "jpeg" {
        "jpg"
    } else {
        extension
    };
    (named != actual && is_picture(extension)).then_some(actual)
}
