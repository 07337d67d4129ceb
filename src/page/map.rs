//! The map of the site for readers: where everything is, and nothing that each article changes.

use crate::base::date::{Language, Period};
use crate::base::url::Url;
use crate::page::data::{HtmlPage, Link, MapData};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::{head, index, topic};
use crate::site::view::View;
use crate::site::{LIST_LIMIT, Scope};

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((url(), View::Map));
}

pub(super) fn url() -> Url {
    Url::new("/sitemap.html")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    let url = url();
    let title = r.theme.word("sitemap");
    let site = &r.site.config.title;
    let description = match r.site.config.wording() {
        Language::Chinese => format!("{site}：{title}。"),
        Language::English => format!("{site}: {title}."),
    };
    let crumbs = head::crumbs(r, vec![(title.to_owned(), None)]);
    HtmlPage {
        template: "map.html",
        head: head::list(r, Scope::All, title, &description, &url, &crumbs),
        href: r.href(&url),
        breadcrumb: crumbs,
        title: title.to_owned(),
        map: Some(data(r)),
        ..HtmlPage::default()
    }
}

fn data(r: Reader<'_>) -> MapData {
    let language = r.site.config.wording();
    let years = r.site.parts(Scope::All, Period::All).into_iter().rev();
    let years = years.map(|(year, _)| Link {
        title: year.long(language),
        href: r.href(&r.site.list_url(Scope::All, year)),
    });
    // More of them than a list shows are on the page of tags.
    let tags = if has_few_tags(r) {
        index::tags(r)
    } else {
        Vec::new()
    };
    let tags = tags.into_iter().map(|tag| Link {
        title: tag.title,
        href: tag.href,
    });
    let topics = topic::all(r.site).into_iter();
    MapData {
        topics_index: topic::index(r).unwrap_or_default(),
        topics: topics.map(|(id, _)| topic::link(r, id)).collect(),
        years: years.collect(),
        tags: tags.collect(),
    }
}

fn has_few_tags(r: Reader<'_>) -> bool {
    r.site.tags.len() <= LIST_LIMIT
}

pub(super) fn dependencies(r: Reader<'_>, out: &mut Dependencies) {
    for (id, _) in topic::all(r.site) {
        out.number(r.site.page_shown_hash(id));
    }
    for (year, _) in r.site.parts(Scope::All, Period::All) {
        out.text(&year.path());
    }
    for tag in r.site.tags.iter().take_while(|_| has_few_tags(r)) {
        out.text(&tag.title);
        out.text(&tag.slug);
    }
}
