//! Documents from their files: what a good one holds, and that every mistake is told at its line.

use dateline::base::date::Language;
use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::document::{Document, parse};
use dateline::diagnostic::wording::Wording;

const SITE: &str = "\
title: 湟水日报
base_url: https://x.cn/
timezone: Asia/Shanghai
categories:
  scitech: { title: 科技, kind: news }
  bulletins: { title: 公报, kind: bulletin }
columns:
  mashangban: { title: 有诉必应马上办 }
series:
  hotline:
    title: 热线日报
    period: day
    figures:
      calls: { label: 来电诉求, unit: 件次 }
      channels: { label: 渠道, unit: 件, parts: true, optional: true }
";

/// Parses a text of category 0 (news) or 1 (bulletins); problems are given as `code@line`.
fn read_as(category: usize, text: &str) -> (Option<Document>, Vec<String>) {
    let config = Config::read(&SitePath::new("content/site.yaml"), SITE);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let file = SitePath::new("content/scitech/2024/2024-01-18-gaoxin.md");
    let checked = parse(
        &file,
        text,
        config.value.categories.ids().nth(category),
        &config.value,
    );
    let place = |start: u32| text[..start as usize].matches('\n').count() + 1;
    let problems = checked.problems.iter();
    let problems = problems.map(|d| {
        format!(
            "{}@{}",
            d.code.id,
            d.span.as_ref().map_or(0, |s| place(s.start))
        )
    });
    (checked.value, problems.collect())
}

/// Checks the problems of front matter that has a title and a date on lines 2 and 3.
fn check(lines: &str, expected: &[&str]) {
    let text = format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}---\n正文。\n");
    assert_eq!(read_as(0, &text).1, expected, "of {lines:?}");
}

#[test]
fn a_good_article_is_read_whole() {
    let text = "---\ntitle: 高新企业\nkicker: 创新\ndate: 2024-01-18 09:30\ntags: [高新, 高新, 企业]\nbyline: 记者 晴空\ncolumn: mashangban\n\
                image: { src: p.jpg, alt: 图 }\nreview: { first: 甲, second: 乙, final: 丙 }\ncorrections:\n  - { date: 2024-01-19, text: 更正 }\n\
                dateline: { agency: 本报讯, date: 2024-01-17 }\n---\n1月17日，**发布：**《名单》[表](a.md)。\n\n## 名单\n";
    let (document, problems) = read_as(0, text);
    assert_eq!(problems, [""; 0]);
    let document = document.expect("a document");
    assert_eq!(
        (&*document.slug, &*document.title, document.priority),
        ("gaoxin", "高新企业", 3)
    );
    assert_eq!(document.tags.len(), 2);
    assert_eq!(document.byline[0].role.as_deref(), Some("记者"));
    assert_eq!(&*document.summary, "1月17日，发布：《名单》表。");
    assert!(
        document.summary_derived
            && document
                .details()
                .dateline
                .as_ref()
                .is_some_and(|d| d.repeated)
    );
    assert_eq!(document.details().corrections.len(), 1);
    let link = &document.body.links[0];
    assert_eq!(
        (&*link.text, &text[link.start as usize..link.end as usize]),
        ("a.md", "a.md")
    );
    assert_eq!(&*document.body.headings, "名单");
}

/// Returns the free data of an article with these lines, as it is kept.
fn free(lines: &str) -> String {
    let text = format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}---\n");
    let (document, problems) = read_as(0, &text);
    assert_eq!(problems, [""; 0]);
    let extra = document.and_then(|d| d.details().extra.clone());
    extra.unwrap_or_default().into()
}

#[test]
fn free_data_keeps_what_was_written() {
    let lines = "extra: { phone: \"0971123\", plus: \"+5\", n: 3, f: 1.5, v: 1.50, t: true }\n";
    let json = r#"{"phone":"0971123","plus":"+5","n":3,"f":1.5,"v":1.5,"t":true}"#;
    assert_eq!(free(lines), json);
    // In the order written, and typed as YAML 1.2 has it; quotation marks make text of anything.
    assert_eq!(
        free(
            "extra:\n  zeta: FALSE\n  alpha: 1e3\n  x: 0x1F\n  q: \"3\"\n  s: 'true'\n  y: yes\n  p: 0971\n"
        ),
        r#"{"zeta":false,"alpha":1000.0,"x":31,"q":"3","s":"true","y":"yes","p":"0971"}"#
    );
    // What an alias or a merged map stands for is what is written there.
    assert_eq!(
        free(
            "extra:\n  one: &one 5\n  two: *one\n  base: &base { n: 1.5, t: true }\n  more:\n    <<: *base\n"
        ),
        r#"{"one":5,"two":5,"base":{"n":1.5,"t":true},"more":{"n":1.5,"t":true}}"#
    );
    assert_eq!(
        free("extra: { a: !!str 3, b: !!str true, null: 1, 7: 2 }\n"),
        r#"{"a":"3","b":"true","null":1,"7":2}"#
    );
    assert_eq!(
        free("extra: { a: .inf, b: 1e999, c: 123456789012345678901 }\n"),
        r#"{"a":".inf","b":"1e999","c":"123456789012345678901"}"#
    );
}

