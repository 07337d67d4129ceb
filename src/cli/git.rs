//! Asks the machine's git which files of a site changed.

use std::path::Path;
use std::process::{Command, Output};

use crate::diagnostic::code;
use crate::diagnostic::{Failure, reason};

/// The commit that is meant where none is named.
pub(super) const HEAD: &str = "HEAD";

/// Variables by which a hook of git names its own folder and index: they would be read as if they
/// stood below the site's folder, which git finds by itself.
const OWN: [&str; 4] = ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"];

/// Returns the files below `root`, by their path from there, that differ from those of a commit or
/// are not in git at all.
///
/// Before the first commit these are all files.
pub(super) fn changed(root: &Path, revision: &str) -> Result<Vec<String>, Failure> {
    let inside = git(root, &["rev-parse", "--is-inside-work-tree"])?;
    if !inside.status.success() {
        return Err(Failure::new(code::GIT_FAILED).with("reason", said(&inside)));
    }
    let untracked = ["ls-files", "--others", "--exclude-standard", "-z"];
    let Some(commit) = commit(root, revision)? else {
        if revision != HEAD {
            return Err(Failure::new(code::UNKNOWN_REVISION).with("text", revision));
        }
        let all = [&untracked[..], &["--cached"]].concat();
        return listed(root, &all);
    };
    let differing = [
        "diff",
        "--name-only",
        "-z",
        "--no-ext-diff",
        "--no-renames",
        "--diff-filter=d",
        "--relative",
        &commit,
        "--",
    ];
    let mut files = listed(root, &differing)?;
    files.extend(listed(root, &untracked)?);
    Ok(files)
}

/// Returns the hash of a commit that was named; `None` if there is none of that name.
fn commit(root: &Path, revision: &str) -> Result<Option<String>, Failure> {
    // A name is no option.
    if revision.starts_with('-') {
        return Ok(None);
    }
    let named = format!("{revision}^{{commit}}");
    let found = git(root, &["rev-parse", "--verify", "--quiet", &named])?;
    let hash = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    Ok(Some(hash).filter(|hash| found.status.success() && !hash.is_empty()))
}

/// Returns the files that a command of git lists, each with a NUL behind it.
fn listed(root: &Path, arguments: &[&str]) -> Result<Vec<String>, Failure> {
    let output = git(root, arguments)?;
    if !output.status.success() {
        return Err(Failure::new(code::GIT_FAILED).with("reason", said(&output)));
    }
    let names = output.stdout.split(|byte| *byte == 0);
    let names = names.filter_map(|name| std::str::from_utf8(name).ok());
    Ok(names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect())
}

fn git(root: &Path, arguments: &[&str]) -> Result<Output, Failure> {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).args(arguments);
    for name in OWN {
        command.env_remove(name);
    }
    // It only looks, and says what is wrong in the words that are compared below.
    command.env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command.output().map_err(|error| {
        let reason = match error.kind() {
            std::io::ErrorKind::NotFound => "reason-no-git".to_owned(),
            _ => reason(&error),
        };
        Failure::new(code::GIT_FAILED).with("reason", reason)
    })
}

/// Returns why git failed, by its own words.
fn said(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr);
    if text.contains("not a git repository") || text.is_empty() {
        return "reason-no-repository".to_owned();
    }
    let line = text.lines().next().unwrap_or_default();
    format!("“{}”", line.trim_start_matches("fatal: "))
}
