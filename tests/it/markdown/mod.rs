//! Markdown as the paper writes it: what comes out, what is told of it, and what never happens.

mod addresses;
mod any_text;

use dateline::content::document::cjk::{MARK, amend, joins};
use dateline::content::document::markdown::{self, ProblemKind, Target, analyze, html};

fn targets() -> Vec<(String, Target)> {
    vec![
        (
            "a.md".to_owned(),
            Target::Href("/2024/01/18/a.html#标题".to_owned()),
        ),
        ("held.md".to_owned(), Target::Withheld),
        (
            "p.jpg".to_owned(),
            Target::Image {
                srcset: String::new(),
                large: "/2024/p.jpg".to_owned(),
                src: "/2024/p.jpg".to_owned(),
                width: 800,
                height: 600,
                is_first: false,
            },
        ),
    ]
}

fn set(body: &str) -> String {
    html(body, &targets(), &|key| key)
}

fn check(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(set(body).trim_end(), *expected, "of {body:?}");
    }
}

/// The kinds of problems with the text that each is about.
fn problems(body: &str) -> Vec<(ProblemKind, String)> {
    let problems = analyze(body).problems;
    problems
        .iter()
        .map(|p| (p.kind, body[p.start as usize..p.end as usize].to_owned()))
        .collect()
}

const PICTURE: &str = r#"width="800" height="600" loading="lazy" decoding="async">"#;

#[test]
fn emphasis_works_beside_every_chinese_mark() {
    // The marks of commonmark-spec issue 650 and those that newspapers use besides.
    let marks = "，。、；：？！“”‘’（）【】《》—～…·〃々「";
    assert_eq!(marks.chars().count(), 24);
    for mark in marks.chars() {
        check(&[
            (
                &format!("**重点{mark}**内容"),
                &format!("<p><strong>重点{mark}</strong>内容</p>"),
            ),
            (
                &format!("内容**{mark}重点**"),
                &format!("<p>内容<strong>{mark}重点</strong></p>"),
            ),
        ]);
    }
}

#[test]
fn emphasis_nests_and_crosses_other_elements() {
    check(&[
        (
            "**甲：**乙**丙**丁",
            "<p><strong>甲：</strong>乙<strong>丙</strong>丁</p>",
        ),
        (
            "见**《通知》（2024）**第3条",
            "<p>见<strong>《通知》（2024）</strong>第3条</p>",
        ),
        ("*注：*说明", "<p><em>注：</em>说明</p>"),
        ("***重：***文", "<p><em><strong>重：</strong></em>文</p>"),
        ("~~作废。~~新", "<p><del>作废。</del>新</p>"),
        (
            "[**重：**文](a.md)",
            r#"<p><a href="/2024/01/18/a.html#%E6%A0%87%E9%A2%98"><strong>重：</strong>文</a></p>"#,
        ),
        ("**甲\n乙：**丙", "<p><strong>甲乙：</strong>丙</p>"),
        (
            "> **甲：**乙",
            "<blockquote>\n<p><strong>甲：</strong>乙</p>\n</blockquote>",
        ),
        (r"\**甲：*乙", "<p>*<em>甲：</em>乙</p>"),
        ("__重点：__内容", "<p>__重点：__内容</p>"),
        ("제목**（가）**나", "<p>제목<strong>（가）</strong>나</p>"),
    ]);
}

#[test]
fn code_and_addresses_come_out_unharmed() {
    check(&[
        ("`**甲：**乙~丙~`", "<p><code>**甲：**乙~丙~</code></p>"),
        (
            "```x-y z\n**甲：**乙  ~1~\n\n\t<b>\n```",
            "<pre><code class=\"language-x-y\">**甲：**乙  ~1~\n\n\t&lt;b&gt;\n</code></pre>",
        ),
        ("    **甲：**乙", "<pre><code>**甲：**乙</code></pre>"),
        (
            "<https://x.cn/~a/*b*>",
            r#"<p><a href="https://x.cn/~a/*b*" rel="noopener">https://x.cn/~a/*b*</a></p>"#,
        ),
        (
            "[甲](https://x.cn/：**乙)",
            r#"<p><a href="https://x.cn/%EF%BC%9A**%E4%B9%99" rel="noopener">甲</a></p>"#,
        ),
        (
            "a &lt; b & \"c\" > &#xFDD0;&#1;d",
            "<p>a &lt; b &amp; &quot;c&quot; &gt; d</p>",
        ),
    ]);
}

