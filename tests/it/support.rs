//! What the end-to-end tests share: sites on disk, the program as a process of its own, trees of
//! files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use dateline::base::digest::Digest;
use dateline::content::document::Document;
use serde_json::Value;

/// The moment at which every build takes place unless a story says otherwise.
pub(crate) const NOW: &str = "2024-02-01T08:00:00+08:00";

/// The settings of a site that strangers meddle with: it has a theme of its own, and articles and
/// bulletins.
pub(crate) const ATTACKED: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
theme: own
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
";

/// Stands in every file outside of such a site, so that it can be found wherever it gets to.
pub(crate) const SECRET: &str = "hunter2";

/// Files of a folder by their path below it, `/` between parts.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// What the file system says of a file: inode, time of the last change in nanoseconds, size.
pub(crate) type Marks = BTreeMap<String, (u64, i128, u64)>;

/// A folder of its own for one test, removed at its end.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Folder {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "dateline-{}-{}",
            std::process::id(),
            NUMBER.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().canonicalize().unwrap().join(name);
        fs::create_dir(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// A site on disk.
pub(crate) struct Site {
    pub(crate) root: PathBuf,
    _folder: Folder,
}

impl Site {
    pub(crate) fn new(files: &[(&str, &str)]) -> Site {
        let folder = Folder::new();
        let site = Site {
            root: folder.path().join("site"),
            _folder: folder,
        };
        for (path, text) in files {
            site.write(path, text);
        }
        site
    }

    /// Returns the place of a file of the site.
    pub(crate) fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        write(&self.at(path), text.as_ref());
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.at(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    /// Replaces a part of a file's text, which must be there.
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}");
        self.write(path, text.replacen(old, new, 1));
    }

    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.at(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    }

    pub(crate) fn rename(&self, old: &str, new: &str) {
        fs::create_dir_all(self.at(new).parent().unwrap()).unwrap();
        fs::rename(self.at(old), self.at(new)).unwrap();
    }

    /// Puts a link in the place of a file or a folder; in that of a file in one step.
    #[cfg(unix)]
    pub(crate) fn link(&self, path: &str, target: impl AsRef<Path>) {
        let place = self.at(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        if place.is_dir() && !place.is_symlink() {
            fs::remove_dir_all(&place).unwrap();
        }
        let new = self.root.parent().unwrap().join("new-link");
        std::os::unix::fs::symlink(target, &new).unwrap();
        fs::rename(new, place).unwrap();
    }

    /// Makes a pipe.
    #[cfg(unix)]
    pub(crate) fn pipe(&self, path: &str) {
        assert!(
            Command::new("mkfifo")
                .arg(self.at(path))
                .status()
                .unwrap()
                .success()
        );
    }

    /// Prepares a run of the program on this site.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = dateline(arguments);
        command
            .arg("--root")
            .arg(&self.root)
            .current_dir(&self.root);
        if matches!(arguments, ["build" | "check", ..]) && !arguments.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(&mut self.command(arguments))
    }

    /// Builds the site, which must go well, and returns the report.
    pub(crate) fn build(&self, options: &[&str]) -> Report {
        let report = self.root.join("report.json");
        let mut command = self.command(&[&["build"], options].concat());
        let run = run(command.arg("--report").arg(&report));
        assert_eq!(run.status, 0, "{run}");
        Report(serde_json::from_slice(&fs::read(report).unwrap()).unwrap())
    }

    /// Returns everything in `public/`.
    pub(crate) fn public(&self) -> Tree {
        tree(&self.at("public"))
    }

    /// Returns what `public/` of a fresh copy of this site holds after one build.
    pub(crate) fn fresh(&self, options: &[&str]) -> Tree {
        let copy = Site::new(&[]);
        for folder in ["content", "static", "themes"] {
            copy_tree(&self.at(folder), &copy.at(folder));
        }
        copy.build(options);
        copy.public()
    }

    /// Returns what the file system says of the files in `public/`.
    pub(crate) fn marks(&self) -> Marks {
        marks(&self.at("public"))
    }
}

/// Writes the cache of a site anew, with its documents changed and all hashes right.
pub(crate) fn forge(site: &Site, change: &dyn Fn(&mut Document)) {
    let path = site.at(".dateline/documents");
    let bytes = fs::read(&path).unwrap();
    let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    // The head of 64 bytes, the piece of the attachments with its length, the piece of the
    // documents with its own.
    let at = 64 + 8 + number(64);
    let (mark, piece) = (&bytes[..16], &bytes[at + 8..]);
    assert_eq!(
        piece.len(),
        number(at),
        "a small site has one piece of documents"
    );
    let mut documents: Vec<Document> = postcard::from_bytes(&piece[32..]).unwrap();
    documents.iter_mut().for_each(change);
    let payload = postcard::to_allocvec(&documents).unwrap();
    let piece = [mark, &Digest::of(&payload).0.to_le_bytes(), &payload].concat();
    fs::write(
        path,
        [&bytes[..at], &(piece.len() as u64).to_le_bytes(), &piece].concat(),
    )
    .unwrap();
}

/// Returns the place of a file of the project itself.
pub(crate) fn project(path: impl AsRef<Path>) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Returns true if golden files are to be written anew: `UPDATE_GOLDEN` has any value but an empty
/// one.
pub(crate) fn update() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|v| !v.is_empty())
}

