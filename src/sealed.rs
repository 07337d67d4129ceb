//! Values kept on disk between runs: sealed, so that a foreign, an older or a torn file is never taken for one.
//!
//! A sealed file is a mark of 16 bytes that names its kind and version, the hash of the rest, the rest.

use crate::source::Digest;

/// Names kind and version of a sealed file.
pub type Mark = [u8; 16];

/// Puts mark and hash before `payload`.
pub fn seal(mark: &Mark, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(32 + payload.len());
    bytes.extend(mark);
    bytes.extend(Digest::of(payload).0.to_le_bytes());
    bytes.extend(payload);
    bytes
}

/// Returns the payload of a sealed file; `None` for bytes that are not a whole one of this mark.
pub fn open<'a>(mark: &Mark, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (hash, payload) = bytes.strip_prefix(mark)?.split_at_checked(16)?;
    (Digest::of(payload).0.to_le_bytes() == hash).then_some(payload)
}
