//! Files at fixed addresses, from `static/`: what is published, what is refused, who may link to
//! them, and that nothing else is done to them.

use std::collections::BTreeSet;

use dateline::base::path::SitePath;
use dateline::edition::{Changes, Edition, Options};
use dateline::site::Visibility;

use crate::support::Site;

const SITE: &str = "title: 湟水日报
base_url: https://e.cn/paper/
categories: { news: { title: 新闻, kind: news } }
";

/// A picture of two pixels by one.
const GIF: &[u8] = b"GIF89a\x02\x00\x01\x00\x00\x00\x00;";

fn site(body: &str) -> Site {
    let article = format!("---\ntitle: 题\ndate: 2024-01-18\n---\n\n{body}\n");
    Site::new(&[("content/site.yaml", SITE), ("content/news/a.md", &article)])
}

#[test]
fn every_kind_of_file_is_published_where_it_lies_and_as_it_is() {
    let site = site("正文。");
    let files: [(&str, &[u8]); 8] = [
        ("favicon.ico", b"\0\0\x01\0"),
        ("ads.txt", b"e.cn, 1, DIRECT\n"),
        ("baidu_verify_x.html", b"<p onclick=\"go()\">x</p>"),
        ("_redirects", b"/a /b 301\n"),
        ("CNAME", b"e.cn"),
        (".well-known/security.txt", b"Contact: mailto:a@e.cn\n"),
        ("old/2019/\u{65e7} \u{95fb}.shtml", b"<!--#x-->"),
        ("special/index.html", b"<script>1</script>"),
    ];
    for (name, bytes) in files {
        site.write(&format!("static/{name}"), bytes);
    }
    site.write("static/.git/config", "secret");
    site.write("static/.DS_Store", "left");
    site.write("static/draft.tmp", "left");
    site.build(&[]);
    let public = site.public();
    for (name, bytes) in files {
        assert_eq!(public.get(name).map(Vec::as_slice), Some(bytes), "{name}");
    }
    for hidden in [".git/config", ".DS_Store", "draft.tmp"] {
        assert!(!public.contains_key(hidden), "{hidden}");
    }
    let map = String::from_utf8_lossy(&public["sitemaps/pages.xml"]).into_owned();
    assert!(!map.contains("special"), "{map}");
}

#[test]
fn a_file_that_did_not_change_is_neither_read_nor_written_again() {
    let site = site("正文。");
    site.write("static/images/x.gif", GIF);
    let report = site.build(&[]);
    assert!(report.paths("written").contains(&"images/x.gif".to_owned()));
    let marks = site.marks();
    let report = site.build(&[]);
    assert!(report.paths("written").is_empty());
    assert_eq!(site.marks(), marks);
    site.write(
        "static/images/x.gif",
        b"GIF89a\x03\x00\x01\x00\x00\x00\x00;",
    );
    assert_eq!(site.build(&[]).paths("written"), ["images/x.gif"]);
    site.remove("static/images/x.gif");
    site.build(&[]);
    assert!(!site.public().contains_key("images/x.gif"));
}

#[test]
fn links_into_it_are_checked_and_pictures_have_their_size() {
    let site = site("![图](/images/x.gif)\n\n[表](/files/list.html?x=1#y)\n\n[夹](/special)");
    site.write("static/images/x.gif", GIF);
    site.write("static/files/list.html", "<p>x</p>");
    site.write("static/special/index.html", "<p>x</p>");
    site.build(&[]);
    let page = site.read("public/2024/01/18/a.html");
    for expected in [
        "src=\"/paper/images/x.gif\" alt=\"图\" width=\"2\" height=\"1\"",
        "href=\"/paper/files/list.html?x=1#y\"",
        "href=\"/paper/special/\"",
    ] {
        assert!(page.contains(expected), "{expected} in {page}");
    }
    site.remove("static/images/x.gif");
    site.rename("static/files/list.html", "static/files/lists.html");
    let run = site.run(&["check", "--lang", "en"]);
    assert_eq!(run.status, 1, "{run}");
    for expected in ["E0303", "E0305", "/files/lists.html"] {
        assert!(run.stderr.contains(expected), "{expected}: {run}");
    }
}

/// Returns how a site with these files in `static/` fails.
fn refused(names: &[&str]) -> String {
    let site = site("正文。");
    site.write(
        "content/news/b.md",
        "---\ntitle: 乙\ndate: 2024-03-01\ntags: [甲]\naliases: [/weg/x.html]\n---\n\n正文。\n",
    );
    for name in names {
        site.write(&format!("static/{name}"), "x");
    }
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.status, 1, "{names:?}: {run}");
    assert!(site.public().is_empty());
    run.stderr
}

