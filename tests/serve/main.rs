//! The live preview over the network: what it serves, how it follows the files, and whom it turns away.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]
#![expect(clippy::print_stderr, reason = "a test that cannot run says so")]
#![expect(clippy::disallowed_methods, reason = "tests set the stage on disk")]

#[path = "../it/support.rs"]
#[expect(dead_code, reason = "the preview uses a part of it")]
mod support;

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use support::{Folder, NOW, Site, copy_tree, dateline};

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
timezone: Asia/Shanghai
categories:
  commentary: { title: 评论, kind: commentary }
  news: { title: 新闻, kind: news }
";

/// How long anything may take before a test fails.
const LIMIT: Duration = Duration::from_secs(20);

fn article(title: &str, date: &str, more: &str) -> String {
    format!("---\ntitle: {title}\ndate: {date}\n{more}---\n{title}的正文。\n")
}

/// Returns so many bytes that begin as a PDF does.
fn pdf(length: usize) -> Vec<u8> {
    b"%PDF-1.7\n".iter().copied().chain((0..=250).cycle()).take(length).collect()
}

fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    site.write("content/news/2024-01-10-yi.md", article("一", "2024-01-10", "tags: [天气]\n"));
    site.write("content/news/2024-01-15-er.md", article("二", "2024-01-15", "aliases: [/old/er, /old.html]\n"));
    site.write("content/news/2024-01-16-tu.md", "---\ntitle: 图\ndate: 2024-01-16\n---\n[表](biao.pdf)\n");
    site.write("content/news/biao.pdf", pdf(200_000));
    site.write("content/commentary/2024-01-15-ping.md", article("评", "2024-01-15", ""));
    site.write("content/pages/about.md", "---\ntitle: 关于我们\n---\n我们。\n");
    site
}

