//! The site as a value: documents by time, category, tag, column and series. Immutable.

mod alias;
mod clash;
mod collect;
mod changes;
mod coming;
#[cfg(feature = "external")]
pub mod external;
mod life;
pub mod links;
mod lists;
pub mod menu;
mod namesakes;
mod old;
mod people;
pub mod part;
pub mod route;
pub mod schema;
pub mod series;
pub mod upcoming;
pub mod view;

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound::{Included, Unbounded};
use std::sync::Arc;

use crate::base::date::{Date, Moment, Period};
use crate::base::id::{
    ArticleId, CategoryId, ColumnId, HeldId, List, PageId, PersonId, SeriesId, TagId,
};
use crate::base::path::SitePath;
use crate::base::url::{Url, bare};
use crate::content::attachment::Attachment;
use crate::content::config::Config;
use crate::content::document::{Document, Withheld};

pub use people::Person;

/// How many articles a list shows; one that has more shows its parts.
pub const LIST_LIMIT: usize = 80;

/// Articles that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Scope {
    /// All of them.
    All,
    /// Those of a category.
    Category(CategoryId),
    /// Those with a tag.
    Tag(TagId),
    /// Those of a column.
    Column(ColumnId),
    /// Those of a bulletin series.
    Series(SeriesId),
    /// Those with somebody in their byline.
    Person(PersonId),
}

/// A tag and its articles, oldest first.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Last part of its address.
    pub slug: String,
    /// Letters of its title that its address lacks.
    pub left_out: String,
    /// As the articles write it.
    pub title: Box<str>,
    /// Its articles.
    pub articles: Vec<ArticleId>,
}

/// A document that is in no output, and why.
#[derive(Clone, Debug)]
pub struct Held {
    /// The document.
    pub document: Arc<Document>,
    /// The reason.
    pub reason: Withheld,
}

/// The whole site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// The clock, and what counts as public.
    pub visibility: Visibility,
    /// Seconds since 1970 at which the site changes next without a change of a file; `None` if
    /// never.
    pub until: Option<i64>,
    /// Public articles by day, then time, then path.
    pub articles: List<ArticleId, Arc<Document>>,
    /// Why an article would not be public without `--drafts` or `--future`.
    pub marks: HashMap<ArticleId, Withheld>,
    /// Standing pages by path.
    pub pages: List<PageId, Arc<Document>>,
    /// Documents in no output, by path.
    pub held: List<HeldId, Held>,
    /// Tags by slug.
    pub tags: List<TagId, Tag>,
    /// Those who are named in bylines, by slug; nobody unless the site asks for it.
    pub people: List<PersonId, Person>,
    /// Files beside articles, and those below `static/`.
    pub attachments: BTreeMap<SitePath, Attachment>,
    shown_hashes: List<ArticleId, u64>,
    dates: List<ArticleId, Moment>,
    days: List<ArticleId, Date>,
    filed: List<ArticleId, CategoryId>,
    all: Vec<ArticleId>,
    categories: List<CategoryId, Vec<ArticleId>>,
    columns: List<ColumnId, Vec<ArticleId>>,
    series: List<SeriesId, Vec<ArticleId>>,
    tag_ids: HashMap<Box<str>, TagId>,
    people_ids: HashMap<Box<str>, PersonId>,
    /// Where each document is kept, in order of path.
    slots: Vec<Slot>,
}

/// Where the site keeps a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// A public article.
    Article(ArticleId),
    /// A standing page.
    Page(PageId),
    /// In no output.
    Held(HeldId),
}

/// What counts as public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Visibility {
    /// Seconds since 1970 that count as now.
    pub now: i64,
    /// Drafts are shown, marked as such.
    pub drafts: bool,
    /// Articles to come are shown, marked as such.
    pub future: bool,
}

impl Site {
    /// Hashes everything that a page can show of a document besides where its links lead.
    fn hash(&self, document: &Document, mark: Option<&Withheld>) -> u64 {
        let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
        hasher.update(&document.digest.0.to_le_bytes());
        hasher.update(document.path.as_str().as_bytes());
        hasher.update(mark.map_or("", |m| m.name()).as_bytes());
        let image = document
            .details()
            .image
            .as_ref()
            .and_then(|i| document.path.resolve(&i.src.text));
        if let Some(found) = image.and_then(|path| self.attachments.get(&path)) {
            hasher.update(&found.digest.0.to_le_bytes());
        }
        hasher.digest()
    }

    /// Returns the hash of everything that a page can show of an article besides where its links
    /// lead.
    pub fn shown_hash(&self, id: ArticleId) -> u64 {
        self.shown_hashes[id]
    }

