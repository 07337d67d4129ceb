//! The pictures of the publisher: nameplate, icons, what is shown where a page is shared; and those
//! of tags. They are published as assets are, by their bytes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use super::files::{Asset, Files};
use crate::base::digest::Digest;
use crate::base::envelope;
use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::config::menu::Destination;
use crate::content::config::{self, Config};
use crate::content::unusable::unusable;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::{Diagnostic, Span};
use crate::picture::{self, Encoding, Focus, Recipe, Shape, svg};
use crate::source::Source;

/// How large such a file may be, in bytes: it is held in memory.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The smallest picture that chat programs show large.
const SHARED: (u32, u32) = (600, 315);

/// The sizes of icons: for the home screen of an iPhone, and those that a manifest needs.
const ICONS: [u32; 3] = [180, 192, 512];

/// How wide the picture is that icons are made from: at least as wide as the largest of them.
const ICON_SOURCE: RangeInclusive<u32> = 512..=2048;

/// How icons are made of it.
const ICON: Recipe = Recipe {
    shape: Shape::Whole,
    focus: Focus::MIDDLE,
    quality: 100,
    encoding: Encoding::Png,
};

/// Pictures of the publisher.
#[derive(Default)]
pub struct Face {
    /// The nameplate.
    pub light: Option<Picture>,
    /// The nameplate on a dark page.
    pub dark: Option<Picture>,
    /// What is shown where a page is shared that has no picture of its own.
    pub share: Option<Picture>,
    /// The icons, each at its address, in the order of `ICONS`.
    pub icons: Vec<Url>,
    /// What names them for telephones.
    pub manifest: Option<Url>,
    /// By names that no file of a theme has.
    pub(super) assets: BTreeMap<String, Asset>,
    icon: Option<Icon>,
    /// The pictures of tags, by their titles.
    pub tags: BTreeMap<String, Picture>,
    /// Where the files are published that were named.
    published: BTreeMap<SitePath, Url>,
}

/// What icons are made from.
struct Icon {
    path: SitePath,
    bytes: Vec<u8>,
    /// Those that are made of it, in the order of `ICONS`: all together, when the first is drawn.
    made: OnceLock<Result<Vec<Vec<u8>>, Diagnostic>>,
}

/// A picture with its address and size.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its address.
    pub url: Url,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

impl Face {
    /// Reads the pictures that the configuration names.
    pub(super) fn read(
        files: &Files,
        source: &Source,
        config: &Config,
        problems: &mut Vec<Diagnostic>,
    ) -> Face {
        let named = &config.organization.face;
        let mut face = Face::default();
        let mut reader = Reader {
            files,
            source,
            problems,
        };
        face.light = reader.picture(&mut face, "logo", named.light.as_ref(), &["svg", "png"]);
        face.dark = reader.picture(&mut face, "logo-dark", named.dark.as_ref(), &["svg", "png"]);
        face.share = reader.picture(&mut face, "share", named.share.as_ref(), &["png", "jpg"]);
        if let Some(to) = &named.icon {
            reader.icons(&mut face, to, config);
        }
        for (title, tag) in &config.tags {
            let to = tag.image.as_ref().map(|image| &image.src);
            let picture = reader.picture(&mut face, "tag", to, &["png", "jpg"]);
            face.tags
                .extend(picture.map(|found| (title.clone(), found)));
        }
        face
    }

    /// Returns the bytes of an icon by its name; `None` if it names none.
    pub(super) fn icon(&self, name: &str) -> Option<Result<Vec<u8>, Diagnostic>> {
        let size: u32 = name.strip_prefix("/icon-")?.parse().ok()?;
        let place = ICONS.iter().position(|own| *own == size)?;
        let icon = self.icon.as_ref()?;
        let made = icon.made.get_or_init(|| icon.all());
        Some(match made {
            Ok(all) => Ok(all[place].clone()),
            Err(problem) => Err(problem.clone()),
        })
    }

    /// Returns the address at which a file of the site is published as one of these.
    pub fn address(&self, path: &SitePath) -> Option<&Url> {
        self.published.get(path)
    }
}

impl Icon {
    fn all(&self) -> Result<Vec<Vec<u8>>, Diagnostic> {
        picture::derive(&self.bytes, &ICONS.map(|size| (ICON, size)))
            .map_err(|fault| unusable(&self.path, &fault))
    }
}

