//! From the text of a file to a [`Document`], with every mistake of the front matter.

mod dates;
mod fence;
mod figures;
mod locate;
mod lost;
mod one_line;
mod parts;
mod passages;
mod policy_check;
mod quotation;
mod slug;
mod title;
mod topic;
mod typos;
mod whole;

pub use locate::place_of;

use std::collections::BTreeSet;

use self::dates::{moment, order_of_dates};
use self::fence::Parts;
pub(crate) use self::fence::yaml_of;
use self::figures::{differing_figures, figures_in_words};
use self::lost::{lost_text, markdown_in_html};
use self::one_line::join_lines;
use self::parts::{
    aliases, corrections, credits, dateline, image, layout, original, print, references, review,
};
use self::slug::slug;
pub(crate) use self::slug::slug_of;
use self::topic::topic;
use self::whole::Attempt;
use crate::base::digest::Digest;
use crate::base::id::{CategoryId, ColumnId};
use crate::base::intern::Name;
use crate::base::path::SitePath;
use crate::base::url::is_of_computer;
use crate::content::config::{Config, Kind};
use crate::content::copy::{self, Finding, Rule};
use crate::content::document::cjk::MARK;
use crate::content::document::keys::{KEYS, NAMES};
use crate::content::document::{
    Body, Bulletin, Details, Document, Reference, bulletin, markdown, user_name,
};
use crate::content::headline::Title;
use crate::content::yaml::{self, Fields, Free, Node};
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
    let first = attempt(file, text, category, config);
    let more = if first.obstacles.is_empty() {
        Vec::new()
    } else {
        whole::beyond(file, text, &config.terms, &first, |text| {
            attempt(file, text, category, config)
        })
    };
    let mut problems = first.problems;
    problems.extend(more);
    Checked {
        value: first.document,
        problems,
    }
}

