//! Which SVGs are published: what drawing programs write, and nothing that runs or loads something.

use dateline::picture::svg::{Fault, read};

use crate::support::Site;

const ROOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                    xmlns:h=\"http://www.w3.org/1999/xhtml\" width=\"2\" height=\"1\">";

/// Returns code, reason and line of what keeps a drawing from being published, if anything does.
fn of(svg: &[u8]) -> Option<(&'static str, &'static str, usize)> {
    let Fault {
        code, reason, at, ..
    } = read(svg).err()?;
    let line = svg[..at.start]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count()
        + 1;
    Some((code.id, reason, line))
}

/// Returns the same of a drawing with `inside` in its second line.
fn inside(inside: &str) -> Option<(&'static str, &'static str, usize)> {
    of(format!("{ROOT}\n{inside}\n</svg>").as_bytes())
}

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

#[test]
fn what_loads_nothing_is_published() {
    for drawing in [
        "<style>/* url(a.png) @import 'a' made (c) by me@x.cn */</style>",
        "<style>a{font-family:\"思源黑体(Regular)\"}</style>",
        "<style>a:before{content:\"x(y)\"} b:before{content:'\\201C@'}</style>",
        "<style>.a\\:b,.c\\/d{fill:red}</style>",
        "<style>a{font:1px/2 b}/**/</style>",
        "<style>a{b:url( '#c' ) url(#d) /* \" */}</style>",
        "<g style=\"font-family:'A(B)';fill:url(&quot;#c&quot;)\"/>",
        "<text font-family=\"MicrosoftYaHei(Bold)\"/>",
        "<text font-family=\"a:b\"/>",
        "<image decoding=\"async\" color-scheme=\"light\" word-wrap=\"normal\" href=\"#a\"/>",
        "<cc:Work xmlns:cc=\"https://creativecommons.org/ns#\" cc:about=\"a\"/>",
        "<animate attributeName=\"fill\" values=\"url(#a); 'b' ;#c\"/>",
    ] {
        assert_eq!(
            inside(drawing),
            None,
            "{drawing}: {:?}",
            read(format!("{ROOT}{drawing}</svg>").as_bytes())
        );
    }
}

#[test]
fn a_drawing_has_the_size_that_browsers_give_it() {
    for (root, size) in [
        ("width='20' height='10'", (20, 10)),
        ("width='1in' height='72pt'", (96, 96)),
        ("width='25.4mm' height='2.54cm'", (96, 96)),
        ("width='6pc' height='10PX'", (96, 10)),
        (
            "width='210mm' height='297mm' viewBox='0 0 210 297'",
            (794, 1123),
        ),
        ("width='100%' height='100%' viewBox='0 0 20 10'", (20, 10)),
        ("width='10em' viewBox='0 0 20 10'", (20, 10)),
        ("width='40' height='100%' viewBox='0 0 20 10'", (40, 20)),
        ("width='100%' height='100%'", (300, 150)),
        ("width='20em'", (300, 150)),
        ("height='60'", (300, 60)),
        ("", (300, 150)),
    ] {
        let drawing = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {root}/>");
        assert_eq!(read(drawing.as_bytes()), Ok(Some(size)), "{root}");
    }
}

