//! What a page reads, hashed without making the page.
//!
//! [`Reader::reads`] covers at least what [`Reader::page`] reads for the same view: while it is the
//! same, the page is the same. It costs a few microseconds where making a page costs many, so that
//! a build can tell in passing which of a million pages are worth making. A debug build makes every
//! page all the same and holds its fingerprint to this promise, and so does every test.

use xxhash_rust::xxh3::Xxh3Default;

use crate::base::date::Period;
use crate::base::digest::Digest;
use crate::base::envelope::digest;
use crate::base::id::ArticleId;
use crate::content::document::Document;
use crate::page::list::{HOME_SECTION, HOME_TOP, HOME_WINDOW};
use crate::page::machine::FEED_LENGTH;
use crate::page::{Page, Reader};
use crate::site::Scope;
use crate::site::route::{View, is_landing};

/// Gathers what is read.
struct Reads(Xxh3Default);

impl Reads {
    fn add(&mut self, number: u64) {
        self.0.update(&number.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.add(text.len() as u64);
        self.0.update(text.as_bytes());
    }

    fn digest(&mut self, digest: Digest) {
        self.0.update(&digest.0.to_le_bytes());
    }
}

impl Reader<'_> {
    /// Hashes a superset of what `page(view)` reads; `base` is the hash of what all pages share.
    pub fn reads(self, view: &View, base: Digest) -> u64 {
        let mut reads = Reads(Xxh3Default::new());
        reads.digest(base);
        match view {
            View::Home => self.home_reads(&mut reads),
            View::Article(id) => self.article_reads(*id, &mut reads),
            View::Page(i) => {
                reads.add(self.site.page_face(*i));
                self.target_reads(&self.site.pages[*i], &mut reads);
            }
            View::List(scope, period) => self.list_reads(*scope, *period, &mut reads),
            View::Archive => self.count_reads(Scope::All, Period::All, &mut reads),
            View::Tags => {
                for tag in &self.site.tags {
                    reads.text(&tag.title);
                    reads.text(&tag.slug);
                    reads.add(tag.articles.len() as u64);
                }
            }
            View::Redirect(target) => {
                reads.text(target.as_str());
                match self.routes.get(target) {
                    Some(View::Article(id)) => reads.add(self.site.face(*id)),
                    Some(View::Page(i)) => reads.add(self.site.page_face(*i)),
                    _ => {}
                }
            }
            View::Data(series, period, _) => {
                self.face_reads(
                    self.site.select(Scope::Series(*series), *period),
                    &mut reads,
                );
            }
            View::Feed(scope, _) => self.face_reads(&self.newest(*scope, FEED_LENGTH), &mut reads),
            View::SitemapIndex => self.face_reads(self.site.list(Scope::All), &mut reads),
            View::SitemapMonth(y, m) => {
                self.face_reads(
                    self.site.select(Scope::All, Period::Month(*y, *m)),
                    &mut reads,
                );
            }
            View::SitemapPages => {
                let landings = self.routes.iter().filter(|(_, view)| is_landing(view));
                landings.for_each(|(url, _)| reads.text(url.as_str()));
            }
            View::NewsSitemap => self.recent().for_each(|id| reads.add(self.site.face(id))),
            View::Attachment(_) | View::Asset(_) => match self.page(view) {
                Page::Copy(_, bytes) | Page::Asset(_, bytes) => reads.digest(bytes),
                _ => {}
            },
            View::Columns | View::SeriesIndex | View::NotFound | View::Robots => {}
        }
        reads.0.digest()
    }

    fn home_reads(self, reads: &mut Reads) {
        self.newest_reads(Scope::All, HOME_WINDOW, reads);
        for i in self.site.config.categories.ids() {
            // As many as are shown, and those that are left out because they stand above.
            self.newest_reads(Scope::Category(i), HOME_SECTION + HOME_TOP + 1, reads);
        }
        for i in self.site.config.series.ids() {
            if let Some(id) = self.site.list(Scope::Series(i)).last() {
                self.around_reads(*id, reads);
            }
        }
    }

    fn article_reads(self, id: ArticleId, reads: &mut Reads) {
        let document = self.site.article(id);
        reads.add(self.site.face(id));
        for neighbour in self.neighbours(id) {
            reads.add(neighbour.map_or(0, |n| self.site.face(n)));
        }
        // To choose the related ones among these takes longer than to hash all.
        for named in self.named(document) {
            reads.add(self.site.face(named));
        }
        for older in self.older_by_tag(id, document) {
            reads.add(older.len() as u64);
            older
                .iter()
                .for_each(|other| reads.add(self.site.face(*other)));
        }
        self.around_reads(id, reads);
        self.target_reads(document, reads);
    }

    /// Hashes a bulletin and those of other periods that it is shown among.
    fn around_reads(self, id: ArticleId, reads: &mut Reads) {
        let Some(around) = self.around(id) else {
            return;
        };
        let others = [around.before, around.year_ago, around.previous, around.next];
        for entry in around.window.iter().map(|e| Some(*e)).chain(others) {
            reads.add(entry.map_or(0, |e| self.site.face(e.id)));
        }
    }

    /// Hashes where the links of a body lead.
    fn target_reads(self, document: &Document, reads: &mut Reads) {
        if !document.body.links.is_empty() {
            reads.digest(digest(&self.targets(document)));
        }
    }

    fn list_reads(self, scope: Scope, period: Period, reads: &mut Reads) {
        if let Scope::Tag(i) = scope {
            reads.text(&self.site.tags[i].title);
        }
        self.face_reads(self.site.select(scope, period), reads);
        for newer in [false, true] {
            let beside = self.period_beside(scope, period, newer);
            reads.text(&beside.map(Period::path).unwrap_or_default());
        }
    }

    /// Hashes how many articles each year and each month of a scope hold.
    fn count_reads(self, scope: Scope, period: Period, reads: &mut Reads) {
        for (part, count) in self.site.parts(scope, period) {
            reads.text(&part.path());
            reads.add(count as u64);
            if period == Period::All {
                self.count_reads(scope, part, reads);
            }
        }
    }

    fn newest_reads(self, scope: Scope, count: usize, reads: &mut Reads) {
        let list = self.site.list(scope);
        self.face_reads(&list[list.len().saturating_sub(count)..], reads);
    }

    /// Hashes articles: all that can be shown of them, so their days and how many they are as well.
    fn face_reads(self, ids: &[ArticleId], reads: &mut Reads) {
        reads.add(ids.len() as u64);
        ids.iter().for_each(|id| reads.add(self.site.face(*id)));
    }
}