/// A preview that runs, and ends with the test.
struct Preview {
    child: Child,
    address: SocketAddr,
    said: Arc<Mutex<Vec<String>>>,
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Preview {
    fn start(site: &Site) -> Preview {
        Preview::with(site, &["--port", "0"])
    }

    fn with(site: &Site, options: &[&str]) -> Preview {
        let mut command = dateline(&["serve", "--root"]);
        command.arg(&site.root).args(["--lang", "en"]).args(options);
        if !options.contains(&"--now") {
            command.args(["--now", NOW]);
        }
        Preview::run(&mut command)
    }

    fn run(command: &mut std::process::Command) -> Preview {
        let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let (lines, output) = (said.clone(), BufReader::new(child.stderr.take().unwrap()));
        std::thread::spawn(move || output.lines().map_while(Result::ok).for_each(|l| lines.lock().unwrap().push(l)));
        let mut preview = Preview { child, address: ([127, 0, 0, 1], 0).into(), said };
        until("the preview to be ready", || preview.says("Ready"));
        let line = preview.said.lock().unwrap().iter().find_map(|l| l.strip_prefix("Preview: ").map(str::to_owned));
        preview.address = line.unwrap().trim_start_matches("http://").trim_end_matches('/').parse().unwrap();
        preview
    }

    fn says(&self, text: &str) -> bool {
        self.said.lock().unwrap().iter().any(|l| l.contains(text))
    }

    /// Asks for an address, with further lines in the head of the request.
    fn ask(&self, method: &str, path: &str, more: &str) -> Response {
        let host =
            if more.to_lowercase().contains("host:") { String::new() } else { format!("Host: {}\r\n", self.address) };
        self.raw(format!("{method} {path} HTTP/1.1\r\n{host}{more}Connection: close\r\n\r\n").as_bytes())
    }

    /// Sends bytes and reads until the other side is done.
    fn raw(&self, request: &[u8]) -> Response {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        // What was read before a reset counts: a server may hang up on garbage.
        stream.read_to_end(&mut bytes).ok();
        Response::read(&bytes)
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream
    }

    fn get(&self, path: &str) -> Response {
        self.ask("GET", path, "")
    }

    fn shows(&self, path: &str, text: &str) -> bool {
        self.get(path).page().contains(text)
    }

    fn becomes(&self, path: &str, text: &str) {
        until(&format!("{path} to show {text}"), || self.shows(path, text));
    }

    fn no_longer(&self, path: &str, text: &str) {
        until(&format!("{path} to show no {text}"), || !self.shows(path, text));
    }

    fn status(&self, path: &str) -> u16 {
        self.get(path).status
    }

    fn becomes_status(&self, path: &str, status: u16) {
        until(&format!("{path} to be {status}"), || self.status(path) == status);
    }

    /// Listens to events as an open page does.
    fn listen(&self, path: &str) -> Events {
        let page = self.get(path);
        let value =
            |name: &str| page.text().split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
        self.listen_as(path, &value("data-print"), &value("data-panel"))
    }

    fn listen_as(&self, path: &str, print: &str, panel: &str) -> Events {
        let mut stream = self.connect();
        let query = format!("page={}&print={print}&panel={panel}", path.replace('?', "%3F"));
        write!(stream, "GET /_desk/events?{query} HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut events = Events(BufReader::new(stream));
        events.until("retry:");
        events
    }
}

/// A stream of events.
struct Events(BufReader<TcpStream>);

impl Events {
    /// Reads up to a line that starts like this, and returns all lines read.
    fn until(&mut self, start: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            let n = self.0.read_line(&mut line).unwrap_or_else(|e| panic!("no {start} after {lines:?}: {e}"));
            assert!(n > 0, "no {start} after {lines:?}");
            lines.push(line.trim_end().to_owned());
            if line.starts_with(start) {
                return lines;
            }
        }
    }

    /// Reads the next event of this name, and returns its data.
    fn event(&mut self, name: &str) -> String {
        self.until(&format!("event: {name}"));
        self.until("data:").pop().unwrap()
    }
}

struct Response {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Response {
    fn read(bytes: &[u8]) -> Response {
        let end = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        Response { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|l| l.split_once(": "));
        lines.into_iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the body less what the preview adds.
    fn page(&self) -> String {
        let text = self.text();
        match (text.split_once("<!--dateline-live-->"), text.split_once("<!--/dateline-live-->")) {
            (Some((before, _)), Some((_, after))) => format!("{before}{after}"),
            _ => text,
        }
    }

    /// Returns what the preview adds to a page.
    fn added(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("<!--dateline-live-->").unwrap_or_else(|| panic!("nothing added: {text}"));
        rest.split_once("<!--/dateline-live-->").unwrap().0.to_owned()
    }
}

#[track_caller]
fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < LIMIT, "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_is_served_is_what_a_build_writes() {
    for case in ["everything", "prefix", "plain"] {
        let site = Site::new(&[]);
        copy_tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(case).join("site"), &site.root);
        site.build(&["--now", "2024-01-20T08:00:00+08:00"]);
        let preview = Preview::with(&site, &["--port", "0", "--now", "2024-01-20T08:00:00+08:00"]);
        let prefix = if case == "prefix" { "/news" } else { "" };
        let mut seen = 0;
        for (file, expected) in site.public() {
            if file.starts_with(".dateline") {
                continue;
            }
            let address = format!("{prefix}/{file}");
            let response = preview.get(&address);
            assert_eq!(response.status, 200, "{address}");
            let page = if response.header("content-type").unwrap().starts_with("text/html") {
                assert!(response.added().contains("live.js"), "{address}");
                response.page().into_bytes()
            } else {
                response.body.clone()
            };
            assert!(page == expected, "{case}: {address} differs");
            let head = preview.ask("HEAD", &address, "");
            assert_eq!((head.status, head.body.len()), (200, 0), "{address}");
            for name in ["content-type", "content-length", "etag"] {
                assert_eq!(head.header(name), response.header(name), "{address}: {name}");
            }
            if let Some(folder) = address.strip_suffix("index.html") {
                assert!(preview.get(folder).page().into_bytes() == expected, "{folder}");
                let bare = folder.trim_end_matches('/');
                if !bare.is_empty() {
                    let moved = preview.get(bare);
                    assert_eq!((moved.status, moved.header("location")), (301, Some(folder)), "{bare}");
                }
            }
            seen += 1;
        }
        assert!(seen > 20, "{case}: {seen}");
        let missing = preview.get(&format!("{prefix}/no-such.html"));
        assert_eq!(missing.status, 404);
        assert_eq!(missing.page().into_bytes(), fs::read(site.at("public/404.html")).unwrap());
    }
}

#[test]
fn types_are_those_of_a_plain_host() {
    let site = site();
    site.write("content/news/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    site.edit("content/news/2024-01-16-tu.md", "[表]", "![a](a.svg) [表]");
    let preview = Preview::start(&site);
    let home = preview.get("/").text();
    let sheet = home.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        (sheet, "text/css; charset=utf-8"),
        ("/feed.xml", "text/xml; charset=utf-8"),
        ("/feed.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/2024/01/16/biao.pdf", "application/pdf"),
        ("/2024/01/16/a.svg", "image/svg+xml; charset=utf-8"),
    ] {
        assert_eq!(preview.get(path).header("content-type"), Some(kind), "{path}");
    }
    let old = preview.get("/old/er/");
    assert!(old.status == 200 && old.text().contains("/2024/01/15/er.html"), "an old address leads on");
}

#[test]
fn what_a_browser_has_is_not_sent_again() {
    let site = site();
    let preview = Preview::start(&site);
    for path in ["/", "/2024/01/16/biao.pdf"] {
        let first = preview.get(path);
        let tag = first.header("etag").unwrap().to_owned();
        let again = preview.ask("GET", path, &format!("If-None-Match: {tag}\r\n"));
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.as_str())), "{path}");
        assert_eq!(preview.ask("GET", path, "If-None-Match: \"other\"\r\n").status, 200, "{path}");
    }
    let file = preview.get("/2024/01/16/biao.pdf");
    let since = file.header("last-modified").unwrap();
    assert_eq!(preview.ask("GET", "/2024/01/16/biao.pdf", &format!("If-Modified-Since: {since}\r\n")).status, 304);
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
    let ask = |range: &str| preview.ask("GET", "/2024/01/16/biao.pdf", &format!("Range: {range}\r\n"));
    for (range, part, told) in [
        ("bytes=0-9", &whole[..10], "bytes 0-9/200000"),
        ("bytes=70000-199999", &whole[70_000..], "bytes 70000-199999/200000"),
        ("bytes=199990-", &whole[199_990..], "bytes 199990-199999/200000"),
        ("bytes=-5", &whole[199_995..], "bytes 199995-199999/200000"),
    ] {
        let response = ask(range);
        assert_eq!((response.status, response.header("content-range")), (206, Some(told)), "{range}");
        assert!(response.body == part, "{range}");
    }
    let beyond = ask("bytes=200000-");
    assert_eq!((beyond.status, beyond.header("content-range")), (416, Some("bytes */200000")));
    for range in ["bytes=0-1,5-6", "lines=1-2", "bytes=x"] {
        let response = ask(range);
        assert!(response.status == 200 && response.body == whole || response.status == 416, "{range}");
    }
    let stale = preview.ask("GET", "/2024/01/16/biao.pdf", "Range: bytes=0-9\r\nIf-Range: \"other\"\r\n");
    assert!(stale.status == 200 && stale.body == whole);
}

