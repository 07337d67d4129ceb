//! Names of files that some computers cannot keep.
//!
//! A site that is built on Linux is copied, checked out and served on Windows too (Microsoft,
//! “Naming Files, Paths, and Namespaces”).

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Names that Windows gives to devices, whatever the ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Characters that no name of a file on Windows has.
pub(crate) const SIGNS: &str = "<>:\"|?*";

/// Returns true if Windows takes a name for that of a device.
pub(crate) fn is_device(name: &str) -> bool {
    let first = name.split('.').next().unwrap_or_default();
    let first = first.trim_matches(|c: char| !c.is_alphanumeric());
    let first = first.to_ascii_lowercase();
    let numbered = first
        .strip_prefix("com")
        .or_else(|| first.strip_prefix("lpt"))
        .unwrap_or_default();
    DEVICES.contains(&&*first) || matches!(numbered.as_bytes(), [b'1'..=b'9'])
}

/// Returns what Windows cannot keep of a name, and the part of it that is meant.
pub(crate) fn misfit(name: &str) -> Option<(&'static str, String)> {
    if let Some(sign) = name.chars().find(|c| SIGNS.contains(*c)) {
        Some(("sign", sign.to_string()))
    } else if name.ends_with('.')
        || name.ends_with(char::is_whitespace)
        || name.starts_with(char::is_whitespace)
    {
        Some(("edge", name.to_owned()))
    } else if is_device(name) {
        let first = name.split('.').next().unwrap_or_default();
        Some(("device", first.to_ascii_lowercase()))
    } else {
        None
    }
}

/// Returns true if Windows can keep a file of this path, with `/` between its parts, and means by
/// it a file below the folder that it is in: `C:/x` is a place on a disk there.
pub(crate) fn fits(path: &str) -> bool {
    path.split('/').all(|part| misfit(part).is_none())
}

/// Returns what of a name cannot be seen, or cannot be kept by some computers.
pub(crate) fn unkept(name: &str) -> Option<(&'static str, String)> {
    match name.chars().find(|c| is_hidden(*c)) {
        Some(hidden) => Some(("hidden", hidden.to_string())),
        None => misfit(name),
    }
}

/// Returns true if a character of a name cannot be seen, or has no agreed look.
fn is_hidden(c: char) -> bool {
    use GeneralCategory::{
        Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, Unassigned,
    };
    matches!(
        c.general_category(),
        Control | Format | LineSeparator | ParagraphSeparator | PrivateUse | Unassigned
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_their_names_with_any_ending() {
        for name in [
            "con",
            "CON.html",
            "aux.tar.gz",
            "com1",
            "LPT9.x",
            "nul .txt",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in [
            "icon",
            "con-1",
            "com0",
            "com10",
            "comet",
            "console.html",
            "1.con",
            "",
        ] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn signs_and_edges_are_found() {
        assert_eq!(misfit("a:b"), Some(("sign", ":".to_owned())));
        assert_eq!(misfit("a."), Some(("edge", "a.".to_owned())));
        assert_eq!(misfit("a "), Some(("edge", "a ".to_owned())));
        assert_eq!(misfit("AUX.html"), Some(("device", "aux".to_owned())));
        assert_eq!(misfit("1234.html"), None);
        assert_eq!(misfit(""), None);
    }

    #[test]
    fn a_path_fits_if_each_part_does() {
        for path in [
            "index.html",
            "2024/01/18/a b.html",
            "tags/评论/",
            ".dateline-new/x",
        ] {
            assert!(fits(path), "{path}");
        }
        for path in [
            "C:/Windows/x.html",
            "a/b:c",
            "tags/con/index.html",
            "a/end./x",
        ] {
            assert!(!fits(path), "{path}");
        }
    }
}
