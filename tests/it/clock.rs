//! What holds of any site and any two clocks: if `check` finds no error by the first, a build by
//! the second one has none; and if nothing stops it that denies warnings, nothing does later.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::DateTime;
use dateline::edition::{Edition, Options};
use dateline::publish::{self, publish};
use dateline::site::Visibility;

use crate::support::{Dice, Folder, tree, write};

const SITE: &str = "\
title: 日报
base_url: https://x.cn/
timezone: UTC
categories:
  news: { title: 新闻, kind: news }
  talk: { title: 评论, kind: commentary }
  gong: { title: 公报, kind: bulletin }
columns:
  street: { title: 街巷 }
series:
  daily:
    title: 日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      done: { label: 办结, unit: 件 }
    rules:
      - done <= calls
      - { rule: calls <= 3 * prev(calls), severity: warning }
";

/// Days of February 2024 on which something begins or ends; what is out from the start is of the
/// first.
const DAYS: [u32; 5] = [1, 4, 6, 8, 10];

/// How many sites are tried; `CASES` asks for more.
fn cases() -> u64 {
    let asked = std::env::var("CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// A site made by chance.
struct Maker {
    dice: Dice,
}

impl Maker {
    /// Returns true once in `n` times.
    fn once(&mut self, n: usize) -> bool {
        self.dice.below(n) == 0
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.dice.below(of.len())]
    }

    /// Writes the dates of an article: out from the start or later, for ever or not.
    fn dates(&mut self) -> String {
        let from = self.dice.below(2) * self.dice.below(DAYS.len() - 1);
        let mut text = format!("date: 2024-02-{:02}\n", DAYS[from]);
        if self.once(2) {
            let until = from + 1 + self.dice.below(DAYS.len() - 1 - from);
            _ = writeln!(text, "expires: 2024-02-{:02}", DAYS[until]);
        }
        text
    }

    fn links(&mut self) -> String {
        const FILES: [&str; 9] = [
            "n0.md",
            "n1.md",
            "n2.md#头",
            "n3.md",
            "n4.md",
            "../talk/t0.md",
            "../talk/t1.md#头",
            "../gong/g1.md",
            "../pages/p0.md",
        ];
        const ADDRESSES: [&str; 20] = [
            "/2024/02/01/n0.html",
            "/2024/02/04/n1.html",
            "/2024/02/06/n2.html",
            "/p0.html",
            "/2024/02/01/",
            "/2024/02/04/",
            "/2024/02/06",
            "/2024/02/",
            "/tags/tian-qi/",
            "/tags/shi-shi/",
            "/tags/tian-qi/2024/",
            "/columns/street/2024/",
            "/talk/2024/",
            "/old/one",
            "/old/two.html",
            "/2024/02/01/f.csv",
            "/2024/02/04/f.csv",
            "/series/daily/2024/data.csv",
            "/sitemaps/2024-02.xml",
            "/series/daily/2024/",
        ];
        let mut text = String::new();
        for _ in 0..self.dice.below(4) {
            let dest = if self.once(2) {
                self.one(&FILES)
            } else {
                self.one(&ADDRESSES)
            };
            _ = writeln!(text, "[链接]({dest})\n");
        }
        text
    }

    fn article(&mut self, title: &str) -> String {
        let mut text = format!("---\ntitle: {title}\n{}", self.dates());
        if self.once(3) {
            _ = writeln!(
                text,
                "tags: [{}]",
                self.one(&["天气", "时事", "天气, 时事", "实施", "新"])
            );
        }
        if self.once(3) {
            text.push_str("column: street\n");
        }
        if self.once(5) {
            let old = [
                "/old/one",
                "/old/two.html",
                "/2024/02/04/n1.html",
                "/2024/02/06/f.csv",
                "/talk/2024",
                "/tags/shi-shi",
                "/old/one/more",
            ];
            _ = writeln!(text, "aliases: [{}]", self.one(&old));
        }
        if self.once(20) {
            _ = writeln!(text, "slug: {}", self.one(&["n1", "t0", "index", "same"]));
        }
        if self.once(8) {
            _ = writeln!(
                text,
                "related: [{}]",
                self.one(&["news/n0.md", "news/n3.md", "talk/t1.md"])
            );
        }
        if self.once(12) {
            text.push_str("updated: 2024-02-09\n");
        }
        if self.once(20) {
            text.push_str("draft: true\n");
        }
        text.push_str("---\n文。\n\n## 头\n\n");
        text.push_str(&self.links());
        if self.once(4) {
            _ = writeln!(
                text,
                "[表]({})",
                self.one(&["f.csv", "../other/f.csv", "../other/F.csv"])
            );
        }
        text
    }

    fn bulletin(&mut self, day: usize) -> String {
        let day = if self.once(10) { day + 1 } else { day };
        let calls = 40 + self.dice.below(100) * self.dice.below(3);
        format!(
            "---\ntitle: 公报\n{}series: daily\nperiod: 2024-01-{:02}\nfigures: {{ calls: {calls}, done: 40 }}\n---\n",
            self.dates(),
            day + 1,
        )
    }

    fn site(&mut self, root: &Path) {
        let put =
            |path: &str, text: String| write(&root.join("content").join(path), text.as_bytes());
        put("site.yaml", SITE.to_owned());
        for folder in ["news", "talk", "other"] {
            put(&format!("{folder}/f.csv"), format!("{folder}\n"));
        }
        put("other/F.csv", "大\n".to_owned());
        for n in 0..5 {
            put(&format!("news/n{n}.md"), self.article("新闻"));
        }
        for n in 0..2 {
            put(&format!("talk/t{n}.md"), self.article("评论"));
        }
        for n in 0..self.dice.below(12) {
            put(&format!("gong/g{n}.md"), self.bulletin(n));
        }
        let page = format!(
            "---\ntitle: 页\n{}---\n文。\n\n{}",
            self.dates(),
            self.links()
        );
        put("pages/p0.md", page);
        if self.once(2) {
            let until = DAYS[1 + self.dice.below(DAYS.len() - 1)];
            let blocks = "blocks: [{ title: 新闻, category: news }]\n";
            let topic = format!("---\ntitle: 专题\nuntil: 2024-02-{until:02}\n{blocks}---\n文。\n");
            put("topics/lasting.md", topic);
        }
    }
}

fn open(root: &Path, now: i64) -> Edition {
    let visibility = Visibility {
        now,
        ..Visibility::default()
    };
    let options = Options {
        visibility,
        ..Options::default()
    };
    Edition::open(root, &options).unwrap()
}

/// Returns what stops a build: errors, and warnings where these are denied.
fn stops(edition: &Edition) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    for problem in &edition.problems {
        let place = problem.span.as_ref().map(|span| span.file.to_string());
        let line = format!("{} {place:?} {:?}", problem.code.id, problem.args);
        if problem.is_error() {
            found[0].push(line);
        } else if !problem.by_clock {
            found[1].push(line);
        }
    }
    let denied = found.concat();
    [std::mem::take(&mut found[0]), denied]
}

