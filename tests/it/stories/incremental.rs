//! What one change rewrites: the files that show it, and no others; the result is that of a fresh
//! build.

use std::fs;

use dateline::content::headline::Title;

use super::{article, build_as_fresh, holds, site};
use crate::support::{Site, assert_same, forge, tree};

/// A picture of one pixel.
const PICTURE: &[u8] = include_bytes!("../pictures/tiny.png");

#[test]
fn a_second_build_writes_nothing() {
    let site = site();
    let first = site.build(&[]);
    assert_eq!(
        first.count("written"),
        site.public().len() as u64 - 2,
        "all but lock and manifest"
    );
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
    let touched: Vec<String> = site
        .marks()
        .into_iter()
        .filter(|(p, m)| marks[p] != *m)
        .map(|(p, _)| p)
        .collect();
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
        "feed.json",
        "feed.xml",
        "index.html",
        "news/feed.xml",
        "news/index.html",
        "rss.xml",
    ];
    assert_eq!(report.paths("written"), expected);
}

#[test]
fn a_fragment_of_the_theme_shows_on_all_pages_at_once() {
    let site = site();
    site.build(&[]);
    let footer = "<footer>本站新页脚{% if page.home %}（首页）{% endif %}</footer>";
    site.write("themes/default/templates/partials/footer.html", footer);
    let report = build_as_fresh(&site, &[]);
    let public = site.public();
    let with_footer = |path: &str| {
        let page = String::from_utf8_lossy(&public[path]).into_owned();
        page.contains("<footer>本站新页脚")
    };
    // Every page of the frame, and nothing else: an old address leads on without one.
    for path in report.paths("written") {
        assert!(with_footer(&path), "{path}");
    }
    for path in report.paths("unchanged") {
        assert!(!with_footer(&path), "{path}");
        let is_framed = path.ends_with(".html") && public[&path].len() > 2_000;
        assert!(!is_framed, "{path}");
    }
    let home = String::from_utf8_lossy(&public["index.html"]).into_owned();
    assert!(home.contains("新页脚（首页）"), "{home}");
    let day = String::from_utf8_lossy(&public["2024/01/15/index.html"]).into_owned();
    assert!(!day.contains("（首页）"), "{day}");
}

#[test]
fn a_card_of_the_theme_rewrites_the_pages_with_cards() {
    let site = site();
    site.build(&[]);
    let card =
        "<h{{ level }}>新卡片<a href=\"{{ item.href }}\">{{ item.title }}</a></h{{ level }}>";
    site.write("themes/default/templates/partials/card.html", card);
    let report = build_as_fresh(&site, &[]);
    let public = site.public();
    let written = report.paths("written");
    assert!(written.contains(&"index.html".into()), "{written:?}");
    let shows = |path: &String| String::from_utf8_lossy(&public[path]).contains("新卡片");
    assert!(written.iter().all(shows), "{written:?}");
    assert!(!report.paths("unchanged").iter().any(shows));
}

#[test]
fn adding_an_article_rewrites_a_bounded_set() {
    let site = site();
    for day in 1..=28 {
        let (path, date) = (
            format!("content/news/2022-02-{day:02}-old.md"),
            format!("2022-02-{day:02}"),
        );
        site.write(&path, article("旧闻", &date, "tags: [旧]\n"));
    }
    site.build(&[]);
    site.write(
        "content/news/2024-01-20-si.md",
        article("四", "2024-01-20", "tags: [天气]\n"),
    );
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
        "latest/index.html",
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
    site.rename(
        "content/news/2024-01-10-yi.md",
        "content/commentary/deep/er/2024-01-10-yi.md",
    );
    let report = build_as_fresh(&site, &[]);
    assert_eq!(report.paths("removed"), [""; 0]);
    let written = report.paths("written");
    assert!(
        written.contains(&"2024/01/10/yi.html".to_owned()),
        "its menu and breadcrumb change: {written:?}"
    );
}

