//! What is in the works: on the desk, at a different moment, and where it is left out.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::preview::{Preview, until};
use crate::support::run;
use crate::{SITE, article, site};

#[test]
fn what_is_in_the_works_can_be_seen_and_is_in_no_list() {
    let site = site();
    site.write(
        "content/news/gao.md",
        article("草稿一", "2024-01-20", "draft: true\n"),
    );
    site.write(
        "content/news/2024-03-01-jiang.md",
        article("将来", "2024-03-01 06:30", ""),
    );
    site.write(
        "content/news/2024-01-02-xia.md",
        article("下线", "2024-01-02", "expires: 2024-01-05\n"),
    );
    site.write(
        "content/news/2024-01-03-kuai.md",
        article("快下线", "2024-01-03", "expires: 2024-02-20\n"),
    );
    let preview = Preview::start(&site);
    for page in ["/2024/01/20/gao.html", "/2024/03/01/jiang.html"] {
        let response = preview.get(page);
        assert!(
            response.status == 200 && response.page().contains("class=\"ribbon\""),
            "{page}"
        );
    }
    assert_eq!(preview.status("/2024/01/02/xia.html"), 404);
    for list in [
        "/",
        "/news/",
        "/feed.xml",
        "/2024/01/",
        "/sitemaps/2024-01.xml",
    ] {
        assert!(
            !preview.shows(list, "草稿一") && !preview.shows(list, "将来"),
            "{list}"
        );
    }
    let desk = preview.get("/_desk/");
    assert_eq!(desk.status, 200);
    let next = desk.page();
    let next = next.split("id=\"next\"").nth(1).unwrap();
    let next = next.split("</section>").next().unwrap();
    assert!(
        next.contains("快下线") && next.contains("to be taken down 00:00"),
        "{next}"
    );
    let text = desk.page();
    for expected in [
        "草稿一",
        "将来",
        "1 March 2024",
        "06:30",
        "下线",
        "20 February 2024",
        "/2024/01/20/gao.html",
    ] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let mut open = preview.listen("/2024/01/20/gao.html");
    site.edit("content/news/gao.md", "草稿一的正文", "草稿改了");
    open.event("reload");
    preview.becomes("/2024/01/20/gao.html", "草稿改了");
    site.edit("content/news/gao.md", "draft: true\n", "");
    preview.becomes("/news/", "草稿一");
    until("no ribbon", || {
        !preview.shows("/2024/01/20/gao.html", "class=\"ribbon\"")
    });
    site.build(&[]);
    assert!(!site.public().keys().any(|f| f.contains("_desk")));
}

#[test]
fn an_article_without_its_reviews_is_in_the_works() {
    let site = site();
    let policy = "policy: { review: { news: withhold } }\n";
    site.write(
        "content/site.yaml",
        format!(
            "{SITE}{}{policy}",
            if SITE.ends_with('\n') { "" } else { "\n" }
        ),
    );
    let preview = Preview::start(&site);
    let page = preview.get("/2024/01/10/yi.html");
    assert!(
        page.status == 200 && page.page().contains("class=\"ribbon\""),
        "{}",
        page.text()
    );
    assert!(!preview.shows("/", "yi.html") && !preview.shows("/feed.xml", "yi.html"));
    let desk = preview.get("/_desk/").page();
    let drafts = desk
        .split("id=\"drafts\"")
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap();
    assert!(
        drafts.contains("/2024/01/10/yi.html") && drafts.contains("not reviewed yet"),
        "{drafts}"
    );
    let review = "review: { first: 何青禾, second: 田守一, final: 严既白 }\n";
    site.edit(
        "content/news/2024-01-10-yi.md",
        "tags:",
        &format!("{review}tags:"),
    );
    preview.becomes("/news/", "yi.html");
    until("no ribbon", || {
        !preview.shows("/2024/01/10/yi.html", "class=\"ribbon\"")
    });
}

