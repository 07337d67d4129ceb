//! The pictures that are published of one that a document names: at several widths, and of its main
//! picture the crops that lists, chat programs and search engines show.
//!
//! What is published follows from what is known of the file and from the configuration, so that
//! pages can name a picture that nobody has made yet.

use crate::base::path::SitePath;
use crate::base::url::Url;
use crate::content::attachment::Attachment;
use crate::content::document::{Document, Image};
use crate::page::data::{CropData, ImageData};
use crate::page::reader::Reader;
use crate::picture::{Focus, Raster, Recipe, Shape};
use crate::site::Site;
use crate::site::view::{Derived, View};

/// The widest that a crop is: no list shows more, and search engines ask for no more.
const CROP: u32 = 1200;

/// The narrowest picture for browsers that choose none themselves.
const PLAIN: u32 = 720;

/// One picture at the widths in which it is published, the narrowest first.
pub(super) struct Widths {
    files: Vec<(Url, View)>,
    /// Width and height of each.
    sizes: Vec<(u32, u32)>,
}

/// A file of which pictures are made.
struct Origin<'a> {
    site: &'a Site,
    /// Address of the folder in which it is published.
    folder: String,
    path: &'a SitePath,
    attachment: &'a Attachment,
    raster: &'a Raster,
    /// Width and height, upright.
    size: (u32, u32),
}

/// Returns every address under which something of a file is published.
pub(super) fn urls(site: &Site, document: &Document, path: &SitePath) -> Vec<(Url, View)> {
    let Some(origin) = Origin::of(site, document, path) else {
        return vec![(url(site, document, path), View::Attachment(path.clone()))];
    };
    let mut found = origin.whole().files;
    if let Some(image) = main_image(document, path) {
        for (_, shape) in CROPS {
            found.extend(
                origin
                    .crop(shape, image.focus)
                    .into_iter()
                    .flat_map(|c| c.files),
            );
        }
    }
    found
}

/// The crops of a main picture, and whether they are made at several widths.
const CROPS: [(bool, Shape); 4] = [
    (true, Shape::Wide),
    (true, Shape::Standard),
    (false, Shape::Square),
    (false, Shape::Share),
];

/// Returns the address of a file beside a document.
fn url(site: &Site, document: &Document, path: &SitePath) -> Url {
    Url::new(format!("{}{}", site.url(document).folder(), path.name()))
}

/// Returns the main picture of a document if it is this file.
fn main_image<'d>(document: &'d Document, path: &SitePath) -> Option<&'d Image> {
    let image = document.details().image.as_deref()?;
    (document.path.resolve(&image.src.text).as_ref() == Some(path)).then_some(image)
}

impl<'a> Origin<'a> {
    /// Returns a file as one of which pictures are made; `None` if it is published as it is.
    fn of(site: &'a Site, document: &Document, path: &'a SitePath) -> Option<Origin<'a>> {
        let attachment = site.attachments.get(path)?;
        let raster = attachment
            .raster
            .as_ref()
            .filter(|raster| !raster.is_animated)?;
        Some(Origin {
            site,
            folder: site.url(document).folder().to_owned(),
            path,
            attachment,
            raster,
            size: attachment.pixels?,
        })
    }

    /// Returns all of the picture, at each width.
    fn whole(&self) -> Widths {
        let widths = &self.site.config.pictures.widths;
        let widest = widths.last().copied().unwrap_or(u32::MAX);
        let is_published = self.raster.is_clean && self.size.0 <= widest;
        let own = (!is_published).then(|| self.size.0.min(widest));
        let narrower = widths.iter().copied().filter(|width| *width < self.size.0);
        let made = narrower.filter(|width| Some(*width) != own).chain(own);
        let mut found = self.made(Shape::Whole, Focus::default(), made);
        if is_published {
            let url = Url::new([&*self.folder, self.path.name()].concat());
            found.files.push((url, View::Attachment(self.path.clone())));
            found.sizes.push(self.size);
        }
        found
    }

    /// Returns a crop; `None` of a picture that is too small to be cut.
    fn crop(&self, shape: Shape, focus: Focus) -> Option<Widths> {
        let widths = &self.site.config.pictures.widths;
        let widest = shape.widest(self.size).min(CROP);
        let narrowest = widths.first().copied().unwrap_or(u32::MAX);
        if widest < narrowest {
            return None;
        }
        let has_widths = CROPS.iter().any(|(several, s)| *several && *s == shape);
        let narrower = widths.iter().copied().filter(|w| has_widths && *w < widest);
        Some(self.made(shape, focus, narrower.chain([widest])))
    }

    fn made(&self, shape: Shape, focus: Focus, widths: impl Iterator<Item = u32>) -> Widths {
        let recipe = Recipe {
            shape,
            focus,
            quality: self.site.config.pictures.quality,
            encoding: self.raster.encoding,
        };
        let name = self.path.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let mut found = Widths {
            files: Vec::new(),
            sizes: Vec::new(),
        };
        for width in widths {
            let height = shape.height(width, self.size);
            let file = recipe.name(stem, self.attachment.digest, width);
            let derived = Derived {
                path: self.path.clone(),
                recipe,
                width,
                height,
            };
            let view = View::Picture(Box::new(derived));
            found
                .files
                .push((Url::new([&*self.folder, &file].concat()), view));
            found.sizes.push((width, height));
        }
        found
    }
}

