//! One mistake gives one message, at its place; what can be mended for certain is, and nothing else
//! changes.
//!
//! `tests/mistakes/site` holds files with one mistake each; `tests/mistakes/expected` lists code,
//! line and column; `tests/mistakes/fixed` holds what `check --fix` makes of those that it mends.
//! Files in `near/`, or whose name starts with `near-`, hold what only looks like a mistake.
//! `UPDATE_GOLDEN=1 cargo test --test it mistakes::` writes both anew; read the change before it is
//! committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::copy::{Rule, Terms};
use dateline::content::document;
use dateline::diagnostic::Diagnostic;
use dateline::edition::fix;
use dateline::source;
use proptest::prelude::*;

use crate::support::{
    self, Site, assert_golden, assert_same, copy_tree, project, tree, update, write,
};

fn home() -> PathBuf {
    project("tests/mistakes")
}

fn site() -> Site {
    let site = Site::new(&[]);
    copy_tree(&home().join("site"), &site.root);
    site
}

pub(crate) fn settings() -> String {
    fs::read_to_string(home().join("site/content/site.yaml")).unwrap()
}

fn is_near(path: &str) -> bool {
    path.starts_with("content/near/") || path.rsplit('/').next().unwrap().starts_with("near-")
}

/// Runs `check` and returns `path code line:column` of every message.
fn found(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    let lines = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    let text = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    lines
        .map(|l| {
            format!(
                "{} {} {}:{}",
                text(&l["path"]),
                text(&l["code"]),
                l["line"],
                l["column"]
            )
        })
        .collect()
}

#[test]
fn one_mistake_gives_one_message_at_its_place() {
    let site = site();
    let found = found(&site);
    let mut by_file: BTreeMap<&str, usize> = BTreeMap::new();
    for line in &found {
        *by_file.entry(line.split(' ').next().unwrap()).or_default() += 1;
    }
    for name in tree(&site.at("content"))
        .keys()
        .filter(|n| n.ends_with(".md"))
    {
        let path = format!("content/{name}");
        let count = by_file.get(path.as_str()).copied().unwrap_or_default();
        assert_eq!(count, usize::from(!is_near(&path)), "messages on {path}");
    }
    assert!(by_file.len() >= 120, "{}", by_file.len());
    assert_golden("tests/mistakes/expected", &(found.join("\n") + "\n"));
}

#[test]
fn every_copy_rule_has_a_mistake() {
    let expected = fs::read_to_string(home().join("expected")).unwrap();
    for (_, code, name) in Rule::ALL {
        assert!(expected.contains(&format!(" {} ", code.id)), "{name}");
    }
}

#[test]
fn what_is_sure_is_mended_and_nothing_else() {
    let site = site();
    let before = tree(&site.at("content"));
    let shown = site.run(&["check", "--fix", "--dry-run"]);
    assert_same(&tree(&site.at("content")), &before);
    assert!(
        shown
            .stdout
            .contains("-title：雪落湟水\n+title: 雪落湟水\n"),
        "{shown}"
    );
    site.run(&["check", "--fix"]);
    let after = tree(&site.at("content"));
    let changed = after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes));
    let changed: support::Tree = changed
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect();
    if update() {
        fs::remove_dir_all(home().join("fixed")).ok();
        for (path, bytes) in &changed {
            write(&home().join("fixed").join(path), bytes);
        }
    }
    assert_same(&changed, &tree(&home().join("fixed")));
    assert!(
        changed
            .keys()
            .all(|path| !is_near(&format!("content/{path}")))
    );
    // A second time there is nothing left to mend, and what was mended is no mistake any more.
    site.run(&["check", "--fix"]);
    assert_same(&tree(&site.at("content")), &after);
    let left = found(&site);
    for path in changed.keys() {
        assert!(
            !left
                .iter()
                .any(|line| line.starts_with(&format!("content/{path} "))),
            "{path} is still wrong"
        );
    }
}

#[test]
fn a_rule_is_switched_off_by_code_or_name() {
    let site = site();
    site.edit(
        "content/site.yaml",
        "checks: { dash: on }",
        "checks: { W0701: off, repeated: off }",
    );
    let found = found(&site);
    assert!(
        !found
            .iter()
            .any(|l| l.contains("W0701") || l.contains("W0707"))
    );
    assert!(found.iter().any(|l| l.contains("W0705")));
    site.edit("content/site.yaml", "repeated: off", "repeatd: off");
    let run = site.run(&["check"]);
    assert!(
        run.stderr.contains("E0124") && run.stderr.contains("repeated"),
        "{run}"
    );
}

