//! What embargoed documents will claim on their day, told today.

use crate::base::date::Period;
use crate::base::id::TagId;
use crate::base::name::is_device;
use crate::diagnostic::Diagnostic;
use crate::site::Scope;
use crate::site::clash::{Book, Claim, from_day};
use crate::site::collect::tag_without_url;
use crate::site::life::Lives;
use crate::site::old::Taken;
use crate::site::part::Part;
use crate::site::view::View;

/// Reports what goes wrong with addresses when the documents of `coming` are out: among themselves,
/// and with those that are public now. Its cost is that of the documents to come.
pub(super) fn check<'a>(now: Part<'a>, coming: Part<'a>, taken: &mut Taken<'a>) -> Vec<Diagnostic> {
    let mut problems = tags(now, coming);
    let routes = coming.routes.iter();
    let claims: Vec<Claim<'a>> = routes
        .map(|route| Claim::of(coming, route))
        .filter(|claim| is_new(*claim, taken))
        .collect();
    for same in claims.chunk_by(|a, b| a.url() == b.url()) {
        problems.extend(same[0].too_long());
        for (i, claim) in same.iter().enumerate() {
            let earlier = same[..i].iter().rev().copied();
            let others = earlier.chain(taken.now().at(claim.url()));
            problems.extend(first_clash(*claim, others));
            let twins = taken.now().twins(claim.url());
            problems.extend(first_clash(*claim, twins).map(|problem| problem.hint("case")));
            problems.extend(taken.clash(*claim));
        }
    }
    let own = Book::new(coming);
    problems.extend(own.case_twins());
    taken.add(own);
    for document in coming.site.articles.iter().chain(&coming.site.pages) {
        taken.take(coming, document, &mut problems);
    }
    problems
}

/// Returns true if the same thing does not have the address already.
fn is_new(claim: Claim<'_>, taken: &Taken<'_>) -> bool {
    let found = taken.now().at(claim.url());
    !found.into_iter().any(|own| claim.is_same(own))
}

fn first_clash<'a>(
    claim: Claim<'a>,
    others: impl IntoIterator<Item = Claim<'a>>,
) -> Option<Diagnostic> {
    let mut others = others.into_iter();
    // Tags that share an address are told as tags.
    others.find_map(|other| match (claim.tag(), other.tag()) {
        (Some(_), Some(_)) => None,
        _ => claim.clash(other),
    })
}

/// Reports tags that only documents to come have, and that get no address of their own.
fn tags(now: Part<'_>, coming: Part<'_>) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (id, tag) in coming.site.tags.enumerate() {
        if now.site.tag(&tag.title).is_some() {
            continue;
        }
        problems.extend(coming.site.letters_left_out(id));
        let lives = tag_lives(coming, id);
        let earlier = of_slug(coming, &tag.slug).filter(|other| *other < id);
        let earlier = earlier.map(|id| (coming, id));
        let mut others = of_slug(now, &tag.slug).map(|id| (now, id)).chain(earlier);
        let found = if tag.slug.is_empty() || is_device(&tag.slug) {
            lives.common(&Lives::always()).map(|life| (life, None))
        } else {
            others.find_map(|(part, other)| {
                let both = tag_lives(part, other).common(&lives)?;
                Some((both, Some(&part.site.tags[other])))
            })
        };
        if let Some((life, twin)) = found {
            let problem = tag_without_url(coming.site, tag, twin);
            problems.push(from_day(problem, life, now.site.now()));
        }
    }
    problems
}

/// Returns the tags that have a slug.
fn of_slug<'a>(part: Part<'a>, slug: &'a str) -> impl Iterator<Item = TagId> + use<'a> {
    let tags = &part.site.tags;
    let start = tags.partition_point(|tag| *tag.slug < *slug);
    let found = tags.enumerate().skip(start);
    found
        .take_while(move |(_, tag)| tag.slug == slug)
        .map(|(id, _)| id)
}

fn tag_lives(part: Part<'_>, tag: TagId) -> Lives {
    let scope = Scope::Tag(tag);
    let url = part.site.list_url(scope, Period::All);
    part.lives(&(url, View::List(scope, Period::All)))
}
