//! Headlines: their words stay whole on pages, and no mark of that reaches anything else.

use crate::support::Site;

const CONFIG: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
categories:
  news: { title: 新闻, kind: news }
";

/// The HTML of [`TITLE`] on pages.
const SET: &str = "<u><i>停了</i><i>四十一天的</i><i>电梯</i>，</u><i>昨天又动了</i>";
const TITLE: &str = "停了四十一天的电梯，昨天又动了";
const PAGE: &str = "public/2024/01/18/dianti.html";

fn article(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-01-18\ntags: [小区]\n---\n\n到了。\n")
}

fn site(config: &str, title: &str) -> Site {
    Site::new(&[
        ("content/site.yaml", config),
        ("content/news/2024-01-18-dianti.md", &article(title)),
        ("content/news/2024-01-17-xue.md", &article("雪")),
    ])
}

#[test]
fn the_bar_of_an_editor_is_where_lines_break_and_nowhere_else() {
    let site = site(CONFIG, "停了四十一天的电梯，|昨天又动了");
    site.build(&[]);
    for (file, bytes) in site.public() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if !file.starts_with("assets/") && !file.starts_with('.') {
            assert!(!text.contains('|'), "{file} has a bar");
            assert!(
                !text.contains("<i>") || file.ends_with(".html"),
                "{file} has marks"
            );
        }
        if file.ends_with(".xml") || file.ends_with(".json") {
            assert!(!text.contains("停了四") || text.contains(TITLE), "{file}");
        }
    }
    let page = site.read(PAGE);
    assert!(page.contains(&format!("<h1>{SET}</h1>")), "{page}");
    assert!(page.contains(&format!("<title>{TITLE} – 湟水日报</title>")));
    assert!(page.contains(&format!("property=\"og:title\" content=\"{TITLE}\"")));
    assert!(page.contains(&format!("\"headline\":\"{TITLE}\"")));
    for list in [
        "public/index.html",
        "public/news/index.html",
        "public/2024/01/index.html",
    ] {
        assert!(site.read(list).contains(&format!("{SET}</a>")), "{list}");
    }
}

