//! What runs, loads, leads, is too much or is not known is refused, and the refusal names its
//! place.

use super::{ROOT, inside, of};
use crate::support::Site;

/// Checks that each of these in a drawing is refused for this reason, at its line.
fn refused(code: &str, reason: &str, drawings: &[&str]) {
    for drawing in drawings {
        assert_eq!(inside(drawing), Some((code, reason, 2)), "{drawing}");
    }
}

#[test]
fn what_runs_a_program_is_refused() {
    refused(
        "E0313",
        "program",
        &[
            "<script/>",
            "<script href=\"#a\"/>",
            "<script><![CDATA[alert(1)]]></script>",
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "<g><g><defs><script type=\"text/ecmascript\">1</script></defs></g></g>",
            "<title><script/></title>",
            "<metadata><script/></metadata>",
            "<handler xmlns:ev=\"http://www.w3.org/2001/xml-events\" ev:event=\"load\">1</handler>",
            "<listener/>",
            "<g onload=\"x()\"/>",
            "<g ONLOAD=\"x()\"/>",
            "<g onanythingnew=\"x()\"/>",
            "<g on=\"x()\"/>",
            "<set attributeName=\"x\" to=\"1\" onbegin=\"x()\"/>",
            "<animate attributeName=\"x\" onend=\"x()\" onrepeat=\"x()\"/>",
            "<image href=\"#a\" onerror=\"x()\"/>",
            "<style onload=\"x()\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"x()\"/>",
            "<x:g xmlns:x=\"http://www.w3.org/2000/svg\" onfocusin=\"x()\" tabindex=\"0\"/>",
        ],
    );
    let root = "<svg xmlns=\"http://www.w3.org/2000/svg\"\n  width=\"2\"\n  onload=\"x()\"/>";
    assert_eq!(of(root.as_bytes()), Some(("E0313", "program", 3)));
}

#[test]
fn a_piece_of_a_web_page_is_refused() {
    refused(
        "E0313",
        "page",
        &[
            "<foreignObject/>",
            "<foreignObject><h:body/></foreignObject>",
            "<switch><foreignObject requiredExtensions=\"http://www.w3.org/1999/xhtml\"/></switch>",
            "<iframe/>",
            "<video/>",
            "<audio/>",
            "<canvas/>",
            "<embed/>",
            "<object/>",
            "<h:script>1</h:script>",
            "<h:frameset><h:frame/></h:frameset>",
            "<h:iframe/>",
            "<h:meta http-equiv=\"refresh\"/>",
            "<h:base/>",
            "<h:form><h:input/></h:form>",
            "<h:img/>",
            "<h:table/>",
            "<h:link rel=\"stylesheet\"/>",
            "<h:br/>",
            "<h:g/>",
            "<q:img xmlns:q=\"http://www.w3.org/1999/xhtml\"/>",
            "<img xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><body xmlns=\"http://www.w3.org/1999/xhtml\"/></svg>",
            "<svg:g xmlns:svg=\"http://www.w3.org/1999/xhtml\"/>",
            "<inkscape:a xmlns:inkscape=\"http://www.w3.org/1999/xhtml\"/>",
            "<metadata><h:img/></metadata>",
            "<i:pgf xmlns:i=\"http://ns.adobe.com/AdobeIllustrator/10.0/\"><h:img/></i:pgf>",
            "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"/>",
            "<m:mtext xmlns:m=\"http://www.w3.org/1998/Math/MathML\"/>",
        ],
    );
}

