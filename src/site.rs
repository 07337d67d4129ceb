//! The site as a value: documents by time, category, tag, column and series. Immutable.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::cache::Attachment;
use crate::code;
use crate::config::Config;
use crate::date::{Date, Period};
use crate::diagnostic::{Checked, Diagnostic, Span};
use crate::document::{Document, Withheld};
use crate::path::SitePath;
use crate::url::{Url, slugify};

/// Index of a public article: articles stand in order of time, oldest first.
pub type ArticleId = u32;

/// A list shows its articles up to this many, and its parts beyond (FORMAT.md 5, the list rule).
pub const LIST_LIMIT: usize = 200;

/// Articles that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Scope {
    /// All of them.
    All,
    /// A category, by its index in the configuration.
    Category(u16),
    /// A tag, by its index in [`Site::tags`].
    Tag(u32),
    /// A column, by its index in the configuration.
    Column(u16),
    /// A bulletin series, by its index in the configuration.
    Series(u16),
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
    /// Seconds since 1970 up to which, not included, the site stays as it is if no file changes.
    pub until: i64,
    /// Public articles by day, then time, then path.
    pub articles: Vec<Arc<Document>>,
    /// Why an article would not be public without `--drafts` or `--future`.
    pub marks: HashMap<ArticleId, Withheld>,
    /// Standing pages by path.
    pub pages: Vec<Arc<Document>>,
    /// Documents in no output, by path.
    pub held: Vec<Held>,
    /// Tags by slug.
    pub tags: Vec<Tag>,
    /// Files beside articles.
    pub attachments: BTreeMap<SitePath, Attachment>,
    faces: Vec<u64>,
    days: Vec<Date>,
    all: Vec<ArticleId>,
    categories: Vec<Vec<ArticleId>>,
    columns: Vec<Vec<ArticleId>>,
    series: Vec<Vec<ArticleId>>,
    tag_ids: HashMap<Box<str>, u32>,
    /// Where every document stands, in order of path.
    places: Vec<Place>,
}

