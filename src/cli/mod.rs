//! The command line: one file a command, and the only place that prints, reads the clock and the
//! environment.

mod args;
mod build;
mod check;
mod clock;
mod completions;
pub mod console;
mod draft_file;
mod environment;
mod explain;
mod free_period;
mod from;
mod git;
mod import;
mod init;
mod known;
#[cfg(feature = "lsp")]
mod lsp;
mod new;
mod new_topic;
mod next;
mod pictures_from;
#[cfg_attr(not(feature = "progress"), path = "silent.rs")]
mod progress;
mod report;
mod schema;
mod scope;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod status;
mod terminal;
mod tidied;
mod theme;
mod why;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use self::args::{Ending, Task};
use self::console::Format;
use self::status::Status;
use crate::base::date::Language;
use crate::diagnostic::Failure;
use crate::diagnostic::wording::Wording;

/// Runs the program on the process's own arguments.
pub fn main() -> ExitCode {
    // The path of a file need not be text.
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let wording = Wording::new(language(&arguments));
    ExitCode::from(run(&arguments, &wording) as u8)
}

/// Returns the command line as it is declared, for manual pages.
pub fn command(language: Language) -> clap::Command {
    args::command(&Wording::new(language))
}

fn run(arguments: &[OsString], wording: &Wording) -> Status {
    let args = match args::read(arguments, wording) {
        Ok(args) => args,
        Err(Ending::Help(text)) => {
            terminal::print(&text);
            return Status::Well;
        }
        Err(Ending::Usage(failure)) => return fail(wording, Format::Human, &failure),
    };
    let done = match &args.task {
        Task::Init { dir } => init::run(dir, wording),
        Task::New(drafting) => new::run(&args, drafting, wording),
        Task::Import(importing) => import::run(&args, importing, wording),
        Task::Check(checking) => check::run(&args, checking, wording),
        Task::Why(asking) => why::run(&args, asking, wording),
        Task::Next(looking) => next::run(&args, looking, wording),
        Task::Explain { code } => explain::run(code, wording),
        Task::Completions { shell } => completions::run(*shell, wording),
        Task::Schema { output } => schema::run(&args, output.as_deref()),
        Task::Theme(theming) => theme::run(&args, theming, wording),
        #[cfg(feature = "lsp")]
        Task::Lsp => lsp::run(&args, language_asked(arguments)),
        #[cfg(not(feature = "lsp"))]
        Task::Lsp => Err(status::not_built("lsp")),
        Task::Build(building) => build::run(&args, building, wording),
        #[cfg(feature = "serve")]
        Task::Serve(previewing) => serve::run(&args, previewing, wording),
        #[cfg(not(feature = "serve"))]
        Task::Serve(_) => Err(status::not_built("serve")),
    };
    done.unwrap_or_else(|failure| fail(wording, args.task.format(), &failure))
}

/// Prints a failure and returns how the process ends.
fn fail(wording: &Wording, format: Format, failure: &Failure) -> Status {
    terminal::report_failure(wording, format, failure);
    Status::of_failure(failure.code.kind)
}

/// Returns the language of messages: that of `--lang`, of the locale, or of the site that is worked
/// on.
fn language(arguments: &[OsString]) -> Language {
    language_asked(arguments).unwrap_or_else(|| site_language(arguments))
}

/// Returns the language of `--lang`, or of the locale.
fn language_asked(arguments: &[OsString]) -> Option<Language> {
    args::language(&args::texts(arguments)).or_else(environment::locale)
}

/// Returns the language of the site that is worked on, before the arguments have been read.
fn site_language(arguments: &[OsString]) -> Language {
    let named = arguments
        .iter()
        .position(|a| a == "--root")
        .and_then(|i| arguments.get(i + 1));
    let texts = args::texts(arguments);
    let joined = texts.iter().find_map(|a| a.strip_prefix("--root="));
    let root = joined
        .map(PathBuf::from)
        .or(named.map(PathBuf::from))
        .or_else(|| site::find_root(None).ok());
    root.and_then(|root| site::config_of(&root).ok())
        .map(|config| config.wording())
        .unwrap_or_default()
}
