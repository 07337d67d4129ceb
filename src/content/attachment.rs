//! The files that articles link to: which are published, by the ending of their names, and whether
//! their bytes are what the names say.
//!
//! A file is published as it is, and its ending decides what a host and a browser make of it. So
//! the endings that are published are listed, and `attachments` in `site.yaml` adds to them; none
//! is one that is shown as a page or run as a program. Hosts look at more than that: Apache's
//! `AddHandler` at every part between dots, IIS at `web.config` in any folder, Windows at a name
//! without the dots and spaces at its end.

use serde::{Deserialize, Serialize};

use crate::base::digest::Digest;
use crate::base::name::unkept;
use crate::base::path::SitePath;
use crate::content::notes::Notes;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};
use crate::picture::{self, Raster};
use crate::source::Stamp;

/// A file beside articles: a picture or a document to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Hash of its bytes.
    pub digest: Digest,
    /// What the disk said of it when it was opened to be hashed.
    pub stamp: Stamp,
    /// Width and height in pixels, of a picture.
    pub pixels: Option<(u32, u32)>,
    /// Ending of the format that its bytes are, where its name says a different one.
    pub format: Option<Box<str>>,
    /// What is known of a picture of which others are made.
    pub raster: Option<Raster>,
    /// What a file to download says of people and places.
    pub notes: Notes,
}

/// What the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Pixels,
    /// Looked at by a reader of its own.
    Svg,
    Text,
    Pdf,
    Zip,
    /// The documents of Office before 2007, and later ones with a password.
    Compound,
    Rtf,
    SevenZip,
    Rar,
    Mp3,
    /// ISO/IEC 14496-12.
    Mp4,
    WebM,
    Ogg,
    Wave,
    Flac,
    Tiff,
    Amr,
    Avi,
    /// Advanced Systems Format, of Windows Media.
    Asf,
    /// One of an ending that `site.yaml` adds.
    Other,
}

/// Every ending that is published, with the formats that files of its name have.
const ENDINGS: [(&str, &[Format]); 19] = [
    ("avif bmp gif jpeg jpg png webp", &[Format::Pixels]),
    ("svg", &[Format::Svg]),
    ("pdf", &[Format::Pdf]),
    ("docx xlsx pptx ppsx", &[Format::Zip, Format::Compound]),
    (
        "doc xls ppt wps et dps",
        &[Format::Compound, Format::Zip, Format::Rtf],
    ),
    ("odt ods odp ofd epub zip", &[Format::Zip]),
    ("rtf", &[Format::Rtf]),
    ("7z", &[Format::SevenZip]),
    ("rar", &[Format::Rar]),
    ("csv tsv txt json geojson ics srt vtt", &[Format::Text]),
    ("aac mp3", &[Format::Mp3]),
    // Pictures of iPhones have the boxes of films, and no browser but Safari shows them.
    ("heic m4a m4v mov mp4", &[Format::Mp4]),
    ("webm", &[Format::WebM]),
    ("oga ogg ogv opus", &[Format::Ogg]),
    ("flac wav", &[Format::Flac, Format::Wave]),
    ("tif tiff", &[Format::Tiff]),
    ("amr", &[Format::Amr]),
    ("avi", &[Format::Avi]),
    ("wma wmv", &[Format::Asf]),
];

const PDF: &[u8] = b"%PDF-";

