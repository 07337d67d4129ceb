//! The edition for older readers, and the reading aids: what a site that asks for them has, and
//! what one that does not has not.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use crate::support::{Site, assert_same};

const NOW: [&str; 2] = ["--now", "2024-12-31T12:00:00+08:00"];

const CONFIG: &str = "\
title: 湟水日报
base_url: https://x.cn/news/
organization: { contact: 0971-0000000 }
categories: { n: { title: 新闻, kind: news }, b: { title: 公报, kind: bulletin } }
series: { d: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件次, jump: 0 } } } }
";

fn day(offset: u64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    first.checked_add_days(Days::new(offset)).unwrap()
}

fn path(offset: u64) -> String {
    format!("{}/a.html", day(offset).format("%Y/%m/%d"))
}

fn article(site: &Site, offset: u64, text: &str) {
    let date = day(offset);
    site.write(
        &format!("content/n/{date}-a.md"),
        format!("---\ntitle: 第{offset}天\ndate: {date} 08:00\ntags: [天]\n---\n{text}\n"),
    );
}

/// Makes a site with an article a day and a bulletin.
fn site(days: u64, edition: &str) -> Site {
    let site = Site::new(&[("content/site.yaml", &format!("{CONFIG}{edition}"))]);
    for offset in 0..days {
        article(&site, offset, "正文一句。");
    }
    site.write(
        "content/b/2024-01-02-d.md",
        "---\ntitle: 日报\ndate: 2024-01-02\nseries: d\nperiod: 2024-01-01\nfigures: { calls: 877 }\ntopics: [{ name: 供暖, count: 5, note: 温度低 }]\n---\n",
    );
    site
}

fn elder_paths(site: &Site) -> BTreeSet<String> {
    let public = site.public().into_keys();
    public.filter(|path| path.starts_with("elder/")).collect()
}

#[test]
fn each_of_its_pages_has_the_page_tags_of_a_government_site() {
    let gov = "edition: elder\nprofile: gov-cn\n";
    let site = site(2, gov);
    let own = "id_code: \"6301000001\", icp: 青ICP备1号, police: 青公网安备1号, contact:";
    site.edit("content/site.yaml", "contact:", own);
    site.build(&NOW);
    for path in elder_paths(&site)
        .iter()
        .filter(|path| path.ends_with(".html"))
    {
        let page = site.read(&format!("public/{path}"));
        for tag in ["SiteName", "SiteDomain", "SiteIDCode"] {
            assert!(
                page.contains(&format!("<meta name=\"{tag}\"")),
                "{path}: {tag}"
            );
        }
    }
}

#[test]
fn it_is_there_for_those_who_ask_for_it() {
    let plain = site(5, "");
    plain.build(&NOW);
    assert_eq!(elder_paths(&plain), BTreeSet::new());
    assert!(!plain.read("public/index.html").contains("elder"));
    assert!(!plain.read(&format!("public/{}", path(3))).contains("elder"));
    let sheets = |site: &Site| {
        let public = site.public().into_keys();
        public.filter(|p| p.starts_with("assets/elder.")).count()
    };
    assert_eq!(sheets(&plain), 0, "what a site does not use costs nothing");

    let elder = site(5, "edition: elder\n");
    elder.build(&NOW);
    assert_eq!(sheets(&elder), 1);
    let paths = elder_paths(&elder);
    for path in [
        "elder/index.html",
        "elder/n/index.html",
        "elder/b/index.html",
    ] {
        assert!(paths.contains(path), "{path}: {paths:?}");
    }
    let home = elder.read("public/elder/index.html");
    assert!(
        home.contains("href=\"/news/elder/2024/01/04/a.html\""),
        "{home}"
    );
    assert!(
        home.contains("rel=\"canonical\" href=\"https://x.cn/news/\""),
        "{home}"
    );
    assert!(home.contains("href=\"/news/elder/n/\"") && home.contains("href=\"/news/\""));
    assert!(
        elder
            .read("public/index.html")
            .contains("href=\"/news/elder/\"")
    );
}

#[test]
fn an_article_leads_to_its_page_in_the_other_edition_and_back() {
    let site = site(3, "edition: elder\n");
    site.build(&NOW);
    let standard = site.read(&format!("public/{}", path(1)));
    assert!(
        standard.contains("href=\"/news/elder/2024/01/02/a.html\""),
        "{standard}"
    );
    let elder = site.read(&format!("public/elder/{}", path(1)));
    assert!(elder.contains("rel=\"canonical\" href=\"https://x.cn/news/2024/01/02/a.html\""));
    assert!(elder.contains("href=\"/news/2024/01/02/a.html\"") && elder.contains("正文一句。"));
    assert!(!elder.contains("<script"), "{elder}");
    let bulletin = site.read("public/elder/2024/01/02/d.html");
    for said in ["877 件次", "供暖", "5 件次", "温度低", "2024年1月1日"] {
        assert!(bulletin.contains(said), "{said}: {bulletin}");
    }
    // Search engines are told of the standard pages alone.
    for (path, bytes) in site.public() {
        let is_map = path.ends_with(".xml") || path.ends_with("feed.json");
        let text = String::from_utf8_lossy(&bytes);
        assert!(!is_map || !text.contains("/elder/"), "{path}: {text}");
    }
}