#[test]
fn every_way_of_saving_is_noticed() {
    let site = site();
    let preview = Preview::start(&site);
    let (file, page) = ("content/news/2024-01-15-er.md", "/2024/01/15/er.html");
    let path = site.at(file);
    let text = |words: &str| format!("---\ntitle: 二\ndate: 2024-01-15\n---\n{words}\n");

    fs::write(&path, text("原地保存")).unwrap();
    preview.becomes(page, "原地保存");

    let temporary = site.at("content/news/4913~");
    fs::write(&temporary, text("先写后换")).unwrap();
    fs::rename(&temporary, &path).unwrap();
    preview.becomes(page, "先写后换");

    let backup = site.at("content/news/2024-01-15-er.md~");
    fs::rename(&path, &backup).unwrap();
    fs::write(&path, text("备份再写")).unwrap();
    fs::remove_file(&backup).unwrap();
    preview.becomes(page, "备份再写");

    fs::remove_file(&path).unwrap();
    fs::write(&path, text("删了重建")).unwrap();
    preview.becomes(page, "删了重建");

    let mut slow = fs::File::create(&path).unwrap();
    slow.write_all(text("分两次").as_bytes()).unwrap();
    slow.flush().unwrap();
    slow.write_all("写完。\n".as_bytes()).unwrap();
    drop(slow);
    preview.becomes(page, "写完。");
}

#[test]
fn files_and_folders_come_move_and_go() {
    let site = site();
    let preview = Preview::start(&site);
    site.write("content/news/xin/2024-01-20-xin.md", article("新稿", "2024-01-20", ""));
    preview.becomes("/2024/01/20/xin.html", "新稿的正文");
    preview.becomes("/news/", "新稿");
    preview.becomes("/2024/01/", "新稿");

    site.rename("content/news/xin/2024-01-20-xin.md", "content/news/xin/2024-01-20-gai.md");
    preview.becomes("/2024/01/20/gai.html", "新稿的正文");
    preview.becomes_status("/2024/01/20/xin.html", 404);

    site.rename("content/news/xin", "content/commentary/deep/moved");
    preview.becomes("/commentary/", "新稿");
    preview.no_longer("/news/", "新稿");
    site.edit("content/commentary/deep/moved/2024-01-20-gai.md", "新稿的正文", "搬家以后");
    preview.becomes("/2024/01/20/gai.html", "搬家以后");

    fs::remove_dir_all(site.at("content/commentary/deep")).unwrap();
    preview.becomes_status("/2024/01/20/gai.html", 404);
    preview.no_longer("/commentary/", "新稿");
}

#[test]
fn a_burst_of_files_is_taken_in_whole() {
    let site = site();
    let preview = Preview::start(&site);
    let day = |i: usize| format!("2024-01-{:02}", i % 28 + 1);
    for i in 0..500 {
        site.write(
            &format!("content/news/{}/{i}.md", i % 7),
            article(&format!("第{i}篇"), &day(i), &format!("slug: n{i}\n")),
        );
    }
    let last = |i: usize| format!("/{}/n{i}.html", day(i).replace('-', "/"));
    for i in [0, 250, 499] {
        preview.becomes(&last(i), &format!("第{i}篇的正文"));
    }
    until("all of them", || (0..500).all(|i| preview.status(&last(i)) == 200));
    for i in 0..500 {
        site.write(
            &format!("content/news/{}/{i}.md", i % 7),
            article(&format!("改{i}篇"), &day(i), &format!("slug: n{i}\n")),
        );
    }
    until("all of them changed", || (0..500).all(|i| preview.shows(&last(i), &format!("改{i}篇的正文"))));
    fs::remove_dir_all(site.at("content/news/3")).unwrap();
    preview.becomes_status(&last(3), 404);
    assert_eq!(preview.status(&last(4)), 200);
}

#[test]
fn a_mistake_is_shown_where_one_looks_until_it_is_mended() {
    let site = site();
    let preview = Preview::start(&site);
    let (file, page) = ("content/news/2024-01-15-er.md", "/2024/01/15/er.html");
    assert!(!preview.get("/").added().contains("<details"));
    let mut open = preview.listen("/");
    let mut own = preview.listen(page);
    site.edit(file, "title: 二", "titel: <script>alert(1)</script>");
    own.event("reload");
    open.until("data: {\"html\":\"");
    preview.becomes_status(page, 500);
    let broken = preview.get(page);
    let said = "titel";
    assert!(
        broken.page().contains(said) && broken.page().contains("content/news/2024-01-15-er.md:2:1"),
        "{}",
        broken.text()
    );
    assert!(!broken.text().contains("<script>alert"), "{}", broken.text());
    for other in ["/", "/2024/01/10/yi.html", "/no-such.html", "/_desk/"] {
        let response = preview.get(other);
        assert!(
            response.added().contains("2024-01-15-er.md:2:1") && !response.text().contains("<script>alert"),
            "{other}"
        );
    }
    assert!(!preview.get(page).added().contains("\" open>") && !preview.get("/").added().contains("\" open>"));
    until("the console to tell", || preview.says("E0113"));

    site.edit(file, "titel: <script>alert(1)</script>", "title: 二");
    own.event("reload");
    preview.becomes_status(page, 200);
    assert!(!preview.get("/").added().contains("<details"));
    // An article that can be read is shown, with its problems unfolded.
    site.edit(file, "二的正文", "[二](no.md)的正文");
    until("the panel", || preview.get("/").added().contains("E0301"));
    let response = preview.get(page);
    assert!(response.status == 200 && response.added().contains("\" open>"), "{}", response.text());
}

