//! The nodes of JSON-LD, made of the site; their form is in `ld`.
//!
//! They follow schema.org: `NewsArticle`, `OpinionNewsArticle`, `Report`, `Dataset`,
//! `BreadcrumbList`.

pub(super) mod schema_org;

use crate::base::date::Period;
use crate::base::id::{ArticleId, SeriesId};
use crate::content::config::{FigureSpec, Kind};
use crate::content::document::bulletin::Figure;
use crate::content::document::{Bulletin, Correction, Credit, Document};
use crate::page::Reader;
use crate::page::data::{ArticleData, Crumb, FileLink};
use crate::site::Scope;

impl<'a> Reader<'a> {
    pub(super) fn crumbs_ld<'b>(self, crumbs: &'b [Crumb], own: &str) -> schema_org::Node<'b> {
        let origin = &self.site.config.origin;
        let step = |(i, crumb): (usize, &'b Crumb)| schema_org::Step {
            kind: "ListItem",
            position: i + 1,
            name: &crumb.title,
            item: crumb
                .href
                .as_ref()
                .map_or_else(|| own.to_owned(), |h| [&**origin, h].concat()),
        };
        schema_org::Node::Breadcrumb(schema_org::Breadcrumb {
            kind: "BreadcrumbList",
            items: crumbs.iter().enumerate().map(step).collect(),
        })
    }

    pub(super) fn site_ld(self) -> schema_org::Site<'a> {
        let config = &self.site.config;
        schema_org::Site {
            kind: "WebSite",
            name: &config.title,
            url: &self.shared.home,
            language: &config.language,
            publisher: self.publisher_ld(),
        }
    }

    fn publisher_ld(self) -> schema_org::Agent<'a> {
        let (name, url) = (&self.site.config.publisher, Some(&*self.shared.home));
        schema_org::Agent {
            kind: "NewsMediaOrganization",
            name,
            role: None,
            url,
        }
    }

    /// Makes the node of an article; `credits` are its own and those of its original.
    pub(super) fn article_ld<'b>(
        self,
        id: ArticleId,
        article: &'b ArticleData,
        url: &'b str,
        [credits, original]: [&'b [Credit]; 2],
    ) -> schema_org::Node<'b>
    where
        'a: 'b,
    {
        let document = self.site.article(id);
        let kind = self.site.config.categories[self.site.category(id)].kind;
        let (writers, others): (Vec<&Credit>, Vec<&Credit>) =
            credits.iter().partition(|c| c.writes());
        let correction = |c: &'b Correction| schema_org::Correction {
            kind: "CorrectionComment",
            text: &c.text,
            date: c.date.rfc3339(),
        };
        schema_org::Node::Article(Box::new(schema_org::Article {
            kind: match kind {
                Kind::Commentary => "OpinionNewsArticle",
                Kind::Bulletin => "Report",
                Kind::News => "NewsArticle",
            },
            headline: &document.title,
            alternative: document
                .details()
                .subtitle
                .as_deref()
                .or(document.details().kicker.as_deref()),
            description: &document.summary,
            published: self.site.date(id).rfc3339(),
            modified: self.site.modified(id).rfc3339(),
            language: &self.site.config.language,
            url,
            main_entity_of: url,
            section: article.category.as_ref().map(|c| c.title.as_str()),
            keywords: &document.tags,
            authors: match writers.as_slice() {
                [] => vec![self.publisher_ld()],
                some => some.iter().map(|c| agent(c)).collect(),
            },
            contributors: others.into_iter().map(agent).collect(),
            editor: document
                .details()
                .editor
                .as_deref()
                .map(|name| schema_org::Agent {
                    kind: "Person",
                    name,
                    role: None,
                    url: None,
                }),
            publisher: self.publisher_ld(),
            image: article.image.as_ref().map(|i| schema_org::Image {
                kind: "ImageObject",
                url: &i.url,
                width: i.width,
                height: i.height,
                caption: i.caption.as_deref(),
            }),
            corrections: document
                .details()
                .corrections
                .iter()
                .map(correction)
                .collect(),
            based_on: document
                .details()
                .original
                .as_deref()
                .map(|o| schema_org::Original {
                    kind: "CreativeWork",
                    headline: o.title.as_deref(),
                    authors: original.iter().map(agent).collect(),
                    url: o.url.as_deref(),
                    publisher: document
                        .details()
                        .source
                        .as_deref()
                        .map(|name| schema_org::Agent {
                            kind: "Organization",
                            name,
                            role: None,
                            url: None,
                        }),
                }),
            site: self.site_ld(),
            own: self.own_ld(kind, document, article),
        }))
    }

    fn own_ld<'b>(
        self,
        kind: Kind,
        document: &'b Document,
        article: &'b ArticleData,
    ) -> schema_org::Own<'b>
    where
        'a: 'b,
    {
        let print = document.details().print.as_deref();
        let page = print.and_then(|p| p.page.as_deref());
        match kind {
            Kind::Bulletin => schema_org::Own::Report {
                page,
                figures: document.bulletin.as_deref().map(|b| self.figures_ld(b)),
            },
            Kind::News | Kind::Commentary => schema_org::Own::News {
                dateline: Some(article.dateline.as_str()).filter(|d| !d.is_empty()),
                edition: print.map(|p| p.issue.to_string()),
                page,
                section: print.and_then(|p| p.section.as_deref()),
            },
        }
    }

    /// Says what a series measures, when, and where it can be had.
    pub(super) fn series_ld(self, series: SeriesId) -> schema_org::Node<'a> {
        let config = &self.site.config;
        let own = &config.series[series];
        let run = &self.runs.run(series).entries;
        let ends = run.first().zip(run.last());
        let modified = run.iter().map(|e| self.site.modified(e.id)).max();
        let variable = |f: &'a FigureSpec| schema_org::Variable {
            kind: "PropertyValue",
            name: &f.label,
            id: &f.id,
            unit: Some(f.unit.as_str()).filter(|u| !u.is_empty()),
        };
        let download = |f: FileLink| schema_org::Download {
            kind: "DataDownload",
            name: self.theme.word(&format!("data_{}", f.kind)).to_owned(),
            media: f.media,
            url: format!("{}{}", config.origin, f.href),
        };
        schema_org::Node::Data(Box::new(schema_org::Data {
            kind: "Dataset",
            name: &own.title,
            description: self.series_description(series),
            url: self.full(&self.site.list_url(Scope::Series(series), Period::All)),
            language: &config.language,
            is_free: true,
            license: own.license.as_deref(),
            coverage: ends.map(|(a, b)| format!("{}/{}", a.span.first, b.span.last)),
            modified: modified.map(|m| m.rfc3339()),
            figures: own.figures.iter().map(variable).collect(),
            distribution: self
                .files(series, Period::All)
                .into_iter()
                .map(download)
                .collect(),
            creator: self.publisher_ld(),
            publisher: self.publisher_ld(),
        }))
    }

    /// Says what a bulletin reports, as a small data set.
    fn figures_ld(self, bulletin: &Bulletin) -> schema_org::Dataset<'a> {
        let series = &self.site.config.series[bulletin.series];
        let figure = |f: &Figure| {
            let spec = &series.figures[f.spec];
            let unit = Some(spec.unit.as_str()).filter(|u| !u.is_empty());
            schema_org::Figure {
                kind: "PropertyValue",
                name: &spec.label,
                value: f.amount.total().to_string(),
                unit,
            }
        };
        schema_org::Dataset {
            kind: "Dataset",
            name: &series.title,
            description: format!(
                "{} {}",
                series.title,
                bulletin
                    .span
                    .long(series.rhythm, self.site.config.wording())
            ),
            period: bulletin.span.iso(series.rhythm),
            figures: bulletin.figures.iter().map(figure).collect(),
        }
    }
}

fn agent(credit: &Credit) -> schema_org::Agent<'_> {
    let kind = if credit.organization {
        "Organization"
    } else {
        "Person"
    };
    schema_org::Agent {
        kind,
        name: &credit.name,
        role: credit.role.as_deref(),
        url: None,
    }
}
