//! What `<head>` says: titles, descriptions, Open Graph, JSON-LD and the gov-cn page tags.
//!
//! Page tags follow 《政府网站发展指引》 (国办发〔2017〕47号, annex on page design): site tags on every
//! page, column tags on the home page, lists and articles, article tags on articles. JSON-LD follows
//! schema.org: `NewsArticle`, `OpinionNewsArticle`, `Report`, `BreadcrumbList`.

use crate::config::{Kind, Profile};
use crate::date::{Language, Period};
use crate::document::bulletin::Figure;
use crate::document::{Bulletin, Correction, Credit, Document, byline};
use crate::page::Reader;
use crate::page::data::{ArticleData, Crumb, Head, Meta};
use crate::page::ld;
use crate::site::{Scope, Site};
use crate::url::Url;

/// What the column tags say of a page (栏目标签).
pub(super) struct ColumnTags {
    name: String,
    description: String,
    keywords: Vec<String>,
    kind: String,
}

impl<'a> Reader<'a> {
    pub(super) fn article_head(self, document: &Document, article: &ArticleData, crumbs: &[Crumb]) -> Head {
        let url = self.full(&self.site.url(document));
        let image = article.image.as_ref();
        let mut metas = self.site_metas();
        if let Some(category) = document.category {
            metas.extend(self.column_metas(self.category_tags(category)));
        }
        metas.extend(self.article_metas(document, article, &url));
        let credits = document.credits();
        let original = document.details().original.as_deref().and_then(|o| o.author.as_deref()).map(byline::parse);
        let original = original.unwrap_or_default();
        let node = self.article_ld(document, article, &url, [&credits, &original]);
        Head {
            title: self.titled(&article.title),
            description: document.summary.to_string(),
            og_type: "article",
            og_title: article.title.clone(),
            image: image.map(|i| i.url.clone()),
            image_alt: image.map(|i| i.alt.clone()),
            published: Some(document.date.rfc3339()),
            modified: Some(document.modified().rfc3339()),
            metas,
            feeds: document.category.map(|c| self.feeds(Scope::Category(c))).unwrap_or_default(),
            json_ld: ld::script(&[node, self.crumbs_ld(crumbs, &url)]),
            noindex: article.withheld.is_some(),
            canonical: url,
        }
    }

    /// Makes the head of a page that is no article: standing pages, lists, indexes.
    pub(super) fn page_head(self, title: &str, description: &str, url: &Url, crumbs: &[Crumb]) -> Head {
        self.page_head_with(title, description, url, crumbs, None)
    }

    /// Makes it with one more node of JSON-LD.
    fn page_head_with(
        self,
        title: &str,
        description: &str,
        url: &Url,
        crumbs: &[Crumb],
        node: Option<ld::Node<'_>>,
    ) -> Head {
        let url = self.full(url);
        let page = ld::Node::Page(ld::Page {
            kind: "WebPage",
            name: title,
            url: &url,
            language: &self.site.config.language,
            site: self.site_ld(),
        });
        Head {
            title: self.titled(title),
            description: description.to_owned(),
            og_type: "website",
            og_title: title.to_owned(),
            metas: self.site_metas(),
            json_ld: ld::script(&[page, self.crumbs_ld(crumbs, &url)].into_iter().chain(node).collect::<Vec<_>>()),
            canonical: url,
            ..Head::default()
        }
    }

    /// Makes the head of a list, with the column tags of its scope.
    pub(super) fn list_head(self, scope: Scope, title: &str, description: &str, url: &Url, crumbs: &[Crumb]) -> Head {
        let data = match scope {
            Scope::Series(i) if *url == self.site.list_url(scope, Period::All) => Some(self.series_ld(i)),
            _ => None,
        };
        let mut head = self.page_head_with(title, description, url, crumbs, data);
        let tags = match scope {
            Scope::All => self.plain_tags(self.theme.word("archive").to_owned(), description),
            Scope::Category(i) => self.category_tags(i),
            Scope::Column(i) => {
                let column = &self.site.config.columns[usize::from(i)];
                ColumnTags {
                    keywords: column.keywords.clone(),
                    ..self.plain_tags(column.title.clone(), self.scope_description(scope).as_str())
                }
            }
            Scope::Series(_) => ColumnTags {
                kind: column_type(Kind::Bulletin).to_owned(),
                ..self.plain_tags(self.scope_title(scope), description)
            },
            Scope::Tag(_) => self.plain_tags(self.scope_title(scope), description),
        };
        head.metas.extend(self.column_metas(tags));
        head.feeds = if scope == Scope::All { Vec::new() } else { self.feeds(scope) };
        head
    }

