//! Text that blocks of Markdown would swallow or flatten: printed as it was meant, or told, and
//! fixed where there is one way to mean it.

use dateline::base::path::SitePath;
use dateline::content::config::Config;
use dateline::content::document::markdown;

use crate::mistakes::{mended, problems, settings};

/// A body, what is told of it, and what the fixes make of it.
type Case<'a> = (&'a str, &'a [(&'a str, usize)], &'a str);

/// Checks what is told of each body (code and line of the body) and what the fixes make of it in
/// one go.
fn check(cases: &[Case<'_>]) {
    const FRONT: &str = "---\ntitle: 标题\ndate: 2024-01-18\n---\n";
    let config = Config::read(&SitePath::new("content/site.yaml"), &settings()).value;
    for (body, expected, fixed) in cases {
        let text = format!("{FRONT}{body}");
        let found = problems(text.as_bytes(), &config);
        let mut told: Vec<(&str, usize)> = found
            .iter()
            .filter_map(|problem| {
                let before = &text[..problem.span.as_ref()?.start as usize];
                Some((problem.code.id, before.matches('\n').count() - 3))
            })
            .collect();
        told.sort_by_key(|(_, line)| *line);
        assert_eq!(told, *expected, "of {body:?}");
        let after = String::from_utf8(mended(text.into_bytes(), &config)).unwrap();
        assert_eq!(&after[FRONT.len()..], *fixed, "of {body:?}");
    }
}

/// Checks what is told of each body, which stays as it is.
fn unfixed(cases: &[(&str, &[(&str, usize)])]) {
    for (body, expected) in cases {
        check(&[(body, expected, body)]);
    }
}

#[test]
fn every_line_of_a_paste_with_indents_is_a_paragraph() {
    let told = "W0709";
    check(&[
        (
            "　　山上先白。\n　　河边后白。\n　　城里最后白。\n",
            &[(told, 1), (told, 2), (told, 3)],
            "山上先白。\n\n河边后白。\n\n城里最后白。\n",
        ),
        (
            "山上先白\r\n　　河边后白。\r\n",
            &[(told, 2)],
            "山上先白\r\n\r\n河边后白。\r\n",
        ),
        (
            "> 　　山上先白。\n> 　　河边后白。\n",
            &[(told, 1), (told, 2)],
            "> 山上先白。\n>\n> 河边后白。\n",
        ),
        (
            "- 　　山上先白。\n  　　河边后白。\n",
            &[(told, 1), (told, 2)],
            "- 山上先白。\n\n  河边后白。\n",
        ),
        // The second line would leave the quotation.
        (
            "> 山上先白。\n　　河边后白。\n",
            &[(told, 2)],
            "> 山上先白。\n　　河边后白。\n",
        ),
        (
            "&emsp;&emsp;山上**先白**。\n&emsp;&emsp;**河边**后白。\n",
            &[(told, 1), (told, 2)],
            "山上**先白**。\n\n**河边**后白。\n",
        ),
        (
            "&nbsp;&nbsp; &#12288;“山上”先白。\n\n\u{2003}\u{2003}河边后白。\n\n\u{a0}\u{a0}城里最后白。\n",
            &[(told, 1), (told, 3), (told, 5)],
            "“山上”先白。\n\n河边后白。\n\n城里最后白。\n",
        ),
        (
            "山上先白。\n    河边后白。\n\t城里最后白。\n",
            &[(told, 2), (told, 3)],
            "山上先白。\n\n河边后白。\n\n城里最后白。\n",
        ),
        // Lines that look empty.
        (
            "山上先白。\n　　\n河边后白。\n\u{a0}\n城里最后白。\n&nbsp;\n路上不白。\n　\n## 小标题\n",
            &[(told, 2), (told, 4), (told, 6)],
            "山上先白。\n\n河边后白。\n\n城里最后白。\n\n路上不白。\n　\n## 小标题\n",
        ),
        (
            "> 山上先白。\r\n> 　　\r\n> 河边后白。\r\n",
            &[(told, 2)],
            "> 山上先白。\r\n> \r\n> 河边后白。\r\n",
        ),
        // Lines that were ended on purpose, and one that goes on.
        (
            "山上先白  \n　　河边后白\n\n山上先白，\n    河边后白。\n",
            &[],
            "山上先白  \n　　河边后白\n\n山上先白，\n    河边后白。\n",
        ),
        (
            "&nbsp;\n\n&nbsp; &amp; text\n",
            &[],
            "&nbsp;\n\n&nbsp; &amp; text\n",
        ),
    ]);
}

#[test]
fn chinese_text_behind_four_spaces_or_a_tab_is_no_code() {
    let told = "W0709";
    check(&[
        (
            "    山上先白，河边后白。\n\n\t城里最后白。\n",
            &[(told, 1), (told, 3)],
            "山上先白，河边后白。\n\n城里最后白。\n",
        ),
        (
            "    2024年1月18日，山上先白。\n    　　河边后白。\n",
            &[(told, 1), (told, 2)],
            "2024年1月18日，山上先白。\n\n河边后白。\n",
        ),
        (
            "    print(\"山上先白，河边后白。\")\n\n文字。\n\n    雪量 = 3; 山上先白，河边后白。\n\n文字。\n\n    山上\n    └── 河边\n",
            &[],
            "    print(\"山上先白，河边后白。\")\n\n文字。\n\n    雪量 = 3; 山上先白，河边后白。\n\n文字。\n\n    山上\n    └── 河边\n",
        ),
    ]);
}

#[test]
fn what_looks_like_a_definition_is_printed_or_told() {
    let told = "W0323";
    let html = |body: &str| markdown::html(body, &[], &|key| key);
    for (body, expected) in [
        (
            "[编者按]: 本文略有删节。\n",
            "<p>[编者按]: 本文略有删节。</p>\n",
        ),
        (
            "山上先白。\n\n> [记者手记]:在现场看到，工人仍在作业。\n",
            "<p>山上先白。</p>\n<blockquote>\n<p>[记者手记]:在现场看到，工人仍在作业。</p>\n</blockquote>\n",
        ),
        (
            "[编者按]:\n本文略有删节\n",
            "<p>[编者按]:\n本文略有删节</p>\n",
        ),
        (
            "见[雪]。\n\n[雪]: https://x.cn/雪\n",
            "<p>见<a href=\"https://x.cn/%E9%9B%AA\" rel=\"noopener\">雪</a>。</p>\n",
        ),
        (
            "`[甲]: 乙`\n\n```\n[甲]: 乙\n```\n",
            "<p><code>[甲]: 乙</code></p>\n<pre><code>[甲]: 乙\n</code></pre>\n",
        ),
    ] {
        assert_eq!(html(body), expected, "of {body:?}");
    }
    unfixed(&[
        ("[编者按]: 本文略有删节。\n", &[]),
        (
            "[编者按]: abc\n\n- [甲]: https://x.cn\n",
            &[(told, 1), (told, 3)],
        ),
        (
            "见[a]和![雪][B]。\n\n[a]: https://x.cn\n[b]: https://x.cn/b.png\n[a]: https://y.cn\n",
            &[(told, 5)],
        ),
        ("[1]:\n[2]:\n[3]:\n", &[(told, 1)]),
        (
            "[1]: https://x.cn\n[2]: https://y.cn\n\n文字。\n\n[3]: https://z.cn\n",
            &[(told, 1), (told, 6)],
        ),
        (
            "[//]: # (待核实)\n\n[注]: <>\n\n`[甲]: x`\n\n    [甲]: x\n\n[#]: x\n[#]: y\n",
            &[],
        ),
    ]);
}

#[test]
fn footnotes_that_are_not_printed_are_told() {
    unfixed(&[
        (
            "山上[^1]先白。\n\n[^1]: 甲。\n[^1]: 乙。\n[^2]: 丙[^3]。\n[^3]: 丁。\n",
            &[("W0324", 4), ("W0325", 5), ("W0325", 6)],
        ),
        ("山上[^a]先白。\n\n[^a]: 甲[^b]。\n[^b]: 乙。\n", &[]),
    ]);
    // Capitals make no difference: note and mark were lost.
    let html = markdown::html("山上[^A]先白。\n\n[^a]: 甲。\n", &[], &|key| key);
    assert!(html.contains("fnref-1") && html.contains("甲。"), "{html}");
}

#[test]
fn html_that_takes_text_with_it_is_told() {
    unfixed(&[
        (
            "<div class=\"note\"\n今天下雪。\n\n后文。\n",
            &[("W0326", 1)],
        ),
        ("</div\n今天下雪。\n", &[("W0326", 1)]),
        (
            "<!-- 待核实\n\n今天下雪。\n\n<!-- 一 -->\n",
            &[("W0326", 1)],
        ),
        ("> <!-- 待核实\n\n今天下雪。 -->\n", &[("W0326", 1)]),
        ("<!-- 待核实\n\n今天下雪。\n", &[("W0316", 1)]),
        ("<script>\n今天下雪。\n", &[("W0315", 1), ("W0326", 1)]),
        (
            "<?php\n今天下雪。\n?>\n\n<![CDATA[甲]]>\n",
            &[("W0315", 1), ("W0315", 5)],
        ),
        ("<![CDATA[\n今天下雪。\n", &[("W0326", 1)]),
        (
            "<div>\n\n今天下雪。\n\n</div>\n\n<!-- 一 --> <!-- 二 -->\n今天<!-- 三 -->下雪。\n",
            &[],
        ),
    ]);
}

#[test]
fn markdown_within_html_is_told() {
    let told = "W0328";
    check(&[
        (
            "<details>\n<summary>问</summary>\n见**答：**可以。\n</details>\n",
            &[(told, 3)],
            "<details>\n<summary>问</summary>\n\n见**答：**可以。\n</details>\n",
        ),
        (
            "<div>\n## 小标题\n</div>\n",
            &[(told, 2)],
            "<div>\n\n## 小标题\n</div>\n",
        ),
    ]);
    unfixed(&[
        ("<div>\n甲\n见[甲](https://x.cn)。\n</div>\n", &[(told, 3)]),
        ("> <div>\n> 见**甲**。\n> </div>\n", &[(told, 2)]),
        (
            "<!-- 一 --> **答：**可以。\n\n<p>**答**</p>\n",
            &[(told, 1), (told, 3)],
        ),
        (
            "<div>\n\n**答：**可以。\n\n</div>\n\n<pre>\n**答**\n</pre>\n\n<!-- **答** -->\n\n<p>2 ** 3，张**，<code>**a**</code></p>\n",
            &[],
        ),
    ]);
}

#[test]
fn a_fence_without_an_end_or_with_text_is_told() {
    let told = "W0327";
    unfixed(&[
        ("```\n山上先白。\n\n后文。\n", &[(told, 1)]),
        ("山上。\n\n~~~~ text\n~~~\n", &[(told, 3)]),
        ("- ```\n  甲\n\n后文。\n", &[(told, 1)]),
        ("```今天下雪\n甲\n```\n\n```js 甲\n```\n", &[(told, 1)]),
        (
            "```\n甲\n````\n\n> ~~~\n> 甲\n> ~~~\n\n- ```\n  甲\n  ```\n",
            &[],
        ),
    ]);
}

#[test]
fn marks_of_a_merge_are_an_error() {
    let told = "E0324";
    unfixed(&[
        (
            "甲。\n\n<<<<<<< HEAD\n乙\n=======\n丙\n>>>>>>> b\n",
            &[(told, 3)],
        ),
        ("乙\n\n=======\n\n丙\n>>>>>>> b\n", &[(told, 6)]),
        (
            "```\n<<<<<<< HEAD\n```\n\n>>>>>>> 甲\n\n甲 <<<<<<< 乙\n",
            &[],
        ),
    ]);
}

#[test]
fn an_id_that_is_not_set_as_it_was_written_is_told() {
    let told = "W0329";
    unfixed(&[
        (
            "## 甲 {#x}\n\n## 乙 {#x}\n\n## 丙 {#有 空格}\n\n## 丁\n\n## 戊 {#丁}\n\n## 己 {#fn-1}\n\n## 庚 {#a .b}\n",
            &[(told, 3), (told, 5), (told, 9), (told, 11), (told, 13)],
        ),
        (
            "## 甲 {#x}\n\n## 乙 {#y-1}\n\n## 丙 {草案}\n\n## 丙 {#z} #\n",
            // It is printed as it stands.
            &[("W0731", 7)],
        ),
    ]);
}

#[test]
fn lines_that_would_become_one_paragraph_are_told_once_a_run() {
    let told = "W0724";
    check(&[
        (
            "•　设备到位\n•　人员到位\n\n●项目一\n● 项目二\n",
            &[(told, 1), (told, 4)],
            "- 设备到位\n- 人员到位\n\n- 项目一\n- 项目二\n",
        ),
        (
            "措施如下：\n1、设备到位\n2、人员到位\n3、资金到位\n",
            &[(told, 2)],
            "措施如下：\n\n1、设备到位\n\n2、人员到位\n\n3、资金到位\n",
        ),
        (
            "1.设备到位\n2.人员到位\n\n措施：\n3. 资金到位\n4. 场地到位\n",
            &[(told, 1), (told, 5)],
            "1. 设备到位\n2. 人员到位\n\n措施：\n\n3. 资金到位\n4. 场地到位\n",
        ),
        (
            "（一）设备\n（二）人员\n\n（九）资金\n（十）场地\n（十一）车辆\n\n一、甲\n二、乙\n\n①甲\n②乙\n",
            &[(told, 1), (told, 4), (told, 8), (told, 11)],
            "（一）设备\n\n（二）人员\n\n（九）资金\n\n（十）场地\n\n（十一）车辆\n\n一、甲\n\n二、乙\n\n①甲\n\n②乙\n",
        ),
        (
            "*设备到位\n*人员到位\n\n措施：\n+ 设备\n+人员\n",
            &[("W0718", 1), ("W0718", 6)],
            "* 设备到位\n* 人员到位\n\n措施：\n+ 设备\n+ 人员\n",
        ),
        // Within a quotation no line is put in.
        (
            "> 一、甲\n> 二、乙\n\n> •甲\n> •乙\n",
            &[(told, 1), (told, 4)],
            "> 一、甲\n> 二、乙\n\n> - 甲\n> - 乙\n",
        ),
    ]);
    unfixed(&[
        (
            "1.5亿元\n2.3亿元\n\n1、甲\n3、丙\n\n•甲\n\n①甲，②乙\n见第1、\n2、3条\n",
            &[],
        ),
        (
            "•甲  \n•乙\n\n•甲<br>\n•乙\n\n•甲\\\n•乙\n\n1. 甲\n2. 乙\n\n`•甲`\n",
            &[],
        ),
        (
            "2024年山上先白\n2025年河边后白\n\n一是甲\n二是乙\n\n（甲）\n（乙）\n",
            &[],
        ),
    ]);
}

#[test]
fn a_paragraph_above_a_line_of_hyphens_is_no_heading() {
    let told = "W0725";
    check(&[
        (
            "据介绍，工程已完工。\n---\n下文。\n",
            &[(told, 2)],
            "据介绍，工程已完工。\n\n---\n下文。\n",
        ),
        (
            "“山上先白。”\r\n-----\r\n",
            &[(told, 2)],
            "“山上先白。”\r\n\r\n-----\r\n",
        ),
        (
            "山上先白，河边后白，城里最后白！\n河边也白！\n---\n",
            &[(told, 3)],
            "山上先白，河边后白，城里最后白！\n河边也白！\n\n---\n",
        ),
    ]);
    unfixed(&[
        ("山上先白。\n===\n", &[(told, 2)]),
        ("> 山上先白。\n> ---\n", &[(told, 2)]),
        ("山上先白\n河边后白\n---\n", &[(told, 3)]),
        ("山上先白\n-\n", &[(told, 2)]),
        (
            "小标题\n---\n\n要看雪，为什么先上山？\n---\n\n真的？真的！\n===\n\n## 山上先白。\n\nTitle.\n-\n\n---\n",
            &[],
        ),
    ]);
}

#[test]
fn cells_without_a_column_are_told() {
    let told = "W0723";
    check(&[(
        "|甲|乙|\n|-|-|\n|丙|丁|\n山上先白。\n河边后白。\n",
        &[(told, 4)],
        "|甲|乙|\n|-|-|\n|丙|丁|\n\n山上先白。\n河边后白。\n",
    )]);
    unfixed(&[
        (
            "|甲|乙|\n|-|-|\n|丙|丁|戊|\n|己 | 庚 | | 辛\n",
            &[(told, 3), (told, 4)],
        ),
        ("|甲|乙|\n|-|-|\n山上先白。\n|丙|丁|\n", &[(told, 3)]),
        ("> |甲|乙|\n> |-|-|\n> 山上先白。\n", &[(told, 3)]),
        (
            "|甲|乙|\n|-|-|\n|丙|丁||\n|丙|\n|丙\\|戊|丁|\n| |\n\n甲 | 乙\n--|--\n丙 | 丁\n",
            &[],
        ),
    ]);
}

#[test]
fn rows_that_are_no_table_become_one_where_that_is_sure() {
    let told = "W0720";
    check(&[
        (
            "｜甲｜乙｜\n｜---｜---｜\n｜丙｜丁｜\n",
            &[(told, 1)],
            "|甲|乙|\n|---|---|\n|丙|丁|\n",
        ),
        (
            "|\t甲\t|\t乙\t|\n|:---:\t|:---:\t|\n|\t丙\t|\t丁\t|\n",
            &[(told, 1)],
            "| 甲 | 乙 |\n|:---: |:---: |\n| 丙 | 丁 |\n",
        ),
        (
            "> ｜甲｜乙｜\n> ｜-｜-｜\n",
            &[(told, 1)],
            "> |甲|乙|\n> |-|-|\n",
        ),
    ]);
    unfixed(&[
        ("｜甲｜乙｜\n｜丙｜丁｜\n", &[(told, 1)]),
        ("|甲|乙|\n|---|\n|丙|丁|\n", &[(told, 1)]),
        ("｜甲｜\n\n甲｜乙\n丙｜丁\n", &[]),
    ]);
}

#[test]
fn signs_that_a_chinese_keyboard_made_full_width_are_told() {
    check(&[
        (
            "＞ 雪落湟水。\n＞山上先白。\n",
            &[("W0726", 1)],
            "> 雪落湟水。\n> 山上先白。\n",
        ),
        ("＊＊重点＊＊的话。\n", &[("W0727", 1)], "**重点**的话。\n"),
        (
            "见![雪](p.png “雪景”)和[甲](b.md ‘说明’)。\n",
            &[("W0728", 1), ("W0728", 1)],
            "见![雪](p.png \"雪景\")和[甲](b.md \"说明\")。\n",
        ),
        (
            "见[官网] (https://e.cn)和[甲]　(b.md)。\n",
            &[("W0729", 1), ("W0729", 1)],
            "见[官网](https://e.cn)和[甲](b.md)。\n",
        ),
    ]);
    unfixed(&[
        ("＞90%\n\n甲＞乙\n\n＊＊＊\n\n张＊＊说，李＊＊说。\n", &[]),
        (
            "[1] (https://e.cn)\n\n[abc] (def)\n\n[甲](b.md \"说明\")\n\n`[甲] (b.md)`\n",
            &[],
        ),
    ]);
}