#[test]
fn what_yaml_can_say_and_templates_cannot_is_refused_by_name() {
    check("extra: { n: !!int \"3\" }\n", &["E0136@4"]);
    check("extra: { n: !!bool \"true\" }\n", &["E0136@4"]);
    check("extra:\n  n: !!int drei\n", &["E0136@5"]);
    check("extra:\n  n: !!timestamp 2024-01-18\n", &["E0136@5"]);
    check("extra:\n  n: !point { x: 1 }\n", &["E0136@5"]);
    check("extra:\n  - a\n  - !!set { a, b }\n", &["E0136@6"]);
    check("extra:\n  ? [a]\n  : 1\n", &["E0137@5"]);
    check("extra:\n  ? { a: 1 }\n  : 1\n", &["E0137@5"]);
    check("extra:\n  : 1\n", &["E0137@5"]);
    check("extra: { 1: a, \"1\": b }\n", &["E0103@4"]);
    check("extra: { null: a, \"null\": b }\n", &["E0103@4"]);
    check("extra: { 1: a, 1: b }\n", &["E0103@4"]);
}

#[test]
fn a_sentence_over_several_lines_is_one_line() {
    let text = "---\ntitle: 山上先白\n  河边后白\ndate: 2024-01-18\nsummary: >-\n  第一行写到这里，\n  第二行 snow\n  接着写。\nkicker: |\n  引题第一行\n  第二行\n\n\
                image: { src: p.jpg, alt: \"山上的雪，\n    河边的雪\" }\neditor: |\n  晴空\n  白云\nextra: { a: \"甲\n    乙\" }\n---\n正文。\n";
    let (document, problems) = read_as(0, text);
    assert_eq!(problems, [""; 0]);
    let document = document.unwrap();
    let details = document.details();
    assert_eq!(&*document.title, "山上先白河边后白");
    assert_eq!(&*document.summary, "第一行写到这里，第二行 snow 接着写。");
    assert_eq!(details.kicker.as_deref(), Some("引题第一行第二行"));
    assert_eq!(&*details.image.as_ref().unwrap().alt, "山上的雪，河边的雪");
    // Names stand one in a line, and free data is nobody's.
    assert_eq!(details.editor.as_deref(), Some("晴空\n白云"));
    assert_eq!(details.extra.as_deref(), Some("{\"a\":\"甲 乙\"}"));
}

#[test]
fn the_hint_to_an_item_is_about_the_item() {
    for (item, zh) in [
        ("null", "用不着就把这一项"),
        ("\"\"", "用不着就把这一项"),
        ("[乙]", "这一项只写文字"),
        ("{ a: 乙 }", "这一项只写文字"),
    ] {
        let text = format!("---\ntitle: 题\ndate: 2024-01-18\ntags: [甲, {item}]\n---\n正文。\n");
        assert_eq!(read_as(0, &text).1, ["E0111@4"], "{item}");
        let config = Config::read(&SitePath::new("content/site.yaml"), SITE).value;
        let file = SitePath::new("content/scitech/a.md");
        let problems = parse(&file, &text, config.categories.ids().next(), &config).problems;
        let hints = Wording::new(Language::Chinese)
            .diagnostic(&problems[0])
            .hints;
        assert!(
            hints.iter().any(|hint| hint.contains(zh)),
            "{item}: {hints:?}"
        );
    }
}

