//! `dateline build`: content → public/.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::args::{Args, Building};
use super::{Status, now, report, say, stops};
use crate::cache;
use crate::diagnostic::Failure;
use crate::document::Withheld;
use crate::edition::{Edition, Options};
use crate::message::{Word, Wording};
use crate::publish::{self, Published, Stop};
use crate::site::{Site, Visibility};

/// How many withheld articles are listed one by one; the report has all of them.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, building: &Building, wording: &Wording) -> Result<Status, Failure> {
    let start = Instant::now();
    if let Some(jobs) = building.jobs {
        // Fails only when it was done before, and this is the first.
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global().ok();
    }
    let root = args.site()?;
    let output = building.output.clone().unwrap_or_else(|| root.join("public"));
    let output = outside(&root, &output)?;
    let visibility = Visibility { now: now(building.checking.now)?, drafts: building.drafts, future: building.future };
    let mut edition = Edition::open(&root, &Options { visibility, base_url: building.base_url.clone() })?;
    if edition.is_cache_lost {
        say(wording, "cache-lost", &[]);
    }
    if let Some(bytes) = edition.cache.take() {
        // Without it the next run is slower, and that is all.
        publish::overwrite(&root.join(cache::PATH), &bytes).ok();
    }
    if stops(&edition.problems, building.checking.deny_warnings) {
        return Ok(stopped(building, wording, &edition));
    }
    let published = match publish::publish(&edition, &output, &publish::record_of(&root, &output)) {
        Ok(published) => published,
        Err(Stop::Failure(failure)) => return Err(failure),
        Err(Stop::Problems(mut found)) => {
            found.append(&mut edition.problems);
            edition.locate(&mut found);
            edition.problems = found;
            return Ok(stopped(building, wording, &edition));
        }
    };
    report(wording, building.checking.format, &edition.problems);
    summary(wording, &edition.site, &published, start.elapsed());
    if let Some(file) = &building.report {
        write_report(file, &edition, &published, start.elapsed())?;
    }
    // The process ends here: to free a large archive piece by piece would only take time.
    std::mem::forget((edition, published));
    Ok(Status::Well)
}

fn stopped(building: &Building, wording: &Wording, edition: &Edition) -> Status {
    report(wording, building.checking.format, &edition.problems);
    say(wording, "nothing-written", &[]);
    Status::Problems
}

/// Makes the output folder's path absolute and refuses one that is the site itself or among its sources.
fn outside(root: &Path, output: &Path) -> Result<PathBuf, Failure> {
    let real = |path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        // What does not exist yet lies in the nearest folder that does.
        let there = path.ancestors().find_map(|a| Some((a.canonicalize().ok()?, path.strip_prefix(a).ok()?)));
        there.map_or_else(|| path.clone(), |(a, rest)| a.components().chain(rest.components()).collect())
    };
    let (root, output) = (real(root), real(output));
    let inside = ["content", "themes", ".dateline", ".git"].iter().any(|f| output.starts_with(root.join(f)));
    if inside || root.starts_with(&output) {
        return Err(Failure::new("F0006").with("path", output.display()));
    }
    Ok(output)
}

fn summary(wording: &Wording, site: &Site, published: &Published, time: Duration) {
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
        };
        let path = held.document.path.as_str();
        say(wording, id, &[("path", Word::Text(path)), ("moment", Word::Text(&moment))]);
    }
    let count = |n: usize| Word::Count(n as u64);
    if site.held.len() > LISTED {
        say(wording, "withheld-more", &[("more", count(site.held.len() - LISTED))]);
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
fn write_report(file: &Path, edition: &Edition, published: &Published, time: Duration) -> Result<(), Failure> {
    let site = &edition.site;
    let withheld = site.held.iter().map(|held| {
        json!({
            "path": held.document.path.as_str(),
            "title": held.document.title,
            "reason": held.reason.name(),
            "moment": held.reason.moment().map(|m| m.rfc3339()),
        })
    });
    let mut seconds: serde_json::Map<String, Value> =
        edition.stages.iter().map(|(name, time)| ((*name).to_owned(), json!(time.as_secs_f64()))).collect();
    let opened: Duration = edition.stages.iter().map(|(_, time)| *time).sum();
    seconds.insert("publish".to_owned(), json!(time.saturating_sub(opened).as_secs_f64()));
    seconds.insert("total".to_owned(), json!(time.as_secs_f64()));
    let report = json!({
        "counts": {
            "articles": site.articles.len(),
            "pages": site.pages.len(),
            "routes": edition.routes.as_slice().len(),
            "written": published.written.len(),
            "unchanged": published.unchanged.len(),
            "removed": published.removed.len(),
            "withheld": site.held.len(),
            "warnings": edition.problems.len(),
        },
        "written": published.written,
        "unchanged": published.unchanged,
        "removed": published.removed,
        "withheld": withheld.collect::<Vec<_>>(),
        "seconds": seconds,
    });
    let failed = |e: std::io::Error| Failure::io("F0013", file.display(), &e);
    let mut text = serde_json::to_vec_pretty(&report).map_err(|e| failed(e.into()))?;
    text.push(b'\n');
    publish::overwrite(file, &text).map_err(failed)
}
