//! What drawing programs write is published, with the size that browsers give it.

use dateline::picture::svg::read;

use super::{ROOT, inside, of};

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