/// Where a document stands in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A public article.
    Article(ArticleId),
    /// A standing page, by its index.
    Page(u32),
    /// In no output, by its index in [`Site::held`].
    Held(u32),
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
    /// Puts documents, which come in order of path, in order of time; two tags with one slug are a problem.
    pub fn collect(
        config: Config,
        documents: Vec<Arc<Document>>,
        attachments: BTreeMap<SitePath, Attachment>,
        visibility: Visibility,
    ) -> Checked<Site> {
        let mut site = Site { config, now: visibility.now, attachments, ..Site::default() };
        let judge = |document: &Arc<Document>| {
            let until = document.turns(visibility.now).fold(i64::MAX, i64::min);
            (until, document.withheld(visibility.now), document.day())
        };
        let judged: Vec<(i64, Option<Withheld>, Date)> = documents.par_iter().map(judge).collect();
        site.until = judged.iter().map(|(until, ..)| *until).min().unwrap_or(i64::MAX);
        site.places = vec![Place::Held(u32::MAX); documents.len()];
        let mut shown: Vec<(Date, i64, u32)> = Vec::new();
        for (i, (document, (_, reason, day))) in (0..).zip(documents.iter().zip(&judged)) {
            let is_shown = match reason {
                None => true,
                Some(Withheld::Draft | Withheld::Unreviewed) => visibility.drafts,
                Some(Withheld::Future(_)) => visibility.future,
                Some(Withheld::Expired(_)) => false,
            };
            match (is_shown, document.category) {
                (false, _) => {
                    site.places[i as usize] = Place::Held(site.held.len() as u32);
                    site.held.extend(reason.map(|reason| Held { document: document.clone(), reason }));
                }
                (true, None) => {
                    site.places[i as usize] = Place::Page(site.pages.len() as u32);
                    site.pages.push(document.clone());
                }
                (true, Some(_)) => shown.push((*day, document.date.utc, i)),
            }
        }
        // Documents come in order of path, so their number puts those of one moment in order of path.
        shown.par_sort_unstable();
        for (id, (day, _, i)) in (0..).zip(shown) {
            site.places[i as usize] = Place::Article(id);
            site.marks.extend(judged[i as usize].1.map(|reason| (id, reason)));
            site.articles.push(documents[i as usize].clone());
            site.days.push(day);
        }
        let face = |(id, document): (usize, &Arc<Document>)| site.hash(document, site.marks.get(&(id as ArticleId)));
        site.faces = site.articles.par_iter().enumerate().map(face).collect();
        let problems = site.index();
        Checked { value: site, problems }
    }

    /// Hashes everything that a page can show of a document besides where its links lead.
    fn hash(&self, document: &Document, mark: Option<&Withheld>) -> u64 {
        let mut hasher = xxhash_rust::xxh3::Xxh3Default::new();
        hasher.update(&document.digest.0.to_le_bytes());
        hasher.update(document.path.as_str().as_bytes());
        hasher.update(mark.map_or("", |m| m.name()).as_bytes());
        let image = document.details().image.as_ref().and_then(|i| Site::resolve(&document.path, &i.src.text));
        if let Some(found) = image.and_then(|path| self.attachments.get(&path)) {
            hasher.update(&found.digest.0.to_le_bytes());
        }
        hasher.digest()
    }

    /// Returns the hash of everything that a page can show of an article besides where its links lead.
    pub fn face(&self, id: ArticleId) -> u64 {
        self.faces[id as usize]
    }

    /// Returns the same of a standing page.
    pub fn page_face(&self, index: u32) -> u64 {
        self.hash(&self.pages[index as usize], None)
    }

    /// Returns the day of an article.
    pub fn day(&self, id: ArticleId) -> Date {
        self.days[id as usize]
    }

    /// Returns the site at the moment `now` with documents put in place of those of the same files.
    ///
    /// None where more than what a document says would be another: its place among the others, what they
    /// show of it besides its words, the line of a standing page in every footer.
    pub fn revised(&self, documents: &[Arc<Document>], now: i64) -> Option<Site> {
        let places: Vec<Place> = documents.iter().map(|d| self.find(&d.path)).collect::<Option<_>>()?;
        let stands = |(place, d): (&Place, &Arc<Document>)| {
            !matches!(place, Place::Page(_)) && self.document(*place).is_some_and(|old| d.stands_as(old))
        };
        if !(self.now..self.until).contains(&now) || !places.iter().zip(documents).all(stands) {
            return None;
        }
        let mut site = Site { now, ..self.clone() };
        for (place, document) in places.into_iter().zip(documents) {
            match place {
                Place::Article(id) => {
                    site.faces[id as usize] = self.hash(document, self.marks.get(&id));
                    site.articles[id as usize] = document.clone();
                }
                Place::Held(i) => site.held[i as usize].document = document.clone(),
                Place::Page(_) => return None,
            }
        }
        Some(site)
    }

    /// Returns the document of a place.
    pub fn document(&self, place: Place) -> Option<&Arc<Document>> {
        match place {
            Place::Article(id) => self.articles.get(id as usize),
            Place::Page(i) => self.pages.get(i as usize),
            Place::Held(i) => self.held.get(i as usize).map(|h| &h.document),
        }
    }

    /// Returns every document, in order of path.
    pub fn documents(&self) -> impl Iterator<Item = &Arc<Document>> + Clone {
        self.places.iter().filter_map(|place| self.document(*place))
    }

    fn index(&mut self) -> Vec<Diagnostic> {
        self.categories = vec![Vec::new(); self.config.categories.len()];
        self.columns = vec![Vec::new(); self.config.columns.len()];
        self.series = vec![Vec::new(); self.config.series.len()];
        let mut tags: HashMap<&str, Vec<ArticleId>> = HashMap::new();
        for (id, document) in (0..).zip(&self.articles) {
            self.all.push(id);
            for (lists, index) in [
                (&mut self.categories, document.category),
                (&mut self.columns, document.column),
                (&mut self.series, document.bulletin.as_ref().map(|b| b.series)),
            ] {
                if let Some(list) = index.and_then(|i| lists.get_mut(usize::from(i))) {
                    list.push(id);
                }
            }
            for tag in &document.tags {
                tags.entry(tag).or_default().push(id);
            }
        }
        for list in &mut self.series {
            // Stable: of two bulletins for one period the one published first stays first.
            list.sort_by_key(|id| self.articles[*id as usize].bulletin.as_ref().map(|b| b.span));
        }
        let mut by_title: Vec<(Box<str>, Vec<ArticleId>)> = tags.into_iter().map(|(t, ids)| (t.into(), ids)).collect();
        by_title.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        self.index_tags(by_title)
    }

    fn index_tags(&mut self, by_title: Vec<(Box<str>, Vec<ArticleId>)>) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (title, articles) in by_title {
            let slug = self.config.tag_slugs.get(&*title).cloned().unwrap_or_else(|| slugify(&title));
            self.tags.push(Tag { slug, title, articles });
        }
        self.tags.sort_by(|a, b| (&a.slug, &a.title).cmp(&(&b.slug, &b.title)));
        for (id, tag) in (0..).zip(&self.tags) {
            self.tag_ids.insert(tag.title.clone(), id);
        }
        let before = std::iter::once(None).chain(self.tags.iter().map(Some));
        for (tag, before) in self.tags.iter().zip(before) {
            let twin = before.filter(|b| b.slug == tag.slug);
            if tag.slug.is_empty() || twin.is_some() {
                let document = &self.articles[tag.articles[0] as usize];
                let problem = Diagnostic::new(code::TAG_WITHOUT_URL, Span::file(&document.path))
                    .with("slug", &tag.slug)
                    .with("first", twin.map_or("", |t| &t.title))
                    .with("second", &tag.title)
                    .entry("tags", &*tag.title);
                problems.push(if twin.is_some() { problem.hint("taken") } else { problem });
            }
        }
        problems
    }

    /// Returns an article.
    pub fn article(&self, id: ArticleId) -> &Arc<Document> {
        &self.articles[id as usize]
    }

    /// Finds a document by its file.
    pub fn find(&self, path: &SitePath) -> Option<Place> {
        let path_of = |place: &Place| self.document(*place).map(|d| &d.path);
        self.places.binary_search_by(|place| path_of(place).cmp(&Some(path))).ok().map(|i| self.places[i])
    }

    /// Finds a related article: its path counts from the document's folder, or from `content/`.
    pub fn related(&self, document: &Document, path: &str) -> Option<Place> {
        let near = Site::resolve(&document.path, path).and_then(|p| self.find(&p));
        near.or_else(|| self.find(&SitePath::new(format!("content/{path}"))))
    }

    /// Finds a tag by its title.
    pub fn tag(&self, title: &str) -> Option<u32> {
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
            Scope::Category(i) => &self.categories[usize::from(i)],
            Scope::Tag(i) => &self.tags[i as usize].articles,
            Scope::Column(i) => &self.columns[usize::from(i)],
            Scope::Series(i) => &self.series[usize::from(i)],
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

    /// Returns the day by which an article stands in the lists of a scope: a bulletin in those of its series by
    /// the first day of its period, everything else by the day of its publication.
    pub fn day_in(&self, scope: Scope, id: ArticleId) -> Date {
        match (scope, &self.articles[id as usize].bulletin) {
            (Scope::Series(_), Some(bulletin)) => bulletin.span.first,
            _ => self.day(id),
        }
    }

    /// Returns the periods one step finer than `period` that hold articles of `scope`, oldest first, with counts.
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
    /// The archive has a page for every year, month and day; other scopes have one for every year, and
    /// below that only where a list would show more than [`LIST_LIMIT`] articles.
    pub fn splits(&self, scope: Scope, period: Period) -> bool {
        match period {
            Period::Day(..) => false,
            Period::All => true,
            Period::Year(_) | Period::Month(..) => scope == Scope::All || self.select(scope, period).len() > LIST_LIMIT,
        }
    }

    /// Tells whether a list has a page of its own.
    pub fn has_list(&self, scope: Scope, period: Period) -> bool {
        period == Period::All || self.splits(scope, period.parent()) && !self.select(scope, period).is_empty()
    }

    /// Returns the address of a document.
    pub fn url(&self, document: &Document) -> Url {
        match document.category {
            Some(_) => Url::new(["/", &Period::of_day(document.day()).path(), &document.slug, ".html"].concat()),
            None => Url::new(format!("/{}.html", document.slug)),
        }
    }

    /// Returns the address of a list.
    pub fn list_url(&self, scope: Scope, period: Period) -> Url {
        let period = &*period.path();
        Url::new(match scope {
            Scope::All => ["/", period].concat(),
            Scope::Category(i) => ["/", &self.config.categories[usize::from(i)].id, "/", period].concat(),
            Scope::Tag(i) => ["/tags/", &self.tags[i as usize].slug, "/", period].concat(),
            Scope::Column(i) => ["/columns/", &self.config.columns[usize::from(i)].id, "/", period].concat(),
            Scope::Series(i) => ["/series/", &self.config.series[usize::from(i)].id, "/", period].concat(),
        })
    }

    /// Returns the file that a path in front matter or Markdown names: relative to `file`, percent signs decoded.
    ///
    /// `None` when it leaves `content/`.
    pub fn resolve(file: &SitePath, path: &str) -> Option<SitePath> {
        let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
        file.join(&decoded).filter(|p| p.as_str().starts_with("content/"))
    }
}
