//! What is fuzzed: functions of bytes that must neither panic nor let anything through, whatever the bytes.
//!
//! The same functions serve `cargo fuzz`, which looks for new inputs for hours, and `tests/it/fuzz.rs`, which runs them
//! over the kept corpus and a fixed number of changes of it on every build.

use dateline::base::digest::Digest;
use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::document::{self, markdown};
use dateline::content::unusable::unusable;
use dateline::content::yaml::{self, Names, Node, Value};
use dateline::diagnostic::{Diagnostic, Span};
use dateline::edition::cache::{self, Cache};
use dateline::lsp::pipe;
use dateline::picture::{self, Encoding, Focus, Recipe, Shape, svg};
use dateline::publish::manifest::{self, Manifest};
use quick_xml::events::Event;

/// A function that fails by panicking.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name, which is that of its folder in `fuzz/corpus/`.
pub(crate) const TARGETS: [(&str, Target); 9] = [
    ("front_matter", front_matter),
    ("site_yaml", site_yaml),
    ("yaml", yaml_text),
    ("markdown", markdown_html),
    ("svg", drawing),
    ("picture", photograph),
    ("cache", cache_file),
    ("manifest", manifest_file),
    ("lsp", lsp_framing),
];

/// A site with one category of each kind, a column and a series.
const SITE: &str = "\
title: 报
base_url: https://x.cn/
categories: { n: { title: 新闻, kind: news }, b: { title: 公报, kind: bulletin }, c: { title: 评论, kind: commentary } }
columns: { m: { title: 马上办 } }
series:
  d:
    title: 日报
    period: day
    figures: { calls: { label: 来电, unit: 件 }, channels: { label: 渠道, unit: 件, parts: true, optional: true } }
    rules: [calls = sum(channels)]
";

/// Reads an article of a category that the first byte chooses: places of problems lie in the text.
pub(crate) fn front_matter(data: &[u8]) {
    let Some((category, text)) = data.split_first() else {
        return;
    };
    let config = Config::read(&SitePath::new("content/site.yaml"), SITE).value;
    let category = config.categories.ids().nth(usize::from(*category) % 4);
    let text = String::from_utf8_lossy(text);
    let path = SitePath::new("content/n/2024-01-18-a.md");
    let read = document::parse(&path, &text, category, &config);
    check_places(&read.problems, &text);
    if let Some(document) = &read.value {
        check_places(&document.copy_problems(&config), &text);
        let is_fit = !read.problems.iter().any(Diagnostic::is_error);
        assert!(
            !is_fit || document.is_sound(&config),
            "what was read is what could have been read"
        );
    }
}

/// Reads a configuration.
pub(crate) fn site_yaml(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let read = Config::read(&SitePath::new("content/site.yaml"), &text);
    check_places(&read.problems, &text);
}

/// Reads YAML: every node lies in the text.
pub(crate) fn yaml_text(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    match yaml::parse(&SitePath::new("a.yaml"), &text, 0..text.len(), &Names::NONE) {
        Ok(node) => check_node(&node, &text),
        Err(problem) => check_places(&[problem], &text),
    }
}

fn check_node(node: &Node, text: &str) {
    assert!(
        text.get(node.span.clone()).is_some(),
        "{:?} is no part of {} bytes",
        node.span,
        text.len()
    );
    match &node.value {
        Value::List(items) => items.iter().for_each(|item| check_node(item, text)),
        Value::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            check_node(key, text);
            check_node(value, text);
        }),
        _ => {}
    }
}

/// Sets Markdown: only listed elements with harmless attributes come out, and both readers agree on the headings.
pub(crate) fn markdown_html(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let found = markdown::analyze(&text);
    for problem in &found.problems {
        assert!(
            text.get(problem.start as usize..problem.end as usize)
                .is_some(),
            "{problem:?}"
        );
    }
    let targets: Vec<(String, markdown::Target)> = {
        let mut dests: Vec<String> = found.links.iter().map(|link| link.dest.clone()).collect();
        dests.sort();
        dests.dedup();
        dests
            .into_iter()
            .map(|dest| (dest, markdown::Target::Href("/a.html".to_owned())))
            .collect()
    };
    let html = markdown::html(&text, &targets, &|key| key);
    check_html(&html);
    for id in &found.headings {
        assert!(
            html.contains(&format!(" id=\"{}\"", id.replace('&', "&amp;"))),
            "{id} in {html}"
        );
    }
}

/// Goes through the tags of safe HTML. Text has no `<` of its own, so each begins a tag.
fn check_html(html: &str) {
    const NEVER: [&str; 14] = [
        "script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link",
        "meta", "template", "textarea", "noscript",
    ];
    for rest in html.split('<').skip(1) {
        let tag = rest.split_once('>').map(|(tag, _)| tag);
        assert!(tag.is_some(), "a tag without an end in {html}");
        let tag = tag.unwrap_or_default();
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        assert!(
            !name.is_empty() && !NEVER.contains(&&*name),
            "<{tag}> in {html}"
        );
        for (at, _) in tag.match_indices("=\"") {
            let attribute = tag[..at].rsplit([' ', '"']).next().unwrap_or_default();
            // The text of a value may hold the two signs, but no quotation mark ends it early.
            let is_own = tag[..at].matches('"').count() % 2 == 0;
            assert!(
                !(is_own && attribute.starts_with("on")),
                "{attribute} in {html}"
            );
            let value: String = tag[at + 2..]
                .chars()
                .filter(|c| *c > ' ')
                .collect::<String>()
                .to_ascii_lowercase();
            let is_address = matches!(attribute, "href" | "src");
            assert!(
                !(is_own && is_address && value.starts_with("javascript:")),
                "{value} in {html}"
            );
        }
    }
}

