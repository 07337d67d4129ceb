//! Those who are named in bylines, with their articles: each has a page, if the site asks for it.

use std::collections::BTreeMap;

use super::Site;
use crate::base::digest::Digest;
use crate::base::id::{ArticleId, PersonId};
use crate::base::name::is_device;
use crate::base::slug::Slug;
use crate::content::document::Credit;

/// The longest slug of a name: an address has room for it, and for a mark behind it.
const LONGEST: usize = 100;

/// Somebody who is named in bylines.
#[derive(Clone, Debug)]
pub struct Person {
    /// Last part of the address.
    pub slug: String,
    /// As bylines write it.
    pub name: Box<str>,
    /// The articles, oldest first.
    pub articles: Vec<ArticleId>,
}

impl Site {
    /// Finds somebody who has a page.
    pub fn person(&self, name: &str) -> Option<PersonId> {
        self.people_ids.get(name).copied()
    }

    /// Gathers those who are named in bylines.
    pub(super) fn index_people(&mut self) {
        if !self.config.people {
            return;
        }
        let mut by_name: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
        for (id, document) in self.articles.enumerate() {
            for credit in document.byline.iter().filter(|credit| is_person(credit)) {
                let articles = by_name.entry(&credit.name).or_default();
                // One who wrote and took the pictures is named twice.
                if articles.last() != Some(&id) {
                    articles.push(id);
                }
            }
        }
        let mut people: Vec<Person> = by_name
            .into_iter()
            .filter_map(|(name, articles)| person(name, articles))
            .collect();
        apart(&mut people);
        people.sort_by(|a, b| a.slug.cmp(&b.slug));
        self.people = people.into();
        for (id, person) in self.people.enumerate() {
            self.people_ids.insert(person.name.clone(), id);
        }
    }
}

fn is_person(credit: &Credit) -> bool {
    !credit.organization
}

/// Makes the page of a name; one without letters that are known has none.
fn person(name: &str, articles: Vec<ArticleId>) -> Option<Person> {
    let slug = Slug::of(name);
    let is_whole = slug.left_out.is_empty() && !slug.text.is_empty();
    let fits = slug.text.len() <= LONGEST && !is_device(&slug.text);
    (is_whole && fits).then(|| Person {
        slug: slug.text,
        name: name.into(),
        articles,
    })
}

/// Gives each of several names of one sound an address of its own (李梅 and 黎梅).
///
/// Whose first article is the oldest keeps the plain one; the others get a mark that is made of
/// their name alone, so that it stays whoever comes after them.
fn apart(people: &mut [Person]) {
    people
        .sort_by(|a, b| (&a.slug, a.articles[0], &a.name).cmp(&(&b.slug, b.articles[0], &b.name)));
    let mut before = String::new();
    for person in people {
        if person.slug == before {
            let mark = Digest::of(person.name.as_bytes()).short(6);
            person.slug = [&before, "-", &*mark].concat();
        } else {
            before.clone_from(&person.slug);
        }
    }
}
