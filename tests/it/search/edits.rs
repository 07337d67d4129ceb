//! Which files an edit rewrites, and that a build after edits leaves what a fresh one does.

use super::decoder::Index;
use super::found::{article, made, text};
use crate::support::{Dice, Report, Site, assert_same};

/// Returns the files of the index that a build wrote or removed.
fn touched(report: &Report) -> Vec<String> {
    let paths = ["written", "removed"]
        .map(|list| report.paths(list))
        .concat();
    paths.into_iter().filter(|path| is_of_index(path)).collect()
}

fn is_of_index(path: &str) -> bool {
    path.starts_with("search/") && path != "search/index.html"
}

#[test]
fn one_more_article_of_the_newest_day_rewrites_its_texts_and_the_list_of_segments() {
    let site = made(3, 100, "");
    site.build(&[]);
    site.write(
        "content/news/2024-01-18-new.md",
        article("新的", "2024-01-18", "停水"),
    );
    let report = site.build(&[]);
    assert_eq!(touched(&report), ["search/day/t0.js", "search/meta.js"]);
    assert_eq!(Index::of(&site.public()).search("新的").len(), 1);
    assert!(touched(&site.build(&[])).is_empty());
}

#[test]
fn the_first_article_of_a_day_puts_the_day_before_into_its_month() {
    let site = made(4, 100, "");
    site.build(&[]);
    site.write(
        "content/news/2024-01-19-new.md",
        article("新的", "2024-01-19", "停水"),
    );
    let touched = touched(&site.build(&[]));
    assert!(touched.len() <= 70, "{}: {touched:?}", touched.len());
    assert!(touched.iter().all(|path| {
        let allowed = ["search/day/", "search/2024-01/", "search/meta.js"];
        allowed.iter().any(|start| path.starts_with(start))
    }));
}

#[test]
fn an_old_article_takes_along_only_the_files_of_its_strings() {
    let site = made(5, 400, "");
    site.write(
        "content/news/2018-05-05-old.md",
        article("旧的", "2018-05-05", "原来的十个字在这里没有改"),
    );
    site.build(&[]);
    site.edit("content/news/2018-05-05-old.md", "十个字", "另外几个");
    let edited = touched(&site.build(&[]));
    assert!(edited.len() <= 70, "{edited:?}");
    assert!(
        edited
            .iter()
            .all(|path| path.starts_with("search/2015-2019/") || path == "search/meta.js")
    );
    site.remove("content/news/2018-05-05-old.md");
    let removed = touched(&site.build(&[]));
    assert!(removed.len() <= 1000);
    assert!(
        removed
            .iter()
            .all(|path| path.starts_with("search/2015-2019/") || path == "search/meta.js")
    );
}

#[test]
fn a_build_after_edits_leaves_what_a_fresh_one_does() {
    let site = made(6, 60, "");
    let mut dice = Dice(6);
    site.build(&[]);
    for round in 0..8 {
        let (year, day) = (2013 + dice.below(12), dice.below(28) + 1);
        let path = format!("content/news/{year}-01-{day:02}-e{round}.md");
        let length = dice.below(80);
        let date = format!("{year}-01-{day:02}");
        site.write(
            &path,
            article(&format!("改{round}"), &date, &text(&mut dice, length)),
        );
        if round % 3 == 2 {
            site.remove(&path);
        }
        if round % 4 == 1 {
            site.write("content/site.yaml", site.read("content/site.yaml") + "\n");
        }
        site.build(&[]);
        let index: Vec<_> = site
            .public()
            .into_iter()
            .filter(|(p, _)| is_of_index(p))
            .collect();
        let fresh: Vec<_> = site
            .fresh(&[])
            .into_iter()
            .filter(|(p, _)| is_of_index(p))
            .collect();
        assert!(index == fresh, "round {round}");
    }
    let index = Index::of(&site.public());
    for query in ["改0", "改7", "停电市", "水停电"] {
        assert_eq!(index.search(query), index.scan(query), "{query}");
    }
}

#[test]
fn any_number_of_threads_and_parts_makes_the_same_index() {
    let site = made(7, 80, "");
    let whole = site.fresh(&["--jobs", "1"]);
    assert_same(&site.fresh(&["--jobs", "8"]), &whole);
    for part in ["1/3", "2/3", "3/3"] {
        site.build(&["--shard", part]);
    }
    let parts = site.public();
    for (path, bytes) in &whole {
        if is_of_index(path) {
            assert!(parts.get(path) == Some(bytes), "{path}");
        }
    }
}

#[test]
fn what_is_withheld_is_in_no_file() {
    let site = made(8, 20, "");
    for (name, date, more) in [
        ("draft", "2023-05-05", "draft: true\n"),
        ("future", "2025-05-05", ""),
        ("expired", "2023-05-05", "expires: 2023-06-06\n"),
    ] {
        site.write(
            &format!("content/news/{name}.md"),
            format!("---\ntitle: 隐藏的题\ndate: {date}\n{more}---\n\n隐藏的话\n"),
        );
    }
    site.build(&[]);
    let index = Index::of(&site.public());
    assert!(index.scan("隐藏").is_empty());
    for segment in index.segments() {
        if segment["kind"] == "index" {
            assert!(index.list(segment, "隐藏").is_empty());
        }
    }
    // What comes down later leaves its list as well.
    let site = made(9, 20, "");
    site.write(
        "content/news/soon.md",
        "---\ntitle: 隐藏的题\ndate: 2023-05-05\nexpires: 2024-03-03\n---\n\n隐藏的话\n",
    );
    site.build(&[]);
    assert_eq!(Index::of(&site.public()).search("隐藏").len(), 1);
    site.build(&["--now", "2024-04-01T00:00:00+08:00"]);
    assert!(Index::of(&site.public()).search("隐藏").is_empty());
}

#[test]
fn a_site_without_a_search_has_none_of_its_files() {
    let site = made(10, 20, "search: false\n");
    site.build(&[]);
    assert!(
        site.public()
            .keys()
            .all(|path| !path.starts_with("search/"))
    );
    site.edit("content/site.yaml", "search: false", "search: true");
    site.build(&[]);
    assert!(site.public().contains_key("search/meta.js"));
    site.edit("content/site.yaml", "search: true", "search: false");
    site.build(&[]);
    assert!(
        site.public()
            .keys()
            .all(|path| !path.starts_with("search/"))
    );
}

#[test]
fn nothing_else_stands_among_the_files_of_the_index() {
    let site = made(11, 5, "");
    site.write("static/search/meta.js", "x");
    site.write(
        "content/news/a.md",
        "---\ntitle: 题\ndate: 2024-01-18\naliases: [/search/day]\n---\n\n文\n",
    );
    let run = site.run(&["check"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(
        run.stderr.contains("E0412") && run.stderr.contains("E0405"),
        "{run}"
    );
    site.edit("content/site.yaml", "title:", "search: false\ntitle:");
    assert_eq!(site.run(&["check"]).status, 0);
}

#[test]
fn a_file_of_the_index_that_somebody_changed_is_put_right() {
    let site: Site = made(12, 40, "");
    site.build(&[]);
    let public = site.public();
    let path = public.keys().find(|path| path.ends_with("/s0.js")).unwrap();
    site.write(&format!("public/{path}"), "x");
    let other = public.keys().find(|path| path.ends_with("/t0.js")).unwrap();
    site.remove(&format!("public/{other}"));
    site.build(&[]);
    assert_same(&site.public(), &public);
}