#[test]
fn marks_are_put_in_only_where_needed_and_places_map_back() {
    assert!(matches!(
        amend("**甲**乙 a*b* ~~丙~~ 1~2").text,
        std::borrow::Cow::Borrowed(_)
    ));
    let source = "甲**（乙）**丙~ 丁**：**戊";
    let amended = amend(source);
    assert_eq!(amended.text.replace(MARK, ""), source);
    for (at, c) in amended.text.char_indices().filter(|(_, c)| *c != MARK) {
        assert!(source[amended.original(at)..].starts_with(c), "{at} {c}");
    }
    assert_eq!(amended.original(amended.text.len()), source.len());
}

#[test]
fn single_tildes_are_text() {
    check(&[
        (
            "1月8日~1月14日，约~5868件",
            "<p>1月8日~1月14日，约~5868件</p>",
        ),
        ("（~甲~） ~乙~ ~", "<p>（~甲~） ~乙~ ~</p>"),
        ("~甲~~乙~~丙~", "<p>~甲<del>乙</del>丙~</p>"),
        (
            "~~1~2**甲~**~~",
            "<p><del>1~2<strong>甲~</strong></del></p>",
        ),
        (r"\~~甲~", "<p>~~甲~</p>"),
        ("a~~~b~~~", "<p>a~~~b~~~</p>"),
    ]);
}

#[test]
fn a_line_break_leaves_no_gap_between_chinese_characters() {
    check(&[
        ("中国\n人民", "<p>中国人民</p>"),
        ("他说：\n“好”\n然后\n——完", "<p>他说：“好”然后——完</p>"),
        ("走吧……\n“好”", "<p>走吧……“好”</p>"),
        ("He said “Hi…”\n“Ho”", "<p>He said “Hi…”\n“Ho”</p>"),
        ("中文\nabc\n中文\n12", "<p>中文\nabc\n中文\n12</p>"),
        ("한국\n어", "<p>한국\n어</p>"),
        (
            "**甲**\n乙\n[丙](x)\n`d`",
            "<p><strong>甲</strong>乙丙\n<code>d</code></p>",
        ),
        (
            "甲[^1]\n乙\n\n[^1]: 注",
            set("甲[^1]乙\n\n[^1]: 注").trim_end(),
        ),
        ("甲  \n乙\\\n丙", "<p>甲<br>\n乙<br>\n丙</p>"),
        ("　　第一段。\n　　第二行", "<p>第一段。第二行</p>"),
    ]);
    assert!(joins("国".chars(), "人".chars()) && !joins("a".chars(), "人".chars()));
}

#[test]
fn headings_have_ids_and_leave_h1_to_the_page() {
    let body = "# 标题 Hello，World!\n\n## 标题 hello world\n\n### part-one\n\n### ！！\n\n#\n\n## **粗** `C` {#My_id}\n\n## 草案{草}\n\n## 草案 {.c}\n\n多行\n标题\n===\n\n###### 六";
    let expected = r#"<h2 id="标题-hello-world">标题 Hello，World!</h2>
<h2 id="标题-hello-world-2">标题 hello world</h2>
<h3 id="h-part-one">part-one</h3>
<h3 id="h">！！</h3>
<h2 id="My_id"><strong>粗</strong> <code>C</code></h2>
<h2 id="草案-草">草案{草}</h2>
<h2 id="草案-c">草案 {.c}</h2>
<h2 id="多行标题">多行标题</h2>
<h6 id="六">六</h6>"#;
    check(&[(body, expected)]);
    let ids: Vec<String> = expected
        .lines()
        .filter_map(|l| l.split('"').nth(1))
        .map(str::to_owned)
        .collect();
    assert_eq!(analyze(body).headings, ids);
    assert_eq!(
        analyze("# a\n# a-2\n# a\n# a\n# a-2").headings,
        ["a", "a-2", "a-3", "a-4", "a-2-2"]
    );
}