/// Takes away what is wrong on the first day, so that most sites pass: from the files with errors
/// first what they claim and link to, then the files.
fn repair(root: &Path, now: i64) {
    const OF_OTHERS: [&str; 4] = ["aliases:", "slug:", "related:", "["];
    for round in 0..4 {
        for problem in open(root, now).problems.iter().filter(|p| p.is_error()) {
            let Some(span) = &problem.span else { continue };
            let place = root.join(span.file.as_str());
            let Ok(text) = fs::read_to_string(&place) else {
                continue;
            };
            let is_own = |line: &&str| !OF_OTHERS.iter().any(|start| line.starts_with(start));
            let own: Vec<&str> = text.lines().filter(is_own).collect();
            if round < 2 {
                fs::write(&place, own.join("\n") + "\n").unwrap();
            } else {
                fs::remove_file(&place).unwrap();
            }
        }
    }
}

fn publish_at(edition: &Edition, output: &Path) {
    let record = output.with_extension("record");
    let options = publish::Options {
        output,
        record: &record,
        shard: None,
        clock: "option",
        allows_removals: false,
        progress: &(),
        fetch: &|_| None,
    };
    publish(edition, options).unwrap();
}

/// Returns all texts of a site, to be read where something is wrong.
fn texts(root: &Path) -> String {
    let files = tree(&root.join("content")).into_iter().skip(1);
    let texts = files.map(|(path, text)| format!("{path}\n{}\n", String::from_utf8_lossy(&text)));
    texts.collect()
}

