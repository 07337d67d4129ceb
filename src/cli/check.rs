//! `dateline check`: reports the problems of the content, all or those of some files; with `--fix`,
//! fixes some of them first.

use std::io;
use std::path::Path;

use similar::TextDiff;

use super::args::{Args, Checking};
use super::build::report_place;
use super::console::Format;
use super::environment::{clock, now};
use super::known::{self, Known};
use super::report::report;
use super::scope::Scope;
use super::site::options_at;
use super::status::{Status, stops};
use super::terminal::{emit, say};
use crate::base::path::SitePath;
use crate::base::visible;
use crate::diagnostic::baseline::Compared;
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure};
use crate::edition::fix::{self, Repair};
use crate::edition::{Edition, Options};
use crate::publish;
#[cfg(feature = "external")]
use crate::site::external::{self, Reach};
use crate::source::Source;

pub(super) fn run(args: &Args, checking: &Checking, wording: &Wording) -> Result<Status, Failure> {
    let clock = clock(checking.now)?;
    let root = args.site()?;
    let scope = Scope::of(checking, &root)?;
    let known = Known::read(checking.baseline.as_deref())?;
    if let Some(file) = &checking.write_baseline {
        report_place(&root, file)?;
    }
    if scope.is_empty() {
        say(wording, "check-unchanged", &[]);
        return Ok(Status::Well);
    }
    let options = options_at(clock);
    let mut edition = opened(&root, &options, checking, &scope, wording)?;
    clock.warn(&mut edition);
    if checking.external {
        outside(&mut edition, checking.allow_private)?;
    }
    if let Some(file) = &checking.write_baseline {
        known::write(file, &edition.problems, wording)?;
        return Ok(Status::Well);
    }
    let (own, others): (Vec<Diagnostic>, Vec<Diagnostic>) = std::mem::take(&mut edition.problems)
        .into_iter()
        .partition(|problem| scope.has(problem));
    let compared = match &known {
        Some(known) => known.compare(own, |path| scope.covers(path)),
        None => Compared {
            fresh: own,
            ..Compared::default()
        },
    };
    let told = &compared.fresh;
    report(wording, checking.style(), told);
    let fixable = told.iter().filter(|p| !p.fix.is_empty()).count();
    if fixable > 0 && !checking.fix && !checking.dry_run {
        say(wording, "fixable", &[("count", count(fixable))]);
    }
    match (told.is_empty(), compared.known.is_empty()) {
        (true, true) => clean(&edition, &scope, wording),
        (true, false) => say(wording, "check-no-new", &[]),
        (false, _) => {}
    }
    if let Some(known) = &known {
        known.report(&compared, wording);
    }
    let errors = Counts::of(&others).errors;
    if errors > 0 {
        say(wording, "check-elsewhere", &[("errors", count(errors))]);
    }
    Ok(if stops(told, checking.deny_warnings) {
        Status::Problems
    } else {
        Status::Well
    })
}

/// Opens the site; with `--fix`, fixes what is sure in the files that are asked for.
fn opened(
    root: &Path,
    options: &Options,
    checking: &Checking,
    scope: &Scope,
    wording: &Wording,
) -> Result<Edition, Failure> {
    if !checking.fix && !checking.dry_run {
        return Edition::open(root, options);
    }
    let (repairs, edition) = fix::plan(root, options, &|path| scope.covers(path))?;
    if checking.dry_run {
        show(&repairs, checking.format, wording);
        return Edition::open(root, options);
    }
    repair(&edition.source, &repairs, wording)?;
    Ok(edition)
}

/// Says that nothing is wrong, and how much was looked at.
fn clean(edition: &Edition, scope: &Scope, wording: &Wording) {
    match scope {
        Scope::Site => {
            let site = &edition.site;
            let articles = site.articles.len() + site.pages.len() + site.held.len();
            say(wording, "check-clean", &[("articles", count(articles))]);
        }
        Scope::Paths(_) => {
            let files = edition.files().iter();
            let files = files.filter(|file| scope.covers(&file.path)).count();
            say(wording, "check-clean-files", &[("files", count(files))]);
        }
    }
}

fn count(n: usize) -> Word<'static> {
    Word::Count(n as u64)
}

/// Checks the links to other sites; answers of earlier runs are kept in the site's folder.
#[cfg(feature = "external")]
fn outside(edition: &mut Edition, private: bool) -> Result<(), Failure> {
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
    Ok(())
}

#[cfg(not(feature = "external"))]
fn outside(_: &mut Edition, _: bool) -> Result<(), Failure> {
    Err(super::status::not_built("external"))
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
