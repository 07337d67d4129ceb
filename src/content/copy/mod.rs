//! The newsroom's copy rules for Chinese text: marks, dashes, quotes, breaks that were pasted in.
//!
//! A [`Passage`] is a paragraph, heading or line of front matter as readers see it, in which every
//! character knows its place in the file; code, pictures, HTML and addresses are one blank each.
//! All rules are conservative: where good newspapers differ, they are silent. Each names its
//! standard: GB/T 15834-2011 标点符号用法, GB/T 15835-2011 出版物上数字用法, CLREQ (W3C, 中文排版需求), and for
//! Markdown that a Chinese keyboard spoilt CommonMark 0.31 and GitHub Flavored Markdown (GFM).

pub mod characters;
mod digits;
mod foreign;
mod half_links;
mod han;
mod lines;
mod marks;
mod markup;
mod pairs;
mod paragraphs;
mod passage;
mod rule;
mod tables;
pub mod terms;
mod tokens;

pub use han::is_han;
pub use passage::{BLANK, Form, Passage};
pub use rule::{Finding, Rule};
pub use terms::Terms;

use std::ops::Range;

use crate::base::path::SitePath;
use crate::diagnostic::{Diagnostic, Span};

/// How many findings of one file are reported, from its head on: nobody reads as many.
const MOST: usize = 10_000;

/// Checks the passages of a file's front matter and of its Markdown by the rules that `is_on`
/// returns true for; `found` is what its blocks were found to break, and the characters that should
/// not stand in it.
pub fn check(
    text: &str,
    front: Vec<Passage>,
    mut body: Vec<Passage>,
    mut found: Vec<Finding>,
    terms: &Terms,
    is_on: impl Fn(Rule) -> bool,
) -> Vec<Finding> {
    for passage in &mut body {
        passage.find_signs();
        markup::check(passage, text, &mut found);
        half_links::check(passage, text, &mut found);
        lines::check(passage, text, &mut found);
    }
    let links = links(&found, &is_on);
    let mut passages = front;
    for passage in &mut passages {
        passage.find_signs();
    }
    passages.extend(body);
    if is_verse(text, &found) {
        found.retain(|finding| finding.rule != Rule::TypedIndent);
    }
    for passage in &mut passages {
        // A sign of a different generator may look like a path: `[/caption]`.
        foreign::check(passage, text, &mut found);
        tokens::blank(passage);
        terms.check(passage, &mut found);
        if passage.chars.iter().any(|(c, _)| is_han(*c)) {
            marks::check(passage, &mut found);
            digits::check(passage, &mut found);
        }
    }
    paragraphs::check(&passages, text, &mut found);
    found.retain(|finding| is_on(finding.rule) && !is_of_link(finding, &links));
    found.sort_by_key(|finding| (finding.start, finding.end));
    found.truncate(MOST);
    found
}

/// Returns true if all that has an indent are short lines without a full stop, each a paragraph of
/// its own: verse is set so.
fn is_verse(text: &str, found: &[Finding]) -> bool {
    /// A line of verse has no more characters.
    const LONGEST: usize = 20;
    let mut indents = found.iter().filter(|f| f.rule == Rule::TypedIndent);
    indents.all(|indent| {
        let line = text.get(indent.end as usize..).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        &*indent.text == "\u{3000}" && line.chars().count() <= LONGEST && !line.contains('。')
    })
}

/// Returns the bytes of the links among what was found in Markdown, in the order of the file.
fn links(found: &[Finding], is_on: impl Fn(Rule) -> bool) -> Vec<Range<u32>> {
    let links = found.iter().filter(|f| is_link(f.rule) && is_on(f.rule));
    let mut links: Vec<_> = links.map(|f| f.start..f.end).collect();
    links.sort_by_key(|link| link.start);
    links
}

/// Returns true if a rule is about links.
fn is_link(rule: Rule) -> bool {
    matches!(rule, Rule::WideLink | Rule::LinkTitle | Rule::LinkSpace)
}

/// Returns true if what was found is a bracket of a link, which is no bracket of the text.
fn is_of_link(finding: &Finding, links: &[Range<u32>]) -> bool {
    let is_bracket = matches!(&*finding.text, "(" | ")" | "（" | "）" | "【" | "】");
    let after = links.partition_point(|link| link.start <= finding.start);
    let link = after.checked_sub(1).map(|i| &links[i]);
    is_bracket && link.is_some_and(|link| link.contains(&finding.start))
}

/// Returns the name of the hint that says more of a finding than that of its rule.
fn hint(finding: &Finding) -> Option<&'static str> {
    match (finding.rule, &*finding.text) {
        (Rule::HalfWidth, ".") if finding.right.is_none() => Some("stop"),
        (Rule::TypedIndent, "\n") => Some("paragraph"),
        (Rule::TypedIndent, "\n\n") => Some("blank"),
        (Rule::TypedIndent, "    ") => Some("code"),
        (Rule::Cells, "\n") => Some("below"),
        (Rule::Cells, _) => Some("beyond"),
        (Rule::Table, text) if text.contains('｜') => Some("wide"),
        (Rule::Table, text) if text.contains('\t') => Some("tab"),
        _ => None,
    }
}

/// Makes the warning of what was found in `file`.
pub fn problem(finding: &Finding, file: &SitePath, terms: &Terms) -> Diagnostic {
    let range = finding.start as usize..finding.end as usize;
    let warning = Diagnostic::new(finding.rule.code(), Span::new(file, range.clone()))
        .with("text", &finding.text);
    let warning = match &finding.right {
        Some(right) => warning.with("right", right).replace(range, &**right),
        None => warning,
    };
    let warning = match hint(finding) {
        Some(name) => warning.hint(name),
        None => warning,
    };
    let warning = match finding.rule {
        Rule::Invisible | Rule::Unreadable | Rule::OtherForm | Rule::OddSpace => {
            characters::described(warning, &finding.text)
        }
        _ => warning,
    };
    match terms.note(&finding.text) {
        Some(note) if finding.rule == Rule::Term => warning.with("note", note).hint("note"),
        Some(_) | None => warning,
    }
}
