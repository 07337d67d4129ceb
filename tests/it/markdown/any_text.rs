//! What holds for any text: nothing in it stands for anything of the program's own or does harm,
//! and emphasis is that of the amendment for Chinese, Japanese and Korean.

use dateline::content::document::cjk::MARK;
use dateline::content::document::markdown::{Target, analyze, html};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::{set, targets};

/// Every code point that a text may use for a purpose of its own: private use, noncharacters,
/// controls, and what the program puts into texts while it works on them.
fn own_marks() -> Vec<char> {
    let private = ('\u{e000}'..='\u{f8ff}')
        .chain('\u{f0000}'..='\u{ffffd}')
        .chain('\u{100000}'..='\u{10fffd}');
    let is_noncharacter =
        |c: &char| matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(*c) & 0xfffe == 0xfffe;
    let none = ('\0'..=char::MAX)
        .filter(move |c| is_noncharacter(c) || c.is_control() && !matches!(c, '\n' | '\r'));
    private
        .chain(none)
        .chain(['\u{fffc}', '\u{fffd}', '\u{feff}', '\u{2068}', '\u{2069}'])
        .collect()
}

#[test]
fn no_character_stands_for_anything_of_ours() {
    let svg = "<svg class=\"chart\"><title>图</title></svg>";
    let targets = [
        targets()[2].clone(),
        ("series:a".to_owned(), Target::Chart(svg.to_owned())),
    ];
    let chart = "![图](series:a)";
    for chars in own_marks().chunks(700) {
        let mark = |i: usize| {
            chars
                .iter()
                .map(|c| format!("{c}{i}{c}"))
                .collect::<String>()
        };
        for raw in [
            "",
            "<b>粗</b> <img src=\"https://x.cn/a.png\" alt=\"<input class='chart-0'>\">",
        ] {
            let body = format!(
                "甲{m} `{m}` ![{m}](p.jpg \"{m}\") [甲](https://x.cn \"{m}\") {raw}\n\n{chart}\n\n# 题{m}\n\n\
                 ![{m}](p.jpg)\n\n|{m}|\n|-|\n|甲{m}|\n\n```{m}\n{m}\n```\n\n![{m}](series:a \"{m}\")\n",
                m = mark(0) + &mark(1)
            );
            let html = html(&body, &targets, &|key| key);
            assert_eq!(html.matches(svg).count(), 2, "of {:?}…", chars[0]);
            assert_eq!(html.matches("<svg").count(), 2, "of {:?}…", chars[0]);
            assert!(!html.contains("<input"), "of {:?}…", chars[0]);
            for tag in html.split('<').skip(1) {
                let (tag, _) = tag
                    .split_once('>')
                    .unwrap_or_else(|| panic!("of {:?}…: <{tag}", chars[0]));
                assert_eq!(
                    tag.matches('"').count() % 2,
                    0,
                    "of {:?}…: <{tag}>",
                    chars[0]
                );
                assert!(
                    tag.trim_start_matches('/')
                        .starts_with(|c: char| c.is_ascii_lowercase()),
                    "<{tag}>"
                );
            }
        }
    }
}

#[test]
fn nothing_that_is_written_looks_like_a_chart() {
    let svg = "<svg></svg>".to_owned();
    let targets = [("series:a".to_owned(), Target::Chart(svg))];
    for text in [
        "<input class=\"chart-0\">",
        "<input class=\"chart-0\"",
        "&lt;input class=\"chart-0\"&gt;",
        "`<input class=\"chart-0\">`",
        "![<input class=\"chart-0\">](https://x.cn/a.png)",
        "<b lang='<input class=\"chart-0\">'>粗</b>",
        "<b lang='&lt;input class=&quot;chart-0&quot;&gt;'>粗</b>",
        "<abbr title='<input class=\"chart-0\">'>粗</abbr>",
        "```\n<input class=\"chart-0\">\n```",
    ] {
        let set = |body: &str| html(body, &targets, &|key| key);
        assert_eq!(
            set(&format!("{text}\n\n![图](series:a)\n\n{text}"))
                .matches("<svg>")
                .count(),
            1,
            "of {text}"
        );
        assert_eq!(set(text).matches("<svg>").count(), 0, "of {text}");
    }
}

