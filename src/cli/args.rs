//! The command line, taken apart: what was typed, as values.

use std::ops::RangeInclusive;
use std::path::PathBuf;

use chrono::{DateTime, Utc};
use clap::builder::styling::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use super::console::Format;
use super::site;
use crate::base::date::Language;
use crate::diagnostic::Failure;
use crate::diagnostic::code;
use crate::diagnostic::wording::{Word, Wording};
use crate::publish::shard::Shard;

/// How many threads `--jobs` may ask for.
const JOBS: RangeInclusive<u64> = 1..=1024;

/// Options with a number, and what it may be.
const RANGES: [(&str, RangeInclusive<u64>); 3] = [
    ("jobs", JOBS),
    ("port", 0..=u16::MAX as u64),
    ("shards", 1..=u32::MAX as u64),
];

/// What was asked for.
#[derive(Clone, Debug)]
pub(super) struct Args {
    /// The site's folder, where it was named.
    pub(super) root: Option<PathBuf>,
    /// The command with its own arguments.
    pub(super) task: Task,
}

/// A command.
#[derive(Clone, Debug)]
pub(super) enum Task {
    Init { folder: PathBuf },
    New(Drafting),
    Check(Checking),
    Build(Building),
    Serve(Previewing),
    Why(Asking),
    Explain { code: String },
    Schema { output: Option<PathBuf> },
    Lsp,
}

impl Args {
    /// Finds the folder of the site that is worked on.
    pub(super) fn site(&self) -> Result<PathBuf, Failure> {
        site::find_root(self.root.as_deref())
    }
}

impl Task {
    /// Returns how problems and failures are printed.
    pub(super) fn format(&self) -> Format {
        match self {
            Task::Check(checking) => checking.format,
            Task::Build(building) => building.checking.format,
            Task::Init { .. }
            | Task::New(_)
            | Task::Serve(_)
            | Task::Why(_)
            | Task::Explain { .. }
            | Task::Schema { .. }
            | Task::Lsp => Format::Human,
        }
    }
}

/// Arguments of `new`.
#[derive(Clone, Debug)]
pub(super) struct Drafting {
    pub(super) kind: String,
    pub(super) title: Option<String>,
    /// The series of a bulletin.
    pub(super) series: Option<String>,
    /// The file with the sentence to read; `-` is standard input.
    pub(super) from: Option<PathBuf>,
}

/// Arguments of `why`.
#[derive(Clone, Debug)]
pub(super) struct Asking {
    /// A path or an address.
    pub(super) what: String,
    pub(super) now: Option<DateTime<Utc>>,
}

/// Arguments of `check`.
#[derive(Clone, Debug)]
pub(super) struct Checking {
    pub(super) now: Option<DateTime<Utc>>,
    pub(super) deny_warnings: bool,
    pub(super) format: Format,
    /// What can be mended for certain is mended.
    pub(super) fix: bool,
    /// What would be mended is shown only.
    pub(super) dry_run: bool,
    /// Links to other sites are checked too.
    pub(super) external: bool,
    /// Of these, addresses of this machine and its network too.
    pub(super) allow_private: bool,
}

/// Arguments of `build`.
#[derive(Clone, Debug)]
pub(super) struct Building {
    pub(super) checking: Checking,
    pub(super) drafts: bool,
    pub(super) future: bool,
    pub(super) output: Option<PathBuf>,
    pub(super) base_url: Option<String>,
    pub(super) report: Option<PathBuf>,
    pub(super) jobs: Option<usize>,
    pub(super) shard: Option<Part>,
    pub(super) timings: bool,
}

/// What `--shard` says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    /// This part.
    Given(Shard),
    /// The part that an engine's variables name, of so many where they do not say.
    Auto(Option<u32>),
}

/// Arguments of `serve`.
#[derive(Clone, Debug)]
pub(super) struct Previewing {
    pub(super) now: Option<DateTime<Utc>>,
    pub(super) drafts: bool,
    pub(super) future: bool,
    pub(super) host: String,
    pub(super) port: Option<u16>,
    pub(super) allowed: Vec<String>,
    /// What is not public is shown to nobody.
    pub(super) no_drafts: bool,
    pub(super) opens: bool,
    pub(super) polls: bool,
}

/// Why there is nothing to run.
pub(super) enum Ending {
    /// Help or version, to be printed as it is.
    Help(String),
    /// Wrong usage.
    Usage(Failure),
}

/// Takes the arguments apart; the first is the program's own name.
pub(super) fn read(arguments: &[String], wording: &Wording) -> Result<Args, Ending> {
    let matches = command(wording)
        .try_get_matches_from(arguments)
        .map_err(|e| ending(&e, arguments, wording))?;
    let Some((name, inner)) = matches.subcommand() else {
        return Err(Ending::Help(command(wording).render_help().to_string()));
    };
    let task = task(name, inner).map_err(Ending::Usage)?;
    Ok(Args {
        root: path(inner, "root"),
        task,
    })
}

