//! What a file to download says of people and places: names of authors, and where a film was taken.
//! It is published with the file, and nobody sees it who looks at the file.
//!
//! Only what is read without a library for the whole format: properties of office documents,
//! the author of a PDF that is not packed, the place in the head of a film.

use std::io::{self, Read, Seek, SeekFrom};

use encoding_rs::{GBK, UTF_16BE};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde::{Deserialize, Serialize};

/// The most bytes of a part that is read.
const MOST: u64 = 4 * 1024 * 1024;

/// The longest name that is kept, in characters.
const LONGEST: usize = 60;

/// What stands for nobody: names that programs give to whoever they belong to.
const NOBODY: [&str; 9] = [
    "admin",
    "administrator",
    "microsoft office user",
    "python-docx",
    "openpyxl",
    "user",
    "windows user",
    "windows 用户",
    "微软用户",
];

/// What a file says of people and places.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// Names of its authors.
    pub authors: Vec<Box<str>>,
    /// It says where it was taken.
    pub is_placed: bool,
}

/// Reads the notes of a file by its ending, out of its first bytes or, of a film, its parts.
pub fn read(ending: &str, first: &[u8], file: &mut (impl Read + Seek)) -> Notes {
    let mut notes = Notes::default();
    match ending {
        "docx" | "xlsx" | "pptx" | "ppsx" => {
            let names = ["creator", "lastModifiedBy"];
            notes.authors = property(first, "docProps/core.xml", &names);
        }
        "odt" | "ods" | "odp" => {
            notes.authors = property(first, "meta.xml", &["initial-creator", "creator"]);
        }
        "pdf" => notes.authors.extend(author_of_pdf(first)),
        "mp4" | "m4v" | "m4a" | "mov" => notes.is_placed = is_placed(file).unwrap_or(false),
        _ => {}
    }
    notes
        .authors
        .retain(|name| !NOBODY.contains(&&*name.to_lowercase()));
    notes.authors.sort();
    notes.authors.dedup();
    notes
}

/// Returns a text as a name that can be printed; `None` if nothing is left.
fn name(text: &str) -> Option<Box<str>> {
    let shown = text.trim().chars().filter(|c| !c.is_control());
    let name: String = shown.take(LONGEST).collect();
    (!name.is_empty()).then(|| name.into())
}

/// Returns the texts of these elements of a part of a package (ISO/IEC 29500-2, 26300-2).
fn property(package: &[u8], part: &str, elements: &[&str]) -> Vec<Box<str>> {
    let Some(xml) = unpacked(package, part) else {
        return Vec::new();
    };
    let mut reader = Reader::from_str(&xml);
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let is_named = elements.contains(&element.local_name().as_ref());
                open = is_named.then(String::new);
            }
            Ok(Event::Text(text)) => {
                if let Some(open) = &mut open {
                    open.push_str(&text);
                }
            }
            Ok(Event::End(_)) => found.extend(open.take().as_deref().and_then(name)),
            Ok(Event::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}

/// Unpacks a part of a zip.
fn unpacked(zip: &[u8], part: &str) -> Option<String> {
    let archive = rawzip::ZipArchive::from_slice(zip).ok()?;
    let mut entries = archive.entries();
    while let Ok(Some(entry)) = entries.next_entry() {
        if entry.file_path().as_bytes() != part.as_bytes() {
            continue;
        }
        let data = archive.get_entry(entry.wayfinder()).ok()?.data();
        let mut text = Vec::new();
        let read = match entry.compression_method() {
            rawzip::CompressionMethod::STORE => data.take(MOST).read_to_end(&mut text),
            _ => {
                let inflated = flate2::bufread::DeflateDecoder::new(data);
                inflated.take(MOST).read_to_end(&mut text)
            }
        };
        read.ok()?;
        return String::from_utf8(text).ok();
    }
    None
}

