//! What is made of pictures: upright, in true colours, without what is private, once.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use dateline::base::digest::Digest;
use dateline::picture::{self, Encoding, Fault, Focus, Recipe, Shape, derive, look};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use crate::support::{Run, Site};

macro_rules! fixture {
    ($name:literal) => {
        include_bytes!(concat!("pictures/", $name)).as_slice()
    };
}
pub(crate) use fixture;

pub(crate) const WHOLE: Recipe = Recipe {
    shape: Shape::Whole,
    focus: Focus {
        across: 5000,
        down: 5000,
    },
    quality: 95,
    encoding: Encoding::Jpeg,
};

const SITE: &str =
    "title: 湟水日报\nbase_url: https://e.cn/\ncategories: { news: { title: 新闻, kind: news } }\n";

/// Makes a site with an article that has these pictures, the first of them as its main one.
pub(crate) fn site(more: &str, image: &str, files: &[(&str, &[u8])]) -> Site {
    let site = Site::new(&[("content/site.yaml", &format!("{SITE}{more}"))]);
    let mut article = format!(
        "---\ntitle: 题\ndate: 2024-01-18\nimage: {{ src: {}, alt: 图{image} }}\n---\n文。\n",
        files[0].0
    );
    for (name, bytes) in files {
        article += &format!("\n![图]({name})\n");
        site.write(&format!("content/news/{name}"), bytes);
    }
    site.write("content/news/a.md", article);
    site
}

/// Returns the pictures that were published, by name.
pub(crate) fn published(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let all = site.public().into_iter();
    let pictures =
        all.filter(|(path, _)| path.starts_with("2024/01/18/") && !path.ends_with("html"));
    pictures
        .map(|(path, bytes)| (path["2024/01/18/".len()..].to_owned(), bytes))
        .collect()
}

/// Returns all that a run said.
fn said(run: &Run) -> String {
    [run.stdout.as_str(), run.stderr.as_str()].concat()
}

/// Decodes a JPEG that was made.
pub(crate) fn pixels(jpeg: &[u8]) -> Vec<u8> {
    JpegDecoder::new(ZCursor::new(jpeg)).decode().unwrap()
}

/// Decodes a PNG to red, green and blue.
pub(crate) fn png_pixels(png: &[u8]) -> Vec<u8> {
    let mut decoder = png::Decoder::new(Cursor::new(png));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    data.truncate(info.buffer_size());
    data
}

fn mean_difference(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let sum: u64 = one
        .iter()
        .zip(other)
        .map(|(a, b)| u64::from(a.abs_diff(*b)))
        .sum();
    sum as f64 / one.len() as f64
}

pub(crate) fn one(bytes: &[u8], recipe: Recipe, width: u32) -> Vec<u8> {
    derive(bytes, &[(recipe, width)]).unwrap().remove(0)
}

#[test]
fn every_orientation_comes_out_upright() {
    let png = Recipe {
        encoding: Encoding::Png,
        ..WHOLE
    };
    let upright = [96, 48].map(|width| png_pixels(&one(fixture!("upright.jpg"), png, width)));
    let turned = [
        fixture!("turned-1.jpg"),
        fixture!("turned-2.jpg"),
        fixture!("turned-3.jpg"),
        fixture!("turned-4.jpg"),
        fixture!("turned-5.jpg"),
        fixture!("turned-6.jpg"),
        fixture!("turned-7.jpg"),
        fixture!("turned-8.jpg"),
    ];
    let square = Recipe {
        shape: Shape::Square,
        focus: Focus {
            across: 1000,
            down: 9000,
        },
        ..png
    };
    let cut = png_pixels(&one(fixture!("upright.jpg"), square, 40));
    for (number, bytes) in (1..).zip(turned) {
        assert_eq!(picture::size(bytes), Some((96, 64)), "{number}");
        for (width, upright) in [96, 48].into_iter().zip(&upright) {
            let made = png_pixels(&one(bytes, png, width));
            assert!(
                mean_difference(&made, upright) <= 1.0,
                "{number} at {width}"
            );
        }
        assert!(
            mean_difference(&png_pixels(&one(bytes, square, 40)), &cut) <= 1.0,
            "{number}"
        );
    }
}

