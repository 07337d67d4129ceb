//! `dateline serve`: the live preview.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::args::{Args, Previewing};
use super::console::Format;
use super::environment::{is_clock_set, now};
use super::report::{Style, report};
use super::status::Status;
use super::terminal;
use crate::base::path::SitePath;
use crate::diagnostic::code;
use crate::diagnostic::counts::Counts;
use crate::diagnostic::digest;
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure, nearest};
use crate::publish;
use crate::serve::{self, Editor, News, Serving, USUAL, Unknown};
use crate::site::Visibility;

/// Number of new problems that are named.
const LISTED: usize = 5;

pub(super) fn run(
    args: &Args,
    previewing: &Previewing,
    wording: &Wording,
) -> Result<Status, Failure> {
    let root = args.site()?;
    let moment = previewing.now;
    let fixed = if moment.is_some() || is_clock_set() {
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
        allowed: previewing.allow_host.clone(),
        shows_works: !previewing.no_drafts,
        editor: editor(&root, previewing.editor.as_deref(), wording)?,
        polls: previewing.poll,
    };
    let reporter = Reporter {
        wording: Wording::new(wording.language()),
        root,
        opens: previewing.open,
        shows_works: !previewing.no_drafts,
    };
    serve::run(
        serving,
        Wording::new(wording.language()),
        Box::new(move |news| reporter.report(news)),
    )?;
    Ok(Status::Well)
}

/// Returns the editor that links open: the one that was named.
fn editor(root: &Path, named: Option<&str>, wording: &Wording) -> Result<Option<Editor>, Failure> {
    let root = std::path::absolute(root)
        .map_err(|e| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e))?;
    let named = named.unwrap_or(USUAL);
    Editor::new(&root, named).map_err(|Unknown| {
        let words = [
            ("argument", Word::Text("--editor")),
            ("text", Word::Text(named)),
        ];
        let failure = Failure::new(code::INVALID_COMMAND)
            .with("reason", wording.say("usage-value", &words))
            .with("help", "dateline serve --help");
        match nearest(named, Editor::names()) {
            Some(near) => failure.with("nearest", near),
            None => failure,
        }
    })
}

/// Prints the news of the preview.
struct Reporter {
    wording: Wording,
    root: PathBuf,
    opens: bool,
    shows_works: bool,
}

impl Reporter {
    fn report(&self, news: &News<'_>) {
        match news {
            News::Opened(edition) => {
                report(&self.wording, Style::default(), &edition.problems);
                publish::keep(edition, &self.root);
            }
            News::Listening(address) => self.listening(*address),
            News::Ready(time) => self.say("serve-ready", &[("time", &self.time(*time))]),
            News::Polling(None) => self.say("serve-polling", &[]),
            News::Polling(Some(reason)) => self.say("serve-limit", &[("reason", reason)]),
            News::Turned => self.say("serve-turned", &[]),
            News::Changed {
                paths,
                problems,
                found,
                time,
            } => {
                self.changed(paths, *time);
                self.problems(problems, found);
            }
        }
    }

    fn say(&self, id: &str, texts: &[(&str, &str)]) {
        let words: Vec<_> = texts
            .iter()
            .map(|(name, text)| (*name, Word::Text(text)))
            .collect();
        terminal::say(&self.wording, id, &words);
    }

    /// Prints where the preview is, and who can see it.
    fn listening(&self, address: SocketAddr) {
        let url = format!("http://{}/", serve::own_address(address));
        self.say("serve-address", &[("url", &url)]);
        if self.shows_works {
            self.say("serve-desk", &[("url", &format!("{url}_desk/"))]);
        }
        let root = self.root.display().to_string();
        self.say("serve-watching", &[("path", &root)]);
        if !serve::is_private(address.ip()) {
            let id = if self.shows_works {
                "serve-exposed"
            } else {
                "serve-exposed-public"
            };
            self.say(id, &[("host", &address.ip().to_string())]);
            let others = serve::network_addresses(address);
            let mut urls: Vec<String> = others
                .iter()
                .map(|other| format!("http://{other}/"))
                .collect();
            if urls.is_empty() {
                urls.push(format!("http://…:{}/", address.port()));
            }
            self.say("serve-network", &[("url", &urls.join(" "))]);
        }
        if self.opens && open::that_detached(&url).is_err() {
            self.say("serve-unopened", &[]);
        }
    }

    /// Prints which files changed, and how long it took until they were served.
    fn changed(&self, paths: &[SitePath], time: Duration) {
        let time = self.time(time);
        match paths {
            [] => self.say("serve-changed-some", &[("time", &time)]),
            [path] => self.say("serve-changed", &[("path", path.as_str()), ("time", &time)]),
            [first, rest @ ..] => {
                let words = [
                    ("path", Word::Text(first.as_str())),
                    ("more", Word::Count(rest.len() as u64)),
                    ("time", Word::Text(&time)),
                ];
                terminal::say(&self.wording, "serve-changed-many", &words);
            }
        }
    }

    /// Prints what is newly wrong, and how much is.
    fn problems(&self, problems: &[Diagnostic], found: &[&Diagnostic]) {
        let first = digest::first_of_each(found.iter().copied(), usize::MAX);
        let first = first.into_iter().take(LISTED);
        let text = terminal::drawn(&self.wording, Format::Human, first);
        terminal::print_drawn(Format::Human, &text);
        if !problems.is_empty() {
            terminal::note(&format!("{}\n", Counts::of(problems).worded(&self.wording)));
        }
    }

    fn time(&self, time: Duration) -> String {
        let millis = time.as_secs_f64() * 1000.0;
        let (id, number) = match millis {
            ..1000.0 => ("serve-millis", format!("{millis:.0}")),
            _ => ("serve-seconds", format!("{:.1}", millis / 1000.0)),
        };
        self.wording.say(id, &[("time", Word::Text(&number))])
    }
}
