//! The next edition of a site, made of the last one, is what a fresh one is; whatever changed.

use std::collections::BTreeSet;
use std::fs;

use dateline::base::path::SitePath;
use dateline::edition::{Changes, Edition, Options};
use dateline::page::render;
use dateline::site::Visibility;

use crate::support::{self, Dice, Site, copy_tree, project};

/// 2024-01-20 08:00 in Shanghai.
const NOW: i64 = 1_705_708_800;

fn options(now: i64, drafts: bool) -> Options {
    Options {
        visibility: Visibility {
            now,
            drafts,
            future: drafts,
        },
        ..Options::default()
    }
}

/// Everything that an edition publishes, and what is wrong with it.
fn contents(edition: &Edition) -> Vec<String> {
    let print = |view| render::fingerprint(&edition.reader().page(view), edition.base);
    let routes = edition
        .routes
        .iter()
        .map(|(url, view)| format!("{url} {view:?} {:?}", print(view)));
    let problems = edition.problems.iter().map(|p| {
        let place = p.place.as_ref().map(|p| (p.line, p.column));
        format!(
            "{} {:?} {:?} {place:?} {:?}",
            p.code.id, p.args, p.span, p.also
        )
    });
    let held = edition
        .site
        .held
        .iter()
        .map(|h| format!("{} {:?}", h.document.path, h.reason));
    routes
        .chain(problems)
        .chain(held)
        .chain([format!("{:?}", edition.site.until)])
        .collect()
}

#[track_caller]
fn assert_as_fresh(edition: &Edition, site: &Site, options: &Options, what: &str) {
    let fresh = Edition::open(&site.root, options).unwrap();
    let (found, expected) = (contents(edition), contents(&fresh));
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{what}");
    }
    assert_eq!(found.len(), expected.len(), "{what}");
    assert!(edition.is_same(&fresh), "{what}");
}

fn everything() -> Site {
    let site = Site::new(&[]);
    copy_tree(&project("tests/sites/everything/site"), &site.root);
    site
}

/// Changes something, and returns the files and folders that the system would name.
fn change(site: &Site, dice: &mut Dice, round: usize) -> Vec<String> {
    let files: Vec<String> = support::files(&site.at("content"))
        .into_iter()
        .map(|(n, _)| format!("content/{n}"))
        .collect();
    let articles: Vec<&String> = files
        .iter()
        .filter(|f| f.ends_with(".md") && !f.contains("/pages/"))
        .collect();
    let file = articles[dice.below(articles.len())].clone();
    let text = fs::read_to_string(site.at(&file)).unwrap();
    let line =
        |key: &str, value: &str| text.replacen("---\n", &format!("---\n{key}: {value}\n"), 1);
    let new = match dice.below(16) {
        0 => format!("{text}\n第{round}次改。\n"),
        1 => format!("{text}\n[一](no-such-{round}.md)\n"),
        2 => format!("{text}\n## 小标题{round}\n"),
        3 => text.replacen("title:", "titel:", 1),
        4 => text.replacen("titel:", "title:", 1),
        5 => line("draft", "true"),
        6 => line("tags", &format!("[标签{round}]")),
        7 => text.replacen("date: 2024-01", "date: 2024-02", 1),
        8 => text.replacen("title: ", &format!("title: 改{round}"), 1),
        9 => {
            let fresh = format!(
                "content/community/xin/2024-01-{:02}-n{round}.md",
                round % 18 + 1
            );
            site.write(
                &fresh,
                format!(
                    "---\ntitle: 新{round}\ndate: 2024-01-{:02}\n---\n新。\n",
                    round % 18 + 1
                ),
            );
            return vec!["content/community/xin".to_owned()];
        }
        10 if articles.len() > 4 => {
            site.remove(&file);
            return vec![file];
        }
        11 => {
            let moved = format!(
                "content/community/m{round}/{}",
                file.rsplit('/').next().unwrap()
            );
            site.rename(&file, &moved);
            return vec![file, format!("content/community/m{round}")];
        }
        12 => {
            site.write(
                "content/pages/about.md",
                format!("---\ntitle: 关于{round}\n---\n我们。\n"),
            );
            return vec!["content/pages/about.md".to_owned()];
        }
        13 => format!("{text}\n[雪](/2024/01/18/chu-xue.html)和[签](/tags/biao-qian-{round}/)。\n"),
        14 => line("kicker", "[引"),
        _ => {
            site.write(
                "content/community/xue.svg",
                format!(
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"1\"/>",
                    round + 1
                ),
            );
            return vec!["content/community/xue.svg".to_owned()];
        }
    };
    site.write(&file, new);
    vec![file, "content/community/4913".to_owned()]
}

#[test]
fn the_next_edition_is_what_a_fresh_one_is() {
    for seed in 0..4 {
        let site = everything();
        let mut dice = Dice(seed);
        let options = options(NOW, seed % 2 == 1);
        let mut edition = Edition::open(&site.root, &options).unwrap();
        for round in 0..40 {
            let paths = change(&site, &mut dice, round);
            let set: BTreeSet<SitePath> = paths.iter().map(SitePath::new).collect();
            let changes = if dice.below(6) == 0 {
                Changes::Unknown
            } else {
                Changes::Paths(set)
            };
            edition = edition.next(&options, &changes).unwrap();
            assert_as_fresh(
                &edition,
                &site,
                &options,
                &format!("seed {seed}, round {round}: {paths:?}"),
            );
        }
    }
}

