//! What a site may change in its theme without copying it, what articles choose of it, and copies
//! that fall behind.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;

use crate::support::{Run, Site, Tree, assert_same, dateline, project, run};

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/\ntheme: mine\ncategories: { news: { title: 新闻, kind: news } }\n";

/// Makes a site with an article, a standing page and these files.
fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::new(&[
        ("content/site.yaml", SETTINGS),
        (
            "content/news/2024-01-18-xue.md",
            "---\ntitle: 雪\ndate: 2024-01-18\nextra: { label: 快讯 }\n---\n雪正文。\n",
        ),
        (
            "content/news/2023-01-18-yu.md",
            "---\ntitle: 雨\ndate: 2023-01-18\n---\n雨正文。\n",
        ),
        (
            "content/pages/about.md",
            "---\ntitle: 关于\n---\n单页正文。\n",
        ),
        ("themes/mine/words/bo.yaml", "home: གཙོ་ངོས།\n"),
    ]);
    for (path, text) in files {
        match *path {
            "content/site.yaml" => site.write(path, format!("{SETTINGS}{text}")),
            path => site.write(path, text),
        }
    }
    site
}

#[track_caller]
fn built(site: &Site) {
    let run = site.run(&["build", "--deny-warnings"]);
    assert_eq!(run.status, 0, "{run}");
}

/// Returns what is published, without the program's own files.
fn pages(site: &Site) -> Tree {
    site_pages(site.public())
}

fn site_pages(mut tree: Tree) -> Tree {
    tree.retain(|name, _| !name.starts_with(".dateline"));
    tree
}

/// Takes the indentation of lines away, and lines with nothing else.
fn flush(mut tree: Tree) -> Tree {
    for (name, bytes) in &mut tree {
        if name.ends_with(".html") {
            let text = String::from_utf8(std::mem::take(bytes)).unwrap();
            let lines = text.lines().map(str::trim_start);
            let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
            *bytes = lines.join("\n").into_bytes();
        }
    }
    tree
}

/// A recipe of the guide: its heading and its files.
struct Recipe {
    title: String,
    files: Vec<(String, String)>,
}

/// Takes the recipes out of the guide: boxes whose first line names a file.
fn recipes() -> Vec<Recipe> {
    let guide = fs::read_to_string(project("docs/theme.md")).unwrap();
    let parts = guide.split("\n### Recipe: ").skip(1);
    parts
        .map(|part| {
            let part = part.split("\n## ").next().unwrap();
            let boxes = part.split("\n```").skip(1).step_by(2);
            let files = boxes.map(|text| {
                let (head, text) = text.split_once('\n').unwrap();
                let (_, path) = head
                    .split_once(' ')
                    .expect("a box of a recipe names its file");
                (path.to_owned(), format!("{text}\n"))
            });
            Recipe {
                title: part.lines().next().unwrap().to_owned(),
                files: files.collect(),
            }
        })
        .collect()
}

#[test]
fn every_recipe_of_the_guide_builds_and_does_what_it_says() {
    let recipes = recipes();
    let shown: [(&str, &str, &[&str]); 5] = [
        (
            "colours and fonts",
            "public/index.html",
            &["/assets/theme."],
        ),
        (
            "a nameplate with a motto",
            "public/index.html",
            &[
                "class=\"nameplate",
                "<p class=\"wrap motto\">湟水之滨，日日新闻</p>",
            ],
        ),
        (
            "analytics",
            "public/2024/01/18/xue.html",
            &["<script src=\"https://stats.example.cn/count.js\" defer></script>\n</head>"],
        ),
        (
            "another home page",
            "public/index.html",
            &["class=\"plain-home\"", ">雪</a></h2>", ">雨</a></h3>"],
        ),
        (
            "a new page",
            "public/contact.html",
            &["<a href=\"tel:0971-0000001\">", "湟州市新闻大厦三楼"],
        ),
    ];
    let titles: Vec<&str> = recipes.iter().map(|recipe| recipe.title.as_str()).collect();
    assert_eq!(titles, shown.map(|(title, ..)| title));
    for (recipe, (title, page, texts)) in recipes.iter().zip(shown) {
        assert!(!recipe.files.is_empty(), "{title}");
        let files = recipe.files.iter();
        let files: Vec<(&str, &str)> = files.map(|(path, text)| (&**path, &**text)).collect();
        let site = site(&files);
        built(&site);
        let page = site.read(page);
        for text in texts {
            assert!(page.contains(text), "{title}: no {text} in\n{page}");
        }
    }
}