/// A picture as a page shows it.
pub(super) struct Source {
    /// Address for browsers that choose none of the others.
    pub(super) src: String,
    /// All addresses with their widths; empty where there is one.
    pub(super) srcset: String,
    /// Address of the widest.
    pub(super) large: String,
    /// The same, absolute.
    pub(super) url: String,
    /// Width of the widest.
    pub(super) width: u32,
    /// Height of the widest.
    pub(super) height: u32,
}

impl Widths {
    fn source(self, r: Reader<'_>) -> Option<Source> {
        let (large, _) = self.files.last()?;
        let (width, height) = *self.sizes.last()?;
        let plain = self.sizes.iter().position(|(width, _)| *width >= PLAIN);
        let plain = plain.unwrap_or(self.files.len() - 1);
        let mut srcset = String::new();
        if self.files.len() > 1 {
            for ((url, _), (width, _)) in self.files.iter().zip(&self.sizes) {
                let comma = if srcset.is_empty() { "" } else { ", " };
                srcset += &format!("{comma}{} {width}w", r.href(url));
            }
        }
        Some(Source {
            src: r.href(&self.files[plain].0),
            srcset,
            large: r.href(large),
            url: r.full(large),
            width,
            height,
        })
    }
}

/// Returns all of a picture that a document names; `None` of a file that is none.
pub(super) fn source(r: Reader<'_>, document: &Document, path: &SitePath) -> Option<Source> {
    let (width, height) = r.site.attachments.get(path)?.pixels?;
    if let Some(origin) = Origin::of(r.site, document, path) {
        return origin.whole().source(r);
    }
    let url = url(r.site, document, path);
    Some(Source {
        src: r.href(&url),
        srcset: String::new(),
        large: r.href(&url),
        url: r.full(&url),
        width,
        height,
    })
}

/// Returns the address that a link to a file leads to: of a picture, its widest.
pub(super) fn href(r: Reader<'_>, document: &Document, path: &SitePath) -> String {
    source(r, document, path).map_or_else(
        || r.href(&url(r.site, document, path)),
        |source| source.large,
    )
}

/// Returns the main picture of a document with its crops.
pub(super) fn image(r: Reader<'_>, document: &Document) -> Option<ImageData> {
    let image = document.details().image.as_deref()?;
    let path = document.path.resolve(&image.src.text)?;
    let whole = source(r, document, &path)?;
    let origin = Origin::of(r.site, document, &path);
    Some(ImageData {
        wide: crop_of(r, origin.as_ref(), Shape::Wide, image.focus),
        standard: crop_of(r, origin.as_ref(), Shape::Standard, image.focus),
        square: crop_of(r, origin.as_ref(), Shape::Square, image.focus),
        share: crop_of(r, origin.as_ref(), Shape::Share, image.focus),
        src: whole.src,
        srcset: whole.srcset,
        large: whole.large,
        url: whole.url,
        alt: image.alt.to_string(),
        width: whole.width,
        height: whole.height,
        caption: image.caption.as_deref().map(str::to_owned),
        credit: image.credit.as_deref().map(str::to_owned),
        ai: image.ai.map(|made| made.name()),
        map: image.map.as_deref().map(str::to_owned),
    })
}

fn crop_of(
    r: Reader<'_>,
    origin: Option<&Origin<'_>>,
    shape: Shape,
    focus: Focus,
) -> Option<CropData> {
    let source = origin?.crop(shape, focus)?.source(r)?;
    Some(CropData {
        src: source.src,
        srcset: source.srcset,
        url: source.url,
        width: source.width,
        height: source.height,
    })
}
