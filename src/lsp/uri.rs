//! Addresses of files, as editors write them (RFC 8089): with a drive, a server, percent signs or
//! none.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Characters that the path of a `file:` address does not hold as they are (RFC 3986, 3.3).
const ADDRESS: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Returns the file that an address means; `None` if that is no file of this machine, such as a
/// text that was never saved.
pub(super) fn file(uri: &str) -> Option<PathBuf> {
    read(uri, cfg!(windows)).map(PathBuf::from)
}

/// Writes the address of a file; `None` if its name is not UTF-8.
pub(super) fn of(file: &Path) -> Option<String> {
    Some(written(file.to_str()?, cfg!(windows)))
}

fn read(uri: &str, is_windows: bool) -> Option<String> {
    let (scheme, rest) = uri.split_once(':')?;
    if !scheme.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let path = percent_decode_str(path).decode_utf8().ok()?;
    if !path.starts_with('/') || path.contains('\0') {
        return None;
    }
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    match (is_windows, is_here) {
        (false, true) => Some(path.into_owned()),
        (false, false) => None,
        (true, true) => drive(&path),
        (true, false) => Some(format!("//{host}{path}")),
    }
}

/// Reads `/c:/folder`, also `/c|/folder`.
fn drive(path: &str) -> Option<String> {
    let mut characters = path.strip_prefix('/')?.chars();
    let letter = characters.next().filter(char::is_ascii_alphabetic)?;
    let colon = characters.next()?;
    let rest = characters.as_str();
    let is_drive = matches!(colon, ':' | '|') && (rest.is_empty() || rest.starts_with('/'));
    is_drive.then(|| format!("{letter}:{rest}"))
}

fn written(file: &str, is_windows: bool) -> String {
    if !is_windows {
        return format!("file://{}", utf8_percent_encode(file, ADDRESS));
    }
    let file = file.replace('\\', "/");
    // What leads to a path of any length, with the server behind it or a drive.
    let file = match file.strip_prefix("//?/UNC/") {
        Some(rest) => format!("//{rest}"),
        None => file.strip_prefix("//?/").unwrap_or(&file).to_owned(),
    };
    let start = if file.starts_with("//") {
        "file:"
    } else {
        "file:///"
    };
    format!("{start}{}", utf8_percent_encode(&file, ADDRESS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_file_that_it_means() {
        for (uri, here, on_windows) in [
            ("file:///a/b.md", Some("/a/b.md"), None),
            ("file:/a/b.md", Some("/a/b.md"), None),
            ("FILE://localhost/a", Some("/a"), None),
            ("file:///a%20b/%E9%9B%AA.md", Some("/a b/雪.md"), None),
            ("file:///a b/雪.md", Some("/a b/雪.md"), None),
            ("file:///a.md?x#y", Some("/a.md"), None),
            ("file:///c%3A/a.md", Some("/c:/a.md"), Some("c:/a.md")),
            ("file:///C:/a.md", Some("/C:/a.md"), Some("C:/a.md")),
            ("file:///c|/a.md", Some("/c|/a.md"), Some("c:/a.md")),
            ("file:///d:", Some("/d:"), Some("d:")),
            (
                "file://server/share/a.md",
                None,
                Some("//server/share/a.md"),
            ),
            ("untitled:Untitled-1", None, None),
            ("git:/a/b.md?ref", None, None),
            ("file:a.md", None, None),
            ("file://a.md", None, None),
            ("file:///%ff", None, None),
            ("file:///a%00b", None, None),
            ("/a/b.md", None, None),
            ("", None, None),
        ] {
            assert_eq!(read(uri, false).as_deref(), here, "{uri}");
            assert_eq!(read(uri, true).as_deref(), on_windows, "{uri} on Windows");
        }
    }

    #[test]
    fn a_file_has_one_address() {
        assert_eq!(
            written("/a b/雪#1.md", false),
            "file:///a%20b/%E9%9B%AA%231.md"
        );
        for (file, uri) in [
            (r"C:\a\b.md", "file:///C%3A/a/b.md"),
            (r"\\?\C:\a\b.md", "file:///C%3A/a/b.md"),
            (r"\\server\share\b.md", "file://server/share/b.md"),
            (r"\\?\UNC\server\share\b.md", "file://server/share/b.md"),
        ] {
            assert_eq!(written(file, true), uri);
        }
    }
}
