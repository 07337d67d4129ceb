//! The command line: one file a command, and the only place that prints, reads the clock and the
//! environment.

mod args;
mod build;
mod check;
mod explain;
mod schema;
mod why;
pub mod console;
mod init;
mod lsp;
mod from;
mod new;
mod progress;
mod serve;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{DateTime, Utc};

use self::args::{Args, Ending, Task};
use self::console::{Console, Format};
use crate::base::date::Language;
use crate::base::path::SitePath;
use crate::base::visible;
use crate::content::config::{self, Config};
use crate::diagnostic::code::{self, Kind};
use crate::diagnostic::wording::{Word, Wording};
use crate::diagnostic::{Diagnostic, Failure};
use crate::source::{self, Source};

/// Exit status: FORMAT.md 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// All is well.
    Well = 0,
    /// The content has problems; nothing was written.
    Problems = 1,
    /// The command line was used wrongly.
    Usage = 2,
    /// The environment failed.
    Environment = 3,
}

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args_os()
        .map(|a| a.to_string_lossy().into_owned())
        .collect();
    let wording = Wording::new(language(&arguments));
    ExitCode::from(run(&arguments, &wording) as u8)
}

fn run(arguments: &[String], wording: &Wording) -> Status {
    let args = match args::read(arguments, wording) {
        Ok(args) => args,
        Err(Ending::Help(text)) => {
            write(&mut io::stdout(), &text);
            return Status::Well;
        }
        Err(Ending::Usage(failure)) => return fail(wording, Format::Human, &failure),
    };
    let done = match &args.task {
        Task::Init { folder } => init::run(folder, wording),
        Task::New(drafting) => new::run(&args, drafting, wording),
        Task::Check(checking) => check::run(&args, checking, wording),
        Task::Why(asking) => why::run(&args, asking, wording),
        Task::Explain { code } => explain::run(code, wording),
        Task::Schema { output } => schema::run(&args, output.as_deref(), wording),
        Task::Lsp => lsp::run(&args, wording),
        Task::Build(building) => build::run(&args, building, wording),
        Task::Serve(previewing) => serve::run(&args, previewing, wording),
    };
    done.unwrap_or_else(|failure| {
        let format = match &args.task {
            Task::Check(checking) => checking.format,
            Task::Build(building) => building.checking.format,
            _ => Format::Human,
        };
        fail(wording, format, &failure)
    })
}

/// Prints a failure.
fn fail(wording: &Wording, format: Format, failure: &Failure) -> Status {
    let mut text = Vec::new();
    console(wording, format).failure(&mut text, failure).ok();
    print_problems(format, &text);
    match failure.code.kind {
        Kind::Usage => Status::Usage,
        Kind::Content | Kind::Environment => Status::Environment,
    }
}

/// Tells the language of messages: `--lang`, the locale, the language of the site that is worked
/// on.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
fn language(arguments: &[String]) -> Language {
    let locale = || {
        let set = |name| std::env::var(name).ok().filter(|v| !v.is_empty());
        let name = set("LC_ALL")
            .or_else(|| set("LC_MESSAGES"))
            .or_else(|| set("LANG"))?;
        match name.split(['_', '.', '@', '-']).next() {
            Some("zh") => Some(Language::Chinese),
            Some("en") => Some(Language::English),
            _ => None,
        }
    };
    args::language(arguments)
        .or_else(locale)
        .unwrap_or_else(|| site_language(arguments))
}

fn site_language(arguments: &[String]) -> Language {
    let named = arguments
        .iter()
        .position(|a| a == "--root")
        .and_then(|i| arguments.get(i + 1));
    let joined = arguments.iter().find_map(|a| a.strip_prefix("--root="));
    let root = joined
        .or(named.map(String::as_str))
        .map(PathBuf::from)
        .or_else(|| find_root(None).ok());
    root.and_then(|root| config_of(&root).ok())
        .map(|config| config.wording())
        .unwrap_or_default()
}

