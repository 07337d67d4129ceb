//! Addresses that stand in a text as they are, and stars that are no marks of emphasis.

use dateline::content::document::markdown::analyze;

use super::{check, set};

/// Writes a link as the program does.
fn link(href: &str, text: &str) -> String {
    let rel = if href.starts_with("mailto:") {
        ""
    } else {
        " rel=\"noopener\""
    };
    format!("<a href=\"{href}\"{rel}>{text}</a>")
}

fn paragraph(body: &str, pieces: &[&str]) {
    check(&[(body, &format!("<p>{}</p>", pieces.concat()))]);
}

#[test]
fn addresses_are_links_as_gfm_has_them() {
    let www = |rest: &str| {
        link(
            &format!("http://www.example.cn{rest}"),
            &format!("www.example.cn{rest}"),
        )
    };
    let web = |address: &str| link(address, address);
    let mail = |address: &str| link(&format!("mailto:{address}"), address);
    paragraph("www.example.cn", &[&www("")]);
    paragraph(
        "See www.example.cn/help now.",
        &["See ", &www("/help"), " now."],
    );
    paragraph("See www.example.cn.", &["See ", &www(""), "."]);
    paragraph(
        "www.example.cn/find?q=Snow+(ice)",
        &[&www("/find?q=Snow+(ice)")],
    );
    paragraph(
        "www.example.cn/find?q=Snow+(ice)))",
        &[&www("/find?q=Snow+(ice)"), "))"],
    );
    paragraph(
        "(www.example.cn/find?q=Snow+(ice))",
        &["(", &www("/find?q=Snow+(ice)"), ")"],
    );
    paragraph(
        "(www.example.cn/find?q=Snow+(ice)",
        &["(", &www("/find?q=Snow+(ice)")],
    );
    paragraph(
        "www.example.cn/find?q=(snow))+ok",
        &[&www("/find?q=(snow))+ok")],
    );
    paragraph(
        "www.example.cn/find?q=snow&hx;",
        &[&www("/find?q=snow"), "&amp;hx;"],
    );
    paragraph("www.example.cn/sn<ow", &[&www("/sn"), "&lt;ow"]);
    paragraph("http://example.cn", &[&web("http://example.cn")]);
    paragraph(
        "*https://a.example.cn/b*",
        &["<em>", &web("https://a.example.cn/b"), "</em>"],
    );
    paragraph(
        "**网址https://a.example.cn/b**。",
        &[
            "<strong>网址",
            &web("https://a.example.cn/b"),
            "</strong>。",
        ],
    );
    paragraph("desk@example.cn", &[&mail("desk@example.cn")]);
    paragraph(
        "hello@mail+snow.example, but hello+snow@mail.example.",
        &[
            "hello@mail+snow.example, but ",
            &mail("hello+snow@mail.example"),
            ".",
        ],
    );
    paragraph(
        "a.b-c_d@e.cn a.b-c_d@e.cn. a.b-c_d@e.cn- a.b-c_d@e.cn_",
        &[
            &mail("a.b-c_d@e.cn"),
            " ",
            &mail("a.b-c_d@e.cn"),
            ". a.b-c_d@e.cn- a.b-c_d@e.cn_",
        ],
    );
    paragraph(
        "mailto:a@e.cn。",
        &[&link("mailto:a@e.cn", "mailto:a@e.cn"), "。"],
    );
    // The dialect knows no other schemes.
    paragraph("ftp://a.example.cn", &["ftp://a.example.cn"]);
    assert!(analyze("ftp://a.example.cn").problems.is_empty());
}

#[test]
fn an_address_keeps_what_would_be_a_mark() {
    for path in ["_a_/__b__", "a*b*c", "~~a~~", "a_b_c", "(a)*1*2"] {
        let address = format!("https://a.example.cn/{path}/x");
        paragraph(
            &format!("见{address}，"),
            &["见", &link(&address, &address), "，"],
        );
        for code in [format!("`{address}`"), format!("`` {address} ``")] {
            paragraph(&code, &[&format!("<code>{address}</code>")]);
        }
        check(&[
            (
                &format!("```\n{address}\n```"),
                &format!("<pre><code>{address}\n</code></pre>"),
            ),
            (
                &format!("[甲]({address})"),
                &format!("<p>{}</p>", link(&address, "甲")),
            ),
            (
                &format!("[甲][b]\n\n[b]: {address}"),
                &format!("<p>{}</p>", link(&address, "甲")),
            ),
            (
                &format!("<{address}>"),
                &format!("<p>{}</p>", link(&address, &address)),
            ),
            (
                &format!("<a href=\"{address}\">{address}</a>"),
                &format!("<p><a href=\"{address}\">{address}</a></p>"),
            ),
        ]);
    }
    paragraph(
        "https://a.example.cn/?a=1&amp;b=2\\_c",
        &[&link(
            "https://a.example.cn/?a=1&amp;b=2_c",
            "https://a.example.cn/?a=1&amp;b=2_c",
        )],
    );
}

#[test]
fn an_address_stands_where_it_is_written() {
    for (body, address) in [
        ("　　见https://a.example.cn/x。", "https://a.example.cn/x"),
        (
            "a\\*b &amp; https://a.example.cn/x。",
            "https://a.example.cn/x",
        ),
        ("**重：**文 www.example.cn", "www.example.cn"),
        ("3*4 a@example.cn", "a@example.cn"),
        (
            "> - 见https://a.example.cn/_x_/y",
            "https://a.example.cn/_x_/y",
        ),
    ] {
        let links = analyze(body).links;
        let [link] = &links[..] else {
            panic!("{links:?}")
        };
        assert_eq!(&body[link.start as usize..link.end as usize], address);
        assert!(link.bare);
    }
}

#[test]
fn an_address_is_text_to_everything_but_the_page() {
    let found = analyze("# 见 https://a.example.cn/x\n\n请上https://a.example.cn/y报名。");
    assert_eq!(found.headings, ["见-https-a-example-cn-x"]);
    assert_eq!(found.summary, "请上https://a.example.cn/y报名。");
    let in_link = set("[见 https://a.example.cn/x 甲](https://b.example.cn/)");
    assert_eq!(in_link.matches("<a ").count(), 1, "{in_link}");
    let alt = set("![见 https://a.example.cn/x](https://b.example.cn/p.png)");
    assert!(
        !alt.contains("<a ") && alt.contains("alt=\"见 https://a.example.cn/x\""),
        "{alt}"
    );
}

#[test]
fn a_star_between_figures_is_no_emphasis() {
    for text in [
        "板材规格120*60*75厘米，比分3*2*1。",
        "宽2米*3米*4米",
        "手机138****1234和139****5678",
        "身份证6301**********1234、6302**********5678",
        "*.jpg或*.png、*.docx",
    ] {
        paragraph(text, &[text]);
        paragraph(&format!("`{text}`"), &["<code>", text, "</code>"]);
    }
    paragraph(
        "**5**号*6* **3*4*5**",
        &["<strong>5</strong>号<em>6</em> <strong>3*4*5</strong>"],
    );
    paragraph(
        "*.NET* 与*重点*内容",
        &["<em>.NET</em> 与<em>重点</em>内容"],
    );
}
