//! Hashes the program's sources into `DATELINE_SOURCES`: what another program wrote is not taken for its own. Lists
//! the files that the program carries.
//!
//! Puts the commit and its day into `DATELINE_VERSION`, for `--version`: from git where this folder
//! is a checkout, or else from the variables `DATELINE_COMMIT` and `SOURCE_DATE_EPOCH`. A package
//! has neither, and says its version only.

#![expect(clippy::disallowed_methods, reason = "a build script reads files")]
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut hasher = DefaultHasher::new();
    for name in ["src", "pixels", "Cargo.toml", "Cargo.lock"] {
        println!("cargo::rerun-if-changed={name}");
        hash(&root.join(name), &mut hasher)?;
    }
    println!("cargo::rustc-env=DATELINE_SOURCES={:016x}", hasher.finish());
    println!("cargo::rustc-env=DATELINE_VERSION={}", version(&root));
    let words = fs::read_to_string(root.join("src/content/headline/words.txt"))?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("words.bin"), table(&words))?;
    for (list, folder) in [
        ("theme.rs", "themes/default"),
        ("starter.rs", "src/cli/starter"),
    ] {
        println!("cargo::rerun-if-changed={folder}");
        let mut files = Vec::new();
        gather(&root.join(folder), "", &mut files)?;
        files.sort();
        let lines = files
            .iter()
            .map(|(name, path)| format!("    ({name:?}, include_bytes!({path:?})),\n"));
        let text = format!("&[\n{}]\n", lines.collect::<String>());
        fs::write(out.join(list), text)?;
    }
    Ok(())
}

/// Lays the words of headlines out as `src/content/headline/words.rs` reads them: so they take less
/// room than packed, and nothing has to be unpacked.
fn table(words: &str) -> Vec<u8> {
    let lines: Vec<&str> = words
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let count = u16::try_from(lines.len()).unwrap_or_default();
    let (mut heads, mut blocks) = (count.to_le_bytes().to_vec(), Vec::new());
    let start = heads.len() + 6 * lines.len();
    for line in lines {
        let mut chars = line.chars();
        let first = chars.next().map_or(0, |c| c as u16);
        let often = chars
            .next()
            .and_then(|c| c.to_digit(16))
            .unwrap_or_default();
        // The rest of the words of two, three and four characters, and how often each occurs.
        let mut lists: [(Vec<u16>, Vec<u32>); 3] = Default::default();
        let mut rest = Vec::new();
        for c in chars {
            match c.to_digit(16) {
                Some(often) => {
                    let (words, counts) = &mut lists[rest.len() - 1];
                    words.append(&mut rest);
                    counts.push(often);
                }
                None => rest.push(c as u16),
            }
        }
        let is_empty = lists.iter().all(|(_, counts)| counts.is_empty());
        let place = if is_empty {
            0xff_ffff
        } else {
            start + blocks.len()
        };
        heads.extend(first.to_le_bytes());
        heads.extend(((place << 8) as u32 | often).to_le_bytes());
        if is_empty {
            continue;
        }
        blocks.extend(
            lists
                .iter()
                .flat_map(|(_, counts)| (counts.len() as u16).to_le_bytes()),
        );
        for (words, counts) in lists {
            blocks.extend(words.iter().flat_map(|c| c.to_le_bytes()));
            blocks.extend(
                counts
                    .chunks(2)
                    .map(|two| (two[0] | two.get(1).unwrap_or(&0) << 4) as u8),
            );
        }
    }
    heads.extend(blocks);
    heads
}

/// Gathers the files below a folder, each with its path below it, but for hidden ones.
fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let Some(name) = path
            .file_name()
            .and_then(|name| name.to_str())
            .filter(|name| !name.starts_with('.'))
        else {
            continue;
        };
        let name = format!("{prefix}{name}");
        if path.is_dir() {
            gather(&path, &format!("{name}/"), files)?;
        } else {
            files.push((name, path));
        }
    }
    Ok(())
}

/// Hashes a file, or all files of a folder in order of name; a missing one counts as empty.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    if path.is_dir() {
        let mut inside = fs::read_dir(path)?
            .map(|e| e.map(|e| e.path()))
            .collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|p| hash(p, hasher));
    }
    path.file_name().hash(hasher);
    fs::read(path).unwrap_or_default().hash(hasher);
    Ok(())
}

/// Returns the version, with commit and day where these are known: `0.1.0 (1a2b3c4d5 2026-11-30)`.
fn version(root: &Path) -> String {
    let number = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    // The package may lie in the checkout of something else, whose commits are not its own.
    let is_checkout = root.join(".git").exists();
    let own = |arguments: &[&str]| git(root, arguments).filter(|_| is_checkout);
    let commit = own(&["rev-parse", "HEAD"]).or_else(|| variable("DATELINE_COMMIT"));
    let day = own(&["log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d"])
        .or_else(|| day(&variable("SOURCE_DATE_EPOCH")?));
    if is_checkout {
        watch(root);
    }
    let parts = [commit.map(|c| c.chars().take(9).collect()), day];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    match parts.join(" ") {
        none if none.is_empty() => number,
        known => format!("{number} ({known})"),
    }
}

/// Has the script run again after a commit: a file that is not there would have it run every time.
fn watch(root: &Path) {
    let branch = git(root, &["symbolic-ref", "--quiet", "HEAD"]);
    for name in ["HEAD"].into_iter().chain(branch.as_deref()) {
        let place = git(root, &["rev-parse", "--git-path", name]).map(|place| root.join(place));
        if let Some(place) = place.filter(|place| place.exists()) {
            println!("cargo::rerun-if-changed={}", place.display());
        }
    }
}

/// Returns what git says, on one line; `None` if it does not know, or is not there.
fn git(root: &Path, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments).env("TZ", "UTC");
    let output = command.output().ok().filter(|o| o.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Reads a variable; the script runs again when it changes.
fn variable(name: &str) -> Option<String> {
    println!("cargo::rerun-if-env-changed={name}");
    let is_plain =
        |text: &String| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    env::var(name).ok().filter(is_plain)
}

/// Returns the day of a number of seconds since 1970, by counting: a library of dates would be
/// compiled twice, for this machine and for the one that the program is for.
fn day(seconds: &str) -> Option<String> {
    let is_leap = |year: u64| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    let mut days = seconds.parse::<u64>().ok()? / 86_400;
    let mut year = 1970;
    // A day for which that would take long is not the day of a commit.
    while year < 10_000 && days >= 365 + u64::from(is_leap(year)) {
        days -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + u64::from(is_leap(year));
    for (month, length) in (1..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
        if days < length {
            return Some(format!("{year}-{month:02}-{:02}", days + 1));
        }
        days -= length;
    }
    None
}
