//! The command line, taken apart: what was typed, as values.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, FromArgMatches, Subcommand, ValueHint, value_parser};
use clap_complete::Shell;

use super::console::Format;
use super::git;
use super::report::Style;
use super::site;
use crate::base::date::{Date, Language, parse_date};
use crate::diagnostic::Failure;
use crate::diagnostic::code::{self, Code};
use crate::diagnostic::wording::{Word, Wording};
use crate::publish::shard::Shard;

/// Number of threads that `--jobs` may ask for.
const JOBS: RangeInclusive<u64> = 1..=1024;

/// Options with a number, and its range.
const RANGES: [(&str, RangeInclusive<u64>); 3] = [
    ("jobs", JOBS),
    ("port", 0..=u16::MAX as u64),
    ("shards", 1..=u32::MAX as u64),
];

/// The arguments of a run.
#[derive(Clone, Debug)]
pub(super) struct Args {
    /// The site's folder, if it was named.
    pub(super) root: Option<PathBuf>,
    /// The command with its own arguments.
    pub(super) task: Task,
}

impl Args {
    /// Finds the folder of the site that is worked on.
    pub(super) fn site(&self) -> Result<PathBuf, Failure> {
        site::find_root(self.root.as_deref())
    }
}

/// A command. The help of each, and of each argument, is the message `help-…` with its name.
#[derive(Clone, Debug, Subcommand)]
pub(super) enum Task {
    Init {
        #[arg(value_name = "DIR")]
        dir: PathBuf,
    },
    New(Drafting),
    Import(Importing),
    Check(Checking),
    Build(Building),
    Serve(Previewing),
    Why(Asking),
    Next(Looking),
    Explain {
        #[arg(value_name = "CODE")]
        code: String,
    },
    Schema {
        #[arg(id = "schemas", long = "output", value_name = "DIR")]
        output: Option<PathBuf>,
    },
    Completions {
        #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
        shell: Shell,
    },
    Theme(Theming),
    Lsp,
}

impl Task {
    /// Returns how problems and failures are printed.
    pub(super) fn format(&self) -> Format {
        match self {
            Task::Check(checking) => checking.format,
            Task::Build(building) => building.format,
            Task::Init { .. }
            | Task::New(_)
            | Task::Import(_)
            | Task::Serve(_)
            | Task::Why(_)
            | Task::Next(_)
            | Task::Explain { .. }
            | Task::Schema { .. }
            | Task::Completions { .. }
            | Task::Theme(_)
            | Task::Lsp => Format::Human,
        }
    }
}

/// Arguments of `new`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Drafting {
    #[arg(value_name = "KIND-OR-CATEGORY")]
    pub(super) kind: String,
    #[arg(value_name = "TITLE", required_unless_present = "from")]
    pub(super) title: Option<String>,
    /// The series of a bulletin.
    #[arg(long, value_name = "ID")]
    pub(super) series: Option<String>,
    /// The file with the sentence to read; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub(super) from: Option<PathBuf>,
}

/// Arguments of `import`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Importing {
    /// What the files are.
    #[arg(id = "import_from", long = "from", value_name = "FORM", value_enum)]
    #[arg(hide_possible_values = true)]
    pub(super) from: Option<Form>,
    /// Id or title of the category to put the drafts into.
    #[arg(long, value_name = "CATEGORY")]
    pub(super) into: Option<String>,
    /// The day of the issue.
    #[arg(id = "issue_day", long = "date", value_name = "DAY", value_parser = day)]
    pub(super) date: Option<Date>,
    /// True if the drafts are only listed.
    #[arg(id = "import_dry_run", long = "dry-run")]
    pub(super) dry_run: bool,
    /// True if the copy rules change nothing.
    #[arg(long)]
    pub(super) as_is: bool,
    /// Files; `-` is standard input.
    #[arg(id = "import_paths", value_name = "PATH", required = true)]
    pub(super) paths: Vec<PathBuf>,
}

/// What `import` reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// The text of a newspaper page as pasted.
    Page,
}