#[test]
fn a_title_with_a_bar_makes_the_address_that_it_makes_without() {
    let site = site(CONFIG, "雪");
    let run = site.run(&["new", "news", "电梯，|昨天又动了"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(
        run.stdout
            .trim()
            .ends_with("-dian-ti-zuo-tian-you-dong-le.md"),
        "{run}"
    );
    assert!(
        site.read(run.stdout.trim()).contains("电梯，|昨天又动了"),
        "{run}"
    );
}

#[test]
fn only_chinese_headlines_have_marks() {
    for language in ["en", "bo"] {
        let config = format!("{CONFIG}language: {language}\n");
        let site = site(&config, "停了四十一天的电梯，|昨天又动了");
        site.build(&[]);
        assert!(
            site.read(PAGE).contains(&format!("<h1>{TITLE}</h1>")),
            "{language}"
        );
    }
}

#[test]
fn a_bar_that_readers_should_see_is_reported() {
    let site = site(CONFIG, "特写 | 停了四十一天的电梯昨天又动了");
    let run = site.run(&["check", "--format", "json"]);
    assert!(run.stdout.contains("\"W0141\""), "{run}");
    assert!(run.stdout.contains("特写 ｜ 停了"), "{run}");
    site.edit("content/news/2024-01-18-dianti.md", " | ", "｜");
    let run = site.run(&["check", "--format", "json"]);
    assert!(!run.stdout.contains("W0141"), "{run}");
    site.build(&[]);
    assert!(site.read(PAGE).contains("｜<i>停了</i>"));
}

#[test]
fn copy_rules_read_a_headline_without_its_bars() {
    let clean = site(CONFIG, "停了四十一天的电梯，|昨天又动了");
    let run = clean.run(&["check", "--format", "json"]);
    assert_eq!((run.status, &*run.stdout), (0, ""), "{run}");
    let wrong = site(CONFIG, "停了四十一天的电梯,|昨天又动了");
    let run = wrong.run(&["check", "--fix", "--format", "json"]);
    assert_eq!(run.status, 0, "{run}");
    let text = wrong.read("content/news/2024-01-18-dianti.md");
    assert!(
        text.contains("title: 停了四十一天的电梯，|昨天又动了\n"),
        "{text}"
    );
}

#[test]
fn names_of_the_site_and_the_article_stay_whole_and_those_of_others_do_not_matter() {
    let site = site(CONFIG, "到霁川槐荫里看一场很大的雪");
    let around = |site: &Site| {
        let page = site.read(PAGE);
        let title = page.split("<h1>").nth(1).unwrap_or_default();
        title.split("</h1>").next().unwrap_or_default().to_owned()
    };
    site.build(&[]);
    let before = around(&site);
    assert!(!before.contains("<i>霁川槐荫里</i>"), "{before}");
    // A tag of a different article changes nothing here.
    site.edit("content/news/2024-01-17-xue.md", "[小区]", "[霁川槐荫里]");
    site.build(&[]);
    assert_eq!(around(&site), before);
    site.edit(
        "content/news/2024-01-18-dianti.md",
        "[小区]",
        "[霁川槐荫里]",
    );
    site.build(&[]);
    assert!(around(&site).contains("霁川槐荫里"), "{}", around(&site));
    assert!(
        around(&site).contains("霁川槐荫里</i>"),
        "{}",
        around(&site)
    );
    assert_eq!(site.public(), site.fresh(&[]));
}

/// Returns how many bytes the page of an article has around its text and headline.
fn overhead(page: &str) -> usize {
    let (before, rest) = page.split_once("<div class=\"text\">").expect("a text");
    let (_, after) = rest.split_once("</div>").expect("its end");
    before.len() + after.len()
}

/// What a government site says of itself, four categories, and articles with all that a newsroom
/// fills in.
const GOVERNMENT: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
publisher: 湟水日报社
profile: gov-cn
organization:
  id_code: \"6301000001\"
  icp: 青ICP备00000000号-1
  police: 青公网安备 63010000000000号
  contact: 0971-0000000
categories:
  opinion: { title: 评论, kind: commentary }
  notices: { title: 公告, kind: news }
  news: { title: 科技, kind: news }
  streets: { title: 社区, kind: news }
";
const FILLED_IN: &str = "\
byline: 记者 马行川
editor: 何青禾
review: { first: 陆知微, second: 田守一, final: 严既白 }
tags: [公共交通, 成果转化]
dateline: { agency: 本报讯 }
---

11月9日早上6点10分，从北塬开往河沿的头班7路车准时出了场。车外零下九摄氏度，剩余里程214公里。往年这个时候，在露天停一夜，早上也就一百六七。
";

#[test]
fn the_page_of_an_article_is_light() {
    let site = Site::new(&[("content/site.yaml", GOVERNMENT)]);
    for (day, title) in [
        (17, "给一粒种子留一间零下十八摄氏度的屋子"),
        (18, "7路公交车先换上了本地造的耐寒电池"),
        (19, "十二个小区的暖气，先交给算法管一冬"),
    ] {
        let article = format!("---\ntitle: {title}\ndate: 2024-01-{day}\n{FILLED_IN}");
        let file = if day == 18 { "dianti" } else { "yi" };
        site.write(&format!("content/news/2024-01-{day}-{file}.md"), article);
    }
    site.build(&[]);
    let size = overhead(&site.read(PAGE));
    assert!(size <= 7_000, "{size} bytes around a text with page tags");
    // An article of a site that says only what it must.
    let site = self::site(CONFIG, TITLE);
    site.build(&[]);
    let size = overhead(&site.read(PAGE));
    assert!(size <= 4_500, "{size} bytes around a text");
}
