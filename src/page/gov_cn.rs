//! The gov-cn page tags.
//!
//! They follow 《政府网站发展指引》 (国办发〔2017〕47号, annex on page design): site tags on every page, column
//! tags on the home page, lists and articles, article tags on articles.

use crate::base::id::{ArticleId, CategoryId};
use crate::content::config::{Kind, Profile};
use crate::page::Reader;
use crate::page::data::{ArticleData, Meta};
use crate::site::Scope;

/// What the column tags say of a page (栏目标签).
pub(super) struct ColumnTags {
    name: String,
    description: String,
    keywords: Vec<String>,
    kind: String,
}

impl Reader<'_> {
    /// Makes the column tags of the home page.
    pub(super) fn home_tags(self, description: &str) -> ColumnTags {
        ColumnTags {
            name: self.theme.word("home").to_owned(),
            description: description.to_owned(),
            keywords: self
                .site
                .config
                .categories
                .iter()
                .map(|c| c.title.clone())
                .collect(),
            kind: "首页".to_owned(),
        }
    }

    /// Makes the column tags of a list.
    pub(super) fn scope_tags(self, scope: Scope, description: &str) -> ColumnTags {
        match scope {
            Scope::All => self.plain_tags(self.theme.word("archive").to_owned(), description),
            Scope::Category(i) => self.category_tags(i),
            Scope::Column(i) => {
                let column = &self.site.config.columns[i];
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
        }
    }

    fn is_gov(self) -> bool {
        self.site.config.profile == Some(Profile::GovCn)
    }

    pub(super) fn site_metas(self) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let config = &self.site.config;
        let code = config.organization.id_code.clone().unwrap_or_default();
        vec![
            meta("SiteName", &config.title),
            meta("SiteDomain", config.host()),
            meta("SiteIDCode", &code),
        ]
    }

    pub(super) fn column_metas(self, tags: ColumnTags) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let keywords = if tags.keywords.is_empty() {
            tags.name.clone()
        } else {
            tags.keywords.join(",")
        };
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

    pub(super) fn category_tags(self, index: CategoryId) -> ColumnTags {
        let category = &self.site.config.categories[index];
        ColumnTags {
            name: category.title.clone(),
            description: self.scope_description(Scope::Category(index)),
            keywords: category.keywords.clone(),
            kind: category
                .column_type
                .clone()
                .unwrap_or_else(|| column_type(category.kind).to_owned()),
        }
    }

    pub(super) fn article_metas(
        self,
        id: ArticleId,
        article: &ArticleData,
        url: &str,
    ) -> Vec<Meta> {
        if !self.is_gov() {
            return Vec::new();
        }
        let document = self.site.article(id);
        let credits = document.credits();
        let names: Vec<&str> = credits.iter().map(|c| &*c.name).collect();
        let author = document
            .details()
            .editor
            .as_deref()
            .map_or_else(|| names.join(","), str::to_owned);
        let optional = [
            ("Keywords", document.tags.join(",")),
            ("Author", author),
            ("Description", document.summary.to_string()),
            (
                "Image",
                article
                    .image
                    .as_ref()
                    .map(|i| i.url.clone())
                    .unwrap_or_default(),
            ),
            ("Url", url.to_owned()),
        ];
        let mut metas = vec![
            meta("ArticleTitle", &document.title),
            meta("PubDate", &self.site.date(id).minute()),
            meta("ContentSource", &article.source),
        ];
        metas.extend(
            optional
                .into_iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(n, v)| meta(n, &v)),
        );
        metas
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
    Meta {
        name,
        content: content.to_owned(),
    }
}
