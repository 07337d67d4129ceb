//! An article or a standing page as a value.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::bulletin::Bulletin;
use super::byline::{self, Credit};
use super::reference::Reference;
use super::topic::{Block, Holding, Topic};
use crate::base::date::{Date, Moment};
use crate::base::digest::Digest;
use crate::base::id::{CategoryId, ColumnId};
use crate::base::intern::Name;
use crate::base::path::SitePath;
use crate::base::slug::is_slug;
use crate::base::url::{Authority, is_web};
use crate::content::config::Config;
use crate::content::copy::Finding;
use crate::content::headline::Title;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Kept, Span};
use crate::picture::Focus;
use crate::source::Stamp;

/// An article, or a standing page if `category` is `None`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// File.
    pub path: SitePath,
    /// What the disk said of the file when it was read; none where it is to be read on every run,
    /// for its errors or as it is open in an editor.
    pub stamp: Option<Stamp>,
    /// Hash of the whole file.
    pub digest: Digest,
    /// Index of its category in the configuration; `None` for a standing page.
    pub category: Option<CategoryId>,
    /// Last part of its address, `[a-z0-9-]+`.
    pub slug: Box<str>,
    /// Main headline 主题.
    pub title: Title,
    /// Publication; a standing page need not say it.
    pub date: Option<Moment>,
    /// Never public.
    pub draft: bool,
    /// Index of its column in the configuration.
    pub column: Option<ColumnId>,
    /// Tags in the order written.
    pub tags: Box<[Name]>,
    /// Credits in the order written.
    pub byline: Box<[Credit]>,
    /// Summary: the editor's or the opening of the text.
    pub summary: Box<str>,
    /// The summary was taken from the text.
    pub summary_derived: bool,
    /// 1 to 5, 1 first.
    pub priority: u8,
    /// What a bulletin reports.
    pub bulletin: Option<Box<Bulletin>>,
    /// The newsroom's policy keeps it back until it has been reviewed by three.
    pub unreviewed: bool,
    /// What few articles say; see [`Document::details`].
    pub details: Option<Box<Details>>,
    /// The body.
    pub body: Body,
}

/// What an article may say of itself besides, and most do not: kept apart so that a million
/// articles fit into memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// 引题.
    pub kicker: Option<Box<str>>,
    /// 副题.
    pub subtitle: Option<Box<str>>,
    /// Last change worth a note.
    pub updated: Option<Moment>,
    /// End of publication.
    pub expires: Option<Moment>,
    /// Head of the text.
    pub dateline: Option<Box<Dateline>>,
    /// 来源, where it is not the publisher.
    pub source: Option<Box<str>>,
    /// 责任编辑.
    pub editor: Option<Box<str>>,
    /// Main picture.
    pub image: Option<Box<Image>>,
    /// Place in the paper.
    pub print: Option<Box<Print>>,
    /// Three reviews: 初审, 复审, 终审.
    pub review: Option<Box<[Box<str>; 3]>>,
    /// Corrections, oldest first.
    pub corrections: Box<[Correction]>,
    /// Paths of related articles as written, with their places.
    pub related: Box<[Reference]>,
    /// Old addresses, with their places.
    pub aliases: Box<[Reference]>,
    /// The template that draws it, by its name below `pages/`, with its place.
    pub layout: Option<Box<Reference>>,
    /// Free data, as JSON text.
    pub extra: Option<Box<str>>,
    /// What a reprint says of the text that it is taken from.
    pub original: Option<Box<Original>>,
    /// What a topic page gathers; every one has this, and nothing else does.
    pub topic: Option<Box<Topic>>,
    /// Where its text breaks a copy rule.
    pub findings: Box<[Finding]>,
    /// What else is a warning of its own file, if none of its problems is an error.
    pub warnings: Box<[Kept]>,
}

impl Details {
    /// Returns the moments of its changes: `updated`, and those of its corrections.
    pub fn changes(&self) -> impl Iterator<Item = Moment> {
        let corrections = self.corrections.iter().map(|c| c.date);
        self.updated.into_iter().chain(corrections)
    }
}

/// The text that a reprint is taken from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Original {
    /// Its title, 原标题.
    pub title: Option<Box<str>>,
    /// Who wrote it, 原作者.
    pub author: Option<Box<str>>,
    /// Its address.
    pub url: Option<Box<str>>,
}

/// What is known of a body without keeping it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Byte of the file at which it starts.
    pub offset: u32,
    /// Its length in bytes, without the white space around it.
    pub size: u32,
    /// Hash of its text.
    pub digest: Digest,
    /// Destinations of its links and pictures, with their places.
    pub links: Box<[Reference]>,
    /// Ids of its headings in order, one a line.
    pub headings: Box<str>,
}