/// As the guide says: one `extra` with the keys of all, style sheets one below the other.
#[test]
fn all_recipes_go_together_in_one_theme() {
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut extra = Vec::new();
    for (path, text) in recipes().into_iter().flat_map(|recipe| recipe.files) {
        match path.as_str() {
            "content/site.yaml" => {
                let keys = text.trim().strip_prefix("extra: {").unwrap();
                extra.push(keys.strip_suffix('}').unwrap().to_owned());
            }
            "themes/mine/assets/theme.css" => {
                *files.entry(path).or_default() += &text;
            }
            _ => assert!(files.insert(path.clone(), text).is_none(), "{path} twice"),
        }
    }
    let settings = format!("extra: {{ {} }}\n", extra.join(","));
    files.insert("content/site.yaml".to_owned(), settings);
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(p, t)| (p.as_str(), t.as_str()))
        .collect();
    let site = site(&files);
    built(&site);
    let home = site.read("public/index.html");
    for text in ["motto", "count.js", "plain-home"] {
        assert!(home.contains(text), "{text}: {home}");
    }
    let public = site.public();
    let (_, style) = public
        .iter()
        .find(|(path, _)| path.starts_with("assets/theme."))
        .unwrap();
    let style = String::from_utf8(style.clone()).unwrap();
    for rule in ["--accent", ".motto", ".plain-home", ".phones"] {
        assert!(style.contains(rule), "{rule}: {style}");
    }
}

#[test]
fn a_motto_is_on_the_home_page_alone() {
    let recipes = recipes();
    let files = recipes[1].files.iter();
    let files: Vec<(&str, &str)> = files.map(|(path, text)| (&**path, &**text)).collect();
    let site = site(&files);
    built(&site);
    assert!(!site.read("public/news/index.html").contains("motto"));
}

#[test]
fn free_data_of_the_site_reaches_every_template_and_has_to_be_a_map() {
    let page =
        "{{ site.extra.phone }} {% for k, v in site.extra.list %}{{ k }}={{ v }} {% endfor %}";
    let site = site(&[
        (
            "content/site.yaml",
            "extra: { phone: 0971, list: { b: 1, a: <i> } }\n",
        ),
        ("themes/mine/templates/404.html", page),
    ]);
    built(&site);
    assert_eq!(site.read("public/404.html"), "0971 b=1 a=&lt;i&gt; ");
    site.edit("content/site.yaml", "extra: { phone", "extra: x #");
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stdout.contains("\"line\":5"), "{run}");
}

#[test]
fn cards_and_lines_carry_the_free_data_of_their_article() {
    let mark = |of: &str| {
        format!(
            "{{% if {of}.extra and {of}.extra.label is defined %}}<i>{{{{ {of}.extra.label }}}}</i>{{% endif %}}"
        )
    };
    let card = format!(
        "{{% include \"default/partials/card.html\" %}}{}",
        mark("item")
    );
    let lines = format!(
        "{{% for line in group.lines %}}<a href=\"{{{{ line.href }}}}\">{}</a>{{% endfor %}}",
        mark("line")
    );
    let site = site(&[
        ("themes/mine/templates/partials/card.html", &card),
        ("themes/mine/templates/partials/lines.html", &lines),
    ]);
    built(&site);
    for page in ["index.html", "news/index.html", "2024/index.html"] {
        let text = site.read(&format!("public/{page}"));
        assert_eq!(text.matches("<i>快讯</i>").count(), 1, "{page}");
    }
    // It is a part of the article's face: who shows that is written again, and nobody else.
    site.edit("content/news/2024-01-18-xue.md", "快讯", "特稿");
    let report = site.build(&[]);
    let written = report.paths("written");
    assert!(written.contains(&"index.html".to_owned()), "{written:?}");
    assert!(
        !written.contains(&"2023/index.html".to_owned()),
        "{written:?}"
    );
    assert!(site.read("public/2024/index.html").contains("<i>特稿</i>"));
    assert_same(&pages(&site), &site_pages(site.fresh(&[])));
}

