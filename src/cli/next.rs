//! `dateline next`: the first moment after now at which a build would differ, and why.

use serde_json::{Value, json};

use super::args::{Args, Looking};
use super::site::options;
use super::status::Status;
use super::terminal::{print, say};
use crate::base::date::Moment;
use crate::base::visible;
use crate::diagnostic::Failure;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::wording::{Word, Wording};
use crate::edition::Edition;
use crate::site::upcoming::{Reason, Turn, Upcoming};

/// How many documents of one moment are printed for people.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, looking: &Looking, wording: &Wording) -> Result<Status, Failure> {
    let edition = Edition::open(&args.site()?, &options(looking.now)?)?;
    let upcoming = edition.site.upcoming();
    if looking.json {
        let answer = visible::json(&json(upcoming.as_ref()).to_string());
        print(&format!("{answer}\n"));
    } else {
        match &upcoming {
            Some(upcoming) => answer(upcoming, wording),
            None => print(&format!("{}\n", wording.say("next-never", &[]))),
        }
    }
    let errors = Counts::of(&edition.problems).errors;
    if errors == 0 {
        return Ok(Status::Well);
    }
    // What could not be read has no date, and no build comes to anything before it is repaired.
    let errors = Word::Count(errors as u64);
    say(wording, "why-stopped", &[("errors", errors)]);
    Ok(Status::Problems)
}

/// Returns the answer for programs: `{"moment": RFC 3339 or null, "reasons": [{"path", "reason"}]}`.
pub(super) fn json(upcoming: Option<&Upcoming>) -> Value {
    let turns = upcoming.iter().flat_map(|found| &found.turns);
    let reasons: Vec<Value> = turns
        .map(|turn| json!({ "path": turn.path.as_str(), "reason": turn.reason.name() }))
        .collect();
    json!({
        "moment": upcoming.map(|found| found.moment.rfc3339()),
        "reasons": reasons,
    })
}

/// Says when something changes next.
pub(super) fn at(moment: &Moment, wording: &Wording) -> String {
    let moment = moment.rfc3339();
    wording.say("next-moment", &[("moment", Word::Text(&moment))])
}

/// Says what changes then.
pub(super) fn line(turn: &Turn, wording: &Wording) -> String {
    let id = match turn.reason {
        Reason::Embargo => "next-embargo",
        Reason::Expiry => "next-expiry",
        Reason::NewsSitemap => "next-news-sitemap",
        Reason::Period => "next-period",
    };
    wording.say(id, &[("path", Word::Text(turn.path.as_str()))])
}

fn answer(Upcoming { moment, turns }: &Upcoming, wording: &Wording) {
    print(&format!("{}\n", at(moment, wording)));
    for turn in turns.iter().take(LISTED) {
        print(&format!("  {}\n", line(turn, wording)));
    }
    if let Some(more @ 1..) = turns.len().checked_sub(LISTED) {
        let more = Word::Count(more as u64);
        print(&format!(
            "  {}\n",
            wording.say("next-more", &[("more", more)])
        ));
    }
}