    pub(super) fn home_head(self, description: &str) -> Head {
        let config = &self.site.config;
        let url = Url::new("/");
        let tags = ColumnTags {
            name: self.theme.word("home").to_owned(),
            description: description.to_owned(),
            keywords: config.categories.iter().map(|c| c.title.clone()).collect(),
            kind: "首页".to_owned(),
        };
        let mut metas = self.site_metas();
        metas.extend(self.column_metas(tags));
        Head {
            title: config.title.clone(),
            description: description.to_owned(),
            canonical: self.full(&url),
            og_type: "website",
            og_title: config.title.clone(),
            metas,
            json_ld: ld::script(&[ld::Node::Site(self.site_ld())]),
            ..Head::default()
        }
    }

    /// Makes the head of a page that no search engine should keep.
    pub(super) fn hidden_head(self, title: &str, url: &Url) -> Head {
        Head { noindex: true, json_ld: String::new(), ..self.page_head(title, "", url, &[]) }
    }

    /// Writes the text of `<title>`: the page, then the site.
    fn titled(self, title: &str) -> String {
        format!("{title} – {}", self.site.config.title)
    }

    /// Makes the breadcrumb from home to this page; the last step is the page itself.
    pub(super) fn crumbs(self, steps: Vec<(String, Option<Url>)>) -> Vec<Crumb> {
        let home = Crumb { title: self.theme.word("home").to_owned(), href: Some(self.href(&Url::new("/"))) };
        let step = |(title, url): (String, Option<Url>)| Crumb { title, href: url.map(|u| self.href(&u)) };
        std::iter::once(home).chain(steps.into_iter().map(step)).collect()
    }

    pub(super) fn article_crumbs(self, document: &Document) -> Vec<Crumb> {
        let category = document.category.unwrap_or_default();
        let scope = Scope::Category(category);
        self.crumbs(vec![
            (self.scope_title(scope), Some(self.site.list_url(scope, Period::All))),
            (document.title.to_string(), None),
        ])
    }

    /// Makes the breadcrumb of a list: its scope, then year, month and day, where these have pages.
    pub(super) fn list_crumbs(self, scope: Scope, period: Period) -> Vec<Crumb> {
        let site = self.site;
        let language = site.config.wording();
        let mut steps = match scope {
            Scope::All => vec![(self.theme.word("archive").to_owned(), Some(Url::new("/archive/")))],
            Scope::Tag(_) => vec![(self.theme.word("tags").to_owned(), Some(Url::new("/tags/")))],
            Scope::Column(_) => vec![(self.theme.word("columns").to_owned(), Some(Url::new("/columns/")))],
            Scope::Series(_) => vec![(self.theme.word("series").to_owned(), Some(Url::new("/series/")))],
            Scope::Category(_) => Vec::new(),
        };
        if scope != Scope::All {
            steps.push((self.scope_title(scope), Some(site.list_url(scope, Period::All))));
        }
        let mut periods: Vec<Period> = Vec::new();
        let mut at = period;
        while at != Period::All {
            periods.push(at);
            at = at.parent();
        }
        steps.extend(periods.into_iter().rev().map(|p| (p.short(language), Some(site.list_url(scope, p)))));
        if let Some(last) = steps.last_mut() {
            last.1 = None;
        }
        self.crumbs(steps)
    }