impl Body {
    /// Returns true if it is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }
}

/// Head of a text: `本报讯`, `本报西宁1月15日讯`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dateline {
    /// 本报讯.
    pub agency: Option<Box<str>>,
    /// Where it was written.
    pub place: Option<Box<str>>,
    /// When it was written.
    pub date: Option<Date>,
    /// The text itself opens with the date, which is then not printed twice.
    pub repeated: bool,
}

/// Main picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Image {
    /// Path as written, with its place.
    pub src: Reference,
    /// Text that stands for it.
    pub alt: Box<str>,
    /// Caption.
    pub caption: Option<Box<str>>,
    /// Who made it.
    pub credit: Option<Box<str>>,
    /// What a crop of it keeps.
    pub focus: Focus,
    /// What a program has to do with it.
    pub ai: Option<Made>,
    /// 审图号: the review number of a published map.
    pub map: Option<Box<str>>,
}

/// What a program has to do with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Made {
    /// It made all of it.
    Generated,
    /// It changed what is seen on it.
    Edited,
}

impl Made {
    /// Both with their names.
    pub const ALL: [(&'static str, Made); 2] = [
        (Made::Generated.name(), Made::Generated),
        (Made::Edited.name(), Made::Edited),
    ];

    /// Returns its name in front matter.
    pub const fn name(self) -> &'static str {
        match self {
            Made::Generated => "generated",
            Made::Edited => "edited",
        }
    }
}

/// Where an article stood in the paper.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Print {
    /// Date of the issue.
    pub issue: Date,
    /// Page: A02.
    pub page: Option<Box<str>>,
    /// Position on the page.
    pub position: Option<u32>,
    /// Section: 要闻.
    pub section: Option<Box<str>>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// When it was made.
    pub date: Moment,
    /// What was wrong and what is right.
    pub text: Box<str>,
}

/// How long an article stays in the sitemap of news, in seconds (Google: articles of the last two
/// days).
pub const NEWS_SECONDS: i64 = 48 * 60 * 60;

/// Why a document is in no output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// `draft: true`.
    Draft,
    /// Its date is still to come.
    Future(Moment),
    /// It has expired.
    Expired(Moment),
    /// It lacks the three reviews that the newsroom's policy asks for.
    Unreviewed,
}

impl Withheld {
    /// Returns its name in reports and templates.
    pub fn name(self) -> &'static str {
        match self {
            Withheld::Draft => "draft",
            Withheld::Future(_) => "future",
            Withheld::Expired(_) => "expired",
            Withheld::Unreviewed => "unreviewed",
        }
    }

    /// Returns the moment it comes or went.
    pub fn moment(self) -> Option<Moment> {
        match self {
            Withheld::Draft | Withheld::Unreviewed => None,
            Withheld::Future(m) | Withheld::Expired(m) => Some(m),
        }
    }
}

impl Document {
    /// Returns true if everything of it that is used as an index or a part of an address is valid
    /// as such.
    ///
    /// That is always so of a document that was read from a file; one from the cache may be
    /// damaged. All other texts are escaped where they are written.
    pub fn is_sound(&self, config: &Config) -> bool {
        let bulletin = self.bulletin.as_deref();
        is_slug(&self.slug)
            && (self.date.is_some() || self.category.is_none())
            && self.date.is_none_or(|date| is_day(date.date()))
            && self.column.is_none_or(|c| config.columns.get(c).is_some())
            && bulletin.is_none_or(|bulletin| is_bulletin_sound(bulletin, config))
            && self.blocks().iter().all(|block| block.is_sound(config))
            && self.details().warnings.iter().all(|kept| !kept.is_error())
    }

    /// Returns what few articles say.
    pub fn details(&self) -> &Details {
        static NONE: LazyLock<Details> = LazyLock::new(Details::default);
        self.details.as_deref().unwrap_or(&NONE)
    }

    /// Returns true if it is a topic page.
    pub fn is_topic(&self) -> bool {
        self.details().topic.is_some()
    }

    /// Returns the blocks of a topic page.
    pub fn blocks(&self) -> &[Block] {
        let topic = self.details().topic.as_ref();
        topic.map_or(&[], |topic| &topic.blocks)
    }

    /// Returns the articles that the blocks of a topic page name.
    pub fn picked(&self) -> impl Iterator<Item = &Reference> {
        self.blocks().iter().flat_map(|block| match &block.holds {
            Holding::Picked(articles) => &**articles,
            Holding::Category(_) | Holding::Column(_) | Holding::Series(_) | Holding::Tag(_) => &[],
        })
    }

