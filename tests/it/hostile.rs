//! What content may try: names that no disk holds, files that run in a reader's browser, text that
//! no page may have. All of it is a problem of the content, told at its place, and nothing is
//! written.

use dateline::base::id::{CategoryId, ColumnId, FigureId, Id, SeriesId};
use dateline::content::document::Document;
use dateline::content::headline::Title;

use crate::support::{Run, Site, assert_same, forge};

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
categories:
  news: { title: 新闻, kind: news }
";

/// Builds a site with these files and tells what came of it.
fn build(files: &[(&str, &str)]) -> Run {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    files.iter().for_each(|(path, text)| site.write(path, text));
    let run = site.run(&["build", "--all"]);
    assert!(run.status == 0 || site.public().is_empty(), "{run}");
    run
}

/// Checks the codes of the errors that an article with these lines of front matter and this body
/// leads to.
fn check(lines: &str, body: &str, expected: &[&str]) {
    let run = build(&[(
        "content/news/a.md",
        &format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}---\n{body}\n"),
    )]);
    let codes: Vec<&str> = run
        .stderr
        .split("错误[")
        .skip(1)
        .filter_map(|rest| rest.split(']').next())
        .collect();
    assert_eq!(codes, expected, "of {lines:?} {body:?}: {run}");
    assert_eq!(
        run.status,
        i32::from(!expected.is_empty()),
        "of {lines:?} {body:?}: {run}"
    );
}

#[test]
fn an_old_address_stays_out_of_hidden_places() {
    check("aliases: [/old/1.html, /old/, /.well-known/x/]\n", "", &[]);
    check("aliases: [/.dateline-new/]\n", "", &["E0216"]);
    check("aliases: [/.git/x.html]\n", "", &["E0216"]);
    check(
        &format!("aliases: [\"{}\"]\n", "/a/".repeat(1500)),
        "",
        &["E0216"],
    );
}

