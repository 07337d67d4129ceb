//! The menu and the footer of `site.yaml`: what they show, what they mark as current, and what is
//! said of an entry that leads nowhere, now or at some time.

use crate::support::{Run, Site};

const SITE: &str = "title: 湟水日报
base_url: https://e.cn/paper/
categories: { news: { title: 新闻, kind: news }, sci: { title: 科技, kind: news } }
columns: { lu: { title: 路上 } }
";

/// Makes a site with this menu, an article of each kind of list, and a standing page.
fn site(more: &str) -> Site {
    let article = |front: &str| format!("---\ntitle: 题\n{front}\n---\n\n正文。\n");
    Site::new(&[
        ("content/site.yaml", &format!("{SITE}{more}")),
        (
            "content/news/a.md",
            &article("date: 2024-01-18\ncolumn: lu\ntags: [雪]"),
        ),
        ("content/sci/b.md", &article("date: 2024-01-19")),
        (
            "content/sci/c.md",
            &article("date: 2024-03-01\ntags: [以后]"),
        ),
        (
            "content/sci/d.md",
            &article("date: 2024-01-01\nexpires: 2024-01-10\ntags: [以前]"),
        ),
        (
            "content/sci/e.md",
            &article("date: 2024-01-01\nexpires: 2024-02-10"),
        ),
        (
            "content/sci/f.md",
            &article("date: 2024-01-01\ndraft: true"),
        ),
        (
            "content/pages/about.md",
            "---\ntitle: 关于本报\n---\n\n正文。\n",
        ),
    ])
}

/// Returns the links of a page's menu or footer as `mark title address`.
fn links(site: &Site, page: &str, part: &str) -> Vec<String> {
    let page = site.read(&format!("public/{page}"));
    let start = page.find(&format!("<nav class=\"{part}\"")).unwrap();
    let nav = &page[start..start + page[start..].find("</nav>").unwrap()];
    let links = nav.split("<a href=\"").skip(1);
    links
        .map(|link| {
            let (href, rest) = link.split_once('"').unwrap();
            let (tag, rest) = rest.split_once('>').unwrap();
            let title = rest.split_once('<').unwrap().0;
            let mark = match tag.trim() {
                "" => "-",
                "aria-current=\"page\"" => "page",
                "aria-current=\"true\"" => "true",
                other => other,
            };
            format!("{mark} {title} {href}")
        })
        .collect()
}

