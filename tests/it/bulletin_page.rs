//! What the page of a bulletin says to readers: shares, units, rows, neighbours, lines.

use crate::support::Site;

const CONFIG: &str = "\
title: 湟水日报
base_url: https://x.cn/
categories: { b: { title: 公报, kind: bulletin } }
series:
  d:
    title: 日报
    period: day
    figures:
      calls: { label: 来电, unit: 件次, jump: 0 }
      direct: { label: 直接办理, unit: 件次, jump: 0 }
      moved: { label: 转交, unit: 件次, jump: 0 }
      online: { label: 留言, unit: 件, jump: 0 }
      channels: { label: 留言渠道, unit: 件, parts: true, jump: 0 }
    rules: [calls = direct + moved, online = sum(channels)]
";

/// Writes the bulletin of a day of January 2024.
fn bulletin(site: &Site, day: u32, [direct, moved]: [u32; 2], channels: &[(&str, u32)]) {
    let online: u32 = channels.iter().map(|(_, n)| n).sum();
    let parts: Vec<String> = channels.iter().map(|(n, c)| format!("{n}: {c}")).collect();
    let text = format!(
        "---\ntitle: 日报\ndate: 2024-01-{:02} 06:00\nseries: d\nperiod: 2024-01-{day:02}\nfigures:\n  \
        calls: {}\n  direct: {direct}\n  moved: {moved}\n  online: {online}\n  channels: {{ {} }}\n\
        topics: [{{ name: 供暖, count: 45 }}, {{ name: 停车 }}]\n---\n",
        day + 1,
        direct + moved,
        parts.join(", ")
    );
    site.write(&format!("content/b/2024-01-{:02}-d.md", day + 1), text);
}

fn built(days: &[u32]) -> Site {
    let site = Site::new(&[("content/site.yaml", CONFIG)]);
    for day in days {
        bulletin(&site, *day, [5867, 1], &[("信箱", 4), ("微信", 2)]);
    }
    site.build(&["--now", "2024-03-01T12:00:00+08:00"]);
    site
}

fn page(site: &Site, day: u32) -> String {
    site.read(&format!("public/2024/01/{:02}/d.html", day + 1))
}

#[test]
fn a_share_is_never_said_to_be_nothing_or_all() {
    let site = built(&[1]);
    let html = page(&site, 1);
    for said in [
        "<span>不足0.1%</span>",
        "<span>超过99.9%</span>",
        "<span>66.7%</span>",
    ] {
        assert!(html.contains(said), "{said}: {html}");
    }
    // In the chart beside the table as well, and nowhere as a zero.
    assert!(html.contains("1件次  不足0.1%</text>"), "{html}");
    assert!(
        !html.contains(">0.0%") && !html.contains("  0.0%"),
        "{html}"
    );
    bulletin(&site, 2, [994, 6], &[("信箱", 0), ("微信", 3)]);
    site.build(&["--now", "2024-03-01T12:00:00+08:00"]);
    let html = page(&site, 2);
    for said in [
        "<span>0.6%</span>",
        "<span>99.4%</span>",
        "<span>0.0%</span>",
        "<span>100.0%</span>",
    ] {
        assert!(html.contains(said), "what is so is said: {said}: {html}");
    }
}

#[test]
fn figures_that_a_rule_says_are_equal_have_one_row() {
    let html = page(&built(&[1]), 1);
    assert!(
        !html.contains("留言渠道</th>") && !html.contains("合计"),
        "{html}"
    );
    let rows: Vec<&str> = html.split("<tr").skip(1).collect();
    let whole = rows.iter().position(|row| row.contains(">留言<")).unwrap();
    assert!(
        rows[whole].starts_with(" class=\"whole\""),
        "{}",
        rows[whole]
    );
    assert!(rows[whole + 1].starts_with(" class=\"part\"") && rows[whole + 1].contains("信箱"));
}

#[test]
fn a_sum_of_parts_does_not_repeat_its_whole() {
    let site = built(&[1, 2]);
    let html = page(&site, 1);
    assert!(
        html.contains("留言6件") && !html.contains("留言渠道6件"),
        "{html}"
    );
    let table = |site: &Site| {
        let html = site.read("public/series/d/index.html");
        let start = html.find("<table class=\"periods\">").unwrap();
        html[start..].to_owned()
    };
    assert!(!table(&site).contains("留言渠道"), "{}", table(&site));
    // A warning of a rule that is not kept leaves both to be seen.
    site.edit(
        "content/site.yaml",
        "online = sum(channels)",
        "{ rule: online = sum(channels), severity: warning }",
    );
    site.edit("content/b/2024-01-02-d.md", "online: 6", "online: 7");
    site.build(&["--now", "2024-03-01T12:00:00+08:00"]);
    assert!(page(&site, 1).contains("留言7件，留言渠道6件"));
    assert!(table(&site).contains("留言渠道"));
}

#[test]
fn topics_have_the_unit_of_what_they_are_part_of() {
    let site = built(&[1]);
    assert!(page(&site, 1).contains("45<span class=\"unit\">件次</span>"));
    site.write(
        "content/site.yaml",
        CONFIG.replace("    rules:", "    topics: online\n    rules:"),
    );
    bulletin(&site, 1, [5867, 1], &[("信箱", 44), ("微信", 2)]);
    site.build(&["--now", "2024-03-01T12:00:00+08:00"]);
    assert!(page(&site, 1).contains("45<span class=\"unit\">件</span>"));
}

#[test]
fn a_bulletin_has_one_pair_of_neighbours() {
    let html = page(&built(&[1, 2, 3]), 2);
    assert_eq!(html.matches("class=\"adjacent\"").count(), 1, "{html}");
    assert!(html.contains("上一期") && html.contains("下一期") && !html.contains("上一篇"));
}

#[test]
fn a_small_line_is_drawn_where_there_is_one_to_see() {
    let is_drawn = |days: &[u32]| {
        let home = built(days).read("public/index.html");
        home.contains("chart-spark")
    };
    assert!(is_drawn(&[1, 2, 3]));
    // Four of five periods, and four of seven.
    assert!(is_drawn(&[1, 2, 4, 5]));
    assert!(!is_drawn(&[1, 2, 6, 7]));
    // Dots are no line.
    assert!(!is_drawn(&[1, 3, 5]));
    assert!(!is_drawn(&[1, 2]));
}