/// Tokens that decide emphasis: marks, letters of several scripts, punctuation of each class.
///
/// No digits, since a star between two is no mark.
const EMPHASIS: [&str; 23] = [
    "*", "*", "**", "**", "***", "中", "文", "か", "カ", "한", "글", "a", "B", "。", "：", "（",
    "）", "“", "”", ".", "(", " ", "e\u{301}",
];

fn deterministic(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn emphasis_is_that_of_the_amendment() {
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    // Paragraphs only: what else a line may start is no matter of emphasis.
    let text = vec(select(&EMPHASIS[..]), 1..14)
        .prop_map(|t| t.concat())
        .prop_filter("a paragraph", |t| {
            !t.starts_with(char::is_whitespace)
                // The name of any file.
                && !["*.a", "*.B", "*.e"].iter().any(|name| t.contains(name))
                && set(t).starts_with("<p>")
                && comrak::markdown_to_html(t, &comrak::Options::default()).starts_with("<p>")
        });
    let same = |text: String| {
        let (ours, theirs) = (set(&text), comrak::markdown_to_html(&text, &options));
        prop_assert_eq!(ours.trim_end(), theirs.trim_end());
        Ok(())
    };
    deterministic(20_000)
        .run(&text, same)
        .expect("the same structure as comrak");
}

#[test]
fn nothing_that_is_written_does_harm() {
    let pieces = [
        "<script>",
        "</script>",
        "<scr",
        "<svg/onload=x>",
        "<!--",
        "-->",
        "<textarea>",
        "<a href=\"",
        "javascript:",
        "\"",
        "'",
        ">",
        "<",
        "&#xFDD0;",
        "&#x1;",
        "\u{fdd0}",
        "<div",
        "</div>",
        "<b>",
        "`",
        "```\n",
        "~~",
        "~",
        "**",
        "*",
        "__",
        "[",
        "]",
        "(",
        ")",
        "![",
        "[^1]",
        "[^1]: ",
        "\n",
        "\n\n",
        "    ",
        "> ",
        "- ",
        "- [x] ",
        "1. ",
        "# ",
        "{#a}",
        "{",
        "}",
        "|",
        "|-|\n",
        "> [!NOTE]\n",
        "中",
        "。",
        "“",
        "\\",
        "a",
        "p.jpg",
        "===\n",
        "\r",
        "\t",
        "\u{3000}",
        "<plaintext>",
        "<style>",
        "https://a.cn/",
        "www.a.cn",
        "@a.cn",
        "&amp;",
        "_",
        "1*2",
        "\u{fdd1}",
    ];
    let fragment = prop_oneof![3 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    let harmless = |text: String| {
        let facts = analyze(&text);
        let html = set(&text);
        prop_assert!(
            !html.contains(MARK) && !html.to_lowercase().contains("<script"),
            "{}",
            html
        );
        prop_assert!(facts.summary.chars().count() <= 120 && !facts.summary.contains(MARK));
        for id in &facts.headings {
            let id = format!(" id=\"{id}\"");
            prop_assert!(html.matches(&id).count() == 1, "{} in {}", id, html);
        }
        for problem in &facts.problems {
            prop_assert!(
                text.get(problem.start as usize..problem.end as usize)
                    .is_some()
            );
        }
        for link in &facts.links {
            prop_assert!(text.get(link.start as usize..link.end as usize).is_some());
        }
        Ok(())
    };
    let text = vec(fragment, 0..40).prop_map(|f| f.concat());
    deterministic(6_000)
        .run(&text, harmless)
        .expect("harmless HTML");
    deterministic(1_000)
        .run(&any::<String>(), harmless)
        .expect("harmless HTML");
}
