//! New sites and new articles: they build at once, and nothing that is there is overwritten.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::site;
use crate::support::{Folder, dateline, project, run};

#[test]
fn a_new_site_builds_at_once() {
    for (language, categories) in [("zh", 4), ("en", 4)] {
        let folder = Folder::new();
        let root = folder.path().join("a/b");
        let at = |command: &mut Command| {
            run(command
                .env("SOURCE_DATE_EPOCH", "1706745600")
                .current_dir(&root))
        };
        let init =
            |lang| run(dateline(&["init", "a/b", "--lang", lang]).current_dir(folder.path()));
        let made = run(dateline(&["init", "a/b", "--lang", language])
            .env("SOURCE_DATE_EPOCH", "1706745600")
            .current_dir(folder.path()));
        assert_eq!(made.status, 0, "{made}");
        let built = at(&mut dateline(&["build", "--deny-warnings"]));
        assert_eq!(built.status, 0, "{built}");
        let again = init(language);
        assert_eq!(again.status, 2, "{again}");
        assert!(again.stderr.contains("F0009"), "{again}");
        let config = fs::read_to_string(root.join("content/site.yaml")).unwrap();
        let ids: Vec<&str> = ["commentary", "bulletins", "scitech", "community"].into();
        assert_eq!(
            ids.iter().filter(|id| config.contains(*id)).count(),
            categories
        );
        for id in ids.into_iter().chain(["news", "bulletin"]) {
            let title = format!("新楼 {id}: 你好");
            let made = at(&mut dateline(&["new", id, &title]));
            assert_eq!(made.status, 0, "{made}");
            let path = Path::new(made.stdout.trim_end_matches('\n'));
            let text = fs::read(root.join(path)).unwrap();
            let again = at(&mut dateline(&["new", id, &title]));
            assert_eq!((again.status, again.stdout.as_str()), (2, ""), "{again}");
            assert!(again.stderr.contains("F0010"), "{again}");
            assert_eq!(fs::read(root.join(path)).unwrap(), text);
        }
        // What a text does not say is left empty, and a draft may be so.
        fs::write(root.join("e.txt"), "天气晴，明天多云。\n").unwrap();
        let read = at(&mut dateline(&[
            "new",
            "bulletin",
            "没有期号",
            "--from",
            "e.txt",
        ]));
        assert_eq!(read.status, 0, "{read}");
        let checked = at(&mut dateline(&["check", "--deny-warnings"]));
        assert_eq!(checked.status, 0, "{checked}");
    }
}

#[test]
fn a_title_in_other_letters_gets_a_number() {
    let folder = Folder::new();
    let root = folder.path().join("site");
    let at = |arguments: &[&str], place: &Path| {
        run(dateline(arguments)
            .args(["--lang", "zh"])
            .env("SOURCE_DATE_EPOCH", "1706745600")
            .current_dir(place))
    };
    at(&["init", "site"], folder.path());
    // Tibetan, Mongolian, Arabic, Korean; a number is free in every category of the day.
    let titles = ["བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ", "عربي", "한국어"];
    for ((title, category), n) in titles
        .iter()
        .zip(["scitech", "community", "scitech", "commentary"])
        .zip(1..)
    {
        let made = at(&["new", category, title], &root);
        assert!(
            made.status == 0
                && made
                    .stdout
                    .ends_with(&format!("{category}/2024/2024-02-01-{n}.md\n")),
            "{made}"
        );
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        assert!(text.contains(&format!("\nslug: {n}  # ")), "{text}");
    }
    let built = at(&["build", "--drafts", "--deny-warnings"], &root);
    assert_eq!(built.status, 0, "{built}");
    let none = at(&["new", "scitech", "——！"], &root);
    assert!(none.status == 2 && none.stderr.contains("F0012"), "{none}");
}

#[test]
fn a_new_site_leaves_a_gitignore_as_it_is() {
    let two = "/public\n/.dateline\n";
    for (text, is_told) in [
        ("*.log\n", true),
        ("*.log\n/.dateline\r\n/public", false),
        (two, false),
    ] {
        let folder = Folder::new();
        fs::write(folder.path().join(".gitignore"), text).unwrap();
        let made = run(dateline(&["init", ".", "--lang", "zh"]).current_dir(folder.path()));
        assert!(
            made.status == 0 && folder.path().join("content/site.yaml").exists(),
            "{made}"
        );
        assert_eq!(made.stderr.contains("加上这两行"), is_told, "{made}");
        assert_eq!(
            fs::read_to_string(folder.path().join(".gitignore")).unwrap(),
            text
        );
    }
    let folder = Folder::new();
    run(dateline(&["init", "."]).current_dir(folder.path()));
    assert_eq!(
        fs::read_to_string(folder.path().join(".gitignore"))
            .unwrap()
            .trim_end(),
        two.trim_end()
    );
}