#[test]
fn pictures_alone_in_a_paragraph_are_figures() {
    check(&[
        (
            "![图](p.jpg \"说明<一>\")",
            &format!(
                "<figure><img src=\"/2024/p.jpg\" alt=\"图\" {PICTURE}<figcaption>说明&lt;一&gt;</figcaption></figure>"
            ),
        ),
        (
            "![a](p.jpg)\n![b](https://x.cn/b.png)",
            &format!(
                "<figure><img src=\"/2024/p.jpg\" alt=\"a\" {PICTURE}</figure>\n<figure><img src=\"https://x.cn/b.png\" alt=\"b\" loading=\"lazy\" decoding=\"async\"></figure>"
            ),
        ),
        (
            "文![图](p.jpg)",
            &format!("<p>文<img src=\"/2024/p.jpg\" alt=\"图\" {PICTURE}</p>"),
        ),
        ("![**没**有](no.jpg)", "<p>没有</p>"),
        ("![](no.jpg)", ""),
        (
            "[![图](p.jpg)](held.md)",
            &format!("<p><img src=\"/2024/p.jpg\" alt=\"图\" {PICTURE}</p>"),
        ),
    ]);
}

#[test]
fn links_lead_where_they_may() {
    check(&[
        (
            "[藏](held.md) [无](no.md) [空](#) [](a.md)",
            "<p>藏 无 空 </p>",
        ),
        (
            "[片](#标题)",
            r##"<p><a href="#%E6%A0%87%E9%A2%98">片</a></p>"##,
        ),
        (
            "[外](<HTTPS://x.cn/甲?q=[1]%20%> \"题\")",
            r#"<p><a href="https://x.cn/%E7%94%B2?q=%5B1%5D%20%25" title="题" rel="noopener">外</a></p>"#,
        ),
        (
            "<a@x.cn> [电](tel:0971-12)",
            r#"<p><a href="mailto:a@x.cn">a@x.cn</a> <a href="tel:0971-12">电</a></p>"#,
        ),
        (
            "[甲 <https://x.cn> 乙](a.md)",
            r#"<p><a href="/2024/01/18/a.html#%E6%A0%87%E9%A2%98">甲 https://x.cn 乙</a></p>"#,
        ),
        (
            "[坏](javascript:alert(1)) [坏](JAVA&#10;SCRIPT:x) [坏](data:text/html,x) <vbscript:x>",
            "<p>坏 坏 坏 vbscript:x</p>",
        ),
    ]);
}

#[test]
fn tables_are_reachable_and_valid() {
    let start = "<section class=\"table\" aria-label=\"table\" tabindex=\"0\"><table>";
    check(&[
        (
            "|甲||乙|\n|-|:-:|-:|\n|**《1》**|2|3|",
            &format!(
                "{start}\n<thead>\n<tr><th scope=\"col\">甲</th><td class=\"center\"></td><th scope=\"col\" class=\"right\">乙</th></tr>\n</thead>\n<tbody>\n<tr><td><strong>《1》</strong></td><td class=\"center\">2</td><td class=\"right\">3</td></tr>\n</tbody>\n</table></section>"
            ),
        ),
        (
            "| | |\n|-|-|\n|1|2|",
            &format!(
                "{start}\n<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table></section>"
            ),
        ),
        (
            "|甲|\n|-|",
            &format!(
                "{start}\n<thead>\n<tr><th scope=\"col\">甲</th></tr>\n</thead>\n</table></section>"
            ),
        ),
        ("| |\n|-|", ""),
    ]);
}

