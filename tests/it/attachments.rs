//! Which files beside articles are published: by their names, and by what their bytes are.

use std::collections::BTreeMap;
use std::fmt::Write;

use dateline::base::path::SitePath;
use dateline::content::attachment::{endings, head, is_active, mismatch};

use crate::support::{Run, Site};

const SITE: &str =
    "title: 湟水日报\nbase_url: https://e.cn/\ncategories: { news: { title: 新闻, kind: news } }\n";

/// Makes a site with an article that links to these files.
fn site(more: &str, files: &[(&str, &[u8])]) -> Site {
    let site = Site::new(&[("content/site.yaml", &format!("{SITE}{more}"))]);
    let mut article = "---\ntitle: 题\ndate: 2024-01-18\n---\n".to_owned();
    for (name, bytes) in files {
        let percent = name
            .replace('<', "%3C")
            .replace('>', "%3E")
            .replace('?', "%3F")
            .replace(' ', "%20");
        writeln!(article, "[件](<./{percent}>)\n").unwrap();
        site.write(&format!("content/news/{name}"), bytes);
    }
    site.write("content/news/a.md", article);
    site
}

/// Returns what was found wrong, by file: its code, and the reason that its message gives.
fn found(run: &Run) -> BTreeMap<String, String> {
    let lines = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let name = |path: String| path.rsplit('/').next().unwrap().to_owned();
    lines
        .map(|v| {
            (
                name(text(&v["path"])),
                format!("{} {}", text(&v["code"]), text(&v["message"])),
            )
        })
        .collect()
}

/// Checks that each of these files, whose bytes are a page, is refused with this code and words.
fn refused(expected: &str, words: &str, names: &[&str]) {
    let page = b"<html xmlns=\"http://www.w3.org/1999/xhtml\"><script>alert(1)</script></html>";
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (*name, page.as_slice())).collect();
    let site = site("", &files);
    let run = site.run(&["check", "--format", "json"]);
    let found = found(&run);
    for name in names {
        let problem = found.get(*name).map(String::as_str).unwrap_or_default();
        assert!(
            problem.starts_with(expected) && problem.contains(words),
            "{name}: {problem:?}"
        );
    }
    assert!(
        run.status == 1 && site.run(&["build"]).status == 1 && site.public().is_empty(),
        "{run}"
    );
}

#[test]
fn what_is_shown_as_a_page_or_run_as_a_program_is_refused() {
    let names = [
        "a.html",
        "a.HTM",
        "a.xhtml",
        "a.xht",
        "a.html5",
        "a.shtml",
        "a.shtm",
        "a.xhtm",
        "a.mht",
        "a.mhtml",
        "a.hta",
        "a.js",
        "a.mjs",
        "a.xml",
        "a.XSL",
        "a.xslt",
        "a.xsd",
        "a.wsdl",
        "a.dtd",
        "a.rng",
        "a.resx",
        "a.plist",
        "a.rss",
        "a.atom",
        "a.rdf",
        "a.kml",
        "a.gpx",
        "a.dae",
        "a.mathml",
        "a.svgz",
        "a.swf",
        "a.php",
        "a.php7",
        "a.phtml",
        "a.phar",
        "a.asp",
        "a.aspx",
        "a.ashx",
        "a.asa",
        "a.cer",
        "a.jsp",
        "a.cgi",
        "a.pl",
        "a.py",
        "a.var",
        "a.asis",
        "a.map",
        "a.lua",
        "a.cshtml",
        "a.do",
        "a.psp",
        "a.wsgi",
        "a.svc",
        "a.plx",
        "a.lsphp",
        "web.config",
        "WEB.CONFIG",
        "a.htc",
    ];
    refused("E0313", "当成网页或程序", &names);
}

#[test]
fn an_ending_that_is_not_on_the_list_is_refused() {
    refused(
        "E0313",
        "网站不发布",
        &["a.dwg", "a.exe2", "a.bak", "a.docm", "a.kmz", "a.com"],
    );
    refused(
        "E0313",
        "没有后缀",
        &["noext", "_redirects", "a.p-f", "a.文档", "a．pdf"],
    );
}

