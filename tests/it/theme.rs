//! Slips in a site's own theme: each gets a message with its place and what was meant, and nothing
//! else does.

use std::fs;

use crate::support::{Site, copy_tree, project};

const SETTINGS: &str = "title: 湟水日报\nbase_url: https://x.cn/\ntheme: mine\ncategories: { news: { title: 新闻, kind: news } }\n";

/// Makes a site with an article and these files in its theme.
fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::new(&[
        ("content/site.yaml", SETTINGS),
        (
            "content/news/2024-01-18-xue.md",
            "---\ntitle: 雪\ndate: 2024-01-18\n---\n正文。\n",
        ),
        ("themes/mine/words/bo.yaml", "home: གཙོ་ངོས།\n"),
    ]);
    for (path, text) in files {
        site.write(&format!("themes/mine/{path}"), text);
    }
    site
}

/// Runs `check` in both languages and returns `code path:line:column nearest` of every message;
/// what is nearest is taken out of the hints.
fn found(site: &Site) -> Vec<String> {
    let read = |lang: &str| -> Vec<serde_json::Value> {
        let run = site.run(&["check", "--format", "json", "--lang", lang]);
        assert!(!run.stderr.contains("panicked"), "{run}");
        run.stdout
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    };
    let line = |problem: &serde_json::Value, start: &str, end: &str| {
        let hints = problem["hints"].as_array().unwrap();
        let near = hints
            .iter()
            .find_map(|h| h.as_str()?.strip_prefix(start)?.strip_suffix(end));
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        let place = format!(
            "{} {}:{}:{}",
            text("code"),
            text("path"),
            problem["line"],
            problem["column"]
        );
        near.map_or(place.clone(), |near| {
            format!("{place} {}", near.trim_matches(['“', '”', ' ']))
        })
    };
    let zh: Vec<String> = read("zh").iter().map(|p| line(p, "是不是", "？")).collect();
    let en: Vec<String> = read("en")
        .iter()
        .map(|p| line(p, "Did you mean ", "?"))
        .collect();
    assert_eq!(zh, en);
    zh
}

/// Checks a theme with these files.
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let site = site(files);
    let expected: Vec<String> = expected
        .iter()
        .map(|e| e.replace('@', "themes/mine/"))
        .collect();
    assert_eq!(found(&site), expected, "{files:?}");
    // What is only a warning is published.
    let is_error = expected.iter().any(|e| e.starts_with('E'));
    let run = site.run(&["build"]);
    assert_eq!(run.status, i32::from(is_error), "{run}");
}

#[test]
fn a_file_of_the_theme_that_nothing_uses_is_told() {
    let article = "@templates/article.html";
    check(
        &[("templates/artcle.html", "雪")],
        &[&format!("W0508 @templates/artcle.html:1:1 {article}")],
    );
    check(
        &[("artcle.html", "雪")],
        &[&format!("W0508 @artcle.html:1:1 {article}")],
    );
    check(
        &[("article.html", "雪")],
        &[&format!("W0508 @article.html:1:1 {article}")],
    );
    check(
        &[("template/article.html", "雪")],
        &[&format!("W0508 @template/article.html:1:1 {article}")],
    );
    check(
        &[("templates/article.htm", "雪")],
        &[&format!("W0508 @templates/article.htm:1:1 {article}")],
    );
    let crumbs = "@templates/partials/breadcrumb.html";
    check(
        &[("templates/breadcrumb.html", "雪")],
        &[&format!("W0508 @templates/breadcrumb.html:1:1 {crumbs}")],
    );
    check(
        &[("partials/breadcrumb.html", "雪")],
        &[&format!("W0508 @partials/breadcrumb.html:1:1 {crumbs}")],
    );
    check(
        &[("templates/xuehua-piaopiao.html", "雪")],
        &["W0508 @templates/xuehua-piaopiao.html:1:1"],
    );
    check(
        &[("style.css", "a {}")],
        &["W0508 @style.css:1:1 @assets/style.css"],
    );
    check(
        &[("asset/more.css", "a {}")],
        &["W0508 @asset/more.css:1:1 @assets/more.css"],
    );
    check(
        &[("words/zh-CN.yaml", "home: 头版")],
        &["W0508 @words/zh-CN.yaml:1:1 @words/zh.yaml"],
    );
    check(
        &[("words/cn.yaml", "home: 头版")],
        &["W0508 @words/cn.yaml:1:1 @words/en.yaml"],
    );
    check(
        &[("zh.yaml", "home: 头版")],
        &["W0508 @zh.yaml:1:1 @words/zh.yaml"],
    );
}