/// Marks that files of a format have, and where; formats of the same marks have the name of the
/// first.
const MARKS: [(Format, &str, usize, &[u8]); 26] = [
    (Format::Pdf, "PDF", 0, PDF),
    (Format::Zip, "zip", 0, b"PK\x03\x04"),
    (Format::Zip, "zip", 0, b"PK\x05\x06"),
    (
        Format::Compound,
        "doc",
        0,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ),
    (Format::Rtf, "rtf", 0, b"{\\rtf"),
    (Format::SevenZip, "7z", 0, b"7z\xbc\xaf\x27\x1c"),
    (Format::Rar, "rar", 0, b"Rar!\x1a\x07"),
    (Format::Mp3, "mp3", 0, b"ID3"),
    (Format::Mp3, "aac", 0, b"ADIF"),
    (Format::Mp4, "mp4", 4, b"ftyp"),
    // Films of QuickTime may begin with any of its parts.
    (Format::Mp4, "mov", 4, b"moov"),
    (Format::Mp4, "mov", 4, b"mdat"),
    (Format::Mp4, "mov", 4, b"wide"),
    (Format::Mp4, "mov", 4, b"free"),
    (Format::Mp4, "mov", 4, b"skip"),
    (Format::Mp4, "mov", 4, b"pnot"),
    (Format::WebM, "webm", 0, b"\x1a\x45\xdf\xa3"),
    (Format::Ogg, "ogg", 0, b"OggS"),
    (Format::Wave, "wav", 8, b"WAVE"),
    (Format::Flac, "flac", 0, b"fLaC"),
    (Format::Flac, "flac", 0, b"ID3"),
    (Format::Tiff, "tiff", 0, b"II*\0"),
    (Format::Tiff, "tiff", 0, b"MM\0*"),
    (Format::Amr, "amr", 0, b"#!AMR"),
    (Format::Avi, "avi", 8, b"AVI "),
    (Format::Asf, "wmv", 0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),
];

/// Endings that hosts run as programs or read as their configuration, and browsers show as pages,
/// besides those whose common type says so: what the default files of Apache, nginx, IIS, Tomcat
/// and control panels map to a handler. Of Apache's own, `var` lists which file to send with which
/// type, `asis` has the headers of its answer, and `map` leads on.
const ACTIVE: &str = "action asa asax ascx ashx asis asmx asp aspq aspx axd cdx cer cfc cfm cfml cfr cgi config cshtm \
                      cshtml dhtml dll do ejs embperl epl erb exe fcg fcgi fpl hack hbs hh hta htaccess htc htm htm5 \
                      html html5 htpasswd htr hts htw htx ida idc idq imap inc install isa jade jar jhtml jnlp js jse \
                      jsp jspf jspx jsw lsphp lua luac map mht mhtml mjs module perl phar php phps pht phtm phtml pl \
                      plist plx pm ppl printer psp pug py pyc pyo rb rbx rem resx rhtm rhtml sh sht shtm shtml soap ssi \
                      stm stml svc svgz swf tcl ttml twig var vbhtm vbhtml vbs vxml war wml wsdl wsf wsgi xamlx xap xbl \
                      xht xhtm xhtml xml xoml xsl xslt xul";

/// Starts of the endings by which Apache's `AddCharset` takes the encoding of a text from any part
/// of its name.
///
/// UTF-8 is not among them: that is how texts are read here.
const CHARSETS: &str = "big5 cn-big5 cp-125 cp125 cp866 cp93 cp94 cp95 euc gb18030 gb2312 gbk hz-gb iso-10646 iso-2022 \
                        iso-8859 iso-ru iso2022 iso8859 koi8 latin1 latin2 latin3 latin4 latin5 latin6 latin7 latin8 \
                        latin9 shift-jis shift_jis ucs utf-16 utf-32 utf-7 utf16 utf32 utf7 win-125 windows-";

/// The same, of a whole part.
const SHORT_CHARSETS: &str =
    "arabic arb ascii b5 cen cis cyr gb grk greek heb hebrew hz jis kis sjis trk us-ascii";

/// Endings by which hosts send a file as a compressed form of what the rest of its name says.
const CODINGS: [&str; 8] = ["br", "bz2", "deflate", "gz", "tgz", "xz", "z", "zst"];

/// Files in which some hosts look for their settings.
const SETTINGS: [&str; 5] = [
    "composer.json",
    "firebase.json",
    "host.json",
    "package.json",
    "vercel.json",
];

/// Returns every ending that is published without being added.
pub fn endings() -> impl Iterator<Item = &'static str> {
    ENDINGS.iter().flat_map(|(endings, _)| endings.split(' '))
}

