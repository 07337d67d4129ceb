//! Builds that do not get through: an error, a kill, a full disk, a second build. The output is the
//! old one or the new one, file by file, and the next build puts everything right.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::site;
use crate::support::{Folder, Site, assert_same, tree};

#[test]
fn an_error_leaves_the_output_as_it_was() {
    let site = site();
    site.write("themes/mine/templates/404.html", "fine\n");
    site.edit("content/site.yaml", "timezone", "theme: mine\ntimezone");
    site.build(&[]);
    let (public, marks) = (site.public(), site.marks());
    site.edit("content/news/2024-01-15-er.md", "第二段", "新的第二段");
    let check = |path: &str, text: &str, code: &str| {
        let old = fs::read(site.at(path)).ok();
        site.write(path, text);
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{path} {run}");
        assert!(
            run.stderr.contains(code) && run.stderr.contains("什么也没有写"),
            "{path} {run}"
        );
        assert_same(&site.public(), &public);
        assert_eq!(site.marks(), marks);
        match old {
            Some(old) => site.write(path, old),
            None => site.remove(path),
        }
    };
    check("content/news/x.md", "---\ntitle: 没有日期\n---\n", "E0112");
    check(
        "content/news/x.md",
        "---\ntitle: 断链\ndate: 2024-01-18\n---\n[断](y.md)\n",
        "E0301",
    );
    check(
        "content/pages/about.md",
        "---\ntitle: 关于\nslug: index\n---\n",
        "E0401",
    );
    check("content/site.yaml", "title: [\n", "E0");
    check("themes/mine/templates/404.html", "{% if %}", "E0501");
    check(
        "themes/mine/templates/404.html",
        "{{ page.no.such }}",
        "E0502",
    );
    check("themes/mine/assets/style.css", "a { ! }", "E0503");
    check("themes/mine/words/zh.yaml", "- one\n", "E0505");
    assert_eq!(site.build(&[]).paths("written"), ["2024/01/15/er.html"]);
}

#[test]
fn two_builds_do_not_write_at_once() {
    let site = site();
    site.build(&[]);
    let lock = fs::File::options()
        .write(true)
        .open(site.at("public/.dateline-lock"))
        .unwrap();
    lock.lock().unwrap();
    let held = site.run(&["build"]);
    assert_eq!(held.status, 3, "{held}");
    assert!(held.stderr.contains("F0004"), "{held}");
    drop(lock);
    assert_eq!(site.run(&["build"]).status, 0);
}

#[test]
fn a_build_that_is_killed_is_repaired_by_the_next() {
    let site = site();
    for n in 0..300 {
        let date = format!("2022-01-{:02}", 1 + n % 10);
        site.write(
            &format!("content/news/{date}-n{n}.md"),
            format!("---\ntitle: 第{n}条\ndate: {date}\n---\n正文。\n"),
        );
    }
    site.build(&[]);
    let old = site.public();
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    site.remove("content/news/2023-12-30-san.md");
    let new = site.fresh(&[]);
    let moved: Vec<&String> = new
        .iter()
        .filter(|(p, b)| old.get(*p) != Some(b))
        .map(|(p, _)| p)
        .collect();
    let moved: Vec<&String> = moved
        .into_iter()
        .filter(|p| !p.starts_with(".dateline-"))
        .collect();
    let places = [0, moved.len() / 4, moved.len() / 2, moved.len() - 1].map(|i| moved[i]);
    let staged = places.map(|path| (true, format!(".dateline-new/{path}")));
    let settled = places.map(|path| (false, path.clone()));
    let mut killed = [0, 0];
    for (is_staged, moment) in staged.into_iter().chain(settled) {
        fs::remove_dir_all(site.at("public")).unwrap();
        for (path, bytes) in &old {
            site.write(&format!("public/{path}"), bytes);
        }
        killed[usize::from(is_staged)] +=
            u32::from(kill_when_new(&site, &site.at("public").join(&moment)));
        let mut found = site.public();
        found.retain(|path, _| !path.starts_with(".dateline-"));
        for (path, bytes) in &found {
            assert!(
                [old.get(path), new.get(path)].contains(&Some(bytes)),
                "{path} is neither old nor new at {moment}"
            );
        }
        let lost: Vec<_> = new
            .keys()
            .filter(|p| old.contains_key(*p) && !site.at("public").join(p).exists())
            .collect();
        assert!(lost.is_empty(), "{lost:?} at {moment}");
        site.build(&[]);
        assert_same(&site.public(), &new);
    }
    assert!(
        killed.iter().all(|n| *n > 0),
        "builds were over before they could be killed: {killed:?}"
    );
}

