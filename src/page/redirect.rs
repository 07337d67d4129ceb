//! Old addresses, each of which leads to an article or standing page. Their routes are made where
//! claims on addresses are settled.

use crate::base::url::Url;
use crate::page::data::HtmlPage;
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::head;
use crate::page::reader::Reader;
use crate::site::view::View;

/// Makes the page at an old address; its canonical address is the new one.
pub(super) fn page(r: Reader<'_>, target: &Url) -> HtmlPage {
    let title = match r.routes.get(target) {
        Some(View::Article(id)) => &*r.site.article(*id).title,
        Some(View::Page(id)) => &*r.site.pages[*id].title,
        _ => r.theme.word("moved"),
    };
    HtmlPage {
        template: "redirect.html",
        head: head::hidden(r, title, target),
        href: r.href(target),
        title: title.to_owned(),
        target: Some(r.href(target)),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, target: &Url, out: &mut Dependencies) {
    out.text(target.as_str());
    match r.routes.get(target) {
        Some(View::Article(id)) => out.article(r.site, *id),
        Some(View::Page(id)) => out.number(r.site.page_shown_hash(*id)),
        _ => {}
    }
}

pub(super) fn may_show(target: &Url, sought: &Sought<'_>) -> bool {
    *target == sought.url
}
