//! Stories of a large archive: what one article costs, and building in parts.

use std::fs;
use std::path::Path;

use crate::support::{Report, Site, Tree, assert_same, copy_tree, run, tree};

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
search: false
categories:
  commentary: { title: 评论, kind: commentary }
  news: { title: 新闻, kind: news }
columns:
  street: { title: 街巷 }
";

const TAGS: [&str; 5] = ["天气", "供暖", "公交", "阅读", "种子"];

/// Makes an archive of `count` articles, four a day, the newest on 2024-01-31.
fn archive(count: u32) -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let newest = chrono::NaiveDate::from_ymd_opt(2024, 1, 31).unwrap();
    for i in 0..count {
        let date = newest - chrono::Days::new(u64::from(i / 4));
        let category = if i % 5 == 0 { "commentary" } else { "news" };
        let (a, b) = (TAGS[i as usize % 5], TAGS[i as usize / 5 % 5]);
        let text = format!(
            "---\ntitle: 第{i}条\ndate: {date}\ntags: [{a}, {b}]\ncolumn: street\n---\n第{i}条的正文。\n"
        );
        site.write(&format!("content/{category}/{date}-n{i}.md"), text);
    }
    site
}

fn changed(report: &Report) -> u64 {
    report.count("written") + report.count("removed")
}

#[test]
fn one_article_costs_the_same_in_an_archive_of_any_size() {
    let now = ["--now", "2024-02-02T12:00:00+08:00"];
    let costs = |count: u32| -> [u64; 4] {
        let site = archive(count);
        site.build(&now);
        let path = "content/news/2024-02-01-new.md";
        let front = "title: 新\ndate: 2024-02-01\ntags: [天气, 供暖, 公交]\ncolumn: street";
        let long = "长".repeat(150);
        site.write(
            path,
            format!("---\n{front}\n---\n开头。\n\n{long}。\n\n结尾。\n"),
        );
        let insert = changed(&site.build(&now));
        site.edit(path, "结尾", "改过的结尾");
        let edit = changed(&site.build(&now));
        site.edit(path, "开头", "改过的开头");
        let opening = changed(&site.build(&now));
        site.remove(path);
        [insert, edit, opening, changed(&site.build(&now))]
    };
    let (small, large) = (costs(250), costs(2_000));
    assert!(large[0] <= 40, "an insert rewrites {} files", large[0]);
    assert_eq!((small[1], large[1]), (1, 1), "an edit rewrites the article");
    assert!(large[2] <= 30, "a new opening rewrites {} files", large[2]);
    for (small, large) in small.into_iter().zip(large) {
        assert!(
            small.abs_diff(large) <= 8,
            "{small} files in a small archive, {large} in a large one"
        );
    }
}

/// Returns an output less what the program keeps there for itself.
fn published(mut files: Tree) -> Tree {
    files.retain(|path, _| !path.starts_with(".dateline-"));
    files
}

#[test]
fn shards_together_are_the_whole() {
    let site = archive(60);
    site.build(&[]);
    let whole = site.public();
    for count in [1, 3, 8] {
        let joined = site.at(&format!("joined-{count}"));
        let mut files = 0;
        for index in 1..=count {
            let part = site.at(&format!("part-{index}-of-{count}"));
            let shard = format!("{index}/{count}");
            site.build(&["--shard", &shard, "--output", part.to_str().unwrap()]);
            files += published(tree(&part)).len();
            copy_tree(&part, &joined);
        }
        assert_eq!(
            files,
            published(whole.clone()).len(),
            "each file is in one shard"
        );
        assert_same(&published(tree(&joined)), &published(whole.clone()));
        // The joined folder goes on as if it had been built in one go.
        let report = site.build(&["--output", joined.to_str().unwrap()]);
        assert_eq!((report.count("written"), report.count("removed")), (0, 0));
        assert_same(&tree(&joined), &whole);
    }
}

#[test]
fn a_shard_removes_only_what_was_its_own() {
    let site = archive(40);
    let part = site.at("part");
    let options = ["--shard", "1/2", "--output", part.to_str().unwrap()];
    site.build(&options);
    fs::remove_dir_all(site.at("content/commentary")).unwrap();
    let removed = site.build(&options).count("removed");
    assert!(removed > 0);
    let fresh = site.at("fresh");
    site.build(&["--shard", "1/2", "--output", fresh.to_str().unwrap()]);
    assert_same(&tree(&part), &tree(&fresh));
}

/// Builds the parts of a site, each into the folder that `output` names.
fn build_parts(site: &Site, count: usize, output: impl Fn(usize) -> String) {
    for index in 1..=count {
        site.build(&[
            "--shard",
            &format!("{index}/{count}"),
            "--output",
            site.at(&output(index)).to_str().unwrap(),
        ]);
    }
}

#[test]
fn nothing_that_parts_published_is_forgotten() {
    let site = archive(40);
    let shared = |_| "public".to_owned();
    let story = |before: &dyn Fn(), after: &dyn Fn()| {
        fs::remove_dir_all(site.at("public")).ok();
        before();
        site.write(
            "content/news/2022-02-09-extra.md",
            "---\ntitle: 只此一回\ndate: 2022-02-09\n---\n正文。\n",
        );
        after();
        site.remove("content/news/2022-02-09-extra.md");
        let removed = site.build(&[]).count("removed");
        assert!(removed > 0, "the article that left is removed");
        let fresh = site.fresh(&[]);
        assert_same(&site.public(), &fresh);
        assert_eq!(site.build(&[]).count("written"), 0);
    };
    let whole = || drop(site.build(&[]));
    story(&whole, &|| build_parts(&site, 2, shared));
    story(&whole, &|| build_parts(&site, 1, shared));
    story(&|| build_parts(&site, 2, shared), &|| {
        build_parts(&site, 3, shared)
    });
    story(&|| (), &|| build_parts(&site, 3, shared));
}

