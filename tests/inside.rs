//! Nothing outside of the site's folder is read, printed or written, by whatever way it is reached.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]
#![expect(clippy::disallowed_methods, reason = "tests set the stage on disk")]

mod support;

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use dateline::diagnostic::reason;
use dateline::path::SitePath;
use dateline::publish;
use dateline::source::Source;
use support::{Folder, Run, Site};

const YAML: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
theme: own
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
";

const ARTICLE: &str = "---\ntitle: 题\ndate: 2024-01-18\n---\n正文。[表](b.txt)\n";

/// Stands in every file outside, so that it can be found wherever it gets to.
const SECRET: &str = "hunter2";

fn site() -> Site {
    Site::new(&[
        ("content/site.yaml", YAML),
        ("content/news/a.md", ARTICLE),
        ("content/news/b.txt", "表"),
        ("content/_terms.yaml", "西宁市: 西宁\n"),
        ("themes/own/words/zh.yaml", "home: 首页\n"),
        ("themes/own/assets/own.css", "p { color: red }\n"),
        ("themes/own/templates/home.html", "首页\n"),
    ])
}

/// Puts a link in the place of a file.
fn link(site: &Site, path: &str, target: impl AsRef<Path>) {
    let place = site.at(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    if place.is_dir() && !place.is_symlink() {
        fs::remove_dir_all(&place).unwrap();
    }
    fs::remove_file(&place).ok();
    symlink(target, place).unwrap();
}

#[track_caller]
fn assert_silent(run: &Run, what: &str) {
    let said = format!("{}{}", run.stdout, run.stderr);
    assert!(!said.contains(SECRET), "{what}: {run}");
}

/// Everything that says something of a site's files.
const COMMANDS: [&[&str]; 9] = [
    &["check"],
    &["check", "--format", "json"],
    &["check", "--format", "github"],
    &["check", "--fix", "--dry-run"],
    &["check", "--fix"],
    &["build"],
    &["why", "content/news/a.md"],
    &["schema"],
    &["new", "news", "Snow"],
];

#[test]
fn nothing_of_a_file_outside_is_printed_or_published() {
    let outside = Folder::new();
    let secret = outside.path().join("secret");
    fs::write(&secret, format!("{SECRET}: [\n---\ntitle： {SECRET}\n{{% {SECRET} %}}\n")).unwrap();
    for (target, commands) in [(secret.as_path(), &COMMANDS[..]), (Path::new("/proc/self/environ"), &COMMANDS[..1])] {
        for path in [
            "content/site.yaml",
            "content/_terms.yaml",
            "content/news/a.md",
            "content/news/b.txt",
            "themes/own/words/zh.yaml",
            "themes/own/assets/own.css",
            "themes/own/templates/home.html",
        ] {
            let site = site();
            link(&site, path, target);
            for command in commands {
                let run = run_with_secret(&site, command);
                assert_silent(&run, &format!("{path} {command:?}"));
                if matches!(command, ["check" | "build", ..]) {
                    assert_eq!(run.status, 1, "{path} {command:?} {run}");
                    let said = format!("{}{}", run.stdout, run.stderr);
                    assert_eq!(said.matches("E0003").count(), 1, "{path} {command:?} {run}");
                }
            }
            assert!(site.public().is_empty(), "{path}");
        }
        for path in [".dateline/documents", ".dateline/external.json"] {
            let site = site();
            link(&site, path, target);
            for command in commands {
                let run = run_with_secret(&site, command);
                assert!(run.status == 0, "{path} {command:?} {run}");
                assert_silent(&run, &format!("{path} {command:?}"));
            }
        }
    }
    assert!(fs::read_to_string(secret).unwrap().starts_with(SECRET));
}

fn run_with_secret(site: &Site, command: &[&str]) -> Run {
    support::run(site.command(command).env("TOKEN", SECRET))
}

#[test]
fn a_folder_outside_is_no_part_of_the_site() {
    let outside = Folder::new();
    let copied = site();
    support::copy_tree(&copied.root, outside.path());
    fs::write(outside.path().join("content/site.yaml"), format!("{SECRET}: [\n")).unwrap();
    for folder in ["content", "content/news", "themes/own", "themes/own/templates"] {
        let site = site();
        link(&site, folder, outside.path().join(folder));
        for command in [["check"], ["build"]] {
            let run = site.run(&command);
            assert_silent(&run, folder);
            assert!(run.status == 1 && run.stderr.contains("E0003"), "{folder} {run}");
        }
        assert!(site.public().is_empty());
    }
}

#[test]
fn a_source_reads_what_is_inside_and_refuses_the_rest() {
    let outside = Folder::new();
    let secret = outside.path().join("secret");
    fs::write(&secret, SECRET).unwrap();
    fs::write(outside.path().join("b.txt"), SECRET).unwrap();
    let site = site();
    fs::write(site.root.parent().unwrap().join("secret"), SECRET).unwrap();
    let name = site.root.file_name().unwrap().to_str().unwrap().to_owned();
    let news = site.at("content/news");
    link(&site, "content/news/full.txt", news.join("b.txt"));
    link(&site, "content/news/part.txt", "../news/b.txt");
    link(&site, "content/news/round.txt", format!("../../../{name}/content/news/b.txt"));
    link(&site, "linked", &news);
    link(&site, "out.txt", &secret);
    link(&site, "up.txt", "../secret");
    link(&site, "out", outside.path());
    link(&site, "environ", "/proc/self/environ");
    link(&site, "loop", "loop");
    link(&site, "nowhere", "no/such");
    let _socket = UnixListener::bind(site.at("socket")).unwrap();
    make_pipe(&site, "pipe");
    let source = Source::open(&site.root).unwrap();
    for path in
        ["b.txt", "full.txt", "part.txt", "round.txt", "../news/b.txt"].map(|name| format!("content/news/{name}"))
    {
        assert_eq!(source.read(&SitePath::new(&path)).unwrap(), "表".as_bytes(), "{path}");
    }
    assert_eq!(source.read(&SitePath::new("linked/b.txt")).unwrap(), "表".as_bytes());
    let full = secret.to_str().unwrap();
    for path in ["out.txt", "up.txt", "out/b.txt", "environ", "../secret", "content/../../secret", full] {
        let path = SitePath::new(path);
        for error in [source.read(&path).unwrap_err(), source.digest(&path, 9).unwrap_err()] {
            assert_eq!(reason(&error), "reason-outside", "{path} {error}");
        }
        assert!(!source.has_file(&path));
        assert!(source.place(&path).is_err() && source.path_of(&site.at(path.as_str())).is_none());
    }
    let reasons = ["loop", "nowhere", "socket", "pipe", "content"]
        .map(|path| reason(&source.read(&SitePath::new(path)).unwrap_err()));
    let expected = ["reason-loop", "reason-missing", "reason-special", "reason-special", "reason-folder"];
    assert_eq!(reasons, expected);
}

#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let outside = Folder::new();
    let inside = "title： 题\n";
    fs::write(outside.path().join("a.md"), inside).unwrap();
    let site = site();
    link(&site, "content/news/a.md", outside.path().join("a.md"));
    let source = Source::open(&site.root).unwrap();
    let path = SitePath::new("content/news/a.md");
    let refused = publish::rewrite(&source, &path, inside.as_bytes(), b"new").unwrap_err();
    assert_eq!((refused.kind(), reason(&refused)), (ErrorKind::CrossesDevices, "reason-outside".to_owned()));
    for folder in ["content/news", ".dateline", ".dateline/schema"] {
        link(&site, folder, outside.path());
        for command in [&["new", "news", "Snow"] as &[&str], &["schema"], &["check", "--external"], &["check", "--fix"]]
        {
            let run = site.run(command);
            assert!(run.status == 0 || !run.stderr.is_empty(), "{run}");
        }
        fs::remove_file(site.at(folder)).unwrap();
    }
    let left: Vec<_> = fs::read_dir(outside.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["a.md"]);
    assert_eq!(fs::read_to_string(outside.path().join("a.md")).unwrap(), inside);
    // A link to a file inside is followed, and stays one.
    fs::write(site.at("real.md"), ARTICLE.replace("title:", "title：")).unwrap();
    link(&site, "content/news/a.md", site.at("real.md"));
    site.write("content/news/b.txt", "表");
    assert_eq!(site.run(&["check", "--fix"]).status, 0);
    assert!(site.at("content/news/a.md").is_symlink());
    assert_eq!(site.read("real.md"), ARTICLE);
}

fn make_pipe(site: &Site, path: &str) {
    let place = site.at(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(place).status().unwrap().success());
}