    /// Returns the hash of everything that a page can show of a standing page.
    pub fn page_shown_hash(&self, id: PageId) -> u64 {
        self.hash(&self.pages[id], None)
    }

    /// Returns the moment at which an article was published.
    pub fn date(&self, id: ArticleId) -> Moment {
        self.dates[id]
    }

    /// Returns the last change of an article: `updated`, the newest correction, or its publication.
    pub fn modified(&self, id: ArticleId) -> Moment {
        let changes = self.articles[id].details().changes();
        changes.fold(self.dates[id], Moment::max)
    }

    /// Returns the day of an article.
    pub fn day(&self, id: ArticleId) -> Date {
        self.days[id]
    }

    /// Returns the category of an article.
    pub fn category(&self, id: ArticleId) -> CategoryId {
        self.filed[id]
    }

    /// Returns the site at the moment `now` with documents put in place of those of the same files.
    ///
    /// `None` if anything but the text of the documents would change: their place among the others,
    /// what the others show of them, the line of a standing page in every footer.
    pub fn revised(&self, documents: &[Arc<Document>], now: i64) -> Option<Site> {
        let slots: Vec<Slot> = documents
            .iter()
            .map(|d| self.find(&d.path))
            .collect::<Option<_>>()?;
        let is_past = now < self.now() || self.until.is_some_and(|until| until <= now);
        let are_as_before = slots.iter().zip(documents).all(|(slot, document)| {
            !matches!(slot, Slot::Page(_))
                && self
                    .document(*slot)
                    .is_some_and(|old| document.stands_as(old))
        });
        if is_past || !are_as_before {
            return None;
        }
        let mut site = self.clone();
        site.visibility.now = now;
        for (slot, document) in slots.into_iter().zip(documents) {
            match slot {
                Slot::Article(id) => {
                    site.shown_hashes[id] = self.hash(document, self.marks.get(&id));
                    site.articles[id] = document.clone();
                }
                Slot::Held(i) => site.held[i].document = document.clone(),
                Slot::Page(_) => return None,
            }
        }
        Some(site)
    }

    /// Returns the seconds since 1970 that count as now.
    pub fn now(&self) -> i64 {
        self.visibility.now
    }

    /// Returns the files that a document names and that are there.
    pub fn named_files(&self, document: &Document) -> Vec<SitePath> {
        let paths = document
            .destinations()
            .filter_map(|l| document.path.resolve(bare(&l.text)));
        paths.filter(|p| self.attachments.contains_key(p)).collect()
    }

    /// Returns the document of a slot.
    pub fn document(&self, slot: Slot) -> Option<&Arc<Document>> {
        match slot {
            Slot::Article(id) => self.articles.get(id),
            Slot::Page(i) => self.pages.get(i),
            Slot::Held(i) => self.held.get(i).map(|h| &h.document),
        }
    }

    /// Returns every document, in order of path.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> + Clone {
        self.slots.iter().filter_map(|slot| self.document(*slot))
    }

    /// Returns an article.
    pub fn article(&self, id: ArticleId) -> &Arc<Document> {
        &self.articles[id]
    }

    /// Finds a document by its file.
    pub fn find(&self, path: &SitePath) -> Option<Slot> {
        let at = self
            .slots
            .binary_search_by(|slot| self.document(*slot).map(|d| &d.path).cmp(&Some(path)))
            .ok()?;
        Some(self.slots[at])
    }

    /// Finds a related article: its path counts from the document's folder, or from `content/`.
    pub fn related(&self, document: &Document, path: &str) -> Option<Slot> {
        let near = document.path.resolve(path).and_then(|p| self.find(&p));
        near.or_else(|| self.find(&SitePath::new(format!("content/{path}"))))
    }

    /// Finds a tag by its title.
    pub fn tag(&self, title: &str) -> Option<TagId> {
        self.tag_ids.get(title).copied()
    }

    /// Returns the files at fixed addresses.
    pub fn statics(&self) -> impl Iterator<Item = &SitePath> {
        let after = self
            .attachments
            .range::<str, _>((Included("static/"), Unbounded));
        after
            .map(|(path, _)| path)
            .take_while(|path| path.as_str().starts_with("static/"))
    }

    /// Returns every path of a document, in order, for hints.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.documents().map(|d| &d.path)
    }

    /// Returns the address of a document.
    pub fn url(&self, document: &Document) -> Url {
        if document.is_topic() {
            return Url::new(["/topics/", &document.slug, "/"].concat());
        }
        address(document.day(), &document.slug)
    }
}

/// Returns the address of an article of a day, or of a standing page.
pub(crate) fn address(day: Option<Date>, slug: &str) -> Url {
    let folder = day.map_or_else(String::new, |day| Period::of_day(day).path());
    Url::new(["/", &folder, slug, ".html"].concat())
}