#[test]
fn parts_of_another_count_are_the_whole_all_the_same() {
    let site = archive(40);
    let part = |index: usize| format!("part-{index}");
    build_parts(&site, 2, part);
    fs::remove_dir_all(site.at("content/commentary")).unwrap();
    build_parts(&site, 3, part);
    let mut joined = Tree::new();
    for index in 1..=3 {
        let files = tree(&site.at(&part(index)));
        let alone = site.at("alone");
        site.build(&[
            "--shard",
            &format!("{index}/3"),
            "--output",
            alone.to_str().unwrap(),
        ]);
        assert_same(&files, &tree(&alone));
        fs::remove_dir_all(alone).unwrap();
        joined.extend(files);
    }
    assert_same(&published(joined), &published(site.fresh(&[])));
}

#[test]
fn a_list_of_a_part_that_is_lost_is_told() {
    let site = archive(40);
    let notes = |spoil: &dyn Fn(&Path)| {
        fs::remove_dir_all(site.at("public")).ok();
        build_parts(&site, 3, |_| "public".to_owned());
        spoil(&site.at("public/.dateline-manifest-2-of-3"));
        let run = site.run(&["build", "--lang", "en"]);
        assert_eq!(run.status, 0, "{run}");
        (
            run.stderr.contains(".dateline-manifest"),
            site.run(&["build", "--lang", "en"]).stderr,
        )
    };
    for spoil in [
        &|list: &Path| fs::remove_file(list).unwrap(),
        &|list: &Path| fs::write(list, "x").unwrap(),
    ] as [&dyn Fn(&Path); 2]
    {
        let (is_told, then) = notes(spoil);
        assert!(is_told);
        assert!(!then.contains(".dateline-manifest"), "{then}");
    }
}

#[test]
fn the_shard_is_taken_from_the_engines_variables() {
    let site = archive(20);
    let build = |name: &str, options: &[&str], variables: &[(&str, &str)]| {
        let output = site.at(name);
        let mut command =
            site.command(&[&["build", "--output", output.to_str().unwrap()], options].concat());
        let run = run(command.envs(variables.iter().copied()));
        (run, output)
    };
    let (_, given) = build("given", &["--shard", "2/3"], &[]);
    let gitlab = [("CI_NODE_INDEX", "2"), ("CI_NODE_TOTAL", "3")];
    for (name, options, variables) in [
        ("gitlab", vec!["--shard", "auto"], &gitlab[..]),
        (
            "kubernetes",
            vec!["--shard", "auto", "--shards", "3"],
            &[("JOB_COMPLETION_INDEX", "1")][..],
        ),
    ] {
        let (run, output) = build(name, &options, variables);
        assert_eq!(run.status, 0, "{run}");
        assert_same(&tree(&output), &tree(&given));
    }
    for (options, code) in [
        (vec!["--shard", "auto"], "F0019"),
        (vec!["--shard", "0/3"], "F0018"),
        (vec!["--shard", "4/3"], "F0018"),
        (vec!["--shard", "x"], "F0018"),
    ] {
        let (run, output) = build("none", &options, &[]);
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stderr.contains(code) && !output.exists(), "{run}");
    }
}

#[test]
fn timings_name_every_stage_and_a_report_says_what_came_of_it() {
    let site = archive(8);
    let report = site.build(&[]);
    assert_eq!(report.0["published"], true);
    assert!(
        report.0["peak_memory_bytes"]
            .as_u64()
            .is_some_and(|n| n > 1_000_000)
    );
    let run = site.run(&["build", "--timings", "--lang", "en"]);
    for stage in [
        "finding files",
        "reading articles",
        "putting in order",
        "checking links",
        "making pages",
        "in all",
    ] {
        assert!(run.stderr.contains(stage), "{run}");
    }
    site.write("content/news/bad.md", "---\ntitel: 坏\n---\n");
    let file = site.at("report.json");
    let run = site.run(&["build", "--report", file.to_str().unwrap()]);
    assert_eq!(run.status, 1, "{run}");
    let report: serde_json::Value = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_eq!(
        (
            report["published"].as_bool(),
            report["counts"]["errors"].as_u64()
        ),
        (Some(false), Some(2))
    );
}

#[test]
fn a_page_of_eighty_lines_has_at_most_25_kilobytes_besides_the_marks_of_words() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    for i in 0..80 {
        let date = format!("2024-01-{:02}", i % 28 + 1);
        let text = format!(
            "---\ntitle: 河沿街道的社区食堂里，第{i}位老人的午饭钱怎么付\ndate: {date}\n\
             byline: 记者 白若溪\n---\n正文。\n"
        );
        site.write(&format!("content/news/{date}-shitang-{i}.md"), text);
    }
    site.build(&["--now", "2024-02-02T12:00:00+08:00"]);
    let page = site.read("public/2024/index.html");
    assert_eq!(page.matches("<li><a href=\"/2024/").count(), 80);
    // Marks that keep the words of headlines whole come on top, and are nothing once compressed.
    let marks = page.matches("<i>").count() * "<i></i>".len();
    let bytes = page.len() - marks;
    assert!(
        bytes <= 25 * 1024,
        "it has {bytes} bytes, and {marks} of marks"
    );
    assert!(page.len() <= 28 * 1024, "it has {} bytes", page.len());
}