#[test]
fn words_alone_share_everything_else() {
    let site = everything();
    let options = options(NOW, false);
    let edition = Edition::open(&site.root, &options).unwrap();
    let file = "content/community/2024-01-18-chu-xue.md";
    for temporary in [None, Some("content/community/4913")] {
        let text = site.read(file);
        site.write(
            file,
            format!("{text}\n又一段，[一](../scitech/2024/gao-xin.md)。\n"),
        );
        let paths = std::iter::once(file)
            .chain(temporary)
            .map(SitePath::new)
            .collect();
        let next = edition.next(&options, &Changes::Paths(paths)).unwrap();
        assert!(std::sync::Arc::ptr_eq(&next.routes, &edition.routes));
        assert_as_fresh(&next, &site, &options, file);
    }
}

#[test]
fn settings_and_theme_are_read_again() {
    let site = everything();
    let options = options(NOW, false);
    let edition = Edition::open(&site.root, &options).unwrap();
    site.write("themes/default/assets/style.css", "body{color:red}");
    let next = edition
        .next(
            &options,
            &Changes::Paths([SitePath::new("themes/default/assets/style.css")].into()),
        )
        .unwrap();
    assert_as_fresh(&next, &site, &options, "theme");
    assert!(!next.is_same(&edition));
    site.edit("content/site.yaml", "title:", "title: 又名");
    let next = next
        .next(
            &options,
            &Changes::Paths([SitePath::new("content/site.yaml")].into()),
        )
        .unwrap();
    assert_as_fresh(&next, &site, &options, "settings");
    assert!(next.is_same(&next.next(&options, &Changes::Unknown).unwrap()));
}

#[test]
fn another_clock_makes_another_edition_of_the_same_documents() {
    let site = everything();
    let edition = Edition::open(&site.root, &options(NOW, false)).unwrap();
    for now in [NOW - 5 * 86_400, NOW + 60 * 86_400, NOW] {
        let options = options(now, false);
        assert_as_fresh(
            &edition.next(&options, &Changes::none()).unwrap(),
            &site,
            &options,
            &format!("{now}"),
        );
    }
}

#[test]
fn copy_rules_reviews_and_words_are_told_as_by_a_fresh_one() {
    let site = everything();
    let options = options(NOW, false);
    let file = "content/community/2024-01-18-chu-xue.md";
    site.edit(
        "content/site.yaml",
        "profile: gov-cn\n",
        "profile: gov-cn\npolicy: { review: { community: withhold } }\n",
    );
    let mut edition = Edition::open(&site.root, &options).unwrap();
    let mut step = |path: &str, has: &str, is_shared: bool| {
        let next = edition
            .next(&options, &Changes::Paths([SitePath::new(path)].into()))
            .unwrap();
        assert_eq!(
            std::sync::Arc::ptr_eq(&next.routes, &edition.routes),
            is_shared,
            "{path}, {has}"
        );
        assert!(
            contents(&next).iter().any(|line| line.contains(has)),
            "{has}"
        );
        assert_as_fresh(&next, &site, &options, has);
        edition = next;
    };
    site.edit(
        file,
        "---\n",
        "---\nreview: { first: 何青禾, second: 田守一, final: 严既白 }\n",
    );
    step(file, "chu-xue.html", false);
    let text = site.read(file);
    site.write(file, format!("{text}\n今天下雪,山上的的雪先白。\n"));
    step(file, "W0707", true);
    site.write(file, format!("{text}\n用户登陆网站。\n"));
    step(file, "chu-xue.html", true);
    for (sign, is_shared) in [("！", false), ("。", true)] {
        site.write(
            file,
            format!("{text}\n用户登陆网站{sign}\n\n![图](series:no-such/calls)\n"),
        );
        step(file, "E0618", is_shared);
    }
    site.write("content/_terms.yaml", "登陆网站: 登录网站\n");
    step("content/_terms.yaml", "W0713", false);
    site.edit(file, "first: 何青禾, ", "");
    step(file, "Unreviewed", false);
}

#[test]
fn what_is_open_in_an_editor_counts_until_it_is_closed() {
    let site = everything();
    let file = SitePath::new("content/community/2024-01-18-chu-xue.md");
    let closed = options(NOW, false);
    let text = site.read(file.as_str()).replacen("title: ", "title: 改", 1);
    let open = Options {
        overlay: [(file, text.into_bytes().into())].into(),
        ..closed.clone()
    };
    let mut edition = Edition::open(&site.root, &closed).unwrap();
    for options in [&open, &closed, &open] {
        for changes in [Changes::none(), Changes::Unknown] {
            edition = edition.next(options, &changes).unwrap();
            let fresh = Edition::open(&site.root, options).unwrap();
            assert_eq!(contents(&edition), contents(&fresh), "{changes:?}");
        }
    }
}
