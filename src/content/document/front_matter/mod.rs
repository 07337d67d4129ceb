//! From the text of a file to a [`Document`], with every mistake of the front matter.

mod fence;
mod locate;
mod passages;
mod policy_check;
mod typos;

pub use locate::place_of;

use std::collections::BTreeSet;

use self::fence::Parts;
pub(crate) use self::fence::yaml_of;
use crate::base::date::{
    Date, DateError, Language, Moment, Part, long_date, parse_date, parse_moment, short_date,
};
use crate::base::digest::Digest;
use crate::base::id::{CategoryId, ColumnId};
use crate::base::intern::Name;
use crate::base::path::SitePath;
use crate::base::url::{Url, is_slug, is_web, slugify};
use crate::content::config::{Config, Kind};
use crate::content::copy::{Finding, Rule};
use crate::content::document::keys::{KEYS, NAMES};
use crate::content::document::{
    Body, Correction, Credit, Dateline, Details, Document, Image, Original, Print, Reference,
    bulletin, byline, markdown, user_name,
};
use crate::content::yaml::{self, Fields, Found, Node};
use crate::diagnostic::code;
use crate::diagnostic::{Checked, Diagnostic, Span};

/// Reads a document from its file's text; `None` if the start of the body cannot be found.
///
/// With an error among the problems it is not fit to be published: it says what its front matter
/// and its body say as far as they can be read, so that all that is wrong with them is reported at
/// once. `category` is the index of the category's folder, `None` for a standing page. The stamp of
/// the file is left for the reader of the disk to fill in.
pub fn parse(
    file: &SitePath,
    text: &str,
    category: Option<CategoryId>,
    config: &Config,
) -> Checked<Option<Document>> {
    let Parts { yaml, body, slips } = match fence::split(file, text) {
        Ok(parts) => parts,
        Err(problem) => {
            return Checked {
                value: None,
                problems: vec![problem],
            };
        }
    };
    // With an error in its lines the YAML may be something else than was meant.
    let is_meant = !slips.iter().any(Diagnostic::is_error);
    let mut problems = slips;
    let mut front = None;
    if is_meant {
        match yaml::parse(file, text, yaml.clone(), &NAMES) {
            Ok(node) => front = Some(node),
            Err(problem) => problems.push(problem),
        }
    }
    let document = match &front {
        Some(front) => read(file, text, front, body, category, config, &mut problems),
        None => {
            let none = Node {
                value: yaml::Value::Map(Vec::new()),
                span: yaml.start..yaml.start,
            };
            let mut found = Vec::new();
            let document = read(file, text, &none, body, category, config, &mut found);
            // Front matter that was not read lacks everything: only the body's problems count.
            found.retain(|p| p.span.as_ref().is_some_and(|s| s.start as usize >= body));
            problems.append(&mut found);
            Document {
                draft: text[yaml]
                    .lines()
                    .any(|line| line.trim_end() == "draft: true"),
                ..document
            }
        }
    };
    Checked {
        value: Some(document),
        problems,
    }
}