#[test]
fn a_file_of_the_theme_that_is_used_or_harmless_is_not_told() {
    // One file in the place of a built-in one; all kinds of files among the assets.
    check(&[("templates/404.html", "{{ page.title }}")], &[]);
    check(
        &[
            ("assets/a.html", "雪"),
            ("assets/fonts/LICENSE", "雪"),
            ("assets/article.htm", "雪"),
        ],
        &[],
    );
    // Partials that are included or extended, by whatever quotation marks, and those of a partial.
    check(
        &[
            (
                "templates/404.html",
                "{% extends \"frame.html\" %}{% block main %}{%- include 'partials/a.html' -%}{% endblock %}",
            ),
            (
                "templates/frame.html",
                "{% block main %}{% endblock main %}",
            ),
            (
                "templates/partials/a.html",
                "{% include `partials/b.html` %}",
            ),
            ("templates/partials/b.html", "雪"),
            (
                "templates/buttons.html",
                "{% component button(text) %}<b>{{ text }}</b>{% endcomponent button %}",
            ),
        ],
        &[],
    );
    // What is kept beside a theme.
    check(
        &[
            ("README.md", "雪"),
            ("theme.yaml", "a: b"),
            ("preview.png", "雪"),
            ("docs/index.html", "雪"),
            ("node_modules/x/article.html", "雪"),
            ("templates/_article.html", "雪"),
            ("templates/article.html.bak", "雪"),
            ("templates/README.md", "雪"),
            ("src/style.scss", "雪"),
            ("words/README.md", "雪"),
        ],
        &[],
    );
    // A mention that is none.
    check(
        &[
            (
                "templates/404.html",
                "{# {% include \"b.html\" %} #}{% raw %}{% include \"b.html\" %}{% endraw %}雪",
            ),
            ("templates/b.html", "雪"),
        ],
        &["W0508 @templates/b.html:1:1"],
    );
}

#[test]
fn a_name_that_is_computed_gives_no_false_alarm() {
    for name in [
        "page.title",
        "\"partials/\" ~ page.title",
        "[\"a.html\", \"b.html\"]",
    ] {
        let site = site(&[
            ("templates/404.html", &format!("{{% include {name} %}}")),
            ("templates/partials/a.html", "雪"),
        ]);
        let found = found(&site);
        assert!(
            found.len() == 1 && found[0].starts_with("E0501 themes/mine/templates/404.html:1:"),
            "{found:?}"
        );
    }
}

#[test]
fn a_word_that_nothing_reads_is_told() {
    check(
        &[("words/zh.yaml", "hoem: 头版\ntags: 话题\n")],
        &["W0509 @words/zh.yaml:1:1 home"],
    );
    check(
        &[("words/zh.yaml", "# 雪\nxuehua-piaopiao: 雪\n")],
        &["W0509 @words/zh.yaml:2:1"],
    );
    check(
        &[("words/zh.yaml", "tags: { a: 话题 }\n")],
        &["E0505 @words/zh.yaml:1:1"],
    );
    // The word of a template of one's own is as good as a built-in one.
    let words = ("words/zh.yaml", "greeting: 你好\nbye: 再见\nsnow: 雪\n");
    let template =
        "{{ words.greeting }}{{ words[\"bye\"] }}{{ words | get(key=\"snow\", default=\"\") }}";
    check(&[words, ("templates/404.html", template)], &[]);
    // So is one that is computed, but not what a copy of a built-in template computes.
    for whole in [
        "{% set k = page.title %}{% if k == \"\" %}{{ words[k] }}{% endif %}",
        "{% for k, v in words %}{{ v }}{% endfor %}",
    ] {
        check(&[words, ("templates/404.html", whole)], &[]);
    }
    let components =
        fs::read_to_string(project("themes/default/templates/partials/components.html"));
    check(
        &[
            ("words/zh.yaml", "hoem: 头版\n"),
            ("templates/partials/components.html", &components.unwrap()),
        ],
        &["W0509 @words/zh.yaml:1:1 home"],
    );
}

