//! The site as a value: documents by time, category, tag, column and series. Immutable.

pub mod external;
pub mod links;
pub mod route;
pub mod schema;
pub mod series;
pub mod view;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::date::{Date, Moment, Period};
use crate::base::id::{
    ArticleId, CategoryId, ColumnId, DocumentId, HeldId, List, PageId, SeriesId, TagId,
};
use crate::base::path::SitePath;
use crate::base::url::{Url, slugify};
use crate::content::attachment::Attachment;
use crate::content::config::Config;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};

/// A list shows its articles up to this many, and its parts beyond: the list rule.
pub const LIST_LIMIT: usize = 200;

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
}

/// A tag and its articles, oldest first.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Last part of its address.
    pub slug: String,
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
    /// Seconds since 1970 that count as now.
    pub now: i64,
    /// Seconds since 1970 up to which, not included, the site stays as it is if no file changes;
    /// none for ever.
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
    /// Files beside articles.
    pub attachments: BTreeMap<SitePath, Attachment>,
    faces: List<ArticleId, u64>,
    dates: List<ArticleId, Moment>,
    days: List<ArticleId, Date>,
    filed: List<ArticleId, CategoryId>,
    all: Vec<ArticleId>,
    categories: List<CategoryId, Vec<ArticleId>>,
    columns: List<ColumnId, Vec<ArticleId>>,
    series: List<SeriesId, Vec<ArticleId>>,
    tag_ids: HashMap<Box<str>, TagId>,
    /// Where every document stands, in order of path.
    places: Vec<Place>,
}

/// Where a document stands in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
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

impl Visibility {
    /// Returns true if what would not be public for this reason is shown all the same.
    fn shows(self, reason: Withheld) -> bool {
        match reason {
            Withheld::Draft | Withheld::Unreviewed => self.drafts,
            Withheld::Future(_) => self.future,
            Withheld::Expired(_) => false,
        }
    }
}

impl Site {
    /// Puts documents, which come in order of path, in order of time; two tags with one slug are a
    /// problem.
    pub fn collect(
        config: Config,
        documents: Vec<Arc<Document>>,
        attachments: BTreeMap<SitePath, Attachment>,
        visibility: Visibility,
    ) -> Checked<Site> {
        let mut site = Site {
            config,
            now: visibility.now,
            attachments,
            ..Site::default()
        };
        let documents: List<DocumentId, Arc<Document>> = documents.into();
        site.until = documents
            .par_iter()
            .filter_map(|document| document.turns(visibility.now).min())
            .min();
        let shown = |(number, document): (DocumentId, &Arc<Document>)| {
            let (category, date) = document.category.zip(document.date)?;
            let is_shown = document
                .withheld(visibility.now)
                .is_none_or(|reason| visibility.shows(reason));
            is_shown.then(|| (date.date(), date, number, category))
        };
        let mut shown: Vec<(Date, Moment, DocumentId, CategoryId)> =
            documents.par_enumerate().filter_map(shown).collect();
        // Documents come in order of path, so their ids put those of one moment in order of path.
        shown.par_sort_unstable();
        let mut articles: List<DocumentId, Option<ArticleId>> =
            documents.iter().map(|_| None).collect();
        for (day, date, number, category) in shown {
            let document = documents[number].clone();
            let reason = document.withheld(visibility.now);
            let id = site.articles.push(document);
            site.marks.extend(reason.map(|reason| (id, reason)));
            site.dates.push(date);
            site.days.push(day);
            site.filed.push(category);
            articles[number] = Some(id);
        }
        for (number, document) in documents.enumerate() {
            let reason = || {
                document
                    .withheld(visibility.now)
                    .filter(|reason| !visibility.shows(*reason))
            };
            let place = match articles[number] {
                Some(id) => Place::Article(id),
                None => match reason() {
                    Some(reason) => Place::Held(site.held.push(Held {
                        document: document.clone(),
                        reason,
                    })),
                    None => Place::Page(site.pages.push(document.clone())),
                },
            };
            site.places.push(place);
        }
        let face =
            |(id, document): (ArticleId, &Arc<Document>)| site.hash(document, site.marks.get(&id));
        site.faces = site
            .articles
            .par_enumerate()
            .map(face)
            .collect::<Vec<u64>>()
            .into();
        let problems = site.index();
        Checked {
            value: site,
            problems,
        }
    }

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
    pub fn face(&self, id: ArticleId) -> u64 {
        self.faces[id]
    }

    /// Returns the same of a standing page.
    pub fn page_face(&self, id: PageId) -> u64 {
        self.hash(&self.pages[id], None)
    }

    /// Returns the moment at which an article was published.
    pub fn date(&self, id: ArticleId) -> Moment {
        self.dates[id]
    }

