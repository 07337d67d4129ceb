//! The codes of all messages with their long forms: for `dateline explain`, and for
//! `docs/codes.*.md`.
//!
//! Message and hints are those of `src/diagnostic/messages/*.ftl`; the long form and an example of
//! a mistake and of its mending are in `src/diagnostic/messages/codes.*.ftl`, one entry a code.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentMessage, FluentResource};
use fluent_syntax::ast::Pattern;
use unic_langid::LanguageIdentifier;

use crate::base::date::Language;
use crate::diagnostic::code;

/// A code, explained.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The code.
    pub code: &'static str,
    /// Its message; what differs from case to case is an ellipsis.
    pub message: String,
    /// What to do, as the message says.
    pub hints: Vec<String>,
    /// What it is about and why it matters.
    pub long: String,
    /// A mistake.
    pub wrong: Option<String>,
    /// The same, mended.
    pub right: Option<String>,
}

type Bundle = FluentBundle<FluentResource>;

/// Returns every code, in order of id.
pub fn entries(language: Language) -> Vec<Entry> {
    let (messages, long) = match language {
        Language::Chinese => (
            include_str!("messages/zh.ftl"),
            include_str!("messages/codes.zh.ftl"),
        ),
        Language::English => (
            include_str!("messages/en.ftl"),
            include_str!("messages/codes.en.ftl"),
        ),
    };
    let mut codes: Vec<&str> = code::ALL.iter().map(|code| code.id).collect();
    codes.sort_unstable();
    let (messages, long) = (bundle(messages, language), bundle(long, language));
    codes
        .into_iter()
        .filter_map(|code| entry(code, &messages, &long))
        .collect()
}

fn bundle(text: &str, language: Language) -> Bundle {
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(rest, _)| rest);
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.add_resource_overriding(resource);
    bundle
}

fn entry(code: &'static str, messages: &Bundle, long: &Bundle) -> Option<Entry> {
    let message = messages.get_message(code)?;
    let about = long.get_message(code)?;
    let hint =
        attribute(messages, &message, "hint").filter(|h| !h.contains('…') || h.chars().count() > 8);
    Some(Entry {
        message: set(messages, message.value()?),
        hints: hint.into_iter().collect(),
        long: set(long, about.value()?),
        wrong: attribute(long, &about, "wrong"),
        right: attribute(long, &about, "right"),
        code,
    })
}

fn attribute(bundle: &Bundle, message: &FluentMessage<'_>, name: &str) -> Option<String> {
    Some(set(bundle, message.get_attribute(name)?.value()))
}

/// Sets a pattern without arguments: what would be one is an ellipsis.
fn set(bundle: &Bundle, pattern: &Pattern<&str>) -> String {
    let text = bundle
        .format_pattern(pattern, None, &mut Vec::new())
        .into_owned();
    let mut parts = text.split("{$");
    let mut set = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.split_once('}').map_or("", |(_, rest)| rest);
        set.push('…');
        set.push_str(rest);
    }
    set
}
