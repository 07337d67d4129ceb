//! Making the site of its documents.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::{Held, Site, Slot, Tag, Visibility, namesakes};
use crate::base::date::{Date, Moment};
use crate::base::id::{ArticleId, CategoryId, DocumentId, List, TagId};
use crate::base::name::is_device;
use crate::base::path::SitePath;
use crate::base::slug::Slug;
use crate::content::attachment::Attachment;
use crate::content::config::Config;
use crate::content::document::{Document, Withheld};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};

impl Visibility {
    /// Returns why a document is not shown, if it is not.
    fn hides(self, document: &Document) -> Option<Withheld> {
        let reason = document.withheld(self.now)?;
        let is_shown = match reason {
            Withheld::Draft | Withheld::Unreviewed => self.drafts,
            Withheld::Future(_) => self.future,
            Withheld::Expired(_) => false,
        };
        (!is_shown).then_some(reason)
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
        let hides = |document: &Document| visibility.hides(document);
        Site::gather(config, documents, attachments, visibility, hides)
    }

    /// Makes a site of documents of which all are shown, whatever the clock says.
    pub(super) fn of_all(
        config: Config,
        documents: Vec<Arc<Document>>,
        attachments: BTreeMap<SitePath, Attachment>,
        visibility: Visibility,
    ) -> Checked<Site> {
        Site::gather(config, documents, attachments, visibility, |_| None)
    }

    fn gather(
        config: Config,
        documents: Vec<Arc<Document>>,
        attachments: BTreeMap<SitePath, Attachment>,
        visibility: Visibility,
        hides: impl Fn(&Document) -> Option<Withheld> + Sync,
    ) -> Checked<Site> {
        let documents: List<DocumentId, Arc<Document>> = documents.into();
        let until = documents
            .par_iter()
            .filter_map(|document| document.turns(visibility.now).min())
            .min();
        let mut site = Site {
            config,
            visibility,
            until,
            attachments,
            ..Site::default()
        };
        let articles = site.add_articles(&documents, &hides);
        site.add_others(&documents, &articles, &hides);
        site.shown_hashes = site
            .articles
            .par_enumerate()
            .map(|(id, document)| site.hash(document, site.marks.get(&id)))
            .collect::<Vec<u64>>()
            .into();
        let problems = site.index();
        Checked {
            value: site,
            problems,
        }
    }

    /// Adds the articles that are shown, in order of time; returns which document is which article.
    fn add_articles(
        &mut self,
        documents: &List<DocumentId, Arc<Document>>,
        hides: &(impl Fn(&Document) -> Option<Withheld> + Sync),
    ) -> List<DocumentId, Option<ArticleId>> {
        let mut shown: Vec<(Date, Moment, DocumentId, CategoryId)> = documents
            .par_enumerate()
            .filter_map(|(number, document)| {
                let (category, date) = document.category.zip(document.date)?;
                let is_shown = hides(document).is_none();
                is_shown.then(|| (date.date(), date, number, category))
            })
            .collect();
        // Documents come in order of path, so their ids put those of one moment in order of path.
        shown.par_sort_unstable();
        let mut articles: List<DocumentId, Option<ArticleId>> =
            documents.iter().map(|_| None).collect();
        for (day, date, number, category) in shown {
            let document = &documents[number];
            let id = self.articles.push(document.clone());
            if let Some(reason) = document.withheld(self.now()) {
                self.marks.insert(id, reason);
            }
            self.dates.push(date);
            self.days.push(day);
            self.filed.push(category);
            articles[number] = Some(id);
        }
        articles
    }

    /// Adds the documents that are no articles, and notes where each document is kept.
    fn add_others(
        &mut self,
        documents: &List<DocumentId, Arc<Document>>,
        articles: &List<DocumentId, Option<ArticleId>>,
        hides: &impl Fn(&Document) -> Option<Withheld>,
    ) {
        for (number, document) in documents.enumerate() {
            let slot = if let Some(id) = articles[number] {
                Slot::Article(id)
            } else if let Some(reason) = hides(document) {
                Slot::Held(self.held.push(Held {
                    document: document.clone(),
                    reason,
                }))
            } else {
                Slot::Page(self.pages.push(document.clone()))
            };
            self.slots.push(slot);
        }
    }

    /// Gathers the lists of categories, columns, series and tags.
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
        self.index_people();
        let mut problems = self.index_tags(by_title);
        problems.extend(namesakes::check(self));
        problems
    }

    /// Reports a tag whose address lacks letters of its name, at the first article that has it.
    pub(super) fn letters_left_out(&self, id: TagId) -> Option<Diagnostic> {
        let tag = &self.tags[id];
        // A tag without any letter has no address at all, which is reported as such.
        if tag.slug.is_empty() || tag.left_out.is_empty() {
            return None;
        }
        let span = Span::file(&self.articles[tag.articles[0]].path);
        let problem = Diagnostic::new(code::LETTERS_LEFT_OUT_OF_TAG, span)
            .with("text", &tag.title)
            .with("left", &tag.left_out)
            .with("slug", &tag.slug);
        Some(problem.entry("tags", &*tag.title))
    }

    /// Puts tags in order of slug; reports those that have none, or that of the tag before.
    fn index_tags(&mut self, by_title: Vec<(Box<str>, Vec<ArticleId>)>) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        for (title, articles) in by_title {
            let settings = self.config.tags.get(&*title);
            let slug = match settings.and_then(|settings| settings.slug.clone()) {
                Some(own) => Slug {
                    text: own,
                    left_out: String::new(),
                },
                None => Slug::of(&title),
            };
            self.tags.push(Tag {
                slug: slug.text,
                left_out: slug.left_out,
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
        for ((id, tag), before) in self.tags.enumerate().zip(before) {
            problems.extend(self.letters_left_out(id));
            let twin = before.filter(|b| b.slug == tag.slug);
            if tag.slug.is_empty() || is_device(&tag.slug) || twin.is_some() {
                problems.push(tag_without_url(self, tag, twin));
            }
        }
        problems
    }
}

/// Reports a tag that has no address, or that of a different one, at its first article.
pub(super) fn tag_without_url(site: &Site, tag: &Tag, twin: Option<&Tag>) -> Diagnostic {
    let document = &site.articles[tag.articles[0]];
    let problem = Diagnostic::new(code::TAG_WITHOUT_URL, Span::file(&document.path))
        .with("slug", &tag.slug)
        .with("first", twin.map_or("", |t| &t.title))
        .with("second", &tag.title)
        .entry("tags", &*tag.title);
    if twin.is_some() {
        problem.hint("taken")
    } else {
        problem
    }
}