#[test]
fn what_loads_something_is_refused() {
    refused(
        "E0313",
        "load",
        &[
            "<use href=\"https://e.com/a.svg#a\"/>",
            "<use xlink:href=\"//e.com/a.svg#a\"/>",
            "<use href=\"a.svg#a\"/>",
            "<use href=\"\"/>",
            "<use href=\"data:image/png;base64,AAAA\"/>",
            "<use href=\"data:image/svg+xml,x#a\"/>",
            "<image href=\"https://e.com/a.png\"/>",
            "<image xlink:href=\"a.png\"/>",
            "<image x:href=\"a.png\" xmlns:x=\"http://www.w3.org/1999/xlink\"/>",
            "<image href=\"file:///etc/passwd\"/>",
            "<image href=\"data:image/svg+xml;base64,AAAA\"/>",
            "<image href=\"data:image/svg&#43;xml;base64,AAAA\"/>",
            "<image href=\"data:text/html,x\"/>",
            "<image href=\"data:,x\"/>",
            "<image href=\"data:image/pngx,x\"/>",
            "<image href=\"&#9;https:&#10;//e.com/\"/>",
            "<feImage href=\"https://e.com/a.png\"/>",
            "<filter><feImage xlink:href=\"a.svg\"/></filter>",
            "<textPath href=\"a.svg#a\"/>",
            "<linearGradient xlink:href=\"a.svg#a\"/>",
            "<pattern href=\"a.svg#a\"/>",
            "<mpath href=\"a.svg#a\"/>",
            "<tref xlink:href=\"a.svg#a\"/>",
            "<animate href=\"a.svg#a\" attributeName=\"x\"/>",
            "<cursor xlink:href=\"a.cur\"/>",
            "<g xml:base=\"https://e.com/\"/>",
            "<g fill=\"url(https://e.com/a.svg#a)\"/>",
            "<g fill=\"url( 'https://e.com/' )\"/>",
            "<g fill=\"URL(a.svg#a)\"/>",
            "<g fill=\"u&#114;l(https://e.com/)\"/>",
            "<g fill=\"url(#a) url(a.svg#a)\"/>",
            "<g filter=\"url(data:image/svg+xml,x#a)\"/>",
            "<g mask=\"url(//e.com/a.svg#a)\"/>",
            "<g cursor=\"url(a.cur), auto\"/>",
            "<g style=\"fill:u&#114;l(https://e.com/)\"/>",
            "<g style=\"background:url(&quot;a.png&quot;)\"/>",
            "<g style=\"--a:url(a.png)\"/>",
            "<animate attributeName=\"fill\" values=\"red;url(https://e.com/)\"/>",
            "<set attributeName=\"mask\" to=\"url(a.svg#a)\"/>",
            "<animate attributeName=\"x\" to=\"java&#10;script:x()\"/>",
            "<animate attributeName=\"x\" values=\"#a; java&#9;script:x()\"/>",
            "<animate attributeName=\"x\" from=\"https://e.com/\"/>",
            "<g fill=\"javascript:x()\"/>",
            "<style>a{fill:url(https://e.com/)}</style>",
            "<style>a{fill:u&#114;l(https://e.com/)}</style>",
            "<style>a{fill:ur<!-- -->l(https://e.com/)}</style>",
            "<style>a{fill:ur<![CDATA[l(a.png)]]>}</style>",
            "<style>@font-face{src:url(a.woff)}</style>",
            "<style>@font-face{src:url(data:text/css,a)}</style>",
            "<x:style xmlns:x=\"http://www.w3.org/2000/svg\">a{fill:url(a.png)}</x:style>",
            "<style>@namespace url(https://e.com/);</style>",
            "<style>/* a */b{fill:url(/*#a*/a.png)}</style>",
            "<style>b{c:url(#a/*)}d{fill:url(a.png)}/**/</style>",
            "<style>b{c:url(#a&quot;)}d{fill:url(a.png)}e{f:&quot;}</style>",
            "<style>b{c:url('#a') url('a.png')}</style>",
            "<style>b{c:url('#a\\'')}</style>",
            "<style>b{c:url(#a</style>",
            "<style>b{c:\"/*\"}d{fill:url(a.png)}/**/</style>",
            "<style>b{c:'\\'';fill:url(a.png)}</style>",
            "<style>/* ' */b{fill:url(a.png)}/* ' */</style>",
            "<style>\\'b{fill:url(a.png)}\\'</style>",
            "<style>b{c:'a\\\\';fill:url(a.png)}</style>",
        ],
    );
    refused(
        "E0313",
        "link",
        &[
            "<a href=\"https://e.com/\"/>",
            "<a xlink:href=\"a.html\"/>",
            "<a href=\"&#106;avascript:x()\"/>",
            "<a href=\"java&#10;script:x()\"/>",
            "<a x:href=\"javascript:x()\" xmlns:x=\"http://www.w3.org/1999/xlink\"/>",
            "<a href=\"data:text/html,x\"/>",
            "<a href=\"data:image/png,x\"/>",
            "<a href=\"vbscript:x\"/>",
            "<a href=\"\"/>",
        ],
    );
}

