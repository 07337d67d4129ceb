//! The pictures of the publisher: nameplate, icons, the picture that is shared.

use crate::support::{Site, project};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 100\"><rect width=\"400\" height=\"100\"/></svg>";

/// Makes a PNG of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixels = vec![90; (width * height * 3) as usize];
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

fn site(organization: &str) -> Site {
    let settings = format!(
        "title: 湟水日报\nbase_url: https://e.cn/paper/\ncategories: {{ news: {{ title: 新闻, kind: news }} }}\n\
         organization: {{ {organization} }}\n"
    );
    let site = Site::new(&[
        ("content/site.yaml", &settings),
        (
            "content/news/a.md",
            "---\ntitle: 题\ndate: 2024-01-18\n---\n\n正文。\n",
        ),
        (
            "content/news/b.md",
            "---\ntitle: 乙\ndate: 2024-01-18\nimage: { src: b.png, alt: 图 }\n---\n\n正文。\n",
        ),
        ("content/brand/logo.svg", SVG),
        (
            "content/brand/dark.svg",
            &SVG.replace("<rect", "<rect fill=\"#fff\""),
        ),
        (
            "content/brand/_bad.svg",
            &SVG.replace("<rect", "<script>1</script><rect"),
        ),
    ]);
    site.write("content/news/b.png", png(900, 600));
    site.write("content/brand/icon.png", png(512, 512));
    site.write("content/brand/share.png", png(1200, 630));
    site.write("content/brand/_wide.png", png(600, 512));
    site
}

const ALL: &str = "logo: { light: brand/logo.svg, dark: brand/dark.svg }, icon: brand/icon.png, share: brand/share.png";

/// Returns the one file in `public/assets` whose name begins so.
fn asset(site: &Site, start: &str) -> String {
    let public = site.public();
    let mut names = public
        .keys()
        .filter_map(|name| name.strip_prefix("assets/"));
    names
        .find(|name| name.starts_with(start))
        .unwrap()
        .to_owned()
}

#[test]
fn all_of_them_are_published_and_named_where_they_belong() {
    let site = site(ALL);
    site.build(&["--deny-warnings"]);
    let [logo, dark, share] = ["logo.", "logo-dark.", "share."].map(|start| asset(&site, start));
    let page = site.read("public/2024/01/18/a.html");
    for expected in [
        format!("<source srcset=\"/paper/assets/{dark}\" media=\"(prefers-color-scheme: dark)\">"),
        format!("<img src=\"/paper/assets/{logo}\" alt=\"湟水日报\" width=\"400\" height=\"100\">"),
        format!("property=\"og:image\" content=\"https://e.cn/paper/assets/{share}\""),
        "name=\"twitter:card\" content=\"summary_large_image\"".to_owned(),
        format!("\"logo\":\"https://e.cn/paper/assets/{logo}\""),
        format!(
            "rel=\"apple-touch-icon\" href=\"/paper/assets/{}\"",
            asset(&site, "icon-180")
        ),
        format!(
            "rel=\"manifest\" href=\"/paper/assets/{}\"",
            asset(&site, "manifest")
        ),
    ] {
        assert!(page.contains(&expected), "{expected} in {page}");
    }
    let own = site.read("public/2024/01/18/b.html");
    assert!(
        own.contains("og:image") && !own.contains(&share),
        "it has a picture of its own"
    );
    let manifest = site.read(&format!("public/assets/{}", asset(&site, "manifest")));
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["start_url"], "../");
    for icon in manifest["icons"].as_array().unwrap() {
        let name = icon["src"].as_str().unwrap();
        let bytes = std::fs::read(site.at(&format!("public/assets/{name}"))).unwrap();
        let reader = png::Decoder::new(std::io::Cursor::new(bytes))
            .read_info()
            .unwrap();
        let size = reader.info().width;
        assert_eq!(icon["sizes"], format!("{size}x{size}"));
    }
    assert!(site.build(&[]).paths("written").is_empty());
}

