//! The command line: what is asked for, how the answer is worded, and where it goes.

use std::fs;

use super::site;
use crate::support::{Folder, NOW, Run, assert_same, dateline, run, tree};

#[test]
fn a_check_writes_nothing() {
    let site = site();
    let before = tree(&site.root);
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 0, "{checked}");
    assert_same(&tree(&site.root), &before);
}

#[test]
fn warnings_fail_where_they_are_denied() {
    let site = site();
    site.write("content/news/unused.pdf", "%PDF");
    for command in ["check", "build"] {
        let run = site.run(&[command]);
        assert_eq!(run.status, 0, "{run}");
        assert!(run.stderr.contains("W0406"), "{run}");
    }
    let public = site.public();
    site.edit("content/news/2024-01-15-er.md", "第二段", "新的第二段");
    for command in ["check", "build"] {
        assert_eq!(site.run(&[command, "--deny-warnings"]).status, 1);
    }
    assert_same(&site.public(), &public);
    site.remove("content/news/unused.pdf");
    assert_eq!(site.run(&["build", "--deny-warnings"]).status, 0);
}

#[test]
fn wrong_usage_is_told_and_does_nothing() {
    let site = site();
    let wrong: [&[&str]; 12] = [
        &["bulid"],
        &["build", "--nope"],
        &["build", "content"],
        &["build", "--now", "yesterday"],
        &["build", "--now", "2024-01-18"],
        &["build", "--jobs", "0"],
        &["build", "--jobs", "many"],
        &["build", "--format", "xml"],
        &["build", "--base-url", "news"],
        &["check", "--drafts"],
        &["new", "news"],
        &["new", "nwes", "标题"],
    ];
    for arguments in wrong {
        let run = run(dateline(arguments).arg("--root").arg(&site.root));
        assert_eq!(run.status, 2, "{arguments:?} {run}");
        assert!(
            run.stdout.is_empty() && run.stderr.contains("[F0"),
            "{arguments:?} {run}"
        );
    }
    assert!(!site.at("public").exists());
    let help = |arguments: &[&str]| {
        let run = site.run(&[arguments, &["--lang", "en"]].concat());
        run.stderr
            .lines()
            .last()
            .unwrap_or_default()
            .rsplit(": ")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(help(&["build", "--nope"]), "dateline build --help");
    assert_eq!(help(&["new", "news", "a", "b"]), "dateline new --help");
    assert_eq!(help(&["bulid"]), "dateline --help");
    for (word, right) in [
        ("chek", "check"),
        ("shema", "schema"),
        ("bulid", "build"),
        ("serv", "serve"),
    ] {
        let near = site.run(&[word, "--lang", "zh"]);
        assert!(
            near.stderr.contains(&format!("是不是“{right}”？")),
            "{near}"
        );
    }
    // What is for bulletins only is not left aside in silence.
    for option in [["--series", "hotline"], ["--from", "none.txt"]] {
        let run = site.run(&[&["new", "评论", "乙", "--lang", "zh"], &option[..]].concat());
        let said = format!("{} 只用于公报，“评论”的稿件不是公报", option[0]);
        assert!(
            run.status == 2 && run.stdout.is_empty() && run.stderr.contains(&said),
            "{run}"
        );
    }
    let help = site.run(&["new", "--help", "--lang", "zh"]);
    assert!(
        help.stdout
            .contains("dateline new <分类或体裁> [标题] [选项]"),
        "{help}"
    );
    let none = site.run(&["build", "--jobs", "0", "--lang", "zh"]);
    assert!(none.stderr.contains("“0”，要写 1 到 1024 的整数"), "{none}");
    let folder = Folder::new();
    for command in ["build", "check"] {
        let run = run(dateline(&[command]).current_dir(folder.path()));
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stderr.contains("F0001"), "{run}");
    }
}

#[test]
fn the_site_and_the_language_may_be_named_before_the_command() {
    let site = site();
    let run = run(dateline(&["--lang", "en", "--root"])
        .arg(&site.root)
        .arg("check"));
    assert!(
        run.status == 0 && run.stderr.contains("no problems"),
        "{run}"
    );
}

#[test]
fn the_site_is_found_from_any_of_its_folders() {
    let site = site();
    let run = run(dateline(&["check", "--now", NOW]).current_dir(site.at("content/news")));
    assert_eq!(run.status, 0, "{run}");
}

#[test]
fn problems_go_where_they_are_read() {
    let site = site();
    site.write("content/news/x.md", "---\ntitle: 没有日期\n---\n");
    let human = site.run(&["check"]);
    assert!(
        human.stdout.is_empty() && human.stderr.contains("E0112"),
        "{human}"
    );
    for format in ["json", "github"] {
        let run = site.run(&["check", "--format", format]);
        assert!(
            run.stdout.contains("E0112") && !run.stderr.contains("E0112"),
            "{run}"
        );
        assert_eq!(run.stdout.lines().count(), 1);
    }
    let line = site.run(&["build", "--format", "json"]).stdout;
    let problem: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (
            problem["severity"].as_str(),
            problem["code"].as_str(),
            problem["path"].as_str(),
            problem["line"].as_u64()
        ),
        (
            Some("error"),
            Some("E0112"),
            Some("content/news/x.md"),
            Some(2)
        )
    );
    site.remove("content/news/x.md");
    let clean = site.run(&["build", "--format", "json"]);
    assert_eq!(clean.stdout, "", "{clean}");
}

