//! Slow, idle and broken connections, many requests, and templates without end: the others go on.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::preview::{Preview, Response, until};
use crate::{SITE, article, pdf, site};

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
        write!(
            slow,
            "GET /2024/01/16/biao.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
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
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_thousand_idle_connections_stop_nobody() {
    let site = site();
    let preview = Preview::start(&site);
    let idle: Vec<TcpStream> = (0..1000)
        .filter_map(|_| TcpStream::connect(preview.address).ok())
        .collect();
    // This process has a limit of its own.
    assert!(idle.len() > 700, "{}", idle.len());
    let start = Instant::now();
    until("an answer", || TcpStream::connect(preview.address).is_ok());
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    site.edit("content/news/2024-01-15-er.md", "二的正文", "照常");
    preview.becomes("/2024/01/15/er.html", "照常");
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn many_moments_at_once_do_not_pile_up() {
    let site = site();
    for i in 0..400 {
        let date = format!("2024-01-{:02}", i % 28 + 1);
        site.write(
            &format!("content/news/n{i}.md"),
            article(&format!("第{i}篇"), &date, ""),
        );
    }
    let preview = Preview::start(&site);
    let ask = |i: u32| {
        preview.status(&format!(
            "/?at=2024-01-{:02}T{:02}:{:02}",
            i % 28 + 1,
            i % 24,
            i % 60
        ))
    };
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..60).map(|i| scope.spawn(move || ask(i))).collect();
        assert_eq!(
            preview.status("/2024/01/15/er.html"),
            200,
            "other pages are drawn meanwhile"
        );
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let count = |status| statuses.iter().filter(|s| **s == status).count();
    assert!(
        count(200) >= 8 && count(200) + count(503) == 60,
        "{statuses:?}"
    );
    assert_eq!(
        preview.status("/?at=2024-01-12"),
        200,
        "and then there is room again"
    );
}

#[cfg(target_os = "linux")]
#[test]
fn slow_readers_hold_no_thread_and_little_memory() {
    let site = site();
    site.write(
        "content/news/biao.pdf",
        [&b"%PDF-1.4\n"[..], &[7; 5_000_000]].concat(),
    );
    let preview = Preview::start(&site);
    assert_eq!(preview.status("/"), 200);
    let status = |name: &str| -> u64 {
        let text = fs::read_to_string(format!("/proc/{}/status", preview.child.id())).unwrap();
        let line = text
            .lines()
            .find_map(|l| l.strip_prefix(name)?.strip_prefix(':'))
            .unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    };
    let before = status("VmRSS");
    let mut slow: Vec<TcpStream> = (0..100).map(|_| preview.connect()).collect();
    for stream in &mut slow {
        write!(
            stream,
            "GET /2024/01/16/biao.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        .unwrap();
    }
    let mut piece = [0; 16_384];
    for _ in 0..20 {
        for stream in &mut slow {
            assert!(stream.read(&mut piece).unwrap() > 0);
        }
        assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    }
    let (memory, threads) = (status("VmRSS"), status("Threads"));
    assert!(
        memory < before + 40_000 && threads <= 16,
        "{before} → {memory} kB, {threads} threads"
    );
}

#[test]
fn a_template_without_end_is_told_and_the_others_go_on() {
    let site = site();
    site.write("content/site.yaml", format!("{SITE}theme: mine\n"));
    let endless =
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    site.write("themes/mine/templates/article.html", endless);
    let preview = Preview::start(&site);
    let page = "/2024/01/10/yi.html";
    let told = preview.get(page);
    assert_eq!(told.status, 500);
    assert!(
        told.page().contains("E0521") && told.page().contains("article.html"),
        "{}",
        told.page()
    );
    // It is not tried again, and the other templates have nothing to do with it.
    assert_eq!(
        (preview.status("/2024/01/15/er.html"), preview.status("/")),
        (500, 200)
    );
    site.write("themes/mine/templates/article.html", "<p>短</p>");
    preview.becomes(page, "短");
}

#[test]
#[cfg(target_os = "linux")]
fn many_requests_for_a_template_without_end_draw_it_once() {
    let site = site();
    site.write("content/site.yaml", format!("{SITE}theme: mine\n"));
    let endless =
        "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}";
    site.write("themes/mine/templates/page.html", endless);
    let preview = Preview::start(&site);
    let running = || {
        let tasks = fs::read_dir(format!("/proc/{}/task", preview.child.id())).unwrap();
        let stats =
            tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("stat")).ok());
        stats
            .filter(|stat| stat.rsplit(')').next().unwrap().starts_with(" R "))
            .count()
    };
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..20)
            .map(|_| scope.spawn(|| preview.get("/about.html")))
            .collect();
        until("the template to be drawn", || running() > 0);
        let start = Instant::now();
        assert_eq!(
            (preview.status("/"), preview.status("/2024/01/15/er.html")),
            (200, 200)
        );
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "other pages go on: {:?}",
            start.elapsed()
        );
        for told in asked.into_iter().map(|asked| asked.join().unwrap()) {
            assert!(
                told.status == 500 && told.page().contains("E0521"),
                "{}",
                told.page()
            );
        }
    });
    // The one thread that was left behind; others come by for a moment.
    until("one thread alone to run", || running() == 1);
}
