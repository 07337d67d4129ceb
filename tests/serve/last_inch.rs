//! What the preview adds for those who make the paper: a place for what cannot be read, files that
//! open in an editor, the next day, other screens.

use crate::preview::{Preview, until};
use crate::support::run;
use crate::{article, site};

const FILE: &str = "content/news/2024-01-15-er.md";

#[test]
fn an_article_that_cannot_be_read_keeps_its_place_in_lists() {
    let site = site();
    let preview = Preview::start(&site);
    let good: Vec<String> = ["/", "/news/", "/2024/01/", "/2024/01/15/"]
        .iter()
        .map(|page| preview.get(page).page())
        .collect();
    site.edit(FILE, "date:", "daet:");
    preview.becomes_status("/2024/01/15/er.html", 500);
    for page in ["/", "/latest/", "/news/", "/2024/01/15/"] {
        let response = preview.get(page);
        let text = response.page();
        assert!(text.contains("has errors"), "{page}: {text}");
        assert!(text.contains("href=\"/2024/01/15/er.html\""), "{page}");
        assert!(
            response.added().contains("a[href=\"/2024/01/15/er.html\"]"),
            "{page}"
        );
    }
    // No feed or map has it, and neither has the page of a neighbour.
    for page in ["/feed.xml", "/sitemaps/2024-01.xml", "/2024/01/10/yi.html"] {
        assert!(!preview.shows(page, "has errors"), "{page}");
    }
    assert_eq!(run(&mut site.command(&["build"])).status, 1);
    // As soon as it is put right, all is as it was.
    site.edit(FILE, "daet:", "date:");
    preview.becomes_status("/2024/01/15/er.html", 200);
    for (page, good) in ["/", "/news/", "/2024/01/", "/2024/01/15/"]
        .iter()
        .zip(good)
    {
        let response = preview.get(page);
        assert_eq!(response.page(), good, "{page}");
        assert!(!response.added().contains("GrayText"), "{page}");
    }
    // A draft would be in no list.
    site.edit(FILE, "date:", "draft: true\ndaet:");
    until("the draft to be told", || {
        preview.get("/").added().contains("E0113") && !preview.shows("/", "has errors")
    });
}

#[test]
fn a_broken_article_keeps_its_place_with_its_author_its_column_and_its_topic() {
    let site = site();
    let settings = site.read("content/site.yaml");
    site.write(
        "content/site.yaml",
        format!("{settings}people: true\ncolumns: {{ lu: {{ title: 路 }} }}\n"),
    );
    let more = "byline:\n  - 记者 晴空\ncolumn: lu\ntags: [天气]\n";
    site.write(FILE, article("二", "2024-01-15", more));
    site.write(
        "content/topics/zhuan.md",
        "---\ntitle: 专\nblocks: [{ title: 选, articles: [news/2024-01-15-er.md] }]\n---\n",
    );
    let preview = Preview::start(&site);
    let lists = [
        "/people/qing-kong/",
        "/columns/lu/",
        "/tags/tian-qi/",
        "/topics/zhuan/",
    ];
    for list in lists {
        assert!(preview.shows(list, "二"), "{list}");
    }
    site.edit(FILE, "date:", "daet:");
    preview.becomes_status("/2024/01/15/er.html", 500);
    for list in lists {
        assert!(preview.shows(list, "has errors"), "{list}");
    }
    // What is itself wrong is left out, and nothing else.
    site.edit(FILE, "column: lu", "column: ul");
    until("the place without its column", || {
        preview.status("/columns/lu/") == 404 || !preview.shows("/columns/lu/", "has errors")
    });
    assert!(preview.shows("/people/qing-kong/", "has errors"));
}

#[test]
fn an_article_that_was_broken_from_the_start_has_a_place_too() {
    let site = site();
    site.write(
        "content/news/2024-01-17-huai.md",
        "---\ntitle: 坏<b>稿</b>\ndate: 2024-01-17\ncolum: x\n---\n文\n",
    );
    let preview = Preview::start(&site);
    let text = preview.get("/news/").page();
    assert!(text.contains("坏&lt;b&gt;稿&lt;/b&gt;"), "{text}");
    // A misspelt title is a title, and no rule of the newsroom stands in the way.
    site.write(
        "content/news/2024-01-17-huai.md",
        "---\ntitel: \"坏了\"\ndate: 2024-01-17\n---\n文\n",
    );
    let settings = site.read("content/site.yaml");
    let policy =
        "policy: { require: { news: [byline, summary, tags] }, review: { news: error } }\n";
    site.write("content/site.yaml", format!("{settings}{policy}"));
    until("the place", || {
        preview
            .get("/news/")
            .page()
            .contains("(has errors, not published before they are gone) <i>坏了</i>")
    });
}

