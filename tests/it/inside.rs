//! Nothing outside of the site's folder is read, printed or written, by whatever way it is reached;
//! and what is no file is never waited for.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use std::time::Duration;

use dateline::base::path::SitePath;
use dateline::diagnostic::reason;
use dateline::publish;
use dateline::source::Source;

use crate::support::{self, ATTACKED, Folder, Run, SECRET, Site, assert_same};

const ARTICLE: &str = "---\ntitle: 题\ndate: 2024-01-18\n---\n正文。[表](b.txt)\n";

fn site() -> Site {
    Site::new(&[
        ("content/site.yaml", ATTACKED),
        ("content/news/a.md", ARTICLE),
        ("content/news/b.txt", "表"),
        ("content/_terms.yaml", "西宁市: 西宁\n"),
        ("themes/own/words/zh.yaml", "home: 首页\n"),
        ("themes/own/assets/own.css", "p { color: red }\n"),
        ("themes/own/templates/home.html", "首页\n"),
    ])
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
    fs::write(
        &secret,
        format!("{SECRET}: [\n---\ntitle： {SECRET}\n{{% {SECRET} %}}\n"),
    )
    .unwrap();
    for (target, commands) in [
        (secret.as_path(), &COMMANDS[..]),
        (Path::new("/proc/self/environ"), &COMMANDS[..1]),
    ] {
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
            site.link(path, target);
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
            site.link(path, target);
            for command in commands {
                let run = run_with_secret(&site, command);
                assert!(run.status == 0, "{path} {command:?} {run}");
                assert_silent(&run, &format!("{path} {command:?}"));
            }
        }
    }
    assert!(fs::read_to_string(secret).unwrap().starts_with(SECRET));
}

/// A link of a stranger's branch could lead to the keys of the job that builds it, which lie in the
/// site's own folder.
#[test]
fn nothing_that_is_hidden_in_the_site_is_printed_or_published() {
    for (hidden, target) in [
        (".git/config", ".git/config"),
        (".env", ".env"),
        (".secret/b.txt", ".secret"),
    ] {
        for path in [
            "content/site.yaml",
            "content/_terms.yaml",
            "content/news/a.md",
            "content/news/b.txt",
            "content/news",
            "themes/own/words/zh.yaml",
            "themes/own/assets/own.css",
            "themes/own/templates",
        ] {
            let site = site();
            site.write(hidden, format!("{SECRET}: [\n---\ntitle： {SECRET}\n"));
            let up = "../".repeat(path.matches('/').count());
            for target in [
                Path::new(&format!("{up}{target}")).to_path_buf(),
                site.at(target),
            ] {
                site.link(path, target);
                for command in [&["check"][..], &["build"], &["check", "--fix"]] {
                    let run = site.run(command);
                    assert_silent(&run, &format!("{path} {command:?}"));
                    let is_folder = path.ends_with("news") || path.ends_with("templates");
                    assert!(
                        run.status != 0 || hidden == ".env" && is_folder,
                        "{path} → {hidden} {run}"
                    );
                }
                assert!(
                    !site
                        .public()
                        .values()
                        .any(|bytes| String::from_utf8_lossy(bytes).contains(SECRET))
                );
            }
            assert!(site.read(hidden).contains(SECRET), "{path}");
        }
    }
}

fn run_with_secret(site: &Site, command: &[&str]) -> Run {
    support::run(site.command(command).env("TOKEN", SECRET))
}