#[test]
fn a_style_that_could_load_something_is_refused() {
    refused(
        "E0313",
        "style",
        &[
            "<animate attributeName=\"fill\" values=\"'; url(a.png) ;'\"/>",
            "<style>/* a</style>",
            "<style>/*/</style>",
            "<style>b{c:\"a}</style>",
            "<style>b{c:'a&#10;'}</style>",
            "<style>b{c:\"中\\\";d:e\"}</style>",
            "<style>中\\:a{}</style>",
            "<style>u\\rl(a.png)</style>",
            "<style>@im\\port 'a'</style>",
            "<style>a\\:url(#x\") \"url(https://e.com/)\"</style>",
            "<style>#url(#x\") \"url(https://e.com/)\"</style>",
            "<style>1url(#x\") \"url(https://e.com/)\"</style>",
            "<style>\u{d7}url(#x\") \"url(https://e.com/)\"</style>",
            "<style>@url(#x\") \"url(https://e.com/)\"</style>",
            "<style>b{c:'a'}@import 'a';</style>",
            "<style>/* a */@import 'a';</style>",
            "<style>b{c:a\\:url('a.png')}</style>",
            "<style>@import 'https://e.com/'</style>",
            "<style>@IMPORT 'https://e.com/'</style>",
            "<style>&#64;import 'https://e.com/'</style>",
            "<style><![CDATA[@import 'https://e.com/']]></style>",
            "<style>@im<!-- -->port 'https://e.com/'</style>",
            "<style>@document domain(e.com){}</style>",
            "<style>a{background:image-set('https://e.com/a.png' 1x)}</style>",
            "<style>a{background:src('https://e.com/a')}</style>",
            "<style>a{background:image('a.png')}</style>",
            "<style>a{background:somethingnew('a.png')}</style>",
            "<style>a{background:cross-fade('a.png','b.png')}</style>",
            "<style>a{width:expression(1)}</style>",
            "<style>a{fill:u\\72l(https://e.com/)}</style>",
            "<style>\\40import 'a'</style>",
            "<g style=\"fill:u\\72l(https://e.com/)\"/>",
            "<g style=\"background:-webkit-image-set('a.png' 1x)\"/>",
            "<g fill=\"image('a.png')\"/>",
            "<animate attributeName=\"fill\" to=\"src('a')\"/>",
        ],
    );
    let style = "<svg xmlns=\"http://www.w3.org/2000/svg\"><style>\n.a{}\n<![CDATA[\n.b{}\n@import 'a';\n]]></style></svg>";
    assert_eq!(of(style.as_bytes()), Some(("E0313", "style", 5)));
}

#[test]
fn an_animation_changes_numbers_and_colours_only() {
    refused(
        "E0313",
        "animation",
        &[
            "<a><animate attributeName=\"href\" values=\"#a\"/></a>",
            "<a><animate attributeName=\"xlink:href\" to=\"#a\"/></a>",
            "<a><animate attributeName=\"x:href\" to=\"#a\" xmlns:x=\"http://www.w3.org/1999/xlink\"/></a>",
            "<a><set attributeName=\"href\" to=\"#a\"/></a>",
            "<a><set attributeName=\"&#104;ref\" to=\"#a\"/></a>",
            "<set attributeName=\" href \" to=\"#a\"/>",
            "<set attributeName=\"onclick\" to=\"x\"/>",
            "<set attributeName=\"style\" to=\"x\"/>",
            "<animateTransform attributeName=\"href\" type=\"rotate\"/>",
            "<animate attributeName=\"\"/>",
        ],
    );
}