#[test]
fn a_word_or_asset_that_is_nowhere_is_an_error() {
    let page = |text: &str| format!("<p>\n{text}</p>\n");
    let check = |text: &str, expected: &[&str]| {
        check(
            &[
                ("templates/404.html", &page(text)),
                ("words/zh.yaml", "home: 头版\n"),
                ("assets/a.js", "1"),
            ],
            expected,
        );
    };
    check(
        "{{ words.hoem }}",
        &["E0513 @templates/404.html:2:10 words.home"],
    );
    check(
        "{{- words[\"hoem\"] -}}",
        &["E0513 @templates/404.html:2:12 words.home"],
    );
    check(
        "{{ site.assets[\"styl.css\"] }}",
        &["E0513 @templates/404.html:2:17 site.assets[\"style.css\"]"],
    );
    check(
        "{{ site.assets[\"a.js\"] }}{{ site.assets[\"style.css\"] }}{{ words.home }}",
        &[],
    );
    check(
        "{{ words.hoem | default(value=\"雪\") }}{{ words.hoem or \"雪\" }}",
        &[],
    );
    check(
        "{% if words.hoem is defined %}{{ words.hoem }}{% endif %}",
        &[],
    );
    check(
        "{% for words in [page] %}{{ words.title }}{% endfor %}",
        &[],
    );
    check("{% set words = page %}{{ words.title }}", &[]);
    check(
        "{# {{ words.hoem }} #}{% raw %}{{ words.hoem }}{% endraw %}",
        &[],
    );
}