/// Finds the site's folder: the one named, or the nearest at or above this one.
fn find_root(named: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(root) = named {
        return if source::is_site(root) {
            Ok(root.to_path_buf())
        } else {
            Err(Failure::new(code::NO_SITE).with("path", root.display()))
        };
    }
    let here =
        std::env::current_dir().map_err(|e| Failure::io(code::UNREADABLE_FOLDER, ".", &e))?;
    source::find_root(&here).ok_or_else(|| Failure::new(code::NO_SITE).with("path", here.display()))
}

/// Reads a site's configuration, as far as it can be read.
fn config_of(root: &Path) -> Result<Config, Failure> {
    let failed = |e: io::Error| Failure::io(code::UNREADABLE_FOLDER, root.display(), &e);
    let path = SitePath::new(config::PATH);
    let bytes = Source::open(root)
        .and_then(|s| s.read(&path))
        .map_err(failed)?;
    Ok(source::text(&path, bytes)
        .map(|text| Config::read(&path, &text).value)
        .unwrap_or_default())
}

impl Args {
    fn site(&self) -> Result<PathBuf, Failure> {
        find_root(self.root.as_deref())
    }
}

/// Tells the clock: `--now`, else SOURCE_DATE_EPOCH, else the system's.
#[expect(
    clippy::disallowed_methods,
    reason = "the clock and the environment are read in cli/ only"
)]
fn now(given: Option<DateTime<Utc>>) -> Result<i64, Failure> {
    if let Some(moment) = given {
        return Ok(moment.timestamp());
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) if !text.is_empty() => {
            // A clock that no calendar can show is no clock.
            let seconds = text
                .parse()
                .ok()
                .filter(|s| DateTime::from_timestamp(*s, 0).is_some());
            seconds.ok_or_else(|| Failure::new(code::INVALID_CLOCK).with("text", text))
        }
        _ => {
            let since = std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .unwrap_or_default();
            Ok(i64::try_from(since.as_secs()).unwrap_or_default())
        }
    }
}

/// Tells whether the environment says what counts as now.
#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
fn is_clock_set() -> bool {
    std::env::var_os("SOURCE_DATE_EPOCH").is_some_and(|v| !v.is_empty())
}

fn console(wording: &Wording, format: Format) -> Console<'_> {
    Console {
        wording,
        format,
        colour: colour(),
        width: width(),
    }
}

fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
fn colour() -> bool {
    stderr_is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty())
}

#[expect(
    clippy::disallowed_methods,
    reason = "the environment is read in cli/ only"
)]
fn width() -> usize {
    std::env::var("COLUMNS")
        .ok()
        .and_then(|c| c.parse().ok())
        .unwrap_or(120)
}

/// Prints problems and how many there are; problems that a program is to read are results, on
/// standard output.
fn report(wording: &Wording, format: Format, problems: &[Diagnostic]) {
    let mut text = Vec::new();
    console(wording, format).problems(&mut text, problems).ok();
    print_problems(format, &text);
    if !problems.is_empty() {
        let (errors, warnings): (Vec<_>, Vec<_>) = problems.iter().partition(|p| p.is_error());
        let count = |n: usize| Word::Count(n as u64);
        say(
            wording,
            "problems",
            &[
                ("errors", count(errors.len())),
                ("warnings", count(warnings.len())),
            ],
        );
    }
}

fn print_problems(format: Format, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    match format {
        Format::Human => emit(&mut io::stderr(), &text),
        Format::Json | Format::Github => emit(&mut io::stdout(), &text),
    }
}

/// Prints one of the program's own sentences.
fn say(wording: &Wording, id: &str, args: &[(&str, Word<'_>)]) {
    write(&mut io::stderr(), &format!("{}\n", wording.say(id, args)));
}

/// Writes lines to a stream, with nothing in them that cannot be seen or that a log obeys.
fn write(stream: &mut dyn Write, text: &str) {
    emit(stream, &visible::lines(text));
}

/// Writes to a stream what the console has set; whoever closed it does not want to know more.
fn emit(stream: &mut dyn Write, text: &str) {
    stream
        .write_all(text.as_bytes())
        .and_then(|()| stream.flush())
        .ok();
}

/// Tells whether problems keep the site from being published.
fn stops(problems: &[Diagnostic], deny_warnings: bool) -> bool {
    problems.iter().any(|p| deny_warnings || p.is_error())
}
