//! The newsroom's rules of `policy:`, held against one article.

use crate::content::config::Config;
use crate::content::config::policy::Gate;
use crate::content::document::Document;
use crate::content::yaml::{Fields, Node, Value};
use crate::diagnostic::code;
use crate::diagnostic::{Diagnostic, Span};

/// Reports what the rules ask for and the article lacks; returns true if it has to be withheld for
/// it.
///
/// A draft may lack anything: it is still being written.
pub(super) fn check(fields: &mut Fields<'_>, document: &Document, config: &Config) -> bool {
    let Some(category) = document.category.filter(|_| !document.draft) else {
        return false;
    };
    let policy = &config.policy;
    for key in policy.require.get(category).into_iter().flatten() {
        if is_missing(fields, document, key) {
            let at = fields.span();
            let title = &config.categories[category].title;
            fields.report(
                Diagnostic::new(code::REQUIRED_BY_POLICY, at)
                    .with("key", key)
                    .with("category", title),
            );
        }
    }
    if policy.reprints {
        reprint(fields, document, config);
    }
    match policy.review.get(category).copied().flatten() {
        None => false,
        Some(gate) => {
            let found = review(fields, document);
            let is_held = gate == Gate::Withhold && found.is_some();
            if let Some(problem) = found.filter(|_| gate == Gate::Error) {
                fields.report(problem);
            }
            is_held
        }
    }
}

/// Returns true if a key is not there; one of the main picture, if that is there without it.
fn is_missing(fields: &Fields<'_>, document: &Document, key: &str) -> bool {
    let image = document.details().image.as_deref();
    match (key, image) {
        ("credit", image) => image.is_some_and(|image| image.credit.is_none()),
        ("map", image) => image.is_some_and(|image| image.map.is_none()),
        _ => fields.peek(key).is_none() && fields.key_span(key).is_none(),
    }
}

/// Returns what is wrong with the three reviews: missing, one person twice, the author's own.
fn review(fields: &Fields<'_>, document: &Document) -> Option<Diagnostic> {
    let node = fields.peek("review");
    let Some(names) = document.details().review.as_deref() else {
        // Reviews of which one is missing are reported already.
        return node
            .is_none()
            .then(|| Diagnostic::new(code::MISSING_REVIEW, fields.span()));
    };
    let [first, second, last] = names;
    let twice = if first == second {
        Some(second)
    } else {
        Some(last).filter(|l| *l == first || *l == second)
    };
    if let Some(name) = twice {
        return Some(
            Diagnostic::new(code::REPEATED_REVIEWER, place(fields, node, name)).with("name", name),
        );
    }
    let author = names.iter().find(|n| {
        document
            .byline
            .iter()
            .any(|c| !c.organization && *c.name == ***n)
    })?;
    Some(Diagnostic::new(code::REVIEW_BY_AUTHOR, place(fields, node, author)).with("name", author))
}

/// Returns the last place of a name among the reviews.
fn place(fields: &Fields<'_>, reviews: Option<&Node>, name: &str) -> Span {
    let pairs = match reviews.map(|node| &node.value) {
        Some(Value::Map(pairs)) => pairs.as_slice(),
        Some(Value::Null | Value::Plain(_) | Value::Text(_) | Value::List(_)) | None => &[],
    };
    let mut names = pairs.iter().rev().map(|(_, name)| name);
    let found = names.find(|n| n.as_text().is_some_and(|text| text.trim() == name));
    found.map_or_else(|| fields.span(), |node| fields.at(node))
}

/// Reports what a reprint does not say: where it is from, who wrote it, what it was called, or who
/// is answerable for it here.
fn reprint(fields: &mut Fields<'_>, document: &Document, config: &Config) {
    let own = &config.policy.own_sources;
    let is_foreign = document
        .details()
        .source
        .as_deref()
        .is_some_and(|source| source != config.publisher && !own.iter().any(|s| s == source));
    if !is_foreign && document.details().original.is_none() {
        return;
    }
    let original = document.details().original.as_deref();
    let needs = [
        ("source", document.details().source.is_some()),
        (
            "original.author",
            original.is_some_and(|o| o.author.is_some()),
        ),
        (
            "original.title",
            original.is_some_and(|o| o.title.is_some()),
        ),
        ("editor", document.details().editor.is_some()),
    ];
    let missing: Vec<&str> = needs
        .iter()
        .filter(|(_, there)| !there)
        .map(|(key, _)| *key)
        .collect();
    if !missing.is_empty() {
        let span = fields
            .key_span("original")
            .or_else(|| fields.key_span("source"))
            .unwrap_or_else(|| fields.span());
        fields.report(
            Diagnostic::new(code::INCOMPLETE_REPRINT, span).with("known", missing.join(", ")),
        );
    }
}
