//! What values come to: in addresses, on pages and in the files that other programs read.

use crate::support::Site;

const SITE: &str = "\
title: 湟水日报
base_url: https://x.cn/
timezone: Asia/Shanghai
categories:
  news: { title: 要闻, kind: news }
  gong: { title: 公报, kind: bulletin }
series:
  daily:
    title: 热线日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      channels: { label: 渠道, unit: 件, parts: true, optional: true }
";

fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    for (path, text) in files {
        site.write(path, text);
    }
    site
}

/// Returns the codes that a check reports, in order of place.
fn codes(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stdout.lines();
    let codes = lines.map(|line| {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        problem["code"].as_str().unwrap().to_owned()
    });
    codes.collect()
}

/// Returns the codes of a site with one article that has these lines of front matter.
fn codes_of(lines: &str) -> Vec<String> {
    let text = format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}---\n正文。\n");
    codes(&site(&[("content/news/a.md", &text)]))
}

const ARTICLE: &str = "---\ntitle: 题\ndate: 2024-01-18\n---\n正文。\n";

#[test]
fn letters_keep_their_place_in_addresses() {
    let tags = "---\ntitle: 题\ndate: 2024-01-18\ntags: [Café, Ünïcödé]\n---\n正文。\n";
    let site = site(&[
        ("content/news/Ärger.md", tags),
        ("content/news/\u{20bb7}野家.md", ARTICLE),
        ("content/news/b.md", &tags.replace("Café", "\u{20bb7}丼")),
    ]);
    assert_eq!(codes(&site), ["W0411", "W0410"]);
    site.build(&[]);
    let public = site.public();
    for path in [
        "2024/01/18/arger.html",
        "2024/01/18/ye-jia.html",
        "tags/cafe/index.html",
        "tags/unicode/index.html",
    ] {
        assert!(public.contains_key(path), "{path}");
    }
}

#[test]
fn what_some_computers_cannot_keep_is_no_address() {
    assert_eq!(codes_of("slug: con\n"), ["E0138"]);
    assert_eq!(codes_of("slug: com7\n"), ["E0138"]);
    assert_eq!(codes_of("slug: con-1\n"), [""; 0]);
    assert_eq!(codes_of("tags: [AUX]\n"), ["E0403"]);
    assert_eq!(codes_of("aliases: [/old/nul.html]\n"), ["E0138"]);
    assert_eq!(codes_of("aliases: [/old./a.html]\n"), ["E0138"]);
    assert_eq!(codes_of("aliases: ['/a:b.html']\n"), ["E0138"]);
    assert_eq!(codes_of("aliases: [/a%3Fb.html]\n"), ["E0138"]);
    assert_eq!(codes(&site(&[("content/news/Prn.md", ARTICLE)])), ["E0138"]);
    let site = site(&[]);
    site.edit(
        "content/site.yaml",
        "  news:",
        "  lpt1: { title: 甲, kind: news }\n  news:",
    );
    site.edit(
        "content/site.yaml",
        "series:",
        "tags: { 雪: { slug: nul } }\nseries:",
    );
    assert_eq!(codes(&site), ["E0138", "E0138"]);
}

#[test]
fn an_old_address_is_one_of_this_site_and_counts_once() {
    assert_eq!(codes_of("aliases: [//evil.example/a.html]\n"), ["E0216"]);
    let lines = "aliases: [/old/雪.html, /old/%E9%9B%AA.html, /Old/雪.html, /old/./雪.html]\n";
    let text = format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}---\n正文。\n");
    let site = site(&[("content/news/a.md", &text)]);
    assert_eq!(codes(&site), [""; 0]);
    site.build(&[]);
    let public = site.public();
    let old = public
        .keys()
        .filter(|path| path.to_lowercase().starts_with("old/"));
    assert_eq!(old.collect::<Vec<_>>(), ["old/雪.html"]);
    // Two articles still cannot have one.
    site.write("content/news/b.md", text);
    assert!(codes(&site).contains(&"E0405".to_owned()));
}

