//! `why` names the pages that show an article, and no others: held to what a build wrote, for every
//! document.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use dateline::base::url::Url;
use dateline::edition::backlinks;
use dateline::edition::{Edition, Options};
use dateline::site::view::{Sitemap, View};
use dateline::site::{Slot, Visibility};

use crate::support::{NOW, Site};

const SETTINGS: &str = "title: 湟水日报
base_url: https://x.cn/paper/
categories:
  news: { title: 新闻, kind: news }
  opinion: { title: 评论, kind: commentary }
  figures: { title: 公报, kind: bulletin }
columns:
  lu: { title: 路 }
  shui: { title: 水 }
series:
  daily: { title: 热线日报, period: day, figures: { calls: { label: 来电, unit: 件 }, parts: { label: 渠道, unit: 件, parts: true } } }
  weekly: { title: 热线周报, period: week, figures: { calls: { label: 来电, unit: 件 } } }
";

/// A site with every kind of page, and with lists that are too long for one page.
fn newspaper() -> Site {
    let site = Site::new(&[("content/site.yaml", SETTINGS)]);
    for i in 0..206_usize {
        let (month, day) = (1 + i / 20, 1 + i % 20);
        let mut front = format!(
            "title: 新闻{i}\ndate: 2023-{month:02}-{day:02}\ntags: [要闻, 标签{}]\n",
            i % 7
        );
        let mut text = "正文在这里。\n\n".to_owned();
        match i % 23 {
            0 => {
                front += "column: lu\npriority: 1\n";
                text += "## H\n\n正文。\n";
            }
            1 => writeln!(text, "见[旧稿](n{}.md)。", i - 1).unwrap(),
            2 => writeln!(text, "见[旧稿](../news/n{}.md#h)。", i - 2).unwrap(),
            3 => writeln!(text, "见[全址](https://x.cn/paper{})。", address(i - 3)).unwrap(),
            4 => writeln!(
                text,
                "见[路径]({}?a=1)和[别家](https://y.cn/paper{}).",
                address(i - 4),
                address(i - 3)
            )
            .unwrap(),
            5 => writeln!(front, "related: [n{}.md, ../opinion/o1.md]", (i + 40) % 206).unwrap(),
            6 => writeln!(front, "aliases: [/old/{i}.html, /older/{i}/]").unwrap(),
            7 => writeln!(text, "见[关于](/about.html)和[旧网址](/old/6.html)。").unwrap(),
            8 => writeln!(front, "extra: {{ see: \"/paper{}\" }}", address(i - 8)).unwrap(),
            _ => {}
        }
        site.write(
            &format!("content/news/n{i}.md"),
            format!("---\n{front}---\n{text}"),
        );
    }
    for i in 0..8 {
        let front = format!(
            "title: 评论{i}\ndate: 2024-01-{:02} 07:00\ncolumn: shui\ntags: [标签1]",
            24 + i
        );
        site.write(
            &format!("content/opinion/o{i}.md"),
            format!("---\n{front}\n---\n见[公报](../figures/d3.md)。\n"),
        );
    }
    for (i, day) in (20..32)
        .map(|d| (d, format!("2023-12-{d}")))
        .chain((1..32).map(|d| (d + 31, format!("2024-01-{d:02}"))))
    {
        let figures = format!(
            "figures: {{ calls: {}, parts: {{ 甲: {i}, 乙: 3 }} }}",
            i + 3
        );
        let front =
            format!("title: 日报{i}\ndate: {day} 18:00\nseries: daily\nperiod: {day}\n{figures}");
        let text = "走势：\n\n![来电](series:daily/calls?last=9d)\n";
        site.write(
            &format!("content/figures/d{}.md", i - 20),
            format!("---\n{front}\n---\n{text}"),
        );
    }
    for i in 1..5 {
        let span = format!("2024-01-{:02}..2024-01-{:02}", 7 * i - 6, 7 * i);
        let front = format!(
            "title: 周报{i}\ndate: 2024-01-{:02}\nseries: weekly\nperiod: {span}",
            7 * i + 2
        );
        site.write(
            &format!("content/figures/w{i}.md"),
            format!("---\n{front}\nfigures: {{ calls: {i} }}\n---\n"),
        );
    }
    site.write(
        "content/pages/about.md",
        "---\ntitle: 关于\naliases: [/us.html]\n---\n见[新闻](../news/n9.md)。\n",
    );
    site
}

