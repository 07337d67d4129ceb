//! Values as bytes: hashed, and in an envelope to be kept on disk between runs, so that a foreign,
//! an older or a torn file is never taken for one.
//!
//! An envelope is a mark of 16 bytes that names its kind and version, the hash of the rest, the
//! rest.

use std::io::{self, Write};

use serde::Serialize;
use xxhash_rust::xxh3::Xxh3;

use crate::base::digest::Digest;

/// Names this program: its version and a hash of its sources. A different one may read or draw the
/// same site differently.
pub const PROGRAM: &str = concat!(env!("CARGO_PKG_VERSION"), "-", env!("DATELINE_SOURCES"));

/// Names kind and version of what an envelope holds.
pub type Mark = [u8; 16];

/// Puts the serialised form of `value` into an envelope.
pub fn seal(mark: &Mark, value: &impl Serialize) -> Vec<u8> {
    // The form is made behind the place of mark and hash, so that it is not copied.
    let head = [*mark, [0; 16]].concat();
    // Plain structs: writing them to memory cannot fail.
    let mut bytes = postcard::to_extend(value, head).unwrap_or_default();
    if let Some((head, payload)) = bytes.split_at_mut_checked(32) {
        head[16..].copy_from_slice(&Digest::of(payload).0.to_le_bytes());
    }
    bytes
}

/// Writes the envelope of `value`, whose [`digest`] this is, without holding it in memory.
pub fn write(
    mark: &Mark,
    value: &impl Serialize,
    digest: Digest,
    file: &mut dyn Write,
) -> io::Result<()> {
    file.write_all(mark)?;
    file.write_all(&digest.0.to_le_bytes())?;
    postcard::to_io(value, file)
        .map(drop)
        .map_err(io::Error::other)
}

/// Returns the payload of an envelope; `None` for bytes that are not a whole one of this mark.
pub fn open<'a>(mark: &Mark, bytes: &'a [u8]) -> Option<&'a [u8]> {
    let (hash, payload) = bytes.strip_prefix(mark)?.split_at_checked(16)?;
    (Digest::of(payload).0.to_le_bytes() == hash).then_some(payload)
}

/// Hashes a value through its serialised form, without holding that form.
pub fn digest(value: &impl Serialize) -> Digest {
    let hashed = postcard::serialize_with_flavor(
        value,
        Hashing {
            hasher: Box::new(Xxh3::new()),
            rest: Vec::with_capacity(SPAN),
        },
    );
    // A value that cannot be serialised has no fingerprint: zero is never taken for unchanged.
    hashed.unwrap_or_default()
}

/// Small writes are gathered up to this many bytes before they are hashed.
const SPAN: usize = 4096;

struct Hashing {
    hasher: Box<Xxh3>,
    rest: Vec<u8>,
}

impl postcard::ser_flavors::Flavor for Hashing {
    type Output = Digest;

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        if self.rest.len() >= SPAN {
            self.hasher.update(&self.rest);
            self.rest.clear();
        }
        self.rest.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        if self.rest.len() + bytes.len() > SPAN {
            self.hasher.update(&self.rest);
            self.rest.clear();
        }
        if bytes.len() > SPAN {
            self.hasher.update(bytes);
        } else {
            self.rest.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn finalize(mut self) -> postcard::Result<Digest> {
        self.hasher.update(&self.rest);
        Ok(Digest(self.hasher.digest128()))
    }
}
