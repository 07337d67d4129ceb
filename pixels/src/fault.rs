//! What keeps a picture from being published.

/// Why nothing can be made of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It has more pixels than a program can be asked to hold.
    Pixels(u32, u32),
    /// It has more bytes.
    Bytes(u64),
    /// Its end is missing: so many hundredths of its lines are there.
    Cut(u8),
    /// What is there is not what the format says.
    Broken,
    /// It moves and carries what is private.
    Noted,
}