/// Reads the typed keys.
fn read(
    file: &SitePath,
    text: &str,
    node: &Node,
    body: usize,
    category: Option<CategoryId>,
    config: &Config,
    problems: &mut Vec<Diagnostic>,
) -> Document {
    let kind = category.map(|c| config.categories[c].kind);
    let (facts, passages) = markdown::read(&text[body..], body);
    let slips = passages::slips(text, node, passages, config);
    body_problems(file, body, &facts, &slips, problems);
    let mut fields = Fields::whole(file, node, &NAMES, problems);
    let title = fields.required("title");
    let date = moment(&mut fields, "date", config);
    let date = match kind {
        Some(_) => fields.must("date", date),
        None => date.good(),
    };
    let draft = fields.boolean("draft").unwrap_or(false);
    let bulletin = match kind {
        Some(Kind::Bulletin) => bulletin::read(&mut fields, config, draft),
        _ => no_bulletin(&mut fields),
    };
    differing_figures(&mut fields, bulletin.as_deref(), config, text, body);
    let own_summary = fields.text("summary");
    let details = Details {
        kicker: fields.text("kicker").map(Into::into),
        subtitle: fields.text("subtitle").map(Into::into),
        updated: moment(&mut fields, "updated", config).good(),
        expires: moment(&mut fields, "expires", config).good(),
        dateline: dateline(&mut fields, &facts.summary),
        source: fields.text("source").map(Into::into),
        editor: fields.text("editor").map(Into::into),
        image: image(&mut fields),
        print: print(&mut fields),
        review: review(&mut fields),
        corrections: corrections(&mut fields, config).into(),
        related: references(&mut fields, "related"),
        aliases: aliases(&mut fields),
        extra: extra(&mut fields),
        original: original(&mut fields),
        findings: slips.into(),
    };
    let mut document = Document {
        path: file.clone(),
        stamp: None,
        digest: Digest::of(text.as_bytes()),
        category,
        slug: slug(&mut fields, file),
        title: title.unwrap_or_default().into(),
        date,
        draft,
        column: column(&mut fields, config),
        tags: tags(&mut fields),
        byline: credits(&mut fields).into(),
        summary: own_summary.unwrap_or(&facts.summary).into(),
        summary_derived: own_summary.is_none(),
        priority: priority(&mut fields),
        unreviewed: false,
        bulletin,
        details: (details != Details::default()).then(|| Box::new(details)),
        body: body_of(text, body, &facts),
    };
    document.unreviewed = policy_check::check(&mut fields, &document, config);
    order_of_dates(&mut fields, &document);
    fields.finish();
    if document.summary.is_empty() {
        document.summary = figures_in_words(&document, config).into();
    }
    document
}

fn body_of(text: &str, offset: usize, facts: &markdown::Analysis) -> Body {
    let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let place = |n: u32| n.saturating_add(clamp(offset));
    let links = facts.links.iter().map(|l| Reference {
        text: l.dest.as_str().into(),
        start: place(l.start),
        end: place(l.end),
        image: l.image,
    });
    Body {
        offset: clamp(offset),
        digest: Digest::of(&text.as_bytes()[offset..]),
        is_empty: text[offset..].trim().is_empty(),
        links: links.collect(),
        headings: facts.headings.join("\n").into(),
    }
}

fn body_problems(
    file: &SitePath,
    offset: usize,
    facts: &markdown::Analysis,
    slips: &[Finding],
    problems: &mut Vec<Diagnostic>,
) {
    // A note that is there but for its colon is told as such, and its marks are not called empty.
    let notes: BTreeSet<&str> = slips
        .iter()
        .filter(|s| s.rule == Rule::WideNote)
        .map(|s| &*s.text)
        .collect();
    let is_told = |p: &&markdown::Problem| {
        p.kind == markdown::ProblemKind::MissingFootnote && notes.contains(p.text.as_str())
    };
    for found in facts.problems.iter().filter(|p| !is_told(p)) {
        let span = Span::new(
            file,
            offset + found.start as usize..offset + found.end as usize,
        );
        let problem = match found.kind {
            markdown::ProblemKind::ForbiddenScheme => {
                Diagnostic::new(code::UNSAFE_LINK_SCHEME, span)
            }
            markdown::ProblemKind::Noncharacter => Diagnostic::new(code::FORBIDDEN_CHARACTER, span),
            markdown::ProblemKind::MissingAlt => Diagnostic::new(code::MISSING_ALT_TEXT, span),
            markdown::ProblemKind::MissingFootnote => Diagnostic::new(code::MISSING_FOOTNOTE, span),
            markdown::ProblemKind::OpenComment => Diagnostic::new(code::UNCLOSED_COMMENT, span),
            markdown::ProblemKind::SpacedLink => Diagnostic::new(code::SPACE_IN_LINK, span),
            markdown::ProblemKind::RawHtml => Diagnostic::new(code::DROPPED_HTML, span),
            markdown::ProblemKind::TooDeep => Diagnostic::new(code::MARKDOWN_TOO_DEEP, span),
            markdown::ProblemKind::LeftOpen => Diagnostic::new(code::UNCLOSED_HTML, span),
            markdown::ProblemKind::ManyCharts => Diagnostic::new(code::TOO_MANY_CHARTS, span),
            markdown::ProblemKind::UserName => {
                problems.extend(user_name(&found.text, span));
                continue;
            }
        };
        problems.push(problem.with("text", &found.text));
    }
}