#[test]
fn a_file_in_the_place_of_the_folder_takes_nothing_down() {
    let site = site("正文。");
    site.write("static/ads.txt", "x");
    site.build(&[]);
    std::fs::remove_dir_all(site.at("static")).unwrap();
    site.write("static", "x");
    let run = site.run(&["build", "--lang", "en"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stderr.contains("E0415"), "{run}");
    assert!(site.at("public/ads.txt").exists());
}

#[test]
fn a_clash_is_an_error_that_names_both() {
    for (name, words) in [
        ("index.html", "at /:"),
        ("robots.txt", "at /robots.txt"),
        ("2024/01/18/a.html", "content/news/a.md"),
        ("2024/01/18/A.html", "capitals"),
        ("news", "/news/"),
        ("2024/01/18/a.html/more.txt", "content/news/a.md"),
        // An article to come, its list, its old address.
        ("2024/03/01/b.html", "content/news/b.md"),
        ("2024/03/index.html", "2024-03-01"),
        ("weg/x.html", "content/news/b.md"),
        ("tags/jia", "2024-03-01"),
    ] {
        let text = refused(&[name]);
        assert!(text.contains(words), "{name}: {words} in {text}");
        assert!(
            text.contains("static/") || text.contains("E0405"),
            "{name}: {text}"
        );
    }
    #[cfg(target_os = "linux")]
    assert!(refused(&["a.txt", "A.txt"]).contains("capitals"));
}

#[test]
fn names_that_some_computer_cannot_keep_are_refused() {
    for name in ["a?.txt", "con/x.txt", "x\u{200b}.txt", "a /x.txt"] {
        assert!(refused(&[name]).contains("E0341"), "{name}");
    }
}

#[test]
fn why_names_it_by_its_path_and_by_its_address() {
    let site = site("正文。");
    site.write("static/images/x.gif", GIF);
    for what in [
        "static/images/x.gif",
        "/images/x.gif",
        "https://e.cn/paper/images/x.gif",
    ] {
        let run = site.run(&["why", what, "--lang", "en"]);
        assert_eq!(run.status, 0, "{run}");
        let address = "https://e.cn/paper/images/x.gif";
        assert!(
            run.stdout.contains("static/images/x.gif") && run.stdout.contains(address),
            "{run}"
        );
    }
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_site() {
    use crate::support::{Folder, SECRET};
    let outside = Folder::new();
    std::fs::write(outside.path().join("secret.txt"), SECRET).unwrap();
    for target in ["secret.txt", ""] {
        let site = site("正文。");
        site.write("static/a.txt", "a");
        site.link("static/b", outside.path().join(target));
        let run = site.run(&["build", "--lang", "en"]);
        assert!(run.status == 1 && run.stderr.contains("E0003"), "{run}");
        assert!(!run.stderr.contains(SECRET) && site.public().is_empty());
    }
    let site = site("正文。");
    site.link("static", outside.path());
    let run = site.run(&["build"]);
    assert!(run.status == 1 && site.public().is_empty(), "{run}");
}

#[test]
fn the_next_edition_is_what_a_fresh_one_is() {
    let site = site("![图](/images/x.gif)");
    site.write("static/images/x.gif", GIF);
    let options = Options {
        visibility: Visibility {
            now: 1_706_745_600,
            ..Visibility::default()
        },
        ..Options::default()
    };
    let mut edition = Edition::open(&site.root, &options).unwrap();
    assert!(edition.problems.is_empty());
    let steps: [(&str, &dyn Fn()); 5] = [
        ("static/images/y.gif", &|| {
            site.write("static/images/y.gif", GIF);
        }),
        ("static/images/x.gif", &|| {
            site.remove("static/images/x.gif")
        }),
        ("static/news", &|| site.write("static/news", "x")),
        ("static/news", &|| site.remove("static/news")),
        ("static/images", &|| {
            site.rename("static/images/y.gif", "static/images/x.gif");
        }),
    ];
    for (path, change) in steps {
        change();
        let changes = Changes::Paths(BTreeSet::from([SitePath::new(path)]));
        edition = edition.next(&options, &changes).unwrap();
        let fresh = Edition::open(&site.root, &options).unwrap();
        assert!(edition.is_same(&fresh), "{path}");
        assert_eq!(edition.routes.as_slice(), fresh.routes.as_slice(), "{path}");
    }
    assert!(edition.problems.is_empty());
}
