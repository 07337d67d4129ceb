//! Files that programs leave beside those of people, known by their names.
//!
//! This is the one list of them: no walk finds such a file and no watch reports one, in articles,
//! attachments and themes alike. What begins with a dot is hidden, and no part of a site anyway.

/// How the name begins and ends, without regard to the case of Latin letters.
const LEFT_BEHIND: [(&str, &str); 8] = [
    // Word and WPS, while a document is open.
    ("~$", ""),
    // Copies from before the last save: Emacs, vim, Kate, gedit.
    ("", "~"),
    // What Emacs has not saved yet.
    ("#", "#"),
    // What is being written or downloaded.
    ("", ".tmp"),
    ("", ".part"),
    ("", ".crdownload"),
    // The editors of JetBrains, while they save.
    ("", "___jb_tmp___"),
    ("", "___jb_old___"),
];

/// Whole names: the file by which vim tries whether it may write into a folder, and what Windows
/// and the Finder keep in folders of pictures and in those with looks of their own.
const WHOLE: [&str; 5] = ["4913", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"];

/// Returns true for the name of a file or folder that is hidden, and so no part of a site.
///
/// The one folder that is meant for the public has a dot as well (RFC 8615).
pub fn is_hidden(name: &[u8]) -> bool {
    name.first() == Some(&b'.') && name != b".well-known"
}

/// Returns true if a file of this name, which need not be UTF-8, was left behind by a program.
pub fn is_left_behind(name: &[u8]) -> bool {
    WHOLE
        .iter()
        .any(|whole| name.eq_ignore_ascii_case(whole.as_bytes()))
        || LEFT_BEHIND
            .iter()
            .any(|(start, end)| has_around(name, start.as_bytes(), end.as_bytes()))
}

/// Returns true if a name begins and ends so, and neither is the other.
fn has_around(name: &[u8], start: &[u8], end: &[u8]) -> bool {
    name.len() >= start.len() + end.len()
        && name[..start.len()].eq_ignore_ascii_case(start)
        && name[name.len() - end.len()..].eq_ignore_ascii_case(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_leave_behind_is_known_by_its_name() {
        for name in [
            "~$26-11-29-tianqi.md",
            "~$通知.docx",
            "tianqi.md~",
            "#tianqi.md#",
            "~WRL0003.tmp",
            "名单.xlsx.TMP",
            "图.jpg.part",
            "图.jpg.crdownload",
            "tianqi.md___jb_tmp___",
            "4913",
            "Thumbs.db",
            "Desktop.ini",
            "Icon\r",
        ] {
            assert!(is_left_behind(name.as_bytes()), "{name}");
        }
        for name in [
            "#",
            "4913.md",
            "tmp",
            "tmp.md",
            "part.pdf",
            "~tianqi.md",
            "#1.md",
            "附件#1.pdf",
            "Icon",
            "thumbs.jpg",
            "",
        ] {
            assert!(!is_left_behind(name.as_bytes()), "{name}");
        }
    }
}
