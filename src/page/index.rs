//! The indexes of tags, columns and series.

use crate::base::date::{Language, Period};
use crate::base::id::{PageId, TagId};
use crate::base::slug::Slug;
use crate::base::url::Url;
use crate::page::data::{ColumnRef, HtmlPage, IndexEntry, SeriesRef};
use crate::page::dependencies::Dependencies;
use crate::page::reader::Reader;
use crate::page::scope::own_description;
use crate::page::{head, topic};
use crate::site::view::{Index, View};
use crate::site::{Scope, Site};

/// Stands for what begins with no letter, behind all of them.
const NO_LETTER: char = '~';

pub(super) fn urls(site: &Site, out: &mut Vec<(Url, View)>) {
    for (index, is_there) in [
        (Index::Tags, true),
        (Index::Columns, !site.config.columns.is_empty()),
        (Index::Series, !site.config.series.is_empty()),
        (Index::People, site.config.people),
        (Index::Topics, site.pages.iter().any(|page| page.is_topic())),
    ] {
        if is_there {
            out.push((index.url(), View::Index(index)));
        }
    }
}

pub(super) fn page(r: Reader<'_>, index: Index) -> HtmlPage {
    let entries: Vec<IndexEntry> = match index {
        Index::Tags => tags(r),
        Index::Columns => r.shared.columns.iter().map(|c| column(c)).collect(),
        Index::Series => r.shared.series.iter().map(|s| series(s)).collect(),
        Index::People => people(r),
        Index::Topics => topic::all(r.site)
            .into_iter()
            .map(|(id, _)| topic(r, id))
            .collect(),
    };
    let title = r.theme.word(match index {
        Index::Tags => "tags",
        Index::Columns => "columns",
        Index::Series => "series",
        Index::Topics => "topic_pages",
        Index::People => "people",
    });
    let (site, count) = (&r.site.config.title, entries.len());
    let description = match r.site.config.wording() {
        Language::Chinese => format!("{site}：{title}，共{count}个。"),
        Language::English => format!("{site}: {title}, {count} in all."),
    };
    let crumbs = head::crumbs(r, vec![(title.to_owned(), None)]);
    HtmlPage {
        template: "index.html",
        head: head::list(r, Scope::All, title, &description, &index.url(), &crumbs),
        href: r.href(&index.url()),
        breadcrumb: crumbs,
        title: title.to_owned(),
        index: Some(entries),
        ..HtmlPage::default()
    }
}

pub(super) fn dependencies(r: Reader<'_>, index: Index, out: &mut Dependencies) {
    match index {
        Index::Tags => {
            for tag in &r.site.tags {
                out.text(&tag.title);
                out.text(&tag.slug);
                out.number(tag.articles.len() as u64);
            }
        }
        Index::People => {
            for person in &r.site.people {
                out.text(&person.name);
                out.text(&person.slug);
                out.number(person.articles.len() as u64);
            }
        }
        Index::Topics => {
            for (id, _) in topic::all(r.site) {
                out.number(r.site.page_shown_hash(id));
            }
        }
        // They read the configuration only.
        Index::Columns | Index::Series => {}
    }
}

/// Lists the tags in order of the alphabet, Chinese ones by their pinyin.
pub(super) fn tags(r: Reader<'_>) -> Vec<IndexEntry> {
    let tags = r.site.tags.ids().map(|id| (tag_place(r, id), tag(r, id)));
    lettered(tags.collect())
}

/// Lists those who are named in bylines in the same order.
fn people(r: Reader<'_>) -> Vec<IndexEntry> {
    let people = r.site.people.enumerate();
    let people = people.map(|(id, person)| {
        let entry = IndexEntry {
            title: person.name.to_string(),
            letter: None,
            href: r.href(&r.site.list_url(Scope::Person(id), Period::All)),
            count: Some(person.articles.len()),
            tagline: None,
        };
        (place(&person.name), entry)
    });
    lettered(people.collect())
}

/// Puts entries in order, and a letter on the first of each; those of one sound stay in the order
/// of their addresses.
fn lettered(mut entries: Vec<((char, String), IndexEntry)>) -> Vec<IndexEntry> {
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut before = None;
    let mut out = Vec::new();
    for ((letter, _), mut entry) in entries {
        if before.replace(letter) != Some(letter) {
            entry.letter = Some(match letter {
                NO_LETTER => "#".to_owned(),
                letter => letter.to_string(),
            });
        }
        out.push(entry);
    }
    out
}

fn tag_place(r: Reader<'_>, id: TagId) -> (char, String) {
    let title = &r.site.tags[id].title;
    let settings = r.site.config.tags.get(&**title);
    let sort = settings.and_then(|settings| settings.sort.as_deref());
    place(sort.unwrap_or(title))
}

/// Returns the letter under which a name stands and its place among those of the letter.
///
/// What begins with no letter comes last.
fn place(name: &str) -> (char, String) {
    let sound = Slug::of(name).text;
    let first = sound.chars().next().filter(char::is_ascii_alphabetic);
    (first.map_or(NO_LETTER, |c| c.to_ascii_uppercase()), sound)
}

fn tag(r: Reader<'_>, id: TagId) -> IndexEntry {
    let tag = &r.site.tags[id];
    IndexEntry {
        title: tag.title.to_string(),
        letter: None,
        href: r.href(&r.site.list_url(Scope::Tag(id), Period::All)),
        count: Some(tag.articles.len()),
        tagline: own_description(r, Scope::Tag(id)),
    }
}

fn column(column: &ColumnRef) -> IndexEntry {
    IndexEntry {
        title: column.title.clone(),
        letter: None,
        href: column.href.clone(),
        count: None,
        tagline: column
            .tagline
            .clone()
            .or_else(|| column.description.clone()),
    }
}

fn topic(r: Reader<'_>, id: PageId) -> IndexEntry {
    let topic = topic::link(r, id);
    IndexEntry {
        title: topic.title,
        letter: None,
        href: topic.href,
        count: None,
        tagline: topic.tagline.or(Some(topic.summary)),
    }
}

fn series(series: &SeriesRef) -> IndexEntry {
    IndexEntry {
        title: series.title.clone(),
        letter: None,
        href: series.href.clone(),
        count: None,
        tagline: None,
    }
}
