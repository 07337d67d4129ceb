//! Articles.

use rayon::prelude::*;

use crate::base::date::{Date, Language, Period, long_date, short_date};
use crate::base::id::ArticleId;
use crate::base::url::Url;
use crate::content::document::{Correction, Credit, Dateline, Document, Print, byline};
use crate::content::headline::Size;
use crate::page::card::text;
use crate::page::cards::CardDate;
use crate::page::data::{
    ArticleData, CorrectionData, CreditData, HeadlineLink, HtmlPage, Link, OriginalData, PrintData,
    ReviewData,
};
use crate::page::dependencies::Dependencies;
use crate::page::dependents::Sought;
use crate::page::reader::Reader;
use crate::page::{around, body, bulletin, card, elder_days, head, onward, picture, qr};
use crate::site::view::View;
use crate::site::{Scope, Site, Slot};

/// How many related articles are shown at most.
const RELATED: usize = 4;

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    let articles = site.articles.par_enumerate();
    out.par_extend(articles.map(|(id, document)| (site.url(document), View::Article(id))));
}

pub(super) fn page(r: Reader<'_>, id: ArticleId) -> HtmlPage {
    let document = r.site.article(id);
    let article = whole(r, id);
    let [previous, next] = neighbours(r.site, id);
    let related = related(r.site, id, document);
    // Nothing is named twice on one page.
    let mut named: Vec<ArticleId> = related
        .iter()
        .copied()
        .chain(previous)
        .chain(next)
        .collect();
    let same_column = links(r, onward::of_column(r.site, id), &mut named);
    let same_day = links(r, onward::of_day(r.site, id), &mut named);
    let breadcrumb = head::article_crumbs(r, id);
    let url = r.site.url(document);
    let qr = if r.site.config.qr {
        qr::svg(&r.full(&url))
    } else {
        None
    };
    HtmlPage {
        template: "article.html",
        layout: layout(r, document),
        head: head::article(r, id, &article, &breadcrumb),
        href: r.href(&url),
        section: article.category.as_ref().map(|c| c.id.clone()),
        breadcrumb,
        title: article.title.clone(),
        article: Some(article),
        previous: previous.map(|id| link(r, id)),
        next: next.map(|id| link(r, id)),
        related: related
            .iter()
            .map(|id| card::card(r, *id, CardDate::Day))
            .collect(),
        same_day,
        same_column,
        elder_href: elder_days::href(r, id),
        qr,
        ..HtmlPage::default()
    }
}

/// Returns the template that a document names for itself, if the theme has it.
pub(super) fn layout(r: Reader<'_>, document: &Document) -> Option<String> {
    let named = document.details().layout.as_ref()?;
    r.theme.layout(&named.text)
}

/// Reads all that an article's page shows of it.
pub(super) fn whole(r: Reader<'_>, id: ArticleId) -> ArticleData {
    ArticleData {
        bulletin: bulletin::data(r, id),
        withheld: r.site.marks.get(&id).map(|mark| mark.name()),
        ..data(r, r.site.article(id))
    }
}

fn link(r: Reader<'_>, id: ArticleId) -> HeadlineLink {
    let document = r.site.article(id);
    HeadlineLink {
        title: document.title.to_string(),
        title_html: document.title.html(),
        href: r.href(&r.site.url(document)),
    }
}

/// Makes links to those articles that are not named yet.
fn links(
    r: Reader<'_>,
    ids: impl Iterator<Item = ArticleId>,
    named: &mut Vec<ArticleId>,
) -> Vec<HeadlineLink> {
    let ids: Vec<ArticleId> = ids.filter(|id| !named.contains(id)).collect();
    named.extend(&ids);
    ids.into_iter().map(|id| link(r, id)).collect()
}

