//! How files are followed: every way of saving, settings, themes, mistakes, and the clock.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::preview::{Preview, until};
use crate::support::{NOW, dateline};
use crate::{SITE, article, site};

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
    site.write(
        "content/news/xin/2024-01-20-xin.md",
        article("新稿", "2024-01-20", ""),
    );
    preview.becomes("/2024/01/20/xin.html", "新稿的正文");
    preview.becomes("/news/", "新稿");
    preview.becomes("/2024/01/", "新稿");

    site.rename(
        "content/news/xin/2024-01-20-xin.md",
        "content/news/xin/2024-01-20-gai.md",
    );
    preview.becomes("/2024/01/20/gai.html", "新稿的正文");
    preview.becomes_status("/2024/01/20/xin.html", 404);

    site.rename("content/news/xin", "content/commentary/deep/moved");
    preview.becomes("/commentary/", "新稿");
    preview.no_longer("/news/", "新稿");
    site.edit(
        "content/commentary/deep/moved/2024-01-20-gai.md",
        "新稿的正文",
        "搬家以后",
    );
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
    until("all of them", || {
        (0..500).all(|i| preview.status(&last(i)) == 200)
    });
    for i in 0..500 {
        site.write(
            &format!("content/news/{}/{i}.md", i % 7),
            article(&format!("改{i}篇"), &day(i), &format!("slug: n{i}\n")),
        );
    }
    until("all of them changed", || {
        (0..500).all(|i| preview.shows(&last(i), &format!("改{i}篇的正文")))
    });
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
    assert!(
        !broken.text().contains("<script>alert"),
        "{}",
        broken.text()
    );
    for other in ["/", "/2024/01/10/yi.html", "/no-such.html", "/_desk/"] {
        let response = preview.get(other);
        // The desk has all problems itself, and no panel.
        let shown = if other == "/_desk/" {
            assert!(!response.added().contains("er.md"));
            response.page()
        } else {
            response.added()
        };
        assert!(
            shown.contains("2024-01-15-er.md:2:1") && !response.text().contains("<script>alert"),
            "{other}"
        );
    }
    assert!(
        !preview.get(page).added().contains("\" open>")
            && !preview.get("/").added().contains("\" open>")
    );
    until("the console to tell", || preview.says("E0113"));

    site.edit(file, "titel: <script>alert(1)</script>", "title: 二");
    own.event("reload");
    preview.becomes_status(page, 200);
    assert!(!preview.get("/").added().contains("<details"));
    // An article that can be read is shown, with its problems unfolded.
    site.edit(file, "二的正文", "[二](no.md)的正文");
    until("the panel", || preview.get("/").added().contains("E0301"));
    let response = preview.get(page);
    assert!(
        response.status == 200 && response.added().contains("\" open>"),
        "{}",
        response.text()
    );
}

#[test]
fn a_mistake_that_was_there_at_the_start_has_its_address() {
    let site = site();
    site.write(
        "content/news/2024-01-18-huai.md",
        "---\ntitle: 坏\ndate: 2024-01-18\n正文\n",
    );
    let preview = Preview::start(&site);
    let page = preview.get("/2024/01/18/huai.html");
    assert!(
        page.status == 500 && page.page().contains("2024-01-18-huai.md"),
        "{}",
        page.text()
    );
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
        response.status == 500
            && response
                .page()
                .contains("themes/default/templates/404.html:2:")
    });
    assert_eq!(preview.status("/"), 200, "other pages have other templates");
    site.write(
        "themes/default/templates/404.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ {% endblock main %}\n",
    );
    until("the template's mistake", || {
        preview.get("/").added().contains("404.html:2:")
    });
    site.remove("themes/default/templates/404.html");
    preview.becomes_status("/", 200);
    until("no problem", || {
        !preview.get("/").added().contains("<details")
    });
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
    let sheet = home
        .split("/assets/style.")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert!(data.contains(&format!("/assets/style.{sheet}")), "{data}");
    assert!(
        preview
            .get(&format!("/assets/style.{sheet}"))
            .text()
            .contains("blue")
    );
    site.write(
        "themes/default/templates/partials/footer.html",
        "<footer>新页脚</footer>\n",
    );
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
    assert_eq!(
        before.iter().filter(|l| l.starts_with("event:")).count(),
        1,
        "{before:?}"
    );
}

