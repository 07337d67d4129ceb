//! What stands in the way of the output: files of others, links, folders; and what becomes of what
//! is in it already.

use std::fs;
use std::path::Path;

use super::site;
use crate::support::{Tree, assert_same, files, run, write};

#[test]
fn what_was_put_into_the_output_by_hand_survives() {
    let site = site();
    site.build(&[]);
    let own = [
        ("public/verification.txt", "google"),
        ("public/2023/12/30/note.txt", "note"),
        ("public/.htaccess", ""),
    ];
    for (path, text) in own {
        site.write(path, text);
    }
    site.remove("content/news/2023-12-30-san.md");
    site.build(&[]);
    site.build(&[]);
    for (path, text) in own {
        assert_eq!(site.read(path), text);
    }
    assert!(!site.at("public/2023/12/30/san.html").exists());
}

#[test]
fn what_was_changed_in_the_output_is_repaired() {
    let site = site();
    site.build(&[]);
    let public = site.public();
    let check = |path: &str, change: &dyn Fn(&Path)| {
        change(&site.at("public").join(path));
        let report = site.build(&[]);
        assert_eq!(report.paths("written"), [path]);
        assert_same(&site.public(), &public);
    };
    let same_length = |path: &Path| {
        let time = fs::metadata(path).unwrap().modified().unwrap();
        let mut bytes = fs::read(path).unwrap();
        bytes[20] ^= 1;
        fs::write(path, bytes).unwrap();
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_modified(time)
            .unwrap();
    };
    check("2024/01/15/er.html", &same_length);
    check("feed.xml", &|path| {
        fs::File::options()
            .write(true)
            .open(path)
            .unwrap()
            .set_len(10)
            .unwrap()
    });
    check("index.html", &|path| fs::remove_file(path).unwrap());
    check("about.html", &|path| fs::write(path, "").unwrap());
    #[cfg(unix)]
    check("news/index.html", &|path| {
        fs::remove_file(path).unwrap();
        std::os::unix::fs::symlink(site.at("public/404.html"), path).unwrap();
    });
    assert!(public["404.html"] == fs::read(site.at("public/404.html")).unwrap());
    // A lost record of times costs reading, not writing.
    fs::remove_dir_all(site.at(".dateline")).unwrap();
    assert_eq!(site.build(&[]).count("written"), 0);
}