const MENU: &str = "menu:
  - to: news
  - { title: 更多, items: [{ to: columns/lu }, { to: tags/雪 }, { title: 往年, to: \"/archive/?x#y\" }] }
  - { title: 理科, to: sci, items: [{ to: pages/about.md }, { title: 论坛, to: \"https://bbs.e.cn/?a=1&b=2\" }] }
footer:
  - { title: 关于, items: [{ to: content/pages/about.md }, { title: 写信, to: \"mailto:a@e.cn\" }] }
  - { title: 好文, to: sci/b.md }
";

#[test]
fn every_kind_of_target_is_shown_and_marked_on_its_pages() {
    let site = site(MENU);
    site.build(&["--deny-warnings"]);
    let all = |marks: [&str; 8]| {
        let entries = [
            "首页 /paper/",
            "新闻 /paper/news/",
            "路上 /paper/columns/lu/",
            "雪 /paper/tags/xue/",
            "往年 /paper/archive/?x#y",
            "理科 /paper/sci/",
            "关于本报 /paper/about.html",
            "论坛 https://bbs.e.cn/?a=1&amp;b=2",
        ];
        let found = marks.iter().zip(entries);
        found
            .map(|(mark, e)| format!("{mark} {e}"))
            .collect::<Vec<_>>()
    };
    for (page, marks) in [
        ("index.html", ["page", "-", "-", "-", "-", "-", "-", "-"]),
        (
            "news/index.html",
            ["-", "page", "-", "-", "-", "-", "-", "-"],
        ),
        (
            "news/2024/index.html",
            ["-", "true", "-", "-", "-", "-", "-", "-"],
        ),
        // An article is of its category and of its column.
        (
            "2024/01/18/a.html",
            ["-", "true", "true", "-", "-", "-", "-", "-"],
        ),
        (
            "2024/01/19/b.html",
            ["-", "-", "-", "-", "-", "true", "-", "-"],
        ),
        (
            "columns/lu/index.html",
            ["-", "-", "page", "-", "-", "-", "-", "-"],
        ),
        (
            "tags/xue/2024/index.html",
            ["-", "-", "-", "true", "-", "-", "-", "-"],
        ),
        ("about.html", ["-", "-", "-", "-", "-", "-", "page", "-"]),
    ] {
        assert_eq!(links(&site, page, "menu"), all(marks), "{page}");
    }
    assert_eq!(
        links(&site, "about.html", "footer-nav")[..3],
        [
            "page 关于本报 /paper/about.html",
            "- 写信 mailto:a@e.cn",
            "- 好文 /paper/2024/01/19/b.html"
        ]
    );
}

#[test]
fn without_one_the_lists_that_have_no_entry_mark_that_of_their_kind() {
    let site = site("");
    site.build(&[]);
    for (page, current) in [
        ("columns/lu/index.html", "true 栏目 /paper/columns/"),
        ("2024/index.html", "true 往期 /paper/archive/"),
        ("2024/01/18/index.html", "true 往期 /paper/archive/"),
        ("sci/2024/index.html", "true 科技 /paper/sci/"),
        ("archive/index.html", "page 往期 /paper/archive/"),
    ] {
        let links = links(&site, page, "menu");
        let marked: Vec<&String> = links.iter().filter(|l| !l.starts_with('-')).collect();
        assert_eq!(marked, [current], "{page}");
    }
}

/// Returns the codes that a check of a site with these entries finds, and what it prints.
fn check(entries: &str, options: &[&str]) -> (Vec<String>, Run) {
    let site = site(&format!("menu: [{entries}]\n"));
    let arguments = [&["check", "--format", "json", "--lang", "en"], options].concat();
    let run = site.run(&arguments);
    let codes = run.stdout.lines().map(|line| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        value["code"].as_str().unwrap().to_owned()
    });
    (codes.collect(), run)
}

#[test]
fn what_leads_nowhere_is_an_error_with_the_nearest() {
    for (entry, code, words) in [
        ("{ to: newss }", "E0413", "news"),
        ("{ to: column/lu }", "E0413", "columns/lu"),
        ("{ to: columns/lou }", "E0413", "columns/lu"),
        ("{ to: tags/雪雪 }", "E0413", "tags/雪"),
        ("{ to: topics/xue }", "E0413", "topics/xue"),
        ("{ to: pages/abuot.md }", "E0413", "pages/about.md"),
        ("{ title: x, to: /archiv/ }", "E0413", "/archive/"),
        (
            "{ title: x, to: \"javascript:alert(1)\" }",
            "E0413",
            "javascript",
        ),
        ("{ title: x, to: //e.cn/ }", "E0413", "e.cn"),
        ("{ title: x, to: ../../etc/a.md }", "E0413", "etc"),
        ("{ to: /archive/ }", "E0112", "title"),
        ("{ title: x }", "E0112", "to"),
        (
            "{ title: x, items: [{ title: y, items: [] }] }",
            "E0143",
            "two levels",
        ),
        ("news", "E0110", "title: About us"),
        ("{ to: news, itmes: [] }", "E0113", "items"),
    ] {
        let (codes, run) = check(entry, &[]);
        assert!(
            codes.iter().any(|c| c == code) && run.stdout.contains(words),
            "{entry}: {run}"
        );
        assert_eq!(run.status, 1, "{entry}: {run}");
    }
}

#[test]
fn what_is_not_there_now_is_left_out_and_told_but_no_error() {
    for (entry, reason) in [
        ("{ title: x, to: sci/c.md }", "2024-03-01"),
        ("{ to: tags/以后 }", "2024-03-01"),
        ("{ title: x, to: sci/d.md }", "2024-01-10"),
        ("{ to: tags/以前 }", "2024-01-10"),
        ("{ title: x, to: sci/f.md }", "draft"),
        ("{ title: x, to: /2024/03/01/c.html }", "2024-03-01"),
    ] {
        let (codes, run) = check(entry, &[]);
        assert_eq!(
            (codes, run.status),
            (vec!["W0414".to_owned()], 0),
            "{entry}"
        );
        assert!(run.stdout.contains(reason), "{entry}: {run}");
        let site = site(&format!("menu: [{entry}, {{ to: news }}]\n"));
        site.build(&[]);
        assert_eq!(links(&site, "about.html", "menu").len(), 2, "{entry}");
    }
    // What will be taken down is there until then.
    let (codes, run) = check("{ title: x, to: sci/e.md }", &["--deny-warnings"]);
    assert_eq!(
        (codes, run.status),
        (vec!["W0414".to_owned()], 0),
        "no clock makes an error"
    );
}

#[test]
fn a_group_without_anything_left_is_gone() {
    let site = site("menu: [{ title: 空, items: [{ title: x, to: sci/f.md }] }, { to: news }]\n");
    site.build(&[]);
    assert!(!site.read("public/about.html").contains("空"));
}