#[test]
fn a_name_that_means_something_else_somewhere_is_refused() {
    let inner = [
        "a.php.jpg",
        "a.PHP.jpg",
        "a.php5.pdf",
        "a.phtml.png",
        "a.html.txt",
        "a.xhtml.pdf",
        "a.b.shtml.c.csv",
        "a.asp;.jpg",
        "a.cgi .pdf",
        "a.pl.txt",
        "staticwebapp.config.json",
        "q.var.txt",
        "q.VAR.pdf",
        "a.asis.csv",
        "a.imap.txt",
        "a.map.txt",
        "a.lua.json",
        "a.rhtml.txt",
        "a.stml.txt",
        "a.vbhtml.txt",
        "a.action.txt",
        "a.erb.b.txt",
    ];
    refused("E0341", "中间有", &inner);
    let charsets = [
        "x.gb2312.svg",
        "x.GB.svg",
        "x.gbk.svg",
        "x.gb18030.txt",
        "w.Big5.svg",
        "w.b5.svg",
        "w.cn-big5.b.svg",
        "w.big5-hkscs.svg",
        "a.sjis.svg",
        "a.shift_jis.csv",
        "a.euc-kr.svg",
        "a.iso-2022-jp.svg",
        "a.iso8859-1.txt",
        "a.latin1.txt",
        "a.koi8-r.txt",
        "a.cp866.svg",
        "a.win-1251.svg",
        "a.utf7.svg",
        "a.utf-16le.svg",
        "a.ucs2.svg",
    ];
    refused("E0341", "编码", &charsets);
    refused(
        "E0341",
        "压缩过",
        &[
            "a.gz.svg",
            "a.Z.pdf",
            "a.b.br.txt",
            "a.tgz.zip",
            "a.zst.csv",
        ],
    );
    refused(
        "E0341",
        "空格，或者结尾是点",
        &[
            "a.html.",
            "a.svg.",
            "a.pdf.",
            "a.pdf..",
            "a.pdf ",
            "a.html ",
            " a.pdf",
            "a.pdf\u{3000}",
        ],
    );
    refused(
        "E0341",
        "看不见的字符",
        &[
            "a.htm\u{200b}",
            "a\u{202e}fdp.png",
            "a\u{ad}.pdf",
            "\u{feff}a.pdf",
            "a\u{2028}.txt",
        ],
    );
    refused(
        "E0341",
        "设备的名字",
        &["con.pdf", "NUL.txt", "aux.tar.zip", "com1.csv", "LPT9.pdf"],
    );
    refused(
        "E0341",
        "自己的设置",
        &["vercel.json", "package.json", "Firebase.json"],
    );
    #[cfg(unix)]
    refused(
        "E0341",
        "有的电脑存不下",
        &[
            "a:b.pdf",
            "a.php:.jpg",
            "a.asp::$DATA.pdf",
            "a<b>.txt",
            "a|b.csv",
            "a*.pdf",
            "a\"b.pdf",
            "a?.pdf",
        ],
    );
}

/// Returns bytes with which a file of this ending begins.
fn bytes(ending: &str) -> &'static [u8] {
    match ending {
        "avif" => b"\0\0\0\x20ftypavif\0\0\0\0avifmif1",
        "bmp" => b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0",
        "gif" => include_bytes!("pictures/tiny.gif"),
        "jpeg" | "jpg" => include_bytes!("pictures/tiny.jpg"),
        "png" => include_bytes!("pictures/tiny.png"),
        "webp" => include_bytes!("pictures/tiny.webp"),
        "svg" => b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>",
        "pdf" => b"%PDF-1.7\n",
        "doc" | "xls" | "ppt" | "wps" | "et" | "dps" => b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
        "docx" | "xlsx" | "pptx" | "ppsx" | "odt" | "ods" | "odp" | "ofd" | "epub" | "zip" => {
            b"PK\x03\x04\x14\0"
        }
        "rtf" => b"{\\rtf1\\ansi}",
        "7z" => b"7z\xbc\xaf\x27\x1c\0\x04",
        "rar" => b"Rar!\x1a\x07\x01\0",
        "tif" | "tiff" => b"II*\0\x08\0",
        "amr" => b"#!AMR\n",
        "avi" => b"RIFF\0\0\0\0AVI LIST",
        "wma" | "wmv" => b"\x30\x26\xb2\x75\x8e\x66\xcf\x11",
        "aac" | "mp3" => b"\xff\xfb\x90\x64",
        "heic" | "m4a" | "m4v" | "mp4" | "mov" => b"\0\0\0\x20ftypisom",
        "webm" => b"\x1a\x45\xdf\xa3\x9f",
        "oga" | "ogg" | "ogv" | "opus" => b"OggS\0\x02",
        "wav" => b"RIFF\0\0\0\0WAVEfmt ",
        "flac" => b"fLaC\0\0\0\x22",
        _ => "一,二\n".as_bytes(),
    }
}

#[test]
fn every_ending_on_the_list_is_published() {
    let names: Vec<(String, &[u8])> = endings()
        .map(|e| (format!("年 报(1).v2.{e}"), bytes(e)))
        .collect();
    let files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|(name, bytes)| (name.as_str(), *bytes))
        .collect();
    let site = site("", &files);
    site.build(&["--deny-warnings"]);
    assert_eq!(
        site.public()
            .keys()
            .filter(|path| path.starts_with("2024/01/18/年 报"))
            .count(),
        files.len()
    );
    assert!(endings().all(|ending| !is_active(ending)));
    // The next build asks nothing of the files that it knows.
    assert!(site.build(&[]).paths("written").is_empty());
}

