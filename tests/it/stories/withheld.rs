//! Drafts, articles to come and expired ones: who sees them when, whatever the machine says of time
//! and place.

use std::fs;

use super::{article, build_as_fresh, holds, site};
use crate::support::{Site, assert_same, dateline, run, tree};

/// A site with one article of each kind that is in no output.
fn withheld_site() -> Site {
    let site = site();
    site.write(
        "content/news/2024-01-11-draft.md",
        article("还在写", "2024-01-11", "draft: true\n"),
    );
    site.write(
        "content/news/2024-02-01-future.md",
        article("将来的", "2024-02-01 08:01", ""),
    );
    site.write(
        "content/news/2024-01-12-expired.md",
        article("过去的", "2024-01-12", "expires: 2024-02-01 08:00\n"),
    );
    site
}

#[test]
fn what_is_withheld_is_named_and_nowhere_in_the_output() {
    let site = withheld_site();
    let report = site.build(&[]);
    let expected = [
        "content/news/2024-01-11-draft.md draft",
        "content/news/2024-01-12-expired.md expired",
        "content/news/2024-02-01-future.md future",
    ];
    assert_eq!(report.withheld(), expected);
    assert_eq!(report.count("withheld"), 3);
    assert_eq!(
        report.0["withheld"][2]["moment"],
        "2024-02-01T08:01:00+08:00"
    );
    assert!(report.0["withheld"][0]["moment"].is_null());
    for title in ["还在写", "将来的", "过去的"] {
        assert!(!holds(&site.public(), title), "{title}");
    }
    let summary = site.run(&["build"]).stderr;
    for line in [
        "draft.md：草稿",
        "future.md：2024-02-01 08:01 发布",
        "expired.md：已在 2024-02-01 08:00 下线",
    ] {
        assert!(summary.contains(line), "{summary}");
    }
}

#[test]
fn the_clock_decides_what_is_published() {
    let site = withheld_site();
    let withheld_at = |now| site.build(&["--now", now]).withheld().len();
    assert_eq!(withheld_at("2024-02-01T07:59:59+08:00"), 2);
    assert!(site.at("public/2024/01/12/expired.html").is_file());
    assert_eq!(withheld_at("2024-02-01T08:00:00+08:00"), 3);
    assert!(!site.at("public/2024/01/12").exists());
    assert!(!site.at("public/2024/02").exists());
    assert_eq!(withheld_at("2024-02-01T00:01:00Z"), 2);
    assert!(site.at("public/2024/02/01/future.html").is_file());
}

#[test]
fn drafts_and_coming_articles_are_shown_with_a_mark() {
    let site = withheld_site();
    let report = site.build(&["--drafts", "--future"]);
    assert_eq!(
        report.withheld(),
        ["content/news/2024-01-12-expired.md expired"]
    );
    for (page, mark) in [
        ("2024/01/11/draft.html", "草稿"),
        ("2024/02/01/future.html", "ribbon"),
    ] {
        let html = site.read(&format!("public/{page}"));
        assert!(html.contains(mark) && html.contains("noindex"), "{page}");
    }
    assert!(!site.read("public/2024/01/15/er.html").contains("ribbon"));
    build_as_fresh(&site, &[]);
    assert!(!site.at("public/2024/01/11").exists());
}

#[test]
fn the_clock_can_come_from_the_environment() {
    let site = withheld_site();
    let build = |epoch: &str| {
        let mut command = dateline(&["build"]);
        run(command
            .arg("--root")
            .arg(&site.root)
            .env("SOURCE_DATE_EPOCH", epoch))
    };
    assert_eq!(build("1706745540").status, 0); // 2024-01-31T23:59:00Z
    assert!(!site.at("public/2024/02").exists());
    assert_eq!(build("1706745660").status, 0); // 2024-02-01T00:01:00Z
    assert!(site.at("public/2024/02/01/future.html").is_file());
    for epoch in ["soon", "-9223372036854775808"] {
        let wrong = build(epoch);
        assert_eq!(wrong.status, 2, "{wrong}");
        assert!(wrong.stderr.contains("F0014"), "{wrong}");
    }
}

#[test]
fn zone_locale_and_threads_of_the_machine_change_no_byte() {
    let site = withheld_site();
    let expected = site.fresh(&[]);
    for (name, value) in [
        ("TZ", "UTC"),
        ("TZ", "Asia/Shanghai"),
        ("TZ", "America/New_York"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("LANG", "C"),
    ] {
        fs::remove_dir_all(site.at("public")).ok();
        let run = run(site.command(&["build"]).env(name, value));
        assert_eq!(run.status, 0, "{run}");
        assert_same(&site.public(), &expected);
    }
    for jobs in ["1", "4"] {
        fs::remove_dir_all(site.at("public")).ok();
        site.build(&["--jobs", jobs]);
        assert_same(&site.public(), &expected);
    }
    site.build(&["--output", site.at("elsewhere/deep").to_str().unwrap()]);
    assert_same(&tree(&site.at("elsewhere/deep")), &expected);
}