/// Compares a text with a golden file of the project.
#[track_caller]
pub(crate) fn assert_golden(path: &str, text: &str) {
    let place = project(path);
    if update() {
        write(&place, text.as_bytes());
    }
    let expected = fs::read_to_string(place).unwrap_or_default();
    if text != expected {
        let difference = first_difference(text.as_bytes(), expected.as_bytes());
        panic!("{path}: {difference}\nUPDATE_GOLDEN=1 writes it anew");
    }
}

/// Numbers that look random and are the same on every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// The report of a build.
#[derive(Debug)]
pub(crate) struct Report(pub(crate) Value);

impl Report {
    pub(crate) fn count(&self, name: &str) -> u64 {
        self.0["counts"][name]
            .as_u64()
            .unwrap_or_else(|| panic!("no count of {name}"))
    }

    /// Returns the paths that the report lists as `written`, `unchanged` or `removed`.
    pub(crate) fn paths(&self, name: &str) -> Vec<String> {
        let list = self.0[name]
            .as_array()
            .unwrap_or_else(|| panic!("no list of {name}"));
        list.iter()
            .map(|p| p.as_str().unwrap().to_owned())
            .collect()
    }

    /// Returns withheld articles as `path reason`.
    pub(crate) fn withheld(&self) -> Vec<String> {
        let list = self.0["withheld"].as_array().unwrap();
        list.iter()
            .map(|w| {
                format!(
                    "{} {}",
                    w["path"].as_str().unwrap(),
                    w["reason"].as_str().unwrap()
                )
            })
            .collect()
    }
}

/// What a run of the program left behind.
pub(crate) struct Run {
    /// Exit status; -1 when a signal ended it.
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl std::fmt::Display for Run {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(
            f,
            "exit {}\n--- stdout\n{}--- stderr\n{}",
            self.status, self.stdout, self.stderr
        )
    }
}

/// Prepares a run of the program with nothing of this process's environment.
pub(crate) fn dateline(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dateline"));
    command.args(arguments).env_clear().stdin(Stdio::null());
    command
}

pub(crate) fn run(command: &mut Command) -> Run {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).expect("the program prints UTF-8");
    Run {
        status: status.code().unwrap_or(-1),
        stdout: text(stdout),
        stderr: text(stderr),
    }
}

pub(crate) fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// Returns the files below a folder; none for a missing one.
pub(crate) fn files(folder: &Path) -> Vec<(String, PathBuf)> {
    let walk = walkdir::WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok);
    let files = walk
        .filter(|e| !e.file_type().is_dir())
        .map(|e| e.into_path());
    files
        .map(|p| {
            (
                p.strip_prefix(folder)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/"),
                p,
            )
        })
        .collect()
}

pub(crate) fn tree(folder: &Path) -> Tree {
    files(folder)
        .into_iter()
        .map(|(name, path)| (name, fs::read(path).unwrap()))
        .collect()
}

#[cfg(unix)]
pub(crate) fn marks(folder: &Path) -> Marks {
    use std::os::unix::fs::MetadataExt;
    let mark = |path: PathBuf| {
        let m = fs::symlink_metadata(path).unwrap();
        (
            m.ino(),
            i128::from(m.mtime()) * 1_000_000_000 + i128::from(m.mtime_nsec()),
            m.len(),
        )
    };
    files(folder)
        .into_iter()
        .map(|(name, path)| (name, mark(path)))
        .collect()
}

/// Copies the files of a folder; a missing one has none.
pub(crate) fn copy_tree(from: &Path, to: &Path) {
    for (name, path) in files(from) {
        write(&to.join(name), &fs::read(path).unwrap());
    }
}

/// Fails with the names of the files in which two trees differ.
#[track_caller]
pub(crate) fn assert_same(found: &Tree, expected: &Tree) {
    let differences = differences(found, expected);
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

/// Tells in which files two trees differ, each with the first line that does.
pub(crate) fn differences(found: &Tree, expected: &Tree) -> Vec<String> {
    let missing = expected
        .keys()
        .filter(|p| !found.contains_key(*p))
        .map(|p| format!("{p}: missing"));
    let unexpected = found
        .keys()
        .filter(|p| !expected.contains_key(*p))
        .map(|p| format!("{p}: unexpected"));
    let other = found.iter().filter_map(|(path, bytes)| {
        let old = expected.get(path).filter(|old| *old != bytes)?;
        Some(format!("{path}: {}", first_difference(bytes, old)))
    });
    missing.chain(unexpected).chain(other).collect()
}

fn first_difference(found: &[u8], expected: &[u8]) -> String {
    let (Ok(found), Ok(expected)) = (std::str::from_utf8(found), std::str::from_utf8(expected))
    else {
        return format!("{} other bytes, expected {}", found.len(), expected.len());
    };
    let (mut new, mut old) = (found.split('\n'), expected.split('\n'));
    let mut number = 0;
    loop {
        number += 1;
        match (new.next(), old.next()) {
            (Some(n), Some(o)) if n == o => {}
            (n, o) => {
                let line = |l: Option<&str>| l.map_or("nothing".to_owned(), |l| excerpt(l, n, o));
                return format!(
                    "line {number}\n  expected {}\n  found    {}",
                    line(o),
                    line(n)
                );
            }
        }
    }
}

/// Cuts a long line to the part in which it begins to differ.
fn excerpt(line: &str, one: Option<&str>, other: Option<&str>) -> String {
    let pairs = one
        .unwrap_or_default()
        .chars()
        .zip(other.unwrap_or_default().chars());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let from = same.saturating_sub(40);
    let start = if from > 0 { "…" } else { "" };
    format!(
        "{start}{}",
        line.chars().skip(from).take(120).collect::<String>()
    )
}
