//! Standing pages; those that are topic pages are made in a file of their own.

use crate::base::id::PageId;
use crate::base::url::Url;
use crate::page::data::HtmlPage;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::{article, body, head, topic};
use crate::site::Site;
use crate::site::view::View;

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for (id, document) in site.pages.enumerate() {
        out.push((site.url(document), View::Page(id)));
    }
}

pub(super) fn page(r: Reader<'_>, id: PageId) -> HtmlPage {
    let document = &r.site.pages[id];
    if document.is_topic() {
        return topic::page(r, id);
    }
    let article = article::data(r, document);
    let url = r.site.url(document);
    let breadcrumb = head::crumbs(r, vec![(document.title.to_string(), None)]);
    HtmlPage {
        template: "page.html",
        layout: article::layout(r, document),
        head: head::page(r, &document.title, &document.summary, &url, &breadcrumb),
        href: r.href(&url),
        breadcrumb,
        title: article.title.clone(),
        article: Some(article),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, id: PageId, out: &mut Dependencies) {
    out.number(r.site.page_shown_hash(id));
    body::dependencies(r, &r.site.pages[id], out);
    topic::dependencies(r, &r.site.pages[id], out);
}

pub(super) fn may_show(r: Reader<'_>, id: PageId, sought: &Sought<'_>) -> bool {
    let document = &r.site.pages[id];
    body::leads_to(document, sought) || topic::shows(r, document, sought.id)
}