#[test]
fn readers_of_rss_see_signs_as_signs() {
    let text = "---\ntitle: 什么是<head>与\"头\"\ndate: 2024-01-18\nsummary: 用<b>时，AT&T有5<6。\n---\n正文。\n";
    let site = site(&[("content/news/a.md", text)]);
    site.edit("content/site.yaml", "湟水日报", "湟水<日报>");
    site.build(&[]);
    let rss = site.read("public/rss.xml");
    for whole in [
        "<title>湟水&amp;lt;日报&amp;gt;</title>",
        "<title>什么是&amp;lt;head&amp;gt;与",
        "<description>用&amp;lt;b&amp;gt;时，AT&amp;amp;T有5&amp;lt;6。</description>",
    ] {
        assert!(rss.contains(whole), "{whole}\n{rss}");
    }
    assert!(!rss.contains("quot;quot"), "{rss}");
    let atom = site.read("public/feed.xml");
    assert!(atom.contains("<title>什么是&lt;head&gt;与"), "{atom}");
    let json = site.read("public/feed.json");
    assert!(json.contains("什么是<head>与"), "{json}");
}

#[test]
fn what_cannot_be_related_is_told_by_what_it_is() {
    let site = site(&[
        (
            "content/news/a.md",
            "---\ntitle: 题\ndate: 2024-01-18\nrelated: [../pages/p.md, t.csv, B.md, news/c.md]\n---\n见[表](t.csv)。\n",
        ),
        ("content/news/b.md", ARTICLE),
        ("content/news/t.csv", "a\n"),
        ("content/pages/p.md", "---\ntitle: 关于\n---\n文\n"),
    ]);
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<(String, String)> = run
        .stdout
        .lines()
        .map(|line| {
            let problem: serde_json::Value = serde_json::from_str(line).unwrap();
            let text = |key: &str| problem[key].as_str().unwrap().to_owned();
            (text("code"), text("message"))
        })
        .collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(c, m)| (&**c, &**m)).collect();
    assert_eq!(
        found,
        [
            ("E0308", "“../pages/p.md”是单独的页面，不能当相关稿件"),
            ("E0308", "“t.csv”不是稿件，不能当相关稿件"),
            (
                "E0316",
                "链接“B.md”的大小写和文件名不一样，换一台电脑就打不开"
            ),
            ("E0308", "相关稿件“news/c.md”不存在"),
        ]
    );
}

#[test]
fn a_picture_on_its_side_has_the_size_that_is_seen() {
    // A photograph of 64 by 96 pixels, with orientation 6.
    let jpeg = include_bytes!("pictures/turned-6.jpg");
    let text =
        "---\ntitle: 题\ndate: 2024-01-18\nimage: { src: r.jpg, alt: 图 }\n---\n![图](r.jpg)\n";
    let site = site(&[("content/news/a.md", text)]);
    site.write("content/news/r.jpg", jpeg);
    site.build(&[]);
    let page = site.read("public/2024/01/18/a.html");
    assert!(!page.contains("width=\"64\""), "{page}");
    assert_eq!(
        page.matches("width=\"96\" height=\"64\"").count(),
        2,
        "{page}"
    );
    assert!(page.contains("\"width\":96,\"height\":64"), "{page}");
}

#[test]
fn a_photograph_that_browsers_do_not_show_is_told_once() {
    let site = site(&[(
        "content/news/a.md",
        "---\ntitle: 题\ndate: 2024-01-18\n---\n![图](h.jpg)\n",
    )]);
    site.write("content/news/h.jpg", b"\0\0\0\x18ftypheic\0\0\0\0heic");
    let run = site.run(&["check"]);
    assert_eq!(codes(&site), ["E0340"], "{run}");
    assert!(format!("{run}").contains("另存为 JPEG"), "{run}");
}

/// Returns the codes of a bulletin with these lines of front matter.
fn codes_of_bulletin(lines: &str) -> Vec<String> {
    let text = format!(
        "---\ntitle: 报\ndate: 2024-01-18\nseries: daily\nperiod: 2024-01-17\n{lines}---\n"
    );
    codes(&site(&[("content/gong/a.md", &text)]))
}

#[test]
fn parts_and_topics_have_names_of_their_own_and_whole_counts() {
    for (lines, expected) in [
        ("figures: { calls: 9, channels: { \"\": 3 } }\n", "W0622"),
        ("figures: { calls: 9, channels: { \" \": 3 } }\n", "W0622"),
        ("figures: { calls: 9, channels: { 网: 2.5 } }\n", "W0624"),
        ("figures: { calls: 8.5 }\n", "W0624"),
        (
            "figures: { calls: 9 }\ntopics: [{ name: 暖, count: 4 }, { name: 暖, count: 3 }]\n",
            "W0623",
        ),
        (
            "figures: { calls: 9 }\ntopics: [{ name: 暖, count: 1.5 }]\n",
            "W0624",
        ),
        (
            "figures: { calls: 9 }\ntopics: [{ name: 暖, count: -1 }]\n",
            "W0624",
        ),
    ] {
        assert_eq!(codes_of_bulletin(lines), [expected], "{lines}");
    }
    let good = "figures: { calls: 9.0, channels: { 网: 2 } }\ntopics: [{ name: 暖, count: 4 }, { name: 水 }]\n";
    assert_eq!(codes_of_bulletin(good), [""; 0]);
}

