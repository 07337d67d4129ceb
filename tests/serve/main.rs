//! The live preview over the network: what it serves, how it follows the files, and whom it turns
//! away.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]
#![expect(clippy::print_stderr, reason = "a test that cannot run says so")]
#![expect(clippy::disallowed_methods, reason = "tests set the stage on disk")]

mod desk;
mod followed;
mod last_inch;
mod linked;
mod load;
mod preview;
mod served;
mod strangers;
#[path = "../it/support.rs"]
#[expect(dead_code, reason = "the preview uses a part of it")]
mod support;

use support::Site;

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
categories:
  commentary: { title: 评论, kind: commentary }
  news: { title: 新闻, kind: news }
";

fn article(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{title}的正文。\n")
}

/// Returns so many bytes that begin as a PDF does.
fn pdf(length: usize) -> Vec<u8> {
    b"%PDF-1.7\n"
        .iter()
        .copied()
        .chain((0..=250).cycle())
        .take(length)
        .collect()
}

fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write(
        "content/news/2024-01-10-yi.md",
        article("一", "2024-01-10", "tags: [天气]\n"),
    );
    site.write(
        "content/news/2024-01-15-er.md",
        article("二", "2024-01-15", "aliases: [/old/er, /old.html]\n"),
    );
    site.write(
        "content/news/2024-01-16-tu.md",
        "---\ntitle: 图\ndate: 2024-01-16\n---\n[表](biao.pdf)\n",
    );
    site.write("content/news/biao.pdf", pdf(200_000));
    site.write(
        "content/commentary/2024-01-15-ping.md",
        article("评", "2024-01-15", ""),
    );
    site.write(
        "content/pages/about.md",
        "---\ntitle: 关于我们\n---\n我们。\n",
    );
    site
}
