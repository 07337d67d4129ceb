//! `dateline build`: content → public/.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::args::{Args, Building, Part};
use super::environment::{now, variable};
use super::progress::Bar;
use super::status::{Status, stops};
use super::terminal::{note, report, say};
use crate::base::visible;
use crate::content::document::Withheld;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::edition::{Edition, Options};
use crate::page::render;
use crate::publish::shard::Shard;
use crate::publish::{self, Published, Stop};
use crate::site::{Site, Visibility};
use crate::source;

/// How many withheld articles are listed one by one; the report has all of them.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, building: &Building, wording: &Wording) -> Result<Status, Failure> {
    let start = Instant::now();
    if let Some(jobs) = building.jobs {
        // Fails only when it was done before, and this is the first.
        rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global()
            .ok();
    }
    let root = args.site()?;
    let shard = building.shard.map(shard).transpose()?;
    let output = output(
        &root,
        building.output.as_ref().unwrap_or(&root.join("public")),
    )?;
    building
        .report
        .as_ref()
        .map_or(Ok(()), |report| report_place(&root, report))?;
    let visibility = Visibility {
        now: now(building.checking.now)?,
        drafts: building.drafts,
        future: building.future,
    };
    let record = publish::record_of(&root, &output, shard);
    let options = Options {
        visibility,
        base_url: building.base_url.clone(),
        ..Options::default()
    };
    let mut is_again = false;
    loop {
        let bar = Bar::new(wording);
        let opened = Edition::open_watched(&root, &options, &bar).inspect_err(|_| bar.finish());
        let mut edition = opened?;
        if edition.is_cache_lost {
            say(wording, "cache-lost", &[]);
        }
        publish::keep(&edition, &root);
        if stops(&edition.problems, building.checking.deny_warnings) {
            bar.finish();
            return stopped(building, wording, &edition, start);
        }
        let published = publish::publish(
            &edition,
            publish::Options {
                output: &output,
                record: &record,
                shard,
                progress: &bar,
            },
        );
        bar.finish();
        match published {
            Ok(published) => {
                done(building, wording, &edition, &published, start)?;
                // The process ends here: to free a large archive piece by piece would only take
                // time.
                std::mem::forget(published);
                std::mem::forget(edition);
                return Ok(Status::Well);
            }
            Err(Stop::Failure(failure)) => return Err(failure),
            // Whoever saved a file meanwhile is done by now, as a rule.
            Err(Stop::Problems(found)) if !is_again && found.iter().all(render::is_stale) => {
                say(wording, "build-again", &[]);
                is_again = true;
            }
            Err(Stop::Problems(mut found)) => {
                found.append(&mut edition.problems);
                edition.locate(&mut found);
                edition.problems = found;
                return stopped(building, wording, &edition, start);
            }
        }
    }
}

fn done(
    building: &Building,
    wording: &Wording,
    edition: &Edition,
    published: &Published<'_>,
    start: Instant,
) -> Result<(), Failure> {
    report(wording, building.checking.format, &edition.problems);
    summary(wording, &edition.site, published, start.elapsed());
    finish(building, wording, edition, Some(published), start)
}

fn stopped(
    building: &Building,
    wording: &Wording,
    edition: &Edition,
    start: Instant,
) -> Result<Status, Failure> {
    report(wording, building.checking.format, &edition.problems);
    say(wording, "nothing-written", &[]);
    finish(building, wording, edition, None, start)?;
    Ok(Status::Problems)
}

/// Prints the stages and writes the report, where they are asked for.
fn finish(
    building: &Building,
    wording: &Wording,
    edition: &Edition,
    published: Option<&Published<'_>>,
    start: Instant,
) -> Result<(), Failure> {
    let stages = stages(edition, start.elapsed());
    if building.timings {
        for (name, time) in &stages {
            let stage = wording.say(&format!("stage-{name}"), &[]);
            note(&format!("{:>8.3} s  {stage}\n", time.as_secs_f64()));
        }
    }
    building.report.as_ref().map_or(Ok(()), |file| {
        write_report(file, edition, published, &stages)
    })
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
/// of Kubernetes from 0 (JOB_COMPLETION_INDEX), and do not tell how many they are.
fn shard(part: Part) -> Result<Shard, Failure> {
    let count = match part {
        Part::Given(shard) => return Ok(shard),
        Part::Auto(count) => count,
    };
    let gitlab = number("CI_NODE_INDEX")
        .and_then(|i| Shard::new(i, count.or_else(|| number("CI_NODE_TOTAL"))?));
    let kubernetes = || Shard::new(number("JOB_COMPLETION_INDEX")?.checked_add(1)?, count?);
    gitlab
        .or_else(kubernetes)
        .ok_or_else(|| Failure::new(code::UNKNOWN_SHARD))
}

/// Reads a number from the environment.
fn number(name: &str) -> Option<u32> {
    variable(name)?.parse().ok()
}

/// Tells the most memory that the process held, in bytes, where the system tells.
fn peak_memory() -> Option<u64> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the environment is read in cli/ only"
    )]
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kib| kib * 1024)
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

/// Refuses a report in the place of a source. Whatever else keeps it from being written is told
/// when it is due.
fn report_place(root: &Path, given: &Path) -> Result<(), Failure> {
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
    let is_named_within =
        |root: &Path| std::path::absolute(given).is_ok_and(|given| given.starts_with(root));
    let is_own = is_named_within(&real_root)
        || std::path::absolute(root).is_ok_and(|root| is_named_within(&root));
    if is_own && !place.starts_with(&real_root) {
        return Err(Failure::new(code::ESCAPING_OUTPUT)
            .with("name", given.display())
            .with("path", place.display()));
    }
    Ok(())
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
    let count = |n: usize| Word::Count(n as u64);
    if site.held.len() > LISTED {
        say(
            wording,
            "withheld-more",
            &[("more", count(site.held.len() - LISTED))],
        );
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
}

/// Writes the report of `--report`: everything that the summary counts, one by one.
fn write_report(
    file: &Path,
    edition: &Edition,
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
    let counts = Counts::of(&edition.problems);
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
        "seconds": seconds,
        "peak_memory_bytes": peak_memory(),
    });
    let failed = |e: std::io::Error| Failure::io(code::UNWRITABLE_REPORT, file.display(), &e);
    let text = serde_json::to_string_pretty(&report).map_err(|e| failed(e.into()))?;
    publish::write_given(file, format!("{}\n", visible::json(&text)).as_bytes()).map_err(failed)
}