#[test]
fn one_picture_has_the_same_bytes_alone_and_with_others_and_on_every_machine() {
    let square = Recipe {
        shape: Shape::Square,
        ..WHOLE
    };
    let wanted = [(WHOLE, 96), (square, 20), (WHOLE, 10), (WHOLE, 48)];
    let together = derive(fixture!("upright.jpg"), &wanted).unwrap();
    for ((recipe, width), bytes) in wanted.into_iter().zip(&together) {
        assert_eq!(
            one(fixture!("upright.jpg"), recipe, width),
            *bytes,
            "{width}"
        );
    }
    // A feature of a library that makes it faster on some machines changes these.
    let png = Recipe {
        encoding: Encoding::Png,
        ..WHOLE
    };
    let found = [
        one(fixture!("upright.jpg"), WHOLE, 48),
        one(fixture!("photo.webp"), WHOLE, 48),
        one(fixture!("alpha.png"), png, 48),
        one(fixture!("p3.png"), png, 20),
    ];
    let found = found.map(|bytes| Digest::of(&bytes).short(12)).join("\n") + "\n";
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/pictures/digests");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&kept, &found).unwrap();
    }
    assert_eq!(found, std::fs::read_to_string(&kept).unwrap());
}

#[test]
fn what_is_transparent_stays_so() {
    let png = Recipe {
        encoding: Encoding::Png,
        ..WHOLE
    };
    let bytes = one(fixture!("alpha.png"), png, 48);
    let made = png_pixels(&bytes);
    assert_eq!(made.len(), 48 * 32 * 4);
    assert_eq!([made[3], made[(16 * 48 + 24) * 4 + 3]], [0, 255]);
    let looked = look(fixture!("alpha.png"), 821, Some((96, 64)))
        .unwrap()
        .unwrap();
    assert!(looked.encoding == Encoding::Png && looked.is_clean);
}

#[test]
fn a_picture_that_did_not_arrive_whole_is_an_error_that_says_how_much_is_missing() {
    let whole = fixture!("upright.jpg");
    for share in [2, 50, 98] {
        let cut = &whole[..whole.len() * share / 100];
        let looked = look(cut, cut.len() as u64, Some((96, 64)));
        assert!(matches!(looked, Err(Fault::Cut(_))), "{share}: {looked:?}");
        assert!(derive(cut, &[(WHOLE, 48)]).is_err(), "{share}");
    }
    let site = site("", "", &[("p.jpg", &whole[..whole.len() / 2])]);
    let run = site.run(&["check"]);
    assert!(run.status == 1 && said(&run).contains("E0382"), "{run}");
    assert!(said(&run).contains("content/news/p.jpg"), "{run}");
}