#[test]
fn places_of_problems_open_in_an_editor() {
    let site = site();
    site.edit(FILE, "title:", "titel:");
    let root = site.root.canonicalize().unwrap();
    let root = root.to_str().unwrap();
    let preview = Preview::start(&site);
    let link = format!("href=\"vscode://file{root}/{FILE}:2:1\"");
    assert!(
        preview.get("/").added().contains(&link),
        "{}",
        preview.get("/").added()
    );
    assert!(preview.get("/_desk/").page().contains(&link));
    let preview = Preview::with(&site, &["--port", "0", "--editor", "zed"]);
    assert!(preview.get("/").added().contains("zed://file/"));
    let preview = Preview::with(&site, &["--port", "0", "--editor", "none"]);
    assert!(!preview.get("/").added().contains("://file"));
    let own = "my:{path}#\"><script>{line}";
    let preview = Preview::with(&site, &["--port", "0", "--editor", own]);
    let added = preview.get("/").added();
    assert!(
        added.contains("my:/") && !added.contains("<script>2"),
        "{added}"
    );
    for wrong in ["vscod", "javascript:alert('{path}')"] {
        let run = run(&mut site.command(&["serve", "--editor", wrong]));
        assert_eq!(run.status, 2, "{run}");
    }
}

#[test]
fn others_on_the_network_see_no_folder_of_this_machine() {
    let site = site();
    site.edit(FILE, "title:", "titel:");
    let preview = Preview::with(&site, &["--port", "0", "--host", "0.0.0.0"]);
    let text = preview.get("/_desk/").text();
    let root = site.root.to_str().unwrap();
    assert!(text.contains("er.md:2:1") && !text.contains(root), "{text}");
}

#[test]
fn the_desk_shows_what_happens_tomorrow() {
    let site = site();
    let printed = |page: &str| format!("print: {{ issue: 2024-02-01, page: {page} }}\n");
    site.write(
        "content/news/2024-02-02-ming.md",
        article(
            "明天",
            "2024-02-02 06:30",
            "print: { issue: 2024-02-02, page: A01 }\n",
        ),
    );
    site.write(
        "content/news/2024-02-01-jin.md",
        article("今天", "2024-02-01", &printed("A01")),
    );
    site.write(
        "content/news/2024-02-01-jin2.md",
        article("今二", "2024-02-01", &printed("A02")),
    );
    site.write(
        "content/news/2024-01-09-xia.md",
        article("要下", "2024-01-09", "expires: 2024-02-02 18:00\n"),
    );
    site.write(
        "content/news/2024-02-03-hou.md",
        article("后天", "2024-02-03", ""),
    );
    let now = ["--port", "0", "--now", "2024-02-01T12:00:00+08:00"];
    let preview = Preview::with(&site, &now);
    let desk = preview.get("/_desk/").page();
    let part = desk.split("id=\"tomorrow\"").nth(1).unwrap();
    let part = part.split("</section>").next().unwrap();
    let at = |text: &str| part.find(text).unwrap_or_else(|| panic!("{text}: {part}"));
    assert!(
        at("Tomorrow") < at("06:30") && at("明天") < at("18:00"),
        "{part}"
    );
    assert!(!part.contains("后天") && !part.contains("今天"), "{part}");
    assert!(at("A01: 1") < at("A02: empty"), "{part}");
    // Tomorrow can be looked at.
    let look = preview.get("/?at=2024-02-02T23:59");
    assert!(part.contains("/?at=2024-02-02T23:59"), "{part}");
    assert!(look.page().contains("明天") && !look.page().contains("要下"));
}

#[test]
fn other_screens_show_pages_of_this_site_only() {
    let site = site();
    let preview = Preview::start(&site);
    let framed = |query: &str| {
        let text = preview.get(&format!("/_desk/look/{query}")).text();
        let (_, rest) = text.split_once("<iframe ").unwrap();
        let (_, rest) = rest.split_once("src=\"").unwrap();
        rest.split_once('"').unwrap().0.to_owned()
    };
    assert_eq!(framed(""), "/");
    assert_eq!(framed("?page=/news/"), "/news/");
    for wrong in [
        "//evil.cn/",
        "https://evil.cn/",
        "javascript:alert(1)",
        "/_desk/",
        "x",
    ] {
        assert_eq!(framed(&format!("?page={wrong}")), "/", "{wrong}");
    }
    assert_eq!(
        framed("?page=/%2522%3E%3Cscript%3E").matches('<').count(),
        0
    );
    let added = preview.get("/news/").added();
    assert!(added.contains("/_desk/look/?page=%2Fnews%2F"), "{added}");
    let policy = preview.get("/_desk/look/");
    let policy = policy.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-src 'self'") && policy.contains("default-src 'none'"));
    // What is not public is looked at nowhere.
    let preview = Preview::with(&site, &["--port", "0", "--no-drafts"]);
    assert_eq!(preview.status("/_desk/look/"), 404);
    assert!(!preview.get("/news/").added().contains("look"));
}
