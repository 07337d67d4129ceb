//! `dateline build`: content → public/.

use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::args::{Args, Building, Part};
use super::environment::{Clock, clock, peak_memory, variable};
use super::known::Known;
use super::pictures_from;
use super::progress::Bar;
use super::report::report;
use super::status::{Status, stops};
use super::terminal::{note, say};
use crate::base::visible;
use crate::content::document::Withheld;
use crate::diagnostic::baseline::Compared;
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure, order};
use crate::edition::{Edition, Options};
use crate::page::render;
use crate::publish::shard::Shard;
use crate::publish::{self, Published, Stop};
use crate::site::{Site, Visibility};
use crate::source;

/// Number of withheld articles that are listed one by one; the report has all of them.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, building: &Building, wording: &Wording) -> Result<Status, Failure> {
    let start = Instant::now();
    if let Some(jobs) = building.jobs {
        // Fails only when it was done before, and this is the first.
        rayon::ThreadPoolBuilder::new()
            .num_threads(usize::try_from(jobs).unwrap_or_default())
            .build_global()
            .ok();
    }
    let root = args.site()?;
    let shard = match building.shard {
        Some(part) => Some(shard(part, building.shards)?),
        None => None,
    };
    let output = output(
        &root,
        building.output.as_ref().unwrap_or(&root.join("public")),
    )?;
    if let Some(report) = &building.report {
        report_place(&root, report)?;
    }
    let clock = clock(building.now)?;
    let known = Known::read(building.baseline.as_deref())?;
    let visibility = Visibility {
        now: clock.now,
        drafts: building.drafts,
        future: building.future,
    };
    let run = Run {
        building,
        wording,
        start,
        clock,
        record: publish::record_of(&root, &output, shard),
        root,
        output,
        shard,
        known,
        options: Options {
            visibility,
            base_url: building.base_url.clone(),
            ..Options::default()
        },
    };
    let mut is_last = false;
    loop {
        if let Some(status) = run.attempt(is_last)? {
            return Ok(status);
        }
        say(wording, "build-again", &[]);
        is_last = true;
    }
}

/// A build of a site.
struct Run<'a> {
    building: &'a Building,
    wording: &'a Wording,
    start: Instant,
    clock: Clock,
    root: PathBuf,
    output: PathBuf,
    record: PathBuf,
    shard: Option<Shard>,
    known: Option<Known<'a>>,
    options: Options,
}

impl Run<'_> {
    /// Opens the site and publishes it; `None` if files changed meanwhile, unless this is the last
    /// attempt.
    fn attempt(&self, is_last: bool) -> Result<Option<Status>, Failure> {
        let bar = Bar::new(self.wording);
        let opened = Edition::open_watched(&self.root, &self.options, &bar);
        let mut edition = opened.inspect_err(|_| bar.finish())?;
        if edition.is_cache_lost {
            say(self.wording, "cache-lost", &[]);
        }
        publish::keep(&edition, &self.root);
        self.clock.warn(&mut edition);
        let told = self.told(&edition.problems);
        if stops(&told.fresh, self.building.deny_warnings) {
            bar.finish();
            return self.stopped(&edition).map(Some);
        }
        let fetch = pictures_from::fetch(self.building);
        let order = publish::Options {
            output: &self.output,
            record: &self.record,
            shard: self.shard,
            clock: self.clock.source,
            allows_removals: self.building.allow_removals,
            progress: &bar,
            fetch: &*fetch,
        };
        let published = publish::publish(&edition, order);
        bar.finish();
        match published {
            Ok(published) => {
                self.done(&edition, &published)?;
                // The process ends here: to free a large archive piece by piece would only take
                // time.
                std::mem::forget(published);
                std::mem::forget(edition);
                Ok(Some(Status::Well))
            }
            Err(Stop::Failure(failure)) => Err(failure),
            // A program that saved a file meanwhile is usually done by now.
            Err(Stop::Problems(found)) if !is_last && found.iter().all(render::is_stale) => {
                Ok(None)
            }
            Err(Stop::Problems(mut found)) => {
                found.append(&mut edition.problems);
                edition.locate(&mut found);
                edition.problems = found;
                self.stopped(&edition).map(Some)
            }
        }
    }

    fn done(&self, edition: &Edition, published: &Published<'_>) -> Result<(), Failure> {
        let mut problems = Cow::Borrowed(&edition.problems[..]);
        if let Some(last) = published.last {
            let mut found = vec![self.clock.before_last(edition, last)];
            edition.locate(&mut found);
            problems.to_mut().append(&mut found);
        }
        self.report(&problems);
        summary(self.wording, &edition.site, published, self.start.elapsed());
        self.finish(edition, &problems, Some(published))
    }

    fn stopped(&self, edition: &Edition) -> Result<Status, Failure> {
        self.report(&edition.problems);
        say(self.wording, "nothing-written", &[]);
        self.finish(edition, &edition.problems, None)?;
        Ok(Status::Problems)
    }

    /// Parts the problems into those that are reported and the known warnings; an error is always
    /// reported.
    fn told(&self, problems: &[Diagnostic]) -> Compared {
        let all = problems.iter().cloned();
        let Some(known) = &self.known else {
            return Compared {
                fresh: all.collect(),
                ..Compared::default()
            };
        };
        let (errors, warnings): (Vec<Diagnostic>, Vec<Diagnostic>) =
            all.partition(Diagnostic::is_error);
        let mut told = known.compare(warnings, |_| true);
        // Of an error that the list has nothing is known here but that it is one.
        told.gone.retain(|(_, code, _)| code.starts_with('W'));
        told.fresh.extend(errors);
        told.fresh.sort_by(order);
        told
    }

    fn report(&self, problems: &[Diagnostic]) {
        let told = self.told(problems);
        report(self.wording, self.building.style(), &told.fresh);
        if let Some(known) = &self.known {
            known.report(&told, self.wording);
        }
    }

    /// Prints the stages and writes the report, if they are asked for.
    fn finish(
        &self,
        edition: &Edition,
        problems: &[Diagnostic],
        published: Option<&Published<'_>>,
    ) -> Result<(), Failure> {
        let stages = stages(edition, self.start.elapsed());
        if self.building.timings {
            for (name, time) in &stages {
                let stage = self.wording.say(&format!("stage-{name}"), &[]);
                note(&format!("{:>8.3} s  {stage}\n", time.as_secs_f64()));
            }
        }
        match &self.building.report {
            Some(file) => {
                let counts = Counts::of(problems);
                write_report(file, edition, counts, published, &stages)
            }
            None => Ok(()),
        }
    }
}

