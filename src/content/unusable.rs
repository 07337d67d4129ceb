//! Pictures that cannot be published, and what is said of them.

use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::picture::{Fault, MOST};

/// Reports a picture of which nothing can be made.
pub fn unusable(path: &SitePath, fault: &Fault) -> Diagnostic {
    let code = match fault {
        Fault::Pixels(..) => code::TOO_MANY_PIXELS,
        Fault::Bytes(_) => code::PICTURE_TOO_LARGE,
        Fault::Cut(_) => code::CUT_PICTURE,
        Fault::Broken => code::BROKEN_PICTURE,
        Fault::Noted => code::NOTES_IN_ANIMATION,
    };
    let problem = Diagnostic::new(code, Span::file(path)).with("path", path);
    match fault {
        Fault::Pixels(width, height) => problem
            .with("width", width)
            .with("height", height)
            .with("most", MOST.0 / 1_000_000),
        Fault::Bytes(bytes) => problem
            .with("size", bytes / 1_000_000)
            .with("most", MOST.1 / 1_000_000),
        Fault::Cut(share) => problem.with("missing", 100 - (*share).min(99)),
        Fault::Broken | Fault::Noted => problem,
    }
}
