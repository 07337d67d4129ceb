//! Problems of the content: each reported at its place, and none because of a different one.

use std::fs;

use super::{article, holds, site};
use crate::support::{Folder, Site, write};

/// Returns `code file:line` of every problem that `check` reports.
#[track_caller]
fn problems(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let name = |v: &serde_json::Value| {
        v["path"]
            .as_str()
            .unwrap_or_default()
            .rsplit('/')
            .next()
            .unwrap()
            .to_owned()
    };
    lines
        .map(|l| {
            format!(
                "{} {}:{}",
                l["code"].as_str().unwrap_or_default(),
                name(&l),
                l["line"]
            )
        })
        .collect()
}

#[test]
fn addresses_that_no_disk_can_hold_are_told() {
    let check = |path: &str, text: &str, code: &str| {
        let site = site();
        site.write(path, text);
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{run}");
        assert!(
            run.stderr.contains(code) && run.stderr.contains(path),
            "{run}"
        );
    };
    let named = format!("content/news/{}.md", "湟水日报".repeat(20));
    check(&named, &article("长", "2024-01-11", ""), "E0407");
    let tagged = article(
        "长",
        "2024-01-11",
        &format!("tags: [{}]\n", "湟水日报".repeat(20)),
    );
    check("content/news/x.md", &tagged, "E0407");
    let alias = |urls: &str| article("旧", "2024-01-11", &format!("aliases: [{urls}]\n"));
    check(
        "content/news/x.md",
        &alias(&format!("/{}.html", "a".repeat(300))),
        "E0407",
    );
    for urls in [
        "/feed.xml/old.html",
        "/about.html/x/y.html",
        "/a.html, /a.html/b.html",
        "/a.html/b.html, /a.html",
        "/2024/",
    ] {
        check("content/news/x.md", &alias(urls), "E0405");
    }
}

#[test]
fn addresses_that_differ_only_in_capitals_are_told() {
    let site = site();
    site.write("content/news/Snow.pdf", "%PDF-1.7 a");
    site.write("content/news/snow.pdf", "%PDF-1.7 b");
    site.edit(
        "content/news/2024-01-15-er.md",
        "第二段",
        "[雪](Snow.pdf)[雪](snow.pdf)第二段",
    );
    site.edit(
        "content/news/2024-01-10-yi.md",
        "title:",
        "aliases: [/News/, /INDEX.html, /old/X.html]\ntitle:",
    );
    site.edit(
        "content/news/2024-01-15-er.md",
        "title:",
        "aliases: [/old/x.html]\ntitle:",
    );
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.status, 1, "{run}");
    assert_eq!(
        (
            run.stderr.matches("E0402").count(),
            run.stderr.matches("E0405").count()
        ),
        (1, 3),
        "{run}"
    );
    assert_eq!(
        run.stderr.matches("differ only in capitals").count(),
        4,
        "{run}"
    );
}

