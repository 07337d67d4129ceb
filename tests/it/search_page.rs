//! The page that searches, and the ways to it from every other page.

use crate::support::Site;

const CONFIG: &str = "\
title: 湟水日报
base_url: https://news.example.cn/news/
edition: elder
categories:
  news: { title: 新闻, kind: news }
  notices: { title: 公告, kind: news }
";
const ARTICLE: &str = "---\ntitle: 停水\ndate: 2024-01-18\ntags: [供水]\n---\n\n明天停水。\n";
const FORM: &str = "<form role=\"search\" action=\"/news/search/\"><input name=\"q\" aria-label=\"搜索\"><button>搜索</button></form>";
const PAGE: &str = "public/search/index.html";

fn site(more: &str) -> Site {
    Site::new(&[
        ("content/site.yaml", &format!("{CONFIG}{more}")),
        ("content/news/2024-01-18-a.md", ARTICLE),
        (
            "content/news/2024-01-17-b.md",
            "---\ntitle: 旧\ndate: 2024-01-17\naliases: [/old.html]\n---\n\n文\n",
        ),
    ])
}

#[test]
fn every_page_leads_to_the_search_without_a_script() {
    let site = site("");
    site.build(&[]);
    for (path, bytes) in site.public() {
        let page = String::from_utf8_lossy(&bytes).into_owned();
        // An old address leads on by itself.
        if !path.ends_with(".html") || page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let header = page.find("<header").unwrap();
        let (head, main) = page[header..].split_once("<main").unwrap();
        if path == "search/index.html" {
            assert!(!head.contains("<form"), "{path} has its own form");
            assert!(main.contains("<form id=\"search\""), "{path}");
        } else {
            assert!(head.contains(FORM), "{path}");
        }
        let is_larger = matches!(path.as_str(), "404.html" | "tags/index.html");
        assert_eq!(main.contains(FORM), is_larger, "{path}");
        let has_script = page.contains("/search.");
        assert_eq!(has_script, path == "search/index.html", "{path}");
    }
}

#[test]
fn the_page_is_for_readers_and_not_for_engines() {
    let site = site("");
    site.build(&[]);
    let page = site.read(PAGE);
    assert!(
        page.contains("<meta name=\"robots\" content=\"noindex\">"),
        "{page}"
    );
    assert!(
        site.read("public/sitemap.html")
            .contains("href=\"/news/search/\"")
    );
    for (path, bytes) in site.public() {
        let is_map = path.ends_with(".xml") || path.ends_with("feed.json");
        let names = String::from_utf8_lossy(&bytes).contains("/search/");
        assert!(!is_map || !names, "{path}");
    }
    // Categories are those of the settings, and what to do without a script is said.
    for part in [
        "<option value=\"news\">新闻</option><option value=\"notices\">公告</option>",
        "<ol id=\"results\" data-state=\"idle\">",
        "<button id=\"more\" hidden>",
        "https://www.baidu.com/s?wd=site%3Anews%2Eexample%2Ecn%2Fnews\"",
        "<script src=\"../assets/search.",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[test]
fn the_page_is_the_same_whatever_is_published() {
    let site = site("");
    site.build(&[]);
    let before = site.read(PAGE);
    site.write(
        "content/notices/2024-01-19-c.md",
        ARTICLE.replace("18", "19"),
    );
    site.build(&[]);
    assert_eq!(site.read(PAGE), before);
}

#[test]
fn a_site_without_search_has_nothing_of_it() {
    let site = site("search: false\n");
    site.build(&[]);
    for (path, bytes) in site.public() {
        assert!(!path.starts_with("search/"), "{path}");
        assert!(!path.starts_with("assets/search."), "{path}");
        // Rules that no page of the site uses stay in the style sheet.
        let is_sheet = path.ends_with(".css");
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            is_sheet || !text.contains("role=\"search\"") && !text.contains("/search/"),
            "{path}"
        );
    }
}

#[test]
fn words_of_an_english_site_are_english() {
    let site = site("language: en\n");
    site.build(&[]);
    let page = site.read(PAGE);
    assert!(page.contains("data-found=\"Found: {n}\""), "{page}");
    assert!(
        page.contains("https://www.bing.com/search?q=site%3A"),
        "{page}"
    );
}
