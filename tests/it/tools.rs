//! The editors' tools from end to end: why, explain, schema.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{self, NOW, Site, copy_tree, project, tree};

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/paper/\ncategories:\n  news: { title: 新闻, kind: news }\ncolumns:\n  lu: { title: 路 }\n";

fn newspaper() -> Site {
    Site::new(&[
        ("content/site.yaml", SETTINGS),
        (
            "content/news/a.md",
            "---\ntitle: 甲\ndate: 2024-01-18\ntags: [雪]\ncolumn: lu\naliases: [/old/1.html]\nexpires: 2025-01-01\n---\n正文在这里。\n",
        ),
        (
            "content/news/b.md",
            "---\ntitle: 乙\ndate: 2024-01-19\n---\n见[甲](a.md)。\n\n![雪](p.png)\n",
        ),
        (
            "content/news/c.md",
            "---\ntitle: 丙\ndate: 2024-01-20\ndraft: true\n---\n正文在这里。\n",
        ),
        (
            "content/news/d.md",
            "---\ntitle: 丁\ndate: 2024-02-20 08:00\n---\n正文在这里。\n",
        ),
        (
            "content/news/e.md",
            "---\ntitle: 戊\ndate: 2024-01-10\nexpires: 2024-01-20\n---\n正文在这里。\n",
        ),
        (
            "content/pages/about.md",
            "---\ntitle: 关于\n---\n正文在这里。\n",
        ),
    ])
}

fn why(site: &Site, what: &str) -> support::Run {
    site.run(&["why", what, "--lang", "zh", "--now", NOW])
}

