//! The guides say what the program does: every field, template, key and message code.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use dateline::base::date::Language;
use dateline::base::path::SitePath;
use dateline::content::attachment;
use dateline::content::config::Config;
use dateline::content::config::keys::{self as site, Inner};
use dateline::content::document;
use dateline::content::document::keys::{self as front, Shape};
use dateline::diagnostic::Diagnostic;
use dateline::diagnostic::code;
use dateline::diagnostic::index;

use crate::support::{assert_golden, project};

const GUIDES: [&str; 2] = ["docs/authoring.zh.md", "docs/authoring.en.md"];
const THEME_GUIDE: &str = "docs/theme.md";
const BEGIN: &str = "<!-- data:begin -->\n";
const END: &str = "<!-- data:end -->";

/// What templates are handed: the data reference starts from these.
const ROOTS: [&str; 2] = ["SiteData", "HtmlPage"];

fn read(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap()
}

/// A struct of the data that templates read.
struct Record {
    name: String,
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    doc: String,
}

/// Takes the public structs out of `src/page/data/`, without the fields that no template sees.
fn records(source: &str) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let (mut doc, mut is_skipped, mut is_inside) = (String::new(), false, false);
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("///") {
            doc = format!("{doc} {}", text.trim()).trim().to_owned();
            continue;
        }
        if line.starts_with("#[") {
            is_skipped |= line == "#[serde(skip)]";
            continue;
        }
        if let Some(name) = line
            .strip_prefix("pub struct ")
            .and_then(|l| l.strip_suffix(" {"))
        {
            is_inside = true;
            records.push(Record {
                name: name.to_owned(),
                doc: std::mem::take(&mut doc),
                fields: Vec::new(),
            });
        } else if line == "}" {
            is_inside = false;
        } else if let Some((name, kind)) =
            line.strip_prefix("pub ").and_then(|l| l.split_once(": "))
        {
            assert!(is_inside, "a field outside of a struct: {line}");
            let kind = kind.strip_suffix(',').unwrap().to_owned();
            let field = Field {
                name: name.to_owned(),
                kind,
                doc: std::mem::take(&mut doc),
            };
            assert!(
                !field.doc.is_empty(),
                "a field without a word on it: {line}"
            );
            records
                .last_mut()
                .unwrap()
                .fields
                .extend((!is_skipped).then_some(field));
        }
        doc.clear();
        is_skipped = false;
    }
    records
}

/// Words a Rust type as a template sees it; names of structs link to their tables.
fn kind(rust: &str, names: &BTreeSet<&str>) -> String {
    let inner = |start: &str| rust.strip_prefix(start).and_then(|r| r.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{} or `null`", kind(inner, names));
    }
    if let Some(inner) = inner("Arc<").or(inner("Ready<")) {
        return kind(inner, names);
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {}", kind(inner, names));
    }
    if let Some(inner) = inner("BTreeMap<String, ") {
        return format!("map of text to {}", kind(inner, names));
    }
    if let Some((inner, length)) = rust
        .strip_prefix('[')
        .and_then(|r| r.strip_suffix(']')?.split_once("; "))
    {
        return format!("list of {length} × {}", kind(inner, names));
    }
    match rust {
        "String" | "&'static str" => "text".to_owned(),
        "bool" => "bool".to_owned(),
        "u8" | "u32" | "usize" => "number".to_owned(),
        "Free" => "any".to_owned(),
        name => {
            assert!(names.contains(name), "no word for the type {name}");
            format!("[{name}](#{})", name.to_ascii_lowercase())
        }
    }
}

/// Names the structs that templates reach.
fn reached(records: &[Record]) -> BTreeSet<&str> {
    let by_name: BTreeMap<&str, &Record> = records.iter().map(|r| (r.name.as_str(), r)).collect();
    let mut open: Vec<&str> = ROOTS.to_vec();
    let mut found = BTreeSet::new();
    while let Some(name) = open.pop() {
        if !found.insert(name) {
            continue;
        }
        let words = by_name[name]
            .fields
            .iter()
            .flat_map(|f| f.kind.split(|c: char| !c.is_alphanumeric()));
        open.extend(words.filter_map(|w| by_name.get_key_value(w).map(|(name, _)| *name)));
    }
    found
}