#[test]
fn a_head_that_promises_too_much_is_refused_at_once() {
    let mut png = fixture!("tiny.png").to_vec();
    png[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    png[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    let looked = look(&png, png.len() as u64, picture::size(&png));
    assert_eq!(looked, Err(Fault::Pixels(60_000, 60_000)));
    let site = site("", "", &[("p.png", &png)]);
    let run = site.run(&["build"]);
    assert!(run.status == 1 && said(&run).contains("E0380"), "{run}");
}

#[test]
fn nothing_private_is_in_what_is_published_and_the_label_of_the_law_is() {
    let files = [
        ("six.jpg", fixture!("turned-6.jpg")),
        ("ai.jpg", fixture!("labelled.jpg")),
    ];
    let site = site("pictures: { widths: [48] }\n", "", &files);
    let run = site.run(&["build", "--now", "2024-02-01T12:00:00+08:00"]);
    assert_eq!(run.status, 0, "{run}");
    let made = published(&site);
    assert!(
        !made.is_empty()
            && made
                .keys()
                .all(|name| name != "six.jpg" && name != "ai.jpg")
    );
    for (name, bytes) in &made {
        let text = String::from_utf8_lossy(bytes);
        for private in ["Exif", "GPS", "Secret", "SERIAL", "CreatorTool"] {
            assert!(!text.contains(private), "{name} has {private}");
        }
        if name.starts_with("ai.") {
            let label = "{\"Label\":\"1\",\"ContentProducer\":\"001191630100MA0000000X\",\"ProduceID\":\"a&amp;b\"";
            for kept in [
                label,
                "湟水图片社",
                "甲",
                "乙",
                "© 湟水日报",
                "trainedAlgorithmicMedia",
            ] {
                assert!(
                    text.replace("&quot;", "\"").contains(kept),
                    "{name} lacks {kept}"
                );
            }
        }
    }
}

#[test]
fn a_label_that_the_article_does_not_name_is_a_warning() {
    let files = [("ai.jpg", fixture!("labelled.jpg"))];
    let unnamed = site("", "", &files).run(&["check"]);
    assert!(said(&unnamed).contains("W0387"), "{unnamed}");
    let named = site("", ", ai: generated, map: 青S(2024)012号", &files);
    let run = named.run(&["build", "--now", "2024-02-01T12:00:00+08:00"]);
    assert!(run.status == 0 && !said(&run).contains("W0387"), "{run}");
    let page = String::from_utf8(named.public()["2024/01/18/a.html"].clone()).unwrap();
    assert!(page.contains("人工智能生成") && page.contains("审图号：青S(2024)012号"));
}

#[test]
fn a_labelled_picture_in_the_text_says_so_in_its_caption() {
    let text = |picture: &str, image: &str| {
        let site = site("", "", &[("p.jpg", fixture!("upright.jpg"))]);
        site.write("content/news/ai.jpg", fixture!("labelled.jpg"));
        site.write(
            "content/news/b.md",
            format!("---\ntitle: 乙\ndate: 2024-01-18\n{image}---\n{picture}\n"),
        );
        site.run(&["check"])
    };
    let bare = text("![图](ai.jpg)", "");
    assert!(
        said(&bare).contains("content/news/b.md:5") && said(&bare).contains("W0387"),
        "{bare}"
    );
    assert!(
        said(&bare).contains("![图片内容](ai.jpg \"人工智能生成\")"),
        "{bare}"
    );
    for told in [
        "![图](ai.jpg \"AI 生成\")",
        "![图](ai.jpg \"图由人工智能修改\")",
        "[图](ai.jpg)",
    ] {
        assert!(!said(&text(told, "")).contains("W0387"), "{told}");
    }
    assert!(said(&text("![图](ai.jpg \"MAIN SAID\")", "")).contains("W0387"));
    let main = "image: { src: ai.jpg, alt: 图, ai: edited }\n";
    assert!(!said(&text("![图](ai.jpg)", main)).contains("W0387"));
}

#[test]
fn only_the_picture_that_is_seen_first_is_loaded_at_once() {
    let page = |image: &str| {
        let site = Site::new(&[("content/site.yaml", SITE)]);
        for name in ["p.jpg", "q.jpg"] {
            site.write(&format!("content/news/{name}"), fixture!("upright.jpg"));
        }
        site.write(
            "content/news/a.md",
            format!("---\ntitle: 题\ndate: 2024-01-18\n{image}---\n[图](q.jpg)\n\n![图](p.jpg)\n\n![图](q.jpg)\n"),
        );
        site.build(&["--now", "2024-02-01T12:00:00+08:00"]);
        let page = site.read("public/2024/01/18/a.html");
        let pictures: Vec<String> = page.split("<img").skip(1).map(first_tag).collect();
        pictures
    };
    for (image, count) in [("", 2), ("image: { src: q.jpg, alt: 主图 }\n", 3)] {
        let pictures = page(image);
        assert_eq!(pictures.len(), count);
        for (place, tag) in pictures.iter().enumerate() {
            assert_eq!(
                tag.contains("fetchpriority=\"high\""),
                place == 0,
                "{image}: {tag}"
            );
            assert_eq!(
                tag.contains("loading=\"lazy\""),
                place > 0,
                "{image}: {tag}"
            );
        }
    }
}

/// Returns what stands before the end of a tag.
fn first_tag(text: &str) -> String {
    text.split('>').next().unwrap().to_owned()
}

#[test]
fn nothing_is_made_that_has_more_bytes_than_its_file_and_shows_less() {
    // A photograph packed at 30 is packed no better, and at 50 at least.
    let poor = Recipe {
        quality: 30,
        ..WHOLE
    };
    let poor = one(fixture!("upright.jpg"), poor, 96);
    let looked = look(&poor, poor.len() as u64, picture::size(&poor));
    assert_eq!(looked.unwrap().unwrap().quality, Some(30));
    let settings = "pictures: { widths: [64, 96] }\n";
    let photograph = site(settings, "", &[("p.jpg", &poor)]);
    photograph.build(&[]);
    let made = published(&photograph);
    let (narrow, bytes) = made.iter().find(|(name, _)| name.contains(".64.")).unwrap();
    assert!(bytes.len() < poor.len(), "{narrow}: {}", bytes.len());
    // A drawing is published as it is, and made smaller only where it is cut.
    let mut drawing = Vec::new();
    let mut encoder = png::Encoder::new(&mut drawing, 96, 64);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixels: Vec<u8> = (0..96 * 64)
        .flat_map(|at| [if at % 96 < 40 { 9 } else { 200 }; 3])
        .collect();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    let site = site(settings, "", &[("p.png", &drawing)]);
    site.build(&[]);
    let page = site.read("public/2024/01/18/a.html");
    let shown = page.split("<figure").nth(1).unwrap();
    assert!(
        shown.contains("src=\"/2024/01/18/p.png\"") && !shown.contains("srcset"),
        "{shown}"
    );
}

#[test]
fn a_picture_is_made_once() {
    let files = [("p.jpg", fixture!("turned-6.jpg"))];
    let site = site(
        "pictures: { widths: [24, 48] }\n",
        ", focus: [0.2, 0.9]",
        &files,
    );
    site.build(&[]);
    let first = published(&site);
    assert!(first.len() >= 6, "{:?}", first.keys());
    let page = String::from_utf8(site.public()["2024/01/18/a.html"].clone()).unwrap();
    assert!(
        page.contains(" srcset=\"/2024/01/18/p.") && page.contains(" sizes=\""),
        "{page}"
    );
    assert!(page.contains("width=\"48\" height=\"32\""), "{page}");
    assert!(site.build(&[]).paths("written").is_empty());
    // Without the folder of the program: all are in the output, and none is made, or kept, again.
    std::fs::remove_dir_all(site.root.join(".dateline")).unwrap();
    assert!(site.build(&[]).paths("written").is_empty());
    assert!(!site.root.join(".dateline/pictures").exists());
    // Without the output, all are kept beside the site.
    std::fs::remove_dir_all(site.root.join("public")).unwrap();
    site.build(&[]);
    std::fs::remove_dir_all(site.root.join("public")).unwrap();
    site.build(&[]);
    assert_eq!(published(&site), first);
}

#[test]
fn a_clean_picture_is_published_as_it_is_and_two_that_are_equal_are_one() {
    let site = site("", "", &[("p.jpg", fixture!("upright.jpg"))]);
    site.write("content/news/more/p.jpg", fixture!("upright.jpg"));
    site.write(
        "content/news/more/b.md",
        "---\ntitle: 乙\ndate: 2024-01-18\n---\n![图](p.jpg)\n",
    );
    site.build(&[]);
    assert_eq!(published(&site)["p.jpg"], fixture!("upright.jpg"));
    site.write("content/news/more/p.jpg", fixture!("labelled.jpg"));
    assert_eq!(site.run(&["check"]).status, 0);
}

#[test]
fn what_moves_is_published_as_it_is_unless_it_carries_notes() {
    let moving = site("", "", &[("p.gif", fixture!("moving.gif"))]);
    moving.build(&[]);
    assert_eq!(published(&moving)["p.gif"], fixture!("moving.gif"));
    let noted = site("", "", &[("p.gif", fixture!("moving-noted.gif"))]);
    let run = noted.run(&["check"]);
    assert!(run.status == 1 && said(&run).contains("E0384"), "{run}");
}

#[test]
fn settings_of_pictures_are_checked() {
    for (settings, code) in [
        ("{ formats: [webp] }", "E0165"),
        ("{ widths: [5] }", "E0111"),
        ("{ quality: 101 }", "E0111"),
        ("{ widths: [] }", "E0111"),
        ("{ widths: [16, 17, 18, 19, 20, 21, 22, 23, 24] }", "E0111"),
        ("{ formats: [] }", "E0111"),
        ("{ width: [360] }", "E01"),
    ] {
        let more = format!("pictures: {settings}\n");
        let run = site(&more, "", &[("p.jpg", fixture!("upright.jpg"))]).run(&["check"]);
        assert!(
            run.status == 1 && said(&run).contains(code),
            "{settings}: {run}"
        );
    }
    let focus = site(
        "",
        ", focus: [0.5, 2]",
        &[("p.jpg", fixture!("upright.jpg"))],
    );
    assert!(said(&focus.run(&["check"])).contains("E0111"));
    let policy = "policy: { require: { news: [credit, map] } }\n";
    let run = site(policy, "", &[("p.jpg", fixture!("upright.jpg"))]).run(&["check"]);
    assert_eq!(said(&run).matches("E08").count(), 2, "{run}");
}

#[test]
fn a_picture_that_no_decoder_reads_is_published_as_it_is_if_it_gives_nothing_away() {
    // The head of a JPEG of 4000 by 3000 pixels with orientation 6, a scan without tables, the end.
    let head = b"\xff\xd8\xff\xe1\0\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let rest = b"\xff\xc0\0\x11\x08\x0b\xb8\x0f\xa0\x03\x01\x11\0\x02\x11\0\x03\x11\0\xff\xda\0\x0c\x03\x01\0\x02\0\x03\0\0\x3f\0\0\0\xff\xd9";
    let bare = [&head[..], rest].concat();
    let site_of_bare = site("", "", &[("p.jpg", &bare)]);
    site_of_bare.build(&[]);
    assert_eq!(published(&site_of_bare)["p.jpg"], bare);
    let page = site_of_bare.read("public/2024/01/18/a.html");
    assert!(page.contains("width=\"3000\" height=\"4000\""), "{page}");
    let noted = [&head[..], b"\xff\xfe\0\x08camera", rest].concat();
    let run = site("", "", &[("p.jpg", &noted)]).run(&["check"]);
    assert!(said(&run).contains("E0383"), "{run}");
}