    /// Returns the last change of an article: `updated`, the newest correction, or its publication.
    pub fn modified(&self, id: ArticleId) -> Moment {
        let details = self.articles[id].details();
        let corrected = details.corrections.iter().map(|c| c.date);
        corrected
            .chain(details.updated)
            .fold(self.dates[id], Moment::max)
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
    /// None where more than what a document says would be another: its place among the others, what
    /// they show of it besides its words, the line of a standing page in every footer.
    pub fn revised(&self, documents: &[Arc<Document>], now: i64) -> Option<Site> {
        let places: Vec<Place> = documents
            .iter()
            .map(|d| self.find(&d.path))
            .collect::<Option<_>>()?;
        let stands = |(place, d): (&Place, &Arc<Document>)| {
            !matches!(place, Place::Page(_))
                && self.document(*place).is_some_and(|old| d.stands_as(old))
        };
        let is_past = now < self.now || self.until.is_some_and(|until| until <= now);
        if is_past || !places.iter().zip(documents).all(stands) {
            return None;
        }
        let mut site = Site {
            now,
            ..self.clone()
        };
        for (place, document) in places.into_iter().zip(documents) {
            match place {
                Place::Article(id) => {
                    site.faces[id] = self.hash(document, self.marks.get(&id));
                    site.articles[id] = document.clone();
                }
                Place::Held(i) => site.held[i].document = document.clone(),
                Place::Page(_) => return None,
            }
        }
        Some(site)
    }

    /// Returns the document of a place.
    pub fn document(&self, place: Place) -> Option<&Arc<Document>> {
        match place {
            Place::Article(id) => self.articles.get(id),
            Place::Page(i) => self.pages.get(i),
            Place::Held(i) => self.held.get(i).map(|h| &h.document),
        }
    }

    /// Returns every document, in order of path.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> + Clone {
        self.places.iter().filter_map(|place| self.document(*place))
    }

    fn index(&mut self) -> Vec<Diagnostic> {
        self.categories = self.config.categories.iter().map(|_| Vec::new()).collect();
        self.columns = self.config.columns.iter().map(|_| Vec::new()).collect();
        self.series = self.config.series.iter().map(|_| Vec::new()).collect();
        let mut tags: HashMap<&str, Vec<ArticleId>> = HashMap::new();
        for (id, document) in self.articles.enumerate() {
            self.all.push(id);
            let category = document.category.and_then(|c| self.categories.get_mut(c));
            let column = document.column.and_then(|c| self.columns.get_mut(c));
            let series = document
                .bulletin
                .as_ref()
                .and_then(|b| self.series.get_mut(b.series));
            for list in [category, column, series].into_iter().flatten() {
                list.push(id);
            }
            for tag in &document.tags {
                tags.entry(tag).or_default().push(id);
            }
        }
        for list in self.series.iter_mut() {
            // Stable: of two bulletins for one period the one published first stays first.
            list.sort_by_key(|id| self.articles[*id].bulletin.as_ref().map(|b| b.span));
        }
        let mut by_title: Vec<(Box<str>, Vec<ArticleId>)> =
            tags.into_iter().map(|(t, ids)| (t.into(), ids)).collect();
        by_title.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        self.index_tags(by_title)
    }