#[test]
fn a_sitemap_of_news_is_written_only_with_news() {
    let site = site(&[("content/news/a.md", ARTICLE)]);
    site.edit("content/site.yaml", "timezone", "language: zh-HK\ntimezone");
    site.build(&["--now", "2024-01-18T12:00:00+08:00"]);
    let news = site.read("public/news-sitemap.xml");
    assert!(news.contains("<news:language>zh-tw<"), "{news}");
    let home = site.read("public/index.html");
    assert!(home.contains("og:locale\" content=\"zh_HK\""), "{home}");
    site.build(&["--now", "2024-01-21T12:00:00+08:00"]);
    for (path, bytes) in site.public() {
        assert!(!path.contains("news-sitemap"), "{path}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("news-sitemap"), "{path}");
    }
}

#[test]
fn a_data_set_says_enough_of_itself_to_be_found() {
    let site = site(&[(
        "content/gong/a.md",
        "---\ntitle: 报\ndate: 2024-01-18\nseries: daily\nperiod: 2024-01-17\nfigures: { calls: 5 }\n---\n",
    )]);
    for language in ["zh-CN", "en"] {
        let settings = format!("language: {language}\n{SITE}");
        let settings = settings
            .replace("热线日报", "A")
            .replace("渠道", "B")
            .replace("来电", "C");
        site.write("content/site.yaml", settings.replace("湟水日报", "P"));
        site.build(&[]);
        let mut count = 0;
        for page in ["series/daily/index.html", "2024/01/18/a.html"] {
            let page = site.read(&format!("public/{page}"));
            for data in page.split("\"@type\":\"Dataset\"").skip(1) {
                let text = data.split("\"description\":\"").nth(1).unwrap();
                let text = text.split('"').next().unwrap();
                assert!(text.chars().count() >= 50, "{text}");
                count += 1;
            }
        }
        assert_eq!(count, 2);
    }
}

/// Returns the period that `dateline new` fills in.
fn new_period(site: &Site, title: &str, series: &str) -> String {
    let run = site.run(&["new", "gong", title, "--series", series]);
    assert_eq!(run.status, 0, "{run}");
    let text = std::fs::read_to_string(run.stdout.trim()).unwrap();
    let line = text.lines().find(|line| line.starts_with("period:"));
    line.unwrap()["period: ".len()..].to_owned()
}

#[test]
fn a_new_bulletin_takes_a_period_that_is_free() {
    let site = site(&[]);
    site.edit(
        "content/site.yaml",
        "series:\n",
        "series:\n  y: { title: 年报, period: year, figures: {} }\n",
    );
    let [one, two, three] = ["一", "二", "三"].map(|title| new_period(&site, title, "daily"));
    // Each of them is a draft that has its period already.
    let day = |text: &str| dateline::base::date::parse_date(text).unwrap();
    assert_eq!(day(&one).succ_opt(), Some(day(&two)));
    assert_eq!(day(&two).succ_opt(), Some(day(&three)));
    let [one, two] =
        ["四", "五"].map(|title| new_period(&site, title, "y").parse::<i32>().unwrap());
    assert_eq!(one + 1, two);
    // A new site has a sample of yesterday.
    let folder = crate::support::Folder::new();
    let root = folder.path().join("new");
    let run = crate::support::run(&mut crate::support::dateline(&[
        "init",
        root.to_str().unwrap(),
    ]));
    assert_eq!(run.status, 0, "{run}");
    let root = root.to_str().unwrap();
    let run = crate::support::run(&mut crate::support::dateline(&[
        "new", "bulletin", "日报", "--root", root,
    ]));
    let path = run.stdout.trim().to_owned();
    let text = std::fs::read_to_string(&path).unwrap();
    let text = text
        .replace("draft: true", "draft: false")
        .replace("calls:", "calls: 3");
    let text = text
        .replace("direct:", "direct: 1")
        .replace("transferred:", "transferred: 2");
    std::fs::write(&path, text).unwrap();
    let run = crate::support::run(&mut crate::support::dateline(&[
        "check", "--root", root, "--lang", "en",
    ]));
    assert!(
        run.status == 0 && !format!("{run}").contains("E06"),
        "{run}"
    );
}
