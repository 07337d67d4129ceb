//! What a picture's bytes say of it: its size in pixels, and whether an SVG is safe to publish.

use quick_xml::events::{BytesDecl, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How many of the first bytes of a file of this ending are looked at: none of what is no picture, all of
/// an SVG. The size of a JPEG may stand behind a preview of 64 KiB or more.
pub fn head(extension: &str) -> usize {
    match extension {
        "svg" => usize::MAX,
        e if is_picture(e) => 512 * 1024,
        _ => 0,
    }
}

/// What was found in the bytes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Width and height in pixels, at least 1 each.
    Pixels(u32, u32),
    /// An SVG that could run a script or load something from elsewhere, or a file that is a page or program.
    Unsafe,
    /// No picture whose size can be told.
    Unknown,
}

/// Tells whether files of this ending are pictures.
pub fn is_picture(extension: &str) -> bool {
    matches!(extension, "avif" | "bmp" | "gif" | "jpeg" | "jpg" | "png" | "svg" | "webp")
}

/// Tells whether files of this ending would run in a reader's browser, or on the host, with the site's rights.
fn is_active(extension: &str) -> bool {
    const WEB: [&str; 12] = ["hta", "htm", "html", "js", "mht", "mhtml", "mjs", "shtml", "svgz", "swf", "xht", "xhtml"];
    const DATA: [&str; 3] = ["xml", "xsl", "xslt"];
    const HOST: [&str; 7] = ["asp", "aspx", "cgi", "jsp", "phar", "php", "phtml"];
    WEB.contains(&extension) || DATA.contains(&extension) || HOST.contains(&extension)
}

/// A picture's bytes and pixels beyond which readers on a telephone wait.
pub const LARGEST: (u64, u32) = (1024 * 1024, 4096);

/// Returns the usual ending of the picture that the bytes are, where the file's own ending says another.
pub fn other_format(extension: &str, head: &[u8]) -> Option<&'static str> {
    use imagesize::{Compression, ImageType};
    let actual = match imagesize::image_type(head).ok()? {
        ImageType::Jpeg => "jpg",
        ImageType::Png => "png",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Bmp => "bmp",
        ImageType::Heif(Compression::Av1) => "avif",
        ImageType::Heif(_) => "heic",
        ImageType::Tiff => "tiff",
        _ => return None,
    };
    let named = if extension == "jpeg" { "jpg" } else { extension };
    (named != actual && is_picture(extension)).then_some(actual)
}

/// Looks at the first bytes of a picture, and at no more than the name of another file.
pub fn examine(extension: &str, head: &[u8]) -> Picture {
    if is_active(extension) {
        return Picture::Unsafe;
    }
    if extension == "svg" {
        return examine_svg(head);
    }
    let size = imagesize::blob_size(head).ok();
    let size = size.and_then(|s| Some((u32::try_from(s.width).ok()?, u32::try_from(s.height).ok()?)));
    size.filter(|(w, h)| *w > 0 && *h > 0).map_or(Picture::Unknown, |(w, h)| Picture::Pixels(w, h))
}

/// Reads an SVG: its size is that of `width` and `height`, or of the `viewBox`.
///
/// SVG files are published as they are and can be opened by themselves, so one that holds a script, an
/// event handler, foreign content or an address outside of itself is refused.
fn examine_svg(bytes: &[u8]) -> Picture {
    let mut reader = Reader::from_reader(bytes);
    let mut size = None;
    // Text of the style sheet at hand: comments and references may stand in the middle of a word.
    let mut style: Option<String> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) if style.is_none() && element.local_name().as_ref() == "style" => {
                if is_unsafe(&element) {
                    return Picture::Unsafe;
                }
                style = Some(String::new());
            }
            Ok(Event::Start(_) | Event::Empty(_) | Event::GeneralRef(_)) if style.is_some() => return Picture::Unsafe,
            Ok(Event::Start(element) | Event::Empty(element)) => {
                if is_unsafe(&element) {
                    return Picture::Unsafe;
                }
                if size.is_none() && element.local_name().as_ref() == "svg" {
                    size = svg_size(&element);
                }
            }
            Ok(Event::DocType(_) | Event::PI(_)) => return Picture::Unsafe,
            // In another encoding a browser may see tags where none are seen here.
            Ok(Event::Decl(head)) if !is_utf8(&head) => return Picture::Unsafe,
            Ok(Event::Text(text)) => style.iter_mut().for_each(|s| s.push_str(&text)),
            Ok(Event::CData(text)) => style.iter_mut().for_each(|s| s.push_str(&text)),
            Ok(Event::End(_)) => {
                if style.take().is_some_and(|s| loads(&s)) {
                    return Picture::Unsafe;
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            // What cannot be read, UTF-16 for one, cannot be vouched for.
            Err(_) => return Picture::Unsafe,
        }
    }
    size.map_or(Picture::Unknown, |(w, h)| Picture::Pixels(w, h))
}

fn is_utf8(head: &BytesDecl<'_>) -> bool {
    head.encoding().is_none_or(|name| name.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")))
}

fn is_unsafe(element: &BytesStart<'_>) -> bool {
    let name = element.local_name().as_ref().to_ascii_lowercase();
    if matches!(name.as_str(), "script" | "foreignobject" | "iframe" | "embed" | "object" | "handler" | "set") {
        return true;
    }
    element.attributes().any(|attribute| {
        let Ok(attribute) = attribute else { return true };
        let key = attribute.key.local_name().as_ref().to_ascii_lowercase();
        let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else { return true };
        let value = value.trim().to_ascii_lowercase();
        let is_drawing = value.starts_with("data:image/") && !value.starts_with("data:image/svg");
        let outside = key == "href" && !value.starts_with('#') && !is_drawing;
        let moves = key == "attributename" && value.ends_with("href");
        key.starts_with("on") || outside || moves || value.contains("javascript:") || loads(&value)
    })
}

/// Tells whether a style loads something: `url()` of anything but a part of the drawing, or `@import`.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let inside = |rest: &str| rest.trim_start_matches([' ', '\'', '"']).starts_with('#');
    let words = ["@import", "image-set(", "image(", "src(", "\\"];
    words.iter().any(|word| style.contains(word)) || style.split("url(").skip(1).any(|rest| !inside(rest))
}

fn svg_size(element: &BytesStart<'_>) -> Option<(u32, u32)> {
    let text = |name: &str| {
        let attribute = element.try_get_attribute(name).ok().flatten()?;
        Some(attribute.value.into_owned())
    };
    let number = |name: &str| text(name)?.trim().trim_end_matches("px").parse::<f64>().ok();
    let view: Vec<f64> = text("viewBox")
        .unwrap_or_default()
        .split([' ', ',', '\n', '\t'])
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse().ok())
        .collect();
    let size = match (number("width"), number("height"), view.as_slice()) {
        (Some(w), Some(h), _) => (w, h),
        (Some(w), None, [_, _, x, y]) => (w, w * y / x),
        (None, Some(h), [_, _, x, y]) => (h * x / y, h),
        (None, None, [_, _, x, y]) => (*x, *y),
        _ => return None,
    };
    let whole = |n: f64| (n.is_finite() && (0.5..=100_000.0).contains(&n)).then(|| n.round() as u32);
    Some((whole(size.0)?, whole(size.1)?))
}