/// Returns how long each stage took, with what was left for publishing.
fn stages(edition: &Edition, total: Duration) -> Vec<(&'static str, Duration)> {
    let opened: Duration = edition.stages.iter().map(|(_, time)| *time).sum();
    let rest = [("publish", total.saturating_sub(opened)), ("total", total)];
    edition.stages.iter().copied().chain(rest).collect()
}

/// Finds the part of the site that this machine is to build.
///
/// GitLab's parallel jobs number themselves from 1 (CI_NODE_INDEX, CI_NODE_TOTAL), the indexed jobs
/// of Kubernetes from 0 (JOB_COMPLETION_INDEX), and do not say how many they are.
fn shard(part: Part, count: Option<u32>) -> Result<Shard, Failure> {
    let found = match part {
        Part::Given(shard) => Some(shard),
        Part::Auto => shard_of_gitlab(count).or_else(|| shard_of_kubernetes(count)),
    };
    found.ok_or_else(|| Failure::new(code::UNKNOWN_SHARD))
}

fn shard_of_gitlab(count: Option<u32>) -> Option<Shard> {
    let count = count.or_else(|| number("CI_NODE_TOTAL"))?;
    Shard::new(number("CI_NODE_INDEX")?, count)
}

fn shard_of_kubernetes(count: Option<u32>) -> Option<Shard> {
    Shard::new(number("JOB_COMPLETION_INDEX")?.checked_add(1)?, count?)
}

/// Reads a number from the environment.
fn number(name: &str) -> Option<u32> {
    variable(name)?.parse().ok()
}

/// Returns the real place of the output folder; refuses one that is the site itself or among its
/// sources.
fn output(root: &Path, given: &Path) -> Result<PathBuf, Failure> {
    let place = source::real(given);
    if is_source(root, &place) || source::real(root).starts_with(&place) {
        return Err(Failure::new(code::OUTPUT_OVER_SOURCE).with("path", place.display()));
    }
    hold(root, given, &place)?;
    Ok(place)
}

/// Refuses a report in the place of a source. Other obstacles are reported when it is written.
pub(super) fn report_place(root: &Path, given: &Path) -> Result<(), Failure> {
    let place = source::real(given);
    match place.parent() {
        Some(folder) if is_source(root, folder) && source::open_regular(&place).is_ok() => {
            Err(Failure::new(code::OUTPUT_OVER_SOURCE).with("path", place.display()))
        }
        _ => hold(root, given, &place),
    }
}

