//! How a picture is turned before it is shown: the orientation that cameras write (Exif 3.0, 4.6.5).

/// Returns true if browsers turn a JPEG by a quarter, so that its width is shown as height.
///
/// The orientation counts in the first block of Exif, and there in the first directory.
pub(crate) fn lies_on_its_side(head: &[u8]) -> bool {
    exif(head)
        .and_then(orientation)
        .is_some_and(|turned| (5..=8).contains(&turned))
}

/// Returns the TIFF within the block of Exif of a JPEG.
fn exif(jpeg: &[u8]) -> Option<&[u8]> {
    let mut rest = jpeg.strip_prefix(b"\xff\xd8")?;
    loop {
        // Any number of 0xff may stand before a marker (ISO/IEC 10918-1, B.1.1.2).
        let [0xff, after @ ..] = rest else {
            return None;
        };
        let (marker, after) = after.split_first()?;
        match marker {
            0xff => {
                rest = &rest[1..];
                continue;
            }
            // What follows is the picture, or its end.
            0xd8..=0xda => return None,
            _ => {}
        }
        let (length, _) = after.split_first_chunk()?;
        let (segment, next) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        if *marker == 0xe1
            && let Some(tiff) = segment.get(2..).and_then(|s| s.strip_prefix(b"Exif\0\0"))
        {
            return Some(tiff);
        }
        rest = next;
    }
}

/// Returns true if a block of Exif says nothing but how a picture stands.
pub(crate) fn is_bare(tiff: &[u8]) -> bool {
    // The head, the number of entries, one entry, and where the next directory is.
    const BARE: usize = 8 + 2 + 12 + 4;
    orientation(tiff).is_some()
        && tiff.len() >= BARE
        && (tiff[8..10] == [0, 1] || tiff[8..10] == [1, 0])
        && tiff[BARE - 4..].iter().all(|byte| *byte == 0)
}

/// Returns the orientation of a TIFF: entry 0x0112 of its first directory, a short number.
pub(crate) fn orientation(tiff: &[u8]) -> Option<u16> {
    const ENTRY: usize = 12;
    let is_big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let at: [u8; 4] = *tiff.get(4..)?.first_chunk()?;
    let at = if is_big {
        u32::from_be_bytes(at)
    } else {
        u32::from_le_bytes(at)
    };
    let directory = tiff.get(usize::try_from(at).ok()?..)?;
    let count = usize::from(short(directory, is_big)?);
    let mut entries = directory.get(2..)?.chunks_exact(ENTRY).take(count);
    let found = entries.find(|entry| short(entry, is_big) == Some(0x0112));
    short(found?.get(8..)?, is_big)
}

/// Reads a number of two bytes.
fn short(bytes: &[u8], is_big: bool) -> Option<u16> {
    let bytes = *bytes.first_chunk()?;
    Some(if is_big {
        u16::from_be_bytes(bytes)
    } else {
        u16::from_le_bytes(bytes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes the head of a JPEG whose first directory has an entry before the orientation.
    fn jpeg(is_big: bool, turned: u16) -> Vec<u8> {
        let short = |n: u16| {
            if is_big {
                n.to_be_bytes()
            } else {
                n.to_le_bytes()
            }
        };
        let long = |n: u32| {
            if is_big {
                n.to_be_bytes()
            } else {
                n.to_le_bytes()
            }
        };
        let mut tiff = if is_big { *b"MM\0*" } else { *b"II*\0" }.to_vec();
        tiff.extend(long(8));
        tiff.extend(short(2));
        for (tag, value) in [(0x0100, 5), (0x0112, turned)] {
            tiff.extend(short(tag));
            tiff.extend(short(3));
            tiff.extend(long(1));
            tiff.extend(short(value));
            tiff.extend(short(0));
        }
        let mut jpeg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xe1".to_vec();
        jpeg.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
        jpeg.extend(b"Exif\0\0");
        jpeg.extend(tiff);
        jpeg.extend(b"\xff\xda");
        jpeg
    }

    #[test]
    fn five_to_eight_lie_on_their_side() {
        for turned in 0..=9 {
            for is_big in [true, false] {
                let expected = (5..=8).contains(&turned);
                assert_eq!(
                    lies_on_its_side(&jpeg(is_big, turned)),
                    expected,
                    "{turned}"
                );
            }
        }
    }

    #[test]
    fn what_is_cut_or_damaged_is_not_turned() {
        let whole = jpeg(true, 6);
        for length in 0..whole.len() {
            lies_on_its_side(&whole[..length]);
        }
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] = 0xff;
            lies_on_its_side(&damaged);
        }
        assert!(!lies_on_its_side(b"\x89PNG"));
        assert!(!lies_on_its_side(&whole[..whole.len() - 12]));
    }
}