/// Returns the author of a PDF (ISO 32000-2, 14.3.3), if it stands there as it is.
fn author_of_pdf(pdf: &[u8]) -> Option<Box<str>> {
    const KEY: &[u8] = b"/Author";
    if memchr::memmem::find(pdf, b"/Encrypt").is_some() {
        return None;
    }
    // A later one takes the place of those before it.
    let at = memchr::memmem::rfind(pdf, KEY)? + KEY.len();
    let bytes = match pdf[at..].trim_ascii_start() {
        [b'(', rest @ ..] => literal(rest),
        [b'<', rest @ ..] => hexadecimal(rest),
        _ => return None,
    };
    let text = match &*bytes {
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        // Programs write what their system writes.
        _ => match std::str::from_utf8(&bytes) {
            Ok(text) => text.into(),
            Err(_) => GBK.decode_without_bom_handling(&bytes).0,
        },
    };
    name(&text)
}

/// Reads a string in brackets, which stand in pairs within it (7.3.4.2).
fn literal(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut depth = 1;
    let mut rest = bytes.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 || out.len() > 4 * LONGEST {
            break;
        }
        if byte != b'\\' {
            out.push(byte);
            continue;
        }
        match rest.next() {
            Some(b'n' | b'r' | b't' | b'b' | b'f' | b'\n' | b'\r') | None => {}
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                for _ in 0..2 {
                    let Some(digit) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else {
                        break;
                    };
                    value = value * 8 + u32::from(digit - b'0');
                }
                out.push(value.to_le_bytes()[0]);
            }
            Some(other) => out.push(other),
        }
    }
    out
}

/// Reads a string of hexadecimal digits (7.3.4.3).
fn hexadecimal(bytes: &[u8]) -> Vec<u8> {
    let within = bytes.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = within
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .take(8 * LONGEST)
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] * 16 + pair.get(1).unwrap_or(&0))
        .collect()
}

/// Returns true if a film says where it was taken (ISO/IEC 14496-12; QuickTime File Format;
/// 3GPP TS 26.244, 8.10).
fn is_placed(file: &mut (impl Read + Seek)) -> io::Result<bool> {
    let end = file.seek(SeekFrom::End(0))?;
    let mut at: u64 = 0;
    while at.saturating_add(8) <= end {
        file.seek(SeekFrom::Start(at))?;
        let mut head = [0; 16];
        let length = usize::try_from((end - at).min(16)).unwrap_or(16);
        file.read_exact(&mut head[..length])?;
        let word = |place: usize| {
            u32::from_be_bytes([
                head[place],
                head[place + 1],
                head[place + 2],
                head[place + 3],
            ])
        };
        let (size, start) = match word(0) {
            0 => (end - at, 8),
            1 => ((u64::from(word(8)) << 32) | u64::from(word(12)), 16),
            size => (u64::from(size), 8),
        };
        if size < start {
            return Ok(false);
        }
        if &head[4..8] == b"moov" {
            file.seek(SeekFrom::Start(at + start))?;
            let mut moov = Vec::new();
            file.take((size - start).min(4 * MOST))
                .read_to_end(&mut moov)?;
            return Ok(is_placed_in(&moov, 0));
        }
        at = at.saturating_add(size);
    }
    Ok(false)
}

fn is_placed_in(boxes: &[u8], depth: u32) -> bool {
    /// The key of the place in the list of keys of QuickTime.
    const KEY: &[u8] = b"location.ISO6709";
    let mut rest = boxes;
    while let [a, b, c, d, kind @ ..] = rest {
        let size = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
        let (Some(kind), Some(inside)) = (kind.first_chunk::<4>(), rest.get(8..size)) else {
            return false;
        };
        let is_found = match kind {
            b"\xa9xyz" | b"loci" => true,
            b"udta" | b"trak" if depth < 4 => is_placed_in(inside, depth + 1),
            b"meta" => memchr::memmem::find(inside, KEY).is_some(),
            _ => false,
        };
        if is_found {
            return true;
        }
        rest = &rest[size..];
    }
    false
}
