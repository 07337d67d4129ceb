//! `check` of some files: those that are named, those that changed by git, those with problems that
//! are not known yet.

use std::path::Path;
use std::process::Command;

use super::{article, site};
use crate::support::{Run, Site, run};

/// A site with an error and a warning in one article, and a warning in a different one.
fn wrong() -> Site {
    let site = site();
    site.edit(
        "content/news/2024-01-10-yi.md",
        "第二段",
        "第一句,第二段[去](mei-you.md)",
    );
    site.edit("content/news/2024-01-15-er.md", "第二段", "第一句,第二段");
    site
}

/// Returns the codes that a check for programs reports, with the names of their files.
fn told(run: &Run) -> Vec<String> {
    let lines = run.stdout.lines();
    lines
        .map(|line| {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            let path = line["path"].as_str().unwrap();
            format!(
                "{} {}",
                line["code"].as_str().unwrap(),
                path.rsplit('-').next().unwrap()
            )
        })
        .collect()
}

#[test]
fn problems_of_named_files_are_told_and_decide_the_status() {
    let site = wrong();
    let check = |options: &[&str]| site.run(&[&["check", "--format", "json"], options].concat());
    let run = check(&["content/news/2024-01-15-er.md"]);
    assert_eq!(
        (run.status, told(&run)),
        (0, vec!["W0701 er.md".to_owned()]),
        "{run}"
    );
    assert!(run.stderr.contains("别的文件里还有 1 个错误"), "{run}");
    let run = check(&["content/news/2024-01-15-er.md", "--deny-warnings"]);
    assert_eq!(run.status, 1, "{run}");
    // From the site's folder or from content/, folders too.
    for named in ["content/news", "news", "content/news/", "."] {
        let run = check(&[named]);
        assert_eq!((run.status, told(&run).len()), (1, 3), "{named} {run}");
    }
    let run = check(&["commentary"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(run.stderr.contains("1 个文件，没有问题"), "{run}");
    for named in ["nothing.md", "../../..", "/", "public"] {
        let run = check(&[named]);
        assert_eq!(run.status, 2, "{named} {run}");
        assert!(run.stdout.contains("F0041"), "{run}");
    }
}

#[test]
fn a_problem_with_its_other_place_in_a_file_is_one_of_that_file() {
    let site = site();
    site.write(
        "content/news/p.md",
        article("甲", "2024-01-15", "slug: same\n"),
    );
    site.write(
        "content/commentary/q.md",
        article("乙", "2024-01-15", "slug: same\n"),
    );
    for named in ["news/p.md", "commentary/q.md"] {
        let run = site.run(&["check", named]);
        assert_eq!(run.status, 1, "{run}");
        assert!(run.stderr.contains("E0401"), "{run}");
    }
}

#[test]
fn fixes_of_named_files_leave_others_alone() {
    let site = wrong();
    let other = site.read("content/news/2024-01-10-yi.md");
    let run = site.run(&["check", "--fix", "news/2024-01-15-er.md"]);
    assert_eq!(run.status, 0, "{run}");
    assert!(
        site.read("content/news/2024-01-15-er.md")
            .contains("第一句，")
    );
    assert_eq!(site.read("content/news/2024-01-10-yi.md"), other);
}

fn git(root: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(root)
        .args(["-c", "user.name=a", "-c", "user.email=a@b"]);
    let output = command
        .args(arguments)
        .output()
        .expect("the tests need git");
    assert!(output.status.success(), "{arguments:?} {output:?}");
}

#[test]
fn what_changed_is_asked_of_git() {
    let site = wrong();
    let check = |option: &str| {
        let mut command = site.command(&["check", "--format", "json", option]);
        let path = std::env::var_os("PATH").unwrap_or_default();
        // A hook of git says where its own folder is, as seen from there.
        run(command
            .env("PATH", path)
            .env("GIT_DIR", ".git")
            .env("GIT_INDEX_FILE", ".git/index"))
    };
    let run = check("--changed");
    assert_eq!(run.status, 3, "{run}");
    assert!(run.stdout.contains("F0042"), "{run}");
    let above = site.root.parent().unwrap();
    git(above, &["init", "--quiet"]);
    assert_eq!(
        told(&check("--changed")).len(),
        3,
        "all files before the first commit"
    );
    git(above, &["add", "."]);
    git(above, &["commit", "--quiet", "-m", "一"]);
    let run = check("--changed");
    assert_eq!((run.status, told(&run).len()), (0, 0), "{run}");
    assert!(run.stderr.contains("没有改过"), "{run}");
    let text = article("新", "2024-01-16", "").replace("第二段", "第一句,第二段");
    site.write("content/news/2024-01-16-新 稿.md", text);
    site.edit("content/news/2024-01-15-er.md", "第二段", "第二句");
    site.remove("content/news/2023-12-30-san.md");
    let found = ["W0701 er.md", "W0701 新 稿.md"];
    assert_eq!(told(&check("--changed")), found);
    git(above, &["add", "."]);
    git(above, &["commit", "--quiet", "-m", "二"]);
    assert_eq!(told(&check("--changed")).len(), 0);
    assert_eq!(told(&check("--changed=HEAD~1")), found);
    for revision in ["nothing", "--output=x"] {
        let run = check(&format!("--changed={revision}"));
        assert_eq!(run.status, 2, "{run}");
        assert!(run.stdout.contains("F0045"), "{run}");
    }
}

#[test]
fn known_problems_are_counted_and_new_ones_told() {
    let site = wrong();
    let run = site.run(&["check", "--write-baseline", "known.txt"]);
    assert_eq!(run.status, 0, "{run}");
    let list = site.read("known.txt");
    assert!(list.starts_with("# dateline baseline 1\n"), "{list}");
    let check = |options: &[&str]| {
        let arguments = [
            "check",
            "--baseline",
            "known.txt",
            "--deny-warnings",
            "--format",
            "json",
        ];
        site.run(&[&arguments, options].concat())
    };
    let run = check(&[]);
    assert_eq!((run.status, told(&run).len()), (0, 0), "{run}");
    assert!(
        run.stderr.contains("3 个问题") && run.stderr.contains("1 个是错误"),
        "{run}"
    );
    // A line more above it is no new problem, one more of its kind is.
    site.edit(
        "content/news/2024-01-15-er.md",
        "第一句,",
        "第一段半。\n\n第一句,",
    );
    assert_eq!(told(&check(&[])).len(), 0);
    site.edit("content/news/2024-01-15-er.md", "第二段", "第二段,第三段");
    let run = check(&[]);
    assert_eq!(
        (run.status, told(&run)),
        (1, vec!["W0701 er.md".to_owned()]),
        "{run}"
    );
    // What is gone is named, but for files that are not asked for.
    site.edit("content/news/2024-01-10-yi.md", "第一句,", "第一句，");
    let run = check(&[]);
    assert!(run.stderr.contains("yi.md W0701，1 个"), "{run}");
    let run = check(&["news/2024-01-15-er.md"]);
    assert!(!run.stderr.contains("yi.md"), "{run}");
    // A build hides warnings, and never an error.
    let build = |name: &str| site.run(&["build", "--baseline", name, "--deny-warnings"]);
    let run = build("known.txt");
    assert_eq!(run.status, 1, "{run}");
    assert!(run.stderr.contains("E0301"), "{run}");
    site.edit("content/news/2024-01-10-yi.md", "[去](mei-you.md)", "");
    site.edit("content/news/2024-01-15-er.md", ",第三段", "");
    let run = build("known.txt");
    assert_eq!(run.status, 0, "{run}");
    assert!(!run.stderr.contains("W0701]"), "{run}");
    // The list is the same from any folder, in any language, and on each run.
    site.run(&["check", "--write-baseline", "again.txt", "--lang", "en"]);
    site.run(&["check", "--write-baseline", "third.txt"]);
    assert_eq!(site.read("again.txt"), site.read("third.txt"));
    for (name, code) in [("nothing.txt", "F0043"), ("content/site.yaml", "F0044")] {
        let run = build(name);
        assert!(run.stderr.contains(code), "{run}");
    }
    let run = site.run(&["check", "--write-baseline", "content/site.yaml"]);
    assert!(run.stderr.contains("F0006"), "{run}");
}