/// Small drawings in the form in which programs write them, by program.
const DRAWINGS: [(&str, &str); 22] = [
    (
        "Inkscape",
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="297mm" viewBox="0 0 210 297" version="1.1" id="svg5" xml:space="preserve"
   inkscape:version="1.2.2" sodipodi:docname="a.svg" inkscape:export-filename="https://x.cn/a.png"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:xlink="http://www.w3.org/1999/xlink"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" xmlns="http://www.w3.org/2000/svg"
   xmlns:svg="http://www.w3.org/2000/svg" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff" showgrid="false" only_selected="1"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <defs id="defs2"><linearGradient id="a" xlink:href="#b" gradientUnits="userSpaceOnUse"/><linearGradient id="b" inkscape:collect="always"><stop style="stop-color:#f00;stop-opacity:1" offset="0"/></linearGradient>
    <inkscape:path-effect effect="spiro" id="p"/></defs>
  <metadata><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format>
    <dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="图层 1" inkscape:groupmode="layer"><path style="fill:url(#a);-inkscape-stroke:none" d="M 0,0 H 9" sodipodi:nodetypes="cc"/>
    <text xml:space="preserve" style="font-family:'Noto Sans CJK SC';-inkscape-font-specification:'Noto Sans CJK SC, Normal';shape-inside:url(#c)"><tspan sodipodi:role="line" x="1" y="2">雪</tspan></text>
    <flowRoot><flowRegion><rect/></flowRegion><flowPara>字</flowPara></flowRoot></g>
</svg>"##,
    ),
    (
        "Inkscape, with prefixes",
        r#"<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="2" height="1"><svg:rect width="1" height="1"/></svg:svg>"#,
    ),
    (
        "Illustrator",
        r##"<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="图层_1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
	 width="20px" height="10px" viewBox="0 0 20 10" style="enable-background:new 0 0 20 10;" xml:space="preserve" xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/">
<style type="text/css">
	.st0{fill:#FFFFFF;} .st1{clip-path:url(#SVGID_00000_);} .st2{font-family:'MicrosoftYaHei';}
</style>
<metadata><?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"/><?xpacket end="w"?></metadata>
<switch><g i:extraneous="self"><image style="overflow:visible;" width="2" height="2" xlink:href="data:image/png;base64,iVBORw0KGgo
AAAANSUhEUgAAAA" transform="matrix(1 0 0 1 0 0)"/></g></switch>
<i:aipgfRef id="adobe_illustrator_pgf"/>
</svg>"##,
    ),
    (
        "draw.io",
        r##"<?xml version="1.0" encoding="UTF-8"?>
<!-- Do not edit this file with editors other than draw.io -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" style="background: light-dark(#fff, #121212); color-scheme: light dark;" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="121px" height="61px" viewBox="-0.5 -0.5 121 61" content="&lt;mxfile host=&quot;app.diagrams.net&quot; agent=&quot;url(https://x.cn/)&quot;&gt;&lt;/mxfile&gt;"><defs/><g><rect x="0" y="0" width="120" height="60" fill="#ffffff" stroke="#000000" pointer-events="all" style="fill: light-dark(#ffffff, var(--ge-dark-color, #121212));"/><g fill="#000000" font-family="&quot;Helvetica&quot;" text-anchor="middle" font-size="12px"><text x="59.5" y="34.5">甲</text></g></g></svg>"##,
    ),
    (
        "Figma",
        r##"<svg width="24" height="24" viewBox="0 0 24 24" fill="none" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<g filter="url(#filter0_d_1:2)" data-figma-bg-blur-radius="4" style="mix-blend-mode:multiply"><rect width="24" height="24" fill="url(#pattern0)"/></g>
<defs><pattern id="pattern0" patternContentUnits="objectBoundingBox" width="1" height="1"><use xlink:href="#image0" transform="scale(0.01)"/></pattern>
<filter id="filter0_d_1:2" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0" result="hardAlpha"/><feBlend mode="normal" in2="effect1_dropShadow_1:2" result="shape:1"/></filter>
<image id="image0" width="1" height="1" preserveAspectRatio="none" xlink:href="data:image/jpeg;base64,/9j/4AAQ"/></defs>
</svg>"##,
    ),
    (
        "Sketch",
        r##"<?xml version="1.0" encoding="UTF-8"?>
<svg width="16px" height="16px" viewBox="0 0 16 16" version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:sketch="http://www.bohemiancoding.com/sketch/ns">
<!-- Generator: Sketch 52.6 (67491) - http://www.bohemiancoding.com/sketch --><title>图</title><desc>Created with Sketch.</desc>
<g id="Page-1" stroke="none" stroke-width="1" fill="none" fill-rule="evenodd" sketch:type="MSPage"><mask id="m" fill="white"><use xlink:href="#a"/></mask></g></svg>"##,
    ),
    (
        "LibreOffice",
        r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>
<svg width="210mm" height="297mm" viewBox="0 0 21000 29700" version="1.1" baseProfile="tiny" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ooo="http://xml.openoffice.org/svg/export" xmlns:presentation="http://sun.com/xmlns/staroffice/presentation" xmlns:smil="http://www.w3.org/2001/SMIL20/" xmlns:anim="urn:oasis:names:tc:opendocument:xmlns:animation:1.0" xml:space="preserve" fill-rule="evenodd" stroke-width="28.222" stroke-linejoin="round">
 <defs class="EmbeddedBulletChars"><g id="bullet-char-template-57356" transform="scale(0.00048828125,-0.00048828125)"><path d="M 580,1141 L 1163,571 Z"/></g></defs>
 <defs><font id="EmbeddedFont_1" horiz-adv-x="2048"><font-face font-family="Noto embedded" units-per-em="2048" ascent="1900" descent="500"/><missing-glyph horiz-adv-x="2048" d="M 0,0"/><glyph unicode="(" horiz-adv-x="600" d="M 1,1"/></font></defs>
 <g ooo:slide="id1" ooo:id-list="id3" class="SlideGroup"><g class="com.sun.star.drawing.CustomShape"><text class="SVGTextShape"><tspan class="TextParagraph" font-family="Noto Sans, sans-serif" font-size="635px"><tspan class="TextPosition" x="1" y="2"><tspan fill="rgb(0,0,0)" stroke="none" style="white-space: pre">字</tspan></tspan></tspan></text></g></g></svg>"##,
    ),
    (
        "CorelDRAW",
        r##"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="1in" height="1in" version="1.1" style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; image-rendering:optimizeQuality; fill-rule:evenodd; clip-rule:evenodd" viewBox="0 0 99 99" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xodm="http://www.corel.com/coreldraw/odm/2003"><defs><style type="text/css"><![CDATA[ .fil0 {fill:#1F1A17} @font-face { font-family:"Arial";src:url("#FontID0") format(svg)} ]]></style></defs><g id="图层_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/><path class="fil0" d="M0 0"/></g></svg>"##,
    ),
    (
        "Visio",
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:v="http://schemas.microsoft.com/visio/2003/SVGExtensions/" width="2in" height="1in" viewBox="0 0 144 72" xml:space="preserve" color-interpolation-filters="sRGB" class="st1"><v:documentProperties v:langID="2052" v:viewMarkup="false"/><style type="text/css"><![CDATA[ .st1 {fill:none;stroke:#000000} ]]></style><g v:mID="0" v:index="1" v:groupContext="foregroundPage"><v:pageProperties v:drawingScale="1"/><title>页-1</title><rect class="st1"/></g></svg>"##,
    ),
    (
        "WPS and PowerPoint",
        r##"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="96" height="96" overflow="hidden"><defs><clipPath id="clip0"><rect x="0" y="0" width="96" height="96"/></clipPath></defs><g clip-path="url(#clip0)"><text font-family="微软雅黑,微软雅黑_MSFontService,sans-serif" font-weight="400" font-size="24" transform="translate(10 20)">雪</text></g></svg>"##,
    ),
    (
        "iconfont",
        r##"<?xml version="1.0" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg t="1700000000000" class="icon" viewBox="0 0 1024 1024" version="1.1" xmlns="http://www.w3.org/2000/svg" p-id="1234" xmlns:xlink="http://www.w3.org/1999/xlink" width="200" height="200"><path d="M512 64z" fill="#d81e06" p-id="1235"></path></svg>"##,
    ),
    (
        "matplotlib",
        r##"<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="460.8pt" height="345.6pt" viewBox="0 0 460.8 345.6" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work><dc:type rdf:resource="http://purl.org/dc/dcmitype/StillImage"/><dc:creator><cc:Agent><dc:title>Matplotlib v3.9.0, https://matplotlib.org/</dc:title></cc:Agent></dc:creator></cc:Work></rdf:RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><use xlink:href="#DejaVuSans-30" style="stroke: #000000"/><g clip-path="url(#p1)"/></g></svg>"##,
    ),
    (
        "D3",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400" viewBox="0,0,640,400" style="max-width: 100%; height: auto; font: 10px sans-serif;"><g transform="translate(0,370)" fill="none" font-size="10" font-family="sans-serif" text-anchor="middle"><g class="tick" opacity="1" transform="translate(40.5,0)"><line stroke="currentColor" y2="6"/><text fill="currentColor" y="9" dy="0.71em">甲</text></g></g><rect x="40" y="300" height="70" width="26" fill="steelblue"><title>甲: 1</title></rect></svg>"##,
    ),
    (
        "ECharts",
        r##"<svg width="400" height="300" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" baseProfile="full" viewBox="0 0 400 300"><rect width="400" height="300" x="0" y="0" id="0" fill="none"/><g clip-path="url(#zr0-c0)"><path d="M80 260" fill="#5470c6" ecmeta_series_index="0" ecmeta_data_index="0" ecmeta_ssr_type="chart" class="zr0-cls-0"/></g><text dominant-baseline="central" text-anchor="end" style="font-size:12px;font-family:sans-serif;" transform="translate(72 240)" fill="#6E7079">0</text><style><![CDATA[ .zr0-cls-0:hover { cursor:pointer; fill:rgba(92,123,217,1); } @keyframes zr0-ani-0 { 0% { transform:scaleY(0) } } ]]></style></svg>"##,
    ),
    (
        "Graphviz",
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
 "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Generated by graphviz version 2.43.0 (0)
 -->
<svg width="62pt" height="116pt" viewBox="0.00 0.00 62.00 116.00" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><g id="graph0" class="graph" transform="scale(1 1) rotate(0) translate(4 112)"><title>G</title><!-- a&#45;&gt;b --><g id="a_node1"><a xlink:title="甲"><polygon fill="none" points="54,-108 0,-108"/></a></g></g></svg>"##,
    ),
    (
        "gnuplot",
        r##"<?xml version="1.0" encoding="utf-8"  standalone="no"?>
<svg width="600" height="480" viewBox="0 0 600 480" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><desc>Produced by GNUPLOT 5.4 patchlevel 4 </desc><defs><circle id='gpDot' r='0.5' stroke-width='0.5' stroke='currentColor'/><filter id='textbox' filterUnits='objectBoundingBox'><feFlood flood-color='#FFFFFF' flood-opacity='1' result='bgnd'/><feComposite in='SourceGraphic' in2='bgnd' operator='atop'/></filter></defs><g fill="none" stroke="black"><use xlink:href='#gpDot' x='1' y='2'/></g></svg>"##,
    ),
    (
        "PlantUML",
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" contentScriptType="application/ecmascript" contentStyleType="text/css" height="188px" preserveAspectRatio="none" style="width:141px;height:188px;" version="1.1" viewBox="0 0 141 188" width="141px" zoomAndPan="magnify"><?plantuml 1.2024.7?><defs/><g><!--MD5=[0000]
class A--><text fill="#000000" font-family="sans-serif" lengthAdjust="spacing" textLength="12">甲</text><!--SRC=[SoWkIImgAStDuKhEIImkLd1A]--></g></svg>"##,
    ),
    (
        "QGIS",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="2" height="1"><path d="M0 0" fill="param(fill) #FFF" stroke-width="param(outline-width) 2"/></svg>"##,
    ),
    (
        "Excalidraw",
        r##"<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50"><!-- svg-source:excalidraw --><metadata></metadata><defs><style class="style-fonts">@font-face { font-family: Excalifont; src: url(data:font/woff2;base64,d09GMgABAAAAAA==); }</style></defs><g stroke-linecap="round" transform="translate(10 10) rotate(0 40 15)"><path d="M0 0"/></g></svg>"##,
    ),
    (
        "Affinity",
        r##"<?xml version="1.0" encoding="UTF-8" standalone="no"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg width="100%" height="100%" viewBox="0 0 20 10" version="1.1" xmlns="http://www.w3.org/2000/svg" xml:space="preserve" xmlns:serif="http://www.serif.com/" style="fill-rule:evenodd;"><g id="a" serif:id="甲"><path d="M0,0"/></g></svg>"##,
    ),
    (
        "an old program",
        r##"<?xml version="1.0" encoding="iso-8859-1"?>
<svg version="1.0" xmlns="http://www.w3.org/2000/svg" width="20" height="10"><g fill="#000"/></svg>"##,
    ),
    (
        "an animation by hand",
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><title>a &amp; b</title><a href="#b"><rect id="b" width="1" height="1"><animate attributeName="width" values="1;20" begin="b.click; 1s" dur="2s" repeatCount="indefinite"/><animateTransform attributeName="transform" type="rotate" from="0" to="90"/><set attributeName="fill" to="url(#c)"/></rect></a><animateMotion path="M0 0"><mpath href="#p"/></animateMotion><view id="v" viewBox="0 0 1 1"/><style>a{fill:url(#b)}</style></svg>"##,
    ),
];

#[test]
fn what_programs_write_is_published() {
    for (program, drawing) in DRAWINGS {
        assert_eq!(
            of(drawing.as_bytes()),
            None,
            "{program}: {:?}",
            read(drawing.as_bytes())
        );
        assert!(
            read(format!("\u{feff}{drawing}").as_bytes())
                .unwrap()
                .is_some(),
            "{program} gives no size"
        );
    }
}

#[test]
fn a_large_drawing_is_published() {
    let paths = "<path d=\"M0 0L1 1\" style=\"fill:url(#a)\"/>".repeat(100_000);
    let attributes: String = (0..50_000).map(|i| format!(" data-{i}=\"1\"")).collect();
    let style = "<![CDATA[.a{fill:rgb(0,0,0)}]]>".repeat(50_000);
    assert_eq!(
        inside(&format!("{paths}<g{attributes}/><style>{style}</style>")),
        None
    );
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