#[test]
fn an_article_and_a_standing_page_choose_their_layout() {
    let layout = "<main>{{ page.article.title }}|{{ (page.html or \"\") | safe }}</main>";
    let site = site(&[("themes/mine/templates/pages/big.html", layout)]);
    built(&site);
    let plain = site.read("public/2024/01/18/xue.html");
    site.edit(
        "content/news/2024-01-18-xue.md",
        "title",
        "layout: big\ntitle",
    );
    site.edit("content/pages/about.md", "title", "layout: big\ntitle");
    built(&site);
    let page = site.read("public/2024/01/18/xue.html");
    assert_eq!(page, "<main>雪|<p>雪正文。</p>\n</main>");
    assert!(site.read("public/about.html").starts_with("<main>关于|"));
    // A change of the template writes these two alone anew, as far as bytes go; and without it all
    // is as before.
    site.edit("content/news/2024-01-18-xue.md", "layout: big\n", "");
    built(&site);
    assert_eq!(site.read("public/2024/01/18/xue.html"), plain);
    assert_same(&pages(&site), &site_pages(site.fresh(&[])));
}

/// Runs `check` and returns `code path:line:column` and the hints of every problem.
#[track_caller]
fn problems(site: &Site) -> Vec<(String, String)> {
    let run = site.run(&["check", "--format", "json", "--lang", "en"]);
    let lines = run.stdout.lines();
    lines
        .map(|line| {
            let problem: Value = serde_json::from_str(line).unwrap();
            let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
            let place = format!(
                "{} {}:{}:{}",
                text("code"),
                text("path"),
                problem["line"],
                problem["column"]
            );
            (place, problem["hints"].to_string())
        })
        .collect()
}

#[test]
fn a_layout_that_the_theme_lacks_is_told_at_its_place() {
    let site = site(&[(
        "themes/mine/templates/pages/contact.html",
        "{{ page.title }}",
    )]);
    site.edit(
        "content/news/2024-01-18-xue.md",
        "title",
        "layout: contct\ntitle",
    );
    let found = problems(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "E0236 content/news/2024-01-18-xue.md:2:9");
    assert!(found[0].1.contains("“contact”"), "{found:?}");
    assert_eq!(site.run(&["build"]).status, 1);
    // Its day will come: that of a draft is told as well.
    site.edit(
        "content/news/2024-01-18-xue.md",
        "title",
        "draft: true\ntitle",
    );
    assert_eq!(problems(&site).len(), 1);
    // No path leads out of the folder of layouts.
    for name in [
        "../404",
        "partials/../contact",
        "contact.html",
        "default/404",
    ] {
        site.write(
            "content/news/2024-01-18-xue.md",
            format!("---\ntitle: 雪\ndate: 2024-01-18\nlayout: {name}\n---\n正文。\n"),
        );
        let found = problems(&site);
        assert!(found[0].0.starts_with("E0236 "), "{name}: {found:?}");
    }
}

#[test]
fn the_schema_knows_the_layouts_of_the_theme() {
    let site = site(&[(
        "themes/mine/templates/pages/contact.html",
        "{{ page.title }}",
    )]);
    assert_eq!(site.run(&["schema"]).status, 0);
    let schema = site.read(".dateline/schema/news.json");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let layouts = &schema["properties"]["layout"]["enum"];
    assert_eq!(*layouts, serde_json::json!(["contact", null]));
}

/// Runs `theme` on a site, in English.
fn theme(site: &Site, arguments: &[&str]) -> Run {
    let mut command = dateline(&[&["theme"], arguments].concat());
    let command = command.args(["--lang", "en", "--root"]).arg(&site.root);
    run(command)
}

const CARD: &str = "themes/mine/templates/partials/card.html";
const ORIGINAL: &str = "themes/mine/_originals/templates/partials/card.html";

/// Makes a copy as an earlier version of the program would have made it, whose card said less.
fn old_copy(site: &Site) {
    let run = theme(site, &["copy", "partials/card.html"]);
    assert_eq!((run.status, run.stdout.trim()), (0, CARD), "{run}");
    let new = site.read(ORIGINAL);
    let old = new.replacen("card-summary", "card-text", 1);
    assert_ne!(old, new);
    site.write(ORIGINAL, &old);
    let digest = dateline::base::digest::Digest::of(old.as_bytes()).short(16);
    let copy = site.read(CARD);
    let first = copy.lines().next().unwrap();
    let hash = first.split(' ').nth(3).unwrap();
    // The newsroom has changed something, too.
    let copy = format!("{}\n{old}", first.replace(hash, &digest));
    let copy = copy.replacen("kicker", "above", 1);
    site.write(CARD, copy);
}