#[test]
fn a_mistake_that_was_there_at_the_start_has_its_address() {
    let site = site();
    site.write("content/news/2024-01-18-huai.md", "---\ntitle: 坏\ndate: 2024-01-18\n正文\n");
    let preview = Preview::start(&site);
    let page = preview.get("/2024/01/18/huai.html");
    assert!(page.status == 500 && page.page().contains("2024-01-18-huai.md"), "{}", page.text());
}

#[test]
fn a_broken_template_is_shown_with_its_line() {
    let site = site();
    site.write(
        "themes/default/templates/404.html",
        "{% extends \"base.html\" %}\n{% block main %}甲{% endblock main %}\n",
    );
    let preview = Preview::start(&site);
    preview.becomes("/no-such.html", "甲");
    site.write(
        "themes/default/templates/404.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ page.nothing.at.all }}{% endblock main %}\n",
    );
    until("the template's problem", || {
        let response = preview.get("/no-such.html");
        response.status == 500 && response.page().contains("themes/default/templates/404.html:2:")
    });
    assert_eq!(preview.status("/"), 200, "other pages have other templates");
    site.write(
        "themes/default/templates/404.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ {% endblock main %}\n",
    );
    until("the template's mistake", || preview.get("/").added().contains("404.html:2:"));
    site.remove("themes/default/templates/404.html");
    preview.becomes_status("/", 200);
    until("no problem", || !preview.get("/").added().contains("<details"));
}

#[test]
fn a_new_style_sheet_is_swapped_and_a_new_template_reloads() {
    let site = site();
    site.write("themes/default/assets/style.css", "body { color: red }\n");
    let preview = Preview::start(&site);
    let mut page = preview.listen("/");
    site.write("themes/default/assets/style.css", "body { color: blue }\n");
    let data = page.event("style");
    let sheets = data.split("/assets/style.").count() - 1;
    assert_eq!(sheets, 2, "the old address and the new one: {data}");
    let home = preview.get("/").text();
    let sheet = home.split("/assets/style.").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(data.contains(&format!("/assets/style.{sheet}")), "{data}");
    assert!(preview.get(&format!("/assets/style.{sheet}")).text().contains("#00f"));
    site.write("themes/default/templates/partials/footer.html", "<footer>新页脚</footer>\n");
    page.event("reload");
    preview.becomes("/", "新页脚");
}

#[test]
fn a_theme_that_comes_later_is_watched() {
    let site = site();
    let preview = Preview::start(&site);
    site.write("themes/default/words/zh.yaml", "home: 头版头条\n");
    preview.becomes("/", "头版头条");
    site.write("themes/default/words/zh.yaml", "home: 又一个首页\n");
    preview.becomes("/", "又一个首页");
}

#[test]
fn a_page_reloads_only_for_what_it_shows() {
    let site = site();
    let preview = Preview::start(&site);
    let mut about = preview.listen("/about.html");
    let mut er = preview.listen("/2024/01/15/er.html");
    site.edit("content/news/2024-01-15-er.md", "二的正文", "又改");
    er.event("reload");
    // The next event of the other page is that of its own change.
    site.edit("content/pages/about.md", "我们。", "我们大家。");
    let before = about.until("event: reload");
    assert_eq!(before.iter().filter(|l| l.starts_with("event:")).count(), 1, "{before:?}");
}

#[test]
fn the_settings_are_followed_and_a_mistake_in_them_takes_nothing_away() {
    let site = site();
    let preview = Preview::start(&site);
    site.edit("content/site.yaml", "title: 湟水日报", "title: 河湟日报");
    preview.becomes("/", "河湟日报");
    site.edit("content/site.yaml", "title: 河湟日报", "titel: 河湟日报");
    until("the mistake", || preview.get("/").added().contains("site.yaml:1:1"));
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    assert!(preview.shows("/", "河湟日报"), "the last good state is shown");
    fs::remove_file(site.at("content/site.yaml")).unwrap();
    until("that they are gone", || preview.get("/").added().contains("F0002"));
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    site.write("content/site.yaml", SITE);
    until("no problem", || !preview.get("/").added().contains("<details"));
    preview.becomes("/", "湟水日报");
}

#[test]
fn a_page_learns_what_changed_while_the_preview_was_away() {
    let site = site();
    let first = Preview::start(&site);
    let page = first.get("/2024/01/15/er.html").text();
    let value = |name: &str| page.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned();
    let port = first.address.port().to_string();
    drop(first);
    let again = Preview::with(&site, &["--port", &port]);
    let mut same = again.listen_as("/2024/01/15/er.html", &value("data-print"), &value("data-panel"));
    site.edit("content/news/2024-01-15-er.md", "二的正文", "改过");
    let events = same.until("event:");
    assert_eq!(events.last().unwrap(), "event: reload");
    let mut late = again.listen_as("/2024/01/15/er.html", &value("data-print"), &value("data-panel"));
    late.event("reload");
}

