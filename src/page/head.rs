//! What `<head>` says: titles, descriptions, Open Graph; and the breadcrumb of every page.

use crate::base::date::Period;
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::byline;
use crate::page::data::{ArticleData, Crumb, Head, HeadImage, ImageData};
use crate::page::json_ld::schema_org;
use crate::page::reader::Reader;
use crate::page::{feed, gov_cn, json_ld, scope};
use crate::site::Scope;

pub(super) fn article(
    r: Reader<'_>,
    id: ArticleId,
    article: &ArticleData,
    crumbs: &[Crumb],
) -> Head {
    let document = r.site.article(id);
    let category = r.site.category(id);
    let url = r.full(&r.site.url(document));
    let image = article.image.as_ref();
    let mut metas = gov_cn::site_metas(r);
    let column = gov_cn::column_metas(r, gov_cn::category_tags(r, category)).into_iter();
    // What the column is for stands on its own pages.
    metas.extend(column.filter(|meta| matches!(meta.name, "ColumnName" | "ColumnType")));
    metas.extend(gov_cn::article_metas(r, id, article, &url));
    let credits = document.credits();
    let original = document.details().original.as_deref();
    let author = original.and_then(|original| original.author.as_deref());
    let original = author.map(byline::parse).unwrap_or_default();
    let node = json_ld::article(r, id, article, &url, [&credits, &original]);
    Head {
        title: titled(r, &article.title),
        description: document.summary.to_string(),
        og_type: "article",
        og_title: article.title.clone(),
        image: image.map(head_image).or_else(|| shared(r)),
        published: Some(r.site.date(id).rfc3339()),
        modified: (r.site.modified(id) != r.site.date(id)).then(|| r.site.modified(id).rfc3339()),
        metas,
        feeds: feed::links(r, Scope::Category(category)),
        json_ld: schema_org::script(&[node, json_ld::breadcrumb(r, crumbs)]),
        noindex: article.withheld.is_some(),
        canonical: url,
    }
}

/// Makes the head of a page that is no article: standing pages, lists, indexes.
pub(super) fn page(
    r: Reader<'_>,
    title: &str,
    description: &str,
    url: &Url,
    crumbs: &[Crumb],
) -> Head {
    page_with(r, title, description, url, crumbs, None)
}

/// Makes it with one more node of JSON-LD.
fn page_with(
    r: Reader<'_>,
    title: &str,
    description: &str,
    url: &Url,
    crumbs: &[Crumb],
    node: Option<schema_org::Node<'_>>,
) -> Head {
    let url = r.full(url);
    let page = schema_org::Node::Page(schema_org::Page {
        kind: "WebPage",
        name: title,
        url: &url,
        language: &r.site.config.language,
        site: json_ld::site(r),
    });
    Head {
        title: titled(r, title),
        description: description.to_owned(),
        og_type: "website",
        og_title: title.to_owned(),
        image: shared(r),
        metas: gov_cn::site_metas(r),
        json_ld: schema_org::script(
            &[page, json_ld::breadcrumb(r, crumbs)]
                .into_iter()
                .chain(node)
                .collect::<Vec<_>>(),
        ),
        canonical: url,
        ..Head::default()
    }
}

/// Makes the head of a list, with the column tags of its scope.
pub(super) fn list(
    r: Reader<'_>,
    scope: Scope,
    title: &str,
    description: &str,
    url: &Url,
    crumbs: &[Crumb],
) -> Head {
    let data = match scope {
        Scope::Series(id) if *url == r.site.list_url(scope, Period::All) => {
            Some(json_ld::series(r, id))
        }
        // A series alone has data, which stand on its own page.
        _ => None,
    };
    let mut head = page_with(r, title, description, url, crumbs, data);
    head.metas.extend(gov_cn::column_metas(
        r,
        gov_cn::scope_tags(r, scope, description),
    ));
    // The feeds of the whole site are on every page.
    if scope != Scope::All {
        head.feeds = feed::links(r, scope);
    }
    head
}

pub(super) fn home(r: Reader<'_>, description: &str) -> Head {
    let config = &r.site.config;
    let url = Url::new("/");
    let mut metas = gov_cn::site_metas(r);
    metas.extend(gov_cn::column_metas(r, gov_cn::home_tags(r, description)));
    Head {
        title: config.title.clone(),
        description: description.to_owned(),
        canonical: r.full(&url),
        og_type: "website",
        og_title: config.title.clone(),
        image: shared(r),
        metas,
        json_ld: schema_org::script(&[schema_org::Node::Site(json_ld::site(r))]),
        ..Head::default()
    }
}

/// Makes the head of a page that no search engine should keep.
pub(super) fn hidden(r: Reader<'_>, title: &str, url: &Url) -> Head {
    Head {
        noindex: true,
        json_ld: String::new(),
        image: None,
        ..page(r, title, "", url, &[])
    }
}

pub(super) fn head_image(image: &ImageData) -> HeadImage {
    HeadImage {
        url: image
            .share
            .as_ref()
            .map_or(&image.url, |share| &share.url)
            .clone(),
        alt: image.alt.clone(),
    }
}

/// Returns the picture that is shared of pages without their own; the name of the site, which it
/// shows, stands for it.
fn shared(r: Reader<'_>) -> Option<HeadImage> {
    Some(HeadImage {
        url: r.share()?,
        alt: r.site.config.title.clone(),
    })
}

/// Writes the text of `<title>`: the page, then the site.
fn titled(r: Reader<'_>, title: &str) -> String {
    format!("{title} – {}", r.site.config.title)
}

/// Makes the breadcrumb from home to this page; the last step is the page itself.
pub(super) fn crumbs(r: Reader<'_>, steps: Vec<(String, Option<Url>)>) -> Vec<Crumb> {
    let home = Crumb {
        title: r.theme.word("home").to_owned(),
        href: Some(r.href(&Url::new("/"))),
    };
    let steps = steps.into_iter().map(|(title, url)| Crumb {
        title,
        href: url.map(|url| r.href(&url)),
    });
    std::iter::once(home).chain(steps).collect()
}

pub(super) fn article_crumbs(r: Reader<'_>, id: ArticleId) -> Vec<Crumb> {
    let scope = Scope::Category(r.site.category(id));
    crumbs(
        r,
        vec![
            (
                scope::title(r, scope),
                Some(r.site.list_url(scope, Period::All)),
            ),
            (r.site.article(id).title.to_string(), None),
        ],
    )
}

/// Makes the breadcrumb of a list: its scope, then year, month and day, where these have pages.
pub(super) fn list_crumbs(r: Reader<'_>, scope: Scope, period: Period) -> Vec<Crumb> {
    let site = r.site;
    let language = site.config.wording();
    let mut steps = Vec::new();
    if let Some((word, url)) = scope::index(scope) {
        steps.push((r.theme.word(word).to_owned(), Some(url)));
    }
    if scope != Scope::All {
        steps.push((
            scope::title(r, scope),
            Some(site.list_url(scope, Period::All)),
        ));
    }
    let mut periods: Vec<Period> = Vec::new();
    let mut at = period;
    while at != Period::All {
        periods.push(at);
        at = at.parent();
    }
    for period in periods.into_iter().rev() {
        steps.push((period.short(language), Some(site.list_url(scope, period))));
    }
    if let Some(last) = steps.last_mut() {
        last.1 = None;
    }
    crumbs(r, steps)
}