#[test]
fn a_bulletin_needs_no_body() {
    let front = "---\ntitle: 日报\ndate: 2024-01-18\nseries: hotline\nperiod: 2024-01-17\n";
    let (document, problems) = read_as(
        1,
        &format!("{front}figures:\n  calls: 877\n  channels: {{ 市长信箱: 6, 微信: 4 }}\n---\n"),
    );
    assert_eq!(problems, [""; 0]);
    let document = document.expect("a document");
    assert!(document.body.is_empty());
    assert_eq!(
        &*document.summary,
        "2024年1月17日，来电诉求877件次，渠道10件。"
    );
    assert_eq!(
        read_as(1, &format!("{front}figures:\n  cals: 8\n---\n")).1,
        ["E0210@7", "E0211@6"]
    );
    assert_eq!(
        read_as(1, &format!("{front}figures:\n  calls: 多\n---\n")).1,
        ["E0212@7"]
    );
    let wrong = front
        .replace("hotline", "hotlin")
        .replace("2024-01-17", "2024-01");
    assert_eq!(read_as(1, &format!("{wrong}---\n")).1, ["E0208@4"]);
    let month = front.replace("2024-01-17", "2024-01");
    assert_eq!(
        read_as(1, &format!("{month}figures: {{ calls: 8 }}\n---\n")).1,
        ["E0214@5"]
    );
}

#[test]
fn front_matter_has_to_be_there() {
    let check =
        |text: &str, expected: &[&str]| assert_eq!(read_as(0, text).1, expected, "of {text:?}");
    check("", &["E0100@1"]);
    check("# 题\n正文\n", &["E0101@1"]);
    check("---\ntitle: 题\n", &["E0102@1"]);
    check("———\ntitle: 题\n---\n", &["E0117@1", "E0112@2"]);
    check("---\ntitle: 题\n———\n正文\n", &["E0117@3", "E0112@2"]);
    check(
        "---\ntitle：题\ndate:2024-01-18\n---\n",
        &["E0109@2", "E0114@3"],
    );
    check("---\nkicker: 引\n---\n", &["E0112@2", "E0112@2"]);
    check("---\n- a\n---\n", &["E0110@2"]);
}

#[test]
fn every_mistake_of_front_matter_is_told_at_its_line() {
    check("", &[]);
    check("title: 又\n", &["E0103@4"]);
    check("kicker: \"引\n", &["E0106@4"]);
    check("kicker: 通知: 停水\n", &["E0107@4"]);
    check("kicker: [快讯] 热源厂 #1 机组\n", &["W0132@4", "E0131@4"]);
    check(
        "summary:\n  会议指出：要扫雪。\n  记者: 晴空\n",
        &["E0107@6"],
    );
    check("tags:\n  • 供暖\n  • 初雪\n", &["E0111@5"]);
    check("kicker: 甲\n\ttags: [乙]\n", &["E0105@5"]);
    check("print:\n  issue：2024-01-18\n", &["E0109@5"]);
    check("image:\n  src：p.jpg\n  alt: 图\n", &["E0109@5"]);
    check("image:\n  src: p.jpg\n  alt：图\n", &["E0109@6"]);
    check("image: p.jpg\n", &["E0110@4"]);
    check("kicker: \"\\u0001\"\n", &["E0310@4"]);
    check("extra: [甲, \"\\uFFFE\"]\n", &["E0310@4"]);
    check("draft: 也许\n", &["E0111@4"]);
    check("priority: 9\n", &["E0111@4"]);
    check("extra: 甲\n", &["E0111@4"]);
    check("作者: 甲\n", &["E0113@4"]);
    check("figures: { calls: 1 }\n", &["E0115@4"]);
    check("updated: 2024-02-30\n", &["E0201@4"]);
    check("updated: 2024年1月19日\n", &["E0202@4"]);
    check("updated: 明天\n", &["E0203@4"]);
    check("updated: 2024-01-17\n", &["E0204@4"]);
    check("expires: 2024-01-17\n", &["E0219@4"]);
    check("slug: 高新\n", &["E0205@4"]);
    check("tags: [甲，乙, 丙]\n", &["E0128@4"]);
    check("tags:\n  - 甲，乙\n  - 丙\n", &["W0221@5"]);
    check("tags: [\"甲、乙\", 丙；丁]\n", &["W0221@4", "W0221@4"]);
    check("column: 有诉必应马上办\n", &["E0206@4"]);
    check("aliases: [old.html]\n", &["E0216@4"]);
    check("aliases: [/a?b=1]\n", &["E0216@4"]);
    check("aliases: [\"/a#b\"]\n", &["E0216@4"]);
    check(
        "aliases: [/a/, /news/first-snow, /x.html, /x.htm, /x.shtml]\n",
        &[],
    );
    check("print: { page: A02 }\n", &["E0112@4"]);
    check("image: { src: p.jpg }\n", &["E0112@4"]);
    check(
        "corrections:\n  - { date: 2024-01-20, text: 甲 }\n  - { date: 2024-01-19, text: 乙 }\n",
        &["E0218@6"],
    );
}