#[test]
fn what_collides_is_told_with_both_places() {
    let site = site();
    let front = "---\ntitle: 标题\ndate: 2024-01-15 10:00\n";
    site.write(
        "content/commentary/p1.md",
        format!("{front}slug: same\ntags: [天气, 田七]\n---\n"),
    );
    site.write(
        "content/news/p2.md",
        format!("{front}tags: [田七]\nslug: same\n---\n"),
    );
    site.write(
        "content/news/same.md",
        format!("{front}tags:\n  - 雪\n  - 甜漆\n---\n"),
    );
    let period = |day: u32| {
        format!("series: hotline\nperiod: 2024-01-{day:02}\nfigures: {{ calls: 1 }}\n---\n")
    };
    site.write("content/bulletins/a.md", format!("{front}{}", period(5)));
    site.write("content/bulletins/b.md", format!("{front}{}", period(5)));
    site.write("content/bulletins/c.md", format!("{front}{}", period(7)));
    let run = site.run(&["check", "--format", "json"]);
    let place = |p: &serde_json::Value| {
        format!(
            "{}:{}:{}",
            p["path"].as_str().unwrap(),
            p["line"],
            p["column"]
        )
    };
    let told = run.stdout.lines().map(|line| {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        let also = problem["also"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|p| format!(" and {}", place(p)));
        format!(
            "{} {}{}",
            problem["code"].as_str().unwrap(),
            place(&problem),
            also.collect::<String>()
        )
    });
    let expected = [
        "E0601 content/bulletins/b.md:5:9 and content/bulletins/a.md:5:9",
        "W0602 content/bulletins/c.md:5:9",
        "E0403 content/commentary/p1.md:5:12",
        "E0401 content/news/p2.md:5:7 and content/commentary/p1.md:4:7",
        // Its slug is the name of the file.
        "E0401 content/news/same.md:1:1 and content/commentary/p1.md:4:7",
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected, "{run}");
    let run = site.run(&["check", "--format", "github", "--lang", "zh"]);
    let line = run
        .stdout
        .lines()
        .find(|l| l.starts_with("::error file=content/bulletins/b.md,line=5,col=9,title=E0601"));
    assert!(
        line.is_some_and(|l| l.ends_with("%0A还有这里: content/bulletins/a.md:5:9")),
        "{run}"
    );
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(
        run.stderr
            .contains("4 | slug: same\n  |       ---- 还有这里"),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_may_lead_inside_the_site_and_not_out_of_it() {
    let site = site();
    let outside = Folder::new();
    write(
        &outside.path().join("secret.md"),
        article("秘密", "2024-01-13", "").as_bytes(),
    );
    site.write(
        "archive/2024-01-14-inside.md",
        article("里面的", "2024-01-14", ""),
    );
    site.link(
        "content/news/2024-01-14-inside.md",
        site.at("archive/2024-01-14-inside.md"),
    );
    site.build(&[]);
    assert!(holds(&site.public(), "里面的"));
    for (target, link) in [
        ("secret.md", "content/news/2024-01-13-file.md"),
        ("", "content/news/folder"),
    ] {
        site.link(link, outside.path().join(target));
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{run}");
        assert!(
            run.stderr.contains("E0003") && run.stderr.contains(link),
            "{run}"
        );
        site.remove(link);
    }
    assert!(!holds(&site.public(), "秘密"));
    use std::os::unix::ffi::OsStrExt;
    let nameless = site
        .at("content/news")
        .join(std::ffi::OsStr::from_bytes(b"\xb1\xea\xcc\xe2.md"));
    fs::write(&nameless, "").unwrap();
    let run = site.run(&["check"]);
    assert!(run.status == 1 && run.stderr.contains("E0004"), "{run}");
    fs::remove_file(nameless).unwrap();
    site.link("content/news/dangling.md", "nowhere.md");
    let run = site.run(&["check"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(
        run.stderr.contains("E0002") && run.stderr.contains("dangling.md"),
        "{run}"
    );
}

#[test]
fn folders_that_link_to_each_other_end() {
    let site = site();
    for from in 0..9 {
        for link in 0..8 {
            site.link(
                &format!("content/news/d{from}/l{link}"),
                format!("../d{}", from + 1),
            );
        }
    }
    let run = site.run(&["check", "--lang", "en"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stderr.contains("E0007"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_told_and_never_opened() {
    let site = site();
    site.pipe("content/news/2024-01-13-pipe.md");
    site.pipe("content/news/pipe.png");
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", "image: { src: pipe.png, alt: 图 }\n"),
    );
    assert_eq!(
        problems(&site),
        ["E0009 2024-01-13-pipe.md:1", "E0009 pipe.png:1"]
    );
    site.remove("content/news/2024-01-13-pipe.md");
    site.remove("content/news/pipe.png");
    site.remove("content/news/x.md");
    // Of a list of words that cannot be read there are no words.
    site.pipe("content/_terms.yaml");
    assert_eq!(problems(&site), ["E0009 _terms.yaml:1"]);
}

#[test]
fn a_name_that_no_folder_can_have_is_told_where_it_stands() {
    let long = "a".repeat(256);
    let fits = "b".repeat(255);
    for (old, new, line) in [
        ("  street:", format!("  {long}:"), 10),
        ("  hotline:", format!("  {long}:"), 12),
        ("slug: weather", format!("slug: {long}"), 19),
        ("  bulletins:", format!("  {long}:"), 8),
    ] {
        let site = site();
        site.edit("content/site.yaml", old, &new);
        assert_eq!(problems(&site), [format!("E0134 site.yaml:{line}")]);
        site.edit("content/site.yaml", &long, &fits);
        assert_eq!(problems(&site), [""; 0]);
        site.build(&[]);
    }
}

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_the_text() {
    const BODY: &str = "见[稿件](nowhere.md)和[往期](/nowhere.html)。\n![图](none.png)\n他说:好，[坏](javascript:x)\n";
    let body = [
        ("E0301", 0),
        ("E0303", 0),
        ("E0305", 1),
        ("E0306", 2),
        ("W0701", 2),
    ];
    let site = site();
    let check = |front: &str, own: &[&str]| {
        site.write("content/news/x.md", format!("---\n{front}---\n{BODY}"));
        let first = front.lines().count() + 3;
        let body = body
            .iter()
            .map(|(code, line)| format!("{code} x.md:{}", first + line));
        let mut expected: Vec<String> = own.iter().map(|s| (*s).to_owned()).chain(body).collect();
        let mut found = problems(&site);
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{front}");
    };
    // A value that is wrong, a key that is, a slip of the pen, and no YAML at all.
    check(
        "title: 题\ndate: 2024-02-30\nkicker: 引\n",
        &["E0201 x.md:3"],
    );
    check(
        "title: 题\ndate: 2024-01-18\ncolum: street\n",
        &["E0113 x.md:4"],
    );
    check(
        "title: 题\ndate: 2024-01-18\nkicker：引\n",
        &["E0109 x.md:4"],
    );
    check(
        "title: 题\ndate: 2024-01-18\nextra: [引\n",
        &["E0108 x.md:4"],
    );
    // A heading of its own is sought in it, however it is named.
    site.write(
        "content/news/x.md",
        "---\ntitle: 题\ndate: 2024-02-30\n---\n[本篇](x.md#丙)和[本篇](#丙)。\n\n## 丁\n",
    );
    assert_eq!(
        problems(&site),
        ["E0201 x.md:3", "E0304 x.md:5", "E0304 x.md:5"]
    );
    // The picture of the front matter, and what it names.
    let own = ["E0206 x.md:4", "E0305 x.md:5", "E0308 x.md:6"];
    let front = "title: 题\ndate: 2024-01-18\ncolumn: gasse\nimage: { src: p.png, alt: 图 }\nrelated: [q.md]\n";
    check(front, &own);
}

#[test]
fn a_draft_with_a_mistake_may_be_as_unfinished_as_any() {
    let site = site();
    for front in ["date: 2024-02-30", "date：2024-01-18"] {
        site.write(
            "content/news/x.md",
            format!("---\ntitle: 题\n{front}\ndraft: true\n---\n见[稿件](nowhere.md)。\n"),
        );
        assert_eq!(problems(&site).len(), 1, "{front}");
    }
}

#[test]
fn nothing_is_missing_because_an_article_is_left_out() {
    let site = site();
    let links = "[1](x.md) [2](/2024/01/18/x.html) [3](/2024/01/18/y.html) [4](/old/x.html) [5](/2024/01/18/) [6](/tags/rare/)";
    site.write(
        "content/news/a.md",
        format!("---\ntitle: 题\ndate: 2024-01-19\nrelated: [x.md]\n---\n{links}\n"),
    );
    let x = |line: &str| {
        format!(
            "---\ntitle: 题\ndate: 2024-01-18\n{line}aliases: [/old/x.html]\ntags: [rare]\n---\n文。\n"
        )
    };
    site.write(
        "content/news/y.md",
        "---\ntitle: 题\ndate: 2024-01-18\n---\n文。\n",
    );
    site.write("content/news/x.md", x(""));
    assert_eq!(problems(&site), [""; 0]);
    site.write(
        "content/news/y.md",
        "---\ntitle: 题\nslug: y\ndate: 2024-01-18\nkicker: [题]\n---\n文。\n",
    );
    site.write("content/news/x.md", x("colum: street\n"));
    assert_eq!(problems(&site), ["E0113 x.md:4", "E0111 y.md:5"]);
    // Another address is told all the same.
    site.edit(
        "content/news/a.md",
        "/2024/01/18/y.html",
        "/2024/01/18/z.html",
    );
    assert_eq!(
        problems(&site),
        ["E0303 a.md:6", "E0113 x.md:4", "E0111 y.md:5"]
    );
}

#[test]
fn all_that_is_wrong_with_front_matter_is_told_at_once() {
    let told = |front: &str| {
        let site = site();
        let text = format!("---\n{front}---\n正文,好。[三](san.md)\n");
        site.write("content/news/w.md", text);
        problems(&site)
    };
    // A colon with one fix hides nothing behind it, and what is wrong is told at its own place.
    let front = "title：雪\ndate: 2024年1月15日 9:30\ntags: 冰，雪\n来源: 本报\npriority: 9\nsummary: 冷,很冷。\n";
    let expected = [
        "E0109 w.md:2",
        "E0202 w.md:3",
        "E0111 w.md:4",
        "E0113 w.md:5",
        "E0111 w.md:6",
        "W0701 w.md:7",
        "W0701 w.md:9",
        "E0301 w.md:9",
    ];
    assert_eq!(told(front), expected);
    // What cannot be read is left out; nothing is said to be missing for that.
    let front =
        "title: \"雪\ndate: 2024-13-15\nimage: 甲: 乙\npriority: 9\ntags: [冰]\ntags: [雪]\n";
    let expected = [
        "E0106 w.md:2",
        "E0201 w.md:3",
        "E0107 w.md:4",
        "E0111 w.md:5",
        "E0103 w.md:7",
        "W0701 w.md:9",
        "E0301 w.md:9",
    ];
    assert_eq!(told(front), expected);
    // A fence with a fix hides nothing either.
    let site = site();
    site.write(
        "content/news/w.md",
        "———\ntitle: 雪\ndate: 2024-13-15\n---\n正文,好。\n",
    );
    let expected = ["E0117 w.md:1", "E0201 w.md:3", "W0701 w.md:5"];
    assert_eq!(problems(&site), expected);
    // What cannot be read even then is not guessed at.
    let front = "title: \"雪\nimage: { src: a.png\npriority: 9\n";
    assert_eq!(told(front)[..1], ["E0106 w.md:2"]);
}

#[test]
fn a_chinese_word_for_a_value_of_site_yaml_is_put_right() {
    let site = site();
    let words = [
        ("kind: news", "kind: 新闻"),
        ("kind: bulletin", "kind: 公报"),
        ("period: day", "period: 每日"),
    ];
    for (right, wrong) in words {
        site.edit("content/site.yaml", right, wrong);
    }
    let policy = "policy: { require: { 评论: [责任编辑] }, review: { 新闻: off } }\n";
    let settings = format!("{policy}{}", site.read("content/site.yaml"));
    site.write("content/site.yaml", &settings);
    let run = site.run(&["check", "--fix"]);
    // With the policy read, the article of that category lacks its editor.
    assert!(run.stderr.contains("E0801"), "{run}");
    let mut right = settings;
    for (id, word) in words {
        right = right.replace(word, id);
    }
    for (word, id) in [
        ("评论:", "commentary:"),
        ("新闻:", "news:"),
        ("责任编辑", "editor"),
    ] {
        right = right.replace(word, id);
    }
    assert_eq!(site.read("content/site.yaml"), right);
}

#[test]
fn one_run_of_fix_puts_bad_front_matter_right() {
    let site = site();
    site.write(
        "content/news/w.md",
        "---\ntitle：雪\ndate: 2024年1月15日 9:30\ntags: 冰，雪\n来源: 本报\ncolumn: 街巷\ndraft: 否\n---\n正文。\n",
    );
    let run = site.run(&["check", "--fix"]);
    assert_eq!(run.status, 0, "{run}");
    assert_eq!(
        site.read("content/news/w.md"),
        "---\ntitle: 雪\ndate: 2024-01-15 09:30\ntags: [冰, 雪]\nsource: 本报\ncolumn: street\ndraft: false\n---\n正文。\n"
    );
}