    fn index_tags(&mut self, by_title: Vec<(Box<str>, Vec<ArticleId>)>) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (title, articles) in by_title {
            let slug = self
                .config
                .tag_slugs
                .get(&*title)
                .cloned()
                .unwrap_or_else(|| slugify(&title));
            self.tags.push(Tag {
                slug,
                title,
                articles,
            });
        }
        self.tags
            .sort_by(|a, b| (&a.slug, &a.title).cmp(&(&b.slug, &b.title)));
        for (id, tag) in self.tags.enumerate() {
            self.tag_ids.insert(tag.title.clone(), id);
        }
        let before = std::iter::once(None).chain(self.tags.iter().map(Some));
        for (tag, before) in self.tags.iter().zip(before) {
            let twin = before.filter(|b| b.slug == tag.slug);
            if tag.slug.is_empty() || twin.is_some() {
                let document = &self.articles[tag.articles[0]];
                let problem = Diagnostic::new(code::TAG_WITHOUT_URL, Span::file(&document.path))
                    .with("slug", &tag.slug)
                    .with("first", twin.map_or("", |t| &t.title))
                    .with("second", &tag.title)
                    .entry("tags", &*tag.title);
                problems.push(if twin.is_some() {
                    problem.hint("taken")
                } else {
                    problem
                });
            }
        }
        problems
    }

    /// Returns an article.
    pub fn article(&self, id: ArticleId) -> &Arc<Document> {
        &self.articles[id]
    }

    /// Finds a document by its file.
    pub fn find(&self, path: &SitePath) -> Option<Place> {
        let path_of = |place: &Place| self.document(*place).map(|d| &d.path);
        self.places
            .binary_search_by(|place| path_of(place).cmp(&Some(path)))
            .ok()
            .map(|i| self.places[i])
    }

    /// Finds a related article: its path counts from the document's folder, or from `content/`.
    pub fn related(&self, document: &Document, path: &str) -> Option<Place> {
        let near = document.path.resolve(path).and_then(|p| self.find(&p));
        near.or_else(|| self.find(&SitePath::new(format!("content/{path}"))))
    }

    /// Finds a tag by its title.
    pub fn tag(&self, title: &str) -> Option<TagId> {
        self.tag_ids.get(title).copied()
    }

    /// Returns every path of a document, in order, for hints.
    pub fn paths(&self) -> impl Iterator<Item = &SitePath> {
        self.documents().map(|d| &d.path)
    }

    /// Returns the articles of a scope, oldest first; those of a series in order of period.
    pub fn list(&self, scope: Scope) -> &[ArticleId] {
        match scope {
            Scope::All => &self.all,
            Scope::Category(i) => &self.categories[i],
            Scope::Tag(i) => &self.tags[i].articles,
            Scope::Column(i) => &self.columns[i],
            Scope::Series(i) => &self.series[i],
        }
    }

    /// Returns the articles of a scope and period, oldest first.
    pub fn select(&self, scope: Scope, period: Period) -> &[ArticleId] {
        let list = self.list(scope);
        match period.days() {
            None => list,
            Some((first, after)) => {
                let before = |day: Date| list.partition_point(|id| self.day_in(scope, *id) < day);
                &list[before(first)..before(after)]
            }
        }
    }

    /// Returns the day by which an article stands in the lists of a scope: a bulletin in those of
    /// its series by the first day of its period, everything else by the day of its publication.
    pub fn day_in(&self, scope: Scope, id: ArticleId) -> Date {
        match (scope, &self.articles[id].bulletin) {
            (Scope::Series(_), Some(bulletin)) => bulletin.span.first,
            _ => self.day(id),
        }
    }

    /// Returns the periods one step finer than `period` that hold articles of `scope`, oldest
    /// first, with counts.
    pub fn parts(&self, scope: Scope, period: Period) -> Vec<(Period, usize)> {
        let mut rest = self.select(scope, period);
        let mut parts = Vec::new();
        while let Some(first) = rest.first() {
            let part = period.part_of(self.day_in(scope, *first));
            let Some((_, after)) = part.days() else { break };
            let count = rest.partition_point(|id| self.day_in(scope, *id) < after);
            if count == 0 || part == period {
                break;
            }
            parts.push((part, count));
            rest = &rest[count..];
        }
        parts
    }

    /// Tells whether the parts of a list have pages of their own.
    ///
    /// The archive has a page for every year, month and day; other scopes have one for every year,
    /// and below that only where a list would show more than [`LIST_LIMIT`] articles.
    pub fn splits(&self, scope: Scope, period: Period) -> bool {
        match period {
            Period::Day(..) => false,
            Period::All => true,
            Period::Year(_) | Period::Month(..) => {
                scope == Scope::All || self.select(scope, period).len() > LIST_LIMIT
            }
        }
    }

    /// Tells whether a list has a page of its own.
    pub fn has_list(&self, scope: Scope, period: Period) -> bool {
        period == Period::All
            || self.splits(scope, period.parent()) && !self.select(scope, period).is_empty()
    }

    /// Returns the address of a document.
    pub fn url(&self, document: &Document) -> Url {
        address(document.day(), &document.slug)
    }

    /// Returns the address of a list.
    pub fn list_url(&self, scope: Scope, period: Period) -> Url {
        let period = &*period.path();
        Url::new(match scope {
            Scope::All => ["/", period].concat(),
            Scope::Category(i) => ["/", &self.config.categories[i].id, "/", period].concat(),
            Scope::Tag(i) => ["/tags/", &self.tags[i].slug, "/", period].concat(),
            Scope::Column(i) => ["/columns/", &self.config.columns[i].id, "/", period].concat(),
            Scope::Series(i) => ["/series/", &self.config.series[i].id, "/", period].concat(),
        })
    }
}

/// Returns the address of an article of a day, or of a standing page.
pub(crate) fn address(day: Option<Date>, slug: &str) -> Url {
    let folder = day.map_or_else(String::new, |day| Period::of_day(day).path());
    Url::new(["/", &folder, slug, ".html"].concat())
}