/// Arguments of `check`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Checking {
    /// The files and folders that are asked for; all if there are none.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// The commit since which the files that are asked for have changed.
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = git::HEAD)]
    pub(super) changed: Option<String>,
    /// The file with a list of known problems.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// The file to write such a list to.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "changed", "baseline"])]
    pub(super) write_baseline: Option<PathBuf>,
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<DateTime<Utc>>,
    /// True if problems are fixed whose fix is sure.
    #[arg(long)]
    pub(super) fix: bool,
    /// True if fixes are only shown.
    #[arg(long)]
    pub(super) dry_run: bool,
    /// True if links to other sites are checked too.
    #[arg(long)]
    pub(super) external: bool,
    /// True if these may lead to this machine and its network.
    #[arg(long)]
    pub(super) allow_private: bool,
    #[arg(long)]
    pub(super) deny_warnings: bool,
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) format: Format,
    /// True if people are shown every problem.
    #[arg(long)]
    pub(super) all: bool,
}

impl Checking {
    /// Returns how problems are reported.
    pub(super) fn style(&self) -> Style {
        Style {
            format: self.format,
            all: self.all,
        }
    }
}

/// Arguments of `build`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Building {
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<DateTime<Utc>>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long)]
    pub(super) future: bool,
    #[arg(long, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// The file with a list of known problems.
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    #[arg(long)]
    pub(super) deny_warnings: bool,
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t)]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(super) format: Format,
    /// True if people are shown every problem.
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Site from which made pictures are taken.
    #[cfg(feature = "external")]
    #[arg(long, value_name = "URL")]
    pub(super) pictures_from: Option<String>,
    /// True if a clock that runs backwards may take pages away.
    #[arg(long)]
    pub(super) allow_removals: bool,
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(JOBS))]
    pub(super) jobs: Option<u64>,
    #[arg(long, value_name = "I/N", value_parser = part)]
    pub(super) shard: Option<Part>,
    /// Number of parts, if an engine does not say it.
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub(super) shards: Option<u32>,
    #[arg(long)]
    pub(super) timings: bool,
}

impl Building {
    /// Returns how problems are reported.
    pub(super) fn style(&self) -> Style {
        Style {
            format: self.format,
            all: self.all,
        }
    }
}

/// Arguments of `next`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Looking {
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<DateTime<Utc>>,
    /// True if the answer is for a program.
    #[arg(long)]
    pub(super) json: bool,
}

/// Value of `--shard`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// This part.
    Given(Shard),
    /// The part that an engine's variables name.
    Auto,
}

/// Arguments of `serve`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Previewing {
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    #[arg(hide_default_value = true)]
    pub(super) host: String,
    #[arg(long, value_name = "NAME")]
    pub(super) allow_host: Vec<String>,
    /// True if only what is public is shown.
    #[arg(long, conflicts_with_all = ["drafts", "future"])]
    pub(super) no_drafts: bool,
    #[arg(long)]
    pub(super) open: bool,
    #[arg(long, value_name = "EDITOR")]
    pub(super) editor: Option<String>,
    #[arg(long)]
    pub(super) poll: bool,
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<DateTime<Utc>>,
    #[arg(long)]
    pub(super) drafts: bool,
    #[arg(long)]
    pub(super) future: bool,
}

/// Arguments of `why`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Asking {
    /// A path or an address.
    #[arg(value_name = "PATH-OR-URL", value_hint = ValueHint::AnyPath)]
    pub(super) what: String,
    #[arg(long, value_name = "RFC3339", value_parser = moment)]
    pub(super) now: Option<DateTime<Utc>>,
}

/// Arguments of `theme`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Theming {
    #[arg(id = "action", value_name = "ACTION", value_enum)]
    #[arg(hide_possible_values = true)]
    pub(super) action: ThemeAction,
    /// Files of the built-in theme.
    #[arg(id = "theme_files", value_name = "FILE")]
    pub(super) files: Vec<String>,
}

/// What `theme` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ThemeAction {
    /// Copies built-in files into the site's theme.
    Copy,
    /// Shows what has changed since.
    Diff,
    /// Notes that copies were brought up to date.
    Mark,
}

/// A value that has a message of its own for what is wrong with it.
#[derive(Debug)]
struct Invalid(Code);

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.id)
    }
}

impl Error for Invalid {}

fn moment(text: &str) -> Result<DateTime<Utc>, Invalid> {
    DateTime::parse_from_rfc3339(text.trim())
        .map(|moment| moment.to_utc())
        .map_err(|_| Invalid(code::INVALID_NOW))
}