#[test]
fn a_copy_draws_the_same_pages_until_it_is_changed() {
    let site = site(&[]);
    built(&site);
    let before = flush(pages(&site));
    for file in ["partials/card.html", "templates/base.html", "style.css"] {
        assert_eq!(theme(&site, &["copy", file]).status, 0);
    }
    built(&site);
    // Templates of a theme are set with the indentation that they have.
    assert_same(&flush(pages(&site)), &before);
    let run = theme(&site, &["diff"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "{run}");
    assert_eq!(
        run.stderr.matches("of the same version").count(),
        3,
        "{run}"
    );
    // Nothing of it is written over.
    site.edit(CARD, "kicker", "above");
    let run = theme(&site, &["copy", "card.html", "partials/card.html"]);
    assert_eq!(run.status, 2, "{run}");
    assert!(
        run.stderr.contains("F0051") && run.stderr.contains("partials/card.html"),
        "{run}"
    );
    let run = theme(&site, &["copy", "partials/card.html"]);
    assert!(run.status == 2 && run.stderr.contains("F0052"), "{run}");
    assert!(site.read(CARD).contains("above"));
}

#[test]
fn a_copy_that_has_fallen_behind_is_told_once_and_shown_as_a_patch() {
    let site = site(&[]);
    old_copy(&site);
    let found = problems(&site);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, format!("W0528 {CARD}:1:1"));
    let run = theme(&site, &["diff", CARD]);
    assert_eq!(run.status, 0, "{run}");
    let changed = |sign: char| -> Vec<String> {
        let lines = run.stdout.lines().filter(|line| line.starts_with(sign));
        lines.map(str::to_owned).collect()
    };
    // What the program has changed, and not what the newsroom has.
    assert!(
        changed('-').iter().any(|line| line.contains("card-text")),
        "{run}"
    );
    assert!(
        changed('+')
            .iter()
            .any(|line| line.contains("card-summary")),
        "{run}"
    );
    assert!(
        !run.stdout
            .lines()
            .any(|l| l.starts_with(['-', '+']) && l.contains("above"))
    );
    // It can be applied as it is.
    let patched = std::process::Command::new("patch")
        .args(["-p0", "--silent"])
        .current_dir(&site.root)
        .stdin(std::process::Stdio::piped())
        .spawn()
        .and_then(|mut patch| {
            use std::io::Write;
            patch
                .stdin
                .take()
                .unwrap()
                .write_all(run.stdout.as_bytes())?;
            patch.wait()
        });
    assert!(patched.unwrap().success());
    let text = site.read(CARD);
    assert!(
        text.contains("card-summary") && text.contains("above"),
        "{text}"
    );
    let run = theme(&site, &["mark", "partials/card.html"]);
    assert_eq!((run.status, run.stdout.trim()), (0, CARD), "{run}");
    assert_eq!(
        site.read(CARD).lines().skip(1).collect::<Vec<_>>(),
        text.lines().skip(1).collect::<Vec<_>>()
    );
    assert!(problems(&site).is_empty());
    assert_eq!(theme(&site, &["diff"]).stdout, "");
}

#[test]
fn a_copy_without_an_original_or_a_mark_is_held_against_the_built_in_file() {
    let site = site(&[]);
    old_copy(&site);
    site.remove(ORIGINAL);
    let run = theme(&site, &["diff"]);
    assert!(
        run.stdout.contains("above") && run.stderr.contains("is gone"),
        "{run}"
    );
    let text = site.read(CARD);
    site.write(CARD, text.split_once('\n').unwrap().1);
    // Nobody knows whether it has fallen behind.
    assert!(problems(&site).is_empty());
    let run = theme(&site, &["diff"]);
    assert!(
        run.stdout.contains("above") && run.stderr.contains("does not say"),
        "{run}"
    );
    // What stands on the built-in file is no copy.
    site.write(CARD, "{% include \"default/partials/card.html\" %}");
    let run = theme(&site, &["diff"]);
    assert_eq!(
        (run.stdout.as_str(), run.stderr.as_str()),
        ("", ""),
        "{run}"
    );
    let run = theme(&site, &["diff", "partials/card.html"]);
    assert!(run.status == 2 && run.stderr.contains("F0053"), "{run}");
}