/// Returns the address of the i-th piece of news, below the site's own.
fn address(i: usize) -> String {
    format!("/2023/{:02}/{:02}/n{i}.html", 1 + i / 20, 1 + i % 20)
}

/// Returns what each file of the output names of the site: for every address the addresses of the
/// files.
fn named(site: &Site) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, bytes) in site
        .public()
        .into_iter()
        .filter(|(file, _)| !file.starts_with('.'))
    {
        let text = String::from_utf8_lossy(&bytes);
        for (at, mark) in text.match_indices("/paper/") {
            let before = &text[..at];
            if before.ends_with(char::is_alphanumeric) && !before.ends_with("https://x.cn") {
                continue;
            }
            let rest = &text[at + mark.len() - 1..];
            let end = rest
                .find(|c: char| !(c.is_ascii_alphanumeric() || "/-._".contains(c)))
                .unwrap_or(rest.len());
            let page = format!("/{}", file.strip_suffix("index.html").unwrap_or(&file));
            found
                .entry(rest[..end].to_owned())
                .or_default()
                .insert(page);
        }
    }
    found
}

#[test]
fn the_pages_that_show_a_document_are_those_that_hold_its_address() {
    let site = newspaper();
    site.build(&[]);
    let named = named(&site);
    let visibility = Visibility {
        now: chrono::DateTime::parse_from_rfc3339(NOW)
            .unwrap()
            .timestamp(),
        ..Visibility::default()
    };
    let edition = Edition::open(
        &site.root,
        &Options {
            visibility,
            ..Options::default()
        },
    )
    .unwrap();
    let mut faults = Vec::new();
    let mut views = BTreeSet::new();
    for document in edition.site.documents() {
        let slot = edition.site.find(&document.path).unwrap();
        let url = edition.site.url(document);
        let shown: BTreeSet<String> = backlinks::pages(&edition, slot)
            .into_iter()
            .map(|u| u.to_string())
            .collect();
        let mut expected = named.get(url.as_str()).cloned().unwrap_or_default();
        expected.remove(url.as_str());
        for page in &shown {
            views.insert(kind(edition.routes.get(&Url::new(page)).unwrap()));
        }
        if matches!(slot, Slot::Page(_)) {
            // It is in the footer of every page; only those that lead to it of their own are told.
            assert!(backlinks::on_all(&edition, slot));
            let own = ["/2023/01/08/n7.html", "/sitemaps/pages.xml", "/us.html"];
            assert!(
                own.iter().all(|page| shown.contains(*page)) && shown.len() == 3 + 8,
                "{shown:?}"
            );
            continue;
        }
        let missing = expected
            .difference(&shown)
            .map(|page| format!("{url}: {page} is missing"));
        let wrong = shown
            .difference(&expected)
            .map(|page| format!("{url}: {page} does not show it"));
        faults.extend(missing.chain(wrong));
    }
    assert!(
        faults.is_empty(),
        "{}\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
    let kinds = [
        "article",
        "data",
        "feed",
        "home",
        "latest",
        "list",
        "news sitemap",
        "page",
        "redirect",
        "sitemap",
    ];
    assert_eq!(views.into_iter().collect::<Vec<_>>(), kinds);
}

fn kind(view: &View) -> &'static str {
    match view {
        View::Home => "home",
        View::Latest => "latest",
        View::Article(_) => "article",
        View::Page(_) => "page",
        View::List(..) => "list",
        View::Redirect(_) => "redirect",
        View::Data(..) => "data",
        View::Feed(..) => "feed",
        View::Sitemap(Sitemap::Month(..) | Sitemap::Pages) => "sitemap",
        View::Sitemap(Sitemap::News) => "news sitemap",
        _ => "another",
    }
}
