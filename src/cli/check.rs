//! `dateline check`: reports all problems of the content; with `--fix`, fixes some of them first.

use std::io;

use similar::TextDiff;

use super::args::{Args, Checking};
use super::console::Format;
use super::environment::{clock, now};
use super::report::report;
use super::site::options_at;
use super::status::{Status, stops};
use super::terminal::{emit, say};
use crate::base::path::SitePath;
use crate::base::visible;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::edition::Edition;
use crate::edition::fix::{self, Repair};
use crate::publish;
use crate::site::external::{self, Reach};
use crate::source::Source;

pub(super) fn run(args: &Args, checking: &Checking, wording: &Wording) -> Result<Status, Failure> {
    let clock = clock(checking.now)?;
    let options = options_at(clock);
    let root = args.site()?;
    let fixes = checking.fix || checking.dry_run;
    let mut edition = if fixes {
        let (repairs, edition) = fix::plan(&root, &options)?;
        if checking.dry_run {
            show(&repairs, checking.format, wording);
            Edition::open(&root, &options)?
        } else {
            repair(&edition.source, &repairs, wording)?;
            edition
        }
    } else {
        Edition::open(&root, &options)?
    };
    clock.warn(&mut edition);
    if checking.external {
        outside(&mut edition, checking.allow_private);
    }
    report(wording, checking.style(), &edition.problems);
    let fixable = edition
        .problems
        .iter()
        .filter(|p| !p.fix.is_empty())
        .count();
    if fixable > 0 && !fixes {
        say(
            wording,
            "fixable",
            &[("count", Word::Count(fixable as u64))],
        );
    }
    if edition.problems.is_empty() {
        let articles =
            edition.site.articles.len() + edition.site.pages.len() + edition.site.held.len();
        say(
            wording,
            "check-clean",
            &[("articles", Word::Count(articles as u64))],
        );
    }
    Ok(if stops(&edition.problems, checking.deny_warnings) {
        Status::Problems
    } else {
        Status::Well
    })
}

/// Checks the links to other sites; answers of earlier runs are kept in the site's folder.
fn outside(edition: &mut Edition, private: bool) {
    let kept = edition.source.read(&SitePath::new(external::PATH)).ok();
    let known = kept
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let clock = now(None).unwrap_or(edition.site.now());
    let reach = if private {
        Reach::Everywhere
    } else {
        Reach::Public
    };
    let (mut found, answers) = external::check(&edition.site, &known, clock, reach);
    found.append(&mut edition.problems);
    edition.locate(&mut found);
    edition.problems = found;
    if answers != known {
        let text = serde_json::to_vec_pretty(&answers).unwrap_or_default();
        // Without it the next run asks again, and that is all.
        publish::overwrite_own(&edition.source, external::PATH, &text).ok();
    }
}

/// Shows what would be fixed, as a diff; beside the problems if a program reads these.
fn show(repairs: &[Repair], format: Format, wording: &Wording) {
    let stream: &mut dyn io::Write = match format {
        Format::Human => &mut io::stdout(),
        Format::Json | Format::Github => &mut io::stderr(),
    };
    for repair in repairs {
        let (old, new) = (
            String::from_utf8_lossy(&repair.old),
            String::from_utf8_lossy(&repair.new),
        );
        let path = visible::line(repair.path.as_str());
        let diff = TextDiff::from_lines(&*old, &*new)
            .unified_diff()
            .context_radius(1)
            .header(&path, &path)
            .to_string();
        // Lines that end as on Windows stay what they are: a diff can be applied.
        let lines: Vec<String> = diff.split("\r\n").map(visible::lines).collect();
        emit(stream, &lines.join("\r\n"));
    }
    total(repairs, "fix-would", wording);
}

fn repair(source: &Source, repairs: &[Repair], wording: &Wording) -> Result<(), Failure> {
    for repair in repairs {
        let is_done = publish::rewrite(source, &repair.path, &repair.old, &repair.new)
            .map_err(|e| Failure::io(code::UNWRITABLE_FILE, repair.path.as_str(), &e))?;
        let id = if is_done { "fix-file" } else { "fix-changed" };
        let words = [
            ("path", Word::Text(repair.path.as_str())),
            ("count", Word::Count(repair.count as u64)),
        ];
        say(wording, id, &words);
    }
    total(repairs, "fix-done", wording);
    Ok(())
}

fn total(repairs: &[Repair], id: &str, wording: &Wording) {
    let places: usize = repairs.iter().map(|r| r.count).sum();
    let words = [
        ("count", Word::Count(places as u64)),
        ("files", Word::Count(repairs.len() as u64)),
    ];
    say(wording, id, &words);
}
