//! Pictures that take long on a telephone, or are not what they seem.

use crate::base::path::SitePath;
use crate::content::attachment::Attachment;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::picture;

/// Returns the warning of a picture that is not what its name says, or too large for a telephone
/// where none is made of it.
pub(super) fn warning(path: &SitePath, attachment: &Attachment) -> Option<Diagnostic> {
    let (bytes, pixels) = picture::LARGEST;
    let raster = attachment.raster.as_ref();
    let is_published = raster.is_none_or(|raster| raster.is_clean || raster.is_animated);
    if let Some(format) = attachment.format.as_ref().filter(|_| is_published) {
        return Some(of_file(code::PICTURE_FORMAT_MISMATCH, path).with("text", format));
    }
    match raster {
        Some(raster) if !raster.is_animated => {
            let is_guessed = raster.is_guessed;
            return is_guessed.then(|| of_file(code::PRINT_COLOURS_WITHOUT_PROFILE, path));
        }
        Some(_) => {
            let size = attachment.stamp.size.bytes();
            return (size > bytes)
                .then(|| of_file(code::HEAVY_ANIMATION, path).with("size", megabytes(size)));
        }
        None => {}
    }
    let (width, height) = attachment.pixels?;
    if path.extension() != "svg" && width.max(height) > pixels {
        return Some(
            of_file(code::OVERSIZED_PICTURE, path)
                .with("width", width)
                .with("height", height),
        );
    }
    let size = attachment.stamp.size.bytes();
    if size <= bytes {
        return None;
    }
    Some(of_file(code::HEAVY_PICTURE, path).with("size", megabytes(size)))
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / (1024.0 * 1024.0))
}

fn of_file(code: Code, path: &SitePath) -> Diagnostic {
    Diagnostic::new(code, Span::file(path)).with("path", path)
}
