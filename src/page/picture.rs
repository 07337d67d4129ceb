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
use crate::picture::{self, Focus, Raster, Recipe, Shape};
use crate::site::Site;
use crate::site::view::{Derived, View};

/// The widest that a crop is: no list shows more, and search engines ask for no more.
const CROP: u32 = 1200;

/// The quality below which a picture is packed no poorer, however poor its file is. One that is
/// packed better than its file shows nothing more and has more bytes, often more than the file.
const POOR: u8 = 50;

/// The narrowest picture for browsers that choose none themselves.
const PLAIN: u32 = 720;

/// One picture of a file: all of it or a crop, at the widths in which it is published.
struct Offer<'o> {
    origin: &'o Origin<'o>,
    recipe: Recipe,
    /// The narrowest first; at least one.
    widths: Vec<u32>,
    /// The last of them is the file itself.
    is_published: bool,
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
    let mut found = origin.whole().views();
    if let Some(image) = main_image(document, path) {
        for (_, shape) in CROPS {
            let crop = origin.crop(shape, image.focus);
            found.extend(crop.into_iter().flat_map(|crop| crop.views()));
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
    fn whole(&self) -> Offer<'_> {
        let widths = &self.site.config.pictures.widths;
        let widest = widths.last().copied().unwrap_or(u32::MAX);
        let is_published = self.raster.is_clean && self.size.0 <= widest;
        let own = self.size.0.min(widest);
        let has_narrower = !self.raster.is_sparse || self.size.0 > widest;
        let narrower = widths
            .iter()
            .copied()
            .filter(|width| has_narrower && *width < own);
        Offer {
            origin: self,
            recipe: self.recipe(Shape::Whole, Focus::default()),
            widths: narrower.chain([own]).collect(),
            is_published,
        }
    }

    /// Returns a crop; `None` of a picture that is too small to be cut.
    fn crop(&self, shape: Shape, focus: Focus) -> Option<Offer<'_>> {
        let widths = &self.site.config.pictures.widths;
        let widest = shape.widest(self.size).min(CROP);
        let narrowest = widths.first().copied().unwrap_or(u32::MAX);
        if widest < narrowest {
            return None;
        }
        let has_widths = CROPS.iter().any(|(several, s)| *several && *s == shape);
        let narrower = widths.iter().copied().filter(|w| has_widths && *w < widest);
        Some(Offer {
            origin: self,
            recipe: self.recipe(shape, focus),
            widths: narrower.chain([widest]).collect(),
            is_published: false,
        })
    }

    fn recipe(&self, shape: Shape, focus: Focus) -> Recipe {
        let own = self.raster.quality.map(|quality| quality.max(POOR));
        let quality = self.site.config.pictures.quality;
        Recipe {
            shape,
            focus,
            quality: own.map_or(quality, |own| own.min(quality)),
            encoding: self.raster.encoding,
        }
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

impl Offer<'_> {
    /// Returns the address of each width.
    fn urls(&self) -> Vec<Url> {
        let Origin {
            folder,
            path,
            attachment,
            ..
        } = self.origin;
        let name = path.name();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let key = picture::key(&self.recipe, attachment.digest);
        let last = self.widths.len() - 1;
        let named = self.widths.iter().enumerate().map(|(place, width)| {
            if self.is_published && place == last {
                Url::new(format!("{folder}{name}"))
            } else {
                let own = picture::name(&self.recipe, stem, &key, *width);
                Url::new(format!("{folder}{own}"))
            }
        });
        named.collect()
    }

    /// Returns each address with what is shown there.
    fn views(&self) -> Vec<(Url, View)> {
        let last = self.widths.len() - 1;
        let mut views = Vec::new();
        for (place, (url, width)) in self.urls().into_iter().zip(&self.widths).enumerate() {
            let path = self.origin.path.clone();
            views.push(if self.is_published && place == last {
                (url, View::Attachment(path))
            } else {
                let derived = Derived {
                    path,
                    recipe: self.recipe,
                    width: *width,
                    height: self.height(*width),
                };
                (url, View::Picture(Box::new(derived)))
            });
        }
        views
    }

    fn height(&self, width: u32) -> u32 {
        self.recipe.shape.height(width, self.origin.size)
    }

    fn source(&self, r: Reader<'_>) -> Option<Source> {
        let urls = self.urls();
        let (large, width) = (urls.last()?, *self.widths.last()?);
        let plain = self.widths.iter().position(|width| *width >= PLAIN);
        let plain = urls.get(plain.unwrap_or(urls.len() - 1))?;
        let mut srcset = String::new();
        if urls.len() > 1 {
            for (url, width) in urls.iter().zip(&self.widths) {
                let comma = if srcset.is_empty() { "" } else { ", " };
                srcset += &format!("{comma}{} {width}w", r.href(url));
            }
        }
        Some(Source {
            src: r.href(plain),
            srcset,
            large: r.href(large),
            url: r.full(large),
            width,
            height: self.height(width),
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
    let widest = Origin::of(r.site, document, path).and_then(|o| o.whole().urls().pop());
    r.href(&widest.unwrap_or_else(|| url(r.site, document, path)))
}

/// Returns the absolute address of the main picture of a document, at its widest.
pub(super) fn address(r: Reader<'_>, document: &Document) -> Option<String> {
    let image = document.details().image.as_deref()?;
    let path = document.path.resolve(&image.src.text)?;
    source(r, document, &path).map(|source| source.url)
}

/// Returns the main picture of a document as lists show it: without the crop of those who link to
/// its page.
pub(super) fn listed(r: Reader<'_>, document: &Document) -> Option<ImageData> {
    let image = document.details().image.as_deref()?;
    let path = document.path.resolve(&image.src.text)?;
    let whole = source(r, document, &path)?;
    let origin = Origin::of(r.site, document, &path);
    let crop = |shape| crop_of(r, origin.as_ref(), shape, image.focus);
    Some(ImageData {
        wide: crop(Shape::Wide),
        standard: crop(Shape::Standard),
        square: crop(Shape::Square),
        share: None,
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

/// Returns the main picture of a document as its own page shows it.
pub(super) fn image(r: Reader<'_>, document: &Document) -> Option<ImageData> {
    let listed = listed(r, document)?;
    let image = document.details().image.as_deref()?;
    let path = document.path.resolve(&image.src.text)?;
    let origin = Origin::of(r.site, document, &path);
    Some(ImageData {
        share: crop_of(r, origin.as_ref(), Shape::Share, image.focus),
        ..listed
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