#[test]
fn what_is_not_known_is_refused() {
    refused(
        "E0342",
        "element",
        &[
            "<somethingnew/>",
            "<SCRIPT/>",
            "<Script/>",
            "<font-face-uri/>",
            "<image:script xmlns:image=\"https://e.com/\"/>",
            "<unbound:script/>",
            "<g xmlns=\"\"/>",
            "<script xmlns=\"\"/>",
            "<g xmlns=\"http://www.w3.org/2000/svg \"/>",
            "<g xmlns=\"http://www.w3.org/2000/SVG\"/>",
            "<x:img xmlns:x=\"http://www.w3.org/1999/xht&#109;l\"/>",
            "<xsl:stylesheet xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"/>",
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"a.svg\"/>",
            "<ev:listener xmlns:ev=\"http://www.w3.org/2001/xml-events\"/>",
            "<f:model xmlns:f=\"http://www.w3.org/2002/xforms\"/>",
            "<xul:box xmlns:xul=\"http://www.mozilla.org/keymaster/gatekeeper/there.is.only.xul\"/>",
            "<metadata><x xmlns=\"https://e.com/\"/></metadata>",
            "<style>@im<g/>port 'https://e.com/'</style>",
            "<?php echo 1 ?>",
            "<?import namespace=\"t\" ?>",
        ],
    );
    refused(
        "E0342",
        "attribute",
        &[
            "<g src=\"https://e.com/\"/>",
            "<image srcset=\"a.png\"/>",
            "<g background=\"a.png\"/>",
            "<g poster=\"a\" ping=\"a\"/>",
            "<g formaction=\"a\"/>",
            "<a action=\"a\"/>",
            "<g HREF=\"#a\"/>",
            "<g somethingnew=\"1\"/>",
            "<g h:href=\"a\"/>",
            "<g ev:event=\"load\" xmlns:ev=\"http://www.w3.org/2001/xml-events\"/>",
            "<g unbound:href=\"a\"/>",
            "<g svg:onload=\"x()\" xmlns:svg=\"http://www.w3.org/2000/svg\"/>",
            "<g xlink:somethingnew=\"a\"/>",
            "<g xml:somethingnew=\"a\"/>",
            "<g xmlns:甲=\"http://purl.org/dc/terms/\"/>",
        ],
    );
    refused(
        "E0313",
        "load",
        &[
            "<?xml-stylesheet href=\"a.css\"?>",
            "<?xml-stylesheet type=\"text/xsl\" href=\"#a\"?>",
        ],
    );
}

