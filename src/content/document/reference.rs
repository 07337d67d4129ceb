//! Something named in a file, with its place.

use serde::{Deserialize, Serialize};

use crate::base::path::SitePath;
use crate::diagnostic::Span;

/// Something named in a file, with its place there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reference {
    /// As written.
    pub text: Box<str>,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// A picture, not a link.
    pub image: bool,
    /// The address itself is the text of the link.
    pub bare: bool,
    /// A picture whose caption says that a program made it.
    pub is_declared: bool,
}

impl Reference {
    /// Returns the place in `file`.
    pub fn span(&self, file: &SitePath) -> Span {
        Span {
            file: file.clone(),
            start: self.start,
            end: self.end,
        }
    }
}