#[test]
fn the_guides_show_what_a_new_article_holds() {
    for (lang, title) in [
        ("zh", "楼顶建起小小观测站"),
        ("en", "Weather station on the roof"),
    ] {
        let folder = Folder::new();
        // 2024-01-18 09:30 in Shanghai.
        let at = |arguments: &[&str], place: &Path| {
            let mut command = dateline(arguments);
            run(command
                .args(["--lang", lang])
                .env("SOURCE_DATE_EPOCH", "1705541400")
                .current_dir(place))
        };
        at(&["init", "site"], folder.path());
        let made = at(&["new", "scitech", title], &folder.path().join("site"));
        let text = fs::read_to_string(made.stdout.trim_end()).unwrap();
        let guide = project(format!("docs/authoring.{lang}.md"));
        let shown = format!("```yaml\n{}\n```\n", text.trim_end());
        assert!(
            fs::read_to_string(guide).unwrap().contains(&shown),
            "{lang}: {shown}"
        );
    }
}

#[test]
fn the_sentences_of_several_periods_come_on_one_day() {
    let folder = Folder::new();
    let root = folder.path().join("site");
    let at = |arguments: &[&str]| {
        let mut command = dateline(arguments);
        command.env("SOURCE_DATE_EPOCH", "1706745600");
        command
    };
    let made = run(at(&["init", "site", "--lang", "en"]).current_dir(folder.path()));
    assert_eq!(made.status, 0, "{made}");
    let new = |sentence: &str, more: &[&str]| {
        fs::write(root.join("sentence.txt"), sentence).unwrap();
        let arguments = [
            "new",
            "bulletin",
            "--series",
            "hotline-daily",
            "--from",
            "sentence.txt",
        ];
        run(at(&[&arguments, more].concat()).current_dir(&root))
    };
    for (sentence, name) in [
        (
            "1月15日，Calls 877，Answered at once 523，Passed on 354。",
            "2024-02-01-hotline-daily-2024-01-15.md",
        ),
        (
            "1月16日，Calls 900，Answered at once 600，Passed on 300。",
            "2024-02-01-hotline-daily-2024-01-16.md",
        ),
    ] {
        let made = new(sentence, &[]);
        assert!(
            made.status == 0 && made.stdout.ends_with(&format!("{name}\n")),
            "{made}"
        );
        let again = new(sentence, &[]);
        assert!(
            again.status == 2 && again.stderr.contains("F0010"),
            "{again}"
        );
    }
    // A headline of its own names the file, as that of any article does.
    let titled = new(
        "1月17日，Calls 5，Answered at once 3，Passed on 2。",
        &["A quiet day"],
    );
    assert!(
        titled.stdout.ends_with("2024-02-01-a-quiet-day.md\n"),
        "{titled}"
    );
    // What the sentence lacks is left open, and a draft may be so.
    let open = new("Calls 5。", &[]);
    assert!(
        open.stdout.ends_with("2024-02-01-hotline-daily.md\n"),
        "{open}"
    );
    let checked = run(at(&["check", "--deny-warnings"]).current_dir(&root));
    assert_eq!(checked.status, 0, "{checked}");
    let shown = run(at(&["build", "--drafts"]).current_dir(&root));
    assert_eq!(shown.status, 1, "two of one address: {shown}");
    fs::remove_file(root.join(open.stdout.trim_end())).unwrap();
    let shown = run(at(&["build", "--drafts"]).current_dir(&root));
    assert_eq!(shown.status, 0, "{shown}");
}

#[cfg(unix)]
#[test]
fn no_more_is_read_of_a_sentence_than_a_text_may_have() {
    let site = site();
    let large = site.at("large.txt");
    fs::write(&large, "1".repeat(4_000_001)).unwrap();
    for file in [large.to_str().unwrap(), "/dev/zero"] {
        let run = site.run(&["new", "bulletins", "--from", file, "--lang", "zh"]);
        assert!(
            run.status != 0 && run.stderr.contains("F0020") && run.stderr.contains("文件太大"),
            "{run}"
        );
    }
}
