//! What is served: what a build writes, with the heads of a plain host.

use std::fs;
use std::io::BufRead;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::preview::Preview;
use crate::site;
use crate::support::{Site, copy_tree, files, project, run};

#[test]
fn what_is_served_is_what_a_build_writes() {
    for case in ["everything", "prefix", "plain"] {
        let site = Site::new(&[]);
        copy_tree(&project("tests/sites").join(case).join("site"), &site.root);
        site.build(&["--now", "2024-01-20T08:00:00+08:00"]);
        let preview = Preview::with(
            &site,
            &["--port", "0", "--now", "2024-01-20T08:00:00+08:00"],
        );
        let prefix = if case == "prefix" { "/news" } else { "" };
        let mut seen = 0;
        for (file, expected) in site.public() {
            if file.starts_with(".dateline") {
                continue;
            }
            let address = format!("{prefix}/{file}");
            let response = preview.get(&address);
            assert_eq!(response.status, 200, "{address}");
            let page = if response
                .header("content-type")
                .unwrap()
                .starts_with("text/html")
            {
                assert!(response.added().contains("live.js"), "{address}");
                response.page().into_bytes()
            } else {
                response.body.clone()
            };
            assert!(page == expected, "{case}: {address} differs");
            let head = preview.ask("HEAD", &address, "");
            assert_eq!((head.status, head.body.len()), (200, 0), "{address}");
            for name in ["content-type", "content-length", "etag"] {
                assert_eq!(
                    head.header(name),
                    response.header(name),
                    "{address}: {name}"
                );
            }
            if let Some(folder) = address.strip_suffix("index.html") {
                assert!(
                    preview.get(folder).page().into_bytes() == expected,
                    "{folder}"
                );
                let bare = folder.trim_end_matches('/');
                if !bare.is_empty() {
                    let moved = preview.get(bare);
                    assert_eq!(
                        (moved.status, moved.header("location")),
                        (301, Some(folder)),
                        "{bare}"
                    );
                }
            }
            seen += 1;
        }
        assert!(seen > 20, "{case}: {seen}");
        let missing = preview.get(&format!("{prefix}/no-such.html"));
        assert_eq!(missing.status, 404);
        assert_eq!(
            missing.page().into_bytes(),
            fs::read(site.at("public/404.html")).unwrap()
        );
    }
}

