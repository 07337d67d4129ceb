//! The keys of front matter that have keys of their own, and those that name files and addresses.

use super::dates::{day, moment};
use crate::base::date::{Date, Language, long_date, short_date};
use crate::base::name::misfit;
use crate::base::url::{Url, is_web};
use crate::content::config::Config;
use crate::content::config::choice::choice;
use crate::content::document::{
    Correction, Credit, Dateline, Image, Made, Original, Print, Reference, byline, user_name,
};
use crate::content::yaml::{Fields, Node, Value};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::code;
use crate::picture::Focus;

pub(super) fn credits(fields: &mut Fields<'_>) -> Vec<Credit> {
    let mut credits = Vec::new();
    for item in fields.list_or_one("byline") {
        if let Some(text) = item.as_text() {
            credits.extend(byline::parse(text));
            continue;
        }
        let mut inner = fields.inner(item, "byline");
        let role = inner.text("role");
        let name = inner.required("name");
        inner.finish();
        credits.extend(name.map(|name| Credit::new(role, name)));
    }
    credits
}

pub(super) fn dateline(fields: &mut Fields<'_>, opening: &str) -> Option<Box<Dateline>> {
    let node = fields.take("dateline")?;
    let mut inner = fields.inner(node, "dateline");
    let agency = inner.text("agency").map(Into::into);
    let place = inner.text("place").map(Into::into);
    let date = day(&mut inner, "date").good();
    inner.finish();
    Some(Box::new(Dateline {
        agency,
        place,
        date,
        repeated: date.is_some_and(|day| opens_with(opening, day)),
    }))
}

/// Returns true if a text opens with a date, in either language.
fn opens_with(opening: &str, day: Date) -> bool {
    let text = opening.trim_start_matches("今年");
    [Language::Chinese, Language::English]
        .into_iter()
        .any(|l| text.starts_with(&short_date(day, l)) || text.starts_with(&long_date(day, l)))
}

pub(super) fn image(fields: &mut Fields<'_>) -> Option<Box<Image>> {
    let node = fields.take("image")?;
    let mut inner = fields.inner(node, "image");
    let src = inner.required_at("src");
    let alt = inner.required("alt");
    let caption = inner.text("caption").map(Into::into);
    let credit = inner.text("credit").map(Into::into);
    let focus = focus(&mut inner);
    let ai = inner
        .text_at("ai")
        .and_then(|word| choice(&mut inner, "ai", word, &Made::ALL));
    let map = inner.text("map").map(Into::into);
    let src = src.map(|(text, node)| reference(&inner, text, node, true));
    inner.finish();
    Some(Box::new(Image {
        src: src?,
        alt: alt?.into(),
        caption,
        credit,
        focus,
        ai,
        map,
    }))
}

/// Reads the point that a crop keeps.
fn focus(fields: &mut Fields<'_>) -> Focus {
    let Some(node) = fields.take("focus") else {
        return Focus::default();
    };
    let point = match &node.value {
        Value::List(items) => items.iter().map(fraction).collect::<Option<Vec<u16>>>(),
        Value::Null | Value::Plain(_) | Value::Text(_) | Value::Map(_) => None,
    };
    if let Some([across, down]) = point.as_deref() {
        return Focus {
            across: *across,
            down: *down,
        };
    }
    fields.expected("focus", node, "point");
    Focus::default()
}

/// Reads a number from 0 to 1, in ten-thousandths.
fn fraction(node: &Node) -> Option<u16> {
    let number: f64 = node.as_text()?.parse().ok()?;
    let is_within = (0.0..=1.0).contains(&number);
    is_within.then(|| (number * f64::from(Focus::WHOLE)).round() as u16)
}

pub(super) fn reference(fields: &Fields<'_>, text: &str, node: &Node, image: bool) -> Reference {
    let span = fields.at(node);
    Reference {
        text: text.into(),
        start: span.start,
        end: span.end,
        image,
        bare: false,
        is_declared: false,
    }
}

pub(super) fn print(fields: &mut Fields<'_>) -> Option<Box<Print>> {
    let node = fields.take("print")?;
    let mut inner = fields.inner(node, "print");
    let issue = day(&mut inner, "issue");
    let issue = inner.must("issue", issue);
    let page = inner.text("page").map(Into::into);
    let position = inner.take("position").and_then(|node| {
        let number = node
            .as_text()
            .and_then(|t| t.parse().ok())
            .filter(|n: &u32| *n > 0);
        if number.is_none() {
            inner.expected("position", node, "count");
        }
        number
    });
    let section = inner.text("section").map(Into::into);
    inner.finish();
    Some(Box::new(Print {
        issue: issue?,
        page,
        position,
        section,
    }))
}