fn day(text: &str) -> Result<Date, &'static str> {
    parse_date(text.trim()).map_err(|_| "no day")
}

fn part(text: &str) -> Result<Part, Invalid> {
    if text == "auto" {
        return Ok(Part::Auto);
    }
    text.parse()
        .map(Part::Given)
        .map_err(|()| Invalid(code::INVALID_SHARD))
}

/// Reason for which there is nothing to run.
pub(super) enum Ending {
    /// Help or version, to be printed as it is.
    Help(String),
    /// Wrong usage.
    Usage(Failure),
}

/// Takes the arguments apart; the first is the program's own name.
pub(super) fn read(arguments: &[OsString], wording: &Wording) -> Result<Args, Ending> {
    let ending = |error: &clap::Error| ending(error, &texts(arguments), wording);
    let matches = command(wording)
        .try_get_matches_from(arguments)
        .map_err(|e| ending(&e))?;
    if matches.subcommand().is_none() {
        return Err(Ending::Help(command(wording).render_help().to_string()));
    }
    Ok(Args {
        root: matches.get_one("root").cloned(),
        task: Task::from_arg_matches(&matches).map_err(|e| ending(&e))?,
    })
}

/// Returns the arguments as text; what is none is shown as far as it is.
pub(super) fn texts(arguments: &[OsString]) -> Vec<String> {
    let texts = arguments.iter().map(|a| a.to_string_lossy().into_owned());
    texts.collect()
}

/// Declares the command line, with its help in the language of `wording`.
pub(super) fn command(wording: &Wording) -> Command {
    let heading = wording.say("help-options", &[]);
    // The first two may stand before the command, too.
    let common = [
        Arg::new("root")
            .long("root")
            .value_name("DIR")
            .value_parser(value_parser!(PathBuf))
            .global(true),
        Arg::new("lang")
            .long("lang")
            .value_name("LANG")
            .value_parser(["zh", "en"])
            .hide_possible_values(true)
            .global(true),
        Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help),
    ];
    let common = common.map(|arg| worded(arg, wording));
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let name = wording.say("help-command", &[]);
    let tasks = Task::augment_subcommands(Command::new("dateline"));
    Command::new("dateline")
        .version(env!("DATELINE_VERSION"))
        .about(wording.say("help-dateline", &[]))
        .override_usage(format!("dateline [{heading}] [{name}]"))
        .help_template(template(wording))
        .subcommand_help_heading(wording.say("help-commands", &[]))
        .subcommand_value_name(name)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args(&common)
        .arg(worded(version, wording))
        .subcommands(tasks.get_subcommands().map(|t| task(t, &common, wording)))
}

/// Declares a command: its own arguments after those that are common to all.
fn task(derived: &Command, common: &[Arg], wording: &Wording) -> Command {
    let name = derived.get_name();
    let operands: String = derived
        .get_positionals()
        .map(|arg| format!("{} ", worded(arg.clone(), wording)))
        .collect();
    let own = derived.get_arguments().cloned();
    let heading = wording.say("help-options", &[]);
    Command::new(name.to_owned())
        .override_usage(format!("dateline {name} {operands}[{heading}]"))
        .about(wording.say(&format!("help-{name}"), &[]))
        .disable_help_flag(true)
        .help_template(template(wording))
        .args(common)
        .args(own.map(|arg| worded(arg, wording)))
}

/// Gives an argument its help; it is listed in the order of declaration.
fn worded(arg: Arg, wording: &Wording) -> Arg {
    let name = arg.get_id().as_str().replace('_', "-");
    let value = arg.get_value_names().and_then(<[_]>::first);
    let value = value.map(|name| wording.say(&value_id(name), &[]));
    let heading = if arg.is_positional() {
        "help-arguments"
    } else {
        "help-options"
    };
    let arg = arg
        .help(wording.say(&format!("help-{name}"), &[]))
        .help_heading(wording.say(heading, &[]))
        .display_order(None::<usize>);
    match value {
        Some(value) => arg.value_name(value),
        None => arg,
    }
}

/// Returns the id of the message that names the value of an argument, such as `value-path-or-url`.
fn value_id(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    format!(
        "value-{}",
        name.replace(|c: char| !c.is_ascii_alphanumeric(), "-")
    )
}

