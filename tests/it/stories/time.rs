//! What passes today passes tomorrow: nothing that the clock does stops a build, or keeps online
//! what should be down.

use super::{article, build_as_fresh, site};
use crate::support::{Run, Site, dateline, run};

/// Before an embargo ends and an expiry comes, and after both.
const BEFORE: &str = "2024-02-01T12:00:00+08:00";
const AFTER: &str = "2024-03-02T06:00:00+08:00";

fn check(site: &Site, now: &str, options: &[&str]) -> Run {
    site.run(&[&["check", "--format", "json", "--now", now], options].concat())
}

/// Returns `code file` of everything that `check` reports at a moment, in order.
#[track_caller]
fn told(site: &Site, now: &str) -> Vec<String> {
    let run = check(site, now, &[]);
    let lines = run.stdout.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = line["path"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        format!("{} {name}", line["code"].as_str().unwrap_or_default())
    });
    lines.collect()
}

#[test]
fn an_expiry_passes_where_warnings_are_denied() {
    let site = site();
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", "related: [later.md]\n") + "\n[旧闻](y.md)，[草稿](z.md)\n",
    );
    site.write(
        "content/news/y.md",
        article("乙", "2024-01-18", "expires: 2024-02-20\n"),
    );
    site.write("content/news/later.md", article("丁", "2024-03-01", ""));
    site.write("content/news/z.md", article("丙", "2024-01-18", ""));
    for now in [BEFORE, AFTER] {
        let run = site.run(&["build", "--deny-warnings", "--now", now]);
        assert_eq!(run.status, 0, "{run}");
    }
    assert!(!site.at("public/2024/01/18/y.html").exists());
    let told = check(&site, AFTER, &[]);
    assert!(
        told.stdout.contains("W0309") && told.stdout.contains("\"clock\":true"),
        "{told}"
    );
    // A draft is a matter of the content.
    site.edit("content/news/z.md", "---\n", "---\ndraft: true\n");
    let denied = check(&site, AFTER, &["--deny-warnings"]);
    assert_eq!(denied.status, 1, "{denied}");
}

/// Adds an article with a tag, a column, an attachment and an old address of its own, on a day of
/// its own.
fn stray(site: &Site, more: &str) {
    let text = article(
        "独",
        "2023-05-06",
        &format!("tags: [孤本]\ncolumn: street\naliases: [/old/du]\n{more}"),
    );
    site.write("content/news/du.md", text + "\n## 小题\n\n[表](du.csv)\n");
    site.write("content/news/du.csv", "a,b\n1,2\n");
}

/// Everything that goes with that article, as a link may name it.
const ITS: [&str; 8] = [
    "du.md",
    "/2023/05/06/du.html",
    "/old/du",
    "/2023/05/06/du.csv",
    "/2023/05/06/",
    "/tags/gu-ben/",
    "/tags/gu-ben/2023",
    "/columns/street/2023/",
];

fn links(to: &[&str]) -> String {
    to.iter()
        .map(|dest| format!("[甲{dest}]({dest})\n\n"))
        .collect()
}