#[test]
fn what_is_not_read_alike_by_all_is_refused() {
    refused(
        "E0342",
        "damaged",
        &[
            "<g fill=\"red\" fill=\"url(#a)\"/>",
            "<g fill=red/>",
            "<g fill/>",
            "<g></h:g>",
            "&nbsp;",
            "<g fill=\"&colon;\"/>",
            "<style>&quo;</style>",
            "<!-- a -- b -->",
            "<![CDATA[",
            "<!-- a",
            "<g",
            "\u{1}",
            "<g fill=\"\u{0}\"/>",
            "<g xmlns:xml=\"https://e.com/\"/>",
            "<?xml version=\"1.0\"?>",
            "<!DOCTYPE svg>",
        ],
    );
    let whole = |text: &str| {
        of(text.as_bytes()).map(|(code, reason, line)| format!("{code} {reason} {line}"))
    };
    let svg = |head: &str| whole(&format!("{head}{ROOT}</svg>"));
    for (found, expected) in [
        (whole(""), "E0342 damaged 1"),
        (whole("text"), "E0342 damaged 1"),
        (whole(ROOT), "E0342 damaged 1"),
        (svg("text"), "E0342 damaged 1"),
        (
            svg("<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n"),
            "E0342 root 2",
        ),
        (svg("<html/>"), "E0342 root 1"),
        (
            svg("<h:html xmlns:h=\"http://www.w3.org/1999/xhtml\">"),
            "E0342 root 1",
        ),
        (whole("<svg width=\"2\" height=\"1\"/>"), "E0342 root 1"),
        (
            whole("<svg xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
            "E0342 root 1",
        ),
        (whole("<x:svg/>"), "E0342 root 1"),
        (
            whole("<g xmlns=\"http://www.w3.org/2000/svg\"/>"),
            "E0342 root 1",
        ),
        (
            svg("<?xml version=\"1.0\" encoding=\"ISO-2022-JP\"?>"),
            "E0342 encoding 1",
        ),
        (
            svg("<?xml version=\"1.0\" encoding=\"UTF-7\"?>"),
            "E0342 encoding 1",
        ),
        (
            svg("<?xml version=\"1.0\" encoding='UTF-16'?>"),
            "E0342 encoding 1",
        ),
        (
            svg("<?xml version=\"1.0\" encoding = \"hz-gb-2312\" ?>"),
            "E0342 encoding 1",
        ),
        (
            svg("<?xml version=\"1.0\" encoding=\"GBK\"?><!-- 雪 -->"),
            "E0342 encoding 1",
        ),
        (svg("<!-- --><?xml version=\"1.0\"?>"), "E0342 damaged 1"),
        (svg("<!DOCTYPE svg [<!ENTITY a \"b\">]>"), "E0342 doctype 1"),
        (
            svg("<!DOCTYPE svg [<!ATTLIST svg onload CDATA \"x()\">]>"),
            "E0342 doctype 1",
        ),
        (svg("<!DOCTYPE svg [ ]>"), "E0342 doctype 1"),
        (svg("<!DOCTYPE html>"), "E0342 doctype 1"),
        (svg("<!DOCTYPE svgx>"), "E0342 doctype 1"),
        (
            svg("<!DOCTYPE svg PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">"),
            "E0342 doctype 1",
        ),
        (
            svg(
                "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"><!--\"><g onload=\"x()\"/>-->",
            ),
            "E0342 doctype 1",
        ),
    ] {
        assert_eq!(found.as_deref(), Some(expected));
    }
    let wide: Vec<u8> = "\u{feff}<svg><script/></svg>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(of(&wide), Some(("E0342", "encoding", 1)));
    let wide: Vec<u8> = "<svg><script/></svg>"
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    assert_eq!(of(&wide), Some(("E0342", "damaged", 1)));
    assert_eq!(
        of(b"<?xml version=\"1.0\"?>\n<svg>\xcb\xd1</svg>"),
        Some(("E0342", "encoding", 2))
    );
    let nested = |depth: usize| {
        format!(
            "{ROOT}{}{}</svg>",
            "<g>".repeat(depth),
            "</g>".repeat(depth)
        )
    };
    assert_eq!(whole(&nested(499)), None);
    assert_eq!(whole(&nested(500)).as_deref(), Some("E0342 deep 1"));
    assert_eq!(
        whole(&format!("{ROOT}{}", "<g>".repeat(100_000))).as_deref(),
        Some("E0342 deep 1")
    );
}

#[test]
fn what_ends_elsewhere_in_another_encoding_is_refused() {
    refused(
        "E0342",
        "hiding",
        &[
            "<style><![CDATA[/* 中]]></style>",
            "<style><![CDATA[/* 中]]><g/><![CDATA[ */]]></style>",
            "<desc><![CDATA[中]]></desc>",
            "<desc><![CDATA[a中]b]]></desc>",
            "<metadata><![CDATA[é]]></metadata>",
        ],
    );
    for drawing in [
        "<style><![CDATA[/* 中 */]]></style>",
        "<desc>中]</desc>",
        "<desc><![CDATA[[中a]]]></desc>",
    ] {
        assert_eq!(inside(drawing), None, "{drawing}");
    }
}

/// Makes parts of a drawing, each from its own number and that of the one before it, and ends with
/// `last`.
fn levels(count: usize, level: &str, last: &str) -> String {
    let part = |i: usize| {
        level
            .replace("THIS", &i.to_string())
            .replace("BEFORE", &(i.wrapping_sub(1)).to_string())
    };
    (0..count).map(part).collect::<String>() + "\n" + last
}

#[test]
fn what_becomes_too_much_when_it_is_drawn_is_refused() {
    let group = "<g id=\"aTHIS\"><use href=\"#aBEFORE\"/><use xlink:href=\"#aBEFORE\"/></g>";
    let coded = "<g id=\"aTHIS\"><use href=\"#%61BEFORE\"/><use href=\" #a&#9;BEFORE\"/></g>";
    let nested =
        "<g id=\"aTHIS\"><g id=\"bTHIS\"><use href=\"#aBEFORE\"/></g><use href=\"#bTHIS\"/></g>";
    let pattern = "<pattern id=\"aTHIS\"><g fill=\"url(#aBEFORE)\"/><g style=\"fill:url('#aBEFORE')\"/></pattern>";
    let marker = "<marker id=\"aTHIS\"><path marker-mid=\"url(#aBEFORE)\" marker-end=\"url(#aBEFORE)\"/></marker>";
    let back =
        "<g id=\"aTHIS\"><use href=\"#aBEFORE\"/><use href=\"#aBEFORE\"/><use href=\"#a23\"/></g>";
    let prefixed = group.replace(
        "<g ",
        "<g xmlns:p=\"http://www.figma.com/figma/ns\" p:id=\"x\" ",
    );
    let prefixed = &*prefixed;
    let many = format!("<symbol id=\"a\">{}</symbol>\n", "<path/>".repeat(1000));
    let blur = "<g id=\"aTHIS\" filter=\"url(#f)\"><use href=\"#aBEFORE\"/></g>";
    for (drawing, expected) in [
        (
            levels(24, group, "<use href=\"#a23\"/>"),
            Some(("E0342", "uses", 3)),
        ),
        (
            levels(24, coded, "<use href=\"#a23\"/>"),
            Some(("E0342", "uses", 3)),
        ),
        (
            levels(24, nested, "<use href=\"#a23\"/>"),
            Some(("E0342", "uses", 3)),
        ),
        (
            levels(18, pattern, "<g fill=\"url(#a17)\"/>"),
            Some(("E0342", "uses", 2)),
        ),
        (
            levels(24, marker, "<path marker-mid=\"url(#a23)\"/>"),
            Some(("E0342", "uses", 2)),
        ),
        (levels(24, back, ""), Some(("E0342", "loop", 2))),
        (
            levels(80, group, "<use href=\"#a79\"/>"),
            Some(("E0342", "uses", 3)),
        ),
        (levels(10, group, "<use href=\"#a9\"/>"), None),
        (many.clone() + &"<use href=\"#a\"/>".repeat(99), None),
        (
            many + &"<use href=\"#a\"/>".repeat(100),
            Some(("E0342", "uses", 3)),
        ),
        (
            "<path id=\"a\"/>".to_owned() + &"<use href=\"#a\"/>".repeat(90_000),
            None,
        ),
        (
            "<g id=\"a\"><use href=\"#a\"/></g>".to_owned(),
            Some(("E0342", "loop", 2)),
        ),
        (
            "<use id=\"a\" href=\"#b\"/>\n<use id=\"b\" href=\"#a\"/>".to_owned(),
            Some(("E0342", "loop", 3)),
        ),
        (
            "<g id=\"a\"/><use href=\"#b\"/><g id=\"a\"><g id=\"b\"><use href=\"#a\"/></g></g>"
                .to_owned(),
            None,
        ),
        (
            "<g id=\"a\" clip-path=\"url(#b)\"><clipPath id=\"b\"><path/></clipPath></g>"
                .to_owned(),
            None,
        ),
        ("<use href=\"#nothing\"/>".repeat(3), None),
        (
            "<path id=\"a\" fill=\"url(#a)\"/><linearGradient id=\"a\"/>".to_owned(),
            None,
        ),
        (
            levels(24, prefixed, "<use href=\"#a23\"/>"),
            Some(("E0342", "uses", 3)),
        ),
        (
            "<g filter=\"blur(1px)\">".repeat(20) + &"</g>".repeat(20),
            None,
        ),
        (
            "<g filter=\"blur(1px)\">".repeat(21) + &"</g>".repeat(21),
            Some(("E0342", "effects", 2)),
        ),
        (
            "<g style=\"a:b; mask :url(#m)\">".repeat(21) + &"</g>".repeat(21),
            Some(("E0342", "effects", 2)),
        ),
        (
            "<g filter=\"none\" style=\"mask:none\">".repeat(21) + &"</g>".repeat(21),
            None,
        ),
        (levels(20, blur, ""), None),
        (levels(99, blur, ""), Some(("E0342", "effects", 2))),
        ("<g filter=\"url(#f)\"/>".repeat(1000), None),
    ] {
        assert_eq!(
            inside(&drawing),
            expected,
            "{}",
            drawing.chars().take(300).collect::<String>()
        );
    }
    let chain = levels(100_000, "<g id=\"aTHIS\"><use href=\"#aBEFORE\"/></g>", "");
    assert_eq!(inside(&chain).map(|found| found.1), Some("uses"));
}

const SITE: &str =
    "title: 湟水日报\nbase_url: https://e.cn/\ncategories: { news: { title: 新闻, kind: news } }\n";
const ARTICLE: &str = "---\ntitle: 题\ndate: 2024-01-18\n---\n[图](a.svg)\n";

#[test]
fn a_refusal_names_the_file_the_line_and_what_to_do() {
    let site = Site::new(&[("content/site.yaml", SITE), ("content/news/a.md", ARTICLE)]);
    for (inside, expected) in [
        (
            "<g><h:img src=\"a\"/></g>",
            "E0313 2:6 这张 SVG 图片里嵌着网页（h:img）",
        ),
        (
            "<g\n id=\"a\"\n onclick=\"x()\"/>",
            "E0313 4:2 这张 SVG 图片里有脚本（onclick）",
        ),
        (
            "<style>\n@import 'a';</style>",
            "E0313 3:1 这张 SVG 图片的样式里写了“@import”",
        ),
        ("<somethingnew/>", "E0342 2:3 不认识里面的“somethingnew”"),
    ] {
        site.write(
            "content/news/a.svg",
            format!("\u{feff}{ROOT}\n  {inside}\n</svg>").replacen("\n  <st", "\n<st", 1),
        );
        let run = site.run(&["check", "--format", "json"]);
        let found: serde_json::Value =
            serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
        let [code, place, words] = expected.splitn(3, ' ').collect::<Vec<_>>()[..] else {
            unreachable!()
        };
        assert_eq!(
            (&found["code"], &found["path"]),
            (&code.into(), &"content/news/a.svg".into()),
            "{run}"
        );
        assert_eq!(
            format!("{}:{}", found["line"], found["column"]),
            place,
            "{run}"
        );
        assert!(found["message"].as_str().unwrap().contains(words), "{run}");
        assert!(found["hints"][0].as_str().unwrap().contains("PNG"), "{run}");
    }
    site.write("content/news/a.svg", format!("{ROOT}</svg>"));
    assert_eq!(site.run(&["check", "--deny-warnings"]).status, 0);
}
