//! Topic pages (专题): an introduction, and below it what they gather.

use crate::base::date::Period;
use crate::base::id::{ArticleId, PageId};
use crate::content::document::{Block, Document, Holding, Topic};
use crate::page::card;
use crate::page::cards::CardDate;
use crate::page::data::{Group, HtmlPage, TopicRef};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::{article, head};
use crate::site::view::Index;
use crate::site::{LIST_LIMIT, Scope, Site, Slot};

pub(super) fn page(r: Reader<'_>, id: PageId) -> HtmlPage {
    let document = &r.site.pages[id];
    let article = article::data(r, document);
    let url = r.site.url(document);
    let index = r.theme.word("topic_pages").to_owned();
    let steps = vec![
        (index, Some(Index::Topics.url())),
        (document.title.to_string(), None),
    ];
    let breadcrumb = head::crumbs(r, steps);
    let mut head = head::page(r, &document.title, &document.summary, &url, &breadcrumb);
    if let Some(image) = &article.image {
        head.image = Some(head::head_image(image));
    }
    HtmlPage {
        template: "topic.html",
        head,
        href: r.href(&url),
        section: Some("topics".to_owned()),
        breadcrumb,
        title: article.title.clone(),
        article: Some(article),
        blocks: Some(
            document
                .blocks()
                .iter()
                .map(|b| block(r, document, b))
                .collect(),
        ),
        ..HtmlPage::default()
    }
}

fn block(r: Reader<'_>, document: &Document, block: &Block) -> Group {
    let scope = scope(r.site, &block.holds);
    let ids = ids(r.site, document, block);
    Group {
        title: block.title.to_string(),
        href: scope.map(|scope| r.href(&r.site.list_url(scope, Period::All))),
        items: ids
            .into_iter()
            .map(|id| card::card(r, id, CardDate::Day))
            .collect(),
        ..Group::default()
    }
}

/// Returns the articles of a block: what is withheld is left out, and is there by itself when it
/// comes.
fn ids(site: &Site, document: &Document, block: &Block) -> Vec<ArticleId> {
    if let Holding::Picked(articles) = &block.holds {
        let slots = articles
            .iter()
            .filter_map(|a| site.related(document, &a.text));
        return slots.filter_map(article_of).take(LIST_LIMIT).collect();
    }
    let list = scope(site, &block.holds).map_or(&[][..], |scope| site.list(scope));
    let newest = list.iter().rev().copied();
    newest.take(usize::from(block.limit)).collect()
}

fn article_of(slot: Slot) -> Option<ArticleId> {
    match slot {
        Slot::Article(id) => Some(id),
        Slot::Page(_) | Slot::Held(_) => None,
    }
}

/// Returns the list that a block is the newest of.
fn scope(site: &Site, holds: &Holding) -> Option<Scope> {
    match holds {
        Holding::Picked(_) => None,
        Holding::Category(id) => Some(Scope::Category(*id)),
        Holding::Column(id) => Some(Scope::Column(*id)),
        Holding::Series(id) => Some(Scope::Series(*id)),
        // Without an article a tag has no page.
        Holding::Tag(tag) => site.tag(&tag.text).map(Scope::Tag),
    }
}

/// Adds what the blocks of a topic page show.
pub(super) fn dependencies(r: Reader<'_>, document: &Document, out: &mut Dependencies) {
    for block in document.blocks() {
        if let Some(Scope::Tag(tag)) = scope(r.site, &block.holds) {
            out.text(&r.site.tags[tag].slug);
        }
        out.articles(r.site, &ids(r.site, document, block));
    }
}

/// Returns true if a block shows an article.
pub(super) fn shows(r: Reader<'_>, document: &Document, id: Option<ArticleId>) -> bool {
    let mut blocks = document.blocks().iter();
    id.is_some_and(|id| blocks.any(|block| ids(r.site, document, block).contains(&id)))
}

/// Returns the topic pages, the open ones first, and of each kind the newest first.
pub(super) fn all(site: &Site) -> Vec<(PageId, &Topic)> {
    let pages = site.pages.enumerate();
    let mut topics: Vec<(PageId, &Topic)> = pages
        .filter_map(|(id, page)| Some((id, page.details().topic.as_deref()?)))
        .collect();
    topics.sort_by_key(|(id, topic)| {
        let date = site.pages[*id].date;
        (!topic.is_open(site.now()), std::cmp::Reverse(date))
    });
    topics
}

/// Returns the topic pages that are open.
pub(super) fn open(site: &Site) -> Vec<PageId> {
    let topics = all(site).into_iter();
    let open = topics.filter(|(_, topic)| topic.is_open(site.now()));
    open.map(|(id, _)| id).collect()
}

/// Returns the address of the list of topic pages, if there are any.
pub(super) fn index(r: Reader<'_>) -> Option<String> {
    let has_any = r.site.pages.iter().any(|page| page.is_topic());
    has_any.then(|| r.href(&Index::Topics.url()))
}

pub(super) fn link(r: Reader<'_>, id: PageId) -> TopicRef {
    let page = &r.site.pages[id];
    TopicRef {
        title: page.title.to_string(),
        href: r.href(&r.site.url(page)),
        tagline: card::text(&page.details().subtitle),
        summary: page.summary.to_string(),
    }
}