#[test]
fn an_article_that_turns_into_a_folder_and_back_is_published() {
    let site = site();
    site.write(
        "content/news/2024-01-10-yi.md",
        article("一", "2024-01-10", "aliases: [/old]\n"),
    );
    site.build(&[]);
    assert!(site.at("public/old/index.html").is_file());
    site.edit(
        "content/news/2024-01-10-yi.md",
        "/old",
        "/old/index.html/again.html",
    );
    build_as_fresh(&site, &[]);
    assert!(site.at("public/old/index.html/again.html").is_file());
    site.edit(
        "content/news/2024-01-10-yi.md",
        "/old/index.html/again.html",
        "/old",
    );
    build_as_fresh(&site, &[]);
}

#[test]
fn a_fresh_checkout_has_other_times_and_the_same_texts() {
    let site = site();
    site.write(
        "content/news/2024-01-12-san.md",
        "---\ntitle: 半角\ndate: 2024-01-12\n---\n天很冷,路很滑。\n",
    );
    site.build(&[]);
    let check_out = |seconds| {
        for (path, _) in tree(&site.at("content")) {
            let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
            let file = fs::File::options()
                .write(true)
                .open(site.at("content").join(path))
                .unwrap();
            file.set_modified(time).unwrap();
        }
    };
    check_out(1_600_000_000);
    assert_eq!(build_as_fresh(&site, &[]).count("written"), 0);
    site.edit("content/news/2024-01-15-er.md", "第二段", "改过的第二段");
    check_out(1_600_000_001);
    assert_eq!(
        build_as_fresh(&site, &[]).paths("written"),
        ["2024/01/15/er.html"]
    );
    // What was found wrong is told again, though nothing changed.
    let told = site.run(&["check"]);
    assert!(told.stderr.contains("W0701"), "{}", told.stderr);
}

#[test]
fn an_attachment_follows_its_article() {
    let site = site();
    site.write("content/news/files/表 1.csv", "a,b\n");
    site.edit(
        "content/news/2024-01-15-er.md",
        "第二段",
        "见[表](files/表%201.csv)和[同一张表](<files/表 1.csv>)",
    );
    site.build(&["--deny-warnings"]);
    let page = site.read("public/2024/01/15/er.html");
    assert_eq!(
        page.matches("href=\"/2024/01/15/%E8%A1%A8%201.csv\"")
            .count(),
        2,
        "{page}"
    );
    assert_eq!(site.read("public/2024/01/15/表 1.csv"), "a,b\n");
    site.write("content/news/files/表 1.csv", "c,d\n");
    assert_eq!(
        build_as_fresh(&site, &[]).paths("written"),
        ["2024/01/15/表 1.csv"]
    );
    site.edit(
        "content/news/2024-01-15-er.md",
        "date: 2024-01-15",
        "date: 2024-01-14",
    );
    let report = build_as_fresh(&site, &[]);
    assert!(
        report
            .paths("written")
            .contains(&"2024/01/14/表 1.csv".to_owned())
    );
    assert!(
        report
            .paths("removed")
            .contains(&"2024/01/15/表 1.csv".to_owned())
    );
}

#[test]
fn a_link_appears_when_the_article_it_leads_to_is_out() {
    let site = site();
    site.write(
        "content/news/2024-02-02-future.md",
        article("将来的", "2024-02-02", ""),
    );
    site.edit(
        "content/news/2024-01-15-er.md",
        "第二段",
        "[以后再说](2024-02-02-future.md)",
    );
    let waiting = site.run(&["build"]);
    assert!(
        waiting.status == 0 && waiting.stderr.contains("W0309"),
        "{waiting}"
    );
    assert!(
        !site
            .read("public/2024/01/15/er.html")
            .contains("future.html")
    );
    build_as_fresh(&site, &["--now", "2024-02-02T00:00:00+08:00"]);
    assert!(
        site.read("public/2024/01/15/er.html")
            .contains("<a href=\"/2024/02/02/future.html\">以后再说</a>")
    );
}

