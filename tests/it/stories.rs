//! Stories of a site's life: edit, build, count; and what happens when something is in the way.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::support::{self, Folder, Run, Site, Tree, assert_same, dateline, files, run, tree, write};

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
categories:
  commentary: { title: 评论, kind: commentary }
  news: { title: 新闻, kind: news }
  bulletins: { title: 公报, kind: bulletin }
columns:
  street: { title: 街巷 }
series:
  hotline:
    title: 热线日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      rate: { label: 办结率, unit: \"%\", optional: true }
tags:
  天气: { slug: weather }
";

/// An opening longer than any summary.
const OPENING: &str = "入冬以来，全市供暖平稳，热源厂日夜运行。市民打进热线的电话比去年同期少了三成，多数问题当天就办结了。供热公司说，管网改造是主要原因，去年夏天一共换了二十公里旧管子。社区干部每周上门两次，量室温，记台账，问老人冷不冷，有没有别的难处，能办的当场就办，办不了的带回去。";

fn article(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{OPENING}\n\n第二段。\n")
}

/// A site with articles in two categories and two years, and a standing page.
fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write("content/news/2023-12-30-san.md", article("三", "2023-12-30", ""));
    site.write("content/news/2024-01-10-yi.md", article("一", "2024-01-10", "tags: [天气]\n"));
    site.write("content/news/2024-01-15-er.md", article("二", "2024-01-15", "tags: [天气]\n"));
    site.write("content/commentary/2024-01-15-ping.md", article("评", "2024-01-15", "byline: 本报评论员\n"));
    site.write("content/pages/about.md", "---\ntitle: 关于我们\n---\n我们。\n");
    site
}

/// Builds, and holds the result to that of a fresh build of the same site.
#[track_caller]
fn build_as_fresh(site: &Site, options: &[&str]) -> support::Report {
    let report = site.build(options);
    assert_same(&site.public(), &site.fresh(options));
    report
}

#[test]
fn a_second_build_writes_nothing() {
    let site = site();
    let first = site.build(&[]);
    assert_eq!(first.count("written"), site.public().len() as u64 - 2, "all but lock and manifest");
    let (public, marks) = (site.public(), site.marks());
    let second = site.build(&[]);
    assert_eq!((second.count("written"), second.count("removed")), (0, 0));
    assert_eq!(second.paths("unchanged"), first.paths("written"));
    assert_same(&site.public(), &public);
    assert_eq!(site.marks(), marks);
}

#[test]
fn editing_the_end_of_a_text_rewrites_the_article() {
    let site = site();
    site.build(&[]);
    let marks = site.marks();
    site.edit("content/news/2024-01-15-er.md", "第二段", "改过的第二段");
    let report = build_as_fresh(&site, &[]);
    assert_eq!(report.paths("written"), ["2024/01/15/er.html"]);
    let touched: Vec<String> = site.marks().into_iter().filter(|(p, m)| marks[p] != *m).map(|(p, _)| p).collect();
    assert_eq!(touched, [".dateline-manifest", "2024/01/15/er.html"]);
}

#[test]
fn editing_the_opening_rewrites_what_shows_the_summary() {
    let site = site();
    site.build(&[]);
    site.edit("content/news/2024-01-15-er.md", "入冬以来", "入春以来");
    let report = build_as_fresh(&site, &[]);
    let expected = [
        "2024/01/15/er.html",
        "2024/01/15/index.html",
        "2024/01/index.html",
        "2024/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "news/2024/index.html",
        "news/feed.xml",
        "news/index.html",
        "rss.xml",
        "tags/weather/2024/index.html",
        "tags/weather/index.html",
    ];
    assert_eq!(report.paths("written"), expected);
}

#[test]
fn adding_an_article_rewrites_a_bounded_set() {
    let site = site();
    for day in 1..=28 {
        let (path, date) = (format!("content/news/2022-02-{day:02}-old.md"), format!("2022-02-{day:02}"));
        site.write(&path, article("旧闻", &date, "tags: [旧]\n"));
    }
    site.build(&[]);
    site.write("content/news/2024-01-20-si.md", article("四", "2024-01-20", "tags: [天气]\n"));
    let report = build_as_fresh(&site, &[]);
    let expected = [
        "2024/01/15/er.html",
        "2024/01/15/index.html",
        "2024/01/20/index.html",
        "2024/01/20/si.html",
        "2024/01/index.html",
        "2024/index.html",
        "archive/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "news/2024/index.html",
        "news/feed.xml",
        "news/index.html",
        "rss.xml",
        "sitemap.xml",
        "sitemaps/2024-01.xml",
        "tags/index.html",
        "tags/weather/2024/index.html",
        "tags/weather/index.html",
    ];
    assert_eq!(report.paths("written"), expected);
}

#[test]
fn deleting_an_article_removes_its_file_and_empty_folders() {
    let site = site();
    site.build(&[]);
    site.remove("content/news/2023-12-30-san.md");
    let report = build_as_fresh(&site, &[]);
    let expected = [
        "2023/12/30/index.html",
        "2023/12/30/san.html",
        "2023/12/index.html",
        "2023/index.html",
        "news/2023/index.html",
        "sitemaps/2023-12.xml",
    ];
    assert_eq!(report.paths("removed"), expected);
    assert!(!site.at("public/2023").exists() && !site.at("public/news/2023").exists());
}

#[test]
fn moving_an_article_to_another_category_keeps_its_address() {
    let site = site();
    site.build(&[]);
    site.rename("content/news/2024-01-10-yi.md", "content/commentary/deep/er/2024-01-10-yi.md");
    let report = build_as_fresh(&site, &[]);
    assert_eq!(report.paths("removed"), [""; 0]);
    let written = report.paths("written");
    assert!(written.contains(&"2024/01/10/yi.html".to_owned()), "its menu and breadcrumb change: {written:?}");
}

#[test]
fn an_article_that_turns_into_a_folder_and_back_is_published() {
    let site = site();
    site.write("content/news/2024-01-10-yi.md", article("一", "2024-01-10", "aliases: [/old]\n"));
    site.build(&[]);
    assert!(site.at("public/old/index.html").is_file());
    site.edit("content/news/2024-01-10-yi.md", "/old", "/old/index.html/again.html");
    build_as_fresh(&site, &[]);
    assert!(site.at("public/old/index.html/again.html").is_file());
    site.edit("content/news/2024-01-10-yi.md", "/old/index.html/again.html", "/old");
    build_as_fresh(&site, &[]);
}

