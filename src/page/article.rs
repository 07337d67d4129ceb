//! Articles and standing pages, and articles as cards on lists.

use crate::base::date::{self, Period};
use crate::base::date::{Moment, long_date, short_date};
use crate::base::id::{ArticleId, PageId};
use crate::content::document::markdown::Target;
use crate::content::document::{Dateline, Document, Withheld, byline};
use crate::page::Reader;
use crate::page::data::{
    ArticleData, BodyData, Card, CorrectionData, CreditData, DateData, HtmlPage, ImageData, Link,
    OriginalData, PrintData, ReviewData,
};
use crate::site::route::attachment_url;
use crate::site::{Place, Scope};

/// How many related articles are shown at most.
const RELATED: usize = 4;

impl<'a> Reader<'a> {
    pub(super) fn article_page(self, id: ArticleId) -> HtmlPage {
        let document = self.site.article(id);
        let withheld = self.site.marks.get(&id).map(|w| w.name());
        let article = self.article(Some(id), document, withheld);
        let [previous, next] = self.neighbours(id);
        let link = |id: ArticleId| {
            let document = self.site.article(id);
            Link {
                title: document.title.to_string(),
                href: self.href(&self.site.url(document)),
            }
        };
        let related = self
            .related(id, document)
            .into_iter()
            .map(|id| self.card(id))
            .collect();
        let breadcrumb = self.article_crumbs(id);
        HtmlPage {
            template: "article.html",
            head: self.article_head(id, &article, &breadcrumb),
            href: self.href(&self.site.url(document)),
            section: article.category.as_ref().map(|c| c.id.clone()),
            breadcrumb,
            title: article.title.clone(),
            article: Some(article),
            previous: previous.map(link),
            next: next.map(link),
            related,
            ..HtmlPage::default()
        }
    }

    pub(super) fn standing_page(self, id: PageId) -> HtmlPage {
        let document = &self.site.pages[id];
        let article = self.article(None, document, None);
        let url = self.site.url(document);
        let breadcrumb = self.crumbs(vec![(document.title.to_string(), None)]);
        HtmlPage {
            template: "page.html",
            head: self.page_head(&document.title, &document.summary, &url, &breadcrumb),
            href: self.href(&url),
            breadcrumb,
            title: article.title.clone(),
            article: Some(article),
            ..HtmlPage::default()
        }
    }

    fn article(
        self,
        id: Option<ArticleId>,
        document: &Document,
        withheld: Option<&'static str>,
    ) -> ArticleData {
        let config = &self.site.config;
        let extra = document
            .details()
            .extra
            .as_deref()
            .and_then(|e| serde_json::from_str(e).ok());
        ArticleData {
            title: document.title.to_string(),
            kicker: text(&document.details().kicker),
            subtitle: text(&document.details().subtitle),
            category: document.category.map(|c| self.section(c)),
            column: document.column.map(|c| self.column(c)),
            date: document.date.map(|date| self.date(date)),
            day_href: document
                .day()
                .map(|day| self.href(&self.site.list_url(Scope::All, Period::of_day(day)))),
            updated: document.details().updated.map(|m| self.date(m)),
            byline: document.byline.iter().map(credit).collect(),
            dateline: document
                .details()
                .dateline
                .as_deref()
                .map_or_else(String::new, |d| self.dateline(d)),
            source: document
                .details()
                .source
                .as_deref()
                .unwrap_or(&config.publisher)
                .to_owned(),
            editor: text(&document.details().editor),
            summary: (!document.summary_derived).then(|| document.summary.to_string()),
            tags: document
                .tags
                .iter()
                .filter_map(|t| self.tag_link(t))
                .collect(),
            image: self.main_image(document),
            print: document.details().print.as_deref().map(|p| PrintData {
                issue: long_date(p.issue, config.wording()),
                issue_iso: p.issue.to_string(),
                page: text(&p.page),
                position: p.position,
                section: text(&p.section),
            }),
            review: document
                .details()
                .review
                .as_deref()
                .map(|[first, second, last]| ReviewData {
                    first: first.to_string(),
                    second: second.to_string(),
                    last: last.to_string(),
                }),
            corrections: document
                .details()
                .corrections
                .iter()
                .map(|c| CorrectionData {
                    date: self.date(c.date),
                    text: c.text.to_string(),
                })
                .collect(),
            original: original(document),
            bulletin: id.and_then(|id| self.bulletin(id)),
            extra: extra.unwrap_or_default(),
            withheld,
            body: self.body(document),
        }
    }

    fn body(self, document: &Document) -> BodyData {
        BodyData {
            path: (!document.body.is_empty).then(|| document.path.clone()),
            offset: document.body.offset,
            digest: document.body.digest,
            targets: self.targets(document),
        }
    }

    /// Returns where each destination of a body leads, in order of destination.
    pub(super) fn targets(self, document: &Document) -> Vec<(String, Target)> {
        let mut targets: Vec<(String, Target)> = document
            .body
            .links
            .iter()
            .filter_map(|l| Some((l.text.to_string(), self.target(document, &l.text)?)))
            .collect();
        targets.sort_by(|a, b| a.0.cmp(&b.0));
        targets.dedup_by(|a, b| a.0 == b.0);
        targets
    }

    pub(super) fn date(self, moment: Moment) -> DateData {
        let language = self.site.config.wording();
        DateData {
            iso: moment.rfc3339(),
            long: moment.long(language),
            day: long_date(moment.date(), language),
            short: short_date(moment.date(), language),
        }
    }