fn template(wording: &Wording) -> String {
    format!(
        "{{about}}\n\n{}{{usage}}\n\n{{all-args}}\n",
        wording.say("help-usage", &[])
    )
}

/// Returns the command that was typed, if there is one of that name.
fn typed<'a>(arguments: &'a [String], wording: &Wording) -> Option<&'a str> {
    let mut rest = arguments.iter().skip(1).map(String::as_str);
    while let Some(argument) = rest.next() {
        match argument {
            "--root" | "--lang" => drop(rest.next()),
            option if option.starts_with('-') => {}
            name => {
                return Some(name).filter(|name| command(wording).find_subcommand(name).is_some());
            }
        }
    }
    None
}

/// Returns the message for what the parser of the command line found, without its own English.
fn ending(error: &clap::Error, arguments: &[String], wording: &Wording) -> Ending {
    if let ErrorKind::DisplayHelp
    | ErrorKind::DisplayVersion
    | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand = error.kind()
    {
        return Ending::Help(error.to_string());
    }
    if let Some(Invalid(code)) = error.source().and_then(|e| e.downcast_ref()) {
        let text = context(error, ContextKind::InvalidValue);
        return Ending::Usage(Failure::new(*code).with("text", text));
    }
    let command = typed(arguments, wording).map_or_else(String::new, |name| format!("{name} "));
    let failure = Failure::new(code::INVALID_COMMAND)
        .with("reason", reason(error, wording))
        .with("help", format!("dateline {command}--help"));
    Ending::Usage(match suggested(error) {
        Some(near) => failure.with("nearest", near),
        None => failure,
    })
}

/// Returns why a command line cannot be run, as text.
fn reason(error: &clap::Error, wording: &Wording) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    let (id, text) = match error.kind() {
        ErrorKind::UnknownArgument => ("usage-unknown", argument),
        ErrorKind::InvalidSubcommand => (
            "usage-command",
            context(error, ContextKind::InvalidSubcommand),
        ),
        ErrorKind::MissingRequiredArgument => ("usage-missing", argument),
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg);
            if argument != other && !other.is_empty() {
                let words = [
                    ("text", Word::Text(&argument)),
                    ("other", Word::Text(&other)),
                ];
                return wording.say("usage-conflict", &words);
            }
            ("usage-twice", argument)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            let value = context(error, ContextKind::InvalidValue);
            if !value.is_empty() {
                return invalid_value(&argument, &value, wording);
            }
            ("usage-empty", argument)
        }
        ErrorKind::InvalidUtf8 => return wording.say("usage-encoding", &[]),
        _ => {
            let text = error.to_string();
            return text.lines().next().unwrap_or_default().to_owned();
        }
    };
    wording.say(id, &[("text", Word::Text(&text))])
}

fn invalid_value(argument: &str, value: &str, wording: &Wording) -> String {
    let words = [
        ("argument", Word::Text(argument)),
        ("text", Word::Text(value)),
    ];
    let name = argument
        .trim_start_matches('-')
        .split(' ')
        .next()
        .unwrap_or_default();
    let Some((_, range)) = RANGES.iter().find(|(known, _)| *known == name) else {
        return wording.say("usage-value", &words);
    };
    let (least, most) = (range.start().to_string(), range.end().to_string());
    let limits = [("least", Word::Text(&least)), ("most", Word::Text(&most))];
    wording.say("usage-range", &[words, limits].concat())
}

/// Returns what the parser of the command line says of an error.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    }
}

/// Returns the option or command that is nearest to what was typed; of several the last is the most
/// alike.
fn suggested(error: &clap::Error) -> Option<&str> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand]
        .into_iter()
        .find_map(|kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.as_str()),
            Some(ContextValue::Strings(texts)) => texts.last().map(String::as_str),
            _ => None,
        })
}

/// Finds `--lang` before anything else is read, since help and errors are in that language.
pub(super) fn language(arguments: &[String]) -> Option<Language> {
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        let value = match argument.strip_prefix("--lang=") {
            Some(value) => Some(value),
            None if argument == "--lang" => rest.next().map(String::as_str),
            None => None,
        };
        match value {
            Some("zh") => return Some(Language::Chinese),
            Some("en") => return Some(Language::English),
            _ => {}
        }
    }
    None
}