#[test]
fn what_is_in_the_works_can_be_seen_and_is_in_no_list() {
    let site = site();
    site.write("content/news/gao.md", article("草稿一", "2024-01-20", "draft: true\n"));
    site.write("content/news/2024-03-01-jiang.md", article("将来", "2024-03-01 06:30", ""));
    site.write("content/news/2024-01-02-xia.md", article("下线", "2024-01-02", "expires: 2024-01-05\n"));
    site.write("content/news/2024-01-03-kuai.md", article("快下线", "2024-01-03", "expires: 2024-02-20\n"));
    let preview = Preview::start(&site);
    for page in ["/2024/01/20/gao.html", "/2024/03/01/jiang.html"] {
        let response = preview.get(page);
        assert!(response.status == 200 && response.page().contains("class=\"ribbon\""), "{page}");
    }
    assert_eq!(preview.status("/2024/01/02/xia.html"), 404);
    for list in ["/", "/news/", "/feed.xml", "/2024/01/", "/sitemaps/2024-01.xml"] {
        assert!(!preview.shows(list, "草稿一") && !preview.shows(list, "将来"), "{list}");
    }
    let desk = preview.get("/_desk/");
    assert_eq!(desk.status, 200);
    let text = desk.page();
    for expected in ["草稿一", "将来", "2024-03-01 06:30", "下线", "2024-02-20", "/2024/01/20/gao.html"] {
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let mut open = preview.listen("/2024/01/20/gao.html");
    site.edit("content/news/gao.md", "草稿一的正文", "草稿改了");
    open.event("reload");
    preview.becomes("/2024/01/20/gao.html", "草稿改了");
    site.edit("content/news/gao.md", "draft: true\n", "");
    preview.becomes("/news/", "草稿一");
    until("no ribbon", || !preview.shows("/2024/01/20/gao.html", "class=\"ribbon\""));
    site.build(&[]);
    assert!(!site.public().keys().any(|f| f.contains("_desk")));
}

#[test]
fn an_article_without_its_reviews_is_in_the_works() {
    let site = site();
    let policy = "policy: { review: { news: withhold } }\n";
    site.write("content/site.yaml", format!("{SITE}{}{policy}", if SITE.ends_with('\n') { "" } else { "\n" }));
    let preview = Preview::start(&site);
    let page = preview.get("/2024/01/10/yi.html");
    assert!(page.status == 200 && page.page().contains("class=\"ribbon\""), "{}", page.text());
    assert!(!preview.shows("/", "yi.html") && !preview.shows("/feed.xml", "yi.html"));
    let desk = preview.get("/_desk/").page();
    let drafts = desk.split("id=\"drafts\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(drafts.contains("/2024/01/10/yi.html") && drafts.contains("not reviewed yet"), "{drafts}");
    let review = "review: { first: 何青禾, second: 田守一, final: 严既白 }\n";
    site.edit("content/news/2024-01-10-yi.md", "tags:", &format!("{review}tags:"));
    preview.becomes("/news/", "yi.html");
    until("no ribbon", || !preview.shows("/2024/01/10/yi.html", "class=\"ribbon\""));
}

#[test]
fn the_desk_finds_articles_and_looks_at_another_time() {
    let site = site();
    site.write("content/news/2024-03-01-jiang.md", article("将来<b>的</b>稿", "2024-03-01 06:30", ""));
    let preview = Preview::start(&site);
    let found = preview.get("/_desk/?q=%E5%B0%86%E6%9D%A5").page();
    assert!(found.contains("将来&lt;b&gt;的&lt;/b&gt;稿") && !found.contains("<b>的"), "{found}");
    let results = found.split("id=\"results\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(results.contains("/2024/03/01/jiang.html") && !results.contains("er.html"), "{results}");
    let hostile = preview.get("/_desk/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text();
    assert!(!hostile.contains("<script>alert"), "{hostile}");
    assert!(!preview.shows("/news/", "jiang.html"));
    let later = preview.get("/news/?at=2024-03-01T06:30");
    assert!(later.page().contains("jiang.html") && later.added().contains("2024-03-01 06:30"), "{}", later.text());
    assert!(!preview.get("/news/?at=2024-03-01T06:29").page().contains("jiang.html"));
    assert!(!preview.get("/2024/03/01/jiang.html?at=2024-03-02").page().contains("class=\"ribbon\""));
    assert_eq!(preview.status("/2024/01/15/er.html?at=2024-01-14"), 404, "it was not out then");
    assert_eq!(preview.status("/?at=nonsense"), 200);
}

#[test]
fn an_article_comes_when_its_time_has_come() {
    let site = site();
    let now = || chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let moment = now() + chrono::TimeDelta::seconds(3);
    let date = moment.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    site.write("content/news/2024-01-20-hui.md", article("准点", &date, "slug: hui\n"));
    let mut command = dateline(&["serve", "--root"]);
    let mut child = command.arg(&site.root).args(["--port", "0"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.find_map(|l| Some(l.split_once("http://")?.1.trim_end_matches('/').to_owned())).unwrap();
    let preview = Preview { child, address: address.parse().unwrap(), said: Arc::default() };
    preview.becomes("/news/", "准点");
    assert!(now() >= moment - chrono::TimeDelta::seconds(1), "too early: {}", now());
}

#[test]
fn polling_follows_as_well() {
    let site = site();
    let preview = Preview::with(&site, &["--port", "0", "--poll"]);
    assert!(preview.says("every second"));
    site.edit("content/news/2024-01-15-er.md", "二的正文", "看到了");
    preview.becomes("/2024/01/15/er.html", "看到了");
    site.write("content/news/2024-01-21-xin.md", article("新", "2024-01-21", ""));
    preview.becomes_status("/2024/01/21/xin.html", 200);
}

/// Runs the preview where the system lets it watch three folders and no more.
#[test]
#[cfg(target_os = "linux")]
fn a_preview_that_may_watch_no_more_files_polls_and_says_so() {
    let limited = "echo 3 > /proc/sys/user/max_inotify_watches";
    let probe = std::process::Command::new("unshare").args(["-Ur", "sh", "-c", limited]).output();
    if !probe.is_ok_and(|p| p.status.success()) {
        // Not every machine lets a user have limits of their own.
        return eprintln!("NOTE: not run, for want of user namespaces");
    }
    let site = site();
    let mut command = std::process::Command::new("unshare");
    command.args([
        "-Ur",
        "sh",
        "-c",
        &format!("{limited}; exec \"$0\" \"$@\""),
        env!("CARGO_BIN_EXE_dateline"),
        "serve",
    ]);
    let preview =
        Preview::run(command.arg("--root").arg(&site.root).args(["--lang", "en", "--port", "0", "--now", NOW]));
    assert!(preview.says("fs.inotify.max_user_watches"));
    site.edit("content/news/2024-01-15-er.md", "二的正文", "看到了");
    preview.becomes("/2024/01/15/er.html", "看到了");
}

#[test]
fn nobody_leaves_the_site() {
    let folder = Folder::new();
    support::write(&folder.path().join("secret.pdf"), b"secret");
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
        assert!([400, 404].contains(&response.status), "{path}: {}", response.head);
        assert!(!response.text().contains("secret\n") && response.text() != "secret", "{path}");
    }
    // Dots inside of the site are those of a plain host.
    assert_eq!(preview.status("/news/../news/"), 200);
    let away = preview.get("//evil.example/..");
    assert!(away.header("location").is_none_or(|l| !l.starts_with("//")), "{}", away.head);
    // A file that becomes a link out of the site once it is known.
    fs::remove_file(site.at("content/news/biao.pdf")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("secret.pdf"), site.at("content/news/biao.pdf")).unwrap();
    until("the link to be refused", || {
        let response = preview.get("/2024/01/16/biao.pdf");
        assert_ne!(response.text(), "secret");
        response.status == 404
    });
    std::os::unix::fs::symlink(folder.path(), site.at("content/news/out")).unwrap();
    until("the link to be told", || preview.get("/").added().contains("E0003"));
    let long = preview.get(&format!("/{}", "a".repeat(100_000)));
    assert!([400, 404, 414, 431].contains(&long.status), "{}", long.head);
    assert_eq!(preview.status("/"), 200);
}

#[test]
fn a_request_for_another_host_is_refused() {
    let site = site();
    let preview = Preview::with(&site, &["--port", "0", "--allow-host", "preview.example.cn"]);
    let port = preview.address.port();
    let ask = |host: &str| preview.ask("GET", "/", &format!("Host: {host}\r\n")).status;
    for host in
        [format!("127.0.0.1:{port}"), format!("localhost:{port}"), "LOCALHOST".into(), "preview.example.cn".into()]
    {
        assert_eq!(ask(&host), 200, "{host}");
    }
    for host in
        ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "", "user@localhost", "a b"]
    {
        let status = ask(host);
        assert!([400, 403].contains(&status), "{host}: {status}");
    }
    assert_eq!(preview.ask("GET", "/", "Host: localhost\r\nHost: evil.example\r\n").status, 403);
    assert_eq!(preview.raw(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 403);
    assert_eq!(
        preview.raw(b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").status,
        403
    );
    let posted = preview.ask("POST", "/", "Content-Length: 0\r\n");
    assert_eq!((posted.status, posted.header("allow")), (405, Some("GET, HEAD")));
    let page = preview.ask("GET", "/", "Origin: https://evil.example\r\n");
    assert!(!page.head.to_lowercase().contains("access-control"), "{}", page.head);
}

#[test]
fn half_requests_garbage_and_slow_readers_stop_nobody() {
    let site = site();
    site.write("content/news/biao.pdf", pdf(8_000_000));
    let preview = Preview::start(&site);
    let mut held = Vec::new();
    for request in [
        "",
        "G",
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: loc",
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99\r\n\r\nx",
    ] {
        for _ in 0..20 {
            let mut stream = preview.connect();
            stream.write_all(request.as_bytes()).unwrap();
            held.push(stream);
        }
    }
    for _ in 0..20 {
        let mut slow = preview.connect();
        write!(slow, "GET /2024/01/16/biao.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        held.push(slow);
    }
    for garbage in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        &[b'a'; 70_000],
    ] {
        let mut stream = preview.connect();
        stream.write_all(garbage).ok();
        stream.shutdown(std::net::Shutdown::Write).ok();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok();
        let status = Response::read(&bytes).status;
        assert!(status == 0 || status >= 400, "{status}");
    }
    let start = Instant::now();
    assert_eq!(preview.status("/"), 200);
    assert_eq!(preview.get("/2024/01/16/biao.pdf").body.len(), 8_000_000);
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_thousand_idle_connections_stop_nobody() {
    let site = site();
    let preview = Preview::start(&site);
    let idle: Vec<TcpStream> = (0..1000).filter_map(|_| TcpStream::connect(preview.address).ok()).collect();
    // This process has a limit of its own.
    assert!(idle.len() > 700, "{}", idle.len());
    let start = Instant::now();
    until("an answer", || TcpStream::connect(preview.address).is_ok());
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    site.edit("content/news/2024-01-15-er.md", "二的正文", "照常");
    preview.becomes("/2024/01/15/er.html", "照常");
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
}

#[test]
fn the_next_free_port_is_taken_unless_one_was_asked_for() {
    let site = site();
    let first = Preview::with(&site, &[]);
    let second = Preview::with(&site, &[]);
    assert_ne!(first.address.port(), second.address.port());
    assert_eq!((first.status("/"), second.status("/")), (200, 200));
    let taken = support::run(
        site.command(&["serve", "--lang", "en", "--port", &first.address.port().to_string()]).env("LANG", "C"),
    );
    assert_eq!(taken.status, 3, "{taken}");
    assert!(taken.stderr.contains("F0016") && taken.stderr.contains("in use"), "{taken}");
    let wrong = support::run(&mut site.command(&["serve", "--host", "no-such-host.invalid", "--port", "0"]));
    assert!(wrong.status == 3 && wrong.stderr.contains("F0017"), "{wrong}");
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
        assert!(std::process::Command::new("kill").args([signal, &id]).status().unwrap().success());
        let status = preview.child.wait().unwrap();
        assert_eq!(status.code(), Some(0), "{signal}");
        assert!(start.elapsed() < Duration::from_secs(2), "{signal}: {:?}", start.elapsed());
    }
    let mut rest = String::new();
    listening.0.read_line(&mut rest).ok();
}

#[test]
fn nothing_is_written_but_what_makes_the_next_start_faster() {
    let site = site();
    let preview = Preview::start(&site);
    preview.get("/");
    let names: Vec<String> = support::files(&site.root).into_iter().map(|(name, _)| name).collect();
    let written: Vec<&String> = names.iter().filter(|n| !n.starts_with("content/")).collect();
    assert_eq!(written, [".dateline/.dateline-lock", ".dateline/documents"]);
}

#[test]
fn a_copied_file_runs_nothing_and_is_of_no_site() {
    let site = site();
    site.write("content/news/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>");
    site.edit("content/news/2024-01-16-tu.md", "[表]", "![a](a.svg) [表]");
    let preview = Preview::start(&site);
    for path in ["/2024/01/16/a.svg", "/2024/01/16/biao.pdf"] {
        for more in ["", "Range: bytes=0-9\r\n"] {
            let file = preview.ask("GET", path, more);
            assert_eq!(file.header("content-security-policy"), Some("sandbox"), "{path}");
            assert_eq!(file.header("x-content-type-options"), Some("nosniff"), "{path}");
        }
    }
    let home = preview.get("/");
    let sheet = home.text().split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    for path in ["/", &sheet, "/feed.xml", "/2024/01/15/er.html"] {
        assert_eq!(preview.get(path).header("content-security-policy"), None, "{path}");
    }
}

#[test]
fn a_moment_far_from_the_site_is_refused() {
    let site = site();
    site.write("content/news/2024-01-03-xia.md", article("将下线", "2024-01-03", "expires: 2027-05-01\n"));
    let preview = Preview::start(&site);
    for at in ["2023-02-01", "2024-01-12T06:30", "2028-04-01"] {
        assert_eq!(preview.status(&format!("/?at={at}")), 200, "{at}");
    }
    for at in ["2022-12-31", "1970-01-01", "0001-01-01", "2028-06-01", "9999-12-31"] {
        let response = preview.get(&format!("/?at={at}"));
        assert!(response.status == 400 && response.text().contains("a year before the first article"), "{at}");
    }
}

#[test]
fn many_moments_at_once_do_not_pile_up() {
    let site = site();
    for i in 0..400 {
        let date = format!("2024-01-{:02}", i % 28 + 1);
        site.write(&format!("content/news/n{i}.md"), article(&format!("第{i}篇"), &date, ""));
    }
    let preview = Preview::start(&site);
    let ask = |i: u32| preview.status(&format!("/?at=2024-01-{:02}T{:02}:{:02}", i % 28 + 1, i % 24, i % 60));
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..60).map(|i| scope.spawn(move || ask(i))).collect();
        assert_eq!(preview.status("/2024/01/15/er.html"), 200, "other pages are drawn meanwhile");
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert!(count(200) >= 8 && count(200) + count(503) == 60, "{statuses:?}");
    assert_eq!(preview.status("/?at=2024-01-12"), 200, "and then there is room again");
}

#[test]
fn another_site_is_turned_away_unless_somebody_follows_a_link() {
    let site = site();
    site.write("content/news/gao.md", article("草稿一", "2024-01-20", "draft: true\n"));
    let preview = Preview::start(&site);
    let ask = |method: &str, path: &str, from: &str, mode: &str, dest: &str| {
        let lines = format!("Sec-Fetch-Site: {from}\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n");
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
            for path in ["/", "/2024/01/20/gao.html", "/?at=2024-01-12", "/_desk/", "/_desk/events?page=/", "/x.html"] {
                let response = ask("GET", path, from, mode, dest);
                assert!(response.status == 403 && response.text().contains("another site"), "{path} {mode} {dest}");
            }
        }
        for path in ["/", "/2024/01/15/er.html", "/2024/01/16/biao.pdf", "/_desk/", "/2024/01/20/gao.html"] {
            assert_eq!(ask("GET", path, from, "navigate", "document").status, 200, "{path}");
            assert_eq!(ask("HEAD", path, from, "navigate", "document").status, 403, "{path}");
        }
        for path in ["/?at=2024-01-12", "/news/?x=1&at=2024-01-12", "/_desk/events?page=/"] {
            assert_eq!(ask("GET", path, from, "navigate", "document").status, 403, "{path}");
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
        for path in ["/", "/?at=2024-01-12", "/_desk/events?page=/"].iter().take(if status == 200 { 2 } else { 3 }) {
            let response = preview.ask("GET", path, &format!("Origin: {origin}\r\n"));
            assert_eq!(response.status, status, "{path} {origin}");
        }
    }
    for from in ["same-origin", "none"] {
        assert_eq!(ask("GET", "/?at=2024-01-12", from, "navigate", "document").status, 200);
        assert_eq!(ask("GET", "/2024/01/16/biao.pdf", from, "no-cors", "image").status, 200);
    }
}

#[test]
fn what_is_not_public_can_be_left_out() {
    let site = site();
    site.write("content/news/gao.md", article("草稿一", "2024-01-20", "draft: true\n"));
    site.write("content/news/2024-03-01-jiang.md", article("将来", "2024-03-01 06:30", ""));
    site.write("content/news/2024-01-02-xia.md", article("下线", "2024-01-02", "expires: 2024-01-05\n"));
    site.write("content/news/2024-01-18-huai.md", "---\ntitle: 坏\ndate: 2024-01-18\n机密的一行\n");
    let mut preview = Preview::with(&site, &["--port", "0", "--no-drafts", "--host", "0.0.0.0"]);
    preview.address.set_ip([127, 0, 0, 1].into());
    assert!(preview.says("sees what is public") && !preview.says("Desk:") && preview.says("--allow-host"));
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
        for secret in ["草稿一", "将来", "下线", "机密", "huai.md", "<details", "href=\"/_desk/\""] {
            assert!(!response.text().contains(secret), "{path}: {secret}");
        }
    }
    for at in ["2024-03-02", "2024-01-03"] {
        assert_eq!(preview.status(&format!("/?at={at}")), 403, "{at}");
    }
    let home = preview.get("/");
    assert!(home.status == 200 && home.page().contains("er.html") && !home.added().contains("<details"));
    // A page still follows its file, and learns of nothing else.
    let mut page = preview.listen("/2024/01/15/er.html");
    site.edit("content/news/2024-01-18-huai.md", "机密的一行", "机密的两行");
    site.edit("content/news/gao.md", "草稿一的正文", "草稿又改");
    site.edit("content/news/2024-01-15-er.md", "二的正文", "二改了");
    let events = page.until("event:");
    assert_eq!(events.last().unwrap(), "event: reload", "{events:?}");
    preview.becomes("/2024/01/15/er.html", "二改了");
    // A page that cannot be drawn says no more than that.
    site.write("themes/default/templates/404.html", "{% extends \"base.html\" %}\n{{ page.nothing.at.all }}\n");
    until("the fault", || preview.status("/no-such.html") == 500);
    assert!(!preview.get("/no-such.html").text().contains("nothing.at"));
    let both = support::run(&mut site.command(&["serve", "--no-drafts", "--drafts", "--lang", "en"]));
    assert!(both.status == 2 && both.stderr.contains("do not go together"), "{both}");
}

#[test]
fn it_is_said_who_sees_what_and_how_to_get_there() {
    let site = site();
    let preview = Preview::with(&site, &["--port", "0", "--host", "0.0.0.0"]);
    assert_eq!(preview.address.ip().to_string(), "127.0.0.1", "an address that can be opened");
    for part in ["lines of your files", "--no-drafts", "On the network: http://", "--allow-host NAME"] {
        assert!(preview.says(part), "{part}: {:?}", preview.said.lock().unwrap());
    }
    let refused = preview.ask("GET", "/", "Host: preview.lan\r\n");
    assert!(refused.status == 403 && refused.text().contains("--allow-host NAME"), "{}", refused.text());
}

#[cfg(target_os = "linux")]
#[test]
fn slow_readers_hold_no_thread_and_little_memory() {
    let site = site();
    site.write("content/news/biao.pdf", [&b"%PDF-1.4\n"[..], &[7; 5_000_000]].concat());
    let preview = Preview::start(&site);
    assert_eq!(preview.status("/"), 200);
    let status = |name: &str| -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/status", preview.child.id())).unwrap();
        let line = text.lines().find_map(|l| l.strip_prefix(name)?.strip_prefix(':')).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    };
    let before = status("VmRSS");
    let mut slow: Vec<TcpStream> = (0..100).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        write!(stream, "GET /2024/01/16/biao.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    }
    let mut piece = [0; 16_384];
    for _ in 0..20 {
        for stream in &mut slow {
            assert!(stream.read(&mut piece).unwrap() > 0);
        }
        assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    }
    let (memory, threads) = (status("VmRSS"), status("Threads"));
    assert!(memory < before + 40_000 && threads <= 16, "{before} → {memory} kB, {threads} threads");
}

#[test]
fn a_template_without_end_is_told_and_the_others_go_on() {
    let site = site();
    site.write("content/site.yaml", format!("{SITE}theme: mine\n"));
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    site.write("themes/mine/templates/article.html", endless);
    let preview = Preview::start(&site);
    let page = "/2024/01/10/yi.html";
    let told = preview.get(page);
    assert_eq!(told.status, 500);
    assert!(told.page().contains("E0521") && told.page().contains("article.html"), "{}", told.page());
    // It is not tried again, and the other templates have nothing to do with it.
    assert_eq!((preview.status("/2024/01/15/er.html"), preview.status("/")), (500, 200));
    site.write("themes/mine/templates/article.html", "<p>短</p>");
    preview.becomes(page, "短");
}

#[test]
#[cfg(target_os = "linux")]
fn many_requests_for_a_template_without_end_draw_it_once() {
    let site = site();
    site.write("content/site.yaml", format!("{SITE}theme: mine\n"));
    let endless = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    site.write("themes/mine/templates/page.html", endless);
    let preview = Preview::start(&site);
    let running = || {
        let tasks = fs::read_dir(format!("/proc/{}/task", preview.child.id())).unwrap();
        let stats = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("stat")).ok());
        stats.filter(|stat| stat.rsplit(')').next().unwrap().starts_with(" R ")).count()
    };
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..20).map(|_| scope.spawn(|| preview.get("/about.html"))).collect();
        until("the template to be drawn", || running() > 0);
        let start = Instant::now();
        assert_eq!((preview.status("/"), preview.status("/2024/01/15/er.html")), (200, 200));
        assert!(start.elapsed() < Duration::from_secs(2), "other pages go on: {:?}", start.elapsed());
        for told in asked.into_iter().map(|asked| asked.join().unwrap()) {
            assert!(told.status == 500 && told.page().contains("E0521"), "{}", told.page());
        }
    });
    // The one thread that was left behind; others come by for a moment.
    until("one thread alone to run", || running() == 1);
}