#[test]
fn next_tells_what_the_clock_changes() {
    let site = newspaper();
    site.write("content/news/p.png", fs::read(png()).unwrap());
    let next = |now: &str, format: &[&str]| {
        let run = site.run(&[&["next", "--lang", "zh", "--now", now], format].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    // The moment is told by the clocks of the site.
    assert_eq!(
        next("2024-01-18T23:00:00Z", &[]),
        "下一次变化：2024-01-20T00:00:00+08:00\n  content/news/a.md：满 48 小时，退出新闻站点地图\n  content/news/e.md：下线\n"
    );
    let json = |now: &str| serde_json::from_str::<Value>(&next(now, &["--json"])).unwrap();
    let found = json("2024-02-10T00:00:00Z");
    assert_eq!(found["moment"], "2024-02-20T08:00:00+08:00");
    assert_eq!(
        found["reasons"],
        serde_json::json!([{ "path": "content/news/d.md", "reason": "embargo" }])
    );
    assert_eq!(
        json("2026-01-01T00:00:00Z"),
        serde_json::json!({ "moment": null, "reasons": [] })
    );
    assert!(next("2026-01-01T00:00:00Z", &[]).starts_with("不改稿件"));
    let report = site.build(&["--now", "2024-02-10T00:00:00Z"]);
    assert_eq!(report.0["next"], found);
    site.write(
        "content/news/f.md",
        "---\ntitle: 己\ndate: 明天\n---\n正文在这里。\n",
    );
    let run = site.run(&["next", "--lang", "zh", "--now", "2024-02-10T00:00:00Z"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("2024-02-20") && run.stderr.contains("1 个错误"));
}

#[test]
fn why_tells_where_an_article_shows() {
    let site = newspaper();
    site.write("content/news/p.png", fs::read(png()).unwrap());
    site.build(&[]);
    let run = why(&site, "content/news/a.md");
    assert_eq!(run.status, 0, "{run}");
    assert!(
        run.stdout
            .contains("https://x.cn/paper/2024/01/18/a.html\n"),
        "{run}"
    );
    assert!(run.stdout.contains("到 2025-01-01 00:00 下线"), "{run}");
    let next = "\n下一次变化：2025-01-01T00:00:00+08:00\ncontent/news/a.md：下线\n";
    assert!(run.stdout.contains(next), "{run}");
    // What it lists is what the output shows.
    let shown: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|l| l.strip_prefix("  "))
        .collect();
    let public = tree(&site.at("public"));
    let pages = public
        .iter()
        .filter(|(path, _)| !path.starts_with('.') && *path != "2024/01/18/a.html");
    let holds = pages
        .filter(|(_, bytes)| String::from_utf8_lossy(bytes).contains("/paper/2024/01/18/a.html"));
    let found: Vec<String> = holds
        .map(|(path, _)| format!("/{}", path.strip_suffix("index.html").unwrap_or(path)))
        .collect();
    let mut shown: Vec<String> = shown.into_iter().map(str::to_owned).collect();
    let mut found = found;
    shown.sort();
    found.sort();
    assert_eq!(shown, found);
    assert!(
        found.iter().any(|u| u == "/2024/01/19/b.html")
            && found.iter().any(|u| u == "/columns/lu/")
    );
}

fn png() -> std::path::PathBuf {
    project("tests/mistakes/site/content/links/snow.png")
}

#[test]
fn why_finds_a_file_or_an_address_however_it_is_named() {
    let site = newspaper();
    site.write("content/news/p.png", fs::read(png()).unwrap());
    for what in [
        "content/news/a.md",
        "news/a.md",
        "https://x.cn/paper/2024/01/18/a.html",
        "/2024/01/18/a.html",
        "/paper/2024/01/18/a.html#h",
        "/old/1.html",
    ] {
        let run = why(&site, what);
        assert!(
            run.status == 0 && run.stdout.contains("content/news/a.md 在网站上"),
            "{what}: {run}"
        );
    }
    let full = site.at("content/news/a.md");
    assert!(
        why(&site, full.to_str().unwrap())
            .stdout
            .contains("在网站上")
    );
    assert!(why(&site, "/old/1.html").stdout.contains("旧网址"));
    assert!(why(&site, "/news/").stdout.contains("自动生成"));
    assert!(
        why(&site, "content/news/p.png")
            .stdout
            .contains("content/news/b.md")
    );
    let page = why(&site, "content/pages/about.md").stdout;
    assert!(
        page.contains("/about.html") && page.contains("每一页都有它，由版式放在那里；另有 1 页"),
        "{page}"
    );
}

#[cfg(unix)]
#[test]
fn why_finds_a_file_by_a_link_and_by_what_it_leads_to() {
    let site = newspaper();
    std::fs::rename(site.at("content"), site.at("texts")).unwrap();
    site.link("content", "texts");
    site.rename("texts/news/a.md", "aside/a.md");
    site.link("texts/news/a.md", "../../aside/a.md");
    site.link("linked", ".");
    let expected = why(&site, "content/news/a.md");
    assert!(
        expected.status == 0 && expected.stdout.contains("https://x.cn/paper/"),
        "{expected}"
    );
    for what in [
        "texts/news/a.md",
        "news/a.md",
        "aside/a.md",
        "linked/content/news/a.md",
    ] {
        let run = why(&site, what);
        assert_eq!(run.stdout, expected.stdout, "{what} {run}");
        let run = why(&site, site.at(what).to_str().unwrap());
        assert!(
            what == "news/a.md" || run.stdout == expected.stdout,
            "{run}"
        );
    }
    assert_ne!(why(&site, "texts/site.yaml").stdout, expected.stdout);
}

#[test]
fn why_tells_the_rule_and_the_moment() {
    let site = newspaper();
    assert!(why(&site, "news/c.md").stdout.contains("是草稿"));
    assert!(why(&site, "/2024/01/20/c.html").stdout.contains("是草稿"));
    assert!(
        why(&site, "news/d.md")
            .stdout
            .contains("2024-02-20 08:00 以后")
    );
    let later = site.run(&[
        "why",
        "news/d.md",
        "--lang",
        "zh",
        "--now",
        "2024-02-20T08:00:00+08:00",
    ]);
    assert!(later.stdout.contains("在网站上"), "{later}");
    assert!(
        why(&site, "news/e.md")
            .stdout
            .contains("已在 2024-01-20 00:00 下线")
    );
    site.write(
        "content/news/f.md",
        "---\ntitle：己\ndate: 2024-01-18\n---\n",
    );
    let wrong = why(&site, "news/f.md");
    assert!(
        wrong.status == 1 && wrong.stdout.contains("E0109"),
        "{wrong}"
    );
    assert!(why(&site, "news/a.md").stdout.contains("还有"));
    let nothing = why(&site, "/2024/01/18/b.html");
    assert!(
        nothing.status == 2
            && nothing.stderr.contains("F0022")
            && nothing.stderr.contains("/2024/01/18/a.html"),
        "{nothing}"
    );
    assert!(why(&site, "b").stderr.contains("content/news/b.md"));
    assert_eq!(why(&site, "https://other.cn/a.html").status, 2);
}

#[test]
fn an_article_by_a_wrong_name_is_told_its_right_one() {
    let site = newspaper();
    site.write("content/news/p.png", fs::read(png()).unwrap());
    let text = "---\ntitle: 庚\ndate: 2024-01-21\n---\n正文在这里。\n";
    let utf16: Vec<u8> = "\u{feff}---\r\ntitle: 庚\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    site.write("content/news/g1.md.txt", text);
    site.write("content/news/深/g2.TXT", format!("\u{feff}\n{text}"));
    site.write("content/pages/g3.markdown", text);
    site.write("content/news/g4.txt", utf16);
    site.write("content/news/g5", text);
    // A copy of an article that is there, a note, another kind of file, and one that is in no
    // category.
    site.write("content/news/a.md.txt", text);
    site.write("content/news/note.txt", "记下来");
    site.write("content/news/list.yaml", text);
    site.write("content/g6.txt", text);
    let check = |lang| {
        let run = site.run(&["check", "--format", "json", "--lang", lang]);
        let lines = run
            .stdout
            .lines()
            .map(|l| serde_json::from_str::<Value>(l).unwrap())
            .collect::<Vec<_>>();
        lines
            .into_iter()
            .filter(|p| p["code"] == "W0406")
            .collect::<Vec<_>>()
    };
    let told = check("zh");
    let hint = |path: &str| {
        let own = told.iter().find(|p| p["path"] == format!("content/{path}"));
        own.map(|p| p["hints"][0].as_str().unwrap().to_owned())
            .unwrap_or_default()
    };
    for (path, right) in [
        ("news/g1.md.txt", "g1.md"),
        ("news/深/g2.TXT", "g2.md"),
        ("pages/g3.markdown", "g3.md"),
        ("news/g4.txt", "g4.md"),
        ("news/g5", "g5.md"),
    ] {
        assert_eq!(hint(path), format!("文件名改成 {right}"));
        let run = why(&site, path);
        assert!(
            run.stdout.contains(&format!("文件名改成 {right}")) && !run.stdout.contains("用到它"),
            "{run}"
        );
    }
    for path in ["news/a.md.txt", "news/note.txt", "news/list.yaml", "g6.txt"] {
        assert_eq!(hint(path), "在稿件里链接它；不用了，就删掉");
    }
    // While another article has an error, only the misnamed ones are told: that one may use the
    // others.
    site.write(
        "content/news/f.md",
        "---\ntitle：己\ndate: 2024-01-18\n---\n",
    );
    assert_eq!(check("en").len(), 5);
}

#[test]
fn explain_knows_every_code() {
    let site = newspaper();
    let run = support::run(&mut support::dateline(&[
        "explain", "e0102", "--lang", "zh",
    ]));
    assert!(
        run.status == 0
            && run.stdout.starts_with("E0102: 文件头没有收尾")
            && run.stdout.contains("改好的："),
        "{run}"
    );
    let run = support::run(&mut support::dateline(&[
        "explain", "E0199", "--lang", "en",
    ]));
    assert!(run.status == 2 && run.stderr.contains("F0023"), "{run}");
    drop(site);
}

/// Reads front matter as an editor's YAML server would.
fn front(text: &str) -> Option<Value> {
    let text = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let end = text.find("\n---")?;
    serde_saphyr::from_str(&text[..end + 1]).ok()
}

fn schemas(site: &Site) -> BTreeMap<String, jsonschema::Validator> {
    let run = site.run(&["schema"]);
    assert_eq!(run.status, 0, "{run}");
    let files = run.stdout.lines().map(|path| {
        let schema: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        jsonschema::meta::validate(&schema).unwrap();
        let name = Path::new(path)
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        (name, jsonschema::validator_for(&schema).unwrap())
    });
    files.collect()
}

#[test]
fn the_schema_holds_all_content_of_a_site() {
    let kinds = [
        ("commentary", "commentary"),
        ("bulletins", "bulletin"),
        ("scitech", "news"),
        ("community", "news"),
        ("pages", "page"),
        ("topics", "page"),
    ];
    let site = Site::new(&[]);
    copy_tree(&project("content"), &site.at("content"));
    let schemas = schemas(&site);
    let mut count = 0;
    for (path, bytes) in tree(&site.at("content"))
        .iter()
        .filter(|(p, _)| p.ends_with(".md"))
    {
        let folder = path.split('/').next().unwrap();
        let kind = kinds.iter().find(|(f, _)| *f == folder).unwrap().1;
        let front = front(std::str::from_utf8(bytes).unwrap()).unwrap();
        let errors: Vec<String> = schemas[kind]
            .iter_errors(&front)
            .map(|e| e.to_string())
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
        count += 1;
    }
    assert!(count > 30);
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let site = Site::new(&[]);
    copy_tree(&project("content"), &site.at("content"));
    let schemas = schemas(&site);
    let good = "---\ntitle: 题\ndate: 2024-01-18\n";
    let bulletin = format!(
        "{good}series: hotline-daily\nperiod: 2024-01-17\nfigures: {{ calls: 1, direct: 1, transferred: 0, callbacks: 1, online: 0, channels: {{}}"
    );
    assert!(schemas["news"].is_valid(&front(&format!("{good}---\n")).unwrap()));
    assert!(schemas["bulletin"].is_valid(&front(&format!("{bulletin} }}\n---\n")).unwrap()));
    for wrong in [
        "titel: 题",
        "column: nowhere",
        "draft: 是",
        "priority: 9",
        "tags: 雪",
        "slug: 雪",
        "updated: 昨天",
        "series: hotline-daily",
        "review: { first: 甲 }",
    ] {
        assert!(
            !schemas["news"].is_valid(&front(&format!("{good}{wrong}\n---\n")).unwrap()),
            "{wrong}"
        );
    }
    assert!(
        !schemas["bulletin"].is_valid(&front(&format!("{bulletin}, cals: 1 }}\n---\n")).unwrap())
    );
    let month = bulletin.replace("2024-01-17", "2024-01");
    assert!(!schemas["bulletin"].is_valid(&front(&format!("{month} }}\n---\n")).unwrap()));
}

/// A web server of one test: it answers by path and writes down what it was asked.
fn server() -> (u16, std::sync::Arc<std::sync::Mutex<Vec<String>>>) {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = asked.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap())
                .lines()
                .map_while(Result::ok);
            let first = lines.next().unwrap_or_default();
            let about = lines
                .by_ref()
                .take_while(|l| !l.is_empty())
                .find(|l| l.to_lowercase().starts_with("user-agent:"));
            assert!(about.unwrap_or_default().contains("dateline/"));
            let line: Vec<&str> = first.split(' ').collect();
            let status = match line.as_slice() {
                [_, "/gone", ..] => "404 Not Found",
                ["HEAD", "/no-head", ..] => "405 Method Not Allowed",
                [_, "/moved", ..] => "301 Moved Permanently\r\nLocation: /ok",
                [_, "/broken", ..] => "500 Internal Server Error",
                _ => "200 OK",
            };
            log.lock()
                .unwrap()
                .push(first.rsplit_once(' ').unwrap().0.to_owned());
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
            .unwrap();
        }
    });
    (port, asked)
}