#[test]
fn a_tag_has_a_picture_that_tells_nothing_of_the_camera() {
    let site = site("contact: 0971-0000000");
    let settings = site.read("content/site.yaml");
    let tags = |src: &str| {
        let image = format!("image: {{ src: {src}, alt: 雪山<b> }}");
        format!(
            "{settings}tags: {{ 雪: {{ slug: snow, {image} }}, 冰: {{ slug: ice, {image} }} }}\n"
        )
    };
    site.write("content/brand/snow.png", png(1200, 630));
    site.write("content/site.yaml", tags("brand/snow.png"));
    for (name, tag) in [("c", "雪"), ("d", "冰")] {
        let text = format!("---\ntitle: 题\ndate: 2024-01-18\ntags: [{tag}]\n---\n正文在这里。\n");
        site.write(&format!("content/news/{name}.md"), text);
    }
    site.build(&[]);
    let name = asset(&site, "tag.");
    for tag in ["snow", "ice"] {
        let page = site.read(&format!("public/tags/{tag}/index.html"));
        for expected in [
            format!(
                "<img src=\"/paper/assets/{name}\" alt=\"雪山&lt;b&gt;\" width=\"1200\" height=\"630\""
            ),
            format!("property=\"og:image\" content=\"https://e.cn/paper/assets/{name}\""),
        ] {
            assert!(page.contains(&expected), "{expected} in {page}");
        }
    }
    assert!(
        !site
            .read("public/tags/snow/2024/index.html")
            .contains(&name)
    );
    // A picture that changes is published anew, and one that cannot be is reported.
    site.write("content/brand/snow.png", png(1200, 640));
    site.build(&[]);
    assert_ne!(asset(&site, "tag."), name);
    site.write("content/site.yaml", tags("brand/nothing.png"));
    assert!(site.run(&["check"]).to_string().contains("E0226"));
    let photograph = std::fs::read(project("content/scitech/2026/titian.jpg")).unwrap();
    let own: Vec<u8> = [
        &photograph[..2],
        b"\xff\xe1\x00\x1aExif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0\0\0",
        &photograph[2..],
    ]
    .concat();
    site.write("content/brand/snow.jpg", own);
    site.write("content/site.yaml", tags("brand/snow.jpg"));
    let said = site.run(&["check", "--lang", "zh"]).to_string();
    assert!(
        said.contains("E0227") && said.contains("拍摄时间"),
        "{said}"
    );
    site.edit(
        "content/site.yaml",
        "image: { src: brand/snow.jpg, alt: 雪山<b> }",
        "image: brand/snow.jpg",
    );
    let said = site.run(&["check", "--lang", "zh"]).to_string();
    assert!(
        said.contains("写成 image: { src: brand/heating.jpg"),
        "{said}"
    );
}

#[test]
fn what_is_not_named_is_not_there() {
    let site = site("contact: 0971-0000000");
    site.build(&[]);
    let page = site.read("public/2024/01/18/a.html");
    for word in [
        "og:image",
        "twitter:",
        "manifest",
        "touch-icon",
        "<picture",
        "\"logo\"",
    ] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.contains("<a href=\"tel:09710000000\">0971-0000000</a>"));
    let names = ["logo", "icon-", "share", "manifest"].map(|name| format!("assets/{name}"));
    let public = site.public();
    let mut made = public.keys();
    assert!(!made.any(|path| names.iter().any(|name| path.starts_with(name))));
}

#[test]
fn a_file_of_the_theme_serves_as_well() {
    let site = site("logo: { light: paper.svg }");
    site.write("themes/default/assets/paper.svg", SVG);
    site.build(&[]);
    let logo = asset(&site, "logo.");
    assert!(site.read("public/index.html").contains(&logo));
}

#[test]
fn what_does_not_do_is_an_error_at_its_place() {
    for (organization, code) in [
        ("logo: { light: brand/logo.svgz }", "E0226"),
        ("logo: { light: ../../etc/passwd }", "E0226"),
        ("logo: { light: brand/_bad.svg }", "E0313"),
        ("logo: { light: news/a.md }", "E0227"),
        ("logo: { dark: brand/logo.svg }", "E0112"),
        ("share: brand/logo.svg", "E0227"),
        ("icon: brand/_wide.png", "E0228"),
        ("icon: brand/logo.svg", "E0228"),
        ("report: \"javascript:alert(1)\"", "E0"),
    ] {
        let site = site(organization);
        let run = site.run(&["check", "--format", "json"]);
        assert!(
            run.status == 1 && run.stdout.contains(code),
            "{organization}: {run}"
        );
    }
    let site = site("share: brand/icon.png");
    let run = site.run(&["check", "--format", "json"]);
    assert!(run.status == 0 && run.stdout.contains("W0229"), "{run}");
}

#[test]
fn why_names_the_address_of_the_nameplate() {
    let site = site(ALL);
    let run = site.run(&["why", "content/brand/logo.svg", "--lang", "en"]);
    assert!(
        run.stdout.contains("https://e.cn/paper/assets/logo."),
        "{run}"
    );
}