fn moment(fields: &mut Fields<'_>, key: &'static str, config: &Config) -> Found<Moment> {
    read_date(fields, key, |text| parse_moment(text, config.zone))
}

/// Reads a scalar as a date; what is wrong with it decides the message.
fn read_date<T>(
    fields: &mut Fields<'_>,
    key: &'static str,
    parse: impl Fn(&str) -> Result<T, DateError>,
) -> Found<T> {
    let Some(node) = fields.take(key) else {
        return Found::Absent;
    };
    let Some(text) = node.as_text() else {
        fields.expected(key, node, "date");
        return Found::Bad;
    };
    let problem = match parse(text) {
        Ok(value) => return Found::Good(value),
        Err(DateError::Impossible(part)) => impossible(
            Diagnostic::new(code::IMPOSSIBLE_DATE, fields.at(node)),
            part,
        ),
        Err(DateError::Chinese(day)) => {
            Diagnostic::new(code::UNSUPPORTED_DATE_FORMAT, fields.at(node))
                .with("nearest", &day)
                .replace(node.span.clone(), day.to_string())
        }
        Err(DateError::Form) => Diagnostic::new(code::INVALID_DATE, fields.at(node)),
    };
    fields.report(problem.with("key", key).with("text", text));
    Found::Bad
}

/// Words the part of a date that cannot be; the rest may be right.
fn impossible(problem: Diagnostic, part: Part) -> Diagnostic {
    let (name, number) = match part {
        Part::Month(month) => ("month", month),
        Part::Hour(hour) => ("hour", hour),
        Part::Minute(minute) => ("minute", minute),
        Part::Day(first, days, day) => {
            let month = first.format("%Y-%m");
            return problem
                .with("part", "day")
                .with("month", month)
                .with("days", days)
                .with("wrong", two_digits(day));
        }
        Part::Midnight(next) => {
            return problem
                .with("part", "midnight")
                .with("nearest", format!("{next} 00:00"));
        }
    };
    problem.with("part", name).with("wrong", two_digits(number))
}

fn two_digits(number: u32) -> String {
    format!("{number:02}")
}

fn day(fields: &mut Fields<'_>, key: &'static str) -> Found<Date> {
    read_date(fields, key, parse_date)
}

/// Reports keys that only bulletins have.
fn no_bulletin(fields: &mut Fields<'_>) -> Option<Box<crate::content::document::Bulletin>> {
    for key in KEYS.iter().filter(|key| key.of_bulletins) {
        if fields.take(key.name).is_some()
            && let Some(span) = fields.key_span(key.name)
        {
            fields.report(Diagnostic::new(code::BULLETIN_ONLY_KEY, span).with("key", key.name));
        }
    }
    None
}

/// Reads the slug; without one it is that of the file's name.
fn slug(fields: &mut Fields<'_>, file: &SitePath) -> Box<str> {
    if let Some((slug, node)) = fields.text_at("slug") {
        if !is_slug(slug) {
            let problem = Diagnostic::new(code::INVALID_SLUG, fields.at(node))
                .with("text", slug)
                .with("nearest", slugify(slug));
            fields.report(problem);
        }
        return slug.into();
    }
    let slug = slug_of(file);
    if slug.is_empty() {
        let span = fields.span();
        fields.report(Diagnostic::new(code::UNUSABLE_FILE_NAME, span).with("name", file.name()));
    }
    slug.into()
}

