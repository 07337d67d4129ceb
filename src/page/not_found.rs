//! What a host shows for an address that is none.

use crate::base::url::Url;
use crate::page::data::HtmlPage;
use crate::page::head;
use crate::page::reader::Reader;
use crate::site::view::View;

pub(super) fn urls(out: &mut Vec<(Url, View)>) {
    out.push((url(), View::NotFound));
}

fn url() -> Url {
    Url::new("/404.html")
}

pub(super) fn page(r: Reader<'_>) -> HtmlPage {
    let title = r.theme.word("not_found");
    HtmlPage {
        template: "404.html",
        head: head::hidden(r, title, &url()),
        href: r.href(&url()),
        title: title.to_owned(),
        ..HtmlPage::default()
    }
}
