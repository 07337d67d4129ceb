//! The gov-cn page tags.
//!
//! They follow 《政府网站发展指引》 (国办发〔2017〕47号, annex on page design): site tags on every page, column
//! tags on the home page, lists and articles, article tags on articles.

use crate::base::id::{ArticleId, CategoryId};
use crate::content::config::{Kind, Profile};
use crate::page::data::{ArticleData, Meta};
use crate::page::reader::Reader;
use crate::page::scope;
use crate::site::Scope;

/// What the column tags say of a page (栏目标签).
pub(super) struct ColumnTags {
    name: String,
    description: String,
    keywords: Vec<String>,
    kind: String,
}

/// Makes the column tags of the home page.
pub(super) fn home_tags(r: Reader<'_>, description: &str) -> ColumnTags {
    ColumnTags {
        name: r.theme.word("home").to_owned(),
        description: description.to_owned(),
        keywords: r
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
pub(super) fn scope_tags(r: Reader<'_>, scope: Scope, description: &str) -> ColumnTags {
    match scope {
        Scope::All => plain_tags(r.theme.word("archive").to_owned(), description),
        Scope::Category(i) => category_tags(r, i),
        Scope::Column(i) => {
            let column = &r.site.config.columns[i];
            ColumnTags {
                keywords: column.keywords.clone(),
                ..plain_tags(column.title.clone(), &scope::description(r, scope))
            }
        }
        Scope::Series(_) => ColumnTags {
            kind: column_type(Kind::Bulletin).to_owned(),
            ..plain_tags(scope::title(r, scope), description)
        },
        Scope::Tag(_) | Scope::Person(_) => plain_tags(scope::title(r, scope), description),
    }
}

fn is_gov(r: Reader<'_>) -> bool {
    r.site.config.profile == Some(Profile::GovCn)
}

pub(super) fn site_metas(r: Reader<'_>) -> Vec<Meta> {
    if !is_gov(r) {
        return Vec::new();
    }
    let config = &r.site.config;
    let code = config.organization.id_code.clone().unwrap_or_default();
    vec![
        meta("SiteName", &config.title),
        meta("SiteDomain", config.host()),
        meta("SiteIDCode", &code),
    ]
}

pub(super) fn column_metas(r: Reader<'_>, tags: ColumnTags) -> Vec<Meta> {
    if !is_gov(r) {
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

fn plain_tags(name: String, description: &str) -> ColumnTags {
    ColumnTags {
        name,
        description: description.to_owned(),
        keywords: Vec::new(),
        kind: column_type(Kind::News).to_owned(),
    }
}

pub(super) fn category_tags(r: Reader<'_>, index: CategoryId) -> ColumnTags {
    let category = &r.site.config.categories[index];
    ColumnTags {
        name: category.title.clone(),
        description: scope::description(r, Scope::Category(index)),
        keywords: category.keywords.clone(),
        kind: category
            .column_type
            .clone()
            .unwrap_or_else(|| column_type(category.kind).to_owned()),
    }
}

pub(super) fn article_metas(
    r: Reader<'_>,
    id: ArticleId,
    article: &ArticleData,
    url: &str,
) -> Vec<Meta> {
    if !is_gov(r) {
        return Vec::new();
    }
    let document = r.site.article(id);
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
        meta("PubDate", &r.site.date(id).minute()),
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