#[test]
fn a_folder_outside_is_no_part_of_the_site() {
    let outside = Folder::new();
    let copied = site();
    support::copy_tree(&copied.root, outside.path());
    fs::write(
        outside.path().join("content/site.yaml"),
        format!("{SECRET}: [\n"),
    )
    .unwrap();
    for folder in [
        "content",
        "content/news",
        "themes/own",
        "themes/own/templates",
    ] {
        let site = site();
        site.link(folder, outside.path().join(folder));
        for command in [["check"], ["build"]] {
            let run = site.run(&command);
            assert_silent(&run, folder);
            assert!(
                run.status == 1 && run.stderr.contains("E0003"),
                "{folder} {run}"
            );
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
    site.link("content/news/full.txt", news.join("b.txt"));
    site.link("content/news/part.txt", "../news/b.txt");
    site.link(
        "content/news/round.txt",
        format!("../../../{name}/content/news/b.txt"),
    );
    site.link("linked", &news);
    site.link("out.txt", &secret);
    site.link("up.txt", "../secret");
    site.link("out", outside.path());
    site.link("environ", "/proc/self/environ");
    site.link("loop", "loop");
    site.link("nowhere", "no/such");
    let _socket = UnixListener::bind(site.at("socket")).unwrap();
    site.pipe("pipe");
    let source = Source::open(&site.root).unwrap();
    for path in [
        "b.txt",
        "full.txt",
        "part.txt",
        "round.txt",
        "../news/b.txt",
    ]
    .map(|name| format!("content/news/{name}"))
    {
        assert_eq!(
            source.read(&SitePath::new(&path)).unwrap(),
            "表".as_bytes(),
            "{path}"
        );
    }
    assert_eq!(
        source.read(&SitePath::new("linked/b.txt")).unwrap(),
        "表".as_bytes()
    );
    let full = secret.to_str().unwrap();
    for path in [
        "out.txt",
        "up.txt",
        "out/b.txt",
        "environ",
        "../secret",
        "content/../../secret",
        full,
    ] {
        let path = SitePath::new(path);
        for error in [
            source.read(&path).unwrap_err(),
            source.digest(&path, 9).unwrap_err(),
        ] {
            assert_eq!(reason(&error), "reason-outside", "{path} {error}");
        }
        assert!(!source.has_file(&path));
        assert!(source.place(&path).is_err() && source.path_of(&site.at(path.as_str())).is_none());
    }
    let reasons = ["loop", "nowhere", "socket", "pipe", "content"]
        .map(|path| reason(&source.read(&SitePath::new(path)).unwrap_err()));
    let expected = [
        "reason-loop",
        "reason-missing",
        "reason-special",
        "reason-special",
        "reason-folder",
    ];
    assert_eq!(reasons, expected);
}

#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let outside = Folder::new();
    let inside = "title： 题\n";
    fs::write(outside.path().join("a.md"), inside).unwrap();
    let site = site();
    site.link("content/news/a.md", outside.path().join("a.md"));
    let source = Source::open(&site.root).unwrap();
    let path = SitePath::new("content/news/a.md");
    let refused = publish::rewrite(&source, &path, inside.as_bytes(), b"new").unwrap_err();
    assert_eq!(
        (refused.kind(), reason(&refused)),
        (ErrorKind::CrossesDevices, "reason-outside".to_owned())
    );
    for folder in ["content/news", ".dateline", ".dateline/schema"] {
        site.link(folder, outside.path());
        for command in [
            &["new", "news", "Snow"] as &[&str],
            &["schema"],
            &["check", "--external"],
            &["check", "--fix"],
        ] {
            let run = site.run(command);
            assert!(run.status == 0 || !run.stderr.is_empty(), "{run}");
        }
        fs::remove_file(site.at(folder)).unwrap();
    }
    let left: Vec<_> = fs::read_dir(outside.path())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["a.md"]);
    assert_eq!(
        fs::read_to_string(outside.path().join("a.md")).unwrap(),
        inside
    );
    // A link to a file inside is followed, and stays one.
    fs::write(site.at("real.md"), ARTICLE.replace("title:", "title：")).unwrap();
    site.link("content/news/a.md", site.at("real.md"));
    site.write("content/news/b.txt", "表");
    assert_eq!(site.run(&["check", "--fix"]).status, 0);
    assert!(site.at("content/news/a.md").is_symlink());
    assert_eq!(site.read("real.md"), ARTICLE);
}