#[test]
fn footnotes_are_numbered_by_their_first_reference() {
    let back = |id: &str, end: &str| {
        format!("<a href=\"#fnref-{id}\" role=\"doc-backlink\" aria-label=\"back_to_text{end}</a>")
    };
    let mark = |id: &str, n: u8| {
        format!("<sup id=\"fnref-{id}\"><a href=\"#fn-{n}\" role=\"doc-noteref\">{n}</a></sup>")
    };
    let expected = format!(
        "<p>文{}再{}又{}</p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"part-footnotes\">\n<h2 id=\"part-footnotes\">footnotes</h2>\n<ol>\n<li id=\"fn-1\"><p>见{}{}{}</p>\n</li>\n<li id=\"fn-2\"><p>注{}{}</p>\n</li>\n</ol>\n</section>",
        mark("1", 1),
        mark("2", 2),
        mark("1-2", 1),
        mark("2-2", 2),
        back("1", "\">↩\u{fe0e}"),
        back("1-2", " 2\">↩\u{fe0e}<sup>2</sup>"),
        back("2", "\">↩\u{fe0e}"),
        back("2-2", " 2\">↩\u{fe0e}<sup>2</sup>"),
    );
    check(&[
        (
            "文[^乙]再[^甲]又[^乙]\n\n[^甲]: 注\n[^乙]: 见[^甲]\n[^未用]: 没有",
            &expected,
        ),
        (
            "甲[^1]\n\n[^1]: # 题",
            "<p>甲<sup id=\"fnref-1\"><a href=\"#fn-1\" role=\"doc-noteref\">1</a></sup></p>\n<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"part-footnotes\">\n<h2 id=\"part-footnotes\">footnotes</h2>\n<ol>\n<li id=\"fn-1\"><h2>题</h2>\n<a href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"back_to_text\">↩\u{fe0e}</a></li>\n</ol>\n</section>",
        ),
    ]);
}

#[test]
fn alerts_tasks_and_lists() {
    check(&[
        (
            "> [!WARNING]\n> 甲\n",
            "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">warning</p>\n<p>甲</p>\n</div>",
        ),
        (
            "- [x] 甲\n- [ ] 乙",
            "<ul>\n<li><input type=\"checkbox\" disabled checked aria-label=\"task_done\">甲</li>\n<li><input type=\"checkbox\" disabled aria-label=\"task_open\">乙</li>\n</ul>",
        ),
        (
            "3. 甲\n   - 乙",
            "<ol start=\"3\">\n<li>甲\n<ul>\n<li>乙</li>\n</ul>\n</li>\n</ol>",
        ),
        ("甲\n\n***\n\n乙", "<p>甲</p>\n<hr>\n<p>乙</p>"),
    ]);
}

#[test]
fn raw_html_is_cleaned_and_swallows_nothing() {
    check(&[
        ("文<script>alert(1)</script>字", "<p>文字</p>"),
        ("<script>\nalert(1)\n</script>\n\n后", "<p>后</p>"),
        (
            "甲 <b onclick=\"x()\" class=\"y\">粗</b> <u>线",
            "<p>甲 <b>粗</b> <u>线</u></p><u>\n</u>",
        ),
        (
            "<img src=\"https://x.cn/a.png\" alt=\"甲\" onerror=alert(1)> <img src=x>",
            "<p><img src=\"https://x.cn/a.png\" alt=\"甲\"> </p>",
        ),
        (
            "<a href=\"java&#115;cript:x\">坏</a> <a href=/x>内</a> <a href='https://x.cn'>外</a> ",
            "<p><a>坏</a> <a>内</a> <a href=\"https://x.cn\">外</a></p>",
        ),
        ("<svg onload=alert(1)><style>x</style></svg>甲", "<p>甲</p>"),
        ("<div title=\"\n\n后**文**", "<p>后<strong>文</strong></p>"),
        (
            "<div><!-- \n\n后文 <textarea> 尾\n\n末",
            "<div>\n<p>后文 </p>\n<p>末</p>\n</div>",
        ),
        (
            "<p id=\"fn-1\" class=\"alert\">甲</p>\n\n# 题",
            "<p>甲</p>\n<h2 id=\"题\">题</h2>",
        ),
        (
            "<details><summary>看</summary>\n\n[甲](a.md)\n\n</details>",
            "<details><summary>看</summary>\n<p><a href=\"/2024/01/18/a.html#%E6%A0%87%E9%A2%98\">甲</a></p>\n</details>",
        ),
        (
            "<ruby>汉<rt>hàn</rt></ruby> <br> a&#xFDD0;b",
            "<p><ruby>汉<rt>hàn</rt></ruby> <br> ab</p>",
        ),
    ]);
}

