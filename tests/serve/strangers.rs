//! Whom the preview turns away, and what a file of the site cannot do in a browser.

use std::fs;

use crate::preview::{Preview, until};
use crate::support::{Folder, write};
use crate::{article, site};

#[test]
fn nobody_leaves_the_site() {
    let folder = Folder::new();
    write(&folder.path().join("secret.pdf"), b"secret");
    let site = site();
    site.write("secret.txt", "secret");
    let preview = Preview::start(&site);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/news/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/%5c..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "//secret.txt",
        "//etc/passwd",
        "///../secret.txt",
        "/secret.txt",
        "/content/site.yaml",
        "/.dateline/documents",
        "/secret.txt%00.html",
        "/%00",
        "/%ff%fe",
        "/_desk/../secret.txt",
        "/_desk/%2e%2e/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
    ] {
        let response = preview.get(path);
        assert!(
            [400, 404].contains(&response.status),
            "{path}: {}",
            response.head
        );
        assert!(
            !response.text().contains("secret\n") && response.text() != "secret",
            "{path}"
        );
    }
    // Dots inside of the site are those of a plain host.
    assert_eq!(preview.status("/news/../news/"), 200);
    let away = preview.get("//evil.example/..");
    assert!(
        away.header("location").is_none_or(|l| !l.starts_with("//")),
        "{}",
        away.head
    );
    // A file that becomes a link out of the site once it is known.
    fs::remove_file(site.at("content/news/biao.pdf")).unwrap();
    site.link("content/news/biao.pdf", folder.path().join("secret.pdf"));
    until("the link to be refused", || {
        let response = preview.get("/2024/01/16/biao.pdf");
        assert_ne!(response.text(), "secret");
        response.status == 404
    });
    site.link("content/news/out", folder.path());
    until("the link to be told", || {
        preview.get("/").added().contains("E0003")
    });
    let long = preview.get(&format!("/{}", "a".repeat(100_000)));
    assert!([400, 404, 414, 431].contains(&long.status), "{}", long.head);
    assert_eq!(preview.status("/"), 200);
}

#[test]
fn a_request_for_another_host_is_refused() {
    let site = site();
    let preview = Preview::with(
        &site,
        &["--port", "0", "--allow-host", "preview.example.cn"],
    );
    let port = preview.address.port();
    let ask = |host: &str| preview.ask("GET", "/", &format!("Host: {host}\r\n")).status;
    for host in [
        format!("127.0.0.1:{port}"),
        format!("localhost:{port}"),
        "LOCALHOST".into(),
        "preview.example.cn".into(),
    ] {
        assert_eq!(ask(&host), 200, "{host}");
    }
    for host in [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1",
        "",
        "user@localhost",
        "a b",
    ] {
        let status = ask(host);
        assert!([400, 403].contains(&status), "{host}: {status}");
    }
    assert_eq!(
        preview
            .ask("GET", "/", "Host: localhost\r\nHost: evil.example\r\n")
            .status,
        403
    );
    assert_eq!(
        preview
            .raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")
            .status,
        403
    );
    assert_eq!(
        preview.raw(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status,
        403
    );
    let posted = preview.ask("POST", "/", "Content-Length: 0\r\n");
    assert_eq!(
        (posted.status, posted.header("allow")),
        (405, Some("GET, HEAD"))
    );
    let page = preview.ask("GET", "/", "Origin: https://evil.example\r\n");
    assert!(
        !page.head.to_lowercase().contains("access-control"),
        "{}",
        page.head
    );
}

#[test]
fn a_copied_file_runs_nothing_and_is_of_no_site() {
    let site = site();
    site.write(
        "content/news/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
    );
    site.edit("content/news/2024-01-16-tu.md", "[表]", "![a](a.svg) [表]");
    let preview = Preview::start(&site);
    for path in ["/2024/01/16/a.svg", "/2024/01/16/biao.pdf"] {
        for more in ["", "Range: bytes=0-9\r\n"] {
            let file = preview.ask("GET", path, more);
            assert_eq!(
                file.header("content-security-policy"),
                Some("sandbox"),
                "{path}"
            );
            assert_eq!(
                file.header("x-content-type-options"),
                Some("nosniff"),
                "{path}"
            );
        }
    }
    let home = preview.get("/");
    let sheet = home
        .text()
        .split("rel=\"stylesheet\" href=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    for path in ["/", &sheet, "/feed.xml", "/2024/01/15/er.html"] {
        assert_eq!(
            preview.get(path).header("content-security-policy"),
            None,
            "{path}"
        );
    }
}

#[test]
fn another_site_is_turned_away_unless_somebody_follows_a_link() {
    let site = site();
    site.write(
        "content/news/gao.md",
        article("草稿一", "2024-01-20", "draft: true\n"),
    );
    let preview = Preview::start(&site);
    let ask = |method: &str, path: &str, from: &str, mode: &str, dest: &str| {
        let lines = format!(
            "Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n"
        );
        preview.ask(method, path, &lines)
    };
    for from in ["cross-site", "same-site"] {
        for (mode, dest) in [
            ("no-cors", "image"),
            ("no-cors", "script"),
            ("no-cors", "empty"),
            ("cors", "empty"),
            ("navigate", "iframe"),
            ("navigate", "embed"),
            ("websocket", "websocket"),
        ] {
            for path in [
                "/",
                "/2024/01/20/gao.html",
                "/?at=2024-01-12",
                "/_desk/",
                "/_desk/events?page=/",
                "/x.html",
            ] {
                let response = ask("GET", path, from, mode, dest);
                assert!(
                    response.status == 403 && response.text().contains("another site"),
                    "{path} {mode} {dest}"
                );
            }
        }
        for path in [
            "/",
            "/2024/01/15/er.html",
            "/2024/01/16/biao.pdf",
            "/_desk/",
            "/2024/01/20/gao.html",
        ] {
            assert_eq!(
                ask("GET", path, from, "navigate", "document").status,
                200,
                "{path}"
            );
            assert_eq!(
                ask("HEAD", path, from, "navigate", "document").status,
                403,
                "{path}"
            );
        }
        for path in [
            "/?at=2024-01-12",
            "/news/?x=1&at=2024-01-12",
            "/_desk/events?page=/",
        ] {
            assert_eq!(
                ask("GET", path, from, "navigate", "document").status,
                403,
                "{path}"
            );
        }
    }
    // To an address without TLS that is not this machine's, browsers say less.
    let own = format!("http://{}", preview.address);
    for (origin, status) in [
        (own.as_str(), 200),
        ("null", 403),
        ("http://evil.example", 403),
        (&own.replace("http", "https"), 403),
        (&own.replace(&preview.address.port().to_string(), "1"), 403),
        (&format!("{own}\r\nOrigin: null"), 403),
    ] {
        for path in ["/", "/?at=2024-01-12", "/_desk/events?page=/"]
            .iter()
            .take(if status == 200 { 2 } else { 3 })
        {
            let response = preview.ask("GET", path, &format!("Origin: {origin}\r\n"));
            assert_eq!(response.status, status, "{path} {origin}");
        }
    }
    for from in ["same-origin", "none"] {
        assert_eq!(
            ask("GET", "/?at=2024-01-12", from, "navigate", "document").status,
            200
        );
        assert_eq!(
            ask("GET", "/2024/01/16/biao.pdf", from, "no-cors", "image").status,
            200
        );
    }
}
