//! The text of problems, failures and the program's own sentences, in Chinese or English.
//!
//! The texts are Fluent messages in `src/diagnostic/messages/*.ftl`: one a code, hints as its
//! attributes. An argument is text; [`Word::Count`] is for sentences that depend on a number.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use unicode_normalization::UnicodeNormalization;

use crate::base::date::Language;
use crate::base::visible;
use crate::diagnostic::code::Severity;
use crate::diagnostic::{Diagnostic, Failure};

/// Arguments longer than this many characters are cut: a message is a sentence, not a quotation.
const LONGEST: usize = 400;

/// A problem or failure, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Worded {
    /// One sentence.
    pub message: String,
    /// What to do about it, the most likely first.
    pub hints: Vec<String>,
}

/// An argument of one of the program's own sentences.
#[derive(Clone, Copy, Debug)]
pub enum Word<'a> {
    /// Text, printed as it is, but for characters that cannot be seen.
    Text(&'a str),
    /// A number of things, printed with commas between thousands.
    Count(u64),
}

/// The messages of one language. It is made once, and shared by threads.
pub struct Wording {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Wording {
    /// Loads the messages of `language`.
    pub fn new(language: Language) -> Wording {
        let text = match language {
            Language::Chinese => include_str!("messages/zh.ftl"),
            Language::English => include_str!("messages/en.ftl"),
        };
        // A message that cannot be read is shown by its id; a test checks that all can be read.
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
        let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are invisible characters that an editor would copy along with a hint.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(&number.as_string())),
            _ => None,
        }));
        bundle.add_resource_overriding(resource);
        Wording { language, bundle }
    }

    /// Returns the language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the text of a problem.
    pub fn diagnostic(&self, problem: &Diagnostic) -> Worded {
        let args = problem.args.iter().map(|(name, value)| (&**name, value));
        let hints = problem.hints.iter().map(|name| &**name);
        self.worded(problem.code.id, args, hints)
    }

    /// Returns the text of a failure, with its hint `nearest` if that applies.
    pub fn failure(&self, failure: &Failure) -> Worded {
        let args = failure.args.iter().map(|(name, value)| (*name, value));
        self.worded(failure.code.id, args, ["nearest"].into_iter())
    }

    /// Returns one of the program's own sentences.
    pub fn say(&self, id: &str, args: &[(&str, Word<'_>)]) -> String {
        let mut values = FluentArgs::new();
        for (name, word) in args {
            match word {
                Word::Text(text) => match self.reason(name, text) {
                    Some(reason) => values.set(*name, reason),
                    None => values.set(*name, visible::line(text)),
                },
                Word::Count(count) => values.set(*name, *count),
            }
        }
        self.message(id, &values).unwrap_or_else(|| {
            bare(
                id,
                args.iter().map(|(name, word)| match word {
                    Word::Text(text) => (*name, visible::line(text).into_owned()),
                    Word::Count(count) => (*name, count.to_string()),
                }),
            )
        })
    }

    /// Returns what stands between the items of a list in a sentence.
    pub fn separator(&self) -> &'static str {
        match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        }
    }

    /// Returns the name of `severity`.
    pub fn severity(&self, severity: Severity) -> String {
        self.say(severity.name(), &[])
    }

    fn worded<'a>(
        &self,
        code: &str,
        args: impl Iterator<Item = (&'a str, &'a String)>,
        named: impl Iterator<Item = &'a str>,
    ) -> Worded {
        let args = args.map(|(name, value)| {
            (
                name,
                self.reason(name, value).unwrap_or_else(|| shown(value)),
            )
        });
        let args: Vec<(&str, String)> = args.collect();
        let mut values = FluentArgs::new();
        for (name, value) in &args {
            values.set(*name, value.as_str());
        }
        let Some(message) = self.message(code, &values) else {
            return Worded {
                message: bare(code, args),
                hints: Vec::new(),
            };
        };
        let found = self.bundle.get_message(code);
        let filled: FluentArgs<'_> = args
            .iter()
            .filter(|(n, v)| !v.is_empty() && (*n != "nearest" || !is_repeated(v, &args)))
            .map(|(n, v)| (*n, v.as_str()))
            .collect();
        let hints = named.chain(["hint"]);
        let hints = hints
            .filter_map(|name| self.hint(found.as_ref()?, name, &filled))
            .collect();
        Worded { message, hints }
    }

    /// Returns the text of a reason that is given by its name ([`crate::diagnostic::reason`]).
    fn reason(&self, argument: &str, value: &str) -> Option<String> {
        let is_name = argument == "reason" && value.starts_with("reason-");
        if is_name {
            self.message(value, &FluentArgs::new())
        } else {
            None
        }
    }

    fn message(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        Some(
            self.bundle
                .format_pattern(pattern, Some(args), &mut Vec::new())
                .into_owned(),
        )
    }

    /// Returns the text of a hint; `None` if it has an argument that is missing or empty, since it
    /// would be of no use.
    fn hint(
        &self,
        message: &FluentMessage<'_>,
        name: &str,
        args: &FluentArgs<'_>,
    ) -> Option<String> {
        let pattern = message.get_attribute(name)?.value();
        let mut missing = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(args), &mut missing)
            .into_owned();
        missing.is_empty().then_some(text)
    }
}

/// Returns true if what a hint offers is what was written, or looks like it.
fn is_repeated(nearest: &str, args: &[(&str, String)]) -> bool {
    let mut written = args
        .iter()
        .filter(|(name, _)| !matches!(*name, "nearest" | "known"));
    written.any(|(_, value)| value.nfc().eq(nearest.nfc()))
}

/// Returns the substitute for a message without a text: its id and its arguments.
fn bare<'a>(id: &str, args: impl IntoIterator<Item = (&'a str, String)>) -> String {
    args.into_iter().fold(id.to_owned(), |text, (name, value)| {
        format!("{text} {name}={value}")
    })
}

/// Returns an argument as it fits on one line: without line ends and what is invisible, and cut.
fn shown(value: &str) -> String {
    let value = value.trim_matches(['\n', '\r']);
    let end = value.char_indices().nth(LONGEST).map(|(end, _)| end);
    let text = value[..end.unwrap_or(value.len())].replace(['\n', '\r', '\t'], " ");
    let more = if end.is_some() { "…" } else { "" };
    format!("{}{more}", visible::line(&text))
}

/// Returns a whole number with a comma before every three digits.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(c);
    }
    text
}