#[test]
fn a_file_that_a_style_sheet_names_and_that_is_nowhere_is_told() {
    let check = |name: &str, css: &str, expected: &[&str]| {
        check(
            &[
                (name, css),
                (
                    "assets/pics/雪 1.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                ),
                (
                    "assets/pics/paper.svg",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                ),
            ],
            expected,
        );
    };
    let own = "assets/own.css";
    check(
        own,
        "/* 雪 */ a { background: url(pics/papr.svg) }",
        &["W0510 @assets/own.css:1:29 pics/paper.svg"],
    );
    check(
        own,
        "a {}\nb { background: url(\"paper.svg\") }",
        &["W0510 @assets/own.css:2:22 pics/paper.svg"],
    );
    check(own, "@import 'mroe.css';", &["W0510 @assets/own.css:1:10"]);
    check(
        own,
        "a { background: url(/assets/pics/paper.svg) }",
        &["W0510 @assets/own.css:1:21 pics/paper.svg"],
    );
    check(
        own,
        "a { background: url(../../../x.svg) }",
        &["W0510 @assets/own.css:1:21"],
    );
    check(
        "assets/css/a.css",
        "a { background: url(pics/paper.svg) }",
        &["W0510 @assets/css/a.css:1:21 ../pics/paper.svg"],
    );
    check(
        "assets/css/a.css",
        "a { background: url(../pics/paper.svg) }",
        &[],
    );
    for there in [
        "pics/paper.svg",
        "./pics/paper.svg#icon",
        "pics/paper.svg?v=1",
        "pics/%E9%9B%AA%201.svg",
        "data:image/png;base64,AAAA",
        "https://x.cn/a.png",
        "//x.cn/a.png",
        "#icon",
        "favicon.svg",
        "/feed.xml",
        "../2024/01/18/xue.html",
    ] {
        check(own, &format!("a {{ background: url('{there}') }}"), &[]);
    }
}

#[test]
fn what_a_style_sheet_names_has_its_published_name() {
    let site = site(&[
        (
            "assets/css/a.css",
            "@import 'z.css'; @import '../own.css'; a { background: url('../pics/雪 (1).svg?v=1#icon') }",
        ),
        ("assets/css/z.css", "b { color: red }"),
        ("assets/own.css", "c { color: red }"),
        (
            "assets/pics/雪 (1).svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
        ),
    ]);
    assert_eq!(found(&site), [""; 0]);
    site.build(&[]);
    let public = site.public();
    let name = |start: &str, end: &str| {
        public
            .keys()
            .find(|k| k.starts_with(start) && k.ends_with(end))
            .unwrap_or_else(|| panic!("{start}"))
            .clone()
    };
    let css = String::from_utf8(public[&name("assets/css/a.", ".css")].clone()).unwrap();
    for imported in [name("assets/css/z.", ".css"), name("assets/own.", ".css")] {
        let address = imported.strip_prefix("assets/").unwrap();
        assert!(css.contains(&format!("@import \"../{address}\"")), "{css}");
    }
    let picture = name("assets/pics/雪 (1).", ".svg");
    let hash = picture.split('.').nth(1).unwrap();
    assert!(
        css.contains(&format!("../pics/%E9%9B%AA%20(1).{hash}.svg?v=1#icon")),
        "{css}"
    );
}

#[test]
fn a_style_sheet_knows_the_site_s_own_folder() {
    let css = "a { background: url(/news/feed.xml) } b { background: url(/logo.png) } c { background: url(/news/logo.png) }";
    let site = site(&[("assets/own.css", css)]);
    site.edit("content/site.yaml", "https://x.cn/", "https://x.cn/news/");
    assert_eq!(found(&site), ["W0510 themes/mine/assets/own.css:1:92"]);
}

#[test]
fn a_theme_that_is_not_there_is_told_at_its_line() {
    let site = site(&[("templates/404.html", "雪")]);
    site.edit("content/site.yaml", "theme: mine", "theme: mien");
    assert_eq!(found(&site), ["E0504 content/site.yaml:3:8 mine"]);
    site.edit("content/site.yaml", "theme: mien", "theme: defualt");
    assert_eq!(found(&site), ["E0504 content/site.yaml:3:8 default"]);
    // An empty folder, one of empty folders, and a file in its place.
    fs::create_dir_all(site.at("themes/bare/templates")).unwrap();
    site.edit("content/site.yaml", "theme: defualt", "theme: bare");
    assert_eq!(found(&site), ["E0512 content/site.yaml:3:8"]);
    site.write("themes/zhu-ti", "雪");
    site.edit("content/site.yaml", "theme: bare", "theme: zhu-ti");
    assert_eq!(found(&site), ["E0504 content/site.yaml:3:8"]);
    let run = site.run(&["build"]);
    assert_eq!(run.status, 1, "{run}");
    // The built-in theme needs no folder.
    site.edit("content/site.yaml", "theme: zhu-ti", "theme: default");
    fs::create_dir_all(site.at("themes/default")).unwrap();
    assert_eq!(found(&site), [""; 0]);
}

#[test]
fn a_template_that_is_named_and_nowhere_is_told_where_it_is_named() {
    let name = "partials/breadcrumb.html";
    check(
        &[(
            "templates/404.html",
            "雪\n{% include \"partials/breadcrum.html\" %}",
        )],
        &[&format!("E0501 @templates/404.html:2:12 {name}")],
    );
    check(
        &[("templates/404.html", "{# 雪 #}{% extends \"bas.html\" %}")],
        &["E0501 @templates/404.html:1:20 base.html"],
    );
    // Two of one name: that of the theme counts, and of two the second is to blame.
    let component = "{% component count(n) %}<i>{{ n }}</i>{% endcomponent count %}";
    check(&[("templates/partials/my.html", component)], &[]);
    check(
        &[
            ("templates/partials/my.html", component),
            ("templates/partials/mine.html", component),
        ],
        &["E0501 @templates/partials/mine.html:1:1"],
    );
    check(
        &[("templates/404.html", "{% extends \"default/44.html\" %}")],
        &["E0501 @templates/404.html:1:13 default/404.html"],
    );
    check(
        &[("templates/default/404.html", "雪")],
        &["E0527 @templates/default/404.html:1:1"],
    );
    check(
        &[("templates/404.html", "{% extends \"404.html\" %}")],
        &["E0511 @templates/404.html:1:13"],
    );
}

/// Builds a site with a theme of these files and returns a page of it.
fn built(files: &[(&str, &str)], page: &str) -> String {
    let site = site(files);
    let run = site.run(&["build", "--deny-warnings"]);
    assert_eq!(run.status, 0, "{run}");
    site.read(&format!("public/{page}"))
}

#[test]
fn a_built_in_template_is_in_reach_below_the_one_that_replaces_it() {
    let plain = built(&[], "404.html");
    let inner = "{% extends \"default/404.html\" %}{% block after_main %}<i>雪</i>{% endblock %}";
    let page = built(&[("templates/404.html", inner)], "404.html");
    assert_eq!(page.replace("<i>雪</i>", ""), plain);
    assert!(page.contains("</main><i>雪</i>"), "{page}");
    // A partial, a fragment among them.
    let foot = "{% include \"default/partials/footer.html\" %}<p>{{ site.title }}</p>";
    let page = built(&[("templates/partials/footer.html", foot)], "index.html");
    assert!(page.contains("class=\"imprint\""), "{page}");
    assert!(page.contains("<p>湟水日报</p>\n</footer>"), "{page}");
    // What the built-in one includes is the theme's own.
    let head = "{% include \"default/partials/head.html\" %}<meta name=\"a\" content=\"b\">";
    let page = built(
        &[
            ("templates/partials/head.html", head),
            ("templates/base.html", "{% extends \"default/base.html\" %}"),
        ],
        "404.html",
    );
    assert!(
        page.contains("<meta name=\"a\" content=\"b\">\n</head>"),
        "{page}"
    );
}

#[test]
fn one_short_template_fills_the_blocks_of_every_page() {
    let base = "{% extends \"default/base.html\" %}\n\
        {% block head_extra %}<meta name=\"a\" content=\"{{ page.title }}\">{% endblock %}\n\
        {% block before_main %}<p>1</p>{% endblock %}{% block after_main %}<p>2</p>{% endblock %}\n\
        {% block footer_extra %}<p>3</p>{% endblock %}";
    let site = site(&[("templates/base.html", base)]);
    let run = site.run(&["build", "--deny-warnings"]);
    assert_eq!(run.status, 0, "{run}");
    let mut pages = 0;
    for (name, bytes) in site.public() {
        if !name.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).unwrap();
        for (before, text, after) in [
            ("<head", "<meta name=\"a\" content=\"", "</head>"),
            ("</header>", "<p>1</p>", "<main"),
            ("</main>", "<p>2</p>", "<footer"),
            ("<footer", "<p>3</p>", "</footer>"),
        ] {
            let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{name}: {text}"));
            assert!(
                at(before) < at(text) && at(text) < at(after),
                "{name}: {text}"
            );
        }
        pages += 1;
    }
    assert!(pages > 6);
}

