//! Stories of a site's life: edit, build, count; and what happens when something is in the way.

mod beside;
mod incremental;
mod interrupted;
mod lists;
mod new_article;
mod output_hazards;
mod pages;
mod people;
mod problems;
mod some_files;
mod time;
mod topics;
mod usage;
mod withheld;

use crate::support::{Report, Site, Tree, assert_same};

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
search: false
categories:
  commentary: { title: 评论, kind: commentary }
  news: { title: 新闻, kind: news }
  bulletins: { title: 公报, kind: bulletin }
columns:
  street: { title: 街巷 }
series:
  hotline:
    title: 热线日报
    period: day
    figures:
      calls: { label: 来电, unit: 件 }
      rate: { label: 办结率, unit: \"%\", optional: true }
tags:
  天气: { slug: weather }
";

/// An opening longer than any summary.
const OPENING: &str = "入冬以来，全市供暖平稳，热源厂日夜运行。市民打进热线的电话比去年同期少了三成，多数问题当天就办结了。供热公司说，管网改造是主要原因，去年夏天一共换了二十公里旧管子。社区干部每周上门两次，量室温，记台账，问老人冷不冷，有没有别的难处，能办的当场就办，办不了的带回去。";

fn article(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{OPENING}\n\n第二段。\n")
}

/// A site with articles in two categories and two years, and a standing page.
fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/news/2023-12-30-san.md",
        article("三", "2023-12-30", ""),
    );
    site.write(
        "content/news/2024-01-10-yi.md",
        article("一", "2024-01-10", "tags: [天气]\n"),
    );
    site.write(
        "content/news/2024-01-15-er.md",
        article("二", "2024-01-15", "tags: [天气]\n"),
    );
    site.write(
        "content/commentary/2024-01-15-ping.md",
        article("评", "2024-01-15", "byline: 本报评论员\n"),
    );
    site.write(
        "content/pages/about.md",
        "---\ntitle: 关于我们\n---\n我们。\n",
    );
    site
}

/// Builds, and holds the result to that of a fresh build of the same site.
#[track_caller]
fn build_as_fresh(site: &Site, options: &[&str]) -> Report {
    let report = site.build(options);
    assert_same(&site.public(), &site.fresh(options));
    report
}

fn holds(tree: &Tree, text: &str) -> bool {
    tree.values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains(text))
}
