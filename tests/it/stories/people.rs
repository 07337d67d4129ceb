//! Pages of those who are named in bylines.

use super::{SITE, article, build_as_fresh};
use crate::support::{Site, Tree};

fn site() -> Site {
    let site = Site::new(&[]);
    site.write("content/site.yaml", format!("{SITE}people: true\n"));
    for (slug, day, byline) in [
        ("a", "2024-01-10", "记者 李梅 摄影 李梅"),
        ("b", "2024-01-11", "记者 黎梅 通讯员 王五"),
        ("c", "2024-01-12", "本报评论员"),
        ("d", "2024-01-13", "记者 李梅"),
    ] {
        site.write(
            &format!("content/news/{day}-{slug}.md"),
            article(slug, day, &format!("byline: {byline}\n")),
        );
    }
    site
}

fn page(tree: &Tree, path: &str) -> String {
    String::from_utf8(tree[path].clone()).unwrap()
}

/// Returns the folders of people.
fn people(tree: &Tree) -> Vec<&str> {
    let paths = tree.keys().filter_map(|path| path.strip_prefix("people/"));
    let folders = paths.filter_map(|path| path.strip_suffix("/index.html"));
    let mut people: Vec<&str> = folders.filter(|folder| !folder.contains('/')).collect();
    people.sort_unstable();
    people
}

#[test]
fn everybody_who_is_named_has_a_page_and_bylines_lead_there() {
    let site = site();
    build_as_fresh(&site, &[]);
    let tree = site.public();
    let found = people(&tree);
    let [li_mei, second, wang] = found[..] else {
        panic!("{found:?}");
    };
    assert_eq!((li_mei, wang), ("li-mei", "wang-wu"));
    assert!(second.starts_with("li-mei-"), "{second}");
    let own = page(&tree, "people/li-mei/index.html");
    assert!(own.contains("<h1>李梅</h1>"));
    assert!(own.contains("/2024/01/13/d.html") && own.contains("/2024/01/10/a.html"));
    assert!(!own.contains("/2024/01/11/b.html"));
    let text = page(&tree, "2024/01/11/b.html");
    assert!(text.contains(&format!(
        "<a href=\"/people/{second}/\" rel=\"author\">黎梅</a>"
    )));
    let index = page(&tree, "people/index.html");
    assert!(index.contains("data-letter") || index.contains("<strong>王五</strong>"));
    // An organisation is nobody.
    assert!(!index.contains("评论员"));
    assert!(tree.contains_key("people/li-mei/2024/index.html"));
}

#[test]
fn an_article_rewrites_only_the_pages_of_those_it_names() {
    let site = site();
    site.build(&[]);
    site.write(
        "content/news/2024-01-14-e.md",
        article("e", "2024-01-14", "byline: 记者 王五\n"),
    );
    let report = build_as_fresh(&site, &[]);
    let written = report.paths("written");
    let of_people: Vec<_> = written
        .iter()
        .filter(|path| path.starts_with("people/"))
        .collect();
    assert_eq!(
        of_people,
        [
            "people/index.html",
            "people/wang-wu/2024/index.html",
            "people/wang-wu/index.html"
        ]
    );
    assert!(written.len() <= 40, "{written:?}");
}

#[test]
fn without_the_setting_nobody_has_a_page() {
    let site = site();
    site.write("content/site.yaml", SITE);
    site.build(&[]);
    let tree = site.public();
    assert!(people(&tree).is_empty() && !tree.contains_key("people/index.html"));
    assert!(!page(&tree, "2024/01/11/b.html").contains("/people/"));
}

#[test]
fn the_edition_for_older_readers_follows_an_address_that_moves() {
    let site = site();
    site.edit(
        "content/site.yaml",
        "people: true",
        "people: true\nedition: elder",
    );
    site.write(
        "content/news/2024-01-20-liming.md",
        article("黎明", "2024-01-20", "byline: 记者 黎明\n"),
    );
    site.build(&[]);
    site.write(
        "content/news/2023-10-01-liming.md",
        article("黎铭", "2023-10-01", "byline: 记者 黎铭\n"),
    );
    build_as_fresh(&site, &[]);
}

#[test]
fn an_end_that_gives_an_address_to_a_namesake_is_told_before() {
    let site = site();
    let file = "content/news/2024-01-10-a.md";
    let check = || {
        site.run(&["check", "--lang", "zh", "--now", "2024-02-01T00:00:00Z"])
            .to_string()
    };
    site.edit(file, "byline:", "expires: 2024-03-01\nbyline:");
    let said = check();
    assert!(
        said.contains("W0416")
            && said.contains("2024-01-10-a.md:4")
            && said.contains("2024-03-01 00:00 下线以后，网址 /people/li-mei/ 不再是“李梅”的"),
        "{said}"
    );
    let strict = ["check", "--deny-warnings", "--now", "2024-02-01T00:00:00Z"];
    assert_eq!(site.run(&strict).status, 0, "nobody has to do anything");
    // The namesake's is over before: nothing passes on.
    site.edit(
        "content/news/2024-01-11-b.md",
        "byline:",
        "expires: 2024-02-20\nbyline:",
    );
    assert!(!check().contains("W0416"));
}