#[test]
fn a_long_list_shows_its_months() {
    let site = site();
    for n in 0..121 {
        let date = format!("2022-{:02}-{:02}", 1 + n % 2, 1 + n % 28);
        site.write(
            &format!("content/news/{date}-n{n}.md"),
            format!("---\ntitle: 第{n}条\ndate: {date}\n---\n正文。\n"),
        );
    }
    site.build(&[]);
    let year = site.read("public/news/2022/index.html");
    assert!(
        year.contains("href=\"/news/2022/02/\"") && !year.contains("第1条"),
        "{year}"
    );
    assert!(
        site.read("public/news/2022/02/index.html")
            .contains("第1条")
    );
    assert!(
        !site.at("public/news/2022/02/01").exists() && !site.at("public/news/2024/01").exists()
    );
    site.write(
        "content/news/2022-01-15-fresh.md",
        article("新来的", "2022-01-15", ""),
    );
    let expected = [
        "2022/01/15/fresh.html",
        "2022/01/15/index.html",
        "2022/01/index.html",
        "2022/index.html",
        "archive/index.html",
        "news/2022/01/index.html",
        "news/2022/index.html",
        "news/index.html",
        "sitemaps/2022-01.xml",
    ];
    let mut written = build_as_fresh(&site, &[]).paths("written");
    // Its two neighbours link to it, and the three articles after it on its day.
    let neighbours: Vec<String> = written
        .extract_if(.., |p| p.rsplit('/').next().unwrap().starts_with('n'))
        .collect();
    assert!(neighbours.len() <= 5, "{neighbours:?}");
    assert_eq!(written, expected);
}

#[test]
fn another_base_url_goes_into_every_page() {
    let site = site();
    site.build(&["--base-url", "http://preview.example.org/a/b/"]);
    let home = site.read("public/index.html");
    assert!(
        home.contains("href=\"/a/b/2024/01/15/er.html\"")
            && home.contains("http://preview.example.org/a/b/")
    );
    assert!(!holds(&site.public(), "news.example.cn"));
    build_as_fresh(&site, &[]);
}

/// Writes two files of one size until both have the same times; tells whether that came about.
fn write_twins(site: &Site, files: [(&str, String); 2]) -> bool {
    use std::os::unix::fs::MetadataExt;
    (0..2000).any(|_| {
        let times = files.each_ref().map(|(path, text)| {
            site.write(path, text);
            let found = fs::metadata(site.at(path)).unwrap();
            (
                found.len(),
                found.mtime(),
                found.mtime_nsec(),
                found.ctime(),
                found.ctime_nsec(),
            )
        });
        times[0] == times[1]
    })
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that could not be run says so")]
fn another_file_of_the_same_size_and_times_is_noticed() {
    let site = site();
    let paths = ["content/news/w/p.md", "content/commentary/w/p.md"];
    let twins = [
        (paths[0], article("甲", "2024-01-20", "")),
        (paths[1], article("乙", "2024-01-21", "")),
    ];
    if !write_twins(&site, twins) {
        eprintln!("skipped: this disk tells the times of any two files apart");
        return;
    }
    // After the second build the times of both are old enough to be believed.
    site.build(&[]);
    site.build(&[]);
    // To rename the folder of a file does not touch the file.
    let [news, commentary, away] =
        ["content/news/w", "content/commentary/w", "away"].map(|path| site.at(path));
    for (from, to) in [(&news, &away), (&commentary, &news), (&away, &commentary)] {
        fs::rename(from, to).unwrap();
    }
    site.build(&[]);
    assert_same(&site.public(), &site.fresh(&[]));
}

#[test]
fn a_file_with_warnings_is_not_read_again() {
    let site = site();
    let path = "content/news/2024-01-15-er.md";
    // Each is a warning of the file itself: a comment that is none, tags, a picture, HTML, a note.
    let head = "tags:\n  - 雪、冰\nsource: 记者 #1";
    site.edit(path, "tags: [天气]", head);
    site.write("content/news/a.png", PICTURE);
    site.edit(
        path,
        "第二段",
        "![](a.png) <iframe></iframe> [^1] 第二段，第三段,第四段",
    );
    let told = problems(&site);
    for code in ["W0132", "W0221", "W0312", "W0314", "W0315", "W0701"] {
        assert!(told.contains(code), "{code}: {told}");
    }
    // What is too young might change again within the same moment of the disk's clock.
    std::thread::sleep(std::time::Duration::from_millis(100));
    site.build(&[]);
    assert_eq!(problems(&site), told, "the same, out of what was kept");
    forge(&site, &|document| document.title = Title::plain("从缓存来"));
    site.build(&[]);
    assert!(
        site.read("public/2024/01/15/er.html").contains("从缓存来"),
        "the file was read again"
    );
}

/// Returns the problems of a site, as text for programs.
fn problems(site: &Site) -> String {
    site.run(&["check", "--format", "json"]).stdout
}