#[test]
fn what_a_hint_says_to_type_is_right() {
    let front = |lines: &str| format!("---\ntitle: 题\ndate: 2024-01-18\n{lines}\n---\n");
    let check = |category: usize, wrong: &str, right: &str| {
        let config = Config::read(&SitePath::new("content/site.yaml"), SITE).value;
        let checked = parse(
            &SitePath::new("content/scitech/a.md"),
            &front(wrong),
            config.categories.ids().nth(category),
            &config,
        );
        let hints = Wording::new(Language::Chinese)
            .diagnostic(&checked.problems[0])
            .hints;
        let typed = right
            .strip_prefix("series: hotline\nperiod: 2024-01-17\nfigures: { calls: 50 }\n")
            .unwrap_or(right);
        assert!(
            hints.iter().any(|hint| hint.contains(typed)),
            "{wrong}: {hints:?} without {typed}"
        );
        assert_eq!(read_as(category, &front(right)).1, [""; 0], "{right}");
    };
    check(0, "dateline: 本报讯", "dateline: { agency: 本报讯 }");
    check(
        0,
        "image: snow.png",
        "image: { src: snow.png, alt: 图上有什么 }",
    );
    check(0, "print: A02", "print: { issue: 2024-01-18, page: A02 }");
    check(
        0,
        "review: 甲",
        "review: { first: 甲, second: 乙, final: 丙 }",
    );
    check(
        0,
        "original: 原文",
        "original: { title: 原来的标题, author: 原来的作者 }",
    );
    check(
        0,
        "corrections: 更正",
        "corrections: [{ date: 2024-01-19, text: 原来写的是什么，正确的是什么 }]",
    );
    check(0, "tags: 供暖", "tags: [供暖]");
    check(0, "tags: 供暖，初雪", "tags: [供暖, 初雪]");
    check(0, "aliases: /old.html", "aliases: [/old.html]");
    check(0, "tags: - 供暖", "tags: [供暖]");
    check(0, "kicker: [快讯] 来了", "kicker: \"[快讯] 来了\"");
    check(
        0,
        "kicker: \"提出\"三个一\"工程\"",
        "kicker: \"提出“三个一”工程\"",
    );
    check(
        0,
        "kicker: \"提出\"三个一\"工程\"",
        "kicker: \"“提出”三个一“工程”\"",
    );
    check(0, "kicker: \"他说: \"\"好\"\"\"", "kicker: \"他说: “好”\"");
    check(0, "source 本报", "source: 本报");
    check(0, "updated: 2024-01-18 24:00", "updated: 2024-01-19 00:00");
    let bulletin = "series: hotline\nperiod: 2024-01-17\nfigures: { calls: 50 }\n";
    check(
        1,
        &format!("{bulletin}topics: 供暖"),
        &format!("{bulletin}topics: [{{ name: 供暖, count: 45 }}]"),
    );
}

#[test]
fn what_is_empty_is_told_as_empty() {
    let hints = |category: usize, text: &str| {
        let config = Config::read(&SitePath::new("content/site.yaml"), SITE).value;
        let checked = parse(
            &SitePath::new("content/scitech/a.md"),
            text,
            config.categories.ids().nth(category),
            &config,
        );
        assert_eq!(checked.problems.len(), 1, "{:?}", checked.problems);
        Wording::new(Language::English)
            .diagnostic(&checked.problems[0])
            .hints
    };
    let empty = "Nothing follows “date:”; write the date in the same line: date: 2024-01-18 09:30";
    assert_eq!(hints(0, "---\ntitle: 题\ndate:\n---\n"), [empty]);
    assert_eq!(
        hints(0, "---\ntitle: 题\n---\n"),
        ["Add a line: date: 2024-01-18 09:30"]
    );
    let series = "The series are: hotline. A new one goes into content/site.yaml, below series";
    let front = "---\ntitle: 题\ndate: 2024-01-18\nperiod: 2024-01-17\nfigures: { calls: 50 }\n";
    assert_eq!(
        hints(1, &format!("{front}series: 热线日报\n---\n")),
        ["Did you mean “hotline”?", series]
    );
    assert_eq!(hints(1, &format!("{front}series: 供暖\n---\n")), [series]);
}