#[test]
fn problems_are_told_with_their_places() {
    use ProblemKind::{
        EmptyLink, ForbiddenScheme, LostMedia, MissingAlt, MissingFootnote, Noncharacter, RawHtml,
        SpacedLink, Stars,
    };
    let check = |body: &str, expected: &[(ProblemKind, &str)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, text)| (*kind, (*text).to_owned()))
            .collect();
        assert_eq!(problems(body), expected, "of {body:?}");
    };
    check(
        "**重：**文 [坏](javascript:x) <a href='vbscript:y'>",
        &[
            (ForbiddenScheme, "javascript:x"),
            (ForbiddenScheme, "vbscript:y"),
        ],
    );
    check(
        "![图](data:image/png;base64,AA==) [图](data:image/png;base64,AA==)",
        &[(ForbiddenScheme, "data:image/png;base64,AA==")],
    );
    check(
        "长*宽*高 张**、李**。 [](a.md) [文](a.md)",
        &[
            (Stars, "*宽*"),
            (Stars, "**、李**"),
            (EmptyLink, "[](a.md)"),
        ],
    );
    check(
        "甲<img src=a.png> <a href=\"a.md\">乙</a> <img src=https://x.cn/a.png>",
        &[
            (LostMedia(markdown::Media::Picture), "<img src=a.png>"),
            (LostMedia(markdown::Media::Link), "a.md"),
        ],
    );
    check("甲\u{fdd0}乙", &[(Noncharacter, "\u{fdd0}")]);
    check("**重：**文\n\n![ ](p.jpg)", &[(MissingAlt, "![ ](p.jpg)")]);
    check(
        "甲[^1]乙[^2] `[^3]` \\[^4]\n\n    [^5]\n\n[^1]: 注",
        &[(MissingFootnote, "[^2]")],
    );
    check(
        "**重：**文 [附](年 报(1).pdf#2 \"题\") ![图](雪 山.png) [网](https://x.cn/a b) [**粗**](a b.md)",
        &[
            (SpacedLink, "年 报(1).pdf#2"),
            (SpacedLink, "雪 山.png"),
            (SpacedLink, "https://x.cn/a b"),
            (SpacedLink, "a b.md"),
        ],
    );
    check(
        "[1](注 释) `[附](年 报.pdf)` \\[附\\](年 报.pdf) [附](<年 报.pdf>) [附](<年 报.pdf) [甲](a.md \"b c.md\")",
        &[],
    );
    check(
        "<b onclick=x style=y>甲</b> <iframe src=z></iframe>",
        &[
            (RawHtml, "onclick"),
            (RawHtml, "style"),
            (LostMedia(markdown::Media::Embedded), "z"),
        ],
    );
    check("甲 <br> <kbd>A</kbd> <!-- 注 --> a < b", &[]);
}