#[test]
fn the_desk_finds_articles_and_looks_at_another_time() {
    let site = site();
    site.write(
        "content/news/2024-03-01-jiang.md",
        article("将来<b>的</b>稿", "2024-03-01 06:30", ""),
    );
    let preview = Preview::start(&site);
    let found = preview.get("/_desk/?q=%E5%B0%86%E6%9D%A5").page();
    assert!(
        found.contains("将来&lt;b&gt;的&lt;/b&gt;稿") && !found.contains("<b>的"),
        "{found}"
    );
    let results = found
        .split("id=\"results\"")
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap();
    assert!(
        results.contains("/2024/03/01/jiang.html") && !results.contains("er.html"),
        "{results}"
    );
    let hostile = preview
        .get("/_desk/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
        .text();
    assert!(!hostile.contains("<script>alert"), "{hostile}");
    assert!(!preview.shows("/news/", "jiang.html"));
    let later = preview.get("/news/?at=2024-03-01T06:30");
    assert!(
        later.page().contains("jiang.html") && later.added().contains("2024-03-01 06:30"),
        "{}",
        later.text()
    );
    assert!(
        !preview
            .get("/news/?at=2024-03-01T06:29")
            .page()
            .contains("jiang.html")
    );
    assert!(
        !preview
            .get("/2024/03/01/jiang.html?at=2024-03-02")
            .page()
            .contains("class=\"ribbon\"")
    );
    assert_eq!(
        preview.status("/2024/01/15/er.html?at=2024-01-14"),
        404,
        "it was not out then"
    );
    assert_eq!(preview.status("/?at=nonsense"), 200);
}

#[test]
fn a_moment_far_from_the_site_is_refused() {
    let site = site();
    site.write(
        "content/news/2024-01-03-xia.md",
        article("将下线", "2024-01-03", "expires: 2027-05-01\n"),
    );
    let preview = Preview::start(&site);
    for at in ["2023-02-01", "2024-01-12T06:30", "2028-04-01"] {
        assert_eq!(preview.status(&format!("/?at={at}")), 200, "{at}");
    }
    for at in [
        "2022-12-31",
        "1970-01-01",
        "0001-01-01",
        "2028-06-01",
        "9999-12-31",
    ] {
        let response = preview.get(&format!("/?at={at}"));
        assert!(
            response.status == 400 && response.text().contains("a year before the first article"),
            "{at}"
        );
    }
}

#[test]
fn what_is_not_public_can_be_left_out() {
    let site = site();
    site.write(
        "content/news/gao.md",
        article("草稿一", "2024-01-20", "draft: true\n"),
    );
    site.write(
        "content/news/2024-03-01-jiang.md",
        article("将来", "2024-03-01 06:30", ""),
    );
    site.write(
        "content/news/2024-01-02-xia.md",
        article("下线", "2024-01-02", "expires: 2024-01-05\n"),
    );
    site.write(
        "content/news/2024-01-18-huai.md",
        "---\ntitle: 坏\ndate: 2024-01-18\n机密的一行\n",
    );
    let mut preview = Preview::with(&site, &["--port", "0", "--no-drafts", "--host", "0.0.0.0"]);
    preview.address.set_ip([127, 0, 0, 1].into());
    assert!(
        preview.says("sees what is public")
            && !preview.says("Desk:")
            && preview.says("--allow-host")
    );
    for path in [
        "/2024/01/20/gao.html",
        "/2024/03/01/jiang.html",
        "/2024/01/02/xia.html",
        "/2024/01/18/huai.html",
        "/_desk/",
        "/_desk/?q=%E5%B0%86",
        "/_desk",
    ] {
        let response = preview.get(path);
        assert_eq!(response.status, 404, "{path}");
        for secret in [
            "草稿一",
            "将来",
            "下线",
            "机密",
            "huai.md",
            "<details",
            "href=\"/_desk/\"",
        ] {
            assert!(!response.text().contains(secret), "{path}: {secret}");
        }
    }
    for at in ["2024-03-02", "2024-01-03"] {
        assert_eq!(preview.status(&format!("/?at={at}")), 403, "{at}");
    }
    let home = preview.get("/");
    assert!(
        home.status == 200 && home.page().contains("er.html") && !home.added().contains("<details")
    );
    // A page still follows its file, and learns of nothing else.
    let mut page = preview.listen("/2024/01/15/er.html");
    site.edit(
        "content/news/2024-01-18-huai.md",
        "机密的一行",
        "机密的两行",
    );
    site.edit("content/news/gao.md", "草稿一的正文", "草稿又改");
    site.edit("content/news/2024-01-15-er.md", "二的正文", "二改了");
    let events = page.until("event:");
    assert_eq!(events.last().unwrap(), "event: reload", "{events:?}");
    preview.becomes("/2024/01/15/er.html", "二改了");
    // A page that cannot be drawn says no more than that.
    site.write(
        "themes/default/templates/404.html",
        "{% extends \"base.html\" %}\n{{ page.nothing.at.all }}\n",
    );
    until("the fault", || preview.status("/no-such.html") == 500);
    assert!(!preview.get("/no-such.html").text().contains("nothing.at"));
    let both = run(&mut site.command(&["serve", "--no-drafts", "--drafts", "--lang", "en"]));
    assert!(
        both.status == 2 && both.stderr.contains("do not go together"),
        "{both}"
    );
}

#[test]
fn it_is_said_who_sees_what_and_how_to_get_there() {
    let site = site();
    let preview = Preview::with(&site, &["--port", "0", "--host", "0.0.0.0"]);
    assert_eq!(
        preview.address.ip().to_string(),
        "127.0.0.1",
        "an address that can be opened"
    );
    for part in [
        "lines of your files",
        "--no-drafts",
        "On the network: http://",
        "--allow-host NAME",
    ] {
        assert!(
            preview.says(part),
            "{part}: {:?}",
            preview.said.lock().unwrap()
        );
    }
    // Each address that is named opens it, if this machine has a network at all.
    let said = preview.said.lock().unwrap().join("\n");
    let named = said.split("On the network: ").nth(1).unwrap();
    for url in named
        .split_whitespace()
        .take_while(|w| w.starts_with("http://"))
    {
        let Ok(address) = url[7..]
            .trim_end_matches(['/', '.'])
            .parse::<std::net::SocketAddr>()
        else {
            eprintln!("NOTE: not asked, for want of a network");
            continue;
        };
        assert!(!address.ip().is_loopback() && address.port() == preview.address.port());
        let other = TcpStream::connect(address).map(|mut stream| {
            write!(stream, "HEAD / HTTP/1.0\r\nHost: {address}\r\n\r\n").unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        });
        assert!(other.unwrap().contains(" 200 OK"), "{address}");
    }
    let refused = preview.ask("GET", "/", "Host: preview.lan\r\n");
    assert!(
        refused.status == 403 && refused.text().contains("--allow-host NAME"),
        "{}",
        refused.text()
    );
}

#[test]
fn all_of_the_preview_is_below_the_path_of_the_site() {
    let site = site();
    let old = "base_url: https://news.example.cn/";
    site.edit("content/site.yaml", old, &format!("{old}晚报/"));
    let preview = Preview::start(&site);
    let prefix = "/%E6%99%9A%E6%8A%A5";
    // A server in front of it hands on what is below the path of the site, and nothing else.
    for page in ["/", "/2024/01/15/er.html", "/_desk/", "/no-such.html"] {
        let response = preview.get(&format!("{prefix}{page}"));
        let is_missing = page == "/no-such.html";
        assert_eq!(
            response.status,
            if is_missing { 404 } else { 200 },
            "{page}"
        );
        let text = response.text();
        let own: Vec<&str> = text.split("_desk/").collect();
        assert!(own.len() > 2, "{page}: {text}");
        for before in &own[..own.len() - 1] {
            assert!(before.ends_with(&format!("{prefix}/")), "{page}: {before}");
        }
    }
    for (path, kind) in [("live.js", "text/javascript"), ("desk.css", "text/css")] {
        let response = preview.get(&format!("{prefix}/_desk/{path}"));
        assert!(response.status == 200 && response.header("content-type").unwrap().contains(kind));
    }
    for bare in ["/_desk", "/_desk/?q=x", &format!("{prefix}/_desk")] {
        let moved = preview.get(bare);
        let tail = bare
            .split_once('?')
            .map_or(String::new(), |(_, q)| format!("?{q}"));
        let to = format!("{prefix}/_desk/{tail}");
        assert_eq!((moved.status, moved.header("location")), (301, Some(&*to)));
    }
    assert_eq!(preview.status(&format!("{prefix}/_deskless")), 404);
    for events in [format!("{prefix}/_desk/events"), "/_desk/events".to_owned()] {
        let head = preview.ask("HEAD", &events, "");
        assert_eq!(head.header("content-type"), Some("text/event-stream"));
        // nginx would hold the events back otherwise.
        assert_eq!(head.header("x-accel-buffering"), Some("no"));
    }
    let foreign =
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    assert_eq!(
        preview
            .ask("GET", &format!("{prefix}/_desk/events"), foreign)
            .status,
        403
    );
}
