//! How a scope is named and described.

use crate::base::date::Language;
use crate::base::id::SeriesId;
use crate::base::url::Url;
use crate::content::document::Document;
use crate::page::data::ListImage;
use crate::page::reader::Reader;
use crate::site::view::Index;
use crate::site::{Scope, Site};

/// Returns every scope of the site.
pub(super) fn all(site: &Site) -> Vec<Scope> {
    let config = &site.config;
    let mut scopes = vec![Scope::All];
    scopes.extend(config.categories.ids().map(Scope::Category));
    scopes.extend(config.columns.ids().map(Scope::Column));
    scopes.extend(config.series.ids().map(Scope::Series));
    scopes.extend(site.tags.ids().map(Scope::Tag));
    scopes.extend(site.people.ids().map(Scope::Person));
    scopes
}

/// Returns the name by which templates know the kind of a scope.
pub(super) fn kind(scope: Scope) -> &'static str {
    match scope {
        Scope::All => "all",
        Scope::Category(_) => "category",
        Scope::Tag(_) => "tag",
        Scope::Column(_) => "column",
        Scope::Series(_) => "series",
        Scope::Person(_) => "person",
    }
}

/// Returns the page that leads to all scopes of a kind: the key of its name, and its address.
pub(super) fn index(scope: Scope) -> Option<(&'static str, Url)> {
    match scope {
        Scope::All => Some(("archive", Url::new("/archive/"))),
        Scope::Tag(_) => Some(("tags", Index::Tags.url())),
        Scope::Column(_) => Some(("columns", Index::Columns.url())),
        Scope::Series(_) => Some(("series", Index::Series.url())),
        Scope::Person(_) => Some(("people", Index::People.url())),
        Scope::Category(_) => None,
    }
}

/// Returns true if a document is of a scope.
pub(super) fn holds(site: &Site, scope: Scope, document: &Document) -> bool {
    match scope {
        Scope::All => true,
        Scope::Category(id) => document.category == Some(id),
        Scope::Column(id) => document.column == Some(id),
        Scope::Series(id) => document.bulletin.as_ref().is_some_and(|b| b.series == id),
        Scope::Person(id) => {
            let mut byline = document.byline.iter();
            byline.any(|credit| *credit.name == *site.people[id].name)
        }
        Scope::Tag(id) => document
            .tags
            .iter()
            .any(|tag| **tag == *site.tags[id].title),
    }
}

/// Names a scope for readers; the site itself for all.
pub(super) fn title(r: Reader<'_>, scope: Scope) -> String {
    let config = &r.site.config;
    match scope {
        Scope::All => config.title.clone(),
        Scope::Category(i) => config.categories[i].title.clone(),
        Scope::Column(i) => config.columns[i].title.clone(),
        Scope::Series(i) => config.series[i].title.clone(),
        Scope::Tag(i) => r.site.tags[i].title.to_string(),
        Scope::Person(i) => r.site.people[i].name.to_string(),
    }
}

/// Describes a scope: the site's own words, or a sentence made of its titles.
pub(super) fn description(r: Reader<'_>, scope: Scope) -> String {
    let config = &r.site.config;
    let own = match scope {
        Scope::Column(id) => own_description(r, scope).or(config.columns[id].tagline.clone()),
        Scope::Series(id) => Some(series_description(r, id)),
        Scope::All | Scope::Category(_) | Scope::Tag(_) | Scope::Person(_) => {
            own_description(r, scope)
        }
    };
    if let Some(own) = own {
        return own;
    }
    let (title, site) = (title(r, scope), &config.title);
    match (config.wording(), scope == Scope::All) {
        (Language::Chinese, true) => format!("{title}刊登的全部文章"),
        (Language::English, true) => format!("All articles of {title}"),
        (Language::Chinese, false) => format!("{site}“{title}”的全部文章"),
        (Language::English, false) => format!("All articles on {title} in {site}"),
    }
}

/// Returns the picture of a tag, if the site gives one.
pub(super) fn image(r: Reader<'_>, scope: Scope) -> Option<ListImage> {
    let Scope::Tag(id) = scope else {
        return None;
    };
    let title = &*r.site.tags[id].title;
    let picture = r.theme.face().tags.get(title)?;
    let image = r.site.config.tags.get(title)?.image.as_ref()?;
    Some(ListImage {
        src: r.href(&picture.url),
        url: r.full(&picture.url),
        alt: image.alt.clone(),
        width: picture.width,
        height: picture.height,
    })
}

/// Returns the description of a category, column or tag, if the site gives one.
pub(super) fn own_description(r: Reader<'_>, scope: Scope) -> Option<String> {
    let config = &r.site.config;
    match scope {
        Scope::Category(id) => config.categories[id].description.clone(),
        Scope::Column(id) => config.columns[id].description.clone(),
        Scope::Tag(id) => {
            let settings = config.tags.get(&*r.site.tags[id].title)?;
            settings.description.clone()
        }
        Scope::All | Scope::Series(_) | Scope::Person(_) => None,
    }
}

/// Describes what a series counts: in the site's words, or by the names of its figures.
pub(super) fn series_description(r: Reader<'_>, series: SeriesId) -> String {
    let own = &r.site.config.series[series];
    if let Some(description) = &own.description {
        return description.clone();
    }
    let labels: Vec<&str> = own.figures.iter().map(|f| f.label.as_str()).collect();
    match r.site.config.wording() {
        Language::Chinese => format!("{}：{}。", own.title, labels.join("、")),
        Language::English => format!("{}: {}.", own.title, labels.join(", ")),
    }
}

/// Names the site in a sentence, for the description of the home page.
pub(super) fn site_sentence(r: Reader<'_>) -> String {
    let config = &r.site.config;
    let (title, publisher) = (&config.title, &config.publisher);
    let categories = config.categories.iter().map(|c| c.title.as_str());
    let categories: Vec<&str> = categories.collect();
    match config.wording() {
        Language::Chinese => format!("{title}：{}，由{publisher}主办。", categories.join("、")),
        Language::English => {
            format!(
                "{title}: {}. Published by {publisher}.",
                categories.join(", ")
            )
        }
    }
}
