//! `dateline import`: pages of newspapers as they are pasted become drafts, and nothing is lost.
//!
//! `tests/pages/<case>/page.txt` is a page in one paper's manner; `drafts` is what is made of it, and
//! what is said. `UPDATE_GOLDEN=1 cargo test --test it import::` writes them anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use dateline::base::date::{Date, parse_date};
use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::import::page::{self, Given};
use dateline::import::{Imported, Sort};
use dateline::site::series::resolve;
use proptest::prelude::*;

use crate::support::{Run, Site, assert_golden, project, run, tree};

/// A site with a column and a series, as the pages have them.
pub(crate) const SETTINGS: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
categories:
  ping: { title: 评论, kind: commentary }
  gong: { title: 公报, kind: bulletin }
  jiao: { title: 公交, kind: news }
  she: { title: 社区, kind: news }
columns:
  rexian: { title: 民生热线, tagline: 听民声 办实事 12345 }
series:
  ri:
    title: 民生热线工作日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      direct: { label: 直接办理, unit: 件 }
      moved: { label: 转交办理, unit: 件 }
      online: { label: 网民留言, unit: 件 }
      channels: { label: 网民留言渠道, unit: 件, parts: true }
    rules:
      - calls = direct + moved
      - online = sum(channels)
";

pub(crate) const DAY: &str = "2024-03-06";

fn site() -> Site {
    Site::new(&[("content/site.yaml", SETTINGS)])
}

fn page(case: &str) -> PathBuf {
    project("tests/pages").join(case).join("page.txt")
}

/// Imports a page into a site.
fn import(site: &Site, case: &str, options: &[&str]) -> Run {
    let text = fs::read(page(case)).unwrap();
    site.write(&format!("{case}.txt"), text);
    let file = format!("{case}.txt");
    site.run(&[&["import", "--date", DAY, &file], options].concat())
}

/// Returns the drafts of a site, each with its path.
pub(crate) fn drafts(site: &Site) -> BTreeMap<String, String> {
    let files = tree(&site.at("content")).into_iter();
    let files = files.filter(|(path, _)| path.ends_with(".md"));
    files
        .map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
        .collect()
}

