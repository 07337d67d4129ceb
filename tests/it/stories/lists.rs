//! What lists and fronts say of days, and where they lead on.

use super::{SITE, article};
use crate::support::{Site, Tree};

/// A site with `count` articles, three a day, the newest on 2024-01-31; every other one has a time.
fn archive(count: u32) -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let newest = chrono::NaiveDate::from_ymd_opt(2024, 1, 31).unwrap();
    for i in 0..count {
        let date = newest - chrono::Days::new(u64::from(i / 3));
        let time = if i % 2 == 0 { " 09:30" } else { "" };
        site.write(
            &format!("content/news/{date}-n{i}.md"),
            article(
                &format!("第{i}条"),
                &format!("{date}{time}"),
                "column: street\n",
            ),
        );
    }
    site
}

fn page(tree: &Tree, path: &str) -> String {
    let bytes = tree.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn the_front_page_has_the_day_of_the_newest_article_whatever_the_clock_says() {
    let site = archive(9);
    site.write(
        "content/news/2023-12-30-old.md",
        article("旧", "2023-12-30", ""),
    );
    site.build(&[]);
    let home = page(&site.public(), "index.html");
    for text in [
        "<a href=\"/2024/01/31/\"><time datetime=\"2024-01-31\">2024年1月31日</time> 星期三</a>",
        ">09:30</time>",
        ">1月30日</time>",
        ">2023年12月30日</time>",
    ] {
        assert!(home.contains(text), "{text}");
    }
    assert!(!home.contains(">2024年1月30日</time>"));
    // The turn of a year changes nothing by itself; the first article of the new year does.
    let later = ["--now", "2025-01-01T08:00:00+08:00"];
    assert_eq!(site.build(&later).count("written"), 0);
    site.write(
        "content/news/2025-01-01-new.md",
        article("新", "2025-01-01", ""),
    );
    site.build(&later);
    let home = page(&site.public(), "index.html");
    assert!(home.contains(">2024年1月30日</time>"));
}

#[test]
fn a_list_that_is_too_long_leads_on() {
    let site = archive(260);
    site.build(&[]);
    let tree = site.public();
    // The newest 30 are those of ten days, so the next lies on 21 January.
    for path in ["news/index.html", "columns/street/index.html"] {
        let front = page(&tree, path);
        let folder = path.trim_end_matches("index.html");
        let link = format!("<a href=\"/{folder}2024/01/\">更早：2024年1月 ");
        assert!(front.contains(&link), "{path}");
    }
    let year = page(&tree, "news/2023/index.html");
    for month in ["12", "11"] {
        assert!(year.contains(&format!("<a href=\"/news/2023/{month}/\">")));
    }
    assert_eq!(year.matches("<li><a href=\"/2023/12/").count(), 5);
    let month = page(&tree, "news/2023/12/index.html");
    assert!(month.contains("<table class=\"calendar\">"), "93 articles");
    assert_eq!(month.matches("<li><a href=\"/2023/12/31/").count(), 2);
    let small = archive(80);
    small.build(&[]);
    let front = page(&small.public(), "news/index.html");
    assert!(!front.contains("更早"), "it shows them all");
}

#[test]
fn no_list_shows_more_than_eighty_articles() {
    let site = archive(400);
    site.build(&[]);
    for (path, bytes) in site.public() {
        if path.ends_with("index.html") {
            let text = String::from_utf8(bytes).unwrap();
            let cards = text.matches("class=\"card-meta\"").count();
            let lines = text.matches("</a> <p>").count();
            assert!(cards + lines <= 80 + 10, "{path}: {cards} and {lines}");
        }
    }
}

#[test]
fn what_a_page_is_of_is_not_said_again_on_its_cards() {
    let site = archive(4);
    site.build(&[]);
    let tree = site.public();
    let link = "<a href=\"/columns/street/\">";
    let cards = |path: &str| {
        let page = page(&tree, path);
        page.matches("class=\"card-meta\"").count()
    };
    assert_eq!(cards("columns/street/index.html"), 4);
    assert!(!page(&tree, "columns/street/index.html").contains(link));
    assert!(page(&tree, "news/index.html").contains(link));
    let day = page(&tree, "2024/01/31/index.html");
    assert!(day.contains("<h1>2024年1月31日 星期三</h1>"));
    assert!(!day.contains(">1月31日</time>"));
    assert!(day.contains(">09:30</time>"));
}

#[test]
fn a_day_is_in_the_order_of_its_paper() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let print = |page: &str| format!("print: {{ issue: 2024-01-18, page: {page} }}\n");
    site.write(
        "content/commentary/2024-01-18-b.md",
        article("评", "2024-01-18", &print("A02")),
    );
    site.write(
        "content/news/2024-01-18-a.md",
        article("闻", "2024-01-18", &print("A01")),
    );
    site.build(&[]);
    let day = page(&site.public(), "2024/01/18/index.html");
    let at = |text: &str| day.rfind(text).unwrap();
    assert!(at(">新闻</a></h2>") < at(">评论</a></h2>"));
}