fn task(name: &str, matches: &ArgMatches) -> Result<Task, Failure> {
    Ok(match name {
        "init" => Task::Init {
            folder: path(matches, "dir").unwrap_or_default(),
        },
        "new" => Task::New(Drafting {
            kind: text(matches, "kind").unwrap_or_default(),
            title: text(matches, "title"),
            series: text(matches, "series"),
            from: path(matches, "from"),
        }),
        "why" => Task::Why(Asking {
            what: text(matches, "what").unwrap_or_default(),
            now: now(matches)?,
        }),
        "explain" => Task::Explain {
            code: text(matches, "code").unwrap_or_default(),
        },
        "schema" => Task::Schema {
            output: path(matches, "output"),
        },
        "lsp" => Task::Lsp,
        "check" => Task::Check(checking(matches)?),
        "serve" => Task::Serve(Previewing {
            now: now(matches)?,
            drafts: matches.get_flag("drafts"),
            future: matches.get_flag("future"),
            host: text(matches, "host").unwrap_or_else(|| "127.0.0.1".to_owned()),
            port: matches.get_one::<u16>("port").copied(),
            allowed: matches
                .get_many::<String>("allow-host")
                .unwrap_or_default()
                .cloned()
                .collect(),
            no_drafts: matches.get_flag("no-drafts"),
            opens: matches.get_flag("open"),
            polls: matches.get_flag("poll"),
        }),
        _ => Task::Build(Building {
            checking: checking(matches)?,
            drafts: matches.get_flag("drafts"),
            future: matches.get_flag("future"),
            output: path(matches, "output"),
            base_url: text(matches, "base-url"),
            report: path(matches, "report"),
            jobs: matches
                .get_one::<u64>("jobs")
                .and_then(|n| usize::try_from(*n).ok()),
            shard: part(matches)?,
            timings: matches.get_flag("timings"),
        }),
    })
}

fn checking(matches: &ArgMatches) -> Result<Checking, Failure> {
    let now = now(matches)?;
    let format = matches
        .get_one::<Format>("format")
        .copied()
        .unwrap_or_default();
    let flag = |name: &str| {
        matches
            .try_get_one::<bool>(name)
            .ok()
            .flatten()
            .copied()
            .unwrap_or(false)
    };
    let dry_run = flag("dry-run");
    Ok(Checking {
        now,
        deny_warnings: flag("deny-warnings"),
        format,
        fix: flag("fix") || dry_run,
        dry_run,
        external: flag("external"),
        allow_private: flag("allow-private"),
    })
}

fn part(matches: &ArgMatches) -> Result<Option<Part>, Failure> {
    let count = matches.get_one::<u32>("shards").copied();
    match matches.get_one::<String>("shard").map(String::as_str) {
        None => Ok(None),
        Some("auto") => Ok(Some(Part::Auto(count))),
        Some(text) => match text.parse() {
            Ok(shard) => Ok(Some(Part::Given(shard))),
            Err(()) => Err(Failure::new(code::INVALID_SHARD).with("text", text)),
        },
    }
}

fn now(matches: &ArgMatches) -> Result<Option<DateTime<Utc>>, Failure> {
    text(matches, "now").map(|t| moment(&t)).transpose()
}

fn moment(text: &str) -> Result<DateTime<Utc>, Failure> {
    let read = DateTime::parse_from_rfc3339(text.trim());
    read.map(|m| m.to_utc())
        .map_err(|_| Failure::new(code::INVALID_NOW).with("text", text))
}

fn path(matches: &ArgMatches, name: &str) -> Option<PathBuf> {
    matches.get_one::<PathBuf>(name).cloned()
}

fn text(matches: &ArgMatches, name: &str) -> Option<String> {
    matches.get_one::<String>(name).cloned()
}