#[test]
fn the_settings_are_followed_and_a_mistake_in_them_takes_nothing_away() {
    let site = site();
    let preview = Preview::start(&site);
    site.edit("content/site.yaml", "title: 湟水日报", "title: 河湟日报");
    preview.becomes("/", "河湟日报");
    site.edit("content/site.yaml", "title: 河湟日报", "titel: 河湟日报");
    until("the mistake", || {
        preview.get("/").added().contains("site.yaml:1:1")
    });
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    assert!(
        preview.shows("/", "河湟日报"),
        "the last good state is shown"
    );
    fs::remove_file(site.at("content/site.yaml")).unwrap();
    until("that they are gone", || {
        preview.get("/").added().contains("F0002")
    });
    assert_eq!(preview.status("/2024/01/15/er.html"), 200);
    site.write("content/site.yaml", SITE);
    until("no problem", || {
        !preview.get("/").added().contains("<details")
    });
    preview.becomes("/", "湟水日报");
}

#[test]
fn a_page_learns_what_changed_while_the_preview_was_away() {
    let site = site();
    let first = Preview::start(&site);
    let page = first.get("/2024/01/15/er.html").text();
    let value = |name: &str| {
        page.split(&format!("{name}=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let port = first.address.port().to_string();
    drop(first);
    let again = Preview::with(&site, &["--port", &port]);
    let mut same = again.listen_as(
        "/2024/01/15/er.html",
        &value("data-print"),
        &value("data-panel"),
    );
    site.edit("content/news/2024-01-15-er.md", "二的正文", "改过");
    let events = same.until("event:");
    assert_eq!(events.last().unwrap(), "event: reload");
    let mut late = again.listen_as(
        "/2024/01/15/er.html",
        &value("data-print"),
        &value("data-panel"),
    );
    late.event("reload");
}

#[test]
fn an_article_comes_when_its_time_has_come() {
    let site = site();
    let now = || chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let moment = now() + chrono::TimeDelta::seconds(3);
    let date = moment.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    site.write(
        "content/news/2024-01-20-hui.md",
        article("准点", &date, "slug: hui\n"),
    );
    let mut command = dateline(&["serve", "--root"]);
    let mut child = command
        .arg(&site.root)
        .args(["--port", "0"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap())
        .lines()
        .map_while(Result::ok);
    let address = lines
        .find_map(|l| Some(l.split_once("http://")?.1.trim_end_matches('/').to_owned()))
        .unwrap();
    let preview = Preview {
        child,
        address: address.parse().unwrap(),
        said: Arc::default(),
    };
    preview.becomes("/news/", "准点");
    assert!(
        now() >= moment - chrono::TimeDelta::seconds(1),
        "too early: {}",
        now()
    );
}

#[test]
fn polling_follows_as_well() {
    let site = site();
    let preview = Preview::with(&site, &["--port", "0", "--poll"]);
    assert!(preview.says("every second"));
    site.edit("content/news/2024-01-15-er.md", "二的正文", "看到了");
    preview.becomes("/2024/01/15/er.html", "看到了");
    site.write(
        "content/news/2024-01-21-xin.md",
        article("新", "2024-01-21", ""),
    );
    preview.becomes_status("/2024/01/21/xin.html", 200);
}

/// Runs the preview where the system lets it watch three folders and no more.
#[test]
#[cfg(target_os = "linux")]
fn a_preview_that_may_watch_no_more_files_polls_and_says_so() {
    let limited = "echo 3 > /proc/sys/user/max_inotify_watches";
    let probe = Command::new("unshare")
        .args(["-Ur", "sh", "-c", limited])
        .output();
    if !probe.is_ok_and(|p| p.status.success()) {
        // Not every machine lets a user have limits of their own.
        return eprintln!("NOTE: not run, for want of user namespaces");
    }
    let site = site();
    let mut command = Command::new("unshare");
    command.args([
        "-Ur",
        "sh",
        "-c",
        &format!("{limited}; exec \"$0\" \"$@\""),
        env!("CARGO_BIN_EXE_dateline"),
        "serve",
    ]);
    let preview = Preview::run(
        command
            .arg("--root")
            .arg(&site.root)
            .args(["--lang", "en", "--port", "0", "--now", NOW]),
    );
    assert!(preview.says("fs.inotify.max_user_watches"));
    site.edit("content/news/2024-01-15-er.md", "二的正文", "看到了");
    preview.becomes("/2024/01/15/er.html", "看到了");
}