    /// Returns the destinations of its links and pictures, its main picture last.
    pub fn destinations(&self) -> impl Iterator<Item = &Reference> {
        self.body
            .links
            .iter()
            .chain(self.details().image.as_ref().map(|image| &image.src))
    }

    /// Returns the reason why the document is not public at `now` (seconds since 1970), if there is
    /// one.
    ///
    /// A document is public from the second of its date on, until the second of its expiry.
    pub fn withheld(&self, now: i64) -> Option<Withheld> {
        if self.draft {
            return Some(Withheld::Draft);
        }
        if self.unreviewed {
            return Some(Withheld::Unreviewed);
        }
        if let Some(date) = self.date.filter(|date| date.utc > now) {
            return Some(Withheld::Future(date));
        }
        self.details()
            .expires
            .filter(|e| e.utc <= now)
            .map(Withheld::Expired)
    }

    /// Returns the moments after `now` at which it comes, goes, is no longer news, or has a change
    /// that is no longer to come; in seconds since 1970.
    pub fn turns(&self, now: i64) -> impl Iterator<Item = i64> + use<'_> {
        let date = self.date.map(|date| date.utc);
        let details = self.details();
        let moments = [
            date,
            details.expires.map(|e| e.utc),
            date.map(|date| date + NEWS_SECONDS),
            details
                .topic
                .as_ref()
                .and_then(|topic| topic.until)
                .map(|until| until.utc),
        ];
        let is_back = self.draft || self.unreviewed;
        moments
            .into_iter()
            .flatten()
            .chain(details.changes().map(|change| change.utc))
            .filter(move |moment| !is_back && *moment > now)
    }

    /// Returns true if it stands in the site just as `other` does: the two differ at most in what
    /// is read and shown there.
    pub fn stands_as(&self, other: &Document) -> bool {
        self.standing() == other.standing() && self.files() == other.files()
    }

    /// Returns what decides at which addresses and in which lists it stands.
    fn standing(&self) -> impl PartialEq + use<'_> {
        let aliases: Vec<&str> = self.details().aliases.iter().map(|r| &*r.text).collect();
        (
            (
                &self.path,
                self.category,
                &self.slug,
                aliases,
                &self.body.headings,
            ),
            (
                self.date,
                self.details().expires,
                self.details().changes().collect::<Vec<_>>(),
                self.draft,
                self.unreviewed,
            ),
            (self.column, &self.tags, &self.byline),
            self.bulletin.as_ref().map(|b| (b.series, b.span)),
        )
    }

    /// Returns the files besides documents that it names.
    fn files(&self) -> BTreeSet<&str> {
        // Where a link to a document leads is read when the page is made.
        self.destinations()
            .map(|r| &*r.text)
            .filter(|text| !text.contains(".md") && !text.contains("://"))
            .collect()
    }

    /// Returns those who made it: the byline, and before it the author of the original if the
    /// byline names nobody who wrote.
    pub fn credits(&self) -> Cow<'_, [Credit]> {
        let author = self
            .details()
            .original
            .as_ref()
            .and_then(|o| o.author.as_deref());
        match author.filter(|_| !self.byline.iter().any(Credit::writes)) {
            Some(author) => byline::parse(author)
                .into_iter()
                .chain(self.byline.iter().cloned())
                .collect(),
            None => Cow::Borrowed(&self.byline),
        }
    }

    /// Returns the day of an article's page in the archive; none for a standing page.
    pub fn day(&self) -> Option<Date> {
        self.category.and(self.date).map(Moment::date)
    }
}

/// Returns true if addresses have room for the year of a day.
fn is_day(day: Date) -> bool {
    (1..=9999).contains(&day.year())
}

fn is_bulletin_sound(bulletin: &Bulletin, config: &Config) -> bool {
    let Some(series) = config.series.get(bulletin.series) else {
        return false;
    };
    let mut figures = bulletin.figures.iter();
    let (first, last) = (bulletin.span.first, bulletin.span.last);
    figures.all(|f| series.figures.get(f.spec).is_some())
        && is_day(first)
        && is_day(last)
        && first <= last
}

/// Reports a name before the host of an address: it is easily taken for the host itself.
pub(crate) fn user_name(url: &str, span: Span) -> Option<Diagnostic> {
    let place = Authority::of(url).filter(|_| is_web(url))?;
    let warning = Diagnostic::new(code::USER_NAME_IN_URL, span).with("url", url);
    Some(warning.with("name", place.user?).with("host", place.host))
}

#[cfg(test)]
mod tests {
    use super::Document;

    #[test]
    fn a_million_documents_fit_into_memory() {
        // With the counts of an `Arc` these are the 256 bytes of a size that allocators have; the
        // next is 320.
        assert_eq!(size_of::<Document>(), 240);
    }
}