#[test]
fn what_passes_today_passes_tomorrow() {
    let clocks: Vec<i64> = [
        (2, 0),
        (4, 0),
        (5, 12),
        (6, 0),
        (8, 0),
        (9, 0),
        (10, 0),
        (30, 0),
    ]
    .map(|(day, hour)| {
        let first = DateTime::parse_from_rfc3339("2024-02-01T00:00:00Z").unwrap();
        first.timestamp() + (day - 1) * 86_400 + hour * 3600
    })
    .into();
    let (mut passed, mut turned) = (0, 0);
    for case in 0..cases() {
        let folder = Folder::new();
        let root = folder.path().join("site");
        let mut maker = Maker {
            dice: Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        };
        maker.site(&root);
        repair(&root, clocks[0]);
        let mut before: Option<[Vec<String>; 2]> = None;
        for (n, now) in clocks.iter().enumerate() {
            let edition = open(&root, *now);
            let found = stops(&edition);
            if let Some(before) = &before {
                for (then, now) in before.iter().zip(&found) {
                    let is_kept = !then.is_empty() || now.is_empty();
                    assert!(
                        is_kept,
                        "case {case}, clock {n}: {now:#?}\n{}",
                        texts(&root)
                    );
                    turned += usize::from(now.len() < then.len());
                }
            }
            if found[0].is_empty() {
                passed += 1;
                if case % 4 == 0 {
                    publish_at(&edition, &folder.path().join("public"));
                }
            }
            before = Some(found);
        }
    }
    // Sites that pass are not rare, and neither are those of which the clock changes something.
    assert!(passed > cases() && turned > 0, "{passed} {turned}");
}

/// Returns what a build publishes, without what it notes for the next one.
fn published(edition: &Edition) -> Vec<(String, Vec<u8>)> {
    let folder = Folder::new();
    let output = folder.path().join("public");
    publish_at(edition, &output);
    let files = tree(&output).into_iter();
    files
        .filter(|(path, _)| !path.starts_with(".dateline"))
        .collect()
}

#[test]
fn nothing_changes_before_the_moment_that_next_tells_and_something_at_it() {
    let first = DateTime::parse_from_rfc3339("2024-02-01T00:00:00Z").unwrap();
    let mut moments = 0;
    for case in 0..cases() / 3 {
        let folder = Folder::new();
        let root = folder.path().join("site");
        let mut maker = Maker {
            dice: Dice(case.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1),
        };
        maker.site(&root);
        repair(&root, first.timestamp());
        let mut edition = open(&root, first.timestamp());
        if !stops(&edition)[0].is_empty() {
            continue;
        }
        let mut before = published(&edition);
        while let Some(upcoming) = edition.site.upcoming() {
            let moment = upcoming.moment.utc;
            assert!(moment > edition.site.now());
            let (last, next) = (open(&root, moment - 1), open(&root, moment));
            let (kept, changed) = (published(&last), published(&next));
            let place = || format!("case {case}, {upcoming:?}\n{}", texts(&root));
            assert!(kept == before, "{}", place());
            assert!(changed != before, "{}", place());
            assert_eq!(last.site.upcoming(), Some(upcoming.clone()));
            moments += 1;
            (edition, before) = (next, changed);
        }
        let far = open(&root, edition.site.now() + 1_000_000_000);
        assert!(published(&far) == before, "case {case}\n{}", texts(&root));
    }
    assert!(moments > 3 * cases() / 3, "{moments}");
}