/// Writes the data reference: a table for each struct.
fn reference(source: &str) -> String {
    let records = records(source);
    let names = reached(&records);
    let cell = |text: &str| text.replace('|', "\\|");
    let mut out = String::new();
    for record in records.iter().filter(|r| names.contains(r.name.as_str())) {
        write!(
            out,
            "\n### {}\n\n{}\n\n| field | type | meaning |\n| --- | --- | --- |\n",
            record.name, record.doc
        )
        .unwrap();
        for field in &record.fields {
            writeln!(
                out,
                "| `{}` | {} | {} |",
                field.name,
                kind(&field.kind, &names),
                cell(&field.doc)
            )
            .unwrap();
        }
    }
    out.push('\n');
    out
}

#[test]
fn the_parts_of_a_site_have_one_clock() {
    let text = read("docs/ci.md");
    let blocks = text
        .split("```yaml\n")
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap());
    let parts: Vec<&str> = blocks.filter(|block| block.contains("--shard ")).collect();
    assert_eq!(parts.len(), 3);
    for (block, clock, origin) in [
        (
            parts[0],
            "${{ needs.clock.outputs.now }}",
            "now: ${{ steps.clock.outputs.now }}",
        ),
        (parts[1], "$CI_PIPELINE_CREATED_AT", "parallel: 3"),
        (parts[2], "$NOW", "{ name: NOW, value: \"@NOW@\" }"),
    ] {
        assert!(
            block.contains(&format!("--now \"{clock}\"")) && block.contains(origin),
            "{block}"
        );
    }
}

#[test]
fn the_data_reference_is_that_of_the_source() {
    let guide = read(THEME_GUIDE);
    let (head, rest) = guide.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let parts = [
        "site", "link", "html", "article", "bulletin", "list", "elder", "search",
    ]
    .map(|part| read(&format!("src/page/data/{part}.rs")));
    let expected = reference(&parts.concat());
    assert_golden(THEME_GUIDE, &format!("{head}{BEGIN}{expected}{END}{tail}"));
}

/// A custom property of the built-in style sheet.
struct Token {
    name: String,
    value: String,
    /// What the comment behind it says that it is for.
    meaning: String,
}

/// Takes the custom properties out of the first block behind `start`.
fn tokens(css: &str, start: &str) -> Vec<Token> {
    let (_, rest) = css.split_once(start).unwrap();
    let mut rest = rest.split_once('}').unwrap().0;
    let mut found = Vec::new();
    while let Some((_, after)) = rest.split_once("--") {
        let (name, after) = after.split_once(':').unwrap();
        let (value, after) = after.split_once(';').unwrap();
        let line = after.lines().next().unwrap_or_default().trim();
        let meaning = line
            .strip_prefix("/*")
            .and_then(|l| l.split_once("*/"))
            .map_or("", |(meaning, _)| meaning.trim());
        let value: Vec<&str> = value.split_whitespace().collect();
        found.push(Token {
            name: name.to_owned(),
            value: value.join(" "),
            meaning: meaning.to_owned(),
        });
        // A comment may name one as well.
        rest = match line.starts_with("/*") {
            true => after.split_once("*/").unwrap().1,
            false => after,
        };
    }
    found
}

/// Returns the names behind every `mark` that start with two hyphens.
fn custom_names<'c>(css: &'c str, mark: &str) -> BTreeSet<&'c str> {
    let pieces = css.split(mark).skip(1);
    let names = pieces.filter_map(|piece| piece.strip_prefix("--"));
    let end = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    names.map(|name| name.split(end).next().unwrap()).collect()
}

const STYLE: &str = "themes/default/assets/style.css";

#[test]
fn the_tokens_in_the_theme_guide_are_those_of_the_style_sheet() {
    let css = read(STYLE);
    let light = tokens(&css, ":root {");
    let dark = tokens(&css, "@media (prefers-color-scheme: dark) {\n  :root {");
    assert!(light.len() > 10 && dark.len() > 5);
    let mut table = String::from("\n| token | for | light | dark |\n| --- | --- | --- | --- |\n");
    for token in &light {
        let name = &token.name;
        assert!(
            !token.meaning.is_empty(),
            "say in a comment behind --{name} in {STYLE} what it is for"
        );
        let in_dark = dark.iter().find(|dark| dark.name == *name);
        let in_dark = in_dark.map_or(String::new(), |dark| format!("`{}`", dark.value));
        let (meaning, value) = (&token.meaning, &token.value);
        writeln!(table, "| `--{name}` | {meaning} | `{value}` | {in_dark} |").unwrap();
    }
    table.push('\n');
    let (begin, end) = ("<!-- tokens:begin -->\n", "<!-- tokens:end -->");
    let guide = read(THEME_GUIDE);
    let (head, rest) = guide.split_once(begin).unwrap();
    let (_, tail) = rest.split_once(end).unwrap();
    assert_golden(THEME_GUIDE, &format!("{head}{begin}{table}{end}{tail}"));
}

