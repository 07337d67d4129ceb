//! What `<head>` says: titles, descriptions, Open Graph; and the breadcrumb of every page.
//!
//! The gov-cn page tags are made in `tags`, the JSON-LD in `nodes`.

use crate::base::date::{Language, Period};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::byline;
use crate::page::Reader;
use crate::page::data::{ArticleData, Crumb, Head};
use crate::page::json_ld::schema_org;
use crate::site::{Scope, Site};

impl Reader<'_> {
    pub(super) fn article_head(
        self,
        id: ArticleId,
        article: &ArticleData,
        crumbs: &[Crumb],
    ) -> Head {
        let document = self.site.article(id);
        let category = self.site.category(id);
        let url = self.full(&self.site.url(document));
        let image = article.image.as_ref();
        let mut metas = self.site_metas();
        metas.extend(self.column_metas(self.category_tags(category)));
        metas.extend(self.article_metas(id, article, &url));
        let credits = document.credits();
        let original = document
            .details()
            .original
            .as_deref()
            .and_then(|o| o.author.as_deref())
            .map(byline::parse);
        let original = original.unwrap_or_default();
        let node = self.article_ld(id, article, &url, [&credits, &original]);
        Head {
            title: self.titled(&article.title),
            description: document.summary.to_string(),
            og_type: "article",
            og_title: article.title.clone(),
            image: image.map(|i| i.url.clone()),
            image_alt: image.map(|i| i.alt.clone()),
            published: Some(self.site.date(id).rfc3339()),
            modified: Some(self.site.modified(id).rfc3339()),
            metas,
            feeds: self.feeds(Scope::Category(category)),
            json_ld: schema_org::script(&[node, self.crumbs_ld(crumbs, &url)]),
            noindex: article.withheld.is_some(),
            canonical: url,
        }
    }

    /// Makes the head of a page that is no article: standing pages, lists, indexes.
    pub(super) fn page_head(
        self,
        title: &str,
        description: &str,
        url: &Url,
        crumbs: &[Crumb],
    ) -> Head {
        self.page_head_with(title, description, url, crumbs, None)
    }

    /// Makes it with one more node of JSON-LD.
    fn page_head_with(
        self,
        title: &str,
        description: &str,
        url: &Url,
        crumbs: &[Crumb],
        node: Option<schema_org::Node<'_>>,
    ) -> Head {
        let url = self.full(url);
        let page = schema_org::Node::Page(schema_org::Page {
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
            json_ld: schema_org::script(
                &[page, self.crumbs_ld(crumbs, &url)]
                    .into_iter()
                    .chain(node)
                    .collect::<Vec<_>>(),
            ),
            canonical: url,
            ..Head::default()
        }
    }

    /// Makes the head of a list, with the column tags of its scope.
    pub(super) fn list_head(
        self,
        scope: Scope,
        title: &str,
        description: &str,
        url: &Url,
        crumbs: &[Crumb],
    ) -> Head {
        let data = match scope {
            Scope::Series(i) if *url == self.site.list_url(scope, Period::All) => {
                Some(self.series_ld(i))
            }
            _ => None,
        };
        let mut head = self.page_head_with(title, description, url, crumbs, data);
        head.metas
            .extend(self.column_metas(self.scope_tags(scope, description)));
        head.feeds = if scope == Scope::All {
            Vec::new()
        } else {
            self.feeds(scope)
        };
        head
    }

    pub(super) fn home_head(self, description: &str) -> Head {
        let config = &self.site.config;
        let url = Url::new("/");
        let mut metas = self.site_metas();
        metas.extend(self.column_metas(self.home_tags(description)));
        Head {
            title: config.title.clone(),
            description: description.to_owned(),
            canonical: self.full(&url),
            og_type: "website",
            og_title: config.title.clone(),
            metas,
            json_ld: schema_org::script(&[schema_org::Node::Site(self.site_ld())]),
            ..Head::default()
        }
    }

    /// Makes the head of a page that no search engine should keep.
    pub(super) fn hidden_head(self, title: &str, url: &Url) -> Head {
        Head {
            noindex: true,
            json_ld: String::new(),
            ..self.page_head(title, "", url, &[])
        }
    }

    /// Writes the text of `<title>`: the page, then the site.
    fn titled(self, title: &str) -> String {
        format!("{title} – {}", self.site.config.title)
    }

    /// Makes the breadcrumb from home to this page; the last step is the page itself.
    pub(super) fn crumbs(self, steps: Vec<(String, Option<Url>)>) -> Vec<Crumb> {
        let home = Crumb {
            title: self.theme.word("home").to_owned(),
            href: Some(self.href(&Url::new("/"))),
        };
        let step = |(title, url): (String, Option<Url>)| Crumb {
            title,
            href: url.map(|u| self.href(&u)),
        };
        std::iter::once(home)
            .chain(steps.into_iter().map(step))
            .collect()
    }

    pub(super) fn article_crumbs(self, id: ArticleId) -> Vec<Crumb> {
        let scope = Scope::Category(self.site.category(id));
        self.crumbs(vec![
            (
                self.scope_title(scope),
                Some(self.site.list_url(scope, Period::All)),
            ),
            (self.site.article(id).title.to_string(), None),
        ])
    }

    /// Makes the breadcrumb of a list: its scope, then year, month and day, where these have pages.
    pub(super) fn list_crumbs(self, scope: Scope, period: Period) -> Vec<Crumb> {
        let site = self.site;
        let language = site.config.wording();
        let mut steps = match scope {
            Scope::All => vec![(
                self.theme.word("archive").to_owned(),
                Some(Url::new("/archive/")),
            )],
            Scope::Tag(_) => vec![(self.theme.word("tags").to_owned(), Some(Url::new("/tags/")))],
            Scope::Column(_) => vec![(
                self.theme.word("columns").to_owned(),
                Some(Url::new("/columns/")),
            )],
            Scope::Series(_) => vec![(
                self.theme.word("series").to_owned(),
                Some(Url::new("/series/")),
            )],
            Scope::Category(_) => Vec::new(),
        };
        if scope != Scope::All {
            steps.push((
                self.scope_title(scope),
                Some(site.list_url(scope, Period::All)),
            ));
        }
        let mut periods: Vec<Period> = Vec::new();
        let mut at = period;
        while at != Period::All {
            periods.push(at);
            at = at.parent();
        }
        steps.extend(
            periods
                .into_iter()
                .rev()
                .map(|p| (p.short(language), Some(site.list_url(scope, p)))),
        );
        if let Some(last) = steps.last_mut() {
            last.1 = None;
        }
        self.crumbs(steps)
    }

    /// Says what a scope is for: the site's own words, or a sentence made of its titles.
    pub(super) fn scope_description(self, scope: Scope) -> String {
        let config = &self.site.config;
        let own = match scope {
            Scope::Category(i) => config.categories[i].description.clone(),
            Scope::Column(i) => {
                let column = &config.columns[i];
                column
                    .description
                    .clone()
                    .or_else(|| column.tagline.clone())
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
        let categories: Vec<&str> = self
            .config
            .categories
            .iter()
            .map(|c| c.title.as_str())
            .collect();
        match self.config.wording() {
            Language::Chinese => {
                format!(
                    "{}：{}，由{}主办。",
                    self.config.title,
                    categories.join("、"),
                    self.config.publisher
                )
            }
            Language::English => {
                format!(
                    "{}: {}. Published by {}.",
                    self.config.title,
                    categories.join(", "),
                    self.config.publisher
                )
            }
        }
    }
}
