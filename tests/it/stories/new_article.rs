//! New sites and new articles: they build at once, and nothing that is there is overwritten.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::site;
use crate::support::{Folder, Run, Site, dateline, project, run};

#[test]
fn a_new_site_builds_at_once() {
    for (language, categories) in [("zh", 4), ("en", 4)] {
        let folder = Folder::new();
        let root = folder.path().join("a/b");
        let at = |command: &mut Command| {
            run(command
                .env("SOURCE_DATE_EPOCH", "1706745600")
                .current_dir(&root))
        };
        let init =
            |lang| run(dateline(&["init", "a/b", "--lang", lang]).current_dir(folder.path()));
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
        assert_eq!(
            ids.iter().filter(|id| config.contains(*id)).count(),
            categories
        );
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
        let read = at(&mut dateline(&[
            "new",
            "bulletin",
            "没有期号",
            "--from",
            "e.txt",
        ]));
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
        run(dateline(arguments)
            .args(["--lang", "zh"])
            .env("SOURCE_DATE_EPOCH", "1706745600")
            .current_dir(place))
    };
    at(&["init", "site"], folder.path());
    // Tibetan, Mongolian, Arabic, Korean; a number is free in every category of the day.
    let titles = ["བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "عربي", "한국어"];
    for ((title, category), n) in titles
        .iter()
        .zip(["scitech", "community", "scitech", "commentary"])
        .zip(1..)
    {
        let made = at(&["new", category, title], &root);
        assert!(
            made.status == 0
                && made
                    .stdout
                    .ends_with(&format!("{category}/2024/2024-02-01-{n}.md\n")),
            "{made}"
        );
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
    // The folder of the guide for a preview that is built must not get into the repository either.
    let own = "/public\n/yulan\n/.dateline\n";
    for (text, is_told) in [
        ("*.log\n", true),
        ("/public\n/.dateline\n", true),
        ("*.log\n/.dateline\r\n/yulan\n/public", false),
        (own, false),
    ] {
        let folder = Folder::new();
        fs::write(folder.path().join(".gitignore"), text).unwrap();
        let made = run(dateline(&["init", ".", "--lang", "zh"]).current_dir(folder.path()));
        assert!(
            made.status == 0 && folder.path().join("content/site.yaml").exists(),
            "{made}"
        );
        assert_eq!(made.stderr.contains("加上这几行"), is_told, "{made}");
        assert_eq!(
            fs::read_to_string(folder.path().join(".gitignore")).unwrap(),
            text
        );
    }
    let folder = Folder::new();
    run(dateline(&["init", ".", "--lang", "zh"]).current_dir(folder.path()));
    assert_eq!(
        fs::read_to_string(folder.path().join(".gitignore"))
            .unwrap()
            .trim_end(),
        own.trim_end()
    );
}

#[test]
fn the_guides_show_what_a_new_article_holds() {
    for (lang, title) in [
        ("zh", "楼顶建起小小观测站"),
        ("en", "Weather station on the roof"),
    ] {
        let folder = Folder::new();
        // 2024-01-18 09:30 in Shanghai.
        let at = |arguments: &[&str], place: &Path| {
            let mut command = dateline(arguments);
            run(command
                .args(["--lang", lang])
                .env("SOURCE_DATE_EPOCH", "1705541400")
                .current_dir(place))
        };
        at(&["init", "site"], folder.path());
        let made = at(&["new", "scitech", title], &folder.path().join("site"));
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        let guide = project(format!("docs/authoring.{lang}.md"));
        let shown = format!("```yaml\n{}\n```\n", text.trim_end());
        assert!(
            fs::read_to_string(guide).unwrap().contains(&shown),
            "{lang}: {shown}"
        );
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
        let arguments = [
            "new",
            "bulletin",
            "--series",
            "hotline-daily",
            "--from",
            "sentence.txt",
        ];
        run(at(&[&arguments, more].concat()).current_dir(&root))
    };
    for (sentence, name) in [
        (
            "1月15日，Calls 877，Answered at once 523，Passed on 354。",
            "2024-02-01-hotline-daily-2024-01-15.md",
        ),
        (
            "1月16日，Calls 900，Answered at once 600，Passed on 300。",
            "2024-02-01-hotline-daily-2024-01-16.md",
        ),
    ] {
        let made = new(sentence, &[]);
        assert!(
            made.status == 0 && made.stdout.ends_with(&format!("{name}\n")),
            "{made}"
        );
        let again = new(sentence, &[]);
        assert!(
            again.status == 2 && again.stderr.contains("F0010"),
            "{again}"
        );
    }
    // A headline of its own names the file, as that of any article does.
    let titled = new(
        "1月17日，Calls 5，Answered at once 3，Passed on 2。",
        &["A quiet day"],
    );
    assert!(
        titled.stdout.ends_with("2024-02-01-a-quiet-day.md\n"),
        "{titled}"
    );
    // What the sentence lacks is left open, and a draft may be so.
    let open = new("Calls 5。", &[]);
    assert!(
        open.stdout.ends_with("2024-02-01-hotline-daily.md\n"),
        "{open}"
    );
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
        assert!(
            run.status != 0 && run.stderr.contains("F0020") && run.stderr.contains("文件太大"),
            "{run}"
        );
    }
}

/// A site with two categories of news and two series.
fn two_of_each() -> Site {
    let site = site();
    site.edit(
        "content/site.yaml",
        "  bulletins:",
        "  scitech: { title: 科技, kind: news }\n  bulletins:",
    );
    site.edit(
        "content/site.yaml",
        "tags:",
        "  weekly:\n    title: 每周通报\n    period: week\n    figures:\n      total: { label: 群众诉求, unit: 件 }\n      done: { label: 办结率, unit: \"%\" }\ntags:",
    );
    site
}

/// Runs `new` on a site at noon of a day of 2026.
fn new(site: &Site, arguments: &[&str]) -> Run {
    let mut command = site.command(&[&["new"], arguments].concat());
    run(command.env("SOURCE_DATE_EPOCH", "1796011200"))
}

#[test]
fn a_topic_page_is_made_as_a_draft_that_passes_when_it_is_done() {
    let site = site();
    let made = new(&site, &["专题", "冬天|怎么暖"]);
    assert_eq!(made.status, 0, "{made}");
    let path = "content/topics/dong-tian-zen-me-nuan.md";
    assert!(made.stdout.trim_end().ends_with(path), "{made}");
    assert_eq!(new(&site, &["topic", "冬天怎么暖"]).status, 2);
    assert_eq!(new(&site, &["topic", "冬", "--series", "d"]).status, 2);
    assert_eq!(new(&site, &["topic", "！"]).status, 2);
    site.edit(path, "draft: true", "# draft: true");
    site.edit(path, "# until:  ", "until: 2026-12-31");
    site.edit(path, "# blocks:  ", "blocks:");
    site.edit(path, "#   - { title: 精选, articles: [] }\n", "");
    site.edit(
        path,
        "#   - { title: 最新消息, tag: ,",
        "  - { title: 最新消息, category: news,",
    );
    let build = site.build(&["--deny-warnings"]);
    assert!(
        site.public()
            .contains_key("topics/dong-tian-zen-me-nuan/index.html"),
        "{build:?}"
    );
}

#[test]
fn a_kind_may_be_named_in_chinese_and_its_category_is_said() {
    let site = two_of_each();
    for (kind, folder) in [
        ("新闻", "news"),
        ("news", "news"),
        ("科技", "scitech"),
        ("评论", "commentary"),
        ("公报", "bulletins"),
        ("bulletin", "bulletins"),
    ] {
        let made = new(&site, &[kind, &format!("题目{kind}")]);
        assert_eq!(made.status, 0, "{made}");
        let place = format!("/content/{folder}/2026/");
        assert!(made.stdout.contains(&place), "{made}");
        // What was named itself needs no words; `news` and 公报 are categories of this site.
        assert_eq!(
            made.stderr.contains("放在分类"),
            kind == "bulletin",
            "{made}"
        );
    }
    site.edit(
        "content/site.yaml",
        "  news: { title: 新闻,",
        "  city: { title: 城市,",
    );
    let made = new(&site, &["新闻", "题"]);
    assert!(made.stdout.contains("/content/city/2026/"), "{made}");
    assert!(
        made.stderr.contains("“城市”（city）") && made.stderr.contains("还有：科技"),
        "{made}"
    );
    let wrong = new(&site, &["新文", "题"]);
    assert_eq!(wrong.status, 2, "{wrong}");
    assert!(wrong.stderr.contains("是不是“新闻”"), "{wrong}");
}

#[test]
fn a_sentence_is_read_as_the_series_that_it_fits() {
    let site = two_of_each();
    let week = "3月9日至3月15日，共受理群众诉求86件，办结率90.9%。\n";
    site.write("week.txt", week);
    let made = new(&site, &["bulletin", "--from", "week.txt"]);
    assert!(
        made.stderr.contains("按系列“每周通报”（weekly）读的"),
        "{made}"
    );
    let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
    let front =
        "series: weekly\nperiod: 2026-03-09..2026-03-15\nfigures:\n  total: 86\n  done: 90.9\n";
    assert!(text.contains(front), "{text}");
    site.write("day.txt", "11月27日，来电3件。\n");
    let made = new(&site, &["bulletin", "--from", "day.txt"]);
    assert!(made.stderr.contains("热线日报"), "{made}");
    // Named, it is that one and no other.
    let made = new(
        &site,
        &[
            "bulletin", "周", "--series", "hotline", "--from", "week.txt",
        ],
    );
    assert!(!made.stderr.contains("按系列"), "{made}");
    assert!(made.stderr.contains("没有找到“来电”"), "{made}");
}

#[test]
fn the_monday_of_a_week_says_its_year() {
    let site = two_of_each();
    // The eighth of January is a Thursday in 2026, and was a Monday in 2024.
    site.write(
        "week.txt",
        "1月8日至14日，共受理群众诉求86件，办结率90.9%。\n",
    );
    let made = new(&site, &["bulletin", "--from", "week.txt"]);
    let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
    assert!(text.contains("period: 2024-01-08..2024-01-14\n"), "{text}");
    assert!(
        made.stderr.contains("2024 年") && made.stderr.contains("2026 年"),
        "{made}"
    );
    // A year that is written counts, whatever the weekday.
    site.write(
        "week.txt",
        "2026年1月8日至14日，共受理群众诉求86件，办结率90.9%。\n",
    );
    let made = new(&site, &["bulletin", "二", "--from", "week.txt"]);
    let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
    assert!(text.contains("period: 2026-01-08..2026-01-14\n"), "{text}");
}

#[test]
fn a_sentence_may_be_in_the_encodings_of_notepad() {
    let site = two_of_each();
    let sentence = "11月27日，来电3件，12345微信随手拍18件。\n";
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff)
            .chain(sentence.encode_utf16())
            .flat_map(order)
            .collect()
    };
    let texts = [
        encoding_rs::GBK.encode(sentence).0.into_owned(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        format!("\u{feff}{sentence}").into_bytes(),
    ];
    for (n, bytes) in texts.iter().enumerate() {
        site.write("s.txt", bytes);
        let made = new(&site, &["bulletin", &format!("题{n}"), "--from", "s.txt"]);
        assert_eq!(made.status, 0, "{made}");
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        assert!(text.contains("  calls: 3\n"), "{text}");
        // What is left over is named from the start of its number on.
        assert!(made.stderr.contains("：12345微信随手拍18件"), "{made}");
    }
    let torn = &encoding_rs::GBK.encode(sentence).0[3..];
    for bytes in [torn, b"\xff\xff\x80 3 \x81"] {
        site.write("s.txt", bytes);
        let made = new(&site, &["bulletin", "坏", "--from", "s.txt"]);
        assert_eq!(made.status, 2, "{made}");
        assert!(made.stderr.contains("F0025"), "{made}");
    }
}