/// Puts something that is no file in a place.
fn make_odd(site: &Site, path: &str, kind: &str) {
    let place = site.at(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    fs::remove_file(&place).ok();
    match kind {
        "pipe" => site.pipe(path),
        "socket" => drop(UnixListener::bind(place).unwrap()),
        "device" => symlink("/dev/zero", place).unwrap(),
        _ => site.write(&format!("{path}/inside"), "x"),
    }
}

const ODD: [&str; 4] = ["pipe", "socket", "device", "folder"];

/// Runs the program, which has to end by itself.
#[track_caller]
fn run_to_end(site: &Site, command: &[&str]) -> Run {
    let (sender, receiver) = mpsc::channel();
    let mut command = site.command(command);
    let what = format!("{command:?}");
    let (report, end) = mpsc::channel();
    std::thread::spawn(move || {
        let child = command
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        report.send(child.id()).unwrap();
        sender.send(child.wait_with_output().unwrap()).ok();
    });
    let id = end.recv().unwrap();
    let Ok(output) = receiver.recv_timeout(Duration::from_secs(60)) else {
        Command::new("kill")
            .arg("-9")
            .arg(id.to_string())
            .status()
            .ok();
        panic!("{what} waits for ever");
    };
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        status: output.status.code().unwrap_or(-1),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

#[test]
fn what_is_no_file_in_the_place_of_lock_or_manifest_is_told() {
    for kind in ODD {
        for name in [
            ".dateline-lock",
            ".dateline-manifest",
            ".dateline-manifest-1-of-2",
        ] {
            if (kind, name) == ("device", ".dateline-lock") {
                // A link in the place of the lock is taken away.
                continue;
            }
            let site = site();
            site.write("public/index.html", "old");
            make_odd(&site, &format!("public/{name}"), kind);
            let run = run_to_end(&site, &["build"]);
            assert!(
                run.status == 3 && run.stderr.contains("F0030") && run.stderr.contains(name),
                "{kind} {name} {run}"
            );
            assert_eq!(site.read("public/index.html"), "old", "nothing is touched");
            if !name.ends_with('2') {
                continue;
            }
            let run = run_to_end(&site, &["build", "--shard", "2/2"]);
            assert!(
                run.status == 3 && run.stderr.contains("F0030"),
                "{kind} {run}"
            );
        }
    }
}

#[test]
fn what_is_no_file_in_the_place_of_what_is_ours_is_replaced_or_left_aside() {
    let whole = site();
    whole.build(&[]);
    let record = support::files(&whole.at(".dateline"))
        .into_iter()
        .find(|(n, _)| n.starts_with("output-"))
        .unwrap()
        .0;
    assert!(record.len() > 8);
    for kind in ODD {
        for place in [
            ".dateline/documents",
            ".dateline/external.json",
            "RECORD",
            "public/.dateline-new",
            "public/index.html",
        ] {
            let site = site();
            let place = if place == "RECORD" {
                site.build(&[]);
                let names = support::files(&site.at(".dateline"))
                    .into_iter()
                    .map(|(name, _)| name);
                let record = names
                    .into_iter()
                    .find(|name| name.starts_with("output-"))
                    .unwrap();
                format!(".dateline/{record}")
            } else {
                place.to_owned()
            };
            make_odd(&site, &place, kind);
            if (kind, place.as_str()) == ("folder", "public/index.html") {
                // With a file of somebody's in it: told, and nothing is touched.
                assert!(run_to_end(&site, &["build"]).stderr.contains("F0026"));
                continue;
            }
            for _ in 0..2 {
                let run = run_to_end(&site, &["build"]);
                assert_eq!(run.status, 0, "{kind} {place} {run}");
            }
            assert_same(&site.public(), &whole.public());
        }
        for place in [
            ".dateline",
            ".dateline/schema",
            ".dateline/schema/news.json",
        ] {
            let site = site();
            make_odd(&site, place, kind);
            for command in [
                &["check"] as &[&str],
                &["build"],
                &["schema"],
                &["check", "--external"],
            ] {
                let run = run_to_end(&site, command);
                assert!(
                    run.status == 0 || command == ["schema"] && run.status == 3,
                    "{kind} {place} {run}"
                );
            }
        }
    }
}

#[test]
fn no_link_in_the_site_leads_the_output_or_the_report_out_of_it() {
    let (site, folder) = (site(), Folder::new());
    let www = folder.path().join("www");
    fs::create_dir(&www).unwrap();
    site.link("public", &www);
    let run = site.run(&["build"]);
    assert!(
        run.status == 3 && run.stderr.contains("F0031") && run.stderr.contains("--output"),
        "{run}"
    );
    assert_eq!(fs::read_dir(&www).unwrap().count(), 0);
    site.link("report.json", www.join("report.json"));
    site.link("part", folder.path());
    for (option, path) in [
        ("--output", "public"),
        ("--output", "part/x"),
        ("--report", "report.json"),
    ] {
        let run = site.run(&["build", option, site.at(path).to_str().unwrap()]);
        assert!(
            run.status == 3 && run.stderr.contains("F0031"),
            "{path} {run}"
        );
    }
    assert_eq!(
        (
            fs::read_dir(&www).unwrap().count(),
            fs::read_dir(folder.path()).unwrap().count()
        ),
        (0, 1)
    );
    assert_eq!(
        site.run(&["build", "--output", www.to_str().unwrap()])
            .status,
        0
    );
    assert!(www.join("index.html").is_file());
    // One that stays inside is where the site's own folder is.
    site.link("public", "built");
    fs::create_dir(site.at("built")).unwrap();
    assert_eq!(site.run(&["build"]).status, 0);
    assert!(site.at("built/index.html").is_file());
    let run = site.run(&[
        "build",
        "--report",
        site.at("content/site.yaml").to_str().unwrap(),
    ]);
    assert!(run.status == 2 && run.stderr.contains("F0006"), "{run}");
}
