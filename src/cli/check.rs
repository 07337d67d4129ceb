//! `dateline check`: all problems of the content, no output written.

use super::args::{Args, Checking};
use super::{Status, now, report, say, stops};
use crate::diagnostic::Failure;
use crate::edition::{Edition, Options};
use crate::message::{Word, Wording};
use crate::site::Visibility;

pub(super) fn run(args: &Args, checking: &Checking, wording: &Wording) -> Result<Status, Failure> {
    let visibility = Visibility { now: now(checking.now)?, ..Visibility::default() };
    let edition = Edition::open(&args.site()?, &Options { visibility, base_url: None })?;
    report(wording, checking.format, &edition.problems);
    if edition.problems.is_empty() {
        let articles = edition.site.articles.len() + edition.site.pages.len() + edition.site.held.len();
        say(wording, "check-clean", &[("articles", Word::Count(articles as u64))]);
    }
    Ok(if stops(&edition.problems, checking.deny_warnings) { Status::Problems } else { Status::Well })
}