#[test]
fn links_to_other_sites_are_checked_politely_and_once() {
    let (port, asked) = server();
    let closed = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let site = newspaper();
    let links = ["ok", "ok#part", "gone", "no-head", "moved", "broken"]
        .map(|p| format!("[{p}](http://127.0.0.1:{port}/{p})"));
    let text = format!(
        "---\ntitle: 乙\ndate: 2024-01-19\n---\n见{}和[没有](http://127.0.0.1:{closed}/)。\n",
        links.join("、")
    );
    site.write("content/news/b.md", &text);
    let quiet = site.run(&["check", "--format", "json"]);
    assert!(
        asked.lock().unwrap().is_empty() && quiet.stdout.is_empty(),
        "{quiet}"
    );
    let run = site.run(&["check", "--external", "--allow-private", "--format", "json"]);
    let codes: Vec<Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["code"].clone())
        .collect();
    assert_eq!(codes, ["W0320", "W0321"], "{run}");
    let first = asked.lock().unwrap().clone();
    assert_eq!(
        first.iter().filter(|l| l.ends_with("/ok")).count(),
        2,
        "once for itself, once for the one that moved: {first:?}"
    );
    assert!(first.contains(&"GET /no-head".to_owned()));
    // What was answered well is not asked again.
    let again = site.run(&["check", "--external", "--allow-private", "--format", "json"]);
    assert_eq!(again.stdout, run.stdout);
    assert_eq!(asked.lock().unwrap().len(), first.len());
}

