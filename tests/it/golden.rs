//! Golden sites: `tests/sites/<case>/` holds a small site, a command, and what is to come of it.
//!
//! `UPDATE_GOLDEN=1 cargo test --test it golden::` writes `console` and `public/` anew; look at the
//! change before it is committed. The hashes in the names of the theme's assets are masked, so that
//! a new rule in a style sheet does not change every page here.

use std::fs;
use std::path::{Path, PathBuf};

use dateline::base::digest::Digest;
use dateline::publish::manifest;

use crate::support::{
    self, Folder, Run, Site, Tree, copy_tree, dateline, differences, project, run, tree, update,
};

fn sites() -> PathBuf {
    project("tests/sites")
}

#[test]
fn every_site_is_as_expected() {
    let mut cases: Vec<PathBuf> = fs::read_dir(sites())
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    cases.retain(|c| c.is_dir());
    cases.sort();
    let faults: Vec<String> = cases.iter().flat_map(|case| faults(case)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Runs a case and tells in what it is not as expected.
fn faults(case: &Path) -> Vec<String> {
    let folder = Folder::new();
    let found = outcome(case, &folder);
    if update() {
        fs::remove_dir_all(case.join("public")).ok();
        for (path, bytes) in &found {
            support::write(&case.join(path), bytes);
        }
    }
    let mut expected = tree(case);
    expected.retain(|path, _| path == "console" || path.starts_with("public/"));
    let name = case.file_name().unwrap().to_str().unwrap();
    differences(&found, &expected)
        .into_iter()
        .map(|d| format!("{name}/{d}"))
        .collect()
}

/// Runs the command of a case on a copy of its site: the console and the files of the output.
fn outcome(case: &Path, folder: &Folder) -> Tree {
    let (root, output) = (folder.path().join("site"), folder.path().join("public"));
    copy_tree(&case.join("site"), &root);
    let arguments = fs::read_to_string(case.join("command")).unwrap();
    let arguments: Vec<&str> = arguments.split_whitespace().collect();
    let mut command = dateline(&arguments);
    command.arg("--root").arg(&root).current_dir(folder.path());
    if arguments[0] == "build" {
        command.arg("--output").arg(&output);
    }
    let console = console(&run(&mut command), folder);
    let files = published(&output)
        .into_iter()
        .map(|(path, bytes)| (format!("public/{}", masked(&path)), mask(bytes)));
    std::iter::once(("console".to_owned(), console.into_bytes()))
        .chain(files)
        .collect()
}

/// Returns the output less the program's own files.
fn published(output: &Path) -> Tree {
    let mut files = tree(output);
    files.remove(".dateline-lock");
    files.remove(manifest::NAME);
    files
}

/// Writes what was printed, without what differs from run to run: the folder and the seconds.
fn console(run: &Run, folder: &Folder) -> String {
    let text = run
        .to_string()
        .replace(folder.path().to_str().unwrap(), "…");
    let line = |line: &str| match line.split_once('—') {
        Some((counts, _)) if counts.starts_with("写入 ") || counts.starts_with("wrote ") => {
            format!("{counts}— …\n")
        }
        _ => format!("{line}\n"),
    };
    text.trim_end().lines().map(line).collect()
}

fn mask(bytes: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => masked(&text).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// Replaces the hash in `assets/style.0123456789.css`, wherever it stands.
fn masked(text: &str) -> String {
    let mut parts = text.split("assets/");
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        masked.push_str("assets/");
        let name = part
            .split(['"', '\'', ')', ' ', '\n'])
            .next()
            .unwrap_or_default();
        let hash = name
            .split('.')
            .nth(1)
            .filter(|h| h.len() == 10 && h.bytes().all(|b| b.is_ascii_hexdigit()));
        match hash {
            Some(hash) => masked.push_str(&part.replacen(hash, "HASH", 1)),
            None => masked.push_str(part),
        }
    }
    masked
}

/// The project's own content is too much to keep twice: of its output, hashes are kept.
#[test]
fn our_own_site_is_as_expected() {
    let site = Site::new(&[]);
    copy_tree(&project("content"), &site.at("content"));
    site.build(&["--now", "2026-11-25T08:00:00+08:00"]);
    let files = published(&site.at("public"))
        .into_iter()
        .map(|(path, bytes)| (masked(&path), mask(bytes)));
    let found: Vec<String> = files
        .map(|(path, bytes)| format!("{:?} {path}", Digest::of(&bytes)))
        .collect();
    let list = sites().join("own.digests");
    if update() {
        fs::write(&list, found.join("\n") + "\n").unwrap();
    }
    let expected = fs::read_to_string(&list).unwrap();
    let expected: Vec<&str> = expected.lines().collect();
    let unexpected = found
        .iter()
        .filter(|l| !expected.contains(&l.as_str()))
        .map(|l| format!("found    {l}"));
    let missing = expected
        .iter()
        .filter(|l| !found.iter().any(|f| f == *l))
        .map(|l| format!("expected {l}"));
    let different: Vec<String> = unexpected.chain(missing).collect();
    assert!(different.is_empty(), "\n{}", different.join("\n"));
}

#[test]
fn every_address_carries_the_path_prefix() {
    let folder = Folder::new();
    let files = outcome(&sites().join("prefix"), &folder);
    let mut seen = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        for attribute in [" href=\"", " src=\"", " content=\"0; url="] {
            for rest in html.split(attribute).skip(1) {
                let address = rest.split('"').next().unwrap();
                let fine = address.starts_with("/news/")
                    || address.starts_with("https://")
                    // It works in a folder of one's own computer, too.
                    || address.starts_with("../assets/search.")
                    || address.starts_with('#');
                assert!(fine, "{path}: {address}");
                assert!(
                    !address.starts_with("https://x.cn/")
                        || address.starts_with("https://x.cn/news/"),
                    "{path}: {address}"
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 50, "{seen}");
}