#[test]
fn links_to_what_an_expiry_takes_away_become_text_and_are_told_before() {
    let site = site();
    stray(&site, "expires: 2024-02-20\n");
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", "related: [du.md]\n") + &links(&ITS) + "[丙](du.md#小题)\n",
    );
    let count = |told: &[String], code: &str| told.iter().filter(|t| t.starts_with(code)).count();
    let before = told(&site, BEFORE);
    assert_eq!(
        (before.len(), count(&before, "W0362 x.md")),
        (10, 10),
        "{before:?}"
    );
    let told_before = check(&site, BEFORE, &["--deny-warnings"]);
    assert_eq!(told_before.status, 0, "{told_before}");
    assert!(
        told_before.stdout.contains("2024-02-20 00:00"),
        "{told_before}"
    );
    for now in [BEFORE, AFTER] {
        let run = site.run(&["build", "--deny-warnings", "--now", now]);
        assert_eq!(run.status, 0, "{run}");
        let html = site.read("public/2024/01/18/x.html");
        let is_linked = |dest: &&str| html.contains(&format!(">甲{dest}</a>"));
        assert_eq!(ITS.iter().all(is_linked), now == BEFORE, "{html}");
        assert_eq!(!ITS.iter().any(is_linked), now == AFTER, "{html}");
        assert_eq!(site.public(), site.fresh(&["--now", now]));
    }
    assert!(!site.at("public/2023/05").exists() && !site.at("public/tags/gu-ben").exists());
    let after = told(&site, AFTER);
    assert_eq!(
        (after.len(), count(&after, "W0309 x.md")),
        (10, 10),
        "{after:?}"
    );
    // What was never there is an error at any moment.
    site.edit(
        "content/news/x.md",
        "(/tags/gu-ben/2023)",
        "(/tags/gu-ben/2022)",
    );
    for now in [BEFORE, AFTER] {
        assert!(told(&site, now).contains(&"E0303 x.md".to_owned()));
    }
}

#[test]
fn what_something_else_keeps_alive_is_not_told() {
    let site = site();
    stray(&site, "expires: 2024-02-20\n");
    // It comes when the other goes, with the same tag and day.
    let heir = article(
        "继",
        "2024-02-20",
        "tags: [孤本]\ncolumn: street\nslug: ji\n",
    );
    site.write("content/news/heir.md", heir);
    let linking = |more| article("甲", "2024-01-18", more);
    let path = "content/news/x.md";
    site.write(path, linking("") + &links(&["/tags/gu-ben/"]));
    assert_eq!(told(&site, BEFORE), [""; 0]);
    assert_eq!(told(&site, AFTER), [""; 0]);
    // An article that expires first never leads to nothing.
    site.write(path, linking("expires: 2024-02-20\n") + &links(&ITS));
    assert_eq!(told(&site, BEFORE), [""; 0]);
}

#[test]
fn the_links_of_an_embargoed_article_are_checked_as_of_its_date() {
    let site = site();
    stray(&site, "expires: 2024-02-20\n");
    let path = "content/news/z.md";
    let own = [
        "/2024/03/01/",
        "/tags/xue/",
        "/2024/03/01/z.html",
        "other.md",
    ];
    site.write("content/news/other.md", article("戊", "2024-03-01", ""));
    site.write(
        path,
        article("丁", "2024-03-01", "tags: [雪]\n") + &links(&own),
    );
    assert_eq!(told(&site, BEFORE), [""; 0]);
    assert_eq!(told(&site, AFTER), [""; 0]);
    // What is gone by then was a mistake from the start: not the clock's doing.
    site.write(path, article("丁", "2024-03-01", "") + &links(&ITS[..2]));
    for now in [BEFORE, AFTER] {
        assert_eq!(told(&site, now), ["W0309 z.md"; 2]);
        assert_eq!(check(&site, now, &["--deny-warnings"]).status, 1);
    }
    let missing = ["/2024/03/02/", "other.md#没有"];
    site.write(path, article("丁", "2024-03-01", "") + &links(&missing));
    for now in [BEFORE, AFTER] {
        assert_eq!(told(&site, now), ["E0303 z.md", "E0304 z.md"]);
    }
}

#[test]
fn what_an_embargoed_article_lacks_is_told_before_it_is_out() {
    let site = site();
    site.write(
        "content/news/z.md",
        article("丁", "2024-03-01", "") + "\n## 有\n",
    );
    site.write(
        "content/pages/later.md",
        "---\ntitle: 后\ndate: 2024-03-01\n---\n文\n",
    );
    let related = "related: [../pages/later.md]\n";
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", related) + "\n[丁](z.md#没有) [丁](z.md#有)\n",
    );
    let before = told(&site, BEFORE);
    assert_eq!(before[1..], ["E0304 x.md", "W0309 x.md"]);
    assert!(before[0].starts_with('E'), "{before:?}");
    assert_eq!(told(&site, AFTER), before[..2]);
}