#[test]
fn every_custom_property_of_the_style_sheet_is_a_token() {
    let css = read(STYLE);
    let light = tokens(&css, ":root {");
    let known: BTreeSet<&str> = light.iter().map(|token| token.name.as_str()).collect();
    // What an element gives to those within it starts with an underscore.
    let used = custom_names(&css, "var(");
    for name in used.iter().filter(|name| !name.starts_with('_')) {
        assert!(
            known.contains(name),
            "{STYLE} reads --{name}, which :root lacks"
        );
    }
    for name in &known {
        assert!(used.contains(name), "{STYLE} never reads --{name}");
    }
    for token in tokens(&css, "@media (prefers-color-scheme: dark) {\n  :root {") {
        assert!(
            known.contains(&*token.name),
            "--{} is dark only",
            token.name
        );
    }
}

#[test]
fn the_theme_guide_names_every_template_and_asset() {
    let guide = read(THEME_GUIDE);
    let root = project("themes/default");
    for folder in ["templates", "assets", "words"] {
        let start = root.join(folder);
        let files = walkdir::WalkDir::new(&start)
            .sort_by_file_name()
            .into_iter()
            .map(Result::unwrap);
        for file in files.filter(|f| f.file_type().is_file()) {
            let name = file
                .path()
                .strip_prefix(&start)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            assert!(
                guide.contains(&format!("`{name}`")),
                "{THEME_GUIDE} does not name {folder}/{name}"
            );
        }
    }
}

#[test]
fn the_theme_guide_names_every_component() {
    let guide = read(THEME_GUIDE);
    let components = read("themes/default/templates/partials/components.html");
    for piece in components.split("{%- component ").skip(1) {
        let name = piece.split('(').next().unwrap();
        assert!(
            guide.contains(&format!("`{name}(")),
            "{THEME_GUIDE} does not name the component {name}"
        );
    }
}

#[test]
fn the_authoring_guides_name_every_key() {
    let inner = front::KEYS.iter().flat_map(|key| key.shape.keys());
    let mut keys: BTreeSet<&str> = front::KEYS.iter().chain(inner).map(|k| k.name).collect();
    let mut open: Vec<&site::Key> = site::KEYS.iter().collect();
    while let Some(key) = open.pop() {
        keys.insert(key.name);
        open.extend(key.inner.keys());
    }
    for path in GUIDES {
        let guide = read(path);
        let missing: Vec<&&str> = keys
            .iter()
            .filter(|key| !guide.contains(&format!("`{key}`")))
            .collect();
        assert!(missing.is_empty(), "{path} does not name {missing:?}");
    }
}

#[test]
fn the_authoring_guides_name_every_ending_of_an_attachment() {
    for path in GUIDES {
        let guide = read(path);
        let words: BTreeSet<&str> = guide.split(|c: char| !c.is_ascii_alphanumeric()).collect();
        for ending in attachment::endings() {
            assert!(words.contains(ending), "{path} does not name {ending}");
        }
    }
}

/// Returns the keys that the program names when it meets one that it does not know.
fn known(problems: &[Diagnostic]) -> BTreeSet<String> {
    let problem = problems.iter().find(|p| p.code.id == "E0113").unwrap();
    let known = &problem
        .args
        .iter()
        .find(|(name, _)| *name == "known")
        .unwrap()
        .1;
    known.split(", ").map(str::to_owned).collect()
}

/// A key that there is not.
const NONE: &str = "qqqqqqqqqq: 1";