#[test]
fn what_was_put_into_the_output_by_hand_survives() {
    let site = site();
    site.build(&[]);
    let own = [("public/verification.txt", "google"), ("public/2023/12/30/note.txt", "note"), ("public/.htaccess", "")];
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
        fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
    };
    check("2024/01/15/er.html", &same_length);
    check("feed.xml", &|path| fs::File::options().write(true).open(path).unwrap().set_len(10).unwrap());
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
fn a_fresh_checkout_has_other_times_and_the_same_texts() {
    let site = site();
    site.write("content/news/2024-01-12-san.md", "---\ntitle: 半角\ndate: 2024-01-12\n---\n天很冷,路很滑。\n");
    site.build(&[]);
    let check_out = |seconds| {
        for (path, _) in tree(&site.at("content")) {
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            let file = fs::File::options().write(true).open(site.at("content").join(path)).unwrap();
            file.set_modified(time).unwrap();
        }
    };
    check_out(1_600_000_000);
    assert_eq!(build_as_fresh(&site, &[]).count("written"), 0);
    site.edit("content/news/2024-01-15-er.md", "第二段", "改过的第二段");
    check_out(1_600_000_001);
    assert_eq!(build_as_fresh(&site, &[]).paths("written"), ["2024/01/15/er.html"]);
    // What was found wrong is told again, though nothing changed.
    let told = site.run(&["check"]);
    assert!(told.stderr.contains("W0701"), "{}", told.stderr);
}

