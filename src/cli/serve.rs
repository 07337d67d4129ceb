//! `dateline serve`: the live preview.

use std::time::Duration;

use super::args::{Args, Previewing};
use super::console::Format;
use super::{Status, console, now, print_problems, say};
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure};
use crate::publish;
use crate::serve::{self, News, Serving};
use crate::site::Visibility;

/// How many changed files, and how many new problems, are named.
const LISTED: usize = 5;

pub(super) fn run(
    args: &Args,
    previewing: &Previewing,
    wording: &Wording,
) -> Result<Status, Failure> {
    let root = args.site()?;
    let moment = previewing.now;
    let fixed = if moment.is_some() || super::is_clock_set() {
        Some(now(moment)?)
    } else {
        None
    };
    let visibility = Visibility {
        now: 0,
        drafts: previewing.drafts,
        future: previewing.future,
    };
    let serving = Serving {
        root: root.clone(),
        visibility,
        clock: Box::new(move || fixed.unwrap_or_else(|| now(None).unwrap_or_default())),
        host: previewing.host.clone(),
        port: previewing.port,
        allowed: previewing.allowed.clone(),
        shows_works: !previewing.no_drafts,
        polls: previewing.polls,
    };
    let teller = Teller {
        wording: Wording::new(wording.language()),
        root,
        opens: previewing.opens,
        shows_works: !previewing.no_drafts,
    };
    serve::run(
        serving,
        Wording::new(wording.language()),
        Box::new(move |news| teller.tell(news)),
    )?;
    Ok(Status::Well)
}

/// Words what the preview has to tell.
struct Teller {
    wording: Wording,
    root: std::path::PathBuf,
    opens: bool,
    shows_works: bool,
}

impl Teller {
    fn tell(&self, news: &News<'_>) {
        let say = |id: &str, args: &[(&str, Word<'_>)]| say(&self.wording, id, args);
        match news {
            News::Opened(edition) => {
                super::report(&self.wording, Format::Human, &edition.problems);
                publish::keep(edition, &self.root);
            }
            News::Listening(address) => {
                let address_text = format!("http://{}/", serve::own_address(*address));
                say("serve-address", &[("url", Word::Text(&address_text))]);
                if self.shows_works {
                    say(
                        "serve-desk",
                        &[("url", Word::Text(&format!("{address_text}_desk/")))],
                    );
                }
                say(
                    "serve-watching",
                    &[("path", Word::Text(&self.root.display().to_string()))],
                );
                if !serve::is_private(address.ip()) {
                    let id = if self.shows_works {
                        "serve-exposed"
                    } else {
                        "serve-exposed-public"
                    };
                    say(id, &[("host", Word::Text(&address.ip().to_string()))]);
                    let others = serve::network_address(*address).map(|a| format!("http://{a}/"));
                    let others = others.unwrap_or_else(|| format!("http://…:{}/", address.port()));
                    say("serve-network", &[("url", Word::Text(&others))]);
                }
                if self.opens && open::that_detached(&address_text).is_err() {
                    say("serve-unopened", &[]);
                }
            }
            News::Ready(time) => say("serve-ready", &[("time", Word::Text(&self.time(*time)))]),
            News::Polling(None) => say("serve-polling", &[]),
            News::Polling(Some(reason)) => say("serve-limit", &[("reason", Word::Text(reason))]),
            News::Turned => say("serve-turned", &[]),
            News::Changed {
                paths,
                problems,
                found,
                time,
            } => {
                let time = self.time(*time);
                match paths.as_slice() {
                    [] => say("serve-changed-some", &[("time", Word::Text(&time))]),
                    [path] => {
                        say(
                            "serve-changed",
                            &[
                                ("path", Word::Text(path.as_str())),
                                ("time", Word::Text(&time)),
                            ],
                        );
                    }
                    [first, rest @ ..] => say(
                        "serve-changed-many",
                        &[
                            ("path", Word::Text(first.as_str())),
                            ("more", Word::Count(rest.len() as u64)),
                            ("time", Word::Text(&time)),
                        ],
                    ),
                }
                self.problems(problems, found);
            }
        }
    }

    /// Prints what is newly wrong, and how much is.
    fn problems(&self, problems: &[Diagnostic], found: &[&Diagnostic]) {
        let first: Vec<Diagnostic> = found.iter().take(LISTED).map(|p| (*p).clone()).collect();
        let mut text = Vec::new();
        console(&self.wording, Format::Human)
            .problems(&mut text, &first)
            .ok();
        print_problems(Format::Human, &text);
        if !problems.is_empty() {
            let errors = problems.iter().filter(|p| p.is_error()).count();
            let count = |n: usize| Word::Count(n as u64);
            let counts = [
                ("errors", count(errors)),
                ("warnings", count(problems.len() - errors)),
            ];
            say(&self.wording, "problems", &counts);
        }
    }

    fn time(&self, time: Duration) -> String {
        let millis = time.as_secs_f64() * 1000.0;
        match millis {
            ..1000.0 => self.wording.say(
                "serve-millis",
                &[("time", Word::Text(&format!("{millis:.0}")))],
            ),
            _ => self.wording.say(
                "serve-seconds",
                &[("time", Word::Text(&format!("{:.1}", millis / 1000.0)))],
            ),
        }
    }
}