#[test]
fn the_newest_articles_are_on_one_page_with_their_times() {
    let site = archive(70);
    site.build(&[]);
    let latest = page(&site.public(), "latest/index.html");
    assert_eq!(latest.matches("<li><a href=\"/2024/01/").count(), 60);
    for text in [
        "<a href=\"/2024/01/31/\">2024年1月31日 星期三</a>",
        "<time datetime=\"2024-01-31T09:30:00+08:00\">09:30</time>",
    ] {
        assert!(latest.contains(text), "{text}");
    }
    site.write(
        "content/news/2024-02-01-new.md",
        article("新", "2024-02-01", ""),
    );
    assert!(
        site.build(&[])
            .paths("written")
            .contains(&"latest/index.html".into())
    );
}

#[test]
fn the_map_of_the_site_stays_as_it_is_when_an_article_comes() {
    let site = archive(3);
    site.build(&[]);
    let map = page(&site.public(), "sitemap.html");
    for href in [
        "/news/",
        "/columns/street/",
        "/series/hotline/",
        "/2024/",
        "/latest/",
    ] {
        assert!(map.contains(&format!("<a href=\"{href}\"")), "{href}");
    }
    site.write(
        "content/news/2024-01-30-new.md",
        article("新", "2024-01-30", ""),
    );
    assert!(
        !site
            .build(&[])
            .paths("written")
            .contains(&"sitemap.html".into())
    );
    site.write(
        "content/news/2022-01-30-old.md",
        article("旧", "2022-01-30", "tags: [天气]\n"),
    );
    site.build(&[]);
    let map = page(&site.public(), "sitemap.html");
    assert!(map.contains("<a href=\"/2022/\"") && map.contains("<a href=\"/tags/weather/\""));
}

#[test]
fn tags_stand_in_the_order_of_their_sounds() {
    let site = Site::new(&[]);
    let tags = "{ 重庆: { sort: chong qing }, 供暖: { slug: a-heating, description: 冬天的事 } }";
    let (before, _) = SITE.split_once("tags:").unwrap();
    site.write("content/site.yaml", format!("{before}tags: {tags}\n"));
    let all = "[12345热线, 重庆, 城市, 天气, AI, 供暖, 阿里, 儿童, 农业, 教育, 初雪, 种子, 骑手]";
    site.write(
        "content/news/2024-01-15-a.md",
        article("甲", "2024-01-15", &format!("tags: {all}\n")),
    );
    site.build(&[]);
    let tree = site.public();
    let index = page(&tree, "tags/index.html");
    let at = |text: &str| index.find(&format!("<strong>{text}</strong>")).unwrap();
    let order = [
        "阿里",
        "AI",
        "城市",
        "重庆",
        "初雪",
        "儿童",
        "供暖",
        "种子",
        "12345热线",
    ];
    let mut sorted = order;
    sorted.sort_by_key(|tag| at(tag));
    assert_eq!(sorted, order);
    assert_eq!(index.matches("data-letter=\"C\"").count(), 1);
    assert!(
        page(&tree, "tags/a-heating/index.html").contains("<p class=\"description\">冬天的事</p>")
    );
}

#[test]
fn a_home_page_is_laid_out_as_the_site_says_with_any_number_of_articles() {
    for count in [0, 1, 3, 30] {
        for layout in ["broadsheet", "bulletin", "list"] {
            let site = archive(count);
            site.write(
                "content/site.yaml",
                format!("{SITE}home: {{ layout: {layout} }}\n"),
            );
            site.build(&[]);
            let home = page(&site.public(), "index.html");
            assert_eq!(home.contains("class=\"empty\""), count == 0, "{layout}");
            let shown = home.matches("<a href=\"/2024/01/").count();
            let days = usize::from(count > 0);
            assert!(
                shown >= days + count.min(3) as usize,
                "{count} {layout}: {shown}"
            );
            let lead = home.matches("class=\"card lead\"").count();
            assert_eq!(lead, usize::from(count > 0 && layout != "list"), "{layout}");
        }
    }
    let site = archive(1);
    site.write(
        "content/site.yaml",
        format!("{SITE}home: {{ layout: 列表 }}\n"),
    );
    assert!(site.run(&["check"]).stderr.contains("list"));
}