#[test]
fn a_heading_of_an_address_is_looked_for_at_all_times() {
    let site = site();
    site.write(
        "content/news/z.md",
        article("丁", "2024-03-01", "") + "\n## 有\n",
    );
    let to = ["/2024/03/01/z.html#有", "/2024/03/01/z.html#%E6%9C%89"];
    site.write(
        "content/news/x.md",
        article("甲", "2024-03-01", "") + &links(&to),
    );
    for now in [BEFORE, AFTER] {
        assert_eq!(told(&site, now), [""; 0]);
    }
    let to = ["/2024/03/01/z.html#没有", "/#没有"];
    site.write(
        "content/news/x.md",
        article("甲", "2024-03-01", "") + &links(&to),
    );
    for now in [BEFORE, AFTER] {
        assert_eq!(told(&site, now), ["E0304 x.md"]);
    }
    // In the menu as well.
    site.remove("content/news/x.md");
    let settings = site.read("content/site.yaml");
    let menu =
        |id: &str| format!("{settings}menu: [{{ title: 丁, to: \"/2024/03/01/z.html#{id}\" }}]\n");
    site.write("content/site.yaml", menu("有"));
    assert_eq!(told(&site, AFTER), [""; 0]);
    assert!(!told(&site, BEFORE).iter().any(|t| t.starts_with('E')));
    site.write("content/site.yaml", menu("没有"));
    for now in [BEFORE, AFTER] {
        assert!(told(&site, now).contains(&"E0304 site.yaml".to_owned()));
    }
}

#[test]
fn the_month_of_a_tag_that_only_a_long_list_has_is_never_an_error() {
    let site = site();
    for n in 0..80 {
        site.write(
            &format!("content/news/n{n}.md"),
            article("篇", "2022-03-01", "tags: [多]\n"),
        );
    }
    let expires = "tags: [多]\nexpires: 2024-02-20\n";
    site.write("content/news/last.md", article("末", "2022-04-01", expires));
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", "") + &links(&["/tags/duo/2022/03/", "/tags/duo/2022/03/01/"]),
    );
    assert_eq!(told(&site, BEFORE), ["E0303 x.md"]);
    site.edit(
        "content/news/x.md",
        "(/tags/duo/2022/03/01/)",
        "(/tags/duo/)",
    );
    assert_eq!(told(&site, BEFORE), [""; 0]);
    assert_eq!(told(&site, AFTER), ["W0309 x.md"]);
    let run = site.run(&["build", "--deny-warnings", "--now", AFTER]);
    assert_eq!(run.status, 0, "{run}");
}

/// Returns what `check` reports before and after an embargo, which must be the same errors, and the
/// day of 1 March in each of the messages before.
#[track_caller]
fn foretold(site: &Site) -> Vec<String> {
    let errors = |now| {
        let mut told = told(site, now);
        told.retain(|line| line.starts_with('E'));
        told.sort_by(|a, b| a[..5].cmp(&b[..5]));
        told
    };
    let (before, after) = (errors(BEFORE), errors(AFTER));
    let code = |line: &String| line[..5].to_owned();
    let [codes, later]: [Vec<_>; 2] = [&before, &after].map(|told| told.iter().map(code).collect());
    assert_eq!(codes, later, "{before:?} {after:?}");
    let text = check(site, BEFORE, &[]).stdout;
    let days = text
        .lines()
        .filter(|line| line.contains("2024-03-01 00:00"));
    assert_eq!(days.count(), before.len(), "{text}");
    before
}

#[test]
fn what_embargoed_articles_will_claim_is_told_today() {
    let embargoed = |site: &Site, path: &str, more: &str| {
        site.write(path, article("待", "2024-03-01", more));
    };
    // Two of them claim one address; one is called as the list of its day; one has too long a name.
    let site = site();
    embargoed(&site, "content/news/z.md", "");
    embargoed(&site, "content/commentary/z.md", "");
    embargoed(&site, "content/news/index.md", "");
    embargoed(
        &site,
        "content/news/long.md",
        &format!("slug: {}\n", "a".repeat(260)),
    );
    assert_eq!(
        foretold(&site),
        ["E0401 index.md", "E0401 z.md", "E0407 long.md"]
    );
}