/// Makes a picture of so many pixels and bytes, of a form from which no other is made: the head
/// says how large it is, and zeros follow.
fn bmp(width: u32, height: u32, bytes: usize) -> Vec<u8> {
    let head = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0";
    let mut bmp = [head, &width.to_le_bytes()[..], &height.to_le_bytes()].concat();
    bmp.resize(bytes, 0);
    bmp
}

#[test]
fn a_picture_that_takes_long_on_a_telephone_is_told() {
    const MEGABYTE: usize = 1024 * 1024;
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: a\nbase_url: https://x.cn/\ncategories: { news: { title: 新闻, kind: news } }\n",
        ),
        (
            "content/news/a.md",
            "---\ntitle: 标题\ndate: 2024-01-18\n---\n![雪](p.bmp)\n",
        ),
    ]);
    let check = |width, height, bytes, expected: &[&str]| {
        site.write("content/news/p.bmp", bmp(width, height, bytes));
        assert_eq!(found(&site), expected, "{width}×{height}, {bytes} bytes");
    };
    check(4096, 4096, MEGABYTE, &[]);
    check(640, 480, MEGABYTE + 1, &["content/news/p.bmp W0318 1:1"]);
    check(4097, 480, 1000, &["content/news/p.bmp W0319 1:1"]);
    check(480, 4097, 1000, &["content/news/p.bmp W0319 1:1"]);
    // One word a picture: with fewer pixels it has fewer bytes.
    check(4097, 480, 3 * MEGABYTE, &["content/news/p.bmp W0319 1:1"]);
    check(
        640,
        480,
        3 * MEGABYTE / 2,
        &["content/news/p.bmp W0318 1:1"],
    );
    for (lang, size) in [("zh", "有 1.5 MB"), ("en", "has 1.5 MB")] {
        let run = site.run(&["check", "--lang", lang]);
        assert!(run.stderr.contains(size) && run.status == 0, "{run}");
    }
}

#[test]
fn a_category_with_a_name_of_the_program_is_told_once() {
    for id in ["tags", "archive", "series", "2024"] {
        let site = Site::new(&[
            (
                "content/site.yaml",
                &format!(
                    "title: a\nbase_url: https://x.cn/\ncategories: {{ {id}: {{ title: 新闻, kind: news }} }}\n"
                ),
            ),
            (
                &format!("content/{id}/a.md"),
                "---\ntitle: 标题\ndate: 2024-01-18\n---\n正文。\n",
            ),
        ]);
        let code = if id == "2024" { "E0122" } else { "E0123" };
        assert_eq!(
            found(&site),
            [format!("content/site.yaml {code} 3:15")],
            "{id}"
        );
    }
}

#[test]
fn a_mark_that_may_mean_two_things_has_a_hint_too() {
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: a\nbase_url: https://x.cn/\ncategories: { news: { title: 新闻, kind: news } }\n",
        ),
        (
            "content/news/a.md",
            "---\ntitle: 标题\ndate: 2024-01-18\n---\n好吧.那么走。\n",
        ),
    ]);
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(
        run.stderr.contains("W0701") && run.stderr.contains("提示: 句子完了换成“。”"),
        "{run}"
    );
}

#[test]
fn the_list_of_words_is_read_again_when_it_changes() {
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: a\nbase_url: https://x.cn/\ncategories: { news: { title: 新闻, kind: news } }\n",
        ),
        (
            "content/news/a.md",
            "---\ntitle: 标题\ndate: 2024-01-18\n---\n请用帐号办理。\n",
        ),
    ]);
    site.build(&[]);
    assert_eq!(found(&site), [""; 0]);
    site.write("content/_terms.yaml", "帐号: { right: 账号, note: 词典 }\n");
    assert_eq!(found(&site), ["content/news/a.md W0713 5:3"]);
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(
        run.stderr.contains("提示: 词典") && run.stderr.contains("写成“账号”"),
        "{run}"
    );
    // What was read before is not read again, and is told all the same.
    site.build(&[]);
    assert_eq!(found(&site), ["content/news/a.md W0713 5:3"]);
    site.write("content/_terms.yaml", "- 帐号\n");
    let run = site.run(&["check", "--lang", "en"]);
    assert!(
        run.stderr.contains("E0110") && run.stderr.contains("without a hyphen before it"),
        "{run}"
    );
}