/// Counts the connections to an address of this machine.
fn listener(address: &str) -> Option<(u16, std::sync::Arc<std::sync::atomic::AtomicU32>)> {
    let listener = std::net::TcpListener::bind(address).ok()?;
    let (port, count) = (
        listener.local_addr().unwrap().port(),
        std::sync::Arc::default(),
    );
    let counted: std::sync::Arc<std::sync::atomic::AtomicU32> = std::sync::Arc::clone(&count);
    std::thread::spawn(move || {
        listener.incoming().for_each(|_| {
            counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        });
    });
    Some((port, count))
}

#[test]
fn a_link_into_the_network_is_told_and_not_asked() {
    let (port, count) = listener("127.0.0.1:0").unwrap();
    // Not every machine has IPv6.
    let six = listener("[::1]:0");
    let six_port = six.as_ref().map_or(1, |(port, _)| *port);
    let site = newspaper();
    let hosts = [
        "127.0.0.1",
        "localhost",
        "LocalHost.",
        "2130706433",
        "0x7f.1",
        "127.1",
        "0.0.0.0",
        "[::ffff:127.0.0.1]",
    ];
    let mut links: Vec<String> = hosts
        .iter()
        .map(|host| format!("<http://{host}:{port}/a>"))
        .collect();
    links.push(format!("[六](http://[::1]:{six_port}/)"));
    links.extend(
        [
            "<http://printer.local/>",
            "<http://169.254.169.254/latest/meta-data/>",
        ]
        .map(str::to_owned),
    );
    let text = format!(
        "---\ntitle: 乙\ndate: 2024-01-19\n---\n见{}。\n",
        links.join(" 、 ")
    );
    site.write("content/news/b.md", &text);
    let run = site.run(&["check", "--external", "--format", "json"]);
    let codes: Vec<Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str::<Value>(l).unwrap()["code"].clone())
        .collect();
    assert_eq!(codes, vec!["W0360"; links.len()], "{run}");
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert!(six.is_none_or(|(_, count)| count.load(std::sync::atomic::Ordering::SeqCst) == 0));
    // Nothing is kept of them: they are told each time.
    assert_eq!(
        site.run(&["check", "--external", "--format", "json"])
            .stdout,
        run.stdout
    );
}