    /// Sets the head of a text as a newspaper does: `本报讯`, `本报西宁1月15日讯`.
    fn dateline(self, dateline: &Dateline) -> String {
        let language = self.site.config.wording();
        let day = dateline
            .date
            .filter(|_| !dateline.repeated)
            .map(|d| short_date(d, language))
            .unwrap_or_default();
        let (agency, place) = (
            dateline.agency.as_deref().unwrap_or_default(),
            dateline.place.as_deref().unwrap_or_default(),
        );
        match language {
            date::Language::English => {
                let parts = [place, agency, &day].into_iter().filter(|p| !p.is_empty());
                parts.collect::<Vec<_>>().join(", ")
            }
            date::Language::Chinese => match agency
                .strip_suffix('讯')
                .or_else(|| agency.strip_suffix('电'))
            {
                Some(paper) => format!("{paper}{place}{day}{}", &agency[paper.len()..]),
                None => format!("{agency}{place}{day}"),
            },
        }
    }

    pub(super) fn tag_link(self, title: &str) -> Option<Link> {
        let tag = self.site.tag(title)?;
        Some(Link {
            title: title.to_owned(),
            href: self.href(&self.site.list_url(Scope::Tag(tag), Period::All)),
        })
    }

    pub(super) fn main_image(self, document: &Document) -> Option<ImageData> {
        let image = document.details().image.as_deref()?;
        let path = document.path.resolve(&image.src.text)?;
        let (width, height) = self.site.attachments.get(&path)?.pixels?;
        let url = attachment_url(self.site, document, &path);
        Some(ImageData {
            src: self.href(&url),
            url: self.full(&url),
            alt: image.alt.to_string(),
            width,
            height,
            caption: text(&image.caption),
            credit: text(&image.credit),
        })
    }

    pub(super) fn card(self, id: ArticleId) -> Card {
        let document = self.site.article(id);
        let line = document
            .byline
            .iter()
            .map(crate::content::document::Credit::line)
            .collect::<Vec<_>>();
        Card {
            title: document.title.to_string(),
            kicker: text(&document.details().kicker),
            href: self.href(&self.site.url(document)),
            date: self.date(self.site.date(id)),
            category: self.section(self.site.category(id)),
            column: document.column.map(|c| self.column(c)),
            summary: document.summary.to_string(),
            byline: line.join("　"),
            image: self.main_image(document),
            priority: document.priority,
            withheld: self.site.marks.get(&id).copied().map(Withheld::name),
        }
    }

    /// Returns the older and the newer neighbour in the category.
    pub(super) fn neighbours(self, id: ArticleId) -> [Option<ArticleId>; 2] {
        let list = self.site.list(Scope::Category(self.site.category(id)));
        let at = list.partition_point(|other| *other < id);
        [
            at.checked_sub(1).and_then(|i| list.get(i)).copied(),
            list.get(at + 1).copied(),
        ]
    }

    /// Returns the articles that the editor named, then older ones that share most tags.
    ///
    /// Only older ones are looked for, so that a new article never changes the pages of old ones.
    pub(super) fn related(self, id: ArticleId, document: &Document) -> Vec<ArticleId> {
        let mut found: Vec<ArticleId> = Vec::new();
        for other in self.named(document) {
            if other != id && !found.contains(&other) {
                found.push(other);
            }
        }
        let mut shared: Vec<(usize, ArticleId)> = Vec::new();
        for older in self.older_by_tag(id, document) {
            for other in older.iter().rev() {
                match shared.iter_mut().find(|(_, o)| o == other) {
                    Some((count, _)) => *count += 1,
                    None => shared.push((1, *other)),
                }
            }
        }
        shared.sort_by(|a, b| b.cmp(a));
        for (_, other) in shared {
            if found.len() >= RELATED {
                break;
            }
            if !found.contains(&other) {
                found.push(other);
            }
        }
        found
    }

    /// Returns the articles that the editor named as related.
    pub(super) fn named(self, document: &Document) -> impl Iterator<Item = ArticleId> {
        document
            .details()
            .related
            .iter()
            .filter_map(
                move |reference| match self.site.related(document, &reference.text)? {
                    Place::Article(id) => Some(id),
                    _ => None,
                },
            )
    }

    /// Returns the last articles before an article of each of its tags, oldest first: related ones
    /// are among them.
    pub(super) fn older_by_tag(
        self,
        id: ArticleId,
        document: &Document,
    ) -> impl Iterator<Item = &'a [ArticleId]> {
        let tags = document.tags.iter().filter_map(move |t| self.site.tag(t));
        tags.map(move |tag| {
            let list = self.site.list(Scope::Tag(tag));
            let at = list.partition_point(|other| *other < id);
            &list[at.saturating_sub(RELATED)..at]
        })
    }
}

pub(super) fn text(value: &Option<Box<str>>) -> Option<String> {
    value.as_deref().map(str::to_owned)
}

/// Says of the original what the page does not say anyway.
fn original(document: &Document) -> Option<OriginalData> {
    let original = document.details().original.as_deref()?;
    let is_named = |author: &str| {
        let credits = byline::parse(author);
        credits
            .iter()
            .all(|c| document.byline.iter().any(|other| other.name == c.name))
    };
    let data = OriginalData {
        title: text(&original.title).filter(|title| **title != *document.title),
        author: text(&original.author).filter(|author| !is_named(author)),
        url: text(&original.url),
    };
    (data
        != OriginalData {
            title: None,
            author: None,
            url: None,
        })
    .then_some(data)
}

fn credit(credit: &crate::content::document::Credit) -> CreditData {
    CreditData {
        role: credit.role.as_deref().map(str::to_owned),
        name: credit.name.to_string(),
        organization: credit.organization,
        writer: credit.writes(),
    }
}