#[test]
fn a_file_is_shown_until_the_picture_that_is_made_of_it_is_there() {
    const NOW: [&str; 2] = ["--now", "2024-02-01T12:00:00+08:00"];
    let own = include_bytes!("../it/pictures/turned-6.jpg").as_slice();
    let site = Site::new(&[
        (
            "content/site.yaml",
            "title: 报\nbase_url: https://e.cn/\ncategories: { n: { title: 新闻, kind: news } }\n",
        ),
        (
            "content/n/a.md",
            "---\ntitle: 题\ndate: 2024-01-18\n---\n![图](p.jpg)\n",
        ),
    ]);
    site.write("content/n/p.jpg", own);
    site.build(&NOW);
    let public = site.public();
    let (file, made) = public
        .iter()
        .find(|(file, _)| file.ends_with(".jpg"))
        .unwrap();
    fs::remove_dir_all(site.at(".dateline")).unwrap();
    let preview = Preview::with(&site, &["--port", "0", NOW[0], NOW[1]]);
    let first = preview.get(&format!("/{file}"));
    assert_eq!((first.status, first.body.as_slice()), (200, own));
    assert_eq!(first.header("content-security-policy"), Some("sandbox"));
    let until = Instant::now() + Duration::from_secs(60);
    while preview.get(&format!("/{file}")).body != *made {
        assert!(Instant::now() < until, "it is never made");
        std::thread::sleep(Duration::from_millis(20));
    }
    // Lost again, it is made again.
    fs::remove_dir_all(site.at(".dateline/pictures")).unwrap();
    assert_eq!(preview.get(&format!("/{file}")).body, own);
    while preview.get(&format!("/{file}")).body != *made {
        assert!(Instant::now() < until, "it is never made again");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn types_are_those_of_a_plain_host() {
    let site = site();
    site.write(
        "content/news/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    site.edit("content/news/2024-01-16-tu.md", "[表]", "![a](a.svg) [表]");
    let preview = Preview::start(&site);
    let home = preview.get("/").text();
    let sheet = home
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        (sheet, "text/css; charset=utf-8"),
        ("/feed.xml", "text/xml; charset=utf-8"),
        ("/feed.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/2024/01/16/biao.pdf", "application/pdf"),
        ("/2024/01/16/a.svg", "image/svg+xml; charset=utf-8"),
    ] {
        assert_eq!(
            preview.get(path).header("content-type"),
            Some(kind),
            "{path}"
        );
    }
    let old = preview.get("/old/er/");
    assert!(
        old.status == 200 && old.text().contains("/2024/01/15/er.html"),
        "an old address leads on"
    );
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let site = site();
    let preview = Preview::start(&site);
    for path in ["/", "/2024/01/16/biao.pdf"] {
        let first = preview.get(path);
        let tag = first.header("etag").unwrap().to_owned();
        let again = preview.ask("GET", path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!(
            (again.status, again.body.len(), again.header("etag")),
            (304, 0, Some(tag.as_str())),
            "{path}"
        );
        assert_eq!(
            preview
                .ask("GET", path, "If-None-Match: \"other\"\r\n")
                .status,
            200,
            "{path}"
        );
    }
    let path = "/2024/01/16/biao.pdf";
    let file = preview.get(path);
    let (since, tag) = (
        file.header("last-modified").unwrap(),
        file.header("etag").unwrap(),
    );
    let before = "Mon, 01 Jan 2001 00:00:00 GMT";
    for (condition, status) in [
        (format!("If-Modified-Since: {since}"), 304),
        (format!("If-Modified-Since: {before}"), 200),
        ("If-Modified-Since: yesterday".to_owned(), 200),
        ("If-None-Match: *".to_owned(), 304),
        (format!("If-None-Match: \"other\", W/{tag}"), 304),
        (
            format!("If-None-Match: \"other\"\r\nIf-None-Match: {tag}"),
            304,
        ),
        // A tag counts before a time.
        (
            format!("If-None-Match: \"other\"\r\nIf-Modified-Since: {since}"),
            200,
        ),
    ] {
        let answer = preview.ask("GET", path, &format!("{condition}\r\n"));
        assert_eq!(answer.status, status, "{condition}");
    }
}

#[test]
fn a_file_has_the_tag_of_what_is_sent_of_it() {
    let site = site();
    let preview = Preview::start(&site);
    let path = "/2024/01/16/biao.pdf";
    let old = preview.get(path);
    let tag = old.header("etag").unwrap().to_owned();
    let new: Vec<u8> = old.body.iter().map(|byte| byte.wrapping_add(1)).collect();
    site.write("content/news/biao.pdf", &new);
    // Whether the change was noticed by now or not.
    let sent = preview.ask("GET", path, &format!("If-None-Match: {tag}\r\n"));
    assert!(sent.status == 200 && sent.body == new);
    assert_ne!(sent.header("etag"), Some(tag.as_str()));
}

#[test]
fn media_is_sent_in_parts() {
    let site = site();
    let preview = Preview::start(&site);
    let whole = fs::read(site.at("content/news/biao.pdf")).unwrap();
    let ask = |range: &str| {
        preview.ask(
            "GET",
            "/2024/01/16/biao.pdf",
            &format!("Range: {range}\r\n"),
        )
    };
    for (range, part, told) in [
        ("bytes=0-9", &whole[..10], "bytes 0-9/200000"),
        (
            "bytes=70000-199999",
            &whole[70_000..],
            "bytes 70000-199999/200000",
        ),
        (
            "bytes=199990-",
            &whole[199_990..],
            "bytes 199990-199999/200000",
        ),
        ("bytes=-5", &whole[199_995..], "bytes 199995-199999/200000"),
    ] {
        let response = ask(range);
        assert_eq!(
            (response.status, response.header("content-range")),
            (206, Some(told)),
            "{range}"
        );
        assert!(response.body == part, "{range}");
    }
    let beyond = ask("bytes=200000-");
    assert_eq!(
        (beyond.status, beyond.header("content-range")),
        (416, Some("bytes */200000"))
    );
    for range in ["bytes=0-1,5-6", "lines=1-2", "bytes=x"] {
        let response = ask(range);
        assert!(
            response.status == 200 && response.body == whole || response.status == 416,
            "{range}"
        );
    }
    let file = preview.get("/2024/01/16/biao.pdf");
    let (since, tag) = (
        file.header("last-modified").unwrap(),
        file.header("etag").unwrap(),
    );
    for (known, status) in [
        ("\"other\"", 200),
        (tag, 206),
        (&format!("W/{tag}"), 200),
        (since, 206),
        ("Mon, 01 Jan 2001 00:00:00 GMT", 200),
        ("Fri, 01 Jan 2100 00:00:00 GMT", 200),
        ("yesterday", 200),
    ] {
        let headers = format!("Range: bytes=0-9\r\nIf-Range: {known}\r\n");
        let sent = preview.ask("GET", "/2024/01/16/biao.pdf", &headers);
        assert_eq!(sent.status, status, "{known}");
        assert!(sent.body == whole[..if status == 206 { 10 } else { whole.len() }]);
    }
}

#[test]
fn nothing_is_written_but_what_makes_the_next_start_faster() {
    let site = site();
    let preview = Preview::start(&site);
    preview.get("/");
    let names: Vec<String> = files(&site.root)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let written: Vec<&String> = names
        .iter()
        .filter(|n| !n.starts_with("content/"))
        .collect();
    assert_eq!(written, [".dateline/.dateline-lock", ".dateline/documents"]);
}

#[test]
fn the_next_free_port_is_taken_unless_one_was_asked_for() {
    let site = site();
    let first = Preview::with(&site, &[]);
    let second = Preview::with(&site, &[]);
    assert_ne!(first.address.port(), second.address.port());
    assert_eq!((first.status("/"), second.status("/")), (200, 200));
    let taken = run(site
        .command(&[
            "serve",
            "--lang",
            "en",
            "--port",
            &first.address.port().to_string(),
        ])
        .env("LANG", "C"));
    assert_eq!(taken.status, 3, "{taken}");
    assert!(
        taken.stderr.contains("F0016") && taken.stderr.contains("in use"),
        "{taken}"
    );
    let wrong = run(&mut site.command(&["serve", "--host", "no-such-host.invalid", "--port", "0"]));
    assert!(
        wrong.status == 3 && wrong.stderr.contains("F0017"),
        "{wrong}"
    );
}

#[test]
fn another_address_is_told_of_and_a_signal_ends_it() {
    let site = site();
    let mut open = Preview::with(&site, &["--port", "0", "--host", "0.0.0.0"]);
    assert!(open.says("not this machine alone"));
    open.address.set_ip([127, 0, 0, 1].into());
    let mut listening = open.listen("/");
    for (signal, mut preview) in [("-TERM", open), ("-INT", Preview::start(&site))] {
        let start = Instant::now();
        let id = preview.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        let status = preview.child.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{signal}: {:?}",
            start.elapsed()
        );
    }
    let mut rest = String::new();
    listening.0.read_line(&mut rest).ok();
}

#[test]
fn files_at_fixed_addresses_are_sent_and_followed_as_those_of_the_theme() {
    let site = site();
    site.write("static/app/index.html", "<script>1</script>");
    let preview = Preview::start(&site);
    let page = preview.get("/app/");
    assert!(page.text().ends_with("<script>1</script>"), "as it is");
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(page.header("content-security-policy"), None);
    site.write("static/app/index.html", "<script>2</script>");
    preview.becomes("/app/", "<script>2</script>");
    site.write("static/new.txt", "new");
    preview.becomes("/new.txt", "new");
    site.remove("static/new.txt");
    preview.becomes_status("/new.txt", 404);
}