#[test]
fn a_word_with_a_wrong_colon_is_told_at_its_line() {
    let site = Site::new(&[(
        "content/site.yaml",
        "title: a\nbase_url: https://x.cn/\ncategories: { news: { title: 新闻, kind: news } }\n",
    )]);
    for (words, expected) in [
        ("登陆网站：登录网站\n", "E0109 1:5"),
        ("登陆网站：登录网站\n帐号: 账号\n", "E0109 1:5"),
        ("# 用字\n帐号: 账号\n登陆网站：登录网站\n", "E0109 3:5"),
        ("帐号: { right：账号 }\n", "E0109 1:12"),
        ("帐号: 账号\n登陆网站:登录网站\n", "E0114 2:5"),
        ("# 用字\n帐号 账号\n登陆网站: 登录网站\n", "E0108 2:1"),
        ("- 帐号\n", "E0110 1:1"),
    ] {
        site.write("content/_terms.yaml", words);
        assert_eq!(
            found(&site),
            [format!("content/_terms.yaml {expected}")],
            "{words}"
        );
    }
}

#[test]
fn characters_are_told_in_settings_and_lists_of_words() {
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: 河\u{200b}州\nbase_url: https://x.cn/\ntheme: own\ncategories: { news: { title: 要\u{2f47}闻, kind: news } }\n",
        ),
        (
            "content/_terms.yaml",
            "\u{2f42}字: 文\u{ad}字\n帐号: { right: 账号, note: 词\u{a0}典 }\n",
        ),
        ("themes/own/words/zh.yaml", "home: 首\u{202e}页\n"),
    ]);
    assert_eq!(
        found(&site),
        [
            "content/_terms.yaml W0712 1:6",
            "content/_terms.yaml W0734 2:25",
            "content/site.yaml W0712 1:9",
            "content/site.yaml W0733 4:31",
            "themes/own/words/zh.yaml W0712 1:8",
        ]
    );
    site.run(&["check", "--fix"]);
    assert_eq!(found(&site), ["themes/own/words/zh.yaml W0712 1:8"]);
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(run.stderr.contains("U+202E"), "{run}");
}

#[test]
fn a_theme_is_named_by_its_folder_and_not_by_its_place() {
    let site = Site::new(&[(
        "content/site.yaml",
        "title: a\nbase_url: https://x.cn/\ntheme: D:\\网站\\themes\\own\n",
    )]);
    let run = site.run(&["check", "--lang", "zh"]);
    assert!(
        run.stderr.contains("E0334") && run.stderr.contains("只写它的名字：own"),
        "{run}"
    );
}

#[test]
fn an_article_waits_for_its_reviews_where_the_policy_says_so() {
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: a\nbase_url: https://x.cn/\ncategories: { news: { title: 新闻, kind: news } }\npolicy: { review: withhold }\n",
        ),
        (
            "content/news/a.md",
            "---\ntitle: 标题\ndate: 2024-01-18\n---\n正文在这里。\n",
        ),
    ]);
    let report = site.build(&[]);
    assert_eq!(report.withheld(), ["content/news/a.md unreviewed"]);
    assert!(!site.at("public/2024/01/18/a.html").exists());
    site.edit(
        "content/news/a.md",
        "date:",
        "review: { first: 甲, second: 乙, final: 丙 }\ndate:",
    );
    assert_eq!(site.build(&[]).withheld(), [""; 0]);
}

/// Reads a file's bytes as the program does, with all problems.
pub(crate) fn problems(bytes: &[u8], config: &Config) -> Vec<Diagnostic> {
    let file = SitePath::new("content/front/a.md");
    match source::text(&file, bytes.to_vec()) {
        Ok(text) => {
            let read = document::parse(&file, &text, config.categories.ids().next(), config);
            let slips = read
                .value
                .map(|d| d.copy_problems(config))
                .unwrap_or_default();
            read.problems.into_iter().chain(slips).collect()
        }
        Err(problem) => vec![problem],
    }
}

/// Mends a file until it is quiet.
pub(crate) fn mended(mut bytes: Vec<u8>, config: &Config) -> Vec<u8> {
    for _ in 0..12 {
        let problems = problems(&bytes, config);
        let (new, count) = fix::apply(
            &bytes,
            problems
                .iter()
                .map(|p| p.fix.as_slice())
                .filter(|f| !f.is_empty()),
        );
        if count == 0 || new == bytes {
            break;
        }
        bytes = new;
    }
    bytes
}