/// Returns the slug of a file that gives none: its name less its date and ending.
pub(crate) fn slug_of(file: &SitePath) -> String {
    let stem = file
        .name()
        .rsplit_once('.')
        .map_or(file.name(), |(stem, _)| stem);
    let dated = stem.len() > 11 && stem.is_char_boundary(10) && parse_date(&stem[..10]).is_ok();
    slugify(if dated { &stem[11..] } else { stem })
}

fn column(fields: &mut Fields<'_>, config: &Config) -> Option<ColumnId> {
    let (id, node) = fields.text_at("column")?;
    let found = config.columns.position(|c| c.id == id);
    if found.is_none() {
        let ids: Vec<&str> = config.columns.iter().map(|c| &*c.id).collect();
        let problem = Diagnostic::new(code::UNKNOWN_COLUMN, fields.at(node))
            .with("id", id)
            .with("known", ids.join(", "));
        let problem = problem.nearest_id(id, config.columns.iter().map(|c| (&*c.id, &*c.title)));
        fields.report(problem);
    }
    found
}

fn tags(fields: &mut Fields<'_>) -> Box<[Name]> {
    let mut tags: Vec<Name> = Vec::new();
    for (text, node) in fields.texts("tags") {
        if text.contains(['，', '、', '；']) {
            let several = text
                .split(['，', '、', '；'])
                .map(str::trim)
                .collect::<Vec<_>>()
                .join(", ");
            let problem =
                Diagnostic::new(code::SEPARATOR_IN_TAG, fields.at(node)).with("text", text);
            fields.report(problem.with("nearest", several));
        }
        if !tags.iter().any(|t| **t == *text) {
            tags.push(text.into());
        }
    }
    tags.into()
}