/// Returns true if a browser shows files of this ending as pages or runs them, or a host does.
pub fn is_active(ending: &str) -> bool {
    let ending = ending.to_ascii_lowercase();
    let is_listed = ACTIVE.split(' ').any(|active| active == ending)
        || ending
            .strip_prefix("php")
            .is_some_and(|version| version.bytes().all(|b| b.is_ascii_digit()));
    is_listed
        || endings().all(|e| e != ending) && mime_guess::from_ext(&ending).iter_raw().any(is_page)
}

/// Returns true if a browser shows files of a media type as pages, or runs them.
fn is_page(kind: &str) -> bool {
    let words = ["html", "xml", "ecmascript", "javascript"];
    words.iter().any(|word| kind.ends_with(word))
}

/// Returns what keeps a file from being published for its name; `added` are the endings of
/// `site.yaml`.
pub fn refusal(path: &SitePath, added: &[String]) -> Option<Diagnostic> {
    let ending = path.extension();
    let (code, reason, text) = match odd(path.name(), formats(&ending)) {
        Some((reason, text)) => (code::FORBIDDEN_ATTACHMENT_NAME, reason, text),
        None => {
            let (reason, text) = unlisted(&ending, added)?;
            (code::UNPUBLISHABLE_FILE, reason, text.to_owned())
        }
    };
    let problem = Diagnostic::new(code, Span::file(path)).with("path", path);
    Some(problem.with("reason", reason).with("text", text))
}

/// Returns what keeps a file from a fixed address for the names in its path: its kind is not looked
/// at.
pub fn unfit(path: &SitePath) -> Option<Diagnostic> {
    let (reason, text) = path.as_str().split('/').find_map(unkept)?;
    let problem = Diagnostic::new(code::FORBIDDEN_ATTACHMENT_NAME, Span::file(path));
    let problem = problem.with("path", path).with("reason", reason);
    Some(problem.with("text", text))
}

/// Returns what is wrong with an ending that is not published, and the ending if it is one.
fn unlisted<'e>(ending: &'e str, added: &[String]) -> Option<(&'static str, &'e str)> {
    match ending {
        known if endings().any(|e| e == known) || added.iter().any(|e| e == known) => None,
        active if is_active(active) => Some(("active", active)),
        other if is_ending(other) => Some(("ending", other)),
        _ => Some(("bare", "")),
    }
}

/// Returns true if a text can be the ending of a name.
pub fn is_ending(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// Returns what is wrong with the name of a file that may have these formats, and the part of it
/// that is meant.
fn odd(name: &str, formats: &[Format]) -> Option<(&'static str, String)> {
    if let Some(unkept) = unkept(name) {
        return Some(unkept);
    }
    let parts: Vec<&str> = name
        .split('.')
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    if SETTINGS.contains(&&*name.to_ascii_lowercase()) {
        return Some(("settings", name.to_owned()));
    }
    // A host that takes the ending for a language or a compression, or does not know it, goes by
    // the part before it.
    let inner = parts.get(1..parts.len() - 1).unwrap_or_default();
    inner
        .iter()
        .find_map(|part| Some((odd_part(part, formats)?, (*part).to_owned())))
}

/// Returns what is wrong with a part of a name between two dots.
fn odd_part(part: &str, formats: &[Format]) -> Option<&'static str> {
    let is_shown = formats == [Format::Other] && part.eq_ignore_ascii_case("svg");
    let is_text = matches!(formats, [Format::Svg | Format::Text | Format::Other]);
    if is_active(part) || is_shown {
        Some("inner")
    } else if CODINGS
        .iter()
        .any(|coding| coding.eq_ignore_ascii_case(part))
    {
        Some("coding")
    } else if is_text && is_charset(part) {
        Some("charset")
    } else {
        None
    }
}

/// Returns true if a host may take a part of a name for the encoding of the text.
fn is_charset(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    CHARSETS.split(' ').any(|start| part.starts_with(start))
        || SHORT_CHARSETS.split(' ').any(|name| part == name)
}

/// Returns how many of the first bytes of a file of this ending are looked at: all of an SVG; of
/// another picture all that it may carry besides pixels, and of a document all that it says of its
/// authors, unless it is huge.
pub fn head(ending: &str) -> usize {
    match formats(ending) {
        [Format::Svg] => usize::MAX,
        [Format::Pixels | Format::Pdf] | [Format::Zip, Format::Compound] => 16 * 1024 * 1024,
        _ => 2048,
    }
}