/// One accident that befalls a file.
#[derive(Clone, Debug)]
enum Accident {
    Flip(prop::sample::Index, u8),
    Delete(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
    Truncate(prop::sample::Index),
}

fn befall(bytes: &mut Vec<u8>, accident: &Accident) {
    let length = bytes.len().max(1);
    match accident {
        Accident::Flip(at, mask) => {
            if let Some(byte) = bytes.get_mut(at.index(length)) {
                *byte ^= mask;
            }
        }
        Accident::Delete(at, count) => {
            let start = at.index(length).min(bytes.len());
            bytes.drain(start..(start + count).min(bytes.len()));
        }
        Accident::Insert(at, new) => {
            let at = at.index(length).min(bytes.len());
            bytes.splice(at..at, new.iter().copied());
        }
        Accident::Truncate(at) => bytes.truncate(at.index(length)),
    }
}

fn accident() -> impl Strategy<Value = Accident> {
    let piece = prop::sample::select(vec![
        "：",
        "，",
        "“",
        "”",
        "\"",
        "'",
        "\t",
        "\n",
        "\r\n",
        "---",
        "——",
        "[",
        "]",
        "{",
        "}",
        "（",
        ")",
        "标题：",
        "　",
        "*",
        "&a",
        "|",
        "\u{feff}",
        "\u{200b}",
        "1至2%",
        "的的",
        "...",
        "`",
        "<b>",
        "![](",
        "https://",
        "# ",
        "- ",
        "\n##甲",
        "\n-甲",
        "\n[^1]：甲",
        "\n> 【！注意】",
        "】（b.md）",
        "！[雪](a.png)",
        "** 甲",
        " **",
        "～～",
        "|甲|乙|\n",
        "\n　　甲",
        "&emsp;&emsp;",
        "\n\n    甲。",
        " (甲) ",
        "[J].",
        "[1] ",
        "$",
        "甲_(",
        "/甲(乙",
        "\n\n“",
        "：）",
    ]);
    prop_oneof![
        (any::<prop::sample::Index>(), 1u8..).prop_map(|(at, mask)| Accident::Flip(at, mask)),
        (any::<prop::sample::Index>(), 1usize..9).prop_map(|(at, n)| Accident::Delete(at, n)),
        (any::<prop::sample::Index>(), piece)
            .prop_map(|(at, p)| Accident::Insert(at, p.as_bytes().to_vec())),
        any::<prop::sample::Index>().prop_map(Accident::Truncate),
    ]
}

const WHOLE: &str = "---\ntitle: 雪落湟水\nkicker: \"引题：第一场雪\"\ndate: 2024-01-18 09:30\ntags: [供暖, 初雪]\n\
    image: { src: a.png, alt: 雪, caption: 山上的雪 }\nbyline:\n  - 记者 晴空\n---\n\n今天下了“第一场”雪（山上）。\n\n\
    ## 小标题\n\n- 一是扫雪，二是供暖\n\n见[稿件](b.md)、`代码`和<b>粗体</b>，增长63%~68%。\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_accident_makes_the_program_stumble(accidents in prop::collection::vec(accident(), 1..6)) {
        let config = Config::read(&SitePath::new("content/site.yaml"), &settings()).value;
        let mut bytes = WHOLE.as_bytes().to_vec();
        accidents.iter().for_each(|a| befall(&mut bytes, a));
        let once = mended(bytes.clone(), &config);
        prop_assert_eq!(mended(once.clone(), &config), once.clone(), "mending twice is mending once");
        for problem in problems(&bytes, &config) {
            if let Some(span) = &problem.span {
                prop_assert!(span.start <= span.end && span.end as usize <= bytes.len(), "{}", problem.code.id);
            }
        }
        // A file without a front that can be read is not written by halves: what is not UTF-8
        // stays, or is converted whole.
        if std::str::from_utf8(&bytes).is_ok() {
            prop_assert!(std::str::from_utf8(&once).is_ok());
        }
    }
}

