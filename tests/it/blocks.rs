//! Text that blocks of Markdown would swallow or flatten: printed as it was meant, or told, and
//! fixed where there is one way to mean it.

use dateline::base::path::SitePath;
use dateline::content::config::Config;

use crate::mistakes::{mended, problems, settings};

/// Checks what is told of each body (code and line of the body) and what the fixes make of it in
/// one go.
fn check(cases: &[(&str, &[(&str, usize)], &str)]) {
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
