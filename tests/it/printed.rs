//! What is printed of hostile names, texts and arguments: nothing that cannot be seen, nothing that
//! a terminal or the log of a CI obeys, in any format.

use serde_json::Value;

use crate::support::{self, Run, Site};

/// What a terminal obeys, what turns text around, what parts lines, what hides, what a CI log takes
/// for a command.
const HOSTILE: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}fdp\u{2066}\u{200f}\u{2028}::error::a\u{85}::error::b\
    \u{200b}\u{2060}\u{feff}\u{ad}\u{3164}\u{e0041}\u{e123}##[error]c ##vso[task.complete]d";

const SITE: &str = "\
title: 湟水日报
base_url: https://news.example.cn/
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
series:
  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }
";

/// Returns a site with hostile text wherever text may stand.
fn site() -> Site {
    let site = Site::new(&[("content/site.yaml", SITE)]);
    let escaped = HOSTILE
        .replace('\u{1b}', "\\e")
        .replace('\u{7}', "\\a")
        .replace('\u{9b}', "\\x9b");
    site.write(
        "content/news/2024-01-18-a.md",
        format!("---\ntitle: \"{escaped}\"\ndate: 2024-01-18\nslug: a\nexpires: 2024-01-19\ntags: [\"{escaped}\"]\n---\n正文\n"),
    );
    let lines = [
        "",
        "  ::error file=x::",
        "\t##[error]",
        "\u{3000}::stop-commands::x",
        "::add-mask::",
    ];
    let text: String = lines
        .iter()
        .map(|line| format!("{line}{HOSTILE},甲乙,丙丁。\r\n第二行,也有。\n"))
        .collect();
    site.write(
        "content/news/2024-01-18-b.md",
        format!("---\ntitle: 题\ndate: 2024-01-18\nslug: b\n---\n{text}"),
    );
    site.write(
        "content/news/2024-01-18-c.md",
        format!("---\ntitle: 题\ndate: 2024-01-18\nslug: {HOSTILE}\n{HOSTILE}: x\nkicker: [\n---\n[x](<{HOSTILE}.pdf>) <font x=\"{HOSTILE}\">\n"),
    );
    for name in [
        "x\u{202e}fdp.md",
        "::error::x\u{2028}.md",
        "##[error]x\u{200b}.md",
        "\u{1b}[2J.md",
        "a\n::error::.md",
    ] {
        site.write(
            &format!("content/news/{name}"),
            format!("---\ntitel: {HOSTILE}\ndate: 2024-01-18\n---\n甲,乙。\n"),
        );
    }
    site.write("content/news/甲\u{2067}乙.pdf", "x");
    site
}

/// Fails where a run printed something that is obeyed or cannot be seen.
#[track_caller]
fn look(what: &[&str], run: &Run) {
    for (line, text) in [&run.stdout, &run.stderr]
        .into_iter()
        .flat_map(|text| text.split('\n').map(move |l| (l, text)))
    {
        let is_bad = |c: &char| {
            c.is_control() && *c != '\t'
                || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
                || matches!(c, '\u{ad}' | '\u{3164}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}')
        };
        // A diff has the text's own ends of lines.
        let line = if what.contains(&"--dry-run") {
            line.strip_suffix('\r').unwrap_or(line)
        } else {
            line
        };
        assert!(
            !line.chars().any(|c| is_bad(&c)),
            "{what:?}: {line:?} in {text}"
        );
        let is_own = what.contains(&"github")
            && (line.starts_with("::error ") || line.starts_with("::warning "));
        assert!(
            is_own || !line.trim_start().starts_with("::"),
            "{what:?}: {line:?}"
        );
        assert!(
            is_own || !["##[", "##vso["].iter().any(|mark| line.contains(mark)),
            "{what:?}: {line:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_that_is_printed_is_obeyed_or_hidden() {
    let site = site();
    let name = format!("content/news/{}", "x\u{202e}fdp.md");
    let wrong = format!("--{HOSTILE}");
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--fix", "--dry-run"],
        &["check", "--fix", "--dry-run", "--format", "json"],
        &["check", "--fix", "--dry-run", "--format", "github"],
        &["build"],
        &["build", "--format", "json", "--report", "report.json"],
        &["build", "--output", &format!("content/{HOSTILE}")],
        &["why", &name],
        &["why", "content/news/2024-01-18-a.md"],
        &["why", HOSTILE],
        &["explain", HOSTILE],
        &["new", HOSTILE, "x"],
        &["new", "gong", "x", "--series", HOSTILE],
        &["new", "news", "x", "--from", HOSTILE],
        &[
            "schema",
            "--output",
            &format!("{}/::error::{HOSTILE}", site.root.display()),
        ],
        &["schema", "--output", "::error::x"],
        &["schema", "--output", "x\r\n::warning::y"],
        &["build", &wrong],
        &["build", "--now", HOSTILE],
        &["build", "--jobs", HOSTILE],
        &["serve", "--host", HOSTILE],
        &["init", &format!("::error::{HOSTILE}")],
        &[HOSTILE],
    ] {
        for lang in ["zh", "en"] {
            let run = support::run(site.command(arguments).args(["--lang", lang]));
            look(arguments, &run);
        }
    }
    site.command(&["check", "--fix"]).output().unwrap();
    look(&["check", "--fix"], &site.run(&["check", "--fix"]));
}

#[cfg(unix)]
#[test]
fn what_a_program_reads_stays_json_with_the_true_names() {
    let site = site();
    for arguments in [
        &["check", "--format", "json"][..],
        &["check", "--fix", "--dry-run", "--format", "json"],
    ] {
        let run = site.run(arguments);
        let lines: Vec<Value> = run
            .stdout
            .lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect();
        let has = |path: &str| lines.iter().any(|l| l["path"] == *path);
        assert!(
            has("content/news/x\u{202e}fdp.md") && has("content/news/##[error]x\u{200b}.md"),
            "{run}"
        );
    }
    let diff = site.run(&["check", "--fix", "--dry-run"]);
    // The fix takes away what cannot be seen; the line as it was is shown with it.
    assert!(diff.stdout.contains("\n-::add-mask::\\u{1b}[2J"), "{diff}");
    let beside = site.run(&["check", "--fix", "--dry-run", "--format", "github"]);
    assert!(
        beside.stderr.contains("\n@@ ") && beside.stdout.lines().all(|l| l.starts_with("::")),
        "{beside}"
    );
    // A whole site, whose report has a hostile title and name.
    for name in [
        "2024-01-18-b.md",
        "2024-01-18-c.md",
        "::error::x\u{2028}.md",
        "##[error]x\u{200b}.md",
    ] {
        site.remove(&format!("content/news/{name}"));
    }
    for name in ["\u{1b}[2J.md", "a\n::error::.md"] {
        site.remove(&format!("content/news/{name}"));
    }
    site.write(
        "content/news/x\u{202e}fdp.md",
        "---\ntitle: 题\ndate: 2024-03-18\nslug: x\n---\n",
    );
    let run = site.run(&["build", "--report", "report.json"]);
    let report = site.read("report.json");
    let parsed: Value = serde_json::from_str(&report).unwrap_or_else(|e| panic!("{e}: {run}"));
    assert!(
        !report.contains('\u{202e}') && parsed["withheld"].to_string().contains('\u{202e}'),
        "{run} {report}"
    );
}
