//! Topic pages: what they gather, when the home page leads to them, and their mistakes.

use super::{SITE, article};
use crate::support::{Site, Tree};

fn topic(more: &str) -> String {
    format!("---\ntitle: 暖气\nsubtitle: 供暖季\n{more}---\n导语。\n")
}

const BLOCKS: &str = "\
until: 2024-02-10
blocks:
  - { title: 必读, articles: [news/2024-01-10-yi.md, ../news/2024-02-05-later.md] }
  - { title: 最新, tag: 天气, limit: 1 }
  - { title: 街巷, column: street }
";

fn site() -> Site {
    let site = super::site();
    site.write(
        "content/news/2024-02-05-later.md",
        article("以后", "2024-02-05", "tags: [天气]\n"),
    );
    site.write("content/topics/heating.md", topic(BLOCKS));
    site
}

fn page(tree: &Tree, path: &str) -> String {
    String::from_utf8(tree[path].clone()).unwrap()
}

#[test]
fn a_topic_gathers_what_was_picked_and_what_is_newest() {
    let site = site();
    site.build(&[]);
    let topic = page(&site.public(), "topics/heating/index.html");
    for text in [
        "导语。",
        ">必读</h2>",
        "<a href=\"/tags/weather/\">最新</a>",
        ">一</a>",
        ">二</a>",
    ] {
        assert!(topic.contains(text), "{text}");
    }
    assert!(!topic.contains("以后"), "it is still to come");
    assert!(
        !topic.contains("街巷</a></h2>"),
        "an empty block is left out"
    );
    // Its day comes, and the newest takes the place of the one before.
    site.build(&["--now", "2024-02-06T08:00:00+08:00"]);
    let topic = page(&site.public(), "topics/heating/index.html");
    assert_eq!(topic.matches(">以后</a>").count(), 2);
    assert!(!topic.contains(">二</a>"));
}

#[test]
fn the_home_page_leads_to_a_topic_until_its_last_day_is_over() {
    let site = site();
    let link = "<a href=\"/topics/heating/\"><strong>暖气</strong> <span>供暖季</span></a>";
    for (now, is_open) in [
        ("2024-02-09T08:00:00+08:00", true),
        ("2024-02-10T23:59:59+08:00", true),
        ("2024-02-11T00:00:00+08:00", false),
    ] {
        super::build_as_fresh(&site, &["--now", now]);
        let tree = site.public();
        assert_eq!(page(&tree, "index.html").contains(link), is_open, "{now}");
        assert!(
            page(&tree, "topics/index.html").contains(link.split_once("<span").unwrap().0.trim())
        );
        assert!(page(&tree, "sitemap.xml").len() > 1);
    }
}

#[test]
fn a_topic_is_on_no_page_that_does_not_ask_for_it() {
    let site = super::site();
    site.build(&[]);
    site.write("content/topics/heating.md", topic(BLOCKS_WITHOUT_LATER));
    let report = site.build(&[]);
    let written = report.paths("written");
    assert!(
        written.contains(&"topics/heating/index.html".to_owned()),
        "{written:?}"
    );
    assert!(
        !written.contains(&"2024/01/15/er.html".to_owned()),
        "{written:?}"
    );
    assert!(written.len() <= 6, "{written:?}");
}

const BLOCKS_WITHOUT_LATER: &str = "blocks:\n  - { title: 最新, tag: 天气 }\n";

#[test]
fn what_a_block_names_has_to_be_there() {
    let site = site();
    for (block, code, near) in [
        ("{ title: 甲, tag: 天汽 }", "E0232", "天气"),
        ("{ title: 甲, column: streat }", "E0231", "street"),
        ("{ title: 甲, category: newz }", "E0231", "news"),
        ("{ title: 甲, series: hotlin }", "E0231", "hotline"),
        ("{ title: 甲 }", "E0230", "articles"),
        (
            "{ title: 甲, tag: 天气, column: street }",
            "E0230",
            "articles",
        ),
        ("{ title: 甲, tag: 天气, limit: 31 }", "E0111", "30"),
        (
            "{ title: 甲, articles: [news/2024-01-10-yy.md] }",
            "E0308",
            "2024-01-10-yy.md",
        ),
    ] {
        site.write(
            "content/topics/heating.md",
            topic(&format!("blocks: [{block}]\n")),
        );
        let run = site.run(&["check", "--lang", "zh"]);
        let text = format!("{}{}", run.stdout, run.stderr);
        assert!(text.contains(near), "{block}: {run}");
        assert!(code == "E0308" || text.contains(code), "{block}: {run}");
    }
    site.write("content/topics/heating.md", topic(""));
    site.write(
        "content/news/2024-01-12-x.md",
        article("甲", "2024-01-12", "until: 2024-03-01\n"),
    );
    assert!(
        site.run(&["check"]).stderr.contains("E0150")
            || site.run(&["check"]).stdout.contains("E0150")
    );
}

#[test]
fn a_topic_is_not_over_before_it_is_out_and_lists_an_article_once() {
    let site = site();
    site.write(
        "content/news/2024-01-12-gao.md",
        article("稿", "2024-01-12", "draft: true\n"),
    );
    site.write(
        "content/topics/heating.md",
        "---\ntitle: 暖气\ndate: 2024-01-18\nuntil: 2024-01-17\nblocks:\n  - title: 必读\n    articles: \
        [news/2024-01-10-yi.md, ../news/2024-01-10-yi.md, news/2024-01-12-gao.md, pages/about.md]\n---\n",
    );
    site.write("content/pages/about.md", "---\ntitle: 关于\n---\n文\n");
    let said = site.run(&["check", "--lang", "zh"]).to_string();
    for text in [
        "W0237",
        "2024-01-18 00:00 以前就结束了",
        "警告[W0238]: “../news/2024-01-10-yi.md”已经在这里列过一次",
        "“news/2024-01-12-gao.md”还是草稿，专题里现在不列它",
        "“pages/about.md”是单独的页面，专题里只能选稿件",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    // On its last day it is open.
    site.edit(
        "content/topics/heating.md",
        "until: 2024-01-17",
        "until: 2024-01-18",
    );
    let said = site.run(&["check", "--lang", "zh"]).to_string();
    assert!(!said.contains("W0237"), "{said}");
    site.write(
        "content/topics/heating.md",
        "---\ntitle: 暖气\nblocks: 最新\n---\n",
    );
    let said = site.run(&["check", "--lang", "zh"]).to_string();
    assert!(
        said.contains("“blocks”应该写一个列表")
            && said.contains("- { title: 最新消息, tag: 供暖 }"),
        "{said}"
    );
    // Related articles are such a list, too.
    site.remove("content/topics/heating.md");
    let twice = "related: [2024-01-10-yi.md, news/2024-01-10-yi.md]\n";
    site.write("content/news/x.md", article("甲", "2024-01-18", twice));
    assert!(site.run(&["check"]).to_string().contains("W0238"));
}

#[test]
fn two_topics_of_one_address_are_told_as_two() {
    let site = site();
    for name in ["heating", "winter"] {
        let path = format!("content/topics/{name}.md");
        site.write(&path, "---\ntitle: 专题\nslug: heating\n---\n文。\n");
    }
    let run = site.run(&["check", "--lang", "zh"]);
    let text = format!("{}{}", run.stdout, run.stderr);
    assert!(
        text.contains("E0401") && text.contains("有两处内容要占同一个网址 /topics/heating/"),
        "{text}"
    );
}

#[test]
fn an_empty_site_has_no_topics() {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.build(&[]);
    assert!(!site.public().contains_key("topics/index.html"));
}