/// Declares the command line, with its help in the language of `wording`.
fn command(wording: &Wording) -> Command {
    let say = |id: &str| wording.say(id, &[]);
    let heading = say("help-options");
    let value = |name: &'static str, shown: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name(shown)
            .help(say(&format!("help-{name}")))
    };
    let flag = |name: &'static str| {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(say(&format!("help-{name}")))
    };
    // They may stand before the command, too.
    let root = value("root", "DIR")
        .value_parser(value_parser!(PathBuf))
        .global(true);
    let lang = value("lang", "LANG")
        .value_parser(["zh", "en"])
        .hide_possible_values(true)
        .global(true);
    let now = value("now", "RFC3339");
    let format = value("format", "FORMAT")
        .value_parser(value_parser!(Format))
        .hide_possible_values(true);
    let command = |name: &'static str| {
        let help = Arg::new("help")
            .short('h')
            .long("help")
            .action(ArgAction::Help)
            .help(say("help-help"));
        Command::new(name)
            .override_usage(format!("dateline {name} {}[{heading}]", operands(name)))
            .about(say(&format!("help-{name}")))
            .disable_help_flag(true)
            .help_template(template(wording))
            .next_help_heading(heading.clone())
            .args([root.clone(), lang.clone(), help])
    };
    let serve = command("serve").args([
        value("port", "N").value_parser(value_parser!(u16)),
        value("host", "HOST"),
        value("allow-host", "NAME").action(ArgAction::Append),
        flag("no-drafts").conflicts_with_all(["drafts", "future"]),
        flag("open"),
        flag("poll"),
        now.clone(),
        flag("drafts"),
        flag("future"),
    ]);
    let check = command("check").args([
        now.clone(),
        flag("fix"),
        flag("dry-run"),
        flag("external"),
        flag("allow-private"),
        flag("deny-warnings"),
        format.clone(),
    ]);
    let why_now = now.clone();
    let build = command("build").args([
        now,
        flag("drafts"),
        flag("future"),
        value("output", "DIR").value_parser(value_parser!(PathBuf)),
        value("base-url", "URL"),
        flag("deny-warnings"),
        format,
        value("report", "FILE").value_parser(value_parser!(PathBuf)),
        value("jobs", "N").value_parser(value_parser!(u64).range(JOBS)),
        value("shard", "I/N"),
        value("shards", "N").value_parser(value_parser!(u32).range(1..)),
        flag("timings"),
    ]);
    let folder = Arg::new("output")
        .long("output")
        .value_name("DIR")
        .help(say("help-schemas"));
    let folder = folder.value_parser(value_parser!(PathBuf));
    let positional = |name: &'static str, shown: &'static str| {
        Arg::new(name)
            .value_name(shown)
            .required(name != "title")
            .help(say(&format!("help-{name}")))
            .help_heading(say("help-arguments"))
    };
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version)
        .help(say("help-version"));
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .help(say("help-help"));
    Command::new("dateline")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("help-dateline"))
        .styles(Styles::plain())
        .override_usage(format!("dateline [{heading}] [{}]", say("help-command")))
        .help_template(template(wording))
        .next_help_heading(heading.clone())
        .subcommand_help_heading(say("help-commands"))
        .subcommand_value_name(say("help-command"))
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .args([root.clone(), lang.clone(), help, version])
        .subcommand(
            command("init").arg(positional("dir", "DIR").value_parser(value_parser!(PathBuf))),
        )
        .subcommand(command("new").args([
            positional("kind", "KIND-OR-CATEGORY"),
            positional("title", "TITLE").required_unless_present("from"),
            value("series", "ID"),
            value("from", "FILE").value_parser(value_parser!(PathBuf)),
        ]))
        .subcommands([check, build, serve])
        .subcommand(command("why").args([positional("what", "PATH-OR-URL"), why_now]))
        .subcommand(command("explain").arg(positional("code", "CODE")))
        .subcommand(command("schema").arg(folder))
        .subcommand(command("lsp"))
}

fn operands(command: &str) -> &'static str {
    match command {
        "init" => "<DIR> ",
        "new" => "<KIND-OR-CATEGORY> [TITLE] ",
        "why" => "<PATH-OR-URL> ",
        "explain" => "<CODE> ",
        _ => "",
    }
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

/// Words what the parser of the command line found, without its own English.
fn ending(error: &clap::Error, arguments: &[String], wording: &Wording) -> Ending {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(" "),
        _ => String::new(),
    };
    let say = |id: &str, text: String| wording.say(id, &[("text", Word::Text(&text))]);
    let reason = match error.kind() {
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayVersion
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return Ending::Help(error.to_string());
        }
        ErrorKind::UnknownArgument => say("usage-unknown", context(ContextKind::InvalidArg)),
        ErrorKind::InvalidSubcommand => {
            say("usage-command", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => {
            say("usage-missing", context(ContextKind::InvalidArg))
        }
        ErrorKind::ArgumentConflict => {
            let (one, other) = (
                context(ContextKind::InvalidArg),
                context(ContextKind::PriorArg),
            );
            match one == other || other.is_empty() {
                true => say("usage-twice", one),
                false => wording.say(
                    "usage-conflict",
                    &[("text", Word::Text(&one)), ("other", Word::Text(&other))],
                ),
            }
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation | ErrorKind::NoEquals => {
            let value = context(ContextKind::InvalidValue);
            let argument = context(ContextKind::InvalidArg);
            let words = [
                ("argument", Word::Text(&argument)),
                ("text", Word::Text(&value)),
            ];
            let name = argument
                .trim_start_matches('-')
                .split(' ')
                .next()
                .unwrap_or_default();
            let range = RANGES
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, range)| range);
            match range {
                _ if value.is_empty() => say("usage-empty", argument.clone()),
                Some(range) => {
                    let (least, most) = (range.start().to_string(), range.end().to_string());
                    let limits = [("least", Word::Text(&least)), ("most", Word::Text(&most))];
                    wording.say(
                        "usage-range",
                        &words.into_iter().chain(limits).collect::<Vec<_>>(),
                    )
                }
                None => wording.say("usage-value", &words),
            }
        }
        _ => error
            .to_string()
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned(),
    };
    let help = ["dateline"]
        .into_iter()
        .chain(typed(arguments, wording))
        .chain(["--help"])
        .collect::<Vec<_>>()
        .join(" ");
    let failure = Failure::new(code::INVALID_COMMAND)
        .with("reason", reason)
        .with("help", help);
    Ending::Usage(match suggested(error) {
        Some(near) => failure.with("nearest", near),
        None => failure,
    })
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

/// Finds `--lang` before anything else is read, since help and errors are worded in it.
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