#[test]
fn messages_follow_option_locale_and_site_in_that_order() {
    let site = site();
    site.write("content/news/x.md", "---\ntitle: 没有日期\n---\n");
    let says = |run: Run, word: &str| assert!(run.stderr.contains(word), "{run}");
    says(site.run(&["check"]), "错误");
    says(
        run(site.command(&["check"]).env("LANG", "en_US.UTF-8")),
        "error",
    );
    says(
        run(site
            .command(&["check"])
            .env("LANG", "en_US.UTF-8")
            .env("LC_ALL", "zh_CN.UTF-8")),
        "错误",
    );
    says(
        run(site
            .command(&["check", "--lang", "zh"])
            .env("LC_ALL", "en_US.UTF-8")),
        "错误",
    );
    says(run(site.command(&["check"]).env("LANG", "C")), "错误");
    site.edit("content/site.yaml", "timezone", "language: en\ntimezone");
    says(site.run(&["check"]), "error");
}

#[cfg(unix)]
#[test]
fn what_the_system_says_is_told_in_the_language_of_the_editor() {
    let site = site();
    let told = |arguments: &[&str], zh: &str, en: &str| {
        for (lang, expected) in [("zh", zh), ("en", en)] {
            let run = site.run(&[arguments, &["--lang", lang]].concat());
            assert!(
                run.stderr.contains(expected) && !run.stderr.contains("os error"),
                "{run}"
            );
        }
    };
    site.link("content/news/kreis", ".");
    told(
        &["check"],
        "链接（快捷方式）绕成了圈",
        "links (shortcuts) lead in a circle",
    );
    fs::remove_file(site.at("content/news/kreis")).unwrap();
    site.link("content/news/a", "b");
    site.link("content/news/b", "a");
    told(&["check"], "绕成了圈", "lead in a circle");
    fs::remove_file(site.at("content/news/a")).unwrap();
    fs::remove_file(site.at("content/news/b")).unwrap();
    told(
        &["build", "--report", "content"],
        "这是文件夹，不是文件",
        "it is a folder, not a file",
    );
    told(
        &["build", "--report", "content/site.yaml/r"],
        "已经有同名的了",
        "there is something of this name already",
    );
    let long = format!("{}/new", "长".repeat(100));
    told(&["init", &long], "名字太长", "the name is too long");
    site.link("content/news/dangling.md", "nowhere.md");
    told(&["check"], "没有这个文件或文件夹", "it is not there");
}

#[cfg(unix)]
#[test]
fn paths_on_the_command_line_need_not_be_text() {
    use std::os::unix::ffi::OsStrExt;
    let site = site();
    let above = site.root.parent().unwrap();
    // GBK, in which older machines name folders.
    let gbk = |name: &[u8]| above.join(std::ffi::OsStr::from_bytes(name));
    let (root, output) = (gbk(b"\xcd\xf8\xd5\xbe"), gbk(b"\xca\xe4\xb3\xf6"));
    let (report, schemas) = (gbk(b"\xb1\xa8.json"), gbk(b"\xc4\xa3"));
    fs::rename(&site.root, &root).unwrap();
    let build = run(dateline(&["build", "--now", NOW, "--root"])
        .arg(&root)
        .arg("--output")
        .arg(&output)
        .arg("--report")
        .arg(&report));
    assert_eq!(build.status, 0, "{build}");
    assert!(output.join("2024/01/15/er.html").is_file() && report.is_file());
    let schema = run(dateline(&["schema", "--root"])
        .arg(&root)
        .arg("--output")
        .arg(&schemas));
    assert!(schema.status == 0 && schemas.is_dir(), "{schema}");
    let started = gbk(b"\xd0\xc2");
    let init = run(dateline(&["init"]).arg(&started));
    assert!(
        init.status == 0 && started.join("content/site.yaml").is_file(),
        "{init}"
    );
    let mut names: Vec<_> = fs::read_dir(above)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    let mut expected = vec![root.clone(), output, report, schemas, started];
    expected.sort();
    assert_eq!(names, expected, "nothing is written by any other name");
    // What has to be text is refused otherwise.
    let moment = std::ffi::OsStr::from_bytes(b"\xd6\xd0");
    let refused = run(dateline(&["build", "--lang", "en", "--root"])
        .arg(&root)
        .arg("--base-url")
        .arg(moment));
    assert!(
        refused.status == 2 && refused.stderr.contains("not in UTF-8"),
        "{refused}"
    );
}

#[test]
fn messages_of_usage_name_what_is_missing_in_their_own_language() {
    for (language, missing) in [
        ("zh", "还缺 <分类或体裁> <标题>"),
        ("en", "<KIND-OR-CATEGORY> <TITLE> is missing"),
    ] {
        let said = run(&mut dateline(&["new", "--lang", language]));
        assert!(said.stderr.contains(missing), "{said}");
        let help = run(&mut dateline(&["check", "--help", "--lang", language]));
        let is_foreign = ["FILE", "REV", "PATH"]
            .iter()
            .any(|name| help.stdout.contains(name));
        assert_eq!(is_foreign, language == "en", "{help}");
    }
}

#[test]
fn the_version_says_of_which_commit_it_is() {
    let said = run(&mut dateline(&["--version"])).stdout;
    let rest = said
        .trim_end()
        .strip_prefix(concat!("dateline ", env!("CARGO_PKG_VERSION")));
    let rest = rest.unwrap_or_else(|| panic!("{said}"));
    // Without git there is none; with it, commit and day.
    let Some(known) = rest
        .strip_prefix(" (")
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        assert_eq!(rest, "");
        return;
    };
    let (commit, day) = known.split_once(' ').unwrap();
    assert!(
        commit.len() == 9 && commit.bytes().all(|b| b.is_ascii_hexdigit()),
        "{said}"
    );
    assert!(day.len() == 10 && day.starts_with("20"), "{said}");
}