#[test]
fn a_component_of_the_theme_replaces_the_built_in_one_alone() {
    let component = "{% component count(n: integer) %}<i>{{ n }}篇雪</i>{% endcomponent count %}";
    let page = built(
        &[("templates/partials/mine.html", component)],
        "news/index.html",
    );
    assert!(page.contains("<i>1篇雪</i>"), "{page}");
    assert!(page.contains("class=\"card-title\""), "{page}");
    // Also where the theme keeps the others by naming them.
    let both = format!("{{% include \"default/partials/components.html\" %}}{component}");
    let page = built(
        &[("templates/partials/components.html", &both)],
        "news/index.html",
    );
    assert!(page.contains("<i>1篇雪</i>"), "{page}");
}

/// Returns the published style sheets of a theme.
fn assets(site: &Site) -> Vec<(String, Vec<u8>)> {
    let public = site.public().into_iter();
    public
        .filter_map(|(name, bytes)| Some((name.strip_prefix("assets/")?.to_owned(), bytes)))
        .collect()
}

#[test]
fn the_style_sheet_of_a_theme_comes_after_the_built_in_one() {
    assert!(!built(&[], "index.html").contains("theme."));
    let css = "/* 雪 */ :root {\n  --accent: #005a3c;\n}\n";
    let site = site(&[("assets/theme.css", css)]);
    let run = site.run(&["build", "--deny-warnings"]);
    assert_eq!(run.status, 0, "{run}");
    let page = site.read("public/index.html");
    let at = |text: &str| page.find(text).unwrap();
    assert!(at("/assets/style.") < at("/assets/theme."));
    let tree = assets(&site);
    let (_, bytes) = tree
        .iter()
        .find(|(name, _)| name.starts_with("theme."))
        .unwrap();
    assert_eq!(bytes.as_slice(), b":root{--accent:#005a3c}");
    // A change of it makes a new name, and the old one goes.
    site.write("themes/mine/assets/theme.css", ":root { --accent: #000 }");
    assert_eq!(site.run(&["build"]).status, 0);
    let tree = assets(&site);
    assert_eq!(
        tree.iter()
            .filter(|(name, _)| name.starts_with("theme."))
            .count(),
        1
    );
}