    fn crumbs_ld<'b>(self, crumbs: &'b [Crumb], own: &str) -> ld::Node<'b> {
        let origin = &self.site.config.origin;
        let step = |(i, crumb): (usize, &'b Crumb)| ld::Step {
            kind: "ListItem",
            position: i + 1,
            name: &crumb.title,
            item: crumb.href.as_ref().map_or_else(|| own.to_owned(), |h| format!("{origin}{h}")),
        };
        ld::Node::Breadcrumb(ld::Breadcrumb {
            kind: "BreadcrumbList",
            items: crumbs.iter().enumerate().map(step).collect(),
        })
    }

    fn site_ld(self) -> ld::Site<'a> {
        let config = &self.site.config;
        ld::Site {
            kind: "WebSite",
            name: &config.title,
            url: &self.shared.home,
            language: &config.language,
            publisher: self.publisher_ld(),
        }
    }

    fn publisher_ld(self) -> ld::Agent<'a> {
        let (name, url) = (&self.site.config.publisher, Some(&*self.shared.home));
        ld::Agent { kind: "NewsMediaOrganization", name, role: None, url }
    }

    /// Makes the node of an article; `credits` are its own and those of its original.
    fn article_ld<'b>(
        self,
        document: &'b Document,
        article: &'b ArticleData,
        url: &'b str,
        [credits, original]: [&'b [Credit]; 2],
    ) -> ld::Node<'b>
    where
        'a: 'b,
    {
        let kind = self.kind(document);
        let (writers, others): (Vec<&Credit>, Vec<&Credit>) = credits.iter().partition(|c| c.writes());
        let correction =
            |c: &'b Correction| ld::Correction { kind: "CorrectionComment", text: &c.text, date: c.date.rfc3339() };
        ld::Node::Article(Box::new(ld::Article {
            kind: match kind {
                Some(Kind::Commentary) => "OpinionNewsArticle",
                Some(Kind::Bulletin) => "Report",
                _ => "NewsArticle",
            },
            headline: &document.title,
            alternative: document.details().subtitle.as_deref().or(document.details().kicker.as_deref()),
            description: &document.summary,
            published: document.date.rfc3339(),
            modified: document.modified().rfc3339(),
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
            editor: document.details().editor.as_deref().map(|name| ld::Agent {
                kind: "Person",
                name,
                role: None,
                url: None,
            }),
            publisher: self.publisher_ld(),
            image: article.image.as_ref().map(|i| ld::Image {
                kind: "ImageObject",
                url: &i.url,
                width: i.width,
                height: i.height,
                caption: i.caption.as_deref(),
            }),
            corrections: document.details().corrections.iter().map(correction).collect(),
            based_on: document.details().original.as_deref().map(|o| ld::Original {
                kind: "CreativeWork",
                headline: o.title.as_deref(),
                authors: original.iter().map(agent).collect(),
                url: o.url.as_deref(),
                publisher: document.details().source.as_deref().map(|name| ld::Agent {
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

    fn own_ld<'b>(self, kind: Option<Kind>, document: &'b Document, article: &'b ArticleData) -> ld::Own<'b>
    where
        'a: 'b,
    {
        let print = document.details().print.as_deref();
        let page = print.and_then(|p| p.page.as_deref());
        match kind {
            Some(Kind::Bulletin) => {
                ld::Own::Report { page, figures: document.bulletin.as_deref().map(|b| self.figures_ld(b)) }
            }
            _ => ld::Own::News {
                dateline: Some(article.dateline.as_str()).filter(|d| !d.is_empty()),
                edition: print.map(|p| p.issue.to_string()),
                page,
                section: print.and_then(|p| p.section.as_deref()),
            },
        }
    }

    /// Says what a series measures, when, and where it can be had.
    fn series_ld(self, series: u16) -> ld::Node<'a> {
        let config = &self.site.config;
        let own = &config.series[usize::from(series)];
        let run = &self.runs.run(series).entries;
        let ends = run.first().zip(run.last());
        let modified = run.iter().map(|e| self.site.article(e.id).modified()).max();
        let variable = |f: &'a crate::config::FigureSpec| ld::Variable {
            kind: "PropertyValue",
            name: &f.label,
            id: &f.id,
            unit: Some(f.unit.as_str()).filter(|u| !u.is_empty()),
        };
        let download = |f: crate::page::data::FileLink| ld::Download {
            kind: "DataDownload",
            name: self.theme.word(&format!("data_{}", f.kind)).to_owned(),
            media: f.media,
            url: format!("{}{}", config.origin, f.href),
        };
        ld::Node::Data(Box::new(ld::Data {
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
            distribution: self.files(series, Period::All).into_iter().map(download).collect(),
            creator: self.publisher_ld(),
            publisher: self.publisher_ld(),
        }))
    }

    /// Says what a bulletin reports, as a small data set.
    fn figures_ld(self, bulletin: &Bulletin) -> ld::Dataset<'a> {
        let series = &self.site.config.series[usize::from(bulletin.series)];
        let figure = |f: &Figure| {
            let spec = &series.figures[usize::from(f.spec)];
            let unit = Some(spec.unit.as_str()).filter(|u| !u.is_empty());
            ld::Figure { kind: "PropertyValue", name: &spec.label, value: f.amount.total().to_string(), unit }
        };
        ld::Dataset {
            kind: "Dataset",
            name: &series.title,
            description: format!("{} {}", series.title, bulletin.span.long(series.rhythm, self.site.config.wording())),
            period: bulletin.span.iso(series.rhythm),
            figures: bulletin.figures.iter().map(figure).collect(),
        }
    }

    fn kind(self, document: &Document) -> Option<Kind> {
        document.category.map(|c| self.site.config.categories[usize::from(c)].kind)
    }

    fn is_gov(self) -> bool {
        self.site.config.profile == Some(Profile::GovCn)
    }

    fn site_metas(self) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let config = &self.site.config;
        let code = config.organization.id_code.clone().unwrap_or_default();
        vec![meta("SiteName", &config.title), meta("SiteDomain", config.host()), meta("SiteIDCode", &code)]
    }

    fn column_metas(self, tags: ColumnTags) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let keywords = if tags.keywords.is_empty() { tags.name.clone() } else { tags.keywords.join(",") };
        vec![
            meta("ColumnName", &tags.name),
            meta("ColumnDescription", &tags.description),
            meta("ColumnKeywords", &keywords),
            meta("ColumnType", &tags.kind),
        ]
    }

    fn plain_tags(self, name: String, description: &str) -> ColumnTags {
        ColumnTags {
            name,
            description: description.to_owned(),
            keywords: Vec::new(),
            kind: column_type(Kind::News).to_owned(),
        }
    }

    fn category_tags(self, index: u16) -> ColumnTags {
        let category = &self.site.config.categories[usize::from(index)];
        ColumnTags {
            name: category.title.clone(),
            description: self.scope_description(Scope::Category(index)),
            keywords: category.keywords.clone(),
            kind: category.column_type.clone().unwrap_or_else(|| column_type(category.kind).to_owned()),
        }
    }

    fn article_metas(self, document: &Document, article: &ArticleData, url: &str) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let credits = document.credits();
        let names: Vec<&str> = credits.iter().map(|c| &*c.name).collect();
        let author = document.details().editor.as_deref().map_or_else(|| names.join(","), str::to_owned);
        let optional = [
            ("Keywords", document.tags.join(",")),
            ("Author", author),
            ("Description", document.summary.to_string()),
            ("Image", article.image.as_ref().map(|i| i.url.clone()).unwrap_or_default()),
            ("Url", url.to_owned()),
        ];
        let mut metas = vec![
            meta("ArticleTitle", &document.title),
            meta("PubDate", &document.date.minute()),
            meta("ContentSource", &article.source),
        ];
        metas.extend(optional.into_iter().filter(|(_, v)| !v.is_empty()).map(|(n, v)| meta(n, &v)));
        metas
    }

    /// Says what a scope is for: the site's own words, or a sentence made of its titles.
    pub(super) fn scope_description(self, scope: Scope) -> String {
        let config = &self.site.config;
        let own = match scope {
            Scope::Category(i) => config.categories[usize::from(i)].description.clone(),
            Scope::Column(i) => {
                let column = &config.columns[usize::from(i)];
                column.description.clone().or_else(|| column.tagline.clone())
            }
            Scope::Series(i) => Some(self.series_description(i)),
            Scope::All | Scope::Tag(_) => None,
        };
        own.unwrap_or_else(|| {
            let title = self.scope_title(scope);
            match (config.wording(), scope) {
                (Language::Chinese, Scope::All) => format!("{title}刊登的全部文章"),
                (Language::English, Scope::All) => format!("All articles of {title}"),
                (Language::Chinese, _) => format!("{}“{title}”的全部文章", config.title),
                (Language::English, _) => format!("All articles on {title} in {}", config.title),
            }
        })
    }
}

impl Site {
    /// Names the site in a sentence, for the description of the home page.
    pub(super) fn sentence(&self) -> String {
        let categories: Vec<&str> = self.config.categories.iter().map(|c| c.title.as_str()).collect();
        match self.config.wording() {
            Language::Chinese => {
                format!("{}：{}，由{}主办。", self.config.title, categories.join("、"), self.config.publisher)
            }
            Language::English => {
                format!("{}: {}. Published by {}.", self.config.title, categories.join(", "), self.config.publisher)
            }
        }
    }
}

/// Names the column type that a kind of article has by default.
fn column_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Commentary => "评论",
        Kind::Bulletin => "数据发布",
        Kind::News => "工作动态",
    }
}

fn meta(name: &'static str, content: &str) -> Meta {
    Meta { name, content: content.to_owned() }
}

fn agent(credit: &Credit) -> ld::Agent<'_> {
    let kind = if credit.organization { "Organization" } else { "Person" };
    ld::Agent { kind, name: &credit.name, role: credit.role.as_deref(), url: None }
}