#[test]
fn what_embargoed_articles_will_claim_of_others_is_told_today() {
    let embargoed = |site: &Site, path: &str, more: &str| {
        site.write(path, article("待", "2024-03-01", more));
    };
    let site = site();
    // Old addresses, each way, among them and in capitals only.
    let old = "aliases: [/2024/03/01/z.html, /old/one, /2024/03/01/Y.html]\n";
    site.write("content/news/old.md", article("旧", "2024-01-18", old));
    embargoed(
        &site,
        "content/news/z.md",
        "aliases: [/old/one, /2024/01/15/er.html]\n",
    );
    embargoed(&site, "content/news/y.md", "aliases: [/old/two]\n");
    embargoed(&site, "content/news/w.md", "aliases: [/old/two]\n");
    assert_eq!(
        foretold(&site),
        [
            "E0405 old.md",
            "E0405 old.md",
            "E0405 y.md",
            "E0405 z.md",
            "E0405 z.md"
        ]
    );
}

#[test]
fn tags_files_and_pages_that_are_to_come_are_told_today() {
    let site = site();
    site.write(
        "content/news/now.md",
        article("今", "2024-01-18", "tags: [时事]\n"),
    );
    // A tag of theirs is spelt as one that is there, one cannot be spelt.
    site.write(
        "content/news/z.md",
        article("待", "2024-03-01", "tags: [实施, 😀, 天气]\n") + "\n[一](a/f.csv)\n",
    );
    // Two files of one name for one day, and two that differ in capitals only.
    site.write(
        "content/news/y.md",
        article("待", "2024-03-01", "") + "\n[二](b/f.csv) [三](b/F.csv)\n",
    );
    for (path, text) in [("a/f.csv", "1\n"), ("b/f.csv", "2\n"), ("b/F.csv", "3\n")] {
        site.write(&format!("content/news/{path}"), text);
    }
    // A standing page that is to come has the place of the program's own.
    site.write(
        "content/pages/404.md",
        "---\ntitle: 无\ndate: 2024-03-01\n---\n文\n",
    );
    let told = foretold(&site);
    assert_eq!(told.len(), 5, "{told:?}");
    for code in ["E0401 404.md", "E0402 f.csv", "E0403 z.md", "E0402 F.csv"] {
        assert!(told.contains(&code.to_owned()), "{told:?}");
    }
}

#[test]
fn what_is_never_there_at_once_does_not_clash() {
    let site = site();
    let slug = "slug: same\naliases: [/old/same]\ntags: [时事]\n";
    let expiring = format!("{slug}expires: 2024-03-01\n");
    site.write(
        "content/pages/old.md",
        format!(
            "---\ntitle: 旧\nslug: gone\n{}---\n文\n",
            "expires: 2024-03-01\n"
        ),
    );
    site.write(
        "content/pages/new.md",
        "---\ntitle: 新\nslug: gone\ndate: 2024-03-01\n---\n文\n",
    );
    site.write(
        "content/news/one.md",
        article("一", "2024-01-18", &expiring),
    );
    let heir = "aliases: [/old/same, /2024/01/18/same.html]\ntags: [实施]\n";
    site.write("content/news/two.md", article("二", "2024-03-01", heir));
    for now in [BEFORE, AFTER] {
        assert_eq!(told(&site, now), [""; 0]);
    }
    site.edit("content/news/one.md", "2024-03-01", "2024-03-02");
    assert_eq!(told(&site, BEFORE).len(), 3);
}