fn names<'k>(keys: impl IntoIterator<Item = &'k str>) -> BTreeSet<String> {
    keys.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_key_of_front_matter_in_the_table_is_read_and_no_other() {
    let settings = "title: a\nbase_url: https://x.cn\ncategories: { b: { title: B, kind: bulletin }, n: { title: N, kind: news } }\n";
    let config = Config::read(&SitePath::new("content/site.yaml"), settings).value;
    let check = |line: &str, keys: &[front::Key]| {
        for category in config.categories.ids() {
            let file = SitePath::new("content/b/a.md");
            let text = format!("---\ntitle: a\ndate: 2024-01-18\n{line}\n---\n");
            let article = document::parse(&file, &text, Some(category), &config);
            let problems: Vec<_> = article.problems.into_iter().collect();
            assert_eq!(
                known(&problems),
                names(keys.iter().map(|k| k.name)),
                "{line}"
            );
        }
    };
    check(NONE, front::KEYS);
    for key in front::KEYS
        .iter()
        .filter(|key| !key.of_bulletins && !key.of_topics)
    {
        let name = key.name;
        match key.shape {
            Shape::Map(keys) => check(&format!("{name}: {{ {NONE} }}"), keys),
            Shape::Maps(_, keys) | Shape::Credits(keys) => {
                check(&format!("{name}: [{{ {NONE} }}]"), keys);
            }
            _ => {}
        }
    }
}

/// Holds that a map of `site.yaml` has just these keys; `around` puts YAML where it stands.
fn check_site(keys: &[site::Key], around: &dyn Fn(&str) -> String) {
    let text = around(NONE);
    let read = Config::read(&SitePath::new("content/site.yaml"), &text);
    assert_eq!(
        known(&read.problems),
        names(keys.iter().map(|k| k.name)),
        "{text}"
    );
    for key in keys {
        let name = key.name;
        let inner = key.inner.keys();
        match key.inner {
            Inner::None => {}
            Inner::Map(_) => check_site(inner, &|s| around(&format!("{name}: {{ {s} }}"))),
            Inner::Named(_) => {
                check_site(inner, &|s| around(&format!("{name}: {{ x: {{ {s} }} }}")))
            }
            Inner::Items(_) => check_site(inner, &|s| around(&format!("{name}: [{{ {s} }}]"))),
        }
    }
}

#[test]
fn every_key_of_the_configuration_in_the_table_is_read_and_no_other() {
    check_site(site::KEYS, &|yaml| format!("{yaml}\n"));
}

#[test]
fn a_name_of_two_keys_is_left_to_the_editor() {
    let config = Config::default();
    for text in [
        "---\ntitle: a\n别名: b\n---\n",
        "---\ntitle: a\n别名：b\n---\n",
    ] {
        let page = document::parse(&SitePath::new("content/pages/a.md"), text, None, &config);
        assert_eq!(known(&page.problems), names(["slug", "aliases"]));
        assert!(page.problems.iter().all(|p| p.fix.is_empty()), "{text}");
        assert_eq!(page.problems[0].hints, ["either"]);
    }
}

#[test]
fn the_files_that_the_tour_of_the_code_names_are_there() {
    let tour = read("docs/architecture.md");
    let quoted = tour.split('`').skip(1).step_by(2);
    let named: BTreeSet<&str> = quoted
        .filter(|word| word.starts_with("src/") || word.starts_with("tests/"))
        .collect();
    assert!(named.len() > 40, "{}", named.len());
    for file in named {
        assert!(project(file).is_file(), "docs/architecture.md names {file}");
    }
}

/// Levels of the headings of a Markdown text; a `#` in a block of code is none.
fn headings(text: &str) -> Vec<usize> {
    let mut levels = Vec::new();
    let mut fence = None;
    for line in text.lines() {
        let ticks = line.trim_start().chars().take_while(|c| *c == '`').count();
        match fence {
            Some(open) if ticks >= open => fence = None,
            None if ticks >= 3 => fence = Some(ticks),
            None => {
                let level = line.chars().take_while(|c| *c == '#').count();
                levels.extend((level > 0 && line[level..].starts_with(' ')).then_some(level));
            }
            Some(_) => {}
        }
    }
    assert_eq!(fence, None, "a block of code has no end");
    levels
}

#[test]
fn the_authoring_guides_have_the_same_parts() {
    let [zh, en] = GUIDES.map(|path| headings(&read(path)));
    assert_eq!(zh, en);
    assert!(zh.len() > 20, "{}", zh.len());
}

/// Takes the message codes out of a text: E0101, W0309, F0001.
fn codes(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    let is_code = |w: &&str| {
        w.len() == 5 && w.starts_with(['E', 'W', 'F']) && w[1..].bytes().all(|b| b.is_ascii_digit())
    };
    words.filter(is_code).collect()
}

#[test]
fn the_contributors_guide_names_every_module() {
    let guide = read("CONTRIBUTING.md");
    for module in read("src/lib.rs")
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ")?.strip_suffix(';'))
    {
        assert!(
            guide.contains(&format!("`{module}`")),
            "CONTRIBUTING.md does not name the module {module}"
        );
    }
}

#[test]
fn the_guides_name_messages_that_there_are() {
    let [zh, en] = GUIDES.map(read);
    assert_eq!(
        codes(&zh),
        codes(&en),
        "the two guides explain the same messages"
    );
    let messages = read("src/diagnostic/messages/zh.ftl");
    for code in codes(&zh).into_iter().chain(codes(&read(THEME_GUIDE))) {
        assert!(
            messages
                .lines()
                .any(|l| l.starts_with(&format!("{code} ="))),
            "there is no message {code}"
        );
    }
}

#[test]
fn what_is_for_the_screen_is_not_printed() {
    let css = read("themes/default/assets/style.css");
    let print = css.split("@media print").nth(1).unwrap_or_default();
    let rules = || print.split('}').filter_map(|rule| rule.rsplit_once('{'));
    for part in [
        ".skip",
        ".menu",
        ".crumbs",
        ".related",
        ".adjacent",
        ".tags",
        ".footer-nav",
    ] {
        let names = |selectors: &str| selectors.split(',').any(|s| s.trim() == part);
        let hides =
            rules().any(|(selectors, style)| names(selectors) && style.trim() == "display: none;");
        assert!(hides, "{part} is printed");
    }
}

/// Writes the list of codes with their long forms.
fn codes_guide(language: Language) -> String {
    let [title, intro, wrong, right] = match language {
        Language::Chinese => [
            "提示的代码",
            "这份表由程序的提示做成，`dateline explain E0102` 打印其中一条。",
            "写错的：",
            "改好的：",
        ],
        Language::English => [
            "Codes of messages",
            "This list is made of the program's messages; `dateline explain E0102` prints one of them.",
            "Wrong:",
            "Right:",
        ],
    };
    let mut text = format!("# {title}\n\n{intro}\n");
    for entry in index::entries(language) {
        write!(
            text,
            "\n## {}\n\n**{}**\n\n{}\n",
            entry.code,
            entry.message.trim(),
            entry.long
        )
        .unwrap();
        for hint in &entry.hints {
            write!(text, "\n{hint}\n").unwrap();
        }
        for (name, example) in [(wrong, &entry.wrong), (right, &entry.right)] {
            if let Some(example) = example {
                write!(text, "\n{name}\n\n```text\n{example}\n```\n").unwrap();
            }
        }
    }
    text
}

#[test]
fn the_lists_of_codes_are_those_of_the_program() {
    for (path, language) in [
        ("docs/codes.zh.md", Language::Chinese),
        ("docs/codes.en.md", Language::English),
    ] {
        assert_golden(path, &codes_guide(language));
        let explained: BTreeSet<&str> = index::entries(language)
            .into_iter()
            .map(|e| e.code)
            .collect();
        assert_eq!(
            code::ALL
                .iter()
                .map(|code| code.id)
                .collect::<BTreeSet<_>>(),
            explained,
            "{path}"
        );
    }
}

/// Names the tests that hold the rows of the tables of a guide, `file test` each, and the rows that
/// none holds.
fn held(guide: &str) -> (Vec<(&str, &str)>, Vec<&str>) {
    let rows = guide
        .lines()
        .filter(|l| l.starts_with("| ") && !l.starts_with("| ---") && !l.ends_with("| held by |"));
    let mut named = Vec::new();
    let mut bare = Vec::new();
    for row in rows {
        let by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        let groups = by
            .split("; ")
            .filter_map(|group| group.split('`').nth(1).map(|file| (file, group)));
        let names = groups.flat_map(|(file, group)| {
            let names = group.rsplit('`').next().unwrap().split(", ").map(str::trim);
            names.map(move |name| (file, name))
        });
        let before = named.len();
        named.extend(names);
        if named.len() == before {
            bare.push(row);
        }
    }
    (named, bare)
}

#[test]
fn every_line_on_security_is_held_by_a_test() {
    let guide = read("docs/security.md");
    let (named, bare) = held(&guide);
    assert!(bare.is_empty() && named.len() > 40, "{bare:?}");
    for (file, name) in named {
        // A benchmark is a whole file.
        let text = read(file);
        let is_there = name.is_empty() && file.starts_with("benches/")
            || text.contains(&format!("\nfn {name}()"))
            || text.contains(&format!("\ntest(\"{name}\""));
        assert!(is_there, "{file} has no test `{name}`");
    }
}