#[test]
fn an_attachment_does_not_take_the_place_of_a_folder() {
    let page = "---\ntitle: 关于\n---\n[一](2024) [二](tags)\n";
    let article = "---\ntitle: 题\ndate: 2024-01-18\n---\n";
    let files = [("content/pages/2024", "x"), ("content/pages/tags", "x")];
    let run = build(&[
        ("content/pages/about.md", page),
        ("content/news/a.md", article),
        files[0],
        files[1],
    ]);
    assert_eq!(
        (run.status, run.stderr.matches("E0313").count()),
        (1, 2),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn a_name_with_a_backslash_or_a_line_end_is_refused() {
    for name in ["a\\b.pdf", "a\nb.pdf", "a\u{1b}[2Jb.pdf"] {
        let run = build(&[(&format!("content/news/{name}"), "x")]);
        assert!(run.status == 1 && run.stderr.contains("E0006"), "{run}");
        assert!(!run.stderr.contains('\u{1b}'), "{run}");
    }
}

#[test]
fn a_configuration_that_cannot_be_read_is_told_once() {
    for (yaml, code) in [
        ("title: [\n", "E010"),
        ("title: a\ntitle: b\n", "E0103"),
        ("title: a\ntheme: ../x\n", "E0111"),
    ] {
        let run = Site::new(&[("content/site.yaml", yaml)]).run(&["check"]);
        assert!(
            run.status == 1 && run.stderr.contains(code) && !run.stderr.contains("E0504"),
            "{run}"
        );
    }
}

#[test]
fn a_text_has_four_megabytes_at_most() {
    let article = |size: usize| {
        let head = "---\ntitle: 题\ndate: 2024-01-18\n---\n";
        head.to_owned() + &"正文一句。\n\n".repeat((size - head.len()) / 17)
    };
    let most = 4_000_000;
    let text = article(most);
    assert!((most - 100..=most).contains(&text.len()));
    assert_eq!(build(&[("content/news/a.md", &text)]).status, 0);
    let run = build(&[
        ("content/news/a.md", &(text + &"字".repeat(40))),
        ("content/news/b.md", &article(100)),
    ]);
    assert!(
        run.status == 1 && run.stderr.contains("E0351") && run.stderr.contains("分成几篇"),
        "{run}"
    );
    assert!(run.stderr.contains("4.0 MB"), "{run}");
    let large = "#".repeat(most + 1);
    let run = build(&[
        ("content/_terms.yaml", &large),
        ("content/site.yaml", &large),
    ]);
    assert_eq!(
        (run.status, run.stderr.matches("E0351").count()),
        (1, 2),
        "{run}"
    );
    let theme = format!("{SITE}theme: mine\n");
    for file in [
        "templates/article.html",
        "words/zh.yaml",
        "assets/style.css",
    ] {
        let run = build(&[
            ("content/site.yaml", &theme),
            (&format!("themes/mine/{file}"), &large),
        ]);
        assert!(
            run.status == 1 && run.stderr.contains("E0351"),
            "of {file}: {run}"
        );
    }
}

#[test]
fn settings_and_words_may_be_long_lists() {
    let list = |n: usize, entry: &dyn Fn(usize) -> String| (0..n).map(entry).collect::<String>();
    let words = list(10_001, &|i| format!("错{i}: 对{i}\n"));
    let noted = list(3_400, &|i| {
        format!("误{i}: {{ right: 正{i}, note: 见手册 }}\n")
    });
    let tags = list(5_000, &|i| format!("  词{i}: {{ slug: t-{i} }}\n"));
    let run = build(&[
        ("content/site.yaml", &format!("{SITE}tags:\n{tags}")),
        ("content/_terms.yaml", &(words + &noted)),
    ]);
    assert_eq!(
        (run.status, run.stderr.matches("错误").count()),
        (0, 0),
        "{run}"
    );
    let endless = list(110_000, &|i| format!("{i}: 对\n"));
    let run = build(&[("content/_terms.yaml", &endless)]);
    assert!(
        run.status == 1 && run.stderr.contains("错误[E0135]") && run.stderr.contains("200000"),
        "{run}"
    );
    // Front matter is not a list of words.
    let extra = list(11_000, &|i| format!("  k{i}: 1\n"));
    check(&format!("extra:\n{extra}"), "", &["E0135"]);
}

#[test]
fn many_mistakes_are_told_each_at_its_place() {
    let body: String = (0..3000)
        .map(|i| format!("[甲](x{i}.md)"))
        .collect::<Vec<_>>()
        .join("，");
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/news/a.md",
        format!("\u{feff}---\ntitle: 题\ndate: 2024-01-18\n---\n{body}\r\n[乙](y.md)"),
    );
    let run = site.run(&["check", "--format", "json"]);
    let lines: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert_eq!(lines.len(), 3001, "{run}");
    let mut column = 5;
    for (i, line) in lines[..3000].iter().enumerate() {
        assert_eq!(
            (&line["line"], &line["column"]),
            (&5.into(), &column.into()),
            "{line}"
        );
        column += format!("x{i}.md），[甲](").chars().count();
    }
    assert_eq!(
        (&lines[3000]["line"], &lines[3000]["column"]),
        (&6.into(), &5.into())
    );
}

#[test]
fn ten_thousand_mistakes_of_a_kind_are_enough() {
    let article = |body: &str| format!("---\ntitle: 题\ndate: 2024-01-18\n---\n{body}\n");
    let check = |body: &str| build(&[("content/news/a.md", &article(body))]).stderr;
    let told = check(&("甲\u{fdd0}乙".repeat(12_000) + "[丙](javascript:x)"));
    assert_eq!(
        (told.matches("E0310").count(), told.matches("E0306").count()),
        (10_000, 1)
    );
    let told = check(&"甲,".repeat(12_000));
    assert_eq!(told.matches("W0701").count(), 10_000);
}

#[test]
fn a_long_line_is_shown_for_its_first_mistakes() {
    let check = |count: usize, filler: &str| {
        let body = format!("[甲](x.md){filler}").repeat(count);
        let run = build(&[(
            "content/news/a.md",
            &format!("---\ntitle: 题\ndate: 2024-01-18\n---\n{body}\n"),
        )]);
        assert_eq!(run.stderr.matches("E0301").count(), count, "{run}");
        run.stderr.matches("^^^^").count()
    };
    assert_eq!(check(30, "，"), 30);
    assert_eq!(check(30, &"字".repeat(20)), 20);
    assert_eq!(check(30, &"字".repeat(200)), 0);
}

#[test]
fn what_is_nearest_is_told_of_the_first_mistakes() {
    let article = |body: &str| format!("---\ntitle: 题\ndate: 2024-01-18\n---\n{body}\n");
    let site = Site::new(&[("content/site.yaml", SITE)]);
    for i in 0..150 {
        site.write(
            &format!("content/news/article-{i}.md"),
            article(&format!("[甲](articel-{i}.md) [乙](Article-0.md)")),
        );
    }
    let run = site.run(&["check", "--all"]);
    assert_eq!(run.stderr.matches("E0301").count(), 150, "{run}");
    // The right one is known without a look at the others.
    assert_eq!(run.stderr.matches("E0316").count(), 150, "{run}");
    assert_eq!(run.stderr.matches("是不是“article-").count(), 100, "{run}");
    assert!(run.stderr.contains("是不是“article-0.md”"), "{run}");
}

#[test]
fn a_template_without_end_is_ended() {
    let settings = format!("{SITE}theme: mine\n");
    let article = "---\ntitle: 题\ndate: 2024-01-18\nslug: a\n---\n正文。\n";
    let loops =
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}@{% endfor %}{% endfor %}";
    for (template, code) in [
        (loops.replace('@', &"雪".repeat(500)), "E0520"),
        (loops.replace('@', ""), "E0521"),
        (
            format!(
                "{{% set all %}}{}{{% endset %}}",
                loops.replace('@', &"雪".repeat(20_000))
            ),
            "E0522",
        ),
    ] {
        let run = build(&[
            ("content/site.yaml", &settings),
            ("content/news/a.md", article),
            ("themes/mine/templates/article.html", &template),
        ]);
        assert!(
            run.status == 1 && run.stderr.contains(code),
            "{code}: {run}"
        );
        assert!(
            run.stderr.contains("themes/mine/templates/article.html"),
            "{code}: {run}"
        );
    }
}