/// Returns what the bytes of a file really are, where that is not what its name says.
fn really(ending: &str, bytes: &[u8]) -> Option<String> {
    let bytes = &bytes[..bytes.len().min(head(ending))];
    let problem = mismatch(&SitePath::new(format!("content/news/a.{ending}")), bytes)?;
    problem
        .args
        .into_iter()
        .find(|(name, _)| *name == "text")
        .map(|(_, text)| text)
}

#[test]
fn the_bytes_are_what_the_name_says() {
    let pages = [
        "<!DOCTYPE html>",
        "<html>",
        " \r\n<?xml version=\"1.0\"?>",
        "\u{feff}<?php",
        "<script>",
        "<svg/>",
        "<!-- -->",
        "</a>",
    ];
    for ending in endings().filter(|ending| *ending != "svg").chain(["dwg"]) {
        for page in pages {
            assert_eq!(
                really(ending, page.as_bytes()).as_deref(),
                Some("HTML"),
                "{page} as {ending}"
            );
        }
    }
    for (ending, bytes, actual) in [
        ("pdf", "x".as_bytes(), Some("unknown")),
        ("pdf", b"", Some("empty")),
        ("pdf", bytes("zip"), Some("zip")),
        ("pdf", b"\xef\xbb\xbf\r\n%PDF-1.4", None),
        ("docx", bytes("doc"), None),
        ("docx", bytes("pdf"), Some("PDF")),
        ("doc", bytes("zip"), None),
        ("doc", bytes("rtf"), None),
        ("xls", "a,b\n".as_bytes(), Some("unknown")),
        ("zip", bytes("rar"), Some("rar")),
        ("zip", b"MZ\x90\0", Some("unknown")),
        ("csv", bytes("zip"), Some("zip")),
        ("txt", bytes("png"), Some("png")),
        ("txt", b"", None),
        ("txt", "<重要>".as_bytes(), None),
        ("txt", b"BMW", None),
        ("txt", b"the wide river", None),
        ("csv", b"what is,WAVE", None),
        ("txt", bytes("mp4"), Some("mp4")),
        ("txt", b"\xff\xfea\0", None),
        ("csv", b"< 5,1\n", None),
        ("png", bytes("jpg"), None),
        ("jpg", b"\0\0\0\x18ftypheic\0\0\0\0heic", Some("heic")),
        ("png", b"II*\0", Some("tiff")),
        ("jpg", b"\0\0\0\x1cftypavif\0\0\0\0avif", None),
        ("png", bytes("pdf"), Some("PDF")),
        ("jpg", b"not a picture", Some("unknown")),
        ("svg", bytes("png"), Some("png")),
        ("svg", bytes("pdf"), Some("PDF")),
        ("mp3", b"ID3\x04", None),
        ("mp3", bytes("mp4"), Some("mp4")),
        ("mp4", bytes("webm"), Some("webm")),
        ("wav", b"RIFF\0\0\0\0AVI ", Some("unknown")),
        ("dwg", b"AC1032", None),
        ("mov", b"\0\0\0\x08free\0", None),
        ("mov", b"\0\0\0\x08skip\0", None),
        ("mov", b"\0\0\0\x08wide\0", None),
        ("mov", b"\0\0\0\x08pnot\0", None),
        ("mov", b"\0\0\0\x08html\0", Some("unknown")),
        ("mp3", b"\0\0\0\xff\xfb\x90", None),
        ("mp3", b"\0\0ID3\x04", None),
        ("mp3", &[0; 4096], None),
        ("mp3", b"\0\0<html>", Some("unknown")),
        ("mp3", b"", Some("empty")),
        ("aac", b"\xff\xf1\x50", None),
        ("aac", b"ADIF", None),
        ("flac", b"ID3\x04", None),
        ("pdf", b"@PJL JOB\r\n%PDF-1.4", None),
        (
            "pdf",
            &[[b'x'; 1024].as_slice(), b"%PDF-1.4"].concat(),
            None,
        ),
        (
            "pdf",
            &[[b'x'; 1025].as_slice(), b"%PDF-1.4"].concat(),
            Some("unknown"),
        ),
        ("pdf", b"<html>%PDF-1.4", Some("HTML")),
        ("pdf", b"PK\x03\x04%PDF-1.4", Some("zip")),
        ("tif", b"MM\0*\0", None),
        ("avi", bytes("wav"), Some("unknown")),
        ("wmv", bytes("mp4"), Some("mp4")),
        ("ppsx", bytes("zip"), None),
    ] {
        assert_eq!(
            really(ending, bytes).as_deref(),
            actual,
            "{bytes:?} as {ending}"
        );
    }
}

