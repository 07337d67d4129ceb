//! An article as the file that a generator reads.

use std::fmt::Write;
use std::str::FromStr;

use chrono::NaiveDateTime;
use walkdir::WalkDir;

use super::text::{Article, Figures};
use super::{Appearance, Kind};

/// The generator that a corpus is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Dateline.
    Dateline,
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
}

impl Format {
    fn name(self) -> &'static str {
        ["dateline", "hugo", "zola"][self as usize]
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Format, String> {
        let all = [Format::Dateline, Format::Hugo, Format::Zola];
        all.into_iter()
            .find(|f| f.name() == text)
            .ok_or_else(|| format!("no format is called {text}"))
    }
}

/// Reads the files of a site besides its articles: configuration and templates of a generator.
#[expect(clippy::disallowed_methods, reason = "a benchmark makes its own input")]
pub(super) fn site(format: Format) -> std::io::Result<Vec<(String, Vec<u8>)>> {
    let sites = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/sites");
    let folder = std::path::Path::new(sites).join(format.name());
    let mut files = Vec::new();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry?;
        let below = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        if entry.file_type().is_file() {
            let name = below.to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read(entry.path())?));
        }
    }
    Ok(files)
}

/// Returns path and text.
pub(super) fn file(format: Format, article: &Article, when: &Appearance) -> (String, String) {
    let folder = article.kind.name();
    let (day, slug) = (when.at.date(), &article.slug);
    let name = format!("{day}-{slug}.md");
    // Zola lists a page in the section of its own folder only, so it has no folders by month.
    let path = match format {
        Format::Dateline | Format::Hugo => {
            format!("content/{folder}/{}/{name}", day.format("%Y/%m"))
        }
        Format::Zola => format!("content/{folder}/{name}"),
    };
    let front = match format {
        Format::Dateline => dateline(article, when),
        Format::Hugo => hugo(article, when.at),
        Format::Zola => zola(article, when.at),
    };
    (
        path,
        format!(
            "---\ntitle: {}\ndate: {}+08:00\n{front}---\n\n{}",
            quoted(&article.title),
            iso(when.at),
            article.body
        ),
    )
}

fn iso(at: NaiveDateTime) -> impl std::fmt::Display {
    at.format("%Y-%m-%dT%H:%M:%S")
}

/// Writes a text or list as JSON, which is YAML as well.
fn quoted<T: serde::Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn dateline(article: &Article, when: &Appearance) -> String {
    let byline: Vec<String> = match article.kind {
        Kind::Commentary => vec!["本报评论员".to_owned()],
        _ => article
            .authors
            .iter()
            .map(|a| format!("记者 {a}"))
            .collect(),
    };
    let mut front = format!(
        "slug: {}\ncolumn: {}\ntags: {}\nbyline: {}\neditor: {}\nsummary: {}\n",
        article.slug,
        article.column.0,
        quoted(&article.tags),
        quoted(&byline),
        article.editor,
        quoted(&article.summary),
    );
    if let Some((day, figures)) = when.reports_on.zip(article.figures.as_ref()) {
        _ = write!(
            front,
            "series: hotline-daily\nperiod: {day}\n{}",
            numbers(figures, "")
        );
        front += "topics:\n";
        for (name, count) in &figures.topics {
            _ = writeln!(front, "  - {{ name: {name}, count: {count} }}");
        }
    }
    front
}

/// Archives by year, month and day are taxonomies in Hugo, so each is spelt out in every article.
fn hugo(article: &Article, at: NaiveDateTime) -> String {
    let front = format!(
        "slug: {}\ncolumn: {}\ntags: {}\nyear: [\"{}\"]\nmonth: [\"{}\"]\nday: [\"{}\"]\nauthors: {}\neditor: {}\nsummary: {}\n",
        article.slug,
        quoted(article.column.1),
        quoted(&article.tags),
        at.format("%Y"),
        at.format("%Y-%m"),
        at.format("%Y-%m-%d"),
        quoted(&article.authors),
        article.editor,
        quoted(&article.summary),
    );
    front
        + &article
            .figures
            .as_ref()
            .map_or(String::new(), |f| numbers(f, ""))
}

fn zola(article: &Article, at: NaiveDateTime) -> String {
    let front = format!(
        "path: {}/{}\ndescription: {}\nauthors: {}\ntaxonomies:\n  tags: {}\n  year: [\"{}\"]\n  month: [\"{}\"]\n  day: [\"{}\"]\n\
         extra:\n  column: {}\n  editor: {}\n",
        at.format("%Y/%m/%d"),
        article.slug,
        quoted(&article.summary),
        quoted(&article.authors),
        quoted(&article.tags),
        at.format("%Y"),
        at.format("%Y-%m"),
        at.format("%Y-%m-%d"),
        quoted(article.column.1),
        article.editor,
    );
    front
        + &article
            .figures
            .as_ref()
            .map_or(String::new(), |f| numbers(f, "  "))
}

fn numbers(figures: &Figures, indent: &str) -> String {
    let Figures {
        direct,
        transferred,
        callbacks,
        channels,
        ..
    } = figures;
    let online: u64 = channels.iter().map(|(_, n)| n).sum();
    let parts: Vec<String> = channels
        .iter()
        .map(|(name, n)| format!("{name}: {n}"))
        .collect();
    format!(
        "{indent}figures:\n{indent}  calls: {}\n{indent}  direct: {direct}\n{indent}  transferred: {transferred}\n\
         {indent}  callbacks: {callbacks}\n{indent}  online: {online}\n{indent}  channels: {{ {} }}\n",
        direct + transferred,
        parts.join(", "),
    )
}
