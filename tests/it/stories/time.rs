//! What passes today passes tomorrow: nothing that the clock does stops a build, or keeps online
//! what should be down.

use super::{article, site};
use crate::support::{Run, Site};

/// Before an embargo ends and an expiry comes, and after both.
const BEFORE: &str = "2024-02-01T12:00:00+08:00";
const AFTER: &str = "2024-03-02T06:00:00+08:00";

fn check(site: &Site, now: &str, options: &[&str]) -> Run {
    site.run(&[&["check", "--format", "json", "--now", now], options].concat())
}

/// Returns `code file` of everything that `check` reports at a moment, in order.
#[track_caller]
fn told(site: &Site, now: &str) -> Vec<String> {
    let run = check(site, now, &[]);
    let lines = run.stdout.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        let path = line["path"].as_str().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        format!("{} {name}", line["code"].as_str().unwrap_or_default())
    });
    lines.collect()
}

#[test]
fn an_expiry_passes_where_warnings_are_denied() {
    let site = site();
    site.write(
        "content/news/x.md",
        article("甲", "2024-01-18", "related: [later.md]\n") + "\n[旧闻](y.md)，[草稿](z.md)\n",
    );
    site.write(
        "content/news/y.md",
        article("乙", "2024-01-18", "expires: 2024-02-20\n"),
    );
    site.write("content/news/later.md", article("丁", "2024-03-01", ""));
    site.write("content/news/z.md", article("丙", "2024-01-18", ""));
    for now in [BEFORE, AFTER] {
        let run = site.run(&["build", "--deny-warnings", "--now", now]);
        assert_eq!(run.status, 0, "{run}");
    }
    assert!(!site.at("public/2024/01/18/y.html").exists());
    let told = check(&site, AFTER, &[]);
    assert!(
        told.stdout.contains("W0309") && told.stdout.contains("\"clock\":true"),
        "{told}"
    );
    // A draft is a matter of the content.
    site.edit("content/news/z.md", "---\n", "---\ndraft: true\n");
    let denied = check(&site, AFTER, &["--deny-warnings"]);
    assert_eq!(denied.status, 1, "{denied}");
}