#[test]
fn a_quarter_of_a_year_is_in_it_counted_from_the_newest_article() {
    let site = site(100, "edition: elder\n");
    site.build(&NOW);
    let articles = |site: &Site| {
        let paths = elder_paths(site).into_iter();
        paths.filter(|path| path.ends_with("a.html")).count()
    };
    assert_eq!(articles(&site), 90);
    assert!(!elder_paths(&site).contains(&format!("elder/{}", path(9))));
    assert!(
        !site
            .read(&format!("public/{}", path(9)))
            .contains("/elder/2024")
    );
    assert!(
        site.read(&format!("public/{}", path(10)))
            .contains("/elder/2024")
    );
    // The clock alone moves nothing.
    site.build(&["--now", "2026-12-31T12:00:00+08:00"]);
    assert_eq!(articles(&site), 90);
    // One more brings its page, and takes that of the day which falls out.
    article(&site, 100, "又一天。");
    let report = site.build(&NOW);
    assert_same(&site.public(), &site.fresh(&NOW));
    assert_eq!(report.paths("removed"), [format!("elder/{}", path(10))]);
    let written = report.paths("written");
    let elder = written.iter().filter(|path| path.starts_with("elder/"));
    let expected = [
        format!("elder/{}", path(100)),
        "elder/index.html".to_owned(),
        "elder/n/index.html".to_owned(),
    ];
    assert_eq!(elder.cloned().collect::<BTreeSet<_>>(), expected.into());
    assert!(written.len() < 40, "{written:?}");
}

#[test]
fn a_page_of_it_stays_light() {
    let site = site(200, "edition: elder\n");
    // A table is far larger as HTML than as Markdown.
    article(
        &site,
        199,
        &format!("|甲|乙|\n|-|-|\n{}", "|一|二|\n".repeat(3_000)),
    );
    site.write(
        "content/n/2024-07-18-l.md",
        format!(
            "---\ntitle: {}\ndate: 2024-07-18\n---\n文",
            "长".repeat(200)
        ),
    );
    site.build(&NOW);
    let public = site.public();
    let sheet = public
        .iter()
        .find(|(path, _)| path.starts_with("assets/elder."));
    let sheet = sheet.unwrap().1.len();
    for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with("elder/")) {
        assert!(
            bytes.len() + sheet < 50_000,
            "{path} has {} bytes",
            bytes.len()
        );
    }
    let long = site.read(&format!("public/elder/{}", path(199)));
    assert!(
        long.contains("全文请看标准版") && long.contains(&path(199)),
        "{long}"
    );
}

#[test]
fn no_article_links_into_it() {
    let site = site(3, "edition: elder\n");
    article(&site, 1, "[一](/elder/) [二](/elder/n/)");
    let run = site.run(&["check", NOW[0], NOW[1]]);
    assert_eq!(run.status, 0, "{run}");
    // The page will be gone in a quarter of a year.
    article(&site, 1, "[三](/elder/2024/01/01/a.html)");
    let run = site.run(&["check", NOW[0], NOW[1]]);
    assert_eq!(
        (run.status, run.stderr.matches("错误[").count()),
        (1, 1),
        "{run}"
    );
}

#[test]
fn another_edition_is_none() {
    for (line, code) in [("edition: large\n", "E"), ("reading_aids: 有\n", "E")] {
        let site = site(1, line);
        let run = site.run(&["check", NOW[0], NOW[1]]);
        assert!(run.status == 1 && run.stderr.contains(code), "{run}");
    }
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: 报\nbase_url: https://x.cn/\nedition: elder\ncategories: { elder: { title: 老人, kind: news } }\n",
        ),
        (
            "content/elder/2024-01-01-a.md",
            "---\ntitle: 题\ndate: 2024-01-01\n---\n文\n",
        ),
    ]);
    let run = site.run(&["check", NOW[0], NOW[1]]);
    assert_eq!(
        run.status, 1,
        "a category of the same name has no place: {run}"
    );
}

#[test]
fn reading_aids_can_be_left_out() {
    let with = site(2, "");
    with.build(&NOW);
    let page = with.read(&format!("public/{}", path(1)));
    let public = with.public();
    let script = public
        .iter()
        .find(|(path, _)| path.starts_with("assets/aids."));
    let (script, bytes) = script.unwrap();
    assert!(bytes.len() < 4_000, "{} bytes", bytes.len());
    let loads = format!("<script type=\"module\" src=\"/news/{script}\"></script>");
    assert!(page.contains(&loads), "{page}");
    // What the script does not fill is not seen.
    for part in ["data-aids=\"", "data-tools=\""] {
        let (_, rest) = page.split_once(part).unwrap();
        assert!(
            rest.split_once('>').unwrap().0.ends_with(" hidden"),
            "{page}"
        );
    }
    let without = site(2, "reading_aids: false\n");
    without.build(&NOW);
    for (path, bytes) in without.public() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !path.contains("aids.") && !text.contains("type=\"module\""),
            "{path}"
        );
        assert!(!text.contains("data-aids"), "{path}");
    }
}
