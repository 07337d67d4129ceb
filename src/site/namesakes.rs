//! Namesakes of one sound: the plain address of one may pass to another.

use std::collections::BTreeMap;

use super::Site;
use crate::base::date::Moment;
use crate::base::id::{ArticleId, PersonId};
use crate::base::slug::Slug;
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reports each article whose end gives the plain address of its author to somebody else, whose
/// oldest article is then the oldest: 李梅 and 黎梅 sound alike.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut by_sound: BTreeMap<String, Vec<PersonId>> = BTreeMap::new();
    for (id, person) in site.people.enumerate() {
        let sound = Slug::of(&person.name).text;
        by_sound.entry(sound).or_default().push(id);
    }
    by_sound.retain(|_, people| people.len() > 1);
    let groups = by_sound.iter();
    groups
        .filter_map(|(sound, people)| passes(site, sound, people))
        .collect()
}

/// Reports when the one who has the plain address of a sound loses it first, if ever.
fn passes(site: &Site, sound: &str, people: &[PersonId]) -> Option<Diagnostic> {
    let owner = *people.iter().find(|id| site.people[**id].slug == sound)?;
    let mut ends: Vec<(Moment, ArticleId)> = site.people[owner]
        .articles
        .iter()
        .filter_map(|id| Some((site.article(*id).details().expires?, *id)))
        .collect();
    ends.sort();
    let (end, last, heir) = ends.into_iter().find_map(|(end, article)| {
        let still = people.iter().filter_map(|id| {
            let oldest = oldest(site, *id, end)?;
            Some((oldest, *id))
        });
        let (_, heir) = still.min_by_key(|(oldest, id)| (*oldest, &site.people[*id].name))?;
        (heir != owner).then_some((end, article, heir))
    })?;
    let problem = Diagnostic::new(
        code::ADDRESS_PASSES_ON,
        Span::file(&site.article(last).path),
    );
    let problem = problem
        .with("name", &site.people[owner].name)
        .with("other", &site.people[heir].name)
        .with("url", format!("/people/{sound}/"))
        .with("moment", end.minute());
    Some(problem.entry("expires", "").by_clock())
}

/// Returns the oldest article of somebody that is public at a moment.
fn oldest(site: &Site, person: PersonId, at: Moment) -> Option<ArticleId> {
    let mut articles = site.people[person].articles.iter().copied();
    articles.find(|id| {
        let end = site.article(*id).details().expires;
        end.is_none_or(|end| end.utc > at.utc)
    })
}