#[test]
fn a_redirect_behind_a_proxy_is_not_followed_and_a_private_address_not_asked_of_it() {
    use std::io::{BufRead, BufReader, Write};
    let (port, count) = listener("127.0.0.1:0").unwrap();
    let proxy = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = proxy.local_addr().unwrap();
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let log = asked.clone();
    std::thread::spawn(move || {
        for stream in proxy.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap())
                .lines()
                .map_while(Result::ok);
            log.lock().unwrap().push(lines.next().unwrap_or_default());
            lines.by_ref().find(String::is_empty);
            write!(stream, "HTTP/1.1 200 OK\r\n\r\n").unwrap();
            lines.by_ref().find(String::is_empty);
            let answer =
                format!("302 Found\r\nLocation: http://127.0.0.1:{port}/\r\nContent-Length: 0");
            write!(stream, "HTTP/1.1 {answer}\r\nConnection: close\r\n\r\n").unwrap();
        }
    });
    let site = newspaper();
    let hosts = ["127.0.0.1", "[::1%25lo]", "vm", "ip6-localhost"];
    let mut inner = hosts
        .map(|host| format!("<http://{host}:{port}/>"))
        .join(" ");
    // What is read in two ways is not asked for at all.
    inner.push_str(&format!(
        " <http://[::1]x:{port}/> <http://127.0.0.1:{port}\\@public.example/>"
    ));
    let text = format!("---\ntitle: 乙\ndate: 2024-01-19\n---\n<http://public.example/> {inner}\n");
    site.write("content/news/b.md", &text);
    let mut command = site.command(&["check", "--external", "--format", "json"]);
    command
        .env("ALL_PROXY", format!("http://{address}"))
        .env_remove("NO_PROXY")
        .env_remove("no_proxy");
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ] {
        command.env_remove(name);
    }
    let run = support::run(&mut command);
    assert_eq!(run.stdout.matches("W0360").count(), hosts.len(), "{run}");
    assert_eq!(
        *asked.lock().unwrap(),
        ["CONNECT public.example:80 HTTP/1.1"]
    );
    assert_eq!(count.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[test]
fn a_user_name_in_a_link_is_told() {
    let site = newspaper();
    let hostile = "http://news.example.cn@evil.example/";
    let text = format!(
        "---\ntitle: 乙\ndate: 2024-01-19\n---\n[甲]({hostile}) [乙](https://a:b@c.cn?x) [丙](https://c.cn/@d) <a@b.cn>\n"
    );
    site.write("content/news/b.md", &text);
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert!(
        found.len() == 2 && found.iter().all(|f| f["code"] == "W0361"),
        "{run}"
    );
    assert!(
        found[0]["message"]
            .as_str()
            .unwrap()
            .contains("evil.example"),
        "{run}"
    );
    // In raw HTML too, where a character may be written as a reference, and in front matter.
    let html = "<p>一 <a href=\"https://news.example.cn@evil.example/\">甲</a> <a href=https://x.cn/@a>乙</a></p>\n\n\
                二 <a href=\"https://news.example.cn&commat;evil.example/\">丙</a> <img src='https://a@evil.example/1.png' alt=丁>\n";
    let original =
        "original: { title: 题, author: 某, url: https://news.example.cn@evil.example/ }";
    site.write(
        "content/news/b.md",
        format!("---\ntitle: 乙\ndate: 2024-01-19\n{original}\n---\n{html}"),
    );
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<Value> = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert!(
        found.iter().all(|f| f["message"]
            .as_str()
            .unwrap()
            .contains("打开的是 evil.example")),
        "{run}"
    );
    let places: Vec<String> = found
        .iter()
        .map(|f| format!("{} {}:{}", f["code"], f["line"], f["column"]))
        .collect();
    assert_eq!(
        places,
        [
            "\"W0361\" 4:39",
            "\"W0361\" 6:15",
            "\"W0361\" 8:12",
            "\"W0361\" 8:74"
        ]
    );
}

#[test]
fn the_own_host_is_known_however_it_is_written() {
    let site = newspaper();
    let check = |dest: &str, expected: &str| {
        site.write(
            "content/news/b.md",
            format!("---\ntitle: 乙\ndate: 2024-01-19\n---\n[甲]({dest})\n"),
        );
        let run = site.run(&["check", "--format", "json"]);
        let found: Vec<Value> = run
            .stdout
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let codes: Vec<&str> = found.iter().filter_map(|f| f["code"].as_str()).collect();
        assert_eq!(codes.join(" "), expected, "{dest}: {run}");
        assert!(
            !found
                .iter()
                .any(|f| f["hints"].to_string().contains(&format!("写成“{dest}”"))),
            "{run}"
        );
    };
    for place in ["x.cn", "X.CN", "x.cn:443", "x.cn:80", "x.cn.", "x.cn.:"] {
        check(&format!("https://{place}/paper/"), "W0322");
        check(&format!("//{place}/paper/tags/"), "W0322");
    }
    check("https://x.cn:8080/paper/", "");
    check("https://x.cn.evil.example/paper/", "");
    check("https://a@x.cn/paper/", "W0361");
    // No browser opens these.
    for place in [
        "[x",
        "[x]",
        "[::1",
        "[::1]x",
        "evil.example:443:80",
        "x.cn:99999",
        "x.cn:a",
        ":80",
        ".",
        "a@",
        "x[1]",
    ] {
        check(&format!("https://{place}/"), "E0331");
    }
    check("https://[2001:db8::1]:8080/", "");
}

#[test]
fn completions_name_every_command_and_option_in_the_language_asked_for() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = |language: &str| {
            support::run(&mut support::dateline(&[
                "completions",
                shell,
                "--lang",
                language,
            ]))
        };
        let (english, chinese) = (run("en"), run("zh"));
        for word in ["build", "deny-warnings", "completions", "github"] {
            assert!(
                english.status == 0 && english.stdout.contains(word),
                "{word} {english}"
            );
        }
        // The scripts for bash have names without help.
        let is_chinese = |text: &str| text.contains("公报") || text.contains("生成");
        assert!(!is_chinese(&english.stdout), "{english}");
        assert_eq!(is_chinese(&chinese.stdout), shell != "bash", "{chinese}");
    }
    let wrong = support::run(&mut support::dateline(&[
        "completions",
        "tcsh",
        "--lang",
        "en",
    ]));
    assert!(
        wrong.status == 2 && wrong.stderr.contains("tcsh"),
        "{wrong}"
    );
}

/// Bash reads the script, and offers what may stand there.
#[test]
#[cfg(unix)]
fn bash_completes_commands_options_and_values() {
    let script = support::run(&mut support::dateline(&["completions", "bash"])).stdout;
    for (typed, offered) in [
        (&["dateline", "bui"][..], "build"),
        (&["dateline", "build", "--deny"], "--deny-warnings"),
        (&["dateline", "check", "--format", "gi"], "github"),
        (&["dateline", "completions", "zs"], "zsh"),
    ] {
        let words: Vec<String> = typed.iter().map(|word| format!("'{word}'")).collect();
        let asked = format!(
            "{script}\nCOMP_WORDS=({}); COMP_CWORD={}; _dateline dateline {} {}; \
             echo \"${{COMPREPLY[@]}}\"",
            words.join(" "),
            words.len() - 1,
            words[words.len() - 1],
            words[words.len() - 2],
        );
        let said = Command::new("bash")
            .args(["--norc", "-c", &asked])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        assert!(
            said.split_whitespace().any(|word| word == offered),
            "{typed:?}: {said}"
        );
    }
}