/// Reads a document from its file's text as it is.
fn attempt(file: &SitePath, text: &str, category: Option<CategoryId>, config: &Config) -> Attempt {
    let Parts {
        yaml,
        body,
        mut problems,
    } = match fence::split(file, text) {
        Ok(parts) => parts,
        Err(problem) => {
            return Attempt {
                document: None,
                body: text.len(),
                problems: vec![problem.clone()],
                obstacles: vec![problem],
                is_garbled: false,
            };
        }
    };
    // With an error in its lines the YAML may be something else than was meant.
    let errors = problems.iter().filter(|problem| problem.is_error());
    let mut obstacles: Vec<Diagnostic> = errors.cloned().collect();
    let (mut front, mut is_garbled) = (None, false);
    if obstacles.is_empty() {
        match yaml::parse(file, text, yaml.clone(), &NAMES) {
            Ok(mut node) => {
                join_lines(&mut node, text, KEYS);
                front = Some(node);
            }
            Err(problem) => {
                is_garbled = problem.code != code::DUPLICATE_KEY;
                obstacles.push(problem.clone());
                problems.push(problem);
            }
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
    Attempt {
        document: Some(document),
        body,
        problems,
        obstacles,
        is_garbled,
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
    let (facts, mut copy) = markdown::read(&text[body..], body);
    let (odd, forbidden) = passages::characters(text, body, &facts);
    // The parser of the text reports its own mark.
    let forbidden = forbidden
        .iter()
        .filter(|odd| odd.range.start < body || !text[odd.range.clone()].starts_with(MARK));
    problems.extend(forbidden.map(|odd| copy::characters::error(file, text, odd.range.clone())));
    copy.findings.extend(odd);
    let findings = passages::findings(text, node, copy, config);
    body_problems(file, text, body, &facts, &findings, problems);
    let mut fields = Fields::whole(file, node, &NAMES, problems);
    let written = title::written(&mut fields);
    let date = moment(&mut fields, "date", config);
    let date = match kind {
        Some(_) => fields.must("date", date),
        None => date.good(),
    };
    let draft = draft(&mut fields);
    if draft {
        fields.let_keys_be_empty();
    }
    let bulletin = match kind {
        Some(Kind::Bulletin) => bulletin::read(&mut fields, config, draft),
        Some(Kind::Commentary | Kind::News) | None => no_bulletin(&mut fields),
    };
    differing_figures(&mut fields, bulletin.as_deref(), config, text, body);
    let own_summary = fields.text("summary");
    let details = details(&mut fields, &facts.summary, findings, config);
    let mut document = Document {
        path: file.clone(),
        stamp: None,
        digest: Digest::of(text.as_bytes()),
        category,
        slug: slug(&mut fields, file),
        title: Title::default(),
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
    document.title = title::title(written, &document, config);
    document.unreviewed = policy_check::check(&mut fields, &document, config);
    order_of_dates(&mut fields, &document);
    fields.finish();
    if document.summary.is_empty() {
        document.summary = figures_in_words(&document, config).into();
    }
    document
}

/// Reads whether the document is a draft; one that may be is not published.
fn draft(fields: &mut Fields<'_>) -> bool {
    if let Some(draft) = fields.boolean("draft") {
        return draft;
    }
    let Some(span) = fields.key_span("draft") else {
        return false;
    };
    if fields.peek("draft").is_none() {
        fields.report(Diagnostic::new(code::DRAFT_WITHOUT_VALUE, span));
    }
    true
}

/// Reads what few articles have; `opening` is the start of the text.
fn details(
    fields: &mut Fields<'_>,
    opening: &str,
    findings: Vec<Finding>,
    config: &Config,
) -> Details {
    Details {
        kicker: fields.text("kicker").map(Into::into),
        subtitle: fields.text("subtitle").map(Into::into),
        updated: moment(fields, "updated", config).good(),
        expires: moment(fields, "expires", config).good(),
        dateline: dateline(fields, opening),
        source: fields.text("source").map(Into::into),
        editor: fields.text("editor").map(Into::into),
        image: image(fields),
        print: print(fields),
        review: review(fields),
        corrections: corrections(fields, config).into(),
        related: references(fields, "related"),
        aliases: aliases(fields),
        layout: layout(fields),
        extra: extra(fields),
        original: original(fields),
        topic: topic(fields, config),
        findings: findings.into(),
        warnings: Box::default(),
    }
}

fn body_of(text: &str, offset: usize, facts: &markdown::Analysis) -> Body {
    let start = u32::try_from(offset).unwrap_or(u32::MAX);
    let links = facts.links.iter().map(|l| Reference {
        text: l.dest.as_str().into(),
        start: l.start.saturating_add(start),
        end: l.end.saturating_add(start),
        image: l.image,
        bare: l.bare,
        is_declared: l.is_declared,
    });
    Body {
        offset: start,
        size: u32::try_from(text[offset..].trim().len()).unwrap_or(u32::MAX),
        digest: Digest::of(&text.as_bytes()[offset..]),
        links: links.collect(),
        headings: facts.headings.join("\n").into(),
    }
}

fn body_problems(
    file: &SitePath,
    text: &str,
    offset: usize,
    facts: &markdown::Analysis,
    findings: &[Finding],
    problems: &mut Vec<Diagnostic>,
) {
    // A note that is there but for its colon is reported as such, and its marks are not called
    // empty.
    let notes: BTreeSet<&str> = findings
        .iter()
        .filter(|s| s.rule == Rule::WideNote)
        .map(|s| &*s.text)
        .collect();
    for found in &facts.problems {
        let is_footnote = found.kind == markdown::ProblemKind::MissingFootnote;
        if is_footnote && notes.contains(found.text.as_str()) {
            continue;
        }
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
            markdown::ProblemKind::Unfinished => Diagnostic::new(code::UNFINISHED_HTML, span),
            markdown::ProblemKind::MarkdownInHtml => markdown_in_html(text, span),
            markdown::ProblemKind::Lost(kind) => lost_text(kind, span),
            markdown::ProblemKind::EmptyLink => Diagnostic::new(code::LINK_WITHOUT_TEXT, span),
            markdown::ProblemKind::Stars => Diagnostic::new(code::STARS_AS_EMPHASIS, span),
            markdown::ProblemKind::LostMedia(_) if is_of_computer(&found.text) => {
                let name = found.text.rsplit(['/', '\\']).next().unwrap_or_default();
                let problem = Diagnostic::new(code::PATH_OF_COMPUTER, span);
                let problem = problem.with("dest", &found.text).with("name", name);
                problems.push(problem.hint("file"));
                continue;
            }
            markdown::ProblemKind::LostMedia(lost) => Diagnostic::new(code::LOST_MEDIA, span)
                .with("form", lost.name())
                .with("right", found.right.as_deref().unwrap_or_default())
                .hint(lost.name()),
            markdown::ProblemKind::UserName => {
                problems.extend(user_name(&found.text, span));
                continue;
            }
        };
        let problem = problem.with("text", &found.text);
        problems.push(match &found.right {
            Some(right) => {
                let place = offset + found.start as usize..offset + found.end as usize;
                problem.replace(place, right)
            }
            None => problem,
        });
    }
}

/// Reports keys that only bulletins have.
fn no_bulletin(fields: &mut Fields<'_>) -> Option<Box<Bulletin>> {
    for key in KEYS.iter().filter(|key| key.of_bulletins) {
        fields.take(key.name);
        if let Some(span) = fields.key_span(key.name) {
            fields.report(Diagnostic::new(code::BULLETIN_ONLY_KEY, span).with("key", key.name));
        }
    }
    None
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
    let mut seen = BTreeSet::new();
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
        if seen.insert(text) {
            tags.push(text.into());
        }
    }
    tags.into()
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
    let text = serde_json::to_string(&Free::of(node)).ok()?;
    Some(text.into())
}