const BULLETINS: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
series:
  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }
";

#[test]
fn a_forged_cache_leads_nowhere() {
    let site = Site::new(&[("content/site.yaml", BULLETINS)]);
    site.write(
        "content/news/2024-01-15-yi.md",
        "---\ntitle: 一\ndate: 2024-01-15\n---\n正文。\n",
    );
    site.write(
        "content/gong/2024-01-15-gong.md",
        "---\ntitle: 报\ndate: 2024-01-15\nseries: daily\nperiod: 2024-01-14\nfigures: { calls: 3 }\n---\n",
    );
    site.build(&[]);
    let whole = site.public();
    let far = chrono::NaiveDate::MAX;
    let changes: [&dyn Fn(&mut Document); 8] = [
        &|d| d.slug = "../../../../escaped".into(),
        &|d| d.slug = "".into(),
        &|d| d.category = Some(CategoryId::from_index(9)),
        &|d| d.category = d.category.map(|c| CategoryId::from_index(1 - c.index())),
        &|d| d.column = Some(ColumnId::from_index(9)),
        &|d| {
            let utc = far.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
            d.date.iter_mut().for_each(|m| m.utc = utc)
        },
        &|d| {
            d.bulletin
                .iter_mut()
                .for_each(|b| b.series = SeriesId::from_index(9))
        },
        &|d| {
            d.bulletin
                .iter_mut()
                .flat_map(|b| &mut b.figures)
                .for_each(|f| f.spec = FigureId::from_index(9))
        },
    ];
    for change in changes {
        // As if the folder had been checked out with the articles: with other times, the bytes are
        // compared.
        for is_touched in [false, true] {
            site.build(&[]);
            forge(&site, change);
            if is_touched {
                let path = "content/news/2024-01-15-yi.md";
                let text = site.read(path);
                site.write(path, text);
            }
            site.build(&[]);
            assert_same(&site.public(), &whole);
        }
    }
    assert!(!site.root.join("../escaped.html").exists());
    // A cache that comes with a branch knows the texts of the branch, but not what the disk says of
    // its files.
    let changes: [&dyn Fn(&mut Document); 3] = [
        &|d| d.title = Title::plain("假"),
        &|d| d.draft = true,
        &|d| d.date.iter_mut().for_each(|m| m.utc -= 86_400 * 30),
    ];
    for change in changes {
        site.build(&[]);
        forge(&site, change);
        for path in [
            "content/news/2024-01-15-yi.md",
            "content/gong/2024-01-15-gong.md",
        ] {
            site.write(path, site.read(path));
        }
        site.build(&[]);
        assert_same(&site.public(), &whole);
    }
}
