//! Links that open a file of the site in an editor, at its line.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Editors that take such links, by name, with what they take.
const KNOWN: [(&str, &str); 6] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    (
        "idea",
        "idea://open?file={path}&line={line}&column={column}",
    ),
    (
        "sublime",
        "subl://open?url=file://{path}&line={line}&column={column}",
    ),
];

/// The editor that is linked to if none is named.
pub const USUAL: &str = "vscode";

/// Stands for no links at all.
const NONE: &str = "none";

/// An editor that opens files of a site.
pub struct Editor {
    /// The folder of the site, in full.
    root: PathBuf,
    /// The address of a file, with `{path}`, `{line}` and `{column}`.
    pattern: String,
}

impl Editor {
    /// Returns the editor of a name, or of a pattern with `{path}`; `None` for none.
    ///
    /// The folder of the site is spelt out in the links, so only a preview for this machine alone
    /// has them.
    pub fn new(root: &Path, asked: &str) -> Result<Option<Editor>, Unknown> {
        if asked == NONE {
            return Ok(None);
        }
        let known = KNOWN.iter().find(|(name, _)| *name == asked);
        let pattern = known.map_or(asked, |(_, pattern)| pattern);
        let has_scheme = pattern.split_once(':').is_some_and(|(scheme, _)| {
            scheme.starts_with(|c: char| c.is_ascii_lowercase())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
                // They would run in the page, or hide what they lead to.
                && !["javascript", "data", "blob", "vbscript"].contains(&scheme)
        });
        if !has_scheme || !pattern.contains("{path}") {
            return Err(Unknown);
        }
        Ok(Some(Editor {
            root: root.to_path_buf(),
            pattern: pattern.to_owned(),
        }))
    }

    /// Returns the names of known editors.
    pub fn names() -> impl Iterator<Item = &'static str> {
        KNOWN.iter().map(|(name, _)| *name).chain([NONE])
    }

    /// Writes the address of a place in a file of the site.
    pub(super) fn link(&self, file: &str, line: u32, column: u32) -> String {
        let root = self.root.to_string_lossy().replace('\\', "/");
        let mut path = String::new();
        // A drive of Windows has no slash of its own before it.
        for part in root
            .split('/')
            .chain(file.split('/'))
            .filter(|part| !part.is_empty())
        {
            path.push('/');
            encode(&mut path, part);
        }
        self.pattern
            .replace("{path}", &path)
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
    }
}

/// A name of no known editor, and no pattern.
#[derive(Debug)]
pub struct Unknown;

/// Writes a part of a path for an address: all but the unreserved characters of RFC 3986 and the
/// colon of a drive are encoded, so that none of them ends an attribute or means something else.
fn encode(out: &mut String, part: &str) {
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // A `String` takes everything.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_names_the_file_in_full_and_encodes_it() {
        let link = |asked| {
            let editor = Editor::new(Path::new("/home/报社 x"), asked)
                .unwrap()
                .unwrap();
            editor.link("content/news/a\"<{line}.md", 3, 7)
        };
        let path = "/home/%E6%8A%A5%E7%A4%BE%20x/content/news/a%22%3C%7Bline%7D.md";
        assert_eq!(link("vscode"), format!("vscode://file{path}:3:7"));
        assert_eq!(
            link("idea"),
            format!("idea://open?file={path}&line=3&column=7")
        );
        assert_eq!(
            link("my+editor:{path}#{line}"),
            format!("my+editor:{path}#3")
        );
    }

    #[test]
    fn what_is_no_editor_is_refused() {
        assert!(Editor::new(Path::new("/"), "none").unwrap().is_none());
        for asked in [
            "vim",
            "javascript:{path}",
            "data:{path}",
            "{path}",
            "x://",
            "X y:{path}",
        ] {
            assert!(Editor::new(Path::new("/"), asked).is_err(), "{asked}");
        }
    }
}