/// Looks at a drawing: one that passes holds nothing that runs.
pub(crate) fn drawing(data: &[u8]) {
    if svg::read(data).is_err() {
        return;
    }
    let mut reader = quick_xml::Reader::from_reader(data);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                let name = element.local_name().as_ref().to_ascii_lowercase();
                let runs = [
                    "script",
                    "foreignobject",
                    "iframe",
                    "frame",
                    "handler",
                    "listener",
                    "object",
                    "embed",
                ];
                assert!(!runs.contains(&&*name), "<{name}>");
                for attribute in element.attributes().flatten() {
                    let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
                    assert!(!key.starts_with("on"), "{key}");
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(event) => assert!(!matches!(event, Event::PI(_)), "an instruction"),
        }
    }
}

/// Looks at a photograph, and makes two pictures of it: they are whole and carry nothing, or a message names the file.
pub(crate) fn photograph(data: &[u8]) {
    /// One that promises more pixels is only looked at: in a debug build each million takes seconds.
    const MOST: u64 = 250_000;
    let path = SitePath::new("content/n/p.jpg");
    let size = picture::size(data);
    let looked = picture::look(data, data.len() as u64, size);
    let Some((width, height)) = size.filter(|(w, h)| u64::from(*w) * u64::from(*h) <= MOST) else {
        return;
    };
    if let Err(fault) = looked {
        let problem = unusable(&path, &fault);
        assert!(problem.span.is_some_and(|span| span.file == path));
    }
    let jpeg = Recipe {
        shape: Shape::Whole,
        focus: Focus::MIDDLE,
        quality: 80,
        encoding: Encoding::Jpeg,
    };
    let png = Recipe {
        shape: Shape::Square,
        encoding: Encoding::Png,
        ..jpeg
    };
    let wanted = [
        (jpeg, width.min(9)),
        (png, Shape::Square.widest((width, height)).min(5)),
    ];
    match picture::derive(data, &wanted) {
        Err(fault) => {
            let problem = unusable(&path, &fault);
            assert!(problem.span.is_some_and(|span| span.file == path));
        }
        Ok(made) => {
            for ((recipe, width), bytes) in wanted.iter().zip(&made) {
                assert_eq!(
                    picture::size(bytes),
                    Some((
                        *width,
                        recipe.shape.height(*width, size.unwrap_or_default())
                    ))
                );
                let looked = picture::look(bytes, bytes.len() as u64, picture::size(bytes));
                assert!(matches!(looked, Ok(Some(made)) if made.is_clean || made.is_labelled));
            }
        }
    }
}

/// Reads a cache that was sealed by whoever wrote it.
pub(crate) fn cache_file(data: &[u8]) {
    let key = Digest::of(b"key");
    Cache::read(&mut &*data, key);
    // Deeper: the bytes are what is sealed, so many of them attachments, the rest documents.
    let Some((length, rest)) = data.split_first_chunk::<2>() else {
        return;
    };
    let (attachments, documents) =
        rest.split_at(usize::from(u16::from_le_bytes(*length)).min(rest.len()));
    let head = [
        &key.0.to_le_bytes()[..],
        &1u64.to_le_bytes(),
        &0i64.to_le_bytes(),
    ]
    .concat();
    let mut file = sealed(cache::MARK, &head);
    for payload in [attachments, documents] {
        let piece = sealed(cache::MARK, payload);
        file.extend((piece.len() as u64).to_le_bytes());
        file.extend(piece);
    }
    Cache::read(&mut &*file, key);
}

/// Reads a manifest that was sealed by whoever wrote it: no path in it leads out of the output.
pub(crate) fn manifest_file(data: &[u8]) {
    for bytes in [data.to_vec(), sealed(manifest::MARK, data)] {
        let Some((manifest, _)) = Manifest::from_bytes(&bytes) else {
            continue;
        };
        for item in &manifest.items {
            let parts = || item.file.split('/');
            assert!(
                parts().all(|p| !matches!(p, "" | "." | "..")) && !item.file.contains('\\'),
                "{}",
                item.file
            );
        }
    }
}

fn sealed(mark: &[u8; 16], payload: &[u8]) -> Vec<u8> {
    [&mark[..], &Digest::of(payload).0.to_le_bytes(), payload].concat()
}

/// Reads messages of an editor until there are no more.
pub(crate) fn lsp_framing(data: &[u8]) {
    let mut input = data;
    while let Ok(Some(_)) = pipe::read(&mut input) {}
}

fn check_places(problems: &[Diagnostic], text: &str) {
    let is_inside = |span: &Span| text.get(span.start as usize..span.end as usize).is_some();
    for problem in problems {
        let spans = problem
            .span
            .iter()
            .chain(&problem.also)
            .filter(|span| span.file.extension() == "md");
        spans.for_each(|span| {
            assert!(
                is_inside(span),
                "{} {span:?} of {} bytes",
                problem.code.id,
                text.len()
            )
        });
        for edit in &problem.fix {
            assert!(
                text.get(edit.start as usize..edit.end as usize).is_some(),
                "{} {edit:?}",
                problem.code.id
            );
        }
    }
}