/// Starts a build and kills it as soon as `path` is another file than before; tells whether it was
/// still running.
fn kill_when_new(site: &Site, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let inode = || fs::metadata(path).map(|m| m.ino()).ok();
    let before = inode();
    let mut child: Child = site
        .command(&["build"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while (inode().is_none() || inode() == before) && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap().code().is_none()
}

/// A small file system of its own; unmounted when dropped.
struct Disk(Folder);

impl Disk {
    /// Mounts one, where that is allowed.
    fn mount(size: &str) -> Option<Disk> {
        let folder = Folder::new();
        let options = format!("size={size}");
        let mut mount = Command::new("mount");
        let mount = mount
            .args(["-t", "tmpfs", "-o", &options, "tmpfs"])
            .arg(folder.path())
            .output();
        mount
            .is_ok_and(|m| m.status.success())
            .then_some(Disk(folder))
    }

    /// Mounts it again, to be read only or to be written.
    fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        let done = Command::new("mount")
            .args(["-o", &options])
            .arg(self.0.path())
            .status();
        assert!(done.is_ok_and(|s| s.success()), "cannot be mounted again");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg(self.0.path()).status().ok();
    }
}

/// Builds a site into a small file system of its own, where one may be mounted.
#[expect(clippy::print_stderr, reason = "a test that could not be run says so")]
fn published_on_a_disk(size: &str) -> Option<(Disk, Site)> {
    let Some(disk) = Disk::mount(size) else {
        eprintln!("skipped: no small file system could be mounted here (that needs root)");
        return None;
    };
    let site = site();
    site.build(&["--output", disk.0.path().join("public").to_str().unwrap()]);
    Some((disk, site))
}

#[test]
fn a_full_disk_leaves_the_output_as_it_was() {
    let Some((disk, site)) = published_on_a_disk("1m") else {
        return;
    };
    let output = disk.0.path().join("public");
    let options = ["--output", output.to_str().unwrap()];
    let old = tree(&output);
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    site.write(
        "content/news/big.mp3",
        [b"ID3", vec![7; 1 << 20].as_slice()].concat(),
    );
    site.edit(
        "content/news/2024-01-15-er.md",
        "第二段",
        "[大文件](big.mp3)第二段",
    );
    let full = site.run(&[&["build"], &options[..]].concat());
    assert_eq!(full.status, 3, "{full}");
    assert!(full.stderr.contains("F0005"), "{full}");
    assert_same(&tree(&output), &old);
    site.write("content/news/big.mp3", "ID3 small");
    site.build(&options);
    assert_same(&tree(&output), &site.fresh(&[]));
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_left_as_it_was() {
    let Some((disk, site)) = published_on_a_disk("8m") else {
        return;
    };
    let output = disk.0.path().join("public");
    let options = ["--output", output.to_str().unwrap()];
    let old = tree(&output);
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    disk.remount("ro");
    let run = site.run(&[&["build"], &options[..]].concat());
    disk.remount("rw");
    assert_eq!(run.status, 3, "{run}");
    assert!(run.stderr.contains("F0003"), "{run}");
    assert_same(&tree(&output), &old);
    site.build(&options);
    assert_same(&tree(&output), &site.fresh(&[]));
}
