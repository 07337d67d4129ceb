//! Bytes of a file: those that a problem is about, and those that a fix changes.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::base::path::SitePath;

/// Bytes of one file of the site, counted from its start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: SitePath,
    /// First byte.
    pub start: u32,
    /// Byte after the last one; equal to `start` for a point.
    pub end: u32,
}

impl Span {
    /// Makes the span of `range` bytes in `file`; offsets beyond 4 GiB are clamped.
    pub fn new(file: &SitePath, range: Range<usize>) -> Span {
        Span {
            file: file.clone(),
            start: clamp(range.start),
            end: clamp(range.end),
        }
    }

    /// Makes the span of the whole file's first character.
    pub fn file(file: &SitePath) -> Span {
        Span::new(file, 0..0)
    }
}

/// A piece of a file and what should stand there instead.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// First byte.
    pub start: u32,
    /// Byte after the last one; equal to `start` if something is only put in.
    pub end: u32,
    /// The new text.
    pub text: String,
}

impl Edit {
    /// Makes the change of the bytes `range` to `text`; offsets beyond 4 GiB are clamped.
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit {
            start: clamp(range.start),
            end: clamp(range.end),
            text: text.into(),
        }
    }
}

/// Returns a place in a file as spans keep it; what is beyond 4 GiB is clamped.
pub(super) fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