/// Reads what the page of a document of either kind shows: all that stands in the document.
pub(super) fn data(r: Reader<'_>, document: &Document) -> ArticleData {
    let details = document.details();
    let source = details
        .source
        .as_deref()
        .unwrap_or(&r.site.config.publisher);
    let corrections = details.corrections.iter();
    let tags = document.tags.iter();
    ArticleData {
        title: document.title.to_string(),
        title_html: document.title.html(),
        title_size: document.title.size().map(Size::name),
        kicker: text(&details.kicker),
        subtitle: text(&details.subtitle),
        category: document.category.map(|id| r.section(id)),
        column: document.column.map(|id| r.column(id)),
        date: document.date.map(|date| card::date(r, date)),
        day_href: document.day().map(|day| day_href(r, day)),
        updated: details.updated.map(|moment| card::date(r, moment)),
        byline: document.byline.iter().map(|own| credit(r, own)).collect(),
        dateline: match details.dateline.as_deref() {
            Some(line) => dateline(line, r.site.config.wording()),
            None => String::new(),
        },
        source: source.to_owned(),
        editor: text(&details.editor),
        summary: (!document.summary_derived).then(|| document.summary.to_string()),
        tags: tags.filter_map(|tag| tag_link(r, tag)).collect(),
        image: picture::image(r, document),
        print: details.print.as_deref().map(|print| print_data(r, print)),
        review: details.review.as_deref().map(review),
        corrections: corrections.map(|c| correction(r, c)).collect(),
        original: original(document),
        bulletin: None,
        extra: card::extra(document),
        withheld: None,
        body: body::data(r, document),
    }
}

fn day_href(r: Reader<'_>, day: Date) -> String {
    r.href(&r.site.list_url(Scope::All, Period::of_day(day)))
}

fn print_data(r: Reader<'_>, print: &Print) -> PrintData {
    PrintData {
        issue: long_date(print.issue, r.site.config.wording()),
        issue_iso: print.issue.to_string(),
        page: text(&print.page),
        position: print.position,
        section: text(&print.section),
    }
}

fn review([first, second, last]: &[Box<str>; 3]) -> ReviewData {
    ReviewData {
        first: first.to_string(),
        second: second.to_string(),
        last: last.to_string(),
    }
}

fn correction(r: Reader<'_>, correction: &Correction) -> CorrectionData {
    CorrectionData {
        date: card::date(r, correction.date),
        text: correction.text.to_string(),
    }
}

/// Writes the head of a text as a newspaper does: `本报讯`, `本报西宁1月15日讯`.
pub(super) fn dateline(dateline: &Dateline, language: Language) -> String {
    let day = dateline
        .date
        .filter(|_| !dateline.repeated)
        .map(|d| short_date(d, language))
        .unwrap_or_default();
    let (agency, place) = (
        dateline.agency.as_deref().unwrap_or_default(),
        dateline.place.as_deref().unwrap_or_default(),
    );
    match language {
        Language::English => {
            let parts = [place, agency, &day].into_iter().filter(|p| !p.is_empty());
            parts.collect::<Vec<_>>().join(", ")
        }
        Language::Chinese => match agency
            .strip_suffix('讯')
            .or_else(|| agency.strip_suffix('电'))
        {
            Some(paper) => format!("{paper}{place}{day}{}", &agency[paper.len()..]),
            None => format!("{agency}{place}{day}"),
        },
    }
}

fn tag_link(r: Reader<'_>, title: &str) -> Option<Link> {
    let tag = r.site.tag(title)?;
    Some(Link {
        title: title.to_owned(),
        href: r.href(&r.site.list_url(Scope::Tag(tag), Period::All)),
    })
}

/// Returns what is known of the original and not shown on the page anyway.
fn original(document: &Document) -> Option<OriginalData> {
    let original = document.details().original.as_deref()?;
    let data = OriginalData {
        title: text(&original.title).filter(|title| **title != *document.title),
        author: text(&original.author).filter(|author| !is_named(document, author)),
        url: text(&original.url),
    };
    (data
        != OriginalData {
            title: None,
            author: None,
            url: None,
        })
    .then_some(data)
}

/// Returns true if the byline names everybody that the author of an original does.
fn is_named(document: &Document, author: &str) -> bool {
    let credits = byline::parse(author);
    credits
        .iter()
        .all(|c| document.byline.iter().any(|own| own.name == c.name))
}

fn credit(r: Reader<'_>, credit: &Credit) -> CreditData {
    let person = r.site.person(&credit.name).filter(|_| !credit.organization);
    CreditData {
        href: person.map(|id| r.href(&r.site.list_url(Scope::Person(id), Period::All))),
        role: credit.role.as_deref().map(str::to_owned),
        name: credit.name.to_string(),
        organization: credit.organization,
        writer: credit.writes(),
    }
}