fn is_source(root: &Path, place: &Path) -> bool {
    let root = source::real(root);
    ["content", "themes", ".dateline", ".git"]
        .iter()
        .any(|folder| place.starts_with(root.join(folder)))
}

/// Refuses what is named in the site but leads out of it: a branch of a stranger may hold such a
/// link, and whoever builds it did not say that files may be written there.
fn hold(root: &Path, given: &Path, place: &Path) -> Result<(), Failure> {
    let real_root = source::real(root);
    let is_own = is_named_within(given, &real_root)
        || std::path::absolute(root).is_ok_and(|root| is_named_within(given, &root));
    if is_own && !place.starts_with(&real_root) {
        return Err(Failure::new(code::ESCAPING_OUTPUT)
            .with("name", given.display())
            .with("path", place.display()));
    }
    Ok(())
}

fn is_named_within(path: &Path, root: &Path) -> bool {
    std::path::absolute(path).is_ok_and(|path| without_parents(&path).starts_with(root))
}

/// Returns a path without `..`: what it names where no part of it is a link.
fn without_parents(path: &Path) -> PathBuf {
    let mut named = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => _ = named.pop(),
            Component::Prefix(_)
            | Component::RootDir
            | Component::CurDir
            | Component::Normal(_) => {
                named.push(part);
            }
        }
    }
    named
}

fn summary(wording: &Wording, site: &Site, published: &Published<'_>, time: Duration) {
    if published.manifest_lost {
        say(wording, "manifest-lost", &[]);
    }
    if !site.held.is_empty() {
        say(wording, "withheld-head", &[]);
    }
    for held in site.held.iter().take(LISTED) {
        let moment = held.reason.moment().map(|m| m.minute()).unwrap_or_default();
        let id = match held.reason {
            Withheld::Draft => "withheld-draft",
            Withheld::Future(_) => "withheld-future",
            Withheld::Expired(_) => "withheld-expired",
            Withheld::Unreviewed => "withheld-unreviewed",
        };
        let path = held.document.path.as_str();
        say(
            wording,
            id,
            &[("path", Word::Text(path)), ("moment", Word::Text(&moment))],
        );
    }
    if site.held.len() > LISTED {
        let more = [("more", count(site.held.len() - LISTED))];
        say(wording, "withheld-more", &more);
    }
    let seconds = format!("{:.1}", time.as_secs_f64());
    let counts = [
        ("written", count(published.written.len())),
        ("unchanged", count(published.unchanged.len())),
        ("removed", count(published.removed.len())),
        ("withheld", count(site.held.len())),
        ("seconds", Word::Text(&seconds)),
    ];
    say(wording, "done-build", &counts);
    if published.is_unlocked {
        say(wording, "lock-unsupported", &[]);
    }
}

fn count(n: usize) -> Word<'static> {
    Word::Count(n as u64)
}

/// Writes the report of `--report`: everything that the summary counts, one by one.
fn write_report(
    file: &Path,
    edition: &Edition,
    counts: Counts,
    published: Option<&Published<'_>>,
    stages: &[(&str, Duration)],
) -> Result<(), Failure> {
    let site = &edition.site;
    let none = Published::default();
    let done = published.unwrap_or(&none);
    let withheld = site.held.iter().map(|held| {
        json!({
            "path": held.document.path.as_str(),
            "title": held.document.title,
            "reason": held.reason.name(),
            "moment": held.reason.moment().map(|m| m.rfc3339()),
        })
    });
    let seconds: serde_json::Map<String, Value> = stages
        .iter()
        .map(|(name, time)| ((*name).to_owned(), json!(time.as_secs_f64())))
        .collect();
    let report = json!({
        "published": published.is_some(),
        "counts": {
            "articles": site.articles.len(),
            "pages": site.pages.len(),
            "routes": edition.routes.as_slice().len(),
            "written": done.written.len(),
            "unchanged": done.unchanged.len(),
            "removed": done.removed.len(),
            "withheld": site.held.len(),
            "errors": counts.errors,
            "warnings": counts.warnings,
        },
        "written": done.written,
        "unchanged": done.unchanged,
        "removed": done.removed,
        "withheld": withheld.collect::<Vec<_>>(),
        "next": super::next::json(site.upcoming().as_ref()),
        "seconds": seconds,
        "peak_memory_bytes": peak_memory(),
    });
    serde_json::to_string_pretty(&report)
        .map_err(std::io::Error::from)
        .map(|text| format!("{}\n", visible::json(&text)))
        .and_then(|text| publish::write_given(file, text.as_bytes()))
        .map_err(|e| Failure::io(code::UNWRITABLE_REPORT, file.display(), &e))
}