#[test]
fn a_file_that_is_not_what_its_name_says_keeps_the_site_from_being_published() {
    let site = site(
        "",
        &[
            ("a.pdf", b"x"),
            ("b.png", bytes("jpg")),
            ("c.xlsx", b"<table>"),
            ("d.docx", bytes("pdf")),
        ],
    );
    let run = site.run(&["check", "--format", "json"]);
    let found = found(&run);
    assert_eq!(
        found["a.pdf"],
        "E0340 “content/news/a.pdf”不是它的名字说的 pdf 文件"
    );
    assert!(found["b.png"].starts_with("W0317"), "{run}");
    assert_eq!(
        found["c.xlsx"],
        "E0340 “content/news/c.xlsx”不是它的名字说的 xlsx 文件，其实是网页（HTML 或 XML）"
    );
    assert_eq!(
        found["d.docx"],
        "E0340 “content/news/d.docx”不是它的名字说的 docx 文件，其实是 PDF 文件"
    );
    assert_eq!((found.len(), run.status), (4, 1), "{run}");
}

#[test]
fn site_yaml_adds_endings_but_none_of_pages_and_programs() {
    let files: &[(&str, &[u8])] = &[
        ("a.dwg", b"AC1032"),
        ("b.DWG", b"AC1032"),
        ("c.psd", b"8BPS"),
    ];
    site("attachments: [dwg, psd]\n", files).build(&["--deny-warnings"]);
    // What is not added any more is not published any more, though it is known.
    // What a host makes of a name in parts: Czech, an older copy, a compressed drawing.
    for name in ["a.svg.cs", "a.svg.old", "a.SVG.gz"] {
        let run = site(
            "attachments: [cs, old, gz]\n",
            &[(name, b"\xff\xfe<\0s\0v\0g\0")],
        )
        .run(&["check"]);
        assert!(
            run.status == 1 && run.stderr.contains("E0341"),
            "{name}: {run}"
        );
    }
    site(
        "attachments: [gz]\n",
        &[("a.csv.gz", b"\x1f\x8b"), ("b.gb.pdf", bytes("pdf"))],
    )
    .build(&["--deny-warnings"]);
    let site = site("attachments: [dwg, psd]\n", files);
    site.build(&[]);
    site.edit("content/site.yaml", "dwg, psd", "psd");
    assert_eq!(site.run(&["build"]).stderr.matches("E0313").count(), 2);
    for (value, code, line) in [
        ("[dwg, html]", "E0140", 4),
        ("[xsd]", "E0140", 4),
        ("[kml]", "E0140", 4),
        ("[svgz]", "E0140", 4),
        ("[config]", "E0140", 4),
        ("[php8]", "E0140", 4),
        ("[var]", "E0140", 4),
        ("[asis]", "E0140", 4),
        ("[lua]", "E0140", 4),
        ("[cshtml]", "E0140", 4),
        ("\n  - dwg\n  - phtml", "E0140", 6),
        ("[.dwg]", "E0111", 4),
        ("[DWG]", "E0111", 4),
        ("[tar.gz]", "E0111", 4),
        ("dwg", "E0111", 4),
    ] {
        let site = Site::new(&[(
            "content/site.yaml",
            &format!("{SITE}attachments: {value}\n"),
        )]);
        let run = site.run(&["check", "--format", "json"]);
        let problem: serde_json::Value =
            serde_json::from_str(run.stdout.lines().next().unwrap()).unwrap();
        assert_eq!(
            (&problem["code"], &problem["line"]),
            (&code.into(), &line.into()),
            "{value}: {run}"
        );
    }
}

#[test]
fn the_settings_of_the_site_are_never_published() {
    let article = "---\ntitle: 题\ndate: 2024-01-18\n---\n[一](../site.yaml) [二](../_terms.yaml) [三](site.yaml)\n";
    let site = Site::new(&[
        ("content/site.yaml", &format!("{SITE}attachments: [yaml]\n")),
        ("content/_terms.yaml", "苜宿: 苜蓿\n"),
        ("content/news/site.yaml", "a: b\n"),
        ("content/news/a.md", article),
    ]);
    let run = site.run(&["check", "--format", "json"]);
    let found: Vec<serde_json::Value> = run
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(found.len(), 2, "{run}");
    for (problem, name) in found.iter().zip(["site.yaml", "_terms.yaml"]) {
        assert_eq!(
            problem["message"],
            format!("“content/{name}”不能发布：它是网站自己的设置"),
            "{run}"
        );
        assert_eq!(
            (&problem["code"], &problem["line"]),
            (&"E0313".into(), &5.into()),
            "{run}"
        );
    }
    assert!(!run.stdout.contains("attachments:"), "{run}");
}