/// Returns the older and the newer neighbour in the category.
fn neighbours(site: &Site, id: ArticleId) -> [Option<ArticleId>; 2] {
    let list = site.list(Scope::Category(site.category(id)));
    let at = list.partition_point(|other| *other < id);
    [
        at.checked_sub(1).and_then(|i| list.get(i)).copied(),
        list.get(at + 1).copied(),
    ]
}

/// Returns the articles that the editor named, then older ones that share most tags.
///
/// Only older ones are looked for, so that a new article never changes the pages of old ones.
fn related(site: &Site, id: ArticleId, document: &Document) -> Vec<ArticleId> {
    let mut found: Vec<ArticleId> = Vec::new();
    for other in named(site, document) {
        if other != id && !found.contains(&other) {
            found.push(other);
        }
    }
    let mut shared: Vec<(usize, ArticleId)> = Vec::new();
    for older in older_by_tag(site, id, document) {
        for other in older.iter().rev() {
            match shared.iter_mut().find(|(_, o)| o == other) {
                Some((count, _)) => *count += 1,
                None => shared.push((1, *other)),
            }
        }
    }
    shared.sort_by(|a, b| b.cmp(a));
    for (_, other) in shared {
        if found.len() >= RELATED {
            break;
        }
        if !found.contains(&other) {
            found.push(other);
        }
    }
    found
}

/// Returns the articles that the editor named as related.
fn named(site: &Site, document: &Document) -> impl Iterator<Item = ArticleId> {
    let related = document.details().related.iter();
    related.filter_map(|named| match site.related(document, &named.text)? {
        Slot::Article(id) => Some(id),
        Slot::Page(_) | Slot::Held(_) => None,
    })
}

/// Returns the last articles before an article of each of its tags, oldest first: related ones
/// are among them.
fn older_by_tag<'a>(
    site: &'a Site,
    id: ArticleId,
    document: &Document,
) -> impl Iterator<Item = &'a [ArticleId]> {
    let tags = document.tags.iter().filter_map(|tag| site.tag(tag));
    tags.map(move |tag| {
        let list = site.list(Scope::Tag(tag));
        let at = list.partition_point(|other| *other < id);
        &list[at.saturating_sub(RELATED)..at]
    })
}

pub(super) fn dependencies(r: Reader<'_>, id: ArticleId, out: &mut Dependencies) {
    let document = r.site.article(id);
    out.article(r.site, id);
    out.number(u64::from(elder_days::has(r.site, id)));
    for neighbour in neighbours(r.site, id) {
        out.maybe(r.site, neighbour);
    }
    // To choose the related ones among these takes longer than to hash all.
    for named in named(r.site, document) {
        out.article(r.site, named);
    }
    for older in older_by_tag(r.site, id, document) {
        out.articles(r.site, older);
    }
    onward::dependencies(r, id, out);
    around::dependencies(r, id, out);
    body::dependencies(r, document, out);
    byline_dependencies(r, document, out);
}

/// Adds where the names of a byline lead, which depends on who else has a name of that sound.
pub(super) fn byline_dependencies(r: Reader<'_>, document: &Document, out: &mut Dependencies) {
    let names = document.byline.iter();
    for person in names.filter_map(|c| r.site.person(&c.name)) {
        out.text(&r.site.people[person].slug);
    }
}

pub(super) fn may_show(r: Reader<'_>, id: ArticleId, sought: &Sought<'_>) -> bool {
    let document = r.site.article(id);
    let is_beside = match sought.id {
        Some(other) => stands_by(r, id, document, other, sought.document),
        None => false,
    };
    is_beside || body::leads_to(document, sought)
}

/// Returns true if the page of an article shows a different one beside its text: as its neighbour,
/// as related, or as the bulletin of a different period.
fn stands_by(
    r: Reader<'_>,
    id: ArticleId,
    document: &Document,
    other: ArticleId,
    sought: &Document,
) -> bool {
    if other == id {
        return false;
    }
    if document.category == sought.category && neighbours(r.site, id).contains(&Some(other)) {
        return true;
    }
    if onward::shows(r.site, id, other) {
        return true;
    }
    let is_near = !document.details().related.is_empty()
        || document.tags.iter().any(|tag| sought.tags.contains(tag));
    if is_near && related(r.site, id, document).contains(&other) {
        return true;
    }
    let [own, others] = [document, sought].map(|d| d.bulletin.as_ref().map(|b| b.series));
    own.is_some() && own == others && around::shows(r, id, other)
}