#[test]
fn links_are_listed_with_the_place_of_their_destination() {
    let body = "**重：**文 [甲](a.md#题) ![图](p.jpg \"题\") [乙][r] <b@x.cn>\n\n[r]: c.md";
    let links = analyze(body).links;
    let places: Vec<_> = links
        .iter()
        .map(|l| {
            (
                l.dest.as_str(),
                &body[l.start as usize..l.end as usize],
                l.image,
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            ("a.md#题", "a.md#题", false),
            ("p.jpg", "p.jpg", true),
            ("c.md", "[乙][r]", false),
            ("mailto:b@x.cn", "b@x.cn", false)
        ]
    );
}

#[test]
fn summaries_end_with_a_sentence() {
    let check =
        |body: &str, expected: &str| assert_eq!(analyze(body).summary, expected, "of {body:?}");
    let long = "中".repeat(100);
    check("", "");
    check(
        "# 题\n\n**甲：**乙[^1]\n丙![图](p.jpg)`d`。\n\n| 表 |\n|-|\n\n> 丁 <b>戊</b>~~旧~~\n\n[^1]: 注",
        "甲：乙丙d。丁 戊",
    );
    check("Hello\nworld.\n\nNext one.", "Hello world. Next one.");
    check(&format!("一。{long}。{long}"), &format!("一。{long}。"));
    check(&format!("“一。”{long}{long}"), "“一。”");
    check(
        &format!("一（二。）三。“{long}。{long}。”"),
        "一（二。）三。",
    );
    check(&format!("{long}，{long}"), &format!("{long}…"));
    check(&format!("“{long}，{long}。”"), &format!("“{long}…"));
    check(&format!("{long}{long}"), &format!("{}…", "中".repeat(119)));
    check(&format!("{long} {} x", "a".repeat(30)), &format!("{long}…"));
    check(&format!("Pi is 3.14. {}", "a".repeat(200)), "Pi is 3.14.");
    check(&format!("{long}。。”{long}"), &format!("{long}。。”"));
}

#[test]
fn what_is_nested_without_end_is_told_and_left_out() {
    use ProblemKind::TooDeep;
    let deep = |sign: &str, depth: usize| format!("甲\n\n{}文\n", sign.repeat(depth));
    for (sign, element) in [("> ", "<blockquote>"), ("- ", "<li>"), ("1. ", "<li>")] {
        assert_eq!(problems(&deep(sign, 100)), [], "of {sign:?}");
        assert_eq!(set(&deep(sign, 100)).matches(element).count(), 100);
        let found = analyze(&deep(sign, 101)).problems;
        assert_eq!(
            found.iter().map(|p| p.kind).collect::<Vec<_>>(),
            [TooDeep],
            "of {sign:?}"
        );
        assert_eq!(
            found[0].start as usize,
            "甲\n\n".len() + 100 * sign.len(),
            "of {sign:?}"
        );
        for depth in [200, 201, 5000] {
            assert_eq!(
                analyze(&deep(sign, depth))
                    .problems
                    .iter()
                    .map(|p| p.kind)
                    .collect::<Vec<_>>(),
                [TooDeep]
            );
            let html = set(&deep(sign, depth));
            assert!(
                html.matches(element).count() <= 100 && !html.contains('文'),
                "{html}"
            );
        }
    }
    // A rule is one, however long.
    assert_eq!(set(&"- ".repeat(500)).trim_end(), "<hr>");
    let stars = format!("{}甲{} <b>乙</b>", "*".repeat(3000), "*".repeat(3000));
    assert_eq!(analyze(&stars).problems[0].kind, TooDeep);
    assert_eq!(set(&stars).matches("<strong>").count(), 100);
}

#[test]
fn raw_html_that_is_not_closed_has_an_end() {
    use ProblemKind::{LeftOpen, RawHtml};
    let kinds = |body: &str| {
        analyze(body)
            .problems
            .iter()
            .map(|p| p.kind)
            .collect::<Vec<_>>()
    };
    let paragraphs = |count: usize| "字\n\n".repeat(count);
    // What an editor forgets to close is no trouble.
    assert_eq!(kinds(&format!("<b>甲\n\n{}", paragraphs(2000))), []);
    assert_eq!(
        kinds(&format!(
            "<div dir=\"rtl\">\n\n{}</div>",
            paragraphs(50_000)
        )),
        []
    );
    assert_eq!(
        kinds(&format!(
            "<table>\n{}</table>",
            "<tr><td>甲<td>乙\n".repeat(5000)
        )),
        []
    );
    assert_eq!(
        kinds(&format!("<ul>\n{}</ul>", "<li>甲\n".repeat(5000))),
        []
    );
    assert_eq!(
        kinds(&format!("<ruby>{}</ruby>", "汉<rt>hàn".repeat(5000))),
        []
    );
    assert_eq!(kinds(&"<table><tr><td><b>甲</table>\n\n".repeat(500)), []);
    // What a program writes is.
    let open = format!("<b><i>甲\n\n{}", paragraphs(20_000));
    assert_eq!(kinds(&open), [LeftOpen]);
    assert_eq!(analyze(&open).problems[0].text, "<i>");
    assert_eq!(
        kinds(&format!("<table>\n\n{}", paragraphs(20_000))),
        [LeftOpen]
    );
    assert_eq!(
        kinds(&format!(
            "<table><tr>{}</table>",
            "<u>字</u>".repeat(30_000)
        ))[0],
        LeftOpen
    );
    let deep = format!("字{}", "<b>".repeat(20_000));
    assert!(kinds(&deep).contains(&RawHtml));
    // The cleaning opens three of a kind again behind the paragraph.
    assert_eq!(set(&deep).matches("<b>").count(), 203);
    // An end tag of something else closes nothing.
    assert_eq!(
        set(&format!("字{}", "<u></i>".repeat(20_000)))
            .matches("<u>")
            .count(),
        203
    );
}

#[test]
fn a_tag_has_a_hundred_attributes_at_most() {
    let tag = |count: usize| {
        let attributes: Vec<String> = (0..count).map(|i| format!("a{i}=1")).collect();
        format!(
            "甲 <a {} href=\"https://x.cn\">乙</a>",
            attributes.join(" ")
        )
    };
    assert_eq!(
        set(&tag(99)).trim_end(),
        "<p>甲 <a href=\"https://x.cn\">乙</a></p>"
    );
    assert_eq!(problems(&tag(99)).len(), 99);
    assert_eq!(set(&tag(5000)).trim_end(), "<p>甲 乙</p>");
    assert_eq!(
        problems(&tag(5000)),
        [(ProblemKind::RawHtml, "<a".to_owned())]
    );
}

#[test]
fn a_text_has_a_hundred_charts_at_most() {
    let charts = |count: usize| "![图](series:daily/calls)\n\n".repeat(count);
    assert_eq!(problems(&charts(100)), []);
    let found = problems(&charts(5000));
    assert_eq!(
        found,
        [(
            ProblemKind::ManyCharts,
            "![图](series:daily/calls)".to_owned()
        )]
    );
}

#[test]
fn problems_of_one_block_are_told_each_at_its_place() {
    let body = "甲\n\n> <div>\n> <b O1=1>一</b> <b o2=1>二</b>\n> <FONT a=1>三\n> </div>\n\n<p>\n<a href='x:1' href2='x:1' c=\"href\">\n";
    let found = analyze(body).problems;
    let places: Vec<_> = found
        .iter()
        .map(|p| (&body[p.start as usize..p.end as usize], p.start as usize))
        .collect();
    let at = |text: &str| {
        (
            &body[body.find(text).unwrap()..][..text.len()],
            body.find(text).unwrap(),
        )
    };
    assert_eq!(
        places,
        [
            at("O1"),
            at("o2"),
            at("<FONT"),
            at("x:1"),
            at("href2"),
            (at("c=").0.trim_end_matches('='), at("c=").1)
        ]
    );
}

#[test]
fn places_of_links_within_links_are_those_of_their_destinations() {
    let body =
        "[![![甲](c.png)乙](b.png)](a.md) [a.md](a.md) [b.md][1] ![](&#120;.png)\n\n[1]: b.md";
    let links = analyze(body).links;
    let places: Vec<_> = links
        .iter()
        .map(|l| (&body[l.start as usize..l.end as usize], l.start as usize))
        .collect();
    let first = |text: &str| (text.len(), body.find(text).unwrap());
    assert_eq!(places[0], ("a.md", first("a.md").1));
    assert_eq!(places[1], ("b.png", first("b.png").1));
    assert_eq!(places[2], ("c.png", first("c.png").1));
    assert_eq!(places[3], ("a.md", body.find("](a.md) [b").unwrap() + 2));
    assert_eq!(places[4].0, "[b.md][1]");
    assert_eq!(places[5].0, "![](&#120;.png)");
}