#[test]
fn every_page_is_as_expected() {
    let mut cases: Vec<String> = fs::read_dir(project("tests/pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    cases.sort();
    assert!(cases.len() > 10);
    for case in cases {
        let site = site();
        let done = import(&site, &case, &[]);
        let mut text = done.to_string().replace(site.root.to_str().unwrap(), "…");
        for (path, draft) in drafts(&site) {
            write!(text, "\n=== {path}\n{draft}").unwrap();
        }
        assert_golden(&format!("tests/pages/{case}/drafts"), &text);
        let check = site.run(&["check", "--deny-warnings"]);
        assert_eq!(check.status, 0, "{case}: {check}");
    }
}

#[test]
fn a_page_becomes_its_texts_with_headlines_bylines_and_figures() {
    let site = site();
    let done = import(&site, "columns", &[]);
    assert_eq!(done.status, 0, "{done}");
    assert_eq!(done.stdout.lines().count(), 4, "{done}");
    assert_eq!(done.stderr.matches('┃').count(), 4, "{done}");
    let drafts = drafts(&site);
    let find = |title: &str| {
        let found = drafts
            .iter()
            .find(|(_, text)| text.contains(&format!("title: {title}")));
        found.unwrap_or_else(|| panic!("no {title}: {drafts:?}"))
    };
    let (path, text) = find("湟源街头新添十二座口袋公园");
    assert!(path.starts_with("ping/2024/2024-03-06-"), "{path}");
    assert!(
        text.contains("\nkicker: 守护绿水青山 共建美丽家园"),
        "{text}"
    );
    assert!(text.contains("\nbyline: 本报评论员\n"), "{text}");
    assert!(text.contains("千家万户的日常生活。"), "{text}");
    let (path, text) = find("民生热线工作日报");
    assert!(path.starts_with("gong/"), "{path}");
    for line in [
        "series: ri",
        "period: 2024-03-05",
        "  calls: 120",
        "    随手拍: 9",
        "  - name: 供水维修",
        "    note: 主要反映老旧小区水压不足问题，12345民生热线已联系供水公司处理。",
        "column: rexian",
    ] {
        assert!(text.contains(&format!("\n{line}")), "{line}: {text}");
    }
    let (path, text) = find("“灯亮了，心里也亮了”");
    assert!(path.starts_with("she/"), "{path}");
    assert!(
        text.contains("\nbyline: 记者 江雪  # 原文：（记者 江雪）\n"),
        "{text}"
    );
    let (path, text) = find("我市新增三条公交线路");
    assert!(path.starts_with("jiao/"), "{path}");
    assert!(
        text.contains("\ndateline: { agency: 本报讯, date: 2024-03-04 }"),
        "{text}"
    );
    assert!(text.contains("\n\n3月4日，记者从"), "{text}");
    assert!(text.contains("《城市公共交通条例》"), "{text}");
}

#[test]
fn what_was_imported_is_said_and_left() {
    let site = site();
    import(&site, "columns", &[]);
    let before = drafts(&site);
    let (path, text) = before.first_key_value().unwrap();
    let edited = text.replace("draft: true", "draft: true\nsummary: 改过了");
    site.write(&format!("content/{path}"), &edited);
    let again = import(&site, "columns", &[]);
    assert_eq!((again.status, &*again.stdout), (0, ""), "{again}");
    assert_eq!(
        again.stderr.matches("以前导入过").count(),
        before.len(),
        "{again}"
    );
    assert_eq!(site.read(&format!("content/{path}")), edited);
    assert_eq!(drafts(&site).len(), before.len());
}

#[test]
fn a_name_that_is_taken_gets_a_number() {
    let site = site();
    import(&site, "letter", &[]);
    let (path, _) = drafts(&site).pop_first().unwrap();
    let other = "---\ntitle: 另一篇\ndate: 2024-03-06\n---\n\n正文在这里。\n";
    let taken = format!("content/{path}");
    site.write(&taken, other);
    let done = import(&site, "letter", &[]);
    assert_eq!(done.status, 0, "{done}");
    assert_eq!(site.read(&taken), other);
    assert!(done.stdout.trim_end().ends_with("-2.md"), "{done}");
}

#[test]
fn a_dry_run_shows_a_table_and_writes_nothing() {
    let site = site();
    let done = import(&site, "columns", &["--dry-run", "--lang", "en"]);
    assert_eq!(done.status, 0, "{done}");
    assert_eq!(done.stdout.lines().count(), 4, "{done}");
    assert!(done.stdout.contains("  bulletin "), "{done}");
    assert!(done.stderr.contains("Nothing was written"), "{done}");
    assert!(drafts(&site).is_empty());
}

#[test]
fn a_page_that_does_not_say_its_day_asks_for_it() {
    let site = site();
    site.write("a.txt", fs::read(page("letter")).unwrap());
    let done = site.run(&["import", "a.txt"]);
    assert_eq!(done.status, 2, "{done}");
    assert!(
        done.stderr.contains("F0062") && done.stderr.contains("--date 2024-01-18"),
        "{done}"
    );
    assert!(drafts(&site).is_empty());
    site.write("b.txt", fs::read(page("guide")).unwrap());
    let done = site.run(&["import", "b.txt"]);
    assert_eq!(done.status, 0, "{done}");
    assert!(done.stdout.contains("2024-03-06-"), "{done}");
}

#[test]
fn what_is_no_text_is_refused_and_the_rest_taken() {
    let site = site();
    site.write(
        "word.doc",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00\xff\xfe\x01",
    );
    site.write("empty.txt", "\n \n");
    let done = import(&site, "letter", &["word.doc", "empty.txt"]);
    assert_eq!(done.status, 1, "{done}");
    assert_eq!(done.stdout.lines().count(), 1, "{done}");
    assert!(done.stderr.contains("word.doc 不是文字"), "{done}");
    assert!(done.stderr.contains("empty.txt 里没有找到稿件"), "{done}");
    let done = import(&site, "poem", &["missing.txt"]);
    assert_eq!(done.status, 3, "{done}");
    assert_eq!(
        drafts(&site).len(),
        1,
        "nothing is written if a file cannot be read"
    );
}

#[test]
fn a_category_can_be_named_and_standard_input_read() {
    let site = site();
    let arguments = [
        "import", "--from", "page", "--into", "社区", "--date", DAY, "-",
    ];
    let mut command = site.command(&arguments);
    let done = run(command.stdin(File::open(page("two-headlines")).unwrap()));
    assert_eq!(done.status, 0, "{done}");
    assert!(drafts(&site).keys().all(|path| path.starts_with("she/")));
    let done = import(&site, "columns", &["--into", "she"]);
    assert_eq!(done.status, 0, "{done}");
    assert!(
        drafts(&site).keys().any(|path| path.starts_with("gong/")),
        "{done}"
    );
    assert!(done.stderr.contains("--into 的分类放不了"), "{done}");
    let done = import(&site, "columns", &["--into", "shequ"]);
    assert_eq!(done.status, 2, "{done}");
}

#[test]
fn the_copy_rules_are_applied_unless_the_text_is_to_stay_as_it_is() {
    let text = "路灯修好了\n本报讯 居民说,晚上出门方便了.孩子们也高兴...\n";
    for (options, expected) in [
        (&[][..], "居民说，晚上出门方便了"),
        (&["--as-is"], "居民说,晚上出门方便了"),
    ] {
        let site = site();
        site.write("a.txt", text);
        let done = site.run(&[&["import", "--date", DAY, "a.txt"], options].concat());
        assert_eq!(done.status, 0, "{done}");
        let (_, draft) = drafts(&site).pop_first().unwrap();
        assert!(draft.contains(expected), "{draft}");
        let is_as_is = !options.is_empty();
        assert_eq!(
            done.stderr.contains("照文字规则改了 0 处"),
            is_as_is,
            "{done}"
        );
    }
}

/// Reads a page as the site above does.
pub(crate) fn read(text: &str) -> Imported {
    let config = Config::read(&SitePath::new("content/site.yaml"), SETTINGS).value;
    let rules = resolve::rules(&config, &mut Vec::new());
    let day: Date = parse_date(DAY).unwrap();
    let given = Given {
        config: &config,
        rules: &rules,
        day: Some(day),
    };
    page::read(text, &given).unwrap()
}

/// Counts the characters of a text that can be seen.
fn count(text: &str, counts: &mut BTreeMap<char, usize>) {
    for c in text.chars() {
        if !c.is_whitespace() && !c.is_control() && c != '\u{feff}' {
            *counts.entry(c).or_default() += 1;
        }
    }
}

/// Asserts that every character is in a draft, or in what was left out.
fn assert_kept(source: &str) {
    let imported = read(source);
    let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
    count(source, &mut before);
    for draft in &imported.drafts {
        count(&draft.body, &mut after);
        for entry in &draft.entries {
            count(&entry.yaml, &mut after);
            for (_, text) in entry.notes.iter().flat_map(|note| &note.args) {
                count(text, &mut after);
            }
        }
    }
    for remark in &imported.remarks {
        if matches!(remark.sort, Sort::LeftOut | Sort::Lost) {
            for (_, text) in &remark.note.args {
                count(text, &mut after);
            }
        }
    }
    for (c, number) in before {
        let kept = after.get(&c).copied().unwrap_or_default();
        assert!(
            kept >= number,
            "{c:?} {kept} of {number} in {source:?}: {imported:#?}"
        );
    }
}

#[test]
fn every_character_of_the_pages_is_kept() {
    for entry in fs::read_dir(project("tests/pages")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path().join("page.txt")).unwrap();
        assert_kept(&text);
    }
}

/// Lines as pages have them, good and bad.
const LINES: [&str; 40] = [
    "湟源街头新添口袋公园",
    "守护绿水青山 共建美丽家园",
    "——写在植树节",
    "本报评论员",
    "（记者 江雪）",
    "□ 何田",
    "本报记者 沈川 文/图",
    "本报讯（记者 沈川）3月4日，新线路开通。",
    "新华社北京3月4日电（记者 江雪）会议召开。",
    "本报讯（",
    "本报",
    "记者说，这里的变化很大，老人有地方歇脚，孩子有地方跑，街坊之间说话的时候也多了起来，千家万户的",
    "日常生活。（记者 江雪）",
    "去年的这个时候，这里还是荒滩。",
    "民生热线",
    "听民声 办实事 12345",
    "民生热线工作日报",
    "3月5日，民生热线接听来电120件，网民留言15件（市长信箱6件，随手拍9件）；直接办理80件，转交办理40件。",
    "1. 供水维修 30件，主要反映水压不足问题，12345",
    "2. 道路积水 12件，已联系处理。",
    "3、路灯",
    "2024年3月6日 星期三",
    "A03 综合新闻",
    "责任编辑：马骏　校对：李青",
    "今日导读",
    "公积金贷款额度上调 2版",
    "广告",
    "地址：南关街18号　电话：0000000",
    "（下转第4版）",
    "他说。（下转第4版）",
    "（上接第1版）如今河水清了。",
    "图为张师傅正在修鞋。",
    "地区\t天气\t最高",
    "城东\t晴|雨\t12℃",
    "没有声音",
    "一、早准备",
    "问：今年有什么不同？",
    "# <script>alert(\"1\")</script> [a](b) *c* `d` & \\",
    "--- \u{200b}\u{202e}\u{7} '\"{}",
    "。",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_of_any_mixture(lines in proptest::collection::vec((0..LINES.len(), 0..3usize), 0..40)) {
        let mut source = String::new();
        for (line, gaps) in lines {
            source.push_str(LINES[line]);
            source.push_str(&"\n".repeat(gaps));
        }
        assert_kept(&source);
    }

    #[test]
    fn nothing_is_lost_of_any_characters(source in "[\\PC\n\t（）“”。，、：1-3年月日版上下接转摄讯电本报记者]{0,120}") {
        assert_kept(&source);
    }
}

/// Makes a page of about so many bytes.
type Make = fn(usize) -> String;

#[test]
fn the_work_grows_with_the_page_and_no_faster() {
    let kinds: [(&str, Make); 6] = [
        ("one line", |n| "湟水河".repeat(n / 9)),
        ("brackets", |n| "（".repeat(n / 3)),
        ("short lines", |n| "河\n".repeat(n / 4)),
        ("notes", |n| {
            "他说。（下转第4版）\n（上接第1版）水清了。\n".repeat(n / 60)
        }),
        ("headlines", |n| {
            (0..n / 30).fold(String::new(), |text, i| {
                text + &format!("新线路{i}\n开通了。\n\n")
            })
        }),
        ("broken", |n| {
            "老人有地方歇脚，孩子有地方跑，街坊之间说话的时候也多了起来，千家万户的日常生活，\n"
                .repeat(n / 120)
        }),
    ];
    for (name, make) in kinds {
        let text = make(if name == "one line" {
            10_000_000
        } else {
            1_000_000
        });
        let start = Instant::now();
        let imported = read(&text);
        let taken = start.elapsed();
        assert!(
            !imported.drafts.is_empty() || !imported.remarks.is_empty(),
            "{name}"
        );
        assert!(taken < Duration::from_secs(60), "{name}: {taken:?}");
    }
}