/// Returns an address, a path or a reference with marks that a rule would change in Chinese text.
fn token() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "https://news.example.cn/",
        "http://",
        "www.example.cn/",
        "news.example.cn/",
        "C:\\",
        "/srv/",
        "陈雪,李雨.雪[J].",
    ]);
    let pieces = prop::sample::select(vec![
        "雪", "a", "1", "(一)", ",", ";", ":", "?", "!", ".", "=", "...", "--", "的的", "１", "·",
    ]);
    (start, prop::collection::vec(pieces, 1..8))
        .prop_map(|(start, p)| format!("{start}a{}", p.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_fix_changes_an_address_a_path_or_a_reference(token in token()) {
        let config = Config::read(&SitePath::new("content/site.yaml"), &settings()).value;
        let text = format!("---\ntitle: 题\ndate: 2024-01-18\n---\n先看,再说:\n{token} ,再看.\n");
        let fixed = mended(text.into_bytes(), &config);
        let fixed = String::from_utf8(fixed).unwrap();
        prop_assert!(fixed.contains(&token), "{fixed}");
        prop_assert!(fixed.contains("先看，再说："), "{fixed}");
    }
}

#[test]
fn the_time_grows_with_the_length_of_a_file_only() {
    let config = Config::read(&SitePath::new("content/site.yaml"), &settings()).value;
    let once = |text: &str| {
        let start = Instant::now();
        problems(text.as_bytes(), &config);
        start.elapsed().as_secs_f64()
    };
    // The best of three: the machine may be busy with something else.
    let time = |piece: &str, count: usize| {
        let text = format!(
            "---\ntitle: 题\ndate: 2024-01-18\n---\n{}\n",
            piece.repeat(count)
        );
        (0..3).map(|_| once(&text)).fold(f64::MAX, f64::min)
    };
    for piece in [
        "今天(甲,乙...",
        "“",
        "（甲)",
        "\"甲\"",
        "的的",
        "1至2%",
        "甲 乙，",
        "甲\n\n",
        "https://",
        "。。。",
        "](",
        "[甲](乙 丙.md)",
        "]（",
        "，！[",
        "** ",
        "-甲\n",
        "[^",
        "|甲|乙|\n",
        "[J]",
        "[1] 2008",
        "\n[1] 2008",
        "甲[J]，",
        ", 1818",
        "$",
        "$ 甲",
        "www.",
        "a_(",
        " /a(",
        "a.b/",
        "甲(乙).png",
        "甲.aaa",
        "甲--乙",
        "1）",
        "：（",
        " ) ",
        " (甲) ",
        "“甲\n\n",
        "“甲\n\n乙\n\n",
        "甲，乙丙丁\n\n",
        "https://a.cn/甲、",
        "https://a.cn/_x_(",
        "<https://a.cn/>",
        "a@",
        "www.",
        "{{",
        "[[甲",
        "^[",
        "<<甲",
        "$$",
        "*甲",
        "3*",
        "甲\u{301}",
        "m\u{302}",
        "\u{202e}",
        "\u{200f}א",
        "\u{a0}",
        "\u{200b}",
        "<img src=a>",
        "<video>",
        "&#x202e;",
    ] {
        let (short, long) = (time(piece, 1000).max(0.005), time(piece, 8000));
        assert!(long < short * 40.0, "{piece}: {short} {long}");
    }
    assert!(Terms::default().note("甲").is_none());
}

#[test]
fn the_project_s_own_content_gives_no_alarm() {
    let site = Site::new(&[]);
    copy_tree(&project("content"), &site.at("content"));
    let run = site.run(&[
        "check",
        "--deny-warnings",
        "--now",
        "2026-11-25T08:00:00+08:00",
    ]);
    assert_eq!(run.status, 0, "{run}");
}

/// Ten messages that editors meet, for the guides.
const TYPICAL: [&str; 10] = [
    "front/colon-wide-title",
    "front/key-chinese",
    "front/fence-wide-end",
    "front/colon-in-title",
    "front/date-impossible",
    "front/quote-open",
    "links/case-picture",
    "text/straight-quotes",
    "text/column-break",
    "reviewed/own",
];

#[test]
fn the_guides_show_ten_messages_as_they_are() {
    for (lang, title) in [("zh", "十条常见的提示"), ("en", "Ten typical messages")] {
        let site = site();
        let run = site.run(&["check", "--lang", lang]);
        let all: Vec<&str> = run.stderr.split("\n\n").collect();
        let mut text = format!("# {title}\n");
        for name in TYPICAL {
            let place = format!("--> content/{name}.md:");
            let found = all
                .iter()
                .find(|m| m.contains(&place))
                .unwrap_or_else(|| panic!("{name}"));
            text.push_str(&format!("\n```text\n{}\n```\n", found.trim()));
        }
        assert_golden(&format!("docs/messages.{lang}.md"), &text);
    }
}
