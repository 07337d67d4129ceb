//! Articles: whole, and as cards on lists.

use std::sync::Arc;

use serde::Serialize;

use super::bulletin::BulletinData;
use super::link::{ColumnRef, Link, SectionRef};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::content::document::markdown::Target;
use crate::content::yaml::Free;
use crate::theme::Ready;

/// A date in the forms that templates need.
#[derive(Clone, Debug, Serialize)]
pub struct DateData {
    /// RFC 3339 with offset, for `datetime`.
    pub iso: String,
    /// For readers, with the time unless it is midnight: `2024年1月18日 06:00`.
    pub long: String,
    /// For readers, the day only: `2024年1月18日`.
    pub day: String,
    /// For readers, without the year: `1月18日`.
    pub short: String,
}

/// A picture with its size in pixels.
#[derive(Clone, Debug, Serialize)]
pub struct ImageData {
    /// Address, for browsers that choose none of `srcset`.
    pub src: String,
    /// Every address with its width, for the attribute of this name; empty where there is one only.
    pub srcset: String,
    /// Address of the widest.
    pub large: String,
    /// The same, absolute.
    pub url: String,
    /// Text that stands for the picture.
    pub alt: String,
    /// Width of the widest in pixels.
    pub width: u32,
    /// Height of the widest in pixels.
    pub height: u32,
    /// Cut to 16:9 around its focus; `null` where it is published as it is, or too small.
    pub wide: Option<CropData>,
    /// Cut to 4:3.
    pub standard: Option<CropData>,
    /// Cut to 1:1.
    pub square: Option<CropData>,
    /// Cut to 1200×630, as chat programs show a link; `null` in lists.
    pub share: Option<CropData>,
    /// Made by a program: `generated`, `edited`, or `null`.
    pub ai: Option<&'static str>,
    /// Review number of a map.
    pub map: Option<String>,
    /// Caption.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A part of a picture.
#[derive(Clone, Debug, Serialize)]
pub struct CropData {
    /// Address, for browsers that choose none of `srcset`.
    pub src: String,
    /// Every address with its width; empty where there is one only.
    pub srcset: String,
    /// Absolute address of the widest.
    pub url: String,
    /// Width of the widest in pixels.
    pub width: u32,
    /// Height of the widest in pixels.
    pub height: u32,
}

/// One credit of a byline.
#[derive(Clone, Debug, Serialize)]
pub struct CreditData {
    /// 记者, 通讯员, 摄影 …
    pub role: Option<String>,
    /// Name of the person or organisation.
    pub name: String,
    /// An organisation (本报评论员), not a person.
    pub organization: bool,
    /// For the text; not for pictures, charts or proofs.
    pub writer: bool,
    /// The page of the name; `null` where there is none.
    pub href: Option<String>,
}

/// An article on a list.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// Headline.
    pub title: String,
    /// Headline as HTML, ready to be set: words are kept whole.
    pub title_html: String,
    /// `long` from 25 characters, `longest` from 45; `null` for others.
    pub title_size: Option<&'static str>,
    /// 引题.
    pub kicker: Option<String>,
    /// Address.
    pub href: String,
    /// Date of publication.
    pub date: DateData,
    /// The same as this page shows it: `2024年1月18日` on a page of no day; on the home page `06:00`
    /// on the day of the edition, `1月18日` in its year; on the page of its day `06:00` or nothing.
    pub date_shown: String,
    /// Its category.
    pub category: Arc<Ready<SectionRef>>,
    /// Its column; `null` on the pages of the column itself.
    pub column: Option<Arc<Ready<ColumnRef>>>,
    /// Summary.
    pub summary: String,
    /// The byline in one line: `记者 晴空　通讯员 李四`; empty without one.
    pub byline: String,
    /// Picture.
    pub image: Option<ImageData>,
    /// The first figure of a bulletin.
    pub figure: Option<MainFigure>,
    /// 1 to 5, 1 first.
    pub priority: u8,
    /// Free data of the article's `extra`; `null` without one.
    pub extra: Free,
    /// Draft, future or expired, set only in a preview of withheld items: `draft`, `future`,
    /// `expired`.
    pub withheld: Option<&'static str>,
}

/// The first figure of a bulletin, by which its card differs from those of other periods.
#[derive(Clone, Debug, Serialize)]
pub struct MainFigure {
    /// Name: `来电诉求`.
    pub label: String,
    /// Number.
    pub value: String,
    /// Unit; empty without one.
    pub unit: String,
}