#[test]
fn a_template_without_an_end_is_told_once() {
    for text in [
        "{%",
        "{{ \"",
        "{% raw %}雪",
        "{{ words[",
        "{# 雪",
        "{{ words[雪 }}",
        "{% include",
        "{{ site.assets.",
        "{{ words | get(",
    ] {
        let found = found(&site(&[
            ("templates/404.html", text),
            ("templates/artcle.html", "雪"),
            ("words/zh.yaml", "a: b"),
        ]));
        assert!(
            found.len() == 1 && found[0].starts_with("E0501 themes/mine/templates/404.html:1:"),
            "{text} {found:?}"
        );
    }
}

#[test]
fn a_circle_is_told_at_the_file_that_closes_it() {
    check(
        &[
            ("templates/404.html", "{% include \"partials/a.html\" %}"),
            (
                "templates/partials/a.html",
                "雪\n{% include \"partials/b.html\" %}",
            ),
            (
                "templates/partials/b.html",
                "雪\n\n  {% include \"partials/a.html\" %}",
            ),
        ],
        &["E0511 @templates/partials/b.html:3:15"],
    );
    check(
        &[(
            "templates/partials/a.html",
            "{% include 'partials/a.html' %}",
        )],
        &["E0511 @templates/partials/a.html:1:13"],
    );
    // Through built-in templates: they are not to blame.
    check(
        &[(
            "templates/partials/head.html",
            "{% include \"base.html\" %}",
        )],
        &["E0511 @templates/partials/head.html:1:13"],
    );
    check(
        &[(
            "templates/base.html",
            "{% block main %}{% endblock %}{% include \"404.html\" %}",
        )],
        &["E0511 @templates/base.html:1:43"],
    );
    check(
        &[
            ("templates/a.html", "{% extends \"b.html\" %}"),
            ("templates/b.html", "{% extends \"a.html\" %}"),
        ],
        &["E0511 @templates/b.html:1:13"],
    );
    check(
        &[
            ("assets/a.css", "@import 'b.css';"),
            ("assets/b.css", "@import 'a.css';"),
        ],
        &["E0511 @assets/b.css:1:10"],
    );
    // The same partial twice is no circle.
    check(
        &[
            (
                "templates/404.html",
                "{% include \"partials/a.html\" %}{% include \"partials/b.html\" %}",
            ),
            (
                "templates/partials/a.html",
                "{% include \"partials/b.html\" %}",
            ),
            ("templates/partials/b.html", "雪"),
        ],
        &[],
    );
}