#[test]
fn a_lost_manifest_loses_nothing() {
    let site = site();
    site.build(&[]);
    let public = site.public();
    let manifest = &public[".dateline-manifest"];
    let torn = &manifest[..manifest.len() / 2];
    let changed = [&manifest[..40], &[manifest[40] ^ 1], &manifest[41..]].concat();
    for bytes in [
        None,
        Some(torn),
        Some(&changed),
        Some(b"something else"),
        Some(b""),
    ] {
        match bytes {
            None => site.remove("public/.dateline-manifest"),
            Some(bytes) => site.write("public/.dateline-manifest", bytes),
        }
        site.write("public/by-hand.txt", "mine");
        site.edit("content/news/2024-01-15-er.md", "第二段", "又改过的第二段");
        site.build(&[]);
        assert_eq!(site.read("public/by-hand.txt"), "mine");
        site.remove("public/by-hand.txt");
        assert_same(&site.public(), &site.fresh(&[]));
        assert_eq!(site.build(&[]).count("written"), 0);
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let site = site();
    site.write("taken", "a file, not a folder");
    for output in ["taken", "taken/public"] {
        let run = site.run(&["build", "--output", site.at(output).to_str().unwrap()]);
        assert_eq!(run.status, 3, "{run}");
        assert!(run.stderr.contains("F0003"), "{run}");
    }
    assert_eq!(site.read("taken"), "a file, not a folder");
    let run = site.run(&[
        "build",
        "--report",
        site.at("taken/report.json").to_str().unwrap(),
    ]);
    assert_eq!(run.status, 3, "{run}");
    assert!(run.stderr.contains("F0013"), "{run}");
}

#[test]
fn the_sites_own_files_are_never_the_output() {
    let site = site();
    for output in [
        ".",
        "..",
        "content",
        "content/public",
        "themes/x",
        ".dateline",
    ] {
        let run = run(site
            .command(&["build", "--output", output])
            .current_dir(&site.root));
        assert_eq!(run.status, 2, "{output} {run}");
        assert!(run.stderr.contains("F0006"), "{output} {run}");
    }
    assert!(site.at("content/site.yaml").is_file());
}

#[test]
fn an_output_below_a_folder_that_is_not_there_is_still_looked_at() {
    let site = site();
    for output in ["nope/../content/out", "nope/..", "nope/../themes/x"] {
        let run = site.run(&["build", "--output", output]);
        assert!(run.status == 2 && run.stderr.contains("F0006"), "{run}");
        assert!(!site.at("nope").exists() && !site.at("index.html").exists());
    }
    site.build(&["--output", "nope/../fine"]);
    assert!(site.at("fine/index.html").exists());
}

#[test]
fn what_others_put_in_the_way_is_named_before_anything_moves() {
    let site = site();
    site.build(&[]);
    let old = site.public();
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    let other = site.at("elsewhere");
    let regular = |folder: &Path| {
        let mut found: Tree = Tree::new();
        for (path, place) in files(folder)
            .into_iter()
            .filter(|(p, place)| !p.ends_with("-lock") && !place.is_symlink())
        {
            found.insert(path, fs::read(place).unwrap());
        }
        found
    };
    type Way<'a> = (&'a str, &'a dyn Fn(&Path));
    let ways: [Way<'_>; 4] = [
        ("tags", &|at| fs::write(at, "mine").unwrap()),
        ("tags", &|at| {
            std::os::unix::fs::symlink(&other, at).unwrap()
        }),
        ("tags", &|at| {
            std::os::unix::fs::symlink("nowhere", at).unwrap()
        }),
        ("index.html", &|at| write(&at.join("mine"), b"mine")),
    ];
    for (path, put) in ways {
        let place = site.at("public").join(path);
        fs::rename(&place, &other).unwrap();
        put(&place);
        let before = [regular(&site.at("public")), regular(&other)];
        for _ in 0..2 {
            let run = site.run(&["build", "--lang", "en"]);
            assert_eq!(run.status, 3, "{run}");
            assert!(
                run.stderr.contains("F0026") && run.stderr.contains(&format!("public/{path}”")),
                "{run}"
            );
            assert_eq!(
                [regular(&site.at("public")), regular(&other)],
                before,
                "something moved, or was written elsewhere"
            );
        }
        let is_folder = place.is_dir() && !place.is_symlink();
        if is_folder {
            fs::remove_dir_all(&place)
        } else {
            fs::remove_file(&place)
        }
        .unwrap();
        site.build(&[]);
        assert_same(&site.public(), &site.fresh(&[]));
        fs::remove_dir_all(site.at("public")).unwrap();
        if other.is_dir() {
            fs::remove_dir_all(&other)
        } else {
            fs::remove_file(&other)
        }
        .unwrap();
        for (path, bytes) in &old {
            site.write(&format!("public/{path}"), bytes);
        }
    }
}

#[test]
fn nothing_is_removed_or_written_through_a_link() {
    let site = site();
    site.edit(
        "content/news/2024-01-15-er.md",
        "title:",
        "aliases: [/docs/x.html]\ntitle:",
    );
    site.build(&[]);
    let (place, other) = (site.at("public/docs"), site.at("elsewhere"));
    fs::rename(&place, &other).unwrap();
    std::os::unix::fs::symlink(&other, &place).unwrap();
    site.edit(
        "content/news/2024-01-15-er.md",
        "aliases: [/docs/x.html]\n",
        "",
    );
    site.build(&[]);
    assert!(
        other.join("x.html").exists(),
        "what lies beyond a link is not ours"
    );
    let victim = site.at("victim");
    fs::write(&victim, "precious").unwrap();
    fs::remove_dir_all(site.at(".dateline")).unwrap();
    for path in [
        ".dateline/documents.new",
        "public/.dateline-manifest.new",
        "report.json.new",
    ] {
        for path in [path.to_owned(), path.replace(".new", ".dateline-new")] {
            let link = site.at(&path);
            fs::create_dir_all(link.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(&victim, link).unwrap();
        }
    }
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    site.build(&[]);
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    let folder = site.at("outside");
    fs::create_dir(&folder).unwrap();
    fs::remove_dir_all(site.at(".dateline")).unwrap();
    site.link(".dateline", &folder);
    site.build(&[]);
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        0,
        "the folder of the cache is a link, which leads out of the site"
    );
}

#[test]
fn a_file_is_mended_beside_itself_and_not_through_a_link() {
    let site = site();
    let victim = site.at("victim");
    fs::write(&victim, "precious").unwrap();
    let path = "content/news/2024-01-10-yi.md";
    site.edit(path, "title: ", "title：");
    site.link("content/news/.2024-01-10-yi.md.dateline-new", &victim);
    let run = site.run(&["check", "--fix"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(site.read(path).contains("title: "));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[test]
fn a_folder_where_a_page_was_is_no_hindrance() {
    let site = site();
    site.build(&[]);
    let page = site.at("public/2023/12/30/san.html");
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
    fs::remove_file(&page).unwrap();
    fs::create_dir(&page).unwrap();
    site.remove("content/news/2023-12-30-san.md");
    site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
}

#[test]
fn a_report_goes_into_what_is_no_plain_file() {
    let site = site();
    let (pipe, link, target) = (
        site.at("pipe"),
        site.at("link.json"),
        site.at("target.json"),
    );
    site.pipe("pipe");
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || fs::read_to_string(pipe).unwrap()
    });
    site.build(&[]);
    let run = site.run(&["build", "--report", pipe.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run}");
    assert!(reader.join().unwrap().contains("\"published\": true"));
    fs::write(&target, "").unwrap();
    std::os::unix::fs::symlink("target.json", &link).unwrap();
    let run = site.run(&["build", "--report", link.to_str().unwrap()]);
    assert_eq!(run.status, 0, "{run}");
    assert!(
        link.is_symlink()
            && fs::read_to_string(&target)
                .unwrap()
                .contains("\"published\": true")
    );
}

/// Returns true if a command is there and does this; says so if not.
#[cfg(target_os = "linux")]
#[expect(clippy::print_stderr, reason = "a test that could not be run says so")]
fn can(program: &str, arguments: &[&str]) -> bool {
    let probe = std::process::Command::new(program).args(arguments).output();
    let is_there = probe.is_ok_and(|probe| probe.status.success());
    if !is_there {
        eprintln!(
            "NOTE: not run, for want of {program} {}",
            arguments.join(" ")
        );
    }
    is_there
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_of_the_output_may_be_a_disk_of_its_own() {
    let mount = "mount -t tmpfs -o size=5m tmpfs";
    if !can("unshare", &["-Urm", "sh", "-c", &format!("{mount} /mnt")]) {
        return;
    }
    let site = site();
    fs::create_dir_all(site.at("public/2024")).unwrap();
    // Twice, since the second one finds the files of the first in their places.
    let script = format!(
        "{mount} public/2024 && \"$@\" && echo x >> public/2024/01/15/er.html && \"$@\" && cp -r public ../seen"
    );
    let mut command = std::process::Command::new("unshare");
    command
        .args(["-Urm", "sh", "-c", &script, "sh"])
        .arg(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--now", crate::support::NOW])
        .current_dir(&site.root);
    let run = run(&mut command);
    assert_eq!(run.status, 0, "{run}");
    let seen = crate::support::tree(&site.root.parent().unwrap().join("seen"));
    assert_same(&seen, &site.fresh(&[]));
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_knows_no_locks_is_written_with_a_warning() {
    let refuse = "inject=flock:error=ENOLCK";
    let traced = [
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=flock",
        "-e",
        refuse,
    ];
    if !can("strace", &[&traced[..], &["true"]].concat()) {
        return;
    }
    let site = site();
    let mut command = std::process::Command::new("strace");
    command
        .args(traced)
        .arg(env!("CARGO_BIN_EXE_dateline"))
        .args(["build", "--lang", "en", "--now", crate::support::NOW])
        .current_dir(&site.root);
    let run = run(&mut command);
    assert!(
        run.status == 0 && run.stderr.contains("knows no locks"),
        "{run}"
    );
    assert_same(&site.public(), &site.fresh(&[]));
}
