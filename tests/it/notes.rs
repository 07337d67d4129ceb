//! What files to download say of people and places: told before it is published with them.

use std::io::{Cursor, Write};

use dateline::content::notes;

use crate::support::Site;

const SITE: &str =
    "title: 湟水日报\nbase_url: https://e.cn/\ncategories: { news: { title: 新闻, kind: news } }\n";

/// Returns what `check` says of an article that links to a file.
fn said(front: &str, name: &str, bytes: &[u8]) -> String {
    let article = format!("---\ntitle: 题\ndate: 2024-01-18\n{front}---\n[附件]({name})\n");
    let site = Site::new(&[("content/site.yaml", SITE), ("content/news/a.md", &article)]);
    site.write(&format!("content/news/{name}"), bytes);
    let run = site.run(&["check"]);
    assert_eq!(run.status, 0, "{run}");
    [run.stdout, run.stderr].concat()
}

/// Makes a package with one part, packed or as it is.
fn package(part: &str, text: &str, is_packed: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut out);
    let method = if is_packed {
        rawzip::CompressionMethod::DEFLATE
    } else {
        rawzip::CompressionMethod::STORE
    };
    let file = archive.new_file(part).compression_method(method);
    let (mut entry, config) = file.start().unwrap();
    if is_packed {
        let level = flate2::Compression::default();
        let mut writer = config.wrap(flate2::write::DeflateEncoder::new(&mut entry, level));
        writer.write_all(text.as_bytes()).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    } else {
        let mut writer = config.wrap(&mut entry);
        writer.write_all(text.as_bytes()).unwrap();
        let (_, descriptor) = writer.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    out
}

#[test]
fn an_author_whom_the_article_does_not_name_is_told() {
    let core = |creator: &str, last: &str| {
        format!(
            "<cp:coreProperties><dc:creator>{creator}</dc:creator>\
             <cp:lastModifiedBy>{last}</cp:lastModifiedBy></cp:coreProperties>"
        )
    };
    for is_packed in [false, true] {
        let docx = package("docProps/core.xml", &core("晴空", "李四"), is_packed);
        let both = said("", "a.docx", &docx);
        assert!(both.contains("W0389") && both.contains("a.md:5"), "{both}");
        let one = said("byline: 记者 晴空\n", "a.docx", &docx);
        assert!(one.contains("“李四”"), "{one}");
        let none = said("byline: 记者 晴空\neditor: 李四\n", "a.docx", &docx);
        assert!(!none.contains("W0389"), "{none}");
    }
    let nobody = package("docProps/core.xml", &core("Administrator", ""), true);
    assert!(!said("", "a.xlsx", &nobody).contains("W0389"));
    let odt = package(
        "meta.xml",
        "<m><meta:initial-creator>王五</meta:initial-creator></m>",
        true,
    );
    assert!(said("", "a.odt", &odt).contains("“王五”"));
    // What is no whole package says nothing.
    assert!(!said("", "a.docx", &odt[..odt.len() - 9]).contains("W0389"));
}

#[test]
fn the_author_of_a_pdf_is_read_in_every_spelling() {
    let pdf =
        |author: &[u8]| [b"%PDF-1.4\n1 0 obj <</Author ", author, b">> endobj\n%%EOF"].concat();
    let spellings: [&[u8]; 5] = [
        "(王五)".as_bytes(),
        b"<FEFF738B4E94>",
        b"(\\376\\377\\163\\213\\116\\224)",
        b"(\xcd\xf5\xce\xe5)",
        b" (\xfe\xffs\x8bN\x94)",
    ];
    for spelling in spellings {
        let found = said("", "a.pdf", &pdf(spelling));
        assert!(found.contains("“王五”"), "{spelling:?}: {found}");
    }
    assert!(said("", "a.pdf", &pdf(b"(Li \\(Si\\) (x))")).contains("“Li (Si) (x)”"));
    for silent in [&b"()"[..], b"5 0 R", b"(unfinished", b"(x) /Encrypt 3 0 R"] {
        let found = said("", "a.pdf", &pdf(silent));
        let is_cut = silent == b"(unfinished";
        assert_eq!(found.contains("W0389"), is_cut, "{silent:?}: {found}");
    }
}

#[test]
fn a_film_that_says_where_it_was_taken_is_told() {
    let part = |kind: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len() + 8).unwrap().to_be_bytes();
        [&length[..], kind, content].concat()
    };
    let film = |parts: &[u8]| {
        let start = part(b"ftyp", b"isom\0\0\0\0isom");
        [start, part(b"mdat", &[0; 99]), part(b"moov", parts)].concat()
    };
    let place = part(b"\xa9xyz", b"\0\x12\x15\xc7+36.6200+101.7700/");
    let keys = part(
        b"meta",
        b"....keys....mdtacom.apple.quicktime.location.ISO6709",
    );
    let placed = [
        part(b"udta", &place),
        part(b"trak", &part(b"udta", &part(b"loci", b"\0\0\0\0"))),
        keys,
    ];
    for parts in placed {
        let found = said("", "a.mp4", &film(&parts));
        assert!(found.contains("W0388"), "{parts:?}: {found}");
    }
    let endless = [b"\0\0\0\x01free", &[0xff; 8][..], &film(&place)].concat();
    assert!(!said("", "a.mov", &endless).contains("W0388"));
    let header = part(b"mvhd", b"\xa9xyz and com.apple.quicktime.location.ISO6709");
    for silent in [header, place[..9].to_vec(), b"\0\0\0\0udta".to_vec()] {
        assert!(
            !said("", "a.mp4", &film(&silent)).contains("W0388"),
            "{silent:?}"
        );
    }
}

#[test]
fn a_damaged_file_says_nothing_and_stops_nothing() {
    let docx = package(
        "docProps/core.xml",
        "<a><dc:creator>晴空</dc:creator></a>",
        true,
    );
    let film = b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x26moov\0\0\0\x1eudta\0\0\0\x16\xa9xyz\0\0\0\0+36.6+101.7/";
    let files = [
        ("docx", docx),
        (
            "odt",
            package("meta.xml", "<m><dc:creator>x</dc:creator></m>", false),
        ),
        (
            "pdf",
            b"%PDF-1.4 /Author (\\376\\377\\163\\213) /Author <FEFF738B>".to_vec(),
        ),
        ("mp4", film.to_vec()),
    ];
    let mut random = 1_u64;
    let mut below = |end: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random >> 20).unwrap() % end.max(1)
    };
    for (ending, whole) in files {
        for _ in 0..2000 {
            let mut bytes = whole.clone();
            for _ in 0..=below(4) {
                let at = below(bytes.len());
                bytes[at] = u8::try_from(below(256)).unwrap();
            }
            bytes.truncate(bytes.len() - below(3) / 2 * below(bytes.len()));
            let notes = notes::read(ending, &bytes, &mut Cursor::new(&bytes));
            assert!(notes.authors.iter().all(|name| name.chars().count() <= 60));
        }
    }
}