/// Returns the problem of a file whose first bytes are not what its name says.
///
/// A picture under the name of another kind of picture is none: phones and chat programs write
/// those, and browsers show them; but not all, such as the HEIC of iPhones.
pub fn mismatch(path: &SitePath, head: &[u8]) -> Option<Diagnostic> {
    let ending = path.extension();
    if formats(&ending).iter().any(|format| has(*format, head)) {
        return None;
    }
    let actual = match head {
        [] => "empty",
        head => picture::format(head)
            .filter(|format| !picture::is_picture(format))
            .or_else(|| kind(head))
            .unwrap_or(if is_markup(head) { "HTML" } else { "unknown" }),
    };
    let problem = Diagnostic::new(code::ATTACHMENT_FORMAT_MISMATCH, Span::file(path))
        .with("path", path)
        .with("ending", &ending);
    Some(problem.with("text", actual))
}

fn formats(ending: &str) -> &'static [Format] {
    let found = ENDINGS
        .iter()
        .find(|(endings, _)| endings.split(' ').any(|e| e == ending));
    found.map_or(&[Format::Other], |(_, formats)| formats)
}

/// Returns true if the first bytes can be those of a file of the format.
fn has(format: Format, head: &[u8]) -> bool {
    match format {
        Format::Pixels => picture::format(head).is_some_and(picture::is_picture),
        Format::Svg => kind(head).is_none(),
        Format::Text => kind(head).is_none() && !is_markup(head),
        Format::Other => !is_markup(head),
        // Readers look for the mark in the first 1,024 bytes: programs put an empty line, or their
        // own, before it.
        Format::Pdf => {
            let marks = head.windows(PDF.len()).take(1025);
            marks.into_iter().any(|mark| mark == PDF)
                && !is_markup(head)
                && kind(head).is_none_or(|kind| kind == "PDF")
        }
        // Without a title, it begins with a frame: eleven bits that are set. Zeros may stand before
        // either.
        Format::Mp3 => {
            let zeros = head.iter().take_while(|byte| **byte == 0).count();
            let begun = &head[zeros..];
            is_marked(format, begun)
                || matches!(begun, [0xff, second, ..] if *second >= 0xe0)
                || zeros > 0 && begun.is_empty()
        }
        Format::Zip
        | Format::Compound
        | Format::Rtf
        | Format::SevenZip
        | Format::Rar
        | Format::Mp4
        | Format::WebM
        | Format::Ogg
        | Format::Wave
        | Format::Flac
        | Format::Tiff
        | Format::Amr
        | Format::Avi
        | Format::Asf => is_marked(format, head),
    }
}

/// Returns true if the first bytes have a mark of the format.
fn is_marked(format: Format, head: &[u8]) -> bool {
    let mut marks = MARKS.iter().filter(|(of, ..)| *of == format);
    marks.any(|(_, _, at, mark)| is_at(head, *at, mark))
}

/// Names what the first bytes are for certain, by a mark that no text begins with.
fn kind(head: &[u8]) -> Option<&'static str> {
    // The other marks are short, or may stand in a text by chance.
    let mut sure = MARKS
        .iter()
        .filter(|(_, _, at, mark)| *at == 0 && mark.len() >= 4 || *mark == b"ftyp");
    sure.find(|(_, _, at, mark)| is_at(head, *at, mark))
        .map(|(_, name, ..)| *name)
        .or_else(|| picture::format(head).filter(|format| *format != "bmp"))
}

fn is_at(head: &[u8], at: usize, mark: &[u8]) -> bool {
    head.get(at..).is_some_and(|rest| rest.starts_with(mark))
}

/// Returns true if a file begins as pages and programs within pages do.
fn is_markup(head: &[u8]) -> bool {
    matches!(start(head), [b'<', next, ..] if next.is_ascii_alphabetic() || matches!(next, b'!' | b'?' | b'/'))
}

/// Leaves out the mark of UTF-8 and white space at the beginning.
fn start(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start()
}