#[test]
fn a_circle_is_shown_from_its_file_on() {
    let site = site(&[
        ("templates/404.html", "{% include \"partials/a.html\" %}"),
        (
            "templates/partials/a.html",
            "{% include \"partials/b.html\" %}",
        ),
        (
            "templates/partials/b.html",
            "{% include \"partials/a.html\" %}",
        ),
    ]);
    let chain = "partials/b.html → partials/a.html → partials/b.html";
    for (lang, message) in [("zh", "绕成了圈："), ("en", "in a circle: ")] {
        let run = site.run(&["build", "--lang", lang]);
        assert!(
            run.status == 1 && run.stderr.contains(&format!("{message}{chain}")),
            "{run}"
        );
    }
}

#[test]
fn a_slip_in_the_theme_hides_nothing_else() {
    let site = site(&[("templates/artcle.html", "雪")]);
    site.write(
        "content/nwes/2024-01-18-yu.md",
        "---\ntitle: 雨\ndate: 2024-01-18\n---\n正文。\n",
    );
    assert_eq!(
        found(&site),
        [
            "E0404 content/nwes/2024-01-18-yu.md:1:1",
            "W0508 themes/mine/templates/artcle.html:1:1 themes/mine/templates/article.html"
        ]
    );
}

#[test]
fn the_built_in_theme_in_a_site_gives_no_message() {
    let site = site(&[]);
    copy_tree(&project("themes/default"), &site.at("themes/mine"));
    assert_eq!(found(&site), [""; 0]);
    site.edit("content/site.yaml", "theme: mine", "language: en");
    site.rename("themes/mine", "themes/default");
    assert_eq!(found(&site), [""; 0]);
}

#[test]
fn a_template_reads_no_file_environment_or_clock() {
    for tries in [
        "{{ get_env(name=\"PATH\") }}",
        "{{ now() }}",
        "{{ load_data(path=\"content/site.yaml\") }}",
        "{% include \"../../../content/site.yaml\" %}",
        "{% include \"/etc/passwd\" %}",
        "{% extends \"/proc/self/environ\" %}",
        "{% import \"../words/bo.yaml\" as words %}",
    ] {
        let site = site(&[("templates/article.html", tries)]);
        let run = site.run(&["build"]);
        assert!(
            run.status == 1 && run.stderr.contains("themes/mine/templates/article.html"),
            "{tries}: {run}"
        );
        assert!(site.public().is_empty());
    }
}

#[test]
fn a_fragment_that_reads_more_than_pages_share_is_an_error() {
    let check = |text: &str, expected: &[&str]| {
        check(
            &[
                ("templates/partials/footer.html", text),
                (
                    "templates/partials/_imprint.html",
                    "<p>{{ page.breadcrumb | length }}</p>",
                ),
            ],
            expected,
        );
    };
    check("<p>{{ page.href }}{{ page.section }}</p>", &[]);
    check(
        "<p>{{ page.title }}</p>",
        &["E0514 @templates/partials/footer.html:1:12"],
    );
    check(
        "<p>{% if page.article %}{% endif %}</p>",
        &["E0514 @templates/partials/footer.html:1:15"],
    );
    check(
        "{% set p = page %}{{ p.title }}",
        &["E0514 @templates/partials/footer.html:1:12"],
    );
    // So is what it includes.
    check(
        "{% include \"partials/_imprint.html\" %}",
        &["E0514 @templates/partials/_imprint.html:1:12"],
    );
    // What every page draws for itself reads what it likes.
    let own = ("templates/404.html", "<p>{{ page.title }}</p>");
    super::theme::check(&[own], &[]);
}