#[test]
fn a_lost_manifest_loses_nothing() {
    let site = site();
    site.build(&[]);
    let public = site.public();
    let manifest = &public[".dateline-manifest"];
    let torn = &manifest[..manifest.len() / 2];
    let changed = [&manifest[..40], &[manifest[40] ^ 1], &manifest[41..]].concat();
    for bytes in [None, Some(torn), Some(&changed), Some(b"something else"), Some(b"")] {
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
fn an_attachment_follows_its_article() {
    let site = site();
    site.write("content/news/files/表 1.csv", "a,b\n");
    site.edit("content/news/2024-01-15-er.md", "第二段", "见[表](files/表%201.csv)和[同一张表](<files/表 1.csv>)");
    site.build(&["--deny-warnings"]);
    let page = site.read("public/2024/01/15/er.html");
    assert_eq!(page.matches("href=\"/2024/01/15/%E8%A1%A8%201.csv\"").count(), 2, "{page}");
    assert_eq!(site.read("public/2024/01/15/表 1.csv"), "a,b\n");
    site.write("content/news/files/表 1.csv", "c,d\n");
    assert_eq!(build_as_fresh(&site, &[]).paths("written"), ["2024/01/15/表 1.csv"]);
    site.edit("content/news/2024-01-15-er.md", "date: 2024-01-15", "date: 2024-01-14");
    let report = build_as_fresh(&site, &[]);
    assert!(report.paths("written").contains(&"2024/01/14/表 1.csv".to_owned()));
    assert!(report.paths("removed").contains(&"2024/01/15/表 1.csv".to_owned()));
}

#[test]
fn a_link_appears_when_the_article_it_leads_to_is_out() {
    let site = site();
    site.write("content/news/2024-02-02-future.md", article("将来的", "2024-02-02", ""));
    site.edit("content/news/2024-01-15-er.md", "第二段", "[以后再说](2024-02-02-future.md)");
    let waiting = site.run(&["build"]);
    assert!(waiting.status == 0 && waiting.stderr.contains("W0309"), "{waiting}");
    assert!(!site.read("public/2024/01/15/er.html").contains("future.html"));
    build_as_fresh(&site, &["--now", "2024-02-02T00:00:00+08:00"]);
    assert!(site.read("public/2024/01/15/er.html").contains("<a href=\"/2024/02/02/future.html\">以后再说</a>"));
}

#[test]
fn a_long_list_shows_its_months() {
    let site = site();
    for n in 0..201 {
        let date = format!("2022-{:02}-{:02}", 1 + n % 2, 1 + n % 28);
        site.write(
            &format!("content/news/{date}-n{n}.md"),
            format!("---\ntitle: 第{n}条\ndate: {date}\n---\n正文。\n"),
        );
    }
    site.build(&[]);
    let year = site.read("public/news/2022/index.html");
    assert!(year.contains("href=\"/news/2022/02/\"") && !year.contains("第1条"), "{year}");
    assert!(site.read("public/news/2022/02/index.html").contains("第1条"));
    assert!(!site.at("public/news/2022/02/01").exists() && !site.at("public/news/2024/01").exists());
    site.write("content/news/2022-02-14-fresh.md", article("新来的", "2022-02-14", ""));
    let expected = [
        "2022/02/14/fresh.html",
        "2022/02/14/index.html",
        "2022/02/index.html",
        "2022/index.html",
        "archive/index.html",
        "news/2022/02/index.html",
        "news/2022/index.html",
        "news/index.html",
        "sitemaps/2022-02.xml",
    ];
    let mut written = build_as_fresh(&site, &[]).paths("written");
    // Its two neighbours link to it.
    let neighbours: Vec<String> = written.extract_if(.., |p| p.rsplit('/').next().unwrap().starts_with('n')).collect();
    assert!(neighbours.len() <= 2, "{neighbours:?}");
    assert_eq!(written, expected);
}

#[test]
fn a_site_without_articles_builds() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let built = site.run(&["build", "--deny-warnings"]);
    assert_eq!(built.status, 0, "{built}");
    assert!(site.at("public/index.html").is_file() && site.at("public/news/index.html").is_file());
}

#[test]
fn line_ends_and_byte_order_marks_are_no_matter() {
    let (unix, windows) = (site(), site());
    for (name, path) in support::files(&windows.at("content")) {
        let text = fs::read_to_string(path).unwrap().replace('\n', "\r\n");
        windows.write(&format!("content/{name}"), format!("\u{feff}{text}"));
    }
    unix.build(&["--deny-warnings"]);
    windows.build(&["--deny-warnings"]);
    let pages = |site: &Site| {
        let mut public = site.public();
        public.remove(".dateline-manifest");
        public
    };
    assert_same(&pages(&windows), &pages(&unix));
}

#[test]
fn a_check_writes_nothing() {
    let site = site();
    let before = tree(&site.root);
    let checked = site.run(&["check"]);
    assert_eq!(checked.status, 0, "{checked}");
    assert_same(&tree(&site.root), &before);
}

#[test]
fn addresses_that_no_disk_can_hold_are_told() {
    let check = |path: &str, text: &str, code: &str| {
        let site = site();
        site.write(path, text);
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{run}");
        assert!(run.stderr.contains(code) && run.stderr.contains(path), "{run}");
    };
    let named = format!("content/news/{}.md", "湟水日报".repeat(20));
    check(&named, &article("长", "2024-01-11", ""), "E0407");
    let tagged = article("长", "2024-01-11", &format!("tags: [{}]\n", "湟水日报".repeat(20)));
    check("content/news/x.md", &tagged, "E0407");
    let alias = |urls: &str| article("旧", "2024-01-11", &format!("aliases: [{urls}]\n"));
    check("content/news/x.md", &alias(&format!("/{}.html", "a".repeat(300))), "E0407");
    for urls in
        ["/feed.xml/old.html", "/about.html/x/y.html", "/a.html, /a.html/b.html", "/a.html/b.html, /a.html", "/2024/"]
    {
        check("content/news/x.md", &alias(urls), "E0405");
    }
}

/// Text that would run, or end what it stands in, wherever it is not escaped.
const HOSTILE: &str = "</script><script>x()</script>&]]>'";

#[test]
fn hostile_text_stays_text() {
    let site = site();
    site.edit("content/site.yaml", "title: 湟水日报", &format!("title: \"湟水{HOSTILE}\""));
    site.edit("content/site.yaml", "title: 街巷", &format!("title: \"街巷{HOSTILE}\""));
    site.edit("content/site.yaml", "天气", &format!("\"天气{HOSTILE}\""));
    let keys = ["kicker", "subtitle", "source", "editor", "summary", "byline"];
    let lines: String = keys.iter().map(|key| format!("{key}: \"{HOSTILE}\"\n")).collect();
    site.write("content/news/图.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    let nested = "\
column: street
tags: [\"天气T\"]
dateline: { agency: \"T\", place: \"T\" }
image: { src: 图.svg, alt: \"T\", caption: \"T\", credit: \"T\" }
print: { issue: 2024-01-18, page: \"T\", section: \"T\" }
review: { first: \"T\", second: \"T\", final: \"T\" }
corrections: [{ date: 2024-01-18, text: \"T\" }]
original: { title: \"T\", author: \"T\" }
";
    let nested = nested.replace('T', HOSTILE);
    let body = format!("{HOSTILE} `{HOSTILE}`\n\n## {HOSTILE}\n\n![{HOSTILE}](图.svg \"{HOSTILE}\")\n");
    let text = format!("---\ntitle: \"{HOSTILE}\"\ndate: 2024-01-18\n{lines}{nested}---\n{body}");
    site.write("content/news/x.md", text);
    site.build(&[]);
    for (path, bytes) in site.public() {
        let Ok(text) = std::str::from_utf8(&bytes) else { continue };
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(text).unwrap();
        } else {
            assert!(!text.contains("<script>x()"), "{path}");
        }
        for data in text.split("<script type=\"application/ld+json\">").skip(1) {
            serde_json::from_str::<serde_json::Value>(data.split("</script>").next().unwrap()).unwrap();
        }
        if path.ends_with(".xml") {
            let mut reader = quick_xml::Reader::from_str(text);
            while reader.read_event().unwrap_or_else(|e| panic!("{path}: {e}")) != quick_xml::events::Event::Eof {}
        }
    }
}

/// Returns the article of a page's JSON-LD.
fn json_ld(page: &str) -> serde_json::Value {
    let data = page.split("<script type=\"application/ld+json\">").nth(1).unwrap();
    let data: serde_json::Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    data["@graph"][0].clone()
}

#[test]
fn a_reprint_says_where_it_is_from() {
    const PAGE: &str = "public/2024/01/16/zai.html";
    let site = site();
    let more = "source: 邻市晚报\neditor: 陆知微\noriginal:\n  title: 雪夜里的一盏灯\n  author: 高山、林野\n  url: https://a.example.cn/1?a=b&c=d\n";
    site.write("content/news/2024-01-16-zai.md", article("雪夜一盏灯", "2024-01-16", more));
    build_as_fresh(&site, &[]);
    let page = site.read(PAGE);
    let facts = page.split("<ul class=\"facts\">").nth(1).unwrap();
    let facts = facts.split("</ul>").next().unwrap();
    assert!(facts.contains("<li>来源：邻市晚报</li>"), "{facts}");
    assert!(facts.contains("<li>作者：高山、林野</li>"), "{facts}");
    assert!(
        facts.contains("<li>原题：<a href=\"https://a.example.cn/1?a=b&amp;c=d\">雪夜里的一盏灯</a></li>"),
        "{facts}"
    );
    let agent = |kind: &str, name: &str| serde_json::json!({ "@type": kind, "name": name });
    let authors = serde_json::json!([agent("Person", "高山"), agent("Person", "林野")]);
    let data = json_ld(&page);
    // The paper that reprints a text did not write it.
    assert_eq!(data["author"], authors);
    assert_eq!(data["headline"], "雪夜一盏灯");
    let original = serde_json::json!({
        "@type": "CreativeWork", "headline": "雪夜里的一盏灯", "author": authors,
        "url": "https://a.example.cn/1?a=b&c=d", "publisher": agent("Organization", "邻市晚报"),
    });
    assert_eq!(data["isBasedOn"], original);
    assert!(site.read("public/feed.xml").contains("<name>林野</name>"));

    // Nothing stands twice: neither the author of the byline, nor the headline.
    site.edit("content/news/2024-01-16-zai.md", "source:", "byline: 高山 林野\nsource:");
    site.edit("content/news/2024-01-16-zai.md", "title: 雪夜一盏灯", "title: 雪夜里的一盏灯");
    build_as_fresh(&site, &[]);
    let page = site.read(PAGE);
    assert_eq!(page.matches("<span>高山</span>").count(), 1, "{page}");
    assert!(!page.contains("作者：") && !page.contains("原题："), "{page}");
    assert!(page.contains("<li><a href=\"https://a.example.cn/1?a=b&amp;c=d\">原文</a></li>"), "{page}");
    assert_eq!(json_ld(&page)["isBasedOn"], original);

    site.edit("content/news/2024-01-16-zai.md", "  url: https://a.example.cn/1?a=b&c=d\n", "");
    build_as_fresh(&site, &[]);
    assert!(!site.read(PAGE).contains("原文"));
}

/// A site with one article of each kind that is in no output.
fn withheld_site() -> Site {
    let site = site();
    site.write("content/news/2024-01-11-draft.md", article("还在写", "2024-01-11", "draft: true\n"));
    site.write("content/news/2024-02-01-future.md", article("将来的", "2024-02-01 08:01", ""));
    site.write("content/news/2024-01-12-expired.md", article("过去的", "2024-01-12", "expires: 2024-02-01 08:00\n"));
    site
}

fn holds(tree: &Tree, text: &str) -> bool {
    tree.values().any(|bytes| String::from_utf8_lossy(bytes).contains(text))
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
    assert_eq!(report.0["withheld"][2]["moment"], "2024-02-01T08:01:00+08:00");
    assert!(report.0["withheld"][0]["moment"].is_null());
    for title in ["还在写", "将来的", "过去的"] {
        assert!(!holds(&site.public(), title), "{title}");
    }
    let summary = site.run(&["build"]).stderr;
    for line in ["draft.md：草稿", "future.md：2024-02-01 08:01 发布", "expired.md：已在 2024-02-01 08:00 下线"]
    {
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
    assert_eq!(report.withheld(), ["content/news/2024-01-12-expired.md expired"]);
    for (page, mark) in [("2024/01/11/draft.html", "草稿"), ("2024/02/01/future.html", "ribbon")] {
        let html = site.read(&format!("public/{page}"));
        assert!(html.contains(mark) && html.contains("noindex"), "{page}");
    }
    assert!(!site.read("public/2024/01/15/er.html").contains("ribbon"));
    build_as_fresh(&site, &[]);
    assert!(!site.at("public/2024/01/11").exists());
}

#[test]
fn zone_locale_and_threads_of_the_machine_change_no_byte() {
    let site = withheld_site();
    let expected = site.fresh(&[]);
    for (name, value) in
        [("TZ", "UTC"), ("TZ", "Asia/Shanghai"), ("TZ", "America/New_York"), ("LC_ALL", "de_DE.UTF-8"), ("LANG", "C")]
    {
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
        assert!(run.stderr.contains(code) && run.stderr.contains("什么也没有写"), "{path} {run}");
        assert_same(&site.public(), &public);
        assert_eq!(site.marks(), marks);
        match old {
            Some(old) => site.write(path, old),
            None => site.remove(path),
        }
    };
    check("content/news/x.md", "---\ntitle: 没有日期\n---\n", "E0112");
    check("content/news/x.md", "---\ntitle: 断链\ndate: 2024-01-18\n---\n[断](y.md)\n", "E0301");
    check("content/pages/about.md", "---\ntitle: 关于\nslug: index\n---\n", "E0401");
    check("content/site.yaml", "title: [\n", "E0");
    check("themes/mine/templates/404.html", "{% if %}", "E0501");
    check("themes/mine/templates/404.html", "{{ page.no.such }}", "E0502");
    check("themes/mine/assets/style.css", "a { ! }", "E0503");
    check("themes/mine/words/zh.yaml", "- one\n", "E0505");
    assert_eq!(site.build(&[]).paths("written"), ["2024/01/15/er.html"]);
}

#[test]
fn two_builds_do_not_write_at_once() {
    let site = site();
    site.build(&[]);
    let lock = fs::File::options().write(true).open(site.at("public/.dateline-lock")).unwrap();
    lock.lock().unwrap();
    let held = site.run(&["build"]);
    assert_eq!(held.status, 3, "{held}");
    assert!(held.stderr.contains("F0004"), "{held}");
    drop(lock);
    assert_eq!(site.run(&["build"]).status, 0);
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
    let run = site.run(&["build", "--report", site.at("taken/report.json").to_str().unwrap()]);
    assert_eq!(run.status, 3, "{run}");
    assert!(run.stderr.contains("F0013"), "{run}");
}

#[test]
fn the_sites_own_files_are_never_the_output() {
    let site = site();
    for output in [".", "..", "content", "content/public", "themes/x", ".dateline"] {
        let run = run(site.command(&["build", "--output", output]).current_dir(&site.root));
        assert_eq!(run.status, 2, "{output} {run}");
        assert!(run.stderr.contains("F0006"), "{output} {run}");
    }
    assert!(site.at("content/site.yaml").is_file());
}

#[cfg(unix)]
#[test]
fn a_link_may_lead_inside_the_site_and_not_out_of_it() {
    use std::os::unix::fs::symlink;
    let site = site();
    let outside = Folder::new();
    support::write(&outside.path().join("secret.md"), article("秘密", "2024-01-13", "").as_bytes());
    site.write("archive/2024-01-14-inside.md", article("里面的", "2024-01-14", ""));
    symlink(site.at("archive/2024-01-14-inside.md"), site.at("content/news/2024-01-14-inside.md")).unwrap();
    site.build(&[]);
    assert!(holds(&site.public(), "里面的"));
    for (target, link) in [("secret.md", "content/news/2024-01-13-file.md"), ("", "content/news/folder")] {
        symlink(outside.path().join(target), site.at(link)).unwrap();
        let run = site.run(&["build"]);
        assert_eq!(run.status, 1, "{run}");
        assert!(run.stderr.contains("E0003") && run.stderr.contains(link), "{run}");
        site.remove(link);
    }
    assert!(!holds(&site.public(), "秘密"));
    use std::os::unix::ffi::OsStrExt;
    let nameless = site.at("content/news").join(std::ffi::OsStr::from_bytes(b"\xb1\xea\xcc\xe2.md"));
    fs::write(&nameless, "").unwrap();
    let run = site.run(&["check"]);
    assert!(run.status == 1 && run.stderr.contains("E0004"), "{run}");
    fs::remove_file(nameless).unwrap();
    symlink("nowhere.md", site.at("content/news/dangling.md")).unwrap();
    let run = site.run(&["check"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stderr.contains("E0002") && run.stderr.contains("dangling.md"), "{run}");
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
fn another_base_url_goes_into_every_page() {
    let site = site();
    site.build(&["--base-url", "http://preview.example.org/a/b/"]);
    let home = site.read("public/index.html");
    assert!(home.contains("href=\"/a/b/2024/01/15/er.html\"") && home.contains("http://preview.example.org/a/b/"));
    assert!(!holds(&site.public(), "news.example.cn"));
    build_as_fresh(&site, &[]);
}

#[test]
fn the_clock_can_come_from_the_environment() {
    let site = withheld_site();
    let build = |epoch: &str| {
        let mut command = dateline(&["build"]);
        run(command.arg("--root").arg(&site.root).env("SOURCE_DATE_EPOCH", epoch))
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
        assert!(run.stdout.is_empty() && run.stderr.contains("[F0"), "{arguments:?} {run}");
    }
    assert!(!site.at("public").exists());
    let help = |arguments: &[&str]| {
        let run = site.run(&[arguments, &["--lang", "en"]].concat());
        run.stderr.lines().last().unwrap_or_default().rsplit(": ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(help(&["build", "--nope"]), "dateline build --help");
    assert_eq!(help(&["new", "news", "a", "b"]), "dateline new --help");
    assert_eq!(help(&["bulid"]), "dateline --help");
    for (word, right) in [("chek", "check"), ("shema", "schema"), ("bulid", "build"), ("serv", "serve")] {
        let near = site.run(&[word, "--lang", "zh"]);
        assert!(near.stderr.contains(&format!("是不是“{right}”？")), "{near}");
    }
    // What is for bulletins only is not left aside in silence.
    for option in [["--series", "hotline"], ["--from", "none.txt"]] {
        let run = site.run(&[&["new", "评论", "乙", "--lang", "zh"], &option[..]].concat());
        let said = format!("{} 只用于公报，“评论”的稿件不是公报", option[0]);
        assert!(run.status == 2 && run.stdout.is_empty() && run.stderr.contains(&said), "{run}");
    }
    let help = site.run(&["new", "--help", "--lang", "zh"]);
    assert!(help.stdout.contains("dateline new <KIND-OR-CATEGORY> [TITLE] [选项]"), "{help}");
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
    let run = run(dateline(&["--lang", "en", "--root"]).arg(&site.root).arg("check"));
    assert!(run.status == 0 && run.stderr.contains("no problems"), "{run}");
}

#[test]
fn the_site_is_found_from_any_of_its_folders() {
    let site = site();
    let run = run(dateline(&["check", "--now", support::NOW]).current_dir(site.at("content/news")));
    assert_eq!(run.status, 0, "{run}");
}

#[test]
fn a_new_site_builds_at_once() {
    for (language, categories) in [("zh", 4), ("en", 4)] {
        let folder = Folder::new();
        let root = folder.path().join("a/b");
        let at = |command: &mut Command| run(command.env("SOURCE_DATE_EPOCH", "1706745600").current_dir(&root));
        let init = |lang| run(dateline(&["init", "a/b", "--lang", lang]).current_dir(folder.path()));
        let made = run(dateline(&["init", "a/b", "--lang", language])
            .env("SOURCE_DATE_EPOCH", "1706745600")
            .current_dir(folder.path()));
        assert_eq!(made.status, 0, "{made}");
        let built = at(&mut dateline(&["build", "--deny-warnings"]));
        assert_eq!(built.status, 0, "{built}");
        let again = init(language);
        assert_eq!(again.status, 2, "{again}");
        assert!(again.stderr.contains("F0009"), "{again}");
        let config = fs::read_to_string(root.join("content/site.yaml")).unwrap();
        let ids: Vec<&str> = ["commentary", "bulletins", "scitech", "community"].into();
        assert_eq!(ids.iter().filter(|id| config.contains(*id)).count(), categories);
        for id in ids.into_iter().chain(["news", "bulletin"]) {
            let title = format!("新楼 {id}: 你好");
            let made = at(&mut dateline(&["new", id, &title]));
            assert_eq!(made.status, 0, "{made}");
            let path = Path::new(made.stdout.trim_end_matches('\n'));
            let text = fs::read(root.join(path)).unwrap();
            let again = at(&mut dateline(&["new", id, &title]));
            assert_eq!((again.status, again.stdout.as_str()), (2, ""), "{again}");
            assert!(again.stderr.contains("F0010"), "{again}");
            assert_eq!(fs::read(root.join(path)).unwrap(), text);
        }
        // What a text does not say is left empty, and a draft may be so.
        fs::write(root.join("e.txt"), "天气晴，明天多云。\n").unwrap();
        let read = at(&mut dateline(&["new", "bulletin", "没有期号", "--from", "e.txt"]));
        assert_eq!(read.status, 0, "{read}");
        let checked = at(&mut dateline(&["check", "--deny-warnings"]));
        assert_eq!(checked.status, 0, "{checked}");
    }
}

#[test]
fn a_title_in_other_letters_gets_a_number() {
    let folder = Folder::new();
    let root = folder.path().join("site");
    let at = |arguments: &[&str], place: &Path| {
        run(dateline(arguments).args(["--lang", "zh"]).env("SOURCE_DATE_EPOCH", "1706745600").current_dir(place))
    };
    at(&["init", "site"], folder.path());
    // Tibetan, Mongolian, Arabic, Korean; a number is free in every category of the day.
    let titles = ["བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "عربي", "한국어"];
    for ((title, category), n) in titles.iter().zip(["scitech", "community", "scitech", "commentary"]).zip(1..) {
        let made = at(&["new", category, title], &root);
        assert!(made.status == 0 && made.stdout.ends_with(&format!("{category}/2024/2024-02-01-{n}.md\n")), "{made}");
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        assert!(text.contains(&format!("\nslug: {n}  # ")), "{text}");
    }
    let built = at(&["build", "--drafts", "--deny-warnings"], &root);
    assert_eq!(built.status, 0, "{built}");
    let none = at(&["new", "scitech", "——！"], &root);
    assert!(none.status == 2 && none.stderr.contains("F0012"), "{none}");
}

#[test]
fn a_new_site_leaves_a_gitignore_as_it_is() {
    let two = "/public\n/.dateline\n";
    for (text, is_told) in [("*.log\n", true), ("*.log\n/.dateline\r\n/public", false), (two, false)] {
        let folder = Folder::new();
        fs::write(folder.path().join(".gitignore"), text).unwrap();
        let made = run(dateline(&["init", ".", "--lang", "zh"]).current_dir(folder.path()));
        assert!(made.status == 0 && folder.path().join("content/site.yaml").exists(), "{made}");
        assert_eq!(made.stderr.contains("加上这两行"), is_told, "{made}");
        assert_eq!(fs::read_to_string(folder.path().join(".gitignore")).unwrap(), text);
    }
    let folder = Folder::new();
    run(dateline(&["init", "."]).current_dir(folder.path()));
    assert_eq!(fs::read_to_string(folder.path().join(".gitignore")).unwrap().trim_end(), two.trim_end());
}

#[test]
fn the_guides_show_what_a_new_article_holds() {
    for (lang, title) in [("zh", "楼顶建起小小观测站"), ("en", "Weather station on the roof")] {
        let folder = Folder::new();
        // 2024-01-18 09:30 in Shanghai.
        let at = |arguments: &[&str], place: &Path| {
            let mut command = dateline(arguments);
            run(command.args(["--lang", lang]).env("SOURCE_DATE_EPOCH", "1705541400").current_dir(place))
        };
        at(&["init", "site"], folder.path());
        let made = at(&["new", "scitech", title], &folder.path().join("site"));
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/authoring.{lang}.md"));
        let shown = format!("```yaml\n{}\n```\n", text.trim_end());
        assert!(fs::read_to_string(guide).unwrap().contains(&shown), "{lang}: {shown}");
    }
}

#[test]
fn the_sentences_of_several_periods_come_on_one_day() {
    let folder = Folder::new();
    let root = folder.path().join("site");
    let at = |arguments: &[&str]| {
        let mut command = dateline(arguments);
        command.env("SOURCE_DATE_EPOCH", "1706745600");
        command
    };
    let made = run(at(&["init", "site", "--lang", "en"]).current_dir(folder.path()));
    assert_eq!(made.status, 0, "{made}");
    let new = |sentence: &str, more: &[&str]| {
        fs::write(root.join("sentence.txt"), sentence).unwrap();
        let arguments = ["new", "bulletin", "--series", "hotline-daily", "--from", "sentence.txt"];
        run(at(&[&arguments, more].concat()).current_dir(&root))
    };
    for (sentence, name) in [
        ("1月15日，Calls 877，Answered at once 523，Passed on 354。", "2024-02-01-hotline-daily-2024-01-15.md"),
        ("1月16日，Calls 900，Answered at once 600，Passed on 300。", "2024-02-01-hotline-daily-2024-01-16.md"),
    ] {
        let made = new(sentence, &[]);
        assert!(made.status == 0 && made.stdout.ends_with(&format!("{name}\n")), "{made}");
        let again = new(sentence, &[]);
        assert!(again.status == 2 && again.stderr.contains("F0010"), "{again}");
    }
    // A headline of its own names the file, as that of any article does.
    let titled = new("1月17日，Calls 5，Answered at once 3，Passed on 2。", &["A quiet day"]);
    assert!(titled.stdout.ends_with("2024-02-01-a-quiet-day.md\n"), "{titled}");
    // What the sentence lacks is left open, and a draft may be so.
    let open = new("Calls 5。", &[]);
    assert!(open.stdout.ends_with("2024-02-01-hotline-daily.md\n"), "{open}");
    let checked = run(at(&["check", "--deny-warnings"]).current_dir(&root));
    assert_eq!(checked.status, 0, "{checked}");
    let shown = run(at(&["build", "--drafts"]).current_dir(&root));
    assert_eq!(shown.status, 1, "two of one address: {shown}");
    fs::remove_file(root.join(open.stdout.trim_end())).unwrap();
    let shown = run(at(&["build", "--drafts"]).current_dir(&root));
    assert_eq!(shown.status, 0, "{shown}");
}

#[cfg(unix)]
#[test]
fn no_more_is_read_of_a_sentence_than_a_text_may_have() {
    let site = site();
    let large = site.at("large.txt");
    fs::write(&large, "1".repeat(4_000_001)).unwrap();
    for file in [large.to_str().unwrap(), "/dev/zero"] {
        let run = site.run(&["new", "bulletins", "--from", file, "--lang", "zh"]);
        assert!(run.status != 0 && run.stderr.contains("F0020") && run.stderr.contains("文件太大"), "{run}");
    }
}

#[test]
fn what_collides_is_told_with_both_places() {
    let site = site();
    let front = "---\ntitle: 标题\ndate: 2024-01-15 10:00\n";
    site.write("content/commentary/p1.md", format!("{front}slug: same\ntags: [天气, 田七]\n---\n"));
    site.write("content/news/p2.md", format!("{front}tags: [田七]\nslug: same\n---\n"));
    site.write("content/news/same.md", format!("{front}tags:\n  - 雪\n  - 甜漆\n---\n"));
    let period = |day: u32| format!("series: hotline\nperiod: 2024-01-{day:02}\nfigures: {{ calls: 1 }}\n---\n");
    site.write("content/bulletins/a.md", format!("{front}{}", period(5)));
    site.write("content/bulletins/b.md", format!("{front}{}", period(5)));
    site.write("content/bulletins/c.md", format!("{front}{}", period(7)));
    let run = site.run(&["check", "--format", "json"]);
    let place = |p: &serde_json::Value| format!("{}:{}:{}", p["path"].as_str().unwrap(), p["line"], p["column"]);
    let told = run.stdout.lines().map(|line| {
        let problem: serde_json::Value = serde_json::from_str(line).unwrap();
        let also = problem["also"].as_array().into_iter().flatten().map(|p| format!(" and {}", place(p)));
        format!("{} {}{}", problem["code"].as_str().unwrap(), place(&problem), also.collect::<String>())
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
    let line =
        run.stdout.lines().find(|l| l.starts_with("::error file=content/bulletins/b.md,line=5,col=9,title=E0601"));
    assert!(line.is_some_and(|l| l.ends_with("%0A还有这里: content/bulletins/a.md:5:9")), "{run}");
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(run.stderr.contains("4 | slug: same\n  |       ---- 还有这里"), "{run}");
}

#[test]
fn problems_go_where_they_are_read() {
    let site = site();
    site.write("content/news/x.md", "---\ntitle: 没有日期\n---\n");
    let human = site.run(&["check"]);
    assert!(human.stdout.is_empty() && human.stderr.contains("E0112"), "{human}");
    for format in ["json", "github"] {
        let run = site.run(&["check", "--format", format]);
        assert!(run.stdout.contains("E0112") && !run.stderr.contains("E0112"), "{run}");
        assert_eq!(run.stdout.lines().count(), 1);
    }
    let line = site.run(&["build", "--format", "json"]).stdout;
    let problem: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(
        (problem["severity"].as_str(), problem["code"].as_str(), problem["path"].as_str(), problem["line"].as_u64()),
        (Some("error"), Some("E0112"), Some("content/news/x.md"), Some(2))
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
    says(run(site.command(&["check"]).env("LANG", "en_US.UTF-8")), "error");
    says(run(site.command(&["check"]).env("LANG", "en_US.UTF-8").env("LC_ALL", "zh_CN.UTF-8")), "错误");
    says(run(site.command(&["check", "--lang", "zh"]).env("LC_ALL", "en_US.UTF-8")), "错误");
    says(run(site.command(&["check"]).env("LANG", "C")), "错误");
    site.edit("content/site.yaml", "timezone", "language: en\ntimezone");
    says(site.run(&["check"]), "error");
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
    let moved: Vec<&String> = new.iter().filter(|(p, b)| old.get(*p) != Some(b)).map(|(p, _)| p).collect();
    let moved: Vec<&String> = moved.into_iter().filter(|p| !p.starts_with(".dateline-")).collect();
    let places = [0, moved.len() / 4, moved.len() / 2, moved.len() - 1].map(|i| moved[i]);
    let staged = places.map(|path| (true, format!(".dateline-new/{path}")));
    let settled = places.map(|path| (false, path.clone()));
    let mut killed = [0, 0];
    for (is_staged, moment) in staged.into_iter().chain(settled) {
        fs::remove_dir_all(site.at("public")).unwrap();
        for (path, bytes) in &old {
            site.write(&format!("public/{path}"), bytes);
        }
        killed[usize::from(is_staged)] += u32::from(kill_when_new(&site, &site.at("public").join(&moment)));
        let mut found = site.public();
        found.retain(|path, _| !path.starts_with(".dateline-"));
        for (path, bytes) in &found {
            assert!([old.get(path), new.get(path)].contains(&Some(bytes)), "{path} is neither old nor new at {moment}");
        }
        let lost: Vec<_> = new.keys().filter(|p| old.contains_key(*p) && !site.at("public").join(p).exists()).collect();
        assert!(lost.is_empty(), "{lost:?} at {moment}");
        site.build(&[]);
        assert_same(&site.public(), &new);
    }
    assert!(killed.iter().all(|n| *n > 0), "builds were over before they could be killed: {killed:?}");
}

/// Starts a build and kills it as soon as `path` is another file than before; tells whether it was still running.
fn kill_when_new(site: &Site, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let inode = || fs::metadata(path).map(|m| m.ino()).ok();
    let before = inode();
    let mut child: Child = site.command(&["build"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
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
        let mount = mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(folder.path()).output();
        mount.is_ok_and(|m| m.status.success()).then_some(Disk(folder))
    }

    /// Mounts it again, to be read only or to be written.
    fn remount(&self, how: &str) {
        let options = format!("remount,{how}");
        let done = Command::new("mount").args(["-o", &options]).arg(self.0.path()).status();
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
    let Some((disk, site)) = published_on_a_disk("1m") else { return };
    let output = disk.0.path().join("public");
    let options = ["--output", output.to_str().unwrap()];
    let old = tree(&output);
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    site.write("content/news/big.mp3", [b"ID3", vec![7; 1 << 20].as_slice()].concat());
    site.edit("content/news/2024-01-15-er.md", "第二段", "[大文件](big.mp3)第二段");
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
    let Some((disk, site)) = published_on_a_disk("8m") else { return };
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

#[test]
fn what_others_put_in_the_way_is_named_before_anything_moves() {
    let site = site();
    site.build(&[]);
    let old = site.public();
    site.edit("content/site.yaml", "湟水日报", "湟水晚报");
    let other = site.at("elsewhere");
    let regular = |folder: &Path| {
        let mut found: Tree = Tree::new();
        for (path, place) in files(folder).into_iter().filter(|(p, place)| !p.ends_with("-lock") && !place.is_symlink())
        {
            found.insert(path, fs::read(place).unwrap());
        }
        found
    };
    type Way<'a> = (&'a str, &'a dyn Fn(&Path));
    let ways: [Way<'_>; 4] = [
        ("tags", &|at| fs::write(at, "mine").unwrap()),
        ("tags", &|at| std::os::unix::fs::symlink(&other, at).unwrap()),
        ("tags", &|at| std::os::unix::fs::symlink("nowhere", at).unwrap()),
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
            assert!(run.stderr.contains("F0026") && run.stderr.contains(&format!("public/{path}”")), "{run}");
            assert_eq!(
                [regular(&site.at("public")), regular(&other)],
                before,
                "something moved, or was written elsewhere"
            );
        }
        let is_folder = place.is_dir() && !place.is_symlink();
        if is_folder { fs::remove_dir_all(&place) } else { fs::remove_file(&place) }.unwrap();
        site.build(&[]);
        assert_same(&site.public(), &site.fresh(&[]));
        fs::remove_dir_all(site.at("public")).unwrap();
        if other.is_dir() { fs::remove_dir_all(&other) } else { fs::remove_file(&other) }.unwrap();
        for (path, bytes) in &old {
            site.write(&format!("public/{path}"), bytes);
        }
    }
}

#[test]
fn nothing_is_removed_or_written_through_a_link() {
    let site = site();
    site.edit("content/news/2024-01-15-er.md", "title:", "aliases: [/docs/x.html]\ntitle:");
    site.build(&[]);
    let (place, other) = (site.at("public/docs"), site.at("elsewhere"));
    fs::rename(&place, &other).unwrap();
    std::os::unix::fs::symlink(&other, &place).unwrap();
    site.edit("content/news/2024-01-15-er.md", "aliases: [/docs/x.html]\n", "");
    site.build(&[]);
    assert!(other.join("x.html").exists(), "what lies beyond a link is not ours");
    let victim = site.at("victim");
    fs::write(&victim, "precious").unwrap();
    fs::remove_dir_all(site.at(".dateline")).unwrap();
    for path in [".dateline/documents.new", "public/.dateline-manifest.new", "report.json.new"] {
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
    std::os::unix::fs::symlink(&folder, site.at(".dateline")).unwrap();
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
    std::os::unix::fs::symlink(&victim, site.at("content/news/.2024-01-10-yi.md.dateline-new")).unwrap();
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

/// Writes two files of one size until both have the same times; tells whether that came about.
fn write_twins(site: &Site, files: [(&str, String); 2]) -> bool {
    use std::os::unix::fs::MetadataExt;
    (0..2000).any(|_| {
        let times = files.each_ref().map(|(path, text)| {
            site.write(path, text);
            let found = fs::metadata(site.at(path)).unwrap();
            (found.len(), found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec())
        });
        times[0] == times[1]
    })
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that could not be run says so")]
fn another_file_of_the_same_size_and_times_is_noticed() {
    let site = site();
    let paths = ["content/news/w/p.md", "content/commentary/w/p.md"];
    let twins = [(paths[0], article("甲", "2024-01-20", "")), (paths[1], article("乙", "2024-01-21", ""))];
    if !write_twins(&site, twins) {
        eprintln!("skipped: this disk tells the times of any two files apart");
        return;
    }
    // After the second build the times of both are old enough to be believed.
    site.build(&[]);
    site.build(&[]);
    // To rename the folder of a file does not touch the file.
    let [news, commentary, away] = ["content/news/w", "content/commentary/w", "away"].map(|path| site.at(path));
    for (from, to) in [(&news, &away), (&commentary, &news), (&away, &commentary)] {
        fs::rename(from, to).unwrap();
    }
    site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
}

#[test]
fn a_report_goes_into_what_is_no_plain_file() {
    let site = site();
    let (pipe, link, target) = (site.at("pipe"), site.at("link.json"), site.at("target.json"));
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
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
    assert!(link.is_symlink() && fs::read_to_string(&target).unwrap().contains("\"published\": true"));
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
fn addresses_that_differ_only_in_capitals_are_told() {
    let site = site();
    site.write("content/news/Snow.pdf", "%PDF-1.7 a");
    site.write("content/news/snow.pdf", "%PDF-1.7 b");
    site.edit("content/news/2024-01-15-er.md", "第二段", "[雪](Snow.pdf)[雪](snow.pdf)第二段");
    site.edit(
        "content/news/2024-01-10-yi.md",
        "title:",
        "aliases: [/News/, /INDEX.html, /old/X.html, /old/x.html]\ntitle:",
    );
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.status, 1, "{run}");
    assert_eq!((run.stderr.matches("E0402").count(), run.stderr.matches("E0405").count()), (1, 3), "{run}");
    assert_eq!(run.stderr.matches("differ only in capitals").count(), 4, "{run}");
}

#[test]
fn folders_that_link_to_each_other_end() {
    let site = site();
    for from in 0..9 {
        fs::create_dir_all(site.at(&format!("content/news/d{from}"))).unwrap();
        for link in 0..8 {
            let place = site.at(&format!("content/news/d{from}/l{link}"));
            std::os::unix::fs::symlink(format!("../d{}", from + 1), place).unwrap();
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
    let pipe = |path: &str| {
        let made = std::process::Command::new("mkfifo").arg(site.at(path)).status().unwrap();
        assert!(made.success());
    };
    pipe("content/news/2024-01-13-pipe.md");
    pipe("content/news/pipe.png");
    site.write("content/news/x.md", article("甲", "2024-01-18", "image: { src: pipe.png, alt: 图 }\n"));
    assert_eq!(problems(&site), ["E0009 2024-01-13-pipe.md:1", "E0009 pipe.png:1"]);
    site.remove("content/news/2024-01-13-pipe.md");
    site.remove("content/news/pipe.png");
    site.remove("content/news/x.md");
    // Of a list of words that cannot be read there are no words.
    pipe("content/_terms.yaml");
    assert_eq!(problems(&site), ["E0009 _terms.yaml:1"]);
}

#[test]
fn a_name_that_no_folder_can_have_is_told_where_it_stands() {
    let long = "a".repeat(256);
    let fits = "b".repeat(255);
    for (old, new, line) in [
        ("  street:", format!("  {long}:"), 9),
        ("  hotline:", format!("  {long}:"), 11),
        ("slug: weather", format!("slug: {long}"), 18),
        ("  bulletins:", format!("  {long}:"), 7),
    ] {
        let site = site();
        site.edit("content/site.yaml", old, &new);
        assert_eq!(problems(&site), [format!("E0134 site.yaml:{line}")]);
        site.edit("content/site.yaml", &long, &fits);
        assert_eq!(problems(&site), [""; 0]);
        site.build(&[]);
    }
}

#[cfg(unix)]
#[test]
fn what_the_system_says_is_told_in_the_language_of_the_editor() {
    let site = site();
    let told = |arguments: &[&str], zh: &str, en: &str| {
        for (lang, expected) in [("zh", zh), ("en", en)] {
            let run = site.run(&[arguments, &["--lang", lang]].concat());
            assert!(run.stderr.contains(expected) && !run.stderr.contains("os error"), "{run}");
        }
    };
    std::os::unix::fs::symlink(".", site.at("content/news/kreis")).unwrap();
    told(&["check"], "链接（快捷方式）绕成了圈", "links (shortcuts) lead in a circle");
    fs::remove_file(site.at("content/news/kreis")).unwrap();
    std::os::unix::fs::symlink("b", site.at("content/news/a")).unwrap();
    std::os::unix::fs::symlink("a", site.at("content/news/b")).unwrap();
    told(&["check"], "绕成了圈", "lead in a circle");
    fs::remove_file(site.at("content/news/a")).unwrap();
    fs::remove_file(site.at("content/news/b")).unwrap();
    told(&["build", "--report", "content"], "这是文件夹，不是文件", "it is a folder, not a file");
    told(&["build", "--report", "content/site.yaml/r"], "已经有同名的了", "there is something of this name already");
    let long = format!("{}/new", "长".repeat(100));
    told(&["init", &long], "名字太长", "the name is too long");
    std::os::unix::fs::symlink("nowhere.md", site.at("content/news/dangling.md")).unwrap();
    told(&["check"], "没有这个文件或文件夹", "it is not there");
}

/// Builds, and returns `code file:line` of every problem.
#[track_caller]
fn problems(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run.stdout.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let name = |v: &serde_json::Value| v["path"].as_str().unwrap_or_default().rsplit('/').next().unwrap().to_owned();
    lines.map(|l| format!("{} {}:{}", l["code"].as_str().unwrap_or_default(), name(&l), l["line"])).collect()
}

#[test]
fn a_mistake_in_the_front_matter_hides_none_in_the_text() {
    const BODY: &str = "见[稿件](nowhere.md)和[往期](/nowhere.html)。\n![图](none.png)\n他说:好，[坏](javascript:x)\n";
    let body = [("E0301", 0), ("E0303", 0), ("E0305", 1), ("E0306", 2), ("W0701", 2)];
    let site = site();
    let check = |front: &str, own: &[&str]| {
        site.write("content/news/x.md", format!("---\n{front}---\n{BODY}"));
        let first = front.lines().count() + 3;
        let body = body.iter().map(|(code, line)| format!("{code} x.md:{}", first + line));
        let mut expected: Vec<String> = own.iter().map(|s| (*s).to_owned()).chain(body).collect();
        let mut found = problems(&site);
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{front}");
    };
    // A value that is wrong, a key that is, a slip of the pen, and no YAML at all.
    check("title: 题\ndate: 2024-02-30\nkicker: 引\n", &["E0201 x.md:3"]);
    check("title: 题\ndate: 2024-01-18\ncolum: street\n", &["E0113 x.md:4"]);
    check("title: 题\ndate: 2024-01-18\nkicker：引\n", &["E0109 x.md:4"]);
    check("title: 题\ndate: 2024-01-18\nextra: [引\n", &["E0108 x.md:4"]);
    // A heading of its own is sought in it, however it is named.
    site.write("content/news/x.md", "---\ntitle: 题\ndate: 2024-02-30\n---\n[本篇](x.md#丙)和[本篇](#丙)。\n\n## 丁\n");
    assert_eq!(problems(&site), ["E0201 x.md:3", "E0304 x.md:5", "E0304 x.md:5"]);
    // The picture of the front matter, and what it names.
    let own = ["E0206 x.md:4", "E0305 x.md:5", "E0308 x.md:6"];
    let front = "title: 题\ndate: 2024-01-18\ncolumn: gasse\nimage: { src: p.png, alt: 图 }\nrelated: [q.md]\n";
    check(front, &own);
}

#[test]
fn a_draft_with_a_mistake_may_be_as_unfinished_as_any() {
    let site = site();
    for front in ["date: 2024-02-30", "date：2024-01-18"] {
        site.write("content/news/x.md", format!("---\ntitle: 题\n{front}\ndraft: true\n---\n见[稿件](nowhere.md)。\n"));
        assert_eq!(problems(&site).len(), 1, "{front}");
    }
}

#[test]
fn nothing_is_missing_because_an_article_is_left_out() {
    let site = site();
    let links =
        "[1](x.md) [2](/2024/01/18/x.html) [3](/2024/01/18/y.html) [4](/old/x.html) [5](/2024/01/18/) [6](/tags/rare/)";
    site.write(
        "content/news/a.md",
        format!("---\ntitle: 题\ndate: 2024-01-19\nrelated: [x.md, news/x.md]\n---\n{links}\n"),
    );
    let x = |line: &str| {
        format!("---\ntitle: 题\ndate: 2024-01-18\n{line}aliases: [/old/x.html]\ntags: [rare]\n---\n文。\n")
    };
    site.write("content/news/y.md", "---\ntitle: 题\ndate: 2024-01-18\n---\n文。\n");
    site.write("content/news/x.md", x(""));
    assert_eq!(problems(&site), [""; 0]);
    site.write("content/news/y.md", "---\ntitle: 题\nslug: y\ndate: 2024-01-18\nkicker: [题]\n---\n文。\n");
    site.write("content/news/x.md", x("colum: street\n"));
    assert_eq!(problems(&site), ["E0113 x.md:4", "E0111 y.md:5"]);
    // Another address is told all the same.
    site.edit("content/news/a.md", "/2024/01/18/y.html", "/2024/01/18/z.html");
    assert_eq!(problems(&site), ["E0303 a.md:6", "E0113 x.md:4", "E0111 y.md:5"]);
}