/// An article in an archive: one line.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Headline.
    pub title: String,
    /// Headline as HTML, ready to be set: words are kept whole.
    pub title_html: String,
    /// Address.
    pub href: String,
    /// Day of publication for readers, with its year only where the page is not of one; `null`
    /// under the heading of a day. Its time on the page of the newest articles, if it has one.
    pub date: Option<String>,
    /// The same, ISO 8601, for `datetime`.
    pub date_iso: String,
    /// Title of its category; `null` in the lists of one.
    pub category: Option<String>,
    /// The byline in one line; empty without one.
    pub byline: String,
    /// Free data of the article's `extra`; `null` without one.
    pub extra: Free,
    /// Draft, future or expired, set only in a preview of withheld items: `draft`, `future`,
    /// `expired`.
    pub withheld: Option<&'static str>,
}

/// Where an article stood in the paper.
#[derive(Clone, Debug, Serialize)]
pub struct PrintData {
    /// Date of the issue, for readers.
    pub issue: String,
    /// Date of the issue, ISO 8601.
    pub issue_iso: String,
    /// Page: A02.
    pub page: Option<String>,
    /// Position on the page, from 1.
    pub position: Option<u32>,
    /// Section: 要闻.
    pub section: Option<String>,
}

/// The three reviews.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewData {
    /// 初审.
    pub first: String,
    /// 复审.
    pub second: String,
    /// 终审.
    pub last: String,
}

/// What the page of a reprint has to say of the text that it is taken from; `source` says where
/// that stood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginalData {
    /// Its title; `null` where this is the headline.
    pub title: Option<String>,
    /// Who wrote it, as written; `null` where the byline says so.
    pub author: Option<String>,
    /// Its address, which starts with `https://` or `http://`.
    pub url: Option<String>,
}

/// One correction.
#[derive(Clone, Debug, Serialize)]
pub struct CorrectionData {
    /// When it was made.
    pub date: DateData,
    /// What was wrong and what is right.
    pub text: String,
}

/// An article, or a standing page, as `page.article`.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleData {
    /// Headline 主题.
    pub title: String,
    /// Headline as HTML, ready to be set: words are kept whole.
    pub title_html: String,
    /// `long` from 25 characters, `longest` from 45; `null` for others.
    pub title_size: Option<&'static str>,
    /// 引题.
    pub kicker: Option<String>,
    /// 副题.
    pub subtitle: Option<String>,
    /// Its category; `null` for a standing page.
    pub category: Option<Arc<Ready<SectionRef>>>,
    /// Its column.
    pub column: Option<Arc<Ready<ColumnRef>>>,
    /// Date of publication; `null` for a standing page without one.
    pub date: Option<DateData>,
    /// That day's page of the archive.
    pub day_href: Option<String>,
    /// Last change that readers should know of.
    pub updated: Option<DateData>,
    /// Credits in the order written.
    pub byline: Vec<CreditData>,
    /// Head of the text, less the byline: `本报讯`, `本报西宁1月15日讯`; empty without one.
    pub dateline: String,
    /// 来源.
    pub source: String,
    /// 责任编辑.
    pub editor: Option<String>,
    /// Summary as given by the editor; `null` when it was taken from the text.
    pub summary: Option<String>,
    /// Tags with the addresses of their lists.
    pub tags: Vec<Link>,
    /// Main picture.
    pub image: Option<ImageData>,
    /// Place in the paper.
    pub print: Option<PrintData>,
    /// The three reviews.
    pub review: Option<ReviewData>,
    /// Corrections, oldest first.
    pub corrections: Vec<CorrectionData>,
    /// The text that a reprint is taken from.
    pub original: Option<OriginalData>,
    /// Figures, for a bulletin of a series.
    pub bulletin: Option<BulletinData>,
    /// Free data of the front matter's `extra`.
    pub extra: Free,
    /// `draft`, `future` or `expired`, set only in a preview of withheld items.
    pub withheld: Option<&'static str>,
    /// Where the body is and what it links to; the template reads its HTML as `page.html`.
    #[serde(skip)]
    pub body: BodyData,
}

/// The body of an article before it is set: what its HTML depends on.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyData {
    /// File that holds the Markdown; none for a body that is empty.
    pub path: Option<SitePath>,
    /// Byte at which the Markdown starts.
    pub offset: u32,
    /// Hash of the Markdown.
    pub digest: Digest,
    /// Where each destination of its links and pictures leads, in order of destination.
    pub targets: Vec<(String, Target)>,
}