#[test]
fn index_is_no_slug() {
    let site = site();
    site.write(
        "content/news/chu/index.md",
        article("初雪", "2024-01-18", ""),
    );
    let run = site.run(&["check"]);
    assert!(run.stderr.contains("slug 不能是“index”"), "{run}");
    assert!(run.stderr.contains("slug: chu-xue"), "{run}");
}

/// Runs a command by the clock of the environment, which nix-shell sets to this moment of 1980.
fn in_nix_shell(site: &Site, arguments: &[&str]) -> Run {
    let mut command = dateline(arguments);
    let command = command.args(["--lang", "en", "--root"]).arg(&site.root);
    run(command.env("SOURCE_DATE_EPOCH", "315532800"))
}

#[test]
fn a_clock_before_every_article_is_told_with_its_source() {
    let site = site();
    let told = in_nix_shell(&site, &["check"]);
    assert_eq!(told.status, 0, "{told}");
    for words in [
        "W0408",
        "1980-01-01 08:00",
        "SOURCE_DATE_EPOCH",
        "2023-12-30 00:00",
    ] {
        assert!(told.stderr.contains(words), "{words}: {told}");
    }
    let denied = in_nix_shell(&site, &["build", "--deny-warnings"]);
    assert_eq!(denied.status, 1, "{denied}");
    assert!(!site.at("public").exists());
    let given = site.run(&["check", "--lang", "en", "--now", "1980-01-01T00:00:00Z"]);
    assert!(given.stderr.contains("by --now"), "{given}");
    // Somebody who has nothing but drafts, or an expired article, is told nothing.
    for name in ["2023-12-30-san", "2024-01-10-yi", "2024-01-15-er"] {
        site.edit(
            &format!("content/news/{name}.md"),
            "---\n",
            "---\ndraft: true\n",
        );
    }
    site.remove("content/commentary/2024-01-15-ping.md");
    assert!(!in_nix_shell(&site, &["check"]).stderr.contains("W0408"));
}

#[test]
fn a_clock_that_went_back_takes_nothing_down() {
    let site = site();
    site.build(&[]);
    let before = (site.public(), site.marks());
    let refused = in_nix_shell(&site, &["build"]);
    assert_eq!(refused.status, 3, "{refused}");
    for words in [
        "F0036",
        " 4 ",
        "2024-02-01",
        "SOURCE_DATE_EPOCH",
        "--allow-removals",
    ] {
        assert!(refused.stderr.contains(words), "{words}: {refused}");
    }
    assert!((site.public(), site.marks()) == before);
    let allowed = in_nix_shell(&site, &["build", "--allow-removals"]);
    assert_eq!(allowed.status, 0, "{allowed}");
    assert!(allowed.stderr.contains("W0409"), "{allowed}");
    assert!(!site.at("public/2024").exists());
    assert_eq!(
        site.public(),
        site.fresh(&["--now", "1980-01-01T00:00:00Z"])
    );
    // The right clock needs nobody's leave.
    build_as_fresh(&site, &[]);
}

#[test]
fn what_an_editor_takes_down_needs_no_leave() {
    let site = site();
    site.write(
        "content/news/y.md",
        article("乙", "2024-01-18", "expires: 2024-01-30\n"),
    );
    site.build(&["--now", "2024-01-29T08:00:00+08:00"]);
    // A clock that is a little behind, of a different machine.
    build_as_fresh(&site, &["--now", "2024-01-28T09:00:00+08:00"]);
    // An expiry, and an article that is put off to a day after the last build.
    build_as_fresh(&site, &[]);
    site.edit("content/news/2024-01-15-er.md", "2024-01-15", "2024-02-03");
    let early = ["--now", "2024-01-20T08:00:00+08:00"];
    let report = site.build(&early);
    assert_eq!(report.count("warnings"), 1);
    assert!(!site.at("public/2024/01/15/er.html").exists());
    assert!(site.at("public/2024/01/18/y.html").exists());
    // A draft that was out is no matter of the clock either.
    site.build(&[]);
    site.edit(
        "content/news/2024-01-10-yi.md",
        "---\n",
        "---\ndraft: true\n",
    );
    site.build(&early);
}

