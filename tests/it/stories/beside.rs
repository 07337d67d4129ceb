//! What other programs leave beside articles: files of their own, copies, documents of Word.

use super::{article, site};
use crate::support::Site;

/// Returns `path code` of every message of `check`.
fn found(site: &Site) -> Vec<String> {
    let run = site.run(&["check", "--format", "json"]);
    assert!(run.status <= 1, "{run}");
    let lines = run
        .stdout
        .lines()
        .map(|l| serde_json::from_str::<serde_json::Value>(l).unwrap());
    lines
        .map(|l| {
            let path = l["path"].as_str().unwrap();
            format!(
                "{} {}",
                path.rsplit('/').next().unwrap(),
                l["code"].as_str().unwrap()
            )
        })
        .collect()
}

#[test]
fn what_programs_leave_beside_a_file_that_is_open_is_no_part_of_the_site() {
    let site = site();
    let whole = site.fresh(&[]);
    let news = "content/news";
    for name in [
        "~$24-01-10-yi.md",
        "2024-01-10-yi.md~",
        "#2024-01-10-yi.md#",
        "4913",
        "~$通知.docx",
        "图.png.part",
        "a.tmp",
        "Thumbs.db",
        "Icon\r",
        ".2024-01-10-yi.md.swp",
        "._2024-01-10-yi.md",
        ".~lock.2024-01-10-yi.md#",
        "深/.DS_Store",
    ] {
        site.write(&format!("{news}/{name}"), b"\x04\xd5\xc5\xc8\xfd --- \0");
    }
    site.write("themes/default/words/~$zh.yaml", b"\x04\xd5\xc5");
    site.write("themes/default/templates/base.html~", "{{ broken");
    #[cfg(unix)]
    for name in [
        ".#2024-01-10-yi.md",
        ".~lock.2024-01-10-yi.md#",
        "2024-01-15-er.md~",
    ] {
        site.link(&format!("{news}/{name}"), "li@newsroom.1234:1764400000");
    }
    assert_eq!(found(&site), [""; 0]);
    site.build(&[]);
    crate::support::assert_same(&site.public(), &whole);
    // A folder of such a name may well hold articles.
    site.write(
        "content/commentary/4913/2024-01-20-xin.md",
        article("新", "2024-01-20", ""),
    );
    site.build(&[]);
    assert!(site.public().contains_key("2024/01/20/xin.html"));
    // A link to one says what is the matter.
    site.write(
        &format!("{news}/2024-01-21-lian.md"),
        "---\ntitle: 链\ndate: 2024-01-21\n---\n[表](a.tmp)[表](a.pdf~)\n",
    );
    let run = site.run(&["check"]);
    assert!(
        run.stderr.matches("E0301").count() == 2 && run.stderr.contains("换个名字"),
        "{run}"
    );
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_that_is_not_hidden_is_still_an_error() {
    let site = site();
    site.link("content/news/2024-01-20-wu.md", "no/such.md");
    assert_eq!(found(&site), ["2024-01-20-wu.md E0002"]);
}

#[test]
fn a_copy_beside_its_original_is_reported_with_the_name_of_that() {
    let site = site();
    let news = "content/news";
    for (i, name) in [
        "2024-01-10-yi 2",
        "2024-01-10-yi (1)",
        "2024-01-10-yi - 副本",
        "2024-01-10-yi 的冲突副本 2024-01-11",
        "2024-01-10-yi (conflicted copy 2024-01-11)",
        // These have no original.
        "2024-01-10-liu (1)",
        "2024-01-10-liu 的冲突副本",
        "2024-01-10-yi 2024",
    ]
    .iter()
    .enumerate()
    {
        let text = article(name, "2024-01-10", &format!("slug: n{i}\n"));
        site.write(&format!("{news}/{name}.md"), text);
    }
    for name in [
        "表.txt",
        "表 (1).txt",
        "另 (1).txt",
        "2024-01-10-yi.md.orig",
        "_terms 2.yaml",
        "../_terms 2.yaml",
    ] {
        site.write(&format!("{news}/{name}"), "表");
    }
    site.write("content/_terms.yaml", "西宁市: 西宁\n");
    // What an article links to is there on purpose.
    site.write(
        &format!("{news}/2024-01-22-lian.md"),
        "---\ntitle: 链\ndate: 2024-01-22\n---\n[表](<表 (1).txt>)[表](表.txt)\n",
    );
    let mut copies = found(&site);
    copies.sort_unstable();
    assert_eq!(
        copies,
        [
            "2024-01-10-yi (1).md W0010",
            "2024-01-10-yi (conflicted copy 2024-01-11).md W0010",
            "2024-01-10-yi - 副本.md W0010",
            "2024-01-10-yi 2.md W0010",
            "2024-01-10-yi 的冲突副本 2024-01-11.md W0010",
            "2024-01-10-yi.md.orig W0010",
            "_terms 2.yaml W0010",
            "另 (1).txt W0406",
        ]
    );
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("旁边的 2024-01-10-yi.md"), "{run}");
}

#[test]
fn the_text_of_a_word_document_has_to_be_copied_out() {
    let site = site();
    for name in ["通知.docx", "通知.DOC", "通知.wps", "表.xlsx"] {
        site.write(&format!("content/news/{name}"), b"PK\x03\x04");
    }
    assert_eq!(
        found(&site),
        [
            "表.xlsx W0406",
            "通知.DOC W0011",
            "通知.docx W0011",
            "通知.wps W0011",
        ]
    );
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("复制到一个 .md 文件里"), "{run}");
    // One to be downloaded is well where it is.
    site.write(
        "content/news/2024-01-22-lian.md",
        "---\ntitle: 链\ndate: 2024-01-22\n---\n[通知](通知.docx)\n",
    );
    assert!(!found(&site).contains(&"通知.docx W0011".to_owned()));
}