pub(super) fn original(fields: &mut Fields<'_>) -> Option<Box<Original>> {
    let node = fields.take("original")?;
    let mut inner = fields.inner(node, "original");
    let title = inner.text("title").map(Into::into);
    let author = inner.text("author").map(Into::into);
    let url = inner.text_at("url");
    if let Some((url, node)) = url {
        let span = inner.at(node);
        if !is_web(url) {
            inner.report(Diagnostic::new(code::INVALID_URL, span).with("url", url));
        } else if let Some(problem) = user_name(url, span) {
            inner.report(problem);
        }
    }
    inner.finish();
    Some(Box::new(Original {
        title,
        author,
        url: url.map(|(url, _)| url.into()),
    }))
}

pub(super) fn review(fields: &mut Fields<'_>) -> Option<Box<[Box<str>; 3]>> {
    let node = fields.take("review")?;
    let mut inner = fields.inner(node, "review");
    let names = [
        inner.required("first"),
        inner.required("second"),
        inner.required("final"),
    ];
    inner.finish();
    let [first, second, last] = names;
    Some(Box::new([first?.into(), second?.into(), last?.into()]))
}

pub(super) fn corrections(fields: &mut Fields<'_>, config: &Config) -> Vec<Correction> {
    let mut corrections: Vec<Correction> = Vec::new();
    for item in fields.maps("corrections") {
        let mut inner = fields.inner(item, "corrections");
        let date = moment(&mut inner, "date", config);
        let date = inner.must("date", date);
        let text: Option<Box<str>> = inner.required("text").map(Into::into);
        inner.finish();
        if let Some((date, text)) = date.zip(text) {
            if corrections.last().is_some_and(|c| c.date > date) {
                let span = fields.at(item);
                fields.report(Diagnostic::new(code::UNORDERED_CORRECTIONS, span));
            }
            corrections.push(Correction { date, text });
        }
    }
    corrections
}

pub(super) fn references(fields: &mut Fields<'_>, key: &'static str) -> Box<[Reference]> {
    let texts = fields.texts(key);
    texts
        .into_iter()
        .map(|(text, node)| reference(fields, text, node, false))
        .collect()
}

/// Reads the name of a layout; whether the theme has it is known later.
pub(super) fn layout(fields: &mut Fields<'_>) -> Option<Box<Reference>> {
    let (name, node) = fields.text_at("layout")?;
    Some(Box::new(reference(fields, name, node, false)))
}

pub(super) fn aliases(fields: &mut Fields<'_>) -> Box<[Reference]> {
    let aliases = references(fields, "aliases");
    let file = fields.file();
    for alias in &aliases {
        let span = alias.span(file);
        let url = Url::parse(&alias.text).filter(|_| is_of_site(&alias.text));
        let Some(url) = url.filter(|u| u.as_str() != "/" && is_page(u) && is_storable(u)) else {
            let problem = Diagnostic::new(code::INVALID_ALIAS, span).with("text", &alias.text);
            fields.report(problem);
            continue;
        };
        if let Some((reason, text)) = url.as_str().split('/').find_map(misfit) {
            let problem = Diagnostic::new(code::RESERVED_NAME, span).with("reason", reason);
            fields.report(problem.with("text", text));
        }
    }
    aliases
}

/// Returns true if what stands for an address is all path: a browser takes what follows `//` for a
/// host, and a page is found without what follows `?`.
fn is_of_site(text: &str) -> bool {
    !text.starts_with("//") && !text.contains(['?', '#'])
}

/// Returns true if a host serves an address as a page: it is a folder, has no ending, or that of
/// HTML.
fn is_page(url: &Url) -> bool {
    let name = url.as_str().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_none_or(|(_, ending)| matches!(ending, "html" | "htm" | "shtml"))
}

/// Returns true if an address can be a file of the output: it is not hidden, as the program's own
/// files there are, and not longer than the systems of this world take.
fn is_storable(url: &Url) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    url.as_str().len() <= 1000 && !url.as_str().split('/').any(is_hidden)
}
