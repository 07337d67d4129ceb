//! The edition for older readers, a second and simpler tree below `/elder/`: its home page, a page
//! of each category, the articles of the last ninety days.
//!
//! One more article brings its page and is on two lists; those that fall out of the days are as many
//! as came on one.

use crate::base::date::Period;
use crate::base::id::{ArticleId, CategoryId};
use crate::base::url::Url;
use crate::page::card::LineDate;
use crate::page::data::{ElderData, ElderLink, Head, HtmlPage, Line};
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::elder_days::{category, home, href, recent, url};
use crate::page::reader::Reader;
use crate::page::{around, article, body, card, gov_cn, scope};
use crate::site::view::{Elder, View};
use crate::site::{Scope, Site};

/// How many headlines its lists have: with them a page stays below 50 kB.
const LINES: usize = 80;

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    if !site.config.elder {
        return;
    }
    out.push((home(), View::Elder(Elder::Home)));
    for id in site.config.categories.ids() {
        out.push((category(site, id), View::Elder(Elder::Category(id))));
    }
    let articles = recent(site, Scope::All).iter();
    let articles = articles.map(|id| (url(site, *id), View::Elder(Elder::Article(*id))));
    out.extend(articles);
}

/// Returns the newest of them, as many as a page lists, newest first.
fn listed(site: &Site, scope: Scope) -> impl Iterator<Item = ArticleId> {
    recent(site, scope).iter().rev().take(LINES).copied()
}

pub(super) fn page(r: Reader<'_>, elder: Elder) -> HtmlPage {
    match elder {
        Elder::Home => list(r, Scope::All, None),
        Elder::Category(id) => list(r, Scope::Category(id), Some(id)),
        Elder::Article(id) => text_page(r, id),
    }
}

fn list(r: Reader<'_>, scope: Scope, id: Option<CategoryId>) -> HtmlPage {
    let config = &r.site.config;
    let (url, standard, title, description) = match id {
        Some(id) => (
            category(r.site, id),
            r.site.list_url(scope, Period::All),
            config.categories[id].title.clone(),
            scope::description(r, scope),
        ),
        None => (
            home(),
            Url::new("/"),
            r.theme.word("elder_newest").to_owned(),
            scope::site_sentence(r),
        ),
    };
    let mut elder = data(r, &standard);
    elder.lines = listed(r.site, scope).map(|id| line(r, scope, id)).collect();
    HtmlPage {
        template: "elder/list.html",
        head: head(r, &title, description, &standard),
        href: r.href(&url),
        section: id.map(|id| config.categories[id].id.clone()),
        title,
        elder: Some(elder),
        ..HtmlPage::default()
    }
}

fn line(r: Reader<'_>, scope: Scope, id: ArticleId) -> Line {
    let line = card::line(r, scope, id, LineDate::Day);
    Line {
        href: href(r, id).unwrap_or(line.href),
        ..line
    }
}

fn text_page(r: Reader<'_>, id: ArticleId) -> HtmlPage {
    let document = r.site.article(id);
    let standard = r.site.url(document);
    let article = article::whole(r, id);
    let mut head = head(r, &article.title, document.summary.to_string(), &standard);
    head.noindex = article.withheld.is_some();
    HtmlPage {
        template: "elder/article.html",
        head,
        href: r.href(&url(r.site, id)),
        section: article.category.as_ref().map(|c| c.id.clone()),
        title: article.title.clone(),
        article: Some(article),
        elder: Some(data(r, &standard)),
        ..HtmlPage::default()
    }
}

/// Makes its head: a search engine is told of the standard page instead.
fn head(r: Reader<'_>, title: &str, description: String, standard: &Url) -> Head {
    let edition = r.theme.word("elder");
    Head {
        title: format!("{title} – {} {edition}", r.site.config.title),
        description,
        canonical: r.full(standard),
        og_type: "website",
        og_title: title.to_owned(),
        metas: gov_cn::site_metas(r),
        ..Head::default()
    }
}

fn data(r: Reader<'_>, standard: &Url) -> ElderData {
    let categories = r.site.config.categories.enumerate();
    ElderData {
        standard: r.href(standard),
        menu: categories
            .map(|(id, own)| ElderLink {
                id: own.id.clone(),
                title: own.title.clone(),
                href: r.href(&category(r.site, id)),
            })
            .collect(),
        lines: Vec::new(),
        is_cut: false,
    }
}

pub(super) fn dependencies(r: Reader<'_>, elder: Elder, out: &mut Dependencies) {
    let scope = match elder {
        Elder::Home => Scope::All,
        Elder::Category(id) => Scope::Category(id),
        Elder::Article(id) => {
            out.article(r.site, id);
            around::dependencies(r, id, out);
            article::byline_dependencies(r, r.site.article(id), out);
            return body::dependencies(r, r.site.article(id), out);
        }
    };
    let ids: Vec<ArticleId> = listed(r.site, scope).collect();
    out.articles(r.site, &ids);
}

pub(super) fn may_show(r: Reader<'_>, elder: Elder, sought: &Sought<'_>) -> bool {
    let scope = match elder {
        Elder::Home => Scope::All,
        Elder::Category(id) => Scope::Category(id),
        Elder::Article(id) => {
            let is_it = sought.id == Some(id);
            return is_it || article::may_show(r, id, sought);
        }
    };
    sought.is_listed(r.site, scope, Period::All)
}
