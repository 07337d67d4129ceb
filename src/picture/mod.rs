//! What the bytes of a picture say of it: its size, its format, and whether it is safe to publish.
//!
//! Pure functions of bytes.

mod exif;
pub mod icon;
pub mod svg;

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
    let size = if exif::lies_on_its_side(head) {
        (size.1, size.0)
    } else {
        size
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}