#[test]
fn a_key_without_a_value_is_told_and_never_publishes_a_draft() {
    // Nobody knows whether it is one.
    let text = "---\ntitle: 题\ndate: 2024-01-18\ndraft:   # 还没写完\ncolumn:\n---\n正文。\n";
    let (document, problems) = read_as(0, text);
    assert_eq!(problems, ["E0220@4"]);
    assert!(document.is_some_and(|d| d.draft));
    check("draft: ~\n", &["E0220@4"]);
    check("draft: \"\"\n", &["E0111@4"]);
    check(
        "kicker:\ncolumn:\ntags:\npriority:\nextra:\nupdated: null\n",
        &[
            "W0224@4", "W0224@5", "W0224@6", "W0224@7", "W0224@8", "W0224@9",
        ],
    );
    check(
        "image: { src: a.jpg, alt: 图, credit: }\nprint:\n  issue: 2024-01-18\n  page:\n",
        &["W0224@4", "W0224@7"],
    );
    check("image:\n  src:\n  alt: 图\n", &["E0112@5"]);
    check("extra: { a: }\nbyline: ''\n", &[]);
    // A draft waits for its values.
    check(
        "draft: true\nkicker:\nimage: { src: a.jpg, alt: 图, credit: }\n",
        &[],
    );
    // What only bulletins have is out of place with or without a value.
    check("figures:\n", &["E0115@4"]);
    let bulletin = "---\ntitle: 题\ndate: 2024-01-18\nseries: hotline\nperiod: 2024-01-17\nfigures: { calls: 5 }\ntopics:\n---\n";
    assert_eq!(read_as(1, bulletin).1, ["W0224@7"]);
}

#[test]
fn a_key_of_another_program_is_understood() {
    let config = Config::read(&SitePath::new("content/site.yaml"), SITE).value;
    for (key, meant) in [
        ("作者", "byline"),
        ("author", "byline"),
        ("description", "summary"),
        ("titel", "title"),
    ] {
        let text = format!("---\ntitle: 题\ndate: 2024-01-18\n{key}: 甲\n---\n");
        let checked = parse(
            &SitePath::new("content/scitech/a.md"),
            &text,
            config.categories.ids().next(),
            &config,
        );
        let nearest = checked.problems[0]
            .args
            .iter()
            .find(|(name, _)| *name == "nearest");
        assert_eq!(
            nearest.map(|(_, near)| near.as_str()),
            Some(meant),
            "of {key}"
        );
    }
}

#[test]
fn mistakes_of_the_text_are_told_with_those_of_the_front_matter() {
    let text = "---\ntitle: 题\ndate: 2024-02-30\n---\n**甲：**乙\n[坏](javascript:x)\n\u{fdd0}\n![](p.jpg)\n注[^1]\n<b onclick=x>丙</b>\n";
    let (document, problems) = read_as(0, text);
    // It is not fit to be published, and its links can be checked.
    assert_eq!(document.map(|d| d.body.links.len()), Some(1));
    assert_eq!(
        problems,
        [
            "E0306@6", "E0310@7", "W0312@8", "W0314@9", "W0315@10", "E0201@3"
        ]
    );
}

#[test]
fn a_comment_without_an_end_is_told() {
    let check = |body: &str, expected: &[&str]| {
        let text = format!("---\ntitle: 题\ndate: 2024-01-18\n---\n{body}\n");
        assert_eq!(read_as(0, &text).1, expected, "of {body:?}");
    };
    check("甲\n\n<!-- 注\n\n乙", &["W0316@7"]);
    check("甲\n\n<!-- 注\n\n乙 -->\n\n丙", &[]);
    check("甲<!-- 注 -->乙", &[]);
    check("`<!--`", &[]);
}

#[test]
fn blank_lines_before_the_front_matter_are_no_mistake() {
    let (document, problems) = read_as(
        0,
        "\u{feff}\n \r\n---\ntitle: 题\ndate: 2024-01-18\n---\n正文。\n",
    );
    assert_eq!(
        (document.map(|d| d.title.to_string()), problems),
        (Some("题".into()), vec![])
    );
}

#[test]
fn raw_html_is_not_nested_without_end() {
    let (document, problems) = read_as(
        0,
        &format!(
            "---\ntitle: 题\ndate: 2024-01-18\n---\n{}",
            "<div>\n".repeat(203)
        ),
    );
    assert!(document.is_some());
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(
        problems.iter().all(|p| p.starts_with("W0315@")),
        "{problems:?}"
    );
}
