//! What pages hold: text of others as text, where a reprint is from, and the same whatever the ends
//! of lines.

use std::fs;

use super::{SITE, article, build_as_fresh, site};
use crate::support::{Site, assert_same, files};

/// Text that would run, or end what it stands in, wherever it is not escaped.
const HOSTILE: &str = "</script><script>x()</script>&]]>'";

#[test]
fn hostile_text_stays_text() {
    let site = site();
    site.edit(
        "content/site.yaml",
        "title: 湟水日报",
        &format!("title: \"湟水{HOSTILE}\""),
    );
    site.edit(
        "content/site.yaml",
        "title: 街巷",
        &format!("title: \"街巷{HOSTILE}\""),
    );
    site.edit("content/site.yaml", "天气", &format!("\"天气{HOSTILE}\""));
    let keys = [
        "kicker", "subtitle", "source", "editor", "summary", "byline",
    ];
    let lines: String = keys
        .iter()
        .map(|key| format!("{key}: \"{HOSTILE}\"\n"))
        .collect();
    site.write(
        "content/news/图.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
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
    let body =
        format!("{HOSTILE} `{HOSTILE}`\n\n## {HOSTILE}\n\n![{HOSTILE}](图.svg \"{HOSTILE}\")\n");
    let text = format!("---\ntitle: \"{HOSTILE}\"\ndate: 2024-01-18\n{lines}{nested}---\n{body}");
    site.write("content/news/x.md", text);
    site.build(&[]);
    for (path, bytes) in site.public() {
        let Ok(text) = std::str::from_utf8(&bytes) else {
            continue;
        };
        if path.ends_with(".json") {
            serde_json::from_str::<serde_json::Value>(text).unwrap();
        } else {
            assert!(!text.contains("<script>x()"), "{path}");
        }
        for data in text.split("<script type=\"application/ld+json\">").skip(1) {
            serde_json::from_str::<serde_json::Value>(data.split("</script>").next().unwrap())
                .unwrap();
        }
        if path.ends_with(".xml") {
            let mut reader = quick_xml::Reader::from_str(text);
            while reader
                .read_event()
                .unwrap_or_else(|e| panic!("{path}: {e}"))
                != quick_xml::events::Event::Eof
            {}
        }
    }
}

/// Returns the article of a page's JSON-LD.
fn json_ld(page: &str) -> serde_json::Value {
    let data = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap();
    let data: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    data["@graph"][0].clone()
}

#[test]
fn a_reprint_says_where_it_is_from() {
    const PAGE: &str = "public/2024/01/16/zai.html";
    let site = site();
    let more = "source: 邻市晚报\neditor: 陆知微\noriginal:\n  title: 雪夜里的一盏灯\n  author: 高山、林野\n  url: https://a.example.cn/1?a=b&c=d\n";
    site.write(
        "content/news/2024-01-16-zai.md",
        article("雪夜一盏灯", "2024-01-16", more),
    );
    build_as_fresh(&site, &[]);
    let page = site.read(PAGE);
    let facts = page.split("<ul class=\"facts\">").nth(1).unwrap();
    let facts = facts.split("</ul>").next().unwrap();
    assert!(facts.contains("<li>来源：邻市晚报</li>"), "{facts}");
    assert!(facts.contains("<li>作者：高山、林野</li>"), "{facts}");
    assert!(
        facts.contains(
            "<li>原题：<a href=\"https://a.example.cn/1?a=b&amp;c=d\">雪夜里的一盏灯</a></li>"
        ),
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
    site.edit(
        "content/news/2024-01-16-zai.md",
        "source:",
        "byline: 高山 林野\nsource:",
    );
    site.edit(
        "content/news/2024-01-16-zai.md",
        "title: 雪夜一盏灯",
        "title: 雪夜里的一盏灯",
    );
    build_as_fresh(&site, &[]);
    let page = site.read(PAGE);
    assert_eq!(page.matches("<span>高山</span>").count(), 1, "{page}");
    assert!(
        !page.contains("作者：") && !page.contains("原题："),
        "{page}"
    );
    assert!(
        page.contains("<li><a href=\"https://a.example.cn/1?a=b&amp;c=d\">原文</a></li>"),
        "{page}"
    );
    assert_eq!(json_ld(&page)["isBasedOn"], original);

    site.edit(
        "content/news/2024-01-16-zai.md",
        "  url: https://a.example.cn/1?a=b&c=d\n",
        "",
    );
    build_as_fresh(&site, &[]);
    assert!(!site.read(PAGE).contains("原文"));
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
    for (name, path) in files(&windows.at("content")) {
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
fn an_article_shows_its_address_as_a_code_where_the_site_asks_for_it() {
    const PAGE: &str = "public/2024/01/15/er.html";
    let site = site();
    site.build(&[]);
    assert!(!site.read(PAGE).contains("class=\"code\""));
    site.edit(
        "content/site.yaml",
        "title: 湟水日报",
        "qr: true\ntitle: 湟水日报",
    );
    build_as_fresh(&site, &[]);
    let page = site.read(PAGE);
    let code = page.split("<svg class=\"code\"").nth(1).unwrap_or_default();
    let code = code.split("</svg>").next().unwrap_or_default();
    assert!((1_000..3_000).contains(&code.len()), "{page}");
    assert!(!site.read("public/index.html").contains("class=\"code\""));
}