struct Reader<'a> {
    files: &'a Files,
    source: &'a Source,
    problems: &'a mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads a picture, which is one of these formats, and adds it to the assets.
    fn picture(
        &mut self,
        face: &mut Face,
        name: &'static str,
        to: Option<&Destination>,
        formats: &[&str],
    ) -> Option<Picture> {
        let to = to?;
        let (path, bytes) = self.bytes(to)?;
        let format = format_of(&path, &bytes).filter(|format| formats.contains(format));
        let Some(format) = format else {
            self.report(code::UNFIT_FACE_FILE, to, name);
            return None;
        };
        let size = match format {
            "svg" => match svg::read(&bytes) {
                Ok(size) => size,
                Err(fault) => {
                    self.problems.push(fault.problem(&path));
                    return None;
                }
            },
            _ => picture::size(&bytes),
        };
        let Some((width, height)) = size else {
            self.report(code::UNFIT_FACE_FILE, to, name);
            return None;
        };
        if name == "tag" && !is_clean(&bytes, (width, height)) {
            self.report(code::UNFIT_FACE_FILE, to, name);
            return None;
        }
        if name == "share" && (width < SHARED.0 || height < SHARED.1) {
            self.report(code::SMALL_SHARE_PICTURE, to, name);
        }
        let asset = Asset::new(&format!("{name}.{format}"), bytes);
        let url = asset.url.clone();
        face.published.insert(path, url.clone());
        // Several tags may have one picture.
        face.assets.insert(format!("/{name}{url}"), asset);
        Some(Picture { url, width, height })
    }

    /// Reads the picture that icons are made from, and gives them addresses; they are made when
    /// they are drawn.
    fn icons(&mut self, face: &mut Face, to: &Destination, config: &Config) {
        let Some((path, bytes)) = self.bytes(to) else {
            return;
        };
        let size = picture::size(&bytes);
        let is_square =
            size.is_some_and(|(width, height)| width == height && ICON_SOURCE.contains(&width));
        let is_whole = picture::format(&bytes) == Some("png")
            && picture::look(&bytes, bytes.len() as u64, size).is_ok();
        if !is_square || !is_whole {
            return self.report(code::UNFIT_ICON, to, "icon");
        }
        let key = picture::key(&ICON, Digest::of(&bytes));
        for size in ICONS {
            let asset = Asset::made(&format!("icon-{size}.png"), envelope::digest(&(&key, size)));
            face.icons.push(asset.url.clone());
            face.assets.insert(format!("/icon-{size}"), asset);
        }
        face.icon = Some(Icon {
            path: path.clone(),
            bytes,
            made: OnceLock::new(),
        });
        let manifest = Asset::new("manifest.webmanifest", manifest(config, &face.icons));
        face.published.insert(path, manifest.url.clone());
        face.manifest = Some(manifest.url.clone());
        face.assets.insert("/manifest".to_owned(), manifest);
    }

    /// Reads a file below `content/`, or of the theme.
    fn bytes(&mut self, to: &Destination) -> Option<(SitePath, Vec<u8>)> {
        let own = config::face_path(&to.text);
        if let Some(path) = own.filter(|path| self.source.is_there(path)) {
            match self.source.read_stamped(&path, LARGEST) {
                Ok((bytes, _)) => return Some((path, bytes)),
                Err(error) => {
                    self.problems.push(self.source.unreadable(&path, &error));
                    return None;
                }
            }
        }
        let name = format!("assets/{}", to.text.trim_start_matches("assets/"));
        match self.files.get(&name) {
            Some(bytes) => Some((self.files.paths.path(&name), bytes.to_vec())),
            None => {
                let problem = self.problem(code::MISSING_FACE_FILE, to);
                let files = self.source.walk("content").value;
                let known = files
                    .iter()
                    .filter(|f| picture::is_picture(&f.path.extension()));
                let known = known.filter_map(|f| f.path.as_str().strip_prefix("content/"));
                self.problems.push(problem.nearest(&to.text, known));
                None
            }
        }
    }

    fn problem(&self, code: Code, to: &Destination) -> Diagnostic {
        let at = Span::new(&SitePath::new(config::PATH), to.at.clone());
        Diagnostic::new(code, at).with("text", &to.text)
    }

    fn report(&mut self, code: Code, to: &Destination, form: &'static str) {
        let problem = self.problem(code, to).with("form", form);
        self.problems.push(problem);
    }
}

/// Returns true if a photograph tells nothing but what is seen on it, and shows it upright: nothing
/// is made of it before it is published.
fn is_clean(bytes: &[u8], size: (u32, u32)) -> bool {
    let raster = picture::look(bytes, bytes.len() as u64, Some(size));
    raster.ok().flatten().is_some_and(|raster| raster.is_clean)
}

/// Returns the ending of the picture that the bytes are; that of an SVG is believed.
fn format_of(path: &SitePath, bytes: &[u8]) -> Option<&'static str> {
    picture::format(bytes).or_else(|| (path.extension() == "svg").then_some("svg"))
}

/// Writes the manifest (W3C Web Application Manifest); addresses in it count from its own, so that
/// they are right below any path.
fn manifest(config: &Config, icons: &[Url]) -> Vec<u8> {
    let named = ICONS.iter().zip(icons).filter(|(size, _)| **size >= 192);
    let icons: Vec<serde_json::Value> = named
        .map(|(size, url)| {
            let name = url.as_str().rsplit('/').next().unwrap_or_default();
            serde_json::json!({ "src": name, "sizes": format!("{size}x{size}"), "type": "image/png" })
        })
        .collect();
    let manifest = serde_json::json!({
        "name": config.title,
        "short_name": config.title,
        "lang": config.language,
        "start_url": "../",
        "scope": "../",
        "display": "minimal-ui",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": icons,
    });
    manifest.to_string().into_bytes()
}