fn credits(fields: &mut Fields<'_>) -> Vec<Credit> {
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

fn dateline(fields: &mut Fields<'_>, opening: &str) -> Option<Box<Dateline>> {
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

fn image(fields: &mut Fields<'_>) -> Option<Box<Image>> {
    let node = fields.take("image")?;
    let mut inner = fields.inner(node, "image");
    let src = inner.required_at("src");
    let alt = inner.required("alt");
    let caption = inner.text("caption").map(Into::into);
    let credit = inner.text("credit").map(Into::into);
    let src = src.map(|(text, node)| reference(&inner, text, node, true));
    inner.finish();
    Some(Box::new(Image {
        src: src?,
        alt: alt?.into(),
        caption,
        credit,
    }))
}

fn reference(fields: &Fields<'_>, text: &str, node: &Node, image: bool) -> Reference {
    let span = fields.at(node);
    Reference {
        text: text.into(),
        start: span.start,
        end: span.end,
        image,
    }
}

fn print(fields: &mut Fields<'_>) -> Option<Box<Print>> {
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

fn original(fields: &mut Fields<'_>) -> Option<Box<Original>> {
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

fn review(fields: &mut Fields<'_>) -> Option<Box<[Box<str>; 3]>> {
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

fn corrections(fields: &mut Fields<'_>, config: &Config) -> Vec<Correction> {
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

fn references(fields: &mut Fields<'_>, key: &'static str) -> Box<[Reference]> {
    let texts = fields.texts(key);
    texts
        .into_iter()
        .map(|(text, node)| reference(fields, text, node, false))
        .collect()
}

fn aliases(fields: &mut Fields<'_>) -> Box<[Reference]> {
    let aliases = references(fields, "aliases");
    let file = fields.file();
    for alias in &aliases {
        // A page is found by its path: what follows ? never reaches it.
        let url = Url::parse(&alias.text).filter(|_| !alias.text.contains(['?', '#']));
        if url.is_none_or(|u| u.as_str() == "/" || !is_page(&u) || !is_storable(&u)) {
            fields.report(
                Diagnostic::new(code::INVALID_ALIAS, alias.span(file)).with("text", &alias.text),
            );
        }
    }
    aliases
}

/// Tells whether a host serves an address as a page: it is a folder, has no ending, or that of
/// HTML.
fn is_page(url: &Url) -> bool {
    let name = url.as_str().rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.')
        .is_none_or(|(_, ending)| matches!(ending, "html" | "htm" | "shtml"))
}

/// Tells whether an address can be a file of the output: it is not hidden, as the program's own
/// files there are, and not longer than the systems of this world take.
fn is_storable(url: &Url) -> bool {
    let is_hidden = |part: &str| part.starts_with('.') && part != ".well-known";
    url.as_str().len() <= 1000 && !url.as_str().split('/').any(is_hidden)
}

fn priority(fields: &mut Fields<'_>) -> u8 {
    let Some(node) = fields.take("priority") else {
        return 3;
    };
    let number = node
        .as_text()
        .and_then(|t| t.parse().ok())
        .filter(|n| (1..=5).contains(n));
    if number.is_none() {
        fields.expected("priority", node, "priority");
    }
    number.unwrap_or(3)
}

fn extra(fields: &mut Fields<'_>) -> Option<Box<str>> {
    let node = fields.take("extra")?;
    if !matches!(node.value, yaml::Value::Map(_)) {
        fields.expected("extra", node, "map");
        return None;
    }
    Some(node.to_json().to_string().into())
}

fn order_of_dates(fields: &mut Fields<'_>, document: &Document) {
    let Some(date) = document.date else { return };
    for (key, moment, code) in [
        (
            "updated",
            document.details().updated,
            code::UPDATED_BEFORE_PUBLICATION,
        ),
        (
            "expires",
            document.details().expires,
            code::EXPIRES_BEFORE_PUBLICATION,
        ),
    ] {
        if let Some(moment) = moment.filter(|m| *m < date)
            && let Some(node) = fields.peek(key)
        {
            let problem = Diagnostic::new(code, fields.at(node)).with("date", date.minute());
            fields.report(problem.with("text", moment.minute()));
        }
    }
}

/// Reports figures that the text of a bulletin gives otherwise than its data.
fn differing_figures(
    fields: &mut Fields<'_>,
    bulletin: Option<&crate::content::document::Bulletin>,
    config: &Config,
    text: &str,
    body: usize,
) {
    let Some(bulletin) = bulletin else { return };
    let series = &config.series[bulletin.series];
    for found in bulletin::differing(&text[body..], bulletin, series) {
        let span = Span::new(
            fields.file(),
            body + found.place.start..body + found.place.end,
        );
        let problem =
            Diagnostic::new(code::FIGURE_DIFFERS_FROM_TEXT, span).with("label", found.label);
        fields.report(
            problem
                .with("written", found.written)
                .with("figure", found.figure),
        );
    }
}

/// Words the figures of a bulletin for its summary: `来电诉求877件次，直接办理523件`.
fn figures_in_words(document: &Document, config: &Config) -> String {
    let Some(bulletin) = &document.bulletin else {
        return String::new();
    };
    let series = &config.series[bulletin.series];
    let period = bulletin.span.long(series.rhythm, config.wording());
    let chinese = config.wording() == Language::Chinese;
    let figures = bulletin.figures.iter().map(|f| {
        let spec = &series.figures[f.spec];
        let (label, number, unit) = (&spec.label, f.amount.total(), &spec.unit);
        if chinese {
            format!("{label}{number}{unit}")
        } else {
            format!("{label} {number} {unit}").trim_end().to_owned()
        }
    });
    let words: Vec<String> = std::iter::once(period).chain(figures).collect();
    if chinese {
        format!("{}。", words.join("，"))
    } else {
        format!("{}.", words.join(", "))
    }
}