#[test]
fn the_output_remembers_the_day_of_its_build() {
    let site = site();
    let first = ["--now", "2024-02-01T08:00:00Z"];
    site.build(&first);
    let before = site.marks();
    site.build(&["--now", "2024-02-01T23:59:59Z"]);
    assert!(site.marks() == before, "the same day");
    build_as_fresh(&site, &["--now", "2024-02-02T00:00:00Z"]);
    let mut after = site.marks();
    after.insert(
        ".dateline-manifest".to_owned(),
        before[".dateline-manifest"],
    );
    assert!(after == before, "nothing but the manifest");
    // Parts of a site remember it too.
    site.build(&[
        "--shard",
        "1/2",
        "--output",
        "public",
        "--now",
        "2024-02-03T00:00:00Z",
    ]);
    let early = ["--now", "2023-12-01T00:00:00Z"];
    let run = site.run(&[&["build", "--shard", "1/2"], &early[..]].concat());
    let other = site.run(&[&["build", "--shard", "2/2"], &early[..]].concat());
    assert!([run.status, other.status].contains(&3), "{run}{other}");
}

#[test]
fn changes_that_are_to_come_are_told() {
    let site = site();
    let x = "content/news/x.md";
    let told_of = |date: &str, more: &str| {
        site.write(x, article("甲", date, more));
        told(&site, BEFORE)
    };
    let corrected = |date: &str| format!("corrections: [{{ date: {date}, text: 更正。 }}]\n");
    assert_eq!(
        told_of("2024-01-18", "updated: 2024-02-01 11:00\n"),
        [""; 0]
    );
    assert_eq!(
        told_of("2024-01-18", "updated: 2024-02-02\n"),
        ["W0222 x.md"]
    );
    assert_eq!(
        told_of("2024-01-18", &corrected("2034-01-19")),
        ["W0223 x.md"]
    );
    // Of an article that is to come, only a change after its date.
    assert_eq!(
        told_of("2024-03-01 08:00", "updated: 2024-03-01 08:00\n"),
        [""; 0]
    );
    assert_eq!(
        told_of("2024-03-01 08:00", "updated: 2024-03-01 09:00\n"),
        ["W0222 x.md"]
    );
    // A correction without a time may be of the hour after the publication.
    assert_eq!(
        told_of("2024-01-18 09:30", &corrected("2024-01-18")),
        [""; 0]
    );
    assert_eq!(
        told_of("2024-01-18 09:30", &corrected("2024-01-18 09:00")),
        ["E0204 x.md"]
    );
    assert_eq!(
        told_of("2024-01-18", &corrected("2024-01-17")),
        ["E0204 x.md"]
    );
    assert_eq!(
        told_of("2024-01-18", "expires: 2024-01-18\n"),
        ["E0219 x.md"]
    );
}

#[test]
fn a_gap_that_an_expiry_makes_is_not_denied() {
    let site = site();
    for (n, calls) in [500, 40, 40, 40, 40, 40, 40, 40, 500].iter().enumerate() {
        let day = n + 10;
        let expires = if n == 0 || n == 4 {
            "expires: 2024-02-20\n"
        } else {
            ""
        };
        site.write(
            &format!("content/bulletins/g{day}.md"),
            format!(
                "---\ntitle: 公报\ndate: 2024-01-{}\n{expires}series: hotline\nperiod: 2024-01-{day}\n\
                 figures: {{ calls: {calls} }}\n---\n",
                day + 1
            ),
        );
    }
    assert_eq!(told(&site, BEFORE), [""; 0]);
    // The ninth is no more unusual than before, though the first is gone.
    assert_eq!(told(&site, AFTER), ["W0602 g15.md"]);
    assert_eq!(check(&site, AFTER, &["--deny-warnings"]).status, 0);
    site.remove("content/bulletins/g12.md");
    assert_eq!(check(&site, AFTER, &["--deny-warnings"]).status, 1);
}
